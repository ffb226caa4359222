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
        "hallucination.values.denied",
        &[
            ("The sea is calm at Elmouth on Monday.", asked("How is the sea?"), &[]),
            ("The sea is rough at Elmouth on Monday.", asked("How is the sea?"), &["rough"]),
            ("The sea is rough at Stormness on Monday.", asked("How is the sea?"), &[]),
            ("The sea is not rough at Elmouth on Monday.", asked("How is the sea?"), &[]),
            ("The sea is rough on Monday.", asked("How is the sea?"), &[]),
            ("It is choppy in Elmouth on Tuesday and calm on Monday.", asked("How is the sea?"), &[]),
            ("It is calm in Elmouth and Stormness on Monday.", asked("How is the sea?"), &["calm"]),
            ("It is calm in Greywick on Monday.", asked("How is the sea?"), &["Greywick"]),
        ],
    );
    table(
        MISMATCH,
        &[
            ("The waves are 4 metres high on Tuesday.", asked("What about Stormness?"), &["4"]),
            ("The waves are 1 metre high on Tuesday.", asked("What about Stormness?"), &[]),
        ],
    );
}

/// A table with a column for each day: the cells say several things.
#[test]
fn a_column_for_every_day_is_named_by_its_day() {
    let facts = json!({ "moorings": [
        { "harbour": "Elmouth", "monday": "closed", "tuesday": "9am - 5pm, berths 4", "wednesday": "10am - 6pm, berths 2",
          "today": "tuesday" },
        { "harbour": "Stormness", "monday": "8-11am, berths 7", "tuesday": "closed", "wednesday": "closed" }
    ] });
    let asked = |asked: &str| json!({ "facts": facts, "turns": [{ "role": "customer", "text": asked }] });
    table(
        "hallucination.values.denied",
        &[
            ("Yes, Elmouth is open on Monday.", asked("Is Elmouth open on Monday?"), &["open"]),
            ("No, Elmouth is closed on Mondays.", asked("Is Elmouth open on Monday?"), &[]),
            ("Stormness is open tomorrow.", asked("And tomorrow?"), &["open"]),
            ("Elmouth is open until 6pm today.", asked("Until when?"), &["6"]),
            ("Elmouth is open at 3 pm today.", asked("Can I come at 3?"), &[]),
            ("Which harbour do you mean", asked("Is it open?"), &[]),
        ],
    );
    table(
        MISMATCH,
        &[
            ("Elmouth has 3 berths on Wednesday.", asked("How many berths?"), &["3"]),
            ("Elmouth has 2 berths on Wednesday.", asked("How many berths?"), &[]),
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
            ("No, it will not rain then.", elmouth(), &["rain"]),
            ("No, it will not be cloudy then.", elmouth(), &[]),
            ("It will not be foggy this week.", asked("How is Stormness?", "This week."), &["foggy"]),
            ("It will not be foggy then.", asked("How is Stormness?", "Tomorrow."), &[]),
            ("It will be cloudy there.", asked("How is Stormness?", "This week."), &["cloudy"]),
            ("It will be foggy there.", asked("How is Stormness?", "This week."), &[]),
            ("It will be cloudy then.", elmouth(), &["cloudy"]),
            ("It will be raining then.", elmouth(), &[]),
        ],
    );
}

#[test]
fn a_table_is_read_with_or_without_rules_by_the_column_that_is_named() {
    let rows = ["Pass|Slopes|Lift fee|Rental fee", "Snow|2|£30|£12", "Snow Max|9|£55|£8"];
    let bare = rows.join("\n");
    let barred = rows.map(|row| format!("|{row}|")).join("\n");
    let ruled = barred.replacen('\n', "\n|---|---|---|---|\n", 1);
    for text in [bare.replace('|', "\t"), bare.replace('|', " | "), barred, ruled] {
        let evidence = json!({ "sources": [{ "id": "T", "text": text }] });
        table(
            MISMATCH,
            &[
                ("The lift fee of the Snow pass is £12.", evidence.clone(), &["£12"]),
                ("With Snow Max the rental fee is £12.", evidence.clone(), &["£12"]),
                ("With Snow Max the rental fee is £8 and the lift fee £55.", evidence.clone(), &[]),
                ("The Snow pass is £30 for the lift.", evidence.clone(), &[]),
                ("Snow Max covers 9 slopes.", evidence, &[]),
            ],
        );
    }
}

