use proptest::prelude::*;

use super::rendered;
use crate::policy::document::{Document, MAX_BYTES, MAX_DEPTH};

#[test]
fn what_is_read() {
    for (text, expected) in [
        ("", "null"),
        ("# only a comment\n", "null"),
        ("---\na: 1\n...\n", r#"{"a":1}"#),
        (
            "a: [no, on, yes, True, 012, 1_000, .5, 0x1f, ~, 'true', \"1\"]\n",
            r#"{"a":["no","on","yes","True","012","1_000",".5","0x1f",null,"true","1"]}"#,
        ),
        (
            "a: [true, false, null, 0, -3, 2.50, 1e3, 123456789012345678901234567890]\n",
            r#"{"a":[true,false,null,0,-3,2.5,1000.0,"123456789012345678901234567890"]}"#,
        ),
        ("a:\nb: ~\nc: ''\n", r#"{"a":null,"b":null,"c":""}"#),
        ("a: >\n  one\n  two\nb: |\n  one\n  two\n", "{\"a\":\"one two\\n\",\"b\":\"one\\ntwo\\n\"}"),
        ("{\n\t\"a\": 1,\n\t\"b\": [\n\t\t\"\\ud83d\\ude00\"\n\t]\n}\n", "{\"a\":1,\"b\":[\"😀\"]}"),
        ("\u{feff}a: 1\r\nb: 2\r\n", r#"{"a":1,"b":2}"#),
        ("? a\n: 1\n", r#"{"a":1}"#),
        ("'<<': 1\n", r#"{"<<":1}"#),
        ("a: 2026-01-01\n", r#"{"a":"2026-01-01"}"#),
    ] {
        assert_eq!(rendered(text), format!("read: {expected}"), "{text:?}");
    }
}

#[test]
fn what_is_refused() {
    for (text, expected) in [
        (
            "a: 1\n---\nb: 2\n",
            "error[multiple_documents]: a second document starts here; a policy file holds one
 --> mine.yaml:2:1
  |
2 | ---
  | ^^^",
        ),
        (
            "a:\n\t- b\n",
            "error[tab_in_indentation]: a tab cannot indent YAML
 --> mine.yaml:2:1
  |
2 |     - b
  | ^^^^ indent with spaces",
        ),
        (
            "a:\n  b: 1\n\tc: 2\n",
            "error[tab_in_indentation]: a tab cannot indent YAML
 --> mine.yaml:3:1
  |
3 |     c: 2
  | ^^^^ indent with spaces",
        ),
        (
            "<<: {a: 1}\n",
            "error[not_supported]: merge keys are not used in policies
 --> mine.yaml:1:1
  |
1 | <<: {a: 1}
  | ^^ write the keys out",
        ),
        (
            "a: !mine {b: 1}\n",
            "error[not_supported]: tags are not used in policies
 --> mine.yaml:1:4
  |
1 | a: !mine {b: 1}
  |    ^^^^^ leave the tag out",
        ),
        (
            "%YAML 1.2\n---\na: 1\n",
            "error[not_supported]: directives are not used in policies
 --> mine.yaml:1:1
  |
1 | %YAML 1.2
  | ^ leave the line out",
        ),
        (
            "[a, b]: 1\n",
            "error[not_supported]: a key must be a text
 --> mine.yaml:1:1
  |
1 | [a, b]: 1
  | ^^^^^^",
        ),
        (
            "a: 1\nb: 2\n\"a\": 3\n",
            "error[duplicate_key]: `a` is given twice
 --> mine.yaml:3:1
  |
3 | \"a\": 3
  | ^^^ first given on line 1",
        ),
        (
            "a: one: two\n",
            "error[syntax]: not YAML: mapping values are not allowed in this context
 --> mine.yaml:1:7
  |
1 | a: one: two
  |       ^ put a text that holds `: ` in quotes",
        ),
        (
            "a: @b\n",
            "error[syntax]: not YAML: unexpected character: `@'
 --> mine.yaml:1:4
  |
1 | a: @b
  |    ^ put a text that starts so in quotes",
        ),
        (
            "a: \"open\nb: 1\n",
            "error[syntax]: not YAML: invalid indentation in multiline quoted scalar
 --> mine.yaml:2:1
  |
2 | b: 1
  | ^ is the quote before it closed?",
        ),
        (
            "a: \"\\ud83d\"\n",
            "error[syntax]: not YAML: while parsing a quoted scalar, found high surrogate without following low surrogate
 --> mine.yaml:1:4
  |
1 | a: \"\\ud83d\"
  |    ^",
        ),
    ] {
        assert_eq!(rendered(text), expected, "{text:?}");
    }
}

#[test]
fn mistakes_are_collected() {
    let text = "a: &x 1\nb: *x\nc: *unknown\nd: !!str 1\na: 2\ne: [&y {f: 1, f: 2}]\n";
    let expected = "error[not_supported]: anchors are not used in policies
 --> mine.yaml:1:4
  |
1 | a: &x 1
  |    ^^ write the value again where it is needed

error[not_supported]: aliases are not used in policies
 --> mine.yaml:2:4
  |
2 | b: *x
  |    ^^ write the value again

error[not_supported]: aliases are not used in policies
 --> mine.yaml:3:4
  |
3 | c: *unknown
  |    ^^^^^^^^ write the value again

error[not_supported]: tags are not used in policies
 --> mine.yaml:4:4
  |
4 | d: !!str 1
  |    ^^^^^ leave the tag out

error[duplicate_key]: `a` is given twice
 --> mine.yaml:5:1
  |
5 | a: 2
  | ^ first given on line 1

error[not_supported]: anchors are not used in policies
 --> mine.yaml:6:5
  |
6 | e: [&y {f: 1, f: 2}]
  |     ^^ write the value again where it is needed

error[duplicate_key]: `f` is given twice
 --> mine.yaml:6:15
  |
6 | e: [&y {f: 1, f: 2}]
  |               ^ first given on line 6";
    assert_eq!(rendered(text), expected);
}

#[test]
fn depth_is_limited() {
    let flow = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let block = |depth: usize, inner: &str| {
        (0..depth).map(|i| format!("{}a:\n", " ".repeat(i))).collect::<String>() + inner
    };
    let mixed = |depth: usize| block(32, &format!("{}{}", " ".repeat(32), flow(depth)));
    for (text, good) in [
        (flow(MAX_DEPTH), true),
        (flow(MAX_DEPTH + 1), false),
        (flow(100_000), false),
        (block(MAX_DEPTH, ""), true),
        (block(MAX_DEPTH + 1, ""), false),
        (mixed(32), true),
        (mixed(33), false),
    ] {
        let result = rendered(&text);
        assert_eq!(result.starts_with("read"), good, "{result}");
        assert!(good || result.starts_with("error[too_deep]"), "{result}");
    }
}

#[test]
fn size_is_limited() {
    let text = |bytes: usize| format!("{}\n", "#".repeat(bytes - 1));
    assert!(Document::parse("mine.yaml", &text(MAX_BYTES)).is_ok());
    let mistakes = Document::parse("mine.yaml", &text(MAX_BYTES + 1)).unwrap_err();
    assert_eq!(mistakes.as_slice()[0].message, "the document has 4194305 bytes; the limit is 4194304");
    assert_eq!(mistakes.as_slice()[0].code.as_str(), "too_large");
}

#[test]
fn hostile_documents_end() {
    let repeated = "a: 1\n".repeat(100_000);
    assert_eq!(Document::parse("mine.yaml", &repeated).unwrap_err().as_slice().len(), 1_000);
    let one_line = format!("{{{}}}", "\"a\": 1, ".repeat(100_000));
    assert_eq!(Document::parse("mine.yaml", &one_line).unwrap_err().as_slice().len(), 1_000);
    let brackets = "[]: ".repeat(100_000);
    assert!(Document::parse("mine.yaml", &brackets).is_err());
}

proptest! {
    #[test]
    fn reading_never_panics(text in "([a-c]|[:\\-?\\[\\]{}&*!|>'\"%@#,\t\n\r ]|\\PC){0,40}") {
        let _ = rendered(&text);
    }

    #[test]
    fn json_is_read_as_json(value in json()) {
        let text = serde_json::to_string_pretty(&value).unwrap();
        prop_assert_eq!(rendered(&text), format!("read: {value}"));
    }
}

/// JSON trees with finite numbers and without repeated keys.
fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        (-1_000_000i64..1_000_000).prop_map(|n| (n as f64 / 64.0).into()),
        "[ -~é😀\n\t]{0,10}".prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 20, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
            prop::collection::btree_map("[a-z ]{0,6}", inner, 0..4)
                .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
        ]
    })
}
