//! Tables that have a row for every pair of two values, such as day and place: neither names a row, both together do.

use super::{Field, Mixed, Rows, Said, Spoken, keep_apart};
use crate::checks::hallucination::index::Term;
use crate::evidence::Evidence;
use crate::facts::Facts;
use crate::matching::is_negated;
use crate::order::Order as _;
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
        let from = self.held().partition_point(|(other, ..)| *other < key);
        let own = self.held().get(from..).unwrap_or_default();
        let own = own.get(..own.partition_point(|(other, ..)| *other == key)).unwrap_or_default();
        let changes = own.windows(2).filter(|pair| matches!(pair, [a, b] if a.1 != b.1)).count();
        (changes + usize::from(!own.is_empty()), own.len())
    }

    /// The keys of days and of what is told day by day, where each pair of their values has one row.
    pub(super) fn crossed(&self, evidence: &[Evidence], facts: &Facts) -> Option<(Term, Term)> {
        *self.crossed.get_or_init(|| self.find_crossed(evidence, facts))
    }

    fn find_crossed(&self, evidence: &[Evidence], facts: &Facts) -> Option<(Term, Term)> {
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
    pub(super) fn of_pair(&self, keys: (Term, Term), said: &Said<'_>, asked: &[Said<'_>]) -> Option<usize> {
        let named = |key: Term| -> Option<Term> {
            let only = |text: &Said<'_>| {
                let mut found = self.rows.iter().flatten().filter(|field| field.key == key);
                let first = found.find(|field| text.find(&field.words).is_some())?.value;
                let mut others = found.filter(|field| field.value != first);
                Some((first, others.all(|field| text.find(&field.words).is_none())))
            };
            // Two days in one sentence: what belongs to which can't be told.
            let (value, alone) = only(said).or_else(|| asked.iter().find_map(only))?;
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
        said: &Said<'_>,
        (evidence, facts): (&[Evidence], &Facts),
        (draft, values): (&Text, std::ops::Range<usize>),
        today: Option<CivilDate>,
    ) -> Vec<Mixed> {
        let Some(row) = self.rows.get(n) else { return Vec::new() };
        let mut found = self.other_values((row, true), (evidence, facts), (draft, said), values, today);
        found.extend(self.other_words(n, row, said, FoldSpan::default()));
        found.extend(self.other_codes(row, said, draft, (evidence, facts)));
        found.retain(|mixed| {
            let held = evidence.get(mixed.piece).map_or("", |piece| piece.text().folded_text(mixed.instead));
            !is_negated(draft, mixed.at) && !is_alike(draft.folded_text(mixed.at), held)
        });
        keep_apart(&mut found);
        found
    }

    /// What a sentence denies of the rows that it speaks about, with a field of such a row.
    pub(in crate::checks::hallucination) fn denied_in(
        &self,
        (evidence, facts): (&[Evidence], &Facts),
        draft: &Spoken<'_>,
        tokens: std::ops::Range<usize>,
        asked: &[&Spoken<'_>],
    ) -> Vec<(FoldSpan, usize, FoldSpan)> {
        let Some(keys) = self.crossed(evidence, facts) else { return Vec::new() };
        let said = draft.part(tokens);
        let draft = draft.text;
        let soon = |text: &Text| text.tokens().iter().any(|token| SOON.contains(&text.token_text(token)));
        let part = soon(draft) || asked.first().is_some_and(|text| soon(text.text));
        let asked: Vec<Said<'_>> = asked.iter().map(|text| text.whole()).collect();
        self.denied(&said, &asked, (evidence, draft), (keys, part))
    }

    /// Words of the sentence that the rows it speaks about turn round, each with a field of such a row: "no rain on
    /// Friday" where Friday's row says rain, "fog this week" where no row of the place does.
    fn denied(
        &self,
        said: &Said<'_>,
        asked: &[Said<'_>],
        (evidence, draft): (&[Evidence], &Text),
        ((day, place), part): ((Term, Term), bool),
    ) -> Vec<(FoldSpan, usize, FoldSpan)> {
        let values = |key: Term, text: &Said<'_>| -> Vec<Term> {
            let own = self.rows.iter().flatten().filter(|field| field.key == key);
            let mut values: Vec<Term> =
                own.filter(|field| text.find(&field.words).is_some()).map(|field| field.value).collect();
            values.order();
            values.dedup();
            values
        };
        let named = |key: Term| -> Vec<Term> {
            let texts = std::iter::once(said).chain(asked);
            texts.map(|text| values(key, text)).find(|values| !values.is_empty()).unwrap_or_default()
        };
        let (days, places) = (named(day), named(place));
        let ([place_value], true) = (places.as_slice(), days.len() < 2) else { return Vec::new() };
        let holds = |row: &[Field], key: Term, value: Term| {
            row.iter().any(|field| field.key == key && field.value == value)
        };
        let rows: Vec<&Vec<Field>> = self
            .rows
            .iter()
            .filter(|row| holds(row, place, *place_value))
            .filter(|row| days.iter().all(|value| holds(row, day, *value)))
            .collect();
        let (Some(first), Some(row)) = (rows.first().copied(), rows.first()) else { return Vec::new() };
        let mut found = Vec::new();
        for own in row.iter().filter(|own| own.naming && own.key != day && own.key != place) {
            for value in values(own.key, said) {
                let same = |field: &&Field| field.key == own.key && field.value == value;
                let Some(at) = self.rows.iter().flatten().find(same).and_then(|f| said.find(&f.words)) else {
                    continue;
                };
                let word = draft.folded_text(at);
                let held = rows.iter().copied().flatten().find(|field| {
                    let piece = evidence.get(field.piece);
                    let text = piece.map_or("", |piece| piece.text().folded_text(field.fold));
                    field.key == own.key && is_alike(text, word)
                });
                let by = match (is_negated(draft, at), held) {
                    // Of which of the days "this weekend" speaks is not known.
                    (true, Some(held)) => Some(held).filter(|_| !part || !days.is_empty()),
                    (false, None) if days.is_empty() => first.iter().find(|field| field.key == own.key),
                    _ => None,
                };
                found.extend(by.map(|field| (at, field.piece, field.fold)));
            }
        }
        found
    }

    /// Values such as "60f" which the sentence gives under the name of a field that holds another one of their shape.
    fn other_codes(
        &self,
        row: &[Field],
        said: &Said<'_>,
        draft: &Text,
        (evidence, facts): (&[Evidence], &Facts),
    ) -> Vec<Mixed> {
        let mut found = Vec::new();
        for (n, (written, at)) in said.words().iter().enumerate() {
            let Some(unit) = unit_of(draft.folded_text(*at)) else { continue };
            let like = |field: &&Field| {
                let text = evidence.get(field.piece).map_or("", |piece| piece.text().folded_text(field.fold));
                unit_of(text) == Some(unit)
            };
            let before = said.words().get(n.saturating_sub(NEAR)..n).unwrap_or_default();
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
                by_column: false,
            }));
        }
        found
    }
}

/// Words of a stretch of days that has no name among the days, folded.
const SOON: [&str; 9] =
    ["today", "tonight", "tomorrow", "weekend", "weekdays", "days", "hours", "day", "morning"];

/// Whether two words are forms of one: "rain", "raining".
fn is_alike(one: &str, two: &str) -> bool {
    let (short, long) = if one.len() < two.len() { (one, two) } else { (two, one) };
    one == two || short.len() >= 4 && long.starts_with(short)
}

/// Words before a value in which its field may be named.
const NEAR: usize = 3;

/// The letters behind the figures of a value such as "60f".
fn unit_of(text: &str) -> Option<&str> {
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let short = unit.len() <= 3 && unit.len() < text.len() && !unit.is_empty();
    (short && unit.chars().all(char::is_alphabetic)).then_some(unit)
}
