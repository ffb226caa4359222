//! When patterns wake, and what is told of each that does: all of a pattern in one stretch of memory, as a scan looks at
//! hundreds of them.

use super::bits::Bits;
use super::lists::Lists;
use super::{TermId, place};

/// Patterns that sleep.
#[derive(Debug)]
pub(super) struct Sleepers {
    /// One record after the other: the number of the pattern, its term, the number of its groups, these, the number of
    /// the sets of keys of which it needs one each, and for each set the number of keys, and these.
    records: Vec<u32>,
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

    /// The patterns, with the groups of each term, and where the record of each stands.
    pub(super) fn finish(self, groups: &Lists<u32>) -> (Sleepers, Vec<u32>) {
        let mut records = Vec::with_capacity(self.terms.len() * 5 + self.sets.len());
        let mut starts = Vec::with_capacity(self.terms.len());
        let mut sets = self.sets.as_slice();
        for (pattern, term) in (0_u32..).zip(&self.terms) {
            starts.push(super::number(records.len()));
            let groups = groups.of(place(term.0));
            records.extend([pattern, term.0, super::number(groups.len())]);
            records.extend(groups);
            let count = records.len();
            records.push(0);
            while let Some((_, len)) = sets.first().filter(|(of, _)| *of == pattern) {
                let (set, others) = sets.split_at_checked(place(*len) + 1).unwrap_or((sets, &[]));
                records.extend(set.iter().map(|(_, number)| number));
                if let Some(count) = records.get_mut(count) {
                    *count += 1;
                }
                sets = others;
            }
        }
        (Sleepers { records }, starts)
    }
}

impl Sleepers {
    /// The pattern whose record stands at a place, and what it is, if all its further sets were seen; `None` also where
    /// it is awake.
    pub(super) fn wake(&self, at: u32, awake: &mut Bits, keys: &Bits) -> Option<Woken<'_>> {
        let [pattern, term, groups, rest @ ..] = self.records.get(place(at)..)? else { return None };
        if awake.has(*pattern) {
            return None;
        }
        let (groups, rest) = rest.split_at_checked(place(*groups))?;
        let (sets, mut rest) = rest.split_first()?;
        for _ in 0..*sets {
            let (len, set) = rest.split_first()?;
            let (set, others) = set.split_at_checked(place(*len))?;
            if !set.iter().any(|key| keys.has(*key)) {
                return None;
            }
            rest = others;
        }
        awake.set(*pattern);
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
        let (sleepers, starts) = sleeping.finish(&Lists::new(3, &[(0, 7), (2, 8), (0, 9)]));
        let (mut keys, mut awake) = (Bits::new(8), Bits::new(2));
        let mut wake = |at: u32, keys: &Bits| sleepers.wake(at, &mut awake, keys);
        assert_eq!(wake(starts[0], &keys), Some(Woken { term: TermId(2), groups: &[8] }));
        assert_eq!(wake(starts[0], &keys), None, "it is awake");
        keys.set(3);
        assert_eq!(wake(starts[1], &keys), None);
        keys.set(5);
        assert_eq!(wake(starts[1], &keys), Some(Woken { term: TermId(0), groups: &[7, 9] }));
        assert_eq!(wake(99, &keys), None);
    }
}
