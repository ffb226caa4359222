//! Tables and records as evidence: which row a sentence speaks about, and whether what it says stands in that row.
//!
//! A row is a line `key: value; key: value` of a source, an object of a JSON text with what is nested in it, a line of
//! a table between `|`, or the values of the facts that share a path. A sentence speaks about a row when it holds a
//! value that no other row has under that key ("the anchor").

mod cross;
mod said;

use std::cell::OnceCell;
use std::ops::Range;

use super::index::{Term, hash};
use super::typed::{is_for_money, is_title};
use super::units::{is_json, mark};
use super::values::{compare, is_claim, with_amount};
use super::words::TermMap;
use crate::evidence::{Evidence, Origin};
use crate::facts::Facts;
use crate::order::Order as _;
use crate::text::values::{CivilDate, Comparison, Value, ValueKind};
use crate::text::{FoldSpan, Lang, Text, Token, TokenKind, Word, is_stopword, term_hash};
pub(super) use said::{Said, Spoken};

/// Rows that are remembered.
const MOST_ROWS: usize = 512;
/// Fields of one row.
const MOST_FIELDS: usize = 64;
/// Brackets of a JSON text that are open at the same time.
const DEEPEST: usize = 64;
/// Words of the longest value that is looked for.
const LONGEST: usize = 12;

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
    /// Holds a code with digits, such as an order number.
    code: bool,
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
    /// The fields of rows that say what an earlier one says, with the keys of that one.
    copies: Vec<Field>,
    /// See [`Rows::held`].
    held: OnceCell<Vec<(Term, Term)>>,
    /// See [`Rows::crossed`].
    crossed: OnceCell<Option<(Term, Term)>>,
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

/// The usual short forms of streets.
static SHORT: TermMap<64> = TermMap::of_pairs(&[
    ("dr", "drive"),
    ("st", "street"),
    ("rd", "road"),
    ("ave", "avenue"),
    ("av", "avenue"),
    ("ln", "lane"),
    ("blvd", "boulevard"),
    ("ct", "court"),
    ("pl", "place"),
    ("sq", "square"),
]);

/// A word as it is compared: short forms are spelt out.
fn normal(text: &Text, token: &Token, word: &Word) -> Term {
    let own = text.folded().as_bytes().get(token.fold.start..token.fold.end).unwrap_or_default();
    match own {
        [bare @ .., b'\'', b's'] => term_hash(bare),
        [_, _, _, _, _, ..] => word.written,
        _ => SHORT.get(word.written).unwrap_or(word.written),
    }
}

fn words_of<'t>(text: &'t Text, tokens: &'t [Token]) -> impl Iterator<Item = (&'t str, FoldSpan)> {
    tokens
        .iter()
        .filter(|token| token.kind != TokenKind::Symbol)
        .map(|token| (text.token_text(token), token.fold))
}

/// The number of a key, and where it stands.
type Key = (Term, Option<FoldSpan>);

fn key_of(text: &Text, tokens: Range<usize>) -> Key {
    let own = text.tokens().get(tokens).unwrap_or_default();
    let number = words_of(text, own).fold(0, |state: Term, (word, _)| state.rotate_left(5) ^ hash(word));
    let at = own.first().zip(own.last());
    (number, at.map(|(first, last)| FoldSpan { start: first.fold.start, end: last.fold.end }))
}

impl Rows {
    /// Reads the rows of the evidence.
    pub(super) fn new(evidence: &[Evidence], facts: &Facts, lang: Lang) -> Rows {
        let mut rows = Rows::default();
        let mut parent: Option<&str> = None;
        for (piece, held) in evidence.iter().enumerate() {
            match held.origin {
                Origin::Source(_) if is_json(held.text()) => rows.add_json(piece, held.text(), lang),
                Origin::Source(_) => rows.add_lines(piece, held.text(), lang),
                Origin::Fact(n) => {
                    let path = facts.leaves().get(n).map_or("", |leaf| leaf.path.as_str());
                    let dot = path.bytes().rposition(|byte| byte == b'.');
                    let (above, key) = dot.and_then(|dot| path.split_at_checked(dot)).unwrap_or(("", path));
                    let key = key.strip_prefix('.').unwrap_or(key);
                    if parent != Some(above) {
                        rows.rows.push(Vec::new());
                        parent = Some(above);
                    }
                    let whole = 0..held.text().tokens().len();
                    let row = rows.rows.len().saturating_sub(1);
                    rows.add(row, (hash(key), None), piece, held.text(), whole, lang);
                }
                Origin::Turn(_) => {}
            }
        }
        rows.part_copies();
        rows.rows.truncate(MOST_ROWS);
        rows
    }

