//! All words that the analysis knows, in one table: function words, words that values are made of, irregular forms. A
//! word is looked up once, where it is cut; what is asked about it later is asked by its number.
//!
//! A look touches little memory: the words stand in the order of their buckets, a byte of each hash tells most others
//! apart, and the letters of a short word are part of its entry.

use super::data::function_words::WORDS;
use super::data::irregular::IRREGULAR;
use super::index::{eight_from, ends, hash_of_ends, same};
use super::tokens::eight;
use super::values::lexicon::{OCCURRENCES, PARTS};

/// How many buckets there are; a power of two.
const BUCKETS: usize = 4096;

/// How many words there are at most: some stand in several lists.
const MOST: usize = WORDS.len() + IRREGULAR.len() + OCCURRENCES;

/// Most words of a bucket: their tags are read at once.
const LARGEST: usize = 8;

/// Most bytes that words have beyond their eighth, together.
const MOST_LETTERS: usize = 2048;

/// What is known of a word.
#[derive(Clone, Copy)]
struct Word {
    /// The first eight bytes, or the whole word and nothing.
    first: u64,
    /// Where the bytes from the ninth on stand.
    more: u16,
    /// Where its senses stand; in the upper three bits, how many they are.
    senses: u16,
    len: u8,
    /// The languages in which it is a function word.
    function: u8,
    /// The languages at which it hints.
    hint: u8,
    /// The number of the irregular form, plus one.
    irregular: u8,
}

impl Word {
    /// Whether it is this word, which begins with `first`.
    #[inline]
    fn is(&self, first: u64, word: &[u8]) -> bool {
        if self.first != first || usize::from(self.len) != word.len() {
            return false;
        }
        let Some(more) = word.get(8..).filter(|more| !more.is_empty()) else { return true };
        let start = usize::from(self.more);
        TABLE.letters.get(start..start + more.len()).is_some_and(|letters| same(letters, more))
    }
}

/// A place for a word.
const NONE: Word = Word { first: 0, more: 0, senses: 0, len: 0, function: 0, hint: 0, irregular: 0 };

/// How many bits of [`Word::senses`] are a place.
const PLACE: u32 = 13;

/// The words as they are collected, with more room than they need.
struct Collected {
    words: [Word; MOST],
    hashes: [u32; MOST],
    count: usize,
    letters: [u8; MOST_LETTERS],
    used: usize,
    /// The rows of the data that each word stands in, in their order, word by word.
    senses: [u16; OCCURRENCES],
}

struct Table {
    /// Where the words of each bucket start; they end where those of the next one start.
    starts: [u16; BUCKETS + 1],
    /// A byte of each hash, and what may be read behind the last bucket.
    tags: [u8; COLLECTED.count + LARGEST],
    words: [Word; COLLECTED.count],
    letters: [u8; COLLECTED.used],
    senses: [u16; OCCURRENCES],
}

const COLLECTED: Collected = collect(&Lists::new());
#[cfg(not(target_family = "wasm"))]
static TABLE: Table = sorted(&COLLECTED);
/// In a browser the table is made when it is first asked for: the lists in their own order are a third of its size when
/// they are compressed.
#[cfg(target_family = "wasm")]
static TABLE: std::sync::LazyLock<Box<Table>> = std::sync::LazyLock::new(|| {
    static LISTS: Lists = Lists::new();
    Box::new(sorted(&collect(&LISTS)))
});

/// The lists without what only their readers need.
struct Lists {
    /// The function words and then the rows of the values, each with a line end.
    lines: [u8; LINES],
    /// The languages of which each function word is one, and those at which it hints.
    languages: [(u8, u8); WORDS.len()],
}

/// How many bytes the lines have.
#[expect(clippy::indexing_slicing, reason = "evaluated at compile time, below the length")]
const LINES: usize = {
    let (mut bytes, mut at) = (0, 0);
    while at < WORDS.len() {
        bytes += WORDS[at].0.len() + 1;
        at += 1;
    }
    let (mut part, mut at) = (0, 0);
    while part < PARTS.len() {
        if at < PARTS[part].len() {
            bytes += PARTS[part][at].0.len() + 1;
            at += 1;
        } else {
            (part, at) = (part + 1, 0);
        }
    }
    bytes
};

