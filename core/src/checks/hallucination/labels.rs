//! Numbers of things that bear one: "Terminal A", where the evidence has Terminal B and no other.

use super::index::{Term, term};
use super::rows::Mixed;
use crate::case::Case;
use crate::checks::labels::{Label, is_labelled, labels};
use crate::evidence::{Evidence, Force, Origin};
use crate::matching::is_negated;
use crate::text::{FoldSpan, Lang, Text};

/// The number that the evidence gives a thing.
struct Given<'e> {
    thing: &'e str,
    number: String,
    piece: usize,
    at: FoldSpan,
    /// Words of its sentence; `None` for a field of a record.
    about: Option<Vec<Term>>,
}

/// The numbers of the draft for which sources or records have another one: the only one of its thing, of which the
/// same is said.
pub(super) fn others(case: &Case<'_>, draft: &Text, lang: Lang) -> Vec<Mixed> {
    let own = labels(draft);
    if own.is_empty() {
        return Vec::new();
    }
    let evidence = case.evidence();
    let given: Vec<Given<'_>> =
        evidence.iter().enumerate().flat_map(|(n, piece)| given_by(case, n, piece, lang)).collect();
    let said: Vec<Label<'_>> = case.turns.iter().flat_map(|turn| labels(&turn.text)).collect();
    let mut found = Vec::new();
    for label in &own {
        let mut held = given.iter().filter(|given| given.thing == label.thing);
        let Some(first) = held.clone().next() else { continue };
        let known = held.clone().any(|given| given.number == *label.number)
            || said.iter().any(|said| said.thing == label.thing && said.number == label.number);
        let several = held.clone().any(|given| given.number != first.number);
        // "You're in coach C. The quiet one is coach F."
        let beside = own.iter().any(|other| {
            other.thing == label.thing && held.clone().any(|given| given.number == *other.number)
        });
        if known || beside || is_negated(draft, label.at) || has_plural(evidence, label.thing) {
            continue;
        }
        let about = words(draft, label, lang);
        let right = held.find(|given| match &given.about {
            None => true,
            Some(words) => !several && words.iter().any(|word| about.contains(word)),
        });
        found.extend(right.map(|given| Mixed {
            at: label.at,
            piece: given.piece,
            instead: given.at,
            by_column: true,
            ..Mixed::default()
        }));
    }
    found
}

/// Whether the evidence speaks of several of a thing at once: "coaches A and B".
fn has_plural(evidence: &[Evidence], thing: &str) -> bool {
    let is_plural = |word: &str| {
        word.strip_prefix(thing).is_some_and(|ending| matches!(ending, "s" | "es" | "e" | "n" | "en"))
    };
    let mut texts =
        evidence.iter().filter(|held| matches!(held.origin, Origin::Source(_))).map(Evidence::text);
    texts.any(|text| text.tokens().iter().any(|token| is_plural(text.token_text(token))))
}

/// The words of the sentence of a label but its own.
fn words(text: &Text, label: &Label<'_>, lang: Lang) -> Vec<Term> {
    let tokens = text.sentences().get(label.sentence).map_or(0..0, |sentence| sentence.tokens.clone());
    let others = tokens.filter(|n| !label.tokens.contains(n)).filter_map(|n| text.tokens().get(n));
    others.filter_map(|token| term(lang, text.token_text(token))).collect()
}

/// What a piece of evidence in force gives.
fn given_by<'e>(case: &'e Case<'_>, piece: usize, held: &'e Evidence, lang: Lang) -> Vec<Given<'e>> {
    let text = held.text();
    match held.origin {
        Origin::Source(_) if held.force == Force::Valid && !held.means => labels(text)
            .into_iter()
            .map(|label| Given {
                thing: label.thing,
                number: label.number.to_string(),
                piece,
                at: label.at,
                about: Some(words(text, &label, lang)),
            })
            .collect(),
        Origin::Fact(n) => {
            let path = case.facts.leaves().get(n).map_or("", |leaf| leaf.path.as_str());
            let key = path.rsplit('.').next().unwrap_or_default();
            let whole = FoldSpan { start: 0, end: text.folded().len() };
            let number = text.folded();
            let short = number.len() <= 4 && !number.is_empty() && text.tokens().len() == 1;
            if is_labelled(key) && short {
                vec![Given { thing: key, number: number.to_owned(), piece, at: whole, about: None }]
            } else {
                Vec::new()
            }
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::checks::hallucination::tests::{check, found};

    const MISMATCH: &str = "hallucination.values.mismatch";

    #[test]
    fn another_number_than_the_only_one_of_a_thing_is_corrected() {
        for (draft, source, fixed) in [
            ("We're on the ground floor.", "We're on the first floor, above the pharmacy.", None),
            ("Our clinic is on the ground floor.", "The clinic is on the first floor.", Some("first")),
            (
                "The counter is in Terminal A.",
                "Our counter is in Terminal B, open daily.",
                Some("Terminal B"),
            ),
            ("The course is in room number 7.", "The course takes place in room 5.", Some("room number 5")),
            (
                "La clínica está en la segunda planta.",
                "La clínica está en la primera planta.",
                Some("primera"),
            ),
            ("The clinic is on the 1st floor.", "The clinic is on the first floor.", None),
            ("The gym is on floor 3.", "The pool is on floor 2.", None),
            ("The gym is on floor 3.", "The gym is on floor 2, the pool is on floor 3.", None),
            ("The quiet coach is F.", "Dogs may travel in coaches A and B; the quiet coach is F.", None),
        ] {
            let verdict = check(draft, json!({ "sources": [{ "id": "S", "text": source }] }));
            assert_eq!(found(&verdict, MISMATCH).is_empty(), fixed.is_none(), "{draft}");
            if let Some(fixed) = fixed {
                assert!(
                    verdict.text.as_deref().unwrap_or_default().contains(fixed),
                    "{draft}: {:?}",
                    verdict.text
                );
            }
        }
    }

    #[test]
    fn a_record_gives_the_number_of_a_thing() {
        let facts = json!({ "facts": { "booking": { "coach": "C", "seat": "24A" } } });
        assert_eq!(found(&check("Your seat is 12B.", facts.clone()), MISMATCH), ["12B"]);
        assert!(found(&check("Your seat is 24A, in coach C.", facts.clone()), MISMATCH).is_empty());
        let quiet = "You're in coach C, which isn't the quiet coach. That one is coach F.";
        assert!(found(&check(quiet, facts), MISMATCH).is_empty());
    }
}
