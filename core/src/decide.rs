//! From findings and the fate of the layers to a decision: a pure function.

use std::collections::BTreeMap;

use crate::contract::{Action, Decision, Layer, Reason};
use crate::demands::Demand;
use crate::findings::RawFinding;
use crate::order::Order as _;

/// A decision with its reasons, the weightiest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Judgement {
    pub(crate) decision: Decision,
    pub(crate) reasons: Vec<Reason>,
}

/// Decides. A required layer that failed means escalate; so does a finding to be corrected that has no safe fix.
/// `findings` are in the contract's order, which the reasons refer to.
pub(crate) fn decide(
    findings: &[RawFinding<'_>],
    failures: &BTreeMap<Layer, String>,
    required: &[Layer],
    demands: &[Demand],
) -> Judgement {
    let mut decision = Decision::Pass;
    let mut reasons: Vec<Reason> = Vec::new();
    for layer in failures.keys().filter(|layer| required.contains(layer)) {
        decision = Decision::Escalate;
        reasons.push(engine_reason(&format!("{layer}_layer_failed")));
    }
    for demand in demands.iter().filter(|demand| demand.action != Action::Note) {
        // A demand has no place in the text, so nothing can be corrected about it.
        decision = Decision::Escalate;
        reasons.push(engine_reason(&demand.code));
    }
    let mut by_rule: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, finding) in findings.iter().enumerate() {
        by_rule.entry(&finding.rule.rule.id).or_default().push(index);
    }
    let mut spoken: Vec<(Action, &RawFinding<'_>, Vec<usize>, bool)> = Vec::new();
    for indices in by_rule.into_values() {
        let Some(first) = indices.first().and_then(|n| findings.get(*n)) else { continue };
        let action = first.rule.rule.action;
        let unfixable = action == Action::Rewrite
            && indices.iter().filter_map(|n| findings.get(*n)).any(|finding| finding.safe_fix().is_none());
        match action {
            Action::Note => continue,
            Action::Rewrite if !unfixable => decision = decision.max(Decision::Rewrite),
            Action::Rewrite | Action::Escalate => decision = Decision::Escalate,
        }
        spoken.push((action, first, indices, unfixable));
    }
    spoken.order_by(|a, b| {
        b.0.cmp(&a.0)
            .then(b.1.rule.rule.severity.cmp(&a.1.rule.rule.severity))
            .then_with(|| a.1.rule.rule.id.cmp(&b.1.rule.rule.id))
    });
    for (_, first, indices, unfixable) in spoken {
        let rule = &first.rule.rule;
        reasons.push(Reason {
            code: rule.code.clone(),
            rule_id: Some(rule.id.clone()),
            findings: indices.clone(),
        });
        if unfixable {
            reasons.push(Reason {
                code: "no_safe_fix".to_owned(),
                rule_id: Some(rule.id.clone()),
                findings: indices,
            });
        }
    }
    Judgement { decision, reasons }
}

/// A reason in which no rule but the engine speaks.
pub(crate) fn engine_reason(code: &str) -> Reason {
    Reason { code: code.to_owned(), rule_id: None, findings: Vec::new() }
}
