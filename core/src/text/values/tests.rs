//! What is found in texts, by tables. A row is a text and its values in the short form of [`show`].

mod addresses;
mod compared;
mod measured;
mod moments;
mod priced;
mod properties;
mod written;

use super::{Bound, Date, Value, ValueKind};
use crate::text::{Lang, Locale, Text, TextOptions};

/// Reads `en-GB`, `de`, `-US`; `?` is no locale.
pub(super) fn locale(tag: &str) -> Option<Locale> {
    if tag == "?" {
        return None;
    }
    let (lang, region) = tag.split_once('-').unwrap_or((tag, ""));
    let lang = match lang {
        "en" => Some(Lang::En),
        "de" => Some(Lang::De),
        "fr" => Some(Lang::Fr),
        "es" => Some(Lang::Es),
        "it" => Some(Lang::It),
        "nl" => Some(Lang::Nl),
        "pt" => Some(Lang::Pt),
        _ => None,
    };
    Some(Locale { lang, region: <[u8; 2]>::try_from(region.as_bytes()).ok() })
}

pub(super) fn values(tag: &str, text: &str) -> Vec<Value> {
    let options = TextOptions { locale: locale(tag), ..TextOptions::default() };
    Text::analyse(text, &options).values().to_vec()
}

/// The only value of a text.
pub(super) fn value(tag: &str, text: &str) -> Value {
    let mut found = values(tag, text);
    assert_eq!(found.len(), 1, "{text:?}: {:?}", found.iter().map(show).collect::<Vec<_>>());
    found.remove(0)
}

fn year(year: Option<i32>) -> String {
    year.map_or("____".to_owned(), |y| y.to_string())
}

/// A value in one line: sort, number, unit; `..` before the end of a range; `<` `>` `~` for the bounds.
pub(super) fn show(value: &Value) -> String {
    let to = value.upper.map_or(String::new(), |u| format!("..{u}"));
    let body = match &value.kind {
        ValueKind::Money { amount, currency } => {
            let code = currency.map_or("???".to_owned(), |c| String::from_utf8_lossy(&c.0).into_owned());
            format!("money {amount}{to} {code}")
        }
        ValueKind::Percent(n) => format!("percent {n}{to}"),
        ValueKind::Number(n) => format!("number {n}{to}"),
        ValueKind::Quantity { amount, unit } => format!("quantity {amount}{to} {unit}"),
        ValueKind::Date(date) => match date {
            Date::Civil { year: y, month, day } => format!("date {}-{month:02}-{day:02}", year(*y)),
            Date::Month { year: y, month } => format!("month {}-{month:02}", year(*y)),
            Date::Year(y) => format!("year {y}"),
            Date::Relative(days) => format!("day {days:+}"),
            Date::Weekday { day, next } => format!("weekday {day} {next:+}"),
            Date::Ambiguous { year: y, first, second } => format!("ambiguous {} {first}/{second}", year(*y)),
        },
        ValueKind::Time(m) => {
            let end = value
                .upper
                .and_then(|u| u.whole())
                .map_or(String::new(), |u| format!("..{}:{:02}", u / 60, u % 60));
            format!("time {}:{:02}{end}", m / 60, m % 60)
        }
        ValueKind::Duration { amount, unit } => format!("duration {amount}{to} {unit:?}"),
        ValueKind::Identifier(text) => format!("id {text}"),
        ValueKind::Url(text) => format!("url {text}"),
        ValueKind::Email(text) => format!("email {text}"),
        ValueKind::Phone(text) => format!("phone {text}"),
        ValueKind::Name(text) => format!("name {text}"),
    };
    let sign = match value.bound {
        Bound::Exact => "",
        Bound::About => "~",
        Bound::AtMost => "<",
        Bound::AtLeast => ">",
    };
    format!("{sign}{body}")
}

/// Checks rows of locale, text and values separated by `; `. All failures are told at once.
pub(super) fn check(rows: &[(&str, &str, &str)]) {
    let mut failures = Vec::new();
    for (tag, text, want) in rows {
        let found = values(tag, text);
        let got = found.iter().map(show).collect::<Vec<_>>().join("; ");
        if got != *want {
            failures.push(format!("{tag} {text:?}\n  want {want}\n  got  {got}"));
        }
    }
    assert!(failures.is_empty(), "{} of {} rows:\n{}", failures.len(), rows.len(), failures.join("\n"));
}
