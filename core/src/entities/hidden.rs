//! Identifiers that are written so that a search for their shape misses them: encoded (base64, percent), one character
//! at a time or in words, with marks of markup between their characters, broken between lines, in letters of other
//! scripts.
//!
//! Each place that looks so is read as what it would stand for, between the words around it, and searched again. A text
//! without such places costs one look at its runs.

use super::AsciiFolding;
use super::runs::{Kind, Run};
use super::scan::{Raw, Scan};
use crate::text::letters_like;

/// Bytes of the text before and after that are read along, for the words that tell what a number is.
const BEFORE: usize = 120;
const AFTER: usize = 60;
/// Fewest characters one by one.
const FEWEST_CELLS: usize = 7;
/// Longest hidden identifier, in bytes of the folded text.
const LONGEST: usize = 700;
/// Shortest run of letters and digits that may be base64: twelve characters make sixteen.
const SHORTEST_BASE64: usize = 14;
/// Most places of a text that are read again: what would be more hides nothing, and each costs a search.
const MOST_READINGS: usize = 200;
/// What is found in a reading counts from this confidence.
const SURE: u8 = 50;
/// What is found across a line break without a check digit counts from this confidence.
const SURE_ACROSS_LINES: u8 = 80;

/// A place of the folded text and what it may stand for.
#[derive(Default)]
struct Reading {
    start: usize,
    end: usize,
    written: String,
    /// The place of each byte of `written`; none where it stands for all of it.
    places: Vec<(usize, usize)>,
    /// Where in `written` a line break was taken out.
    line_break: Option<usize>,
}

impl Reading {
    /// Adds what a place stands for.
    fn push(&mut self, text: &str, start: usize, end: usize) {
        self.written.push_str(text);
        self.places.resize(self.written.len(), (start, end));
    }

    /// The place of a part of `written`.
    fn place(&self, start: usize, end: usize) -> (usize, usize) {
        let first = self.places.get(start).map_or(self.start, |place| place.0);
        let last = end.checked_sub(1).and_then(|last| self.places.get(last));
        (first, last.map_or(self.end, |place| place.1))
    }
}

impl<'a> Scan<'a> {
    /// Searches the readings of all places that may hide an identifier.
    pub(super) fn hidden(&mut self) {
        let mut readings = Vec::new();
        self.cells(&mut readings);
        self.long_runs(&mut readings);
        self.percent(&mut readings);
        self.marked(&mut readings);
        self.broken(&mut readings);
        for reading in readings.into_iter().take(MOST_READINGS) {
            self.search(&reading);
        }
    }

    /// Searches one reading between the words around it.
    fn search(&mut self, reading: &Reading) {
        if reading.end - reading.start > LONGEST || reading.written.is_empty() {
            return;
        }
        let from = super::scan::floor_boundary(self.folded, reading.start.saturating_sub(BEFORE));
        let to = super::scan::floor_boundary(self.folded, reading.end.saturating_add(AFTER)).max(reading.end);
        let before = self.between(from, reading.start);
        let text = [before, &reading.written, self.between(reading.end, to)].concat();
        let (start, end) = (before.len(), before.len() + reading.written.len());
        let folding = AsciiFolding::new(&text);
        for hit in Scan::raw(&folding, self.set, self.hints, false) {
            let inside = start <= hit.start && hit.end <= end && hit.confidence >= SURE;
            // A decoded stretch is found as a whole or not at all.
            let whole = !reading.places.is_empty() || (hit.end - hit.start) * 2 >= reading.written.len();
            let across = reading.line_break.is_none_or(|at| {
                let sure = hit.checked || hit.confidence >= SURE_ACROSS_LINES;
                sure && (hit.start + 1..hit.end).contains(&(start + at))
            });
            if !inside || !whole || !across {
                continue;
            }
            let (from, to) = reading.place(hit.start - start, hit.end - start);
            self.hits.push(Raw { start: from, end: to, ..hit });
        }
    }

