//! Which units of the evidence speak about what a statement speaks about.

use super::index::{Index, Term, Unit, Voice};
use super::postings::Postings;
use crate::order::Order as _;

/// Shares are in thousandths.
pub(super) const WHOLE: u32 = 1000;

/// Units of an evidence up to which each gets a place of its own.
const FEW: usize = 512;

/// How much of a statement's words the units of the evidence hold.
#[derive(Clone, Debug, Default)]
pub(super) struct Alignment {
    /// Unit and share of the weight of the statement's words that it holds, in thousandths; by unit.
    shares: Vec<(u32, u32)>,
}

impl Alignment {
    /// Aligns words with all units of the index; each counts as often as its factor says.
    pub(super) fn new(postings: &Postings<'_>, terms: impl IntoIterator<Item = (Term, u32)>) -> Alignment {
        let index = postings.index;
        let mut total: u32 = 0;
        let mut held: Vec<u32> = Vec::new();
        let mut hits: Vec<(u32, u32)> = Vec::new();
        // One number for each unit, unless there are so many that most would stay 0.
        let few = index.units().len() <= FEW;
        if few {
            held.resize(index.units().len(), 0);
        }
        for (term, factor) in terms {
            let with = postings.units_with(term);
            let weight = postings.weight_of(with.len()).saturating_mul(factor);
            total = total.saturating_add(weight);
            for unit in with {
                let at = usize::try_from(*unit).unwrap_or(usize::MAX);
                match held.get_mut(at) {
                    Some(sum) => *sum = sum.saturating_add(weight),
                    None => hits.push((*unit, weight)),
                }
            }
        }
        hits.order();
        let mut shares: Vec<(u32, u32)> =
            Vec::with_capacity(held.iter().filter(|weight| **weight > 0).count());
        let dense = (0..).zip(held).filter(|(_, weight)| *weight > 0);
        for (unit, weight) in dense.chain(hits) {
            match shares.last_mut() {
                Some((known, sum)) if *known == unit => *sum = sum.saturating_add(weight),
                _ => shares.push((unit, weight)),
            }
        }
        for (_, share) in &mut shares {
            *share = share.saturating_mul(WHOLE) / total.max(1);
        }
        Alignment { shares }
    }

    /// The share of the statement that a unit holds, in thousandths.
    pub(super) fn share(&self, unit: usize) -> u32 {
        let unit = u32::try_from(unit).unwrap_or(u32::MAX);
        self.shares
            .binary_search_by_key(&unit, |(known, _)| *known)
            .ok()
            .and_then(|at| self.shares.get(at))
            .map_or(0, |(_, share)| *share)
    }

    /// The best unit of those that `accept` takes, with its share; the earliest of equals.
    pub(super) fn best(&self, index: &Index, accept: impl Fn(&Unit) -> bool) -> Option<(usize, u32)> {
        let mut best: Option<(usize, u32)> = None;
        for (unit, share) in &self.shares {
            let n = usize::try_from(*unit).unwrap_or(usize::MAX);
            let better = best.is_none_or(|(_, known)| *share > known);
            if better && index.unit(n).is_some_and(&accept) {
                best = Some((n, *share));
            }
        }
        best
    }
}

/// Whether a unit proves something about the company: a source or fact in force.
pub(super) fn proves(unit: &Unit) -> bool {
    unit.in_force && !unit.question && matches!(unit.voice, Voice::Source | Voice::Fact)
}
