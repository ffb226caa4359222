//! Tables and records as evidence: which row a sentence speaks about, and whether what it says stands in that row.
//!
//! A row is a line `key: value; key: value` of a source, or the values of the facts that share a path. A sentence
//! speaks about a row when it holds a value that no other row has under that key ("the anchor").

use std::collections::BTreeSet;
use std::ops::Range;

use super::index::{Term, hash};
use super::values::{compare, is_claim};
use crate::evidence::{Evidence, Origin};
use crate::facts::Facts;
use crate::order::Order as _;
use crate::text::values::{CivilDate, Comparison, Value};
use crate::text::{FoldSpan, Lang, Text, Token, TokenKind, is_stopword};

/// Rows that are remembered.
const MOST_ROWS: usize = 512;
/// Fields of one row.
const MOST_FIELDS: usize = 64;
/// Words of the longest value that is looked for.
const LONGEST: usize = 12;

/// One value of a row.
#[derive(Clone, Debug)]
struct Field {
    key: Term,
    /// Words of the value, hashed.
    words: Vec<Term>,
    /// All of them together.
    value: Term,
    /// Holds a word that is no number: fit to name the row.
    naming: bool,
    /// Index into the evidence.
    piece: usize,
    /// Where the value stands in the folded text of the piece.
    fold: FoldSpan,
}

/// The rows of the evidence.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    rows: Vec<Vec<Field>>,
    /// Key and value of every field with its row, sorted.
    held: Vec<(Term, Term, usize)>,
}

/// Something that a sentence says of a row and that stands in another row, or in none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mixed {
    /// Where in the folded draft.
    pub(super) at: FoldSpan,
    /// The value of the draft, where it is one.
    pub(super) value: Option<usize>,
    /// Index into the evidence.
    pub(super) piece: usize,
    /// What the row has instead, in the folded text of the piece.
    pub(super) instead: FoldSpan,
}

/// A word as it is compared: the usual short forms of streets are spelt out.
fn normal(word: &str) -> Term {
    hash(match word {
        "dr" => "drive",
        "st" => "street",
        "rd" => "road",
        "ave" | "av" => "avenue",
        "ln" => "lane",
        "blvd" => "boulevard",
        "ct" => "court",
        "pl" => "place",
        "sq" => "square",
        other => other.strip_suffix("'s").unwrap_or(other),
    })
}

fn words_of<'t>(text: &'t Text, tokens: &'t [Token]) -> impl Iterator<Item = (&'t str, FoldSpan)> {
    tokens
        .iter()
        .filter(|token| token.kind != TokenKind::Symbol)
        .map(|token| (text.token_text(token), token.fold))
}

impl Rows {
    /// Reads the rows of the evidence.
    pub(super) fn new(evidence: &[Evidence], facts: &Facts, lang: Lang) -> Rows {
        let mut rows = Rows::default();
        let mut parent: Option<String> = None;
        for (piece, held) in evidence.iter().enumerate() {
            match held.origin {
                Origin::Source(_) => rows.add_lines(piece, held.text(), lang),
                Origin::Fact(n) => {
                    let path = facts.leaves().get(n).map_or("", |leaf| leaf.path.as_str());
                    let (above, key) = path.rsplit_once('.').unwrap_or(("", path));
                    if parent.as_deref() != Some(above) {
                        rows.rows.push(Vec::new());
                        parent = Some(above.to_owned());
                    }
                    let whole = 0..held.text().tokens().len();
                    rows.add(hash(key), piece, held.text(), whole, lang);
                }
                Origin::Turn(_) => {}
            }
        }
        // Often a table is given twice, as a text and as facts.
        let mut seen: BTreeSet<Vec<Term>> = BTreeSet::new();
        rows.rows.retain(|row| {
            let mut values: Vec<Term> = row.iter().map(|field| field.value).collect();
            values.order();
            seen.insert(values)
        });
        rows.rows.truncate(MOST_ROWS);
        for (n, row) in rows.rows.iter().enumerate() {
            rows.held.extend(row.iter().map(|field| (field.key, field.value, n)));
        }
        rows.held.order();
        rows
    }

    /// Lines of two fields or more.
    fn add_lines(&mut self, piece: usize, text: &Text, lang: Lang) {
        let all = text.tokens();
        let breaks = |at: usize| {
            let gap =
                all.get(at.wrapping_sub(1)).zip(all.get(at)).map(|(one, two)| one.span.end..two.span.start);
            gap.and_then(|gap| text.original().get(gap)).is_some_and(|gap| gap.contains('\n'))
        };
        let mut start = 0;
        while start < all.len() && self.rows.len() < MOST_ROWS {
            let end = (start + 1..all.len()).find(|at| breaks(*at)).unwrap_or(all.len());
            self.add_line(piece, text, start..end, lang);
            start = end;
        }
    }

