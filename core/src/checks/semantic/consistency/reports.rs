//! One rule for each thing that a draft can contradict.

use super::Against;
use crate::checks::semantic::{analysis, found};
use crate::checks::{CheckError, Cx};
use crate::contract::Support;
use crate::findings::{Report, Sink};
use crate::policy::compile::CompiledRule;

fn report_against<'a>(
    against: Against,
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    for contradiction in analysis(cx).contradictions.iter().filter(|found| found.against == against) {
        let mut report = Report::at(contradiction.at).word("expected", contradiction.expected.clone());
        report.confidence = contradiction.confidence;
        if let Some((turn, span)) = contradiction.turn {
            report.support.push(Support {
                source: None,
                fact: None,
                turn: Some(turn),
                text: contradiction.expected.clone(),
                span: Some(span),
            });
        }
        found(rule, cx, sink, report);
    }
    Ok(())
}

/// Contradicts an earlier message of the company.
pub(in crate::checks::semantic) fn history<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    report_against(Against::History, rule, cx, sink)
}

/// Contradicts itself.
pub(in crate::checks::semantic) fn itself<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    report_against(Against::Itself, rule, cx, sink)
}

/// Contradicts what the customer said.
pub(in crate::checks::semantic) fn customer<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    report_against(Against::Customer, rule, cx, sink)
}

/// Does something else than the customer asks for.
pub(in crate::checks::semantic) fn request<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    report_against(Against::Request, rule, cx, sink)
}

/// Speaks of another matter than the customer.
pub(in crate::checks::semantic) fn other_matter<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    report_against(Against::Asked, rule, cx, sink)
}

/// Speaks of another matter than the company before.
pub(in crate::checks::semantic) fn matter_changed<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    report_against(Against::Settled, rule, cx, sink)
}

/// Speaks of something that no record holds.
pub(crate) fn no_record<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    report_against(Against::NoRecord, rule, cx, sink)
}
