//! Tables of things by days: a column for each day ("monday: rain, low of 8c"), or a row for each pair of thing and day.

use std::ops::Range;

use super::{Field, Rows, Said};
use crate::checks::hallucination::index::Term;
use crate::contract::SourceKind;
use crate::evidence::{Evidence, Origin};
use crate::facts::Facts;
use crate::order::Order as _;
use crate::text::values::CivilDate;
use crate::text::{FoldSpan, Lang, Text, is_stopword, one_of};

/// Days of the week, Monday first; one bit each.
pub(super) type Days = u32;

/// Last words of keys that hold days, folded.
const DAYS: [&str; 6] = ["date", "day", "weekday", "month", "week", "datum"];
/// The days of the week.
const WEEK: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
pub(super) const WORKING: Days = 0x1f;
pub(super) const WEEKEND: Days = 0x60;
/// Fewest days that have columns of their own.
const COLUMNS: u32 = 3;
/// Rows of which a set of bits is made.
const MOST: usize = 64;

/// The day of the week that a folded word names, from Monday.
pub(super) fn weekday(word: &str) -> Option<u32> {
    let bare = word.trim_end_matches('s').trim_end_matches('\'');
    (0..).zip(WEEK).find(|(_, day)| *day == bare).map(|(n, _)| n)
}

/// The days from one to another, past Sunday if need be.
pub(super) fn stretch(from: u32, to: u32) -> Days {
    (0..=(to + 7 - from) % 7).fold(0, |days, n| days | 1 << ((from + n) % 7))
}

/// The last part of a path or key.
fn last(key: &str) -> &str {
    key.rsplit(['.', ']']).next().unwrap_or(key)
}

/// The days that a column is for: "monday", "mon", "monday_to_friday", "weekend".
fn days_of_column(key: &str) -> Days {
    if key.len() < 3 || !key.starts_with(['m', 't', 'w', 'f', 's', 'M', 'T', 'W', 'F', 'S']) {
        return 0;
    }
    let key = key.to_ascii_lowercase();
    match key.trim_end_matches('s') {
        "weekday" => return WORKING,
        "weekend" => return WEEKEND,
        _ => {}
    }
    let named = |word: &str| (0..).zip(WEEK).find(|(_, day)| word.len() > 2 && day.starts_with(word));
    let mut words = key.split(|c: char| !c.is_alphabetic()).filter(|word| *word != "to");
    let day = |word: Option<&str>| word.and_then(named).map(|(n, _)| n);
    match (words.next(), words.next(), words.next()) {
        (first, None, _) => day(first).map_or(0, |day| 1 << day),
        (first, second, None) => day(first).zip(day(second)).map_or(0, |(from, to)| stretch(from, to)),
        _ => 0,
    }
}

/// A number with what it is of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    /// Hundredths; of a time of the day, minutes.
    pub(super) amount: i64,
    /// The first letter of its unit; `T` for a time of the day, 0 for none.
    pub(super) unit: u8,
    pub(super) at: FoldSpan,
}

impl Figure {
    /// Whether two figures can be of the same.
    pub(super) fn is_like(&self, other: &Figure) -> bool {
        let bare = |one: &Figure, two: &Figure| one.unit == 0 && !two.unit.is_ascii_uppercase();
        self.unit == other.unit || bare(self, other) || bare(other, self)
    }

