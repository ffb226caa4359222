//! Words and phrases of English that deny, permit, demand, include, charge or count.

use super::super::index::Term;
use super::super::words::{TermMap, begins, first_word_hash};
use crate::text::index::{Index, hash as word_hash};
use crate::text::word_list;

/// Axes as bits.
pub(super) const INCLUDED: u16 = 1;
pub(super) const FREE: u16 = 1 << 1;
pub(super) const OPEN: u16 = 1 << 2;
pub(super) const AVAILABLE: u16 = 1 << 3;
pub(super) const DUTY: u16 = 1 << 4;
pub(super) const ON: u16 = 1 << 5;
pub(super) const BEFORE: u16 = 1 << 6;
pub(super) const OVER: u16 = 1 << 7;
pub(super) const WITH: u16 = 1 << 9;
pub(super) const SOONER: u16 = 1 << 10;
/// At once, or only from the next turn on.
pub(super) const NOW: u16 = 1 << 11;
/// Axes on which a bare denial says how things stand at the moment, not that something never holds.
pub(super) const OF_THE_MOMENT: u16 = OPEN | AVAILABLE | ON;

/// Of how many something is said, as bits.
pub(super) const ALL: u8 = 1;
pub(super) const SOME: u8 = 2;
pub(super) const ONLY: u8 = 4;
pub(super) const NONE: u8 = 8;
/// Of all times.
pub(super) const EVER: u8 = 16;
/// Of all people.
pub(super) const ANYONE: u8 = 32;
/// Axes of limits: a value stands beside them.
pub(super) const LIMITS: u16 = OVER | SOONER;
/// Axes that say how something is done which is denied altogether.
pub(super) const MANNER: u16 = FREE | BEFORE | OVER | SOONER | WITH;

/// What a word or phrase says.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sign {
    /// Something on an axis.
    Is(u16),
    /// The opposite on an axis.
    IsNot(u16),
    /// Denies.
    Denies,
    /// Denies, and says so of all.
    NoneOf,
    /// May or can: what a plain statement says too.
    Permits,
    /// Of how many.
    Many(u8),
    /// Only under a condition.
    Condition,
    /// Not under a condition.
    Exception,
    /// Nothing.
    Idle,
}

use Sign::{Condition, Denies, Exception, Idle, Is, IsNot, Many, NoneOf, Permits};