    /// Takes out the rows that say what an earlier one says: often a table is given twice, as a text and as facts.
    fn part_copies(&mut self) {
        // Rows that say the same have the same sum.
        let sum = |row: &Vec<Field>| row.iter().fold(0, |sum: Term, field| sum.wrapping_add(field.value));
        let mut sums: Vec<(Term, usize)> =
            self.rows.iter().enumerate().map(|(n, row)| (sum(row), n)).collect();
        sums.order();
        let values = |n: usize| {
            let mut values: Vec<Term> =
                self.rows.get(n).into_iter().flatten().map(|field| field.value).collect();
            values.order();
            values
        };
        // For each row that is a copy, the row of which.
        let mut copies: Vec<(usize, usize)> = Vec::new();
        for alike in sums.chunk_by(|one, two| one.0 == two.0) {
            let Some(((_, first), rest @ [_, ..])) = alike.split_first() else { continue };
            let said = values(*first);
            copies.extend(rest.iter().map(|(_, n)| (*n, *first)).filter(|(n, _)| values(*n) == said));
        }
        if copies.is_empty() {
            return;
        }
        copies.order();
        for (n, first) in &copies {
            let own = self.rows.get_mut(*n).map(std::mem::take).unwrap_or_default();
            let first = self.rows.get(*first).map(Vec::as_slice).unwrap_or_default();
            // The second writing may spell its keys in another way.
            self.copies.extend(own.into_iter().map(|field| {
                let same = first.iter().find(|other| other.value == field.value);
                Field { key: same.map_or(field.key, |other| other.key), ..field }
            }));
        }
        let mut n = 0;
        self.rows.retain(|_| {
            n += 1;
            copies.binary_search_by_key(&(n - 1), |(copy, _)| *copy).is_err()
        });
    }

    /// Lines of two fields or more.
    fn add_lines(&mut self, piece: usize, text: &Text, lang: Lang) {
        // Most texts have no such line.
        let folded = text.folded().as_bytes();
        if memchr::memchr(b';', folded).is_none() || memchr::memchr_iter(b':', folded).take(2).count() < 2 {
            return;
        }
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
        let is = |at: usize, sign: u8| tokens.get(at).is_some_and(|token| mark(text, token) == sign);
        let colons = (0..tokens.len()).filter(|at| is(*at, b':')).count();
        if colons < 2 || !(0..tokens.len()).any(|at| is(at, b';')) {
            return;
        }
        self.rows.push(Vec::new());
        let mut from = 0;
        while from < tokens.len() {
            let end = (from..tokens.len()).find(|at| is(*at, b';')).unwrap_or(tokens.len());
            if let Some(colon) = (from..end).find(|at| is(*at, b':')) {
                let key = key_of(text, line.start + from..line.start + colon);
                let row = self.rows.len() - 1;
                self.add(row, key, piece, text, line.start + colon + 1..line.start + end, lang);
            }
            from = end + 1;
        }
    }

