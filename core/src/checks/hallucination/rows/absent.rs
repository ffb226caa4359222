//! Records that a draft says it does not have: "I can't find any chemist nearby", where the table lists one; "I have no
//! address for the Harbour Inn", where its record has one.

use std::ops::Range;

use super::{DEGREES, Field, Rows, Spoken};
use crate::case::Case;
use crate::checks::hallucination::typed::words_of;
use crate::checks::hallucination::{asks, values};
use crate::evidence::Evidence;
use crate::facts::Facts;
use crate::matching::is_negator;
use crate::text::{FoldSpan, Text, TokenKind, WordSet, one_of, term_hash, word_list};

/// Words that may stand around what is denied and say nothing more of it, folded.
static AROUND: WordSet<256> = WordSet::of(word_list![
    "you",
    "there",
    "is",
    "are",
    "was",
    "were",
    "have",
    "has",
    "had",
    "do",
    "does",
    "did",
    "can",
    "could",
    "get",
    "got",
    "find",
    "found",
    "see",
    "know",
    "sorry",
    "but",
    "unfortunately",
    "afraid",
    "i'm",
    "am",
    "okay",
    "ok",
    "a",
    "an",
    "the",
    "any",
    "in",
    "on",
    "of",
    "to",
    "for",
    "my",
    "our",
    "your",
    "with",
    "near",
    "nearby",
    "around",
    "here",
    "area",
    "about",
    "memory",
    "list",
    "listing",
    "listed",
    "record",
    "records",
    "info",
    "information",
    "detail",
    "details",
    "available",
    "currently",
    "at",
    "shop",
    "shops",
    "store",
    "stores",
    "house",
    "houses",
    "place",
    "places",
    "location",
    "locations",
    "food",
    "i've",
    "checked",
    "looked",
    "and",
    "account",
    "calendar",
    "number",
    "booked",
    "scheduled",
    "under",
    "there's",
    "theres",
]);

/// Whether a field says that what the record is of is not to be had.
fn is_gone(key: &str, value: &str) -> bool {
    let first = value.split(' ').next().unwrap_or(value);
    let counts = || {
        words_of(key)
            .any(|word| one_of!(&*word, "available" | "availability" | "stock" | "active" | "open" | "left"))
    };
    one_of!(
        first,
        "closed"
            | "unavailable"
            | "inactive"
            | "expired"
            | "cancelled"
            | "canceled"
            | "discontinued"
            | "sold"
            | "full"
    ) || one_of!(first, "no" | "none" | "false" | "0") && counts()
}

/// Whether a field says how much there is of something: that there is none may well be so.
fn is_degree(field: &Field) -> bool {
    field.words.first().is_some_and(|first| DEGREES.contains(first))
}

/// Whether a key says of which kind a record is, or where.
fn is_kind(key: &str) -> bool {
    words_of(key).last().is_some_and(|word| {
        one_of!(
            &*word,
            "type"
                | "kind"
                | "category"
                | "cuisine"
                | "town"
                | "city"
                | "area"
                | "region"
                | "district"
                | "suburb"
        )
    })
}

/// A word of the draft that must be one of the record: as it is, and as one of several.
struct Wanted<'t> {
    word: &'t str,
    at: FoldSpan,
}

impl Wanted<'_> {
    fn is_in(&self, field: &Field) -> bool {
        let is = |word: &str| field.words.contains(&term_hash(word.as_bytes()));
        let stem = self.word.strip_suffix('s');
        is(self.word) || stem.is_some_and(|one| is(one) || one.strip_suffix('e').is_some_and(is))
    }

    fn is_in_key(&self, key: &str) -> bool {
        words_of(key).any(|word| *word == *self.word)
    }
}

