//! What the draft takes as said before, and was not said: "as I said, on Friday", "your slot stays as it was: two to
//! four", "as you've been there".

use super::{Against, Contradiction, SURE, differ};
use crate::case::Case;
use crate::checks::semantic::words::Stem;
use crate::literals::Phrases;
use crate::matching::Scanned;
use crate::span::Span;
use crate::text::values::{Comparison, Date, Value, ValueKind};
use crate::text::{FoldSpan, Lang, Text, Token, TokenKind, one_of, word_list};

/// Words that give something as said or settled before, folded.
static SAID_BEFORE: Phrases<256> = Phrases::of(word_list![
    "as i said",
    "as i told",
    "as i wrote",
    "as i mentioned",
    "as i explained",
    "as i already",
    "as i have said",
    "as i've said",
    "as we said",
    "as we told",
    "as we mentioned",
    "as we agreed",
    "as mentioned",
    "as agreed",
    "as stated",
    "as already",
    "as said",
    "as noted above",
    "as written above",
    "as discussed",
    "like i said",
    "like i mentioned",
    "wie gesagt",
    "wie ich sagte",
    "wie ich schon",
    "wie ich bereits",
    "wie schon",
    "wie bereits",
    "wie erwahnt",
    "wie besprochen",
    "wie vereinbart",
    "wie geschrieben",
    "comme je l'ai",
    "comme je vous l'ai",
    "comme dit",
    "comme indique",
    "comme convenu",
    "comme mentionne",
    "como le dije",
    "como te dije",
    "como dije",
    "como ya ",
    "como he dicho",
    "como mencione",
    "como acordamos",
    "come detto",
    "come ho detto",
    "come le ho detto",
    "come ti ho detto",
    "come gia detto",
    "come concordato",
    "zoals gezegd",
    "zoals ik zei",
    "zoals ik al",
    "zoals afgesproken",
    "zoals vermeld",
    "como disse",
    "como ja ",
    "como referi",
    "como combinado",
]);

/// Words that give something as it was, folded: what they are about must have been spoken of.
static STAYS: Phrases<32> = Phrases::of(word_list![
    "as it was",
    "same as before",
    "stays the same",
    "stay the same",
    "remains the same",
    "remain the same",
    "unchanged",
    "unverandert",
]);

/// Words of a draft that sets right what was said; folded.
static SETS_RIGHT: Phrases<32> = Phrases::of(word_list![
    "mistake", "wrong", "correct", "misspoke", "instead", "rather", "irrtum", "falsch", "statt", "erreur",
    "error", "errore", "fout", "erro",
]);

/// Tokens of the words themselves, at most: "as I already told you above".
const REACH: usize = 7;

/// The values that the words at token `at` are about: those after them up to the next mark, else the last one before.
fn about(text: &Text, at: usize) -> Vec<&Value> {
    let start = text.tokens().get(at).map_or(0, |token| token.fold.start);
    let Some(sentence) = text.sentence_at(start).and_then(|n| text.sentences().get(n)) else {
        return Vec::new();
    };
    let word = |n: usize| text.tokens().get(n).map_or("", |token| text.token_text(token));
    // "As I said, it comes …", "it stays as it was: …": the first mark belongs to the words.
    let opens = at < sentence.tokens.start + 2;
    let mark =
        (at..sentence.tokens.end.min(at + REACH)).find(|n| word(*n) == ":" || opens && word(*n) == ",");
    let from = mark.map_or(at, |mark| mark + 1);
    let own = |value: &&Value| sentence.tokens.contains(&value.tokens.start);
    let mut end = from;
    while end < sentence.tokens.end
        && !one_of!(word(end), "," | ";" | "but" | "and" | "aber" | "und" | "mais" | "et")
    {
        let value = text.values().iter().find(|value| value.tokens.start == end);
        end = value.map_or(end + 1, |value| value.tokens.end.max(end + 1));
    }
    let after: Vec<&Value> =
        text.values().iter().filter(own).filter(|value| (from..end).contains(&value.tokens.start)).collect();
    if !after.is_empty() {
        return after;
    }
    let mut before = text.values().iter().filter(own).filter(|value| value.tokens.start < at && tells(value));
    before.next_back().into_iter().collect()
}

