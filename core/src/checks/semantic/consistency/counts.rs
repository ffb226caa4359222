//! How many of something the customer has named, and which day: three mugs, a party of six, the flight on 14 May.

use super::claims::{ValueClaim, shared};
use super::{Against, Contradiction, LIKELY, differ, on_record};
use crate::case::Case;
use crate::checks::semantic::words::Stem;
use crate::matching::Scanned;
use crate::text::values::{Bound, Decimal, Value, ValueKind};
use crate::text::{Case as Letters, FoldSpan, Lang, Listed, Text, TokenKind, WordSet, word_list};

/// Words for people who come along, folded.
const PEOPLE: &[&str] = &[
    "people",
    "persons",
    "person",
    "guests",
    "adults",
    "personen",
    "leute",
    "gaste",
    "personnes",
    "personas",
    "persone",
    "mensen",
    "pessoas",
];

/// Words before a number that is how many come, folded.
const PARTY: &[&str] = &["party", "group", "table", "tisch", "mesa", "tavolo", "tafel", "groupe", "gruppe"];

/// Words that make what follows the customer's own, folded.
static YOURS: WordSet<64> = WordSet::of(word_list![
    "your", "ihre", "ihren", "ihrer", "ihr", "ihrem", "deine", "deinen", "vos", "votre", "tes", "sus", "su",
    "tus", "suoi", "sue", "suo", "sua", "tuoi", "tue", "uw", "je", "jouw", "seus", "suas", "seu",
]);

/// A number of things.
struct Count {
    thing: Stem,
    people: bool,
    /// A model: "Nimbus 300".
    model: bool,
    amount: Decimal,
    at: FoldSpan,
    /// Index of its first token.
    token: usize,
}

fn counts(text: &Text, lang: Lang) -> Vec<Count> {
    let tokens = text.tokens();
    let word = |n: Option<usize>| n.and_then(|n| tokens.get(n)).map_or("", |token| text.token_text(token));
    let mut found = Vec::new();
    for value in
        text.values().iter().filter(|value| value.bound == Bound::Exact && value.upper.is_none()).take(40)
    {
        let amount = match value.kind {
            ValueKind::Number(amount) | ValueKind::Quantity { amount, .. } => amount,
            _ => continue,
        };
        let first = value.tokens.start;
        let before = word(first.checked_sub(1));
        let after = word(Some(value.tokens.end));
        let unit = word(value.tokens.end.checked_sub(1));
        let party = matches!(before, "of" | "for" | "fur" | "pour" | "de" | "para" | "per" | "voor")
            && PARTY.contains(&word(first.checked_sub(2)));
        let unit_is_other = matches!(value.kind, ValueKind::Quantity { .. }) && !PEOPLE.contains(&unit);
        let people = party && !unit_is_other || PEOPLE.contains(&after) || PEOPLE.contains(&unit);
        let name = first.checked_sub(1).and_then(|n| tokens.get(n)).filter(|token| {
            token.kind == TokenKind::Word
                && token.case == Letters::Title
                && text.sentences().iter().all(|sentence| sentence.tokens.start != first - 1)
        });
        let counted = if matches!(value.kind, ValueKind::Quantity { .. }) { unit } else { after };
        let (model, noun) = match name {
            Some(token) if tokens.get(first).is_some_and(|token| token.kind == TokenKind::Number) => {
                (true, text.token_text(token))
            }
            _ => (false, counted),
        };
        let thing = if people { Some(Stem::of("=people")) } else { Stem::of_word(lang, noun) };
        if let Some(thing) = thing {
            found.push(Count {
                thing,
                people,
                model: model && !people,
                amount,
                at: text.fold_span(value.span),
                token: first,
            });
        }
    }
    found
}

/// Whether a text says how many there are of the thing that a folded word is for.
pub(in crate::checks::semantic) fn names_number(text: &Text, thing: &str, lang: Lang) -> bool {
    let people = PEOPLE.contains(&thing);
    let stem = Stem::of_word(lang, thing);
    counts(text, lang).iter().any(|count| people && count.people || stem == Some(count.thing))
}

