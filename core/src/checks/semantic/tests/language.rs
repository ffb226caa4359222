use super::{after, assert_fires, assert_silent, check};
use serde_json::json;

const RULE: &str = "semantic.language.mismatch";

#[test]
fn replies_in_another_language_are_found() {
    for (customer, draft) in [
        (
            "c: Wo ist mein Paket? Ich warte seit drei Tagen darauf.",
            "Your parcel will be with you tomorrow morning.",
        ),
        (
            "c: Où est mon colis ? Je l'attends depuis lundi.",
            "Your parcel will be with you tomorrow morning.",
        ),
        (
            "c: ¿Dónde está mi paquete? Llevo tres días esperando.",
            "Your parcel will be with you tomorrow morning.",
        ),
        (
            "c: Dov'è il mio pacco? Lo aspetto da tre giorni.",
            "Your parcel will be with you tomorrow morning.",
        ),
        ("c: Waar is mijn pakket? Ik wacht al drie dagen.", "Your parcel will be with you tomorrow morning."),
        (
            "c: Onde está a minha encomenda? Já não sei o que fazer.",
            "Your parcel will be with you tomorrow morning.",
        ),
        ("c: Where is my parcel? I have been waiting for days.", "Ihr Paket kommt morgen früh bei Ihnen an."),
        ("c: Where is my parcel? I have been waiting for days.", "Votre colis sera chez vous demain matin."),
        (
            "c: Where is my parcel? I have been waiting for days.",
            "Su paquete llegará mañana por la mañana a su casa.",
        ),
        (
            "c: Where is my parcel? Antwort bitte auf Deutsch.",
            "Your parcel will be with you tomorrow morning.",
        ),
        ("c: Puis-je avoir la réponse in English please", "Votre colis sera chez vous demain matin."),
        (
            "c: Wo ist mein Paket? Ich warte seit drei Tagen darauf.",
            "Votre colis sera chez vous demain matin.",
        ),
    ] {
        assert_fires(RULE, &after(&[customer], draft));
    }
}

#[test]
fn replies_in_the_right_language_are_not() {
    for (turns, draft) in [
        (&["c: Wo ist mein Paket? Ich warte seit Tagen."][..], "Ihr Paket kommt morgen früh bei Ihnen an."),
        (&["c: Wo ist mein Paket? Ich warte seit Tagen."], "OK, danke!"),
        (&["c: Wo ist mein Paket? Ich warte seit Tagen."], "Sam Lee, Fernwood, London"),
        (&["c: OK"], "Your parcel will be with you tomorrow morning."),
        (
            &["c: Answer in English please. Wo ist das Paket?"],
            "Your parcel will be with you tomorrow morning.",
        ),
        (&["c: Do you have the German manual in German please?"], "Yes, the manual is on our website."),
        (
            &["c: Wo ist mein Paket? Ich warte seit Tagen.", "b: Ich prüfe das.", "c: thx"],
            "Ihr Paket kommt morgen an.",
        ),
        (
            &["c: Wo ist mein Paket? Ich warte seit Tagen."],
            "Ihr Paket kommt morgen früh bei Ihnen an. Your parcel will be with you tomorrow morning.",
        ),
        (&[], "Your parcel will be with you tomorrow morning."),
        (&["c: Fernwood Deluxe XL 500"], "Your parcel will be with you tomorrow morning."),
    ] {
        assert_silent(RULE, &after(turns, draft));
    }
}

#[test]
fn an_earlier_message_or_the_locale_tells_the_language_of_a_short_one() {
    let short = ["c: Wo ist mein Paket? Ich warte seit drei Tagen.", "b: Ich prüfe das für Sie.", "c: ok"];
    assert_fires(RULE, &after(&short, "Your parcel will be with you tomorrow morning."));
    let mut request = after(&["c: 88213"], "Your parcel will be with you tomorrow morning.");
    request["context"] = json!({"locale": "de-DE"});
    assert_fires(RULE, &request);
}

#[test]
fn a_language_without_support_is_reported_and_not_judged() {
    let verdict = check(&after(
        &["c: Gdzie jest moja paczka? Czekam już od trzech dni i nikt nie odpowiada."],
        "Your parcel will be with you tomorrow morning.",
    ));
    assert_eq!(verdict.findings, []);
    let unsupported = verdict
        .unchecked
        .iter()
        .filter(|entry| entry.what == "language" && entry.why == "language_not_supported")
        .count();
    assert_eq!(unsupported, 1);
}

#[test]
fn a_foreign_sentence_is_noted() {
    let rule = "semantic.language.mixed";
    for (draft, found) in [
        ("Your order has left and will be with you soon. Wir bitten Sie um etwas Geduld bis morgen.", true),
        ("Your order has left and will be with you soon. Nous vous prions de patienter encore un peu.", true),
        ("Your order has left and will be with you soon. We ask you to wait until tomorrow.", false),
        ("Your order has left. Danke!", false),
        ("The song \"Wir bitten dich um etwas Geduld bis morgen\" is in your list now.", false),
    ] {
        let request = after(&["c: Where is my order? I need it for tomorrow."], draft);
        assert_eq!(super::fires(rule, &request), found, "{draft}");
    }
}

#[test]
fn a_draft_in_a_language_without_support_is_said_to_be_unchecked() {
    let validator = crate::Validator::new("default").unwrap();
    let unchecked = |draft: &str, locale: Option<&str>| {
        let request = json!({ "draft": draft, "context": { "locale": locale } }).to_string();
        let verdict = validator.check(&crate::Request::from_json(&request).unwrap());
        let said = verdict
            .unchecked
            .iter()
            .any(|entry| entry.why == "language_not_supported" && entry.what == "language");
        assert_eq!(said, verdict.scores.toxicity.is_none(), "{draft}: abuse is not judged either");
        said
    };
    assert!(unchecked("Dzień dobry, Pańska paczka wyszła dzisiaj rano z naszego magazynu.", Some("pl-PL")));
    assert!(unchecked("Dzień dobry, Pańska paczka wyszła dzisiaj rano z naszego magazynu.", None));
    assert!(unchecked("Ваша посылка уже в пути.", Some("en-GB")));
    assert!(unchecked("Tack!", Some("sv-SE")));
    assert!(!unchecked("Your parcel left our warehouse this morning.", None));
    assert!(!unchecked("Yоur pаrcel lеft оur wаrehouse this mоrning.", Some("en-GB")), "letters in disguise");
    assert!(!unchecked("ＹＯＵＲ ＰＡＲＣＥＬ ＬＥＦＴ ＴＨＩＳ ＭＯＲＮＩＮＧ", None));
    assert!(!unchecked("OK, merci !", Some("fr-FR")));
}
