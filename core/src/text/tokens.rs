//! Cutting the folded text into tokens.

use super::align::Alignment;
use super::fold::is_word_char;
use super::index::eight_from;
use super::known::{Known, find_at};
use super::links::LinkFinder;
use super::{Case, FoldSpan, Token, TokenKind};
use crate::span::Span;

/// The tokens of a folded text, in order.
pub(super) fn tokenise(original: &str, folded: &str, alignment: &Alignment) -> Vec<Token> {
    let bytes = folded.as_bytes();
    let mut tokens = Vec::with_capacity(folded.len() / 4 + 8);
    let mut links = LinkFinder::new(folded);
    let mut origin = alignment.onward();
    let mut spaced = true;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte == b' ' {
            spaced = true;
            at += 1;
            continue;
        }
        let first = if byte.is_ascii() { char::from(byte) } else { char_at(folded, at).unwrap_or(' ') };
        let capital = |at: usize| {
            let span = alignment.original(FoldSpan { start: at, end: at + 1 });
            span.text(original).chars().any(char::is_uppercase)
        };
        let starts = is_word_char(first);
        let link = if starts { links.at(at, capital) } else { None };
        let (end, kind) = match link {
            Some(link) => link,
            None if starts => plain(folded, at),
            None => (at + first.len_utf8(), TokenKind::Symbol),
        };
        let fold = FoldSpan { start: at, end };
        let span = origin.original(fold);
        let case = if kind == TokenKind::Symbol { Case::Lower } else { case_of(original, span, bytes, fold) };
        let known = match kind {
            TokenKind::Word | TokenKind::Symbol | TokenKind::Alnum => find_at(bytes, at, end),
            TokenKind::Number | TokenKind::Url | TokenKind::Email => Known::UNKNOWN,
        };
        tokens.push(Token { span, fold, kind, case, spaced, known });
        spaced = false;
        at = end;
    }
    tokens
}

#[inline]
fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

