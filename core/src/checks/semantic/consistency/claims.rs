//! What a text claims, in the small: values with what they are about, and states with their yes or no.

use super::poles::{ALL, INCLUDED, MODAL, OPEN, SENT, Says, TIME, pole_stem, says};
use crate::checks::semantic::words::{Content, Stem, all_content, content};
use crate::matching::is_negated;
use crate::order::Order as _;
use crate::text::values::{Bound, CivilDate, Comparison, Decimal, Value, ValueKind};
use crate::text::{FoldSpan, Lang, Sentence, Text, TokenKind, WordSet, one_of, word_list};

/// Most values, or clauses, of one text that are compared.
const MOST: usize = 80;

/// A value and the words around it.
#[derive(Clone, Debug)]
pub(super) struct ValueClaim<'t> {
    pub(super) value: &'t Value,
    /// Stems of the content words of its clause (of its sentence where the clause says too little), sorted.
    pub(super) about: Vec<Stem>,
    /// Whether it stands in a question.
    pub(super) asked: bool,
    /// Whether it is one of several of its sort: an item of a list, or "one", "the other".
    pub(super) listed: bool,
    /// Whether it is the price of one of several things: "£42 each".
    pub(super) each: bool,
    /// Index of its sentence.
    pub(super) sentence: usize,
    /// Its clause.
    pub(super) clause: FoldSpan,
}

impl ValueClaim<'_> {
    /// Whether two claims are the same words but for the value.
    pub(super) fn is_worded_like(&self, text: &Text, other: &ValueClaim<'_>, of: &Text) -> bool {
        let words = |claim: &ValueClaim<'_>, text: &'_ Text| -> Vec<String> {
            let tokens = tokens_of(text, claim.clause);
            let rest = tokens.filter(|token| !claim.value.tokens.contains(token));
            let words = rest.filter_map(|token| text.tokens().get(token));
            let words = words.filter(|token| token.kind != TokenKind::Symbol && !text.is_yes(token));
            words.map(|token| text.token_text(token).to_owned()).collect()
        };
        let own = words(self, text);
        own.len() > 2 && own.len() < 20 && own == words(other, of)
    }
}

/// The days that a sentence names.
pub(super) fn days(text: &Text, sentence: usize) -> impl Iterator<Item = &Value> {
    let tokens = text.sentences().get(sentence).map_or(0..0, |sentence| sentence.tokens.clone());
    text.values()
        .iter()
        .filter(move |value| matches!(value.kind, ValueKind::Date(_)) && tokens.contains(&value.tokens.start))
}

/// A clause that says that something is so, or is not so.
#[derive(Clone, Debug)]
pub(super) struct StateClaim {
    pub(super) span: FoldSpan,
    /// Stems of its content words, sorted.
    pub(super) about: Vec<Stem>,
    pub(super) negated: bool,
    /// Whether it speaks of what may or can be done, which does not change with time.
    pub(super) modal: bool,
    /// Whether it says that a thing is open, allowed, available, included, sent or free, or the opposite.
    pub(super) poled: bool,
    /// Whether it names a limit: "over £30".
    pub(super) limited: bool,
    /// Indices of the values in it that are days.
    pub(super) days: Vec<usize>,
    /// Whether it holds on any day.
    pub(super) always: bool,
    /// What it holds of without exception: "in all rooms", "at any time".
    pub(super) all_of: Option<Stem>,
}

impl StateClaim {
    /// Whether two claims of two texts speak of the same days.
    pub(super) fn same_days(
        &self,
        text: &Text,
        other: &StateClaim,
        of: &Text,
        today: Option<CivilDate>,
    ) -> bool {
        let named = |claim: &StateClaim, text: &'_ Text| -> Vec<Value> {
            claim.days.iter().filter_map(|day| text.values().get(*day)).cloned().collect()
        };
        // What was done on one day is done; what holds always holds on each.
        if other.always || self.about.contains(&pole_stem(SENT)) {
            return true;
        }
        let (own, others) = (named(self, text), named(other, of));
        let equal = |one: &Value, two: &Value| {
            matches!(one.same(two, today), Comparison::Equal | Comparison::Compatible)
        };
        own.len() == others.len() && own.iter().zip(&others).all(|(one, two)| equal(one, two))
    }
}

