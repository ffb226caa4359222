//! What covers a promise: an event, the record, a limit of authority, or a source that says it as firmly.

use super::ability::{self, Able};
use super::commitments::{Found, Lexicon, completions, has_moment, inside, strength_in};
use super::promise_words::{Deed, RECORDS, Words};
use crate::case::Case;
use crate::checks::Cx;
use crate::contract::{SourceKind, Support, TurnRole};
use crate::evidence::{Evidence, Origin, lists_means};
use crate::facts::{Leaf, event_fits};
use crate::matching::{area_of, is_negated};
use crate::order::Order as _;
use crate::policy::schema::{Promise, Within};
use crate::text::values::{Value, ValueKind};
use crate::text::{FoldSpan, Text};
use crate::text::{Listed, word_list};

/// What the evidence says about a promise.
pub(super) enum Cover {
    /// It may be made.
    Covered,
    /// A limit is known, and the promise goes beyond it.
    AboveLimit(Option<Said>),
    /// Nothing covers it; perhaps something says it less firmly.
    None(Option<Said>),
}

/// A sentence of the evidence.
pub(super) struct Said {
    /// How firmly it says it.
    strength: u8,
    /// Where it stands.
    pub(super) support: Support,
    /// Its words, where they may be told to a customer.
    pub(super) sentence: Option<String>,
}

/// Judges one promise.
pub(super) fn of(
    found: &Found,
    events: &[String],
    limits: &[String],
    source: bool,
    lexicon: &Lexicon,
    cx: &Cx<'_, '_>,
) -> Cover {
    let case = cx.case;
    if let (Promise::Ability, Some((deed, _))) = (found.kind, found.deed) {
        return match ability::able(deed, lexicon, case) {
            Able::Yes => Cover::Covered,
            Able::Denied(support) => Cover::None(Some(Said { strength: 0, support, sentence: None })),
            Able::Unnamed => Cover::None(None),
        };
    }
    let recorded = match found.deed {
        Some((deed, _)) => deed_on_record(deed, lexicon, case) || handed_over(found, cx),
        None => {
            case.facts
                .events()
                .iter()
                .any(|event| events.iter().any(|pattern| event_fits(&event.kind, pattern)))
                || promise_on_record(found.kind, case)
        }
    };
    if recorded {
        return Cover::Covered;
    }
    let amounts = amounts_with(&cx.draft.text, found.at);
    let open_ended = amounts.is_empty() && matches!(found.kind, Promise::Refund | Promise::Price);
    if !open_ended && let Some((limit, support)) = limits.iter().find_map(|path| limit_at(path, cx)) {
        let within = !amounts.is_empty() && amounts.iter().all(|amount| at_most(amount, &limit));
        return if within { Cover::Covered } else { Cover::AboveLimit(Some(support)) };
    }
    if !source {
        return Cover::None(None);
    }
    let said = strongest_source(found, &cx.draft.text, &amounts, lexicon, case);
    if said.as_ref().is_some_and(|said| said.strength >= found.strength) {
        Cover::Covered
    } else {
        Cover::None(said)
    }
}

/// Words that take a record back: it was not done, or not yet.
static UNDONE: Listed = Listed::new(word_list![
    "false",
    "no",
    "none",
    "0",
    "pending",
    "requested",
    "denied",
    "declined",
    "rejected",
    "open",
    "failed",
    "not",
    "review",
]);
/// Parts of a path that speak of a rule or a possibility, not of a deed.
static POSSIBLE: Listed = Listed::new(word_list![
    "able", "eligib", "policy", "fee", "limit", "deadline", "until", "window", "allowed", "option", "terms",
]);

/// Whether a value of the facts shows a deed or promise named by one of `words`.
fn leaf_shows(path: &str, text: &str, words: Words, texts_too: bool) -> bool {
    let path = path.to_ascii_lowercase();
    if path.starts_with("company")
        || path.starts_with("authority")
        || POSSIBLE.iter().any(|part| path.contains(part))
    {
        return false;
    }
    let text = text.to_ascii_lowercase();
    let undone = text.split(|c: char| !c.is_alphanumeric()).any(|word| UNDONE.contains(&word));
    !undone && words.iter().any(|word| path.contains(word) || texts_too && text.contains(word))
}

