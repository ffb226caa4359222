//! Numbers for byte strings, in the order in which they come: thousands of phrases are numbered whenever a policy is
//! loaded.

/// Byte strings and their numbers.
#[derive(Debug, Default)]
pub(super) struct Interner {
    /// All strings, one after the other: one piece of memory instead of thousands.
    bytes: Vec<u8>,
    /// Where each string ends.
    ends: Vec<usize>,
    /// A number plus one, or 0, by hash: open addressing, at most half full; a power of two of them, or none.
    slots: Vec<u32>,
}

impl Interner {
    /// The number of a string, which is new when it is the number of strings so far.
    pub(super) fn number(&mut self, string: &[u8]) -> usize {
        if self.slots.len() <= self.ends.len() * 2 {
            self.grow((self.slots.len() * 4).max(64));
        }
        match self.look(string) {
            Ok(number) => number,
            Err(free) => {
                self.bytes.extend_from_slice(string);
                self.ends.push(self.bytes.len());
                self.take(free, self.ends.len());
                self.ends.len() - 1
            }
        }
    }

    /// How many strings there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The strings by number.
    pub(super) fn strings(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.ends.len()).map(|number| self.string(number))
    }

    fn string(&self, number: usize) -> &[u8] {
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(number).and_then(|end| self.bytes.get(start..*end)).unwrap_or_default()
    }

    /// The number of a string, or the free slot that it would take.
    fn look(&self, string: &[u8]) -> Result<usize, usize> {
        let mut at = self.place(string);
        loop {
            let slot = self.slots.get(at).copied().and_then(|slot| usize::try_from(slot).ok()).unwrap_or(0);
            match slot.checked_sub(1) {
                Some(number) if self.string(number) == string => return Ok(number),
                Some(_) => at = (at + 1) & (self.slots.len() - 1),
                None => return Err(at),
            }
        }
    }

    fn place(&self, string: &[u8]) -> usize {
        let hash = usize::try_from(hash(string) >> 32).unwrap_or(0);
        hash & self.slots.len().saturating_sub(1)
    }

    /// Makes room for more strings of some bytes together.
    pub(super) fn reserve(&mut self, strings: usize, bytes: usize) {
        self.bytes.reserve(bytes);
        self.ends.reserve(strings);
        if self.slots.len() <= (self.ends.len() + strings) * 2 {
            self.grow(((self.ends.len() + strings) * 2 + 1).next_power_of_two());
        }
    }

    fn take(&mut self, at: usize, number: usize) {
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = u32::try_from(number).unwrap_or(0);
        }
    }

    fn grow(&mut self, slots: usize) {
        self.slots = vec![0; slots];
        for number in 0..self.ends.len() {
            let mut at = self.place(self.string(number));
            while self.slots.get(at).is_some_and(|slot| *slot != 0) {
                at = (at + 1) & (self.slots.len() - 1);
            }
            self.take(at, number + 1);
        }
    }
}

/// A hash of a string, eight bytes at a time: strings are long here, and are hashed once or twice.
fn hash(string: &[u8]) -> u64 {
    let push = |hash: u64, word: u64| (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    let (words, rest) = string.as_chunks::<8>();
    let hash = words.iter().fold(0, |hash, word| push(hash, u64::from_le_bytes(*word)));
    let rest = rest.iter().fold(1, |word, byte| word << 8 | u64::from(*byte));
    let hash = push(hash, rest);
    hash ^ hash >> 29
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_string_keeps_its_number() {
        let mut interner = Interner::default();
        let strings: Vec<Vec<u8>> = (0..5000_u32).map(|n| format!("{}", n * 7919).into_bytes()).collect();
        for (n, string) in strings.iter().enumerate() {
            assert_eq!(interner.number(string), n);
        }
        for (n, string) in strings.iter().enumerate() {
            assert_eq!(interner.number(string), n);
        }
        assert_eq!(interner.len(), 5000);
    }
}
