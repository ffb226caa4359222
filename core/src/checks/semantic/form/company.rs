//! In whose name the reply speaks.

use memchr::memmem;

use super::names::word;
use crate::checks::semantic::found;
use crate::checks::{CheckError, Cx};
use crate::contract::{Applicability, Edit, Fix};
use crate::evidence::Origin;
use crate::findings::{Report, Sink};
use crate::literals::Phrases;
use crate::order::Order as _;
use crate::policy::compile::CompiledRule;
use crate::span::Span;
use crate::text::{Case as Letters, Listed, Text, TokenKind, fold_pattern_text, one_of, word_list};

/// What stands before the name of the own company, folded; the name follows at once.
const OWN_BEFORE_LIST: &[&str] = &[
    "thank you for choosing",
    "thanks for choosing",
    "thank you for contacting",
    "thanks for contacting",
    "thank you for calling",
    "thanks for calling",
    "thank you for reaching out to",
    "thanks for reaching out to",
    "thank you for shopping at",
    "thank you for shopping with",
    "thank you for flying with",
    "thank you for flying",
    "thank you for banking with",
    "on behalf of everyone at",
    "here at",
    "we at",
    "all of us at",
    "danke, dass sie sich an",
    "wir bei",
    "merci d'avoir choisi",
    "merci d'avoir contacte",
    "gracias por elegir",
    "gracias por contactar con",
    "grazie per aver scelto",
    "grazie per aver contattato",
    "bedankt voor het kiezen van",
    "obrigado por escolher",
    "obrigado por contactar a",
];

static OWN_BEFORE: Phrases<128> = Phrases::new(OWN_BEFORE_LIST);

/// What stands after the name of the own company when "I'm" or the like stands before it, folded.
static OWN_AFTER: Phrases<32> = Phrases::of(word_list![
    "'s assistant",
    "'s virtual assistant",
    "'s ai assistant",
    "'s digital assistant",
    "'s automated assistant",
    "'s chatbot",
]);

/// Capitalised words that are no company, folded.
static NO_COMPANY: Listed = Listed::new(word_list![
    "us",
    "our",
    "the",
    "customer",
    "support",
    "service",
    "care",
    "team",
    "home",
    "this",
    "your",
    "head",
    "headquarters",
    "my",
    "a",
    "an",
]);

/// A capitalised run from token `at`: its span in the original.
fn capitalised_run(text: &Text, at: usize) -> Option<Span> {
    let tokens = text.tokens();
    let first = tokens.get(at)?;
    let mut end = at;
    while let Some(token) = tokens.get(end) {
        let name = matches!(token.kind, TokenKind::Word | TokenKind::Alnum) && token.case != Letters::Lower;
        let plain = word(text, Some(token)).trim_end_matches("'s");
        if !name || NO_COMPANY.contains(&plain) || end >= at + 4 {
            break;
        }
        end += 1;
        if word(text, Some(token)).ends_with("'s") {
            break;
        }
    }
    let last = end.checked_sub(1).filter(|last| *last >= at).and_then(|last| tokens.get(last))?;
    let genitive = if word(text, Some(last)).ends_with("'s") {
        let written = last.span.text(text.original());
        written.char_indices().rev().nth(1).map_or(0, |(n, _)| written.len() - n)
    } else {
        0
    };
    Some(Span::new(first.span.start, last.span.end - genitive))
}

/// Places where the draft names the company it speaks for.
fn own_names(text: &Text) -> Vec<Span> {
    let folded = text.folded();
    let mut names = Vec::new();
    OWN_BEFORE.find(folded, |phrase, at| {
        let end = at + OWN_BEFORE_LIST.get(phrase).map_or(0, |phrase| phrase.len());
        let whole = !folded.get(..at).is_some_and(|head| head.ends_with(char::is_alphanumeric));
        if let (true, Some(next)) =
            (whole && folded.get(end..).is_some_and(|t| t.starts_with(' ')), text.token_at(end + 1))
        {
            names.extend(capitalised_run(text, next));
        }
        false
    });
    OWN_AFTER.find(folded, |_, at| {
        let before = at.checked_sub(1).and_then(|last| text.token_at(last));
        let Some(last) = before else { return false };
        let tokens = text.tokens();
        let mut first = last;
        while let Some(prior) = first.checked_sub(1)
            && last - prior < 4
            && tokens.get(prior).is_some_and(|t| t.kind == TokenKind::Word && t.case != Letters::Lower)
            && !["i'm", "i", "am"].contains(&word(text, tokens.get(prior)))
        {
            first = prior;
        }
        let opens =
            first.checked_sub(1).is_some_and(|n| ["i'm", "am", "is"].contains(&word(text, tokens.get(n))));
        if opens {
            names.extend(capitalised_run(text, first));
        }
        false
    });
    names.extend(signed(text));
    names.order_by_key(|span| span.start);
    names.dedup();
    names
}

/// Words of a closing, folded.
static CLOSINGS: Listed = Listed::new(word_list![
    "regards",
    "wishes",
    "sincerely",
    "yours",
    "best",
    "gruss",
    "grusse",
    "grussen",
    "cordialement",
    "saludos",
    "saluti",
    "groeten",
    "groet",
    "cumprimentos",
]);