/// Whether an event, a record, the result of a tool or an earlier message of the company shows the deed.
fn deed_on_record(deed: &Deed, lexicon: &Lexicon, case: &Case<'_>) -> bool {
    let shows = |text: &str| {
        let text = text.to_ascii_lowercase();
        deed.record.iter().any(|part| text.contains(part))
    };
    let facts = &case.facts;
    // An event that is dated ahead was not done yet; it may well stand behind a promise.
    let on_record =
        |leaf: &Leaf| leaf_shows(&leaf.path, &leaf.text, deed.record, true) && !facts.is_ahead(&leaf.path);
    facts.happened().any(|event| shows(&event.kind))
        || facts.leaves().iter().any(on_record)
        || case.request.sources.iter().any(|source| {
            (source.kind == SourceKind::Tool || deed.infinitive.is_empty())
                && !lists_means(source)
                && (shows(&source.text) || source.title.as_deref().is_some_and(shows))
        })
        || case.company_texts().any(|(_, said)| {
            completions(said, lexicon)
                .iter()
                .any(|found| found.deed.is_some_and(|(told, _)| std::ptr::eq(told, deed)))
        })
}

/// Beginnings of words for those who take a case over, folded.
static TAKERS: Listed = Listed::new(word_list![
    "team",
    "colleague",
    "department",
    "specialist",
    "desk",
    "staff",
    "kolleg",
    "abteilung",
    "collegue",
    "equipe",
    "equipo",
    "companero",
    "colleg",
    "reparto",
    "squadra",
    "afdeling",
    "equipa",
    "colega",
]);

/// "I have sent your request to our team", where a person has the case.
fn handed_over(found: &Found, cx: &Cx<'_, '_>) -> bool {
    let sends = found.deed.is_some_and(|(deed, _)| deed.infinitive == "send");
    let text = &cx.draft.text;
    sends
        && cx.case.facts.routed()
        && words_in(text, area_of(text, found.at, Within::Clause))
            .any(|word| TAKERS.iter().any(|taker| word.starts_with(taker)))
}

/// Whether the record holds what is promised: a refund that is due, a price that was agreed, a visit that is booked.
fn promise_on_record(kind: Promise, case: &Case<'_>) -> bool {
    let Some((_, words)) = RECORDS.iter().find(|(promise, _)| *promise == kind) else { return false };
    case.facts.events().iter().any(|event| words.iter().any(|word| event.kind.contains(word)))
        || case.facts.leaves().iter().any(|leaf| {
            leaf_shows(&leaf.path, &leaf.text, *words, matches!(kind, Promise::Exception | Promise::Waiver))
        })
        || case.request.sources.iter().any(|source| {
            let text = source.text.to_ascii_lowercase();
            source.kind == SourceKind::Tool
                && !lists_means(source)
                && words.iter().any(|word| text.contains(word))
        })
}

/// Amounts of money in the sentence of a promise.
fn amounts_with(text: &Text, at: FoldSpan) -> Vec<&Value> {
    let sentence = area_of(text, at, Within::Sentence);
    text.values()
        .iter()
        .filter(|value| {
            matches!(value.kind, ValueKind::Money { .. }) && inside(sentence, text.fold_span(value.span))
        })
        .collect()
}

/// The limit that a fact sets.
fn limit_at(path: &str, cx: &Cx<'_, '_>) -> Option<(Value, Said)> {
    let written = cx.case.facts.get(path)?;
    let analysed = Text::analyse(written, &cx.case.options);
    let value = analysed
        .values()
        .iter()
        .find(|value| matches!(value.kind, ValueKind::Money { .. } | ValueKind::Number(_)))?;
    let support = Support {
        source: None,
        fact: Some(path.to_owned()),
        turn: None,
        text: written.to_owned(),
        span: None,
    };
    Some((value.clone(), Said { strength: 0, support, sentence: None }))
}

fn at_most(amount: &Value, limit: &Value) -> bool {
    match (&amount.kind, &limit.kind) {
        (ValueKind::Money { amount, currency }, ValueKind::Money { amount: bound, currency: wanted }) => {
            amount <= bound && (currency == wanted || currency.is_none() || wanted.is_none())
        }
        (ValueKind::Money { amount, .. }, ValueKind::Number(bound)) => amount <= bound,
        _ => false,
    }
}

/// "You can have a refund" in a rule of the company's is a permission, not a doubt.
static PERMISSIONS: Listed =
    Listed::new(word_list!["can", "kann", "konnen", "peut", "pouvez", "puede", "puo", "kunt", "kan", "pode"]);

/// A shorter sentence of a source is a heading.
const FEWEST_WORDS: usize = 3;

