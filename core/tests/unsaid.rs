//! What a request does not say: silence is never agreement, and never noise.

#![expect(clippy::panic, reason = "a test fails by panicking")]

use draftgate::{Decision, Policy, Request, Validator, Verdict};
use serde_json::{Value, json};

/// The verdict on a request under a policy of one rule, written as the keys that follow its id.
fn ruled(keys: &str, request: &Value) -> Verdict {
    let policy = format!(
        "policy: house\nversion: 1.0.0\ntitle: House rules\nowner: Legal\n\
         settings: {{ required_layers: [regulatory] }}\nrules:\n  - id: regulatory.test.rule\n    \
         message: a test\n    severity: error\n    action: escalate\n    owner: Legal\n{keys}"
    );
    let policy = Policy::from_text("house.yaml", &policy).unwrap_or_else(|error| panic!("{error}"));
    judged(&Validator::from_policy(policy), request)
}

fn judged(validator: &Validator, request: &Value) -> Verdict {
    let request = Request::from_json(&request.to_string()).unwrap_or_else(|error| panic!("{error:?}"));
    validator.check(&request)
}

/// The verdict of a shipped policy.
fn shipped(name: &str, request: &Value) -> Verdict {
    judged(&Validator::new(name).unwrap_or_else(|error| panic!("{error}")), request)
}

/// What was not checked and why, with the rule where one is named.
fn unchecked(verdict: &Verdict) -> Vec<String> {
    let entry = |entry: &draftgate::Unchecked| {
        let rule = entry.rule_id.as_ref().map(|rule| format!(" {rule}")).unwrap_or_default();
        format!("{}: {}{rule}", entry.what, entry.why)
    };
    verdict.unchecked.iter().map(entry).collect()
}

const QUIET: &str = "    kind: forbid\n    find: [sale]\n    when: { outside_hours: [8, 21] }\n";

#[test]
fn a_time_of_day_that_is_not_known_is_reported() {
    let night = "2026-11-21T04:05:00Z";
    let zone = |zone: &str| json!({ "now": night, "customer": { "time_zone": zone } });
    for (context, decision, wanted) in [
        (zone("US/Eastern"), Decision::Escalate, None),
        (zone("America/Indiana/Indianapolis"), Decision::Escalate, None),
        (zone("Pacific/Guam"), Decision::Pass, None),
        (json!({}), Decision::Pass, Some("rule: no_now regulatory.test.rule")),
        (json!({ "now": night }), Decision::Pass, Some("rule: no_time_zone regulatory.test.rule")),
        (zone("Europe/Nowhere"), Decision::Pass, Some("rule: unknown_time_zone regulatory.test.rule")),
    ] {
        let verdict = ruled(QUIET, &json!({ "draft": "Our sale starts.", "context": context }));
        assert_eq!(verdict.decision, decision, "{context}");
        assert_eq!(unchecked(&verdict), wanted.into_iter().collect::<Vec<_>>(), "{context}");
        let verdict = ruled(QUIET, &json!({ "draft": "Good morning.", "context": context }));
        assert_eq!(unchecked(&verdict), [""; 0], "nothing to say: {context}");
    }
}

#[test]
fn a_time_of_day_matters_only_where_the_other_conditions_leave_it_open() {
    let request = |draft: &str| json!({ "draft": draft });
    let when = |when: &str| format!("    kind: forbid\n    find: [sale]\n    when: {{ {when} }}\n");
    for (keys, draft, wanted) in [
        ("outside_hours: [8, 21], draft: [lamps]", "A sale of lamps.", 1),
        ("outside_hours: [8, 21], draft: [lamps]", "A sale of beds.", 0),
        ("any: [{ outside_hours: [8, 21] }, { draft: [lamps] }]", "A sale of lamps.", 0),
        ("any: [{ outside_hours: [8, 21] }, { draft: [lamps] }]", "A sale of beds.", 1),
        ("none: [{ outside_hours: [8, 21] }]", "A sale of beds.", 1),
        ("none: [{ outside_hours: [8, 21] }, { draft: [beds] }]", "A sale of beds.", 0),
    ] {
        let verdict = ruled(&when(keys), &request(draft));
        assert_eq!(verdict.unchecked.len(), wanted, "{keys}: {draft}");
    }
}

#[test]
fn circumstances_that_would_let_a_rule_apply_are_named_once() {
    let collections =
        json!({ "jurisdictions": ["US"], "sector": "collections", "now": "2026-11-20T16:05:00Z" });
    let verdict = shipped("full", &json!({ "draft": "Pay now.", "context": collections }));
    let said = unchecked(&verdict);
    for what in ["role", "channel", "purpose", "first_contact"] {
        let entry = format!("{what}: not_given");
        assert_eq!(said.iter().filter(|said| **said == entry).count(), 1, "{said:?}");
    }
    assert!(
        !said.iter().any(|said| said.starts_with("jurisdiction") || said.starts_with("sector")),
        "{said:?}"
    );
}

#[test]
fn circumstances_on_which_nothing_hangs_are_not_named() {
    let keys = "    kind: forbid\n    find: [sale]\n    \
                applies: { jurisdictions: [US], roles: [debt_collector], channels: [sms], purposes: [collections] }\n";
    let of = |context: Value| unchecked(&ruled(keys, &json!({ "draft": "A sale.", "context": context })));
    let nothing = [""; 0];
    assert_eq!(of(json!({ "jurisdictions": ["UK"] })), nothing);
    assert_eq!(of(json!({ "jurisdictions": ["US"], "role": "creditor" })), nothing);
    assert_eq!(
        of(json!({ "jurisdictions": ["US"], "role": "debt_collector", "channel": "sms" })),
        ["purpose: not_given"]
    );
    assert_eq!(
        of(json!({})),
        ["jurisdiction: not_given", "role: not_given", "channel: not_given", "purpose: not_given"]
    );
}

