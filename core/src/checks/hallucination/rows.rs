//! Tables and records as evidence: which row a sentence speaks about, and whether what it says stands in that row.
//!
//! A row is a line `key: value; key: value` of a source, an object of a JSON text with what is nested in it, a line of
//! a table between `|`, or the values of the facts that share a path. A sentence speaks about a row when it holds a
//! value that no other row has under that key ("the anchor").

mod absent;
mod address;
mod grid;
mod periods;
mod read;
mod said;

use std::cell::OnceCell;
use std::ops::Range;

use super::index::{Term, hash};
use super::typed::{is_for_money, is_title, words_of};
use super::values::{compare, is_claim, with_amount};
use crate::evidence::{Evidence, Origin};
use crate::facts::Facts;
use crate::order::Order as _;
use crate::text::values::{Bound, CivilDate, Comparison, Value, ValueKind};
use crate::text::{FoldSpan, Text, one_of};
use address::other_address;
pub(crate) use grid::Grid;
pub(super) use periods::Reading;
pub(super) use said::Said;
pub(crate) use said::Spoken;

/// Where something is named, the number of its row, and the key of its field where that is asked for.
type Anchor = (FoldSpan, usize, Term);

/// Fields of one row.
const MOST_FIELDS: usize = 64;

/// Most rows of one name that are compared with.
const MOST_NAMESAKES: usize = 16;

/// One value of a row.
#[derive(Clone, Debug)]
pub(super) struct Field {
    key: Term,
    /// Where the key stands in the folded text of the piece; `None` where it is the path of a fact.
    key_at: Option<FoldSpan>,
    /// Words of the value, hashed.
    words: Vec<Term>,
    /// All of them together.
    value: Term,
    /// Holds a word that is no number: fit to name the row.
    naming: bool,
    /// Is a number with a unit ("2 miles"), by which no row is meant.
    amount: bool,
    /// Holds a code with digits, such as an order number.
    code: bool,
    /// Is the first cell of a line of a table, which names the row.
    heads: bool,
    /// Index into the evidence.
    pub(super) piece: usize,
    /// Where the value stands in the folded text of the piece.
    pub(super) fold: FoldSpan,
}

impl Field {
    /// The key as it is written, or the path of the fact.
    pub(super) fn key_text<'e>(&self, evidence: &'e [Evidence], facts: &'e Facts) -> &'e str {
        let Some(held) = evidence.get(self.piece) else { return "" };
        match (self.key_at, held.origin) {
            (Some(at), _) => held.text().folded_text(at),
            (None, Origin::Fact(n)) => facts.leaves().get(n).map_or("", |leaf| leaf.path.as_str()),
            (None, _) => "",
        }
    }

    /// Whether it says what the row is one of.
    fn is_title(&self, evidence: &[Evidence], facts: &Facts) -> bool {
        self.heads || is_title(self.key_text(evidence, facts))
    }

    /// Whether the value can tell the row: words, or a code.
    fn names(&self) -> bool {
        self.naming || self.code
    }

    /// The typed values that stand in the field, with their places among those of the piece.
    pub(super) fn values<'e>(&self, evidence: &'e [Evidence]) -> impl Iterator<Item = (usize, &'e Value)> {
        let fold = self.fold;
        evidence.get(self.piece).map(Evidence::text).into_iter().flat_map(move |text| {
            let from = text.values().partition_point(|value| text.fold_span(value.span).start < fold.start);
            let rest = text.values().iter().enumerate().skip(from);
            rest.take_while(move |(_, value)| text.fold_span(value.span).end <= fold.end)
        })
    }
}

/// The rows of the evidence.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    rows: Vec<Vec<Field>>,
    /// The words of the heads of tables, by key.
    columns: Vec<(Term, Vec<Term>)>,
    /// The fields of rows that say what an earlier one says, with the keys of that one.
    copies: Vec<Field>,
    /// See [`Rows::held`].
    held: OnceCell<Vec<(Term, Term)>>,
    /// See [`Rows::grid`].
    grid: OnceCell<Option<Box<Grid>>>,
}

