//! Whether a text that was rewritten for style still says what it said: values, names, negation and modality.

use std::collections::BTreeMap;

use draftgate::text::values::{Comparison, Value, ValueKind};
use draftgate::text::{Text, TextOptions, TokenKind, fold_pattern_text};
use draftgate::{Span, Verdict};

/// Words that negate, in the seven languages.
const NEGATIONS: &[&str] = &[
    "not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot", "nicht",
    "kein", "keine", "keinen", "keinem", "keiner", "nie", "niemals", "ohne", "ne", "pas", "jamais", "sans",
    "aucun", "aucune", "nunca", "sin", "non", "mai", "senza", "niet", "geen", "nooit", "zonder", "nao",
    "sem",
];

/// Verbs of modality, in the seven languages.
const MODALS: &[&str] = &[
    "can", "could", "may", "might", "must", "shall", "should", "will", "would", "kann", "konnen", "konnte",
    "darf", "durfen", "muss", "mussen", "soll", "sollte", "werden", "wird", "peut", "pouvez", "peux",
    "devez", "dois", "puede", "puedes", "debe", "debes", "puo", "deve", "kan", "kunt", "moet", "mag", "pode",
];

/// What a contraction stands for, as far as it negates or is modal.
const CONTRACTED: &[(&str, &[&str])] = &[
    ("can't", &["can", "not"]),
    ("cannot", &["can", "not"]),
    ("won't", &["will", "not"]),
    ("couldn't", &["could", "not"]),
    ("wouldn't", &["would", "not"]),
    ("shouldn't", &["should", "not"]),
    ("mustn't", &["must", "not"]),
];

/// Verbs before which `'d` is "would".
const AFTER_WOULD: &[&str] =
    &["appreciate", "advise", "be", "have", "like", "love", "need", "prefer", "recommend", "suggest", "want"];

/// How often each negation and each modal verb is said.
fn logic(text: &Text) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    let mut add = |word: &str| *counts.entry(word.to_owned()).or_insert(0) += 1;
    let words: Vec<(usize, &str)> = text
        .tokens()
        .iter()
        .enumerate()
        .filter(|(_, token)| token.kind == TokenKind::Word)
        // "May" in a date is a month.
        .filter(|(_, token)| {
            !text
                .values()
                .iter()
                .any(|value| matches!(value.kind, ValueKind::Date(_)) && value.span.contains(token.span))
        })
        .map(|(at, token)| (at, text.token_text(token)))
        .collect();
    for (n, (at, word)) in words.iter().copied().enumerate() {
        let (place, next) = words.get(n + 1).copied().unwrap_or((0, ""));
        // "we must must pay" says it once; "not not" says something else.
        if word == next && place == at + 1 && (word == "cannot" || MODALS.contains(&word)) {
            continue;
        }
        if let Some((_, parts)) = CONTRACTED.iter().find(|(own, _)| *own == word) {
            parts.iter().for_each(|part| add(part));
        } else if word.ends_with("n't") {
            add("not");
        } else if word.ends_with("'d") && AFTER_WOULD.contains(&next) {
            add("would");
        } else if word.ends_with("'ll") {
            add("will");
        } else if NEGATIONS.contains(&word) || MODALS.contains(&word) {
            add(word);
        }
    }
    counts
}

fn same(one: &Value, other: &Value) -> bool {
    one.kind == other.kind || matches!(one.same(other, None), Comparison::Equal | Comparison::Compatible)
}

/// Where a rule found a term that the house writes otherwise.
pub fn terms(verdict: &Verdict) -> Vec<Span> {
    verdict.findings.iter().filter(|finding| finding.fix.is_some()).map(|finding| finding.span).collect()
}

/// What was changed beyond style, in words; empty when nothing was.
///
/// `terms` are the places where a rule replaced a term; a capitalised term there is no name that was lost.
pub fn changes(draft: &str, text: &str, options: &TextOptions, terms: &[Span]) -> Vec<String> {
    let (before, after) = (Text::analyse(draft, options), Text::analyse(text, options));
    let mut found = Vec::new();
    let values = |text: &Text| -> Vec<Value> {
        text.values().iter().filter(|value| !matches!(value.kind, ValueKind::Name(_))).cloned().collect()
    };
    let (old, mut new) = (values(&before), values(&after));
    for value in &old {
        match new.iter().position(|other| same(value, other)) {
            Some(at) => {
                new.remove(at);
            }
            None => found.push(format!("lost value {:?}", value.span.text(draft))),
        }
    }
    found.extend(new.iter().map(|value| format!("new value {:?}", value.span.text(text))));
    for value in before.values() {
        let ValueKind::Name(name) = &value.kind else { continue };
        let term = terms.iter().any(|term| term.contains(value.span));
        if !term && !after.folded().contains(fold_pattern_text(name).trim()) {
            found.push(format!("lost name {name:?}"));
        }
    }
    let (old, new) = (logic(&before), logic(&after));
    if old != new {
        found.push(format!("negation or modality {old:?} became {new:?}"));
    }
    found
}
