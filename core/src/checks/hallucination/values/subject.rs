//! What a value of a draft is about: the words around it, by nearness, and the values beside it.

use std::ops::Range;

use super::super::align::Alignment;
use super::super::index::Term;
use super::super::postings::{Number, Postings};
use super::super::reading::is_weak;
use super::super::reading::signs::{is_weak_stem, week};
use super::super::statements::{Statement, Words};
use super::super::words::{carries_values, concept};
use super::relations::{compare, is_claim};
use crate::text::values::{CivilDate, Comparison, Date, Value, ValueKind};
use crate::text::{Case, Lang, Text, Token, TokenKind, one_of};

/// Words this many tokens before or after a value count double; words that say little about a subject, an eighth.
const NEAR: usize = 4;
/// Words before a value that can say what it is.
const INTRODUCES: usize = 12;
/// Words between a time and its day ("6 pm on Sunday").
const BESIDE: usize = 2;

/// What a value of the draft is about.
pub(in crate::checks::hallucination) struct Subject<'a> {
    /// The value.
    pub(in crate::checks::hallucination) value: &'a Value,
    /// The words around it, aligned with the evidence.
    pub(in crate::checks::hallucination) words: Alignment<'a>,
    /// The words by which its clause calls it, see [`names`].
    pub(in crate::checks::hallucination) names: Vec<Term>,
    /// The day that is written beside a time, or the time beside a day, see [`beside`].
    pub(in crate::checks::hallucination) beside: Option<&'a Value>,
    /// The draft, and the statement that it stands in.
    pub(in crate::checks::hallucination) said: (&'a Text, &'a Statement),
    /// The language of the draft.
    pub(in crate::checks::hallucination) lang: Lang,
    /// The days of the week that its sentence names beside a time, see [`week`].
    pub(in crate::checks::hallucination) days: u8,
    /// It stands in a condition ("if you hear nothing by Friday").
    pub(in crate::checks::hallucination) condition: bool,
}

impl Subject<'_> {
    /// The content words of its sentence, without those of values.
    pub(in crate::checks::hallucination) fn sentence(&self) -> Vec<Term> {
        let (text, statement) = self.said;
        let sentence = text.sentences().get(statement.sentence);
        self.terms(sentence.map_or(0..0, |sentence| sentence.tokens.clone()))
    }

    /// The content words of its clause that stand near it.
    pub(in crate::checks::hallucination) fn near(&self) -> Vec<Term> {
        let (_, statement) = self.said;
        let tokens = &self.value.tokens;
        let from = tokens.start.saturating_sub(NEAR).max(statement.tokens.start);
        self.terms(from..(tokens.end + NEAR).min(statement.tokens.end))
    }

    fn terms(&self, tokens: Range<usize>) -> Vec<Term> {
        let text = self.said.0;
        let values = values_in(text, &tokens);
        let plain = |value: &Value| !matches!(value.kind, ValueKind::Name(_));
        let outside = |at: usize| !values.iter().any(|value| plain(value) && value.tokens.contains(&at));
        let words = text.words(self.lang).get(tokens.clone()).unwrap_or_default();
        let own = tokens.zip(words).filter(|(at, word)| word.stem != 0 && outside(*at));
        own.map(|(_, word)| concept(word.stem)).collect()
    }
}

/// The day that is written beside a time, or the time beside a day of the week: at most [`BESIDE`] words before or
/// after it in the same sentence.
pub(in crate::checks::hallucination) fn beside(text: &Text, at: usize) -> Option<&Value> {
    let values = text.values();
    let one = values.get(at)?;
    let recurs =
        |value: &Value| matches!(value.kind, ValueKind::Date(Date::Weekday { .. } | Date::Relative(_)));
    let fits = |other: &&Value| match one.kind {
        ValueKind::Time(_) => matches!(other.kind, ValueKind::Date(_)),
        _ => recurs(one) && matches!(other.kind, ValueKind::Time(_)),
    };
    let sentence = |value: &Value| text.sentence_at(text.fold_span(value.span).start);
    let near = |gap: Option<usize>, value: &Value| {
        gap.is_some_and(|gap| gap <= BESIDE) && sentence(value) == sentence(one)
    };
    let after = values
        .get(at + 1)
        .filter(fits)
        .filter(|value| near(value.tokens.start.checked_sub(one.tokens.end), value));
    let before = || {
        let value = values.get(at.checked_sub(1)?).filter(fits)?;
        near(one.tokens.start.checked_sub(value.tokens.end), value).then_some(value)
    };
    after.or_else(before)
}

