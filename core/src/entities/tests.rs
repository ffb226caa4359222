use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::text::{Text, TextOptions};

static ALL: LazyLock<EntitySet> = LazyLock::new(EntitySet::all);
static UNFILTERED: LazyLock<EntitySet> = LazyLock::new(|| EntitySet::all().with_floor(1));

fn hits(text: &str) -> Vec<EntityHit> {
    let text = Text::analyse(text, &TextOptions::default());
    find(&text, &ALL, Hints::default())
}

fn cut(text: &str, length: usize) -> &str {
    text.get(..length).unwrap()
}

/// Name and normalised value of every hit.
fn names(text: &str) -> Vec<(&'static str, String)> {
    hits(text).into_iter().map(|hit| (hit.entity.name, hit.normalized)).collect()
}

// --- vectors -------------------------------------------------------------------------------------------

/// Samples that issuers and standards publish.
const PUBLISHED: &[(&str, &str)] = &[
    ("credit-card", "4111 1111 1111 1111"),
    ("credit-card", "3782 822463 10005"),
    ("credit-card", "2223003122003222"),
    ("credit-card", "6011111111111117"),
    ("credit-card", "30569309025904"),
    ("credit-card", "3530111333300000"),
    ("iban", "DE89 3704 0044 0532 0130 00"),
    ("iban", "GB29 NWBK 6016 1331 9268 19"),
    ("iban", "FR14 2004 1010 0505 0001 3M02 606"),
    ("iban", "NO93 8601 1117 947"),
    ("iban", "MT84 MALT 0110 0001 2345 MTLC AST0 01S"),
    ("iban", "CH93 0076 2011 6238 5295 7"),
    ("nhs-number", "943 476 5919"),
    ("nino", "QQ 12 34 56 C"),
    ("dni", "12345678Z"),
    ("dni", "X1234567L"),
    ("cif", "A13585625"),
    ("nir", "2 55 08 14 168 025 38"),
    ("siret", "732 829 320 00074"),
    ("codice-fiscale", "RSSMRA85T10A562S"),
    ("partita-iva", "00743110157"),
    ("steuer-id", "86 095 742 719"),
    ("personalausweis", "T220001293"),
    ("rvnr", "15 070649 C 103"),
    ("bsn", "111222333"),
    ("pesel", "44051401359"),
    ("nip", "856-734-62-15"),
    ("personnummer", "811228-9874"),
    ("fodselsnummer", "15108695088"),
    ("hetu", "131052-308T"),
    ("nif-pt", "501964843"),
    ("pps", "6433435F"),
    ("pps", "6433435OA"),
    ("svnr", "1237 010180"),
    ("ahv", "756.9217.0769.85"),
    ("rodne-cislo", "710319/2745"),
    ("cnp", "1630615123457"),
    ("egn", "7523169263"),
    ("oib", "33392005961"),
    ("isikukood", "37605030299"),
    ("asmens-kodas", "33309240064"),
    ("personas-kods", "161175-19997"),
    ("emso", "0101006500006"),
    ("amka", "01013099997"),
    ("kennitala", "450401-3150"),
    ("matricule", "1893120105732"),
    ("aadhaar", "2341 2341 2346"),
    ("gstin", "27AAPFU0939F1ZV"),
    ("cpf", "529.982.247-25"),
    ("cnpj", "16.727.230/0001-97"),
    ("rut", "76.086.428-5"),
    ("curp", "BOXW310820HNERXN09"),
    ("rfc", "GODE561231GR8"),
    ("cuit", "20-05536168-2"),
    ("cbu", "2850590940090418135201"),
    ("sin", "123 456 782"),
    ("tfn", "123 456 782"),
    ("abn", "83 914 571 673"),
    ("acn", "004 085 616"),
    ("ird", "49-091-850"),
    ("nric", "S1234567D"),
    ("za-id", "7503305044089"),
    ("rrn", "971013-9019902"),
    ("cn-id", "11010519491231002X"),
    ("tckn", "17291716060"),
    ("routing-number", "111000025"),
    ("npi", "1234567893"),
    ("dea", "AB1234563"),
    ("mbi", "1EG4-TE5-MK73"),
    ("medicare-au", "2123 45670 1"),
    ("kvnr", "A123456780"),
    ("utr", "1955839661"),
    ("imei", "490154203237518"),
    ("vin", "1M8GDM9AXKP042788"),
    ("wallet", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
    ("wallet", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"),
    ("wallet", "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"),
    ("ip-address", "2001:db8::1"),
    ("mac-address", "00:00:5e:00:53:af"),
    ("email", "sam.doe+news@mail.example.com"),
    ("phone", "+44 7700 900123"),
    ("coordinates", "51.5007, -0.1246"),
];

#[test]
fn published_samples_are_valid() {
    for (name, sample) in PUBLISHED {
        assert_eq!(is_valid(name, sample), Some(true), "{name} {sample}");
    }
}

/// Kinds whose one check digit finds every change of a single digit (or nearly all of a letter).
#[test]
fn a_changed_digit_is_found() {
    let exceptions = [
        // No check digit.
        "nino",
        "mbi",
        "ip-address",
        "mac-address",
        "email",
        "phone",
        "coordinates",
    ];
    for (name, sample) in PUBLISHED.iter().filter(|(name, _)| !exceptions.contains(name)) {
        let places: Vec<usize> =
            sample.bytes().enumerate().filter(|(_, b)| b.is_ascii_digit()).map(|(i, _)| i).collect();
        let mut missed = 0;
        let mut tried = 0;
        for &place in &places {
            for other in b'0'..=b'9' {
                let mut bytes = sample.as_bytes().to_vec();
                if bytes[place] == other {
                    continue;
                }
                bytes[place] = other;
                tried += 1;
                missed += usize::from(is_valid(name, std::str::from_utf8(&bytes).unwrap()) == Some(true));
            }
        }
        assert!(missed * 10 <= tried, "{name} {sample}: {missed} of {tried} changes pass");
    }
}

/// Independent, slow implementations: numbers made with them must be valid with exactly this check digit.
mod made {
    use super::*;

    fn digits(text: &str) -> Vec<u32> {
        text.chars().map(|c| c.to_digit(10).unwrap()).collect()
    }

    fn luhn_digit(body: &str) -> u32 {
        let mut doubled = String::new();
        for (i, d) in digits(body).into_iter().rev().enumerate() {
            doubled.push_str(&(if i % 2 == 0 { d * 2 } else { d }).to_string());
        }
        let sum: u32 = digits(&doubled).iter().sum();
        (10 - sum % 10) % 10
    }

    fn dot(body: &str, weights: &[u32]) -> u32 {
        digits(body).iter().zip(weights).map(|(d, w)| d * w).sum()
    }

    fn only(name: &str, body: &str, expected: Option<u32>) {
        for check in 0..10 {
            let id = format!("{body}{check}");
            assert_eq!(is_valid(name, &id), Some(Some(check) == expected), "{name} {id}");
        }
    }

    proptest! {
        #[test]
        fn luhn_kinds(body in "4[0-9]{14}", imei in "35[0-9]{12}", npi in "1[0-9]{8}") {
            only("credit-card", &body, Some(luhn_digit(&body)));
            only("imei", &imei, Some(luhn_digit(&imei)));
            only("npi", &npi, Some(luhn_digit(&format!("80840{npi}"))));
        }

        #[test]
        fn eleven_kinds(body in "[1-9][0-9]{8}") {
            let rest = 11 - dot(&body, &[10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
            only("nhs-number", &body, match rest { 11 => Some(0), 10 => None, n => Some(n) });
            let nif = 11 - dot(cut(&body, 8), &[9, 8, 7, 6, 5, 4, 3, 2]) % 11;
            only("nif-pt", cut(&body, 8), Some(if nif >= 10 { 0 } else { nif }));
        }

        #[test]
        fn german_iban(bban in "[0-9]{18}") {
            // DE is 1314 in digits.
            let turned: u128 = format!("{bban}131400").parse().unwrap();
            let check = 98 - turned % 97;
            let id = format!("DE{check:02}{bban}");
            prop_assert_eq!(is_valid("iban", &id), Some(true));
            let wrong = format!("DE{:02}{bban}", (check + 1) % 100);
            prop_assert_eq!(is_valid("iban", &wrong), Some(false));
            prop_assert_eq!(is_valid("iban", cut(&id, 21)), Some(false));
        }

        #[test]
        fn routing(body in "0[1-9][0-9]{6}") {
            let sum = dot(&body, &[3, 7, 1, 3, 7, 1, 3, 7]);
            only("routing-number", &body, Some((10 - sum % 10) % 10));
        }

        #[test]
        fn spanish_letter(body in 10_000_000u32..99_999_999) {
            let letter = "TRWAGMYFPDXBNJZSQVHLCKE".chars().nth((body % 23) as usize).unwrap();
            for other in 'A'..='Z' {
                prop_assert_eq!(is_valid("dni", &format!("{body}{other}")), Some(other == letter));
            }
        }

        #[test]
        fn ean_and_pesel(serial in "[0-9]{9}", day in 1u32..28, month in 1u32..12, tail in "[0-9]{4}") {
            let body = format!("756{serial}");
            let sum = dot(&body, &[1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]);
            only("ahv", &body, Some((10 - sum % 10) % 10));
            let body = format!("81{month:02}{day:02}{tail}");
            let sum = dot(&body, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3]);
            only("pesel", &body, Some((10 - sum % 10) % 10));
        }
    }
}

/// Measures against a corpus outside the repository when one is at hand.
#[test]
fn outside_vectors() {
    let Ok(folder) = std::env::var("DRAFTGATE_SHARED") else { return };
    let text = std::fs::read_to_string(format!("{folder}/data/rules/id_vectors.json")).unwrap();
    let all: serde_json::Value = serde_json::from_str(&text).unwrap();
    let named = |kind: &str| match kind {
        "uk.nhs" => "nhs-number",
        "us.aba" => "routing-number",
        "be.nn" => "rijksregisternummer",
        "pt.nif" => "nif-pt",
        "au.medicare" => "medicare-au",
        "za.id" => "za-id",
        "es.nie" => "dni",
        _ if kind.starts_with("card.") => "credit-card",
        _ if kind.starts_with("iban.") => "iban",
        _ if kind.starts_with("btc.") => "wallet",
        _ => "",
    };
    for vector in all["vectors"].as_array().unwrap() {
        let kind = vector["type"].as_str().unwrap();
        let own = kind.rsplit('.').next().unwrap().replace('_', "-");
        let name = if named(kind).is_empty() { own.as_str() } else { named(kind) };
        for (list, valid) in [("valid", true), ("invalid", false)] {
            for id in vector[list].as_array().unwrap() {
                assert_eq!(is_valid(name, id.as_str().unwrap()), Some(valid), "{kind}: {name} {id}");
            }
        }
    }
}

// --- finding -------------------------------------------------------------------------------------------

#[test]
fn found() {
    let table: &[(&str, &[(&str, &str)])] = &[
        ("Charged to 4111-1111 1111.1111 today.", &[("credit-card", "4111111111111111")]),
        ("card ４２４２４２４２４２４２４２４２", &[("credit-card", "4242424242424242")]),
        ("card 4242\u{200b}4242\u{200b}4242\u{200b}4242", &[("credit-card", "4242424242424242")]),
        ("card 4l11 1111 I111 1111", &[("credit-card", "4111111111111111")]),
        (
            "my card is four two four two, four two four two, four two four two, four two four two",
            &[("credit-card", "4242424242424242")],
        ),
        ("card double four one one one one one one one one one one one one one one", &[]),
        ("Pay to DE89 3704 0044 0532 0130 00.", &[("iban", "DE89370400440532013000")]),
        ("iban gb29nwbk60161331926819", &[("iban", "GB29NWBK60161331926819")]),
        ("Write to sam.doe@example.com.", &[("email", "sam.doe@example.com")]),
        ("My e-mail: jane dot doe (at) example [dot] co [dot] uk", &[("email", "jane.doe@example.co.uk")]),
        ("email sam underscore lee at example dot org", &[("email", "sam_lee@example.org")]),
        ("Call +44 (0)20 7946 0958 now", &[("phone", "+442079460958")]),
        ("Call (555) 555-0199 ext. 22 now", &[("phone", "5555550199")]),
        ("Ring 07700 900123", &[("phone", "07700900123")]),
        ("SSN 123 45 6789", &[("ssn", "123456789")]),
        ("It is 123-45-6789.", &[("ssn", "123456789")]),
        ("You will find the IMEI 490154203237518 under the battery.", &[("imei", "490154203237518")]),
        ("Your NI number QQ 12 34 56 C", &[("nino", "QQ123456C")]),
        ("Sort code 12-34-56, account 12345678", &[("sort-code", "123456"), ("bank-account", "12345678")]),
        ("Your PIN is 4821, CVV 123", &[("pin", "4821"), ("cvv", "123")]),
        ("Your verification code is 482913.", &[("one-time-code", "482913")]),
        ("DOB: 3 May 1980", &[("date-of-birth", "3-may-1980")]),
        ("born on 03/05/1980", &[("date-of-birth", "03-05-1980")]),
        ("server 192.168.10.12:8080", &[("ip-address", "192.168.10.12")]),
        ("see 2001:db8::1 please", &[("ip-address", "2001:db8::1")]),
        ("MAC 00:1A:2B:3C:4D:5E", &[("mac-address", "00:1a:2b:3c:4d:5e")]),
        ("driving licence MORGA657054SM9IJ", &[("driving-licence", "MORGA657054SM9IJ")]),
        ("To look up order 5512-88 I also need your postcode.", &[]),
        ("member ID XJH447120031", &[("member-id", "XJH447120031")]),
        ("Your temporary password is Xy7!kqPz.", &[("password", "Xy7!kqPz")]),
        ("password=hunter2secret", &[("password", "hunter2secret")]),
        ("We are at 51.5007, -0.1246", &[("coordinates", "51.5007,-0.1246")]),
        (
            "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
            &[("mrz", "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<")],
        ),
        ("Open https://example.com/help, please.", &[("url", "https://example.com/help")]),
    ];
    for (text, expected) in table {
        let expected: Vec<(&str, String)> = expected.iter().map(|(n, v)| (*n, (*v).to_owned())).collect();
        assert_eq!(names(text), expected, "{text}");
    }
}

#[test]
fn left_alone() {
    for text in [
        "We have packed order 4000000000000003.",
        "Tracking number 1Z999AA10123456784 is on its way.",
        "Your order number is 123456789012.",
        "Invoice 2024-000123, ticket 88123456, case 00912345.",
        "Meet at 10:30 on 12/05/2024.",
        "It costs $1,234,567.89 or 1 200 000 EUR.",
        "We are open 2019-2020 and from 09:00 to 17:30.",
        "Version 10.2.3.4 of the firmware is out.",
        "Your password is incorrect.",
        "Password: required field",
        "Please reset your password to continue.",
        "Our shop at example dot com",
        "My zip code is 90210.",
        "The card ending 4242 was charged.",
        "123456789",
        "Reference 0123456789",
        "We sold 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 12 of them.",
        "The meeting is on 2024-05-03 10:22:33.",
        "The transaction reference is 4444 3333 2222 1112.",
    ] {
        assert_eq!(names(text), [], "{text}");
    }
}

#[test]
fn a_word_near_by_decides() {
    assert_eq!(names("Our NHS number for you: 943 476 5919.")[0].0, "nhs-number");
    assert_eq!(names("Order number 943 476 5919."), []);
    assert_eq!(names("passport 123456789")[0].0, "passport");
    assert_eq!(names("routing 111000025")[0].0, "routing-number");
    assert_eq!(names("account number 111000025")[0].0, "bank-account");
}

#[test]
fn the_region_tells_twins_apart() {
    let text = Text::analyse("code 37605030299", &TextOptions::default());
    let name = |region: Option<[u8; 2]>| find(&text, &ALL, Hints { region })[0].entity.name;
    assert_eq!(name(Some(*b"EE")), "isikukood");
    assert_eq!(name(Some(*b"LT")), "asmens-kodas");
}

/// Keys are put together here so that no scanner takes this file for a leak.
#[test]
fn secrets() {
    let body = "Zk3Qp9Xw7Lm2Vt8Rb5Yn4Hc6Js1Df0GaUeIoTiPw";
    let hex = "9f8e7d6c5b4a39281706f5e4d3c2b1a0";
    let table = [
        ("api-key", format!("{}{}", "AKI", "AQ7RT2WPL9XVM4KHZ")),
        ("api-key", format!("{}_{}", "ghp", cut(body, 36))),
        ("api-key", format!("{}_{}_{}", "sk", "live", cut(body, 24))),
        ("api-key", format!("{}-{}-{}", "xoxb", "284711903365", cut(body, 24))),
        ("api-key", format!("{}_{hex}", "shpat")),
        ("api-key", format!("{}{hex}", "SK")),
        ("api-key", format!("{}aSy{}", "AIz", cut(body, 33))),
        ("jwt", format!("{}.{}.{}", "eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiIxIn0xyz", cut(body, 30))),
        (
            "private-key",
            format!(
                "{}BEGIN RSA PRIVATE KEY{}\nMIIE\n{}END RSA PRIVATE KEY{}",
                "-----", "-----", "-----", "-----"
            ),
        ),
        ("access-token", format!("{} {}", "Authorization: Bearer", cut(body, 32))),
        ("connection-string", format!("{}://app:{}@db.example.net/x", "postgres", "s3cr3tPw")),
        ("url-secret", format!("https://example.com/in?{}={}", "token", cut(body, 20))),
    ];
    for (name, text) in &table {
        let found = names(&format!("Here: {text} thanks"));
        assert_eq!(found.iter().map(|(name, _)| *name).collect::<Vec<_>>(), [*name], "{name}");
    }
    let no_secret = format!("{}{}", "AKIA", "IOSFODNN7EXAMPLE");
    assert_eq!(names(&format!("Use {no_secret} as in the manual")), []);
    let phrase = format!("{}about", "abandon ".repeat(11));
    let hits = hits(&phrase);
    assert_eq!((hits[0].entity.name, hits[0].checked), ("seed-phrase", true));
}

#[test]
fn names_are_unique_and_words_folded() {
    let mut seen = std::collections::BTreeSet::new();
    for entity in ENTITIES {
        assert!(seen.insert(entity.name), "{} twice", entity.name);
        assert!(entity.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        assert!(!entity.label.is_empty());
        for word in entity.context.iter().chain(entity.deny) {
            assert!(!word.chars().any(char::is_uppercase), "{word}");
        }
        assert!(entity.region.is_empty() || entity.region.len() == 2);
    }
    assert_eq!(EntitySet::named(["iban", "no-such"]).unwrap_err(), "no-such");
}

#[test]
fn reserved_values() {
    for text in [
        "card 4242424242424242",
        "sam@example.com",
        "call 555-0142",
        "call +44 7700 900123",
        "ssn 987-65-4321",
        "ip 192.0.2.77",
        "nhs 999 592 1340",
    ] {
        assert!(hits(text).first().is_some_and(is_reserved), "{text}");
    }
    assert!(!hits("sam@example-shop.com").first().is_some_and(is_reserved));
}

// --- masks ---------------------------------------------------------------------------------------------

#[test]
fn masks() {
    for (name, id, dots, visible) in [
        ("credit-card", "4242424242424242", "•••• 4242", "4242"),
        ("iban", "DE89370400440532013000", "DE•• •••• 3000", "3000"),
        ("email", "sam@example.com", "s•••@example.com", "example.com"),
        ("email", "s@example.com", "•••@example.com", "example.com"),
        ("cvv", "123", "••••", ""),
        ("password", "hunter2secret", "••••", ""),
        ("ip-address", "192.168.10.12", "192.168.•••", "192.168"),
        ("coordinates", "51.5007,-0.1246", "51.5, -0.1", "51.5, -0.1"),
        (
            "url-secret",
            "https://u:p@example.com/a?token=abc",
            "https://example.com/a",
            "https://example.com/a",
        ),
        ("bank-account", "12345678", "•••• 78", "78"),
    ] {
        let entity = entity(name).unwrap();
        assert_eq!(mask(entity, id, MaskStyle::Dots), dots, "{name}");
        assert_eq!(mask(entity, id, MaskStyle::Visible), visible, "{name}");
    }
}

// --- properties ----------------------------------------------------------------------------------------

/// Texts made of what the scanners look at.
fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{0,8}",
        "[0-9]{1,19}",
        "[ .,:;/@+()-]{1,3}",
        "[A-Z]{1,4}[0-9]{1,12}",
        prop::sample::select(vec![
            "four ",
            " at ",
            " dot ",
            "password is ",
            "://",
            "eyJ",
            "card ",
            "DE89",
            "double ",
            "<<",
            "%b",
            "é",
            "ﬀ",
            "4242 4242 4242 4242",
            "-----BEGIN PRIVATE KEY-----",
            "Authorization: ",
            "\u{200b}",
            "born on ",
            "x",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn hits_lie_in_the_text_in_order_without_overlap(text in nasty()) {
        let analysed = Text::analyse(&text, &TextOptions::default());
        let plain = AsciiFolding::new(&text);
        for hits in [find(&analysed, &UNFILTERED, Hints::default()), find(&plain, &UNFILTERED, Hints::default())] {
            let mut last = 0;
            for hit in hits {
                prop_assert!(text.get(hit.span.start..hit.span.end).is_some());
                prop_assert!(hit.fold.start >= last && hit.fold.end > hit.fold.start);
                prop_assert!(hit.confidence <= 100 && !hit.normalized.is_empty());
                last = hit.fold.end;
            }
        }
    }

    #[test]
    fn a_masked_value_is_not_found_again(body in "4[0-9]{14}", bban in "[0-9]{18}") {
        let card = (0..10).map(|d| format!("{body}{d}")).find(|id| is_valid("credit-card", id) == Some(true)).unwrap();
        let iban = (2..99).map(|c| format!("DE{c:02}{bban}")).find(|id| is_valid("iban", id) == Some(true));
        for (name, id) in [("credit-card", Some(card)), ("iban", iban), ("ssn", Some("123456789".to_owned()))] {
            let Some(id) = id else { continue };
            let entity = entity(name).unwrap();
            for style in [MaskStyle::Dots, MaskStyle::Visible, MaskStyle::Hidden] {
                let masked = mask(entity, &id, style);
                prop_assert!(masked.chars().filter(char::is_ascii_digit).count() <= 4);
                let again = names(&format!("your card account number {masked} is fine"));
                prop_assert!(again.iter().all(|(found, _)| *found != name), "{again:?}");
            }
        }
    }

    #[test]
    fn masks_show_a_third_at_most(id in "\\PC{0,40}") {
        for entity in ENTITIES {
            if let Mask::Last(_) | Mask::First(_) = entity.mask {
                let shown = mask(entity, &id, MaskStyle::Visible).chars().count();
                prop_assert!(shown * 3 <= id.chars().count());
            }
            mask(entity, &id, MaskStyle::Dots);
        }
    }
}
