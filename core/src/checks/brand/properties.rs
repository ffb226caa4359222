//! What must hold for any draft: a corrected text is accepted only when nothing asks for a correction any more, and
//! the values and negations of a draft survive.

use proptest::prelude::*;

use crate::text::{Text, TextOptions};
use crate::{Decision, Request, Validator};

/// Pieces of replies with everything that rules of style look for.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "We don't",
        "I've",
        "it's",
        "sent",
        "the package",
        "PLEASE",
        "log in",
        "an e-mail",
        "…",
        "!",
        "!!",
        "?!",
        "🎉",
        "👍🏽",
        "**bold**",
        "[link](https://evil.example/x)",
        "https://northbank.example/a",
        "`code`",
        "\"quoted don't\"",
        "£45.00",
        "not",
        "cannot",
        "colour",
        "apologize",
        "clear saver",
        "Southbank",
        "the the",
        ",",
        ".",
        "\n",
        "  ",
        "AER",
        "Hi Sam,",
        "and",
        "a",
        "in order to",
        "_",
        "#",
        "I",
        "am",
        "we",
        "’s",
        "é",
        "5%",
        "* item",
        "3 May 2026",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.join(" "))
}

fn values(text: &str) -> Vec<String> {
    let text = Text::analyse(text, &TextOptions::default());
    let numbers = text.tokens().iter().filter(|token| token.kind == crate::text::TokenKind::Number);
    numbers.map(|token| text.token_text(token).to_owned()).collect()
}

fn negations(text: &str) -> usize {
    let text = Text::analyse(text, &TextOptions::default());
    let negates = |word: &str| word == "not" || word == "cannot" || word.ends_with("n't");
    text.tokens().iter().filter(|token| negates(text.token_text(token))).count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_restyled_text_needs_no_more_and_says_the_same(draft in pieces(), arbitrary in any::<String>()) {
        let base = Validator::new("brand-base").unwrap();
        let channels = Validator::new("channels").unwrap();
        for draft in [draft, arbitrary] {
            for validator in [&base, &channels] {
                for channel in ["sms", "voice", "web_chat"] {
                    let json = serde_json::json!({ "draft": draft, "context": { "channel": channel, "locale": "en-GB" } });
                    let Ok(request) = Request::from_json(&json.to_string()) else { continue };
                    let verdict = validator.check(&request);
                    let Some(text) = verdict.text.filter(|_| verdict.decision == Decision::Rewrite) else { continue };
                    let again = validator.check(&Request { draft: text.clone(), ..request });
                    prop_assert_eq!(again.decision, Decision::Pass, "{:?} became {:?}", draft, text);
                    if channel == "web_chat" {
                        prop_assert_eq!(values(&draft), values(&text), "{:?} became {:?}", draft, text);
                        prop_assert!(negations(&text) <= negations(&draft), "{:?} became {:?}", draft, text);
                    }
                }
            }
        }
    }
}
