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
use crate::text::{Lang, Text, WordSet, one_of, word_list};

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
        if self.adds_up_within(draft, subject.value) {
            return true;
        }
        if !self.reckoning().yields(subject.value) {
            return false;
        }
        if is_announced(draft, subject.value, self.lang)
            || is_multiplied(draft, statement)
            || is_compared(draft, subject.value)
        {
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
                    || contradiction.is_some_and(|found| self.is_sum_beside(subject.value, told, found))
            }
            None => near.multiplies(subject.value) || near.yields(subject.value),
        }
    }

    /// Whether the draft itself shows how an amount comes about: "9 for the time and 7.20 for the miles, so 16.20", "5,520,
    /// in three instalments of 1,840". What it is made of must stand in the evidence or be worked out from it.
    pub(super) fn adds_up_within(&self, draft: &Text, value: &Value) -> bool {
        let Some(amount) = money(value) else { return false };
        let held = |value: &Value| self.reckoning().has(value) || self.reckoning().yields(value);
        let own = draft.values().iter().filter(|other| other.span != value.span).take(MOST_NEAR);
        let others: Vec<(&Value, Decimal)> = own.filter_map(|other| Some((other, money(other)?))).collect();
        let pairs = || {
            others
                .iter()
                .enumerate()
                .flat_map(|(n, one)| others.iter().skip(n + 1).map(move |two| (one, two)))
        };
        let is_sum = || {
            pairs().any(|((one, a), (two, b))| a.checked_add(*b) == Some(amount) && held(one) && held(two))
        };
        let is_part = || {
            pairs().any(|((_, a), (_, b))| {
                let sum = |part: &Decimal, whole: &Decimal| part.checked_add(amount) == Some(*whole);
                sum(a, b) || sum(b, a)
            }) && self.reckoning().yields(value)
        };
        let counts = || {
            draft.values().iter().filter_map(|value| match value.kind {
                ValueKind::Number(count) | ValueKind::Quantity { amount: count, .. } => Some(count),
                _ => None,
            })
        };
        let is_instalment = || {
            others.iter().any(|(whole, all)| {
                counts().any(|count| {
                    count.whole().is_some_and(|n| n > 1)
                        && amount.checked_mul(count) == Some(*all)
                        && held(whole)
                })
            })
        };
        is_sum() || is_part() || is_instalment()
    }

    /// Whether an amount is what the evidence gives with another amount of the same sentence added: "with internet it's
    /// 188", where the room costs 180 and internet 8.
    fn is_sum_beside(&self, value: &Value, told: &Value, found: &Standing) -> bool {
        let Standing::Contradicted { by, .. } = found else { return false };
        let Some((_, unit)) = self.unit(*by) else { return false };
        let held =
            self.evidence.get(unit.piece).and_then(|piece| piece.text().values().get(unit.values.clone()));
        let Some(amount) = money(value) else { return false };
        held.unwrap_or_default().iter().any(|other| {
            let sum = || money(told)?.checked_add(money(other)?);
            other.span != told.span && sum() == Some(amount)
        })
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
            let compared = is_compared(draft, said) && self.reckoning().yields(said);
            if matches!(said.kind, ValueKind::Duration { .. }) {
                return compared;
            }
            matches!(said.kind, ValueKind::Money { .. })
                && !(mixed.by_column && self.is_about(said, mixed))
                && (compared
                    || is_announced(draft, said, self.lang)
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

/// An amount of money.
fn money(value: &Value) -> Option<Decimal> {
    match value.kind {
        ValueKind::Money { amount, .. } => Some(amount),
        _ => None,
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

/// Words after a value by which it is a difference, in the seven languages, folded.
static COMPARED: WordSet<64> = WordSet::of(word_list![
    "more",
    "less",
    "cheaper",
    "dearer",
    "extra",
    "longer",
    "shorter",
    "mehr",
    "weniger",
    "gunstiger",
    "teurer",
    "langer",
    "plus",
    "moins",
    "mas",
    "menos",
    "piu",
    "meno",
    "meer",
    "minder",
    "goedkoper",
    "duurder",
    "mais",
]);
/// Words between a value and such a word: "14 € de plus", "£2 a month more".
const COMPARED_AFTER: usize = 3;

/// Whether a value is said to be a difference.
pub(super) fn is_compared(draft: &Text, value: &Value) -> bool {
    let after = draft.tokens().get(value.tokens.end..).unwrap_or_default().iter().take(COMPARED_AFTER);
    let mut words =
        after.map(|token| draft.token_text(token)).take_while(|word| !one_of!(*word, "." | "," | ";"));
    words.any(|word| COMPARED.has(word))
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
