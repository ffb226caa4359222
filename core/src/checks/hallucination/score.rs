//! How likely it is that everything the draft asserts is supported: a few features, a weighted sum, a fixed curve.
//! Whole numbers throughout, so that every platform gives the same bits.

use super::Analysis;
use super::index::{Index, Term};
use super::postings::{Number, Postings, gives};
use super::score_table::{CONSTANT, WEIGHTS};
use super::values::Standing;
use super::words::{TermMap, spread};
use crate::contract::Score;
use crate::linear::logistic;
use crate::order::Order as _;
use crate::text::{Lang, Text, word_list};

/// How many features there are.
pub(crate) const FEATURES: usize = 19;

/// The names of the features, in their order. Each is in thousandths.
#[cfg(any(test, feature = "training"))]
pub(crate) const NAMES: [&str; FEATURES] = [
    "mean_share",
    "sourced",
    "covered_or_said",
    "values_supported",
    "copied_above_400",
    "linked",
    "values_contradicted",
    "values_unsupported",
    "values_unknown",
    "fabricated",
    "strangers",
    "reversed",
    "contradicted",
    "lone_run",
    "new_name",
    "new_numbers",
    "new_negations",
    "first_person",
    "evidence_size",
];

/// The first of the features that speak against support; those before it speak for it.
#[cfg(any(test, feature = "training"))]
pub(crate) const AGAINST: usize = 6;

/// The features of one draft, in thousandths, in the order of [`NAMES`].
pub(crate) type Features = [u32; FEATURES];

/// What the whole draft shares with the evidence, its questions and courtesies too, in thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Covered {
    /// Share of its content words that stand in the evidence or in the conversation.
    said: u32,
    /// Share of its words that speak of the speaker.
    first_person: u32,
    /// How much sources and facts hold, by doublings: the more they hold, the less a common word says.
    size: u32,
}

/// Words of the speaker about the speaker, folded.
static FIRST_PERSON: TermMap<32> = TermMap::of(word_list![
    "i", "i'm", "i've", "i'd", "i'll", "my", "me", "mine", "myself", "ich", "je", "yo", "io", "ik", "eu",
]);

/// Doublings of the evidence that count as the whole.
const DOUBLINGS: u32 = 12;

impl Covered {
    /// Counts the words of the draft, of which `all` are the content words.
    pub(super) fn of(text: &Text, lang: Lang, all: &[Number], postings: &Postings<'_>) -> Covered {
        let said = all.iter().filter(|number| !postings.is_nowhere(**number)).count();
        let words = text.words(lang).iter().filter(|word| word.written != 0);
        let (mut count, mut own) = (0, 0);
        for word in words {
            count += 1;
            own += usize::from(FIRST_PERSON.get(word.written).is_some());
        }
        let share = |part: usize, whole: usize| u32::try_from(part * 1000 / whole.max(1)).unwrap_or(0);
        Covered {
            said: if all.is_empty() { 1000 } else { share(said, all.len()) },
            first_person: share(own, count),
            size: (doublings(postings.index) * 1000 / DOUBLINGS).min(1000),
        }
    }
}

/// How often the different terms of the units of sources and facts in force, each unit for itself, can be halved.
fn doublings(index: &Index) -> u32 {
    let own = index.units().iter().filter(|unit| gives(unit)).map(|unit| distinct(index.terms_of(unit)));
    own.sum::<usize>().checked_ilog2().map_or(0, |log| log + 1)
}

/// Places of a table for the terms of one unit; a power of two.
const PLACES: usize = 64;

/// How many different terms these are.
fn distinct(terms: &[Term]) -> usize {
    if terms.len() * 2 > PLACES {
        let mut terms = terms.to_vec();
        terms.order();
        terms.dedup();
        return terms.len();
    }
    // 0 is no term.
    let mut places: [Term; PLACES] = [0; PLACES];
    let is_new = |term: &&Term| {
        let mut at = spread(**term) % PLACES;
        while let Some(place) = places.get_mut(at) {
            match *place {
                0 => {
                    *place = **term;
                    return true;
                }
                known if known == **term => return false,
                _ => at = (at + 1) % PLACES,
            }
        }
        false
    };
    terms.iter().filter(is_new).count()
}

/// The features of an analysis.
pub(super) fn features(found: &Analysis) -> Features {
    let count = |n: usize, most: usize| u32::try_from(n.min(most) * 1000 / most).unwrap_or(0);
    let standing =
        |wanted: fn(&Standing) -> bool| found.values.iter().filter(|value| wanted(&value.standing)).count();
    let sentences = u32::try_from(found.sentences.len()).unwrap_or(u32::MAX);
    let shares = || found.sentences.iter().map(|sentence| sentence.best.map_or(0, |(_, share)| share));
    let mean_share = shares().fold(0, u32::saturating_add).checked_div(sentences).unwrap_or(1000);
    [
        mean_share,
        found.sourced,
        found.covered.said,
        count(standing(|s| matches!(s, Standing::Supported(_) | Standing::Derived)), 2),
        found.wording.copied.saturating_sub(400) * 5 / 3,
        found.wording.linked,
        count(standing(|s| matches!(s, Standing::Contradicted { .. })) + found.mixed.len(), 2),
        count(standing(|s| matches!(s, Standing::Unsupported(_) | Standing::Stale(_))), 2),
        count(standing(|s| matches!(s, Standing::Unknown)), 2),
        count(found.fabricated.len(), 2),
        count(found.strangers.len(), 2),
        count(found.reversed.len() + found.denied.len(), 2),
        count(found.contradicted.len(), 2),
        found.wording.lone_run,
        count(usize::from(found.wording.new_name), 1),
        count(found.wording.new_numbers, 2),
        count(found.wording.new_negations, 2),
        found.covered.first_person,
        found.covered.size,
    ]
}

/// The probability, from the weighted sum of the features.
pub(super) fn grounding(features: &Features) -> Score {
    let sum = features
        .iter()
        .zip(WEIGHTS)
        .fold(CONSTANT, |sum, (feature, weight)| sum + i64::from(*feature) * weight / 1000);
    logistic(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_rises_and_is_symmetric() {
        let at = |x: i64| logistic(x).ten_thousandths();
        assert_eq!(at(0), 5000);
        assert!((-7000..7000).step_by(50).all(|x| at(x) <= at(x + 50)));
        assert!((0..7000).step_by(50).all(|x| at(x) + at(-x) == 10_000));
    }

    #[test]
    fn more_support_never_lowers_the_score_and_more_faults_never_raise_it() {
        for (n, weight) in WEIGHTS.into_iter().enumerate() {
            assert!(if n < AGAINST { weight >= 0 } else { weight <= 0 }, "{}", NAMES[n]);
        }
        let middle = [500; FEATURES];
        for n in 0..FEATURES {
            let mut more = middle;
            more[n] = 1000;
            let (less, more) = (grounding(&middle), grounding(&more));
            assert!(if n < AGAINST { more >= less } else { more <= less }, "{}", NAMES[n]);
        }
    }
}
