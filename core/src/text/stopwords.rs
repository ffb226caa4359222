//! Function words: words that carry grammar rather than a topic.

use super::Lang;
use super::data::function_words::{DE, EN, ES, FR, IT, NL, PT, WORDS};
use super::index::{Index, hash, same};

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

/// Where each word stands in the table.
static INDEX: Index<8192> = {
    let mut index = Index::new();
    let mut at = 0;
    while at < WORDS.len() {
        #[expect(clippy::indexing_slicing, reason = "evaluated at compile time, below the length")]
        index.insert(hash(WORDS[at].0.as_bytes()), at);
        at += 1;
    }
    index
};

/// The languages in which a folded word is a function word, and those at which it hints.
pub(super) fn lookup(word: &str) -> (u8, u8) {
    lookup_hashed(hash(word.as_bytes()), word)
}

/// The same of a word whose hash is `hash`.
pub(super) fn lookup_hashed(hash: u32, word: &str) -> (u8, u8) {
    let is = |at: usize| WORDS.get(at).is_some_and(|entry| same(entry.0.as_bytes(), word.as_bytes()));
    let found = INDEX.find(hash, is);
    found.and_then(|at| WORDS.get(at)).map_or((0, 0), |&(_, function, hint)| (function, hint))
}

/// Whether a folded word is a function word of any language.
pub(crate) fn is_function_word(word: &str) -> bool {
    lookup(word).0 != 0
}

/// The function words of all languages.
pub(crate) fn function_words() -> impl Iterator<Item = &'static str> {
    WORDS.iter().filter(|(_, function, _)| *function != 0).map(|(word, _, _)| *word)
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
