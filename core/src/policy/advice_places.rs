//! Places in the texts of a policy that nothing will ever fill.

use super::schema::{Rule, RuleBody};
use crate::contract::hint::nearest;

/// Facts that have a meaning, by which a misspelt one is told.
const FACTS: [&str; 6] = [
    "company.name",
    "company.address",
    "company.assistant_name",
    "customer.name",
    "customer.email",
    "event.*.ref",
];

/// Every word that rules of some kind offer.
const WORDS: [&str; 10] =
    ["match", "expected", "value", "statement", "strength", "type", "owner", "visible", "masked", "source"];

/// The words that the machinery of a rule offers.
fn words(rule: &Rule) -> &'static [&'static str] {
    match &rule.body {
        RuleBody::Forbid { .. } | RuleBody::Require { .. } | RuleBody::EscalateOn { .. } => &["match"],
        RuleBody::Mask { .. } => &["match", "value", "type", "owner", "visible", "masked"],
        RuleBody::Value { .. } | RuleBody::ChannelLimit(_) | RuleBody::Style(_) => {
            &["match", "expected", "value"]
        }
        RuleBody::Commitment { .. } => &["match", "strength"],
        RuleBody::Coded { .. } => &["match", "expected", "value", "statement"],
    }
}

/// What is wrong with the places of a rule's message, each with a hint.
pub(super) fn of_message(rule: &Rule) -> Vec<(String, String)> {
    let known = words(rule);
    places(&rule.message).filter_map(|place| fault(place, known, rule.body.kind().as_str())).collect()
}

/// What is wrong with the places of a text: of a fix of `rule`, or of one that no rule fills.
pub(super) fn of_text(text: &str, rule: Option<&Rule>) -> Vec<(String, String)> {
    let mut known = rule.map(words).unwrap_or_default().to_vec();
    if rule.is_some_and(|rule| rule.quote.is_some()) {
        known.push("source");
    }
    let kind = rule.map_or("", |rule| rule.body.kind().as_str());
    places(text).filter_map(|place| fault(place, &known, kind)).collect()
}

/// The insides of the braces of a text.
fn places(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(place, _)| place))
}

fn fault(place: &str, known: &[&str], kind: &str) -> Option<(String, String)> {
    let (path, otherwise) = match place.split_once('|') {
        Some((path, otherwise)) => (path.trim(), Some(otherwise)),
        None => (place.trim(), None),
    };
    if known.contains(&path) || FACTS.contains(&path) {
        return None;
    }
    let unknown = format!("nothing fills the place `{{{path}}}`");
    let meant = nearest(path, known.iter().chain(&FACTS).copied());
    if let Some(meant) = meant {
        return Some((unknown, format!("did you mean `{{{meant}}}`?")));
    }
    if path.contains(['.', '*']) {
        return None;
    }
    let offered = known.iter().map(|word| format!("`{{{word}}}`")).collect::<Vec<_>>().join(", ");
    match (WORDS.contains(&path), otherwise, kind) {
        (true, _, "") => Some((unknown, "here are no words of a rule, only facts".to_owned())),
        (true, _, kind) => Some((unknown, format!("a rule of the kind `{kind}` offers {offered} here"))),
        (false, None, _) => {
            let facts = "facts are named by their path, such as `{company.name}`; one that may be missing needs an \
                         alternative, `{company.name|us}`";
            Some((unknown, facts.to_owned()))
        }
        (false, Some(_), _) => None,
    }
}

/// A text as it might be sent: each place is filled by its alternative, or by a word that says nothing.
pub(super) fn filled_roughly(text: &str) -> String {
    let mut parts = text.split('{');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (place, rest) = part.split_once('}').unwrap_or((part, ""));
        filled.push_str(place.split_once('|').map_or("this", |(_, otherwise)| otherwise));
        filled.push_str(rest);
    }
    filled
}
