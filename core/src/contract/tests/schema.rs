//! The checked-in schemas are those of the types, and the types write what the schemas say.

use std::path::Path;

use proptest::prelude::*;
use regex::Regex;
use serde_json::{Value, json};

use super::samples::{full_failure, full_request, full_verdict};
use crate::contract::formats::{is_date, is_date_time, is_jurisdiction, is_language_tag, is_time_zone};
use crate::contract::schema::{answer_schema, request_schema};
use crate::contract::{Answer, Limits, Request};

/// Compares with the file; with `DRAFTGATE_BLESS=1` writes it instead.
fn check_file(name: &str, schema: &Value) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas").join(name);
    let fresh = serde_json::to_string_pretty(schema).unwrap() + "\n";
    if std::env::var_os("DRAFTGATE_BLESS").is_some() {
        std::fs::write(&path, &fresh).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(stored == fresh, "schemas/{name} is stale; run the test with DRAFTGATE_BLESS=1");
}

#[test]
fn stored_schemas_are_fresh() {
    check_file("request.schema.json", &request_schema());
    check_file("answer.schema.json", &answer_schema());
}

/// Whether `value` fits the part of JSON Schema that the contract uses; says where it doesn't.
fn fits(root: &Value, schema: &Value, value: &Value, path: &str) -> Result<(), String> {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let target =
            root.pointer(reference.trim_start_matches('#')).ok_or(format!("{path}: dangling {reference}"))?;
        return fits(root, target, value, path);
    }
    for key in ["anyOf", "oneOf"] {
        if let Some(choices) = schema.get(key).and_then(Value::as_array) {
            let results: Vec<_> = choices.iter().map(|choice| fits(root, choice, value, path)).collect();
            if results.iter().all(Result::is_err) {
                return Err(format!("{path}: none of {key}: {results:?}"));
            }
        }
    }
    if schema.get("const").is_some_and(|only| only != value) {
        return Err(format!("{path}: not the constant"));
    }
    if schema.get("enum").and_then(Value::as_array).is_some_and(|words| !words.contains(value)) {
        return Err(format!("{path}: not in the list"));
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let whole = value.as_f64().is_some_and(|number| number.fract() == 0.0);
    let is_kind = |name: &Value| name == kind || name == "integer" && whole;
    match schema.get("type") {
        Some(Value::Array(kinds)) if !kinds.iter().any(is_kind) => return Err(format!("{path}: {kind}")),
        Some(name @ Value::String(_)) if !is_kind(name) => return Err(format!("{path}: {kind}")),
        _ => {}
    }
    measure(schema, value).map_err(|keyword| format!("{path}: {keyword}"))?;
    for item in value.as_array().into_iter().flatten() {
        fits(root, schema.get("items").unwrap_or(&Value::Null), item, &format!("{path}[]"))?;
    }
    let Some(map) = value.as_object() else { return Ok(()) };
    for name in schema.get("required").and_then(Value::as_array).into_iter().flatten() {
        if !map.contains_key(name.as_str().unwrap()) {
            return Err(format!("{path}: {name} is missing"));
        }
    }
    for (key, item) in map {
        let at = format!("{path}.{key}");
        match (schema.pointer(&format!("/properties/{key}")), schema.get("additionalProperties")) {
            (Some(property), _) => fits(root, property, item, &at)?,
            (None, Some(Value::Bool(false))) => return Err(format!("{at}: not in the schema")),
            (None, Some(other)) => fits(root, other, item, &at)?,
            (None, None) => {}
        }
    }
    Ok(())
}

/// Whether `value` has the size and the form that the keywords of its sort demand; the first that it has not.
fn measure(schema: &Value, value: &Value) -> Result<(), &'static str> {
    let number = |keyword: &str| schema.get(keyword).and_then(Value::as_f64);
    let most = |keyword: &'static str, size: usize| match number(keyword) {
        Some(most) if size as f64 > most => Err(keyword),
        _ => Ok(()),
    };
    match value {
        Value::Number(value) => {
            // A whole number of 64 bits is below 2^64, to which a float may round it.
            let is_float = value.is_f64();
            let value = value.as_f64().unwrap();
            let beyond = [
                ("minimum", number("minimum").is_some_and(|least| value < least)),
                ("maximum", number("maximum").is_some_and(|most| value > most)),
                (
                    "exclusiveMaximum",
                    number("exclusiveMaximum").is_some_and(|most| is_float && value >= most),
                ),
            ];
            beyond.iter().find(|(_, beyond)| *beyond).map_or(Ok(()), |(keyword, _)| Err(keyword))
        }
        Value::String(text) => {
            let pattern = schema.get("pattern").map(|pattern| Regex::new(pattern.as_str().unwrap()).unwrap());
            if pattern.is_some_and(|pattern| !pattern.is_match(text)) {
                return Err("pattern");
            }
            most("maxLength", text.chars().count())
        }
        Value::Array(items) => most("maxItems", items.len()),
        Value::Object(map) => most("maxProperties", map.len()),
        Value::Null | Value::Bool(_) => Ok(()),
    }
}

