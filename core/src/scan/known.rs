//! When patterns wake, for those that were parsed before, kept with the shipped policies: parsing all patterns of a
//! policy would take longer than everything else that loading it takes.

use serde::{Deserialize, Serialize};

use super::alternatives;
use super::build::fold_pattern;
use super::wake::{Need, Start, Wake};
use crate::order::Order as _;
use crate::text::term_hash;

/// A pattern of which it is known when it wakes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct KnownPattern {
    key: [u8; 3],
    known: Known,
}

/// When a pattern wakes. Nearly all pieces stand in the source of the pattern letter by letter, one after the other, so
/// that two small numbers are enough for each.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Known {
    /// [`HAS_STARTS`], [`AT_TEXT_START`], [`STARTS_TELL_MOST`], together.
    flags: u8,
    /// With [`HAS_STARTS`] the first one says where matches start.
    sets: Vec<KnownSet>,
    /// [`Start::back`] of the starts, in their order, when they are not all 0; with [`USUAL_STARTS`] the numbers of its
    /// alternatives instead.
    backs: Vec<u8>,
}

/// The first set says where matches start.
const HAS_STARTS: u8 = 1;
/// [`Wake::at_text_start`].
const AT_TEXT_START: u8 = 2;
/// [`Wake::starts_tell_most`].
const STARTS_TELL_MOST: u8 = 4;

/// Where matches start is told by [`alternatives`], not by a set.
const USUAL_STARTS: u8 = 8;

/// The sorts of pieces.
const OPEN: u8 = 0;
const WHOLE: u8 = 1;
const PAIR: u8 = 2;
const INFIX: u8 = 3;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct KnownSet {
    /// Pieces. Bytes of the source between the end of the piece before and this one; four times the length of this one,
    /// or 0 where it is the usual one ([`natural_len`]), and its sort.
    places: Vec<(u16, u16)>,
    /// Bytes.
    bytes: Vec<u8>,
    /// Pieces that do not stand in the source as such, with their sorts.
    others: Vec<(Vec<u8>, u8)>,
}

/// The number of a pattern in the table. Short, as no packing makes it smaller; two patterns that share one are found
/// when the table is made.
fn key(source: &str) -> [u8; 3] {
    let [a, b, c, d, e, f, ..] = term_hash(source.as_bytes()).to_be_bytes();
    [a ^ d, b ^ e, c ^ f]
}

impl KnownPattern {
    /// Remembers when a pattern wakes.
    pub(super) fn new(source: &str, wake: &Wake<'_>) -> KnownPattern {
        let mut sets = Vec::new();
        let mut backs = Vec::new();
        let flag = |set: bool, flag: u8| if set { flag } else { 0 };
        let mut flags =
            flag(wake.at_text_start, AT_TEXT_START) | flag(wake.starts_tell_most, STARTS_TELL_MOST);
        let usual = wake.starts.as_ref().and_then(|starts| alternatives::numbers(source, starts));
        if let Some(numbers) = usual {
            flags |= USUAL_STARTS;
            backs = numbers;
        } else if let Some(starts) = &wake.starts {
            flags |= HAS_STARTS;
            let needs: Vec<Need> = starts.iter().map(|start| start.need).collect();
            let (set, order) = KnownSet::new(source, &needs);
            backs.extend(order.into_iter().filter_map(|n| starts.get(n)).map(|start| start.back));
            if backs.iter().all(|back| *back == 0) {
                backs.clear();
            }
            sets.push(set);
        }
        sets.extend(wake.sets.iter().map(|set| KnownSet::new(source, set).0));
        KnownPattern { key: key(source), known: Known { flags, sets, backs } }
    }

    /// A pattern as a policy writes it, with what is known of it.
    pub(crate) fn of(pattern: &str, known: Known) -> KnownPattern {
        KnownPattern { key: key(&fold_pattern(pattern)), known }
    }

    /// What is known of a pattern as a policy writes it, from a table sorted by number.
    pub(crate) fn known<'k>(table: &'k [KnownPattern], pattern: &str) -> Option<&'k Known> {
        let key = key(&fold_pattern(pattern));
        let at = table.binary_search_by_key(&key, |known| known.key).ok()?;
        table.get(at).map(|found| &found.known)
    }

    /// Whether both have one number.
    pub(crate) fn is_same(&self, other: &KnownPattern) -> bool {
        self.key == other.key
    }

    /// When a pattern wakes, from a table sorted by number.
    pub(super) fn find<'k>(table: &'k [KnownPattern], source: &'k str) -> Option<Wake<'k>> {
        let key = key(source);
        let at = table.binary_search_by_key(&key, |known| known.key).ok()?;
        table.get(at)?.known.wake(source)
    }
}

