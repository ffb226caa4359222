//! Where checks write what they find. The sink stamps rule, layer and policy, so that a check can't forget them.

use std::collections::BTreeMap;

use crate::case::{Case, unchecked_rule};
use crate::contract::{self, Applicability, Layer, Score, Scores, Support, Unchecked};
use crate::demands::add;
use crate::fixes;
use crate::gates::{Missing, Unsaid};
use crate::matching::Scanned;
use crate::order::Order as _;
use crate::policy::compile::CompiledRule;
use crate::span::Span;
use crate::template::{Filling, fill};
use crate::text::FoldSpan;

/// A finding with the rule that speaks.
#[derive(Clone, Debug)]
pub(crate) struct RawFinding<'a> {
    pub(crate) rule: &'a CompiledRule,
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) support: Vec<Support>,
    pub(crate) fix: Option<contract::Fix>,
    pub(crate) confidence: Score,
}

/// What a check reports about one place.
#[derive(Clone, Debug)]
pub(crate) struct Report {
    /// Where in the folded draft; the end of the draft for something that is missing.
    pub(crate) at: FoldSpan,
    /// What speaks for or against.
    pub(crate) support: Vec<Support>,
    /// How sure the check is.
    pub(crate) confidence: Score,
    /// The correction that the check itself knows: edits of the original draft, with a title.
    pub(crate) natural: Option<contract::Fix>,
    /// Words for the rule's message and texts: `expected`, `value`, ….
    pub(crate) words: BTreeMap<&'static str, String>,
}

impl Report {
    /// A report about a place, sure and without support.
    pub(crate) fn at(at: FoldSpan) -> Report {
        Report { at, support: Vec::new(), confidence: Score::ONE, natural: None, words: BTreeMap::new() }
    }

    /// Adds a word for messages and texts.
    pub(crate) fn word(mut self, name: &'static str, value: impl Into<String>) -> Report {
        self.words.insert(name, value.into());
        self
    }
}

/// What one round of checks has to say.
#[derive(Debug)]
pub(crate) struct Sink<'a> {
    pub(crate) findings: Vec<RawFinding<'a>>,
    pub(crate) unchecked: Vec<Unchecked>,
    pub(crate) scores: Scores,
    /// Why a layer failed, by layer.
    pub(crate) failures: BTreeMap<Layer, String>,
}

impl<'a> Sink<'a> {
    pub(crate) fn new() -> Sink<'a> {
        Sink {
            findings: Vec::new(),
            unchecked: Vec::new(),
            scores: Scores::default(),
            failures: BTreeMap::new(),
        }
    }

    /// Records a finding of `rule` about `draft`.
    pub(crate) fn report(
        &mut self,
        rule: &'a CompiledRule,
        case: &Case<'_>,
        draft: &Scanned,
        mut report: Report,
    ) {
        let span = draft.text.original_span(report.at);
        report.words.entry("match").or_insert_with(|| span.text(draft.text.original()).to_owned());
        let filling = Filling { facts: &case.facts, words: &report.words };
        let message = fill(&rule.rule.message, filling).unwrap_or_else(|| rule.rule.message.clone());
        let fix = fixes::build(rule, case, draft, &report);
        let finding =
            RawFinding { rule, span, message, support: report.support, fix, confidence: report.confidence };
        self.findings.push(finding);
    }

    /// Records that something in the draft could not be judged.
    pub(crate) fn unchecked(&mut self, what: &str, span: Option<Span>, why: &str) {
        self.unchecked.push(Unchecked { what: what.to_owned(), span, rule_id: None, why: why.to_owned() });
    }

    /// Records what a part of a rule hangs on and the request does not say, each once.
    pub(crate) fn unsaid(&mut self, what: Unsaid, rule_id: &str) {
        for missing in what.iter() {
            add(&mut self.unchecked, unchecked_rule(missing, (missing == Missing::Now).then_some(rule_id)));
        }
    }

    /// Records that nobody can tell whether a rule applies.
    pub(crate) fn unchecked_rule(&mut self, rule_id: &str, why: &str) {
        self.unchecked.push(unsaid("rule", Some(rule_id), why));
    }
}

impl RawFinding<'_> {
    /// The correction that the engine may apply by itself.
    pub(crate) fn safe_fix(&self) -> Option<&contract::Fix> {
        self.fix.as_ref().filter(|fix| fix.applicability == Applicability::Safe && !fix.edits.is_empty())
    }

    /// As the contract says it, against the original draft.
    pub(crate) fn to_contract(&self, draft: &str, policy: &str) -> contract::Finding {
        let rule = &self.rule.rule;
        contract::Finding {
            rule_id: rule.id.clone(),
            layer: rule.layer,
            severity: rule.severity,
            action: rule.action,
            span: self.span,
            evidence: self.span.text(draft).to_owned(),
            message: self.message.clone(),
            support: self.support.clone(),
            fix: self.fix.clone(),
            citation: rule.citation.clone(),
            policy: policy.to_owned(),
            confidence: self.confidence,
        }
    }
}

/// What nobody could judge, because the request does not say something.
pub(crate) fn unsaid(what: &str, rule_id: Option<&str>, why: &str) -> Unchecked {
    Unchecked { what: what.to_owned(), span: None, rule_id: rule_id.map(str::to_owned), why: why.to_owned() }
}

/// Orders findings as the contract says and drops exact repetitions (same rule, same place).
pub(crate) fn sort(findings: &mut Vec<RawFinding<'_>>) {
    findings.order_by(|a, b| {
        (a.span.start, a.span.end)
            .cmp(&(b.span.start, b.span.end))
            .then(b.rule.rule.severity.cmp(&a.rule.rule.severity))
            .then_with(|| a.rule.rule.id.cmp(&b.rule.rule.id))
            .then_with(|| a.message.cmp(&b.message))
    });
    findings.dedup_by(|b, a| a.span == b.span && a.rule.rule.id == b.rule.rule.id);
}
