//! House style: which check a rule of style runs.

use super::{
    contacts, form, format, grammar, headings, length, links, marks, readability, terms, usage, vocabulary,
};
use crate::checks::Cx;
use crate::findings::{Report, Sink};
use crate::policy::compile::CompiledRule;
use crate::policy::schema::Style;

/// Reports breaches of one rule of style.
pub(crate) fn run<'a>(rule: &'a CompiledRule, style: &Style, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    match style {
        Style::Terms { inflect, .. } => terms::replace(rule, *inflect, cx, sink),
        Style::Names { common, .. } => terms::names(rule, common, cx, sink),
        Style::Banned { .. } => banned(rule, cx, sink),
        Style::Links { allow, https } => links::run(rule, allow, *https, cx, sink),
        Style::Exclamations { max } => marks::exclamations(rule, *max, cx, sink),
        Style::Length { max_words, max_sentence_words } => {
            length::run(rule, *max_words, *max_sentence_words, cx, sink);
        }
        Style::Shouting { allow } => marks::shouting(rule, allow, cx, sink),
        Style::Contractions(policy) => grammar::contractions(rule, *policy, cx, sink),
        Style::Spelling(_) => grammar::spelling(rule, cx, sink),
        Style::Person(person) => grammar::person(rule, *person, cx, sink),
        Style::Address(address) => form::address(rule, *address, cx, sink),
        Style::Emoji { max, allow } => form::emoji(rule, *max, allow, cx, sink),
        Style::AtMost { max, per, .. } => usage::at_most(rule, *max, *per, cx, sink),
        Style::Once { .. } => usage::once(rule, cx, sink),
        Style::Say { position, once, .. } => usage::say(rule, *position, *once, cx, sink),
        Style::Expand { expand } => usage::expand(rule, expand, cx, sink),
        Style::Competitors { common, instead, .. } => {
            usage::competitors(rule, common, instead.as_deref(), cx, sink);
        }
        Style::Reading { formula, at_most, at_least, min_words } => {
            readability::run(rule, *formula, (*at_most, *at_least), *min_words, cx, sink);
        }
        Style::Passive { max_percent } => form::passive(rule, *max_percent, cx, sink),
        Style::Punctuation(marks) => form::punctuation(rule, marks, cx, sink),
        Style::Repeats => form::repeats(rule, cx, sink),
        Style::LinkText { banned } => form::link_text(rule, banned, cx, sink),
        Style::Format(format) => format::run(rule, format, cx, sink),
        Style::Capitals { form, keep } => headings::run(rule, *form, keep, cx, sink),
        Style::Contacts { allow } => contacts::run(rule, allow, cx, sink),
        Style::Consistent { either } => vocabulary::consistent(rule, either, cx, sink),
        Style::Acronyms { allow } => vocabulary::acronyms(rule, allow, cx, sink),
        Style::Vocabulary { known } => vocabulary::unknown(rule, known, cx, sink),
        Style::Measures(measures) => vocabulary::measures(rule, *measures, cx, sink),
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
