//! Whom the reply greets.

use super::introduced::introduced;
use crate::case::Case;
use crate::checks::semantic::found;
use crate::checks::{CheckError, Cx};
use crate::contract::{Applicability, Edit, Fix, OnLine, Support};
use crate::findings::{Report, Sink};
use crate::policy::compile::CompiledRule;
use crate::span::Span;
use crate::text::{Case as Letters, Listed, Text, Token, TokenKind, fold_pattern_text, one_of, word_list};

/// Words that open a greeting, or thanks, before a name; folded.
pub(super) static OPENERS: Listed = Listed::new(word_list![
    "hi",
    "hello",
    "hey",
    "dear",
    "hallo",
    "lieber",
    "liebe",
    "bonjour",
    "bonsoir",
    "cher",
    "chere",
    "hola",
    "estimado",
    "estimada",
    "querido",
    "querida",
    "ciao",
    "buongiorno",
    "gentile",
    "caro",
    "cara",
    "beste",
    "ola",
    "prezado",
    "prezada",
    "thanks",
    "sorry",
    "morning",
    "afternoon",
    "evening",
    "tag",
    "geehrter",
    "geehrte",
    "salut",
]);

/// Titles before a family name, folded.
pub(super) const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "miss", "mx", "dr", "herr", "frau", "monsieur", "madame", "m", "mme", "senor",
    "senora", "sr", "sra", "signor", "signora", "sig", "meneer", "mevrouw", "dhr", "mevr", "senhor",
    "senhora", "don", "dona", "prof",
];

/// Capitalised words after a greeting that are no names, folded.
pub(super) static NO_NAMES: Listed = Listed::new(word_list![
    "again",
    "all",
    "and",
    "back",
    "customer",
    "customers",
    "cliente",
    "client",
    "everyone",
    "folks",
    "friend",
    "guest",
    "i",
    "it",
    "kunde",
    "kundin",
    "madam",
    "member",
    "neighbor",
    "passenger",
    "patient",
    "sir",
    "subscriber",
    "team",
    "thanks",
    "thank",
    "the",
    "there",
    "to",
    "traveller",
    "traveler",
    "user",
    "valued",
    "we",
    "welcome",
    "what",
    "you",
    "your",
    "zusammen",
    "klant",
    "damen",
    "herren",
    "mesdames",
    "messieurs",
    "monsieur",
    "madame",
    "senores",
    "how",
    "yes",
    "no",
    "happy",
    "good",
    "great",
    "this",
    "please",
    "for",
    "so",
    "is",
    "are",
    "account",
    "holder",
    "tenant",
    "colleague",
    "student",
    "parent",
    "guardian",
    "resident",
    "shopper",
    "buyer",
    "seller",
    "driver",
    "partner",
    "reader",
    "homeowner",
    "policyholder",
    "cardholder",
    "applicant",
    "candidate",
    "support",
    "ladies",
]);

/// Short forms of names, folded; both sides are the same person.
const SHORT_FORMS: &[(&str, &str)] = &[
    ("bob", "robert"),
    ("rob", "robert"),
    ("bill", "william"),
    ("will", "william"),
    ("liz", "elizabeth"),
    ("beth", "elizabeth"),
    ("betty", "elizabeth"),
    ("dick", "richard"),
    ("rick", "richard"),
    ("jim", "james"),
    ("jack", "john"),
    ("peggy", "margaret"),
    ("meg", "margaret"),
    ("kate", "katherine"),
    ("kate", "catherine"),
    ("katie", "katherine"),
    ("tony", "anthony"),
    ("harry", "henry"),
    ("hank", "henry"),
    ("ted", "edward"),
    ("ned", "edward"),
    ("chuck", "charles"),
    ("pepe", "jose"),
    ("paco", "francisco"),
    ("sepp", "josef"),
    ("hans", "johannes"),
    ("uli", "ulrich"),
    ("gianni", "giovanni"),
    ("pippo", "filippo"),
    ("toni", "anton"),
    ("sasha", "alexander"),
    ("mike", "michael"),
    ("nick", "nicholas"),
    ("steve", "stephen"),
    ("dave", "david"),
];

/// A name in a greeting: its tokens, and whether a title stands before it.
struct Greeted {
    tokens: std::ops::Range<usize>,
    titled: bool,
}

