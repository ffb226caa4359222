//! One row for each way in which a request can be wrong.

use super::EXAMPLE;
use crate::contract::*;

/// What is wrong with `text`, as `code path` lines.
fn mistakes(text: &str, limits: &Limits) -> Vec<String> {
    match Request::from_json_with(text, limits) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.problems().iter().map(|p| format!("{} {}", p.code, p.path)).collect(),
    }
}

fn check(rows: &[(&str, &[&str])]) {
    for (text, expected) in rows {
        assert_eq!(mistakes(text, &Limits::default()), *expected, "{text}");
    }
}

#[test]
fn documents() {
    check(&[
        ("", &["syntax "]),
        ("  \n", &["syntax "]),
        ("{", &["syntax "]),
        (r#"{"draft": "a"} x"#, &["syntax "]),
        (r#"{"draft": "a",}"#, &["syntax "]),
        (r#"{'draft': 'a'}"#, &["syntax "]),
        (r#"{"draft": "a" /* no */}"#, &["syntax "]),
        (r#"{"draft": NaN}"#, &["syntax "]),
        (r#"{"draft": 1e999}"#, &["wrong_type draft"]),
        (r#"{"draft": "a", "facts": 1e999}"#, &["out_of_range facts"]),
        (r#"{"draft": "1e999 \" -1e999", "facts": ["9e999", -1E+999, 5]}"#, &["out_of_range facts[1]"]),
        (
            r#"{"draft": "a", "signals": {"x": 1e400}, "y": 1}"#,
            &["out_of_range signals.x", "unknown_field y"],
        ),
        (r#"{"draft": "a", "facts": 1e999"#, &["syntax "]),
        (r#"{"draft": "a", "facts": 1e999e9}"#, &["syntax "]),
        ("{\"draft\": \"a\nb\"}", &["syntax "]),
        (r#"{"draft": "\x"}"#, &["syntax "]),
        (r#"{"draft": "\ud83d"}"#, &["lone_surrogate "]),
        (r#"{"draft": "\ud83d and on"}"#, &["lone_surrogate "]),
        (r#"{"draft": "a", "facts": "\ude00"}"#, &["lone_surrogate "]),
        (r#"{"draft": "\ud83d\ud83d"}"#, &["lone_surrogate ", "lone_surrogate "]),
        (
            r#"{"draft": "\\\ud83d\ude00\udc00", "x": 1, "facts": [1e999]}"#,
            &["lone_surrogate ", "unknown_field x", "out_of_range facts[0]"],
        ),
        (r#"{"draft": "a", "\udc00": "a"}"#, &["lone_surrogate ", "unknown_field [\"\u{fffd}\"]"]),
        (r#"{"draft": "\ud83d\u0041"}"#, &["lone_surrogate "]),
        (r#"{"draft": nul, "id": "\ud83d"}"#, &["syntax "]),
        ("[]", &["wrong_type "]),
        ("null", &["wrong_type "]),
        (r#""draft""#, &["wrong_type "]),
        ("{}", &["missing_field draft"]),
    ]);
}

#[test]
fn the_request_itself() {
    check(&[
        (r#"{"draft": null}"#, &["wrong_type draft"]),
        (r#"{"draft": 5}"#, &["wrong_type draft"]),
        (r#"{"draft": ["a"]}"#, &["wrong_type draft"]),
        (r#"{"draft": "a", "draft": "b"}"#, &["duplicate_key draft"]),
        (r#"{"draft": "a", "id": null, "id": null}"#, &["duplicate_key id"]),
        (r#"{"Draft": "a"}"#, &["unknown_field Draft", "missing_field draft"]),
        (r#"{"draft": "a", "messages": []}"#, &["unknown_field messages"]),
        (r#"{"draft": "a", "": 1}"#, &[r#"unknown_field [""]"#]),
        (r#"{"draft": "a", "a b": 1}"#, &[r#"unknown_field ["a b"]"#]),
        (r#"{"draft": "a", "q\"\\": 1}"#, &[r#"unknown_field ["q\"\\"]"#]),
        (r#"{"draft": "a", "contract": 2}"#, &["unsupported_contract contract"]),
        (r#"{"draft": "a", "contract": 0}"#, &["unsupported_contract contract"]),
        (r#"{"draft": "a", "contract": 1.5}"#, &["unsupported_contract contract"]),
        (r#"{"draft": "a", "contract": 1.0}"#, &[]),
        (r#"{"draft": "a", "contract": -1}"#, &["unsupported_contract contract"]),
        (r#"{"draft": "a", "contract": "1"}"#, &["wrong_type contract"]),
        (r#"{"draft": "a", "id": 17}"#, &["wrong_type id"]),
        (r#"{"draft": "a", "format": "html"}"#, &["unknown_value format"]),
        (r#"{"draft": "a", "format": true}"#, &["wrong_type format"]),
        (r#"{"draft": "a", "format": "Plain"}"#, &["unknown_value format"]),
        (r#"{"draft": "a", "offset_unit": "utf-8"}"#, &["unknown_value offset_unit"]),
        (r#"{"draft": "a", "signals": []}"#, &["wrong_type signals"]),
        (r#"{"draft": "a", "signals": {"x": 1.01}}"#, &["out_of_range signals.x"]),
        (r#"{"draft": "a", "signals": {"x": -0.01}}"#, &["out_of_range signals.x"]),
        (r#"{"draft": "a", "signals": {"x": "0.5"}}"#, &["wrong_type signals.x"]),
        (r#"{"draft": "a", "signals": {"x": null}}"#, &["wrong_type signals.x"]),
        (r#"{"draft": "a", "signals": {"x": 0, "x": 1}}"#, &["duplicate_key signals.x"]),
    ]);
}

#[test]
fn turns() {
    let turn = |turn: &str| format!(r#"{{"draft": "a", "turns": [{{"role": "bot", "text": "b"}}, {turn}]}}"#);
    for (text, expected) in [
        (r#""hi""#, vec!["wrong_type turns[1]"]),
        ("null", vec!["wrong_type turns[1]"]),
        ("{}", vec!["missing_field turns[1].role", "missing_field turns[1].text"]),
        (r#"{"role": "user", "text": "a"}"#, vec!["unknown_value turns[1].role"]),
        (r#"{"role": null, "text": "a"}"#, vec!["wrong_type turns[1].role"]),
        (
            r#"{"role": "bot", "content": "a"}"#,
            vec!["unknown_field turns[1].content", "missing_field turns[1].text"],
        ),
        (r#"{"role": "bot", "text": {}}"#, vec!["wrong_type turns[1].text"]),
        (r#"{"role": "bot", "text": "a", "at": "2026-11-20"}"#, vec!["invalid_date turns[1].at"]),
        (r#"{"role": "bot", "text": "a", "at": 1763633050}"#, vec!["wrong_type turns[1].at"]),
        (r#"{"text": "a", "text": "b", "role": "bot"}"#, vec!["duplicate_key turns[1].text"]),
    ] {
        assert_eq!(mistakes(&turn(text), &Limits::default()), expected, "{text}");
    }
    check(&[(r#"{"draft": "a", "turns": {"role": "bot"}}"#, &["wrong_type turns"])]);
}

#[test]
fn sources() {
    let source = |fields: &str| format!(r#"{{"draft": "a", "sources": [{{{fields}}}]}}"#);
    for (text, expected) in [
        ("", vec!["missing_field sources[0].id", "missing_field sources[0].text"]),
        (r#""id": 1, "text": "a""#, vec!["wrong_type sources[0].id"]),
        (r#""id": "a", "text": null"#, vec!["wrong_type sources[0].text"]),
        (r#""id": "a", "text": "b", "kind": "webpage""#, vec!["unknown_value sources[0].kind"]),
        (r#""id": "a", "text": "b", "title": 5"#, vec!["wrong_type sources[0].title"]),
        (r#""id": "a", "text": "b", "url": []"#, vec!["wrong_type sources[0].url"]),
        (
            r#""id": "a", "text": "b", "effective_from": "2026-02-29""#,
            vec!["invalid_date sources[0].effective_from"],
        ),
        (r#""id": "a", "text": "b", "effective_to": "soon""#, vec!["invalid_date sources[0].effective_to"]),
        (
            r#""id": "a", "text": "b", "effective_to": "2026-01-01", "effective_from": "2026-01-02""#,
            vec!["inconsistent sources[0].effective_to"],
        ),
        (r#""id": "a", "text": "b", "score": 0.5"#, vec!["unknown_field sources[0].score"]),
    ] {
        assert_eq!(mistakes(&source(text), &Limits::default()), expected, "{text}");
    }
    assert!(
        mistakes(
            &source(
                r#""id": "a", "text": "b", "effective_from": "2026-01-01", "effective_to": "2026-01-01""#
            ),
            &Limits::default()
        )
        .is_empty()
    );
}

#[test]
fn context() {
    let context = |fields: &str| format!(r#"{{"draft": "a", "context": {{{fields}}}}}"#);
    for (text, expected) in [
        (r#""now": "today""#, "invalid_date context.now"),
        (r#""now": "2026-11-20T10:05:00""#, "invalid_date context.now"),
        (r#""locale": "en_GB""#, "invalid_format context.locale"),
        (r#""jurisdictions": "UK""#, "wrong_type context.jurisdictions"),
        (r#""jurisdictions": ["UK", "uk"]"#, "unknown_value context.jurisdictions[1]"),
        (r#""jurisdictions": ["ZZ"]"#, "unknown_value context.jurisdictions[0]"),
        (r#""jurisdictions": [null]"#, "wrong_type context.jurisdictions[0]"),
        (r#""sector": "finance""#, "unknown_value context.sector"),
        (r#""role": "bank""#, "unknown_value context.role"),
        (r#""channel": "fax""#, "unknown_value context.channel"),
        (r#""channel_security": "high""#, "unknown_value context.channel_security"),
        (r#""sender": "ai""#, "unknown_value context.sender"),
        (r#""ui_disclosure": false"#, "wrong_type context.ui_disclosure"),
        (r#""purpose": "marketing""#, "unknown_value context.purpose"),
        (r#""first_contact": "yes""#, "wrong_type context.first_contact"),
        (r#""first_contact": 1"#, "wrong_type context.first_contact"),
        (r#""reviewed_by": "bot""#, "unknown_value context.reviewed_by"),
        (r#""jurisdiction": ["UK"]"#, "unknown_field context.jurisdiction"),
        (r#""customer": true"#, "wrong_type context.customer"),
        (r#""customer": {"verified": "true"}"#, "wrong_type context.customer.verified"),
        (r#""customer": {"on_line": "lawyer"}"#, "unknown_value context.customer.on_line"),
        (r#""customer": {"time_zone": "+01:00"}"#, "invalid_format context.customer.time_zone"),
        (r#""customer": {"marketing_consent": true}"#, "wrong_type context.customer.marketing_consent"),
        (r#""customer": {"flags": ["minor", "vip"]}"#, "unknown_value context.customer.flags[1]"),
        (r#""customer": {"flags": {"minor": true}}"#, "wrong_type context.customer.flags"),
        (r#""customer": {"flag": []}"#, "unknown_field context.customer.flag"),
        (r#""channel": "sms", "channel": "sms""#, "duplicate_key context.channel"),
    ] {
        assert_eq!(mistakes(&context(text), &Limits::default()), [expected], "{text}");
    }
}

#[test]
fn facts() {
    check(&[
        (r#"{"draft": "a", "facts": {"a b": {"x": 1, "x": 2}}}"#, &[r#"duplicate_key facts["a b"].x"#]),
        (r#"{"draft": "a", "facts": [1, 12345678901234567890123]}"#, &["out_of_range facts[1]"]),
        (r#"{"draft": "a", "facts": {"n": -9223372036854775809}}"#, &["out_of_range facts.n"]),
        (r#"{"draft": "a", "facts": {"n": -9223372036854775808, "m": 18446744073709551615}}"#, &[]),
    ]);
    let nested =
        |depth: usize| format!(r#"{{"draft": "a", "facts": {}1{}}}"#, "[".repeat(depth), "]".repeat(depth));
    assert!(mistakes(&nested(64), &Limits::default()).is_empty());
    assert_eq!(mistakes(&nested(65), &Limits::default()), [format!("too_deep facts{}", "[0]".repeat(64))]);
    assert_eq!(
        mistakes(&nested(100_000), &Limits::default()),
        [format!("too_deep facts{}", "[0]".repeat(64))]
    );
    let deepest = Limits { facts_depth: usize::MAX, ..Limits::default() };
    assert!(mistakes(&nested(Limits::MAX_DEPTH), &deepest).is_empty());
    assert_eq!(mistakes(&nested(Limits::MAX_DEPTH + 1), &deepest).len(), 1);
    let flat = Limits { facts_depth: 1, ..Limits::default() };
    assert_eq!(mistakes(&nested(2), &flat), ["too_deep facts[0]"]);
    let shallow = r#"{"draft": "a", "context": {"customer": {"flags": ["minor"]}}, "facts": {"a": 1}}"#;
    assert!(mistakes(shallow, &flat).is_empty(), "the limit is only about facts");
}

#[test]
fn nesting_elsewhere_is_a_wrong_type() {
    let text = format!(
        r#"{{"draft": {}{}, "x": {}{}}}"#,
        "[".repeat(500),
        "]".repeat(500),
        "[".repeat(500),
        "]".repeat(500)
    );
    assert_eq!(mistakes(&text, &Limits::default()), ["wrong_type draft", "unknown_field x"]);
}

#[test]
fn limits() {
    let none = Limits::default();
    for (limits, text, expected) in [
        (Limits { request_bytes: 14, ..none.clone() }, r#"{"draft": "ab"}"#, "over_limit "),
        (Limits { draft_bytes: 1, ..none.clone() }, r#"{"draft": "é"}"#, "over_limit draft"),
        (Limits { turns: 0, ..none.clone() }, r#"{"draft": "", "turns": [5]}"#, "over_limit turns"),
        (
            Limits { turn_bytes: 1, ..none.clone() },
            r#"{"draft": "", "turns": [{"role": "bot", "text": "ab"}]}"#,
            "over_limit turns[0].text",
        ),
        (Limits { sources: 1, ..none.clone() }, r#"{"draft": "", "sources": [1, 2]}"#, "over_limit sources"),
        (
            Limits { source_bytes: 1, ..none.clone() },
            r#"{"draft": "", "sources": [{"id": "a", "text": "ab"}]}"#,
            "over_limit sources[0].text",
        ),
        (Limits { label_bytes: 2, ..none.clone() }, r#"{"draft": "", "id": "abc"}"#, "over_limit id"),
        (
            Limits { facts_leaves: 2, ..none.clone() },
            r#"{"draft": "", "facts": [1, 2, 3, 4]}"#,
            "over_limit facts[2]",
        ),
        (
            Limits { entries: 1, ..none.clone() },
            r#"{"draft": "", "signals": {"a": 0, "b": 0}}"#,
            "over_limit signals",
        ),
        (
            Limits { entries: 1, ..none.clone() },
            r#"{"draft": "", "context": {"jurisdictions": ["UK", "UK"]}}"#,
            "over_limit context.jurisdictions",
        ),
    ] {
        assert_eq!(mistakes(text, &limits), [expected], "{text}");
        assert_ne!(mistakes(text, &none), [expected], "{text}");
    }
    let exact = Limits { request_bytes: 15, draft_bytes: 2, ..none };
    assert!(mistakes(r#"{"draft": "ab"}"#, &exact).is_empty());
}

#[test]
fn the_list_of_problems_is_bounded() {
    let text = format!(r#"{{"draft": "", "turns": [{}]}}"#, vec!["1"; 900].join(","));
    let limits = Limits { problems: 10, ..Limits::default() };
    let found = mistakes(&text, &limits);
    assert_eq!(found.len(), 11);
    assert_eq!(found[9..], ["wrong_type turns[9]", "over_limit "]);
    assert_eq!(mistakes(&text, &Limits::default()).len(), 900);
}

#[test]
fn all_mistakes_come_together_in_the_order_of_the_document() {
    let text = EXAMPLE
        .replace(r#""role": "customer""#, r#""role": "client""#)
        .replace(r#""contract": 1"#, r#""contract": 3"#)
        .replace(r#""web_chat""#, r#""fax""#)
        .replace(r#""vulnerable""#, r#""vulnerable", "tall""#)
        .replace("0.91", "91")
        .replace(r#""currency""#, r#""amount""#);
    let expected = [
        "unsupported_contract contract",
        "unknown_value turns[1].role",
        "duplicate_key facts.order.refund_total.amount",
        "unknown_value context.channel",
        "unknown_value context.customer.flags[1]",
        "out_of_range signals.grounding",
    ];
    assert_eq!(mistakes(&text, &Limits::default()), expected);
}

/// The message of the only mistake of `text`.
fn message(text: &str) -> String {
    let errors = Request::from_json(text).unwrap_err();
    assert_eq!(errors.problems().len(), 1, "{errors}");
    errors.problems()[0].message.clone()
}

#[test]
fn messages_help() {
    for (text, expected) in [
        (
            r#"{"draft": "a", "context": {"channel": "fax"}}"#,
            "`fax` is not a channel; expected one of `web_chat`, `in_app`, `email`, `sms`, `whatsapp`, `social`, `voice`",
        ),
        (r#"{"draft": "a", "sorces": []}"#, "`sorces` is not a field of a request; did you mean `sources`?"),
        (r#"{"draft": "a", "history": []}"#, "`history` is not a field of a request"),
        ("{}", "`draft` is missing; a request needs it"),
        ("7", "expected an object (a request), found a number"),
        (r#"{"draft": "a", "contract": 2}"#, "contract 2 is not supported; this version speaks 1"),
        (r#"{"draft": "a", "signals": 1}"#, "expected an object (the signals), found a number"),
        (r#"{"draft": "a" "id": "b"}"#, "not JSON: expected `,` or `}` at line 1 column 15"),
        (
            r#"{"draft": "\ud800"}"#,
            "half of a surrogate pair at line 1 column 12; a string must be valid Unicode",
        ),
    ] {
        assert_eq!(message(text), expected);
    }
}

#[test]
fn messages_never_repeat_a_customers_text() {
    for value in
        ["my card is lost", "4111111111111111", "sam@example.com", "+447700900123", &"a".repeat(41), "Zoë"]
    {
        for text in [
            format!(r#"{{"draft": "a", "format": "{value}"}}"#),
            format!(r#"{{"draft": "a", "context": {{"now": "{value}"}}}}"#),
            format!(r#"{{"draft": "a", "context": {{"locale": "{value}!"}}}}"#),
            format!(r#"{{"draft": "a", "context": {{"jurisdictions": ["{value}"]}}}}"#),
            format!(r#"{{"draft": "a", "contract": "{value}"}}"#),
            format!(r#"{{"draft": "a", "{value}": 1}}"#),
        ] {
            assert!(!message(&text).contains(value), "{}", message(&text));
        }
    }
}

#[test]
fn long_keys_are_cut_in_paths() {
    let key = "k".repeat(1_000);
    let errors = Request::from_json(&format!(r#"{{"draft": "", "{key}": 1}}"#)).unwrap_err();
    assert_eq!(errors.problems()[0].path, format!("[\"{}…\"]", "k".repeat(40)));
}
