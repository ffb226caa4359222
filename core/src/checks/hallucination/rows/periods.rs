//! What a text says of things by days, and what of it the table turns round.

use std::ops::Range;

use super::grid::{Days, Figure, Grid, Part, WEEKEND, WORKING, is_shut, is_telling, stretch, weekday};
use super::{Mixed, Spoken};
use crate::text::{FoldSpan, Text, TokenKind, one_of};

/// Rows and days of which something is said; none where it is not said of which.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Scope {
    pub(crate) rows: u64,
    /// The days that may be meant.
    pub(crate) days: Days,
    /// Those that are meant for sure.
    sure: Days,
    /// Whether the days are named one by one: what is said holds of each.
    each: bool,
}

/// A row that the table does not have.
const NONE: u64 = 1 << 63;

impl Scope {
    /// Whether both say of what they speak, and mean different rows or days.
    pub(crate) fn is_apart(self, other: Scope) -> bool {
        self.rows & other.rows == 0 && self.rows != 0 && other.rows != 0 || self.is_another_day(other)
    }

    /// Whether both name days, and none in common.
    pub(crate) fn is_another_day(self, other: Scope) -> bool {
        self.days & other.days == 0 && self.days != 0 && other.days != 0
    }

    fn or(self, other: Scope) -> Scope {
        let days = if self.days == 0 { other } else { self };
        Scope { rows: if self.rows == 0 { other.rows } else { self.rows }, ..days }
    }
}

/// A stretch of a sentence that says one thing.
struct Segment {
    sentence: usize,
    /// The tokens of its sentence.
    whole: Range<usize>,
    tokens: Range<usize>,
    scope: Scope,
}

/// What a draft says of a table of things by days.
#[derive(Debug, Default)]
pub(in crate::checks::hallucination) struct Reading {
    /// The sentences that speak of it.
    pub(in crate::checks::hallucination) sentences: Vec<usize>,
    /// What the table turns round: where in the draft, with the piece and the place in it.
    pub(in crate::checks::hallucination) found: Vec<(FoldSpan, usize, FoldSpan)>,
    /// Numbers for which the table has another one.
    pub(in crate::checks::hallucination) mixed: Vec<Mixed>,
}

/// Words each of which may stand for those after it, folded.
const ALIKE: &[&[&str]] = &[
    &["rain", "drizzle", "shower", "storm", "thunderstorm", "wet"],
    &["storm", "thunder", "lightning", "hail", "blizzard"],
    &["snow", "blizzard", "sleet", "flurries"],
    &["fog", "mist", "haze"],
    &["cloud", "overcast", "grey", "gray"],
    &["sun", "clear", "fair", "bright", "dry", "warm", "hot"],
    &["dry", "clear", "cloud", "overcast", "warm", "hot", "wind", "fog", "mist", "humid"],
    &["warm", "hot", "clear", "dry", "humid"],
    &["hot", "clear", "dry", "humid"],
];

/// Whether two words are forms of one: "rain", "raining", "rainy".
fn is_form(one: &str, two: &str) -> bool {
    let common = one.bytes().zip(two.bytes()).take_while(|(a, b)| a == b).count();
    let (short, long) = if one.len() < two.len() { (one, two) } else { (two, one) };
    let ends = |word: &str| {
        let rest = word.get(common..).unwrap_or("-");
        // "Fog", "foggy".
        let rest = rest.strip_prefix(|c: char| short.ends_with(c)).filter(|_| word == long).unwrap_or(rest);
        one_of!(rest, "" | "s" | "y" | "ed" | "es" | "er" | "est" | "ing")
    };
    one == two || common > 2 && (common == short.len() || common > 3) && ends(one) && ends(two)
}

/// Whether a word of a draft is denied. The "no" with which a sentence begins denies what was asked.
fn is_denied(text: &Text, whole: &Range<usize>, at: FoldSpan) -> bool {
    let end = text.tokens().partition_point(|token| token.fold.start < at.start);
    let before = text.tokens().get(whole.start..end).unwrap_or_default().iter().enumerate().rev();
    let words = before.map(|(n, token)| (n, text.token_text(token)));
    let mut near = words.take_while(|(_, word)| !one_of!(*word, "," | ";" | "but" | "while"));
    near.any(|(n, word)| {
        one_of!(word, "not" | "never" | "without" | "cannot" | "neither" | "nor" | "none")
            || word == "no" && n > 0
            || word.ends_with("n't")
    })
}

