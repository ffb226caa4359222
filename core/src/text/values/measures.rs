//! Amounts by what follows them: percentages, quantities with units, durations, plain numbers.

use super::lexicon::Sense::{Ordinal, Time, Unit};
use super::lexicon::kinds;
use super::numbers::{Amount, Form, is_digits};
use super::scan::{Found, Scan};
use super::{Date, Decimal, TimeUnit, ValueKind};
use crate::text::one_of;
use crate::text::{Case, TokenKind};

impl<'a> Scan<'a> {
    /// Percentage, money, duration, quantity or plain number from token `i`.
    pub(super) fn numeric(&self, i: usize) -> Option<Found> {
        if let Some(found) = self.slashed(i) {
            return Some(found);
        }
        let Some(amount) = self.amount(i) else {
            // A version, an address of a host, a number that does not fit.
            return (self.kind(i)? == TokenKind::Number).then(|| Found::nothing(i + 1));
        };
        self.percent(i, &amount)
            .or_else(|| self.money_after(i, &amount))
            .or_else(|| self.duration(i, &amount))
            .or_else(|| self.quantity(&amount))
            .or_else(|| self.plain(i, &amount))
    }

    /// `24/7`, `9/10`, `4.5/5 stars`, `1/2 hour`.
    fn slashed(&self, i: usize) -> Option<Found> {
        let parts = self.kind(i)? == TokenKind::Number && self.is_mark(i + 1, b'/') && self.glued(i + 1);
        if !parts || self.kind(i + 2) != Some(TokenKind::Number) || !self.glued(i + 2) {
            return None;
        }
        let (top, bottom) = (self.single(i)?.value, self.single(i + 2)?.value);
        if self.sense(i + 3, kinds::UNIT, |s| (s == Unit("star")).then_some(())).is_some() {
            return Some(Found::new(i + 4, ValueKind::Quantity { amount: top, unit: "star" }));
        }
        let fraction = match (top.whole(), bottom.whole()) {
            (Some(1), Some(2)) => Decimal::new(5, 1),
            (Some(1), Some(4)) => Decimal::new(25, 2),
            (Some(3), Some(4)) => Decimal::new(75, 2),
            _ => return Some(Found::nothing(i + 3)),
        };
        let amount = Amount { value: fraction, upper: None, end: i + 3, form: Form::Words, suffix: "" };
        self.duration(i, &amount).or_else(|| Some(Found::nothing(i + 3)))
    }

    fn percent_end(&self, end: usize) -> Option<usize> {
        if self.has(end, kinds::PERCENT) {
            return Some(end + 1);
        }
        let second = self.word(end + 1);
        let two = match self.word(end) {
            "per" => matches!(second, "cent" | "cento"),
            "pour" => second == "cent",
            "por" => matches!(second, "ciento" | "cento"),
            _ => false,
        };
        two.then_some(end + 2)
    }

    fn percent(&self, i: usize, amount: &Amount<'_>) -> Option<Found> {
        if amount.form == Form::Article || !amount.suffix.is_empty() {
            return None;
        }
        let end = self.percent_end(amount.end)?;
        let mut found = Found { end, kind: Some(ValueKind::Percent(amount.value)), upper: amount.upper };
        if found.upper.is_none() {
            // "5% to 10%"
            let other = self.range_end(i, end).and_then(|next| self.single(next));
            if let Some(other) = other.filter(|o| o.value > amount.value)
                && let Some(end) = self.percent_end(other.end)
            {
                found.upper = Some(other.value);
                found.end = end;
            }
        }
        Some(found)
    }

