//! One pass over a folded text for all phrases and patterns of all rules.
//!
//! Every literal (a phrase, or an anchor of a pattern) is in one Aho-Corasick automaton. A phrase hit is checked
//! for word boundaries; an anchor wakes its regular expression. All hits are kept, overlapping ones too. A
//! pattern without an anchor runs on every text.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use aho_corasick::{AhoCorasick, MatchKind};
use regex::bytes::{Regex, RegexBuilder};

use crate::policy::anchor::required_literals;
use crate::policy::schema::Term;
use crate::text::{FoldSpan, fold_pattern_text};

/// Largest compiled size of one pattern, in bytes.
const PATTERN_SIZE: usize = 512 * 1024;
/// Largest cache of one pattern's automaton, in bytes.
const PATTERN_CACHE: usize = 1024 * 1024;
/// Deepest nesting of one pattern.
const PATTERN_NEST: u32 = 64;
/// Longest source of one pattern or phrase, in bytes.
const PATTERN_LEN: usize = 4096;

/// A phrase or pattern as the scanner numbers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TermId(u32);

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

/// What a literal of the automaton stands for.
#[derive(Clone, Copy, Debug)]
enum Use {
    /// A whole phrase.
    Phrase { term: TermId, open_end: bool },
    /// An anchor of a pattern.
    Anchor { pattern: usize },
}

#[derive(Debug)]
struct Pattern {
    term: TermId,
    source: String,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// The expression, compiled when it is first needed. Its syntax was checked when the policy was loaded.
    fn regex(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| compile(&self.source).ok()).as_ref()
    }
}

fn compile(source: &str) -> Result<Regex, PatternError> {
    RegexBuilder::new(source)
        .unicode(false)
        .size_limit(PATTERN_SIZE)
        .dfa_size_limit(PATTERN_CACHE)
        .nest_limit(PATTERN_NEST)
        .build()
        .map_err(|error| match error {
            regex::Error::CompiledTooBig(limit) => {
                PatternError::TooLarge(format!("it compiles to more than {limit} bytes"))
            }
            other => PatternError::Syntax(last_line(&other.to_string())),
        })
}

/// The crate's messages draw a picture; the last line says what is wrong.
fn last_line(message: &str) -> String {
    message.lines().last().unwrap_or(message).trim_start_matches("error: ").to_owned()
}

/// Collects the terms of a policy, then becomes a [`Scanner`].
#[derive(Debug, Default)]
pub(crate) struct ScannerBuilder {
    terms: BTreeMap<Term, TermId>,
    literals: BTreeMap<Vec<u8>, Vec<Use>>,
    patterns: Vec<Arc<Pattern>>,
    anchorless: Vec<usize>,
}

impl ScannerBuilder {
    /// Numbers a phrase or pattern; the same one always gets the same number.
    ///
    /// With `eager`, a pattern is compiled at once so that one that is too large is refused here; otherwise only
    /// its syntax is checked, which is enough for packs that were tested when they were built.
    pub(crate) fn add(&mut self, term: &Term, eager: bool) -> Result<TermId, PatternError> {
        if let Some(&id) = self.terms.get(term) {
            return Ok(id);
        }
        let id = TermId(u32::try_from(self.terms.len()).unwrap_or(u32::MAX));
        match term {
            Term::Phrase(phrase) => self.add_phrase(phrase, id, eager)?,
            Term::Pattern(source) => self.add_pattern(&fold_pattern(source), id, eager)?,
            Term::Value(_) => {}
        }
        self.terms.insert(term.clone(), id);
        Ok(id)
    }

    fn add_phrase(&mut self, phrase: &str, term: TermId, eager: bool) -> Result<(), PatternError> {
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
                    Some(stem) => format!("{}[a-z0-9']*", regex::escape(stem)),
                    None => regex::escape(word),
                })
                .collect();
            return self.add_pattern(&format!(r"\b{}\b", words.join(" ")), term, eager);
        }
        self.literals.entry(literal.as_bytes().to_vec()).or_default().push(Use::Phrase { term, open_end });
        Ok(())
    }

    fn add_pattern(&mut self, source: &str, term: TermId, eager: bool) -> Result<(), PatternError> {
        if source.len() > PATTERN_LEN {
            return Err(PatternError::TooLarge(format!("it is longer than {PATTERN_LEN} bytes")));
        }
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
        let compiled = OnceLock::new();
        if eager {
            let _ = compiled.set(Some(compile(source)?));
        }
        let index = self.patterns.len();
        match required_literals(&hir) {
            Some(anchors) => {
                for anchor in anchors {
                    self.literals.entry(anchor).or_default().push(Use::Anchor { pattern: index });
                }
            }
            None => self.anchorless.push(index),
        }
        self.patterns.push(Arc::new(Pattern { term, source: source.to_owned(), compiled }));
        Ok(())
    }

    /// Builds the automaton.
    pub(crate) fn build(self) -> Result<Scanner, PatternError> {
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(self.literals.keys())
            .map_err(|error| PatternError::TooLarge(error.to_string()))?;
        Ok(Scanner {
            automaton,
            uses: self.literals.into_values().collect(),
            patterns: self.patterns,
            anchorless: self.anchorless,
        })
    }
}

