//! Identifiers that must not be shown, by type and by whose they are.

use crate::text::word_list;
use std::cmp::Ordering;

use crate::case::Case;
use crate::checks::Cx;
use crate::contract::{Applicability, Channel, Edit, Fix, Score, SourceKind, Support, TurnRole};
use crate::entities::{Class, EntityHit, MaskStyle, mask};
use crate::evidence::Origin;
use crate::findings::{Report, Sink};
use crate::policy::compile::CompiledRule;
use crate::policy::schema::Owner;
use crate::text::WordSet;

/// What a rule looks for.
#[derive(Clone, Copy)]
pub(crate) struct Wanted<'r> {
    /// Names of entities.
    pub(crate) entities: &'r [String],
    /// Whose data; empty means anybody's.
    pub(crate) owners: &'r [Owner],
    /// Only what is written in disguise.
    pub(crate) disguised: bool,
    /// Least confidence, 0 to 100.
    pub(crate) min_confidence: u8,
    /// How it is masked.
    pub(crate) style: MaskStyle,
}

/// Parts of a path that say that a fact is about another person than the customer.
static OTHER_PERSONS: WordSet<128> = WordSet::of(word_list![
    "another",
    "beneficiary",
    "by",
    "carer",
    "child",
    "colleague",
    "ex",
    "father",
    "friend",
    "guest",
    "household",
    "husband",
    "member_of",
    "mother",
    "neighbour",
    "neighbor",
    "other",
    "parent",
    "partner",
    "passenger",
    "payee",
    "previous",
    "recipient",
    "relative",
    "sender",
    "spouse",
    "tenant",
    "third_party",
    "wife",
    "employee",
]);

/// Digits of a phone number that tell numbers apart, counted from the end (national part without trunk prefix).
const PHONE_TAIL: usize = 9;

/// Reports identifiers of the named types that belong to one of the owners.
pub(crate) fn run<'a>(rule: &'a CompiledRule, wanted: Wanted<'a>, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    for hit in cx.identifiers() {
        if !wanted.entities.iter().any(|name| name == hit.entity.name)
            || hit.confidence < wanted.min_confidence
            || wanted.disguised && hit.span.text(cx.draft.text.original()).contains('@')
        {
            continue;
        }
        let (owner, support) = owner_of(hit, cx.case);
        let nobody_known = matches!(owner, Owner::Unlisted | Owner::Unjudged);
        let named = wanted.owners.contains(&owner) || nobody_known && wanted.owners.contains(&Owner::Unknown);
        if !wanted.owners.is_empty() && !named {
            continue;
        }
        let mut masked = mask(hit.entity, &hit.normalized, wanted.style);
        if cx.case.request.context.channel == Some(Channel::Sms) {
            // One dot would cut the message from 160 to 70 characters.
            masked = masked.replace('•', "*");
        }
        let mut report = Report::at(hit.fold)
            .word("type", hit.entity.label)
            .word("owner", owner.as_str())
            .word("visible", mask(hit.entity, &hit.normalized, MaskStyle::Visible))
            .word("masked", masked.clone());
        report.confidence = Score::from_percent(hit.confidence);
        report.support.extend(support);
        report.natural = Some(Fix {
            title: format!("mask the {}", hit.entity.label),
            applicability: Applicability::Safe,
            edits: vec![Edit { span: hit.span, content: masked }],
        });
        sink.report(rule, cx.case, cx.draft, report);
    }
}

/// Letters and digits only, lower case, so that formats of the same identifier are equal.
fn bare(text: &str) -> String {
    if text.is_ascii() {
        let kept = text.bytes().filter(u8::is_ascii_alphanumeric);
        return kept.map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    }
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a text of the record is or holds the identifier.
fn holds(text: &str, wanted: &str) -> bool {
    if wanted.is_empty() {
        return false;
    }
    if !text.is_ascii() {
        return bare(text).contains(wanted);
    }
    // Most facts are shorter than an identifier.
    let alike = || text.bytes().filter(u8::is_ascii_alphanumeric);
    match alike().count().cmp(&wanted.len()) {
        Ordering::Less => false,
        Ordering::Equal => alike().map(|byte| byte.to_ascii_lowercase()).eq(wanted.bytes()),
        Ordering::Greater => memchr::memmem::find(bare(text).as_bytes(), wanted.as_bytes()).is_some(),
    }
}

/// Whose an identifier is, and what says so: the facts first, then sources, then what was said.
pub(crate) fn owner_of(hit: &EntityHit, case: &Case<'_>) -> (Owner, Option<Support>) {
    let all = bare(&hit.normalized);
    let tail_from = match hit.entity.class {
        Class::Contact if hit.entity.name == "phone" => all.len().saturating_sub(PHONE_TAIL),
        _ => 0,
    };
    let wanted = all.get(tail_from..).unwrap_or(&all);
    let mut best: Option<(Owner, Support)> = None;
    for leaf in case.facts.leaves().iter().filter(|leaf| holds(&leaf.text, wanted)) {
        let owner = owner_by_path(&leaf.path);
        let support = Support {
            source: None,
            fact: Some(leaf.path.clone()),
            turn: None,
            text: leaf.text.clone(),
            span: None,
        };
        // The customer's own record decides over a copy elsewhere.
        if best.as_ref().is_none_or(|(known, _)| rank(owner) < rank(*known)) {
            best = Some((owner, support));
        }
    }
    if let Some((owner, support)) = best {
        return (owner, Some(support));
    }
    for piece in case.evidence() {
        let owner = match (piece.origin, piece.role) {
            (Origin::Fact(_), _) => continue,
            (Origin::Source(_), _) if piece.kind == SourceKind::Tool => Owner::Customer,
            (Origin::Source(_), _) => Owner::Company,
            (Origin::Turn(_), Some(TurnRole::Customer)) => Owner::Typed,
            (Origin::Turn(_), _) => Owner::Company,
        };
        if holds(piece.text().original(), wanted) {
            return (owner, None);
        }
    }
    (if case.has_evidence() { Owner::Unlisted } else { Owner::Unjudged }, None)
}

fn rank(owner: Owner) -> u8 {
    match owner {
        Owner::Customer => 0,
        Owner::Typed => 1,
        Owner::Company => 2,
        Owner::Other => 3,
        Owner::Unknown | Owner::Unlisted | Owner::Unjudged => 4,
    }
}

fn owner_by_path(path: &str) -> Owner {
    let mut parts = path.split(['.', '[', ']']).filter(|part| !part.is_empty());
    let first = parts.clone().next().unwrap_or("");
    let other =
        parts.any(|part| OTHER_PERSONS.has(part) || part.split('_').any(|piece| OTHER_PERSONS.has(piece)));
    match first {
        _ if other => Owner::Other,
        "company" => Owner::Company,
        _ => Owner::Customer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_says_whose_the_data_is() {
        for (path, owner) in [
            ("customer.email", Owner::Customer),
            ("order.contact.phone", Owner::Customer),
            ("company.contacts.phone", Owner::Company),
            ("order.delivery_address_changed.by.name", Owner::Other),
            ("customer.ex_husband.email", Owner::Other),
            ("neighbour.phone", Owner::Other),
            ("members[0].email", Owner::Customer),
        ] {
            assert_eq!(owner_by_path(path), owner, "{path}");
        }
    }
}
