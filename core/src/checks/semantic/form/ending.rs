//! Is the reply a whole: not empty, not cut off, nothing left open.

use crate::checks::phrases::end_of;
use crate::checks::semantic::found;
use crate::checks::{CheckError, Cx};
use crate::contract::Format;
use crate::findings::{Report, Sink};
use crate::policy::compile::CompiledRule;
use crate::span::Span;
use crate::text::{
    Detection, FoldSpan, Lang, Language, Listed, Text, Token, TokenKind, WordSet, detect, one_of, word_list,
};

/// Words after which a sentence must go on, folded. None of them ends a question or a relative clause.
const fn dangling(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => &[
            "a", "although", "an", "and", "because", "but", "if", "its", "my", "or", "our", "than", "the",
            "their", "unless", "whereas", "whether", "your",
        ],
        Lang::De => &[
            "aber", "das", "dass", "dein", "deine", "dem", "den", "der", "des", "die", "ein", "eine",
            "einem", "einen", "einer", "ihre", "ihrem", "ihren", "ihrer", "mit", "oder", "und", "unsere",
            "unserem", "weil", "wenn", "zum", "zur",
        ],
        Lang::Fr => &[
            "au", "aux", "car", "de", "des", "du", "et", "la", "le", "les", "leur", "mais", "mes", "nos",
            "notre", "ou", "parce", "qui", "si", "un", "une", "vos", "votre",
        ],
        Lang::Es => &[
            "al", "aunque", "con", "cuando", "de", "del", "el", "las", "los", "nuestro", "o", "para", "pero",
            "por", "porque", "la", "si", "su", "sus", "una", "y",
        ],
        Lang::It => &[
            "al", "con", "dal", "dei", "del", "della", "di", "e", "gli", "il", "ma", "nel", "o", "per",
            "perche", "quando", "se", "un", "una",
        ],
        Lang::Nl => &[
            "de", "een", "en", "het", "maar", "met", "of", "omdat", "ons", "onze", "te", "uw", "van", "want",
        ],
        Lang::Pt => &[
            "aos", "com", "da", "das", "de", "do", "dos", "e", "mas", "nossa", "nosso", "ou", "para", "por",
            "porque", "quando", "se", "seu", "sua", "um", "uma",
        ],
    }
}

/// Fewest words of a last sentence that can be called cut off.
const CUT_WORDS: usize = 4;

/// First words of a closing, folded; "Best regards," is a whole line.
static CLOSINGS: Listed = Listed::new(word_list![
    "regards",
    "wishes",
    "sincerely",
    "best",
    "thanks",
    "thank",
    "cheers",
    "yours",
    "faithfully",
    "truly",
    "warmly",
    "grusse",
    "grussen",
    "gruss",
    "cordialement",
    "saludos",
    "cordialmente",
    "saluti",
    "groeten",
    "groet",
    "cumprimentos",
    "atentamente",
    "atenciosamente",
    "love",
    "hi",
    "hello",
    "dear",
]);

/// Words before "of" that need what they are of, folded.
static PARTS: Listed = Listed::new(word_list![
    "inside", "outside", "front", "back", "top", "bottom", "side", "end", "start", "part", "parts", "number",
    "copy", "list", "date", "proof", "rest", "one", "most", "some", "all", "each", "both", "any", "middle",
    "use", "cost", "amount",
]);

/// Whether a text ends in the number of an item that is missing: "1. by post, 2."
fn list_goes_on(text: &Text) -> bool {
    let tokens = text.tokens();
    let number = |n: usize| {
        tokens
            .get(n)
            .filter(|token| token.kind == TokenKind::Number)
            .and_then(|token| text.token_text(token).parse::<u32>().ok())
    };
    let Some(last) = tokens.len().checked_sub(2).and_then(number).filter(|number| (2..20).contains(number))
    else {
        return false;
    };
    (0..tokens.len().saturating_sub(2)).any(|n| {
        number(n) == Some(last - 1)
            && tokens.get(n + 1).is_some_and(|token| matches!(text.token_text(token), "." | ")"))
    })
}

/// Words after which the end of a sentence may be missing its object: "what it may take"; folded.
static TAKES_UP: WordSet<64> = WordSet::of(word_list![
    "what",
    "which",
    "who",
    "whom",
    "where",
    "when",
    "how",
    "why",
    "whatever",
    "whichever",
    "as",
    "than",
    "that",
    "so",
    "all",
    "everything",
    "anything",
    "every",
    "like",
    "way",
    "wherever",
    "whenever",
    "if",
    "much",
    "many",
]);

/// Words back from the end in which such a word stands.
const OPENS_WITHIN: usize = 4;

/// Verbs that need more, folded.
static LINKS: WordSet<32> = WordSet::of(word_list![
    "look", "seem", "appear", "become", "need", "require", "include", "contain", "cause", "mean", "depend",
    "provide", "receive", "consist", "belong",
]);

