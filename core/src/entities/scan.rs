//! Runs of letters and digits, windows over them, scores, and the choice between overlapping readings.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::context::{EntitySet, Found, MAX_ID, Telling};
use super::runs::{Kind, Run, runs};
use super::{Band, Candidate, Check, Class, Entity, EntityHit, Folding, Hints, Shape};
use crate::order::Order as _;
use crate::text::FoldSpan;

/// Most runs in one window: a 24-digit number read digit by digit.
const MAX_RUNS: usize = 24;
/// Longest run of letters inside an identifier (the surname part of a codice fiscale).
const MAX_LETTERS: usize = 6;

/// How two runs are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Join {
    /// One of `-`, `.`, `/`, `_`, `+`, a space, or a dash between spaces.
    Usual,
    /// A comma: only read-out digits and printed card groups go across it.
    Comma,
    Break,
}

/// A hit before overlaps are settled.
#[derive(Clone, Debug)]
pub(crate) struct Raw {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Index into the set.
    pub(crate) entity: usize,
    pub(crate) confidence: u8,
    pub(crate) checked: bool,
    pub(crate) normalized: String,
}

/// One search.
pub(crate) struct Scan<'a> {
    pub(crate) text: &'a dyn Folding,
    pub(crate) folded: &'a str,
    pub(crate) runs: Vec<Run>,
    pub(crate) set: &'a EntitySet,
    pub(crate) hints: Hints,
    pub(crate) hits: Vec<Raw>,
    has_at: bool,
    has_digit: bool,
    has_line_break: bool,
    /// Where telling words may stand, when a candidate first asks.
    telling: OnceCell<Vec<Telling>>,
}

/// All wanted entities in the text, in order of their start, without overlaps.
///
/// Takes time linear in the text.
///
/// ```
/// use draftgate::entities::{AsciiFolding, EntitySet, Hints, find};
/// let text = AsciiFolding::new("Your card 4242-4242 4242.4242 was charged.");
/// let hits = find(&text, &EntitySet::all(), Hints::default());
/// assert_eq!(hits.len(), 1);
/// assert_eq!(hits[0].entity.name, "credit-card");
/// assert_eq!(hits[0].normalized, "4242424242424242");
/// ```
pub fn find(text: &dyn Folding, wanted: &EntitySet, hints: Hints) -> Vec<EntityHit> {
    Scan::raw(text, wanted, hints, true)
        .into_iter()
        .filter_map(|raw| {
            let fold = FoldSpan { start: raw.start, end: raw.end };
            Some(EntityHit {
                entity: wanted.get(raw.entity)?,
                fold,
                span: text.original_span(fold),
                normalized: raw.normalized,
                confidence: raw.confidence,
                checked: raw.checked,
            })
        })
        .collect()
}

/// The best of overlapping hits: confidence, check digit, length, order of the list.
fn settle(mut hits: Vec<Raw>) -> Vec<Raw> {
    hits.order_by(|a, b| {
        (b.confidence, b.checked, b.end - b.start)
            .cmp(&(a.confidence, a.checked, a.end - a.start))
            .then((a.entity, a.start).cmp(&(b.entity, b.start)))
    });
    let mut taken: BTreeMap<usize, Raw> = BTreeMap::new();
    for hit in hits {
        let free_before = taken.range(..hit.end).next_back().is_none_or(|(_, other)| other.end <= hit.start);
        if free_before {
            taken.insert(hit.start, hit);
        }
    }
    taken.into_values().collect()
}

/// Whether an identifier (upper case, no separators) has the shape.
pub(crate) fn fits(shape: Shape, id: &[u8]) -> bool {
    match shape {
        Shape::Digits(min, max) => {
            (usize::from(min)..=usize::from(max)).contains(&id.len()) && id.iter().all(u8::is_ascii_digit)
        }
        Shape::Pattern(pattern) => {
            pattern.len() == id.len()
                && pattern.bytes().zip(id).all(|(place, byte)| match place {
                    b'9' => byte.is_ascii_digit(),
                    b'A' => byte.is_ascii_uppercase(),
                    _ => true,
                })
        }
    }
}

/// The digit that a letter looks like.
const fn lookalike(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte),
        b'o' => Some(b'0'),
        b'l' | b'i' => Some(b'1'),
        b'z' => Some(b'2'),
        b's' => Some(b'5'),
        b'b' => Some(b'8'),
        _ => None,
    }
}

/// A window while it grows.
#[derive(Default)]
struct Window {
    id: Vec<u8>,
    /// `id` with look-alike letters as digits; empty once a letter has no look-alike.
    alike: Vec<u8>,
    alike_ok: bool,
    replaced: usize,
    groups: Vec<u8>,
    letters: u64,
    has_digit: bool,
    all_spoken: bool,
    comma: bool,
    letter_runs: bool,
}

