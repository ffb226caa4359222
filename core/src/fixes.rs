//! From what a rule wants changed to edits of the original draft.

use crate::case::Case;
use crate::contract::{Edit, Fix};
use crate::findings::Report;
use crate::matching::{Scanned, area_of};
use crate::policy::compile::CompiledRule;
use crate::policy::schema::{Change, LocalText, Within};
use crate::span::Span;
use crate::template::{Filling, fill, localised};
use crate::text::one_of;
use crate::text::{Listed, word_list};
use crate::text::{Text, TokenKind};

/// The correction of a finding; `None` when the rule has none, or a text of it can't be filled or is not
/// written in the language of the conversation.
pub(crate) fn build(rule: &CompiledRule, case: &Case<'_>, draft: &Scanned, report: &Report) -> Option<Fix> {
    let Some(fix) = &rule.rule.fix else {
        return report.natural.clone();
    };
    let text = &draft.text;
    let found = text.original_span(report.at);
    let quoted = rule.quote.as_ref().and_then(|matcher| case.quotation(matcher));
    let filled = |texts: &LocalText| {
        let template = localised(texts, case.lang)?;
        match &quoted {
            Some(sentence) => {
                let mut words = report.words.clone();
                words.insert("source", sentence.clone());
                fill(template, Filling { facts: &case.facts, words: &words })
            }
            None => fill(template, Filling { facts: &case.facts, words: &report.words }),
        }
    };
    let edits = match &fix.change {
        Change::Natural => {
            let natural = report.natural.clone()?;
            return Some(Fix { title: fix.title.clone(), applicability: fix.applicability, ..natural });
        }
        Change::Replace(texts) => vec![replace(text, found, &filled(texts)?)],
        Change::ReplaceClause(texts) => {
            vec![replace(text, around(text, report, Within::Clause), &filled(texts)?)]
        }
        Change::ReplaceSentence(texts) => {
            vec![replace(text, around(text, report, Within::Sentence), &filled(texts)?)]
        }
        Change::ReplaceAll(texts) => {
            vec![Edit { span: Span::new(0, text.original().len()), content: filled(texts)? }]
        }
        Change::Delete => vec![delete_words(text, found)],
        Change::DeleteClause => vec![delete_clause(text, around(text, report, Within::Clause))],
        Change::DeleteSentence => vec![delete(text, around(text, report, Within::Sentence))],
        Change::InsertStart(texts) => vec![insert_start(text, &filled(texts)?)],
        Change::InsertEnd(texts) => vec![insert_end(text, &filled(texts)?)],
        Change::InsertAfter(texts) => {
            let at = around(text, report, Within::Sentence).end;
            vec![Edit { span: Span::empty(at), content: format!(" {}", filled(texts)?) }]
        }
    };
    Some(Fix { title: fix.title.clone(), applicability: fix.applicability, edits })
}

fn around(text: &Text, report: &Report, within: Within) -> Span {
    text.original_span(area_of(text, report.at, within))
}

/// Replaces a span; a replacement at the start of a sentence begins with a capital.
pub(crate) fn replace(text: &Text, span: Span, content: &str) -> Edit {
    let opens = text.sentences().iter().any(|sentence| sentence.span.start == span.start);
    let content = if opens { capitalised(content) } else { content.to_owned() };
    Edit { span, content }
}

/// The text with its first letter in upper case.
pub(crate) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// Takes a span out together with the white space that would be left double.
pub(crate) fn delete(text: &Text, span: Span) -> Edit {
    let original = text.original();
    let after = original.get(span.end..).unwrap_or("");
    let space_after: usize = after.chars().take_while(|c| c.is_whitespace()).map(char::len_utf8).sum();
    let before = original.get(..span.start).unwrap_or("");
    let space_before: usize =
        before.chars().rev().take_while(|c| c.is_whitespace()).map(char::len_utf8).sum();
    let next_is_mark = after.trim_start().starts_with([',', '.', ';', ':', '!', '?', ')']);
    let (start, end) = if span.start == space_before || !next_is_mark && space_after > 0 {
        (span.start, span.end + space_after)
    } else {
        (span.start - space_before, span.end)
    };
    if span.end + space_after == original.len() {
        return Edit { span: Span::new(span.start - space_before, original.len()), content: String::new() };
    }
    Edit { span: Span::new(start, end), content: String::new() }
}

