//! Promises: what the company binds itself to, how firmly, and what covers it.
//!
//! A promise is found clause by clause: words of its kind, and the strongest cue of the clause after negation,
//! quotation and questions are taken out. It is covered by an event, by a fact that sets a limit, or by a source
//! that says it at least as firmly. With no source and no facts at all nothing can be judged: then it is unchecked.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::ability;
use super::conditions::{area_words, follows_modal, is_conditional, opens_conditionally};
use super::cover::{self, Cover};
use super::promise_languages::{self, JUST};
use super::promise_words::{
    ACTED, ALL_DONE, CONFIRM, CUES, DEEDS, Deed, HAVING, KINDS, OTHER_ACTORS, PAPERS, REPORTED, Words,
};
use crate::checks::Cx;
use crate::contract::{Applicability, Fix, Score};
use crate::findings::{Report, Sink};
use crate::fixes;
use crate::matching::{Scanned, area_of, is_negated};
use crate::order::Order as _;
use crate::policy::compile::CompiledRule;
use crate::policy::schema::{Promise, RuleBody, Term, Within};
use crate::scan::{GroupId, Hits, PatternError, ScannerBuilder, TermId};
use crate::text::values::ValueKind;
use crate::text::{FoldSpan, Lang, Listed, Text, WordSet, one_of, word_list};

/// A promise in a text.
#[derive(Clone, Copy)]
pub(crate) struct Found {
    pub(super) kind: Promise,
    pub(super) strength: u8,
    /// The words that promise.
    pub(super) at: FoldSpan,
    /// For a completion or an offer: which deed, and whether the team can be asked for it in the same words.
    pub(super) deed: Option<(&'static Deed, bool)>,
}

/// Reports promises of the rule's kinds that nothing covers.
pub(crate) fn run<'a>(rule: &'a CompiledRule, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    let RuleBody::Commitment { promises, strength, events, limit, above_limit, source } = &rule.rule.body
    else {
        return;
    };
    let Some(lexicon) = &cx.case.policy.promises else { return };
    for found in cx.promises.get_or_init(|| all_promises(cx, lexicon)) {
        if !promises.contains(&found.kind) || found.strength < *strength {
            continue;
        }
        if !rule.rule.guards.pass(&cx.draft.text, found.at) {
            continue;
        }
        let cover = cover::of(found, events, limit, *source, lexicon, cx);
        let sourced = match cover {
            Cover::Covered => continue,
            Cover::AboveLimit(support) => support,
            Cover::None(_) if *above_limit => continue,
            Cover::None(_) if !cx.case.has_evidence() && found.kind != Promise::Liability => {
                let span = cx.draft.text.original_span(found.at);
                sink.unchecked("commitment", Some(span), "no_source");
                continue;
            }
            Cover::None(weaker) => weaker,
        };
        // Where no source speaks of the time, only an absolute word is more than a plan.
        if found.kind == Promise::Deadline && sourced.is_none() && found.strength < 5 {
            continue;
        }
        let mut report = Report::at(found.at).word("strength", found.strength.to_string());
        report.confidence = Score::from_percent(90);
        if let Some(said) = &sourced {
            report.support.push(said.support.clone());
        }
        report.natural = soften(found, sourced.and_then(|said| said.sentence), cx);
        sink.report(rule, cx.case, cx.draft, report);
    }
}

/// The promises of the draft, with the short "Done!" that answers a request.
fn all_promises(cx: &Cx<'_, '_>, lexicon: &Lexicon) -> Vec<Found> {
    let mut found = promises_in(cx.draft, lexicon);
    found.extend(cx.case.customer_text().and_then(|asked| answered_as_done(cx.draft, asked, lexicon)));
    if ability::is_told(cx.case) {
        found.extend(ability::offers(cx.draft, cx.case.customer_text(), lexicon));
    }
    found.order_by_key(|promise| (promise.at, promise.kind, promise.strength));
    found
}

