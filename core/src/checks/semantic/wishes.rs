//! What the customer wants, and whether the draft turns it round: the opposite deed, the thing that was corrected, a way
//! that the customer said they can't go.

use super::deeds::{Deed, deeds};
use super::words::{content, plain_words};
use super::{found, refused};
use crate::case::Case;
use crate::checks::{CheckError, Cx};
use crate::contract::Support;
use crate::findings::{Report, Sink};
use crate::literals::Phrases;
use crate::matching::{Scanned, is_negated};
use crate::policy::compile::CompiledRule;
use crate::span::Span;
use crate::text::one_of;
use crate::text::values::{Comparison, Value, ValueKind};
use crate::text::{Case as Letters, FoldSpan, Lang, Text, TokenKind, WordSet};
use crate::text::{Listed, word_list};

/// Most bytes of a message that are read for a wish or a correction.
const LONGEST: usize = 600;

/// Words of a wish, folded.
static WISHES: WordSet<128> = WordSet::of(word_list![
    "want", "like", "please", "need", "can", "could", "how", "let", "would", "must", "may", "wish", "trying",
    "pls", "mochte", "will", "bitte", "kann", "wie", "muss", "konnen", "konnten", "konntet", "wurde", "veux",
    "voudrais", "aimerais", "puis-je", "pouvez", "comment", "svp", "quiero", "quisiera", "puedo", "pueden",
    "puede", "como", "favor", "voglio", "vorrei", "posso", "potete", "come", "wil", "graag", "kan", "kunt",
    "hoe", "quero", "queria", "gostaria", "podem",
]);

/// Words of a reply that has a reason not to do what was asked for, folded.
pub(super) static REASONS: WordSet<128> = WordSet::of(word_list![
    "sorry",
    "unfortunately",
    "afraid",
    "not",
    "no",
    "can't",
    "cannot",
    "won't",
    "isn't",
    "don't",
    "doesn't",
    "nothing",
    "none",
    "before",
    "instead",
    "rather",
    "alternatively",
    "but",
    "however",
    "leider",
    "nicht",
    "kein",
    "keine",
    "statt",
    "stattdessen",
    "aber",
    "bevor",
    "pas",
    "malheureusement",
    "mais",
    "avant",
    "pero",
    "sino",
    "lamentablemente",
    "antes",
    "non",
    "purtroppo",
    "ma",
    "prima",
    "niet",
    "geen",
    "helaas",
    "maar",
    "nao",
    "infelizmente",
    "mas",
    "already",
    "bereits",
    "deja",
    "ya",
    "gia",
    "ja",
]);

pub(super) fn has_any<const N: usize>(text: &Text, words: &WordSet<N>) -> bool {
    text.tokens().iter().any(|token| words.has(text.token_text(token)))
}

pub(super) fn report<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
    at: FoldSpan,
    expected: Span,
) {
    let case = cx.case;
    let (Some(turn), Some(asked)) = (case.last_customer, case.customer_text()) else { return };
    let words = expected.text(asked.text.original()).trim().to_owned();
    let mut report = Report::at(at).word("expected", words.clone());
    report.support.push(Support {
        source: None,
        fact: None,
        turn: Some(turn),
        text: words,
        span: Some(expected),
    });
    found(rule, cx, sink, report);
}

/// The message that is answered, where it is short enough to be read for a wish.
pub(super) fn message<'c>(case: &'c Case<'_>) -> Option<&'c Scanned> {
    case.customer_text().filter(|said| said.text.original().len() <= LONGEST)
}

/// The draft does the opposite of what the customer asks for, and nothing of that.
pub(super) fn reversed<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    let Some(asked) = message(cx.case) else { return Ok(()) };
    if let Some((at, said)) = refused::find(cx.case, &cx.draft.text) {
        super::thread::report(rule, cx, sink, at, said);
        return Ok(());
    }
    let wanted = deeds(&asked.text);
    if wanted.is_empty() {
        return Ok(());
    }
    let text = &cx.draft.text;
    let done = deeds(text);
    if done.is_empty() || has_any(text, &REASONS) {
        return Ok(());
    }
    let lang = cx.case.lang.unwrap_or(Lang::En);
    for (deed, opposites) in Deed::ALL {
        let Some((_, at)) = wanted.iter().find(|(wish, at)| *wish == deed && is_wish(&asked.text, *at))
        else {
            continue;
        };
        let told = wanted.iter().chain(&done).any(|(other, at)| {
            let in_draft = done.iter().any(|(_, place)| std::ptr::eq(place, at));
            if in_draft { *other == deed } else { opposites.contains(other) }
        });
        let Some((_, place)) = done.iter().find(|(other, _)| opposites.contains(other)) else { continue };
        // "And when do you check out?" asks for the other half, and a first reply may begin with it.
        let asks = || text.sentences().iter().any(|sentence| sentence.question);
        if deed.is_half() && (cx.case.is_first_reply() || asks()) {
            continue;
        }
        if told || !(deed.is_plain() || shares_object(&asked.text, *at, text, *place, lang)) {
            continue;
        }
        let sentence = asked.text.sentence_at(at.start).and_then(|n| asked.text.sentences().get(n));
        report(rule, cx, sink, *place, sentence.map_or(Span::default(), |sentence| sentence.span));
        return Ok(());
    }
    Ok(())
}