    pub(super) fn duration(&self, i: usize, amount: &Amount<'_>) -> Option<Found> {
        if amount.form == Form::Ordinal {
            return None;
        }
        if amount.form == Form::Article && !self.article_counts(i) {
            return None;
        }
        let (mut value, mut upper) = (amount.value, amount.upper);
        let (mut unit, mut end) = match amount.suffix {
            "" => self.time_unit(amount.end)?,
            suffix => (self.time_suffix(i, suffix)?, amount.end),
        };
        if self.word(end.saturating_sub(1)).starts_with("fortnight") {
            value = value.checked_mul(Decimal::from(2))?;
            upper = upper.and_then(|u| u.checked_mul(Decimal::from(2)));
        }
        if unit == TimeUnit::Day && self.has(end, kinds::WORKING) && self.spaced(end) {
            (unit, end) = (TimeUnit::WorkingDay, end + 1);
        }
        if upper.is_none() {
            // "an hour and a half"
            let half = if self.has(end + 1, kinds::ARTICLE) { end + 2 } else { end + 1 };
            if self.has(end, kinds::GLUE) && self.has(half, kinds::HALF) {
                value = value.checked_add(Decimal::new(5, 1))?;
                end = half + 1;
            } else if self.has(end, kinds::GLUE) && self.is(half, "quarter") {
                value = value.checked_add(Decimal::new(25, 2))?;
                end = half + 1;
            }
            if let Some(longer) = self.second_part(value, unit, end) {
                (value, unit, end) = longer;
            }
        }
        if upper.is_none()
            && let Some(days) = self.days_ago(i, value, unit, end)
        {
            end += usize::from(self.has(end, kinds::AGO));
            return Some(Found::new(end, ValueKind::Date(Date::Relative(days))));
        }
        Some(Found { end, kind: Some(ValueKind::Duration { amount: value, unit }), upper })
    }

    /// "3 days ago", "vor 3 Tagen", "il y a 3 jours": whole days and weeks only.
    fn days_ago(&self, i: usize, value: Decimal, unit: TimeUnit, end: usize) -> Option<i32> {
        let before = |back: usize| i.checked_sub(back).map_or("", |j| self.word(j));
        let ago = self.has(end, kinds::AGO)
            || (before(1) == "vor" && !matches!(before(2), "bis" | "noch"))
            || (before(1) == "a" && before(2) == "y" && before(3) == "il")
            || before(1) == "hace"
            || (before(1) == "ha" && self.speaks(super::lexicon::PT));
        let days = match unit {
            TimeUnit::Day => value.whole()?,
            TimeUnit::Week => value.whole()?.checked_mul(7)?,
            _ => return None,
        };
        (ago && days > 0).then_some(i32::try_from(days).ok()?.checked_neg()?)
    }

    /// Whether an article before a unit of time counts it ("within a week") and does not say how often
    /// ("twice a week").
    fn article_counts(&self, i: usize) -> bool {
        let Some(before) = Scan::before(i) else { return false };
        one_of!(
            self.word(before),
            "in" | "within"
                | "for"
                | "about"
                | "after"
                | "than"
                | "takes"
                | "take"
                | "least"
                | "most"
                | "to"
                | "approximately"
                | "around"
                | "nearly"
                | "over"
                | "under"
                | "another"
                | "up"
                | "wait"
                | "innerhalb"
                | "binnen"
                | "fur"
                | "etwa"
                | "nach"
                | "von"
                | "noch"
                | "dauert"
                | "dans"
                | "pendant"
                | "apres"
                | "environ"
                | "en"
                | "sous"
                | "pour"
                | "d"
                | "durante"
                | "por"
                | "dentro"
                | "de"
                | "entro"
                | "dopo"
                | "per"
                | "tra"
                | "fra"
                | "voor"
                | "na"
                | "ongeveer"
                | "em"
                | "apos"
                | "ate"
        )
    }

    fn time_suffix(&self, i: usize, suffix: &str) -> Option<TimeUnit> {
        let decade = suffix == "s" && Scan::before(i).is_some_and(|b| self.is(b, "the"));
        if decade || suffix == "m" {
            return None;
        }
        self.sense_of(suffix, |s| if let Time(unit) = s { Some(unit) } else { None })
    }

    /// The unit of time at token `end`, seen through a hyphen ("1-year") and one adjective.
    fn time_unit(&self, end: usize) -> Option<(TimeUnit, usize)> {
        let hyphen = self.is_mark(end, b'-') && self.glued(end) && self.glued(end + 1);
        let mut at = if hyphen { end + 1 } else { end };
        if self.word(at).starts_with("fortnight") && self.word(at).len() <= 10 {
            return Some((TimeUnit::Week, at + 1));
        }
        let time =
            |at: usize| self.sense(at, kinds::TIME, |s| if let Time(unit) = s { Some(unit) } else { None });
        if let Some(unit) = time(at) {
            // A quarter counts months only where it is plain: "3 quarters" yes, "quarter" of an hour no.
            let single_letter = self.word(at).len() == 1 && self.word(at) != "h" && self.token(at)?.spaced;
            return (!single_letter).then_some((unit, at + 1));
        }
        let working = self.has(at, kinds::WORKING);
        let adjective = one_of!(
            self.word(at),
            "calendar"
                | "full"
                | "whole"
                | "consecutive"
                | "clear"
                | "further"
                | "more"
                | "additional"
                | "extra"
                | "volle"
                | "ganze"
                | "weitere"
                | "weiteren"
        );
        if !working && !adjective {
            return None;
        }
        at += 1;
        if self.is_mark(at, b'-') && self.glued(at) {
            at += 1;
        }
        match time(at)? {
            TimeUnit::Day if working => Some((TimeUnit::WorkingDay, at + 1)),
            unit if !working => Some((unit, at + 1)),
            _ => None,
        }
    }

