//! Weights of `scores.grounding`, made by `training/grounding/fit.py`; see the data card beside it. Do not edit.

/// The weighted sum of a draft without any feature, in thousandths of the logit.
pub(super) const CONSTANT: i64 = -1815;

/// One weight for each feature, in thousandths of the logit for a feature of 1000.
pub(super) const WEIGHTS: [i64; 22] =
    [699, 102, 0, 290, 0, 0, 0, 0, 1467, 0, 0, 600, 0, -4640, -600, -1777, -1500, -1283, -1200, 0, 0, 0];
