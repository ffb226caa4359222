//! Promises: what the company binds itself to, how firmly, and what covers it.
//!
//! A promise is found clause by clause: words of its kind, and the strongest cue of the clause after negation,
//! quotation and questions are taken out. It is covered by an event, by a fact that sets a limit, or by a source
//! that says it at least as firmly. With no source and no facts at all nothing can be judged: then it is unchecked.

use super::promise_words::{ACTED, CUES, DEEDS, Deed, KINDS};
use crate::case::Case;
use crate::checks::Cx;
use crate::contract::{Applicability, Fix, Score, SourceKind, Support, TurnRole};
use crate::evidence::{Evidence, Origin};
use crate::facts::event_fits;
use crate::findings::{Report, Sink};
use crate::fixes;
use crate::matching::{area_of, is_negated};
use crate::policy::compile::CompiledRule;
use crate::policy::schema::{Promise, RuleBody, Within};
use crate::text::values::{Value, ValueKind};
use crate::text::{FoldSpan, Lang, Text, Token, TokenKind};

/// A promise in a text.
#[derive(Clone, Copy)]
struct Found {
    kind: Promise,
    strength: u8,
    /// The words that promise.
    at: FoldSpan,
    /// For a completion: which deed, and whether the customer could ask for it in the same words.
    deed: Option<(&'static Deed, bool)>,
}

/// Reports promises of the rule's kinds that nothing covers.
pub(crate) fn run<'a>(rule: &'a CompiledRule, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    let RuleBody::Commitment { promises, strength, events, limit, source } = &rule.rule.body else { return };
    for found in promises_in(&cx.draft.text) {
        if !promises.contains(&found.kind) || found.strength < *strength {
            continue;
        }
        if !rule.rule.guards.pass(&cx.draft.text, found.at) {
            continue;
        }
        let by_record = match found.deed {
            Some((deed, _)) => deed_on_record(deed, cx.case),
            None => on_record(events, cx.case),
        };
        let within_limit = limit.as_ref().is_some_and(|path| amount_within(path, found.at, cx));
        let sourced = if *source { strongest_source(found.kind, cx.case) } else { None };
        if by_record || within_limit || sourced.as_ref().is_some_and(|(strength, ..)| *strength >= found.strength) {
            continue;
        }
        if !cx.case.has_evidence() && found.kind != Promise::Liability {
            let span = cx.draft.text.original_span(found.at);
            sink.unchecked("commitment", Some(span), "no_source");
            continue;
        }
        let mut report = Report::at(found.at).word("strength", found.strength.to_string());
        report.confidence = Score::from_percent(90);
        if let Some((_, support, _)) = &sourced {
            report.support.push(support.clone());
        }
        report.natural = soften(&found, sourced.map(|(_, _, sentence)| sentence), cx);
        sink.report(rule, cx.case, cx.draft, report);
    }
}

/// Whether `word` fits a table entry: equal, or a stem with `*` behind (or an ending with `*` before).
fn fits(word: &str, entry: &str) -> bool {
    match (entry.strip_suffix('*'), entry.strip_prefix('*')) {
        (Some(stem), _) => word.starts_with(stem),
        (None, Some(end)) => word.ends_with(end),
        (None, None) => word == entry,
    }
}

/// Whether the tokens from `at` spell the words of an entry; gives the index after them.
fn spells(text: &Text, tokens: &[Token], at: usize, entry: &str) -> Option<usize> {
    let mut next = at;
    for part in entry.split(' ') {
        let token = tokens.get(next)?;
        if !fits(text.token_text(token), part) {
            // A percentage is two tokens.
            let joined = part.strip_suffix('%').is_some_and(|number| {
                text.token_text(token) == number
                    && tokens.get(next + 1).is_some_and(|mark| text.token_text(mark) == "%")
            });
            // "one-off" is three tokens.
            let hyphened = part.split_once('-').is_some_and(|(left, right)| {
                text.token_text(token) == left
                    && tokens.get(next + 2).is_some_and(|second| fits(text.token_text(second), right))
            });
            match (joined, hyphened) {
                (true, _) => next += 1,
                (_, true) => next += 2,
                _ => return None,
            }
        }
        next += 1;
    }
    Some(next)
}

fn span_of(tokens: &[Token], from: usize, to: usize) -> Option<FoldSpan> {
    let first = tokens.get(from)?;
    let last = tokens.get(to.checked_sub(1)?)?;
    Some(FoldSpan { start: first.fold.start, end: last.fold.end })
}

/// The strongest cue of a clause; 0 for a question or where nothing is said about strength. A conditional sentence
/// binds no more than its condition.
fn strength_in(text: &Text, area: FoldSpan) -> u8 {
    let tokens = text.tokens();
    let first = tokens.partition_point(|token| token.fold.start < area.start);
    let last = tokens.partition_point(|token| token.fold.start < area.end);
    let mut strongest = 0;
    let mut hedged = false;
    for at in first..last {
        for (strength, entries) in CUES {
            for entry in *entries {
                let Some(end) = spells(text, tokens, at, entry) else { continue };
                let Some(span) = span_of(tokens, at, end) else { continue };
                if is_negated(text, span) {
                    continue;
                }
                hedged |= *strength == 1;
                strongest = strongest.max(*strength);
            }
        }
    }
    if hedged && strongest < 5 { strongest.min(1) } else { strongest }
}

