//! Recovery phrases of wallets (BIP-39, English list).

use sha2::{Digest, Sha256};

use super::runs::Kind;
use super::scan::Scan;

/// The 2048 words, sorted.
#[derive(Clone, Debug)]
pub(crate) struct SeedWords(Vec<&'static str>);

impl SeedWords {
    pub(crate) fn new() -> SeedWords {
        SeedWords(include_str!("bip39_english.txt").lines().collect())
    }

    fn index(&self, word: &str) -> Option<usize> {
        self.0.binary_search(&word).ok()
    }
}

/// Whether the last bits are the hash of the others.
fn checksum(indices: &[usize]) -> bool {
    let bits: Vec<u8> =
        indices.iter().flat_map(|&index| (0..11).rev().map(move |bit| (index >> bit & 1) as u8)).collect();
    let check_bits = bits.len() / 33;
    let Some((body, check)) = bits.split_at_checked(bits.len() - check_bits) else { return false };
    let bytes: Vec<u8> =
        body.chunks(8).map(|bits| bits.iter().fold(0, |byte, bit| byte << 1 | bit)).collect();
    let hash = Sha256::digest(&bytes);
    let expected = hash.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1));
    check.iter().copied().eq(expected.take(check_bits))
}

impl Scan<'_> {
    /// Twelve or more words of the list in a row.
    pub(crate) fn seed_phrases(&mut self, entity: usize, words: &SeedWords) {
        let mut first = 0;
        while first < self.runs.len() {
            // Lengths first: prose seldom has twelve words of three to eight letters with blanks between them.
            let shaped = self.seed_run(first);
            if shaped - first < 12 {
                first = (shaped + 1).max(first + 1);
                continue;
            }
            let mut from = first;
            while from < shaped {
                let texts = |at: usize| self.runs.get(at).map_or("", |run| self.run_text(run));
                let indices: Vec<usize> = (from..shaped).map_while(|at| words.index(texts(at))).collect();
                if indices.len() >= 12 {
                    self.seed_hit(entity, from, &indices);
                }
                from += indices.len() + 1;
            }
            first = shaped + 1;
        }
    }

    /// The end of the row of words of three to eight letters that starts at a run.
    fn seed_run(&self, first: usize) -> usize {
        let mut at = first;
        while let Some(run) = self.runs.get(at) {
            let word =
                matches!(run.kind, Kind::Letters | Kind::Spoken { .. }) && (3..=8).contains(&run.len());
            let joined = at == first
                || at.checked_sub(1).and_then(|before| self.runs.get(before)).is_some_and(|before| {
                    matches!(self.between(before.end, run.start), " " | ", " | "," | "-" | "\n")
                });
            if !word || !joined {
                // A word that only lacks the joint starts the next row.
                return if word && at > first { at - 1 + usize::from(at == first + 1) } else { at };
            }
            at += 1;
        }
        at
    }

    fn seed_hit(&mut self, entity: usize, from: usize, indices: &[usize]) {
        // The longest lawful length, preferring one whose check fits.
        let lengths = [24, 21, 18, 15, 12].into_iter().filter(|&length| length <= indices.len());
        let fits = |length: usize| indices.get(..length).is_some_and(checksum);
        let checked = lengths.clone().find(|&length| fits(length));
        let Some(count) = checked.or_else(|| lengths.clone().next()) else { return };
        let (Some(start), Some(end)) =
            (self.runs.get(from).map(|run| run.start), self.runs.get(from + count - 1).map(|run| run.end))
        else {
            return;
        };
        // "one", "six" and "zero" are on the list too: a number that is read out is no phrase.
        let spoken = self.runs.iter().skip(from).take(count).filter(|run| run.kind != Kind::Letters).count();
        if spoken * 2 > count {
            return;
        }
        let normalized = self.between(start, end).to_owned();
        self.add(entity, start, end, 95, checked.is_some(), normalized);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_and_check() {
        let words = SeedWords::new();
        assert_eq!(words.0.len(), 2048);
        assert!(words.0.is_sorted());
        let index = |word: &str| words.index(word).unwrap();
        // The all-zero entropy of the standard's own vectors.
        let mut phrase = vec![index("abandon"); 11];
        phrase.push(index("about"));
        assert!(checksum(&phrase));
        phrase[0] = index("zoo");
        assert!(!checksum(&phrase));
    }
}
