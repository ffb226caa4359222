//! Weights of `scores.grounding`, made by `training/grounding/fit.py`; see the data card beside it. Do not edit.

/// The weighted sum of a draft without any feature, in thousandths of the logit.
pub(super) const CONSTANT: i64 = -1837;

/// One weight for each feature, in thousandths of the logit for a feature of 1000.
pub(super) const WEIGHTS: [i64; 22] =
    [633, 99, 0, 280, 0, 0, 0, 0, 1524, 0, 19, 402, 0, -4304, -600, -1403, -1500, -1250, -1200, 0, 0, 0];
