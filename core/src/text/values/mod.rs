//! Typed, comparable values in a text: money, percentages, numbers, quantities, dates, times, durations,
//! identifiers, addresses on the web, phone numbers and capitalised names.
//!
//! One pass from left to right: at each token every recogniser that could start there is asked, the longest
//! answer wins, and the pass goes on after it. Recognisers look a bounded number of tokens ahead and back, so
//! the time is linear in the text. Number words count in the language of the text (told by its function
//! words, else by the locale, else all but those that are words of another language); units, names of months
//! and currencies count in any.

mod bounds;
mod civil;
mod compare;
mod dates;
mod decimal;
mod ids;
pub(super) mod lexicon;
mod measures;
mod money;
mod names;
mod numbers;
mod phones;
mod render;
mod scan;
mod times;
mod words_calendar;
mod words_cues;
mod words_numbers;
mod words_units;

#[cfg(test)]
mod tests;

use std::ops::Range;

pub use civil::{CivilDate, Moment};
pub use compare::Comparison;
pub use decimal::Decimal;
pub(crate) use render::{month_name, unit_names};

use crate::span::Span;
use crate::text::language::Detection;
use crate::text::{Sentence, TextOptions, Token, TokenKind};
use names::NameCues;
use scan::{Found, Scan, Start};

/// How exact a value is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Bound {
    /// Just this value.
    #[default]
    Exact,
    /// "about", "around", "roughly", "usually".
    About,
    /// "up to", "at most", "no more than", "within", "under".
    AtMost,
    /// "at least", "from", "more than", "over", "minimum".
    AtLeast,
}

/// An ISO 4217 currency code, such as `GBP`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Currency(pub [u8; 3]);

/// The unit of a duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeUnit {
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Calendar days.
    Day,
    /// Working (business) days.
    WorkingDay,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Quarters.
    Quarter,
    /// Years.
    Year,
}

/// A calendar date that may lack its year, or is counted from a day that the caller knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Date {
    /// `3 May 2026`, `2026-05-03`; `year` is `None` for "3 May".
    Civil {
        /// Year, if written.
        year: Option<i32>,
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
    },
    /// `May 2026`, `May`.
    Month {
        /// Year, if written.
        year: Option<i32>,
        /// 1 to 12.
        month: u8,
    },
    /// `2026` in a date context ("in 2026").
    Year(i32),
    /// Days from now: "today" 0, "tomorrow" 1, "yesterday" -1, "3 days ago" -3.
    Relative(i32),
    /// A day of the week, 0 = Monday; `next` is 0 for "Friday", 1 for "next Friday", -1 for "last Friday".
    Weekday {
        /// 0 = Monday.
        day: u8,
        /// Which week is meant.
        next: i8,
    },
    /// `03/04/2026` where day and month could be either way round.
    Ambiguous {
        /// Year, if written.
        year: Option<i32>,
        /// First number.
        first: u8,
        /// Second number.
        second: u8,
    },
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// An amount of money; the currency is `None` when only "the fee is 5" style text names none.
    Money {
        /// Amount in the main unit (pounds, not pence).
        amount: Decimal,
        /// Currency; `None` when the symbol is ambiguous and the locale does not settle it.
        currency: Option<Currency>,
    },
    /// A percentage.
    Percent(Decimal),
    /// A plain number (`5`, `three`, `half a dozen`), also ordinals.
    Number(Decimal),
    /// A number with a unit of measure or a thing counted (`45 m2`, `10 GB`, `2 nights`), in the unit as
    /// written, singular.
    Quantity {
        /// How many.
        amount: Decimal,
        /// Canonical unit (`kg`, `gb`, `km`, `night`, `person`, …).
        unit: &'static str,
    },
    /// A date.
    Date(Date),
    /// A time of day in minutes after midnight; in a range, [`Value::upper`] is in minutes too.
    Time(u16),
    /// A span of time.
    Duration {
        /// How many.
        amount: Decimal,
        /// Of what.
        unit: TimeUnit,
    },
    /// An order, booking, case or other number, upper-case without separators.
    Identifier(String),
    /// A web address, lower-case host, without trailing punctuation.
    Url(String),
    /// An email address, lower case.
    Email(String),
    /// A phone number: digits only, leading `+` kept; an extension follows after `x` (`+442079460000x12`).
    Phone(String),
    /// A capitalised name of one or more words that does not merely start a sentence.
    Name(String),
}

