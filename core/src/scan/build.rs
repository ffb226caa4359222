//! From phrases and patterns to the automaton that looks for all of them.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use aho_corasick::MatchKind;
use aho_corasick::nfa::contiguous::NFA as Automaton;

use super::expression::Expression;
use super::intern::Interner;
use super::{GroupId, KnownPattern, Pattern, Phrase, Scanner, TermId, Uses};
use crate::order::Order as _;
use crate::policy::anchor::required_literals;
use crate::policy::schema::Term;
use crate::text::{fold_pattern_text, term_hash};

/// Deepest nesting of one pattern.
pub(super) const PATTERN_NEST: u32 = 64;
/// Longest source of one pattern or phrase, in bytes.
const PATTERN_LEN: usize = 4096;
/// Places in which the words of phrases are counted.
const COUNTED: usize = 1 << 14;
/// A phrase hangs on one of its words, unless all are shorter than this: then on all of its letters.
const SHORTEST_KEY: usize = 4;

/// Why a phrase or pattern cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// The regular expression is malformed.
    #[error("{0}")]
    Syntax(String),
    /// It would need too much memory or is too long.
    #[error("the pattern is too large: {0}")]
    TooLarge(String),
    /// Nothing would be left to look for.
    #[error("the phrase is empty once case, accents and spaces are folded")]
    Empty,
    /// It matches the empty text, that is, everywhere.
    #[error("the pattern matches the empty text, so it would match everywhere")]
    MatchesEmpty,
}

/// The crate's messages draw a picture; the last line says what is wrong.
fn last_line(message: &str) -> String {
    message.lines().last().unwrap_or(message).trim_start_matches("error: ").to_owned()
}

/// Collects the terms of a policy, then becomes a [`Scanner`].
#[derive(Debug, Default)]
pub(crate) struct ScannerBuilder {
    terms: Interner,
    keys: Interner,
    /// By the number of the key.
    uses: Vec<Uses>,
    phrases: Vec<Phrase>,
    patterns: Vec<Pattern>,
    anchorless: Vec<usize>,
    /// Term and group, for each member of a group.
    members: Vec<(TermId, GroupId)>,
    groups: u32,
    /// Patterns that were parsed before, sorted.
    known: Vec<KnownPattern>,
}

/// Sets of literals: every match of a pattern holds one of each.
pub(super) type Anchors = Vec<BTreeSet<Vec<u8>>>;

impl ScannerBuilder {
    /// A builder that need not parse patterns which were parsed before; `known` is sorted.
    pub(crate) fn knowing(known: Vec<KnownPattern>) -> ScannerBuilder {
        ScannerBuilder { known, ..ScannerBuilder::default() }
    }

    /// Whether a phrase or pattern can be used: a pattern is compiled, so that one that is too large is refused.
    pub(crate) fn try_out(term: &Term) -> Result<(), PatternError> {
        let mut builder = ScannerBuilder::default();
        builder.add(term)?;
        builder.patterns.iter().try_for_each(|pattern| Expression::new(&pattern.source).map(|_| ()))
    }

    /// Numbers a phrase or pattern; the same one always gets the same number.
    pub(crate) fn add(&mut self, term: &Term) -> Result<TermId, PatternError> {
        let (sort, text) = match term {
            Term::Phrase(phrase) => (b"phrase ", phrase.as_str()),
            Term::Pattern(source) => (b"pattern", source.as_str()),
            Term::Value(class) => (b"value  ", class.as_str()),
        };
        let named = [sort, text.as_bytes()].concat();
        if let Some(number) = self.terms.known(&named) {
            return Ok(term_id(number));
        }
        let id = term_id(self.terms.len());
        match term {
            Term::Phrase(phrase) => self.add_phrase(phrase, id)?,
            Term::Pattern(source) => self.add_pattern(fold_pattern(source), id)?,
            Term::Value(_) => {}
        }
        self.terms.number(&named);
        Ok(id)
    }