/// Whether a value is an age: "5 years old".
pub(in crate::checks::hallucination) fn is_age(text: &Text, value: &Value) -> bool {
    matches!(value.kind, ValueKind::Duration { .. }) && is_old(text, value.tokens.end)
}

/// Whether a value says who somebody is by an age: "your two-year-old".
pub(in crate::checks::hallucination) fn is_of_an_age(text: &Text, value: &Value) -> bool {
    let end = value.tokens.end;
    let joined = text.tokens().get(end).is_some_and(|token| text.token_text(token) == "-");
    joined && is_old(text, end + 1)
}

fn is_old(text: &Text, at: usize) -> bool {
    text.tokens().get(at).is_some_and(|token| one_of!(text.token_text(token), "old" | "olds"))
}

/// The word by which a value counts from one end of something: "the first five days", "the last 49 days".
pub(in crate::checks::hallucination) fn end_of<'t>(text: &'t Text, value: &Value) -> Option<&'t str> {
    let before = value.tokens.start.checked_sub(1).and_then(|at| text.tokens().get(at))?;
    Some(text.token_text(before)).filter(|word| one_of!(*word, "first" | "last" | "next" | "past"))
}

/// The days of the week that a time is said of: those named between the time before it in its sentence and itself, else
/// just after it.
pub(in crate::checks::hallucination) fn days_of(text: &Text, value: &Value) -> u8 {
    let Some(sentence) = text.sentence_at(text.fold_span(value.span).start) else { return 0 };
    let Some(sentence) = text.sentences().get(sentence).map(|sentence| sentence.tokens.clone()) else {
        return 0;
    };
    let times = text.values().iter().filter(|other| matches!(other.kind, ValueKind::Time(_)));
    let before = times.clone().map(|other| other.tokens.end).filter(|end| *end <= value.tokens.start).max();
    let after = times.map(|other| other.tokens.start).find(|start| *start >= value.tokens.end);
    let named = |tokens: Range<usize>| {
        let own = text.tokens().get(tokens).unwrap_or_default();
        week(own.iter().map(|token| text.token_text(token)))
    };
    let from = before.unwrap_or(sentence.start).max(sentence.start);
    match named(from..value.tokens.start) {
        0 => {
            let until = after.unwrap_or(sentence.end).min(value.tokens.end + AFTER);
            named(value.tokens.end..until.min(sentence.end).max(value.tokens.end))
        }
        days => days,
    }
}

/// Tokens after a time in which its day may stand.
const AFTER: usize = 4;

/// What a small number counts: the word after it.
pub(in crate::checks::hallucination) fn counted(text: &Text, value: &Value, lang: Lang) -> Option<Term> {
    let small = matches!(value.kind, ValueKind::Number(_)) && !is_claim(value);
    let word = text.words(lang).get(value.tokens.end).filter(|word| small && word.stem != 0)?;
    Some(concept(word.stem)).filter(|term| !is_weak(*term) && !carries_values(*term))
}

/// The name that a number belongs to: "Android 11", "the Aero 300".
pub(in crate::checks::hallucination) fn version_of<'t>(text: &'t Text, value: &Value) -> Option<&'t str> {
    let before = value.tokens.start.checked_sub(1).and_then(|at| text.tokens().get(at))?;
    let named = before.kind == TokenKind::Word && before.case != Case::Lower;
    (named && matches!(value.kind, ValueKind::Number(_))).then(|| text.token_text(before))
}

/// Values of a sentence that are looked at beside one.
const MOST_BESIDE: usize = 16;

