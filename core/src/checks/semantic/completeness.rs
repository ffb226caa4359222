//! Which of the customer's questions and demands the draft leaves out.

use super::acts::{Acts, asks, gives};
use super::asked::{holds_address, not_given};
use super::consistency::records::{fields_not_given, place};
use super::topics::Topics;
use super::words::{Stem, content};
use super::{analysis, found};
use crate::case::Case;
use crate::checks::phrases::end_of;
use crate::checks::{CheckError, Cx};
use crate::contract::{Score, Support};
use crate::findings::{Report, Sink};
use crate::literals::Phrases;
use crate::matching::Scanned;
use crate::order::Order as _;
use crate::policy::compile::CompiledRule;
use crate::span::Span;
use crate::text::one_of;
use crate::text::values::ValueKind;
use crate::text::{FoldSpan, Lang, Text, TokenKind, WordSet};
use crate::text::{Listed, word_list};

/// First words of a demand, folded.
static DEMANDS: WordSet<64> = WordSet::of(word_list![
    "please", "send", "tell", "cancel", "change", "refund", "give", "explain", "check", "confirm", "update",
    "call", "stop", "delete", "remove", "bitte", "senden", "schicken", "sagen", "veuillez", "envoyez",
    "dites", "por", "envie", "diga", "mandi", "invii", "stuur", "graag", "envie", "cancele", "also",
]);

/// Openings of a demand or an indirect question, folded.
static OPENINGS: Phrases<128> = Phrases::of(word_list![
    "i want",
    "i need",
    "i would like",
    "i'd like",
    "can you",
    "could you",
    "would you",
    "will you",
    "i also want",
    "i also need",
    "let me know",
    "ich mochte",
    "ich will",
    "ich brauche",
    "je veux",
    "je voudrais",
    "j'aimerais",
    "quiero",
    "necesito",
    "quisiera",
    "voglio",
    "vorrei",
    "ik wil",
    "ik zou",
    "eu quero",
    "eu gostaria",
    "preciso",
]);

/// Words with which a reply takes up everything at once, folded.
static TAKES_UP: Listed = Listed::new(word_list![
    "colleague",
    "team",
    "agent",
    "transfer",
    "forward",
    "passing",
    "passed",
    "look into",
    "get back",
    "i'll check",
    "we'll check",
    "let me check",
    "checking",
    "all of",
    "all that",
    "both",
    "moment",
    "details",
    "could you",
    "can you",
    "please",
    "dm",
    "message us",
    "kollege",
    "kollegin",
    "collegue",
    "companero",
    "collega",
    "colega",
    "weiterleiten",
    "prufe",
    "verifie",
    "verific",
    "controleer",
]);

/// Fewest content words of a request that can be missed.
const ENOUGH: usize = 2;

/// One question or demand.
struct Asked {
    span: FoldSpan,
    stems: Vec<Stem>,
    words: usize,
    question: bool,
}

/// Words that join a second question, folded.
static JOINS: Listed = Listed::new(word_list!["and", "also", "plus", "und", "et", "y", "e", "en"]);

/// Words that open a question or demand after such a word, folded.
static ASKS: WordSet<128> = WordSet::of(word_list![
    "how", "what", "when", "where", "who", "why", "which", "do", "does", "did", "is", "are", "can", "could",
    "will", "would", "should", "may", "tell", "send", "wie", "was", "wann", "wo", "wer", "warum", "welche",
    "muss", "kann", "gibt", "comment", "quand", "combien", "puis-je", "est-ce", "como", "cuando", "cuanto",
    "donde", "puedo", "hay", "come", "quanto", "dove", "posso", "hoe", "wanneer", "waar", "kan", "quando",
    "onde",
]);

/// The questions and demands of a message; one sentence may hold two ("how much is it, and do I have to sign?").
fn requests(text: &Text, lang: Lang) -> Vec<Asked> {
    let mut requests = Vec::new();
    // Who marks one question may leave the next one unmarked.
    let marked = text.sentences().iter().any(|sentence| sentence.question);
    for sentence in text.sentences().iter().take(40) {
        let tokens = text.tokens().get(sentence.tokens.clone()).unwrap_or_default();
        let first =
            tokens.iter().find(|token| token.kind == TokenKind::Word).map_or("", |t| text.token_text(t));
        let said = text.folded_text(sentence.fold);
        let demand = DEMANDS.has(first) || OPENINGS.any_begins(said);
        let question = sentence.question || marked && asks(text, sentence);
        if !question && !demand {
            continue;
        }
        let word = |n: usize| text.tokens().get(n).map_or("", |token| text.token_text(token));
        let second = |n: &usize| JOINS.contains(&word(*n)) && ASKS.has(word(n + 1));
        let mut start = sentence.tokens.start;
        let cuts = (start + 3..sentence.tokens.end).filter(second).chain([sentence.tokens.end]);
        for end in cuts {
            let (Some(opens), Some(closes)) =
                (text.tokens().get(start), end.checked_sub(1).and_then(|last| text.tokens().get(last)))
            else {
                continue;
            };
            let span = FoldSpan { start: opens.fold.start, end: closes.fold.end };
            // "Yes I confirm, and do they serve fish?": the first part asks nothing.
            let said = one_of!(
                word(start),
                "yes" | "yeah" | "ok" | "okay" | "sure" | "no" | "ja" | "oui" | "si" | "sim"
            );
            if said && end < sentence.tokens.end {
                start = end;
                continue;
            }
            let mut stems: Vec<Stem> = content(text, lang, start..end).map(|c| c.stem).collect();
            stems.order();
            stems.dedup();
            requests.push(Asked { span, words: stems.len(), stems, question });
            start = end;
        }
    }
    requests
}

