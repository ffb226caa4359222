//! Weights of `scores.grounding`, made by `training/grounding/fit.py`; see the data card beside it. Do not edit.

/// The weighted sum of a draft without any feature, in thousandths of the logit.
pub(super) const CONSTANT: i64 = -43;

/// One weight for each feature, in thousandths of the logit for a feature of 1000.
pub(super) const WEIGHTS: [i64; 27] = [
    789, 0, 0, 73, 0, 0, 0, 0, 372, 0, 0, 0, 584, 919, 602, 0, -6000, -600, -956, -1500, -1824, -1200, 0, 0,
    0, -1217, -1556,
];
