//! Writing one value in the manner in which another is written: its separators, its currency sign and where
//! it stands, the language of its unit, the order of its date.

use super::lexicon::{self, DE, EN, ES, FR, IT, Langs, NL, PT, Sense};
use super::scan::{Mark, mark_of};
use super::{CivilDate, Currency, Date, Decimal, TimeUnit, Value, ValueKind};
use crate::order::Order as _;
use crate::text::one_of;
use crate::text::{Lang, Locale, fold_pattern_text};

/// Names of months by language, in the order of [`LANGS`].
const MONTHS: [[&str; 12]; 7] = [
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    [
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ],
    [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    [
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ],
];

const LANGS: [(Lang, Langs); 7] = [
    (Lang::En, EN),
    (Lang::De, DE),
    (Lang::Fr, FR),
    (Lang::Es, ES),
    (Lang::It, IT),
    (Lang::Nl, NL),
    (Lang::Pt, PT),
];

/// The name of a month (1 to 12).
pub(crate) fn month_name(lang: Lang, month: u8) -> Option<&'static str> {
    let at = LANGS.iter().position(|(own, _)| *own == lang)?;
    MONTHS.get(at)?.get(usize::from(month).checked_sub(1)?).copied()
}

/// One and many of a unit of time.
pub(crate) const fn unit_names(lang: Lang, unit: TimeUnit) -> (&'static str, &'static str) {
    use TimeUnit::{Day, Hour, Minute, Month, Quarter, Second, Week, WorkingDay, Year};
    match (lang, unit) {
        (Lang::En, Second) => ("second", "seconds"),
        (Lang::En, Minute) => ("minute", "minutes"),
        (Lang::En, Hour) => ("hour", "hours"),
        (Lang::En, Day) => ("day", "days"),
        (Lang::En, WorkingDay) => ("working day", "working days"),
        (Lang::En, Week) => ("week", "weeks"),
        (Lang::En, Month) => ("month", "months"),
        (Lang::En, Quarter) => ("quarter", "quarters"),
        (Lang::En, Year) => ("year", "years"),
        (Lang::De, Second) => ("Sekunde", "Sekunden"),
        (Lang::De, Minute) => ("Minute", "Minuten"),
        (Lang::De, Hour) => ("Stunde", "Stunden"),
        (Lang::De, Day) => ("Tag", "Tage"),
        (Lang::De, WorkingDay) => ("Werktag", "Werktage"),
        (Lang::De, Week) => ("Woche", "Wochen"),
        (Lang::De, Month) => ("Monat", "Monate"),
        (Lang::De, Quarter) => ("Quartal", "Quartale"),
        (Lang::De, Year) => ("Jahr", "Jahre"),
        (Lang::Fr, Second) => ("seconde", "secondes"),
        (Lang::Fr, Minute) => ("minute", "minutes"),
        (Lang::Fr, Hour) => ("heure", "heures"),
        (Lang::Fr, Day) => ("jour", "jours"),
        (Lang::Fr, WorkingDay) => ("jour ouvré", "jours ouvrés"),
        (Lang::Fr, Week) => ("semaine", "semaines"),
        (Lang::Fr, Month) => ("mois", "mois"),
        (Lang::Fr, Quarter) => ("trimestre", "trimestres"),
        (Lang::Fr, Year) => ("an", "ans"),
        (Lang::Es, Second) => ("segundo", "segundos"),
        (Lang::Es, Minute) => ("minuto", "minutos"),
        (Lang::Es, Hour) => ("hora", "horas"),
        (Lang::Es, Day) => ("día", "días"),
        (Lang::Es, WorkingDay) => ("día hábil", "días hábiles"),
        (Lang::Es, Week) => ("semana", "semanas"),
        (Lang::Es, Month) => ("mes", "meses"),
        (Lang::Es, Quarter) => ("trimestre", "trimestres"),
        (Lang::Es, Year) => ("año", "años"),
        (Lang::It, Second) => ("secondo", "secondi"),
        (Lang::It, Minute) => ("minuto", "minuti"),
        (Lang::It, Hour) => ("ora", "ore"),
        (Lang::It, Day) => ("giorno", "giorni"),
        (Lang::It, WorkingDay) => ("giorno lavorativo", "giorni lavorativi"),
        (Lang::It, Week) => ("settimana", "settimane"),
        (Lang::It, Month) => ("mese", "mesi"),
        (Lang::It, Quarter) => ("trimestre", "trimestri"),
        (Lang::It, Year) => ("anno", "anni"),
        (Lang::Nl, Second) => ("seconde", "seconden"),
        (Lang::Nl, Minute) => ("minuut", "minuten"),
        (Lang::Nl, Hour) => ("uur", "uur"),
        (Lang::Nl, Day) => ("dag", "dagen"),
        (Lang::Nl, WorkingDay) => ("werkdag", "werkdagen"),
        (Lang::Nl, Week) => ("week", "weken"),
        (Lang::Nl, Month) => ("maand", "maanden"),
        (Lang::Nl, Quarter) => ("kwartaal", "kwartalen"),
        (Lang::Nl, Year) => ("jaar", "jaar"),
        (Lang::Pt, Second) => ("segundo", "segundos"),
        (Lang::Pt, Minute) => ("minuto", "minutos"),
        (Lang::Pt, Hour) => ("hora", "horas"),
        (Lang::Pt, Day) => ("dia", "dias"),
        (Lang::Pt, WorkingDay) => ("dia útil", "dias úteis"),
        (Lang::Pt, Week) => ("semana", "semanas"),
        (Lang::Pt, Month) => ("mês", "meses"),
        (Lang::Pt, Quarter) => ("trimestre", "trimestres"),
        (Lang::Pt, Year) => ("ano", "anos"),
    }
}

