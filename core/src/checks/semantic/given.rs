//! What the customer has given already and is asked for again: a number, an address, a name, the choice that was offered.

use super::acts::{asks, is_before_question};
use super::consistency::{counts, labels};
use super::form::introduced::introduced;
use super::relevance::is_courtesy;
use super::thread::{SENTENCES, company, report};
use super::words::content;
use crate::case::Case;
use crate::checks::labels::is_labelled;
use crate::checks::phrases::end_of;
use crate::checks::{CheckError, Cx};
use crate::findings::Sink;
use crate::literals::Phrases;
use crate::policy::compile::CompiledRule;
use crate::text::one_of;
use crate::text::values::{Comparison, Value, ValueKind};
use crate::text::{Lang, Listed, Sentence, Text, TokenKind, WordSet, word_list};

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
    let mut all = text.sentences().iter().take(SENTENCES).filter(|sentence| sentence.question).peekable();
    let asks = all.peek().is_some();
    // "What is the new address?" asks for the one that was spoken of.
    let anew = |word: &str| ASKS_ANEW.has(word) && word != "new";
    let new = asks && text.tokens().iter().any(|token| anew(text.token_text(token)));
    all.filter(move |_| !new)
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
    // "What's your order number, so that I can look it up?": what it is for doesn't matter.
    let comma = tokens.iter().position(|token| text.token_text(token) == ",").filter(|at| *at > 3);
    let asks = sentence.tokens.start..sentence.tokens.start + comma.unwrap_or(tokens.len());
    let tokens = text.tokens().get(asks.clone()).unwrap_or_default();
    let words: Vec<&str> = super::words::plain_words(text, tokens).collect();
    let is_number = |word: &str| word == "id" || NUMBER_WORDS.iter().any(|end| word.ends_with(end));
    let own = words.iter().any(|word| OWN.contains(word));
    let email = words.iter().any(|word| matches!(*word, "email" | "e-mail"));
    let coded = words
        .iter()
        .any(|word| is_number(word) || one_of!(*word, "postcode" | "zip" | "model" | "modell" | "modele"));
    if !own || !(email || coded) || words.len() > 14 || words.contains(&"new") {
        return None;
    }
    // What the number is of: the last content word of the question but "number" itself.
    let named = content(text, lang, asks).filter(|word| {
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
        let mut places = content(message, lang, 0..message.tokens().len()).filter(|word| word.stem == noun);
        let numbered = |at: usize| {
            let after = message.tokens().get(at + 1..).unwrap_or_default();
            let mut after = after.iter().map(|t| message.token_text(t));
            let number = after.find(|word| !BETWEEN.contains(word) && !is_number(word))?;
            let digits = |word: &str| word.bytes().filter(u8::is_ascii_digit).count();
            // "HX-220": the letters may be a word of their own.
            let first = after.find(|word| *word != "-").map_or(0, digits);
            let more = after.take(2).map(digits).sum::<usize>();
            let starts = digits(number) > 0 || number.len() <= 3 && first > 0;
            Some(starts && digits(number) + first + more >= DIGITS)
        };
        places.any(|word| numbered(word.token) == Some(true)).then_some(turn)
    })
}

/// Words that make a question one about the customer's own thing, folded.
pub(super) static OWN: Listed = Listed::new(word_list![
    "your", "ihre", "ihren", "ihr", "dein", "deine", "votre", "ton", "ta", "su", "tu", "suo", "sua", "tuo",
    "uw", "je", "seu", "you", "sie", "vous",
]);

/// Words that ask which thing it is, folded.
static WHICH: Listed = Listed::new(word_list![
    "which", "what", "what's", "welche", "welchem", "welchen", "welcher", "welches", "quel", "quelle", "que",
    "cual", "qual", "quale", "che", "welk", "welke", "em", "in",
]);

