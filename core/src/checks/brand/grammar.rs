//! Contractions, spelling and person: words with one replacement, where the words around them allow it.

use super::data::contractions::{AFTER_WOULD, BETWEEN, PARTICIPLES, PERFECT, SUBJECTS, WITH_D, WITH_S};
use super::edit;
use super::terms::{Place, swap_each};
use crate::checks::Cx;
use crate::findings::Sink;
use crate::policy::compile::CompiledRule;
use crate::policy::schema::{Contractions, Person};
use crate::text::one_of;
use crate::text::{Case, Lang, TokenKind};
use crate::text::{Listed, word_list};

/// Reports contractions that should be written out, or long forms that should be contracted.
pub(super) fn contractions<'a>(
    rule: &'a CompiledRule,
    policy: Contractions,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) {
    swap_each(rule, cx, sink, "write the form of the house", |place, content| {
        let fits = english(place.lang)
            && match policy {
                Contractions::Avoid | Contractions::AvoidNegative => return written_out(place, content),
                Contractions::Prefer => contracts(place, content),
            };
        fits.then(|| content.to_owned())
    });
}

fn english(lang: Option<Lang>) -> bool {
    lang.is_none_or(|lang| lang == Lang::En)
}

/// A past participle by the look of it.
fn is_participle(word: &str) -> bool {
    PARTICIPLES.contains(&word) || word.len() > 4 && word.ends_with("ed")
}

/// The long form of a contraction; `None` where it would be wrong or is in doubt.
fn written_out(place: &Place<'_>, content: &str) -> Option<String> {
    let (next, previous) = (place.next(), place.previous());
    if !english(place.lang) {
        return None;
    }
    let words = place.words();
    // "as we we're" is a slip already; a title such as "Gotta Be There" is a name.
    let subject = words.split('\'').next().unwrap_or("");
    let title = place.case() == Case::Title
        && !edit::opens_sentence(place.text, place.first)
        && !words.starts_with("i'");
    if previous == subject || title {
        return None;
    }
    // "Don't you want …" would become "Do not you".
    if words.ends_with("n't") && SUBJECTS.contains(&next) && !SUBJECTS.contains(&previous) {
        return None;
    }
    if WITH_D.contains(&words) {
        // "We'd like" is would, "we'd sent" is had; elsewhere nobody can tell.
        return AFTER_WOULD.contains(&next).then(|| content.to_owned());
    }
    if WITH_S.iter().any(|(short, _)| *short == words) {
        let (subject, _) = content.split_once(' ')?;
        if next.is_empty() {
            return None;
        }
        if PARTICIPLES.contains(&next) && !one_of!(next, "done" | "gone" | "lost" | "left" | "set" | "broken")
        {
            return Some(format!("{subject} has"));
        }
        // "It's arrived" has, "it's delayed" is: nobody can tell from the words.
        if is_participle(next) || PARTICIPLES.contains(&next) || BETWEEN.contains(&next) && next != "not" {
            return None;
        }
    }
    Some(content.to_owned())
}

/// Words before which "we are" and its like are stressed: "as good as we are today".
static STRESSING: Listed =
    Listed::new(word_list!["as", "how", "than", "what", "when", "where", "which", "who", "why"]);

/// Whether a long form may be contracted here.
fn contracts(place: &Place<'_>, content: &str) -> bool {
    let written = place.written();
    let stressed =
        written.contains(['*', '_']) || written.contains("NOT") && written.chars().any(char::is_lowercase);
    let folded = content.to_lowercase();
    let next = place.next();
    if matches!(folded.as_str(), "let's" | "that'll" | "there'll")
        || stressed
        || next.is_empty()
        || !place.next_is_word()
    {
        return false;
    }
    if PERFECT.iter().any(|(short, _)| *short == folded) {
        return is_participle(place.next_but(BETWEEN)) && next != "had";
    }
    folded.ends_with("n't") && !SUBJECTS.contains(&next)
        || !folded.ends_with("n't") && !STRESSING.contains(&place.previous())
}

