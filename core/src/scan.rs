//! One pass over a folded text for all phrases and patterns of all rules.
//!
//! The text is cut into pieces: runs of letters, of digits, of characters beyond ASCII. A phrase hangs on two pieces
//! of its own that follow one another; a pattern sleeps until what every match of it holds was seen, and is tried only
//! where its matches can start, if it says where that is. One table holds the keys of all of them, so that a text is
//! looked up once, piece by piece, however many rules there are. All hits are kept, overlapping ones too. A second
//! pass looks for the literals of patterns that may start inside a word; a pattern of which nothing is known runs on
//! every text.

mod alternatives;
mod bits;
mod build;
mod expression;
mod intern;
mod known;
mod lists;
mod opening;
mod pieces;
mod sleepers;
mod wake;

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use expression::Expression;

use bits::{Bits, Places, Ranked, Spots};
pub use build::PatternError;
use build::number;
pub(crate) use build::{ScannerBuilder, TermRef};
pub(crate) use known::{Known, KnownPattern, Packed as PackedPatterns};
use lists::Lists;
use pieces::Keys;
use sleepers::Sleepers;
use wake::Wake;

use crate::literals::Literals;
use crate::order::Order as _;
use crate::text::vocabulary::{Knows, Vocabulary, words_of_pattern};
use crate::text::{FoldSpan, Text, function_words, is_function_word};

/// A phrase or pattern as the scanner numbers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TermId(u32);

/// Several terms of which a rule needs one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct GroupId(u32);

#[derive(Debug)]
struct Phrase {
    term: TermId,
    literal: Cow<'static, str>,
    /// Bytes of the literal before its key.
    before: u16,
    /// Whether the last word may go on.
    open_end: bool,
    /// Its groups: how many, from where in [`Scanner::groups_of_phrases`].
    groups: (u16, u32),
}

#[derive(Debug)]
struct Pattern {
    source: Cow<'static, str>,
    /// Where its matches start, if that is known.
    starts: Option<Starts>,
    /// Apart, as most patterns sleep on and an expression is large.
    compiled: OnceLock<Option<Box<Expression>>>,
}

/// Where the matches of a pattern start.
#[derive(Debug)]
struct Starts {
    /// Keys, with the bytes between the start and them; sorted.
    keys: Vec<(u32, u8)>,
    /// Bytes, in the same way.
    bytes: Vec<(u8, u8)>,
    /// Also where the text starts.
    text_start: bool,
}

impl Pattern {
    /// The expression, compiled when it is first needed. Its syntax was checked when the policy was loaded.
    fn expression(&self) -> Option<&Expression> {
        self.compiled.get_or_init(|| Expression::new(&self.source).ok().map(Box::new)).as_deref()
    }
}

/// All phrases and patterns of a policy, ready to run.
#[derive(Debug)]
pub(crate) struct Scanner {
    keys: Keys,
    /// What each key is for: how many phrases hang on it, those, and the patterns that it wakes, by their records.
    uses: Lists<u32>,
    /// Keys at which matches of patterns start.
    starting: Bits,
    /// Literals that may start in the middle of a piece, and what they wake.
    infixes: Option<Literals>,
    infix_wakes: Lists<u32>,
    phrases: Vec<Phrase>,
    groups_of_phrases: Vec<GroupId>,
    patterns: Vec<Pattern>,
    /// Apart from the patterns, as a scan looks at many that sleep on.
    sleepers: Sleepers,
    /// The number of the pattern that each term is, plus one; 0 for a phrase.
    pattern_of: Vec<u32>,
    /// Patterns that are awake in every text, by their records.
    always: Vec<u32>,
    /// How many terms there are.
    terms: usize,
    /// How many groups there are.
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
            let functional: Vec<String> = function_words().collect();
            Vocabulary::new(known.chain(functional.iter().map(|word| (word.as_str(), false))))
        })
    }
}

/// A text with what the scanner found in it. The scan runs when a hit is first asked for.
#[derive(Clone, Debug)]
pub(crate) struct Scanned {
    pub(crate) text: Text,
    scanner: Arc<Scanner>,
    /// Apart, as most texts are never scanned.
    seen: OnceLock<Box<Seen>>,
}

