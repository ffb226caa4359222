//! Readability by published formulas, in whole hundredths.
//!
//! - Flesch reading ease: R. Flesch, *A new readability yardstick*, 1948: `206.835 - 1.015 ASL - 84.6 ASW`.
//! - Flesch-Kincaid grade: J. P. Kincaid et al., Navy research branch report 8-75, 1975: `0.39 ASL + 11.8 ASW - 15.59`.
//! - Amstad (German): T. Amstad, 1978: `180 - ASL - 58.5 ASW`.
//! - Fernández Huerta (Spanish), 1959, in the corrected reading of Gwillim Law, 2011: `206.84 - 60 ASW - 1.02 ASL`.
//! - Gulpease (Italian): P. Lucisano and M. E. Piemontese, 1988: `89 + (300 sentences - 10 letters) / words`.
//! - LIX: C.-H. Björnsson, 1968: `ASL + 100 long words / words`, long being more than six letters.
//! - ARI: E. A. Smith and R. J. Senter, AMRL-TR-66-220, 1967: `4.71 letters / words + 0.5 ASL - 21.43`.
//! - SMOG: G. H. McLaughlin, 1969, in the exact form: `3.1291 + 1.0430 sqrt(30 polysyllables / sentences)`,
//!   polysyllables having three or more syllables.
//! - Fog: R. Gunning, *The technique of clear writing*, 1952: `0.4 (ASL + 100 hard words / words)`, hard words being
//!   polysyllables without the endings `-es`, `-ed`, `-ing`.
//! - Coleman-Liau: M. Coleman and T. L. Liau, 1975: `0.0588 L - 0.296 S - 15.8`, letters and sentences per 100 words.
//! - Kandel-Moles (French), 1958: `207 - 1.015 ASL - 73.6 ASW`.
//! - Douma (Dutch), 1960: `206.835 - 0.93 ASL - 77 ASW`.
//! - Martins (Portuguese), T. B. F. Martins et al., 1996: `248.835 - 1.015 ASL - 84.6 ASW`.
//!
//! ASL: words per sentence; ASW: syllables per word.

use crate::checks::Cx;
use crate::checks::phrases::end_of;
use crate::findings::{Report, Sink};
use crate::policy::compile::CompiledRule;
use crate::policy::schema::Formula;
use crate::text::{Text, TokenKind};

/// What the formulas count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) sentences: i64,
    pub(super) words: i64,
    pub(super) syllables: i64,
    pub(super) letters: i64,
    /// Words of more than six letters.
    pub(super) long: i64,
    /// Words of three or more syllables; for the fog index, endings left out.
    pub(super) hard: i64,
}

/// Counts a text. Addresses, identifiers and numbers are no words; sentences for which `skip` holds don't count.
pub(super) fn count(text: &Text, formula: Formula, skip: impl Fn(usize) -> bool) -> Counts {
    let mut counts = Counts::default();
    let english = is_english(formula);
    for (_, sentence) in text.sentences().iter().enumerate().filter(|(n, _)| !skip(*n)) {
        let tokens = text.tokens().get(sentence.tokens.clone()).unwrap_or_default();
        let mut any = false;
        for token in tokens.iter().filter(|token| token.kind == TokenKind::Word) {
            // English has no accents that its syllables need; the folded word is at hand.
            let lower;
            let word = if english {
                text.token_text(token)
            } else {
                lower = token.span.text(text.original()).to_lowercase();
                lower.as_str()
            };
            let letters = match word.is_ascii() {
                true => word.bytes().filter(u8::is_ascii_alphabetic).count(),
                false => word.chars().filter(|c| c.is_alphabetic()).count(),
            };
            let letters = i64::try_from(letters).unwrap_or(0);
            counts.words += 1;
            counts.letters += letters;
            counts.long += i64::from(letters > 6);
            let spoken = syllables(word, formula);
            counts.syllables += spoken;
            let fog = formula == Formula::GunningFog && spoken > 2;
            let stem = || ["es", "ed", "ing"].iter().find_map(|end| word.strip_suffix(end));
            let stem = fog.then(stem).flatten();
            counts.hard += i64::from(stem.map_or(spoken, |stem| syllables(stem, formula)) > 2);
            any = true;
        }
        counts.sentences += i64::from(any);
    }
    counts
}

