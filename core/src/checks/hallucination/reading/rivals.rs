//! Words of which one excludes the others in the same place: what is sent in the morning is not sent in the evening.

use super::super::index::Term;
use super::super::words::TermMap;

/// Stems, by group.
const GROUPS: &[&[&str]] = &[
    &["morn", "afternoon", "even", "night", "noon", "midnight", "lunchtim"],
    &["day", "week", "month", "quarter", "year", "hour"],
    &["weekday", "weekend"],
    &["sender", "recipi"],
    &["buyer", "seller"],
    &["tenant", "landlord"],
    &["adult", "child"],
    &["front", "back", "rear"],
    &["left", "right"],
    &["upstair", "downstair"],
    &["insid", "outsid"],
    &["indoor", "outdoor"],
    &["arrival", "departur"],
    &["cash", "card", "chequ"],
    &["spring", "summer", "autumn", "winter"],
    &["north", "south", "east", "west"],
    &["hot", "cold"],
    &["singl", "doubl", "twin", "tripl"],
    &["debit", "credit"],
    &["red", "blue", "green", "yellow", "black", "white", "grey", "gray", "brown", "pink", "purpl", "orang"],
    &["small", "medium", "larg"],
    &["breakfast", "lunch", "dinner", "supper"],
    &["petrol", "diesel", "electr", "hybrid"],
    &["silver", "gold", "platinum", "bronz"],
    &["manual", "automat"],
    &["cotton", "wool", "leather", "polyest", "silk", "linen"],
    &["increas", "decreas"],
    &["rise", "fall"],
    &["earli", "late"],
    &["higher", "lower"],
    &["deposit", "withdraw"],
    &["buy", "sell"],
    &["male", "femal"],
    &["man", "woman"],
    &["wash", "dry-clean"],
    &["gas", "electr"],
    &["domest", "intern"],
    &["first", "last"],
];

static GROUP_OF: TermMap<256> = TermMap::of_groups(GROUPS);

/// Whether a term excludes others in its place.
pub(in crate::checks::hallucination) fn has_rivals(term: Term) -> bool {
    GROUP_OF.get(term).is_some()
}

/// Whether one term excludes the other.
pub(in crate::checks::hallucination) fn are_rivals(one: Term, two: Term) -> bool {
    one != two && GROUP_OF.get(one).is_some_and(|group| GROUP_OF.get(two) == Some(group))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::hallucination::index::hash;
    use crate::checks::hallucination::words::concept;
    use crate::text::{Lang, stem_of_word};

    #[test]
    fn words_of_a_group_exclude_each_other() {
        let term = |word: &str| concept(stem_of_word(Lang::En, word));
        for (one, two) in
            [("morning", "evening"), ("monthly", "yearly"), ("sender", "recipient"), ("outside", "inside")]
        {
            assert!(are_rivals(term(one), term(two)), "{one} {two}");
        }
        assert!(!are_rivals(term("morning"), term("mornings")) && !are_rivals(term("red"), term("small")));
    }

    #[test]
    fn every_stem_of_the_groups_is_a_term() {
        let stems = GROUPS.iter().flat_map(|group| group.iter());
        let others: Vec<_> = stems.filter(|stem| concept(hash(stem)) != hash(stem)).collect();
        assert!(others.is_empty(), "these stand for other terms: {others:?}");
    }
}