impl Scanned {
    pub(crate) fn new(text: Text, scanner: &Arc<Scanner>) -> Scanned {
        Scanned { text, scanner: Arc::clone(scanner), seen: OnceLock::new() }
    }

    /// What the scanner found.
    pub(crate) fn hits(&self) -> Hits<'_> {
        let folded = self.text.folded();
        let seen = self.seen.get_or_init(|| Box::new(self.scanner.scan(folded)));
        Hits { scanner: &self.scanner, seen, folded }
    }
}

/// What a pattern found, if it found anything: most don't, and there are hundreds.
type Found = Option<Box<Vec<FoldSpan>>>;

/// What one pass saw.
#[derive(Clone, Debug, Default)]
struct Seen {
    /// Phrases, by term and place.
    phrases: Vec<(TermId, FoldSpan)>,
    /// Patterns of which all that they need was seen.
    awake: Ranked,
    /// What each of them found, in order, when it is first asked.
    found: Vec<OnceLock<Found>>,
    /// The terms of both.
    terms: Bits,
    /// Where the keys stand at which matches of patterns start.
    spots: Spots,
    /// Groups with a phrase that was seen or a pattern that is awake.
    groups: Bits,
    /// Where each byte stands, when a pattern first asks.
    bytes: OnceLock<Places>,
}

impl Seen {
    /// Where is kept what an awake pattern found.
    fn found_of(&self, pattern: usize) -> Option<&OnceLock<Found>> {
        self.found.get(self.awake.rank(number(pattern))?)
    }
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
        self.seen.groups.has(group.0)
    }

    /// Whether a term may have a hit.
    pub(crate) fn may_be(self, term: TermId) -> bool {
        self.seen.terms.has(term.0)
    }

    /// The hits of one term, in order.
    pub(crate) fn of(self, term: TermId) -> impl Iterator<Item = FoldSpan> + 't {
        let seen = self.seen.terms.has(term.0);
        let patterns = if seen { self.spans(term) } else { None };
        // A term is a phrase or a pattern.
        let phrases = if seen && patterns.is_none() { self.seen.phrases.as_slice() } else { &[] };
        let start = phrases.partition_point(|(id, _)| *id < term);
        let phrases = phrases.get(start..).unwrap_or_default().iter();
        let phrases = phrases.take_while(move |(id, _)| *id == term).map(|(_, span)| *span);
        phrases.chain(patterns.unwrap_or_default().iter().copied())
    }

    /// What the pattern of a term found, if it is awake.
    fn spans(self, term: TermId) -> Option<&'t [FoldSpan]> {
        let pattern = self.scanner.pattern_of(term)?;
        let found = self.seen.found_of(pattern)?;
        let found = found.get_or_init(|| {
            let found = self.matches(self.scanner.patterns.get(pattern)?)?;
            let spans = found.into_iter().map(|(start, end)| on_characters(self.folded, start, end));
            Some(Box::new(spans.collect()))
        });
        Some(found.as_ref().map_or(&[], |spans| spans.as_slice()))
    }

    /// The matches of a pattern, if there are any.
    fn matches(self, pattern: &Pattern) -> Option<Vec<(usize, usize)>> {
        let text = self.folded.as_bytes();
        let found = match &pattern.starts {
            Some(starts) => {
                let mut starts = self.starts(starts);
                let expression = if starts.is_empty() { return None } else { pattern.expression()? };
                starts.retain(|start| expression.may_start(text, *start));
                if starts.is_empty() {
                    return None;
                }
                expression.find_at(text, &starts)
            }
            None => pattern.expression()?.find(text),
        };
        Some(found).filter(|found| !found.is_empty())
    }

    /// The places of the text where a match may start, in order.
    fn starts(self, starts: &Starts) -> Vec<usize> {
        let seen = self.seen;
        let mut found = Vec::with_capacity(16);
        for (key, back) in &starts.keys {
            let own = seen.spots.of(*key).iter();
            found.extend(own.filter_map(|at| usize::try_from(*at).ok()?.checked_sub(usize::from(*back))));
        }
        if !starts.bytes.is_empty() {
            let places = seen.bytes.get_or_init(|| Places::new(self.folded.as_bytes()));
            for (byte, back) in &starts.bytes {
                let own = places.of(*byte).iter();
                found.extend(own.filter_map(|at| usize::try_from(*at).ok()?.checked_sub(usize::from(*back))));
            }
        }
        if starts.text_start {
            found.push(0);
        }
        if found.len() > 1 {
            found.order();
            found.dedup();
        }
        found
    }
}

