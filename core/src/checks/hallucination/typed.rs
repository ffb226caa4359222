//! Values of a draft against the fields of records. A table gives bare numbers; what sort of value a field holds is told
//! by its key ("price", "star_rating", "party_size"), and which field a sentence speaks about by the words beside the
//! value. Asked only for values that nothing else in the evidence gives.

use super::index::{Term, hash, path_words, term};
use super::rows::{Field, Rows, Said};
use super::values::{compare, with_amount};
use crate::evidence::Evidence;
use crate::facts::Facts;
use crate::matching::is_negated;
use crate::order::Order as _;
use crate::text::index::WordSet;
use crate::text::values::{CivilDate, Comparison, Value, ValueKind};
use crate::text::{Lang, Text, fold_pattern_text};

/// Fields that are compared with.
const MOST: usize = 4096;
/// Words before and after a number that can say what it counts.
const BESIDE: usize = 5;
/// Words before and after a value that can say which of the fields of its sort is meant.
const NEAR: usize = 12;
/// Turns that are asked which row is spoken of, from the latest back.
const TURNS: usize = 8;

/// Words of keys that stand for amounts of money, folded.
static MONEY: WordSet<128> = WordSet::new(&[
    "price", "prices", "fare", "fares", "cost", "costs", "total", "subtotal", "amount", "balance", "fee", "fees", "rent",
    "charge", "charges", "refund", "deposit", "payment", "tax", "discount", "premium", "bill", "due", "paid", "owed",
    "salary", "preis", "betrag", "gebuhr", "summe", "gesamt", "miete", "kosten", "erstattung", "prix", "montant", "frais",
    "loyer", "solde", "precio", "importe", "saldo", "tarifa", "prezzo", "importo", "costo", "totale", "prijs", "bedrag",
    "huur", "preco", "valor",
]);
/// Words for how good others found something.
static RATING: WordSet<16> = WordSet::new(&["rating", "ratings", "rated", "star", "stars", "score", "scored"]);
/// Words for people who take part.
static PEOPLE: WordSet<128> = WordSet::new(&[
    "people", "person", "persons", "guest", "guests", "passenger", "passengers", "rider", "riders", "traveler",
    "travelers", "traveller", "travellers", "adult", "adults", "party", "group", "seat", "seats", "ticket", "tickets",
    "diner", "diners", "visitor", "visitors", "personen", "gaste", "personnes", "personas", "persone", "pessoas",
]);
/// Words of keys that don't tell fields apart.
static DULL: WordSet<64> = WordSet::new(&[
    "number", "of", "per", "the", "num", "no", "count", "size", "value", "a", "in", "for", "by", "is", "time", "date",
    "day", "approximate", "average", "results", "parameters", "calls", "records", "aggregate",
]);

/// Words for amounts that are worked out from others.
static RECKONED: WordSet<64> = WordSet::new(&[
    "total", "totals", "totalling", "difference", "sum", "combined", "altogether", "together", "remaining", "gesamt",
    "insgesamt", "differenz", "totale", "somme", "diferencia", "differenza", "verschil", "diferenca",
]);

/// What a word beside a value or in a key stands for; words of one group count as one.
fn tag(lang: Lang, word: &str) -> Option<Term> {
    if MONEY.has(word) {
        // "total price" and "price per night" are told apart by their other words, and by themselves.
        return Some(hash(word));
    }
    if RATING.has(word) {
        return Some(hash("rating"));
    }
    if PEOPLE.has(word) {
        return Some(hash("people"));
    }
    if DULL.has(word) { None } else { term(lang, word) }
}

