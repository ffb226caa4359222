//! Seeing through disguises: leetspeak, letters that are spelled out or kept apart by marks, letters of emoji and of
//! other scripts, words that are broken between lines.
//!
//! What is read so changes the folded text only where the policy looks for the word that comes out: "r3fund" is a
//! refund, "NS88213" stays as it is. A text without suspicious runs pays one pass over its folded bytes.

mod reading;
mod spelling;
#[cfg(test)]
mod tests;

use super::fold::{Folded, is_indicator, letters_like};
use super::tokens::letters;
pub(super) use reading::see_through;

/// Fewest letters one by one that are read as spelled out.
const SPELLED: usize = 4;
/// Shortest word that may be read from letters and figures without other signs of a disguise.
const SHORTEST: usize = 3;

/// The letters that a character may stand for in a disguised word.
fn readings(c: char) -> &'static [u8] {
    match c {
        'a'..='z' => letter(u32::from(c) - u32::from('a')),
        '\'' => b"'",
        '0' => b"o",
        '1' | '!' | '|' => b"il",
        '2' => b"z",
        '3' | '€' => b"e",
        '4' | '@' => b"a",
        '5' | '$' => b"s",
        '6' => b"gb",
        '7' | '+' => b"t",
        '8' => b"b",
        '9' => b"g",
        '¢' => b"c",
        '¥' => b"y",
        // Regional indicators.
        '\u{1f1e6}'..='\u{1f1ff}' => letter(u32::from(c) - 0x1F1E6),
        _ if c.is_ascii() => b"",
        _ => letters_like(c),
    }
}

fn letter(n: u32) -> &'static [u8] {
    let n = usize::try_from(n).unwrap_or(usize::MAX);
    b"abcdefghijklmnopqrstuvwxyz".get(n..=n).unwrap_or_default()
}

/// What a byte of a folded text means for the search for disguises.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Letter,
    /// A figure, or a sign that may stand for a letter.
    Figure,
    Sign,
    Apostrophe,
    /// Any other mark.
    Mark,
    Space,
    Wide,
}

const SORTS: [Sort; 256] = {
    let mut table = [Sort::Mark; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::indexing_slicing, reason = "evaluated at compile time, below the length")]
        {
            table[byte] = match byte as u8 {
                b' ' => Sort::Space,
                b'a'..=b'z' => Sort::Letter,
                b'0'..=b'9' => Sort::Figure,
                b'@' | b'$' | b'!' | b'|' | b'+' => Sort::Sign,
                b'\'' => Sort::Apostrophe,
                0x80.. => Sort::Wide,
                _ => Sort::Mark,
            };
        }
        byte += 1;
    }
    table
};

fn sort(byte: u8) -> Sort {
    SORTS.get(usize::from(byte)).copied().unwrap_or(Sort::Mark)
}

/// The same of a character; one outside ASCII that stands for no letter is a mark.
fn sort_of(c: char) -> Sort {
    match u8::try_from(c) {
        Ok(byte) if byte.is_ascii() => sort(byte),
        _ if c.is_alphanumeric() || !readings(c).is_empty() => Sort::Wide,
        _ => Sort::Mark,
    }
}

/// Whether a character is a letter, or an emoji of one.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_indicator(c)
}

