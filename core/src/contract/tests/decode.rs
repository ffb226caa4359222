use serde_json::json;

use super::EXAMPLE;
use super::samples::full_request;
use crate::contract::*;

#[test]
fn the_documented_example_is_read_whole() {
    let request = Request::from_json(EXAMPLE).unwrap();
    assert_eq!(request.contract, 1);
    assert_eq!(request.id.as_deref(), Some("msg-1842"));
    assert_eq!(request.draft, "Your refund of £45.00 will reach you within 3 days.");
    assert_eq!(request.format, Format::Plain);
    assert_eq!(request.turns.len(), 2);
    assert_eq!(
        request.turns[0],
        Turn::new(TurnRole::Bot, "Hi, I'm Northbank's AI assistant. How can I help?")
    );
    assert_eq!(request.turns[1].at.as_deref(), Some("2026-11-20T10:04:10Z"));
    assert_eq!(
        request.sources,
        [Source {
            title: Some("Refunds".into()),
            kind: SourceKind::Policy,
            url: Some("https://example.com/refunds".into()),
            effective_from: Some("2026-01-01".into()),
            ..Source::passage("KB-12", "Refunds are paid within 5 working days.")
        }]
    );
    assert_eq!(request.facts["order"]["refund_total"], json!({"amount": "42.10", "currency": "GBP"}));
    let expected = Context {
        now: Some("2026-11-20T10:05:00Z".into()),
        locale: Some("en-GB".into()),
        jurisdictions: vec!["UK".into()],
        sector: Some(Sector::Banking),
        role: Some(PartyRole::Provider),
        channel: Some(Channel::WebChat),
        channel_security: Some(ChannelSecurity::Secure),
        sender: Some(Sender::Bot),
        ui_disclosure: Some(UiDisclosure::Banner),
        purpose: Some(Purpose::Service),
        customer: Some(CustomerContext {
            verified: Some(true),
            flags: vec![CustomerFlag::Vulnerable],
            ..CustomerContext::default()
        }),
        ..Context::default()
    };
    assert_eq!(request.context, expected);
    assert_eq!(request.signals.get("grounding"), Some(&0.91));
    assert_eq!(request.offset_unit, OffsetUnit::Utf8);
}

#[test]
fn a_written_request_is_read_back_unchanged() {
    let request = Request::from_json(EXAMPLE).unwrap();
    let written = serde_json::to_string(&request).unwrap();
    assert_eq!(Request::from_json(&written).unwrap(), request);
}

