//! Values and days in other words than those of the evidence.

use super::tests::table;
use serde_json::{Value, json};

fn s(texts: &[&str]) -> Value {
    json!({ "sources": texts })
}

#[test]
fn a_sentence_that_shares_little_more_than_its_subject_gives_another_value() {
    table(
        "hallucination.values.mismatch",
        &[
            (
                "Grown-ups pay £16 for the day.",
                s(&["Day tickets cost £14 for adults. Shoes can be hired for £4."]),
                &["£16"],
            ),
            (
                "Gift wrap is free once you spend more than £88.",
                s(&["Gift wrap is free for orders over £80."]),
                &["£88"],
            ),
            (
                "Clay is extra: £18 for 10 kg.",
                s(&["Clay is not part of the fee; it costs £15 per 10 kg."]),
                &["£18"],
            ),
            (
                "Purchases between £120 and £30,000 are covered.",
                s(&["Purchases between £100 and £30,000 are covered."]),
                &["£120 and £30,000"],
            ),
            // Of another kind, or told of nothing that the evidence speaks of.
            ("A gym pass costs £9.", s(&["A pool pass costs £7."]), &[]),
            ("The form takes two minutes.", s(&["A safety check takes about 20 minutes."]), &[]),
            // Worked out.
            (
                "As a student you'd pay £272 for the evening course.",
                s(&["Evening courses cost £320. Students get 15% off."]),
                &[],
            ),
            ("You could pay the £690 as three times £230.", s(&["Intensive courses cost £690."]), &[]),
            ("Eight weeks is the longest pause.", s(&["Memberships can be paused for up to 8 weeks."]), &[]),
            ("It has been open since 1997.", s(&["After a 1997 fire it was built anew in 2014."]), &[]),
        ],
    );
}

#[test]
fn a_date_keeps_its_weekday() {
    let facts = || json!({ "facts": { "parcel": { "delivery_date": "2026-11-24" } } });
    table(
        "hallucination.values.mismatch",
        &[
            ("Your parcel comes on Sunday, 24 November.", facts(), &["Sunday, 24 November"]),
            ("Your parcel comes on Tuesday, 24 November.", facts(), &[]),
            ("Your parcel comes on 24 November.", facts(), &[]),
        ],
    );
}

#[test]
fn days_of_the_week_are_those_of_the_evidence() {
    let hours = || s(&["The pool is open Tuesday to Sunday. It is closed on Mondays."]);
    table(
        "hallucination.statements.contradicted",
        &[
            (
                "Swim classes are on Fridays.",
                s(&["Swim classes take place on Tuesdays and Thursdays."]),
                &["Swim classes are on Fridays."],
            ),
            (
                "Swim classes are on Tuesdays.",
                s(&["Swim classes take place on Tuesdays and Thursdays."]),
                &[],
            ),
            (
                "We deliver Wednesday to Saturday.",
                s(&["We deliver Monday to Saturday."]),
                &["We deliver Wednesday to Saturday."],
            ),
            ("We deliver on Wednesday and Saturday.", s(&["We deliver Monday to Saturday."]), &[]),
            ("The pool is closed on Mondays.", hours(), &[]),
            ("The pool is closed on Wednesdays.", hours(), &["The pool is closed on Wednesdays."]),
            (
                "The next class is on Wednesday, 10 February.",
                s(&["The next class is open to all. Classes are on Mondays."]),
                &[],
            ),
            (
                "The hall closes on Monday to Friday at 7 pm.",
                s(&["Our hall:\n- Monday to Friday: 9:00 to 19:00\n- Sunday: the hall is closed"]),
                &[],
            ),
            (
                "The hall is open on Saturday.",
                s(&["The hall is open:\n- Monday to Friday: 9:00 to 19:00\n- Saturday: 10:00 to 16:00"]),
                &[],
            ),
        ],
    );
}

#[test]
fn a_denial_more_or_less_is_found_in_every_language() {
    let source = |text: &str, locale: &str| json!({ "sources": [text], "context": { "locale": locale } });
    for (said, denied, locale) in [
        ("Breakfast is included.", "Breakfast is not included.", "en-GB"),
        ("Das Frühstück ist inbegriffen.", "Das Frühstück ist nicht inbegriffen.", "de-DE"),
        ("Le petit-déjeuner est inclus.", "Le petit-déjeuner n'est pas inclus.", "fr-FR"),
        ("El desayuno está incluido.", "El desayuno no está incluido.", "es-ES"),
        ("La colazione è inclusa.", "La colazione non è inclusa.", "it-IT"),
        ("Het ontbijt is inbegrepen.", "Het ontbijt is niet inbegrepen.", "nl-NL"),
        ("O pequeno-almoço está incluído.", "O pequeno-almoço não está incluído.", "pt-PT"),
    ] {
        let both = [said, denied].map(|text| vec![text]);
        let [of_said, of_denied] = &both;
        table(
            "hallucination.statements.contradicted",
            &[
                (denied, source(said, locale), of_denied),
                (said, source(denied, locale), of_said),
                (said, source(said, locale), &[]),
                (denied, source(denied, locale), &[]),
            ],
        );
    }
    table(
        "hallucination.statements.contradicted",
        &[
            (
                "Hunde sind im Hotel erlaubt.",
                source("Hunde sind im Hotel nur an der Leine erlaubt.", "de-DE"),
                &[],
            ),
            (
                "Sie können das Ticket umbuchen.",
                source("Sie können das Ticket nicht umbuchen, wenn es reduziert ist.", "de-DE"),
                &[],
            ),
            ("No, el desayuno está incluido.", source("El desayuno está incluido.", "es-ES"), &[]),
            ("Les chiens sont admis.", source("Les chats ne sont pas admis.", "fr-FR"), &[]),
        ],
    );
}
