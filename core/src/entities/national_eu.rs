//! National identity and tax numbers of Europe, the north and the United Kingdom excepted.
//!
//! A number of digits alone whose check agrees by chance more often than once in fifty (no date, one check
//! digit) is of band [`Band::Context`], whatever its reputation: order numbers are digits too.

use super::checksum::{
    at, base36, digit, ean13, icao, is_date, luhn, mod11_10, number, part, repeated, verhoeff, weighted,
    weighted_zero,
};
use super::{Band, Candidate, Check, Class, Entity, Form, Mask};

pub(super) const NATIONAL: Entity =
    Entity { class: Class::NationalId, band: Band::High, mask: Mask::Last(3), ..Entity::BASE };

/// Number in `from..to`, or a value that no date has.
pub(super) fn num(id: &[u8], from: usize, to: usize) -> u64 {
    number(id, from, to).unwrap_or(u64::MAX)
}

/// Two-digit year, month, day at these places.
pub(super) fn date_at(id: &[u8], year: usize, month: usize, day: usize) -> bool {
    is_date(None, num(id, month, month + 2), num(id, day, day + 2)) && number(id, year, year + 2).is_some()
}

/// Whether the last digit is `value`.
pub(super) fn ends_with(id: &[u8], value: i32) -> bool {
    id.last().and_then(|&byte| digit(byte)).and_then(|d| i32::try_from(d).ok()) == Some(value)
}

/// The weighted sum of all but the last digit.
pub(super) fn body_sum(id: &[u8], weights: &[i32]) -> i32 {
    id.split_last().and_then(|(_, body)| weighted(body, weights)).unwrap_or(-1)
}

const DNI_LETTERS: &[u8] = b"TRWAGMYFPDXBNJZSQVHLCKE";

fn dni_letter(value: u64) -> Option<u8> {
    DNI_LETTERS.get((value % 23) as usize).copied()
}

/// Spanish DNI or NIE.
pub static DNI: Entity = Entity {
    name: "dni",
    label: "Spanish identity number (DNI/NIE)",
    region: "ES",
    context: &["dni", "nif", "nie", "documento", "identidad", "extranjero"],
    mask: Mask::Last(1),
    forms: &[
        Form::pattern("99999999A", &[&[8, 1]], |c| {
            Check::digit(number(c.id, 0, 8).and_then(dni_letter) == Some(at(c.id, 8)))
        }),
        Form::pattern("A9999999A", &[&[1, 7, 1]], |c| {
            let first = match at(c.id, 0) {
                b'X' => 0,
                b'Y' => 10_000_000,
                b'Z' => 20_000_000,
                _ => return Check::No,
            };
            Check::digit(number(c.id, 1, 8).and_then(|n| dni_letter(first + n)) == Some(at(c.id, 8)))
        }),
    ],
    ..NATIONAL
};

/// Spanish CIF of companies.
pub static CIF: Entity = Entity {
    name: "cif",
    label: "Spanish company tax number",
    band: Band::Context,
    region: "ES",
    context: &["cif", "nif", "empresa", "sociedad"],
    mask: Mask::Keep,
    forms: &[Form::pattern("A9999999X", &[], |c| {
        let luhn_like = super::checksum::luhn_sum(part(c.id, 1, 8).iter().copied().chain([b'0']));
        let Some(check) = luhn_like.map(|sum| (10 - sum % 10) % 10) else { return Check::No };
        let letter = b"JABCDEFGHI".get(check as usize).copied();
        let last = at(c.id, 8);
        Check::digit(
            b"ABCDEFGHJNPQRSUVW".contains(&at(c.id, 0))
                && (digit(last) == Some(check) || letter == Some(last)),
        )
    })],
    ..NATIONAL
};

/// French social-security number (NIR).
pub static NIR: Entity = Entity {
    name: "nir",
    label: "French social-security number",
    region: "FR",
    context: &["nir", "secu", "securite sociale", "insee", "carte vitale", "assure"],
    forms: &[
        Form::digits(15, 15, &[&[1, 2, 2, 2, 3, 3, 2]], |c| nir(c.id, None)),
        Form::pattern("999999A99999999", &[&[1, 2, 2, 2, 3, 3, 2]], |c| match at(c.id, 6) {
            b'A' => nir(c.id, Some(19)),
            b'B' => nir(c.id, Some(18)),
            _ => Check::No,
        }),
    ],
    ..NATIONAL
};

