//! What a text must hold for a pattern to match it, and where its matches can start: read off the pattern, so that it
//! sleeps on most texts and looks at few places of the others.
//!
//! What is required is never more than what the pattern requires: where nothing is known, the pattern runs on every
//! text, from its start.

use regex_syntax::hir::{Class, Hir, HirKind, Look};

use super::pieces::{self, Sort, Sorts};
use crate::order::Order as _;
use crate::text::is_function_word;

/// Texts of one byte.
static EVERY_BYTE: [u8; 256] = {
    let mut bytes = [0; 256];
    let mut at = 0;
    while at < 256 {
        #[expect(
            clippy::indexing_slicing,
            clippy::cast_possible_truncation,
            reason = "evaluated at compile time"
        )]
        (bytes[at] = at as u8);
        at += 1;
    }
    bytes
};

/// More alternatives than this cost more than they save.
const MOST_ALTERNATIVES: usize = 256;
/// Largest class of characters that is taken apart.
const LARGEST_CLASS: usize = 16;
/// Most sets of needs that are kept: further ones hardly make a pattern wake less often.
const MOST_SETS: usize = 2;
/// Shorter literals that may stand inside a word occur in nearly every text.
const SHORTEST_INFIX: usize = 3;

/// Something that a text must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Need<'p> {
    /// A piece of this text, or one that starts with it when it is not `whole`.
    Piece {
        /// Letters, digits or other characters, of one sort.
        text: &'p [u8],
        /// Whether the piece ends here.
        whole: bool,
    },
    /// Two whole pieces, one after the other; the text goes from the first to the second.
    Pair(&'p [u8]),
    /// A byte that is no letter.
    Byte(u8),
    /// A literal that may start in the middle of a piece.
    Infix(&'p [u8]),
}

/// A way in which a match can start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Start<'p> {
    /// What stands there: a piece or a byte.
    pub(super) need: Need<'p>,
    /// Bytes between the start of the match and it.
    pub(super) back: u8,
}

/// When a pattern wakes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wake<'p> {
    /// Every match starts in one of these ways; `None` where a match may start anywhere.
    pub(super) starts: Option<Vec<Start<'p>>>,
    /// A match may start where the text does, whatever `starts` says.
    pub(super) at_text_start: bool,
    /// Whether `starts` tells more than any of the sets.
    pub(super) starts_tell_most: bool,
    /// Every match holds one of each set; the most telling sets, most telling first.
    pub(super) sets: Vec<Vec<Need<'p>>>,
}