#[expect(clippy::indexing_slicing, reason = "evaluated at compile time, below the length")]
impl Lists {
    const fn new() -> Lists {
        let mut out = Lists { lines: [b'\n'; LINES], languages: [(0, 0); WORDS.len()] };
        let (mut to, mut at) = (0, 0);
        while at < WORDS.len() {
            let (word, function, hint) = WORDS[at];
            to = out.write(word.as_bytes(), to);
            out.languages[at] = (function, hint);
            at += 1;
        }
        let (mut part, mut at) = (0, 0);
        while part < PARTS.len() {
            if at < PARTS[part].len() {
                to = out.write(PARTS[part][at].0.as_bytes(), to);
                at += 1;
            } else {
                (part, at) = (part + 1, 0);
            }
        }
        out
    }

    /// Writes a line from `to` on; where the next one starts.
    const fn write(&mut self, line: &[u8], to: usize) -> usize {
        let mut at = 0;
        while at < line.len() {
            self.lines[to + at] = line[at];
            at += 1;
        }
        to + line.len() + 1
    }

    /// The word from `start` on, up to a blank or the end of its line, and whether its line ends there.
    const fn word(&self, start: usize) -> (&[u8], bool) {
        let mut end = start;
        while self.lines[end] != b' ' && self.lines[end] != b'\n' {
            end += 1;
        }
        (self.lines.split_at(end).0.split_at(start).1, self.lines[end] == b'\n')
    }
}

const fn tag(hash: u32) -> u8 {
    (hash >> 24) as u8
}

const fn bucket(hash: u32) -> usize {
    hash as usize % BUCKETS
}

/// How many slots the words are found by while they are collected.
const SLOTS: usize = 16384;

#[expect(clippy::indexing_slicing, reason = "evaluated at compile time, below the length")]
impl Collected {
    /// The place of a word, which is added when it is new.
    const fn place(&mut self, slots: &mut [u16; SLOTS], word: &[u8]) -> usize {
        let (first, last) = ends(word);
        let hash = hash_of_ends(first, last, word.len());
        let mut slot = hash as usize % SLOTS;
        while slots[slot] != 0 {
            let at = slots[slot] as usize - 1;
            let known = self.words[at];
            if self.hashes[at] == hash && known.first == first && known.len as usize == word.len() {
                let mut letter = 8;
                while letter < word.len() && self.letters[known.more as usize + letter - 8] == word[letter] {
                    letter += 1;
                }
                if letter >= word.len() {
                    return at;
                }
            }
            slot = (slot + 1) % SLOTS;
        }
        let at = self.count;
        slots[slot] = at as u16 + 1;
        self.hashes[at] = hash;
        self.words[at].first = first;
        self.words[at].len = word.len() as u8;
        self.words[at].more = self.used as u16;
        let mut letter = 8;
        while letter < word.len() {
            self.letters[self.used] = word[letter];
            (self.used, letter) = (self.used + 1, letter + 1);
        }
        self.count += 1;
        at
    }
}

