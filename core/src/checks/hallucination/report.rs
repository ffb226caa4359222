//! From the analysis to findings, one function for each rule.

use crate::text::one_of;
use crate::text::word_list;
use std::borrow::Cow;

use super::contrast::{self, Contradiction};
use super::index::class;
use super::values::{self, Judged, Standing};
use super::{SAYS, analysis};
use crate::checks::{CheckError, Cx};
use crate::contract::{Applicability, Fix, Score, Support};
use crate::findings::{Report, Sink};
use crate::fixes;
use crate::matching::value_span;
use crate::policy::compile::CompiledRule;
use crate::policy::schema::RuleBody;
use crate::text::values::{Bound, Value, ValueKind};
use crate::text::{FoldSpan, TokenKind};

type Done = Result<(), CheckError>;

/// The stretch of evidence that a unit is.
fn support(cx: &Cx<'_, '_>, unit: usize) -> Option<Support> {
    let unit = cx.case.index().unit(unit)?;
    let piece = cx.case.evidence().get(unit.piece)?;
    let span = piece.text().original_span(unit.fold);
    Some(piece.support(cx.case.request, &cx.case.facts, span))
}

fn value<'c>(cx: &'c Cx<'_, '_>, judged: &Judged) -> Option<&'c Value> {
    cx.draft.text.values().get(judged.value)
}

fn threshold(rule: &CompiledRule, default: u16) -> u32 {
    match &rule.rule.body {
        RuleBody::Coded { threshold, .. } => u32::from(threshold.unwrap_or(default)) / 10,
        RuleBody::Forbid { .. }
        | RuleBody::Require { .. }
        | RuleBody::Mask { .. }
        | RuleBody::Value { .. }
        | RuleBody::Commitment { .. }
        | RuleBody::EscalateOn { .. }
        | RuleBody::ChannelLimit(_)
        | RuleBody::Style(_) => u32::from(default) / 10,
    }
}

/// Values for which the evidence gives another one. The correction puts the evidence's value in the draft's
/// manner; where several values compete there is none.
pub(super) fn value_mismatch<'a>(rule: &'a CompiledRule, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) -> Done {
    let text = &cx.draft.text;
    for judged in &analysis(cx).values {
        let Standing::Contradicted { by, ambiguous, share } = judged.standing else { continue };
        let Some(said) = value(cx, judged) else { continue };
        let Some(unit) = usize::try_from(by.unit).ok() else { continue };
        let Some(held) = cx.case.index().unit(unit).and_then(|unit| cx.case.evidence().get(unit.piece))
        else {
            continue;
        };
        let Some(right) = held.text().values().get(by.value) else { continue };
        let written = said.span.text(text.original());
        let rendered = as_said(right, said).render_like(said, text.original(), cx.case.locale);
        let expected = rendered.clone().unwrap_or_else(|| right.span.text(held.text().original()).to_owned());
        let at = value_span(text, said);
        let mut report = Report::at(at).word("value", written).word("expected", expected.clone());
        report = report.word("statement", message(cx, judged, said, &expected, written));
        report.support.extend(support(cx, unit));
        report.confidence =
            Score::from_ten_thousandths(u16::try_from(7000 + share * 3).unwrap_or(10_000).min(9900));
        if let (Some(content), false) = (rendered, ambiguous) {
            report.natural = Some(Fix {
                title: format!("use the {} on record", noun(said)),
                applicability: Applicability::Safe,
                edits: vec![fixes::replace(text, said.span, &content)],
            });
        }
        sink.report(rule, cx.case, cx.draft, report);
    }
    mixed(rule, cx, sink);
    Ok(())
}

/// What is said of the wrong row of a table or record.
fn mixed<'a>(rule: &'a CompiledRule, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    let text = &cx.draft.text;
    let found = analysis(cx);
    for mixed in &found.mixed {
        // A value that the evidence as a whole contradicts has been reported.
        let known = |judged: &Judged| {
            Some(judged.value) == mixed.value && matches!(judged.standing, Standing::Contradicted { .. })
        };
        let Some(piece) = cx.case.evidence().get(mixed.piece).filter(|_| !found.values.iter().any(known))
        else {
            continue;
        };
        let instead = piece.text().original_span(mixed.instead);
        let span = text.original_span(mixed.at);
        let written = span.text(text.original());
        let held = piece.text().values().iter().find(|value| value.span == instead);
        let rendered =
            mixed.value.and_then(|at| text.values().get(at)).zip(held).and_then(|(said, held)| {
                as_said(held, said).render_like(said, text.original(), cx.case.locale)
            });
        let expected = rendered.unwrap_or_else(|| instead.text(piece.text().original()).to_owned());
        let mut report = Report::at(mixed.at).word("value", written).word("expected", expected.clone());
        report = report.word("statement", format!("the evidence says {expected}, not {written}"));
        report.support.push(piece.support(cx.case.request, &cx.case.facts, instead));
        report.confidence = Score::from_percent(85);
        // Which of several records is meant can't be told.
        report.natural = (!mixed.several).then(|| Fix {
            title: "use what the record says".to_owned(),
            applicability: Applicability::Safe,
            edits: vec![fixes::replace(text, span, &expected)],
        });
        sink.report(rule, cx.case, cx.draft, report);
    }
}

