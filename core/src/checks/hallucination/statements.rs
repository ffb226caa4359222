//! The draft cut into statements: what each clause does, and what it is about.

use std::ops::Range;

use super::index::Term;
use super::words::{Act, concept, is_lead, opening};
use crate::order::Order as _;
use crate::text::values::ValueKind;
use crate::text::{FoldSpan, Lang, Text, Token, TokenKind, WordSet};

/// Statements of one draft that are judged; the rest of a longer one is reported as unchecked.
pub(super) const MOST: usize = 256;

/// One clause of the draft.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    /// Where in the folded draft.
    pub(super) fold: FoldSpan,
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// The sentence it belongs to.
    pub(super) sentence: usize,
    /// What it does.
    pub(super) act: Act,
    /// It says under which condition something holds.
    pub(super) condition: bool,
    /// Its content words that are not part of a value, sorted, without repetition.
    pub(super) terms: Vec<Term>,
    /// Its values, as indices into the values of the draft.
    pub(super) values: Range<usize>,
}

impl Statement {
    /// Whether what it says is judged at all.
    pub(super) fn is_judged(&self) -> bool {
        matches!(self.act, Act::Assertion)
    }

    /// Whether the values in it claim to be true.
    pub(super) fn claims_values(&self) -> bool {
        matches!(self.act, Act::Assertion | Act::Instruction | Act::Courtesy | Act::Process)
    }
}

/// Cuts the draft into its clauses, at most [`MOST`] of them.
pub(super) fn cut(text: &Text, lang: Lang) -> Vec<Statement> {
    let tokens = text.tokens();
    let mut found: Vec<Statement> = Vec::new();
    let mut token = 0;
    let mut value = 0;
    for clause in text.clauses().iter().take(MOST) {
        let from = token;
        while tokens.get(token).is_some_and(|t| t.fold.start < clause.end) {
            token += 1;
        }
        let first_value = value;
        while text.values().get(value).is_some_and(|v| v.tokens.start < token) {
            value += 1;
        }
        let Some(sentence) = text.sentence_at(clause.start) else { continue };
        let own = tokens.get(from..token).unwrap_or_default();
        let question = text.sentences().get(sentence).is_some_and(|s| s.question);
        let before = found.last().filter(|s| s.sentence == sentence).map(|s| s.act);
        let act = match (question, act_of(text, own), before) {
            (true, ..) => Act::Question,
            (false, Some(act), _) => act,
            (false, None, Some(Act::Courtesy) | None) => Act::Assertion,
            (false, None, Some(act)) => act,
        };
        let values = first_value..value;
        let terms = terms_in(text, from..token, values.clone(), lang);
        let condition = opens_a_condition(text, own);
        found.push(Statement { fold: *clause, tokens: from..token, sentence, act, condition, terms, values });
    }
    found
}

/// The content words of some tokens that are not part of a value; names count as words.
pub(super) fn terms_in(text: &Text, tokens: Range<usize>, values: Range<usize>, lang: Lang) -> Vec<Term> {
    let provable: Vec<Range<usize>> = text
        .values()
        .get(values)
        .unwrap_or_default()
        .iter()
        .filter(|value| !matches!(value.kind, ValueKind::Name(_)))
        .map(|value| value.tokens.clone())
        .collect();
    let mut next = 0;
    let words = text.words(lang).get(tokens.clone()).unwrap_or_default();
    let mut terms: Vec<Term> = tokens
        .zip(words)
        .filter_map(|(at, word)| {
            while provable.get(next).is_some_and(|range| range.end <= at) {
                next += 1;
            }
            let in_value = provable.get(next).is_some_and(|range| range.contains(&at));
            (word.stem != 0 && !in_value).then(|| concept(word.stem))
        })
        .collect();
    terms.order();
    terms.dedup();
    terms
}

/// Words with which a condition begins, in the seven languages.
static CONDITIONS: WordSet<64> = WordSet::new(&[
    "if", "unless", "once", "when", "whenever", "should", "provided", "wenn", "falls", "sofern", "sobald",
    "si", "lorsque", "quand", "cuando", "se", "quando", "qualora", "als", "indien", "wanneer", "zodra",
    "caso",
]);

/// Whether a clause begins as a condition does.
fn opens_a_condition(text: &Text, tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|token| token.kind != TokenKind::Symbol);
    words
        .map(|token| text.token_text(token))
        .find(|word| !is_lead(word))
        .is_some_and(|word| CONDITIONS.has(word))
}

/// What the first words of a clause say about it.
fn act_of(text: &Text, tokens: &[Token]) -> Option<Act> {
    let words =
        tokens.iter().filter(|token| token.kind != TokenKind::Symbol).map(|token| text.token_text(token));
    let mut first = [""; 8];
    let mut count = 0;
    for (place, word) in first.iter_mut().zip(words) {
        *place = word;
        count += 1;
    }
    let mut rest = first.get(..count).unwrap_or_default();
    while let [lead, tail @ ..] = rest {
        if tail.is_empty() || !is_lead(lead) || opening(rest).is_some_and(|(length, _)| length > 1) {
            break;
        }
        rest = tail;
    }
    opening(rest).map(|(_, act)| act)
}
