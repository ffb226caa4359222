//! What the schema of a request can say of the forms and limits that the decoder demands.
//!
//! The patterns use only what all dialects of expressions share. A test holds them against `formats`.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use super::formats::countries;
use super::limits::Limits;

/// A day of the calendar: months of 31, of 30 and of 28 days, and the 29th of February.
const DATE: &str = "(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])\
    |(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))\
    |(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)";
const TIME: &str = "[Tt](?:[01][0-9]|2[0-3]):(?:[0-5][0-9]:[0-5][0-9]|59:60)(?:\\.[0-9]+)?\
    (?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])";
const LANGUAGE: &str = "(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8})(?:-[A-Za-z]{4})?\
    (?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*\
    (?:-[A-WYZa-wyz0-9](?:-[A-Za-z0-9]{2,8})+)*(?:-[Xx](?:-[A-Za-z0-9]{1,8})+)?\
    |[Xx](?:-[A-Za-z0-9]{1,8})+";
const ZONE_PART: &str = "[A-Za-z][A-Za-z0-9_+-]{0,29}";

pub(super) fn date(schema: &mut Schema) {
    formed(schema, DATE);
    schema.insert("format".to_owned(), "date".into());
}

pub(super) fn date_time(schema: &mut Schema) {
    formed(schema, &format!("{DATE}{TIME}"));
    schema.insert("format".to_owned(), "date-time".into());
}

pub(super) fn language(schema: &mut Schema) {
    formed(schema, LANGUAGE);
}

pub(super) fn time_zone(schema: &mut Schema) {
    formed(schema, &format!("{ZONE_PART}(?:/{ZONE_PART}){{0,2}}"));
}

/// A list of codes.
pub(super) fn jurisdictions(_: &mut SchemaGenerator) -> Schema {
    let mut code = json_schema!({ "type": "string" });
    let countries: Vec<&str> = countries().collect();
    formed(&mut code, &format!("EU|UK|(?:{})(?:-[A-Z0-9]{{1,3}})?", countries.join("|")));
    json_schema!({ "type": "array", "items": code, "maxItems": Limits::default().entries })
}

/// Scores from 0 to 1 by name.
pub(super) fn signals(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "object",
        "additionalProperties": { "type": "number", "minimum": 0, "maximum": 1 },
        "maxProperties": Limits::default().entries,
    })
}

fn formed(schema: &mut Schema, pattern: &str) {
    schema.insert("pattern".to_owned(), format!("^(?:{pattern})$").into());
    label(schema);
}

/// A short string.
pub(super) fn label(schema: &mut Schema) {
    at_most(Limits::default().label_bytes)(schema);
}

/// A string or a list of limited length. Schemas count characters where the limit counts bytes, which are never fewer.
pub(super) fn at_most(limit: usize) -> impl Fn(&mut Schema) {
    move |schema| {
        let is_list = schema.get("type").is_some_and(|kind| kind == "array");
        let keyword = if is_list { "maxItems" } else { "maxLength" };
        schema.insert(keyword.to_owned(), limit.into());
    }
}

/// Any JSON tree without numbers that would lose digits.
pub(super) struct Fact;

impl JsonSchema for Fact {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Fact".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let below: Value = generator.subschema_for::<Fact>().into();
        json_schema!({
            "description": "A value of any sort; whole numbers that no 64 bits hold are written as strings.",
            "type": ["null", "boolean", "number", "string", "array", "object"],
            "minimum": i64::MIN,
            "exclusiveMaximum": 18_446_744_073_709_551_616.0,
            "items": below,
            "additionalProperties": below,
        })
    }
}
