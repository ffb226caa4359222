//! Finding a word in a table of words: an open-addressing index that is built at compile time, or in a browser at first
//! use.

use super::lists::{Listed, WordList};

/// Positions in a table, by the hash of what stands there. `N` is a power of two, at least twice as many as the
/// table has entries.
pub(crate) struct Index<const N: usize> {
    /// A position plus one, or 0; the bits that no position needs are of the hash, so that most words that are not in
    /// the table end here, without a look at those that are.
    slots: [u16; N],
}

impl<const N: usize> Index<N> {
    /// An index of nothing.
    pub(crate) const fn new() -> Index<N> {
        assert!(N.is_power_of_two() && N <= 1 << 16, "a mask takes the place of a division");
        Index { slots: [0; N] }
    }

    /// Adds the position of an entry with the hash `hash`.
    pub(crate) const fn insert(&mut self, hash: u32, position: usize) {
        assert!(position < N / 2, "a crowded index is slow");
        insert(&mut self.slots, hash, position);
    }

    /// The first position added under `hash` for which `is` holds. Asks for each position with this hash, and
    /// maybe for others, in the order in which they were added.
    #[inline]
    pub(crate) fn find(&self, hash: u32, is: impl FnMut(usize) -> bool) -> Option<usize> {
        find(&self.slots, hash, is)
    }
}

/// The bits of a slot that are a position, and what the others are for a hash.
const fn tag(size: usize, hash: u32) -> (u16, u16) {
    let positions = size.wrapping_sub(1) as u16;
    (positions, (hash.wrapping_mul(0x9E37_79B1) >> 16) as u16 & !positions)
}

#[expect(clippy::indexing_slicing, reason = "masked below the length")]
const fn insert(slots: &mut [u16], hash: u32, position: usize) {
    let mask = slots.len() - 1;
    let mut at = hash as usize & mask;
    while slots[at] != 0 {
        at = (at + 1) & mask;
    }
    slots[at] = tag(slots.len(), hash).1 | (position as u16 + 1);
}

#[cfg_attr(not(draftgate_small), inline)]
fn find(slots: &[u16], hash: u32, mut is: impl FnMut(usize) -> bool) -> Option<usize> {
    let mut at = hash as usize;
    let (positions, tag) = tag(slots.len(), hash);
    // At least half of the slots are free, so the search ends.
    loop {
        let slot = *slots.get(at & (slots.len().wrapping_sub(1)))?;
        let position = usize::from(slot & positions).checked_sub(1)?;
        if slot & !positions == tag && is(position) {
            return Some(position);
        }
        at += 1;
    }
}

/// The index of a table that stands elsewhere, made when this is compiled.
#[cfg(not(draftgate_small))]
pub(crate) struct Kept<const N: usize>(Index<N>);

#[cfg(not(draftgate_small))]
impl<const N: usize> Kept<N> {
    pub(crate) const fn new(index: Index<N>) -> Kept<N> {
        Kept(index)
    }

    /// See [`Index::find`]. `hash_at` tells the hashes of the entries, by their positions.
    #[inline]
    pub(crate) fn find(
        &self,
        _hash_at: impl Fn(usize) -> Option<u32>,
        hash: u32,
        is: impl FnMut(usize) -> bool,
    ) -> Option<usize> {
        self.0.find(hash, is)
    }
}

/// In a browser the index is made when it is first asked: what it is made of stands in the module anyway, and hashes do
/// not compress. No code depends on `N`, so that one serves all sizes.
#[cfg(draftgate_small)]
pub(crate) struct Kept<const N: usize> {
    slots: std::sync::OnceLock<Box<[u16]>>,
    size: usize,
}

#[cfg(draftgate_small)]
impl<const N: usize> Kept<N> {
    pub(crate) const fn new(_: Index<N>) -> Kept<N> {
        Kept { slots: std::sync::OnceLock::new(), size: N }
    }

    /// See [`Index::find`]. `hash_at` tells the hashes of the entries, by their positions.
    pub(crate) fn find(
        &self,
        hash_at: impl Fn(usize) -> Option<u32>,
        hash: u32,
        mut is: impl FnMut(usize) -> bool,
    ) -> Option<usize> {
        find_made(&self.slots, self.size, &hash_at, hash, &mut is)
    }
}

/// One for all sizes and tables.
#[cfg(draftgate_small)]
#[inline(never)]
fn find_made(
    slots: &std::sync::OnceLock<Box<[u16]>>,
    size: usize,
    hash_at: &dyn Fn(usize) -> Option<u32>,
    hash: u32,
    is: &mut dyn FnMut(usize) -> bool,
) -> Option<usize> {
    let made = || {
        let mut slots = vec![0; size].into_boxed_slice();
        for (at, hash) in (0..).map_while(hash_at).enumerate() {
            insert(&mut slots, hash, at);
        }
        slots
    };
    find(slots.get_or_init(made), hash, is)
}

/// A set of words. `N` is a power of two, at least twice as many as there are words.
pub(crate) struct WordSet<const N: usize> {
    list: Listed,
    index: Kept<N>,
}

