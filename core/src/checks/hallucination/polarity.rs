//! Statements that say the opposite of the evidence: a negation more or less, an antonym, another quantifier.

use super::align::{Alignment, proves};
use super::index::{Term, term};
use super::statements::Statement;
use super::values::Ground;
use crate::checks::Cx;
use crate::order::Order as _;
use crate::text::{FoldSpan, Lang, Text};

/// A statement that the evidence turns round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reversal {
    /// The words that do it, in the folded draft.
    pub(super) at: FoldSpan,
    /// The unit that says otherwise.
    pub(super) unit: usize,
    /// The word of the evidence that says otherwise; empty for a negation.
    pub(super) instead: &'static str,
}

/// Share of the statement that a unit must hold to be about the same thing.
const SAME: u32 = 800;
/// Share of the unit's own words that the statement must hold, in thousandths.
const BACK: u32 = 600;

/// Words that turn a statement round.
const NEGATORS: &[&str] =
    &["not", "no", "never", "none", "cannot", "without", "neither", "nor", "unable", "false"];

/// Pairs of words of which one denies the other. Folded.
const OPPOSITES: &[(&str, &str)] = &[
    ("after", "before"),
    ("included", "excluded"),
    ("includes", "excludes"),
    ("inside", "outside"),
    ("open", "closed"),
    ("opens", "closes"),
    ("refundable", "non-refundable"),
    ("free", "paid"),
    ("increase", "decrease"),
    ("increased", "decreased"),
    ("more", "less"),
    ("more", "fewer"),
    ("maximum", "minimum"),
    ("most", "least"),
    ("mandatory", "optional"),
    ("required", "optional"),
    ("accepted", "rejected"),
    ("approved", "declined"),
    ("allowed", "prohibited"),
    ("allowed", "forbidden"),
    ("permitted", "prohibited"),
    ("valid", "invalid"),
    ("available", "unavailable"),
    ("eligible", "ineligible"),
    ("possible", "impossible"),
    ("early", "late"),
    ("always", "never"),
    ("all", "none"),
    ("all", "some"),
    ("everyone", "nobody"),
    ("cheap", "expensive"),
    ("north", "south"),
    ("east", "west"),
    ("arrival", "departure"),
    ("arrives", "departs"),
    ("single", "return"),
    ("start", "end"),
    ("higher", "lower"),
    ("larger", "smaller"),
    ("win", "lose"),
    ("won", "lost"),
    ("buy", "sell"),
    ("first", "last"),
    ("indoor", "outdoor"),
    ("male", "female"),
    ("men", "women"),
    ("true", "false"),
    ("upper", "lower"),
];

/// Finds the statements that nearly repeat a unit and turn it round.
pub(super) fn find(
    cx: &Cx<'_, '_>,
    ground: &Ground<'_>,
    statements: &[Statement],
    lang: Lang,
) -> Vec<Reversal> {
    let text = &cx.draft.text;
    let index = ground.index;
    let turning: Vec<Term> = {
        let both = OPPOSITES.iter().flat_map(|(a, b)| [*a, *b]).chain(NEGATORS.iter().copied());
        let mut terms: Vec<Term> = both.filter_map(|word| term(lang, word)).collect();
        terms.order();
        terms
    };
    let stays = |term: &Term| turning.binary_search(term).is_err();
    let mut found = Vec::new();
    for statement in statements.iter().filter(|s| s.is_judged()) {
        // The words of values are compared here too, and the words that turn round are not.
        let mut said = super::statements::terms_in(text, statement.tokens.clone(), 0..0, lang);
        said.retain(stays);
        let alignment = Alignment::new(index, said.iter().map(|term| (*term, 1)));
        let Some((n, share)) = alignment.best(index, proves) else { continue };
        let Some(unit) = index.unit(n).filter(|_| share >= SAME) else { continue };
        let held: Vec<Term> = index.terms_of(unit).iter().copied().filter(|term| stays(term)).collect();
        let Some(piece) = ground.evidence.get(unit.piece).filter(|_| overlap(&held, &said) >= BACK) else {
            continue;
        };
        let (ours, theirs) = (negator(text, statement.fold), negator(piece.text(), unit.fold));
        if let Some((at, instead)) = opposite(text, statement.fold, piece.text(), unit.fold) {
            if ours.is_some() == theirs.is_some() {
                found.push(Reversal { at, unit: n, instead });
            }
        } else if ours.is_some() != theirs.is_some() && said.len() >= 2 && !unit.fields {
            found.push(Reversal { at: ours.unwrap_or(statement.fold), unit: n, instead: "" });
        }
    }
    found
}

/// Whether one of a stretch of the draft and a unit is negated and the other is not.
pub(super) fn differs(cx: &Cx<'_, '_>, sentence: FoldSpan, unit: usize) -> bool {
    let Some(unit) = cx.case.index().unit(unit) else { return false };
    let Some(piece) = cx.case.evidence().get(unit.piece) else { return false };
    negator(&cx.draft.text, sentence).is_some() != negator(piece.text(), unit.fold).is_some()
}

/// The share of `held` that is in `said`; both sorted.
fn overlap(held: &[Term], said: &[Term]) -> u32 {
    let common = held.iter().filter(|term| said.binary_search(term).is_ok()).count();
    u32::try_from(common * 1000 / held.len().max(1)).unwrap_or(0)
}

/// The first negator of a stretch.
fn negator(text: &Text, area: FoldSpan) -> Option<FoldSpan> {
    words(text, area).find(|(word, _)| NEGATORS.contains(word) || word.ends_with("n't")).map(|(_, at)| at)
}

fn words(text: &Text, area: FoldSpan) -> impl Iterator<Item = (&str, FoldSpan)> {
    let tokens = text.tokens();
    let first = tokens.partition_point(|token| token.fold.start < area.start);
    tokens
        .iter()
        .skip(first)
        .take_while(move |token| token.fold.end <= area.end)
        .map(|token| (text.token_text(token), token.fold))
}

/// A word of the draft whose opposite stands in the unit instead of it.
fn opposite(draft: &Text, ours: FoldSpan, held: &Text, theirs: FoldSpan) -> Option<(FoldSpan, &'static str)> {
    let held: Vec<&str> = words(held, theirs).map(|(word, _)| word).collect();
    let said: Vec<(&str, FoldSpan)> = words(draft, ours).collect();
    let says = |word: &str| said.iter().any(|(own, _)| *own == word);
    said.iter().find_map(|(word, at)| {
        OPPOSITES
            .iter()
            .flat_map(|(a, b)| [(*a, *b), (*b, *a)])
            .find(|(own, other)| own == word && held.contains(other) && !held.contains(own) && !says(other))
            .map(|(_, other)| (*at, other))
    })
}
