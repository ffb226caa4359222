//! Days that only the present moment tells: "tomorrow", "on Friday".

use super::super::align::proves;
use super::super::index::Index;
use super::DAYS;
use crate::case::Case;
use crate::evidence::Evidence;
use crate::text::values::{CivilDate, Date, Value, ValueKind};

fn is_relative(value: &Value) -> bool {
    matches!(value.kind, ValueKind::Date(Date::Relative(_) | Date::Weekday { .. }))
}

/// Whether a day of the draft can't be told from the dates of the evidence, because nobody knows what day today is.
pub(super) fn hangs_on_today(
    value: &Value,
    index: &Index,
    evidence: &[Evidence],
    today: Option<CivilDate>,
) -> bool {
    let is_dated = |value: &Value| matches!(value.kind, ValueKind::Date(Date::Civil { .. }));
    today.is_none()
        && is_relative(value)
        && index.values_of(DAYS).iter().any(|held| {
            let unit =
                usize::try_from(held.unit).ok().and_then(|n| index.unit(n)).filter(|unit| proves(unit));
            let piece = unit.and_then(|unit| evidence.get(unit.piece));
            piece.and_then(|piece| piece.text().values().get(held.value)).is_some_and(is_dated)
        })
}

/// The same of a case.
pub(in super::super) fn hangs_on_now(value: &Value, case: &Case<'_>) -> bool {
    hangs_on_today(value, case.index(), case.evidence(), case.today)
}