    /// Numbers a group of terms, so that a scan can tell at once whether any of them was seen.
    pub(crate) fn group(&mut self, terms: impl IntoIterator<Item = TermId>) -> GroupId {
        let group = GroupId(self.groups);
        self.groups += 1;
        self.members.extend(terms.into_iter().map(|term| (term, group)));
        group
    }

    fn add_phrase(&mut self, phrase: &str, term: TermId) -> Result<(), PatternError> {
        if phrase.len() > PATTERN_LEN {
            return Err(PatternError::TooLarge(format!("it is longer than {PATTERN_LEN} bytes")));
        }
        let folded = fold_pattern_text(phrase);
        let folded = folded.trim();
        let (literal, open_end) = match folded.strip_suffix('*') {
            Some(stem) => (stem, true),
            None => (folded, false),
        };
        if literal.is_empty() || !literal.chars().any(char::is_alphanumeric) {
            return Err(PatternError::Empty);
        }
        if literal.contains('*') {
            let words: Vec<String> = folded
                .split(' ')
                .map(|word| match word.strip_suffix('*') {
                    Some(stem) => format!("{}[a-z0-9']*", regex_syntax::escape(stem)),
                    None => regex_syntax::escape(word),
                })
                .collect();
            return self.add_pattern(format!(r"\b{}\b", words.join(" ")), term);
        }
        self.phrases.push(Phrase { term, literal: literal.into(), before: 0, open_end });
        Ok(())
    }

    fn add_pattern(&mut self, source: String, term: TermId) -> Result<(), PatternError> {
        if source.len() > PATTERN_LEN {
            return Err(PatternError::TooLarge(format!("it is longer than {PATTERN_LEN} bytes")));
        }
        let known = std::mem::take(&mut self.known);
        let (parsed, sets) = match KnownPattern::find(&known, &source) {
            Some(sets) => (Anchors::new(), sets),
            None => (parse(&source)?, Vec::new()),
        };
        let parsed = parsed.iter().map(|set| set.iter().map(Vec::as_slice).collect());
        let index = self.patterns.len();
        let mut needs = 0;
        for (n, set) in sets.into_iter().chain(parsed).enumerate() {
            let bit = 1 << n;
            needs |= bit;
            for anchor in set {
                if let Some(uses) = self.uses_of(anchor) {
                    uses.anchors.push((index, bit));
                }
            }
        }
        if needs == 0 {
            self.anchorless.push(index);
        }
        self.known = known;
        self.patterns.push(Pattern { term, source, needs, compiled: OnceLock::new() });
        Ok(())
    }

    /// Builds the automaton.
    pub(crate) fn build(mut self) -> Result<Scanner, PatternError> {
        self.hang_phrases();
        let automaton = Automaton::builder()
            .match_kind(MatchKind::Standard)
            .build(self.keys.strings())
            .map_err(|error| PatternError::TooLarge(error.to_string()))?;
        self.members.order();
        self.members.dedup();
        Ok(Scanner {
            automaton,
            uses: self.uses,
            phrases: self.phrases,
            patterns: self.patterns,
            anchorless: self.anchorless,
            members: self.members,
            groups: usize::try_from(self.groups).unwrap_or(0),
            vocabulary: OnceLock::new(),
        })
    }
}

impl ScannerBuilder {
    /// Hangs each phrase on the word of its own that the fewest phrases have: what few phrases have few texts have,
    /// and wakes few phrases.
    fn hang_phrases(&mut self) {
        // Counted by number: two words that share their place count as one, which costs a little speed at most.
        let mut having = vec![0_u32; COUNTED];
        let place = |word: &str| usize::try_from(term_hash(word.as_bytes()) >> 40).unwrap_or(0) % COUNTED;
        for phrase in &self.phrases {
            for (word, _) in words_of(&phrase.literal) {
                if let Some(count) = having.get_mut(place(word)) {
                    *count += 1;
                }
            }
        }
        let mut phrases = std::mem::take(&mut self.phrases);
        for (n, phrase) in phrases.iter_mut().enumerate() {
            let rarest = words_of(&phrase.literal)
                .filter(|(word, _)| word.len() >= SHORTEST_KEY)
                .min_by_key(|(word, at)| (having.get(place(word)), Reverse(word.len()), *at));
            let (key, before) = rarest.unwrap_or((&phrase.literal, 0));
            if let Some(uses) = self.uses_of(key.as_bytes()) {
                uses.phrases.push(n);
            }
            phrase.before = before;
        }
        self.phrases = phrases;
    }

