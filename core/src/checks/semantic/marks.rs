//! Several lists of words as one table: a word is looked up once for all of them.

use crate::text::index::{Index, Kept, hash, same};

/// Lists of words. `N` is a power of two, several times as many as there are words; `M` is at least as many as there
/// are words.
pub(super) struct WordMarks<const N: usize, const M: usize> {
    /// Each word of each list with the bit of its list.
    words: [(&'static str, u16); M],
    count: usize,
    index: Kept<N>,
}

impl<const N: usize, const M: usize> WordMarks<N, M> {
    /// These lists, up to sixteen; built at compile time where they are a `static`.
    #[expect(clippy::indexing_slicing, reason = "evaluated at compile time, below the lengths")]
    pub(super) const fn new(lists: &[&[&'static str]]) -> WordMarks<N, M> {
        let mut words = [("", 0); M];
        let mut index = Index::new();
        let mut count = 0;
        let mut list = 0;
        while list < lists.len() {
            let mut at = 0;
            while at < lists[list].len() {
                let word = lists[list][at];
                words[count] = (word, 1 << list);
                index.insert(hash(word.as_bytes()), count);
                count += 1;
                at += 1;
            }
            list += 1;
        }
        WordMarks { words, index: Kept::new(index), count }
    }

    /// The lists that hold a word: the first is the lowest bit.
    pub(super) fn of(&self, word: &str) -> u16 {
        let mut marks = 0;
        let hash_at = |at: usize| Some(hash(self.words.get(..self.count)?.get(at)?.0.as_bytes()));
        self.index.find(hash_at, hash(word.as_bytes()), |at| {
            if let Some((known, mark)) = self.words.get(at)
                && same(known.as_bytes(), word.as_bytes())
            {
                marks |= mark;
            }
            false
        });
        marks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_the_marks_of_all_its_lists() {
        static MARKS: WordMarks<16, 6> =
            WordMarks::new(&[&["one", "two"], &["three"], &["two", "one", "four"]]);
        for (word, marks) in [("one", 5), ("two", 5), ("three", 2), ("four", 4), ("five", 0), ("", 0)] {
            assert_eq!(MARKS.of(word), marks, "{word}");
        }
    }
}
