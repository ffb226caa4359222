//! What a policy makes of what nothing could check, and of what a request leaves unsaid.

use serde_json::{Value, json};

use crate::{Decision, Policy, Request, Validator, Verdict};

/// A policy on top of the evidence checks, with these settings and rules.
fn validator(keys: &str) -> Validator {
    let text = format!(
        "policy: house\nversion: 1.0.0\ntitle: House rules\nowner: Legal\nextends: [hallucination]\n{keys}"
    );
    Policy::from_text("house.yaml", &text).map(Validator::from_policy).unwrap_or_else(|told| panic!("{told}"))
}

fn check(validator: &Validator, request: &Value) -> Verdict {
    validator.check(&Request::from_json(&request.to_string()).unwrap())
}

/// The entries that tell what a request leaves unsaid.
fn unsaid(verdict: &Verdict) -> Vec<(String, String, Option<String>)> {
    let entries = verdict.unchecked.iter().filter(|entry| entry.span.is_none());
    entries.map(|entry| (entry.what.clone(), entry.why.clone(), entry.rule_id.clone())).collect()
}

const HOURS: &str = "The pool opens at nine. Your deposit is kept for ninety days.";

#[test]
fn an_unchecked_statement_acts_by_its_topic() {
    let asked = json!([{ "role": "customer", "text": "What about my deposit?" }]);
    let nothing = json!([{ "role": "customer", "text": "What about the pool?" }]);
    for (name, demand, draft, turns, decision) in [
        ("no demand", "[]", HOURS, &nothing, Decision::Pass),
        ("everywhere", "escalate", HOURS, &nothing, Decision::Escalate),
        ("everywhere, as a list", "[escalate]", HOURS, &nothing, Decision::Escalate),
        ("only noted", "note", HOURS, &nothing, Decision::Pass),
        ("named in it", "{ topic: [deposit*], action: escalate }", HOURS, &nothing, Decision::Escalate),
        ("about something else", "{ topic: [breakfast], action: escalate }", HOURS, &nothing, Decision::Pass),
        (
            "asked about",
            "[{ topic: [deposit*], action: escalate }]",
            "It is kept for ninety days.",
            &asked,
            Decision::Escalate,
        ),
        (
            "neither named nor asked about",
            "{ topic: [deposit*], action: escalate }",
            "It is kept for ninety days.",
            &nothing,
            Decision::Pass,
        ),
        (
            "named, but in no statement",
            "{ topic: [deposit*], action: escalate }",
            "Is this about a deposit? The pool opens at nine.",
            &nothing,
            Decision::Pass,
        ),
        (
            "by topic and sector",
            "{ topic: [deposit*], applies: { sectors: [travel] }, action: escalate }",
            HOURS,
            &nothing,
            Decision::Escalate,
        ),
        (
            "by topic and another sector",
            "{ topic: [deposit*], applies: { sectors: [health] }, action: escalate }",
            HOURS,
            &nothing,
            Decision::Pass,
        ),
    ] {
        let validator = validator(&format!("settings: {{ unchecked: {demand} }}\n"));
        let verdict = check(
            &validator,
            &json!({ "draft": draft, "turns": turns, "context": { "sector": "travel", "locale": "en" } }),
        );
        assert_eq!(verdict.decision, decision, "{name}: {:?}", verdict.unchecked);
        let reasons: Vec<&str> = verdict.reasons.iter().map(|reason| reason.code.as_str()).collect();
        let expected: &[&str] = if decision == Decision::Escalate { &["unchecked_statement"] } else { &[] };
        assert_eq!(reasons, expected, "{name}");
    }
}

#[test]
fn a_topic_may_use_the_lists_of_the_file() {
    let validator = validator(
        "lists: { money: [deposit*, fee] }\nsettings:\n  unchecked: { topic: [\"@money\"], action: escalate }\n",
    );
    let verdict = check(&validator, &json!({ "draft": HOURS, "context": { "locale": "en" } }));
    assert_eq!(verdict.decision, Decision::Escalate);
}

