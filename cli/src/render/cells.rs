//! Text cut into what a terminal shows: characters as people see them, their columns, and lines.
//!
//! Nothing that steers a terminal gets through: control characters, and those that hide or reorder text, are shown
//! as signs. A draft could otherwise erase the findings about itself.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// One character as a person sees it.
#[derive(Debug)]
pub struct Cell<'a> {
    /// First byte in the text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What is printed.
    pub shown: Cow<'a, str>,
    /// How many columns it takes.
    pub width: usize,
    /// Whether a line may end after it.
    space: bool,
}

/// One line as it is printed.
#[derive(Debug)]
pub struct Line<'a> {
    /// What it shows, without the white space at a break.
    pub cells: Vec<Cell<'a>>,
    /// The bytes of the text that it stands for, with the white space at its end.
    pub bytes: Range<usize>,
}

impl Line<'_> {
    /// What is printed.
    pub fn text(&self) -> String {
        self.cells.iter().map(|cell| &*cell.shown).collect()
    }

    /// The first column of what stands at the byte `at`, or the column after the last.
    pub fn column(&self, at: usize) -> usize {
        self.cells.iter().take_while(|cell| cell.end <= at).map(|cell| cell.width).sum()
    }
}

/// Breaks a text into lines of at most `width` columns: at its own line ends, at white space, or within a word
/// that is longer than a line.
pub fn lines(text: &str, width: usize) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for paragraph in text.split('\n') {
        let end = start + paragraph.len();
        let visible = paragraph.strip_suffix('\r').unwrap_or(paragraph);
        wrap(visible, start, end + 1, width.max(1), &mut lines);
        start = end + 1;
    }
    if let Some(last) = lines.last_mut() {
        last.bytes.end = text.len() + 1;
    }
    lines
}

/// Wraps one paragraph that starts at the byte `offset`; its last line also stands for the bytes up to `end`.
fn wrap<'a>(paragraph: &'a str, offset: usize, end: usize, width: usize, lines: &mut Vec<Line<'a>>) {
    let mut line: Vec<Cell<'a>> = Vec::new();
    let mut columns = 0;
    let mut begin = offset;
    for (at, cluster) in paragraph.grapheme_indices(true) {
        let cell = cell(cluster, offset + at);
        if columns + cell.width > width && !cell.space && !line.is_empty() {
            // After the last white space, or here when the word alone fills the line.
            let split = line.iter().rposition(|cell| cell.space).map_or(line.len(), |space| space + 1);
            let rest = line.split_off(split);
            columns = rest.iter().map(|cell| cell.width).sum();
            let next = rest.first().map_or(cell.start, |first| first.start);
            lines.push(Line { cells: trim(line), bytes: begin..next });
            begin = next;
            line = rest;
        }
        columns += cell.width;
        line.push(cell);
    }
    lines.push(Line { cells: trim(line), bytes: begin..end });
}

fn trim(mut line: Vec<Cell<'_>>) -> Vec<Cell<'_>> {
    while line.last().is_some_and(|cell| cell.space) {
        line.pop();
    }
    line
}

fn cell(cluster: &str, start: usize) -> Cell<'_> {
    let shown = visible(cluster);
    Cell {
        start,
        end: start + cluster.len(),
        width: shown.width(),
        space: cluster == "\t" || cluster == " " || cluster == "\u{3000}",
        shown,
    }
}

/// Bytes of a cluster beyond which it is no writing any more: a family of four in emoji has 25.
const CLUSTER_BYTES: usize = 64;

/// The cluster as it may be printed.
fn visible(cluster: &str) -> Cow<'_, str> {
    if cluster == "\t" {
        return Cow::Borrowed("    ");
    }
    if cluster.len() > CLUSTER_BYTES {
        let marks = cluster.chars().count() - 1;
        let first: String = cluster.chars().take(1).filter(|c| !is_hidden(*c)).collect();
        return Cow::Owned(format!("{first}<{marks} marks>"));
    }
    if !cluster.chars().any(is_hidden) {
        return Cow::Borrowed(cluster);
    }
    let mut shown = String::with_capacity(cluster.len() + 8);
    for c in cluster.chars() {
        match c {
            '\0'..='\u{1f}' => shown.extend(char::from_u32(0x2400 + u32::from(c))),
            '\u{7f}' => shown.push('\u{2421}'),
            c if is_hidden(c) => shown.push_str(&format!("<U+{:04X}>", u32::from(c))),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// Controls, and the format characters that hide, separate or reorder text. Joiners within a cluster stay: emoji
/// and many scripts need them.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        )
}

/// Text on one line: white space collapsed, cut after `most` columns, made safe to print.
pub fn one_line(text: &str, most: usize) -> String {
    let mut out = String::new();
    let mut columns = 0;
    let mut gap = false;
    for cluster in text.graphemes(true) {
        if cluster.chars().all(char::is_whitespace) {
            gap = !out.is_empty();
            continue;
        }
        let shown = visible(cluster);
        let needed = usize::from(gap) + shown.width();
        if columns + needed > most {
            out.push('…');
            return out;
        }
        if gap {
            out.push(' ');
            gap = false;
        }
        columns += needed;
        out.push_str(&shown);
    }
    out
}

/// Prints a text within `width` columns, its first line after `first`, the others after `rest`.
pub fn paragraph(out: &mut dyn Write, first: &str, rest: &str, text: &str, width: usize) -> io::Result<()> {
    let inner = width.saturating_sub(first.width().max(rest.width()));
    for (i, line) in lines(text, inner).iter().enumerate() {
        let indent = if i == 0 { first } else { rest };
        writeln!(out, "{}", format!("{indent}{}", line.text()).trim_end())?;
    }
    Ok(())
}
