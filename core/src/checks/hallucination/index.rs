//! The evidence of a case, cut into units: built once, then asked for every draft.
//!
//! A unit is a sentence of a source or turn, or one value of the facts with the words of its path. Units hold the
//! hashed stems of their content words. Which of them hold a word of the draft, [`super::postings`] tells.

use std::cell::OnceCell;
use std::ops::Range;

use super::rows::Rows;
use super::words::{concept, spread};
use crate::contract::{SourceKind, TurnRole};
use crate::evidence::{Evidence, Force, Origin};
use crate::facts::Facts;
use crate::order::Order as _;
use crate::text::values::{Value, ValueKind};
use crate::text::{
    FoldSpan, Lang, Sentence, Text, Token, fold_pattern_text, stem_of_word, term_hash, term_hash_push,
};

/// Who says what a unit says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Voice {
    /// A source.
    Source,
    /// A system of record.
    Fact,
    /// The company, earlier in this conversation.
    Company,
    /// The customer: proves nothing about the company, but may be repeated.
    Customer,
}

/// A stretch of evidence that is compared as a whole.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// Index into the case's evidence.
    pub(super) piece: usize,
    /// Where in the folded text of the piece.
    pub(super) fold: FoldSpan,
    /// Its values, as indices into the values of the piece.
    pub(super) values: Range<usize>,
    /// Who speaks.
    pub(super) voice: Voice,
    /// Whether it holds on the day of the reply.
    pub(super) in_force: bool,
    /// A row of fields (`key: value; key: value`) or a value of the facts.
    pub(super) fields: bool,
    /// Asks instead of saying.
    pub(super) question: bool,
    /// How many of its terms, from the first, stand in it as neighbours of each other: not those of a title.
    neighbours: usize,
    terms: Range<usize>,
}

impl Unit {
    /// Its terms up to which one follows the other in the evidence.
    pub(super) fn neighbours(&self) -> Range<usize> {
        self.terms.start..self.terms.start + self.neighbours
    }

    fn of(piece: usize, held: &Evidence, voice: Voice) -> Unit {
        Unit {
            piece,
            fold: FoldSpan::default(),
            values: 0..0,
            voice,
            in_force: held.force == Force::Valid,
            fields: false,
            question: false,
            neighbours: 0,
            terms: 0..0,
        }
    }
}

/// A value of the evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Held {
    /// What sort of value it is, see [`class`].
    pub(super) class: u8,
    /// The unit that holds it.
    pub(super) unit: u32,
    /// Index into the values of the piece.
    pub(super) value: usize,
}

/// How many sorts of values there are.
const CLASSES: usize = 12;

/// Sorts of values that can be compared with each other have one number.
pub(super) fn class(kind: &ValueKind) -> u8 {
    match kind {
        ValueKind::Money { .. } => 0,
        ValueKind::Percent(_) => 1,
        ValueKind::Number(_) => 2,
        ValueKind::Quantity { .. } => 3,
        ValueKind::Date(_) => 4,
        ValueKind::Time(_) => 5,
        ValueKind::Duration { .. } => 6,
        ValueKind::Identifier(_) => 7,
        ValueKind::Url(_) => 8,
        ValueKind::Email(_) => 9,
        ValueKind::Phone(_) => 10,
        ValueKind::Name(_) => 11,
    }
}

/// A hashed stem.
pub(super) type Term = u64;

/// The evidence of a case.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    units: Vec<Unit>,
    /// Terms of all units in the order of the text, those of one unit together.
    terms: Vec<Term>,
    /// Values of all units, by class.
    values: Vec<Held>,
    /// Where the values of each class end.
    classes: [usize; CLASSES],
    /// Tables and records.
    rows: Rows,
    /// What stands in the evidence as written, when it is first asked for.
    written: OnceCell<Written>,
}

/// What stands in the evidence as written.
#[derive(Clone, Debug, Default)]
struct Written {
    /// Every word, number and code, hashed, sorted.
    words: Vec<Term>,
    /// Codes without separators, hashed, sorted.
    codes: Vec<Term>,
}

/// The number of a code in capitals, made part by part.
#[derive(Clone, Copy, Debug)]
struct Code {
    hash: Term,
    len: usize,
    /// Holds a digit.
    digits: bool,
}

impl Default for Code {
    fn default() -> Code {
        Code { hash: hash(""), len: 0, digits: false }
    }
}

impl Code {
    fn push(&mut self, part: &[u8]) {
        for byte in part {
            self.hash = term_hash_push(self.hash, byte.to_ascii_uppercase());
            self.digits |= byte.is_ascii_digit();
        }
        self.len += part.len();
    }
}

