//! Words that somebody looks for, in order, so that the letters of a disguised word can be tried one by one.

use crate::order::Order as _;

/// Shortest word to which endings may be added.
const SHORTEST_OPEN: usize = 4;
/// Longest ending.
const LONGEST_ENDING: usize = 4;
/// Endings of an open word.
const ENDINGS: &[&[u8]] = &[
    b"s", b"d", b"e", b"n", b"r", b"t", b"y", b"'s", b"ed", b"es", b"er", b"en", b"em", b"ly", b"al", b"or",
    b"ing", b"ers", b"ies", b"ity", b"ent", b"ion", b"able", b"ally", b"eing", b"ment", b"ness", b"less",
    b"ions",
];

/// A set of folded words.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    /// Sorted, without doubles.
    words: Vec<Entry>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    word: Box<[u8]>,
    /// Cleared for a word that may go on.
    closed: bool,
}

/// Who has a vocabulary; it is made when it is first asked for.
pub(crate) trait Knows {
    /// The words.
    fn vocabulary(&self) -> &Vocabulary;
}

impl Vocabulary {
    /// The set of these words; of those that are marked, also with an ending.
    pub(crate) fn new<'w>(words: impl Iterator<Item = (&'w str, bool)>) -> Vocabulary {
        let mut words: Vec<(&[u8], bool)> =
            words.map(|(word, open)| (word.as_bytes(), !open || word.len() < SHORTEST_OPEN)).collect();
        words.order();
        words.dedup_by(|later, kept| later.0 == kept.0);
        let words = words.into_iter().map(|(word, closed)| Entry { word: word.into(), closed });
        Vocabulary { words: words.collect() }
    }

    /// Begins a word.
    pub(crate) fn walk(&self) -> Walk<'_> {
        Walk { words: &self.words, depth: 0, open: false, ending: [0; LONGEST_ENDING], after: 0 }
    }

    /// Whether a word, letter by letter, is one of them.
    pub(crate) fn has(&self, word: impl IntoIterator<Item = u8>) -> bool {
        word.into_iter().try_fold(self.walk(), Walk::step).is_some_and(|walk| walk.is_word())
    }
}

/// The first letters of a word, and the words that begin so.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Walk<'v> {
    words: &'v [Entry],
    depth: usize,
    /// An open word was passed, and `after` letters of an ending since.
    open: bool,
    ending: [u8; LONGEST_ENDING],
    after: usize,
}

impl<'v> Walk<'v> {
    /// The next letter; `None` when no word goes on so.
    pub(crate) fn step(mut self, letter: u8) -> Option<Walk<'v>> {
        let at = self.depth;
        let from = self.words.partition_point(|entry| entry.word.get(at) < Some(&letter));
        let rest = self.words.get(from..).unwrap_or_default();
        let to = rest.partition_point(|entry| entry.word.get(at) <= Some(&letter));
        self.words = rest.get(..to).unwrap_or_default();
        self.depth += 1;
        if self.exact().is_some_and(|entry| !entry.closed) {
            (self.open, self.after) = (true, 0);
        } else if self.open {
            match self.ending.get_mut(self.after) {
                Some(place) => *place = letter,
                None => self.open = false,
            }
            self.after += 1;
        }
        (!self.words.is_empty() || self.open).then_some(self)
    }

    fn exact(&self) -> Option<&Entry> {
        self.words.first().filter(|entry| entry.word.len() == self.depth)
    }

    /// Whether the letters so far are a word without an ending that was added.
    pub(crate) fn is_exact(&self) -> bool {
        self.exact().is_some()
    }

    /// Whether the letters so far are a word.
    pub(crate) fn is_word(&self) -> bool {
        let ended = || self.ending.get(..self.after).is_some_and(|ending| ENDINGS.contains(&ending));
        self.exact().is_some() || self.open && ended()
    }
}

/// The words of a pattern, read off its source: rows of letters outside of escapes and classes. What follows a row may
/// go on with the word.
pub(crate) fn words_of_pattern(source: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut rest = source;
    std::iter::from_fn(move || {
        loop {
            let start = rest.find(|c: char| c.is_ascii_lowercase() || matches!(c, '\\' | '[' | '{'))?;
            rest = rest.get(start..)?;
            let skip = match rest.as_bytes().first()? {
                b'\\' => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
                b'[' => rest.find(']').unwrap_or(rest.len()),
                b'{' => rest.find('}').unwrap_or(rest.len()),
                _ => {
                    let letter = |c: char| c.is_ascii_lowercase() || c == '\'';
                    let end = rest.find(|c| !letter(c)).unwrap_or(rest.len());
                    let (word, tail) = rest.split_at_checked(end)?;
                    rest = tail;
                    // "returns?": the last letter may be missing.
                    let optional = matches!(tail.as_bytes().first(), Some(b'?' | b'*'));
                    let sure = if optional { word.get(..word.len() - 1)? } else { word };
                    // "code5" and "code\d": a figure that follows is a figure, not the ending of a plural.
                    let closed = matches!(tail.as_bytes().first(), Some(b' ' | b'0'..=b'9') | None)
                        || ["\\b", "\\d", "[0"].iter().any(|end| tail.starts_with(end));
                    return Some((sure, optional || !closed));
                }
            };
            rest = rest.get(skip.max(1)..)?;
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_with_the_endings_they_may_have() {
        let words =
            [("refund", true), ("return", false), ("returns", false), ("buy", true), ("won't", false)];
        let vocabulary = Vocabulary::new(words.into_iter());
        for known in ["refund", "refunds", "refunded", "refunding", "return", "returns", "buy", "won't"] {
            assert!(vocabulary.has(known.bytes()), "{known}");
        }
        for unknown in ["", "refun", "refundx", "refundable x", "returned", "buys", "wont", "refundsssss"] {
            assert!(!vocabulary.has(unknown.bytes()), "{unknown}");
        }
    }

    #[test]
    fn a_pattern_tells_its_words() {
        let words: Vec<(&str, bool)> =
            words_of_pattern(r"\b(?:guarante(?:e|ed)|sure) returns?\b [a-z]{2,9}x").collect();
        let expected =
            [("guarante", true), ("e", true), ("ed", true), ("sure", true), ("return", true), ("x", false)];
        assert_eq!(words, expected);
    }
    #[test]
    fn letters_before_figures_are_no_word_that_goes_on() {
        for source in [r"\bcode5\b", r"code\d+", "code[0-9]+", "code0"] {
            let words: Vec<(&str, bool)> = words_of_pattern(source).collect();
            assert_eq!(words, [("code", false)], "{source}");
        }
        assert_eq!(words_of_pattern(r"code[- ]?\d").collect::<Vec<_>>(), [("code", true)]);
    }
}