/// How a number is written.
struct Style {
    mark: Mark,
    /// What stands between groups of three digits.
    group: Option<char>,
    /// Digits after the mark, at least.
    places: u8,
}

impl Style {
    /// The style of the digits in `text`, filled up from the locale.
    fn of(text: &str, amount: Decimal, locale: Option<Locale>) -> Style {
        let usual = locale.and_then(mark_of);
        let digits: Vec<char> = text.chars().collect();
        let separators: Vec<(usize, char)> = digits
            .iter()
            .copied()
            .enumerate()
            .filter(|(_, c)| {
                matches!(c, '.' | ',' | '\'' | '\u{2019}' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
            })
            .collect();
        let mut style = Style { mark: usual.unwrap_or(Mark::Point), group: None, places: 0 };
        let Some(&(at, last)) = separators.last() else { return style };
        let after = digits.len() - at - 1;
        let fraction = matches!(last, '.' | ',')
            && (after != 3 || amount.scale() == 3)
            && separators.iter().filter(|(_, c)| *c == last).count() == 1;
        if fraction {
            style.mark = if last == ',' { Mark::Comma } else { Mark::Point };
            style.places = u8::try_from(after).unwrap_or(0);
            style.group = separators.first().map(|(_, c)| *c).filter(|c| *c != last);
        } else {
            style.group = Some(last);
            style.mark = match last {
                '.' => Mark::Comma,
                ',' => Mark::Point,
                _ => style.mark,
            };
        }
        style
    }

    fn write(&self, number: Decimal, places: u8) -> String {
        let plain = number.to_fixed(places);
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |w| ("-", w));
        let group = self.group.or((whole.len() > 4).then_some(match self.mark {
            Mark::Point => ',',
            Mark::Comma => '.',
        }));
        let mut text = String::from(sign);
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                text.extend(group);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push(if self.mark == Mark::Comma { ',' } else { '.' });
            text.push_str(fraction);
        }
        text
    }

    fn range(&self, low: Decimal, high: Option<Decimal>, places: u8) -> String {
        match high {
            Some(high) => format!("{}-{}", self.write(low, places), self.write(high, places)),
            None => self.write(low, places),
        }
    }
}

/// A written amount in three: what stands before its digits, the digits of the first number, what follows
/// the last digit.
struct Frame<'a> {
    before: &'a str,
    number: &'a str,
    after: &'a str,
}

