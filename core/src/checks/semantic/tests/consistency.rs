use super::{after, assert_fires, assert_silent, check, with_facts};
use serde_json::json;

#[test]
fn contradicting_an_earlier_message() {
    let rule = "semantic.consistency.history";
    for (turns, draft) in [
        (&["b: Delivery to Spain takes 5 days.", "c: Great, thanks."][..], "Delivery to Spain takes 9 days."),
        (&["b: The cancellation fee is £20.", "c: I see."], "The cancellation fee is £35."),
        (&["a: Your refund of $40 was sent.", "c: Thanks."], "Your refund of $60 was sent."),
        (&["b: The shop in Leeds opens at 9:00.", "c: Thank you."], "The shop in Leeds opens at 10:30."),
        (
            &["b: The warranty on the kettle lasts 2 years.", "c: Good."],
            "The warranty on the kettle lasts 3 years.",
        ),
        (
            &["b: Die Lieferung nach Köln dauert 5 Tage.", "c: Gut, danke."],
            "Die Lieferung nach Köln dauert 9 Tage.",
        ),
        (&["b: Your discount on the plan is 20%.", "c: OK."], "Your discount on the plan is 10%."),
        (&["b: You can return opened earbuds.", "c: Perfect."], "You cannot return opened earbuds."),
        (&["b: The contract includes roaming.", "c: Great."], "The contract does not include roaming."),
        (&["b: Your technician comes on 5 May.", "c: Thanks."], "Your technician comes on 7 May."),
        (
            &["b: Balcony tickets are £12 each, and the film starts at 8 pm.", "c: Good."],
            "The film starts at 9 pm.",
        ),
        (&["b: Balcony tickets are £12 each.", "c: Good."], "Balcony tickets are £15 each."),
    ] {
        assert_fires(rule, &after(turns, draft));
    }
}

#[test]
fn what_changed_or_differs_for_a_reason_is_no_contradiction() {
    let rule = "semantic.consistency.history";
    for (turns, draft) in [
        (&["b: Delivery to Spain takes 5 days.", "c: Great."][..], "Delivery to Spain takes 5 days."),
        (
            &["b: Delivery to Spain takes 5 days.", "c: Great."],
            "Sorry, a correction: delivery to Spain takes 9 days.",
        ),
        (&["b: Delivery to Spain takes 3 to 5 days.", "c: Great."], "Delivery to Spain takes 4 days."),
        (
            &["b: Delivery to Spain takes 5 days.", "c: And another one to Greece?"],
            "Delivery to Greece takes 9 days.",
        ),
        (&["b: Standard delivery takes 5 days.", "c: And express?"], "Express delivery takes 2 days."),
        (&["b: Your order has not been sent yet.", "c: OK."], "Your order has been sent."),
        (&["b: The blue lamp costs £20.", "c: And the red one?"], "The red lamp costs £25."),
        (&["b: Would you like to come at 9:00?", "c: 10:30 suits me."], "You can come at 10:30."),
        (&["b: The fee is £20 a month.", "c: OK."], "That is £240 a year."),
        (
            &["b: The train at 9:00 leaves Leeds.", "c: I'd rather go later."],
            "The train at 11:00 leaves Leeds.",
        ),
        (&["b: If you cancel today, the fee is £20.", "c: OK."], "We have cancelled it."),
        (&["b: Balcony tickets are £12 each.", "c: Three, please."], "The balcony tickets are £36."),
    ] {
        assert_silent(rule, &after(turns, draft));
    }
    let on_record = with_facts(
        after(&["b: The cancellation fee is £20.", "c: I see."], "The cancellation fee is £35."),
        json!({"contract": {"cancellation_fee": {"amount": "35", "currency": "GBP"}}}),
    );
    assert_silent(rule, &on_record);
}

