//! What holds of every rule of every shipped pack: it says where it comes from, it is explained by examples, its
//! message can be read by people who serve customers, and it speaks in some case of the corpus.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use draftgate::{Action, Library, RuleInfo};
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every rule as its file under `policies/` has it, examples included, by id.
fn rules() -> BTreeMap<String, RuleInfo> {
    static RULES: OnceLock<BTreeMap<String, RuleInfo>> = OnceLock::new();
    RULES.get_or_init(read_rules).clone()
}

fn read_rules() -> BTreeMap<String, RuleInfo> {
    let mut library = Library::empty();
    let mut ids = Vec::new();
    let mut folders: Vec<PathBuf> =
        fs::read_dir(root().join("policies")).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    for file in folders.iter().flat_map(|folder| [folder.join("pack.yaml"), folder.join("policy.yaml")]) {
        if let Ok(text) = fs::read_to_string(&file) {
            let id = library.add(&file.display().to_string(), &text);
            ids.push(id.unwrap_or_else(|error| panic!("{error}")));
        }
    }
    assert!(ids.len() > 15, "only {ids:?}");
    let mut rules = BTreeMap::new();
    for id in &ids {
        let policy = library.policy(&[id]).unwrap_or_else(|error| panic!("{error}"));
        rules.extend(policy.rules().into_iter().map(|rule| (rule.id.clone(), rule)));
    }
    rules
}

/// All findings in the recorded answers of the corpus: the rule and its message.
fn spoken() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "jsonl") {
            continue;
        }
        for line in fs::read_to_string(&path).unwrap().lines() {
            let answer: Value = serde_json::from_str(line).unwrap();
            let findings = answer.pointer("/answer/findings").and_then(Value::as_array);
            for finding in findings.into_iter().flatten() {
                let text =
                    |key: &str| finding.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
                found.push((text("rule_id"), text("message")));
            }
        }
    }
    assert!(found.len() > 100, "the corpus has {} findings", found.len());
    found
}

fn none_of(what: &str, wrong: &[String]) {
    assert!(wrong.is_empty(), "{what}:\n{}", wrong.join("\n"));
}

#[test]
fn every_rule_says_where_it_comes_from() {
    let sourced = |rule: &RuleInfo| {
        rule.citation.as_ref().is_some_and(|citation| !citation.instrument.trim().is_empty())
            || rule.owner.as_ref().is_some_and(|owner| !owner.trim().is_empty())
    };
    let wrong: Vec<String> =
        rules().into_values().filter(|rule| !sourced(rule)).map(|rule| rule.id).collect();
    none_of("neither citation nor owner", &wrong);
}

#[test]
fn every_rule_is_explained_by_examples() {
    let few = |rule: &RuleInfo| rule.hits < 2 || rule.clean < 2;
    let wrong = rules().into_values().filter(few);
    let wrong: Vec<String> =
        wrong.map(|rule| format!("{}: {} hits, {} clean", rule.id, rule.hits, rule.clean)).collect();
    none_of("two hits and two clean examples at least", &wrong);
}

/// Routing a customer to a person is always allowed; stopping a draft on the strength of a provision that nobody has
/// read is not: such a rule needs an owner who stands for it as a policy of the company's own.
#[test]
fn no_unverified_provision_stops_a_draft() {
    let stops = |rule: &RuleInfo| {
        rule.action == Action::Escalate
            && rule.kind != "escalate_on"
            && rule.citation.as_ref().is_some_and(|citation| citation.evidence == "M")
    };
    let wrong: Vec<String> = rules().into_values().filter(stops).map(|rule| rule.id).collect();
    none_of("escalates on evidence M", &wrong);
}

/// Words of those who write rules, which say nothing to those who read findings.
const JARGON: &[&str] = &[
    "regex",
    "matcher",
    "span",
    "fold",
    "null",
    "rule_id",
    "todo",
    "fixme",
    "lexicon",
    "substring",
    "boolean",
];

#[test]
fn every_message_is_in_plain_words() {
    let plain = |message: &str| {
        let length = message.chars().count();
        let words: Vec<String> =
            message.split(|c: char| !c.is_alphanumeric() && c != '_').map(str::to_lowercase).collect();
        (10..=160).contains(&length)
            && message.trim() == message
            && !message.ends_with('.')
            && !JARGON.iter().any(|jargon| words.iter().any(|word| word == jargon))
    };
    let wrong: Vec<String> = rules()
        .into_values()
        .filter(|rule| !plain(&rule.message))
        .map(|rule| format!("{}: {}", rule.id, rule.message))
        .collect();
    none_of("hard to read", &wrong);
    let raw = spoken().into_iter().filter(|(_, message)| message.is_empty() || message.contains(['{', '}']));
    none_of(
        "placeholders left",
        &raw.map(|(rule, message)| format!("{rule}: {message}")).collect::<Vec<_>>(),
    );
}

#[test]
fn every_rule_speaks_in_the_corpus() {
    let spoken: BTreeSet<String> = spoken().into_iter().map(|(rule, _)| rule).collect();
    let silent: Vec<String> = rules().into_keys().filter(|rule| !spoken.contains(rule)).collect();
    none_of("no case of the corpus lets it speak", &silent);
}

#[test]
fn every_folder_has_a_page() {
    let mut wrong = Vec::new();
    for entry in fs::read_dir(root().join("policies")).unwrap() {
        let folder = entry.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        let page = fs::read_to_string(folder.join("README.md")).unwrap_or_default();
        if page.lines().count() < 8 {
            wrong.push(folder.display().to_string());
        }
        if folder.join("pack.yaml").is_file() {
            for wanted in ["does not cover", "2026"] {
                if !page.to_lowercase().contains(wanted) {
                    wrong.push(format!("{}: nothing on `{wanted}`", folder.display()));
                }
            }
        }
    }
    none_of("no page for a compliance officer", &wrong);
}
