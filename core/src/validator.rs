//! The way of a draft: prepare, check, decide, correct, check again, answer.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::case::Case;
use crate::checks;
use crate::complexity;
use crate::contract::{
    Action, Answer, Audit, CONTRACT, Decision, Escalation, Layer, LayerReport, LayerStatus, Limits, Priority,
    Reason, Request, RequestErrors, Source, Unchecked, Verdict, request_digest,
};
use crate::decide::{self, Judgement, engine_reason};
use crate::demands::{self, demands};
use crate::findings::{self, RawFinding, Sink, unsaid};
use crate::gates::jurisdiction_covers;
use crate::knowledge::Knowledge;
use crate::matching::Scanned;
use crate::order::tree;
use crate::policy::compile::{CompiledPolicy, CompiledRule};
use crate::policy::schema::{Handover, RuleBody};
use crate::policy::{Policy, PolicyError};
use crate::rewrite;
use crate::stream::Stream;
use crate::template::{Filling, fill, localised};
use crate::text::Locale;

/// Checks drafts under one policy. Compiled once, shared freely: cloning is cheap, and `check` takes `&self`.
///
/// ```
/// use draftgate::{Decision, Request, Validator};
///
/// let validator = Validator::new("default")?;
/// let verdict = validator.check(&Request::new("Thanks for waiting. How can I help?"));
/// assert_eq!(verdict.decision, Decision::Pass);
/// # Ok::<(), draftgate::PolicyError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Validator {
    pub(crate) policy: Arc<CompiledPolicy>,
    /// Sources that were analysed before.
    known: Option<Arc<Knowledge>>,
}

impl Validator {
    /// A validator for a shipped policy or pack, by name: `default`, `full`, `core-privacy`, ….
    ///
    /// # Errors
    /// When no policy of this name is shipped.
    pub fn new(name: &str) -> Result<Validator, PolicyError> {
        Ok(Validator::from_policy(Policy::shipped(name)?))
    }

    /// A validator for a policy that was loaded.
    pub fn from_policy(policy: Policy) -> Validator {
        Validator { policy: policy.compiled, known: None }
    }

    /// `id@version` of the policy.
    pub fn policy_name(&self) -> String {
        self.policy.name()
    }

    /// Digest of the policy as resolved, `sha256:` and 64 hexadecimal digits.
    pub fn policy_digest(&self) -> &str {
        &self.policy.digest
    }

    /// A validator that has these sources analysed already, besides those that this one has: a knowledge base whose
    /// passages come again and again. `locale` is the `context.locale` of the requests that will hold them.
    ///
    /// A request still brings its sources. One whose title and text are the same byte for byte is not analysed again;
    /// verdicts are the same either way. An analysis takes about twenty times the memory of its text.
    ///
    /// ```
    /// use draftgate::{Request, Source, Validator};
    ///
    /// let passages = [Source::passage("KB-12", "Refunds are paid within 5 working days.")];
    /// let validator = Validator::new("default")?.prepare(&passages, Some("en-GB"));
    /// let request = Request::new("Refunds take 5 working days.").with_sources(passages);
    /// let verdict = validator.check(&request);
    /// # Ok::<(), draftgate::PolicyError>(())
    /// ```
    #[must_use]
    pub fn prepare(&self, sources: &[Source], locale: Option<&str>) -> Validator {
        let mut known = self.known.as_deref().cloned().unwrap_or_default();
        known.add(sources, &self.policy.scanner, locale.map(Locale::parse));
        Validator { policy: Arc::clone(&self.policy), known: Some(Arc::new(known)) }
    }

    /// Judges a draft. Never fails and never panics: what could not be judged is in `unchecked` or `layers`.
    /// Spans are in the unit that the request asks for.
    ///
    /// A request that was made by hand may hold what its JSON may not: no time, a place that is none, a score above 1. No
    /// check could tell what is meant, so nothing is judged: the verdict escalates with the code `invalid_request`, its
    /// layers have failed, and `unchecked` has the path and the code of each mistake. [`Request::validate`] tells them
    /// beforehand. [`Limits`](crate::Limits) are no matter here, but for the depth of the facts.
    ///
    /// ```
    /// use draftgate::{Context, Decision, Request, Validator};
    ///
    /// let request = Request::new("Hello!").with_context(Context::new().with_now("tomorrow"));
    /// let verdict = Validator::new("default")?.check(&request);
    /// assert_eq!(verdict.decision, Decision::Escalate);
    /// assert_eq!(verdict.reasons[0].code, "invalid_request");
    /// assert_eq!(verdict.unchecked[0].what, "context.now");
    /// # Ok::<(), draftgate::PolicyError>(())
    /// ```
    pub fn check(&self, request: &Request) -> Verdict {
        match request.validate_with(&Limits::NONE) {
            Ok(()) => self.judge(request),
            Err(errors) => self.unjudged(request, &errors),
        }
    }