#[test]
fn contradicting_itself() {
    let rule = "semantic.consistency.self";
    for draft in [
        "Delivery to Spain takes 5 days. Thanks for asking. Delivery to Spain takes 9 days.",
        "The cancellation fee is £20. As said, the cancellation fee is £35.",
        "The Leeds shop opens at 9:00. See you soon. The Leeds shop opens at 10:00.",
        "Your plan includes roaming. Your plan does not include roaming.",
        "Die Lieferung nach Köln dauert 5 Tage. Danke. Die Lieferung nach Köln dauert 9 Tage.",
        "Your warranty covers the screen. Sadly, your warranty does not cover the screen.",
        "The discount on shoes is 20%. Enjoy it. The discount on shoes is 30%.",
        "The parcel weighs 5 kg. Good to know. The parcel weighs 8 kg.",
        "Your appointment starts at 9 am. Please be early. Your appointment starts at 11 am.",
        "Returned earbuds can be refunded. Returned earbuds can not be refunded.",
    ] {
        assert_fires(rule, &after(&[], draft));
    }
    for draft in [
        "Standard delivery takes 5 days. Express delivery takes 2 days.",
        "One train leaves at 7:35. The other leaves at 5:35.",
        "Option A costs £20. Option B costs £35.",
        "1. Blue lamp - Price: £20\n2. Red lamp - Price: £35",
        "- Price: £20\n- Price: £35",
        "Delivery takes 3 to 5 days. Delivery takes 4 days.",
        "The deposit is £20. The rent is £350.",
        "Can you come at 9:00? Or can you come at 10:00?",
        "You can return the lamp. You can't return the bulbs.",
        "If you are a member, delivery is free. If you are not a member, it costs £5.",
    ] {
        assert_silent(rule, &after(&[], draft));
    }
}

#[test]
fn asking_again_for_what_was_tried() {
    let rule = "semantic.consistency.customer";
    for (customer, draft) in [
        ("c: I already tried restarting the router.", "Please restart the router."),
        ("c: I've tried to clear the browser cache.", "Try clearing the cache of your browser."),
        ("c: I already sent you the photo of the lamp.", "Please send us a photo of the lamp."),
        ("c: I have already updated the banking app.", "Could you update the banking app?"),
        ("c: Ich habe schon versucht, den Router neu zu starten.", "Bitte starten Sie den Router neu."),
        ("c: I tried resetting the password twice.", "Please reset the password."),
        ("c: I've already charged the battery overnight.", "Please charge the battery overnight."),
        ("c: I already checked the spam folder.", "Please check the spam folder."),
        ("c: I've tried another cable and another socket.", "Try another cable or another socket."),
        ("c: I tried reinstalling the app, no luck.", "Have you tried reinstalling the app?"),
    ] {
        assert_fires(rule, &after(&[customer], draft));
    }
    for (customer, draft) in [
        ("c: I already tried restarting the router.", "Thanks for trying. A colleague will call you."),
        ("c: I already tried restarting the router.", "Please reset it to factory settings."),
        ("c: Should I restart the router?", "Please restart the router."),
        ("c: I tried the new menu, it's great.", "Please come again."),
        ("c: I already sent the form.", "Please allow two days for an answer."),
        ("c: I tried to call you.", "Please write to us."),
        ("c: I already have an account.", "Please log in with it."),
        ("c: The app crashes.", "Please update the app."),
        ("c: I already paid.", "Thanks, we have booked your payment."),
        ("c: I tried clearing the cache.", "Since clearing the cache didn't help, we'll check our side."),
    ] {
        assert_silent(rule, &after(&[customer], draft));
    }
}

#[test]
fn doing_something_else_than_asked() {
    let rule = "semantic.relevance.request-mismatch";
    for (customer, draft) in [
        ("c: Please book the table for Thursday.", "Done, I've booked the table for Friday."),
        ("c: Set a reminder for the visit at 6 pm.", "Okay, your reminder for the visit is set for 1 pm."),
        ("c: Move my appointment to 5 May.", "Your appointment has been changed to 6 May."),
        ("c: Please schedule the call at 10:00.", "Done! The call is scheduled at 11:00."),
        ("c: Bitte den Termin auf Montag legen.", "Erledigt, der Termin ist am Dienstag."),
    ] {
        assert_fires(rule, &after(&[customer], draft));
    }
    for (customer, draft) in [
        ("c: Please book the table for Thursday.", "Done, I've booked the table for Thursday."),
        ("c: Please book the table for Thursday.", "Thursday is full. Is Friday fine?"),
        ("c: I need the parcel before Thursday.", "Sure, the parcel is set to come on Tuesday."),
        ("c: Book it for Thursday or Friday.", "Done, I've booked it for Friday."),
        ("c: Can you do Thursday?", "Okay, we have set your visit on Friday, as Thursday is full."),
        ("c: I paid on Monday.", "Okay, your card was charged on Tuesday."),
    ] {
        assert_silent(rule, &after(&[customer], draft));
    }
}

