//! Numbers, currencies, dates, times and percentages as a locale writes them.
//!
//! A value is written anew only when its figures can be read in one way, and only when the new writing reads as the
//! same value; a date such as `03/04` that could be either way round is left alone.

use super::edit;
use super::terms::language;
use crate::checks::Cx;
use crate::contract::Edit;
use crate::findings::{Report, Sink};
use crate::policy::compile::CompiledRule;
use crate::policy::schema::{CurrencyForm, DateForm, PercentForm, TimeForm, ValueFormat};
use crate::text::one_of;
use crate::text::values::{Bound, Comparison, Currency, Date, Decimal, Value, ValueKind, month_name};
use crate::text::{Lang, Locale, Text, TextOptions};

/// How a locale writes numbers and amounts.
struct Manner {
    lang: Lang,
    region: Option<[u8; 2]>,
    /// Decimal mark.
    mark: char,
    /// Between groups of three figures.
    group: &'static str,
    /// The sign of a currency stands before the amount.
    before: bool,
    /// Between the sign of a currency and the amount.
    gap: &'static str,
}

/// Regions that write figures as English does.
const POINT: &[[u8; 2]] = &[*b"US", *b"GB", *b"IE", *b"AU", *b"NZ", *b"CA", *b"IN", *b"MX", *b"SG", *b"ZA"];

impl Manner {
    /// Unicode CLDR 46, `numbers` of the locale: decimal and group marks, currency pattern.
    fn of(tag: &str) -> Option<Manner> {
        let Locale { lang, region } = Locale::parse(tag);
        let lang = lang?;
        let swiss = matches!(region, Some([b'C', b'H'] | [b'L', b'I']));
        let of = |mark, group, before, gap| Manner { lang, region, mark, group, before, gap };
        Some(match lang {
            _ if swiss && lang != Lang::Fr => of('.', "’", true, " "),
            Lang::En => of('.', ",", true, ""),
            Lang::Es if region.is_some_and(|region| POINT.contains(&region)) => of('.', ",", true, ""),
            Lang::De if region == Some(*b"AT") => of(',', ".", true, " "),
            Lang::De | Lang::Es | Lang::It => of(',', ".", false, " "),
            Lang::Fr => of(',', "\u{202f}", false, " "),
            Lang::Nl => of(',', ".", true, " "),
            Lang::Pt if region == Some(*b"BR") => of(',', ".", true, " "),
            Lang::Pt => of(',', ".", false, " "),
        })
    }

    /// Figures of `number` with `places` after the mark, grouped when `grouped`.
    fn figures(&self, number: Decimal, places: u8, grouped: bool) -> String {
        let plain = number.to_fixed(places);
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut text = String::with_capacity(plain.len() + 4);
        for (at, figure) in whole.chars().enumerate() {
            if grouped && at > 0 && (whole.len() - at).is_multiple_of(3) {
                text.push_str(self.group);
            }
            text.push(figure);
        }
        if !fraction.is_empty() {
            text.push(self.mark);
            text.push_str(fraction);
        }
        text
    }

    fn money(&self, figures: &str, sign: &str) -> String {
        // A code stands apart: `GBP 12.50`.
        let gap = if sign.chars().all(|c| c.is_ascii_alphabetic()) { " " } else { self.gap };
        if self.before { format!("{sign}{gap}{figures}") } else { format!("{figures} {sign}") }
    }
}

/// Reports values that are not written as the house writes them.
pub(super) fn run<'a>(rule: &'a CompiledRule, format: &ValueFormat, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    let text = &cx.draft.text;
    if text.values().is_empty() {
        return;
    }
    let Some(manner) = Manner::of(&format.locale) else { return };
    if language(cx).unwrap_or(Lang::En) != manner.lang {
        return;
    }
    let writer = Writer {
        text,
        format,
        manner: &manner,
        options: TextOptions { locale: cx.case.locale, ..TextOptions::default() },
        // One time after noon shows that all are counted to 24.
        counts_to_24: text.values().iter().any(
            |value| matches!(value.kind, ValueKind::Time(minutes) if minutes >= 13 * 60 && !halves(written(text, value))),
        ),
    };
    for value in text.values() {
        let Some(content) = writer.write(value) else { continue };
        let known = written(text, value);
        if content == known || !cx.protected().allows(value.span) || !writer.reads_as(&content, value) {
            continue;
        }
        let mut report = Report::at(text.fold_span(value.span)).word("expected", content.clone());
        report.natural =
            Some(edit::safe("write it as the house does", vec![Edit { span: value.span, content }]));
        sink.report(rule, cx.case, cx.draft, report);
    }
}

fn written<'t>(text: &'t Text, value: &Value) -> &'t str {
    value.span.text(text.original())
}