/// Whether one word may stand for the other.
fn may_stand_for(one: &str, two: &str) -> bool {
    is_form(one, two)
        || ALIKE.iter().filter_map(|group| group.split_first()).any(|(head, rest)| {
            let both =
                |one: &str, two: &str| is_form(head, one) && rest.iter().any(|word| is_form(word, two));
            both(one, two) || both(two, one)
        })
}

/// Whether it is known which words may stand for this one.
fn is_ruled(word: &str) -> bool {
    ALIKE.iter().copied().flatten().any(|known| is_form(known, word))
}

/// What the number after a word is the limit of: `Some(true)` for a lower one.
fn limit(word: &str) -> Option<bool> {
    match word {
        "above" | "over" | "exceed" | "exceeds" => Some(true),
        "below" | "under" | "beneath" => Some(false),
        _ => None,
    }
}

impl Grid {
    /// The rows and days that some tokens of a text name. A name after "in" of which nothing else is `known` is one of
    /// no row.
    pub(crate) fn scope(
        &self,
        spoken: &Spoken<'_>,
        tokens: Range<usize>,
        known: impl Fn(&str) -> bool,
    ) -> Scope {
        let said = spoken.part(tokens.clone());
        let mut scope = Scope { rows: self.named(&said), each: true, ..Scope::default() };
        if scope.rows == 0 && self.rows() > 1 && self.stranger(spoken.text, tokens.clone(), known).is_some() {
            scope.rows = NONE;
        }
        let text = spoken.text;
        let word = |at: usize| text.tokens().get(at).map_or("", |token| text.token_text(token));
        let mut add = |days: Days, sure: Days, each: bool| {
            scope.days |= days & self.days;
            scope.sure |= sure & self.days;
            scope.each &= each;
        };
        let today = |n: u32| self.today.map(|today| 1 << ((today + n) % 7));
        for at in tokens {
            if let Some(day) = weekday(word(at)) {
                let from = at.checked_sub(2).and_then(|from| weekday(word(from)));
                let to = one_of!(word(at.saturating_sub(1)), "to" | "through" | "till" | "until" | "-" | "–");
                let days = from.filter(|_| to).map_or(1 << day, |from| stretch(from, day));
                add(days, days, days == 1 << day);
                continue;
            }
            let day = match word(at) {
                "today" | "tonight" | "now" | "currently" | "today's" => today(0),
                "tomorrow" | "tomorrow's" => today(1),
                "weekend" | "weekends" => {
                    add(WEEKEND, WEEKEND, false);
                    continue;
                }
                "weekday" | "weekdays" => {
                    add(WORKING, WORKING, false);
                    continue;
                }
                "week" | "week's" | "weekly" => {
                    add(self.days, self.days, false);
                    continue;
                }
                "days" | "hours" => {
                    let count = match word(at.wrapping_sub(1)) {
                        "24" => 1,
                        "two" | "2" | "48" | "couple" => 2,
                        "three" | "3" | "72" => 3,
                        "few" | "five" | "5" | "several" | "coming" | "next" => 6,
                        _ => continue,
                    };
                    let all = (0..=count).filter_map(today).fold(0, |all, day| all | day);
                    add(if all == 0 { self.days } else { all }, today(1).unwrap_or(0), false);
                    continue;
                }
                _ => continue,
            };
            add(day.unwrap_or(self.days), day.unwrap_or(0), day.is_some());
        }
        scope
    }

    /// A name after "in" that stands nowhere else.
    fn stranger(&self, text: &Text, tokens: Range<usize>, known: impl Fn(&str) -> bool) -> Option<FoldSpan> {
        let own = text.tokens().get(tokens)?;
        let word = |at: usize| own.get(at).map_or("", |token| text.token_text(token));
        let is_name = |at: usize| {
            let plain = own.get(at).is_some_and(|token| token.kind == TokenKind::Word);
            plain
                && is_telling(word(at))
                && !is_usual(word(at))
                && !self.has_word(word(at))
                && !known(word(at))
        };
        let leads = |at: usize| match word(at) {
            "in" => true,
            "for" => at > 0 && one_of!(word(at - 1), "forecast" | "forecasted" | "weather" | "high" | "low"),
            _ => false,
        };
        let long = |at: usize| word(at).len() > 3 && is_name(at);
        // "In San Ellin".
        let named = |at: &usize| long(*at) || word(*at).len() == 3 && is_name(*at) && long(at + 1);
        (1..own.len())
            .filter(|at| leads(at - 1))
            .find(named)
            .and_then(|at| own.get(at))
            .map(|token| token.fold)
    }

