//! What stops the reader of JSON though its mistake is known: half of a surrogate pair, a number beyond all floats.
//!
//! A copy without them is read in the place of the text, so that all other mistakes are told as well.

use super::json::{escape, is_beyond_floats};

/// A text without what stops its reader.
#[derive(Debug, Default)]
pub(super) struct Mended {
    pub(super) text: String,
    /// Line and column of each half of a surrogate pair, both from 1, in bytes.
    pub(super) halves: Vec<(usize, usize)>,
}

/// As far as a float goes, so that the decoder refuses it wherever it stands.
const HUGE: &str = "1e308";

/// The copy; `None` when nothing was to be mended.
pub(super) fn mended(text: &str) -> Option<Mended> {
    let bytes = text.as_bytes();
    let mut mended = Mended::default();
    let (mut at, mut done, mut line, mut line_start, mut quoted) = (0, 0, 1, 0, false);
    let mut replace = |out: &mut String, from: usize, to: usize, with: &str| {
        out.push_str(text.get(done..from).unwrap_or_default());
        out.push_str(with);
        done = to;
    };
    while let Some(byte) = bytes.get(at) {
        let mut next = at + 1;
        match byte {
            b'\n' => (line, line_start) = (line + 1, next),
            b'"' => quoted = !quoted,
            b'\\' if quoted => match escape(bytes, at) {
                Some(0xD800..=0xDBFF) if matches!(escape(bytes, at + 6), Some(0xDC00..=0xDFFF)) => {
                    next = at + 12
                }
                Some(0xD800..=0xDFFF) => {
                    next = at + 6;
                    mended.halves.push((line, at - line_start + 1));
                    replace(&mut mended.text, at, next, "\\ufffd");
                }
                _ => next = at + 2,
            },
            b'0'..=b'9' if !quoted => {
                let of_number = |byte: &&u8| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-');
                next = at + bytes.get(at..).unwrap_or_default().iter().take_while(of_number).count();
                if text.get(at..next).is_some_and(is_beyond_floats) {
                    replace(&mut mended.text, at, next, HUGE);
                }
            }
            _ => {}
        }
        at = next;
    }
    if mended.text.is_empty() {
        return None;
    }
    replace(&mut mended.text, text.len(), text.len(), "");
    Some(mended)
}
