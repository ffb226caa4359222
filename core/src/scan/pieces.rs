//! Pieces of folded texts: the longest runs of letters, of digits, or of characters beyond ASCII. What a text is
//! searched for is numbered by its pieces, so that one pass over the pieces of a text finds all of it.

use std::ops::{BitOr, Range};

use crate::text::{term_hash, term_hash_push};

/// What a byte is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A run of letters.
    Letter,
    /// A run of digits.
    Digit,
    /// A run of characters beyond ASCII.
    High,
    /// No piece.
    Other,
}

impl Sort {
    pub(super) fn of(byte: u8) -> Sort {
        SORTS.get(usize::from(byte)).copied().unwrap_or(Sort::Other)
    }

    /// The set of this sort alone.
    pub(super) fn alone(self) -> Sorts {
        Sorts(match self {
            Sort::Letter => 1,
            Sort::Digit => 2,
            Sort::High => 4,
            Sort::Other => 8,
        })
    }
}

/// The sort of each byte.
static SORTS: [Sort; 256] = {
    let mut sorts = [Sort::Other; 256];
    let mut byte = 0_u8;
    loop {
        #[expect(clippy::indexing_slicing, reason = "evaluated at compile time, below the length")]
        let sort = &mut sorts[byte as usize];
        *sort = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Sort::Letter,
            b'0'..=b'9' => Sort::Digit,
            0x80.. => Sort::High,
            _ => Sort::Other,
        };
        if byte == u8::MAX {
            break sorts;
        }
        byte += 1;
    }
};

/// A set of sorts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sorts(u8);

impl Sorts {
    pub(super) const NONE: Sorts = Sorts(0);
    pub(super) const OTHER: Sorts = Sorts(8);
    pub(super) const ALL: Sorts = Sorts(15);

    pub(super) fn holds(self, sort: Sort) -> bool {
        self.0 & sort.alone().0 != 0
    }
}

impl BitOr for Sorts {
    type Output = Sorts;

    fn bitor(self, other: Sorts) -> Sorts {
        Sorts(self.0 | other.0)
    }
}

/// The pieces of a text, in order.
pub(super) fn of(text: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.iter().position(|byte| Sort::of(*byte) != Sort::Other)?;
        let sort = Sort::of(*text.get(start)?);
        let piece = text.get(start..)?;
        at = start + piece.iter().position(|byte| Sort::of(*byte) != sort).unwrap_or(piece.len());
        Some(start..at)
    })
}

/// Longest beginning of a piece by which it is found.
pub(super) const PREFIX: usize = 8;

/// What a text may be searched for, as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key(u64);

impl Key {
    /// A piece of a text.
    pub(super) fn whole(piece: &[u8]) -> Key {
        Key::of_hash(term_hash(piece))
    }

    /// Two pieces of a text, one after the other.
    pub(super) fn pair(first: &[u8], second: &[u8]) -> Key {
        Key::of_hashes(term_hash(first), term_hash(second))
    }

    /// The beginning of a piece; what is longer than [`PREFIX`] bytes is cut.
    pub(super) fn prefix(piece: &[u8]) -> Key {
        Key::of_beginning(term_hash(piece.get(..PREFIX).unwrap_or(piece)))
    }

    /// A byte.
    pub(super) fn byte(byte: u8) -> Key {
        Key(mix(u64::from(byte) ^ 0x5bd1_e995_0000_0000))
    }

    fn of_hash(hash: u64) -> Key {
        Key(mix(hash))
    }

    fn of_beginning(hash: u64) -> Key {
        Key(mix(hash ^ 0x9e37_79b9_7f4a_7c15))
    }

    fn of_hashes(first: u64, second: u64) -> Key {
        Key(mix(first.rotate_left(23) ^ second.wrapping_mul(0xff51_afd7_ed55_8ccd)))
    }
}

/// Spreads a number over all of its bits.
fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 31)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash ^ (hash >> 29)
}

/// Words of the filter, of 64 bits each; a power of two.
const FILTER: usize = 1 << 11;

/// Keys and their numbers, in the order in which they come.
#[derive(Debug)]
pub(super) struct Keys {
    /// A bit for the place of each key: most keys of a text are none, and are not looked for any further.
    filter: Box<[u64; FILTER]>,
    /// All keys, to be placed again when there are more.
    keys: Vec<Key>,
    /// The first bits of a key and its number plus one, or 0: open addressing, at most half full; a power of two of
    /// them. Two keys with the same first bits count as one: what hangs on them is looked at more often than needed.
    slots: Vec<u64>,
}