/// A day that changes from message to message tells nothing.
fn tells(value: &Value) -> bool {
    match value.kind {
        ValueKind::Date(Date::Relative(_)) => false,
        ValueKind::Money { .. }
        | ValueKind::Percent(_)
        | ValueKind::Date(_)
        | ValueKind::Time(_)
        | ValueKind::Duration { .. }
        | ValueKind::Quantity { .. } => true,
        _ => false,
    }
}

/// What the draft takes as said, or denies, against what was said.
pub(super) fn find(case: &Case<'_>, draft: &Scanned, lang: Lang) -> Option<Contradiction> {
    let text = &draft.text;
    let found = not_as_said(case, text).or_else(|| denied(case, text));
    found.or_else(|| reworded(case, text)).or_else(|| taken_for(case, text, lang))
}

/// Whether a value was said in the conversation.
fn was_said(case: &Case<'_>, value: &Value) -> bool {
    case.turns.iter().any(|turn| {
        turn.text
            .values()
            .iter()
            .any(|said| matches!(value.same(said, case.today), Comparison::Equal | Comparison::Compatible))
    })
}

fn against_company(at: FoldSpan, turn: usize, place: Span, said: &Text) -> Contradiction {
    Contradiction {
        against: Against::History,
        at,
        turn: Some((turn, place)),
        expected: place.text(said.original()).to_owned(),
        confidence: SURE,
    }
}

/// A value that is given as said before, where another one of its sort was said.
fn not_as_said(case: &Case<'_>, text: &Text) -> Option<Contradiction> {
    let mut values = Vec::new();
    SAID_BEFORE.find(text.folded(), |_, start| {
        values.extend(text.token_at(start).map(|at| about(text, at)).unwrap_or_default());
        false
    });
    STAYS.find(text.folded(), |_, start| {
        let stays = text.token_at(start).map(|at| about(text, at)).unwrap_or_default();
        if stays.iter().any(|value| was_said(case, value)) {
            values.extend(stays);
        }
        false
    });
    if values.is_empty() || SETS_RIGHT.any_in(text.folded()) {
        return None;
    }
    values.into_iter().filter(|value| tells(value) && !was_said(case, value)).find_map(|value| {
        let (turn, earlier, rival) = case
            .company_texts()
            .flat_map(|(turn, said)| said.text.values().iter().map(move |rival| (turn, &said.text, rival)))
            .filter(|(_, _, rival)| differ(value, rival, case))
            .last()?;
        Some(against_company(text.fold_span(value.span), turn, rival.span, earlier))
    })
}

/// "So it's Thursday?" denied, where the company has said Thursday, and another day given.
fn denied(case: &Case<'_>, text: &Text) -> Option<Contradiction> {
    let first = text.tokens().first()?;
    let says_no = one_of!(text.token_text(first), "no" | "nope" | "nein" | "non" | "nee" | "nao");
    let asked = case.customer_text().filter(|_| says_no && !super::sets_right(text))?;
    let confirms = |text: &Text| {
        let word = |n: usize| text.tokens().get(n).map_or("", |token| text.token_text(token));
        one_of!(word(0), "so" | "also" | "donc" | "entonces" | "quindi" | "dus")
            || SURELY.any_in(text.folded())
    };
    if !confirms(&asked.text) {
        return None;
    }
    let (turn, said) = case.company_texts().last()?;
    let equal = |one: &Value, two: &Value| one.same(two, case.today) == Comparison::Equal;
    let stated = || {
        text.values().iter().filter(|value| {
            let at = text.sentence_at(text.fold_span(value.span).start);
            at.and_then(|n| text.sentences().get(n)).is_some_and(|sentence| !sentence.question)
        })
    };
    let told = said.text.values().iter().filter(|value| tells(value));
    let mut told = told.filter(|told| asked.text.values().iter().any(|value| equal(value, told)));
    told.find_map(|told| {
        let rival = stated().find(|value| differ(value, told, case))?;
        let kept = stated().any(|value| equal(value, told));
        (!kept).then(|| against_company(text.fold_span(rival.span), turn, told.span, &said.text))
    })
}

/// Words of a customer who wants something confirmed, folded.
static SURELY: Phrases<32> = Phrases::of(word_list![
    ", right?",
    ", correct?",
    "is that right",
    "is that correct",
    "definitely",
    "richtig?",
    "oder?",
    "c'est bien",
    "verdad?",
    "correcto?",
    "giusto?",
    "klopt dat",
    "klopt het",
]);

/// Fewest words of a sentence that is told again with other numbers.
const AGAIN: usize = 6;

