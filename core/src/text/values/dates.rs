//! Dates: ISO, numeric, with month names, relative, weekdays, months and years alone.

use super::civil::{Moment, days_in_month};
use super::lexicon::Sense::{Day, Month, MonthShort, Ordinal, Weekday};
use super::lexicon::{DE, EN, ES, FR, IT, NL, PT};
use super::lexicon::{Kinds, kinds};
use super::numbers::{figure, small};
use super::scan::{Found, Scan};
use super::{CivilDate, Date, ValueKind};
use crate::text::one_of;
use crate::text::{Case, Lang, TokenKind};

/// The kinds of names of months.
const MONTHS: Kinds = kinds::MONTH | kinds::MONTH_SHORT;

/// Which number of `03/04/2026` is the day.
enum Order {
    DayFirst,
    MonthFirst,
    Open,
}

impl Date {
    /// The day that is meant, seen from the day `now`.
    ///
    /// A date without a year is the one nearest to `now`; "Friday" is the first Friday from `now` on (today
    /// included), "next Friday" the Friday of the week after this one (weeks start on Monday), "last Friday"
    /// the latest one before `now`. `None` for a whole month or year, for [`Date::Ambiguous`], and for days
    /// that do not exist.
    pub fn resolve(&self, now: CivilDate) -> Option<CivilDate> {
        match *self {
            Date::Civil { year: Some(year), month, day } => CivilDate::new(year, month, day),
            Date::Civil { year: None, month, day } => (-1..=1)
                .filter_map(|shift| CivilDate::new(now.year() + shift, month, day))
                .min_by_key(|date| now.days_until(*date).abs()),
            Date::Relative(days) => now.add_days(i64::from(days)),
            Date::Weekday { day, next } => {
                let ahead = i64::from(day) - i64::from(now.weekday());
                match next {
                    0 => now.add_days(ahead.rem_euclid(7)),
                    1.. => now.add_days(ahead + 7 * i64::from(next)),
                    _ => now.add_days(ahead.rem_euclid(7) + 7 * i64::from(next)),
                }
            }
            Date::Month { .. } | Date::Year(_) | Date::Ambiguous { .. } => None,
        }
    }
}

fn year_of(text: &str) -> Option<i32> {
    let figures: [u8; 4] = text.as_bytes().try_into().ok()?;
    let year = figures.iter().try_fold(0, |sum, byte| Some(sum * 10 + i32::from(figure(*byte)?)))?;
    (1900..=2100).contains(&year).then_some(year)
}

/// A year of four digits, or of two: up to 69 in this century.
fn any_year(text: &str) -> Option<i32> {
    if text.len() == 2
        && let Some(short) = small(text).map(i32::from)
    {
        return Some(if short < 70 { 2000 + short } else { 1900 + short });
    }
    year_of(text)
}

fn exists(year: Option<i32>, month: u8, day: u8) -> bool {
    day >= 1 && day <= days_in_month(year.unwrap_or(2024), month)
}

impl<'a> Scan<'a> {
    fn order(&self) -> Order {
        let Some(locale) = self.locale else { return Order::Open };
        match (locale.lang, locale.region) {
            (_, Some([b'U', b'S'] | [b'P', b'H'])) => Order::MonthFirst,
            // English Canada writes both.
            (Some(Lang::En) | None, Some([b'C', b'A']) | None) => Order::Open,
            _ => Order::DayFirst,
        }
    }

    /// A date from token `i`.
    pub(super) fn date(&self, i: usize) -> Option<Found> {
        match self.kind(i)? {
            TokenKind::Number => {
                let joined = self.glued(i + 1) && matches!(self.mark(i + 1), b'-' | b'/');
                let parted = if joined { self.iso(i) } else { None }.or_else(|| self.numeric_date(i));
                match self.word(i).len() {
                    ..=2 => parted.or_else(|| self.day_month(i)),
                    4 => parted.or_else(|| self.bare_year(i)),
                    _ => parted,
                }
            }
            TokenKind::Alnum => self.day_month(i),
            TokenKind::Word => self.worded(i),
            TokenKind::Symbol | TokenKind::Url | TokenKind::Email => None,
        }
    }