/// The bits of a slot that are a number.
const NUMBER: u64 = (1 << 24) - 1;

impl Default for Keys {
    fn default() -> Keys {
        Keys { filter: Box::new([0; FILTER]), keys: Vec::new(), slots: vec![0; 2048] }
    }
}

impl Keys {
    /// How many keys there are.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The number of a key, which is new when it is the number of keys so far.
    pub(super) fn number(&mut self, key: Key) -> usize {
        if self.slots.len() <= self.keys.len() * 2 {
            self.slots = vec![0; self.slots.len() * 4];
            for (number, key) in self.keys.iter().enumerate() {
                if let Err(free) = look(&self.slots, *key) {
                    take(&mut self.slots, free, *key, number);
                }
            }
        }
        match look(&self.slots, key) {
            Ok(number) => number,
            Err(free) => {
                take(&mut self.slots, free, key, self.keys.len());
                self.keys.push(key);
                let (word, bit) = filter_bit(key);
                if let Some(bits) = self.filter.get_mut(word) {
                    *bits |= bit;
                }
                self.keys.len() - 1
            }
        }
    }

    /// The number of a key that has one.
    pub(super) fn known(&self, key: Key) -> Option<usize> {
        let (word, bit) = filter_bit(key);
        if self.filter.get(word).is_none_or(|bits| bits & bit == 0) {
            return None;
        }
        look(&self.slots, key).ok()
    }

    /// Calls `found` with the number and the start of every known key of a text. Bytes come last, once each, with the
    /// start of the text.
    pub(super) fn find(&self, text: &[u8], mut found: impl FnMut(usize, usize)) {
        let mut before: Option<(u64, usize)> = None;
        let mut bytes = [0_u64; 4];
        let mut at = 0;
        while let Some(first) = text.get(at) {
            let sort = Sort::of(*first);
            if let Some(bits) = bytes.get_mut(usize::from(*first >> 6)) {
                *bits |= 1 << (first & 63);
            }
            if sort == Sort::Other {
                at += 1;
                continue;
            }
            let start = at;
            let rest = text.get(start..).unwrap_or_default();
            let len = rest.iter().position(|byte| Sort::of(*byte) != sort).unwrap_or(rest.len());
            let piece = rest.get(..len).unwrap_or_default();
            at = start + len;
            if sort != Sort::Letter {
                for byte in piece {
                    if let Some(bits) = bytes.get_mut(usize::from(*byte >> 6)) {
                        *bits |= 1 << (byte & 63);
                    }
                }
            }
            let (beginning, more) = piece.split_at(len.min(PREFIX));
            let mut hash = term_hash(&[]);
            for byte in beginning {
                hash = term_hash_push(hash, *byte);
                if let Some(key) = self.known(Key::of_beginning(hash)) {
                    found(key, start);
                }
            }
            for byte in more {
                hash = term_hash_push(hash, *byte);
            }
            if let Some(key) = self.known(Key::of_hash(hash)) {
                found(key, start);
            }
            if let Some((first, place)) = before.replace((hash, start))
                && let Some(key) = self.known(Key::of_hashes(first, hash))
            {
                found(key, place);
            }
        }
        for (bits, first) in bytes.iter().zip([0_u8, 64, 128, 192]) {
            let mut bits = *bits;
            while bits != 0 {
                let byte = first + u8::try_from(bits.trailing_zeros()).unwrap_or(0);
                bits &= bits - 1;
                if let Some(key) = self.known(Key::byte(byte)) {
                    found(key, 0);
                }
            }
        }
    }
}

fn filter_bit(key: Key) -> (usize, u64) {
    (usize::try_from(key.0 >> 38).unwrap_or(0) % FILTER, 1 << (key.0 >> 32 & 63))
}

/// The number of a key, or the free slot that it would take.
fn look(slots: &[u64], key: Key) -> Result<usize, usize> {
    let last = slots.len().saturating_sub(1);
    let mut at = usize::try_from(key.0 & u64::from(u32::MAX)).unwrap_or(0) & last;
    loop {
        let slot = slots.get(at).copied().unwrap_or(0);
        if slot == 0 {
            return Err(at);
        }
        if (slot ^ key.0) & !NUMBER == 0 {
            return Ok(usize::try_from(slot & NUMBER).unwrap_or(0).saturating_sub(1));
        }
        at = (at + 1) & last;
    }
}

fn take(slots: &mut [u64], at: usize, key: Key, number: usize) {
    if let Some(slot) = slots.get_mut(at) {
        *slot = key.0 & !NUMBER | u64::try_from(number + 1).unwrap_or(0) & NUMBER;
    }
}
