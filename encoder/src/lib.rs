//! Does a draft answer the customer? Said by a sentence encoder, as a signal for draftgate's requests.
//!
//! The engine's own `scores.relevance` reads sums of word vectors: microseconds, the same bits everywhere. A sentence encoder
//! reads sentences, and costs milliseconds and 90 MB. [`Relevance`] gives what it says together with what the engine counts as
//! one probability, which a request carries in `signals`; the policy says how much it counts. So the engine stays what it is: the
//! same request, signals included, gets the same verdict everywhere, though the encoder's last bits differ between machines.
//!
//! ```no_run
//! use draftgate_encoder::{Encoder, Relevance};
//!
//! let relevance = Relevance::new(Encoder::load("all-MiniLM-L6-v2".as_ref())?)?;
//! let request = r#"{"draft": "Your refund was issued.", "turns": [{"role": "customer", "text": "I want my money back."}]}"#;
//! let signal: Option<f64> = relevance.score(request)?;
//! # Ok::<(), draftgate_encoder::EncoderError>(())
//! ```

#![forbid(unsafe_code)]

mod encoder;
mod relevance;
mod weights;

pub use encoder::{Encoder, EncoderError};
pub use relevance::{Relevance, SIGNAL, with_signal};
