//! What the customer asked not to be done or not to get, done all the same: "keep my number" and "your new number".

use super::wishes::REASONS;
use super::words::{Stem, content};
use crate::case::Case;
use crate::literals::{Phrases, first_of};
use crate::matching::is_negated;
use crate::text::{FoldSpan, Lang, Text, TokenKind, WordSet, one_of, word_list};

/// What a customer may refuse.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Refused {
    /// That a thing changes.
    Change,
    /// To get a thing.
    Thing,
}

/// Words before what is refused, folded.
const REFUSES: &[(&str, Refused)] = &[
    ("not change ", Refused::Change),
    ("don't change ", Refused::Change),
    ("not to change ", Refused::Change),
    ("without changing ", Refused::Change),
    ("want to keep ", Refused::Change),
    ("like to keep ", Refused::Change),
    ("please keep ", Refused::Change),
    ("need to keep ", Refused::Change),
    ("behalten", Refused::Change),
    ("don't want ", Refused::Thing),
    ("do not want ", Refused::Thing),
    ("don't need ", Refused::Thing),
    ("do not need ", Refused::Thing),
    ("mochte keine ", Refused::Thing),
    ("mochte keinen ", Refused::Thing),
    ("will keine ", Refused::Thing),
    ("will keinen ", Refused::Thing),
    ("ne veux pas de ", Refused::Thing),
    ("ne veux pas un ", Refused::Thing),
    ("no quiero un ", Refused::Thing),
    ("no quiero una ", Refused::Thing),
    ("non voglio un ", Refused::Thing),
    ("wil geen ", Refused::Thing),
];

static REFUSE_WORDS: Phrases<128> = Phrases::new(&LIST);
static LIST: [&str; REFUSES.len()] = first_of(REFUSES);

/// Words of a thing that does not stay what it is, folded.
static CHANGED: WordSet<64> = WordSet::of(word_list![
    "new",
    "fresh",
    "different",
    "another",
    "changes",
    "changed",
    "replaced",
    "neue",
    "neuen",
    "neuer",
    "neues",
    "nouveau",
    "nouvelle",
    "nuevo",
    "nueva",
    "nuovo",
    "nuova",
    "nieuwe",
    "andere",
    "anderen",
]);

/// Words with which something is given, folded.
static GIVES: Phrases<64> = Phrases::of(word_list![
    "happy to",
    "glad to",
    "we'll ",
    "we can",
    "i'll ",
    "you'll get",
    "you will get",
    "you'll receive",
    "you will receive",
    "wir senden",
    "wir schicken",
    "sie erhalten",
    "sie bekommen",
    "gerne",
    "vous recevrez",
    "nous vous",
    "recibira",
    "le enviamos",
    "ricevera",
    "u ontvangt",
]);

/// Words before a thing in which it is called new.
const REACH: usize = 5;

/// Words of what ends, folded.
static ENDS: WordSet<64> = WordSet::of(word_list![
    "stop",
    "stops",
    "stopped",
    "cancel",
    "cancelled",
    "canceled",
    "remove",
    "removed",
    "end",
    "ended",
    "without",
    "unsubscribed",
    "opted",
    "avoid",
    "skip",
    "spare",
]);

/// Content words that name what is refused.
const MOST: usize = 3;

/// The place of the draft that does what the customer has refused, and the message that refuses it.
pub(super) fn find<'c>(case: &'c Case<'_>, draft: &Text) -> Option<(FoldSpan, (usize, &'c Text))> {
    let lang = case.lang.unwrap_or(Lang::En);
    case.customer_texts()
        .find_map(|(turn, said)| Some((refused(&said.text, draft, lang)?, (turn, &said.text))))
}

/// The place of the draft that does what a message refuses.
fn refused(asked: &Text, draft: &Text, lang: Lang) -> Option<FoldSpan> {
    let mut found = None;
    REFUSE_WORDS.find(asked.folded(), |number, start| {
        let Some((words, refused)) = REFUSES.get(number) else { return false };
        let Some(sentence) = asked.sentence_at(start).and_then(|n| asked.sentences().get(n)) else {
            return false;
        };
        // In German the verb ends the sentence.
        let before = !words.ends_with(' ');
        let first = asked.token_at(if before { start } else { start + words.len() });
        let Some(first) = first else { return false };
        let word = |n: usize| asked.tokens().get(n).map_or("", |token| asked.token_text(token));
        // "I don't want to wait": no thing is refused.
        if word(first) == "to" {
            return false;
        }
        let range = if before { sentence.tokens.start..first } else { first..sentence.tokens.end };
        let mark = |n: &usize| asked.tokens().get(*n).is_some_and(|token| token.kind == TokenKind::Symbol);
        let end = range.clone().find(mark).unwrap_or(range.end);
        let named = content(asked, lang, range.start..end).filter(|word| !is_wish(word.stem));
        let thing: Vec<Stem> = named.map(|word| word.stem).take(MOST).collect();
        found = done(draft, lang, *refused, &thing);
        found.is_some()
    });
    found
}

/// Words of the wish itself.
fn is_wish(stem: Stem) -> bool {
    [Stem::of("mocht"), Stem::of("will"), Stem::of("gern")].contains(&stem)
}

/// Where a draft does what is refused of a thing.
fn done(draft: &Text, lang: Lang, refused: Refused, thing: &[Stem]) -> Option<FoldSpan> {
    if thing.is_empty() {
        return None;
    }
    draft.sentences().iter().filter(|sentence| !sentence.question).find_map(|sentence| {
        let own: Vec<_> = content(draft, lang, sentence.tokens.clone()).collect();
        let named = thing.iter().filter(|stem| own.iter().any(|word| word.stem == **stem)).count();
        let tokens = draft.tokens().get(sentence.tokens.clone()).unwrap_or_default();
        let mut words = tokens.iter().map(|token| draft.token_text(token));
        let reasons = words.any(|word| REASONS.has(word) || ENDS.has(word));
        match refused {
            _ if reasons || named == 0 => None,
            Refused::Change if named * 2 > thing.len() => {
                let at = own.iter().find(|word| thing.contains(&word.stem))?.token;
                let near = draft
                    .tokens()
                    .get(at.saturating_sub(REACH).max(sentence.tokens.start)..sentence.tokens.end)?;
                let near = near.iter().enumerate().find(|(n, token)| {
                    let word = draft.token_text(token);
                    CHANGED.has(word) && (*n < REACH || one_of!(word, "changes" | "changed" | "replaced"))
                });
                let changed = near?.1.fold;
                (!is_negated(draft, changed)).then_some(changed)
            }
            Refused::Thing if named == thing.len() => {
                let at = own.iter().find(|word| thing.contains(&word.stem))?;
                let at = draft.tokens().get(at.token)?.fold;
                (GIVES.any_in(draft.folded_text(sentence.fold)) && !is_negated(draft, at)).then_some(at)
            }
            _ => None,
        }
    })
}