    /// The objects of a JSON text. What is nested in an object belongs to it; the entries of a list are rows of
    /// their own. Text that is no JSON after all gives rows that nothing names.
    fn add_json(&mut self, piece: usize, text: &Text, lang: Lang) {
        let all = text.tokens();
        let sign = |at: usize| all.get(at).map_or(0, |token| mark(text, token));
        let start = self.rows.len();
        // For each open bracket: the row to which fields go, and the key under which a list stands.
        let mut open: Vec<(Option<usize>, Option<Key>)> = Vec::new();
        let mut key: Option<Key> = None;
        let mut at = 0;
        while at < all.len() && self.rows.len() - start <= MOST_ROWS && open.len() < DEEPEST {
            let from = at;
            at += 1;
            match sign(from) {
                b'{' => {
                    // Things listed by their numbers are rows of their own.
                    let by_number = key
                        .and_then(|(_, at)| at)
                        .is_some_and(|at| text.folded_text(at).bytes().any(|byte| byte.is_ascii_digit()));
                    let within = key.take().is_some() && !by_number;
                    let above = open.last().and_then(|(row, _)| *row).filter(|_| within);
                    let row = above.unwrap_or_else(|| {
                        self.rows.push(Vec::new());
                        self.rows.len() - 1
                    });
                    open.push((Some(row), None));
                }
                b'[' => open.push((None, key.take())),
                b'}' | b']' => {
                    open.pop();
                    key = None;
                }
                b',' => key = None,
                b':' => {}
                first => {
                    let quoted = first == b'"';
                    let ends = |n: usize| match sign(n) {
                        b'"' => quoted && sign(n.wrapping_sub(1)) != b'\\',
                        b',' | b'}' | b']' => !quoted,
                        _ => false,
                    };
                    let end = (at..all.len()).find(|n| ends(*n)).unwrap_or(all.len());
                    let inside = if quoted { at..end } else { from..end };
                    at = if quoted { end + 1 } else { end };
                    if quoted && sign(at) == b':' {
                        key = Some(key_of(text, inside));
                        continue;
                    }
                    let listed = open.last().and_then(|(_, key)| *key);
                    let row = open.iter().rev().find_map(|(row, _)| *row);
                    if let (Some(row), Some(key)) = (row, key.or(listed)) {
                        self.add(row, key, piece, text, inside, lang);
                    }
                }
            }
        }
    }

    fn add(
        &mut self,
        row: usize,
        (key, key_at): Key,
        piece: usize,
        text: &Text,
        tokens: Range<usize>,
        lang: Lang,
    ) {
        let own = text.tokens().get(tokens.clone()).unwrap_or_default();
        let numbers = text.words(lang).get(tokens).unwrap_or_default();
        let Some(row) = self.rows.get_mut(row).filter(|row| row.len() < MOST_FIELDS) else { return };
        let mut words: Vec<Term> = Vec::with_capacity(own.len().min(LONGEST));
        let (mut naming, mut code) = (false, false);
        let mut fold: Option<FoldSpan> = None;
        let mut value: Term = 0;
        for (token, number) in own.iter().zip(numbers).filter(|(token, _)| token.kind != TokenKind::Symbol) {
            if words.len() == LONGEST {
                return;
            }
            let word = text.token_text(token);
            naming =
                naming || word.len() > 2 && word.chars().all(char::is_alphabetic) && !is_stopword(lang, word);
            code = code
                || word.len() > 4
                    && word.bytes().any(|byte| byte.is_ascii_digit())
                    && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
            let term = normal(text, token, number);
            value = value.rotate_left(7) ^ term;
            words.push(term);
            fold = Some(FoldSpan {
                start: fold.map_or(token.fold.start, |fold| fold.start),
                end: token.fold.end,
            });
        }
        let Some(fold) = fold else { return };
        row.push(Field { key, key_at, words, value, naming, code, piece, fold });
    }

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