/// Whether another value of the sentence of a value is the one that the evidence has.
pub(in crate::checks::hallucination) fn has_beside(
    text: &Text,
    value: &Value,
    right: &Value,
    today: Option<CivilDate>,
) -> bool {
    let sentence = |value: &Value| text.sentence_at(text.fold_span(value.span).start);
    let own = sentence(value);
    let others = text.values().iter().filter(|other| other.span != value.span && sentence(other) == own);
    others.take(MOST_BESIDE).any(|other| match compare(other, right, today) {
        Comparison::Equal => true,
        // "It needs version 11" where it needs version 11 or later.
        Comparison::Compatible => other.magnitude() == right.magnitude(),
        Comparison::Different | Comparison::Incomparable => false,
    })
}

/// Whether a word says little of what a value is about: verbs that lead to any value, and adverbs, unless the evidence
/// has them.
pub(in crate::checks::hallucination) fn is_light(postings: &Postings<'_>, number: Number) -> bool {
    let idle = |term: Term| carries_values(term) || is_weak_stem(term);
    postings.is_light(number) || postings.is_nowhere(number) && postings.term(number).is_some_and(idle)
}

/// The words that say what a value is about: those of its clause, the near ones twice.
pub(in crate::checks::hallucination) fn subject(
    text: &Text,
    statement: &Statement,
    value: &Value,
    (postings, words): (&Postings<'_>, &mut Words),
) -> Vec<(Number, u32)> {
    let near = value.tokens.start.saturating_sub(NEAR).max(statement.tokens.start)
        ..(value.tokens.end + NEAR).min(statement.tokens.end);
    let values = values_in(text, &near);
    let near = words.beside(near, values);
    let factor = |number: Number| match (is_light(postings, number), near.contains(&number)) {
        (true, _) => 1,
        (false, false) => 4,
        (false, true) => 8,
    };
    statement.terms.iter().map(|number| (*number, factor(*number))).collect()
}

/// The telling words by which a clause calls an amount of money: those before it ("the refund for your order is £5"),
/// or, where it begins with the amount, those after it.
pub(in crate::checks::hallucination) fn names(
    text: &Text,
    statement: &Statement,
    value: &Value,
    (postings, words): (&Postings<'_>, &mut Words),
) -> Vec<Term> {
    if !matches!(value.kind, ValueKind::Money { .. }) {
        return Vec::new();
    }
    let mut telling = |tokens: Range<usize>| -> Vec<Term> {
        let values = values_in(text, &tokens);
        let found = words.beside(tokens, values);
        let telling = found.into_iter().filter(|number| !postings.is_light(*number));
        telling.filter_map(|number| postings.term(number)).collect()
    };
    let from = value.tokens.start.saturating_sub(INTRODUCES).max(statement.tokens.start);
    let before = telling(from..value.tokens.start);
    if before.is_empty() {
        return telling(value.tokens.end..statement.tokens.end.min(value.tokens.end + NEAR));
    }
    before
}

/// The values that stand in some tokens, wholly or in part.
fn values_in<'t>(text: &'t Text, tokens: &Range<usize>) -> &'t [Value] {
    let values = text.values();
    let from = values.partition_point(|value| value.tokens.end <= tokens.start);
    let to = values.partition_point(|value| value.tokens.start < tokens.end);
    values.get(from..to.max(from)).unwrap_or_default()
}

/// Pairs of words side by side that both say what something is: "gym pass".
pub(in crate::checks::hallucination) fn kinds(
    text: &Text,
    tokens: &[Token],
    lang: Lang,
) -> Vec<(Term, Term)> {
    let first = tokens
        .first()
        .map_or(0, |token| text.tokens().partition_point(|other| other.fold.start < token.fold.start));
    let values = values_in(text, &(first..first + tokens.len()));
    let words = text.words(lang).get(first..first + tokens.len()).unwrap_or_default();
    let term = |n: usize| {
        let plain = |value: &&Value| !matches!(value.kind, ValueKind::Name(_));
        let of_value = values.iter().filter(plain).any(|value| value.tokens.contains(&(first + n)));
        let word = words.get(n).filter(|word| word.stem != 0 && !of_value)?;
        Some(concept(word.stem)).filter(|term| !is_weak(*term) && !carries_values(*term))
    };
    (1..words.len()).filter_map(|n| Some((term(n - 1)?, term(n)?))).collect()
}
