//! Which bytes the matches of a pattern may begin with, place by place: a look at them is cheaper than the automaton,
//! and most places where a match could start fail it.

use regex_syntax::hir::{Class, Hir, HirKind};

/// How many bytes are looked at.
const REACH: usize = 16;
/// Offsets up to [`REACH`], as bits; the last one stands for all from there on.
const FAR: u32 = 1 << REACH;
/// Steps after which a pattern counts as one that may begin with anything: nested repetitions take many.
const MOST_STEPS: u32 = 10_000;

/// Sorts of bytes, of which there are 32: each letter, digits, and so on.
static SORTS: [u32; 256] = {
    let mut sorts = [1_u32 << 30; 256];
    let mut byte = 0_usize;
    while byte < 256 {
        #[expect(
            clippy::indexing_slicing,
            clippy::cast_possible_truncation,
            reason = "at compile time, below 256"
        )]
        (sorts[byte] = match byte as u8 {
            letter @ b'a'..=b'z' => 1 << (letter - b'a'),
            b'0'..=b'9' => 1 << 26,
            b' ' => 1 << 27,
            b'\'' => 1 << 28,
            b'-' => 1 << 29,
            0x80.. => 1 << 31,
            _ => 1 << 30,
        });
        byte += 1;
    }
    sorts
};

fn sort(byte: u8) -> u32 {
    SORTS.get(usize::from(byte)).copied().unwrap_or(u32::MAX)
}

/// What the matches of a pattern may begin with; one line of the processor's memory.
#[derive(Clone, Debug)]
#[repr(align(64))]
pub(super) struct Opening {
    /// The sorts of bytes that may stand at each offset.
    sorts: [u32; REACH],
}

impl Opening {
    /// Reads it off a pattern.
    pub(super) fn of(hir: &Hir) -> Opening {
        let mut reader = Reader { sorts: [0; REACH], steps: 0 };
        let ends = reader.read(hir, 1);
        // Where a match may be over, anything may follow.
        let over = usize::try_from(ends.trailing_zeros()).unwrap_or(0);
        let over = if reader.steps > MOST_STEPS { 0 } else { over };
        reader.sorts.iter_mut().skip(over).for_each(|sorts| *sorts = u32::MAX);
        Opening { sorts: reader.sorts }
    }

    /// Whether a match may start at a place, as far as its first bytes tell.
    pub(super) fn may_start(&self, text: &[u8], at: usize) -> bool {
        let bytes = text.get(at..).unwrap_or_default();
        bytes.iter().zip(&self.sorts).all(|(byte, sorts)| sort(*byte) & sorts != 0)
    }
}

struct Reader {
    sorts: [u32; REACH],
    steps: u32,
}

impl Reader {
    /// Notes what stands in a part of the pattern that starts at one of these offsets, and says where it may end.
    fn read(&mut self, hir: &Hir, from: u32) -> u32 {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return FAR;
        }
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => from,
            HirKind::Literal(literal) => literal.0.iter().fold(from, |at, byte| self.take(at, sort(*byte))),
            HirKind::Class(class) => self.class(class, from),
            HirKind::Capture(capture) => self.read(&capture.sub, from),
            HirKind::Concat(parts) => parts.iter().fold(from, |at, part| self.read(part, at)),
            HirKind::Alternation(parts) => parts.iter().fold(0, |ends, part| ends | self.read(part, from)),
            HirKind::Repetition(repetition) => {
                let mut ends = if repetition.min == 0 { from } else { 0 };
                let mut at = from;
                for times in 1..=repetition.max.unwrap_or(u32::MAX) {
                    let next = self.read(&repetition.sub, at);
                    let done = next == at || next == FAR;
                    at = next;
                    if done || times >= repetition.min {
                        let known = ends;
                        ends |= at;
                        if done || ends == known {
                            break;
                        }
                    }
                }
                ends
            }
        }
    }

    /// Notes that a byte of one of these sorts may stand at each of the offsets; the offsets behind it.
    fn take(&mut self, from: u32, sorts: u32) -> u32 {
        for (offset, held) in self.sorts.iter_mut().enumerate() {
            if from & (1 << offset) != 0 {
                *held |= sorts;
            }
        }
        from << 1 & (FAR | (FAR - 1)) | from & FAR
    }

    fn class(&mut self, class: &Class, from: u32) -> u32 {
        match class {
            Class::Bytes(class) => {
                let bytes = class.iter().flat_map(|range| range.start()..=range.end());
                let sorts = bytes.fold(0, |sorts, byte| sorts | sort(byte));
                self.take(from, sorts)
            }
            // Characters of so many bytes each.
            Class::Unicode(_) => {
                self.sorts = [u32::MAX; REACH];
                FAR
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::build::parse;

    #[test]
    fn an_opening_tells_what_cannot_start_a_match() {
        for (pattern, text, expected) in [
            ("five stars?", "five star", true),
            ("five stars?", "five days", false),
            ("five stars?", "fiv", true),
            (r"\b(?:5|five|4|four)[ -]?stars?\b", "5 working days", false),
            (r"\b(?:5|five|4|four)[ -]?stars?\b", "4-star", true),
            (r"no(?:t an?)? (?:bot|machine)", "no bot", true),
            (r"no(?:t an?)? (?:bot|machine)", "no way", false),
            (r"no(?:t an?)? (?:bot|machine)", "not a bot", true),
            // After the shortest match anything may stand.
            ("ab|abcdefgh", "abx", true),
            ("ab|abcdefgh", "axc", false),
            (r"(?:\w+ ){2,3}x", "ab-cd", false),
            (r"(?:\w+ ){2,3}x", "ab cd", true),
            (r"a{3}b", "aaab", true),
            (r"a{3}b", "aab", false),
            (r"[^a-z]{2,}€", "12x", false),
            (r"[^a-z]{2,}€", "12 €", true),
            (r"(?u:[äö])bc", "xyz", true),
        ] {
            let opening = Opening::of(&parse(pattern).unwrap());
            assert_eq!(opening.may_start(text.as_bytes(), 0), expected, "{pattern} in {text}");
            assert_eq!(opening.may_start(format!("x{text}").as_bytes(), 1), expected, "{pattern} in {text}");
        }
    }

    #[test]
    fn reading_takes_bounded_time() {
        let ways: Vec<String> =
            ('a'..='z').flat_map(|a| ('a'..='z').map(move |b| format!("{a}{b}?"))).collect();
        let opening = |pattern: &str| Opening::of(&parse(pattern).unwrap());
        let ways = format!("(?:{}){{0,9}}", ways.join("|"));
        assert!(!opening("y(?:ab?|cd?){0,9}z").may_start(b"q", 0));
        let nested = format!("y(?:(?:{ways}){{0,9}}){{0,9}}z");
        assert!(opening(&nested).may_start(b"q", 0), "too long to read: anything may start it");
    }
}