/// Whether the last sentence, which no mark closes, lacks what its last words ask for: "it may look", "you should now",
/// "because our driver", "send the form to".
fn breaks_off(text: &Text, sentence: &[Token]) -> bool {
    let words: Vec<&str> = sentence.iter().map(|token| text.token_text(token)).collect();
    let (Some((last, rest)), [.., third, second, _]) = (words.split_last(), words.as_slice()) else {
        return false;
    };
    let modal =
        |word: &str| one_of!(word, "may" | "might" | "should" | "must" | "could" | "would" | "can" | "will");
    let adverb = one_of!(*last, "now" | "also" | "then" | "just" | "still" | "only" | "always" | "soon");
    if modal(second) && adverb {
        return !one_of!(*third, "we" | "i" | "as") || *last != "soon";
    }
    let article = one_of!(*second, "our" | "the" | "your" | "a" | "an" | "my" | "their");
    if article && one_of!(*third, "because" | "although" | "unless" | "whereas" | "while") {
        return true;
    }
    let opened = |within: usize| rest.iter().rev().take(within).any(|word| TAKES_UP.has(word));
    let pronoun = |word: &str| {
        one_of!(
            word,
            "it" | "there" | "this" | "they" | "we" | "you" | "i" | "he" | "she" | "i'm" | "you're" | "we're"
        )
    };
    if modal(second) && LINKS.has(last) {
        return !opened(OPENS_WITHIN);
    }
    let verb = one_of!(*last, "is" | "are" | "was" | "were" | "has" | "been") && !pronoun(second);
    let preposition = one_of!(
        *last,
        "to" | "into" | "during" | "per" | "via" | "between" | "until" | "with" | "from" | "for"
    );
    let near = || rest.iter().rev().take(4).any(|word| pronoun(word));
    // "Three to choose from" is whole.
    (verb || preposition && *third != "to" && !near()) && !opened(rest.len())
}

/// Where a reply breaks off: its last word or mark.
fn cut_at(text: &Text) -> Option<FoldSpan> {
    let tokens = text.tokens();
    let last = tokens.last()?;
    let lang = match detect(text) {
        Some(Detection { language: Language::Supported(lang), .. }) => lang,
        Some(Detection { language: Language::Other, .. }) => return None,
        None => Lang::En,
    };
    let sentence = text.sentences().last()?;
    let words = tokens.get(sentence.tokens.clone()).unwrap_or_default();
    let count = words.iter().filter(|token| token.kind != TokenKind::Symbol).count();
    let closing = words.iter().any(|token| CLOSINGS.contains(&text.token_text(token)));
    let word = text.token_text(last);
    if count < CUT_WORDS && !(word == "." && list_goes_on(text)) {
        return None;
    }
    match last.kind {
        TokenKind::Word => {
            let code = last.case != crate::text::Case::Lower;
            let before =
                tokens.len().checked_sub(2).and_then(|n| tokens.get(n)).map_or("", |t| text.token_text(t));
            let part_of = word == "of" && PARTS.contains(&before);
            let breaks = || lang == Lang::En && breaks_off(text, words);
            ((dangling(lang).contains(&word) || part_of || breaks()) && !code).then_some(last.fold)
        }
        TokenKind::Symbol if word == "." && list_goes_on(text) => Some(last.fold),
        TokenKind::Symbol => {
            let open = matches!(word, "(" | "[" | "{");
            (open || word == "," && !closing && count >= CUT_WORDS + 2).then_some(last.fold)
        }
        TokenKind::Number | TokenKind::Alnum | TokenKind::Url | TokenKind::Email => None,
    }
}

/// The reply breaks off in the middle of a sentence.
pub(in crate::checks::semantic) fn cut_off<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    if let Some(span) = cut_at(&cx.draft.text) {
        found(rule, cx, sink, Report::at(span));
    }
    Ok(())
}

/// Whether a text says anything: a letter, a digit or a pictogram.
fn says_something(text: &str) -> bool {
    text.chars()
        .any(|c| c.is_alphanumeric() || matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}'))
}

/// There is nothing to send.
pub(in crate::checks::semantic) fn empty<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    if !says_something(cx.draft.text.original()) {
        found(rule, cx, sink, Report::at(end_of(&cx.draft.text)));
    }
    Ok(())
}

/// Markup that is opened and never closed, as bytes of the original.
fn open_markup(text: &str, format: Format) -> Vec<Span> {
    if format == Format::Ssml {
        return open_tags(text);
    }
    let mut open = Vec::new();
    if memchr::memchr3(b'`', b'*', b']', text.as_bytes()).is_none() {
        return open;
    }
    let fences: Vec<usize> = text.match_indices("```").map(|(at, _)| at).collect();
    if fences.len() % 2 == 1
        && let Some(last) = fences.last()
    {
        open.push(Span::new(*last, *last + 3));
        return open;
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let marks: Vec<usize> = line.match_indices("**").map(|(at, _)| start + at).collect();
        if marks.len() == 1
            && let Some(at) = marks.first()
        {
            open.push(Span::new(*at, *at + 2));
        }
        if let Some(at) = line.rfind("](http")
            && !line.get(at..).is_some_and(|tail| tail.contains(')'))
        {
            open.push(Span::new(start + at, start + at + 2));
        }
        start += line.len();
    }
    open
}