#[test]
fn speaking_of_another_record() {
    let facts = json!({"visits": [{"event": "dentist appointment"}, {"event": "tennis lesson"}, {"event": "team meeting"}]});
    let request = after(&["c: When is my dentist appointment?"], "Your tennis lesson is on Monday.");
    assert_fires("semantic.relevance.request-mismatch", &with_facts(request, facts.clone()));
    let request = after(
        &["c: What is on today?", "b: Your dentist appointment is today.", "c: Thanks, where is it?"],
        "The tennis lesson is in Mill Street.",
    );
    assert_fires("semantic.consistency.history", &with_facts(request, facts.clone()));
    for (turns, draft) in [
        (&["c: When is my dentist appointment?"][..], "Your dentist appointment is on Monday."),
        (
            &["c: When is my dentist appointment?"],
            "Your dentist appointment is right after the tennis lesson.",
        ),
        (&["c: What is on today?"], "Your tennis lesson is today."),
        (&["c: Is it the dentist appointment or the tennis lesson?"], "The tennis lesson."),
    ] {
        let verdict = check(&with_facts(after(turns, draft), facts.clone()));
        assert_eq!(verdict.findings, [], "{draft}");
    }
}

#[test]
fn the_score_falls_with_a_contradiction() {
    let score =
        |turns: &[&str], draft: &str| check(&after(turns, draft)).scores.consistency.unwrap().as_f64();
    let turns = ["b: Delivery to Spain takes 5 days.", "c: Great, thanks."];
    assert!(score(&turns, "Delivery to Spain takes 5 days.") > 0.9);
    assert!(score(&turns, "Delivery to Spain takes 9 days.") < 0.3);
}

#[test]
fn another_record_than_the_one_that_is_spoken_of() {
    let places = json!({ "places": [
        { "title": "North Garage", "place_type": "parking garage", "miles": "2 miles" },
        { "title": "Corner Cafe", "place_type": "coffee place", "miles": "5 miles" },
        { "title": "Green Grocer", "place_type": "grocery store", "miles": "4 miles" },
        { "title": "Bean House", "place_type": "coffee place", "miles": "6 miles" }
    ] });
    let request = "semantic.relevance.request-mismatch";
    let history = "semantic.consistency.history";
    let about = |turns: &[&str], draft: &str| with_facts(after(turns, draft), places.clone());
    for (turns, draft, rules) in [
        (&["c: Where can I get coffee?"][..], "North Garage is on your way.", &[request][..]),
        (&["c: Where can I get coffee?"], "Corner Cafe is on your way.", &[]),
        (&["c: Where can I get coffee?"], "Corner Cafe and Bean House are on your way.", &[]),
        (
            &["c: I want a coffee.", "b: Corner Cafe is 5 miles away.", "c: Take me to it, please."],
            "Setting the route to Green Grocer.",
            &[request, history],
        ),
        (
            &[
                "c: I want a coffee.",
                "b: Corner Cafe is 5 miles away.",
                "c: Yes.",
                "b: Shall I go on?",
                "c: Please do.",
            ],
            "Setting the route to Green Grocer.",
            &[request, history],
        ),
        (
            &["c: I want a coffee.", "b: Corner Cafe is 5 miles away.", "c: I'd rather have another one."],
            "Setting the route to Bean House.",
            &[],
        ),
        (
            &["c: I want a coffee.", "b: Corner Cafe is 5 miles away.", "c: Within 6 miles is fine."],
            "Corner Cafe is set as your goal.",
            &[],
        ),
    ] {
        let case = about(turns, draft);
        for rule in [request, history] {
            if rules.contains(&rule) {
                assert_fires(rule, &case);
            } else {
                assert_silent(rule, &case);
            }
        }
    }
}

#[test]
fn a_record_that_was_spoken_of_before_is_named_with_less_certainty() {
    let places = json!({ "places": [
        { "title": "North Garage", "place_type": "parking garage" },
        { "title": "Corner Cafe", "place_type": "coffee place" },
        { "title": "Bean House", "place_type": "coffee place" }
    ] });
    let (asked, settled) = ("semantic.relevance.other-matter", "semantic.consistency.matter-changed");
    let chosen = [
        "c: Where is coffee?",
        "b: Corner Cafe or Bean House.",
        "c: The closest.",
        "b: Bean House is.",
        "c: How far?",
    ];
    for (turns, draft, rules) in [
        (&chosen[..], "Corner Cafe is two streets away.", &[asked, settled][..]),
        (&chosen, "Bean House is two streets away.", &[]),
        (&chosen[..3], "Corner Cafe is two streets away.", &[]),
    ] {
        let case = with_facts(after(turns, draft), places.clone());
        for rule in [asked, settled, "semantic.relevance.request-mismatch", "semantic.consistency.history"] {
            if rules.contains(&rule) { assert_fires(rule, &case) } else { assert_silent(rule, &case) }
        }
    }
}

