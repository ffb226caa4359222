//! Folding: what differs in spelling only becomes equal, with a way back to the original bytes.
//!
//! Two ways lead to the same result. Plain ASCII in which only case (and a single white-space character)
//! changes is copied and keeps an identity alignment. Everything else becomes a list of [`Unit`]s, one
//! per folded character, which the steps below transform: characters and character references, look-alike
//! letters, markup; then the units are joined.

use super::align::Alignment;
use super::fold_table::{ACCENTS, EXPANSIONS, INVISIBLE, LOOK_ALIKES, RUNS, SIGNS};
use super::{Markup, entity, markup};
use crate::span::Span;

/// A folded text with its way back and its line breaks.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Folded {
    pub(super) text: String,
    pub(super) alignment: Alignment,
    /// The spaces of the folded text that hold line breaks of the original, in order.
    pub(super) breaks: Vec<LineBreak>,
}

/// A space of the folded text in which the original breaks the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LineBreak {
    /// Offset of the space in the folded text.
    pub(super) at: usize,
    /// A blank line, not only a new one.
    pub(super) blank: bool,
}

/// One character of the folded text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    pub(super) ch: char,
    /// Bytes of the original it came from.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Line breaks in it, when it is a space.
    pub(super) breaks: u8,
    /// Cleared for a mark of markup.
    pub(super) keep: bool,
}

/// Folds a text.
pub(super) fn fold(original: &str, markup: Markup) -> Folded {
    fold_plain(original, markup).unwrap_or_else(|| fold_units(original, markup))
}

/// Folds a phrase as a text is folded, except that marks of markup are text.
///
/// For a phrase without marks of Markdown, a text that holds the phrase holds its folded form.
///
/// ```
/// use draftgate::text::fold_pattern_text;
/// assert_eq!(fold_pattern_text("Ｇuaranteed  “Résumé”…"), "guaranteed \"resume\"...");
/// ```
pub fn fold_pattern_text(phrase: &str) -> String {
    let mut units = characters(phrase);
    resolve_look_alikes(&mut units);
    join(&units).text
}

