//! The words that values are made of, in one table: a word is looked up once per token.
//!
//! The data stands in `words_*.rs`, folded: lower case, without accents. A word may have several senses.

use super::{Bound, TimeUnit};
use crate::text::Lang;
use crate::text::known::{Known, find};

/// Sets of languages, one bit each.
pub(in crate::text) type Langs = u8;
pub(super) const EN: Langs = 1;
pub(super) const DE: Langs = 2;
pub(super) const FR: Langs = 4;
pub(super) const ES: Langs = 8;
pub(super) const IT: Langs = 16;
pub(super) const NL: Langs = 32;
pub(super) const PT: Langs = 64;
/// Every language, also in a text of another one: units, full month names.
pub(super) const ANY: Langs = 127;
/// The word means something else elsewhere: only when the language of the text is sure.
pub(super) const SURE: Langs = 128;

/// The bit of a language.
pub(super) const fn bit(lang: Lang) -> Langs {
    match lang {
        Lang::En => EN,
        Lang::De => DE,
        Lang::Fr => FR,
        Lang::Es => ES,
        Lang::It => IT,
        Lang::Nl => NL,
        Lang::Pt => PT,
    }
}

/// What a word can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::text) enum Sense {
    /// Below one hundred, or a word that stands for a whole number (`vingt`, `once`).
    Cardinal(u64),
    /// A number with a half, in tenths: `anderthalb` 15.
    Tenths(i64),
    /// Hundred, thousand, million.
    Scale(u64),
    /// `dozen`.
    Dozen,
    /// `half`.
    Half,
    /// `a`, `un`: one, before a unit.
    Article,
    /// `and` inside a number.
    Glue,
    /// `third`, `dritte`.
    Ordinal(i32),
    /// `to` between the ends of a range.
    RangeWord,
    /// `between`.
    Between,
    /// A unit of time.
    Time(TimeUnit),
    /// `working`, `ouvrés`: makes days working days.
    Working,
    /// A unit of measure, canonical.
    Unit(&'static str),
    /// A currency by name or code: ISO code.
    Currency([u8; 3]),
    /// `dollars`, `kr`: which currency depends on the region.
    OpenCurrency(Family),
    /// A hundredth of a currency.
    Minor(Family),
    /// `percent`.
    Percent,
    /// Full name of a month.
    Month(u8),
    /// Abbreviated name of a month, or a full one that is also an ordinary word.
    MonthShort(u8),
    /// A day of the week, 0 = Monday.
    Weekday(u8),
    /// An abbreviated day of the week: only as part of a date.
    WeekdayShort,
    /// `tomorrow`: days from now.
    Day(i32),
    /// `next`, `pasado`: may start a date of several words.
    DateLead,
    /// `noon`: minutes after midnight.
    Clock(u16),
    /// `Uhr`, `o'clock`.
    OClock,
    /// `ago`, `geleden`: after a duration.
    Ago,
    /// A preposition before a month or a year.
    DatePrep,
    /// A preposition before a time of day.
    TimePrep,
    /// `Mr`, `Frau`.
    Honorific,
    /// Announces an identifier.
    IdCue,
    /// `number`, `no.`: between a cue and its identifier.
    IdFill,
    /// Announces a phone number.
    PhoneCue,
    /// A number after it only counts (`step 3`).
    Label,
    /// Never a name, nor the start of one.
    Common,
    /// Inside a name (`de`, `van`).
    NamePart,
}

