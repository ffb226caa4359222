//! Another record than the one that is spoken of: the customer asks about the dentist, the draft speaks of the tennis
//! lesson; an earlier message named one hotel, the draft names another.

use std::collections::{BTreeMap, BTreeSet};

use super::{Against, Contradiction, LIKELY, PLAUSIBLE};
use crate::case::Case;
use crate::checks::hallucination::is_title;
use crate::checks::semantic::words::is_content;
use crate::contract::TurnRole;
use crate::matching::{Scanned, is_negated};
use crate::order::Order as _;
use crate::span::Span;
use crate::text::values::ValueKind;
use crate::text::{FoldSpan, Lang, Listed, Text, TokenKind, fold_pattern_text, word_list};

/// Most values of one key that are compared.
const MOST: usize = 40;
/// Most keys.
const MOST_KEYS: usize = 24;
/// Length of a value that names something, in bytes.
const NAMES: std::ops::RangeInclusive<usize> = 4..=60;

/// Where a phrase stands in a text as whole words.
pub(in crate::checks::semantic) fn place(text: &Text, phrase: &str) -> Option<FoldSpan> {
    let folded = text.folded();
    folded.match_indices(phrase).find_map(|(start, _)| {
        let end = start + phrase.len();
        let before = folded.get(..start).and_then(|head| head.chars().next_back());
        let after = folded.get(end..).and_then(|tail| tail.chars().next());
        let whole = !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric);
        whole.then_some(FoldSpan { start, end })
    })
}

/// Whether the facts hold lists of records; events are no records.
pub(in crate::checks::semantic) fn has_lists(case: &Case<'_>) -> bool {
    let is_record = |path: &str| path.contains('[') && !path.starts_with("events[");
    case.facts.leaves().iter().any(|leaf| is_record(&leaf.path))
}

/// The list to which a record belongs: records of two lists answer two questions.
fn list_of(record: &str) -> &str {
    record.rfind('[').and_then(|at| record.get(..at)).unwrap_or(record)
}

/// Values that name something, by the list and the key under which its records hold them; keys of at least so many values.
fn by_key<'c>(case: &'c Case<'_>, lang: Lang, least: usize) -> BTreeMap<(&'c str, &'c str), Vec<String>> {
    let mut keys: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for leaf in case.facts.leaves().iter().filter(|leaf| leaf.path.contains('[')).take(MOST * MOST_KEYS) {
        let key = leaf.path.rsplit(['.', ']']).next().unwrap_or("");
        let named = NAMES.contains(&leaf.text.len()) && leaf.text.chars().any(char::is_alphabetic);
        if key.is_empty() || !named || leaf.path.starts_with("events[") {
            continue;
        }
        let values = keys.entry((list_of(&leaf.path), key)).or_default();
        let value = fold_pattern_text(&leaf.text);
        let topic = value.split(' ').any(|word| is_content(lang, word));
        if topic && values.len() < MOST && !values.contains(&value) {
            values.push(value);
        }
    }
    keys.retain(|_, values| values.len() >= least);
    keys
}

/// Words with which a customer asks for another thing or for any thing of a sort, folded.
static MOVES_ON: Listed = Listed::new(word_list![
    "another",
    "other",
    "others",
    "instead",
    "different",
    "else",
    "alternate",
    "alternative",
    "alternatives",
    "rather",
    "anything",
    "some",
    "something",
    "about",
    "keep",
    "suggest",
    "recommend",
    "options",
    "prefer",
    "andere",
    "anderer",
    "lieber",
    "autre",
    "plutot",
    "otro",
    "otra",
    "altro",
    "altra",
    "ander",
    "liever",
    "outro",
    "outra",
]);

/// Openings with which a draft brings something up, folded.
const BRINGS_UP: &[&str] = &[
    "how about",
    "what about",
    "there is",
    "there are",
    "there's",
    "i found",
    "i see",
    "i like",
    "would you",
    "also",
    "try ",
];