impl<'p> Wake<'p> {
    /// Reads off a pattern when it wakes.
    pub(super) fn of(hir: &'p Hir) -> Wake<'p> {
        let mut found = Starts::default();
        let known = found.add(hir, Sorts::ALL, Sorts::ALL) == Some(Width::Some);
        found.list.order();
        found.list.dedup();
        let starts = Some(found.list).filter(|list| known && list.len() <= MOST_ALTERNATIVES);
        let mut sets = needs(hir, Sorts::ALL, Sorts::ALL);
        // What most texts hold is only worth a look when nothing else is known.
        let least = if starts.is_some() { LITTLE } else { NOTHING };
        sets.retain(|set| quality(set).0 > least);
        let held = |set: &Vec<Need>| {
            let all = |list: &Vec<Start>| list.iter().all(|start| set.contains(&start.need));
            !found.at_text_start && starts.as_ref().is_some_and(all)
        };
        // What says where matches start says that they are there, too.
        sets.retain(|set| !held(set));
        let sure = starts.is_some() || sets.iter().any(|set| !has_infix(set));
        sets.retain(|set| !(sure && has_infix(set)));
        sets.order_by(|a, b| quality(b).cmp(&quality(a)).then_with(|| a.cmp(b)));
        sets.dedup();
        sets.truncate(if sure { MOST_SETS } else { 1 });
        let at_text_start = starts.is_some() && found.at_text_start;
        let starting = starts.iter().filter(|_| !at_text_start);
        let starting: Option<Vec<Need>> =
            starting.map(|list| list.iter().map(|start| start.need).collect()).next();
        let most = sets.first().map(|set| quality(set));
        let starts_tell_most = starting.is_some_and(|starts| Some(quality(&starts)) >= most);
        Wake { starts, at_text_start, starts_tell_most, sets }
    }
}

fn has_infix(set: &[Need]) -> bool {
    set.iter().any(|need| matches!(need, Need::Infix(_)))
}

/// The quality of what nearly every text holds.
const NOTHING: usize = 0;
/// The quality of what most texts hold.
const LITTLE: usize = 1;

impl Need<'_> {
    /// How much it says that a text holds it: the more, the fewer texts do.
    fn quality(&self) -> usize {
        match self {
            Need::Piece { text, whole: true } => match text.len() {
                1 => LITTLE,
                _ if std::str::from_utf8(text).is_ok_and(is_function_word) => LITTLE,
                len => len.min(8) + 1,
            },
            Need::Piece { text, whole: false } if text.len() < 3 => LITTLE,
            Need::Piece { text, whole: false } => text.len().min(8),
            Need::Pair(text) => {
                let pieces = pieces::of(text).filter_map(|piece| text.get(piece));
                5 + pieces.map(|text| Need::Piece { text, whole: true }.quality()).max().unwrap_or(0) / 2
            }
            Need::Byte(b'0'..=b'9' | b' ' | b'.' | b',' | b'\n' | b'_') => NOTHING,
            Need::Byte(b'-' | b'\'' | b'!' | b':') => LITTLE,
            Need::Byte(_) => 4,
            Need::Infix(_) => LITTLE,
        }
    }
}

/// Telling and few is best: the least telling alternative decides, then their number.
fn quality(set: &[Need]) -> (usize, usize) {
    let least = set.iter().map(Need::quality).min().unwrap_or(NOTHING);
    (least, MOST_ALTERNATIVES.saturating_sub(set.len()))
}

/// The sorts of the bytes at the edges of what an expression matches.
struct Edges {
    first: Sorts,
    last: Sorts,
    /// Whether it can match nothing.
    empty: bool,
}

impl Edges {
    const EMPTY: Edges = Edges { first: Sorts::NONE, last: Sorts::NONE, empty: true };

    fn of(hir: &Hir) -> Edges {
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => Edges::EMPTY,
            HirKind::Literal(literal) => Edges {
                first: literal.0.first().map_or(Sorts::NONE, |byte| Sort::of(*byte).alone()),
                last: literal.0.last().map_or(Sorts::NONE, |byte| Sort::of(*byte).alone()),
                empty: literal.0.is_empty(),
            },
            HirKind::Class(class) => {
                let sorts = sorts_of(class);
                Edges { first: sorts, last: sorts, empty: false }
            }
            HirKind::Repetition(repetition) => {
                let inner = Edges::of(&repetition.sub);
                Edges { empty: inner.empty || repetition.min == 0, ..inner }
            }
            HirKind::Capture(capture) => Edges::of(&capture.sub),
            HirKind::Concat(parts) => parts.iter().map(Edges::of).fold(Edges::EMPTY, |before, part| Edges {
                first: if before.empty { before.first | part.first } else { before.first },
                last: if part.empty { before.last | part.last } else { part.last },
                empty: before.empty && part.empty,
            }),
            HirKind::Alternation(parts) => {
                let none = Edges { empty: false, ..Edges::EMPTY };
                parts.iter().map(Edges::of).fold(none, |one, other| Edges {
                    first: one.first | other.first,
                    last: one.last | other.last,
                    empty: one.empty || other.empty,
                })
            }
        }
    }
}