/// Words of promises, numbered in the scanner of a policy, so that one pass over a text finds them all.
#[derive(Clone, Debug)]
pub(crate) struct Lexicon {
    kinds: Vec<(Promise, Terms)>,
    cues: Vec<(u8, Terms)>,
    acted: Terms,
    deeds: Vec<(&'static Deed, Terms)>,
    asked: Vec<(&'static Deed, Terms)>,
    just: Terms,
    all_done: Terms,
    confirm: Terms,
    reported: Terms,
}

/// Words that mean the same for a promise.
#[derive(Clone, Debug)]
struct Terms {
    ids: Vec<TermId>,
    group: GroupId,
}

impl Lexicon {
    /// Numbers the words.
    pub(crate) fn new(builder: &mut ScannerBuilder) -> Result<Lexicon, PatternError> {
        let mut number = |entries: Words| -> Result<Terms, PatternError> {
            let ids: Vec<TermId> = entries
                .iter()
                .map(|entry| match entry.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')) {
                    Some(pattern) => builder.add(&Term::Pattern(Cow::Borrowed(pattern))),
                    None => builder.add(&Term::Phrase(Cow::Borrowed(entry))),
                })
                .collect::<Result<_, _>>()?;
            let group = builder.group(ids.iter().copied());
            Ok(Terms { ids, group })
        };
        Ok(Lexicon {
            kinds: (KINDS.iter().chain(promise_languages::KINDS))
                .map(|(kind, words)| Ok((*kind, number(*words)?)))
                .collect::<Result<_, _>>()?,
            cues: (CUES.iter().chain(promise_languages::CUES))
                .map(|(strength, words)| Ok((*strength, number(*words)?)))
                .collect::<Result<_, _>>()?,
            acted: number(ACTED)?,
            deeds: DEEDS.iter().map(|deed| Ok((deed, number(deed.done)?))).collect::<Result<_, _>>()?,
            asked: DEEDS.iter().map(|deed| Ok((deed, number(deed.asked)?))).collect::<Result<_, _>>()?,
            just: number(JUST)?,
            all_done: number(ALL_DONE)?,
            confirm: number(CONFIRM)?,
            reported: number(REPORTED)?,
        })
    }

    pub(super) fn kind<'h>(&'h self, wanted: Promise, hits: Hits<'h>) -> impl Iterator<Item = FoldSpan> + 'h {
        self.kinds
            .iter()
            .filter(move |(kind, _)| *kind == wanted)
            .flat_map(move |(_, terms)| spans(terms, hits))
    }

    /// Deeds as they are asked for or offered: "cancel".
    pub(super) fn wishes<'h>(
        &'h self,
        hits: Hits<'h>,
    ) -> impl Iterator<Item = (&'static Deed, FoldSpan)> + 'h {
        self.asked.iter().flat_map(move |(deed, terms)| spans(terms, hits).map(move |at| (*deed, at)))
    }

    /// The deed that a message asks for last.
    pub(super) fn wished(&self, asked: &Scanned) -> Option<&'static Deed> {
        let wishes = self.wishes(asked.hits()).filter(|(_, at)| !is_negated(&asked.text, *at));
        wishes.max_by_key(|(_, at)| at.start).map(|(deed, _)| deed)
    }

    /// Deeds as they are told: "cancelled".
    pub(super) fn deeds_done<'h>(
        &'h self,
        hits: Hits<'h>,
    ) -> impl Iterator<Item = (&'static Deed, FoldSpan)> + 'h {
        self.deeds.iter().flat_map(move |(deed, terms)| spans(terms, hits).map(move |at| (*deed, at)))
    }

    /// The first deed whose infinitive is wanted.
    pub(super) fn named(wanted: impl Fn(&str) -> bool) -> Option<&'static Deed> {
        DEEDS.iter().find(|deed| wanted(deed.infinitive))
    }

    /// Cues of strength, by place.
    pub(super) fn cues(&self, hits: Hits<'_>) -> Vec<(FoldSpan, u8)> {
        let mut cues: Vec<(FoldSpan, u8)> = self
            .cues
            .iter()
            .flat_map(|(strength, terms)| spans(terms, hits).map(|span| (span, *strength)))
            .collect();
        cues.order_by_key(|(span, strength)| (span.start, Reverse(span.end), *strength));
        // "Expect" hedges, "you can expect" does not: a hedge inside a firmer phrase is none.
        let mut firm_to = 0;
        cues.retain(|(span, strength)| {
            if *strength > 1 {
                firm_to = firm_to.max(span.end);
            }
            *strength > 1 || span.end > firm_to
        });
        cues
    }
}

