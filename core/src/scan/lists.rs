//! Lists by number, side by side.

/// A list for each number below some bound, one after the other in one piece of memory.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists<T> {
    /// Where the list of each number starts, and where the last one ends.
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T: Copy + Default> Lists<T> {
    /// The items of each number below `bound`, in the order in which they come.
    pub(super) fn new(bound: usize, pairs: &[(u32, T)]) -> Lists<T> {
        let place = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        // Counts, one place on from those of the numbers.
        let mut starts = vec![0_u32; bound + 2];
        for (n, _) in pairs {
            if let Some(count) = starts.get_mut(place(*n) + 2) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        // Each item moves the start of its list on, to the start of the next at last.
        let mut items = vec![T::default(); pairs.len()];
        for (n, item) in pairs {
            if let Some(next) = starts.get_mut(place(*n) + 1) {
                if let Some(slot) = items.get_mut(place(*next)) {
                    *slot = *item;
                }
                *next += 1;
            }
        }
        starts.truncate(bound + 1);
        Lists { starts, items }
    }

    /// The list of a number.
    pub(super) fn of(&self, n: usize) -> &[T] {
        let Some([start, end]) = self.starts.get(n..).and_then(|starts| starts.first_chunk::<2>()) else {
            return &[];
        };
        let place = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        self.items.get(place(*start)..place(*end)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_keep_their_items_in_order() {
        let lists = Lists::new(4, &[(2, 'a'), (0, 'b'), (2, 'c'), (3, 'd')]);
        assert_eq!([0, 1, 2, 3, 4].map(|n| lists.of(n).iter().collect::<String>()), ["b", "", "ac", "d", ""]);
    }
}
