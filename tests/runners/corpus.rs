//! The corpus in `tests/cases`, from Rust. The answers it records are what every other language must give, byte for
//! byte; `DRAFTGATE_BLESS=1` records them anew. See `tests/cases/README.md`.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use draftgate::{Answer, Decision, Library, OffsetUnit, Request, Span, StreamEvent, Validator};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Topic {
    #[expect(dead_code, reason = "for people")]
    about: String,
    policy: PolicyChoice,
    cases: Vec<Case>,
}

#[derive(Clone, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(untagged)]
enum PolicyChoice {
    Name(String),
    Names(Vec<String>),
    File { file: String },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    policy: Option<PolicyChoice>,
    request: Option<Box<RawValue>>,
    request_text: Option<String>,
    #[serde(default)]
    expect: Expect,
}

/// What a person demands of the answer; recording it anew never changes this.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    decision: Option<String>,
    text: Option<String>,
    /// The rules that found something, in the order of the findings, each once.
    rules: Option<Vec<String>>,
    /// The texts that were found, in the order of the findings.
    evidence: Option<Vec<String>>,
    /// The codes of a failure.
    errors: Option<Vec<String>>,
}

impl Case {
    fn json(&self) -> &str {
        match (&self.request, &self.request_text) {
            (Some(request), None) => request.get(),
            (None, Some(text)) => text,
            _ => panic!("{}: exactly one of `request` and `request_text`", self.name),
        }
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")
}

fn topics() -> Vec<(PathBuf, Topic)> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let topic = serde_json::from_str(&fs::read_to_string(&path).unwrap());
            let topic = topic.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (path, topic)
        })
        .collect()
}

/// Compiles each policy once.
#[derive(Default)]
struct Validators(BTreeMap<PolicyChoice, Validator>);

impl Validators {
    fn get(&mut self, choice: &PolicyChoice) -> &Validator {
        self.0.entry(choice.clone()).or_insert_with(|| {
            let mut library = Library::new();
            let ids = match choice {
                PolicyChoice::Name(name) => vec![name.clone()],
                PolicyChoice::Names(names) => names.clone(),
                PolicyChoice::File { file } => {
                    let text = fs::read_to_string(folder().join(file)).unwrap();
                    vec![library.add(file, &text).unwrap_or_else(|error| panic!("{error}"))]
                }
            };
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            Validator::from_policy(library.policy(&ids).unwrap_or_else(|error| panic!("{error}")))
        })
    }
}

/// Each case with its answer.
fn answers(topic: &Topic, validators: &mut Validators) -> Vec<(String, Value)> {
    let check = |case: &Case| {
        let validator = validators.get(case.policy.as_ref().unwrap_or(&topic.policy));
        let answer = validator.check_json(case.json()).to_json();
        let value = serde_json::from_str(&answer).unwrap();
        (answer, value)
    };
    topic.cases.iter().map(check).collect()
}

