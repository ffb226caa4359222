//! What a text says of things by days, and what of it the table turns round.

use std::ops::Range;

use super::grid::{
    Days, Figure, Grid, Part, WEEKEND, WORKING, is_shut, is_telling, line_of, place, sorts, stretch, weekday,
    word,
};
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

/// Words for days, folded: today, tomorrow, the weekend, weekdays, the week, and what is counted.
const TIMES: &str = "today tonight now currently today's
tomorrow tomorrow's
weekend weekends
weekday weekdays
week week's weekly
days hours";
/// What may stand before days or hours that are counted: one, two, three, and all that follow.
const COUNTS: &str = "24
two 2 48 couple
three 3 72
few five 5 several coming next";

impl Scope {
    /// Whether both say of what they speak, and mean different rows or days.
    pub(crate) fn is_apart(self, other: Scope) -> bool {
        self.rows & other.rows == 0 && self.rows != 0 && other.rows != 0 || self.is_another_day(other)
    }

    /// Whether both name days, and none in common.
    pub(crate) fn is_another_day(self, other: Scope) -> bool {
        self.days & other.days == 0 && self.days != 0 && other.days != 0
    }

    #[inline(never)]
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

/// Whether a token of a sentence is denied. The "no" with which a sentence begins denies what was asked.
#[inline(never)]
fn is_denied(text: &Text, sentence: &Range<usize>, token: usize) -> bool {
    for at in (sentence.start..token).rev() {
        let word = word(text, at);
        if one_of!(word, "," | ";" | "but" | "while") {
            return false;
        }
        if one_of!(word, "not" | "never" | "without" | "cannot" | "neither" | "nor" | "none")
            || word == "no" && at > sentence.start
            || word.ends_with("n't")
        {
            return true;
        }
    }
    false
}

/// One day of a set, or all of it; takes them out. Rows likewise.
#[inline(never)]
fn next(left: &mut u64, each: bool) -> u64 {
    let own = if each { *left & left.wrapping_neg() } else { *left };
    *left &= !own;
    own
}

/// What the table turns round: a place of the draft, the part, and what could be put in its place.
type Turned<'g> = (FoldSpan, &'g Part, Option<FoldSpan>);

impl Grid {
    /// The rows and days that some tokens of a text name. A name after "in" of which nothing else is `known` is one of
    /// no row.
    #[inline(never)]
    pub(crate) fn scope(
        &self,
        spoken: &Spoken<'_>,
        tokens: Range<usize>,
        known: &dyn Fn(&str) -> bool,
    ) -> Scope {
        let text = spoken.text;
        let mut scope =
            Scope { rows: self.named(&spoken.part(tokens.clone())), each: true, ..Scope::default() };
        if scope.rows == 0 && self.rows() > 1 && self.stranger(text, &tokens, known).is_some() {
            scope.rows = NONE;
        }
        let ahead = |n: usize| self.today.map_or(0, |today| 1 << ((today + n) % 7));
        for at in tokens {
            let own = word(text, at);
            let before = word(text, at.wrapping_sub(1));
            let (mut days, mut each) = (self.days, false);
            let mut sure = days;
            if let Some(day) = weekday(own) {
                let from = weekday(word(text, at.wrapping_sub(2)))
                    .filter(|_| one_of!(before, "to" | "through" | "till" | "until" | "-" | "–"));
                days = stretch(from.unwrap_or(day), day);
                (sure, each) = (days, days == 1 << day);
            } else {
                match line_of(own, TIMES) {
                    Some(n @ (0 | 1)) => {
                        sure = ahead(n);
                        each = sure != 0;
                        // Without today it may be any day.
                        days = if each { sure } else { days };
                    }
                    Some(2) => (days, sure) = (WEEKEND, WEEKEND),
                    Some(3) => (days, sure) = (WORKING, WORKING),
                    Some(4) => {}
                    Some(_) => {
                        let Some(count) = line_of(before, COUNTS) else { continue };
                        let count = if count == 3 { 6 } else { count + 1 };
                        let today = self.today;
                        days = today.map_or(days, |today| stretch(today, (today + count) % 7));
                        sure = ahead(1);
                    }
                    None => continue,
                }
            }
            scope.days |= days & self.days;
            scope.sure |= sure & self.days;
            scope.each &= each;
        }
        scope
    }

    /// A name after "in" that stands nowhere else.
    #[inline(never)]
    fn stranger(&self, text: &Text, tokens: &Range<usize>, known: &dyn Fn(&str) -> bool) -> Option<FoldSpan> {
        let is_name = |at: usize| {
            let own = word(text, at);
            is_telling(own) && !is_usual(own) && !self.has_word(own) && !known(own)
        };
        for at in tokens.start + 1..tokens.end {
            let leads = word(text, at - 1);
            let weather =
                || one_of!(word(text, at - 2), "forecast" | "forecasted" | "weather" | "high" | "low");
            if leads != "in" && (leads != "for" || at < tokens.start + 2 || !weather()) {
                continue;
            }
            // "In San Ellin".
            let last = if word(text, at).len() == 3 { at + 1 } else { at };
            if last < tokens.end && word(text, last).len() > 3 && (at..=last).all(is_name) {
                return text.tokens().get(at).map(|token| token.fold);
            }
        }
        None
    }

