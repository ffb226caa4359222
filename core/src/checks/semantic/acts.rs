//! What a message does: asks, thanks, complains, apologises, answers yes or no.

use crate::text::index::hash as word_hash;
use crate::text::values::ValueKind;
use crate::text::{Text, TokenKind, WordSet};

/// What a message does, as far as its words show it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Acts {
    pub(super) question: bool,
    /// A question to be answered by yes or no.
    pub(super) yes_no: bool,
    pub(super) thanks: bool,
    /// "You're welcome", "glad to help".
    pub(super) welcome: bool,
    pub(super) apology: bool,
    pub(super) farewell: bool,
    pub(super) greeting: bool,
    /// Begins with yes, no, sure.
    pub(super) answer: bool,
    /// "Done", "I've …": something was carried out.
    pub(super) done: bool,
    /// Asks what the other side would like.
    pub(super) offer: bool,
    /// What a question word asks for.
    pub(super) wants: Option<Wants>,
    pub(super) words: usize,
}

/// What a question word asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wants {
    Time,
    Amount,
    Place,
    Person,
    Reason,
    Way,
}

static THANKS: WordSet<32> = WordSet::new(&[
    "thank",
    "thanks",
    "thx",
    "danke",
    "dank",
    "merci",
    "gracias",
    "grazie",
    "bedankt",
    "dankjewel",
    "obrigado",
    "obrigada",
    "appreciate",
    "cheers",
]);
static WELCOME: WordSet<32> = WordSet::new(&[
    "welcome", "pleasure", "anytime", "glad", "gern", "gerne", "rien", "nada", "prego", "graag", "happy",
    "problem",
]);
static APOLOGY: WordSet<64> = WordSet::new(&[
    "sorry",
    "apologies",
    "apologise",
    "apologize",
    "regret",
    "entschuldigung",
    "entschuldigen",
    "tut",
    "desole",
    "excuses",
    "excusez",
    "siento",
    "disculpe",
    "disculpas",
    "lamento",
    "lamentamos",
    "scusa",
    "scusi",
    "spiace",
    "dispiace",
    "spijt",
    "desculpe",
    "unfortunately",
    "leider",
    "malheureusement",
    "frustration",
    "inconvenience",
]);
static FAREWELL: WordSet<32> = WordSet::new(&[
    "bye",
    "goodbye",
    "tschuss",
    "wiedersehen",
    "revoir",
    "adios",
    "arrivederci",
    "doei",
    "adeus",
    "goodnight",
    "enjoy",
    "day",
]);
static GREETING: WordSet<32> = WordSet::new(&[
    "hi",
    "hello",
    "hey",
    "hallo",
    "bonjour",
    "hola",
    "ciao",
    "ola",
    "guten",
    "buongiorno",
    "goedemorgen",
]);
static ANSWERS: WordSet<64> = WordSet::new(&[
    "yes",
    "no",
    "yeah",
    "yep",
    "sure",
    "certainly",
    "absolutely",
    "correct",
    "exactly",
    "unfortunately",
    "of",
    "ok",
    "okay",
    "ja",
    "nein",
    "nee",
    "oui",
    "non",
    "si",
    "sim",
    "nao",
    "naturlich",
    "claro",
    "certo",
    "nope",
]);
static DONE: WordSet<64> = WordSet::new(&[
    "done",
    "booked",
    "successful",
    "confirmed",
    "cancelled",
    "canceled",
    "sent",
    "updated",
    "changed",
    "added",
    "erledigt",
    "gebucht",
    "reserved",
    "set",
    "scheduled",
    "fait",
    "hecho",
    "fatto",
    "gedaan",
    "feito",
    "i've",
    "complete",
    "completed",
]);
static OFFER: WordSet<32> = WordSet::new(&[
    "anything",
    "would",
    "shall",
    "need",
    "prefer",
    "mochten",
    "souhaitez",
    "desea",
    "wilt",
    "deseja",
]);
/// Verbs that open a yes-no question.
static AUXILIARIES: WordSet<128> = WordSet::new(&[
    "is", "are", "was", "were", "do", "does", "did", "can", "could", "will", "would", "should", "have",
    "has", "may", "am", "ist", "sind", "haben", "hat", "kann", "konnen", "wird", "est", "avez", "pouvez",
    "peut", "puede", "puedo", "tiene", "hay", "posso", "puo", "avete", "kan", "kunt", "heeft", "bent",
    "pode", "tem",
]);