#[test]
fn a_date_or_amount_of_something_else_is_not_that_of_a_record() {
    let evidence = json!({
        "facts": { "loan": { "due_on": "2026-11-30", "instalment": { "amount": "27.50", "currency": "GBP" }, "nights": 3 } },
        "sources": ["Tell us at least 7 days before a payment is due. A day in the lounge costs £6."]
    });
    table(
        MISMATCH,
        &[
            ("Your loan is due on 30 November, so please tell us by 23 November.", evidence.clone(), &[]),
            ("A week in the lounge would come to £42.", evidence.clone(), &[]),
            ("Your two-year-old is welcome.", evidence.clone(), &[]),
            ("You can choose another day until 12 December.", evidence.clone(), &[]),
            ("Your loan is due on 28 November.", evidence, &["28 November"]),
        ],
    );
}

#[test]
fn what_a_record_calls_otherwise() {
    const CONTRADICTED: &str = "hallucination.statements.contradicted";
    let evidence = json!({ "facts": { "line": { "plan": "Pebble" } } });
    table(
        CONTRADICTED,
        &[
            ("Your Boulder plan has no data.", evidence.clone(), &["Your Boulder plan has no data."]),
            ("You're on the Boulder plan.", evidence.clone(), &["You're on the Boulder plan."]),
            ("Your Pebble plan has no data.", evidence.clone(), &[]),
            ("The Boulder plan has more data.", evidence.clone(), &[]),
            ("Your new Boulder plan will begin in May.", evidence, &[]),
        ],
    );
}

#[test]
fn a_price_for_another_time() {
    let source = json!({ "sources": ["Bikes cost £15 for the whole stay. Helmets cost £3 a day."] });
    table(
        "hallucination.statements.contradicted",
        &[
            ("A bike costs £15 a day.", source.clone(), &["A bike costs £15 a day."]),
            ("A bike costs £15 for the entire stay.", source.clone(), &[]),
            ("A helmet is £3 per day.", source, &[]),
        ],
    );
}

/// Clinics and shops of a town.
fn town() -> Value {
    let lines = "kind: chemist; name: Well Pharmacy; address: 12 Mill Road; distance: 2 miles; demand: high demand\n\
                 kind: clinic; name: Quay Clinic; address: 40 Harbour Street; distance: 5 miles; demand: low demand\n\
                 kind: clinic; name: Elm Clinic; address: 7 Elm Court; distance: 6 miles; demand: no demand";
    json!([{ "id": "T", "kind": "tool", "text": lines }])
}

