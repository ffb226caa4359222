//! Whatever a draft is made of, a text that was rewritten for style is at rest and says what the draft said.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use draftgate::text::values::ValueKind;
use draftgate::text::{Locale, Text, TextOptions};
use draftgate::{Decision, Policy, Request, Validator};
use proptest::prelude::*;

#[path = "faithful.rs"]
mod faithful;
#[path = "house.rs"]
mod house;

/// Pieces of replies with everything that the sample brands look for, but links and other companies, which they take
/// out.
fn english() -> impl Strategy<Value = String> {
    let pieces = vec![
        "We don't",
        "I've",
        "it's",
        "we are",
        "you will",
        "sent",
        "the parcel",
        "the package",
        "PLEASE",
        "log in",
        "an ATM",
        "…",
        "!",
        "?!",
        "🎉",
        "👍🏽",
        "**bold**",
        "`code`",
        "\"quoted don't\"",
        "£45.00",
        "GBP 1,250.50",
        "$12",
        "5 percent",
        "not",
        "cannot",
        "never",
        "colour",
        "apologize",
        "clear saver",
        "the the",
        ",",
        ".",
        "\n",
        "  ",
        "the AER is",
        "Hi Sam,",
        "Hello!",
        "and",
        "a",
        "in order to",
        "#",
        "I",
        "am",
        "we",
        "’s",
        "é",
        "5%",
        "* item",
        "# Your New Card\n",
        "3 May 2026",
        "May 3, 2026",
        "2026-05-03",
        "2:30 pm",
        "14:30",
        "--",
        "–",
        "3-5 days",
        "call 01632 960145, please",
        "the order NS-88213, which",
        "may",
        "must",
        "could",
        "Mr. Lee",
        "Fern Wood",
        "(",
        ")",
        "e-mail",
        "cards, loans and savings",
        "utilise",
        "purchase",
        "dispatched",
    ];
    // Each once: what is said twice goes.
    prop::sample::subsequence(pieces, 0..20).prop_shuffle().prop_map(|pieces| pieces.join(" "))
}

/// The same for German and French, of which only Fernwood speaks. A reply in two languages has none.
fn german_or_french() -> impl Strategy<Value = String> {
    let german = vec![
        "Deine Sendung ist da und wir melden uns umgehend bei dir.",
        "Wir haben dir EUR 12,50 am 03.05.2026 geschickt.",
        "Das kostet dich 5% und ist für uns kostenfrei.",
        "Guten Tag Kim, wir haben deine Rückerstattung nicht vergessen.",
        "Mit freundlichen Grüßen",
        "Du kannst uns um 14:30 anrufen...",
        "Danke!",
    ];
    let french = vec![
        "Nous te rappelons afin de confirmer ta commande.",
        "Nous t'avons rendu €12,50 le 03/05/2026 pour ton colis.",
        "Tu ne peux pas payer plus de 5% avec cette carte.",
        "Nous répondons dans les meilleurs délais à ta demande.",
        "Cordialement",
        "Nous ouvrons à 14:30 pour toi !",
    ];
    let some = |pieces: Vec<&'static str>| prop::sample::subsequence(pieces, 1..5).prop_shuffle();
    prop_oneof![some(german), some(french)].prop_map(|pieces| pieces.join(" "))
}

fn validators() -> Vec<Validator> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../policies");
    let mut found: Vec<Validator> = ["brand-northbank", "brand-fernwood"]
        .iter()
        .map(|name| {
            let text = std::fs::read_to_string(format!("{folder}/{name}/policy.yaml")).unwrap();
            Policy::from_text("house.yaml", &house::style_only(&text))
                .unwrap_or_else(|error| panic!("{error}"))
        })
        .map(Validator::from_policy)
        .collect();
    let base = Policy::from_text("alone.yaml", &house::alone("brand-base")).unwrap();
    found.push(Validator::from_policy(base));
    found
}

/// Whether amounts stand so close that what is between them tells whether they are one range or two amounts: "£45 –
/// £60", "$12 in order to £45". Such drafts can be read in two ways, before the rewriting as after it.
fn is_open_to_readings(draft: &str) -> bool {
    let text = Text::analyse(draft, &TextOptions::default());
    let values: Vec<_> = text
        .values()
        .iter()
        .filter(|value| !matches!(value.kind, ValueKind::Name(_)))
        .map(|v| v.span)
        .collect();
    let dash = |c: char| matches!(c, '-' | '–' | '—');
    let piece = |from: usize, to: usize| draft.get(from..to).unwrap_or_default();
    let between = values.iter().zip(values.iter().skip(1)).any(|(one, two)| {
        let gap = piece(one.end, two.start).replace("in order to", "");
        gap.chars().all(|c| !c.is_alphabetic())
    });
    let beside = values.iter().any(|span| {
        piece(0, span.start).trim_end().ends_with(dash)
            || piece(span.end, draft.len()).trim_start().starts_with(dash)
    });
    // "a an" is a year of a Romance language to a reader of numbers, and no English.
    between || beside || draft.contains("a an ")
}

fn check(drafts: impl Strategy<Value = String>, locales: &[&str]) {
    let validators = validators();
    let config = ProptestConfig {
        cases: 96,
        max_global_rejects: 65_536,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let outcome = runner.run(&drafts, |draft| {
        prop_assume!(!is_open_to_readings(&draft));
        for validator in &validators {
            for locale in locales {
                let json = serde_json::json!({ "draft": draft, "context": { "locale": locale } });
                let Ok(request) = Request::from_json(&json.to_string()) else { continue };
                let verdict = validator.check(&request);
                let terms = faithful::terms(&verdict);
                let Some(text) = verdict.text.filter(|_| verdict.decision == Decision::Rewrite) else {
                    continue;
                };
                let again = validator.check(&request.with_draft(text.as_str()));
                prop_assert_eq!(again.decision, Decision::Pass, "{:?} became {:?}", draft, text);
                let options = TextOptions { locale: Some(Locale::parse(locale)), ..TextOptions::default() };
                let changes = faithful::changes(&draft, &text, &options, &terms);
                prop_assert!(changes.is_empty(), "{:?} became {:?}: {:?}", draft, text, changes);
            }
        }
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn a_rewritten_text_is_at_rest_and_says_the_same() {
    check(english(), &["en-GB", "en-US"]);
}

#[test]
fn a_rewritten_text_in_german_or_french_is_at_rest_and_says_the_same() {
    check(german_or_french(), &["de-DE", "fr-FR"]);
}

/// The draft is too short to tell its language, and its correction is not: rules for English apply to that too.
#[test]
fn rules_of_a_language_hold_for_the_corrected_text() {
    let northbank = validators().swap_remove(0);
    for (draft, expected) in [
        (
            "@rob Hi. Allow me a few minutes to check the depot. *TB",
            "@rob Hello. Allow us a few minutes to check the depot. *TB",
        ),
        ("@rob Thanks for the photo. I'm on it. *TB", "@rob Thank you for the photo. We are on it. *TB"),
    ] {
        let verdict = northbank.check(&Request::new(draft));
        assert_eq!(verdict.text.as_deref(), Some(expected));
        assert_eq!(northbank.check(&Request::new(expected)).decision, Decision::Pass);
    }
}