#[test]
fn a_demand_tells_which_circumstance_it_hangs_on() {
    let settings =
        "settings:\n  unchecked:\n    - { applies: { sectors: [health] }, topic: [deposit*], action: ";
    let told = ("sector".to_owned(), "not_given".to_owned(), None);
    for (action, draft, sector, expected) in [
        ("escalate", HOURS, None, true),
        ("note", HOURS, None, false),
        ("escalate", "The pool opens at nine.", None, false),
        ("escalate", HOURS, Some("travel"), false),
    ] {
        let validator = validator(&format!("{settings}{action} }}\n"));
        let mut request = json!({ "draft": draft, "context": { "locale": "en" } });
        if let Some(sector) = sector {
            request["context"]["sector"] = sector.into();
        }
        let verdict = check(&validator, &request);
        assert_eq!(verdict.decision, Decision::Pass);
        let times = unsaid(&verdict).iter().filter(|entry| **entry == told).count();
        assert_eq!(times, usize::from(expected), "{action} {draft} {sector:?}: {:?}", verdict.unchecked);
    }
}

const CANCELLING: &str = "rules:
  - id: regulatory.cancelling.free
    kind: deadline_check
    message: free until {expected} before arrival
    severity: error
    action: rewrite
    owner: Legal
    topic: { all: [[cancel*], [free]] }
    expect:
      - { applies: { jurisdictions: [ES], from: 2026-01-01 }, when: { facts: [booking] }, at_most: 48 hours }
      - { at_most: 24 hours }
      - { applies: { roles: [agency] }, at_most: 2 hours }
";

#[test]
fn an_expectation_tells_which_circumstance_it_hangs_on() {
    let validator = validator(CANCELLING);
    let free = "You can cancel for free up to 20 hours before arrival.";
    let place = ("jurisdiction".to_owned(), "not_given".to_owned(), None);
    let day = ("rule".to_owned(), "no_now".to_owned(), Some("regulatory.cancelling.free".to_owned()));
    let booking = json!({ "booking": "B-1" });
    for (name, draft, facts, context, expected) in [
        ("nothing said", free, &booking, json!({}), vec![&place]),
        ("no day", free, &booking, json!({ "jurisdictions": ["ES"] }), vec![&day]),
        (
            "all said",
            free,
            &booking,
            json!({ "jurisdictions": ["ES"], "now": "2026-11-20T10:00:00Z" }),
            vec![],
        ),
        ("another place", free, &booking, json!({ "jurisdictions": ["FR"] }), vec![]),
        ("its condition does not hold", free, &json!({}), json!({}), vec![]),
        ("no value to be held against it", "You can cancel for free.", &booking, json!({}), vec![]),
    ] {
        let verdict = check(&validator, &json!({ "draft": draft, "facts": facts, "context": context }));
        let told = unsaid(&verdict);
        let told: Vec<_> = told
            .iter()
            .filter(|(what, ..)| ["jurisdiction", "rule", "role"].contains(&what.as_str()))
            .collect();
        assert_eq!(told, expected, "{name}: {:?}", verdict.unchecked);
    }
}

#[test]
fn what_is_unsaid_is_told_once() {
    let other = CANCELLING.replace("rules:\n", "").replace(".free\n", ".too\n");
    let gated = other
        .replace(".too\n", ".third\n")
        .replace("    owner:", "    applies: { jurisdictions: [FR] }\n    owner:");
    let validator = validator(&format!("{CANCELLING}{other}{gated}"));
    let draft = "You can cancel for free up to 20 hours before arrival.";
    let verdict = check(&validator, &json!({ "draft": draft, "facts": { "booking": "B-1" } }));
    let place = unsaid(&verdict).into_iter().filter(|(what, ..)| what == "jurisdiction").count();
    assert_eq!(place, 1, "{:?}", verdict.unchecked);
}
