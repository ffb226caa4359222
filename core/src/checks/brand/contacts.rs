//! Telephone numbers and email addresses: only those of the house.

use super::links::{host, within};
use crate::checks::Cx;
use crate::findings::{Report, Sink};
use crate::policy::compile::CompiledRule;
use crate::text::values::ValueKind;

/// Figures of a telephone number that must agree, counted from its end.
const SUBSCRIBER: usize = 7;

fn figures(text: &str) -> String {
    let before_extension = text.split('x').next().unwrap_or(text);
    before_extension.chars().filter(char::is_ascii_digit).collect()
}

/// Whether two telephone numbers are one: the same figures, with or without country code and leading nought.
fn same_number(one: &str, other: &str) -> bool {
    let (one, other) = (figures(one), figures(other));
    let bare = |number: &str| number.trim_start_matches('0').to_owned();
    let (short, long) = if one.len() < other.len() { (bare(&one), other) } else { (bare(&other), one) };
    short.len() >= SUBSCRIBER && long.ends_with(&short) || short == bare(&long)
}

/// Reports numbers and addresses that are neither the house's nor known from the case.
pub(super) fn run<'a>(rule: &'a CompiledRule, allow: &[String], cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    let text = &cx.draft.text;
    for value in text.values() {
        let known = match &value.kind {
            ValueKind::Phone(number) => {
                allow.iter().any(|own| own.bytes().any(|b| b.is_ascii_digit()) && same_number(own, number))
                    || cx.case.facts.below("company").any(|leaf| same_number(&leaf.text, number))
                    || said(cx, |kind| matches!(kind, ValueKind::Phone(said) if same_number(said, number)))
            }
            ValueKind::Email(address) => {
                let domain = address.rsplit('@').next().unwrap_or(address);
                allow.iter().any(|own| {
                    own.eq_ignore_ascii_case(address) || !own.contains('@') && within(&host(domain), own)
                }) || cx.case.facts.below("company").any(|leaf| leaf.text.eq_ignore_ascii_case(address))
                    || said(cx, |kind| matches!(kind, ValueKind::Email(said) if said == address))
            }
            _ => continue,
        };
        // A quotation repeats what somebody else wrote.
        let fold = text.fold_span(value.span);
        if !known && !text.in_quotes(fold) {
            let written = value.span.text(text.original()).to_owned();
            sink.report(rule, cx.case, cx.draft, Report::at(fold).word("value", written));
        }
    }
}

/// Whether a source or an earlier message holds the value.
fn said(cx: &Cx<'_, '_>, is_it: impl Fn(&ValueKind) -> bool) -> bool {
    cx.case.turns.iter().any(|turn| turn.text.values().iter().any(|value| is_it(&value.kind)))
        || cx.case.evidence().iter().any(|own| own.text().values().iter().any(|value| is_it(&value.kind)))
}
