//! The corrected text as a difference from the draft: old lines, new lines, and the changed words marked.

use std::io::{self, Write};

use draftgate::Span;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use super::marked::{self, Layout, Mark};
use super::style::{ADDED, FAINT, HEADING, Paint, REMOVED};

/// Lines without a change that are shown around one.
const CONTEXT: usize = 1;
/// Wrapped lines of one changed passage; more are cut down to those with changed words.
const MOST_LINES: usize = 60;
/// Changes marked in one passage; lines that hold only later ones are left out of a long one.
const MOST_MARKS: usize = 100;
/// Beyond this many lines or words on both sides together a coarser difference has to do, so that a huge text takes no
/// more than a moment. A bound of size, not of time: the same texts always give the same difference.
const FINE: usize = 20_000;

/// Prints the difference.
pub fn write(out: &mut dyn Write, old: &str, new: &str, width: usize) -> io::Result<()> {
    writeln!(out, "{}", HEADING.paint("Corrected text"))?;
    let (old_lines, new_lines) = (line_spans(old), line_spans(new));
    let texts = |text: &'_ str, spans: &[Span]| -> Vec<String> {
        spans.iter().map(|span| span.text(text).trim_end_matches('\r').to_owned()).collect()
    };
    let (old_texts, new_texts) = (texts(old, &old_lines), texts(new, &new_lines));
    let ops = difference(&old_texts, &new_texts);
    for (i, op) in ops.iter().enumerate() {
        let before = passage(old, &old_lines, op.old_range());
        let after = passage(new, &new_lines, op.new_range());
        match op {
            DiffOp::Equal { .. } => {
                let edges = Edges { first: i == 0, last: i + 1 == ops.len() };
                same(out, new_texts.get(op.new_range()).unwrap_or_default(), edges, width)?;
            }
            DiffOp::Delete { .. } => changed(out, before, &[], Side::Old, width)?,
            DiffOp::Insert { .. } => changed(out, after, &[], Side::New, width)?,
            DiffOp::Replace { .. } => {
                let (removed, added) = words(before, after);
                changed(out, before, &removed, Side::Old, width)?;
                changed(out, after, &added, Side::New, width)?;
            }
        }
    }
    Ok(())
}

/// What changed from `old` to `new`; for long texts everything between their common start and common end.
fn difference<T: Eq + std::hash::Hash + Ord>(old: &[T], new: &[T]) -> Vec<DiffOp> {
    if old.len() + new.len() <= FINE {
        return capture_diff_slices(Algorithm::Myers, old, new);
    }
    let start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let shorter = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(shorter).take_while(|(a, b)| a == b).count();
    let (old_len, new_len) = (old.len() - start - end, new.len() - start - end);
    let mut ops = Vec::new();
    if start > 0 {
        ops.push(DiffOp::Equal { old_index: 0, new_index: 0, len: start });
    }
    match (old_len, new_len) {
        (0, 0) => {}
        (0, _) => ops.push(DiffOp::Insert { old_index: start, new_index: start, new_len }),
        (_, 0) => ops.push(DiffOp::Delete { old_index: start, old_len, new_index: start }),
        (_, _) => ops.push(DiffOp::Replace { old_index: start, old_len, new_index: start, new_len }),
    }
    if end > 0 {
        ops.push(DiffOp::Equal { old_index: old.len() - end, new_index: new.len() - end, len: end });
    }
    ops
}

/// Whether an unchanged passage begins or ends the text.
struct Edges {
    first: bool,
    last: bool,
}

#[derive(Clone, Copy)]
enum Side {
    Old,
    New,
}

impl Side {
    fn layout(self, width: usize) -> Layout<'static> {
        let (prefix, paint) = match self {
            Side::Old => ("  - ", REMOVED),
            Side::New => ("  + ", ADDED),
        };
        Layout { prefix, mark_prefix: "    ", paint, width, most_lines: MOST_LINES }
    }

    fn paint(self) -> Paint {
        match self {
            Side::Old => REMOVED,
            Side::New => ADDED,
        }
    }
}

