//! The Snowball stemmer for English ("Porter2", <https://snowballstem.org/algorithms/english/stemmer.html>), for words
//! of ASCII letters. Every text is stemmed word by word, so this one works in place, without memory of its own; it
//! gives what the library gives, which the tests compare.

/// Longest word that is stemmed here, in bytes.
const LONGEST: usize = 40;

/// A word on its way to its stem.
pub(super) struct English {
    bytes: [u8; LONGEST],
    len: usize,
    /// The places of the vowels before anything was replaced, one bit each from the lowest.
    vowels: u64,
    /// Some `y` is a consonant, marked as `Y`.
    consonant_y: bool,
    /// Where the region after the first syllable starts.
    r1: usize,
    /// Where the region after the second syllable starts.
    r2: usize,
}

/// The stem of a word for which the steps would make another one.
fn exception(word: &[u8]) -> Option<&'static [u8]> {
    // Told apart by the first letter and the length before any letter is compared.
    let (whole, stem): (&[u8], &[u8]) = match (word.first()?, word.len()) {
        (b'a', 5) if word.get(1) == Some(&b'n') => (b"andes", b"andes"),
        (b'a', 5) => (b"atlas", b"atlas"),
        (b'b', 4) => (b"bias", b"bias"),
        (b'c', 6) => (b"cosmos", b"cosmos"),
        (b'd', 5) => (b"dying", b"die"),
        (b'e', 5) => (b"early", b"earli"),
        (b'g', 6) => (b"gently", b"gentl"),
        (b'h', 4) => (b"howe", b"howe"),
        (b'i', 4) => (b"idly", b"idl"),
        (b'l', 5) => (b"lying", b"lie"),
        (b'n', 4) => (b"news", b"news"),
        (b'o', 4) => (b"only", b"onli"),
        (b's', 6) => (b"singly", b"singl"),
        (b's', 5) => (b"skies", b"sky"),
        (b's', 4) => (b"skis", b"ski"),
        (b's', 3) => (b"sky", b"sky"),
        (b't', 5) => (b"tying", b"tie"),
        (b'u', 4) => (b"ugly", b"ugli"),
        _ => return None,
    };
    (word == whole).then_some(stem)
}

/// Whether a word stays as it is once the plural is gone.
fn is_finished(word: &[u8]) -> bool {
    let whole: &[u8] = match (word.first(), word.len()) {
        _ if !matches!(word.last(), Some(b'g' | b'd')) => return false,
        (Some(b'i'), 6) => b"inning",
        (Some(b'o'), 6) => b"outing",
        (Some(b'c'), 7) => b"canning",
        (Some(b'h'), 7) => b"herring",
        (Some(b'e'), 7) => b"earring",
        (Some(b'p'), 7) => b"proceed",
        (Some(b'e'), 6) => b"exceed",
        (Some(b's'), 7) => b"succeed",
        _ => return false,
    };
    word == whole
}

/// Beginnings whose first syllable is longer than it looks.
const PREFIXES: &[&[u8]] = &[b"gener", b"commun", b"arsen"];

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// A suffix and what takes its place.
type Change = (&'static [u8], &'static [u8]);

/// The suffixes of step 2 that end in a letter, longest first.
fn step_2(last: u8) -> &'static [Change] {
    match last {
        b'i' => &[
            (b"biliti", b"ble"),
            (b"lessli", b"less"),
            (b"entli", b"ent"),
            (b"aliti", b"al"),
            (b"ousli", b"ous"),
            (b"iviti", b"ive"),
            (b"fulli", b"ful"),
            (b"enci", b"ence"),
            (b"anci", b"ance"),
            (b"abli", b"able"),
            (b"alli", b"al"),
            (b"bli", b"ble"),
            (b"ogi", b"og"),
            (b"li", b""),
        ],
        b'l' => &[(b"ational", b"ate"), (b"tional", b"tion")],
        b'm' => &[(b"alism", b"al")],
        b'n' => &[(b"ization", b"ize"), (b"ation", b"ate")],
        b'r' => &[(b"izer", b"ize"), (b"ator", b"ate")],
        b's' => &[(b"fulness", b"ful"), (b"ousness", b"ous"), (b"iveness", b"ive")],
        _ => &[],
    }
}

