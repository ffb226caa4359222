//! How two values relate: whether they say the same, contradict each other or leave room for both.

use crate::text::values::{Bound, CivilDate, Comparison, Date, Decimal, TimeUnit, Value, ValueKind};

/// How two values relate. Beyond [`Value::same`], "about 30 days" agrees with "within 30 days"; "under 3 hours" and
/// "from 3 hours" speak of the same limit from its two sides; "until 8:00" names an end of "8:00 to 20:00"; and
/// limits that leave room for both ("up to 5 days", "at least 2 days") don't contradict each other.
pub(in crate::checks::hallucination) fn compare(
    one: &Value,
    two: &Value,
    today: Option<CivilDate>,
) -> Comparison {
    let found = one.same(two, today);
    if found == Comparison::Compatible
        && (is_wider(one, two) || is_shifted(one, two) || is_other_end(one, two, today))
    {
        return Comparison::Different;
    }
    if found != Comparison::Different {
        return found;
    }
    let exact = |value: &Value| Value { bound: Bound::Exact, ..value.clone() };
    match (one.bound, two.bound) {
        (Bound::About, Bound::AtMost | Bound::AtLeast) => one.same(&exact(two), today),
        (Bound::AtMost | Bound::AtLeast, Bound::About) => exact(one).same(two, today),
        (Bound::AtMost, Bound::AtLeast) | (Bound::AtLeast, Bound::AtMost) => {
            match exact(one).same(&exact(two), today) {
                Comparison::Equal | Comparison::Compatible => Comparison::Compatible,
                Comparison::Different if leave_room(one, two) => Comparison::Incomparable,
                other => other,
            }
        }
        (Bound::AtMost | Bound::AtLeast, Bound::Exact) if is_end(one, two, today) => Comparison::Compatible,
        (Bound::Exact, Bound::AtMost | Bound::AtLeast) if is_end(two, one, today) => Comparison::Compatible,
        _ => Comparison::Different,
    }
}

/// The ends of a range: times of day, or amounts of one unit.
fn range(value: &Value) -> Option<(Decimal, Decimal)> {
    let from = match value.kind {
        ValueKind::Time(minutes) => Decimal::from(i32::from(minutes)),
        ValueKind::Duration { amount, .. }
        | ValueKind::Quantity { amount, .. }
        | ValueKind::Money { amount, .. } => amount,
        _ => return None,
    };
    Some((from, value.upper.filter(|_| value.bound == Bound::Exact)?))
}

/// Whether one range of times reaches beyond the other at one end: "10:00 to 18:00" where it is "10:00 to 16:00".
fn is_wider(one: &Value, two: &Value) -> bool {
    let (Some((from, until)), Some((to, end))) = (range(one), range(two)) else { return false };
    let times = matches!((&one.kind, &two.kind), (ValueKind::Time(_), ValueKind::Time(_)));
    times && (from < to && until >= end || from <= to && until > end)
}

/// Whether two ranges begin or end together, but not both: "9:00 to 18:00" where it is "8:00 to 18:00".
fn is_shifted(one: &Value, two: &Value) -> bool {
    let (Some((from, until)), Some((to, end))) = (range(one), range(two)) else { return false };
    let alike = match (&one.kind, &two.kind) {
        (ValueKind::Time(_), ValueKind::Time(_)) => true,
        (ValueKind::Duration { unit, .. }, ValueKind::Duration { unit: other, .. }) => unit == other,
        (ValueKind::Quantity { unit, .. }, ValueKind::Quantity { unit: other, .. }) => unit == other,
        (ValueKind::Money { currency, .. }, ValueKind::Money { currency: other, .. }) => currency == other,
        _ => false,
    };
    alike && (from == to) != (until == end)
}

/// Whether a value of the draft is a limit that lies beyond the range that the evidence gives: "up to six months" where
/// it is "one to three months".
fn is_other_end(limit: &Value, range: &Value, today: Option<CivilDate>) -> bool {
    limit.bound == Bound::AtMost
        && limit.upper.is_none()
        && range.bound == Bound::Exact
        && range.upper.zip(limit.magnitude()).is_some_and(|(upper, most)| upper < most)
        && matches!(
            limit.kind,
            ValueKind::Duration { .. } | ValueKind::Quantity { .. } | ValueKind::Number(_)
        )
        && !is_end(limit, range, today)
}

