//! Answers that are read back as types.

use serde_json::{Value, json};

use super::samples::{full_failure, full_verdict};
use crate::StreamEvent;
use crate::contract::*;
use crate::span::Span;

#[test]
fn an_answer_is_read_back_from_its_bytes() {
    for answer in [Answer::Verdict(full_verdict().seal()), full_failure()] {
        let json = answer.to_json();
        let read: Answer = serde_json::from_str(&json).unwrap();
        assert_eq!(read, answer);
        assert_eq!(read.to_json(), json);
    }
    let verdict = full_verdict().seal();
    let read: Verdict = serde_json::from_str(&serde_json::to_string(&verdict).unwrap()).unwrap();
    assert!(read == verdict && read.digest_holds());
}

#[test]
fn an_event_of_a_stream_is_read_back_from_its_bytes() {
    for event in [
        StreamEvent::Release { text: "Hello".to_owned() },
        StreamEvent::Hold { rule_ids: vec!["brand.terms.parcel".to_owned()] },
        StreamEvent::Stop { verdict: Box::new(full_verdict()) },
        StreamEvent::Done { verdict: Box::new(full_verdict()) },
    ] {
        let json = event.to_json();
        let read: StreamEvent = serde_json::from_str(&json).unwrap();
        assert_eq!(read, event);
        assert_eq!(read.to_json(), json);
    }
}

#[test]
fn every_score_is_read_back() {
    for n in 0..=10_000 {
        let score = Score::from_ten_thousandths(n);
        let json = serde_json::to_string(&score).unwrap();
        assert_eq!(serde_json::from_str::<Score>(&json).unwrap(), score, "{json}");
    }
    assert_eq!(serde_json::from_str::<Score>("1").unwrap(), Score::ONE);
    for bad in ["-0.1", "1.0001", "0.12345", "1e300", "-1", "\"0.5\"", "null"] {
        assert!(serde_json::from_str::<Score>(bad).is_err(), "{bad}");
    }
}

#[test]
fn what_the_engine_did_not_write_is_refused() {
    let whole: Value = serde_json::from_str(&Answer::Verdict(full_verdict()).to_json()).unwrap();
    assert!(serde_json::from_value::<Answer>(whole.clone()).is_ok());
    for (place, value, words) in [
        ("/decision", json!("send"), "unknown word"),
        ("/findings/0/severity", json!("fatal"), "unknown word"),
        ("/findings/0/span", json!({"start": 5, "end": 4}), "a span cannot end before it starts"),
        ("/findings/0/span", json!({"start": 5, "end": 6, "unit": "utf8"}), "unknown field `unit`"),
        ("/findings/0/confidence", json!(1.5), "a score is a number from 0 to 1"),
        ("/rounds", json!(-1), "invalid value"),
        ("/audit", json!(null), "invalid type: null"),
        ("/type", json!("answer"), "unknown variant `answer`"),
    ] {
        let mut changed = whole.clone();
        *changed.pointer_mut(place).unwrap() = value;
        let error = serde_json::from_value::<Answer>(changed).unwrap_err().to_string();
        assert!(error.contains(words), "{place}: {error}");
    }
    for place in ["", "/findings/0", "/findings/0/fix", "/escalation", "/scores", "/audit", "/layers/0"] {
        let mut changed = whole.clone();
        changed.pointer_mut(place).unwrap()["new"] = json!(1);
        let error = serde_json::from_value::<Answer>(changed).unwrap_err().to_string();
        assert!(error.contains("unknown field `new`"), "{place}: {error}");
    }
    let twice =
        Answer::Verdict(full_verdict()).to_json().replacen("\"rounds\"", "\"contract\":1,\"rounds\"", 1);
    let error = serde_json::from_str::<Answer>(&twice).unwrap_err().to_string();
    assert!(error.contains("duplicate field `contract`"), "{error}");
    let failure = full_failure().to_json().replacen("\"line\"", "\"row\"", 1);
    assert!(serde_json::from_str::<Answer>(&failure).is_err());
}

#[test]
fn a_span_that_ends_before_it_starts_is_empty() {
    let span = Span { start: 3, end: 1 };
    assert_eq!((span.len(), span.is_empty(), span.text("abcd")), (0, true, ""));
}