/// The suffixes of step 3 that end in a letter, longest first.
fn step_3(last: u8) -> &'static [Change] {
    match last {
        b'e' => &[(b"alize", b"al"), (b"icate", b"ic"), (b"ative", b"")],
        b'i' => &[(b"iciti", b"ic")],
        b'l' => &[(b"ational", b"ate"), (b"tional", b"tion"), (b"ical", b"ic"), (b"ful", b"")],
        b's' => &[(b"ness", b"")],
        _ => &[],
    }
}

/// The suffixes of step 4 that end in a letter, longest first.
fn step_4(last: u8) -> &'static [&'static [u8]] {
    match last {
        b't' => &[b"ement", b"ment", b"ant", b"ent"],
        b'e' => &[b"ance", b"ence", b"able", b"ible", b"ate", b"ive", b"ize"],
        b'm' => &[b"ism"],
        b'i' => &[b"iti"],
        b's' => &[b"ous"],
        b'n' => &[b"ion"],
        b'l' => &[b"al"],
        b'r' => &[b"er"],
        b'c' => &[b"ic"],
        _ => &[],
    }
}

impl English {
    /// The stem of a word; `None` for a word that is too long or holds more than ASCII letters and apostrophes.
    pub(super) fn stem(word: &str) -> Option<English> {
        let word = word.as_bytes();
        let mut bytes = [0; LONGEST];
        let mut plain = true;
        // A short copy, byte by byte: cheaper than a call.
        for (to, from) in bytes.get_mut(..word.len())?.iter_mut().zip(word) {
            plain &= from.is_ascii_lowercase() || *from == b'\'';
            *to = *from;
        }
        if !plain {
            return None;
        }
        let mut found = English { bytes, len: word.len(), vowels: 0, consonant_y: false, r1: 0, r2: 0 };
        if word.len() > 2 {
            found.run();
        }
        Some(found)
    }

    /// What is left.
    pub(super) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    /// The byte `back` places before the end: 1 is the last.
    fn last(&self, back: usize) -> u8 {
        self.len.checked_sub(back).and_then(|at| self.bytes.get(at)).copied().unwrap_or(0)
    }

    fn ends(&self, suffix: &[u8]) -> bool {
        // Letter by letter from the last, by which most suffixes are out of the question: cheaper than a call.
        suffix.len() <= self.len
            && suffix.iter().rev().zip(self.as_bytes().iter().rev()).all(|(letter, own)| letter == own)
    }

    /// Replaces the last `cut` bytes; nothing that is added is longer than what goes, but for one letter.
    fn replace(&mut self, cut: usize, with: &[u8]) {
        let start = self.len.saturating_sub(cut);
        if let Some(room) = self.bytes.get_mut(start..start + with.len()) {
            room.copy_from_slice(with);
            self.len = start + with.len();
        }
    }

    fn has_vowel(&self, until: usize) -> bool {
        self.vowels & ((1 << until) - 1) != 0
    }

    /// Whether the first `len` bytes end in a short syllable.
    fn short_syllable(&self, len: usize) -> bool {
        let at = |back: usize| len.checked_sub(back).and_then(|at| self.bytes.get(at)).copied();
        match (at(3), at(2), at(1)) {
            (Some(a), Some(b), Some(c)) => {
                !is_vowel(a) && is_vowel(b) && !is_vowel(c) && !matches!(c, b'w' | b'x' | b'Y')
            }
            (None, Some(b), Some(c)) => is_vowel(b) && !is_vowel(c),
            _ => false,
        }
    }

    /// The end of the first non-vowel after a vowel, from `from` on.
    fn region(&self, from: usize) -> usize {
        let first = from + (self.vowels >> from).trailing_zeros() as usize;
        if first >= self.len {
            return self.len;
        }
        let end = first + (!self.vowels >> first).trailing_zeros() as usize;
        self.len.min(end + 1)
    }