/// Something that a sentence says of a row and that stands in another row, or in none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Mixed {
    /// Where in the folded draft.
    pub(super) at: FoldSpan,
    /// The value of the draft, where it is one.
    pub(super) value: Option<usize>,
    /// Index into the evidence.
    pub(super) piece: usize,
    /// What the row has instead, in the folded text of the piece.
    pub(super) instead: FoldSpan,
    /// Whether the draft names the column.
    pub(super) by_column: bool,
    /// Whether the draft names the row, not only a detail of it.
    pub(super) named: bool,
    /// Whether several rows have that name, and others may have another value.
    pub(super) several: bool,
    /// Whether it is where something is.
    pub(super) address: bool,
}

impl Rows {
    /// Key and value of every field, sorted.
    fn held(&self) -> &[(Term, Term)] {
        self.held.get_or_init(|| {
            let mut held: Vec<(Term, Term)> =
                self.rows.iter().flatten().map(|field| (field.key, field.value)).collect();
            held.order();
            held
        })
    }

    /// How many rows have this value under this key.
    fn sharing(&self, field: &Field) -> usize {
        let own = (field.key, field.value);
        let from = self.held().partition_point(|held| *held < own);
        let rest = self.held().get(from..).unwrap_or_default();
        rest.partition_point(|held| *held <= own)
    }

    /// Whether no other row has this value under this key. What heads a line of a table may stand in a record, too.
    fn is_alone(&self, field: &Field) -> bool {
        let same = |other: &&Field| other.heads && other.key == field.key && other.value == field.value;
        match self.sharing(field) {
            1 => true,
            _ => field.heads && self.rows.iter().flatten().filter(same).take(2).count() == 1,
        }
    }

    /// What a sentence of the draft says of a row and the row does not have.
    pub(super) fn mixed(
        &self,
        (evidence, facts): (&[Evidence], &Facts),
        draft: &Spoken<'_>,
        (tokens, values): (Range<usize>, Range<usize>),
        settled: impl Fn() -> Option<usize>,
        today: Option<CivilDate>,
    ) -> Vec<Mixed> {
        if self.rows.is_empty() {
            return Vec::new();
        }
        let said = draft.part(tokens);
        let draft = draft.text;
        // The anchor is what the sentence names first; two rows named in the same way cannot be told apart.
        let mut anchors: Vec<Anchor> = Vec::new();
        for (n, row) in self.rows.iter().enumerate().filter(|(_, row)| row.len() > 1) {
            let named = row.iter().filter(|field| field.naming && !field.amount).filter_map(|field| {
                let at = said.find(&field.words)?;
                self.is_alone(field).then_some((at, n, field.key))
            });
            anchors.extend(named);
        }
        anchors.order();
        keep_longest(&mut anchors);
        let title = |(at, n, key): &Anchor| {
            let mut fields = self.rows.get(*n).into_iter().flatten().filter(|field| field.key == *key);
            fields.any(|field| field.is_title(evidence, facts) && said.find(&field.words) == Some(*at))
        };
        // A row that is known by a detail alone ("silver", an address) may not be the one that is spoken of.
        let titled = anchors.iter().find(|anchor| title(anchor)).copied();
        if titled.is_none()
            && let Some((rows, anchor, key)) = self.namesakes(&said, (evidence, facts))
        {
            let values_of = |row| {
                self.other_values((row, true), (evidence, facts), (draft, &said), values.clone(), today)
            };
            let mut found = self.other_words(&rows, (evidence, facts), &said, anchor, Some(key));
            let mut each = rows.iter().map(|row| values_of(row));
            let mut differing = each.next().unwrap_or_default();
            for other in each {
                differing.retain(|mixed| other.iter().any(|one| one.at == mixed.at));
            }
            found.append(&mut differing);
            found.iter_mut().for_each(|mixed| mixed.several = true);
            keep_apart(&mut found);
            return found;
        }
        // A single record is what everything is about.
        if titled.is_none()
            && self.rows.len() > 1
            && let Some(n) = settled()
        {
            return self.settled(n, &said, (evidence, facts), (draft, values), today);
        }
        let Some((anchor, n, key)) = titled.or(anchors.first().copied()) else { return Vec::new() };
        if anchors.iter().any(|(_, other, own)| *own == key && *other != n) {
            return Vec::new();
        }
        let Some(row) = self.rows.get(n) else { return Vec::new() };
        let named = titled.is_some();
        let address = named.then(|| other_address(row, evidence, draft, &said)).flatten();
        let mut found = Vec::from_iter(address);
        found.extend(self.other_values((row, named), (evidence, facts), (draft, &said), values, today));
        found.extend(self.other_words(&[row], (evidence, facts), &said, anchor, None));
        if !named {
            Rows::keep_details(row, (evidence, facts), &mut found);
        }
        keep_apart(&mut found);
        found
    }

