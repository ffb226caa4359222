//! Dashes, quotation marks and apostrophes as the house sets them.

use super::gsm7;
use super::markup;
use crate::contract::Edit;
use crate::span::Span;
use crate::text::{Text, TokenKind};

/// Whether a text message could carry the marks without switching to the long alphabet.
pub(super) fn fits_sms(marks: &str) -> bool {
    marks.chars().all(|c| gsm7::septets(c).is_some())
}

fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at).and_then(|head| head.chars().next_back())
}

fn char_after(text: &str, at: usize) -> Option<char> {
    text.get(at..).and_then(|tail| tail.chars().next())
}

/// Spaces within a line.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// Dashes between the parts of a sentence that are not written as `wanted`. Hyphens inside words, ranges of
/// numbers, bullets and lines of hyphens are none.
pub(super) fn dashes(text: &Text, wanted: &str, edits: &mut Vec<Edit>) {
    let original = text.original();
    let mut at = 0;
    while let Some(found) = original.get(at..).and_then(|rest| rest.find(['-', '–', '—'])) {
        let start = at + found;
        let rest = original.get(start..).unwrap_or("");
        let mark = rest.chars().next().unwrap_or('-');
        let run: usize = rest.chars().take_while(|c| *c == mark).map(char::len_utf8).sum();
        let end = start + run;
        at = end;
        let count = run / mark.len_utf8();
        let head = original.get(..start).unwrap_or("").trim_end_matches(is_blank);
        let tail = original.get(end..).unwrap_or("");
        let after = tail.trim_start_matches(is_blank);
        let (left, right) = (head.len() < start, after.len() < tail.len());
        let is_dash = match (mark, count) {
            ('-', 1) => left && right,
            ('-', 2) => true,
            ('–', 1) => left && right,
            ('—', 1) => left == right,
            _ => false,
        };
        let (Some(before), Some(next)) = (head.chars().next_back(), after.chars().next()) else { continue };
        let words = |c: char| c.is_alphabetic() || matches!(c, '"' | '”' | '’' | ')' | '“' | '(' | '*');
        // Without spaces it would join a mark of emphasis, a number or an item of a list to the words.
        let tight = !wanted.starts_with(' ');
        if tight && (!before.is_alphabetic() || !next.is_alphabetic() || in_list(original, start)) {
            continue;
        }
        let between =
            words(before) && (words(next) || next.is_ascii_digit()) || before.is_ascii_digit() && words(next);
        if !is_dash || !between {
            continue;
        }
        let span = Span::new(head.len(), original.len() - after.len());
        if span.text(original) != wanted {
            edits.push(Edit { span, content: wanted.to_owned() });
        }
        at = span.end;
    }
}

/// Whether the line begins with a bullet or a number.
fn in_list(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or("");
    let line = head.rsplit('\n').next().unwrap_or(head).trim_start();
    line.starts_with(['-', '*', '•', '#']) || line.starts_with(|c: char| c.is_ascii_digit())
}

/// Marks of quotation.
const QUOTE_MARKS: &[char] = &['"', '“', '”', '„', '«', '»', '‟'];

/// Double quotation marks that are not the `wanted` pair. Only marks that pair within a line, outside code, count; a
/// mark after a figure is a measure.
pub(super) fn quotes(text: &Text, wanted: &str, edits: &mut Vec<Edit>) {
    let original = text.original();
    if !original.contains(QUOTE_MARKS) {
        return;
    }
    // "« »" puts a space on the inside of each mark.
    let (open, close) = match wanted {
        "« »" => ("«\u{a0}", "\u{a0}»"),
        _ => {
            let half = wanted.chars().next().map_or(0, char::len_utf8);
            (wanted.get(..half).unwrap_or(""), wanted.get(half..).unwrap_or(""))
        }
    };
    let code = markup::code(original);
    let mut line_start = 0;
    for line in original.split_inclusive('\n') {
        let marks: Vec<(usize, char)> = line
            .match_indices(QUOTE_MARKS)
            .filter_map(|(at, mark)| Some((line_start + at, mark.chars().next()?)))
            .filter(|(at, _)| !code.iter().any(|span| span.start <= *at && *at < span.end))
            .filter(|(at, mark)| {
                let measure = char_before(original, *at).is_some_and(|c| c.is_ascii_digit());
                *mark != '"' || !measure || char_after(original, at + 1).is_some_and(|c| ".,;!?)".contains(c))
            })
            .collect();
        line_start += line.len();
        if !marks.len().is_multiple_of(2) {
            continue;
        }
        for pair in marks.chunks_exact(2) {
            let [(first, opening), (last, closing)] = pair else { continue };
            let fits = match (opening, closing) {
                ('"', '"') => true,
                (a, b) => a != b || *a == '”',
            };
            if !fits {
                continue;
            }
            let inside = Span::new(first + opening.len_utf8(), *last);
            let body = inside.text(original);
            let trimmed = body.trim_matches(is_blank);
            if trimmed.is_empty() {
                continue;
            }
            let lead = body.len() - body.trim_start_matches(is_blank).len();
            let trail = body.len() - body.trim_end_matches(is_blank).len();
            let start = Span::new(*first, inside.start + lead);
            let end = Span::new(inside.end - trail, last + closing.len_utf8());
            for (span, content) in [(start, open), (end, close)] {
                if span.text(original) != content {
                    edits.push(Edit { span, content: content.to_owned() });
                }
            }
        }
    }
}

/// Apostrophes inside words that are not `wanted`.
pub(super) fn apostrophes(text: &Text, wanted: &str, edits: &mut Vec<Edit>) {
    let original = text.original();
    let other = if wanted == "'" { '’' } else { '\'' };
    for (at, mark) in original.match_indices(other) {
        let inside = char_before(original, at).is_some_and(char::is_alphabetic)
            && char_after(original, at + mark.len()).is_some_and(char::is_alphabetic);
        if inside {
            let span = Span::new(at, at + mark.len());
            edits.push(Edit { span, content: wanted.to_owned() });
        }
    }
}

/// Whether a span stands in an address; quotation marks may be changed anywhere else.
pub(super) fn in_address(text: &Text, span: Span) -> bool {
    let next = text.tokens().partition_point(|token| token.span.end <= span.start);
    text.tokens().get(next).is_some_and(|token| {
        matches!(token.kind, TokenKind::Url | TokenKind::Email) && token.span.start < span.end
    })
}