/// What each byte becomes on the short way; 0 where the long way must decide.
const PLAIN: [u8; 128] = {
    let mut table = [0; 128];
    let mut byte = 0x20;
    while byte < 0x7F {
        let ascii = byte as u8;
        let special = matches!(ascii, b'&' | b'*' | b'_' | b'`' | b'~' | b'#' | b'[' | b'\\' | b'<');
        #[expect(clippy::indexing_slicing, reason = "evaluated at compile time, below the length")]
        if !special {
            table[byte] = ascii.to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// The short way; `None` if the text needs the long one.
fn fold_plain(original: &str, markup: Markup) -> Option<Folded> {
    let mut text = Vec::with_capacity(original.len());
    let mut breaks = Vec::new();
    let mut space = false;
    for (at, &byte) in original.as_bytes().iter().enumerate() {
        let mut out = PLAIN.get(usize::from(byte)).copied().unwrap_or(0);
        if out == 0 {
            match byte {
                b'\n' | b'\r' => breaks.push(LineBreak { at, blank: false }),
                b'\t' => {}
                b'<' if markup != Markup::Ssml => {}
                b'\\' if markup != Markup::Markdown => {}
                _ => return None,
            }
            out = if byte.is_ascii_whitespace() { b' ' } else { byte };
        }
        if out == b' ' && space {
            return None;
        }
        space = out == b' ';
        text.push(out);
    }
    let text = String::from_utf8(text).ok()?;
    let alignment = Alignment::identity(text.len());
    Some(Folded { text, alignment, breaks })
}

/// The long way.
fn fold_units(original: &str, markup: Markup) -> Folded {
    let mut units = characters(original);
    if markup == Markup::Ssml {
        markup::drop_tags(&mut units);
    }
    resolve_look_alikes(&mut units);
    if markup != Markup::Ssml {
        markup::see_through(&mut units, markup);
    }
    join(&units)
}

/// Folds each character by itself and decodes character references.
fn characters(original: &str) -> Vec<Unit> {
    let mut units = Units { units: Vec::with_capacity(original.len()), superscript: false };
    let mut previous = '\0';
    for (start, c) in original.char_indices() {
        let end = start + c.len_utf8();
        if c.is_ascii_alphanumeric() {
            units.push(c.to_ascii_lowercase(), start, end);
        } else if c == '\n' && previous == '\r' {
            units.space(start, end, 0);
        } else {
            units.emit(c, start, end);
        }
        previous = c;
    }
    units.units
}

struct Units {
    units: Vec<Unit>,
    /// The last unit is a raised or lowered digit.
    superscript: bool,
}

impl Units {
    fn push(&mut self, ch: char, start: usize, end: usize) {
        self.superscript = false;
        self.units.push(Unit { ch, start, end, breaks: 0, keep: true });
    }

    /// White space; joins the space before it.
    fn space(&mut self, start: usize, end: usize, breaks: u8) {
        match self.units.last_mut() {
            Some(last) if last.ch == ' ' => {
                last.end = end;
                last.breaks = last.breaks.saturating_add(breaks);
            }
            _ => {
                self.push(' ', start, end);
                if let Some(last) = self.units.last_mut() {
                    last.breaks = breaks;
                }
            }
        }
    }

    /// Adds the fold of `c`, and of the characters that references closed by it stand for.
    fn emit(&mut self, c: char, start: usize, end: usize) {
        let (mut c, mut start) = (c, start);
        loop {
            self.character(c, start, end);
            let closes = self.units.last().is_some_and(|unit| unit.ch == ';' && unit.end == end);
            match if closes { self.close_reference() } else { None } {
                Some((decoded, from)) => (c, start) = (decoded, from),
                None => return,
            }
        }
    }

    /// If the units end in a character reference, takes it off and returns what it stands for.
    fn close_reference(&mut self) -> Option<(char, usize)> {
        let mut name = [0_u8; entity::LONGEST];
        for (used, unit) in self.units.iter().rev().skip(1).take(entity::LONGEST + 1).enumerate() {
            if unit.ch == '&' {
                name.get_mut(..used)?.reverse();
                let decoded = entity::decode(std::str::from_utf8(name.get(..used)?).ok()?)?;
                let start = unit.start;
                self.units.truncate(self.units.len() - used - 2);
                return Some((decoded, start));
            }
            let byte = u8::try_from(unit.ch).ok().filter(|b| b.is_ascii_alphanumeric() || *b == b'#')?;
            *name.get_mut(used)? = byte;
        }
        None
    }

    fn character(&mut self, c: char, start: usize, end: usize) {
        if c.is_whitespace() || c == '\u{2800}' {
            let breaks = match c {
                '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' => 1,
                '\u{2029}' => 2,
                _ => 0,
            };
            return self.space(start, end, breaks);
        }
        if c.is_ascii() && !c.is_ascii_control() {
            return self.push(c.to_ascii_lowercase(), start, end);
        }
        let letter = is_common_letter(c);
        if !letter && within(INVISIBLE, c) {
            // A selector or joiner belongs to what it selects; a zero-width space to nothing.
            if matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{200d}' | '\u{34f}' | '\u{e0020}'..='\u{e01ef}') {
                self.attach(end);
            }
            return;
        }
        if !letter && (within(ACCENTS, c) || within(SIGNS, c) && !self.takes_signs()) {
            return self.attach(end);
        }
        let raised = matches!(c, '²' | '³' | '¹' | '\u{2070}'..='\u{2089}' | '¼'..='¾' | '⅐'..='⅟' | '↉');
        if raised && !self.superscript && self.units.last().is_some_and(|unit| unit.ch.is_ascii_digit()) {
            // "2½" and "£5¹" are not 21/2 and 51.
            self.push(' ', start, end);
        }
        match fold_char(c) {
            Fold::One(folded) => self.push(folded, start, end),
            Fold::Many(text) => text.chars().for_each(|folded| self.push(folded, start, end)),
            Fold::Lower => c.to_lowercase().for_each(|folded| self.push(folded, start, end)),
        }
        self.superscript = raised;
    }

    /// The character up to `end` belongs to the one before it.
    fn attach(&mut self, end: usize) {
        if let Some(last) = self.units.last_mut().filter(|last| last.ch != ' ') {
            last.end = end;
        }
    }

    /// Whether a vowel sign after the last unit is part of a word of its own script.
    fn takes_signs(&self) -> bool {
        self.units.last().is_some_and(|unit| unit.ch >= '\u{590}' && look_alike(unit.ch).is_none())
    }
}

enum Fold {
    One(char),
    Many(&'static str),
    Lower,
}

fn fold_char(c: char) -> Fold {
    let at = u32::from(c);
    let before = RUNS.partition_point(|run| run.0 <= at);
    if let Some(&(first, count, target, step)) = before.checked_sub(1).and_then(|index| RUNS.get(index))
        && at - first < u32::from(count)
    {
        return char::from_u32(target + (at - first) * u32::from(step)).map_or(Fold::Lower, Fold::One);
    }
    match EXPANSIONS.binary_search_by_key(&at, |entry| entry.0).ok().and_then(|index| EXPANSIONS.get(index)) {
        Some(&(_, text)) => Fold::Many(text),
        None => Fold::Lower,
    }
}

fn within(ranges: &[(u32, u32)], c: char) -> bool {
    let at = u32::from(c);
    let before = ranges.partition_point(|range| range.0 <= at);
    before.checked_sub(1).and_then(|index| ranges.get(index)).is_some_and(|range| at <= range.1)
}

fn look_alike(c: char) -> Option<char> {
    let at = u16::try_from(u32::from(c)).ok()?;
    let index = LOOK_ALIKES.binary_search_by_key(&at, |entry| entry.0).ok()?;
    LOOK_ALIKES.get(index).map(|entry| char::from(entry.1))
}

/// Whether `c` can stand inside a word: letters, digits, and the signs of scripts that write vowels as marks.
pub(super) fn is_word_char(c: char) -> bool {
    match c {
        _ if c.is_ascii() => c.is_ascii_alphanumeric(),
        _ => is_common_letter(c) || c.is_alphanumeric() || within(SIGNS, c),
    }
}

/// Blocks that hold nothing but letters, for speed; letters exist elsewhere.
fn is_common_letter(c: char) -> bool {
    matches!(u32::from(c), 0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0x2AF | 0x3B1..=0x3C9 | 0x400..=0x481 | 0x48A..=0x52F | 0x4E00..=0x9FFF)
}

/// What the letters of a word are.
#[derive(Default)]
struct Letters {
    latin: usize,
    alike: usize,
    other: usize,
}

impl Letters {
    fn of(word: &[Unit]) -> Letters {
        let mut out = Letters::default();
        for unit in word.iter().filter(|unit| is_common_letter(unit.ch) || unit.ch.is_alphabetic()) {
            if unit.ch.is_ascii() {
                out.latin += 1;
            } else if look_alike(unit.ch).is_some() {
                out.alike += 1;
            } else {
                out.other += 1;
            }
        }
        out
    }
}

/// Writes look-alike letters in Latin: inside a word that holds Latin letters, and, in a text that is
/// otherwise Latin, in a word that consists of them. Genuine Russian or Greek stays.
fn resolve_look_alikes(units: &mut [Unit]) {
    // A back quote between letters is an apostrophe.
    let mut previous = '\0';
    for index in 0..units.len() {
        let next = units.get(index + 1).map_or('\0', |unit| unit.ch);
        if let Some(unit) = units.get_mut(index) {
            if unit.ch == '`' && previous.is_alphabetic() && next.is_alphabetic() {
                unit.ch = '\'';
            }
            previous = unit.ch;
        }
    }
    if !units.iter().any(|unit| !unit.ch.is_ascii() && unit.ch.is_alphabetic()) {
        return;
    }
    let (mut latin, mut other, mut doubtful) = (0_usize, 0_usize, false);
    for word in units.chunk_by(|a, b| is_word_char(a.ch) && is_word_char(b.ch)) {
        let letters = Letters::of(word);
        if letters.latin > 0 {
            latin += letters.latin + letters.alike;
            other += letters.other;
        } else if letters.other > 0 {
            other += letters.other + letters.alike;
        } else {
            doubtful |= letters.alike > 0;
        }
    }
    let mostly_latin = doubtful && latin > 4 * other;
    let mut before = '\0';
    let mut rest = units;
    while let Some(first) = rest.first() {
        let in_word = is_word_char(first.ch);
        let len = rest.iter().position(|unit| is_word_char(unit.ch) != in_word).unwrap_or(rest.len());
        let (word, tail) = rest.split_at_mut(len);
        if in_word {
            let letters = Letters::of(word);
            // What would become a character reference stays as it is.
            let reference = matches!(before, '&' | '#') && tail.first().is_some_and(|unit| unit.ch == ';');
            let resolve = letters.latin > 0 || letters.other == 0 && mostly_latin;
            if letters.alike > 0 && resolve && !reference {
                for unit in word.iter_mut() {
                    unit.ch = look_alike(unit.ch).unwrap_or(unit.ch);
                }
            }
        }
        before = word.last().map_or('\0', |unit| unit.ch);
        rest = tail;
    }
}

/// Joins the units that are kept.
fn join(units: &[Unit]) -> Folded {
    let mut out = Folded::default();
    out.text.reserve(units.len());
    let mut breaks = 0_u8;
    for unit in units.iter().filter(|unit| unit.keep) {
        let joins = unit.ch == ' ' && out.text.ends_with(' ');
        if joins {
            breaks = breaks.saturating_add(unit.breaks);
            out.alignment.extend_space(unit.end);
        } else {
            breaks = unit.breaks;
            let linear = unit.ch.len_utf8() == unit.end - unit.start;
            out.alignment.push(unit.ch.len_utf8(), Span::new(unit.start, unit.end), linear);
            out.text.push(unit.ch);
        }
        if breaks > 0 && unit.ch == ' ' {
            let at = out.text.len() - 1;
            match out.breaks.last_mut().filter(|last| last.at == at) {
                Some(last) => last.blank = breaks > 1,
                None => out.breaks.push(LineBreak { at, blank: breaks > 1 }),
            }
        }
    }
    out
}

/// Both ways give the same, wherever the short one can be taken.
#[cfg(test)]
pub(super) fn assert_both_ways_agree(original: &str, markup: Markup) {
    if let Some(short) = fold_plain(original, markup) {
        assert_eq!(short, fold_units(original, markup), "{original:?}");
    }
}