/// Words after "welcome to" and a name that make it the company's, folded.
static DESKS: Listed =
    Listed::new(word_list!["customer", "support", "service", "help", "chat", "care", "kundenservice"]);

/// The name in a signature ("your Fernwood team", "Ihr Team von Fernwood") or a welcome ("welcome to Fernwood support").
fn signed(text: &Text) -> Option<Span> {
    let tokens = text.tokens();
    let said = |n: usize| word(text, tokens.get(n));
    let near_end = tokens.len().saturating_sub(9);
    let team =
        (near_end..tokens.len()).rev().find(|n| one_of!(said(*n), "team" | "equipe" | "equipo" | "equipa"));
    if let Some(team) = team {
        // "Ihr Team von Fernwood"
        if team + 2 < tokens.len()
            && one_of!(said(team + 1), "von" | "at" | "from" | "of" | "de" | "di" | "van" | "da")
        {
            let name = capitalised_run(text, team + 2)?;
            let rest =
                tokens.iter().filter(|token| token.span.start >= name.end && token.kind == TokenKind::Word);
            return (rest.count() == 0).then_some(name);
        }
        let first = (team.saturating_sub(4)..team).rev().take_while(|n| {
            tokens.get(*n).is_some_and(|token| token.kind == TokenKind::Word && token.case != Letters::Lower)
                && !one_of!(said(*n), "your" | "the" | "ihr" | "das" | "dein" | "uw" | "votre" | "su")
        });
        let first = first.last()?;
        let owner = first.checked_sub(1).map_or("", said);
        let closed = (first.saturating_sub(6)..first).any(|n| CLOSINGS.contains(&said(n)));
        let ends = team + 2 >= tokens.len();
        if ends && closed && one_of!(owner, "your" | "the" | "ihr" | "das" | "dein" | "uw" | "il") {
            return capitalised_run(text, first);
        }
        return None;
    }
    let welcome = (0..tokens.len().min(6)).find(|n| said(*n) == "welcome" && said(n + 1) == "to")?;
    let name = capitalised_run(text, welcome + 2)?;
    let after = tokens.iter().find(|token| token.span.start >= name.end)?;
    DESKS.contains(&text.token_text(after)).then_some(name)
}

/// The company for which an earlier message spoke: "welcome to Fernwood!".
fn spoken_for(text: &Text) -> Option<&str> {
    let said = |n: usize| word(text, text.tokens().get(n));
    let welcome = || (0..text.tokens().len().min(8)).find(|n| said(*n) == "welcome" && said(n + 1) == "to");
    let name = own_names(text).into_iter().next().or_else(|| capitalised_run(text, welcome()? + 2))?;
    Some(name.text(text.original()))
}

/// Words that names of many companies share, folded.
static TRADES: Listed = Listed::new(word_list![
    "energy",
    "bank",
    "group",
    "insurance",
    "airlines",
    "airways",
    "telecom",
    "mobile",
    "hotels",
    "hotel",
    "travel",
    "shop",
    "store",
    "ltd",
    "inc",
    "gmbh",
    "plc",
    "limited",
    "company",
    "services",
    "solutions",
    "digital",
    "online",
    "home",
    "uk",
]);

/// The reply speaks in the name of another company.
pub(in crate::checks::semantic) fn wrong_company<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    let case = cx.case;
    let text = &cx.draft.text;
    let own = own_names(text);
    if own.is_empty() {
        return Ok(());
    }
    let company = case.facts.get("company.name");
    let Some(company) = company.or_else(|| case.company_texts().find_map(|(_, said)| spoken_for(&said.text)))
    else {
        return Ok(());
    };
    for span in own {
        let said = fold_pattern_text(span.text(text.original()));
        let held = |origin: fn(Origin) -> bool| {
            let pieces = case.evidence().iter().filter(move |piece| origin(piece.origin));
            pieces.map(|piece| piece.text().folded())
        };
        let fact = |value: &str| {
            said.split(' ')
                .filter(|word| !TRADES.contains(word))
                .any(|word| word.len() > 1 && value.split([' ', '.', '-', '@']).any(|part| part == word))
                || value.replace([' ', '-'], "") == said.replace([' ', '-'], "")
        };
        // The facts are short: they come first.
        let known = held(|origin| matches!(origin, Origin::Fact(_))).any(fact)
            || held(|origin| matches!(origin, Origin::Source(_)))
                .any(|text| memmem::find(text.as_bytes(), said.as_bytes()).is_some())
            || case.turns.iter().any(|turn| turn.text.folded().contains(&said));
        if known {
            continue;
        }
        let mut report = Report::at(text.fold_span(span)).word("expected", company);
        report.natural = Some(Fix {
            title: "use the company's own name".to_owned(),
            applicability: Applicability::Safe,
            edits: vec![Edit { span, content: company.to_owned() }],
        });
        found(rule, cx, sink, report);
    }
    Ok(())
}
