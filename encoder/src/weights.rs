//! Weights of the signal `encoder.relevance`, made by `training/encoder/fit.py`; see the data card beside it. Do not edit.

/// Features that the engine counts: what draft and conversation share.
pub(crate) const SHARED: usize = 30;
/// Cosines of the encoder's directions.
pub(crate) const NEAR: usize = 9;

/// One for each feature.
pub(crate) const WEIGHTS: [f64; SHARED + NEAR] = [
    -2.013, 0.098, 0.119, 0.440, 0.120, 1.135, -0.281, -0.826, -0.361, 0.666, -0.718, -0.333, 0.009, 0.113,
    -0.413, 0.327, -2.041, 1.044, -0.672, -0.208, -0.359, -0.173, -0.027, -0.188, 0.302, 0.513, -0.054,
    0.192, -0.242, -0.230, 3.069, -0.714, 1.075, -1.090, 1.335, -0.583, 1.576, 0.215, 2.700,
];
