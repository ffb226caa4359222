//! Word vectors: what a word is about as a direction, so that texts can be near each other without a common word.
//!
//! A text's direction is the sum of the vectors of its words and of its pairs of neighbours ("not working"). The table comes
//! from `training/vectors/fit.py`; its data card says what it was made from. Whole numbers throughout, so that every platform
//! gives the same bits.
//!
//! # Layout
//! All numbers are little-endian.
//!
//! | bytes | content |
//! |---|---|
//! | 8 | `dgvec001` |
//! | 2 · ([`BUCKETS`] + 1) | where each bucket's words begin, and where the last one's end |
//! | 2 · words | the key of each word, ascending inside a bucket |
//! | words | what a step of each word's row is worth |
//! | [`ROW`] · words | the rows: numbers of four bits, each plus 8; a byte's lower ones are of the first half |
//!
//! A pair of neighbours counts as a word. Upper bits of a word's number ([`Word::written`](crate::text::Word)) choose its
//! bucket, the next 16 are its key. A word that the table lacks is taken for one that it has once in 10,000 times.

use std::borrow::Cow;
use std::sync::Arc;

use crate::linear::{mix, numbers};
use crate::text::{Lang, Text};

/// Numbers of a vector.
const DIMENSIONS: usize = 96;
/// Bytes of a row.
const ROW: usize = DIMENSIONS / 2;
/// Buckets of words.
const BUCKETS: usize = 4096;
/// What a table begins with.
const MAGIC: &[u8] = b"dgvec001";

#[cfg(feature = "shipped")]
const SHIPPED: &[u8] = include_bytes!("vectors.bin");
#[cfg(not(feature = "shipped"))]
const SHIPPED: &[u8] = &[];

/// The vectors of words.
#[derive(Debug)]
pub(crate) struct Vectors {
    buckets: Cow<'static, [u8]>,
    keys: Cow<'static, [u8]>,
    steps: Cow<'static, [u8]>,
    rows: Cow<'static, [u8]>,
}

impl Vectors {
    /// Whose words they are.
    pub(crate) const LANGUAGE: Lang = Lang::En;

    /// The table that is part of the program; `None` in builds without one.
    pub(crate) fn shipped() -> Option<Arc<Vectors>> {
        Vectors::of(SHIPPED, Cow::Borrowed).map(Arc::new)
    }

    /// A table from its bytes; `None` when they are none.
    pub(crate) fn read(bytes: &[u8]) -> Option<Arc<Vectors>> {
        Vectors::of(bytes, |part| Cow::Owned(part.to_vec())).map(Arc::new)
    }

    fn of<'t>(bytes: &'t [u8], keep: impl Fn(&'t [u8]) -> Cow<'static, [u8]>) -> Option<Vectors> {
        let (buckets, rest) = bytes.strip_prefix(MAGIC)?.split_at_checked(2 * (BUCKETS + 1))?;
        let words = usize::from(number(buckets, BUCKETS)?);
        let ascending = buckets.chunks(2).is_sorted_by_key(|place| number(place, 0));
        let (keys, rest) = rest.split_at_checked(2 * words)?;
        let (steps, rows) = rest.split_at_checked(words)?;
        let table =
            Vectors { buckets: keep(buckets), keys: keep(keys), steps: keep(steps), rows: keep(rows) };
        (ascending && rows.len() == ROW * words).then_some(table)
    }

    /// Where the word of this number stands.
    fn place(&self, written: u64) -> Option<usize> {
        let bucket = usize::try_from(written >> (64 - BUCKETS.ilog2())).ok()?;
        let key = u16::try_from(written >> (48 - BUCKETS.ilog2()) & 0xffff).ok()?.to_le_bytes();
        let begin = usize::from(number(&self.buckets, bucket)?);
        let end = usize::from(number(&self.buckets, bucket + 1)?);
        let keys = self.keys.get(2 * begin..2 * end)?;
        Some(begin + keys.chunks_exact(2).position(|other| other == key)?)
    }

    /// What a text is about, by its words and pairs of neighbours.
    pub(crate) fn direction(&self, text: &Text) -> Direction {
        let mut sum = Sum { numbers: [0; DIMENSIONS], steps: 0 };
        for at in words(text).chain(pairs(text)).filter_map(|number| self.place(number)) {
            if let (Some(step), Some(row)) = (self.steps.get(at), self.rows.get(at * ROW..(at + 1) * ROW)) {
                sum.add(row, u16::from(*step));
            }
        }
        let middle = 8 * sum.steps;
        Direction(sum.numbers.map(|number| number - middle))
    }
}