    /// Whether a word stands in a cell, or is of the sort of one that does.
    #[inline(never)]
    pub(crate) fn has_word(&self, word: &str) -> bool {
        let sorts = sorts(word);
        word.len() > 2 && weekday(word).is_none() && self.parts.iter().any(|part| part.may_have(word, sorts))
    }

    /// Whether something is said of the table: a word of a cell, or a number.
    fn says(&self, text: &Text, mut tokens: Range<usize>) -> bool {
        tokens.any(|at| {
            let word = word(text, at);
            word.starts_with(|c: char| c.is_ascii_digit()) || is_open(word) || self.has_word(word)
        })
    }

    /// Cuts the sentences of a draft into what is said of different rows or days.
    fn segments(
        &self,
        draft: &Spoken<'_>,
        skip: impl Fn(usize) -> bool,
        known: &dyn Fn(&str) -> bool,
    ) -> Vec<Segment> {
        let text = draft.text;
        let mut all: Vec<Segment> = Vec::new();
        for (sentence, whole) in text.sentences().iter().enumerate() {
            if skip(sentence) {
                continue;
            }
            let whole = &whole.tokens;
            let first = all.len();
            // Where what was cut last ends, and where the next stretch begins: one that says nothing yet goes on.
            let (mut from, mut start) = (whole.start, whole.start);
            for at in whole.start..=whole.end {
                let cuts = at == whole.end
                    || one_of!(
                        word(text, at),
                        "," | ";" | "and" | "but" | "or" | "while" | "then" | "whereas"
                    );
                if !cuts || from >= at {
                    continue;
                }
                let own = start..at;
                from = at;
                let scope = self.scope(draft, own.clone(), known);
                let silent = all.len() == first && at == whole.end;
                if silent || self.says(text, own.clone()) {
                    all.push(Segment { sentence, whole: whole.clone(), tokens: own, scope });
                } else if let Some(before) = all.get_mut(first..).and_then(<[Segment]>::last_mut) {
                    // "In Keld and Ashford", "on Monday and Tuesday".
                    if scope.rows != 0 || scope.days != 0 {
                        before.tokens.end = own.end;
                        before.scope = self.scope(draft, before.tokens.clone(), known);
                    }
                } else {
                    continue;
                }
                start = at;
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
        known: &dyn Fn(&str) -> bool,
    ) -> Reading {
        let mut reading = Reading::default();
        let text = draft.text;
        let segments = self.segments(draft, skip, known);
        let mut before = Scope::default();
        for said in asked {
            before = before.or(self.scope(said, 0..said.text.tokens().len(), &|_| true));
        }
        for (n, segment) in segments.iter().enumerate() {
            let (earlier, later) = segments.split_at(n);
            let mut scope = segment.scope;
            for other in earlier.iter().rev().chain(later) {
                if other.sentence == segment.sentence {
                    scope = scope.or(other.scope);
                }
            }
            let named = scope.rows != 0 || scope.days != 0;
            for other in earlier.iter().rev() {
                scope = scope.or(other.scope);
            }
            scope = scope.or(before);
            if self.rows() == 1 {
                scope.rows = 1;
            }
            // "It's sunny in Keld" is said of today.
            if let (0, Some(today)) = (scope.days, self.today) {
                let (mut now, mut later) = (false, false);
                for at in segment.whole.clone() {
                    now |= is_present(word(text, at));
                    later |= is_to_come(word(text, at));
                }
                if now && !later {
                    scope.days = 1 << today;
                    scope.sure = scope.days;
                }
            }
            // Among other evidence, what names neither row nor day may be about something else.
            if !self.alone && (scope.rows == 0 || !named) {
                continue;
            }
            reading.sentences.push(segment.sentence);
            if let (NONE, Some((piece, at))) = (scope.rows, self.name) {
                let own = self.stranger(text, &segment.tokens, known);
                reading.found.extend(own.map(|own| (own, piece, at)));
                continue;
            }
            let Some((at, part, figure)) =
                self.denied(text, segment, scope).or_else(|| self.other(text, segment, scope))
            else {
                continue;
            };
            let piece = part.piece;
            match figure {
                Some(instead) => {
                    reading.mixed.push(Mixed { at, value: None, piece, instead, ..Mixed::default() });
                }
                None => reading.found.push((at, piece, part.fold)),
            }
        }
        reading
    }

    /// What the cells of some rows say on some days; of all, where none is named.
    #[inline(never)]
    fn held(&self, rows: u64, days: Days) -> Vec<&Part> {
        let rows = if rows == 0 { u64::MAX } else { rows };
        self.parts.iter().filter(|part| part.row & rows != 0 && part.days & days != 0).collect()
    }

    /// What a segment says in words that its cells do not say, or denies and they say.
    #[inline(never)]
    fn denied(&self, text: &Text, segment: &Segment, scope: Scope) -> Option<Turned<'_>> {
        let fold = |at: usize| text.tokens().get(at).map(|token| token.fold).unwrap_or_default();
        let sure = match scope.days {
            0 => self.today.map_or(self.days, |today| 1 << today),
            _ => scope.sure,
        };
        let mut told: Vec<usize> = Vec::new();
        for at in segment.tokens.clone() {
            let word = word(text, at);
            let sorts = sorts(word);
            if word.len() < 3
                || weekday(word).is_some()
                || !self.parts.iter().any(|part| part.is_plain() && part.may_have(word, sorts))
            {
                continue;
            }
            if !is_denied(text, &segment.whole, at) {
                told.push(at);
            } else if scope.rows != 0 {
                for part in self.held(scope.rows, sure) {
                    if part.is_plain() && part.has(word) {
                        return Some((fold(at), part, None));
                    }
                }
            }
        }
        let mut rows = scope.rows;
        loop {
            let row = next(&mut rows, true);
            let mut days = u64::from(if scope.days == 0 { self.days } else { scope.days });
            while days != 0 {
                let held = self.held(row, u32::try_from(next(&mut days, scope.each)).unwrap_or(0));
                // "Open", said of what is closed, and the other way round.
                for at in segment.tokens.clone() {
                    let shut = is_shut(word(text, at));
                    if !shut && !is_open(word(text, at)) || !self.parts.iter().any(|part| part.shut) {
                        continue;
                    }
                    let open = shut == is_denied(text, &segment.whole, at);
                    let first = *held.first()?;
                    if held.iter().all(|part| part.shut == open) {
                        return Some((fold(at), first, None));
                    }
                }
                let (mut first, mut says) = (None, false);
                for part in held {
                    if part.is_plain() {
                        first = first.or(Some(part));
                        says = says || told.iter().any(|at| part.may_say(word(text, *at)));
                    }
                }
                if let (Some(at), Some(first), false) = (told.first(), first, says) {
                    return Some((fold(*at), first, None));
                }
            }
            if rows == 0 {
                return None;
            }
        }
    }

    /// A number of a segment that none of its cells has, and where the only one stands that could be put in its place.
    #[inline(never)]
    fn other(&self, text: &Text, segment: &Segment, scope: Scope) -> Option<Turned<'_>> {
        let days = if scope.days == 0 { self.days } else { scope.days };
        for figure in Figure::all(text, segment.tokens.clone()) {
            let token = place(text, figure.at.start);
            let (mut last, mut second, mut label, mut moves) = ("", "", "", false);
            for at in segment.tokens.clone() {
                let own = word(text, at);
                moves |= one_of!(own, "opens" | "closes");
                if text.tokens().get(at).is_none_or(|token| token.kind != TokenKind::Word) {
                    continue;
                }
                if at < token {
                    (second, last) = (last, own);
                }
                if own.len() > 2
                    && (at < token || label.is_empty())
                    && self.parts.iter().any(|part| !part.figures.is_empty() && part.has(own))
                {
                    label = own;
                }
            }
            if one_of!(last, "around" | "about" | "almost" | "nearly" | "roughly" | "least" | "most" | "next")
                || self.others.iter().any(|held| held.is_same(&figure))
            {
                continue;
            }
            // The parts that give figures like it, and these.
            let mut held: Vec<(&Part, &Figure)> = Vec::new();
            for part in self.held(scope.rows, days) {
                if label.is_empty() || part.has(label) {
                    held.extend(
                        part.figures.iter().filter(|own| own.is_like(&figure)).map(|own| (part, own)),
                    );
                }
            }
            let Some((first, only)) = held.first().copied() else { continue };
            let limit = if last == "than" { second } else { last };
            let above = one_of!(limit, "above" | "over" | "exceed" | "exceeds");
            let denied = is_denied(text, &segment.whole, token);
            if above || one_of!(limit, "below" | "under" | "beneath") {
                let beyond = held
                    .iter()
                    .find(|(_, own)| own.amount != figure.amount && (own.amount > figure.amount) == above);
                if beyond.is_some() == denied {
                    return Some((figure.at, beyond.map_or(first, |(part, _)| *part), None));
                }
                continue;
            }
            let edge = moves || one_of!(last, "until" | "till" | "to" | "from" | "between" | "and");
            let has = |(part, own): &(&Part, &Figure)| {
                // At a time between two others it is open, too.
                own.is_same(&figure)
                    || matches!(part.figures.as_slice(), [from, to] if figure.unit == b'T'
                        && !edge
                        && from.amount < figure.amount
                        && figure.amount < to.amount)
            };
            if !denied && !held.iter().any(has) {
                let is_only = held.len() == 1 && only.unit == figure.unit;
                return Some((figure.at, first, is_only.then_some(only.at)));
            }
        }
        None
    }
}

/// Whether a word says that something is so now.
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
