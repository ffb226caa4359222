//! Statements that say the opposite of the evidence: a negation more or less, an antonym, another quantifier.

use super::align::{Alignment, WHOLE, proves};
use super::index::Term;
use super::postings::{Number, Postings};
use super::statements::{Statement, Words};
use super::values::Ground;
use super::words::TermMap;
use crate::checks::Cx;
use crate::order::Order as _;
use crate::text::{FoldSpan, Lang, Text, WordList, word_list};

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
const BACK: usize = 600;

/// Words that turn a statement round.
static NEGATORS: TermMap<64> = TermMap::of(WordList::of(NEGATIONS));

const NEGATIONS: &[&str] =
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

/// The terms of [`OPPOSITES`] and [`NEGATIONS`] in English: stems, each the first of its group of like words.
const TURNING_STEMS: WordList = word_list![
    "accept",
    "alway",
    "approv",
    "avail",
    "begin",
    "buy",
    "cheap",
    "close",
    "declin",
    "decreas",
    "deliveri",
    "depart",
    "departur",
    "earli",
    "east",
    "elig",
    "end",
    "everyon",
    "exclud",
    "expens",
    "fals",
    "femal",
    "fewer",
    "first",
    "forbid",
    "free",
    "higher",
    "imposs",
    "includ",
    "increas",
    "indoor",
    "inelig",
    "insid",
    "invalid",
    "larger",
    "last",
    "late",
    "least",
    "less",
    "lose",
    "lower",
    "male",
    "man",
    "mandatori",
    "maximum",
    "minimum",
    "never",
    "nobodi",
    "non-refund",
    "none",
    "north",
    "open",
    "option",
    "outdoor",
    "outsid",
    "pay",
    "permit",
    "possibl",
    "prohibit",
    "refund",
    "reject",
    "requir",
    "return",
    "sell",
    "singl",
    "smaller",
    "south",
    "true",
    "unabl",
    "unavail",
    "upper",
    "valid",
    "west",
    "win",
    "woman",
];

static TURNING: TermMap<256> = TermMap::of(TURNING_STEMS);

/// Whether a term turns a statement round.
pub(super) fn turns(stem: Term) -> bool {
    TURNING.get(stem).is_some()
}

/// Finds the statements that nearly repeat a unit and turn it round.
pub(super) fn find(
    cx: &Cx<'_, '_>,
    ground: &Ground<'_>,
    postings: &Postings<'_>,
    words: &mut Words,
    statements: &[Statement],
) -> Vec<Reversal> {
    let text = &cx.draft.text;
    let (index, lang) = (ground.index, ground.lang);
    let mut found = Vec::new();
    for statement in statements.iter().filter(|s| s.is_judged()) {
        // The words of values are compared here too, and the words that turn round are not.
        let mut said = words.distinct(statement.tokens.clone());
        said.retain(|number| !postings.turns(*number));
        // A unit that proves anything holds no more than sources and facts do together.
        let weigh = |sum: u32, number: &Number| sum.saturating_add(postings.weight(*number));
        let all = said.iter().fold(0, weigh);
        let given = said.iter().filter(|number| postings.is_given(**number)).fold(0, weigh);
        if given.saturating_mul(WHOLE) / all.max(1) < SAME {
            continue;
        }
        let alignment = Alignment::new(postings, &mut words.room, said.iter().map(|number| (*number, 1)));
        let Some((n, share)) = alignment.best(index, proves) else { continue };
        let Some(unit) = index.unit(n).filter(|_| share >= SAME) else { continue };
        let mut held: Vec<Term> = index.terms_of(unit).iter().copied().filter(|term| !turns(*term)).collect();
        held.order();
        held.dedup();
        let common = held.iter().filter(|term| words.has(postings.number(**term))).count();
        let overlap = common * 1000 / held.len().max(1);
        let Some(piece) = ground.evidence.get(unit.piece).filter(|_| overlap >= BACK) else { continue };
        let (ours, theirs) = (negator(text, statement.fold, lang), negator(piece.text(), unit.fold, lang));
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

/// The first negator of a stretch.
fn negator(text: &Text, area: FoldSpan, lang: Lang) -> Option<FoldSpan> {
    let first = text.tokens().partition_point(|token| token.fold.start < area.start);
    let (tokens, words) = (text.tokens().get(first..), text.words(lang).get(first..));
    let tokens = tokens.unwrap_or_default().iter().zip(words.unwrap_or_default());
    let inside = tokens.take_while(|(token, _)| token.fold.end <= area.end);
    let mut negators = inside.filter(|(token, word)| is_negator(text.token_text(token), word.written));
    negators.next().map(|(token, _)| token.fold)
}

/// Whether a folded word of this number turns a statement round.
pub(super) fn is_negator(folded: &str, written: Term) -> bool {
    folded.ends_with("n't") || NEGATORS.get(written).is_some()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::hallucination::index::{hash, term};
    use crate::text::Listed;

    #[test]
    fn the_stems_are_those_of_the_words() {
        let words = OPPOSITES.iter().flat_map(|(a, b)| [*a, *b]).chain(NEGATIONS.iter().copied());
        let mut stems: Vec<Term> = words.filter_map(|word| term(Lang::En, word)).collect();
        stems.sort_unstable();
        stems.dedup();
        let mut known: Vec<Term> = Listed::new(TURNING_STEMS).iter().map(|stem| hash(stem)).collect();
        known.sort_unstable();
        assert_eq!(stems, known);
        assert!(known.iter().all(|stem| turns(*stem)));
    }
}
