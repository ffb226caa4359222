//! When two values say the same.

use super::{Bound, CivilDate, Date, Decimal, TimeUnit, Value, ValueKind};

/// How two values relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// The same value, in whatever unit or writing.
    Equal,
    /// Both can be true: one is a rounding of the other, lies in its range or bound, or leaves out what the
    /// other says (year, currency, country code, family name).
    Compatible,
    /// They contradict each other.
    Different,
    /// They are not values of the same sort.
    Incomparable,
}

use Comparison::{Compatible, Different, Equal, Incomparable};

/// How units of time convert.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scale {
    Seconds,
    Months,
    WorkingDays,
}

impl TimeUnit {
    /// The scale of the unit, and how many of its base it holds. Months have no fixed number of days, and
    /// working days no fixed number of days, so neither converts exactly into the other.
    const fn base(self) -> (Scale, i32) {
        match self {
            TimeUnit::Second => (Scale::Seconds, 1),
            TimeUnit::Minute => (Scale::Seconds, 60),
            TimeUnit::Hour => (Scale::Seconds, 3600),
            TimeUnit::Day => (Scale::Seconds, 86_400),
            TimeUnit::Week => (Scale::Seconds, 604_800),
            TimeUnit::Month => (Scale::Months, 1),
            TimeUnit::Quarter => (Scale::Months, 3),
            TimeUnit::Year => (Scale::Months, 12),
            TimeUnit::WorkingDay => (Scale::WorkingDays, 1),
        }
    }

    /// About how many days the unit lasts: 1/86400 for a second, 30.44 for a month, 365.25 for a year, 1.4 for
    /// a working day. For display and ordering, not for equality.
    pub fn approx_days(self) -> f64 {
        match self {
            TimeUnit::Second => 1.0 / 86_400.0,
            TimeUnit::Minute => 1.0 / 1440.0,
            TimeUnit::Hour => 1.0 / 24.0,
            TimeUnit::Day => 1.0,
            TimeUnit::WorkingDay => 1.4,
            TimeUnit::Week => 7.0,
            TimeUnit::Month => 30.44,
            TimeUnit::Quarter => 91.31,
            TimeUnit::Year => 365.25,
        }
    }
}

/// A closed range of numbers; `None` is no end.
#[derive(Clone, Copy)]
struct Interval {
    low: Option<Decimal>,
    high: Option<Decimal>,
}

impl Interval {
    /// The numbers that a value with this bound allows. "About" allows a tenth on either side.
    fn of(amount: Decimal, upper: Option<Decimal>, bound: Bound) -> Interval {
        let top = upper.unwrap_or(amount);
        match bound {
            Bound::Exact => Interval { low: Some(amount), high: Some(top) },
            Bound::AtMost => Interval { low: None, high: Some(top) },
            Bound::AtLeast => Interval { low: Some(amount), high: None },
            Bound::About => {
                let (less, more) = if amount.is_negative() { (11, 9) } else { (9, 11) };
                Interval {
                    low: amount.checked_mul(Decimal::new(less, 1)),
                    high: top.checked_mul(Decimal::new(more, 1)),
                }
            }
        }
    }

    fn within(self, other: Interval) -> bool {
        let low = match (self.low, other.low) {
            (_, None) => true,
            (Some(own), Some(low)) => own >= low,
            (None, Some(_)) => false,
        };
        let high = match (self.high, other.high) {
            (_, None) => true,
            (Some(own), Some(high)) => own <= high,
            (None, Some(_)) => false,
        };
        low && high
    }
}

/// Amount, upper end and bound of a value, in a unit that both sides share.
type Extent = (Decimal, Option<Decimal>, Bound);

fn compare_extents(one: Extent, two: Extent) -> Comparison {
    if one == two {
        return Equal;
    }
    let (a, b) = (Interval::of(one.0, one.1, one.2), Interval::of(two.0, two.1, two.2));
    let limits = |bound| matches!(bound, Bound::AtMost | Bound::AtLeast);
    if one.2 == two.2 && limits(one.2) {
        // "up to 5" and "up to 3" set different limits, though one lies in the other. The near end of a range
        // under a limit does not matter.
        let same = if one.2 == Bound::AtMost { a.high == b.high } else { a.low == b.low };
        return if same { Equal } else { Different };
    }
    if a.within(b) || b.within(a) { Compatible } else { Different }
}

/// Whether one number is the other with fewer decimals.
fn rounds(one: &Extent, two: &Extent) -> bool {
    let plain = |e: &Extent| e.1.is_none() && e.2 == Bound::Exact;
    if !plain(one) || !plain(two) || one.0.scale() == two.0.scale() {
        return false;
    }
    let (short, long) = if one.0.scale() < two.0.scale() { (one.0, two.0) } else { (two.0, one.0) };
    long.round(short.scale()) == short && short != Decimal::ZERO
}

