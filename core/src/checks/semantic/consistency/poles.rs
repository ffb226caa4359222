//! What single words do in a statement that is a yes or a no: they say it of a thing or say the opposite (open and
//! closed, in stock and sold out), open a condition, leave no exception, permit.

use crate::checks::semantic::words::Stem;
use crate::text::WordSet;

/// A word that opens a condition or leaves something open: its clause claims nothing.
pub(super) const OPEN: u8 = 1;
/// One that leaves no exception.
pub(super) const ALL: u8 = 2;
/// A word of time after "all" or "any".
pub(super) const TIME: u8 = 4;
/// A verb of possibility and permission.
pub(super) const MODAL: u8 = 8;

/// What a word does.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Says {
    /// Words of one number say the same of a thing, a negative one the opposite; 0 for a word that is no pole.
    pub(super) pole: i8,
    /// [`OPEN`], [`ALL`], [`TIME`], [`MODAL`].
    pub(super) traits: u8,
}

impl Says {
    const fn pole(pole: i8) -> Says {
        Says { pole, traits: 0 }
    }

    const fn trait_of(traits: u8) -> Says {
        Says { pole: 0, traits }
    }

    const fn and(self, traits: u8) -> Says {
        Says { traits, ..self }
    }

    /// Whether the word has one of these traits.
    pub(super) const fn is(self, traits: u8) -> bool {
        self.traits & traits != 0
    }
}

