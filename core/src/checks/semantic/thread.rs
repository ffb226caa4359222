//! Whether a conversation moves on: the answer that did not help given again, a question asked again that was answered,
//! nothing understood time after time.

use super::found;
use super::words::{Stem, content};
use crate::case::Case;
use crate::checks::phrases::end_of;
use crate::checks::{CheckError, Cx};
use crate::contract::Support;
use crate::findings::{Report, Sink};
use crate::literals::Phrases;
use crate::matching::Scanned;
use crate::order::Order as _;
use crate::policy::compile::CompiledRule;
use crate::span::Span;
use crate::text::one_of;
use crate::text::values::ValueKind;
use crate::text::{FoldSpan, Lang, Sentence, Text, TokenKind, WordSet};
use crate::text::{Listed, word_list};

/// Earlier messages of the company that are compared.
const LATEST: usize = 6;
/// Sentences of one text that are compared.
const SENTENCES: usize = 12;
/// Fewest words of an answer that can be given again: "You're welcome" may be said twice.
const ANSWER_WORDS: usize = 4;

/// Words with which a customer says that an answer did not help, folded.
static NO_HELP: Phrases<512> = Phrases::of(word_list![
    "didn't help",
    "did not help",
    "doesn't help",
    "not helping",
    "didn't work",
    "did not work",
    "doesn't work",
    "does not work",
    "don't work",
    "won't work",
    "not working",
    "isn't working",
    "still won't",
    "still doesn't",
    "still does not",
    "still not",
    "still isn't",
    "still can't",
    "still no",
    "still nothing",
    "still the same",
    "same problem",
    "same error",
    "same thing",
    "same answer",
    "did that",
    "done that",
    "did it",
    "done it",
    "did all that",
    "tried that",
    "tried it",
    "tried this",
    "i tried",
    "i've tried",
    "no luck",
    "no difference",
    "nothing changed",
    "nothing happens",
    "nothing happened",
    "told you",
    "just said",
    "not what i asked",
    "not what i meant",
    "not my question",
    "wasn't my question",
    "answer my question",
    "doesn't answer",
    "not answer my",
    "didn't answer",
    "not an answer",
    "not true",
    "is dead",
    "useless",
    "you keep",
    "keep saying",
    "keep telling",
    "nichts gebracht",
    "bringt nichts",
    "brachte nichts",
    "hilft nicht",
    "hilft mir nicht",
    "half nicht",
    "nicht geholfen",
    "geht nicht",
    "geht trotzdem nicht",
    "funktioniert nicht",
    "klappt nicht",
    "immer noch",
    "schon gemacht",
    "schon versucht",
    "schon probiert",
    "nicht meine frage",
    "toujours pas",
    "marche pas",
    "fonctionne pas",
    "deja fait",
    "deja essaye",
    "ne change rien",
    "rien change",
    "pas aide",
    "pas ma question",
    "no funciona",
    "no ha funcionado",
    "ya lo hice",
    "ya lo he",
    "sigue sin",
    "sigue igual",
    "no me ayuda",
    "no me sirve",
    "no es lo que",
    "non funziona",
    "non ha funzionato",
    "gia fatto",
    "gia provato",
    "ancora non",
    "non serve",
    "non mi aiuta",
    "non e quello che",
    "werkt niet",
    "helpt niet",
    "hielp niet",
    "niet geholpen",
    "al gedaan",
    "al geprobeerd",
    "nog steeds",
    "lukt niet",
    "nao funciona",
    "nao funcionou",
    "ja fiz",
    "ja tentei",
    "continua sem",
    "continua a nao",
    "nao ajudou",
    "nao resolve",
    "nao adiantou",
]);

/// Words that ask for the same words once more, folded.
static SAY_AGAIN: Phrases<64> = Phrases::of(word_list![
    "say that again",
    "say it again",
    "repeat",
    "come again",
    "are you sure",
    "pardon",
    "noch einmal sagen",
    "wiederholen",
    "sind sie sicher",
    "repeter",
    "vous etes sur",
    "repetir",
    "seguro que",
    "ripetere",
    "sicuro",
    "herhalen",
    "tem a certeza",
]);

