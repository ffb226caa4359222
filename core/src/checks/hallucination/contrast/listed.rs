//! Lists that add something which the evidence does not list.

use std::ops::Range;

use super::super::postings::Postings;
use super::super::reading::is_weak;
use super::super::statements::{Statement, Words};
use super::super::values::Ground;
use super::{UNITS, is_prose};
use crate::contract::SourceKind;
use crate::text::Text;

/// The unit that lists what a statement lists, where this adds something that stands nowhere.
pub(super) fn listed(
    ground: &Ground<'_>,
    postings: &Postings<'_>,
    words: &Words,
    (text, statement): (&Text, &Statement),
) -> Option<usize> {
    let items = items_of(text, statement.tokens.clone());
    if items.len() < FEWEST + 1 {
        return None;
    }
    let terms = |item: &Range<usize>| -> Vec<_> { words.of(item.clone()).collect() };
    let items: Vec<Vec<_>> = items.iter().map(terms).collect();
    let strange = |item: &Vec<_>| {
        !item.is_empty()
            && item.len() <= ITEM
            && item.iter().all(|number| postings.is_nowhere(*number) && !words.was_asked(*number))
            && item.iter().any(|number| postings.term(*number).is_some_and(|term| !is_weak(term)))
    };
    if !items.iter().skip(1).any(strange) {
        return None;
    }
    let units = ground.index.units().iter().enumerate().filter(|(_, unit)| is_prose(unit));
    units.take(UNITS * 16).find_map(|(n, unit)| {
        let held = ground.index.terms_of(unit);
        let named = |item: &&Vec<_>| {
            let mut telling =
                item.iter().filter_map(|number| postings.term(*number)).filter(|term| !is_weak(*term));
            telling.next_back().is_some_and(|term| held.contains(&term))
        };
        let kind = ground.evidence.get(unit.piece).map(|piece| piece.kind);
        (kind != Some(SourceKind::Review) && items.iter().filter(named).count() >= FEWEST).then_some(n)
    })
}

/// Things of a list that both must have.
const FEWEST: usize = 2;
/// Words of one thing of a list.
const ITEM: usize = 3;

/// The things that a clause lists, between commas and the last "and" or "or".
fn items_of(text: &Text, tokens: Range<usize>) -> Vec<Range<usize>> {
    let own = text.tokens().get(tokens.clone()).unwrap_or_default();
    let parts = |at: &usize| {
        own.get(*at).is_some_and(|token| matches!(text.token_text(token), "," | "and" | "or" | "&"))
    };
    let cuts: Vec<usize> = (0..own.len()).filter(parts).take(16).collect();
    if !cuts.iter().any(|at| own.get(*at).is_some_and(|token| text.token_text(token) == ",")) {
        return Vec::new();
    }
    let mut from = 0;
    let mut items = Vec::new();
    for cut in cuts.into_iter().chain([own.len()]) {
        if cut > from {
            items.push(tokens.start + from..tokens.start + cut);
        }
        from = cut + 1;
    }
    items
}