    /// What a sentence that names no row says of the row on which the conversation has settled: details that another
    /// row has. A sentence with a time or an amount that this row lacks is about something else.
    fn settled(
        &self,
        n: usize,
        said: &Said<'_>,
        (evidence, facts): (&[Evidence], &Facts),
        (draft, values): (&Text, Range<usize>),
        today: Option<CivilDate>,
    ) -> Vec<Mixed> {
        let Some(row) = self.rows.get(n) else { return Vec::new() };
        let holds = |value: &Value| {
            let mut held = row.iter().flat_map(|field| field.values(evidence));
            held.any(|(_, held)| match held.kind {
                ValueKind::Number(amount) => value.magnitude() == Some(amount),
                _ => matches!(compare(value, held, today), Comparison::Equal | Comparison::Compatible),
            })
        };
        let tells = |value: &&Value| {
            matches!(value.kind, ValueKind::Time(_) | ValueKind::Money { .. } | ValueKind::Date(_))
        };
        let own = draft.values().get(values.clone()).unwrap_or_default();
        if !own.iter().filter(tells).all(holds) {
            return Vec::new();
        }
        // Where another row is, that row may be meant.
        let address = other_address(row, evidence, draft, said).filter(|mixed| !self.holds(said, mixed.at));
        let mut found = Vec::from_iter(address);
        found.extend(self.other_values((row, false), (evidence, facts), (draft, said), values, today));
        found.extend(self.other_words(&[row], (evidence, facts), said, FoldSpan::default(), None));
        Rows::keep_details(row, (evidence, facts), &mut found);
        keep_apart(&mut found);
        found
    }

    /// Whether what is said at a place stands in a row.
    fn holds(&self, said: &Said<'_>, at: FoldSpan) -> bool {
        let inside = |(_, word): &&(Term, FoldSpan)| at.start <= word.start && word.end <= at.end;
        let words: Vec<Term> = said.words().iter().filter(inside).map(|(word, _)| *word).collect();
        self.rows.iter().flatten().any(|field| field.words.starts_with(&words))
    }

    /// Drops what is said of the name of a row: a sentence with another name is about another row.
    fn keep_details(row: &[Field], (evidence, facts): (&[Evidence], &Facts), found: &mut Vec<Mixed>) {
        found.retain(|mixed| {
            let own = row.iter().find(|field| field.fold == mixed.instead && field.piece == mixed.piece);
            own.is_none_or(|field| !field.is_title(evidence, facts))
        });
    }