/// The other direction: every property of the schema is in the fully filled sample.
fn covers(root: &Value, schema: &Value, value: &Value, path: &str) {
    let schema = match schema.get("$ref").and_then(Value::as_str) {
        Some(reference) => root.pointer(reference.trim_start_matches('#')).unwrap(),
        None => schema,
    };
    if schema.get("additionalProperties").is_some_and(|below| below.get("$ref").is_some()) {
        return;
    }
    for choice in schema.get("anyOf").and_then(Value::as_array).into_iter().flatten() {
        covers(root, choice, value, path);
    }
    for (i, item) in value.as_array().into_iter().flatten().enumerate() {
        covers(root, schema.get("items").unwrap_or(&Value::Null), item, &format!("{path}[{i}]"));
    }
    for (key, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let item =
            value.get(key).unwrap_or_else(|| panic!("{path}.{key} is in the schema but not in the sample"));
        covers(root, property, item, &format!("{path}.{key}"));
    }
}

#[test]
fn a_full_request_has_exactly_the_fields_of_the_schema() {
    let schema = request_schema();
    let value = serde_json::to_value(full_request()).unwrap();
    fits(&schema, &schema, &value, "").unwrap();
    covers(&schema, &schema, &value, "");
    assert_eq!(
        Request::from_json(&value.to_string()).unwrap(),
        full_request(),
        "the decoder reads every field"
    );
}

#[test]
fn a_full_answer_has_exactly_the_fields_of_the_schema() {
    let schema = answer_schema();
    for (answer, tag) in [(Answer::Verdict(full_verdict()), "verdict"), (full_failure(), "failure")] {
        let value = serde_json::from_str(&answer.to_json()).unwrap();
        fits(&schema, &schema, &value, "").unwrap();
        let variants = schema["oneOf"].as_array().unwrap();
        let variant = variants.iter().find(|variant| variant["properties"]["type"]["const"] == tag).unwrap();
        covers(&schema, variant, &value, "");
        if let Some(reference) = variant.get("$ref") {
            covers(&schema, &json!({ "$ref": reference }), &value, "");
        }
    }
}

#[test]
fn only_the_draft_is_required() {
    assert_eq!(request_schema()["required"], json!(["draft"]));
}