/// All promises of a text, in order.
fn promises_in(text: &Text) -> Vec<Found> {
    let tokens = text.tokens();
    let mut found = Vec::new();
    for sentence in text.sentences() {
        if sentence.question {
            continue;
        }
        let conditional = opens_conditionally(text, tokens, sentence.tokens.start);
        for at in sentence.tokens.clone() {
            if let Some(done) = completion_at(text, tokens, at) {
                found.push(done);
            }
            for (kind, entries) in KINDS {
                let Some(end) = entries.iter().find_map(|entry| spells(text, tokens, at, entry)) else { continue };
                let Some(words) = span_of(tokens, at, end) else { continue };
                if text.in_quotes(words) || is_negated(text, words) {
                    continue;
                }
                let clause = area_of(text, words, Within::Clause);
                let cue = strength_in(text, clause);
                let strength = match kind {
                    Promise::Liability | Promise::Exception | Promise::Waiver if cue != 1 => cue.max(3),
                    Promise::Guarantee if cue != 1 => cue.max(5),
                    Promise::Deadline if !has_moment(text, sentence.fold) => 0,
                    _ => cue,
                };
                let strength = if conditional { strength.min(2) } else { strength };
                if strength > 0 {
                    found.push(Found { kind: *kind, strength, at: words, deed: None });
                }
            }
        }
    }
    found
}

fn opens_conditionally(text: &Text, tokens: &[Token], first: usize) -> bool {
    tokens.get(first).is_some_and(|token| {
        matches!(text.token_text(token), "if" | "once" | "unless" | "wenn" | "falls" | "sobald" | "si" | "se" | "als")
    })
}

/// Whether a sentence names a day, a time or a period.
fn has_moment(text: &Text, sentence: FoldSpan) -> bool {
    text.values().iter().any(|value| {
        matches!(value.kind, ValueKind::Date(_) | ValueKind::Time(_) | ValueKind::Duration { .. }) && {
            let at = text.fold_span(value.span);
            sentence.start <= at.start && at.end <= sentence.end
        }
    })
}

/// "I have refunded", "your booking has been cancelled".
fn completion_at(text: &Text, tokens: &[Token], at: usize) -> Option<Found> {
    let after = ACTED.iter().filter_map(|entry| spells(text, tokens, at, entry)).max()?;
    let adverb = tokens.get(after).is_some_and(|token| {
        matches!(text.token_text(token), "already" | "now" | "just" | "also" | "successfully" | "bereits" | "schon" | "deja" | "ya" | "gia")
    });
    let verb_at = after + usize::from(adverb);
    let verb = tokens.get(verb_at).filter(|token| token.kind == TokenKind::Word)?;
    let word = text.token_text(verb);
    let deed = DEEDS.iter().find(|deed| deed.done.contains(&word))?;
    let subject = text.token_text(tokens.get(at)?);
    // "is cancelled", "foi enviado" need a language in which this says that it was done; English "is" alone does not.
    let first_person = matches!(subject, "i" | "i've" | "we" | "we've");
    let weak = matches!(subject, "is" | "he" | "ho") && word.ends_with("ed");
    let span = span_of(tokens, at, verb_at + 1)?;
    if weak && after == at + 1 || text.in_quotes(span) || is_negated(text, span) {
        return None;
    }
    let conditional = area_words(text, span).any(|w| matches!(w, "if" | "once" | "when" | "after" | "until" | "unless" | "wenn" | "sobald"));
    (!conditional).then_some(Found { kind: Promise::Completion, strength: 3, at: span, deed: Some((deed, first_person)) })
}

/// The words of the clause before a span.
fn area_words(text: &Text, span: FoldSpan) -> impl Iterator<Item = &str> {
    let clause = area_of(text, span, Within::Clause);
    let tokens = text.tokens();
    let first = tokens.partition_point(|token| token.fold.start < clause.start);
    tokens.iter().skip(first).take_while(move |token| token.fold.start < span.start).map(|token| text.token_text(token))
}

/// Whether an event, a record or the result of a tool shows the deed.
fn deed_on_record(deed: &Deed, case: &Case<'_>) -> bool {
    let shows = |text: &str| {
        let text = text.to_ascii_lowercase();
        deed.record.iter().any(|part| text.contains(part))
    };
    case.facts.events().iter().any(|event| shows(&event.kind))
        || case.facts.leaves().iter().any(|leaf| {
            !leaf.path.starts_with("company") && !leaf.path.starts_with("authority") && (shows(&leaf.path) || shows(&leaf.text))
        })
        || case.request.sources.iter().any(|source| {
            source.kind == SourceKind::Tool && source.id != "TOOLS" && (shows(&source.text) || source.title.as_deref().is_some_and(shows))
        })
        || case.company_texts().any(|(_, said)| shows(said.text.folded()))
}