impl<const N: usize> WordSet<N> {
    /// The set of the words in `list`; built at compile time where it is a `static`.
    pub(crate) const fn new(list: &'static [&'static str]) -> WordSet<N> {
        WordSet::of(WordList::of(list))
    }

    /// The same of [`word_list`](crate::text::word_list).
    pub(crate) const fn of(list: WordList) -> WordSet<N> {
        WordSet { list: Listed::new(list), index: Kept::new(word_index(list)) }
    }

    /// Whether `word` is in the set.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.has_hashed(hash(word.as_bytes()), word)
    }

    /// Whether `word`, whose hash is `hash`, is in the set.
    pub(crate) fn has_hashed(&self, hash: u32, word: &str) -> bool {
        self.position_hashed(hash, word).is_some()
    }

    /// Where `word` stands in the list of the set.
    pub(crate) fn position(&self, word: &str) -> Option<usize> {
        self.position_hashed(hash(word.as_bytes()), word)
    }

    fn position_hashed(&self, hash: u32, word: &str) -> Option<usize> {
        let known = |at: usize| self.list.get(at).map(|known| known.as_bytes());
        let is = |at: usize| known(at).is_some_and(|known| same(known, word.as_bytes()));
        self.index.find(|at: usize| known(at).map(self::hash), hash, is)
    }
}

#[cfg(not(draftgate_small))]
const fn word_index<const N: usize>(list: WordList) -> Index<N> {
    let mut index = Index::new();
    let mut at = 0;
    while at < list.0.len() {
        #[expect(clippy::indexing_slicing, reason = "evaluated at compile time, below the length")]
        index.insert(hash(list.0[at].as_bytes()), at);
        at += 1;
    }
    index
}

#[cfg(draftgate_small)]
const fn word_index<const N: usize>(_: WordList) -> Index<N> {
    Index::new()
}

/// The hash of a word, from its length and at most sixteen of its bytes: the first and the last eight.
pub(crate) const fn hash(word: &[u8]) -> u32 {
    let (first, last) = ends(word);
    hash_of_ends(first, last, word.len())
}

/// The eight bytes from `at`, when there are as many.
#[inline]
pub(super) fn eight_from(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk::<8>().map(|chunk| u64::from_le_bytes(*chunk))
}

/// A word of at most eight bytes and nothing, or the first and the last eight bytes.
#[inline]
pub(super) const fn ends(word: &[u8]) -> (u64, u64) {
    if word.len() > 8
        && let (Some(first), Some(last)) = (word.first_chunk::<8>(), word.last_chunk::<8>())
    {
        return (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
    }
    let whole = match (word.first_chunk::<4>(), word.last_chunk::<4>()) {
        (Some(first), Some(last)) => {
            let (first, last) = (u32::from_le_bytes(*first) as u64, u32::from_le_bytes(*last) as u64);
            first | last << (8 * (word.len() - 4))
        }
        _ => match *word {
            [a, b, c] => a as u64 | (b as u64) << 8 | (c as u64) << 16,
            [a, b] => a as u64 | (b as u64) << 8,
            [a] => a as u64,
            _ => 0,
        },
    };
    (whole, 0)
}

pub(super) const fn hash_of_ends(first: u64, last: u64, len: usize) -> u32 {
    let mixed = (first ^ (len as u64) << 56).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29) ^ last;
    (mixed.wrapping_mul(0xD6E8_FEB8_6659_FD93) >> 32) as u32
}

/// Whether two words are the same: without a call where they are short, as nearly all are.
#[inline]
pub(crate) fn same(one: &[u8], two: &[u8]) -> bool {
    one.len() == two.len() && if one.len() <= 16 { ends(one) == ends(two) } else { one == two }
}

/// The hash of three bytes.
pub(super) const fn hash_three([a, b, c]: [u8; 3]) -> u32 {
    u32::from_le_bytes([a, b, c, 0]).wrapping_mul(0x9E37_79B1).rotate_left(14)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_is_found_and_nothing_else() {
        let words: Vec<String> = (0..300).map(|n| "ab".repeat(n % 20) + &n.to_string()).collect();
        let mut index = Index::<1024>::new();
        for (at, word) in words.iter().enumerate() {
            index.insert(hash(word.as_bytes()), at);
        }
        let find = |word: &str| index.find(hash(word.as_bytes()), |at: usize| words[at] == word);
        for (at, word) in words.iter().enumerate() {
            assert_eq!(find(word), Some(at), "{word}");
            assert_eq!(find(&format!("{word}x")), None);
        }
        assert_eq!(find(""), None);
    }

    #[test]
    fn short_words_differ_in_hash() {
        let mut hashes: Vec<u32> = Vec::new();
        for a in 'a'..='z' {
            hashes.push(hash(a.to_string().as_bytes()));
            for b in 'a'..='z' {
                hashes.push(hash(format!("{a}{b}").as_bytes()));
                hashes.extend(('a'..='z').map(|c| hash(format!("{a}{b}{c}").as_bytes())));
            }
        }
        let all = hashes.len();
        hashes.sort_unstable();
        hashes.dedup();
        assert!(all - hashes.len() < 4, "{all} {}", hashes.len());
    }
}
