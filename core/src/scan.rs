//! One pass over a folded text for all phrases and patterns of all rules.
//!
//! One Aho-Corasick automaton looks for keys: the rarest word of each phrase, and the literals without which a
//! pattern cannot match (its anchors). A key wakes what hangs on it: a phrase is compared and checked for word
//! boundaries; a pattern whose anchors were all seen runs when a rule asks for it. All hits are kept, overlapping
//! ones too. A pattern without an anchor may match any text.

mod build;
mod expression;
mod intern;
mod known;

use std::sync::{Arc, OnceLock};

use aho_corasick::Input;
use aho_corasick::automaton::Automaton as _;
use aho_corasick::nfa::contiguous::NFA as Automaton;
use expression::Expression;

pub use build::PatternError;
pub(crate) use build::ScannerBuilder;
pub(crate) use known::{KnownPattern, KnownSet};

use crate::order::Order as _;
use crate::text::vocabulary::{Knows, Vocabulary, words_of_pattern};
use crate::text::{FoldSpan, Text, function_words, is_function_word};

/// A phrase or pattern as the scanner numbers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TermId(u32);

/// Several terms of which a rule needs one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct GroupId(u32);

/// What a key of the automaton stands for.
#[derive(Clone, Debug, Default)]
struct Uses {
    /// Phrases that it is part of, by their numbers.
    phrases: Vec<usize>,
    /// Patterns with an anchor like it; any literal of one set sets the bit of the set.
    anchors: Vec<(usize, u8)>,
}

#[derive(Debug)]
struct Phrase {
    term: TermId,
    literal: Box<str>,
    /// Bytes of the literal before its key.
    before: usize,
    /// Whether the last word may go on.
    open_end: bool,
}

#[derive(Debug)]
struct Pattern {
    term: TermId,
    source: String,
    /// A bit for each set of anchors.
    needs: u8,
    compiled: OnceLock<Option<Expression>>,
}

impl Pattern {
    /// The expression, compiled when it is first needed. Its syntax was checked when the policy was loaded.
    fn expression(&self) -> Option<&Expression> {
        self.compiled.get_or_init(|| Expression::new(&self.source).ok()).as_ref()
    }
}

/// All phrases and patterns of a policy, ready to run.
#[derive(Debug)]
pub(crate) struct Scanner {
    automaton: Automaton,
    /// By the number of the key.
    uses: Vec<Uses>,
    phrases: Vec<Phrase>,
    patterns: Vec<Pattern>,
    anchorless: Vec<usize>,
    /// Term and group, sorted.
    members: Vec<(TermId, GroupId)>,
    groups: usize,
    /// The words of phrases and patterns, when a text is first met that may hold disguised ones.
    vocabulary: OnceLock<Vocabulary>,
}

impl Knows for Scanner {
    fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary.get_or_init(|| {
            let phrases = self.phrases.iter().flat_map(|phrase| {
                let literal: &str = &phrase.literal;
                let word = |c: char| c.is_alphanumeric() || c == '\'';
                let words = literal.split(move |c| !word(c)).filter(|word| !word.is_empty());
                words.map(move |word| (word, phrase.open_end && literal.ends_with(word)))
            });
            let patterns = self.patterns.iter().flat_map(|pattern| words_of_pattern(&pattern.source));
            let patterns = patterns.filter(|(word, _)| word.len() > 2);
            let known = phrases.chain(patterns).map(|(word, open)| (word, open && !is_function_word(word)));
            Vocabulary::new(known.chain(function_words().map(|word| (word, false))))
        })
    }
}

/// A text with what the scanner found in it. The scan runs when a hit is first asked for.
#[derive(Clone, Debug)]
pub(crate) struct Scanned {
    pub(crate) text: Text,
    scanner: Arc<Scanner>,
    seen: OnceLock<Seen>,
}

