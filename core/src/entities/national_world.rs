//! National identity and tax numbers outside Europe and the United States.

use super::checksum::{
    at, base36, digit, is_date, luhn, number, part, repeated, verhoeff, weighted, weighted_zero,
};
use super::{Band, Candidate, Check, Class, Entity, Form, Mask};

const NATIONAL: Entity =
    Entity { class: Class::NationalId, band: Band::High, mask: Mask::Last(3), ..Entity::BASE };

fn num(id: &[u8], from: usize, to: usize) -> u64 {
    number(id, from, to).unwrap_or(u64::MAX)
}

/// Whether the digit at a place is `value`.
fn is_at(id: &[u8], place: usize, value: i32) -> bool {
    digit(at(id, place)).and_then(|d| i32::try_from(d).ok()) == Some(value)
}

/// `11 - sum mod 11` over the first digits; -1 when a byte is no digit.
fn complement(id: &[u8], weights: &[i32]) -> i32 {
    weighted(part(id, 0, weights.len()), weights).map_or(-1, |sum| 11 - sum % 11)
}

/// A check with one digit in ten or eleven passes by chance: full confidence only in the printed grouping.
fn grouped(candidate: &Candidate<'_>, ok: bool) -> Check {
    match (ok, candidate.groups.len() > 1) {
        (false, _) => Check::No,
        (true, true) => Check::Sure(-10),
        (true, false) => Check::Sure(-35),
    }
}

/// Indian Aadhaar.
pub static AADHAAR: Entity = Entity {
    name: "aadhaar",
    label: "Aadhaar number",
    region: "IN",
    context: &["aadhaar", "aadhar", "uidai", "uid"],
    mask: Mask::Last(4),
    forms: &[Form::digits(12, 12, &[&[4, 4, 4]], |c| {
        grouped(c, matches!(at(c.id, 0), b'2'..=b'9') && !repeated(c.id) && verhoeff(c.id))
    })],
    ..NATIONAL
};

/// Indian permanent account number.
pub static PAN_INDIA: Entity = Entity {
    name: "pan-india",
    label: "Indian permanent account number (PAN)",
    region: "IN",
    context: &["pan", "permanent account", "income tax"],
    forms: &[Form::pattern("AAAAA9999A", &[], |c| {
        if b"ABCFGHJLPT".contains(&at(c.id, 3)) { Check::Maybe(30) } else { Check::No }
    })],
    ..NATIONAL
};

/// Indian goods-and-services tax number.
pub static GSTIN: Entity = Entity {
    name: "gstin",
    label: "Indian GST number",
    region: "IN",
    context: &["gstin", "gst"],
    mask: Mask::Keep,
    forms: &[Form::pattern("99AAAAA9999AXXX", &[], |c| {
        let mut sum = 0;
        for (place, &byte) in part(c.id, 0, 14).iter().enumerate() {
            let Some(value) = base36(byte) else { return Check::No };
            let value = value * if place % 2 == 0 { 1 } else { 2 };
            sum += value / 36 + value % 36;
        }
        Check::digit(base36(at(c.id, 14)) == Some((36 - sum % 36) % 36))
    })],
    ..NATIONAL
};

/// Brazilian CPF.
pub static CPF: Entity = Entity {
    name: "cpf",
    label: "Brazilian taxpayer number (CPF)",
    region: "BR",
    context: &["cpf"],
    forms: &[Form::digits(11, 11, &[&[3, 3, 3, 2]], |c| {
        let below_ten = |value: i32| if value >= 10 { 0 } else { value };
        let first = below_ten(complement(c.id, &[10, 9, 8, 7, 6, 5, 4, 3, 2]));
        let second = below_ten(complement(c.id, &[11, 10, 9, 8, 7, 6, 5, 4, 3, 2]));
        Check::digit(!repeated(c.id) && is_at(c.id, 9, first) && is_at(c.id, 10, second))
    })],
    ..NATIONAL
};

/// Brazilian CNPJ; letters are allowed in the first twelve places from 2026.
pub static CNPJ: Entity = Entity {
    name: "cnpj",
    label: "Brazilian company number (CNPJ)",
    region: "BR",
    context: &["cnpj"],
    mask: Mask::Keep,
    forms: &[Form::pattern("XXXXXXXXXXXX99", &[&[2, 3, 3, 4, 2]], |c| {
        const WEIGHTS: [i32; 13] = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
        let check = |places: usize| {
            let sum: i32 = part(c.id, 0, places)
                .iter()
                .zip(WEIGHTS.iter().skip(13 - places))
                .map(|(&byte, weight)| (i32::from(byte) - 48) * weight)
                .sum();
            if sum % 11 < 2 { 0 } else { 11 - sum % 11 }
        };
        let whole = matches!(c.groups, [_] | [2, 3, 3, 4, 2]) || c.id.iter().all(u8::is_ascii_digit);
        Check::digit(whole && !repeated(c.id) && is_at(c.id, 12, check(12)) && is_at(c.id, 13, check(13)))
    })],
    ..NATIONAL
};

