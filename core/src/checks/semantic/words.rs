//! Words as this layer compares them: numbered stems of content words.

use crate::text::{Lang, Text, Token, TokenKind, is_stopword, stem};

/// A stem, or an identifier as written, by its hash. Two different stems of one conversation practically never meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Stem(u64);

impl Stem {
    /// FNV-1a.
    pub(super) fn of(word: &str) -> Stem {
        let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Stem(word.bytes().fold(0xcbf2_9ce4_8422_2325, fold))
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
/// text analysis; these are the verbs and courtesies on top of them. Sorted.
const SMALL_TALK: &[&str] = &[
    "ah",
    "aide",
    "aiuto",
    "ajuda",
    "already",
    "also",
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

/// Whether a folded word says something about a topic.
pub(super) fn is_content(lang: Lang, word: &str) -> bool {
    word.len() > 1 && SMALL_TALK.binary_search(&word).is_err() && !is_stopword(lang, word)
}

/// The content words among some tokens of a text.
pub(super) fn content<'t>(
    text: &'t Text,
    lang: Lang,
    tokens: std::ops::Range<usize>,
) -> impl Iterator<Item = Content> + 't {
    let start = tokens.start;
    let found = text.tokens().get(tokens).unwrap_or_default();
    found.iter().enumerate().filter_map(move |(n, token)| {
        let word = bare(text.token_text(token));
        let counts = match token.kind {
            TokenKind::Word => is_content(lang, word),
            TokenKind::Alnum => true,
            TokenKind::Number | TokenKind::Symbol | TokenKind::Url | TokenKind::Email => false,
        };
        counts.then(|| Content { stem: stem_of(lang, token, word), token: start + n })
    })
}

fn stem_of(lang: Lang, token: &Token, word: &str) -> Stem {
    if token.kind == TokenKind::Word { Stem::of(&stem(lang, word)) } else { Stem::of(word) }
}

/// A word without its genitive or its short verb ("order's", "we'll").
fn bare(word: &str) -> &str {
    word.split('\'').next().filter(|head| head.len() > 1).unwrap_or(word)
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
    fn small_talk_is_sorted() {
        assert!(SMALL_TALK.is_sorted_by(|a, b| a < b));
    }

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
