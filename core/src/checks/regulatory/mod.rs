//! Law and contract: identifiers and whose they are, values that law or record fixes, promises.

mod ability;
pub(crate) mod commitments;
mod conditions;
mod cover;
pub(crate) mod mask;
mod promise_languages;
mod promise_words;
#[cfg(test)]
mod tests;
pub(crate) mod third;
pub(crate) mod values;