/// The sorts of the bytes of a class of characters.
fn sorts_of(class: &Class) -> Sorts {
    let low = |byte: u8| Sort::of(byte).alone();
    let of_bytes = |start: u8, end: u8| (start..=end).fold(Sorts::NONE, |sorts, byte| sorts | low(byte));
    match class {
        Class::Bytes(bytes) => {
            bytes.iter().fold(Sorts::NONE, |sorts, range| sorts | of_bytes(range.start(), range.end()))
        }
        Class::Unicode(unicode) => unicode.iter().fold(Sorts::NONE, |sorts, range| {
            let ascii = |c: char| u8::try_from(c).ok().filter(u8::is_ascii);
            match (ascii(range.start()), ascii(range.end())) {
                (Some(start), Some(end)) => sorts | of_bytes(start, end),
                (Some(start), None) => sorts | of_bytes(start, 0x80),
                (None, _) => sorts | low(0x80),
            }
        }),
    }
}

/// A byte of each character of a class, when they are few, with the bytes of the character before it.
fn bytes_of(class: &Class) -> Option<Vec<(u8, u8)>> {
    let mut list = Vec::new();
    match class {
        Class::Bytes(bytes) => {
            for range in bytes.iter() {
                list.extend((range.start()..=range.end()).map(|byte| (byte, 0)));
                if list.len() > LARGEST_CLASS {
                    return None;
                }
            }
        }
        Class::Unicode(characters) => {
            for c in characters.iter().flat_map(|range| range.start()..=range.end()) {
                // The last byte of a character tells most of it.
                let mut written = [0; 4];
                let (last, before) = c.encode_utf8(&mut written).as_bytes().split_last()?;
                list.push((*last, u8::try_from(before.len()).ok()?));
                if list.len() > LARGEST_CLASS {
                    return None;
                }
            }
        }
    }
    Some(list)
}

/// Whether a position looked for is the edge of a word or of the text, so that what stands beside it is of another sort.
fn is_edge(look: Look) -> bool {
    matches!(
        look,
        Look::Start
            | Look::End
            | Look::StartLF
            | Look::EndLF
            | Look::StartCRLF
            | Look::EndCRLF
            | Look::WordAscii
            | Look::WordStartAscii
            | Look::WordEndAscii
    )
}

/// For each part of a sequence, the sorts that may stand just before it and just after it.
fn surroundings(parts: &[Hir], before: Sorts, after: Sorts) -> Vec<(Sorts, Sorts)> {
    let next = |now: Sorts, part: &Hir, edge: fn(&Edges) -> Sorts| match part.kind() {
        HirKind::Look(look) if is_edge(*look) => Sorts::OTHER,
        _ => {
            let edges = Edges::of(part);
            if edges.empty { now | edge(&edges) } else { edge(&edges) }
        }
    };
    let mut around = Vec::with_capacity(parts.len());
    let mut now = before;
    for part in parts {
        around.push((now, after));
        now = next(now, part, |edges| edges.last);
    }
    let mut now = after;
    for (part, around) in parts.iter().zip(around.iter_mut()).rev() {
        around.1 = now;
        now = next(now, part, |edges| edges.first);
    }
    around
}

/// A piece of a literal whose edges are known.
struct Part<'p> {
    need: Need<'p>,
    /// Bytes of the literal before it.
    at: usize,
}

/// The pieces of a literal that are pieces of every text which holds it, and its bytes that are no letters.
fn parts_of(literal: &[u8], before: Sorts, after: Sorts) -> Vec<Part<'_>> {
    let bytes = literal.iter().enumerate().filter(|(_, byte)| !byte.is_ascii_alphabetic());
    let mut parts: Vec<Part> = bytes.map(|(at, byte)| Part { need: Need::Byte(*byte), at }).collect();
    let mut last: Option<usize> = None;
    for piece in pieces::of(literal) {
        let Some(text) = literal.get(piece.start..piece.end) else { continue };
        let sort = text.first().map_or(Sort::Other, |byte| Sort::of(*byte));
        let bounded = piece.start > 0 || !before.holds(sort);
        let whole = piece.end < literal.len() || !after.holds(sort);
        if bounded {
            parts.push(Part { need: Need::Piece { text, whole }, at: piece.start });
        }
        let pair = last.filter(|_| whole).and_then(|start| Some((literal.get(start..piece.end)?, start)));
        parts.extend(pair.map(|(text, at)| Part { need: Need::Pair(text), at }));
        last = bounded.then_some(piece.start);
    }
    parts
}