pub(super) fn word<'t>(text: &'t Text, token: Option<&Token>) -> &'t str {
    token.map_or("", |token| text.folded_text(token.fold))
}

/// The name that the opening of a text addresses.
fn greeted(text: &Text) -> Option<Greeted> {
    let tokens = text.tokens();
    let opener = tokens.iter().take(3).position(|token| OPENERS.contains(&text.token_text(token)));
    // "Mr Berg, your order is ready", "thank you for waiting, Mr Berg."
    let called = || {
        let titles =
            |n: usize| TITLES.contains(&word(text, tokens.get(n))) && tokens.get(n).is_some_and(is_capital);
        let opens = titles(0).then_some(0);
        opens.or_else(|| {
            (1..tokens.len().min(60)).find(|n| word(text, tokens.get(n - 1)) == "," && titles(*n))
        })
    };
    let mut at = opener.map(|opener| opener + 1).or_else(called)?;
    let titled = TITLES.contains(&word(text, tokens.get(at)));
    if titled {
        at += 1;
        at += usize::from(word(text, tokens.get(at)) == ".");
    }
    // "Thanks, Peter."
    if opener.is_some()
        && !titled
        && word(text, tokens.get(at)) == ","
        && tokens.get(at + 2).is_none_or(|t| matches!(text.token_text(t), "." | "!"))
    {
        at += 1;
    }
    let start = at;
    while tokens.get(at).is_some_and(|token| {
        token.kind == TokenKind::Word
            && matches!(token.case, Letters::Title | Letters::Mixed)
            && !NO_NAMES.contains(&text.token_text(token))
    }) && at < start + 3
    {
        at += 1;
    }
    let closed = word(text, tokens.get(at));
    let ends = tokens.get(at).is_none_or(|next| {
        one_of!(closed, "," | "!" | "." | ":" | "-")
            || text.original().get(..next.span.start).is_some_and(|head| head.ends_with('\n'))
    });
    (at > start && ends).then_some(Greeted { tokens: start..at, titled })
}

pub(super) fn is_capital(token: &Token) -> bool {
    matches!(token.case, Letters::Title | Letters::Mixed)
}

/// Whether two folded words can be one person's name.
fn same_person(a: &str, b: &str) -> bool {
    let prefix = a.len() >= 2 && b.len() >= 2 && (a.starts_with(b) || b.starts_with(a));
    let initial = a.len() == 1 && b.starts_with(a) || b.len() == 1 && a.starts_with(b);
    let short = SHORT_FORMS.iter().any(|pair| *pair == (a, b) || *pair == (b, a));
    prefix || initial || short || one_letter_apart(a, b) || same_letters(a, b)
}

/// Whether two longer words are made of the same letters: "Sheila" and "Shelia".
fn same_letters(a: &str, b: &str) -> bool {
    let count = |word: &str| {
        let mut letters = [0_u8; 26];
        for byte in word.bytes() {
            if let Some(count) = letters.get_mut(usize::from(byte.wrapping_sub(b'a'))) {
                *count = count.saturating_add(1);
            }
        }
        letters
    };
    a.len() > 4 && a.len() == b.len() && count(a) == count(b)
}

/// Whether one missing or added letter (in longer words, one changed letter) makes one word the other.
fn one_letter_apart(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (short, long) =
        if a.len() <= b.len() { (a.as_bytes(), b.as_bytes()) } else { (b.as_bytes(), a.as_bytes()) };
    let least = if short.len() == long.len() { 5 } else { 3 };
    if short.len() < least || long.len() - short.len() > 1 {
        return false;
    }
    let head = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let tail = short.iter().rev().zip(long.iter().rev()).take_while(|(x, y)| x == y).count();
    head + tail + 1 >= long.len()
}

/// Paths that hold names of the customer.
static NAME_PATHS: Listed = Listed::new(word_list![
    "customer.name",
    "customer.first_name",
    "customer.last_name",
    "customer.given_name",
    "customer.family_name",
    "customer.preferred_name",
    "customer.full_name",
    "customer.surname",
]);

/// The words of all names of the customer on record, folded.
fn customer_names(case: &Case<'_>) -> Vec<String> {
    NAME_PATHS
        .iter()
        .filter_map(|path| case.facts.get(path))
        .flat_map(|name| {
            fold_pattern_text(name).split([' ', '-', '.']).map(str::to_owned).collect::<Vec<_>>()
        })
        .filter(|word| !word.is_empty())
        .collect()
}

