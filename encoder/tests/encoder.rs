//! A tiny encoder of random numbers says what torch says of the same texts, and its signal finds its way into requests.

#![expect(clippy::panic, reason = "a test fails by panicking")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use draftgate::{Policy, Request, Validator};
use draftgate_encoder::{Encoder, EncoderError, Relevance, SIGNAL, with_signal};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tiny")
}

fn encoder() -> Encoder {
    Encoder::load(&folder()).unwrap_or_else(|error| panic!("{error}"))
}

fn request(customer: &str, draft: &str) -> String {
    format!(r#"{{"draft": "{draft}", "turns": [{{"role": "customer", "text": "{customer}"}}]}}"#)
}

#[test]
fn it_says_what_torch_says() {
    let expected = std::fs::read_to_string(folder().join("expected.json")).unwrap();
    let expected: serde_json::Value = serde_json::from_str(&expected).unwrap();
    let encoder = encoder();
    for case in expected.as_array().unwrap() {
        let text = case.get("text").and_then(|text| text.as_str()).unwrap();
        let said = encoder.embed(text).unwrap();
        let numbers = case.get("said").and_then(|said| said.as_array()).unwrap();
        assert_eq!(said.len(), numbers.len());
        for (own, number) in said.iter().zip(numbers) {
            let number = number.as_f64().unwrap();
            assert!((f64::from(*own) - number).abs() < 1e-5, "{text}: {own} instead of {number}");
        }
    }
}

#[test]
fn what_is_no_encoder_is_refused_by_the_name_of_its_file() {
    let read = |file: &str| std::fs::read(folder().join(file)).unwrap();
    let (config, tokenizer, weights) =
        (read("config.json"), read("tokenizer.json"), read("model.safetensors"));
    let told = |config: &[u8], tokenizer: &[u8], weights: &[u8]| {
        Encoder::new(config, tokenizer, weights.to_vec())
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default()
    };
    assert!(told(b"{}", &tokenizer, &weights).starts_with("config.json is not that of a sentence encoder: "));
    assert!(told(&config, b"{}", &weights).starts_with("tokenizer.json is not"));
    assert!(told(&config, &tokenizer, b"junk").starts_with("model.safetensors is not"));
    let missing = Encoder::load(Path::new("nowhere")).err();
    assert!(matches!(missing, Some(EncoderError::Unreadable { file: "config.json", .. })));
}

#[test]
fn a_signal_is_said_where_the_engine_has_vectors() {
    let relevance = Relevance::new(encoder()).unwrap_or_else(|error| panic!("{error}"));
    let score = |request: &str| relevance.score(request).unwrap();
    let answered = score(&request("I want my money back.", "Your refund was issued.")).unwrap();
    assert!((0.0..=1.0).contains(&answered));
    assert_eq!(score(&request("I want my money back.", "Your refund was issued.")), Some(answered));
    assert_eq!(score(&request("Wann wird mir das Geld erstattet?", "Ihr Geld wurde erstattet.")), None);
    assert_eq!(score(&request("Hello?", "Your refund was issued.")), None);
    assert_eq!(score(r#"{"draft": "The pool opens at nine."}"#), None);
    assert_eq!(score("junk"), None);
}

#[test]
fn everything_else_of_a_request_stays() {
    let before =
        r#"{ "draft": "a", "facts": {"n": 0.10, "big": 12345678901234567890}, "signals": {"mine": 0.50} }"#;
    let after = with_signal(before, 0.25).unwrap();
    assert_eq!(
        after,
        r#"{"draft":"a","facts":{"n": 0.10, "big": 12345678901234567890},"signals":{"encoder.relevance":0.25,"mine":0.50}}"#
    );
    assert_eq!(
        with_signal(r#"{"draft":"a","signals":null}"#, 1.0).unwrap(),
        r#"{"draft":"a","signals":{"encoder.relevance":1}}"#
    );
    assert_eq!(
        Request::from_json(&after.replace("12345678901234567890", "1")).unwrap().signals.get(SIGNAL),
        Some(&0.25)
    );
    assert_eq!(with_signal("[]", 0.5), None);
    assert_eq!(with_signal(r#"{"signals": 5}"#, 0.5), None);
}

#[test]
fn the_policy_lets_it_count() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("policy.yaml")).unwrap();
    let policy = Policy::from_text("policy.yaml", &text).unwrap_or_else(|error| panic!("{error}"));
    let request = with_signal(&request("I want my money back.", "Your refund was issued."), 0.0123).unwrap();
    let verdict = Validator::from_policy(policy).check(&Request::from_json(&request).unwrap());
    assert_eq!(verdict.scores.relevance.unwrap().ten_thousandths(), 123);
}

#[test]
fn the_program_passes_on_what_it_cannot_read() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_draftgate-encode"))
        .arg("--model")
        .arg(folder())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = [&request("I want my money back.", "Your refund was issued."), "junk", "", r#"{"draft": 5}"#];
    program.stdin.take().unwrap().write_all(lines.join("\n").as_bytes()).unwrap();
    let output = program.wait_with_output().unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    let out: Vec<&str> = output.split('\n').collect();
    assert_eq!(out.len(), lines.len());
    assert!(out.first().unwrap().contains(r#""signals":{"encoder.relevance":0."#), "{output}");
    assert_eq!(out.get(1..), lines.get(1..));
}