    fn add_line(&mut self, piece: usize, text: &Text, line: Range<usize>, lang: Lang) {
        let tokens = text.tokens().get(line.clone()).unwrap_or_default();
        let mark = |at: usize, mark: &str| tokens.get(at).is_some_and(|token| text.token_text(token) == mark);
        let colons = (0..tokens.len()).filter(|at| mark(*at, ":")).count();
        if colons < 2 || !(0..tokens.len()).any(|at| mark(at, ";")) {
            return;
        }
        self.rows.push(Vec::new());
        let mut from = 0;
        while from < tokens.len() {
            let end = (from..tokens.len()).find(|at| mark(*at, ";")).unwrap_or(tokens.len());
            if let Some(colon) = (from..end).find(|at| mark(*at, ":")) {
                let key = words_of(text, tokens.get(from..colon).unwrap_or_default())
                    .fold(0, |state: Term, (word, _)| state.rotate_left(5) ^ hash(word));
                self.add(key, piece, text, line.start + colon + 1..line.start + end, lang);
            }
            from = end + 1;
        }
    }

    fn add(&mut self, key: Term, piece: usize, text: &Text, tokens: Range<usize>, lang: Lang) {
        let own = text.tokens().get(tokens).unwrap_or_default();
        let words: Vec<(&str, FoldSpan)> = words_of(text, own).take(LONGEST + 1).collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        let Some(row) = self.rows.last_mut().filter(|row| row.len() < MOST_FIELDS) else { return };
        if words.len() > LONGEST {
            return;
        }
        let naming = words.iter().any(|(word, _)| {
            word.len() > 2 && word.chars().all(char::is_alphabetic) && !is_stopword(lang, word)
        });
        let hashes: Vec<Term> = words.iter().map(|(word, _)| normal(word)).collect();
        let value = hashes.iter().fold(0, |state: Term, word| state.rotate_left(7) ^ word);
        let fold = FoldSpan { start: first.1.start, end: last.1.end };
        row.push(Field { key, words: hashes, value, naming, piece, fold });
    }

    /// How many rows have this value under this key.
    fn sharing(&self, field: &Field) -> usize {
        let from = self.held.partition_point(|(key, value, _)| (*key, *value) < (field.key, field.value));
        let rest = self.held.get(from..).unwrap_or_default();
        rest.partition_point(|(key, value, _)| (*key, *value) <= (field.key, field.value))
    }

    /// What a sentence of the draft says of a row and the row does not have.
    pub(super) fn mixed(
        &self,
        evidence: &[Evidence],
        draft: &Text,
        tokens: Range<usize>,
        values: Range<usize>,
        today: Option<CivilDate>,
    ) -> Vec<Mixed> {
        let said = Said::new(draft, draft.tokens().get(tokens).unwrap_or_default());
        // The anchor is what the sentence names first; two rows named in the same way cannot be told apart.
        let mut anchors: Vec<(FoldSpan, usize, Term)> = Vec::new();
        for (n, row) in self.rows.iter().enumerate().filter(|(_, row)| row.len() > 1) {
            let naming = row.iter().filter(|field| field.naming && self.sharing(field) == 1);
            anchors.extend(naming.filter_map(|field| said.find(&field.words).map(|at| (at, n, field.key))));
        }
        anchors.order();
        let Some(&(anchor, n, key)) = anchors.first() else { return Vec::new() };
        if anchors.iter().any(|(_, other, own)| *own == key && *other != n) {
            return Vec::new();
        }
        let Some(row) = self.rows.get(n) else { return Vec::new() };
        let mut found = self.other_values(row, evidence, draft, values, today);
        found.extend(self.other_words(n, row, &said, anchor));
        let mut taken: Vec<FoldSpan> = Vec::new();
        found.retain(|mixed| {
            let free = !taken.iter().any(|span| span.start < mixed.at.end && mixed.at.start < span.end);
            taken.push(mixed.at);
            free
        });
        found
    }

    /// Whether what stands at a place of the evidence is a field with the key of the field that `mixed` holds against
    /// the draft: the same column, so in another row.
    pub(super) fn is_rival(&self, mixed: &Mixed, piece: usize, at: FoldSpan) -> bool {
        let mut fields = self.rows.iter().flatten();
        let holds = |field: &Field, piece: usize, at: FoldSpan| {
            field.piece == piece && field.fold.start <= at.start && at.end <= field.fold.end
        };
        let key =
            fields.clone().find(|field| holds(field, mixed.piece, mixed.instead)).map(|field| field.key);
        fields.any(|field| Some(field.key) == key && holds(field, piece, at))
    }

