//! The words of a text as they are compared: numbers for what is written and for its stem.

use std::sync::{Mutex, OnceLock};

use super::index::{ends, hash_of_ends};
use super::known::{Known, find};
use super::stem::{stem_hash, term_hash};
use super::stopwords::bit;
use super::{Lang, Text, Token, TokenKind};

/// A token as it is compared with the tokens of other texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The number of the folded token; 0 for a symbol.
    pub written: u64,
    /// The number of its stem, or of a code, address or link as written; 0 for what carries no topic: function
    /// words, numbers, symbols.
    pub stem: u64,
}

impl Word {
    const NONE: Word = Word { written: 0, stem: 0 };

    fn of(text: &Text, token: &Token, lang: Lang, memory: &mut WordMemory) -> Word {
        let folded = text.token_text(token);
        let made = || {
            let written = term_hash(folded.as_bytes());
            let stem = match token.kind {
                TokenKind::Symbol | TokenKind::Number => 0,
                TokenKind::Alnum | TokenKind::Url | TokenKind::Email => written,
                TokenKind::Word => stem_of_known(lang, folded, token.known),
            };
            Word { written, stem }
        };
        match token.kind {
            TokenKind::Symbol => Word::NONE,
            TokenKind::Word => memory.recall(folded.as_bytes(), lang, made),
            TokenKind::Number | TokenKind::Alnum | TokenKind::Url | TokenKind::Email => made(),
        }
    }
}

/// Words that have come up lately with their numbers, as texts repeat themselves and each other. What a word is
/// numbered never depends on it: a word is recalled by all of its letters.
#[derive(Debug)]
pub(crate) struct WordMemory {
    /// By the hash of the word; a power of two of them.
    slots: Vec<Slot>,
}

/// Two words of the same hash, of which the one that came up last stands first; one line of the processor's memory.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Slot {
    latest: Remembered,
    before: Remembered,
}

#[derive(Clone, Copy, Debug, Default)]
struct Remembered {
    spelling: Spelling,
    word: Word,
}

/// All letters of a short word and its language. 0 is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Spelling(u64, u64);

/// The longest word that is remembered: it leaves a byte for its length and language.
const LONGEST: usize = 15;

impl Spelling {
    /// From what [`ends`] says of a word of so many bytes.
    #[inline]
    fn new((first, last): (u64, u64), len: usize, lang: Lang) -> Option<Spelling> {
        let mark = u8::try_from(len).ok().filter(|_| len <= LONGEST)?;
        let mark = 0x80 | (lang as u8) << 4 | mark;
        // The last eight bytes without those that the first eight have.
        let rest = if len > 8 { last >> (8 * (16 - len)) } else { 0 };
        Some(Spelling(first, rest | u64::from(mark) << 56))
    }
}

impl WordMemory {
    /// A memory for so many words; a power of two.
    fn of_size(words: usize) -> WordMemory {
        WordMemory { slots: vec![Slot::default(); words / 2] }
    }

    fn recall(&mut self, letters: &[u8], lang: Lang, make: impl FnOnce() -> Word) -> Word {
        let (first, last) = ends(letters);
        let Some(spelling) = Spelling::new((first, last), letters.len(), lang) else { return make() };
        let hash = usize::try_from(hash_of_ends(first, last, letters.len())).unwrap_or(0);
        let place = hash & self.slots.len().saturating_sub(1);
        let Some(Slot { latest, before }) = self.slots.get_mut(place) else { return make() };
        if latest.spelling == spelling {
            return latest.word;
        }
        if before.spelling != spelling {
            *before = Remembered { spelling, word: make() };
        }
        std::mem::swap(latest, before);
        latest.word
    }
}

/// Memories that are lent to one user after the other.
#[derive(Debug, Default)]
pub(crate) struct WordMemories(Mutex<Vec<WordMemory>>);

/// How many words a lent memory holds.
const LENT: usize = 2048;

/// A memory that is lent, and given back at the end.
#[derive(Debug)]
pub(crate) struct LentMemory<'m> {
    memory: WordMemory,
    owner: &'m WordMemories,
}

impl WordMemories {
    pub(crate) fn lend(&self) -> LentMemory<'_> {
        let idle = self.0.lock().ok().and_then(|mut idle| idle.pop());
        LentMemory { memory: idle.unwrap_or_else(|| WordMemory::of_size(LENT)), owner: self }
    }
}

