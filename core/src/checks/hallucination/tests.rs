//! Each check by a table of drafts with their evidence: what must be found, and look-alikes that must not.

use std::sync::OnceLock;

use serde_json::{Value, json};

use crate::{Request, Validator, Verdict};

pub(super) fn check(draft: &str, rest: Value) -> Verdict {
    let mut request = json!({ "draft": draft });
    for (key, value) in rest.as_object().unwrap() {
        request[key] = match (key.as_str(), value) {
            ("sources", Value::Array(texts)) => texts
                .iter()
                .enumerate()
                .map(|(n, text)| match text {
                    Value::String(text) => json!({ "id": format!("S{n}"), "text": text }),
                    other => other.clone(),
                })
                .collect(),
            ("customer", text) => {
                request["turns"] = json!([{ "role": "customer", "text": text }]);
                continue;
            }
            (_, other) => other.clone(),
        };
    }
    let request = Request::from_json(&request.to_string()).unwrap();
    static VALIDATOR: OnceLock<Validator> = OnceLock::new();
    VALIDATOR.get_or_init(|| Validator::new("hallucination").unwrap()).check(&request)
}

/// The evidence of all findings of a rule.
pub(super) fn found(verdict: &Verdict, rule: &str) -> Vec<String> {
    verdict.findings.iter().filter(|f| f.rule_id == rule).map(|f| f.evidence.clone()).collect()
}

pub(super) fn table(rule: &str, rows: &[(&str, Value, &[&str])]) {
    for (draft, rest, expected) in rows {
        let verdict = check(draft, rest.clone());
        assert_eq!(found(&verdict, rule), *expected, "{draft} {rest}\n{:?}", verdict.findings);
    }
}

fn s(texts: &[&str]) -> Value {
    json!({ "sources": texts })
}

#[test]
fn a_value_that_the_evidence_gives_otherwise_is_found() {
    table(
        "hallucination.values.mismatch",
        &[
            ("Parking costs £14 a day.", s(&["Parking costs £12 a day."]), &["£14"]),
            (
                "You can return shoes within 60 days.",
                s(&["Shoes can be returned within 30 days."]),
                &["60 days"],
            ),
            ("The desk opens at 8 am.", s(&["The desk opens at 9 am."]), &["8 am"]),
            ("Five coupons can be used at once.", s(&["Three coupons can be used at once."]), &["Five"]),
            (
                "On Saturdays the desk is open from 10 am to 1 pm.",
                s(&[
                    "The desk is open Monday to Friday from 8 am to 7 pm and on Saturdays from 9 am to 1 pm.",
                ]),
                &["10 am to 1 pm"],
            ),
            (
                "Parcels take three to seven working days.",
                s(&["Parcels take three to five working days."]),
                &["three to seven working days"],
            ),
            ("A pause lasts up to six months.", s(&["A pause lasts one to three months."]), &["six months"]),
            ("You need a pass, which is £7 a day.", s(&["A pass costs £6 a day."]), &["£7"]),
            (
                "Your visit is on Sunday, 24 November 2026.",
                s(&["Your visit is on Tuesday, 24 November 2026."]),
                &["Sunday, 24 November 2026"],
            ),
            ("The course begins in May. It takes 21 days.", s(&["The course takes 10 days."]), &["21 days"]),
            ("Students get 20% off tickets.", s(&["Students get 10% off tickets."]), &["20%"]),
            ("The sale ends on 4 May 2026.", s(&["The sale ends on 14 May 2026."]), &["4 May 2026"]),
            (
                "Your deposit is €300.",
                json!({ "facts": { "booking": { "deposit": { "amount": "250", "currency": "EUR" } } } }),
                &["€300"],
            ),
            ("The warranty lasts 3 years.", s(&["The warranty lasts 2 years."]), &["3 years"]),
            ("The plan includes 50 GB of data.", s(&["The plan includes 20 GB of data."]), &["50 GB"]),
            ("Refunds take 2 working days.", s(&["Refunds take 5 working days."]), &["2 working days"]),
            (
                "Late fees are $35.",
                json!({ "customer": "Are late fees $35?", "sources": ["Late fees are $25."] }),
                &["$35"],
            ),
            (
                "Bluebell Inn is at 9 Mill Lane.",
                json!({ "sources": [{ "id": "T", "kind": "tool", "text": "name: Bluebell Inn; address: 4 Oak Road\nname: Harbour Rest; address: 9 Mill Lane" }] }),
                &["9 Mill Lane"],
            ),
            (
                "Harbour Rest is 3 miles away.",
                json!({ "facts": { "places": [{ "name": "Harbour Rest", "distance": "5 miles" }, { "name": "Bluebell Inn", "distance": "3 miles" }] } }),
                &["3 miles"],
            ),
        ],
    );
}

