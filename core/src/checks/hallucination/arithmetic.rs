//! Values that a draft works out from the evidence: sums, differences, products, shares, days between dates.

use std::cell::OnceCell;

use crate::order::Order as _;
use crate::text::Text;
use crate::text::values::{CivilDate, Date, Decimal, TimeUnit, Value, ValueKind};

/// Amounts of the evidence that take part; more would make a chance hit likely.
const MOST: usize = 40;

/// What can be reckoned with, each list made when it is first asked for.
#[derive(Clone, Debug)]
pub(super) struct Reckoning<'v> {
    /// The values of the evidence.
    values: Vec<&'v Value>,
    /// What draft and customer say, which counts only as how many or how long.
    said: &'v [&'v Text],
    today: Option<CivilDate>,
    /// Whether only what has a currency is money.
    strict: bool,
    money: OnceCell<Vec<Decimal>>,
    counts: OnceCell<Vec<Decimal>>,
    percents: OnceCell<Vec<Decimal>>,
    days: OnceCell<Vec<i64>>,
}

/// Sorted, without repetition, at most [`MOST`].
fn listed<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut list: Vec<T> = Vec::new();
    for item in items {
        // Texts repeat their values.
        if list.last() != Some(&item) {
            list.push(item);
        }
    }
    list.order();
    list.dedup();
    list.truncate(MOST);
    list
}

