//! International bank account numbers (ISO 13616), by country.

use super::checksum::{mod97, part};
use super::{Band, Candidate, Check, Class, Entity, Form, Mask};

/// IBAN.
pub static IBAN: Entity = Entity {
    name: "iban",
    label: "bank account number (IBAN)",
    class: Class::Payment,
    band: Band::High,
    context: &[
        "iban",
        "account",
        "bank account",
        "transfer",
        "bank",
        "bic",
        "konto*",
        "bankverbindung",
        "uberweis*",
        "compte",
        "virement",
        "cuenta",
        "transferencia",
        "conto",
        "bonifico",
        "rekening*",
        "conta",
    ],
    deny: &[],
    mask: Mask::Iban,
    forms: &FORMS,
    ..Entity::BASE
};

/// Lengths from Norway's 15 to 34.
static FORMS: [Form; 20] = {
    const PATTERNS: [&str; 20] = [
        "AA99XXXXXXXXXXX",
        "AA99XXXXXXXXXXXX",
        "AA99XXXXXXXXXXXXX",
        "AA99XXXXXXXXXXXXXX",
        "AA99XXXXXXXXXXXXXXX",
        "AA99XXXXXXXXXXXXXXXX",
        "AA99XXXXXXXXXXXXXXXXX",
        "AA99XXXXXXXXXXXXXXXXXX",
        "AA99XXXXXXXXXXXXXXXXXXX",
        "AA99XXXXXXXXXXXXXXXXXXXX",
        "AA99XXXXXXXXXXXXXXXXXXXXX",
        "AA99XXXXXXXXXXXXXXXXXXXXXX",
        "AA99XXXXXXXXXXXXXXXXXXXXXXX",
        "AA99XXXXXXXXXXXXXXXXXXXXXXXX",
        "AA99XXXXXXXXXXXXXXXXXXXXXXXXX",
        "AA99XXXXXXXXXXXXXXXXXXXXXXXXXX",
        "AA99XXXXXXXXXXXXXXXXXXXXXXXXXXX",
        "AA99XXXXXXXXXXXXXXXXXXXXXXXXXXXX",
        "AA99XXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
        "AA99XXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
    ];
    let mut forms = [Form::pattern("", &[], check); 20];
    let mut rest = forms.as_mut_slice();
    let mut names = PATTERNS.as_slice();
    while let (Some((form, forms_left)), Some((name, names_left))) =
        (rest.split_first_mut(), names.split_first())
    {
        *form = Form::pattern(name, &[], check);
        rest = forms_left;
        names = names_left;
    }
    forms
};

/// Country and structure after the check digits, as in the SWIFT registry: count and kind of characters,
/// `n` digits, `a` letters, `c` either.
const COUNTRIES: &[(&str, &str)] = &[
    ("AD", "8n12c"),
    ("AE", "19n"),
    ("AL", "8n16c"),
    ("AT", "16n"),
    ("AZ", "4a20c"),
    ("BA", "16n"),
    ("BE", "12n"),
    ("BG", "4a6n8c"),
    ("BH", "4a14c"),
    ("BI", "23n"),
    ("BR", "23n1a1c"),
    ("BY", "4c4n16c"),
    ("CH", "5n12c"),
    ("CR", "18n"),
    ("CY", "8n16c"),
    ("CZ", "20n"),
    ("DE", "18n"),
    ("DJ", "23n"),
    ("DK", "14n"),
    ("DO", "4c20n"),
    ("EE", "16n"),
    ("EG", "25n"),
    ("ES", "20n"),
    ("FI", "14n"),
    ("FK", "2a12n"),
    ("FO", "14n"),
    ("FR", "10n11c2n"),
    ("GB", "4a14n"),
    ("GE", "2a16n"),
    ("GI", "4a15c"),
    ("GL", "14n"),
    ("GR", "7n16c"),
    ("GT", "4c20c"),
    ("HN", "4a20n"),
    ("HR", "17n"),
    ("HU", "24n"),
    ("IE", "4a14n"),
    ("IL", "19n"),
    ("IQ", "4a15n"),
    ("IS", "22n"),
    ("IT", "1a10n12c"),
    ("JO", "4a4n18c"),
    ("KW", "4a22c"),
    ("KZ", "3n13c"),
    ("LB", "4n20c"),
    ("LC", "4a24c"),
    ("LI", "5n12c"),
    ("LT", "16n"),
    ("LU", "3n13c"),
    ("LV", "4a13c"),
    ("LY", "21n"),
    ("MC", "10n11c2n"),
    ("MD", "2c18c"),
    ("ME", "18n"),
    ("MK", "3n10c2n"),
    ("MN", "16n"),
    ("MR", "23n"),
    ("MT", "4a5n18c"),
    ("MU", "4a19n3a"),
    ("NI", "4a20n"),
    ("NL", "4a10n"),
    ("NO", "11n"),
    ("OM", "3n16c"),
    ("PK", "4a16c"),
    ("PL", "24n"),
    ("PS", "4a21c"),
    ("PT", "21n"),
    ("QA", "4a21c"),
    ("RO", "4a16c"),
    ("RS", "18n"),
    ("RU", "14n15c"),
    ("SA", "2n18c"),
    ("SC", "4a20n3a"),
    ("SD", "14n"),
    ("SE", "20n"),
    ("SI", "15n"),
    ("SK", "20n"),
    ("SM", "1a10n12c"),
    ("SO", "19n"),
    ("ST", "21n"),
    ("SV", "4a20n"),
    ("TL", "19n"),
    ("TN", "20n"),
    ("TR", "5n1n16c"),
    ("UA", "6n19c"),
    ("VA", "18n"),
    ("VG", "4a16n"),
    ("XK", "16n"),
    ("YE", "4a4n18c"),
];