    fn worded(&self, i: usize) -> Option<Found> {
        self.weekday_date(i)
            .or_else(|| self.month_first(i))
            .or_else(|| self.day_month(i))
            .or_else(|| self.relative(i))
            .or_else(|| self.weekday(i))
            .or_else(|| self.month_alone(i))
    }

    /// `2026-05-03`, also at the head of a moment.
    fn iso(&self, i: usize) -> Option<Found> {
        let year = year_of(self.word(i))?;
        let separator = self.word(i + 1);
        let joined = (i + 1..i + 5).all(|j| self.glued(j)) && matches!(separator, "-" | "/");
        if !joined || !self.is(i + 3, separator) {
            return None;
        }
        let month = small(self.word(i + 2))?;
        if let Some(day) = small(self.word(i + 4)) {
            let date = Date::Civil { year: Some(year), month, day };
            return exists(Some(year), month, day).then(|| Found::new(i + 5, ValueKind::Date(date)));
        }
        // "2026-05-03T09:30:00Z": the clock stays part of the date.
        let token = self.token(i)?;
        let text = self.folded.get(token.fold.start..)?;
        let (moment, rest) = Moment::prefix(text)?;
        let stop = token.fold.start + text.len() - rest.len();
        let end = (i..i + 16).take_while(|j| self.token(*j).is_some_and(|t| t.fold.end <= stop)).last()? + 1;
        let date = moment.date;
        let kind = Date::Civil { year: Some(date.year()), month: date.month(), day: date.day() };
        Some(Found::new(end, ValueKind::Date(kind)))
    }

    /// `03/04/2026`, `3-4-26`, `3.5.2026`, and without a year after a preposition.
    fn numeric_date(&self, i: usize) -> Option<Found> {
        let word = self.word(i);
        if word.len() > 2 {
            return self.dotted(i, word);
        }
        let first = small(word)?;
        let separator = self.word(i + 1);
        if !matches!(separator, "/" | "-") || !(i + 1..i + 3).all(|j| self.glued(j)) {
            return None;
        }
        let second = small(self.word(i + 2))?;
        let full = self.is(i + 3, separator) && self.glued(i + 3) && self.glued(i + 4);
        let (year, end) = if full {
            (Some(any_year(self.word(i + 4))?), i + 5)
        } else {
            let led = Scan::before(i).is_some_and(|b| {
                one_of!(
                    self.word(b),
                    "on" | "by" | "until" | "before" | "le" | "el" | "il" | "op" | "dia" | "del" | "am"
                )
            });
            if separator != "/" || !led {
                return None;
            }
            (None, i + 3)
        };
        let date = match (exists(year, second, first), exists(year, first, second), self.order()) {
            (true, true, Order::Open) if first != second => Date::Ambiguous { year, first, second },
            (true, _, Order::DayFirst | Order::Open) => Date::Civil { year, month: second, day: first },
            (_, true, Order::MonthFirst | Order::Open) => Date::Civil { year, month: first, day: second },
            (true, false, Order::MonthFirst) => Date::Civil { year, month: second, day: first },
            (false, true, Order::DayFirst) => Date::Civil { year, month: first, day: second },
            (false, false, _) => return None,
        };
        Some(Found::new(end, ValueKind::Date(date)))
    }

    /// `3.5.2026` in one token, `3.5.` with its closing point.
    fn dotted(&self, i: usize, word: &str) -> Option<Found> {
        let mut parts = word.split('.');
        let (day, month) = (small(parts.next()?)?, small(parts.next()?)?);
        let (year, end) = match (parts.next(), parts.next()) {
            (Some(year), None) => (Some(any_year(year)?), i + 1),
            (None, None) => {
                let led = Scan::before(i).is_some_and(|b| {
                    one_of!(self.word(b), "am" | "zum" | "vom" | "bis" | "ab" | "seit" | "dem")
                });
                if !led || !self.is_mark(i + 1, b'.') || !self.glued(i + 1) || !self.speaks(DE) {
                    return None;
                }
                (None, i + 2)
            }
            _ => return None,
        };
        exists(year, month, day).then(|| Found::new(end, ValueKind::Date(Date::Civil { year, month, day })))
    }

