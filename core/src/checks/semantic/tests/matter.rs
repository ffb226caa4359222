//! Which matter a reply speaks of, as far as its wording shows it.

use super::{after, assert_fires, assert_silent, with_facts};
use serde_json::{Value, json};

const ASKED: &str = "semantic.relevance.other-matter";
const SETTLED: &str = "semantic.consistency.matter-changed";
const REQUEST: &str = "semantic.relevance.request-mismatch";
const HISTORY: &str = "semantic.consistency.history";
const IGNORED: &str = "semantic.completeness.ignored-request";

/// Each row: the turns, the draft, and the rules of `all` that must speak; the others must not.
#[track_caller]
fn table(all: &[&str], facts: &Value, rows: &[(&[&str], &str, &[&str])]) {
    for (turns, draft, rules) in rows {
        let request = with_facts(after(turns, draft), facts.clone());
        for rule in all {
            if rules.contains(rule) { assert_fires(rule, &request) } else { assert_silent(rule, &request) }
        }
    }
}

fn visits() -> Value {
    json!({ "visits": [
        { "event": "dentist appointment", "date": "friday", "time": "9am" },
        { "event": "team meeting", "date": "tuesday", "time": "2pm" },
        { "event": "piano recital", "date": "sunday", "time": "5pm" }
    ] })
}

fn places() -> Value {
    json!({ "places": [
        { "name": "North Garage", "place_type": "parking garage", "street": "12 Mill Road", "miles": "2 miles" },
        { "name": "Corner Cafe", "place_type": "coffee house", "street": "40 Castle Street", "miles": "5 miles" },
        { "name": "Green Grocer", "place_type": "grocery", "street": "7 Hill Lane", "miles": "4 miles" }
    ] })
}

#[test]
fn an_entry_that_is_not_on_record() {
    table(
        &[ASKED, SETTLED],
        &visits(),
        &[
            (&["c: When is my dentist appointment?"], "Your tennis lesson is on Friday.", &[ASKED]),
            (&["c: When is my dentist appointment?"], "Your appointment is on Friday at 9am.", &[]),
            (&["c: When is my dentist appointment?"], "Your dentist appointment is on Friday.", &[]),
            (&["c: When is my dentist appointment?"], "It is on Friday.", &[]),
            (&["c: When is my dentist appointment?"], "Which one do you mean?", &[]),
            (&["c: Any other plans than the dentist appointment?"], "A barbecue is on Friday.", &[]),
            (
                &["c: What is on?", "b: The team meeting is on Tuesday.", "c: At what time?"],
                "The regatta is at 2pm.",
                &[ASKED, SETTLED],
            ),
            (
                &["c: What is on?", "b: The team meeting is on Tuesday.", "c: At what time?"],
                "It is at 2pm.",
                &[],
            ),
        ],
    );
}

#[test]
fn another_sort_than_the_one_that_is_spoken_of() {
    table(
        &[ASKED, SETTLED, REQUEST],
        &places(),
        &[
            (&["c: I need a coffee house."], "There is a parking garage close by.", &[REQUEST]),
            (&["c: I need a coffee house."], "There is a coffee house close by.", &[]),
            (
                &["c: I am thirsty.", "b: Corner Cafe is close.", "c: How do I get there?"],
                "There is a parking garage close by.",
                &[ASKED, SETTLED],
            ),
            (
                &[
                    "c: I am thirsty.",
                    "b: Corner Cafe is close.",
                    "c: Can I leave the car at a parking garage?",
                ],
                "There is a parking garage close by.",
                &[],
            ),
        ],
    );
}

#[test]
fn another_measure_than_before() {
    let turns =
        &["c: Is there a coffee house?", "b: Corner Cafe is 5 miles away.", "c: Good, take me there."];
    table(
        &[HISTORY],
        &places(),
        &[
            (turns, "Okay, it is 7 miles from here.", &[HISTORY]),
            (turns, "Okay, it is 5 miles from here.", &[]),
            (
                &["c: A coffee house?", "b: Corner Cafe is 5 miles away.", "c: And how far is Green Grocer?"],
                "Green Grocer is 7 miles from here.",
                &[],
            ),
            (
                &[
                    "c: A coffee house?",
                    "b: Corner Cafe is 5 miles away.",
                    "c: Find me something 7 miles away.",
                ],
                "Okay, it is 7 miles from here.",
                &[],
            ),
        ],
    );
}

#[test]
fn another_time_or_thing_than_was_asked_for() {
    let none = json!({});
    let dinner = &["c: Set a reminder for the dinner.", "b: For what time?", "c: For 7 pm on 3 May, please."];
    table(
        &[ASKED, REQUEST],
        &none,
        &[
            (dinner, "Okay, I am setting a reminder for the dinner at 9 pm on 3 May.", &[REQUEST]),
            (dinner, "Okay, I am setting a reminder for the dinner at 7 pm on 3 May.", &[]),
            (dinner, "Should I set the reminder for 9 pm?", &[]),
            (&["c: Schedule the dinner by 7 pm."], "Okay, scheduling the dinner for 6 pm.", &[]),
            (
                &["c: Set a reminder for dinner on Monday."],
                "Setting a reminder for yoga on Monday.",
                &[ASKED],
            ),
            (&["c: Set a reminder for dinner on Monday."], "Setting a reminder for dinner on Monday.", &[]),
            (&["c: Set a reminder for dinner on Monday."], "Your reminder is set for Monday.", &[]),
        ],
    );
}

#[test]
fn a_field_that_was_asked_for_and_is_not_given() {
    table(
        &[IGNORED],
        &places(),
        &[
            (&["c: What is the address of Corner Cafe?"], "Corner Cafe is 5 miles away.", &[IGNORED]),
            (&["c: What is the address of Corner Cafe?"], "Corner Cafe is at 40 Castle Street.", &[]),
            (&["c: How far is Corner Cafe?"], "Corner Cafe is a coffee house.", &[IGNORED]),
            (&["c: How far is Corner Cafe?"], "Corner Cafe is 5 miles away.", &[]),
            (&["c: Give me directions to Corner Cafe."], "Corner Cafe is 5 miles away.", &[IGNORED]),
            (&["c: Give me directions to Corner Cafe."], "The route is on your screen.", &[]),
            (&["c: Give me directions to Corner Cafe."], "Sorry, Corner Cafe is not on my map.", &[]),
            (&["c: Is Corner Cafe nice?"], "Corner Cafe is 5 miles away.", &[]),
        ],
    );
}
