//! Weights of `scores.grounding`, made by `training/grounding/fit.py`; see the data card beside it. Do not edit.

/// The weighted sum of a draft without any feature, in thousandths of the logit.
pub(super) const CONSTANT: i64 = -716;

/// One weight for each feature, in thousandths of the logit for a feature of 1000.
pub(super) const WEIGHTS: [i64; 22] =
    [432, 0, 0, 334, 0, 0, 0, 0, 1181, 0, 0, 356, 0, -4000, -600, -1310, -1500, -1607, -1200, -62, 0, 0];
