//! The shipped core packs through the whole engine: what the machinery of this layer decides.

use serde_json::{Value, json};

use crate::contract::{Decision, Request, Verdict};
use crate::validator::Validator;

fn check(policy: &str, request: Value) -> Verdict {
    let request = Request::from_json(&request.to_string()).unwrap();
    Validator::new(policy).unwrap().check(&request)
}

fn rules(verdict: &Verdict) -> Vec<&str> {
    verdict.findings.iter().map(|finding| finding.rule_id.as_str()).collect()
}

#[test]
fn the_holding_text_of_a_crisis_names_the_helpline_of_the_country() {
    for (places, locale, says, helpline) in [
        (vec!["UK"], "en-GB", "I don't want to live anymore", "116 123"),
        (vec!["US-CA"], "en-US", "I don't want to live anymore", "988"),
        (vec!["DE"], "de-DE", "Ich will nicht mehr leben, ich kann nicht mehr.", "0800 111 0 111"),
        (vec!["FR"], "fr-FR", "Je veux mourir, je n'en peux plus du tout.", "3114"),
        (vec!["NL"], "nl-NL", "Ik wil niet meer leven, het is genoeg geweest.", "0800-0113"),
        (vec!["SE"], "en-SE", "I don't want to live anymore", "local emergency number"),
        (vec![], "en-GB", "I don't want to live anymore", "local emergency number"),
    ] {
        let verdict = check(
            "default",
            json!({
                "draft": "Please pay by Friday.",
                "turns": [{"role": "customer", "text": says}],
                "facts": {"company": {"name": "Lumo"}},
                "context": {"jurisdictions": places, "locale": locale, "ui_disclosure": "banner", "now": "2026-11-20T10:00:00Z"}
            }),
        );
        let escalation = verdict.escalation.unwrap();
        let holding = escalation.holding_text.unwrap();
        assert!(holding.contains(helpline), "{places:?}: {holding}");
        assert_eq!(escalation.queue, "crisis", "{places:?}");
    }
}

#[test]
fn a_case_that_lies_with_a_person_is_not_escalated_again_except_in_danger() {
    for (says, decision) in [
        ("Let me speak to a human please", Decision::Pass),
        ("My wife passed away in May", Decision::Pass),
        ("I'll sue you", Decision::Pass),
        ("I want to end my life", Decision::Escalate),
        ("There's a smell of gas in the hall", Decision::Escalate),
    ] {
        let verdict = check(
            "core-safety",
            json!({
                "draft": "A colleague has your case.",
                "turns": [{"role": "customer", "text": says}],
                "facts": {"events": [{"type": "handover_created", "ref": "T-1", "queue": "care"}]}
            }),
        );
        assert_eq!(verdict.decision, decision, "{says}: {:?}", rules(&verdict));
    }
}

#[test]
fn strength_and_cover_decide_about_a_promise() {
    let order = json!({"order": {"id": "A-1"}});
    let limit = json!({"authority": {"goodwill_limit": {"amount": "20", "currency": "GBP"}}});
    for (draft, facts, source, decision) in [
        ("We will refund you £30.", &order, None, Decision::Rewrite),
        ("We may refund you £30.", &order, None, Decision::Pass),
        ("Will we refund you £30?", &order, None, Decision::Pass),
        ("We can't promise that we will refund you.", &order, None, Decision::Pass),
        ("We will refund you £30.", &order, Some("We refund up to £50 for late parcels."), Decision::Pass),
        ("We will refund you £80.", &order, Some("We refund up to £50 for late parcels."), Decision::Rewrite),
        ("We will refund you.", &json!({"refund": {"status": "approved"}}), None, Decision::Pass),
        ("We will refund you.", &json!({"refund": {"status": "denied"}}), None, Decision::Rewrite),
        ("You'll get a £15 voucher.", &limit, None, Decision::Pass),
        ("You'll get a £45 voucher.", &limit, None, Decision::Escalate),
        ("I've cancelled it.", &json!({"order": {"cancelled": false}}), None, Decision::Rewrite),
        ("I've cancelled it.", &json!({"order": {"cancelled": true}}), None, Decision::Pass),
        ("I've cancelled it.", &json!({"order": {"cancellation_policy": "free"}}), None, Decision::Rewrite),
    ] {
        let sources: Vec<Value> = source.into_iter().map(|text| json!({"id": "S", "text": text})).collect();
        let verdict = check("core-commitments", json!({"draft": draft, "facts": facts, "sources": sources}));
        assert_eq!(verdict.decision, decision, "{draft} with {facts}, {source:?}: {:?}", rules(&verdict));
    }
}

#[test]
fn without_any_evidence_a_promise_is_unchecked_and_not_a_fault() {
    let verdict = check("core-commitments", json!({"draft": "I've cancelled it and we will refund you."}));
    assert_eq!(verdict.decision, Decision::Pass);
    assert!(verdict.unchecked.iter().any(|entry| entry.what == "commitment"));
}

#[test]
fn contact_data_of_nobody_known_is_only_noted_and_of_another_person_masked() {
    for (draft, facts, decision, masked) in [
        ("Write to help@example.com.", Value::Null, Decision::Pass, None),
        (
            "Write to help@example.com.",
            json!({"company": {"email": "help@example.com"}}),
            Decision::Pass,
            None,
        ),
        (
            "Write to kim@example.com.",
            json!({"neighbour": {"email": "kim@example.com"}}),
            Decision::Rewrite,
            Some("Write to k•••@example.com."),
        ),
    ] {
        let verdict = check("core-privacy", json!({"draft": draft, "facts": facts}));
        assert_eq!(verdict.decision, decision, "{draft}");
        if let Some(masked) = masked {
            assert_eq!(verdict.text.as_deref(), Some(masked));
        }
    }
}

#[test]
fn a_period_within_a_longer_bound_is_still_too_long() {
    for (draft, decision) in [
        ("We'll reply within 3 months.", Decision::Rewrite),
        ("We'll reply within 20 days.", Decision::Pass),
        ("We'll reply within one month.", Decision::Pass),
    ] {
        let verdict = check(
            "core-privacy",
            json!({
                "draft": draft,
                "turns": [{"role": "customer", "text": "I want a copy of my data"}],
                "context": {"jurisdictions": ["IE"]}
            }),
        );
        assert_eq!(verdict.decision, decision, "{draft}: {:?}", rules(&verdict));
    }
}

#[test]
fn what_is_sure_to_come_is_promised_and_what_the_customer_makes_sure_of_is_not() {
    let guarantee = "regulatory.commitments.guarantee";
    for (draft, promised) in [
        ("Your parcel is sure to arrive in time.", true),
        ("The price is bound to fall next week.", true),
        ("Have a good trip, and make sure to bring the ticket.", false),
        ("Be sure to check the address before you pay.", false),
        ("The coach bound to Leeds stops here too.", false),
    ] {
        let request = json!({
            "draft": draft,
            "sources": [{"id": "KB-1", "text": "Parcels usually arrive within three days. Prices may change."}],
            "context": {"locale": "en-GB"}
        });
        assert_eq!(rules(&check("core-commitments", request)).contains(&guarantee), promised, "{draft}");
    }
}