    /// The month named by token `i`; `true` when the name is full and nothing but a month.
    fn month(&self, i: usize) -> Option<(u8, bool)> {
        let (month, full) = self.sense(i, MONTHS, |s| match s {
            Month(m) => Some((m, true)),
            MonthShort(m) => Some((m, false)),
            _ => None,
        })?;
        // "you may 3 times": an English month is capitalised.
        let word = one_of!(self.word(i), "may" | "march" | "mar" | "dec" | "sep") && self.speaks(EN);
        (!word || self.case(i) != Case::Lower).then_some((month, full))
    }

    /// The day of the month at token `i`, and one past it.
    fn day(&self, i: usize) -> Option<(u8, usize)> {
        let word = self.word(i);
        let (day, end) = match self.kind(i)? {
            TokenKind::Number => {
                let ordinal = matches!(self.word(i + 1), "." | "º" | "°") && self.glued(i + 1);
                (small(word)?, i + 1 + usize::from(ordinal))
            }
            TokenKind::Alnum => {
                let cut = word.find(|c: char| !c.is_ascii_digit())?;
                if !one_of!(word.get(cut..)?, "st" | "nd" | "rd" | "th" | "er" | "o" | "e") {
                    return None;
                }
                (small(word.get(..cut)?)?, i + 1)
            }
            TokenKind::Word => (
                u8::try_from(
                    self.sense(i, kinds::ORDINAL, |s| if let Ordinal(n) = s { Some(n) } else { None })?,
                )
                .ok()?,
                i + 1,
            ),
            TokenKind::Symbol | TokenKind::Url | TokenKind::Email => return None,
        };
        (1..=31).contains(&day).then_some((day, end))
    }

    /// `3 May 2026`, `3rd of May`, `3. Mai`, `1er mai`, and the `3` of `3-5 May`.
    fn day_month(&self, i: usize) -> Option<Found> {
        if !self.holds(MONTHS) || !(i + 1..i + 7).any(|at| self.has(at, MONTHS)) {
            return None;
        }
        let (day, mut at) = self.day(i)?;
        let worded = self.kind(i) == Some(TokenKind::Word);
        let mut end = None;
        if self.is_mark(at, b'-')
            || self.has(at, kinds::RANGE_WORD)
            || self.is(at, "und")
            || self.is(at, "and")
        {
            // The first day of two that share a month.
            if let Some((_, after)) = self.day(at + 1).filter(|(other, _)| *other > day && !worded) {
                (at, end) = (after, Some(at));
            }
        }
        let of = one_of!(self.word(at), "of" | "de" | "d'" | "di" | "-");
        if of {
            at += 1;
        }
        if worded && !of && !self.speaks(DE | NL | FR | ES | IT | PT) {
            return None;
        }
        let (month, _) = self.month(at)?;
        let (year, after) = self.year_after(at + 1);
        if !exists(year, month, day) {
            return None;
        }
        Some(Found::new(end.unwrap_or(after), ValueKind::Date(Date::Civil { year, month, day })))
    }

    /// The year after a month or day: `2026`, `, 2026`, `de 2026`, `'26`.
    fn year_after(&self, at: usize) -> (Option<i32>, usize) {
        let dotted = self.is_mark(at, b'.')
            && self.glued(at)
            && self.token(at + 1).is_some_and(|t| t.kind == TokenKind::Number);
        let at_year = if dotted { at + 1 } else { at };
        let joined = one_of!(self.word(at_year), "," | "de" | "del" | "di" | "do" | "-" | "'" | "of");
        let next = if joined { at_year + 1 } else { at_year };
        let text = self.word(next);
        let year = if self.is_mark(at_year, b'\'') { any_year(text) } else { year_of(text) };
        match year {
            Some(year) if !self.clock_follows(next + 1) => (Some(year), next + 1),
            _ => (None, at),
        }
    }

    fn clock_follows(&self, at: usize) -> bool {
        self.has(at, kinds::OCLOCK) || (self.is_mark(at, b':') && self.glued(at) && self.glued(at + 1))
    }

