//! What may be sent while a person takes over passes every check itself; a text that does not is withheld, and the customer
//! hears nothing.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use draftgate::policy::document::Document;
use draftgate::{Decision, Request, Validator};
use serde_json::{Map, Value, json};

const DISCLOSURE: &str = "regulatory.disclosure.ai-first-contact";

/// Every holding text of the shipped files with its language, and the place it is for.
fn holding_texts() -> BTreeSet<(String, String, Option<String>)> {
    let mut texts = BTreeSet::new();
    for folder in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../policies")).unwrap() {
        for file in ["pack.yaml", "policy.yaml"] {
            if let Ok(text) = fs::read_to_string(folder.as_ref().unwrap().path().join(file)) {
                let document = Document::parse(file, &text).unwrap_or_else(|error| panic!("{error}"));
                collect(&document.to_json(), &mut texts);
            }
        }
    }
    texts
}

fn collect(value: &Value, texts: &mut BTreeSet<(String, String, Option<String>)>) {
    let mut add = |of: &Value, place: Option<&Value>| {
        let all = json!({ "en": of });
        let by_language = of.as_object().or(all.as_object()).into_iter().flatten();
        for (lang, text) in by_language.filter_map(|(lang, text)| Some((lang, text.as_str()?))) {
            texts.insert((lang.clone(), text.to_owned(), place.and_then(first)));
        }
    };
    if let Value::Object(keys) = value {
        keys.get("holding").into_iter().for_each(|of| add(of, None));
        for local in keys.get("holding_in").and_then(Value::as_array).into_iter().flatten() {
            local.get("texts").into_iter().for_each(|of| add(of, local.get("jurisdictions")));
        }
    }
    let parts: Vec<&Value> = match value {
        Value::Object(keys) => keys.values().collect(),
        Value::Array(parts) => parts.iter().collect(),
        _ => Vec::new(),
    };
    parts.into_iter().for_each(|part| collect(part, texts));
}

fn first(places: &Value) -> Option<String> {
    let place = places.as_array().map_or(Some(places), |list| list.first());
    place.and_then(Value::as_str).map(str::to_owned)
}

/// Facts for the places of a text.
fn facts(text: &str) -> Value {
    let mut facts = Map::from_iter([("events".to_owned(), json!([]))]);
    let places = text.split('{').skip(1).filter_map(|rest| rest.split(['}', '|']).next());
    for (owner, name) in places.filter_map(|path| path.split_once('.')) {
        let known = facts.entry(owner).or_insert_with(|| json!({}));
        known.as_object_mut().unwrap().insert(name.to_owned(), json!("Acme"));
    }
    facts.into()
}

#[test]
fn every_holding_text_may_be_sent() {
    let validator = Validator::new("full").unwrap_or_else(|error| panic!("{error}"));
    let texts = holding_texts();
    assert!(texts.len() > 100, "only {}", texts.len());
    let mut withheld = Vec::new();
    for (lang, text, place) in texts {
        let request = json!({
            "draft": text, "sources": [{"id": "a", "text": "Parking is free."}], "facts": facts(&text),
            "context": {"locale": lang, "jurisdictions": place.into_iter().collect::<Vec<_>>(), "now": "2026-11-22T10:00:00Z"},
        });
        let request = Request::from_json(&request.to_string()).unwrap_or_else(|error| panic!("{error:?}"));
        let verdict = validator.check(&request);
        let reasons: Vec<&str> =
            verdict.reasons.iter().filter_map(|reason| reason.rule_id.as_deref()).collect();
        // The disclosure is put in where the text is the first message.
        let disclosed = verdict.decision == Decision::Rewrite && reasons == [DISCLOSURE];
        if verdict.decision != Decision::Pass && !disclosed && !text.contains('{') {
            withheld.push(format!("{lang}: {text}\n    {reasons:?}"));
        }
    }
    assert!(withheld.is_empty(), "{} texts:\n{}", withheld.len(), withheld.join("\n"));
}
