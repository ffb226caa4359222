//! The words of draft and conversation, to look phrases up in.

use std::cell::OnceCell;
use std::ops::Range;

use super::read::normal;
use crate::checks::hallucination::index::Term;
use crate::checks::hallucination::words::spread;
use crate::order::Order as _;
use crate::text::{FoldSpan, Lang, Text, TokenKind};

/// A text in which phrases are looked up.
#[derive(Clone, Debug)]
pub(crate) struct Spoken<'t> {
    pub(in crate::checks::hallucination) text: &'t Text,
    lang: Lang,
    /// Made when a phrase is first looked up.
    words: OnceCell<Words>,
}

/// The words of a text.
#[derive(Clone, Debug)]
struct Words {
    /// In the order of the text.
    list: Vec<(Term, FoldSpan)>,
    /// One bit for each word, by its number: most phrases stand nowhere in a text.
    mask: [u64; MASK],
    /// Word and its place, sorted. Made when a phrase may be in a long stretch.
    places: OnceCell<Vec<(Term, usize)>>,
}

/// Words of the mask of a text; a power of two.
const MASK: usize = 16;
/// Words of a stretch that are compared one by one.
const FEW: usize = 128;
/// Places at which a phrase may begin that are looked at.
const STARTS: usize = 8;

/// The place of a word in the mask.
fn bit(word: Term) -> (usize, u64) {
    let place = spread(word);
    (place / 64 % MASK, 1 << (place % 64))
}

impl Words {
    fn of(text: &Text, lang: Lang) -> Words {
        let mut words =
            Words { list: Vec::with_capacity(text.tokens().len()), mask: [0; MASK], places: OnceCell::new() };
        for (token, word) in text.tokens().iter().zip(text.words(lang)) {
            if token.kind == TokenKind::Symbol {
                continue;
            }
            let term = normal(text, token, word);
            let (part, bit) = bit(term);
            if let Some(mask) = words.mask.get_mut(part) {
                *mask |= bit;
            }
            words.list.push((term, token.fold));
        }
        words
    }

    /// Whether the text may hold a word.
    fn may_have(&self, word: Term) -> bool {
        let (part, bit) = bit(word);
        self.mask.get(part).is_some_and(|mask| mask & bit != 0)
    }

    fn places(&self) -> &[(Term, usize)] {
        self.places.get_or_init(|| {
            let mut places: Vec<(Term, usize)> =
                self.list.iter().enumerate().map(|(at, (word, _))| (*word, at)).collect();
            places.order();
            places
        })
    }
}

impl<'t> Spoken<'t> {
    /// A text, addressed to the customer in this language.
    pub(crate) fn new(text: &'t Text, lang: Lang) -> Spoken<'t> {
        Spoken { text, lang, words: OnceCell::new() }
    }

    fn words(&self) -> &Words {
        self.words.get_or_init(|| Words::of(self.text, self.lang))
    }

    /// All of it.
    pub(in crate::checks::hallucination) fn whole(&self) -> Said<'_> {
        let words = self.words();
        Said { words, range: 0..words.list.len() }
    }

    /// Some tokens of it.
    pub(in crate::checks::hallucination) fn part(&self, tokens: Range<usize>) -> Said<'_> {
        let words = self.words();
        let start = |token: usize| self.text.tokens().get(token).map_or(usize::MAX, |token| token.fold.start);
        let place = |token: usize| {
            let start = start(token);
            words.list.partition_point(|(_, at)| at.start < start)
        };
        Said { words, range: place(tokens.start)..place(tokens.end) }
    }
}

/// What is said in a stretch of a text.
#[derive(Clone, Debug)]
pub(in crate::checks::hallucination) struct Said<'s> {
    words: &'s Words,
    range: Range<usize>,
}

impl Said<'_> {
    /// Its words.
    pub(super) fn words(&self) -> &[(Term, FoldSpan)] {
        self.words.list.get(self.range.clone()).unwrap_or_default()
    }

    /// Where the phrase first stands.
    pub(super) fn find(&self, phrase: &[Term]) -> Option<FoldSpan> {
        let (first, rest) = phrase.split_first()?;
        if !self.words.may_have(*first) {
            return None;
        }
        if self.range.len() <= FEW {
            let own = self.words().iter().zip(self.range.clone());
            let mut starts = own.filter(|((word, _), _)| word == first).take(STARTS);
            return starts.find_map(|(_, at)| self.phrase_at(at, rest));
        }
        let places = self.words.places();
        let from = places.partition_point(|place| *place < (*first, self.range.start));
        let own = |(word, at): &&(Term, usize)| word == first && *at < self.range.end;
        let mut starts = places.get(from..).unwrap_or_default().iter().take_while(own).take(STARTS);
        starts.find_map(|(_, at)| self.phrase_at(*at, rest))
    }

    /// The word at a place and those after it, if these are `rest`.
    fn phrase_at(&self, at: usize, rest: &[Term]) -> Option<FoldSpan> {
        let found = self.words.list.get(at..(at + 1 + rest.len()).min(self.range.end))?;
        let ((_, start), tail) = found.split_first()?;
        if tail.len() < rest.len() || tail.iter().zip(rest).any(|((word, _), wanted)| word != wanted) {
            return None;
        }
        let end = found.last().map_or(start.end, |(_, last)| last.end);
        Some(FoldSpan { start: start.start, end })
    }
}
