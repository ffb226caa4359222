//! The last check before a chatbot's reply reaches a customer.
//!
//! A [`Validator`] is compiled once from a policy and judges each draft with what is known about its conversation. The
//! [`Verdict`] says what to do: send the draft, send the corrected text, or let a person take over.
//!
//! ```
//! use draftgate::{Decision, Request, Source, Turn, Validator};
//!
//! // Compiled once, cheap to clone, shared between threads.
//! let validator = Validator::new("default")?;
//!
//! // A request from JSON: every mistake in it is an error with its path.
//! let request = Request::from_json(
//!     r#"{"draft": "Thanks for waiting. How can I help?",
//!         "turns": [{"role": "customer", "text": "Hello, is anybody there?"}]}"#,
//! )?;
//! let verdict = validator.check(&request);
//! assert_eq!(verdict.decision, Decision::Pass);
//!
//! // The same made by hand: what is not given is not known, never taken for a favourable value.
//! let request = Request::new("Your refund is paid within 3 days.")
//!     .with_turn(Turn::customer("When do I get my refund?"))
//!     .with_source(Source::passage("KB-12", "Refunds are paid within 5 working days."));
//! let verdict = validator.check(&request);
//! match verdict.decision {
//!     Decision::Pass | Decision::Rewrite => {
//!         // What to send: the draft as it is, or corrected.
//!         assert_eq!(verdict.text.as_deref(), Some("Your refund is paid within 5 working days."));
//!     }
//!     // `verdict.escalation` says where the case belongs, and what may be sent meanwhile.
//!     Decision::Escalate => assert!(verdict.text.is_none() && verdict.escalation.is_some()),
//! }
//! for finding in &verdict.findings {
//!     println!("{}: {} ({})", finding.rule_id, finding.message, finding.evidence);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! - [`Library`] compiles policies of your own, alone or on top of the shipped ones.
//! - [`LiveValidator`] holds the validator in force, which can be swapped while checks run.
//! - [`Validator::stream`] judges a draft that is still being written.
//! - [`Validator::prepare`] analyses a knowledge base once whose passages come again and again.
//! - [`Validator::check_json`] takes and gives the JSON of the contract, as every other language does.
//! - [`Request::validate`] holds a request made by hand to the rules of that JSON.
//! - [`audit`] chains verdicts into a log that can be verified and replayed.
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
mod unjudged;
mod validator;
mod vectors;

pub use contract::*;
pub use live::LiveValidator;
pub use policy::{Diagnostic, Library, Policy, PolicyError, PolicyInfo, PolicyMistake, RuleInfo};
pub use span::Span;
pub use stream::{Stream, StreamEvent};
pub use validator::Validator;
