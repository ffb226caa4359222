//! `draftgate policies`.

use crate::support::{Folder, HOUSE, run};

#[test]
fn the_shipped_ones_are_listed() {
    let ran = run(&["policies", "list"], "");
    assert_eq!(ran.status, 0, "{}", ran.err);
    for name in ["default@", "full@", "core-privacy@"] {
        assert!(ran.out.contains(name), "{name} in {}", ran.out);
    }
    assert!(ran.out.find("full@") < ran.out.find("Packs"), "{}", ran.out);
}

#[test]
fn a_policy_is_shown_with_its_rules() {
    let ran = run(&["policies", "show", HOUSE], "");
    let digest = ran.out.lines().find(|line| line.trim_start().starts_with("digest")).unwrap();
    insta::assert_snapshot!(ran.shown().replace(digest, "  digest  DIGEST"));
}

#[test]
fn a_rule_is_shown_with_what_it_looks_for() {
    // Without the breaks of lines.
    let shown = |args: &[&str]| {
        let ran = run(&[&["policies", "show"], args].concat(), "");
        assert_eq!(ran.status, 0, "{}", ran.err);
        ran.out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let short = shown(&["core-privacy"]);
    assert!(short.contains("find: { all: [[text us, message us"), "{short}");
    assert!(short.contains(" in all]"), "{short}");
    let full = shown(&["core-privacy", "--full"]);
    assert!(!full.contains(" in all]") && full.len() > short.len() + 10_000);
    let id = "regulatory.pci.card-number-requested";
    let json = run(&["policies", "show", "core-privacy", "--rule", id, "--format", "json"], "");
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    let rule = &json["rules"][0];
    assert_eq!((rule["id"].as_str(), rule["kind"].as_str()), (Some(id), Some("forbid")));
    assert!(rule["find"]["all"][0].as_array().unwrap().len() > 50, "{rule}");
    assert!(
        rule["citation"]["instrument"].is_string()
            && rule["pack"].as_str().unwrap().starts_with("core-privacy@")
    );
    let own = shown(&[HOUSE, "--rule", "regulatory.legal.lawyer"]);
    for words in
        ["find: [my lawyer, my solicitor]", "hits: [You will hear from my lawyer.]", "priority: urgent"]
    {
        assert!(own.contains(words), "{words} in {own}");
    }
}

#[test]
fn one_rule_is_shown_alone() {
    let ran = run(&["policies", "show", HOUSE, "--rule", "brand.terms.parcel"], "");
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.out.contains("brand.terms.parcel") && !ran.out.contains("brand.terms.cheap"), "{}", ran.out);
    let unknown = run(&["policies", "show", HOUSE, "--rule", "brand.terms.nope"], "");
    assert_eq!(unknown.status, 65);
    assert!(unknown.err.contains("no rule `brand.terms.nope` in house@1.2.0"), "{}", unknown.err);
}

#[test]
fn files_are_checked_one_by_one() {
    let broken = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/broken");
    let ran = run(&["policies", "check", HOUSE, broken], "");
    insta::assert_snapshot!(ran.shown());
    let good = run(&["policies", "check", HOUSE], "");
    assert_eq!(good.status, 0, "{}", good.err);
}

#[test]
fn an_example_that_does_not_hold_is_a_mistake() {
    let folder = Folder::new();
    let file = folder.write(
        "wrong.yaml",
        "policy: wrong\nversion: 1.0.0\ntitle: A wrong example\nowner: Brand team\nrules:\n  - id: brand.terms.cheap\n    \
         kind: forbid\n    message: not cheap\n    severity: error\n    action: note\n    owner: Brand team\n    \
         find: [dirt cheap]\n    hits:\n      - \"It costs little.\"\n",
    );
    let ran = run(&["policies", "check", &file], "");
    assert_eq!(ran.status, 65);
    assert!(ran.err.contains("example_failed") && ran.err.contains("It costs little."), "{}", ran.err);
}

#[test]
fn what_is_probably_not_meant_is_a_warning() {
    let folder = Folder::new();
    let file = folder.write(
        "alone.yaml",
        "policy: alone\nversion: 1.0.0\ntitle: Alone\nowner: Brand team\nrules:\n  - id: brand.terms.cheap\n    \
         kind: forbid\n    message: \"not {mach}\"\n    severity: error\n    action: rewrite\n    owner: Brand team\n    \
         find: [dirt cheap]\n    fix: { title: mend it, replace: a dirt cheap offer }\n",
    );
    let ran = run(&["policies", "check", &file], "");
    let shown = ran.shown().replace(folder.path("").trim_end_matches('/'), "FOLDER");
    insta::assert_snapshot!(shown);
    let strict = run(&["policies", "check", "--strict", &file], "");
    assert_eq!(strict.status, 65);
    assert_eq!(strict.err, ran.err);
    assert!(strict.out.contains("alone@1.0.0 loads: 1 rule,"), "{}", strict.out);
    let good = concat!(env!("CARGO_MANIFEST_DIR"), "/../policies/brand-northbank");
    let strict = run(&["policies", "check", "--strict", good], "");
    assert_eq!((strict.status, strict.err.as_str()), (0, ""), "{}", strict.out);
}

#[test]
fn what_is_no_policy_file_is_told_so() {
    let folder = Folder::new();
    let latin = folder.write("latin.yaml", b"title: caf\xe9\n");
    let empty = Folder::new();
    for (path, words) in
        [(latin, "is not UTF-8"), (empty.path(""), "no policy file"), (folder.path("x.yaml"), "cannot read")]
    {
        let ran = run(&["check", "-p", &path], r#"{"draft": "x"}"#);
        assert_eq!(ran.status, 65, "{path}");
        assert!(ran.err.contains(words), "{words} in {}", ran.err);
    }
}
