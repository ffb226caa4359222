//! The name by which a customer introduces themselves.

use super::names::{NO_NAMES, OPENERS, TITLES, is_capital};
use crate::literals::Phrases;
use crate::text::one_of;
use crate::text::{Text, Token, TokenKind};

/// Words with which a customer says their name, folded.
const INTRODUCES: &[&str] = &[
    "my name is",
    "my name's",
    "name's",
    "the name is",
    "this is",
    "i'm",
    "i am",
    "mein name ist",
    "ich heisse",
    "hier ist",
    "je m'appelle",
    "mon nom est",
    "me llamo",
    "mi nombre es",
    "mi chiamo",
    "il mio nome e",
    "ik heet",
    "mijn naam is",
    "chamo-me",
    "me chamo",
    "meu nome e",
];

static INTRODUCTIONS: Phrases<64> = Phrases::new(INTRODUCES);

/// The name that a message introduces its writer by: capitalised words, set off from what follows.
pub(in crate::checks::semantic) fn introduced(text: &Text) -> Option<Vec<&str>> {
    let folded = text.folded();
    let tokens = text.tokens();
    let mut name = None;
    INTRODUCTIONS.find(folded, |phrase, at| {
        let Some(words) = INTRODUCES.get(phrase) else { return false };
        let head = folded.get(..at).unwrap_or("");
        let Some(first) =
            text.token_at(at + words.len() + 1).filter(|_| !head.ends_with(char::is_alphanumeric))
        else {
            return false;
        };
        // "This is Delta" may be a thing; "if I'm Gold" a class: there it takes two words, or the opening of a message.
        let plain = one_of!(*words, "this is" | "i'm" | "i am" | "hier ist");
        let opens = head.split(' ').filter(|word| word.chars().any(char::is_alphanumeric)).count() < 2;
        let found = name_from(text, first);
        let from = |name: &Vec<&str>| name.iter().any(|word| PEOPLES.iter().any(|end| word.ends_with(end)));
        name =
            found.filter(|name| !plain || name.len() > 1 || opens && words.starts_with('i') && !from(name));
        name.is_some()
    });
    // "Laura Jensen hier."
    let here = tokens.iter().take(12).position(|token| matches!(text.token_text(token), "here" | "hier"));
    if name.is_none()
        && let Some(end) = here
    {
        let start = (0..end)
            .rev()
            .take_while(|n| tokens.get(*n).is_some_and(|t| t.kind == TokenKind::Word && is_capital(t)))
            .last()?;
        let words: Vec<&str> = tokens.get(start..end)?.iter().map(|token| text.token_text(token)).collect();
        let words: Vec<&str> =
            words.into_iter().filter(|word| !TITLES.contains(word) && !OPENERS.contains(word)).collect();
        name = (words.len() >= 2).then_some(words);
    }
    name
}

/// Endings of words for where somebody is from, folded.
const PEOPLES: &[&str] = &["an", "ish", "ese", "ch", "man"];

fn name_from(text: &Text, first: usize) -> Option<Vec<&str>> {
    let tokens = text.tokens();
    let rest = tokens.get(first..).unwrap_or_default();
    let name: Vec<&Token> =
        rest.iter().take(3).take_while(|token| token.kind == TokenKind::Word && is_capital(token)).collect();
    let after = rest.get(name.len()).map_or("", |token| text.token_text(token));
    let set_off = matches!(after, "" | "," | "." | "!" | "-" | ";" | "and" | "und" | "et" | "y");
    let words: Vec<&str> = name
        .iter()
        .map(|token| text.token_text(token))
        .filter(|word| !TITLES.contains(word) && !NO_NAMES.contains(word))
        .collect();
    (set_off && !words.is_empty() && words.len() == name.len()).then_some(words)
}
