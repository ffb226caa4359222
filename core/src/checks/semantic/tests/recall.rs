//! What plainly goes against the conversation, in other words than it used.

use super::{after, assert_fires, assert_silent};

#[test]
fn what_is_taken_as_said_must_have_been_said() {
    let rule = "semantic.consistency.history";
    let lesson = ["b: Your first riding lesson is on Monday at 4 pm and costs £35.", "c: Do I need boots?"];
    for draft in [
        "Any sturdy shoes will do. As I said, we see you on Tuesday.",
        "No boots needed, and the lesson is £45, as I mentioned.",
        "Sturdy shoes will do. The lesson stays as it was: Monday at 5 pm.",
    ] {
        assert_fires(rule, &after(&lesson, draft));
    }
    for draft in [
        "Any sturdy shoes will do. As I said, we see you on Monday.",
        "As I said, it costs £35, and boots can be hired for £4.",
        "As I mentioned, the lesson is on Monday; you get the plan tomorrow.",
        "I'm afraid what I wrote was wrong: as said in our new plan, it's on Tuesday.",
    ] {
        assert_silent(rule, &after(&lesson, draft));
    }
}

#[test]
fn what_is_part_of_it_stays_part_of_it() {
    let rule = "semantic.consistency.history";
    let tour = ["b: The boat tour is £22, lunch included.", "c: Where do we meet?"];
    assert_fires(rule, &after(&tour, "At pier 3. Lunch isn't part of the price, so bring some cash."));
    assert_silent(rule, &after(&tour, "At pier 3. Drinks aren't part of the price, so bring some cash."));
    let lamp = ["b: Your dimmer is fine. The lamp works with it.", "c: Great."];
    assert_fires(rule, &after(&lamp, "I'm afraid the lamp doesn't work with your dimmer."));
    assert_silent(rule, &after(&lamp, "The lamp doesn't work with batteries."));
}

#[test]
fn what_is_asked_to_be_confirmed_is_not_denied() {
    let rule = "semantic.consistency.history";
    let moved = ["b: Your visit is now on Friday at 9 am.", "c: so it's Friday, not Wednesday?"];
    assert_fires(rule, &after(&moved, "No, your visit is on Wednesday."));
    assert_silent(rule, &after(&moved, "Yes, your visit is on Friday."));
    assert_silent(rule, &after(&moved, "No worries, your visit is on Friday and not on Wednesday."));
}

#[test]
fn what_the_customer_says_now_counts() {
    let rule = "semantic.consistency.customer";
    let party =
        ["c: A cake for 12 guests please", "b: A cake for 12 guests is £48.", "c: sorry, we're 15 guests"];
    assert_fires(rule, &after(&party, "The cake for 12 guests can be picked up on Friday."));
    assert_silent(rule, &after(&party, "For 15 guests it's £60 instead of £48 for 12 guests."));
    let coat = [
        "c: Do you have the red coat in M?",
        "b: Yes, the red coat is in stock.",
        "c: I'd like the blue one more",
    ];
    assert_fires(rule, &after(&coat, "Your red coat will be sent today."));
    assert_silent(rule, &after(&coat, "The blue one is in stock too."));
    assert_silent(rule, &after(&coat, "In M there's only the red one."));
    let slot = [
        "c: Can I come on Friday 7 May at 3 pm?",
        "b: Friday 7 May at 3 pm is free.",
        "c: My brother comes along",
    ];
    assert_fires(rule, &after(&slot, "Great, see you both at 3 pm on Thursday 6 May."));
    assert_silent(rule, &after(&slot, "Great, see you both at 3 pm on Friday 7 May."));
    assert_fires(
        rule,
        &after(&["c: I've never skied. What do I need?"], "As you've skied for years, bring your skis."),
    );
    assert_silent(
        rule,
        &after(&["c: I've never skied. What do I need?"], "As you've never skied, take a lesson."),
    );
}

#[test]
fn what_was_refused_is_not_done() {
    let rule = "semantic.relevance.wish-reversed";
    let number = "c: I'd like the bigger plan, but please don't change my phone number";
    assert_fires(rule, &after(&[number], "You get the plan today, together with a new phone number."));
    assert_silent(rule, &after(&[number], "You get the new plan today. Your phone number stays."));
    let voucher = "c: The kettle is broken. I don't want a voucher, I want a new kettle";
    assert_fires(rule, &after(&[voucher], "We're happy to send you a voucher for the broken kettle."));
    assert_silent(rule, &after(&[voucher], "A new kettle is on its way, so no voucher is needed."));
}

