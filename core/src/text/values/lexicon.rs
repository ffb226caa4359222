//! The words that values are made of, in one sorted table: a word is looked up once per token.
//!
//! The data stands in `words_*.rs`, folded: lower case, without accents. A word may have several senses.

use std::sync::LazyLock;

use super::{Bound, TimeUnit};
use crate::text::Lang;

/// Sets of languages, one bit each.
pub(super) type Langs = u8;
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
pub(super) enum Sense {
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

/// A family of currencies that share a name or symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
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
    pub(super) word: &'static str,
    pub(super) langs: Langs,
    pub(super) sense: Sense,
}

/// A row of data: words with the same sense, separated by spaces.
pub(super) type Row = (&'static str, Langs, Sense);

/// Longer words are not in the table.
pub(super) const LONGEST: usize = 24;

static LEXICON: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let rows = [
        super::words_numbers::ROWS,
        super::words_units::ROWS,
        super::words_calendar::ROWS,
        super::words_cues::ROWS,
    ];
    let mut entries: Vec<Entry> = Vec::new();
    for (words, langs, sense) in rows.into_iter().flatten() {
        entries.extend(words.split(' ').map(|word| Entry { word, langs: *langs, sense: *sense }));
    }
    // Stable: senses keep the order of the data.
    entries.sort_by_key(|entry| entry.word);
    entries
});

/// All senses of a folded word.
pub(super) fn lookup(word: &str) -> &'static [Entry] {
    if word.len() > LONGEST {
        return &[];
    }
    let table: &'static [Entry] = &LEXICON;
    let start = table.partition_point(|entry| entry.word < word);
    let rest = table.get(start..).unwrap_or(&[]);
    let count = rest.iter().take_while(|entry| entry.word == word).count();
    rest.get(..count).unwrap_or(&[])
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
    use super::*;

    #[test]
    fn the_data_is_folded_and_short_enough() {
        for entry in LEXICON.iter() {
            assert!(!entry.word.is_empty() && entry.word.len() <= LONGEST, "{:?}", entry.word);
            assert!(
                entry
                    .word
                    .chars()
                    .all(|c| !c.is_uppercase() && (c.is_ascii() || "€£¥₹₺₽₩₪₫₦฿₴₱°".contains(c))),
                "{}",
                entry.word
            );
        }
    }

    #[test]
    fn finds_all_senses() {
        assert!(lookup("second").len() >= 2);
        assert!(lookup("xyzzy").is_empty());
        assert!(lookup("").is_empty());
        assert!(lookup(&"a".repeat(100)).is_empty());
    }
}