/// Whether a time names its half of the day.
fn halves(written: &str) -> bool {
    let mut letters = written.chars().filter(|c| c.is_alphabetic());
    matches!((letters.next(), letters.next()), (Some('a' | 'p' | 'A' | 'P'), Some('m' | 'M')))
}

struct Writer<'t> {
    text: &'t Text,
    format: &'t ValueFormat,
    manner: &'t Manner,
    options: TextOptions,
    counts_to_24: bool,
}

/// The figures of a written value: what stands before, the figures with their marks, what follows.
fn parts(written: &str) -> Option<(&str, &str, &str)> {
    let start = written.find(|c: char| c.is_ascii_digit())?;
    let inner = |c: char| {
        c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
    };
    let rest = written.get(start..)?;
    let stop = rest.find(|c: char| !inner(c)).unwrap_or(rest.len());
    let figures = rest.get(..stop)?.trim_end_matches(|c: char| !c.is_ascii_digit());
    let (before, after) = (written.get(..start)?, rest.get(figures.len()..)?);
    (!after.contains(|c: char| c.is_ascii_digit())).then_some((before, figures, after))
}

/// Places after the mark and whether the figures are grouped; `None` when they can be read in two ways or are no
/// plain number.
fn reading(figures: &str, amount: Decimal) -> Option<(u8, bool)> {
    let digits: String = figures.chars().filter(char::is_ascii_digit).collect();
    let marks = figures.chars().filter(|c| !c.is_ascii_digit()).count();
    let last = figures.rfind(|c: char| !c.is_ascii_digit());
    let after = last.map_or(0, |at| figures.get(at..).map_or(0, |tail| tail.chars().count() - 1));
    let same = |places: usize| {
        let places = u8::try_from(places).ok().filter(|places| amount.scale() <= *places)?;
        (amount.to_fixed(places).replace('.', "") == digits).then_some(places)
    };
    // "1.234" and "1,234" are a thousand or one and a bit.
    let single = figures.chars().filter(|c| !c.is_ascii_digit()).all(|c| matches!(c, '.' | ','));
    if marks == 1 && after == 3 && single && figures.len() <= 7 {
        return None;
    }
    if marks > 0
        && let Some(places) = same(after)
        && same(0).is_none()
    {
        return Some((places, marks > 1));
    }
    same(0).map(|places| (places, marks > 0))
}