impl Sense {
    /// The kind of the sense, whatever it says.
    pub(super) const fn kind(self) -> Kinds {
        match self {
            Sense::Cardinal(_) => kinds::CARDINAL,
            Sense::Tenths(_) => kinds::TENTHS,
            Sense::Scale(_) => kinds::SCALE,
            Sense::Dozen => kinds::DOZEN,
            Sense::Half => kinds::HALF,
            Sense::Article => kinds::ARTICLE,
            Sense::Glue => kinds::GLUE,
            Sense::Ordinal(_) => kinds::ORDINAL,
            Sense::RangeWord => kinds::RANGE_WORD,
            Sense::Between => kinds::BETWEEN,
            Sense::Time(_) => kinds::TIME,
            Sense::Working => kinds::WORKING,
            Sense::Unit(_) => kinds::UNIT,
            Sense::Currency(_) => kinds::CURRENCY,
            Sense::OpenCurrency(_) => kinds::OPEN_CURRENCY,
            Sense::Minor(_) => kinds::MINOR,
            Sense::Percent => kinds::PERCENT,
            Sense::Month(_) => kinds::MONTH,
            Sense::MonthShort(_) => kinds::MONTH_SHORT,
            Sense::Weekday(_) => kinds::WEEKDAY,
            Sense::WeekdayShort => kinds::WEEKDAY_SHORT,
            Sense::Day(_) => kinds::DAY,
            Sense::DateLead => kinds::DATE_LEAD,
            Sense::Clock(_) => kinds::CLOCK,
            Sense::OClock => kinds::OCLOCK,
            Sense::Ago => kinds::AGO,
            Sense::DatePrep => kinds::DATE_PREP,
            Sense::TimePrep => kinds::TIME_PREP,
            Sense::Honorific => kinds::HONORIFIC,
            Sense::IdCue => kinds::ID_CUE,
            Sense::IdFill => kinds::ID_FILL,
            Sense::PhoneCue => kinds::PHONE_CUE,
            Sense::Label => kinds::LABEL,
            Sense::Common => kinds::COMMON,
            Sense::NamePart => kinds::NAME_PART,
        }
    }
}

/// A set of kinds of senses.
pub(super) type Kinds = u64;

/// The kinds of senses, whatever they say.
pub(super) mod kinds {
    use super::Kinds;

    pub(in crate::text::values) const CARDINAL: Kinds = 1 << 0;
    pub(in crate::text::values) const TENTHS: Kinds = 1 << 1;
    pub(in crate::text::values) const SCALE: Kinds = 1 << 2;
    pub(in crate::text::values) const DOZEN: Kinds = 1 << 3;
    pub(in crate::text::values) const HALF: Kinds = 1 << 4;
    pub(in crate::text::values) const ARTICLE: Kinds = 1 << 5;
    pub(in crate::text::values) const GLUE: Kinds = 1 << 6;
    pub(in crate::text::values) const ORDINAL: Kinds = 1 << 7;
    pub(in crate::text::values) const RANGE_WORD: Kinds = 1 << 8;
    pub(in crate::text::values) const BETWEEN: Kinds = 1 << 9;
    pub(in crate::text::values) const TIME: Kinds = 1 << 10;
    pub(in crate::text::values) const WORKING: Kinds = 1 << 11;
    pub(in crate::text::values) const UNIT: Kinds = 1 << 12;
    pub(in crate::text::values) const CURRENCY: Kinds = 1 << 13;
    pub(in crate::text::values) const OPEN_CURRENCY: Kinds = 1 << 14;
    pub(in crate::text::values) const MINOR: Kinds = 1 << 15;
    pub(in crate::text::values) const PERCENT: Kinds = 1 << 16;
    pub(in crate::text::values) const MONTH: Kinds = 1 << 17;
    pub(in crate::text::values) const MONTH_SHORT: Kinds = 1 << 18;
    pub(in crate::text::values) const WEEKDAY: Kinds = 1 << 19;
    pub(in crate::text::values) const WEEKDAY_SHORT: Kinds = 1 << 20;
    pub(in crate::text::values) const DAY: Kinds = 1 << 21;
    pub(in crate::text::values) const DATE_LEAD: Kinds = 1 << 22;
    pub(in crate::text::values) const CLOCK: Kinds = 1 << 23;
    pub(in crate::text::values) const OCLOCK: Kinds = 1 << 24;
    pub(in crate::text::values) const AGO: Kinds = 1 << 25;
    pub(in crate::text::values) const DATE_PREP: Kinds = 1 << 26;
    pub(in crate::text::values) const TIME_PREP: Kinds = 1 << 27;
    pub(in crate::text::values) const HONORIFIC: Kinds = 1 << 28;
    pub(in crate::text::values) const ID_CUE: Kinds = 1 << 29;
    pub(in crate::text::values) const ID_FILL: Kinds = 1 << 30;
    pub(in crate::text::values) const PHONE_CUE: Kinds = 1 << 31;
    pub(in crate::text::values) const LABEL: Kinds = 1 << 32;
    pub(in crate::text::values) const COMMON: Kinds = 1 << 33;
    pub(in crate::text::values) const NAME_PART: Kinds = 1 << 34;
}

/// What a value can start with when it is not capitalised.
pub(super) const STARTING: Kinds = kinds::CARDINAL
    | kinds::TENTHS
    | kinds::SCALE
    | kinds::DOZEN
    | kinds::HALF
    | kinds::ARTICLE
    | kinds::ORDINAL
    | kinds::CURRENCY
    | kinds::OPEN_CURRENCY
    | kinds::MONTH
    | kinds::MONTH_SHORT
    | kinds::WEEKDAY
    | kinds::WEEKDAY_SHORT
    | kinds::DAY
    | kinds::DATE_LEAD
    | kinds::CLOCK;

