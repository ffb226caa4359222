//! Values of a draft against the fields of records. A table gives bare numbers; what sort of value a field holds is told
//! by its key ("price", "star_rating", "party_size"), and which field a sentence speaks about by the words beside the
//! value. Asked only for values that nothing else in the evidence gives.

mod vocabulary;

use crate::text::one_of;
use crate::text::word_list;
use std::borrow::Cow;
use std::ops::Range;

use super::index::{Term, hash, term};
use super::postings::Postings;
use super::rows::{Field, Rows, Spoken, is_serial};
use super::statements::Statement;
use super::units::path_words;
use super::values::{Ground, compare, is_claim, is_multiplied, is_near, with_amount};
use super::words::concept;
use crate::evidence::Evidence;
use crate::facts::Facts;
use crate::matching::is_negated;
use crate::order::Order as _;
use crate::text::index::{WordSet, hash as word_hash};
use crate::text::values::{CivilDate, Comparison, TimeUnit, Value, ValueKind};
use crate::text::{Lang, Text, TokenKind, fold_pattern_text};
use vocabulary::{DULL, DURATION, MONEY, NAMES, PEOPLE, PRICE, RAIN, RATING, RECKONED, TITLES, WARMTH};

/// Fields that are compared with.
const MOST: usize = 4096;
/// Words before a number that can say what it counts.
const BEFORE: usize = 5;
/// Words after a share or measure that can say what it is one of ("20 percent chance of rain").
const AFTER: usize = 4;
/// Words before and after a value that can say which of the fields of its sort is meant.
const NEAR: usize = 12;
/// Words that stand nowhere in the evidence, in a clause that speaks of a record nonetheless.
const STRANGE: usize = 1;
/// Turns that are asked which row is spoken of, from the latest back.
const TURNS: usize = 8;

/// What a word beside a value or in a key stands for; words of one group count as one. `term` gives that of a word that
/// belongs to none.
fn tag(word: &str, term: impl FnOnce() -> Option<Term>) -> Option<Term> {
    const PRICED: Term = hash("price");
    const RATED: Term = hash("rating");
    const MANNED: Term = hash("people");
    const LASTING: Term = hash("duration");
    const RAINY: Term = hash("rain");
    const WARM: Term = hash("warmth");
    let key = word_hash(word.as_bytes());
    if PRICE.has_hashed(key, word) {
        return Some(PRICED);
    }
    if MONEY.has_hashed(key, word) {
        // "total price" and "price per night" are told apart by their other words, and by themselves.
        return Some(hash(word));
    }
    if RATING.has_hashed(key, word) {
        Some(RATED)
    } else if PEOPLE.has_hashed(key, word) {
        Some(MANNED)
    } else if DURATION.has_hashed(key, word) {
        Some(LASTING)
    } else if RAIN.has_hashed(key, word) {
        Some(RAINY)
    } else if WARMTH.has_hashed(key, word) {
        Some(WARM)
    } else if DULL.has_hashed(key, word) {
        None
    } else {
        term()
    }
}

/// The words of a key, folded: of a path those of its last part, and of the part before where the last says only that
/// it is an amount (`refund.amount`).
pub(super) fn words_of(key: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let dot = key.bytes().rposition(|byte| byte == b'.');
    let (above, last) = dot.and_then(|dot| key.split_at_checked(dot)).unwrap_or(("", key));
    let words = match last {
        ".amount" | ".value" | ".number" => {
            above.rfind('.').and_then(|dot| key.get(dot + 1..)).unwrap_or(key)
        }
        _ => last,
    };
    let words = path_words(words).flat_map(|part| part.split(' ')).filter(|word| !word.is_empty());
    words.map(|word| {
        let folded = word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        if folded { Cow::Borrowed(word) } else { Cow::Owned(fold_pattern_text(word)) }
    })
}

/// Whether the fields of this key hold amounts of money.
pub(super) fn is_for_money(key: &str) -> bool {
    words_of(key).any(|word| MONEY.has(&word))
}

/// Whether a field of this key says what the record is one of.
pub(crate) fn is_title(key: &str) -> bool {
    words_of(key).last().is_some_and(|word| TITLES.has(&word))
}

/// A value of a field.
struct Typed<'e> {
    row: usize,
    piece: usize,
    at: usize,
    value: &'e Value,
    money: bool,
    /// Holds what is worked out from others: a total, a refund.
    reckoned: bool,
    /// The unit of time in its key ("duration_minutes").
    unit: Option<TimeUnit>,
    /// Counts nights, which are no days.
    nights: bool,
    /// Holds what is left or allowed, not what is moved: only its name tells.
    standing: bool,
    /// What the words of its key stand for.
    tags: Vec<Term>,
}

