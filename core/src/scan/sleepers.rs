//! When patterns wake, and what is told of each that does: all of a pattern in one stretch of memory, as a scan looks at
//! hundreds of them.

use super::bits::Bits;
use super::lists::Lists;
use super::{TermId, place};

/// Patterns that sleep.
#[derive(Debug)]
pub(super) struct Sleepers {
    /// For each pattern its term, the number of its groups, these, and the sets of keys of which it needs one each: the
    /// number of keys, and these.
    records: Lists<u32>,
}

/// A pattern of which all that it needs was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Woken<'s> {
    pub(super) term: TermId,
    pub(super) groups: &'s [u32],
}

/// Collects what is to be known of patterns.
#[derive(Debug, Default)]
pub(super) struct Sleeping {
    /// The term of each pattern.
    terms: Vec<TermId>,
    /// Patterns with what their sets hold, in order.
    sets: Vec<(u32, u32)>,
}

impl Sleeping {
    /// The term of each pattern.
    pub(super) fn terms(&self) -> &[TermId] {
        &self.terms
    }

    /// Adds the next pattern, whose sets were added before.
    pub(super) fn push(&mut self, term: TermId) {
        self.terms.push(term);
    }

    /// Adds a set to the next pattern: it needs one of these keys besides what wakes it.
    pub(super) fn needs_one_of(&mut self, keys: impl Iterator<Item = u32>) {
        let pattern = super::number(self.terms.len());
        let head = self.sets.len();
        self.sets.push((pattern, 0));
        self.sets.extend(keys.map(|key| (pattern, key)));
        let count = super::number(self.sets.len() - head - 1);
        if let Some(head) = self.sets.get_mut(head) {
            head.1 = count;
        }
    }

    /// The patterns, with the groups of each term.
    pub(super) fn finish(self, groups: &Lists<u32>) -> Sleepers {
        let mut records = Vec::with_capacity(self.terms.len() * 4 + self.sets.len());
        for (pattern, term) in (0_u32..).zip(&self.terms) {
            let groups = groups.of(place(term.0));
            records.extend([(pattern, term.0), (pattern, super::number(groups.len()))]);
            records.extend(groups.iter().map(|group| (pattern, *group)));
        }
        records.extend(self.sets);
        Sleepers { records: Lists::new(self.terms.len(), &records) }
    }
}

impl Sleepers {
    /// A pattern that a key wakes, if all its further sets were seen.
    pub(super) fn wake(&self, pattern: u32, keys: &Bits) -> Option<Woken<'_>> {
        let [term, groups, rest @ ..] = self.records.of(place(pattern)) else { return None };
        let (groups, mut sets) = rest.split_at_checked(place(*groups))?;
        while let Some((len, rest)) = sets.split_first() {
            let (set, others) = rest.split_at_checked(place(*len))?;
            if !set.iter().any(|key| keys.has(*key)) {
                return None;
            }
            sets = others;
        }
        Some(Woken { term: TermId(*term), groups })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_wakes_when_one_of_each_set_was_seen() {
        let mut sleeping = Sleeping::default();
        sleeping.push(TermId(2));
        sleeping.needs_one_of([1, 3].into_iter());
        sleeping.needs_one_of([5].into_iter());
        sleeping.push(TermId(0));
        let sleepers = sleeping.finish(&Lists::new(3, &[(0, 7), (2, 8), (0, 9)]));
        let mut keys = Bits::new(8);
        assert_eq!(sleepers.wake(0, &keys), Some(Woken { term: TermId(2), groups: &[8] }));
        keys.set(3);
        assert_eq!(sleepers.wake(1, &keys), None);
        keys.set(5);
        assert_eq!(sleepers.wake(1, &keys), Some(Woken { term: TermId(0), groups: &[7, 9] }));
        assert_eq!(sleepers.wake(2, &keys), None);
    }
}
