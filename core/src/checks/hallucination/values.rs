//! Every value of the draft against the values of the evidence.

use super::align::{Alignment, proves};
use super::arithmetic::Reckoning;
use super::index::{Held, Index, Term, Unit, Voice, class};
use super::statements::Statement;
use crate::evidence::Evidence;
use crate::text::Text;
use crate::text::values::{Bound, CivilDate, Comparison, Date, Decimal, TimeUnit, Value, ValueKind};

/// Values of the evidence that one value of the draft is compared with.
const MOST: usize = 4096;
/// Share of the subject that a unit must hold for a different value in it to be a contradiction.
const CONTRADICTS: u32 = 450;
/// The same for an amount of money on record: its path names little more than what it is an amount of.
const RECORD_CONTRADICTS: u32 = 150;
/// The same, where the customer said the draft's value.
const CONTRADICTS_CUSTOMER: u32 = 600;
/// Share from which on a unit speaks about the subject.
const SPEAKS: u32 = 600;
/// Shares that differ by less than this are equally good.
const MARGIN: u32 = 60;

/// What the evidence says about a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// The unit says the same.
    Supported(usize),
    /// It follows from values of the evidence.
    Derived,
    /// Only a source that is not in force says the same.
    Stale(usize),
    /// A unit gives another value for it.
    Contradicted {
        /// The unit and the index of the value in its piece.
        by: Held,
        /// Other units are as near and say something else again.
        ambiguous: bool,
        /// How well the unit fits, in thousandths.
        share: u32,
    },
    /// The subject is spoken of, but this value is nowhere.
    Unsupported(usize),
    /// Nothing speaks about it.
    Unknown,
}

/// A value of the draft with its standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Judged {
    /// Index into the values of the draft.
    pub(super) value: usize,
    /// Index into the statements.
    pub(super) statement: usize,
    /// What the evidence says.
    pub(super) standing: Standing,
}

/// What values are compared with.
pub(super) struct Ground<'a> {
    pub(super) evidence: &'a [Evidence],
    pub(super) index: &'a Index,
    pub(super) reckoning: &'a Reckoning,
    pub(super) today: Option<CivilDate>,
}

impl Ground<'_> {
    pub(super) fn unit(&self, held: Held) -> Option<(usize, &Unit)> {
        let n = usize::try_from(held.unit).ok()?;
        self.index.unit(n).map(|unit| (n, unit))
    }

    pub(super) fn value(&self, held: Held) -> Option<&Value> {
        let (_, unit) = self.unit(held)?;
        self.evidence.get(unit.piece)?.text().values().get(held.value)
    }

    /// Judges one value. `subject` aligns the words around it with the evidence.
    pub(super) fn judge(&self, value: &Value, subject: &Alignment) -> Standing {
        let mut supported: Option<(u32, usize, Voice)> = None;
        let mut stale: Option<usize> = None;
        let mut against: Vec<(u32, Held)> = Vec::new();
        for held in self.index.values_of(class(&value.kind)).iter().take(MOST) {
            let (Some((n, unit)), Some(other)) = (self.unit(*held), self.value(*held)) else { continue };
            match compare(value, other, self.today) {
                Comparison::Equal | Comparison::Compatible if unit.in_force => {
                    let found = (subject.share(n), n, unit.voice);
                    let better = supported.is_none_or(|known| {
                        (known.2 == Voice::Customer, found.0) > (found.2 == Voice::Customer, known.0)
                    });
                    if better {
                        supported = Some(found);
                    }
                }
                Comparison::Equal | Comparison::Compatible => stale = stale.or(Some(n)),
                Comparison::Different if proves(unit) && is_near(value, other) => {
                    against.push((subject.share(n), *held))
                }
                Comparison::Different | Comparison::Incomparable => {}
            }
        }
        if let Some((_, unit, voice)) = supported
            && voice != Voice::Customer
        {
            return Standing::Supported(unit);
        }
        if let Some(unit) = self.bare_number(value) {
            return Standing::Supported(unit);
        }
        let contradiction = self.contradiction(against);
        if let Some((_, unit, _)) = supported {
            return match contradiction {
                Some(found @ Standing::Contradicted { share, ambiguous: false, .. })
                    if share >= CONTRADICTS_CUSTOMER =>
                {
                    found
                }
                _ => Standing::Supported(unit),
            };
        }
        if self.reckoning.yields(value, self.today) {
            return Standing::Derived;
        }
        match (stale, contradiction) {
            (Some(unit), None) => Standing::Stale(unit),
            (_, Some(found)) => found,
            (None, None) => match subject.best(self.index, proves) {
                Some((unit, share)) if share >= SPEAKS => Standing::Unsupported(unit),
                _ => Standing::Unknown,
            },
        }
    }

    /// The best contradiction among units that give another value.
    fn contradiction(&self, mut against: Vec<(u32, Held)>) -> Option<Standing> {
        against.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let (share, by) = *against.first()?;
        let first = self.value(by)?;
        let on_record = matches!(first.kind, ValueKind::Money { .. })
            && self.unit(by).is_some_and(|(_, unit)| unit.fields);
        if share < if on_record { RECORD_CONTRADICTS } else { CONTRADICTS } {
            return None;
        }
        let ambiguous =
            against.iter().skip(1).take_while(|(other, _)| *other + MARGIN > share).any(|(_, held)| {
                self.value(*held).is_some_and(|other| first.same(other, self.today) == Comparison::Different)
            });
        Some(Standing::Contradicted { by, ambiguous, share })
    }

    /// Tables and facts often give a bare number where a text gives an amount with its unit, and a text a bare
    /// number where a table has the unit.
    fn bare_number(&self, value: &Value) -> Option<usize> {
        let amount = magnitude(value)?;
        let number = matches!(value.kind, ValueKind::Number(_));
        let classes: &[u8] = if number { &[0, 1, 3, 4, 6] } else { &[2] };
        classes.iter().flat_map(|class| self.index.values_of(*class).iter().take(MOST)).find_map(|held| {
            let (n, unit) = self.unit(*held)?;
            let same = magnitude(self.value(*held)?) == Some(amount);
            (same && unit.in_force && unit.voice != Voice::Customer && (number || unit.fields)).then_some(n)
        })
    }
}