    /// Reads the figure at the beginning of a text; also says how many bytes it takes.
    fn read(text: &str) -> Option<(i64, u8, usize)> {
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let end = digits(text);
        let whole: i64 = text.get(..end).filter(|own| own.len() < 8)?.parse().ok()?;
        let mark = text.as_bytes().get(end).copied().unwrap_or(0);
        let more = digits(text.get(end + 1..).unwrap_or(""));
        let part: Option<i64> = match (mark, more) {
            (b'.' | b':', 1 | 2) => text.get(end + 1..end + 1 + more)?.parse().ok(),
            _ => None,
        };
        let length = if part.is_some() { end + 1 + more } else { end };
        let rest = text.get(length..).unwrap_or("");
        let next = rest.strip_prefix(' ').unwrap_or(rest);
        let part = part.unwrap_or(0);
        let half = ["am", "a.m", "pm", "p.m"].iter().position(|half| next.starts_with(half));
        let read = match half {
            Some(half) => ((whole % 12 + if half > 1 { 12 } else { 0 }) * 60 + part, b'T'),
            None if mark == b':' => (whole * 60 + part, b'T'),
            None => {
                let word: &str = next.split(|c: char| !c.is_alphabetic() && c != '%').next().unwrap_or("");
                let lasts = ["day", "hour", "minute", "week", "month", "percent", "%"];
                let glued = rest.len() == next.len();
                let unit = match word.bytes().next() {
                    Some(first) if lasts.iter().any(|one| word.starts_with(one)) => {
                        first.to_ascii_uppercase()
                    }
                    Some(first) if glued => first,
                    _ => 0,
                };
                (whole * 100 + if more == 1 { part * 10 } else { part }, unit)
            }
        };
        Some((read.0, read.1, length))
    }

    /// The figures among some tokens.
    pub(super) fn all(text: &Text, tokens: Range<usize>) -> Vec<Figure> {
        let mut found: Vec<Figure> = Vec::new();
        let folded = text.folded();
        for token in text.tokens().get(tokens).unwrap_or_default() {
            let start = token.fold.start;
            let starts = folded.as_bytes().get(start).is_some_and(u8::is_ascii_digit);
            if !starts || found.last().is_some_and(|last| start < last.at.end) {
                continue;
            }
            let Some((amount, unit, length)) = folded.get(start..).and_then(Figure::read) else { continue };
            // "8-10am" is from eight in the morning.
            if let Some(from) = found.last_mut().filter(|from| from.unit == 0 && unit == b'T')
                && let Some(between) = folded.get(from.at.end..start)
                && one_of!(between.trim(), "-" | "–" | "to" | "and" | "until")
            {
                let hour = from.amount / 100 * 60;
                let later = if hour + 720 <= amount { 720 } else { 0 };
                (from.amount, from.unit) = (hour + later, b'T');
            }
            // "The 3rd", "in the 40s".
            let rest = folded.get(start + length..).unwrap_or("");
            let ordinal = ["st", "nd", "rd", "th", "s"].iter().any(|end| {
                rest.strip_prefix(end).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
            });
            if !ordinal {
                found.push(Figure { amount, unit, at: FoldSpan { start, end: start + length } });
            }
        }
        found
    }
}

/// One of the things that a cell says: "low of 8c".
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// The bit of its row.
    pub(super) row: u64,
    pub(super) days: Days,
    /// Index into the evidence.
    pub(super) piece: usize,
    /// Where it stands in the folded text of the piece.
    pub(super) fold: FoldSpan,
    /// Its words: what is so, or what its figures are of.
    pub(super) words: Vec<String>,
    pub(super) figures: Vec<Figure>,
}

impl Part {
    /// Whether it says that there is nothing to be had.
    pub(super) fn is_shut(&self) -> bool {
        self.figures.is_empty() && self.words.iter().any(|word| is_shut(word))
    }
}

/// Whether a word says that there is nothing to be had.
pub(super) fn is_shut(word: &str) -> bool {
    one_of!(word, "closed" | "full" | "booked" | "sold" | "unavailable" | "none" | "shut")
}

/// A table of things by days.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    /// The words of the names of its rows.
    names: Vec<Vec<Term>>,
    pub(super) parts: Vec<Part>,
    /// The numbers that stand in other columns and records.
    pub(super) others: Vec<Figure>,
    /// All days that it has.
    pub(super) days: Days,
    /// The day of the week that today is.
    pub(super) today: Option<u32>,
    /// Where the name of a row stands in the evidence.
    pub(super) name: Option<(usize, FoldSpan)>,
    /// Whether there are no records besides.
    pub(super) alone: bool,
}