impl Scanned {
    pub(crate) fn new(text: Text, scanner: &Arc<Scanner>) -> Scanned {
        Scanned { text, scanner: Arc::clone(scanner), seen: OnceLock::new() }
    }

    /// What the scanner found.
    pub(crate) fn hits(&self) -> Hits<'_> {
        let folded = self.text.folded();
        let seen = self.seen.get_or_init(|| self.scanner.scan(folded));
        Hits { scanner: &self.scanner, seen, folded }
    }
}

/// What one pass saw.
#[derive(Clone, Debug, Default)]
struct Seen {
    /// Phrases, by term and place.
    phrases: Vec<(TermId, FoldSpan)>,
    /// Patterns whose anchors were seen, by term.
    awake: Vec<Awake>,
    /// A bit for each group with a phrase that was seen or a pattern that is awake.
    groups: Vec<u64>,
}

/// A pattern that may match.
#[derive(Clone, Debug)]
struct Awake {
    term: TermId,
    pattern: usize,
    found: OnceLock<Box<[FoldSpan]>>,
}

/// What a scan found in a text: spans of the folded text by term. An awake pattern runs when it is first asked for,
/// so that rules which do not apply cost nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hits<'t> {
    scanner: &'t Scanner,
    seen: &'t Seen,
    folded: &'t str,
}

impl<'t> Hits<'t> {
    /// Whether a term of the group may have a hit: a phrase was seen, or a pattern may match.
    pub(crate) fn may_hold(self, group: GroupId) -> bool {
        let n = usize::try_from(group.0).unwrap_or(usize::MAX);
        self.seen.groups.get(n / 64).is_some_and(|bits| bits & (1 << (n % 64)) != 0)
    }

