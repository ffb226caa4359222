//! Health identifiers of several countries, and numbers of records and plans.

use super::checksum::{at, base36, digit, luhn, part, weighted};
use super::us::many_digits;
use super::{Band, Check, Class, Entity, Form, Mask};

const HEALTH: Entity = Entity { class: Class::Health, ..Entity::BASE };

/// US Medicare beneficiary identifier.
pub static MBI: Entity = Entity {
    name: "mbi",
    label: "Medicare number (MBI)",
    band: Band::High,
    region: "US",
    context: &["medicare", "mbi", "beneficiary"],
    forms: &[Form::pattern("9AX9AX9AA99", &[&[4, 3, 4]], |c| {
        let allowed = c.id.iter().all(|byte| !b"SLOIBZ".contains(byte));
        if allowed && at(c.id, 0) != b'0' { Check::Maybe(30) } else { Check::No }
    })],
    ..HEALTH
};

/// German health insurance number.
pub static KVNR: Entity = Entity {
    name: "kvnr",
    label: "German health insurance number",
    region: "DE",
    context: &["krankenkasse*", "versicherten*", "kvnr", "krankenversicherung*", "gesundheitskarte"],
    forms: &[Form::pattern("A999999999", &[], |c| {
        let Some(letter) = base36(at(c.id, 0)).map(|value| value - 9) else { return Check::No };
        let digits =
            [letter / 10, letter % 10].into_iter().chain(part(c.id, 1, 9).iter().filter_map(|&b| digit(b)));
        let sum: u32 = digits
            .zip([1, 2].into_iter().cycle())
            .map(|(value, weight)| value * weight / 10 + value * weight % 10)
            .sum();
        Check::digit(digit(at(c.id, 9)) == Some(sum % 10))
    })],
    ..HEALTH
};

/// Australian Medicare card.
pub static MEDICARE_AU: Entity = Entity {
    name: "medicare-au",
    label: "Australian Medicare number",
    region: "AU",
    context: &["medicare"],
    forms: &[Form::digits(10, 11, &[&[4, 5, 1], &[4, 5, 1, 1]], |c| {
        let sum = weighted(part(c.id, 0, 8), &[1, 3, 7, 9, 1, 3, 7, 9]).map(|sum| sum % 10);
        let check = digit(at(c.id, 8)).and_then(|d| i32::try_from(d).ok());
        Check::digit(matches!(at(c.id, 0), b'2'..=b'6') && sum == check)
    })],
    ..HEALTH
};

/// Canadian health cards: Ontario, British Columbia, Quebec.
pub static HEALTH_CARD_CA: Entity = Entity {
    name: "health-card-ca",
    label: "Canadian health card number",
    region: "CA",
    context: &["health card", "ohip", "phn", "health number", "ramq", "carte soleil", "assurance maladie"],
    forms: &[
        Form::digits(10, 10, &[&[4, 3, 3]], |c| {
            let british_columbia = at(c.id, 0) == b'9'
                && weighted(part(c.id, 1, 9), &[2, 4, 8, 5, 10, 9, 7, 3]).map(|sum| 11 - sum % 11)
                    == digit(at(c.id, 9)).and_then(|d| i32::try_from(d).ok());
            Check::digit(luhn(c.id) || british_columbia)
        }),
        Form::pattern("AAAA99999999", &[&[4, 4, 4]], |_| Check::Maybe(10)),
    ],
    ..HEALTH
};

/// Number of a patient's file: no common shape, so only with a telling word.
pub static MEDICAL_RECORD: Entity = Entity {
    name: "medical-record",
    label: "medical record number",
    context: &[
        "mrn",
        "medical record",
        "patient id",
        "patient number",
        "chart number",
        "hospital number",
        "medical record number",
        "patientennummer",
        "numero de dossier medical",
        "health record",
    ],
    forms: &[
        Form::digits(5, 12, &[], |c| Check::range(c.groups.len() <= 3)),
        Form::pattern("XXXXXX", &[], |c| many_digits(c, 4)),
        Form::pattern("XXXXXXX", &[], |c| many_digits(c, 4)),
        Form::pattern("XXXXXXXX", &[], |c| many_digits(c, 5)),
        Form::pattern("XXXXXXXXX", &[], |c| many_digits(c, 5)),
        Form::pattern("XXXXXXXXXX", &[], |c| many_digits(c, 6)),
    ],
    ..HEALTH
};

/// Number of a member of a health plan.
pub static MEMBER_ID: Entity = Entity {
    name: "member-id",
    label: "health plan member number",
    context: &[
        "member id",
        "member number",
        "subscriber id",
        "policy number",
        "beneficiary",
        "insurance id",
        "plan id",
    ],
    deny: &["loyalty", "frequent flyer"],
    mask: Mask::Last(4),
    forms: &[
        Form::digits(8, 14, &[], |c| Check::range(c.groups.len() <= 3)),
        Form::pattern("XXXXXXXX", &[], |c| many_digits(c, 5)),
        Form::pattern("XXXXXXXXX", &[], |c| many_digits(c, 5)),
        Form::pattern("XXXXXXXXXX", &[], |c| many_digits(c, 6)),
        Form::pattern("XXXXXXXXXXX", &[], |c| many_digits(c, 6)),
        Form::pattern("XXXXXXXXXXXX", &[], |c| many_digits(c, 7)),
        Form::pattern("XXXXXXXXXXXXX", &[], |c| many_digits(c, 8)),
    ],
    ..HEALTH
};