    /// The row on which a conversation has settled: the only one that the latest of some texts to name any names.
    pub(super) fn settled_on<'t, 'w: 't>(
        &self,
        (evidence, facts): (&[Evidence], &Facts),
        texts: impl Iterator<Item = &'t Spoken<'w>>,
    ) -> Option<usize> {
        for text in texts {
            let said = text.whole();
            let named_by = |field: &Field| {
                let at = said.find(&field.words).filter(|_| field.naming)?;
                (self.is_alone(field) && field.is_title(evidence, facts)).then_some(at)
            };
            let rows = self.rows.iter().enumerate();
            let mut named: Vec<Anchor> = Vec::new();
            for (n, row) in rows {
                named.extend(row.iter().filter_map(named_by).map(|at| (at, n, 0)));
            }
            keep_longest(&mut named);
            match named.split_first() {
                None => {}
                Some(((_, row, _), rest)) => {
                    return Some(*row).filter(|row| rest.iter().all(|(_, n, _)| n == row));
                }
            }
        }
        None
    }

    /// All rows.
    pub(super) fn all(&self) -> &[Vec<Field>] {
        &self.rows
    }

    /// How well a text names a row: the more of the values by which a row can be told, and the fewer other rows have
    /// them, the better.
    pub(super) fn naming(&self, row: usize, said: &Said<'_>) -> u32 {
        let fields = self.rows.get(row).map(Vec::as_slice).unwrap_or_default();
        let named = fields.iter().filter(|field| field.names() && said.find(&field.words).is_some());
        named.map(|field| 1000 / u32::try_from(self.sharing(field)).unwrap_or(u32::MAX).max(1)).sum()
    }

    /// Whether what stands at a place of the evidence is a field with the key of the field that `mixed` holds against
    /// the draft: the same column, so in another row.
    pub(super) fn is_rival(&self, mixed: &Mixed, piece: usize, at: FoldSpan) -> bool {
        let mut fields = self.rows.iter().flatten().chain(&self.copies);
        let holds = |field: &Field, piece: usize, at: FoldSpan| {
            field.piece == piece && field.fold.start <= at.start && at.end <= field.fold.end
        };
        let key =
            fields.clone().find(|field| holds(field, mixed.piece, mixed.instead)).map(|field| field.key);
        fields.any(|field| Some(field.key) == key && holds(field, piece, at))
    }

    /// Values of the draft that differ from all comparable ones of the row, or from the one whose column is named.
    fn other_values(
        &self,
        (row, named): (&[Field], bool),
        (evidence, facts): (&[Evidence], &Facts),
        (draft, said): (&Text, &Said<'_>),
        values: Range<usize>,
        today: Option<CivilDate>,
    ) -> Vec<Mixed> {
        let mut found = Vec::new();
        for (at, value) in draft
            .values()
            .iter()
            .enumerate()
            .take(values.end)
            .skip(values.start)
            .take(MOST_FIELDS)
            .filter(|(_, v)| is_claim(v) && !is_serial(v) && !matches!(v.kind, ValueKind::Identifier(_)))
        {
            // "one at 3 pm and one at 4 pm": what belongs to which cannot be told.
            let others = draft.values().iter().enumerate().take(values.end).skip(values.start);
            let alone = others.take(MOST_FIELDS).all(|(other, beside)| {
                other == at
                    || matches!(compare(value, beside, today), Comparison::Equal | Comparison::Incomparable)
            });
            if !alone {
                continue;
            }
            let mut held: Vec<(&Field, &Value, Comparison)> = Vec::new();
            for field in row {
                for (_, other) in field.values(evidence) {
                    let amount =
                        held_as_money(value, other, || field.key_text(evidence, facts)).filter(|_| named);
                    // "Room 12" is no 12th.
                    if field.naming && is_bare(other) && is_ordinal(value, draft) {
                        continue;
                    }
                    let compared = compare(value, amount.as_ref().unwrap_or(other), today);
                    let limit = || is_limit(field.key_text(evidence, facts));
                    match compared {
                        Comparison::Incomparable => {}
                        // "Up to 20 kg" where the most is 10 kg.
                        Comparison::Compatible if is_of_bound(value, other) && limit() => {
                            held.push((field, other, Comparison::Different));
                        }
                        // "12 noon" is no limit of a weight.
                        Comparison::Compatible if is_of_bound(value, other) && is_bare(other) => {}
                        _ => held.push((field, other, compared)),
                    }
                }
            }
            let column = self.column_named(&held, said);
            if let Some(key) = column {
                held.retain(|(field, ..)| field.key == key);
            }
            if let [(field, other, Comparison::Different)] = held.as_slice() {
                let Some(text) = evidence.get(field.piece).map(Evidence::text) else { continue };
                found.push(Mixed {
                    at: draft.fold_span(value.span),
                    value: Some(at),
                    piece: field.piece,
                    instead: text.fold_span(other.span),
                    by_column: column.is_some(),
                    named,
                    ..Mixed::default()
                });
            }
        }
        found
    }

    /// The only one of several columns all of whose own words, those that the others lack, a sentence has.
    fn column_named(&self, held: &[(&Field, &Value, Comparison)], said: &Said<'_>) -> Option<Term> {
        let words = |key: Term| {
            let column = self.columns.iter().find(|(own, _)| *own == key);
            column.map_or(&[][..], |(_, words)| words.as_slice())
        };
        let mut keys: Vec<Term> = held.iter().map(|(field, ..)| field.key).collect();
        keys.order();
        keys.dedup();
        if keys.len() < 2 {
            return None;
        }
        let named = |key: &&Term| {
            let others = |word: &Term| keys.iter().any(|other| other != *key && words(*other).contains(word));
            let mut own = words(**key).iter().filter(|word| !others(word)).peekable();
            own.peek().is_some() && own.all(|word| said.find(&[*word]).is_some())
        };
        let mut named = keys.iter().filter(named);
        named.next().copied().filter(|_| named.next().is_none())
    }

    /// The rows of the only name that a sentence says, where several have it, and where it says it.
    fn namesakes(
        &self,
        said: &Said<'_>,
        (evidence, facts): (&[Evidence], &Facts),
    ) -> Option<(Vec<&[Field]>, FoldSpan, Term)> {
        let mut anchors: Vec<Anchor> = Vec::new();
        for (n, row) in self.rows.iter().enumerate().filter(|(_, row)| row.len() > 2) {
            for field in row {
                if field.naming
                    && field.is_title(evidence, facts)
                    && let Some(at) = said.find(&field.words)
                {
                    anchors.push((at, n, field.key));
                }
            }
        }
        keep_longest(&mut anchors);
        let (at, _, key) = *anchors.first()?;
        let same = anchors.iter().all(|(other, _, own)| *other == at && *own == key);
        let rows = anchors.iter().filter_map(|(_, n, _)| self.rows.get(*n).map(Vec::as_slice));
        (same && (2..=MOST_NAMESAKES).contains(&anchors.len())).then(|| (rows.collect(), at, key))
    }

    /// Values of other rows that the sentence gives to these, which have one name. Of several, `name` is the key of it:
    /// a row without one may be one of these, told in more detail.
    fn other_words(
        &self,
        rows: &[&[Field]],
        (evidence, facts): (&[Evidence], &Facts),
        said: &Said<'_>,
        anchor: FoldSpan,
        name: Option<Term>,
    ) -> Vec<Mixed> {
        let mut found: Vec<Mixed> = Vec::new();
        let Some(first) = rows.first().copied() else { return found };
        let same = |one: &[Field]| rows.iter().any(|row| std::ptr::eq(*row, one));
        for own in first {
            // A cell may say two things; of several rows each says its own.
            let is_said = |field: &Field| said.find(&field.words).is_some();
            let mut others = rows.iter().skip(1).copied().flatten();
            if is_said(own) || others.any(|field| field.key == own.key && is_said(field)) {
                continue;
            }
            let has_name = |row: &[Field]| name.is_none_or(|key| row.iter().any(|field| field.key == key));
            let others = self.rows.iter().filter(|row| !same(row) && has_name(row) && is_alike(first, row));
            let other = others
                .flatten()
                .filter(|field| field.key == own.key && field.value != own.value && field.naming)
                .filter_map(|field| said.find(&field.words))
                .filter(|at| at.end <= anchor.start || anchor.end <= at.start)
                .filter(|at| {
                    !rows.iter().copied().flatten().any(|field| {
                        said.find(&field.words)
                            .is_some_and(|mine| mine.start <= at.start && at.end <= mine.end)
                    })
                })
                .max_by_key(|at| (at.end - at.start, at.start));
            let key =
                || words_of(own.key_text(evidence, facts)).map(|word| hash(&word)).collect::<Vec<Term>>();
            if let Some(at) = other.or_else(|| other_degree(own, key, said)) {
                found.push(Mixed {
                    at,
                    value: None,
                    piece: own.piece,
                    instead: own.fold,
                    ..Mixed::default()
                });
            }
        }
        found
    }
}

