//! Requests that nobody means well with: a typed error or a verdict, never a crash.

use crate::support::{HOUSE, Run, run};

/// Both formats; the status of a crash is neither of these.
fn both(request: &[u8]) -> [Run; 2] {
    let runs =
        [run(&["check", "-p", HOUSE], request), run(&["check", "-p", HOUSE, "--format", "json"], request)];
    for ran in &runs {
        assert!([0, 1, 2, 64].contains(&ran.status), "status {}: {}", ran.status, ran.err);
        assert!(!ran.err.contains("panicked"), "{}", ran.err);
    }
    assert_eq!(runs[0].status, runs[1].status);
    runs
}

fn verdict(request: &str) {
    let [text, json] = both(request.as_bytes());
    assert_eq!(json.answers()[0]["type"], "verdict", "{}", text.err);
}

fn failure(request: &[u8], code: &str) {
    let [text, json] = both(request);
    assert_eq!(json.answers()[0]["errors"][0]["code"], code);
    assert_eq!((json.status, text.out.as_str()), (64, ""));
    assert!(text.err.contains(&format!("[{code}]")), "{}", text.err);
}

#[test]
fn texts_that_are_no_request() {
    failure(b"", "syntax");
    failure(b"{", "syntax");
    failure(b"{\"draft\": \"a\0b\"}", "syntax");
    failure(b"{\"draft\": \"caf\xe9\"}", "invalid_utf8");
    failure(br#"{"draft": "\ud83d"}"#, "lone_surrogate");
    failure(br#"{"draft": "a", "draft": "b"}"#, "duplicate_key");
    failure(b"[]", "wrong_type");
}

#[test]
fn drafts_without_words() {
    for draft in ["", " ", "\\n\\n\\t", "\\u0000", "\\u200b", "\\u0301", "\\r\\n", "😀"] {
        verdict(&format!("{{\"draft\": \"{draft}\"}}"));
    }
}

#[test]
fn drafts_of_a_megabyte() {
    let full = 1 << 20;
    verdict(&format!("{{\"draft\": \"{}\"}}", "x".repeat(full)));
    verdict(&format!("{{\"draft\": \"a{}\"}}", "\u{301}".repeat(full / 2 - 1)));
    failure(format!("{{\"draft\": \"{}\"}}", "x".repeat(full + 1)).as_bytes(), "over_limit");
}

#[test]
fn thousands_of_findings() {
    let request = format!("{{\"draft\": \"{}\"}}", "Your package is dirt cheap. ".repeat(2_000));
    let [text, json] = both(request.as_bytes());
    assert_eq!(json.answers()[0]["findings"].as_array().unwrap().len(), 2_000);
    assert!(text.out.contains("... and 1950 more findings"), "{}", text.out);
    assert!(text.out.lines().count() < 800, "{} lines", text.out.lines().count());
}

#[test]
fn ten_thousand_sources() {
    let source = |i| format!("{{\"id\": \"S-{i}\", \"text\": \"Parcels take {i} days.\"}}");
    let sources = |count| (0..count).map(source).collect::<Vec<_>>().join(",");
    verdict(&format!("{{\"draft\": \"It takes 3 days.\", \"sources\": [{}]}}", sources(10_000)));
    failure(format!("{{\"draft\": \"x\", \"sources\": [{}]}}", sources(10_001)).as_bytes(), "over_limit");
}

#[test]
fn deep_facts() {
    let facts = |depth: usize| {
        format!("{{\"draft\": \"x\", \"facts\": {}1{}}}", "{\"a\":".repeat(depth), "}".repeat(depth))
    };
    verdict(&facts(60));
    failure(facts(100_000).as_bytes(), "too_deep");
}

#[test]
fn a_request_over_the_limit_of_bytes() {
    let mut request = b"{\"draft\": \"".to_vec();
    request.resize(20 << 20, b'x');
    failure(&request, "over_limit");
}
