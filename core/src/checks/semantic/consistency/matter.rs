//! Another matter than the one that is spoken of: the customer asks about the dentist, the draft answers about "your
//! tennis lesson", which no record holds; the customer wants seven o'clock, the draft notes ten.
//!
//! What the draft speaks of is read off its wording alone, so these findings are weaker than those about records.

use super::records::{Told, asks_another, mentions};
use super::vocabulary::{AFTER, ARRANGES, DETERMINERS, LEADS, VERBS, WAYS, is_general};
use super::{Against, Contradiction, PLAUSIBLE, differ, is_limit};
use crate::case::Case;
use crate::checks::hallucination::is_title;
use crate::checks::semantic::words::{Stem, content};
use crate::contract::TurnRole;
use crate::matching::{Scanned, is_negated};
use crate::span::Span;
use crate::text::values::{Bound, Comparison, Value, ValueKind};
use crate::text::{FoldSpan, Lang, Text, TokenKind, fold_pattern_text, one_of};

/// Turns that are looked back at.
const LATEST: usize = 8;
/// Words of a draft in which its subject may stand.
const OPENING: usize = 40;
/// Words between a way and where it leads to.
const WAY: usize = 4;
/// Most words of a subject.
const SUBJECT: usize = 4;

/// What is said in the conversation of things on record.
struct Spoken<'t> {
    /// By which turn.
    turn: usize,
    said: Vec<(&'t Told, FoldSpan)>,
}

/// Names and sorts, not details.
fn names(found: Vec<(&Told, FoldSpan)>) -> Vec<(&Told, FoldSpan)> {
    found.into_iter().filter(|(told, _)| told.sort || is_title(&told.key)).collect()
}

fn is_company(case: &Case<'_>, turn: usize) -> bool {
    case.request.turns.get(turn).is_some_and(|turn| matches!(turn.role, TurnRole::Bot | TurnRole::Agent))
}

/// The latest turn that names something on record.
fn spoken_of<'t>(case: &Case<'_>, told: &'t [Told], last: usize) -> Option<Spoken<'t>> {
    (0..=last).rev().take(LATEST).find_map(|turn| {
        let said = names(mentions(&case.turns.get(turn)?.text, told));
        (!said.is_empty()).then_some(Spoken { turn, said })
    })
}

fn report(case: &Case<'_>, against: Against, at: FoldSpan, turn: usize, said: FoldSpan) -> Contradiction {
    let text = case.turns.get(turn).map(|turn| &turn.text);
    let span = text.map_or(Span::default(), |text| text.original_span(said));
    Contradiction {
        against,
        at,
        turn: Some((turn, span)),
        expected: text.map_or_else(String::new, |text| span.text(text.original()).to_owned()),
        confidence: PLAUSIBLE,
    }
}

/// All that the draft says of another matter.
pub(super) fn find(case: &Case<'_>, draft: &Scanned, told: &[Told], lang: Lang) -> Vec<Contradiction> {
    let Some(last) = case.last_customer else { return Vec::new() };
    let moves_on = asks_another(case);
    if told.is_empty() {
        let mut found = Vec::new();
        if arranges(&draft.text) {
            found = other_time(case, draft);
            found.extend(other_entry(case, draft, lang));
        }
        return found;
    }
    let own = names(mentions(&draft.text, told));
    let mut found = Vec::new();
    if !moves_on {
        found = other_measure(case, draft, told, &own, last);
        found.extend(other_sort(case, &draft.text, told, &own, last));
    }
    let named = own.iter().any(|(told, _)| is_title(&told.key));
    let about_sort = found.iter().any(|one| one.against == Against::Asked);
    if !named && !about_sort {
        let new = no_record(case, draft, told, last, lang);
        found.extend(new.into_iter().filter(|one| !moves_on || one.against == Against::NoRecord));
    }
    found
}

/// The draft gives another distance, weight or length of what the company has named before than the one given then.
fn other_measure(
    case: &Case<'_>,
    draft: &Scanned,
    told: &[Told],
    own: &[(&Told, FoldSpan)],
    last: usize,
) -> Vec<Contradiction> {
    let questions = draft.text.sentences().iter().any(|sentence| sentence.question);
    let Some(measure) = only_measure(&draft.text).filter(|_| !questions) else { return Vec::new() };
    let mut turns = (0..last).rev().take(LATEST).filter(|turn| is_company(case, *turn));
    let found = turns.find_map(|turn| {
        let text = &case.turns.get(turn)?.text;
        let said = only_measure(text)?;
        (measure.same(said, case.today) != Comparison::Incomparable).then_some((turn, text, said))
    });
    let Some((turn, text, said)) = found else { return Vec::new() };
    let named = names(mentions(text, told));
    let titles = |list: &[(&Told, FoldSpan)]| -> Vec<String> {
        list.iter().filter(|(told, _)| !told.sort).flat_map(|(told, _)| told.records.clone()).collect()
    };
    let (mine, theirs) = (titles(own), titles(&named));
    let same_thing = theirs.len() < 2 && mine.len() < 2 && (mine.is_empty() || mine == theirs);
    // "Make it four" asks for another number without its unit; "within four miles" does not.
    let amount = measure.magnitude();
    let is_it = |value: &Value| value.magnitude() == amount && value.bound == Bound::Exact;
    let asked = case.customer_texts().any(|(_, said)| said.text.values().iter().any(is_it));
    if !same_thing || asked || !differ(measure, said, case) {
        return Vec::new();
    }
    let at = draft.text.fold_span(measure.span);
    vec![report(case, Against::History, at, turn, text.fold_span(said.span))]
}