/// How two values relate; "about 30 days" agrees with "within 30 days".
pub(super) fn compare(one: &Value, two: &Value, today: Option<CivilDate>) -> Comparison {
    let about = |value: &Value| value.bound == Bound::About;
    let limit = |value: &Value| matches!(value.bound, Bound::AtMost | Bound::AtLeast);
    match one.same(two, today) {
        Comparison::Different if about(one) && limit(two) => {
            one.same(&Value { bound: Bound::Exact, ..two.clone() }, today)
        }
        Comparison::Different if limit(one) && about(two) => {
            Value { bound: Bound::Exact, ..one.clone() }.same(two, today)
        }
        found => found,
    }
}

/// Whether two numbers could be versions of one: neither is more than twelve times the other.
fn is_near(one: &Value, two: &Value) -> bool {
    let scale = |value: &Value| match value.kind {
        ValueKind::Duration { unit, .. } => Decimal::from(match unit {
            TimeUnit::Second => 1,
            TimeUnit::Minute => 60,
            TimeUnit::Hour => 3600,
            TimeUnit::Day | TimeUnit::WorkingDay => 86_400,
            TimeUnit::Week => 604_800,
            TimeUnit::Month => 2_630_016,
            TimeUnit::Quarter => 7_890_048,
            TimeUnit::Year => 31_557_600,
        }),
        _ => Decimal::ONE,
    };
    let size = |value: &Value| magnitude(value).and_then(|amount| amount.checked_mul(scale(value)));
    let (Some(a), Some(b)) = (size(one), size(two)) else { return true };
    let within = |a: Decimal, b: Decimal| b.checked_mul(Decimal::from(12)).is_none_or(|most| a <= most);
    within(a, b) && within(b, a)
}

/// The number in a value.
pub(super) fn magnitude(value: &Value) -> Option<Decimal> {
    match value.kind {
        ValueKind::Money { amount, .. }
        | ValueKind::Quantity { amount, .. }
        | ValueKind::Duration { amount, .. }
        | ValueKind::Percent(amount)
        | ValueKind::Number(amount) => Some(amount),
        ValueKind::Date(Date::Year(year)) => Some(Decimal::from(year)),
        ValueKind::Date(_)
        | ValueKind::Time(_)
        | ValueKind::Identifier(_)
        | ValueKind::Url(_)
        | ValueKind::Email(_)
        | ValueKind::Phone(_)
        | ValueKind::Name(_) => None,
    }
}

/// Words this many tokens before or after a value count double; words that say little about a subject, an eighth.
const NEAR: usize = 4;

/// The words that say what a value is about: those of its clause, the near ones twice.
pub(super) fn subject(
    text: &Text,
    statement: &Statement,
    value: &Value,
    lang: crate::text::Lang,
) -> Vec<(Term, u32)> {
    let near = value.tokens.start.saturating_sub(NEAR).max(statement.tokens.start)
        ..(value.tokens.end + NEAR).min(statement.tokens.end);
    let near = super::statements::terms_in(text, near, statement.values.clone(), lang);
    let factor = |term: Term| match (super::words::is_light(term), near.binary_search(&term).is_ok()) {
        (true, _) => 1,
        (false, false) => 4,
        (false, true) => 8,
    };
    statement.terms.iter().map(|term| (*term, factor(*term))).collect()
}

/// Whether a value is worth judging: small counts ("one of them", "2 options") are figures of speech.
pub(super) fn is_claim(value: &Value) -> bool {
    match value.kind {
        ValueKind::Number(amount) => amount > Decimal::from(12) || !is_whole(amount),
        ValueKind::Quantity { amount, .. } => amount > Decimal::ONE,
        ValueKind::Duration { amount, .. } => amount > Decimal::ZERO,
        ValueKind::Name(_) => false,
        ValueKind::Money { .. }
        | ValueKind::Percent(_)
        | ValueKind::Date(_)
        | ValueKind::Time(_)
        | ValueKind::Identifier(_)
        | ValueKind::Url(_)
        | ValueKind::Email(_)
        | ValueKind::Phone(_) => true,
    }
}

fn is_whole(amount: Decimal) -> bool {
    amount.whole().is_some()
}

/// Whether a value refers to something outside: an address, a number to call, an order.
pub(super) fn is_reference(value: &Value) -> bool {
    matches!(
        value.kind,
        ValueKind::Url(_) | ValueKind::Email(_) | ValueKind::Phone(_) | ValueKind::Identifier(_)
    )
}