impl Writer<'_> {
    /// The value as the house writes it; `None` where that can't be told.
    fn write(&self, value: &Value) -> Option<String> {
        let written = written(self.text, value);
        if value.upper.is_some() || self.is_joined(value) {
            return None;
        }
        match &value.kind {
            ValueKind::Money { amount, currency } => {
                self.money(written, *amount, *currency).or_else(|| self.number(written, *amount))
            }
            ValueKind::Percent(amount) => {
                self.percent(written, *amount).or_else(|| self.number(written, *amount))
            }
            ValueKind::Number(amount)
            | ValueKind::Quantity { amount, .. }
            | ValueKind::Duration { amount, .. } => self.number(written, *amount),
            ValueKind::Date(Date::Civil { year, month, day }) => self.date(value, *year, *month, *day),
            ValueKind::Time(minutes) => self.time(written, *minutes),
            ValueKind::Date(_)
            | ValueKind::Identifier(_)
            | ValueKind::Url(_)
            | ValueKind::Email(_)
            | ValueKind::Phone(_)
            | ValueKind::Name(_) => None,
        }
    }

    /// Whether a hyphen, slash or letter stands right beside: part of a range, a version or an identifier.
    fn is_joined(&self, value: &Value) -> bool {
        let original = self.text.original();
        let mut before = original.get(..value.span.start).unwrap_or("").chars().rev();
        let mut after = original.get(value.span.end..).unwrap_or("").chars();
        let joins = |c: char| c.is_alphanumeric() || matches!(c, '-' | '–' | '/' | '_' | '#' | '=' | '+');
        // "16:5" is neither a time nor two numbers.
        let marked = |beside, other: Option<char>| {
            matches!(beside, Some('.' | ',' | ':')) && other.is_some_and(|c| c.is_ascii_digit())
        };
        let (previous, next) = (before.next(), after.next());
        previous.is_some_and(joins)
            || next.is_some_and(joins)
            || marked(previous, before.next())
            || marked(next, after.next())
    }

    /// Whether the new writing is read as the same value.
    fn reads_as(&self, content: &str, value: &Value) -> bool {
        let again = Text::analyse(content, &self.options);
        matches!(again.values(), [only] if same(only, value))
    }

    fn number(&self, written: &str, amount: Decimal) -> Option<String> {
        if !self.format.numbers {
            return None;
        }
        let (before, figures, after) = parts(written)?;
        let (places, grouped) = reading(figures, amount)?;
        if places == 0 && !grouped {
            return None;
        }
        let negative = before.ends_with('-');
        if negative {
            return None;
        }
        Some(format!("{before}{}{after}", self.manner.figures(amount, places, grouped)))
    }

    fn money(&self, written: &str, amount: Decimal, currency: Option<Currency>) -> Option<String> {
        let form = self.format.currency?;
        let (before, figures, after) = parts(written)?;
        let (places, grouped) = reading(figures, amount)?;
        let (before, after) = (before.trim(), after.trim());
        let beside = if before.is_empty() { after } else { before };
        let both = !before.is_empty() && !after.is_empty();
        let code = currency.map(|currency| String::from_utf8_lossy(&currency.0).into_owned());
        let is_code = code.as_deref() == Some(beside);
        let is_sign = beside.chars().count() <= 3 && beside.chars().any(|c| "£€$¥₹".contains(c));
        if both || !is_code && !is_sign {
            return None;
        }
        let sign = match (form, code) {
            (CurrencyForm::Symbol, Some(code)) if is_code => symbol(&code, self.manner)?.to_owned(),
            (CurrencyForm::Symbol, _) => beside.to_owned(),
            (CurrencyForm::Code, code) => code?,
        };
        // Pence have two figures.
        let places = if places == 1 { 2 } else { places };
        let grouped = grouped || amount >= Decimal::from(10_000);
        Some(self.manner.money(&self.manner.figures(amount, places, grouped), &sign))
    }

    fn percent(&self, written: &str, amount: Decimal) -> Option<String> {
        let form = self.format.percent?;
        let (before, figures, after) = parts(written)?;
        let (places, grouped) = reading(figures, amount)?;
        let plain = one_of!(after.trim(), "%" | "percent" | "per cent" | "Prozent" | "pour cent" | "procent");
        let latin = matches!(after.trim(), "por ciento" | "por cento" | "per cento");
        if !before.is_empty() || !plain && !latin {
            return None;
        }
        let figures = self.manner.figures(amount, places, grouped);
        let british = self.manner.region.is_some_and(|region| region != *b"US" && region != *b"CA");
        Some(match (form, self.manner.lang) {
            (PercentForm::Sign, Lang::De | Lang::Fr | Lang::Es) => format!("{figures} %"),
            (PercentForm::Sign, Lang::En | Lang::It | Lang::Nl | Lang::Pt) => format!("{figures}%"),
            (PercentForm::Word, Lang::En) if british => format!("{figures} per cent"),
            (PercentForm::Word, Lang::En) => format!("{figures} percent"),
            (PercentForm::Word, Lang::De) => format!("{figures} Prozent"),
            (PercentForm::Word, Lang::Fr) => format!("{figures} pour cent"),
            (PercentForm::Word, Lang::Es) => format!("{figures} por ciento"),
            (PercentForm::Word, Lang::It) => format!("{figures} per cento"),
            (PercentForm::Word, Lang::Nl) => format!("{figures} procent"),
            (PercentForm::Word, Lang::Pt) => format!("{figures} por cento"),
        })
    }

    fn date(&self, value: &Value, year: Option<i32>, month: u8, day: u8) -> Option<String> {
        let form = self.format.dates?;
        let folded = self.text.folded_text(self.text.fold_span(value.span));
        // "the 3rd of May" is part of the sentence around it; an abbreviated month may be followed by its point.
        let before = value.tokens.start.checked_sub(1).and_then(|at| self.text.tokens().get(at));
        let article =
            before.is_some_and(|token| one_of!(self.text.token_text(token), "the" | "el" | "il" | "o"));
        let english = self.manner.lang == Lang::En;
        let pointed = self.text.original().get(value.span.end..).is_some_and(|rest| rest.starts_with('.'))
            && self
                .text
                .tokens()
                .get(value.tokens.end + 1)
                .is_some_and(|token| token.case == crate::text::Case::Lower);
        if english && (article || folded.contains(" of "))
            || pointed
            || !folded.contains(|c: char| c.is_ascii_digit())
        {
            return None;
        }
        let prefix = self.weekday(value)?;
        let us = self.manner.region == Some(*b"US");
        let date = match form {
            DateForm::Iso => format!("{:04}-{month:02}-{day:02}", year?),
            DateForm::Short => match (year, self.manner.lang) {
                (Some(year), Lang::En) if us => format!("{month:02}/{day:02}/{year}"),
                (Some(year), Lang::De) => format!("{day:02}.{month:02}.{year}"),
                (Some(year), Lang::Nl) => format!("{day:02}-{month:02}-{year}"),
                (Some(year), _) => format!("{day:02}/{month:02}/{year}"),
                // Without a year nobody could tell day and month apart.
                (None, _) => return None,
            },
            DateForm::Long => long_date(self.manner.lang, us, year, month, day)?,
        };
        if !prefix.is_empty() && form != DateForm::Long {
            return None;
        }
        let gap = if prefix.is_empty() { "" } else { " " };
        let comma = if us && !prefix.is_empty() && !prefix.ends_with(',') { "," } else { "" };
        Some(format!("{prefix}{comma}{gap}{date}"))
    }

    /// The day of the week at the start of a date, as written; `None` when it stands elsewhere.
    fn weekday(&self, value: &Value) -> Option<String> {
        let tokens = self.text.tokens().get(value.tokens.clone())?;
        let is_month = |word: &str| {
            (1..=12).any(|month| {
                month_name(self.manner.lang, month).is_some_and(|name| {
                    let name = crate::text::fold_pattern_text(name);
                    let name = name.trim();
                    word == name || word.len() >= 3 && name.starts_with(word) || word == "sept"
                })
            })
        };
        let first = tokens.first()?;
        let word = self.text.token_text(first);
        if word.starts_with(|c: char| c.is_ascii_digit()) || is_month(word) {
            return Some(String::new());
        }
        let second = tokens.get(1)?;
        let comma = self.text.token_text(second) == ",";
        let next = tokens.get(if comma { 2 } else { 1 })?;
        let next_word = self.text.token_text(next);
        let fits = next_word.starts_with(|c: char| c.is_ascii_digit()) || is_month(next_word);
        let weekday = first.case == crate::text::Case::Title
            || matches!(self.manner.lang, Lang::Fr | Lang::Es | Lang::It);
        let end = if comma { second.span.end } else { first.span.end };
        (fits && weekday && word.len() > 4)
            .then(|| crate::span::Span::new(first.span.start, end).text(self.text.original()).to_owned())
    }

    fn time(&self, written: &str, minutes: u16) -> Option<String> {
        let form = self.format.times?;
        let (hour, minute) = (minutes / 60, minutes % 60);
        if !written.starts_with(|c: char| c.is_ascii_digit()) || hour > 23 {
            return None;
        }
        let half = halves(written);
        let told = half || hour >= 13 || self.counts_to_24;
        let plain =
            written.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | 'h' | ' ' | '\u{a0}'))
                || written.ends_with("Uhr");
        if !told && form != TimeForm::Hours24 || !half && !plain {
            return None;
        }
        let twelve = || {
            let short = if hour.is_multiple_of(12) { 12 } else { hour % 12 };
            if minute == 0 { short.to_string() } else { format!("{short}:{minute:02}") }
        };
        let small = if hour < 12 { "am" } else { "pm" };
        Some(match form {
            // "at 9:00" stays as it is: nobody knows which half of the day is meant.
            TimeForm::Hours24 if !told => return None,
            TimeForm::Hours24 => format!("{hour:02}:{minute:02}"),
            TimeForm::Uhr if minute == 0 && !written.contains(':') => format!("{hour} Uhr"),
            TimeForm::Uhr => format!("{hour}:{minute:02} Uhr"),
            TimeForm::Heures if minute == 0 => format!("{hour}h"),
            TimeForm::Heures => format!("{hour}h{minute:02}"),
            TimeForm::Spaced12 => format!("{} {small}", twelve()),
            TimeForm::Joined12 => format!("{}{small}", twelve()),
            TimeForm::Capital12 => format!("{} {}", twelve(), small.to_uppercase()),
        })
    }
}

