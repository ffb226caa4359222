//! Reading a text again: cells that may be letters, put together to words of the vocabulary.

use std::cell::OnceCell;

use super::super::data::function_words::EN;
use super::super::fold::{Unit, is_indicator, resolved_from};
use super::super::stopwords::lookup;
use super::super::vocabulary::{Vocabulary, Walk};
use super::{SHORTEST, SPELLED, Sort, Tally, is_letter, readings, sort_of};

/// Longest word that is looked for.
pub(super) const LONGEST_WORD: usize = 24;
/// Most readings of one word that are followed at once.
const READINGS: usize = 16;

/// A unit of the text while it is read again.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) unit: Unit,
    /// What it was before it was resolved to a letter that it looks like.
    was: Option<char>,
    /// The letter that it is read as.
    pub(super) read: Option<char>,
    pub(super) drop: bool,
}

/// A piece of text without spaces: its first unit and the one past its last.
#[derive(Clone, Copy, Default)]
pub(super) struct Chunk {
    pub(super) start: usize,
    pub(super) end: usize,
    /// It was read as a word in disguise.
    pub(super) leet: bool,
    /// It is half of a word that a line break cut in two.
    joined: bool,
}

/// The units with every disguised word that the vocabulary knows in plain letters; `None` when there is none.
pub(in crate::text) fn see_through(
    units: &[Unit],
    original: &str,
    vocabulary: &Vocabulary,
) -> Option<Vec<Unit>> {
    let mut reading = Reading::new(units, original, vocabulary);
    reading.words();
    reading.spelled_words();
    reading.words_near();
    reading.broken_words();
    reading.finish()
}

pub(super) struct Reading<'v> {
    original: &'v str,
    pub(super) places: Vec<Place>,
    pub(super) chunks: Vec<Chunk>,
    pub(super) vocabulary: &'v Vocabulary,
    /// Most letters of the text are Latin.
    latin: bool,
    /// The languages which most of the plain words of the text are function words of.
    languages: OnceCell<u8>,
    /// A letter of another script stands for a Latin one.
    odd: bool,
    changed: bool,
}

