use crate::policy::diagnostic::{Diagnostic, Diagnostics, Mark, PolicyMistake};

/// The last two lines of a diagnostic at the first `needle` in `text`.
fn carets(text: &str, needle: &str) -> String {
    let (before, _) = text.split_once(needle).unwrap();
    let on_line = before.rsplit('\n').next().unwrap();
    let mark = Mark {
        line: before.matches('\n').count() + 1,
        column: on_line.chars().count() + 1,
        offset: before.len(),
        len: needle.len(),
    };
    let shown = Diagnostic::new(PolicyMistake::Syntax, "f", text, mark, "m").to_string();
    shown.lines().skip(3).collect::<Vec<_>>().join("\n")
}

#[test]
fn carets_stand_under_the_mark() {
    for (text, needle, expected) in [
        ("key: value\n", "value", "1 | key: value\n  |      ^^^^^"),
        ("a\nkey: value", "key", "2 | key: value\n  | ^^^"),
        ("\tkey: v\n", "key", "1 |     key: v\n  |     ^^^"),
        ("日本: 値\n", "値", "1 | 日本: 値\n  |       ^^"),
        ("e\u{301}e\u{301}: x\n", "x", "1 | e\u{301}e\u{301}: x\n  |     ^"),
        ("a: one\ntwo\n", "one\ntwo", "1 | a: one\n  |    ^^^"),
        ("a: x\u{202e}y\u{7}z\n", "y", "1 | a: x\u{fffd}y\u{fffd}z\n  |      ^"),
        ("a: x\r\nb: y\r\n", "y", "2 | b: y\n  |    ^"),
    ] {
        assert_eq!(carets(text, needle), expected, "{text:?}");
    }
}

#[test]
fn long_lines_are_cut_around_the_mark() {
    let text = format!("{}NEEDLE{}\n", "<".repeat(500_000), ">".repeat(500_000));
    let expected = format!("1 | …{}NEEDLE{}…\n  |  {}^^^^^^", "<".repeat(60), ">".repeat(54), " ".repeat(60));
    assert_eq!(carets(&text, "NEEDLE"), expected);
    let all = format!("x: {}\n", "y".repeat(200));
    let expected = format!("1 | x: {}…\n  |    {}", "y".repeat(60), "^".repeat(60));
    assert_eq!(carets(&all, &"y".repeat(200)), expected);
}

#[test]
fn a_mark_outside_the_text_is_shown_without_a_line() {
    let mark = Mark { line: 9, column: 1, offset: 100, len: 5 };
    let shown = Diagnostic::new(PolicyMistake::Syntax, "f", "abc\n", mark, "m").to_string();
    assert_eq!(shown, "error[syntax]: m\n --> f:9:1\n  |\n9 |\n  | ^");
}

#[test]
fn hints_and_rules_are_shown() {
    let text = "x:\n".repeat(11) + "    severty: error\n";
    let mark = Mark { line: 12, column: 5, offset: 37, len: 7 };
    let shown = Diagnostic::new(
        PolicyMistake::UnknownKey,
        "policies/mine.yaml",
        &text,
        mark,
        "`severty` is not a key of a rule",
    )
    .hint("did you mean `severity`?")
    .rule("brand.terms.cheap");
    let expected = "error[unknown_key]: `severty` is not a key of a rule
  --> policies/mine.yaml:12:5
   |
12 |     severty: error
   |     ^^^^^^^ did you mean `severity`?
   = rule: brand.terms.cheap";
    assert_eq!(shown.to_string(), expected);
}

#[test]
fn mistakes_are_sorted_by_place() {
    let at = |file: &str, line: usize, column: usize| {
        let mark = Mark { line, column, offset: 0, len: 1 };
        Diagnostic::new(PolicyMistake::Syntax, file, "", mark, "m")
    };
    let sorted = Diagnostics::from_vec(vec![
        at("b", 1, 1),
        at("a", 10, 1),
        at("a", 9, 2),
        at("a", 9, 1),
        at("a", 9, 1),
    ])
    .unwrap();
    let places: Vec<_> = sorted.as_slice().iter().map(|m| (m.file.as_str(), m.line, m.column)).collect();
    assert_eq!(places, [("a", 9, 1), ("a", 9, 2), ("a", 10, 1), ("b", 1, 1)]);
    assert_eq!(Diagnostics::from_vec(Vec::new()), None);
}

#[test]
fn mistakes_have_distinct_words() {
    for mistake in PolicyMistake::ALL {
        assert_eq!(PolicyMistake::from_wire(mistake.as_str()), Some(*mistake));
    }
}
