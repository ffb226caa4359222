//! Lists of words that are part of the program.
//!
//! In the module for browsers (`draftgate_small`) a list is one string, which is cut at first use: places and lengths of words would be as
//! large as the words when they are compressed.

/// A list of words or phrases, see [`word_list`].
#[derive(Clone, Copy)]
#[cfg(not(draftgate_small))]
pub(crate) struct WordList(pub(crate) &'static [&'static str]);

/// A list of words or phrases, a line each, or as they are; see [`word_list`].
#[derive(Clone, Copy)]
#[cfg(draftgate_small)]
pub(crate) enum WordList {
    Lines(&'static str),
    Slice(&'static [&'static str]),
}

impl WordList {
    #[cfg(not(draftgate_small))]
    pub(crate) const fn of(list: &'static [&'static str]) -> WordList {
        WordList(list)
    }

    #[cfg(draftgate_small)]
    pub(crate) const fn of(list: &'static [&'static str]) -> WordList {
        WordList::Slice(list)
    }
}

/// A [`WordList`] of literals.
#[cfg(not(draftgate_small))]
macro_rules! word_list {
    ($($word:literal),* $(,)?) => { $crate::text::WordList(&[$($word),*]) };
}

/// A [`WordList`] of literals.
#[cfg(draftgate_small)]
macro_rules! word_list {
    ($($word:literal),* $(,)?) => { $crate::text::WordList::Lines(concat!($($word, "\n"),*)) };
}

pub(crate) use word_list;

/// The words of a list: a slice.
#[cfg(not(draftgate_small))]
pub(crate) struct Listed(&'static [&'static str]);

#[cfg(not(draftgate_small))]
impl Listed {
    pub(crate) const fn new(list: WordList) -> Listed {
        Listed(list.0)
    }
}

#[cfg(not(draftgate_small))]
impl std::ops::Deref for Listed {
    type Target = [&'static str];

    #[inline]
    fn deref(&self) -> &[&'static str] {
        self.0
    }
}

/// The words of a list: a slice, once somebody asks.
#[cfg(draftgate_small)]
pub(crate) struct Listed {
    list: WordList,
    cut: std::sync::OnceLock<Box<[&'static str]>>,
}

#[cfg(draftgate_small)]
impl Listed {
    pub(crate) const fn new(list: WordList) -> Listed {
        Listed { list, cut: std::sync::OnceLock::new() }
    }
}

#[cfg(draftgate_small)]
impl std::ops::Deref for Listed {
    type Target = [&'static str];

    #[inline(never)]
    fn deref(&self) -> &[&'static str] {
        match self.list {
            WordList::Slice(slice) => slice,
            WordList::Lines(lines) => self.cut.get_or_init(|| lines.lines().collect()),
        }
    }
}

/// Whether a word is one of these: `matches!`, for strings without line ends only.
#[cfg(not(draftgate_small))]
macro_rules! one_of {
    ($word:expr, $($known:literal)|+ $(,)?) => { matches!($word, $($known)|+) };
}

/// Whether a word is one of these.
#[cfg(draftgate_small)]
macro_rules! one_of {
    ($word:expr, $($known:literal)|+ $(,)?) => { $crate::text::stands_in($word, concat!($($known, "\n"),+)) };
}

pub(crate) use one_of;

/// Whether one of the lines is this word. A comparison with each would be larger than the words.
#[cfg(draftgate_small)]
#[inline(never)]
pub(crate) fn stands_in(word: &str, lines: &str) -> bool {
    lines.lines().any(|line| line == word)
}
