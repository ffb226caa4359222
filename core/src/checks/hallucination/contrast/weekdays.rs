//! Days of the week on which something is said to be, where the evidence gives others for it.

use super::super::align::Alignment;
use super::super::postings::Postings;
use super::super::reading::signs::week;
use super::super::reading::{Marks, is_weak};
use super::super::statements::{Statement, Words};
use super::super::units::Unit;
use super::super::values::Ground;
use super::{is_prose, tokens_of};
use crate::contract::SourceKind;
use crate::text::values::{Date, Value, ValueKind};
use crate::text::{Text, Token, one_of};

/// Share of a statement, without its days, that a sentence must hold to give other days for the same.
const SAME: u32 = 550;
/// Sentences before and after such a one in which the days of a list may go on.
const LIST: usize = 3;

/// The unit that says on which other days of the week it is what a statement says, where none has the statement's.
pub(super) fn other_days(
    ground: &Ground<'_>,
    postings: &Postings<'_>,
    words: &mut Words,
    (text, statement): (&Text, &Statement),
) -> Option<usize> {
    let own = text.tokens().get(statement.tokens.clone()).unwrap_or_default();
    let days = days_of(text, own);
    let sentence = text.sentences().get(statement.sentence).map_or(0..0, |sentence| sentence.tokens.clone());
    if days == 0 || is_dated(text, text.tokens().get(sentence).unwrap_or_default()) {
        return None;
    }
    let named: Vec<_> = statement.tokens.clone().zip(own).filter(|(_, token)| is_day(text, token)).collect();
    let named: Vec<_> = named.into_iter().flat_map(|(at, _)| words.of(at..at + 1)).collect();
    let numbers = statement.terms.iter().copied().filter(|number| !named.contains(number));
    let numbers: Vec<_> = numbers.collect();
    let telling = |number: &_| postings.term(*number).is_some_and(|term| !is_weak(term));
    if !numbers.iter().any(telling) {
        return None;
    }
    // "None of them is open on Saturdays" goes well with any other day.
    if own.iter().any(|token| text.token_text(token) == "none") {
        return None;
    }
    let denies = Marks::of(text, own).denies();
    let aligned = Alignment::new(postings, &mut words.room, numbers.into_iter().map(|number| (number, 1)));
    let mut same = aligned.holding(SAME);
    same.retain(|(n, _)| told(ground, *n).is_some());
    let mut other: Option<(u32, usize)> = None;
    for (n, share) in same {
        let (said, tokens) = told(ground, n)?;
        let theirs = days_of(said, tokens);
        let shifted = is_shifted(range_of(text, own), range_of(said, tokens));
        if (theirs & days != 0 || says_all(said, tokens)) && !shifted {
            return None;
        }
        let alike = theirs != 0 && Marks::of(said, tokens).denies() == denies;
        if alike && other.is_none_or(|(most, _)| share > most) {
            other = Some((share, n));
        }
    }
    let (_, other) = other?;
    // "Saturday: 10:00 to 16:00" goes on with what is said of other days above it.
    let goes_on = |n: usize| {
        told(ground, n).is_some_and(|(said, tokens)| {
            tokens.iter().take(2).any(|token| is_day(said, token)) && days_of(said, tokens) & days != 0
        })
    };
    let piece = ground.index.unit(other)?.piece;
    let mut around = (other.saturating_sub(LIST)..=other + LIST)
        .filter(|n| ground.index.unit(*n).is_some_and(|unit| unit.piece == piece));
    let known = |value: &Value| match value.kind {
        ValueKind::Date(date @ Date::Civil { .. }) => {
            let day = ground.today.and_then(|today| date.resolve(today));
            day.is_none_or(|day| days & 1 << day.weekday() != 0)
        }
        _ => false,
    };
    let dated = ground.evidence.iter().any(|piece| piece.text().values().iter().any(known));
    (!around.any(goes_on) && !dated).then_some(other)
}

/// A sentence of a source of the company, with its tokens.
fn told<'g>(ground: &Ground<'g>, unit_n: usize) -> Option<(&'g Text, &'g [Token])> {
    let unit: &Unit = ground.index.unit(unit_n).filter(|unit| is_prose(unit))?;
    let piece = ground.evidence.get(unit.piece).filter(|piece| piece.kind != SourceKind::Review)?;
    Some((piece.text(), tokens_of(piece.text(), unit)))
}

fn days_of(text: &Text, tokens: &[Token]) -> u8 {
    week(tokens.iter().map(|token| text.token_text(token)))
}

/// The first and the last day of "Monday to Friday".
fn range_of(text: &Text, tokens: &[Token]) -> Option<(u32, u32)> {
    let at = tokens.windows(3).find(|three| match three {
        [from, to, until] => {
            let to = one_of!(text.token_text(to), "to" | "till" | "until" | "through" | "-");
            to && is_day(text, from) && is_day(text, until)
        }
        _ => false,
    })?;
    let days = days_of(text, at);
    Some((days.trailing_zeros(), days.checked_ilog2()?))
}

/// Whether two ranges begin or end together, but not both.
fn is_shifted(one: Option<(u32, u32)>, two: Option<(u32, u32)>) -> bool {
    one.zip(two).is_some_and(|((from, until), (to, end))| (from == to) != (until == end))
}

fn is_day(text: &Text, token: &Token) -> bool {
    days_of(text, std::slice::from_ref(token)) != 0
}

/// Whether days of the calendar stand in some tokens, which fall on any day of the week.
fn is_dated(text: &Text, tokens: &[Token]) -> bool {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
    text.values().iter().any(|value| {
        let within = first.span.start <= value.span.start && value.span.end <= last.span.end;
        within
            && matches!(value.kind, ValueKind::Date(date) if !matches!(date, Date::Weekday { next: 0, .. }))
    })
}

/// Whether a sentence speaks of more days than it names.
fn says_all(text: &Text, tokens: &[Token]) -> bool {
    tokens.iter().any(|token| {
        one_of!(
            text.token_text(token),
            "daily" | "weekday" | "weekdays" | "weekend" | "weekends" | "day" | "days" | "week"
        )
    })
}
