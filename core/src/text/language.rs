//! Which language a text is in.
//!
//! Words vote. A function word votes for its languages, the less the more share it; a word that is not in
//! the table votes by its ending; accented letters of the original vote too. Words that show another language
//! of Latin script vote for "other", as do letters of another script. Integer points only.

use super::data::endings::{FOUR, THREE};
use super::data::function_words::OTHER;
use super::data::trigrams::TRIGRAMS;
use super::index::{Index, Kept, hash, hash_three, same};
use super::stopwords::{bit, lookup};
use super::tokens::token_text;
use super::{Case, Lang, Text, Token, TokenKind};

/// What a text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// A language with data.
    Supported(Lang),
    /// Some other language.
    Other,
}

/// A language and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Detection {
    /// The language.
    pub language: Language,
    /// 1 to 100: how far the best language leads, not a probability. A text of a word or two stays below 70.
    pub confidence: u8,
}

/// The seven languages in the order of their bits.
const LANGS: [Lang; 7] = [Lang::En, Lang::De, Lang::Fr, Lang::Es, Lang::It, Lang::Nl, Lang::Pt];

/// Words looked at: more hardly change the answer, and most of the time of an analysis would go into them.
const ENOUGH_WORDS: usize = 40;

/// Trigrams of one word looked at: a made-up word does not outvote the rest.
const LONGEST_WORD: usize = 16;

/// The language of a text; `None` when it cannot be told ("OK 12", a bare name, too little text).
///
/// ```
/// use draftgate::text::{Lang, Language, Text, TextOptions, detect};
/// let text = Text::analyse("Ihre Bestellung ist auf dem Weg.", &TextOptions::default());
/// assert_eq!(detect(&text).map(|found| found.language), Some(Language::Supported(Lang::De)));
/// ```
pub fn detect(text: &Text) -> Option<Detection> {
    text.language
}

/// Least lead, in percent, at which a language is named.
const LEAST: i32 = 4;

/// Votes for each language, in the order of the bits, "other" last.
#[derive(Default)]
struct Votes {
    points: [i32; 8],
    /// Words in lower case: not names.
    words: i32,
}

impl Votes {
    /// Counts a word of the table; `false` for a word that is in none.
    fn knows(&mut self, (function, hint): (u8, u8)) -> bool {
        let share = ones(function | hint);
        if share > 0 {
            self.add(function, 24 * ones(function) / share);
            self.add(hint & !function, 16 * ones(hint & !function) / share);
        }
        share > 0
    }

    fn add(&mut self, languages: u8, points: i32) {
        let each = points / ones(languages).max(1);
        let mut rest = languages;
        while let Some(total) = self.points.get_mut(rest.trailing_zeros() as usize) {
            *total += each;
            rest &= rest - 1;
        }
    }
}

/// Detects the language from the tokens of a text.
pub(super) fn detect_tokens(original: &str, folded: &str, tokens: &[Token]) -> Option<Detection> {
    let mut votes = Votes::default();
    let (mut latin, mut foreign) = (0_usize, 0_usize);
    for token in tokens.iter().filter(|token| token.kind == TokenKind::Word).take(ENOUGH_WORDS) {
        let word = token_text(folded, token);
        if !word.starts_with(|c: char| c.is_ascii()) {
            foreign += word.chars().count();
            continue;
        }
        latin += word.len();
        let written = token.span.text(original);
        vote(&mut votes, word, token, written);
        if !written.is_ascii() {
            written.chars().for_each(|c| accent(&mut votes, c));
        }
    }
    if foreign > latin {
        return (foreign > 1).then_some(Detection { language: Language::Other, confidence: 100 });
    }
    if !original.is_ascii() {
        let inverted = original.chars().filter(|c| matches!(c, '¿' | '¡')).take(2);
        inverted.for_each(|_| votes.add(bit(Lang::Es), 24));
    }
    decide(&votes)
}