/// The words of a text by their numbers.
pub(crate) fn words(text: &Text) -> impl Iterator<Item = u64> {
    numbers(text, Vectors::LANGUAGE)
}

/// The pairs of neighbours of a text by their numbers.
pub(crate) fn pairs(text: &Text) -> impl Iterator<Item = u64> {
    words(text).zip(words(text).skip(1)).map(|(one, two)| mix(one, two))
}

/// A sum of rows as they stand in the table: each number is eight steps too large.
struct Sum {
    numbers: [i32; DIMENSIONS],
    steps: i32,
}

impl Sum {
    fn add(&mut self, row: &[u8], step: u16) {
        let (lower, upper) = self.numbers.split_at_mut(ROW);
        for ((low, high), byte) in lower.iter_mut().zip(upper).zip(row) {
            // At most 15 times 255: products of two bytes are what processors multiply many of at once.
            *low += i32::from(u16::from(byte & 15) * step);
            *high += i32::from(u16::from(byte >> 4) * step);
        }
        self.steps += i32::from(step);
    }
}

/// The `at`th number of two bytes.
fn number(bytes: &[u8], at: usize) -> Option<u16> {
    let [low, high] = *bytes.get(2 * at..2 * at + 2)? else { return None };
    Some(u16::from_le_bytes([low, high]))
}

/// What a text is about: a sum of vectors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Direction([i32; DIMENSIONS]);

impl Default for Direction {
    fn default() -> Direction {
        Direction([0; DIMENSIONS])
    }
}

impl Direction {
    /// Both together.
    pub(crate) fn and(&self, other: &Direction) -> Direction {
        let mut sum = self.clone();
        for (own, added) in sum.0.iter_mut().zip(other.0) {
            *own += added;
        }
        sum
    }

    /// The cosine of the angle between two directions, in thousandths; 0 where one has no known word.
    pub(crate) fn cosine(&self, other: &Direction) -> i64 {
        let dot = |a: &Direction, b: &Direction| -> i64 {
            a.0.iter().zip(b.0).map(|(a, b)| i64::from(*a) * i64::from(b)).sum()
        };
        let length = |of: &Direction| dot(of, of).isqrt();
        (1000 * dot(self, other)).checked_div(length(self) * length(other)).unwrap_or(0).clamp(-1000, 1000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextOptions;

    fn shipped() -> Arc<Vectors> {
        Vectors::shipped().unwrap()
    }

    fn direction(text: &str) -> Direction {
        shipped().direction(&Text::analyse(text, &TextOptions::default()))
    }

    #[test]
    fn texts_about_the_same_are_near_without_a_common_word() {
        for (text, near, far) in [
            ("I want my money back.", "Your refund was issued.", "The pool opens at nine."),
            ("The screen stays black.", "Please restart your phone.", "We serve breakfast until ten."),
            ("Is my luggage lost?", "Your bag is still at the airport.", "Your interest rate is fixed."),
        ] {
            let [text_of, near_of, far_of] = [text, near, far].map(direction);
            assert!(text_of.cosine(&near_of) > text_of.cosine(&far_of) + 100, "{text} {near} {far}");
        }
    }

    #[test]
    fn a_direction_is_the_sum_of_its_words_and_pairs() {
        let (not, working, both) = (direction("not"), direction("working"), direction("not working"));
        assert_ne!(both, not.and(&working), "the pair has a vector of its own");
        assert_eq!(both.cosine(&both), 1000);
        assert_eq!(direction("qqxzzv").cosine(&both), 0);
        assert_eq!(direction("Not  WORKING!"), both);
    }

    #[test]
    fn what_is_no_table_is_refused() {
        assert!(Vectors::read(SHIPPED).is_some());
        assert!(Vectors::read(&SHIPPED[..SHIPPED.len() - 1]).is_none());
        assert!(Vectors::read(&[SHIPPED, b"\0"].concat()).is_none());
        assert!(Vectors::read(b"").is_none());
        for at in [0, MAGIC.len() + 1] {
            let mut other = SHIPPED.to_vec();
            other[at] ^= 0x80;
            assert!(Vectors::read(&other).is_none(), "byte {at}");
        }
    }
}
