//! Values of the draft that are worked out from those of the evidence.

use super::super::align::proves;
use super::super::arithmetic::Reckoning;
use super::super::rows::Mixed;
use super::super::statements::Statement;
use super::super::typed::is_reckoned;
use super::super::units::Voice;
use super::{Ground, Standing, Subject};
use crate::evidence::Evidence;
use crate::text::values::{Decimal, Value, ValueKind};
use crate::text::{Lang, Text, one_of};

/// Share from which on the values of a unit may be what a value of the draft is worked out from.
const NEARBY: u32 = 250;
/// Share from which a unit gives another value than one that could be worked out.
const GIVEN: u32 = 450;
/// Times that a value may be another.
const MOST_TIMES: i32 = 60;
/// Values from which one may be worked out.
const MOST_NEAR: usize = 48;

impl<'a> Ground<'a> {
    /// What can be worked out from the evidence in force.
    pub(super) fn reckoning(&self) -> &Reckoning<'a> {
        self.reckoning.get_or_init(|| {
            let units = self.index.units().iter().filter(|unit| unit.in_force);
            let held = units.filter_map(|unit| {
                let piece = self.evidence.get(unit.piece)?;
                piece.text().values().get(unit.values.clone())
            });
            Reckoning::new(held.flatten().collect(), self.said, self.today)
        })
    }

    /// Whether a value can be worked out, and nothing speaks against that it was: the sentence says so, or what it is
    /// worked out from stands in the draft or near its subject. Of all values of the evidence any two come to something.
    pub(super) fn is_derived(&self, subject: &Subject<'_>, contradiction: Option<&Standing>) -> bool {
        let (draft, statement) = subject.said;
        if !self.reckoning().yields(subject.value) {
            return false;
        }
        if is_announced(draft, subject.value, self.lang) || is_multiplied(draft, statement) {
            return true;
        }
        let best = subject.words.best(self.index, proves).map_or(0, |(_, share)| share);
        let near = subject.words.holding(NEARBY.max(best / 3 * 2));
        let near = near.into_iter().filter_map(|(unit, _)| self.index.unit(unit));
        // What the records hold is of this case.
        let facts = self.index.units().iter().filter(|unit| unit.voice == Voice::Fact);
        let held = near.filter(|unit| unit.in_force).chain(facts).filter_map(|unit| {
            let piece = self.evidence.get(unit.piece)?;
            piece.text().values().get(unit.values.clone())
        });
        let own = draft.values().iter().filter(|value| value.span != subject.value.span);
        let values = own.chain(held.flatten()).take(MOST_NEAR).collect();
        let near = Reckoning::new(values, self.said, self.today).strictly();
        // Without a word for it, it is no sum where the evidence gives another value for just this; of that it may still
        // be a multiple: "12 a night, so 36".
        let told = match contradiction {
            Some(Standing::Contradicted { share, ambiguous: false, by }) if *share >= GIVEN => {
                let told = self.unit(*by).is_some_and(|(_, unit)| self.is_told(unit));
                self.value(*by).filter(|_| told)
            }
            _ => None,
        };
        match told {
            Some(told) => {
                near.multiplies(subject.value) && is_multiple(subject.value, told)
                    || self.is_share_of(subject, told)
            }
            None => near.multiplies(subject.value) || near.yields(subject.value),
        }
    }

    /// Whether a value is what a share of the evidence makes of another: "students pay 272" of 320 with 15 % off.
    fn is_share_of(&self, subject: &Subject<'_>, of: &Value) -> bool {
        let units = self.index.units().iter().filter(|unit| unit.in_force);
        let held = units.filter_map(|unit| {
            let piece = self.evidence.get(unit.piece)?;
            piece.text().values().get(unit.values.clone())
        });
        let shares = held.flatten().filter(|value| matches!(value.kind, ValueKind::Percent(_)));
        let of = Reckoning::new(shares.chain([of]).take(MOST_NEAR).collect(), self.said, self.today);
        of.yields_share(subject.value) || of.divides(subject.value)
    }

    /// Whether what stands beside the wrong row is worked out from several.
    pub(in crate::checks::hallucination) fn is_worked_out(&self, draft: &Text, mixed: &Mixed) -> bool {
        let said = mixed.value.and_then(|at| draft.values().get(at));
        said.is_some_and(|said| {
            matches!(said.kind, ValueKind::Money { .. })
                && !(mixed.by_column && self.is_about(said, mixed))
                && (is_announced(draft, said, self.lang)
                    || self.reckoning().multiplies(said)
                    || comes_to(draft, said) && self.reckoning().yields(said))
        })
    }

    /// Whether an amount is less than twice what the row has instead, and more than half of it.
    fn is_about(&self, said: &Value, mixed: &Mixed) -> bool {
        let Some(text) = self.evidence.get(mixed.piece).map(Evidence::text) else { return false };
        let held = text.values().iter().find(|value| text.fold_span(value.span) == mixed.instead);
        let sizes = held.and_then(Value::magnitude).zip(said.magnitude());
        sizes.is_some_and(|(held, said)| {
            let twice = |one: Decimal, two: Decimal| one.checked_add(one).is_some_and(|most| two < most);
            twice(held, said) && twice(said, held)
        })
    }
}

/// Whether a value is some whole times another.
fn is_multiple(value: &Value, of: &Value) -> bool {
    value.magnitude().zip(of.magnitude()).is_some_and(|(value, of)| {
        (2..=MOST_TIMES).any(|times| of.checked_mul(Decimal::from(times)) == Some(value))
    })
}

/// Whether the sentence of a value says that it is worked out.
pub(in crate::checks::hallucination) fn is_announced(draft: &Text, value: &Value, lang: Lang) -> bool {
    let sentence = draft.sentence_at(draft.fold_span(value.span).start);
    let sentence = sentence.and_then(|n| draft.sentences().get(n));
    sentence.is_some_and(|sentence| is_reckoned(draft, sentence.tokens.clone(), lang))
}

/// Whether the sentence of a value says what several things or hours come to.
fn comes_to(draft: &Text, value: &Value) -> bool {
    let sentence = draft.sentence_at(draft.fold_span(value.span).start);
    sentence.is_some_and(|sentence| adds_up(draft, sentence))
}

/// Whether the sentence of a statement says what several things or hours come to.
pub(in crate::checks::hallucination) fn is_multiplied(draft: &Text, statement: &Statement) -> bool {
    adds_up(draft, statement.sentence)
}

fn adds_up(draft: &Text, sentence: usize) -> bool {
    let sentence = draft.sentences().get(sentence);
    let tokens = sentence.and_then(|sentence| draft.tokens().get(sentence.tokens.clone()));
    tokens.unwrap_or_default().iter().any(|token| {
        one_of!(draft.token_text(token), "come" | "comes" | "total" | "together" | "altogether" | "makes")
    })
}