/// How firmly the evidence says something of this kind, with the sentence that says it most firmly. A sentence that
/// names an amount covers no greater one.
fn strongest_source(
    found: &Found,
    draft: &Text,
    amounts: &[&Value],
    lexicon: &Lexicon,
    case: &Case<'_>,
) -> Option<Said> {
    let mut best: Option<Said> = None;
    let mut candidates = 0_usize;
    let mut shares = false;
    let told: Vec<&str> = words_in(draft, area_of(draft, found.at, Within::Sentence)).collect();
    for piece in case.evidence().iter().filter(|piece| speaks_for_the_company(piece)) {
        let (text, hits) = (&piece.scanned.text, piece.scanned.hits());
        let mut named: Vec<usize> =
            lexicon.kind(found.kind, hits).filter_map(|span| text.sentence_at(span.start)).collect();
        if found.kind == Promise::Guarantee {
            let moments = text.sentences().iter().enumerate();
            named.extend(moments.filter(|(_, sentence)| has_moment(text, sentence.fold)).map(|(n, _)| n));
        }
        named.order();
        named.dedup();
        let mut cues = if named.is_empty() { Vec::new() } else { lexicon.cues(hits) };
        cues.retain(|(span, _)| !PERMISSIONS.contains(&text.folded_text(*span)));
        for sentence in named.into_iter().filter_map(|n| text.sentences().get(n)) {
            // A heading names a subject and says nothing about it.
            let heading = sentence.tokens.len() < FEWEST_WORDS;
            let dated = found.kind != Promise::Deadline || has_moment(text, sentence.fold);
            if heading
                || !dated
                || sentence.question
                || is_negated(text, FoldSpan { start: sentence.fold.end, end: sentence.fold.end })
            {
                continue;
            }
            let strength = match strength_in(text, sentence.fold, &cues) {
                0 if leaves_open(text, sentence.fold) => 1,
                // A plain statement in a source is a fact about what the company does.
                0 => 4,
                cue => cue,
            };
            candidates += 1;
            let bounds = amounts_with(text, sentence.fold);
            let beyond = !bounds.is_empty()
                && amounts.iter().any(|amount| !bounds.iter().any(|bound| at_most(amount, bound)));
            let strength = if beyond { 0 } else { strength };
            let tellable =
                matches!(piece.origin, Origin::Source(_)) && piece.kind != SourceKind::Tool && !beyond;
            let words = tellable.then(|| sentence.span.text(text.original()).to_owned());
            let shared = words_in(text, sentence.fold).any(|word| told.contains(&word));
            // Of equals the same one is quoted whatever the order of the sources.
            let better = best.as_ref().is_none_or(|known| {
                let own = (strength, shared, words.is_some(), std::cmp::Reverse(&words));
                own > (known.strength, shares, known.sentence.is_some(), std::cmp::Reverse(&known.sentence))
            });
            if better {
                shares = shared;
                let support = piece.support(case.request, &case.facts, sentence.span);
                best = Some(Said { strength, support, sentence: words });
            }
        }
    }
    // Of several sentences about times, only one that shares a word with the draft may stand in for it.
    if candidates > 1
        && !shares
        && let Some(said) = &mut best
    {
        said.sentence = None;
    }
    best
}

/// Words with which a sentence says that somebody has yet to decide.
static OPEN: Listed = Listed::new(word_list![
    "decide",
    "decides",
    "decided",
    "discretion",
    "depend",
    "depends",
    "depending",
    "individually",
    "einzelfall",
    "entscheidet",
    "entschieden",
    "ermessen",
    "selon",
    "depende",
    "dipende",
    "discrezione",
    "geval",
    "afhankelijk",
]);

/// Whether a sentence of a source leaves open what will be done.
fn leaves_open(text: &Text, area: FoldSpan) -> bool {
    let first = text.tokens().partition_point(|token| token.fold.start < area.start);
    let within = text.tokens().iter().skip(first).take_while(|token| token.fold.start < area.end);
    within.map(|token| text.token_text(token)).any(|word| OPEN.contains(&word))
}

/// Words that carry meaning, by their length.
fn words_in(text: &Text, area: FoldSpan) -> impl Iterator<Item = &str> {
    const MEANING: usize = 4;
    let first = text.tokens().partition_point(|token| token.fold.start < area.start);
    let within = text.tokens().iter().skip(first).take_while(move |token| token.fold.start < area.end);
    within.map(|token| text.token_text(token)).filter(|word| word.len() >= MEANING)
}

fn speaks_for_the_company(piece: &Evidence) -> bool {
    match piece.origin {
        Origin::Source(_) => piece.kind != SourceKind::Review && !piece.means,
        Origin::Fact(_) => false,
        Origin::Turn(_) => matches!(piece.role, Some(TurnRole::Agent | TurnRole::Bot)),
    }
}