/// Chilean RUT.
pub static RUT: Entity = Entity {
    name: "rut",
    label: "Chilean national number (RUT)",
    region: "CL",
    context: &["rut", "run", "rol unico"],
    forms: &[
        Form::digits(8, 9, &[&[2, 3, 3, 1], &[1, 3, 3, 1], &[8, 1], &[7, 1]], rut),
        Form::pattern("99999999A", &[&[2, 3, 3, 1], &[8, 1]], rut),
        Form::pattern("9999999A", &[&[1, 3, 3, 1], &[7, 1]], rut),
    ],
    ..NATIONAL
};

fn rut(candidate: &Candidate<'_>) -> Check {
    let Some((&check, body)) = candidate.id.split_last() else { return Check::No };
    let mut sum = 0;
    for (&byte, weight) in body.iter().rev().zip([2, 3, 4, 5, 6, 7].into_iter().cycle()) {
        let Some(value) = digit(byte) else { return Check::No };
        sum += value * weight;
    }
    let expected = match 11 - sum % 11 {
        11 => b'0',
        10 => b'K',
        value => b'0' + value as u8,
    };
    // With a dash before the check digit, as it is printed; bare digits pass once in eleven.
    let printed = candidate.raw.bytes().rev().nth(1) == Some(b'-');
    match (check == expected, printed) {
        (false, _) => Check::No,
        (true, true) => Check::Sure(0),
        (true, false) => Check::Sure(-35),
    }
}

/// Mexican CURP.
pub static CURP: Entity = Entity {
    name: "curp",
    label: "Mexican population number (CURP)",
    region: "MX",
    context: &["curp"],
    forms: &[Form::pattern("AAAA999999AAAAAXX9", &[], |c| {
        let mut sum = 0;
        for (&byte, weight) in part(c.id, 0, 17).iter().zip((2..=18).rev()) {
            let Some(value) = base36(byte) else { return Check::No };
            // The alphabet has Ñ after N.
            sum += (value + u32::from(byte > b'N')) * weight;
        }
        let sex = matches!(at(c.id, 10), b'H' | b'M' | b'X');
        let dated = is_date(None, num(c.id, 6, 8), num(c.id, 8, 10));
        Check::digit(sex && dated && digit(at(c.id, 17)) == Some((10 - sum % 10) % 10))
    })],
    ..NATIONAL
};

/// Mexican RFC.
pub static RFC: Entity = Entity {
    name: "rfc",
    label: "Mexican taxpayer number (RFC)",
    region: "MX",
    context: &["rfc"],
    forms: &[
        Form::pattern("AAAA999999XXX", &[&[4, 6, 3]], |c| rfc(c.id, 4)),
        Form::pattern("AAA999999XXX", &[&[3, 6, 3]], |c| rfc(c.id, 3)),
    ],
    ..NATIONAL
};

fn rfc(id: &[u8], name: usize) -> Check {
    let mut sum = if name == 3 { 37 * 13 } else { 0 };
    for (place, &byte) in part(id, 0, name + 8).iter().enumerate() {
        let Some(value) = base36(byte) else { return Check::No };
        let value = value + u32::from(byte > b'N');
        sum += value * (13 - (place + 4 - name) as u32);
    }
    let expected = match 11 - sum % 11 {
        11 => b'0',
        10 => b'A',
        value => b'0' + value as u8,
    };
    let dated = is_date(None, num(id, name + 2, name + 4), num(id, name + 4, name + 6));
    Check::digit(dated && at(id, name + 8) == expected)
}

