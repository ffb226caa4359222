//! The checks of this layer as the shipped pack runs them: what they must find and what they must leave alone.

mod consistency;
mod conversation;
mod form;
mod language;
mod matter;
mod properties;
mod recall;

use std::sync::OnceLock;

use serde_json::{Value, json};

use crate::contract::{Answer, Request, Verdict};
use crate::validator::Validator;

fn validator() -> &'static Validator {
    static VALIDATOR: OnceLock<Validator> = OnceLock::new();
    VALIDATOR.get_or_init(|| Validator::new("semantic").unwrap())
}

pub(super) fn check(request: &Value) -> Verdict {
    match validator().check_json(&request.to_string()) {
        Answer::Verdict(verdict) => verdict,
        other => panic!("{other:?}"),
    }
}

/// A draft after a conversation: turns are `c: …` (customer), `b: …` (bot), `a: …` (agent).
pub(super) fn after(turns: &[&str], draft: &str) -> Value {
    let turns: Vec<Value> = turns
        .iter()
        .map(|turn| {
            let (who, text) = turn.split_once(':').unwrap();
            let role = match who {
                "c" => "customer",
                "b" => "bot",
                "a" => "agent",
                other => panic!("{other}"),
            };
            json!({"role": role, "text": text.trim()})
        })
        .collect();
    json!({"draft": draft, "turns": turns})
}

pub(super) fn with_facts(mut request: Value, facts: Value) -> Value {
    request["facts"] = facts;
    request
}

/// Whether a rule has a finding.
pub(super) fn fires(rule: &str, request: &Value) -> bool {
    check(request).findings.iter().any(|finding| finding.rule_id == rule)
}

#[track_caller]
pub(super) fn assert_fires(rule: &str, request: &Value) {
    assert!(fires(rule, request), "{rule} must speak: {request}");
}

#[track_caller]
pub(super) fn assert_silent(rule: &str, request: &Value) {
    let verdict = check(request);
    let found: Vec<_> = verdict.findings.iter().filter(|finding| finding.rule_id == rule).collect();
    assert!(found.is_empty(), "{rule} must be silent: {request}\n{found:?}");
}

#[test]
fn every_check_has_a_rule_that_is_shipped() {
    let request = Request::new("OK.");
    let verdict = validator().check(&request);
    assert_eq!(verdict.findings, []);
    // Who a name belongs to is asked by the pack on personal data.
    let packs = [
        include_str!("../../../../../policies/semantic/pack.yaml"),
        include_str!("../../../../../policies/core-privacy/pack.yaml"),
    ];
    for check in super::CHECKS {
        let named = format!("check: {}\n", check.name);
        assert!(packs.iter().any(|pack| pack.contains(&named)), "{}", check.name);
    }
}
