//! What the author of a policy is told, for each kind of mistake.

use crate::policy::{Library, Policy};

/// The message for a policy whose rules are `rules` (indented by two).
fn told(rules: &str) -> String {
    let text =
        format!("policy: mine\nversion: 1.0.0\ntitle: Mine\nowner: Me\nextends: [core-honesty]\n{rules}");
    Policy::from_text("mine.yaml", &text).unwrap_err().to_string()
}

/// A rule that is right, to be spoilt.
const RULE: &str = "rules:
  - id: brand.terms.cheap
    kind: forbid
    message: we do not call anything cheap
    severity: warning
    action: note
    owner: Brand team
    find: [cheap]
    hits: [\"It is cheap.\"]
    clean: [\"It is good value.\"]
";

fn spoilt(from: &str, to: &str) -> String {
    assert!(RULE.contains(from), "{from}");
    told(&RULE.replace(from, to))
}

#[test]
fn the_rule_itself_is_right() {
    let text =
        format!("policy: mine\nversion: 1.0.0\ntitle: Mine\nowner: Me\nextends: [core-honesty]\n{RULE}");
    assert!(Policy::from_text("mine.yaml", &text).is_ok());
}

#[test]
fn an_example_that_is_not_found_is_shown() {
    assert_eq!(
        spoilt("\"It is cheap.\"", "\"It is a bargain.\""),
        "error[example_failed]: this example under `hits` is not found by the rule
  --> mine.yaml:14:12
   |
14 |     hits: [\"It is a bargain.\"]
   |            ^^^^^^^^^^^^^^^^^^ look at the words and the guards
   = rule: brand.terms.cheap"
    );
}

#[test]
fn a_clean_example_that_is_found_is_shown() {
    assert_eq!(
        spoilt("It is good value.", "Cheap and good."),
        "error[example_failed]: this example under `clean` is found by the rule
  --> mine.yaml:15:13
   |
15 |     clean: [\"Cheap and good.\"]
   |             ^^^^^^^^^^^^^^^^^ narrow the words, or add a guard or `except`
   = rule: brand.terms.cheap"
    );
}

#[test]
fn an_unknown_key_is_told_with_the_nearest_one() {
    assert_eq!(
        spoilt("severity: warning", "severty: warning"),
        "error[unknown_key]: `severty` is not a key of a rule
  --> mine.yaml:10:5
   |
10 |     severty: warning
   |     ^^^^^^^ did you mean `severity`?
   = rule: brand.terms.cheap"
    );
}

#[test]
fn a_repeated_rule_is_told_with_its_first_place() {
    let twice = format!("{RULE}{}", RULE.strip_prefix("rules:\n").unwrap());
    assert_eq!(
        told(&twice),
        "error[duplicate_rule]: the rule `brand.terms.cheap` stands twice in this file
  --> mine.yaml:16:5
   |
16 |   - id: brand.terms.cheap
   |     ^^ the first is on line 7"
    );
}

#[test]
fn an_inherited_rule_must_be_overridden_not_repeated() {
    assert_eq!(
        spoilt("brand.terms.cheap", "regulatory.disclosure.ai-denied"),
        "error[duplicate_rule]: the rule `regulatory.disclosure.ai-denied` is already in `core-honesty@1.0.0`
 --> mine.yaml:7:5
  |
7 |   - id: regulatory.disclosure.ai-denied
  |     ^^ change an inherited rule under `override`, or give this one an id of its own
  = rule: regulatory.disclosure.ai-denied"
    );
}

#[test]
fn an_impossible_date_is_told() {
    assert_eq!(
        spoilt("    find: [cheap]", "    applies: { from: 2026-02-30 }\n    find: [cheap]"),
        "error[invalid_date]: `2026-02-30` is not a date
  --> mine.yaml:13:22
   |
13 |     applies: { from: 2026-02-30 }
   |                      ^^^^^^^^^^ write a day of the calendar as `YYYY-MM-DD`
   = rule: brand.terms.cheap"
    );
}

#[test]
fn a_bad_pattern_is_told() {
    assert_eq!(
        spoilt("[cheap]", "[\"/che(ap/\"]"),
        "error[invalid_pattern]: unclosed group
  --> mine.yaml:13:12
   |
13 |     find: [\"/che(ap/\"]
   |            ^^^^^^^^^^ patterns are linear-time regular expressions: no look-around, no back-references
   = rule: brand.terms.cheap"
    );
}

#[test]
fn a_pattern_that_is_too_large_is_told() {
    let message = spoilt("[cheap]", "[\"/(cheap{1,500}){1,500}/\"]");
    assert!(message.starts_with("error[pattern_too_large]: the pattern is too large: "), "{message}");
    assert!(message.contains("--> mine.yaml:13:12"), "{message}");
}

#[test]
fn a_pattern_that_matches_everywhere_is_told() {
    assert_eq!(
        spoilt("[cheap]", "[\"/(cheap)?/\"]"),
        "error[invalid_pattern]: the pattern matches the empty text, so it would match everywhere
  --> mine.yaml:13:12
   |
13 |     find: [\"/(cheap)?/\"]
   |            ^^^^^^^^^^^^ demand at least one character
   = rule: brand.terms.cheap"
    );
}

#[test]
fn an_unknown_list_is_told() {
    assert_eq!(
        spoilt("[cheap]", "[\"@words\"]"),
        "error[unknown_value]: there is no list `words`
  --> mine.yaml:13:12
   |
13 |     find: [\"@words\"]
   |            ^^^^^^^^ this file has no `lists`
   = rule: brand.terms.cheap"
    );
}

#[test]
fn a_rule_that_nobody_stands_for_is_told() {
    assert_eq!(
        spoilt("    owner: Brand team\n", ""),
        "error[missing_key]: a rule needs a `citation`, or an `owner` who stands for it
 --> mine.yaml:7:5
  |
7 |   - id: brand.terms.cheap
  |     ^^
  = rule: brand.terms.cheap"
    );
}

#[test]
fn removing_or_overriding_what_is_not_there_is_told() {
    assert_eq!(
        told("remove: [regulatory.disclosure.ai-denid]\noverride:\n  - id: brand.none.such\n    action: note\n"),
        "error[unknown_value]: nothing to remove: no extended pack has the rule `regulatory.disclosure.ai-denid`
 --> mine.yaml:6:10
  |
6 | remove: [regulatory.disclosure.ai-denid]
  |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ did you mean `regulatory.disclosure.ai-denied`?

error[unknown_value]: nothing to override: no extended pack has the rule `brand.none.such`
 --> mine.yaml:8:5
  |
8 |   - id: brand.none.such
  |     ^^"
    );
}

#[test]
fn settings_that_say_half_are_told() {
    for (settings, message) in [
        ("signals: [{ signal: a, action: escalate }]", "a signal demand needs `below` or `above`"),
        ("scores: { relevance: { signal: a } }", "`signal` and `weight` need each other"),
        ("scores: { relevance: { weight: 0.5 } }", "`signal` and `weight` need each other"),
        ("scores: { toxicity: { above: 0.5 } }", "`action` needs `below` or `above`, and they need it"),
        ("scores: { toxicity: { action: escalate } }", "`action` needs `below` or `above`, and they need it"),
        ("scores: { relevanse: {} }", "`relevanse` is not a key of `scores`"),
    ] {
        let told = told(&format!("settings:\n  {settings}\n"));
        assert!(told.contains(message), "{settings}: {told}");
    }
}

#[test]
fn an_expected_value_that_is_none_is_told() {
    let rule = |value: &str, expect: &str| {
        let kind = "kind: value_check\n    topic: [fee]";
        RULE.replace("kind: forbid", kind)
            .replace(
                "    find: [cheap]\n",
                &format!("    value: {value}\n    expect: [{{ equals: {expect} }}]\n"),
            )
            .replace("It is cheap.", "The fee is £15.")
            .replace("It is good value.", "The fee is £12.")
    };
    assert_eq!(
        told(&rule("money", "12")),
        "error[invalid_value]: `12` is not a value of the kind `money`
  --> mine.yaml:15:24
   |
15 |     expect: [{ equals: 12 }]
   |                        ^^ write it as a reply would: `£12`, `12 GBP`, `14 days`, `20%`, `3 May 2026`
   = rule: brand.terms.cheap"
    );
    assert!(told(&rule("mony", "£12")).matches("error[").count() == 1, "one mistake, told once");
    let text = format!("policy: mine\nversion: 1.0.0\ntitle: Mine\nowner: Me\n{}", rule("money", "£12"));
    assert!(Policy::from_text("mine.yaml", &text).is_ok());
}

#[test]
fn a_circle_of_extends_is_told() {
    let mut library = Library::empty();
    let file = |id: &str, other: &str| {
        format!("policy: {id}\nversion: 1.0.0\ntitle: T\nowner: O\nextends: [{other}]\n")
    };
    library.add("a.yaml", &file("a", "b")).unwrap();
    library.add("b.yaml", &file("b", "a")).unwrap();
    assert_eq!(
        library.policy(&["a"]).unwrap_err().to_string(),
        "error[extends_cycle]: `a` extends itself in a circle
 --> b.yaml:5:11
  |
5 | extends: [a]
  |           ^ a → b → a"
    );
}

#[test]
fn an_unknown_pack_is_told() {
    let mut library = Library::empty();
    library.add("a.yaml", "policy: a\nversion: 1.0.0\ntitle: T\nowner: O\nextends: [b]\n").unwrap();
    assert_eq!(
        library.policy(&["a"]).unwrap_err().to_string(),
        "error[unknown_pack]: there is no policy or pack `b`
 --> a.yaml:5:11
  |
5 | extends: [b]
  |           ^ no shipped policies are loaded; known: a"
    );
}

#[test]
fn a_name_that_is_unknown_is_told_with_what_may_be_meant() {
    let hint = |library: &Library, id: &str| {
        let error = library.policy(&[id]).unwrap_err();
        error.as_slice()[0].hint.clone().unwrap()
    };
    let shipped = Library::new();
    assert_eq!(hint(&shipped, "defualt"), "did you mean `default`?");
    assert!(hint(&shipped, "nothing-like-it").starts_with("known: air, brand-base, "));
    for path in ["house.yaml", "rules/house", "C:\\rules\\house", "HOUSE.YML", "house.json"] {
        let hint = hint(&shipped, path);
        assert!(
            hint.starts_with("this looks like a path, ") && hint.contains("Validator.from_file"),
            "{hint}"
        );
    }
    let mut own = Library::empty();
    assert_eq!(hint(&own, "default"), "no shipped policies are loaded; known: none");
    own.add("a.yaml", "policy: acme\nversion: 1.0.0\ntitle: T\nowner: O\n").unwrap();
    assert_eq!(hint(&own, "default"), "no shipped policies are loaded; known: acme");
    assert_eq!(hint(&own, "acne"), "did you mean `acme`?");
}

#[test]
fn an_empty_list_of_policies_is_refused() {
    for library in [Library::new(), Library::empty()] {
        assert_eq!(
            library.policy(&[]).unwrap_err().to_string(),
            "error[no_policy]: the list of policies is empty
 --> policy:1:1
  |
1 |
  | ^ name at least one, such as `default`"
        );
    }
}

#[test]
fn all_mistakes_of_a_file_are_told_together() {
    let message = told("rules:\n  - id: nonsense\n    kind: forbidd\n    colour: red\n  - 5\n");
    for code in ["invalid_value", "unknown_value", "missing_key", "unknown_key", "wrong_type"] {
        assert!(message.contains(&format!("error[{code}]")), "{code} in\n{message}");
    }
}

#[test]
fn a_bad_policy_leaves_the_good_one_in_force() {
    let live = crate::LiveValidator::new(crate::Validator::new("default").unwrap());
    let before = live.current().policy_digest().to_owned();
    assert!(Policy::from_text("mine.yaml", "policy: mine\n").is_err());
    assert_eq!(live.current().policy_digest(), before);
}

#[test]
fn yaml_and_json_of_the_same_policy_have_the_same_digest() {
    let yaml = format!(
        "policy: mine\nversion: 1.0.0\ntitle: Mine\nowner: Me # a remark\nextends: [core-honesty]\n{RULE}"
    );
    let json = crate::policy::document::Document::parse("mine.yaml", &yaml).unwrap().to_json().to_string();
    let (a, b) = (Policy::from_text("a.yaml", &yaml).unwrap(), Policy::from_text("b.json", &json).unwrap());
    assert_eq!(a.digest(), b.digest());
    let other = yaml.replace("action: note", "action: rewrite");
    assert_ne!(Policy::from_text("c.yaml", &other).unwrap().digest(), a.digest());
}

#[test]
fn a_wrong_kind_is_one_mistake() {
    for (kind, meant) in [
        ("forbidden", "forbid"),
        ("forbdi", "forbid"),
        ("escalate", "escalate_on"),
        ("deadline", "deadline_check"),
        ("required", "require"),
    ] {
        let told = spoilt("kind: forbid", &format!("kind: {kind}"));
        let underline = "^".repeat(kind.len());
        assert_eq!(
            told,
            format!(
                "error[unknown_value]: `{kind}` is not a kind of rule; expected one of `forbid`, `require`, `mask`, \
                 `value_check`, `deadline_check`, `commitment`, `escalate_on`, `channel_limit`, `style`, \
                 `grounding`, `semantic`\n --> mine.yaml:8:11\n  |\n8 |     kind: {kind}\n  |           {underline} did \
                 you mean `{meant}`?\n  = rule: brand.terms.cheap"
            )
        );
    }
    let missing = spoilt("    kind: forbid\n", "");
    assert!(missing.contains("`kind` is missing") && !missing.contains("`find`"), "{missing}");
}

#[test]
fn a_misspelt_key_is_one_mistake() {
    for (from, to, meant) in [
        ("    message:", "    mesage:", "message"),
        ("    find: [cheap]", "    find: { al: [[cheap]] }", "all"),
        ("    find: [cheap]", "    find: [cheap]\n    fix: { titel: mend, delete: match }", "title"),
        ("    find: [cheap]", "    find: [cheap]\n    fix: { title: mend, delet: match }", "delete"),
        (
            "    find: [cheap]",
            "    find: [cheap]\n    when: { facts_compare: [{ fact: age, belw: 3 }] }",
            "below",
        ),
        ("kind: forbid", "kind: style\n    baned: [cheap]", "banned"),
        ("kind: forbid", "kind: channel_limit\n    max_char: 9", "max_chars"),
        (
            "kind: forbid",
            "kind: value_check\n    topic: [price]\n    value: money\n    expect: { equal: £2 }",
            "equals",
        ),
    ] {
        let rule =
            if from == "kind: forbid" { RULE.replace("    find: [cheap]\n", "") } else { RULE.to_owned() };
        let told = told(&rule.replace(from, to));
        assert_eq!(told.matches("error[").count(), 1, "{told}");
        assert!(told.contains(&format!("did you mean `{meant}`?")), "{told}");
    }
}

#[test]
fn a_mapping_inside_a_list_of_terms_is_told_where_it_belongs() {
    let told = spoilt("[cheap]", "[{ all: [[cheap], [price]] }]");
    assert!(told.contains("a mapping with `all` or `any` stands in place of the list"), "{told}");
}

#[test]
fn an_example_that_is_not_found_tells_what_is_unchecked_or_not_met() {
    let promise = "kind: commitment\n    promises: [refund]";
    let rule = RULE.replace("    find: [cheap]\n", "").replace("kind: forbid", promise);
    let told_of = told(&rule.replace("It is cheap.", "We will refund you £50."));
    assert!(told_of.contains("`commitment` is unchecked here (`no_source`)"), "{told_of}");
    let told_of = spoilt("    find: [cheap]", "    when: { customer: [price] }\n    find: [cheap]");
    assert!(told_of.contains("is not reached") && told_of.contains("`when`"), "{told_of}");
}
