//! A look at the signs of some tokens, which tells whether it is worth while to read them.

use super::MOST;
use super::signs::{ALL, ANYONE, DUTY, EVER, FREE, INCLUDED, NONE, ONLY, Sign, WITH, sign};
use crate::text::{Text, Token};

/// What stands in some tokens, without how it belongs together.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::checks::hallucination) struct Marks {
    /// Axes on which something is said, and those on which the opposite is.
    pub(super) positive: u16,
    pub(super) negative: u16,
    pub(super) many: u8,
    pub(super) denies: bool,
    pub(super) un: bool,
    pub(super) days: bool,
}

impl Marks {
    /// Looks at the signs of some tokens.
    pub(in crate::checks::hallucination) fn of(text: &Text, tokens: &[Token]) -> Marks {
        let mut words = [""; MOST];
        for (word, token) in words.iter_mut().zip(tokens) {
            *word = text.token_text(token);
        }
        let mut found = Marks::default();
        let mut rest = words.get(..tokens.len().min(MOST)).unwrap_or_default();
        while let Some(word) = rest.first() {
            let bytes = word.as_bytes();
            match bytes.last() {
                Some(b'y' | b's') => found.days |= word.ends_with("day") || word.ends_with("days"),
                Some(b't') if word.ends_with("n't") => {
                    found.denies = true;
                    if matches!(*word, "needn't" | "mustn't") {
                        (found.positive, found.negative) = (found.positive | DUTY, found.negative | DUTY);
                    }
                }
                _ => {}
            }
            match bytes.first() {
                Some(b'n') => found.denies |= *word == "non",
                Some(b'u') => found.un |= word.starts_with("un") && word.len() > 5,
                _ => {}
            }
            let read = sign(rest);
            match read.map(|(_, sign)| sign) {
                Some(Sign::Is(axis)) => found.positive |= axis,
                Some(Sign::IsNot(axis)) => found.negative |= axis,
                Some(Sign::Many(many)) => found.many |= many,
                Some(Sign::Denies) => found.denies = true,
                Some(Sign::NoneOf) => (found.denies, found.many) = (true, found.many | NONE),
                Some(Sign::Condition | Sign::Exception | Sign::Permits | Sign::Idle) | None => {}
            }
            rest = rest.get(read.map_or(1, |(length, _)| length.max(1))..).unwrap_or_default();
        }
        found
    }

    /// Whether something is denied.
    pub(in crate::checks::hallucination) fn denies(self) -> bool {
        self.denies
    }

    /// Whether something is denied of all.
    pub(in crate::checks::hallucination) fn denies_all(self) -> bool {
        self.many & NONE != 0
    }

    /// Axes on which something is said; what is charged is not included, so that the one speaks of the other.
    pub(super) fn axes(self) -> u16 {
        as_paid(self.positive | self.negative)
    }

    /// Whether what has these marks can turn round what has the others.
    pub(in crate::checks::hallucination) fn may_be_against(self, theirs: Marks) -> bool {
        self.denies
            || theirs.denies
            || as_paid(self.positive) & as_paid(theirs.negative) != 0
            || as_paid(self.negative) & as_paid(theirs.positive) != 0
            || self.many & (ALL | ONLY | EVER | ANYONE) != 0
            || theirs.many & ONLY != 0 && (self.positive | self.negative) & WITH != 0
            || self.un
            || theirs.un
            || self.days && theirs.days
    }
}

fn as_paid(axes: u16) -> u16 {
    const PAID: u16 = INCLUDED | FREE;
    if axes & PAID == 0 { axes } else { axes | PAID }
}