fn check(candidate: &Candidate<'_>) -> Check {
    let id = candidate.id;
    // In order of the countries.
    let at = COUNTRIES.partition_point(|(country, _)| country.as_bytes() < part(id, 0, 2));
    let Some((_, structure)) = COUNTRIES.get(at).filter(|(country, _)| country.as_bytes() == part(id, 0, 2))
    else {
        return Check::No;
    };
    if !follows(structure, part(id, 4, id.len())) {
        return Check::No;
    }
    let turned = part(id, 4, id.len()).iter().chain(part(id, 0, 4)).copied();
    Check::digit(mod97(turned) == Some(1)).with_groups(candidate)
}

impl Check {
    /// Groups of four (the printed form) or one run are usual; others cost a little.
    fn with_groups(self, candidate: &Candidate<'_>) -> Check {
        let printed = candidate
            .groups
            .split_last()
            .is_some_and(|(last, first)| *last <= 4 && first.iter().all(|&length| length == 4));
        match self {
            Check::Sure(bias) if printed || candidate.groups.len() == 1 => Check::Sure(bias + 10),
            other => other,
        }
    }
}

/// Whether `bban` has exactly the structure, such as `4a14n`.
fn follows(structure: &str, bban: &[u8]) -> bool {
    let mut rest = bban;
    let mut count = 0usize;
    for symbol in structure.bytes() {
        if symbol.is_ascii_digit() {
            count = count * 10 + usize::from(symbol - b'0');
            continue;
        }
        let Some((head, tail)) = rest.split_at_checked(count) else { return false };
        let fits = head.iter().all(|byte| match symbol {
            b'n' => byte.is_ascii_digit(),
            b'a' => byte.is_ascii_uppercase(),
            _ => byte.is_ascii_alphanumeric(),
        });
        if !fits {
            return false;
        }
        rest = tail;
        count = 0;
    }
    rest.is_empty()
}

/// Length of an IBAN of this structure.
#[cfg(test)]
fn length(structure: &str) -> usize {
    let digits: String = structure.chars().map(|c| if c.is_ascii_digit() { c } else { ' ' }).collect();
    4 + digits.split_whitespace().map(|n| n.parse::<usize>().unwrap()).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_the_registry() {
        let expected = [
            ("DE", 22),
            ("GB", 22),
            ("FR", 27),
            ("ES", 24),
            ("IT", 27),
            ("NL", 18),
            ("BE", 16),
            ("CH", 21),
            ("PT", 25),
            ("IE", 22),
            ("AT", 20),
            ("PL", 28),
            ("SE", 24),
            ("NO", 15),
            ("MT", 31),
            ("LC", 32),
            ("BR", 29),
            ("MU", 30),
            ("RU", 33),
            ("SC", 31),
            ("TR", 26),
            ("UA", 29),
            ("VA", 22),
            ("LU", 20),
        ];
        for (country, expected) in expected {
            let structure = COUNTRIES.iter().find(|(name, _)| *name == country).unwrap().1;
            assert_eq!(length(structure), expected, "{country}");
        }
        assert!(COUNTRIES.iter().all(|(_, structure)| (15..=34).contains(&length(structure))));
    }
}