/// One value of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Bytes of the original.
    pub span: Span,
    /// The tokens it consists of.
    pub tokens: Range<usize>,
    /// What it is.
    pub kind: ValueKind,
    /// How exact it is meant.
    pub bound: Bound,
    /// For a range ("3-5 days", "between 3 and 5"): the upper end; the value itself is the lower end.
    pub upper: Option<Decimal>,
}

/// The values of a text, in order, without overlap.
///
/// `tokens` and `sentences` are those of `original`, whose folded form is `folded`; `language` is the
/// language that the text itself shows, if it does.
pub fn find(
    original: &str,
    folded: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    options: &TextOptions,
    language: Option<Detection>,
) -> Vec<Value> {
    let scan = Scan::new(original, folded, tokens, sentences, options.locale, language);
    let cues = NameCues::new(&scan, sentences);
    let mut values = Vec::with_capacity(tokens.len() / 8);
    let mut i = 0;
    while i < tokens.len() {
        let Some(found) = Some(i).filter(|i| scan.may_start(*i)).and_then(|i| at(&scan, &cues, i)) else {
            i += 1;
            continue;
        };
        let end = found.end.max(i + 1);
        if let Some(kind) = found.kind {
            let bound = scan.bound(i, end, &kind, found.upper.is_some());
            let mut value = scan.value(i..end, kind, found.upper);
            value.bound = bound;
            // Two tokens may come of one character, as "1" and "6" of "⅙", and each be part of a value: "$⅙ g".
            if values.last().is_none_or(|before: &Value| before.span.end <= value.span.start) {
                values.push(value);
            }
        }
        i = end;
    }
    values
}

/// The longest value that starts with token `i`; of two as long the one named first here.
fn at<'a>(scan: &Scan<'a>, cues: &NameCues<'a>, i: usize) -> Option<Found> {
    if scan.kind(i) == Some(TokenKind::Word) && !scan.glued(i + 1) {
        match scan.start_of_word(i) {
            Start::Name => return scan.name(i, cues),
            Start::Amount => return scan.numeric(i).or_else(|| scan.name(i, cues)),
            Start::Any => {}
        }
    }
    // A date wins over anything longer: the "3" of "3-5 May" is no range of numbers.
    if let Some(found) = scan.date(i) {
        return Some(found);
    }
    match scan.kind(i)? {
        // "p•••@example.com": the domain of a masked address is no address of its own.
        TokenKind::Url if i > 0 && scan.word(i - 1) == "@" => None,
        TokenKind::Url => Some(Found::new(i + 1, ValueKind::Url(url(scan.word(i))))),
        TokenKind::Email => Some(Found::new(i + 1, ValueKind::Email(scan.word(i).to_owned()))),
        TokenKind::Symbol => longest(longest(scan.money_before(i), scan.phone(i)), scan.negative(i)),
        TokenKind::Number => {
            let phone = scan.phone(i);
            let identifier = scan.identifier(i, phone.is_some());
            longest(longest(longest(identifier, phone), scan.time(i)), scan.numeric(i))
        }
        TokenKind::Alnum => {
            let timed = longest(scan.identifier(i, false), scan.time(i));
            longest(longest(timed, scan.numeric(i)), scan.coded_money(i))
        }
        TokenKind::Word => {
            let timed = longest(scan.time(i), scan.identifier(i, false));
            longest(longest(timed, scan.money_before(i)), scan.numeric(i))
                .or_else(|| scan.ordinal(i))
                .or_else(|| scan.name(i, cues))
        }
    }
}

/// The longer of two; the first of two as long.
fn longest(one: Option<Found>, two: Option<Found>) -> Option<Found> {
    match (&one, &two) {
        (Some(one), Some(two)) if two.end <= one.end => {}
        (_, Some(_)) => return two,
        (_, None) => {}
    }
    one
}

/// A web address with its scheme and host in lower case; the path is kept as folded.
fn url(text: &str) -> String {
    text.trim_end_matches(['.', ',', ';', ':', '!', '?', '/', ')']).to_owned()
}
