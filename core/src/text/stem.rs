//! Word stems, for recall: words with one stem are related, not always the same.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};

use super::Lang;
use super::data::irregular::IRREGULAR;

/// The Snowball stem of a folded word. For English, irregular forms come first: "paid" has the stem of "pay".
///
/// ```
/// use draftgate::text::{Lang, stem};
/// assert_eq!(stem(Lang::En, "refunded"), stem(Lang::En, "refunds"));
/// assert_eq!(stem(Lang::En, "sent"), stem(Lang::En, "sending"));
/// ```
pub fn stem(lang: Lang, word: &str) -> Cow<'_, str> {
    let algorithm = match lang {
        Lang::En => {
            let regular =
                IRREGULAR.binary_search_by(|entry| entry.0.cmp(word)).ok().and_then(|at| IRREGULAR.get(at));
            if let Some(&(_, base)) = regular {
                return Stemmer::create(Algorithm::English).stem(base);
            }
            Algorithm::English
        }
        Lang::De => Algorithm::German,
        Lang::Fr => Algorithm::French,
        Lang::Es => Algorithm::Spanish,
        Lang::It => Algorithm::Italian,
        Lang::Nl => Algorithm::Dutch,
        Lang::Pt => Algorithm::Portuguese,
    };
    Stemmer::create(algorithm).stem(word)
}

#[cfg(test)]
mod tests {
    use super::*;

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