impl<'v> Reckoning<'v> {
    /// Reckons with some values.
    pub(super) fn new(
        values: Vec<&'v Value>,
        said: &'v [&'v Text],
        today: Option<CivilDate>,
    ) -> Reckoning<'v> {
        let (money, counts, percents) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Reckoning { values, said, today, strict: false, money, counts, percents, days: OnceCell::new() }
    }

    /// Takes only what has a currency for money.
    pub(super) fn strictly(self) -> Reckoning<'v> {
        Reckoning { strict: true, ..self }
    }

    /// Prices in tables often stand without a currency.
    fn money(&self) -> &[Decimal] {
        self.money.get_or_init(|| {
            listed(self.values.iter().filter_map(|value| match value.kind {
                ValueKind::Money { amount, .. } => Some(amount),
                ValueKind::Number(amount) | ValueKind::Quantity { amount, .. } if !self.strict => {
                    Some(amount)
                }
                _ => None,
            }))
        })
    }

    fn counts(&self) -> &[Decimal] {
        self.counts.get_or_init(|| {
            let held = self.values.iter().filter_map(|value| match value.kind {
                ValueKind::Number(amount)
                | ValueKind::Quantity { amount, .. }
                | ValueKind::Duration { amount, .. } => Some(amount),
                _ => None,
            });
            listed(held.chain(self.told_counts()))
        })
    }

    /// How many, or how long, draft and customer say.
    fn told_counts(&self) -> impl Iterator<Item = Decimal> + '_ {
        // "A week there" is seven times what a day costs.
        let of = |text: &&'v Text| -> Vec<Decimal> {
            let amounts = text.values().iter().filter_map(|value| match value.kind {
                ValueKind::Number(amount) | ValueKind::Quantity { amount, .. } => Some(amount),
                ValueKind::Duration { amount, unit: TimeUnit::Week } => amount.checked_mul(Decimal::from(7)),
                ValueKind::Duration { amount, unit: TimeUnit::Year } => amount.checked_mul(Decimal::from(12)),
                ValueKind::Duration { amount, .. } => Some(amount),
                _ => None,
            });
            let one = text.tokens().iter().filter_map(|token| match text.token_text(token) {
                "week" => Some(Decimal::from(7)),
                "year" => Some(Decimal::from(12)),
                "twice" | "double" | "both" => Some(Decimal::from(2)),
                _ => None,
            });
            amounts.chain(one).collect()
        };
        self.said.iter().flat_map(of)
    }

    fn percents(&self) -> &[Decimal] {
        self.percents.get_or_init(|| {
            let said =
                self.said.iter().flat_map(|text| text.tokens().iter().map(|token| text.token_text(token)));
            let half = said.filter(|word| *word == "half").map(|_| Decimal::from(50));
            let held = self.values.iter().filter_map(|value| match value.kind {
                ValueKind::Percent(share) => Some(share),
                _ => None,
            });
            listed(held.chain(half))
        })
    }

    fn days(&self) -> &[i64] {
        self.days.get_or_init(|| {
            listed(self.values.iter().filter_map(|value| match value.kind {
                ValueKind::Date(date) => day_of(date, self.today),
                _ => None,
            }))
        })
    }

    /// Whether a value follows from those collected by one step of ordinary arithmetic.
    pub(super) fn yields(&self, value: &Value) -> bool {
        match value.kind {
            ValueKind::Money { amount, .. } => {
                self.multiplies(value) || self.divides(value) || self.money_yields(amount)
            }
            ValueKind::Percent(share) => self.share_yields(share),
            ValueKind::Duration { amount, unit } => {
                self.days_yield(amount, unit) || self.periods_differ(amount, unit)
            }
            ValueKind::Number(amount) | ValueKind::Quantity { amount, .. } => pairs(self.counts())
                .any(|(a, b)| a.checked_add(b) == Some(amount) || b.checked_sub(a) == Some(amount)),
            ValueKind::Date(date) => day_of(date, self.today).is_some_and(|day| self.day_yields(day)),
            ValueKind::Time(_)
            | ValueKind::Identifier(_)
            | ValueKind::Url(_)
            | ValueKind::Email(_)
            | ValueKind::Phone(_)
            | ValueKind::Name(_) => false,
        }
    }

    /// Whether an amount stands in the evidence.
    pub(super) fn has(&self, value: &Value) -> bool {
        matches!(value.kind, ValueKind::Money { amount, .. } if self.money().contains(&amount))
    }

    /// Whether an amount is a price of the evidence times a count of it.
    pub(super) fn multiplies(&self, value: &Value) -> bool {
        let ValueKind::Money { amount, .. } = value.kind else { return false };
        self.money().iter().any(|price| {
            self.counts().iter().any(|count| {
                count.whole().is_some_and(|n| n > 1) && price.checked_mul(*count) == Some(amount)
            })
        })
    }

    fn money_yields(&self, amount: Decimal) -> bool {
        let reckoned = |a: Decimal, b: Decimal| {
            a.checked_add(b) == Some(amount)
                || a.checked_sub(b) == Some(amount)
                || b.checked_sub(a) == Some(amount)
        };
        let all: Option<Decimal> =
            self.money().iter().try_fold(Decimal::ZERO, |sum, next| sum.checked_add(*next));
        all == Some(amount) && self.money().len() > 2
            || pairs(self.money()).any(|(a, b)| reckoned(a, b))
            || self.share_of_money(amount)
    }

    /// Whether an amount is a price of the evidence with a share of it taken, taken off or added.
    pub(super) fn yields_share(&self, value: &Value) -> bool {
        matches!(value.kind, ValueKind::Money { amount, .. } if self.share_of_money(amount))
    }

    fn share_of_money(&self, amount: Decimal) -> bool {
        self.money().iter().any(|price| {
            self.percents().iter().any(|percent| {
                let part = price.checked_mul(*percent).and_then(|p| p.checked_mul(Decimal::new(1, 2)));
                let near = |found: Option<Decimal>| found.is_some_and(|f| f.round(2) == amount);
                near(part)
                    || near(part.and_then(|p| price.checked_sub(p)))
                    || near(part.and_then(|p| price.checked_add(p)))
            })
        })
    }

    /// Whether an amount is one of the equal parts of a price, as many as draft or customer say: "three times 230".
    pub(super) fn divides(&self, value: &Value) -> bool {
        let ValueKind::Money { amount, .. } = value.kind else { return false };
        self.money().iter().any(|price| {
            self.told_counts().any(|count| {
                count.whole().is_some_and(|n| n > 1) && amount.checked_mul(count) == Some(*price)
            })
        })
    }

    fn share_yields(&self, share: Decimal) -> bool {
        let hundred = Decimal::from(100);
        self.percents().iter().any(|percent| hundred.checked_sub(*percent) == Some(share))
            || pairs(self.money())
                .any(|(a, b)| b.checked_mul(share) == a.checked_mul(hundred) && b != Decimal::ZERO)
    }

    fn days_yield(&self, amount: Decimal, unit: TimeUnit) -> bool {
        let Some(wanted) = in_days(amount, unit) else { return false };
        let days: Vec<i64> = self.days().iter().copied().chain(self.today.map(CivilDate::days)).collect();
        days.iter().enumerate().any(|(n, a)| days.iter().skip(n + 1).any(|b| (a - b).abs() == wanted))
    }

    /// Whether a period is by how much one of the evidence is longer than another: "two weeks more".
    fn periods_differ(&self, amount: Decimal, unit: TimeUnit) -> bool {
        let same = listed(self.values.iter().filter_map(|value| match value.kind {
            ValueKind::Duration { amount, unit: other } if other == unit => Some(amount),
            _ => None,
        }));
        pairs(&same).any(|(a, b)| b.checked_sub(a) == Some(amount))
    }

    /// Whether a day is so many months of the evidence before or after a day of it, on the same day of the month.
    fn month_yields(&self, day: i64) -> bool {
        let Some(wanted) = CivilDate::from_days(day) else { return false };
        let months = |date: CivilDate| i64::from(date.year()) * 12 + i64::from(date.month());
        let periods: Vec<i64> = (self.values.iter())
            .filter_map(|value| match value.kind {
                ValueKind::Duration { amount, unit: TimeUnit::Month } => amount.whole(),
                ValueKind::Duration { amount, unit: TimeUnit::Quarter } => amount.whole()?.checked_mul(3),
                ValueKind::Duration { amount, unit: TimeUnit::Year } => amount.whole()?.checked_mul(12),
                _ => None,
            })
            .take(MOST)
            .collect();
        let mut held = self.days().iter().copied().chain(self.today.map(CivilDate::days));
        let mut held =
            held.by_ref().filter_map(CivilDate::from_days).filter(|held| held.day() == wanted.day());
        !periods.is_empty() && held.any(|held| periods.contains(&(months(held) - months(wanted)).abs()))
    }

    /// Whether a day is a period of the evidence before or after a day of it, or one that draft or customer name.
    fn day_yields(&self, day: i64) -> bool {
        let periods = self.values.iter().filter_map(|value| match value.kind {
            ValueKind::Duration { amount, unit } => in_days(amount, unit),
            _ => None,
        });
        let named = self.said.iter().flat_map(|text| text.values()).filter_map(|value| match value.kind {
            ValueKind::Date(date) => day_of(date, self.today),
            _ => None,
        });
        let days: Vec<i64> = self.days().iter().copied().chain(named.take(MOST)).collect();
        periods.take(MOST).any(|period| days.iter().any(|held| (held - day).abs() == period))
            || self.month_yields(day)
    }
}

