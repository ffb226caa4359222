//! Length of a reply and of its sentences.

use crate::checks::Cx;
use crate::checks::phrases::end_of;
use crate::findings::{Report, Sink};
use crate::policy::compile::CompiledRule;
use crate::text::{Text, TokenKind};

/// Words of a range of tokens: words, numbers and addresses.
fn words(text: &Text, tokens: std::ops::Range<usize>) -> usize {
    let tokens = text.tokens().get(tokens).unwrap_or_default();
    tokens.iter().filter(|token| token.kind != TokenKind::Symbol).count()
}

/// Reports a reply, and each sentence, that has more words than allowed. Prescribed sentences don't count.
pub(super) fn run<'a>(
    rule: &'a CompiledRule,
    max_words: Option<u32>,
    max_sentence_words: Option<u32>,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) {
    let text = &cx.draft.text;
    let mut total = 0;
    for (n, sentence) in text.sentences().iter().enumerate() {
        if cx.protected().is_prescribed(n) {
            continue;
        }
        let count = words(text, sentence.tokens.clone());
        total += count;
        if max_sentence_words.is_some_and(|max| count > max as usize) {
            sink.report(rule, cx.case, cx.draft, Report::at(sentence.fold).word("value", count.to_string()));
        }
    }
    if max_words.is_some_and(|max| total > max as usize) {
        let report = Report::at(end_of(text)).word("value", total.to_string());
        sink.report(rule, cx.case, cx.draft, report);
    }
}
