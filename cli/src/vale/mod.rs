//! Reads style packages written for Vale and writes them as a pack.
//!
//! A package is a folder of styles, each a folder of YAML files with one rule in each. What can't be taken over is
//! listed with the reason; nothing is taken over half.

mod kinds;
mod metric;
mod pattern;
mod write;

use std::collections::BTreeMap;
use std::path::Path;

use draftgate::Policy;
use draftgate::policy::document::Document;
use serde_json::Value;

pub use write::write;

/// A rule of a pack: its YAML without the id, one key in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// `<style>.<rule>` as Vale names it.
    pub name: String,
    /// `brand.<style>.<rule>`.
    pub id: String,
    /// Lines of keys and values.
    pub lines: Vec<String>,
    /// What differs from Vale.
    pub remarks: Vec<String>,
}

/// A rule, or a part of one, that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// `<style>.<rule>` as Vale names it.
    pub name: String,
    /// Why.
    pub reason: String,
}

/// What became of a package.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// The styles it holds.
    pub styles: Vec<String>,
    /// Rules of the pack, by id.
    pub taken: Vec<Taken>,
    /// What is left out, by name.
    pub left: Vec<Left>,
}

/// Files of a package by their path, with `/` between its parts: rules (`.yml`, `.yaml`) and word lists (`.txt`, `.dic`).
pub type Files = BTreeMap<String, String>;

/// Small words joined by `-`.
pub fn kebab(name: &str) -> String {
    let mut out = String::new();
    let mut small = false;
    for c in name.chars() {
        if c.is_ascii_alphanumeric() {
            if c.is_ascii_uppercase() && small {
                out.push('-');
            }
            small = c.is_ascii_lowercase() || c.is_ascii_digit();
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
            small = false;
        }
    }
    out.trim_end_matches('-').to_owned()
}

/// Takes over what can be taken.
pub fn import(files: &Files) -> Import {
    let mut import = Import::default();
    for (path, text) in files {
        let name = Path::new(path);
        let yaml = name.extension().is_some_and(|end| end == "yml" || end == "yaml");
        let stem = name.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let style = name
            .parent()
            .and_then(Path::file_name)
            .map_or_else(|| "style".to_owned(), |style| style.to_string_lossy().into_owned());
        if stem == "reject" && path.ends_with(".txt") {
            let words: Vec<Value> = kinds::lines(text).map(|word| Value::String(word.to_owned())).collect();
            let rule = serde_json::json!({ "extends": "existence", "message": "Avoid '%s'", "ignorecase": true, "tokens": words });
            take(&mut import, files, &style, "reject", &rule);
        }
        if !yaml {
            continue;
        }
        let full = format!("{style}.{stem}");
        match Document::parse(path, text) {
            Err(error) => import.left.push(Left {
                name: full,
                reason: format!("the file can't be read: {}", first_line(&error.to_string())),
            }),
            Ok(document) => {
                let rule = document.to_json();
                if rule.get("extends").is_some() {
                    take(&mut import, files, &style, &stem, &rule);
                }
            }
        }
    }
    import.styles.sort();
    import.styles.dedup();
    import.taken.sort_by(|a, b| a.id.cmp(&b.id));
    import.left.sort_by(|a, b| a.name.cmp(&b.name));
    import
}

fn take(import: &mut Import, files: &Files, style: &str, stem: &str, rule: &Value) {
    let name = format!("{style}.{stem}");
    import.styles.push(style.to_owned());
    let mut id = format!("brand.{}.{}", kebab(style), kebab(stem));
    let same =
        import.taken.iter().filter(|other| other.id == id || other.id.starts_with(&format!("{id}-also-")));
    let same = same.count();
    if same > 0 {
        id = format!("{id}-also-{same}");
    }
    match kinds::convert(files, rule) {
        Err(reason) => import.left.push(Left { name, reason }),
        Ok(converted) => {
            import.left.extend(converted.left.into_iter().map(|reason| Left { name: name.clone(), reason }));
            let choices = converted.also.map(|lines| Taken {
                name: name.clone(),
                id: format!("{id}-choices"),
                lines,
                remarks: vec!["several replacements, or an expression: a person chooses".to_owned()],
            });
            let taken = Taken { name: name.clone(), id, lines: converted.lines, remarks: converted.remarks };
            for taken in [Some(taken), choices].into_iter().flatten() {
                match loads(&taken) {
                    Ok(()) => import.taken.push(taken),
                    Err(reason) => import.left.push(Left { name: name.clone(), reason }),
                }
            }
        }
    }
}

/// Whether the engine loads the rule.
fn loads(rule: &Taken) -> Result<(), String> {
    let text = format!(
        "policy: import\nversion: 1.0.0\ntitle: Import\nowner: Import\nrules:\n{}",
        write::rule(rule)
    );
    Policy::from_text("import.yaml", &text).map(|_| ()).map_err(|error| {
        let text = error.to_string();
        format!("the rule would not load: {}", first_line(&text).trim_start_matches("error").trim_start())
    })
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_words() {
        for (name, expected) in [
            ("SentenceLength", "sentence-length"),
            ("HeadingPunctuation", "heading-punctuation"),
            ("write-good", "write-good"),
            ("Use_OK", "use-ok"),
            ("E-Prime", "e-prime"),
        ] {
            assert_eq!(kebab(name), expected, "{name}");
        }
    }

    #[test]
    fn a_rule_that_is_no_rule_of_vale_is_passed_over() {
        let files = Files::from([("house/other.yml".to_owned(), "a: 1\n".to_owned())]);
        assert_eq!(import(&files), Import::default());
    }

    #[test]
    fn a_file_that_is_no_yaml_is_listed() {
        let files = Files::from([("house/Bad.yml".to_owned(), "extends: [\n".to_owned())]);
        assert_eq!(import(&files).left.len(), 1);
    }
}