/// Words and phrases, folded; the longest that fits counts.
const SIGNS: &[(&str, Sign)] = &[
    ("not", Denies),
    ("no", NoneOf),
    ("cannot", Denies),
    ("nor", Denies),
    ("never", NoneOf),
    ("none", NoneOf),
    ("none of", NoneOf),
    ("neither", NoneOf),
    ("neither of", NoneOf),
    ("nobody", NoneOf),
    ("no one", NoneOf),
    ("not any", NoneOf),
    ("under no circumstances", NoneOf),
    ("in no case", NoneOf),
    ("forbidden", Denies),
    ("prohibited", Denies),
    ("banned", Denies),
    ("impossible", Denies),
    ("unable", Denies),
    ("ineligible", Denies),
    ("turned away", Denies),
    ("refused", Denies),
    ("rejected", Denies),
    ("off limits", Denies),
    ("must not", Denies),
    ("no problem", Idle),
    ("no worries", Idle),
    ("no doubt", Idle),
    ("no matter", Idle),
    ("not only", Idle),
    ("not even", Idle),
    ("whether or not", Idle),
    ("if not", Condition),
    ("not sure", Condition),
    ("not yet", Denies),
    ("no longer", Denies),
    ("can", Permits),
    ("could", Permits),
    ("may", Permits),
    ("able", Permits),
    ("possible", Permits),
    ("allowed", Permits),
    ("permitted", Permits),
    ("welcome", Permits),
    ("eligible", Permits),
    ("included", Is(INCLUDED)),
    ("include", Is(INCLUDED)),
    ("includes", Is(INCLUDED)),
    ("including", Idle),
    ("covered", Is(INCLUDED)),
    ("covers", Is(INCLUDED)),
    ("cover", Is(INCLUDED)),
    ("part of the price", Is(INCLUDED)),
    ("part of the rent", Is(INCLUDED)),
    ("part of the package", Is(INCLUDED)),
    ("part of your booking", Is(INCLUDED)),
    ("part of your plan", Is(INCLUDED)),
    ("part of your rate", Is(INCLUDED)),
    ("part of your rent", Is(INCLUDED)),
    ("comes with", Is(INCLUDED)),
    ("come with", Is(INCLUDED)),
    ("provided", Is(INCLUDED)),
    ("supplied", Is(INCLUDED)),
    ("as well", Idle),
    ("as well as", Idle),
    ("excluded", IsNot(INCLUDED)),
    ("excludes", IsNot(INCLUDED)),
    ("exclude", IsNot(INCLUDED)),
    ("excluding", Idle),
    ("uncovered", IsNot(INCLUDED)),
    ("free", Is(FREE)),
    ("free of charge", Is(FREE)),
    ("for free", Is(FREE)),
    ("at no charge", Is(FREE)),
    ("at no cost", Is(FREE)),
    ("at no extra cost", Is(FREE)),
    ("at no extra charge", Is(FREE)),
    ("at no additional cost", Is(FREE)),
    ("without charge", Is(FREE)),
    ("no charge", Is(FREE)),
    ("no extra charge", Is(FREE)),
    ("no fee", Is(FREE)),
    ("no fees", Is(FREE)),
    ("no extra cost", Is(FREE)),
    ("costs nothing", Is(FREE)),
    ("complimentary", Is(FREE)),
    ("waived", Is(FREE)),
    ("charged", IsNot(FREE)),
    ("charge", IsNot(FREE)),
    ("a charge", IsNot(FREE)),
    ("charges", IsNot(FREE)),
    ("chargeable", IsNot(FREE)),
    ("fee", IsNot(FREE)),
    ("a fee", IsNot(FREE)),
    ("fees", IsNot(FREE)),
    ("cost", IsNot(FREE)),
    ("costs", IsNot(FREE)),
    ("cost extra", IsNot(FREE)),
    ("costs extra", IsNot(FREE)),
    ("extra charge", IsNot(FREE)),
    ("surcharge", IsNot(FREE)),
    ("pay", IsNot(FREE)),
    ("charge a fee", IsNot(FREE)),
    ("pay a fee", IsNot(FREE)),
    ("have to pay", IsNot(FREE)),
    ("has to pay", IsNot(FREE)),
    ("need to pay", IsNot(FREE)),
    ("must pay", IsNot(FREE)),
    ("open to", Permits),
    ("available to", Permits),
    ("available for", Permits),
    ("feel free", Idle),
    ("open", Is(OPEN)),
    ("closed", IsNot(OPEN)),
    ("shut", IsNot(OPEN)),
    ("available", Is(AVAILABLE)),
    ("in stock", Is(AVAILABLE)),
    ("unavailable", IsNot(AVAILABLE)),
    ("out of stock", IsNot(AVAILABLE)),
    ("sold out", IsNot(AVAILABLE)),
    ("fully booked", IsNot(AVAILABLE)),
    ("must", Is(DUTY)),
    ("have to", Is(DUTY)),
    ("has to", Is(DUTY)),
    ("need", Is(DUTY)),
    ("needs", Is(DUTY)),
    ("need to", Is(DUTY)),
    ("needs to", Is(DUTY)),
    ("required", Is(DUTY)),
    ("required to", Is(DUTY)),
    ("requires", Is(DUTY)),
    ("mandatory", Is(DUTY)),
    ("compulsory", Is(DUTY)),
    ("obligatory", Is(DUTY)),
    ("necessary", Is(DUTY)),
    ("optional", IsNot(DUTY)),
    ("voluntary", IsNot(DUTY)),
    ("unnecessary", IsNot(DUTY)),
    ("enabled", Is(ON)),
    ("active", Is(ON)),
    ("activated", Is(ON)),
    ("on by default", Is(ON)),
    ("working", Is(ON)),
    ("working day", Idle),
    ("working days", Idle),
    ("working hours", Idle),
    ("in operation", Is(ON)),
    ("disabled", IsNot(ON)),
    ("inactive", IsNot(ON)),
    ("deactivated", IsNot(ON)),
    ("off by default", IsNot(ON)),
    ("out of order", IsNot(ON)),
    ("out of service", IsNot(ON)),
    ("before", Is(BEFORE)),
    ("prior to", Is(BEFORE)),
    ("after", IsNot(BEFORE)),
    ("following", IsNot(BEFORE)),
    ("over", Is(OVER)),
    ("above", Is(OVER)),
    ("more than", Is(OVER)),
    ("longer than", Is(OVER)),
    ("under", IsNot(OVER)),
    ("below", IsNot(OVER)),
    ("less than", IsNot(OVER)),
    ("fewer than", IsNot(OVER)),
    ("at least", Is(OVER)),
    ("a minimum of", Is(OVER)),
    ("no less than", Is(OVER)),
    ("up to", IsNot(OVER)),
    ("at most", IsNot(OVER)),
    ("a maximum of", IsNot(OVER)),
    ("no more than", IsNot(OVER)),
    ("not more than", IsNot(OVER)),
    ("no later than", Is(SOONER)),
    ("at any time", Many(ALL | EVER)),
    ("at any hour", Many(ALL | EVER)),
    ("round the clock", Many(ALL | EVER)),
    ("around the clock", Many(ALL | EVER)),
    ("day and night", Many(ALL | EVER)),
    ("24 hours a day", Many(ALL | EVER)),
    ("24 / 7", Many(ALL | EVER)),
    ("immediately", Is(NOW)),
    ("right away", Is(NOW)),
    ("straight away", Is(NOW)),
    ("at once", Is(NOW)),
    ("instantly", Is(NOW)),
    ("the minute", Is(NOW)),
    ("the moment", Is(NOW)),
    ("with immediate effect", Is(NOW)),
    ("at the end of", IsNot(NOW)),
    ("from your next", IsNot(NOW)),
    ("on your next", IsNot(NOW)),
    ("with your next", IsNot(NOW)),
    ("until your next", IsNot(NOW)),
    ("from the next", IsNot(NOW)),
    ("with the next", IsNot(NOW)),
    ("whenever you like", Many(ALL | EVER)),
    ("the cover", Idle),
    ("your cover", Idle),
    ("no but", Idle),
    ("from", IsNot(SOONER)),
    ("until", Is(SOONER)),
    ("without", IsNot(WITH)),
    ("all", Many(ALL)),
    ("every", Many(ALL)),
    ("each", Many(ALL)),
    ("always", Many(ALL)),
    ("everyone", Many(ALL | ANYONE)),
    ("everybody", Many(ALL | ANYONE)),
    ("anyone", Many(ALL | ANYONE)),
    ("anybody", Many(ALL | ANYONE)),
    ("both", Many(ALL)),
    ("all year", Idle),
    ("all year round", Idle),
    ("all day", Idle),
    ("all the time", Idle),
    ("at all", Idle),
    ("at all times", Many(ALL)),
    ("in all cases", Many(ALL)),
    ("each other", Idle),
    ("every day", Idle),
    ("every day of the week", Idle),
    ("every time", Idle),
    ("each time", Idle),
    ("first of all", Idle),
    ("not all", Many(SOME)),
    ("not every", Many(SOME)),
    ("not always", Many(SOME)),
    ("not both", Many(SOME)),
    ("some", Many(SOME)),
    ("some of", Many(SOME)),
    ("most", Many(SOME)),
    ("most of", Many(SOME)),
    ("many", Many(SOME)),
    ("several", Many(SOME)),
    ("a few", Many(SOME)),
    ("certain", Many(SOME)),
    ("selected", Many(SOME)),
    ("sometimes", Many(SOME)),
    ("usually", Many(SOME)),
    ("often", Many(SOME)),
    ("generally", Many(SOME)),
    ("partly", Many(SOME)),
    ("only", Many(ONLY)),
    ("only some", Many(ONLY | SOME)),
    ("only one", Many(ONLY | SOME)),
    ("only one of", Many(ONLY | SOME)),
    ("exclusively", Many(ONLY)),
    ("reserved for", Many(ONLY)),
    ("if", Condition),
    ("even if", Idle),
    ("unless", Exception),
    ("except", Exception),
    ("when", Condition),
    ("where", Condition),
    ("provided that", Condition),
    ("provided you", Condition),
    ("against policy", Denies),
    ("against our policy", Denies),
    ("against the rules", Denies),
    ("as long as", Condition),
    ("otherwise", Exception),
    ("depending", Condition),
    ("depends", Condition),
];