    /// Judges the draft of a valid request.
    fn judge(&self, request: &Request) -> Verdict {
        let mut case = Case::new(request, &self.policy, self.known.as_deref());
        let draft = case.scan_draft(&request.draft);
        let first = Round::run(&mut case, &draft);
        let mut outcome = self.settle(&mut case, &draft, &first);
        // What follows speaks of the draft again, not of a corrected text.
        case.open_gates(&draft);
        if outcome.judgement.decision == Decision::Escalate {
            outcome.escalation = Some(self.escalation(&mut case, &draft, &first, &outcome.judgement.reasons));
        }
        self.verdict(&case, &draft, first, outcome)
    }

    /// Judges a draft while it is still being written; what the request has as its draft is the beginning.
    ///
    /// ```
    /// use draftgate::{Request, StreamEvent, Validator};
    ///
    /// let mut stream = Validator::new("default")?.stream(Request::new(""));
    /// assert!(stream.push("Thanks for wai").is_empty());
    /// assert!(stream.push("ting. How can I help?").is_empty());
    /// let events = stream.finish();
    /// assert!(matches!(&events[0], StreamEvent::Release { text, .. } if text == "Thanks for waiting. How can I help?"));
    /// assert!(matches!(&events[1], StreamEvent::Done { .. }));
    /// # Ok::<(), draftgate::PolicyError>(())
    /// ```
    pub fn stream(&self, request: Request) -> Stream {
        Stream::new(self.clone(), request, Validator::check)
    }

    /// The same, for a request in JSON.
    ///
    /// # Errors
    /// As [`Request::from_json`].
    ///
    /// ```
    /// use draftgate::Validator;
    ///
    /// let validator = Validator::new("default")?;
    /// assert!(validator.stream_json(r#"{"draft": ""}"#).is_ok());
    /// assert!(validator.stream_json(r#"{"text": ""}"#).is_err());
    /// # Ok::<(), draftgate::PolicyError>(())
    /// ```
    pub fn stream_json(&self, json: &str) -> Result<Stream, RequestErrors> {
        // What was decoded is valid.
        Ok(Stream::new(self.clone(), Request::from_json(json)?, Validator::judge))
    }

    /// Judges a request in JSON.
    pub fn check_json(&self, json: &str) -> Answer {
        self.answer(Request::from_json(json))
    }

    /// Judges a request in JSON, from bytes.
    ///
    /// ```
    /// use draftgate::{Answer, Validator};
    ///
    /// let validator = Validator::new("default")?;
    /// assert!(matches!(validator.check_slice(br#"{"draft": "Hello!"}"#), Answer::Verdict(_)));
    /// assert!(matches!(validator.check_slice(b"\xff"), Answer::Failure { .. }));
    /// # Ok::<(), draftgate::PolicyError>(())
    /// ```
    pub fn check_slice(&self, json: &[u8]) -> Answer {
        self.answer(Request::from_slice(json))
    }

    fn answer(&self, request: Result<Request, RequestErrors>) -> Answer {
        match request {
            Ok(request) => Answer::Verdict(self.judge(&request)),
            Err(errors) => Answer::failure(errors, None),
        }
    }