/// A bare number of a record as a value of the draft's sort, which has its unit. Sums of binary fractions carry a tail
/// ("36.12999999999999").
fn as_said<'v>(held: &'v Value, said: &Value) -> Cow<'v, Value> {
    // "Up to six months" becomes "up to three months" where it is one to three.
    let limit = said.bound == Bound::AtMost && said.upper.is_none();
    if let Some(kind) = held.upper.filter(|_| limit).and_then(|most| values::with_amount(&held.kind, most)) {
        return Cow::Owned(Value { kind, upper: None, ..held.clone() });
    }
    let other = class(&held.kind) != class(&said.kind);
    let amount = held.magnitude().filter(|_| other).map(|amount| amount.round(amount.scale().min(2)));
    match amount.and_then(|amount| values::with_amount(&said.kind, amount)) {
        Some(kind) => Cow::Owned(Value { kind, ..held.clone() }),
        None => Cow::Borrowed(held),
    }
}

/// "the refund is £42.10, not £45.00"; without a word for the subject "it is …".
fn message(cx: &Cx<'_, '_>, judged: &Judged, said: &Value, expected: &str, written: &str) -> String {
    let amount = matches!(said.kind, ValueKind::Money { .. } | ValueKind::Percent(_));
    let subject = amount.then(|| subject_word(cx, judged, said)).flatten();
    match subject {
        Some(subject) => {
            // "the costs are $12", "the status is open".
            let several =
                subject.ends_with('s') && !["ss", "us", "is"].iter().any(|end| subject.ends_with(end));
            format!("the {subject} {} {expected}, not {written}", if several { "are" } else { "is" })
        }
        None => format!("the evidence says {expected}, not {written}"),
    }
}

/// The nearest word before the value that an article or possessive introduces.
fn subject_word<'c>(cx: &'c Cx<'_, '_>, judged: &Judged, said: &Value) -> Option<&'c str> {
    let text = &cx.draft.text;
    let statement = analysis(cx).statements.get(judged.statement)?;
    let before = text.tokens().get(statement.tokens.start..said.tokens.start)?;
    let introduced = before.windows(2).rev().find(|pair| {
        let introduces = pair
            .first()
            .is_some_and(|token| one_of!(text.token_text(token), "the" | "your" | "our" | "a" | "an"));
        // "the Harbour Inn costs": a name is no word for an amount.
        let plain = |token: &crate::text::Token| {
            let written = token.span.text(text.original());
            token.kind == TokenKind::Word && !written.starts_with(char::is_uppercase)
        };
        introduces && pair.last().is_some_and(plain)
    })?;
    introduced.last().map(|token| text.token_text(token))
}

/// What people call this sort of value.
fn noun(value: &Value) -> &'static str {
    match value.kind {
        ValueKind::Money { .. } => "amount",
        ValueKind::Percent(_) => "percentage",
        ValueKind::Date(_) => "date",
        ValueKind::Time(_) => "time",
        ValueKind::Duration { .. } => "period",
        ValueKind::Number(_) | ValueKind::Quantity { .. } => "number",
        ValueKind::Identifier(_)
        | ValueKind::Url(_)
        | ValueKind::Email(_)
        | ValueKind::Phone(_)
        | ValueKind::Name(_) => "value",
    }
}

/// Values that the evidence nowhere gives, though it speaks about the subject.
pub(super) fn unsupported_value<'a>(rule: &'a CompiledRule, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) -> Done {
    for judged in &analysis(cx).values {
        let (Standing::Unsupported(unit), Some(said)) = (&judged.standing, value(cx, judged)) else {
            continue;
        };
        let at = value_span(&cx.draft.text, said);
        let mut report = Report::at(at).word("value", said.span.text(cx.draft.text.original()));
        report.support.extend(support(cx, *unit));
        report.confidence = Score::from_percent(70);
        sink.report(rule, cx.case, cx.draft, report);
    }
    Ok(())
}

