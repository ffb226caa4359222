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

/// Splits a reader into its lines. Blank lines are counted and left out.
pub struct Lines<R> {
    reader: R,
    limit: usize,
    number: usize,
    at_hand: bool,
}

impl<R: BufRead> Lines<R> {
    /// Lines of at most `limit` bytes are kept.
    pub fn new(reader: R, limit: usize) -> Lines<R> {
        Lines { reader, limit, number: 0, at_hand: false }
    }

    /// Whether the next line has been read already, so that nobody has to wait for it.
    pub fn at_hand(&self) -> bool {
        self.at_hand
    }

    /// The next line that is not blank.
    pub fn next(&mut self) -> io::Result<Option<Line>> {
        loop {
            let Some(content) = self.read()? else { return Ok(None) };
            self.number += 1;
            let blank =
                matches!(&content, Content::Whole(bytes) if bytes.iter().all(u8::is_ascii_whitespace));
            if !blank {
                return Ok(Some(Line { number: self.number, content }));
            }
        }
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
                    self.at_hand = available.get(end + 1..).is_some_and(|rest| rest.contains(&b'\n'));
                    (available.get(..end).unwrap_or_default(), end + 1)
                }
                None => (available, available.len()),
            };
            length += piece.len() as u64;
            if length <= self.limit as u64 {
                kept.extend_from_slice(piece);
            } else {
                kept = Vec::new();
            }
            self.reader.consume(used);
        }
        if length > self.limit as u64 {
            return Ok(Some(Content::TooLong(length)));
        }
        if kept.last() == Some(&b'\r') {
            kept.pop();
        }
        Ok(Some(Content::Whole(kept)))
    }
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
                all(b"one\r\ntwo\n\n \t\nfive", 100, buffer),
                [whole(1, "one"), whole(2, "two"), whole(5, "five")],
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
    fn an_empty_input_has_no_line() {
        assert_eq!(all(b"", 10, 4), []);
        assert_eq!(all(b"\n\n", 10, 4), []);
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
        assert_eq!(all(b"\n123456789", 8, 3), [long]);
    }
}
