//! What the evidence names only to refuse it, and a statement allows: "cash is fine", where the page says "no cash".
//!
//! Such a statement shares too little with the sentence of the page to be read against it. So each of its words is looked
//! up: one that all evidence holds under "no", "cannot accept" or "is not permitted", and nowhere else, is refused.

use super::super::index::{Term, term};
use super::super::postings::Postings;
use super::super::reading::{Marks, is_weak};
use super::super::statements::Statement;
use super::super::units::Unit;
use super::super::values::Ground;
use super::{is_prose, is_sign, tokens_of};
use crate::contract::SourceKind;
use crate::matching::is_negator;
use crate::text::{Case, Lang, Text, Token, TokenKind, WordSet, one_of, word_list};

/// Words of a statement that something may be, is had or is enough, folded.
static ALLOWING: WordSet<64> = WordSet::of(word_list![
    "can",
    "may",
    "could",
    "fine",
    "ok",
    "okay",
    "accept",
    "accepts",
    "accepted",
    "take",
    "takes",
    "welcome",
    "allowed",
    "permitted",
    "possible",
    "available",
    "yes",
    "sure",
    "offer",
    "offers",
    "works",
    "work",
    "enough",
    "need",
    "course",
]);
/// Words by which a statement does not allow what it names, folded.
static KEEPING_OFF: WordSet<64> = WordSet::of(word_list![
    "instead",
    "rather",
    "except",
    "avoid",
    "without",
    "unlike",
    "only",
    "than",
    "leave",
    "until",
    "unless",
    "apart",
    "besides",
    "replace",
    "refuse",
    "forbidden",
    "prohibited",
    "excluded",
    "outside",
    "unfortunately",
    "sorry",
]);
/// Verbs whose denial refuses what follows, folded.
static REFUSED: WordSet<128> = WordSet::of(word_list![
    "accept",
    "take",
    "allow",
    "permit",
    "offer",
    "support",
    "provide",
    "issue",
    "serve",
    "sell",
    "stock",
    "run",
    "work",
    "include",
    "cover",
    "reopen",
    "ship",
    "deliver",
    "refund",
    "exchange",
    "bring",
    "use",
    "carry",
    "transfer",
    "combine",
    "store",
    "lend",
    "rent",
    "repair",
    "replace",
    "extend",
    "reserve",
    "print",
    "install",
    "rebook",
    "reactivate",
    "restore",
    "waive",
]);
/// What is refused of the subject before it: "is not permitted", folded.
static FORBIDDEN: WordSet<64> = WordSet::of(word_list![
    "allowed",
    "permitted",
    "accepted",
    "possible",
    "available",
    "offered",
    "supported",
    "provided",
    "sold",
    "served",
    "issued",
    "covered",
    "included",
    "refundable",
    "welcome",
    "valid",
]);
/// Words that bound a refusal to a time, a place or a condition, folded.
static BOUNDS: WordSet<64> = WordSet::of(word_list![
    "before", "after", "until", "unless", "without", "if", "when", "while", "during", "between", "on", "at",
    "in", "for", "over", "under", "above", "below", "than", "per", "from", "to", "within", "except", "by",
]);
/// Words after "no" that refuse nothing, folded.
static NO_THING: WordSet<64> = WordSet::of(word_list![
    "longer",
    "later",
    "more",
    "less",
    "fewer",
    "earlier",
    "sooner",
    "need",
    "problem",
    "matter",
    "doubt",
    "one",
    "way",
    "other",
    "further",
    "additional",
    "extra",
]);

/// Words of the evidence in which a refusal is looked for, on both sides.
const REACH: usize = 6;
/// Tokens of a statement that is about nothing but what is refused.
const SHORT: usize = 8;
/// Units that may hold a refused word.
const UNITS: usize = 3;

/// The unit that refuses what a statement allows.
pub(super) fn refused(
    ground: &Ground<'_>,
    postings: &Postings<'_>,
    (text, statement): (&Text, &Statement),
) -> Option<usize> {
    let own = text.tokens().get(statement.tokens.clone()).unwrap_or_default();
    let mut words = own.iter().map(|token| text.token_text(token));
    if !words.clone().any(|word| ALLOWING.has(word)) || words.any(|word| KEEPING_OFF.has(word)) {
        return None;
    }
    if Marks::of(text, own).denies() {
        return None;
    }
    statement.terms.iter().find_map(|number| {
        let wanted = postings.term(*number).filter(|term| !is_weak(*term) && !is_sign(*term))?;
        let units = postings.units_with(*number);
        let mut by = None;
        for unit_n in units.iter().take(UNITS + 1) {
            let unit_n = usize::try_from(*unit_n).ok()?;
            match stands(ground, unit_n, wanted)? {
                Stands::Refused => by = by.or(Some(unit_n)),
                Stands::Nowhere => {}
            }
        }
        let unit_n = by.filter(|_| units.len() <= UNITS)?;
        let unit = ground.index.unit(unit_n)?;
        let theirs = ground.index.terms_of(unit).get(..unit.neighbours().len()).unwrap_or_default();
        let others = statement.terms.iter().filter(|other| *other != number);
        let shares = others
            .filter_map(|other| postings.term(*other))
            .any(|term| !is_weak(term) && theirs.contains(&term));
        (shares || own.len() <= SHORT).then_some(unit_n)
    })
}