/// Longest code that is remembered.
const CODE: usize = 40;

/// The number of a word as written, or of a stem.
pub(super) const fn hash(text: &str) -> Term {
    term_hash(text.as_bytes())
}

/// The term of a folded word, or `None` for a function word.
pub(super) fn term(lang: Lang, word: &str) -> Option<Term> {
    Some(stem_of_word(lang, word)).filter(|stem| *stem != 0).map(concept)
}

/// The terms of the content words among some tokens, in order.
fn terms_of_tokens(lang: Lang, text: &Text, tokens: Range<usize>) -> impl Iterator<Item = Term> + '_ {
    let words = text.words(lang).get(tokens).unwrap_or_default();
    words.iter().filter(|word| word.stem != 0).map(|word| concept(word.stem))
}

impl Index {
    /// Indexes the evidence. `lang` is the language in which the customer is addressed.
    pub(crate) fn new(evidence: &[Evidence], facts: &Facts, lang: Lang) -> Index {
        let tokens = evidence.iter().map(|piece| piece.text().tokens().len()).sum();
        let mut index = Index {
            rows: Rows::new(evidence, facts, lang),
            terms: Vec::with_capacity(tokens),
            ..Index::default()
        };
        let mut keys = Keys::default();
        for (piece, held) in evidence.iter().enumerate() {
            let voice = match (held.origin, held.role) {
                (Origin::Source(_), _) => Voice::Source,
                (Origin::Fact(_), _) => Voice::Fact,
                (Origin::Turn(_), Some(TurnRole::Customer)) => Voice::Customer,
                (Origin::Turn(_), _) => Voice::Company,
            };
            if let Origin::Fact(n) = held.origin {
                let path = facts.leaves().get(n).map_or("", |leaf| leaf.path.as_str());
                index.add_fact(piece, held, (path, event_of(facts, path)), lang, &mut keys);
            } else {
                index.add_text(piece, held, voice, lang);
            }
        }
        index.sort_values(evidence);
        index
    }

    /// Lists the values of all units by class, those of one class in their order.
    fn sort_values(&mut self, evidence: &[Evidence]) {
        let values = |unit: &Unit| {
            let held = evidence.get(unit.piece).map(|piece| piece.text().values()).unwrap_or_default();
            held.get(unit.values.clone()).unwrap_or_default()
        };
        for value in self.units.iter().flat_map(values) {
            if let Some(count) = self.classes.get_mut(usize::from(class(&value.kind))) {
                *count += 1;
            }
        }
        // Starts first; each value moves the start of its class on, to the end at last.
        let mut sum = 0;
        for count in &mut self.classes {
            (*count, sum) = (sum, sum + *count);
        }
        self.values = vec![Held { class: 0, unit: 0, value: 0 }; sum];
        for (n, unit) in (0_u32..).zip(&self.units) {
            for (value, found) in unit.values.clone().zip(values(unit)) {
                let class = class(&found.kind);
                let Some(next) = self.classes.get_mut(usize::from(class)) else { continue };
                if let Some(slot) = self.values.get_mut(*next) {
                    *slot = Held { class, unit: n, value };
                }
                *next += 1;
            }
        }
    }

    fn add_text(&mut self, piece: usize, held: &Evidence, voice: Voice, lang: Lang) {
        let text = held.text();
        if is_json(text) {
            self.add_json(piece, held, voice, lang);
            return;
        }
        // A title speaks for every sentence under it.
        let mut title: Vec<Term> = Vec::new();
        let mut value_from = 0;
        for sentence in text.sentences() {
            let start = self.terms.len();
            self.terms.extend(terms_of_tokens(lang, text, sentence.tokens.clone()));
            let neighbours = if matches!(voice, Voice::Source) { self.terms.len() - start } else { 0 };
            if sentence.span.start < held.lead {
                title.extend(self.terms.get(start..).unwrap_or_default());
            } else {
                self.terms.extend(&title);
            }
            let unit = Unit {
                fold: sentence.fold,
                values: values_in(text, &mut value_from, sentence.tokens.clone()),
                fields: matches!(held.kind, SourceKind::Tool) && is_row(text, sentence),
                question: sentence.question,
                neighbours,
                ..Unit::of(piece, held, voice)
            };
            self.close(start, unit);
        }
    }

