//! What a policy's settings make of a draft in which no rule finds anything.

#![expect(clippy::panic, reason = "a test fails by panicking")]

use draftgate::{Decision, Policy, Request, Validator, Verdict};

/// The reply to a customer under a policy with these settings.
fn verdict(settings: &str, signals: &str) -> Verdict {
    let policy = format!(
        "policy: mine\nversion: 1.0.0\ntitle: Mine\nowner: Me\nextends: [default]\nsettings:\n  {settings}\n"
    );
    let request = format!(
        r#"{{"draft": "The pool opens at nine.", "signals": {signals},
            "turns": [{{"role": "customer", "text": "When does the swimming pool open?"}}],
            "sources": [{{"id": "s", "text": "Our pool opens at nine in the morning."}}],
            "context": {{"sector": "travel", "now": "2026-11-22T10:00:00Z"}}}}"#
    );
    let policy = Policy::from_text("mine.yaml", &policy).unwrap_or_else(|error| panic!("{error}"));
    let request = Request::from_json(&request).unwrap_or_else(|error| panic!("{error:?}"));
    Validator::from_policy(policy).check(&request)
}

fn codes(verdict: &Verdict) -> Vec<&str> {
    verdict.reasons.iter().map(|reason| reason.code.as_str()).collect()
}

#[test]
fn a_signal_acts_beyond_its_bound_and_not_at_it() {
    let setting = "signals: [{ signal: my-model, above: 0.9, action: escalate }, { signal: other, below: 0.2, action: escalate }]";
    for (signals, expected) in [
        ("{}", vec![]),
        (r#"{"my-model": 0.9, "other": 0.2}"#, vec![]),
        (r#"{"my-model": 0.91}"#, vec!["signal_my_model"]),
        (r#"{"my-model": 0.95, "other": 0.1}"#, vec!["signal_my_model", "signal_other"]),
        (r#"{"somebody": 1}"#, vec![]),
    ] {
        let verdict = verdict(setting, signals);
        assert_eq!(codes(&verdict), expected, "{signals}");
        assert_eq!(verdict.decision == Decision::Escalate, !expected.is_empty(), "{signals}");
    }
}

#[test]
fn a_demand_that_is_a_note_decides_nothing() {
    let verdict = verdict("signals: [{ signal: a, above: 0.1, action: note }]", r#"{"a": 1}"#);
    assert_eq!(verdict.decision, Decision::Pass);
}

#[test]
fn the_callers_score_counts_by_its_weight() {
    for score in ["relevance", "grounding", "consistency", "toxicity"] {
        let of = |settings: &str, signals: &str| {
            let scores = verdict(settings, signals).scores;
            let score = match score {
                "relevance" => scores.relevance,
                "grounding" => scores.grounding,
                "consistency" => scores.consistency,
                _ => scores.toxicity,
            };
            score.unwrap_or_else(|| panic!("no score")).ten_thousandths()
        };
        let counted = |weight: &str| format!("scores: {{ {score}: {{ signal: mine, weight: {weight} }} }}");
        let own = of("rounds: 4", r#"{"mine": 0.5}"#);
        assert_eq!(of(&counted("0.25"), r#"{"other": 0.5}"#), own, "{score}: the request has no such signal");
        assert_eq!(of(&counted("1"), r#"{"mine": 0.1234}"#), 1234, "{score}");
        assert_eq!(of(&counted("0"), r#"{"mine": 0.1234}"#), own, "{score}");
        let mixed = (u32::from(own) * 7500 + 5000 * 2500 + 5000) / 10_000;
        assert_eq!(u32::from(of(&counted("0.25"), r#"{"mine": 0.5}"#)), mixed, "{score}");
    }
}

#[test]
fn rules_read_the_score_that_the_callers_counts_in() {
    let off_topic = |signals: &str| {
        let verdict = verdict("scores: { relevance: { signal: mine, weight: 1 } }", signals);
        verdict.findings.iter().any(|finding| finding.rule_id == "semantic.relevance.off-topic")
    };
    assert!(!off_topic("{}"));
    assert!(off_topic(r#"{"mine": 0.01}"#));
}

#[test]
fn a_score_acts_beyond_its_bound() {
    let low = verdict("scores: { grounding: { below: 1, action: escalate } }", "{}");
    assert_eq!(codes(&low), ["score_grounding"]);
    assert_eq!(low.decision, Decision::Escalate);
    let both = "scores: { relevance: { signal: mine, weight: 1, below: 0.5, action: escalate } }";
    assert_eq!(codes(&verdict(both, r#"{"mine": 0.4}"#)), ["score_relevance"]);
    assert!(codes(&verdict(both, r#"{"mine": 0.5}"#)).is_empty());
}

#[test]
fn an_unchecked_statement_acts_where_the_policy_says_so() {
    let demand =
        |sector: &str| format!("unchecked: [{{ applies: {{ sectors: [{sector}] }}, action: escalate }}]");
    let unsupported = |settings: &str| {
        let policy = format!(
            "policy: mine\nversion: 1.0.0\ntitle: Mine\nowner: Me\nextends: [default]\nsettings:\n  {settings}\n"
        );
        let policy = Policy::from_text("mine.yaml", &policy).unwrap_or_else(|error| panic!("{error}"));
        let mut request = Request::new("The pool opens at nine.");
        request.context.sector = draftgate::Sector::from_wire("travel");
        Validator::from_policy(policy).check(&request)
    };
    assert_eq!(codes(&unsupported(&demand("travel"))), ["unchecked_statement"]);
    assert!(codes(&unsupported(&demand("banking"))).is_empty());
    assert!(codes(&verdict(&demand("travel"), "{}")).is_empty(), "a source speaks of it");
}
