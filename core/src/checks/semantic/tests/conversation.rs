use super::{after, assert_fires, assert_silent, check};

#[test]
fn relevance_is_unknown_without_a_customer_message() {
    assert_eq!(check(&after(&[], "Your parcel left today.")).scores.relevance, None);
    assert!(check(&after(&["c: Where is it?"], "Your parcel left today.")).scores.relevance.is_some());
}

#[test]
fn an_answer_is_more_relevant_than_a_reply_to_something_else() {
    let relevance = |customer: &str, draft: &str| {
        check(&after(&[customer], draft)).scores.relevance.unwrap().ten_thousandths()
    };
    for (customer, right, wrong) in [
        ("c: Where is my parcel?", "Your parcel left our warehouse today.", "Our cafe opens at nine."),
        ("c: How do I reset my password?", "To reset it, choose Forgot password.", "Your refund was paid."),
        ("c: Thank you so much!", "You're welcome!", "Please send us the invoice."),
        (
            "c: Can I bring my dog to the hotel?",
            "Yes, dogs are welcome at the hotel.",
            "Your card was charged twice.",
        ),
        (
            "c: Your service is awful and I'm furious!",
            "I'm so sorry about this.",
            "The museum is in Park Road.",
        ),
        ("c: When does the train leave?", "It leaves at 9:15.", "Our newsletter is free."),
        ("c: I would like to end my subscription.", "I can cancel your subscription.", "The pool is heated."),
        ("c: Wo ist mein Paket?", "Ihr Paket ist unterwegs.", "Das Frühstück gibt es ab acht."),
        (
            "c: Quiero cambiar mi contraseña",
            "Puede cambiar su contraseña en su perfil.",
            "El museo abre a las nueve.",
        ),
        ("c: Is breakfast included?", "Yes, breakfast is included.", "Your flight was delayed."),
    ] {
        let (right_score, wrong_score) = (relevance(customer, right), relevance(customer, wrong));
        assert!(right_score > wrong_score, "{customer}: {right_score} <= {wrong_score}");
    }
}

#[test]
fn short_and_polite_replies_are_on_topic() {
    let rule = "semantic.relevance.off-topic";
    for (customer, draft) in [
        ("c: Please cancel my order.", "Yes, done."),
        ("c: Please cancel my order.", "Which order do you mean?"),
        ("c: Hi", "Hello! How can I help?"),
        ("c: Thanks!", "You're welcome!"),
        ("c: Thanks, bye", "Have a nice day!"),
        ("c: What is your director's home address?", "I'm sorry, I can't share that."),
        ("c: Where is my parcel?", "One moment please."),
        ("c: I'd like to speak to a person.", "I'll pass you on to a colleague."),
        ("c: ok", "Is there anything else I can do for you?"),
        ("c: It still doesn't work.", "I'm sorry about that. Could you send us a photo?"),
    ] {
        assert_silent(rule, &after(&[customer], draft));
    }
}

#[test]
fn left_out_requests_are_named() {
    let rule = "semantic.completeness.ignored-request";
    for (customer, draft, left_out) in [
        (
            "c: When will my parcel arrive? And do you sell gift vouchers for birthdays?",
            "Your parcel will arrive on Monday.",
            "gift vouchers",
        ),
        ("c: How much is the room? Can I bring my small dog along?", "The room costs 80 euros.", "small dog"),
        (
            "c: Cancel my magazine. Send the lamp to Mill Street.",
            "Your magazine is cancelled.",
            "Mill Street",
        ),
        ("c: Is the pool open? Where do I park my caravan?", "Yes, the pool is open.", "caravan"),
        (
            "c: Wann kommt der Techniker? Und was kostet ein neuer Router?",
            "Der Techniker kommt am Montag.",
            "Router",
        ),
    ] {
        let verdict = check(&after(&[customer], draft));
        let found = verdict.findings.iter().find(|finding| finding.rule_id == rule);
        assert!(found.is_some_and(|finding| finding.message.contains(left_out)), "{customer}: {found:?}");
    }
    for (customer, draft) in [
        ("c: When will my parcel arrive?", "Your parcel will arrive on Monday."),
        (
            "c: How much is the room? Can I bring my small dog?",
            "The room costs 80 euros and dogs are welcome.",
        ),
        ("c: How much is the room? Can I bring my small dog?", "I've passed your questions to a colleague."),
        ("c: How much is the room? Can I bring my small dog?", "Could you tell me the dates first?"),
        ("c: When do you open? Really?", "We open at nine."),
        ("c: Is it free? Is that so?", "Yes, it is free."),
        ("c: Where is it? When will it arrive?", "It will arrive on Monday."),
        ("c: My lamp broke. The bulb is black.", "I'm sorry. We'll send another lamp."),
        ("c: Thanks for the help! Can you confirm the booking?", "Your booking is confirmed."),
        ("c: What is the fee? How much is the fee?", "The fee is £5."),
    ] {
        assert_silent(rule, &after(&[customer], draft));
    }
}

#[test]
fn the_third_time_calls_for_a_person() {
    let rule = "semantic.state.repeated-request";
    let ask = "c: Where is the refund for my broken kettle?";
    let again = "c: So where is the refund for the broken kettle?";
    let answer = "b: It is on its way.";
    assert_fires(rule, &after(&[ask, answer, again, answer, ask], "It is on its way."));
    assert_fires(
        rule,
        &after(
            &[ask, answer, "c: I already asked: where is the refund for my broken kettle?"],
            "It is on its way.",
        ),
    );
    assert_silent(rule, &after(&[ask, answer, again], "It is on its way."));
    assert_silent(
        rule,
        &after(&[ask, answer, "c: Thanks", answer, "c: Where is the spare lid?"], "It is coming."),
    );
    assert_silent(rule, &after(&["c: yes", answer, "c: yes", answer, "c: yes"], "It is on its way."));
}

#[test]
fn hard_cases_are_told_from_easy_ones() {
    use crate::contract::Complexity;
    let of = |turns: &[&str]| check(&after(turns, "It is on its way.")).complexity;
    assert_eq!(of(&["c: Where is my parcel?"]), Complexity::Low);
    assert_eq!(of(&["c: Where is my parcel? It's unacceptable, useless service!!"]), Complexity::Medium);
    let ask = "c: Where is the refund for my broken kettle?";
    assert_eq!(of(&[ask, "b: Soon.", ask, "b: Soon.", ask]), Complexity::High);
}
