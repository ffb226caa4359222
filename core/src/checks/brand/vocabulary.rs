//! Which words are used: one of two, known ones, explained ones, measures of one system.

use crate::text::{Listed, word_list};
use std::collections::{BTreeMap, BTreeSet};

use super::edit;
use super::terms::{is_part_of_name, language};
use crate::checks::Cx;
use crate::findings::{Report, Sink};
use crate::policy::compile::CompiledRule;
use crate::policy::schema::Measures;
use crate::text::values::ValueKind;
use crate::text::{Case, Text, TokenKind, fold_pattern_text};

/// Reports the second of two words for one thing, where the reply has both; the first one wins.
pub(super) fn consistent<'a>(
    rule: &'a CompiledRule,
    either: &BTreeMap<String, String>,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) {
    let text = &cx.draft.text;
    let found = rule.find.as_ref().map(|find| find.find(cx.draft)).unwrap_or_default();
    if found.len() < 2 {
        return;
    }
    // From the pair to the word of it that came first.
    let mut chosen: BTreeMap<&str, String> = BTreeMap::new();
    for span in found {
        let words = text.folded_text(span);
        let original = text.original_span(span);
        let skip = !cx.protected().allows(original) || is_part_of_name(text, original);
        let Some(pair) = rule.wording.get(words).filter(|_| !skip) else { continue };
        let first = chosen.entry(pair).or_insert_with(|| words.to_owned());
        if first == words {
            continue;
        }
        let other = either.get(pair).map(String::as_str);
        let wanted = [Some(pair), other].into_iter().flatten().find(|own| {
            let own = fold_pattern_text(own);
            own.trim() == first.as_str()
        });
        let Some(wanted) = wanted else { continue };
        let mut report = Report::at(span).word("expected", wanted);
        report.natural =
            Some(edit::safe("use one word for one thing", edit::swap(text, original, wanted, language(cx))));
        sink.report(rule, cx.case, cx.draft, report);
    }
}

/// Letters of an abbreviation.
const ACRONYM: std::ops::RangeInclusive<usize> = 3..=5;

/// Reports abbreviations in capitals at their first use, where nobody has explained or used them before.
pub(super) fn acronyms<'a>(rule: &'a CompiledRule, allow: &[String], cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    let text = &cx.draft.text;
    let tokens = text.tokens();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (at, token) in tokens.iter().enumerate() {
        if token.kind != TokenKind::Word || token.case != Case::Upper {
            continue;
        }
        let word = text.token_text(token);
        let written = token.span.text(text.original());
        // A word in capitals beside another is shouting, or a code; a plural or genitive is the same abbreviation.
        let beside = |at: Option<usize>| {
            at.and_then(|at| tokens.get(at))
                .is_some_and(|other| other.kind == TokenKind::Word && other.case == Case::Upper)
        };
        let letters = written.chars().count();
        let alone = !beside(at.checked_sub(1)) && !beside(Some(at + 1));
        let known = !ACRONYM.contains(&letters)
            || !alone
            || !seen.insert(word)
            || allow.iter().any(|own| own == written)
            || explained(text, at, written)
            || !cx.protected().allows(token.span)
            || text
                .values()
                .iter()
                .any(|value| value.span.contains(token.span) && !matches!(value.kind, ValueKind::Name(_)))
            || cx.case.turns.iter().any(|turn| {
                turn.text
                    .tokens()
                    .iter()
                    .any(|said| said.case == Case::Upper && turn.text.token_text(said) == word)
            });
        if !known {
            sink.report(rule, cx.case, cx.draft, Report::at(token.fold).word("value", written.to_owned()));
        }
    }
}

