//! Phone numbers: E.164, the national ways of writing of nine countries, and helplines after a cue.
//!
//! A number with a leading `+` needs no more. A national number needs the length and prefixes of a plan; a
//! bare run of digits that only might be one needs a cue ("call", "Tel.") before it.

use super::ValueKind;
use super::lexicon::kinds;
use super::lexicon::{DE, ES, IT, PT};
use super::numbers::is_digits;
use super::scan::{Found, Scan};
use crate::text::TokenKind;
use crate::text::one_of;

/// The shortest number without a `+`: a helpline.
const SHORTEST: usize = 3;

/// The longest helpline.
const LONGEST_HELPLINE: usize = 6;

/// More digits than a number may have end it.
const MOST_DIGITS: usize = 15;

/// Longest group of digits that is looked at.
const LONGEST_GROUP: usize = 20;

/// Most groups of a number.
const MOST_GROUPS: usize = 9;

/// Digits as they are collected.
struct Collected {
    digits: [u8; MOST_DIGITS + LONGEST_GROUP],
    count: usize,
    /// Every place where the number could stop.
    reaches: [Reach; MOST_GROUPS],
    stops: usize,
}

impl Collected {
    fn new() -> Collected {
        let digits = [0; MOST_DIGITS + LONGEST_GROUP];
        Collected { digits, count: 0, reaches: [Reach::default(); MOST_GROUPS], stops: 0 }
    }

    /// Adds the digits of a group; others fall away.
    fn push(&mut self, group: &str) {
        for digit in group.bytes().filter(u8::is_ascii_digit) {
            if let Some(place) = self.digits.get_mut(self.count) {
                *place = digit;
                self.count += 1;
            }
        }
    }

    /// The first `count` digits.
    fn text(&self, count: usize) -> &str {
        self.digits.get(..count).and_then(|digits| std::str::from_utf8(digits).ok()).unwrap_or("")
    }
}

/// A number as collected up to some token.
#[derive(Clone, Copy, Default)]
struct Reach {
    end: usize,
    digits: usize,
    groups: usize,
}

impl<'a> Scan<'a> {
    /// Whether a cue for phone numbers stands shortly before token `i`.
    fn phone_cue(&self, i: usize) -> bool {
        if !self.holds(kinds::PHONE_CUE) {
            return false;
        }
        for j in (i.saturating_sub(6)..i).rev() {
            if self.has(j, kinds::PHONE_CUE)
                && !one_of!(self.word(j), "on" | "number" | "contact" | "numero" | "unter")
            {
                return true;
            }
            let stop = self.has(j, kinds::ID_CUE)
                || matches!(self.mark(j), b'.' | b'?' | b'!') && self.spaced(j + 1) && j + 1 < i;
            if stop {
                return false;
            }
        }
        false
    }

    pub(super) fn phone(&self, i: usize) -> Option<Found> {
        let plus = self.is_mark(i, b'+') && self.glued(i + 1);
        let bracket = self.is_mark(i, b'(');
        let digit = self.kind(i) == Some(TokenKind::Number);
        if !(plus || bracket || digit) || (digit && self.attached(i)) {
            return None;
        }
        if digit && self.word(i).len() <= LONGEST_HELPLINE {
            let goes_on = self.kind(i + 1) == Some(TokenKind::Number)
                || matches!(self.mark(i + 1), b'-' | b'/' | b'.' | b'(')
                    && self.kind(i + 2) == Some(TokenKind::Number);
            // Few digits alone are a helpline, and that needs a cue.
            if !goes_on && (self.word(i).len() < SHORTEST || !self.phone_cue(i)) {
                return None;
            }
        }
        let collected = self.collect(if plus { i + 1 } else { i }, plus)?;
        let cue = self.phone_cue(i);
        let reaches = collected.reaches.iter().take(collected.stops);
        let reach = reaches.rev().find(|reach| {
            let number = collected.text(reach.digits);
            let counted = self.has(reach.end, kinds::TIME | kinds::CURRENCY | kinds::PERCENT | kinds::UNIT);
            let goes_on = self.glued(reach.end)
                && self.glued(reach.end + 1)
                && matches!(self.word(reach.end), ":" | "/" | "%");
            !counted && !goes_on && self.plausible(i, number, reach, plus, cue)
        })?;
        let mut text = String::from(if plus { "+" } else { "" });
        text.push_str(collected.text(reach.digits));
        let end = self.extension(reach.end, &mut text);
        Some(Found::new(end, ValueKind::Phone(text)))
    }