    /// What a sentence of the draft says of a row and the row does not have.
    pub(super) fn mixed(
        &self,
        (evidence, facts): (&[Evidence], &Facts),
        draft: &Spoken<'_>,
        (tokens, values): (Range<usize>, Range<usize>),
        (asked, settled): (&[&Spoken<'_>], impl Fn() -> Option<usize>),
        today: Option<CivilDate>,
    ) -> Vec<Mixed> {
        if self.rows.is_empty() {
            return Vec::new();
        }
        let said = draft.part(tokens);
        let draft = draft.text;
        if let Some(keys) = self.crossed(evidence, facts) {
            let asked: Vec<Said<'_>> = asked.iter().map(|text| text.whole()).collect();
            return match self.of_pair(keys, &said, &asked) {
                Some(n) => self.against_pair(n, &said, (evidence, facts), (draft, values), today),
                None => Vec::new(),
            };
        }
        // The anchor is what the sentence names first; two rows named in the same way cannot be told apart.
        let mut anchors: Vec<(FoldSpan, usize, Term)> = Vec::new();
        for (n, row) in self.rows.iter().enumerate().filter(|(_, row)| row.len() > 1) {
            let named = row.iter().filter(|field| field.naming).filter_map(|field| {
                let at = said.find(&field.words)?;
                (self.sharing(field) == 1).then_some((at, n, field.key))
            });
            anchors.extend(named);
        }
        anchors.order();
        let title = |(at, n, key): &(FoldSpan, usize, Term)| {
            let mut fields = self.rows.get(*n).into_iter().flatten().filter(|field| field.key == *key);
            fields.any(|field| {
                is_title(field.key_text(evidence, facts)) && said.find(&field.words) == Some(*at)
            })
        };
        // A row that is known by a detail alone ("silver", an address) may not be the one that is spoken of.
        let titled = anchors.iter().find(|anchor| title(anchor)).copied();
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
        let mut found = self.other_values((row, named), (evidence, facts), draft, values, today);
        found.extend(self.other_words(n, row, &said, anchor));
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
        let mut found = self.other_values((row, false), (evidence, facts), draft, values, today);
        found.extend(self.other_words(n, row, said, FoldSpan::default()));
        Rows::keep_details(row, (evidence, facts), &mut found);
        found
    }

    /// Drops what is said of the name of a row: a sentence with another name is about another row.
    fn keep_details(row: &[Field], (evidence, facts): (&[Evidence], &Facts), found: &mut Vec<Mixed>) {
        found.retain(|mixed| {
            let own = row.iter().find(|field| field.fold == mixed.instead && field.piece == mixed.piece);
            own.is_none_or(|field| !is_title(field.key_text(evidence, facts)))
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
            let named_by = |field: &&Field| {
                field.naming
                    && said.find(&field.words).is_some()
                    && self.sharing(field) == 1
                    && is_title(field.key_text(evidence, facts))
            };
            let mut named = (0..self.rows.len()).filter(|row| {
                self.rows.get(*row).is_some_and(|row| row.iter().any(|field| named_by(&field)))
            });
            match (named.next(), named.next()) {
                (None, _) => {}
                (Some(row), None) => return Some(row),
                _ => return None,
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

    /// Values of the draft that differ from all comparable ones of the row.
    fn other_values(
        &self,
        (row, named): (&[Field], bool),
        (evidence, facts): (&[Evidence], &Facts),
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
            .filter(|(_, v)| is_claim(v) && !is_serial(v) && !matches!(v.kind, ValueKind::Identifier(_)))
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
                for (_, held) in field.values(evidence) {
                    let amount =
                        held_as_money(said, held, || field.key_text(evidence, facts)).filter(|_| named);
                    match compare(said, amount.as_ref().unwrap_or(held), today) {
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
    fn other_words(&self, n: usize, row: &[Field], said: &Said<'_>, anchor: FoldSpan) -> Vec<Mixed> {
        let mut found: Vec<Mixed> = Vec::new();
        for own in row.iter().filter(|own| said.find(&own.words).is_none()) {
            let others = self.rows.iter().enumerate().filter(|(other, _)| *other != n);
            let others = others.filter(|(_, other)| is_alike(row, other)).flat_map(|(_, row)| row);
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

/// A number so long that it names something.
pub(super) fn is_serial(value: &Value) -> bool {
    matches!(value.kind, ValueKind::Number(amount) if amount.whole().is_some_and(|n| n >= 1_000_000))
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

/// Leaves out what overlaps something before it.
fn keep_apart(found: &mut Vec<Mixed>) {
    let mut taken: Vec<FoldSpan> = Vec::new();
    found.retain(|mixed| {
        let free = !taken.iter().any(|span| span.start < mixed.at.end && mixed.at.start < span.end);
        taken.push(mixed.at);
        free
    });
}