#[test]
fn a_request_within_something_else_is_read_as_strictly() {
    let request = full_request();
    let tree = serde_json::to_value(&request).unwrap();
    assert_eq!(serde_json::from_value::<Request>(tree).unwrap(), request);
    let error = serde_json::from_str::<Vec<Request>>(r#"[{"draft": 5, "x": 1, "draft": "a"}]"#).unwrap_err();
    let expected = "the request cannot be read: draft: expected a string, found a number; x: `x` is not a field of a \
                    request; draft: this field is given twice";
    assert!(error.to_string().starts_with(expected), "{error}");
    let deep = format!(r#"{{"draft": "a", "facts": {}1{}}}"#, "[".repeat(65), "]".repeat(65));
    assert!(
        serde_json::from_str::<Request>(&deep).unwrap_err().to_string().contains("nested deeper than 64")
    );
}

#[test]
fn only_the_draft_is_needed() {
    assert_eq!(Request::from_json(r#"{"draft": ""}"#).unwrap(), Request::new(""));
}

#[test]
fn null_means_absent_for_every_field_that_is_not_required() {
    let text = r#"{"draft": "Hello", "contract": null, "id": null, "format": null, "turns": null, "sources": null,
        "facts": null, "context": null, "signals": null, "offset_unit": null}"#;
    assert_eq!(Request::from_json(text).unwrap(), Request::new("Hello"));
    let text = r#"{"draft": "Hello", "context": {"now": null, "locale": null, "jurisdictions": null, "sector": null,
        "role": null, "channel": null, "channel_security": null, "sender": null, "ui_disclosure": null,
        "purpose": null, "first_contact": null, "customer": null, "reviewed_by": null}}"#;
    assert_eq!(Request::from_json(text).unwrap(), Request::new("Hello"));
}

#[test]
fn every_documented_word_is_read() {
    fn words<E: PartialEq + std::fmt::Debug + Copy>(
        all: &[E],
        spelling: fn(E) -> &'static str,
        document: fn(&str) -> String,
        read: fn(&Request) -> E,
    ) {
        for word in all {
            let request = Request::from_json(&document(spelling(*word))).unwrap();
            assert_eq!(read(&request), *word);
        }
    }
    words(Format::ALL, Format::as_str, |w| format!(r#"{{"draft":"","format":"{w}"}}"#), |r| r.format);
    words(
        OffsetUnit::ALL,
        OffsetUnit::as_str,
        |w| format!(r#"{{"draft":"","offset_unit":"{w}"}}"#),
        |r| r.offset_unit,
    );
    words(
        TurnRole::ALL,
        TurnRole::as_str,
        |w| format!(r#"{{"draft":"","turns":[{{"role":"{w}","text":""}}]}}"#),
        |r| r.turns[0].role,
    );
    words(
        SourceKind::ALL,
        SourceKind::as_str,
        |w| format!(r#"{{"draft":"","sources":[{{"id":"a","kind":"{w}","text":""}}]}}"#),
        |r| r.sources[0].kind,
    );
    words(
        CustomerFlag::ALL,
        CustomerFlag::as_str,
        |w| format!(r#"{{"draft":"","context":{{"customer":{{"flags":["{w}"]}}}}}}"#),
        |r| r.context.customer.as_ref().unwrap().flags[0],
    );
    words(
        OnLine::ALL,
        OnLine::as_str,
        |w| format!(r#"{{"draft":"","context":{{"customer":{{"on_line":"{w}"}}}}}}"#),
        |r| r.context.customer.as_ref().unwrap().on_line.unwrap(),
    );
    words(
        MarketingConsent::ALL,
        MarketingConsent::as_str,
        |w| format!(r#"{{"draft":"","context":{{"customer":{{"marketing_consent":"{w}"}}}}}}"#),
        |r| r.context.customer.as_ref().unwrap().marketing_consent.unwrap(),
    );
    macro_rules! context {
        ($($type:ident $field:ident)+) => {$(
            words(
                $type::ALL,
                $type::as_str,
                |w| format!(r#"{{"draft":"","context":{{"{}":"{w}"}}}}"#, stringify!($field)),
                |r| r.context.$field.unwrap(),
            );
        )+};
    }
    context! {
        Sector sector PartyRole role Channel channel ChannelSecurity channel_security Sender sender
        UiDisclosure ui_disclosure Purpose purpose Reviewer reviewed_by
    }
}

#[test]
fn strings_keep_every_character() {
    let text = r#"{"draft": "a\u0000b\ud83d\ude00\u00e9 \"\\\/\n é 😀", "facts": {"k\u0000": "v\u0000"}}"#;
    let request = Request::from_json(text).unwrap();
    assert_eq!(request.draft, "a\0b😀é \"\\/\n é 😀");
    assert_eq!(request.facts, json!({"k\0": "v\0"}));
}

#[test]
fn a_byte_order_mark_is_skipped() {
    assert_eq!(Request::from_json("\u{feff}{\"draft\": \"Hello\"}").unwrap(), Request::new("Hello"));
}

#[test]
fn facts_may_be_any_tree() {
    for facts in [
        json!([1, "a", {"b": [true, null]}]),
        json!("text"),
        json!(0.1),
        json!(-5),
        json!(u64::MAX),
        json!({}),
    ] {
        let request = Request { facts: facts.clone(), ..Request::new("Hello") };
        let written = serde_json::to_string(&request).unwrap();
        assert_eq!(Request::from_json(&written).unwrap().facts, facts, "{written}");
    }
}

#[test]
fn bytes_that_are_not_utf8_are_located() {
    let errors = Request::from_slice(b"{\"draft\": \"caf\xe9\"}").unwrap_err();
    assert_eq!(errors.problems()[0].code, ErrorCode::InvalidUtf8);
    assert_eq!(errors.problems()[0].message, "not UTF-8: invalid byte at offset 14");
    assert_eq!(Request::from_slice(b"{\"draft\": \"caf\xc3\xa9\"}").unwrap().draft, "café");
}

#[test]
fn the_id_survives_other_mistakes() {
    let errors = Request::from_json(r#"{"draft": 5, "id": "m-7"}"#).unwrap_err();
    assert_eq!(errors.id(), Some("m-7"));
    let json = Answer::failure(errors, Some(3)).to_json();
    assert_eq!(
        json,
        concat!(
            r#"{"type":"failure","contract":1,"id":"m-7","line":3,"#,
            r#""errors":[{"code":"wrong_type","path":"draft","message":"expected a string, found a number"}]}"#
        )
    );
}

#[test]
fn error_codes_have_distinct_words() {
    let words: std::collections::BTreeSet<_> = ErrorCode::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(words.len(), ErrorCode::ALL.len());
    for code in ErrorCode::ALL {
        assert_eq!(ErrorCode::from_wire(code.as_str()), Some(*code));
    }
}

proptest::proptest! {
    #[test]
    fn reading_never_panics(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
        let _ = Request::from_slice(&bytes);
    }

    /// Reading a mended copy only tells more of what is wrong.
    #[test]
    fn what_is_no_json_is_never_accepted(
        pieces in proptest::collection::vec(
            proptest::sample::select(vec!["1e999", "-1e999", "\"\\ud83d\"", "\"\\ud83d\\ude00\"", "\"1e999\"", "1", "[", "]", ",", "\\", "\n"]),
            0..6,
        )
    ) {
        let text = format!(r#"{{"draft": "a", "facts": {}}}"#, pieces.concat());
        let is_json = serde_json::from_str::<serde_json::Value>(&text).is_ok();
        proptest::prop_assert_eq!(Request::from_json(&text).is_ok(), is_json, "{}", text);
    }

    #[test]
    fn a_cut_request_is_refused_and_never_panics(cut in 0..EXAMPLE.len()) {
        proptest::prop_assert!(Request::from_slice(&EXAMPLE.as_bytes()[..cut]).is_err());
    }

    #[test]
    fn any_draft_and_number_come_back(draft in ".*", number in proptest::num::f64::NORMAL) {
        proptest::prop_assume!(number.abs() < 1e18);
        let request = Request { facts: json!({ "n": number }), ..Request::new(draft) };
        let written = serde_json::to_string(&request).unwrap();
        proptest::prop_assert_eq!(Request::from_json(&written).unwrap(), request);
    }
}
