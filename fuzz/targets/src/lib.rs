//! What must hold for any bytes at all.
//!
//! Each target takes bytes and panics when something that must hold does not. libFuzzer runs them through
//! `fuzz/fuzz_targets`; the test of this crate runs them over the committed corpus and seeded mutations of it, with any
//! compiler.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a target fails by panicking"
)]

pub mod mutate;
mod pieces;
mod verdicts;

use std::sync::OnceLock;

use draftgate::entities::{EntitySet, Hints};
use draftgate::text::{FoldSpan, Markup, Text, TextOptions};
use draftgate::{Answer, Policy, Request, Span, Validator};

use pieces::Bytes;

/// A target by its name.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: [Target; 6] = [
    ("contract", contract),
    ("text", text),
    ("policy", policy),
    ("scan", scan),
    ("rewrite", rewrite),
    ("json", json),
];

/// A validator that is made once.
fn made(cell: &'static OnceLock<Validator>, make: impl FnOnce() -> Validator) -> &'static Validator {
    cell.get_or_init(make)
}

/// A small policy of its own, so that most runs are fast.
fn small() -> &'static Validator {
    static SMALL: OnceLock<Validator> = OnceLock::new();
    made(&SMALL, || from_text(include_str!("small.yaml")))
}

fn from_text(text: &str) -> Validator {
    let policy = Policy::from_text("small.yaml", text).unwrap_or_else(|error| panic!("{error}"));
    Validator::from_policy(policy)
}

/// Decoding a request: a request or errors with places, and a request survives its own JSON.
pub fn contract(data: &[u8]) {
    match Request::from_slice(data) {
        Ok(request) => {
            let json = serde_json::to_string(&request).unwrap();
            let again = Request::from_json(&json).unwrap_or_else(|errors| panic!("{json}: {errors:?}"));
            assert_eq!(again, request);
            assert_eq!(draftgate::request_digest(&again), draftgate::request_digest(&request));
        }
        Err(errors) => {
            let answer: serde_json::Value =
                serde_json::from_str(&Answer::failure(errors, None).to_json()).unwrap();
            let errors = answer["errors"].as_array().unwrap();
            assert!(!errors.is_empty());
            assert!(errors.iter().all(|error| error["code"].is_string() && error["message"].is_string()));
        }
    }
}

fn on_boundaries(text: &str, span: Span) {
    assert!(text.get(span.start..span.end).is_some(), "{span:?} of {} bytes", text.len());
}

/// Analysing a text: everything lies on character boundaries, in order, and leads back.
pub fn text(data: &[u8]) {
    let mut bytes = Bytes::new(data);
    let markup = [Markup::Plain, Markup::Markdown, Markup::Ssml][bytes.number(3)];
    let original = bytes.rest();
    let text = Text::analyse(&original, &TextOptions { markup, ..TextOptions::default() });
    let folded = text.folded();
    let mut end = 0;
    for token in text.tokens() {
        on_boundaries(&original, token.span);
        assert!(token.fold.start >= end && token.fold.end > token.fold.start);
        assert!(folded.get(token.fold.start..token.fold.end).is_some());
        assert_eq!(text.original_span(token.fold), token.span);
        end = token.fold.end;
    }
    assert!(end <= folded.len());
    for sentence in text.sentences() {
        on_boundaries(&original, sentence.span);
        assert!(sentence.tokens.end <= text.tokens().len());
    }
    for fold in text.clauses().iter().chain(text.quotes()) {
        assert!(folded.get(fold.start..fold.end).is_some());
        on_boundaries(&original, text.original_span(*fold));
    }
    let mut end = 0;
    for value in text.values() {
        on_boundaries(&original, value.span);
        assert!(value.span.start >= end, "values overlap");
        end = value.span.end;
    }
    for at in
        (0..=original.len()).step_by(1 + original.len() / 64).filter(|at| original.is_char_boundary(*at))
    {
        let fold = text.fold_span(Span::new(at, original.len()));
        assert!(folded.get(fold.start..fold.end).is_some());
        let back = text.original_span(FoldSpan { start: 0, end: fold.start });
        on_boundaries(&original, back);
    }
    static ALL: OnceLock<EntitySet> = OnceLock::new();
    let hits = draftgate::entities::find(&text, ALL.get_or_init(EntitySet::all), Hints::default());
    let mut end = 0;
    for hit in hits {
        on_boundaries(&original, hit.span);
        assert!(hit.fold.start >= end, "identifiers overlap");
        end = hit.fold.end;
    }
}