fn spans<'h>(terms: &'h Terms, hits: Hits<'h>) -> impl Iterator<Item = FoldSpan> + 'h {
    let ids = if hits.may_hold(terms.group) { terms.ids.as_slice() } else { &[] };
    ids.iter().filter(move |id| hits.may_be(**id)).flat_map(move |id| hits.of(*id))
}

pub(super) fn inside(area: FoldSpan, span: FoldSpan) -> bool {
    area.start <= span.start && span.end <= area.end
}

/// The strongest cue of a stretch of text; 0 where nothing is said about strength. A hedge takes the firmness out of
/// everything but an absolute word.
pub(super) fn strength_in(text: &Text, area: FoldSpan, cues: &[(FoldSpan, u8)]) -> u8 {
    let mut strongest = 0;
    let mut hedged = false;
    let first = cues.partition_point(|(span, _)| span.start < area.start);
    let within = cues.iter().skip(first).take_while(|(span, _)| span.start < area.end);
    let denied = |span: FoldSpan| text.folded().get(span.end..).is_some_and(|rest| rest.starts_with("'t"));
    for (_, strength) in within.filter(|(span, _)| !denied(*span) && !is_negated(text, *span)) {
        hedged |= *strength == 1;
        strongest = strongest.max(*strength);
    }
    if hedged && strongest < 5 { strongest.min(1) } else { strongest }
}

/// All promises of a text, in order.
fn promises_in(scanned: &Scanned, lexicon: &Lexicon) -> Vec<Found> {
    let (text, hits) = (&scanned.text, scanned.hits());
    let mut cues = lexicon.cues(hits);
    cues.retain(|(span, strength)| *strength != 5 || !is_a_thing(text, *span));
    let outcome_cues: Vec<(FoldSpan, u8)> =
        cues.iter().copied().filter(|(span, _)| !PAPERS.contains(&text.folded_text(*span))).collect();
    let proposal = spans(&lexicon.confirm, hits).next().is_some();
    let mut found: Vec<Found> = completions(scanned, lexicon);
    for (kind, terms) in &lexicon.kinds {
        for words in spans(terms, hits) {
            let Some(sentence) = text.sentence_at(words.start).and_then(|n| text.sentences().get(n)) else {
                continue;
            };
            let told = || {
                let area = FoldSpan { start: sentence.fold.start, end: words.start };
                spans(&lexicon.reported, hits).any(|span| inside(area, span))
            };
            if sentence.question || text.in_quotes(words) || is_negated(text, words) || told() {
                continue;
            }
            let firm =
                if matches!(kind, Promise::Outcome | Promise::Exception) { &outcome_cues } else { &cues };
            let mut cue = strength_in(text, area_of(text, words, Within::Clause), firm);
            // "As a gesture of goodwill, we'll add £20": what is given stands in the next clause.
            if cue == 0 && matches!(kind, Promise::Credit | Promise::Refund) {
                cue = strength_in(text, sentence.fold, firm);
            }
            // "It will be fixed tonight, without a doubt": what makes it absolute may follow in a clause of its own.
            if *kind == Promise::Deadline && strength_in(text, sentence.fold, firm) == 5 {
                cue = 5;
            }
            let strength = match kind {
                Promise::Liability
                | Promise::Exception
                | Promise::Waiver
                | Promise::Legal
                | Promise::Uptime
                    if cue != 1 =>
                {
                    cue.max(3)
                }
                Promise::Guarantee if is_a_thing(text, words) => 0,
                Promise::Guarantee if cue != 1 => cue.max(5),
                Promise::Deadline if !has_moment(text, sentence.fold) => 0,
                Promise::Contact | Promise::Refund | Promise::Credit if others_act(text, words) => 0,
                _ => cue,
            };
            let condition = is_conditional(text, sentence.fold)
                || opens_conditionally(text, text.tokens(), sentence.tokens.start);
            let bound = matches!(kind, Promise::Liability | Promise::Legal | Promise::Exception);
            let waits = proposal
                && matches!(kind, Promise::Refund | Promise::Credit | Promise::Price | Promise::Deadline);
            let strength =
                if (condition && !bound && strength < 5) || waits || bound && is_conditional(text, words) {
                    strength.min(2)
                } else {
                    strength
                };
            if strength > 0 {
                found.push(Found { kind: *kind, strength, at: words, deed: None });
            }
        }
    }
    found.order_by_key(|promise| (promise.at, promise.kind, promise.strength));
    found
}