/// The dimension of a unit of measure and its size in a base unit, as `numerator / 10^scale`.
fn measure(unit: &str) -> Option<(&'static str, Decimal)> {
    let (dimension, mantissa, scale) = match unit {
        "mm" => ("length", 1, 3),
        "cm" => ("length", 1, 2),
        "m" => ("length", 1, 0),
        "km" => ("length", 1000, 0),
        "inch" => ("length", 254, 4),
        "foot" => ("length", 3048, 4),
        "yard" => ("length", 9144, 4),
        "mile" => ("length", 1_609_344, 3),
        "mg" => ("weight", 1, 3),
        "g" => ("weight", 1, 0),
        "kg" => ("weight", 1000, 0),
        "tonne" => ("weight", 1_000_000, 0),
        "oz" => ("weight", 28_349_523_125, 9),
        "lb" => ("weight", 45_359_237, 5),
        "stone" => ("weight", 635_029_318, 5),
        "kb" => ("data", 1, 0),
        "mb" => ("data", 1000, 0),
        "gb" => ("data", 1_000_000, 0),
        "tb" => ("data", 1_000_000_000, 0),
        "mbps" => ("rate", 1, 0),
        "gbps" => ("rate", 1000, 0),
        "ml" => ("volume", 1, 3),
        "cl" => ("volume", 1, 2),
        "l" => ("volume", 1, 0),
        "m3" => ("volume", 1000, 0),
        "m2" => ("area", 1, 0),
        "ha" => ("area", 10_000, 0),
        "km2" => ("area", 1_000_000, 0),
        "sqft" => ("area", 9_290_304, 8),
        "wh" => ("energy", 1, 0),
        "kwh" => ("energy", 1000, 0),
        "mwh" => ("energy", 1_000_000, 0),
        "w" => ("power", 1, 0),
        "kw" => ("power", 1000, 0),
        _ => return None,
    };
    Some((dimension, Decimal::new(mantissa, scale)))
}

