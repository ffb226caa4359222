//! Drafts against tables and records: bare numbers typed by their keys, the row that is meant, and look-alikes.

use serde_json::{Value, json};

use super::tests::{check, table};

const MISMATCH: &str = "hallucination.values.mismatch";

/// The same inns as lines of a tool, as JSON and as facts.
fn inns() -> Vec<Value> {
    let list = json!([
        { "name": "Harbour Inn", "price_per_night": 90, "star_rating": 4, "rooms": 12, "area": "north" },
        { "name": "Mill House", "price_per_night": 45, "star_rating": 3, "rooms": 20, "area": "centre" }
    ]);
    let lines = "name: Harbour Inn; price_per_night: 90; star_rating: 4; rooms: 12; area: north\n\
                 name: Mill House; price_per_night: 45; star_rating: 3; rooms: 20; area: centre";
    vec![
        json!({ "sources": [{ "id": "T", "kind": "tool", "text": lines }] }),
        json!({ "sources": [{ "id": "T", "kind": "tool", "text": list.to_string() }] }),
        json!({ "facts": { "inns": list } }),
        json!({ "facts": { "inns": list }, "sources": [{ "id": "T", "kind": "tool", "text": lines }] }),
    ]
}

#[test]
fn a_bare_number_of_a_record_has_the_sort_of_its_key() {
    for evidence in inns() {
        for (draft, wrong, fixed) in [
            ("The Mill House costs $55 a night.", &["$55"][..], "The Mill House costs $45 a night."),
            ("The Mill House costs $90 a night.", &["$90"], "The Mill House costs $45 a night."),
            ("The Harbour Inn is a 5 star inn.", &["5 star"], "The Harbour Inn is a 4 star inn."),
            ("The Mill House costs $45 a night.", &[], ""),
            ("The Harbour Inn is a 4 star inn at $90 a night.", &[], ""),
            ("Two nights at the Mill House come to $90 in total.", &[], ""),
            ("The Mill House is in the centre.", &[], ""),
        ] {
            let verdict = check(draft, evidence.clone());
            assert_eq!(
                super::tests::found(&verdict, MISMATCH),
                wrong,
                "{draft} {evidence}\n{:?}",
                verdict.findings
            );
            if !wrong.is_empty() {
                assert_eq!(verdict.text.as_deref(), Some(fixed), "{draft} {evidence}");
            }
        }
    }
}

#[test]
fn what_a_number_counts_is_told_by_the_words_beside_it() {
    let weather = json!({ "sources": [{ "id": "T", "kind": "tool",
        "text": "city: Leeds; temperature: 18; humidity: 46; precipitation: 9; wind: 6" }] });
    let booking = json!({ "facts": { "booking": { "party_size": 4, "date": "2026-12-03", "deposit": 25 } } });
    table(
        MISMATCH,
        &[
            ("There is a 19 percent chance of rain in Leeds.", weather.clone(), &["19 percent"]),
            ("There is a 9 percent chance of rain in Leeds.", weather.clone(), &[]),
            ("It will be 28 degrees in Leeds.", weather.clone(), &["28 degrees"]),
            ("The humidity will be 64 percent.", weather.clone(), &["64 percent"]),
            // The number of a house, an ordinal, a count of what was found.
            ("The office is at 28 Mill Road, Leeds.", weather.clone(), &[]),
            ("Your table is booked for 6 people.", booking.clone(), &["6 people"]),
            ("Your table is booked for 4 people.", booking.clone(), &[]),
            ("I found 6 people with that name.", booking.clone(), &[]),
            ("Your deposit is $35.", booking.clone(), &["$35"]),
            ("Your deposit is $25.", booking, &[]),
        ],
    );
}

#[test]
fn a_sentence_without_a_name_is_about_the_row_that_was_settled_on() {
    let places = json!([
        { "title": "North Garage", "place_type": "garage", "street": "12 Mill Road", "traffic": "heavy traffic" },
        { "title": "Corner Cafe", "place_type": "cafe", "street": "40 Castle Street", "traffic": "no traffic" },
        { "title": "Green Grocer", "place_type": "grocery", "street": "7 Hill Lane", "traffic": "moderate traffic" }
    ]);
    let after = |said: &str, asked: &str| {
        json!({ "facts": { "places": places }, "turns": [
            { "role": "bot", "text": said }, { "role": "customer", "text": asked }
        ] })
    };
    let cafe = "The nearest one is the Corner Cafe.";
    table(
        MISMATCH,
        &[
            ("The address is 12 Mill Road.", after(cafe, "What is the address?"), &["12 Mill Road"]),
            ("The address is 40 Castle Street.", after(cafe, "What is the address?"), &[]),
            ("The route has heavy traffic.", after(cafe, "How is the traffic?"), &["heavy traffic"]),
            ("The route has no traffic.", after(cafe, "How is the traffic?"), &[]),
            ("The address is 12 Mill Road.", after(cafe, "And the address of the other one?"), &[]),
            ("The address is 12 Mill Road.", after("Which one?", "The one with parking."), &[]),
        ],
    );
}