/// Whether the customer asks for another thing, or for any thing of a sort.
pub(super) fn asks_another(case: &Case<'_>) -> bool {
    let asks = |said: &Scanned| {
        said.text.tokens().iter().any(|token| MOVES_ON.contains(&said.text.token_text(token)))
    };
    case.customer_text().is_some_and(asks)
}

/// Words that point back at what was spoken of, folded.
const BACK: &[&str] = &[
    "it", "there", "that", "this", "them", "dahin", "dorthin", "das", "la-bas", "y", "alli", "ahi", "quello",
    "daar", "isso",
];

/// Words of a message that does no more than accept, folded.
const ACCEPTS: &[&str] = &["yes", "please", "ok", "okay", "sure", "ja", "bitte", "oui", "si", "sim"];

/// Words that lead away from what was spoken of, folded.
const AWAY: &[&str] = &["skip", "next", "no", "not", "don't", "pass", "change"];

/// Whether the customer means what was spoken of: "take me to it", "yes please".
fn points_back(case: &Case<'_>) -> bool {
    let Some(said) = case.customer_text() else { return false };
    let words = || said.text.tokens().iter().filter(|token| token.kind == TokenKind::Word);
    let has = |list: &[&str]| words().any(|token| list.contains(&said.text.token_text(token)));
    let short = words().nth(3).is_none();
    (has(BACK) || short && has(ACCEPTS)) && !has(AWAY)
}

/// Whether the draft brings something up.
fn brings_up(draft: &Scanned) -> bool {
    BRINGS_UP.iter().any(|words| draft.text.folded().contains(words))
}

/// A value by which records can be told, and the records that hold it.
pub(super) struct Told {
    pub(super) key: String,
    pub(super) value: String,
    /// Words that stand in no other value of this key.
    words: Vec<String>,
    pub(super) records: Vec<String>,
    /// Names a record: most records have another value under this key.
    title: bool,
    /// Says what sort of thing a record is.
    pub(super) sort: bool,
}

impl Told {
    /// The list of its first record.
    pub(super) fn list(&self) -> &str {
        self.records.first().map_or("", |record| list_of(record))
    }
}

/// Where a word stands, or more of its kind.
fn place_of_any(text: &Text, word: &str) -> Option<FoldSpan> {
    let several = match word.strip_suffix('y') {
        Some(start) => format!("{start}ies"),
        None => format!("{word}s"),
    };
    place(text, word).or_else(|| place(text, &several))
}

/// What a text names of all that can be told, without what is a part of a longer one.
pub(super) fn mentions<'t>(text: &Text, told: &'t [Told]) -> Vec<(&'t Told, FoldSpan)> {
    let named = |one: &Told| {
        place(text, &one.value).or_else(|| one.words.iter().find_map(|word| place_of_any(text, word)))
    };
    let all: Vec<(&Told, FoldSpan)> = told.iter().filter_map(|one| Some((one, named(one)?))).collect();
    let longer = |at: FoldSpan| {
        all.iter().any(|(_, other)| {
            other.start <= at.start && at.end <= other.end && other.end - other.start > at.end - at.start
        })
    };
    all.iter().filter(|(_, at)| !longer(*at)).copied().collect()
}

