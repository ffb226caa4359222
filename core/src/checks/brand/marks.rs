//! Exclamation marks and capitals.

use super::edit;
use crate::checks::Cx;
use crate::contract::Edit;
use crate::findings::{Report, Sink};
use crate::policy::compile::CompiledRule;
use crate::span::Span;
use crate::text::one_of;
use crate::text::values::ValueKind;
use crate::text::{Case, Lang, Text, Token, TokenKind, is_stopword};
use crate::text::{Listed, word_list};

/// A run of exclamation and question marks at the end of a sentence.
struct Run {
    /// The tokens of it.
    tokens: std::ops::Range<usize>,
    question: bool,
}

/// Runs that hold an exclamation mark and end a sentence.
fn exclamation_runs(text: &Text) -> Vec<Run> {
    let tokens = text.tokens();
    let mark = |token: &Token| token.kind == TokenKind::Symbol && matches!(text.token_text(token), "!" | "?");
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if !mark(token) {
            at += 1;
            continue;
        }
        let rest = tokens.get(at + 1..).unwrap_or_default();
        let end = at + 1 + rest.iter().take_while(|token| mark(token) && !token.spaced).count();
        let run = tokens.get(at..end).unwrap_or_default();
        let has = |c: &str| run.iter().any(|token| text.token_text(token) == c);
        let next = tokens.get(end);
        // `!=`, `!important` and "Yahoo! has" are no exclamations.
        let joined = next.is_some_and(|next| !next.spaced && next.kind != TokenKind::Symbol)
            || next.is_some_and(|next| !next.spaced && matches!(text.token_text(next), "=" | "[" | "<"))
            || next
                .is_some_and(|next| next.spaced && next.kind == TokenKind::Word && next.case == Case::Lower);
        let follows_word = at.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|before| {
            !token.spaced
                && (before.kind != TokenKind::Symbol
                    || matches!(text.token_text(before), ")" | "\"" | "'" | "%" | "*"))
        });
        let french = token.spaced && at > 0;
        if has("!") && !joined && (follows_word || french) {
            runs.push(Run { tokens: at..end, question: has("?") });
        }
        at = end;
    }
    runs
}

/// Reports exclamation marks beyond the first `max`; each becomes a full stop, and a run becomes one mark.
pub(super) fn exclamations<'a>(rule: &'a CompiledRule, max: u32, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    let text = &cx.draft.text;
    if !text.folded().contains('!') {
        return;
    }
    let mut seen = 0;
    for run in exclamation_runs(text) {
        let Some(tokens) = text.tokens().get(run.tokens.clone()) else { continue };
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { continue };
        let span = first.span.cover(last.span);
        if !cx.protected().allows(span) {
            continue;
        }
        // A question that exclaims is put right, and counts for nothing.
        seen += u32::from(!run.question);
        let keep = seen <= max;
        if keep && tokens.len() == 1 {
            continue;
        }
        let mark = match (run.question, keep) {
            (true, _) => "?",
            (false, true) => "!",
            (false, false) => ".",
        };
        let start = if first.spaced && mark == "." { before_space(text, span.start) } else { span.start };
        let mut edits = vec![Edit { span: Span::new(start, span.end), content: mark.to_owned() }];
        if !keep && !run.question {
            edits.extend(opening_mark(text, run.tokens.start));
        }
        let fold = crate::text::FoldSpan { start: first.fold.start, end: last.fold.end };
        let mut report = Report::at(fold);
        report.natural = Some(edit::safe("end the sentence quietly", edits));
        sink.report(rule, cx.case, cx.draft, report);
    }
}

fn before_space(text: &Text, at: usize) -> usize {
    text.original().get(..at).map_or(at, |before| before.trim_end().len())
}

/// Takes out the `¡` that opened the sentence which the token ends.
fn opening_mark(text: &Text, token: usize) -> Option<Edit> {
    let at = text.tokens().get(token)?.fold.start;
    let sentence = text.sentence_at(at).and_then(|n| text.sentences().get(n))?;
    let range = text.tokens().get(sentence.tokens.start..token)?;
    let mark = range.iter().rev().find(|token| text.token_text(token) == "¡")?;
    Some(Edit { span: mark.span, content: String::new() })
}

/// Words that are read as shouting when they stand in capitals alone.
static SHOUTED: Listed = Listed::new(word_list![
    "always",
    "amazing",
    "best",
    "big",
    "free",
    "great",
    "important",
    "immediately",
    "last",
    "never",
    "new",
    "only",
    "please",
    "sale",
    "sorry",
    "urgent",
    "warning",
    "wow",
    "yes",
]);

/// Acronyms that are as long as words.
static ACRONYMS: Listed = Listed::new(word_list![
    "ASCII", "CAPTCHA", "COVID", "GDPR", "HIPAA", "HTML", "HTTPS", "IBAN", "JPEG", "LASER", "NASA", "NATO",
    "PIN", "RADAR", "SEPA", "SWIFT", "UNESCO", "UNICEF", "USB", "WLAN",
]);