/// Words for streets, and the ends of such words, folded.
static STREETS: Listed = Listed::new(word_list![
    "street",
    "road",
    "lane",
    "avenue",
    "close",
    "drive",
    "way",
    "court",
    "square",
    "terrace",
    "gardens",
    "crescent",
    "strasse",
    "weg",
    "platz",
    "gasse",
    "allee",
    "rue",
    "boulevard",
    "chemin",
    "calle",
    "avenida",
    "via",
    "viale",
    "piazza",
    "straat",
    "laan",
    "plein",
    "rua",
    "praca",
]);

/// Most words between the number of a house and the word for its street.
const STREET_WORDS: usize = 3;

/// Whether a text gives an address: "4 Mill Lane", "Lindenweg 7".
fn gives_address(text: &Text) -> bool {
    let word = |n: usize| text.tokens().get(n).map_or("", |token| text.token_text(token));
    let is_street = |n: usize| STREETS.iter().any(|end| word(n).ends_with(end) && word(n).len() > 2);
    text.tokens().iter().enumerate().any(|(n, token)| {
        let house = matches!(token.kind, TokenKind::Number | TokenKind::Alnum) && word(n).len() <= 4;
        house
            && ((n + 1..=n + STREET_WORDS).any(&is_street)
                || (n.saturating_sub(STREET_WORDS)..n).any(is_street))
    })
}

/// The turn in which the customer told what a sentence asks for: where they live or stay, their name, how many come.
fn told(case: &Case<'_>, text: &Text, sentence: &Sentence, lang: Lang) -> Option<usize> {
    let tokens = text.tokens().get(sentence.tokens.clone()).unwrap_or_default();
    let words: Vec<&str> = super::words::plain_words(text, tokens).take(LONG).collect();
    let has = |one: &str| words.contains(&one);
    if words.len() >= LONG
        || !words.iter().any(|word| OWN.contains(word))
        || sentence_has_value(text, sentence)
    {
        return None;
    }
    let which = words.iter().any(|word| WHICH.contains(word));
    let address = which
        && (has("address") || has("adresse") || has("direccion") || has("indirizzo") || has("adres"))
        && !words
            .iter()
            .any(|word| one_of!(*word, "email" | "e-mail" | "mail" | "ip" | "web" | "of" | "billing"));
    let name = NAME_QUESTIONS.any_in(text.folded_text(sentence.fold))
        && !words.iter().any(|word| {
            one_of!(*word, "full" | "last" | "first" | "surname" | "family" | "spell" | "account" | "company")
        });
    let many = words.windows(3).find_map(|words| match words {
        ["how", "many", thing] => Some(*thing),
        _ => None,
    });
    let labelled = words.windows(2).find_map(|words| match words {
        [which, thing] if WHICH.contains(which) && is_labelled(thing) => Some(*thing),
        _ => None,
    });
    if !(address || name || many.is_some() || labelled.is_some()) {
        return None;
    }
    let recent = case.customer_texts().filter(|(turn, _)| *turn + RECENT > case.turns.len());
    recent.into_iter().find_map(|(turn, said)| {
        let message = &said.text;
        let moved = || {
            message.tokens().iter().any(|token| {
                one_of!(message.token_text(token), "new" | "neue" | "nouvelle" | "nueva" | "nuovo" | "nieuwe")
            })
        };
        let given = address && (!has("new") || moved()) && gives_address(message)
            || name && introduced(message).is_some()
            || many.is_some_and(|thing| counts::names_number(message, thing, lang))
            || labelled.is_some_and(|thing| labels::has_number(message, thing));
        given.then_some(turn)
    })
}

/// Most words of a question that asks for one thing.
const LONG: usize = 14;
/// Turns back from the end in which what was told is still known.
const RECENT: usize = 6;

/// Words that ask for a name, folded.
static NAME_QUESTIONS: Phrases<64> = Phrases::of(word_list![
    "your name",
    "which name",
    "what name",
    "welchem namen",
    "welchen namen",
    "ihr name",
    "ihren namen",
    "wie heissen",
    "wie heisst du",
    "votre nom",
    "quel nom",
    "su nombre",
    "que nombre",
    "suo nome",
    "che nome",
    "uw naam",
    "welke naam",
    "seu nome",
]);