impl Value {
    /// The figure of a value that counts or measures, whatever its unit: what a record without units would hold.
    pub(crate) fn magnitude(&self) -> Option<Decimal> {
        match self.kind {
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

    /// The amount, upper end and bound, times `factor`.
    fn extent(&self, amount: Decimal, factor: Decimal) -> Option<Extent> {
        let upper = match self.upper {
            Some(upper) => Some(upper.checked_mul(factor)?),
            None => None,
        };
        Some((amount.checked_mul(factor)?, upper, self.bound))
    }

    fn amounts(
        &self,
        one: Decimal,
        other: &Value,
        two: Decimal,
        factors: (Decimal, Decimal),
        rounding: bool,
    ) -> Comparison {
        let (Some(one), Some(two)) = (self.extent(one, factors.0), other.extent(two, factors.1)) else {
            return Incomparable;
        };
        match compare_extents(one, two) {
            Different if rounding && rounds(&one, &two) => Compatible,
            result => result,
        }
    }

    /// How `self` relates to `other`, seen from the day `now`.
    ///
    /// - Bounds and ranges: the same bound around the same number is equal; a value inside the other's range
    ///   or bound is compatible; two limits of the same kind with different numbers are different. "About"
    ///   allows a tenth on either side.
    /// - Money never rounds: £40 and £39.80 are different unless one is "about". Percentages, numbers and
    ///   quantities that one side writes with fewer decimals are compatible.
    /// - Durations: seconds to weeks convert into each other, so do months, quarters and years (12 months are
    ///   1 year). Working days are equal to working days only; whole weeks are compatible with five working
    ///   days each. A duration in months is compatible with one in days when they differ by less than a tenth.
    /// - Dates: a missing year is compatible with any; relative days and weekdays need `now`, without it they
    ///   compare among themselves only.
    pub fn same(&self, other: &Value, now: Option<CivilDate>) -> Comparison {
        use ValueKind as K;
        let plain = (Decimal::ONE, Decimal::ONE);
        match (&self.kind, &other.kind) {
            (K::Money { amount: a, currency: c }, K::Money { amount: b, currency: d }) => {
                let result = self.amounts(*a, other, *b, plain, false);
                match (c, d) {
                    (Some(c), Some(d)) if c != d => Different,
                    (Some(_), None) | (None, Some(_)) if result == Equal => Compatible,
                    _ => result,
                }
            }
            (K::Percent(a), K::Percent(b)) | (K::Number(a), K::Number(b)) => {
                self.amounts(*a, other, *b, plain, true)
            }
            (K::Number(a), K::Quantity { amount: b, .. }) | (K::Quantity { amount: a, .. }, K::Number(b)) => {
                match self.amounts(*a, other, *b, plain, true) {
                    Equal | Compatible => Compatible,
                    Different | Incomparable => Incomparable,
                }
            }
            (K::Quantity { amount: a, unit: u }, K::Quantity { amount: b, unit: v }) => {
                if u == v {
                    return self.amounts(*a, other, *b, plain, true);
                }
                match (measure(u), measure(v)) {
                    (Some((d, f)), Some((e, g))) if d == e => self.amounts(*a, other, *b, (f, g), false),
                    _ => Incomparable,
                }
            }
            (K::Duration { amount: a, unit: u }, K::Duration { amount: b, unit: v }) => {
                self.durations((*a, *u), other, (*b, *v))
            }
            (K::Time(a), K::Time(b)) => {
                let minutes = |m: u16| Decimal::from(i32::from(m));
                self.amounts(minutes(*a), other, minutes(*b), plain, false)
            }
            (K::Date(a), K::Date(b)) => a.same(*b, now),
            (K::Identifier(a), K::Identifier(b)) | (K::Email(a), K::Email(b)) => same_text(a == b),
            (K::Url(a), K::Url(b)) => same_text(address(a) == address(b)),
            (K::Phone(a), K::Phone(b)) => phones(a, b),
            (K::Name(a), K::Name(b)) => names(a, b),
            _ => Incomparable,
        }
    }

    fn durations(&self, one: (Decimal, TimeUnit), other: &Value, two: (Decimal, TimeUnit)) -> Comparison {
        let ((scale, f), (other_scale, g)) = (one.1.base(), two.1.base());
        if scale == other_scale {
            return self.amounts(one.0, other, two.0, (Decimal::from(f), Decimal::from(g)), false);
        }
        let week = |unit| unit == TimeUnit::Week;
        let five = Decimal::from(5);
        match (scale, other_scale) {
            (Scale::WorkingDays, _) if week(two.1) => {
                weaken(self.amounts(one.0, other, two.0, (Decimal::ONE, five), false))
            }
            (_, Scale::WorkingDays) if week(one.1) => {
                weaken(self.amounts(one.0, other, two.0, (five, Decimal::ONE), false))
            }
            (Scale::WorkingDays, _) | (_, Scale::WorkingDays) => Different,
            // Months against days: a month is 30.44 days of 86400 seconds.
            _ => {
                let month = Decimal::new(2_630_016, 0);
                let factor = |scale, f| {
                    if scale == Scale::Months {
                        month.checked_mul(Decimal::from(f))
                    } else {
                        Some(Decimal::from(f))
                    }
                };
                let (Some(f), Some(g)) = (factor(scale, f), factor(other_scale, g)) else {
                    return Incomparable;
                };
                let (Some(mut a), Some(b)) = (self.extent(one.0, f), other.extent(two.0, g)) else {
                    return Incomparable;
                };
                let near = |x: Decimal, y: Decimal| {
                    let exact = |d: Decimal| Interval { low: Some(d), high: Some(d) };
                    exact(y).within(Interval::of(x, None, Bound::About))
                };
                let same_ends = near(a.0, b.0) && near(a.1.unwrap_or(a.0), b.1.unwrap_or(b.0));
                if same_ends && a.2 == b.2 {
                    return Compatible;
                }
                if same_ends {
                    a.0 = b.0;
                    a.1 = b.1;
                }
                weaken(compare_extents(a, b))
            }
        }
    }
}

fn weaken(comparison: Comparison) -> Comparison {
    if comparison == Equal { Compatible } else { comparison }
}

fn same_text(same: bool) -> Comparison {
    if same { Equal } else { Different }
}

/// An address without what leads to the same place: scheme, `www.`, closing slash.
fn address(url: &str) -> &str {
    let url = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url);
    url.strip_prefix("www.").unwrap_or(url).trim_end_matches('/')
}

/// International and national writing of one number differ in the country code and the trunk zero.
fn phones(a: &str, b: &str) -> Comparison {
    if a == b {
        return Equal;
    }
    let (international, national) = match (a.starts_with('+'), b.starts_with('+')) {
        (true, false) => (a, b),
        (false, true) => (b, a),
        _ => return Different,
    };
    if let Some(dialled) = national.strip_prefix("00") {
        return same_text(international.strip_prefix('+') == Some(dialled));
    }
    let subscriber = national.strip_prefix('0').unwrap_or(national);
    // A country code has one to three digits.
    let rest = international.len().saturating_sub(1 + subscriber.len());
    let fits = subscriber.len() >= 6 && (1..=3).contains(&rest) && international.ends_with(subscriber);
    if fits { Compatible } else { Different }
}

/// Equal without regard to case; compatible when the words of one are all words of the other.
fn names(a: &str, b: &str) -> Comparison {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    if a == b {
        return Equal;
    }
    let words = |name: &str| -> std::collections::BTreeSet<String> {
        crate::order::tree(name.split([' ', '-', '.']).filter(|w| !w.is_empty()).map(str::to_owned))
    };
    let (one, two) = (words(&a), words(&b));
    if one.is_subset(&two) || two.is_subset(&one) { Compatible } else { Different }
}

impl Date {
    fn same(self, other: Date, now: Option<CivilDate>) -> Comparison {
        if self == other {
            return Equal;
        }
        match (self, other) {
            (Date::Civil { year: a, month: m, day: d }, Date::Civil { year: b, month: n, day: e }) => {
                match (m == n && d == e, a, b) {
                    (true, Some(a), Some(b)) if a != b => Different,
                    (true, _, _) => Compatible,
                    (false, _, _) => Different,
                }
            }
            (Date::Ambiguous { year, first, second }, date)
            | (date, Date::Ambiguous { year, first, second }) => {
                let readings = [(second, first), (first, second)];
                let mut results =
                    readings.into_iter().map(|(month, day)| Date::Civil { year, month, day }.same(date, now));
                let fits = results.any(|r| matches!(r, Equal | Compatible));
                match date {
                    Date::Ambiguous { .. } => Different,
                    _ if fits => Compatible,
                    Date::Relative(_) | Date::Weekday { .. } if now.is_none() => Incomparable,
                    _ => Different,
                }
            }
            (Date::Relative(_), Date::Relative(_)) => Different,
            (Date::Month { .. } | Date::Year(_), _) | (_, Date::Month { .. } | Date::Year(_)) => {
                let day = |date: Date| match (date, now) {
                    (Date::Relative(_) | Date::Weekday { .. }, Some(now)) => date
                        .resolve(now)
                        .map(|d| Date::Civil { year: Some(d.year()), month: d.month(), day: d.day() }),
                    (Date::Relative(_) | Date::Weekday { .. }, None) => None,
                    _ => Some(date),
                };
                match (day(self), day(other)) {
                    (Some(one), Some(two)) => overlap(one, two),
                    _ => Incomparable,
                }
            }
            (one, two) => match now {
                Some(now) => match (one.resolve(now), two.resolve(now)) {
                    (Some(a), Some(b)) if a == b => Equal,
                    // "Friday" may be the one behind us ("sent on Friday"), and "next Friday" is read as this week's
                    // or the week's after.
                    (Some(a), Some(b))
                        if a.days_until(b).abs() == 7 && (one.either_week() || two.either_week()) =>
                    {
                        Compatible
                    }
                    (Some(_), Some(_)) => Different,
                    _ => Incomparable,
                },
                None => match (one, two) {
                    (Date::Weekday { day: a, .. }, Date::Weekday { day: b, .. }) => {
                        if a == b {
                            Compatible
                        } else {
                            Different
                        }
                    }
                    (Date::Weekday { day, .. }, Date::Civil { year: Some(y), month: m, day: d })
                    | (Date::Civil { year: Some(y), month: m, day: d }, Date::Weekday { day, .. }) => {
                        match CivilDate::new(y, m, d) {
                            Some(date) if date.weekday() == day => Compatible,
                            Some(_) => Different,
                            None => Incomparable,
                        }
                    }
                    _ => Incomparable,
                },
            },
        }
    }

    fn either_week(self) -> bool {
        matches!(self, Date::Weekday { next: 0.., .. })
    }

    fn parts(self) -> (Option<i32>, Option<u8>) {
        match self {
            Date::Civil { year, month, .. } | Date::Month { year, month } => (year, Some(month)),
            Date::Year(year) => (Some(year), None),
            Date::Ambiguous { year, .. } => (year, None),
            Date::Relative(_) | Date::Weekday { .. } => (None, None),
        }
    }
}

/// Whether a day, month or year can be the other's.
fn overlap(one: Date, two: Date) -> Comparison {
    let ((a, m), (b, n)) = (one.parts(), two.parts());
    let differ = a.zip(b).is_some_and(|(a, b)| a != b) || m.zip(n).is_some_and(|(m, n)| m != n);
    if differ { Different } else { Compatible }
}
