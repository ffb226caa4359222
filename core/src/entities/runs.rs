//! Runs of letters and digits of a folded text, digits in words included.

use crate::text::FoldSpan;

/// What a run consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Digits,
    Letters,
    /// ASCII letters and digits.
    Mixed,
    /// A digit in words, `times` times ("double four").
    Spoken {
        digit: u8,
        times: u8,
    },
    /// With letters outside ASCII.
    Other,
}

/// A run of letters and digits of the folded text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: Kind,
}

impl Run {
    /// The place of the run.
    pub(crate) const fn fold(&self) -> FoldSpan {
        FoldSpan { start: self.start, end: self.end }
    }

    /// Number of characters, for ASCII runs.
    pub(crate) const fn len(&self) -> usize {
        self.end - self.start
    }
}

/// Flags of what a run consists of.
const DIGIT: u8 = 1;
const LETTER: u8 = 2;
const MIXED: u8 = DIGIT | LETTER;
const OTHER: u8 = 4;

/// Cuts a folded text into runs; also whether it has an `@` or a digit, written or spoken.
pub(super) fn runs(folded: &str) -> (Vec<Run>, bool, bool) {
    let mut runs: Vec<Run> = Vec::with_capacity(folded.len() / 5 + 1);
    let (mut at, mut any_digit) = (false, false);
    let mut start = 0;
    let mut flags = 0;
    // Class of the character whose bytes are being passed.
    let mut wide = 0;
    for (place, byte) in folded.bytes().enumerate() {
        let class = match byte {
            b'0'..=b'9' => DIGIT,
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            0x80..=0xbf => wide,
            0xc0.. => {
                let c = folded.get(place..).and_then(|rest| rest.chars().next());
                wide = if c.is_some_and(char::is_alphanumeric) { OTHER } else { 0 };
                wide
            }
            _ => 0,
        };
        if class != 0 {
            if flags == 0 {
                start = place;
            }
            flags |= class;
        } else {
            if flags != 0 {
                any_digit |= push(&mut runs, folded, start, place, flags);
                flags = 0;
            }
            at |= byte == b'@';
        }
    }
    if flags != 0 {
        any_digit |= push(&mut runs, folded, start, folded.len(), flags);
    }
    (runs, at, any_digit)
}

/// Adds a run; returns whether it holds a digit.
fn push(runs: &mut Vec<Run>, folded: &str, start: usize, end: usize, flags: u8) -> bool {
    let kind = match flags {
        DIGIT => Kind::Digits,
        MIXED => Kind::Mixed,
        LETTER => match folded.get(start..end).and_then(spoken_digit) {
            Some(digit) => {
                let times = match runs.last().and_then(|run| folded.get(run.start..run.end)) {
                    Some("double") => 2,
                    Some("triple" | "treble") => 3,
                    _ => 1,
                };
                if times > 1
                    && let Some(last) = runs.last_mut()
                {
                    *last = Run { start: last.start, end, kind: Kind::Spoken { digit, times } };
                    return true;
                }
                Kind::Spoken { digit, times }
            }
            None => Kind::Letters,
        },
        _ => Kind::Other,
    };
    runs.push(Run { start, end, kind });
    !matches!(kind, Kind::Letters | Kind::Other)
}

/// A digit in words, in the seven languages, accents removed.
fn spoken_digit(word: &str) -> Option<u8> {
    // Most words leave here: the length, then the last two letters, are quick to look at.
    let tail = word.get(word.len().checked_sub(2)?..)?;
    let known = matches!(
        tail,
        "ro" | "ll"
            | "ul"
            | "oh"
            | "il"
            | "ne"
            | "ns"
            | "un"
            | "no"
            | "en"
            | "um"
            | "wo"
            | "ei"
            | "ux"
            | "os"
            | "ue"
            | "ee"
            | "is"
            | "es"
            | "re"
            | "ie"
            | "ur"
            | "er"
            | "ve"
            | "nf"
            | "nq"
            | "co"
            | "jf"
            | "ix"
            | "hs"
            | "ia"
            | "pt"
            | "te"
            | "ht"
            | "it"
            | "ho"
            | "to"
            | "uf"
    );
    if word.len() > 6 || !known {
        return None;
    }
    Some(match word {
        "zero" | "null" | "cero" | "nul" | "oh" | "nil" => 0,
        "one" | "eins" | "un" | "uno" | "een" | "um" => 1,
        "two" | "zwei" | "zwo" | "deux" | "dos" | "due" | "twee" | "dois" => 2,
        "three" | "drei" | "trois" | "tres" | "tre" | "drie" => 3,
        "four" | "vier" | "quatre" | "cuatro" | "quatro" => 4,
        "five" | "funf" | "fuenf" | "cinq" | "cinco" | "cinque" | "vijf" => 5,
        "six" | "sechs" | "seis" | "sei" | "zes" | "meia" => 6,
        "seven" | "sieben" | "sept" | "siete" | "sette" | "zeven" | "sete" => 7,
        "eight" | "acht" | "huit" | "ocho" | "otto" | "oito" => 8,
        "nine" | "neun" | "neuf" | "nueve" | "nove" | "negen" => 9,
        _ => return None,
    })
}
