//! Edits that leave good English behind: the case of what is replaced, `a` or `an`, one space, a capital at the
//! start of a sentence.

use crate::contract::{Applicability, Edit, Fix};
use crate::span::Span;
use crate::text::one_of;
use crate::text::values::ValueKind;
use crate::text::{Case, Lang, Text, TokenKind};
use crate::text::{Listed, word_list};

/// A safe correction.
pub(crate) fn safe(title: &str, edits: Vec<Edit>) -> Fix {
    Fix { title: title.to_owned(), applicability: Applicability::Safe, edits }
}

/// Indices of the first token of `span` and of the first after it.
pub(super) fn token_range(text: &Text, span: Span) -> (usize, usize) {
    let tokens = text.tokens();
    let first = tokens.partition_point(|token| token.span.end <= span.start);
    let end = tokens.partition_point(|token| token.span.start < span.end);
    (first, end.max(first))
}

/// Whether the token opens a sentence; bullets, brackets, quotation marks and a handle before it don't count.
pub(super) fn opens_sentence(text: &Text, token: usize) -> bool {
    let Some(fold) = text.tokens().get(token).map(|token| token.fold) else { return true };
    let sentence = text.sentence_at(fold.start).and_then(|n| text.sentences().get(n));
    sentence.is_some_and(|sentence| {
        let before = text.tokens().get(sentence.tokens.start..token).unwrap_or_default();
        let handle =
            |at: usize| at > 0 && before.get(at - 1).is_some_and(|token| text.token_text(token) == "@");
        before.len() <= 3
            && before.iter().enumerate().all(|(at, token)| token.kind == TokenKind::Symbol || handle(at))
    })
}

/// The text with its first letter in upper case.
pub(super) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// `content` in the case of the words at `span`. A replacement that is written with capitals keeps them.
pub(super) fn in_case_of(text: &Text, span: Span, content: &str) -> String {
    let (first, end) = token_range(text, span);
    let words: Vec<Case> = text
        .tokens()
        .get(first..end)
        .unwrap_or_default()
        .iter()
        .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Alnum))
        .map(|token| token.case)
        .collect();
    let pronoun = text.tokens().get(first).is_some_and(|token| is_i(text.token_text(token)));
    let capital =
        words.first().is_some_and(|case| *case != Case::Lower) && (!pronoun || opens_sentence(text, first));
    if content.chars().any(char::is_uppercase) {
        return if capital && opens_sentence(text, first) {
            capitalised(content)
        } else {
            content.to_owned()
        };
    }
    let upper = !pronoun
        && words.contains(&Case::Upper)
        && words.iter().all(|case| matches!(case, Case::Upper | Case::Title));
    if upper && !is_acronym(text, first, end) {
        content.to_uppercase()
    } else if words.len() > 1 && words.iter().all(|case| *case == Case::Title) && content.contains(' ') {
        content.split(' ').map(capitalised).collect::<Vec<_>>().join(" ")
    } else if capital && (!upper || opens_sentence(text, first)) {
        capitalised(content)
    } else {
        content.to_owned()
    }
}

/// "I" and its contractions, which have a capital anywhere.
fn is_i(word: &str) -> bool {
    one_of!(word, "i" | "i'm" | "i'll" | "i've" | "i'd")
}

/// Longest acronym.
const ACRONYM: usize = 5;

/// Whether a word in capitals is so among words that are not: an acronym.
fn is_acronym(text: &Text, first: usize, end: usize) -> bool {
    let tokens = text.tokens();
    let beside = |at: Option<usize>| {
        at.and_then(|at| tokens.get(at)).is_some_and(|token| {
            // The letters of a reference, "NS-88213", shout nothing.
            let next = text.values().partition_point(|value| value.span.end <= token.span.start);
            let reference = text.values().get(next).is_some_and(|value| {
                matches!(value.kind, ValueKind::Identifier(_)) && value.span.contains(token.span)
            });
            token.kind == TokenKind::Word && token.case == Case::Upper && !reference
        })
    };
    end == first + 1
        && tokens.get(first).is_some_and(|token| text.token_text(token).len() <= ACRONYM)
        && !beside(first.checked_sub(1))
        && !beside(Some(end))
}

/// Words that are spelt with a vowel and spoken with a consonant, by their beginning.
static CONSONANT_SOUND: Listed = Listed::new(word_list![
    "eu", "ewe", "once", "one", "ubiq", "unanim", "unic", "unif", "union", "uniq", "unis", "unit", "univ",
    "us", "ut",
]);
/// Of those, words spoken with a vowel after all.
const VOWEL_AFTER_ALL: &[&str] = &["onero", "ush", "utm", "utt"];
/// Words that begin with a silent `h`.
const SILENT_H: &[&str] = &["heir", "honest", "honor", "honour", "hour"];
/// Letters whose name begins with a vowel.
const VOWEL_NAMES: &str = "AEFHILMNORSX";