    /// The hits of one term, in order.
    pub(crate) fn of(self, term: TermId) -> impl Iterator<Item = FoldSpan> + 't {
        let start = self.seen.phrases.partition_point(|(id, _)| *id < term);
        let rest = self.seen.phrases.get(start..).unwrap_or_default();
        let phrases = rest.iter().take_while(move |(id, _)| *id == term).map(|(_, span)| *span);
        let awake = self.seen.awake.binary_search_by_key(&term, |awake| awake.term).ok();
        let patterns = awake.and_then(|n| self.seen.awake.get(n)).map(|awake| self.spans(awake));
        phrases.chain(patterns.unwrap_or_default().iter().copied())
    }

    fn spans(self, awake: &'t Awake) -> &'t [FoldSpan] {
        awake.found.get_or_init(|| {
            let expression = self.scanner.patterns.get(awake.pattern).and_then(Pattern::expression);
            let found = expression.map(|found| found.find(self.folded.as_bytes())).unwrap_or_default();
            found.into_iter().map(|(start, end)| on_characters(self.folded, start, end)).collect()
        })
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

impl Phrase {
    /// Where the phrase stands in `text`, if it does, when its key stands at `key`.
    fn at(&self, text: &[u8], key: usize) -> Option<FoldSpan> {
        let start = key.checked_sub(self.before)?;
        let end = start + self.literal.len();
        if text.get(start..end)? != self.literal.as_bytes()
            || !on_word_boundaries(text, start, end, self.open_end)
        {
            return None;
        }
        Some(FoldSpan { start, end: if self.open_end { word_end(text, end) } else { end } })
    }
}

impl Scanner {
    /// The anchors of all patterns, for [`ScannerBuilder::knowing`]; `None` where two patterns share their number.
    pub(crate) fn anchors(&self) -> Option<Vec<KnownPattern>> {
        known::table(self.patterns.iter().map(|pattern| {
            let anchors = build::parse(&pattern.source).unwrap_or_default();
            (pattern.source.as_str(), anchors)
        }))
    }

    /// Runs everything over a folded text.
    fn scan(&self, folded: &str) -> Seen {
        let text = folded.as_bytes();
        let mut phrases = Vec::new();
        // Which anchors of each pattern were seen.
        let mut anchors = vec![0_u8; self.patterns.len()];
        let mut touched: Vec<usize> = Vec::new();
        // An automaton of this kind finds overlapping matches from any start: there is no error to meet.
        let overlapping = self.automaton.try_find_overlapping_iter(Input::new(text));
        // Keys that were met: the second time, their anchors say nothing new.
        let mut met = vec![0_u64; self.uses.len().div_ceil(64)];
        for found in overlapping.into_iter().flatten() {
            let key = found.pattern().as_usize();
            let Some(uses) = self.uses.get(key) else { continue };
            for phrase in uses.phrases.iter().filter_map(|n| self.phrases.get(*n)) {
                phrases.extend(phrase.at(text, found.start()).map(|span| (phrase.term, span)));
            }
            let Some(bits) = met.get_mut(key / 64).filter(|bits| **bits & (1 << (key % 64)) == 0) else {
                continue;
            };
            *bits |= 1 << (key % 64);
            for (pattern, bit) in &uses.anchors {
                if let Some(seen) = anchors.get_mut(*pattern) {
                    if *seen == 0 {
                        touched.push(*pattern);
                    }
                    *seen |= bit;
                }
            }
        }
        phrases.order();
        phrases.dedup();
        touched.retain(|n| {
            let needs = self.patterns.get(*n).map_or(0, |pattern| pattern.needs);
            anchors.get(*n) == Some(&needs)
        });
        touched.extend(&self.anchorless);
        // Patterns are numbered as their terms are.
        touched.order();
        let awake: Vec<Awake> = touched
            .into_iter()
            .filter_map(|n| {
                let term = self.patterns.get(n)?.term;
                Some(Awake { term, pattern: n, found: OnceLock::new() })
            })
            .collect();
        let mut groups = vec![0; self.groups.div_ceil(64)];
        let mut last = None;
        for term in phrases.iter().map(|(term, _)| *term).chain(awake.iter().map(|awake| awake.term)) {
            if last.replace(term) != Some(term) {
                self.mark(term, &mut groups);
            }
        }
        Seen { phrases, awake, groups }
    }

    /// Sets the bits of the groups of a term.
    fn mark(&self, term: TermId, groups: &mut [u64]) {
        let from = self.members.partition_point(|(member, _)| *member < term);
        let own =
            self.members.get(from..).unwrap_or_default().iter().take_while(|(member, _)| *member == term);
        for (_, GroupId(group)) in own {
            let n = usize::try_from(*group).unwrap_or(usize::MAX);
            if let Some(bits) = groups.get_mut(n / 64) {
                *bits |= 1 << (n % 64);
            }
        }
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
    use crate::policy::schema::Term;
    use crate::text::TextOptions;

    fn scan(terms: &[Term], text: &str) -> Vec<(usize, String)> {
        let mut builder = ScannerBuilder::default();
        let ids: Vec<TermId> = terms.iter().map(|t| builder.add(t).unwrap()).collect();
        let text = Text::analyse(text, &TextOptions::default());
        let scanned = Scanned::new(text, &Arc::new(builder.build().unwrap()));
        let (hits, text) = (scanned.hits(), scanned.text.folded());
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
        assert_eq!(scan(&[pattern(r"\bPäp+\W\d")], "papp 5"), [(0, "papp 5".to_owned())]);
    }

    #[test]
    fn faulty_patterns_are_refused_with_a_reason() {
        assert!(matches!(ScannerBuilder::try_out(&pattern("(open")), Err(PatternError::Syntax(_))));
        assert!(matches!(ScannerBuilder::try_out(&pattern("a*")), Err(PatternError::MatchesEmpty)));
        assert!(matches!(
            ScannerBuilder::try_out(&pattern("(a{1000}){1000}")),
            Err(PatternError::TooLarge(_))
        ));
        assert_eq!(ScannerBuilder::try_out(&phrase("...")), Err(PatternError::Empty));
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
