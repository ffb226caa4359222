//! Names and addresses of other people than the customer, where the record says whose they are.

use crate::case::Case;
use crate::checks::{CheckError, Cx};
use crate::contract::{Score, Support};
use crate::facts::Leaf;
use crate::findings::{Report, Sink};
use crate::policy::compile::CompiledRule;
use crate::text::{FoldSpan, Text};
use crate::text::{Listed, word_list};

/// Parts of a path that stand for somebody near the customer, or another customer.
static PERSONS: Listed = Listed::new(word_list![
    "another",
    "colleague",
    "ex",
    "father",
    "friend",
    "husband",
    "mother",
    "neighbour",
    "neighbor",
    "other",
    "parent",
    "partner",
    "relative",
    "spouse",
    "tenant",
    "third",
    "wife",
    "flatmate",
    "roommate",
]);

/// What people on the customer's side do: "changed_by". What "handled_by" names is the company's staff.
static DEEDS: Listed = Listed::new(word_list![
    "accessed",
    "added",
    "changed",
    "cancelled",
    "collected",
    "opened",
    "ordered",
    "paid",
    "received",
    "redirected",
    "requested",
    "signed",
    "updated",
    "used",
]);

/// What stands before a surname.
static TITLES: Listed =
    Listed::new(word_list!["mr", "mrs", "ms", "miss", "dr", "herr", "frau", "monsieur", "madame", "mme"]);

/// Shortest part of a name that is looked for by itself.
const SHORTEST: usize = 3;

/// Reports what the record says of another person, when the draft tells it and the customer has not said it.
pub(crate) fn run<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    let draft = &cx.draft.text;
    for leaf in cx.case.facts.leaves().iter().filter(|leaf| of_another(&leaf.path)) {
        let Some(found) = told(leaf, draft, cx.case) else { continue };
        let mut report = Report::at(found);
        report.confidence = Score::from_percent(90);
        report.support.push(Support {
            source: None,
            fact: Some(leaf.path.clone()),
            turn: None,
            text: leaf.text.clone(),
            span: None,
        });
        sink.report(rule, cx.case, cx.draft, report);
    }
    Ok(())
}

fn of_another(path: &str) -> bool {
    let mut before = "";
    let mut another = false;
    for part in path.split(['.', '[', ']', '_', '-']) {
        another |= PERSONS.contains(&part) || part == "by" && DEEDS.contains(&before);
        // The customer's own previous address, but the address of the previous owner.
        another |= before == "previous" && !matches!(part, "address" | "name" | "email" | "phone" | "street");
        before = part;
    }
    another
}

/// Where the draft tells the name or address that a leaf holds.
fn told(leaf: &Leaf, draft: &Text, case: &Case<'_>) -> Option<FoldSpan> {
    let last = leaf.path.rsplit(['.', '[', ']']).find(|part| !part.is_empty()).unwrap_or("");
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let words = || leaf.text.split([' ', ',']).filter(|word| !word.is_empty());
    let address = ["address", "street", "postcode"].iter().any(|key| last.contains(key));
    let named = last.contains("name") || words().count() > 1 && words().all(capital);
    let full = Text::analyse(leaf.text.split(',').next().unwrap_or(""), &case.options);
    if address {
        return new_to(&full, draft, case);
    }
    if !named || !capital(&leaf.text) {
        return None;
    }
    let alone = |name: &str| new_to(&Text::analyse(name, &case.options), draft, case);
    let titled = |last: &str| TITLES.iter().find_map(|title| alone(&format!("{title} {last}")));
    let first = || words().next().filter(|word| word.chars().count() >= SHORTEST);
    let last = || words().next_back().filter(|_| words().count() > 1);
    new_to(&full, draft, case).or_else(|| first().and_then(alone)).or_else(|| last().and_then(titled))
}

/// Where the draft says the words, unless the customer or the customer's own record says them too.
fn new_to(words: &Text, draft: &Text, case: &Case<'_>) -> Option<FoldSpan> {
    let wanted = words.folded();
    let found = find_words(draft.folded(), wanted)?;
    let own = |leaf: &Leaf| {
        !of_another(&leaf.path)
            && find_words(Text::analyse(&leaf.text, &case.options).folded(), wanted).is_some()
    };
    let known = case.customer_texts().any(|(_, said)| find_words(said.text.folded(), wanted).is_some())
        || case.facts.leaves().iter().any(own);
    (!known).then_some(found)
}

/// The first place of whole words in a folded text.
fn find_words(text: &str, wanted: &str) -> Option<FoldSpan> {
    if wanted.len() < SHORTEST {
        return None;
    }
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(wanted).map(|(start, _)| FoldSpan { start, end: start + wanted.len() }).find(|span| {
        let before = text.get(..span.start).and_then(|head| head.chars().next_back());
        let after = text.get(span.end..).and_then(|tail| tail.chars().next());
        !letter(before) && !letter(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_tells_of_another_person() {
        for (path, another) in [
            ("order.redirected_by", true),
            ("order.change.changed.by.name", true),
            ("customer.ex_husband.name", true),
            ("neighbour.address", true),
            ("third_party.name", true),
            ("previous_owner.name", true),
            ("account.previous_address", false),
            ("order.handled_by", false),
            ("customer.name", false),
            ("passengers[0].name", false),
            ("brother.name", false),
        ] {
            assert_eq!(of_another(path), another, "{path}");
        }
    }

    #[test]
    fn words_are_found_whole() {
        assert_eq!(find_words("ann, ann lee", "ann lee"), Some(FoldSpan { start: 5, end: 12 }));
        assert_eq!(find_words("joann leeds", "ann lee"), None);
        assert_eq!(find_words("al", "al"), None);
    }
}
