//! Words that open a new clause.

use crate::text::Lang;

/// Conjunctions at which a sentence is cut when both sides hold at least two words. Folded and sorted. Words
/// that are mostly something else (Spanish "como", German "als") are left out.
pub(in crate::text) const fn conjunctions(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => &[
            "although", "and", "as", "because", "before", "but", "however", "if", "nor", "once", "or",
            "since", "so", "though", "unless", "until", "when", "whereas", "whether", "while", "yet",
        ],
        Lang::De => &[
            "aber", "bevor", "bis", "dass", "denn", "doch", "falls", "indem", "jedoch", "nachdem", "ob",
            "obwohl", "oder", "sobald", "sodass", "sofern", "solange", "sondern", "sowie", "und", "wahrend",
            "weil", "wenn",
        ],
        Lang::Fr => &[
            "afin",
            "car",
            "cependant",
            "donc",
            "et",
            "lorsque",
            "mais",
            "or",
            "ou",
            "parce",
            "puisque",
            "quand",
            "si",
            "sinon",
            "tandis",
            "toutefois",
        ],
        Lang::Es => &[
            "aunque", "cuando", "e", "mientras", "ni", "o", "pero", "porque", "pues", "si", "sino", "u", "y",
        ],
        Lang::It => &[
            "anche", "e", "ed", "ma", "mentre", "o", "oppure", "perche", "pero", "poiche", "quando",
            "quindi", "se",
        ],
        Lang::Nl => &[
            "als", "dus", "echter", "en", "hoewel", "indien", "maar", "mits", "nadat", "of", "omdat",
            "tenzij", "terwijl", "voordat", "wanneer", "want", "zodat", "zodra",
        ],
        Lang::Pt => &[
            "caso", "contudo", "e", "embora", "enquanto", "mas", "ou", "pois", "porem", "porque", "portanto",
            "quando", "se",
        ],
    }
}
