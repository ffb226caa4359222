//! What people want to know about a policy and its rules.

use super::compile::CompiledRule;
use super::schema::{Applies, RuleBody};
use crate::contract::{Action, Citation, Layer, Severity};

/// A pack or policy of a library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyInfo {
    /// Name.
    pub id: String,
    /// Version.
    pub version: String,
    /// One line for people.
    pub title: String,
    /// Who answers for it.
    pub owner: String,
    /// A policy (may extend) or a pack (rules only).
    pub is_policy: bool,
    /// Comes with the engine.
    pub shipped: bool,
    /// What it extends.
    pub extends: Vec<String>,
    /// How many rules it defines itself.
    pub rules: usize,
}

/// A rule of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleInfo {
    /// Id.
    pub id: String,
    /// Kind, as in policy files.
    pub kind: &'static str,
    /// Layer.
    pub layer: Layer,
    /// How much harm.
    pub severity: Severity,
    /// What is to be done.
    pub action: Action,
    /// What it says.
    pub message: String,
    /// `id@version` of the pack it comes from.
    pub pack: String,
    /// Where the rule comes from.
    pub citation: Option<Citation>,
    /// Who stands for it.
    pub owner: Option<String>,
    /// Where it applies, in one line; empty when everywhere.
    pub applies: String,
    /// Codes of the languages in which its words are written; empty where it needs none.
    pub speaks: Vec<&'static str>,
    /// How many examples must be found; 0 for shipped packs, whose examples were run when they were built.
    pub hits: usize,
    /// How many examples must not be found.
    pub clean: usize,
}

impl RuleInfo {
    pub(crate) fn of(compiled: &CompiledRule) -> RuleInfo {
        let rule = &compiled.rule;
        RuleInfo {
            id: rule.id.clone(),
            kind: rule.body.kind().as_str(),
            layer: rule.layer,
            severity: rule.severity,
            action: rule.action,
            message: rule.message.clone(),
            pack: compiled.pack.to_string(),
            citation: rule.citation.clone(),
            owner: rule.owner.clone(),
            applies: describe(&rule.applies),
            speaks: rule.speaks.iter().map(|lang| lang.code()).collect(),
            hits: rule.hits.len(),
            clean: rule.clean.len(),
        }
    }
}

impl RuleBody {
    /// The kind, as in policy files.
    pub(crate) fn kind(&self) -> super::schema::RuleKind {
        use super::schema::RuleKind;
        match self {
            RuleBody::Forbid { .. } => RuleKind::Forbid,
            RuleBody::Require { .. } => RuleKind::Require,
            RuleBody::Mask { .. } => RuleKind::Mask,
            RuleBody::Value { deadline: false, .. } => RuleKind::ValueCheck,
            RuleBody::Value { deadline: true, .. } => RuleKind::DeadlineCheck,
            RuleBody::Commitment { .. } => RuleKind::Commitment,
            RuleBody::EscalateOn { .. } => RuleKind::EscalateOn,
            RuleBody::ChannelLimit(_) => RuleKind::ChannelLimit,
            RuleBody::Style(_) => RuleKind::Style,
            RuleBody::Coded { kind, .. } => *kind,
        }
    }
}

fn describe(applies: &Applies) -> String {
    fn words<T: std::fmt::Display>(parts: &mut Vec<String>, name: &str, list: &[T]) {
        if !list.is_empty() {
            let list: Vec<String> = list.iter().map(T::to_string).collect();
            parts.push(format!("{name}{}", list.join(", ")));
        }
    }
    let mut parts = Vec::new();
    words(&mut parts, "", &applies.jurisdictions);
    words(&mut parts, "", &applies.sectors);
    words(&mut parts, "", &applies.roles);
    words(&mut parts, "", &applies.channels);
    words(&mut parts, "channel ", &applies.channel_security);
    words(&mut parts, "sender ", &applies.senders);
    words(&mut parts, "purpose ", &applies.purposes);
    words(&mut parts, "interface ", &applies.ui_disclosure);
    words(&mut parts, "language ", &applies.languages.iter().map(|lang| lang.code()).collect::<Vec<_>>());
    words(&mut parts, "flag ", &applies.flags);
    words(&mut parts, "without flag ", &applies.without_flags);
    words(&mut parts, "not reviewed by ", &applies.without_reviewed_by);
    words(&mut parts, "speaking ", &applies.on_line);
    words(&mut parts, "consent ", &applies.marketing_consent);
    match applies.verified {
        Some(true) => parts.push("verified".to_owned()),
        Some(false) => parts.push("not verified".to_owned()),
        None => {}
    }
    if applies.said_unverified {
        parts.push("said to be not verified".to_owned());
    }
    match applies.first_contact {
        Some(true) => parts.push("first contact".to_owned()),
        Some(false) => parts.push("later contact".to_owned()),
        None => {}
    }
    if let Some(from) = applies.from {
        parts.push(format!("from {from}"));
    }
    if let Some(to) = applies.to {
        parts.push(format!("until {to}"));
    }
    parts.join("; ")
}
