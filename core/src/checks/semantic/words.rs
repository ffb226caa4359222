//! Words as this layer compares them: numbered stems of content words.

use crate::text::{Lang, Text, Token, TokenKind, WordSet, is_stopword, stem_of_word, term_hash};
use crate::text::{WordList, word_list};

/// A stem, or an identifier as written, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Stem(u64);

impl Stem {
    /// The short form of its number, by which tables hold it.
    pub(super) const fn short(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// Its number.
    #[cfg(feature = "training")]
    pub(super) const fn number(self) -> u64 {
        self.0
    }

    /// The stem of a folded word; `None` for a word that says nothing about a topic.
    pub(super) fn of_word(lang: Lang, word: &str) -> Option<Stem> {
        let stem = stem_of_word(lang, word);
        (stem != 0 && !is_small_talk(word)).then_some(Stem(stem))
    }

    /// The stem written so.
    pub(super) const fn of(stem: &str) -> Stem {
        Stem(term_hash(stem.as_bytes()))
    }
}

/// A content word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Content {
    /// Its stem.
    pub(super) stem: Stem,
    /// Index into [`Text::tokens`].
    pub(super) token: usize,
}

/// Words of conversation rather than of a topic, folded, in the seven languages. Function words are known to the
/// text analysis; these are the verbs and courtesies on top of them.
const SMALL_TALK: WordList = word_list![
    "ah",
    "aide",
    "aiuto",
    "ajuda",
    "already",
    "also",
    "anybody",
    "anyone",
    "anything",
    "ayuda",
    "bereits",
    "bitte",
    "bonjour",
    "can",
    "cette",
    "could",
    "currently",
    "danke",
    "dear",
    "did",
    "do",
    "does",
    "else",
    "etwas",
    "favor",
    "fortunately",
    "get",
    "give",
    "glad",
    "go",
    "going",
    "got",
    "graag",
    "gracias",
    "grazie",
    "greetings",
    "guten",
    "hallo",
    "happy",
    "hello",
    "help",
    "here",
    "hey",
    "hi",
    "hilfe",
    "hola",
    "however",
    "hulp",
    "just",
    "kindly",
    "know",
    "leider",
    "let",
    "like",
    "look",
    "make",
    "may",
    "merci",
    "moment",
    "need",
    "no",
    "now",
    "obrigada",
    "obrigado",
    "oh",
    "ok",
    "okay",
    "ola",
    "please",
    "prego",
    "really",
    "s",
    "sadly",
    "schon",
    "see",
    "simply",
    "sorry",
    "sure",
    "tag",
    "tell",
    "thank",
    "thanks",
    "there",
    "today",
    "try",
    "unfortunately",
    "us",
    "via",
    "want",
    "welcome",
    "will",
    "would",
    "yes",
];

static SMALL_TALK_WORDS: WordSet<256> = WordSet::of(SMALL_TALK);

fn is_small_talk(word: &str) -> bool {
    SMALL_TALK_WORDS.has(word)
}

/// Whether a folded word says something about a topic.
pub(super) fn is_content(lang: Lang, word: &str) -> bool {
    word.len() > 1 && !is_small_talk(word) && !is_stopword(lang, word)
}

/// The content words among some tokens of a text.
pub(super) fn content(
    text: &Text,
    lang: Lang,
    tokens: std::ops::Range<usize>,
) -> impl Iterator<Item = Content> + '_ {
    let start = tokens.start;
    let words = text.words(lang).get(tokens.clone()).unwrap_or_default();
    let found = text.tokens().get(tokens).unwrap_or_default();
    found.iter().zip(words).enumerate().filter_map(move |(n, (token, word))| {
        let counts = match token.kind {
            TokenKind::Word => word.stem != 0 && !is_small_talk(text.token_text(token)),
            TokenKind::Alnum => true,
            TokenKind::Number | TokenKind::Symbol | TokenKind::Url | TokenKind::Email => false,
        };
        counts.then_some(Content { stem: Stem(word.stem), token: start + n })
    })
}

/// All content words of a text.
pub(super) fn all_content(text: &Text, lang: Lang) -> Vec<Content> {
    content(text, lang, 0..text.tokens().len()).collect()
}

/// The words of `tokens`, folded, in order: no numbers, no marks.
pub(super) fn plain_words<'t>(text: &'t Text, tokens: &'t [Token]) -> impl Iterator<Item = &'t str> {
    tokens.iter().filter(|token| token.kind == TokenKind::Word).map(|token| text.token_text(token))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextOptions;

    #[test]
    fn content_words_meet_in_their_stems() {
        for (lang, one, two, shared) in [
            (Lang::En, "Please refund my order", "The orders were refunded", 2),
            (Lang::En, "Hello, thanks!", "Hi, thank you", 0),
            (Lang::De, "Wo sind meine Bestellungen?", "Ihre Bestellung ist da", 1),
            (Lang::En, "The driver's van", "A driver in a van", 2),
        ] {
            let stems = |text: &str| all_content(&Text::analyse(text, &TextOptions::default()), lang);
            let (one, two) = (stems(one), stems(two));
            let both = one.iter().filter(|a| two.iter().any(|b| a.stem == b.stem)).count();
            assert_eq!(both, shared, "{one:?} {two:?}");
        }
    }
}
