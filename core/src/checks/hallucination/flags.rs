//! Statements against the yes and no of records, and against the state in which a record says that something is:
//! "the kettle is in stock" where `in_stock` is false, "your order was delivered" where its status is `processing`.

use super::contrast::Contradiction;
use super::index::{Index, Term};
use super::postings::Postings;
use super::reading::{Marks, Reading, is_weak};
use super::rows::Field;
use super::statements::{Statement, Words};
use super::units::path_words;
use super::words::Act;
use crate::evidence::{Evidence, Origin};
use crate::facts::{Facts, Leaf};
use crate::text::{Case, FoldSpan, Text, TextOptions, Token, TokenKind, fold_pattern_text, one_of};

/// Fields of records that are read.
const MOST: usize = 64;

/// A field that says yes or no.
struct Flag {
    /// What its key speaks of; denies where the field says no.
    key: Reading,
    /// Words of its record.
    record: Vec<Term>,
    unit: usize,
    /// Another record has this key too.
    repeated: bool,
}

/// How far an order has come; what is not on its way has none.
fn stage(word: &str) -> Option<Stage> {
    Some(match word {
        "pending" | "processing" | "processed" | "confirmed" | "placed" | "packed" => Stage::Begun,
        "shipped" | "dispatched" | "transit" | "sent" => Stage::Sent,
        "delivered" => Stage::Arrived,
        "cancelled" | "canceled" => Stage::Cancelled,
        "delivery" => Stage::Sent,
        "active" | "open" | "opened" => Stage::Active,
        "paused" | "suspended" => Stage::Paused,
        "expired" | "terminated" | "closed" | "resolved" => Stage::Over,
        _ => return None,
    })
}

/// The states of orders, bookings and contracts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Begun,
    Sent,
    Arrived,
    Cancelled,
    Active,
    Paused,
    Over,
}

impl Stage {
    /// Whether something in this state can be called `said`.
    fn admits(self, said: Stage) -> bool {
        match (self, said) {
            (Stage::Begun | Stage::Sent | Stage::Arrived, Stage::Begun | Stage::Sent | Stage::Arrived) => {
                said <= self
            }
            // A confirmed booking is active, and so is a paused contract, in a way.
            (Stage::Begun | Stage::Sent | Stage::Paused, Stage::Active) | (Stage::Active, Stage::Begun) => {
                true
            }
            _ => self == said,
        }
    }
}

