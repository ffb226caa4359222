//! How most patterns start: at the edge of a word, with one of several alternatives. Of such a pattern one small number
//! for each alternative says where its matches start.

use std::ops::Range;

use super::pieces;
use super::wake::{Need, Start};
use crate::order::Order as _;

/// Sorts of what stands at a start; a number holds one, and three times the number of the piece in its alternative.
const OPEN: u8 = 0;
const WHOLE: u8 = 1;
const PAIR: u8 = 2;
const SORTS: u8 = 3;

/// The alternatives with which a pattern starts, as places in its source: `\b(?:one|two)…`, or `\bone…`.
fn alternatives(source: &str) -> Option<impl Iterator<Item = Range<usize>>> {
    const EDGE: &str = r"\b";
    const GROUP: &str = r"\b(?:";
    let mut whole = None;
    let mut bytes = source.bytes().enumerate().skip(GROUP.len());
    if !source.starts_with(GROUP) {
        whole = Some(source.starts_with(EDGE).then_some(EDGE.len()..source.len())?);
        bytes = source.bytes().enumerate().skip(source.len());
    }
    let mut start = GROUP.len();
    let (mut depth, mut class, mut escaped, mut closed) = (0_usize, false, false, false);
    let mut next = move || {
        if closed {
            return None;
        }
        for (at, byte) in bytes.by_ref() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b']' => class = false,
                _ if class => {}
                b'[' => class = true,
                b'(' => depth += 1,
                b')' if depth > 0 => depth -= 1,
                b'|' | b')' if depth == 0 => {
                    closed = byte == b')';
                    return Some(std::mem::replace(&mut start, at + 1)..at);
                }
                _ => {}
            }
        }
        None
    };
    Some(std::iter::from_fn(move || whole.take().or_else(&mut next)))
}

/// The literal at the start of an alternative, without a letter that is optional or repeated.
fn literal<'s>(source: &'s str, alternative: &Range<usize>) -> &'s [u8] {
    let rest = source.as_bytes().get(alternative.start..alternative.end).unwrap_or_default();
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'\'' | b'-');
    let len = rest.iter().position(|byte| !plain(byte)).unwrap_or(rest.len());
    let optional = matches!(rest.get(len), Some(b'?' | b'*' | b'{'));
    rest.get(..len - usize::from(optional && len > 0)).unwrap_or_default()
}

/// The start that a number stands for.
fn start(literal: &[u8], number: u8) -> Option<Start<'_>> {
    let (nth, sort) = (usize::from(number / SORTS), number % SORTS);
    let mut pieces = pieces::of(literal).skip(nth);
    let first = pieces.next()?;
    let (end, sort) = if sort == PAIR { (pieces.next()?.end, PAIR) } else { (first.end, sort) };
    let text = literal.get(first.start..end)?;
    let need = match sort {
        PAIR => Need::Pair(text),
        sort => Need::Piece { text, whole: sort == WHOLE },
    };
    Some(Start { need, back: u8::try_from(first.start).ok()? })
}

/// The starts of a pattern by the numbers of its alternatives.
pub(super) fn starts<'s>(source: &'s str, numbers: &[u8]) -> Option<Vec<Start<'s>>> {
    let mut starts = Vec::with_capacity(numbers.len());
    for (alternative, number) in alternatives(source)?.zip(numbers) {
        starts.push(start(literal(source, &alternative), *number)?);
    }
    Some(starts)
}

/// The numbers of a pattern with these starts, if it is one that starts as most do.
pub(super) fn numbers(source: &str, wanted: &[Start<'_>]) -> Option<Vec<u8>> {
    let number = |alternative: Range<usize>| {
        let literal = literal(source, &alternative);
        let last = u8::try_from(pieces::of(literal).count()).ok()?.checked_mul(SORTS)?;
        // The usual sort first, so that numbers repeat themselves.
        let sorts = [WHOLE, PAIR, OPEN];
        let mut all = (0..last).step_by(SORTS.into()).flat_map(|nth| sorts.map(|sort| nth + sort));
        all.find(|number| start(literal, *number).is_some_and(|start| wanted.contains(&start)))
    };
    let numbers: Vec<u8> = alternatives(source)?.map(number).collect::<Option<_>>()?;
    let mut told = starts(source, &numbers)?;
    told.order();
    told.dedup();
    let mut wanted = wanted.to_vec();
    wanted.order();
    (told == wanted).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::build::parse;
    use crate::scan::wake::Wake;

    #[test]
    fn most_patterns_need_one_number_for_each_alternative() {
        for (pattern, expected) in [
            (r"\brefund", Some(vec![OPEN])),
            (r"\b(?:refunds?|money back|up to|pay\w*) now\b", Some(vec![OPEN, PAIR, PAIR, OPEN])),
            (r"\b(?:you have to pay|in)\b", Some(vec![2 * SORTS + PAIR, WHOLE])),
            (r"\b(?:a(?:b|c)|d[|)]e)\b", Some(vec![OPEN, WHOLE])),
            (r"(?:refund|pay)\b", None),
            (r"\b(?:please )?pay\b", None),
            (r"\b\d+ days", None),
        ] {
            let hir = parse(pattern).unwrap();
            let wanted = Wake::of(&hir).starts.unwrap_or_default();
            assert_eq!(numbers(pattern, &wanted), expected, "{pattern} {wanted:?}");
        }
    }
}
