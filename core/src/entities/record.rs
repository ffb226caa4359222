//! Codes and personal data that only a word before them tells: CVV, PIN, one-time codes, dates of birth.

use super::checksum::{at, is_date, number};
use super::runs::Kind;
use super::scan::Scan;
use super::{Check, Class, Entity, Form, Mask};
use crate::text::one_of;

/// Card verification code: never shown.
pub static CVV: Entity = Entity {
    name: "cvv",
    label: "card security code",
    class: Class::Secret,
    context: &[
        "cvv",
        "cvc",
        "cvv2",
        "cvc2",
        "cid",
        "security code",
        "card verification",
        "code on the back",
        "prufziffer",
        "prufnummer",
        "cryptogramme",
        "codigo de seguridad",
        "codice di sicurezza",
        "beveiligingscode",
        "codigo de seguranca",
    ],
    mask: Mask::Hidden,
    forms: &[Form::digits(3, 4, &[], |c| Check::range(c.groups.len() == 1))],
    reach: 24,
    ..Entity::BASE
};

/// PIN: never shown.
pub static PIN: Entity = Entity {
    name: "pin",
    label: "PIN",
    class: Class::Secret,
    context: &["pin", "pin code", "pin number", "passcode", "atm code", "geheimzahl", "code pin", "pincode"],
    deny: &["area pin", "postal", "delivery pin"],
    mask: Mask::Hidden,
    forms: &[Form::digits(4, 6, &[], |c| code(c.id, c.groups.len()))],
    reach: 24,
    ..Entity::BASE
};

/// One-time code: never shown.
pub static ONE_TIME_CODE: Entity = Entity {
    name: "one-time-code",
    label: "one-time code",
    class: Class::Secret,
    context: &[
        "verification code",
        "one-time",
        "one time",
        "otp",
        "2fa",
        "authentication code",
        "login code",
        "code is",
        "your code",
        "your code is",
        "passcode",
        "access code",
        "sign-in code",
        "security code is",
        "tan",
        "bestatigungscode",
        "sicherheitscode",
        "code de verification",
        "codigo de verificacion",
        "codice di verifica",
        "verificatiecode",
        "codigo de verificacao",
        "einmalcode",
        "freischaltcode",
    ],
    deny: &[
        "postal",
        "zip",
        "promo",
        "discount",
        "country code",
        "area code",
        "sort code",
        "store code",
        "referral",
        "dress",
        "gutscheincode",
    ],
    mask: Mask::Hidden,
    forms: &[Form::digits(4, 8, &[&[3, 3]], |c| code(c.id, c.groups.len()))],
    reach: 24,
    ..Entity::BASE
};

/// Four digits that are a year are seldom a code.
fn code(id: &[u8], groups: usize) -> Check {
    let year = id.len() == 4 && number(id, 0, 4).is_some_and(|year| (1900..2100).contains(&year));
    match (groups <= 2, year) {
        (false, _) => Check::No,
        (true, true) => Check::Maybe(-20),
        (true, false) => Check::Maybe(0),
    }
}

/// Expiry of a payment card.
pub static CARD_EXPIRY: Entity = Entity {
    name: "card-expiry",
    label: "card expiry date",
    class: Class::Payment,
    context: &[
        "exp",
        "expiry",
        "expires",
        "valid thru",
        "valid until",
        "expiration",
        "gultig bis",
        "ablaufdatum",
    ],
    deny: &["offer", "voucher", "coupon", "points", "subscription", "contract", "passport", "trial"],
    mask: Mask::Hidden,
    forms: &[Form::digits(4, 6, &[&[2, 2], &[2, 4]], |c| {
        let month = number(c.id, 0, 2).is_some_and(|month| (1..=12).contains(&month));
        let slash = c.raw.as_bytes().get(2) == Some(&b'/');
        Check::range(month && slash && matches!(c.groups, [2, 2 | 4]) && at(c.id, 2) != b'0')
    })],
    reach: 24,
    ..Entity::BASE
};