    /// Characters one by one, also digits in words: "4 2 4 2", "s-k-_-l", "g b eight two".
    fn cells(&self, readings: &mut Vec<Reading>) {
        let mut first = 0;
        while first < self.runs.len() {
            let last = (first..self.runs.len())
                .take_while(|at| self.is_cell(*at) && (*at == first || self.is_gap(at - 1)))
                .last();
            let Some(last) = last else {
                first += 1;
                continue;
            };
            // "c o m at any time": a word at the end is no mark.
            let is_mark =
                |at: &usize| self.runs.get(*at).is_some_and(|run| run.len() > 1 && run.kind == Kind::Letters);
            let words = (first..=last).rev().take_while(is_mark).count();
            if last + 1 >= first + FEWEST_CELLS + words {
                readings.extend(self.read_cells(first, last - words));
            }
            first = last + 1;
        }
    }

    fn is_cell(&self, at: usize) -> bool {
        self.runs.get(at).is_some_and(|run| match run.kind {
            Kind::Spoken { .. } => true,
            Kind::Digits | Kind::Letters => run.len() == 1 || spoken_mark(self.run_text(run)).is_some(),
            Kind::Mixed | Kind::Other => false,
        })
    }

    /// Whether no more than a few marks stand between a run and the next.
    fn is_gap(&self, at: usize) -> bool {
        match (self.runs.get(at), self.runs.get(at + 1)) {
            (Some(a), Some(b)) => b.start - a.end <= 5,
            _ => false,
        }
    }

    fn read_cells(&self, first: usize, last: usize) -> Option<Reading> {
        let runs = self.runs.get(first..=last)?;
        let (start, end) = (runs.first()?.start, runs.last()?.end);
        // As they were written: folding takes "-_-" for marks of markup.
        let gaps = || {
            runs.windows(2).map(|pair| match pair {
                [a, b] => self.written_between(a, b),
                _ => "",
            })
        };
        // What stands between most characters.
        let usual = gaps().min_by_key(|gap| gap.len())?;
        let lead = self.between(0, start);
        let lead = lead.strip_suffix(usual).unwrap_or(lead);
        let plus = lead.ends_with('+');
        let mut reading =
            Reading { start: if plus { lead.len() - 1 } else { start }, end, ..Reading::default() };
        if plus {
            reading.push("+", reading.start, start);
        }
        for (run, gap) in runs.iter().zip(gaps().chain(std::iter::once(""))) {
            match run.kind {
                Kind::Spoken { digit, times } => {
                    let digit = char::from(b'0' + digit).to_string();
                    (0..times).for_each(|_| reading.push(&digit, run.start, run.end));
                }
                _ => match spoken_mark(self.run_text(run)) {
                    Some(mark) => reading.push(mark, run.start, run.end),
                    None => reading.push(&self.spelled(run.start, run.end), run.start, run.end),
                },
            }
            if gap != usual {
                let mark = gap.strip_prefix(usual).unwrap_or(gap);
                let mark = mark.strip_suffix(usual).unwrap_or(mark);
                let sign = |c: &char| matches!(c, '@' | '.' | '_' | '-' | '+' | '/');
                let mark: String = mark.chars().filter(sign).collect();
                reading.push(&mark, run.end, run.end);
            }
        }
        Some(reading)
    }

