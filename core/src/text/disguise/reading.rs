//! Reading a text again: cells that may be letters, put together to words of the vocabulary.

use std::cell::OnceCell;

use super::super::data::function_words::EN;
use super::super::fold::{Unit, is_indicator, resolved_from};
use super::super::stopwords::lookup;
use super::super::vocabulary::{Vocabulary, Walk};
use super::{SHORTEST, SPELLED, Sort, Tally, is_letter, readings, sort_of};

/// Longest word that is looked for.
const LONGEST_WORD: usize = 24;
/// Most readings of one word that are followed at once.
const READINGS: usize = 16;

/// A unit of the text while it is read again.
#[derive(Clone, Copy)]
struct Place {
    unit: Unit,
    /// What it was before it was resolved to a letter that it looks like.
    was: Option<char>,
    /// The letter that it is read as.
    read: Option<char>,
    drop: bool,
}

/// A piece of text without spaces: its first unit and the one past its last.
#[derive(Clone, Copy, Default)]
struct Chunk {
    start: usize,
    end: usize,
    /// It was read as a word in disguise.
    leet: bool,
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

struct Reading<'v> {
    original: &'v str,
    places: Vec<Place>,
    chunks: Vec<Chunk>,
    vocabulary: &'v Vocabulary,
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
    fn languages(&self) -> u8 {
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

    fn ch(&self, at: usize) -> char {
        self.places.get(at).map_or(' ', |place| place.unit.ch)
    }

    /// What stands at a place, before it was resolved to a letter that it looks like.
    fn was(&self, at: usize) -> char {
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
    fn cells(&self, start: usize, end: usize) -> Vec<usize> {
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
    fn write(&mut self, cells: &[usize], word: &[u8]) {
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
    fn trimmed(&self, start: usize, end: usize) -> Vec<usize> {
        let cells = self.word_cells(start, end);
        self.trim(&cells).to_vec()
    }

    /// The cells of a range without quotation marks before them.
    fn word_cells(&self, start: usize, end: usize) -> Vec<usize> {
        let cells = self.cells(start, end);
        let marks = cells.iter().take_while(|at| self.ch(**at) == '\'').count();
        cells.get(marks..).unwrap_or_default().to_vec()
    }

    /// Words spelled out: letters one by one, with spaces between them.
    fn spelled_words(&mut self) {
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
    fn spell(&mut self, cells: &[usize]) -> bool {
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
    fn functions(&self, word: &[u8]) -> u8 {
        std::str::from_utf8(word).map_or(0, |word| lookup(word).0)
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
fn follow<'v>(open: &[(Walk<'v>, Vec<u8>)], c: char) -> Vec<(Walk<'v>, Vec<u8>)> {
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