/// Other numbers than the customer has named for their own things.
pub(super) fn find(case: &Case<'_>, draft: &Scanned, lang: Lang) -> Vec<Contradiction> {
    let text = &draft.text;
    let mut found = Vec::new();
    let own = counts(text, lang);
    if own.is_empty() {
        return found;
    }
    let asked: Vec<(usize, Count)> = case
        .customer_texts()
        .flat_map(|(turn, said)| counts(&said.text, lang).into_iter().map(move |count| (turn, count)))
        .take(40)
        .collect();
    for count in &own {
        let yours = (1..=2).any(|back| {
            count
                .token
                .checked_sub(back)
                .and_then(|n| text.tokens().get(n))
                .is_some_and(|token| YOURS.has(text.token_text(token)))
        });
        let question = text
            .sentence_at(count.at.start)
            .and_then(|n| text.sentences().get(n))
            .is_some_and(|s| s.question);
        let model_of_theirs = count.model
            && (1..=4).any(|back| {
                count
                    .token
                    .checked_sub(back)
                    .and_then(|n| text.tokens().get(n))
                    .is_some_and(|token| YOURS.has(text.token_text(token)))
            });
        // "A table for four" to a party of six.
        let for_all = count.people
            && !count.model
            && !text.tokens().iter().any(|token| LIMITS.contains(&text.token_text(token)));
        let theirs =
            || asked.iter().filter(|(_, other)| other.thing == count.thing && other.people == count.people);
        // "Ten kids, sorry", where eight were said before.
        let latest = theirs().next_back().filter(|(turn, latest)| {
            Some(*turn) == case.last_customer
                && latest.amount != count.amount
                && theirs().all(|(n, other)| (other.amount == latest.amount) == (n == turn))
                && theirs().any(|(_, other)| other.amount == count.amount)
                && own.iter().all(|other| other.amount != latest.amount)
        });
        if let Some((turn, latest)) = latest.filter(|_| !question && !count.model) {
            found.push(customer_said(case, count.at, *turn, latest.at));
            continue;
        }
        if question || !(yours && !count.model || model_of_theirs || for_all) {
            continue;
        }
        let mut same =
            asked.iter().filter(|(_, other)| other.thing == count.thing && other.people == count.people);
        let Some((turn, first)) = same.next() else { continue };
        let other_said = own.iter().any(|other| other.thing == count.thing && other.amount == first.amount);
        let named = first.amount == count.amount || same.any(|(_, other)| other.amount == count.amount);
        let before = || {
            case.company_texts()
                .any(|(_, said)| counts(&said.text, lang).iter().any(|other| other.amount == count.amount))
        };
        // "We're 34, not 24": a number needs no noun.
        let bare = || {
            let since = case.customer_texts().filter(|(n, _)| *n > *turn);
            since
                .flat_map(|(_, said)| said.text.values())
                .any(|value| matches!(value.kind, ValueKind::Number(amount) if amount == count.amount))
        };
        if named || other_said || before() || bare() || records_hold(case, count.amount) {
            continue;
        }
        found.push(customer_said(case, count.at, *turn, first.at));
    }
    found
}

/// Words between a number and the one that it replaces: "34, not 24", folded.
static NOT: Listed = Listed::new(word_list![
    ",", "(", "and", "not", "instead", "of", "und", "nicht", "statt", "et", "pas", "non", "y", "no", "e",
    "en", "niet", "nao",
]);

/// The number that the customer has taken back in the last message, and the draft still goes by.
pub(super) fn taken_back(case: &Case<'_>, draft: &Scanned) -> Option<Contradiction> {
    let turn = case.last_customer?;
    let said = &case.turns.get(turn)?.text;
    let bare = |value: &Value| match value.kind {
        ValueKind::Number(amount) | ValueKind::Quantity { amount, .. } if value.bound == Bound::Exact => {
            Some(amount)
        }
        _ => None,
    };
    let (right, wrong) = said.values().windows(2).find_map(|pair| {
        let [right, wrong] = pair else { return None };
        let between = said.tokens().get(right.tokens.end..wrong.tokens.start)?;
        let mut words = between.iter().map(|token| said.token_text(token));
        let turned =
            words.clone().any(|word| !matches!(word, "," | "(" | "and" | "und" | "et" | "y" | "e" | "en"));
        let replaces = turned && words.all(|word| NOT.contains(&word));
        // "Why does it show group 4, not 3?" takes nothing back.
        let at = said.sentence_at(said.fold_span(right.span).start);
        let asks = at.and_then(|n| said.sentences().get(n)).is_none_or(|sentence| sentence.question);
        let replaces = replaces && !asks;
        let amounts = bare(right).zip(bare(wrong)).filter(|(right, wrong)| replaces && right != wrong)?;
        Some(((right, amounts.0), amounts.1))
    })?;
    let text = &draft.text;
    let mut own = text.values().iter();
    let goes_by = own.clone().find(|value| bare(value) == Some(wrong))?;
    let has_right = own.any(|value| bare(value) == Some(right.1));
    (!has_right)
        .then(|| customer_said(case, text.fold_span(goes_by.span), turn, said.fold_span(right.0.span)))
}

