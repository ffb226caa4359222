//! The written forms of dates, times, languages, places and time zones.
//!
//! These functions look at the form and at the calendar only; what a value means is decided elsewhere.

/// Officially assigned ISO 3166-1 alpha-2 codes, sorted.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR \
    BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES \
    ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN \
    IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG \
    MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL \
    PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF \
    TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// Officially assigned ISO 3166-1 alpha-2 codes.
pub(super) fn countries() -> impl Iterator<Item = &'static str> {
    COUNTRIES.split(' ')
}

/// Whether `text` is an assigned ISO 3166-1 alpha-2 code, in capitals.
pub(crate) fn is_country(text: &str) -> bool {
    text.len() == 2 && countries().any(|code| code == text)
}

/// Whether `text` is `EU`, `UK`, an ISO 3166-1 alpha-2 code, or written like an ISO 3166-2 code of such a country.
pub(crate) fn is_jurisdiction(text: &str) -> bool {
    match text.split_once('-') {
        None => matches!(text, "EU" | "UK") || is_country(text),
        Some((country, part)) => {
            is_country(country)
                && (1..=3).contains(&part.len())
                && part.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        }
    }
}

/// Whether `text` is a day of the calendar written `YYYY-MM-DD`.
pub(crate) fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (Some(year), Some(b'-'), Some(month), Some(b'-'), Some(day), 10) = (
        digits(bytes, 0, 4),
        bytes.get(4),
        digits(bytes, 5, 2),
        bytes.get(7),
        digits(bytes, 8, 2),
        bytes.len(),
    ) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// Whether `text` is an RFC 3339 date-time: a day, a time to the second or finer, and `Z` or an offset.
///
/// A second of 60 is a leap second, which only ends an hour of UTC's day; it is accepted in minute 59.
pub(crate) fn is_date_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (Some(day), Some(b'T' | b't')) = (text.get(..10), bytes.get(10)) else {
        return false;
    };
    let (Some(hour), Some(b':'), Some(minute), Some(b':'), Some(second)) =
        (digits(bytes, 11, 2), bytes.get(13), digits(bytes, 14, 2), bytes.get(16), digits(bytes, 17, 2))
    else {
        return false;
    };
    let time = hour < 24 && minute < 60 && (second < 60 || second == 60 && minute == 59);
    let rest = bytes.get(19..).unwrap_or_default();
    let zone = match rest.split_first() {
        Some((b'.', fraction)) => {
            let count = fraction.iter().take_while(|b| b.is_ascii_digit()).count();
            if count == 0 {
                return false;
            }
            fraction.get(count..).unwrap_or_default()
        }
        _ => rest,
    };
    is_date(day) && time && is_offset(zone)
}

fn is_offset(zone: &[u8]) -> bool {
    match zone {
        [b'Z' | b'z'] => true,
        [b'+' | b'-', _, _, b':', _, _] => {
            digits(zone, 1, 2).is_some_and(|hour| hour < 24)
                && digits(zone, 4, 2).is_some_and(|minute| minute < 60)
        }
        _ => false,
    }
}

fn digits(bytes: &[u8], at: usize, count: usize) -> Option<u32> {
    bytes.get(at..at + count)?.iter().try_fold(0, |n, b| Some(n * 10 + char::from(*b).to_digit(10)?))
}

/// Whether `text` is formed like a BCP 47 language tag (RFC 5646 `langtag` or a private-use tag).
///
/// The old irregular tags such as `i-klingon` are not accepted.
pub(crate) fn is_language_tag(text: &str) -> bool {
    let mut parts = text.split('-').peekable();
    let alpha = |s: &str| s.bytes().all(|b| b.is_ascii_alphabetic());
    let alnum = |s: &str| s.bytes().all(|b| b.is_ascii_alphanumeric());
    let short = |s: &str| (1..=8).contains(&s.len()) && alnum(s);
    match parts.next() {
        Some("x" | "X") => return parts.peek().is_some() && parts.all(short),
        Some(language) if (2..=8).contains(&language.len()) && alpha(language) => {
            let mut extended = 0;
            while language.len() <= 3 && extended < 3 && parts.next_if(|s| s.len() == 3 && alpha(s)).is_some()
            {
                extended += 1;
            }
        }
        _ => return false,
    }
    let _script = parts.next_if(|s| s.len() == 4 && alpha(s));
    let _region =
        parts.next_if(|s| s.len() == 2 && alpha(s) || s.len() == 3 && s.bytes().all(|b| b.is_ascii_digit()));
    let is_variant = |s: &&str| {
        alnum(s)
            && ((5..=8).contains(&s.len()) || s.len() == 4 && s.starts_with(|c: char| c.is_ascii_digit()))
    };
    while parts.next_if(is_variant).is_some() {}
    while let Some(singleton) = parts.next() {
        if matches!(singleton, "x" | "X") {
            return parts.peek().is_some() && parts.all(short);
        }
        if singleton.len() != 1 || !alnum(singleton) {
            return false;
        }
        let mut count = 0;
        while parts.next_if(|s| (2..=8).contains(&s.len()) && alnum(s)).is_some() {
            count += 1;
        }
        if count == 0 {
            return false;
        }
    }
    true
}

