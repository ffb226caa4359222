//! The same sentence twice, and loops.

use std::collections::BTreeMap;

use crate::checks::semantic::found;
use crate::checks::{CheckError, Cx};
use crate::contract::{Applicability, Fix};
use crate::findings::{Report, Sink};
use crate::fixes;
use crate::policy::compile::CompiledRule;
use crate::text::{FoldSpan, Text, TokenKind, term_hash};

/// Fewest words of a sentence that must not stand twice.
const SENTENCE_WORDS: usize = 4;
/// Longest piece that is looked for in loops, in tokens.
const LONGEST_LOOP: usize = 8;
/// A piece said this many times in a row is a loop.
const TURNS: usize = 3;
/// A single word said this many times in a row is a loop.
const WORD_TURNS: usize = 5;

/// Sentences that were said before, without their closing mark.
fn repeated_sentences(text: &Text) -> Vec<FoldSpan> {
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    let mut repeated = Vec::new();
    for sentence in text.sentences() {
        let tokens = text.tokens().get(sentence.tokens.clone()).unwrap_or_default();
        let words = tokens.iter().filter(|token| token.kind == TokenKind::Word).count();
        let said = text.folded_text(sentence.fold).trim_end_matches(['.', '!', '?', ' ', '…', ':', ';', ',']);
        // Under two headings a list may hold the same item.
        let line = text.original().get(..sentence.span.start).unwrap_or("").trim_end_matches([' ', '\t']);
        let marked = |text: &str| text.ends_with(['-', '*', '•', '+']);
        let item = (line.ends_with('\n')
            && text
                .original()
                .get(sentence.span.start..)
                .is_some_and(|own| own.starts_with(['-', '*', '•', '+'])))
            || marked(line) && line.trim_end_matches(['-', '*', '•', '+', ' ']).ends_with('\n');
        if item {
            continue;
        }
        // A numbered item is its own sentence with its number before it.
        let said = said.trim_start_matches(|c: char| c.is_ascii_digit() || ". -*)•\"".contains(c));
        let count = seen.entry(said).or_default();
        *count += 1;
        if words >= SENTENCE_WORDS && *count > 1 || words >= 2 && *count >= 4 {
            repeated.push(sentence.fold);
        }
    }
    repeated
}

/// Stretches in which a piece of up to [`LONGEST_LOOP`] tokens comes again and again.
fn loops(text: &Text) -> Vec<FoldSpan> {
    let tokens = text.tokens();
    let numbers: Vec<u64> = tokens.iter().map(|token| term_hash(text.token_text(token).as_bytes())).collect();
    let mut found: Vec<FoldSpan> = Vec::new();
    for period in 1..=LONGEST_LOOP {
        let needed = if period == 1 { WORD_TURNS - 1 } else { period * (TURNS - 1) };
        // A stretch that long holds one of every so many tokens.
        let mut samples = numbers.iter().zip(numbers.iter().skip(period)).skip(needed - 1).step_by(needed);
        if !samples.any(|(before, number)| before == number) {
            continue;
        }
        let mut run = 0;
        for (n, (before, number)) in (period..).zip(numbers.iter().zip(numbers.iter().skip(period))) {
            run = if before == number { run + 1 } else { 0 };
            if run != needed {
                continue;
            }
            let Some(token) = tokens.get(n) else { break };
            let start = n.saturating_sub(run + period - 1);
            let piece = tokens.get(start..start + period).unwrap_or_default();
            let words = piece.iter().filter(|token| token.kind == TokenKind::Word);
            let long = words.clone().any(|token| token.fold.end - token.fold.start > 2);
            let spoken = long && words.count() >= period.min(2);
            if let (true, Some(first)) = (spoken, tokens.get(start))
                && found.last().is_none_or(|last| last.end <= first.fold.start)
            {
                found.push(FoldSpan { start: first.fold.start, end: token.fold.end });
            }
        }
    }
    found
}

/// Reports repetition; a sentence said before comes out.
pub(in crate::checks::semantic) fn run<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    let text = &cx.draft.text;
    let sentences = repeated_sentences(text);
    for span in &sentences {
        let mut report = Report::at(*span);
        report.natural = Some(Fix {
            title: "say it once".to_owned(),
            applicability: Applicability::Safe,
            edits: vec![fixes::delete(text, text.original_span(*span))],
        });
        found(rule, cx, sink, report);
    }
    if sentences.is_empty() {
        for span in loops(text) {
            found(rule, cx, sink, Report::at(span));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextOptions;

    fn finds(text: &str) -> usize {
        let text = Text::analyse(text, &TextOptions::default());
        let sentences = repeated_sentences(&text).len();
        if sentences > 0 { sentences } else { loops(&text).len() }
    }

    #[test]
    fn repetition_is_found() {
        for text in [
            "Your parcel left on Monday. It will be with you soon. Your parcel left on Monday.",
            "Please try again later today. Please try again later today.",
            "I can help you with that! I can help you with that.",
            "Ihre Bestellung ist unterwegs heute. Danke. Ihre Bestellung ist unterwegs heute.",
            "the refund is the refund is the refund is the refund is on its way",
            "please please please please please wait",
            "I am sorry I am sorry I am sorry for that",
            "You can call us and you can call us and you can call us and ask",
            "Votre colis est en route. Votre colis est en route.",
            "1. Open the app on your phone. 2. Open the app on your phone.",
        ] {
            assert!(finds(text) > 0, "{text}");
        }
    }

    #[test]
    fn emphasis_and_lists_are_not() {
        for text in [
            "Thank you! Thank you!",
            "It is very, very good.",
            "No no no, that's fine.",
            "Ha ha ha ha ha, good one.",
            "Call 555 555 555 555.",
            "Monday to Friday, 9 to 5; Saturday, 9 to 5; Sunday, 9 to 5.",
            "Open the app. Open the menu. Open the settings.",
            "Step by step by step we will get there.",
            "Your order A-1 has shipped. Your order A-2 has shipped.",
            "- - - - - - - -",
        ] {
            assert_eq!(finds(text), 0, "{text}");
        }
    }
}
