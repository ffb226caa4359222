//! What a message does: asks, thanks, complains, apologises, answers yes or no.

use super::marks::WordMarks;
use crate::text::values::ValueKind;
use crate::text::word_list;
use crate::text::{Sentence, Text, TokenKind, WordSet};

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

const THANKS: &[&str] = &[
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
];
const WELCOME: &[&str] = &[
    "welcome", "pleasure", "anytime", "glad", "gern", "gerne", "rien", "nada", "prego", "graag", "happy",
    "problem",
];
const APOLOGY: &[&str] = &[
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
];
const FAREWELL: &[&str] = &[
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
];
const GREETING: &[&str] =
    &["hi", "hello", "hey", "hallo", "bonjour", "hola", "ciao", "ola", "guten", "buongiorno", "goedemorgen"];
const ANSWERS: &[&str] = &[
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
];
const DONE: &[&str] = &[
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
];
const OFFER: &[&str] =
    &["anything", "would", "shall", "need", "prefer", "mochten", "souhaitez", "desea", "wilt", "deseja"];
/// Verbs that open a yes-no question.
static AUXILIARIES: WordSet<128> = WordSet::of(word_list![
    "is", "are", "was", "were", "do", "does", "did", "can", "could", "will", "would", "should", "have",
    "has", "may", "am", "ist", "sind", "haben", "hat", "kann", "konnen", "wird", "est", "avez", "pouvez",
    "peut", "puede", "puedo", "tiene", "hay", "posso", "puo", "avete", "kan", "kunt", "heeft", "bent",
    "pode", "tem",
]);

/// Words with which [`wants`] begins.
const ASKS: &[&str] = &[
    "when", "wann", "quand", "cuando", "quando", "wanneer", "how", "what", "wie", "wieviel", "combien",
    "cuanto", "cuantos", "quanto", "hoeveel", "quantos", "where", "wo", "wohin", "donde", "dove", "waar",
    "onde", "who", "wer", "qui", "quien", "chi", "quem", "why", "warum", "wieso", "pourquoi", "perche",
    "waarom", "comment", "como", "come", "hoe",
];

/// What a word tells about its text, a bit for each list.
static MARKS: WordMarks<1024, 256> =
    WordMarks::new(&[THANKS, WELCOME, APOLOGY, FAREWELL, GREETING, ANSWERS, DONE, OFFER, ASKS]);

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

/// Words that may stand before a question, folded.
static BEFORE_QUESTION: WordSet<64> = WordSet::of(word_list![
    "and", "also", "ok", "okay", "so", "but", "hi", "hello", "hey", "then", "thanks", "great", "good",
    "cool", "oh", "und", "auch", "also", "hallo", "dann", "gut", "danke", "et", "alors", "bonjour", "y",
    "hola", "e", "ciao", "en",
]);

/// Whether a folded word may stand before a question.
pub(super) fn is_before_question(word: &str) -> bool {
    BEFORE_QUESTION.has(word)
}

/// Whether a sentence asks, with a question mark or without: "and how many can sit at it".
pub(super) fn asks(text: &Text, sentence: &Sentence) -> bool {
    let tokens = text.tokens().get(sentence.tokens.clone()).unwrap_or_default();
    let mut words = super::words::plain_words(text, tokens).skip_while(|word| BEFORE_QUESTION.has(word));
    sentence.question
        || words.next().is_some_and(|word| {
            let next = words.next().unwrap_or("");
            // "Have a great day" asks nothing.
            let wish = matches!(word, "have" | "may") && !matches!(next, "i" | "you" | "we" | "they");
            ASKS.contains(&word) && !next.is_empty() || AUXILIARIES.has(word) && SUBJECTS.has(next) && !wish
        })
}

/// Words after the verb that opens a question, folded.
static SUBJECTS: WordSet<64> = WordSet::of(word_list![
    "i", "you", "we", "it", "they", "he", "she", "there", "the", "this", "that", "my", "your", "a", "an",
    "any", "ich", "sie", "du", "wir", "es", "er", "der", "die", "das", "je", "vous", "tu", "il", "elle",
    "on",
]);

/// The place of [`ASKS`] among the lists.
const ASKS_BIT: u32 = 8;

const fn bit(list: u32) -> u16 {
    1 << list
}

impl Acts {
    /// What a text does.
    pub(super) fn of(text: &Text) -> Acts {
        let mut acts = Acts { question: text.sentences().iter().any(|s| s.question), ..Acts::default() };
        let mut words = super::words::plain_words(text, text.tokens()).take(200).peekable();
        let (mut all, mut first) = (0, 0);
        while let Some(word) = words.next() {
            let marks = MARKS.of(word);
            if acts.words == 0 {
                first = marks;
            }
            acts.words += 1;
            all |= marks;
            if acts.wants.is_none() && marks & bit(ASKS_BIT) != 0 {
                acts.wants = wants(word, words.peek().copied().unwrap_or(""));
            }
        }
        acts.thanks = all & bit(0) != 0;
        acts.welcome = all & bit(1) != 0;
        acts.apology = all & bit(2) != 0;
        acts.farewell = all & bit(3) != 0;
        acts.greeting = first & bit(4) != 0;
        acts.answer = first & bit(5) != 0;
        acts.done = all & bit(6) != 0;
        acts.offer = all & bit(7) != 0;
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
