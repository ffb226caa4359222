//! Whole numbers in words, as they are spoken.

use crate::text::Lang;

/// Greatest number that is written in words.
pub(super) const GREATEST: u32 = 999_999;

const EN: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const EN_TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

const DE: [&str; 20] = [
    "null",
    "eins",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
];
const DE_TENS: [&str; 8] =
    ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"];

const FR: [&str; 20] = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
];
const FR_TENS: [&str; 5] = ["vingt", "trente", "quarante", "cinquante", "soixante"];

const ES: [&str; 30] = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
];
const ES_TENS: [&str; 7] = ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"];
const ES_HUNDREDS: [&str; 9] = [
    "ciento",
    "doscientos",
    "trescientos",
    "cuatrocientos",
    "quinientos",
    "seiscientos",
    "setecientos",
    "ochocientos",
    "novecientos",
];

const IT: [&str; 20] = [
    "zero",
    "uno",
    "due",
    "tre",
    "quattro",
    "cinque",
    "sei",
    "sette",
    "otto",
    "nove",
    "dieci",
    "undici",
    "dodici",
    "tredici",
    "quattordici",
    "quindici",
    "sedici",
    "diciassette",
    "diciotto",
    "diciannove",
];
const IT_TENS: [&str; 8] =
    ["venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"];

const NL: [&str; 20] = [
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
];
const NL_TENS: [&str; 8] =
    ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"];

const PT: [&str; 20] = [
    "zero",
    "um",
    "dois",
    "três",
    "quatro",
    "cinco",
    "seis",
    "sete",
    "oito",
    "nove",
    "dez",
    "onze",
    "doze",
    "treze",
    "catorze",
    "quinze",
    "dezasseis",
    "dezassete",
    "dezoito",
    "dezanove",
];
const PT_TENS: [&str; 8] =
    ["vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa"];
const PT_HUNDREDS: [&str; 9] = [
    "cento",
    "duzentos",
    "trezentos",
    "quatrocentos",
    "quinhentos",
    "seiscentos",
    "setecentos",
    "oitocentos",
    "novecentos",
];

