//! A text with signs under some of its words.

use std::collections::BTreeMap;
use std::io::{self, Write};

use draftgate::Span;

use super::cells::{Line, lines};
use super::style::{GUTTER, Paint};

/// Words to be marked.
pub struct Mark {
    /// Where, in bytes; an empty span marks the place before its byte.
    pub span: Span,
    /// The sign under each column.
    pub sign: char,
    /// Stands after the signs.
    pub label: String,
    /// Colour of the signs.
    pub paint: Paint,
    /// Whether the words themselves get the colour as well.
    pub colour_words: bool,
}

/// How a marked text is laid out.
pub struct Layout<'a> {
    /// Before each line of the text.
    pub prefix: &'a str,
    /// Before each line of signs; as wide as `prefix`.
    pub mark_prefix: &'a str,
    /// Colour of both.
    pub paint: Paint,
    /// Columns with the prefix.
    pub width: usize,
    /// Longer texts are cut down to the lines around marks.
    pub most_lines: usize,
}

/// Marks on more lines than this show only where they begin and end.
const LINES_OF_A_MARK: usize = 4;
/// Lines kept around a mark when a text is cut down.
const NEIGHBOURS: usize = 1;
/// Rows of signs under one line; what does not fit is only listed.
const ROWS: usize = 12;

/// A piece of a mark on one line.
struct Piece<'m> {
    from: usize,
    to: usize,
    label: &'m str,
    mark: &'m Mark,
}

/// Prints `text` with its marks.
pub fn write(out: &mut dyn Write, text: &str, marks: &[Mark], layout: &Layout<'_>) -> io::Result<()> {
    let prefix_width = layout.prefix.chars().count();
    let lines = lines(text, layout.width.saturating_sub(prefix_width));
    let pieces = place(&lines, marks);
    let mut hidden = 0;
    for (i, line) in lines.iter().enumerate() {
        let near = pieces.range(i.saturating_sub(NEIGHBOURS)..=i + NEIGHBOURS).next().is_some();
        let shown = lines.len() <= layout.most_lines || near || i < NEIGHBOURS;
        if !shown {
            hidden += 1;
            continue;
        }
        left_out(out, layout, &mut hidden)?;
        let none = Vec::new();
        let here = pieces.get(&i).unwrap_or(&none);
        text_line(out, line, here, layout)?;
        for row in rows(here, layout.width.saturating_sub(prefix_width)) {
            mark_line(out, &row, layout)?;
        }
    }
    left_out(out, layout, &mut hidden)
}

fn left_out(out: &mut dyn Write, layout: &Layout<'_>, hidden: &mut usize) -> io::Result<()> {
    if *hidden > 0 {
        let lines = if *hidden == 1 { "line" } else { "lines" };
        writeln!(out, "{}... {hidden} more {lines}", layout.paint.paint(layout.mark_prefix))?;
        *hidden = 0;
    }
    Ok(())
}

/// The pieces of all marks by line, each line's from left to right.
fn place<'m>(lines: &[Line<'_>], marks: &'m [Mark]) -> BTreeMap<usize, Vec<Piece<'m>>> {
    let mut placed: BTreeMap<usize, Vec<Piece<'m>>> = BTreeMap::new();
    for mark in marks {
        let first = line_of(lines, mark.span.start);
        // The last byte, not the one after it, says on which line a mark ends.
        let last = line_of(lines, mark.span.end.saturating_sub(1).max(mark.span.start));
        let touched: Vec<usize> =
            if last - first < LINES_OF_A_MARK { (first..=last).collect() } else { vec![first, last] };
        for at in touched {
            let Some(line) = lines.get(at) else { continue };
            let from = line.column(mark.span.start);
            let to = line
                .cells
                .iter()
                .take_while(|cell| cell.start < mark.span.end)
                .map(|cell| cell.width)
                .sum::<usize>();
            let label = if at == last { mark.label.as_str() } else { "" };
            placed.entry(at).or_default().push(Piece { from, to: to.max(from + 1), label, mark });
        }
    }
    for pieces in placed.values_mut() {
        pieces.sort_by_key(|piece| (piece.from, piece.to));
    }
    placed
}

fn line_of(lines: &[Line<'_>], byte: usize) -> usize {
    lines.partition_point(|line| line.bytes.end <= byte).min(lines.len().saturating_sub(1))
}

fn text_line(
    out: &mut dyn Write,
    line: &Line<'_>,
    pieces: &[Piece<'_>],
    layout: &Layout<'_>,
) -> io::Result<()> {
    if !pieces.iter().any(|piece| piece.mark.colour_words) {
        let prefix = if line.cells.is_empty() { layout.prefix.trim_end() } else { layout.prefix };
        return writeln!(out, "{}{}", layout.paint.paint(prefix), line.text());
    }
    write!(out, "{}", layout.paint.paint(layout.prefix))?;
    let mut column = 0;
    let mut plain = String::new();
    for cell in &line.cells {
        let piece = pieces.iter().find(|piece| piece.from <= column && column < piece.to);
        match piece {
            Some(piece) if piece.mark.colour_words => {
                write!(out, "{plain}{}", piece.mark.paint.paint(&cell.shown))?;
                plain.clear();
            }
            Some(_) | None => plain.push_str(&cell.shown),
        }
        column += cell.width;
    }
    writeln!(out, "{plain}")
}

/// A piece as it is printed: its signs with the label behind them, or before them at the end of a line.
struct Drawn<'m> {
    from: usize,
    to: usize,
    text: String,
    paint: &'m Paint,
}

impl<'m> Drawn<'m> {
    fn new(piece: &Piece<'m>, width: usize) -> Drawn<'m> {
        let signs: String = std::iter::repeat_n(piece.mark.sign, piece.to - piece.from).collect();
        let paint = &piece.mark.paint;
        let Piece { from, to, label, .. } = *piece;
        if label.is_empty() {
            return Drawn { from, to, text: signs, paint };
        }
        let room = label.len() + 1;
        if to + room > width && room <= from {
            Drawn { from: from - room, to, text: format!("{label} {signs}"), paint }
        } else {
            Drawn { from, to: to + room, text: format!("{signs} {label}"), paint }
        }
    }
}

/// Distributes the pieces over rows so that none covers another or its label.
fn rows<'m>(pieces: &[Piece<'m>], width: usize) -> Vec<Vec<Drawn<'m>>> {
    let mut rows: Vec<Vec<Drawn<'_>>> = Vec::new();
    for piece in pieces {
        let piece = Drawn::new(piece, width);
        let free = |row: &Vec<Drawn<'_>>| row.last().is_none_or(|last| last.to < piece.from);
        if let Some(row) = rows.iter_mut().find(|row| free(row)) {
            row.push(piece);
        } else if rows.len() < ROWS {
            rows.push(vec![piece]);
        }
    }
    rows
}

fn mark_line(out: &mut dyn Write, row: &[Drawn<'_>], layout: &Layout<'_>) -> io::Result<()> {
    write!(out, "{}", layout.paint.paint(layout.mark_prefix))?;
    let mut column = 0;
    for piece in row {
        write!(out, "{:1$}{2}", "", piece.from - column, piece.paint.paint(&piece.text))?;
        column = piece.to;
    }
    writeln!(out)
}

/// The margin of a text that is quoted.
pub fn quoted(width: usize, most_lines: usize) -> Layout<'static> {
    Layout { prefix: "  | ", mark_prefix: "  | ", paint: GUTTER, width, most_lines }
}
