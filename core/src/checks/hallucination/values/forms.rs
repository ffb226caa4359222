//! The same value in another form: a year without a date, "in 30 days" for a period, a number whose unit stands elsewhere.

use super::super::index::{class, hash};
use super::super::units::Voice;
use super::subject::Subject;
use super::{DAYS, Ground, MOST, PERIODS};
use crate::text::values::{Date, TimeUnit, Value, ValueKind};

impl Ground<'_> {
    /// Whether a year stands in the evidence where nothing else makes a date of it: "a 1997 outbreak".
    pub(super) fn has_year(&self, subject: &Subject<'_>) -> bool {
        let is_year = match subject.value.kind {
            ValueKind::Date(Date::Year(_)) => true,
            ValueKind::Number(amount) => amount.whole().is_some_and(|year| (1000..3000).contains(&year)),
            _ => false,
        };
        let text = subject.said.0;
        let last = text.tokens().get(subject.value.tokens.clone()).and_then(<[_]>::last);
        is_year && last.is_some_and(|token| self.has_word(hash(text.token_text(token))))
    }

    /// "In 30 days" is a day in the future or a period, as it is read: the unit that has the same the other way.
    pub(super) fn in_days(&self, value: &Value) -> Option<usize> {
        let days = |value: &Value| match value.kind {
            ValueKind::Date(Date::Relative(days)) => Some(i64::from(days)),
            ValueKind::Duration { amount, unit: TimeUnit::Day } => amount.whole(),
            ValueKind::Duration { amount, unit: TimeUnit::Week } => Some(7 * amount.whole()?),
            _ => None,
        };
        let own = days(value).filter(|days| *days > 1)?;
        let other = if class(&value.kind) == DAYS { PERIODS } else { DAYS };
        self.index.values_of(other).iter().take(MOST).find_map(|held| {
            let (n, unit) = self.unit(*held)?;
            let same = days(self.value(*held)?) == Some(own);
            (same && unit.in_force && unit.voice != Voice::Customer).then_some(n)
        })
    }

    /// Tables and facts often give a bare number where a text gives an amount with its unit, and a text a bare
    /// number where a table has the unit.
    pub(super) fn bare_number(&self, value: &Value) -> Option<usize> {
        let amount = value.magnitude()?;
        let number = matches!(value.kind, ValueKind::Number(_));
        let classes: &[u8] = if number { &[0, 1, 3, 4, 6] } else { &[2] };
        classes.iter().flat_map(|class| self.index.values_of(*class).iter().take(MOST)).find_map(|held| {
            let (n, unit) = self.unit(*held)?;
            let same = self.value(*held)?.magnitude() == Some(amount);
            (same && unit.in_force && unit.voice != Voice::Customer && (number || unit.fields)).then_some(n)
        })
    }
}