    /// What a key of the automaton stands for.
    fn uses_of(&mut self, key: &[u8]) -> Option<&mut Uses> {
        let number = self.keys.number(key);
        if self.uses.len() <= number {
            self.uses.resize_with(number + 1, Uses::default);
        }
        self.uses.get_mut(number)
    }
}

fn term_id(number: usize) -> TermId {
    TermId(u32::try_from(number).unwrap_or(u32::MAX))
}

/// The words of a folded phrase with their places.
fn words_of(literal: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut at = 0;
    literal.split_inclusive(|c: char| !c.is_alphanumeric()).filter_map(move |piece| {
        let start = at;
        at += piece.len();
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        (!word.is_empty()).then_some((word, start))
    })
}

/// Parses a pattern for its anchors.
pub(super) fn parse(source: &str) -> Result<Anchors, PatternError> {
    let hir = regex_syntax::ParserBuilder::new()
        .utf8(false)
        .unicode(false)
        .nest_limit(PATTERN_NEST)
        .build()
        .parse(source)
        .map_err(|error| PatternError::Syntax(last_line(&error.to_string())))?;
    if hir.properties().minimum_len() == Some(0) {
        return Err(PatternError::MatchesEmpty);
    }
    Ok(required_literals(&hir))
}

/// Folds the literal letters of a pattern as texts are folded, and leaves escapes alone.
pub(super) fn fold_pattern(source: &str) -> String {
    if source.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return source.to_owned();
    }
    let mut folded = String::with_capacity(source.len());
    let mut run = String::new();
    let mut chars = source.chars().peekable();
    let flush = |run: &mut String, folded: &mut String| {
        if !run.is_empty() {
            folded.push_str(&fold_pattern_text(run));
            run.clear();
        }
    };
    while let Some(c) = chars.next() {
        if c == '\\' {
            flush(&mut run, &mut folded);
            folded.push(c);
            folded.extend(chars.next());
        } else if c.is_alphabetic() {
            run.push(c);
        } else {
            flush(&mut run, &mut folded);
            match c {
                '\u{2018}' | '\u{2019}' => folded.push('\''),
                '\u{201c}' | '\u{201d}' => folded.push('"'),
                '\u{2013}' | '\u{2014}' => folded.push('-'),
                other => folded.push(other),
            }
        }
    }
    flush(&mut run, &mut folded);
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_hangs_on_its_rarest_word() {
        let mut builder = ScannerBuilder::default();
        for phrase in
            ["we guarantee returns", "guarantee", "as is", "50% off", "24/7 returns", "your returns"]
        {
            builder.add(&Term::Phrase(phrase.to_owned())).unwrap();
        }
        builder.hang_phrases();
        let before = |phrase: &Phrase| (phrase.literal.to_string(), phrase.before);
        let found: Vec<(String, usize)> = builder.phrases.iter().map(before).collect();
        let expected = [
            ("we guarantee returns", 3),
            ("guarantee", 0),
            ("as is", 0),
            ("50% off", 0),
            ("24/7 returns", 5),
            ("your returns", 0),
        ];
        assert_eq!(found, expected.map(|(phrase, at)| (phrase.to_owned(), at)));
        let mut keys: Vec<&[u8]> = builder.keys.strings().collect();
        keys.sort_unstable();
        assert_eq!(keys, [b"50% off".as_slice(), b"as is", b"guarantee", b"returns", b"your"]);
    }

    #[test]
    fn letters_of_a_pattern_are_folded_and_escapes_are_not() {
        assert_eq!(fold_pattern(r"\bÉté\W+\d"), r"\bete\W+\d");
    }
}