/// The turn in which the customer chose between the two that a sentence offers once more.
fn choice(case: &Case<'_>, text: &Text, sentence: &Sentence) -> Option<usize> {
    let mut offered = text.values().iter().filter(|value| sentence.tokens.contains(&value.tokens.start));
    let (one, two) = (offered.next()?, offered.next()?);
    let equal = |value: &Value, other: &Value| value.same(other, case.today) == Comparison::Equal;
    let or = text.tokens().get(one.tokens.end..two.tokens.start).unwrap_or_default();
    let or = or.iter().any(|token| one_of!(text.token_text(token), "or" | "oder" | "ou" | "o" | "of"));
    if !or || offered.next().is_some() || one.same(two, case.today) != Comparison::Different {
        return None;
    }
    let names = |said: &Text, value: &Value| said.values().iter().any(|other| equal(value, other));
    let put = case.company_texts().find(|(_, said)| names(&said.text, one) && names(&said.text, two))?.0;
    let mut chosen = case.customer_texts().filter(|(turn, _)| *turn > put);
    chosen.find(|(_, said)| names(&said.text, one) != names(&said.text, two)).map(|(turn, _)| turn)
}

/// Words that ask the customer for what they want at all, folded.
static OPEN_QUESTIONS: Phrases<128> = Phrases::of(word_list![
    "what can i do for you",
    "what can we do for you",
    "what we can do for you",
    "what i can do for you",
    "how can i help",
    "how can we help",
    "how may i help",
    "how may we help",
    "how may i assist",
    "how can i assist",
    "how can we assist",
    "how we can help",
    "how i can help",
    "what can i help you with",
    "what is your question",
    "what's your question",
    "what would you like to know",
    "describe your problem",
    "describe the problem",
    "describe your issue",
    "describe the issue",
    "what seems to be the problem",
    "what the problem is",
    "wie kann ich ihnen helfen",
    "wie konnen wir ihnen helfen",
    "wie kann ich dir helfen",
    "was kann ich fur",
    "was konnen wir fur",
    "comment puis-je vous aider",
    "que puis-je faire pour vous",
    "en que puedo ayudar",
    "en que podemos ayudar",
    "como puedo ayudar",
    "come posso aiutar",
    "come possiamo aiutar",
    "hoe kan ik u helpen",
    "waarmee kan ik",
    "como posso ajudar",
    "em que posso ajudar",
]);

/// Words of a message that says only that there is a question, folded.
static ONLY_OPENS: WordSet<16> =
    WordSet::of(word_list!["question", "questions", "help", "assist", "frage", "hilfe"]);

/// Fewest content words of a message that asks for something in particular.
const PARTICULAR: usize = 2;

/// Whether a draft asks for the wish itself, and has nothing of its own to say.
fn asks_openly(text: &Text) -> bool {
    OPEN_QUESTIONS.any_in(text.folded())
        && text.values().iter().all(|value| matches!(value.kind, ValueKind::Name(_) | ValueKind::Date(_)))
        && !text.folded().contains(" else")
}

/// Whether a message asks something in particular.
fn has_asked(text: &Text, lang: Lang) -> bool {
    content(text, lang, 0..text.tokens().len()).nth(PARTICULAR - 1).is_some()
        && text.sentences().iter().any(|sentence| {
            let tokens = text.tokens().get(sentence.tokens.clone()).unwrap_or_default();
            let first = super::words::plain_words(text, tokens).find(|word| !is_before_question(word));
            asks(text, sentence)
                && !first
                    .is_some_and(|word| one_of!(word, "why" | "warum" | "pourquoi" | "perche" | "waarom"))
                && !tokens.iter().any(|token| ONLY_OPENS.has(text.token_text(token)))
        })
}