/// Whether `text` is formed like a name of the IANA time zone database: `Europe/London`, `UTC`.
pub(crate) fn is_time_zone(text: &str) -> bool {
    text.split('/').count() <= 3
        && text.split('/').all(|part| {
            part.starts_with(|c: char| c.is_ascii_alphabetic())
                && part.len() <= 30
                && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'+'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(accepts: fn(&str) -> bool, good: &[&str], bad: &[&str]) {
        for text in good {
            assert!(accepts(text), "{text:?} must be accepted");
        }
        for text in bad {
            assert!(!accepts(text), "{text:?} must be refused");
        }
    }

    #[test]
    fn dates() {
        let good = ["2026-01-01", "2024-02-29", "2000-02-29", "2026-12-31", "0001-01-01"];
        let bad = [
            "",
            "2026-1-1",
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-04-31",
            "2026-01-00",
            "20260101",
            "2026-01-01T00:00:00Z",
            "2026/01/01",
            " 2026-01-01",
            "2026-01-0१",
            "+026-01-01",
            "01.01.2026",
        ];
        table(is_date, &good, &bad);
    }

    #[test]
    fn date_times() {
        let good = [
            "2026-11-20T10:04:10Z",
            "2026-11-20t10:04:10z",
            "2026-11-20T10:04:10.5+05:30",
            "2026-11-20T23:59:60Z",
            "2026-11-20T10:04:10.123456789-23:59",
            "1990-12-31T15:59:60-08:00",
        ];
        let bad = [
            "",
            "2026-11-20",
            "2026-11-20 10:04:10Z",
            "2026-11-20T10:04Z",
            "2026-11-20T10:04:10",
            "2026-11-20T24:00:00Z",
            "2026-11-20T10:60:00Z",
            "2026-11-20T10:04:61Z",
            "2026-11-20T10:04:60Z",
            "2026-11-20T10:04:10.Z",
            "2026-11-20T10:04:10+5",
            "2026-11-20T10:04:10+24:00",
            "2026-11-20T10:04:10+05:60",
            "2026-02-30T10:04:10Z",
            "2026-11-20T10:04:10ZZ",
            "2026-11-20T10:04:10+0530",
            "1763633050",
            "é026-11-20T10:04:10Z",
        ];
        table(is_date_time, &good, &bad);
    }

    #[test]
    fn language_tags() {
        let good = [
            "en",
            "en-GB",
            "zh-Hant-TW",
            "es-419",
            "de-CH-1901",
            "sl-rozaj-biske",
            "en-a-myext-b-another",
            "x-whatever",
            "zh-yue-HK",
            "sr-Latn-RS",
            "en-u-ca-gregory",
            "en-GB-x-a",
            "cmn",
            "EN-gb",
        ];
        let bad = [
            "",
            "e",
            "en_GB",
            "english-language-tag-x",
            "en-",
            "-en",
            "en--GB",
            "en-GB-",
            "x",
            "x-",
            "123",
            "en-u",
            "en-GB-US",
            "e\u{f1}",
            "en GB",
            "en-x",
            "abcdefghi",
        ];
        table(is_language_tag, &good, &bad);
    }

    #[test]
    fn jurisdictions() {
        let good = ["EU", "UK", "US", "GB", "ES", "US-CA", "GB-ENG", "FR-75", "AQ", "ZW"];
        let bad = [
            "", "eu", "uk", "XX", "UKR", "US-", "US-CALI", "us-ca", "UK-ENG", "EU-DE", "US-ca", "U S", "A D",
            "DE FR",
        ];
        table(is_jurisdiction, &good, &bad);
        let codes: Vec<_> = COUNTRIES.split(' ').collect();
        assert_eq!(codes.len(), 249);
        assert!(codes.is_sorted());
    }

    #[test]
    fn time_zones() {
        let good = [
            "UTC",
            "Europe/London",
            "America/Argentina/Buenos_Aires",
            "Etc/GMT+5",
            "America/Port-au-Prince",
            "EST5EDT",
        ];
        let bad = [
            "",
            "+01:00",
            "Europe/",
            "/London",
            "Europe//London",
            "Europe/London UK",
            "a/b/c/d",
            "Europe/Z\u{fc}rich",
        ];
        table(is_time_zone, &good, &bad);
    }
}