/// Whether a character is part of a word. Beyond ASCII that is what is no sign: letters and their marks.
fn in_word(c: char) -> bool {
    match c {
        _ if c.is_ascii() => c.is_ascii_alphanumeric(),
        'ª' | 'º' | 'µ' => true,
        '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{20a0}'..='\u{20cf}' | '\u{3000}'..='\u{303f}' => {
            false
        }
        _ => true,
    }
}

/// Whether `start..end` does not cut a word of `text` in two.
fn on_word_boundaries(text: &str, start: usize, end: usize, open_end: bool) -> bool {
    !in_a_word(text, start) && (open_end || !in_a_word(text, end))
}

/// Whether the characters on both sides of a place are parts of words.
fn in_a_word(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let (Some(before), Some(after)) = (at.checked_sub(1).and_then(|at| bytes.get(at)), bytes.get(at)) else {
        return false;
    };
    if before.is_ascii() && after.is_ascii() {
        return before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric();
    }
    text.split_at_checked(at).is_some_and(|(before, after)| {
        before.chars().next_back().is_some_and(in_word) && after.chars().next().is_some_and(in_word)
    })
}

/// The end of the word that is open at `end`.
fn word_end(text: &str, end: usize) -> usize {
    let tail = text.get(end..).unwrap_or_default();
    end + tail.find(|c| !in_word(c)).unwrap_or(tail.len())
}

impl Phrase {
    /// Where the phrase stands in `text`, if it does, when its key stands at `key`.
    fn at(&self, text: &str, key: usize) -> Option<FoldSpan> {
        let start = key.checked_sub(self.before.into())?;
        let end = start + self.literal.len();
        if text.as_bytes().get(start..end)? != self.literal.as_bytes()
            || !on_word_boundaries(text, start, end, self.open_end)
        {
            return None;
        }
        Some(FoldSpan { start, end: if self.open_end { word_end(text, end) } else { end } })
    }
}

impl Scanner {
    /// When all patterns wake, for [`ScannerBuilder::knowing`]; `None` where two patterns share their number.
    pub(crate) fn known_patterns(&self) -> Option<Vec<KnownPattern>> {
        known::table(self.patterns.iter().filter_map(|pattern| {
            let hir = build::parse(&pattern.source).ok()?;
            Some(KnownPattern::new(&pattern.source, &Wake::of(&hir)))
        }))
    }

    /// The pattern that a term is.
    fn pattern_of(&self, term: TermId) -> Option<usize> {
        let pattern = *self.pattern_of.get(usize::try_from(term.0).ok()?)?;
        usize::try_from(pattern).ok()?.checked_sub(1)
    }