/// The one measure that a text gives.
fn only_measure(text: &Text) -> Option<&Value> {
    let mut all = text
        .values()
        .iter()
        .filter(|value| matches!(value.kind, ValueKind::Quantity { .. }) && value.bound == Bound::Exact);
    let first = all.next()?;
    all.all(|other| other.same(first, None) == Comparison::Equal).then_some(first)
}

/// The draft speaks of a sort of thing, and of no thing by name; the conversation is about another sort.
fn other_sort(
    case: &Case<'_>,
    draft: &Text,
    told: &[Told],
    own: &[(&Told, FoldSpan)],
    last: usize,
) -> Vec<Contradiction> {
    let (Some((first, at)), true) = (own.first(), own.iter().all(|(told, _)| told.sort)) else {
        return Vec::new();
    };
    let same = |other: &Told| own.iter().any(|(own, _)| own.value == other.value);
    let said_before = (0..=last).rev().take(LATEST).any(|turn| {
        case.turns.get(turn).is_some_and(|said| mentions(&said.text, told).iter().any(|(one, _)| same(one)))
    });
    if said_before || is_negated(draft, *at) {
        return Vec::new();
    }
    let Some(spoken) = spoken_of(case, told, last) else { return Vec::new() };
    let holds = |record: &String| spoken.said.iter().any(|(told, _)| told.records.contains(record));
    let comparable = spoken.said.iter().any(|(told, _)| told.list() == first.list());
    let Some((_, place)) = spoken.said.first().filter(|_| comparable) else { return Vec::new() };
    if own.iter().any(|(told, _)| told.records.iter().any(holds)) {
        return Vec::new();
    }
    both(case, *at, &spoken, *place)
}

/// One finding, or two where the company has settled on what is spoken of.
fn both(case: &Case<'_>, at: FoldSpan, spoken: &Spoken<'_>, place: FoldSpan) -> Vec<Contradiction> {
    let mut found = vec![report(case, Against::Asked, at, spoken.turn, place)];
    if is_company(case, spoken.turn) {
        found.push(report(case, Against::Settled, at, spoken.turn, place));
    }
    found
}

/// The draft speaks of something that no record and no message names, where the conversation is about one that is
/// on record.
fn no_record(case: &Case<'_>, draft: &Scanned, told: &[Told], last: usize, lang: Lang) -> Vec<Contradiction> {
    let text = &draft.text;
    let Some(at) = new_noun(case, text, lang, || of_records(case, lang)) else {
        return Vec::new();
    };
    let Some(spoken) = spoken_of(case, told, last) else { return Vec::new() };
    let Some((_, place)) = spoken.said.first() else { return Vec::new() };
    if is_negated(text, at) {
        return Vec::new();
    }
    // Asked for a sort of thing, any name is an answer.
    let by_name = spoken.said.iter().any(|(told, _)| is_title(&told.key));
    let mut found = if by_name { both(case, at, &spoken, *place) } else { Vec::new() };
    found.push(report(case, Against::NoRecord, at, spoken.turn, *place));
    found
}

/// Stems of all that the records hold.
fn of_records(case: &Case<'_>, lang: Lang) -> Vec<Stem> {
    let mut stems = Vec::new();
    for leaf in case.facts.leaves() {
        let text = fold_pattern_text(&leaf.text);
        let key = fold_pattern_text(leaf.path.rsplit(['.', ']']).next().unwrap_or(""));
        let words = text.split(' ').chain(key.split(['_', ' ']));
        stems.extend(words.filter_map(|word| Stem::of_word(lang, word)));
    }
    stems
}