/// The article before a word as it is written: `a` or `an`.
pub(super) fn article(word: &str) -> &'static str {
    let lower = word.to_lowercase();
    let Some(first) = word.chars().next() else { return "a" };
    let head = word.split('-').next().unwrap_or(word);
    let letters = head.chars().filter(|c| c.is_alphabetic()).count();
    let vowel = if first.is_ascii_digit() {
        let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
        first == '8' || digits == "11" || digits == "18"
    } else if letters == 1 || letters > 1 && letters < 5 && !head.chars().any(char::is_lowercase) {
        VOWEL_NAMES.contains(first.to_ascii_uppercase())
    } else if SILENT_H.iter().any(|silent| lower.starts_with(silent)) {
        true
    } else if CONSONANT_SOUND.iter().any(|sound| lower.starts_with(sound)) {
        VOWEL_AFTER_ALL.iter().any(|sound| lower.starts_with(sound))
    } else {
        matches!(first.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u')
    };
    if vowel { "an" } else { "a" }
}

/// The edit that puts the article before the token `at` right, where `next` is the word that will follow it.
fn article_edit(text: &Text, at: usize, next: &str, lang: Option<Lang>) -> Option<Edit> {
    if lang.is_some_and(|lang| lang != Lang::En) {
        return None;
    }
    let token = text.tokens().get(at.checked_sub(1)?)?;
    let known = token.span.text(text.original());
    if !matches!(text.token_text(token), "a" | "an") || !text.tokens().get(at)?.spaced {
        return None;
    }
    let wanted = article(next);
    if known.eq_ignore_ascii_case(wanted) {
        return None;
    }
    let content = match known.chars().next() {
        Some('A') if known == "AN" || next.chars().any(char::is_lowercase) || known == "A" => {
            capitalised(wanted)
        }
        _ => wanted.to_owned(),
    };
    Some(Edit { span: token.span, content })
}

/// Replaces the words at `span` by `content` as it is, and puts the article before them right.
pub(super) fn put(text: &Text, span: Span, content: &str, lang: Option<Lang>) -> Vec<Edit> {
    let (first, _) = token_range(text, span);
    let next = content.split(' ').next().unwrap_or("");
    let mut edits: Vec<Edit> = article_edit(text, first, next, lang).into_iter().collect();
    edits.push(Edit { span, content: content.to_owned() });
    edits
}

/// Replaces the words at `span` by `content` in their case, or takes them out when it is empty.
pub(super) fn swap(text: &Text, span: Span, content: &str, lang: Option<Lang>) -> Vec<Edit> {
    if content.trim().is_empty() {
        return remove(text, span, lang);
    }
    put(text, span, &in_case_of(text, span, content), lang)
}

/// Words that stand alone before a comma.
static INTERJECTIONS: Listed = Listed::new(word_list![
    "but", "hello", "hey", "hi", "however", "no", "now", "ok", "okay", "so", "sorry", "sure", "thanks",
    "well", "yes",
]);

/// Whether a comma and a word such as "yes" at the start of the sentence stand before the token.
fn follows_interjection(text: &Text, token: usize) -> bool {
    let Some(at) = token.checked_sub(2) else { return false };
    let word = text.tokens().get(at).map_or("", |token| text.token_text(token));
    opens_sentence(text, at) && INTERJECTIONS.contains(&word)
}

