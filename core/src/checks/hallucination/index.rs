//! The evidence of a case, cut into units and indexed by stems: built once, then asked for every statement.
//!
//! A unit is a sentence of a source or turn, or one value of the facts with the words of its path. Units hold the
//! hashed stems of their content words; a posting list leads from a stem to its units.

use std::ops::Range;

use super::rows::Rows;
use super::words::concept;
use crate::contract::{SourceKind, TurnRole};
use crate::evidence::{Evidence, Force, Origin};
use crate::facts::Facts;
use crate::order::Order as _;
use crate::text::values::{Value, ValueKind};
use crate::text::{FoldSpan, Lang, Text, Token, fold_pattern_text, stem_of_word, term_hash, term_hash_push};

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
    terms: Range<usize>,
}

impl Unit {
    fn of(piece: usize, held: &Evidence, voice: Voice) -> Unit {
        Unit {
            piece,
            fold: FoldSpan::default(),
            values: 0..0,
            voice,
            in_force: held.force == Force::Valid,
            fields: false,
            question: false,
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
    /// Terms of all units, those of one unit together, sorted and without repetition.
    terms: Vec<Term>,
    /// Term and unit, sorted.
    postings: Vec<(Term, u32)>,
    /// Every word, number and code of the evidence, hashed as written, sorted.
    words: Vec<Term>,
    /// Codes of the evidence without separators, hashed, sorted.
    codes: Vec<Term>,
    /// Values of all units, by class.
    values: Vec<Held>,
    /// Pairs of content words that follow each other in the evidence, hashed together, sorted.
    pairs: Vec<Term>,
    /// Tables and records.
    rows: Rows,
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

/// Two words in their order.
fn pair(one: Term, two: Term) -> Term {
    one.rotate_left(21) ^ two
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
pub(super) fn terms_of_tokens(
    lang: Lang,
    text: &Text,
    tokens: Range<usize>,
) -> impl Iterator<Item = Term> + '_ {
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
            words: Vec::with_capacity(tokens),
            pairs: Vec::with_capacity(tokens),
            ..Index::default()
        };
        for (piece, held) in evidence.iter().enumerate() {
            let voice = match (held.origin, held.role) {
                (Origin::Source(_), _) => Voice::Source,
                (Origin::Fact(_), _) => Voice::Fact,
                (Origin::Turn(_), Some(TurnRole::Customer)) => Voice::Customer,
                (Origin::Turn(_), _) => Voice::Company,
            };
            if let Origin::Fact(n) = held.origin {
                let path = facts.leaves().get(n).map_or("", |leaf| leaf.path.as_str());
                index.add_fact(piece, held, (path, event_of(facts, path)), lang);
            } else {
                index.add_text(piece, held, voice, lang);
            }
        }
        index.postings.reserve(index.terms.len());
        for (n, unit) in index.units.iter().enumerate() {
            let n = u32::try_from(n).unwrap_or(u32::MAX);
            let terms = index.terms.get(unit.terms.clone()).unwrap_or_default();
            index.postings.extend(terms.iter().map(|term| (*term, n)));
        }
        for (n, unit) in index.units.iter().enumerate() {
            let held = evidence.get(unit.piece).map(|piece| piece.text().values()).unwrap_or_default();
            let own = held.iter().enumerate().take(unit.values.end).skip(unit.values.start);
            let n = u32::try_from(n).unwrap_or(u32::MAX);
            index.values.extend(own.map(|(value, found)| Held { class: class(&found.kind), unit: n, value }));
        }
        index.values.order();
        index.postings.order();
        index.pairs.order();
        index.pairs.dedup();
        index.codes.order();
        index.codes.dedup();
        index.words.order();
        index.words.dedup();
        index
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
            let tokens = text.tokens().get(sentence.tokens.clone()).unwrap_or_default();
            let start = self.terms.len();
            self.add_words(text, sentence.tokens.clone(), lang);
            self.terms.extend(terms_of_tokens(lang, text, sentence.tokens.clone()));
            if matches!(voice, Voice::Source) {
                self.add_pairs(start);
            }
            if sentence.span.start < held.lead {
                title.extend(self.terms.get(start..).unwrap_or_default());
            } else {
                self.terms.extend(&title);
            }
            let unit = Unit {
                fold: sentence.fold,
                values: values_in(text, &mut value_from, sentence.tokens.clone()),
                fields: matches!(held.kind, SourceKind::Tool) && is_row(text, tokens),
                question: sentence.question,
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
                self.add_words(text, from..from + length, lang);
                self.terms.extend(terms_of_tokens(lang, text, from..from + length));
                self.add_pairs(start);
                let unit = Unit {
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
    fn add_fact(&mut self, piece: usize, held: &Evidence, (path, event): (&str, &str), lang: Lang) {
        let text = held.text();
        let start = self.terms.len();
        let named = path_words(path).chain(path_words(event));
        self.terms.extend(named.filter_map(|word| term(lang, &fold_pattern_text(word))));
        self.add_words(text, 0..text.tokens().len(), lang);
        self.terms.extend(terms_of_tokens(lang, text, 0..text.tokens().len()));
        self.add_pairs(start);
        let unit = Unit {
            fold: FoldSpan { start: 0, end: text.folded().len() },
            values: 0..text.values().len(),
            fields: true,
            ..Unit::of(piece, held, Voice::Fact)
        };
        self.close(start, unit);
    }

    /// Remembers which terms from `start` on follow each other, with at most one between.
    fn add_pairs(&mut self, start: usize) {
        let own = self.terms.get(start..).unwrap_or_default();
        let next = own.iter().zip(own.iter().skip(1));
        let after = own.iter().zip(own.iter().skip(2));
        self.pairs.extend(next.chain(after).map(|(one, two)| pair(*one, *two)));
    }

    fn add_words(&mut self, text: &Text, tokens: Range<usize>, lang: Lang) {
        let words = text.words(lang).get(tokens.clone()).unwrap_or_default();
        self.words.extend(words.iter().map(|word| word.written).filter(|written| *written != 0));
        self.add_codes(text, text.tokens().get(tokens).unwrap_or_default());
    }

    /// Runs of letters and digits that nothing but a separator interrupts, with and without their neighbours. They
    /// count as written in capitals.
    fn add_codes(&mut self, text: &Text, tokens: &[Token]) {
        let mut run = Code::default();
        for token in tokens {
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

    /// Adds a unit whose terms start at `start`.
    fn close(&mut self, start: usize, unit: Unit) {
        if let Some(own) = self.terms.get_mut(start..) {
            own.order();
        }
        let mut kept = start;
        for at in start..self.terms.len() {
            let Some(&term) = self.terms.get(at) else { break };
            let known = kept > start && self.terms.get(kept - 1) == Some(&term);
            if let Some(place) = self.terms.get_mut(kept).filter(|_| !known) {
                *place = term;
                kept += 1;
            }
        }
        self.terms.truncate(kept);
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

    /// The terms of a unit, sorted.
    pub(super) fn terms_of(&self, unit: &Unit) -> &[Term] {
        self.terms.get(unit.terms.clone()).unwrap_or_default()
    }

    /// The units that hold a term.
    pub(super) fn units_with(&self, term: Term) -> &[(Term, u32)] {
        let from = self.postings.partition_point(|(known, _)| *known < term);
        let rest = self.postings.get(from..).unwrap_or_default();
        let end = rest.partition_point(|(known, _)| *known <= term);
        rest.get(..end).unwrap_or_default()
    }

    /// Whether this word, number or code stands anywhere in the evidence, as written.
    pub(super) fn has_word(&self, word: Term) -> bool {
        self.words.binary_search(&word).is_ok()
    }

    /// Whether a code stands anywhere in the evidence, whatever separates its parts there.
    pub(super) fn has_code(&self, code: &str) -> bool {
        self.codes.binary_search(&hash(code)).is_ok()
    }

    /// How many of the pairs of neighbours in `terms` follow each other in the evidence too, and how many there are.
    pub(super) fn pairs_in(&self, terms: &[Term]) -> (usize, usize) {
        let pairs = terms.iter().zip(terms.iter().skip(1));
        let known = pairs.filter(|(one, two)| self.pairs.binary_search(&pair(**one, **two)).is_ok()).count();
        (known, terms.len().saturating_sub(1))
    }

    /// The values of one class.
    pub(super) fn values_of(&self, class: u8) -> &[Held] {
        let from = self.values.partition_point(|held| held.class < class);
        let to = self.values.partition_point(|held| held.class <= class);
        self.values.get(from..to).unwrap_or_default()
    }

    /// How telling a term is: from 8 for one that stands in every unit up to 8 + 8 for each halving.
    pub(super) fn weight(&self, term: Term) -> u32 {
        self.weight_of(self.units_with(term).len())
    }

    /// How telling a term is that stands in so many units.
    pub(super) fn weight_of(&self, holding: usize) -> u32 {
        let ratio = (self.units.len() + 1) * 2 / (holding + 1);
        8 + 4 * u32::try_from(ratio).unwrap_or(u32::MAX).max(1).ilog2().min(6)
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
fn is_row(text: &Text, tokens: &[Token]) -> bool {
    tokens.iter().filter(|token| text.token_text(token) == ":").count() >= 2
}

/// The words of a path: `order.refundTotal[2].unit_price` gives order, refund, Total, unit, price.
pub(super) fn path_words(path: &str) -> impl Iterator<Item = &str> {
    path.split(['.', '[', ']', '_', '-']).flat_map(|part| {
        let mut cuts: Vec<usize> = vec![0];
        let mut lower = false;
        for (at, c) in part.char_indices() {
            if c.is_uppercase() && lower {
                cuts.push(at);
            }
            lower = c.is_lowercase();
        }
        cuts.push(part.len());
        let pairs: Vec<(usize, usize)> =
            cuts.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?))).collect();
        pairs.into_iter().filter_map(move |(start, end)| part.get(start..end))
    })
}

/// Whether a value is one that must be proved: not a name.
pub(super) fn is_provable(value: &Value) -> bool {
    !matches!(value.kind, ValueKind::Name(_))
}
