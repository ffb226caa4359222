//! A sentence of the evidence with one negation more or less, in the languages that are not read: the same words, the opposite
//! sign.

use super::super::index::Term;
use super::super::statements::Statement;
use super::super::values::Ground;
use super::{is_prose, tokens_of};
use crate::contract::SourceKind;
use crate::matching::is_negator;
use crate::order::Order as _;
use crate::text::{Lang, Text, Token, one_of};

/// Content words that both must have.
const FEWEST: usize = 2;
/// Content words that a statement may have beyond those of the evidence: "im Preis nicht inbegriffen".
const MORE: usize = 1;

/// What a stretch says: its content words, sorted, and whether it denies.
struct Said {
    words: Vec<Term>,
    denies: bool,
    /// It says that something holds for some, or under a condition.
    limited: bool,
}

/// The unit that says the opposite of a statement in nearly the same words, where none of the `likely` ones says the same.
pub(super) fn turned(
    ground: &Ground<'_>,
    likely: &[(usize, u32)],
    (text, statement): (&Text, &Statement),
) -> Option<usize> {
    let lang = ground.lang;
    let whole =
        text.sentences().get(statement.sentence).filter(|sentence| sentence.tokens == statement.tokens)?;
    if whole.question || statement.condition || !statement.is_judged() {
        return None;
    }
    let own = said(text, text.tokens().get(statement.tokens.clone())?, lang);
    if own.limited || own.words.len() < FEWEST {
        return None;
    }
    let mut against = None;
    for (n, _) in likely {
        let unit = ground.index.unit(*n).filter(|unit| is_prose(unit) && !unit.question);
        let piece = unit.and_then(|unit| ground.evidence.get(unit.piece));
        let (Some(unit), Some(piece)) = (unit, piece.filter(|piece| piece.kind != SourceKind::Review)) else {
            continue;
        };
        let held = said(piece.text(), tokens_of(piece.text(), unit), lang);
        let all = held.words.iter().all(|word| own.words.binary_search(word).is_ok());
        if !all || held.words.len() < FEWEST || held.words.len() + MORE < own.words.len() {
            continue;
        }
        if held.denies == own.denies || held.limited {
            return None;
        }
        against = against.or(Some(*n));
    }
    against
}

fn said(text: &Text, tokens: &[Token], lang: Lang) -> Said {
    let first = tokens
        .first()
        .map_or(0, |token| text.tokens().partition_point(|other| other.fold.start < token.fold.start));
    let stems = text.words(lang).get(first..).unwrap_or_default();
    let mut said = Said { words: Vec::new(), denies: false, limited: false };
    let after = tokens.iter().skip(1).map(|token| text.token_text(token)).chain(std::iter::once(""));
    for ((token, word), next) in tokens.iter().zip(stems).zip(after) {
        let written = text.token_text(token);
        said.limited |= limits(lang, written);
        // "No, gracias": an answer denies nothing of what follows.
        if denies(lang, written)
            && !(next == "," && token.fold.start == tokens.first().map_or(0, |first| first.fold.start))
        {
            said.denies = true;
        } else if word.stem != 0 && !denies(lang, written) {
            said.words.push(word.stem);
        }
    }
    said.words.order();
    said.words.dedup();
    said
}

/// Whether a folded word denies. Portuguese "no" is "in the".
fn denies(lang: Lang, word: &str) -> bool {
    is_negator(word) && !(lang == Lang::Pt && word == "no")
}

/// Whether a folded word limits what a sentence says.
fn limits(lang: Lang, word: &str) -> bool {
    match lang {
        Lang::En => false,
        Lang::De => one_of!(
            word,
            "nur"
                | "ausser"
                | "wenn"
                | "falls"
                | "sofern"
                | "solange"
                | "manche"
                | "einige"
                | "teilweise"
                | "ausgenommen"
        ),
        Lang::Fr => one_of!(
            word,
            "que"
                | "qu"
                | "seulement"
                | "sauf"
                | "si"
                | "hors"
                | "certains"
                | "certaines"
                | "uniquement"
                | "plus"
        ),
        Lang::Es => one_of!(
            word,
            "solo" | "solamente" | "salvo" | "excepto" | "si" | "algunos" | "algunas" | "unicamente"
        ),
        Lang::It => one_of!(
            word,
            "solo" | "soltanto" | "tranne" | "salvo" | "se" | "alcuni" | "alcune" | "eccetto" | "esclusi"
        ),
        Lang::Nl => one_of!(
            word,
            "alleen" | "behalve" | "als" | "tenzij" | "sommige" | "mits" | "uitgezonderd" | "enkel"
        ),
        Lang::Pt => {
            one_of!(word, "so" | "apenas" | "salvo" | "exceto" | "se" | "alguns" | "algumas" | "somente")
        }
    }
}
