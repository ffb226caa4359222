//! The draft cut into statements: what each clause does, and what it is about.

use std::ops::Range;

use super::align::Room;
use super::index::{Index, Term};
use super::postings::{NONE, Number, Seen, Wanted};
use super::words::{Act, is_lead, opening};
use crate::text::values::{Value, ValueKind};
use crate::text::{FoldSpan, Lang, Sentence, Text, Token, TokenKind, WordSet, one_of, word_list};

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
    /// Its content words that are not part of a value, without repetition.
    pub(super) terms: Vec<Number>,
    /// Its values, as indices into the values of the draft.
    pub(super) values: Range<usize>,
}

impl Statement {
    /// Whether what it says is judged at all.
    pub(super) fn is_judged(&self) -> bool {
        matches!(self.act, Act::Assertion)
    }

    /// Whether its sentence goes on about what the one before named.
    pub(super) fn refers_back(&self, text: &Text) -> bool {
        text.sentences().get(self.sentence).is_some_and(|sentence| refers_back(text, sentence))
    }

    /// Whether the values in it claim to be true.
    pub(super) fn claims_values(&self) -> bool {
        matches!(self.act, Act::Assertion | Act::Instruction | Act::Courtesy | Act::Process)
    }
}

/// Whether a sentence goes on about what the one before named: "it takes 3 days", "that includes the bike".
pub(super) fn refers_back(text: &Text, sentence: &Sentence) -> bool {
    let first = text.tokens().get(sentence.tokens.start).map(|token| text.token_text(token));
    first.is_some_and(|first| {
        one_of!(
            first,
            "it" | "it's"
                | "it'll"
                | "its"
                | "they"
                | "they're"
                | "they'll"
                | "their"
                | "this"
                | "these"
                | "that"
                | "that's"
        )
    })
}

/// The content words of a draft and of what it answers, numbered, with room to compare them in.
#[derive(Clone, Debug)]
pub(super) struct Words {
    /// One for each token of the draft; [`NONE`] for those that are no content words.
    draft: Vec<Number>,
    /// The same of the message that is answered.
    asked: Vec<Number>,
    seen: Seen,
    pub(super) room: Room,
}

impl Words {
    /// Numbers the words, and `more` terms.
    pub(super) fn new(
        text: &Text,
        asked: Option<&Text>,
        more: impl Iterator<Item = Term>,
        lang: Lang,
        index: &Index,
    ) -> (Words, Wanted) {
        let mut wanted = Wanted::new(text.tokens().len());
        let draft = wanted.add_words(text, lang);
        let asked = asked.map(|text| wanted.add_words(text, lang)).unwrap_or_default();
        for term in more {
            wanted.add(term);
        }
        (Words { draft, asked, seen: Seen::new(&wanted), room: Room::new(index) }, wanted)
    }

    /// The content words among some tokens of the draft, in order.
    pub(super) fn of(&self, tokens: Range<usize>) -> impl Iterator<Item = Number> + '_ {
        self.draft.get(tokens).unwrap_or_default().iter().copied().filter(|number| *number != NONE)
    }

    /// The content word that a token of the draft is.
    pub(super) fn at(&self, token: usize) -> Option<Number> {
        self.draft.get(token).copied().filter(|number| *number != NONE)
    }

    /// The different content words among some tokens of the draft.
    pub(super) fn distinct(&mut self, tokens: Range<usize>) -> Vec<Number> {
        self.seen.distinct(&self.draft, tokens, &[])
    }

    /// Whether the last list of different words has this one.
    pub(super) fn has(&self, number: Number) -> bool {
        self.seen.has(number)
    }

    /// The content words among some tokens of the draft that are not part of one of these values; names count as words.
    pub(super) fn beside(&mut self, tokens: Range<usize>, values: &[Value]) -> Vec<Number> {
        self.seen.distinct(&self.draft, tokens, values)
    }

    /// Whether the message that is answered has this word.
    pub(super) fn was_asked(&self, number: Number) -> bool {
        number != NONE && self.asked.contains(&number)
    }

    /// The same of the whole message that is answered.
    pub(super) fn asked(&mut self, values: &[Value]) -> Vec<Number> {
        self.seen.distinct(&self.asked, 0..self.asked.len(), values)
    }
}

impl Seen {
    /// The different words among some tokens that are not part of one of these values; names count as words.
    fn distinct(&mut self, words: &[Number], tokens: Range<usize>, values: &[Value]) -> Vec<Number> {
        self.clear();
        let words = words.get(tokens.clone()).unwrap_or_default();
        let mut values = values.iter().filter(|value| !matches!(value.kind, ValueKind::Name(_)));
        let mut value = values.next();
        let mut found = Vec::with_capacity(words.len());
        for (at, number) in tokens.zip(words).filter(|(_, number)| **number != NONE) {
            while value.is_some_and(|value| value.tokens.end <= at) {
                value = values.next();
            }
            if value.is_none_or(|value| at < value.tokens.start) && self.is_new(*number) {
                found.push(*number);
            }
        }
        found
    }
}

/// Cuts the draft into its clauses, at most [`MOST`] of them.
pub(super) fn cut(text: &Text, words: &mut Words) -> Vec<Statement> {
    let tokens = text.tokens();
    let clauses = text.clauses();
    let mut found: Vec<Statement> = Vec::with_capacity(clauses.len().min(MOST));
    let mut token = 0;
    let mut value = 0;
    for clause in clauses.iter().take(MOST) {
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
            // "A pass, which is £6 a day": only a sentence that begins so asks.
            (false, Some(Act::Question), Some(before)) => before,
            (false, Some(act), _) => act,
            (false, None, Some(Act::Courtesy) | None) => Act::Assertion,
            (false, None, Some(act)) => act,
        };
        let values = first_value..value;
        let terms = words.beside(from..token, text.values().get(values.clone()).unwrap_or_default());
        let condition = opens_a_condition(text, own);
        found.push(Statement { fold: *clause, tokens: from..token, sentence, act, condition, terms, values });
    }
    found
}

/// Words with which a condition begins, in the seven languages.
static CONDITIONS: WordSet<64> = WordSet::of(word_list![
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