fn vote(votes: &mut Votes, word: &str, token: &Token, written: &str) {
    let token_letter =
        if word.len() == 1 { written.chars().flat_map(char::to_lowercase).next() } else { None };
    votes.words += i32::from(token.case == Case::Lower && word.len() > 1);
    // Capitals alone are an abbreviation more often than a word ("IT", "DIE").
    if token.case == Case::Upper && word.len() < 4 {
        return;
    }
    // Folded alike, but a verb here and a conjunction or preposition there.
    let single = match token_letter {
        Some('é') => bit(Lang::Pt),
        Some('è') => bit(Lang::It),
        Some('à') => bit(Lang::Fr) | bit(Lang::Pt),
        _ => 0,
    };
    if single != 0 {
        return votes.add(single, 24);
    }
    // A very common word of some languages, a rarer one of others.
    let (common, rarer) = match word {
        _ if word.len() > 2 => (0, 0),
        "o" => (bit(Lang::Pt), bit(Lang::Es) | bit(Lang::It)),
        "y" => (bit(Lang::Es), bit(Lang::Fr)),
        "os" | "um" => (bit(Lang::Pt), bit(Lang::Es) | bit(Lang::Nl)),
        "no" => (bit(Lang::En) | bit(Lang::Es), bit(Lang::Pt)),
        "en" => (bit(Lang::Nl), bit(Lang::Es) | bit(Lang::Fr)),
        "e" => (bit(Lang::It), bit(Lang::Pt)),
        _ => (0, 0),
    };
    if common != 0 {
        votes.add(common, 12 * ones(common));
        return votes.add(rarer, 6 * ones(rarer));
    }
    if votes.knows(token.known.languages()) {
        return;
    }
    if let Some(before) = word.bytes().position(|byte| byte == b'\'').and_then(|at| word.get(..at)) {
        if votes.knows(lookup(before)) {
            return;
        }
        // "l'abonnement", "dell'ordine".
        let languages = match before {
            "d" => bit(Lang::Fr),
            "l" => bit(Lang::Fr) | bit(Lang::It),
            "qu" | "j" | "n" | "s" | "m" | "t" => bit(Lang::Fr),
            "dell" | "all" | "nell" | "sull" | "dall" | "un" | "quest" => bit(Lang::It),
            _ => 0,
        };
        votes.add(languages, 16);
    }
    trigrams(votes, word);
    if word.len() > 4 {
        if let Some(languages) = ending(&FOUR_INDEX, FOUR, word, 4) {
            votes.add(languages, 8);
        } else if let Some(languages) = ending(&THREE_INDEX, THREE, word, 3) {
            votes.add(languages, 6);
        }
    }
}

static FOUR_INDEX: Kept<1024> = index_endings(FOUR);
static THREE_INDEX: Kept<1024> = index_endings(THREE);

const fn index_endings<const N: usize>(table: &[(&str, u8)]) -> Kept<N> {
    let mut index = Index::new();
    let mut at = 0;
    while at < table.len() {
        #[expect(clippy::indexing_slicing, reason = "evaluated at compile time, below the length")]
        index.insert(hash(table[at].0.as_bytes()), at);
        at += 1;
    }
    Kept::new(index)
}

/// The languages of the last `len` bytes of a word.
fn ending<const N: usize>(index: &Kept<N>, table: &[(&str, u8)], word: &str, len: usize) -> Option<u8> {
    let end = word.len().checked_sub(len).and_then(|from| word.get(from..))?;
    let hash_at = |at: usize| table.get(at).map(|entry| hash(entry.0.as_bytes()));
    let at = index.find(hash_at, hash(end.as_bytes()), |at| {
        table.get(at).is_some_and(|entry| same(entry.0.as_bytes(), end.as_bytes()))
    })?;
    table.get(at).map(|entry| entry.1)
}

fn ones(languages: u8) -> i32 {
    i32::try_from(languages.count_ones()).unwrap_or(0)
}

