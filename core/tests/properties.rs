//! What must hold for every request, whoever sends it.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a property fails when a span does not fit"
)]

use draftgate::{
    Action, Context, Decision, OffsetUnit, Policy, Request, Sender, Source, Turn, TurnRole, Validator,
    Verdict,
};
use proptest::prelude::*;
use std::sync::OnceLock;

fn validator() -> &'static Validator {
    static VALIDATOR: OnceLock<Validator> = OnceLock::new();
    VALIDATOR.get_or_init(|| Validator::new("full").unwrap())
}

/// Pieces of service talk, so that rules fire, mixed with what strangers send.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Your refund of £45.00 will reach you within 3 days.".to_owned()),
        Just("I've cancelled your order A-88213.".to_owned()),
        Just("I'm a real person, promise!".to_owned()),
        Just("Card 4242 4242 4242 4242 was charged.".to_owned()),
        Just("Hi {{name}},".to_owned()),
        Just("Write to sam@example.com or call 01632 960001.".to_owned()),
        Just("Is there anything else?".to_owned()),
        Just("**Wir erstatten** Ihnen 12,50 € bis Freitag.".to_owned()),
        Just("😀 e\u{301} \u{202e}abc\u{202c} \r\n".to_owned()),
        "\\PC{0,12}",
        "[ \\t\\n.,!?\"'*_`#<>{}|/\\\\-]{0,6}",
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.join(" "))
}

fn request() -> impl Strategy<Value = Request> {
    let role = prop::sample::select(TurnRole::ALL);
    let unit = prop::sample::select(OffsetUnit::ALL);
    let facts = prop_oneof![
        Just(serde_json::Value::Null),
        Just(serde_json::json!({})),
        Just(serde_json::json!({
            "order": {"id": "A-88213", "refund_total": {"amount": "42.10", "currency": "GBP"}},
            "customer": {"name": "Sam", "email": "sam@example.com"},
            "events": [{"type": "order_cancelled", "at": "2026-11-19T16:00:00Z"}]
        })),
    ];
    (
        text(),
        prop::collection::vec((role, text()), 0..4),
        prop::collection::vec(text(), 0..3),
        facts,
        prop::option::of(Just("2026-11-20T10:05:00Z".to_owned())),
        prop::sample::select(vec![vec![], vec!["UK"], vec!["EU", "US-CA"]]),
        unit,
    )
        .prop_map(|(draft, turns, sources, facts, now, places, offset_unit)| {
            let source = |(n, text)| Source::passage(format!("S{n}"), text);
            let mut context = Context::new().with_jurisdictions(places).with_sender(Sender::Bot);
            context.now = now;
            Request::new(draft)
                .with_turns(turns.into_iter().map(|(role, text)| Turn::new(role, text)))
                .with_sources(sources.into_iter().enumerate().map(source))
                .with_facts(facts)
                .with_context(context)
                .with_offset_unit(offset_unit)
        })
}

/// The part of `text` that a span in the given unit covers.
fn slice(text: &str, start: usize, end: usize, unit: OffsetUnit) -> String {
    match unit {
        OffsetUnit::Utf8 => text[start..end].to_owned(),
        OffsetUnit::Utf16 => String::from_utf16(&text.encode_utf16().collect::<Vec<_>>()[start..end])
            .expect("whole characters"),
        OffsetUnit::CodePoint => text.chars().skip(start).take(end - start).collect(),
    }
}

fn rank(verdict: &Verdict) -> Decision {
    verdict.decision
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, ..ProptestConfig::default() })]

    #[test]
    fn spans_lie_in_the_draft_and_cover_their_evidence(request in request()) {
        let verdict = validator().check(&request);
        for finding in &verdict.findings {
            let covered = slice(&request.draft, finding.span.start, finding.span.end, request.offset_unit);
            prop_assert_eq!(&covered, &finding.evidence, "{}", finding.rule_id);
            for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
                slice(&request.draft, edit.span.start, edit.span.end, request.offset_unit);
            }
        }
        for entry in &verdict.unchecked {
            if let Some(span) = entry.span {
                slice(&request.draft, span.start, span.end, request.offset_unit);
            }
        }
    }

    #[test]
    fn the_same_request_gives_the_same_bytes(request in request()) {
        let (a, b) = (validator().check(&request), validator().check(&request));
        prop_assert_eq!(serde_json::to_string(&a).unwrap(), serde_json::to_string(&b).unwrap());
        prop_assert!(a.digest_holds());
    }

    #[test]
    fn a_request_survives_its_own_json(request in request()) {
        let json = serde_json::to_string(&request).unwrap();
        prop_assert_eq!(Request::from_json(&json).expect("a request"), request);
    }

    #[test]
    fn a_decision_has_its_text_and_its_reasons(request in request()) {
        let verdict = validator().check(&request);
        match verdict.decision {
            Decision::Pass => {
                prop_assert_eq!(verdict.text.as_deref(), Some(request.draft.as_str()));
                prop_assert!(verdict.findings.iter().all(|finding| finding.action == Action::Note));
                prop_assert!(verdict.escalation.is_none());
            }
            Decision::Rewrite => {
                prop_assert!(verdict.text.as_ref().is_some_and(|text| *text != request.draft));
                prop_assert!(!verdict.reasons.is_empty() && verdict.escalation.is_none());
            }
            Decision::Escalate => {
                prop_assert!(verdict.text.is_none() && !verdict.reasons.is_empty());
                prop_assert!(verdict.escalation.is_some());
            }
        }
    }

    #[test]
    fn what_is_sent_passes_every_check(request in request()) {
        let verdict = validator().check(&request);
        if verdict.decision == Decision::Rewrite {
            let again = validator().check(&request.with_draft(verdict.text.unwrap()));
            prop_assert_eq!(again.decision, Decision::Pass, "{:?}", again.reasons);
        } else if let Some(holding) = verdict.escalation.and_then(|escalation| escalation.holding_text) {
            let again = validator().check(&request.with_draft(holding));
            let own: Vec<_> = again
                .findings
                .iter()
                .filter(|finding| finding.action != Action::Note && finding.support.iter().all(|s| s.turn.is_none()))
                .collect();
            prop_assert!(own.is_empty(), "{:?}", own);
        }
    }

    #[test]
    fn the_order_of_sources_does_not_change_the_decision(request in request()) {
        let mut turned = request.clone();
        turned.sources.reverse();
        prop_assert_eq!(rank(&validator().check(&request)), rank(&validator().check(&turned)));
    }

    #[test]
    fn adding_a_rule_never_lowers_a_decision(request in request()) {
        static STRICTER: OnceLock<Validator> = OnceLock::new();
        let stricter = STRICTER.get_or_init(|| {
            let text = "policy: stricter\nversion: 1.0.0\ntitle: T\nowner: O\nextends: [full]\nrules:\n  \
                - id: brand.test.order\n    kind: forbid\n    message: no orders\n    severity: error\n    \
                action: escalate\n    owner: O\n    find: [order, refund, card]\n";
            Validator::from_policy(Policy::from_text("stricter.yaml", text).unwrap())
        });
        prop_assert!(rank(&stricter.check(&request)) >= rank(&validator().check(&request)));
    }

    #[test]
    fn no_json_can_break_the_reading(bytes in prop::collection::vec(any::<u8>(), 0..200), json in "[\\[\\]{}\",:a-z0-9\\\\ ]{0,60}") {
        let _ = Request::from_slice(&bytes);
        let _ = validator().check_json(&json).to_json();
    }
}
