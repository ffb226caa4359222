//! The checked-in schemas are those of the types, and the types write what the schemas say.

use std::path::Path;

use serde_json::{Value, json};

use super::samples::{full_failure, full_request, full_verdict};
use crate::contract::schema::{answer_schema, request_schema};
use crate::contract::{Answer, Request};

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
    let is_kind = |name: &Value| name == kind || name == "integer" && value.is_u64();
    match schema.get("type") {
        Some(Value::Array(kinds)) if !kinds.iter().any(is_kind) => return Err(format!("{path}: {kind}")),
        Some(name @ Value::String(_)) if !is_kind(name) => return Err(format!("{path}: {kind}")),
        _ => {}
    }
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

/// The other direction: every property of the schema is in the fully filled sample.
fn covers(root: &Value, schema: &Value, value: &Value, path: &str) {
    let schema = match schema.get("$ref").and_then(Value::as_str) {
        Some(reference) => root.pointer(reference.trim_start_matches('#')).unwrap(),
        None => schema,
    };
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

/// The decoder and the schema agree on what is refused.
#[test]
fn the_schema_refuses_what_the_decoder_refuses() {
    let schema = request_schema();
    for (text, good) in [
        (r#"{"draft": "a"}"#, true),
        (
            r#"{"draft": "a", "format": null, "turns": null, "facts": null, "context": null, "signals": null}"#,
            true,
        ),
        (r#"{"draft": "a", "context": {"customer": null, "channel": null, "jurisdictions": null}}"#, true),
        (r#"{"draft": "a", "contract": null, "offset_unit": null, "id": null, "sources": null}"#, true),
        (r#"{"draft": "a", "facts": [1, "b"]}"#, true),
        (r#"{"draft": null}"#, false),
        (r#"{"id": "a"}"#, false),
        (r#"{"draft": "a", "extra": 1}"#, false),
        (r#"{"draft": "a", "format": "html"}"#, false),
        (r#"{"draft": "a", "context": {"channel": "fax"}}"#, false),
        (r#"{"draft": "a", "context": {"customer": {"flags": ["tall"]}}}"#, false),
        (r#"{"draft": "a", "turns": [{"role": "bot"}]}"#, false),
        (r#"{"draft": "a", "turns": [{"role": "bot", "text": null}]}"#, false),
        (r#"{"draft": "a", "turns": [null]}"#, false),
        (r#"{"draft": "a", "sources": [{"id": "a", "text": "b", "kind": null}]}"#, true),
        (r#"{"draft": "a", "signals": {"a": null}}"#, false),
    ] {
        let value = serde_json::from_str(text).unwrap();
        let result = fits(&schema, &schema, &value, "");
        assert_eq!(result.is_ok(), good, "{text}: {result:?}");
        assert_eq!(Request::from_json(text).is_ok(), good, "{text}");
    }
}