/// Kinds that can contradict each other.
fn comparable(kind: &ValueKind) -> bool {
    matches!(
        kind,
        ValueKind::Money { .. }
            | ValueKind::Percent(_)
            | ValueKind::Date(_)
            | ValueKind::Time(_)
            | ValueKind::Duration { .. }
            | ValueKind::Quantity { .. }
    )
}

fn stems(found: impl Iterator<Item = Content>) -> Vec<Stem> {
    let mut stems: Vec<Stem> = found.map(|content| content.stem).collect();
    stems.order();
    stems.dedup();
    stems
}

pub(super) fn tokens_of(text: &Text, span: FoldSpan) -> std::ops::Range<usize> {
    let tokens = text.tokens();
    let start = tokens.partition_point(|token| token.fold.start < span.start);
    let end = tokens.partition_point(|token| token.fold.start < span.end);
    start..end
}

/// The values of a text with what they are about.
pub(super) fn values<'t>(text: &'t Text, lang: Lang) -> Vec<ValueClaim<'t>> {
    let of_values = text.values();
    let in_value = |token: usize| {
        of_values
            .get(of_values.partition_point(|v| v.tokens.end <= token))
            .is_some_and(|v| v.tokens.contains(&token) && comparable(&v.kind))
    };
    if !of_values.iter().any(|value| comparable(&value.kind)) {
        return Vec::new();
    }
    let mut contents = all_content(text, lang);
    contents.retain(|content| !in_value(content.token));
    let about = |range: std::ops::Range<usize>| {
        let start = contents.partition_point(|content| content.token < range.start);
        let own = contents.get(start..).unwrap_or_default().iter();
        stems(own.take_while(|content| content.token < range.end).copied())
    };
    text.values()
        .iter()
        .filter(|value| comparable(&value.kind))
        .take(MOST)
        .filter_map(|value| {
            let at = text.tokens().get(value.tokens.start)?.fold.start;
            let sentence = text.sentence_at(at)?;
            let whole: &Sentence = text.sentences().get(sentence)?;
            let clause = text.clause_at(at).and_then(|n| text.clauses().get(n))?;
            let mut words = about(tokens_of(text, *clause));
            if words.len() < 2 && whole.tokens.len() < 60 {
                words = about(whole.tokens.clone());
            }
            let listed = is_listed(text, whole, value.tokens.start);
            let each = is_each(text, value.tokens.end);
            let asked = whole.question;
            Some(ValueClaim { value, about: words, asked, listed, each, sentence, clause: *clause })
        })
        .collect()
}

/// Words that tell things of one sort apart, folded.
static ONE_OF_MANY: WordSet<64> = WordSet::of(word_list![
    "one", "other", "another", "first", "second", "third", "each", "every", "either", "ones", "erste",
    "zweite", "andere", "premier", "autre", "primero", "otro", "primo", "altro", "eerste", "ander",
    "primeiro", "outro", "options", "option",
]);

/// Whether a value is one of several of its sort.
fn is_listed(text: &Text, sentence: &Sentence, value: usize) -> bool {
    let line =
        text.original().get(..sentence.span.start).unwrap_or("").trim_end_matches([' ', '\t', '*', '-', '•']);
    let opens_line = line.is_empty() || line.ends_with('\n');
    let own = sentence.span.text(text.original());
    let marked = own.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '*' | '•' | '+'));
    let mark_before =
        line.len() < text.original().get(..sentence.span.start).unwrap_or("").trim_end_matches(' ').len();
    let item = opens_line && (marked || mark_before);
    let before =
        value.checked_sub(1).and_then(|n| text.tokens().get(n)).map_or("", |token| text.token_text(token));
    let tokens = text.tokens().get(sentence.tokens.clone()).unwrap_or_default();
    let word = |n: usize| tokens.get(n).map_or("", |token| text.token_text(token));
    let price =
        |n: usize| is_each(text, sentence.tokens.start + n) && ends_amount(text, sentence.tokens.start + n);
    // "The second floor" is one floor; "there is a flight at two" leaves room for others.
    let one_of_many = |n: usize| {
        ONE_OF_MANY.has(word(n)) && word(n + 1) != "floor" && !price(n)
            || word(n) == "there" && matches!(word(n + 1), "is" | "are")
    };
    item || matches!(before, ":" | "(" | "*") || (0..tokens.len()).any(one_of_many)
}

