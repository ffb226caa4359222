//! What is said of things by days, against the conversation: another place or day than is asked about is off the request,
//! and no contradiction of what was said of a third.

use super::records::asks_another;
use super::{Against, Contradiction, LIKELY};
use crate::case::Case;
use crate::checks::hallucination::{Spoken, grid, is_written};
use crate::contract::{Layer, TurnRole};
use crate::matching::Scanned;
use crate::span::Span;
use crate::text::{Lang, Text, one_of};

/// Whether a text has one of some words.
fn has(text: &Text, is: fn(&str) -> bool) -> bool {
    text.tokens().iter().any(|token| is(text.token_text(token)))
}

/// Whether a word of a customer asks for any thing or day.
fn asks_which(word: &str) -> bool {
    one_of!(word, "which" | "where" | "when" | "any" | "anywhere" | "anything" | "other" | "else")
}

/// Whether a word tells of another day than the one that is asked about.
fn denies(word: &str) -> bool {
    one_of!(word, "no" | "not" | "but" | "next" | "only" | "instead" | "until") || word.ends_with("n't")
}

/// Takes out what is no contradiction, because another row or day is spoken of, and adds rows and days that were not
/// asked about.
#[inline(never)]
pub(super) fn settle(case: &Case<'_>, draft: &Scanned, lang: Lang, all: &mut Vec<Contradiction>) {
    if !case.has_evidence() || !case.runs(Layer::Hallucination) {
        return;
    }
    let Some(grid) = grid(case) else { return };
    let text = &draft.text;
    let scope = |text: &Text, known: &dyn Fn(&str) -> bool| {
        grid.scope(&Spoken::new(text, lang), 0..text.tokens().len(), known)
    };
    let own = scope(text, &|word| is_written(case, word));
    let scopes: Vec<_> = case.turns.iter().map(|turn| scope(&turn.text, &|_| true)).collect();
    let said = |turn: usize| scopes.get(turn).copied().unwrap_or_default();
    all.retain(|found| {
        let apart = match found.turn {
            Some((turn, _)) => own.is_apart(said(turn)),
            None => found.against == Against::Itself,
        };
        // What is so another day is no other matter: "no, it will be windy".
        !apart && !text.folded_text(found.at).split(' ').all(|word| grid.has_word(word))
    });
    let (Some(last), Some(asked)) = (case.last_customer, case.customer_text()) else { return };
    if text.sentences().iter().all(|sentence| sentence.question) || has(&asked.text, asks_which) {
        return;
    }
    let mut found: Vec<(Against, usize)> = Vec::new();
    // The rows that were named last, by whomever.
    let named = (0..=last).rev().find(|turn| said(*turn).rows != 0).unwrap_or(last);
    let others = |turn: usize| said(turn).rows & own.rows == 0 && said(turn).rows != 0;
    if own.rows != 0 && others(named) && (named == last || !asks_another(case)) {
        found.push((Against::Request, named));
        let company = |turn: &usize| {
            let role = case.request.turns.get(*turn).map(|turn| turn.role);
            said(*turn).rows != 0 && matches!(role, Some(TurnRole::Bot | TurnRole::Agent))
        };
        match (0..last).rev().find(company) {
            Some(turn) if others(turn) => found.push((Against::History, turn)),
            _ if named != last => found.push((Against::Settled, named)),
            _ => {}
        }
    }
    // "Keld", to "in which town?": the day was named before.
    let wanted = said(last);
    let back = if wanted.days == 0 && wanted.rows != 0 { 2 } else { 0 };
    if let Some(turn) = last.checked_sub(back)
        && own.is_another_day(said(turn))
        && !has(text, denies)
    {
        found.push((Against::Request, turn));
    }
    for (against, turn) in found {
        if let Some(said) = case.turns.get(turn).map(|turn| turn.text.original())
            && all.iter().all(|found| found.against != against)
        {
            all.push(Contradiction {
                against,
                at: text.sentences().first().map(|sentence| sentence.fold).unwrap_or_default(),
                turn: Some((turn, Span::new(0, said.len()))),
                expected: said.to_owned(),
                confidence: LIKELY,
            });
        }
    }
}