/// Whether a text has content, and says no to nothing.
fn offers(text: &Text, lang: Lang) -> bool {
    let denies = |word: &str| {
        one_of!(word, "no" | "not" | "sorry" | "nicht" | "nein" | "pas" | "non" | "niet" | "nee")
    };
    content(text, lang, 0..text.tokens().len()).next().is_some()
        && !text.tokens().iter().any(|token| denies(text.token_text(token)))
}

/// In the middle of a conversation, the draft asks what the customer wants, or offers help, and says nothing to the
/// question just put.
pub(super) fn says_nothing<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    let case = cx.case;
    let (Some(last), Some(asked)) = (case.last_customer, case.customer_text()) else { return Ok(()) };
    let lang = case.lang.unwrap_or(Lang::En);
    let text = &cx.draft.text;
    let underway = case.company_texts().any(|(turn, _)| turn < last);
    if underway
        && has_asked(&asked.text, lang)
        && case.state().mood >= 0
        && (asks_openly(text) && !shares_content(text, &asked.text, lang)
            || offers(text, lang) && is_courtesy(cx))
    {
        report(rule, cx, sink, end_of(text), (last, &asked.text));
    }
    Ok(())
}

/// Whether two texts share a content word.
fn shares_content(one: &Text, two: &Text, lang: Lang) -> bool {
    let all =
        |text: &Text| content(text, lang, 0..text.tokens().len()).map(|word| word.stem).collect::<Vec<_>>();
    let known = all(two);
    all(one).iter().any(|stem| known.contains(stem))
}

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
        let number = || given(case, text, sentence, lang);
        let turn = told(case, text, sentence, lang).or_else(|| choice(case, text, sentence));
        if let Some(turn) = turn.or_else(number)
            && let Some(said) = case.turns.get(turn)
        {
            report(rule, cx, sink, sentence.fold, (turn, &said.text));
            return Ok(());
        }
        if let Some(same) = put_before(case, text, sentence, last) {
            report(rule, cx, sink, sentence.fold, same);
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

/// What a question asks to be named: "which flavour", "de qué modelo".
fn named_by<'t>(text: &'t Text, sentence: &Sentence) -> Option<&'t str> {
    let tokens = text.tokens().get(sentence.tokens.clone()).unwrap_or_default();
    let words: Vec<&str> = super::words::plain_words(text, tokens).take(LONG).collect();
    words.windows(2).find_map(|pair| match pair {
        ["in" | "em", _] => None,
        [which, thing] if WHICH.contains(which) && thing.len() > 3 && !NO_THING.contains(thing) => {
            Some(*thing)
        }
        _ => None,
    })
}

/// Things of which a conversation has many, one for each leg or wish, and words that are no thing.
static NO_THING: Listed = Listed::new(word_list![
    "about", "date", "time", "kind", "sort", "type", "city", "place", "stop", "station", "airport", "area",
    "price", "number", "name", "would", "could", "else", "tipo", "fecha", "hora", "data", "datum", "zeit",
    "heure", "ville", "stadt", "ciudad", "does", "will", "have", "happened", "happens", "means", "thing",
    "things",
]);

/// The only question of the message just before, where the customer opened with what it asked for, and the draft asks for
/// the same thing: "Which flavour would he like?" – "Lemon. And …".
fn put_before<'c>(
    case: &'c Case<'_>,
    text: &Text,
    sentence: &Sentence,
    last: usize,
) -> Option<(usize, &'c Text)> {
    let thing = named_by(text, sentence).filter(|_| !sentence_has_value(text, sentence))?;
    let answer = &case.turns.get(last)?.text;
    let opening = answer.sentences().first().filter(|first| !first.question)?;
    let words = answer.tokens().get(opening.tokens.clone()).unwrap_or_default();
    if words.len() > ANSWER || words.is_empty() || NO_ANSWER.any_in(answer.folded()) {
        return None;
    }
    let before = last.checked_sub(1)?;
    company(case, |turn, said| {
        let mut all = said.sentences().iter().filter(|other| other.question);
        let (one, more) = (all.next(), all.next());
        turn == before && more.is_none() && one.and_then(|other| named_by(said, other)) == Some(thing)
    })
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
