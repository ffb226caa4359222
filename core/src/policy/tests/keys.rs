//! Every key that a policy may have is in `policies/README.md`, and that names no other.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::checks::{CodedCheck, hallucination, semantic};
use crate::policy::decode_rule::KIND_KEYS;
use crate::policy::decode_style::{CHANNEL_KINDS, STYLE_KEYS, STYLE_KINDS};
use crate::policy::document::Document;
use crate::policy::{Library, decode};

/// A policy with every key.
pub(super) const EVERY: &str = include_str!("every.yaml");

const README: &str = include_str!("../../../../policies/README.md");

/// What reads policies.
const DECODERS: [&str; 3] =
    [include_str!("../decode.rs"), include_str!("../decode_rule.rs"), include_str!("../decode_style.rs")];

type Keys = BTreeMap<&'static str, BTreeSet<&'static str>>;

thread_local! {
    static SEEN: RefCell<Keys> = RefCell::default();
}

/// Notes which keys a mapping may have.
pub(in crate::policy) fn record(what: &'static str, keys: &[&'static str]) {
    SEEN.with_borrow_mut(|seen| seen.entry(what).or_default().extend(keys));
}

/// The keys of each mapping, by what it is called in error messages.
fn accepted() -> Keys {
    SEEN.take();
    decode::policy_file(&Document::parse("every.yaml", EVERY).unwrap())
        .unwrap_or_else(|told| panic!("{told}"));
    let pack = "pack: p\nversion: 1.0.0\ntitle: P\nowner: O\n";
    decode::policy_file(&Document::parse("pack.yaml", pack).unwrap()).unwrap();
    let mut keys = SEEN.take();
    // A policy and a pack share a mapping, of which each takes a part.
    keys.entry("a pack or policy").or_default().insert("pack");
    keys
}

/// What stands in backticks.
fn quoted(text: &str) -> BTreeSet<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The rows of the section with this heading, by their first cell.
fn table(heading: &str) -> BTreeMap<&'static str, Vec<&'static str>> {
    let (_, section) = README.split_once(&format!("\n## {heading}\n")).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| ") && !line.starts_with("|---"));
    rows.skip(1)
        .map(|row| {
            let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
            (cells[0], cells[1..].to_vec())
        })
        .collect()
}

#[test]
fn the_policy_with_every_key_reaches_every_mapping() {
    let reached = accepted();
    for source in DECODERS {
        for call in source.split(".mapping(\"").skip(1) {
            let what = call.split('"').next().unwrap();
            assert!(reached.contains_key(what), "{what} is in no rule of `every.yaml`");
        }
    }
    let library = {
        let mut library = Library::new();
        library.add("every.yaml", EVERY).unwrap();
        library
    };
    library.policy(&["every"]).unwrap_or_else(|told| panic!("{told}"));
}

#[test]
fn every_key_of_a_mapping_is_documented() {
    let rows: Vec<(&str, String)> =
        table("All keys").into_iter().map(|(what, cells)| (what, cells.join(" "))).collect();
    let mut expected = accepted();
    expected.remove("a rule");
    let documented: BTreeMap<&str, BTreeSet<&str>> =
        rows.iter().map(|(what, cells)| (*what, quoted(cells))).collect();
    let names =
        |keys: &BTreeMap<&str, BTreeSet<&str>>| keys.keys().map(|k| k.to_string()).collect::<Vec<_>>();
    assert_eq!(names(&documented), names(&expected), "rows of the table in `All keys`");
    for (what, keys) in expected {
        assert_eq!(documented[what], keys, "keys of {what}");
    }
}

#[test]
fn every_check_is_documented() {
    let row = |kind: &str, check: &CodedCheck| format!("| `{kind}` | `{}` | {} |", check.name, check.about);
    let checks = (semantic::CHECKS.iter().map(|check| row("semantic", check)))
        .chain(hallucination::CHECKS.iter().map(|check| row("grounding", check)));
    let (_, section) = README.split_once("\n## Checks\n").unwrap();
    let section = section.split("\n## ").next().unwrap();
    let rows: BTreeSet<&str> = section.lines().filter(|line| line.starts_with("| `")).collect();
    let checks: BTreeSet<String> = checks.collect();
    assert_eq!(rows, checks.iter().map(String::as_str).collect());
}

#[test]
fn every_key_of_a_rule_is_documented() {
    let accepted = accepted().remove("a rule").unwrap();
    let of_every_rule = table("Keys of every rule");
    let mut documented: BTreeSet<&str> = of_every_rule.keys().flat_map(|cell| quoted(cell)).collect();
    let common = documented.clone();
    for cells in table("Kinds").values() {
        documented.extend(quoted(cells[1]));
    }
    documented.extend(table("House style").iter().flat_map(|(first, cells)| {
        let with = cells.get(1).copied().unwrap_or_default();
        quoted(first).into_iter().chain(quoted(with))
    }));
    let missing: Vec<_> = accepted.difference(&documented).collect();
    assert!(missing.is_empty(), "not documented: {missing:?}");
    let unknown: Vec<_> = common.difference(&accepted).collect();
    assert!(unknown.is_empty(), "no keys of a rule: {unknown:?}");
    let listed: BTreeSet<&str> =
        [KIND_KEYS, STYLE_KINDS, STYLE_KEYS, CHANNEL_KINDS].concat().into_iter().chain(common).collect();
    assert_eq!(listed, accepted, "the keys that a rule of an unknown kind may have");
}