/// `corsica` stands for departments 2A and 2B in the division.
fn nir(id: &[u8], corsica: Option<u64>) -> Check {
    let month = num(id, 3, 5);
    let plausible = matches!(at(id, 0), b'1'..=b'4' | b'7' | b'8')
        && (matches!(month, 1..=12 | 20 | 30..=42) || (50..=99).contains(&month));
    let body = match corsica {
        None => number(id, 0, 13),
        Some(department) => number(id, 0, 5)
            .zip(number(id, 7, 13))
            .map(|(head, tail)| (head * 100 + department) * 1_000_000 + tail),
    };
    Check::digit(plausible && body.map(|n| 97 - n % 97) == number(id, 13, 15))
}

/// French company numbers SIREN and SIRET.
pub static SIRET: Entity = Entity {
    name: "siret",
    label: "French company number",
    band: Band::Context,
    region: "FR",
    context: &["siren", "siret", "rcs"],
    mask: Mask::Keep,
    forms: &[
        Form::digits(9, 9, &[&[3, 3, 3]], |c| Check::digit(luhn(c.id))),
        Form::digits(14, 14, &[&[3, 3, 3, 5]], |c| Check::digit(luhn(c.id))),
    ],
    ..NATIONAL
};

/// Italian codice fiscale.
pub static CODICE_FISCALE: Entity = Entity {
    name: "codice-fiscale",
    label: "Italian tax code",
    region: "IT",
    context: &["codice fiscale", "cf", "fiscale"],
    forms: &[Form::pattern("AAAAAAXXAXXAXXXA", &[&[3, 3, 5, 5], &[6, 5, 5]], codice_fiscale)],
    ..NATIONAL
};

