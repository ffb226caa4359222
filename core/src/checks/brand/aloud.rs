//! Numbers and symbols as they are said, for channels that are read aloud.

use super::format::{long_date, same};
use super::markup::Change;
use super::numerals;
use crate::order::Order as _;
use crate::span::Span;
use crate::text::values::{Date, Decimal, TimeUnit, Value, ValueKind, unit_names};
use crate::text::{Lang, Text, TextOptions, TokenKind};
use crate::text::{Listed, word_list};

/// The changes that say numbers and symbols in words. What would no longer read as the same value stays in figures.
pub(super) fn changes(
    text: &Text,
    lang: Option<Lang>,
    options: &TextOptions,
    symbols: bool,
    numbers: bool,
) -> Vec<Change> {
    let lang = lang.unwrap_or(Lang::En);
    let mut found = Vec::new();
    if numbers {
        for value in text.values() {
            let written = value.span.text(text.original());
            if !written.contains(|c: char| c.is_ascii_digit())
                || is_joined(text, value)
                || is_spelt(text, value)
            {
                continue;
            }
            let Some(said) = say(lang, value, written) else { continue };
            let again = Text::analyse(&said, options);
            let kept = matches!(again.values(), [only] if same(only, value));
            if kept && said != written {
                found.push((value.span, said));
            }
        }
        let codes = text.tokens().iter().map(|token| token.span);
        found.extend(codes.filter_map(|span| Some((span, spelt(span.text(text.original()))?))));
        found.order_by_key(|(span, _)| *span);
        found.dedup_by(|b, a| b.0.overlaps(a.0));
    }
    if symbols {
        let taken = found.clone();
        let free = |span: Span| {
            let next = taken.partition_point(|(own, _): &Change| own.end <= span.start);
            taken.get(next).is_none_or(|(own, _)| own.start >= span.end)
        };
        for (at, token) in text.tokens().iter().enumerate() {
            if token.kind != TokenKind::Symbol || !free(token.span) {
                continue;
            }
            found.extend(symbol(text, at, lang));
        }
        found.order_by_key(|(span, _)| *span);
    }
    found
}

/// Longest code that is spelt; what is longer nobody could follow.
const LONGEST_CODE: usize = 12;

/// A code of capital letters and figures, such as a booking code, one by one.
pub(super) fn spelt(written: &str) -> Option<String> {
    let code = (5..=LONGEST_CODE).contains(&written.len())
        && written.starts_with(|c: char| c.is_ascii_uppercase())
        && written.contains(|c: char| c.is_ascii_digit())
        && written.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase());
    code.then(|| written.chars().map(String::from).collect::<Vec<_>>().join(" "))
}

/// Whether a value is part of something longer: a range, a version, an identifier.
fn is_joined(text: &Text, value: &Value) -> bool {
    let original = text.original();
    let before = original.get(..value.span.start).and_then(|head| head.chars().next_back());
    let after = original.get(value.span.end..).and_then(|tail| tail.chars().next());
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '-' | '–' | '/' | '_' | '#' | '.');
    before.is_some_and(joins) || after.is_some_and(|c| joins(c) && c != '.')
}

/// Whether a value is one digit of a code that is told digit by digit ("7, 0, 4"): speech reads it as it stands, and
/// half of it in words would be hard to follow.
fn is_spelt(text: &Text, value: &Value) -> bool {
    let digit = |span: Span| {
        let written = span.text(text.original());
        written.len() == 1 && written.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase())
    };
    let tokens = text.tokens();
    let at = tokens.partition_point(|token| token.span.start < value.span.start);
    let comma = |span: Span| span.text(text.original()) == ",";
    let before = tokens.iter().take(at).rev().find(|token| !comma(token.span));
    let after = tokens.iter().skip(at + 1).find(|token| !comma(token.span));
    digit(value.span) && before.into_iter().chain(after).any(|token| digit(token.span))
}

/// A whole number in words; decimals stay in figures, which everybody reads aloud alike.
fn number(lang: Lang, amount: Decimal, written: &str) -> Option<String> {
    if amount.is_whole() {
        return numerals::cardinal(lang, u32::try_from(amount.whole()?).ok()?);
    }
    let end = written.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','))?;
    written.get(..end).map(|figures| figures.trim_end_matches(['.', ',']).to_owned())
}

