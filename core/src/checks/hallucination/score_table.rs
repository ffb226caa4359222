//! Weights of `scores.grounding`, made by `training/grounding/fit.py`; see the data card beside it. Do not edit.

/// The weighted sum of a draft without any feature, in thousandths of the logit.
pub(super) const CONSTANT: i64 = 791;

/// One weight for each feature, in thousandths of the logit for a feature of 1000.
pub(super) const WEIGHTS: [i64; 19] = [
    570, 446, 580, 667, 419, 325, -6000, -600, -173, -1500, -860, -1200, -1555, -551, -841, -1413, -1032,
    -802, -1690,
];
