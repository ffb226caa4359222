//! Units, digests and the written form of a verdict.

use proptest::prelude::*;

use super::samples::{full_failure, full_request, full_verdict};
use crate::contract::offsets::convert;
use crate::contract::*;
use crate::span::Span;

/// What `unit` counts, and how a language that counts so takes a slice.
fn slice(text: &str, unit: OffsetUnit, span: Span) -> String {
    match unit {
        OffsetUnit::Utf8 => span.text(text).to_owned(),
        OffsetUnit::Utf16 => {
            let units: Vec<u16> = text.encode_utf16().collect();
            String::from_utf16(&units[span.start..span.end]).unwrap()
        }
        OffsetUnit::CodePoint => text.chars().skip(span.start).take(span.len()).collect(),
    }
}

fn check_all_slices(text: &str) {
    let bounds: Vec<usize> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
    for unit in OffsetUnit::ALL {
        let bytes: Vec<Span> = bounds
            .iter()
            .flat_map(|start| {
                bounds.iter().filter(move |end| *end >= start).map(|end| Span::new(*start, *end))
            })
            .collect();
        let mut spans = bytes.clone();
        convert(text, *unit, &mut spans.iter_mut().rev().collect::<Vec<_>>());
        for (original, span) in bytes.iter().zip(&spans) {
            assert_eq!(slice(text, *unit, *span), original.text(text), "{unit} {original:?} of {text:?}");
        }
    }
}

#[test]
fn slices_agree_with_each_unit() {
    for text in [
        "",
        "plain",
        "a\r\nb\r\n",
        "£45.00 and €5",
        "😀 é 👩‍👩‍👧‍👦 🇬🇧",
        "e\u{301}a\u{308}\u{323}",
        "שלום 123 مرحبا",
        "\u{feff}漢字\0\u{10ffff}",
    ] {
        check_all_slices(text);
    }
}

proptest! {
    #[test]
    fn slices_agree_with_each_unit_on_any_text(text in "(\\PC|[\r\n\u{300}\u{1F600}\u{5D0}]){0,12}") {
        check_all_slices(&text);
    }
}

#[test]
fn offsets_out_of_place_are_clamped() {
    let mut spans = [Span::new(1, 3), Span::new(5, 99)];
    convert("a😀b", OffsetUnit::Utf16, &mut spans.iter_mut().collect::<Vec<_>>());
    assert_eq!(spans, [Span::new(1, 1), Span::new(3, 4)]);
}

#[test]
fn every_span_of_a_verdict_is_converted() {
    let mut verdict = full_verdict();
    verdict.findings[0].support = vec![
        Support {
            source: Some("a".into()),
            fact: None,
            turn: None,
            text: "b".into(),
            span: Some(Span::new(2, 3)),
        },
        Support { source: None, fact: None, turn: Some(0), text: "c".into(), span: Some(Span::new(4, 5)) },
        Support {
            source: Some("gone".into()),
            fact: None,
            turn: None,
            text: "d".into(),
            span: Some(Span::new(0, 1)),
        },
    ];
    let request = Request {
        draft: "Héllo 😀".into(),
        sources: vec![Source::passage("a", "x"), Source::passage("a", "éb")],
        turns: vec![Turn::new(TurnRole::Customer, "😀c")],
        offset_unit: OffsetUnit::CodePoint,
        ..Request::new("")
    };
    verdict.findings[0].span = Span::new(7, 11);
    verdict.findings[0].fix.as_mut().unwrap().edits[0].span = Span::new(6, 11);
    verdict.unchecked[0].span = Some(Span::new(0, 6));
    let converted = verdict.clone().in_unit_of(&request);
    let finding = &converted.findings[0];
    assert_eq!(finding.span, Span::new(6, 7));
    assert_eq!(finding.fix.as_ref().unwrap().edits[0].span, Span::new(5, 7));
    assert_eq!(converted.unchecked[0].span, Some(Span::new(0, 5)));
    let supports: Vec<_> = finding.support.iter().map(|support| support.span).collect();
    assert_eq!(supports, [Some(Span::new(1, 2)), Some(Span::new(1, 2)), None]);

    let bytes = verdict.clone().in_unit_of(&Request { offset_unit: OffsetUnit::Utf8, ..request });
    assert_eq!(bytes, verdict);
}

#[test]
fn a_digest_is_that_of_the_standard() {
    // FIPS 180-2, appendix B.1.
    assert_eq!(digest(b"abc"), "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[test]
fn canonical_json_sorts_by_code_point() {
    let value: serde_json::Value = serde_json::from_str(
        "{\"\u{1F600}\": 1, \"\u{ffff}\": 2, \"b\": {\"z\": 1.50, \"a\": []}, \"B\": \"\\u001f/\"}",
    )
    .unwrap();
    assert_eq!(
        canonical_json(&value),
        "{\"B\":\"\\u001f/\",\"b\":{\"a\":[],\"z\":1.5},\"\u{ffff}\":2,\"\u{1F600}\":1}"
    );
}

#[test]
fn a_request_has_one_digest_however_it_is_written() {
    let digest = |text: &str| request_digest(&Request::from_json(text).unwrap());
    let plain = digest(r#"{"draft":"a","facts":{"x":1,"y":2}}"#);
    assert_eq!(
        digest(r#"{ "facts": {"y": 2, "x": 1}, "format": "plain", "draft": "\u0061", "id": null }"#),
        plain
    );
    assert_ne!(digest(r#"{"draft":"b","facts":{"x":1,"y":2}}"#), plain);
    assert_ne!(digest(r#"{"draft":"a","facts":{"x":1,"y":"2"}}"#), plain);
    let full = full_request();
    assert_eq!(digest(&serde_json::to_string(&full).unwrap()), request_digest(&full));
    assert_eq!(digest(&canonical_json(&full)), request_digest(&full));
}

#[test]
fn a_seal_holds_until_something_changes() {
    let sealed = full_verdict().seal();
    assert!(!full_verdict().digest_holds());
    assert!(sealed.digest_holds());
    assert!(sealed.clone().seal().digest_holds(), "sealing twice changes nothing");
    let mut changed = sealed.clone();
    changed.findings[0].evidence.push('!');
    assert!(!changed.digest_holds());
    let mut changed = sealed.clone();
    changed.scores.toxicity = None;
    assert!(!changed.digest_holds());
    let mut changed = sealed;
    changed.audit.verdict_digest.make_ascii_uppercase();
    assert!(!changed.digest_holds());
}

#[test]
fn an_answer_starts_with_its_type_and_keeps_nulls() {
    let verdict = Verdict { text: None, escalation: None, ..full_verdict() };
    let json = Answer::Verdict(verdict).to_json();
    assert!(json.starts_with(
        r#"{"type":"verdict","contract":1,"id":"m-1","decision":"rewrite","text":null,"reasons":[{"#
    ));
    assert!(json.contains(r#""escalation":null"#));
    assert!(json.contains(r#""confidence":0.99"#));
    assert!(
        full_failure()
            .to_json()
            .starts_with(r#"{"type":"failure","contract":1,"id":"m-1","line":4,"errors":["#)
    );
}
