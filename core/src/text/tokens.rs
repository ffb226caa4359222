//! Cutting the folded text into tokens.

use super::align::Alignment;
use super::fold::is_word_char;
use super::links::LinkFinder;
use super::{Case, FoldSpan, Token, TokenKind};
use crate::span::Span;

/// The tokens of a folded text, in order.
pub(super) fn tokenise(original: &str, folded: &str, alignment: &Alignment) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(folded.len() / 4 + 8);
    let mut links = LinkFinder::new(folded);
    let mut origin = alignment.onward();
    let mut spaced = true;
    let mut at = 0;
    while let Some(first) = char_at(folded, at) {
        if first == ' ' {
            spaced = true;
            at += 1;
            continue;
        }
        let capital = |at: usize| {
            let span = alignment.original(FoldSpan { start: at, end: at + 1 });
            span.text(original).chars().any(char::is_uppercase)
        };
        let link = if is_word_char(first) { links.at(at, capital) } else { None };
        let (end, kind) = link.unwrap_or_else(|| plain(folded, at, first));
        let fold = FoldSpan { start: at, end };
        let span = origin.original(fold);
        let case = match kind {
            TokenKind::Symbol => Case::Lower,
            _ => case_of(span.text(original).as_bytes(), folded.as_bytes().get(at..end).unwrap_or_default()),
        };
        tokens.push(Token { span, fold, kind, case, spaced });
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

/// A word, number or symbol.
fn plain(text: &str, start: usize, first: char) -> (usize, TokenKind) {
    if !is_word_char(first) {
        return (start + first.len_utf8(), TokenKind::Symbol);
    }
    // Most words and numbers: letters or digits up to a space or a mark that never goes on.
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    let run = rest.iter().position(|byte| !byte.is_ascii_lowercase()).unwrap_or(rest.len());
    let figures =
        if run > 0 { 0 } else { rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len()) };
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
fn case_of(written: &[u8], folded: &[u8]) -> Case {
    // Most words are written as they are folded.
    if written.len() == folded.len()
        && written.iter().zip(folded).all(|(one, two)| one == two && one.is_ascii())
    {
        return Case::Lower;
    }
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
