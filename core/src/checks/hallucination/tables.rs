//! Tables in a text: lines of cells between `|` or tabs, the first of which names the columns. Whether a line rules
//! (`|---|---|`) or begins and ends with `|` does not matter.

use std::ops::Range;

use super::units::mark;
use crate::text::{Text, TokenKind};

/// Cells of a line that are told apart.
const MOST_CELLS: usize = 64;

/// A line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// The tokens of each cell; a cell may be empty.
    pub(super) cells: Vec<Range<usize>>,
    /// Whether it names the columns of the lines after it.
    pub(super) head: bool,
}

/// The lines of all tables of a text, in order. A table has a head and at least one more line of as many cells.
pub(super) fn lines(text: &Text) -> Vec<Line> {
    // Most texts have none.
    let original = text.original().as_bytes();
    if memchr::memchr2_iter(b'|', b'\t', original).take(2).count() < 2
        || memchr::memchr(b'\n', original).is_none()
    {
        return Vec::new();
    }
    let mut found: Vec<Line> = Vec::new();
    // The lines of the table that is being read.
    let mut own: Vec<Line> = Vec::new();
    let mut from = 0;
    while from < text.tokens().len() {
        let end = (from + 1..text.tokens().len())
            .find(|at| gap(text, *at).contains('\n'))
            .unwrap_or(text.tokens().len());
        let cells = cells(text, from..end);
        let apart = gap(text, from).bytes().filter(|byte| *byte == b'\n').count() > 1;
        if apart
            || own.first().is_some_and(|head| head.cells.len() != cells.len()) && !is_ruled(text, from..end)
        {
            keep(&mut found, &mut own);
        }
        if cells.len() > 1 && !is_ruled(text, from..end) {
            own.push(Line { tokens: from..end, cells, head: own.is_empty() });
        }
        from = end;
    }
    keep(&mut found, &mut own);
    found
}

/// Ends a table: a line alone is none.
fn keep(found: &mut Vec<Line>, own: &mut Vec<Line>) {
    if own.len() > 1 {
        found.append(own);
    }
    own.clear();
}

/// What stands between a token and the one before it.
fn gap(text: &Text, at: usize) -> &str {
    let before = at.checked_sub(1).and_then(|before| text.tokens().get(before));
    let gap = before.zip(text.tokens().get(at)).map(|(one, two)| one.span.end..two.span.start);
    gap.and_then(|gap| text.original().get(gap)).unwrap_or_default()
}

/// Whether a line only rules.
fn is_ruled(text: &Text, line: Range<usize>) -> bool {
    text.tokens().get(line).unwrap_or_default().iter().all(|token| token.kind == TokenKind::Symbol)
}

/// The cells of a line; one alone if nothing parts it.
fn cells(text: &Text, line: Range<usize>) -> Vec<Range<usize>> {
    let bar = |at: usize| text.tokens().get(at).is_some_and(|token| mark(text, token) == b'|');
    let mut cells = Vec::new();
    let first = line.start + usize::from(bar(line.start));
    let mut from = first;
    for at in first..line.end {
        let barred = bar(at);
        if barred || at > from && gap(text, at).contains('\t') {
            cells.push(from..at);
            from = at + usize::from(barred);
        }
    }
    if from < line.end {
        cells.push(from..line.end);
    }
    cells.truncate(MOST_CELLS);
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextOptions;

    fn read(written: &str) -> Vec<Vec<String>> {
        let text = Text::analyse(written, &TextOptions::default());
        let cell = |cell: &Range<usize>| {
            let words: Vec<&str> =
                text.tokens()[cell.clone()].iter().map(|token| text.token_text(token)).collect();
            words.join(" ")
        };
        lines(&text)
            .iter()
            .map(|line| {
                let head = line.head.then(|| "head".to_owned());
                head.into_iter().chain(line.cells.iter().map(cell)).collect()
            })
            .collect()
    }

    #[test]
    fn tables_are_read_with_bars_around_or_between_or_with_tabs() {
        let expected = [vec!["head", "seat", "price"], vec!["stalls", "£", "40"], vec!["circle", "£", "25"]];
        let flat = |table: Vec<Vec<String>>| -> Vec<String> {
            table.into_iter().map(|line| line.join(" ")).collect()
        };
        let expected: Vec<String> = expected.iter().map(|line| line.join(" ")).collect();
        for written in [
            "| Seat | Price |\n|---|---|\n| Stalls | £40 |\n| Circle | £25 |",
            "Seat | Price\nStalls | £40\nCircle | £25",
            "Seat\tPrice\nStalls\t£40\nCircle\t£25",
            "Our seats:\nSeat | Price\nStalls | £40\nCircle | £25\nBooking is free.",
        ] {
            assert_eq!(flat(read(written)), expected, "{written}");
        }
    }

    #[test]
    fn a_line_with_bars_is_no_table() {
        for written in
            ["Terms | Privacy | Contact", "Seats.\nTerms | Privacy | Contact\nBye.", "a | b\n\nc | d"]
        {
            assert!(read(written).is_empty(), "{written}");
        }
    }
}