#[test]
fn a_value_that_agrees_or_is_worked_out_is_not_a_mismatch() {
    table(
        "hallucination.values.mismatch",
        &[
            ("Parking costs twelve pounds a day.", s(&["Parking costs £12.00 a day."]), &[]),
            ("You can return shoes within 2 weeks.", s(&["Shoes can be returned within 14 days."]), &[]),
            ("The desk opens at nine in the morning.", s(&["The desk opens at 09:00."]), &[]),
            ("Delivery takes 4 days.", s(&["Delivery takes 3-5 days."]), &[]),
            ("Room and parking together cost £92.", s(&["The room costs £80.", "Parking costs £12."]), &[]),
            ("Four tickets cost £60.", s(&["Tickets cost £15 each.", "A group is 4 people."]), &[]),
            ("A gym pass costs £9.", s(&["A pool pass costs £7."]), &[]),
            ("Would you like to pay £14 for parking?", s(&["Parking costs £12 a day."]), &[]),
            (
                "Your booking for 7 pm is confirmed.",
                json!({ "customer": "Book me a table for 7 pm", "sources": ["The kitchen is open until 10 pm."] }),
                &[],
            ),
            (
                "Bluebell Inn is at 4 Oak Road.",
                json!({ "sources": [{ "id": "T", "kind": "tool", "text": "name: Bluebell Inn; address: 4 Oak Rd\nname: Harbour Rest; address: 9 Mill Lane" }] }),
                &[],
            ),
            (
                "Bluebell Inn is 2 miles and Harbour Rest 5 miles away.",
                json!({ "facts": { "places": [{ "name": "Harbour Rest", "distance": "5 miles" }, { "name": "Bluebell Inn", "distance": "2 miles" }] } }),
                &[],
            ),
            ("One of them is near the station.", s(&["There are 3 branches near the station."]), &[]),
        ],
    );
}

#[test]
fn times_of_different_days_do_not_contradict_each_other() {
    let rule = "hallucination.values.mismatch";
    let pool = "Saturday swims: enter by 7am on Saturday, not before 9pm on Friday.";
    table(
        rule,
        &[
            ("You may enter from 9pm on Friday and must enter by 7am on Saturday.", s(&[pool]), &[]),
            ("Saturday swims: enter by 8am on Saturday.", s(&[pool]), &["8am"]),
            ("The shop opens at 8 am on Sunday.", s(&["The shop opens at 10 am on Monday."]), &[]),
            ("The shop opens at 10 am on Sunday.", s(&["The shop opens at 10 am on Monday."]), &["Sunday"]),
            ("The shop opens at 8 am on Monday.", s(&["The shop opens at 10 am on Monday."]), &["8 am"]),
            ("On Friday, 17:00 is when the shop closes.", s(&["The shop closes on Saturday at 13:00."]), &[]),
            ("The shop closes at 17:00.", s(&["The shop closes at 13:00."]), &["17:00"]),
            ("The shop is closed until 9:00 tomorrow.", s(&["The shop is open from 9:00 to 18:00."]), &[]),
        ],
    );
}

#[test]
fn limits_from_both_sides_do_not_contradict_each_other() {
    table(
        "hallucination.values.mismatch",
        &[
            (
                "Your wait was under 4 hours, so no meal is due.",
                s(&["A meal is due from 4 hours' wait."]),
                &[],
            ),
            ("A meal is due from 2 hours' wait.", s(&["A meal is due from 4 hours' wait."]), &["2 hours"]),
            ("Repairs take at least 9 days.", s(&["Repairs take up to 5 days."]), &["9 days"]),
            ("Repairs take at least 2 days.", s(&["Repairs take up to 5 days."]), &[]),
            ("Gilt costs at least €90.", s(&["Gilt costs up to €40."]), &["€90"]),
        ],
    );
}

