//! JSON Schema of the contract, made from its types.

use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::answer::Answer;
use super::request::Request;

/// The schema of a request: only `draft` is required, and `null` is as good as absent.
pub fn request_schema() -> Value {
    let mut schema = SchemaSettings::draft2020_12()
        .for_deserialize()
        .into_generator()
        .into_root_schema_for::<Request>()
        .to_value();
    let definitions = schema.get_mut("$defs").and_then(Value::as_object_mut);
    for object in definitions.into_iter().flat_map(|map| map.values_mut()) {
        accept_null(object);
    }
    accept_null(&mut schema);
    schema
}

/// The schema of an answer, as the engine writes it.
pub fn answer_schema() -> Value {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<Answer>()
        .to_value()
}

/// Lets every property of `object` that is not required be `null`.
fn accept_null(object: &mut Value) {
    let required: Vec<Value> = object.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
    let Some(properties) = object.get_mut("properties").and_then(Value::as_object_mut) else {
        return;
    };
    for (name, property) in properties {
        let Some(property) =
            property.as_object_mut().filter(|_| !required.contains(&Value::from(name.as_str())))
        else {
            continue;
        };
        if let Some(reference) = property.remove("$ref") {
            property
                .insert("anyOf".to_owned(), serde_json::json!([{ "$ref": reference }, { "type": "null" }]));
        }
        if let Some(Value::String(kind)) = property.get("type") {
            let kinds = serde_json::json!([kind, "null"]);
            property.insert("type".to_owned(), kinds);
            if let Some(Value::Array(words)) = property.get_mut("enum") {
                words.push(Value::Null);
            }
        }
    }
}