impl Drop for LentMemory<'_> {
    fn drop(&mut self) {
        let memory = WordMemory { slots: std::mem::take(&mut self.memory.slots) };
        if let Ok(mut idle) = self.owner.0.lock() {
            idle.push(memory);
        }
    }
}

/// The number of the stem of a folded word; 0 for a function word and a lone letter.
pub(crate) fn stem_of_word(lang: Lang, folded: &str) -> u64 {
    stem_of_known(lang, folded, find(folded))
}

fn stem_of_known(lang: Lang, folded: &str, of_folded: Known) -> u64 {
    let (bare, known) = match folded.as_bytes() {
        [.., b'\'', b's'] => {
            let bare = folded.get(..folded.len() - 2).unwrap_or_default();
            (bare, find(bare))
        }
        _ => (folded, of_folded),
    };
    let light = bare.len() < 2 || known.languages().0 & bit(lang) != 0;
    if light { 0 } else { stem_hash(lang, bare, known) }
}

/// The words of a text in one language.
type List = Box<[Word]>;

/// The words of a text by language, each list made when it is first asked for. One language is usual.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    first: OnceLock<(Lang, List)>,
    others: OnceLock<Box<[OnceLock<List>; 7]>>,
}

impl Words {
    fn get(&self, lang: Lang, mut make: impl FnMut() -> List) -> &[Word] {
        let (first, words) = self.first.get_or_init(|| (lang, make()));
        if *first == lang {
            return words;
        }
        let others = self.others.get_or_init(Box::default);
        others.get(lang as usize).map_or(&[], |made| made.get_or_init(make))
    }
}

impl Text {
    /// The tokens as words of a language, one for each token, in order. Made once.
    ///
    /// ```
    /// use draftgate::text::{Lang, Text, TextOptions};
    /// let analyse = |text| Text::analyse(text, &TextOptions::default());
    /// let (one, two) = (analyse("We shipped it."), analyse("Shipping"));
    /// assert_eq!(one.words(Lang::En)[1].stem, two.words(Lang::En)[0].stem);
    /// assert_eq!(one.words(Lang::En)[0].stem, 0, "a function word");
    /// ```
    pub fn words(&self, lang: Lang) -> &[Word] {
        self.words.get(lang, || self.number_words(lang, &mut WordMemory::of_size(64)))
    }

    /// Makes the words of a language, where that was not done, with what is remembered of others.
    pub(crate) fn know_words(&self, lang: Lang, memory: &mut LentMemory<'_>) {
        self.words.get(lang, || self.number_words(lang, &mut memory.memory));
    }

    fn number_words(&self, lang: Lang, memory: &mut WordMemory) -> List {
        self.tokens.iter().map(|token| Word::of(self, token, lang, memory)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextOptions;

    #[test]
    fn a_memory_changes_no_number() {
        let memories = WordMemories::default();
        for round in 0..3 {
            let mut memory = memories.lend();
            for words in
                ["cancel it cancelled cancellation", "die das Bestellungen internationalisation", "", "a"]
            {
                for lang in [Lang::En, Lang::De, Lang::En] {
                    let text = || Text::analyse(words, &TextOptions::default());
                    let (plain, knowing) = (text(), text());
                    knowing.know_words(lang, &mut memory);
                    assert_eq!(plain.words(lang), knowing.words(lang), "{words} {round}");
                }
            }
        }
        assert_eq!(memories.0.lock().unwrap().len(), 1, "what is given back is lent again");
    }

    #[test]
    fn words_that_share_a_place_are_told_apart_and_the_oldest_goes() {
        let mut memory = WordMemory::of_size(2);
        let mut made = 0;
        let asked = [
            ("pay", Lang::En, 1),
            ("pay", Lang::De, 2),
            ("pay", Lang::En, 1),
            ("day", Lang::De, 3),
            ("pay", Lang::En, 1),
            ("pay", Lang::De, 4),
        ];
        for (letters, lang, expected) in asked {
            let make = || {
                made += 1;
                Word { written: made, stem: 0 }
            };
            assert_eq!(memory.recall(letters.as_bytes(), lang, make).written, expected, "{letters}");
        }
    }
}