fn is_english(formula: Formula) -> bool {
    matches!(
        formula,
        Formula::FleschKincaid
            | Formula::FleschEase
            | Formula::Smog
            | Formula::GunningFog
            | Formula::Ari
            | Formula::ColemanLiau
    )
}

/// Syllables of a word in lower case: groups of vowels, in English without a silent `e`. At least one.
fn syllables(word: &str, formula: Formula) -> i64 {
    let english = is_english(formula);
    let french = formula == Formula::KandelMoles;
    let spanish = formula == Formula::FernandezHuerta;
    let mut groups = 0;
    let mut previous = ' ';
    let ascii = word.is_ascii() && !spanish;
    if ascii {
        let mut before = false;
        for byte in word.bytes() {
            let vowel = VOWELS.checked_shr(byte.wrapping_sub(b'a').into()).is_some_and(|bits| bits & 1 != 0);
            groups += i64::from(vowel && !before);
            before = vowel;
        }
    }
    for c in word.chars().filter(|_| !ascii) {
        let vowel = is_vowel(c);
        // Two strong vowels, or an accented weak one, are two syllables in Spanish.
        let apart = spanish
            && vowel
            && is_vowel(previous)
            && (is_strong(c) && is_strong(previous) || "íú".contains(c) || "íú".contains(previous));
        if vowel && (!is_vowel(previous) || apart) {
            groups += 1;
        }
        previous = c;
    }
    // Those below stand at the end of words in these letters.
    if english && matches!(word.as_bytes().last(), Some(b'e' | b'd' | b's' | b'r' | b'a' | b'o' | b'u')) {
        let consonant_le = word.ends_with("le") && !word.chars().rev().nth(2).is_some_and(is_vowel);
        let silent_e = word.ends_with('e') && !consonant_le && !word.ends_with("ee") && !word.ends_with("ye");
        let silent_ed = word.ends_with("ed")
            && word.len() > 3
            && !word.ends_with("ted")
            && !word.ends_with("ded")
            && word.chars().rev().nth(2).is_some_and(|c| !is_vowel(c));
        let silent_es = word.ends_with("es")
            && word.len() > 3
            && !["ses", "zes", "xes", "ches", "shes", "ces", "ges"].iter().any(|end| word.ends_with(end))
            && word.chars().rev().nth(2).is_some_and(|c| !is_vowel(c));
        groups -= i64::from(silent_e || silent_ed || silent_es);
        let bare = word.strip_suffix('r').unwrap_or(word);
        groups += i64::from(["ia", "io", "eo", "iu"].iter().any(|pair| bare.ends_with(pair)));
    }
    // "table", "tables", "parlent": the last vowel is silent.
    groups -= i64::from(french && word.len() > 2 && ["e", "es", "ent"].iter().any(|end| word.ends_with(end)));
    groups.max(1)
}

/// The letters a, e, i, o, u and y, a bit each from that of `a`.
const VOWELS: u32 = 1 | 1 << 4 | 1 << 8 | 1 << 14 | 1 << 20 | 1 << 24;

fn is_vowel(c: char) -> bool {
    match c {
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' => true,
        c => !c.is_ascii() && "äöüáéíóúàèìòùâêîôû".contains(c),
    }
}

fn is_strong(c: char) -> bool {
    "aeoáéó".contains(c)
}