#[expect(clippy::indexing_slicing, reason = "evaluated at compile time, below the length")]
const fn collect(lists: &Lists) -> Collected {
    let mut out = Collected {
        words: [NONE; MOST],
        hashes: [0; MOST],
        count: 0,
        letters: [0; MOST_LETTERS],
        used: 0,
        senses: [0; OCCURRENCES],
    };
    let mut slots = [0; SLOTS];
    let (mut at, mut start) = (0, 0);
    while at < lists.languages.len() {
        let (word, _) = lists.word(start);
        let place = out.place(&mut slots, word);
        (out.words[place].function, out.words[place].hint) = lists.languages[at];
        start += word.len() + 1;
        at += 1;
    }
    assert!(IRREGULAR.len() < u8::MAX as usize, "the number of a form has one byte");
    at = 0;
    while at < IRREGULAR.len() {
        let place = out.place(&mut slots, IRREGULAR[at].0.as_bytes());
        out.words[place].irregular = at as u8 + 1;
        at += 1;
    }
    // Which word and which row each occurrence is of.
    let mut occurrences = [(0, 0); OCCURRENCES];
    let mut counts = [0_u16; MOST];
    let (mut row, mut seen) = (0, 0);
    while start < LINES {
        let (word, ends) = lists.word(start);
        let place = out.place(&mut slots, word);
        occurrences[seen] = (place, row);
        counts[place] += 1;
        seen += 1;
        row += ends as u16;
        start += word.len() + 1;
    }
    let mut first = 0;
    at = 0;
    while at < out.count {
        assert!(counts[at] < 1 << (16 - PLACE), "three bits count the senses");
        out.words[at].senses = first;
        first += counts[at];
        at += 1;
    }
    assert!(first < 1 << PLACE, "the place of a sense has thirteen bits");
    at = 0;
    while at < seen {
        let (place, row) = occurrences[at];
        let senses = &mut out.words[place].senses;
        out.senses[(*senses % (1 << PLACE) + (*senses >> PLACE)) as usize] = row;
        *senses += 1 << PLACE;
        at += 1;
    }
    out
}

#[expect(clippy::indexing_slicing, reason = "evaluated at compile time, below the length")]
const fn sorted(from: &Collected) -> Table {
    let mut out = Table {
        starts: [0; BUCKETS + 1],
        tags: [0; COLLECTED.count + LARGEST],
        words: [NONE; COLLECTED.count],
        letters: [0; COLLECTED.used],
        senses: [0; OCCURRENCES],
    };
    let mut at = 0;
    while at < from.count {
        out.starts[bucket(from.hashes[at]) + 1] += 1;
        at += 1;
    }
    at = 0;
    while at < BUCKETS {
        out.starts[at + 1] += out.starts[at];
        at += 1;
    }
    let mut filled = [0; BUCKETS];
    at = 0;
    while at < from.count {
        let hash = from.hashes[at];
        let to = out.starts[bucket(hash)] as usize + filled[bucket(hash)];
        filled[bucket(hash)] += 1;
        assert!(filled[bucket(hash)] <= LARGEST, "a bucket is crowded");
        out.tags[to] = tag(hash);
        out.words[to] = from.words[at];
        at += 1;
    }
    // Letters and senses stand in the order of the words: places that grow from word to word compress well, and the
    // table is a good part of the module for browsers.
    let (mut letters, mut senses) = (0, 0);
    at = 0;
    while at < from.count {
        let word = &mut out.words[at];
        let (more, own) = (word.more as usize, word.senses as usize % (1 << PLACE));
        let (rest, count) = ((word.len as usize).saturating_sub(8), word.senses as usize >> PLACE);
        word.more = if rest > 0 { letters as u16 } else { 0 };
        word.senses = ((count << PLACE) + if count > 0 { senses } else { 0 }) as u16;
        let mut n = 0;
        while n < rest {
            out.letters[letters] = from.letters[more + n];
            (letters, n) = (letters + 1, n + 1);
        }
        n = 0;
        while n < count {
            out.senses[senses] = from.senses[own + n];
            (senses, n) = (senses + 1, n + 1);
        }
        at += 1;
    }
    out
}

/// The number of a word in the table, or of none; in the uppermost bit, whether values are made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known(u16);

/// The bit of words that values are made of.
const OF_VALUES: u16 = 1 << 15;

impl Known {
    /// A word that is not in the table.
    pub(super) const UNKNOWN: Known = Known(OF_VALUES - 1);

    #[inline]
    fn word(self) -> Option<&'static Word> {
        TABLE.words.get(usize::from(self.0 % OF_VALUES))
    }

    /// The languages in which it is a function word, and those at which it hints.
    #[inline]
    pub(super) fn languages(self) -> (u8, u8) {
        self.word().map_or((0, 0), |word| (word.function, word.hint))
    }

    /// Whether values are made of it.
    #[inline]
    pub(super) const fn of_values(self) -> bool {
        self.0 >= OF_VALUES
    }

    /// The rows of the data of values that it stands in, in their order.
    #[inline]
    pub(super) fn senses(self) -> &'static [u16] {
        self.word().map_or(&[], |word| {
            let first = usize::from(word.senses % (1 << PLACE));
            TABLE.senses.get(first..first + usize::from(word.senses >> PLACE)).unwrap_or(&[])
        })
    }

    /// The base of an irregular form.
    #[inline]
    pub(super) fn base(self) -> Option<&'static str> {
        let form = usize::from(self.word()?.irregular).checked_sub(1)?;
        IRREGULAR.get(form).map(|form| form.1)
    }
}