/// What the records say about a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Record {
    /// The record that is spoken of has another value: index into the evidence, and into the values of that piece.
    Other(usize, usize),
    /// No record has this value, but which of several is meant can't be told; one of those that have another one.
    None(usize, usize),
}

/// The fields of the records, typed.
pub(super) struct Fields<'e> {
    rows: &'e Rows,
    evidence: &'e [Evidence],
    facts: &'e Facts,
    fields: Vec<Typed<'e>>,
    lang: Lang,
    today: Option<CivilDate>,
}

impl<'e> Fields<'e> {
    /// Reads the keys of all fields that hold a value.
    pub(super) fn new(
        rows: &'e Rows,
        evidence: &'e [Evidence],
        facts: &'e Facts,
        lang: Lang,
        today: Option<CivilDate>,
    ) -> Fields<'e> {
        let valued = |row: usize, field: &'e Field| {
            let mut values = field.values(evidence);
            // A field of several values ("10 to 12, Mondays") is a text.
            let (at, value) = values.next().filter(|(_, value)| is_comparable(value))?;
            if values.next().is_some() {
                return None;
            }
            let mut found = Typed {
                row,
                piece: field.piece,
                at,
                value,
                money: false,
                reckoned: false,
                unit: None,
                nights: false,
                standing: false,
                tags: Vec::new(),
            };
            for word in words_of(field.key_text(evidence, facts)) {
                if NAMES.has(&word) {
                    return None;
                }
                found.money |= MONEY.has(&word);
                found.unit = found.unit.or(unit_of(&word));
                found.nights |= one_of!(&*word, "night" | "nights");
                found.standing |= one_of!(&*word, "balance" | "limit" | "available" | "remaining");
                found.reckoned |= RECKONED.get(hash(&word)).is_some();
                found.tags.extend(tag(&word, || term(lang, &word)));
            }
            found.tags.order();
            found.tags.dedup();
            Some(found)
        };
        let fields = rows.all().iter().enumerate();
        let fields = fields.flat_map(|(n, row)| row.iter().filter_map(move |field| valued(n, field)));
        Fields { rows, evidence, facts, fields: fields.take(MOST).collect(), lang, today }
    }

    /// What the records say about a value that stands nowhere else in the evidence.
    pub(super) fn judge(
        &self,
        postings: &Postings<'_>,
        ground: &Ground<'_>,
        (spoken, statement): (&Spoken<'_>, &Statement),
        said: &Value,
        turns: &[Spoken<'_>],
    ) -> Option<Record> {
        let draft = spoken.text;
        let at = draft.fold_span(said.span);
        if is_negated(draft, at) {
            return None;
        }
        let sentence = draft.sentence_at(at.start)?;
        let sentence = draft.sentences().get(sentence)?.tokens.clone();
        let beside = self.tags_beside(draft, said, &sentence);
        let measures = [hash("rating"), hash("warmth")].iter().any(|tag| beside.binary_search(tag).is_ok());
        let counts = matches!(said.kind, ValueKind::Number(_) | ValueKind::Quantity { .. }) && !measures;
        if counts && (is_of_results(draft, said) || is_in(said, turns, self.today)) {
            return None;
        }
        let near = self.tags_near(draft, said, &sentence);
        let mut fitting: Vec<(&Typed<'e>, i32)> = Vec::new();
        for field in &self.fields {
            let compared = self.compare(draft, said, field, &beside);
            if matches!(compared, Comparison::Equal | Comparison::Compatible) {
                return None;
            }
            if compared == Comparison::Different {
                let shared = field.tags.iter().filter(|tag| near.binary_search(tag).is_ok()).count();
                let number = |n: usize| i32::try_from(n).unwrap_or(0);
                fitting.push((field, number(shared) * 3 - number(field.tags.len())));
            }
        }
        fitting.retain(|(field, _)| !ground.is_of_another_field((draft, statement), said, field.piece));
        // An amount that is worked out is that of a record only where the record has it under that name.
        let reckoned = is_reckoned(draft, sentence.clone(), self.lang) || is_multiplied(draft, statement);
        if reckoned {
            fitting.retain(|(field, _)| {
                field.reckoned && field.tags.iter().any(|tag| near.binary_search(tag).is_ok())
            });
        }
        fitting.retain(|(field, _)| {
            !field.standing || field.tags.iter().any(|tag| near.binary_search(tag).is_ok())
        });
        let (first, _) = fitting.first()?;
        // A small count that fits no record is mostly one of something else.
        let said_loosely = !is_claim(said) || reckoned;
        let nowhere = (!said_loosely).then_some(Record::None(first.piece, first.at));
        // Which row: by the sentence, else by the draft, else by the latest turn that names one.
        let mut rows: Vec<usize> = fitting.iter().map(|(field, _)| field.row).collect();
        rows.dedup();
        let rows_at = self.rows_at(draft, said, &sentence);
        if rows.iter().any(|row| rows_at.contains(row)) {
            rows.retain(|row| rows_at.contains(row));
        }
        let texts = [(spoken, Some(sentence.clone())), (spoken, None)].into_iter();
        for (text, tokens) in texts.chain(turns.iter().rev().take(TURNS).map(|text| (text, None))) {
            if rows.len() < 2 {
                break;
            }
            let said = tokens.map_or_else(|| text.whole(), |tokens| text.part(tokens));
            let named: Vec<(u32, usize)> =
                rows.iter().map(|row| (self.rows.naming(*row, &said), *row)).collect();
            let best = named.iter().map(|(named, _)| *named).max().unwrap_or(0);
            if best > 0 {
                rows = named.into_iter().filter(|(named, _)| *named == best).map(|(_, row)| row).collect();
            }
        }
        fitting.retain(|(field, _)| rows.contains(&field.row));
        let best = fitting.iter().map(|(_, fit)| *fit).max()?;
        if matches!(said.kind, ValueKind::Money { .. }) {
            // Without a word for it, an amount is that of a record only if the record has no other and the draft speaks
            // of nothing that the evidence does not know.
            let shares = |field: &Typed<'e>| field.tags.iter().any(|tag| near.binary_search(tag).is_ok());
            let named = fitting.iter().any(|(field, fit)| *fit == best && shares(field));
            let mut columns: Vec<&[Term]> = fitting.iter().map(|(field, _)| field.tags.as_slice()).collect();
            columns.dedup();
            let strange = statement.terms.iter().filter(|number| postings.is_nowhere(**number)).count();
            let other = || ground.tells(&said.kind) || is_in(said, turns, self.today);
            if !named && (columns.len() > 1 || strange > STRANGE || other()) {
                return None;
            }
        }
        let mut meant = fitting.iter().filter(|(_, fit)| *fit == best);
        let (right, _) = meant.next()?;
        // "You can change it until tonight", "the photos are up on Friday": a day is that of a record only where the
        // sentence speaks of what the record is of.
        if matches!(said.kind, ValueKind::Date(_)) && ground.has_prose() {
            let asked = is_for_customer(draft, sentence.clone());
            let words = if asked { right.tags.clone() } else { self.whole_path(right) };
            let named = !asked && self.rows.naming(right.row, &spoken.part(sentence)) > 0;
            if !named && !words.iter().any(|tag| near.binary_search(tag).is_ok()) {
                return None;
            }
        }
        let alone = meant.all(|(other, _)| other.value.same(right.value, self.today) == Comparison::Equal);
        if alone { Some(Record::Other(right.piece, right.at)) } else { nowhere }
    }

    /// What all words of the path of a field stand for.
    fn whole_path(&self, field: &Typed<'e>) -> Vec<Term> {
        let own = self.rows.all().get(field.row).into_iter().flatten().find(|own| own.piece == field.piece);
        let path = own.map_or("", |own| own.key_text(self.evidence, self.facts));
        path_words(path).filter_map(|word| tag(word, || term(self.lang, word))).collect()
    }

    /// The rows that hold a day or time beside which a sentence gives its value ("the 7:40 train costs £26").
    fn rows_at(&self, draft: &Text, said: &Value, sentence: &Range<usize>) -> Vec<usize> {
        let timed = |value: &&Value| matches!(value.kind, ValueKind::Time(_)) && value.span != said.span;
        let inside = |value: &&Value| sentence.contains(&value.tokens.start);
        let times: Vec<&Value> = draft.values().iter().filter(inside).filter(timed).take(BEFORE).collect();
        let holds = |field: &&Typed<'e>| {
            times.iter().any(|time| time.same(field.value, self.today) == Comparison::Equal)
        };
        self.fields.iter().filter(holds).map(|field| field.row).collect()
    }

    /// Whether a number of the draft counts what a field counts, so that it is worth judging though it is small.
    pub(super) fn counts(&self, draft: &Text, said: &Value) -> bool {
        if !matches!(said.kind, ValueKind::Number(_) | ValueKind::Quantity { .. }) {
            return false;
        }
        let Some(sentence) = draft.sentence_at(draft.fold_span(said.span).start) else { return false };
        let Some(sentence) = draft.sentences().get(sentence) else { return false };
        let beside = self.tags_beside(draft, said, &sentence.tokens);
        self.fields.iter().any(|field| self.compare(draft, said, field, &beside) != Comparison::Incomparable)
    }

    /// A value of the draft with that of a field, where the field holds this sort of value.
    fn compare(&self, draft: &Text, said: &Value, field: &Typed<'e>, beside: &[Term]) -> Comparison {
        let held = field.value;
        // "the 13th" is a day.
        if matches!(said.kind, ValueKind::Number(_)) && (is_ordinal(draft, said) || is_serial(said)) {
            return Comparison::Incomparable;
        }
        let named = || field.tags.iter().any(|tag| beside.binary_search(tag).is_ok());
        let amount = match (&said.kind, &held.kind) {
            // Sums of binary fractions carry a tail ("36.12999999999999").
            (ValueKind::Money { .. }, ValueKind::Number(amount)) if field.money => {
                amount.round(amount.scale().min(2))
            }
            (
                ValueKind::Number(_)
                | ValueKind::Percent(_)
                | ValueKind::Quantity { .. }
                | ValueKind::Duration { .. },
                ValueKind::Number(amount),
            ) if !field.money
                && !field.is_in_other_unit(said)
                && (named() || field.unit.is_some() && self.is_called(draft, said, field)) =>
            {
                *amount
            }
            (ValueKind::Number(_), ValueKind::Quantity { amount, .. }) if !field.money && named() => *amount,
            (ValueKind::Time(_), ValueKind::Time(_)) | (ValueKind::Date(_), ValueKind::Date(_)) => {
                return compare(said, held, self.today);
            }
            (ValueKind::Money { .. }, ValueKind::Money { .. }) => return compare(said, held, self.today),
            _ => return Comparison::Incomparable,
        };
        let alike = with_amount(&said.kind, amount).map(|kind| Value { kind, ..held.clone() });
        let near = alike.filter(|alike| is_near(said, alike));
        near.map_or(Comparison::Incomparable, |alike| compare(said, &alike, self.today))
    }

    /// Whether a duration stands near all words of a key that has its unit ("minimum_term_months").
    fn is_called(&self, draft: &Text, said: &Value, field: &Typed<'e>) -> bool {
        if !matches!(said.kind, ValueKind::Duration { .. }) {
            return false;
        }
        let sentence = draft.sentence_at(draft.fold_span(said.span).start);
        let Some(sentence) = sentence.and_then(|n| draft.sentences().get(n)) else { return false };
        let near = self.tags_near(draft, said, &sentence.tokens);
        let missing = field.tags.iter().filter(|tag| near.binary_search(tag).is_err()).count();
        missing == 0 || missing == 1 && field.tags.len() > 2
    }

    /// What the words around a value stand for, sorted.
    fn tags_near(&self, draft: &Text, said: &Value, sentence: &Range<usize>) -> Vec<Term> {
        let from = said.tokens.start.saturating_sub(NEAR).max(sentence.start);
        let to = (said.tokens.end + NEAR).min(sentence.end);
        sorted(self.tags_of(draft, from..to).flatten().collect())
    }

    /// What a value counts or measures, sorted: the word after it says so ("4 guests"), else the words before it ("the
    /// rating is 4.2").
    fn tags_beside(&self, draft: &Text, said: &Value, sentence: &Range<usize>) -> Vec<Term> {
        let start = said.tokens.start;
        let reach = if matches!(said.kind, ValueKind::Number(_)) { 1 } else { AFTER };
        let own = if matches!(said.kind, ValueKind::Quantity { .. }) {
            start + 1..said.tokens.end
        } else {
            start..start
        };
        let unit = self.tags_of(draft, own).flatten();
        let mut after = said.tokens.end;
        if draft.tokens().get(after).is_some_and(|token| draft.token_text(token) == "-") {
            after += 1;
        }
        let following = self.tags_of(draft, after..(after + reach).min(sentence.end));
        let named = matches!(said.kind, ValueKind::Duration { .. }).then(|| hash("duration"));
        let mut tags: Vec<Term> =
            unit.chain(following.take_while(Option::is_some).flatten()).chain(named).collect();
        if tags.is_empty() {
            let before = start.saturating_sub(BEFORE).max(sentence.start)..start;
            tags.extend(self.tags_of(draft, before).flatten());
        }
        sorted(tags)
    }

    /// What each of some words stands for.
    fn tags_of<'t>(&self, draft: &'t Text, tokens: Range<usize>) -> impl Iterator<Item = Option<Term>> + 't {
        let lang = self.lang;
        let words = draft.words(lang).get(tokens.clone()).unwrap_or_default();
        let words = draft.tokens().get(tokens).unwrap_or_default().iter().zip(words);
        words.map(move |(token, known)| {
            let word = draft.token_text(token);
            // "chance of rain"
            match token.kind {
                TokenKind::Word if word == "of" => Some(0),
                TokenKind::Word => tag(word, || Some(known.stem).filter(|stem| *stem != 0).map(concept)),
                TokenKind::Alnum => tag(word, || term(lang, word)),
                _ => None,
            }
        })
    }
}