/// Whether the long form stands before the abbreviation in brackets, or in brackets behind it.
fn explained(text: &Text, at: usize, written: &str) -> bool {
    let tokens = text.tokens();
    let is = |at: Option<usize>, mark: &str| {
        at.and_then(|at| tokens.get(at)).is_some_and(|token| text.token_text(token) == mark)
    };
    let initials = |range: &[crate::text::Token]| -> String {
        let words = range.iter().filter(|token| token.kind == TokenKind::Word);
        words.filter_map(|token| text.token_text(token).chars().next()).collect()
    };
    let short = written.to_lowercase();
    if is(at.checked_sub(1), "(") {
        let from = at.saturating_sub(2 * short.len() + 2);
        let before = initials(tokens.get(from..at - 1).unwrap_or_default());
        return before.ends_with(&short) || subsequence(&short, &before);
    }
    if is(Some(at + 1), "(") {
        let after =
            initials(tokens.get(at + 2..(at + 2 + 2 * short.len()).min(tokens.len())).unwrap_or_default());
        return subsequence(&short, &after);
    }
    false
}

/// Whether the letters of `short` occur in `long` in order.
fn subsequence(short: &str, long: &str) -> bool {
    let mut letters = long.chars();
    short.chars().all(|letter| letters.any(|other| other == letter))
}

/// Reports words that the list doesn't know. Names, abbreviations, compounds, numbers and protected text are no words
/// of the language.
pub(super) fn unknown<'a>(rule: &'a CompiledRule, known: &[String], cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    let text = &cx.draft.text;
    let has = |word: &str| known.binary_search_by(|own| own.as_str().cmp(word)).is_ok();
    let hyphen = |at: usize| text.folded().as_bytes().get(at) == Some(&b'-');
    for token in text.tokens() {
        let compound = token.fold.start.checked_sub(1).is_some_and(hyphen) || hyphen(token.fold.end);
        if token.kind != TokenKind::Word || token.case == Case::Upper || token.case == Case::Mixed || compound
        {
            continue;
        }
        let word = text.token_text(token);
        let stem = word.strip_suffix("'s").unwrap_or(word);
        let name = || {
            text.values()
                .iter()
                .any(|value| matches!(value.kind, ValueKind::Name(_)) && value.span.contains(token.span))
        };
        if stem.chars().count() < 2 || has(stem) || has(word) || name() || !cx.protected().allows(token.span)
        {
            continue;
        }
        sink.report(rule, cx.case, cx.draft, Report::at(token.fold).word("value", word.to_owned()));
    }
}

/// Units of the metric system, as values name them.
static METRIC: Listed = Listed::new(word_list![
    "kg", "g", "mg", "km", "m", "cm", "mm", "l", "ml", "celsius", "m2", "km2", "m3", "cl", "hectare",
    "tonne",
]);

/// Units of the imperial system and of that of the United States.
static IMPERIAL: Listed = Listed::new(word_list![
    "lb",
    "lbs",
    "oz",
    "pound",
    "ounce",
    "mile",
    "foot",
    "ft",
    "inch",
    "in",
    "yard",
    "yd",
    "gallon",
    "pint",
    "fahrenheit",
    "acre",
    "stone",
]);

/// Reports measures of the other system. Nothing is converted: a rounded value would be another one.
pub(super) fn measures<'a>(rule: &'a CompiledRule, wanted: Measures, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    let text = &cx.draft.text;
    let (own, other) = match wanted {
        Measures::Metric => (&METRIC, &IMPERIAL),
        Measures::Imperial => (&IMPERIAL, &METRIC),
    };
    let unit_of = |at: usize| match text.values().get(at).map(|value| &value.kind) {
        Some(ValueKind::Quantity { unit, .. }) => *unit,
        _ => "",
    };
    for (at, value) in text.values().iter().enumerate() {
        // "5 kg (11 lb)" and "11 lb (5 kg)" say both.
        let beside = |other: Option<usize>| {
            other.and_then(|other| Some((other, text.values().get(other)?))).is_some_and(|(n, neighbour)| {
                let (first, second) = if n < at { (neighbour, value) } else { (value, neighbour) };
                let between = text.original().get(first.span.end..second.span.start).unwrap_or("");
                own.contains(&unit_of(n)) && between.len() <= 3 && between.contains(['(', '/'])
            })
        };
        let counts = other.contains(&unit_of(at)) && !beside(at.checked_sub(1)) && !beside(Some(at + 1));
        if counts && cx.protected().allows(value.span) {
            let written = value.span.text(text.original()).to_owned();
            sink.report(
                rule,
                cx.case,
                cx.draft,
                Report::at(text.fold_span(value.span)).word("value", written),
            );
        }
    }
}