/// Whether a folded text may hold a disguise that [`see_through`] would read.
pub(super) fn suspicious(folded: &Folded) -> bool {
    let bytes = folded.text.as_bytes();
    let (mut spelled, mut latin, mut wide) = (0, 0_usize, 0_usize);
    let mut rest = folded.text.as_str();
    while !rest.is_empty() {
        let plain = letters(rest.as_bytes());
        let end = match rest.as_bytes().get(plain..) {
            // Most words: two letters or more and nothing else, but for the end of a sentence.
            Some([b' ', ..]) if plain > 1 => Some(plain),
            Some([b'.' | b',', b' ', ..]) if plain > 1 => Some(plain + 1),
            _ => None,
        };
        let end = match end {
            Some(end) => {
                (spelled, latin) = (0, latin + plain);
                end
            }
            None => {
                let end = rest.bytes().position(|byte| byte == b' ').unwrap_or(rest.len());
                let piece = Tally::of(rest.get(..end).unwrap_or_default());
                spelled = if piece.is_cell() { spelled + 1 } else { 0 };
                latin += piece.latin;
                wide += piece.wide;
                if spelled >= SPELLED || piece.is_leet() || piece.is_split() {
                    return true;
                }
                end
            }
        };
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    if wide > 0 && latin * 2 >= wide && folded.text.chars().any(|c| !c.is_ascii() && !readings(c).is_empty())
    {
        return true;
    }
    folded.breaks.iter().any(|line| {
        let before = bytes.get(..line.at).unwrap_or_default();
        let before = before.strip_suffix(b"-").unwrap_or(before);
        let after = bytes.get(line.at + 1..).unwrap_or_default();
        // Between two words, and not at the end of a sentence; most lines are told apart here.
        before.last().is_some_and(u8::is_ascii_lowercase) && after.first().is_some_and(u8::is_ascii_lowercase)
    })
}

/// A row of letters, figures and signs.
#[derive(Clone, Copy, Default)]
struct Row {
    letters: usize,
    /// Figures, and signs that may stand for a letter where they stand.
    figures: usize,
    /// Signs that may, if a letter follows.
    signs: usize,
    /// Figures before the first letter.
    leading: usize,
    /// Places where a letter follows a figure that follows a letter.
    inner: usize,
    after_figure: bool,
}

impl Row {
    fn letter(&mut self) {
        self.figures += self.signs;
        self.inner += usize::from((self.after_figure || self.signs > 0) && self.letters > 0);
        (self.after_figure, self.signs) = (false, 0);
        self.letters += 1;
    }

    fn figure(&mut self) {
        self.leading += usize::from(self.letters == 0);
        self.figures += 1;
        self.after_figure = true;
    }

    fn sign(&mut self, byte: u8) {
        // At the end of a word "!" ends a sentence.
        if byte == b'!' || self.letters == 0 {
            self.signs += 1;
        } else {
            self.figures += 1;
            self.after_figure = true;
        }
    }

    fn len(&self) -> usize {
        self.letters + self.figures + self.signs
    }

    /// Whether it could be a word with figures for letters: there are not many more figures than letters, and they
    /// are not just a number with its unit ("1st", "30mins") or a name with its number ("ns88213").
    fn is_leet(&self) -> bool {
        let (letters, figures) = (self.letters, self.figures);
        let at_end = self.leading == 0 && figures <= 2 && letters >= SHORTEST;
        let at_start = self.leading == 1 && figures == 1 && letters >= SHORTEST;
        figures > 0
            && (letters + 1 >= figures || letters * 2 >= figures && letters > 2)
            && letters + figures >= SHORTEST
            && (self.inner > 0 || at_end || at_start)
    }
}

/// What a piece of text without spaces consists of.
#[derive(Clone, Copy, Default)]
struct Tally {
    row: Row,
    /// Letters and figures of rows that are closed.
    closed: usize,
    latin: usize,
    wide: usize,
    /// Rows of one letter.
    singles: usize,
    /// A row could be a word with figures for letters.
    leet: bool,
    /// A mark of markup stands between letters.
    markup: bool,
    open_markup: bool,
    address: bool,
    at: bool,
}

impl Tally {
    fn of(piece: &str) -> Tally {
        let mut tally = Tally::default();
        for c in piece.chars() {
            tally.add(sort_of(c), u8::try_from(c).unwrap_or(0));
        }
        tally
    }

    fn add(&mut self, sort: Sort, byte: u8) {
        match sort {
            Sort::Letter | Sort::Wide => {
                self.markup |= self.open_markup && self.latin + self.wide > 0;
                self.open_markup = false;
                self.row.letter();
                if sort == Sort::Letter {
                    self.latin += 1;
                } else {
                    self.wide += 1;
                }
            }
            Sort::Figure => self.row.figure(),
            Sort::Sign => {
                self.at |= byte == b'@';
                self.row.sign(byte);
            }
            Sort::Mark => {
                self.end_row();
                self.address |= self.at && byte == b'.' || matches!(byte, b':' | b'=' | b'\\');
                self.open_markup |= matches!(byte, b'*' | b'_' | b'`' | b'~');
            }
            Sort::Apostrophe | Sort::Space => {}
        }
    }

    fn end_row(&mut self) {
        self.singles += usize::from(self.row.len() == 1);
        self.leet |= self.row.is_leet();
        self.closed += self.row.len();
        self.row = Row::default();
    }

    /// One letter, figure or sign.
    fn is_cell(&self) -> bool {
        self.closed + self.row.len() == 1
    }

    /// Whether a row could be a word with figures for letters, and the whole is no address.
    fn is_leet(mut self) -> bool {
        self.end_row();
        self.leet && !self.address
    }

    /// Letters one by one, or marks of markup between letters.
    fn is_split(mut self) -> bool {
        self.end_row();
        let apart = self.singles >= SPELLED || self.markup && self.closed >= SHORTEST;
        apart && !self.address && self.latin + self.wide > 0
    }
}
