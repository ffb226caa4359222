//! How exact a value is meant, from the words around it.

use super::lexicon::BoundPhrase;
use super::scan::Scan;
use super::words_cues::{AFTER, BEFORE, BEFORE_DATE};
use super::{Bound, ValueKind};
use crate::text::index::{Index, Kept, hash, same};
use crate::text::one_of;

/// Phrases by the hash of the word that stands next to the value.
struct Phrases {
    list: &'static [BoundPhrase],
    index: Kept<512>,
    /// Whether the word next to the value is the last.
    last: bool,
}

static BEFORE_ANY: Phrases = Phrases::new(BEFORE, true);
static BEFORE_MOMENT: Phrases = Phrases::new(BEFORE_DATE, true);
static AFTER_ANY: Phrases = Phrases::new(AFTER, false);

impl Phrases {
    /// `last`: the value stands after the phrase.
    const fn new(list: &'static [BoundPhrase], last: bool) -> Phrases {
        let mut index = Index::new();
        let mut at = 0;
        while at < list.len() {
            #[expect(clippy::indexing_slicing, reason = "evaluated at compile time, below the length")]
            index.insert(hash(outer(list[at].words.as_bytes(), last)), at);
            at += 1;
        }
        Phrases { list, index: Kept::new(index), last }
    }

    /// The phrases that may have `word` next to the value, in order, until one is taken.
    fn find<T>(&self, word: &str, mut take: impl FnMut(&BoundPhrase) -> Option<T>) -> Option<T> {
        let mut taken = None;
        let hash_at = |at: usize| Some(hash(outer(self.list.get(at)?.words.as_bytes(), self.last)));
        self.index.find(hash_at, hash(word.as_bytes()), |at| {
            taken = self.list.get(at).and_then(&mut take);
            taken.is_some()
        });
        taken
    }
}

/// The first or last word.
const fn outer(words: &[u8], last: bool) -> &[u8] {
    let (mut from, mut to) = (0, words.len());
    let mut at = 0;
    while at < to {
        #[expect(clippy::indexing_slicing, reason = "evaluated at compile time, below the length")]
        if words[at] == b' ' {
            if last {
                from = at + 1;
            } else {
                to = at;
            }
        }
        at += 1;
    }
    words.split_at(to).0.split_at(from).1
}

/// Whether `last` is the last of these words.
fn ends_in(words: &str, last: &str) -> bool {
    let Some(from) = words.len().checked_sub(last.len()) else { return false };
    let words = words.as_bytes();
    from.checked_sub(1).is_none_or(|space| words.get(space) == Some(&b' '))
        && words.get(from..).is_some_and(|end| same(end, last.as_bytes()))
}

impl<'a> Scan<'a> {
    /// The bound of the value of tokens `start..end`.
    pub(super) fn bound(&self, start: usize, end: usize, kind: &ValueKind, range: bool) -> Bound {
        let dated = match kind {
            ValueKind::Date(_) | ValueKind::Time(_) => true,
            ValueKind::Money { .. }
            | ValueKind::Percent(_)
            | ValueKind::Number(_)
            | ValueKind::Quantity { .. }
            | ValueKind::Duration { .. } => false,
            ValueKind::Identifier(_)
            | ValueKind::Url(_)
            | ValueKind::Email(_)
            | ValueKind::Phone(_)
            | ValueKind::Name(_) => return Bound::Exact,
        };
        let found = if dated { self.before_phrase(start, &BEFORE_MOMENT) } else { None }
            .or_else(|| self.sign_before(start))
            .or_else(|| self.before_phrase(start, &BEFORE_ANY))
            .or_else(|| self.after_phrase(end));
        match found {
            // "from 3 to 5" and "between 3 and 5" are ranges, whose ends are exact.
            Some(Bound::AtLeast) if range => Bound::Exact,
            Some(bound) => bound,
            None => Bound::Exact,
        }
    }

    fn sign_before(&self, start: usize) -> Option<Bound> {
        let before = Scan::before(start)?;
        match self.word(before) {
            "~" | "≈" | "±" => Some(Bound::About),
            "<" | "≤" => Some(Bound::AtMost),
            ">" | "≥" => Some(Bound::AtLeast),
            // "approx. £40", "max. 5 Tage"
            "." if self.glued(before) => self.before_phrase(before, &BEFORE_ANY),
            _ => None,
        }
    }

    fn before_phrase(&self, start: usize, phrases: &Phrases) -> Option<Bound> {
        // Articles between the phrase and the value: "within the 14 days", "innerhalb der 14 Tage". "Dans les 14 jours" has one of
        // its own.
        let article = start >= 2
            && one_of!(
                self.word(start - 1),
                "the" | "a" | "an" | "der" | "les" | "los" | "las" | "einer" | "eines"
            );
        let without = || self.phrase_before(start - 1, phrases);
        self.phrase_before(start, phrases).or_else(|| if article { without() } else { None })
    }

    fn phrase_before(&self, at: usize, phrases: &Phrases) -> Option<Bound> {
        let last = self.word(at.checked_sub(1)?);
        let mut best: Option<(usize, Bound)> = None;
        phrases.find(last, |phrase| {
            let fits = ends_in(phrase.words, last)
                && self.speaks(phrase.langs)
                && self.stands_before(at, phrase.words);
            if fits && best.is_none_or(|(length, _)| phrase.words.len() > length) {
                best = Some((phrase.words.len(), phrase.bound));
            }
            None::<()>
        });
        best.map(|(_, bound)| bound)
    }

    /// Whether the words of a phrase are the tokens before token `at`.
    fn stands_before(&self, mut at: usize, words: &str) -> bool {
        let mut rest = words;
        loop {
            let Some(before) = Scan::before(at) else { return false };
            let Some(left) = rest.strip_suffix(self.word(before)) else { return false };
            if left.is_empty() {
                return true;
            }
            let Some(left) = left.strip_suffix(' ') else { return false };
            (at, rest) = (before, left);
        }
    }

    fn after_phrase(&self, end: usize) -> Option<Bound> {
        if self.is_mark(end, b'+') && self.glued(end) {
            return Some(Bound::AtLeast);
        }
        AFTER_ANY.find(self.word(end), |phrase| {
            let mut words = phrase.words.split(' ').enumerate();
            let fits = phrase.words.starts_with(self.word(end))
                && self.speaks(phrase.langs)
                && words.all(|(on, word)| self.is(end + on, word));
            fits.then_some(phrase.bound)
        })
    }
}
