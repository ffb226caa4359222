//! How the files under `policies/` become the table that is compiled in.

use std::collections::BTreeMap;

use serde_json::Value;

use super::diagnostic::Diagnostics as PolicyError;
use super::document::Document;
use super::library::Library;
use super::resolve::forget_explanations;
use crate::contract::canonical_json;

/// The table of shipped packs and policies, from the texts of their files (name in messages, text), as it must
/// stand in `core/src/policy/shipped.json`. Examples run first, and are left out of the table: what explains a
/// rule does not change a verdict.
///
/// # Errors
/// With every mistake of the files, among them examples that do not hold.
pub fn shipped_table(files: &[(String, String)]) -> Result<String, PolicyError> {
    let mut library = Library::empty();
    let mut table: BTreeMap<String, String> = BTreeMap::new();
    let mut mistakes = Vec::new();
    for (name, text) in files {
        match library.add(name, text) {
            Ok(id) => {
                let mut tree = Document::parse(name, text)?.to_json();
                forget_explanations(&mut tree);
                table.insert(id, canonical_json(&tree));
            }
            Err(error) => mistakes.extend_from_slice(error.as_slice()),
        }
    }
    if let Some(error) = PolicyError::from_vec(mistakes) {
        return Err(error);
    }
    let ids: Vec<&str> = table.keys().map(String::as_str).collect();
    library.policy(&ids)?;
    let table: Value = table.into_iter().map(|(id, text)| (id, Value::String(text))).collect();
    let mut text = serde_json::to_string_pretty(&table).unwrap_or_default();
    text.push('\n');
    Ok(text)
}
