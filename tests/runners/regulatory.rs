//! The replies in the folders of [`COLLECTIONS`]: some break a rule, their evidence or their conversation, others look the
//! same and don't. They were written without the packs, so they say how far the packs carry. See
//! `tests/regulatory/README.md`.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use draftgate::policy::document::Document;
use draftgate::text::{Lang, Language, Locale, Text, TextOptions, detect};
use draftgate::{Library, Validator};
use serde_json::{Map, Value, json};

/// One reply with its request, and what should be decided.
struct Case {
    place: String,
    request: Value,
    /// `pass` for a look-alike.
    expect: String,
    /// What is decided as yet, where that differs; `silent` where no rule of `finds` speaks.
    gap: Option<String>,
    /// How a rule begins that should speak, whatever is decided.
    finds: Option<String>,
}

/// The fields of an entry that are no fields of a request.
const NOT_REQUEST: &[&str] =
    &["about", "what", "with", "groups", "wrong", "right", "expect", "finds", "gap", "customer"];

/// Folders of collections, each with how many replies it has at least (wrong, right) and how many of 1,000 of them may
/// be gaps.
const COLLECTIONS: &[(&str, [usize; 2], [usize; 2])] = &[
    ("regulatory", [900, 350], [50, 30]),
    ("grounding", [560, 450], [470, 20]),
    ("conversation", [520, 450], [320, 30]),
];

fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> = COLLECTIONS
        .iter()
        .flat_map(|(folder, ..)| fs::read_dir(root.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .flat_map(|folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect();
    files.sort();
    files
}

/// Puts the fields of `layer` over those of `request`; the context field by field.
fn lay(request: &mut Map<String, Value>, layer: &Value) {
    for (key, value) in layer.as_object().into_iter().flatten() {
        if NOT_REQUEST.contains(&key.as_str()) {
            continue;
        }
        match (request.get_mut(key), value) {
            (Some(Value::Object(under)), Value::Object(over)) if key == "context" => merge(under, over),
            _ => {
                request.insert(key.clone(), value.clone());
            }
        }
    }
}

fn merge(under: &mut Map<String, Value>, over: &Map<String, Value>) {
    for (key, value) in over {
        match (under.get_mut(key), value) {
            (Some(Value::Object(under)), Value::Object(over)) => merge(under, over),
            _ => {
                under.insert(key.clone(), value.clone());
            }
        }
    }
}

/// What is not said in a file: a bot of a provider, on a secure channel whose interface says that it is one.
fn base() -> Map<String, Value> {
    let base = json!({
        "contract": 1,
        "context": {
            "now": "2026-11-20T10:00:00Z", "role": "provider", "channel_security": "secure", "sender": "bot",
            "ui_disclosure": "banner", "purpose": "service",
        },
    });
    base.as_object().unwrap().clone()
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for path in files() {
        let text = fs::read_to_string(&path).unwrap();
        let document = Document::parse(&path.display().to_string(), &text);
        let file = document.unwrap_or_else(|mistakes| panic!("{mistakes}")).to_json();
        let with = file.get("with").cloned().unwrap_or_default();
        for group in file.get("groups").and_then(Value::as_array).into_iter().flatten() {
            for (list, right) in [("wrong", false), ("right", true)] {
                for entry in group.get(list).and_then(Value::as_array).into_iter().flatten() {
                    let entry = if entry.is_string() { json!({ "draft": entry }) } else { entry.clone() };
                    cases.push(case(&path, &with, group, &entry, right));
                }
            }
        }
    }
    cases
}

fn case(path: &Path, with: &Value, group: &Value, entry: &Value, right: bool) -> Case {
    let text = |key: &str| {
        let layers = [entry, group, with];
        layers.iter().find_map(|layer| layer.get(key).and_then(Value::as_str)).map(str::to_owned)
    };
    let mut request = base();
    for layer in [with, group, entry] {
        lay(&mut request, layer);
    }
    if let (Some(customer), false) = (text("customer"), request.contains_key("turns")) {
        request.insert("turns".to_owned(), json!([{ "role": "customer", "text": customer }]));
    }
    // A source may be given by its text alone.
    if let Some(Value::Array(sources)) = request.get_mut("sources") {
        for (n, source) in sources.iter_mut().enumerate() {
            if let Some(text) = source.as_str() {
                *source = json!({ "id": format!("S{n}"), "text": text });
            }
        }
    }
    let draft = text("draft").unwrap_or_default();
    let place = format!("{}: {}: {draft}", path.display(), text("what").unwrap_or_default());
    let expect = if right {
        "pass".to_owned()
    } else {
        text("expect").unwrap_or_else(|| panic!("{place}: no `expect`"))
    };
    let gap = entry.get("gap").and_then(Value::as_str).map(str::to_owned);
    let finds = text("finds").filter(|_| !right);
    Case { place, request: Value::Object(request), expect, gap, finds }
}

fn full() -> Validator {
    Validator::from_policy(Library::new().policy(&["full"]).unwrap_or_else(|error| panic!("{error}")))
}

/// Whether a rule whose id begins so has a finding.
fn speaks(answer: &Value, start: &str) -> bool {
    let findings = answer.get("findings").and_then(Value::as_array).into_iter().flatten();
    findings.filter_map(|finding| finding.get("rule_id")?.as_str()).any(|rule| rule.starts_with(start))
}

#[test]
fn replies_are_decided_as_asked() {
    let validator = full();
    let mut wrong = Vec::new();
    for case in cases() {
        let answer: Value =
            serde_json::from_str(&validator.check_json(&case.request.to_string()).to_json()).unwrap();
        let decided = answer.get("decision").and_then(Value::as_str).unwrap_or("failure");
        let found = case.finds.as_ref().is_none_or(|start| speaks(&answer, start));
        let decided = if found || decided != case.expect { decided } else { "silent" };
        let wanted = case.gap.as_ref().unwrap_or(&case.expect);
        if decided != wanted {
            wrong.push(format!("{}\n  wanted {wanted}, decided {decided}", case.place));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The languages in which each rule was seen to speak: those of the replies that it found. What "human.requested-other-
/// languages" finds, "human.requested" need not. And whether the request tells the language.
fn heard() -> BTreeMap<String, BTreeMap<&'static str, bool>> {
    let validator = full();
    let mut heard: BTreeMap<String, BTreeMap<&'static str, bool>> = BTreeMap::new();
    for case in cases() {
        let text = |path: &str| case.request.pointer(path).and_then(Value::as_str);
        let detected = |text: &str| match detect(&Text::analyse(text, &TextOptions::default()))?.language {
            Language::Supported(lang) => Some(lang.code()),
            Language::Other => None,
        };
        let told = text("/context/locale").and_then(|locale| Locale::parse(locale).lang).map(Lang::code);
        let said = ["/draft", "/turns/0/text"].map(|path| text(path).and_then(detected));
        let languages: Vec<&str> =
            told.map_or_else(|| said.into_iter().flatten().collect(), |told| vec![told]);
        let answer: Value =
            serde_json::from_str(&validator.check_json(&case.request.to_string()).to_json()).unwrap();
        for finding in answer.get("findings").and_then(Value::as_array).into_iter().flatten() {
            let rule = finding.get("rule_id").and_then(Value::as_str).unwrap_or_default();
            for of in [rule, rule.trim_end_matches("-other-languages")] {
                let seen = heard.entry(of.to_owned()).or_default();
                languages.iter().for_each(|code| *seen.entry(code).or_default() |= told.is_some());
            }
        }
    }
    heard
}

/// What a rule says of its languages decides what is reported as unchecked: it may claim no more than is shown.
#[test]
fn a_rule_claims_the_languages_in_which_it_was_heard() {
    let heard = heard();
    let rules = Library::new().policy(&["full"]).unwrap_or_else(|error| panic!("{error}")).rules();
    let mut wrong = Vec::new();
    for rule in rules {
        let heard = heard.get(&rule.id).cloned().unwrap_or_default();
        let claimed: BTreeSet<&str> = rule.speaks.iter().copied().filter(|code| *code != "en").collect();
        let unseen: Vec<_> = claimed.iter().filter(|code| !heard.contains_key(**code)).collect();
        if !unseen.is_empty() {
            wrong.push(format!("{} claims {unseen:?}, and no reply shows it", rule.id));
        }
        let silent = heard.iter().filter(|(code, told)| **told && !rule.speaks.contains(code));
        let silent: Vec<_> = silent.map(|(code, _)| code).collect();
        if !rule.speaks.is_empty() && !silent.is_empty() {
            wrong.push(format!("{} does not claim {silent:?}, in which it speaks", rule.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// How many replies there are, and how many of them may still be decided otherwise than they should.
#[test]
fn few_replies_are_gaps() {
    let cases = cases();
    let is_right = |case: &Case| case.expect == "pass" && case.finds.is_none();
    for (folder, fewest, most) in COLLECTIONS {
        let within = |case: &&Case| case.place.contains(&format!("/{folder}/"));
        let share = |right: bool| {
            let these = cases.iter().filter(within).filter(|case| is_right(case) == right);
            let these: Vec<&Case> = these.collect();
            let gaps = these.iter().filter(|case| case.gap.is_some()).count();
            (these.len(), gaps * 1000 / these.len().max(1))
        };
        let (broken, missed) = share(false);
        let (alike, stopped) = share(true);
        let [enough, enough_alike] = *fewest;
        assert!(broken > enough && alike > enough_alike, "{folder}: {broken} wrong, {alike} right");
        let [misses, stops] = *most;
        assert!(missed <= misses, "{folder}: {missed} of 1,000 wrong replies are gaps");
        assert!(stopped <= stops, "{folder}: {stopped} of 1,000 look-alikes are gaps");
    }
}