fn codice_fiscale(candidate: &Candidate<'_>) -> Check {
    const ODD: [u32; 26] =
        [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
    let id = candidate.id;
    // Omocodia: digits may be replaced by LMNPQRSTUV.
    let plain = |byte: u8| match b"LMNPQRSTUV".iter().position(|&letter| letter == byte) {
        Some(value) => Some(value as u32),
        None => digit(byte),
    };
    let two = |place: usize| plain(at(id, place)).zip(plain(at(id, place + 1))).map(|(a, b)| a * 10 + b);
    let numbers = two(6).is_some() && plain(at(id, 12)).is_some() && two(13).is_some();
    let day = two(9).is_some_and(|day| matches!(day, 1..=31 | 41..=71));
    if !numbers || !day || !b"ABCDEHLMPRST".contains(&at(id, 8)) {
        return Check::No;
    }
    let mut sum = 0;
    for (place, &byte) in part(id, 0, 15).iter().enumerate() {
        let value = if byte.is_ascii_digit() { digit(byte) } else { base36(byte).map(|v| v - 10) };
        let Some(value) = value else { return Check::No };
        sum += if place % 2 == 0 { ODD.get(value as usize).copied().unwrap_or(0) } else { value };
    }
    Check::digit(base36(at(id, 15)).map(|v| v - 10) == Some(sum % 26))
}

/// Italian partita IVA.
pub static PARTITA_IVA: Entity = Entity {
    name: "partita-iva",
    label: "Italian VAT number",
    band: Band::Context,
    region: "IT",
    context: &["partita iva", "p.iva", "p. iva", "piva"],
    mask: Mask::Keep,
    forms: &[Form::digits(11, 11, &[], |c| Check::digit(luhn(c.id)))],
    ..NATIONAL
};

/// German tax identification number.
pub static STEUER_ID: Entity = Entity {
    name: "steuer-id",
    label: "German tax number (Steuer-ID)",
    region: "DE",
    context: &["steuer*", "idnr", "tin", "tax id", "identifikationsnummer"],
    forms: &[Form::digits(11, 11, &[&[2, 3, 3, 3]], |c| {
        let mut counts = [0u8; 10];
        for &byte in part(c.id, 0, 10) {
            if let Some(count) = digit(byte).and_then(|value| counts.get_mut(value as usize)) {
                *count += 1;
            }
        }
        let twice = counts.iter().filter(|&&count| count == 2).count();
        let thrice = counts.iter().filter(|&&count| count == 3).count();
        let once_repeated = twice + thrice == 1 && counts.iter().all(|&count| count <= 3);
        Check::digit(at(c.id, 0) != b'0' && once_repeated && mod11_10(c.id))
    })],
    ..NATIONAL
};

/// German identity card and passport.
pub static PERSONALAUSWEIS: Entity = Entity {
    name: "personalausweis",
    label: "German identity card number",
    band: Band::Context,
    region: "DE",
    context: &["ausweis*", "personalausweis*", "reisepass*", "passnummer", "ausweisnummer"],
    forms: &[
        Form::pattern("XXXXXXXXX9", &[], |c| {
            Check::digit(ausweis(part(c.id, 0, 9)) && icao(part(c.id, 0, 9)) == digit(at(c.id, 9)))
        }),
        Form::pattern("XXXXXXXXX", &[], |c| Check::range(ausweis(c.id))),
    ],
    ..NATIONAL
};

fn ausweis(id: &[u8]) -> bool {
    const LETTERS: &[u8] = b"CFGHJKLMNPRTVWXYZ";
    LETTERS.contains(&at(id, 0))
        && id.iter().all(|byte| byte.is_ascii_digit() || LETTERS.contains(byte))
        && id.iter().filter(|byte| byte.is_ascii_digit()).count() >= 3
}

/// German pension insurance number.
pub static RVNR: Entity = Entity {
    name: "rvnr",
    label: "German pension insurance number",
    region: "DE",
    context: &["rente*", "sozialversicherung*", "rvnr", "versicherungsnummer", "svnr"],
    forms: &[Form::pattern("99999999A999", &[&[2, 6, 1, 3]], |c| {
        let Some(letter) = base36(at(c.id, 8)).map(|value| value - 9) else { return Check::No };
        let digits = part(c.id, 0, 8)
            .iter()
            .filter_map(|&byte| digit(byte))
            .chain([letter / 10, letter % 10])
            .chain(part(c.id, 9, 11).iter().filter_map(|&byte| digit(byte)));
        let sum: u32 = digits
            .zip([2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1])
            .map(|(value, weight)| value * weight / 10 + value * weight % 10)
            .sum();
        let day = num(c.id, 2, 4);
        Check::digit(
            (1..=12).contains(&num(c.id, 4, 6))
                && (1..=99).contains(&day)
                && digit(at(c.id, 11)) == Some(sum % 10),
        )
    })],
    ..NATIONAL
};

/// Dutch citizen service number.
pub static BSN: Entity = Entity {
    name: "bsn",
    label: "Dutch citizen service number (BSN)",
    band: Band::Context,
    region: "NL",
    context: &["bsn", "burgerservicenummer", "sofinummer", "sofi"],
    forms: &[Form::digits(9, 9, &[&[4, 2, 3], &[3, 3, 3]], |c| {
        Check::digit(!repeated(c.id) && weighted_zero(c.id, &[9, 8, 7, 6, 5, 4, 3, 2, -1], 11))
    })],
    ..NATIONAL
};

/// Belgian national number.
pub static RIJKSREGISTER: Entity = Entity {
    name: "rijksregisternummer",
    label: "Belgian national number",
    region: "BE",
    context: &["rijksregister*", "registre national", "insz", "niss", "national number", "numero national"],
    forms: &[Form::digits(11, 11, &[&[6, 3, 2], &[2, 2, 2, 3, 2]], |c| {
        let (Some(body), Some(check)) = (number(c.id, 0, 9), number(c.id, 9, 11)) else { return Check::No };
        let month = num(c.id, 2, 4);
        let plausible = month <= 12 && num(c.id, 4, 6) <= 31;
        Check::digit(plausible && [body, 2_000_000_000 + body].iter().any(|n| 97 - n % 97 == check))
    })],
    ..NATIONAL
};

/// Luxembourg matricule.
pub static MATRICULE: Entity = Entity {
    name: "matricule",
    label: "Luxembourg national number",
    region: "LU",
    context: &["matricule", "cns"],
    forms: &[Form::digits(13, 13, &[], |c| {
        let year = num(c.id, 0, 4);
        let with_last: Vec<u8> = part(c.id, 0, 11).iter().chain(c.id.last()).copied().collect();
        Check::digit(
            (1880..=2100).contains(&year)
                && is_date(Some(year), num(c.id, 4, 6), num(c.id, 6, 8))
                && luhn(part(c.id, 0, 12))
                && verhoeff(&with_last),
        )
    })],
    ..NATIONAL
};

/// Polish PESEL.
pub static PESEL: Entity = Entity {
    name: "pesel",
    label: "Polish national number (PESEL)",
    region: "PL",
    context: &["pesel"],
    forms: &[Form::digits(11, 11, &[], |c| {
        Check::digit(
            is_date(None, num(c.id, 2, 4) % 20, num(c.id, 4, 6))
                && weighted_zero(c.id, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1], 10),
        )
    })],
    ..NATIONAL
};

