//! Identifiers, web addresses, phone numbers and names.

use super::check;

#[test]
fn identifiers() {
    check(&[
        ("en-GB", "order 48213", "id 48213"),
        ("en-GB", "order number 48213", "id 48213"),
        ("en-GB", "order #482", "id 482"),
        ("en-GB", "your order: 48213", "id 48213"),
        ("en-GB", "case NS-88213", "id NS88213"),
        ("en-GB", "it is NS-88213", "id NS88213"),
        ("en-GB", "it is NS88213", "id NS88213"),
        ("en-GB", "ref. AB12/345", "id AB12345"),
        ("en-GB", "tracking number is 1Z999AA10123456784", "id 1Z999AA10123456784"),
        ("en-GB", "ticket #48213", "id 48213"),
        ("en-GB", "#48213", "id 48213"),
        ("en-GB", "order 2026 was a good year", "number 2026"),
        ("en-GB", "order 1500 items", "quantity 1500 item"),
        ("en-GB", "order 3 items", "quantity 3 item"),
        ("en-GB", "ISO-27001", "name ISO-27001"),
        ("en-GB", "a case of COVID-19", "name COVID-19"),
        ("en-GB", "the account number 12345678", "id 12345678"),
        ("en-GB", "with the number 00482130 on it", "id 00482130"),
        ("en-GB", "customer 48213 called", "number 48213"),
        ("en-GB", "customer number 48213", "id 48213"),
        ("de-DE", "Bestellung 48213", "id 48213"),
        ("de-DE", "Ihre Bestellnummer lautet 48213", "id 48213"),
        ("de-DE", "Rechnung Nr. 48213", "id 48213"),
        ("fr-FR", "votre commande n° 48213", "id 48213"),
        ("es-ES", "su pedido 48213", "id 48213"),
        ("it-IT", "il suo ordine 48213", "id 48213"),
        ("nl-NL", "uw bestelling 48213", "id 48213"),
        ("pt-PT", "a sua encomenda 48213", "id 48213"),
        ("en-GB", "order 550e8400-e29b-41d4-a716-446655440000", "id 550E8400E29B41D4A716446655440000"),
    ]);
}

#[test]
fn web_addresses() {
    check(&[
        ("en-GB", "see https://example.com/Help.", "url https://example.com/help"),
        ("en-GB", "see www.example.com", "url www.example.com"),
        ("en-GB", "write to Help@Example.com", "email help@example.com"),
    ]);
}

#[test]
fn phone_numbers() {
    check(&[
        ("en-GB", "call +44 20 7946 0958", "phone +442079460958"),
        ("en-GB", "call +44 (0)20 7946 0958", "phone +442079460958"),
        ("en-GB", "call 020 7946 0958", "phone 02079460958"),
        ("en-GB", "call 07700 900123", "phone 07700900123"),
        ("en-GB", "07700900123", "phone 07700900123"),
        ("en-GB", "call (020) 7946 0958", "phone 02079460958"),
        ("en-GB", "call 020 7946 0958 ext. 12", "phone 02079460958x12"),
        ("en-GB", "call 0800 111 999", "phone 0800111999"),
        ("en-GB", "call 0800 111 999 24 hours a day", "phone 0800111999; duration 24 Hour"),
        ("en-GB", "call Samaritans on 116 123", "name Samaritans; phone 116123"),
        ("en-GB", "call 116 123 free", "phone 116123"),
        ("en-US", "call 988 now", "phone 988"),
        ("en-US", "call 911", "phone 911"),
        ("en-US", "we called 911 times", "quantity 911 time"),
        ("en-US", "it has 988 rooms", "quantity 988 room"),
        ("en-US", "text HOME to 741741", "name HOME; phone 741741"),
        ("en-US", "555-555-0123", "phone 5555550123"),
        ("en-US", "(212) 555-0123", "phone 2125550123"),
        ("en-US", "212.555.0123", "phone 2125550123"),
        ("en-US", "1-800-555-0123", "phone 18005550123"),
        ("de-DE", "Tel. 030 1234567", "phone 0301234567"),
        ("de-DE", "unter 089/123456", "phone 089123456"),
        ("fr-FR", "appelez le 01 23 45 67 89", "phone 0123456789"),
        ("fr-FR", "01.23.45.67.89", "phone 0123456789"),
        ("es-ES", "llame al 912 345 678", "phone 912345678"),
        ("it-IT", "chiami il 06 1234 5678", "phone 0612345678"),
        ("nl-NL", "bel 020 123 4567", "phone 0201234567"),
        ("pt-PT", "ligue 21 123 4567", "phone 211234567"),
        ("en-GB", "at 192.0.2.1", ""),
        ("en-GB", "order 0123456789", "id 0123456789"),
    ]);
}

#[test]
fn names() {
    check(&[
        ("en-GB", "Your parcel is with Royal Mail now.", "name Royal Mail"),
        ("en-GB", "Royal Mail has your parcel.", "name Royal Mail"),
        ("en-GB", "We spoke to Anna Schmidt.", "name Anna Schmidt"),
        ("en-GB", "Dear Anna, thank you.", "name Anna"),
        ("en-GB", "Mr Smith called.", "name Smith"),
        ("en-GB", "We asked Dr. Ann Weber.", "name Ann Weber"),
        ("en-GB", "Anna's parcel is late. We told Anna.", "name Anna; name Anna"),
        ("en-GB", "Unfortunately it is late.", ""),
        ("en-GB", "PayPal took it.", "name PayPal"),
        ("en-GB", "your iPhone 15 is here", "name iPhone 15"),
        ("en-GB", "sold by Marks & Spencer", "name Marks & Spencer"),
        ("en-GB", "the Bank of England said so", "name Bank of England"),
        ("en-GB", "ask the BBC about it", "name BBC"),
        ("en-GB", "see the FAQ or the PDF", ""),
        ("en-GB", "PLEASE NOTE that it is late", ""),
        ("en-GB", "I think I'm late", ""),
        ("en-GB", "we speak English and German", ""),
        ("en-GB", "How To Return Your Order", ""),
        ("en-GB", "built by Rolls-Royce", "name Rolls-Royce"),
        ("en-GB", "you can use Pay in 3", "number 3"),
        ("en-GB", "we are sorry. *ABC", ""),
        ("de-DE", "Ihre Bestellung ist bei Frau Weber.", "name Weber"),
        ("de-DE", "Ihre Bestellung ist mit der Post unterwegs.", ""),
        ("de-DE", "Sie können mit PayPal zahlen.", "name PayPal"),
        ("fr-FR", "Votre colis est chez Jean de La Fontaine.", "name Jean de La Fontaine"),
        ("fr-FR", "Nous avons parlé à Mme Martin.", "name Martin"),
        ("es-ES", "Hemos hablado con la Sra. García.", "name García"),
        ("nl-NL", "We spraken met Jan van der Berg.", "name Jan van der Berg"),
    ]);
}
