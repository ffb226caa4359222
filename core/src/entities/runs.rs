//! Runs of letters and digits of a folded text, digits in words included.

use crate::text::FoldSpan;
use crate::text::index::{Index, Kept, hash};

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

/// Digits in words, in the seven languages, accents removed.
const SPOKEN: &[(&str, u8)] = &[
    ("zero", 0),
    ("null", 0),
    ("cero", 0),
    ("nul", 0),
    ("oh", 0),
    ("nil", 0),
    ("one", 1),
    ("eins", 1),
    ("un", 1),
    ("uno", 1),
    ("een", 1),
    ("um", 1),
    ("two", 2),
    ("zwei", 2),
    ("zwo", 2),
    ("deux", 2),
    ("dos", 2),
    ("due", 2),
    ("twee", 2),
    ("dois", 2),
    ("three", 3),
    ("drei", 3),
    ("trois", 3),
    ("tres", 3),
    ("tre", 3),
    ("drie", 3),
    ("four", 4),
    ("vier", 4),
    ("quatre", 4),
    ("cuatro", 4),
    ("quatro", 4),
    ("five", 5),
    ("funf", 5),
    ("fuenf", 5),
    ("cinq", 5),
    ("cinco", 5),
    ("cinque", 5),
    ("vijf", 5),
    ("six", 6),
    ("sechs", 6),
    ("seis", 6),
    ("sei", 6),
    ("zes", 6),
    ("meia", 6),
    ("seven", 7),
    ("sieben", 7),
    ("sept", 7),
    ("siete", 7),
    ("sette", 7),
    ("zeven", 7),
    ("sete", 7),
    ("eight", 8),
    ("acht", 8),
    ("huit", 8),
    ("ocho", 8),
    ("otto", 8),
    ("oito", 8),
    ("nine", 9),
    ("neun", 9),
    ("neuf", 9),
    ("nueve", 9),
    ("nove", 9),
    ("negen", 9),
];

/// Longest of these words.
const LONGEST_SPOKEN: usize = 6;

static SPOKEN_INDEX: Kept<256> = {
    let mut index = Index::new();
    let mut at = 0;
    while at < SPOKEN.len() {
        #[expect(clippy::indexing_slicing, reason = "evaluated at compile time, below the length")]
        index.insert(hash(SPOKEN[at].0.as_bytes()), at);
        at += 1;
    }
    Kept::new(index)
};

/// A digit in words.
fn spoken_digit(word: &str) -> Option<u8> {
    if word.len() > LONGEST_SPOKEN {
        return None;
    }
    let is = |at: usize| SPOKEN.get(at).is_some_and(|(known, _)| *known == word);
    let hash_at = |at: usize| SPOKEN.get(at).map(|(known, _)| hash(known.as_bytes()));
    let at = SPOKEN_INDEX.find(hash_at, hash(word.as_bytes()), is)?;
    SPOKEN.get(at).map(|(_, digit)| *digit)
}
