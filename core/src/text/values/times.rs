//! Times of day, in minutes after midnight, and ranges of them.

use super::lexicon::Sense::Clock;
use super::lexicon::{DE, FR, PT};
use super::lexicon::{Kinds, kinds};
use super::numbers::small;
use super::scan::{Found, Scan};
use super::{Decimal, ValueKind};
use crate::text::TokenKind;

/// Half a day in minutes.
const HALF_DAY: u16 = 720;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Meridiem {
    Am,
    Pm,
}

/// One time of day and what said that it is one.
struct Point {
    minutes: u16,
    end: usize,
    /// `:`, `am`, `Uhr`, … was there; else only a number.
    marked: bool,
    meridiem: Option<Meridiem>,
}

fn two(text: &str, most: u16) -> Option<u16> {
    small(text).map(u16::from).filter(|number| *number <= most)
}

/// What stands before and after the point of a short number.
fn pointed_parts(word: &str) -> Option<(&str, &str)> {
    let point = word.bytes().take(3).position(|byte| byte == b'.')?;
    if word.len() < 6 { Some((word.get(..point)?, word.get(point + 1..)?)) } else { None }
}

fn at_half(minutes: u16, meridiem: Meridiem) -> Option<u16> {
    if !(60..780).contains(&minutes) {
        // "15:30 pm" says it twice; "0:30 am" too.
        return Some(minutes);
    }
    let base = if minutes >= HALF_DAY { minutes - HALF_DAY } else { minutes };
    Some(if meridiem == Meridiem::Pm { base + HALF_DAY } else { base })
}

impl<'a> Scan<'a> {
    /// A time of day, or a range of them, from token `i`.
    pub(super) fn time(&self, i: usize) -> Option<Found> {
        if let Some(minutes) = self.sense(i, kinds::CLOCK, |s| if let Clock(m) = s { Some(m) } else { None })
        {
            return Some(Found::new(i + 1, ValueKind::Time(minutes)));
        }
        let first = self.point(i)?;
        let second = self.range_end(i, first.end).and_then(|next| self.point(next));
        if let Some(second) =
            second.filter(|s| s.marked && (first.marked || s.meridiem.is_some() || s.end > 0))
        {
            let mut from = first.minutes;
            if let (None, Some(meridiem)) = (first.meridiem, second.meridiem) {
                // "2-4 pm" is the afternoon, "10-2 pm" starts in the morning.
                let same = at_half(from, meridiem)?;
                from = if same < second.minutes { same } else { from };
            }
            if from < second.minutes {
                let upper = Some(Decimal::from(i32::from(second.minutes)));
                return Some(Found { end: second.end, kind: Some(ValueKind::Time(from)), upper });
            }
        }
        first.marked.then(|| Found::new(first.end, ValueKind::Time(first.minutes)))
    }

    fn point(&self, i: usize) -> Option<Point> {
        let word = self.word(i);
        match self.kind(i)? {
            TokenKind::Number => {
                // Part of something longer: "1:30:00", "16:9".
                let attached = Scan::before(i).is_some_and(|b| self.glued(i) && self.is_mark(b, b':'));
                if attached {
                    return None;
                }
                if word.len() > 2 {
                    let (hour, minute) = pointed_parts(word)?;
                    return self.pointed(i, hour, minute);
                }
                let hour = two(word, 24)?;
                if self.is_mark(i + 1, b':') && self.glued(i + 1) && self.glued(i + 2) {
                    return self.with_colon(i, hour);
                }
                self.whole_hour(i, hour)
            }
            TokenKind::Alnum => self.alnum_time(i, word),
            TokenKind::Word | TokenKind::Symbol | TokenKind::Url | TokenKind::Email => None,
        }
    }

    fn with_colon(&self, i: usize, hour: u16) -> Option<Point> {
        let word = self.word(i + 2);
        let cut = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
        let (digits, suffix) = (word.get(..cut)?, word.get(cut..)?);
        let minute = two(digits, 59).filter(|_| digits.len() == 2)?;
        let mut minutes = hour.checked_mul(60)?.checked_add(minute).filter(|m| *m <= 1440)?;
        let mut end = i + 3;
        let mut meridiem = None;
        match suffix {
            "" => {
                if self.is_mark(end, b':') && self.glued(end) && self.glued(end + 1) {
                    two(self.word(end + 1), 59)?;
                    end += 2;
                }
                if let Some((found, after)) = self.meridiem(end) {
                    (meridiem, end) = (Some(found), after);
                } else if self.has(end, kinds::OCLOCK) || self.is_mark(end, b'h') {
                    end += 1;
                }
            }
            "am" | "a" => meridiem = Some(Meridiem::Am),
            "pm" | "p" => meridiem = Some(Meridiem::Pm),
            "h" => {}
            _ => return None,
        }
        if let Some(meridiem) = meridiem {
            minutes = at_half(minutes, meridiem)?;
        }
        Some(Point { minutes, end, marked: true, meridiem })
    }