    /// What the original has between two runs.
    fn written_between(&self, a: &Run, b: &Run) -> &'a str {
        let (first, last) = (self.text.original_span(a.fold()), self.text.original_span(b.fold()));
        self.text.original().get(first.end..last.start).unwrap_or("")
    }

    /// Base64, and identifiers with letters of other scripts.
    fn long_runs(&self, readings: &mut Vec<Reading>) {
        let mut done = 0;
        for run in &self.runs {
            if run.start < done {
                continue;
            }
            if run.kind == Kind::Other {
                let (start, end) =
                    self.stretch(run, |c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '@' | '+'));
                done = end;
                readings.extend(self.alike(start, end));
            } else if run.len() >= SHORTEST_BASE64 && matches!(run.kind, Kind::Mixed | Kind::Letters) {
                let (start, end) = self
                    .stretch(run, |c| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '_' | '-' | '='));
                done = end;
                if let Some(written) = base64(&self.spelled(start, end)) {
                    readings.push(Reading { start, end, written, ..Reading::default() });
                }
                readings.extend(self.unmarked(start, end));
            }
        }
    }

    /// Readings of an identifier in which letters of other scripts stand for Latin ones.
    fn alike(&self, start: usize, end: usize) -> Vec<Reading> {
        let text = self.between(start, end);
        let ascii = text.bytes().filter(u8::is_ascii_alphanumeric).count();
        let telling = text.bytes().any(|byte| byte.is_ascii_digit() || matches!(byte, b'_' | b'@'));
        if !telling || ascii * 3 < text.chars().count() || end - start > LONGEST {
            return Vec::new();
        }
        let written = |last: bool| -> Option<String> {
            self.spelled(start, end)
                .chars()
                .map(|c| match letters_like(c) {
                    _ if c.is_ascii() => Some(c),
                    letters if last => letters.last().map(|letter| char::from(*letter)),
                    letters => letters.first().map(|letter| char::from(*letter)),
                })
                .collect()
        };
        let reading = |written| Reading { start, end, written, ..Reading::default() };
        [false, true].into_iter().filter_map(written).map(reading).collect()
    }

    /// "%34%32": percent encoding, as in web addresses.
    fn percent(&self, readings: &mut Vec<Reading>) {
        let mut done = 0;
        for (at, _) in self.folded.match_indices('%') {
            let hex = self.folded.as_bytes().get(at + 1..at + 3);
            if at < done || !hex.is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)) {
                continue;
            }
            let place = Run { start: at, end: at + 3, kind: Kind::Mixed };
            let (start, end) = self.stretch(&place, |c| {
                c.is_alphanumeric() || matches!(c, '%' | '.' | '_' | '-' | '+' | '@' | '~')
            });
            done = end;
            if let Some(written) = decode_percent(&self.spelled(start, end)) {
                readings.push(Reading { start, end, written, ..Reading::default() });
            }
        }
    }

    /// Marks of markup between letters and digits.
    fn marked(&self, readings: &mut Vec<Reading>) {
        let mut done = 0;
        for pair in self.runs.windows(2) {
            let [a, b] = pair else { continue };
            let gap = self.between(a.end, b.start);
            if a.end < done || gap.len() > 8 || !gap.bytes().any(is_markup) {
                continue;
            }
            if !gap.bytes().all(|byte| is_markup(byte) || matches!(byte, b' ' | b'.' | b'@' | b'-' | b'+')) {
                continue;
            }
            let telling = |c: char| {
                c.is_ascii_alphanumeric() || matches!(c, '*' | '_' | '`' | '~' | '.' | '@' | '+' | '-')
            };
            let (mut start, mut end) = self.stretch(a, telling);
            // Groups go on over spaces.
            for _ in 0..10 {
                let (head, tail) = (self.between(0, start), self.between(end, self.folded.len()));
                let before = head.strip_suffix(' ').map_or("", |head| word_at_end(head));
                let after = tail.strip_prefix(' ').map_or("", |tail| tail.split(' ').next().unwrap_or(""));
                if is_group(before) {
                    start -= before.len() + 1;
                } else if is_group(after) {
                    end += after.len() + 1;
                } else {
                    break;
                }
            }
            done = end;
            let text = self.spelled(start, end);
            let mut reading = Reading { start, end, ..Reading::default() };
            for (at, c) in text.char_indices().filter(|(at, c)| !is_markup_at(&text, *at, *c)) {
                let place = start + at;
                reading.push(c.encode_utf8(&mut [0; 4]), place, place + c.len_utf8());
            }
            readings.push(reading);
            readings.extend(self.unmarked(start, end));
        }
    }

    /// A place as it was written, but for marks of markup: folding may have taken low lines of its own for marks.
    fn unmarked(&self, start: usize, end: usize) -> Option<Reading> {
        let original = self.original(start, end);
        let written = || {
            let kept = original.char_indices().filter(|(at, c)| !is_markup_at(original, *at, *c));
            kept.map(|(_, c)| c).collect()
        };
        let more = original.len() > end - start && original.contains('_') && original.is_ascii();
        more.then(|| Reading { start, end, written: written(), ..Reading::default() })
    }

    /// Identifiers that go on in the next line.
    fn broken(&self, readings: &mut Vec<Reading>) {
        let original = self.text.original();
        if !original.bytes().any(|byte| byte == b'\n' || byte == b'\r') {
            return;
        }
        for pair in self.runs.windows(2) {
            let [a, b] = pair else { continue };
            let gap = self.between(a.end, b.start);
            let signs = |byte: u8| matches!(byte, b' ' | b'-' | b'@' | b'.' | b'_' | b'+');
            if gap.len() > 3
                || !gap.contains(' ')
                || !gap.bytes().all(signs)
                || !self.line_break(a.end, b.start)
            {
                continue;
            }
            let inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '@' | '+' | '-');
            let ((mut start, _), (_, mut end)) = (self.stretch(a, inside), self.stretch(b, inside));
            let digits = |run: &Run| matches!(run.kind, Kind::Digits | Kind::Mixed);
            let sign = || self.between(start, end).bytes().any(|byte| matches!(byte, b'@' | b'_'));
            if !(digits(a) && digits(b) || a.kind == Kind::Mixed || b.kind == Kind::Mixed || sign()) {
                let group = |run: &Run| is_group(self.run_text(run)) && run.len() < 3;
                if !(group(a) && digits(b) || digits(a) && group(b)) {
                    continue;
                }
            }
            for _ in 0..8 {
                let before = self.between(0, start).strip_suffix(' ').map_or("", word_at_end);
                start -= if is_group(before) { before.len() + 1 } else { 0 };
                let after = self.between(end, self.folded.len()).strip_prefix(' ');
                let after = after.map_or("", |tail| tail.split(' ').next().unwrap_or(""));
                end += if is_group(after) { after.len() + 1 } else { 0 };
            }
            let mut reading = Reading { start, end, ..Reading::default() };
            let keep = |byte: &u8| *byte != b' ';
            for (from, to) in [(start, a.end), (b.start, end)] {
                for (at, c) in self.spelled(from, to).char_indices() {
                    let place = from + at;
                    reading.push(c.encode_utf8(&mut [0; 4]), place, place + c.len_utf8());
                }
                if reading.line_break.is_none() {
                    reading.line_break = Some(reading.written.len());
                    let marks: Vec<u8> = gap.bytes().filter(keep).collect();
                    reading.push(std::str::from_utf8(&marks).unwrap_or(""), a.end, b.start);
                }
            }
            readings.push(reading);
        }
    }

    /// The stretch around a run whose characters `inside` accepts.
    fn stretch(&self, run: &Run, inside: impl Fn(char) -> bool) -> (usize, usize) {
        let head = self.between(0, run.start);
        let before: usize =
            head.chars().rev().take(LONGEST).take_while(|c| inside(*c)).map(char::len_utf8).sum();
        let tail = self.between(run.end, self.folded.len());
        let after: usize = tail.chars().take(LONGEST).take_while(|c| inside(*c)).map(char::len_utf8).sum();
        (run.start - before, run.end + after)
    }

    /// The folded text of a place with the capitals of the original: what was dropped by folding is not in it.
    pub(super) fn spelled(&self, start: usize, end: usize) -> String {
        let (folded, original) = (self.between(start, end), self.original(start, end));
        if original.len() == folded.len() && original.is_ascii() {
            return original.to_owned();
        }
        let mut out = String::with_capacity(folded.len());
        for (at, c) in folded.char_indices() {
            let written = self.original(start + at, start + at + c.len_utf8()).chars().next();
            let capital = c.is_ascii_lowercase() && written.is_some_and(char::is_uppercase);
            out.push(if capital { c.to_ascii_uppercase() } else { c });
        }
        out
    }
}