    /// "2 hours 45 minutes", "1 year and 6 months", "2 h 45": in the smaller unit.
    fn second_part(&self, value: Decimal, unit: TimeUnit, end: usize) -> Option<(Decimal, TimeUnit, usize)> {
        let (smaller, factor) = match unit {
            TimeUnit::Year => (TimeUnit::Month, 12),
            TimeUnit::Week => (TimeUnit::Day, 7),
            TimeUnit::Day => (TimeUnit::Hour, 24),
            TimeUnit::Hour => (TimeUnit::Minute, 60),
            TimeUnit::Minute => (TimeUnit::Second, 60),
            TimeUnit::Second | TimeUnit::WorkingDay | TimeUnit::Month | TimeUnit::Quarter => return None,
        };
        let next = if self.has(end, kinds::GLUE) || self.is_mark(end, b',') { end + 1 } else { end };
        let part = self.single(next).filter(|p| p.form == Form::Digits || p.form == Form::Words)?;
        let part_end = match part.suffix {
            "" => match self.time_unit(part.end) {
                Some((unit, end)) if unit == smaller => end,
                Some(_) => return None,
                None if unit == TimeUnit::Hour && next == end && self.short_hour(end) => {
                    let minutes = self.word(next);
                    if minutes.len() != 2 || !is_digits(minutes) || minutes >= "60" {
                        return None;
                    }
                    part.end
                }
                None => return None,
            },
            suffix => (self.time_suffix(next, suffix)? == smaller).then_some(part.end)?,
        };
        let total = value.checked_mul(Decimal::from(factor))?.checked_add(part.value)?;
        Some((total, smaller, part_end))
    }

    /// Whether the hour before `end` is written `h` ("2 h 45" needs no word for minutes).
    fn short_hour(&self, end: usize) -> bool {
        Scan::before(end)
            .is_some_and(|at| self.word(at).trim_start_matches(|c: char| c.is_ascii_digit()) == "h")
    }

    fn unit(&self, at: usize) -> Option<(&'static str, usize)> {
        let unit =
            |at: usize| self.sense(at, kinds::UNIT, |s| if let Unit(unit) = s { Some(unit) } else { None });
        let word = self.word(at);
        if one_of!(word, "square" | "sq" | "cubic" | "vierkante") {
            let base = unit(at + 1).or((self.is(at + 1, "ft")).then_some("foot"))?;
            let unit = match (base, word) {
                ("m", "cubic") => "m3",
                ("m", _) => "m2",
                ("km", "square" | "sq") => "km2",
                ("foot", "square" | "sq") => "sqft",
                _ => return None,
            };
            return Some((unit, at + 2));
        }
        // Pounds that are not money are a weight.
        if matches!(word, "pound" | "pounds") {
            return Some(("lb", at + 1));
        }
        let found = unit(at)?;
        if matches!(word, "v" | "w" | "p") && self.token(at)?.spaced {
            return None;
        }
        let suffix = self.word(at + 1);
        if found == "m" && one_of!(suffix, "carres" | "cuadrados" | "quadrati" | "quadrados") {
            return Some(("m2", at + 2));
        }
        if found == "degree" && (self.glued(at + 1) || word != "°") {
            match suffix {
                "c" | "celsius" => return Some(("celsius", at + 2)),
                "f" | "fahrenheit" => return Some(("fahrenheit", at + 2)),
                _ => {}
            }
        }
        Some((found, at + 1))
    }