#[test]
fn answers_are_as_recorded() {
    let bless = std::env::var_os("DRAFTGATE_BLESS").is_some_and(|value| value == "1");
    let mut validators = Validators::default();
    let mut wrong = Vec::new();
    for (path, topic) in topics() {
        let lines: Vec<String> = topic
            .cases
            .iter()
            .zip(answers(&topic, &mut validators))
            .map(|(case, (answer, _))| format!(r#"{{"name":"{}","answer":{answer}}}"#, case.name))
            .collect();
        let record = path.with_extension("answers.jsonl");
        let text = lines.iter().map(|line| format!("{line}\n")).collect::<String>();
        if bless {
            fs::write(&record, &text).unwrap();
            continue;
        }
        let recorded = fs::read_to_string(&record).unwrap_or_default();
        if recorded != text {
            let recorded: BTreeSet<&str> = recorded.lines().collect();
            let differing =
                topic.cases.iter().zip(&lines).filter(|(_, line)| !recorded.contains(line.as_str()));
            let names: Vec<&str> = differing.map(|(case, _)| case.name.as_str()).collect();
            wrong.push(format!("{}: {}", record.display(), names.join(", ")));
        }
    }
    let hint = "record with `DRAFTGATE_BLESS=1 cargo test -p draftgate-tests`, then read the difference";
    assert!(wrong.is_empty(), "{hint}\n{}", wrong.join("\n"));
}

/// What is stored can be read: bytes to types to the same bytes, and the digest holds.
#[test]
fn answers_are_read_back_as_types() {
    #[derive(Deserialize)]
    struct Recorded<'r> {
        #[serde(borrow)]
        answer: &'r RawValue,
    }
    let (mut verdicts, mut failures) = (0, 0);
    for (path, _) in topics() {
        let records = fs::read_to_string(path.with_extension("answers.jsonl")).unwrap();
        for line in records.lines() {
            let bytes = serde_json::from_str::<Recorded>(line).unwrap().answer.get();
            let answer: Answer =
                serde_json::from_str(bytes).unwrap_or_else(|error| panic!("{error}: {bytes}"));
            assert_eq!(answer.to_json(), bytes);
            match answer {
                Answer::Verdict(verdict) => {
                    assert!(verdict.digest_holds(), "{bytes}");
                    verdicts += 1;
                }
                Answer::Failure { .. } => failures += 1,
            }
        }
    }
    assert!(verdicts > 250 && failures > 5, "{verdicts} verdicts, {failures} failures");
}

#[test]
fn answers_are_as_people_demand() {
    let mut validators = Validators::default();
    let mut wrong = Vec::new();
    for (path, topic) in topics() {
        for (case, (_, answer)) in topic.cases.iter().zip(answers(&topic, &mut validators)) {
            let mut demand = |what: &str, demanded: Option<Value>, got: Value| {
                if demanded.as_ref().is_some_and(|demanded| *demanded != got) {
                    let demanded = demanded.unwrap_or_default();
                    wrong.push(format!("{} {}: {what} {got}, not {demanded}", path.display(), case.name));
                }
            };
            let list = |pointer: &str, field: &str| -> Vec<Value> {
                let entries = answer.pointer(pointer).and_then(Value::as_array).into_iter().flatten();
                entries.map(|entry| entry[field].clone()).collect()
            };
            let mut seen = BTreeSet::new();
            let mut rules = list("/findings", "rule_id");
            rules.retain(|rule| seen.insert(rule.to_string()));
            let expect = &case.expect;
            demand("decides", expect.decision.clone().map(Value::from), answer["decision"].clone());
            demand("sends", expect.text.clone().map(Value::from), answer["text"].clone());
            demand("fires", expect.rules.clone().map(Value::from), Value::from(rules));
            demand("finds", expect.evidence.clone().map(Value::from), list("/findings", "evidence").into());
            demand("fails with", expect.errors.clone().map(Value::from), list("/errors", "code").into());
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The draft in pieces of `size` characters, pushed one after the other: what was released, and the last event.
fn streamed(validator: &Validator, request: &Request, size: usize) -> (String, StreamEvent) {
    let draft: Vec<char> = request.draft.chars().collect();
    let mut stream = validator.stream(request.clone().with_draft(""));
    let mut events: Vec<StreamEvent> = Vec::new();
    for piece in draft.chunks(size) {
        events.extend(stream.push(&piece.iter().collect::<String>()));
    }
    events.extend(stream.finish());
    let released = events.iter().filter_map(|event| match event {
        StreamEvent::Release { text, .. } => Some(text.as_str()),
        _ => None,
    });
    (released.collect(), events.last().unwrap().clone())
}

#[test]
fn a_stream_releases_the_text_of_the_verdict() {
    let mut validators = Validators::default();
    let (mut stopped, mut early) = (0, 0);
    for (_, topic) in topics() {
        for case in &topic.cases {
            let validator = validators.get(case.policy.as_ref().unwrap_or(&topic.policy)).clone();
            let Ok(request) = Request::from_json(case.json()) else { continue };
            if request.draft.len() > 4000 {
                continue;
            }
            let whole = validator.check(&request);
            for size in [1, 5, 61] {
                let (released, last) = streamed(&validator, &request, size);
                match last {
                    StreamEvent::Stop { verdict, .. } => {
                        assert_eq!((released.as_str(), &whole.text), ("", &None), "{}", case.name);
                        assert_eq!(whole.decision, Decision::Escalate, "{}", case.name);
                        stopped += 1;
                        early += usize::from(*verdict != whole);
                    }
                    StreamEvent::Done { verdict, .. } => {
                        assert_eq!(
                            (Some(&released), &*verdict),
                            (whole.text.as_ref(), &whole),
                            "{}",
                            case.name
                        );
                    }
                    event => panic!("{}: ends with {event:?}", case.name),
                }
            }
        }
    }
    assert!(stopped > 20 && early > 0, "{stopped} stopped, {early} before the end");
}

#[test]
fn a_stream_says_which_rules_hold_it() {
    let mut validators = Validators::default();
    let validator = validators.get(&PolicyChoice::File { file: "house.yaml".to_owned() });
    let mut stream = validator.stream(Request::new(""));
    assert!(stream.push("Your package is here").is_empty());
    let events: Vec<String> = stream.push(". It ").iter().map(StreamEvent::to_json).collect();
    assert_eq!(events, [r#"{"event":"hold","rule_ids":["brand.terms.parcel"]}"#]);
    assert!(stream.push("is blue. ").is_empty(), "nothing new");
    let events: Vec<String> = stream.finish().iter().map(StreamEvent::to_json).collect();
    assert_eq!(events[0], r#"{"event":"release","text":"Your parcel is here. It is blue. "}"#);
    let whole = validator.check(&Request::new("Your package is here. It is blue. "));
    let answer = Answer::Verdict(whole).to_json();
    assert!(answer.starts_with(r#"{"type":"verdict","contract":1,"#));
    assert_eq!(events[1], format!(r#"{{"event":"done","verdict":{answer}}}"#));
    assert!(stream.push("More. More.").is_empty() && stream.finish().is_empty());
}

fn slice(text: &str, unit: OffsetUnit, start: usize, end: usize) -> Option<String> {
    match unit {
        OffsetUnit::Utf8 => text.get(start..end).map(str::to_owned),
        OffsetUnit::Utf16 => {
            let units: Vec<u16> = text.encode_utf16().collect();
            units.get(start..end).and_then(|units| String::from_utf16(units).ok())
        }
        OffsetUnit::CodePoint => {
            let chars: Vec<char> = text.chars().collect();
            chars.get(start..end).map(|chars| chars.iter().collect())
        }
    }
}

#[test]
fn spans_hold_the_evidence() {
    let mut validators = Validators::default();
    let mut findings = 0;
    for (_, topic) in topics() {
        for (case, (_, answer)) in topic.cases.iter().zip(answers(&topic, &mut validators)) {
            let Ok(request) = Request::from_json(case.json()) else { continue };
            let cut = |span: &Value| {
                let span: Span = serde_json::from_value(span.clone()).unwrap();
                slice(&request.draft, request.offset_unit, span.start, span.end)
            };
            for finding in answer["findings"].as_array().unwrap() {
                assert_eq!(cut(&finding["span"]).as_deref(), finding["evidence"].as_str(), "{}", case.name);
                let edits = finding.pointer("/fix/edits").and_then(Value::as_array).into_iter().flatten();
                for edit in edits {
                    assert!(cut(&edit["span"]).is_some(), "{}: {edit}", case.name);
                }
                findings += 1;
            }
            for span in answer["unchecked"].as_array().unwrap().iter().filter_map(|entry| entry.get("span")) {
                assert!(cut(span).is_some(), "{}: {span}", case.name);
            }
        }
    }
    assert!(findings > 0, "no case has a finding");
}

#[test]
fn names_are_unique_words() {
    let mut names = BTreeSet::new();
    for (path, topic) in topics() {
        for case in topic.cases {
            let word = |part: &str| {
                !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            };
            assert!(case.name.split('-').all(word), "{}: {}", path.display(), case.name);
            assert!(names.insert(case.name.clone()), "{}: {} is there twice", path.display(), case.name);
        }
    }
}

/// A request that is not given as text is written anew by each language, and they don't all write `1.0` or a large
/// integer the same way.
#[test]
fn numbers_survive_every_language() {
    fn numbers(value: &Value, check: &mut impl FnMut(&serde_json::Number)) {
        match value {
            Value::Number(number) => check(number),
            Value::Array(items) => items.iter().for_each(|item| numbers(item, check)),
            Value::Object(map) => map.values().for_each(|item| numbers(item, check)),
            Value::Null | Value::Bool(_) | Value::String(_) => {}
        }
    }
    for (path, topic) in topics() {
        for case in topic.cases {
            let Some(request) = &case.request else { continue };
            let value: Value = serde_json::from_str(request.get()).unwrap();
            numbers(&value, &mut |number| {
                let float = number.as_f64().unwrap();
                let plain = if number.is_f64() {
                    float.fract() != 0.0 && float.abs() > 1e-3
                } else {
                    float.abs() < 9e15
                };
                assert!(plain, "{} {}: write {number} in a `request_text`", path.display(), case.name);
            });
        }
    }
}
