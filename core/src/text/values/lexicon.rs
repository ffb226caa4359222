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
    /// Whether a value can start with a word of this sense that is not capitalised.
    pub(super) const fn starts_value(self) -> bool {
        match self {
            Sense::Cardinal(_)
            | Sense::Tenths(_)
            | Sense::Scale(_)
            | Sense::Dozen
            | Sense::Half
            | Sense::Article
            | Sense::Ordinal(_)
            | Sense::Currency(_)
            | Sense::OpenCurrency(_)
            | Sense::Month(_)
            | Sense::MonthShort(_)
            | Sense::Weekday(_)
            | Sense::WeekdayShort
            | Sense::Day(_)
            | Sense::DateLead
            | Sense::Clock(_) => true,
            Sense::Glue
            | Sense::RangeWord
            | Sense::Between
            | Sense::Time(_)
            | Sense::Working
            | Sense::Unit(_)
            | Sense::Minor(_)
            | Sense::Percent
            | Sense::OClock
            | Sense::Ago
            | Sense::DatePrep
            | Sense::TimePrep
            | Sense::Honorific
            | Sense::IdCue
            | Sense::IdFill
            | Sense::PhoneCue
            | Sense::Label
            | Sense::Common
            | Sense::NamePart => false,
        }
    }
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

/// The entries in order of their words, and the first eight bytes of each as a number: comparing numbers
/// finds a word several times faster than comparing text.
struct Lexicon {
    keys: Vec<u64>,
    entries: Vec<Entry>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
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
    // Stable: senses keep the order of the data. Bytes order as keys do, since no word holds a zero byte.
    entries.sort_by_key(|entry| entry.word);
    Lexicon { keys: entries.iter().map(|entry| key(entry.word)).collect(), entries }
});

fn key(word: &str) -> u64 {
    let mut bytes = [0; 8];
    for (slot, byte) in bytes.iter_mut().zip(word.bytes()) {
        *slot = byte;
    }
    u64::from_be_bytes(bytes)
}

/// All senses of a folded word.
pub(super) fn lookup(word: &str) -> &'static [Entry] {
    if word.len() > LONGEST {
        return &[];
    }
    let table: &'static Lexicon = &LEXICON;
    let key = key(word);
    let start = table.keys.partition_point(|k| *k < key);
    let alike = table.keys.iter().skip(start).take_while(|k| **k == key).count();
    let alike = table.entries.get(start..start + alike).unwrap_or(&[]);
    let skip = alike.iter().take_while(|entry| entry.word != word).count();
    let found = alike.get(skip..).unwrap_or(&[]);
    let count = found.iter().take_while(|entry| entry.word == word).count();
    found.get(..count).unwrap_or(&[])
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
        for entry in &LEXICON.entries {
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
    fn every_word_is_found() {
        for entry in &LEXICON.entries {
            assert!(lookup(entry.word).iter().any(|e| e.sense == entry.sense), "{}", entry.word);
            assert!(lookup(entry.word).iter().all(|e| e.word == entry.word));
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