impl Rows {
    /// The evidence as a table of things by days, if it holds one.
    pub(crate) fn grid(
        &self,
        evidence: &[Evidence],
        facts: &Facts,
        today: Option<CivilDate>,
    ) -> Option<&Grid> {
        let made = self.grid.get_or_init(|| {
            let mut grid = Grid { today: today.map(|day| u32::from(day.weekday())), ..Grid::default() };
            let mut used = 0;
            let crossed = self.crossed(evidence, facts);
            for row in &self.rows {
                let key = |field: &Field| last(field.key_text(evidence, facts));
                let said = |field: &Field| {
                    evidence.get(field.piece).map_or("", |piece| piece.text().folded_text(field.fold))
                };
                if let Some(field) = row.iter().find(|field| key(field) == "today") {
                    grid.today = weekday(said(field)).or(grid.today);
                }
                let days = row.iter().fold(0, |days, field| days | days_of_column(key(field)));
                if let Some((day, place)) = crossed {
                    let of = |key: Term| row.iter().find(|field| field.key == key);
                    let (Some(day), Some(place)) = (of(day), of(place)) else {
                        used += usize::from(row.len() > 1);
                        continue;
                    };
                    let days = weekday(said(day)).map_or(0, |day| 1 << day);
                    let row_of = grid.row(&place.words);
                    grid.name = Some((place.piece, place.fold));
                    for field in row.iter().filter(|field| field.key != day.key && field.key != place.key) {
                        let label = key(field);
                        if label != "today" {
                            grid.add(field, (row_of, days), evidence, Some(label));
                        }
                    }
                } else if days.count_ones() >= COLUMNS {
                    let name = |field: &&Field| field.naming && days_of_column(key(field)) == 0;
                    let name = row.iter().find(|field| name(field) && key(field) != "today");
                    let row_of = grid.row(name.map_or(&[][..], |name| &name.words));
                    grid.name = name.map(|name| (name.piece, name.fold)).or(grid.name);
                    for field in row {
                        grid.add(field, (row_of, days_of_column(key(field))), evidence, None);
                    }
                } else {
                    used += usize::from(row.len() > 1);
                    row.iter().for_each(|field| grid.add(field, (0, 0), evidence, None));
                    continue;
                }
                if grid.names.len() > MOST {
                    return None;
                }
            }
            let prose = |piece: &Evidence| {
                matches!(piece.origin, Origin::Source(_)) && piece.kind != SourceKind::Tool
            };
            grid.alone = used == 0 && !evidence.iter().any(prose);
            (!grid.parts.is_empty()).then(|| Box::new(grid))
        });
        made.as_deref()
    }

    /// How many values a key has, and how many rows.
    fn breadth(&self, key: Term) -> (usize, usize) {
        let from = self.held().partition_point(|(other, ..)| *other < key);
        let own = self.held().get(from..).unwrap_or_default();
        let own = own.get(..own.partition_point(|(other, ..)| *other == key)).unwrap_or_default();
        let changes = own.windows(2).filter(|pair| matches!(pair, [a, b] if a.1 != b.1)).count();
        (changes + usize::from(!own.is_empty()), own.len())
    }

    /// The keys of days and of what is told day by day, where each pair of their values has one row.
    fn crossed(&self, evidence: &[Evidence], facts: &Facts) -> Option<(Term, Term)> {
        let is_day = |field: &&Field| {
            let key = field.key_text(evidence, facts);
            DAYS.contains(&key.rsplit(['.', ']', '_', ' ']).next().unwrap_or(key))
        };
        let row = self.rows.iter().find(|row| row.len() > 2)?;
        let day = row.iter().find(is_day)?;
        let (days, rows) = self.breadth(day.key);
        let of_week = |field: &Field| {
            let piece = evidence.get(field.piece);
            piece.is_some_and(|piece| weekday(piece.text().folded_text(field.fold)).is_some())
        };
        let mut dated = self.rows.iter().flatten().filter(|field| field.key == day.key);
        let pairs = |field: &&Field| {
            let (values, own) = self.breadth(field.key);
            let most = values * days;
            let several = 1 < values && values < rows;
            field.key != day.key && own == rows && several && rows <= most && rows * 2 >= most
        };
        let place = row.iter().filter(|field| field.naming).find(pairs);
        let place = place.filter(|_| days > 1 && dated.all(of_week))?;
        Some((day.key, place.key))
    }
}

