//! Where a house is: "the clinic is at 40 Harbour Street", where its record has another street or another number.

use std::ops::Range;

use super::{Field, Mixed, Said};
use crate::checks::hallucination::index::{Term, hash};
use crate::evidence::Evidence;
use crate::text::{FoldSpan, Lang, Text, WordSet, is_stopword, word_list};

/// Words by which a street is known, folded, with their usual short forms.
static STREETS: WordSet<64> = WordSet::of(word_list![
    "street",
    "st",
    "road",
    "rd",
    "avenue",
    "ave",
    "av",
    "drive",
    "dr",
    "lane",
    "ln",
    "boulevard",
    "blvd",
    "court",
    "ct",
    "square",
    "sq",
    "place",
    "pl",
    "terrace",
    "crescent",
    "walk",
    "way",
]);

/// Words between the number of a house and the word for a street.
const STREET_NAME: usize = 3;

/// The addresses of houses that stand in some words: their words, and where they stand.
fn houses(text: &Text, words: &[(Term, FoldSpan)]) -> Vec<(Range<usize>, FoldSpan)> {
    let is_number = |at: FoldSpan| text.folded_text(at).bytes().all(|byte| byte.is_ascii_digit());
    let is_stop = |at: FoldSpan| is_stopword(Lang::En, text.folded_text(at));
    // "A 2 star place" is no address, but where nothing is written with capitals it may be one.
    let capitals = text.original().contains(|c: char| c.is_uppercase());
    let is_street = |at: FoldSpan| {
        let written = || text.original_span(at).text(text.original());
        STREETS.has(text.folded_text(at)) && (!capitals || written().starts_with(char::is_uppercase))
    };
    let numbers = words.iter().enumerate().filter(|(_, (_, at))| is_number(*at));
    let found = numbers.filter_map(|(from, (_, start))| {
        let name = words.get(from + 1..)?.iter().take(STREET_NAME + 1);
        let mut name = name.take_while(|(_, at)| !is_number(*at) && !is_stop(*at)).enumerate();
        let (end, (_, last)) = name.find(|(n, (_, at))| *n > 0 && is_street(*at))?;
        Some((from..from + end + 2, FoldSpan { start: start.start, end: last.end }))
    });
    found.collect()
}

/// The address of a house that a sentence gives to a row that has another one.
pub(super) fn other_address(
    row: &[Field],
    evidence: &[Evidence],
    draft: &Text,
    said: &Said<'_>,
) -> Option<Mixed> {
    let [(words, at)] = <[_; 1]>::try_from(houses(draft, said.words())).ok()?;
    let words = said.words().get(words)?;
    let is_house = |field: &&Field| {
        evidence.get(field.piece).is_some_and(|piece| {
            let mut digits = piece.text().folded_text(field.fold).split(' ');
            digits.next().is_some_and(|first| first.bytes().all(|byte| byte.is_ascii_digit()))
                && digits.any(|word| STREETS.has(word.trim_end_matches(',')))
        })
    };
    let mut held = row.iter().filter(is_house);
    let field = held.next().filter(|_| held.next().is_none())?;
    // "St Ann's Road" is written as "Street Ann's Road" here.
    let saint = |term: Term| if term == hash("saint") { hash("street") } else { term };
    let same = words.iter().zip(&field.words).all(|((said, _), held)| saint(*said) == saint(*held));
    (!same).then_some(Mixed {
        at,
        value: None,
        piece: field.piece,
        instead: field.fold,
        address: true,
        ..Mixed::default()
    })
}