/// Folded words, in the seven languages.
const WORDS: &[(&str, Says)] = &[
    ("open", Says::pole(1)),
    ("opened", Says::pole(1)),
    ("closed", Says::pole(-1)),
    ("shut", Says::pole(-1)),
    ("geoffnet", Says::pole(1)),
    ("offen", Says::pole(1)),
    ("geschlossen", Says::pole(-1)),
    ("ouvert", Says::pole(1)),
    ("ouverte", Says::pole(1)),
    ("ferme", Says::pole(-1)),
    ("fermee", Says::pole(-1)),
    ("abierto", Says::pole(1)),
    ("abierta", Says::pole(1)),
    ("cerrado", Says::pole(-1)),
    ("cerrada", Says::pole(-1)),
    ("aperto", Says::pole(1)),
    ("aperta", Says::pole(1)),
    ("chiuso", Says::pole(-1)),
    ("chiusa", Says::pole(-1)),
    ("geopend", Says::pole(1)),
    ("gesloten", Says::pole(-1)),
    ("dicht", Says::pole(-1)),
    ("aberto", Says::pole(1)),
    ("aberta", Says::pole(1)),
    ("fechado", Says::pole(-1)),
    ("fechada", Says::pole(-1)),
    ("allowed", Says::pole(2).and(MODAL)),
    ("permitted", Says::pole(2)),
    ("welcome", Says::pole(2)),
    ("accepted", Says::pole(2)),
    ("forbidden", Says::pole(-2)),
    ("prohibited", Says::pole(-2)),
    ("banned", Says::pole(-2)),
    ("erlaubt", Says::pole(2)),
    ("willkommen", Says::pole(2)),
    ("verboten", Says::pole(-2)),
    ("autorises", Says::pole(2)),
    ("admis", Says::pole(2)),
    ("interdits", Says::pole(-2)),
    ("permitido", Says::pole(2)),
    ("prohibido", Says::pole(-2)),
    ("consentito", Says::pole(2)),
    ("vietato", Says::pole(-2)),
    ("toegestaan", Says::pole(2)),
    ("verboden", Says::pole(-2)),
    ("proibido", Says::pole(-2)),
    ("available", Says::pole(3).and(MODAL)),
    ("stock", Says::pole(3)),
    ("unavailable", Says::pole(-3)),
    ("sold", Says::pole(-3)),
    ("verfugbar", Says::pole(3)),
    ("vorratig", Says::pole(3)),
    ("lieferbar", Says::pole(3)),
    ("ausverkauft", Says::pole(-3)),
    ("disponible", Says::pole(3)),
    ("epuise", Says::pole(-3)),
    ("agotado", Says::pole(-3)),
    ("disponibile", Says::pole(3)),
    ("esaurito", Says::pole(-3)),
    ("beschikbaar", Says::pole(3)),
    ("uitverkocht", Says::pole(-3)),
    ("disponivel", Says::pole(3)),
    ("esgotado", Says::pole(-3)),
    ("include", Says::pole(4)),
    ("included", Says::pole(4).and(MODAL)),
    ("includes", Says::pole(4)),
    ("including", Says::pole(4)),
    ("excluded", Says::pole(-4)),
    ("inbegriffen", Says::pole(4)),
    ("inklusive", Says::pole(4)),
    ("inclus", Says::pole(4)),
    ("incluido", Says::pole(4)),
    ("incluso", Says::pole(4)),
    ("inbegrepen", Says::pole(4)),
    ("shipped", Says::pole(5)),
    ("sent", Says::pole(5)),
    ("dispatched", Says::pole(5)),
    ("versandt", Says::pole(5)),
    ("verschickt", Says::pole(5)),
    ("expediee", Says::pole(5)),
    ("enviado", Says::pole(5)),
    ("enviada", Says::pole(5)),
    ("spedito", Says::pole(5)),
    ("verzonden", Says::pole(5)),
    ("verstuurd", Says::pole(5)),
    ("free", Says::pole(6)),
    ("kostenlos", Says::pole(6)),
    ("gratis", Says::pole(6)),
    ("if", Says::trait_of(OPEN)),
    ("unless", Says::trait_of(OPEN)),
    ("whether", Says::trait_of(OPEN)),
    ("when", Says::trait_of(OPEN)),
    ("once", Says::trait_of(OPEN)),
    ("until", Says::trait_of(OPEN)),
    ("wenn", Says::trait_of(OPEN)),
    ("falls", Says::trait_of(OPEN)),
    ("ob", Says::trait_of(OPEN)),
    ("sobald", Says::trait_of(OPEN)),
    ("si", Says::trait_of(OPEN)),
    ("lorsque", Says::trait_of(OPEN)),
    ("quand", Says::trait_of(OPEN)),
    ("cuando", Says::trait_of(OPEN)),
    ("se", Says::trait_of(OPEN)),
    ("quando", Says::trait_of(OPEN)),
    ("als", Says::trait_of(OPEN)),
    ("indien", Says::trait_of(OPEN)),
    ("wanneer", Says::trait_of(OPEN)),
    ("caso", Says::trait_of(OPEN)),
    ("still", Says::trait_of(OPEN)),
    ("encore", Says::trait_of(OPEN)),
    ("please", Says::trait_of(OPEN)),
    ("bitte", Says::trait_of(OPEN)),
    ("some", Says::trait_of(OPEN)),
    ("might", Says::trait_of(OPEN)),
    ("certain", Says::trait_of(OPEN)),
    ("einige", Says::trait_of(OPEN)),
    ("manche", Says::trait_of(OPEN)),
    ("certains", Says::trait_of(OPEN)),
    ("algunos", Says::trait_of(OPEN)),
    ("alcuni", Says::trait_of(OPEN)),
    ("sommige", Says::trait_of(OPEN)),
    ("alguns", Says::trait_of(OPEN)),
    ("all", Says::trait_of(ALL)),
    ("every", Says::trait_of(ALL)),
    ("any", Says::trait_of(ALL)),
    ("each", Says::trait_of(ALL)),
    ("always", Says::trait_of(ALL)),
    ("alle", Says::trait_of(ALL)),
    ("allen", Says::trait_of(ALL)),
    ("jede", Says::trait_of(ALL)),
    ("jedes", Says::trait_of(ALL)),
    ("tous", Says::trait_of(ALL)),
    ("toutes", Says::trait_of(ALL)),
    ("todos", Says::trait_of(ALL)),
    ("todas", Says::trait_of(ALL)),
    ("tutti", Says::trait_of(ALL)),
    ("tutte", Says::trait_of(ALL)),
    ("elke", Says::trait_of(ALL)),
    ("year", Says::trait_of(TIME)),
    ("day", Says::trait_of(TIME)),
    ("time", Says::trait_of(TIME)),
    ("times", Says::trait_of(TIME)),
    ("week", Says::trait_of(TIME)),
    ("season", Says::trait_of(TIME)),
    ("round", Says::trait_of(TIME)),
    ("hours", Says::trait_of(TIME)),
    ("jahr", Says::trait_of(TIME)),
    ("tag", Says::trait_of(TIME)),
    ("tage", Says::trait_of(TIME)),
    ("zeit", Says::trait_of(TIME)),
    ("annee", Says::trait_of(TIME)),
    ("jours", Says::trait_of(TIME)),
    ("ano", Says::trait_of(TIME)),
    ("dia", Says::trait_of(TIME)),
    ("dias", Says::trait_of(TIME)),
    ("anno", Says::trait_of(TIME)),
    ("giorno", Says::trait_of(TIME)),
    ("giorni", Says::trait_of(TIME)),
    ("jaar", Says::trait_of(TIME)),
    ("dag", Says::trait_of(TIME)),
    ("dagen", Says::trait_of(TIME)),
    ("can", Says::trait_of(MODAL)),
    ("cannot", Says::trait_of(MODAL)),
    ("can't", Says::trait_of(MODAL)),
    ("may", Says::trait_of(MODAL)),
    ("possible", Says::trait_of(MODAL)),
    ("able", Says::trait_of(MODAL)),
    ("eligible", Says::trait_of(MODAL)),
    ("konnen", Says::trait_of(MODAL)),
    ("kann", Says::trait_of(MODAL)),
    ("moglich", Says::trait_of(MODAL)),
    ("peut", Says::trait_of(MODAL)),
    ("pouvez", Says::trait_of(MODAL)),
    ("puede", Says::trait_of(MODAL)),
    ("posible", Says::trait_of(MODAL)),
    ("puo", Says::trait_of(MODAL)),
    ("possibile", Says::trait_of(MODAL)),
    ("kan", Says::trait_of(MODAL)),
    ("mogelijk", Says::trait_of(MODAL)),
    ("pode", Says::trait_of(MODAL)),
    ("possivel", Says::trait_of(MODAL)),
    ("covered", Says::trait_of(MODAL)),
    ("refundable", Says::trait_of(MODAL)),
];

static KNOWN: WordSet<512> = WordSet::new(&LIST);
static LIST: [&str; WORDS.len()] = crate::literals::first_of(WORDS);

/// What a folded word does in a statement.
pub(super) fn says(word: &str) -> Says {
    KNOWN.position(word).and_then(|at| WORDS.get(at)).map_or(Says::default(), |(_, says)| *says)
}

/// One stem for all words of a pole.
pub(super) fn pole_stem(pole: i8) -> Stem {
    const STEMS: [&str; 7] = ["", "=open", "=allowed", "=available", "=included", "=sent", "=free"];
    Stem::of(STEMS.get(usize::from(pole.unsigned_abs())).copied().unwrap_or(""))
}

/// What is part of something is included in it.
pub(super) const INCLUDED: Says = Says::pole(4);

/// The pole of what was sent.
pub(super) const SENT: i8 = 5;