/// A noun of the draft that is new to the conversation and to what `known` holds.
fn new_noun(case: &Case<'_>, text: &Text, lang: Lang, known: impl Fn() -> Vec<Stem>) -> Option<FoldSpan> {
    let questions = text.sentences().iter().any(|sentence| sentence.question);
    if lang != Lang::En || questions {
        return None;
    }
    let measured = |value: &Value| is_dated(&value.kind) || matches!(value.kind, ValueKind::Quantity { .. });
    let detailed = text.values().iter().any(measured);
    let mut groups = vec![(subject(text), false)];
    groups.extend(destinations(text).into_iter().map(|name| (name, true)));
    groups.extend(heads(text).into_iter().filter(|_| detailed).map(|token| (vec![token], false)));
    let stem = |token: usize| content(text, lang, token..token + 1).next().map(|content| content.stem);
    // The words of each group that tell something, and whether it is a name.
    let fresh: Vec<(Vec<(usize, Stem)>, bool)> = groups
        .into_iter()
        .map(|(group, name)| {
            let telling = group.into_iter().filter(|n| !in_value(text, *n) && !is_general(word(text, *n)));
            (telling.filter_map(|token| Some((token, stem(token)?))).collect(), name)
        })
        .filter(|(group, _): &(Vec<_>, bool)| !group.is_empty())
        .collect();
    if fresh.is_empty() {
        return None;
    }
    let mut said: Vec<Stem> = known();
    for turn in &case.turns {
        said.extend(content(&turn.text, lang, 0..turn.text.tokens().len()).map(|content| content.stem));
    }
    // What is named by several words is new when most of them are, or the first of a name ("Mill Road clinic").
    let token = fresh.into_iter().find_map(|(group, name)| {
        let mut new = group.iter().filter(|(_, stem)| !said.contains(stem));
        let (token, _) = new.next()?;
        let first = name && group.first().is_some_and(|(first, _)| first == token);
        (first || (1 + new.count()) * 2 >= group.len()).then_some(*token)
    })?;
    Some(text.tokens().get(token)?.fold)
}

fn word(text: &Text, token: usize) -> &str {
    text.tokens().get(token).map_or("", |token| text.token_text(token))
}

fn is_dated(kind: &ValueKind) -> bool {
    matches!(kind, ValueKind::Date(_) | ValueKind::Time(_))
}

fn in_value(text: &Text, token: usize) -> bool {
    let values = text.values();
    let at = values.partition_point(|value| value.tokens.end <= token);
    values
        .get(at)
        .is_some_and(|value| value.tokens.contains(&token) && !matches!(value.kind, ValueKind::Name(_)))
}

/// The words of the subject with which the draft opens, where a verb follows soon.
fn subject(text: &Text) -> Vec<usize> {
    let words: Vec<usize> = text
        .tokens()
        .iter()
        .enumerate()
        .take(OPENING)
        .filter(|(_, token)| token.kind == TokenKind::Word)
        .map(|(n, _)| n)
        .collect();
    let start = words.iter().position(|n| !LEADS.has(word(text, *n))).unwrap_or(words.len());
    let rest = words.get(start..).unwrap_or_default();
    match rest.iter().take(SUBJECT + 1).position(|n| VERBS.has(word(text, *n))) {
        Some(verb) => rest.get(..verb).unwrap_or_default().to_vec(),
        None => Vec::new(),
    }
}

/// The words of what a way leads to ("directions to the Harbour Inn") and of what is called by a name.
fn destinations(text: &Text) -> Vec<Vec<usize>> {
    let follows_way =
        |at: usize| (1..=WAY).any(|back| WAYS.has(at.checked_sub(back).map_or("", |n| word(text, n))));
    let is_word = |n: usize| text.tokens().get(n).is_some_and(|token| token.kind == TokenKind::Word);
    let name = |from: usize| {
        let from = from + usize::from(one_of!(word(text, from), "the" | "a" | "your" | "our"));
        let ends = |n: &usize| !is_word(*n) || VERBS.has(word(text, *n)) || AFTER.has(word(text, *n));
        (from..from + SUBJECT).take_while(|n| !ends(n)).collect::<Vec<usize>>()
    };
    let is_told = |name: &[usize]| {
        // "There is the Mill 5 miles away", "it is the Mill located at".
        let next = name.last().map_or(0, |last| last + 1);
        word(text, next) == "located"
            || text.tokens().get(next).is_some_and(|token| token.kind == TokenKind::Number)
    };
    let names = (0..text.tokens().len().min(OPENING)).filter_map(|at| {
        let name = name(at + 1);
        let first = name.first().map_or("", |first| word(text, *first));
        let named = match word(text, at) {
            "called" => true,
            // "A way to reach it" is no place.
            "to" | "for" | "of" => follows_way(at) && !is_general(first),
            "is" => is_told(&name),
            _ => false,
        };
        named.then_some(name)
    });
    names.collect()
}

