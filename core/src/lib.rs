//! The last check before a chatbot's reply reaches a customer.
#![forbid(unsafe_code)]

pub mod audit;
mod case;
mod checks;
mod complexity;
pub mod contract;
mod decide;
mod demands;
pub mod entities;
mod evidence;
mod facts;
mod findings;
mod fixes;
mod gates;
mod knowledge;
mod linear;
mod literals;
mod live;
mod local_time;
mod matching;
mod order;
pub mod policy;
mod probe;
mod rewrite;
mod roster;
mod scan;
mod span;
mod stream;
mod template;
pub mod text;
#[cfg(feature = "training")]
pub mod training;
mod validator;
mod vectors;

pub use contract::*;
pub use live::LiveValidator;
pub use policy::{Diagnostic, Library, Policy, PolicyError, PolicyInfo, PolicyMistake, RuleInfo};
pub use span::Span;
pub use stream::{Stream, StreamEvent};
pub use validator::Validator;