/// Sets of needs: every match holds one of each.
fn needs(hir: &Hir, before: Sorts, after: Sorts) -> Vec<Vec<Need<'_>>> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let parts = parts_of(&literal.0, before, after).into_iter();
            // The last of equal ones is taken: a piece rather than a byte, any of them rather than an infix.
            let infix = (literal.0.len() >= SHORTEST_INFIX).then_some(Need::Infix(&literal.0));
            let best = infix.into_iter().chain(parts.map(|part| part.need)).max_by_key(Need::quality);
            best.map(|need| vec![need]).into_iter().collect()
        }
        HirKind::Class(class) => match bytes_of(class) {
            Some(bytes) if !bytes.iter().any(|(byte, _)| byte.is_ascii_alphabetic()) => {
                vec![bytes.into_iter().map(|(byte, _)| Need::Byte(byte)).collect()]
            }
            _ => Vec::new(),
        },
        HirKind::Capture(capture) => needs(&capture.sub, before, after),
        HirKind::Repetition(repetition) if repetition.min > 0 => {
            let (mut left, mut right) = (before, after);
            if repetition.max != Some(1) {
                let edges = Edges::of(&repetition.sub);
                (left, right) = (left | edges.last, right | edges.first);
            }
            needs(&repetition.sub, left, right)
        }
        HirKind::Concat(parts) => {
            let around = surroundings(parts, before, after);
            parts.iter().zip(around).flat_map(|(part, (left, right))| needs(part, left, right)).collect()
        }
        HirKind::Alternation(parts) => union(parts, before, after).into_iter().collect(),
        HirKind::Empty | HirKind::Look(_) | HirKind::Repetition(_) => Vec::new(),
    }
}

/// One set for several alternatives: the best of each, together.
fn union(parts: &[Hir], before: Sorts, after: Sorts) -> Option<Vec<Need<'_>>> {
    let mut union = Vec::new();
    for part in parts {
        union.extend(needs(part, before, after).into_iter().max_by_key(|set| quality(set))?);
        if union.len() > MOST_ALTERNATIVES {
            return None;
        }
    }
    union.order();
    union.dedup();
    Some(union)
}

/// Whether an expression can match nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Width {
    None,
    Some,
}

/// The ways in which matches start, as they are collected.
#[derive(Debug, Default)]
struct Starts<'p> {
    list: Vec<Start<'p>>,
    at_text_start: bool,
}

