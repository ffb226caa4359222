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
/// text analysis; these are the verbs and courtesies on top of them.
const SMALL_TALK: &[&str] = &[
    "anything",
    "bitte",
    "bonjour",
    "cette",
    "danke",
    "dear",
    "else",
    "etwas",
    "favor",
    "glad",
    "graag",
    "gracias",
    "grazie",
    "greetings",
    "guten",
    "hallo",
    "happy",
    "hello",
    "hey",
    "hi",
    "hola",
    "kindly",
    "know",
    "let",
    "like",
    "may",
    "merci",
    "moment",
    "need",
    "obrigado",
    "obrigada",
    "ok",
    "okay",
    "ola",
    "please",
    "prego",
    "really",
    "s",
    "sure",
    "tag",
    "tell",
    "thank",
    "thanks",
    "via",
    "want",
    "welcome",
    "would",
    "yes",
    "no",
    "oh",
    "ah",
    "also",
    "just",
    "can",
    "could",
    "will",
    "help",
    "hilfe",
    "aide",
    "ayuda",
    "aiuto",
    "hulp",
    "ajuda",
    "sorry",
    "get",
    "got",
    "give",
    "make",
    "see",
    "look",
    "try",
    "now",
    "here",
    "there",
    "today",
    "do",
    "does",
    "did",
    "go",
    "going",
    "us",
    "sadly",
    "unfortunately",
    "however",
    "currently",
    "already",
    "simply",
    "fortunately",
    "leider",
    "schon",
    "bereits",
];

/// Whether a folded word says something about a topic.
pub(super) fn is_content(lang: Lang, word: &str) -> bool {
    word.len() > 1 && !is_stopword(lang, word) && !SMALL_TALK.contains(&word)
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