/// Loading a policy: a policy that works, or mistakes that can be shown.
pub fn policy(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match Policy::from_text("fuzz.yaml", &text) {
        Ok(policy) => {
            assert!(policy.digest().starts_with("sha256:"));
            let verdict =
                Validator::from_policy(policy).check(&Request::new("Your refund of £5 is on its way."));
            assert!(verdict.digest_holds());
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// One pass for all rules finds what a search for each rule alone finds, and a phrase where it stands.
pub fn scan(data: &[u8]) {
    static ALONE: OnceLock<Vec<Validator>> = OnceLock::new();
    static TOGETHER: OnceLock<Validator> = OnceLock::new();
    let together = made(&TOGETHER, || from_text(&pieces::policy_of(pieces::PHRASES)));
    let alone = ALONE.get_or_init(|| {
        pieces::PHRASES.iter().map(|phrase| from_text(&pieces::policy_of(&[*phrase]))).collect()
    });
    let draft = pieces::words(&mut Bytes::new(data));
    let found = |validator: &Validator| {
        let verdict = validator.check(&Request::new(draft.clone()));
        verdict.findings.into_iter().map(|f| (f.evidence, f.span)).collect::<Vec<_>>()
    };
    let mut naive = Vec::new();
    let folded = draft.to_lowercase();
    for phrase in pieces::PHRASES {
        for (start, _) in folded.match_indices(phrase) {
            let end = start + phrase.len();
            let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            if !word(folded[..start].chars().next_back()) && !word(folded[end..].chars().next()) {
                naive.push((draft[start..end].to_owned(), Span::new(start, end)));
            }
        }
    }
    let mut one_by_one: Vec<_> = alone.iter().flat_map(found).collect();
    let mut at_once = found(together);
    for list in [&mut naive, &mut one_by_one, &mut at_once] {
        list.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
        // Two phrases may end up in one finding's place.
        list.dedup();
    }
    assert_eq!(at_once, one_by_one, "{draft:?}");
    assert_eq!(at_once, naive, "{draft:?}");
}

/// Checking and correcting: what [`verdicts::hold`] says.
pub fn rewrite(data: &[u8]) {
    static DEFAULT: OnceLock<Validator> = OnceLock::new();
    static FULL: OnceLock<Validator> = OnceLock::new();
    static STRICTER: OnceLock<Validator> = OnceLock::new();
    let mut bytes = Bytes::new(data);
    let which = bytes.number(16);
    let request = pieces::request(&mut bytes);
    let validator = match which {
        0 => made(&FULL, || Validator::new("full").unwrap()),
        1 => made(&DEFAULT, || Validator::new("default").unwrap()),
        _ => small(),
    };
    let verdict = verdicts::hold(validator, &request);
    if which > 1 {
        let stricter = made(&STRICTER, || from_text(include_str!("stricter.yaml")));
        assert!(stricter.check(&request).decision >= verdict.decision, "a rule more, and a milder decision");
    }
}

/// The way of the bindings: any text in, one Answer out, whose spans fit the text in the unit that was asked for.
pub fn json(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let answer = small().check_json(&text).to_json();
    let value: serde_json::Value = serde_json::from_str(&answer).unwrap();
    assert!(matches!(value["type"].as_str(), Some("verdict" | "failure")));
    assert_eq!(answer, small().check_json(&text).to_json());
    if let Ok(request) = Request::from_json(&text) {
        verdicts::hold(small(), &request);
    }
}