impl Known {
    /// When the pattern wakes that is written so once folded.
    pub(super) fn wake<'k>(&'k self, source: &'k str) -> Option<Wake<'k>> {
        let mut sets = self.sets.iter().map(|set| set.needs(source));
        let starts = match self.flags & (HAS_STARTS | USUAL_STARTS) {
            0 => None,
            USUAL_STARTS => Some(alternatives::starts(source, &self.backs)?),
            _ => {
                let backs = self.backs.iter().copied().chain(std::iter::repeat(0));
                let needs = sets.next()??;
                Some(needs.into_iter().zip(backs).map(|(need, back)| Start { need, back }).collect())
            }
        };
        let sets = sets.collect::<Option<_>>()?;
        let flag = |flag: u8| self.flags & flag != 0;
        Some(Wake {
            starts,
            at_text_start: flag(AT_TEXT_START),
            starts_tell_most: flag(STARTS_TELL_MOST),
            sets,
        })
    }
}

impl KnownSet {
    /// The set, and the numbers of the needs in its own order.
    fn new(source: &str, needs: &[Need<'_>]) -> (KnownSet, Vec<usize>) {
        let mut set = KnownSet { places: Vec::new(), bytes: Vec::new(), others: Vec::new() };
        let mut found: Vec<(usize, usize, &[u8], u8)> = Vec::new();
        let (mut placed, mut bytes, mut others) = (Vec::new(), Vec::new(), Vec::new());
        for (n, need) in needs.iter().enumerate() {
            let (text, sort) = match *need {
                Need::Piece { text, whole: false } => (text, OPEN),
                Need::Piece { text, whole: true } => (text, WHOLE),
                Need::Pair(text) => (text, PAIR),
                Need::Infix(text) => (text, INFIX),
                Need::Byte(byte) => {
                    set.bytes.push(byte);
                    bytes.push(n);
                    continue;
                }
            };
            let at = std::str::from_utf8(text).ok().and_then(|text| source.find(text));
            // What stands nowhere comes last, and goes to the others below.
            found.push((at.unwrap_or(usize::MAX), n, text, sort));
        }
        found.order();
        let mut end = 0;
        for (at, n, text, sort) in found {
            let gap = at.checked_sub(end).and_then(|gap| u16::try_from(gap).ok());
            let len = if natural_len(source, at, sort) == text.len() { 0 } else { text.len() };
            match gap.zip(u16::try_from(len * 4 + usize::from(sort)).ok()) {
                Some(place) => {
                    set.places.push(place);
                    placed.push(n);
                    end = at + text.len();
                }
                // It stands nowhere, or overlaps the one before.
                None => {
                    set.others.push((text.to_vec(), sort));
                    others.push(n);
                }
            }
        }
        (set, [placed, bytes, others].concat())
    }

    fn needs<'k>(&'k self, source: &'k str) -> Option<Vec<Need<'k>>> {
        let mut needs = Vec::with_capacity(self.places.len() + self.bytes.len() + self.others.len());
        let mut end = 0;
        for (gap, code) in &self.places {
            let start = end + usize::from(*gap);
            let (len, sort) = (usize::from(*code / 4), u8::try_from(code % 4).unwrap_or(0));
            end = start + if len == 0 { natural_len(source, start, sort) } else { len };
            needs.push(need(source.as_bytes().get(start..end)?, sort));
        }
        needs.extend(self.bytes.iter().map(|byte| Need::Byte(*byte)));
        needs.extend(self.others.iter().map(|(text, sort)| need(text, *sort)));
        Some(needs)
    }
}

fn need(text: &[u8], sort: u8) -> Need<'_> {
    match sort {
        OPEN => Need::Piece { text, whole: false },
        WHOLE => Need::Piece { text, whole: true },
        PAIR => Need::Pair(text),
        _ => Need::Infix(text),
    }
}

