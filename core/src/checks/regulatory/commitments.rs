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
use crate::matching::{Scanned, area_of, is_negated};
use crate::policy::compile::CompiledRule;
use crate::policy::schema::{Promise, RuleBody, Term, Within};
use crate::scan::{Hits, PatternError, ScannerBuilder, TermId};
use crate::text::values::{Value, ValueKind};
use crate::text::{FoldSpan, Lang, Text, Token};

/// A promise in a text.
#[derive(Clone, Copy)]
pub(crate) struct Found {
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
    let Some(lexicon) = &cx.case.policy.promises else { return };
    for found in cx.promises.get_or_init(|| promises_in(cx.draft, lexicon)) {
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
        let sourced = if *source { strongest_source(found.kind, lexicon, cx.case) } else { None };
        if by_record
            || within_limit
            || sourced.as_ref().is_some_and(|(strength, ..)| *strength >= found.strength)
        {
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
        report.natural = soften(found, sourced.map(|(_, _, sentence)| sentence), cx);
        sink.report(rule, cx.case, cx.draft, report);
    }
}

/// Words of promises, numbered in the scanner of a policy, so that one pass over a text finds them all.
#[derive(Clone, Debug)]
pub(crate) struct Lexicon {
    kinds: Vec<(Promise, Vec<TermId>)>,
    cues: Vec<(u8, Vec<TermId>)>,
    acted: Vec<TermId>,
    deeds: Vec<(&'static Deed, Vec<TermId>)>,
}

impl Lexicon {
    /// Numbers the words; `eager` as in [`ScannerBuilder::add`].
    pub(crate) fn new(builder: &mut ScannerBuilder, eager: bool) -> Result<Lexicon, PatternError> {
        let mut number = |entries: &[&str]| -> Result<Vec<TermId>, PatternError> {
            entries
                .iter()
                .map(|entry| match entry.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')) {
                    Some(pattern) => builder.add(&Term::Pattern(pattern.to_owned()), eager),
                    None => builder.add(&Term::Phrase((*entry).to_owned()), eager),
                })
                .collect()
        };
        Ok(Lexicon {
            kinds: KINDS.iter().map(|(kind, words)| Ok((*kind, number(words)?))).collect::<Result<_, _>>()?,
            cues: CUES
                .iter()
                .map(|(strength, words)| Ok((*strength, number(words)?)))
                .collect::<Result<_, _>>()?,
            acted: number(ACTED)?,
            deeds: DEEDS.iter().map(|deed| Ok((deed, number(deed.done)?))).collect::<Result<_, _>>()?,
        })
    }

    fn kind<'h>(&'h self, wanted: Promise, hits: &'h Hits) -> impl Iterator<Item = FoldSpan> + 'h {
        self.kinds.iter().filter(move |(kind, _)| *kind == wanted).flat_map(|(_, ids)| spans(ids, hits))
    }

