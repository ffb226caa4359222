//! The short way of folding: text without marks of markup, in which what is not ASCII folds character by character, is
//! copied piece by piece. [`super::fold`] has the long way, which gives the same.

use super::Markup;
use super::fold::{
    Fold, Folded, LineBreak, breaks_line, fold_char, is_common_letter, is_indicator, is_raised, within,
};
use super::fold_table::{ACCENTS, INVISIBLE, SIGNS};
use super::tokens::eight;
use crate::span::Span;

/// What a byte means on the short way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    /// A character that stays as it is, but for its case.
    Plain,
    Space,
    /// A mark of markup, or something that only the long way can fold.
    Special,
    /// Part of a character outside ASCII.
    Wide,
}

const BYTES: [Byte; 256] = {
    let mut table = [Byte::Special; 256];
    let mut byte = 0;
    while byte < 256 {
        let ascii = byte as u8;
        #[expect(clippy::indexing_slicing, reason = "evaluated at compile time, below the length")]
        {
            table[byte] = match ascii {
                b' ' | b'\t' | b'\n' | b'\r' => Byte::Space,
                b'&' | b'*' | b'_' | b'`' | b'~' | b'#' | b'[' | b'\\' | b'<' => Byte::Special,
                0x21..=0x7E => Byte::Plain,
                0x80.. => Byte::Wide,
                _ => Byte::Special,
            };
        }
        byte += 1;
    }
    table
};

/// The short way; `None` if the text needs the long one.
pub(super) fn fold_plain(original: &str, markup: Markup) -> Option<Folded> {
    let bytes = original.as_bytes();
    let mut out = Short { original, folded: Folded::default(), written: 0, aligned: 0 };
    out.folded.text.reserve(original.len() + 8);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let plain = plain_run(bytes, at);
        if plain > 0 {
            at += plain;
            continue;
        }
        match BYTES.get(usize::from(byte)).copied().unwrap_or(Byte::Special) {
            Byte::Plain => at += 1,
            // One space, as in most places, stays as it is.
            Byte::Space if byte == b' ' && at > out.written && out.goes_on(at + 1) => at += 1,
            Byte::Space => at = out.space(at)?,
            Byte::Wide => at = out.wide(at)?,
            Byte::Special => match byte {
                b'<' if markup != Markup::Ssml => at += 1,
                b'\\' if markup != Markup::Markdown => at += 1,
                _ => return None,
            },
        }
    }
    out.write(at)?;
    out.align(at);
    // What is not ASCII has been folded already.
    out.folded.text.make_ascii_lowercase();
    Some(out.folded)
}

/// How many bytes from `at` stay as they are, seen eight at a time: letters, figures and the marks between `+` and `;`,
/// with single spaces between them.
#[inline]
fn plain_run(bytes: &[u8], at: usize) -> usize {
    let mut run = 0;
    while let Some(chunk) = bytes.get(at + run..).and_then(<[u8]>::first_chunk::<8>) {
        let chunk = u64::from_le_bytes(*chunk);
        let low = chunk & eight(0x7F);
        // The high bit of each place tells. No sum carries into the next place.
        let between = |value: u64, first: u8, last: u8| {
            (value + eight(0x80 - first)) & !(value + eight(0x7F - last)) & eight(0x80)
        };
        let space = between(low, b' ', b' ');
        let plain = between(low | eight(0x20), b'a', b'z') | between(low, b'+', b';');
        let ends = !(plain | space) & eight(0x80) | chunk & eight(0x80);
        // Before a space at the end nothing is known of what follows it, nor at the start of what went before.
        let follows = (ends | space) >> 8 | 0x80 << 56;
        let stop = ends | space & (follows | 0x80);
        if stop != 0 {
            return run + stop.trailing_zeros() as usize / 8;
        }
        run += 8;
    }
    run
}

/// A text on the short way.
struct Short<'a> {
    original: &'a str,
    folded: Folded,
    /// What stands before in the original is in the folded text.
    written: usize,
    /// What stands before in the original is aligned; from here on it is byte for byte.
    aligned: usize,
}

impl Short<'_> {
    /// Copies the original up to `at`.
    fn write(&mut self, at: usize) -> Option<()> {
        self.folded.text.push_str(self.original.get(self.written..at)?);
        self.written = at;
        Some(())
    }

    /// Aligns the original up to `at`.
    fn align(&mut self, at: usize) {
        if at > self.aligned {
            self.folded.alignment.push(at - self.aligned, Span::new(self.aligned, at), true);
            self.aligned = at;
        }
    }

    /// Whether something else than white space stands at `at`.
    #[inline]
    fn goes_on(&self, at: usize) -> bool {
        self.original.as_bytes().get(at).is_some_and(|byte| *byte > b' ')
    }

    /// White space at `at`: where it ends.
    fn space(&mut self, at: usize) -> Option<usize> {
        if self.written == at && self.folded.text.ends_with(' ') {
            // It joins a space outside ASCII.
            return None;
        }
        let (mut end, mut lines, mut previous) = (at, 0_usize, 0);
        while let Some(&byte @ (b' ' | b'\t' | b'\n' | b'\r')) = self.original.as_bytes().get(end) {
            lines += usize::from(byte == b'\r' || byte == b'\n' && previous != b'\r');
            previous = byte;
            end += 1;
        }
        if previous == b' ' && end == at + 1 {
            return Some(end);
        }
        self.write(at)?;
        if lines > 0 {
            self.folded.breaks.push(LineBreak { at: self.folded.text.len(), blank: lines > 1 });
        }
        self.folded.text.push(' ');
        self.written = end;
        if end > at + 1 {
            self.align(at);
            self.folded.alignment.push(1, Span::new(at, end), false);
            self.aligned = end;
        }
        Some(end)
    }

    /// A character outside ASCII at `at`: where it ends.
    fn wide(&mut self, at: usize) -> Option<usize> {
        let c = self.original.get(at..)?.chars().next()?;
        let end = at + c.len_utf8();
        if !is_common_letter(c)
            && (within(INVISIBLE, c)
                || within(ACCENTS, c)
                || within(SIGNS, c)
                || is_raised(c)
                || is_indicator(c))
        {
            return None;
        }
        self.write(at)?;
        self.align(at);
        (self.written, self.aligned) = (end, end);
        if c.is_whitespace() || c == '\u{2800}' {
            if self.folded.text.ends_with(' ') || breaks_line(c) {
                return None;
            }
            self.folded.text.push(' ');
            self.folded.alignment.push(1, Span::new(at, end), false);
            return Some(end);
        }
        let mut push = |folded: char| {
            // What looks like a Latin letter, or like a mark, is for the long way.
            let simple = match u8::try_from(folded) {
                Ok(byte) if byte.is_ascii() => BYTES.get(usize::from(byte)) == Some(&Byte::Plain),
                _ => !folded.is_alphabetic(),
            };
            let len = folded.len_utf8();
            self.folded.alignment.push(len, Span::new(at, end), len == end - at);
            self.folded.text.push(folded);
            simple.then_some(())
        };
        match fold_char(c) {
            Fold::One(folded) => push(folded)?,
            Fold::Many(text) => text.chars().try_for_each(push)?,
            Fold::Lower => c.to_lowercase().try_for_each(push)?,
        }
        Some(end)
    }
}