/// Whether a deed is wished for: "I want to cancel", "Cancel my booking".
fn is_wish(text: &Text, at: FoldSpan) -> bool {
    let Some(sentence) = text.sentence_at(at.start).and_then(|n| text.sentences().get(n)) else {
        return false;
    };
    let tokens = text.tokens().get(sentence.tokens.clone()).unwrap_or_default();
    let opens = tokens.iter().take(2).any(|token| token.fold.start == at.start);
    let wishes = tokens.iter().any(|token| WISHES.has(text.token_text(token)));
    (opens || wishes) && !is_negated(text, at)
}

/// Whether two deeds are done to the same thing: their sentences share a content word.
fn shares_object(asked: &Text, wish: FoldSpan, text: &Text, deed: FoldSpan, lang: Lang) -> bool {
    let stems = |text: &Text, at: FoldSpan| {
        let sentence = text.sentence_at(at.start).and_then(|n| text.sentences().get(n));
        let range = sentence.map_or(0..0, |sentence| sentence.tokens.clone());
        let outside = |token: usize| {
            text.tokens().get(token).is_some_and(|t| t.fold.start < at.start || t.fold.start >= at.end)
        };
        content(text, lang, range)
            .filter(|word| outside(word.token))
            .map(|word| word.stem)
            .collect::<Vec<_>>()
    };
    let wanted = stems(asked, wish);
    stems(text, deed).iter().any(|stem| wanted.contains(stem))
}

/// Words that reject what follows, folded.
static NOT: Listed = Listed::new(word_list!["not", "nicht", "pas", "niet", "nao", "non"]);

/// Words that may stand before the rejecting word where a thing is rejected and not a deed, folded.
static BEFORE_NOT: Listed = Listed::new(word_list![
    "it's", "its", "is", "that's", "and", "but", "was", "ist", "und", "c'est", "et", "e", "en", "es", "y",
    "are", "i'm",
]);

/// Words that open a thing, folded.
static OPENS_THING: Listed = Listed::new(word_list![
    "the", "a", "an", "my", "our", "for", "to", "in", "on", "at", "from", "mr", "ms", "mrs", "der", "die",
    "das", "den", "dem", "am", "im", "um", "le", "la", "les", "un", "une", "du", "au", "el", "los", "una",
    "il", "lo", "de", "het", "een", "o", "os", "as", "uma", "herr", "frau",
]);

/// Where a thing ends, folded.
static ENDS_THING: Listed = Listed::new(word_list![
    "but", "and", "sondern", "mais", "sino", "ma", "maar", "mas", "und", "et", "i", "it"
]);

/// Words of the customer that say what they want instead, folded.
static DON_T_WANT: Phrases<64> = Phrases::of(word_list![
    "don't want",
    "do not want",
    "didn't want",
    "didn't ask for",
    "didn't order",
    "will keinen",
    "will keine",
    "will kein",
    "mochte keinen",
    "mochte keine",
    "mochte kein",
    "ne veux pas",
    "no quiero",
    "non voglio",
    "wil geen",
    "nao quero",
]);

/// A thing that a customer rejects and what they name in its place, as words.
struct Rejected<'t> {
    thing: Vec<&'t str>,
    instead: Vec<&'t str>,
    at: FoldSpan,
    /// It answers a message of the company that named the thing.
    echo: bool,
}

