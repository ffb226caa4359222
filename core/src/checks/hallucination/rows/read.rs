//! Reading the rows of the evidence: lines, objects of JSON texts, facts.

use std::ops::Range;

use super::{Field, MOST_FIELDS, Rows};
use crate::checks::hallucination::index::{Term, hash};
use crate::checks::hallucination::tables;
use crate::checks::hallucination::units::{is_json, mark};
use crate::checks::hallucination::words::TermMap;
use crate::evidence::{Evidence, Origin};
use crate::facts::Facts;
use crate::order::Order as _;
use crate::text::{FoldSpan, Lang, Text, Token, TokenKind, Word, is_stopword, one_of, term_hash};

/// Rows that are remembered.
const MOST_ROWS: usize = 512;
/// Brackets of a JSON text that are open at the same time.
const DEEPEST: usize = 64;
/// Words of the longest value that is looked for.
const LONGEST: usize = 12;

/// The usual short forms of streets, and small numbers in words.
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
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
]);

/// A word as it is compared: short forms are spelt out, small numbers are figures.
pub(super) fn normal(text: &Text, token: &Token, word: &Word) -> Term {
    let own = text.folded().as_bytes().get(token.fold.start..token.fold.end).unwrap_or_default();
    match own {
        [bare @ .., b'\'', b's'] => term_hash(bare),
        [_, _, _, _, _, _, ..] => word.written,
        _ => SHORT.get(word.written).unwrap_or(word.written),
    }
}

fn words_of<'t>(text: &'t Text, tokens: &'t [Token]) -> impl Iterator<Item = (&'t str, FoldSpan)> {
    tokens
        .iter()
        .filter(|token| token.kind != TokenKind::Symbol)
        .map(|token| (text.token_text(token), token.fold))
}

/// The parts of a cell, between commas.
fn parts(text: &Text, cell: Range<usize>) -> Vec<Range<usize>> {
    let comma = |at: &usize| text.tokens().get(*at).is_some_and(|token| mark(text, token) == b',');
    let mut from = cell.start;
    let mut parts = Vec::new();
    for end in cell.clone().filter(comma).chain([cell.end]) {
        if end > from {
            parts.push(from..end);
        }
        from = end + 1;
    }
    parts
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
    pub(in crate::checks::hallucination) fn new(evidence: &[Evidence], facts: &Facts, lang: Lang) -> Rows {
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
        self.add_tables(piece, text, lang);
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

    /// Tables: the first line holds the keys, the first cell of each other line names its row.
    fn add_tables(&mut self, piece: usize, text: &Text, lang: Lang) {
        let mut keys: Vec<Key> = Vec::new();
        for line in tables::lines(text) {
            if line.head {
                for cell in &line.cells {
                    let own = text.tokens().get(cell.clone()).unwrap_or_default();
                    let words = own.iter().zip(text.words(lang).get(cell.clone()).unwrap_or_default());
                    let words = words.filter(|(token, _)| token.kind != TokenKind::Symbol);
                    let words = words.map(|(token, word)| normal(text, token, word)).collect();
                    self.columns.push((key_of(text, cell.clone()).0, words));
                }
                keys = line.cells.into_iter().map(|cell| key_of(text, cell)).collect();
                continue;
            }
            if self.rows.len() == MOST_ROWS {
                return;
            }
            self.rows.push(Vec::new());
            let row = self.rows.len() - 1;
            for (n, (key, cell)) in keys.iter().zip(line.cells).enumerate() {
                // "One guest, weekends only" says two things.
                for part in parts(text, cell) {
                    self.add(row, *key, piece, text, part, lang);
                }
                let own = self.rows.get_mut(row).and_then(|row| row.last_mut());
                own.filter(|_| n == 0).into_iter().for_each(|field| field.heads = true);
            }
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
        let mut own_words = own.iter().filter(|token| token.kind != TokenKind::Symbol);
        let amount =
            words.len() == 2 && own_words.next().is_some_and(|first| first.kind == TokenKind::Number);
        let Some(mut fold) = fold else { return };
        // "£54" and "20%" are values with their signs.
        let of_amount = |token: &&Token| {
            token.kind == TokenKind::Symbol
                && one_of!(text.token_text(token), "£" | "$" | "€" | "¥" | "%" | "-")
        };
        if let Some(first) = own.first().filter(of_amount) {
            fold.start = first.fold.start;
        }
        if let Some(last) = own.last().filter(of_amount) {
            fold.end = last.fold.end;
        }
        row.push(Field { key, key_at, words, value, naming, amount, code, heads: false, piece, fold });
    }
}