/// Words that answer yes or no somewhere in a reply, folded.
static YES_NO: WordSet<64> = WordSet::of(word_list![
    "yes", "no", "not", "without", "none", "can't", "cannot", "don't", "isn't", "doesn't", "won't", "ja",
    "nein", "nicht", "kein", "keine", "oui", "non", "pas", "si", "sin", "nee", "niet", "geen", "sim", "nao",
    "sem", "free", "required",
]);

/// The requests of the last customer message that the draft leaves out, as bytes of that message.
pub(super) fn ignored(case: &Case<'_>, draft: &Scanned, lang: Lang) -> Vec<Span> {
    let Some(asked) = case.customer_text() else { return Vec::new() };
    let all = requests(&asked.text, lang);
    if all.len() < 2 {
        return Vec::new();
    }
    let asks_back = draft.text.sentences().iter().any(|sentence| sentence.question);
    let folded = draft.text.folded();
    let takes_up = |words: &&str| folded.contains(*words) && place(&draft.text, words).is_some();
    if asks_back || TAKES_UP.iter().any(takes_up) {
        return Vec::new();
    }
    let says_yes_or_no = || {
        let text = &draft.text;
        let first = text.tokens().first().map(|token| token.fold.start);
        // A "yes" at the start answers the first question.
        text.tokens()
            .iter()
            .any(|token| Some(token.fold.start) != first && YES_NO.has(text.token_text(token)))
    };
    let mut own: Vec<Stem> =
        content(&draft.text, lang, 0..draft.text.tokens().len()).map(|content| content.stem).collect();
    own.order();
    let own_topics = Topics::of(&draft.text);
    let phone_given = draft.text.values().iter().any(|value| matches!(value.kind, ValueKind::Phone(_)));
    let text_of = |span: FoldSpan| asked.text.folded_text(span);
    let taken = |request: &Asked| {
        if request.stems.iter().any(|stem| own.binary_search(stem).is_ok()) {
            return true;
        }
        let said = text_of(request.span);
        let asks_for = |words: &[&str]| words.iter().any(|word| said.contains(word));
        let priced = || {
            draft.text.values().iter().any(|value| matches!(value.kind, ValueKind::Money { .. }))
                || ["price", "moderate", "moderately", "expensive", "cheap"]
                    .iter()
                    .any(|word| folded.contains(word) && place(&draft.text, word).is_some())
        };
        let cost = ["cost", "pay", "much", "price", "free", "fee", "expensive", "cheap"];
        if phone_given && asks_for(&["number", "phone", "contact"])
            || asks_for(&cost) && priced()
            || asks_for(&["who", "parties"]) && place(&draft.text, "with").is_some()
            || asks_for(&["address", "where", "located", "location"]) && holds_address(&draft.text)
        {
            return true;
        }
        let alone = Text::analyse(said, &case.options);
        let acts = Acts::of(&alone);
        acts.yes_no && says_yes_or_no()
            || acts.wants.and_then(|wanted| gives(&draft.text, wanted)).unwrap_or(false)
            || Topics::of(&alone).shared(&own_topics).0 > 0
    };
    let (met, missed): (Vec<&Asked>, Vec<&Asked>) = all.iter().partition(|request| taken(request));
    // Where nothing is met, the draft may be short or say it in other words: that is for the relevance to judge.
    if met.is_empty() {
        return Vec::new();
    }
    missed
        .into_iter()
        .filter(|request| {
            request.words >= ENOUGH || request.question && request.words > 0 && alone_in(&all, request)
        })
        .map(|request| asked.text.original_span(request.span))
        .collect()
}

/// Whether a short question asks for something that no other one names.
fn alone_in(all: &[Asked], request: &Asked) -> bool {
    let others = || all.iter().filter(|other| other.span != request.span);
    !request.stems.iter().any(|stem| others().any(|other| other.stems.contains(stem)))
}

/// Names the questions and demands that the draft leaves out.
pub(super) fn run<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    let lang = cx.case.lang.unwrap_or(Lang::En);
    let mut missed = ignored(cx.case, cx.draft, lang);
    if missed.is_empty() && !analysis(cx).does.apology {
        missed = fields_not_given(cx.case, cx.draft, lang);
    }
    if missed.is_empty() && lang == Lang::En {
        missed = not_given(cx.case, cx.draft);
    }
    let (Some(turn), Some(asked)) = (cx.case.last_customer, cx.case.customer_text()) else { return Ok(()) };
    if missed.is_empty() {
        return Ok(());
    }
    let said = |span: &Span| span.text(asked.text.original()).trim().to_owned();
    let named = missed.iter().map(said).collect::<Vec<_>>().join(" / ");
    let mut report = Report::at(end_of(&cx.draft.text)).word("match", named);
    report.confidence = Score::from_percent(70);
    report.support = missed
        .iter()
        .map(|span| Support {
            source: None,
            fact: None,
            turn: Some(turn),
            text: said(span),
            span: Some(*span),
        })
        .collect();
    found(rule, cx, sink, report);
    Ok(())
}
