//! Made by `training/texts/fit.py`; see the data card beside it. Do not edit.

/// What a weight of one is worth, in millionths of a logit.
pub(super) const UNIT: i64 = 31023;

/// The logits of a text without features: no refusal, in part, full; in thousandths.
pub(super) const BASE: [i64; 3] = [3264, -3526, 261];