/// The reply addresses somebody else than the customer on record.
pub(in crate::checks::semantic) fn wrong_name<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    let case = cx.case;
    let on_line = case.request.context.customer.as_ref().and_then(|customer| customer.on_line);
    let full = case.facts.get("customer.name").or_else(|| case.facts.get("customer.full_name"));
    if !matches!(on_line, None | Some(OnLine::Customer)) {
        return Ok(());
    }
    let text = &cx.draft.text;
    let Some(Greeted { tokens, titled }) = greeted(text) else { return Ok(()) };
    let Some(full) = full else {
        other_than_said(rule, cx, sink, &tokens, titled);
        return Ok(());
    };
    let known = customer_names(case);
    let said = text.tokens().get(tokens).unwrap_or_default();
    let (Some(first), Some(last)) = (said.first(), said.last()) else { return Ok(()) };
    let span = Span::new(first.span.start, last.span.end);
    // The customer may have said another name of the same person.
    let told = |word: &str| case.customer_texts().any(|(_, turn)| turn.text.folded().contains(word));
    let fits = said.iter().any(|token| {
        let word = text.token_text(token);
        known.iter().any(|name| same_person(name, word)) || told(word)
    });
    if known.is_empty() || fits {
        return Ok(());
    }
    let names: Vec<&str> = full.split_whitespace().collect();
    let right = match (titled, said.len()) {
        (true, _) => names.last().copied().unwrap_or(full),
        (false, 1) => case.facts.get("customer.first_name").or(names.first().copied()).unwrap_or(full),
        (false, _) => full,
    };
    let mut report = Report::at(text.fold_span(span)).word("expected", full);
    report.support.push(Support {
        source: None,
        fact: Some("customer.name".to_owned()),
        turn: None,
        text: full.to_owned(),
        span: None,
    });
    report.natural = Some(Fix {
        title: "use the name on record".to_owned(),
        applicability: Applicability::Safe,
        edits: vec![Edit { span, content: right.to_owned() }],
    });
    found(rule, cx, sink, report);
    Ok(())
}

/// The name by which a message of the company calls the customer.
fn called(text: &Text) -> Option<Vec<&str>> {
    let Greeted { tokens, titled } = greeted(text)?;
    let words = text.tokens().get(tokens)?.iter().map(|token| text.token_text(token));
    (!titled).then(|| words.collect())
}

/// The same where no name is on record: the customer has said it, or the company has called them by it.
fn other_than_said<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
    tokens: &std::ops::Range<usize>,
    titled: bool,
) {
    let (case, text) = (cx.case, &cx.draft.text);
    let mut said =
        case.customer_texts().filter_map(|(turn, said)| Some((turn, said, introduced(&said.text)?)));
    let called = || {
        let mut called =
            case.company_texts().filter_map(|(turn, said)| Some((turn, said, called(&said.text)?)));
        called.next()
    };
    let (Some((turn, message, name)), None) = (said.next().or_else(called), said.next()) else { return };
    let own = text.tokens().get(tokens.clone()).unwrap_or_default();
    let (Some(first), Some(last)) = (own.first(), own.last()) else { return };
    let told = |word: &str| case.turns.iter().any(|turn| turn.text.folded().contains(word));
    let fits = own.iter().any(|token| {
        let word = text.token_text(token);
        name.iter().any(|known| same_person(known, word)) || told(word)
    });
    // "Ms Brown" may be right where only a first name was said.
    if fits || titled && name.len() < 2 {
        return;
    }
    let right = if titled { name.last() } else { name.first() };
    let written = |word: &str| {
        let token = message
            .text
            .tokens()
            .iter()
            .find(|token| message.text.token_text(token) == word && is_capital(token));
        token.map(|token| token.span.text(message.text.original()).to_owned())
    };
    let Some(right) = right.and_then(|word| written(word)) else { return };
    let span = Span::new(first.span.start, last.span.end);
    let mut report = Report::at(text.fold_span(span)).word("expected", right.clone());
    report.support.push(Support {
        source: None,
        fact: None,
        turn: Some(turn),
        text: right.clone(),
        span: None,
    });
    report.natural = Some(Fix {
        title: "use the name that was given".to_owned(),
        applicability: Applicability::Safe,
        edits: vec![Edit { span, content: right }],
    });
    found(rule, cx, sink, report);
}