/// How a unit holds a term; `None` where it holds it without refusing it.
enum Stands {
    /// In its own words, always refused.
    Refused,
    /// Not in its own words: in its title, or in what it goes on about.
    Nowhere,
}

fn stands(ground: &Ground<'_>, unit_n: usize, wanted: Term) -> Option<Stands> {
    let unit = ground.index.unit(unit_n).filter(|unit: &&Unit| is_prose(unit))?;
    let piece = ground.evidence.get(unit.piece).filter(|piece| piece.kind != SourceKind::Review)?;
    let text = piece.text();
    let tokens = tokens_of(text, unit);
    let mut found = Stands::Nowhere;
    let own: Vec<usize> = (0..tokens.len())
        .filter(|at| {
            tokens.get(*at).is_some_and(|token| {
                token.kind == TokenKind::Word && term(Lang::En, text.token_text(token)) == Some(wanted)
            })
        })
        .collect();
    for at in own {
        is_refused(text, tokens, at).then_some(())?;
        found = Stands::Refused;
    }
    Some(found)
}

/// Whether a word of a sentence stands under a refusal that nothing bounds.
fn is_refused(text: &Text, tokens: &[Token], at: usize) -> bool {
    let word = |n: usize| tokens.get(n).map_or("", |token| text.token_text(token));
    let ends = |word: &str| one_of!(word, "." | "," | ";" | ":" | "!" | "?" | "but" | "(");
    let unbounded = |from: usize| {
        let after = tokens.get(from..).unwrap_or_default().iter().map(|token| text.token_text(token));
        !after.take_while(|word| !ends(word)).any(|word| BOUNDS.has(word))
            && tokens.get(from..).unwrap_or_default().iter().all(|token| token.kind != TokenKind::Number)
    };
    for back in 1..=REACH.min(at) {
        let n = at - back;
        let said = word(n);
        if ends(said) && said != "," || said == "only" {
            break;
        }
        // "No cash or cheques": nothing but more of what is refused stands between.
        let listed = || (n + 1..at).all(|between| !BOUNDS.has(word(between)) && !ends(word(between)));
        if said == "no" && !NO_THING.has(word(n + 1)) && listed() {
            return unbounded(at + 1);
        }
        if is_negator(said) {
            return (n + 1..=at).take(2).any(|verb| REFUSED.has(word(verb))) && unbounded(at + 1);
        }
    }
    // "Driving into Mexico is not permitted": the subject, or a name in it.
    let named = tokens.get(at).is_some_and(|token| token.case == Case::Title && at > 0);
    let leads = (0..at).all(|before| !BOUNDS.has(word(before)) && word(before) != "into");
    if !named && !leads {
        return false;
    }
    for n in at + 1..=at + REACH {
        if ends(word(n)) || word(n) == "and" {
            return false;
        }
        if is_negator(word(n)) {
            let said = (n + 1..=n + 2).find(|said| FORBIDDEN.has(word(*said)));
            return said.is_some_and(|said| unbounded(said + 1));
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::checks::hallucination::tests::{check, found};

    #[test]
    fn what_is_only_refused_is_not_allowed() {
        let page = "Payment is due on the day. We take cards and contactless, but no cash or cheques. \
                    The exercises do not run on phones or tablets. Driving into Mexico is not permitted. \
                    You don't need to book in advance. Dogs are not allowed in the cafe. No forms are needed for children.";
        for (draft, wrong) in [
            ("Cash is fine, and so are cards.", true),
            ("A tablet works just as well for the exercises.", true),
            ("You can take the car into Mexico.", true),
            ("We take cards, so please don't bring cash.", false),
            ("You can pay by card instead of cash.", false),
            ("You can book in advance.", false),
            ("Dogs are welcome on the terrace.", false),
            ("Children are welcome.", false),
        ] {
            let verdict = check(draft, json!({ "sources": [{ "id": "S", "text": page }] }));
            let rule = "hallucination.statements.contradicted";
            assert_eq!(!found(&verdict, rule).is_empty(), wrong, "{draft}");
        }
    }
}