impl<'p> Starts<'p> {
    /// Adds the ways in which a match of an expression can start; `None` when they are not known.
    fn add(&mut self, hir: &'p Hir, before: Sorts, after: Sorts) -> Option<Width> {
        match hir.kind() {
            HirKind::Empty => Some(Width::None),
            HirKind::Look(Look::Start) => {
                self.at_text_start = true;
                Some(Width::Some)
            }
            HirKind::Look(_) => Some(Width::None),
            HirKind::Literal(literal) => {
                let parts = parts_of(&literal.0, before, after).into_iter();
                let parts = parts.filter_map(|part| Some((part.need, u8::try_from(part.at).ok()?)));
                let (need, back) = parts.max_by_key(|(need, _)| need.quality())?;
                self.list.push(Start { need, back });
                Some(Width::Some)
            }
            HirKind::Class(class) => {
                for (byte, back) in bytes_of(class)? {
                    let at = usize::from(byte);
                    let text = EVERY_BYTE.get(at..=at).unwrap_or_default();
                    let need = match Sort::of(byte) {
                        Sort::Letter if before.holds(Sort::Letter) => return None,
                        Sort::Letter => Need::Piece { text, whole: !after.holds(Sort::Letter) },
                        _ => Need::Byte(byte),
                    };
                    self.list.push(Start { need, back });
                }
                Some(Width::Some)
            }
            HirKind::Capture(capture) => self.add(&capture.sub, before, after),
            HirKind::Repetition(repetition) => {
                let after = match repetition.max {
                    Some(1) => after,
                    _ => after | Edges::of(&repetition.sub).first,
                };
                let width = self.add(&repetition.sub, before, after)?;
                Some(if repetition.min == 0 { Width::None } else { width })
            }
            HirKind::Concat(parts) => {
                for (part, (left, right)) in parts.iter().zip(surroundings(parts, before, after)) {
                    if self.add(part, left, right)? == Width::Some {
                        return Some(Width::Some);
                    }
                }
                Some(Width::None)
            }
            HirKind::Alternation(parts) => {
                let mut width = Width::Some;
                for part in parts {
                    if self.add(part, before, after)? == Width::None {
                        width = Width::None;
                    }
                }
                Some(width)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::build::parse;

    fn shown(need: &Need) -> String {
        match need {
            Need::Piece { text, whole: true } => String::from_utf8_lossy(text).into_owned(),
            Need::Piece { text, whole: false } => format!("{}*", String::from_utf8_lossy(text)),
            Need::Pair(text) => String::from_utf8_lossy(text).replace(' ', "_"),
            Need::Byte(byte) => format!("'{}'", char::from(*byte)),
            Need::Infix(text) => format!("*{}*", String::from_utf8_lossy(text)),
        }
    }

    /// Where matches start, then the sets of needs.
    fn wake(pattern: &str) -> (String, Vec<String>) {
        let hir = parse(pattern).unwrap();
        let wake = Wake::of(&hir);
        let starts = wake.starts.map_or("anywhere".to_owned(), |starts| {
            let text_start = wake.at_text_start.then(|| "^".to_owned());
            let starts = starts.iter().map(|start| match start.back {
                0 => shown(&start.need),
                back => format!("{}-{back}", shown(&start.need)),
            });
            starts.chain(text_start).collect::<Vec<_>>().join(" ")
        });
        let sets = wake.sets.iter().map(|set| set.iter().map(shown).collect::<Vec<_>>().join(" "));
        (starts, sets.collect())
    }

    #[test]
    fn a_pattern_wakes_for_what_every_match_of_it_holds() {
        let cases: [(&str, &str, &[&str]); 22] = [
            (r"\bguaranteed? returns?", "guarantee*", &["return*"]),
            (r"guaranteed? returns?", "anywhere", &["return*"]),
            (r"\bapr\b.{0,20}\d+", "apr", &[]),
            (r"\b(refund|money back) within\b", "refund money_back", &[]),
            ("(refund|money back)", "anywhere", &["back* *refund*"]),
            (r"\b(?:please )?wait\b", "please wait", &["wait"]),
            (r"\b(visa|amex) .{0,9}\b(card|cvv) number\b", "amex visa", &["number", "card cvv"]),
            (r"\d+ ?%", "'0' '1' '2' '3' '4' '5' '6' '7' '8' '9'", &["'%'"]),
            (r"(?:£|€) ?\d", "'£'-1 '¬'-2", &[]),
            (r"\bup to (?:£|€)\d", "up_to", &["'£' '¬'"]),
            (r"\d+ ?mg\b", "'0' '1' '2' '3' '4' '5' '6' '7' '8' '9'", &["mg"]),
            (r"\b(?:go|up) to\b", "go up", &[]),
            (r"(?:\bno|n't)\b", "no t-2", &[]),
            ("^ok$", "^", &["ok"]),
            (r"^\W*[a-z0-9]+", "^", &[]),
            (r"[a-z] ?\?", "anywhere", &["'?'"]),
            (r"\byou (?:have|must) pay\b", "you", &["pay"]),
            (r"\byou have to pay\b", "to_pay-9", &[]),
            ("[a-c]+", "anywhere", &[]),
            (r"\b[ab]c\b", "a* b*", &[]),
            (r"(?:xyz)*q", "anywhere", &[]),
            ("a|b", "anywhere", &[]),
        ];
        for (pattern, starts, sets) in cases {
            let expected = (starts.to_owned(), sets.iter().map(|set| (*set).to_owned()).collect::<Vec<_>>());
            assert_eq!(wake(pattern), expected, "{pattern}");
        }
    }
}