    /// Whether the digits belong to a word or number before them.
    fn attached(&self, i: usize) -> bool {
        self.glued(i)
            && Scan::before(i).is_some_and(|b| {
                let digits_or_letters =
                    matches!(self.kind(b), Some(TokenKind::Word | TokenKind::Number | TokenKind::Alnum));
                digits_or_letters
                    || (matches!(self.mark(b), b'-' | b'/' | b'.' | b'_' | b'#' | b':') && self.glued(b))
                    || self.word(b) == "#"
                    || self.has(b, kinds::CURRENCY | kinds::OPEN_CURRENCY)
            })
    }

    /// The digits from token `start`, and every place where the number could stop.
    fn collect(&self, start: usize, plus: bool) -> Option<Collected> {
        let mut collected = Collected::new();
        let mut at = start;
        let mut groups = 0;
        while groups < MOST_GROUPS && at < start + 24 {
            let open = self.is_mark(at, b'(');
            let group = if open { at + 1 } else { at };
            if self.kind(group) != Some(TokenKind::Number) || (open && !self.is_mark(group + 1, b')')) {
                break;
            }
            let word = self.word(group);
            if word.len() > LONGEST_GROUP || word.contains([',', '\'']) {
                break;
            }
            if word.contains('.') {
                let parts: Vec<&str> = word.split('.').collect();
                let address =
                    parts.len() == 4 && parts.iter().all(|p| p.parse::<u16>().is_ok_and(|n| n < 256));
                if address || parts.len() < 3 || parts.iter().any(|p| p.len() < 2) {
                    break;
                }
                groups += parts.len() - 1;
            }
            // The trunk zero of "+44 (0)20" is not dialled.
            if !(open && plus && word == "0") {
                collected.push(word);
            }
            groups += 1;
            at = if open { group + 2 } else { group + 1 };
            if collected.count > MOST_DIGITS {
                break;
            }
            if let Some(reach) = collected.reaches.get_mut(collected.stops) {
                *reach = Reach { end: at, digits: collected.count, groups };
                collected.stops += 1;
            }
            let separator = matches!(self.mark(at), b'-' | b'/' | b'.')
                && matches!(self.kind(at + 1), Some(TokenKind::Number));
            let tight = self.glued(at) == self.glued(at + 1);
            if separator && tight {
                at += 1;
            } else if self.glued(at) && !open && !self.is_mark(at, b'(') {
                break;
            }
            if self.line_break(at) {
                break;
            }
        }
        (collected.count > 0).then_some(collected)
    }

    fn extension(&self, end: usize, text: &mut String) -> usize {
        let at = if self.is_mark(end, b',') { end + 1 } else { end };
        let next = match self.word(at) {
            "ext" | "extension" | "x" | "durchwahl" | "poste" | "interno" => {
                let dot = matches!(self.mark(at + 1), b'.' | b':') && self.glued(at + 1);
                at + 1 + usize::from(dot)
            }
            word => {
                let glued = word
                    .strip_prefix('x')
                    .or_else(|| word.strip_prefix("ext"))
                    .filter(|d| is_digits(d) && d.len() <= 6);
                if let Some(digits) = glued {
                    text.push('x');
                    text.push_str(digits);
                    return at + 1;
                }
                return end;
            }
        };
        let digits = self.word(next);
        if !is_digits(digits) || digits.len() > 6 {
            return end;
        }
        text.push('x');
        text.push_str(digits);
        next + 1
    }

