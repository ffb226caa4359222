//! How hard a case is, and what the person who takes it over must know.

use crate::case::Case;
use crate::contract::{Action, Complexity, Decision, Layer, Priority};
use crate::findings::RawFinding;
use crate::matching::Scanned;
use crate::policy::schema::RuleBody;

/// Points from which a case is medium.
const MEDIUM: u32 = 2;
/// Points from which a case is high.
const HIGH: u32 = 5;
/// Customer messages from which a conversation counts as repeated contact.
const MANY_TURNS: usize = 6;
/// Most characters of the customer's request in a summary.
const SUMMARY_LEN: usize = 160;

/// Points: one for each request beyond the first, for each thing that needs correcting against the record, for a
/// rule of law, and for a long conversation; three or five for what calls for a person.
pub(crate) fn of(case: &Case<'_>, draft: &Scanned, findings: &[RawFinding<'_>], decision: Decision) -> Complexity {
    let questions = case
        .customer_text()
        .map_or(0, |scanned| scanned.text.sentences().iter().filter(|sentence| sentence.question).count());
    let mut points = u32::try_from(questions.saturating_sub(1)).unwrap_or(u32::MAX).min(3);
    if case.customer_texts().count() >= MANY_TURNS {
        points += 1;
    }
    if draft.text.sentences().len() > 12 {
        points += 1;
    }
    let mut weights: Vec<u32> = Vec::new();
    for finding in findings {
        let rule = &finding.rule.rule;
        let weight = match (&rule.body, rule.handover.priority) {
            (RuleBody::EscalateOn { .. }, Some(Priority::Urgent)) => 5,
            (RuleBody::EscalateOn { .. }, _) => 3,
            (_, _) if rule.action == Action::Escalate => 3,
            (_, _) if rule.action == Action::Rewrite && rule.layer != Layer::Brand => 1,
            (_, _) => 0,
        };
        weights.push(weight);
    }
    weights.sort_unstable();
    points += weights.iter().rev().take(4).sum::<u32>();
    if decision == Decision::Escalate {
        points += 2;
    }
    match points {
        HIGH.. => Complexity::High,
        MEDIUM.. => Complexity::Medium,
        _ => Complexity::Low,
    }
}

/// The hand-over in a few lines: why, what the customer asks, what is on record.
pub(crate) fn summary(case: &Case<'_>, draft: &Scanned, why: &str) -> String {
    let mut summary = format!("Why: {why}.");
    if let Some(scanned) = case.customer_text() {
        summary.push_str(&format!(" Customer: \"{}\".", shortened(scanned.text.original())));
    }
    summary.push_str(&format!(" Draft not sent: \"{}\".", shortened(draft.text.original())));
    let events: Vec<&str> = case.facts.events().iter().map(|event| event.kind.as_str()).collect();
    if !events.is_empty() {
        summary.push_str(&format!(" On record: {}.", events.join(", ").replace('_', " ")));
    }
    summary
}

fn shortened(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if one_line.chars().count() <= SUMMARY_LEN {
        return one_line;
    }
    let cut: String = one_line.chars().take(SUMMARY_LEN).collect();
    let at_word = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head);
    format!("{at_word} …")
}
