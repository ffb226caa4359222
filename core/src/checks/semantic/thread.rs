//! Whether a conversation moves on: the answer that did not help given again, nothing understood time after
//! time.

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
use crate::text::{FoldSpan, Lang, Text, TokenKind, WordSet, word_list};

/// Earlier messages of the company that are compared.
const LATEST: usize = 6;
/// Sentences of one text that are compared.
pub(super) const SENTENCES: usize = 12;
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
    "there is no ",
    "there's no ",
    "there isn't a",
    "can't find",
    "cannot find",
    "can't see",
    "don't see",
    "do not see",
    "isn't there",
    "not there",
    "looked everywhere",
    "tried everything",
    "greyed out",
    "grayed out",
    "finde ich nicht",
    "finde den",
    "finde das",
    "finde die",
    "gibt es nicht",
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
pub(super) fn company<'c>(
    case: &'c Case<'_>,
    test: impl Fn(usize, &Text) -> bool,
) -> Option<(usize, &'c Text)> {
    let mut all: Vec<(usize, &Scanned)> = case.company_texts().collect();
    all.reverse();
    all.into_iter().take(LATEST).map(|(turn, said)| (turn, &said.text)).find(|(turn, text)| test(*turn, text))
}

pub(super) fn report<'a>(
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
    let again = |turn: usize, said: &Text| {
        turn < last && (says_again(text, said, lang) || same_steps(text, said, lang))
    };
    if let (false, Some(same)) = (asks, company(case, again)) {
        report(rule, cx, sink, end_of(text), same);
    }
    Ok(())
}

/// Fewest content words of steps that can be told again in other words.
const STEPS: usize = 4;

/// Words of a reply that goes on from what was tried, folded.
static GOES_ON: WordSet<128> = WordSet::of(word_list![
    "instead",
    "another",
    "other",
    "different",
    "else",
    "older",
    "update",
    "updated",
    "new",
    "if",
    "since",
    "may",
    "might",
    "probably",
    "perhaps",
    "colleague",
    "team",
    "technician",
    "alternatively",
    "otherwise",
    "version",
    "thanks",
    "thank",
    "not",
    "isn't",
    "don't",
    "doesn't",
    "only",
    "but",
    "stattdessen",
    "andere",
    "anderen",
    "neu",
    "neue",
    "wenn",
    "falls",
    "vielleicht",
    "kollege",
    "kollegin",
    "danke",
    "nicht",
    "nur",
    "autre",
    "si",
    "peut-etre",
    "merci",
    "pas",
    "otro",
    "otra",
    "quizas",
    "gracias",
    "no",
    "altro",
    "altra",
    "se",
    "forse",
    "grazie",
    "non",
    "ander",
    "misschien",
    "bedankt",
    "niet",
]);

/// Words that tell what to do, folded.
static STEP_WORDS: WordSet<128> = WordSet::of(word_list![
    "please",
    "open",
    "tap",
    "click",
    "select",
    "choose",
    "press",
    "restart",
    "log",
    "sign",
    "enter",
    "visit",
    "unplug",
    "plug",
    "turn",
    "forget",
    "remove",
    "clear",
    "reset",
    "contact",
    "scan",
    "download",
    "install",
    "bitte",
    "offnen",
    "tippen",
    "klicken",
    "wahlen",
    "drucken",
    "starten",
    "veuillez",
    "ouvrez",
    "appuyez",
    "cliquez",
    "choisissez",
    "redemarrez",
    "abra",
    "pulse",
    "elija",
    "reinicie",
    "toque",
    "apra",
    "prema",
    "tocchi",
    "scelga",
    "riavvii",
    "klik",
    "kies",
    "druk",
    "start",
    "clique",
    "escolha",
]);

/// Whether a text tells the steps of an earlier one in other words: most of what that spoke of, nothing that goes on
/// from it.
fn same_steps(own: &Text, earlier: &Text, lang: Lang) -> bool {
    if own.tokens().iter().any(|token| GOES_ON.has(own.token_text(token))) {
        return false;
    }
    if !earlier.tokens().iter().any(|token| STEP_WORDS.has(earlier.token_text(token))) {
        return false;
    }
    let said: Vec<Stem> = telling(earlier, lang).into_iter().max_by_key(Vec::len).unwrap_or_default();
    let new = stems(own, lang, 0..own.tokens().len());
    let both = said.iter().filter(|stem| new.binary_search(stem).is_ok()).count();
    both >= STEPS && both * 3 >= said.len() * 2 && no_new_number(own, earlier)
}

/// "I've done it five times", "I did!".
fn done_already(text: &Text) -> bool {
    let words: Vec<&str> = super::words::plain_words(text, text.tokens()).take(12).collect();
    words.contains(&"already") || words.windows(2).any(|pair| matches!(pair, ["i've" | "have", "done"]))
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