    fn plausible(&self, i: usize, number: &str, reach: &Reach, plus: bool, cue: bool) -> bool {
        let count = number.len();
        if plus {
            return international(number);
        }
        if self.announced_id(i) && !cue {
            return false;
        }
        if count <= LONGEST_HELPLINE {
            return cue && self.helpline(i, number, reach);
        }
        let grouped = reach.groups > 1;
        let bracket = self.is_mark(i, b'(');
        if number.starts_with('0') {
            let area = number.get(1..2).unwrap_or("");
            let freephone =
                number.starts_with("0800") || number.starts_with("0808") || number.starts_with("00");
            let length = match self.region().as_ref() {
                Some(b"GB") => count == 11 || count == 10 || (freephone && count >= 7),
                Some(b"FR" | b"NL" | b"BE" | b"CH") => (9..=10).contains(&count) || (freephone && count >= 8),
                Some(b"DE" | b"AT") => (7..=13).contains(&count),
                Some(b"IT") => (6..=11).contains(&count),
                _ => {
                    let german = self.surely(DE | IT) && (7..=13).contains(&count);
                    (9..=12).contains(&count) || german || (freephone && cue && count >= 7)
                }
            };
            return length && !area.is_empty() && (grouped || cue || (10..=11).contains(&count));
        }
        let north_american = |digits: &str| {
            let bytes = digits.as_bytes();
            let exchange = |at: usize| bytes.get(at).is_some_and(|b| (b'2'..=b'9').contains(b));
            bytes.len() == 10 && exchange(0) && exchange(3)
        };
        match count {
            10 if north_american(number) && reach.groups == 3 => true,
            11 if number.starts_with('1') && north_american(number.get(1..).unwrap_or("")) => grouped || cue,
            9 if number.starts_with(['6', '7', '8', '9']) && self.national(*b"ES", ES) => grouped || cue,
            9 if number.starts_with(['2', '3', '7', '8', '9']) && self.national(*b"PT", PT) => grouped || cue,
            9 | 10 if number.starts_with('3') && self.national(*b"IT", IT) => grouped || cue,
            7 => cue && grouped,
            8..=12 => cue || (bracket && count >= 9),
            _ => false,
        }
    }

    fn national(&self, region: [u8; 2], lang: u8) -> bool {
        self.region() == Some(region) || (self.region().is_none() && self.surely(lang))
    }

    /// Emergency numbers and helplines of three to six digits.
    fn helpline(&self, i: usize, number: &str, reach: &Reach) -> bool {
        let known = one_of!(
            number,
            "111"
                | "112"
                | "911"
                | "999"
                | "988"
                | "101"
                | "105"
                | "119"
                | "118"
                | "110"
                | "116"
                | "117"
                | "144"
                | "113"
                | "114"
                | "115"
                | "211"
                | "311"
                | "411"
                | "511"
                | "611"
                | "711"
                | "811"
                | "3114"
                | "3919"
                | "024"
                | "016"
                | "017"
                | "0900"
                | "85258"
                | "741741"
                | "838255"
        ) || (number.len() == 6 && number.starts_with("116"))
            || (number.len() == 6 && number.starts_with("13"));
        let direct = Scan::before(i)
            .is_some_and(|b| self.has(b, kinds::PHONE_CUE) || matches!(self.word(b), "to" | "on" | "at"));
        let count = self.kind(reach.end) == Some(TokenKind::Word)
            && self.spaced(reach.end)
            && !one_of!(
                self.word(reach.end),
                "now"
                    | "free"
                    | "or"
                    | "for"
                    | "and"
                    | "to"
                    | "if"
                    | "in"
                    | "immediately"
                    | "anytime"
                    | "any"
                    | "from"
                    | "at"
                    | "oder"
                    | "und"
                    | "an"
                    | "ou"
                    | "et"
                    | "si"
                    | "o"
                    | "y"
                    | "e"
                    | "as"
                    | "right"
                    | "straight"
                    | "today"
            );
        known || (direct && number.len() >= SHORTEST && !count && reach.groups <= 2 && number.len() >= 5)
    }
}

/// Length by country code; 8 to 15 digits where the plan is not known here.
fn international(number: &str) -> bool {
    let count = number.len();
    let plan: [(&str, std::ops::RangeInclusive<usize>); 9] = [
        ("44", 11..=12),
        ("49", 9..=15),
        ("33", 11..=11),
        ("34", 11..=11),
        ("39", 8..=13),
        ("31", 11..=11),
        ("351", 12..=12),
        ("41", 11..=11),
        ("1", 11..=11),
    ];
    let known = plan.iter().find(|(code, _)| number.starts_with(code));
    !number.starts_with('0')
        && known.map_or((8..=15).contains(&count), |(_, lengths)| lengths.contains(&count))
}