/// A mark in words.
fn spoken_mark(word: &str) -> Option<&'static str> {
    Some(match word {
        "dot" => ".",
        "at" => "@",
        "dash" | "hyphen" => "-",
        "underscore" => "_",
        "plus" => "+",
        _ => return None,
    })
}

fn is_markup(byte: u8) -> bool {
    matches!(byte, b'*' | b'_' | b'`' | b'~')
}

/// Whether a word is a group of an identifier: up to four letters and digits, with marks of markup or without, or
/// digits alone.
fn is_group(word: &str) -> bool {
    let word = word.strip_prefix('+').unwrap_or(word);
    let marks = word.bytes().filter(|byte| is_markup(*byte)).count();
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    word.len() <= 40
        && marks + digits + letters == word.len()
        && (digits > 0 && letters == 0 || (1..=4).contains(&(digits + letters)))
}

fn word_at_end(text: &str) -> &str {
    text.rsplit(' ').next().unwrap_or("")
}

/// Whether the character at `at` is a mark of markup; one low line alone may be a character of its own.
fn is_markup_at(text: &str, at: usize, c: char) -> bool {
    let low = |at: Option<usize>| {
        at.and_then(|at| text.as_bytes().get(at)).is_none_or(|byte| *byte == b'_' || *byte == b' ')
    };
    match c {
        '*' | '`' | '~' => true,
        '_' => low(at.checked_sub(1)) || low(at.checked_add(1)),
        _ => false,
    }
}

