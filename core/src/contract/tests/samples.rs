//! A request and an answer in which every field is set.

use std::collections::BTreeMap;

use serde_json::json;

use crate::contract::*;
use crate::span::Span;

pub(super) fn full_request() -> Request {
    Request {
        contract: CONTRACT,
        id: Some("m-1".into()),
        draft: "Hello 😀".into(),
        format: Format::Markdown,
        turns: vec![Turn {
            at: Some("2026-11-20T10:04:10Z".into()),
            ..Turn::new(TurnRole::Customer, "Where is it?")
        }],
        sources: vec![Source {
            id: "KB-1".into(),
            title: Some("Refunds".into()),
            text: "Refunds take 5 days.".into(),
            kind: SourceKind::Faq,
            url: Some("https://example.com/faq".into()),
            effective_from: Some("2026-01-01".into()),
            effective_to: Some("2026-12-31".into()),
        }],
        facts: json!({"order": {"id": "A-1", "total": 42.1}}),
        context: Context {
            now: Some("2026-11-20T10:05:00Z".into()),
            locale: Some("en-GB".into()),
            jurisdictions: vec!["UK".into(), "US-CA".into()],
            sector: Some(Sector::Retail),
            role: Some(PartyRole::Provider),
            channel: Some(Channel::Sms),
            channel_security: Some(ChannelSecurity::Open),
            sender: Some(Sender::HumanReviewed),
            ui_disclosure: Some(UiDisclosure::Banner),
            purpose: Some(Purpose::Service),
            first_contact: Some(true),
            customer: Some(CustomerContext {
                verified: Some(true),
                on_line: Some(OnLine::Carer),
                time_zone: Some("Europe/London".into()),
                marketing_consent: Some(MarketingConsent::SoftOptIn),
                flags: vec![CustomerFlag::Minor],
            }),
            reviewed_by: Some(Reviewer::Agent),
        },
        signals: BTreeMap::from([("grounding".into(), 0.91)]),
        offset_unit: OffsetUnit::Utf16,
    }
}

pub(super) fn full_verdict() -> Verdict {
    let citation = Citation {
        instrument: "Invented Act".into(),
        section: Some("s. 1".into()),
        url: Some("https://example.com/act".into()),
        evidence: "V1".into(),
        verified_on: Some("2026-11-01".into()),
    };
    let support = Support {
        source: Some("KB-1".into()),
        fact: Some("order.total".into()),
        turn: Some(0),
        text: "5 days".into(),
        span: Some(Span::new(13, 19)),
    };
    let finding = Finding {
        rule_id: "hallucination.values.mismatch".into(),
        layer: Layer::Hallucination,
        severity: Severity::Error,
        action: Action::Rewrite,
        span: Span::new(6, 10),
        evidence: "😀".into(),
        message: "not so".into(),
        support: vec![support],
        fix: Some(Fix {
            title: "drop it".into(),
            applicability: Applicability::Safe,
            edits: vec![Edit { span: Span::new(5, 10), content: String::new() }],
        }),
        citation: Some(citation),
        policy: "default@1.0.0".into(),
        confidence: Score::from_percent(99),
    };
    Verdict {
        contract: CONTRACT,
        id: Some("m-1".into()),
        decision: Decision::Rewrite,
        text: Some("Hello".into()),
        reasons: vec![Reason {
            code: "contradicts_fact".into(),
            rule_id: Some("hallucination.values.mismatch".into()),
            findings: vec![0],
        }],
        escalation: Some(Escalation {
            code: "human_requested".into(),
            queue: "care".into(),
            priority: Priority::High,
            summary: "asks for a person".into(),
            holding_text: Some("One moment.".into()),
            not_before: Some("2026-11-21T08:00:00Z".into()),
            template: Some("quiet-hours".into()),
        }),
        findings: vec![finding],
        layers: vec![LayerReport {
            layer: Layer::Brand,
            status: LayerStatus::Skipped,
            why: Some("not asked".into()),
        }],
        unchecked: vec![Unchecked {
            what: "sentence".into(),
            span: Some(Span::new(0, 10)),
            rule_id: Some("semantic.form.prompt-leak".into()),
            why: "no_source".into(),
        }],
        scores: Scores {
            grounding: Some(Score::from_percent(41)),
            relevance: Some(Score::ONE),
            consistency: Some(Score::ZERO),
            toxicity: Some(Score::from_ten_thousandths(1)),
        },
        complexity: Complexity::Low,
        rounds: 2,
        audit: Audit {
            engine: "0.1.0".into(),
            policy: "default@1.0.0".into(),
            policy_digest: digest(b"policy"),
            request_digest: digest(b"request"),
            verdict_digest: String::new(),
        },
    }
}

pub(super) fn full_failure() -> Answer {
    let errors = Request::from_json(r#"{"id": "m-1", "draft": 1}"#).unwrap_err();
    Answer::failure(errors, Some(4))
}