/// Whether "guarantee" is a noun: the legal guarantee, a repair guarantee.
fn is_a_thing(text: &Text, words: FoldSpan) -> bool {
    let tokens = text.tokens();
    let at = tokens.partition_point(|token| token.fold.start < words.start);
    let noun =
        one_of!(text.folded_text(words), "guarantee" | "guarantees" | "garantie" | "garantia" | "garanzia");
    let before = at.checked_sub(1).and_then(|n| tokens.get(n));
    noun && before.is_some_and(|token| HAVING.has(text.token_text(token)))
}

/// Whether the clause before the words names somebody else who acts: the seller, the bank.
fn others_act(text: &Text, words: FoldSpan) -> bool {
    area_words(text, words).any(|word| OTHER_ACTORS.has(word))
}

/// "Done!", "All sorted." in answer to a request: the deed that was asked for is claimed as done.
fn answered_as_done(draft: &Scanned, asked: &Scanned, lexicon: &Lexicon) -> Option<Found> {
    let text = &draft.text;
    let at = spans(&lexicon.all_done, draft.hits()).find(|at| {
        let sentence = text.sentence_at(at.start).and_then(|n| text.sentences().get(n));
        !sentence.is_some_and(|sentence| sentence.question)
            && !text.in_quotes(*at)
            && !is_negated(text, *at)
            && !is_conditional(text, *at)
    })?;
    let deed = lexicon.wished(asked)?;
    Some(Found { kind: Promise::Completion, strength: 3, at, deed: Some((deed, false)) })
}

/// Words of an evening, which is no date of its own.
static EVENINGS: WordSet<32> = WordSet::of(word_list![
    "tonight", "evening", "abend", "soir", "noche", "stasera", "vanavond", "avond", "noite"
]);

/// Whether a sentence names a day, a time or a period.
pub(super) fn has_moment(text: &Text, sentence: FoldSpan) -> bool {
    let first = text.tokens().partition_point(|token| token.fold.start < sentence.start);
    let mut words = text.tokens().iter().skip(first).take_while(|token| token.fold.start < sentence.end);
    let mut values = text.values().iter().filter(|value| {
        matches!(value.kind, ValueKind::Date(_) | ValueKind::Time(_) | ValueKind::Duration { .. })
    });
    values.any(|value| inside(sentence, text.fold_span(value.span)))
        || words.any(|token| EVENINGS.has(text.token_text(token)))
}