/// References known from nowhere; without any evidence they are unchecked.
pub(super) fn fabricated_reference<'a>(rule: &'a CompiledRule, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) -> Done {
    if !cx.case.has_evidence() {
        return Ok(());
    }
    let text = &cx.draft.text;
    for at in &analysis(cx).fabricated {
        let written = text.original_span(*at).text(text.original());
        let mut report = Report::at(*at).word("value", written);
        report.confidence = Score::from_percent(85);
        sink.report(rule, cx.case, cx.draft, report);
    }
    Ok(())
}

/// Statements that the evidence turns round.
pub(super) fn polarity<'a>(rule: &'a CompiledRule, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) -> Done {
    let text = &cx.draft.text;
    let found = analysis(cx);
    for reversed in &found.reversed {
        let known =
            |known: &Contradiction| known.at.start <= reversed.at.start && reversed.at.end <= known.at.end;
        if found.contradicted.iter().any(known) {
            continue;
        }
        let mut report = Report::at(reversed.at);
        report.support.extend(support(cx, reversed.unit));
        report.confidence = Score::from_percent(80);
        if !reversed.instead.is_empty() {
            let span = text.original_span(reversed.at);
            report.natural = Some(Fix {
                title: "say it as the source does".to_owned(),
                applicability: Applicability::Safe,
                edits: vec![fixes::replace(text, span, reversed.instead)],
            });
            report = report.word("expected", reversed.instead);
        }
        sink.report(rule, cx.case, cx.draft, report);
    }
    Ok(())
}

/// Statements that can't be so together with the evidence. The correction is the sentence of the source in place of
/// the draft's, unless later sentences lean on that.
pub(super) fn contradicted_statement<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Done {
    let text = &cx.draft.text;
    let found = analysis(cx);
    for contradicted in &found.contradicted {
        let Some(statement) = found.statements.get(contradicted.statement) else { continue };
        let mut report = Report::at(contradicted.at);
        report.support.extend(support(cx, contradicted.unit));
        report.confidence = Score::from_percent(90);
        let sentence = text.sentences().get(statement.sentence);
        let instead = contrast::sentence_of(cx.case.index(), cx.case.evidence(), contradicted.unit);
        if let (Some(sentence), Some(instead)) = (sentence, instead)
            && !contrast::is_leant_on(text, statement.sentence)
        {
            report.natural = Some(Fix {
                title: "say it as the source does".to_owned(),
                applicability: Applicability::Safe,
                edits: vec![fixes::replace(text, sentence.span, instead)],
            });
            report = report.word("expected", instead);
        }
        sink.report(rule, cx.case, cx.draft, report);
    }
    Ok(())
}

/// What the rows of a table turn round.
pub(super) fn record_denied<'a>(rule: &'a CompiledRule, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) -> Done {
    for (at, piece, held) in &analysis(cx).denied {
        let Some(piece) = cx.case.evidence().get(*piece) else { continue };
        let held = piece.text().original_span(*held);
        let expected = held.text(piece.text().original());
        let mut report = Report::at(*at).word("expected", expected);
        report.support.push(piece.support(cx.case.request, &cx.case.facts, held));
        report.confidence = Score::from_percent(80);
        sink.report(rule, cx.case, cx.draft, report);
    }
    Ok(())
}

/// Names known from nowhere.
pub(super) fn unknown_name<'a>(rule: &'a CompiledRule, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) -> Done {
    if cx.case.request.sources.is_empty() {
        return Ok(());
    }
    for at in &analysis(cx).strangers {
        let Some(said) = cx.draft.text.values().get(*at) else { continue };
        let mut report = Report::at(value_span(&cx.draft.text, said));
        report.confidence = Score::from_percent(60);
        sink.report(rule, cx.case, cx.draft, report);
    }
    Ok(())
}

fn sentence(cx: &Cx<'_, '_>, n: usize) -> FoldSpan {
    cx.draft.text.sentences().get(n).map_or(FoldSpan::default(), |sentence| sentence.fold)
}

/// Content words that a sentence needs for its support to be measured.
const SPECIFIC: usize = 4;

/// Statements of which sources and facts say less than the threshold, though they say something.
pub(super) fn unsupported_statement<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Done {
    if cx.case.request.sources.is_empty() {
        return Ok(());
    }
    let least = threshold(rule, 1000);
    for asserted in &analysis(cx).sentences {
        if !asserted.judged || asserted.words < SPECIFIC || asserted.known >= least {
            continue;
        }
        let mut report = Report::at(sentence(cx, asserted.sentence));
        report.support.extend(asserted.best.and_then(|(unit, _)| support(cx, unit)));
        report.confidence = Score::from_percent(60);
        sink.report(rule, cx.case, cx.draft, report);
    }
    Ok(())
}

