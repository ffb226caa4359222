//! What comes out: a verdict with its findings, or the reasons why the request could not be read.
//!
//! Its types may gain fields. They are read back from their JSON; fields that this version does not know are errors, since
//! a digest over the rest would not hold. What a verdict decides by (decisions, actions, severities, layers) is fixed by the
//! contract: a `match` on it needs no arm for what may come.

use serde::{Deserialize, Serialize};

use super::problem::RequestProblem;
use super::wire::wire_enum;
use crate::span::Span;

wire_enum! {
    /// What to do with the draft.
    pub enum Decision {
        /// Send the draft as it is.
        Pass = "pass",
        /// Send the corrected text.
        Rewrite = "rewrite",
        /// A person takes over.
        Escalate = "escalate",
    }
}

wire_enum! {
    /// Which family of checks speaks.
    pub enum Layer {
        /// Does it answer this customer, in this conversation.
        Semantic = "semantic",
        /// Law and contract.
        Regulatory = "regulatory",
        /// House style.
        Brand = "brand",
        /// Truth against the evidence.
        Hallucination = "hallucination",
    }
}

wire_enum! {
    /// How much harm a finding means.
    pub enum Severity {
        /// Worth knowing.
        Info = "info",
        /// Should not be, but harms nobody.
        Warning = "warning",
        /// Harms a customer or breaks a rule.
        Error = "error",
        /// Grave harm.
        Critical = "critical",
    }
}

wire_enum! {
    /// What the policy wants done about a finding.
    pub enum Action {
        /// Say so.
        Note = "note",
        /// Correct it.
        Rewrite = "rewrite",
        /// Hand over to a person.
        Escalate = "escalate",
    }
}

wire_enum! {
    /// Who may apply a fix.
    pub enum Applicability {
        /// Nobody: it only shows what could be.
        Display = "display",
        /// A person.
        Unsafe = "unsafe",
        /// The engine.
        Safe = "safe",
    }
}

wire_enum! {
    /// What became of a layer.
    pub enum LayerStatus {
        /// All its checks ran.
        Ran = "ran",
        /// It was not asked for.
        Skipped = "skipped",
        /// It could not do its work.
        Failed = "failed",
    }
}

wire_enum! {
    /// How hard a case is, for routing and staffing.
    pub enum Complexity {
        /// One question, one answer.
        Low = "low",
        /// Several questions, a dispute, a calculation, a rule of law, or displeasure.
        Medium = "medium",
        /// Danger, regulated decisions, conflicting evidence, repeated contact.
        High = "high",
    }
}

wire_enum! {
    /// How soon a person must look.
    pub enum Priority {
        /// Within days.
        Low = "low",
        /// The same day.
        Normal = "normal",
        /// Within the hour.
        High = "high",
        /// Now.
        Urgent = "urgent",
    }
}

/// A number between 0 and 1, kept in ten-thousandths so that it is the same on every platform.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(u16);

impl Score {
    /// Certain.
    pub const ONE: Score = Score(10_000);
    /// Impossible.
    pub const ZERO: Score = Score(0);

    /// From ten-thousandths; more than 10,000 is taken as 1.
    pub const fn from_ten_thousandths(n: u16) -> Score {
        Score(if n > 10_000 { 10_000 } else { n })
    }

    /// From hundredths; more than 100 is taken as 1.
    pub const fn from_percent(n: u8) -> Score {
        Score(if n > 100 { 10_000 } else { n as u16 * 100 })
    }

    /// In ten-thousandths.
    pub const fn ten_thousandths(self) -> u16 {
        self.0
    }

    /// As a float, for display.
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 10_000.0
    }
}

impl Serialize for Score {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.as_f64())
    }
}

impl<'de> Deserialize<'de> for Score {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Score, D::Error> {
        let number = f64::deserialize(deserializer)?;
        // The nearest; whoever wrote another number did not write a score.
        let score = Score::from_ten_thousandths((number * 10_000.0).round() as u16);
        if score.as_f64() == number {
            Ok(score)
        } else {
            Err(serde::de::Error::custom("a score is a number from 0 to 1 with at most four decimals"))
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Score {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Score".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "minimum": 0, "maximum": 1 })
    }
}

/// Where a rule comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Citation {
    /// The law, rule book or contract.
    pub instrument: String,
    /// Article, section or paragraph.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Where to read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// `V1` read in the primary text, `V2` in a secondary source, `M` general knowledge.
    pub evidence: String,
    /// When it was last verified, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified_on: Option<String>,
}

/// A piece of evidence for or against a statement: exactly one of `source`, `fact` and `turn` is set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Support {
    /// Id of a source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Path into the facts, such as `order.refund_total`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fact: Option<String>,
    /// Index of a turn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turn: Option<usize>,
    /// What it says.
    pub text: String,
    /// Where in the source or turn it stands, in the caller's unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// The new text; empty for a deletion.
    pub content: String,
}

/// A correction: edits that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Fix {
    /// What it does, in a few words.
    pub title: String,
    /// Who may apply it.
    pub applicability: Applicability,
    /// What changes, in order, never overlapping.
    pub edits: Vec<Edit>,
}

