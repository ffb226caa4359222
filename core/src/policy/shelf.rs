//! Terms that many lists share: the lists of a pack stand in many of its rules, and thousands of terms would be copied
//! and looked up again for each.

use std::sync::Arc;

use super::schema::Term;
use crate::scan::Known;

/// The terms of a file, each once.
#[derive(Debug)]
pub struct Shelf {
    /// In the order in which they are first used.
    pub(crate) terms: Vec<Term>,
    /// What is known of each pattern among them, in their order.
    pub(crate) known: Vec<Known>,
}

/// A list of terms.
#[derive(Clone, Debug)]
pub enum Terms {
    /// A list that was written down.
    Own(Vec<Term>),
    /// Places of a shelf.
    Shelved(Arc<Shelf>, Vec<u32>),
}

impl Terms {
    /// The terms, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Term> {
        let (own, shelved) = match self {
            Terms::Own(terms) => (terms.as_slice(), None),
            Terms::Shelved(shelf, places) => ([].as_slice(), Some((shelf, places))),
        };
        let shelved = shelved.into_iter().flat_map(|(shelf, places)| {
            places.iter().filter_map(|place| shelf.terms.get(usize::try_from(*place).ok()?))
        });
        own.iter().chain(shelved)
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        match self {
            Terms::Own(terms) => terms.len(),
            Terms::Shelved(_, places) => places.len(),
        }
    }
}

impl Default for Terms {
    fn default() -> Terms {
        Terms::Own(Vec::new())
    }
}

impl PartialEq for Terms {
    fn eq(&self, other: &Terms) -> bool {
        self.iter().eq(other.iter())
    }
}