/// Finds the statements that a field contradicts. English only.
pub(super) fn find(
    text: &Text,
    (index, evidence, facts): (&Index, &[Evidence], &Facts),
    (postings, words): (&Postings<'_>, &Words),
    statements: &[Statement],
) -> Vec<Contradiction> {
    let mut flags: Vec<Flag> = Vec::new();
    let mut states: Vec<(Vec<String>, Stage, usize)> = Vec::new();
    for row in index.rows().all() {
        for field in row {
            if flags.len() + states.len() >= MOST {
                break;
            }
            let Some(piece) = evidence.get(field.piece) else { continue };
            let value = piece.text().folded_text(field.fold);
            let said = says(value);
            let Some(yes) = yes_or_no(value).or(said.map(|_| true)) else {
                let key = field.key_text(evidence, facts);
                if (key.ends_with("status") || key.ends_with("state"))
                    && let Some((of, stage)) = state(key, value)
                    && let Some(unit) = unit_of(index, field)
                {
                    states.push((of, stage, unit));
                }
                continue;
            };
            let key = field.key_text(evidence, facts);
            let last = key.rsplit('.').next().unwrap_or(key);
            if !path_words(last).any(|word| may_be_said(text, word)) {
                continue;
            }
            let Some(unit) = unit_of(index, field) else { continue };
            let phrase: Vec<&str> = path_words(last).filter(|word| !matches!(*word, "is" | "has")).collect();
            let phrase = format!("{} {}", phrase.join(" "), said.unwrap_or_default());
            let phrase = Text::analyse(&phrase, &TextOptions::default());
            let mut key = Reading::of(&phrase, 0..phrase.tokens().len());
            key.deny(!yes);
            let record = row.iter().filter_map(|other| index.unit(unit_of(index, other)?));
            let record = record.flat_map(|unit| index.terms_of(unit).iter().copied()).collect();
            let same = |other: &&Field| other.key_text(evidence, facts).rsplit('.').next() == Some(last);
            let repeated = index.rows().all().iter().flatten().filter(same).take(2).count() > 1;
            flags.push(Flag { key, record, unit, repeated });
        }
    }
    let mut found = named_otherwise(text, (index, evidence, facts), statements);
    if flags.is_empty() && states.is_empty() {
        return found;
    }
    for (n, statement) in statements.iter().enumerate() {
        let conditional =
            statements.iter().any(|other| other.sentence == statement.sentence && other.condition);
        if statement.act != Act::Assertion || conditional {
            continue;
        }
        let denied = state_denied(text, statement, &states, facts);
        let marks = Marks::of(text, text.tokens().get(statement.tokens.clone()).unwrap_or_default());
        let terms: Vec<Term> = statement.terms.iter().filter_map(|number| postings.term(*number)).collect();
        if denied.is_none() && !flags.iter().any(|flag| flag.key.may_be_spoken_of(marks, &terms)) {
            continue;
        }
        let ours = Reading::of(text, statement.tokens.clone());
        let whole =
            text.sentences().get(statement.sentence).is_some_and(|whole| whole.tokens == statement.tokens);
        if ours.conditional || ours.exception || !ours.predicates && !whole {
            continue;
        }
        let told = flags.iter().filter(|flag| {
            flag.key.is_spoken_of(&ours, &flag.record, |term| {
                is_weak(term)
                    || !postings.is_given(postings.number(term)) && words.was_asked(postings.number(term))
            })
        });
        let mut told: Vec<&Flag> = told.collect();
        // Of the rows of a table, the one that alone has a word of the statement.
        if told.len() > 1 {
            let alone = |n: usize, term: &Term| {
                told.iter().enumerate().all(|(other, flag)| (other == n) == flag.record.contains(term))
            };
            let named = (0..told.len()).filter(|n| ours.topics.iter().any(|term| alone(*n, term)));
            let named: Vec<usize> = named.collect();
            told = match named.as_slice() {
                [one] => told.get(*one).copied().into_iter().collect(),
                _ => Vec::new(),
            };
        } else if told.iter().any(|flag| flag.repeated) {
            told.clear();
        }
        let flag = told.first();
        let turned = flag.filter(|flag| !flag.key.agrees(&ours)).map(|flag| flag.unit);
        found.extend(turned.or(denied).map(|unit| Contradiction { statement: n, at: statement.fold, unit }));
    }
    found
}

/// What the records call otherwise than the draft: "you're on the Saver rate" where the rate is Flexible. The name
/// stands just before the key, and is said to be the customer's.
fn named_otherwise(
    text: &Text,
    (index, evidence, facts): (&Index, &[Evidence], &Facts),
    statements: &[Statement],
) -> Vec<Contradiction> {
    let tokens = text.tokens();
    let word = |at: usize| tokens.get(at).map_or("", |token| text.token_text(token));
    let mut found = Vec::new();
    let names = |leaf: &&Leaf| leaf.text.starts_with(char::is_uppercase);
    for (n, leaf) in facts.leaves().iter().enumerate().filter(|(_, leaf)| names(leaf)) {
        let key = path_words(&leaf.path).last().unwrap_or_default();
        let others = || facts.leaves().iter().filter(|other| path_words(&other.path).last() == Some(key));
        if key.len() < 3 || !text.folded().contains(key) || others().count() > 1 {
            continue;
        }
        let right = fold_pattern_text(&leaf.text);
        for at in (0..tokens.len()).filter(|at| word(*at) == key) {
            let capital = |at: &usize| {
                let named = |token: &Token| token.kind != TokenKind::Symbol && token.case != Case::Lower;
                tokens.get(*at).is_some_and(named) && !one_of!(word(*at), "your" | "the" | "our" | "a")
            };
            let from = (at.saturating_sub(NAME)..at).rev().take_while(capital).last().unwrap_or(at);
            let (Some(first), Some(last)) =
                (tokens.get(from), at.checked_sub(1).and_then(|last| tokens.get(last)))
            else {
                continue;
            };
            if from == at {
                continue;
            }
            let said = text.folded_text(FoldSpan { start: first.fold.start, end: last.fold.end });
            let same = right.contains(said) || said.contains(&right);
            let before: Vec<&str> = (from.saturating_sub(OWNED)..from).map(word).collect();
            let owned = before.last() == Some(&"your")
                || before.last() == Some(&"the")
                    && before.iter().any(|word| one_of!(*word, "you're" | "you've" | "you" | "your"))
                    && before
                        .iter()
                        .any(|word| one_of!(*word, "on" | "booked" | "chosen" | "have" | "chose"));
            let statement = statements.iter().position(|own| own.tokens.contains(&at));
            let Some((statement, own)) = statement.and_then(|n| Some((n, statements.get(n)?))) else {
                continue;
            };
            let open = text.tokens().get(own.tokens.clone()).unwrap_or_default();
            let mut open = open.iter().map(|token| text.token_text(token));
            let plain = own.act == Act::Assertion
                && !own.condition
                && !open.any(|word| one_of!(word, "new" | "would" | "will" | "could" | "can" | "if" | "not"));
            let piece = evidence.iter().position(|piece| piece.origin == Origin::Fact(n));
            let unit = index.units().iter().position(|unit| Some(unit.piece) == piece);
            if let (Some(unit), true) = (unit, owned && plain && !same) {
                found.push(Contradiction { statement, at: own.fold, unit });
            }
        }
    }
    found
}

/// Words of a name before the key of what it names.
const NAME: usize = 3;
/// Words before a name that say whose it is.
const OWNED: usize = 4;

/// Whether the draft may have a word of a key in some form.
fn may_be_said(text: &Text, word: &str) -> bool {
    let begin = word.get(..4).unwrap_or(word);
    matches!(word, "stock" | "available") || text.folded().contains(begin)
}

/// What a value of a record says as an answer.
fn yes_or_no(value: &str) -> Option<bool> {
    match value {
        "true" | "yes" => Some(true),
        "false" | "no" | "none" => Some(false),
        _ => None,
    }
}

/// What a value of a table says of its column in words.
fn says(value: &str) -> Option<&str> {
    matches!(
        value,
        "included"
            | "not included"
            | "excluded"
            | "available"
            | "not available"
            | "unavailable"
            | "allowed"
            | "not allowed"
    )
    .then_some(value)
}

/// The unit in which a field stands.
fn unit_of(index: &Index, field: &Field) -> Option<usize> {
    let units = index.units();
    let at = units.partition_point(|unit| (unit.piece, unit.fold.end) < (field.piece, field.fold.end));
    let unit = units.get(at)?;
    (unit.piece == field.piece && unit.fold.start <= field.fold.start).then_some(at)
}

/// What a status is of, by the words of its path, and which it is.
fn state(key: &str, value: &str) -> Option<(Vec<String>, Stage)> {
    let of: Vec<String> = path_words(key).map(str::to_ascii_lowercase).collect();
    if of.last().is_none_or(|last| last != "status" && last != "state") || of.len() < 2 {
        return None;
    }
    let stage = value.split(|c: char| !c.is_alphanumeric()).find_map(stage)?;
    Some((of, stage))
}

/// The record whose state a clause gets wrong: "your order was delivered", "your booking hasn't been cancelled".
fn state_denied(
    text: &Text,
    statement: &Statement,
    states: &[(Vec<String>, Stage, usize)],
    facts: &Facts,
) -> Option<usize> {
    if states.is_empty() {
        return None;
    }
    let words: Vec<&str> =
        text.tokens().get(statement.tokens.clone())?.iter().map(|token| text.token_text(token)).collect();
    let names = |word: &str| {
        match word {
            "parcel" | "package" | "delivery" => "shipment",
            "reservation" => "booking",
            "plan" | "membership" => "subscription",
            _ => word,
        }
        .to_owned()
    };
    let spoken = |of: &[String]| {
        words.iter().any(|word| of.contains(&(*word).to_owned()) || of.contains(&names(word)))
    };
    let mut about = states.iter().filter(|(of, ..)| spoken(of));
    let (_, held, unit) = about.next()?;
    if about.next().is_some() {
        return None;
    }
    let (at, said) = words.iter().enumerate().find_map(|(at, word)| Some((at, stage(word)?)))?;
    let before = words.get(at.saturating_sub(REACH)..at)?;
    let is = |list: &[&str]| before.iter().any(|word| list.contains(word));
    let now = is(&["is", "was", "has", "hasn't", "isn't", "wasn't", "been", "remains"]);
    if !now
        || is(&["be", "being", "to", "will", "can", "may", "might", "should", "could", "if", "once", "until"])
    {
        return None;
    }
    let denies = is(&["not", "hasn't", "isn't", "wasn't", "never", "no"]);
    let verb = words.get(at).copied().unwrap_or_default();
    let stem = verb.get(..5).unwrap_or(verb);
    let happened = facts.happened().any(|event| event.kind.contains(stem));
    let wrong = if denies { held.admits(said) && *held == said } else { !held.admits(said) && !happened };
    wrong.then_some(*unit)
}

/// Words before a state among which its verb stands.
const REACH: usize = 4;
