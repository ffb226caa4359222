//! Law and contract: identifiers and whose they are, values that law or record fixes, promises.

pub(crate) mod commitments;
mod cover;
pub(crate) mod mask;
mod promise_words;
pub(crate) mod third;
#[cfg(test)]
mod tests;
pub(crate) mod values;