impl Grid {
    /// The bit of a row, which is new if its name is.
    fn row(&mut self, name: &[Term]) -> u64 {
        let known = self.names.iter().position(|known| known == name);
        let at = known.unwrap_or_else(|| {
            self.names.push(name.to_vec());
            self.names.len() - 1
        });
        1_u64.checked_shl(u32::try_from(at).unwrap_or(0)).unwrap_or(0)
    }

    /// Takes up what a cell says, part by part.
    fn add(&mut self, field: &Field, (row, days): (u64, Days), evidence: &[Evidence], label: Option<&str>) {
        let Some(text) = evidence.get(field.piece).map(Evidence::text) else { return };
        self.days |= days;
        let place = |at: usize| text.tokens().partition_point(|token| token.fold.start < at);
        let (mut from, end) = (place(field.fold.start), place(field.fold.end));
        if days == 0 {
            self.others.extend(Figure::all(text, from..end));
            return;
        }
        while from < end {
            let word = |at: usize| text.tokens().get(at).map_or("", |token| text.token_text(token));
            let figure = |at: usize| word(at).starts_with(|c: char| c.is_ascii_digit());
            // "Rain low of 30f" says two things without a comma, too.
            let led = |at: usize| word(at + 1) == "of" && figure(at + 2) || one_of!(word(at), "low" | "high");
            let ends = |at: &usize| word(*at) == "," || *at > from && led(*at);
            let to = (from..end).find(ends).unwrap_or(end);
            let tokens = text.tokens().get(from..to).unwrap_or_default();
            let label = label.into_iter().flat_map(|label| label.split(['_', ' ']));
            let figures = Figure::all(text, from..to);
            let words = tokens.iter().map(|token| text.token_text(token));
            // "No service" says that there is none.
            let none = tokens.first().filter(|token| text.token_text(token) == "no").map(|_| "none");
            let words = words
                .filter(|_| none.is_none())
                .chain(none)
                .chain(label.filter(|_| !figures.is_empty()))
                .filter(|word| is_telling(word));
            if let Some((first, last)) = tokens.first().zip(tokens.last()) {
                self.parts.push(Part {
                    row,
                    days,
                    piece: field.piece,
                    fold: FoldSpan { start: first.fold.start, end: last.fold.end },
                    words: words.map(str::to_owned).collect(),
                    figures,
                });
            }
            from = to + usize::from(word(to) == ",");
        }
    }

    /// All rows.
    pub(super) fn rows(&self) -> u64 {
        (0..self.names.len())
            .fold(0, |rows, n| rows | 1_u64.checked_shl(u32::try_from(n).unwrap_or(0)).unwrap_or(0))
    }

    /// The rows that are named, and where the first of them is.
    pub(super) fn named(&self, said: &Said<'_>) -> u64 {
        let rows = (0_u32..).zip(&self.names).filter_map(|(n, name)| Some((said.find(name)?, n)));
        let mut found: Vec<(FoldSpan, u32)> = rows.collect();
        super::keep_longest(&mut found, |(at, _)| *at);
        found.order();
        found.iter().fold(0, |rows, (_, n)| rows | 1_u64.checked_shl(*n).unwrap_or(0))
    }
}

/// Whether a word tells what is so.
pub(super) fn is_telling(word: &str) -> bool {
    word.len() > 2
        && word.chars().all(char::is_alphabetic)
        && (is_shut(word) || !is_stopword(Lang::En, word))
        && weekday(word).is_none()
        && !one_of!(word, "skies" | "sky" | "temperature" | "weather")
}