/// What a message rejects.
fn rejected(text: &Text, lang: Lang) -> Option<Rejected<'_>> {
    let tokens = text.tokens();
    for sentence in text.sentences().iter().take(6) {
        let own = tokens.get(sentence.tokens.clone()).unwrap_or_default();
        let words: Vec<&str> = own.iter().map(|token| text.token_text(token)).collect();
        let unwanted = DON_T_WANT.any_in(text.folded_text(sentence.fold));
        for (n, word) in words.iter().enumerate() {
            let before = n.checked_sub(1).and_then(|n| words.get(n)).copied().unwrap_or("");
            let plain = before.is_empty()
                || before.chars().all(|c| !c.is_alphanumeric())
                || BEFORE_NOT.contains(&before);
            let rejects = NOT.contains(word) && plain;
            let wants = unwanted
                && one_of!(
                    *word,
                    "want"
                        | "for"
                        | "order"
                        | "pas"
                        | "quiero"
                        | "voglio"
                        | "geen"
                        | "quero"
                        | "keinen"
                        | "keine"
                        | "kein"
                );
            if !(rejects || wants) {
                continue;
            }
            let opened = words.iter().skip(n + 1).take_while(|word| OPENS_THING.contains(word)).count();
            let first = n + 1 + opened;
            let name = own.get(first).is_some_and(|token| {
                token.case == Letters::Title || matches!(token.kind, TokenKind::Number | TokenKind::Alnum)
            });
            if opened == 0 && !name && !one_of!(*word, "keinen" | "keine" | "kein" | "geen") {
                continue;
            }
            let length = own
                .iter()
                .skip(first)
                .take(3)
                .take_while(|token| {
                    token.kind != TokenKind::Symbol && !ENDS_THING.contains(&text.token_text(token))
                })
                .count();
            let telling = |token: &&crate::text::Token| {
                let word = text.token_text(token);
                word.len() >= 3 && !OPENS_THING.contains(&word) && !crate::text::is_stopword(lang, word)
            };
            let thing: Vec<&str> = own
                .iter()
                .skip(first)
                .take(length)
                .filter(|token| token.kind != TokenKind::Symbol)
                .map(|t| text.token_text(t))
                .filter(|w| w.len() >= 3)
                .collect();
            // "Not the red one, the blue one", "the blue one, not the red one": set against it by a mark.
            let comma = |n: Option<usize>| {
                n.and_then(|n| own.get(n)).is_some_and(|token| {
                    one_of!(
                        text.token_text(token),
                        "," | ";" | "-" | "but" | "sondern" | "mais" | "sino" | "ma" | "maar" | "mas"
                    )
                })
            };
            let after =
                own.get(first + length + 1..).filter(|_| comma(Some(first + length))).unwrap_or_default();
            let opening = n.saturating_sub(usize::from(matches!(before, "it's" | "is" | "and")));
            let head = opening
                .checked_sub(1)
                .filter(|n| comma(Some(*n)))
                .and_then(|n| own.get(..n))
                .unwrap_or_default();
            let named = head.iter().chain(after.iter().take_while(|token| token.kind != TokenKind::Symbol));
            let instead: Vec<&str> = named
                .filter(|token| token.kind != TokenKind::Symbol)
                .filter(telling)
                .map(|token| text.token_text(token))
                .filter(|word| {
                    !thing.contains(word)
                        && !one_of!(
                            *word,
                            "want" | "said" | "meant" | "don't" | "would" | "like" | "it's" | "that's"
                        )
                })
                .collect();
            if !thing.is_empty() && !instead.is_empty() {
                return Some(Rejected { thing, instead, at: sentence.fold, echo: !wants });
            }
        }
    }
    None
}

/// Words of a reply that tells what the records show, folded.
static LOOKED_UP: WordSet<32> = WordSet::of(word_list![
    "showing",
    "shows",
    "records",
    "system",
    "checked",
    "according",
    "laut",
    "selon",
    "segun",
    "secondo",
]);

/// Where a word, or its plural, stands in a text.
fn stands(text: &Text, word: &str) -> Option<FoldSpan> {
    let same = |own: &str| {
        own == word
            || own.strip_suffix('s').is_some_and(|own| own == word)
            || word.strip_suffix('s').is_some_and(|word| own == word)
    };
    text.tokens().iter().find(|token| same(text.token_text(token))).map(|token| token.fold)
}

/// Words with which a customer insists on a value, folded.
static INSISTS: Phrases<64> = Phrases::of(word_list![
    "i said",
    "i meant",
    "i asked for",
    "i told you",
    "sagte",
    "gesagt",
    "meinte",
    "j'ai dit",
    "je voulais dire",
    "dije",
    "he dicho",
    "queria decir",
    "ho detto",
    "intendevo",
    "ik zei",
    "ik bedoel",
    "eu disse",
    "quis dizer",
]);

