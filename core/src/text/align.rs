//! The way back from the folded text to the original.

use super::FoldSpan;
use crate::span::Span;

/// A stretch of the folded text and the stretch of the original it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Bytes of the folded text.
    pub(super) fold: FoldSpan,
    /// Bytes of the original.
    pub(super) span: Span,
    /// Byte `i` of the one is byte `i` of the other; otherwise the piece is only meaningful as a whole.
    pub(super) linear: bool,
}

/// Pieces in order; the folded side has no gaps, the original side lacks what was dropped.
///
/// A text that only changed case is one linear piece, whatever its length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Alignment {
    pieces: Vec<Piece>,
    folded_len: usize,
}

impl Alignment {
    /// The next `bytes` of the folded text came from `span`.
    pub(super) fn push(&mut self, bytes: usize, span: Span, linear: bool) {
        let start = self.folded_len;
        self.folded_len += bytes;
        if let Some(last) = self.pieces.last_mut() {
            let same_source = last.span == span && !last.linear && !linear;
            let continues = last.linear && linear && last.span.end == span.start;
            if same_source || continues {
                last.fold.end = self.folded_len;
                last.span.end = span.end;
                return;
            }
        }
        self.pieces.push(Piece { fold: FoldSpan { start, end: self.folded_len }, span, linear });
    }

    /// The space that ends the folded text also came from what follows it, up to `end` of the original.
    pub(super) fn extend_space(&mut self, end: usize) {
        let Some(last) = self.pieces.last_mut() else { return };
        if !last.linear {
            last.span.end = last.span.end.max(end);
            return;
        }
        // One byte on either side; cut it off what stands byte for byte.
        let (fold, span) = (last.fold.end - 1, last.span.end - 1);
        (last.fold.end, last.span.end) = (fold, span);
        if last.fold.start == fold {
            self.pieces.pop();
        }
        let fold = FoldSpan { start: fold, end: self.folded_len };
        self.pieces.push(Piece { fold, span: Span::new(span, end), linear: false });
    }

    /// Every byte of the original that produced `fold`.
    pub(super) fn original(&self, fold: FoldSpan) -> Span {
        self.original_from(self.pieces.partition_point(|piece| piece.fold.end <= fold.start), fold)
    }

    /// As [`Alignment::original`]; `first` is the first piece that ends behind the start of `fold`.
    fn original_from(&self, first: usize, fold: FoldSpan) -> Span {
        let Some(piece) = self.pieces.get(first) else {
            return Span::empty(self.pieces.last().map_or(0, |piece| piece.span.end));
        };
        let start = piece.span.start + if piece.linear { fold.start - piece.fold.start } else { 0 };
        if fold.end <= fold.start {
            return Span::empty(start);
        }
        let last = if piece.fold.end >= fold.end {
            Some(piece)
        } else {
            self.pieces.get(self.pieces.partition_point(|piece| piece.fold.end < fold.end))
        };
        let end = match last.or(self.pieces.last()) {
            Some(last) if last.linear => last.span.start + fold.end.min(last.fold.end) - last.fold.start,
            Some(last) => last.span.end,
            None => start,
        };
        Span::new(start, end)
    }

    /// The way back for stretches that are asked for in order.
    pub(super) fn onward(&self) -> Onward<'_> {
        Onward { alignment: self, first: 0 }
    }

    /// Every byte of the folded text that `span` had a part in.
    pub(super) fn folded(&self, span: Span) -> FoldSpan {
        let first = self.pieces.partition_point(|piece| piece.span.end <= span.start);
        let Some(piece) = self.pieces.get(first) else {
            return FoldSpan { start: self.folded_len, end: self.folded_len };
        };
        let start =
            piece.fold.start + if piece.linear { span.start.saturating_sub(piece.span.start) } else { 0 };
        let after = self.pieces.partition_point(|piece| piece.span.start < span.end);
        let end = match after.checked_sub(1).and_then(|last| self.pieces.get(last)) {
            Some(last) if last.linear => last.fold.start + (span.end.min(last.span.end) - last.span.start),
            Some(last) => last.fold.end,
            None => start,
        };
        if span.is_empty() || end < start { FoldSpan { start, end: start } } else { FoldSpan { start, end } }
    }
}

/// The way back for stretches of the folded text in order, each starting where or after the one before started.
pub(super) struct Onward<'a> {
    alignment: &'a Alignment,
    /// The first piece that ends behind the start of the stretch asked for last.
    first: usize,
}

impl Onward<'_> {
    /// [`Alignment::original`] of a stretch.
    #[inline]
    pub(super) fn original(&mut self, fold: FoldSpan) -> Span {
        let pieces = &self.alignment.pieces;
        while let Some(piece) = pieces.get(self.first) {
            if piece.linear
                && piece.fold.start <= fold.start
                && fold.end <= piece.fold.end
                && fold.start < fold.end
            {
                let start = piece.span.start + (fold.start - piece.fold.start);
                return Span::new(start, start + (fold.end - fold.start));
            }
            if piece.fold.end > fold.start {
                break;
            }
            self.first += 1;
        }
        self.alignment.original_from(self.first, fold)
    }
}
