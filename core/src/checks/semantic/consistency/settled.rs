//! What was settled and is told otherwise: the day that goes with the hour, the size that was chosen, the colour that is
//! preferred now.

use super::{Against, Contradiction, LIKELY, differ, on_record, stems_of};
use crate::case::Case;
use crate::checks::semantic::wishes::{REASONS, has_any};
use crate::matching::{Scanned, is_negated};
use crate::text::values::{Bound, Comparison, Date, Value, ValueKind};
use crate::text::{FoldSpan, Lang, Text, WordSet, one_of, word_list};

/// Colours by which one thing is told from another, folded.
static COLOURS: WordSet<256> = WordSet::of(word_list![
    "black",
    "white",
    "red",
    "blue",
    "green",
    "yellow",
    "grey",
    "gray",
    "brown",
    "pink",
    "purple",
    "orange",
    "beige",
    "navy",
    "turquoise",
    "silver",
    "gold",
    "cream",
    "schwarz",
    "schwarze",
    "weiss",
    "weisse",
    "rot",
    "rote",
    "roten",
    "blau",
    "blaue",
    "blauen",
    "grun",
    "grune",
    "grunen",
    "gelb",
    "gelbe",
    "grau",
    "graue",
    "grauen",
    "braun",
    "braune",
    "noir",
    "noire",
    "blanc",
    "blanche",
    "rouge",
    "bleu",
    "bleue",
    "vert",
    "verte",
    "jaune",
    "gris",
    "negro",
    "negra",
    "blanco",
    "blanca",
    "rojo",
    "roja",
    "azul",
    "verde",
    "amarillo",
    "nero",
    "nera",
    "bianco",
    "bianca",
    "rosso",
    "rossa",
    "giallo",
    "zwart",
    "zwarte",
    "rood",
    "rode",
    "blauw",
    "blauwe",
    "groen",
    "groene",
    "geel",
]);

/// Words of a reply that offers what there is, folded.
const OFFERS_ANOTHER: [&str; 6] = ["only", "just", "nur", "seulement", "solo", "alleen"];

/// Whether a value tells one thing from another by itself.
fn is_dated(value: &Value) -> bool {
    value.bound == Bound::Exact
        && matches!(value.kind, ValueKind::Date(date) if !matches!(date, Date::Relative(_)))
}

/// All that is told otherwise than settled.
pub(super) fn find(case: &Case<'_>, draft: &Scanned, lang: Lang) -> Option<Contradiction> {
    let text = &draft.text;
    let last = case.customer_text()?;
    if has_any(text, &REASONS) || super::sets_right(text) {
        return None;
    }
    let found = other_day(case, text, last).or_else(|| other_size(case, text, lang));
    found.or_else(|| other_colour(case, text, &last.text))
}

fn contradiction(case: &Case<'_>, at: FoldSpan, turn: usize, value: &Value) -> Contradiction {
    let said = case.turns.get(turn).map_or("", |said| value.span.text(said.text.original()));
    Contradiction {
        against: Against::Customer,
        at,
        turn: Some((turn, value.span)),
        expected: said.to_owned(),
        confidence: LIKELY,
    }
}

/// Every value of the conversation, with its turn, latest last.
fn said<'c>(case: &'c Case<'_>) -> impl Iterator<Item = (usize, &'c Value)> {
    let turns = case.turns.iter().enumerate();
    turns.flat_map(|(turn, said)| said.text.values().iter().map(move |value| (turn, value)))
}

/// The hour that was agreed on with another day than the only one that was spoken of.
fn other_day(case: &Case<'_>, text: &Text, last: &Scanned) -> Option<Contradiction> {
    let day = text.values().iter().find(|value| is_dated(value))?;
    let sentence = text.sentence_at(text.fold_span(day.span).start).and_then(|n| text.sentences().get(n))?;
    let hour = text.values().iter().find(|value| {
        matches!(value.kind, ValueKind::Time(_)) && sentence.tokens.contains(&value.tokens.start)
    })?;
    let equal = |value: &Value, other: &Value| value.same(other, case.today) == Comparison::Equal;
    let agreed = case.customer_texts().any(|(_, said)| said.text.values().iter().any(|v| equal(v, hour)));
    let mut days = said(case).filter(|(_, value)| is_dated(value)).collect::<Vec<_>>();
    days.reverse();
    let (turn, rival) = *days.first()?;
    let wrong = days.iter().all(|(_, value)| differ(day, value, case))
        && text.values().iter().all(|own| !equal(own, rival));
    (agreed && wrong && !sentence.question && !super::turns_away(last) && !on_record(case, day))
        .then(|| contradiction(case, text.fold_span(day.span), turn, rival))
}

/// Another size of the customer's thing than the only one that was spoken of.
fn other_size(case: &Case<'_>, text: &Text, lang: Lang) -> Option<Contradiction> {
    let size = text
        .values()
        .iter()
        .find(|value| value.bound == Bound::Exact && matches!(value.kind, ValueKind::Quantity { .. }))?;
    let sentence = text.sentence_at(text.fold_span(size.span).start).and_then(|n| text.sentences().get(n))?;
    let tokens = text.tokens().get(sentence.tokens.clone())?;
    let yours = tokens
        .iter()
        .any(|token| one_of!(text.token_text(token), "your" | "ihr" | "ihre" | "dein" | "deine"));
    let same_sort = |value: &Value| value.same(size, case.today) != Comparison::Incomparable;
    let sizes: Vec<(usize, &Value)> = said(case).filter(|(_, value)| same_sort(value)).collect();
    let (turn, rival) = *sizes.first()?;
    let one = sizes.iter().all(|(_, value)| value.same(rival, case.today) == Comparison::Equal);
    let by_customer = case.customer_texts().any(|(n, _)| n == turn);
    if !yours || sentence.question || !one || !by_customer || sizes.len() < 2 || !differ(size, rival, case) {
        return None;
    }
    let about = stems_of(text, sentence.tokens.clone(), lang);
    let asked = &case.turns.get(turn)?.text;
    let of = stems_of(asked, 0..asked.tokens().len(), lang);
    let more = text.values().iter().any(|own| own.same(rival, case.today) == Comparison::Equal);
    (!more && about.iter().any(|stem| of.contains(stem)) && !on_record(case, size))
        .then(|| contradiction(case, text.fold_span(size.span), turn, rival))
}

/// The colours that a text names.
fn colours(text: &Text) -> Vec<(&str, FoldSpan)> {
    let tokens = text.tokens().iter().filter(|token| COLOURS.has(text.token_text(token)));
    tokens.map(|token| (text.token_text(token), token.fold)).collect()
}

/// A colour that was spoken of before, where the customer now names another.
fn other_colour(case: &Case<'_>, text: &Text, last: &Text) -> Option<Contradiction> {
    let own = colours(text);
    let (colour, at) = *own.first()?;
    let wanted = colours(last);
    let [(now, place)] = wanted.as_slice() else { return None };
    let turn = case.last_customer?;
    let mut before = case.turns.iter().take(turn);
    let known = before.any(|said| colours(&said.text).iter().any(|(known, _)| *known == colour));
    let offers = text.tokens().iter().any(|token| OFFERS_ANOTHER.contains(&text.token_text(token)));
    if own.iter().any(|(other, _)| other == now) || !known || offers || is_negated(last, *place) {
        return None;
    }
    let span = last.original_span(*place);
    Some(Contradiction {
        against: Against::Customer,
        at,
        turn: Some((turn, span)),
        expected: span.text(last.original()).to_owned(),
        confidence: LIKELY,
    })
}