impl Window {
    fn clear(&mut self) {
        self.id.clear();
        self.alike.clear();
        self.groups.clear();
        (self.letters, self.replaced) = (0, 0);
        (self.has_digit, self.comma, self.letter_runs) = (false, false, false);
        (self.alike_ok, self.all_spoken) = (true, true);
    }

    /// Appends a run; false when the window cannot hold it.
    fn push(&mut self, run: &Run, text: &str) -> bool {
        let before = self.id.len();
        match run.kind {
            Kind::Spoken { digit, times } => {
                for _ in 0..times {
                    self.id.push(b'0' + digit);
                    self.alike.push(b'0' + digit);
                }
                self.has_digit = true;
            }
            Kind::Other => return false,
            Kind::Letters if run.len() > MAX_LETTERS => return false,
            Kind::Digits | Kind::Letters | Kind::Mixed => {
                if before + run.len() > MAX_ID {
                    return false;
                }
                self.all_spoken = false;
                self.letter_runs |= run.kind == Kind::Letters;
                self.has_digit |= run.kind != Kind::Letters;
                for byte in text.bytes() {
                    if byte.is_ascii_alphabetic() {
                        self.letters |= 1 << self.id.len();
                        self.replaced += 1;
                    }
                    self.id.push(byte.to_ascii_uppercase());
                    match lookalike(byte) {
                        Some(digit) => self.alike.push(digit),
                        None => self.alike_ok = false,
                    }
                }
            }
        }
        self.groups.push(u8::try_from(self.id.len() - before).unwrap_or(u8::MAX));
        self.id.len() <= MAX_ID
    }
}

impl<'a> Scan<'a> {
    /// The best hits, in order; also of identifiers that are written in disguise.
    pub(crate) fn raw(text: &'a dyn Folding, set: &'a EntitySet, hints: Hints, hidden_too: bool) -> Vec<Raw> {
        let folded = text.folded();
        let (runs, has_at, has_digit) = runs(folded);
        let has_line_break = text.original().as_bytes().contains(&b'\n');
        let hits = Vec::new();
        let telling = OnceCell::new();
        let mut scan =
            Scan { text, folded, runs, set, hints, hits, has_at, has_digit, has_line_break, telling };
        scan.run();
        if hidden_too {
            scan.hidden();
        }
        settle(scan.hits)
    }

    fn run(&mut self) {
        if self.has_digit {
            self.windows();
            self.phones();
            self.addresses();
        }
        self.contacts(self.has_at);
        self.secrets();
    }

