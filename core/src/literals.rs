//! Many literals at once in a text, also in the middle of its words.
//!
//! Three bytes at a time are looked up in a filter of bits; only where the filter knows them are the literals compared
//! that begin so. Texts hold few of them: the pass costs little more than reading the bytes. The time is linear in the
//! text, at worst times what the literals hold that begin alike.

use crate::order::Order as _;
use crate::text::index::{Index, Kept};
use crate::text::{Listed, WordList};

/// Words of the filter, of 64 bits each; a power of two.
const FILTER: usize = 512;
/// Bytes by which a literal is found.
const GRAM: usize = 3;

/// Literals by number, in the order in which they were given.
#[derive(Clone, Debug)]
pub(crate) struct Literals {
    /// All literals, one after the other.
    bytes: Vec<u8>,
    /// Where each literal ends.
    ends: Vec<usize>,
    /// A bit for the place of each beginning.
    filter: Box<[u64; FILTER]>,
    /// The first three bytes of each literal, with a zero for a third one that it lacks, and its number; sorted.
    grams: Vec<(u32, usize)>,
    /// Where each beginning first stands among them plus one, or 0, by hash: open addressing, at most half full; a
    /// power of two of them.
    slots: Vec<u32>,
    /// Whether there are literals of two bytes.
    pairs: bool,
    /// The numbers of those of one byte.
    single: Vec<usize>,
}

fn gram_bit(gram: u32) -> (usize, u64) {
    let mixed = u64::from(gram.wrapping_mul(0x9E37_79B1));
    (usize::try_from(mixed >> 6).unwrap_or(0) % FILTER, 1 << (mixed >> 26))
}

fn slot_of(gram: u32) -> usize {
    usize::try_from(gram.wrapping_mul(0x85EB_CA6B) >> 12).unwrap_or(0)
}

impl Literals {
    /// These literals, none of them empty.
    pub(crate) fn new<'l>(literals: impl IntoIterator<Item = &'l [u8]>) -> Literals {
        let mut all = Literals {
            bytes: Vec::new(),
            ends: Vec::new(),
            filter: Box::new([0; FILTER]),
            grams: Vec::new(),
            slots: Vec::new(),
            pairs: false,
            single: Vec::new(),
        };
        for (number, literal) in literals.into_iter().enumerate() {
            all.bytes.extend_from_slice(literal);
            all.ends.push(all.bytes.len());
            match literal {
                [a, b, c, ..] => {
                    let gram = u32::from_be_bytes([0, *a, *b, *c]);
                    all.grams.push((gram, number));
                    all.remember(gram);
                }
                [a, b] => {
                    let gram = u32::from_be_bytes([0, *a, *b, 0]);
                    all.grams.push((gram, number));
                    all.pairs = true;
                    (0..=0xff).for_each(|third| all.remember(gram | third));
                }
                _ => all.single.push(number),
            }
        }
        all.grams.order();
        all.slots = vec![0; (all.grams.len() * 2 + 1).next_power_of_two()];
        let mut before = None;
        for (at, (gram, _)) in all.grams.iter().enumerate() {
            if before.replace(*gram) == Some(*gram) {
                continue;
            }
            let mut slot = slot_of(*gram);
            while all.slots.get(slot & (all.slots.len() - 1)).is_some_and(|taken| *taken != 0) {
                slot += 1;
            }
            let last = all.slots.len() - 1;
            if let Some(free) = all.slots.get_mut(slot & last) {
                *free = u32::try_from(at + 1).unwrap_or(0);
            }
        }
        all
    }

    fn remember(&mut self, gram: u32) {
        let (word, bit) = gram_bit(gram);
        if let Some(bits) = self.filter.get_mut(word) {
            *bits |= bit;
        }
    }

    fn literal(&self, number: usize) -> &[u8] {
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(number).and_then(|end| self.bytes.get(start..*end)).unwrap_or_default()
    }

    /// Calls `found` with the number, start and end of every literal in a text, overlapping ones too.
    pub(crate) fn find(&self, text: &[u8], mut found: impl FnMut(usize, usize, usize)) {
        let mut gram = 0_u32;
        for (at, byte) in text.iter().enumerate() {
            gram = (gram << 8 | u32::from(*byte)) & 0x00ff_ffff;
            let (word, bit) = gram_bit(gram);
            if self.filter.get(word).is_some_and(|bits| bits & bit != 0)
                && let Some(start) = at.checked_sub(GRAM - 1)
            {
                self.begun(gram, text, start, &mut found);
                if self.pairs && gram & 0xff != 0 {
                    self.begun(gram & 0x00ff_ff00, text, start, &mut found);
                }
            }
        }
        if let (true, Some([a, b])) = (self.pairs, text.last_chunk::<2>()) {
            self.begun(u32::from_be_bytes([0, *a, *b, 0]), text, text.len() - 2, &mut found);
        }
        for number in &self.single {
            for start in 0..text.len() {
                self.compare(*number, text, start, &mut found);
            }
        }
    }

    /// Where literals with these first bytes stand in the list.
    fn first(&self, gram: u32) -> Option<usize> {
        let last = self.slots.len().checked_sub(1)?;
        let mut slot = slot_of(gram);
        loop {
            let at = usize::try_from(*self.slots.get(slot & last)?).ok()?.checked_sub(1)?;
            if self.grams.get(at).is_some_and(|(known, _)| *known == gram) {
                return Some(at);
            }
            slot += 1;
        }
    }

    /// Compares the literals with these first bytes.
    fn begun(&self, gram: u32, text: &[u8], start: usize, found: &mut impl FnMut(usize, usize, usize)) {
        let Some(from) = self.first(gram) else { return };
        let same = self.grams.get(from..).unwrap_or_default().iter();
        for (_, number) in same.take_while(|(known, _)| *known == gram) {
            self.compare(*number, text, start, found);
        }
    }

    fn compare(&self, number: usize, text: &[u8], start: usize, found: &mut impl FnMut(usize, usize, usize)) {
        let literal = self.literal(number);
        if text.get(start..).is_some_and(|rest| rest.starts_with(literal)) {
            found(number, start, start + literal.len());
        }
    }
}