/// The same byte in each of eight places.
pub(super) const fn eight(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// How many lower-case ASCII letters a text begins with.
#[inline]
pub(super) fn letters(text: &[u8]) -> usize {
    let mut count = 0;
    // Eight at once: the high bit of each place tells what is no letter. No sum carries into the next place.
    while let Some(chunk) = text.get(count..).and_then(<[u8]>::first_chunk::<8>) {
        let chunk = u64::from_le_bytes(*chunk);
        let low = chunk & eight(0x7F);
        let (from_a, after_z) = (low + eight(0x80 - b'a'), low + eight(0x7F - b'z'));
        let others = (!from_a | after_z | chunk) & eight(0x80);
        if others != 0 {
            return count + others.trailing_zeros() as usize / 8;
        }
        count += 8;
    }
    let rest = text.get(count..).unwrap_or_default();
    count + rest.iter().take_while(|byte| byte.is_ascii_lowercase()).count()
}

/// A word or number, whose first character stands at `start`.
#[inline]
fn plain(text: &str, start: usize) -> (usize, TokenKind) {
    // Most words and numbers: letters or digits up to a space or a mark that never goes on.
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    let run = letters(rest);
    let figures = if run > 0 { 0 } else { rest.iter().take_while(|byte| byte.is_ascii_digit()).count() };
    let ends = match rest.get(run + figures) {
        None | Some(b' ') => true,
        Some(b'\'') => false,
        Some(b'.' | b',') => figures == 0,
        Some(byte) => byte.is_ascii() && !byte.is_ascii_alphanumeric(),
    };
    if ends && run > 0 {
        return (start + run, TokenKind::Word);
    }
    if ends && figures > 0 {
        return (start + figures, TokenKind::Number);
    }
    mixed(text, start)
}

/// A word or number of any characters.
fn mixed(text: &str, start: usize) -> (usize, TokenKind) {
    let (mut digits, mut letters) = (false, false);
    let mut at = start;
    let mut after_digit = false;
    while let Some(c) = char_at(text, at) {
        if c.is_ascii_lowercase() {
            (letters, after_digit) = (true, false);
        } else if is_word_char(c) {
            after_digit = c.is_ascii_digit();
            digits |= after_digit;
            letters |= !after_digit;
        } else {
            let next = char_at(text, at + c.len_utf8()).unwrap_or(' ');
            let number_goes_on = matches!(c, '.' | ',' | '\'') && after_digit && next.is_ascii_digit();
            let word_goes_on = c == '\'' && is_word_char(next) && !next.is_ascii_digit();
            if !number_goes_on && !word_goes_on {
                break;
            }
            after_digit = false;
        }
        at += c.len_utf8();
    }
    let kind = match (letters, digits) {
        (true, true) => TokenKind::Alnum,
        (false, true) => TokenKind::Number,
        _ => TokenKind::Word,
    };
    (at, kind)
}

/// How the letters of a token are written. Character references count as the letter they name.
#[inline]
fn case_of(original: &str, span: Span, folded: &[u8], fold: FoldSpan) -> Case {
    let len = fold.end - fold.start;
    // Most words are short and written as they are folded.
    if span.len() == len
        && let (1..=8, Some(written), Some(folded)) =
            (len, eight_from(original.as_bytes(), span.start), eight_from(folded, fold.start))
    {
        let beyond = 64 - 8 * len as u32;
        if ((written ^ folded) | (written & eight(0x80))) << beyond == 0 {
            return Case::Lower;
        }
    }
    let written = original.as_bytes().get(span.start..span.end).unwrap_or_default();
    let folded = folded.get(fold.start..fold.end).unwrap_or_default();
    if written == folded && written.is_ascii() { Case::Lower } else { case_of_letters(written) }
}

fn case_of_letters(written: &[u8]) -> Case {
    let mut letters = Letters::default();
    for byte in written {
        match byte {
            b'A'..=b'Z' => letters.upper(),
            b'a'..=b'z' => letters.lower += 1,
            b'&' | 0x80.. => return std::str::from_utf8(written).map_or(Case::Lower, case_beyond_ascii),
            _ => {}
        }
    }
    letters.case()
}

/// Letters counted by their case.
#[derive(Default)]
struct Letters {
    upper: usize,
    lower: usize,
    first_upper: bool,
}

impl Letters {
    fn upper(&mut self) {
        self.first_upper |= self.upper + self.lower == 0;
        self.upper += 1;
    }

    fn case(&self) -> Case {
        match (self.upper, self.lower) {
            (0, _) => Case::Lower,
            (1, _) if self.first_upper => Case::Title,
            (_, 0) => Case::Upper,
            _ => Case::Mixed,
        }
    }
}

fn case_beyond_ascii(text: &str) -> Case {
    let mut letters = Letters::default();
    let mut reference = None;
    for (at, c) in text.char_indices() {
        let inside = match (c, reference) {
            ('&', _) => {
                reference = Some(at);
                continue;
            }
            (';', _) => {
                reference = None;
                continue;
            }
            // "&Eacute;" is one capital.
            (_, Some(start)) => at > start + 1,
            (_, None) => false,
        };
        if inside {
            continue;
        }
        if c.is_uppercase() {
            letters.upper();
        } else if c.is_lowercase() {
            letters.lower += 1;
        }
    }
    letters.case()
}

/// Whether `span` of the folded text is one symbol and equals `mark`.
pub(super) fn is_symbol(folded: &str, token: &Token, mark: char) -> bool {
    token.kind == TokenKind::Symbol && symbol(folded, token) == Some(mark)
}

/// The character of a symbol token.
pub(super) fn symbol(folded: &str, token: &Token) -> Option<char> {
    if token.kind == TokenKind::Symbol { char_at(folded, token.fold.start) } else { None }
}

/// The text of a token.
pub(super) fn token_text<'a>(folded: &'a str, token: &Token) -> &'a str {
    folded.get(token.fold.start..token.fold.end).unwrap_or("")
}

/// The first character of the original of a span.
pub(super) fn first_original(original: &str, span: Span) -> Option<char> {
    span.text(original).chars().next()
}