/// Whether a token says that a price is that of one thing.
fn is_each(text: &Text, token: usize) -> bool {
    text.tokens().get(token).is_some_and(|token| matches!(text.token_text(token), "each" | "apiece"))
}

/// Whether an amount of money stands right before a token.
fn ends_amount(text: &Text, token: usize) -> bool {
    let values = text.values();
    let value = values.get(values.partition_point(|value| value.tokens.end < token));
    value.is_some_and(|value| value.tokens.end == token && matches!(value.kind, ValueKind::Money { .. }))
}

/// Whether one of two amounts is the price of a thing and the other that of several.
pub(super) fn is_of_several(one: &ValueClaim<'_>, two: &ValueClaim<'_>) -> bool {
    const MOST_THINGS: i32 = 30;
    let (Some(one_amount), Some(two_amount)) = (one.value.magnitude(), two.value.magnitude()) else {
        return false;
    };
    let times = |price: Decimal, total: Decimal| {
        (2..=MOST_THINGS).any(|count| price.checked_mul(Decimal::from(count)) == Some(total))
    };
    one.each && times(one_amount, two_amount) || two.each && times(two_amount, one_amount)
}

/// The statements of a text that are a yes or a no.
pub(super) fn states(text: &Text, lang: Lang) -> Vec<StateClaim> {
    let mut read = Vec::new();
    let sentences = text.sentences().iter().filter(|sentence| !sentence.question).take(MOST);
    let short = sentences.filter(|sentence| sentence.tokens.len() <= LONGEST);
    let clauses = short.flat_map(|sentence| clauses_in(text, sentence.fold));
    clauses.filter_map(|clause| state_of(text, lang, clause, &mut read)).collect()
}

/// Tokens of a sentence that is read as a statement.
const LONGEST: usize = 40;

