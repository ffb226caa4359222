//! How likely it is that everything the draft asserts is supported: a few features, a weighted sum, a fixed curve.
//! Whole numbers throughout, so that every platform gives the same bits.

use super::Analysis;
use super::score_table::{CONSTANT, WEIGHTS};
use super::values::Standing;
use crate::contract::{Score, Severity};
use crate::findings::Sink;

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

/// The logistic curve at thousandths, by steps of a quarter with straight lines between them.
pub(super) fn logistic(x: i64) -> Score {
    /// `1 / (1 + exp(-x))` in ten-thousandths at 0, 0.25, 0.5, …, 6.
    const CURVE: [i64; 25] = [
        5000, 5622, 6225, 6792, 7311, 7773, 8176, 8520, 8808, 9047, 9241, 9399, 9526, 9627, 9707, 9770, 9820,
        9859, 9890, 9914, 9933, 9948, 9959, 9968, 9975,
    ];
    let magnitude = x.unsigned_abs().min(5999);
    let at = usize::try_from(magnitude / 250).unwrap_or(23);
    let rest = i64::try_from(magnitude % 250).unwrap_or(0);
    let low = CURVE.get(at).copied().unwrap_or(9975);
    let high = CURVE.get(at + 1).copied().unwrap_or(9975);
    let value = low + (high - low) * rest / 250;
    let value = if x < 0 { 10_000 - value } else { value };
    Score::from_ten_thousandths(u16::try_from(value).unwrap_or(0))
}

/// The probability that the draft is abusive or demeaning, from the rules about it that spoke.
pub(super) fn toxicity(sink: &Sink<'_>) -> Score {
    let worst = sink
        .findings
        .iter()
        .filter(|finding| {
            let id = finding.rule.rule.id.as_str();
            id.starts_with("hallucination.abuse.") || id.starts_with("hallucination.bias.")
        })
        .map(|finding| match finding.rule.rule.severity {
            Severity::Critical => 9500,
            Severity::Error => 8500,
            // Rough words alone are no abuse of anybody.
            Severity::Warning => 4500,
            Severity::Info => 2000,
        })
        .max();
    Score::from_ten_thousandths(worst.unwrap_or(0))
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