#[test]
fn a_house_has_the_address_of_its_record() {
    let asked = |turns: &[(&str, &str)]| {
        let turns: Vec<Value> =
            turns.iter().map(|(role, text)| json!({ "role": role, "text": text })).collect();
        json!({ "sources": town(), "turns": turns })
    };
    let plain = asked(&[("customer", "Where is it?")]);
    let saint = || {
        json!({ "sources": [{ "id": "T", "kind": "tool",
        "text": "name: Ann Vets; address: 31 St. Ann's Rd; open: yes\nname: Quay Vets; address: 4 Elm Rd; open: yes" }] })
    };
    let settled = asked(&[
        ("customer", "Is there a chemist?"),
        ("bot", "Well Pharmacy is 2 miles away."),
        ("customer", "Send me there."),
    ]);
    table(
        MISMATCH,
        &[
            ("The Quay Clinic is at 40 Harbour Street.", plain.clone(), &[]),
            ("The Quay Clinic is at 40 Harbour St.", plain.clone(), &[]),
            ("The Quay Clinic is at 12 Mill Road.", plain.clone(), &["12 Mill Road"]),
            ("The Quay Clinic is at 40 Mill Road.", plain.clone(), &["40 Mill Road"]),
            ("the quay clinic is located at 9 station ave", plain.clone(), &["9 station ave"]),
            ("The Quay Clinic is a 3 star place.", plain, &[]),
            ("Ann Vets is at 31 Saint Ann's Road.", saint(), &[]),
            ("Ann Vets is at 13 Saint Ann's Road.", saint(), &["13 Saint Ann's Road"]),
            ("I have set the map to 12 Mill Road.", settled.clone(), &[]),
            ("I have set the map to 3 Kiln Lane.", settled.clone(), &["3 Kiln Lane"]),
            // Where another record is, that one may be meant.
            ("I have set the map to 7 Elm Court.", settled, &[]),
        ],
    );
}

#[test]
fn a_distance_that_was_told_of_another_is_none_of_the_one_that_is_named() {
    let turns = json!([
        { "role": "bot", "text": "There is the Quay Clinic 5 miles away or the Elm Clinic 6 miles away." },
        { "role": "customer", "text": "How far is the first?" }
    ]);
    let about = || json!({ "sources": town(), "turns": turns });
    table(
        MISMATCH,
        &[
            ("The Quay Clinic is 6 miles away.", about(), &["6 miles"]),
            ("The Quay Clinic is 5 miles away.", about(), &[]),
        ],
    );
}

#[test]
fn of_more_and_less_a_record_says_one() {
    let about = || json!({ "sources": town() });
    table(
        MISMATCH,
        &[
            ("There is moderate demand at the Quay Clinic.", about(), &["moderate demand"]),
            ("There is low demand at the Quay Clinic.", about(), &[]),
            ("There is no demand at the Elm Clinic.", about(), &[]),
        ],
    );
    let queues = || {
        json!({ "facts": { "practices": [
        { "practice": "Well Vets", "queue": "high", "distance": "0.8 miles", "room": "Room 12", "day": "3 March" },
        { "practice": "Quay Vets", "queue": "none", "distance": "4.3 miles", "room": "Room 7", "day": "5 March" }
    ] } })
    };
    table(
        MISMATCH,
        &[
            ("The queue at Well Vets is low right now.", queues(), &["low"]),
            ("There is no queue at Well Vets.", queues(), &["no queue"]),
            ("The queue at Well Vets is high right now.", queues(), &[]),
            ("There is no queue at Quay Vets.", queues(), &[]),
            ("Quay Vets is only 0.8 miles away.", queues(), &["0.8 miles"]),
            ("Quay Vets is closed on the 19th.", queues(), &[]),
        ],
    );
}

#[test]
fn a_day_that_is_denied_goes_well_with_others() {
    let table_of_hours = "| Branch | Counter hours |\n|---|---|\n| High Street | Monday to Friday 9:30-15:30 |\n\
        | Linnet Park | Tuesday and Thursday 10:00-13:00 |";
    let counters = || json!({ "sources": [{ "id": "T", "text": table_of_hours }] });
    for rule in [MISMATCH, "hallucination.statements.contradicted"] {
        table(
            rule,
            &[
                ("None of our counters is open on a Saturday.", counters(), &[]),
                ("Our counters are not open on Saturday.", counters(), &[]),
            ],
        );
    }
    table(MISMATCH, &[("The counter at Linnet Park is open on Saturday.", counters(), &["Saturday"])]);
}