/// What the records of the lists among the facts can be told by: values of words alone.
pub(super) fn told(case: &Case<'_>, lang: Lang) -> Vec<Told> {
    let mut all: BTreeMap<(&str, String), Vec<&str>> = BTreeMap::new();
    let mut keys: BTreeMap<&str, usize> = BTreeMap::new();
    let mut of_keys: BTreeSet<&str> = BTreeSet::new();
    for leaf in case.facts.leaves().iter().filter(|leaf| leaf.path.contains('[')).take(MOST * MOST_KEYS) {
        let Some((record, key)) = leaf.path.rsplit_once('.') else { continue };
        of_keys.extend(key.split(['_', ' ']));
        let value = fold_pattern_text(&leaf.text);
        let named = NAMES.contains(&value.len())
            && value.split(' ').any(|word| is_content(lang, word))
            && !value.chars().any(|c| c.is_ascii_digit());
        if named && !record.starts_with("events[") && !DATED.contains(&key) {
            all.entry((key, value)).or_default().push(record);
            *keys.entry(key).or_default() += 1;
        }
    }
    let mut holders: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut distinct: BTreeMap<&str, usize> = BTreeMap::new();
    for (key, value) in all.keys() {
        let mut words: Vec<&str> = value.split(' ').collect();
        words.order();
        words.dedup();
        for word in words {
            *holders.entry((key, word)).or_default() += 1;
        }
        *distinct.entry(key).or_default() += 1;
    }
    let telling = |key: &str, value: &str| -> Vec<String> {
        let words = value
            .split(' ')
            .filter(|word| word.len() > 2 && is_content(lang, word) && !of_keys.contains(word));
        words.filter(|word| holders.get(&(key, *word)) == Some(&1)).map(str::to_owned).collect()
    };
    let most = |key: &str| {
        let held = keys.get(key).copied().unwrap_or(0);
        distinct.get(key).is_some_and(|distinct| held > 1 && distinct * 2 > held)
    };
    let sort = |key: &str| key.rsplit(['_', ' ']).next().is_some_and(|last| SORTS.contains(&last));
    let useful = all.iter().filter(|((key, _), _)| sort(key) || most(key));
    let made = useful.map(|((key, value), records)| Told {
        key: (*key).to_owned(),
        sort: sort(key),
        words: if sort(key) { telling(key, value) } else { Vec::new() },
        records: records.iter().map(|record| (*record).to_owned()).collect(),
        title: records.len() == 1 && most(key) && is_title(key),
        value: value.clone(),
    });
    made.take(MOST * MOST_KEYS).collect()
}

/// Last words of keys that say what sort of thing a record is.
const SORTS: [&str; 10] =
    ["type", "kind", "sort", "category", "class", "cuisine", "genre", "event", "service", "product"];

/// Keys of days and times, which other checks compare.
const DATED: [&str; 8] = ["date", "time", "day", "month", "created_at", "updated_at", "start", "end"];

/// The records that a text names, and by what.
fn named<'t>(text: &Text, told: &'t [Told], titles: bool) -> Option<(Vec<&'t str>, &'t Told, FoldSpan)> {
    let mut found: Option<(Vec<&str>, &Told, FoldSpan)> = None;
    // Of several records none is told by what only one of them is.
    let mut several = false;
    for one in told.iter().filter(|one| !titles || one.title) {
        let whole = place(text, &one.value);
        let word = || one.words.iter().find_map(|word| place(text, word));
        let Some(at) = whole.or_else(|| if titles { None } else { word() }) else { continue };
        let own: Vec<&str> = one.records.iter().map(String::as_str).collect();
        found = Some(match found {
            None => (own, one, at),
            Some((known, by, place)) => {
                let both: Vec<&str> = known.iter().copied().filter(|record| own.contains(record)).collect();
                // The value of the fewest records is what the text is about.
                let (by, place) = if own.len() < by.records.len() { (one, at) } else { (by, place) };
                several |= both.is_empty();
                if several { (known.into_iter().chain(own).collect(), by, place) } else { (both, by, place) }
            }
        });
    }
    found
}

/// Records that the draft confuses: it speaks of one that is neither what the customer asks about, nor what the last
/// message of the company settled on, nor one that was spoken of at all.
pub(super) fn confused(case: &Case<'_>, draft: &Scanned, told: &[Told], lang: Lang) -> Vec<Contradiction> {
    let Some(last) = case.last_customer else { return Vec::new() };
    if !has_lists(case) {
        return Vec::new();
    }
    let mut found = restated(case, draft, told, lang);
    for other in confused_records(case, draft, told, last) {
        if !found.iter().any(|one| one.against == other.against) {
            found.push(other);
        }
    }
    found
}

