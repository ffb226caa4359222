//! Which units of the evidence hold the words of a draft. Words that the draft does not have are not remembered:
//! most of the evidence is about something else.

use super::index::{Index, Term};
use super::polarity::turns;
use super::units::{Unit, Voice};
use super::words::{concept, is_light, spread};
use crate::text::{Lang, Text};

/// The number of a term of the draft.
pub(super) type Number = u32;

/// Stands for a token that is no content word, and for a term that nobody asked for.
pub(super) const NONE: Number = Number::MAX;

/// The place of a number in a list.
pub(super) fn place(number: Number) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// The terms of a draft, numbered.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    terms: Vec<Term>,
    /// The first half of a term and its number plus one, or 0: open addressing, at most half full; a power of two of
    /// them.
    slots: Vec<u64>,
}

/// The bits of a slot that are a number.
const NUMBER: u64 = u32::MAX as u64;

impl Wanted {
    /// No terms; there may be so many words, of which every other one is a new term.
    pub(super) fn new(terms: usize) -> Wanted {
        let places = terms.next_power_of_two().max(128);
        Wanted { terms: Vec::with_capacity(places / 2 + 1), slots: vec![0; places] }
    }

    /// How many terms were asked for.
    pub(super) fn count(&self) -> usize {
        self.terms.len()
    }

    /// Where a term stands, or the free slot that it would take.
    #[inline]
    fn find(&self, term: Term) -> (usize, Option<Number>) {
        let last = self.slots.len() - 1;
        let mut at = spread(term) & last;
        loop {
            let slot = self.slots.get(at).copied().unwrap_or(0);
            if slot == 0 {
                return (at, None);
            }
            if (slot ^ term) & !NUMBER == 0 {
                let number = Number::try_from((slot & NUMBER).saturating_sub(1)).unwrap_or(NONE);
                if self.terms.get(place(number)) == Some(&term) {
                    return (at, Some(number));
                }
            }
            at = (at + 1) & last;
        }
    }

    /// The number of a term; [`NONE`] if nobody asked for it.
    #[inline]
    pub(super) fn number(&self, term: Term) -> Number {
        self.find(term).1.unwrap_or(NONE)
    }

    /// Asks for a term; 0 is none.
    pub(super) fn add(&mut self, term: Term) -> Number {
        let free = match self.find(term) {
            (_, Some(number)) => return number,
            (free, None) => free,
        };
        let number = Number::try_from(self.terms.len()).unwrap_or(NONE);
        self.terms.push(term);
        if let Some(slot) = self.slots.get_mut(free) {
            *slot = term & !NUMBER | (u64::from(number) + 1);
        }
        if self.terms.len() * 2 > self.slots.len() {
            self.grow();
        }
        number
    }

    fn grow(&mut self) {
        let terms = std::mem::take(&mut self.terms);
        *self = Wanted::new(self.slots.len() * 2);
        for term in terms {
            self.add(term);
        }
    }

    /// Asks for the content words of a text; one number for each token, [`NONE`] for those that are none.
    pub(super) fn add_words(&mut self, text: &Text, lang: Lang) -> Vec<Number> {
        let words = text.words(lang).iter();
        words.map(|word| if word.stem == 0 { NONE } else { self.add(concept(word.stem)) }).collect()
    }
}

/// Which terms have come up, without clearing anything between two rounds.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    rounds: Vec<u32>,
    round: u32,
}

impl Seen {
    /// Room for the terms numbered so far.
    pub(super) fn new(wanted: &Wanted) -> Seen {
        Seen { rounds: vec![0; wanted.terms.len()], round: 1 }
    }

    /// Whether a term has come up.
    pub(super) fn has(&self, number: Number) -> bool {
        self.rounds.get(place(number)) == Some(&self.round)
    }

    /// Forgets all.
    pub(super) fn clear(&mut self) {
        self.round += 1;
    }

    /// Whether a term comes up for the first time; never for [`NONE`].
    pub(super) fn is_new(&mut self, number: Number) -> bool {
        let round = self.round;
        let known = self.rounds.get_mut(place(number)).map(|known| std::mem::replace(known, round));
        known.is_some_and(|known| known != round)
    }
}