    /// Decides about the draft and, where it is to be corrected, corrects it.
    fn settle<'a>(&self, case: &mut Case<'a>, draft: &Scanned, first: &Round<'_>) -> Outcome {
        let judgement = first.judge(case, draft);
        let draft = draft.text.original();
        match judgement.decision {
            Decision::Pass => Outcome::new(judgement, Some(draft.to_owned()), 1),
            Decision::Escalate => Outcome::new(judgement, None, 1),
            Decision::Rewrite => self.rewrite(case, draft, first, judgement),
        }
    }

    /// Applies safe edits and checks again until nothing asks for action. A corrected text is accepted only when
    /// no rule fires in it that had not fired before.
    fn rewrite<'a>(
        &self,
        case: &mut Case<'a>,
        draft: &str,
        first: &Round<'_>,
        judgement: Judgement,
    ) -> Outcome {
        let mut known = first.fired();
        let mut text = draft.to_owned();
        let mut findings = first.sink.findings.clone();
        let mut tried = BTreeSet::from([text.clone()]);
        let rounds = self.policy.decisions.rounds;
        for round in 2..=rounds.saturating_add(1) {
            let Some(corrected) = rewrite::apply(&text, &findings) else {
                return Outcome::failed(judgement, "no_safe_fix", round - 1);
            };
            if corrected.trim().is_empty() {
                return Outcome::failed(judgement, "nothing_left_to_send", round - 1);
            }
            if !tried.insert(corrected.clone()) {
                return Outcome::failed(judgement, "corrections_conflict", round - 1);
            }
            let scanned = case.scan_draft(&corrected);
            let again = Round::run(case, &scanned);
            if again.fired().iter().any(|rule| !known.contains(rule)) {
                return Outcome::failed(judgement, "correction_raises_new_finding", round);
            }
            match again.judge(case, &scanned).decision {
                Decision::Pass => return Outcome::new(judgement, Some(corrected), round),
                Decision::Escalate => return Outcome::failed(judgement, "correction_fails_checks", round),
                Decision::Rewrite => {
                    text = corrected;
                    known = again.fired();
                    findings = again.sink.findings;
                }
            }
        }
        Outcome::failed(judgement, "no_fixpoint", rounds.saturating_add(1))
    }

    /// How an escalated case goes to a person: the weightiest rule says where, how soon, and what may be sent.
    fn escalation(
        &self,
        case: &mut Case<'_>,
        draft: &Scanned,
        first: &Round<'_>,
        reasons: &[Reason],
    ) -> Escalation {
        let speaker =
            first.sink.findings.iter().filter(|finding| finding.rule.rule.action != Action::Note).max_by_key(
                |finding| {
                    let rule = &finding.rule.rule;
                    let priority = rule.handover.priority.unwrap_or(Priority::Normal);
                    (rule.action, priority, rule.severity, std::cmp::Reverse(finding.span))
                },
            );
        let rule = speaker.map(|finding| finding.rule);
        let handover = rule.map(|rule| &rule.rule.handover);
        let code = match rule {
            Some(rule) if rule.rule.action == Action::Escalate => rule.rule.code.clone(),
            Some(_) | None => reasons
                .iter()
                .find(|reason| reason.rule_id.is_none() || reason.code == "no_safe_fix")
                .or(reasons.first())
                .map_or_else(|| "escalated".to_owned(), |reason| reason.code.clone()),
        };
        let why = speaker.map_or_else(|| code.replace('_', " "), |finding| finding.message.clone());
        Escalation {
            code,
            queue: handover
                .and_then(|handover| handover.queue.clone())
                .unwrap_or_else(|| self.policy.decisions.queue.clone()),
            priority: handover.and_then(|handover| handover.priority).unwrap_or(Priority::Normal),
            summary: complexity::summary(case, draft, &why),
            holding_text: self.holding_text(case, handover),
            not_before: not_before(case, first, reasons),
            template: handover.and_then(|handover| handover.template.clone()),
        }
    }

    /// The rule's holding text for the place of the case, else its general one, else the policy's; only one that
    /// itself passes every check is offered, corrected where it has to be.
    fn holding_text(&self, case: &mut Case<'_>, of_rule: Option<&Handover>) -> Option<String> {
        let words = std::collections::BTreeMap::new();
        let places = &case.request.context.jurisdictions;
        let local = of_rule.into_iter().flat_map(|handover| &handover.holding_in).filter(|text| {
            text.jurisdictions.iter().any(|rule| places.iter().any(|place| jurisdiction_covers(rule, place)))
        });
        let general = of_rule.and_then(|handover| handover.holding.as_ref());
        let candidates = local
            .map(|text| &text.texts)
            .chain(general)
            .chain(std::iter::once(&self.policy.decisions.holding));
        let texts: Vec<String> = candidates
            .filter_map(|texts| {
                let template = localised(texts, case.lang)?;
                fill(template, Filling { facts: &case.facts, words: &words })
            })
            .collect();
        texts.into_iter().find_map(|text| self.sendable(case, text))
    }

    /// A text that passes every check about the reply itself, corrected where it has to be: a first message must say that a
    /// machine writes, also while a person takes over.
    fn sendable(&self, case: &mut Case<'_>, mut text: String) -> Option<String> {
        for _ in 0..=self.policy.decisions.rounds {
            let scanned = case.scan_draft(&text);
            let Sink { findings, failures, .. } = Round::run(case, &scanned).sink;
            let acts = |finding: &RawFinding<'_>| finding.rule.rule.action != Action::Note;
            let wrong: Vec<RawFinding<'_>> = findings
                .into_iter()
                .filter(|finding| acts(finding) && !speaks_of_the_customer(finding.rule))
                .collect();
            if !failures.is_empty()
                || wrong.iter().any(|finding| finding.rule.rule.action == Action::Escalate)
            {
                return None;
            }
            if wrong.is_empty() {
                return Some(text);
            }
            text = rewrite::apply(&text, &wrong)?;
        }
        None
    }

    fn verdict(&self, case: &Case<'_>, draft: &Scanned, first: Round<'_>, outcome: Outcome) -> Verdict {
        let request = case.request;
        let policy = self.policy.name();
        let findings: Vec<_> = first
            .sink
            .findings
            .iter()
            .map(|finding| finding.to_contract(draft.text.original(), &policy))
            .collect();
        let layers = self.layer_reports(|layer| first.sink.failures.get(&layer).cloned());
        let complexity = complexity::of(case, draft, &first.sink.findings, outcome.judgement.decision);
        let mut unchecked = first.sink.unchecked;
        first.missing.into_iter().for_each(|entry| demands::add(&mut unchecked, entry));
        if case.is_undated() {
            unchecked.push(unsaid("source", None, "no_now"));
        }
        demands::missing(case, draft, &mut unchecked);
        let verdict = Verdict {
            contract: CONTRACT,
            id: request.id.clone(),
            decision: outcome.judgement.decision,
            text: outcome.text,
            reasons: outcome.judgement.reasons,
            escalation: outcome.escalation,
            findings,
            layers,
            unchecked,
            scores: first.sink.scores,
            complexity,
            rounds: outcome.rounds,
            audit: self.audit(request_digest(request)),
        };
        verdict.in_unit_of(request).seal()
    }

    /// What became of the layers; `failure` says why one could not do its work.
    pub(crate) fn layer_reports(&self, failure: impl Fn(Layer) -> Option<String>) -> Vec<LayerReport> {
        let report = |(place, layer)| {
            let (status, why) = match failure(layer) {
                _ if !self.policy.roster().has_layer(place) => {
                    (LayerStatus::Skipped, Some("the policy has no rule of this layer".to_owned()))
                }
                None => (LayerStatus::Ran, None),
                why => (LayerStatus::Failed, why),
            };
            LayerReport { layer, status, why }
        };
        checks::LAYERS.into_iter().enumerate().map(report).collect()
    }

    /// What stands on record of a verdict that is not sealed yet.
    pub(crate) fn audit(&self, request_digest: String) -> Audit {
        Audit {
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            policy: self.policy.name(),
            policy_digest: self.policy.digest.clone(),
            request_digest,
            verdict_digest: String::new(),
        }
    }
}