/// Takes words out; what then opens their sentence gets a capital.
fn delete_words(text: &Text, span: Span) -> Edit {
    let edit = delete(text, span);
    let opens = text.sentences().iter().any(|sentence| {
        sentence.span.start == span.start
            && edit.span.end < sentence.span.end
            && edit.span.start == span.start
    });
    let next = text.original().get(edit.span.end..).and_then(|rest| rest.chars().next());
    match next.filter(|next| opens && next.is_lowercase()) {
        Some(next) => Edit {
            span: Span::new(edit.span.start, edit.span.end + next.len_utf8()),
            content: next.to_uppercase().collect(),
        },
        None => edit,
    }
}

/// Takes a clause out with the comma or conjunction that joined it, and keeps the sentence's closing mark.
fn delete_clause(text: &Text, span: Span) -> Edit {
    let sentence = text
        .sentences()
        .iter()
        .find(|sentence| sentence.span.contains(span))
        .map_or(Span::new(0, text.original().len()), |sentence| sentence.span);
    if span.start <= sentence.start {
        return delete(text, sentence);
    }
    let original = text.original();
    let before = original.get(sentence.start..span.start).unwrap_or("");
    let kept = before.trim_end().trim_end_matches([',', ';', ':', '-']).trim_end();
    let start = sentence.start + kept.len();
    let tail = original.get(span.start..span.end).unwrap_or("");
    let mark = tail.chars().next_back().filter(|c| matches!(c, '.' | '!' | '?'));
    Edit { span: Span::new(start, span.end - mark.map_or(0, char::len_utf8)), content: String::new() }
}

/// Words that open a greeting, folded.
static GREETINGS: Listed = Listed::new(word_list![
    "hi",
    "hello",
    "hey",
    "dear",
    "good",
    "hallo",
    "guten",
    "liebe",
    "lieber",
    "sehr",
    "bonjour",
    "bonsoir",
    "cher",
    "chere",
    "hola",
    "buenos",
    "buenas",
    "estimado",
    "estimada",
    "ciao",
    "buongiorno",
    "buonasera",
    "gentile",
    "beste",
    "goedemorgen",
    "goedemiddag",
    "goedendag",
    "ola",
    "bom",
    "boa",
    "prezado",
    "prezada",
    "caro",
    "cara",
    "greetings",
]);
/// A greeting ends with a mark within this many tokens.
const GREETING_REACH: usize = 7;

/// Where the body of a reply begins: after a greeting, if it has one.
pub(crate) fn body_start(text: &Text) -> usize {
    let tokens = text.tokens();
    // "@sam" addresses the customer before anything is said.
    let handle = tokens.first().is_some_and(|token| text.token_text(token) == "@");
    let skipped = if handle { 2 } else { 0 };
    let after_handle = tokens.get(1).filter(|_| handle).map_or(0, |token| token.span.end);
    let Some(first) = tokens.get(skipped) else { return 0 };
    if !GREETINGS.contains(&text.token_text(first)) {
        return after_handle;
    }
    let mark = tokens.iter().skip(skipped).take(GREETING_REACH).find(|token| {
        token.kind == TokenKind::Symbol && one_of!(text.token_text(token), "," | "!" | "." | ":")
    });
    mark.map_or(after_handle, |mark| mark.span.end)
}

/// Inserts after the greeting; what then follows opens a sentence and gets its capital.
fn insert_start(text: &Text, content: &str) -> Edit {
    let at = body_start(text);
    if at == 0 {
        return Edit { span: Span::empty(at), content: format!("{content} ") };
    }
    let rest = text.original().get(at..).unwrap_or("");
    let body = rest.trim_start_matches(' ');
    match body.chars().next().filter(|first| first.is_lowercase()) {
        Some(first) => {
            let end = at + (rest.len() - body.len()) + first.len_utf8();
            let opening: String = first.to_uppercase().collect();
            Edit { span: Span::new(at, end), content: format!(" {content} {opening}") }
        }
        None => Edit { span: Span::empty(at), content: format!(" {content}") },
    }
}

fn insert_end(text: &Text, content: &str) -> Edit {
    let original = text.original();
    let end = original.trim_end().len();
    let lead = match original.get(..end).and_then(|kept| kept.chars().next_back()) {
        None => "",
        Some(c) if c.is_alphanumeric() => ". ",
        Some(_) => " ",
    };
    Edit { span: Span::empty(end), content: format!("{lead}{content}") }
}
