//! What holds for every text.

use proptest::prelude::*;

use super::values;

/// Pieces that recognisers start from, to make collisions likely.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9]{1,6}",
        "[0-9]{1,3}[.,:/'][0-9]{1,4}",
        prop::sample::select(vec![
            "£",
            "€",
            "$",
            "%",
            "-",
            "+",
            "(",
            ")",
            "#",
            "/",
            ":",
            ".",
            ",",
            "May",
            "Mai",
            "days",
            "working",
            "and",
            "half",
            "a",
            "between",
            "to",
            "hundred",
            "million",
            "million",
            "order",
            "call",
            "Dr",
            "Anna",
            "de",
            "van",
            "&",
            "Uhr",
            "pm",
            "p.m.",
            "17h30",
            "ago",
            "next",
            "Friday",
            "up to",
            "quatre",
            "vingt",
            "einundzwanzig",
            "x12",
            "ext.",
            "EUR",
            "US",
            "kg",
            "°",
            "C",
            "\n",
            "2026",
            "é",
            "ß",
            "中",
            "😀",
        ])
        .prop_map(str::to_owned),
    ]
}

proptest! {
    #[test]
    fn values_are_ordered_and_apart(pieces in prop::collection::vec((piece(), any::<bool>()), 0..40), locale in 0_usize..5) {
        let text: String = pieces.iter().map(|(p, spaced)| if *spaced { format!("{p} ") } else { p.clone() }).collect();
        let tag = ["?", "en-GB", "en-US", "de-DE", "fr-FR"][locale];
        let found = values(tag, &text);
        for value in &found {
            prop_assert!(!value.span.is_empty() && value.tokens.start < value.tokens.end);
            prop_assert!(text.get(value.span.start..value.span.end).is_some());
        }
        for pair in found.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start);
            prop_assert!(pair[0].tokens.end <= pair[1].tokens.start);
        }
        for a in &found {
            for b in &found {
                prop_assert_eq!(a.same(b, None), b.same(a, None), "{:?} {:?}", a, b);
            }
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}") {
        values("?", &text);
    }
}

#[test]
fn hostile_texts_are_read() {
    for piece in [
        "1", "1 ", "one ", "hundred ", "1-", "£", "£1-", "Anna ", "A-", "+1 ", "(1) ", "1.", "order ", "of ",
        "May 3 ", "ein", "#",
    ] {
        let text = piece.repeat(7_000);
        for value in values("?", &text) {
            assert!(value.span.len() < 200, "{piece:?}");
        }
    }
}

#[test]
fn a_character_is_part_of_one_value() {
    for text in ["$⅙ g", "n/$⅙ g", "€ ⅙ kg", "£⅛ m", "$⅙\u{0}g"] {
        let found = values("en-GB", text);
        let spans: Vec<_> = found.iter().map(|value| value.span).collect();
        assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{text}: {spans:?}");
    }
}