    /// `May 3rd, 2026`, `May 2026`.
    fn month_first(&self, i: usize) -> Option<Found> {
        let (month, _) = self.month(i)?;
        let dot = self.is_mark(i + 1, b'.') && self.glued(i + 1);
        let at = i + 1 + usize::from(dot);
        if let Some((day, after)) = self.day(at).filter(|_| self.kind(at) != Some(TokenKind::Word)) {
            let end = if self.is_mark(after.saturating_sub(1), b'.') { after - 1 } else { after };
            let counts = self.has(end, kinds::TIME | kinds::UNIT | kinds::PERCENT | kinds::CURRENCY);
            if !counts && !self.clock_follows(end) && self.speaks(EN) {
                let (year, end) = self.year_after(end);
                if exists(year, month, day) {
                    return Some(Found::new(end, ValueKind::Date(Date::Civil { year, month, day })));
                }
            }
        }
        let (year, end) = self.year_after(at);
        year?;
        Some(Found::new(end, ValueKind::Date(Date::Month { year, month })))
    }

    fn month_alone(&self, i: usize) -> Option<Found> {
        let (month, full) = self.month(i)?;
        let led = Scan::before(i).is_some_and(|b| self.has(b, kinds::DATE_PREP));
        let romance = self.surely(FR | ES | IT | PT | NL);
        let capital = self.case(i) != Case::Lower;
        let counts = if full { capital || (led && romance) } else { led && (capital || romance) };
        // "April" next to a capitalised word is somebody's name.
        let name = capital && full && !led && self.case(i + 1) == Case::Title && self.glued(i + 1);
        (counts && !name).then(|| Found::new(i + 1, ValueKind::Date(Date::Month { year: None, month })))
    }

    /// `in 2026`, `seit 2019`.
    fn bare_year(&self, i: usize) -> Option<Found> {
        let year = year_of(self.word(i))?;
        let led = Scan::before(i).is_some_and(|b| self.has(b, kinds::DATE_PREP));
        let counted = self.has(
            i + 1,
            kinds::UNIT
                | kinds::TIME
                | kinds::PERCENT
                | kinds::CURRENCY
                | kinds::OPEN_CURRENCY
                | kinds::WORKING,
        );
        let goes_on = self.glued(i + 1)
            && self.glued(i + 2)
            && !self.is_mark(i + 1, b'.')
            && !self.is_mark(i + 1, b',');
        let noun = self.kind(i + 1) == Some(TokenKind::Word) && !self.has_sense(i + 1);
        (led && !counted && !goes_on && !noun).then(|| Found::new(i + 1, ValueKind::Date(Date::Year(year))))
    }

    /// `Friday, 3 May 2026`: the date, with its weekday.
    fn weekday_date(&self, i: usize) -> Option<Found> {
        let short = self.has(i, kinds::WEEKDAY_SHORT);
        if !short
            && self.sense(i, kinds::WEEKDAY, |s| if let Weekday(d) = s { Some(d) } else { None }).is_none()
        {
            return None;
        }
        let mut at = i + 1;
        if self.is_mark(at, b'.') && self.glued(at) && short {
            at += 1;
        }
        if self.is_mark(at, b',') {
            at += 1;
        }
        if one_of!(self.word(at), "the" | "le" | "el" | "il" | "den" | "dem" | "der" | "dia" | "de" | "o") {
            at += 1;
        }
        match self.kind(at)? {
            TokenKind::Number => {
                self.iso(at).or_else(|| self.numeric_date(at)).or_else(|| self.day_month(at))
            }
            TokenKind::Alnum => self.day_month(at),
            TokenKind::Word => self.month_first(at),
            TokenKind::Symbol | TokenKind::Url | TokenKind::Email => None,
        }
    }

