//! `draftgate check`.

use crate::support::{Folder, HOUSE, command, finish, run};

const PASS: &str = r#"{"id": "m-1", "draft": "Your parcel is on its way."}"#;
const REWRITE: &str = r#"{"id": "m-2", "draft": "Good news, Sam!\n\nYour package has left. Packages like yours are dirt cheap to send.\n\nBest, Ada",
    "context": {"jurisdictions": ["UK"], "channel": "web_chat"}}"#;
const ESCALATE: &str = r#"{"id": "m-3", "draft": "Please be patient.", "turns": [
    {"role": "customer", "text": "Enough. You will hear from my lawyer!"}]}"#;

#[test]
fn a_good_draft_passes() {
    insta::assert_snapshot!(run(&["check", "-p", HOUSE], PASS).shown());
}

#[test]
fn a_draft_that_can_be_corrected_is_shown_with_its_correction() {
    insta::assert_snapshot!(run(&["check", "-p", HOUSE], REWRITE).shown());
}

#[test]
fn a_case_for_a_person_is_shown_with_its_queue() {
    insta::assert_snapshot!(run(&["check", "-p", HOUSE], ESCALATE).shown());
}

#[test]
fn the_status_says_the_decision_in_both_formats() {
    for (request, status, decision) in [(PASS, 0, "pass"), (REWRITE, 1, "rewrite"), (ESCALATE, 2, "escalate")]
    {
        let text = run(&["check", "-p", HOUSE], request);
        let last = text.out.lines().last().unwrap();
        assert_eq!(text.status, status, "{}", text.err);
        assert!(last.starts_with(&format!("{decision}  policy house@1.2.0")), "{last}");

        let json = run(&["check", "-p", HOUSE, "--format", "json"], request);
        let answers = json.answers();
        assert_eq!((json.status, answers.len()), (status, 1), "{}", json.err);
        assert_eq!(answers[0]["type"], "verdict");
        assert_eq!(answers[0]["decision"], decision);
    }
}

#[test]
fn a_request_comes_from_a_file_a_dash_or_a_pipe() {
    let folder = Folder::new();
    let file = folder.write("request.json", REWRITE);
    for (args, input) in [
        (vec!["check", "-p", HOUSE, &file], ""),
        (vec!["check", "-p", HOUSE, "-"], REWRITE),
        (vec!["check", "-p", HOUSE], REWRITE),
    ] {
        assert_eq!(run(&args, input).status, 1, "{args:?}");
    }
}

#[test]
fn spans_come_in_the_unit_that_the_request_asks_for() {
    let request = r#"{"draft": "😀 A package.", "offset_unit": "utf16", "context": {"jurisdictions": ["UK"], "channel": "email"}}"#;
    let json = run(&["check", "-p", HOUSE, "--format", "json"], request);
    assert_eq!(json.answers()[0]["findings"][0]["span"]["start"], 5);
    let text = run(&["check", "-p", HOUSE], request);
    assert!(text.out.contains("  | 😀 A package.\n  |      ~~~~~~~ 1\n"), "{}", text.out);
}

#[test]
fn every_mistake_of_a_request_is_told() {
    let request = r#"{"id": "m-9", "drfat": "x", "context": {"channel": "fax"}, "turns": [{"role": "bot"}]}"#;
    insta::assert_snapshot!(run(&["check", "-p", HOUSE], request).shown());
    let json = run(&["check", "-p", HOUSE, "--format", "json"], request);
    let answer = &json.answers()[0];
    assert_eq!((json.status, &answer["type"], &answer["id"]), (64, &"failure".into(), &"m-9".into()));
    assert_eq!(answer["errors"].as_array().unwrap().len(), 4);
    assert!(answer.get("line").is_none(), "a single request has no line");
}

#[test]
fn a_policy_with_mistakes_is_refused_with_each_of_them() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/broken/mistakes.yaml");
    insta::assert_snapshot!(run(&["check", "-p", path], PASS).shown());
}

#[test]
fn a_policy_that_is_nowhere_is_refused() {
    for policy in ["no-such-policy", "no/such/file.yaml", "missing.yml", "no/such/folder"] {
        let ran = run(&["check", "-p", policy], PASS);
        assert_eq!((ran.status, ran.out.as_str()), (65, ""), "{policy}");
        assert!(ran.err.contains(policy), "{}", ran.err);
    }
    let folder = run(&["check", "-p", "no/such/folder"], PASS);
    assert!(folder.err.contains("cannot read `no/such/folder`"), "{}", folder.err);
    let misspelt = run(&["check", "-p", "defualt"], PASS);
    assert!(misspelt.err.contains("did you mean `default`?"), "{}", misspelt.err);
}

