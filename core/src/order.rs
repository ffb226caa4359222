//! Sorting, in one place so that the module for browsers holds one sorting routine instead of a hundred: the standard
//! library makes several kilobytes of code for every type that is sorted. Always stable; items that are equal in every
//! way can't be told apart, so that plain sorting need not be.

use std::cmp::Ordering;

/// Sorts a list. What compares equal stays in its order.
pub(crate) trait Order<T> {
    /// By the order of the items.
    fn order(&mut self)
    where
        T: Ord;

    /// By a key.
    fn order_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        self.order_by(|one, two| key(one).cmp(&key(two)));
    }

    /// By a comparison, which must be a total order.
    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering);
}

/// A map or set of the items. `collect` would sort them first, with several kilobytes of code for every type.
pub(crate) fn tree<T, C: Default + Extend<T>>(items: impl Iterator<Item = T>) -> C {
    let mut out = C::default();
    out.extend(items);
    out
}

#[cfg(not(target_arch = "wasm32"))]
impl<T> Order<T> for [T] {
    fn order(&mut self)
    where
        T: Ord,
    {
        self.sort_unstable();
    }

    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering) {
        self.sort_by(compare);
    }
}

#[cfg(target_arch = "wasm32")]
impl<T> Order<T> for [T] {
    fn order(&mut self)
    where
        T: Ord,
    {
        small::order_by(self, T::cmp);
    }

    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering) {
        small::order_by(self, compare);
    }
}

/// The small routine: sorts numbers of places, then moves the items. Compiled everywhere so that every test checks it.
#[cfg(any(test, target_arch = "wasm32"))]
mod small {
    use std::cmp::Ordering;

    /// Sorts stably.
    pub(super) fn order_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
        let after = |one: usize, two: usize| match (items.get(one), items.get(two)) {
            (Some(one), Some(two)) => compare(one, two) == Ordering::Greater,
            _ => false,
        };
        let mut places = sorted_places(items.len(), &after);
        // `places[n]` is where the item that belongs at `n` stands: follow each circle of moves once.
        for start in 0..items.len() {
            let mut at = start;
            while let Some(from) = places.get(at).copied() {
                if let Some(place) = places.get_mut(at) {
                    *place = at;
                }
                if from == start || from == at {
                    break;
                }
                items.swap(at, from);
                at = from;
            }
        }
    }

    /// The places of the items in their order: a merge sort from the bottom up.
    fn sorted_places(len: usize, after: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
        let mut places: Vec<usize> = (0..len).collect();
        let mut merged = Vec::with_capacity(len);
        let mut width = 1;
        while width < len {
            merged.clear();
            for run in places.chunks(2 * width) {
                let (mut left, mut right) = run.split_at(width.min(run.len()));
                while let ([one, left_rest @ ..], [two, right_rest @ ..]) = (left, right) {
                    if after(*one, *two) {
                        merged.push(*two);
                        right = right_rest;
                    } else {
                        merged.push(*one);
                        left = left_rest;
                    }
                }
                merged.extend_from_slice(left);
                merged.extend_from_slice(right);
            }
            std::mem::swap(&mut places, &mut merged);
            width *= 2;
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::small;

    proptest! {
        #[test]
        fn the_small_routine_sorts_as_the_library_does(keys in proptest::collection::vec(0..9_u8, 0..80)) {
            let mut ours: Vec<(u8, usize)> = keys.into_iter().enumerate().map(|(n, key)| (key, n)).collect();
            let mut theirs = ours.clone();
            small::order_by(&mut ours, |one, two| one.0.cmp(&two.0));
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(ours, theirs);
        }
    }
}
