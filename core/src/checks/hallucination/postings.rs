//! Which units of the evidence hold the words of a draft. Words that the draft does not have are not remembered:
//! most of the evidence is about something else.

use super::index::{Index, Term};
use crate::order::Order as _;

/// Bits of a filter of terms; a power of two.
const BITS: usize = 4096;

/// Terms that may be in a set, by twelve bits of each: lets most others pass by.
struct Filter([u64; BITS / 64]);

impl Filter {
    fn new(terms: &[Term]) -> Filter {
        let mut filter = Filter([0; BITS / 64]);
        for term in terms {
            let (word, bit) = Filter::place(*term);
            if let Some(word) = filter.0.get_mut(word) {
                *word |= bit;
            }
        }
        filter
    }

    fn place(term: Term) -> (usize, u64) {
        let at = usize::try_from(term >> 20 & 0xfff).unwrap_or(0) % BITS;
        (at / 64, 1 << (at % 64))
    }

    fn may_hold(&self, term: Term) -> bool {
        let (word, bit) = Filter::place(term);
        self.0.get(word).is_some_and(|word| word & bit != 0)
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
    /// Term and unit, sorted, without repetition.
    held: Vec<(Term, u32)>,
    /// Pairs of terms of the draft that follow each other in the evidence with at most one term between, sorted.
    pairs: Vec<Term>,
}

impl<'i> Postings<'i> {
    /// The units that hold each of these terms.
    pub(super) fn new(index: &'i Index, wanted: &[Term]) -> Postings<'i> {
        let filter = Filter::new(wanted);
        let (mut held, mut pairs) = (Vec::new(), Vec::new());
        for (n, unit) in (0_u32..).zip(index.units()) {
            let terms = index.terms_of(unit);
            let neighbours = unit.neighbours().len();
            let mut rest = terms;
            while let [term, tail @ ..] = rest {
                if filter.may_hold(*term) {
                    held.push((*term, n));
                    let after = neighbours.saturating_sub(terms.len() - tail.len());
                    let next = tail.iter().take(after.min(2)).filter(|next| filter.may_hold(**next));
                    pairs.extend(next.map(|next| pair(*term, *next)));
                }
                rest = tail;
            }
        }
        held.order();
        held.dedup();
        pairs.order();
        pairs.dedup();
        Postings { index, held, pairs }
    }

    /// The units that hold a term.
    pub(super) fn units_with(&self, term: Term) -> &[(Term, u32)] {
        let from = self.held.partition_point(|(known, _)| *known < term);
        let rest = self.held.get(from..).unwrap_or_default();
        let end = rest.iter().take_while(|(known, _)| *known == term).count();
        rest.get(..end).unwrap_or_default()
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
