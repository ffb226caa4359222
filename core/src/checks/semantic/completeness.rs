//! Which of the customer's questions and demands the draft leaves out.

use super::acts::{Acts, gives};
use super::asked::not_given;
use super::consistency::records::fields_not_given;
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
use crate::text::values::ValueKind;
use crate::text::{FoldSpan, Lang, Text, TokenKind, WordSet};

/// First words of a demand, folded.
static DEMANDS: WordSet<64> = WordSet::new(&[
    "please", "send", "tell", "cancel", "change", "refund", "give", "explain", "check", "confirm", "update",
    "call", "stop", "delete", "remove", "bitte", "senden", "schicken", "sagen", "veuillez", "envoyez",
    "dites", "por", "envie", "diga", "mandi", "invii", "stuur", "graag", "envie", "cancele", "also",
]);

/// Openings of a demand or an indirect question, folded.
static OPENINGS: Phrases<128> = Phrases::new(&[
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
const TAKES_UP: &[&str] = &[
    "colleague",
    "team",
    "agent",
    "transfer",
    "forward",
    "passing",
    "passed",
    "look into",
    "get back",
    "check",
    "both",
    "all",
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
];

/// Fewest content words of a request that can be missed.
const ENOUGH: usize = 2;

/// One question or demand.
struct Asked {
    span: FoldSpan,
    stems: Vec<Stem>,
    words: usize,
}

/// The questions and demands of a message.
fn requests(text: &Text, lang: Lang) -> Vec<Asked> {
    let mut requests = Vec::new();
    for sentence in text.sentences().iter().take(40) {
        let tokens = text.tokens().get(sentence.tokens.clone()).unwrap_or_default();
        let first =
            tokens.iter().find(|token| token.kind == TokenKind::Word).map_or("", |t| text.token_text(t));
        let said = text.folded_text(sentence.fold);
        let demand = DEMANDS.has(first) || OPENINGS.any_begins(said);
        if !sentence.question && !demand {
            continue;
        }
        let mut stems: Vec<Stem> = content(text, lang, sentence.tokens.clone()).map(|c| c.stem).collect();
        stems.order();
        stems.dedup();
        requests.push(Asked { span: sentence.fold, words: stems.len(), stems });
    }
    requests
}

/// The requests of the last customer message that the draft leaves out, as bytes of that message.
pub(super) fn ignored(case: &Case<'_>, draft: &Scanned, lang: Lang) -> Vec<Span> {
    let Some(asked) = case.customer_text() else { return Vec::new() };
    let all = requests(&asked.text, lang);
    if all.len() < 2 {
        return Vec::new();
    }
    let folded = draft.text.folded();
    let asks_back = draft.text.sentences().iter().any(|sentence| sentence.question);
    if asks_back || TAKES_UP.iter().any(|words| folded.contains(words)) {
        return Vec::new();
    }
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
        let said = request.span;
        let alone = Text::analyse(asked.text.folded_text(said), &case.options);
        if phone_given && ["number", "phone", "contact"].iter().any(|word| text_of(said).contains(word)) {
            return true;
        }
        let by_value = Acts::of(&alone).wants.and_then(|wanted| gives(&draft.text, wanted)).unwrap_or(false);
        by_value || Topics::of(&alone).shared(&own_topics).0 > 0
    };
    let (met, missed): (Vec<&Asked>, Vec<&Asked>) = all.iter().partition(|request| taken(request));
    // Where nothing is met, the draft may be short or say it in other words: that is for the relevance to judge.
    if met.is_empty() {
        return Vec::new();
    }
    missed
        .into_iter()
        .filter(|request| request.words >= ENOUGH)
        .map(|request| asked.text.original_span(request.span))
        .collect()
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