    fn quantity(&self, amount: &Amount<'_>) -> Option<Found> {
        if matches!(amount.form, Form::Article | Form::Ordinal) {
            return None;
        }
        let (unit, end) = if amount.suffix.is_empty() {
            let hyphen =
                self.is_mark(amount.end, b'-') && self.glued(amount.end) && self.glued(amount.end + 1);
            let at = if hyphen { amount.end + 1 } else { amount.end };
            self.unit(at).or_else(|| self.plain_adjective(at).then(|| self.unit(at + 1)).flatten())?
        } else {
            let unit =
                self.sense_of(amount.suffix, |s| if let Unit(unit) = s { Some(unit) } else { None })?;
            // "5G" is a network, not five grams; "3M" is a company.
            let written = self.written(amount.end.checked_sub(1)?);
            if matches!(amount.suffix, "g" | "m") && written.ends_with(['G', 'M']) {
                return None;
            }
            (unit, amount.end)
        };
        let kind = ValueKind::Quantity { amount: amount.value, unit };
        Some(Found { end, kind: Some(kind), upper: amount.upper })
    }

    /// Whether token `i` is a word that may stand between a number and what it counts ("5 loyalty points").
    fn plain_adjective(&self, i: usize) -> bool {
        let plain =
            self.kind(i) == Some(TokenKind::Word) && self.case(i) == Case::Lower && self.word(i).len() > 3;
        plain && !self.has_sense(i) && !self.function(i)
    }

    fn plain(&self, i: usize, amount: &Amount<'_>) -> Option<Found> {
        let mut found =
            Found { end: amount.end, kind: Some(ValueKind::Number(amount.value)), upper: amount.upper };
        match amount.form {
            Form::Article => None,
            Form::Words => {
                let fraction = !amount.value.is_whole();
                // "one" is a pronoun as often as a number.
                (amount.value != Decimal::ONE && !fraction).then_some(found)
            }
            Form::Ordinal => Some(found),
            Form::Digits => {
                match amount.suffix {
                    "" => {}
                    "k" if self.written(i).ends_with('k') => {
                        found.kind = Some(ValueKind::Number(amount.value.checked_mul(Decimal::from(1000))?));
                    }
                    _ => return None,
                }
                Some(if self.names_nothing(i, amount) { Found::nothing(amount.end) } else { found })
            }
        }
    }

    /// Digits that count nothing: list markers, `step 3`, `COVID-19`, `16:9`, `9-5`.
    fn names_nothing(&self, i: usize, amount: &Amount<'_>) -> bool {
        let before = |back: usize| i.checked_sub(back);
        let label = before(1).is_some_and(|b| self.has(b, kinds::LABEL) || self.is_mark(b, b'#'));
        // `{"price":45}` gives a number.
        let field = before(1).is_some_and(|b| self.is_mark(b, b':'))
            && before(2).is_some_and(|b| self.is_mark(b, b'"'));
        let attached = self.glued(i)
            && !field
            && before(1)
                .is_some_and(|b| self.glued(b) && matches!(self.mark(b), b'-' | b':' | b'.' | b'/' | b'_'))
            || before(1).is_some_and(|b| self.glued(i) && self.is_mark(b, b'@'));
        let goes_on = self.glued(amount.end)
            && self.glued(amount.end + 1)
            && one_of!(self.word(amount.end), ":" | "-" | "/" | "_" | "x")
            && matches!(self.kind(amount.end + 1), Some(TokenKind::Number | TokenKind::Alnum));
        let marker = self.initial(i)
            && amount.end == i + 1
            && self.glued(i + 1)
            && matches!(self.mark(i + 1), b'.' | b')')
            && self.spaced(i + 2)
            && !self.line_break(i + 2);
        label || attached || goes_on || marker
    }

    /// `third`, `dritte`: a rank, unless it only orders the speech ("First, …").
    pub(super) fn ordinal(&self, i: usize) -> Option<Found> {
        let number = self.sense(i, kinds::ORDINAL, |s| if let Ordinal(n) = s { Some(n) } else { None })?;
        let speech =
            self.initial(i) || self.is_mark(i + 1, b',') || Scan::before(i).is_some_and(|b| self.is(b, "at"));
        // "one third" is a fraction, "First Class" a name.
        let other = self.case(i) != Case::Lower || Scan::before(i).is_some_and(|b| self.single(b).is_some());
        let noun = self.kind(i + 1) == Some(TokenKind::Word)
            && !self.function(i + 1)
            && !self.has(i + 1, kinds::COMMON);
        (!speech && !other && noun).then(|| Found::new(i + 1, ValueKind::Number(Decimal::from(number))))
    }
}
