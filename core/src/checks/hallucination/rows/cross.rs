//! Tables that have a row for every pair of two values, such as day and place: neither names a row, both together do.

use super::{Field, Mixed, Rows, Said};
use crate::checks::hallucination::index::Term;
use crate::evidence::Evidence;
use crate::facts::Facts;
use crate::matching::is_negated;
use crate::text::values::CivilDate;
use crate::text::{FoldSpan, Text};

/// Last words of keys that hold days, folded.
const DAYS: [&str; 6] = ["date", "day", "weekday", "month", "week", "datum"];

fn is_day(key: &str) -> bool {
    let last = key.rsplit(['.', ']', '_', ' ']).next().unwrap_or(key);
    DAYS.contains(&last)
}

impl Rows {
    /// How many values a key has, and how many rows.
    fn breadth(&self, key: Term) -> (usize, usize) {
        let from = self.held.partition_point(|(other, ..)| *other < key);
        let own = self.held.get(from..).unwrap_or_default();
        let own = own.get(..own.partition_point(|(other, ..)| *other == key)).unwrap_or_default();
        let changes = own.windows(2).filter(|pair| matches!(pair, [a, b] if a.1 != b.1)).count();
        (changes + usize::from(!own.is_empty()), own.len())
    }

    /// The keys of days and of what is told day by day, where each pair of their values has one row.
    pub(super) fn crossed(&self, evidence: &[Evidence], facts: &Facts) -> Option<(Term, Term)> {
        let row = self.rows.iter().find(|row| row.len() > 2)?;
        let day = row.iter().find(|field| is_day(field.key_text(evidence, facts)))?;
        let (days, rows) = self.breadth(day.key);
        let pairs = |field: &&Field| {
            let (values, own) = self.breadth(field.key);
            field.key != day.key && own == rows && values > 1 && values * days == rows
        };
        let place = row.iter().filter(|field| field.naming).find(pairs).filter(|_| days > 1)?;
        Some((day.key, place.key))
    }

    /// The row that a sentence speaks about: what it does not name itself, the customer has named.
    pub(super) fn of_pair(&self, keys: (Term, Term), said: &Said, asked: Option<&Said>) -> Option<usize> {
        let named = |key: Term| -> Option<Term> {
            let only = |text: &Said| {
                let mut found = self.rows.iter().flatten().filter(|field| field.key == key);
                let first = found.find(|field| text.find(&field.words).is_some())?.value;
                let mut others = found.filter(|field| field.value != first);
                Some((first, others.all(|field| text.find(&field.words).is_none())))
            };
            // Two days in one sentence: what belongs to which can't be told.
            let (value, alone) = only(said).or_else(|| asked.and_then(only))?;
            alone.then_some(value)
        };
        let (day, place) = (named(keys.0)?, named(keys.1)?);
        let has = |row: &[Field], key: Term, value: Term| {
            row.iter().any(|field| field.key == key && field.value == value)
        };
        let mut rows = (0..self.rows.len()).filter(|n| {
            self.rows.get(*n).is_some_and(|row| has(row, keys.0, day) && has(row, keys.1, place))
        });
        rows.next().filter(|_| rows.next().is_none())
    }

    /// What a sentence about a row of such a table says that the row does not have.
    pub(super) fn against_pair(
        &self,
        n: usize,
        said: &Said,
        (evidence, facts): (&[Evidence], &Facts),
        (draft, values): (&Text, std::ops::Range<usize>),
        today: Option<CivilDate>,
    ) -> Vec<Mixed> {
        let Some(row) = self.rows.get(n) else { return Vec::new() };
        let mut found = self.other_values((row, true), (evidence, facts), draft, values, today);
        found.extend(self.other_words(n, row, said, FoldSpan::default()));
        found.extend(self.other_codes(row, said, draft, (evidence, facts)));
        found.retain(|mixed| !is_negated(draft, mixed.at));
        let mut taken: Vec<FoldSpan> = Vec::new();
        found.retain(|mixed| {
            let free = !taken.iter().any(|span| span.start < mixed.at.end && mixed.at.start < span.end);
            taken.push(mixed.at);
            free
        });
        found
    }

    /// Values such as "60f" which the sentence gives under the name of a field that holds another one of their shape.
    fn other_codes(
        &self,
        row: &[Field],
        said: &Said,
        draft: &Text,
        (evidence, facts): (&[Evidence], &Facts),
    ) -> Vec<Mixed> {
        let mut found = Vec::new();
        for (n, (written, at)) in said.words.iter().enumerate() {
            let Some(unit) = unit_of(draft.folded_text(*at)) else { continue };
            let like = |field: &&Field| {
                let text = evidence.get(field.piece).map_or("", |piece| piece.text().folded_text(field.fold));
                unit_of(text) == Some(unit)
            };
            let before = said.words.get(n.saturating_sub(NEAR)..n).unwrap_or_default();
            let is_named = |field: &&Field| {
                let key = field.key_text(evidence, facts).rsplit(['.', ']']).next().unwrap_or("");
                let first = key.split(['_', ' ']).next().unwrap_or("");
                before.iter().any(|(_, at)| draft.folded_text(*at) == first)
            };
            let own = |field: &Field| field.words.as_slice() == [*written].as_slice();
            if row.iter().any(own) {
                continue;
            }
            let field = row.iter().filter(like).find(is_named);
            found.extend(field.map(|field| Mixed {
                at: *at,
                value: None,
                piece: field.piece,
                instead: field.fold,
            }));
        }
        found
    }
}

/// Words before a value in which its field may be named.
const NEAR: usize = 3;

/// The letters behind the figures of a value such as "60f".
fn unit_of(text: &str) -> Option<&str> {
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let short = unit.len() <= 3 && unit.len() < text.len() && !unit.is_empty();
    (short && unit.chars().all(char::is_alphabetic)).then_some(unit)
}
