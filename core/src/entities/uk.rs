//! Identifiers of the United Kingdom.

use super::checksum::{at, digit, is_date, number, part, repeated, weighted};
use super::{Band, Candidate, Check, Class, Entity, Form, Mask};

/// National Insurance number.
pub static NINO: Entity = Entity {
    name: "nino",
    label: "National Insurance number",
    class: Class::NationalId,
    band: Band::High,
    region: "GB",
    context: &["national insurance", "ni number", "nino", "ni no", "insurance number"],
    mask: Mask::Last(1),
    forms: &[Form::pattern("AA999999A", &[&[2, 2, 2, 2, 1]], |c| {
        let (first, second) = (at(c.id, 0), at(c.id, 1));
        let prefix = part(c.id, 0, 2);
        let banned: [&[u8]; 7] = [b"BG", b"GB", b"KN", b"NK", b"NT", b"TN", b"ZZ"];
        let ok = !b"DFIQUV".contains(&first) || prefix == b"QQ";
        let ok = ok && (!b"DFIQUVO".contains(&second) || prefix == b"QQ") && !banned.contains(&prefix);
        if ok && matches!(at(c.id, 8), b'A'..=b'D') { Check::Maybe(30) } else { Check::No }
    })],
    ..Entity::BASE
};

/// NHS number.
pub static NHS: Entity = Entity {
    name: "nhs-number",
    label: "NHS number",
    class: Class::Health,
    band: Band::High,
    region: "GB",
    context: &["nhs", "nhs number", "nhs no", "patient"],
    forms: &[Form::digits(10, 10, &[&[3, 3, 4]], |c| {
        let sum = weighted(part(c.id, 0, 9), &[10, 9, 8, 7, 6, 5, 4, 3, 2]).map(|sum| 11 - sum % 11);
        let check = digit(at(c.id, 9)).and_then(|d| i32::try_from(d).ok());
        let check_fits = match sum {
            Some(11) => check == Some(0),
            Some(10) | None => false,
            some => some == check,
        };
        // One in eleven numbers of ten digits passes: without a telling word it stays below the floor.
        if check_fits && !repeated(c.id) { Check::Sure(-35) } else { Check::No }
    })],
    ..Entity::BASE
};

/// Unique Taxpayer Reference.
pub static UTR: Entity = Entity {
    name: "utr",
    label: "UK tax reference (UTR)",
    class: Class::NationalId,
    band: Band::Context,
    region: "GB",
    context: &["utr", "self assessment", "tax reference", "unique taxpayer"],
    mask: Mask::Last(3),
    forms: &[Form::digits(10, 10, &[&[5, 5]], |c| {
        let rest = weighted(part(c.id, 1, 10), &[6, 7, 8, 9, 10, 5, 4, 3, 2]).map(|sum| sum % 11);
        let check = rest.and_then(|rest| b"21987654321".get(usize::try_from(rest).unwrap_or(99)));
        Check::digit(check.copied() == Some(at(c.id, 0)))
    })],
    ..Entity::BASE
};

/// Sort code, alone or with an account number.
pub static SORT_CODE: Entity = Entity {
    name: "sort-code",
    label: "sort code",
    class: Class::Payment,
    band: Band::Context,
    region: "GB",
    context: &["sort code", "sortcode", "sort-code"],
    mask: Mask::Hidden,
    forms: &[
        Form::digits(6, 6, &[&[2, 2, 2]], |_| Check::Maybe(0)),
        Form::digits(14, 14, &[&[2, 2, 2, 8]], |c| {
            if c.groups == [2, 2, 2, 8] { Check::Maybe(20) } else { Check::No }
        }),
    ],
    ..Entity::BASE
};

/// A driving licence number of Great Britain (its positions are dates and initials), for [`super::us`].
pub(crate) fn driving_licence(candidate: &Candidate<'_>) -> Check {
    let id = candidate.id;
    let surname = part(id, 0, 5);
    let letters = surname.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
    let padded = letters > 0 && surname.iter().skip(letters).all(|&byte| byte == b'9');
    let month = number(id, 6, 8).unwrap_or(0);
    let month = if month > 50 { month - 50 } else { month };
    let initials = at(id, 11).is_ascii_uppercase() && (at(id, 12).is_ascii_uppercase() || at(id, 12) == b'9');
    let dated = is_date(None, month, number(id, 8, 10).unwrap_or(0));
    // "Order 5512-88 I also" has the letters and digits, and not in these groups.
    let grouped = match candidate.groups {
        [] | [_] | [5, 6 | 11, ..] | [11, ..] => true,
        groups => groups.iter().all(|length| *length == 1),
    };
    if padded && initials && dated && grouped { Check::Maybe(60) } else { Check::No }
}

/// Registration plates of the United Kingdom, Germany, Ireland and France; they look like model numbers.
pub static NUMBER_PLATE: Entity = Entity {
    name: "number-plate",
    label: "vehicle registration",
    class: Class::Vehicle,
    band: Band::Context,
    context: &[
        "number plate",
        "registration",
        "license plate",
        "licence plate",
        "plate",
        "reg",
        "kennzeichen",
        "immatriculation",
        "matricula",
        "targa",
        "kenteken",
        "vrm",
    ],
    deny: &["company", "vat", "product"],
    mask: Mask::First(2),
    forms: &[
        Form::pattern("AA99AAA", &[&[4, 3]], |_| Check::Maybe(5)),
        Form::pattern("AA999AA", &[&[2, 3, 2]], |_| Check::Maybe(0)),
        Form::pattern("9999AAA", &[&[4, 3]], |_| Check::Maybe(0)),
        Form::pattern("AAA999", &[], |_| Check::Maybe(0)),
        Form::pattern("A999AAA", &[&[4, 3]], |_| Check::Maybe(0)),
        Form::pattern("AAA9999", &[&[3, 4]], |_| Check::Maybe(0)),
        Form::pattern("AA9999", &[&[1, 1, 4]], |_| Check::Maybe(0)),
        Form::pattern("AAA9999", &[&[1, 2, 4], &[2, 1, 4]], |_| Check::Maybe(0)),
    ],
    ..Entity::BASE
};
