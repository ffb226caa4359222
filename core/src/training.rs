//! What the scripts under `training/` read from the engine. Not part of the public interface.

use crate::case::Case;
use crate::checks;
use crate::contract::Request;
use crate::policy::Policy;
use crate::vectors;

/// The names of the features of `scores.grounding`.
pub const GROUNDING: &[&str] = &checks::hallucination::score::NAMES;

/// How many of them speak for support; the rest speak against it.
pub const GROUNDING_FOR: usize = checks::hallucination::score::AGAINST;

/// The features of `scores.grounding` for a request, in thousandths; `None` when the request cannot be read.
pub fn grounding(policy: &Policy, json: &str) -> Option<Vec<u32>> {
    let request = Request::from_json(json).ok()?;
    let mut case = Case::new(&request, &policy.compiled, None);
    let draft = case.scan_draft(&request.draft);
    case.open_gates(&draft);
    Some(checks::with(&case, &draft, checks::hallucination::features).to_vec())
}

/// What the scorers of texts read from a request.
#[derive(Clone, Debug, Default)]
pub struct TextFeatures {
    /// The features of the draft, for refusals.
    pub refusal: Vec<u32>,
    /// The features of draft and last customer message, for abuse.
    pub abuse: Vec<u32>,
    /// The worst that the rules about abuse found, 0 to 4.
    pub rules: usize,
}

/// The features of the scorers of texts; `None` when the request cannot be read.
pub fn texts(policy: &Policy, json: &str) -> Option<TextFeatures> {
    let request = Request::from_json(json).ok()?;
    let mut case = Case::new(&request, &policy.compiled, None);
    let draft = case.scan_draft(&request.draft);
    case.open_gates(&draft);
    let lang = case.lang.unwrap_or(crate::text::Lang::En);
    let mut found = TextFeatures::default();
    checks::semantic::refusal::features(&draft.text, lang, |feature| found.refusal.push(feature));
    let customer = case.customer_text().map(|said| &said.text);
    checks::hallucination::abuse::features(&draft.text, customer, lang, |feature| found.abuse.push(feature));
    found.rules = checks::hallucination::abuse::worst(&checks::run(&case, &draft));
    Some(found)
}

/// What the scorer of relevance reads from a request.
#[derive(Clone, Debug, Default)]
pub struct RelevanceFeatures {
    /// The features, in thousandths.
    pub features: Vec<i64>,
    /// The numbers of the content words of draft, last customer message and history.
    pub words: [Vec<u64>; 3],
}

/// The features of the scorer of relevance; `None` when the request cannot be read or has no customer message.
pub fn relevance(policy: &Policy, json: &str) -> Option<RelevanceFeatures> {
    let request = Request::from_json(json).ok()?;
    let mut case = Case::new(&request, &policy.compiled, None);
    let draft = case.scan_draft(&request.draft);
    case.open_gates(&draft);
    let lang = case.lang.unwrap_or(crate::text::Lang::En);
    let (features, words) = checks::semantic::relevance::for_training(&case, &draft, lang)?;
    Some(RelevanceFeatures { features, words })
}

/// The numbers of the words of a text, and of its pairs of neighbours: what the table of word vectors is keyed by.
pub fn words(text: &str) -> [Vec<u64>; 2] {
    let text = crate::text::Text::analyse(text, &crate::text::TextOptions::default());
    [vectors::words(&text).collect(), vectors::pairs(&text).collect()]
}