/// A value of a field.
struct Typed<'e> {
    row: usize,
    piece: usize,
    at: usize,
    value: &'e Value,
    money: bool,
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
            let key = field.key_text(evidence, facts);
            let words = || path_words(key).flat_map(|part| part.split(' ')).filter(|word| !word.is_empty());
            let mut money = false;
            let mut tags: Vec<Term> = Vec::new();
            for word in words() {
                let folded = fold_pattern_text(word);
                money |= MONEY.has(&folded);
                tags.extend(tag(lang, &folded));
            }
            tags.order();
            tags.dedup();
            Some(Typed { row, piece: field.piece, at, value, money, tags })
        };
        let fields = rows.all().iter().enumerate();
        let fields = fields.flat_map(|(n, row)| row.iter().filter_map(move |field| valued(n, field)));
        Fields { rows, fields: fields.take(MOST).collect(), lang, today }
    }

    /// What the records say about a value that stands nowhere else in the evidence.
    pub(super) fn judge(&self, draft: &Text, said: &Value, turns: &[&Text]) -> Option<Record> {
        let at = draft.fold_span(said.span);
        if is_negated(draft, at) {
            return None;
        }
        let sentence = draft.sentence_at(at.start)?;
        let sentence = draft.sentences().get(sentence)?.tokens.clone();
        let beside = self.tags_near(draft, said, BESIDE, &sentence);
        let near = self.tags_near(draft, said, NEAR, &sentence);
        let mut fitting: Vec<(&Typed<'e>, i32)> = Vec::new();
        for field in &self.fields {
            let compared = self.compare(said, field, &beside);
            if matches!(compared, Comparison::Equal | Comparison::Compatible) {
                return None;
            }
            if compared == Comparison::Different {
                let shared = field.tags.iter().filter(|tag| near.binary_search(tag).is_ok()).count();
                let number = |n: usize| i32::try_from(n).unwrap_or(0);
                fitting.push((field, number(shared) * 3 - number(field.tags.len())));
            }
        }
        let (first, _) = fitting.first()?;
        let reckoned = draft.tokens().get(sentence.clone()).unwrap_or_default().iter();
        let reckoned = reckoned.map(|token| draft.token_text(token)).any(|word| RECKONED.has(word));
        let nowhere = (!reckoned).then_some(Record::None(first.piece, first.at));
        // Which row: by the sentence, else by the draft, else by the latest turn that names one.
        let mut rows: Vec<usize> = fitting.iter().map(|(field, _)| field.row).collect();
        rows.dedup();
        let texts = [(draft, sentence), (draft, 0..draft.tokens().len())].into_iter();
        let texts = texts.chain(turns.iter().rev().take(TURNS).map(|text| (*text, 0..text.tokens().len())));
        for (text, tokens) in texts {
            if rows.len() < 2 {
                break;
            }
            let said = Said::new(text, text.tokens().get(tokens).unwrap_or_default());
            let named: Vec<(u32, usize)> = rows.iter().map(|row| (self.rows.naming(*row, &said), *row)).collect();
            let best = named.iter().map(|(named, _)| *named).max().unwrap_or(0);
            if best > 0 {
                rows = named.into_iter().filter(|(named, _)| *named == best).map(|(_, row)| row).collect();
            }
        }
        fitting.retain(|(field, _)| rows.contains(&field.row));
        let best = fitting.iter().map(|(_, fit)| *fit).max()?;
        let mut meant = fitting.iter().filter(|(_, fit)| *fit == best);
        let (right, _) = meant.next()?;
        let alone = meant.all(|(other, _)| other.value.same(right.value, self.today) == Comparison::Equal);
        if alone { Some(Record::Other(right.piece, right.at)) } else { nowhere }
    }

    /// Whether a number of the draft counts what a field counts, so that it is worth judging though it is small.
    pub(super) fn counts(&self, draft: &Text, said: &Value) -> bool {
        if !matches!(said.kind, ValueKind::Number(_) | ValueKind::Quantity { .. }) {
            return false;
        }
        let Some(sentence) = draft.sentence_at(draft.fold_span(said.span).start) else { return false };
        let Some(sentence) = draft.sentences().get(sentence) else { return false };
        let beside = self.tags_near(draft, said, BESIDE, &sentence.tokens);
        self.fields.iter().any(|field| self.compare(said, field, &beside) != Comparison::Incomparable)
    }

    /// A value of the draft with that of a field, where the field holds this sort of value.
    fn compare(&self, said: &Value, field: &Typed<'e>, beside: &[Term]) -> Comparison {
        let held = field.value;
        let named = || field.tags.iter().any(|tag| beside.binary_search(tag).is_ok());
        let amount = match (&said.kind, &held.kind) {
            // Sums of binary fractions carry a tail ("36.12999999999999").
            (ValueKind::Money { .. }, ValueKind::Number(amount)) if field.money => amount.round(amount.scale().min(2)),
            (
                ValueKind::Number(_) | ValueKind::Percent(_) | ValueKind::Quantity { .. } | ValueKind::Duration { .. },
                ValueKind::Number(amount),
            ) if named() => *amount,
            (ValueKind::Number(_) | ValueKind::Quantity { .. }, ValueKind::Quantity { amount, .. }) if named() => *amount,
            (ValueKind::Time(_), ValueKind::Time(_)) | (ValueKind::Date(_), ValueKind::Date(_)) => {
                return compare(said, held, self.today);
            }
            (ValueKind::Money { .. }, ValueKind::Money { .. }) => return compare(said, held, self.today),
            _ => return Comparison::Incomparable,
        };
        with_amount(&said.kind, amount).map_or(Comparison::Incomparable, |kind| {
            compare(said, &Value { kind, ..held.clone() }, self.today)
        })
    }

    /// What the words around a value stand for, sorted.
    fn tags_near(&self, draft: &Text, said: &Value, reach: usize, sentence: &std::ops::Range<usize>) -> Vec<Term> {
        let from = said.tokens.start.saturating_sub(reach).max(sentence.start);
        let to = (said.tokens.end + reach).min(sentence.end);
        let tokens = draft.tokens().get(from..to).unwrap_or_default();
        let mut tags: Vec<Term> =
            tokens.iter().filter_map(|token| tag(self.lang, draft.token_text(token))).collect();
        tags.order();
        tags.dedup();
        tags
    }
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