    /// Values of the draft that differ from all comparable ones of the row.
    fn other_values(
        &self,
        row: &[Field],
        evidence: &[Evidence],
        draft: &Text,
        values: Range<usize>,
        today: Option<CivilDate>,
    ) -> Vec<Mixed> {
        let mut found = Vec::new();
        for (at, said) in draft
            .values()
            .iter()
            .enumerate()
            .take(values.end)
            .skip(values.start)
            .take(MOST_FIELDS)
            .filter(|(_, v)| is_claim(v))
        {
            // "one at 3 pm and one at 4 pm": what belongs to which cannot be told.
            let others = draft.values().iter().enumerate().take(values.end).skip(values.start);
            let alone = others.take(MOST_FIELDS).all(|(other, value)| {
                other == at
                    || matches!(compare(said, value, today), Comparison::Equal | Comparison::Incomparable)
            });
            if !alone {
                continue;
            }
            let mut against: Option<(usize, &Value)> = None;
            let mut supported = false;
            let mut others = 0;
            for field in row {
                let Some(text) = evidence.get(field.piece).map(Evidence::text) else { continue };
                let from = text
                    .values()
                    .partition_point(|value| text.fold_span(value.span).start < field.fold.start);
                let own = text
                    .values()
                    .iter()
                    .skip(from)
                    .take_while(|value| text.fold_span(value.span).end <= field.fold.end);
                for held in own {
                    match compare(said, held, today) {
                        Comparison::Equal | Comparison::Compatible => supported = true,
                        Comparison::Different => {
                            others += 1;
                            against = against.or(Some((field.piece, held)));
                        }
                        Comparison::Incomparable => {}
                    }
                }
            }
            if let (Some((piece, held)), false, 1) = (against, supported, others) {
                let Some(text) = evidence.get(piece).map(Evidence::text) else { continue };
                found.push(Mixed {
                    at: draft.fold_span(said.span),
                    value: Some(at),
                    piece,
                    instead: text.fold_span(held.span),
                });
            }
        }
        found
    }

    /// Values of other rows that the sentence gives to this one.
    fn other_words(&self, n: usize, row: &[Field], said: &Said, anchor: FoldSpan) -> Vec<Mixed> {
        let mut found: Vec<Mixed> = Vec::new();
        for own in row.iter().filter(|own| said.find(&own.words).is_none()) {
            let others =
                self.rows.iter().enumerate().filter(|(other, _)| *other != n).flat_map(|(_, row)| row);
            let other = others
                .filter(|field| field.key == own.key && field.value != own.value && field.naming)
                .filter_map(|field| said.find(&field.words))
                .filter(|at| at.end <= anchor.start || anchor.end <= at.start)
                .filter(|at| {
                    !row.iter().any(|field| {
                        said.find(&field.words)
                            .is_some_and(|mine| mine.start <= at.start && at.end <= mine.end)
                    })
                })
                .max_by_key(|at| (at.end - at.start, at.start));
            if let Some(at) = other {
                found.push(Mixed { at, value: None, piece: own.piece, instead: own.fold });
            }
        }
        found
    }
}

/// The words of a sentence, to look phrases up in.
struct Said {
    words: Vec<(Term, FoldSpan)>,
    /// Word and its place, sorted.
    places: Vec<(Term, usize)>,
}

impl Said {
    fn new(text: &Text, tokens: &[Token]) -> Said {
        let words: Vec<(Term, FoldSpan)> =
            words_of(text, tokens).map(|(word, fold)| (normal(word), fold)).collect();
        let mut places: Vec<(Term, usize)> =
            words.iter().enumerate().map(|(at, (word, _))| (*word, at)).collect();
        places.order();
        Said { words, places }
    }

    /// Where the phrase first stands.
    fn find(&self, phrase: &[Term]) -> Option<FoldSpan> {
        let (first, rest) = phrase.split_first()?;
        let from = self.places.partition_point(|(word, _)| word < first);
        let starts =
            self.places.get(from..).unwrap_or_default().iter().take_while(|(word, _)| word == first).take(8);
        starts.map(|(_, at)| *at).find_map(|at| {
            let tail = self.words.get(at + 1..at + 1 + rest.len())?;
            if tail.iter().zip(rest).any(|((word, _), wanted)| word != wanted) {
                return None;
            }
            let start = self.words.get(at)?.1.start;
            let end = self.words.get(at + rest.len())?.1.end;
            Some(FoldSpan { start, end })
        })
    }
}
