//! The customer's time of day, for rules on quiet hours: from the moment of the request and the customer's time zone.
//!
//! The table of zones knows every name of the IANA time zone database, links too, by a mark, with the offset and the summer
//! time that hold today: the version stands in its first line, `cargo xtask zones` makes it, `names.txt` beside it is the
//! same with names. A moment before its zone's last
//! change of law may be read an hour off (Mexico before 2023, Jordan and Syria before 2023, Paraguay before 2025), and so
//! may Morocco in Ramadan, whose summer time is suspended by the moon.

use crate::text::values::{CivilDate, Moment};

/// The version, then a line for each rule: numbers, and the marks of the zones that have it.
const ZONES: &str = include_str!("local_time/zones.txt");

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// The words of `unchecked` for a time of day that is not known: the request does not say when now is, or where the
/// customer is, or names a zone that is not in the table.
const NO_NOW: &str = "no_now";
const NO_ZONE: &str = "no_time_zone";
const UNKNOWN_ZONE: &str = "unknown_time_zone";

/// The customer's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    /// Seconds since 1970, UTC.
    now: i64,
    zone: Zone,
}

/// The offset of a zone in winter and in summer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Zone {
    /// Minutes ahead of UTC in winter.
    winter: i64,
    summer: Option<Summer>,
}

/// When clocks are put forward, in winter's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Summer {
    /// Minutes.
    by: i64,
    forward: Change,
    back: Change,
}

/// A moment of every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Change {
    month: u8,
    /// Which such weekday of the month, the fifth being the last.
    week: i64,
    /// 0 = Sunday.
    weekday: i64,
    /// After midnight; may lie on the day before or after.
    minutes: i64,
}

impl Clock {
    /// The clock of a customer in a zone. Without a zone it is the moment's own, but only where that is written with
    /// an offset: the offset 0 is how machines write times, and nobody's local time. Else the word of `unchecked`.
    pub(crate) fn new(now: Option<Moment>, zone: Option<&str>) -> Result<Clock, &'static str> {
        let now = now.ok_or(NO_NOW)?;
        let zone = match zone {
            Some(name) => Zone::named(name).ok_or(UNKNOWN_ZONE)?,
            None if now.offset != 0 => Zone { winter: i64::from(now.offset), summer: None },
            None => return Err(NO_ZONE),
        };
        Ok(Clock { now: now.seconds(), zone })
    }

    /// Seconds since 1970 as the clock shows them.
    fn shown(&self) -> i64 {
        self.now + self.zone.offset(self.now) * 60
    }

    /// The hour of the day, 0 to 23.
    pub(crate) fn hour(&self) -> u8 {
        u8::try_from(self.shown().rem_euclid(DAY) / HOUR).unwrap_or_default()
    }

    /// When the clock shows this full hour next, RFC 3339 with the offset of that time.
    pub(crate) fn next(&self, hour: u8) -> Option<String> {
        let shown = self.shown();
        let today = shown.div_euclid(DAY) * DAY + i64::from(hour) * HOUR;
        let next = if today > shown { today } else { today + DAY };
        // The clock may be changed between now and then.
        let offset = self.zone.offset(next - self.zone.offset(self.now) * 60);
        let date = CivilDate::from_days(next.div_euclid(DAY))?;
        let sign = if offset < 0 { '-' } else { '+' };
        let (hours, minutes) = (offset.abs() / 60, offset.abs() % 60);
        Some(format!("{date}T{hour:02}:00:00{sign}{hours:02}:{minutes:02}"))
    }
}

/// The mark of a zone's name: 24 bits of its FNV-1a hash in four letters. A name that is no zone has the mark of one once in
/// thirty thousand times.
fn mark(name: &str) -> [u8; 4] {
    let hash =
        name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    [26, 20, 14, 8].map(|shift| b'0' + (hash >> shift & 63) as u8)
}

impl Zone {
    fn named(name: &str) -> Option<Zone> {
        let mark = mark(name);
        let mut lines = ZONES.lines().filter_map(|line| line.split_once(' '));
        let (numbers, _) = lines.find(|(_, marks)| marks.as_bytes().chunks(4).any(|known| known == mark))?;
        Zone::read(numbers)
    }

    /// Reads the numbers of a line, as `cargo xtask zones` writes them.
    fn read(numbers: &str) -> Option<Zone> {
        let mut numbers = numbers.split(',').map_while(|number| number.parse::<i64>().ok());
        let winter = numbers.next()?;
        let Some(by) = numbers.next() else {
            return Some(Zone { winter, summer: None });
        };
        let mut change = || {
            let month = u8::try_from(numbers.next()?).ok()?;
            let (week, weekday, minutes) = (numbers.next()?, numbers.next()?, numbers.next()?);
            Some(Change { month, week, weekday, minutes })
        };
        let (forward, back) = (change()?, change()?);
        Some(Zone { winter, summer: Some(Summer { by, forward, back }) })
    }

    /// Minutes ahead of UTC at a moment, in seconds since 1970.
    fn offset(&self, now: i64) -> i64 {
        let winters = now + self.winter * 60;
        let by = self.summer.filter(|summer| summer.holds(winters)).map_or(0, |summer| summer.by);
        self.winter + by
    }
}