/// Tags of SSML without their partner.
fn open_tags(text: &str) -> Vec<Span> {
    let mut stack: Vec<(&str, Span)> = Vec::new();
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|tail| tail.find('<')).map(|n| at + n) {
        let Some(close) = text.get(open..).and_then(|tail| tail.find('>')).map(|n| open + n) else {
            stack.push(("", Span::new(open, open + 1)));
            break;
        };
        let inner = text.get(open + 1..close).unwrap_or("");
        let name = |tag: &'_ str| tag.split([' ', '\n', '\t']).next().unwrap_or("").len();
        match inner.strip_prefix('/') {
            Some(tag) => {
                let wanted = tag.get(..name(tag)).unwrap_or("");
                if stack.last().is_some_and(|(open, _)| *open == wanted) {
                    stack.pop();
                }
            }
            None if inner.ends_with('/') || inner.starts_with(['!', '?']) => {}
            None => stack.push((inner.get(..name(inner)).unwrap_or(""), Span::new(open, close + 1))),
        }
        at = close + 1;
    }
    stack.into_iter().map(|(_, span)| span).collect()
}

/// Markup that is opened and never closed.
pub(in crate::checks::semantic) fn markup_unclosed<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    let text = &cx.draft.text;
    for span in open_markup(text.original(), cx.case.request.format) {
        found(rule, cx, sink, Report::at(text.fold_span(span)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextOptions;

    fn cut(text: &str) -> bool {
        cut_at(&Text::analyse(text, &TextOptions::default())).is_some()
    }

    #[test]
    fn broken_off_replies_are_found() {
        for text in [
            "Your order will arrive on Monday and",
            "To reset your password, open the",
            "You can return it within 30 days if",
            "We've checked your account and found that the payment, which was made on Monday,",
            "Please send us the form (",
            "Wir haben Ihre Bestellung erhalten und",
            "Sie können die Ware zurückgeben, wenn",
            "Nous avons bien reçu votre",
            "Hemos recibido su pedido y",
            "Abbiamo ricevuto il suo ordine e",
            "We hebben uw bestelling ontvangen en",
            "Recebemos o seu pedido e",
            "The paint dries in an hour. Until then the wall may look",
            "Please press the green button. After that the lamp should now",
            "The parcel is late because our driver",
            "Thanks for the photo. Please send the signed form to",
            "Thanks for waiting. The code for the gate is",
        ] {
            assert!(cut(text), "{text}");
        }
    }

    #[test]
    fn whole_replies_are_not() {
        for text in [
            "Your order will arrive on Monday.",
            "What are you looking for",
            "Which city would you like to fly to",
            "Which account do you want to log in to",
            "Thanks for writing to us today, and best regards,",
            "Hi there,",
            "You are very welcome",
            "We have size S, M and L",
            "Please choose plan A",
            "It is on the third floor of block A",
            "Have a nice day!",
            "Thanks! That's the one you were looking for",
            "I don't know yet how long it may take",
            "Sorry about that. I'm sure it is",
            "You can do that as soon as you can",
            "Great. We'll see you soon",
            "There are four colours to choose from",
            "All done, I can do that for you now",
            "Here is the link you asked for: https://example.com/help",
        ] {
            assert!(!cut(text), "{text}");
        }
    }

    #[test]
    fn emptiness() {
        for (text, says) in [
            ("", false),
            ("  \n", false),
            ("...", false),
            ("—", false),
            ("OK", true),
            ("👍", true),
            ("5", true),
        ] {
            assert_eq!(says_something(text), says, "{text}");
        }
    }

    #[test]
    fn open_marks() {
        for (text, format, open) in [
            ("**Important: read this", Format::Markdown, 1),
            ("**Important:** read this", Format::Markdown, 0),
            ("```\ncode", Format::Markdown, 1),
            ("```\ncode\n```", Format::Markdown, 0),
            ("[help](https://example.com/x", Format::Markdown, 1),
            ("[help](https://example.com/x)", Format::Markdown, 0),
            ("<speak>Hello <emphasis>you</speak>", Format::Ssml, 2),
            ("<speak>Hello <break time=\"1s\"/>you</speak>", Format::Ssml, 0),
            ("<speak>Hello", Format::Ssml, 1),
            ("5 * 3 = 15", Format::Plain, 0),
        ] {
            assert_eq!(open_markup(text, format).len(), open, "{text}");
        }
    }
}
