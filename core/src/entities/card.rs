//! Payment cards.

use super::checksum::{luhn, number};
use super::{Band, Candidate, Check, Class, Entity, Form, Mask};

/// Payment card number (PAN).
pub static CARD: Entity = Entity {
    name: "credit-card",
    label: "payment card number",
    class: Class::Payment,
    band: Band::High,
    context: &[
        "card",
        "cards",
        "credit",
        "debit",
        "visa",
        "mastercard",
        "amex",
        "american express",
        "maestro",
        "discover",
        "diners",
        "jcb",
        "unionpay",
        "pan",
        "cc",
        "credit card",
        "kreditkarte*",
        "karte",
        "kartennummer",
        "carte",
        "carte bancaire",
        "numero de carte",
        "tarjeta",
        "carta",
        "carta di credito",
        "creditcard",
        "betaalkaart",
        "kaart",
        "kaartnummer",
        "cartao",
        "expir*",
        "cvv",
        "cvc",
    ],
    deny: &["imei", "iccid", "sim", "gift", "isin", "siret", "e-ticket", "membership", "phone", "tel"],
    mask: Mask::Last(4),
    forms: &[Form::digits(12, 19, &[&[4, 4, 4, 4], &[4, 6, 5], &[4, 6, 4], &[4, 4, 4, 4, 3]], check)],
    lookalikes: true,
    ..Entity::BASE
};

/// What a range of leading digits says about a card number.
struct Range {
    /// First and last value of the leading digits, all with the same number of digits.
    from: u64,
    to: u64,
    min: usize,
    max: usize,
    /// Correction of the confidence: a range that shares its numbers with other things costs.
    bias: i16,
    /// Whether the Luhn check binds.
    luhn: bool,
}

const fn range(from: u64, to: u64, min: usize, max: usize) -> Range {
    Range { from, to, min, max, bias: 0, luhn: true }
}

/// Issuer ranges: leading digits and lengths. Maestro's short lengths and Visa's 13 and 19 digits are rare and
/// collide with phone and parcel numbers, so they cost.
const RANGES: &[Range] = &[
    range(4, 4, 16, 16),
    Range { bias: -35, ..range(4, 4, 13, 13) },
    Range { bias: -10, ..range(4, 4, 19, 19) },
    range(51, 55, 16, 16),
    range(2221, 2720, 16, 16),
    range(34, 34, 15, 15),
    range(37, 37, 15, 15),
    range(6011, 6011, 16, 19),
    range(622_126, 622_925, 16, 19),
    range(644, 649, 16, 19),
    range(65, 65, 16, 19),
    range(300, 305, 14, 19),
    range(3095, 3095, 14, 19),
    range(36, 36, 14, 19),
    range(38, 39, 14, 19),
    range(3528, 3589, 16, 19),
    Range { bias: -5, ..range(62, 62, 16, 19) },
    Range { bias: -5, ..range(81, 82, 16, 19) },
    // Some UnionPay cards do not follow Luhn: then only a telling word makes it a card.
    Range { luhn: false, ..range(62, 62, 16, 19) },
    Range { bias: -10, ..range(50, 50, 16, 19) },
    Range { bias: -10, ..range(56, 58, 16, 19) },
    Range { bias: -40, ..range(50, 50, 12, 15) },
    Range { bias: -40, ..range(56, 58, 12, 15) },
    range(6304, 6304, 16, 19),
    range(6759, 6759, 16, 19),
    range(6761, 6763, 16, 19),
    range(676_770, 676_770, 16, 19),
    range(676_774, 676_774, 16, 19),
    Range { bias: -40, ..range(6304, 6304, 12, 15) },
    Range { bias: -40, ..range(6759, 6763, 12, 15) },
    range(60, 60, 16, 16),
    range(508, 508, 16, 16),
    range(353, 353, 16, 16),
    range(356, 356, 16, 16),
    range(2200, 2204, 16, 19),
    range(9792, 9792, 16, 16),
    range(5060, 5061, 16, 19),
    range(6500, 6500, 16, 19),
    range(636_368, 636_368, 16, 16),
    range(438_935, 438_935, 16, 16),
    range(637_095, 637_095, 16, 16),
];

fn check(candidate: &Candidate<'_>) -> Check {
    let id = candidate.id;
    let luhn = luhn(id);
    let mut best = Check::No;
    for range in RANGES {
        if !(range.min..=range.max).contains(&id.len()) || (range.luhn && !luhn) {
            continue;
        }
        let places = range.from.ilog10() as usize + 1;
        if !number(id, 0, places).is_some_and(|head| (range.from..=range.to).contains(&head)) {
            continue;
        }
        best = match best {
            Check::Sure(bias) if bias >= range.bias => best,
            _ if luhn => Check::Sure(range.bias),
            _ => Check::Weak(0),
        };
    }
    best
}

/// Whether the number is one of the published test cards, which no bank issues.
pub(crate) fn is_test_card(id: &str) -> bool {
    const TEST_CARDS: &[&str] = &[
        "4242424242424242",
        "4111111111111111",
        "4012888888881881",
        "4000056655665556",
        "5555555555554444",
        "5105105105105100",
        "5200828282828210",
        "2223003122003222",
        "378282246310005",
        "371449635398431",
        "6011111111111117",
        "6011000990139424",
        "30569309025904",
        "38520000023237",
        "3530111333300000",
        "3566002020360505",
        "6200000000000005",
        "4222222222222",
        "378734493671000",
        "4000000000000002",
        "4000002500003155",
        "5454545454545454",
        "6555900000604105",
        "36227206271667",
        "3056930009020004",
    ];
    TEST_CARDS.contains(&id)
}