fn line_spans(text: &str) -> Vec<Span> {
    let mut start = 0;
    text.split('\n')
        .map(|line| {
            let span = Span::new(start, start + line.len());
            start = span.end + 1;
            span
        })
        .collect()
}

/// The text from the first to the last of these lines.
fn passage<'t>(text: &'t str, lines: &[Span], range: std::ops::Range<usize>) -> &'t str {
    let lines = lines.get(range).unwrap_or_default();
    match (lines.first(), lines.last()) {
        (Some(first), Some(last)) => first.cover(*last).text(text),
        _ => "",
    }
}

/// Lines that did not change: only those next to a change.
fn same(out: &mut dyn Write, lines: &[String], edges: Edges, width: usize) -> io::Result<()> {
    let layout = Layout { prefix: "    ", mark_prefix: "    ", paint: FAINT, width, most_lines: 2 };
    let head = if edges.first { 0 } else { CONTEXT };
    let tail = if edges.last { 0 } else { CONTEXT };
    if lines.len() <= head + tail + 1 {
        return lines.iter().try_for_each(|line| marked::write(out, line, &[], &layout));
    }
    let left_out = lines.len() - head - tail;
    for line in lines.iter().take(head) {
        marked::write(out, line, &[], &layout)?;
    }
    writeln!(out, "    {}", FAINT.paint(format!("... {left_out} lines as before")))?;
    for line in lines.iter().skip(head + left_out) {
        marked::write(out, line, &[], &layout)?;
    }
    Ok(())
}

fn changed(out: &mut dyn Write, text: &str, spans: &[Span], side: Side, width: usize) -> io::Result<()> {
    let mark = |span: &Span| Mark {
        span: *span,
        sign: '^',
        label: String::new(),
        paint: side.paint(),
        colour_words: true,
    };
    let marks: Vec<Mark> = spans.iter().take(MOST_MARKS).map(mark).collect();
    marked::write(out, text, &marks, &side.layout(width))
}

/// The words that differ, on both sides.
fn words(old: &str, new: &str) -> (Vec<Span>, Vec<Span>) {
    let old_words: Vec<(usize, &str)> = old.split_word_bound_indices().collect();
    let new_words: Vec<(usize, &str)> = new.split_word_bound_indices().collect();
    let old_bare: Vec<&str> = old_words.iter().map(|(_, word)| *word).collect();
    let new_bare: Vec<&str> = new_words.iter().map(|(_, word)| *word).collect();
    let ops = difference(&old_bare, &new_bare);
    let (mut removed, mut added) = (Vec::new(), Vec::new());
    for op in ops {
        if !matches!(op, DiffOp::Equal { .. }) {
            push(old, &mut removed, span_of(&old_words, op.old_range()));
            push(new, &mut added, span_of(&new_words, op.new_range()));
        }
    }
    (removed, added)
}

fn span_of(words: &[(usize, &str)], range: std::ops::Range<usize>) -> Option<Span> {
    let words = words.get(range)?;
    let ((start, _), (last, word)) = (words.first()?, words.last()?);
    Some(Span::new(*start, last + word.len()))
}

/// Adds a span without the white space at its ends; two that only white space parts become one.
fn push(text: &str, spans: &mut Vec<Span>, span: Option<Span>) {
    let Some(span) = span else { return };
    let inner = span.text(text);
    let lead = inner.len() - inner.trim_start().len();
    let mut trimmed = Span::new(span.start + lead, span.start + lead + inner.trim().len());
    if trimmed.is_empty() {
        return;
    }
    // An amount is one word for its reader.
    let before = text.get(..trimmed.start).and_then(|before| before.chars().next_back());
    if let Some(currency) = before.filter(|c| matches!(c, '$' | '£' | '€' | '¥' | '₹')) {
        trimmed.start -= currency.len_utf8();
    }
    match spans.last_mut() {
        Some(last) if Span::new(last.end, trimmed.start).text(text).trim().is_empty() => {
            *last = last.cover(trimmed)
        }
        Some(_) | None => spans.push(trimmed),
    }
}
