//! From phrases and patterns to the automaton that looks for all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use aho_corasick::MatchKind;
use aho_corasick::nfa::contiguous::NFA as Automaton;

use super::expression::Expression;
use super::{GroupId, KnownPattern, Pattern, Phrase, Scanner, TermId, Use};
use crate::order::Order as _;
use crate::policy::anchor::required_literals;
use crate::policy::schema::Term;
use crate::text::fold_pattern_text;

/// Deepest nesting of one pattern.
pub(super) const PATTERN_NEST: u32 = 64;
/// Longest source of one pattern or phrase, in bytes.
const PATTERN_LEN: usize = 4096;
/// A phrase hangs on its longest word, unless that is shorter than this: then on all of its letters.
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
    terms: BTreeMap<Term, TermId>,
    keys: BTreeMap<Vec<u8>, Vec<Use>>,
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
        if let Some(&id) = self.terms.get(term) {
            return Ok(id);
        }
        let id = TermId(u32::try_from(self.terms.len()).unwrap_or(u32::MAX));
        match term {
            Term::Phrase(phrase) => self.add_phrase(phrase, id)?,
            Term::Pattern(source) => self.add_pattern(fold_pattern(source), id)?,
            Term::Value(_) => {}
        }
        self.terms.insert(term.clone(), id);
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
        let (key, before) = key_of(literal);
        let use_of = Use::Phrase(self.phrases.len());
        self.keys.entry(key.as_bytes().to_vec()).or_default().push(use_of);
        self.phrases.push(Phrase { term, literal: literal.into(), before, open_end });
        Ok(())
    }

    fn add_pattern(&mut self, source: String, term: TermId) -> Result<(), PatternError> {
        if source.len() > PATTERN_LEN {
            return Err(PatternError::TooLarge(format!("it is longer than {PATTERN_LEN} bytes")));
        }
        let anchors = match KnownPattern::find(&self.known, &source) {
            Some(anchors) => anchors,
            None => parse(&source)?,
        };
        let index = self.patterns.len();
        if anchors.is_empty() {
            self.anchorless.push(index);
        }
        let mut needs = 0;
        for (n, set) in anchors.into_iter().enumerate() {
            let bit = 1 << n;
            needs |= bit;
            for anchor in set {
                self.keys.entry(anchor).or_default().push(Use::Anchor { pattern: index, bit });
            }
        }
        self.patterns.push(Pattern { term, source, needs, compiled: OnceLock::new() });
        Ok(())
    }

    /// Builds the automaton.
    pub(crate) fn build(mut self) -> Result<Scanner, PatternError> {
        let automaton = Automaton::builder()
            .match_kind(MatchKind::Standard)
            .build(self.keys.keys())
            .map_err(|error| PatternError::TooLarge(error.to_string()))?;
        self.members.order();
        self.members.dedup();
        Ok(Scanner {
            automaton,
            uses: self.keys.into_values().map(Vec::into_boxed_slice).collect(),
            phrases: self.phrases,
            patterns: self.patterns,
            anchorless: self.anchorless,
            members: self.members,
            groups: usize::try_from(self.groups).unwrap_or(0),
        })
    }
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

/// The part of a phrase that the automaton looks for, and how many bytes of the phrase stand before it: the longest
/// word, as it is the rarest as a rule, so that phrases which share their words share their place in the automaton.
fn key_of(literal: &str) -> (&str, usize) {
    let mut longest = ("", 0);
    let mut at = 0;
    for word in literal.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let letters = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if letters.len() > longest.0.len() {
            longest = (letters, at);
        }
        at += word.len();
    }
    if longest.0.len() < SHORTEST_KEY { (literal, 0) } else { longest }
}

/// Folds the literal letters of a pattern as texts are folded, and leaves escapes alone.
fn fold_pattern(source: &str) -> String {
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
    fn a_phrase_hangs_on_its_longest_word() {
        for (literal, key, before) in [
            ("guaranteed returns", "guaranteed", 0),
            ("we guarantee", "guarantee", 3),
            ("as is", "as is", 0),
            ("50% off", "50% off", 0),
            ("24/7 support", "support", 5),
        ] {
            assert_eq!(key_of(literal), (key, before));
        }
    }

    #[test]
    fn letters_of_a_pattern_are_folded_and_escapes_are_not() {
        assert_eq!(fold_pattern(r"\bÉté\W+\d"), r"\bete\W+\d");
    }
}
