//! What must hold for every verdict.

use draftgate::{Action, Decision, OffsetUnit, Request, Validator, Verdict};

/// The part of `text` that a span in the given unit covers.
fn slice(text: &str, start: usize, end: usize, unit: OffsetUnit) -> String {
    match unit {
        OffsetUnit::Utf8 => text[start..end].to_owned(),
        OffsetUnit::Utf16 => {
            let units: Vec<u16> = text.encode_utf16().collect();
            String::from_utf16(&units[start..end]).expect("whole characters")
        }
        OffsetUnit::CodePoint => {
            assert!(start <= end && end <= text.chars().count());
            text.chars().skip(start).take(end - start).collect()
        }
    }
}

/// Checks a request and everything that must hold for its verdict, which it returns.
pub(crate) fn hold(validator: &Validator, request: &Request) -> Verdict {
    let verdict = validator.check(request);
    let json = serde_json::to_string(&verdict).unwrap();
    assert_eq!(json, serde_json::to_string(&validator.check(request)).unwrap(), "same request, other bytes");
    assert!(verdict.digest_holds());
    for finding in &verdict.findings {
        let covered = slice(&request.draft, finding.span.start, finding.span.end, request.offset_unit);
        assert_eq!(covered, finding.evidence, "{}", finding.rule_id);
        for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
            slice(&request.draft, edit.span.start, edit.span.end, request.offset_unit);
        }
    }
    for span in verdict.unchecked.iter().filter_map(|entry| entry.span) {
        slice(&request.draft, span.start, span.end, request.offset_unit);
    }
    match verdict.decision {
        Decision::Pass => {
            assert_eq!(verdict.text.as_deref(), Some(request.draft.as_str()));
            assert!(verdict.findings.iter().all(|finding| finding.action == Action::Note));
        }
        Decision::Rewrite => {
            let text = verdict.text.clone().expect("a corrected text");
            let again = validator.check(&request.clone().with_draft(text.as_str()));
            assert_eq!(again.decision, Decision::Pass, "{text:?}: {:?}", again.reasons);
        }
        Decision::Escalate => assert!(verdict.text.is_none() && verdict.escalation.is_some()),
    }
    let mut turned = request.clone();
    turned.sources.reverse();
    if let serde_json::Value::Object(facts) = &request.facts {
        turned.facts = facts.iter().rev().map(|(key, value)| (key.clone(), value.clone())).collect();
    }
    assert_eq!(validator.check(&turned).decision, verdict.decision, "another order, another decision");
    verdict
}
