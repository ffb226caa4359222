//! The last check before a chatbot's reply reaches a customer.
#![forbid(unsafe_code)]

pub mod contract;
pub mod entities;
pub mod policy;
mod span;
pub mod text;

pub use contract::*;
pub use span::Span;
