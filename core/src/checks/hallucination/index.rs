//! The evidence of a case, cut into units: built once, then asked for every draft.
//!
//! [`super::units`] cuts it. Units hold the hashed stems of their content words. Which of them hold a word of the draft,
//! [`super::postings`] tells.

use std::cell::OnceCell;

use super::rows::Rows;
use super::units::{Cut, Keys, Told, Unit, Voice, event_of};
use super::words::concept;
use crate::contract::{SourceKind, TurnRole};
use crate::evidence::{Evidence, Force, Origin};
use crate::facts::Facts;
use crate::order::Order as _;
use crate::text::values::{Value, ValueKind};
use crate::text::{Lang, Text, stem_of_word, term_hash, term_hash_push};

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
    /// All units with their terms.
    cut: Cut,
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

impl Index {
    /// Indexes the evidence. `lang` is the language in which the customer is addressed.
    pub(crate) fn new(evidence: &[Evidence], facts: &Facts, lang: Lang) -> Index {
        let tokens = evidence.iter().map(|piece| piece.text().tokens().len()).sum();
        let mut index =
            Index { rows: Rows::new(evidence, facts, lang), cut: Cut::with_room(tokens), ..Index::default() };
        let mut keys = Keys::default();
        for (piece, held) in evidence.iter().enumerate() {
            let voice = match (held.origin, held.role) {
                (Origin::Source(_), _) if held.means => Voice::Company,
                (Origin::Source(_), _) => Voice::Source,
                (Origin::Fact(_), _) => Voice::Fact,
                (Origin::Turn(_), Some(TurnRole::Customer)) => Voice::Customer,
                (Origin::Turn(_), _) => Voice::Company,
            };
            let told = Told {
                piece,
                text: held.text(),
                lead: held.lead,
                voice,
                tool: held.kind == SourceKind::Tool,
                in_force: held.force == Force::Valid,
            };
            match (held.origin, &held.units) {
                (Origin::Fact(n), _) => {
                    let path = facts.leaves().get(n).map_or("", |leaf| leaf.path.as_str());
                    index.cut.add_fact(&told, (path, event_of(facts, path)), lang, &mut keys);
                }
                (_, Some(known)) => index.cut.add_known(&told, known, lang),
                (_, None) => index.cut.add_text(&told, lang),
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
        for value in self.cut.units().iter().flat_map(values) {
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
        for (n, unit) in (0_u32..).zip(self.cut.units()) {
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

    /// Tables and records.
    pub(super) fn rows(&self) -> &Rows {
        &self.rows
    }

    /// All units.
    pub(super) fn units(&self) -> &[Unit] {
        self.cut.units()
    }

    /// The unit of a number.
    pub(super) fn unit(&self, n: usize) -> Option<&Unit> {
        self.cut.units().get(n)
    }

    /// The terms of a unit, in the order of the text; a term may stand in it more than once.
    pub(super) fn terms_of(&self, unit: &Unit) -> &[Term] {
        self.cut.terms_of(unit)
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

/// Whether a value is one that must be proved: not a name.
pub(super) fn is_provable(value: &Value) -> bool {
    !matches!(value.kind, ValueKind::Name(_))
}