/// One and many of a currency and of its hundredths.
fn currency_words(lang: Lang, code: [u8; 3]) -> Option<[&'static str; 4]> {
    Some(match (&code, lang) {
        (b"GBP", Lang::En) => ["pound", "pounds", "penny", "pence"],
        (b"EUR", Lang::En) => ["euro", "euros", "cent", "cents"],
        (b"USD", Lang::En) => ["dollar", "dollars", "cent", "cents"],
        (b"EUR", Lang::De) => ["Euro", "Euro", "Cent", "Cent"],
        (b"EUR", Lang::Fr) => ["euro", "euros", "centime", "centimes"],
        (b"EUR", Lang::Es) => ["euro", "euros", "céntimo", "céntimos"],
        (b"EUR", Lang::It) => ["euro", "euro", "centesimo", "centesimi"],
        (b"EUR", Lang::Nl) => ["euro", "euro", "cent", "cent"],
        (b"EUR", Lang::Pt) => ["euro", "euros", "cêntimo", "cêntimos"],
        _ => return None,
    })
}

/// "one" before a noun.
fn one_before_noun(lang: Lang, amount: Decimal, said: String) -> String {
    match lang {
        Lang::De if amount == Decimal::ONE => "ein".to_owned(),
        Lang::Es if amount == Decimal::ONE => "un".to_owned(),
        Lang::It if amount == Decimal::ONE => "un".to_owned(),
        Lang::De | Lang::Es | Lang::It | Lang::En | Lang::Fr | Lang::Nl | Lang::Pt => said,
    }
}

fn percent(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "percent",
        Lang::De => "Prozent",
        Lang::Fr => "pour cent",
        Lang::Es => "por ciento",
        Lang::It => "per cento",
        Lang::Nl => "procent",
        Lang::Pt => "por cento",
    }
}

/// Units of measure that are written short, in English.
fn measure(unit: &str, one: bool) -> Option<&'static str> {
    let (single, many) = match unit {
        "kg" => ("kilogram", "kilograms"),
        "km" => ("kilometre", "kilometres"),
        "cm" => ("centimetre", "centimetres"),
        "mm" => ("millimetre", "millimetres"),
        "gb" => ("gigabyte", "gigabytes"),
        "mb" => ("megabyte", "megabytes"),
        "kwh" => ("kilowatt hour", "kilowatt hours"),
        "celsius" => ("degree Celsius", "degrees Celsius"),
        _ => return None,
    };
    Some(if one { single } else { many })
}

/// Short forms of units of time that are longer than two letters.
static SHORT_UNITS: Listed = Listed::new(word_list![
    "hrs", "min", "mins", "sec", "secs", "wks", "mth", "mths", "yrs", "Std", "Min", "Sek"
]);

/// What is said for a value; `None` where nobody says it in words.
fn say(lang: Lang, value: &Value, written: &str) -> Option<String> {
    if value.upper.is_some() || written.starts_with('-') {
        return None;
    }
    match &value.kind {
        ValueKind::Money { amount, currency } => {
            let [one, many, cent, cents] = currency_words(lang, currency.map(|currency| currency.0)?)?;
            let plain = amount.to_fixed(2);
            let (whole, fraction) = plain.split_once('.')?;
            let scaled = written.chars().filter(|c| c.is_alphabetic()).count() > 3
                || amount.scale() > 2
                || written.to_lowercase().ends_with(['k', 'm', 'p']);
            if scaled {
                return None;
            }
            let (whole, hundredths): (u32, u32) = (whole.parse().ok()?, fraction.parse().ok()?);
            let said = |number: u32, one: &str, many: &str| {
                let words = numerals::cardinal(lang, number)?;
                let words = if number == 1 { one_before_noun(lang, Decimal::ONE, words) } else { words };
                Some(format!("{words} {}", if number == 1 { one } else { many }))
            };
            let main = said(whole, one, many)?;
            if hundredths == 0 {
                return Some(main);
            }
            Some(format!("{main} {} {}", and(lang), said(hundredths, cent, cents)?))
        }
        ValueKind::Percent(amount) => Some(format!("{} {}", number(lang, *amount, written)?, percent(lang))),
        ValueKind::Number(amount) => {
            // A number written with noughts in front, or out of the order of words, is a code.
            let plain = written.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
            let coded = written.len() > 1 && written.starts_with('0') && !written.starts_with("0.");
            if !plain || coded { None } else { number(lang, *amount, written) }
        }
        ValueKind::Duration { amount, unit } => {
            let one = *amount == Decimal::ONE;
            let (single, many) = unit_names(lang, *unit);
            let plain = !written.to_lowercase().contains("business") || *unit != TimeUnit::WorkingDay;
            let tail =
                written.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',')).trim();
            // The word for the unit stays as written, with its case; a short form is written out.
            let unit =
                if tail.chars().filter(|c| c.is_alphabetic()).count() > 2 && !SHORT_UNITS.contains(&tail) {
                    tail
                } else if plain {
                    if one { single } else { many }
                } else {
                    return None;
                };
            let said = number(lang, *amount, written)?;
            let said = if one && lang == Lang::De { return None } else { said };
            Some(format!("{said} {unit}"))
        }
        ValueKind::Quantity { amount, unit } => {
            let tail =
                written.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',')).trim();
            let long = tail.chars().all(|c| c.is_alphabetic() || c == ' ')
                && tail.chars().filter(|c| c.is_alphabetic()).count() > 3;
            let name = if long {
                tail
            } else if lang == Lang::En {
                measure(unit, *amount == Decimal::ONE)?
            } else {
                return None;
            };
            if *amount == Decimal::ONE && lang != Lang::En {
                return None;
            }
            Some(format!("{} {name}", number(lang, *amount, written)?))
        }
        ValueKind::Date(Date::Civil { year, month, day })
            if written.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            // Figures such as 03/05 are said with the name of the month; the day and year are read rightly so.
            let letters = written.chars().any(char::is_alphabetic);
            if letters { None } else { long_date(lang, false, *year, *month, *day) }
        }
        ValueKind::Time(minutes) if lang == Lang::En => {
            let (hour, minute) = (minutes / 60, minutes % 60);
            let lower = written.to_lowercase();
            if hour > 23 || !(lower.contains('m') || hour >= 13) {
                return None;
            }
            let half = if hour < 12 { "am" } else { "pm" };
            let hour = if hour.is_multiple_of(12) { 12 } else { hour % 12 };
            Some(if minute == 0 { format!("{hour} {half}") } else { format!("{hour}:{minute:02} {half}") })
        }
        _ => None,
    }
}