/// The unit of time that a word of a key names.
fn unit_of(word: &str) -> Option<TimeUnit> {
    Some(match word {
        "seconds" | "secs" => TimeUnit::Second,
        "minutes" | "mins" => TimeUnit::Minute,
        "hours" | "hrs" => TimeUnit::Hour,
        "days" => TimeUnit::Day,
        "weeks" => TimeUnit::Week,
        "months" => TimeUnit::Month,
        "years" => TimeUnit::Year,
        _ => return None,
    })
}

impl Typed<'_> {
    /// Whether a value is a duration in another unit than the key names.
    fn is_in_other_unit(&self, said: &Value) -> bool {
        match said.kind {
            ValueKind::Duration { unit, .. } => self.nights || self.unit.is_some_and(|own| own != unit),
            _ => false,
        }
    }
}

fn sorted(mut tags: Vec<Term>) -> Vec<Term> {
    tags.order();
    tags.dedup();
    tags
}

/// Words before a count that say how many there are to choose from, which no record of one thing tells.
static FINDS: WordSet<32> = WordSet::of(word_list![
    "found", "find", "have", "has", "are", "see", "got", "returned", "with", "another", "other", "first",
    "next",
]);

/// Whether a count says how many things were found.
fn is_of_results(draft: &Text, said: &Value) -> bool {
    let word = |back: usize| {
        let token = said.tokens.start.checked_sub(back).and_then(|at| draft.tokens().get(at));
        token.map_or("", |token| draft.token_text(token))
    };
    let own = (2..=5).any(|back| word(back) == "your");
    FINDS.has(word(1)) && !own || word(1) == "is" && word(2) == "there"
}