fn confused_records(case: &Case<'_>, draft: &Scanned, told: &[Told], last: usize) -> Vec<Contradiction> {
    let Some((spoken, by, at)) = named(&draft.text, told, true) else { return Vec::new() };
    let clash = |turn: usize| -> Option<(usize, Span, bool)> {
        let text = &case.turns.get(turn)?.text;
        let (records, _, place) = named(text, told, false)?;
        // A record of another list was the answer to another question.
        let comparable = records.iter().any(|one| spoken.iter().any(|other| list_of(one) == list_of(other)));
        let same = records.iter().any(|record| spoken.contains(record));
        comparable.then(|| (turn, text.original_span(place), same))
    };
    let said_before = |turn: usize| case.turns.get(turn).is_some_and(|t| place(&t.text, &by.value).is_some());
    if is_denied(&draft.text, at) {
        return Vec::new();
    }
    // What was spoken of, or is brought up, may have its reason.
    let said = (0..case.turns.len()).any(said_before);
    let report = |against, (turn, span, _): (usize, Span, bool), weak: bool| {
        let against = match (against, weak) {
            (Against::Request, true) => Against::Asked,
            (Against::History, true) => Against::Settled,
            (other, _) => other,
        };
        let text = case.turns.get(turn).map(|said| said.text.original());
        Contradiction {
            against,
            at,
            turn: Some((turn, span)),
            expected: text.map_or_else(String::new, |text| span.text(text).to_owned()),
            confidence: if weak { PLAUSIBLE } else { LIKELY },
        }
    };
    if let Some(asked) = clash(last) {
        let weak = said || asks_another(case);
        return if asked.2 { Vec::new() } else { vec![report(Against::Request, asked, weak)] };
    }
    if asks_another(case) {
        return Vec::new();
    }
    // What the customer goes on about without naming it: "take me to it" is sure, else another thing may be meant.
    let weak = said || brings_up(draft) || !points_back(case);
    let turns = case.request.turns.iter().enumerate().take(last).rev().take(SETTLED);
    for (turn, said) in turns {
        let company = matches!(said.role, TurnRole::Bot | TurnRole::Agent);
        let Some(settled) = clash(turn) else { continue };
        if settled.2 {
            return Vec::new();
        }
        let mut found = vec![report(Against::Request, settled, weak)];
        if company {
            found.push(report(Against::History, settled, weak));
        }
        return found;
    }
    Vec::new()
}

/// Whether a mention is negated: the "no" of "no traffic on the way to the Harbour Inn" denies the traffic only.
fn is_denied(text: &Text, at: FoldSpan) -> bool {
    let before = text.tokens().partition_point(|token| token.fold.start < at.start);
    let word = |back: usize| {
        let token = before.checked_sub(back).and_then(|n| text.tokens().get(n));
        token.map_or("", |token| text.token_text(token))
    };
    let far = matches!(word(1), "to" | "for" | "near")
        || word(1) == "the" && matches!(word(2), "to" | "for" | "near");
    is_negated(text, at) && !far
}

/// Turns in which what is spoken of may have been settled.
const SETTLED: usize = 6;

