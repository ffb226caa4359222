//! Another record than the one that is spoken of: the customer asks about the dentist, the draft speaks of the tennis
//! lesson; an earlier message named one hotel, the draft names another.

use std::collections::BTreeMap;

use super::{Against, Contradiction, LIKELY, claims::turns_away};
use crate::case::Case;
use crate::contract::TurnRole;
use crate::matching::Scanned;
use crate::span::Span;
use crate::text::{FoldSpan, Text, fold_pattern_text};

/// Most values of one key that are compared.
const MOST: usize = 40;
/// Most keys.
const MOST_KEYS: usize = 24;
/// Length of a value that names something, in bytes.
const NAMES: std::ops::RangeInclusive<usize> = 4..=60;

/// Where a phrase stands in a text as whole words.
fn place(text: &Text, phrase: &str) -> Option<FoldSpan> {
    let folded = text.folded();
    folded.match_indices(phrase).find_map(|(start, _)| {
        let end = start + phrase.len();
        let before = folded.get(..start).and_then(|head| head.chars().next_back());
        let after = folded.get(end..).and_then(|tail| tail.chars().next());
        let whole = !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric);
        whole.then_some(FoldSpan { start, end })
    })
}

/// Values that name something, by the key under which the records of a list hold them.
fn by_key<'c>(case: &'c Case<'_>) -> BTreeMap<&'c str, Vec<String>> {
    let mut keys: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for leaf in case.facts.leaves().iter().filter(|leaf| leaf.path.contains('[')).take(MOST * MOST_KEYS) {
        let key = leaf.path.rsplit(['.', ']']).next().unwrap_or("");
        let named = NAMES.contains(&leaf.text.len()) && leaf.text.chars().any(char::is_alphabetic);
        if key.is_empty() || !named || leaf.path.starts_with("events[") {
            continue;
        }
        let values = keys.entry(key).or_default();
        let value = fold_pattern_text(&leaf.text);
        if values.len() < MOST && !values.contains(&value) {
            values.push(value);
        }
    }
    keys.retain(|_, values| values.len() > 1);
    keys
}

/// Records that the draft confuses.
pub(super) fn confused(case: &Case<'_>, draft: &Scanned) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let Some(last) = case.last_customer else { return found };
    let company =
        case.request.turns.iter().rposition(|turn| matches!(turn.role, TurnRole::Bot | TurnRole::Agent));
    let moved_on = case.customer_text().is_some_and(turns_away);
    for values in by_key(case).values().take(MOST_KEYS) {
        let named: Vec<(&str, FoldSpan)> =
            values.iter().filter_map(|value| Some((value.as_str(), place(&draft.text, value)?))).collect();
        // One value alone, and not a part of another.
        let [(value, span)] = named.as_slice() else { continue };
        let spoken_of = |turn: usize| case.turns.get(turn).is_some_and(|t| place(&t.text, value).is_some());
        if (0..case.turns.len()).any(spoken_of) {
            continue;
        }
        let other_in = |turn: usize| -> Option<(String, Span)> {
            let text = &case.turns.get(turn)?.text;
            let mut others = values.iter().filter_map(|other| place(text, other));
            let (only, more) = (others.next()?, others.next());
            let at = text.original_span(only);
            more.is_none().then(|| (at.text(text.original()).to_owned(), at))
        };
        let mut add = |against, turn, (expected, at)| {
            found.push(Contradiction {
                against,
                at: *span,
                turn: Some((turn, at)),
                expected,
                confidence: LIKELY,
            });
        };
        if let Some(other) = other_in(last) {
            add(Against::Request, last, other);
        } else if let Some(turn) = company.filter(|_| !moved_on)
            && let Some(other) = other_in(turn)
        {
            add(Against::History, turn, other);
        }
    }
    found
}