/// What base64 stands for, where that is a text of one line.
fn base64(text: &str) -> Option<String> {
    let digits = text.trim_end_matches('=');
    if digits.len() % 4 == 1 {
        return None;
    }
    let mut out = String::with_capacity(digits.len());
    let (mut bits, mut held) = (0_u32, 0);
    for byte in digits.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            let letter = u8::try_from(bits >> held & 0xFF).ok()?;
            if !matches!(letter, b' '..=b'~') {
                return None;
            }
            out.push(char::from(letter));
        }
    }
    Some(out)
}

/// What percent encoding stands for, where that is a text of one line.
fn decode_percent(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let mut hex = || bytes.next().map(char::from).and_then(|c| c.to_digit(16));
        out.push(u8::try_from(hex()? * 16 + hex()?).ok()?);
    }
    String::from_utf8(out).ok().filter(|text| !text.chars().any(char::is_control))
}

#[cfg(test)]
mod tests {
    use super::super::{EntitySet, Hints, find};
    use crate::text::{Text, TextOptions};

    /// The kinds and places of what is found.
    fn found(original: &str) -> Vec<(&'static str, String, String)> {
        let text = Text::analyse(original, &TextOptions::default());
        let hits = find(&text, &EntitySet::all(), Hints::default());
        let shown = |span: crate::span::Span| span.text(original).to_owned();
        hits.into_iter().map(|hit| (hit.entity.name, shown(hit.span), hit.normalized)).collect()
    }

    #[test]
    fn hidden_identifiers_are_found_where_they_stand() {
        let key = ["sk_", "live_", "ahovckryfmubipwelszgovcj30741852"].concat();
        let spelled = |mark: &str| key.chars().map(String::from).collect::<Vec<_>>().join(mark);
        for (original, kind, place, normalized) in [
            (
                "card NDI0MiA0MjQyIDQyNDIgNDI0Mg== now",
                "credit-card",
                "NDI0MiA0MjQyIDQyNDIgNDI0Mg==",
                "4242424242424242",
            ),
            (
                "write to jo%2Efarrow%40example%2Ecom now",
                "email",
                "jo%2Efarrow%40example%2Ecom",
                "jo.farrow@example.com",
            ),
            (
                "write to j o @ e x a m p l e . c o m at once",
                "email",
                "j o @ e x a m p l e . c o m",
                "jo@example.com",
            ),
            ("card 4242\n4242 4242 4242 now", "credit-card", "4242\n4242 4242 4242", "4242424242424242"),
            (
                "write to jo.farrow@exa\nmple.com now",
                "email",
                "jo.farrow@exa\nmple.com",
                "jo.farrow@example.com",
            ),
            (
                "card 4**2**4*2*4242 4242 42`4`2 now",
                "credit-card",
                "4**2**4*2*4242 4242 42`4`2",
                "4242424242424242",
            ),
            (&format!("the key {} here", spelled("-")), "api-key", &spelled("-"), &key),
            (&format!("the key {} here", spelled("·")), "api-key", &spelled("·"), &key),
            (&format!("the key {} here", spelled("\u{200b}")), "api-key", &spelled("\u{200b}"), &key),
        ] {
            let hits = found(original);
            let wanted = (kind, place.to_owned(), normalized.to_owned());
            assert!(hits.contains(&wanted), "{original:?}: {hits:?}");
        }
    }

    #[test]
    fn what_hides_nothing_is_left_alone() {
        for original in [
            "Our internationalisation responsibilities",
            "50%20 off, 100% sure",
            "a b c d e f g h i j",
            "lines of 1234\n5678 and more",
            "2*3*4 = 24",
            "снова 12",
        ] {
            assert_eq!(found(original), [], "{original:?}");
        }
    }
}
