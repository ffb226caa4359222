//! The JSON contract: what goes in and what comes out, the same in every language.

pub(crate) mod formats;
pub(crate) mod hint;
pub(crate) mod wire;

mod answer;
mod decode;
mod json;
mod limits;
mod path;
mod problem;
mod request;

#[cfg(test)]
mod tests;

pub use answer::*;
pub use limits::Limits;
pub use problem::*;
pub use request::*;
