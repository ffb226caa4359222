//! Conditions that are alternatives, facts left unsaid, facts named wherever they stand, and quoted sources.

use serde_json::{Value, json};

use crate::{Decision, Policy, Request, Validator, Verdict};

/// A policy with one regulatory rule, written as the keys that follow its gates.
fn validator(keys: &str) -> Validator {
    let text = format!(
        "policy: house\nversion: 1.0.0\ntitle: House rules\nowner: Legal\n\
         settings: {{ required_layers: [regulatory] }}\nrules:\n  - id: regulatory.test.rule\n    \
         message: a test\n    severity: error\n    action: rewrite\n    owner: Legal\n{keys}"
    );
    Policy::from_text("house.yaml", &text).map(Validator::from_policy).unwrap()
}

fn check(validator: &Validator, request: &Value) -> Verdict {
    validator.check(&Request::from_json(&request.to_string()).unwrap())
}

#[test]
fn one_of_any_and_none_of_none() {
    let validator = validator(
        "    kind: forbid\n    find: [no refund]\n    fix: { title: drop it, replace: { en: a refund } }\n    when:\n      any:\n        \
         - facts_equal: { \"*.status\": cancelled }\n        - customer: [cancelled my flight]\n      none:\n        \
         - events: [refund_issued]\n        - draft: [you flew]\n",
    );
    let cancelled = json!({ "trip": { "flight": { "status": "cancelled" } } });
    let mut issued = cancelled.clone();
    issued["events"] = json!([{ "type": "refund_issued" }]);
    let says = json!([{ "role": "customer", "text": "You cancelled my flight!" }]);
    for (name, request, found) in [
        ("neither", json!({ "draft": "There is no refund." }), false),
        ("the first", json!({ "draft": "There is no refund.", "facts": cancelled }), true),
        ("the second", json!({ "draft": "There is no refund.", "turns": says }), true),
        ("kept off by an event", json!({ "draft": "There is no refund.", "facts": issued }), false),
        ("kept off by the draft", json!({ "draft": "You flew, so no refund.", "turns": says }), false),
    ] {
        assert_eq!(!check(&validator, &request).findings.is_empty(), found, "{name}");
    }
}

#[test]
fn a_known_fact_that_the_draft_leaves_unsaid() {
    let validator = validator(
        "    kind: forbid\n    find: [sale]\n    when: { facts_unsaid: [company.name] }\n    \
         fix: { title: name the sender, insert_start: \"{company.name}:\" }\n",
    );
    for (name, draft, company, wanted) in [
        ("unsaid", "Our sale starts.", json!({ "name": "Café Orme" }), Some("Café Orme: Our sale starts.")),
        ("said, without accents", "CAFE ORME: our sale starts.", json!({ "name": "Café Orme" }), None),
        ("not known", "Our sale starts.", json!({ "city": "Leeds" }), None),
    ] {
        let verdict = check(&validator, &json!({ "draft": draft, "facts": { "company": company } }));
        let got = verdict.text.filter(|_| verdict.decision == Decision::Rewrite);
        assert_eq!(got.as_deref(), wanted, "{name}");
    }
}

#[test]
fn a_source_is_quoted_and_otherwise_the_text_of_the_rule() {
    let validator = validator(
        "    kind: forbid\n    find: [you get nothing]\n    quote: { all: [[refund*], [days]] }\n    \
         fix: { title: quote, replace_sentence: { en: \"{source|You can ask for a refund.}\" } }\n",
    );
    let text = "Shops open at 9. Refunds are paid within 7 days. Bring the receipt.";
    let source = |extra: Value| {
        let mut source = json!({ "id": "K", "title": "Refunds in days", "text": text });
        for (key, value) in extra.as_object().into_iter().flatten() {
            source[key] = value.clone();
        }
        json!([source])
    };
    let quoted = "Hello. Refunds are paid within 7 days.";
    let own = "Hello. You can ask for a refund.";
    for (name, sources, wanted) in [
        ("in force", source(json!({})), quoted),
        ("expired", source(json!({ "effective_to": "2026-01-31" })), own),
        ("a tool", source(json!({ "kind": "tool" })), own),
        ("none", json!([]), own),
    ] {
        let request = json!({
            "draft": "Hello. You get nothing.", "sources": sources, "context": { "now": "2026-11-22T10:00:00Z" }
        });
        assert_eq!(check(&validator, &request).text.as_deref(), Some(wanted), "{name}");
    }
}

#[test]
fn an_upper_bound_is_not_met_by_what_is_merely_compatible_with_it() {
    let validator = validator(
        "    kind: deadline_check\n    topic: [refund]\n    expect: { at_most: 7 days }\n    \
         fix: { title: the legal period, natural: true }\n",
    );
    for (draft, found) in [
        ("Your refund takes up to 30 days.", true),
        ("Your refund comes within six weeks.", true),
        ("Your refund takes up to 7 days.", false),
        ("Your refund comes within a week.", false),
        ("Your refund takes 3 to 5 days.", false),
        ("Your refund takes 5 to 10 days.", true),
    ] {
        assert_eq!(!check(&validator, &json!({ "draft": draft })).findings.is_empty(), found, "{draft}");
    }
}
