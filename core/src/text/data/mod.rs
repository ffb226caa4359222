//! Language data of the analysis.

pub(super) mod abbreviations;
pub(super) mod clauses;
pub(super) mod endings;
pub(super) mod function_words;
pub(super) mod irregular;
pub(super) mod tlds;
pub(super) mod trigrams;
