//! House style: which check a rule of style runs.

use super::{length, links, marks, terms};
use crate::checks::Cx;
use crate::findings::{Report, Sink};
use crate::policy::compile::CompiledRule;
use crate::policy::schema::Style;

/// Reports breaches of one rule of style.
pub(crate) fn run<'a>(rule: &'a CompiledRule, style: &Style, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    match style {
        Style::Terms { .. } => terms::replace(rule, cx, sink),
        Style::Names { common, .. } => terms::names(rule, common, cx, sink),
        Style::Banned { .. } => banned(rule, cx, sink),
        Style::Links { allow, https } => links::run(rule, allow, *https, cx, sink),
        Style::Exclamations { max } => marks::exclamations(rule, *max, cx, sink),
        Style::Length { max_words, max_sentence_words } => {
            length::run(rule, *max_words, *max_sentence_words, cx, sink);
        }
        Style::Shouting { allow } => marks::shouting(rule, allow, cx, sink),
    }
}

/// Reports every match that passes the rule's guards and stands in nothing protected.
fn banned<'a>(rule: &'a CompiledRule, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    let text = &cx.draft.text;
    for found in rule.find.as_ref().map(|find| find.find(cx.draft)).unwrap_or_default() {
        if rule.rule.guards.pass(text, found) && cx.protected().allows_fold(text, found) {
            sink.report(rule, cx.case, cx.draft, Report::at(found));
        }
    }
}