#[test]
fn what_an_event_or_another_record_gives_is_no_mismatch() {
    let repair = || {
        json!({
            "facts": {
                "repair": { "status": "with our workshop", "ready_by": "2026-06-19" },
                "events": [{ "type": "repair_received", "at": "2026-06-03T08:30:00Z", "ref": "RP-4411" }]
            },
            "context": { "now": "2026-06-08T10:00:00Z", "locale": "en-US" }
        })
    };
    table(
        "hallucination.values.mismatch",
        &[
            ("Your repair was received on June 3 and is with our workshop.", repair(), &[]),
            ("Your repair was received on June 5.", repair(), &["June 5"]),
            ("It is with our workshop and will be ready by June 19.", repair(), &[]),
            ("If you hear nothing by Friday, please write to us.", repair(), &[]),
            ("If it isn't ready by June 24, please write to us.", repair(), &[]),
            (
                "If you cancel within 48 hours, you pay nothing.",
                s(&["You pay nothing if you cancel within 24 hours."]),
                &["48 hours"],
            ),
        ],
    );
}

#[test]
fn an_amount_is_held_against_the_record_of_the_same_name() {
    let order = || {
        json!({ "facts": { "order": {
            "total": { "amount": "80.00", "currency": "GBP" },
            "refund_total": { "amount": "42.10", "currency": "GBP" },
            "shipping_fee": { "amount": "6.50", "currency": "GBP" }
        } } })
    };
    table(
        "hallucination.values.mismatch",
        &[
            ("Your refund of £45.00 will reach you this week, and we are sorry.", order(), &["£45.00"]),
            (
                "£45.00 is your refund, and a colleague of mine looks at the rest of it today.",
                order(),
                &["£45.00"],
            ),
            ("Your refund of £42.10 will reach you this week.", order(), &[]),
            // Another amount of the same order.
            ("The gift wrapping for your order and the card that came with it cost £45.00.", order(), &[]),
            ("A voucher of £45.00 waits for you on our website.", order(), &[]),
        ],
    );
}

#[test]
fn an_identifier_is_compared_without_its_separators() {
    // `default` names the identifiers; the layer alone does not look for them.
    let check = |draft: &str, iban: &str| {
        let request = json!({
            "draft": draft, "facts": { "payee": { "iban": iban } }, "context": { "locale": "nl-NL" }
        });
        Validator::new("default").unwrap().check(&Request::from_json(&request.to_string()).unwrap())
    };
    let spaced = "We pay it to NL91 ABNA 0417 1643 00 today.";
    for (draft, iban, expected) in [
        (spaced, "NL91ABNA0417164300", &[][..]),
        (spaced, "NL91 ABNA 0417 1643 00", &[]),
        ("We pay it to NL91ABNA0417164300 today.", "NL91 ABNA 0417 1643 00", &[]),
        (spaced, "DE89370400440532013000", &["NL91 ABNA 0417 1643 00"]),
    ] {
        let verdict = check(draft, iban);
        assert_eq!(found(&verdict, "hallucination.references.fabricated"), expected, "{draft} {iban}");
        for rule in ["hallucination.values.mismatch", "hallucination.values.unsupported"] {
            assert!(found(&verdict, rule).is_empty(), "{draft} {iban} {:?}", verdict.findings);
        }
    }
}

#[test]
fn the_correction_is_written_as_the_draft_writes() {
    for (draft, source, expected) in [
        ("Parking costs £14.00 a day.", "Parking costs 12 GBP a day.", Some("Parking costs £12.00 a day.")),
        ("Refunds take 2 days.", "Refunds take 5 working days.", Some("Refunds take 5 working days.")),
        ("Parking costs £14 a day.", "Parking costs £12 a day. Parking costs £9 a day.", None),
    ] {
        assert_eq!(check(draft, s(&[source])).text.as_deref(), expected, "{draft}");
    }
}

#[test]
fn a_value_on_a_known_subject_that_stands_nowhere_is_unsupported() {
    table(
        "hallucination.values.unsupported",
        &[
            ("The breakfast buffet costs €18.", s(&["The breakfast buffet opens at 7 am."]), &["€18"]),
            ("The breakfast buffet costs €18.", s(&["The breakfast buffet costs 18 euros."]), &[]),
            ("The breakfast buffet costs €18.", s(&["Dogs must be kept on a lead."]), &[]),
            ("The breakfast buffet costs €18.", json!({}), &[]),
        ],
    );
}