/// Words with which a customer changes a value, folded.
static CHANGES: Phrases<32> = Phrases::of(word_list![
    "make it",
    "make that",
    "actually",
    "change it to",
    "change that to",
    "doch lieber",
    "plutot",
    "mejor",
]);

/// First words of a message that says no, folded.
static NO: Listed = Listed::new(word_list!["no", "nope", "nein", "non", "nee", "nao", "wrong", "falsch"]);

fn insists(text: &Text) -> bool {
    let first = plain_words(text, text.tokens()).next().unwrap_or("");
    NO.contains(&first) || INSISTS.any_in(text.folded())
}

/// Whether values of a sort can be told apart for certain.
fn telling(value: &Value) -> bool {
    matches!(
        value.kind,
        ValueKind::Date(_)
            | ValueKind::Time(_)
            | ValueKind::Money { .. }
            | ValueKind::Quantity { .. }
            | ValueKind::Duration { .. }
            | ValueKind::Number(_)
            | ValueKind::Name(_)
    )
}

/// Whether two values of a sort are two things: of names, those that end alike ("Hill Street", "Mill Street").
fn two_things(one: &Value, of: &Text, two: &Value, other: &Text, case: &Case<'_>) -> bool {
    let last = |value: &Value, text: &Text| {
        let token = value.tokens.end.checked_sub(1).and_then(|n| text.tokens().get(n));
        token.map(|token| text.token_text(token).to_owned())
    };
    match (&one.kind, &two.kind) {
        (ValueKind::Name(a), ValueKind::Name(b)) => a != b && last(one, of) == last(two, other),
        _ => one.same(two, case.today) == Comparison::Different,
    }
}

/// The draft goes on with what the customer has just corrected.
pub(super) fn correction<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    let case = cx.case;
    let Some(asked) = message(case) else { return Ok(()) };
    let text = &cx.draft.text;
    let said = case.last_customer.and_then(|last| {
        let mut before: Vec<(usize, &Scanned)> =
            case.company_texts().filter(|(turn, _)| *turn < last).collect();
        before.pop().map(|(_, said)| &said.text)
    });
    if let Some(Rejected { thing, instead, at, echo }) = rejected(&asked.text, case.lang.unwrap_or(Lang::En))
    {
        let named = |said: &Text, word: &str| {
            said.tokens().iter().any(|token| word.len() > 3 && said.token_text(token).starts_with(word))
        };
        let echoed = !echo
            || said.is_some_and(|said| {
                thing.iter().any(|word| stands(said, word).is_some() || named(said, word))
            });
        let taken_up = instead.iter().any(|word| stands(text, word).is_some());
        let places: Vec<FoldSpan> = thing.iter().filter_map(|word| stands(text, word)).collect();
        if let (true, false, Some(place)) = (echoed && places.len() == thing.len(), taken_up, places.first())
            && !is_negated(text, *place)
            && !has_any(text, &LOOKED_UP)
        {
            report(rule, cx, sink, *place, asked.text.original_span(at));
            return Ok(());
        }
    }
    let insisted = insists(&asked.text);
    let said = said.filter(|_| insisted || CHANGES.any_in(asked.text.folded()));
    let Some(said) = said.filter(|_| !has_any(text, &REASONS)) else { return Ok(()) };
    // "Actually" may open anything: there a bare number tells nothing.
    let counts = |value: &&Value| telling(value) && (insisted || !matches!(value.kind, ValueKind::Number(_)));
    for wanted in asked.text.values().iter().filter(counts).take(6) {
        let compare = |value: &Value, other: &Value| value.same(other, case.today);
        let rival = said.values().iter().find(|value| two_things(value, said, wanted, &asked.text, case));
        let Some(rival) = rival else { continue };
        let own = || text.values().iter();
        let taken_up =
            own().any(|value| matches!(compare(value, wanted), Comparison::Equal | Comparison::Compatible));
        let same_name = |value: &Value| matches!((&value.kind, &rival.kind), (ValueKind::Name(a), ValueKind::Name(b)) if a == b);
        let kept = own().find(|value| compare(value, rival) == Comparison::Equal || same_name(value));
        if let (false, Some(kept)) = (taken_up, kept) {
            report(rule, cx, sink, text.fold_span(kept.span), wanted.span);
            return Ok(());
        }
    }
    Ok(())
}