/// Words that may stand between "have" and the participle.
static BETWEEN: Listed = Listed::new(word_list![
    "already",
    "now",
    "just",
    "also",
    "successfully",
    "bereits",
    "schon",
    "deja",
    "ya",
    "gia",
    "been",
    "gone",
    "went",
    "ahead",
    "and",
    "then",
    "since",
    "today",
    "fully",
    "personally",
    "bien",
    "agora",
    "nu",
    "net",
    "al",
    "jetzt",
    "soeben",
    "gerade",
    "appena",
    "proprio",
    "zojuist",
    "recien",
    "mesmo",
]);
/// Most words between.
const BETWEEN_REACH: usize = 4;
/// In German and Dutch the participle stands at the end of the clause, so many words away at most.
const PARTICIPLE_REACH: usize = 14;
/// Openings after which the participle stands at the end of the clause.
static VERB_LAST: Listed = Listed::new(word_list![
    "ich habe",
    "wir haben",
    "habe ich",
    "haben wir",
    "wurde",
    "wurden",
    "ik heb",
    "we hebben",
    "wij hebben",
    "heb ik",
    "is",
    "zijn",
]);

/// "I have refunded", "your booking has been cancelled".
pub(super) fn completions(scanned: &Scanned, lexicon: &Lexicon) -> Vec<Found> {
    let (text, hits) = (&scanned.text, scanned.hits());
    let mut acted: Vec<FoldSpan> = spans(&lexicon.acted, hits).collect();
    let mut found = just_done(scanned, lexicon);
    acted.order();
    // "I've cancelled it and refunded you": what follows an "and" has the subject of what stands before.
    let mut joined: Vec<(&'static Deed, FoldSpan)> = Vec::new();
    for (deed, terms) in &lexicon.deeds {
        for done in spans(terms, hits) {
            // Portuguese says "I cancelled" in one word: "cancelei".
            let finite = text.folded_text(done).ends_with("ei") || deed.infinitive.is_empty();
            let finite = finite.then_some(done);
            let Some(subject) = finite.or_else(|| acting_before(text, &acted, done)) else {
                if follows_and(text, done) {
                    joined.push((*deed, done));
                }
                continue;
            };
            let words = text.folded_text(subject);
            let participle = text.folded_text(done);
            // English "is cancelled" tells a state or a rule as often as a deed; "he cancelled" tells of another.
            let english = participle.ends_with("ed");
            if english && one_of!(words, "he" | "ho" | "is" | "zijn") || !english && words == "i" {
                continue;
            }
            // "It has to have been issued" asks for a deed.
            if follows_modal(text, subject) {
                continue;
            }
            let span = FoldSpan { start: subject.start, end: done.end };
            let sentence = text.sentence_at(span.start).and_then(|n| text.sentences().get(n));
            let asks = sentence.is_some_and(|sentence| sentence.question);
            if asks || text.in_quotes(span) || is_negated(text, span) || is_conditional(text, span) {
                continue;
            }
            let first_person = one_of!(words, "i have" | "i've" | "we have" | "we've" | "i");
            found.push(Found {
                kind: Promise::Completion,
                strength: 3,
                at: span,
                deed: Some((deed, first_person)),
            });
        }
    }
    for (deed, done) in joined {
        let sentence = area_of(text, done, Within::Sentence);
        let subject = found.iter().any(|told| inside(sentence, told.at) && told.at.end < done.start);
        if subject && !is_negated(text, done) {
            found.push(Found { kind: Promise::Completion, strength: 3, at: done, deed: Some((deed, false)) });
        }
    }
    found
}

/// "Je viens d'annuler", "acabo de cancelar": the deed is an infinitive.
fn just_done(scanned: &Scanned, lexicon: &Lexicon) -> Vec<Found> {
    let (text, hits) = (&scanned.text, scanned.hits());
    let follows = |just: &FoldSpan, deed: FoldSpan| {
        text.folded().get(just.end..deed.start).is_some_and(|between| between.trim().is_empty())
    };
    spans(&lexicon.just, hits)
        .filter(|just| !text.in_quotes(*just) && !is_negated(text, *just))
        .filter_map(|just| {
            let (deed, at) = lexicon.asked.iter().find_map(|(deed, terms)| {
                Some((*deed, spans(terms, hits).find(|at| follows(&just, *at))?))
            })?;
            let at = FoldSpan { start: just.start, end: at.end };
            Some(Found { kind: Promise::Completion, strength: 3, at, deed: Some((deed, false)) })
        })
        .collect()
}

/// Whether "and" joins a participle to what stands before it.
fn follows_and(text: &Text, done: FoldSpan) -> bool {
    let tokens = text.tokens();
    let at = tokens.partition_point(|token| token.fold.start < done.start);
    let before = tokens.get(at.saturating_sub(2)..at).unwrap_or_default();
    let mut before = before.iter().rev().map(|token| text.token_text(token));
    let and = |word: &str| one_of!(word, "and" | "und" | "et" | "y" | "e" | "en");
    match before.next() {
        Some(word) if and(word) => true,
        Some("also" | "then" | "already" | "have" | "has" | "been") => before.next().is_some_and(and),
        _ => false,
    }
}

/// The words "I have", "has been", … that belong to a participle: just before it, but for a few small words, or for
/// languages that put the participle last, earlier in the clause.
fn acting_before(text: &Text, acted: &[FoldSpan], done: FoldSpan) -> Option<FoldSpan> {
    let tokens = text.tokens();
    let at = tokens.partition_point(|token| token.fold.start < done.start);
    let clause = area_of(text, done, Within::Clause);
    let participle = text.folded_text(done);
    let verb_last = !participle.ends_with("ed") && participle.ends_with(['t', 'd', 'n']);
    let mut widest: Option<FoldSpan> = None;
    for (steps, token) in tokens.iter().take(at).rev().enumerate().take(PARTICIPLE_REACH) {
        let ending = acted.iter().filter(|span| span.end == token.fold.end);
        let near = steps <= BETWEEN_REACH
            && tokens
                .get(at.saturating_sub(steps)..at)
                .unwrap_or_default()
                .iter()
                .all(|token| BETWEEN.contains(&text.token_text(token)));
        let last = clause.start <= token.fold.start;
        widest = ending
            .filter(|span| near || last && verb_last && VERB_LAST.contains(&text.folded_text(**span)))
            .min_by_key(|span| span.start)
            .copied();
        if widest.is_some() {
            break;
        }
    }
    widest
}

/// What is said instead: a completion becomes a request to the team, a promise the sentence of the source, or else
/// a promise to check.
fn soften(found: &Found, sourced: Option<String>, cx: &Cx<'_, '_>) -> Option<Fix> {
    let text = &cx.draft.text;
    let sentence = text.original_span(area_of(text, found.at, Within::Sentence));
    let edit = match (found.deed, sourced) {
        (Some((_, true)), _) if found.kind == Promise::Ability => ability::pass_on(text, found.at),
        (Some((deed, true)), _)
            if cx.case.lang.is_none_or(|lang| lang == Lang::En) && !deed.infinitive.is_empty() =>
        {
            fixes::replace(
                text,
                text.original_span(found.at),
                &format!("I can ask our team to {}", deed.infinitive),
            )
        }
        (None, Some(said)) => fixes::replace(text, sentence, said.trim()),
        _ if found.kind == Promise::Contact => {
            fixes::replace(text, sentence, can_ask_for_contact(cx.case.lang))
        }
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

fn can_ask_for_contact(lang: Option<Lang>) -> &'static str {
    match lang.unwrap_or(Lang::En) {
        Lang::En => "I can ask a colleague to contact you.",
        Lang::De => "Ich kann unser Team bitten, sich bei Ihnen zu melden.",
        Lang::Fr => "Je peux demander à un collègue de vous contacter.",
        Lang::Es => "Puedo pedir a un compañero que le contacte.",
        Lang::It => "Posso chiedere a un collega di contattarla.",
        Lang::Nl => "Ik kan een collega vragen om contact met u op te nemen.",
        Lang::Pt => "Posso pedir a um colega que entre em contacto consigo.",
    }
}
