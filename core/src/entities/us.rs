//! Identifiers of the United States, and the passports, licences and accounts that many countries share.

use super::checksum::{at, digit, luhn_sum, number, part, repeated, weighted_zero};
use super::{Candidate, Check, Class, Entity, Form, Mask, uk};

/// Social Security number. Ranges only: no check digit exists and areas are random since 2011.
pub static SSN: Entity = Entity {
    name: "ssn",
    label: "social security number",
    class: Class::NationalId,
    region: "US",
    context: &["ssn", "social security", "social", "tax id", "social security number", "ss#"],
    deny: &["zip", "phone", "routing"],
    forms: &[Form::digits(9, 9, &[&[3, 2, 4]], |c| {
        let area = number(c.id, 0, 3).unwrap_or(0);
        let group = number(c.id, 3, 5).unwrap_or(0);
        let serial = number(c.id, 5, 9).unwrap_or(0);
        let issued = area != 0 && area != 666 && area < 900 && group != 0 && serial != 0;
        // 987-65-4320 to 4329 are set aside for advertisements.
        let advertised = area == 987 && group == 65 && (4320..=4329).contains(&serial);
        if !(issued || advertised) || repeated(c.id) {
            return Check::No;
        }
        let dashed = c.groups == [3, 2, 4] && c.raw.bytes().filter(|&byte| byte == b'-').count() == 2;
        Check::Maybe(if dashed { 25 } else { 0 })
    })],
    lookalikes: true,
    ..Entity::BASE
};

/// Individual Taxpayer Identification Number.
pub static ITIN: Entity = Entity {
    name: "itin",
    label: "US taxpayer number (ITIN)",
    class: Class::NationalId,
    region: "US",
    context: &["itin", "taxpayer", "tax id"],
    forms: &[Form::digits(9, 9, &[&[3, 2, 4]], |c| {
        let group = number(c.id, 3, 5).unwrap_or(0);
        let ok = matches!(group, 50..=65 | 70..=88 | 90..=92 | 94..=99);
        let dashed = c.groups == [3, 2, 4];
        if at(c.id, 0) == b'9' && ok { Check::Maybe(if dashed { 15 } else { 0 }) } else { Check::No }
    })],
    ..Entity::BASE
};

/// Employer Identification Number.
pub static EIN: Entity = Entity {
    name: "ein",
    label: "US employer number (EIN)",
    class: Class::NationalId,
    region: "US",
    context: &["ein", "employer identification", "employer id", "fein"],
    mask: Mask::Keep,
    forms: &[Form::digits(9, 9, &[&[2, 7]], |c| {
        // Campus prefixes never assigned.
        const UNUSED: &[u64] = &[0, 7, 8, 9, 17, 18, 19, 28, 29, 49, 69, 70, 78, 79, 89, 96, 97];
        Check::range(number(c.id, 0, 2).is_some_and(|prefix| !UNUSED.contains(&prefix)))
    })],
    ..Entity::BASE
};

/// ABA routing number.
pub static ROUTING: Entity = Entity {
    name: "routing-number",
    label: "bank routing number",
    class: Class::Payment,
    region: "US",
    context: &["routing", "aba", "rtn", "routing number"],
    forms: &[Form::digits(9, 9, &[&[4, 4, 1]], |c| {
        let prefix = number(c.id, 0, 2).unwrap_or(99);
        let in_use = matches!(prefix, 0..=12 | 21..=32 | 61..=72 | 80);
        Check::digit(in_use && !repeated(c.id) && weighted_zero(c.id, &[3, 7, 1, 3, 7, 1, 3, 7, 1], 10))
    })],
    ..Entity::BASE
};

/// Bank account number without a check, such as those of the United States and the United Kingdom.
pub static BANK_ACCOUNT: Entity = Entity {
    name: "bank-account",
    label: "bank account number",
    class: Class::Payment,
    context: &[
        "account number",
        "acct",
        "account no",
        "account ending",
        "bank account",
        "checking account",
        "savings account",
        "account",
        "kontonummer",
        "konto",
        "numero de compte",
        "compte",
        "numero de cuenta",
        "cuenta",
        "numero di conto",
        "conto",
        "rekeningnummer",
        "rekening",
        "numero da conta",
        "conta",
        "sort code",
    ],
    deny: &["customer", "phone", "card", "meter", "loyalty", "member", "call"],
    forms: &[Form::digits(7, 17, &[&[4, 4]], |c| {
        Check::range(!repeated(c.id) && matches!(c.groups, [_] | [4, 4] | [4, 4, 4]))
    })],
    ..Entity::BASE
};

