//! The JSON contract: what goes in and what comes out, the same in every language.

pub(crate) mod formats;
pub(crate) mod hint;
pub(crate) mod wire;

mod answer;
mod build;
mod canonical;
mod decode;
mod json;
mod limits;
mod mended;
mod offsets;
mod ordered;
mod path;
#[cfg(feature = "schema")]
mod patterns;
mod problem;
mod quoted;
mod request;
#[cfg(feature = "schema")]
pub mod schema;

#[cfg(test)]
mod tests;

pub use answer::*;
pub use canonical::{canonical_json, digest, request_digest};
pub use limits::Limits;
pub use problem::*;
pub use quoted::push_json_string;
pub use request::*;