/// The length of the piece of a sort that starts at a byte of a pattern, as it is in most of them: as far as the letters
/// go, over one more sign when there are two pieces, without the last letter when the pattern makes it optional or
/// repeats it.
fn natural_len(source: &str, start: usize, sort: u8) -> usize {
    let rest = source.as_bytes().get(start..).unwrap_or_default();
    let letters = |from: usize| {
        let rest = rest.get(from..).unwrap_or_default();
        from + rest.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(rest.len())
    };
    let mut len = letters(0);
    if sort == PAIR {
        len = letters(len + 1);
    }
    let optional = matches!(rest.get(len), Some(b'?' | b'*' | b'{'));
    len - usize::from(optional && len > 0)
}

/// What is known of some patterns as it is kept: like stands beside like, which packs better.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Packed {
    flags: Vec<u8>,
    /// How many sets each pattern has, and how many backs.
    sets: Vec<u8>,
    backs: Vec<u16>,
    back: Vec<u8>,
    /// How many places, bytes and others each set has.
    places: Vec<u16>,
    bytes: Vec<u8>,
    others: Vec<u8>,
    gap: Vec<u16>,
    code: Vec<u16>,
    byte: Vec<u8>,
    other: Vec<(Vec<u8>, u8)>,
}

impl Packed {
    /// Packs it; `None` where a pattern has more of anything than is counted.
    pub(crate) fn new<'k>(patterns: impl Iterator<Item = &'k Known>) -> Option<Packed> {
        let mut packed = Packed::default();
        for pattern in patterns {
            packed.flags.push(pattern.flags);
            packed.sets.push(u8::try_from(pattern.sets.len()).ok()?);
            packed.backs.push(u16::try_from(pattern.backs.len()).ok()?);
            packed.back.extend(&pattern.backs);
            for set in &pattern.sets {
                packed.places.push(u16::try_from(set.places.len()).ok()?);
                packed.bytes.push(u8::try_from(set.bytes.len()).ok()?);
                packed.others.push(u8::try_from(set.others.len()).ok()?);
                packed.gap.extend(set.places.iter().map(|(gap, _)| gap));
                packed.code.extend(set.places.iter().map(|(_, code)| code));
                packed.byte.extend(&set.bytes);
                packed.other.extend(set.others.iter().cloned());
            }
        }
        Some(packed)
    }

    /// It, in order.
    pub(crate) fn unpack(self) -> Vec<Known> {
        let mut back = self.back.into_iter();
        let mut places = self.gap.into_iter().zip(self.code);
        let (mut byte, mut other) = (self.byte.into_iter(), self.other.into_iter());
        let counts = self.places.into_iter().zip(self.bytes).zip(self.others);
        let mut sets = counts.map(|((gaps, bytes), others)| KnownSet {
            places: places.by_ref().take(gaps.into()).collect(),
            bytes: byte.by_ref().take(bytes.into()).collect(),
            others: other.by_ref().take(others.into()).collect(),
        });
        let heads = self.flags.into_iter().zip(self.sets.into_iter().zip(self.backs));
        let patterns = heads.map(|(flags, (own, backs))| Known {
            flags,
            sets: sets.by_ref().take(own.into()).collect(),
            backs: back.by_ref().take(backs.into()).collect(),
        });
        patterns.collect()
    }
}

/// The table of these patterns, each with its source; `None` where two of them have one number.
pub(super) fn table(patterns: impl Iterator<Item = KnownPattern>) -> Option<Vec<KnownPattern>> {
    let mut table: Vec<KnownPattern> = patterns.collect();
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
            r"(?:\bno|n't|^so)\b",
            r"\d+ ?%|\bpercent\b",
        ];
        let parsed = patterns.map(|source| parse(source).unwrap());
        let known = patterns.iter().zip(&parsed);
        let known = table(known.map(|(source, hir)| KnownPattern::new(source, &Wake::of(hir)))).unwrap();
        let in_order = |mut wake: Wake<'_>| {
            wake.starts.iter_mut().for_each(|starts| {
                starts.order();
                starts.dedup();
            });
            wake.sets.iter_mut().for_each(|set| set.order());
            format!("{wake:?}")
        };
        for (source, hir) in patterns.iter().zip(&parsed) {
            let found = KnownPattern::find(&known, source).unwrap();
            assert_eq!(in_order(found), in_order(Wake::of(hir)), "{source}");
        }
        assert_eq!(KnownPattern::find(&known, "another"), None);
        let all = || known.iter().map(|pattern| &pattern.known);
        assert!(Packed::new(all()).unwrap().unpack().iter().eq(all()));
    }
}