    /// Whether a word stands in a cell, or is of the sort of one that does.
    pub(crate) fn has_word(&self, word: &str) -> bool {
        let of_sort = |known: &str| is_form(known, word) || is_ruled(known) && is_ruled(word);
        word.len() > 2
            && weekday(word).is_none()
            && self.parts.iter().flat_map(|part| &part.words).any(|known| of_sort(known))
    }

    /// Whether something is said of the table: a word of a cell, or a number.
    fn says(&self, text: &Text, tokens: Range<usize>) -> bool {
        let own = text.tokens().get(tokens).unwrap_or_default();
        own.iter().any(|token| {
            let word = text.token_text(token);
            word.starts_with(|c: char| c.is_ascii_digit())
                || token.kind == TokenKind::Word && (is_open(word) || self.has_word(word))
        })
    }

    /// Cuts the sentences of a draft into what is said of different rows or days.
    fn segments(
        &self,
        draft: &Spoken<'_>,
        skip: impl Fn(usize) -> bool,
        known: impl Fn(&str) -> bool + Copy,
    ) -> Vec<Segment> {
        let text = draft.text;
        let word = |at: usize| text.tokens().get(at).map_or("", |token| text.token_text(token));
        let mut all: Vec<Segment> = Vec::new();
        for (sentence, whole) in text.sentences().iter().enumerate().filter(|(n, _)| !skip(*n)) {
            let first = all.len();
            let mut from = whole.tokens.start;
            // A stretch that says nothing yet goes on in the next one.
            let mut open: Option<usize> = None;
            for at in whole.tokens.clone().chain([whole.tokens.end]) {
                let cuts = at == whole.tokens.end
                    || one_of!(word(at), "," | ";" | "and" | "but" | "or" | "while" | "then" | "whereas");
                if !cuts || from >= at {
                    continue;
                }
                let own = open.take().unwrap_or(from)..at;
                from = at;
                let scope = self.scope(draft, own.clone(), known);
                let whole = whole.tokens.clone();
                let silent = all.len() == first && at == whole.end;
                if silent || self.says(text, own.clone()) {
                    all.push(Segment { sentence, whole, tokens: own, scope });
                } else if let Some(before) = all.get_mut(first..).and_then(<[Segment]>::last_mut) {
                    // "In Keld and Ashford", "on Monday and Tuesday".
                    if scope.rows != 0 || scope.days != 0 {
                        before.tokens.end = own.end;
                        before.scope = self.scope(draft, before.tokens.clone(), known);
                    }
                } else {
                    open = Some(own.start);
                }
            }
        }
        all
    }