/// Whether a number was said before.
fn is_in(said: &Value, turns: &[Spoken<'_>], today: Option<CivilDate>) -> bool {
    let amount = said.magnitude();
    let mut values = turns.iter().rev().take(TURNS).flat_map(|spoken| spoken.text.values());
    values.any(|value| value.magnitude() == amount || said.same(value, today) == Comparison::Equal)
}

fn is_ordinal(draft: &Text, said: &Value) -> bool {
    let written = said.span.text(draft.original());
    written.starts_with(|c: char| c.is_ascii_digit()) && written.ends_with(char::is_alphabetic)
}

/// Whether a sentence, given by its tokens, says what the customer may or shall do.
fn is_for_customer(draft: &Text, sentence: Range<usize>) -> bool {
    let tokens = draft.tokens().get(sentence).unwrap_or_default();
    tokens
        .iter()
        .any(|token| one_of!(draft.token_text(token), "please" | "can" | "could" | "may" | "must" | "need"))
}

/// Whether a sentence, given by its tokens, works amounts out.
pub(super) fn is_reckoned(draft: &Text, sentence: Range<usize>, lang: Lang) -> bool {
    let words = draft.words(lang).get(sentence).unwrap_or_default();
    words.iter().any(|word| RECKONED.get(word.written).is_some())
}

/// Sorts of values that fields are compared by.
fn is_comparable(value: &Value) -> bool {
    matches!(
        value.kind,
        ValueKind::Money { .. }
            | ValueKind::Percent(_)
            | ValueKind::Number(_)
            | ValueKind::Quantity { .. }
            | ValueKind::Duration { .. }
            | ValueKind::Date(_)
            | ValueKind::Time(_)
    )
}