/// Reports words of the other standard of spelling.
pub(super) fn spelling<'a>(rule: &'a CompiledRule, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    swap_each(rule, cx, sink, "use the spelling of the house", |place, content| {
        let name = place.case() == Case::Title && !edit::opens_sentence(place.text, place.first)
            || place.case() == Case::Mixed;
        (english(place.lang) && !name && !in_address(place)).then(|| content.to_owned())
    });
}

/// Words that end the name of a street.
static STREETS: Listed = Listed::new(word_list![
    "avenue", "close", "drive", "lane", "parade", "road", "row", "square", "street", "terrace"
]);

/// How far a street reaches: from its number to its name, and from there to the rest of the address.
const REACH: usize = 4;

/// Whether the words stand in a postal address, whose spelling belongs to the place: "9 mill road, city centre",
/// "King Street city centre".
fn in_address(place: &Place<'_>) -> bool {
    let tokens = place.text.tokens();
    let reach = |to: usize| tokens.get(to.saturating_sub(REACH)..to).unwrap_or_default();
    let before = reach(place.first);
    let street = before.iter().rposition(|token| STREETS.contains(&place.text.token_text(token)));
    street.is_some_and(|at| {
        let named = before.get(at).is_some_and(|token| token.case == Case::Title);
        let from = place.first.saturating_sub(REACH) + at;
        named || reach(from).iter().any(|token| token.kind == TokenKind::Number)
    })
}

/// Words before a Roman numeral.
static NUMBERED: Listed = Listed::new(word_list![
    "act", "category", "chapter", "class", "grade", "level", "part", "phase", "section", "stage", "tier",
    "type", "war",
]);

/// What a customer has: "my account" repeats the customer's words, the company has none.
static OF_CUSTOMERS: Listed = Listed::new(word_list![
    "account",
    "accounts",
    "bank",
    "bill",
    "booking",
    "card",
    "cards",
    "cart",
    "credit",
    "debit",
    "address",
    "email",
    "flight",
    "home",
    "husband",
    "name",
    "order",
    "orders",
    "password",
    "phone",
    "reservation",
    "savings",
    "checking",
    "subscription",
    "wallet",
    "wife",
]);

/// Words that say the assistant speaks of itself as a machine, which has no plural.
static ITSELF: Listed = Listed::new(word_list!["ai", "assistant", "automated", "bot", "chatbot", "virtual"]);

/// Reports the first person in the other number. "I" becomes "we"; the other way round a person must decide, since
/// not all that the company does is done by the one who writes.
pub(super) fn person<'a>(rule: &'a CompiledRule, person: Person, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    swap_each(rule, cx, sink, "speak as the house does", |place, content| {
        if !english(place.lang) || person == Person::I && !place.words().contains("we") {
            return None;
        }
        let text = place.text;
        let sentence = text.sentence_at(place.found.start).and_then(|n| text.sentences().get(n))?;
        let words = text.tokens().get(sentence.tokens.clone()).unwrap_or_default();
        let itself = words.iter().any(|token| ITSELF.contains(&text.token_text(token)));
        let previous = place.first.checked_sub(1).and_then(|at| text.tokens().get(at));
        let numeral = previous.is_some_and(|token| {
            NUMBERED.contains(&text.token_text(token))
                || token.kind == TokenKind::Word
                    && token.case == Case::Title
                    && place.written() == "I"
                    && !edit::opens_sentence(text, place.first - 1)
        });
        let of_customer = place.words() == "my" && OF_CUSTOMERS.contains(&place.next());
        // "My" in the middle of a sentence belongs to a title: "the album My Dream".
        let title = place.case() == Case::Title
            && place.written() != "I"
            && !place.written().starts_with("I'")
            && !place.written().starts_with("I ")
            && !place.written().starts_with("I’")
            && !edit::opens_sentence(text, place.first);
        // "I 'm": the verb stands apart and would be left behind.
        let split = place.next() == "'" || place.next().starts_with('\'');
        (!itself && !numeral && !of_customer && !split && !title).then(|| content.to_owned())
    });
}
