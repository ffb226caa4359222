//! Word stems, for recall: words with one stem are related, not always the same.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};

use super::Lang;
use super::known::{Known, find};
use super::stem_english::English;

/// The Snowball stem of a folded word. For English, irregular forms come first: "paid" has the stem of "pay".
///
/// ```
/// use draftgate::text::{Lang, stem};
/// assert_eq!(stem(Lang::En, "refunded"), stem(Lang::En, "refunds"));
/// assert_eq!(stem(Lang::En, "sent"), stem(Lang::En, "sending"));
/// ```
pub fn stem(lang: Lang, word: &str) -> Cow<'_, str> {
    let word = if lang == Lang::En { regular(word, find(word)) } else { word };
    match english(lang, word) {
        Some(stem) => Cow::Owned(String::from_utf8_lossy(stem.as_bytes()).into_owned()),
        None => Stemmer::create(algorithm(lang)).stem(word),
    }
}

/// [`term_hash`] of the stem of a folded word, of which this is known.
pub(super) fn stem_hash(lang: Lang, word: &str, known: Known) -> u64 {
    let word = if lang == Lang::En { regular(word, known) } else { word };
    match english(lang, word) {
        Some(stem) => term_hash(stem.as_bytes()),
        None => term_hash(Stemmer::create(algorithm(lang)).stem(word).as_bytes()),
    }
}

/// The number of a word, code or stem, by which texts are compared: FNV-1a. Two different ones of one conversation
/// practically never share it.
pub(crate) const fn term_hash(word: &[u8]) -> u64 {
    let mut state: u64 = 0xcbf2_9ce4_8422_2325;
    let mut rest = word;
    // Most words are short. Eight steps, of which those past the end change nothing, cost less than a loop whose end
    // the processor can't foresee.
    if word.len() < 8 {
        let (letters, _) = super::index::ends(word);
        let mut at = 0;
        while at < 7 {
            let next = term_hash_push(state, (letters >> (8 * at)) as u8);
            state = if at < word.len() { next } else { state };
            at += 1;
        }
        return state;
    }
    while let [byte, tail @ ..] = rest {
        state = term_hash_push(state, *byte);
        rest = tail;
    }
    state
}

/// [`term_hash`] of a word with one more byte.
pub(crate) const fn term_hash_push(state: u64, byte: u8) -> u64 {
    (state ^ byte as u64).wrapping_mul(0x0100_0000_01b3)
}

fn english(lang: Lang, word: &str) -> Option<English> {
    if lang == Lang::En { English::stem(word) } else { None }
}

/// The base of an irregular English form, else the word.
fn regular(word: &str, known: Known) -> &str {
    known.base().unwrap_or(word)
}

fn algorithm(lang: Lang) -> Algorithm {
    match lang {
        Lang::En => Algorithm::English,
        Lang::De => Algorithm::German,
        Lang::Fr => Algorithm::French,
        Lang::Es => Algorithm::Spanish,
        Lang::It => Algorithm::Italian,
        Lang::Nl => Algorithm::Dutch,
        Lang::Pt => Algorithm::Portuguese,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::data::irregular::IRREGULAR;

    #[test]
    fn irregular_forms_are_sorted_and_share_the_stem_of_their_base() {
        assert!(IRREGULAR.is_sorted_by(|a, b| a.0 < b.0));
        for (form, base) in IRREGULAR {
            assert_eq!(stem(Lang::En, form), stem(Lang::En, base), "{form}");
            assert_ne!(form, base);
        }
    }

    #[test]
    fn forms_of_one_word_share_a_stem() {
        for (lang, a, b) in [
            (Lang::En, "payments", "payment"),
            (Lang::En, "paid", "paying"),
            (Lang::En, "children", "child"),
            (Lang::De, "bestellungen", "bestellung"),
            (Lang::Fr, "commandes", "commande"),
            (Lang::Es, "pedidos", "pedido"),
            (Lang::It, "ordini", "ordine"),
            (Lang::Nl, "bestellingen", "bestelling"),
            (Lang::Pt, "pedidos", "pedido"),
        ] {
            assert_eq!(stem(lang, a), stem(lang, b), "{lang:?} {a} {b}");
        }
        assert_ne!(stem(Lang::En, "order"), stem(Lang::En, "refund"));
    }
}
