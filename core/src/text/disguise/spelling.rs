//! Words that are spelled out: letters one by one, split into the words that they most likely are.

use super::super::stopwords::lookup;
use super::super::vocabulary::Walk;
use super::reading::{LONGEST_WORD, Reading, follow};
use super::{SPELLED, is_letter};

impl<'v> Reading<'v> {
    /// Words spelled out: letters one by one, with spaces between them.
    pub(super) fn spelled_words(&mut self) {
        let mut run: Vec<usize> = Vec::new();
        let mut from = 0_usize;
        for n in 0..=self.chunks.len() {
            let cells = match self.chunks.get(n) {
                Some(chunk) if !chunk.leet && chunk.end - chunk.start <= 4 => {
                    let single = chunk.end - chunk.start == 1;
                    let cells = if single {
                        self.cells(chunk.start, chunk.end)
                    } else {
                        self.trimmed(chunk.start, chunk.end)
                    };
                    let letters = cells.iter().filter(|at| self.ch(**at) != '\'').count();
                    // "n't" belongs to the letter before.
                    let cell = letters == 1 || letters == 2 && cells.len() == 3;
                    if cell { cells } else { Vec::new() }
                }
                _ => Vec::new(),
            };
            if cells.is_empty() {
                // "j o @ x . c o m" and "s k _ 1" are identifiers.
                let sign = |n: Option<usize>| {
                    let chunk = n.and_then(|n| self.chunks.get(n));
                    chunk.is_some_and(|c| c.end - c.start == 1 && matches!(self.ch(c.start), '_' | '.' | '@'))
                };
                let identifier =
                    sign(from.checked_sub(1)) || sign(Some(n)) || run.iter().any(|at| self.ch(*at) == '@');
                if n - from >= SPELLED && !identifier && self.spell(&run) {
                    for chunk in self.chunks.get_mut(from..n).into_iter().flatten() {
                        chunk.leet = true;
                    }
                }
                run.clear();
                from = n + 1;
            } else {
                run.extend(cells);
            }
        }
    }

    /// Reads cells as words, if most of them make up words; first with words that end where the gaps are wider.
    pub(super) fn spell(&mut self, cells: &[usize]) -> bool {
        let letters = cells.iter().filter(|at| is_letter(self.ch(**at))).count();
        if letters * 3 < cells.len() {
            return false;
        }
        let gaps: Vec<usize> = cells
            .windows(2)
            .map(|pair| match pair {
                [a, b] if b - a > 1 => self.width(a + 1, *b),
                _ => 0,
            })
            .collect();
        let usual = gaps.iter().copied().filter(|gap| *gap > 0).min().unwrap_or(0);
        let wide: Vec<bool> = gaps.iter().map(|gap| *gap > usual).collect();
        let some_wide = wide.iter().any(|wide| *wide);
        let words = some_wide.then(|| self.split(cells, &wide)).flatten().or_else(|| self.split(cells, &[]));
        let Some(words) = words else { return false };
        let mut end = None;
        for (start, word) in words {
            let Some(own) = cells.get(start..start + word.len()) else { continue };
            if let (Some(end), Some(first)) = (end, own.first()) {
                self.part(end, *first);
            }
            self.write(own, &word);
            end = own.last().map(|last| last + 1);
        }
        true
    }

    /// Bytes of the original between two places.
    fn width(&self, from: usize, to: usize) -> usize {
        self.places.get(from..to).into_iter().flatten().map(|place| place.unit.end - place.unit.start).sum()
    }

    /// Makes one space of what stands between two words.
    fn part(&mut self, from: usize, to: usize) {
        for (n, place) in self.places.get_mut(from..to).into_iter().flatten().enumerate() {
            place.drop = n > 0;
            if n == 0 {
                place.read = Some(' ');
            }
        }
    }

    /// The words that cells are best split into, by their first cell. A word may not go on over a gap that is `wide`.
    fn split(&self, cells: &[usize], wide: &[bool]) -> Option<Vec<(usize, Vec<u8>)>> {
        /// What a letter costs that belongs to no word; a word costs less.
        const LOST: usize = 10;
        // The least cost up to each cell, with the word that ends there.
        let mut best: Vec<(usize, Option<Vec<u8>>)> = vec![(usize::MAX, None); cells.len() + 1];
        *best.first_mut()? = (0, None);
        for start in 0..cells.len() {
            let cost = best.get(start)?.0;
            if let Some(next) = best.get_mut(start + 1).filter(|next| next.0 > cost.saturating_add(LOST)) {
                *next = (cost + LOST, None);
            }
            let mut open: Vec<(Walk<'v>, Vec<u8>)> = vec![(self.vocabulary.walk(), Vec::new())];
            for end in start..cells.len().min(start + LONGEST_WORD) {
                if end > start && wide.get(end - 1) == Some(&true) {
                    break;
                }
                open = follow(&open, self.was(*cells.get(end)?));
                if open.is_empty() {
                    break;
                }
                let Some((walk, word)) = open.iter().find(|(walk, _)| walk.is_word()) else { continue };
                let Some(price) = self.price(word) else { continue };
                let price = price + usize::from(!walk.is_exact());
                if let Some(next) = best.get_mut(end + 1).filter(|next| next.0 >= cost + price) {
                    *next = (cost + price, Some(word.clone()));
                }
            }
        }
        let (mut words, mut at) = (Vec::new(), cells.len());
        let (mut lost, mut long) = (0, 0);
        while at > 0 {
            match best.get_mut(at).and_then(|(_, word)| word.take()) {
                Some(word) => {
                    at -= word.len();
                    long += if word.len() >= SPELLED { word.len() } else { 0 };
                    words.push((at, word));
                }
                None => {
                    at -= 1;
                    lost += 1;
                }
            }
        }
        words.reverse();
        let whole = lost == 0 && cells.len() > SPELLED;
        let mostly = long * 5 >= cells.len() * 2 && lost * 4 <= cells.len();
        (whole || mostly).then_some(words)
    }

    /// What it costs to split a word off: little for the small words of the language, more for those of others.
    fn price(&self, word: &[u8]) -> Option<usize> {
        let functions = self.functions(word);
        let apostrophes = 2 * word.iter().filter(|letter| **letter == 0).count();
        match word {
            b"a" | b"i" => Some(1),
            [_] => None,
            _ if functions & self.languages() != 0 => Some(2 + apostrophes),
            _ if functions != 0 || word.len() == 2 => Some(7 + apostrophes),
            _ => Some(3 + apostrophes),
        }
    }

    /// The bits of the languages in which a word is a function word.
    pub(super) fn functions(&self, word: &[u8]) -> u8 {
        std::str::from_utf8(word).map_or(0, |word| lookup(word).0)
    }
}