/// Something a check has to say about the draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Finding {
    /// `<layer>.<topic>.<name>`, never renamed once shipped.
    pub rule_id: String,
    /// The layer of the rule.
    pub layer: Layer,
    /// How much harm.
    pub severity: Severity,
    /// What the policy wants.
    pub action: Action,
    /// Where in the original draft; empty at the end when the whole draft is meant.
    pub span: Span,
    /// The text at `span`.
    pub evidence: String,
    /// Why, in words a customer-service lead understands.
    pub message: String,
    /// What speaks for or against.
    pub support: Vec<Support>,
    /// How to correct it.
    pub fix: Option<Fix>,
    /// Where the rule comes from.
    pub citation: Option<Citation>,
    /// `id@version` of the policy that holds the rule.
    pub policy: String,
    /// How sure the check is.
    pub confidence: Score,
}

/// One reason for the decision: a code and the findings behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Reason {
    /// Snake-case word, such as `contradicts_fact`.
    pub code: String,
    /// The rule, or `null` when no rule but the engine speaks (a failed layer, say).
    pub rule_id: Option<String>,
    /// Indices into `findings`.
    pub findings: Vec<usize>,
}

/// How the case goes to a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Escalation {
    /// Snake-case word, such as `human_requested`.
    pub code: String,
    /// Where the case belongs.
    pub queue: String,
    /// How soon.
    pub priority: Priority,
    /// What the person must know.
    pub summary: String,
    /// May be sent while a person takes over; has itself passed every check.
    pub holding_text: Option<String>,
    /// The reply may go out then, RFC 3339.
    pub not_before: Option<String>,
    /// The approved template that the channel demands.
    pub template: Option<String>,
}

/// What became of one layer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LayerReport {
    /// Which.
    pub layer: Layer,
    /// What became of it.
    pub status: LayerStatus,
    /// Why it did not run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// Something no check could judge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Unchecked {
    /// What: `sentence`, `value`, `rule`, `source`, `language`, …; of what a request leaves unsaid, its field (`role`,
    /// `channel`, `signal_my_model`); of what is wrong with a request made by hand, its path.
    pub what: String,
    /// Where in the draft.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// The rule that could not be applied.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule_id: Option<String>,
    /// Why: `no_source`, `no_now`, `no_time_zone`, `not_given`, `language_not_supported`, `over_limit`, ….
    pub why: String,
}

/// The scores of the draft; `null` where there is nothing to judge against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Scores {
    /// Calibrated probability that everything asserted is supported.
    pub grounding: Option<Score>,
    /// Probability that the draft answers the last customer turn.
    pub relevance: Option<Score>,
    /// Probability that it contradicts nothing said earlier.
    pub consistency: Option<Score>,
    /// Probability that it is abusive or demeaning.
    pub toxicity: Option<Score>,
}

/// What makes the verdict reproducible and verifiable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Audit {
    /// Version of the engine.
    pub engine: String,
    /// `id@version` of the policy.
    pub policy: String,
    /// Digest of the policy as resolved.
    pub policy_digest: String,
    /// Digest of the request in canonical JSON.
    pub request_digest: String,
    /// Digest of this verdict without this field.
    pub verdict_digest: String,
}

/// The engine's judgement of one request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Verdict {
    /// Contract number.
    pub contract: u32,
    /// The request's id.
    pub id: Option<String>,
    /// What to do.
    pub decision: Decision,
    /// What to send; `None` on escalation.
    pub text: Option<String>,
    /// Why.
    pub reasons: Vec<Reason>,
    /// How the case goes to a person.
    pub escalation: Option<Escalation>,
    /// All findings about the original draft, by span start, span end, severity descending, rule id.
    pub findings: Vec<Finding>,
    /// What became of each layer.
    pub layers: Vec<LayerReport>,
    /// What no check could judge.
    pub unchecked: Vec<Unchecked>,
    /// Scores.
    pub scores: Scores,
    /// How hard the case is.
    pub complexity: Complexity,
    /// How often the text was checked: 1 for the draft, one more for each corrected text; 0 where the request is invalid.
    pub rounds: u32,
    /// For the record.
    pub audit: Audit,
}

/// The answer to one request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[expect(clippy::large_enum_variant, reason = "nearly every answer is a verdict; a box would only cost")]
pub enum Answer {
    /// The request was read and judged.
    Verdict(Verdict),
    /// The request could not be read.
    #[non_exhaustive]
    Failure {
        /// Contract number.
        contract: u32,
        /// The request's id, where it could be read.
        id: Option<String>,
        /// Line in a batch, from 1.
        #[serde(skip_serializing_if = "Option::is_none")]
        line: Option<usize>,
        /// Everything that is wrong with it.
        errors: Vec<RequestProblem>,
    },
}

impl Answer {
    /// Compact JSON, its fields in the order in which the types declare them. It can be read back, and so can a
    /// [`Verdict`] alone:
    ///
    /// ```
    /// use draftgate::{Answer, Request, Validator, Verdict};
    /// let verdict = Validator::new("default")?.check(&Request::new("Thanks for waiting."));
    /// let line = Answer::Verdict(verdict.clone()).to_json();
    /// let Answer::Verdict(stored) = serde_json::from_str(&line)? else { panic!("a verdict was stored") };
    /// assert!(stored == verdict && stored.digest_holds());
    /// let alone: Verdict = serde_json::from_str(&serde_json::to_string(&verdict)?)?;
    /// assert_eq!(alone, verdict);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_json(&self) -> String {
        // Nothing in these types can fail to serialise: every key is a string.
        serde_json::to_string(self).unwrap_or_default()
    }
}
