//! How likely it is that everything the draft asserts is supported: a few features, a weighted sum, a fixed curve.
//! Whole numbers throughout, so that every platform gives the same bits.

use super::Analysis;
use super::score_table::{CONSTANT, WEIGHTS};
use super::values::Standing;
use crate::contract::Score;
use crate::linear::logistic;

/// How many features there are.
pub(crate) const FEATURES: usize = 22;

/// The names of the features, in their order. Each is in thousandths.
#[cfg(any(test, feature = "training"))]
pub(crate) const NAMES: [&str; FEATURES] = [
    "least_share",
    "mean_share",
    "least_share_above_600",
    "least_known",
    "mean_known",
    "least_known_above_800",
    "least_paired",
    "mean_paired",
    "sourced",
    "sourced_above_700",
    "sourced_pairs",
    "values_supported",
    "nothing_asserted",
    "values_contradicted",
    "values_unsupported",
    "values_unknown",
    "fabricated",
    "strangers",
    "reversed",
    "turned",
    "novel_words",
    "assertions",
];

/// The first of the features that speak against support; those before it speak for it.
#[cfg(any(test, feature = "training"))]
pub(crate) const AGAINST: usize = 13;

/// The features of one draft, in thousandths, in the order of [`NAMES`].
pub(crate) type Features = [u32; FEATURES];

/// The features of an analysis.
pub(super) fn features(found: &Analysis) -> Features {
    let count = |n: usize, most: usize| u32::try_from(n.min(most) * 1000 / most).unwrap_or(0);
    let standing =
        |wanted: fn(&Standing) -> bool| found.values.iter().filter(|value| wanted(&value.standing)).count();
    let sentences = u32::try_from(found.sentences.len()).unwrap_or(u32::MAX);
    let over = |part: fn(&super::Asserted) -> u32| {
        let all = || found.sentences.iter().map(part);
        let mean = all().fold(0, u32::saturating_add).checked_div(sentences).unwrap_or(1000);
        (all().min().unwrap_or(1000), mean)
    };
    let (least_share, mean_share) = over(|sentence| sentence.best.map_or(0, |(_, share)| share));
    let (least_known, mean_known) = over(|sentence| sentence.known);
    let (least_paired, mean_paired) = over(|sentence| sentence.paired);
    [
        least_share,
        mean_share,
        least_share.saturating_sub(600) * 5 / 2,
        least_known,
        mean_known,
        least_known.saturating_sub(800) * 5,
        least_paired,
        mean_paired,
        found.sourced.0,
        found.sourced.0.saturating_sub(700) * 10 / 3,
        found.sourced.1,
        count(standing(|s| matches!(s, Standing::Supported(_) | Standing::Derived)), 2),
        if sentences == 0 { 1000 } else { 0 },
        count(standing(|s| matches!(s, Standing::Contradicted { .. })) + found.mixed.len(), 2),
        count(standing(|s| matches!(s, Standing::Unsupported(_) | Standing::Stale(_))), 2),
        count(standing(|s| matches!(s, Standing::Unknown)), 2),
        count(found.fabricated.len(), 2),
        count(found.strangers.len(), 2),
        count(found.reversed.len(), 2),
        count(found.sentences.iter().filter(|sentence| sentence.turned).count(), 2),
        count(found.sentences.iter().map(|sentence| sentence.novel).sum(), 10),
        count(found.sentences.len(), 5),
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
