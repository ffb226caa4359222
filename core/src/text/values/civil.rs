//! Days of the proleptic Gregorian calendar and RFC 3339 moments. Nothing here reads a clock.

/// A day of the proleptic Gregorian calendar, years 1 to 9999.
///
/// ```
/// use draftgate::text::values::CivilDate;
/// let day = CivilDate::new(2026, 2, 27).unwrap();
/// assert_eq!(day.weekday(), 4); // Friday
/// assert_eq!(day.add_working_days(1), CivilDate::new(2026, 3, 2));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct CivilDate {
    year: i32,
    month: u8,
    day: u8,
}

/// Days of a month; 0 for a month that does not exist.
pub(super) fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

impl CivilDate {
    /// The day, or `None` when there is no such day.
    pub fn new(year: i32, month: u8, day: u8) -> Option<CivilDate> {
        let fits = (1..=9999).contains(&year) && day >= 1 && day <= days_in_month(year, month);
        fits.then_some(CivilDate { year, month, day })
    }

    /// Year, 1 to 9999.
    pub const fn year(self) -> i32 {
        self.year
    }

    /// Month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// Day of the month, 1 to 31.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Days since 1970-01-01. The formula counts years from March, so that the leap day comes last.
    pub fn days(self) -> i64 {
        let month = i64::from(self.month);
        let year = i64::from(self.year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    /// The day that lies `days` after 1970-01-01; `None` outside years 1 to 9999.
    pub fn from_days(days: i64) -> Option<CivilDate> {
        let days = days.checked_add(719_468)?;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        let month = (shifted + 2) % 12 + 1;
        let year = era.checked_mul(400)?.checked_add(year_of_era)? + i64::from(month <= 2);
        CivilDate::new(i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// Day of the week, 0 = Monday.
    pub fn weekday(self) -> u8 {
        // 1970-01-01 was a Thursday.
        u8::try_from((self.days() + 3).rem_euclid(7)).unwrap_or(0)
    }

    /// The day `days` later; `None` outside years 1 to 9999.
    pub fn add_days(self, days: i64) -> Option<CivilDate> {
        CivilDate::from_days(self.days().checked_add(days)?)
    }

    /// Reads `YYYY-MM-DD`; `None` when there is no such day.
    pub fn parse(text: &str) -> Option<CivilDate> {
        let mut parts = text.splitn(3, '-');
        let mut next = |len: usize| {
            parts.next().filter(|part| part.len() == len && part.bytes().all(|b| b.is_ascii_digit()))
        };
        let (year, month, day) = (next(4)?, next(2)?, next(2)?);
        CivilDate::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// The day `count` working days later: Monday to Friday, public holidays not known. Counting from a
    /// Saturday or Sunday starts with the Monday after (or, backwards, the Friday before) as day one.
    pub fn add_working_days(self, count: i64) -> Option<CivilDate> {
        if count == 0 {
            return Some(self);
        }
        let weekday = i64::from(self.weekday());
        // On a weekend, counting starts from the working day on the near side.
        let start = match (weekday > 4, count > 0) {
            (true, true) => self.add_days(4 - weekday)?,
            (true, false) => self.add_days(7 - weekday)?,
            (false, _) => self,
        };
        let position = i64::from(start.weekday()).checked_add(count)?;
        let days = position.div_euclid(5).checked_mul(7)?.checked_add(position.rem_euclid(5))?;
        start.add_days(days - i64::from(start.weekday()))
    }

    /// The same day `months` later, or the last day of that month when it has no such day.
    pub fn add_months(self, months: i64) -> Option<CivilDate> {
        let count = (i64::from(self.year) * 12 + i64::from(self.month) - 1).checked_add(months)?;
        let year = i32::try_from(count.div_euclid(12)).ok()?;
        let month = u8::try_from(count.rem_euclid(12) + 1).ok()?;
        CivilDate::new(year, month, self.day.min(days_in_month(year, month)))
    }

    /// Days from `self` to `later`; negative when `later` lies before.
    pub fn days_until(self, later: CivilDate) -> i64 {
        later.days() - self.days()
    }

    /// Working days (Monday to Friday) after `self` up to and including `later`; negative when before.
    pub fn working_days_until(self, later: CivilDate) -> i64 {
        // Working days before a day, counted from a Monday.
        let before = |date: CivilDate| {
            let since_monday = date.days() + 3;
            since_monday.div_euclid(7) * 5 + since_monday.rem_euclid(7).min(5)
        };
        match (self.add_days(1), later.add_days(1)) {
            (Some(from), Some(to)) => before(to) - before(from),
            _ => 0,
        }
    }
}

impl std::fmt::Display for CivilDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A moment as RFC 3339 writes it, to the second; fractions are dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    /// The local day.
    pub date: CivilDate,
    /// Local time, minutes after midnight, 0 to 1439.
    pub minutes: u16,
    /// Seconds, 0 to 59; a leap second counts as 59.
    pub second: u8,
    /// Minutes that local time is ahead of UTC, -1439 to 1439.
    pub offset: i16,
}

impl Moment {
    /// Reads `2026-05-03T09:30:00Z` or `…+02:00`, letters in either case, a space in place of the `T`, and
    /// seconds may be left out. The offset is required. `None` for anything else.
    pub fn parse(text: &str) -> Option<Moment> {
        let (moment, rest) = Moment::prefix(text)?;
        rest.is_empty().then_some(moment)
    }

    /// Reads a moment at the start of `text`, and gives back the rest.
    pub(super) fn prefix(text: &str) -> Option<(Moment, &str)> {
        let (year, rest) = digits(text, 4)?;
        let (month, rest) = digits(rest.strip_prefix('-')?, 2)?;
        let (day, rest) = digits(rest.strip_prefix('-')?, 2)?;
        let (hour, rest) = digits(rest.strip_prefix(['T', 't', ' '])?, 2)?;
        let (minute, mut rest) = digits(rest.strip_prefix(':')?, 2)?;
        let mut second = 0;
        if let Some((value, after)) = rest.strip_prefix(':').and_then(|r| digits(r, 2)) {
            second = value;
            rest = match after.strip_prefix('.') {
                Some(fraction) if fraction.starts_with(|c: char| c.is_ascii_digit()) => {
                    fraction.trim_start_matches(|c: char| c.is_ascii_digit())
                }
                _ => after,
            };
        }
        let (offset, rest) = if let Some(rest) = rest.strip_prefix(['Z', 'z']) {
            (0, rest)
        } else {
            let sign = if rest.starts_with('-') { -1 } else { 1 };
            let (hours, after) = digits(rest.strip_prefix(['+', '-'])?, 2)?;
            let (minutes, after) = digits(after.strip_prefix(':')?, 2)?;
            if hours > 23 || minutes > 59 {
                return None;
            }
            (sign * i16::try_from(hours * 60 + minutes).ok()?, after)
        };
        if hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        let date = CivilDate::new(i32::from(year), u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
        let second = u8::try_from(second.min(59)).ok()?;
        Some((Moment { date, minutes: hour * 60 + minute, second, offset }, rest))
    }

    /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    pub fn seconds(self) -> i64 {
        let minutes = self.date.days() * 1440 + i64::from(self.minutes) - i64::from(self.offset);
        minutes * 60 + i64::from(self.second)
    }
}

fn digits(text: &str, count: usize) -> Option<(u16, &str)> {
    let head = text.get(..count)?;
    if !head.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some((head.parse().ok()?, text.get(count..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> CivilDate {
        let mut parts = text.split('-').map(|p| p.parse::<i32>().unwrap());
        let mut next = || parts.next().unwrap();
        CivilDate::new(next(), u8::try_from(next()).unwrap(), u8::try_from(next()).unwrap()).unwrap()
    }

    #[test]
    fn days_count_both_ways() {
        assert_eq!(day("1970-01-01").days(), 0);
        assert_eq!(day("2000-03-01").days(), 11_017);
        for days in (-719_162..2_932_896).step_by(97) {
            assert_eq!(CivilDate::from_days(days).unwrap().days(), days);
        }
        assert_eq!(CivilDate::from_days(2_932_897), None);
        assert_eq!(CivilDate::from_days(-719_163), None);
        assert_eq!(CivilDate::from_days(i64::MAX), None);
    }

    #[test]
    fn refuses_days_that_do_not_exist() {
        for (y, m, d) in [(2026, 2, 29), (2026, 4, 31), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0), (0, 1, 1)]
        {
            assert_eq!(CivilDate::new(y, m, d), None);
        }
        assert!(CivilDate::new(2024, 2, 29).is_some());
        assert!(CivilDate::new(1900, 2, 29).is_none());
    }

    #[test]
    fn adds() {
        assert_eq!(day("2026-02-27").weekday(), 4);
        assert_eq!(day("2026-12-31").add_days(1), Some(day("2027-01-01")));
        for (from, count, to) in [
            ("2026-02-27", 1, "2026-03-02"),
            ("2026-02-27", 5, "2026-03-06"),
            ("2026-02-28", 1, "2026-03-02"),
            ("2026-03-01", 1, "2026-03-02"),
            ("2026-03-02", -1, "2026-02-27"),
            ("2026-03-01", -1, "2026-02-27"),
            ("2026-03-04", 10, "2026-03-18"),
        ] {
            assert_eq!(day(from).add_working_days(count), Some(day(to)), "{from} {count}");
        }
        assert_eq!(day("2026-01-31").add_months(1), Some(day("2026-02-28")));
        assert_eq!(day("2026-01-31").add_months(-2), Some(day("2025-11-30")));
        assert_eq!(day("2026-01-31").add_months(i64::MAX), None);
        assert_eq!(day("2026-02-27").days_until(day("2026-03-02")), 3);
        assert_eq!(day("2026-02-27").working_days_until(day("2026-03-02")), 1);
        assert_eq!(day("2026-02-27").working_days_until(day("2026-03-09")), 6);
        assert_eq!(day("2026-03-02").working_days_until(day("2026-02-27")), -1);
    }

    #[test]
    fn reads_moments() {
        let moment = Moment::parse("2026-05-03T09:30:15.250+02:00").unwrap();
        assert_eq!(
            (moment.date, moment.minutes, moment.second, moment.offset),
            (day("2026-05-03"), 570, 15, 120)
        );
        assert_eq!(moment.seconds(), Moment::parse("2026-05-03t07:30:15z").unwrap().seconds());
        assert_eq!(Moment::parse("1970-01-01T00:00:00Z").unwrap().seconds(), 0);
        for bad in [
            "2026-05-03",
            "2026-05-03T09:30:00",
            "2026-02-30T09:30:00Z",
            "2026-05-03T24:30:00Z",
            "2026-05-03T09:60:00Z",
            "2026-05-03T09:30:00+25:00",
            "2026-05-03T09:30:00Zulu",
            "",
        ] {
            assert_eq!(Moment::parse(bad), None, "{bad}");
        }
    }
}