static TRIGRAM_INDEX: Kept<2048> = {
    let mut index = Index::new();
    let mut at = 0;
    while at < TRIGRAMS.len() {
        #[expect(clippy::indexing_slicing, reason = "evaluated at compile time, below the length")]
        index.insert(hash_three(TRIGRAMS[at].0), at);
        at += 1;
    }
    Kept::new(index)
};

/// The trigrams of a word and of its end. Neighbours overlap, so each counts half.
fn trigrams(votes: &mut Votes, word: &str) {
    let mut points = [0_i16; 7];
    let bytes = word.as_bytes();
    let last = [bytes.len().checked_sub(2).and_then(|from| bytes.get(from..))]
        .into_iter()
        .flatten()
        .filter_map(|end| Some([*end.first()?, *end.get(1)?, b' ']));
    let inner = bytes.windows(3).filter_map(|window| <[u8; 3]>::try_from(window).ok());
    let hash_at = |at: usize| TRIGRAMS.get(at).map(|entry| hash_three(entry.0));
    for trigram in inner.take(LONGEST_WORD).chain(last) {
        let is = |at| TRIGRAMS.get(at).is_some_and(|entry: &([u8; 3], _)| entry.0 == trigram);
        let Some(at) = TRIGRAM_INDEX.find(hash_at, hash_three(trigram), is) else { continue };
        let Some((_, weights)) = TRIGRAMS.get(at) else { continue };
        for (sum, weight) in points.iter_mut().zip(weights) {
            *sum += i16::from(*weight);
        }
    }
    for (total, sum) in votes.points.iter_mut().zip(points) {
        *total += i32::from(sum / 2);
    }
}

fn accent(votes: &mut Votes, c: char) {
    let of = |langs: &[Lang]| langs.iter().fold(0, |bits, &lang| bits | bit(lang));
    let (languages, points) = match c.to_lowercase().next().unwrap_or(c) {
        'ß' => (of(&[Lang::De]), 20),
        'ñ' => (of(&[Lang::Es]), 20),
        'ã' | 'õ' => (of(&[Lang::Pt]), 20),
        'ä' | 'ö' => (of(&[Lang::De]) | OTHER, 10),
        'ü' => (of(&[Lang::De]), 6),
        'ç' => (of(&[Lang::Fr, Lang::Pt]), 12),
        'é' => (of(&[Lang::Fr, Lang::Es, Lang::Pt]), 9),
        'è' | 'à' => (of(&[Lang::Fr, Lang::It]), 10),
        'ù' | 'ì' | 'ò' => (of(&[Lang::It]), 10),
        'ê' | 'â' | 'ô' => (of(&[Lang::Fr, Lang::Pt]), 10),
        'î' | 'û' | 'œ' => (of(&[Lang::Fr]), 10),
        'á' | 'í' | 'ó' | 'ú' => (of(&[Lang::Es, Lang::Pt]), 12),
        'ë' | 'ï' => (of(&[Lang::Nl, Lang::Fr]), 6),
        c if c.is_alphabetic() && !c.is_ascii() => (OTHER, 16),
        _ => return,
    };
    votes.add(languages, points);
}

fn decide(votes: &Votes) -> Option<Detection> {
    let best = votes.points.iter().copied().max()?;
    let index = votes.points.iter().position(|&points| points == best)?;
    let second = votes.points.iter().enumerate().filter(|&(at, _)| at != index).map(|(_, &p)| p).max()?;
    // Running text without a word or ending that is known is in another language.
    if votes.words >= 5 && best < 4 * votes.words {
        return Some(Detection { language: Language::Other, confidence: 50 });
    }
    if best < 8 || best == second {
        return None;
    }
    let confidence = 100 * (best - second) / (best + 12);
    if confidence < LEAST {
        return None;
    }
    let language = LANGS.get(index).map_or(Language::Other, |&lang| Language::Supported(lang));
    Some(Detection { language, confidence: u8::try_from(confidence.clamp(1, 100)).unwrap_or(100) })
}
