//! Trained scorers of texts: words and pairs of neighbouring words, hashed into a small table of weights and added up.
//!
//! A text's features are numbers of 24 bits: a slot of the table, and what is left of them as a tag. A feature counts once
//! however often it occurs, so a long text does not outweigh a clear one. Whole numbers throughout, so that every
//! platform gives the same bits. The tables come from the scripts under `training/`, which read the features from
//! this code.

use crate::contract::Score;
use crate::text::{Lang, Text};

/// The longest text, in tokens, of which every word counts.
const MOST: usize = 600;

/// Weights by feature, one list for each score of the model.
pub(crate) struct Model<const SCORES: usize> {
    /// A power of two slots of `1 + SCORES` bytes: a tag, and the weights of the feature that it tells from most others
    /// of the slot. A feature that was not worth a weight rarely meets one, so that small tables do as well as large ones.
    pub(crate) slots: &'static [u8],
    /// What a weight of one is worth, in millionths of a logit.
    pub(crate) unit: i64,
    /// The logits of a text without features, in thousandths.
    pub(crate) base: [i64; SCORES],
}

/// Adds the features of a text into logits.
pub(crate) struct Sum<'m, const SCORES: usize> {
    model: &'m Model<SCORES>,
    seen: [u64; SEEN],
    sums: [i64; SCORES],
}

/// Words of 64 bits that remember which slots of the largest table have been seen.
const SEEN: usize = 256;

impl<const SCORES: usize> Model<SCORES> {
    /// A sum to add features to.
    pub(crate) fn sum(&self) -> Sum<'_, SCORES> {
        Sum { model: self, seen: [0; SEEN], sums: [0; SCORES] }
    }
}

impl<const SCORES: usize> Sum<'_, SCORES> {
    /// Counts a feature, once.
    pub(crate) fn add(&mut self, feature: u32) {
        let size = self.model.slots.len() / (1 + SCORES);
        let feature = usize::try_from(feature).unwrap_or(0);
        let at = feature & size.saturating_sub(1);
        let Some([tag, weights @ ..]) = self.model.slots.get(at * (1 + SCORES)..(at + 1) * (1 + SCORES))
        else {
            return;
        };
        // 0 is an empty slot.
        if usize::from(*tag) != feature.checked_div(size).unwrap_or(0) % 255 + 1 {
            return;
        }
        let Some(seen) = self.seen.get_mut(at / 64) else { return };
        let bit = 1_u64 << (at % 64);
        if *seen & bit != 0 {
            return;
        }
        *seen |= bit;
        for (sum, weight) in self.sums.iter_mut().zip(weights) {
            *sum += i64::from(i8::from_le_bytes([*weight]));
        }
    }

    /// The logits, in thousandths.
    pub(crate) fn logits(&self) -> [i64; SCORES] {
        let mut logits = self.model.base;
        for (logit, sum) in logits.iter_mut().zip(self.sums) {
            *logit += sum * self.model.unit / 1000;
        }
        logits
    }
}

/// Two numbers as one.
pub(crate) const fn mix(one: u64, two: u64) -> u64 {
    (one.rotate_left(23) ^ two).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The upper 24 bits: the lower ones of a product are weak.
const fn feature(number: u64) -> u32 {
    (number >> 40) as u32
}

/// The words of a text as numbers.
pub(crate) fn numbers(text: &Text, lang: Lang) -> impl Iterator<Item = u64> {
    text.words(lang).iter().map(|word| word.written).filter(|written| *written != 0).take(MOST)
}

/// Gives the words of a text and the pairs of neighbours to `each`. `zone` keeps the features of different places apart
/// ("first sentence", "what the customer said").
pub(crate) fn words(text: &Text, lang: Lang, zone: impl Fn(usize) -> u64, mut each: impl FnMut(u32)) {
    let mut before = 0;
    for (at, word) in text.words(lang).iter().enumerate().filter(|(_, word)| word.written != 0).take(MOST) {
        let zone = zone(at);
        each(feature(mix(word.written, zone)));
        each(pair(before, word.written, zone));
        before = word.written;
    }
}

/// The feature of two words.
pub(crate) const fn pair(one: u64, two: u64, zone: u64) -> u32 {
    feature(mix(mix(one, two), zone))
}

/// A feature that says how large something is, by doublings.
pub(crate) fn magnitude(name: u64, size: usize) -> u32 {
    feature(mix(name, u64::from(size.checked_ilog2().map_or(0, |log| log + 1))))
}

/// The logistic curve at thousandths, by steps of a quarter with straight lines between them.
pub(crate) fn logistic(x: i64) -> Score {
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