fn and(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "and",
        Lang::De => "und",
        Lang::Fr => "et",
        Lang::Es => "y",
        Lang::It => "e",
        Lang::Nl => "en",
        Lang::Pt => "e",
    }
}

fn or(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "or",
        Lang::De => "oder",
        Lang::Fr => "ou",
        Lang::Es => "o",
        Lang::It => "o",
        Lang::Nl => "of",
        Lang::Pt => "ou",
    }
}

/// What is said for the symbol at `at`; `None` for marks that only part sentences.
fn symbol(text: &Text, at: usize, lang: Lang) -> Option<Change> {
    let tokens = text.tokens();
    let token = tokens.get(at)?;
    let original = text.original();
    let written = token.span.text(original);
    let next = tokens.get(at + 1);
    let previous = at.checked_sub(1).and_then(|at| tokens.get(at));
    let word = |token: Option<&crate::text::Token>| token.is_some_and(|token| token.kind == TokenKind::Word);
    let figure =
        |token: Option<&crate::text::Token>| token.is_some_and(|token| token.kind == TokenKind::Number);
    let number_sign = |lang| match lang {
        Lang::En => "number",
        Lang::De => "Nummer",
        Lang::Fr => "numéro",
        Lang::Es | Lang::Pt => "número",
        Lang::It => "numero",
        Lang::Nl => "nummer",
    };
    let said = match written {
        "&" => and(lang),
        "/" if word(previous) && word(next) => or(lang),
        "%" => percent(lang),
        "+" if figure(next) || word(next) => "plus",
        "=" => match lang {
            Lang::En => "equals",
            Lang::De => "gleich",
            Lang::Fr => "égale",
            Lang::Es | Lang::Pt => "igual a",
            Lang::It => "uguale a",
            Lang::Nl => "is",
        },
        "#" if figure(next) => number_sign(lang),
        "№" => number_sign(lang),
        "§" => match lang {
            Lang::En => "section",
            Lang::De => "Paragraf",
            Lang::Fr => "article",
            Lang::Es => "artículo",
            Lang::It => "articolo",
            Lang::Nl => "artikel",
            Lang::Pt => "artigo",
        },
        // Nothing is said for these.
        "™" | "®" | "©" | "→" | "•" | "~" | "|" | "^" | "_" | "<" | ">" | "\\" => "",
        _ => return None,
    };
    // One space on either side of a word, none where nothing is said.
    let head = original.get(..token.span.start)?;
    let tail = original.get(token.span.end..)?;
    if said.is_empty() {
        let blank = head.ends_with(' ') || head.is_empty() || head.ends_with('\n');
        let extra = usize::from(blank && tail.starts_with(' '));
        return Some((Span::new(token.span.start, token.span.end + extra), String::new()));
    }
    let mut content = String::new();
    if !head.is_empty() && !head.ends_with([' ', '\n', '(']) {
        content.push(' ');
    }
    content.push_str(said);
    if tail.starts_with(|c: char| c.is_alphanumeric()) {
        content.push(' ');
    }
    Some((token.span, content))
}
