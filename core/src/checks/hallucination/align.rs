//! Which units of the evidence speak about what a statement speaks about.

use super::index::Index;
use super::postings::{Number, Postings, gives};
use super::units::Unit;

/// Shares are in thousandths.
pub(super) const WHOLE: u32 = 1000;

/// Room to align words in, used again and again.
#[derive(Clone, Debug)]
pub(super) struct Room {
    /// The weight of the words that each unit holds.
    held: Vec<u32>,
    /// The units whose weight is not 0.
    units: Vec<u32>,
}

impl Room {
    /// Room for the units of an index.
    pub(super) fn new(index: &Index) -> Room {
        Room { held: vec![0; index.units().len()], units: Vec::with_capacity(index.units().len()) }
    }

    fn clear(&mut self) {
        for unit in self.units.drain(..) {
            if let Some(held) = usize::try_from(unit).ok().and_then(|unit| self.held.get_mut(unit)) {
                *held = 0;
            }
        }
    }
}

/// How much of a statement's words the units of the evidence hold.
#[derive(Clone, Copy, Debug)]
pub(super) struct Alignment<'r> {
    room: &'r Room,
    /// The weight of all words.
    total: u32,
}

impl<'r> Alignment<'r> {
    /// Aligns words with all units of the index; each counts as often as its factor says.
    pub(super) fn new(
        postings: &Postings<'_>,
        room: &'r mut Room,
        words: impl Iterator<Item = (Number, u32)>,
    ) -> Alignment<'r> {
        room.clear();
        let mut total: u32 = 0;
        for (number, factor) in words {
            let weight = postings.weight(number).saturating_mul(factor);
            total = total.saturating_add(weight);
            for unit in postings.units_with(number) {
                let held = usize::try_from(*unit).ok().and_then(|unit| room.held.get_mut(unit));
                let Some(held) = held else { continue };
                if *held == 0 {
                    room.units.push(*unit);
                }
                *held = held.saturating_add(weight);
            }
        }
        Alignment { room, total: total.max(1) }
    }

    /// The share of the statement that a unit holds, in thousandths.
    pub(super) fn share(&self, unit: usize) -> u32 {
        self.room.held.get(unit).map_or(0, |held| held.saturating_mul(WHOLE) / self.total)
    }

    /// The units that hold at least this share, with the share.
    pub(super) fn holding(&self, least: u32) -> Vec<(usize, u32)> {
        let units = self.room.units.iter().filter_map(|unit| usize::try_from(*unit).ok());
        units.map(|unit| (unit, self.share(unit))).filter(|(_, share)| *share >= least).collect()
    }

    /// The best unit of those that `accept` takes, with its share; the earliest of equals.
    pub(super) fn best(&self, index: &Index, accept: impl Fn(&Unit) -> bool) -> Option<(usize, u32)> {
        let mut best: Option<(usize, u32)> = None;
        for n in self.room.units.iter().filter_map(|unit| usize::try_from(*unit).ok()) {
            let share = self.share(n);
            let better = best.is_none_or(|(first, known)| share > known || share == known && n < first);
            if better && index.unit(n).is_some_and(&accept) {
                best = Some((n, share));
            }
        }
        best
    }
}

/// Whether a unit proves something about the company: a source or fact in force.
pub(super) fn proves(unit: &Unit) -> bool {
    gives(unit) && !unit.question
}
