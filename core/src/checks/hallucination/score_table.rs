//! Weights of `scores.grounding`, made by `training/grounding/fit.py`; see the data card beside it. Do not edit.

/// The weighted sum of a draft without any feature, in thousandths of the logit.
pub(super) const CONSTANT: i64 = 818;

/// One weight for each feature, in thousandths of the logit for a feature of 1000.
pub(super) const WEIGHTS: [i64; 19] = [
    580, 439, 541, 654, 370, 306, -6000, -600, -324, -1500, -851, -1200, -1633, -558, -890, -1457, -1048,
    -712, -1667,
];
