//! What the evidence says of one subject, said of another: "the Family plan costs 8" where the Solo plan costs 8 and
//! the Family plan 14.

use super::index::{Held, Term};
use super::reading::is_weak;
use super::units::Unit;
use super::values::{Ground, Subject};
use crate::text::values::ValueKind;

/// The value that the evidence gives for the subject of the draft, where all sentences that have the draft's value
/// speak of another: each lacks a word of the draft that the right sentence has, and has a word in its place that
/// neither the draft nor the right sentence has.
pub(super) fn instead(
    ground: &Ground<'_>,
    subject: &Subject<'_>,
    holders: &[usize],
    against: &[(u32, Held)],
) -> Option<Held> {
    let terms = |unit: &Unit| ground.index.terms_of(unit);
    let telling =
        |list: &[Term]| -> Vec<Term> { list.iter().copied().filter(|term| !is_weak(*term)).collect() };
    // Bare numbers are often names: the Aero 200 and the Aero 300.
    if matches!(subject.value.kind, ValueKind::Number(_)) {
        return None;
    }
    // The right sentence has a word more of the draft than those that have its value.
    let most = holders.iter().map(|holder| subject.words.share(*holder)).max().unwrap_or(0);
    if !against.iter().any(|(share, _)| *share > most) {
        return None;
    }
    let beside_ours = subject.near();
    let ours = telling(&subject.sentence());
    let mut best: Option<(usize, u32, Held, bool)> = None;
    for (share, held) in against {
        let (n, right) = ground.unit(*held)?;
        if *share <= most || right.fields || holders.contains(&n) {
            continue;
        }
        let theirs = terms(right);
        let swapped = holders.iter().all(|holder| {
            let Some(wrong) = ground.index.unit(*holder) else { return false };
            let wrong = terms(wrong);
            let shared = |term: &&Term| wrong.contains(term) && theirs.contains(term);
            let missing = ours.iter().any(|term| theirs.contains(term) && !wrong.contains(term));
            let stranger = telling(wrong).iter().any(|term| !theirs.contains(term) && !ours.contains(term));
            // What the wrong sentence shares with the draft, the right one shares too.
            let covered = ours.iter().filter(|term| wrong.contains(term)).all(|term| theirs.contains(term));
            missing
                && stranger
                && is_parallel(&telling(wrong), &telling(theirs))
                && covered
                && ours.iter().filter(shared).count() >= 1
        });
        if !swapped {
            continue;
        }
        let near = beside(ground, *held, &beside_ours);
        match &mut best {
            Some((known, of, _, alone)) if near == *known && share == of => *alone = false,
            Some((known, of, ..)) if (near, *share) < (*known, *of) => {}
            _ => best = Some((near, *share, *held, true)),
        }
    }
    best.filter(|(.., alone)| *alone).map(|(_, _, held, _)| held)
}

/// Whether two sentences say the same of two subjects: most of the words of one are in the other.
fn is_parallel(one: &[Term], two: &[Term]) -> bool {
    let common = one.iter().filter(|term| two.contains(term)).count();
    common * 2 >= one.len().max(two.len())
}

/// How many of the words near the draft's value stand near a value of the evidence.
pub(super) fn beside(ground: &Ground<'_>, held: Held, near: &[Term]) -> usize {
    let Some((_, unit)) = ground.unit(held) else { return 0 };
    let Some(piece) = ground.evidence.get(unit.piece) else { return 0 };
    let text = piece.text();
    let Some(value) = text.values().get(held.value) else { return 0 };
    let clause = text.clauses().get(text.clause_at(text.fold_span(value.span).start).unwrap_or(usize::MAX));
    let tokens = value.tokens.start.saturating_sub(NEAR)..value.tokens.end + NEAR;
    let found = text.words(ground.lang).get(tokens.start..tokens.end.min(text.tokens().len()));
    let words = found.unwrap_or_default().iter().zip(text.tokens().iter().skip(tokens.start));
    let inside = words.filter(|(_, token)| {
        clause.is_none_or(|clause| clause.start <= token.fold.start && token.fold.start < clause.end)
    });
    let terms: Vec<Term> =
        inside.filter(|(word, _)| word.stem != 0).map(|(word, _)| super::words::concept(word.stem)).collect();
    near.iter().filter(|term| terms.contains(term)).count()
}

/// Words this many tokens before or after a value are near it.
const NEAR: usize = 4;
