//! Literals that must occur wherever a regular expression matches, so that it sleeps until one is seen.
//!
//! An anchor is never narrower than its expression: when no set of literals is required, there is none and
//! the expression runs on every text.

use std::collections::BTreeSet;

use regex_syntax::hir::{Hir, HirKind};

/// Shorter literals occur in nearly every text and would wake the expression for nothing.
const MIN_LEN: usize = 3;
/// More alternatives than this cost more in the automaton than they save.
const MAX_SET: usize = 64;

/// The literals of which at least one occurs in every match of `hir`; `None` when there is no such set worth having.
pub(crate) fn required_literals(hir: &Hir) -> Option<BTreeSet<Vec<u8>>> {
    required(hir).filter(|set| set.iter().all(|literal| literal.len() >= MIN_LEN))
}

fn required(hir: &Hir) -> Option<BTreeSet<Vec<u8>>> {
    match hir.kind() {
        HirKind::Literal(literal) => Some(BTreeSet::from([literal.0.to_vec()])),
        HirKind::Capture(capture) => required(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => required(&repetition.sub),
        HirKind::Concat(parts) => parts.iter().filter_map(required).max_by_key(quality),
        HirKind::Alternation(parts) => {
            let mut union = BTreeSet::new();
            for part in parts {
                union.extend(required(part)?);
                if union.len() > MAX_SET {
                    return None;
                }
            }
            Some(union)
        }
        HirKind::Empty | HirKind::Class(_) | HirKind::Look(_) | HirKind::Repetition(_) => None,
    }
}

/// Long and few is best: the shortest literal decides, then the number of alternatives.
fn quality(set: &BTreeSet<Vec<u8>>) -> (usize, usize) {
    let shortest = set.iter().map(Vec::len).min().unwrap_or(0);
    (shortest.min(8), MAX_SET.saturating_sub(set.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchors(pattern: &str) -> Option<Vec<String>> {
        let hir =
            regex_syntax::ParserBuilder::new().utf8(false).unicode(false).build().parse(pattern).unwrap();
        required_literals(&hir).map(|set| set.into_iter().map(|l| String::from_utf8(l).unwrap()).collect())
    }

    #[test]
    fn finds_the_longest_literal_that_every_match_holds() {
        for (pattern, expected) in [
            ("guaranteed? returns?", Some(vec!["guarantee"])),
            (r"\bapr\b.{0,20}\d+", Some(vec!["apr"])),
            ("(refund|money back) within", Some(vec![" within"])),
            ("(refund|money back)", Some(vec!["money back", "refund"])),
            ("(?:please )?wait", Some(vec!["wait"])),
            (r"\d+ ?%", None),
            ("(abc|de)", None),
            ("(abc|[0-9]+)", None),
            ("(?:xyz)*", None),
            ("[a-c]+", None),
        ] {
            let expected = expected.map(|e| e.into_iter().map(str::to_owned).collect::<Vec<_>>());
            assert_eq!(anchors(pattern), expected, "{pattern}");
        }
    }
}
