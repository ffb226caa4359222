//! What is told apart by a number of its own: platform 4, room 12, the third floor.

use super::{Against, Contradiction, LIKELY};
use crate::case::Case;
use crate::checks::semantic::words::{Stem, content};
use crate::contract::TurnRole;
use crate::text::{FoldSpan, Lang, Text, TokenKind, WordSet, word_list};

/// Things that bear a number, folded.
static LABELLED: WordSet<128> = WordSet::of(word_list![
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
    "gleis",
    "raum",
    "zimmer",
    "etage",
    "stock",
    "schalter",
    "sitzplatz",
    "quai",
    "voie",
    "porte",
    "chambre",
    "salle",
    "anden",
    "puerta",
    "habitacion",
    "planta",
    "binario",
    "camera",
    "piano",
    "spoor",
    "kamer",
    "verdieping",
    "plataforma",
    "quarto",
    "andar",
]);

/// Words before "floor", folded.
const FLOORS: &[&str] =
    &["ground", "first", "second", "third", "fourth", "fifth", "sixth", "top", "basement"];

/// Whether a folded word is for a thing that bears a number.
pub(in crate::checks::semantic) fn is_labelled(word: &str) -> bool {
    LABELLED.has(word)
}

/// Whether a text gives the number of such a thing.
pub(in crate::checks::semantic) fn has_number(text: &Text, thing: &str, lang: Lang) -> bool {
    labels(text, lang).iter().any(|label| label.thing == thing)
}

/// A thing with its number.
struct Label<'t> {
    thing: &'t str,
    number: &'t str,
    at: FoldSpan,
    /// Its sentence.
    sentence: usize,
    /// Other content words of that sentence.
    about: Vec<Stem>,
}

fn labels(text: &Text, lang: Lang) -> Vec<Label<'_>> {
    let tokens = text.tokens();
    let mut found = Vec::new();
    for (n, token) in tokens.iter().enumerate() {
        let thing = text.token_text(token);
        if token.kind != TokenKind::Word || !LABELLED.has(thing) {
            continue;
        }
        let numbered = |token: &&crate::text::Token| {
            matches!(token.kind, TokenKind::Number | TokenKind::Alnum) && text.token_text(token).len() <= 4
        };
        let after = tokens.get(n + 1).filter(numbered);
        let before = n.checked_sub(1).and_then(|n| tokens.get(n));
        let before = before.filter(|token| thing == "floor" && FLOORS.contains(&text.token_text(token)));
        let (Some(number), Some(sentence)) = (after.or(before), text.sentence_at(token.fold.start)) else {
            continue;
        };
        let Some(whole) = text.sentences().get(sentence).filter(|sentence| !sentence.question) else {
            continue;
        };
        let about = content(text, lang, whole.tokens.clone());
        let about = about.filter(|word| word.token != n && tokens.get(word.token) != Some(number));
        found.push(Label {
            thing,
            number: text.token_text(number),
            at: number.fold,
            sentence,
            about: about.map(|word| word.stem).collect(),
        });
    }
    found
}

/// Whether two labels give one thing two numbers.
fn clash(one: &Label<'_>, two: &Label<'_>) -> bool {
    one.thing == two.thing
        && one.number != two.number
        && one.about.iter().any(|stem| two.about.contains(stem))
}

/// Another number for a thing than the one given before, or than another sentence gives.
pub(super) fn find(case: &Case<'_>, draft: &Text, lang: Lang, latest: usize) -> Vec<Contradiction> {
    let own = labels(draft, lang);
    let mut found = Vec::new();
    // Of several, each has its own number.
    let mut single = own
        .iter()
        .filter(|label| own.iter().all(|other| other.thing != label.thing || other.number == label.number));
    if let Some(label) = single.next() {
        let first = case.turns.len().saturating_sub(latest);
        let turns = case.request.turns.iter().zip(&case.turns).enumerate().skip(first).rev();
        for (turn, (said, scanned)) in turns {
            if !matches!(said.role, TurnRole::Bot | TurnRole::Agent) {
                continue;
            }
            let earlier = labels(&scanned.text, lang);
            let mut same = earlier.iter().filter(|other| other.thing == label.thing);
            let (Some(other), None) = (same.next(), same.next()) else { continue };
            let moved = case.customer_texts().any(|(at, said)| {
                at > turn
                    && (super::turns_away(said)
                        || labels(&said.text, lang).iter().any(|asked| asked.number == label.number))
            });
            let asked = case.customer_text().map_or_else(Vec::new, |asked| {
                super::stems_of(&asked.text, 0..asked.text.tokens().len(), lang)
            });
            if clash(label, other)
                && !moved
                && !(super::moves_to_another(case)
                    && super::asked_of_another(&label.about, &other.about, &asked))
            {
                let span = scanned.text.original_span(other.at);
                found.push(Contradiction {
                    against: Against::History,
                    at: label.at,
                    turn: Some((turn, span)),
                    expected: span.text(scanned.text.original()).to_owned(),
                    confidence: LIKELY,
                });
            }
            break;
        }
    }
    for (n, one) in own.iter().enumerate() {
        let yours = |label: &Label<'_>| {
            let tokens =
                draft.sentences().get(label.sentence).map_or(0..0, |sentence| sentence.tokens.clone());
            draft
                .tokens()
                .get(tokens)
                .unwrap_or_default()
                .iter()
                .any(|token| draft.token_text(token) == "your")
        };
        let other = own
            .iter()
            .skip(n + 1)
            .find(|two| two.sentence != one.sentence && clash(one, two) && yours(one) && yours(two));
        if let Some(two) = other {
            found.push(Contradiction {
                against: Against::Itself,
                at: two.at,
                turn: None,
                expected: draft.original_span(one.at).text(draft.original()).to_owned(),
                confidence: LIKELY,
            });
        }
    }
    found
}