/// Argentine CUIT and CUIL.
pub static CUIT: Entity = Entity {
    name: "cuit",
    label: "Argentine tax number (CUIT)",
    region: "AR",
    context: &["cuit", "cuil"],
    forms: &[Form::digits(11, 11, &[&[2, 8, 1]], |c| {
        let check = complement(c.id, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
        let check = if check == 11 { 0 } else { check };
        let prefix = matches!(num(c.id, 0, 2), 20 | 23 | 24 | 27 | 30 | 33 | 34);
        Check::digit(prefix && is_at(c.id, 10, check))
    })],
    ..NATIONAL
};

/// Argentine bank account (CBU).
pub static CBU: Entity = Entity {
    name: "cbu",
    label: "Argentine bank account number (CBU)",
    class: Class::Payment,
    region: "AR",
    context: &["cbu", "cuenta"],
    mask: Mask::Last(4),
    forms: &[Form::digits(22, 22, &[&[8, 14]], |c| {
        let bank = weighted_zero(part(c.id, 0, 8), &[7, 1, 3, 9, 7, 1, 3, 1], 10);
        let account = weighted_zero(part(c.id, 8, 22), &[3, 9, 7, 1, 3, 9, 7, 1, 3, 9, 7, 1, 3, 1], 10);
        Check::digit(bank && account && !repeated(c.id))
    })],
    ..NATIONAL
};

/// Canadian social insurance number.
pub static SIN: Entity = Entity {
    name: "sin",
    label: "Canadian social insurance number",
    band: Band::Context,
    region: "CA",
    context: &["sin", "nas", "social insurance", "assurance sociale"],
    forms: &[Form::digits(9, 9, &[&[3, 3, 3]], |c| {
        Check::digit(!matches!(at(c.id, 0), b'0' | b'8') && !repeated(c.id) && luhn(c.id))
    })],
    ..NATIONAL
};

/// Australian tax file number: never shown.
pub static TFN: Entity = Entity {
    name: "tfn",
    label: "Australian tax file number",
    band: Band::Context,
    region: "AU",
    context: &["tfn", "tax file", "tax file number"],
    mask: Mask::Hidden,
    forms: &[Form::digits(8, 9, &[&[3, 3, 3], &[2, 3, 3]], |c| {
        Check::digit(
            weighted_zero(c.id, &[1, 4, 3, 7, 5, 8, 6, 9, 10], 11)
                || weighted_zero(c.id, &[10, 7, 8, 4, 6, 3, 5, 1], 11),
        )
    })],
    ..NATIONAL
};

/// Australian business number.
pub static ABN: Entity = Entity {
    name: "abn",
    label: "Australian business number",
    region: "AU",
    context: &["abn"],
    mask: Mask::Keep,
    forms: &[Form::digits(11, 11, &[&[2, 3, 3, 3]], |c| {
        let sum = weighted(c.id, &[10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]).map(|sum| sum - 10);
        Check::digit(at(c.id, 0) != b'0' && sum.is_some_and(|sum| sum % 89 == 0))
    })],
    ..NATIONAL
};

/// Australian company number.
pub static ACN: Entity = Entity {
    name: "acn",
    label: "Australian company number",
    band: Band::Context,
    region: "AU",
    context: &["acn"],
    mask: Mask::Keep,
    forms: &[Form::digits(9, 9, &[&[3, 3, 3]], |c| {
        Check::digit(weighted_zero(c.id, &[8, 7, 6, 5, 4, 3, 2, 1, 1], 10) && !repeated(c.id))
    })],
    ..NATIONAL
};

/// New Zealand IRD number.
pub static IRD: Entity = Entity {
    name: "ird",
    label: "New Zealand tax number (IRD)",
    band: Band::Context,
    region: "NZ",
    context: &["ird", "inland revenue"],
    forms: &[Form::digits(8, 9, &[&[2, 3, 3], &[3, 3, 3]], |c| {
        let padded: Vec<u8> = if c.id.len() == 8 { [b"0", c.id].concat() } else { c.id.to_vec() };
        let range = (10_000_000..=150_000_000).contains(&num(c.id, 0, c.id.len()));
        let mut check = complement(&padded, &[3, 2, 7, 6, 5, 4, 3, 2]) % 11;
        if check == 10 {
            check = complement(&padded, &[7, 4, 3, 2, 5, 2, 7, 6]) % 11;
        }
        Check::digit(range && is_at(&padded, 8, check))
    })],
    ..NATIONAL
};

/// Singapore NRIC and FIN.
pub static NRIC: Entity = Entity {
    name: "nric",
    label: "Singapore identity number (NRIC/FIN)",
    region: "SG",
    context: &["nric", "fin", "identity card"],
    forms: &[Form::pattern("A9999999A", &[], |c| {
        let (offset, letters): (i32, &[u8]) = match at(c.id, 0) {
            b'S' => (0, b"JZIHGFEDCBA"),
            b'T' => (4, b"JZIHGFEDCBA"),
            b'F' => (0, b"XWUTRQPNMLK"),
            b'G' => (4, b"XWUTRQPNMLK"),
            b'M' => (3, b"XWUTRQPNJLK"),
            _ => return Check::No,
        };
        let sum = weighted(part(c.id, 1, 8), &[2, 7, 6, 5, 4, 3, 2]).map(|sum| (sum + offset) % 11);
        let letter = sum.and_then(|rest| letters.get(usize::try_from(rest).unwrap_or(99)));
        Check::digit(letter.copied() == Some(at(c.id, 8)))
    })],
    ..NATIONAL
};

/// South African identity number.
pub static ZA_ID: Entity = Entity {
    name: "za-id",
    label: "South African identity number",
    region: "ZA",
    context: &["id number", "identity number", "rsa id", "said"],
    forms: &[Form::digits(13, 13, &[&[6, 4, 2, 1]], |c| {
        let dated = is_date(None, num(c.id, 2, 4), num(c.id, 4, 6));
        Check::digit(dated && matches!(at(c.id, 10), b'0'..=b'2') && luhn(c.id))
    })],
    ..NATIONAL
};

/// South Korean resident registration number.
pub static RRN: Entity = Entity {
    name: "rrn",
    label: "Korean resident number",
    region: "KR",
    context: &["rrn", "resident registration", "jumin"],
    forms: &[Form::digits(13, 13, &[&[6, 7]], |c| {
        let dated = is_date(None, num(c.id, 2, 4), num(c.id, 4, 6));
        let check = complement(c.id, &[2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]);
        Check::digit(dated && is_at(c.id, 12, check % 10))
    })],
    ..NATIONAL
};

/// Japanese My Number.
pub static MY_NUMBER: Entity = Entity {
    name: "my-number",
    label: "Japanese My Number",
    region: "JP",
    context: &["my number", "mynumber", "individual number"],
    forms: &[Form::digits(12, 12, &[&[4, 4, 4]], |c| {
        let check = complement(c.id, &[6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
        grouped(c, !repeated(c.id) && is_at(c.id, 11, if check >= 10 { 0 } else { check }))
    })],
    ..NATIONAL
};

/// Chinese resident identity card.
pub static CN_ID: Entity = Entity {
    name: "cn-id",
    label: "Chinese resident identity number",
    region: "CN",
    context: &["identity card", "resident id", "id number"],
    forms: &[Form::pattern("99999999999999999X", &[], |c| {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let rest = weighted(part(c.id, 0, 17), &weights).map(|sum| sum % 11);
        let check = rest.and_then(|rest| b"10X98765432".get(usize::try_from(rest).unwrap_or(99)));
        let year = num(c.id, 6, 10);
        let dated =
            (1880..=2100).contains(&year) && is_date(Some(year), num(c.id, 10, 12), num(c.id, 12, 14));
        Check::digit(dated && check.copied() == Some(at(c.id, 17)))
    })],
    ..NATIONAL
};

/// Thai national number.
pub static TH_ID: Entity = Entity {
    name: "th-id",
    label: "Thai national number",
    region: "TH",
    context: &["thai id", "national id", "id number"],
    forms: &[Form::digits(13, 13, &[&[1, 4, 5, 2, 1]], |c| {
        let check = complement(c.id, &[13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 10;
        grouped(c, matches!(at(c.id, 0), b'1'..=b'8') && is_at(c.id, 12, check))
    })],
    ..NATIONAL
};

/// Israeli identity number.
pub static IL_ID: Entity = Entity {
    name: "il-id",
    label: "Israeli identity number",
    band: Band::Context,
    region: "IL",
    context: &["teudat zehut", "israeli id", "id number"],
    forms: &[Form::digits(9, 9, &[], |c| Check::digit(luhn(c.id) && !repeated(c.id)))],
    ..NATIONAL
};

/// Turkish identity number.
pub static TCKN: Entity = Entity {
    name: "tckn",
    label: "Turkish identity number",
    region: "TR",
    context: &["tc kimlik", "kimlik", "tckn"],
    forms: &[Form::digits(11, 11, &[], |c| {
        let tenth =
            weighted(part(c.id, 0, 9), &[7, -1, 7, -1, 7, -1, 7, -1, 7]).map_or(-1, |s| s.rem_euclid(10));
        let last = weighted(part(c.id, 0, 10), &[1; 10]).map_or(-1, |sum| sum % 10);
        Check::digit(at(c.id, 0) != b'0' && is_at(c.id, 9, tenth) && is_at(c.id, 10, last))
    })],
    ..NATIONAL
};

/// Nigerian NIN and Philippine TIN: digits without a public check.
pub static NIN: Entity = Entity {
    name: "nin",
    label: "national identification number",
    band: Band::Context,
    context: &["nin", "national identification number", "national identity number"],
    forms: &[Form::digits(11, 12, &[], |c| Check::range(c.groups.len() == 1))],
    ..NATIONAL
};