/// Folds the literal letters of a pattern as texts are folded, and leaves escapes alone.
fn fold_pattern(source: &str) -> String {
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

/// All phrases and patterns of a policy, ready to run.
#[derive(Debug)]
pub(crate) struct Scanner {
    automaton: AhoCorasick,
    uses: Vec<Vec<Use>>,
    patterns: Vec<Arc<Pattern>>,
    anchorless: Vec<usize>,
}

/// What a scan found: spans of the folded text by term. A pattern whose anchor was seen runs when it is first asked
/// for, so that rules which do not apply cost nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hits {
    /// Phrases, by term and place.
    phrases: Vec<(TermId, FoldSpan)>,
    /// Patterns that were woken, by term.
    awake: Vec<Awake>,
    /// The text, for the patterns.
    folded: String,
}

/// A pattern that may occur in a text.
#[derive(Clone, Debug)]
struct Awake {
    term: TermId,
    pattern: Arc<Pattern>,
    found: OnceLock<Vec<FoldSpan>>,
}

impl Awake {
    fn spans(&self, folded: &str) -> &[FoldSpan] {
        self.found.get_or_init(|| {
            let Some(regex) = self.pattern.regex() else { return Vec::new() };
            regex
                .find_iter(folded.as_bytes())
                .map(|found| on_characters(folded, found.start(), found.end()))
                .collect()
        })
    }
}

impl Hits {
    /// The hits of one term, in order.
    pub(crate) fn of(&self, term: TermId) -> impl Iterator<Item = FoldSpan> + '_ {
        let start = self.phrases.partition_point(|(id, _)| *id < term);
        let phrases =
            self.phrases.iter().skip(start).take_while(move |(id, _)| *id == term).map(|(_, span)| *span);
        let awake = self.awake.binary_search_by_key(&term, |awake| awake.term).ok();
        let patterns =
            awake.and_then(|n| self.awake.get(n)).map(|awake| awake.spans(&self.folded)).unwrap_or_default();
        phrases.chain(patterns.iter().copied())
    }
}

fn is_word_byte(byte: Option<&u8>) -> bool {
    byte.is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0x80)
}

/// Whether `start..end` does not cut a word of `text` in two.
fn on_word_boundaries(text: &[u8], start: usize, end: usize, open_end: bool) -> bool {
    let before = start.checked_sub(1).and_then(|i| text.get(i));
    let starts_inside = is_word_byte(before) && is_word_byte(text.get(start));
    let ends_inside = !open_end
        && is_word_byte(text.get(end))
        && is_word_byte(end.checked_sub(1).and_then(|i| text.get(i)));
    !starts_inside && !ends_inside
}

/// The end of the word that is open at `end`.
fn word_end(text: &[u8], end: usize) -> usize {
    let tail = text.get(end..).unwrap_or_default();
    end + tail.iter().position(|b| !is_word_byte(Some(b))).unwrap_or(tail.len())
}