/// Bits of first words, by their length and first two bytes: most other words end here.
static FILTER: [u64; 16] = {
    let mut filter = [0; 16];
    let mut at = 0;
    while at < SIGNS.len() {
        #[expect(clippy::indexing_slicing, reason = "evaluated at compile time, below the length")]
        {
            let phrase = SIGNS[at].0.as_bytes();
            let mut length = 0;
            while length < phrase.len() && phrase[length] != b' ' {
                length += 1;
            }
            let second = if length > 1 { phrase[1] } else { 0 };
            let (word, bit) = filter_bit(phrase[0], second, length);
            filter[word] |= bit;
        }
        at += 1;
    }
    filter
};

const fn filter_bit(first: u8, second: u8, length: usize) -> (usize, u64) {
    let key = first as u32 | (second as u32) << 8 | (length as u32) << 16;
    let mixed = key.wrapping_mul(0x9E37_79B1) >> 22;
    ((mixed / 64) as usize, 1 << (mixed % 64))
}

/// Where the phrases with a first word stand.
static BY_FIRST_WORD: Index<1024> = {
    let mut index = Index::new();
    let mut at = 0;
    while at < SIGNS.len() {
        #[expect(clippy::indexing_slicing, reason = "evaluated at compile time, below the length")]
        index.insert(first_word_hash(SIGNS[at].0), at);
        at += 1;
    }
    index
};