#[test]
fn mistakes_of_the_command_line_do_not_look_like_a_decision() {
    for args in [&["check", "--format", "xml"][..], &["chekc"], &[], &["check", "a.json", "b.json"]] {
        let ran = run(args, PASS);
        assert_eq!((ran.status, ran.out.as_str()), (64, ""), "{args:?}: {}", ran.err);
    }
    let missing = run(&["check", "no-such-request.json"], "");
    assert_eq!(missing.status, 64);
    assert!(missing.err.contains("cannot read `no-such-request.json`"), "{}", missing.err);
}

#[test]
fn several_policies_judge_together() {
    let folder = Folder::new();
    let extra = folder.write(
        "extra.yaml",
        "pack: extra\nversion: 1.0.0\ntitle: More words\nowner: Brand team\nrules:\n  - id: brand.terms.kindly\n    \
         kind: forbid\n    message: we say please\n    severity: warning\n    action: rewrite\n    owner: Brand team\n    \
         find: [kindly]\n    fix: { title: say please, replace: please }\n",
    );
    let request = r#"{"draft": "Would you kindly wait for your package?", "context": {"jurisdictions": ["UK"], "channel": "email"}}"#;
    let ran = run(&["check", "-p", HOUSE, "-p", &extra, "--format", "json"], request);
    assert_eq!(ran.answers()[0]["text"], "Would you please wait for your parcel?", "{}", ran.err);
}

#[test]
fn what_a_policy_extends_is_found_beside_it_and_in_its_folder() {
    let request =
        r#"{"draft": "It is dirt cheap.", "turns": [{"role": "customer", "text": "I ask my lawyer."}]}"#;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/house");
    for policy in [HOUSE, folder] {
        let ran = run(&["check", "-p", policy, "--format", "json"], request);
        let rules: Vec<String> = ran.answers()[0]["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|finding| finding["rule_id"].as_str().unwrap().to_owned())
            .collect();
        assert!(rules.contains(&"brand.terms.cheap".to_owned()), "{policy}: {rules:?}");
        assert!(rules.contains(&"regulatory.legal.lawyer".to_owned()), "{policy}: {rules:?}");
    }
    let mut here = command(&["check", "-p", "house.yaml"]);
    here.current_dir(folder);
    assert_eq!(finish(here, request.as_bytes()).status, 2);
}

#[test]
fn the_shipped_policies_load() {
    for policy in ["default", "full"] {
        let ran =
            run(&["check", "-p", policy, "--format", "json"], r#"{"draft": "Thank you for your message."}"#);
        assert_eq!(ran.answers()[0]["audit"]["policy"].as_str().unwrap().split('@').next(), Some(policy));
    }
}

#[test]
fn colours_come_when_they_are_asked_for() {
    let plain = run(&["check", "-p", HOUSE], REWRITE).out;
    let never = run(&["check", "-p", HOUSE, "--color", "never"], REWRITE).out;
    let always = run(&["check", "-p", HOUSE, "--color", "always"], REWRITE).out;
    assert!(!plain.contains('\u{1b}'));
    assert_eq!(plain, never);
    assert!(always.contains("\u{1b}["));
    assert_eq!(anstream::adapter::strip_str(&always).to_string(), plain);
    let broken = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/broken/mistakes.yaml");
    assert!(run(&["check", "-p", broken, "--color", "always"], PASS).err.contains("\u{1b}["));
}

#[test]
fn help_and_version_answer() {
    let version = run(&["--version"], "");
    assert_eq!((version.status, version.out), (0, format!("draftgate {}\n", env!("CARGO_PKG_VERSION"))));
    insta::assert_snapshot!(run(&["--help"], "").shown());
    for of in ["request", "answer"] {
        let schema: serde_json::Value = serde_json::from_str(&run(&["schema", of], "").out).unwrap();
        assert!(schema["$schema"].is_string(), "{of}");
    }
}

#[test]
fn the_bench_measures() {
    let ran = run(&["bench", "-p", HOUSE, "--seconds", "1"], "");
    assert_eq!(ran.status, 0, "{}", ran.err);
    for line in ["policy", "request", "checks", "median", "p95", "p99"] {
        assert!(ran.out.lines().any(|l| l.starts_with(line)), "{line} in {}", ran.out);
    }
}
