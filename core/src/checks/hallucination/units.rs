//! Evidence cut into units: a sentence of a source or turn, or one value of the facts with the words of its path.

use std::ops::Range;
use std::sync::OnceLock;

use super::index::{Term, hash, term};
use super::statements::refers_back;
use super::tables;
use super::words::{concept, spread};
use crate::facts::Facts;
use crate::text::values::Value;
use crate::text::{FoldSpan, Lang, Sentence, Text, Token, TokenKind, fold_pattern_text};

/// Who says what a unit says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Voice {
    /// A source.
    Source,
    /// A system of record.
    Fact,
    /// The company, earlier in this conversation or of what its assistant is able to do.
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

    fn of(told: &Told<'_>) -> Unit {
        Unit {
            piece: told.piece,
            fold: FoldSpan::default(),
            values: 0..0,
            voice: told.voice,
            in_force: told.in_force,
            fields: false,
            question: false,
            neighbours: 0,
            terms: 0..0,
        }
    }
}

/// A piece of evidence that is to be cut.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told<'e> {
    /// Index into the case's evidence.
    pub(super) piece: usize,
    /// What it says.
    pub(super) text: &'e Text,
    /// Bytes of the title and line break before the source's own text.
    pub(super) lead: usize,
    /// Who speaks.
    pub(super) voice: Voice,
    /// What a tool has returned.
    pub(super) tool: bool,
    /// Whether it holds on the day of the reply.
    pub(super) in_force: bool,
}

/// The units of a source that a validator knows, by the language in which the customer is addressed. Each is made when
/// it is first asked for.
#[derive(Debug, Default)]
pub(crate) struct KnownUnits([OnceLock<Cut>; 7]);

/// Evidence cut into units.
#[derive(Clone, Debug, Default)]
pub(super) struct Cut {
    units: Vec<Unit>,
    /// Terms of all units in the order of the text, those of one unit together.
    terms: Vec<Term>,
}

impl Cut {
    /// No units, with room for the terms of so many tokens.
    pub(super) fn with_room(tokens: usize) -> Cut {
        Cut { units: Vec::with_capacity(tokens / 8), terms: Vec::with_capacity(tokens) }
    }

    /// All units.
    pub(super) fn units(&self) -> &[Unit] {
        &self.units
    }

    /// The terms of a unit, in the order of the text; a term may stand in it more than once.
    pub(super) fn terms_of(&self, unit: &Unit) -> &[Term] {
        self.terms.get(unit.terms.clone()).unwrap_or_default()
    }

    /// Adds a source that is known. Its units are those of any source with this text, but for what the request says
    /// of it.
    pub(super) fn add_known(&mut self, told: &Told<'_>, known: &KnownUnits, lang: Lang) {
        let cut = known.0.get(lang as usize).map(|known| {
            known.get_or_init(|| {
                let mut cut = Cut::default();
                cut.add_text(&Told { piece: 0, tool: true, in_force: true, ..*told }, lang);
                cut
            })
        });
        let Some(cut) = cut else { return self.add_text(told, lang) };
        let before = self.terms.len();
        let may_have_fields = told.tool || is_json(told.text);
        self.terms.extend_from_slice(&cut.terms);
        self.units.extend(cut.units.iter().map(|unit| Unit {
            piece: told.piece,
            in_force: told.in_force,
            fields: unit.fields && may_have_fields,
            terms: unit.terms.start + before..unit.terms.end + before,
            ..unit.clone()
        }));
    }

    /// Adds a source or turn.
    pub(super) fn add_text(&mut self, told: &Told<'_>, lang: Lang) {
        let text = told.text;
        if is_json(text) {
            self.add_json(told, lang);
            return;
        }
        // A title speaks for every sentence under it.
        let mut title: Vec<Term> = Vec::new();
        // So does a question for its answer.
        let mut asked: Vec<Term> = Vec::new();
        let mut answers = 0;
        // The terms of the sentence before.
        let mut before: Vec<Term> = Vec::new();
        let mut value_from = 0;
        // The first line of a table says what its columns are.
        let mut head: Vec<Term> = Vec::new();
        let lines = tables::lines(text);
        let mut lines = lines.iter().peekable();
        for sentence in text.sentences() {
            let mut rest = sentence.tokens.clone();
            while let Some(line) = lines.next_if(|line| line.tokens.start < sentence.tokens.end) {
                if rest.start < line.tokens.start {
                    self.add_line(told, lang, rest.start..line.tokens.start, (&title, &[]), &mut value_from);
                }
                rest.start = line.tokens.end;
                let start = self.terms.len();
                let above = if line.head { &[] } else { head.as_slice() };
                self.add_line(told, lang, line.tokens.clone(), (&title, above), &mut value_from);
                if line.head {
                    head = self.terms.get(start..).unwrap_or_default().to_vec();
                }
            }
            if rest.is_empty() {
                continue;
            }
            if rest.start > sentence.tokens.start {
                self.add_line(told, lang, rest, (&title, &[]), &mut value_from);
                continue;
            }
            let start = self.terms.len();
            self.terms.extend(terms_of_tokens(lang, text, sentence.tokens.clone()));
            let neighbours = if told.voice == Voice::Source { self.terms.len() - start } else { 0 };
            if sentence.span.start < told.lead {
                title.extend(self.terms.get(start..).unwrap_or_default());
            } else {
                if sentence.question && told.voice == Voice::Source {
                    asked = self.terms.get(start..).unwrap_or_default().to_vec();
                    answers = ANSWERS;
                } else if answers > 0 {
                    answers -= 1;
                    self.terms.extend(&asked);
                }
                // "It costs £6 a day" speaks of what the sentence before does.
                if told.voice == Voice::Source && refers_back(text, sentence) {
                    self.terms.extend(&before);
                }
                before = self.terms.get(start..start + neighbours).unwrap_or_default().to_vec();
                self.terms.extend(&title);
            }
            let unit = Unit {
                fold: sentence.fold,
                values: values_in(text, &mut value_from, sentence.tokens.clone()),
                fields: told.tool && is_row(text, sentence),
                question: sentence.question,
                neighbours,
                ..Unit::of(told)
            };
            self.close(start, unit);
        }
    }