impl<'v> Reading<'v> {
    fn new(units: &[Unit], original: &'v str, vocabulary: &'v Vocabulary) -> Reading<'v> {
        let mut places: Vec<Place> = Vec::with_capacity(units.len());
        for unit in units.iter().filter(|unit| unit.keep) {
            match places.last_mut() {
                Some(last) if unit.ch == ' ' && last.unit.ch == ' ' => {
                    last.unit.end = unit.end;
                    last.unit.breaks = last.unit.breaks.saturating_add(unit.breaks);
                }
                _ => places.push(Place {
                    unit: *unit,
                    was: resolved_from(unit, original),
                    read: None,
                    drop: false,
                }),
            }
        }
        let mut chunks = Vec::new();
        let mut start = 0;
        for (at, place) in places.iter().enumerate() {
            if place.unit.ch == ' ' {
                if start < at {
                    chunks.push(Chunk { start, end: at, ..Chunk::default() });
                }
                start = at + 1;
            }
        }
        if start < places.len() {
            chunks.push(Chunk { start, end: places.len(), ..Chunk::default() });
        }
        let letters = |ascii: bool| {
            let letter = |place: &&Place| place.unit.ch.is_alphabetic() && place.unit.ch.is_ascii() == ascii;
            places.iter().filter(letter).count()
        };
        let latin = letters(true) * 2 >= letters(false);
        let languages = OnceCell::new();
        Reading { original, places, chunks, vocabulary, latin, languages, odd: false, changed: false }
    }

    /// The bits of the languages with the most function words among the first chunks.
    pub(super) fn languages(&self) -> u8 {
        *self.languages.get_or_init(|| self.likeliest_languages())
    }

    fn likeliest_languages(&self) -> u8 {
        let mut counts = [0_u32; 8];
        for chunk in self.chunks.iter().take(200).filter(|chunk| (2..8).contains(&(chunk.end - chunk.start)))
        {
            let word: String = (chunk.start..chunk.end).map(|at| self.ch(at)).collect();
            let bits = lookup(&word).0;
            for (n, count) in counts.iter_mut().enumerate() {
                *count += u32::from(bits >> n & 1);
            }
        }
        let most = counts.into_iter().max().unwrap_or(0);
        if most == 0 {
            return EN;
        }
        counts.into_iter().enumerate().fold(0, |bits, (n, count)| bits | u8::from(count == most) << n)
    }

    pub(super) fn ch(&self, at: usize) -> char {
        self.places.get(at).map_or(' ', |place| place.unit.ch)
    }

    /// What stands at a place, before it was resolved to a letter that it looks like.
    pub(super) fn was(&self, at: usize) -> char {
        self.places.get(at).map_or(' ', |place| place.was.unwrap_or(place.unit.ch))
    }

    /// Whether a mark of markup stands there.
    fn is_markup(&self, at: usize) -> bool {
        matches!(self.ch(at), '*' | '_' | '`' | '~')
    }

    /// Whether a letter stands for itself.
    fn is_plain(&self, at: usize) -> bool {
        matches!(self.was(at), 'a'..='z' | '\'')
    }

    /// Places of a range that may be letters.
    pub(super) fn cells(&self, start: usize, end: usize) -> Vec<usize> {
        (start..end).filter(|at| !readings(self.ch(*at)).is_empty()).collect()
    }

    /// The first reading of the cells that is a word of the vocabulary.
    fn read(&self, cells: &[usize]) -> Option<Vec<u8>> {
        if cells.len() > LONGEST_WORD {
            return None;
        }
        let mut open: Vec<(Walk<'v>, Vec<u8>)> = vec![(self.vocabulary.walk(), Vec::new())];
        for at in cells {
            open = follow(&open, self.was(*at));
        }
        open.into_iter().find(|(walk, _)| walk.is_word()).map(|(_, word)| word)
    }

    /// Writes a word over its cells and drops what stands between them.
    pub(super) fn write(&mut self, cells: &[usize], word: &[u8]) {
        let (Some(first), Some(last)) = (cells.first(), cells.last()) else { return };
        // "*re*fund*" loses all of its marks, "re_fund" is no word with marks in it.
        let marked = cells.windows(2).any(|pair| matches!(pair, [a, b] if b - a > 1));
        let is_mark = |at: &usize| marked && self.is_markup(*at);
        let before = (0..*first).rev().take_while(is_mark).count();
        let after = (last + 1..self.places.len()).take_while(is_mark).count();
        for place in self.places.get_mut(first - before..=last + after).into_iter().flatten() {
            place.drop = true;
        }
        for (at, letter) in cells.iter().zip(word) {
            if let Some(place) = self.places.get_mut(*at) {
                place.drop = *letter == 0;
                place.read = Some(char::from(*letter));
            }
        }
        self.changed = true;
    }

    /// Words of letters and figures, of letters of other scripts, and with marks between their letters.
    fn words(&mut self) {
        for n in 0..self.chunks.len() {
            let Some(chunk) = self.chunks.get(n).copied() else { break };
            let leet = self.word(chunk);
            if let Some(chunk) = self.chunks.get_mut(n) {
                chunk.leet = leet;
            }
        }
    }

    /// Next to a word in disguise, shorter ones are read too, and at last those without letters.
    fn words_near(&mut self) {
        if !self.odd && !self.chunks.iter().any(|chunk| chunk.leet) {
            return;
        }
        for figures in [false, false, true, true] {
            for n in 0..self.chunks.len() {
                self.next_to_disguised(n, figures);
            }
            for n in (0..self.chunks.len()).rev() {
                self.next_to_disguised(n, figures);
            }
        }
    }

    /// Reads a chunk next to one that was read as a word in disguise.
    fn next_to_disguised(&mut self, n: usize, figures: bool) {
        let Some(chunk) = self.chunks.get(n).copied().filter(|chunk| !chunk.leet) else { return };
        let leet = |n: Option<usize>| n.and_then(|n| self.chunks.get(n)).is_some_and(|chunk| chunk.leet);
        let before = leet(n.checked_sub(1)) || leet(n.checked_sub(2));
        let after = leet(n.checked_add(1)) || leet(n.checked_add(2));
        let single = chunk.end - chunk.start == 1;
        let odd = single && self.latin && !self.is_plain(chunk.start) && is_letter(self.ch(chunk.start));
        let near = odd
            || if (chunk.start..chunk.end).any(|at| is_letter(self.ch(at))) {
                before || after
            } else {
                // A figure alone may be "a" or "I".
                let alone = single && matches!(self.ch(chunk.start), '1' | '4' | '@' | '!' | '|');
                figures && (before && after || alone && (before || after))
            };
        // "I" and "a", and a word with a mark left over.
        let plain = single && self.is_plain(chunk.start);
        if near
            && (plain || self.short_word(chunk) || self.unmark(chunk))
            && let Some(chunk) = self.chunks.get_mut(n)
        {
            chunk.leet = true;
        }
    }

    /// Reads a chunk as a whole, or row by row; whether something was read.
    fn word(&mut self, chunk: Chunk) -> bool {
        let mut tally = Tally::default();
        let mut odd = false;
        for at in chunk.start..chunk.end {
            let c = self.was(at);
            let sort = sort_of(c);
            odd |= sort == Sort::Wide && !readings(c).is_empty();
            tally.add(sort, u8::try_from(c).unwrap_or(0xFF));
        }
        let odd = odd && self.latin && !self.is_flag(chunk);
        self.odd |= odd;
        // "s-k-_-l-i-v-e" is an identifier.
        let has = |marks: fn(char) -> bool| (chunk.start..chunk.end).any(|at| marks(self.ch(at)));
        let identifier =
            has(|c| c == '_') && has(|c| !c.is_alphanumeric() && !matches!(c, '_' | '*' | '~' | '`' | '\''));
        if tally.is_split() && !identifier {
            let cells = self.trimmed(chunk.start, chunk.end);
            if let Some(word) = self.read(&cells).filter(|word| word.len() >= SHORTEST) {
                self.write(&cells, &word);
                return true;
            }
            if tally.singles >= SPELLED && self.spell(&cells) {
                return true;
            }
        }
        if let Some(mark) = self.parting_sign(chunk) {
            let mut cells = self.trimmed(chunk.start, chunk.end);
            cells.retain(|at| self.ch(*at) != mark);
            if let Some(word) = self.read(&cells).filter(|word| word.len() >= SHORTEST) {
                self.write(&cells, &word);
                return true;
            }
        }
        if !odd && !tally.is_leet() {
            return false;
        }
        let mut read = false;
        let mut start = chunk.start;
        for at in chunk.start..=chunk.end {
            if at < chunk.end && !readings(self.ch(at)).is_empty() {
                continue;
            }
            let cells = self.word_cells(start, at);
            start = at + 1;
            let disguised = cells.iter().any(|at| !self.is_plain(*at));
            let letters = cells.iter().filter(|at| is_letter(self.ch(**at))).count();
            if disguised
                && letters * 3 >= cells.len()
                && (odd && cells.len() > 1
                    || cells.len() >= SHORTEST && is_leet_word(&cells, |at| self.ch(at)))
            {
                read |= self.read_and_write(&cells);
            }
        }
        read
    }

    /// Reads cells as a word: with the signs at their end as letters, else without; with "!" as a letter only at last.
    fn read_and_write(&mut self, cells: &[usize]) -> bool {
        let own = self.trim(cells).len();
        for exclaimed in [false, true] {
            for len in (own.max(1)..=cells.len()).rev() {
                let Some(part) = cells.get(..len) else { continue };
                if part.last().is_some_and(|at| self.ch(*at) == '!') == exclaimed
                    && let Some(word) = self.read(part)
                {
                    let part = part.to_vec();
                    self.write(&part, &word);
                    return true;
                }
            }
        }
        false
    }

    /// Cells without marks at their end that may end a word or sentence.
    fn trim<'c>(&self, cells: &'c [usize]) -> &'c [usize] {
        let is_mark = |at: &&usize| matches!(self.ch(**at), '!' | '|' | '+' | '\'');
        cells.get(..cells.len() - cells.iter().rev().take_while(is_mark).count()).unwrap_or_default()
    }

    /// A pair of regional indicators.
    fn is_flag(&self, chunk: Chunk) -> bool {
        chunk.end - chunk.start == 2 && (chunk.start..chunk.end).all(|at| is_indicator(self.ch(at)))
    }

    /// A sign that stands between all letters of a chunk: "r|i|s|k".
    fn parting_sign(&self, chunk: Chunk) -> Option<char> {
        let mark = self.ch(chunk.start + 1);
        let parts = matches!(mark, '|' | '+' | '!' | '@' | '$')
            && (chunk.start + 1..chunk.end).step_by(2).filter(|at| self.ch(*at) == mark).count()
                >= SHORTEST - 1;
        parts.then_some(mark)
    }

    /// Drops marks of markup at the ends of a plain word; whether there were any.
    fn unmark(&mut self, chunk: Chunk) -> bool {
        let mark = |at: &usize| self.is_markup(*at);
        let before = (chunk.start..chunk.end).take_while(mark).count();
        let after = (chunk.start..chunk.end).rev().take_while(mark).count();
        let (start, end) = (chunk.start + before, chunk.end - after);
        if before + after == 0 || start >= end || !(start..end).all(|at| self.is_plain(at)) {
            return false;
        }
        for at in (chunk.start..start).chain(end..chunk.end) {
            if let Some(place) = self.places.get_mut(at) {
                place.drop = true;
            }
        }
        self.changed = true;
        true
    }

    /// Reads a short chunk, of figures alone too.
    fn short_word(&mut self, chunk: Chunk) -> bool {
        let cells = self.word_cells(chunk.start, chunk.end);
        let together = cells.windows(2).all(|pair| matches!(pair, [a, b] if b - a == 1));
        let apostrophe = |at: usize| self.ch(at) == '\'';
        let apart = cells
            .windows(2)
            .all(|pair| matches!(pair, [a, b] if b - a == 2 || apostrophe(*a) || apostrophe(*b)));
        let disguised = cells.iter().any(|at| !self.is_plain(*at));
        let marked = !together
            && cells
                .windows(2)
                .all(|pair| matches!(pair, [a, b] if (a + 1..*b).all(|at| self.is_markup(at))));
        (apart || marked || together && disguised) && self.read_and_write(&cells)
    }

    /// The cells of a range without marks that end a word or sentence rather than stand for a letter.
    pub(super) fn trimmed(&self, start: usize, end: usize) -> Vec<usize> {
        let cells = self.word_cells(start, end);
        self.trim(&cells).to_vec()
    }

    /// The cells of a range without quotation marks before them.
    fn word_cells(&self, start: usize, end: usize) -> Vec<usize> {
        let cells = self.cells(start, end);
        let marks = cells.iter().take_while(|at| self.ch(**at) == '\'').count();
        cells.get(marks..).unwrap_or_default().to_vec()
    }

    /// Words that a line break cuts in two.
    fn broken_words(&mut self) {
        if self.break_words(false) {
            self.break_words(true);
        }
    }

    /// Whether a word was put together. Two halves that are words themselves are left alone, unless there is a hyphen
    /// or other words were broken (`surely`).
    fn break_words(&mut self, surely: bool) -> bool {
        let mut found = false;
        for n in 1..self.chunks.len() {
            let (Some(left), Some(right)) = (self.chunks.get(n - 1).copied(), self.chunks.get(n).copied())
            else {
                break;
            };
            let gap = self.places.get(left.end).map_or(0, |place| place.unit.breaks);
            if gap != 1 || self.ch(left.end - 1).is_ascii_punctuation() && self.ch(left.end - 1) != '-' {
                continue;
            }
            let hyphen = usize::from(self.ch(left.end - 1) == '-');
            let row = |from: usize, to: usize, back: bool| {
                let is = |at: &usize| self.ch(*at).is_ascii_lowercase() || self.ch(*at) == '\'';
                let len = if back {
                    (from..to).rev().take_while(is).count()
                } else {
                    (from..to).take_while(is).count()
                };
                if back { (to - len..to).collect::<Vec<usize>>() } else { (from..from + len).collect() }
            };
            let head = row(left.start, left.end - hyphen, true);
            let tail = row(right.start, right.end, false);
            let letters = |cells: &[usize]| cells.iter().map(|at| self.letter(*at)).collect::<Vec<u8>>();
            let (a, b) = (letters(&head), letters(&tail));
            let has = |word: &[u8]| self.vocabulary.has(word.iter().copied());
            if a.is_empty() || b.is_empty() || a.len() + b.len() < SPELLED {
                continue;
            }
            // "may" and "be" on two lines are two words, "worth" and "less" are not.
            let own = |word: &[u8]| self.functions(word) & self.languages() != 0;
            let two_words = has(&a) && has(&b) && own(&a);
            let written = self
                .places
                .get(left.end)
                .and_then(|place| self.original.get(place.unit.start..place.unit.end));
            let odd =
                written.is_some_and(|gap| gap.contains(['\u{2028}', '\u{2029}', '\u{b}', '\u{c}', '\u{85}']));
            if two_words && hyphen == 0 && !surely && !odd || left.joined || right.joined && surely {
                continue;
            }
            let word = [a, b].concat();
            if word.len() <= LONGEST_WORD && has(&word) {
                let cells = [head, tail].concat();
                self.write(&cells, &word);
                for chunk in self.chunks.get_mut(n - 1..=n).into_iter().flatten() {
                    chunk.joined = true;
                }
                found = true;
            }
        }
        found
    }

    /// The letter at a place, as it is read.
    fn letter(&self, at: usize) -> u8 {
        let place = self.places.get(at);
        place.and_then(|place| u8::try_from(place.read.unwrap_or(place.unit.ch)).ok()).unwrap_or(0)
    }

    fn finish(self) -> Option<Vec<Unit>> {
        if !self.changed {
            return None;
        }
        let kept = self.places.into_iter().filter(|place| !place.drop);
        Some(kept.map(|place| Unit { ch: place.read.unwrap_or(place.unit.ch), ..place.unit }).collect())
    }
}

/// Whether figures stand in a word as letters do, and not as its number or unit.
fn is_leet_word(cells: &[usize], ch: impl Fn(usize) -> char) -> bool {
    let mut tally = Tally::default();
    for at in cells {
        tally.add(sort_of(ch(*at)), u8::try_from(ch(*at)).unwrap_or(0xFF));
    }
    tally.is_leet()
}

/// The walks that go on with one of the readings of a character.
pub(super) fn follow<'v>(open: &[(Walk<'v>, Vec<u8>)], c: char) -> Vec<(Walk<'v>, Vec<u8>)> {
    let mut next = Vec::new();
    for (walk, word) in open {
        for letter in readings(c) {
            if next.len() < READINGS
                && let Some(walk) = walk.step(*letter)
            {
                let mut word = word.clone();
                word.push(*letter);
                next.push((walk, word));
            }
        }
        if c == '\'' && next.len() < READINGS {
            // Perhaps no apostrophe: a back quote between letters is folded to one.
            next.push((*walk, [word.as_slice(), &[0]].concat()));
        }
    }
    next
}