impl<'a> Frame<'a> {
    fn of(text: &'a str) -> Option<Frame<'a>> {
        let start = text.find(|c: char| c.is_ascii_digit())?;
        let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
        let middle = text.get(start..end)?;
        let inner = |c: char| {
            c.is_ascii_digit()
                || matches!(c, '.' | ',' | '\'' | '\u{2019}' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
        };
        let stop = middle.find(|c: char| !inner(c)).unwrap_or(middle.len());
        let number = middle.get(..stop)?.trim_end();
        Some(Frame { before: text.get(..start)?, number, after: text.get(end..)? })
    }
}

impl Value {
    /// Writes `self` in the manner in which `template`, a value of `text`, is written there.
    ///
    /// Both must be of the same sort; else `None`. Numbers are written with digits even when the template has
    /// words; a template without anything to copy ("five euros", "£1.5m", another currency) gives the usual
    /// writing of `locale`. A date that is not one day of the calendar (relative, ambiguous) gives `None`.
    ///
    /// ```
    /// use draftgate::text::{Text, TextOptions};
    /// let draft = Text::analyse("Your refund is £45.00", &TextOptions::default());
    /// let fact = Text::analyse("42.1 GBP", &TextOptions::default());
    /// let written = fact.values()[0].render_like(&draft.values()[0], draft.original(), None);
    /// assert_eq!(written.as_deref(), Some("£42.10"));
    /// ```
    pub fn render_like(&self, template: &Value, text: &str, locale: Option<Locale>) -> Option<String> {
        let written = template.span.text(text);
        match (&self.kind, &template.kind) {
            (ValueKind::Money { amount, currency }, ValueKind::Money { amount: old, currency: theirs }) => {
                let same = currency.is_none() || theirs.is_none() || currency == theirs;
                Some(self.money_like(*amount, currency.or(*theirs), written, (*old, same), locale))
            }
            (ValueKind::Percent(number), ValueKind::Percent(old)) => {
                let frame = Frame::of(written).unwrap_or(Frame { before: "", number: "", after: "%" });
                Some(self.framed(*number, &frame, *old, locale))
            }
            (ValueKind::Number(number), ValueKind::Number(old)) => {
                let frame = Frame::of(written).unwrap_or(Frame { before: "", number: "", after: "" });
                let plain = frame.after.is_empty() && frame.before.is_empty();
                let frame = if plain { frame } else { Frame { before: "", after: "", ..frame } };
                Some(self.framed(*number, &frame, *old, locale))
            }
            (ValueKind::Quantity { amount, unit }, ValueKind::Quantity { amount: old, unit: theirs }) => {
                let frame = Frame::of(written).unwrap_or(Frame { before: "", number: "", after: "" });
                let one = *amount == Decimal::ONE && self.upper.is_none();
                let was_one = *old == Decimal::ONE && template.upper.is_none();
                if unit == theirs && one == was_one && !frame.after.is_empty() {
                    return Some(self.framed(*amount, &frame, *old, locale));
                }
                let style = Style::of(frame.number, *old, locale);
                Some(format!("{} {}", style.range(*amount, self.upper, 0), unit_text(unit, one)))
            }
            (ValueKind::Duration { amount, unit }, ValueKind::Duration { amount: old, unit: theirs }) => {
                Some(self.duration_like(*amount, *unit, written, (*old, *theirs), locale))
            }
            (ValueKind::Date(date), ValueKind::Date(_)) => date_like(*date, written, locale),
            (ValueKind::Time(minutes), ValueKind::Time(_)) => Some(self.time_like(*minutes, written)),
            (ValueKind::Identifier(own), ValueKind::Identifier(_))
            | (ValueKind::Url(own), ValueKind::Url(_))
            | (ValueKind::Email(own), ValueKind::Email(_))
            | (ValueKind::Phone(own), ValueKind::Phone(_))
            | (ValueKind::Name(own), ValueKind::Name(_)) => Some(own.clone()),
            _ => None,
        }
    }

    fn framed(&self, number: Decimal, frame: &Frame<'_>, old: Decimal, locale: Option<Locale>) -> String {
        let style = Style::of(frame.number, old, locale);
        format!("{}{}{}", frame.before, style.range(number, self.upper, 0), frame.after)
    }

    fn money_like(
        &self,
        amount: Decimal,
        currency: Option<Currency>,
        written: &str,
        (old, same): (Decimal, bool),
        locale: Option<Locale>,
    ) -> String {
        let frame = Frame::of(written);
        let style = Style::of(frame.as_ref().map_or("", |f| f.number), old, locale);
        // Pence are written whole or with two digits, never with one.
        let whole = amount.is_whole() && self.upper.is_none_or(Decimal::is_whole);
        let places = if style.places == 2 || !whole { 2 } else { 0 };
        let numbers = style.range(amount, self.upper, places);
        // Multiples and hundredths ("£1.5m", "45p") cannot carry another number.
        let scaled = |frame: &Frame<'_>| {
            let word = fold_pattern_text(frame.after);
            word.split(' ').filter(|w| !w.is_empty()).any(|word| {
                one_of!(word, "k" | "m" | "mn" | "b" | "bn")
                    || lexicon::lookup(word).any(|e| {
                        matches!(e.sense, Sense::Scale(1000..) | Sense::Minor(_)) && !word.is_empty()
                    })
            })
        };
        match (frame, currency) {
            (Some(frame), _) if same && !scaled(&frame) => {
                format!("{}{numbers}{}", frame.before, frame.after)
            }
            (_, Some(currency)) => {
                let sign = match &currency.0 {
                    b"GBP" => "£",
                    b"EUR" => "€",
                    b"USD" => "$",
                    code => return format!("{numbers} {}", String::from_utf8_lossy(code)),
                };
                if style.mark == Mark::Point {
                    format!("{sign}{numbers}")
                } else {
                    format!("{numbers} {sign}")
                }
            }
            (_, None) => numbers,
        }
    }

    fn duration_like(
        &self,
        amount: Decimal,
        unit: TimeUnit,
        written: &str,
        (old, old_unit): (Decimal, TimeUnit),
        locale: Option<Locale>,
    ) -> String {
        let frame = Frame::of(written);
        let one = amount == Decimal::ONE && self.upper.is_none();
        let was_one = old == Decimal::ONE;
        let simple = |f: &&Frame<'_>| f.before.is_empty() && Decimal::parse(f.number) == Some(old);
        if let Some(frame) = frame.as_ref().filter(simple).filter(|_| unit == old_unit && one == was_one) {
            return self.framed(amount, frame, old, locale);
        }
        let style = Style::of(frame.as_ref().map_or("", |f| f.number), old, locale);
        let folded = fold_pattern_text(written);
        let lang = unit_language(&folded, locale);
        let (single, many) = unit_names(lang, unit);
        // "innerhalb von 3 Tagen": the dative stays.
        let dative =
            lang == Lang::De && ["tagen", "monaten", "jahren"].iter().any(|end| folded.ends_with(end));
        let tail = if dative && many.ends_with('e') && !one { "n" } else { "" };
        format!("{} {}{tail}", style.range(amount, self.upper, 0), if one { single } else { many })
    }

    fn time_like(&self, minutes: u16, written: &str) -> String {
        let folded = fold_pattern_text(written);
        let upper = self.upper.and_then(Decimal::whole).and_then(|u| u16::try_from(u).ok());
        let clock = |minutes: u16| {
            let (hour, minute) = (minutes / 60, minutes % 60);
            let half = if hour % 24 < 12 { "am" } else { "pm" };
            let short = match hour % 12 {
                0 => 12,
                h => h,
            };
            let spaced = if written.contains(' ') { " " } else { "" };
            let twelve = folded.contains("am") || folded.contains("pm") || folded.contains(".m");
            if twelve {
                let minute =
                    if minute > 0 || folded.contains(':') { format!(":{minute:02}") } else { String::new() };
                return format!("{short}{minute}{spaced}{half}");
            }
            if folded.contains("uhr") {
                let mark = if folded.contains(':') { ":" } else { "." };
                let minute = if minute > 0 || folded.contains(mark) {
                    format!("{mark}{minute:02}")
                } else {
                    String::new()
                };
                return format!("{hour}{minute} Uhr");
            }
            if folded.contains('h') && !folded.contains(':') {
                let minute = if minute > 0 || folded.len() > 3 {
                    format!("{spaced}{minute:02}")
                } else {
                    String::new()
                };
                return format!("{hour}{spaced}h{minute}");
            }
            if folded.starts_with('0') || hour > 9 {
                format!("{hour:02}:{minute:02}")
            } else {
                format!("{hour}:{minute:02}")
            }
        };
        match upper {
            Some(upper) => format!("{}-{}", clock(minutes), clock(upper)),
            None => clock(minutes),
        }
    }
}

/// The name of a unit of measure: symbols stay, counted things take an English plural.
fn unit_text(unit: &str, one: bool) -> String {
    match unit {
        "celsius" => "°C".to_owned(),
        "fahrenheit" => "°F".to_owned(),
        "gb" | "mb" | "kb" | "tb" => unit.to_uppercase(),
        "kwh" => "kWh".to_owned(),
        "m2" => "m²".to_owned(),
        "m3" => "m³".to_owned(),
        "km2" => "km²".to_owned(),
        "person" if !one => "people".to_owned(),
        "child" if !one => "children".to_owned(),
        "foot" if !one => "feet".to_owned(),
        "inch" | "box" if !one => format!("{unit}es"),
        "country" if !one => "countries".to_owned(),
        _ if one || unit.len() <= 3 && unit != "bag" => unit.to_owned(),
        _ => format!("{unit}s"),
    }
}

/// The language of the words of a duration; the locale, or else the first, when several share them.
fn unit_language(folded: &str, locale: Option<Locale>) -> Lang {
    let wanted = locale.and_then(|l| l.lang);
    let names = |lang: Lang| {
        let units = [
            TimeUnit::Second,
            TimeUnit::Minute,
            TimeUnit::Hour,
            TimeUnit::Day,
            TimeUnit::WorkingDay,
            TimeUnit::Week,
            TimeUnit::Month,
            TimeUnit::Quarter,
            TimeUnit::Year,
        ];
        units.into_iter().any(|unit| {
            let (single, many) = unit_names(lang, unit);
            let word = |name: &str| fold_pattern_text(name.split(' ').next().unwrap_or(name));
            let (single, many) = (word(single), word(many));
            folded.split([' ', '-']).any(|w| w == single || w == many || w.strip_suffix('n') == Some(&many))
        })
    };
    match wanted {
        Some(lang) if names(lang) => lang,
        _ => LANGS.into_iter().map(|(lang, _)| lang).find(|lang| names(*lang)).or(wanted).unwrap_or(Lang::En),
    }
}

/// The date as the template writes one.
fn date_like(date: Date, written: &str, locale: Option<Locale>) -> Option<String> {
    let Date::Civil { year, month, day } = date else { return None };
    CivilDate::new(year.unwrap_or(2024), month, day)?;
    let folded = fold_pattern_text(written);
    let pad = |number: u8, like: Option<&str>| {
        if like.is_some_and(|part| part.len() == 2 && part.starts_with('0')) || number > 9 {
            format!("{number:02}")
        } else {
            number.to_string()
        }
    };
    let parts: Vec<&str> = folded.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty()).collect();
    let letters = folded.chars().any(|c| c.is_ascii_alphabetic());
    if !letters {
        let separator = folded.chars().find(|c| matches!(c, '-' | '/' | '.'))?;
        let (one, two) = (parts.first().copied(), parts.get(1).copied());
        if one.is_some_and(|p| p.len() == 4) {
            return Some(format!("{:04}{separator}{month:02}{separator}{day:02}", year?));
        }
        let month_first = locale.and_then(|l| l.region) == Some(*b"US") && separator != '.';
        let padded = |number: u8, like: Option<&str>| {
            if two.is_some_and(|p| p.len() == 2 && p.starts_with('0')) {
                format!("{number:02}")
            } else {
                pad(number, like)
            }
        };
        let (a, b) = if month_first { (month, day) } else { (day, month) };
        let head = format!("{}{separator}{}", padded(a, one), padded(b, two));
        return Some(match (parts.get(2), year) {
            (Some(like), Some(year)) if like.len() == 2 => {
                format!("{head}{separator}{:02}", year.rem_euclid(100))
            }
            (Some(_), Some(year)) => format!("{head}{separator}{year}"),
            (None, _) if separator == '.' => format!("{head}."),
            _ => head,
        });
    }
    let wanted = locale.and_then(|l| l.lang);
    // The language of the name of the month; the locale when it is shared or there is none.
    let mut order: Vec<usize> = (0..LANGS.len()).collect();
    order.order_by_key(|at| LANGS.get(*at).map(|(lang, _)| *lang) != wanted);
    let names = |at: usize| {
        MONTHS.get(at).into_iter().flatten().any(|name| {
            let name = fold_pattern_text(name);
            folded
                .split(|c: char| !c.is_ascii_alphabetic())
                .any(|word| word == name || (word.len() >= 3 && word.len() < 5 && name.starts_with(word)))
        })
    };
    let at = order.iter().copied().find(|at| names(*at)).or(order.first().copied())?;
    let name = MONTHS.get(at)?.get(usize::from(month).checked_sub(1)?)?;
    let (lang, _) = *LANGS.get(at)?;
    let named = names(at);
    let with_year = year.filter(|_| !named || parts.iter().any(|p| p.len() == 4));
    let first = folded.chars().next()?;
    let text = match lang {
        Lang::En if named && !first.is_ascii_digit() && !starts_with_weekday(&folded) => match with_year {
            Some(year) => format!("{name} {day}, {year}"),
            None => format!("{name} {day}"),
        },
        Lang::De => join(&format!("{day}. {name}"), " ", with_year),
        Lang::Es | Lang::Pt => join(&format!("{day} de {name}"), " de ", with_year),
        Lang::Fr if day == 1 => join(&format!("1er {name}"), " ", with_year),
        Lang::En | Lang::Fr | Lang::It | Lang::Nl => join(&format!("{day} {name}"), " ", with_year),
    };
    Some(text)
}

fn starts_with_weekday(folded: &str) -> bool {
    let first = folded.split([' ', ',', '.']).next().unwrap_or("");
    lexicon::lookup(first).any(|e| matches!(e.sense, Sense::Weekday(_) | Sense::WeekdayShort))
}

fn join(head: &str, with: &str, year: Option<i32>) -> String {
    year.map_or_else(|| head.to_owned(), |year| format!("{head}{with}{year}"))
}