/// Date of birth.
pub static DATE_OF_BIRTH: Entity = Entity {
    name: "date-of-birth",
    label: "date of birth",
    class: Class::Record,
    context: &[],
    mask: Mask::Hidden,
    validate: Some(|text| {
        !text.is_empty() && text.split(['-', '/', '.']).count() == 3 && {
            let parts: Vec<u64> = text.split(['-', '/', '.']).filter_map(|part| part.parse().ok()).collect();
            matches!(parts.as_slice(), [a, b, c] if date(*a, *b, *c))
        }
    }),
    ..Entity::BASE
};

/// Words that announce a date of birth.
pub(crate) const BIRTH_WORDS: &[&str] = &[
    "date of birth",
    "dob",
    "d.o.b",
    "born on",
    "born",
    "birthday",
    "birth date",
    "birthdate",
    "geburtsdatum",
    "geboren am",
    "geboren",
    "geb.",
    "date de naissance",
    "ne le",
    "nee le",
    "fecha de nacimiento",
    "nacido el",
    "data di nascita",
    "nato il",
    "nata il",
    "geboortedatum",
    "geboren op",
    "data de nascimento",
    "nascido em",
];

/// Whether three numbers are a full date in one of the usual orders.
fn date(a: u64, b: u64, c: u64) -> bool {
    let year = |y: u64| (1900..2100).contains(&y) || y < 100;
    (a > 1900 && a < 2100 && is_date(Some(a), b, c))
        || (year(c) && (is_date(Some(c), b, a) || is_date(Some(c), a, b)))
}

fn is_month(word: &str) -> bool {
    const MONTHS: &[&str] = &[
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mai", "okt",
        "dez", "fev", "avr", "jui", "aou", "ene", "abr", "ago", "dic", "gen", "mag", "giu", "lug", "set",
        "ott", "mei", "maa", "mrt", "out", "mae",
    ];
    word.len() >= 3 && word.len() <= 10 && word.get(..3).is_some_and(|head| MONTHS.contains(&head))
}

impl Scan<'_> {
    /// A date within the six runs after a word that announces a date of birth, which ends at `end`.
    pub(crate) fn birth_date(&mut self, entity: usize, end: usize) {
        let first = self.runs.partition_point(|run| run.start < end);
        for from in first..first + 6 {
            let Some([a, b, c]) = self.runs.get(from..from + 3) else { return };
            let (a, b, c) = (*a, *b, *c);
            let (gap_one, gap_two) = (self.between(a.end, b.start), self.between(b.end, c.start));
            if self.between(end, a.start).contains(['!', '?']) {
                return;
            }
            let texts = (self.run_text(&a), self.run_text(&b), self.run_text(&c));
            let numbers = (leading(texts.0), leading(texts.1), leading(texts.2));
            let full_year = |year: Option<u64>| year.is_some_and(|year| (1900..2100).contains(&year));
            let found = match (a.kind, b.kind, numbers) {
                (Kind::Digits, Kind::Digits, (Some(x), Some(y), Some(z)))
                    if gap_one == gap_two
                        && one_of!(gap_one, "/" | "-" | "." | " ")
                        && c.kind == Kind::Digits =>
                {
                    date(x, y, z)
                }
                // "3 May 1980", "3rd of May" is left to the shorter reading "May 1980".
                (Kind::Digits | Kind::Mixed, Kind::Letters | Kind::Other, (Some(day), _, year)) => {
                    is_month(texts.1) && (1..=31).contains(&day) && full_year(year)
                }
                // "May 3, 1980"
                (Kind::Letters | Kind::Other, Kind::Digits | Kind::Mixed, (_, Some(day), year)) => {
                    is_month(texts.0) && (1..=31).contains(&day) && full_year(year)
                }
                _ => false,
            };
            if found {
                let normalized = format!("{}-{}-{}", texts.0, texts.1, texts.2);
                self.add(entity, a.start, c.end, 85, false, normalized);
                return;
            }
        }
    }
}

/// The number that a run starts with ("3rd").
fn leading(text: &str) -> Option<u64> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.get(..end).filter(|digits| digits.len() <= 4)?.parse().ok()
}
