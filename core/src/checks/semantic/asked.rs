//! What a message asks for by name (an address, the way, who comes) and whether a draft gives it. English only.

use super::consistency::records::{has_lists, place};
use crate::case::Case;
use crate::matching::Scanned;
use crate::span::Span;
use crate::text::one_of;
use crate::text::values::ValueKind;
use crate::text::word_list;
use crate::text::{FoldSpan, Text, TokenKind, WordSet};

/// Something that a customer asks for and that records hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Address,
    Distance,
    Person,
    Time,
    Way,
}

/// Phrases that ask for a field, folded.
const ASKS: &[(&str, Field)] = &[
    ("address", Field::Address),
    ("how far", Field::Distance),
    ("what distance", Field::Distance),
    ("who", Field::Person),
    ("what time", Field::Time),
    ("which day", Field::Time),
    ("when is", Field::Time),
    ("when does", Field::Time),
    ("route", Field::Way),
    ("directions", Field::Way),
    ("direct me", Field::Way),
    ("navigate", Field::Way),
    ("gps", Field::Way),
];

/// Words that speak of the way, folded.
static WAY: WordSet<128> = WordSet::of(word_list![
    "way",
    "route",
    "routes",
    "routing",
    "direction",
    "directions",
    "directing",
    "navigate",
    "navigating",
    "navigation",
    "gps",
    "map",
    "mapping",
    "road",
    "roads",
    "traffic",
    "collision",
    "drive",
    "driving",
    "head",
    "heading",
    "take",
    "taking",
    "turn",
    "follow",
    "path",
    "fast",
    "faster",
    "fastest",
    "quick",
    "quicker",
    "quickest",
    "shortest",
    "start",
    "starting",
    "go",
    "going",
    "there's",
    "displayed",
    "find",
    "pick",
]);

/// Words with which a person is named, folded.
static PERSON: WordSet<32> = WordSet::of(word_list![
    "with",
    "attend",
    "attends",
    "attending",
    "attendance",
    "going",
    "coming",
    "comes",
    "join",
    "joins",
    "joining",
    "by",
    "nobody",
    "everyone",
]);

/// Words that tell when without a date, folded.
static WHEN: WordSet<64> = WordSet::of(word_list![
    "after", "before", "soon", "now", "later", "once", "daily", "weekly", "always", "until", "during",
    "next", "time", "date", "day", "when", "open", "as", "already",
]);

/// Words that show that a draft does more than state something, or that it can't answer; folded.
static MORE: WordSet<128> = WordSet::of(word_list![
    "sorry",
    "not",
    "no",
    "none",
    "unable",
    "cannot",
    "can't",
    "don't",
    "doesn't",
    "isn't",
    "won't",
    "send",
    "sent",
    "sending",
    "set",
    "setting",
    "here",
    "screen",
    "only",
    "closer",
    "closest",
    "nearest",
    "which",
    "unfortunately",
    "yes",
    "okay",
    "ok",
    "sure",
    "enjoy",
    "both",
    "same",
    "identical",
    "need",
    "would",
    "do",
    "please",
    "let",
    "check",
    "i'll",
    "we'll",
    "thanks",
    "thank",
    "done",
]);

/// Most words of a statement without a verb: "with Alex".
const SHORT: usize = 4;
/// Most words of a bare statement.
const BARE: usize = 24;

fn has(text: &Text, words: impl Fn(&str) -> bool) -> bool {
    text.tokens().iter().any(|token| words(text.token_text(token)))
}

impl Field {
    fn is_given(self, text: &Text) -> bool {
        let kinds = |test: fn(&ValueKind) -> bool| text.values().iter().any(|value| test(&value.kind));
        match self {
            Field::Address => has(text, |word| word == "address") || holds_address(text),
            Field::Distance => {
                kinds(|kind| matches!(kind, ValueKind::Quantity { .. } | ValueKind::Duration { .. }))
            }
            Field::Person => {
                has(text, |word| PERSON.has(word)) || kinds(|kind| matches!(kind, ValueKind::Name(_)))
            }
            Field::Time => {
                has(text, |word| WHEN.has(word))
                    || kinds(|kind| {
                        matches!(kind, ValueKind::Date(_) | ValueKind::Time(_) | ValueKind::Duration { .. })
                    })
            }
            Field::Way => has(text, |word| WAY.has(word)),
        }
    }
}

/// A number with a word behind it that is no measure: "12 Mill Street".
pub(super) fn holds_address(text: &Text) -> bool {
    let measured = |token: usize| {
        text.values().iter().any(|value| {
            value.tokens.contains(&token) && !matches!(value.kind, ValueKind::Number(_) | ValueKind::Name(_))
        })
    };
    text.tokens().windows(2).enumerate().any(|(n, pair)| {
        let [number, word] = pair else { return false };
        let numbered = matches!(number.kind, TokenKind::Number | TokenKind::Alnum);
        numbered && word.kind == TokenKind::Word && !measured(n)
    }) || text.values().iter().any(|value| matches!(value.kind, ValueKind::Url(_) | ValueKind::Email(_)))
}

/// Whether a draft states something and does nothing else.
fn is_bare(text: &Text) -> bool {
    text.tokens().len() <= BARE
        && !text.sentences().iter().any(|sentence| sentence.question)
        && (text.tokens().len() <= SHORT || has(text, |word| one_of!(word, "is" | "are" | "has" | "located")))
        && !has(text, |word| MORE.has(word))
}

/// What the customer asks for by name and a draft that does no more than state something else does not give: bytes of
/// the customer's message. Only where there are records that may hold it.
pub(super) fn not_given(case: &Case<'_>, draft: &Scanned) -> Vec<Span> {
    let Some(asked) = case.customer_text() else { return Vec::new() };
    if !has_lists(case) || !is_bare(&draft.text) {
        return Vec::new();
    }
    let text = &asked.text;
    let found: Vec<(Field, FoldSpan)> =
        ASKS.iter().filter_map(|(phrase, field)| Some((*field, place(text, phrase)?))).collect();
    if found.iter().any(|(field, _)| field.is_given(&draft.text)) {
        return Vec::new();
    }
    let sentence = |at: FoldSpan| text.sentence_at(at.start).and_then(|n| text.sentences().get(n));
    let mut missed: Vec<Span> = found.into_iter().filter_map(|(_, at)| Some(sentence(at)?.span)).collect();
    missed.dedup();
    missed
}