/// Finds a folded word.
pub(super) fn find(word: &str) -> Known {
    let (first, last) = ends(word.as_bytes());
    find_by_ends(first, last, word.as_bytes())
}

/// The same of the word that a text has between `start` and `end`.
#[inline]
pub(super) fn find_at(text: &[u8], start: usize, end: usize) -> Known {
    let word = text.get(start..end).unwrap_or_default();
    // Where more text follows, nothing depends on the length of a short word.
    let (first, last) = match (word.len(), eight_from(text, start)) {
        (len @ 1..=8, Some(first)) => (first & (u64::MAX >> (64 - 8 * len)), 0),
        _ => ends(word),
    };
    find_by_ends(first, last, word)
}

#[inline]
fn find_by_ends(first: u64, last: u64, word: &[u8]) -> Known {
    let hash = hash_of_ends(first, last, word.len());
    let place = TABLE.starts.get(bucket(hash)).map_or(0, |start| usize::from(*start));
    let Some(tags) = TABLE.tags.get(place..).and_then(<[u8]>::first_chunk::<LARGEST>) else {
        return Known::UNKNOWN;
    };
    // The high bit of each place tells where the tag may stand. What follows the bucket does no harm: it is another word.
    let other = u64::from_le_bytes(*tags) ^ eight(tag(hash));
    let mut found = other.wrapping_sub(eight(1)) & !other & eight(0x80);
    while found != 0 {
        let at = place + found.trailing_zeros() as usize / 8;
        if let (Some(known), Ok(at)) = (TABLE.words.get(at), u16::try_from(at))
            && known.is(first, word)
        {
            return Known(if known.senses >> PLACE == 0 { at } else { at | OF_VALUES });
        }
        found &= found - 1;
    }
    Known::UNKNOWN
}

/// The function words of all languages.
pub(crate) fn function_words() -> impl Iterator<Item = String> {
    TABLE.words.iter().filter(|word| word.function != 0).map(|word| {
        let (len, more) = (usize::from(word.len), usize::from(word.more));
        let letters = TABLE.letters.get(more..more + len.saturating_sub(8)).unwrap_or_default();
        let bytes = word.first.to_le_bytes().into_iter().take(len).chain(letters.iter().copied());
        bytes.map(char::from).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_collected_is_found_and_nothing_else() {
        let parts = PARTS.into_iter().flatten().flat_map(|row| row.0.split(' '));
        let forms = IRREGULAR.iter().map(|form| form.0);
        let mut words: Vec<&str> = WORDS.iter().map(|word| word.0).chain(forms).chain(parts).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), TABLE.words.len());
        for word in &words {
            let known = find(word);
            assert_ne!(known, Known::UNKNOWN, "{word}");
            for text in [format!("{word} and more"), format!("a {word}")] {
                let start = text.find(word).unwrap();
                let found = find_at(text.as_bytes(), start, start + word.len());
                assert_eq!(found, known, "{word}");
            }
            for other in [format!("{word}q"), format!("{word} {word}"), format!("q{word}")] {
                let expected = words.binary_search(&other.as_str()).is_ok();
                assert_eq!(find(&other) != Known::UNKNOWN, expected, "{other}");
            }
        }
        assert_eq!(find(""), Known::UNKNOWN);
    }

    #[test]
    fn function_words_are_those_of_the_list() {
        let mut found: Vec<String> = function_words().collect();
        found.sort_unstable();
        let expected = WORDS.iter().filter(|word| word.1 != 0).map(|word| word.0);
        assert!(found.iter().eq(expected));
    }
}