/// The word at a place of a table.
fn at(table: &[&'static str], place: u32) -> &'static str {
    usize::try_from(place).ok().and_then(|place| table.get(place)).copied().unwrap_or("")
}

/// A whole number up to [`GREATEST`] in words; `None` above.
pub(super) fn cardinal(lang: Lang, number: u32) -> Option<String> {
    (number <= GREATEST).then(|| match lang {
        Lang::En => english(number),
        Lang::De => german(number, true),
        Lang::Fr => french(number),
        Lang::Es => spanish(number),
        Lang::It => italian(number),
        Lang::Nl => dutch(number),
        Lang::Pt => portuguese(number),
    })
}

fn english(n: u32) -> String {
    match n {
        0..20 => at(&EN, n).to_owned(),
        20..100 if n.is_multiple_of(10) => at(&EN_TENS, n / 10 - 2).to_owned(),
        20..100 => format!("{}-{}", at(&EN_TENS, n / 10 - 2), at(&EN, n % 10)),
        100..1000 if n.is_multiple_of(100) => format!("{} hundred", at(&EN, n / 100)),
        100..1000 => format!("{} hundred and {}", at(&EN, n / 100), english(n % 100)),
        _ => {
            let rest = n % 1000;
            let head = format!("{} thousand", english(n / 1000));
            match rest {
                0 => head,
                1..100 => format!("{head} and {}", english(rest)),
                _ => format!("{head} {}", english(rest)),
            }
        }
    }
}

fn german(n: u32, last: bool) -> String {
    match n {
        1 if !last => "ein".to_owned(),
        0..20 => at(&DE, n).to_owned(),
        20..100 if n.is_multiple_of(10) => at(&DE_TENS, n / 10 - 2).to_owned(),
        20..100 => format!("{}und{}", german(n % 10, false), at(&DE_TENS, n / 10 - 2)),
        100..1000 => {
            let head = format!("{}hundert", german(n / 100, false));
            if n.is_multiple_of(100) { head } else { head + &german(n % 100, last) }
        }
        _ => {
            let head = format!("{}tausend", german(n / 1000, false));
            if n.is_multiple_of(1000) { head } else { head + &german(n % 1000, last) }
        }
    }
}

fn french(n: u32) -> String {
    match n {
        0..20 => at(&FR, n).to_owned(),
        20..70 => {
            let tens = at(&FR_TENS, n / 10 - 2);
            match n % 10 {
                0 => tens.to_owned(),
                1 => format!("{tens} et un"),
                one => format!("{tens}-{}", at(&FR, one)),
            }
        }
        71 => "soixante et onze".to_owned(),
        70..80 => format!("soixante-{}", at(&FR, n - 60)),
        80 => "quatre-vingts".to_owned(),
        81..100 => format!("quatre-vingt-{}", at(&FR, n - 80)),
        100..1000 => {
            let (hundreds, rest) = (n / 100, n % 100);
            match (hundreds, rest) {
                (1, 0) => "cent".to_owned(),
                (1, _) => format!("cent {}", french(rest)),
                (_, 0) => format!("{} cents", at(&FR, hundreds)),
                _ => format!("{} cent {}", at(&FR, hundreds), french(rest)),
            }
        }
        _ => {
            let (thousands, rest) = (n / 1000, n % 1000);
            // "mille" takes no plural, nor does what stands before it.
            let head = french(thousands).replace("cents", "cent").replace("vingts", "vingt");
            let head = if thousands == 1 { "mille".to_owned() } else { format!("{head} mille") };
            if rest == 0 { head } else { format!("{head} {}", french(rest)) }
        }
    }
}

fn spanish(n: u32) -> String {
    match n {
        0..30 => at(&ES, n).to_owned(),
        30..100 if n.is_multiple_of(10) => at(&ES_TENS, n / 10 - 3).to_owned(),
        30..100 => format!("{} y {}", at(&ES_TENS, n / 10 - 3), at(&ES, n % 10)),
        100 => "cien".to_owned(),
        101..1000 if n.is_multiple_of(100) => at(&ES_HUNDREDS, n / 100 - 1).to_owned(),
        101..1000 => format!("{} {}", at(&ES_HUNDREDS, n / 100 - 1), spanish(n % 100)),
        _ => {
            let (thousands, rest) = (n / 1000, n % 1000);
            let before = spanish(thousands);
            let before = match before.strip_suffix("veintiuno") {
                Some(head) => format!("{head}veintiún"),
                None => before.strip_suffix("uno").map_or(before.clone(), |head| format!("{head}un")),
            };
            let head = if thousands == 1 { "mil".to_owned() } else { format!("{before} mil") };
            if rest == 0 { head } else { format!("{head} {}", spanish(rest)) }
        }
    }
}

fn italian(n: u32) -> String {
    match n {
        0..20 => at(&IT, n).to_owned(),
        20..100 => {
            let (tens, one) = (at(&IT_TENS, n / 10 - 2), n % 10);
            match one {
                0 => tens.to_owned(),
                // The vowel goes before a vowel, and three at the end has an accent.
                1 | 8 => format!("{}{}", tens.trim_end_matches(['i', 'a']), at(&IT, one)),
                3 => format!("{tens}tré"),
                _ => format!("{tens}{}", at(&IT, one)),
            }
        }
        100..1000 => {
            let head = if n < 200 { "cento".to_owned() } else { format!("{}cento", at(&IT, n / 100)) };
            if n.is_multiple_of(100) { head } else { head + &italian(n % 100) }
        }
        _ => {
            let head = if n < 2000 { "mille".to_owned() } else { format!("{}mila", italian(n / 1000)) };
            if n.is_multiple_of(1000) { head } else { head + &italian(n % 1000) }
        }
    }
}

fn dutch(n: u32) -> String {
    match n {
        0..20 => at(&NL, n).to_owned(),
        20..100 => {
            let (tens, one) = (at(&NL_TENS, n / 10 - 2), n % 10);
            match one {
                0 => tens.to_owned(),
                2 | 3 => format!("{}ën{tens}", at(&NL, one)),
                _ => format!("{}en{tens}", at(&NL, one)),
            }
        }
        100..1000 => {
            let head = if n < 200 { "honderd".to_owned() } else { format!("{}honderd", at(&NL, n / 100)) };
            if n.is_multiple_of(100) { head } else { head + &dutch(n % 100) }
        }
        _ => {
            let head = if n < 2000 { "duizend".to_owned() } else { format!("{}duizend", dutch(n / 1000)) };
            if n.is_multiple_of(1000) { head } else { format!("{head} {}", dutch(n % 1000)) }
        }
    }
}

fn portuguese(n: u32) -> String {
    match n {
        0..20 => at(&PT, n).to_owned(),
        20..100 if n.is_multiple_of(10) => at(&PT_TENS, n / 10 - 2).to_owned(),
        20..100 => format!("{} e {}", at(&PT_TENS, n / 10 - 2), at(&PT, n % 10)),
        100 => "cem".to_owned(),
        101..1000 if n.is_multiple_of(100) => at(&PT_HUNDREDS, n / 100 - 1).to_owned(),
        101..1000 => format!("{} e {}", at(&PT_HUNDREDS, n / 100 - 1), portuguese(n % 100)),
        _ => {
            let (thousands, rest) = (n / 1000, n % 1000);
            let head =
                if thousands == 1 { "mil".to_owned() } else { format!("{} mil", portuguese(thousands)) };
            match rest {
                0 => head,
                1..=100 => format!("{head} e {}", portuguese(rest)),
                _ if rest.is_multiple_of(100) => format!("{head} e {}", portuguese(rest)),
                _ => format!("{head} {}", portuguese(rest)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_said() {
        for (lang, number, expected) in [
            (Lang::En, 0, "zero"),
            (Lang::En, 42, "forty-two"),
            (Lang::En, 100, "one hundred"),
            (Lang::En, 1_005, "one thousand and five"),
            (Lang::En, 12_345, "twelve thousand three hundred and forty-five"),
            (Lang::De, 1, "eins"),
            (Lang::De, 21, "einundzwanzig"),
            (Lang::De, 1_101, "eintausendeinhunderteins"),
            (Lang::De, 73, "dreiundsiebzig"),
            (Lang::Fr, 21, "vingt et un"),
            (Lang::Fr, 71, "soixante et onze"),
            (Lang::Fr, 80, "quatre-vingts"),
            (Lang::Fr, 99, "quatre-vingt-dix-neuf"),
            (Lang::Fr, 200, "deux cents"),
            (Lang::Fr, 80_000, "quatre-vingt mille"),
            (Lang::Es, 22, "veintidós"),
            (Lang::Es, 31, "treinta y uno"),
            (Lang::Es, 21_500, "veintiún mil quinientos"),
            (Lang::It, 28, "ventotto"),
            (Lang::It, 33, "trentatré"),
            (Lang::It, 2_100, "duemilacento"),
            (Lang::Nl, 22, "tweeëntwintig"),
            (Lang::Nl, 145, "honderdvijfenveertig"),
            (Lang::Pt, 122, "cento e vinte e dois"),
            (Lang::Pt, 1_100, "mil e cem"),
        ] {
            assert_eq!(cardinal(lang, number).as_deref(), Some(expected), "{lang:?} {number}");
        }
        assert_eq!(cardinal(Lang::En, GREATEST + 1), None);
    }
}