/// Values of one key: the draft names another one than the customer, or than the company settled on.
fn restated(case: &Case<'_>, draft: &Scanned, told: &[Told], lang: Lang) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let Some(last) = case.last_customer else { return found };
    let roles = case.request.turns.iter().enumerate().rev().take(SETTLED);
    let company =
        roles.filter(|(_, turn)| matches!(turn.role, TurnRole::Bot | TurnRole::Agent)).map(|(n, _)| n);
    // "There is a road block" brings up a detail, "there is the Harbour Inn" another thing.
    let is_name = |value: &str| {
        let mut leaves = case.facts.leaves().iter().filter(|leaf| leaf.text.starts_with(char::is_uppercase));
        leaves.any(|leaf| fold_pattern_text(&leaf.text) == value)
    };
    let brought_up = brings_up(draft);
    let moved_on = |value: &str| {
        asks_another(case) || brought_up && (is_name(value) || named(&draft.text, told, true).is_some())
    };
    for ((_, key), values) in by_key(case, lang, 2).iter().take(MOST_KEYS) {
        let named: Vec<(&str, FoldSpan)> =
            values.iter().filter_map(|value| Some((value.as_str(), place(&draft.text, value)?))).collect();
        // One value alone, and not a part of another.
        let [(value, span)] = named.as_slice() else { continue };
        let spoken_of = |turn: usize| case.turns.get(turn).is_some_and(|t| place(&t.text, value).is_some());
        if (0..case.turns.len()).any(spoken_of) {
            continue;
        }
        let other_in = |turn: usize| -> Option<(String, Span)> {
            let text = &case.turns.get(turn)?.text;
            let mut others = values.iter().filter_map(|other| place(text, other));
            let (only, more) = (others.next()?, others.next());
            let at = text.original_span(only);
            more.is_none().then(|| (at.text(text.original()).to_owned(), at))
        };
        let mut add = |against, turn, (expected, at)| {
            found.push(Contradiction {
                against,
                at: *span,
                turn: Some((turn, at)),
                expected,
                confidence: LIKELY,
            });
        };
        if let Some(other) = other_in(last) {
            // "within 5 miles", "avoid heavy traffic": a wish about a detail is no name of a record.
            let measure = value.starts_with(|c: char| c.is_ascii_digit()) && value.split(' ').count() < 3;
            let in_key = |word: &str| key.split(['_', ' ']).any(|part| part == word);
            let state = value.split(' ').chain(other.0.split(' ')).any(in_key);
            if !measure && !state {
                add(if asks_another(case) { Against::Asked } else { Against::Request }, last, other);
            }
        } else if let Some((turn, other)) = company.clone().find_map(|turn| Some((turn, other_in(turn)?)))
            && !moved_on(value)
        {
            // Another record may be meant by now.
            add(Against::Settled, turn, other);
        }
    }
    found
}

/// Words that ask for a field, folded.
const ASKS_FIELD: &[&str] = &[
    "what", "what's", "give", "tell", "send", "show", "need", "provide", "share", "know", "confirm", "was",
    "welche", "wie", "quelle", "quel", "cual", "qual", "quale", "wat",
];

/// Fields of the records that the customer asks for and the draft does not give: their keys, as bytes of the
/// customer's message. A draft that asks back or refuses is left alone.
pub(in crate::checks::semantic) fn fields_not_given(
    case: &Case<'_>,
    draft: &Scanned,
    lang: Lang,
) -> Vec<Span> {
    let Some(asked) = case.customer_text() else { return Vec::new() };
    let text = &asked.text;
    let asks = text.tokens().iter().any(|token| ASKS_FIELD.contains(&text.token_text(token)));
    let asks_back = draft.text.sentences().iter().any(|sentence| sentence.question);
    if !asks || asks_back {
        return Vec::new();
    }
    let mut missed = Vec::new();
    for ((_, key), values) in by_key(case, lang, 1) {
        let name = key.replace('_', " ");
        let Some(at) = (name.len() > 3).then(|| place(text, &name)).flatten() else { continue };
        let given =
            values.iter().any(|value| place(&draft.text, value).is_some()) || holds_sort(&draft.text, &name);
        if !given && place(&draft.text, &name).is_none() {
            missed.push(text.original_span(at));
        }
    }
    missed
}

/// Whether a text holds a value of the sort that the name of a field asks for; a field of words is never judged by it.
fn holds_sort(text: &Text, field: &str) -> bool {
    let any = |test: fn(&ValueKind) -> bool| text.values().iter().any(|value| test(&value.kind));
    let last = field.rsplit(' ').next().unwrap_or(field);
    match last {
        "date" | "time" | "day" => any(|kind| matches!(kind, ValueKind::Date(_) | ValueKind::Time(_))),
        "address" | "location" | "street" => {
            text.tokens().iter().any(|token| matches!(token.kind, TokenKind::Number | TokenKind::Alnum))
        }
        "price" | "amount" | "cost" | "total" | "fee" | "fare" => {
            any(|kind| matches!(kind, ValueKind::Money { .. } | ValueKind::Number(_)))
        }
        "phone" | "number" => any(|kind| matches!(kind, ValueKind::Phone(_) | ValueKind::Identifier(_))),
        "distance" => any(|kind| matches!(kind, ValueKind::Quantity { .. })),
        _ => false,
    }
}