/// How much there is of something, hashed: of "heavy traffic" and "no traffic" only one is so.
static DEGREES: [Term; 10] = [
    hash("no"),
    hash("light"),
    hash("little"),
    hash("low"),
    hash("moderate"),
    hash("medium"),
    hash("average"),
    hash("heavy"),
    hash("high"),
    hash("strong"),
];

/// Where a sentence says of what a field says that there is more or less of it: of "low demand", or of "low" under
/// the key `demand`.
fn other_degree(own: &Field, key: impl FnOnce() -> Vec<Term>, said: &Said<'_>) -> Option<FoldSpan> {
    let (degree, of) = match own.words.as_slice() {
        [degree, of] if DEGREES.contains(degree) => (*degree, vec![*of]),
        [degree] if DEGREES.contains(degree) => (*degree, key()),
        _ => return None,
    };
    let mut others = DEGREES.iter().filter(|other| **other != degree && !of.is_empty());
    others.find_map(|other| {
        let phrase: Vec<Term> = std::iter::once(*other).chain(of.iter().copied()).collect();
        // "The queue is low", but not "no, the queue is low".
        let apart = || said.find(&of).and_then(|_| said.find(&[*other]).filter(|_| own.words.len() == 1));
        said.find(&phrase).or_else(|| apart().filter(|_| *other != hash("no")))
    })
}

