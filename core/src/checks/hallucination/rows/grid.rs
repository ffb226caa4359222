//! Tables of things by days: a column for each day ("monday: rain, low of 8c"), or a row for each pair of thing and day.

use std::ops::Range;

use super::{Anchor, Field, Rows, Said, keep_longest};
use crate::checks::hallucination::index::Term;
use crate::contract::SourceKind;
use crate::evidence::{Evidence, Origin};
use crate::facts::Facts;
use crate::text::values::CivilDate;
use crate::text::{FoldSpan, Lang, Text, is_stopword, one_of};

/// Days of the week, Monday first; one bit each.
pub(super) type Days = u32;

/// The days of the week.
const WEEK: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
pub(super) const WORKING: Days = 0x1f;
pub(super) const WEEKEND: Days = 0x60;
/// Fewest days that have columns of their own.
const COLUMNS: u32 = 3;
/// Rows of which a set of bits is made.
const MOST: usize = 64;

/// A token as it is folded; nothing beyond the last one.
#[inline(never)]
pub(super) fn word(text: &Text, at: usize) -> &str {
    text.tokens().get(at).map_or("", |token| text.token_text(token))
}

/// The first token that begins at a place of the folded text or after it.
#[inline(never)]
pub(super) fn place(text: &Text, at: usize) -> usize {
    text.tokens().partition_point(|token| token.fold.start < at)
}

/// The day of the week that a folded word names, from Monday.
#[inline(never)]
pub(super) fn weekday(word: &str) -> Option<usize> {
    let bare = word.trim_end_matches('s').trim_end_matches('\'');
    WEEK.iter().position(|day| *day == bare)
}

/// The days from one to another, past Sunday if need be.
#[inline(never)]
pub(super) fn stretch(from: usize, to: usize) -> Days {
    let days = ((2 << ((to + 7 - from) % 7)) - 1) << from;
    (days | days >> 7) & 0x7f
}

/// The last part of a path or key.
#[inline(never)]
fn last<'k>(key: &'k str, ends: &str) -> &'k str {
    let end = key.bytes().rposition(|byte| ends.as_bytes().contains(&byte));
    end.and_then(|end| key.get(end + 1..)).unwrap_or(key)
}

