//! Does the draft contradict what was said before: by the company, by the customer, by itself.

mod by_days;
mod claims;
mod corrections;
pub(super) mod counts;
pub(super) mod labels;
mod matter;
mod poles;
mod recalled;
pub(super) mod records;
mod reports;
mod settled;
mod vocabulary;

pub(crate) use reports::no_record;
pub(super) use reports::{customer, history, itself, matter_changed, other_matter, request};

use crate::case::Case;
use crate::checks::semantic::acts::Acts;
use crate::checks::semantic::words::{Stem, content};
use crate::contract::{Score, TurnRole};
use crate::literals::Phrases;
use crate::matching::Scanned;
use crate::order::Order as _;
use crate::span::Span;
use crate::text::values::{Bound, Comparison, Date, Value, ValueKind};
use crate::text::{FoldSpan, Lang, Text, word_list};
use claims::{StateClaim, ValueClaim, days, is_of_several, shared, states, values};
use corrections::{corrects, names_another, sets_right, turns_away};

/// Whom the draft contradicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Against {
    /// An earlier message of bot or agent.
    History,
    /// Another sentence of the draft.
    Itself,
    /// What the customer said.
    Customer,
    /// What the customer asks for now.
    Request,
    /// The matter that the customer asks about, as far as wording shows it.
    Asked,
    /// The matter on which the company has settled, as far as wording shows it.
    Settled,
    /// The records: it speaks of something that none of them holds.
    NoRecord,
}

/// A contradiction.
#[derive(Clone, Debug)]
pub(super) struct Contradiction {
    pub(super) against: Against,
    /// Where in the draft.
    pub(super) at: FoldSpan,
    /// The turn that says otherwise, and where.
    pub(super) turn: Option<(usize, Span)>,
    /// What it says.
    pub(super) expected: String,
    pub(super) confidence: Score,
}

/// How many of the latest messages are compared.
const LATEST: usize = 12;

const SURE: Score = Score::from_percent(90);
const LIKELY: Score = Score::from_percent(75);
/// How sure a finding is that rests on wording.
const PLAUSIBLE: Score = Score::from_percent(65);

/// All contradictions of a draft.
pub(super) fn find(case: &Case<'_>, draft: &Scanned, does: Acts, lang: Lang) -> Vec<Contradiction> {
    let mut all = compared(case, draft, does, lang);
    by_days::settle(case, draft, lang, &mut all);
    all
}