/// Words that follow a determiner.
fn heads(text: &Text) -> Vec<usize> {
    let tokens = text.tokens();
    // "A reminder for the barbecue": what is arranged.
    let arranged = arranges(text);
    let is_determiner = |n: usize| {
        let word = word(text, n);
        DETERMINERS.has(word) || arranged && matches!(word, "the" | "for")
    };
    (0..tokens.len().min(OPENING))
        .filter(|n| n.checked_sub(1).is_some_and(is_determiner) && !is_determiner(*n))
        .filter(|n| tokens.get(*n).is_some_and(|token| token.kind == TokenKind::Word))
        .collect()
}

fn arranges(text: &Text) -> bool {
    text.tokens().iter().take(OPENING).any(|token| ARRANGES.has(text.token_text(token)))
}

/// The customers' messages that may have asked for what the draft arranges.
fn demands<'c>(case: &'c Case<'_>) -> impl Iterator<Item = (usize, &'c Scanned)> + Clone {
    let first = case.turns.len().saturating_sub(LATEST);
    case.customer_texts().filter(move |(turn, _)| *turn >= first)
}

/// The draft arranges something for another time than the only one the customer has named.
fn other_time(case: &Case<'_>, draft: &Scanned) -> Vec<Contradiction> {
    let mut found = Vec::new();
    if !demands(case).any(|(_, said)| arranges(&said.text))
        || draft.text.sentences().iter().any(|s| s.question)
    {
        return found;
    }
    let wanted: Vec<(usize, &Scanned, &Value)> = demands(case)
        .flat_map(|(turn, said)| said.text.values().iter().map(move |value| (turn, said, value)))
        .filter(|(_, _, value)| is_dated(&value.kind))
        .take(12)
        .collect();
    for own in draft.text.values().iter().filter(|value| is_dated(&value.kind)).take(12) {
        let compare = |value: &Value| own.same(value, case.today);
        let mut rivals = wanted.iter().filter(|(_, _, value)| compare(value) != Comparison::Incomparable);
        let (Some((turn, said, rival)), None) = (rivals.next(), rivals.next()) else { continue };
        let plain = own.bound == Bound::Exact && rival.bound == Bound::Exact;
        let several =
            draft.text.values().iter().any(|other| {
                !std::ptr::eq(other, own) && other.same(own, case.today) == Comparison::Different
            });
        let offered = case
            .company_texts()
            .any(|(_, said)| said.text.values().iter().any(|value| compare(value) == Comparison::Equal));
        if !plain || several || offered || is_limit(&said.text, rival) || !differ(own, rival, case) {
            continue;
        }
        if demands(case).any(|(_, said)| shares_number(&draft.text, own, &said.text)) {
            continue;
        }
        let at = draft.text.fold_span(own.span);
        found.push(report(case, Against::Request, at, *turn, said.text.fold_span(rival.span)));
    }
    found
}

/// Whether a text holds a number of a value, whatever else it makes of it: "the 10th of this month".
pub(super) fn shares_number(draft: &Text, own: &Value, said: &Text) -> bool {
    let numbers = |token: usize| {
        let digits = word(draft, token).trim_end_matches(|c: char| c.is_ascii_alphabetic());
        (!digits.is_empty()).then_some(digits)
    };
    own.tokens.clone().filter_map(numbers).any(|digits| {
        let same = |word: &str| word.trim_end_matches(|c: char| c.is_ascii_alphabetic()) == digits;
        said.tokens().iter().any(|token| same(said.token_text(token)))
    })
}

/// The draft arranges something that the customer has not spoken of, and nothing of what was asked for.
fn other_entry(case: &Case<'_>, draft: &Scanned, lang: Lang) -> Vec<Contradiction> {
    let Some((turn, asked)) = demands(case).find(|(_, said)| arranges(&said.text)) else {
        return Vec::new();
    };
    let topics = |text: &'_ Text| -> Vec<Stem> {
        content(text, lang, 0..text.tokens().len())
            .filter(|content| !in_value(text, content.token))
            .filter(|content| {
                let word = word(text, content.token);
                !is_general(word)
            })
            .map(|content| content.stem)
            .collect()
    };
    let wanted: Vec<Stem> = demands(case).flat_map(|(_, said)| topics(&said.text)).collect();
    let own = topics(&draft.text);
    if wanted.is_empty() || own.iter().any(|stem| wanted.contains(stem)) {
        return Vec::new();
    }
    let Some(at) = new_noun(case, &draft.text, lang, Vec::new) else { return Vec::new() };
    let place = asked.text.sentences().first().map_or(FoldSpan::default(), |sentence| sentence.fold);
    let mut found = vec![report(case, Against::Asked, at, turn, place)];
    let taken_up =
        case.company_texts().find(|(_, said)| topics(&said.text).iter().any(|stem| wanted.contains(stem)));
    if let Some((turn, said)) = taken_up {
        let place = said.text.sentences().first().map_or(FoldSpan::default(), |sentence| sentence.fold);
        found.push(report(case, Against::Settled, at, turn, place));
    }
    found
}