/// Phrases of three bytes and more, known when the crate is compiled. `N` is a power of two, several times as many as
/// there are phrases.
pub(crate) struct Phrases<const N: usize> {
    list: Listed,
    /// By their first three bytes.
    index: Kept<N>,
    /// A bit for the place of each beginning: most texts end here.
    filter: KeptFilter,
}

type PhraseFilter = [u64; PHRASE_FILTER];
#[cfg(not(draftgate_small))]
type KeptFilter = PhraseFilter;
/// Made at first use, as the index is.
#[cfg(draftgate_small)]
type KeptFilter = std::sync::OnceLock<Box<PhraseFilter>>;

/// Words of the filter of phrases, of 64 bits each; a power of two.
const PHRASE_FILTER: usize = 32;

const fn phrase_bit(gram: u32) -> (usize, u64) {
    let mixed = gram.wrapping_mul(0x85EB_CA6B);
    ((mixed >> 27) as usize % PHRASE_FILTER, 1 << (mixed >> 21 & 63))
}

/// The phrases of a table that says more of each.
pub(crate) const fn first_of<T, const N: usize>(table: &[(&'static str, T)]) -> [&'static str; N] {
    let mut phrases = [""; N];
    let mut at = 0;
    while at < N {
        #[expect(clippy::indexing_slicing, reason = "evaluated at compile time, below the length")]
        let (phrase, first) = (&mut phrases[at], table[at].0);
        *phrase = first;
        at += 1;
    }
    phrases
}

const fn spread(gram: u32) -> u32 {
    gram.wrapping_mul(0x9E37_79B1) >> 15
}

const fn first_gram(phrase: &str) -> Option<u32> {
    match phrase.as_bytes() {
        [a, b, c, ..] => Some(u32::from_be_bytes([0, *a, *b, *c])),
        _ => None,
    }
}

#[expect(clippy::indexing_slicing, reason = "below the lengths")]
const fn phrase_filter(list: &[&str]) -> PhraseFilter {
    let mut filter = [0; PHRASE_FILTER];
    let mut at = 0;
    while at < list.len() {
        if let Some(gram) = first_gram(list[at]) {
            let (word, bit) = phrase_bit(gram);
            filter[word] |= bit;
        }
        at += 1;
    }
    filter
}

/// Whether a phrase may begin so.
#[inline]
fn knows(filter: &PhraseFilter, gram: u32) -> bool {
    let (word, bit) = phrase_bit(gram);
    filter.get(word).is_some_and(|bits| bits & bit != 0)
}

#[cfg(not(draftgate_small))]
const fn phrase_index<const N: usize>(list: WordList) -> Index<N> {
    let mut index = Index::new();
    let mut at = 0;
    #[expect(clippy::indexing_slicing, reason = "evaluated at compile time, below the length")]
    while at < list.0.len() {
        assert!(list.0[at].len() >= GRAM, "too short to be found by its first bytes");
        if let Some(gram) = first_gram(list.0[at]) {
            index.insert(spread(gram), at);
        }
        at += 1;
    }
    index
}

#[cfg(not(draftgate_small))]
const fn kept_filter(list: WordList) -> KeptFilter {
    phrase_filter(list.0)
}

#[cfg(draftgate_small)]
const fn phrase_index<const N: usize>(_: WordList) -> Index<N> {
    Index::new()
}

#[cfg(draftgate_small)]
const fn kept_filter(_: WordList) -> KeptFilter {
    KeptFilter::new()
}

impl<const N: usize> Phrases<N> {
    /// These phrases; built at compile time where they are a `static`.
    pub(crate) const fn new(list: &'static [&'static str]) -> Phrases<N> {
        Phrases::of(WordList::of(list))
    }

    /// The same of [`word_list`](crate::text::word_list).
    pub(crate) const fn of(list: WordList) -> Phrases<N> {
        let index = Kept::new(phrase_index(list));
        Phrases { list: Listed::new(list), index, filter: kept_filter(list) }
    }

    #[inline]
    fn filter(&self) -> &PhraseFilter {
        #[cfg(not(draftgate_small))]
        return &self.filter;
        #[cfg(draftgate_small)]
        self.filter.get_or_init(|| Box::new(phrase_filter(&self.list)))
    }

    fn hash_at(&self) -> impl Fn(usize) -> Option<u32> {
        |at: usize| self.list.get(at).and_then(|phrase| first_gram(phrase)).map(spread)
    }

    /// Calls `found` with the number and start of every phrase in a text, overlapping ones too, until it returns
    /// `true`; whether it did.
    pub(crate) fn find(&self, text: &str, mut found: impl FnMut(usize, usize) -> bool) -> bool {
        let bytes = text.as_bytes();
        let filter = self.filter();
        let mut gram = 0;
        bytes.iter().enumerate().any(|(at, byte)| {
            gram = (gram << 8 | u32::from(*byte)) & 0x00ff_ffff;
            if !knows(filter, gram) {
                return false;
            }
            let Some(start) = at.checked_sub(GRAM - 1) else { return false };
            let mut done = false;
            self.index.find(self.hash_at(), spread(gram), |number| {
                let phrase = self.list.get(number).map_or(&[][..], |phrase| phrase.as_bytes());
                done =
                    bytes.get(start..).is_some_and(|rest| rest.starts_with(phrase)) && found(number, start);
                done
            });
            done
        })
    }

    /// Whether one of them stands in a text.
    pub(crate) fn any_in(&self, text: &str) -> bool {
        self.find(text, |_, _| true)
    }

    /// Calls `found` with the number of every phrase with which a text begins, until it returns `true`.
    pub(crate) fn beginnings(&self, text: &str, mut found: impl FnMut(usize) -> bool) {
        let Some(gram) = first_gram(text) else { return };
        if knows(self.filter(), gram) {
            self.index.find(self.hash_at(), spread(gram), |number| {
                self.list.get(number).is_some_and(|phrase| text.starts_with(phrase)) && found(number)
            });
        }
    }

    /// Whether a text begins with one of them.
    pub(crate) fn any_begins(&self, text: &str) -> bool {
        let mut begins = false;
        self.beginnings(text, |_| {
            begins = true;
            begins
        });
        begins
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(literals: &[String], text: &str) -> Vec<(usize, usize, usize)> {
        let mut all = Vec::new();
        Literals::new(literals.iter().map(String::as_bytes))
            .find(text.as_bytes(), |number, start, end| all.push((number, start, end)));
        all.sort_unstable();
        all
    }

    #[test]
    fn literals_are_found_where_they_overlap_and_where_the_text_ends() {
        let literals = ["ab", "abc", "bca", "c", "abc"].map(str::to_owned);
        let all = [(0, 0, 2), (0, 3, 5), (1, 0, 3), (2, 1, 4), (3, 2, 3), (4, 0, 3)];
        assert_eq!(found(&literals, "abcab"), all);
    }

    #[test]
    fn phrases_are_found_like_literals() {
        static PHRASES: Phrases<32> = Phrases::new(&["abc", "abcd", "bcd", "xyz", "abc"]);
        let found = |text: &str| {
            let mut all = Vec::new();
            assert!(!PHRASES.find(text, |number, at| {
                all.push((number, at));
                false
            }));
            all.sort_unstable();
            all
        };
        assert_eq!(found("abcdabc"), [(0, 0), (0, 4), (1, 0), (2, 1), (4, 0), (4, 4)]);
        assert_eq!(found("ab\u{e9}xy"), []);
        for (text, holds, begins) in
            [("abc", true, true), (" abcd", true, false), ("ab", false, false), ("", false, false)]
        {
            assert_eq!((PHRASES.any_in(text), PHRASES.any_begins(text)), (holds, begins), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_place_of_every_literal_is_found_once(
            literals in prop::collection::vec("[ab\u{0}\u{e9}]{1,5}", 1..6),
            text in "[ab\u{e9}\u{0}]{0,40}",
        ) {
            let mut places = Vec::new();
            for (number, literal) in literals.iter().enumerate() {
                let starts = (0..text.len()).filter(|at| text.as_bytes()[*at..].starts_with(literal.as_bytes()));
                places.extend(starts.map(|start| (number, start, start + literal.len())));
            }
            places.sort_unstable();
            prop_assert_eq!(found(&literals, &text), places);
        }
    }
}