/// What each comparison finds.
fn compared(case: &Case<'_>, draft: &Scanned, does: Acts, lang: Lang) -> Vec<Contradiction> {
    let text = &draft.text;
    let mut all = Vec::new();
    let own = values(text, lang);
    let own_states = states(text, lang);
    against_itself(text, &own, &own_states, case, &mut all);
    against_request(case, draft, does, &own, lang, &mut all);
    against_customer(case, draft, lang, &mut all);
    all.extend(counts::find(case, draft, lang));
    if !all.iter().any(|found| matches!(found.against, Against::Customer)) {
        all.extend(counts::taken_back(case, draft));
    }
    all.extend(counts::days(case, draft, &own, lang));
    let told = if records::has_lists(case) { records::told(case, lang) } else { Vec::new() };
    all.extend(records::confused(case, draft, &told, lang));
    for other in matter::find(case, draft, &told, lang) {
        if !all.iter().any(|known| covers(known.against, other.against)) {
            all.push(other);
        }
    }
    all.extend(taken_up(case, &all, lang));
    all.extend(recalled::find(case, draft, lang));
    all.extend(settled::find(case, draft, lang));
    if sets_right(text) {
        return all;
    }
    // What is said of another thing may have another value.
    let own = if corrects(text) {
        Vec::new()
    } else {
        all.extend(labels::find(case, text, lang, LATEST));
        own
    };
    let first = case.turns.len().saturating_sub(LATEST);
    for (n, (turn, scanned)) in case.request.turns.iter().zip(&case.turns).enumerate().skip(first).rev() {
        match turn.role {
            TurnRole::Bot | TurnRole::Agent => {
                let since = || case.customer_texts().filter(|(at, _)| *at > n);
                let own: &[ValueClaim<'_>] =
                    if since().any(|(_, said)| turns_away(said)) { &[] } else { &own };
                let states: &[StateClaim] =
                    if since().any(|(_, said)| names_another(said)) { &[] } else { &own_states };
                if !own.is_empty() || !states.is_empty() {
                    against_turn(case, draft, (own, states), n, &scanned.text, lang, &mut all);
                }
            }
            TurnRole::Customer | TurnRole::System => {}
        }
    }
    all
}

/// What is not what the customer asks about is not what the conversation is about either, where the company has taken
/// the customer's matter up: one of its messages shares a word with the customer's.
fn taken_up(case: &Case<'_>, found: &[Contradiction], lang: Lang) -> Option<Contradiction> {
    let known = |one: &&Contradiction| matches!(one.against, Against::Settled | Against::History);
    let asked = found.iter().find(|one| matches!(one.against, Against::Request | Against::Asked))?;
    if found.iter().any(|one| known(&one)) {
        return None;
    }
    let all = |text: &Text| stems_of(text, 0..text.tokens().len(), lang);
    let wanted: Vec<Stem> = case.customer_texts().flat_map(|(_, said)| all(&said.text)).take(200).collect();
    let taken_up =
        case.company_texts().any(|(_, said)| all(&said.text).iter().any(|stem| wanted.contains(stem)));
    taken_up.then(|| Contradiction { against: Against::Settled, confidence: PLAUSIBLE, ..asked.clone() })
}

/// Whether a finding makes a weaker one needless.
fn covers(known: Against, other: Against) -> bool {
    known == other
        || (known, other) == (Against::Request, Against::Asked)
        || (known, other) == (Against::History, Against::Settled)
}

/// A demand of the customer with a day or a time, confirmed with another one.
fn against_request(
    case: &Case<'_>,
    draft: &Scanned,
    does: Acts,
    own: &[ValueClaim<'_>],
    lang: Lang,
    all: &mut Vec<Contradiction>,
) {
    let (Some(turn), Some(asked)) = (case.last_customer, case.customer_text()) else { return };
    if own.is_empty() || !(does.done || does.answer) || does.question {
        return;
    }
    let wanted = values(&asked.text, lang);
    let dated = |value: &Value| matches!(value.kind, ValueKind::Date(_) | ValueKind::Time(_));
    for claim in own.iter().filter(|claim| dated(claim.value) && claim.value.bound == Bound::Exact) {
        let same_sort =
            |other: &&ValueClaim<'_>| claim.value.same(other.value, case.today) != Comparison::Incomparable;
        let mut rivals = wanted.iter().filter(same_sort);
        let (Some(rival), None) = (rivals.next(), rivals.next()) else { continue };
        let exact = rival.value.bound == Bound::Exact && !rival.asked && !is_limit(&asked.text, rival.value);
        let told = own.iter().any(|c| {
            matches!(c.value.same(rival.value, case.today), Comparison::Equal | Comparison::Compatible)
        });
        if !exact
            || told
            || !differ(claim.value, rival.value, case)
            || shared(&claim.about, &rival.about) == 0
        {
            continue;
        }
        let known = case.company_texts().any(|(_, said)| {
            let equal = |v: &Value| claim.value.same(v, case.today) == Comparison::Equal;
            said.text.values().iter().any(equal)
        });
        if known || on_record(case, claim.value) {
            continue;
        }
        all.push(Contradiction {
            against: Against::Request,
            at: draft.text.fold_span(claim.value.span),
            turn: Some((turn, rival.value.span)),
            expected: rival.value.span.text(asked.text.original()).to_owned(),
            confidence: LIKELY,
        });
    }
}

/// Whether a value is a limit ("by 11:30") and not the wish itself.
fn is_limit(text: &Text, value: &Value) -> bool {
    const LIMITS: [&str; 12] =
        ["by", "before", "after", "until", "till", "around", "from", "since", "bis", "vor", "nach", "avant"];
    let before = value.tokens.start.checked_sub(1).and_then(|n| text.tokens().get(n));
    before.is_some_and(|token| LIMITS.contains(&text.token_text(token)))
}

/// Words with which a customer says that something was tried, folded.
static TRIED: Phrases<128> = Phrases::of(word_list![
    "already tried",
    "i tried",
    "i've tried",
    "i have tried",
    "tried that",
    "tried this",
    "already did",
    "i already",
    "i've already",
    "i have already",
    "schon versucht",
    "bereits versucht",
    "schon probiert",
    "deja essaye",
    "deja fait",
    "ya lo intente",
    "ya he intentado",
    "ya probe",
    "ho gia provato",
    "gia fatto",
    "al geprobeerd",
    "ja tentei",
    "ja fiz",
]);

/// Words that ask for something to be done, folded.
static ASKS_FOR: Phrases<128> = Phrases::of(word_list![
    "please try",
    "try",
    "please",
    "could you",
    "can you try",
    "have you tried",
    "you can try",
    "versuchen sie",
    "bitte",
    "essayez",
    "veuillez",
    "intente",
    "pruebe",
    "por favor",
    "provi",
    "prova",
    "probeer",
    "tente",
]);

/// The draft asks for what the customer says to have done.
fn against_customer(case: &Case<'_>, draft: &Scanned, lang: Lang, all: &mut Vec<Contradiction>) {
    let latest = case.customer_texts().collect::<Vec<_>>();
    for (turn, said) in latest.iter().rev().take(LATEST) {
        for sentence in said.text.sentences().iter().filter(|sentence| !sentence.question).take(40) {
            let words = said.text.folded_text(sentence.fold);
            if !TRIED.any_in(words) && !has_done(&said.text, sentence) {
                continue;
            }
            let done = stems_of(&said.text, sentence.tokens.clone(), lang);
            for own in draft.text.sentences().iter().take(40) {
                let asked = draft.text.folded_text(own.fold);
                if !ASKS_FOR.any_begins(asked) {
                    continue;
                }
                let tried = asked.strip_prefix("have you tried ").and_then(|rest| rest.split(' ').next());
                let tried =
                    tried.and_then(|verb| Stem::of_word(lang, verb)).is_some_and(|verb| done.contains(&verb));
                let wanted = stems_of(&draft.text, own.tokens.clone(), lang);
                let both = shared(&done, &wanted);
                if tried || both >= 2 && both * 3 >= wanted.len() * 2 {
                    all.push(Contradiction {
                        against: Against::Customer,
                        at: own.fold,
                        turn: Some((*turn, sentence.span)),
                        expected: sentence.span.text(said.text.original()).to_owned(),
                        confidence: LIKELY,
                    });
                }
            }
        }
    }
}

/// "Ich habe ihn schon neu gestartet": the first person and "already".
fn has_done(text: &Text, sentence: &crate::text::Sentence) -> bool {
    let tokens = text.tokens().get(sentence.tokens.clone()).unwrap_or_default();
    let any = |words: &[&str]| tokens.iter().any(|token| words.contains(&text.token_text(token)));
    any(&["already", "schon", "bereits", "deja", "ya", "gia", "al", "ja"])
        && any(&[
            "i", "i've", "we", "ich", "wir", "habe", "hab", "j'ai", "ai", "he", "hemos", "ho", "abbiamo",
            "ik", "heb", "fiz", "tentei",
        ])
}

fn stems_of(text: &Text, tokens: std::ops::Range<usize>, lang: Lang) -> Vec<Stem> {
    let mut stems: Vec<Stem> =
        content(text, lang, tokens).map(|word| word.stem).filter(|stem| *stem != Stem::of("tri")).collect();
    stems.order();
    stems.dedup();
    stems
}

/// Two statements of the draft about one thing.
fn against_itself(
    text: &Text,
    own: &[ValueClaim<'_>],
    own_states: &[StateClaim],
    case: &Case<'_>,
    all: &mut Vec<Contradiction>,
) {
    let plain = |claim: &ValueClaim<'_>| !claim.asked && !claim.listed;
    for (n, one) in own.iter().enumerate().filter(|(_, claim)| plain(claim)) {
        for two in
            own.iter().skip(n + 1).filter(|claim| plain(claim) && claim.sentence != one.sentence).take(12)
        {
            let same = one.about == two.about && one.about.len() >= 2;
            if same && differ(one.value, two.value, case) && !is_of_several(one, two) {
                all.push(Contradiction {
                    against: Against::Itself,
                    at: text.fold_span(two.value.span),
                    turn: None,
                    expected: one.value.span.text(text.original()).to_owned(),
                    confidence: LIKELY,
                });
            }
        }
    }
    for (n, one) in own_states.iter().enumerate() {
        for two in own_states.iter().skip(n + 1).take(12) {
            let same = one.about == two.about && one.same_days(text, two, text, case.today);
            if same && one.negated != two.negated {
                all.push(Contradiction {
                    against: Against::Itself,
                    at: two.span,
                    turn: None,
                    expected: text.original_span(one.span).text(text.original()).to_owned(),
                    confidence: LIKELY,
                });
            }
        }
    }
}

/// Whether two values of one sort can't both be true.
fn differ(one: &Value, two: &Value, case: &Case<'_>) -> bool {
    // "today" of an earlier message is another day than today.
    let relative =
        |value: &Value| matches!(value.kind, ValueKind::Date(Date::Relative(_) | Date::Weekday { .. }));
    if relative(one) != relative(two) && case.today.is_none() {
        return false;
    }
    // 1:15 may be meant in the afternoon.
    let half_day =
        matches!((&one.kind, &two.kind), (ValueKind::Time(a), ValueKind::Time(b)) if a.abs_diff(*b) == 720);
    !half_day && one.same(two, case.today) == Comparison::Different
}

/// The draft against one earlier message.
fn against_turn(
    case: &Case<'_>,
    draft: &Scanned,
    (own, own_states): (&[ValueClaim<'_>], &[StateClaim]),
    turn: usize,
    earlier: &Text,
    lang: Lang,
    all: &mut Vec<Contradiction>,
) {
    let text = &draft.text;
    let said = if own.is_empty() { Vec::new() } else { values(earlier, lang) };
    let asked = case
        .customer_text()
        .map_or_else(Vec::new, |asked| stems_of(&asked.text, 0..asked.text.tokens().len(), lang));
    let holds = |list: &[ValueClaim<'_>], value: &Value| {
        list.iter().any(|other| {
            matches!(value.same(other.value, case.today), Comparison::Equal | Comparison::Compatible)
        })
    };
    for claim in own.iter().filter(|claim| !claim.asked && !holds(&said, claim.value)) {
        for other in said.iter().filter(|other| !other.asked && !holds(own, other.value)) {
            let worded = claim.is_worded_like(text, other, earlier);
            if (claim.listed || other.listed) && (!worded || moves_to_another(case)) {
                continue;
            }
            // "Your appointment on Tuesday at ten": the time that both name stands for a word.
            let overlap = shared(&claim.about, &other.about);
            let least = claim.about.len().min(other.about.len());
            let joined = overlap == 1 && least == 1 && shares_value(text, claim, earlier, other, case);
            let about_same = overlap >= 2 && overlap >= least || joined;
            let bounds = other.value.bound == claim.value.bound;
            let clash = bounds
                && (about_same || worded && !moves_to_another(case))
                && (differ(claim.value, other.value, case) || other_limit(claim.value, other.value));
            if !clash
                || other_day(text, claim, earlier, other, case)
                || moves_to_another(case) && asked_of_another(&claim.about, &other.about, &asked)
                || is_of_several(claim, other)
            {
                continue;
            }
            if told_by_customer(case, text, turn, claim.value) || on_record(case, claim.value) {
                continue;
            }
            all.push(Contradiction {
                against: Against::History,
                at: text.fold_span(claim.value.span),
                turn: Some((turn, other.value.span)),
                expected: other.value.span.text(earlier.original()).to_owned(),
                confidence: if claim.about == other.about { SURE } else { LIKELY },
            });
            break;
        }
    }
    if own_states.is_empty() {
        return;
    }
    let message = stems_of(earlier, 0..earlier.tokens().len(), lang);
    for other in states(earlier, lang) {
        for claim in own_states {
            let overlap = shared(&claim.about, &other.about);
            // What holds of all orders holds of small ones.
            let general = other.all_of.is_some_and(|stem| claim.about.contains(&stem))
                && overlap + 1 >= claim.about.len();
            let longest = claim.about.len().max(other.about.len());
            // A denial may name what the rest of the message named: "no, it does not work with that plan".
            let denied = claim.negated
                && !other.limited
                && (overlap == other.about.len() || claim.poled && overlap == claim.about.len())
                && shared(&claim.about, &message) + usize::from(claim.poled) >= claim.about.len();
            let same = overlap >= 2
                && (overlap == longest || denied || general && overlap == other.about.len())
                && claim.same_days(text, &other, earlier, case.today);
            // What was not so may be so by now; what was done stays done.
            let turned = !other.negated && claim.negated || (claim.modal && other.modal);
            if same && claim.negated != other.negated && turned {
                let span = earlier.original_span(other.span);
                all.push(Contradiction {
                    against: Against::History,
                    at: claim.span,
                    turn: Some((turn, span)),
                    expected: span.text(earlier.original()).to_owned(),
                    confidence: LIKELY,
                });
            }
        }
    }
}

/// Whether the sentences of two claims share a value besides the ones that are compared.
fn shares_value(
    text: &Text,
    claim: &ValueClaim<'_>,
    earlier: &Text,
    other: &ValueClaim<'_>,
    case: &Case<'_>,
) -> bool {
    let others = |text: &'_ Text, claim: &ValueClaim<'_>| -> Vec<Value> {
        let tokens = text.sentences().get(claim.sentence).map_or(0..0, |sentence| sentence.tokens.clone());
        let near = text.values().iter().filter(|value| tokens.contains(&value.tokens.start));
        near.filter(|value| value.span != claim.value.span).cloned().collect()
    };
    let said = others(earlier, other);
    others(text, claim)
        .iter()
        .any(|one| said.iter().any(|two| one.same(two, case.today) == Comparison::Equal))
}

/// Whether two claims speak of different days, so that both may be true.
fn other_day(
    text: &Text,
    claim: &ValueClaim<'_>,
    earlier: &Text,
    other: &ValueClaim<'_>,
    case: &Case<'_>,
) -> bool {
    if matches!(claim.value.kind, ValueKind::Date(_)) {
        return false;
    }
    let said: Vec<&Value> = days(earlier, other.sentence).collect();
    let in_clause = |day: &&Value| {
        let at = text.fold_span(day.span);
        claim.clause.start <= at.start && at.end <= claim.clause.end
    };
    let mut own = days(text, claim.sentence).filter(in_clause).peekable();
    let equal = |day: &Value| said.iter().any(|other| day.same(other, case.today) == Comparison::Equal);
    own.peek().is_some() && !own.any(equal)
}

/// Two limits of one sort that are not the same amount.
fn other_limit(one: &Value, two: &Value) -> bool {
    let sort = std::mem::discriminant(&one.kind) == std::mem::discriminant(&two.kind);
    sort && one.bound != Bound::Exact
        && one.bound == two.bound
        && one.magnitude().is_some()
        && one.magnitude() != two.magnitude()
}

/// Whether the customer now asks about something that the draft takes up and that the earlier message did not name:
/// "and at weekends?".
pub(super) fn asked_of_another(own: &[Stem], earlier: &[Stem], asked: &[Stem]) -> bool {
    own.iter().any(|stem| asked.contains(stem) && !earlier.contains(stem))
}

/// Words with which a customer asks the same of another thing: "And for glass?"; folded.
const SAME_OF_ANOTHER: &[&str] = &["and", "what", "how", "or", "und", "et", "y", "e", "en"];

/// Whether the customer may be asking the same of another thing.
fn moves_to_another(case: &Case<'_>) -> bool {
    let first = |said: &Scanned| {
        said.text.tokens().first().is_some_and(|token| SAME_OF_ANOTHER.contains(&said.text.token_text(token)))
    };
    case.customer_text().is_none_or(first)
}

/// Whether the customer named this value after a turn.
fn told_by_customer(case: &Case<'_>, draft: &Text, after: usize, value: &Value) -> bool {
    case.customer_texts().filter(|(n, _)| *n > after).any(|(_, scanned)| {
        matter::shares_number(draft, value, &scanned.text)
            || scanned.text.values().iter().any(|said| {
                matches!(value.same(said, case.today), Comparison::Equal | Comparison::Compatible)
            })
    })
}

/// Whether a source or fact says this value.
fn on_record(case: &Case<'_>, value: &Value) -> bool {
    case.evidence().iter().filter(|piece| piece.role.is_none()).any(|piece| {
        piece.text().values().iter().any(|known| {
            // Records give bare numbers where a sentence gives "20 percent".
            let bare = matches!(known.kind, ValueKind::Number(_)) && known.magnitude() == value.magnitude();
            bare || matches!(value.same(known, case.today), Comparison::Equal | Comparison::Compatible)
        })
    })
}

/// The probability that nothing is contradicted, from the surest contradiction.
pub(super) fn score(contradictions: &[Contradiction]) -> Score {
    let worst = contradictions.iter().map(|found| found.confidence.ten_thousandths()).max().unwrap_or(300);
    Score::from_ten_thousandths(10_000 - worst)
}