/// Whether the limit of one value is an end of the range that the other is.
fn is_end(limit: &Value, range: &Value, today: Option<CivilDate>) -> bool {
    let Some(upper) = range.upper.filter(|_| limit.upper.is_none()) else { return false };
    let limit = Value { bound: Bound::Exact, ..limit.clone() };
    [Some(range.kind.clone()), with_amount(&range.kind, upper)].into_iter().flatten().any(|kind| {
        let end = Value { kind, upper: None, ..range.clone() };
        limit.same(&end, today) == Comparison::Equal
    })
}

/// The same sort of value with another number.
pub(in crate::checks::hallucination) fn with_amount(kind: &ValueKind, amount: Decimal) -> Option<ValueKind> {
    match *kind {
        ValueKind::Money { currency, .. } => Some(ValueKind::Money { amount, currency }),
        ValueKind::Quantity { unit, .. } => Some(ValueKind::Quantity { amount, unit }),
        ValueKind::Duration { unit, .. } => Some(ValueKind::Duration { amount, unit }),
        ValueKind::Percent(_) => Some(ValueKind::Percent(amount)),
        ValueKind::Number(_) => Some(ValueKind::Number(amount)),
        ValueKind::Time(_) => {
            amount.whole().and_then(|minutes| u16::try_from(minutes).ok()).map(ValueKind::Time)
        }
        ValueKind::Date(_)
        | ValueKind::Identifier(_)
        | ValueKind::Url(_)
        | ValueKind::Email(_)
        | ValueKind::Phone(_)
        | ValueKind::Name(_) => None,
    }
}

/// Whether something can keep two limits of opposite directions at once. Dates are told by their order.
fn leave_room(one: &Value, two: &Value) -> bool {
    let (most, least) = if one.bound == Bound::AtMost { (one, two) } else { (two, one) };
    match (size(most), size(least)) {
        (Some(most), Some(least)) => least <= most,
        _ => match (&most.kind, &least.kind) {
            (ValueKind::Time(most), ValueKind::Time(least)) => least <= most,
            _ => true,
        },
    }
}

/// Whether two values beside others tell these apart. Days of the week are compared by name: what holds on Mondays
/// holds on any of them.
pub(super) fn is_other(one: &Value, two: &Value, today: Option<CivilDate>) -> bool {
    match (&one.kind, &two.kind) {
        (ValueKind::Date(Date::Weekday { day: a, .. }), ValueKind::Date(Date::Weekday { day: b, .. })) => {
            a != b
        }
        _ => compare(one, two, today) == Comparison::Different,
    }
}

/// Whether two values say the same in the same way.
pub(super) fn is_repeated(one: &Value, two: &Value) -> bool {
    one.bound == two.bound && one.upper == two.upper && one.kind == two.kind
}

/// Whether two numbers could be versions of one: neither is more than twelve times the other.
pub(in crate::checks::hallucination) fn is_near(one: &Value, two: &Value) -> bool {
    let (Some(a), Some(b)) = (size(one), size(two)) else { return true };
    let within = |a: Decimal, b: Decimal| b.checked_mul(Decimal::from(12)).is_none_or(|most| a <= most);
    within(a, b) && within(b, a)
}

/// The number in a value, durations in seconds.
fn size(value: &Value) -> Option<Decimal> {
    let scale = match value.kind {
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
    value.magnitude().and_then(|amount| amount.checked_mul(scale))
}

/// Whether a value is worth judging: small counts ("one of them", "2 options") are figures of speech.
pub(in crate::checks::hallucination) fn is_claim(value: &Value) -> bool {
    match value.kind {
        ValueKind::Number(amount) => amount > Decimal::from(12) || !is_whole(amount),
        ValueKind::Quantity { amount, .. } => amount > Decimal::ONE || !is_whole(amount),
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
pub(in crate::checks::hallucination) fn is_reference(value: &Value) -> bool {
    matches!(
        value.kind,
        ValueKind::Url(_) | ValueKind::Email(_) | ValueKind::Phone(_) | ValueKind::Identifier(_)
    )
}
