//! Lines of any length without keeping any length in memory.

use std::io::{self, BufRead};

/// One line of the input.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// From 1.
    pub number: usize,
    /// What it holds.
    pub content: Content,
}

/// What a line holds.
#[derive(Debug, PartialEq, Eq)]
pub enum Content {
    /// All its bytes, without the line end.
    Whole(Vec<u8>),
    /// More bytes than the limit: so many, all skipped.
    TooLong(u64),
}

/// What some editors write before the first line; it says nothing in UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Splits a reader into its lines. Blank lines at its end are none: they are no more than line ends too many.
pub struct Lines<R> {
    reader: R,
    limit: usize,
    /// The number of the line that was read last.
    read: usize,
    /// The number of the line that was given last.
    given: usize,
    /// A line that is not blank, which waits until the blank ones before it were given.
    waiting: Option<Line>,
    at_hand: bool,
}

impl<R: BufRead> Lines<R> {
    /// Lines of at most `limit` bytes are kept.
    pub fn new(reader: R, limit: usize) -> Lines<R> {
        Lines { reader, limit, read: 0, given: 0, waiting: None, at_hand: false }
    }

    /// Whether the next line has been read already, so that nobody has to wait for it.
    pub fn at_hand(&self) -> bool {
        self.waiting.is_some() || self.at_hand
    }

    /// The next line. A blank one is given without its white space, when a line that is not blank has followed.
    pub fn next(&mut self) -> io::Result<Option<Line>> {
        while self.waiting.is_none() {
            let Some(mut content) = self.read()? else { return Ok(None) };
            self.read += 1;
            if let Content::Whole(bytes) = &mut content
                && self.read == 1
                && bytes.starts_with(BYTE_ORDER_MARK)
            {
                bytes.drain(..BYTE_ORDER_MARK.len());
            }
            let blank =
                matches!(&content, Content::Whole(bytes) if bytes.iter().all(u8::is_ascii_whitespace));
            if !blank {
                self.waiting = Some(Line { number: self.read, content });
            }
        }
        self.given += 1;
        let number = self.given;
        let blank = || Line { number, content: Content::Whole(Vec::new()) };
        Ok(Some(self.waiting.take_if(|line| line.number == number).unwrap_or_else(blank)))
    }

    /// The next line; `None` at the end of the input.
    fn read(&mut self) -> io::Result<Option<Content>> {
        let mut kept = Vec::new();
        let mut length: u64 = 0;
        let mut ended = false;
        while !ended {
            let available = match self.reader.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if available.is_empty() {
                if length == 0 {
                    return Ok(None);
                }
                break;
            }
            let (piece, used) = match memchr::memchr(b'\n', available) {
                Some(end) => {
                    ended = true;
                    self.at_hand = available.get(end + 1..).is_some_and(holds_line);
                    (available.get(..end).unwrap_or_default(), end + 1)
                }
                None => (available, available.len()),
            };
            length += piece.len() as u64;
            // One byte more, which may belong to the end of the line.
            if length <= self.limit as u64 + 1 {
                kept.extend_from_slice(piece);
            } else {
                kept = Vec::new();
            }
            self.reader.consume(used);
        }
        if kept.pop_if(|last| *last == b'\r').is_some() {
            length -= 1;
        }
        if length > self.limit as u64 {
            return Ok(Some(Content::TooLong(length)));
        }
        Ok(Some(Content::Whole(kept)))
    }
}

/// Whether a line that is not blank, and its end, are there.
fn holds_line(bytes: &[u8]) -> bool {
    let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace());
    start.and_then(|start| bytes.get(start..)).is_some_and(|rest| rest.contains(&b'\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &[u8], limit: usize, buffer: usize) -> Vec<Line> {
        let mut lines = Lines::new(io::BufReader::with_capacity(buffer, text), limit);
        std::iter::from_fn(|| lines.next().unwrap()).collect()
    }

    fn whole(number: usize, text: &str) -> Line {
        Line { number, content: Content::Whole(text.as_bytes().to_vec()) }
    }

    #[test]
    fn lines_come_without_their_ends_whatever_the_buffer() {
        for buffer in 1..12 {
            assert_eq!(
                all(b"one\r\ntwo\n\n \t\r\nfive", 100, buffer),
                [whole(1, "one"), whole(2, "two"), whole(3, ""), whole(4, ""), whole(5, "five")],
                "buffer of {buffer}"
            );
        }
    }

    #[test]
    fn a_line_is_at_hand_when_all_of_it_was_read() {
        let mut lines = Lines::new(io::BufReader::with_capacity(8, &b"one\ntwo\nthree\nfour\n"[..]), 100);
        assert!(!lines.at_hand());
        let told: Vec<bool> = std::iter::from_fn(|| lines.next().unwrap().map(|_| lines.at_hand())).collect();
        assert_eq!(told, [true, false, false, false]);
    }

    #[test]
    fn a_blank_line_is_not_waited_for() {
        let mut lines = Lines::new(io::BufReader::new(&b"one\n\n"[..]), 100);
        assert_eq!(lines.next().unwrap(), Some(whole(1, "one")));
        assert!(!lines.at_hand(), "what follows the blank line has not come");
        let mut lines = Lines::new(io::BufReader::with_capacity(9, &b"one\n\ntwo\nthree"[..]), 100);
        let told: Vec<bool> = std::iter::from_fn(|| lines.next().unwrap().map(|_| lines.at_hand())).collect();
        assert_eq!(told, [true, true, false, false]);
    }

    #[test]
    fn an_empty_input_has_no_line_and_neither_has_the_end_of_one() {
        for text in ["", "\n\n", "\u{feff}", "\u{feff}\r\n \n"] {
            assert_eq!(all(text.as_bytes(), 10, 4), [], "{text:?}");
        }
        assert_eq!(all(b"\none\n\n \n", 10, 4), [whole(1, ""), whole(2, "one")]);
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_first_line() {
        for buffer in 1..6 {
            let lines = all("\u{feff}one\n\u{feff}two".as_bytes(), 10, buffer);
            assert_eq!(lines, [whole(1, "one"), whole(2, "\u{feff}two")], "buffer of {buffer}");
        }
    }

    #[test]
    fn a_line_over_the_limit_is_skipped_to_its_end() {
        let long = Line { number: 2, content: Content::TooLong(9) };
        for buffer in 1..12 {
            assert_eq!(
                all(b"12345678\n123456789\nafter\n", 8, buffer),
                [whole(1, "12345678"), Line { number: 2, content: Content::TooLong(9) }, whole(3, "after")],
                "buffer of {buffer}"
            );
        }
        assert_eq!(all(b"\n123456789", 8, 3), [whole(1, ""), long]);
        for buffer in 1..12 {
            assert_eq!(
                all(b"12345678\r\n1\r", 8, buffer),
                [whole(1, "12345678"), whole(2, "1")],
                "no part of it"
            );
        }
    }
}
