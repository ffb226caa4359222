//! National identity numbers of the Nordic and Baltic countries.

use super::checksum::{at, is_date, luhn, number, part, weighted_zero};
use super::national_eu::{NATIONAL, body_sum, date_at, ends_with, num};
use super::{Band, Candidate, Check, Entity, Form};

/// Swedish personal number.
pub static PERSONNUMMER: Entity = Entity {
    name: "personnummer",
    label: "Swedish personal number",
    region: "SE",
    context: &["personnummer", "personnr", "samordningsnummer"],
    forms: &[
        Form::digits(10, 10, &[&[6, 4]], |c| {
            let separated = c.groups == [6, 4];
            swedish(c.id, if separated { 0 } else { -20 })
        }),
        Form::digits(12, 12, &[&[8, 4]], |c| match number(c.id, 0, 2) {
            Some(18..=20) => swedish(part(c.id, 2, 12), 0),
            _ => Check::No,
        }),
    ],
    ..NATIONAL
};

fn swedish(id: &[u8], bias: i16) -> Check {
    let day = num(id, 4, 6);
    let day = if (61..=91).contains(&day) { day - 60 } else { day };
    if is_date(None, num(id, 2, 4), day) && luhn(id) { Check::Sure(bias) } else { Check::No }
}

/// Norwegian national number.
pub static FODSELSNUMMER: Entity = Entity {
    name: "fodselsnummer",
    label: "Norwegian national number",
    region: "NO",
    context: &["fødselsnummer", "fodselsnummer", "personnummer", "d-nummer"],
    forms: &[Form::digits(11, 11, &[&[6, 5]], |c| {
        let day = num(c.id, 0, 2);
        let day = if day > 40 { day.saturating_sub(40) } else { day };
        let first = weighted_zero(part(c.id, 0, 10), &[3, 7, 6, 1, 8, 9, 4, 5, 2, 1], 11);
        let second = weighted_zero(c.id, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1], 11);
        Check::digit(is_date(None, num(c.id, 2, 4), day) && first && second)
    })],
    ..NATIONAL
};

/// Danish CPR: only the date is checked, the check digit was given up in 2007.
pub static CPR: Entity = Entity {
    name: "cpr",
    label: "Danish civil registration number",
    band: Band::Context,
    region: "DK",
    context: &["cpr", "cpr-nummer", "personnummer"],
    forms: &[Form::digits(10, 10, &[&[6, 4]], |c| Check::range(date_at(c.id, 4, 2, 0)))],
    ..NATIONAL
};

/// Finnish personal identity code.
pub static HETU: Entity = Entity {
    name: "hetu",
    label: "Finnish personal identity code",
    region: "FI",
    context: &["hetu", "henkilotunnus", "personbeteckning"],
    forms: &[
        Form::pattern("999999999X", &[&[6, 4]], |c| {
            let signed =
                c.groups == [6, 4] && c.raw.as_bytes().get(6).is_some_and(|b| matches!(b, b'-' | b'+'));
            if signed { hetu(c.id, 6) } else { Check::No }
        }),
        Form::pattern("999999A999X", &[], |c| {
            if b"YXWVUABCDEF".contains(&at(c.id, 6)) { hetu(c.id, 7) } else { Check::No }
        }),
    ],
    ..NATIONAL
};

fn hetu(id: &[u8], serial: usize) -> Check {
    const LETTERS: &[u8] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";
    let value =
        number(id, 0, 6).zip(number(id, serial, serial + 3)).map(|(date, serial)| date * 1000 + serial);
    let check = value.and_then(|value| LETTERS.get((value % 31) as usize)).copied();
    Check::digit(date_at(id, 4, 2, 0) && check == Some(at(id, serial + 3)))
}

fn baltic(candidate: &Candidate<'_>) -> Check {
    let id = candidate.id;
    let mut rest = body_sum(id, &[1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
    if rest == 10 {
        rest = body_sum(id, &[3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11 % 10;
    }
    Check::digit(matches!(at(id, 0), b'1'..=b'8') && date_at(id, 1, 3, 5) && ends_with(id, rest))
}

/// Estonian personal code.
pub static ISIKUKOOD: Entity = Entity {
    name: "isikukood",
    label: "Estonian personal code",
    region: "EE",
    context: &["isikukood", "isikukoodi"],
    forms: &[Form::digits(11, 11, &[], baltic)],
    ..NATIONAL
};

/// Lithuanian personal code, built as the Estonian one: a word or the region tells them apart.
pub static ASMENS_KODAS: Entity = Entity {
    name: "asmens-kodas",
    label: "Lithuanian personal code",
    region: "LT",
    context: &["asmens kodas", "asmens kodo"],
    forms: &[Form::digits(11, 11, &[], baltic)],
    ..NATIONAL
};

/// Latvian personal code.
pub static PERSONAS_KODS: Entity = Entity {
    name: "personas-kods",
    label: "Latvian personal code",
    band: Band::Context,
    region: "LV",
    context: &["personas kods", "personas koda"],
    forms: &[Form::digits(11, 11, &[&[6, 5]], |c| {
        let rest = (1 + body_sum(c.id, &[10, 5, 8, 4, 2, 1, 6, 3, 7, 9])) % 11 % 10;
        Check::digit(date_at(c.id, 4, 2, 0) && ends_with(c.id, rest))
    })],
    ..NATIONAL
};

/// Icelandic kennitala.
pub static KENNITALA: Entity = Entity {
    name: "kennitala",
    label: "Icelandic national number",
    band: Band::Context,
    region: "IS",
    context: &["kennitala", "kt"],
    forms: &[Form::digits(10, 10, &[&[6, 4]], |c| {
        // Companies add 40 to the day.
        let day = num(c.id, 0, 2);
        let dated = is_date(None, num(c.id, 2, 4), if day > 40 { day.saturating_sub(40) } else { day });
        Check::digit(
            dated
                && matches!(at(c.id, 9), b'8' | b'9' | b'0')
                && weighted_zero(part(c.id, 0, 9), &[3, 2, 7, 6, 5, 4, 3, 2, 1], 11),
        )
    })],
    ..NATIONAL
};