/// How many days a period has, where this is the same for all.
fn in_days(amount: Decimal, unit: TimeUnit) -> Option<i64> {
    let length = match unit {
        TimeUnit::Day => 1,
        TimeUnit::Week => 7,
        TimeUnit::Second
        | TimeUnit::Minute
        | TimeUnit::Hour
        | TimeUnit::WorkingDay
        | TimeUnit::Month
        | TimeUnit::Quarter
        | TimeUnit::Year => return None,
    };
    amount.whole()?.checked_mul(length)
}

fn pairs(list: &[Decimal]) -> impl Iterator<Item = (Decimal, Decimal)> {
    list.iter().enumerate().flat_map(|(n, a)| list.iter().skip(n).map(|b| (*a, *b)))
}

fn day_of(date: Date, today: Option<CivilDate>) -> Option<i64> {
    match date {
        Date::Civil { year: Some(year), month, day } => CivilDate::new(year, month, day).map(CivilDate::days),
        _ => today.and_then(|today| date.resolve(today)).map(CivilDate::days),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextOptions;

    #[test]
    fn one_step_of_arithmetic_is_followed() {
        let today = CivilDate::new(2026, 11, 20);
        for (evidence, draft, expected) in [
            ("The room is £80 and parking is £12.", "£92", true),
            ("The room is £80 and parking is £12.", "£68", true),
            ("The room is £80 and parking is £12.", "£90", false),
            ("A ticket costs £15, for 4 people.", "£60", true),
            ("A ticket costs £15, for 4 people.", "£75", false),
            ("The jacket costs £50 with 20% off.", "£40", true),
            ("The jacket costs £50 with 20% off.", "£10", true),
            ("The jacket costs £50 with 20% off.", "£45", false),
            ("The deposit is £25 of £100.", "25%", true),
            ("The deposit is £25 of £100.", "35%", false),
            ("We keep 30% of the fare.", "70%", true),
            ("The offer ends on 25 November 2026.", "5 days", true),
            ("The offer ends on 25 November 2026.", "6 days", false),
            ("There are 3 adults and 2 children.", "5", true),
            ("It ends on 20 May 2026. Tell us 14 days before.", "6 May 2026", true),
            ("It ends on 20 May 2026. Tell us 14 days before.", "8 May 2026", false),
            ("A day on the lake costs £6.", "£42 for a week", true),
            ("A day on the lake costs £6.", "£40 for a week", false),
            ("The contract is 40 weeks, or 42 weeks in the tower.", "2 weeks", true),
            ("The contract is 40 weeks, or 42 weeks in the tower.", "3 weeks", false),
            ("It ends on 9 August 2027. You may move in the last three months.", "9 May 2027", true),
            ("It ends on 9 August 2027. You may move in the last three months.", "9 June 2027", false),
        ] {
            let evidence = Text::analyse(evidence, &TextOptions::default());
            let said = Text::analyse(draft, &TextOptions::default());
            let texts = [&said];
            let reckoning = Reckoning::new(evidence.values().iter().collect(), &texts, today);
            assert_eq!(reckoning.yields(&said.values()[0]), expected, "{evidence:?} {draft}");
        }
    }
}