/// Words of a reply that has not understood, folded.
static NOT_UNDERSTOOD: Phrases<128> = Phrases::of(word_list![
    "didn't get that",
    "did not get that",
    "didn't catch",
    "don't understand",
    "do not understand",
    "didn't understand",
    "did not understand",
    "not sure i understand",
    "not sure what you mean",
    "not sure how to help",
    "could you rephrase",
    "please rephrase",
    "rephrase",
    "say it in other words",
    "put it in other words",
    "could you tell me more",
    "can you tell me more",
    "tell me a bit more",
    "what can i do for you",
    "what can i help you with",
    "how can i help",
    "what would you like to do",
    "what would you like?",
    "nicht verstanden",
    "verstehe nicht",
    "verstehe ich nicht",
    "verstehe das nicht",
    "anders sagen",
    "anders formulieren",
    "umformulieren",
    "pas compris",
    "comprends pas",
    "reformuler",
    "no entiendo",
    "no he entendido",
    "no entendi",
    "reformular",
    "non ho capito",
    "non capisco",
    "riformulare",
    "begrijp ik niet",
    "begrijp het niet",
    "niet begrepen",
    "anders formuleren",
    "nao entendi",
    "nao percebi",
    "nao compreendi",
]);

/// Replies in a row that understand nothing before a person should take over, the draft included.
const LOST: usize = 3;

fn stems(text: &Text, lang: Lang, tokens: std::ops::Range<usize>) -> Vec<Stem> {
    let mut stems: Vec<Stem> = content(text, lang, tokens).map(|word| word.stem).collect();
    stems.order();
    stems.dedup();
    stems
}

/// Whether two sorted lists of stems say the same: all but one in five of each.
fn alike(a: &[Stem], b: &[Stem]) -> bool {
    let both = a.iter().filter(|stem| b.binary_search(stem).is_ok()).count();
    both > 0 && both * 5 >= a.len() * 4 && both * 5 >= b.len() * 4
}

/// The sentences of a text that say something.
fn telling(text: &Text, lang: Lang) -> Vec<Vec<Stem>> {
    let all =
        text.sentences().iter().take(SENTENCES).map(|sentence| stems(text, lang, sentence.tokens.clone()));
    all.filter(|stems| !stems.is_empty()).collect()
}

/// Whether all that `own` says stood in `earlier`: at least one sentence of some length, no number that is new, and no
/// other content but a word of regret.
fn says_again(own: &Text, earlier: &Text, lang: Lang) -> bool {
    let (new, old) = (telling(own, lang), telling(earlier, lang));
    let again = |said: &Vec<Stem>| old.iter().any(|known| alike(said, known));
    let words: usize = new.iter().filter(|said| again(said)).map(Vec::len).sum();
    let rest: usize = new.iter().filter(|said| !again(said)).map(Vec::len).sum();
    let long =
        own.tokens().iter().filter(|token| token.kind == TokenKind::Word).nth(ANSWER_WORDS - 1).is_some();
    long && words >= MEANT && rest * 3 <= words && no_new_number(own, earlier)
}

/// Fewest content words that make an answer.
const MEANT: usize = 2;

/// Whether every number of a text stands in another.
fn no_new_number(own: &Text, earlier: &Text) -> bool {
    let numbers =
        own.tokens().iter().filter(|token| matches!(token.kind, TokenKind::Number | TokenKind::Alnum));
    numbers.take(40).all(|number| {
        earlier.tokens().iter().any(|token| earlier.token_text(token) == own.token_text(number))
    })
}

/// The earlier message of the company, latest first, that a test accepts.
fn company<'c>(case: &'c Case<'_>, test: impl Fn(usize, &Text) -> bool) -> Option<(usize, &'c Text)> {
    let mut all: Vec<(usize, &Scanned)> = case.company_texts().collect();
    all.reverse();
    all.into_iter().take(LATEST).map(|(turn, said)| (turn, &said.text)).find(|(turn, text)| test(*turn, text))
}

fn report<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
    at: FoldSpan,
    (turn, text): (usize, &Text),
) {
    let mut report = Report::at(at).word("expected", text.original());
    report.support.push(Support {
        source: None,
        fact: None,
        turn: Some(turn),
        text: text.original().to_owned(),
        span: Some(Span::new(0, text.original().len())),
    });
    found(rule, cx, sink, report);
}

/// The draft gives an earlier answer again, though the customer says that it did not help.
pub(super) fn same_answer<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    let case = cx.case;
    let (Some(last), Some(asked)) = (case.last_customer, case.customer_text()) else { return Ok(()) };
    let message = asked.text.folded();
    if case.turns.len() < 3 || SAY_AGAIN.any_in(message) {
        return Ok(());
    }
    let lang = case.lang.unwrap_or(Lang::En);
    let text = &cx.draft.text;
    let unhelped = NO_HELP.any_in(message) || done_already(&asked.text);
    if !unhelped {
        return Ok(());
    }
    let asks = text.sentences().iter().any(|sentence| sentence.question);
    if let (false, Some(same)) =
        (asks, company(case, |turn, said| turn < last && says_again(text, said, lang)))
    {
        report(rule, cx, sink, end_of(text), same);
    }
    Ok(())
}

