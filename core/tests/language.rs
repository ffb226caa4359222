//! How often the language of one sentence is told.

use draftgate::text::{Lang, Language, Text, TextOptions, detect};

const SENTENCES: &str = include_str!("data/language.tsv");

fn language(tag: &str) -> Language {
    match tag {
        "en" => Language::Supported(Lang::En),
        "de" => Language::Supported(Lang::De),
        "fr" => Language::Supported(Lang::Fr),
        "es" => Language::Supported(Lang::Es),
        "it" => Language::Supported(Lang::It),
        "nl" => Language::Supported(Lang::Nl),
        "pt" => Language::Supported(Lang::Pt),
        _ => Language::Other,
    }
}

fn detected(sentence: &str) -> Option<Language> {
    detect(&Text::analyse(sentence, &TextOptions::default())).map(|found| found.language)
}

/// At least 98 of a hundred sentences of each language, nine of ten of any other.
#[test]
fn the_language_of_one_sentence_is_told() {
    let mut misses = Vec::new();
    for tag in ["en", "de", "fr", "es", "it", "nl", "pt", "other"] {
        let rows: Vec<&str> = SENTENCES
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .filter(|row| row.0 == tag)
            .map(|row| row.1)
            .collect();
        assert!(rows.len() >= if tag == "other" { 20 } else { 100 }, "{tag}: {}", rows.len());
        let wrong: Vec<String> = rows
            .iter()
            .filter(|row| detected(row) != Some(language(tag)))
            .map(|row| format!("{tag}: {row} -> {:?}", detected(row)))
            .collect();
        // One word of a language without data may say nothing at all.
        let allowed = if tag == "other" { rows.len() / 10 } else { rows.len() / 50 };
        if wrong.len() > allowed {
            misses.extend(wrong);
        }
    }
    assert!(misses.is_empty(), "{}", misses.join("\n"));
}

#[test]
fn short_english_is_not_another_language() {
    for text in [
        "Hi",
        "Thanks!",
        "OK, done.",
        "Hello",
        "Hey",
        "Yes",
        "No",
        "No.",
        "Sure",
        "Sure!",
        "Great",
        "Perfect",
        "Bye",
        "Done",
        "Ok",
        "Cool",
        "Nice",
        "Sorry",
        "Please",
        "Yes please",
        "No thanks",
        "Thank you",
        "Good",
        "Got it",
        "Fine",
        "Me too",
        "Not yet",
        "Hold on",
        "All good",
        "Right",
        "Really?",
        "Why?",
        "When?",
        "Where?",
        "How?",
        "Who?",
        "Help",
        "Agent",
        "Human",
        "Refund",
        "Cancel",
        "Order",
        "Payment",
        "One moment",
        "Just a second",
        "Sounds good",
        "See you",
        "Take care",
        "Come in",
        "As is",
        "So?",
        "An agent",
        "Is it?",
        "In a minute",
        "Main menu",
        "Start over",
        "Live chat",
        "Track order",
    ] {
        let found = detected(text);
        assert!(found.is_none() || found == Some(Language::Supported(Lang::En)), "{text:?} -> {found:?}");
    }
}

#[test]
fn what_cannot_be_told_is_not_told() {
    for text in ["", "12345", "🙂", "...", "A-88213", "£5.00", "Zoltan", "https://example.com/"] {
        assert_eq!(detected(text), None, "{text:?}");
    }
}