fn wants(word: &str, next: &str) -> Option<Wants> {
    Some(match (word, next) {
        ("when" | "wann" | "quand" | "cuando" | "quando" | "wanneer", _) | ("how", "long" | "soon") => {
            Wants::Time
        }
        ("what", "time" | "date" | "day") | ("wie", "lange") => Wants::Time,
        ("how", "much" | "many")
        | ("wie", "viel" | "viele")
        | ("wieviel" | "combien" | "cuanto" | "cuantos" | "quanto" | "hoeveel" | "quantos", _) => {
            Wants::Amount
        }
        ("where" | "wo" | "wohin" | "donde" | "dove" | "waar" | "onde", _) => Wants::Place,
        (
            "who" | "wer" | "qui" | "quien" | "chi" | "wie" | "quem",
            "is" | "are" | "ist" | "est" | "es" | "can",
        ) => Wants::Person,
        ("why" | "warum" | "wieso" | "pourquoi" | "perche" | "waarom", _) => Wants::Reason,
        ("how" | "wie" | "comment" | "como" | "come" | "hoe", _) => Wants::Way,
        _ => return None,
    })
}

impl Acts {
    /// What a text does.
    pub(super) fn of(text: &Text) -> Acts {
        let mut acts = Acts { question: text.sentences().iter().any(|s| s.question), ..Acts::default() };
        let words: Vec<&str> = super::words::plain_words(text, text.tokens()).take(200).collect();
        acts.words = words.len();
        for (n, word) in words.iter().enumerate() {
            let next = words.get(n + 1).copied().unwrap_or("");
            let hash = word_hash(word.as_bytes());
            acts.thanks |= THANKS.has_hashed(hash, word);
            acts.welcome |= WELCOME.has_hashed(hash, word);
            acts.apology |= APOLOGY.has_hashed(hash, word);
            acts.farewell |= FAREWELL.has_hashed(hash, word);
            acts.done |= DONE.has_hashed(hash, word);
            acts.offer |= OFFER.has_hashed(hash, word);
            acts.greeting |= n == 0 && GREETING.has_hashed(hash, word);
            acts.answer |= n == 0 && ANSWERS.has_hashed(hash, word);
            if acts.wants.is_none() {
                acts.wants = wants(word, next);
            }
        }
        acts.yes_no = text.sentences().iter().any(|sentence| {
            let first = text
                .tokens()
                .get(sentence.tokens.clone())
                .and_then(|tokens| tokens.iter().find(|token| token.kind == TokenKind::Word));
            sentence.question && first.is_some_and(|token| AUXILIARIES.has(text.token_text(token)))
        });
        acts
    }
}

/// Whether a text holds what a question word asks for; `None` where values can't tell.
pub(super) fn gives(text: &Text, wanted: Wants) -> Option<bool> {
    let any = |test: fn(&ValueKind) -> bool| Some(text.values().iter().any(|value| test(&value.kind)));
    match wanted {
        Wants::Time => {
            any(|kind| matches!(kind, ValueKind::Date(_) | ValueKind::Time(_) | ValueKind::Duration { .. }))
        }
        Wants::Amount => any(|kind| {
            matches!(
                kind,
                ValueKind::Money { .. }
                    | ValueKind::Number(_)
                    | ValueKind::Percent(_)
                    | ValueKind::Quantity { .. }
            )
        }),
        Wants::Place => {
            any(|kind| matches!(kind, ValueKind::Url(_) | ValueKind::Name(_) | ValueKind::Email(_)))
        }
        Wants::Person => any(|kind| matches!(kind, ValueKind::Name(_))),
        Wants::Reason | Wants::Way => None,
    }
}