#[test]
fn what_was_given_is_not_asked_for() {
    let rule = "semantic.state.asked-again";
    for (turns, draft) in [
        (
            &["c: Please send it to my new address, 12 Orchard Lane"][..],
            "Of course. What is your new address?",
        ),
        (&["c: the heating in flat 7 is cold"], "Sorry about that. Which flat do you live in?"),
        (&["c: My name is Ines Moreau, I lost my card"], "Could you tell me your name, please?"),
        (&["c: A table for 6 people tonight please"], "For how many people would you like it?"),
        (
            &["b: We have a class at 9 am or at 5 pm.", "c: 5 pm", "c: can my sister come too?"],
            "She can. Would you like to come at 9 am or at 5 pm?",
        ),
    ] {
        assert_fires(rule, &after(turns, draft));
    }
    for (turns, draft) in [
        (&["c: I'm moving out of 12 Orchard Lane"][..], "Happy to help. What is your new address?"),
        (&["c: My name is Ines, I lost my card"], "Could you tell me your last name, please?"),
        (&["c: A table tonight please"], "For how many people would you like it?"),
        (
            &["b: We have a class at 9 am or at 5 pm.", "c: can my sister come too?"],
            "She can. Is it 9 am or 5 pm?",
        ),
    ] {
        assert_silent(rule, &after(turns, draft));
    }
}

#[test]
fn steps_that_did_not_help_are_not_told_again_in_other_words() {
    let rule = "semantic.state.same-answer";
    let steps = [
        "c: How do I return it?",
        "b: In the shop, open Orders, tap the parcel and choose Return.",
        "c: I can't find that button",
    ];
    assert_fires(
        rule,
        &after(&steps, "You can do it in the shop: go to Orders, tap your parcel and select Return."),
    );
    assert_silent(
        rule,
        &after(&steps, "Then the parcel may be older than 30 days. Please send us its number."),
    );
}

#[test]
fn names_that_the_company_used_stay() {
    let rule = "semantic.form.wrong-name";
    let turns = ["b: Good morning, Renata! Your glasses are ready.", "c: great, until when are you open"];
    assert_fires(rule, &after(&turns, "Hi Ursula, we're open until 6 pm."));
    assert_silent(rule, &after(&turns, "Hi Renata, we're open until 6 pm."));
    let rule = "semantic.form.wrong-company";
    let turns = ["b: Hello, and welcome to Harrow Opticians!", "c: are my glasses ready?"];
    assert_fires(rule, &after(&turns, "They are ready.\n\nKind regards,\nYour team at Oakfield Tyres"));
    assert_silent(rule, &after(&turns, "They are ready.\n\nKind regards,\nYour team at Harrow Opticians"));
}

#[test]
fn what_the_only_question_asked_for_is_not_asked_for_again() {
    let rule = "semantic.state.asked-again";
    let cake = [
        "c: A cake for Saturday, please.",
        "b: Which flavour would he like?",
        "c: Lemon. And do you deliver?",
    ];
    assert_fires(rule, &after(&cake, "We do, for £6. Which flavour would you like it in?"));
    assert_silent(rule, &after(&cake, "We do, for £6. Which street should we bring it to?"));
    let glasses =
        ["c: Is it ready? Order 40771", "b: Not yet: on Monday.", "c: Could my husband collect them?"];
    assert_fires(
        rule,
        &after(&glasses, "He can. What's your order number, so that I can see what's left to pay?"),
    );
    assert_silent(rule, &after(&glasses, "He can. What's your husband's name?"));
    let coach =
        ["c: I've booked the wrong day! Booking TC-4410", "b: Which coach would suit you?", "c: the 1.35 pm"];
    assert_fires(rule, &after(&coach, "Happy to help. Could I have your booking number, please?"));
}

#[test]
fn a_number_that_is_taken_back_counts_no_longer() {
    let rule = "semantic.consistency.customer";
    let party = [
        "c: A cake for 24 people, please.",
        "b: That's the two-tier cake at £86.",
        "c: Sorry, we're 34, not 24.",
    ];
    assert_fires(rule, &after(&party, "For 24 people the two-tier cake is £86."));
    assert_silent(rule, &after(&party, "For 34 people it's the three-tier cake."));
    assert_silent(rule, &after(&party, "Then it's 34 and not 24: that takes the three-tier cake."));
    let group = ["b: You're welcome to board early.", "c: Why does my pass show group 4, not 3?"];
    assert_silent(rule, &after(&group, "It isn't updated yet. Please board once group 3 is called."));
}

#[test]
fn the_only_number_of_a_thing_stays() {
    let rule = "semantic.consistency.history";
    let pitch = ["b: I've moved it to Friday, two nights, pitch 31.", "c: Is it near the showers?"];
    assert_fires(rule, &after(&pitch, "You're on pitch 13. The nearest showers are 50 metres away."));
    assert_silent(rule, &after(&pitch, "You're on pitch 31. The nearest showers are 50 metres away."));
    let row = ["b: There's a wheelchair space in row F.", "c: thanks. How early should we come?"];
    assert_fires(rule, &after(&row, "Half an hour before. It's only a few metres to your places in row K."));
    assert_silent(rule, &after(&row, "Half an hour before. The bar is behind row K."));
}