    /// Cues of strength, by place.
    fn cues(&self, hits: &Hits) -> Vec<(FoldSpan, u8)> {
        let mut cues: Vec<(FoldSpan, u8)> = self
            .cues
            .iter()
            .flat_map(|(strength, ids)| spans(ids, hits).map(|span| (span, *strength)))
            .collect();
        cues.sort_unstable();
        cues
    }
}

fn spans<'h>(ids: &'h [TermId], hits: &'h Hits) -> impl Iterator<Item = FoldSpan> + 'h {
    ids.iter().flat_map(|id| hits.of(*id))
}

fn inside(area: FoldSpan, span: FoldSpan) -> bool {
    area.start <= span.start && span.end <= area.end
}

/// The strongest cue of a stretch of text; 0 where nothing is said about strength. A hedge takes the firmness out of
/// everything but an absolute word.
fn strength_in(text: &Text, area: FoldSpan, cues: &[(FoldSpan, u8)]) -> u8 {
    let mut strongest = 0;
    let mut hedged = false;
    let first = cues.partition_point(|(span, _)| span.start < area.start);
    let within = cues.iter().skip(first).take_while(|(span, _)| span.start < area.end);
    for (_, strength) in within.filter(|(span, _)| !is_negated(text, *span)) {
        hedged |= *strength == 1;
        strongest = strongest.max(*strength);
    }
    if hedged && strongest < 5 { strongest.min(1) } else { strongest }
}

/// All promises of a text, in order.
fn promises_in(scanned: &Scanned, lexicon: &Lexicon) -> Vec<Found> {
    let (text, hits) = (&scanned.text, &scanned.hits);
    let cues = lexicon.cues(hits);
    let mut found: Vec<Found> = completions(scanned, lexicon);
    for (kind, ids) in &lexicon.kinds {
        for words in spans(ids, hits) {
            let Some(sentence) = text.sentence_at(words.start).and_then(|n| text.sentences().get(n)) else {
                continue;
            };
            if sentence.question || text.in_quotes(words) || is_negated(text, words) {
                continue;
            }
            let cue = strength_in(text, area_of(text, words, Within::Clause), &cues);
            let strength = match kind {
                Promise::Liability | Promise::Exception | Promise::Waiver if cue != 1 => cue.max(3),
                Promise::Guarantee if cue != 1 => cue.max(5),
                Promise::Deadline if !has_moment(text, sentence.fold) => 0,
                _ => cue,
            };
            let conditional = opens_conditionally(text, text.tokens(), sentence.tokens.start);
            let strength = if conditional { strength.min(2) } else { strength };
            if strength > 0 {
                found.push(Found { kind: *kind, strength, at: words, deed: None });
            }
        }
    }
    found.sort_by_key(|promise| (promise.at, promise.kind, promise.strength));
    found
}

fn opens_conditionally(text: &Text, tokens: &[Token], first: usize) -> bool {
    tokens.get(first).is_some_and(|token| {
        matches!(
            text.token_text(token),
            "if" | "once" | "unless" | "wenn" | "falls" | "sobald" | "si" | "se" | "als"
        )
    })
}

/// Whether a sentence names a day, a time or a period.
fn has_moment(text: &Text, sentence: FoldSpan) -> bool {
    text.values().iter().any(|value| {
        matches!(value.kind, ValueKind::Date(_) | ValueKind::Time(_) | ValueKind::Duration { .. })
            && inside(sentence, text.fold_span(value.span))
    })
}

/// Words that may stand between "have" and the participle.
const BETWEEN: &[&str] =
    &["already", "now", "just", "also", "successfully", "bereits", "schon", "deja", "ya", "gia", "been"];

/// "I have refunded", "your booking has been cancelled".
fn completions(scanned: &Scanned, lexicon: &Lexicon) -> Vec<Found> {
    let (text, hits) = (&scanned.text, &scanned.hits);
    let acted: Vec<FoldSpan> = spans(&lexicon.acted, hits).collect();
    let tokens = text.tokens();
    let mut found = Vec::new();
    for (deed, ids) in &lexicon.deeds {
        for done in spans(ids, hits) {
            let at = tokens.partition_point(|token| token.fold.start < done.start);
            let mut before = at;
            let previous = |n: usize| n.checked_sub(1).and_then(|n| tokens.get(n));
            if previous(before).is_some_and(|token| BETWEEN.contains(&text.token_text(token))) {
                before -= 1;
            }
            let Some(end) = previous(before).map(|token| token.fold.end) else { continue };
            let widest = acted.iter().filter(|span| span.end == end).min_by_key(|span| span.start);
            let widest = widest.or_else(|| {
                let end = previous(at)?.fold.end;
                acted.iter().filter(|span| span.end == end).min_by_key(|span| span.start)
            });
            let Some(subject) = widest else { continue };
            let words = text.folded_text(*subject);
            // English "is cancelled" tells a state or a rule as often as a deed.
            if words == "is" || matches!(words, "he" | "ho") && text.folded_text(done).ends_with("ed") {
                continue;
            }
            let span = FoldSpan { start: subject.start, end: done.end };
            let sentence = text.sentence_at(span.start).and_then(|n| text.sentences().get(n));
            let asks = sentence.is_some_and(|sentence| sentence.question);
            if asks || text.in_quotes(span) || is_negated(text, span) || is_conditional(text, span) {
                continue;
            }
            let first_person = matches!(words, "i have" | "i've" | "we have" | "we've");
            found.push(Found {
                kind: Promise::Completion,
                strength: 3,
                at: span,
                deed: Some((deed, first_person)),
            });
        }
    }
    found
}

fn is_conditional(text: &Text, span: FoldSpan) -> bool {
    area_words(text, span)
        .any(|word| matches!(word, "if" | "once" | "when" | "after" | "until" | "unless" | "wenn" | "sobald"))
}

/// The words of the clause before a span.
fn area_words(text: &Text, span: FoldSpan) -> impl Iterator<Item = &str> {
    let clause = area_of(text, span, Within::Clause);
    let tokens = text.tokens();
    let first = tokens.partition_point(|token| token.fold.start < clause.start);
    tokens
        .iter()
        .skip(first)
        .take_while(move |token| token.fold.start < span.start)
        .map(|token| text.token_text(token))
}

/// Whether an event, a record or the result of a tool shows the deed.
fn deed_on_record(deed: &Deed, case: &Case<'_>) -> bool {
    let shows = |text: &str| {
        let text = text.to_ascii_lowercase();
        deed.record.iter().any(|part| text.contains(part))
    };
    case.facts.events().iter().any(|event| shows(&event.kind))
        || case.facts.leaves().iter().any(|leaf| {
            !leaf.path.starts_with("company")
                && !leaf.path.starts_with("authority")
                && (shows(&leaf.path) || shows(&leaf.text))
        })
        || case.request.sources.iter().any(|source| {
            source.kind == SourceKind::Tool
                && source.id != "TOOLS"
                && (shows(&source.text) || source.title.as_deref().is_some_and(shows))
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
        .filter(|value| inside(sentence, text.fold_span(value.span)))
        .peekable();
    amounts.peek().is_some() && amounts.all(|amount| at_most(amount, &limit))
}

fn first_money(text: &str, cx: &Cx<'_, '_>) -> Option<Value> {
    let analysed = Text::analyse(text, &cx.case.options);
    analysed.values().iter().find(|value| matches!(value.kind, ValueKind::Money { .. })).cloned()
}

fn at_most(amount: &Value, limit: &Value) -> bool {
    match (&amount.kind, &limit.kind) {
        (ValueKind::Money { amount, currency }, ValueKind::Money { amount: bound, currency: wanted }) => {
            amount <= bound && (currency == wanted || currency.is_none() || wanted.is_none())
        }
        _ => false,
    }
}

/// How firmly the evidence says something of this kind, with the sentence that says it most firmly.
fn strongest_source(kind: Promise, lexicon: &Lexicon, case: &Case<'_>) -> Option<(u8, Support, String)> {
    let mut best: Option<(u8, Support, String)> = None;
    for piece in case.evidence().iter().filter(|piece| speaks_for_the_company(piece)) {
        let (text, hits) = (&piece.scanned.text, &piece.scanned.hits);
        let mut named: Vec<usize> =
            lexicon.kind(kind, hits).filter_map(|span| text.sentence_at(span.start)).collect();
        if kind == Promise::Guarantee {
            let moments = text.sentences().iter().enumerate();
            named.extend(moments.filter(|(_, sentence)| has_moment(text, sentence.fold)).map(|(n, _)| n));
        }
        named.sort_unstable();
        named.dedup();
        let cues = if named.is_empty() { Vec::new() } else { lexicon.cues(hits) };
        for sentence in named.into_iter().filter_map(|n| text.sentences().get(n)) {
            if is_negated_sentence(text, sentence.fold) {
                continue;
            }
            let strength = match strength_in(text, sentence.fold, &cues) {
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
            fixes::replace(
                text,
                text.original_span(found.at),
                &format!("I can ask our team to {}", deed.infinitive),
            )
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
