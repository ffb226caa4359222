//! What the scripts under `training/` read from the engine. Not part of the public interface.

use crate::case::Case;
use crate::checks;
use crate::contract::Request;
use crate::policy::Policy;

/// The names of the features of `scores.grounding`.
pub const GROUNDING: &[&str] = &checks::hallucination::score::NAMES;

/// How many of them speak for support; the rest speak against it.
pub const GROUNDING_FOR: usize = checks::hallucination::score::AGAINST;

/// The features of `scores.grounding` for a request, in thousandths; `None` when the request cannot be read.
pub fn grounding(policy: &Policy, json: &str) -> Option<Vec<u32>> {
    let request = Request::from_json(json).ok()?;
    let mut case = Case::new(&request, &policy.compiled);
    let draft = case.scan_draft(&request.draft);
    case.open_gates(&draft);
    Some(checks::with(&case, &draft, checks::hallucination::features).to_vec())
}
