//! Tables of words.

pub(super) mod contractions;
pub(super) mod spelling;