    /// Each value of a JSON text with its key is a unit.
    fn add_json(&mut self, piece: usize, held: &Evidence, voice: Voice, lang: Lang) {
        let text = held.text();
        let mut value_from = 0;
        let mut from = 0;
        let cuts = |token: &Token| matches!(text.token_text(token), "," | "{" | "}" | "[" | "]");
        while from < text.tokens().len() {
            let rest = text.tokens().get(from..).unwrap_or_default();
            let length = rest.iter().position(cuts).unwrap_or(rest.len());
            let tokens = rest.get(..length).unwrap_or_default();
            if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
                let start = self.terms.len();
                self.terms.extend(terms_of_tokens(lang, text, from..from + length));
                let unit = Unit {
                    neighbours: self.terms.len() - start,
                    fold: FoldSpan { start: first.fold.start, end: last.fold.end },
                    values: values_in(text, &mut value_from, from..from + length),
                    fields: true,
                    ..Unit::of(piece, held, voice)
                };
                self.close(start, unit);
            }
            from += length + 1;
        }
    }

    /// A value of the facts is named by its path, and what belongs to an event by what has happened.
    fn add_fact(
        &mut self,
        piece: usize,
        held: &Evidence,
        (path, event): (&str, &str),
        lang: Lang,
        keys: &mut Keys,
    ) {
        let text = held.text();
        let start = self.terms.len();
        let named = path_words(path).chain(path_words(event));
        self.terms.extend(named.filter_map(|word| keys.term(lang, word)));
        self.terms.extend(terms_of_tokens(lang, text, 0..text.tokens().len()));
        let unit = Unit {
            neighbours: self.terms.len() - start,
            fold: FoldSpan { start: 0, end: text.folded().len() },
            values: 0..text.values().len(),
            fields: true,
            ..Unit::of(piece, held, Voice::Fact)
        };
        self.close(start, unit);
    }

    /// Adds a unit whose terms start at `start`.
    fn close(&mut self, start: usize, unit: Unit) {
        self.units.push(Unit { terms: start..self.terms.len(), ..unit });
    }

    /// Tables and records.
    pub(super) fn rows(&self) -> &Rows {
        &self.rows
    }

    /// All units.
    pub(super) fn units(&self) -> &[Unit] {
        &self.units
    }

    /// The unit of a number.
    pub(super) fn unit(&self, n: usize) -> Option<&Unit> {
        self.units.get(n)
    }

    /// The terms of a unit, in the order of the text; a term may stand in it more than once.
    pub(super) fn terms_of(&self, unit: &Unit) -> &[Term] {
        self.terms.get(unit.terms.clone()).unwrap_or_default()
    }

    fn written(&self, evidence: &[Evidence], lang: Lang) -> &Written {
        self.written.get_or_init(|| Written::of(evidence, lang))
    }

    /// Whether this word, number or code stands anywhere in the evidence, as written.
    pub(super) fn has_word(&self, evidence: &[Evidence], lang: Lang, word: Term) -> bool {
        self.written(evidence, lang).words.binary_search(&word).is_ok()
    }

    /// Whether a code stands anywhere in the evidence, whatever separates its parts there.
    pub(super) fn has_code(&self, evidence: &[Evidence], lang: Lang, code: &str) -> bool {
        self.written(evidence, lang).codes.binary_search(&hash(code)).is_ok()
    }

    /// The values of one class.
    pub(super) fn values_of(&self, class: u8) -> &[Held] {
        let class = usize::from(class);
        let from = class.checked_sub(1).map_or(Some(0), |before| self.classes.get(before).copied());
        let range = from.zip(self.classes.get(class)).and_then(|(from, to)| self.values.get(from..*to));
        range.unwrap_or_default()
    }
}

impl Written {
    fn of(evidence: &[Evidence], lang: Lang) -> Written {
        let mut found = Written::default();
        for text in evidence.iter().map(Evidence::text) {
            let words = text.words(lang).iter().map(|word| word.written);
            found.words.extend(words.filter(|written| *written != 0));
            found.add_codes(text);
        }
        for list in [&mut found.words, &mut found.codes] {
            list.order();
            list.dedup();
        }
        found
    }

    /// Runs of letters and digits that nothing but a separator interrupts, with and without their neighbours. They
    /// count as written in capitals.
    fn add_codes(&mut self, text: &Text) {
        let mut run = Code::default();
        for token in text.tokens() {
            let word = text.token_text(token).as_bytes();
            let separator = matches!(word, [b'-' | b'/' | b'_' | b'#' | b'+' | b'(' | b')' | b'.']);
            let plain = word.iter().all(u8::is_ascii_alphanumeric);
            let ends = token.spaced && !word.iter().all(u8::is_ascii_digit) || !separator && !plain;
            if ends || run.len > CODE {
                run = Code::default();
            }
            if !separator && plain {
                run.push(word);
                if run.digits {
                    let mut alone = Code::default();
                    alone.push(word);
                    self.codes.extend([run.hash, alone.hash]);
                }
            }
        }
    }
}