/// Whether two values are the same for certain.
pub(super) fn same(one: &Value, other: &Value) -> bool {
    let exact = |value: &Value| Value { bound: Bound::Exact, ..value.clone() };
    one.upper == other.upper
        && (one.kind == other.kind || exact(one).same(&exact(other), None) == Comparison::Equal)
}

/// The date with the name of its month.
pub(super) fn long_date(lang: Lang, us: bool, year: Option<i32>, month: u8, day: u8) -> Option<String> {
    let name = month_name(lang, month)?;
    let with = |head: String, joint: &str| year.map_or(head.clone(), |year| format!("{head}{joint}{year}"));
    Some(match lang {
        Lang::En if us => with(format!("{name} {day}"), ", "),
        Lang::De => with(format!("{day}. {name}"), " "),
        Lang::Es | Lang::Pt => with(format!("{day} de {name}"), " de "),
        Lang::Fr if day == 1 => with(format!("1er {name}"), " "),
        Lang::En | Lang::Fr | Lang::It | Lang::Nl => with(format!("{day} {name}"), " "),
    })
}

/// The sign of a currency that the locale would not misread.
fn symbol(code: &str, manner: &Manner) -> Option<&'static str> {
    let region = manner.region.unwrap_or(*b"US");
    Some(match code {
        "GBP" => "£",
        "EUR" => "€",
        "INR" => "₹",
        "USD" if region == *b"US" || !POINT.contains(&region) => "$",
        "USD" => "US$",
        _ => return None,
    })
}
