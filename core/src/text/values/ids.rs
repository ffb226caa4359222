//! Order, booking, case and other numbers.
//!
//! After a cue ("order", "Buchung", "#") four digits or a mix of letters and digits are enough. Without one
//! an identifier must look like one: capitals and at least four digits in one run (`NS88213`), or capitals,
//! a hyphen and at least five digits (`NS-88213`).

use super::ValueKind;
use super::lexicon::kinds;
use super::numbers::is_digits;
use super::scan::{Found, Scan};
use crate::text::one_of;
use crate::text::{Case, TokenKind};

/// Longer runs are not identifiers but data.
const LONGEST: usize = 40;

/// Fewer digits alone are no identifier, whatever announces them.
const LEAST: usize = 3;

/// Digits without letters need as many, if nothing announces them.
const UNANNOUNCED: usize = 5;

/// How sure a cue makes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cue {
    None,
    /// "order 48213"
    Plain,
    /// "order number 48213", "#48213"
    Strong,
}

impl<'a> Scan<'a> {
    fn cue(&self, i: usize) -> Cue {
        let mut filled = false;
        for j in (i.saturating_sub(6)..i).rev() {
            if self.has(j, kinds::ID_CUE) {
                // "customer 12345" alone is nobody's number, "customer no. 12345" is.
                let weak = one_of!(self.word(j), "customer" | "refund" | "policy" | "voucher" | "contract");
                return if weak && !filled {
                    Cue::None
                } else if filled {
                    Cue::Strong
                } else {
                    Cue::Plain
                };
            }
            match self.word(j) {
                "#" => {
                    let start = Scan::before(j)
                        .is_none_or(|b| !self.has(b, kinds::ID_CUE) && !self.has(b, kinds::ID_FILL));
                    if start {
                        return Cue::Strong;
                    }
                    filled = true;
                }
                ":" | "°" | "º" | "." | "(" | "\"" | "'" | "-" => filled = true,
                _ if self.has(j, kinds::ID_FILL) => filled = true,
                _ => return Cue::None,
            }
        }
        Cue::None
    }

    /// Whether the token before `i` can be the last one of a cue.
    fn may_be_cue(&self, i: usize) -> bool {
        Scan::before(i).is_some_and(|b| {
            self.has(b, kinds::ID_CUE | kinds::ID_FILL)
                || self.kind(b) == Some(TokenKind::Symbol)
                || self.word(b).bytes().any(|byte| !byte.is_ascii())
        })
    }

    /// Whether a cue for an identifier stands before token `i`.
    pub(super) fn announced_id(&self, i: usize) -> bool {
        self.cue(i) != Cue::None
    }

    /// An identifier from token `i`, at which a phone number may start, too.
    pub(super) fn identifier(&self, i: usize, phone: bool) -> Option<Found> {
        if self.kind(i) == Some(TokenKind::Word) && !self.glued(i + 1) {
            // Letters alone.
            return None;
        }
        if self.kind(i) == Some(TokenKind::Number)
            && self.case(i) == Case::Lower
            && self.word(i).len() < UNANNOUNCED
            && !self.may_be_cue(i)
        {
            return None;
        }
        let (mut len, mut digits) = (0_usize, 0_usize);
        let mut pieces = 0_usize;
        let mut end = i;
        while end < i + 15 {
            match self.kind(end) {
                Some(TokenKind::Number) if !is_digits(self.word(end)) => return None,
                Some(TokenKind::Word | TokenKind::Number | TokenKind::Alnum) => {}
                _ => break,
            }
            let word = self.word(end);
            if len + word.len() > LONGEST || !word.bytes().all(|b| b.is_ascii_alphanumeric()) {
                return None;
            }
            len += word.len();
            digits += word.bytes().filter(u8::is_ascii_digit).count();
            pieces += 1;
            end += 1;
            let joined =
                matches!(self.mark(end), b'-' | b'/' | b'_') && self.glued(end) && self.glued(end + 1);
            let glued = self.glued(end)
                && matches!(self.kind(end), Some(TokenKind::Word | TokenKind::Number | TokenKind::Alnum));
            if joined {
                end += 1;
            } else if !glued {
                break;
            }
        }
        let letters = len - digits;
        if digits == 0 || letters == 0 && digits < LEAST {
            return None;
        }
        let cue = self.cue(i);
        let accepted = match cue {
            // "the number 00482130"
            Cue::None if letters == 0 && pieces == 1 => {
                let numbered = digits >= 6
                    && Scan::before(i)
                        .is_some_and(|b| matches!(self.word(b), "number" | "nummer" | "numero"));
                numbered
                    || (digits >= UNANNOUNCED && self.word(i).starts_with('0') && !self.glued(i) && !phone)
            }
            Cue::None => self.looks_like_one(i, pieces, letters, digits),
            Cue::Plain | Cue::Strong => self.announced(i, end, cue, letters, digits),
        };
        if !accepted {
            return None;
        }
        let parts = (i..end).map(|part| self.word(part));
        let mut text: String = parts.filter(|part| !matches!(*part, "-" | "/" | "_")).collect();
        // "tracking number: 12 345 678 9012" in groups.
        while cue == Cue::Strong && letters == 0 && text.len() < LONGEST - 8 {
            let group = self.word(end);
            let grouped = self.kind(end) == Some(TokenKind::Number) && group.len() >= 3 && group.len() <= 8;
            if !grouped || !is_digits(group) || self.counts(end + 1) {
                break;
            }
            text.push_str(group);
            end += 1;
        }
        text.make_ascii_uppercase();
        Some(Found::new(end, ValueKind::Identifier(text)))
    }

    fn counts(&self, at: usize) -> bool {
        self.has(
            at,
            kinds::UNIT
                | kinds::TIME
                | kinds::CURRENCY
                | kinds::OPEN_CURRENCY
                | kinds::PERCENT
                | kinds::WORKING,
        )
    }

    fn announced(&self, i: usize, end: usize, cue: Cue, letters: usize, digits: usize) -> bool {
        if letters == 0 {
            let least = if cue == Cue::Strong { LEAST } else { 4 };
            let year = cue == Cue::Plain && digits == 4 && matches!(self.word(i).get(..2), Some("19" | "20"));
            return digits >= least && !year && !self.counts(end) && !self.is_mark(end, b'%');
        }
        // "case study", "order 2nd", "ticket 10am" are no identifiers.
        let capital = self.written(i).bytes().any(|b| b.is_ascii_uppercase());
        let starts = match self.kind(i) {
            Some(TokenKind::Word) => capital && self.case(i) != Case::Title || self.written(i).len() == 1,
            _ => capital || digits >= 4,
        };
        starts && digits >= 2 && letters + digits >= 4
    }

    fn looks_like_one(&self, i: usize, pieces: usize, letters: usize, digits: usize) -> bool {
        if letters == 0
            || self.case(i) != Case::Upper && !(self.case(i) == Case::Title && self.written(i).len() == 1)
        {
            let one = self.kind(i) == Some(TokenKind::Alnum) && pieces == 1;
            let capitals = self.written(i).bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
            return one
                && capitals
                && letters >= 1
                && digits >= 5
                && self.word(i).starts_with(|c: char| c.is_ascii_alphabetic());
        }
        let standard = one_of!(
            self.word(i),
            "iso" | "rfc" | "din" | "en" | "iec" | "ieee" | "cve" | "ansi" | "covid" | "bs" | "ean" | "cas"
        );
        let several = pieces > 1 && digits >= if pieces > 2 { 4 } else { 5 };
        let single = pieces == 1 && digits >= 4 && letters + digits >= 6;
        !standard && (several || single)
    }
}