/// Stems that say nothing of what a sentence speaks of.
static WEAK: TermMap<256> = TermMap::of(word_list![
    "actual", "addit", "afraid", "alreadi", "also", "case", "certain", "correct", "cours", "easili", "els",
    "enjoy", "everyth", "exact", "extra", "fine", "general", "glad", "good", "great", "happi", "howev",
    "inde", "just", "kindli", "moment", "new", "news", "not", "note", "ok", "part", "regular", "right",
    "simpli", "sorri", "sure", "thing", "today", "too", "unfortun", "usual", "yes", "direct", "offer",
    "type", "kind", "option", "customer", "custom", "whole", "entir", "again", "polici", "ani", "bring",
    "set", "put", "see", "let", "effect", "take", "begin", "still",
]);

/// Words that make one speak of the customer's own case.
pub(super) fn is_own(word: &str) -> bool {
    matches!(word, "your" | "this" | "that" | "it" | "yours" | "anymore" | "longer" | "now")
}

/// Stems of verbs that say where somebody is or goes.
static CARRIERS: TermMap<16> = TermMap::of(word_list!["travel", "ride", "enter", "stay", "fli", "sail"]);

/// Whether a stem is of such a verb.
pub(super) fn is_carrier(stem: Term) -> bool {
    CARRIERS.get(stem).is_some()
}

/// Stems for the turn after which something is so: "at the end of the billing period".
static TURNS: TermMap<32> = TermMap::of(word_list![
    "month", "week", "year", "day", "cycl", "period", "bill", "date", "term", "quarter", "renew", "switch",
]);

/// Whether a stem says only with which turn something begins.
pub(super) fn is_of_a_turn(stem: Term) -> bool {
    TURNS.get(stem).is_some()
}

/// Whether a stem says nothing of what a sentence speaks of.
pub(in crate::checks::hallucination) fn is_weak_stem(stem: Term) -> bool {
    WEAK.get(stem).is_some()
}

/// The longest phrase that `words` begin with, in words.
#[inline]
pub(super) fn sign(words: &[&str]) -> Option<(usize, Sign)> {
    let first = words.first()?;
    let bytes = first.as_bytes();
    let (word, bit) = filter_bit(*bytes.first()?, bytes.get(1).copied().unwrap_or(0), bytes.len());
    if FILTER.get(word).is_some_and(|bits| bits & bit != 0) { longest(words, first) } else { None }
}

/// The longest phrase whose first word is likely to be `first`.
#[inline(never)]
fn longest(words: &[&str], first: &str) -> Option<(usize, Sign)> {
    let mut longest: Option<(usize, Sign)> = None;
    BY_FIRST_WORD.find(word_hash(first.as_bytes()), |at| {
        if let Some((phrase, sign)) = SIGNS.get(at)
            && phrase.as_bytes().first() == first.as_bytes().first()
            && let Some(length) = begins(words, phrase)
            && longest.is_none_or(|(known, _)| length > known)
        {
            longest = Some((length, *sign));
        }
        false
    });
    longest
}

/// Words without which a clause of English is a fragment, if it has none of the signs of a predicate.
static VERBS: crate::text::WordSet<128> = crate::text::WordSet::of(word_list![
    "is", "are", "was", "were", "be", "been", "am", "isn't", "aren't", "has", "have", "had", "does", "do",
    "did", "will", "would", "can", "could", "may", "might", "must", "shall", "should", "we", "you", "i",
    "they", "it's", "we're", "you're", "get", "gets", "let", "offer", "offers", "we'll", "you'll", "we've",
    "you've", "there's", "goes", "come", "comes",
]);

/// Whether a word shows that a clause has a predicate.
pub(super) fn is_verb(word: &str) -> bool {
    VERBS.has(word)
}

/// The days of the week that some words name, one bit for each; "Monday to Friday" names those between, too.
pub(in crate::checks::hallucination) fn week<'t>(words: impl Iterator<Item = &'t str>) -> u8 {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let (mut found, mut last, mut to) = (0_u8, None, false);
    for word in words {
        let bare = word.strip_suffix('s').unwrap_or(word);
        let day = if bare.ends_with("day") { DAYS.iter().position(|day| *day == bare) } else { None };
        match day {
            Some(day) => {
                let from = last.filter(|first| to && *first < day).unwrap_or(day);
                found |= (from..=day).fold(0, |all, day| all | 1 << day);
                (last, to) = (Some(day), false);
            }
            None => {
                to = last.is_some() && matches!(word, "to" | "till" | "until" | "through" | "-" | "\u{2013}");
            }
        }
    }
    found
}