/// Statements and values for which only a source speaks that is not in force.
pub(super) fn stale_source<'a>(rule: &'a CompiledRule, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) -> Done {
    let found = analysis(cx);
    for judged in &found.values {
        let (Standing::Stale(unit), Some(said)) = (&judged.standing, value(cx, judged)) else { continue };
        let told = found.statements.get(judged.statement).map(|statement| statement.sentence);
        if told.is_none_or(|n| is_of_another_time(cx, n)) {
            continue;
        }
        let mut report = Report::at(value_span(&cx.draft.text, said));
        report.support.extend(support(cx, *unit));
        sink.report(rule, cx.case, cx.draft, report);
    }
    for asserted in &found.sentences {
        let Some((unit, share)) = asserted.stale.filter(|(_, share)| *share >= SAYS) else { continue };
        let held = asserted.best.is_some_and(|(_, best)| best * 4 >= share * 3);
        if held || is_of_another_time(cx, asserted.sentence) {
            continue;
        }
        let mut report = Report::at(sentence(cx, asserted.sentence));
        report.support.extend(support(cx, unit));
        report.confidence = Score::from_percent(80);
        sink.report(rule, cx.case, cx.draft, report);
    }
    Ok(())
}

/// Words with which a sentence speaks of what was or will be.
static ANOTHER_TIME: crate::text::WordSet<32> = crate::text::WordSet::of(word_list![
    "was",
    "were",
    "had",
    "ended",
    "expired",
    "used",
    "previously",
    "formerly",
    "last",
    "until",
    "will",
    "from",
    "soon",
    "next",
    "starting",
    "longer",
]);

/// Whether a sentence speaks of what was or will be.
fn is_of_another_time(cx: &Cx<'_, '_>, sentence: usize) -> bool {
    let text = &cx.draft.text;
    let tokens =
        text.sentences().get(sentence).and_then(|sentence| text.tokens().get(sentence.tokens.clone()));
    tokens.unwrap_or_default().iter().any(|token| ANOTHER_TIME.has(text.token_text(token)))
}

/// Values that one part of the evidence gives and another part contradicts.
pub(super) fn conflicting_evidence<'a>(rule: &'a CompiledRule, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) -> Done {
    for judged in &analysis(cx).values {
        let (Standing::Contradicted { ambiguous: true, by, .. }, Some(said)) =
            (&judged.standing, value(cx, judged))
        else {
            continue;
        };
        let mut report = Report::at(value_span(&cx.draft.text, said));
        report.support.extend(usize::try_from(by.unit).ok().and_then(|unit| support(cx, unit)));
        report.confidence = Score::from_percent(70);
        sink.report(rule, cx.case, cx.draft, report);
    }
    Ok(())
}

/// Says which sentences and values no evidence speaks about.
pub(super) fn unchecked(cx: &Cx<'_, '_>, sink: &mut Sink<'_>) {
    let text = &cx.draft.text;
    let found = analysis(cx);
    let given = cx.case.has_evidence();
    let why = if given { "no_evidence" } else { "no_source" };
    let mut whole: Vec<usize> = Vec::new();
    for asserted in found.sentences.iter().filter(|asserted| asserted.judged) {
        let said = asserted.best.is_some_and(|(_, share)| share >= SAYS);
        if !said && (!given || asserted.best.is_none_or(|(_, share)| share < SAYS / 2)) {
            whole.push(asserted.sentence);
            let span = text.sentences().get(asserted.sentence).map(|sentence| sentence.span);
            sink.unchecked("sentence", span, why);
        }
    }
    let outside = |at: FoldSpan| {
        let sentence = text.sentence_at(at.start);
        sentence.is_none_or(|n| whole.binary_search(&n).is_err())
    };
    for judged in found.values.iter().filter(|judged| judged.standing == Standing::Unknown) {
        if let Some(said) = value(cx, judged).filter(|said| outside(value_span(text, said))) {
            let why = if given && values::hangs_on_now(said, cx.case) { "no_now" } else { why };
            sink.unchecked("value", Some(said.span), why);
        }
    }
    if !given {
        for at in found.fabricated.iter().filter(|at| outside(**at)) {
            sink.unchecked("reference", Some(text.original_span(*at)), why);
        }
    }
    let values = found.values.get(super::MOST_VALUES - 1).and_then(|last| value(cx, last));
    if text.clauses().len() > super::statements::MOST || values.is_some() {
        let statements = found.statements.last().map_or(0, |last| text.original_span(last.fold).end);
        let from = values.map_or(statements, |last| statements.min(last.span.end));
        sink.unchecked("text", Some(crate::Span::new(from, text.original().len())), "over_limit");
    }
}
