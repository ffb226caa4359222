//! Capitals of headings.

use super::edit;
use crate::checks::Cx;
use crate::contract::Edit;
use crate::findings::{Report, Sink};
use crate::policy::compile::CompiledRule;
use crate::policy::schema::Capitals;
use crate::span::Span;
use crate::text::one_of;
use crate::text::values::ValueKind;
use crate::text::{Case, Lang, Text, TokenKind};
use crate::text::{Listed, word_list};

/// Words that stay small in a heading of capitalised words, but for the first and the last.
static SMALL: Listed = Listed::new(word_list![
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "nor", "of", "on", "or", "per", "so",
    "the", "to", "up", "via", "vs", "with", "yet",
]);

/// Longest heading, in tokens.
const LONGEST: usize = 14;

/// The words of each heading: of a Markdown heading, or of a line that is all bold.
fn headings(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut fenced = false;
    for line in text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let bare = line.trim_end();
        fenced ^= bare.trim_start().starts_with("```");
        let marks = bare.bytes().take_while(|b| *b == b'#').count();
        let inner = if (1..=6).contains(&marks) && bare.get(marks..).is_some_and(|rest| rest.starts_with(' '))
        {
            bare.get(marks..).map(|rest| rest.trim_end_matches('#'))
        } else {
            bare.strip_prefix("**")
                .and_then(|rest| rest.strip_suffix("**"))
                .filter(|rest| !rest.contains("**") && !rest.ends_with(['.', '!', '?', ',']))
        };
        let Some(inner) = inner.map(str::trim).filter(|inner| !inner.is_empty() && !fenced) else { continue };
        let from = at + line.find(inner).unwrap_or(0);
        found.push(Span::new(from, from + inner.len()));
    }
    found
}

/// Reports headings whose words have other capitals than the house gives them.
pub(super) fn run<'a>(
    rule: &'a CompiledRule,
    form: Capitals,
    keep: &[String],
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) {
    let text = &cx.draft.text;
    let original = text.original();
    if !original.contains(['#', '*']) {
        return;
    }
    // German writes all nouns with a capital: nobody can tell from the words.
    let lang = super::terms::language(cx);
    if lang == Some(Lang::De) {
        return;
    }
    for heading in headings(original) {
        let (first, end) = edit::token_range(text, heading);
        if end - first > LONGEST {
            continue;
        }
        let mut edits = Vec::new();
        for at in first..end {
            let Some(token) = text.tokens().get(at).filter(|token| token.kind == TokenKind::Word) else {
                continue;
            };
            let written = token.span.text(original);
            let kept = keep.iter().find(|own| own.eq_ignore_ascii_case(written));
            let opens = at == first || follows_colon(text, at);
            let wanted = match (kept, token.case, form) {
                (Some(kept), ..) => kept.clone(),
                (None, Case::Upper | Case::Mixed, _) => continue,
                (None, Case::Lower, Capitals::Sentence) if opens => edit::capitalised(written),
                (None, Case::Title, Capitals::Sentence) if !opens && !is_name(text, at, heading) => {
                    written.to_lowercase()
                }
                (None, Case::Lower, Capitals::Title)
                    if opens || at + 1 == end || !SMALL.contains(&text.token_text(token)) =>
                {
                    edit::capitalised(written)
                }
                (None, Case::Title, Capitals::Title)
                    if !opens && at + 1 != end && SMALL.contains(&text.token_text(token)) =>
                {
                    written.to_lowercase()
                }
                (None, Case::Lower | Case::Title, _) => continue,
            };
            if wanted != written && cx.protected().allows(token.span) && written != "I" {
                edits.push(Edit { span: token.span, content: wanted });
            }
        }
        if edits.is_empty() {
            continue;
        }
        let mut report = Report::at(text.fold_span(heading));
        report.natural = Some(edit::safe("write the heading as the house does", edits));
        sink.report(rule, cx.case, cx.draft, report);
    }
}

fn follows_colon(text: &Text, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| text.tokens().get(at));
    before.is_some_and(|token| one_of!(text.token_text(token), ":" | "." | "?" | "!" | "–" | "—"))
}

/// Whether a capitalised word of a heading is a name, a month or a day: it stands so in a sentence too, or has a
/// capital by itself.
fn is_name(text: &Text, at: usize, heading: Span) -> bool {
    let Some(token) = text.tokens().get(at) else { return false };
    let word = text.token_text(token);
    let value = text.values().iter().find(|value| value.span.contains(token.span));
    let calendar =
        value.is_some_and(|value| matches!(value.kind, ValueKind::Date(_) | ValueKind::Identifier(_)));
    let elsewhere = text.tokens().iter().enumerate().any(|(other, own)| {
        !heading.contains(own.span)
            && own.case == Case::Title
            && text.token_text(own) == word
            && !edit::opens_sentence(text, other)
    });
    let next_figure = text.tokens().get(at + 1).is_some_and(|next| next.kind == TokenKind::Number);
    calendar || elsewhere || next_figure || ALWAYS.contains(&word)
}

/// Words with a capital in any sentence.
static ALWAYS: Listed = Listed::new(word_list![
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "english",
    "german",
    "french",
    "spanish",
    "italian",
    "dutch",
    "british",
    "american",
    "european",
    "christmas",
    "easter",
    "london",
    "paris",
    "berlin",
    "europe",
    "britain",
    "germany",
    "france",
    "spain",
    "italy",
    "america",
    "internet",
    "i",
]);