    fn run(&mut self) {
        if let Some(stem) = exception(self.as_bytes()) {
            self.replace(self.len, stem);
            return;
        }
        self.prepare();
        self.possessive();
        self.plural();
        if !is_finished(self.as_bytes()) {
            self.past();
            if matches!(self.last(1), b'y' | b'Y') && self.len > 2 && !is_vowel(self.last(2)) {
                self.replace(1, b"i");
            }
            // No suffix of the next steps is shorter than two letters, and each must stand in a region.
            if self.len >= self.r1 + 2 {
                self.long_suffix();
                self.middle_suffix();
                if self.len >= self.r2 + 2 {
                    self.last_suffix();
                }
            }
            self.ending();
        }
        if self.consonant_y {
            for byte in self.bytes.iter_mut().take(self.len) {
                byte.make_ascii_lowercase();
            }
        }
    }

    /// Marks each `y` that is a consonant as `Y`, and finds the vowels and the regions.
    fn prepare(&mut self) {
        if self.bytes.first() == Some(&b'\'') {
            self.bytes.copy_within(1.., 0);
            self.len -= 1;
        }
        // At the start, as after a vowel, a `y` is a consonant.
        let mut after_vowel = true;
        let mut place = 1;
        for byte in self.bytes.iter_mut().take(self.len) {
            if *byte == b'y' && after_vowel {
                *byte = b'Y';
                self.consonant_y = true;
            }
            after_vowel = is_vowel(*byte);
            self.vowels |= if after_vowel { place } else { 0 };
            place <<= 1;
        }
        let prefix = PREFIXES.iter().find(|prefix| self.as_bytes().starts_with(prefix));
        self.r1 = prefix.map_or_else(|| self.region(0), |prefix| prefix.len());
        self.r2 = self.region(self.r1);
    }

    /// Step 0.
    fn possessive(&mut self) {
        if self.last(1) != b'\'' && self.last(2) != b'\'' {
            return;
        }
        for suffix in [b"'s'".as_slice(), b"'s", b"'"] {
            if self.ends(suffix) {
                self.len -= suffix.len();
                return;
            }
        }
    }

    /// Step 1a.
    fn plural(&mut self) {
        if !matches!(self.last(1), b's' | b'd') {
            return;
        }
        if self.ends(b"sses") {
            self.replace(2, b"");
        } else if self.ends(b"ied") || self.ends(b"ies") {
            self.replace(3, if self.len > 4 { b"i" } else { b"ie" });
        } else if self.last(1) == b's'
            && !matches!(self.last(2), b'u' | b's')
            && self.has_vowel(self.len.saturating_sub(2))
        {
            self.len -= 1;
        }
    }

    /// Step 1b.
    fn past(&mut self) {
        if !matches!(self.last(1), b'd' | b'g' | b'y') {
            return;
        }
        for suffix in [b"eedly".as_slice(), b"eed"] {
            if self.ends(suffix) {
                if self.len - suffix.len() >= self.r1 {
                    self.replace(suffix.len(), b"ee");
                }
                return;
            }
        }
        let suffix =
            [b"ingly".as_slice(), b"edly", b"ing", b"ed"].into_iter().find(|suffix| self.ends(suffix));
        let Some(suffix) = suffix.filter(|suffix| self.has_vowel(self.len - suffix.len())) else { return };
        self.len -= suffix.len();
        let (end, before) = (self.last(1), self.last(2));
        if matches!((before, end), (b'a', b't') | (b'b', b'l') | (b'i', b'z')) {
            self.replace(0, b"e");
        } else if end == before && matches!(end, b'b' | b'd' | b'f' | b'g' | b'm' | b'n' | b'p' | b'r' | b't')
        {
            self.len -= 1;
        } else if self.r1 >= self.len && self.short_syllable(self.len) {
            self.replace(0, b"e");
        }
    }

    /// Step 2.
    fn long_suffix(&mut self) {
        let Some((suffix, with)) = step_2(self.last(1)).iter().find(|(suffix, _)| self.ends(suffix)) else {
            return;
        };
        let rest = self.len - suffix.len();
        let fits = match *suffix {
            b"ogi" => self.last(4) == b'l',
            b"li" => {
                matches!(self.last(3), b'c' | b'd' | b'e' | b'g' | b'h' | b'k' | b'm' | b'n' | b'r' | b't')
            }
            _ => true,
        };
        if rest >= self.r1 && fits {
            self.replace(suffix.len(), with);
        }
    }