/// Requests on which the decoder and the schema agree, and whether they are good.
fn rows() -> Vec<(String, bool)> {
    let mut rows: Vec<(String, bool)> = [
        (r#"{"draft": "a"}"#, true),
        (r#"{"draft": ""}"#, true),
        (
            r#"{"draft": "a", "format": null, "turns": null, "facts": null, "context": null, "signals": null}"#,
            true,
        ),
        (r#"{"draft": "a", "context": {"customer": null, "channel": null, "jurisdictions": null}}"#, true),
        (r#"{"draft": "a", "contract": null, "offset_unit": null, "id": null, "sources": null}"#, true),
        (r#"{"draft": "a", "contract": 1.0}"#, true),
        (r#"{"draft": "a", "contract": 2}"#, false),
        (r#"{"draft": "a", "contract": 0}"#, false),
        (r#"{"draft": "a", "contract": 1.5}"#, false),
        (r#"{"draft": "a", "contract": "1"}"#, false),
        (r#"{"draft": "a", "facts": [1, "b"]}"#, true),
        (r#"{"draft": "a", "facts": {"a": [null, true, {"b": [-9223372036854775808, 18446744073709551615]}]}}"#, true),
        (r#"{"draft": "a", "facts": {"a": [{"b": [18446744073709551616]}]}}"#, false),
        (r#"{"draft": "a", "facts": -1e300}"#, false),
        (r#"{"draft": null}"#, false),
        (r#"{"id": "a"}"#, false),
        (r#"{"draft": "a", "extra": 1}"#, false),
        (r#"{"draft": "a", "format": "html"}"#, false),
        (r#"{"draft": "a", "context": {"channel": "fax"}}"#, false),
        (r#"{"draft": "a", "context": {"customer": {"flags": ["tall"]}}}"#, false),
        (r#"{"draft": "a", "context": {"customer": {"flags": ["minor", "minor"]}}}"#, true),
        (r#"{"draft": "a", "turns": [{"role": "bot"}]}"#, false),
        (r#"{"draft": "a", "turns": [{"role": "bot", "text": null}]}"#, false),
        (r#"{"draft": "a", "turns": [null]}"#, false),
        (r#"{"draft": "a", "sources": [{"id": "a", "text": "b", "kind": null}]}"#, true),
        (r#"{"draft": "a", "sources": [{"id": "", "text": "", "effective_to": null}]}"#, true),
        (r#"{"draft": "a", "signals": {"a": null}}"#, false),
        (r#"{"draft": "a", "signals": {"a": 0, "b": 1, "c": 0.5}}"#, true),
        (r#"{"draft": "a", "signals": {"a": 1.0001}}"#, false),
        (r#"{"draft": "a", "signals": {"a": -1}}"#, false),
    ]
    .map(|(text, good)| (text.to_owned(), good))
    .into();
    for (text, good, bad) in [
        (r#""turns": [{"role": "bot", "text": "b", "at": VALUE}]"#, "2026-11-20T10:05:00Z", "2026-11-20"),
        (r#""context": {"now": VALUE}"#, "2024-02-29t23:59:60.125-23:59", "2026-11-20T24:00:00Z"),
        (r#""sources": [{"id": "a", "text": "b", "effective_from": VALUE}]"#, "2000-02-29", "1900-02-29"),
        (r#""sources": [{"id": "a", "text": "b", "effective_to": VALUE}]"#, "2026-12-31", "31.12.2026"),
        (r#""context": {"locale": VALUE}"#, "zh-Hant-TW-x-a", "en_GB"),
        (r#""context": {"jurisdictions": ["UK", VALUE]}"#, "US-CA", "uk"),
        (r#""context": {"customer": {"time_zone": VALUE}}"#, "America/Argentina/Buenos_Aires", "Europe/"),
    ] {
        let row = |value: &str| {
            format!(r#"{{"draft": "a", {}}}"#, text.replace("VALUE", &Value::from(value).to_string()))
        };
        rows.push((row(good), true));
        let behind = format!("{good} ");
        rows.extend(
            ["", "2026-02-29", "2026-11-20T10:05:00", "+01:00", bad, &behind].map(|bad| (row(bad), false)),
        );
    }
    let limits = Limits::default();
    let list = |item: &str, count: usize| vec![item; count].join(",");
    for (most, text) in [
        (limits.label_bytes, r#"{"draft": "a", "id": "X"}"#),
        (limits.label_bytes, r#"{"draft": "a", "sources": [{"id": "X", "text": "b"}]}"#),
        (limits.label_bytes, r#"{"draft": "a", "sources": [{"id": "a", "text": "b", "url": "X"}]}"#),
        (limits.label_bytes, r#"{"draft": "a", "sources": [{"id": "a", "text": "b", "title": "X"}]}"#),
        (limits.draft_bytes, r#"{"draft": "X"}"#),
        (limits.turn_bytes, r#"{"draft": "a", "turns": [{"role": "bot", "text": "X"}]}"#),
        (limits.source_bytes, r#"{"draft": "a", "sources": [{"id": "a", "text": "X"}]}"#),
    ] {
        rows.extend(
            [(most, true), (most + 1, false)]
                .map(|(size, good)| (text.replace('X', &"x".repeat(size)), good)),
        );
    }
    for (most, item, text) in [
        (limits.turns, r#"{"role": "bot", "text": ""}"#, r#"{"draft": "a", "turns": [X]}"#),
        (limits.sources, r#"{"id": "a", "text": ""}"#, r#"{"draft": "a", "sources": [X]}"#),
        (limits.entries, r#""EU""#, r#"{"draft": "a", "context": {"jurisdictions": [X]}}"#),
        (limits.entries, r#""minor""#, r#"{"draft": "a", "context": {"customer": {"flags": [X]}}}"#),
    ] {
        rows.extend(
            [(most, true), (most + 1, false)]
                .map(|(size, good)| (text.replace('X', &list(item, size)), good)),
        );
    }
    let signals = |count: usize| {
        let signals: Vec<String> = (0..count).map(|n| format!(r#""s{n}": 0"#)).collect();
        format!(r#"{{"draft": "a", "signals": {{{}}}}}"#, signals.join(","))
    };
    rows.extend([(signals(limits.entries), true), (signals(limits.entries + 1), false)]);
    rows
}

/// What the schema says of a text, and what the decoder says.
fn both(schema: &Value, text: &str) -> (Result<(), String>, bool) {
    let value = serde_json::from_str(text).unwrap();
    (fits(schema, schema, &value, ""), Request::from_json(text).is_ok())
}

#[test]
fn the_schema_refuses_what_the_decoder_refuses() {
    let schema = request_schema();
    for (text, good) in rows() {
        let shown: String = text.chars().take(200).collect();
        let (result, read) = both(&schema, &text);
        assert_eq!(result.is_ok(), good, "{shown}: {result:?}");
        assert_eq!(read, good, "{shown}");
    }
}

/// What no schema can say: the list is whole as long as all of these fit.
#[test]
fn only_the_decoder_knows_bytes_depths_and_the_order_of_days() {
    let schema = request_schema();
    for text in [
        format!(r#"{{"draft": "a", "id": "{}"}}"#, "é".repeat(3_000)),
        format!(r#"{{"draft": "a", "facts": {}1{}}}"#, "[".repeat(65), "]".repeat(65)),
        r#"{"draft": "a", "sources": [{"id": "a", "text": "b", "effective_from": "2026-01-02", "effective_to": "2026-01-01"}]}"#.to_owned(),
        r#"{"draft": "a", "draft": "b"}"#.to_owned(),
    ] {
        assert_eq!(both(&schema, &text), (Ok(()), false), "{text}");
    }
}

/// The place of a pattern in the schema, and the function of the decoder.
type Form = (&'static str, fn(&str) -> bool);

fn forms() -> [Form; 5] {
    [
        ("/$defs/Source/properties/effective_to/pattern", is_date),
        ("/$defs/Context/properties/now/pattern", is_date_time),
        ("/$defs/Context/properties/locale/pattern", is_language_tag),
        ("/$defs/Context/properties/jurisdictions/items/pattern", is_jurisdiction),
        ("/$defs/CustomerContext/properties/time_zone/pattern", is_time_zone),
    ]
}

#[test]
fn every_day_of_many_years_fits_the_pattern_or_is_none() {
    let schema = request_schema();
    let pattern = Regex::new(schema.pointer(forms()[0].0).unwrap().as_str().unwrap()).unwrap();
    for year in [0, 1, 4, 100, 400, 1900, 1996, 1999, 2000, 2024, 2026, 2100, 9996, 9999] {
        for (month, day) in (0..14).flat_map(|month| (0..33).map(move |day| (month, day))) {
            let text = format!("{year:04}-{month:02}-{day:02}");
            assert_eq!(pattern.is_match(&text), is_date(&text), "{text}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn a_form_fits_its_pattern_or_neither(
        text in prop_oneof![
            "[0-9]{4}-[01][0-9]-[0-3][0-9]",
            "2026-11-30[Tt ][0-2][0-9]:[0-6][0-9]:[0-6][0-9](\\.[0-9]{0,3})?([Zz]|[+-][0-2][0-9]:[0-6][0-9])?",
            "([a-zA-Z0-9]{1,9}-){0,5}[a-zA-Z0-9]{1,9}",
            "[a-z]{2,3}(-[a-z]{3}){0,4}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-[0-9]{3})?(-[0-9a-z]{4,8}){0,2}(-[a-wx](-[a-z0-9]{1,8}){0,2}){0,2}",
            "[A-Z]{2}(-[A-Z0-9]{0,4})?",
            "([A-Za-z][A-Za-z0-9_+-]{0,31}/){0,3}[A-Za-z0-9_+-]{0,31}",
            "\\PC{0,12}",
        ]
    ) {
        static SCHEMA: std::sync::OnceLock<Vec<Regex>> = std::sync::OnceLock::new();
        let patterns = SCHEMA.get_or_init(|| {
            let schema = request_schema();
            let pattern = |place| Regex::new(schema.pointer(place).and_then(Value::as_str).unwrap()).unwrap();
            forms().map(|(place, _)| pattern(place)).into()
        });
        for ((place, accepts), pattern) in forms().iter().zip(patterns) {
            prop_assert_eq!(pattern.is_match(&text), accepts(&text), "{} {:?}", place, text);
        }
    }
}
