//! How exact a value is meant, from the words around it.

use super::lexicon::BoundPhrase;
use super::scan::Scan;
use super::words_cues::{AFTER, BEFORE, BEFORE_DATE};
use super::{Bound, ValueKind};

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
        let found = if dated { self.before_phrase(start, BEFORE_DATE) } else { None }
            .or_else(|| self.sign_before(start))
            .or_else(|| self.before_phrase(start, BEFORE))
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
            "." if self.glued(before) => self.before_phrase(before, BEFORE),
            _ => None,
        }
    }

    fn before_phrase(&self, start: usize, phrases: &[BoundPhrase]) -> Option<Bound> {
        // Articles between the phrase and the value: "within the 14 days", "innerhalb der 14 Tage".
        let mut at = start;
        if at >= 2
            && matches!(
                self.word(at - 1),
                "the" | "a" | "an" | "der" | "les" | "los" | "las" | "einer" | "eines"
            )
        {
            at -= 1;
        }
        let last = self.word(at.checked_sub(1)?);
        let mut best: Option<(usize, Bound)> = None;
        for phrase in phrases.iter().filter(|p| p.words.ends_with(last) && self.speaks(p.langs)) {
            let fits = phrase
                .words
                .rsplit(' ')
                .enumerate()
                .all(|(back, word)| at.checked_sub(back + 1).is_some_and(|j| self.is(j, word)));
            if fits && best.is_none_or(|(length, _)| phrase.words.len() > length) {
                best = Some((phrase.words.len(), phrase.bound));
            }
        }
        best.map(|(_, bound)| bound)
    }

    fn after_phrase(&self, end: usize) -> Option<Bound> {
        if self.is(end, "+") && self.glued(end) {
            return Some(Bound::AtLeast);
        }
        AFTER
            .iter()
            .find(|p| {
                self.speaks(p.langs)
                    && p.words.split(' ').enumerate().all(|(on, word)| self.is(end + on, word))
            })
            .map(|p| p.bound)
    }
}
