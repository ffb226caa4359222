//! Which units of the evidence hold the words of a draft. Words that the draft does not have are not remembered:
//! most of the evidence is about something else.

use super::index::{Index, Term};
use crate::order::Order as _;

/// The terms of a draft, numbered.
#[derive(Clone, Debug)]
struct Wanted {
    terms: Vec<Term>,
    /// A number plus one, or 0: open addressing, at most half full; a power of two of them.
    slots: Vec<u32>,
}

impl Wanted {
    fn new(terms: &[Term]) -> Wanted {
        let places = (terms.len() * 2).next_power_of_two().max(64);
        let mut wanted = Wanted { terms: Vec::with_capacity(terms.len()), slots: vec![0; places] };
        for term in terms {
            if let Err(free) = wanted.look(*term) {
                wanted.terms.push(*term);
                if let Some(slot) = wanted.slots.get_mut(free) {
                    *slot = u32::try_from(wanted.terms.len()).unwrap_or(0);
                }
            }
        }
        wanted
    }

    /// The number of a term, or the free slot that it would take.
    fn look(&self, term: Term) -> Result<usize, usize> {
        let last = self.slots.len() - 1;
        let mut at = usize::try_from(term >> 32).unwrap_or(0) & last;
        loop {
            let slot = self.slots.get(at).copied().and_then(|slot| usize::try_from(slot).ok()).unwrap_or(0);
            match slot.checked_sub(1) {
                Some(number) if self.terms.get(number) == Some(&term) => return Ok(number),
                Some(_) => at = (at + 1) & last,
                None => return Err(at),
            }
        }
    }
}

/// Two words in their order.
fn pair(one: Term, two: Term) -> Term {
    one.rotate_left(21) ^ two
}

/// The evidence by the words of a draft.
#[derive(Clone, Debug)]
pub(super) struct Postings<'i> {
    pub(super) index: &'i Index,
    wanted: Wanted,
    /// Where the units of each term end in `units`, by the number of the term.
    ends: Vec<usize>,
    /// The units that hold each term, in order, without repetition.
    units: Vec<u32>,
    /// Pairs of terms of the draft that follow each other in the evidence with at most one term between, sorted.
    pairs: Vec<Term>,
}

impl<'i> Postings<'i> {
    /// The units that hold each of these terms.
    pub(super) fn new(index: &'i Index, terms: &[Term]) -> Postings<'i> {
        let wanted = Wanted::new(terms);
        let mut held: Vec<(usize, u32)> = Vec::with_capacity(256);
        let mut pairs = Vec::with_capacity(256);
        // How many units hold each term, and the last one that does.
        let mut ends = vec![0_usize; wanted.terms.len()];
        let mut last = vec![u32::MAX; wanted.terms.len()];
        for (n, unit) in (0_u32..).zip(index.units()) {
            let neighbours = unit.neighbours().len();
            // The wanted terms before this one: the one just before, and the one before that.
            let (mut one, mut two) = (None, None);
            for (at, term) in index.terms_of(unit).iter().enumerate() {
                let known = wanted.look(*term).ok();
                if let Some(number) = known {
                    if at < neighbours {
                        pairs.extend([one, two].into_iter().flatten().map(|before| pair(before, *term)));
                    }
                    if let Some((count, seen)) = ends.get_mut(number).zip(last.get_mut(number))
                        && *seen != n
                    {
                        *seen = n;
                        *count += 1;
                        held.push((number, n));
                    }
                }
                (one, two) = (known.map(|_| *term), one);
            }
        }
        pairs.order();
        pairs.dedup();
        // Starts first; each unit moves the start of its list on, to the end at last.
        let mut sum = 0;
        for count in &mut ends {
            (*count, sum) = (sum, sum + *count);
        }
        let mut units = vec![0; held.len()];
        for (number, n) in held {
            if let Some(next) = ends.get_mut(number) {
                if let Some(slot) = units.get_mut(*next) {
                    *slot = n;
                }
                *next += 1;
            }
        }
        Postings { index, wanted, ends, units, pairs }
    }

    /// The units that hold a term, in order. Only terms that were asked for are known.
    pub(super) fn units_with(&self, term: Term) -> &[u32] {
        let Ok(number) = self.wanted.look(term) else { return &[] };
        let start = number.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let list = start.zip(self.ends.get(number)).and_then(|(start, end)| self.units.get(start..*end));
        list.unwrap_or_default()
    }

    /// How many of the pairs of neighbours in `terms` follow each other in the evidence too, and how many there are.
    pub(super) fn pairs_in(&self, terms: &[Term]) -> (usize, usize) {
        let pairs = terms.iter().zip(terms.iter().skip(1));
        let known = pairs.filter(|(one, two)| self.pairs.binary_search(&pair(**one, **two)).is_ok()).count();
        (known, terms.len().saturating_sub(1))
    }

    /// How telling a term is: from 8 for one that stands in every unit up to 8 + 8 for each halving.
    pub(super) fn weight(&self, term: Term) -> u32 {
        self.weight_of(self.units_with(term).len())
    }

    /// How telling a term is that stands in so many units.
    pub(super) fn weight_of(&self, holding: usize) -> u32 {
        let ratio = (self.index.units().len() + 1) * 2 / (holding + 1);
        8 + 4 * u32::try_from(ratio).unwrap_or(u32::MAX).max(1).ilog2().min(6)
    }
}