impl Scanner {
    /// Runs everything over a folded text.
    pub(crate) fn scan(&self, folded: &str) -> Hits {
        let text = folded.as_bytes();
        let mut hits = Vec::new();
        let mut awake = vec![false; self.patterns.len()];
        for index in &self.anchorless {
            if let Some(flag) = awake.get_mut(*index) {
                *flag = true;
            }
        }
        for found in self.automaton.find_overlapping_iter(text) {
            for usage in self.uses.get(found.pattern().as_usize()).into_iter().flatten() {
                match *usage {
                    Use::Phrase { term, open_end } => {
                        if on_word_boundaries(text, found.start(), found.end(), open_end) {
                            let end = if open_end { word_end(text, found.end()) } else { found.end() };
                            hits.push((term, FoldSpan { start: found.start(), end }));
                        }
                    }
                    Use::Anchor { pattern } => {
                        if let Some(flag) = awake.get_mut(pattern) {
                            *flag = true;
                        }
                    }
                }
            }
        }
        hits.sort_unstable();
        hits.dedup();
        let mut awake: Vec<Awake> = self
            .patterns
            .iter()
            .zip(awake)
            .filter(|(_, awake)| *awake)
            .map(|(pattern, _)| Awake {
                term: pattern.term,
                pattern: Arc::clone(pattern),
                found: OnceLock::new(),
            })
            .collect();
        awake.sort_unstable_by_key(|awake| awake.term);
        let folded = if awake.is_empty() { String::new() } else { folded.to_owned() };
        Hits { phrases: hits, awake, folded }
    }
}

/// Widens a byte range to whole characters: patterns work on bytes.
fn on_characters(text: &str, mut start: usize, mut end: usize) -> FoldSpan {
    while start > 0 && !text.is_char_boundary(start) {
        start -= 1;
    }
    while end < text.len() && !text.is_char_boundary(end) {
        end += 1;
    }
    FoldSpan { start, end }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(terms: &[Term], text: &str) -> Vec<(usize, String)> {
        let mut builder = ScannerBuilder::default();
        let ids: Vec<TermId> = terms.iter().map(|t| builder.add(t, true).unwrap()).collect();
        let hits = builder.build().unwrap().scan(text);
        ids.iter()
            .enumerate()
            .flat_map(|(n, id)| {
                hits.of(*id).map(move |s| (n, text.get(s.start..s.end).unwrap_or_default().to_owned()))
            })
            .collect()
    }

    fn phrase(text: &str) -> Term {
        Term::Phrase(text.to_owned())
    }

    fn pattern(text: &str) -> Term {
        Term::Pattern(text.to_owned())
    }

    #[test]
    fn phrases_are_whole_words() {
        let terms = [phrase("art"), phrase("start*"), phrase("50% off")];
        assert_eq!(
            scan(&terms, "smart art starts at 50% off, 150% off"),
            [(0, "art".to_owned()), (1, "starts".to_owned()), (2, "50% off".to_owned())]
        );
    }

    #[test]
    fn overlapping_hits_are_all_kept() {
        let terms =
            [phrase("guaranteed returns"), phrase("returns"), phrase("returns are"), pattern("turns? are")];
        let found = scan(&terms, "guaranteed returns are good");
        assert_eq!(found.len(), 4, "{found:?}");
    }

    #[test]
    fn an_open_word_inside_a_phrase_matches_any_ending() {
        let terms = [phrase("guarantee* return*")];
        assert_eq!(
            scan(&terms, "we guaranteed returns, guarantees return"),
            [(0, "guaranteed returns".to_owned()), (0, "guarantees return".to_owned())]
        );
    }

    #[test]
    fn patterns_fold_their_letters_but_not_their_escapes() {
        assert_eq!(fold_pattern(r"\bÉté\W+\d"), r"\bete\W+\d");
        assert_eq!(scan(&[pattern(r"\bPäp+\W\d")], "papp 5"), [(0, "papp 5".to_owned())]);
    }

    #[test]
    fn faulty_patterns_are_refused_with_a_reason() {
        let mut builder = ScannerBuilder::default();
        assert!(matches!(builder.add(&pattern("(open"), true), Err(PatternError::Syntax(_))));
        assert!(matches!(builder.add(&pattern("a*"), true), Err(PatternError::MatchesEmpty)));
        assert!(matches!(builder.add(&pattern("(a{1000}){1000}"), true), Err(PatternError::TooLarge(_))));
        assert_eq!(builder.add(&phrase("..."), true), Err(PatternError::Empty));
    }

    #[test]
    fn a_scan_equals_looking_for_each_term_alone() {
        let terms = [
            phrase("a b"),
            phrase("b"),
            phrase("b a*"),
            pattern("b a+ b"),
            pattern(r"\d+"),
            pattern("aab|bba"),
        ];
        for text in ["a b a b", "aab bba b a ab", "b aa b aaa b 12 1a", "", "aa"] {
            let together = scan(&terms, text);
            let alone: Vec<_> = terms
                .iter()
                .enumerate()
                .flat_map(|(n, t)| scan(std::slice::from_ref(t), text).into_iter().map(move |(_, s)| (n, s)))
                .collect();
            assert_eq!(together, alone, "{text}");
        }
    }
}