/// What a clause states; `read` is room for what its words do.
fn state_of(text: &Text, lang: Lang, clause: FoldSpan, read: &mut Vec<Says>) -> Option<StateClaim> {
    let range = tokens_of(text, clause);
    let tokens = text.tokens().get(range.clone()).filter(|tokens| tokens.len() > 1)?;
    read.clear();
    let (mut may, mut be, mut noted, mut asks, mut open, mut out) =
        (false, false, false, false, false, false);
    let mut rest = tokens.iter();
    while let Some(token) = rest.next() {
        let word = text.token_text(token);
        if word == "si" && text.is_yes(token) {
            read.push(Says::default());
            continue;
        }
        let says = says(word);
        match word {
            "may" => may = true,
            "be" => be = true,
            "note" | "beachten" => noted = true,
            "please" | "bitte" => asks = true,
            // "Out of stock"; "welcome" opens no content.
            "out" => out = true,
            // "I'm afraid not" answers what was asked, whatever that was.
            "afraid" if rest.as_slice().first().is_some_and(|next| text.token_text(next) == "not") => {
                return None;
            }
            // "Shoes are part of the price."
            "part" if rest.as_slice().first().is_some_and(|next| text.token_text(next) == "of") => {
                read.push(INCLUDED);
                continue;
            }
            _ => open |= says.is(OPEN),
        }
        read.push(says);
    }
    // "Please note" asks for nothing.
    if may && be || open || asks && !noted {
        return None;
    }
    let contents: Vec<Content> = content(text, lang, range.clone()).collect();
    let last = contents.last().and_then(|c| text.tokens().get(c.token))?;
    if contents.len() < 2 {
        return None;
    }
    let says_at = |token: usize| {
        token.checked_sub(range.start).and_then(|at| read.get(at)).copied().unwrap_or_default()
    };
    let in_value = |token: usize| {
        let values = text.values();
        let value = values.get(values.partition_point(|value| value.tokens.end <= token));
        value.is_some_and(|value| {
            value.tokens.contains(&token)
                && !matches!(value.kind, ValueKind::Name(_) | ValueKind::Identifier(_))
        })
    };
    // "At any time", "all year round": a day makes no difference.
    let always = read.iter().zip(read.iter().skip(1)).any(|(one, two)| one.is(ALL) && two.is(TIME));
    let (mut against, mut poled) = (false, false);
    let mut about: Vec<Stem> = Vec::with_capacity(contents.len() + 1);
    for (says, token) in read.iter().zip(tokens).filter(|(says, _)| says.pole != 0) {
        poled = true;
        against |= says.pole < 0 || out && text.token_text(token) == "stock";
        about.push(pole_stem(says.pole));
    }
    let included = read.iter().any(|says| says.pole.abs() == INCLUDED.pole);
    let plain = contents.iter().filter(|content| {
        let says = says_at(content.token);
        let word = text.tokens().get(content.token).map_or("", |token| text.token_text(token));
        // "Not included in the price": the price is all there is.
        let of_price =
            included && one_of!(word, "price" | "rate" | "fee" | "ticket" | "cost" | "total" | "charge");
        let of_time = of_price
            || always && says.is(TIME)
            || matches!(word, "note" | "out" | "beachten" | "yesterday" | "afraid");
        !in_value(content.token) && !of_time && says.pole == 0
    });
    about.extend(plain.map(|content| content.stem));
    about.order();
    about.dedup();
    if about.len() < 2 {
        return None;
    }
    // "No rooms available on 12 August": what is denied stands before the day.
    let denied = contents.iter().rev().find(|content| !in_value(content.token));
    let denied = denied.and_then(|content| text.tokens().get(content.token)).unwrap_or(last);
    let none = || {
        let before = |content: &Content| content.token.checked_sub(1).and_then(|n| text.tokens().get(n));
        let denied = |content: &&Content| before(content).is_some_and(|token| text.token_text(token) == "no");
        let plain = |content: &Content| {
            let word = text.tokens().get(content.token).map_or("", |token| text.token_text(token));
            !one_of!(word, "problem" | "worries" | "doubt" | "matter" | "wonder" | "longer" | "later")
        };
        contents.iter().filter(denied).any(plain)
    };
    let denies = is_negated(text, denied.fold) || opposite(text.token_text(denied)) || none();
    let negated = denies != against;
    let modal = poled && !about.contains(&pole_stem(SENT)) || read.iter().any(|says| says.is(MODAL));
    let all_of = read.iter().position(|says| says.is(ALL)).and_then(|n| {
        let after = range.start + n + 1;
        let mut counted = contents.iter().filter(|content| (after..after + 3).contains(&content.token));
        counted.next().map(|content| content.stem)
    });
    let dates =
        text.values().iter().enumerate().filter(|(_, value)| {
            matches!(value.kind, ValueKind::Date(_)) && range.contains(&value.tokens.start)
        });
    let days = dates.map(|(n, _)| n).collect();
    let limited =
        text.values().iter().any(|value| value.bound != Bound::Exact && range.contains(&value.tokens.start));
    Some(StateClaim { span: clause, about, negated, modal, poled, limited, days, always, all_of })
}

fn opposite(word: &str) -> bool {
    word.starts_with("non-") || word.starts_with("unavail") || word.starts_with("ineligib")
}

fn clauses_in(text: &Text, span: FoldSpan) -> impl Iterator<Item = FoldSpan> + '_ {
    let clauses = text.clauses();
    let first = clauses.partition_point(|clause| clause.start < span.start);
    clauses.iter().skip(first).take_while(move |clause| clause.start < span.end).copied()
}

/// How many stems two sorted lists share.
pub(super) fn shared(a: &[Stem], b: &[Stem]) -> usize {
    let (mut n, mut m, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(n), b.get(m)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => n += 1,
            std::cmp::Ordering::Greater => m += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                n += 1;
                m += 1;
            }
        }
    }
    count
}