#[test]
fn a_reference_known_from_nowhere_is_found() {
    let known = || {
        json!({
            "customer": "My order is FW-20881 and my mail is sam@example.com",
            "sources": [{ "id": "S1", "text": "Write to support@fernwood.example.com or see https://fernwood.example.com/help. Call 020 7946 0123.", "url": "https://fernwood.example.com/contact" }],
            "facts": { "case": { "id": "CS-100200" } }
        })
    };
    table(
        "hallucination.references.fabricated",
        &[
            ("Write to help@fernwood.example.com.", known(), &["help@fernwood.example.com"]),
            ("Your case number is CS-482910.", known(), &["CS-482910"]),
            (
                "See https://fernwood.example.com/refund-form.",
                known(),
                &["https://fernwood.example.com/refund-form"],
            ),
            ("Please call 020 7946 0999.", known(), &["020 7946 0999"]),
            ("Write to support@fernwood.example.com.", known(), &[]),
            ("Your case number is CS-100200.", known(), &[]),
            ("I see order FW-20881.", known(), &[]),
            ("We wrote to sam@example.com.", known(), &[]),
            ("See fernwood.example.com/help or fernwood.example.com.", known(), &[]),
            ("See https://fernwood.example.com/contact.", known(), &[]),
            ("Please call +44 20 7946 0123.", known(), &[]),
            ("In an emergency call 999.", known(), &[]),
            ("Your case number is CS-482910.", json!({}), &[]),
        ],
    );
}

#[test]
fn a_statement_turned_round_is_found() {
    table(
        "hallucination.statements.contradicted",
        &[
            (
                "Sale items can be refunded.",
                s(&["Sale items cannot be refunded."]),
                &["Sale items can be refunded."],
            ),
            (
                "The pool is closed on Sundays.",
                s(&["The pool is open on Sundays."]),
                &["The pool is closed on Sundays."],
            ),
            (
                "Breakfast is excluded from the rate.",
                s(&["Breakfast is included in the rate."]),
                &["Breakfast is excluded from the rate."],
            ),
            (
                "Dogs are not allowed in the garden.",
                s(&["Dogs are allowed in the garden."]),
                &["Dogs are not allowed in the garden."],
            ),
            ("Sale items cannot be refunded.", s(&["Sale items can't be refunded."]), &[]),
            ("The pool is open on Sundays.", s(&["The pool is open on Sundays and closed on Mondays."]), &[]),
            ("Dogs are not allowed.", s(&["Are dogs allowed? No, dogs are not allowed."]), &[]),
            ("The bar is closed on Sundays.", s(&["The pool is open on Sundays."]), &[]),
            // What holds for one case, one customer's word, a condition.
            ("The lockers can be used.", s(&["The lockers cannot be used on Sundays."]), &[]),
            (
                "Your order can't be cancelled.",
                s(&["Orders can be cancelled free of charge before they are sent."]),
                &[],
            ),
            (
                "The pool is not clean.",
                json!({ "sources": [{ "id": "R", "kind": "review", "text": "The pool is clean." }] }),
                &[],
            ),
            // A list with something that nobody offers.
            (
                "You can pay by Visa, Mastercard, PayPal or bank transfer.",
                s(&["We accept Visa, Mastercard and bank transfer."]),
                &["You can pay by Visa, Mastercard, PayPal or bank transfer."],
            ),
            ("We have a sauna, a pool and more.", s(&["The house has a pool and a sauna."]), &[]),
        ],
    );
}

#[test]
fn a_yes_a_no_and_a_state_of_a_record_are_held_to() {
    let stock = |yes: bool| {
        let text = json!({ "item": "blue kettle", "in_stock": yes }).to_string();
        json!({ "sources": [{ "id": "T", "kind": "tool", "text": text }] })
    };
    let order = |status: &str| json!({ "facts": { "order": { "id": "A-1", "status": status } } });
    table(
        "hallucination.statements.contradicted",
        &[
            ("The blue kettle is in stock.", stock(false), &["The blue kettle is in stock."]),
            ("The blue kettle is in stock.", stock(true), &[]),
            ("The blue kettle isn't available.", stock(false), &[]),
            ("The red kettle is in stock.", stock(false), &[]),
            ("Is the blue kettle in stock?", stock(false), &[]),
            ("Your order was delivered.", order("processing"), &["Your order was delivered."]),
            ("Your order was sent.", order("delivered"), &[]),
            ("Your order hasn't been delivered.", order("shipped"), &[]),
            ("Your order hasn't been delivered.", order("delivered"), &["Your order hasn't been delivered."]),
            ("Your order will be delivered soon.", order("processing"), &[]),
        ],
    );
}