/// The days that a column is for: "monday", "mon", "monday_to_friday", "weekend".
#[inline(never)]
fn days_of_column(key: &str) -> Days {
    let bare = key.trim_end_matches(['s', 'S']);
    if bare.eq_ignore_ascii_case("weekday") {
        return WORKING;
    }
    if bare.eq_ignore_ascii_case("weekend") {
        return WEEKEND;
    }
    let (mut days, mut from, mut words) = (0, 0, 0);
    for word in key.split(|c: char| !c.is_alphabetic()) {
        if word.eq_ignore_ascii_case("to") {
            continue;
        }
        let begins = |day: &&str| day.get(..word.len()).is_some_and(|day| day.eq_ignore_ascii_case(word));
        let Some(day) = WEEK.iter().position(begins).filter(|_| word.len() > 2 && words < 2) else {
            return 0;
        };
        days = stretch(if words == 0 { day } else { from }, day);
        (from, words) = (day, words + 1);
    }
    days
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

    /// Whether two figures say the same.
    pub(super) fn is_same(&self, other: &Figure) -> bool {
        self.is_like(other) && self.amount == other.amount
    }

    /// Reads the figure at the beginning of a text; also says how many bytes it takes.
    fn read(text: &str) -> Option<(i64, u8, usize)> {
        let bytes = text.as_bytes();
        let number = |from: usize| {
            let (mut at, mut number) = (from, 0_i64);
            while let Some(digit @ b'0'..=b'9') = bytes.get(at) {
                number = number.wrapping_mul(10).wrapping_add(i64::from(digit - b'0'));
                at += 1;
            }
            (number, at)
        };
        let (whole, mut end) = number(0);
        if !(1..8).contains(&end) {
            return None;
        }
        let mark = bytes.get(end).copied().unwrap_or(0);
        let (mut part, after) = number(end + 1);
        let digits = after - end - 1;
        if matches!(mark, b'.' | b':') && matches!(digits, 1 | 2) {
            end = after;
        } else {
            part = 0;
        }
        let rest = text.get(end..).unwrap_or("");
        let next = rest.strip_prefix(' ').unwrap_or(rest);
        Some(match next.as_bytes() {
            [half @ (b'a' | b'p'), b'm', ..] | [half @ (b'a' | b'p'), b'.', b'm', ..] => {
                ((whole % 12 + if *half == b'p' { 12 } else { 0 }) * 60 + part, b'T', end)
            }
            _ if mark == b':' => (whole * 60 + part, b'T', end),
            word => {
                let lasts = "day\nhour\nminute\nweek\nmonth\npercent\n%";
                let first = word.first().copied().unwrap_or(0);
                let unit = if lasts.lines().any(|one| next.starts_with(one)) {
                    first.to_ascii_uppercase()
                } else if rest.len() == next.len() && next.starts_with(char::is_alphabetic) {
                    first
                } else {
                    0
                };
                (whole * 100 + if digits == 1 { part * 10 } else { part }, unit, end)
            }
        })
    }

    /// The figures among some tokens.
    #[inline(never)]
    pub(super) fn all(text: &Text, tokens: Range<usize>) -> Vec<Figure> {
        let mut found: Vec<Figure> = Vec::new();
        let folded = text.folded();
        for token in text.tokens().get(tokens).unwrap_or_default() {
            let start = token.fold.start;
            if found.last().is_some_and(|last| start < last.at.end) {
                continue;
            }
            let Some((amount, unit, length)) = folded.get(start..).and_then(Figure::read) else { continue };
            // "8-10am" is from eight in the morning.
            if let Some(from) = found.last_mut()
                && from.unit == 0
                && unit == b'T'
                && let Some(between) = folded.get(from.at.end..start)
                && one_of!(between.trim(), "-" | "–" | "to" | "and" | "until")
            {
                let hour = from.amount / 100 * 60;
                let later = if hour + 720 <= amount { 720 } else { 0 };
                (from.amount, from.unit) = (hour + later, b'T');
            }
            // "The 3rd", "in the 40s".
            let end = start + length;
            let rest = folded.get(end..).unwrap_or("");
            let glued = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
            if !one_of!(glued, "st" | "nd" | "rd" | "th" | "s") {
                found.push(Figure { amount, unit, at: FoldSpan { start, end } });
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
    /// Its words, a line each: what is so, or what its figures are of.
    words: String,
    /// The sorts of its words; see [`sorts`].
    sorts: u32,
    /// Whether it says that there is nothing to be had.
    pub(super) shut: bool,
    pub(super) figures: Vec<Figure>,
}

impl Part {
    /// Takes up a word, if it tells what is so.
    #[inline(never)]
    fn add(&mut self, word: &str) {
        if is_telling(word) {
            self.words.push_str(word);
            self.words.push('\n');
            self.sorts |= sorts(word);
            self.shut |= self.figures.is_empty() && is_shut(word);
        }
    }

    /// Whether it says in words what is so.
    pub(super) fn is_plain(&self) -> bool {
        self.figures.is_empty() && !self.words.is_empty()
    }

    /// Whether it has a form of a word.
    #[inline(never)]
    pub(super) fn has(&self, word: &str) -> bool {
        self.words.lines().any(|own| is_form(own, word))
    }

    /// Whether a word of some sorts stands in it, or is of the sort of one that does.
    pub(super) fn may_have(&self, word: &str, sorts: u32) -> bool {
        sorts != 0 && self.sorts != 0 || self.has(word)
    }

    /// Whether one of its words may stand for a word.
    pub(super) fn may_say(&self, word: &str) -> bool {
        self.has(word) || self.sorts.rotate_left(16) & sorts(word) != 0
    }
}

/// Whether a word says that there is nothing to be had.
pub(super) fn is_shut(word: &str) -> bool {
    one_of!(word, "closed" | "full" | "booked" | "sold" | "unavailable" | "none" | "shut")
}

/// Words each of which may stand for those after it, folded; a line for each sort.
const ALIKE: &str = "rain drizzle shower storm thunderstorm wet
storm thunder lightning hail blizzard
snow blizzard sleet flurries
fog mist haze
cloud overcast grey gray
sun clear fair bright dry warm hot
dry clear cloud overcast warm hot wind fog mist humid
warm hot clear dry humid
hot clear dry humid";

/// The sorts of which a word is: the lower half has a bit for each line that it begins, the upper half for each in which
/// it follows.
#[inline(never)]
pub(super) fn sorts(word: &str) -> u32 {
    let (mut found, mut bit) = (0, 1_u32);
    for line in ALIKE.lines() {
        let mut own = bit;
        for known in line.split(' ') {
            if is_form(known, word) {
                found |= own;
            }
            own = bit << 16;
        }
        bit <<= 1;
    }
    found
}

/// The first of some lines that has a word.
#[inline(never)]
pub(super) fn line_of(word: &str, lines: &str) -> Option<usize> {
    lines.lines().position(|line| line.split(' ').any(|known| known == word))
}

/// Whether two words are forms of one: "rain", "raining", "rainy".
#[inline(never)]
fn is_form(one: &str, two: &str) -> bool {
    let (short, long) = if one.len() < two.len() { (one, two) } else { (two, one) };
    let (start, whole) = (short.as_bytes(), long.as_bytes());
    let mut common = 0;
    while common < start.len() && start.get(common) == whole.get(common) {
        common += 1;
    }
    if common < start.len() && common < 4 || common < 3 {
        return one == two;
    }
    let (Some(rest), Some(longer)) = (short.get(common..), long.get(common..)) else { return false };
    // "Fog", "foggy".
    let doubled = whole.get(common).is_some_and(|letter| start.last() == Some(letter));
    let longer = longer.get(usize::from(doubled)..).unwrap_or(longer);
    let ends = |rest: &str| one_of!(rest, "" | "s" | "y" | "ed" | "es" | "er" | "est" | "ing");
    ends(rest) && ends(longer)
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
    pub(super) today: Option<usize>,
    /// Where the name of a row stands in the evidence.
    pub(super) name: Option<(usize, FoldSpan)>,
    /// Whether there are no records besides.
    pub(super) alone: bool,
}

/// The bit of a row.
fn bit(row: usize) -> u64 {
    u32::try_from(row).ok().and_then(|row| 1_u64.checked_shl(row)).unwrap_or(0)
}

impl Rows {
    /// The evidence as a table of things by days, if it holds one.
    pub(crate) fn grid(
        &self,
        evidence: &[Evidence],
        facts: &Facts,
        today: Option<CivilDate>,
    ) -> Option<&Grid> {
        self.grid.get_or_init(|| self.make_grid(evidence, facts, today).map(Box::new)).as_deref()
    }

    fn make_grid(&self, evidence: &[Evidence], facts: &Facts, today: Option<CivilDate>) -> Option<Grid> {
        let mut grid = Grid { today: today.map(|day| usize::from(day.weekday())), ..Grid::default() };
        let crossed = self.crossed(evidence, facts);
        grid.alone = true;
        for row in &self.rows {
            let key = |field: &Field| last(field.key_text(evidence, facts), ".]");
            let (mut days, mut name) = (0, None);
            for field in row.iter().rev() {
                let key = key(field);
                let own = days_of_column(key);
                days |= own;
                if key == "today" {
                    grid.today = field.weekday(evidence).or(grid.today);
                } else if own == 0 && field.naming {
                    name = Some(field);
                }
            }
            let of = |key: Term| row.iter().find(|field| field.key == key);
            let by_column = crossed.is_none() && days.count_ones() >= COLUMNS;
            let day = match crossed {
                Some((day, place)) => {
                    name = of(place);
                    of(day).filter(|_| name.is_some())
                }
                None => None,
            };
            if day.is_none() && !by_column {
                grid.alone &= row.len() < 2;
                if crossed.is_some() {
                    continue;
                }
            }
            let mut bit = 0;
            if day.is_some() || by_column {
                bit = grid.row(name.map_or(&[][..], |name| &name.words));
                grid.name = name.map(|name| (name.piece, name.fold)).or(grid.name);
            }
            let whole = day.and_then(|day| day.weekday(evidence)).map_or(0, |day| 1 << day);
            for field in row {
                let key = key(field);
                if day.is_none() {
                    grid.add(field, (bit, if by_column { days_of_column(key) } else { 0 }), evidence, "");
                } else if crossed.is_some_and(|(day, place)| field.key != day && field.key != place)
                    && key != "today"
                {
                    grid.add(field, (bit, whole), evidence, key);
                }
            }
            if grid.names.len() > MOST {
                return None;
            }
        }
        for piece in evidence {
            grid.alone &= !matches!(piece.origin, Origin::Source(_)) || piece.kind == SourceKind::Tool;
        }
        Some(grid).filter(|grid| !grid.parts.is_empty())
    }

    /// How many values a key has, and how many rows.
    #[inline(never)]
    fn breadth(&self, key: Term) -> (usize, usize) {
        let from = self.held().partition_point(|(other, _)| *other < key);
        let (mut values, mut rows, mut last) = (0, 0, None);
        for (other, value) in self.held().get(from..).unwrap_or_default() {
            if *other != key {
                break;
            }
            values += usize::from(last != Some(*value));
            (rows, last) = (rows + 1, Some(*value));
        }
        (values, rows)
    }

    /// The keys of days and of what is told day by day, where each pair of their values has one row.
    fn crossed(&self, evidence: &[Evidence], facts: &Facts) -> Option<(Term, Term)> {
        let is_day = |field: &&Field| {
            let key = last(field.key_text(evidence, facts), ".]_ ");
            one_of!(key, "date" | "day" | "weekday" | "month" | "week" | "datum")
        };
        let row = self.rows.iter().find(|row| row.len() > 2)?;
        let day = row.iter().find(is_day)?.key;
        let (days, rows) = self.breadth(day);
        let pairs = |field: &&Field| {
            let (values, own) = self.breadth(field.key);
            let most = values * days;
            let several = 1 < values && values < rows;
            field.naming && field.key != day && own == rows && several && rows <= most && rows * 2 >= most
        };
        let place = row.iter().find(pairs).filter(|_| days > 1)?.key;
        for row in &self.rows {
            for field in row {
                if field.key == day && field.weekday(evidence).is_none() {
                    return None;
                }
            }
        }
        Some((day, place))
    }
}

impl Field {
    /// The day of the week that it is.
    #[inline(never)]
    fn weekday(&self, evidence: &[Evidence]) -> Option<usize> {
        weekday(evidence.get(self.piece)?.text().folded_text(self.fold))
    }
}

impl Grid {
    /// The bit of a row, which is new if its name is.
    fn row(&mut self, name: &[Term]) -> u64 {
        let known = self.names.iter().position(|known| known == name);
        bit(known.unwrap_or_else(|| {
            self.names.push(name.to_vec());
            self.names.len() - 1
        }))
    }

    /// Takes up what a cell says, part by part.
    #[inline(never)]
    fn add(&mut self, field: &Field, (row, days): (u64, Days), evidence: &[Evidence], label: &str) {
        let Some(text) = evidence.get(field.piece).map(Evidence::text) else { return };
        self.days |= days;
        let (mut from, end) = (place(text, field.fold.start), place(text, field.fold.end));
        if days == 0 {
            self.others.append(&mut Figure::all(text, from..end));
            return;
        }
        while from < end {
            // "Rain low of 30f" says two things without a comma, too.
            let led = |at: usize| {
                one_of!(word(text, at), "low" | "high")
                    || word(text, at + 1) == "of"
                        && word(text, at + 2).starts_with(|c: char| c.is_ascii_digit())
            };
            let mut to = from;
            while to < end && word(text, to) != "," && (to == from || !led(to)) {
                to += 1;
            }
            let own = text.tokens().get(from..to).unwrap_or_default();
            if let Some((first, last)) = own.first().zip(own.last()) {
                let mut part = Part {
                    row,
                    days,
                    piece: field.piece,
                    fold: FoldSpan { start: first.fold.start, end: last.fold.end },
                    words: String::new(),
                    sorts: 0,
                    shut: false,
                    figures: Figure::all(text, from..to),
                };
                // "No service" says that there is none.
                if word(text, from) == "no" {
                    part.add("none");
                } else {
                    (from..to).for_each(|at| part.add(word(text, at)));
                }
                if !part.figures.is_empty() {
                    label.split(['_', ' ']).for_each(|word| part.add(word));
                }
                self.parts.push(part);
            }
            from = to + usize::from(word(text, to) == ",");
        }
    }

    /// All rows.
    pub(super) fn rows(&self) -> u64 {
        bit(self.names.len()).wrapping_sub(1)
    }

    /// The rows that are named, but within the name of another one.
    pub(super) fn named(&self, said: &Said<'_>) -> u64 {
        let mut found: Vec<Anchor> = Vec::new();
        for (n, name) in self.names.iter().enumerate() {
            found.extend(said.find(name).map(|at| (at, n, 0)));
        }
        keep_longest(&mut found);
        found.iter().fold(0, |rows, (_, n, _)| rows | bit(*n))
    }
}

/// Whether a word tells what is so.
#[inline(never)]
pub(super) fn is_telling(word: &str) -> bool {
    word.len() > 2
        && word.chars().all(char::is_alphabetic)
        && (is_shut(word) || !is_stopword(Lang::En, word))
        && weekday(word).is_none()
        && !one_of!(word, "skies" | "sky" | "temperature" | "weather")
}
