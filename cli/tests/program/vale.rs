//! `draftgate policies import-vale`, on style files written for this project.

use crate::support::{Folder, command, run};

const STYLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/vale");

/// What each file of the package became: the lines that say it, or why it was left out.
const TAKEN: &[(&str, &str)] = &[
    ("brand.house.acronyms", "acronyms: [\"PIN\", \"FAQ\"]"),
    ("brand.house.adviser", "\"adviser\": \"advisor\""),
    ("brand.house.choices", "Consider 'get' or 'buy' instead of '{match}'."),
    ("brand.house.exclaim", "exclamations: 1"),
    ("brand.house.fillers", "\"at the end of the day\": \"\""),
    ("brand.house.grade", "reading: flesch_kincaid"),
    ("brand.house.headings", "capitals: sentence"),
    ("brand.house.pair", r#"banned: ["/\\b(?:more) (?:better|faster)\\b/"]"#),
    ("brand.house.refund", "when: { draft_not: [\"working days\"] }"),
    ("brand.house.sentence-length", "max_sentence_words: 25"),
    ("brand.house.slang", "except: [\"publish\", \"finish\"]"),
    ("brand.house.spelling", "\"Fernwood\", \"LeafClub\", \"PotPal\", \"order\""),
    ("brand.house.terms", "say: [\"terms\"]"),
    ("brand.house.thanks", "times: 1"),
    ("brand.house.twice", "repeats: true"),
    ("brand.house.words", "\"colour scheme\": \"palette\""),
    ("brand.house.words-choices", "banned: [\"purchase\"]"),
    ("brand.shop.reject", "banned: [\"cheap stuff\"]"),
];

const LEFT: &[(&str, &str)] = &[
    ("House.Code", "scope `code`"),
    ("House.Dictionary", "no dictionary"),
    ("House.Groups", "repeats what was matched"),
    ("House.Lower", "in headings only"),
    ("House.Odd", "none of those known"),
    ("House.Script", "programs are not run"),
    ("House.Shout", "depends on capitals"),
    ("House.Slang", "looks ahead or behind"),
    ("House.Tagged", "parts of speech"),
];

#[test]
fn every_file_is_taken_or_left_out_with_its_reason() {
    let shown = run(&["policies", "import-vale", STYLES], "");
    assert_eq!(shown.status, 0, "{}", shown.err);
    let (rules, tail) = shown.out.split_once("# Not taken:").unwrap();
    for (id, line) in TAKEN {
        let rule = rules.split("  - id: ").find(|rule| rule.lines().next() == Some(*id));
        let rule = rule.unwrap_or_else(|| panic!("no rule {id} in\n{rules}"));
        assert!(rule.contains(line), "{id}: no {line} in\n{rule}");
    }
    assert_eq!(rules.matches("  - id: ").count(), TAKEN.len());
    for (name, reason) in LEFT {
        let found = |text: &str| text.lines().any(|line| line.contains(name) && line.contains(reason));
        assert!(found(tail) && found(&shown.err), "{name}: {reason}\n{tail}");
    }
    assert_eq!(tail.matches("# - ").count(), LEFT.len());
}

#[test]
fn the_pack_loads_and_corrects() {
    let folder = Folder::new();
    let pack = folder.path("house.yaml");
    let shown = run(&["policies", "import-vale", STYLES, "--id", "vale-house", "-o", &pack], "");
    assert_eq!((shown.status, shown.out.as_str()), (0, ""), "{}", shown.err);
    let policy = folder.write(
        "acme.yaml",
        "policy: acme\nversion: 1.0.0\ntitle: Acme\nowner: Brand team\nextends: [vale-house]\n\
         settings: { required_layers: [brand] }\n",
    );
    let checked = run(&["policies", "check", &policy], "");
    assert_eq!(checked.status, 0, "{}", checked.err);
    let request = r#"{"draft": "Basically, log on to see the terms by e-mail."}"#;
    let answer = run(&["check", "-p", &policy, "--format", "json"], request);
    assert!(answer.out.contains("Sign in to see the terms by email."), "{}", answer.out);
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    assert_eq!(
        command(&["policies", "import-vale", "no-such-folder"]).output().unwrap().status.code(),
        Some(65)
    );
}
