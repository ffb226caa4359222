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

/// Words of a customer who asks for any thing or day, folded.
fn asks_which(text: &Text) -> bool {
    let any = |word: &str| {
        one_of!(word, "which" | "where" | "when" | "any" | "anywhere" | "anything" | "other" | "else")
    };
    text.tokens().iter().any(|token| any(text.token_text(token)))
}

/// Takes out what is no contradiction, because another row or day is spoken of, and adds rows and days that were not
/// asked about.
pub(super) fn settle(case: &Case<'_>, draft: &Scanned, lang: Lang, all: &mut Vec<Contradiction>) {
    let Some(grid) = Some(())
        .filter(|()| case.has_evidence() && case.runs(Layer::Hallucination))
        .and_then(|()| grid(case))
    else {
        return;
    };
    let scope = |text: &Text, known: &dyn Fn(&str) -> bool| {
        grid.scope(&Spoken::new(text, lang), 0..text.tokens().len(), known)
    };
    let own = scope(&draft.text, &|word| is_written(case, word));
    let scopes: Vec<_> = case.turns.iter().map(|turn| scope(&turn.text, &|_| true)).collect();
    // What is so another day is no other matter: "no, it will be windy".
    let of_cell = |found: &Contradiction| {
        let words = draft.text.folded_text(found.at).split(' ');
        !words.clone().any(|word| word.is_empty()) && words.clone().all(|word| grid.has_word(word))
    };
    all.retain(|found| match found.turn {
        _ if of_cell(found) => false,
        Some((turn, _)) => !scopes.get(turn).is_some_and(|said| own.is_apart(*said)),
        None => found.against != Against::Itself,
    });
    let (Some(last), Some(asked)) = (case.last_customer, case.customer_text()) else { return };
    let asks_back = draft.text.sentences().iter().all(|sentence| sentence.question);
    let Some(wanted) = scopes.get(last).filter(|_| !asks_back && !asks_which(&asked.text)) else { return };
    let mut add = |against: Against, turn: usize| {
        let Some(said) = case.turns.get(turn).map(|turn| turn.text.original()) else { return };
        let known = |found: &Contradiction| found.against == against;
        if !all.iter().any(known) {
            all.push(Contradiction {
                against,
                at: draft.text.sentences().first().map(|sentence| sentence.fold).unwrap_or_default(),
                turn: Some((turn, Span::new(0, said.len()))),
                expected: said.to_owned(),
                confidence: LIKELY,
            });
        }
    };
    // The rows that were named last, by whomever.
    let named = (0..=last).rev().find(|n| scopes.get(*n).is_some_and(|said| said.rows != 0));
    if let Some(turn) = named.filter(|turn| *turn == last || !asks_another(case))
        && scopes.get(turn).is_some_and(|said| said.rows & own.rows == 0)
        && own.rows != 0
    {
        add(Against::Request, turn);
        let company = |n: &usize| {
            let role = case.request.turns.get(*n).map(|turn| turn.role);
            let settled = scopes.get(*n).is_some_and(|said| said.rows != 0);
            settled && matches!(role, Some(TurnRole::Bot | TurnRole::Agent))
        };
        let before = (0..last).rev().find(company);
        if let Some(turn) =
            before.filter(|turn| scopes.get(*turn).is_some_and(|said| said.rows & own.rows == 0))
        {
            add(Against::History, turn);
        } else if turn != last {
            add(Against::Settled, turn);
        }
    }
    // "Keld", to "in which town?": the day was named before.
    let dated = match wanted.days {
        0 if wanted.rows != 0 => last.checked_sub(2),
        _ => Some(last),
    };
    let denies = |token| {
        one_of!(draft.text.token_text(token), "no" | "not" | "but" | "next" | "only" | "instead" | "until")
            || draft.text.token_text(token).ends_with("n't")
    };
    if let Some(turn) = dated
        && scopes.get(turn).is_some_and(|said| own.is_another_day(*said))
        && !draft.text.tokens().iter().any(denies)
    {
        add(Against::Request, turn);
    }
}
