//! Typed, comparable values in a text: money, percentages, numbers, quantities, dates, times, durations,
//! identifiers, addresses on the web, phone numbers and capitalised names.

use std::ops::Range;

use super::{Sentence, TextOptions, Token};
use crate::span::Span;

/// An exact decimal number: `mantissa * 10^-scale`, normalised so that equal numbers are equal values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    mantissa: i64,
    scale: u8,
}

impl Decimal {
    /// `mantissa * 10^-scale`, normalised: no trailing zero after the decimal mark.
    pub const fn new(mut mantissa: i64, mut scale: u8) -> Decimal {
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        Decimal { mantissa, scale }
    }
}

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
    /// A number with a unit of measure (`45 m2`, `10 GB`), in the unit as written, singular.
    Quantity {
        /// How many.
        amount: Decimal,
        /// Canonical unit (`kg`, `gb`, `km`, `night`, `person`, …).
        unit: &'static str,
    },
    /// A date.
    Date(Date),
    /// A time of day in minutes after midnight.
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
    /// A phone number: digits only, leading `+` kept.
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

/// The values of a text, in order.
pub fn find(
    _original: &str,
    _folded: &str,
    _tokens: &[Token],
    _sentences: &[Sentence],
    _options: &TextOptions,
) -> Vec<Value> {
    Vec::new()
}