    /// The folded text of a run.
    pub(crate) fn run_text(&self, run: &Run) -> &'a str {
        self.folded.get(run.start..run.end).unwrap_or("")
    }

    /// The folded text between two places.
    pub(crate) fn between(&self, start: usize, end: usize) -> &'a str {
        self.folded.get(start..end).unwrap_or("")
    }

    /// Whether the original has a line break there (folding makes it a space).
    pub(crate) fn line_break(&self, start: usize, end: usize) -> bool {
        self.has_line_break && {
            let span = self.text.original_span(FoldSpan { start, end });
            span.text(self.text.original()).contains('\n')
        }
    }

    fn join(&self, left: &Run, right: &Run) -> Join {
        match self.between(left.end, right.start) {
            "-" | "." | "/" | "_" | "+" => Join::Usual,
            " " | " - " | "- " | " -" if !self.line_break(left.end, right.start) => Join::Usual,
            ", " | "," => Join::Comma,
            _ => Join::Break,
        }
    }

    /// Whether a window may start at a run: it has digits, or is short and digits follow soon.
    fn may_start(&self, at: usize) -> bool {
        let kind = |at: usize| self.runs.get(at).map(|run| (run.kind, run.len()));
        match kind(at) {
            // Digits one by one: a number starts where the row starts.
            Some((Kind::Digits, 1)) => !self.in_row(at, |run| run.kind == Kind::Digits && run.len() == 1),
            Some((Kind::Spoken { .. }, _)) => !self.in_row(at, |run| matches!(run.kind, Kind::Spoken { .. })),
            Some((Kind::Digits | Kind::Mixed, _)) => true,
            Some((Kind::Letters, length)) if length <= MAX_LETTERS => {
                let digits = |at: usize| matches!(kind(at), Some((Kind::Digits | Kind::Mixed, _)));
                digits(at + 1)
                    || (length <= 4 && digits(at + 2) && matches!(kind(at + 1), Some((Kind::Letters, 1..=4))))
            }
            _ => false,
        }
    }

    /// Whether the run before continues a row of such runs.
    fn in_row(&self, at: usize, same: impl Fn(&Run) -> bool) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.runs.get(before));
        match (before, self.runs.get(at)) {
            (Some(before), Some(run)) => same(before) && self.join(before, run) == Join::Usual,
            _ => false,
        }
    }

    fn windows(&mut self) {
        let mut window = Window::default();
        let mut found = Vec::new();
        for first in 0..self.runs.len() {
            if !self.may_start(first) {
                continue;
            }
            window.clear();
            for last in first..(first + MAX_RUNS).min(self.runs.len()) {
                let (Some(run), previous) =
                    (self.runs.get(last).copied(), self.runs.get(last.wrapping_sub(1)))
                else {
                    break;
                };
                if last > first
                    && let Some(previous) = previous
                {
                    match self.join(previous, &run) {
                        Join::Usual => {}
                        Join::Comma => window.comma = true,
                        Join::Break => break,
                    }
                }
                if !window.push(&run, self.run_text(&run)) {
                    break;
                }
                if window.has_digit {
                    self.test(first, last, &window, &mut found);
                }
            }
        }
    }

    /// Whether three groups of four digits are a piece of a longer row of such groups, a reference for instance.
    fn in_fours(&self, first: usize, last: usize) -> bool {
        let four =
            |at: usize| self.runs.get(at).is_some_and(|run| run.kind == Kind::Digits && run.len() == 4);
        let joined = |left: usize| match (self.runs.get(left), self.runs.get(left + 1)) {
            (Some(left), Some(right)) => self.join(left, right) == Join::Usual,
            _ => false,
        };
        (four(last + 1) && joined(last)) || first.checked_sub(1).is_some_and(|at| four(at) && joined(at))
    }

    /// Looks a window up in the tables of shapes.
    fn test(&mut self, first: usize, last: usize, window: &Window, found: &mut Vec<Found>) {
        let set = self.set;
        if window.groups == [4, 4, 4] && self.in_fours(first, last) {
            return;
        }
        let alike = window.letters != 0 && window.alike_ok && window.replaced * 10 <= window.id.len() * 3;
        let mut looked = false;
        for (id, letters, replaced) in [(&window.id, window.letters, false), (&window.alike, 0, true)]
            .into_iter()
            .take(1 + usize::from(alike))
        {
            for slot in set.slots(id.len(), letters == 0) {
                let Some(entity) = set.get(slot.entity) else { continue };
                if !slot.fits(letters) || (replaced && !entity.lookalikes) {
                    continue;
                }
                let (Some(start), Some(end)) =
                    (self.runs.get(first).map(|run| run.start), self.runs.get(last).map(|run| run.end))
                else {
                    continue;
                };
                let candidate = Candidate { id, raw: self.between(start, end), groups: &window.groups };
                let usual = slot.form.groups.contains(&window.groups.as_slice());
                if window.comma && !window.all_spoken && !(usual && entity.band == Band::High) {
                    continue;
                }
                let check = (slot.form.check)(&candidate);
                let (base, bias, checked) = match (check, entity.band) {
                    (Check::No, _) => continue,
                    (Check::Weak(bias), _) => (25, bias, false),
                    (Check::Sure(bias), Band::High) => (80, bias, true),
                    (Check::Maybe(bias), Band::High) => (50, bias, false),
                    (Check::Sure(bias), Band::Context) => (40, bias, true),
                    (Check::Maybe(bias), Band::Context) => (25, bias, false),
                    (Check::Sure(bias), Band::Exact) => (95, bias, true),
                    (Check::Maybe(bias), Band::Exact) => (92, bias, false),
                };
                if replaced && !checked {
                    continue;
                }
                if !looked {
                    looked = true;
                    self.words(first, last, found);
                }
                let mut score = base + bias + set.lean(slot.entity, found) + self.edges(first, last, checked);
                score += self.region(entity, letters == 0);
                if usual && window.groups.len() > 1 {
                    score += 15;
                } else if letters == 0 && starts_with_date(&window.groups, id) {
                    score -= 40;
                } else if letters == 0 && odd_groups(entity, window) {
                    score -= 35;
                }
                if window.letter_runs && last > first && !self.upper(start, end) {
                    score -= 30;
                }
                if replaced {
                    score -= 10;
                }
                let normalized = String::from_utf8_lossy(id).into_owned();
                self.add(slot.entity, start, end, score, checked, normalized);
            }
        }
    }

    /// Adds a hit when it reaches the floor.
    pub(crate) fn add(
        &mut self,
        entity: usize,
        start: usize,
        end: usize,
        score: i16,
        checked: bool,
        normalized: String,
    ) {
        let confidence = u8::try_from(score.clamp(0, 100)).unwrap_or(0);
        if confidence >= self.set.floor() && confidence > 0 {
            self.hits.push(Raw { start, end, entity, confidence, checked, normalized });
        }
    }

    /// The telling words around the runs `first..=last`: six runs before, three after in the same sentence.
    pub(crate) fn words(&self, first: usize, last: usize, found: &mut Vec<Found>) {
        found.clear();
        let (Some(left), Some(right)) = (self.runs.get(first), self.runs.get(last)) else { return };
        let from = first.saturating_sub(6);
        let mut start = self.runs.get(from).map_or(left.start, |run| run.start);
        start = floor_boundary(self.folded, start.max(left.start.saturating_sub(120)));
        let to = (last + 3).min(self.runs.len().saturating_sub(1));
        let mut end = self.runs.get(to).map_or(right.end, |run| run.end);
        end = floor_boundary(self.folded, end.min(right.end + 60)).max(right.end);
        let after = self.between(right.end, end);
        let bytes = after.as_bytes();
        let stop = bytes.iter().enumerate().position(|(at, byte)| match byte {
            b'\n' => true,
            b'.' | b'!' | b'?' | b';' => bytes.get(at + 1) == Some(&b' '),
            _ => false,
        });
        let after = stop.and_then(|stop| after.get(..stop)).unwrap_or(after);
        let all = self.telling.get_or_init(|| self.set.telling(self.folded));
        let after = right.end..right.end + after.len();
        self.set.words_around(self.folded, all, start..left.start, after, found);
    }

    /// What stands directly before and after a window: part of a longer number, an amount, a handle.
    fn edges(&self, first: usize, last: usize, checked: bool) -> i16 {
        let (Some(left), Some(right)) = (self.runs.get(first), self.runs.get(last)) else { return 0 };
        let reject = if checked { -40 } else { -100 };
        let mut score = 0;
        let before = self.between(0, left.start).chars().next_back();
        match before {
            Some('+' | '@') => return -100,
            Some('$' | '€' | '£' | '¥' | '₹') => score -= 60,
            Some('-' | '_' | '.' | '/' | ',') => {
                let previous = first.checked_sub(1).and_then(|at| self.runs.get(at));
                match previous {
                    Some(run) if run.end + 1 == left.start => {
                        score += match run.kind {
                            Kind::Digits | Kind::Mixed => reject,
                            Kind::Letters | Kind::Other if before == Some('-') || before == Some('_') => -20,
                            _ => 0,
                        };
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        let after = self.between(right.end, self.folded.len()).chars().next();
        match after {
            Some('@' | '%') => return -100,
            Some('€' | '$' | '£') => score -= 60,
            Some('-' | '_' | '.' | '/' | ',') => {
                if let Some(next) = self.runs.get(last + 1)
                    && right.end + 1 == next.start
                    && matches!(next.kind, Kind::Digits | Kind::Mixed)
                {
                    score += reject;
                }
            }
            _ => {}
        }
        score
    }

    /// Numbers of the customer's country are likelier, those of other countries less so.
    fn region(&self, entity: &Entity, all_digits: bool) -> i16 {
        match self.hints.region {
            Some(region) if entity.region.as_bytes() == region => 10,
            Some(_) if !entity.region.is_empty() && all_digits => -10,
            _ => 0,
        }
    }

    /// Whether the original has no lower-case letter there.
    pub(crate) fn upper(&self, start: usize, end: usize) -> bool {
        let span = self.text.original_span(FoldSpan { start, end });
        !span.text(self.text.original()).bytes().any(|byte| byte.is_ascii_lowercase())
    }

    /// The original text of a place in the folded text.
    pub(crate) fn original(&self, start: usize, end: usize) -> &'a str {
        self.text.original_span(FoldSpan { start, end }).text(self.text.original())
    }
}

/// Whether a national number is cut up in a way that no form prints: more likely a phone number.
fn odd_groups(entity: &Entity, window: &Window) -> bool {
    matches!(entity.class, Class::NationalId | Class::Health)
        && window.groups.len() > 1
        && window.groups.iter().any(|&length| length > 1)
}

/// Whether the first three groups are a date, such as that of "2024-05-03 10".
fn starts_with_date(groups: &[u8], id: &[u8]) -> bool {
    use super::checksum::number;
    let value = |from: u8, to: u8| number(id, usize::from(from), usize::from(to)).unwrap_or(0);
    match groups {
        [4, m @ 1..=2, d @ 1..=2, ..] => {
            let month = value(4, 4 + m);
            (1900..2100).contains(&value(0, 4)) && (1..=12).contains(&month) && value(4 + m, 4 + m + d) <= 31
        }
        [d @ 1..=2, m @ 1..=2, 4, ..] => {
            let year = value(d + m, d + m + 4);
            value(0, *d) <= 31 && value(*d, d + m) <= 31 && (1900..2100).contains(&year)
        }
        _ => false,
    }
}

/// The nearest character boundary at or before `at`.
pub(super) fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