/// "I've done it five times", "I did!".
fn done_already(text: &Text) -> bool {
    let words: Vec<&str> = super::words::plain_words(text, text.tokens()).take(12).collect();
    words.contains(&"already") || words.windows(2).any(|pair| matches!(pair, ["i've" | "have", "done"]))
}

/// Words of a question that asks for something new, or for a look at what was given; folded.
static ASKS_ANEW: WordSet<128> = WordSet::of(word_list![
    "again",
    "another",
    "other",
    "else",
    "also",
    "new",
    "different",
    "instead",
    "confirm",
    "correct",
    "right",
    "digit",
    "digits",
    "short",
    "match",
    "recent",
    "alternative",
    "alternatively",
    "noch",
    "neue",
    "neuen",
    "andere",
    "nochmal",
    "stimmt",
    "richtig",
    "autre",
    "nouveau",
    "nouvelle",
    "encore",
    "confirmer",
    "otro",
    "otra",
    "nuevo",
    "nueva",
    "confirmar",
    "altro",
    "altra",
    "nuovo",
    "nuova",
    "confermare",
    "ander",
    "andere",
    "nieuwe",
    "nogmaals",
    "outro",
    "outra",
    "novo",
    "nova",
]);

/// The questions of a text that ask for one thing only.
fn questions(text: &Text) -> impl Iterator<Item = &Sentence> {
    let asks = text.sentences().iter().any(|sentence| sentence.question);
    let new = asks && text.tokens().iter().any(|token| ASKS_ANEW.has(text.token_text(token)));
    text.sentences().iter().take(SENTENCES).filter(move |sentence| sentence.question && !new)
}

/// Stems of words that say only that a number is meant.
static NUMBER_WORDS: Listed =
    Listed::new(word_list!["number", "nummer", "numero", "code", "reference", "details"]);

/// Words that may stand between a thing and its number, folded.
static BETWEEN: Listed = Listed::new(word_list![
    "is", "ist", "est", "es", "e", "sind", ":", "#", "-", "no", "nr", "lautet", "de", "di", "da"
]);

/// Fewest digits of a number by which something is known.
const DIGITS: usize = 3;

/// The turn in which the customer gave what a sentence asks for: an address, or a number after the name of its thing.
fn given(case: &Case<'_>, text: &Text, sentence: &Sentence, lang: Lang) -> Option<usize> {
    let tokens = text.tokens().get(sentence.tokens.clone()).unwrap_or_default();
    let words: Vec<&str> = super::words::plain_words(text, tokens).collect();
    let is_number = |word: &str| word == "id" || NUMBER_WORDS.iter().any(|end| word.ends_with(end));
    let own = words.iter().any(|word| OWN.contains(word));
    let email = words.iter().any(|word| matches!(*word, "email" | "e-mail"));
    let coded = words
        .iter()
        .any(|word| is_number(word) || one_of!(*word, "postcode" | "zip" | "model" | "modell" | "modele"));
    if !own || !(email || coded) || words.len() > 14 {
        return None;
    }
    // What the number is of: the last content word of the question but "number" itself.
    let named = content(text, lang, sentence.tokens.clone()).filter(|word| {
        text.tokens().get(word.token).is_some_and(|t| !NUMBER_WORDS.contains(&text.token_text(t)))
    });
    let noun = named.last().map(|word| word.stem).filter(|_| coded);
    case.customer_texts().filter(|(turn, _)| *turn + 4 > case.turns.len()).find_map(|(turn, said)| {
        let message = &said.text;
        if email {
            let told = message.values().iter().any(|value| matches!(value.kind, ValueKind::Email(_)));
            return told.then_some(turn);
        }
        let noun = noun?;
        let at = content(message, lang, 0..message.tokens().len()).find(|word| word.stem == noun)?;
        let mut after =
            message.tokens().get(at.token + 1..).unwrap_or_default().iter().map(|t| message.token_text(t));
        let number = after.find(|word| !BETWEEN.contains(word) && !is_number(word))?;
        let digits = |word: &str| word.bytes().filter(u8::is_ascii_digit).count();
        // "HX-220": the letters may be a word of their own.
        let first = after.find(|word| *word != "-").map_or(0, digits);
        let more = after.take(2).map(digits).sum::<usize>();
        let starts = digits(number) > 0 || number.len() <= 3 && first > 0;
        (starts && digits(number) + first + more >= DIGITS).then_some(turn)
    })
}

