//! Weights of `scores.grounding`, made by `training/grounding/fit.py`; see the data card beside it. Do not edit.

/// The weighted sum of a draft without any feature, in thousandths of the logit.
pub(super) const CONSTANT: i64 = -62;

/// One weight for each feature, in thousandths of the logit for a feature of 1000.
pub(super) const WEIGHTS: [i64; 27] = [
    669, 0, 0, 125, 0, 0, 0, 0, 384, 0, 0, 0, 598, 819, 650, 0, -6000, -600, -986, -1500, -1738, -1200, 0, 0,
    0, -1123, -1423,
];
