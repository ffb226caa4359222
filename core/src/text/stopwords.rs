//! Function words: words that carry grammar rather than a topic.

use super::Lang;
use super::data::function_words::{DE, EN, ES, FR, IT, NL, PT};
use super::known::find;

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

/// The languages in which a folded word is a function word, and those at which it hints.
pub(super) fn lookup(word: &str) -> (u8, u8) {
    find(word).languages()
}

/// Whether a folded word is a function word of any language.
pub(crate) fn is_function_word(word: &str) -> bool {
    lookup(word).0 != 0
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
    use crate::text::data::function_words::WORDS;

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