#[test]
fn a_record_is_not_denied() {
    let branches = || {
        json!({ "facts": { "branches": [
        { "branch": "North", "kind": "clinic", "town": "Eastgate", "queue": "none" },
        { "branch": "South", "kind": "chemist", "town": "Midgate", "queue": "high" }
    ] } })
    };
    let visit = || json!({ "facts": { "calendar": [{ "event": "check-up", "for": "Leo", "room": "12" }] } });
    let about = |said: &str| json!({ "sources": town(), "turns": [{ "role": "customer", "text": said }] });
    let search = json!({ "sources": [{ "id": "T", "kind": "tool",
        "text": r#"{"tool": "find", "name": "Quay Clinic", "kind": "clinic"}"# }] });
    let shut = json!({ "sources": [{ "id": "T", "kind": "tool",
        "text": "kind: chemist; name: Well Pharmacy; status: closed" }] });
    table(
        "hallucination.values.denied",
        &[
            ("Sorry, I can't find any chemist nearby.", about("Is there one?"), &["chemist"]),
            ("There are no clinics here.", about("Is there one?"), &["clinics"]),
            (
                "I have no address for the Quay Clinic.",
                about("Where is it?"),
                &["address for the Quay Clinic"],
            ),
            ("I don't have any details of the Quay Clinic.", about("Where is it?"), &["Quay Clinic"]),
            ("I have no phone number for the Quay Clinic.", about("What is its number?"), &[]),
            ("There are no dentists nearby.", about("Is there one?"), &[]),
            ("There are no other clinics here.", about("Is there one?"), &[]),
            ("There is no demand for clinics.", about("Is it full?"), &[]),
            // None may be as the customer wants it.
            ("There are no clinics nearby.", about("Is there one within 3 miles?"), &[]),
            ("There are no clinics nearby.", search, &[]),
            ("We have no clinic in Eastgate.", branches(), &["clinic in Eastgate"]),
            ("We have no clinic in Westgate.", branches(), &[]),
            (
                "No, there is no check-up on the calendar for Leo.",
                visit(),
                &["check-up on the calendar for Leo"],
            ),
            ("No, there is no check-up on the calendar for Mia.", visit(), &[]),
            ("There is no chemist nearby.", shut, &[]),
        ],
    );
}

#[test]
fn of_several_records_of_one_name_one_must_fit() {
    let visits = json!([
        { "event": "dentist visit", "day": "the 3rd", "time": "9am", "with": "Dr Bell" },
        { "event": "dentist visit", "day": "the 9th", "time": "2pm", "with": "Dr Crane" },
        { "event": "eye test", "day": "the 5th", "time": "4pm", "with": "Dr Marsh" }
    ]);
    let about = || json!({ "facts": { "visits": visits } });
    table(
        MISMATCH,
        &[
            ("Your dentist visit is at 9am with Dr Bell.", about(), &[]),
            ("Your dentist visit is at 2pm.", about(), &[]),
            ("Your dentist visit is at 4pm.", about(), &["4pm"]),
            ("Your dentist visit is with Dr Marsh.", about(), &["Dr Marsh"]),
            ("You have a dentist visit at 9am and another at 2pm.", about(), &[]),
        ],
    );
    let verdict = check("Your dentist visit is at 4pm.", about());
    assert_eq!(verdict.text, None, "which of the two is meant cannot be told");
}

#[test]
fn what_no_record_and_no_message_names_is_noted() {
    let turns = json!([
        { "role": "bot", "text": "The Quay Clinic is near." },
        { "role": "customer", "text": "Take me there." }
    ]);
    let about = || json!({ "facts": { "places": [{ "name": "Quay Clinic" }, { "name": "Elm Clinic" }] }, "turns": turns });
    table(
        "hallucination.names.no-record",
        &[
            ("Here are the directions to Kiln Hall.", about(), &["Kiln"]),
            ("Here are the directions to Kiln Clinic.", about(), &["Kiln"]),
            ("Here are the directions to the Elm Clinic.", about(), &[]),
            ("Here is another way to reach it faster.", about(), &[]),
        ],
    );
}
