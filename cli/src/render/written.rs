//! The keys of a rule on one line each, written as in a policy file.

use serde_json::Value;

use super::cells::one_line;

/// Items of a list that are shown when there are more.
const ITEMS: usize = 6;
/// Columns of a text that are shown when it has more.
const COLUMNS: usize = 100;
/// Columns when nothing is to be left out.
const ALL: usize = 100_000;

/// How much is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The first items of lists, with their number.
    Short,
    /// Everything.
    Full,
}

impl Extent {
    fn items(self, of: usize) -> usize {
        match self {
            // To leave out a single item saves nothing.
            Extent::Short if of > ITEMS + 1 => ITEMS,
            Extent::Short | Extent::Full => of,
        }
    }

    fn columns(self) -> usize {
        match self {
            Extent::Short => COLUMNS,
            Extent::Full => ALL,
        }
    }
}

/// A value in flow style: `{ all: [[cancel*], [free, no charge]] }`. What a list leaves out is counted.
pub fn flow(value: &Value, extent: Extent) -> String {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::String(text) => quoted(&one_line(text, extent.columns())),
        Value::Array(items) => {
            let shown = extent.items(items.len());
            let mut parts: Vec<String> = items.iter().take(shown).map(|item| flow(item, extent)).collect();
            if shown < items.len() {
                parts.push(format!("… {} in all", items.len()));
            }
            format!("[{}]", parts.join(", "))
        }
        Value::Object(entries) => {
            let parts: Vec<String> = entries
                .iter()
                .map(|(key, value)| format!("{}: {}", quoted(key), flow(value, extent)))
                .collect();
            format!("{{ {} }}", parts.join(", "))
        }
    }
}

/// In quotes where YAML wants them.
fn quoted(text: &str) -> String {
    let special = text.is_empty()
        || text
            .starts_with(['*', '&', '!', '@', '%', '\'', '"', '|', '>', '#', ' ', '`', '-', '?', ':', '/'])
        || text.contains(['[', ']', '{', '}', ',', '"', '\\'])
        || text.contains(": ")
        || text.contains(" #")
        || text.ends_with([':', ' '])
        || matches!(text, "true" | "false" | "null" | "~")
        || text.parse::<f64>().is_ok();
    if special { Value::from(text).to_string() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{Extent, flow};
    use serde_json::json;

    #[test]
    fn values_stand_as_in_a_file() {
        for (value, expected) in [
            (json!("cheap"), "cheap"),
            (json!("@pets"), "\"@pets\""),
            (json!("{money}"), "\"{money}\""),
            (json!("/a\\b/"), "\"/a\\\\b/\""),
            (json!("12"), "\"12\""),
            (json!(12), "12"),
            (json!(true), "true"),
            (json!("no: really"), "\"no: really\""),
            (json!({ "all": [["a", "b"], ["c, d"]] }), "{ all: [[a, b], [\"c, d\"]] }"),
            (json!(["1\u{1b}[2J"]), "[\"1␛[2J\"]"),
        ] {
            assert_eq!(flow(&value, Extent::Short), expected, "{value}");
        }
    }

    #[test]
    fn long_lists_are_counted() {
        let list = |count: usize| json!((0..count).map(|n| format!("w{n}")).collect::<Vec<_>>());
        assert_eq!(flow(&list(7), Extent::Short), "[w0, w1, w2, w3, w4, w5, w6]");
        assert_eq!(flow(&list(8), Extent::Short), "[w0, w1, w2, w3, w4, w5, … 8 in all]");
        assert!(flow(&list(8), Extent::Full).ends_with("w7]"));
        let long = json!("word ".repeat(60));
        assert!(flow(&long, Extent::Short).ends_with('…'));
        assert!(flow(&long, Extent::Full).len() > 290);
    }
}
