//! Literals that must occur wherever a regular expression matches, so that it sleeps until one is seen.
//!
//! An anchor is never narrower than its expression: when no set of literals is required, there is none and
//! the expression runs on every text.

use crate::order::Order as _;
use std::collections::BTreeSet;

use regex_syntax::hir::{Hir, HirKind};

/// Shorter literals occur in nearly every text and would wake the expression for nothing.
const MIN_LEN: usize = 3;
/// More alternatives than this cost more in the automaton than they save.
const MAX_SET: usize = 64;

/// Most sets of literals that are looked for: further ones hardly make a pattern wake less often.
const MOST: usize = 3;

/// Sets of literals: every match of `hir` holds at least one of each. The most telling first; empty when there is no
/// set worth having.
pub(crate) fn required_literals(hir: &Hir) -> Vec<BTreeSet<Vec<u8>>> {
    let mut sets = required(hir);
    sets.retain(|set| set.iter().all(|literal| literal.len() >= MIN_LEN));
    sets.order_by(|a, b| quality(b).cmp(&quality(a)).then_with(|| a.cmp(b)));
    sets.dedup();
    sets.truncate(MOST);
    sets
}

fn required(hir: &Hir) -> Vec<BTreeSet<Vec<u8>>> {
    match hir.kind() {
        HirKind::Literal(literal) => vec![BTreeSet::from([literal.0.to_vec()])],
        HirKind::Capture(capture) => required(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => required(&repetition.sub),
        HirKind::Concat(parts) => parts.iter().flat_map(required).collect(),
        HirKind::Alternation(parts) => union(parts).into_iter().collect(),
        HirKind::Empty | HirKind::Class(_) | HirKind::Look(_) | HirKind::Repetition(_) => Vec::new(),
    }
}

/// One set for several alternatives: the best of each, together.
fn union(parts: &[Hir]) -> Option<BTreeSet<Vec<u8>>> {
    let mut union = BTreeSet::new();
    for part in parts {
        union.extend(required(part).into_iter().max_by_key(quality)?);
        if union.len() > MAX_SET {
            return None;
        }
    }
    Some(union)
}

/// Long and few is best: the shortest literal decides, then the number of alternatives.
fn quality(set: &BTreeSet<Vec<u8>>) -> (usize, usize) {
    let shortest = set.iter().map(Vec::len).min().unwrap_or(0);
    (shortest.min(8), MAX_SET.saturating_sub(set.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchors(pattern: &str) -> Vec<Vec<String>> {
        let hir =
            regex_syntax::ParserBuilder::new().utf8(false).unicode(false).build().parse(pattern).unwrap();
        let text = |set: BTreeSet<Vec<u8>>| set.into_iter().map(|l| String::from_utf8(l).unwrap()).collect();
        required_literals(&hir).into_iter().map(text).collect()
    }

    #[test]
    fn finds_the_literals_that_every_match_holds() {
        let cases: [(&str, &[&[&str]]); 12] = [
            ("guaranteed? returns?", &[&["guarantee"], &[" return"]]),
            (r"\bapr\b.{0,20}\d+", &[&["apr"]]),
            ("(refund|money back) within", &[&[" within"], &["money back", "refund"]]),
            ("(refund|money back)", &[&["money back", "refund"]]),
            ("(?:please )?wait", &[&["wait"]]),
            (r"(visa|amex) .{0,9}(card|cvv) number", &[&[" number"], &["amex", "visa"], &["card", "cvv"]]),
            (r"\d+ ?%", &[]),
            ("(abc|de)", &[]),
            ("(abc|[0-9]+)", &[]),
            ("(?:xyz)*", &[]),
            ("[a-c]+", &[]),
            ("aaa x+ bbb y+ ccc z+ ddd", &[&[" bbb "], &[" ccc "], &[" ddd"]]),
        ];
        for (pattern, expected) in cases {
            assert_eq!(anchors(pattern), expected, "{pattern}");
        }
    }
}
