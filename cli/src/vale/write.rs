//! The pack as YAML.

use std::fmt::Write;

use super::{Import, Taken};

/// A text in quotation marks, as YAML reads it.
pub fn quoted(text: &str) -> String {
    serde_json::Value::String(text.to_owned()).to_string()
}

/// A list of texts on one line.
pub fn list<T: AsRef<str>>(texts: &[T]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text.as_ref())).collect();
    format!("[{}]", texts.join(", "))
}

/// One rule, as an item of the list of rules.
pub fn rule(rule: &Taken) -> String {
    let mut out = String::new();
    for remark in &rule.remarks {
        let _ = writeln!(out, "  # {}", one_line(remark));
    }
    let _ = writeln!(out, "  - id: {}\n    kind: style", rule.id);
    for line in &rule.lines {
        let _ = writeln!(out, "    {line}");
    }
    let _ = writeln!(out, "    owner: {}", quoted(&format!("Vale style {}", rule.name)));
    out
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The whole pack, with what was left out as comments at its end.
pub fn write(import: &Import, id: &str) -> String {
    let styles = import.styles.join(", ");
    let mut out = format!(
        "pack: {id}\nversion: 1.0.0\ntitle: {}\nowner: {}\nrules:\n",
        quoted(&format!("Vale styles: {styles}")),
        quoted(&format!("imported from {styles}")),
    );
    if import.taken.is_empty() {
        out = out.replace("rules:\n", "rules: []\n");
    }
    for taken in &import.taken {
        out.push_str(&rule(taken));
    }
    if !import.left.is_empty() {
        out.push_str("\n# Not taken:\n");
        for left in &import.left {
            let _ = writeln!(out, "# - {}: {}", left.name, one_line(&left.reason));
        }
    }
    out
}
