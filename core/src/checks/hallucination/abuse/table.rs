//! Made by `training/texts/fit.py`; see the data card beside it. Do not edit.

/// What a weight of one is worth, in millionths of a logit.
pub(super) const UNIT: i64 = 58743;

/// The logit of a text without features, in thousandths.
pub(super) const BASE: [i64; 1] = [-853];

/// What the worst finding of the rules adds, in thousandths.
pub(super) const RULES: [i64; 5] = [0, 0, 566, 694, 3618];
