//! Another number for a thing than the one that was given: platform 4, room 12, the third floor.

use super::{Against, Contradiction, LIKELY};
use crate::case::Case;
use crate::checks::labels;
use crate::checks::semantic::given::OWN;
use crate::checks::semantic::words::{Stem, content};
use crate::contract::TurnRole;
use crate::text::{Lang, Text};

/// Whether a text gives the number of such a thing.
pub(in crate::checks::semantic) fn has_number(text: &Text, thing: &str) -> bool {
    labels::labels(text).iter().any(|label| label.thing == thing)
}

/// A thing with its number, and the other content words of its sentence.
struct Label<'t> {
    own: labels::Label<'t>,
    about: Vec<Stem>,
}

fn labels_of(text: &Text, lang: Lang) -> Vec<Label<'_>> {
    let mut found = Vec::new();
    for own in labels::labels(text) {
        let tokens = text.sentences().get(own.sentence).map_or(0..0, |sentence| sentence.tokens.clone());
        let about = content(text, lang, tokens).filter(|word| !own.tokens.contains(&word.token));
        let about = about.map(|word| word.stem).collect();
        found.push(Label { own, about });
    }
    found
}

/// Whether two labels give one thing two numbers.
fn clash(one: &Label<'_>, two: &Label<'_>) -> bool {
    one.own.thing == two.own.thing
        && one.own.number != two.own.number
        && one.about.iter().any(|stem| two.about.contains(stem))
}

/// Whether a sentence gives the customer the number of a thing of which the conversation has named just one: "You're on
/// pitch 13".
fn only(case: &Case<'_>, label: &Label<'_>, draft: &Text) -> bool {
    let sentence = draft.sentences().get(label.own.sentence);
    let tokens =
        sentence.and_then(|sentence| draft.tokens().get(sentence.tokens.clone())).unwrap_or_default();
    let mut numbers: Vec<String> = (case.turns.iter().flat_map(|turn| labels::labels(&turn.text)))
        .filter(|other| other.thing == label.own.thing)
        .map(|other| other.number.into_owned())
        .collect();
    numbers.dedup();
    // "You're" is "you".
    let theirs = |word: &str| OWN.contains(&word.split('\'').next().unwrap_or_default());
    numbers.len() == 1 && tokens.iter().any(|token| theirs(draft.token_text(token)))
}

/// Another number for a thing than the one given before, or than another sentence gives.
pub(super) fn find(case: &Case<'_>, draft: &Text, lang: Lang, latest: usize) -> Vec<Contradiction> {
    let own = labels_of(draft, lang);
    let mut found = Vec::new();
    // Of several, each has its own number.
    let mut single = own.iter().filter(|label| {
        own.iter().all(|other| other.own.thing != label.own.thing || other.own.number == label.own.number)
    });
    if let Some(label) = single.next() {
        let first = case.turns.len().saturating_sub(latest);
        let turns = case.request.turns.iter().zip(&case.turns).enumerate().skip(first).rev();
        for (turn, (said, scanned)) in turns {
            if !matches!(said.role, TurnRole::Bot | TurnRole::Agent) {
                continue;
            }
            let earlier = labels_of(&scanned.text, lang);
            let mut same = earlier.iter().filter(|other| other.own.thing == label.own.thing);
            let (Some(other), None) = (same.next(), same.next()) else { continue };
            let moved = case.customer_texts().any(|(at, said)| {
                at > turn
                    && (super::turns_away(said)
                        || labels::labels(&said.text).iter().any(|asked| asked.number == label.own.number))
            });
            let asked = case.customer_text().map_or_else(Vec::new, |asked| {
                super::stems_of(&asked.text, 0..asked.text.tokens().len(), lang)
            });
            if (clash(label, other) || label.own.number != other.own.number && only(case, label, draft))
                && !moved
                && !(super::moves_to_another(case)
                    && super::asked_of_another(&label.about, &other.about, &asked))
            {
                let span = scanned.text.original_span(other.own.at);
                found.push(Contradiction {
                    against: Against::History,
                    at: label.own.at,
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
                draft.sentences().get(label.own.sentence).map_or(0..0, |sentence| sentence.tokens.clone());
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
            .find(|two| two.own.sentence != one.own.sentence && clash(one, two) && yours(one) && yours(two));
        if let Some(two) = other {
            found.push(Contradiction {
                against: Against::Itself,
                at: two.own.at,
                turn: None,
                expected: draft.original_span(one.own.at).text(draft.original()).to_owned(),
                confidence: LIKELY,
            });
        }
    }
    found
}