    /// A line of a table, or what stands before or after one, under the titles of its text and table.
    fn add_line(
        &mut self,
        told: &Told<'_>,
        lang: Lang,
        tokens: Range<usize>,
        (title, head): (&[Term], &[Term]),
        value_from: &mut usize,
    ) {
        let text = told.text;
        let start = self.terms.len();
        self.terms.extend(terms_of_tokens(lang, text, tokens.clone()));
        let neighbours = if told.voice == Voice::Source { self.terms.len() - start } else { 0 };
        self.terms.extend(title);
        self.terms.extend(head);
        let own = text.tokens().get(tokens.clone()).unwrap_or_default();
        let fold = own.first().zip(own.last());
        let unit = Unit {
            fold: fold.map_or(FoldSpan::default(), |(first, last)| FoldSpan {
                start: first.fold.start,
                end: last.fold.end,
            }),
            values: values_in(text, value_from, tokens),
            neighbours,
            ..Unit::of(told)
        };
        self.close(start, unit);
    }

    /// Each value of a JSON text with its key is a unit.
    fn add_json(&mut self, told: &Told<'_>, lang: Lang) {
        let text = told.text;
        let mut value_from = 0;
        let mut from = 0;
        let cuts = |token: &Token| matches!(mark(text, token), b',' | b'{' | b'}' | b'[' | b']');
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
                    ..Unit::of(told)
                };
                self.close(start, unit);
            }
            from += length + 1;
        }
    }

    /// A value of the facts is named by its path, and what belongs to an event by what has happened.
    pub(super) fn add_fact(
        &mut self,
        told: &Told<'_>,
        (path, event): (&str, &str),
        lang: Lang,
        keys: &mut Keys,
    ) {
        let text = told.text;
        let start = self.terms.len();
        let named = path_words(path).chain(path_words(event));
        self.terms.extend(named.filter_map(|word| keys.term(lang, word)));
        self.terms.extend(terms_of_tokens(lang, text, 0..text.tokens().len()));
        let unit = Unit {
            neighbours: self.terms.len() - start,
            fold: FoldSpan { start: 0, end: text.folded().len() },
            values: 0..text.values().len(),
            fields: true,
            ..Unit::of(told)
        };
        self.close(start, unit);
    }

    /// Adds a unit whose terms start at `start`.
    fn close(&mut self, start: usize, unit: Unit) {
        self.units.push(Unit { terms: start..self.terms.len(), ..unit });
    }
}

/// Sentences after a question for which it speaks.
const ANSWERS: usize = 4;

/// The terms of the content words among some tokens, in order.
fn terms_of_tokens(lang: Lang, text: &Text, tokens: Range<usize>) -> impl Iterator<Item = Term> + '_ {
    let words = text.words(lang).get(tokens).unwrap_or_default();
    words.iter().filter(|word| word.stem != 0).map(|word| concept(word.stem))
}

/// Words of paths that have just come up, with their terms or 0: the paths of one record repeat themselves.
pub(super) struct Keys([(Term, Term); KEYS]);

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
pub(super) fn event_of<'f>(facts: &'f Facts, path: &str) -> &'f str {
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

/// The mark of ASCII that a token is; 0 for any other token.
pub(super) fn mark(text: &Text, token: &Token) -> u8 {
    match token.kind {
        TokenKind::Symbol => {
            text.folded().as_bytes().get(token.fold.start).copied().filter(u8::is_ascii).unwrap_or(0)
        }
        _ => 0,
    }
}

/// Whether a text is JSON, by its first characters.
pub(super) fn is_json(text: &Text) -> bool {
    let mut marks = text.tokens().iter().map(|token| mark(text, token)).filter(|mark| *mark != b'[');
    marks.next() == Some(b'{') && matches!(marks.next(), Some(b'"' | b'}'))
}

/// Whether a sentence is a row of fields: two or more `key: value`.
fn is_row(text: &Text, sentence: &Sentence) -> bool {
    // A colon is a token of its own, but for those inside addresses.
    let colons = memchr::memchr_iter(b':', text.folded_text(sentence.fold).as_bytes());
    let tokens = text.tokens().get(sentence.tokens.clone()).unwrap_or_default();
    colons.take(2).count() == 2 && tokens.iter().filter(|token| mark(text, token) == b':').count() >= 2
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
