//! From phrases and patterns to the automaton that looks for all of them.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use regex_syntax::hir::Hir;

use super::bits::Bits;
use super::expression::Expression;
use super::intern::Interner;
use super::lists::Lists;
use super::pieces::{self, Key, Keys};
use super::sleepers::Sleeping;
use super::wake::{Need, Wake};
use super::{GroupId, Known, KnownPattern, Pattern, Phrase, Scanner, Starts, TermId, place};
use crate::literals::Literals;
use crate::order::Order as _;
use crate::policy::schema::{Shelf, Term, Terms, ValueClass};
use crate::text::{fold_pattern_text, is_folded};

/// Deepest nesting of one pattern.
pub(super) const PATTERN_NEST: u32 = 64;
/// Longest source of one pattern or phrase, in bytes.
const PATTERN_LEN: usize = 4096;

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
pub(crate) struct ScannerBuilder<'k> {
    /// How many terms there are.
    terms: usize,
    phrase_ids: Numbers,
    pattern_ids: Numbers,
    keys: Keys,
    infixes: Interner,
    phrases: Vec<Phrase>,
    patterns: Vec<Pattern>,
    sleeping: Sleeping,
    /// Patterns that are awake in every text.
    always: Vec<u32>,
    /// A key and a phrase that hangs on it.
    hung: Vec<(u32, u32)>,
    /// A key and a pattern that it wakes.
    wakes: Vec<(u32, u32)>,
    /// The same, for infixes.
    infix_wakes: Vec<(u32, u32)>,
    /// Term and group, for each member of a group.
    members: Vec<(u32, u32)>,
    groups: u32,
    /// Patterns that were parsed before, sorted.
    known: &'k [KnownPattern],
    /// The terms of shelves that have a number.
    shelves: Vec<Shelved>,
}

/// A term as the scanner or the value analysis finds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TermRef {
    Scan(TermId),
    Value(ValueClass),
}

/// The terms of a shelf, so far as they have numbers.
#[derive(Debug)]
struct Shelved {
    shelf: Arc<Shelf>,
    places: Vec<Place>,
}

/// What stands at a place of a shelf.
#[derive(Clone, Copy, Debug)]
enum Place {
    Numbered(TermRef),
    Phrase,
    /// Which of the patterns.
    Pattern(u32),
}