/// The value of a formula in hundredths; `None` for a text without words.
pub(super) fn value(formula: Formula, counts: Counts) -> Option<i64> {
    let Counts { sentences, words, syllables, letters, long, hard } = counts;
    if words == 0 || sentences == 0 {
        return None;
    }
    // Parts per ten thousand: 1.015 is 10150.
    let per_sentence = |factor: i64| factor * words / sentences;
    let per_word = |factor: i64, of: i64| factor * of / words;
    let value = match formula {
        Formula::FleschEase => 2_068_350 - per_sentence(10_150) - per_word(846_000, syllables),
        Formula::FleschKincaid => per_sentence(3_900) + per_word(118_000, syllables) - 155_900,
        Formula::Amstad => 1_800_000 - per_sentence(10_000) - per_word(585_000, syllables),
        Formula::FernandezHuerta => 2_068_400 - per_word(600_000, syllables) - per_sentence(10_200),
        Formula::Gulpease => 890_000 + (3_000_000 * sentences - 100_000 * letters) / words,
        Formula::Lix => per_sentence(10_000) + per_word(1_000_000, long),
        Formula::Ari => per_word(47_100, letters) + per_sentence(5_000) - 214_300,
        Formula::Smog => 31_291 + (10_430_i64 * 10_430 * 30 * hard / sentences).isqrt(),
        Formula::GunningFog => (per_sentence(10_000) + per_word(1_000_000, hard)) * 2 / 5,
        Formula::ColemanLiau => per_word(58_800, letters) - 296_000 * sentences / words - 158_000,
        Formula::KandelMoles => 2_070_000 - per_sentence(10_150) - per_word(736_000, syllables),
        Formula::Douma => 2_068_350 - per_sentence(9_300) - per_word(770_000, syllables),
        Formula::Martins => 2_488_350 - per_sentence(10_150) - per_word(846_000, syllables),
    };
    Some(value / 100)
}

