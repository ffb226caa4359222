//! A way that the customer said they can't go: the app that they don't have, the call that they can't make.

use super::analysis;
use super::consistency::records::place;
use super::wishes::{has_any, message, report};
use crate::checks::{CheckError, Cx};
use crate::findings::Sink;
use crate::literals::Phrases;
use crate::policy::compile::CompiledRule;
use crate::span::Span;
use crate::text::WordSet;
use crate::text::{Listed, word_list};

/// What a customer may lack: its names, and the words of a reply that sends them that way; folded.
const LACKED: &[(&[&str], &[&str])] = &[
    (
        &["app", "application", "aplicacion", "applicazione", "aplicacao"],
        &["app", "application", "aplicacion", "applicazione", "aplicacao"],
    ),
    (
        &["printer", "drucker", "imprimante", "impresora", "stampante", "impressora"],
        &[
            "print",
            "printed",
            "drucken",
            "drucke",
            "ausdrucken",
            "imprimez",
            "imprimer",
            "imprima",
            "imprime",
            "stampi",
            "stampa",
            "uitprinten",
            "imprimir",
        ],
    ),
    (&["smartphone", "handy"], &["app", "smartphone", "sms", "text"]),
    (&["computer", "laptop", "pc"], &["computer", "laptop", "pc", "desktop"]),
    (&["scanner"], &["scan"]),
    (&["camera", "kamera"], &["photo", "picture", "foto", "camera"]),
    (
        &["car", "auto", "voiture", "coche", "macchina", "carro"],
        &[
            "drive",
            "by car",
            "your car",
            "fahren",
            "mit ihrem auto",
            "mit dem auto",
            "en voiture",
            "en coche",
            "in macchina",
            "de carro",
        ],
    ),
];

/// Words with which a customer says that they can't telephone, folded.
static CANT_CALL: Phrases<64> = Phrases::of(word_list![
    "can't call",
    "cannot call",
    "can't phone",
    "cannot phone",
    "can't ring",
    "can't use the phone",
    "can't make calls",
    "i'm deaf",
    "i am deaf",
    "hard of hearing",
    "nicht telefonieren",
    "nicht anrufen",
    "gehorlos",
    "peux pas appeler",
    "peux pas vous appeler",
    "peux pas telephoner",
    "je suis sourd",
    "no puedo llamar",
    "soy sord",
    "non posso chiamar",
    "sono sord",
    "kan niet bellen",
    "ben doof",
    "nao posso ligar",
    "sou surd",
]);

/// Words that send a customer to the telephone, folded.
static CALLS: Phrases<64> = Phrases::of(word_list![
    "call us",
    "calling us",
    "phone us",
    "ring us",
    "give us a call",
    "call our",
    "call the",
    "rufen sie",
    "anrufen",
    "appelez",
    "llame",
    "llamenos",
    "chiami",
    "chiamate",
    "bel ons",
    "belt u",
    "ligue",
]);

/// Words that stand before what is lacked, folded.
const LACKS: &[&str] = &[
    "don't have",
    "do not have",
    "don't own",
    "don't use",
    "can't use",
    "have no",
    "haven't got",
    "i've no",
    "without",
    "habe kein",
    "habe keine",
    "habe keinen",
    "hab keine",
    "hab keinen",
    "hab kein",
    "ohne",
    "n'ai pas",
    "ai pas",
    "sans",
    "no tengo",
    "sin",
    "non ho",
    "senza",
    "heb geen",
    "n'ai pas de",
    "n'ai pas d'",
    "n'ai pas l'",
    "zonder",
    "nao tenho",
    "sem",
];
static LACK_WORDS: Phrases<128> = Phrases::new(LACKS);

/// Articles before what is lacked, folded; those that end in a mark join it.
static ARTICLES: Listed = Listed::new(word_list![
    " the", " a", " an", " any", " your", " ihre", " eine", " einen", " l'", " de", " la", " el", " una",
    " un", " il", " een", " de", " um", " uma", "l'", "d'",
]);

/// Words of a reply that gives another way, or helps to what is lacked; folded.
static OTHER_WAY: WordSet<128> = WordSet::of(word_list![
    "or",
    "without",
    "no",
    "not",
    "if",
    "instead",
    "alternatively",
    "get",
    "download",
    "install",
    "website",
    "browser",
    "need",
    "don't",
    "either",
    "also",
    "for you",
    "write",
    "email",
    "chat",
    "borrow",
    "shop",
    "buy",
    "oder",
    "ohne",
    "sonst",
    "kein",
    "keine",
    "wenn",
    "webseite",
    "website",
    "laden",
    "ou",
    "sans",
    "si",
    "telechargez",
    "site",
    "o",
    "sin",
    "descargue",
    "web",
    "oppure",
    "senza",
    "scarichi",
    "sito",
    "of",
    "zonder",
    "sem",
    "descarregue",
    "they",
]);

/// The draft sends the customer a way that they said they can't go.
pub(super) fn unusable<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    let Some(asked) = message(cx.case) else { return Ok(()) };
    let text = &cx.draft.text;
    let message = asked.text.folded();
    if !CANT_CALL.any_in(message) && !LACK_WORDS.any_in(message) {
        return Ok(());
    }
    let does = analysis(cx).does;
    if CANT_CALL.any_in(message) && !has_any(text, &OTHER_WAY) {
        let mut at = None;
        CALLS.find(text.folded(), |_, start| {
            at = text.token_at(start).and_then(|n| text.tokens().get(n)).map(|token| token.fold);
            true
        });
        if let Some(at) = at {
            report(rule, cx, sink, at, Span::new(0, asked.text.original().len()));
        }
        return Ok(());
    }
    let after_it = ["yet", "should i", "get it", "get one", "where can i", "send me"];
    if does.question || has_any(text, &OTHER_WAY) || after_it.iter().any(|words| message.contains(words)) {
        return Ok(());
    }
    for (lacked, ways) in LACKED {
        let Some(at) = lacked.iter().find_map(|noun| place(&asked.text, noun)) else { continue };
        // "I don't have the app": the words stand right before.
        let head = message.get(..at.start).unwrap_or("").trim_end();
        let head = ARTICLES.iter().find_map(|article| head.strip_suffix(article)).unwrap_or(head).trim_end();
        let lacks = |words: &&&str| {
            head.strip_suffix(**words)
                .is_some_and(|rest| rest.is_empty() || rest.ends_with(|c: char| !c.is_alphanumeric()))
        };
        if LACKS.iter().find(lacks).is_none() {
            continue;
        }
        if let Some(place) = ways.iter().find_map(|way| place(text, way)) {
            report(rule, cx, sink, place, asked.text.original_span(at));
            return Ok(());
        }
    }
    Ok(())
}
