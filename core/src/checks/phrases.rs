//! Rules about words: what must not be said, what must be said, and what a customer says that calls for a person.

use super::Cx;
use super::brand::edit;
use super::brand::markup::{self, Emphasis};
use crate::contract::{Edit, Support, UiDisclosure};
use crate::findings::{Report, Sink};
use crate::matching::Scanned;
use crate::policy::compile::CompiledRule;
use crate::policy::schema::RuleBody;
use crate::text::{FoldSpan, Text};

/// The empty span at the end of a text: where something that is missing is reported.
pub(crate) fn end_of(text: &Text) -> FoldSpan {
    let end = text.folded().len();
    FoldSpan { start: end, end }
}

/// Matches of the rule's matcher that pass its guards.
fn guarded(rule: &CompiledRule, scanned: &Scanned) -> Vec<FoldSpan> {
    let mut found = rule.find.as_ref().map(|find| find.find(scanned)).unwrap_or_default();
    found.retain(|span| rule.rule.guards.pass(&scanned.text, *span));
    found
}

/// Whether a rule of words has something to say of this draft, once its conditions hold. Asked before conditions on
/// the evidence, for which all of the evidence has to be read.
pub(crate) fn speaks(rule: &CompiledRule, cx: &Cx<'_, '_>) -> bool {
    match &rule.rule.body {
        RuleBody::Forbid { .. } => !forbidden(rule, cx).is_empty(),
        RuleBody::Require { .. } => guarded(rule, cx.draft).is_empty(),
        RuleBody::EscalateOn { .. } => {
            cx.case.customer_texts().any(|(_, text)| !guarded(rule, text).is_empty())
        }
        _ => true,
    }
}

/// Matches in the draft, as an answer to the customer, that pass the guards; with the marks around them where being
/// emphasised is what is wrong.
fn forbidden(rule: &CompiledRule, cx: &Cx<'_, '_>) -> Vec<(FoldSpan, Option<Emphasis>)> {
    let Some(find) = &rule.find else { return Vec::new() };
    let text = &cx.draft.text;
    let customer = cx.case.customer_texts().map(|(_, text)| text);
    let mut found = find.find_in_answer(cx.draft, customer);
    found.retain(|span| rule.rule.guards.pass(text, *span));
    if !rule.rule.guards.emphasis || found.is_empty() {
        return found.into_iter().map(|span| (span, None)).collect();
    }
    let inside = |marks: Emphasis| {
        let first = found.partition_point(|span| text.original_span(*span).start < marks.0.start);
        let span = found.get(first).filter(|span| text.original_span(**span).end <= marks.1.end)?;
        Some((*span, Some(marks)))
    };
    // All of them or none: where the warning is emphasised too, the benefit may be.
    markup::emphasised(text.original()).into_iter().map(inside).collect::<Option<_>>().unwrap_or_default()
}

/// Reports every match in the draft. Of what must not be emphasised the correction is to take the marks away.
pub(crate) fn forbid<'a>(rule: &'a CompiledRule, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    for (found, marks) in forbidden(rule, cx) {
        let mut report = Report::at(found);
        report.natural = marks.map(|(open, close)| {
            let edits = [open, close].map(|span| Edit { span, content: String::new() });
            edit::safe("take the emphasis off", edits.into())
        });
        sink.report(rule, cx.case, cx.draft, report);
    }
}

/// Reports that nothing in the draft, nor (where the rule allows it) in an earlier message or in the interface,
/// satisfies the rule.
pub(crate) fn require<'a>(
    rule: &'a CompiledRule,
    once: bool,
    ui: &[UiDisclosure],
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) {
    let shown = cx.case.request.context.ui_disclosure.is_some_and(|shown| ui.contains(&shown));
    let said = once && cx.case.company_texts().any(|(_, text)| !guarded(rule, text).is_empty());
    if shown || said || !guarded(rule, cx.draft).is_empty() {
        return;
    }
    sink.report(rule, cx.case, cx.draft, Report::at(end_of(&cx.draft.text)));
}

/// Reports what the customer said that calls for a person. The finding spans the end of the draft; the words of
/// the customer are its support.
pub(crate) fn escalate_on<'a>(rule: &'a CompiledRule, ever: bool, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    let looked_at = cx
        .case
        .customer_texts()
        .filter(|(index, _)| ever || cx.case.last_customer == Some(*index))
        .collect::<Vec<_>>();
    for (index, scanned) in looked_at.into_iter().rev() {
        let Some(first) = guarded(rule, scanned).into_iter().next() else { continue };
        let span = scanned.text.original_span(first);
        let words = span.text(scanned.text.original()).to_owned();
        let mut report = Report::at(end_of(&cx.draft.text)).word("match", words.clone());
        report.support =
            vec![Support { source: None, fact: None, turn: Some(index), text: words, span: Some(span) }];
        sink.report(rule, cx.case, cx.draft, report);
        return;
    }
}