    /// Runs everything over a folded text.
    fn scan(&self, folded: &str) -> Seen {
        let text = folded.as_bytes();
        let mut phrases = Vec::new();
        let mut keys = Bits::new(self.keys.len());
        let mut starting: Vec<(u32, u32)> = Vec::with_capacity(text.len() / 2);
        let mut terms = Bits::new(self.terms);
        let mut groups = Bits::new(self.groups);
        self.keys.find(text, |key, at| {
            for n in self.uses_of(key).0 {
                let Some(phrase) = self.phrases.get(place(*n)) else { continue };
                let Some(span) = phrase.at(folded, at) else { continue };
                phrases.push((phrase.term, span));
                if terms.set(phrase.term.0) {
                    let (count, from) = phrase.groups;
                    let own = self.groups_of_phrases.iter().skip(place(from)).take(count.into());
                    own.for_each(|group| _ = groups.set(group.0));
                }
            }
            let key = number(key);
            keys.set(key);
            if self.starting.has(key) {
                starting.push((key, number(at)));
            }
        });
        phrases.order();
        phrases.dedup();
        let mut awake = Bits::new(self.patterns.len());
        let mut wake = |sleepers: &[u32]| {
            for sleeper in sleepers {
                if let Some(woken) = self.sleepers.wake(*sleeper, &mut awake, &keys) {
                    terms.set(woken.term.0);
                    woken.groups.iter().for_each(|group| _ = groups.set(*group));
                }
            }
        };
        for key in keys.iter() {
            wake(self.uses_of(place(key)).1);
        }
        if let Some(infixes) = &self.infixes {
            infixes.find(text, |infix, _, _| wake(self.infix_wakes.of(infix)));
        }
        wake(&self.always);
        let awake = Ranked::new(awake);
        let mut found = Vec::new();
        found.resize_with(awake.len(), OnceLock::new);
        let spots = Spots::new(keys, starting);
        Seen { phrases, awake, found, terms, spots, groups, bytes: OnceLock::new() }
    }

    /// The phrases that hang on a key, and the records of the patterns that it wakes.
    fn uses_of(&self, key: usize) -> (&[u32], &[u32]) {
        let Some((phrases, uses)) = self.uses.of(key).split_first() else { return (&[], &[]) };
        uses.split_at_checked(place(*phrases)).unwrap_or_default()
    }
}

/// A number as a place in memory.
fn place(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
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
        Term::Phrase(text.to_owned().into())
    }

    fn pattern(text: &str) -> Term {
        Term::Pattern(text.to_owned().into())
    }

    #[test]
    fn a_sign_is_no_part_of_a_word() {
        let terms = [phrase("me llama")];
        for text in ["¿Me llama?", "¡me llama!", "€me llama", "me llama€", "…me llama"] {
            assert_eq!(scan(&terms, text).len(), 1, "{text}");
        }
        for text in ["яme llama", "me llamaя", "quéme llama"] {
            assert_eq!(scan(&terms, text), [], "{text}");
        }
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

    /// Every text under a draft, message or source of the corpus.
    fn said(value: &serde_json::Value, found: &mut Vec<String>) {
        match value {
            serde_json::Value::Object(fields) => {
                for (key, value) in fields {
                    match value {
                        serde_json::Value::String(text) if key == "draft" || key == "text" => {
                            found.push(text.clone());
                        }
                        other => said(other, found),
                    }
                }
            }
            serde_json::Value::Array(items) => items.iter().for_each(|item| said(item, found)),
            _ => {}
        }
    }

    #[test]
    fn every_shipped_pattern_finds_what_the_whole_engine_finds() {
        let validator = crate::Validator::new("full").unwrap();
        let scanner = &validator.policy.scanner;
        let mut texts = Vec::new();
        for file in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/cases")).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|end| end == "json") {
                let json = std::fs::read_to_string(path).unwrap();
                said(&serde_json::from_str(&json).unwrap(), &mut texts);
            }
        }
        let texts: Vec<Scanned> = texts
            .iter()
            .map(|text| Scanned::new(Text::analyse(text, &TextOptions::default()), scanner))
            .collect();
        let mut found = 0;
        for (pattern, term) in scanner.pattern_of.iter().zip(0..).filter(|(pattern, _)| **pattern > 0) {
            let (pattern, term) = (&scanner.patterns[place(*pattern) - 1], TermId(term));
            let whole = regex::bytes::RegexBuilder::new(&pattern.source).unicode(false).build().unwrap();
            for text in &texts {
                let folded = text.text.folded();
                let theirs = whole.find_iter(folded.as_bytes());
                let theirs: Vec<FoldSpan> =
                    theirs.map(|found| on_characters(folded, found.start(), found.end())).collect();
                let ours: Vec<FoldSpan> = text.hits().of(term).collect();
                assert_eq!(ours, theirs, "{} in {folded}", pattern.source);
                found += ours.len();
            }
        }
        assert!(texts.len() > 200 && found > 2000, "{} texts, {found} hits", texts.len());
    }
}
