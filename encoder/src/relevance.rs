//! From a request to the probability that its draft answers the customer.

use std::collections::BTreeMap;

use draftgate::{Policy, Request, TurnRole, training};
use serde_json::value::RawValue;

use crate::encoder::{Encoder, EncoderError};
use crate::weights::{NEAR, SHARED, WEIGHTS};

/// The name of the signal.
pub const SIGNAL: &str = "encoder.relevance";

/// Turns before the last customer message that count as history.
const HISTORY: usize = 6;

/// Relevance by an encoder.
pub struct Relevance {
    encoder: Encoder,
    policy: Policy,
}

type Direction = Vec<f32>;

impl Relevance {
    /// Relevance by this encoder. The weights are those of all-MiniLM-L6-v2: another encoder ranks replies as well as it can, but
    /// the number is no probability then.
    ///
    /// # Errors
    /// When draftgate was built without its shipped packs, one of which counts what texts share.
    pub fn new(encoder: Encoder) -> Result<Relevance, EncoderError> {
        Ok(Relevance { encoder, policy: Policy::shipped("semantic")? })
    }

    /// The probability, from 0 to 1 in steps of a ten-thousandth, that the draft of a request (JSON) answers the last customer
    /// message. `None` where the engine's own score knows more: in other languages than English, and after a message that names
    /// nothing ("Hello?"); and where there is no such message, or the request cannot be read.
    ///
    /// # Errors
    /// When the encoder fails.
    pub fn score(&self, request: &str) -> Result<Option<f64>, EncoderError> {
        let Some(found) = training::relevance(&self.policy, request) else { return Ok(None) };
        let Some((shared, [_, ..])) = found.features.split_at_checked(SHARED) else { return Ok(None) };
        let Ok(request) = Request::from_json(request) else { return Ok(None) };
        let customer = |turn: &draftgate::Turn| turn.role == TurnRole::Customer;
        let Some(at) = request.turns.iter().rposition(customer) else { return Ok(None) };
        let said =
            |at: usize| request.turns.get(at).map_or(Ok(Vec::new()), |turn| self.encoder.embed(&turn.text));
        let history = (at.saturating_sub(HISTORY)..at).map(said).collect::<Result<Vec<_>, _>>()?;
        let near = near(&self.encoder.embed(&request.draft)?, &said(at)?, &history);
        let features = shared.iter().map(|thousandths| *thousandths as f64 / 1000.0).chain(near);
        let logit: f64 = features.zip(WEIGHTS).map(|(feature, weight)| feature * weight).sum();
        Ok(Some((10_000.0 / (1.0 + (-logit).exp())).round() / 10_000.0))
    }
}

/// How near the draft is to the last customer message, to what came before, to both, and to the turn before.
fn near(draft: &Direction, asked: &Direction, history: &[Direction]) -> [f64; NEAR] {
    let none = Vec::new();
    let before = history.iter().fold(Vec::new(), |sum, turn| and(&sum, turn));
    let previous = history.last().unwrap_or(&none);
    let (to_asked, to_before) = (cosine(draft, asked), cosine(draft, &before));
    [
        to_asked,
        to_before,
        cosine(draft, &and(asked, &before)),
        cosine(asked, &before),
        (to_asked - 0.5).max(0.0),
        (0.2 - to_asked).max(0.0),
        to_asked.max(to_before),
        cosine(draft, previous),
        cosine(draft, &and(asked, previous)),
    ]
}

/// Both together; nothing adds nothing.
fn and(a: &Direction, b: &Direction) -> Direction {
    match (a.is_empty(), b.is_empty()) {
        (true, _) => b.clone(),
        (_, true) => a.clone(),
        _ => a.iter().zip(b).map(|(a, b)| a + b).collect(),
    }
}

/// The cosine of the angle between two directions; 0 where there is none.
fn cosine(a: &Direction, b: &Direction) -> f64 {
    let dot = |a: &Direction, b: &Direction| -> f64 {
        a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum()
    };
    let lengths = (dot(a, a) * dot(b, b)).sqrt();
    if lengths > 0.0 { dot(a, b) / lengths } else { 0.0 }
}

/// The request (JSON) with one more entry in `signals`; everything else stays as it is written, but for the order of keys.
/// `None` when it is no object, or its signals are none.
pub fn with_signal(request: &str, score: f64) -> Option<String> {
    type Fields<'t> = BTreeMap<String, &'t RawValue>;
    let mut fields: Fields<'_> = serde_json::from_str(request).ok()?;
    let old = fields.get("signals").map_or("null", |raw| raw.get());
    let mut signals = serde_json::from_str::<Option<Fields<'_>>>(old).ok()?.unwrap_or_default();
    let score = RawValue::from_string(score.to_string()).ok()?;
    signals.insert(SIGNAL.to_owned(), &score);
    let signals = serde_json::value::to_raw_value(&signals).ok()?;
    fields.insert("signals".to_owned(), &signals);
    serde_json::to_string(&fields).ok()
}