    fn relative(&self, i: usize) -> Option<Found> {
        let date = |end, days| Some(Found::new(end, ValueKind::Date(Date::Relative(days))));
        let word = self.word(i);
        match word {
            "day" if self.is(i + 1, "after") && self.is(i + 2, "tomorrow") => return date(i + 3, 2),
            "day" if self.is(i + 1, "before") && self.is(i + 2, "yesterday") => return date(i + 3, -2),
            "pasado" if self.is(i + 1, "manana") => return date(i + 2, 2),
            "depois" if self.is(i + 1, "de") && self.is(i + 2, "amanha") => return date(i + 3, 2),
            "apres" if self.is_mark(i + 1, b'-') && self.is(i + 2, "demain") => return date(i + 3, 2),
            "avant" if self.is_mark(i + 1, b'-') && self.is(i + 2, "hier") => return date(i + 3, -2),
            _ => {}
        }
        let days = self.sense(i, kinds::DAY, |s| if let Day(d) = s { Some(d) } else { None })?;
        let before = Scan::before(i).map_or("", |b| self.word(b));
        let noun = match word {
            // "der Morgen", "guten Morgen" are the morning; so is "la mañana".
            "morgen" => {
                (self.case(i) != Case::Lower && !self.initial(i))
                    || one_of!(before, "guten" | "am" | "jeden" | "heute" | "gestern" | "diesen")
            }
            "manana" => matches!(before, "la" | "esta" | "cada"),
            _ => false,
        };
        (!noun).then_some(())?;
        // "A week tomorrow" is seven days after it.
        match before {
            "week" => date(i + 1, days + 7),
            "fortnight" => date(i + 1, days + 14),
            "weeks" | "months" => None,
            _ => date(i + 1, days),
        }
    }

    /// `Friday`, `next Friday`, `viernes próximo`; not `every Friday`, `Monday to Friday`, `los lunes`.
    fn weekday(&self, i: usize) -> Option<Found> {
        let lead = match self.word(i) {
            "next" | "nachsten" | "nachster" | "volgende" | "proximo" | "proxima" | "prossimo"
            | "prossima" => Some(1),
            "last" | "past" | "letzten" | "vergangenen" | "afgelopen" | "vorige" | "pasado" | "passado"
            | "passada" | "scorso" | "scorsa" => Some(-1),
            "this" | "coming" | "kommenden" | "diesen" | "komende" | "este" | "esta" | "questo" | "ce" => {
                Some(0)
            }
            _ => None,
        };
        let at = if lead.is_some() { i + 1 } else { i };
        let (day, mut end) = self.weekday_name(at)?;
        let before = Scan::before(i).map_or("", |b| self.word(b));
        let repeated = one_of!(
            before,
            "every"
                | "each"
                | "jeden"
                | "jeder"
                | "chaque"
                | "cada"
                | "ogni"
                | "elke"
                | "los"
                | "todos"
                | "alternate"
                | "les"
        );
        let span_to = self.is_mark(end, b'-')
            || self.has(end, kinds::RANGE_WORD)
            || self.is_mark(end, b'a')
            || self.is(end, "al");
        if let Some((_, other)) = self.weekday_name(end + 1).filter(|_| span_to) {
            return Some(Found::nothing(other));
        }
        if repeated {
            return Some(Found::nothing(end));
        }
        let mut next = lead.unwrap_or(0);
        if lead.is_none() {
            let shift = match self.word(end) {
                "prochain" | "proximo" | "prossimo" | "prossima" | "proxima" => 1,
                "dernier" | "pasado" | "passado" | "scorso" | "scorsa" => -1,
                _ => 0,
            };
            next = shift;
            end += usize::from(shift != 0);
        }
        Some(Found::new(end, ValueKind::Date(Date::Weekday { day, next })))
    }

    fn weekday_name(&self, i: usize) -> Option<(u8, usize)> {
        if let Some(day) = self.sense(i, kinds::WEEKDAY, |s| if let Weekday(d) = s { Some(d) } else { None })
        {
            // English and German days are capitalised; a lower-case one is still meant as one.
            return Some((day, i + 1));
        }
        let day = match self.word(i) {
            "segunda" => 0,
            "terca" => 1,
            "quarta" => 2,
            "quinta" => 3,
            "sexta" => 4,
            _ => return None,
        };
        let fair = self.is_mark(i + 1, b'-') && self.glued(i + 1) && self.is(i + 2, "feira");
        fair.then_some((day, i + 3))
    }

    /// Whether token `i` is a month, weekday or day word: never a name by itself.
    pub(super) fn calendar_word(&self, i: usize) -> bool {
        self.has(i, kinds::MONTH | kinds::WEEKDAY | kinds::DAY)
    }
}
