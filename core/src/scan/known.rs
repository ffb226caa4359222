//! Anchors of patterns that were parsed before, kept with the shipped policies: parsing all patterns of a policy would
//! take longer than everything else that loading it takes.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::build::{Anchors, fold_pattern};
use crate::order::Order as _;
use crate::text::term_hash;

/// The anchors of one pattern. Nearly all of them stand in the source of the pattern letter by letter, one after the
/// other, so that two small numbers are enough for each.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct KnownPattern {
    key: [u8; 3],
    sets: Vec<KnownSet>,
}

/// One set of anchors: every match of the pattern holds one of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct KnownSet {
    /// Bytes of the source between the end of the literal before and this one, and the length of this one: 0 where
    /// it goes on to the next sign of the pattern ([`natural_len`]).
    places: Vec<(u16, u16)>,
    /// Literals that do not stand in the source as such.
    others: Vec<Vec<u8>>,
}

/// The number of a pattern in the table. Short, as no packing makes it smaller; two patterns that share one are found
/// when the table is made.
fn key(source: &str) -> [u8; 3] {
    let [a, b, c, d, e, f, ..] = term_hash(source.as_bytes()).to_be_bytes();
    [a ^ d, b ^ e, c ^ f]
}

impl KnownPattern {
    /// Remembers the anchors of a pattern.
    pub(super) fn new(source: &str, anchors: &Anchors) -> KnownPattern {
        KnownPattern {
            key: key(source),
            sets: anchors.iter().map(|set| KnownSet::new(source, set)).collect(),
        }
    }

    /// A pattern as a policy writes it, with the sets that are known of it.
    pub(crate) fn of(pattern: &str, sets: Vec<KnownSet>) -> KnownPattern {
        KnownPattern { key: key(&fold_pattern(pattern)), sets }
    }

    /// The sets of a pattern as a policy writes it, from a table sorted by number.
    pub(crate) fn sets_of<'k>(table: &'k [KnownPattern], pattern: &str) -> Option<&'k [KnownSet]> {
        let key = key(&fold_pattern(pattern));
        let at = table.binary_search_by_key(&key, |known| known.key).ok()?;
        table.get(at).map(|known| known.sets.as_slice())
    }

    /// Whether both have one number.
    pub(crate) fn is_same(&self, other: &KnownPattern) -> bool {
        self.key == other.key
    }

    /// The anchors of a pattern, set by set, from a table sorted by number.
    pub(super) fn find<'k>(table: &'k [KnownPattern], source: &'k str) -> Option<Vec<Vec<&'k [u8]>>> {
        let key = key(source);
        let at = table.binary_search_by_key(&key, |known| known.key).ok()?;
        table.get(at)?.sets.iter().map(|set| set.literals(source)).collect()
    }
}

impl KnownSet {
    fn new(source: &str, set: &BTreeSet<Vec<u8>>) -> KnownSet {
        let mut found: Vec<(usize, usize)> = Vec::new();
        let mut others = Vec::new();
        for literal in set {
            let text = std::str::from_utf8(literal).ok();
            match text.and_then(|text| source.find(text)) {
                Some(at) => found.push((at, literal.len())),
                None => others.push(literal.clone()),
            }
        }
        found.order();
        let mut places = Vec::new();
        let mut end = 0;
        for (at, len) in found {
            let numbers =
                at.checked_sub(end).and_then(|gap| u16::try_from(gap).ok()).zip(u16::try_from(len).ok());
            match numbers {
                Some((gap, length)) => {
                    places.push((gap, if natural_len(source, at) == len { 0 } else { length }));
                    end = at + len;
                }
                // It overlaps the one before.
                None => others.extend(source.get(at..at + len).map(|literal| literal.as_bytes().to_vec())),
            }
        }
        KnownSet { places, others }
    }

    fn literals<'k>(&'k self, source: &'k str) -> Option<Vec<&'k [u8]>> {
        let mut end = 0;
        let mut literals: Vec<&[u8]> = self.others.iter().map(Vec::as_slice).collect();
        for (gap, len) in &self.places {
            let start = end + usize::from(*gap);
            end = start + if *len == 0 { natural_len(source, start) } else { usize::from(*len) };
            literals.push(source.as_bytes().get(start..end)?);
        }
        Some(literals)
    }
}

/// The length of the literal that starts at a byte of a pattern, as it is in most of them: up to the next sign with a
/// meaning of its own, without the letter that such a sign makes optional or repeats.
fn natural_len(source: &str, start: usize) -> usize {
    let rest = source.get(start..).unwrap_or("");
    let end = rest.find(['|', '(', ')', '[', ']', '\\', '?', '*', '+', '{', '}', '.', '^', '$']);
    let literal = end.and_then(|end| rest.get(..end)).unwrap_or(rest);
    let optional = rest.get(literal.len()..).is_some_and(|after| after.starts_with(['?', '*', '{']));
    let last = literal.chars().next_back().filter(|_| optional).map_or(0, char::len_utf8);
    literal.len() - last
}

/// The table of these patterns; `None` where two of them have one number.
pub(super) fn table<'s>(patterns: impl Iterator<Item = (&'s str, Anchors)>) -> Option<Vec<KnownPattern>> {
    let mut table: Vec<KnownPattern> =
        patterns.map(|(source, anchors)| KnownPattern::new(source, &anchors)).collect();
    table.order();
    table.dedup();
    let unique = table.is_sorted_by(|a, b| a.key < b.key);
    unique.then_some(table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::build::parse;

    #[test]
    fn what_was_remembered_is_what_was_parsed() {
        let patterns = [
            r"\b(refund|money back|credit) within \d+",
            "re(?:fund|turn)ed (items?|item sale)",
            "no anchors: [a-z]+",
            "f(o){3}bar baz",
            "aaaa|aaa",
        ];
        let known = table(patterns.iter().map(|source| (*source, parse(source).unwrap()))).unwrap();
        for source in patterns {
            let found = KnownPattern::find(&known, source).unwrap();
            let found: Anchors =
                found.into_iter().map(|set| set.into_iter().map(<[u8]>::to_vec).collect()).collect();
            assert_eq!(found, parse(source).unwrap(), "{source}");
        }
        assert_eq!(KnownPattern::find(&known, "another"), None);
    }
}
