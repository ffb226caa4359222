//! Numbers for byte strings, in the order in which they come: thousands of phrases are numbered whenever a policy is
//! loaded.

use crate::text::term_hash;

/// Byte strings and their numbers.
#[derive(Debug, Default)]
pub(super) struct Interner {
    strings: Vec<Box<[u8]>>,
    /// A number plus one, or 0, by hash: open addressing, at most half full.
    slots: Vec<u32>,
}

impl Interner {
    /// The number of a string, which is new when it is the number of strings so far.
    pub(super) fn number(&mut self, string: &[u8]) -> usize {
        if self.slots.len() <= self.strings.len() * 2 {
            self.grow();
        }
        let mut at = self.place(string);
        loop {
            let Some(slot) = self.slots.get(at).copied() else { return self.strings.len() };
            let known = usize::try_from(slot).ok().and_then(|slot| slot.checked_sub(1));
            match known {
                Some(number) if self.strings.get(number).is_some_and(|known| **known == *string) => {
                    return number;
                }
                Some(_) => at = (at + 1) % self.slots.len(),
                None => {
                    self.strings.push(string.into());
                    self.take(at, self.strings.len());
                    return self.strings.len() - 1;
                }
            }
        }
    }

    /// The number of a string that has one.
    pub(super) fn known(&self, string: &[u8]) -> Option<usize> {
        let mut at = self.place(string);
        loop {
            let number = usize::try_from(*self.slots.get(at)?).ok()?.checked_sub(1)?;
            if self.strings.get(number).is_some_and(|known| **known == *string) {
                return Some(number);
            }
            at = (at + 1) % self.slots.len();
        }
    }

    /// The strings by number.
    pub(super) fn strings(&self) -> &[Box<[u8]>] {
        &self.strings
    }

    fn place(&self, string: &[u8]) -> usize {
        let hash = usize::try_from(term_hash(string) >> 32).unwrap_or(0);
        hash % self.slots.len().max(1)
    }

    fn take(&mut self, at: usize, number: usize) {
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = u32::try_from(number).unwrap_or(0);
        }
    }

    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 4).max(64)];
        let strings = std::mem::take(&mut self.strings);
        for (n, string) in strings.iter().enumerate() {
            let mut at = self.place(string);
            while self.slots.get(at).is_some_and(|slot| *slot != 0) {
                at = (at + 1) % self.slots.len();
            }
            self.take(at, n + 1);
        }
        self.strings = strings;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_string_keeps_its_number() {
        let mut interner = Interner::default();
        assert_eq!(interner.known(b"a"), None);
        let strings: Vec<Vec<u8>> = (0..5000_u32).map(|n| format!("{}", n * 7919).into_bytes()).collect();
        for (n, string) in strings.iter().enumerate() {
            assert_eq!(interner.number(string), n);
        }
        for (n, string) in strings.iter().enumerate() {
            assert_eq!((interner.number(string), interner.known(string)), (n, Some(n)));
        }
        assert_eq!(interner.known(b"another"), None);
        assert_eq!(interner.strings().len(), 5000);
    }
}