/// Words that make a question one about the customer's own thing, folded.
static OWN: Listed = Listed::new(word_list![
    "your", "ihre", "ihren", "ihr", "dein", "deine", "votre", "ton", "ta", "su", "tu", "suo", "sua", "tuo",
    "uw", "je", "seu", "you", "sie", "vous",
]);

/// The words of a question without its courtesies: "Could you tell me on which day you would like to come?" asks for
/// the same as "On which day?".
fn bare(text: &Text, sentence: &Sentence) -> Vec<String> {
    let tokens = text.tokens().get(sentence.tokens.clone()).unwrap_or_default();
    let words = super::words::plain_words(text, tokens).filter(|word| !COURTESIES.has(word)).take(20);
    words.map(str::to_owned).collect()
}

/// Words that change nothing about what a question asks for, folded.
static COURTESIES: WordSet<128> = WordSet::of(word_list![
    "could", "what", "what's", "can", "would", "you", "please", "tell", "me", "give", "like", "to", "the",
    "a", "an", "your", "and", "so", "then", "okay", "ok", "come", "thanks", "thank", "it", "was", "is",
    "was", "be", "in", "on", "for", "we", "i", "do", "did", "have", "sie", "bitte", "mir", "konnen", "ihre",
    "ihr", "der", "die", "das", "und", "vous", "votre", "le", "la", "de", "moi",
]);

/// The draft asks for what the customer has given already, or asks again what was just answered.
pub(super) fn asked_again<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    let case = cx.case;
    let (Some(last), Some(asked)) = (case.last_customer, case.customer_text()) else { return Ok(()) };
    let lang = case.lang.unwrap_or(Lang::En);
    let text = &cx.draft.text;
    for sentence in questions(text) {
        if let Some(turn) = given(case, text, sentence, lang)
            && let Some(said) = case.turns.get(turn)
        {
            report(rule, cx, sink, sentence.fold, (turn, &said.text));
            return Ok(());
        }
        let own = bare(text, sentence);
        if own.is_empty() || !answers(&asked.text) || sentence_has_value(text, sentence) {
            continue;
        }
        // The only question of the message before, answered since.
        let Some(before) = last.checked_sub(1) else { continue };
        let put = company(case, |turn, said| {
            let mut all = said.sentences().iter().filter(|other| other.question);
            let (one, more) = (all.next(), all.next());
            turn == before && more.is_none() && one.is_some_and(|other| bare(said, other) == own)
        });
        if let Some(same) = put {
            report(rule, cx, sink, sentence.fold, same);
            return Ok(());
        }
    }
    Ok(())
}

/// Words of a message that gives no answer, folded.
static NO_ANSWER: Phrases<64> = Phrases::of(word_list![
    "don't know",
    "do not know",
    "not sure",
    "what do you mean",
    "no idea",
    "wait",
    "moment",
    "second",
    "hold on",
    "weiss nicht",
    "keine ahnung",
    "moment",
    "je ne sais pas",
    "no se",
    "no lo se",
    "non lo so",
    "weet niet",
    "nao sei",
    "forgot",
    "can't find",
    "cannot find",
    "which one",
]);

/// Most words and marks of a message that does nothing but answer.
const ANSWER: usize = 8;

/// Whether a message answers a question: it is short, asks nothing and does not say that it can't.
fn answers(text: &Text) -> bool {
    let asks = text.sentences().iter().any(|sentence| sentence.question);
    !asks && text.tokens().len() <= ANSWER && !text.tokens().is_empty() && !NO_ANSWER.any_in(text.folded())
}

/// Whether a question names a value: it may ask about another one each time.
fn sentence_has_value(text: &Text, sentence: &Sentence) -> bool {
    text.values().iter().any(|value| sentence.tokens.contains(&value.tokens.start))
}

/// Nothing was understood time after time.
pub(super) fn lost<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    let case = cx.case;
    let text = &cx.draft.text;
    if case.turns.len() < 4 || !NOT_UNDERSTOOD.any_in(text.folded()) {
        return Ok(());
    }
    let mut before: Vec<(usize, &Scanned)> = case.company_texts().collect();
    before.reverse();
    let lost = |said: &&(usize, &Scanned)| NOT_UNDERSTOOD.any_in(said.1.text.folded());
    let run = before.iter().take_while(lost).count();
    if run + 1 >= LOST
        && let Some((turn, said)) = before.first()
    {
        report(rule, cx, sink, end_of(text), (*turn, &said.text));
    }
    Ok(())
}
