//! Weights of `scores.grounding`, made by `training/grounding/fit.py`; see the data card beside it. Do not edit.

/// The weighted sum of a draft without any feature, in thousandths of the logit.
pub(super) const CONSTANT: i64 = -721;

/// One weight for each feature, in thousandths of the logit for a feature of 1000.
pub(super) const WEIGHTS: [i64; 22] =
    [432, 0, 0, 335, 0, 0, 0, 0, 1186, 0, 0, 353, 0, -2978, -600, -1323, -1500, -1614, -1200, -63, 0, 0];