/// A family of currencies that share a name or symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::text) enum Family {
    /// `$`, dollars.
    Dollar,
    /// `£`, pounds.
    Pound,
    /// `kr`, kronor.
    Krona,
    /// `¥`.
    Yen,
    /// `Fr.`.
    Franc,
    /// Pesos.
    Peso,
    /// `cent` of whatever the region pays in.
    Cent,
}

/// One sense of one word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) langs: Langs,
    pub(super) sense: Sense,
}

/// A row of data: words with the same sense, separated by spaces.
pub(in crate::text) type Row = (&'static str, Langs, Sense);

/// All rows of data.
pub(in crate::text) const PARTS: [&[Row]; 4] = [
    super::words_numbers::ROWS,
    super::words_units::ROWS,
    super::words_calendar::ROWS,
    super::words_cues::ROWS,
];

/// How many rows there are, and how many words they hold together.
const COUNTS: (usize, usize) = {
    let (mut rows, mut words) = (0, 0);
    let mut parts: &[&[Row]] = &PARTS;
    while let [part, more @ ..] = parts {
        let mut left: &[Row] = part;
        while let [row, more @ ..] = left {
            words += 1;
            let mut bytes = row.0.as_bytes();
            while let [byte, more @ ..] = bytes {
                words += (*byte == b' ') as usize;
                bytes = more;
            }
            rows += 1;
            left = more;
        }
        parts = more;
    }
    (rows, words)
};

/// How many words all rows hold together.
pub(in crate::text) const OCCURRENCES: usize = COUNTS.1;

/// What each row says of its words.
static ENTRIES: [Entry; COUNTS.0] = {
    let mut out = [Entry { langs: 0, sense: Sense::Common }; COUNTS.0];
    let (mut part, mut row) = (0, 0);
    #[expect(clippy::indexing_slicing, reason = "evaluated at compile time, below the length")]
    while part < PARTS.len() {
        let mut in_part = 0;
        while in_part < PARTS[part].len() {
            let (_, langs, sense) = PARTS[part][in_part];
            out[row] = Entry { langs, sense };
            (row, in_part) = (row + 1, in_part + 1);
        }
        part += 1;
    }
    out
};

/// All senses of a word, in the order of the data.
#[inline]
pub(super) fn entries(known: Known) -> impl Iterator<Item = &'static Entry> {
    known.senses().iter().filter_map(|row| ENTRIES.get(usize::from(*row)))
}

/// All senses of a folded word.
pub(super) fn lookup(word: &str) -> impl Iterator<Item = &'static Entry> {
    entries(find(word))
}

/// A phrase that says how exact a value is meant.
pub(super) struct BoundPhrase {
    /// Folded words, separated by spaces.
    pub(super) words: &'static str,
    pub(super) langs: Langs,
    pub(super) bound: Bound,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn words() -> impl Iterator<Item = (&'static str, Row)> {
        PARTS.into_iter().flatten().flat_map(|row| row.0.split(' ').map(|word| (word, *row)))
    }

    #[test]
    fn the_data_is_folded() {
        for (word, _) in words() {
            assert!(!word.is_empty());
            assert!(
                word.chars().all(|c| !c.is_uppercase() && (c.is_ascii() || "€£¥₹₺₽₩₪₫₦฿₴₱°".contains(c))),
                "{word}"
            );
        }
    }

    #[test]
    fn every_word_has_the_senses_of_its_rows_in_their_order() {
        let mut want: BTreeMap<&str, Vec<Sense>> = BTreeMap::new();
        for (word, row) in words() {
            want.entry(word).or_default().push(row.2);
        }
        for (word, senses) in &want {
            let found: Vec<Sense> = lookup(word).map(|entry| entry.sense).collect();
            assert_eq!(found, *senses, "{word}");
            let longer = format!("{word}e");
            assert_eq!(lookup(&longer).count(), want.get(longer.as_str()).map_or(0, Vec::len), "{longer}");
        }
    }

    #[test]
    fn finds_all_senses() {
        assert!(lookup("second").count() >= 2);
        assert!(lookup("xyzzy").next().is_none());
        assert!(lookup("").next().is_none());
        assert!(lookup(&"a".repeat(100)).next().is_none());
    }
}