/// Pairs of neighbours in the draft, and whether they are neighbours in the evidence.
#[derive(Clone, Debug, Default)]
pub(super) struct Pairs {
    /// Both numbers plus one and [`Pairs::FOUND`], or 0: open addressing, at most half full.
    slots: Vec<u64>,
}

impl Pairs {
    /// Set when the evidence has the pair.
    const FOUND: u64 = 1 << 63;

    /// The pairs of neighbours in these lists; `followed` learns by which words each is followed there, see [`follower`].
    pub(super) fn new<const LISTS: usize>(
        lists: [&[Number]; LISTS],
        mut followed: impl FnMut(usize, u64),
    ) -> Pairs {
        let words = lists.iter().map(|list| list.len()).sum::<usize>();
        let mut pairs = Pairs { slots: vec![0; (words * 2).next_power_of_two().max(64)] };
        for list in lists {
            for (one, two) in list.iter().zip(list.iter().skip(1)) {
                let key = Pairs::key(*one, *two);
                let at = pairs.find(key);
                if let Some(slot) = pairs.slots.get_mut(at).filter(|slot| **slot == 0) {
                    *slot = key;
                    followed(place(*one), follower(*two));
                }
            }
        }
        pairs
    }

    /// The number of a pair; numbers stay below 2^31.
    fn key(one: Number, two: Number) -> u64 {
        (u64::from(one) + 1) << 32 | (u64::from(two) + 1)
    }

    /// Where a pair stands, or the free slot that it would take.
    #[inline]
    fn find(&self, key: u64) -> usize {
        let last = self.slots.len() - 1;
        let mut at = spread(key) & last;
        while self.slots.get(at).is_some_and(|slot| *slot != 0 && *slot & !Pairs::FOUND != key) {
            at = (at + 1) & last;
        }
        at
    }

    /// The evidence has this pair; it counts if the draft has it too.
    pub(super) fn note(&mut self, one: Number, two: Number) {
        let at = self.find(Pairs::key(one, two));
        if let Some(slot) = self.slots.get_mut(at).filter(|slot| **slot != 0) {
            *slot |= Pairs::FOUND;
        }
    }

    /// Whether the evidence has this pair.
    pub(super) fn has(&self, one: Number, two: Number) -> bool {
        self.slots.get(self.find(Pairs::key(one, two))).is_some_and(|slot| slot & Pairs::FOUND != 0)
    }
}

/// The bit of a number among those of its size.
pub(super) fn follower(number: Number) -> u64 {
    1 << (number & 63)
}

/// What the evidence holds of one term.
#[derive(Clone, Copy, Debug, Default)]
struct Holding {
    /// Where its units end in [`Postings::units`].
    end: usize,
    /// The last unit that was seen to hold it, plus one.
    last: u32,
    /// See [`Postings::weight`].
    weight: u32,
    /// By which terms it is followed in the draft, one bit for each, see [`follower`].
    followers: u64,
    /// Stands in a unit in force.
    stands: bool,
    /// Stands in a source or fact in force.
    given: bool,
}

/// The evidence by the words of a draft.
#[derive(Clone, Debug)]
pub(super) struct Postings<'i> {
    pub(super) index: &'i Index,
    wanted: Wanted,
    /// By the number of the term.
    held: Vec<Holding>,
    /// The units that hold each term, in order, without repetition.
    units: Vec<u32>,
    /// Pairs of terms of the draft, and which follow each other in the evidence with at most one term between.
    pairs: Pairs,
}