#[test]
fn a_reply_held_back_for_the_night_alone_may_go_out_in_the_morning() {
    let night = json!({ "now": "2026-11-21T04:05:00Z", "customer": { "time_zone": "America/New_York" } });
    let request = |draft: &str| json!({ "draft": draft, "context": night });
    let not_before = |verdict: &Verdict| verdict.escalation.as_ref().and_then(|to| to.not_before.clone());
    let verdict = ruled(QUIET, &request("Our sale starts."));
    assert_eq!(not_before(&verdict).as_deref(), Some("2026-11-21T08:00:00-05:00"));
    let later = "  - id: regulatory.test.later\n    message: a test\n    severity: error\n    action: escalate\n    \
                 owner: Legal\n    kind: forbid\n    find: [lamps]\n    when: { outside_hours: [10, 20] }\n";
    let never = later.replace("later", "never").replace("[lamps]", "[beds]").replace("when", "#");
    let three = format!("{QUIET}{later}{never}");
    for (draft, wanted) in [
        ("Our sale of lamps starts.", Some("2026-11-21T10:00:00-05:00")),
        ("Our sale of beds starts.", None),
        ("We sell beds.", None),
    ] {
        let verdict = ruled(&three, &request(draft));
        assert_eq!(verdict.decision, Decision::Escalate, "{draft}");
        assert_eq!(not_before(&verdict).as_deref(), wanted, "{draft}");
    }
}

#[test]
fn what_is_dated_ahead_covers_no_deed() {
    for (at, decision) in [
        ("2026-11-20T09:00:00Z", Decision::Pass),
        ("2026-11-21T09:00:00Z", Decision::Pass),
        ("2027-11-20T09:00:00Z", Decision::Escalate),
    ] {
        let verdict = shipped(
            "default",
            &json!({
                "draft": "I've cancelled your order.",
                "turns": [{ "role": "customer", "text": "Please cancel my order." }],
                "facts": { "events": [{ "type": "order_cancelled", "at": at }] },
                "context": { "now": "2026-11-20T10:00:00Z" }
            }),
        );
        assert_eq!(
            verdict.decision == Decision::Pass,
            decision == Decision::Pass,
            "{at}: {:?}",
            verdict.findings
        );
    }
}

#[test]
fn dates_that_hang_on_today_are_reported_without_it() {
    let request = |draft: &str, dates: Value, now: Option<&str>| {
        let mut source = json!({ "id": "K", "text": "Order A-17 arrives on 21 November 2026." });
        for (key, value) in dates.as_object().into_iter().flatten() {
            source[key] = value.clone();
        }
        let mut request = json!({
            "draft": draft, "sources": [source],
            "turns": [{ "role": "customer", "text": "When does order A-17 arrive?" }]
        });
        if let Some(now) = now {
            request["context"] = json!({ "now": now });
        }
        request
    };
    let no_now = |verdict: &Verdict| {
        let of = |entry: &&draftgate::Unchecked| entry.why == "no_now" && entry.rule_id.is_none();
        verdict.unchecked.iter().filter(of).map(|entry| entry.what.clone()).collect::<Vec<_>>()
    };
    let (day, now) = ("Order A-17 arrives on 21 November 2026.", Some("2026-11-20T10:00:00Z"));
    for dates in [json!({ "effective_to": "2025-01-01" }), json!({ "effective_from": "2027-01-01" })] {
        let verdict = shipped("default", &request(day, dates.clone(), None));
        assert_eq!(no_now(&verdict), ["source"], "{dates}");
        assert_eq!(no_now(&shipped("default", &request(day, dates, now))), [""; 0]);
    }
    assert_eq!(no_now(&shipped("default", &request(day, json!({}), None))), [""; 0]);

    let tomorrow = "Order A-17 arrives tomorrow.";
    let verdict = shipped("default", &request(tomorrow, json!({}), None));
    assert_eq!(no_now(&verdict), ["value"]);
    assert_eq!(verdict.findings.len(), 0, "{:?}", verdict.findings);
    let verdict = shipped("default", &request(tomorrow, json!({}), now));
    assert_eq!((no_now(&verdict).len(), verdict.findings.len()), (0, 0), "{:?}", verdict.findings);
    let verdict = shipped("default", &request(tomorrow, json!({}), Some("2026-11-10T10:00:00Z")));
    assert!(!verdict.findings.is_empty());
}

#[test]
fn a_signal_that_the_policy_asks_for_and_the_request_lacks_is_reported() {
    let policy = "policy: mine\nversion: 1.0.0\ntitle: Mine\nowner: Me\nextends: [core-safety]\nsettings:\n  \
                  signals: [{ signal: my-model, below: 0.2, action: escalate }, \
                  { signal: my-model, above: 0.9, action: escalate }, { signal: other, above: 0.5, action: note }]\n";
    let policy = Policy::from_text("mine.yaml", policy).unwrap_or_else(|error| panic!("{error}"));
    let validator = Validator::from_policy(policy);
    let of = |signals: Value| {
        let verdict = judged(&validator, &json!({ "draft": "Good morning.", "signals": signals }));
        let said = unchecked(&verdict).into_iter().filter(|said| said.starts_with("signal"));
        (verdict.decision, said.collect::<Vec<_>>())
    };
    assert_eq!(of(json!({})), (Decision::Pass, vec!["signal_my_model: not_given".to_owned()]));
    assert_eq!(of(json!({ "my-model": 0.5 })), (Decision::Pass, vec![]));
    assert_eq!(of(json!({ "my-model": 0.1 })), (Decision::Escalate, vec![]));
}