fn customer_said(case: &Case<'_>, at: FoldSpan, turn: usize, place: FoldSpan) -> Contradiction {
    let said = case.turns.get(turn).map(|said| &said.text);
    let span = said.map(|said| said.original_span(place)).unwrap_or_default();
    Contradiction {
        against: Against::Customer,
        at,
        turn: Some((turn, span)),
        expected: said.map_or_else(String::new, |said| span.text(said.original()).to_owned()),
        confidence: LIKELY,
    }
}

/// Words by which a number of people is a limit or one of several, folded.
const LIMITS: &[&str] = &[
    "up",
    "only",
    "most",
    "maximum",
    "max",
    "largest",
    "biggest",
    "each",
    "per",
    "tables",
    "rooms",
    "minimum",
    "least",
    "or",
    "bis",
    "maximal",
    "hochstens",
    "jusqu'a",
    "hasta",
    "massimo",
    "fino",
];

fn records_hold(case: &Case<'_>, amount: Decimal) -> bool {
    let held = |text: &Text| text.values().iter().any(|value| value.magnitude() == Some(amount));
    case.evidence().iter().filter(|piece| piece.role.is_none()).any(|piece| held(piece.text()))
}

/// "As you move out on 3 April", where the customer has said 3 March.
pub(super) fn days(
    case: &Case<'_>,
    draft: &Scanned,
    own: &[ValueClaim<'_>],
    lang: Lang,
) -> Vec<Contradiction> {
    let text = &draft.text;
    let mut found = Vec::new();
    let exact = |claim: &&ValueClaim<'_>| {
        matches!(claim.value.kind, ValueKind::Date(_)) && claim.value.bound == Bound::Exact
    };
    for claim in own.iter().filter(exact).filter(|claim| !claim.asked) {
        let start = claim.value.tokens.start;
        let told_of = (start.saturating_sub(7)..start).any(|n| {
            text.tokens().get(n).is_some_and(|token| {
                let word = text.token_text(token);
                matches!(
                    word,
                    "as" | "since"
                        | "da"
                        | "weil"
                        | "comme"
                        | "puisque"
                        | "como"
                        | "ya"
                        | "siccome"
                        | "poiche"
                        | "omdat"
                        | "aangezien"
                )
            })
        });
        if !told_of {
            continue;
        }
        let mut dates = case
            .customer_texts()
            .flat_map(|(turn, said)| {
                super::values(&said.text, lang).into_iter().map(move |claim| (turn, claim))
            })
            .filter(|(_, other)| matches!(other.value.kind, ValueKind::Date(_)));
        let (Some((turn, other)), None) = (dates.next(), dates.next()) else { continue };
        if shared(&claim.about, &other.about) == 0 || !differ(claim.value, other.value, case) {
            continue;
        }
        let known = case.company_texts().any(|(_, said)| {
            said.text
                .values()
                .iter()
                .any(|value| value.same(claim.value, case.today) == crate::text::values::Comparison::Equal)
        });
        if known || on_record(case, claim.value) {
            continue;
        }
        found.push(Contradiction {
            against: Against::Customer,
            at: text.fold_span(claim.value.span),
            turn: Some((turn, other.value.span)),
            expected: case
                .turns
                .get(turn)
                .map_or_else(String::new, |said| other.value.span.text(said.text.original()).to_owned()),
            confidence: LIKELY,
        });
    }
    found
}
