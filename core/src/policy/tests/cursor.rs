use crate::contract::{Score, Severity};
use crate::policy::cursor::{Cursor, Report, Spanned, spanned};
use crate::policy::diagnostic::{Diagnostics, PolicyMistake};
use crate::policy::document::Document;

fn read<T>(text: &str, read: impl for<'d> Fn(Cursor<'d>) -> Option<T>) -> Result<T, Diagnostics> {
    let document = Document::parse("mine.yaml", text).unwrap();
    let report = Report::new(&document);
    let value = read(report.root());
    report.finish(value)
}

/// The value of `a`, or the code, message and hint of the only mistake.
fn value<T: std::fmt::Debug>(scalar: &str, reader: fn(Cursor<'_>) -> Option<T>) -> String {
    let result = read(&format!("a: {scalar}\n"), |cursor| {
        let mut keys = cursor.mapping("a test")?;
        let value = keys.required("a", reader);
        keys.finish();
        value
    });
    match result {
        Ok(value) => format!("{value:?}"),
        Err(mistakes) => match mistakes.as_slice() {
            [one] => format!("{}: {} ({})", one.code, one.message, one.hint.as_deref().unwrap_or("-")),
            many => panic!("{many:?}"),
        },
    }
}

#[test]
fn texts() {
    for (text, expected) in [
        ("word", r#""word""#),
        ("12", r#""12""#),
        ("012", r#""012""#),
        ("1e3", r#""1e3""#),
        ("no", r#""no""#),
        ("true", r#""true""#),
        ("'null'", r#""null""#),
        ("null", "wrong_type: expected a text, found nothing (put it in quotes if the word itself is meant)"),
        ("", "wrong_type: expected a text, found nothing (-)"),
        ("' '", "invalid_value: the text is empty (-)"),
        ("[b]", "wrong_type: expected a text, found a list (-)"),
        ("{b: 1}", "wrong_type: expected a text, found a mapping (-)"),
    ] {
        assert_eq!(value(text, |cursor| cursor.text()), expected, "{text}");
    }
    assert_eq!(value("''", |cursor| cursor.string()), r#""""#);
}

#[test]
fn lists_of_texts() {
    for (text, expected) in [
        ("one", r#"["one"]"#),
        ("[one, 'two']", r#"["one", "two"]"#),
        ("[]", "invalid_value: the list is empty (give at least one text)"),
        ("", "wrong_type: expected a text, found nothing (-)"),
        ("[one, [two]]", "wrong_type: expected a text, found a list (-)"),
        ("[one, '']", "invalid_value: the text is empty (-)"),
    ] {
        assert_eq!(value(text, |cursor| cursor.string_list()), expected, "{text}");
    }
}

#[test]
fn booleans() {
    for (text, expected) in [
        ("true", "true"),
        ("false", "false"),
        ("yes", "wrong_type: expected `true` or `false`, found a text (write `true`)"),
        ("Off", "wrong_type: expected `true` or `false`, found a text (write `false`)"),
        ("True", "wrong_type: expected `true` or `false`, found a text (write `true`)"),
        ("1", "wrong_type: expected `true` or `false`, found a number (-)"),
        ("'true'", "wrong_type: expected `true` or `false`, found a text (write it without quotes)"),
        (
            "null",
            "wrong_type: expected `true` or `false`, found nothing (put it in quotes if the word itself is meant)",
        ),
    ] {
        assert_eq!(value(text, |cursor| cursor.boolean()), expected, "{text}");
    }
}

#[test]
fn integers() {
    for (text, expected) in [
        ("0", "0"),
        ("100", "100"),
        ("-5", "-5"),
        ("101", "out_of_range: 101 is not between -5 and 100 (-)"),
        ("-6", "out_of_range: -6 is not between -5 and 100 (-)"),
        ("99999999999999999999", "out_of_range: 99999999999999999999 is not between -5 and 100 (-)"),
        ("012", "wrong_type: expected a whole number, found a number (write it without leading zeros)"),
        ("1_0", "wrong_type: expected a whole number, found a text (write it in digits only)"),
        ("1.0", "wrong_type: expected a whole number, found a number (write it in digits only)"),
        ("1e1", "wrong_type: expected a whole number, found a number (write it in digits only)"),
        ("+1", "wrong_type: expected a whole number, found a number (write it in digits only)"),
        ("0x10", "wrong_type: expected a whole number, found a text (write it in digits only)"),
        ("'1'", "wrong_type: expected a whole number, found a text (write it without quotes)"),
    ] {
        assert_eq!(value(text, |cursor| cursor.integer(-5..=100)), expected, "{text}");
    }
}

#[test]
fn scores() {
    for (text, score) in [
        ("0", 0),
        ("1", 10_000),
        ("0.5", 5_000),
        ("0.8500000", 8_500),
        ("1.0", 10_000),
        ("0.0001", 1),
        ("0.9999", 9_999),
    ] {
        assert_eq!(
            value(text, |cursor| cursor.score()),
            format!("{:?}", Score::from_ten_thousandths(score)),
            "{text}"
        );
    }
    for (text, expected) in [
        ("1.1", "out_of_range: 1.1 is not a number from 0 to 1 (-)"),
        ("-0.1", "out_of_range: -0.1 is not a number from 0 to 1 (-)"),
        ("85", "out_of_range: 85 is not a number from 0 to 1 (-)"),
        ("0.00001", "out_of_range: 0.00001 is not a number from 0 to 1 (at most four decimals are kept)"),
        (".5", "wrong_type: expected a number from 0 to 1, found a number (write it like `0.85`)"),
        ("1e-1", "wrong_type: expected a number from 0 to 1, found a number (write it like `0.85`)"),
        ("85%", "wrong_type: expected a number from 0 to 1, found a text (write it like `0.85`)"),
    ] {
        assert_eq!(value(text, |cursor| cursor.score()), expected, "{text}");
    }
}

#[test]
fn dates_and_words() {
    assert_eq!(value("2026-02-28", |cursor| cursor.date()), r#""2026-02-28""#);
    assert_eq!(
        value("2026-02-29", |cursor| cursor.date()),
        "invalid_date: `2026-02-29` is not a date (write a day of the calendar as `YYYY-MM-DD`)"
    );
    let severity = |cursor: Cursor<'_>| cursor.word::<Severity>("a severity");
    assert_eq!(value("error", severity), "Error");
    assert_eq!(
        value("eror", severity),
        "unknown_value: `eror` is not a severity; expected one of `info`, `warning`, `error`, `critical` (did you mean `error`?)"
    );
    assert_eq!(
        value("bad", severity),
        "unknown_value: `bad` is not a severity; expected one of `info`, `warning`, `error`, `critical` (-)"
    );
}

struct Rule {
    id: String,
    severity: Severity,
    any_of: Vec<Spanned<String>>,
    enabled: bool,
    from: Option<String>,
    notes: Vec<(String, String)>,
}

fn rule(cursor: Cursor<'_>) -> Option<Rule> {
    let mut keys = cursor.mapping("a rule")?;
    keys.rule_id("id");
    let id = keys.required("id", Cursor::text);
    let severity = keys.word("severity", "a severity", Severity::Warning);
    let any_of = keys.required("any_of", |cursor| cursor.one_or_more(spanned(Cursor::text)));
    let enabled = keys.boolean("enabled", true);
    let from = keys.optional("from", Cursor::date);
    let notes = keys.optional("notes", |cursor| {
        let entries = cursor.entries()?;
        Some(
            entries
                .into_iter()
                .filter_map(|(key, cursor)| Some((key.text.clone(), cursor.string()?)))
                .collect(),
        )
    });
    keys.finish();
    Some(Rule { id: id?, severity, any_of: any_of?, enabled, from, notes: notes.unwrap_or_default() })
}

fn pack(cursor: Cursor<'_>) -> Option<Vec<Rule>> {
    let mut keys = cursor.mapping("a pack")?;
    let rules = keys.list("rules", rule);
    keys.finish();
    Some(rules)
}

#[test]
fn a_table_of_keys_reads_a_struct() {
    let text = "rules:
- id: brand.terms.cheap
  severity: error
  any_of: [cheap, 'bargain']
  enabled: false
  from: 2026-01-01
  notes: {why: house style, since: 2024}
- {\"id\": \"brand.terms.slang\", \"any_of\": \"gonna\", \"from\": null}
";
    let rules = read(text, pack).unwrap();
    let [first, second] = rules.as_slice() else { panic!("two rules") };
    assert_eq!(
        (first.id.as_str(), first.severity, first.enabled),
        ("brand.terms.cheap", Severity::Error, false)
    );
    let terms: Vec<_> =
        first.any_of.iter().map(|term| (term.value.as_str(), term.mark.line, term.mark.column)).collect();
    assert_eq!(terms, [("cheap", 4, 12), ("bargain", 4, 19)]);
    let mark = first.any_of[1].mark;
    assert_eq!(text.get(mark.offset..mark.offset + mark.len), Some("'bargain'"));
    assert_eq!(first.from.as_deref(), Some("2026-01-01"));
    assert_eq!(
        first.notes,
        [("why".to_owned(), "house style".to_owned()), ("since".to_owned(), "2024".to_owned())]
    );
    assert_eq!(
        (second.id.as_str(), second.severity, second.enabled),
        ("brand.terms.slang", Severity::Warning, true)
    );
    assert_eq!(
        (second.any_of[0].value.as_str(), second.from.as_deref(), second.notes.len()),
        ("gonna", None, 0)
    );
}

#[test]
fn every_mistake_of_a_document_is_told() {
    let text = "rules:
- severty: error
  id: brand.terms.cheap
  any_of: [cheap, [dear]]
  enabled: yes
- any_of:
- just text
extra_key_without_likeness: 1
";
    let expected = "error[unknown_key]: `severty` is not a key of a rule
 --> mine.yaml:2:3
  |
2 | - severty: error
  |   ^^^^^^^ did you mean `severity`?
  = rule: brand.terms.cheap

error[wrong_type]: expected a text, found a list
 --> mine.yaml:4:19
  |
4 |   any_of: [cheap, [dear]]
  |                   ^^^^^^
  = rule: brand.terms.cheap

error[wrong_type]: expected `true` or `false`, found a text
 --> mine.yaml:5:12
  |
5 |   enabled: yes
  |            ^^^ write `true`
  = rule: brand.terms.cheap

error[missing_key]: `id` is missing; a rule needs it
 --> mine.yaml:6:3
  |
6 | - any_of:
  |   ^^^^^^

error[wrong_type]: expected a text, found nothing
 --> mine.yaml:6:9
  |
6 | - any_of:
  |         ^

error[wrong_type]: expected a mapping (a rule), found a text
 --> mine.yaml:7:3
  |
7 | - just text
  |   ^^^^^^^^^

error[unknown_key]: `extra_key_without_likeness` is not a key of a pack
 --> mine.yaml:8:1
  |
8 | extra_key_without_likeness: 1
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^ expected `rules`";
    assert_eq!(read(text, pack).err().unwrap().to_string(), expected);
}

#[test]
fn an_empty_document_is_no_pack() {
    let mistakes = read("", pack).err().unwrap();
    assert_eq!(mistakes.as_slice()[0].message, "expected a mapping (a pack), found nothing");
    assert_eq!(mistakes.as_slice()[0].code, PolicyMistake::WrongType);
}

#[test]
fn mistakes_are_bounded() {
    let text = (0..5_000).map(|i| format!("k{i}: 1\n")).collect::<String>();
    assert_eq!(read(&text, pack).err().unwrap().as_slice().len(), 1_000);
}