/// When the reply itself may go out: after the quiet hours, where nothing else keeps it back.
fn not_before(case: &Case<'_>, first: &Round<'_>, reasons: &[Reason]) -> Option<String> {
    let mut hour = None;
    for reason in reasons {
        let id = reason.rule_id.as_ref()?;
        let finding = first.sink.findings.iter().find(|finding| finding.rule.rule.id == *id)?;
        let (from, _) = finding.rule.rule.when.outside_hours?;
        hour = hour.max(Some(from));
    }
    case.next_hour(hour?)
}

/// Whether a rule is about what the customer said, which no reply can change.
pub(crate) fn speaks_of_the_customer(rule: &CompiledRule) -> bool {
    matches!(rule.rule.body, RuleBody::EscalateOn { .. })
}

/// One pass of all checks over one text.
struct Round<'a> {
    sink: Sink<'a>,
    /// What the request would have to say for more rules to apply.
    missing: Vec<Unchecked>,
}

impl<'a> Round<'a> {
    /// Decides which rules apply to the text, and runs them.
    fn run(case: &mut Case<'a>, draft: &Scanned) -> Round<'a> {
        case.open_gates(draft);
        let mut sink = checks::run(case, draft);
        findings::sort(&mut sink.findings);
        Round { sink, missing: case.missing.clone() }
    }

    fn judge(&self, case: &Case<'_>, draft: &Scanned) -> Judgement {
        let required = &case.policy.decisions.required_layers;
        decide::decide(
            &self.sink.findings,
            &self.sink.failures,
            required,
            &demands(case, draft, &self.sink.unchecked, self.sink.scores),
        )
    }

    /// The rules that want something done. A note in a corrected text is no new fault: the same text would pass if
    /// it were the draft. Nor is house style, which may see more once other words stand there ("zip code" became
    /// "postcode", and now the list is short enough to lose its comma): it changes how a thing is said, not what.
    fn fired(&self) -> BTreeSet<String> {
        let acts = |finding: &&RawFinding<'_>| {
            finding.rule.rule.action != Action::Note && !matches!(finding.rule.rule.body, RuleBody::Style(_))
        };
        tree(self.sink.findings.iter().filter(acts).map(|finding| finding.rule.rule.id.clone()))
    }
}

/// What became of a draft.
struct Outcome {
    judgement: Judgement,
    text: Option<String>,
    rounds: u32,
    escalation: Option<Escalation>,
}

impl Outcome {
    fn new(judgement: Judgement, text: Option<String>, rounds: u32) -> Outcome {
        Outcome { judgement, text, rounds, escalation: None }
    }

    /// A correction was wanted and is not to be had.
    fn failed(mut judgement: Judgement, code: &str, rounds: u32) -> Outcome {
        judgement.decision = Decision::Escalate;
        judgement.reasons.insert(0, engine_reason(code));
        Outcome::new(judgement, None, rounds)
    }
}
