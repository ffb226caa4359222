//! Weights of `scores.grounding`, made by `training/grounding/fit.py`; see the data card beside it. Do not edit.

/// The weighted sum of a draft without any feature, in thousandths of the logit.
pub(super) const CONSTANT: i64 = 813;

/// One weight for each feature, in thousandths of the logit for a feature of 1000.
pub(super) const WEIGHTS: [i64; 19] = [
    593, 434, 544, 659, 372, 310, -6000, -600, -299, -1500, -852, -1200, -1646, -561, -901, -1566, -1052,
    -729, -1674,
];
