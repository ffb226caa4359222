//! Words that say the same of a thing, or its opposite: open and closed, in stock and sold out.

use crate::checks::semantic::words::Stem;
use crate::text::WordSet;

/// Words that say the same of a thing, or its opposite: those of one number are one word, a negative one its negation.
/// Folded.
const POLES: &[(&str, i8)] = &[
    ("open", 1),
    ("opened", 1),
    ("closed", -1),
    ("shut", -1),
    ("geoffnet", 1),
    ("offen", 1),
    ("geschlossen", -1),
    ("ouvert", 1),
    ("ouverte", 1),
    ("ferme", -1),
    ("fermee", -1),
    ("abierto", 1),
    ("abierta", 1),
    ("cerrado", -1),
    ("cerrada", -1),
    ("aperto", 1),
    ("aperta", 1),
    ("chiuso", -1),
    ("chiusa", -1),
    ("geopend", 1),
    ("gesloten", -1),
    ("dicht", -1),
    ("aberto", 1),
    ("aberta", 1),
    ("fechado", -1),
    ("fechada", -1),
    ("allowed", 2),
    ("permitted", 2),
    ("welcome", 2),
    ("accepted", 2),
    ("forbidden", -2),
    ("prohibited", -2),
    ("banned", -2),
    ("erlaubt", 2),
    ("willkommen", 2),
    ("verboten", -2),
    ("autorises", 2),
    ("admis", 2),
    ("interdits", -2),
    ("permitido", 2),
    ("prohibido", -2),
    ("consentito", 2),
    ("vietato", -2),
    ("toegestaan", 2),
    ("verboden", -2),
    ("proibido", -2),
    ("available", 3),
    ("stock", 3),
    ("unavailable", -3),
    ("sold", -3),
    ("verfugbar", 3),
    ("vorratig", 3),
    ("lieferbar", 3),
    ("ausverkauft", -3),
    ("disponible", 3),
    ("epuise", -3),
    ("agotado", -3),
    ("disponibile", 3),
    ("esaurito", -3),
    ("beschikbaar", 3),
    ("uitverkocht", -3),
    ("disponivel", 3),
    ("esgotado", -3),
    ("include", 4),
    ("included", 4),
    ("includes", 4),
    ("excluded", -4),
    ("inbegriffen", 4),
    ("inklusive", 4),
    ("inclus", 4),
    ("incluido", 4),
    ("incluso", 4),
    ("inbegrepen", 4),
    ("shipped", 5),
    ("sent", 5),
    ("dispatched", 5),
    ("versandt", 5),
    ("verschickt", 5),
    ("expediee", 5),
    ("enviado", 5),
    ("enviada", 5),
    ("spedito", 5),
    ("verzonden", 5),
    ("verstuurd", 5),
    ("free", 6),
    ("kostenlos", 6),
    ("gratis", 6),
];

static POLE_WORDS: WordSet<256> = WordSet::new(&POLE_LIST);
static POLE_LIST: [&str; POLES.len()] = crate::literals::first_of(POLES);

/// The pole of a word; 0 for a word that is none.
pub(super) fn pole(word: &str) -> i8 {
    if !POLE_WORDS.has(word) {
        return 0;
    }
    POLES.iter().find(|(known, _)| *known == word).map_or(0, |(_, pole)| *pole)
}

/// One stem for all words of a pole.
pub(super) fn pole_stem(pole: i8) -> Stem {
    const STEMS: [&str; 7] = ["", "=open", "=allowed", "=available", "=included", "=sent", "=free"];
    Stem::of(STEMS.get(usize::from(pole.unsigned_abs())).copied().unwrap_or(""))
}

/// The pole of what was sent.
pub(super) const SENT: i8 = 5;