    /// Step 3.
    fn middle_suffix(&mut self) {
        let Some((suffix, with)) = step_3(self.last(1)).iter().find(|(suffix, _)| self.ends(suffix)) else {
            return;
        };
        let region = if *suffix == b"ative" { self.r2 } else { self.r1 };
        if self.len - suffix.len() >= region {
            self.replace(suffix.len(), with);
        }
    }

    /// Step 4.
    fn last_suffix(&mut self) {
        let Some(suffix) = step_4(self.last(1)).iter().find(|suffix| self.ends(suffix)) else { return };
        let fits = *suffix != b"ion" || matches!(self.last(4), b's' | b't');
        if self.len - suffix.len() >= self.r2 && fits {
            self.len -= suffix.len();
        }
    }

    /// Step 5.
    fn ending(&mut self) {
        let rest = self.len.saturating_sub(1);
        let goes = match self.last(1) {
            b'e' => rest >= self.r2 || rest >= self.r1 && !self.short_syllable(rest),
            b'l' => rest >= self.r2 && self.last(2) == b'l',
            _ => false,
        };
        if goes {
            self.len = rest;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_stemmers::{Algorithm, Stemmer};

    use super::*;
    use crate::text::data::function_words::WORDS;
    use crate::text::data::irregular::IRREGULAR;

    fn ours(word: &str) -> String {
        String::from_utf8(English::stem(word).unwrap().as_bytes().to_vec()).unwrap()
    }

    fn theirs(word: &str) -> String {
        Stemmer::create(Algorithm::English).stem(word).into_owned()
    }

    #[test]
    fn known_stems() {
        for (word, stem) in [
            ("consigned", "consign"),
            ("consistency", "consist"),
            ("knightly", "knight"),
            ("kneeling", "kneel"),
            ("generously", "generous"),
            ("communications", "communic"),
            ("hopping", "hop"),
            ("hoping", "hope"),
            ("flies", "fli"),
            ("ties", "tie"),
            ("saying", "say"),
            ("by", "by"),
            ("'tis", "tis"),
            ("customer's", "custom"),
        ] {
            assert_eq!(ours(word), stem, "{word}");
        }
    }

    #[test]
    fn known_words_are_stemmed_as_the_library_does() {
        let words = WORDS.iter().map(|entry| entry.0).chain(IRREGULAR.iter().flat_map(|(a, b)| [*a, *b]));
        let exceptions = [
            "andes", "atlas", "bias", "cosmos", "dying", "early", "gently", "howe", "idly", "lying", "news",
            "only", "singly", "skies", "skis", "sky", "tying", "ugly", "innings", "outing", "cannings",
            "herring", "earring", "proceeds", "exceed", "succeeds",
        ];
        for word in words.chain(exceptions).filter(|word| English::stem(word).is_some()) {
            assert_eq!(ours(word), theirs(word), "{word}");
        }
    }

    /// Words that look English: syllables with the endings that the steps look for.
    fn word() -> impl Strategy<Value = String> {
        let syllable = "(gener|commun|arsen|inn|out|her|succ|[bcdfghlmnprstvwxy]{0,2}[aeiouy]{1,2}[bcdfglmnprstvwxyz']{0,2})";
        let endings = "(s|es|ed|ing|ly|edly|ingly|eed|eedly|ies|ied|sses|us|ss|y|ization|ational|fulness|ousness|iveness|tional|\
            bility|lessly|ently|ation|alism|ality|ously|ivity|fully|ency|ancy|ably|izer|ator|ally|bly|ogy|li|alize|icate|\
            icity|ative|ical|ness|ful|ement|ance|ence|able|ible|ment|ant|ent|ism|ate|iti|ous|ive|ize|sion|tion|al|er|ic|e|ll|'s|')?";
        (proptest::collection::vec(syllable, 1..4), endings, endings)
            .prop_map(|(syllables, one, two)| syllables.concat() + &one + &two)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]
        #[test]
        fn any_word_is_stemmed_as_the_library_does(word in word()) {
            prop_assume!(word.len() <= LONGEST);
            prop_assert_eq!(ours(&word), theirs(&word), "{}", word);
        }
    }
}
