//! Function words: words that carry grammar rather than a topic.

use super::Lang;
use super::data::function_words::{DE, EN, ES, FR, IT, NL, PT, WORDS};

/// The bit of a language in the table of words.
pub(super) const fn bit(lang: Lang) -> u8 {
    match lang {
        Lang::En => EN,
        Lang::De => DE,
        Lang::Fr => FR,
        Lang::Es => ES,
        Lang::It => IT,
        Lang::Nl => NL,
        Lang::Pt => PT,
    }
}

/// Where the words with each first letter, `a` to `z`, start in the table, and where those with `z` end.
const BY_LETTER: [usize; 27] = {
    let mut starts = [0; 27];
    let mut letter = 0;
    while letter < 27 {
        let mut at = 0;
        #[expect(clippy::indexing_slicing, reason = "evaluated at compile time, below the length")]
        while at < WORDS.len() && WORDS[at].0.as_bytes()[0] < b'a' + letter {
            at += 1;
        }
        #[expect(clippy::indexing_slicing, reason = "evaluated at compile time, below the length")]
        {
            starts[letter as usize] = at;
        }
        letter += 1;
    }
    starts
};

/// The languages in which a folded word is a function word, and those at which it hints.
pub(super) fn lookup(word: &str) -> (u8, u8) {
    let find = || {
        let letter = usize::from(word.bytes().next()?.checked_sub(b'a')?);
        let words = WORDS.get(*BY_LETTER.get(letter)?..*BY_LETTER.get(letter + 1)?)?;
        let at = words.binary_search_by(|entry| entry.0.as_bytes().cmp(word.as_bytes())).ok()?;
        words.get(at).map(|&(_, function, hint)| (function, hint))
    };
    find().unwrap_or((0, 0))
}

/// Whether a folded word is a function word of `lang`: an article, pronoun, preposition, conjunction,
/// auxiliary verb or the like.
///
/// ```
/// use draftgate::text::{Lang, is_stopword};
/// assert!(is_stopword(Lang::En, "because"));
/// assert!(!is_stopword(Lang::En, "refund"));
/// ```
pub fn is_stopword(lang: Lang, word: &str) -> bool {
    lookup(word).0 & bit(lang) != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted_and_folded() {
        assert!(WORDS.is_sorted_by(|a, b| a.0 < b.0));
        for &(word, function, hint) in WORDS {
            assert_eq!(lookup(word), (function, hint), "{word}");
            assert_eq!(crate::text::fold_pattern_text(word), word);
            assert!(function | hint != 0, "{word}");
        }
    }

    #[test]
    fn a_word_belongs_to_its_languages() {
        for (lang, word, want) in [
            (Lang::En, "the", true),
            (Lang::De, "the", false),
            (Lang::De, "fur", true),
            (Lang::Fr, "etre", true),
            (Lang::Es, "tambien", true),
            (Lang::It, "perche", true),
            (Lang::Nl, "het", true),
            (Lang::Pt, "nao", true),
            (Lang::En, "order", false),
            (Lang::En, "", false),
        ] {
            assert_eq!(is_stopword(lang, word), want, "{lang:?} {word}");
        }
    }
}
