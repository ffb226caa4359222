//! Fields of records are of something: the start, the delivery, the price. What is something else is no contradiction.

use serde_json::{Value, json};

use super::tests::{check, found, table};

const MISMATCH: &str = "hallucination.values.mismatch";

fn facts(facts: Value) -> Value {
    json!({ "facts": facts, "context": { "now": "2026-11-23T10:00:00Z" } })
}

fn in_language(locale: &str, facts: Value) -> Value {
    json!({ "facts": facts, "context": { "now": "2026-11-23T10:00:00Z", "locale": locale } })
}

#[test]
fn a_date_of_something_else_is_no_contradiction() {
    let order = || facts(json!({ "order": { "placed": "2026-11-10" } }));
    table(
        MISMATCH,
        &[
            ("Your order will arrive on 25 November.", order(), &[]),
            ("You placed your order on 12 November.", order(), &["12 November"]),
            ("This is about your order of 12 November.", order(), &["12 November"]),
            ("Your order is due on 25 November.", facts(json!({ "order": { "date": "2026-11-10" } })), &[]),
            (
                "Your order was dated 12 November.",
                facts(json!({ "order": { "date": "2026-11-10" } })),
                &["12 November"],
            ),
            (
                "Your booking is for 12 December.",
                facts(json!({ "booking": { "created": "2026-10-02" } })),
                &[],
            ),
            (
                "Your policy expires on 31 January 2027.",
                facts(json!({ "policy": { "start": "2026-02-01" } })),
                &[],
            ),
            (
                "Your policy started on 3 February 2026.",
                facts(json!({ "policy": { "start": "2026-02-01" } })),
                &["3 February 2026"],
            ),
            (
                "Your card is valid until 31 May 2028.",
                facts(json!({ "card": { "issued": "2024-05-20" } })),
                &[],
            ),
            (
                "Your card is valid until 31 May 2028.",
                facts(json!({ "card": { "expires": "2027-05-31" } })),
                &["31 May 2028"],
            ),
            (
                "Your appointment was moved to 26 November.",
                facts(
                    json!({ "events": [{ "type": "appointment_rescheduled", "at": "2026-11-23T08:00:00Z" }] }),
                ),
                &[],
            ),
            (
                "We sent your order on 18 November.",
                facts(json!({ "events": [{ "type": "order_sent", "at": "2026-11-20T08:00:00Z" }] })),
                &["18 November"],
            ),
            (
                "Ihre Bestellung kommt am 25. November an.",
                in_language("de-DE", json!({ "order": { "placed": "2026-11-10" } })),
                &[],
            ),
            (
                "Su póliza vence el 31 de enero de 2027.",
                in_language("es-ES", json!({ "policy": { "start": "2026-02-01" } })),
                &[],
            ),
            (
                "Il suo abbonamento scade il 31 dicembre 2026.",
                in_language("it-IT", json!({ "subscription": { "start": "2026-01-01" } })),
                &[],
            ),
        ],
    );
}

#[test]
fn an_amount_of_something_else_is_no_contradiction() {
    let order = || facts(json!({ "order": { "total": { "amount": "64.90", "currency": "EUR" } } }));
    table(
        MISMATCH,
        &[
            ("The fee for changing your order is €5.", order(), &[]),
            ("Delivery of your order costs €4.95.", order(), &[]),
            ("Your order costs €74.90.", order(), &["€74.90"]),
            ("The total of your order is €74.90 with delivery.", order(), &["€74.90"]),
        ],
    );
}

#[test]
fn the_field_that_is_meant_gives_the_correction() {
    let shipment = json!({ "shipment": { "id": "S-5521", "shipped_on": "2026-11-18", "estimated_delivery": "2026-11-24" } });
    let verdict = check("Your parcel will arrive on 22 November.", facts(shipment));
    assert_eq!(found(&verdict, MISMATCH), ["22 November"]);
    assert_eq!(verdict.text.as_deref(), Some("Your parcel will arrive on 24 November."));
}

#[test]
fn in_thirty_days_is_thirty_days() {
    let source = |text: &str, locale: &str| json!({ "sources": [text], "context": { "now": "2026-11-23T10:00:00Z", "locale": locale } });
    table(
        MISMATCH,
        &[
            (
                "Send the box back within 30 days.",
                source(
                    "Box offers end ten days after the request. The equipment has to be returned in 30 days.",
                    "en-GB",
                ),
                &[],
            ),
            (
                "Renvoyez la box dans les 30 jours.",
                source(
                    "Offres box : résiliation dix jours après la demande. L'équipement doit être restitué sous 30 jours.",
                    "fr-FR",
                ),
                &[],
            ),
            (
                "Il Comune decide entro 180 giorni.",
                source("Domanda entro 5 anni. Il Comune provvede entro centottanta giorni.", "it-IT"),
                &[],
            ),
            (
                "Il codice vale dal 27 al 30 novembre, quindi oggi non è ancora attivo.",
                source("Codice: valido dal 27/11/2026 al 30/11/2026.", "it-IT"),
                &[],
            ),
        ],
    );
}