/// Polish NIP.
pub static NIP: Entity = Entity {
    name: "nip",
    label: "Polish tax number (NIP)",
    band: Band::Context,
    region: "PL",
    context: &["nip", "regon"],
    forms: &[Form::digits(10, 10, &[&[3, 3, 2, 2], &[3, 2, 2, 3]], |c| {
        Check::digit(ends_with(c.id, body_sum(c.id, &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11))
    })],
    ..NATIONAL
};

/// Portuguese NIF.
pub static NIF_PT: Entity = Entity {
    name: "nif-pt",
    label: "Portuguese tax number (NIF)",
    band: Band::Context,
    region: "PT",
    context: &["nif", "contribuinte", "numero fiscal"],
    forms: &[Form::digits(9, 9, &[&[3, 3, 3]], |c| {
        let check = (11 - body_sum(c.id, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 11 % 10;
        Check::digit(at(c.id, 0) != b'0' && ends_with(c.id, check))
    })],
    ..NATIONAL
};

/// Irish PPS number.
pub static PPS: Entity = Entity {
    name: "pps",
    label: "Irish PPS number",
    region: "IE",
    context: &["pps", "ppsn", "public service number"],
    forms: &[
        Form::pattern("9999999A", &[], |c| pps(c.id, 0)),
        Form::pattern("9999999AA", &[], |c| match at(c.id, 8) {
            b'W' | b'T' => pps(c.id, 0),
            letter @ b'A'..=b'I' => pps(c.id, i32::from(letter - b'A') + 1),
            _ => Check::No,
        }),
    ],
    ..NATIONAL
};

fn pps(id: &[u8], second: i32) -> Check {
    let sum = weighted(part(id, 0, 7), &[8, 7, 6, 5, 4, 3, 2]).map(|sum| (sum + second * 9) % 23);
    let letter = sum.and_then(|rest| b"WABCDEFGHIJKLMNOPQRSTUV".get(usize::try_from(rest).unwrap_or(99)));
    Check::digit(letter.copied() == Some(at(id, 7)))
}

/// Austrian social-insurance number.
pub static SVNR: Entity = Entity {
    name: "svnr",
    label: "Austrian social-insurance number",
    region: "AT",
    context: &["svnr", "sozialversicherung*", "sv-nummer", "versicherungsnummer"],
    forms: &[Form::digits(10, 10, &[&[4, 6]], |c| {
        let sum = weighted(c.id, &[3, 7, 9, 0, 5, 8, 4, 2, 1, 6]).map(|sum| sum % 11);
        let check = digit(at(c.id, 3)).and_then(|d| i32::try_from(d).ok());
        let month = num(c.id, 6, 8);
        let dated = is_date(None, month, num(c.id, 4, 6)) || (13..=15).contains(&month);
        Check::digit(at(c.id, 0) != b'0' && dated && sum == check)
    })],
    ..NATIONAL
};

/// Swiss social-insurance number.
pub static AHV: Entity = Entity {
    name: "ahv",
    label: "Swiss social-insurance number",
    region: "CH",
    context: &["ahv", "avs", "ahv-nummer", "sozialversicherung*"],
    forms: &[Form::digits(13, 13, &[&[3, 4, 4, 2]], |c| {
        Check::digit(c.id.starts_with(b"756") && ean13(c.id))
    })],
    ..NATIONAL
};

/// Czech and Slovak birth number.
pub static RODNE_CISLO: Entity = Entity {
    name: "rodne-cislo",
    label: "Czech or Slovak birth number",
    region: "CZ",
    context: &["rodne cislo", "rodneho cisla", "rc"],
    forms: &[
        Form::digits(10, 10, &[&[6, 4]], |c| {
            let Some(all) = number(c.id, 0, 10) else { return Check::No };
            let Some(body) = number(c.id, 0, 9) else { return Check::No };
            let ok = all % 11 == 0 || (body % 11 == 10 && c.id.ends_with(b"0"));
            Check::digit(ok && czech_date(c.id))
        }),
        // Numbers before 1954 have no check digit.
        Form::digits(9, 9, &[&[6, 3]], |c| {
            if czech_date(c.id) && num(c.id, 0, 2) < 54 { Check::Maybe(-30) } else { Check::No }
        }),
    ],
    ..NATIONAL
};

fn czech_date(id: &[u8]) -> bool {
    let month = num(id, 2, 4);
    let month = [70, 50, 20, 0].into_iter().find_map(|off| month.checked_sub(off).filter(|m| *m >= 1));
    month.is_some_and(|month| is_date(None, month, num(id, 4, 6)))
}

/// Romanian CNP.
pub static CNP: Entity = Entity {
    name: "cnp",
    label: "Romanian personal number (CNP)",
    region: "RO",
    context: &["cnp", "cod numeric personal"],
    forms: &[Form::digits(13, 13, &[], |c| {
        let rest = body_sum(c.id, &[2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
        Check::digit(
            at(c.id, 0) != b'0'
                && date_at(c.id, 1, 3, 5)
                && ends_with(c.id, if rest == 10 { 1 } else { rest }),
        )
    })],
    ..NATIONAL
};

/// Bulgarian EGN.
pub static EGN: Entity = Entity {
    name: "egn",
    label: "Bulgarian civil number (EGN)",
    region: "BG",
    context: &["egn", "егн", "eгн"],
    forms: &[Form::digits(10, 10, &[], |c| {
        let month = num(c.id, 2, 4);
        let month = if month > 40 {
            month - 40
        } else if month > 20 {
            month - 20
        } else {
            month
        };
        let rest = body_sum(c.id, &[2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10;
        Check::digit(is_date(None, month, num(c.id, 4, 6)) && ends_with(c.id, rest))
    })],
    ..NATIONAL
};

/// Croatian OIB.
pub static OIB: Entity = Entity {
    name: "oib",
    label: "Croatian personal number (OIB)",
    band: Band::Context,
    region: "HR",
    context: &["oib"],
    forms: &[Form::digits(11, 11, &[], |c| Check::digit(mod11_10(c.id)))],
    ..NATIONAL
};

/// Slovenian (and former Yugoslav) EMŠO.
pub static EMSO: Entity = Entity {
    name: "emso",
    label: "Slovenian personal number (EMŠO)",
    region: "SI",
    context: &["emso", "jmbg", "maticna stevilka"],
    forms: &[Form::digits(13, 13, &[], |c| {
        let rest = (-body_sum(c.id, &[7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2])).rem_euclid(11) % 10;
        Check::digit(
            is_date(None, num(c.id, 2, 4), num(c.id, 0, 2))
                && matches!(at(c.id, 4), b'9' | b'0')
                && ends_with(c.id, rest),
        )
    })],
    ..NATIONAL
};

/// Greek AMKA.
pub static AMKA: Entity = Entity {
    name: "amka",
    label: "Greek social-security number (AMKA)",
    region: "GR",
    context: &["amka", "αμκα"],
    forms: &[Form::digits(11, 11, &[], |c| Check::digit(date_at(c.id, 4, 2, 0) && luhn(c.id)))],
    ..NATIONAL
};

/// Hungarian TAJ (health) and tax numbers.
pub static TAJ: Entity = Entity {
    name: "taj",
    label: "Hungarian social-insurance number (TAJ)",
    band: Band::Context,
    region: "HU",
    context: &["taj", "taj szam", "tajszam", "adoazonosito"],
    forms: &[
        Form::digits(9, 9, &[&[3, 3, 3]], |c| {
            Check::digit(ends_with(c.id, body_sum(c.id, &[3, 7, 3, 7, 3, 7, 3, 7]) % 10))
        }),
        Form::digits(10, 10, &[], |c| {
            Check::digit(
                at(c.id, 0) == b'8' && ends_with(c.id, body_sum(c.id, &[1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11),
            )
        }),
    ],
    ..NATIONAL
};