impl<'k> ScannerBuilder<'k> {
    /// A builder that need not parse patterns which were parsed before; `known` is sorted.
    pub(crate) fn knowing(known: &'k [KnownPattern]) -> ScannerBuilder<'k> {
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
        self.add_knowing(term, None)
    }

    /// Numbers the terms of a list; the first faulty one is returned with its error.
    pub(crate) fn add_all(&mut self, terms: &Terms) -> Result<Vec<TermRef>, (Term, PatternError)> {
        let mut found = Vec::with_capacity(terms.len());
        match terms {
            Terms::Own(terms) => {
                for term in terms {
                    found.push(match term {
                        Term::Value(class) => TermRef::Value(*class),
                        Term::Phrase(_) | Term::Pattern(_) => {
                            TermRef::Scan(self.add(term).map_err(|error| (term.clone(), error))?)
                        }
                    });
                }
            }
            Terms::Shelved(shelf, places) => {
                let own = self.shelf(shelf);
                for place in places {
                    let at = usize::try_from(*place).unwrap_or(usize::MAX);
                    let Some(term) = shelf.terms.get(at) else { continue };
                    let id = self.add_shelved(own, at, shelf, term);
                    found.push(id.map_err(|error| (term.clone(), error))?);
                }
            }
        }
        Ok(found)
    }

    /// The place of a shelf among those that were met.
    fn shelf(&mut self, shelf: &Arc<Shelf>) -> usize {
        if let Some(known) = self.shelves.iter().position(|known| Arc::ptr_eq(&known.shelf, shelf)) {
            return known;
        }
        let mut patterns = 0..;
        let place = |term: &Term| match term {
            Term::Pattern(_) => Place::Pattern(patterns.next().unwrap_or(u32::MAX)),
            Term::Phrase(_) => Place::Phrase,
            Term::Value(class) => Place::Numbered(TermRef::Value(*class)),
        };
        let places = shelf.terms.iter().map(place).collect();
        let len = |term: &Term| match term {
            Term::Phrase(text) => (text.len(), 0),
            Term::Pattern(source) => (0, source.len()),
            Term::Value(_) => (0, 0),
        };
        let (phrases, patterns) =
            shelf.terms.iter().map(len).fold((0, 0), |sum, len| (sum.0 + len.0, sum.1 + len.1));
        let known = shelf.known.len();
        self.phrase_ids.reserve(shelf.terms.len() - known.min(shelf.terms.len()), phrases);
        self.pattern_ids.reserve(known, patterns);
        self.shelves.push(Shelved { shelf: Arc::clone(shelf), places });
        self.shelves.len() - 1
    }

    /// Numbers the term at a place of a shelf.
    fn add_shelved(
        &mut self,
        own: usize,
        at: usize,
        shelf: &Shelf,
        term: &Term,
    ) -> Result<TermRef, PatternError> {
        let place = self.shelves.get(own).and_then(|own| own.places.get(at)).copied();
        let known = match place {
            Some(Place::Numbered(id)) => return Ok(id),
            Some(Place::Pattern(n)) => shelf.known.get(usize::try_from(n).unwrap_or(usize::MAX)),
            Some(Place::Phrase) | None => None,
        };
        let id = TermRef::Scan(self.add_knowing(term, known)?);
        if let Some(place) = self.shelves.get_mut(own).and_then(|own| own.places.get_mut(at)) {
            *place = Place::Numbered(id);
        }
        Ok(id)
    }

    fn add_knowing(&mut self, term: &Term, known: Option<&Known>) -> Result<TermId, PatternError> {
        let id = TermId(number(self.terms));
        match term {
            Term::Phrase(phrase) => {
                let number = match self.phrase_ids.known(phrase) {
                    Ok(id) => return Ok(id),
                    Err(number) => number,
                };
                self.add_phrase(phrase, id)?;
                self.phrase_ids.add(number, id);
            }
            Term::Pattern(source) => {
                let number = match self.pattern_ids.known(source) {
                    Ok(id) => return Ok(id),
                    Err(number) => number,
                };
                let folded = match fold_pattern(source) {
                    Cow::Borrowed(_) => source.clone(),
                    Cow::Owned(folded) => Cow::Owned(folded),
                };
                self.add_pattern(folded, id, known)?;
                self.pattern_ids.add(number, id);
            }
            // Nothing that a scan could find.
            Term::Value(_) => {}
        }
        self.terms += 1;
        Ok(id)
    }

    /// Numbers a group of terms, so that a scan can tell at once whether any of them was seen.
    pub(crate) fn group(&mut self, terms: impl IntoIterator<Item = TermId>) -> GroupId {
        let group = GroupId(self.groups);
        self.groups += 1;
        self.members.extend(terms.into_iter().map(|term| (term.0, group.0)));
        group
    }

    #[expect(clippy::ptr_arg, reason = "what is part of the program is not copied")]
    fn add_phrase(&mut self, phrase: &Cow<'static, str>, term: TermId) -> Result<(), PatternError> {
        if phrase.len() > PATTERN_LEN {
            return Err(PatternError::TooLarge(format!("it is longer than {PATTERN_LEN} bytes")));
        }
        let (literal, open_end) = literal(phrase);
        if literal.is_empty() || !literal.chars().any(char::is_alphanumeric) {
            return Err(PatternError::Empty);
        }
        if literal.contains('*') {
            let words: Vec<String> = fold_pattern_text(phrase)
                .trim()
                .split(' ')
                .map(|word| match word.strip_suffix('*') {
                    Some(stem) => format!("{}[a-z0-9']*", regex_syntax::escape(stem)),
                    None => regex_syntax::escape(word),
                })
                .collect();
            return self.add_pattern(format!(r"\b{}\b", words.join(" ")).into(), term, None);
        }
        let before = self.hang(&literal, open_end);
        self.phrases.push(Phrase { term, literal, before, open_end, groups: (0, 0) });
        Ok(())
    }

    /// Hangs the next phrase on a key, and returns the bytes before it: on two pieces of its own, one after the other,
    /// or on the only one.
    fn hang(&mut self, literal: &str, open_end: bool) -> u16 {
        let text = literal.as_bytes();
        let whole = |piece: &Range<usize>| !open_end || piece.end < text.len();
        let bytes = |piece: &Range<usize>| text.get(piece.start..piece.end).unwrap_or_default();
        let mut before: Option<Range<usize>> = None;
        let mut pair: Option<(usize, Range<usize>, Range<usize>)> = None;
        let mut longest: Option<Range<usize>> = None;
        for piece in pieces::of(text) {
            let first = before.replace(piece.clone());
            if let Some(first) = first.filter(|_| whole(&piece)) {
                let len = first.len() + piece.len();
                if pair.as_ref().is_none_or(|(most, ..)| *most < len) {
                    pair = Some((len, first, piece.clone()));
                }
            }
            if longest.as_ref().is_none_or(|longest| longest.len() < piece.len()) {
                longest = Some(piece);
            }
        }
        let (key, at) = match (pair, longest) {
            (Some((_, first, second)), _) => (Key::pair(bytes(&first), bytes(&second)), first.start),
            (None, Some(piece)) if whole(&piece) => (Key::whole(bytes(&piece)), piece.start),
            (None, Some(piece)) => (Key::prefix(bytes(&piece)), piece.start),
            // Never: a phrase holds a letter or digit.
            (None, None) => return 0,
        };
        self.hung.push((number(self.keys.number(key)), number(self.phrases.len())));
        // A phrase is no longer than [`PATTERN_LEN`].
        u16::try_from(at).unwrap_or(u16::MAX)
    }

    fn add_pattern(
        &mut self,
        source: Cow<'static, str>,
        term: TermId,
        known: Option<&Known>,
    ) -> Result<(), PatternError> {
        if source.len() > PATTERN_LEN {
            return Err(PatternError::TooLarge(format!("it is longer than {PATTERN_LEN} bytes")));
        }
        let known = match known {
            Some(known) => known.wake(&source),
            None => KnownPattern::find(self.known, &source),
        };
        let starts = match known {
            Some(wake) => self.wake(&wake),
            None => self.wake(&Wake::of(&parse(&source)?)),
        };
        self.patterns.push(Pattern { source, starts, compiled: OnceLock::new() });
        self.sleeping.push(term);
        Ok(())
    }

    /// Numbers the keys of the next pattern: when it wakes, and where its matches start.
    fn wake(&mut self, wake: &Wake<'_>) -> Option<Starts> {
        let pattern = number(self.patterns.len());
        let starts = wake.starts.as_ref().map(|list| {
            let mut starts = Starts {
                keys: Vec::with_capacity(list.len()),
                bytes: Vec::new(),
                text_start: wake.at_text_start,
            };
            for start in list {
                if let Need::Byte(byte) = start.need {
                    starts.bytes.push((byte, start.back));
                } else {
                    starts.keys.extend(self.key(&start.need).map(|key| (key, start.back)));
                }
            }
            starts.keys.order();
            starts.keys.dedup();
            starts
        });
        // The keys of the starts, when one of them is always there.
        let starting = starts.as_ref().filter(|starts| !starts.text_start);
        if let Some(starting) = starting.filter(|_| wake.starts_tell_most || wake.sets.is_empty()) {
            self.wakes.extend(starting.keys.iter().map(|(key, _)| (*key, pattern)));
            for (byte, _) in &starting.bytes {
                self.wakes.push((number(self.keys.number(Key::byte(*byte))), pattern));
            }
            self.needs(&wake.sets, None);
            return starts;
        }
        let Some((waking, others)) = wake.sets.split_first() else {
            self.always.push(pattern);
            return starts;
        };
        for need in waking {
            if let Some(key) = self.key(need) {
                self.wakes.push((key, pattern));
            } else if let Need::Infix(text) = need {
                self.infix_wakes.push((number(self.infixes.number(text)), pattern));
            }
        }
        self.needs(others, starting);
        starts
    }

    /// What a text must hold besides what wakes the next pattern.
    fn needs(&mut self, sets: &[Vec<Need<'_>>], starting: Option<&Starts>) {
        for set in sets {
            let keys: Vec<u32> = set.iter().filter_map(|need| self.key(need)).collect();
            self.sleeping.needs_one_of(keys.into_iter());
        }
        if let Some(starts) = starting {
            let bytes = starts.bytes.iter().map(|(byte, _)| number(self.keys.number(Key::byte(*byte))));
            let keys = starts.keys.iter().map(|(key, _)| *key);
            self.sleeping.needs_one_of(keys.chain(bytes));
        }
    }

    /// The number of the key of something that a text must hold.
    fn key(&mut self, need: &Need<'_>) -> Option<u32> {
        let key = match need {
            Need::Piece { text, whole: true } => Key::whole(text),
            Need::Piece { text, whole: false } => Key::prefix(text),
            Need::Byte(byte) => Key::byte(*byte),
            Need::Pair(text) => {
                let mut pieces = pieces::of(text).filter_map(|piece| text.get(piece));
                Key::pair(pieces.next()?, pieces.next()?)
            }
            Need::Infix(_) => return None,
        };
        Some(number(self.keys.number(key)))
    }

    /// Builds the scanner.
    pub(crate) fn build(self) -> Result<Scanner, PatternError> {
        let infixes = (self.infixes.len() > 0).then(|| Literals::new(self.infixes.strings()));
        let mut starting = Bits::new(self.keys.len());
        for (key, _) in self.patterns.iter().filter_map(|p| p.starts.as_ref()).flat_map(|starts| &starts.keys)
        {
            starting.set(*key);
        }
        let mut pattern_of = vec![0; self.terms];
        for (pattern, term) in (1_u32..).zip(self.sleeping.terms()) {
            if let Some(slot) = pattern_of.get_mut(place(term.0)) {
                *slot = pattern;
            }
        }
        let members = Lists::new(self.terms, &self.members);
        let mut phrases = self.phrases;
        let mut groups_of_phrases = Vec::with_capacity(self.members.len());
        for phrase in &mut phrases {
            let groups = members.of(place(phrase.term.0));
            phrase.groups =
                (u16::try_from(groups.len()).unwrap_or(u16::MAX), number(groups_of_phrases.len()));
            groups_of_phrases.extend(groups.iter().map(|group| GroupId(*group)));
        }
        let (sleepers, records) = self.sleeping.finish(&members);
        let record = |pattern: u32| records.get(place(pattern)).copied().unwrap_or(u32::MAX);
        let by_record = |wakes: Vec<(u32, u32)>| -> Vec<(u32, u32)> {
            wakes.into_iter().map(|(what, pattern)| (what, record(pattern))).collect()
        };
        Ok(Scanner {
            pattern_of,
            uses: uses(self.keys.len(), &self.hung, &by_record(self.wakes)),
            infix_wakes: Lists::new(self.infixes.len(), &by_record(self.infix_wakes)),
            keys: self.keys,
            infixes,
            phrases,
            groups_of_phrases,
            patterns: self.patterns,
            sleepers,
            always: self.always.into_iter().map(record).collect(),
            starting,
            terms: self.terms,
            groups: usize::try_from(self.groups).unwrap_or(0),
            vocabulary: OnceLock::new(),
        })
    }
}

/// [`Scanner::uses`], from keys with phrases that hang on them and keys with patterns that they wake.
fn uses(keys: usize, hung: &[(u32, u32)], wakes: &[(u32, u32)]) -> Lists<u32> {
    let mut phrases = vec![None; keys];
    for (key, _) in wakes {
        phrases.get_mut(place(*key)).map(|count| count.get_or_insert(0));
    }
    for (key, _) in hung {
        if let Some(count) = phrases.get_mut(place(*key)) {
            *count = Some(count.unwrap_or(0) + 1);
        }
    }
    let mut uses = Vec::with_capacity(keys + hung.len() + wakes.len());
    uses.extend((0..).zip(phrases).filter_map(|(key, count)| Some((key, count?))));
    uses.extend(hung);
    uses.extend(wakes);
    Lists::new(keys, &uses)
}

/// What a phrase looks for, and whether its last word may go on. Most phrases are folded as they are written, and are
/// not copied.
#[expect(clippy::ptr_arg, reason = "what is part of the program is not copied")]
fn literal(phrase: &Cow<'static, str>) -> (Cow<'static, str>, bool) {
    if let Cow::Borrowed(written) = *phrase {
        let (stem, open_end) = written.strip_suffix('*').map_or((written, false), |stem| (stem, true));
        if is_folded(stem) && !stem.ends_with(' ') {
            return (Cow::Borrowed(stem), open_end);
        }
    }
    let folded = fold_pattern_text(phrase);
    let folded = folded.trim();
    let (literal, open_end) = folded.strip_suffix('*').map_or((folded, false), |stem| (stem, true));
    (Cow::Owned(literal.to_owned()), open_end)
}

/// The terms that some texts are numbered as.
#[derive(Debug, Default)]
struct Numbers {
    texts: Interner,
    /// None where a text was of no use.
    terms: Vec<Option<TermId>>,
}

impl Numbers {
    fn reserve(&mut self, texts: usize, bytes: usize) {
        self.texts.reserve(texts, bytes);
        self.terms.reserve(texts);
    }

    /// The term of a text, or the number of a text that has none.
    fn known(&mut self, text: &str) -> Result<TermId, usize> {
        let number = self.texts.number(text.as_bytes());
        if number == self.terms.len() {
            self.terms.push(None);
        }
        self.terms.get(number).copied().flatten().ok_or(number)
    }

    fn add(&mut self, number: usize, term: TermId) {
        if let Some(place) = self.terms.get_mut(number) {
            *place = Some(term);
        }
    }
}

/// A number as it is kept: there are fewer than 4 billion of anything.
pub(super) fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Parses a pattern.
pub(super) fn parse(source: &str) -> Result<Hir, PatternError> {
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
    Ok(hir)
}

/// Folds the literal letters of a pattern as texts are folded, and leaves escapes alone.
pub(super) fn fold_pattern(source: &str) -> Cow<'_, str> {
    // A capital after a backslash is no letter, unless that one is escaped itself. Read without a stop, which is fast.
    let bytes = source.as_bytes();
    let rest = bytes.get(1..).unwrap_or_default();
    let folds = bytes.first().is_some_and(u8::is_ascii_uppercase)
        | bytes.iter().zip(rest).fold(false, |folds, (before, byte)| {
            let letter = byte.is_ascii_uppercase() & (*before != b'\\');
            folds | letter | ((*byte == b'\\') & (*before == b'\\'))
        });
    if !folds && source.is_ascii() {
        return Cow::Borrowed(source);
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
    Cow::Owned(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_hangs_on_its_longest_pair_of_pieces_or_its_only_one() {
        let mut builder = ScannerBuilder::default();
        let phrases = [
            "we guarantee returns",
            "guarantee",
            "as is",
            "50% off",
            "#24/7 returns",
            "my guarant*",
            "guarant*",
        ];
        for phrase in phrases {
            builder.add(&Term::Phrase(phrase.into())).unwrap();
        }
        let before: Vec<u16> = builder.phrases.iter().map(|phrase| phrase.before).collect();
        assert_eq!(before, [3, 0, 0, 0, 4, 3, 0]);
        let keys = [
            Key::pair(b"guarantee", b"returns"),
            Key::whole(b"guarantee"),
            Key::pair(b"as", b"is"),
            Key::pair(b"50", b"off"),
            Key::pair(b"7", b"returns"),
            Key::prefix(b"guarant"),
        ];
        assert_eq!(keys.map(|key| builder.keys.known(key)), [0, 1, 2, 3, 4, 5].map(Some));
        assert_eq!(builder.keys.len(), keys.len());
    }

    #[test]
    fn letters_of_a_pattern_are_folded_and_escapes_are_not() {
        assert_eq!(fold_pattern(r"\bÉté\W+\d"), r"\bete\W+\d");
    }
}