/// Takes words out with the space and comma that would be left over; the next word takes over the capital of a
/// sentence, and an article before them fits it.
pub(super) fn remove(text: &Text, span: Span, lang: Option<Lang>) -> Vec<Edit> {
    let original = text.original();
    let (first, end) = token_range(text, span);
    let opens = opens_sentence(text, first);
    let after = original.get(span.end..).unwrap_or("");
    let before = original.get(..span.start).unwrap_or("");
    let comma_after = after.starts_with(',');
    let comma_before = before.trim_end().ends_with(',');
    // "Basically, your order" and "it, basically, works" leave no comma; "yes, basically, it works" leaves one.
    let mut stop = span.end + usize::from(comma_after && (opens || comma_before));
    let mut start = span.start;
    if comma_after && comma_before && !opens && !follows_interjection(text, first) {
        start = before.trim_end().len() - 1;
    }
    let tail = original.get(stop..).unwrap_or("");
    let blank = |c: &char| matches!(c, ' ' | '\t' | '\u{a0}');
    let space_after: usize = tail.chars().take_while(blank).map(char::len_utf8).sum();
    let space_before: usize = before.chars().rev().take_while(blank).map(char::len_utf8).sum();
    let next = tail.get(space_after..).and_then(|rest| rest.chars().next());
    let closes = next.is_none_or(|c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | '\n' | '\r'));
    if closes {
        start -= space_before;
        if comma_before && next.is_none_or(|c| c != '\n') && !opens {
            start = before.trim_end().len() - 1;
        }
    } else if start < span.start {
        // The space after the second comma stays.
    } else if space_before > 0 || start == 0 || opens {
        stop += space_after;
    }
    let mut edits = Vec::new();
    let next_token =
        text.tokens().get(end..).and_then(|rest| rest.iter().find(|token| token.kind != TokenKind::Symbol));
    let mut content = String::new();
    if let Some(token) = next_token.filter(|token| token.span.start == stop) {
        let word = token.span.text(original);
        edits.extend(article_edit(text, first, word, lang));
        let capital = text.tokens().get(first).is_some_and(|token| token.case != Case::Lower);
        if opens && capital && token.kind == TokenKind::Word && token.case == Case::Lower {
            let letter = word.chars().next().map_or(0, char::len_utf8);
            stop += letter;
            content = capitalised(word.get(..letter).unwrap_or(""));
        }
    }
    edits.push(Edit { span: Span::new(start, stop), content });
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::brand::testing::applied;
    use crate::text::TextOptions;

    fn at(draft: &str, word: &str) -> (Text, Span) {
        let start = draft.find(word).unwrap();
        (Text::analyse(draft, &TextOptions::default()), Span::new(start, start + word.len()))
    }

    fn after(draft: &str, edits: Vec<Edit>) -> String {
        let changes: Vec<_> = edits.into_iter().map(|edit| (edit.span, edit.content)).collect();
        applied(draft, &changes)
    }

    #[test]
    fn the_article_follows_the_sound() {
        for (word, expected) in [
            ("email", "an"),
            ("parcel", "a"),
            ("hour", "an"),
            ("honest", "an"),
            ("house", "a"),
            ("user", "a"),
            ("unit", "a"),
            ("unused", "an"),
            ("uninsured", "an"),
            ("one-off", "a"),
            ("European", "a"),
            ("SMS", "an"),
            ("URL", "a"),
            ("FAQ", "an"),
            ("UK", "a"),
            ("8", "an"),
            ("18", "an"),
            ("80", "an"),
            ("180", "a"),
            ("APR", "an"),
            ("update", "an"),
            ("utility", "a"),
            ("order", "an"),
            ("X-ray", "an"),
            ("PIN", "a"),
            ("usual", "a"),
            ("umbrella", "an"),
            ("apple", "an"),
            ("union", "a"),
            ("unimportant", "an"),
        ] {
            assert_eq!(article(word), expected, "{word}");
        }
    }

    #[test]
    fn a_swap_keeps_case_and_puts_the_article_right() {
        for (draft, word, content, expected) in [
            ("Your package left.", "package", "parcel", "Your parcel left."),
            ("Packages leave.", "Packages", "parcels", "Parcels leave."),
            ("PACKAGE FOR YOU", "PACKAGE", "parcel", "PARCEL FOR YOU"),
            ("an order came", "order", "purchase", "a purchase came"),
            ("A package came", "package", "item", "An item came"),
            ("Click Log In now", "Log In", "sign in", "Click Sign In now"),
            ("Log in now", "Log in", "sign in", "Sign in now"),
            ("wifi is on", "wifi", "Wi-Fi", "Wi-Fi is on"),
            ("Wifi is on", "Wifi", "wi-fi", "Wi-fi is on"),
            ("Reply ASAP please", "ASAP", "as soon as possible", "Reply as soon as possible please"),
        ] {
            let (text, span) = at(draft, word);
            assert_eq!(after(draft, swap(&text, span, content, None)), expected, "{draft}");
        }
    }

    #[test]
    fn what_is_taken_out_leaves_no_trace() {
        for (draft, word, expected) in [
            ("Basically, your order is here.", "Basically", "Your order is here."),
            ("Simply tap it.", "Simply", "Tap it."),
            ("It is very good.", "very", "It is good."),
            ("It works, basically.", "basically", "It works."),
            ("It, basically, works.", "basically", "It works."),
            ("Yes, basically, it works.", "basically", "Yes, it works."),
            ("an absolutely great day", "absolutely", "a great day"),
            ("It is good really.", "really", "It is good."),
            ("It is (really) good.", "really", "It is () good."),
            ("One. Basically, two.", "Basically", "One. Two."),
            ("A really\nlong line", "really", "A\nlong line"),
        ] {
            let (text, span) = at(draft, word);
            assert_eq!(after(draft, remove(&text, span, None)), expected, "{draft}");
        }
    }
}