/// A sentence of the company, word for word, but for a number that nobody has named since.
fn reworded(case: &Case<'_>, text: &Text) -> Option<Contradiction> {
    let number = |token: &Token| matches!(token.kind, TokenKind::Number | TokenKind::Alnum);
    if !text.tokens().iter().any(number) || super::sets_right(text) {
        return None;
    }
    let words = |text: &Text, clause: FoldSpan| -> Vec<Token> {
        let tokens = text.tokens().get(super::claims::tokens_of(text, clause)).unwrap_or_default();
        tokens.iter().filter(|token| token.kind != TokenKind::Symbol).cloned().collect()
    };
    let own: Vec<Vec<Token>> = text.clauses().iter().take(MOST).map(|clause| words(text, *clause)).collect();
    for (turn, said) in case.company_texts() {
        let since = || case.customer_texts().filter(|(at, _)| *at > turn);
        if since().any(|(_, said)| super::turns_away(said)) || super::moves_to_another(case) {
            continue;
        }
        let named = |word: &str| {
            since()
                .any(|(_, said)| said.text.tokens().iter().any(|token| said.text.token_text(token) == word))
        };
        for clause in said.text.clauses().iter().take(MOST) {
            let theirs = words(&said.text, *clause);
            for own in own.iter().filter(|own| own.len() == theirs.len() && own.len() >= AGAIN) {
                let changed =
                    |(one, two): &(&Token, &Token)| text.token_text(one) != said.text.token_text(two);
                let mut pairs = own.iter().zip(&theirs).filter(changed).peekable();
                let Some((one, two)) = pairs.peek().copied() else { continue };
                let value = text.values().iter().find(|value| value.span.contains(one.span));
                let equal = |said: &Value| {
                    value.is_some_and(|value| value.same(said, case.today) == Comparison::Equal)
                };
                let told = || since().any(|(_, said)| said.text.values().iter().any(equal));
                // Values of a sort are compared elsewhere.
                if !value.is_some_and(tells)
                    && pairs.all(|(one, two)| number(one) && number(two))
                    && !named(text.token_text(one))
                    && !told()
                {
                    return Some(against_company(one.fold, turn, two.span, &said.text));
                }
            }
        }
    }
    None
}

/// Sentences of one text that are compared.
const MOST: usize = 12;

/// Words by which a draft takes something as known of the customer, folded.
static TAKES_AS: Phrases<32> = Phrases::of(word_list![
    "as you've ",
    "as you have ",
    "as you're ",
    "as you are ",
    "since you've ",
    "since you have ",
    "since you're ",
    "since you are ",
    "because you've ",
    "because you have ",
    "now that you've ",
    "now that you have ",
    "given that you",
]);

/// Content words of what a customer says not to have done.
const NOT_DONE: usize = 3;

/// "As you've sent the form", where the customer says that they have not. English.
fn taken_for(case: &Case<'_>, text: &Text, lang: Lang) -> Option<Contradiction> {
    let mut clause = None;
    TAKES_AS.find(text.folded(), |_, start| {
        clause = text.clause_at(start).and_then(|n| text.clauses().get(n)).copied();
        clause.is_some()
    });
    let clause = clause?;
    let stems = |text: &Text, clause: FoldSpan| {
        let mut stems = super::stems_of(text, super::claims::tokens_of(text, clause), lang);
        stems.retain(|stem| *stem != Stem::of("never"));
        stems
    };
    let negates = |text: &Text, clause: FoldSpan| {
        let tokens = text.tokens().get(super::claims::tokens_of(text, clause)).unwrap_or_default();
        tokens.iter().any(|token| {
            let word = text.token_text(token);
            one_of!(word, "never" | "not" | "no") || word.ends_with("n't")
        })
    };
    let own = stems(text, clause);
    if negates(text, clause) {
        return None;
    }
    case.customer_texts().find_map(|(turn, said)| {
        let mut clauses = said.text.clauses().iter().take(MOST);
        let at = clauses.find(|at| {
            let first = said.text.folded_text(**at);
            let not_done = stems(&said.text, **at);
            (first.starts_with("i ") || first.starts_with("i'") || first.starts_with("we "))
                && !not_done.is_empty()
                && not_done.len() <= NOT_DONE
                && not_done.iter().all(|stem| own.contains(stem))
                && negates(&said.text, **at)
        })?;
        let place = said.text.original_span(*at);
        Some(Contradiction { against: Against::Customer, ..against_company(clause, turn, place, &said.text) })
    })
}
