//! What the author of a policy may want to change.

use crate::policy::{Library, PolicyMistake};

/// The advice about a policy: each code with its message.
fn advice(text: &str) -> Vec<(PolicyMistake, String)> {
    told(text).into_iter().map(|told| (told.code, told.message)).collect()
}

fn told(text: &str) -> Vec<crate::Diagnostic> {
    let mut library = Library::new();
    let id = library.add("mine.yaml", text).unwrap_or_else(|told| panic!("{told}"));
    let policy = library.policy(&[&id]).unwrap_or_else(|told| panic!("{told}"));
    library.advice(&id, &policy)
}

/// A policy with one rule that leaves nothing to be said.
const GOOD: &str = "policy: mine
version: 1.0.0
title: Mine
owner: Me
extends: [default]
settings: { holding: { en: \"A colleague of {company.name|ours} will write to you.\" } }
rules:
  - id: brand.words.cheap
    kind: forbid
    message: \"no {match}\"
    severity: warning
    action: rewrite
    owner: Me
    speaks: [en]
    find: [dirt cheap]
    fix: { title: t, replace: { en: good value } }
    handover: { holding: We will write to you. }
    hits: [\"It is dirt cheap.\"]
    clean: [\"It is good value.\"]
";

fn spoilt(from: &str, to: &str) -> Vec<(PolicyMistake, String)> {
    assert!(GOOD.contains(from), "{from}");
    advice(&GOOD.replace(from, to))
}

fn only(found: &[(PolicyMistake, String)], code: PolicyMistake, words: &str) {
    assert!(
        matches!(found, [(one, message)] if *one == code && message.contains(words)),
        "{words}: {found:?}"
    );
}

#[test]
fn a_good_policy_is_left_alone() {
    assert_eq!(advice(GOOD), []);
}

#[test]
fn shipped_packs_leave_nothing_to_be_said() {
    let shelf = concat!(env!("CARGO_MANIFEST_DIR"), "/../policies");
    let mut files = 0;
    for folder in std::fs::read_dir(shelf).unwrap() {
        let folder = folder.unwrap().path();
        for file in ["pack.yaml", "policy.yaml"] {
            if let Ok(text) = std::fs::read_to_string(folder.join(file)) {
                assert_eq!(advice(&text), [], "{}", folder.display());
                files += 1;
            }
        }
    }
    assert!(files > 15, "{files}");
}

#[test]
fn a_rule_without_examples() {
    let examples = "    hits: [\"It is dirt cheap.\"]\n    clean: [\"It is good value.\"]\n";
    only(&spoilt(examples, ""), PolicyMistake::NoExamples, "has no examples");
    assert_eq!(spoilt("    clean: [\"It is good value.\"]\n", ""), []);
}

#[test]
fn a_rewriting_rule_without_a_text() {
    let fix = "    fix: { title: t, replace: { en: good value } }\n";
    only(&spoilt(fix, ""), PolicyMistake::NoSafeFix, "kind `forbid` needs a `fix`");
    only(
        &spoilt("title: t, replace", "title: t, safety: unsafe, replace"),
        PolicyMistake::NoSafeFix,
        "is `unsafe`",
    );
    only(
        &spoilt("replace: { en: good value }", "natural: true"),
        PolicyMistake::NoSafeFix,
        "offers no text of its own",
    );
    only(&spoilt("speaks: [en]", "speaks: [en, es]"), PolicyMistake::NoSafeFix, "words in `es`");
    only(
        &spoilt("    speaks: [en]", "    applies: { languages: [en, de] }"),
        PolicyMistake::NoSafeFix,
        "words in `de`",
    );
    assert_eq!(advice(&GOOD.replace("action: rewrite", "action: note").replace(fix, "")), []);
    for (kind, mends) in [
        ("kind: style\n    banned: [dirt cheap]", false),
        ("kind: style\n    replace: { dirt cheap: fair }", true),
        ("kind: style\n    competitors: { Contoso: [] }", false),
        ("kind: style\n    competitors: { Contoso: [] }\n    instead: another bank", true),
        ("kind: style\n    max_words: 100", false),
        ("kind: channel_limit\n    max_chars: 100", false),
        ("kind: channel_limit\n    no_emoji: true", true),
        ("kind: mask\n    entities: [phone]", true),
        ("kind: commitment\n    promises: [refund]", true),
        ("kind: forbid\n    find: [cheap]\n    guards: [emphasis]", true),
    ] {
        let text =
            GOOD.replace(fix, "").replace("    find: [dirt cheap]\n", "").replace("kind: forbid", kind);
        let found = advice(&text.replace("[\"It is dirt cheap.\"]", "[]"));
        assert_eq!(found.is_empty(), mends, "{kind}: {found:?}");
    }
}

#[test]
fn an_override_that_asks_for_what_a_rule_lacks() {
    let change = "override: [{ id: regulatory.commitments.refund, action: rewrite }]\nrules:";
    assert_eq!(spoilt("rules:", change), []);
    let library = Library::new();
    let policy = library.policy(&["default"]).unwrap();
    let lacking = policy.rules().into_iter().find(|rule| {
        rule.kind == "forbid" && policy.rule(&rule.id).unwrap().iter().all(|(key, _)| *key != "fix")
    });
    let id = lacking.unwrap().id;
    let found = spoilt("rules:", &format!("override: [{{ id: {id}, action: rewrite }}]\nrules:"));
    only(&found, PolicyMistake::NoSafeFix, "needs a `fix`");
}

#[test]
fn a_policy_without_the_core_packs() {
    only(&spoilt("extends: [default]\n", ""), PolicyMistake::NoCorePacks, "extends nothing and so lacks");
    only(&spoilt("[default]", "[brand-base]"), PolicyMistake::NoCorePacks, "what it extends lack the");
    assert_eq!(spoilt("[default]", "[core-privacy]"), []);
    let pack = GOOD.replace("policy: mine", "pack: mine").replace("extends: [default]\n", "");
    let settings = pack.lines().find(|line| line.starts_with("settings")).unwrap();
    assert_eq!(advice(&pack.replace(&format!("{settings}\n"), "")), []);
}

#[test]
fn a_place_that_nothing_fills() {
    for (from, to, words) in [
        ("{match}", "{mach}", "`{mach}`"),
        ("{match}", "{expected}", "`{expected}`"),
        ("{match}", "{balance}", "`{balance}`"),
        ("{match}", "{source}", "`{source}`"),
        ("{company.name|ours}", "{compny.name|ours}", "`{compny.name}`"),
        ("{company.name|ours}", "{match}", "`{match}`"),
        ("We will write to you.", "\"We, {customer.nam}, will.\"", "`{customer.nam}`"),
        ("en: good value", "en: \"{value}\"", "`{value}`"),
    ] {
        only(&spoilt(from, to), PolicyMistake::UnknownPlace, words);
    }
    for (from, to) in [
        ("{match}", "{order.total}"),
        ("{match}", "{balance|a balance}"),
        ("en: good value", "en: \"{match} {event.refund_*.ref}\""),
        ("{company.name|ours}", "{company.portal|ours}"),
    ] {
        let found = spoilt(from, to);
        assert!(found.iter().all(|(code, _)| *code != PolicyMistake::UnknownPlace), "{to}: {found:?}");
    }
    let quoting = GOOD.replace("en: good value", "en: \"{source}\"");
    only(&advice(&quoting), PolicyMistake::UnknownPlace, "{source}");
    assert_eq!(advice(&quoting.replace("    find:", "    quote: [price]\n    find:")), []);
}

#[test]
fn a_text_that_the_policy_does_not_let_pass() {
    let says = "`dirt cheap`, which `brand.words.cheap`";
    only(&spoilt("en: good value", "en: not so dirt cheap"), PolicyMistake::BannedText, says);
    only(&spoilt("will write to you.\" }", "is dirt cheap.\" }"), PolicyMistake::BannedText, says);
    only(&spoilt("We will write to you.", "We are dirt cheap."), PolicyMistake::BannedText, says);
    let other = "rules:
  - { id: brand.words.other, kind: style, message: m, severity: info, action: rewrite, owner: Me,
      replace: { inexpensive: dirt cheap }, hits: [inexpensive rooms] }
";
    only(&spoilt("rules:\n", other), PolicyMistake::BannedText, "the replacement says `dirt cheap`");
    // Where the other rule does not apply, only notes, or is guarded, nothing is wrong.
    let elsewhere = "    speaks: [en]\n    applies: { jurisdictions: [FR] }\n";
    let here = other.replace("replace:", "applies: { jurisdictions: [ES] }, replace:");
    assert_eq!(advice(&GOOD.replace("    speaks: [en]\n", elsewhere).replace("rules:\n", &here)), []);
    assert_eq!(
        advice(
            &GOOD.replace("rules:\n", other).replace("action: rewrite\n    owner", "action: note\n    owner")
        ),
        []
    );
    let guarded = GOOD.replace("    find:", "    guards: [negation]\n    find:");
    assert_eq!(advice(&guarded.replace("en: good value", "en: not dirt cheap")), []);
}

#[test]
fn advice_is_told_as_a_warning_at_its_place() {
    let found = told(&GOOD.replace("en: good value", "en: dirt cheap"));
    assert_eq!(
        found[0].to_string(),
        "warning[banned_text]: the text of the fix says `dirt cheap`, which `brand.words.cheap` does not let pass
  --> mine.yaml:16:31
   |
16 |     fix: { title: t, replace: { en: dirt cheap } }
   |                               ^^^^^^^^^^^^^^^^^^ say it in other words, or narrow the other rule
   = rule: brand.words.cheap"
    );
}