#[test]
fn what_the_customer_wants_changed_is_no_contradiction_of_the_record() {
    let address = r#"{"address1": "12 Mill Road", "address2": "Flat 640", "city": "Leeds"}"#;
    let inn = "name: Harbour Inn; star_rating: 4; rooms: 12\nname: Mill House; star_rating: 3; rooms: 20";
    let after = |said: &str, record: &str| {
        json!({ "sources": [{ "kind": "tool", "id": "T", "text": record }],
                "turns": [{ "role": "customer", "text": said }] })
    };
    table(
        MISMATCH,
        &[
            (
                "Your new address: 12 Mill Road, Flat 641, Leeds.",
                after("Please change it to flat 641.", address),
                &[],
            ),
            ("The Harbour Inn is a 5 star inn.", after("How good is the Harbour Inn?", inn), &["5 star"]),
        ],
    );
}

#[test]
fn a_row_for_every_pair_is_named_by_both_values() {
    let sailing = |day: &str, port: &str, sea: &str, wave: &str| json!({ "day": day, "port": port, "sea": sea, "wave": wave });
    let ferries = json!([
        sailing("monday", "Elmouth", "calm", "1 metre"),
        sailing("tuesday", "Elmouth", "choppy", "2 metres"),
        sailing("monday", "Stormness", "rough", "4 metres"),
        sailing("tuesday", "Stormness", "calm", "1 metre")
    ]);
    let asked = |asked: &str| json!({ "facts": { "sailings": ferries }, "turns": [{ "role": "customer", "text": asked }] });
    table(
        MISMATCH,
        &[
            ("The sea is calm at Elmouth on Monday.", asked("How is the sea?"), &[]),
            ("The sea is rough at Elmouth on Monday.", asked("How is the sea?"), &["rough"]),
            ("The sea is rough at Stormness on Monday.", asked("How is the sea?"), &[]),
            ("The waves are 4 metres high on Tuesday.", asked("What about Stormness?"), &["4 metres"]),
            ("The waves are 1 metre high on Tuesday.", asked("What about Stormness?"), &[]),
            ("The sea is not rough at Elmouth on Monday.", asked("How is the sea?"), &[]),
            ("The sea is rough on Monday.", asked("How is the sea?"), &[]),
        ],
    );
}

#[test]
fn what_the_rows_of_a_place_turn_round() {
    let day = |day: &str, town: &str, sky: &str| json!({ "day": day, "town": town, "sky": sky });
    let skies = json!([
        day("monday", "Elmouth", "raining"),
        day("tuesday", "Elmouth", "cloudy"),
        day("monday", "Stormness", "foggy"),
        day("tuesday", "Stormness", "windy")
    ]);
    let asked = |first: &str, last: &str| {
        json!({ "facts": { "skies": skies }, "turns": [
            { "role": "customer", "text": first }, { "role": "bot", "text": "For which day?" },
            { "role": "customer", "text": last }
        ] })
    };
    let elmouth = || asked("What is the sky like in Elmouth?", "On Monday.");
    table(
        "hallucination.values.denied",
        &[
            ("No, it will not be raining then.", elmouth(), &["raining"]),
            ("No, it will not rain then.", elmouth(), &[]),
            ("No, it will not be cloudy then.", elmouth(), &[]),
            ("It will not be foggy this week.", asked("How is Stormness?", "This week."), &["foggy"]),
            ("It will not be foggy then.", asked("How is Stormness?", "Tomorrow."), &[]),
            ("It will be cloudy there.", asked("How is Stormness?", "This week."), &["cloudy"]),
            ("It will be foggy there.", asked("How is Stormness?", "This week."), &[]),
        ],
    );
    table(
        MISMATCH,
        &[("It will be cloudy then.", elmouth(), &["cloudy"]), ("It will be raining then.", elmouth(), &[])],
    );
}