    /// `9.30 Uhr`, `9.30 am`, `at 9.30`.
    fn pointed(&self, i: usize, hour: &str, minute: &str) -> Option<Point> {
        let minute = two(minute, 59).filter(|_| minute.len() == 2)?;
        let minutes = two(hour, 23)? * 60 + minute;
        if let Some((meridiem, end)) = self.meridiem(i + 1) {
            return Some(Point {
                minutes: at_half(minutes, meridiem)?,
                end,
                marked: true,
                meridiem: Some(meridiem),
            });
        }
        if self.has(i + 1, kinds::OCLOCK) {
            return Some(Point { minutes, end: i + 2, marked: true, meridiem: None });
        }
        let at = Scan::before(i).is_some_and(|b| matches!(self.word(b), "at" | "um"));
        let counted = self.sense(i + 1, Kinds::MAX, Some).is_some_and(|s| {
            use super::lexicon::Sense::{Currency, OpenCurrency, Percent, Unit};
            matches!(s, Currency(_) | OpenCurrency(_) | Percent | Unit(_))
        });
        (at && !counted).then_some(Point { minutes, end: i + 1, marked: true, meridiem: None })
    }

    /// `5 pm`, `9 Uhr 30`, `17 h 30`, or a bare number that a range may make a time.
    fn whole_hour(&self, i: usize, hour: u16) -> Option<Point> {
        let minutes = hour * 60;
        if let Some((meridiem, end)) = self.meridiem(i + 1) {
            let minutes = at_half(minutes, meridiem).filter(|_| (1..=12).contains(&hour))?;
            return Some(Point { minutes, end, marked: true, meridiem: Some(meridiem) });
        }
        if self.has(i + 1, kinds::OCLOCK) {
            let extra = two(self.word(i + 2), 59).filter(|_| self.word(i + 2).len() == 2);
            let end = i + 2 + usize::from(extra.is_some());
            return Some(Point { minutes: minutes + extra.unwrap_or(0), end, marked: true, meridiem: None });
        }
        let led = Scan::before(i).is_some_and(|b| self.has(b, kinds::TIME_PREP));
        if self.is_mark(i + 1, b'h') && led && self.speaks(FR | PT) {
            let extra = two(self.word(i + 2), 59).filter(|_| self.word(i + 2).len() == 2);
            let end = i + 2 + usize::from(extra.is_some());
            return Some(Point { minutes: minutes + extra.unwrap_or(0), end, marked: true, meridiem: None });
        }
        if matches!(self.word(i + 1), "heures" | "heure" | "horas")
            && led
            && hour < 24
            && self.surely(FR | PT)
        {
            return Some(Point { minutes, end: i + 2, marked: true, meridiem: None });
        }
        Some(Point { minutes, end: i + 1, marked: false, meridiem: None })
    }

    /// `5pm`, `17h30`, `17h`.
    fn alnum_time(&self, i: usize, word: &str) -> Option<Point> {
        let cut = word.find(|c: char| c.is_ascii_alphabetic())?;
        let (head, suffix) = (word.get(..cut)?, word.get(cut..)?);
        let (hour, minute) = head.split_once('.').unwrap_or((head, "00"));
        let minute = two(minute, 59).filter(|_| minute.len() == 2)?;
        let hour = two(hour, 24)?;
        let minutes = hour * 60 + minute;
        let meridiem = match suffix {
            "am" => Some(Meridiem::Am),
            "pm" => Some(Meridiem::Pm),
            _ => None,
        };
        if let Some(meridiem) = meridiem {
            let minutes = at_half(minutes, meridiem).filter(|_| (1..=12).contains(&hour))?;
            return Some(Point { minutes, end: i + 1, marked: true, meridiem: Some(meridiem) });
        }
        let led = Scan::before(i).is_some_and(|b| self.has(b, kinds::TIME_PREP)) && self.speaks(FR | PT);
        let rest = suffix.strip_prefix('h')?;
        if hour > 23 || !head.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        if rest.is_empty() {
            return led.then_some(Point { minutes, end: i + 1, marked: true, meridiem: None });
        }
        let extra = two(rest, 59).filter(|_| rest.len() == 2)?;
        Some(Point { minutes: hour * 60 + extra, end: i + 1, marked: true, meridiem: None })
    }

    /// `am`, `pm`, `a.m.`, `p. m.` from token `i`, and one past it.
    fn meridiem(&self, i: usize) -> Option<(Meridiem, usize)> {
        let word = self.word(i);
        if !matches!(word.as_bytes(), [b'a' | b'p', ..]) {
            return None;
        }
        match word {
            // "um 10 am Bahnhof"
            "am" if !self.surely(DE) => Some((Meridiem::Am, i + 1)),
            "pm" => Some((Meridiem::Pm, i + 1)),
            "a.m" => Some((Meridiem::Am, i + 1)),
            "p.m" => Some((Meridiem::Pm, i + 1)),
            half @ ("a" | "p")
                if self.is_mark(i + 1, b'.') && self.glued(i + 1) && self.is_mark(i + 2, b'm') =>
            {
                // The second point belongs to it unless it closes the sentence.
                let point = self.is_mark(i + 3, b'.')
                    && self.glued(i + 3)
                    && self.token(i + 4).is_some()
                    && !self.initial(i + 4);
                Some((if half == "a" { Meridiem::Am } else { Meridiem::Pm }, i + 3 + usize::from(point)))
            }
            _ => None,
        }
    }
}
