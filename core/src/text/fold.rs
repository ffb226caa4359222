//! Folding: what differs in spelling only becomes equal, with a way back to the original bytes.
//!
//! Two ways lead to the same result. Text without marks of markup in which what is not ASCII folds character by
//! character is copied piece by piece. Everything else becomes a list of [`Unit`]s, one
//! per folded character, which the steps below transform: characters and character references, look-alike
//! letters, markup; then the units are joined.

use super::align::Alignment;
use super::fold_plain::fold_plain;
use super::fold_table::{ACCENTS, EXPANSIONS, INVISIBLE, LOOK_ALIKES, RUNS, SIGNS};
use super::shapes::SHAPES;
use super::vocabulary::Knows;
use super::{Markup, disguise, entity, markup};
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

/// Folds a text. Where somebody knows words to look for, disguised ones are read.
pub(super) fn fold(original: &str, markup: Markup, known: Option<&dyn Knows>) -> Folded {
    let Some(folded) = fold_plain(original, markup) else {
        let (units, alike) = fold_units(original, markup);
        let folded = join(&units);
        return match known.filter(|_| alike || disguise::suspicious(&folded)) {
            Some(known) => see_through(original, folded, &units, known),
            None => folded,
        };
    };
    match known.filter(|_| disguise::suspicious(&folded)) {
        Some(known) => see_through(original, folded, &fold_units(original, markup).0, known),
        None => folded,
    }
}

/// The folded text with its disguised words read, if it has any.
fn see_through(original: &str, folded: Folded, units: &[Unit], known: &dyn Knows) -> Folded {
    disguise::see_through(units, original, known.vocabulary()).map_or(folded, |units| join(&units))
}

/// What a Latin letter was before it was resolved to one that it looks like.
pub(super) fn resolved_from(unit: &Unit, original: &str) -> Option<char> {
    let written = original.get(unit.start..)?.chars().next()?;
    if written.is_ascii() || !unit.ch.is_ascii_lowercase() {
        return None;
    }
    let folded = match fold_char(written) {
        Fold::One(folded) => folded,
        Fold::Many(_) => return None,
        Fold::Lower => written.to_lowercase().next()?,
    };
    (folded != unit.ch).then_some(folded)
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
    if is_folded(phrase) {
        return phrase.to_owned();
    }
    let mut units = characters(phrase);
    resolve_indicators(&mut units);
    resolve_look_alikes(&mut units);
    join(&units).text
}

/// Whether a phrase is surely folded as it stands: lower-case words with single spaces between them.
pub(crate) fn is_folded(phrase: &str) -> bool {
    let mut before = b' ';
    phrase.bytes().all(|byte| {
        let double = byte == b' ' && before == b' ';
        before = byte;
        !double && (byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b' ' | b'\''))
    })
}

/// Regional indicators: letters, of which two that follow each other make a flag.
pub(super) fn is_indicator(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

/// Makes letters of the regional indicators that make no flags.
fn resolve_indicators(units: &mut [Unit]) {
    for row in units.chunk_by_mut(|a, b| is_indicator(a.ch) && is_indicator(b.ch) && a.end == b.start) {
        if row.len() % 2 == 1 && row.first().is_some_and(|unit| is_indicator(unit.ch)) {
            for unit in row {
                unit.ch = char::from_u32(u32::from(unit.ch) - 0x1F1E6 + u32::from('a')).unwrap_or(unit.ch);
            }
        }
    }
}

pub(super) fn is_raised(c: char) -> bool {
    matches!(c, '²' | '³' | '¹' | '\u{2070}'..='\u{2089}' | '¼'..='¾' | '⅐'..='⅟' | '↉')
}

/// Whether a character of white space outside ASCII breaks the line.
pub(super) fn breaks_line(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The long way.
/// The units; whether letters of other scripts were resolved among them.
pub(super) fn fold_units(original: &str, markup: Markup) -> (Vec<Unit>, bool) {
    let mut units = characters(original);
    resolve_indicators(&mut units);
    if markup == Markup::Ssml {
        markup::drop_tags(&mut units);
    }
    let alike = resolve_look_alikes(&mut units);
    if markup != Markup::Ssml {
        markup::see_through(&mut units, markup);
    }
    (units, alike)
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
        let raised = is_raised(c);
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
        let latin = |c: char| look_alike(c).is_some() || is_indicator(c);
        self.units.last().is_some_and(|unit| unit.ch >= '\u{590}' && !latin(unit.ch))
    }
}

pub(super) enum Fold {
    One(char),
    Many(&'static str),
    Lower,
}

pub(super) fn fold_char(c: char) -> Fold {
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

pub(super) fn within(ranges: &[(u32, u32)], c: char) -> bool {
    let at = u32::from(c);
    let before = ranges.partition_point(|range| range.0 <= at);
    before.checked_sub(1).and_then(|index| ranges.get(index)).is_some_and(|range| at <= range.1)
}

fn look_alike(c: char) -> Option<char> {
    let at = u16::try_from(u32::from(c)).ok()?;
    let index = LOOK_ALIKES.binary_search_by_key(&at, |entry| entry.0).ok()?;
    LOOK_ALIKES.get(index).map(|entry| char::from(entry.1))
}

/// The Latin letters that a folded letter of another script looks like.
pub(crate) fn letters_like(c: char) -> &'static [u8] {
    match SHAPES.binary_search_by_key(&c, |entry| entry.0) {
        Ok(index) => SHAPES.get(index).map_or(b"", |entry| entry.1.as_bytes()),
        Err(_) => {
            let at = u16::try_from(u32::from(c)).unwrap_or(u16::MAX);
            let index = LOOK_ALIKES.binary_search_by_key(&at, |entry| entry.0).ok();
            index.and_then(|index| LOOK_ALIKES.get(index)).map_or(b"", |entry| std::slice::from_ref(&entry.1))
        }
    }
}

/// Whether `c` can stand inside a word: letters, digits, and the signs of scripts that write vowels as marks.
#[inline]
pub(super) fn is_word_char(c: char) -> bool {
    match c {
        _ if c.is_ascii() => c.is_ascii_alphanumeric(),
        _ => is_common_letter(c) || c.is_alphanumeric() || within(SIGNS, c),
    }
}

/// Blocks that hold nothing but letters, for speed; letters exist elsewhere.
pub(super) fn is_common_letter(c: char) -> bool {
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
/// otherwise Latin, in a word that consists of them. Genuine Russian or Greek stays. Whether any was written so.
fn resolve_look_alikes(units: &mut [Unit]) -> bool {
    // A back quote between letters is an apostrophe, unless there are more of them in the word.
    for word in units.chunk_by_mut(|a, b| a.ch != ' ' && b.ch != ' ') {
        let mut quotes = word.iter().enumerate().filter(|(_, unit)| unit.ch == '`').map(|(at, _)| at);
        let (Some(at), None) = (quotes.next(), quotes.next()) else { continue };
        let letter =
            |at: Option<usize>| at.and_then(|at| word.get(at)).is_some_and(|unit| unit.ch.is_alphabetic());
        if letter(at.checked_sub(1))
            && letter(at.checked_add(1))
            && let Some(unit) = word.get_mut(at)
        {
            unit.ch = '\'';
        }
    }
    if !units.iter().any(|unit| !unit.ch.is_ascii() && unit.ch.is_alphabetic()) {
        return false;
    }
    let mut resolved = false;
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
                resolved = true;
            }
        }
        before = word.last().map_or('\0', |unit| unit.ch);
        rest = tail;
    }
    resolved
}

/// Joins the units that are kept.
pub(super) fn join(units: &[Unit]) -> Folded {
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