/// Reports a reply that is harder to read than the house wants.
pub(super) fn run<'a>(
    rule: &'a CompiledRule,
    formula: Formula,
    bounds: (Option<u32>, Option<u32>),
    min_words: u32,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) {
    let text = &cx.draft.text;
    if text.tokens().len() < min_words as usize {
        return;
    }
    let counts = count(text, formula, |n| cx.protected().is_prescribed(n));
    let Some(value) = value(formula, counts).filter(|_| counts.words >= i64::from(min_words)) else { return };
    let (at_most, at_least) = bounds;
    let above = at_most.filter(|bound| value > i64::from(*bound) * 100);
    let below = at_least.filter(|bound| value < i64::from(*bound) * 100);
    if let Some(bound) = above.or(below) {
        let shown =
            format!("{}{}.{}", if value < 0 { "-" } else { "" }, value.abs() / 100, value.abs() % 100 / 10);
        sink.report(
            rule,
            cx.case,
            cx.draft,
            Report::at(end_of(text)).word("value", shown).word("expected", bound.to_string()),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::brand::testing::speaks;
    use crate::text::TextOptions;

    #[test]
    fn the_formulas_are_as_published() {
        let counts = |sentences, words, syllables, letters, long| Counts {
            sentences,
            words,
            syllables,
            letters,
            long,
            hard: 0,
        };
        for (formula, counts, expected) in [
            // Flesch 1948: 100 words in 5 sentences with 150 syllables give 206.835 - 20.3 - 126.9 = 59.635.
            (Formula::FleschEase, counts(5, 100, 150, 0, 0), 5963),
            // Kincaid 1975: the same text: 7.8 + 17.7 - 15.59 = 9.91.
            (Formula::FleschKincaid, counts(5, 100, 150, 0, 0), 991),
            // Amstad 1978: 180 - 20 - 87.75 = 72.25.
            (Formula::Amstad, counts(5, 100, 150, 0, 0), 7225),
            // Fernández Huerta: 206.84 - 60 * 2 - 1.02 * 20 = 66.44.
            (Formula::FernandezHuerta, counts(5, 100, 200, 0, 0), 6644),
            // Gulpease: 89 + (300 * 5 - 10 * 480) / 100 = 56.
            (Formula::Gulpease, counts(5, 100, 0, 480, 0), 5600),
            // LIX: 100 / 5 + 25 * 100 / 100 = 45.
            (Formula::Lix, counts(5, 100, 0, 0, 25), 4500),
            // Smith and Senter 1967: 4.71 * 4.7 + 0.5 * 20 - 21.43 = 10.707.
            (Formula::Ari, counts(5, 100, 0, 470, 0), 1070),
            // McLaughlin 1969: 36 polysyllables in 30 sentences have the root 6: 3.1291 + 6.258 = 9.3871.
            (Formula::Smog, Counts { hard: 36, ..counts(30, 400, 0, 0, 0) }, 938),
            // Gunning 1952: 0.4 * (20 + 10) = 12.
            (Formula::GunningFog, Counts { hard: 10, ..counts(5, 100, 0, 0, 0) }, 1200),
            // Coleman and Liau 1975: 639 letters, 119 words, 5 sentences: 31.574 - 1.244 - 15.8 = 14.53.
            (Formula::ColemanLiau, counts(5, 119, 0, 639, 0), 1453),
            // Kandel and Moles 1958: 207 - 20.3 - 110.4 = 76.3.
            (Formula::KandelMoles, counts(5, 100, 150, 0, 0), 7630),
            // Douma 1960: 206.835 - 18.6 - 115.5 = 72.735.
            (Formula::Douma, counts(5, 100, 150, 0, 0), 7273),
            // Martins 1996: 248.835 - 20.3 - 169.2 = 59.335.
            (Formula::Martins, counts(5, 100, 200, 0, 0), 5933),
        ] {
            assert_eq!(value(formula, counts), Some(expected), "{formula}");
        }
        // "The cat sat on the mat." has 6 words of one syllable: 206.835 - 6.09 - 84.6 = 116.145, grade -1.45.
        let text = Text::analyse("The cat sat on the mat.", &TextOptions::default());
        let found = count(&text, Formula::FleschEase, |_| false);
        assert_eq!(value(Formula::FleschEase, found), Some(11614));
        assert_eq!(value(Formula::FleschKincaid, found), Some(-145));
        assert_eq!(value(Formula::Lix, Counts::default()), None);
    }

    #[test]
    fn syllables_are_counted() {
        for (word, formula, expected) in [
            ("cat", Formula::FleschEase, 1),
            ("table", Formula::FleschEase, 2),
            ("delivered", Formula::FleschEase, 3),
            ("refunded", Formula::FleschEase, 3),
            ("charge", Formula::FleschEase, 1),
            ("charges", Formula::FleschEase, 2),
            ("readability", Formula::FleschEase, 5),
            ("customer", Formula::FleschEase, 3),
            ("helped", Formula::FleschEase, 1),
            ("free", Formula::FleschEase, 1),
            ("the", Formula::FleschEase, 1),
            ("address", Formula::FleschEase, 2),
            ("bestellung", Formula::Amstad, 3),
            ("straße", Formula::Amstad, 2),
            ("país", Formula::FernandezHuerta, 2),
            ("tienda", Formula::FernandezHuerta, 2),
            ("teatro", Formula::FernandezHuerta, 3),
            ("commande", Formula::KandelMoles, 2),
            ("livraison", Formula::KandelMoles, 3),
            ("bestelling", Formula::Douma, 3),
            ("pedido", Formula::Martins, 3),
        ] {
            assert_eq!(syllables(word, formula), expected, "{word}");
        }
    }

    #[test]
    fn short_texts_are_not_measured() {
        let long = "Notwithstanding organisational considerations, implementation responsibilities necessitate collaboration. ";
        speaks(
            "kind: style\nreading: flesch_kincaid\nhighest: 12\nmin_words: 20\naction: note",
            &[(long, false), (&long.repeat(4), true), (&"The cat sat on the mat. ".repeat(6), false)],
        );
    }
}
