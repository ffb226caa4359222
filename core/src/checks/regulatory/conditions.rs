//! Whether what is promised hangs on a condition, or is only wished for, due or guessed.

use crate::matching::area_of;
use crate::policy::schema::Within;
use crate::text::{FoldSpan, Text, Token, one_of};

/// Whether a sentence opens with its condition: "once we have it, …"; `first` is its first token.
pub(super) fn opens_conditionally(text: &Text, tokens: &[Token], first: usize) -> bool {
    tokens.get(first).is_some_and(|token| {
        let opens = one_of!(
            text.token_text(token),
            "if" | "once" | "unless" | "wenn" | "falls" | "sobald" | "si" | "se" | "als"
        );
        opens && !text.is_yes(token)
    })
}

/// Whether a word before some others makes them a wish, a duty or a guess.
pub(super) fn follows_modal(text: &Text, words: FoldSpan) -> bool {
    let at = text.tokens().partition_point(|token| token.fold.start < words.start);
    let before = at.checked_sub(1).and_then(|before| text.tokens().get(before));
    before.is_some_and(|before| {
        one_of!(
            text.token_text(before),
            "to" | "must" | "should" | "may" | "might" | "would" | "could" | "can't" | "cannot"
        )
    })
}

/// Whether a condition stands in the clause before some words, or, of a whole sentence, anywhere in it.
pub(super) fn is_conditional(text: &Text, span: FoldSpan) -> bool {
    let all = text
        .sentence_at(span.start)
        .and_then(|n| text.sentences().get(n))
        .is_some_and(|sentence| sentence.fold == span);
    let condition = |word: &str| {
        one_of!(
            word,
            "if" | "once"
                | "when"
                | "while"
                | "whilst"
                | "after"
                | "until"
                | "unless"
                | "provided"
                | "upon"
                | "subject"
                | "wenn"
                | "sobald"
                | "falls"
                | "sofern"
                | "lorsque"
                | "quand"
                | "cuando"
                | "quando"
                | "qualora"
                | "zodra"
                | "wanneer"
                | "nachdem"
                | "apres"
                | "dopo"
        )
    };
    if all {
        let tokens = text.tokens();
        let first = tokens.partition_point(|token| token.fold.start < span.start);
        return tokens
            .iter()
            .skip(first)
            .take_while(|token| token.fold.start < span.end)
            .any(|token| condition(text.token_text(token)));
    }
    area_words(text, span).any(condition)
}

/// The words of the clause before a span.
pub(super) fn area_words(text: &Text, span: FoldSpan) -> impl Iterator<Item = &str> {
    let clause = area_of(text, span, Within::Clause);
    let tokens = text.tokens();
    let first = tokens.partition_point(|token| token.fold.start < clause.start);
    tokens
        .iter()
        .skip(first)
        .take_while(move |token| token.fold.start < span.start)
        .map(|token| text.token_text(token))
}
