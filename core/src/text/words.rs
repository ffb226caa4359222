//! The words of a text as they are compared: numbers for what is written and for its stem.

use std::sync::OnceLock;

use super::known::{Known, find};
use super::stem::{stem_hash, term_hash};
use super::stopwords::bit;
use super::{Lang, Text, Token, TokenKind};

/// A token as it is compared with the tokens of other texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// The number of the folded token; 0 for a symbol.
    pub written: u64,
    /// The number of its stem, or of a code, address or link as written; 0 for what carries no topic: function
    /// words, numbers, symbols.
    pub stem: u64,
}

impl Word {
    const NONE: Word = Word { written: 0, stem: 0 };

    fn of(text: &Text, token: &Token, lang: Lang, stems: &mut Stems) -> Word {
        if token.kind == TokenKind::Symbol {
            return Word::NONE;
        }
        let folded = text.token_text(token);
        let written = term_hash(folded.as_bytes());
        let stem = match token.kind {
            TokenKind::Symbol | TokenKind::Number => 0,
            TokenKind::Alnum | TokenKind::Url | TokenKind::Email => written,
            TokenKind::Word => stems.stem(written, || stem_of_known(lang, folded, token.known)),
        };
        Word { written, stem }
    }
}

/// Words that a text has just used, with their stems: texts repeat themselves.
struct Stems([(u64, u64); KNOWN]);

/// How many words are remembered; a power of two.
const KNOWN: usize = 128;

impl Stems {
    fn stem(&mut self, written: u64, make: impl FnOnce() -> u64) -> u64 {
        // The numbers of short words differ in few of their upper bits.
        let place = usize::try_from(written.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40).unwrap_or(0) % KNOWN;
        let Some(slot) = self.0.get_mut(place) else { return make() };
        if slot.0 != written {
            *slot = (written, make());
        }
        slot.1
    }
}

/// The number of the stem of a folded word; 0 for a function word and a lone letter.
pub(crate) fn stem_of_word(lang: Lang, folded: &str) -> u64 {
    stem_of_known(lang, folded, find(folded))
}

fn stem_of_known(lang: Lang, folded: &str, of_folded: Known) -> u64 {
    let (bare, known) = match folded.as_bytes() {
        [.., b'\'', b's'] => {
            let bare = folded.get(..folded.len() - 2).unwrap_or_default();
            (bare, find(bare))
        }
        _ => (folded, of_folded),
    };
    let light = bare.len() < 2 || known.languages().0 & bit(lang) != 0;
    if light { 0 } else { stem_hash(lang, bare, known) }
}

/// The words of a text by language, each list made when it is first asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Words([OnceLock<Box<[Word]>>; 7]);

impl Text {
    /// The tokens as words of a language, one for each token, in order. Made once.
    ///
    /// ```
    /// use draftgate::text::{Lang, Text, TextOptions};
    /// let analyse = |text| Text::analyse(text, &TextOptions::default());
    /// let (one, two) = (analyse("We shipped it."), analyse("Shipping"));
    /// assert_eq!(one.words(Lang::En)[1].stem, two.words(Lang::En)[0].stem);
    /// assert_eq!(one.words(Lang::En)[0].stem, 0, "a function word");
    /// ```
    pub fn words(&self, lang: Lang) -> &[Word] {
        let made = self.words.0.get(lang as usize);
        made.map_or(&[], |made| {
            made.get_or_init(|| {
                let mut stems = Stems([(0, 0); KNOWN]);
                self.tokens.iter().map(|token| Word::of(self, token, lang, &mut stems)).collect()
            })
        })
    }
}
