//! What is told apart by a number or letter of its own: platform 4, Terminal B, the third floor.

use std::borrow::Cow;

use crate::text::{Case, FoldSpan, Listed, Text, Token, TokenKind, WordSet, one_of, word_list};

/// Things that bear a number, folded.
static LABELLED: WordSet<256> = WordSet::of(word_list![
    "platform",
    "gate",
    "terminal",
    "room",
    "floor",
    "seat",
    "track",
    "counter",
    "desk",
    "aisle",
    "bay",
    "zone",
    "level",
    "building",
    "flat",
    "apartment",
    "locker",
    "cabin",
    "stand",
    "coach",
    "carriage",
    "hall",
    "wing",
    "booth",
    "studio",
    "screen",
    "court",
    "berth",
    "row",
    "pitch",
    "gleis",
    "raum",
    "zimmer",
    "etage",
    "stock",
    "schalter",
    "sitzplatz",
    "saal",
    "halle",
    "wagen",
    "bahnsteig",
    "quai",
    "voie",
    "porte",
    "chambre",
    "salle",
    "voiture",
    "guichet",
    "anden",
    "puerta",
    "habitacion",
    "planta",
    "sala",
    "piso",
    "asiento",
    "binario",
    "camera",
    "piano",
    "aula",
    "carrozza",
    "sportello",
    "spoor",
    "kamer",
    "verdieping",
    "zaal",
    "lokaal",
    "perron",
    "plataforma",
    "quarto",
    "andar",
    "carruagem",
    "balcao",
]);

/// Things that an ordinal before them tells apart.
static FLOORS: Listed = Listed::new(word_list![
    "floor",
    "level",
    "stock",
    "etage",
    "planta",
    "piso",
    "piano",
    "verdieping",
    "andar"
]);

/// Ordinals before them, folded, with the number that they stand for; floors without one have a name.
static ORDINALS: &[(&str, &str)] = &[
    ("ground", "ground"),
    ("top", "top"),
    ("basement", "basement"),
    ("first", "1"),
    ("second", "2"),
    ("third", "3"),
    ("fourth", "4"),
    ("fifth", "5"),
    ("sixth", "6"),
    ("ersten", "1"),
    ("erste", "1"),
    ("zweiten", "2"),
    ("zweite", "2"),
    ("dritten", "3"),
    ("dritte", "3"),
    ("vierten", "4"),
    ("premier", "1"),
    ("deuxieme", "2"),
    ("troisieme", "3"),
    ("quatrieme", "4"),
    ("primera", "1"),
    ("primer", "1"),
    ("segunda", "2"),
    ("segundo", "2"),
    ("tercera", "3"),
    ("tercer", "3"),
    ("primo", "1"),
    ("secondo", "2"),
    ("terzo", "3"),
    ("eerste", "1"),
    ("tweede", "2"),
    ("derde", "3"),
    ("primeiro", "1"),
    ("terceiro", "3"),
];

/// Words between a thing and its number.
static LINK: Listed = Listed::new(word_list![
    "number", "no", "nr", "nummer", "numero", ":", "#", "is", "ist", "est", "es", "e",
]);
/// Those of them that are verbs.
static IS: Listed = Listed::new(word_list!["is", "ist", "est", "es", "e"]);
/// Most of them.
const LINKS: usize = 2;

/// Whether a folded word is for a thing that bears a number.
pub(super) fn is_labelled(word: &str) -> bool {
    LABELLED.has(word)
}

/// A thing with its number.
pub(super) struct Label<'t> {
    /// The word for it.
    pub(super) thing: &'t str,
    /// Its number or letter; ordinals as figures.
    pub(super) number: Cow<'t, str>,
    /// Where the number stands.
    pub(super) at: FoldSpan,
    /// Index of its sentence, which is no question.
    pub(super) sentence: usize,
    /// Indices of the tokens of the thing and its number.
    pub(super) tokens: [usize; 2],
}

/// A number as it is compared: "2nd" is "2".
fn plain(number: &str) -> &str {
    let digits = number.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = number.get(digits.len()..).unwrap_or_default();
    if !digits.is_empty() && matches!(ending, "st" | "nd" | "rd" | "th") { digits } else { number }
}

/// The things of a text that have a number.
pub(super) fn labels(text: &Text) -> Vec<Label<'_>> {
    let tokens = text.tokens();
    let mut found = Vec::new();
    for (n, token) in tokens.iter().enumerate() {
        let thing = text.token_text(token);
        if token.kind != TokenKind::Word || !LABELLED.has(thing) {
            continue;
        }
        let after = number_at(text, n + 1)
            .and_then(|at| Some((at, tokens.get(at)?)))
            .map(|(at, token)| (at, Cow::Borrowed(plain(text.token_text(token)))));
        let before = || {
            let at = n.checked_sub(1).filter(|_| FLOORS.contains(&thing))?;
            let word = text.token_text(tokens.get(at)?);
            let ordinal = ORDINALS.iter().find(|(known, _)| *known == word).map(|(_, number)| *number);
            let figure = Some(plain(word)).filter(|plain| plain.len() < word.len());
            Some((at, Cow::Borrowed(ordinal.or(figure)?)))
        };
        let (Some((at, number)), Some(sentence)) =
            (after.or_else(before), text.sentence_at(token.fold.start))
        else {
            continue;
        };
        let asks = text.sentences().get(sentence).is_none_or(|sentence| sentence.question);
        if let (false, Some(bearer)) = (asks, tokens.get(at)) {
            found.push(Label { thing, number, at: bearer.fold, sentence, tokens: [n, at] });
        }
    }
    found
}

/// The number of a thing whose word ends before `from`: "seat 12", "seat number 12", "your seat is 12B". After "is" a
/// bare number may be of something else.
fn number_at(text: &Text, from: usize) -> Option<usize> {
    let mut is = false;
    for at in from..=from + LINKS {
        let token = text.tokens().get(at)?;
        let word = text.token_text(token);
        if is_number(text, token) {
            let letter = token.kind == TokenKind::Word && !one_of!(word, "a" | "i");
            return (!is || letter || token.kind == TokenKind::Alnum).then_some(at);
        }
        if !LINK.contains(&word) {
            return None;
        }
        is |= IS.contains(&word);
    }
    None
}

/// Whether a token is a number, or a single capital letter: "Terminal B".
fn is_number(text: &Text, token: &Token) -> bool {
    match token.kind {
        TokenKind::Number | TokenKind::Alnum => text.token_text(token).len() <= 4,
        TokenKind::Word => text.token_text(token).len() == 1 && token.case != Case::Lower,
        _ => false,
    }
}
