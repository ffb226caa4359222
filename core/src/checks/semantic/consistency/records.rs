//! Another record than the one that is spoken of: the customer asks about the dentist, the draft speaks of the tennis
//! lesson; an earlier message named one hotel, the draft names another.

use std::collections::BTreeMap;

use super::{Against, Contradiction, LIKELY};
use crate::case::Case;
use crate::checks::semantic::words::is_content;
use crate::contract::TurnRole;
use crate::matching::Scanned;
use crate::span::Span;
use crate::text::values::ValueKind;
use crate::text::{FoldSpan, Lang, Text, TokenKind, fold_pattern_text};

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
fn by_key<'c>(case: &'c Case<'_>, lang: Lang) -> BTreeMap<&'c str, Vec<String>> {
    let mut keys: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for leaf in case.facts.leaves().iter().filter(|leaf| leaf.path.contains('[')).take(MOST * MOST_KEYS) {
        let key = leaf.path.rsplit(['.', ']']).next().unwrap_or("");
        let named = NAMES.contains(&leaf.text.len()) && leaf.text.chars().any(char::is_alphabetic);
        if key.is_empty() || !named || leaf.path.starts_with("events[") {
            continue;
        }
        let values = keys.entry(key).or_default();
        let value = fold_pattern_text(&leaf.text);
        let topic = value.split(' ').any(|word| is_content(lang, word));
        if topic && values.len() < MOST && !values.contains(&value) {
            values.push(value);
        }
    }
    keys.retain(|_, values| values.len() > 1);
    keys
}

/// Words with which a customer asks for another thing or for any thing of a sort, folded.
const MOVES_ON: &[&str] = &[
    "another",
    "other",
    "others",
    "instead",
    "different",
    "else",
    "alternate",
    "alternative",
    "alternatives",
    "rather",
    "anything",
    "some",
    "something",
    "about",
    "keep",
    "suggest",
    "recommend",
    "options",
    "prefer",
    "andere",
    "anderer",
    "lieber",
    "autre",
    "plutot",
    "otro",
    "otra",
    "altro",
    "altra",
    "ander",
    "liever",
    "outro",
    "outra",
];

/// Openings with which a draft brings something up, folded.
const BRINGS_UP: &[&str] = &[
    "how about",
    "what about",
    "there is",
    "there are",
    "there's",
    "i found",
    "i see",
    "i like",
    "would you",
    "also",
    "try ",
];

/// Records that the draft confuses.
pub(super) fn confused(case: &Case<'_>, draft: &Scanned, lang: Lang) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let Some(last) = case.last_customer else { return found };
    let company =
        case.request.turns.iter().rposition(|turn| matches!(turn.role, TurnRole::Bot | TurnRole::Agent));
    let moves_on = |said: &Scanned| {
        said.text.tokens().iter().any(|token| MOVES_ON.contains(&said.text.token_text(token)))
    };
    let moved_on = case.customer_text().is_some_and(moves_on)
        || BRINGS_UP.iter().any(|words| draft.text.folded().contains(words));
    for values in by_key(case, lang).values().take(MOST_KEYS) {
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

/// Words that ask for a field, folded.
const ASKS_FIELD: &[&str] = &[
    "what", "what's", "give", "tell", "send", "show", "need", "provide", "share", "know", "confirm", "was",
    "welche", "wie", "quelle", "quel", "cual", "qual", "quale", "wat",
];

/// Fields of the records that the customer asks for and the draft does not give: their keys, as bytes of the
/// customer's message. A draft that asks back or refuses is left alone.
pub(in crate::checks::semantic) fn fields_not_given(
    case: &Case<'_>,
    draft: &Scanned,
    lang: Lang,
) -> Vec<Span> {
    let Some(asked) = case.customer_text() else { return Vec::new() };
    let text = &asked.text;
    let asks = text.tokens().iter().any(|token| ASKS_FIELD.contains(&text.token_text(token)));
    let asks_back = draft.text.sentences().iter().any(|sentence| sentence.question);
    if !asks || asks_back {
        return Vec::new();
    }
    let mut missed = Vec::new();
    for (key, values) in by_key(case, lang) {
        let name = key.replace('_', " ");
        let Some(at) = (name.len() > 3).then(|| place(text, &name)).flatten() else { continue };
        let given =
            values.iter().any(|value| place(&draft.text, value).is_some()) || holds_sort(&draft.text, &name);
        if !given && place(&draft.text, &name).is_none() {
            missed.push(text.original_span(at));
        }
    }
    missed
}

/// Whether a text holds a value of the sort that the name of a field asks for; a field of words is never judged by it.
fn holds_sort(text: &Text, field: &str) -> bool {
    let any = |test: fn(&ValueKind) -> bool| text.values().iter().any(|value| test(&value.kind));
    let last = field.rsplit(' ').next().unwrap_or(field);
    match last {
        "date" | "time" | "day" => any(|kind| matches!(kind, ValueKind::Date(_) | ValueKind::Time(_))),
        "address" | "location" | "street" => {
            text.tokens().iter().any(|token| matches!(token.kind, TokenKind::Number | TokenKind::Alnum))
        }
        "price" | "amount" | "cost" | "total" | "fee" | "fare" => {
            any(|kind| matches!(kind, ValueKind::Money { .. } | ValueKind::Number(_)))
        }
        "phone" | "number" => any(|kind| matches!(kind, ValueKind::Phone(_) | ValueKind::Identifier(_))),
        "distance" => any(|kind| matches!(kind, ValueKind::Quantity { .. })),
        _ => false,
    }
}