#[test]
fn records_of_another_list_answer_another_question() {
    let facts = json!({"calls": [
        {"results": [{"hotel": "Harbour Inn", "type": "inn"}, {"hotel": "Mill House", "type": "guesthouse"}]},
        {"results": [{"song": "Paper Boats", "artist": "Ada Quill"}, {"song": "Low Tide", "artist": "Tom Reed"}]},
    ]});
    let turns =
        ["c: Find me an inn by the sea.", "b: The Harbour Inn has a room.", "c: Play me a song of the year."];
    for (draft, expected) in
        [("Shall I play Paper Boats by Ada Quill", true), ("The Mill House has a room.", false)]
    {
        let mut request = after(&turns, draft);
        request["facts"] = facts.clone();
        let found = check(&request).findings.iter().any(|finding| {
            finding.rule_id.ends_with("matter-changed") || finding.rule_id.ends_with("other-matter")
        });
        assert_eq!(!found, expected, "{draft}");
    }
}

#[test]
fn what_the_reply_brings_up_by_name_answers_another_search() {
    let halls = json!({ "evenings": [
        { "hall": "Lantern Hall", "style": "folk", "seats": "plenty" },
        { "hall": "Copper Room", "style": "jazz", "seats": "few left" },
        { "hall": "Copper Room", "style": "swing", "seats": "plenty" }
    ] });
    let (history, changed) = ("semantic.consistency.history", "semantic.consistency.matter-changed");
    let turns = ["c: Any folk evening?", "b: Lantern Hall has one.", "c: Which jazz evenings will there be?"];
    let about = |draft: &str| with_facts(after(&turns, draft), halls.clone());
    assert_silent(history, &about("There is a jazz evening at the Copper Room."));
    assert_silent(history, &about("How about the Copper Room?"));
    // The customer may mean another evening by now: that is noted and no more.
    assert_silent(history, &about("The Copper Room has one."));
    assert_fires(changed, &about("The Copper Room has one."));
}

#[test]
fn where_a_way_leads_to_is_on_record() {
    let places = json!({ "places": [
        { "title": "North Garage", "place_type": "parking garage" },
        { "title": "Corner Cafe", "place_type": "coffee place" }
    ] });
    let turns = ["c: Where can I park?", "b: North Garage is near.", "c: Take me there."];
    let about = |draft: &str| with_facts(after(&turns, draft), places.clone());
    let asked = "semantic.relevance.other-matter";
    for draft in [
        "Here are the directions to Harbour Inn.",
        "navigating you to dish parking",
        "It is called Kiln Hall.",
    ] {
        assert_fires(asked, &about(draft));
    }
    for draft in [
        "Here are the directions to North Garage.",
        "Here is another way to reach it faster.",
        "The route is on your screen now.",
        "I am afraid the way is closed.",
    ] {
        assert_silent(asked, &about(draft));
    }
}

#[test]
fn a_wish_that_sounds_like_a_limit_is_no_other_number() {
    let turns = |said: &'static str| ["c: Where is a cafe?", "b: Corner Cafe is 2 miles away.", said];
    let history = "semantic.consistency.history";
    let places = json!({ "places": [
        { "title": "North Garage", "place_type": "parking garage" },
        { "title": "Corner Cafe", "place_type": "coffee place" }
    ] });
    let about = |said, draft: &str| with_facts(after(&turns(said), draft), places.clone());
    assert_fires(history, &about("c: Within 5 miles is fine.", "Corner Cafe is 5 miles away."));
    assert_silent(history, &about("c: Within 5 miles is fine.", "Corner Cafe is 2 miles away."));
}

#[test]
fn details_of_records_are_no_names() {
    let places = json!({ "places": [
        { "title": "North Garage", "place_type": "parking garage", "road_state": "heavy traffic" },
        { "title": "Corner Cafe", "place_type": "coffee place", "road_state": "road works" }
    ] });
    let request = "semantic.relevance.request-mismatch";
    let about = |said: &'static str, draft: &str| with_facts(after(&[said], draft), places.clone());
    assert_silent(request, &about("c: Take me to North Garage.", "There are road works on the way."));
    assert_silent(request, &about("c: Avoid heavy traffic to the cafe.", "There are road works on the way."));
    // Of two that are named, neither is told by what only one is.
    let turns = ["c: Somewhere to eat?", "b: Corner Cafe or North Garage.", "c: Which is quiet?"];
    let two = with_facts(after(&turns, "Corner Cafe is quiet."), places.clone());
    assert_silent("semantic.relevance.other-matter", &two);
}