/// A number so long that it names something.
pub(super) fn is_serial(value: &Value) -> bool {
    matches!(value.kind, ValueKind::Number(amount) if amount.whole().is_some_and(|n| n >= 1_000_000))
}

/// Whether a value of the draft agrees with a plain one only because it leaves room for it.
fn is_of_bound(value: &Value, held: &Value) -> bool {
    value.bound != Bound::Exact && held.bound == Bound::Exact && value.magnitude() != held.magnitude()
}

/// Whether a value is written as a day or a rank: "the 19th".
fn is_ordinal(value: &Value, text: &Text) -> bool {
    let written = value.span.text(text.original());
    written.starts_with(|c: char| c.is_ascii_digit()) && written.ends_with(|c: char| c.is_ascii_lowercase())
}

fn is_bare(value: &Value) -> bool {
    matches!(value.kind, ValueKind::Number(_))
}

/// Whether the values under a key are limits.
fn is_limit(key: &str) -> bool {
    let mut words = key.split(|c: char| !c.is_alphanumeric());
    words.any(|word| one_of!(word, "max" | "maximum" | "minimum" | "limit" | "most" | "least"))
}

/// Whether two rows are of one table: they share most of their keys.
fn is_alike(one: &[Field], two: &[Field]) -> bool {
    let shared = one.iter().filter(|field| two.iter().any(|other| other.key == field.key)).count();
    shared * 2 >= one.len().max(two.len())
}

/// A bare number of a field for amounts, as an amount like that of the draft.
fn held_as_money<'k>(said: &Value, held: &Value, key: impl FnOnce() -> &'k str) -> Option<Value> {
    let (ValueKind::Money { .. }, ValueKind::Number(amount)) = (&said.kind, &held.kind) else { return None };
    let kind = with_amount(&said.kind, *amount).filter(|_| is_for_money(key()))?;
    Some(Value { kind, ..held.clone() })
}

/// Leaves out what stands within something longer: "Express" in "Express Noon".
#[inline(never)]
fn keep_longest(found: &mut Vec<Anchor>) {
    let spans: Vec<FoldSpan> = found.iter().map(|(at, ..)| *at).collect();
    found.retain(|(own, ..)| {
        !spans.iter().any(|span| span != own && span.start <= own.start && own.end <= span.end)
    });
}

/// Leaves out what overlaps something before it.
fn keep_apart(found: &mut Vec<Mixed>) {
    let mut taken: Vec<FoldSpan> = Vec::new();
    found.retain(|mixed| {
        let free = !taken.iter().any(|span| span.start < mixed.at.end && mixed.at.start < span.end);
        taken.push(mixed.at);
        free
    });
}