impl<'i> Postings<'i> {
    /// The units that hold each of the terms, and the pairs of neighbours in `lists` that are neighbours there.
    pub(super) fn new(index: &'i Index, wanted: Wanted, lists: [&[Number]; 2]) -> Postings<'i> {
        let mut found: Vec<(Number, u32)> = Vec::with_capacity(512);
        let mut held = vec![Holding::default(); wanted.terms.len()];
        let mut pairs = Pairs::new(lists, |one, followers| {
            if let Some(holding) = held.get_mut(one) {
                holding.followers |= followers;
            }
        });
        for (n, unit) in (0_u32..).zip(index.units()) {
            let neighbours = unit.neighbours().len();
            let given = gives(unit);
            // The terms before this one with their followers: the one just before, and the one before that.
            let (mut one, mut two) = ((NONE, 0), (NONE, 0));
            for (at, term) in index.terms_of(unit).iter().enumerate() {
                let number = wanted.number(*term);
                let Some(holding) = held.get_mut(place(number)) else {
                    (one, two) = ((NONE, 0), one);
                    continue;
                };
                let follows = |(_, followers): (Number, u64)| followers & follower(number) != 0;
                if at < neighbours && follows(one) {
                    pairs.note(one.0, number);
                }
                if at < neighbours && follows(two) {
                    pairs.note(two.0, number);
                }
                if holding.last != n + 1 {
                    holding.last = n + 1;
                    holding.end += 1;
                    holding.stands |= unit.in_force;
                    holding.given |= given;
                    found.push((number, n));
                }
                (one, two) = ((number, holding.followers), one);
            }
        }
        // Starts first; each unit moves the start of its list on, to the end at last.
        let mut sum = 0;
        for holding in &mut held {
            holding.weight = weight(index.units().len(), holding.end);
            (holding.end, sum) = (sum, sum + holding.end);
        }
        let mut units = vec![0; found.len()];
        for (number, n) in found {
            if let Some(holding) = held.get_mut(place(number)) {
                if let Some(slot) = units.get_mut(holding.end) {
                    *slot = n;
                }
                holding.end += 1;
            }
        }
        Postings { index, wanted, held, units, pairs }
    }

    /// The number of a term.
    pub(super) fn number(&self, term: Term) -> Number {
        self.wanted.number(term)
    }

    /// The term of a number.
    pub(super) fn term(&self, number: Number) -> Option<Term> {
        self.wanted.terms.get(place(number)).copied()
    }

    /// The units that hold a term, in order.
    pub(super) fn units_with(&self, number: Number) -> &[u32] {
        let at = place(number);
        let start = at.checked_sub(1).map_or(Some(0), |before| self.held.get(before).map(|held| held.end));
        let range = start.zip(self.held.get(at)).and_then(|(start, held)| self.units.get(start..held.end));
        range.unwrap_or_default()
    }

    /// Whether no unit holds a term.
    pub(super) fn is_nowhere(&self, number: Number) -> bool {
        self.held.get(place(number)).is_none_or(|held| held.last == 0)
    }

    /// Whether a unit in force holds a term.
    pub(super) fn stands(&self, number: Number) -> bool {
        self.held.get(place(number)).is_some_and(|held| held.stands)
    }

    /// Whether a source or fact in force holds a term.
    pub(super) fn is_given(&self, number: Number) -> bool {
        self.held.get(place(number)).is_some_and(|held| held.given)
    }

    /// Whether a term says little about what a value is about.
    pub(super) fn is_light(&self, number: Number) -> bool {
        self.wanted.terms.get(place(number)).is_some_and(|term| is_light(*term))
    }

    /// Whether a term turns a statement round.
    pub(super) fn turns(&self, number: Number) -> bool {
        self.wanted.terms.get(place(number)).is_some_and(|term| turns(*term))
    }

    /// Whether two terms that are neighbours in one of the lists that were asked for follow each other in the evidence too.
    pub(super) fn follow(&self, one: Number, two: Number) -> bool {
        self.pairs.has(one, two)
    }

    /// How telling a term is: from 8 for one that stands in every unit up to 8 + 8 for each halving.
    pub(super) fn weight(&self, number: Number) -> u32 {
        self.held.get(place(number)).map_or_else(|| weight(self.index.units().len(), 0), |held| held.weight)
    }
}

/// Whether a unit says something of sources or facts in force.
pub(super) fn gives(unit: &Unit) -> bool {
    unit.in_force && matches!(unit.voice, Voice::Source | Voice::Fact)
}

/// How telling a term is that stands in so many of the units.
fn weight(units: usize, holding: usize) -> u32 {
    let ratio = (units + 1) * 2 / (holding + 1);
    8 + 4 * u32::try_from(ratio).unwrap_or(u32::MAX).max(1).ilog2().min(6)
}
