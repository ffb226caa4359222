//! The customer's time of day, for rules on quiet hours: from the moment of the request and the customer's time zone.
//!
//! Only zones with the rules of the United States and Canada or of Europe, and zones without summer time, are known:
//! those are the places whose law sets quiet hours here. Standard offsets and the days on which summer time begins
//! and ends: IANA time zone database, 2025; Directive 2000/84/EC; 15 U.S.C. 260a.

use crate::text::values::{CivilDate, Moment};

/// When clocks are put forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Summer {
    /// Never.
    Never,
    /// From the second Sunday of March to the first of November, at two o'clock local time.
    America,
    /// From the last Sunday of March to the last of October, at one o'clock UTC.
    Europe,
}

/// Zones by the last part of their names, with minutes ahead of UTC in winter.
const ZONES: &[(&str, i64, Summer)] = &[
    ("America/New_York", -300, Summer::America),
    ("America/Detroit", -300, Summer::America),
    ("America/Toronto", -300, Summer::America),
    ("America/Chicago", -360, Summer::America),
    ("America/Winnipeg", -360, Summer::America),
    ("America/Denver", -420, Summer::America),
    ("America/Boise", -420, Summer::America),
    ("America/Edmonton", -420, Summer::America),
    ("America/Phoenix", -420, Summer::Never),
    ("America/Regina", -360, Summer::Never),
    ("America/Los_Angeles", -480, Summer::America),
    ("America/Vancouver", -480, Summer::America),
    ("America/Anchorage", -540, Summer::America),
    ("America/Halifax", -240, Summer::America),
    ("America/Puerto_Rico", -240, Summer::Never),
    ("Pacific/Honolulu", -600, Summer::Never),
    ("Europe/London", 0, Summer::Europe),
    ("Europe/Dublin", 0, Summer::Europe),
    ("Europe/Lisbon", 0, Summer::Europe),
    ("Europe/Madrid", 60, Summer::Europe),
    ("Europe/Paris", 60, Summer::Europe),
    ("Europe/Brussels", 60, Summer::Europe),
    ("Europe/Amsterdam", 60, Summer::Europe),
    ("Europe/Luxembourg", 60, Summer::Europe),
    ("Europe/Berlin", 60, Summer::Europe),
    ("Europe/Vienna", 60, Summer::Europe),
    ("Europe/Zurich", 60, Summer::Europe),
    ("Europe/Rome", 60, Summer::Europe),
    ("Europe/Copenhagen", 60, Summer::Europe),
    ("Europe/Stockholm", 60, Summer::Europe),
    ("Europe/Oslo", 60, Summer::Europe),
    ("Europe/Warsaw", 60, Summer::Europe),
    ("Europe/Prague", 60, Summer::Europe),
    ("Europe/Budapest", 60, Summer::Europe),
    ("Europe/Athens", 120, Summer::Europe),
    ("Europe/Helsinki", 120, Summer::Europe),
    ("Europe/Bucharest", 120, Summer::Europe),
    ("UTC", 0, Summer::Never),
];

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// The hour of the customer's day, 0 to 23. Without a known zone it is the hour as the moment itself has it, but only
/// where that moment is written with an offset: the offset 0 is how machines write times, and nobody's local time.
pub(crate) fn hour(now: Moment, zone: Option<&str>) -> Option<u8> {
    let known = zone.and_then(|zone| ZONES.iter().find(|(name, ..)| *name == zone));
    let Some((_, winter, summer)) = known else {
        let told = zone.is_none() && now.offset != 0;
        return told.then(|| u8::try_from(now.minutes / 60).ok()).flatten();
    };
    let utc = now.seconds();
    let standard = utc + winter * 60;
    let forward = match summer {
        Summer::Never => false,
        Summer::America => {
            // Both changes are told in standard time: the second, two o'clock in summer, is one o'clock then.
            let from = sunday(now.date.year(), 3, 2)? * DAY + 2 * HOUR;
            let to = sunday(now.date.year(), 11, 1)? * DAY + HOUR;
            (from..to).contains(&standard)
        }
        Summer::Europe => {
            let from = last_sunday(now.date.year(), 3)? * DAY + HOUR;
            let to = last_sunday(now.date.year(), 10)? * DAY + HOUR;
            (from..to).contains(&utc)
        }
    };
    let local = standard + if forward { HOUR } else { 0 };
    u8::try_from(local.rem_euclid(DAY) / HOUR).ok()
}

/// The day of the `nth` Sunday (weekday 6) of a month, in days since 1970.
fn sunday(year: i32, month: u8, nth: i64) -> Option<i64> {
    let first = CivilDate::new(year, month, 1)?;
    let to_sunday = (6 - i64::from(first.weekday())).rem_euclid(7);
    Some(first.days() + to_sunday + 7 * (nth - 1))
}

/// The day of the last Sunday of a month of 31 days, in days since 1970.
fn last_sunday(year: i32, month: u8) -> Option<i64> {
    let last = CivilDate::new(year, month, 31)?;
    let since_sunday = (i64::from(last.weekday()) + 1).rem_euclid(7);
    Some(last.days() - since_sunday)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_by_zone_and_season() {
        for (now, zone, hour_there) in [
            ("2026-11-21T02:40:00Z", Some("America/New_York"), Some(21)),
            ("2026-07-21T02:40:00Z", Some("America/New_York"), Some(22)),
            ("2026-07-21T02:40:00Z", Some("America/Phoenix"), Some(19)),
            // Summer time in the United States in 2026: 8 March to 1 November.
            ("2026-03-08T06:59:00Z", Some("America/New_York"), Some(1)),
            ("2026-03-08T07:00:00Z", Some("America/New_York"), Some(3)),
            ("2026-11-01T05:59:00Z", Some("America/New_York"), Some(1)),
            ("2026-11-01T06:00:00Z", Some("America/New_York"), Some(1)),
            ("2026-11-01T07:00:00Z", Some("America/New_York"), Some(2)),
            // In Europe: 29 March to 25 October.
            ("2026-03-29T00:59:00Z", Some("Europe/Berlin"), Some(1)),
            ("2026-03-29T01:00:00Z", Some("Europe/Berlin"), Some(3)),
            ("2026-10-25T00:59:00Z", Some("Europe/London"), Some(1)),
            ("2026-10-25T01:00:00Z", Some("Europe/London"), Some(1)),
            ("2026-11-21T02:40:00+05:30", Some("UTC"), Some(21)),
            ("2026-11-20T22:10:00-05:00", None, Some(22)),
            ("2026-11-20T22:10:00Z", None, None),
            ("2026-11-20T22:10:00-05:00", Some("Asia/Tokyo"), None),
        ] {
            let moment = Moment::parse(now).unwrap();
            assert_eq!(hour(moment, zone), hour_there, "{now} in {zone:?}");
        }
    }
}