impl Summer {
    /// Whether it holds at a moment, in seconds since 1970 as winter's time shows them.
    fn holds(&self, winters: i64) -> bool {
        let year = CivilDate::from_days(winters.div_euclid(DAY)).map_or(0, CivilDate::year);
        let (Some(forward), Some(back)) = (self.forward.in_year(year), self.back.in_year(year)) else {
            return false;
        };
        // South of the equator, New Year lies in summer.
        if forward < back { (forward..back).contains(&winters) } else { !(back..forward).contains(&winters) }
    }
}

impl Change {
    /// Seconds since 1970, in winter's time.
    fn in_year(&self, year: i32) -> Option<i64> {
        let first = CivilDate::new(year, self.month, 1)?;
        // Weekdays of dates count from Monday.
        let to_weekday = (self.weekday + 6 - i64::from(first.weekday())).rem_euclid(7);
        let mut day = first.add_days(to_weekday + 7 * (self.week - 1))?;
        if day.month() != self.month {
            day = day.add_days(-7)?;
        }
        Some(day.days() * DAY + self.minutes * 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hour(now: &str, zone: Option<&str>) -> Result<u8, &'static str> {
        Clock::new(Moment::parse(now), zone).map(|clock| clock.hour())
    }

    #[test]
    fn hours_by_zone_and_season() {
        for (now, zone, hour_there) in [
            ("2026-11-21T02:40:00Z", "America/New_York", 21),
            ("2026-07-21T02:40:00Z", "America/New_York", 22),
            ("2026-07-21T02:40:00Z", "America/Phoenix", 19),
            // Summer time in the United States in 2026: 8 March to 1 November.
            ("2026-03-08T06:59:00Z", "America/New_York", 1),
            ("2026-03-08T07:00:00Z", "America/New_York", 3),
            ("2026-11-01T05:59:00Z", "US/Eastern", 1),
            ("2026-11-01T06:00:00Z", "America/Indiana/Indianapolis", 1),
            ("2026-11-01T07:00:00Z", "EST5EDT", 2),
            // In Europe: 29 March to 25 October.
            ("2026-03-29T00:59:00Z", "Europe/Berlin", 1),
            ("2026-03-29T01:00:00Z", "Europe/Berlin", 3),
            ("2026-10-25T00:59:00Z", "Europe/London", 1),
            ("2026-10-25T01:00:00Z", "Europe/Dublin", 1),
            // South of the equator: until 5 April, and from 4 October.
            ("2026-01-01T00:30:00Z", "Australia/Sydney", 11),
            ("2026-04-04T15:59:00Z", "Australia/Sydney", 2),
            ("2026-04-04T16:00:00Z", "Australia/Sydney", 2),
            ("2026-04-04T17:00:00Z", "Australia/Sydney", 3),
            ("2026-10-03T16:00:00Z", "Australia/Sydney", 3),
            ("2026-07-01T10:10:00Z", "Pacific/Guam", 20),
            ("2026-07-01T10:20:00Z", "Asia/Kathmandu", 16),
            ("2026-11-21T02:40:00+05:30", "UTC", 21),
        ] {
            assert_eq!(hour(now, Some(zone)), Ok(hour_there), "{now} in {zone}");
        }
    }

    #[test]
    fn what_is_not_told() {
        assert_eq!(hour("2026-11-20T22:10:00-05:00", None), Ok(22));
        assert_eq!(hour("2026-11-20T22:10:00Z", None), Err(NO_ZONE));
        assert_eq!(hour("2026-11-20T22:10:00-05:00", Some("Europe/Nowhere")), Err(UNKNOWN_ZONE));
        assert_eq!(hour("2026-11-20T22:10:00-05:00", Some("Detroit")), Err(UNKNOWN_ZONE));
        assert_eq!(Clock::new(None, Some("UTC")), Err(NO_NOW));
    }

    #[test]
    fn the_next_full_hour() {
        for (now, zone, next) in [
            ("2026-11-21T02:40:00Z", Some("America/New_York"), "2026-11-21T08:00:00-05:00"),
            ("2026-11-21T12:40:00Z", Some("America/New_York"), "2026-11-21T08:00:00-05:00"),
            ("2026-11-21T13:00:00Z", Some("America/New_York"), "2026-11-22T08:00:00-05:00"),
            // Clocks are put forward in this night.
            ("2026-03-08T03:00:00Z", Some("America/New_York"), "2026-03-08T08:00:00-04:00"),
            ("2026-12-31T22:00:00Z", Some("Asia/Kolkata"), "2027-01-01T08:00:00+05:30"),
            ("2026-12-31T22:00:00Z", Some("Europe/London"), "2027-01-01T08:00:00+00:00"),
            ("2026-11-20T22:10:00-05:00", None, "2026-11-21T08:00:00-05:00"),
        ] {
            let clock = Clock::new(Moment::parse(now), zone).unwrap();
            assert_eq!(clock.next(8).as_deref(), Some(next), "{now} in {zone:?}");
        }
    }

    #[test]
    fn every_zone_has_the_rule_that_stands_beside_its_name() {
        let names = include_str!("local_time/names.txt");
        assert_eq!(names.lines().next(), ZONES.lines().next(), "the same version");
        assert_eq!(names.lines().count(), ZONES.lines().count());
        let mut count = 0;
        for line in names.lines().skip(1) {
            let (numbers, names) = line.split_once(' ').unwrap();
            let zone = Zone::read(numbers).unwrap();
            assert_eq!(zone.summer.is_some(), numbers.contains(','), "{numbers}");
            for name in names.split(' ') {
                assert_eq!(Zone::named(name), Some(zone), "{name}");
                count += 1;
            }
        }
        assert!(count > 590, "{count}");
    }
}
