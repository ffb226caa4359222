//! The JSON contract: what goes in and what comes out, the same in every language.

pub(crate) mod wire;

mod answer;
mod request;

pub use answer::*;
pub use request::*;