/// Words before an instruction to send a keyword: "Reply STOP to opt out".
static KEYWORD_LEADS: Listed = Listed::new(word_list![
    "antworten",
    "button",
    "code",
    "enter",
    "keyword",
    "key",
    "press",
    "reply",
    "select",
    "send",
    "tap",
    "text",
    "type",
    "word",
    "with",
]);

/// Shortest run of words in capitals that is shouting whatever the words are.
const SHOUTING_RUN: usize = 3;

/// Reports words in capitals; each run is written small.
pub(super) fn shouting<'a>(rule: &'a CompiledRule, allow: &[String], cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    let text = &cx.draft.text;
    let original = text.original();
    let tokens = text.tokens();
    // The letters of a value, "GBP 12" or "NS-88213", shout nothing.
    let of_value = |token: &Token| {
        let next = text.values().partition_point(|value| value.span.end <= token.span.start);
        text.values()
            .get(next)
            .is_some_and(|value| !matches!(value.kind, ValueKind::Name(_)) && value.span.contains(token.span))
    };
    let upper = |token: &Token| {
        token.kind == TokenKind::Word
            && token.case == Case::Upper
            && text.token_text(token).len() > 1
            && !of_value(token)
    };
    let single = |token: &Token| token.kind == TokenKind::Word && matches!(text.token_text(token), "i" | "a");
    let allowed =
        |word: &str| word == "PIN" || ACRONYMS.contains(&word) || allow.iter().any(|own| own == word);
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if !upper(token) {
            at += 1;
            continue;
        }
        let rest = tokens.get(at..).unwrap_or_default();
        let mut len = rest.iter().take_while(|token| upper(token) || single(token)).count();
        while len > 1 && rest.get(len - 1).is_some_and(single) {
            len -= 1;
        }
        let run = tokens.get(at..at + len).unwrap_or_default();
        let lead = at.checked_sub(1).and_then(|at| tokens.get(at)).map_or("", |token| text.token_text(token));
        let (first, after) = (at, at + len);
        at = after;
        let words: Vec<&str> = run.iter().map(|token| token.span.text(original)).collect();
        let spoken = words.iter().filter(|word| !allowed(word) && word.len() > 1).count();
        let shouted = spoken >= SHOUTING_RUN && words.iter().any(|word| is_plain_word(word))
            || words.iter().any(|word| !allowed(word) && is_plain_word(word));
        let span = run.first().zip(run.last()).map(|(first, last)| first.span.cover(last.span));
        let Some(span) = span else { continue };
        if !shouted
            || KEYWORD_LEADS.contains(&lead)
            || !cx.protected().allows(span)
            || known_as_written(cx, &words)
        {
            continue;
        }
        let fold = text.fold_span(span);
        let mut content = String::new();
        let mut from = span.start;
        for (n, token) in run.iter().enumerate() {
            let word = token.span.text(original);
            content.push_str(Span::new(from, token.span.start).text(original));
            from = token.span.end;
            let folded = text.token_text(token);
            if allowed(word) {
                content.push_str(word);
            } else if folded == "i" || folded.starts_with("i'") || n == 0 && edit::opens_sentence(text, first)
            {
                content.push_str(&edit::capitalised(&word.to_lowercase()));
            } else {
                content.push_str(&word.to_lowercase());
            }
        }
        let mut report = Report::at(fold);
        report.natural = Some(edit::safe("write it small", vec![Edit { span, content }]));
        sink.report(rule, cx.case, cx.draft, report);
    }
}

/// Whether a word in capitals is an ordinary word, not an acronym: a function word, or one of those that are shouted.
fn is_plain_word(word: &str) -> bool {
    let lower = word.to_lowercase();
    let ambiguous = one_of!(word, "CAN" | "MAY" | "WHO" | "WILL");
    !ambiguous
        && word.chars().count() > 2
        && (SHOUTED.contains(&lower.as_str()) || is_stopword(Lang::En, &lower))
}

/// Whether the record, a source or the customer writes all these words in capitals too.
fn known_as_written(cx: &Cx<'_, '_>, words: &[&str]) -> bool {
    cx.case.evidence().iter().any(|piece| {
        let own = piece.text().original();
        words.iter().all(|word| own.contains(word)) && own.chars().any(char::is_lowercase)
    })
}

#[cfg(test)]
mod tests {
    use crate::checks::brand::testing::{check, validator};

    #[test]
    fn surplus_exclamation_marks_become_full_stops() {
        assert_eq!(
            check(&validator("kind: style\nexclamations: 0"), "Sorry!").text.as_deref(),
            Some("Sorry.")
        );
    }
}
