//! How likely it is that everything the draft asserts is supported: a few features, a weighted sum, a fixed curve.
//! Whole numbers throughout, so that every platform gives the same bits.

use super::values::Standing;
use super::{Analysis, SAYS};
use crate::contract::{Score, Severity};
use crate::findings::Sink;
use crate::text::Text;

/// What the score is made of. Shares are in thousandths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Features {
    /// Sentences that assert something.
    pub(super) assertions: u32,
    /// Share of the least supported sentence that one unit holds.
    pub(super) least_share: u32,
    /// The same, on average.
    pub(super) mean_share: u32,
    /// Share of the words of the least known sentence that stand anywhere.
    pub(super) least_known: u32,
    /// Values that the evidence contradicts.
    pub(super) contradicted: u32,
    /// Values that the evidence nowhere gives.
    pub(super) unsupported: u32,
    /// Values about which nothing is known.
    pub(super) unknown: u32,
    /// Values that the evidence gives.
    pub(super) supported: u32,
    /// References known from nowhere.
    pub(super) fabricated: u32,
    /// Names known from nowhere.
    pub(super) strangers: u32,
    /// Statements turned round.
    pub(super) reversed: u32,
}

/// The features of an analysis.
pub(super) fn features(found: &Analysis, _text: &Text) -> Features {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let shares = || found.sentences.iter().map(|sentence| sentence.best.map_or(0, |(_, share)| share));
    let standing = |wanted: fn(&Standing) -> bool| {
        count(found.values.iter().filter(|value| wanted(&value.standing)).count())
    };
    let assertions = count(found.sentences.len());
    Features {
        assertions,
        least_share: shares().min().unwrap_or(1000),
        mean_share: shares().sum::<u32>().checked_div(assertions).unwrap_or(1000),
        least_known: found.sentences.iter().map(|sentence| sentence.known).min().unwrap_or(1000),
        contradicted: standing(|s| matches!(s, Standing::Contradicted { .. })),
        unsupported: standing(|s| matches!(s, Standing::Unsupported(_) | Standing::Stale(_))),
        unknown: standing(|s| matches!(s, Standing::Unknown)),
        supported: standing(|s| matches!(s, Standing::Supported(_) | Standing::Derived)),
        fabricated: count(found.fabricated.len()),
        strangers: count(found.strangers.len()),
        reversed: count(found.reversed.len()),
    }
}

/// The probability, from the weighted sum of the features.
pub(super) fn grounding(features: &Features) -> Score {
    let flag = |n: u32, weight: i64| i64::from(n.min(2)) * weight;
    let share = |share: u32, weight: i64| i64::from(share) * weight / 1000;
    let sum = if features.assertions == 0 { 2500 } else { -1800 }
        + share(features.least_share, 2200)
        + share(features.mean_share, 1200)
        + share(features.least_known, 2200)
        + flag(features.supported, 200)
        + flag(features.contradicted, -2600)
        + flag(features.unsupported, -1400)
        + flag(features.unknown, -500)
        + flag(features.fabricated, -2000)
        + flag(features.strangers, -700)
        + flag(features.reversed, -2200);
    let _ = SAYS;
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
        let plain = Features {
            assertions: 2,
            least_share: 500,
            mean_share: 500,
            least_known: 500,
            ..Features::default()
        };
        let score = |f: &Features| grounding(f).ten_thousandths();
        let base = score(&plain);
        for better in [
            Features { least_share: 700, ..plain.clone() },
            Features { mean_share: 700, ..plain.clone() },
            Features { least_known: 700, ..plain.clone() },
            Features { supported: 1, ..plain.clone() },
        ] {
            assert!(score(&better) > base, "{better:?}");
        }
        for worse in [
            Features { contradicted: 1, ..plain.clone() },
            Features { unsupported: 1, ..plain.clone() },
            Features { unknown: 1, ..plain.clone() },
            Features { fabricated: 1, ..plain.clone() },
            Features { strangers: 1, ..plain.clone() },
            Features { reversed: 1, ..plain.clone() },
        ] {
            assert!(score(&worse) < base, "{worse:?}");
        }
    }
}
