//! Sets of small numbers, and where the bytes of a text stand.

use super::lists::Lists;

/// A set of small numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Bits(pub(super) Vec<u64>);

impl Bits {
    /// An empty set of numbers below a bound.
    pub(super) fn new(bound: usize) -> Bits {
        Bits(vec![0; bound.div_ceil(64)])
    }

    pub(super) fn has(&self, n: u32) -> bool {
        let word = usize::try_from(n / 64).unwrap_or(usize::MAX);
        self.0.get(word).is_some_and(|bits| bits & (1 << (n % 64)) != 0)
    }

    /// Adds a number; whether it is new.
    pub(super) fn set(&mut self, n: u32) -> bool {
        let word = usize::try_from(n / 64).unwrap_or(usize::MAX);
        let Some(bits) = self.0.get_mut(word) else { return false };
        let before = *bits;
        *bits |= 1 << (n % 64);
        *bits != before
    }

    /// The numbers, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        self.0.iter().zip(0_u32..).flat_map(|(bits, word)| {
            let mut bits = *bits;
            std::iter::from_fn(move || {
                let bit = (bits != 0).then(|| bits.trailing_zeros())?;
                bits &= bits - 1;
                Some(word * 64 + bit)
            })
        })
    }
}

/// A set of small numbers that knows how many stand before each.
#[derive(Clone, Debug, Default)]
pub(super) struct Ranked {
    bits: Bits,
    /// How many numbers stand before each word of the set.
    before: Vec<u32>,
    count: usize,
}

impl Ranked {
    pub(super) fn new(bits: Bits) -> Ranked {
        let mut sum = 0;
        let mut before = Vec::with_capacity(bits.0.len());
        for word in &bits.0 {
            before.push(sum);
            sum += word.count_ones();
        }
        Ranked { bits, before, count: usize::try_from(sum).unwrap_or(0) }
    }

    /// How many numbers there are.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// How many numbers stand before one that is in the set.
    pub(super) fn rank(&self, n: u32) -> Option<usize> {
        let word = usize::try_from(n / 64).ok()?;
        let (bits, bit) = (*self.bits.0.get(word)?, 1_u64 << (n % 64));
        if bits & bit == 0 {
            return None;
        }
        usize::try_from(self.before.get(word)? + (bits & (bit - 1)).count_ones()).ok()
    }

    /// The numbers, in order.
    #[cfg(test)]
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        self.bits.iter()
    }
}

/// Where keys stand in a text: the places of each one after the other, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Spots {
    keys: Ranked,
    places: Lists<u32>,
}

impl Spots {
    /// From keys with their places, those of each key in order; `keys` holds them all, and may hold more.
    pub(super) fn new(keys: Bits, mut found: Vec<(u32, u32)>) -> Spots {
        let keys = Ranked::new(keys);
        for (key, _) in &mut found {
            *key = keys.rank(*key).and_then(|rank| u32::try_from(rank).ok()).unwrap_or(u32::MAX);
        }
        Spots { places: Lists::new(keys.len(), &found), keys }
    }

    /// The places of a key.
    pub(super) fn of(&self, key: u32) -> &[u32] {
        self.keys.rank(key).map_or(&[], |rank| self.places.of(rank))
    }
}

/// Where each byte stands in a text: the places of each one after the other.
#[derive(Clone, Debug)]
pub(super) struct Places {
    /// Where the places of each byte end.
    ends: Box<[u32; 256]>,
    places: Vec<u32>,
}

impl Places {
    pub(super) fn new(text: &[u8]) -> Places {
        let mut ends = Box::new([0_u32; 256]);
        for byte in text {
            if let Some(count) = ends.get_mut(usize::from(*byte)) {
                *count += 1;
            }
        }
        // Starts first; each place moves the start of its byte on, to the end at last.
        let mut sum = 0;
        for count in ends.iter_mut() {
            (*count, sum) = (sum, sum + *count);
        }
        let mut places = vec![0; text.len()];
        for (byte, at) in text.iter().zip(0_u32..) {
            if let Some(next) = ends.get_mut(usize::from(*byte)) {
                if let Some(place) = places.get_mut(usize::try_from(*next).unwrap_or(usize::MAX)) {
                    *place = at;
                }
                *next += 1;
            }
        }
        Places { ends, places }
    }

    /// The places of a byte.
    pub(super) fn of(&self, byte: u8) -> &[u32] {
        let end = |byte: u8| self.ends.get(usize::from(byte)).and_then(|end| usize::try_from(*end).ok());
        let start = byte.checked_sub(1).map_or(Some(0), end);
        start.zip(end(byte)).and_then(|(start, end)| self.places.get(start..end)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_count_what_stands_before() {
        let mut bits = Bits::new(200);
        for n in [3, 63, 64, 130] {
            bits.set(n);
        }
        let ranked = Ranked::new(bits);
        assert_eq!([3, 63, 64, 130].map(|n| ranked.rank(n)), [Some(0), Some(1), Some(2), Some(3)]);
        assert_eq!([0, 4, 65, 199, 1000].map(|n| ranked.rank(n)), [None; 5]);
        assert_eq!((ranked.len(), ranked.iter().collect::<Vec<_>>()), (4, vec![3, 63, 64, 130]));
    }

    #[test]
    fn spots_are_kept_by_key_in_order() {
        let mut keys = Bits::new(100);
        keys.set(7);
        keys.set(70);
        let spots = Spots::new(keys, vec![(70, 1), (7, 2), (70, 5)]);
        assert_eq!([7, 70, 8].map(|key| spots.of(key).to_vec()), [vec![2], vec![1, 5], vec![]]);
    }
}