/// National Provider Identifier of US health care.
pub static NPI: Entity = Entity {
    name: "npi",
    label: "US provider number (NPI)",
    class: Class::Health,
    region: "US",
    context: &["npi", "provider", "national provider"],
    forms: &[Form::digits(10, 10, &[], |c| {
        let sum = luhn_sum(b"80840".iter().chain(c.id).copied());
        Check::digit(matches!(at(c.id, 0), b'1' | b'2') && sum.is_some_and(|sum| sum % 10 == 0))
    })],
    ..Entity::BASE
};

/// DEA number of prescribers.
pub static DEA: Entity = Entity {
    name: "dea",
    label: "US prescriber number (DEA)",
    class: Class::Health,
    region: "US",
    context: &["dea", "prescriber"],
    forms: &[Form::pattern("AX9999999", &[], |c| {
        let sum = |places: [usize; 3]| places.iter().filter_map(|&p| digit(at(c.id, p))).sum::<u32>();
        let total = sum([2, 4, 6]) + 2 * sum([3, 5, 7]);
        let letter = b"ABCDEFGHJKLMPRSTUX".contains(&at(c.id, 0))
            && (at(c.id, 1).is_ascii_uppercase() || at(c.id, 1) == b'9');
        Check::digit(letter && digit(at(c.id, 8)) == Some(total % 10))
    })],
    ..Entity::BASE
};

/// Driving licence: the British one by its positions, the others only with a telling word.
pub static DRIVING_LICENCE: Entity = Entity {
    name: "driving-licence",
    label: "driving licence number",
    class: Class::NationalId,
    context: &[
        "license",
        "licence",
        "driving licence",
        "dvla",
        "driver's license",
        "drivers license",
        "dl number",
        "dl",
        "fuhrerschein*",
        "permis de conduire",
        "permis",
        "patente",
        "carnet de conducir",
        "licencia de conducir",
        "rijbewijs*",
        "carta de conducao",
        "cnh",
    ],
    deny: &["software", "activation", "plate", "product", "key", "business"],
    forms: &[
        Form::pattern("XXXXX999999XXXAA", &[&[5, 6, 5]], uk::driving_licence),
        Form::digits(7, 10, &[], |c| Check::range(c.groups.len() == 1)),
        Form::pattern("A999999", &[], |_| Check::Maybe(0)),
        Form::pattern("A9999999", &[], |_| Check::Maybe(0)),
        Form::pattern("A99999999", &[], |_| Check::Maybe(0)),
        Form::pattern("A999999999", &[], |_| Check::Maybe(0)),
        Form::pattern("A99999999999", &[], |_| Check::Maybe(0)),
        Form::pattern("A999999999999", &[&[4, 4, 4, 1], &[1, 3, 3, 3, 3]], |_| Check::Maybe(0)),
        Form::pattern("A99999999999999", &[], |_| Check::Maybe(0)),
        Form::pattern("AA999999", &[], |_| Check::Maybe(0)),
        Form::pattern("AA999999A", &[], |_| Check::Maybe(0)),
        Form::pattern("AA9999999", &[], |_| Check::Maybe(0)),
        Form::pattern("AA9999999A", &[], |_| Check::Maybe(0)),
        Form::pattern("A99AXX99999", &[], |_| Check::Maybe(0)),
        Form::pattern("99AA99999", &[], |_| Check::Maybe(0)),
    ],
    ..Entity::BASE
};

/// Passport number: shapes differ by country and none has a public check digit.
pub static PASSPORT: Entity = Entity {
    name: "passport",
    label: "passport number",
    class: Class::NationalId,
    context: &[
        "passport",
        "passport number",
        "reisepass*",
        "passeport",
        "pasaporte",
        "passaporto",
        "paspoort*",
        "passaporte",
    ],
    mask: Mask::Last(3),
    forms: &[
        Form::digits(8, 9, &[], |c| Check::range(c.groups.len() <= 3)),
        Form::pattern("A9999999", &[], |_| Check::Maybe(5)),
        Form::pattern("A99999999", &[], |_| Check::Maybe(5)),
        Form::pattern("AA9999999", &[], |_| Check::Maybe(5)),
        Form::pattern("AA999999", &[], |_| Check::Maybe(5)),
        Form::pattern("AAA999999", &[], |_| Check::Maybe(5)),
        Form::pattern("99AA99999", &[], |_| Check::Maybe(5)),
        Form::pattern("XXXXXXXXX", &[], |c| many_digits(c, 5)),
    ],
    ..Entity::BASE
};

/// At least `count` digits, in one piece.
pub(crate) fn many_digits(candidate: &Candidate<'_>, count: usize) -> Check {
    let digits =
        part(candidate.id, 0, candidate.id.len()).iter().filter(|byte| byte.is_ascii_digit()).count();
    Check::range(candidate.groups.len() == 1 && digits >= count)
}