fn on_record(events: &[String], case: &Case<'_>) -> bool {
    case.facts.events().iter().any(|event| events.iter().any(|pattern| event_fits(&event.kind, pattern)))
}

/// Whether every amount of money in the clause stays within the limit that a fact sets; without an amount nothing does.
fn amount_within(path: &str, at: FoldSpan, cx: &Cx<'_, '_>) -> bool {
    let Some(limit) = cx.case.facts.get(path).and_then(|text| first_money(text, cx)) else { return false };
    let text = &cx.draft.text;
    let sentence = area_of(text, at, Within::Sentence);
    let mut amounts = text
        .values()
        .iter()
        .filter(|value| matches!(value.kind, ValueKind::Money { .. }))
        .filter(|value| {
            let span = text.fold_span(value.span);
            sentence.start <= span.start && span.end <= sentence.end
        })
        .peekable();
    amounts.peek().is_some() && amounts.all(|amount| at_most(amount, &limit))
}

fn first_money(text: &str, cx: &Cx<'_, '_>) -> Option<Value> {
    let analysed = Text::analyse(text, &cx.case.options);
    analysed.values().iter().find(|value| matches!(value.kind, ValueKind::Money { .. })).cloned()
}

fn at_most(amount: &Value, limit: &Value) -> bool {
    match (&amount.kind, &limit.kind) {
        (
            ValueKind::Money { amount, currency },
            ValueKind::Money { amount: bound, currency: wanted },
        ) => amount <= bound && (currency == wanted || currency.is_none() || wanted.is_none()),
        _ => false,
    }
}

/// How firmly the evidence says something of this kind, with the sentence that says it most firmly.
fn strongest_source(kind: Promise, case: &Case<'_>) -> Option<(u8, Support, String)> {
    let entries = KINDS.iter().find(|(known, _)| *known == kind).map(|(_, entries)| *entries)?;
    let mut best: Option<(u8, Support, String)> = None;
    for piece in case.evidence().iter().filter(|piece| speaks_for_the_company(piece)) {
        let text = piece.text();
        for sentence in text.sentences() {
            let says = sentence.tokens.clone().any(|at| {
                entries.iter().any(|entry| spells(text, text.tokens(), at, entry).is_some())
                    || (kind == Promise::Guarantee && has_moment(text, sentence.fold))
            });
            if !says || is_negated_sentence(text, sentence.fold) {
                continue;
            }
            let strength = match strength_in(text, sentence.fold) {
                // A plain statement in a source is a fact about what the company does.
                0 => 4,
                cue => cue,
            };
            if best.as_ref().is_none_or(|(known, ..)| strength > *known) {
                let support = piece.support(case.request, &case.facts, sentence.span);
                best = Some((strength, support, sentence.span.text(text.original()).to_owned()));
            }
        }
    }
    best
}

fn speaks_for_the_company(piece: &Evidence) -> bool {
    match piece.origin {
        Origin::Source(_) => piece.kind != SourceKind::Review,
        Origin::Fact(_) => false,
        Origin::Turn(_) => matches!(piece.role, Some(TurnRole::Agent | TurnRole::Bot)),
    }
}

fn is_negated_sentence(text: &Text, sentence: FoldSpan) -> bool {
    is_negated(text, FoldSpan { start: sentence.end, end: sentence.end })
}

/// What is said instead: a completion becomes a request to the team, a promise the sentence of the source, or else
/// a promise to check.
fn soften(found: &Found, sourced: Option<String>, cx: &Cx<'_, '_>) -> Option<Fix> {
    let text = &cx.draft.text;
    let sentence = text.original_span(area_of(text, found.at, Within::Sentence));
    let edit = match (found.deed, sourced) {
        (Some((deed, true)), _) if cx.case.lang == Some(Lang::En) && !deed.infinitive.is_empty() => {
            fixes::replace(text, text.original_span(found.at), &format!("I can ask our team to {}", deed.infinitive))
        }
        (None, Some(said)) => fixes::replace(text, sentence, said.trim()),
        _ => fixes::replace(text, sentence, will_check(cx.case.lang)),
    };
    Some(Fix {
        title: "say no more than is on record".to_owned(),
        applicability: Applicability::Safe,
        edits: vec![edit],
    })
}

fn will_check(lang: Option<Lang>) -> &'static str {
    match lang.unwrap_or(Lang::En) {
        Lang::En => "I'll check this with our team.",
        Lang::De => "Ich kläre das mit unserem Team.",
        Lang::Fr => "Je vérifie cela avec notre équipe.",
        Lang::Es => "Lo consulto con nuestro equipo.",
        Lang::It => "Verifico con il nostro team.",
        Lang::Nl => "Ik ga dit na bij ons team.",
        Lang::Pt => "Vou confirmar isto com a nossa equipa.",
    }
}
