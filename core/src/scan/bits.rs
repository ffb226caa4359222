//! Sets of small numbers, and where the bytes of a text stand.

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

    /// How many numbers of the set stand before each word of it, and how many there are.
    pub(super) fn counts(&self) -> (Vec<u32>, usize) {
        let mut sum = 0;
        let mut before = Vec::with_capacity(self.0.len());
        for bits in &self.0 {
            before.push(sum);
            sum += bits.count_ones();
        }
        (before, usize::try_from(sum).unwrap_or(0))
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
