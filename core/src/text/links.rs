//! Recognising web and email addresses in folded text.

use crate::text::one_of;
use memchr::{memchr, memchr3_iter, memrchr};

use super::TokenKind;
use super::data::tlds::{TLD_WORDS, TLDS};

/// Longest host name (RFC 1035).
const LONGEST_HOST: usize = 253;

/// Finds addresses from left to right. Remembers where a search cannot succeed, so that the work stays linear.
pub(super) struct LinkFinder<'a> {
    text: &'a str,
    /// The next run of non-space bytes that holds `.`, `@` or `:` before its end; empty at the end of the text when
    /// there is none.
    chunk_start: usize,
    chunk_end: usize,
    /// No host starts before.
    host_from: usize,
    /// No email address starts before.
    email_from: usize,
}

impl<'a> LinkFinder<'a> {
    pub(super) fn new(text: &'a str) -> LinkFinder<'a> {
        LinkFinder { text, chunk_start: 0, chunk_end: 0, host_from: 0, email_from: 0 }
    }

    /// Goes on to the next promising run that ends behind `start`.
    fn advance(&mut self, start: usize) {
        let bytes = self.text.as_bytes();
        let rest = bytes.get(start..).unwrap_or_default();
        let telling = |at: &usize| rest.get(at + 1).is_some_and(|next| *next != b' ');
        let Some(mark) = memchr3_iter(b'.', b'@', b':', rest).find(telling) else {
            (self.chunk_start, self.chunk_end) = (usize::MAX, usize::MAX);
            return;
        };
        let (before, after) = rest.split_at_checked(mark).unwrap_or_default();
        self.chunk_start = start + memrchr(b' ', before).unwrap_or(0);
        self.chunk_end = memchr(b' ', after).map_or(bytes.len(), |at| start + mark + at);
    }

    /// The address that starts at `start`, the start of a word: its end and kind. `capital(at)` tells whether
    /// the original has an upper-case letter there.
    #[inline]
    pub(super) fn at(&mut self, start: usize, capital: impl Fn(usize) -> bool) -> Option<(usize, TokenKind)> {
        if start >= self.chunk_end {
            self.advance(start);
        }
        if start < self.chunk_start {
            return None;
        }
        self.address(start, capital)
    }

    fn address(&mut self, start: usize, capital: impl Fn(usize) -> bool) -> Option<(usize, TokenKind)> {
        let rest = self.text.as_bytes().get(start..self.chunk_end)?;
        self.email(start, rest)
            .map(|end| (end, TokenKind::Email))
            .or_else(|| self.with_scheme(start, rest).map(|end| (end, TokenKind::Url)))
            .or_else(|| self.bare_host(start, rest, capital).map(|end| (end, TokenKind::Url)))
    }

    fn email(&mut self, start: usize, rest: &[u8]) -> Option<usize> {
        if start < self.email_from {
            return None;
        }
        let local = rest.iter().take_while(|b| b.is_ascii_alphanumeric() || b"._%+-'".contains(b)).count();
        if rest.get(local) != Some(&b'@') {
            self.email_from = start + local.max(1);
            return None;
        }
        let domain = rest.get(local + 1..)?;
        let host = host_len(domain);
        let host = domain.get(..host)?;
        let last = host.rsplit(|&b| b == b'.').next()?;
        let valid = host.contains(&b'.') && last.len() >= 2 && last.iter().all(u8::is_ascii_alphabetic);
        self.email_from = start + local + 1 + host.len();
        valid.then_some(self.email_from)
    }

    fn with_scheme(&self, start: usize, rest: &[u8]) -> Option<usize> {
        let scheme = rest.iter().take(13).take_while(|b| b.is_ascii_alphabetic()).count();
        let authority = if (2..=12).contains(&scheme) && rest.get(scheme..scheme + 3) == Some(b"://") {
            scheme + 3
        } else if rest.starts_with(b"www.") {
            4
        } else {
            return None;
        };
        rest.get(authority).filter(|b| b.is_ascii_alphanumeric() || !b.is_ascii() || **b == b'[')?;
        Some(self.trimmed(start, start + authority + 1))
    }

    fn bare_host(&mut self, start: usize, rest: &[u8], capital: impl Fn(usize) -> bool) -> Option<usize> {
        if start < self.host_from {
            return None;
        }
        let len = host_len(rest);
        self.host_from = start + len.max(1);
        let host = rest.get(..len)?;
        let mut end = 0;
        let mut best = None;
        for (index, label) in host.split(|&b| b == b'.').enumerate() {
            let label_start = end + usize::from(index > 0);
            end = label_start + label.len();
            if index == 0 {
                continue;
            }
            if !label.first().is_some_and(u8::is_ascii_alphabetic) {
                // "49.99"
                continue;
            }
            let path = end == len && matches!(rest.get(len), Some(b'/' | b'?'));
            let label = std::str::from_utf8(label).ok()?;
            let known = TLDS.binary_search(&label).is_ok();
            let word = !known && TLD_WORDS.binary_search(&label).is_ok();
            let telling = || host.iter().take(label_start).any(|b| b.is_ascii_digit() || *b == b'-');
            // "Your order.It is late": a sentence without its space.
            let sentence = capital(start + label_start) && !capital(start + label_start - 2);
            let common = one_of!(label, "co" | "de" | "dev" | "net" | "edu" | "es" | "ai");
            let accepted = known && (!sentence || path)
                || word && !sentence && (path || index >= 2 || common && label_start > 3 || telling());
            if accepted {
                best = Some((end, path));
            }
        }
        let (end, _) = best?;
        let follows = rest.get(end..).unwrap_or(&[]);
        let port = match follows {
            [b':', digit, ..] if digit.is_ascii_digit() => {
                1 + follows.iter().skip(1).take_while(|b| b.is_ascii_digit()).count()
            }
            _ => 0,
        };
        match follows.get(port) {
            Some(b'/' | b'?' | b'#') => Some(self.trimmed(start, start + end + port)),
            _ => Some(start + end + port),
        }
    }

    /// Where the address from `start` ends: before what cannot be part of one, and before punctuation of the
    /// sentence around it, but not before `least`.
    fn trimmed(&self, start: usize, least: usize) -> usize {
        let chunk = self.text.get(start..self.chunk_end).unwrap_or("");
        let stop = |c: char| matches!(c, '<' | '>' | '"' | '`' | '|' | '\\' | '^' | '{' | '}');
        let body = chunk.split(stop).next().unwrap_or("");
        let count = |mark: char| body.chars().filter(|&c| c == mark).count();
        let (mut round, mut square) = (0, 0);
        if body.contains([')', ']']) {
            round = count(')').saturating_sub(count('('));
            square = count(']').saturating_sub(count('['));
        }
        let mut end = body.len();
        for (at, c) in body.char_indices().rev() {
            let surplus = match c {
                ')' => Some(&mut round),
                ']' => Some(&mut square),
                _ => None,
            };
            match surplus {
                Some(0) => break,
                Some(surplus) => *surplus -= 1,
                None if matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~') => {}
                None => break,
            }
            end = at;
        }
        (start + end).max(least)
    }
}

/// Length of the host name at the start of `bytes`, without a dot or hyphen at its end.
fn host_len(bytes: &[u8]) -> usize {
    let mut end = 0;
    let mut label = 0;
    for (at, &byte) in bytes.iter().take(LONGEST_HOST).enumerate() {
        match byte {
            _ if byte.is_ascii_alphanumeric() => {
                label += 1;
                end = at + 1;
            }
            b'-' if label > 0 => {}
            b'.' if label > 0 => label = 0,
            _ => break,
        }
    }
    end
}