impl Rows {
    /// The records that a draft says are not there: see [`Rows::absent`].
    pub(in crate::checks::hallucination) fn all_absent(
        &self,
        case: &Case<'_>,
        draft: &Spoken<'_>,
    ) -> Vec<(FoldSpan, usize, FoldSpan)> {
        if self.rows.is_empty() {
            return Vec::new();
        }
        let plain = case.customer_text().is_none_or(|said| !said.text.values().iter().any(values::is_claim));
        let sentences = draft.text.sentences().iter().filter(|sentence| !asks(draft.text, sentence));
        let held = (case.evidence(), &case.facts);
        sentences.filter_map(|sentence| self.absent(held, draft, sentence.tokens.clone(), plain)).collect()
    }

    /// The record that a sentence says is not there or not known: where the draft says so, and the piece of the evidence
    /// and the place in it where the record is named. A kind of thing counts only where `any_will_do`: the customer
    /// may have named conditions that none of the kind meets.
    fn absent(
        &self,
        (evidence, facts): (&[Evidence], &Facts),
        draft: &Spoken<'_>,
        tokens: Range<usize>,
        any_will_do: bool,
    ) -> Option<(FoldSpan, usize, FoldSpan)> {
        let Denied { wanted, known } = denied(draft.text, tokens.clone())?;
        let said = draft.part(tokens);
        let written =
            |field: &Field| evidence.get(field.piece).map_or("", |p| p.text().folded_text(field.fold));
        for row in self.rows.iter().filter(|row| row.len() > 1) {
            let key = |field: &Field| field.key_text(evidence, facts);
            let names = |field: &&Field| {
                let title = field.is_title(evidence, facts);
                let own = field.naming && (title || any_will_do && is_kind(key(field)));
                let mut named = false;
                let mut is_own = |one: &Wanted<'_>| {
                    let here = one.is_in(field);
                    named |= here;
                    // "No branch in Leeds", "no swimming for Leo": each word is one of the record.
                    let of_another = |other: &Field| {
                        known && one.is_in_key(key(other)) || !is_degree(other) && one.is_in(other)
                    };
                    here || row.iter().any(of_another)
                };
                // Of a name all words are said.
                own && wanted.iter().all(&mut is_own)
                    && named
                    && (!title || said.find(&field.words).is_some())
            };
            let Some(named) = row.iter().find(names) else { continue };
            let titled = row.iter().any(|field| field.is_title(evidence, facts));
            let asked = row.iter().any(|field| is_asked(key(field)));
            if titled && !asked && !row.iter().any(|field| is_gone(key(field), written(field))) {
                let (first, last) = wanted.first().zip(wanted.last())?;
                return Some((FoldSpan { start: first.at.start, end: last.at.end }, named.piece, named.fold));
            }
        }
        None
    }
}

/// Whether a key belongs to what was asked of a system, not to what it answered.
fn is_asked(key: &str) -> bool {
    let mut words = key.split(['.', '[', ']', '_']);
    words.any(|word| {
        one_of!(word, "args" | "arguments" | "parameters" | "query" | "request" | "tool" | "function")
    })
}

/// What a sentence says is not there.
struct Denied<'t> {
    wanted: Vec<Wanted<'t>>,
    /// Whether it is what the company does not know or find: "I have no address", where "there is no traffic" may be so.
    known: bool,
}

/// What a sentence says is not there, if it says no more.
fn denied(text: &Text, tokens: Range<usize>) -> Option<Denied<'_>> {
    const MOST: usize = 6;
    let own = text.tokens().get(tokens).unwrap_or_default();
    let (mut denies, mut known) = (false, false);
    let mut wanted = Vec::new();
    for token in own.iter().filter(|token| token.kind != TokenKind::Symbol) {
        let word = text.token_text(token);
        if is_negator(word) {
            denies = true;
        } else if one_of!(word, "i" | "we") {
            known = true;
        } else if !AROUND.has(word) {
            if wanted.len() == MOST {
                return None;
            }
            wanted.push(Wanted { word, at: token.fold });
        }
    }
    (denies && !wanted.is_empty()).then_some(Denied { wanted, known })
}