#[test]
fn what_is_said_of_one_subject_is_not_said_of_another() {
    let plans = s(&["The Solo plan costs £8 a month. The Family plan costs £14 a month."]);
    let desks = s(&["On Mondays the desk opens at 9:00.", "On Sundays the desk opens at 11:00."]);
    table(
        "hallucination.values.mismatch",
        &[
            ("The Family plan costs £8 a month.", plans.clone(), &["£8"]),
            ("The Family plan costs £14 a month.", plans.clone(), &[]),
            ("Our plans cost £8 a month or more.", plans, &[]),
            ("On Sunday the desk opens at 9:00.", desks.clone(), &["9:00"]),
            ("On Sunday the desk opens at 11:00.", desks, &[]),
        ],
    );
}

#[test]
fn a_quotation_stands_where_it_is_taken_from() {
    let terms = s(&["Normal wear is not charged. Damage has to be reported within 48 hours."]);
    table(
        "hallucination.references.fabricated",
        &[
            ("Our terms say: \"Normal wear is not charged.\"", terms.clone(), &[]),
            (
                "Our terms say: \"All wear is charged at cost.\"",
                terms.clone(),
                &["All wear is charged at cost."],
            ),
            ("Please press \"I agree to all of this\".", terms, &[]),
        ],
    );
}

#[test]
fn evidence_that_is_out_of_force_or_contradicts_itself_is_reported() {
    let dated = |to: &str| {
        json!({
            "sources": [{ "id": "old", "text": "Express delivery costs £4.50.", "effective_to": to }],
            "context": { "now": "2026-11-20T10:00:00Z" }
        })
    };
    table(
        "hallucination.grounding.stale-source",
        &[
            ("Express delivery costs £4.50.", dated("2027-01-01"), &[]),
            (
                "Express delivery costs £4.50.",
                dated("2025-12-31"),
                &["Express delivery costs £4.50.", "£4.50"],
            ),
        ],
    );
    table(
        "hallucination.grounding.conflicting-evidence",
        &[
            (
                "Express delivery costs £6.",
                s(&["Express delivery costs £4.", "Express delivery costs £5."]),
                &["£6"],
            ),
            ("Express delivery costs £6.", s(&["Express delivery costs £5."]), &[]),
        ],
    );
}

#[test]
fn what_no_evidence_speaks_about_is_unchecked() {
    for (draft, rest, why) in [
        ("Your parcel left this morning.", json!({}), "no_source"),
        ("The rooftop terrace has heated lamps.", s(&["Refunds take 5 days."]), "no_evidence"),
    ] {
        let verdict = check(draft, rest);
        assert!(
            verdict.unchecked.iter().any(|u| u.what == "sentence" && u.why == why),
            "{:?}",
            verdict.unchecked
        );
    }
    let polite = check("Thanks for waiting. How can I help?", s(&["Refunds take 5 days."]));
    assert!(polite.unchecked.is_empty(), "{:?}", polite.unchecked);
}

#[test]
fn the_score_is_absent_without_evidence_and_falls_with_a_contradiction() {
    assert_eq!(check("Parking costs £12 a day.", json!({})).scores.grounding, None);
    let right = check("Parking costs £12 a day.", s(&["Parking costs £12 a day."])).scores.grounding.unwrap();
    let wrong = check("Parking costs £14 a day.", s(&["Parking costs £12 a day."])).scores.grounding.unwrap();
    assert!(right.ten_thousandths() > 6000 && wrong.ten_thousandths() < 4000, "{right:?} {wrong:?}");
}

#[test]
fn long_drafts_and_sources_are_bounded() {
    let draft = "The fee is £4, ".repeat(4000);
    let verdict = check(&draft, s(&[&"The fee is £5. ".repeat(4000)]));
    assert!(verdict.unchecked.iter().any(|u| u.why == "over_limit"));
    for hostile in
        ["a".repeat(200_000), "key: value; ".repeat(20_000), "{\"a\":[".repeat(20_000), "£1 ".repeat(50_000)]
    {
        assert!(check(&hostile, s(&[&hostile])).audit.verdict_digest.starts_with("sha256:"));
    }
}

#[test]
fn what_stands_nowhere_lowers_the_score() {
    let sources = s(&["The museum opens at ten, and visitors may bring a small bag into the hall."]);
    let score = |draft| check(draft, sources.clone()).scores.grounding.unwrap();
    let copied = score("Visitors may bring a small bag into the hall.");
    for other in [
        "Visitors may not bring a small bag into the hall.",
        "Visitors may bring 4 small bags into the hall.",
        "Visitors may bring a small bag into Fernwood hall.",
        "Into the hall, a bag that is small may visitors bring.",
    ] {
        assert!(score(other) < copied, "{other}");
    }
}