/// Words of paths that have just come up, with their terms or 0: the paths of one record repeat themselves.
struct Keys([(Term, Term); KEYS]);

/// How many words of paths are remembered; a power of two.
const KEYS: usize = 32;

impl Default for Keys {
    fn default() -> Keys {
        Keys([(0, 0); KEYS])
    }
}

impl Keys {
    /// The term of a word of a path.
    fn term(&mut self, lang: Lang, word: &str) -> Option<Term> {
        let written = hash(word);
        let place = spread(written) % KEYS;
        let made = || {
            let folded = word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
            if folded { term(lang, word) } else { term(lang, &fold_pattern_text(word)) }
        };
        let slot = self.0.get_mut(place)?;
        if slot.0 != written {
            *slot = (written, made().unwrap_or(0));
        }
        Some(slot.1).filter(|term| *term != 0)
    }
}

/// What has happened, as the facts call it, for a path below an event (`events[1].at`).
fn event_of<'f>(facts: &'f Facts, path: &str) -> &'f str {
    let number = path.strip_prefix("events[").and_then(|rest| rest.split_once(']'));
    let Some((number, rest)) = number.filter(|(_, rest)| *rest != ".type") else { return "" };
    let above = path.strip_suffix(rest).unwrap_or(path);
    // An entry without a type is no event, so an event can stand a little before its number.
    let until = number.parse::<usize>().unwrap_or(0) + 1;
    let mut near = facts.events().iter().take(until).rev().take(8);
    near.find(|event| event.path == above).map_or("", |event| event.kind.as_str())
}

/// The values of a sentence; `from` moves on, as sentences and values are in order.
fn values_in(text: &Text, from: &mut usize, tokens: Range<usize>) -> Range<usize> {
    let values = text.values();
    let starts = |value: &Value| value.tokens.start;
    while values.get(*from).is_some_and(|value| starts(value) < tokens.start) {
        *from += 1;
    }
    let first = *from;
    while values.get(*from).is_some_and(|value| starts(value) < tokens.end) {
        *from += 1;
    }
    first..*from
}

/// Whether a text is JSON, by its first characters.
pub(super) fn is_json(text: &Text) -> bool {
    let mut marks = text.tokens().iter().map(|token| text.token_text(token)).filter(|mark| *mark != "[");
    marks.next() == Some("{") && matches!(marks.next(), Some("\"" | "}"))
}

/// Whether a sentence is a row of fields: two or more `key: value`.
fn is_row(text: &Text, sentence: &Sentence) -> bool {
    // A colon is a token of its own, but for those inside addresses.
    let colons = memchr::memchr_iter(b':', text.folded_text(sentence.fold).as_bytes());
    let tokens = text.tokens().get(sentence.tokens.clone()).unwrap_or_default();
    colons.take(2).count() == 2 && tokens.iter().filter(|token| text.token_text(token) == ":").count() >= 2
}

/// The words of a path: `order.refundTotal[2].unit_price` gives order, refund, Total, unit, price.
pub(super) fn path_words(path: &str) -> impl Iterator<Item = &str> {
    let mut rest = path;
    std::iter::from_fn(move || {
        let separates = |byte: u8| matches!(byte, b'.' | b'[' | b']' | b'_' | b'-');
        let start = rest.bytes().position(|byte| !separates(byte))?;
        let from = rest.get(start..)?;
        let plain = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let run = from.bytes().position(|byte| !plain(&byte)).unwrap_or(from.len());
        let end = match from.as_bytes().get(run) {
            None => run,
            Some(byte) if separates(*byte) => run,
            Some(_) => {
                let mut lower = false;
                let ends = |(_, c): &(usize, char)| {
                    let hump = c.is_uppercase() && lower;
                    lower = c.is_lowercase();
                    hump || u8::try_from(*c).is_ok_and(separates)
                };
                from.char_indices().find(ends).map_or(from.len(), |(at, _)| at)
            }
        };
        let (word, after) = from.split_at_checked(end)?;
        rest = after;
        Some(word)
    })
}

/// Whether a value is one that must be proved: not a name.
pub(super) fn is_provable(value: &Value) -> bool {
    !matches!(value.kind, ValueKind::Name(_))
}