    /// Holds a draft against the table. `asked`: the messages before, the last one first; sentences to `skip` say nothing.
    pub(in crate::checks::hallucination) fn read(
        &self,
        draft: &Spoken<'_>,
        asked: &[&Spoken<'_>],
        skip: impl Fn(usize) -> bool,
        known: impl Fn(&str) -> bool + Copy,
    ) -> Reading {
        let mut reading = Reading::default();
        let segments = self.segments(draft, skip, known);
        let before = asked.iter().map(|text| self.scope(text, 0..text.text.tokens().len(), |_| true));
        let before = before.reduce(Scope::or).unwrap_or_default();
        for (n, segment) in segments.iter().enumerate() {
            let (earlier, later) = segments.split_at(n);
            let near = |other: &&Segment| other.sentence == segment.sentence;
            let own = earlier.iter().rev().filter(near).chain(later.iter().skip(1).filter(near));
            let others = earlier.iter().rev().filter(|other| !near(other));
            let said = own.chain(others).fold(segment.scope, |scope, other| scope.or(other.scope));
            let mut scope = said.or(before);
            if self.rows() == 1 {
                scope.rows = 1;
            }
            let own = draft.text.tokens().get(segment.whole.clone()).unwrap_or_default();
            let is = |test: fn(&str) -> bool| own.iter().any(|token| test(draft.text.token_text(token)));
            // "It's sunny in Keld" is said of today.
            if let (0, Some(today), true) = (scope.days, self.today, is(is_present) && !is(is_to_come)) {
                scope.days = 1 << today;
                scope.sure = scope.days;
            }
            // Among other evidence, what names neither row nor day may be about something else.
            let named = |other: &Segment| other.scope.rows != 0 || other.scope.days != 0;
            let named = || segments.iter().any(|other| near(&other) && named(other));
            if !self.alone && (scope.rows == 0 || !named()) {
                continue;
            }
            reading.sentences.push(segment.sentence);
            if let (NONE, Some((piece, at))) = (scope.rows, self.name) {
                let own = self.stranger(draft.text, segment.tokens.clone(), known);
                reading.found.extend(own.map(|own| (own, piece, at)));
            } else if let Some((at, part)) = self.denied(draft.text, segment, scope) {
                reading.found.push((at, part.piece, part.fold));
            } else if let Some((at, part, figure)) = self.other(draft.text, segment, scope) {
                match figure {
                    Some(instead) => reading.mixed.push(Mixed {
                        at,
                        value: None,
                        piece: part.piece,
                        instead,
                        by_column: false,
                    }),
                    None => reading.found.push((at, part.piece, part.fold)),
                }
            }
        }
        reading
    }

    /// What the cells of a row say on some days.
    fn held(&self, row: u64, days: Days) -> impl Iterator<Item = &Part> + Clone {
        self.parts.iter().filter(move |part| part.row & row != 0 && part.days & days != 0)
    }

    /// What a segment says in words that its cells do not say, or denies and they say.
    fn denied(&self, text: &Text, segment: &Segment, scope: Scope) -> Option<(FoldSpan, &Part)> {
        let tokens = text.tokens().get(segment.tokens.clone())?;
        let words = tokens.iter().filter(|token| token.kind == TokenKind::Word);
        let words: Vec<(&str, FoldSpan)> = words.map(|token| (text.token_text(token), token.fold)).collect();
        let plain = |part: &&Part| part.figures.is_empty() && !part.words.is_empty();
        let known = |word: &str| {
            let mut parts = self.parts.iter().filter(plain).flat_map(|part| &part.words);
            let of_sort = |known: &str| is_form(known, word) || is_ruled(known) && is_ruled(word);
            word.len() > 2 && weekday(word).is_none() && parts.any(|known| of_sort(known))
        };
        let told = words.iter().filter(|(word, _)| known(word));
        let is_denied = |at: FoldSpan| is_denied(text, &segment.whole, at);
        let (denied, told): (Vec<_>, Vec<_>) = told.partition(|(_, at)| is_denied(*at));
        let sure = match scope.days {
            0 => self.today.map_or(self.days, |today| 1 << today),
            _ => scope.sure,
        };
        let has = |part: &Part, word: &str| part.words.iter().any(|held| is_form(held, word));
        for (word, at) in &denied {
            let against = self.held(scope.rows, sure).filter(plain).find(|part| has(part, word));
            if let Some(part) = against {
                return Some((*at, part));
            }
        }
        let days = if scope.days == 0 { self.days } else { scope.days };
        let rows = if scope.rows == 0 { vec![u64::MAX] } else { bits(scope.rows) };
        let days = if scope.each { bits(u64::from(days)) } else { vec![u64::from(days)] };
        for (row, days) in rows.iter().flat_map(|row| days.iter().map(move |days| (*row, *days))) {
            let held = self.held(row, u32::try_from(days).unwrap_or(0));
            // "Open", said of what is closed, and the other way round.
            for (word, at) in &words {
                let shut = is_shut(word);
                let says_open = is_open(word) || shut;
                if !says_open || !self.parts.iter().any(Part::is_shut) {
                    continue;
                }
                let open = shut == is_denied(*at);
                let mut parts = held.clone();
                let first = parts.next()?;
                if first.is_shut() == open && parts.all(|part| part.is_shut() == open) {
                    return Some((*at, first));
                }
            }
            let mut plain = held.filter(plain).peekable();
            let (Some((_, at)), Some(first)) = (told.first(), plain.peek().copied()) else { continue };
            let mut words = plain.flat_map(|part| &part.words);
            if !words.any(|held| told.iter().any(|(word, _)| may_stand_for(held, word))) {
                return Some((*at, first));
            }
        }
        None
    }

    /// A number of a segment that none of its cells has, and where the only one stands that could be put in its place.
    fn other(
        &self,
        text: &Text,
        segment: &Segment,
        scope: Scope,
    ) -> Option<(FoldSpan, &Part, Option<FoldSpan>)> {
        let days = if scope.days == 0 { self.days } else { scope.days };
        let own = text.tokens().get(segment.tokens.clone())?;
        let label = |word: &str| {
            let mut parts = self.parts.iter().filter(|part| !part.figures.is_empty());
            parts.any(|part| is_labelled(part, word))
        };
        let labels: Vec<(&str, usize)> = own
            .iter()
            .filter(|token| token.kind == TokenKind::Word)
            .map(|token| (text.token_text(token), token.fold.start))
            .filter(|(word, _)| word.len() > 2 && label(word))
            .collect();
        for figure in Figure::all(text, segment.tokens.clone()) {
            let at = own.partition_point(|token| token.fold.start < figure.at.start);
            let before = own.get(..at).unwrap_or_default().iter();
            let mut before = before
                .filter(|token| token.kind == TokenKind::Word)
                .map(|token| text.token_text(token))
                .rev();
            let (last, second) = (before.next().unwrap_or(""), before.next().unwrap_or(""));
            if one_of!(last, "around" | "about" | "almost" | "nearly" | "roughly" | "least" | "most" | "next")
            {
                continue;
            }
            if self.others.iter().any(|held| held.is_like(&figure) && held.amount == figure.amount) {
                continue;
            }
            let label = labels.iter().rev().find(|(_, at)| *at < figure.at.start).or(labels.first());
            let mut held = self
                .held(if scope.rows == 0 { u64::MAX } else { scope.rows }, days)
                .filter(|part| {
                    label.is_none_or(|(label, _)| is_labelled(part, label))
                        && part.figures.iter().any(|held| held.is_like(&figure))
                })
                .peekable();
            let Some(first) = held.peek().copied() else { continue };
            if let Some(above) = limit(last).or_else(|| limit(second).filter(|_| last == "than")) {
                let beyond = |held: &Figure| {
                    held.is_like(&figure)
                        && if above { held.amount > figure.amount } else { held.amount < figure.amount }
                };
                let part = held.find(|part| part.figures.iter().any(beyond));
                if part.is_some() == is_denied(text, &segment.whole, figure.at) {
                    return Some((figure.at, part.unwrap_or(first), None));
                }
                continue;
            }
            let moves = || own.iter().any(|token| one_of!(text.token_text(token), "opens" | "closes"));
            let has = |part: &Part| {
                let equal = |held: &Figure| held.is_like(&figure) && held.amount == figure.amount;
                // At a time between two others it is open, too.
                let within = match part.figures.as_slice() {
                    [from, to] if figure.unit == b'T' => {
                        from.amount < figure.amount && figure.amount < to.amount && !moves()
                    }
                    _ => false,
                };
                part.figures.iter().any(equal)
                    || within && !one_of!(last, "until" | "till" | "to" | "from" | "between" | "and")
            };
            if !held.clone().any(has) && !is_denied(text, &segment.whole, figure.at) {
                let mut rivals = held.flat_map(|part| &part.figures).filter(|held| held.is_like(&figure));
                let only = rivals.next().filter(|only| rivals.next().is_none() && only.unit == figure.unit);
                return Some((figure.at, first, only.map(|only| only.at)));
            }
        }
        None
    }
}

/// Whether a word says what the figures of a part are of.
fn is_labelled(part: &Part, word: &str) -> bool {
    part.words.iter().any(|own| is_form(own, word))
}

fn is_present(word: &str) -> bool {
    one_of!(word, "is" | "it's" | "isn't" | "currently")
}

/// Whether a word says that something is still to come, or holds of more than one day.
fn is_to_come(word: &str) -> bool {
    one_of!(
        word,
        "going"
            | "gonna"
            | "will"
            | "expected"
            | "expecting"
            | "forecast"
            | "forecasted"
            | "predicted"
            | "to"
            | "open"
            | "closed"
            | "highest"
            | "lowest"
    )
}

/// Whether a word after "in" names no place: "in general", "in the morning".
fn is_usual(word: &str) -> bool {
    one_of!(
        word,
        "general"
            | "particular"
            | "places"
            | "parts"
            | "spring"
            | "summer"
            | "autumn"
            | "winter"
            | "town"
            | "stock"
            | "advance"
            | "addition"
            | "fact"
            | "case"
            | "total"
            | "person"
            | "time"
            | "order"
            | "minutes"
            | "hours"
            | "days"
            | "weeks"
            | "months"
            | "degrees"
            | "celsius"
            | "fahrenheit"
    )
}

/// Whether a word says that something is to be had.
fn is_open(word: &str) -> bool {
    one_of!(word, "open" | "opens" | "available" | "free" | "slots")
}

/// The bits of a set, each alone.
fn bits(set: u64) -> Vec<u64> {
    (0..64).map(|n| 1 << n).filter(|bit| set & bit != 0).collect()
}
