//! How hard a case is, and what the person who takes it over must know.

use crate::case::Case;
use crate::checks::semantic::mood::ANGRY;
use crate::contract::{Action, Complexity, Decision, Layer, Priority};
use crate::findings::RawFinding;
use crate::matching::Scanned;
use crate::order::Order as _;
use crate::policy::schema::RuleBody;

/// Points from which a case is medium.
const MEDIUM: u32 = 2;
/// Points from which a case is high.
const HIGH: u32 = 5;
/// Customer messages from which a conversation counts as long.
const MANY_TURNS: usize = 6;
/// Sentences from which a draft counts as long.
const LONG_DRAFT: usize = 12;
/// Most characters of the customer's request in a summary.
const SUMMARY_LEN: usize = 160;
/// Findings that add to the points; more of them make a case no harder.
const MOST_FINDINGS: usize = 4;

/// Something that makes a case hard: what it is, for people, and its points.
type Sign = (&'static str, u32);

/// The signs that a case is hard. One point for each question beyond the first, for a thing that needs correcting,
/// for displeasure, for a long conversation or draft; two for anger and for a request made again; three or five for
/// what calls for a person.
fn signs(case: &Case<'_>, draft: &Scanned, findings: &[RawFinding<'_>], decision: Decision) -> Vec<Sign> {
    let state = case.state();
    let mut signs: Vec<Sign> = Vec::new();
    let mut sign = |on: bool, what: &'static str, points: u32| {
        if on && points > 0 {
            signs.push((what, points));
        }
    };
    let questions = case
        .customer_text()
        .map_or(0, |scanned| scanned.text.sentences().iter().filter(|sentence| sentence.question).count());
    let beyond_first = u32::try_from(questions.saturating_sub(1)).unwrap_or(u32::MAX).min(3);
    sign(true, "several questions", beyond_first);
    sign(case.customer_texts().count() >= MANY_TURNS, "long conversation", 1);
    sign(draft.text.sentences().len() > LONG_DRAFT, "long reply", 1);
    sign(state.asked > 1, "asked again", 2);
    match state.mood {
        mood if mood <= ANGRY => sign(true, "angry customer", 2),
        mood => sign(mood < -1, "displeased customer", 1),
    }
    sign(state.trend <= ANGRY, "mood getting worse", 1);
    let mut weights: Vec<Sign> = findings.iter().map(weight).filter(|(_, points)| *points > 0).collect();
    weights.order_by_key(|(_, points)| std::cmp::Reverse(*points));
    for (what, points) in weights.into_iter().take(MOST_FINDINGS) {
        sign(true, what, points);
    }
    sign(decision == Decision::Escalate, "reply not sent", 2);
    signs
}

/// What a finding adds.
fn weight(finding: &RawFinding<'_>) -> Sign {
    let rule = &finding.rule.rule;
    match (&rule.body, rule.handover.priority) {
        (RuleBody::EscalateOn { .. }, Some(Priority::Urgent)) => ("urgent matter", 5),
        (RuleBody::EscalateOn { .. }, _) => ("matter for a person", 3),
        (_, _) if rule.action == Action::Escalate => ("fault that needs a person", 3),
        (_, _) if rule.action == Action::Rewrite && rule.layer != Layer::Brand => ("fault in the reply", 1),
        (_, _) => ("", 0),
    }
}

/// How hard the case is, from its signs.
pub(crate) fn of(
    case: &Case<'_>,
    draft: &Scanned,
    findings: &[RawFinding<'_>],
    decision: Decision,
) -> Complexity {
    match signs(case, draft, findings, decision).iter().map(|(_, points)| points).sum() {
        HIGH.. => Complexity::High,
        MEDIUM.. => Complexity::Medium,
        _ => Complexity::Low,
    }
}

/// The hand-over in a few lines: why, what the customer asks and how, what is on record.
pub(crate) fn summary(case: &Case<'_>, draft: &Scanned, why: &str) -> String {
    let mut summary = format!("Why: {why}.");
    if let Some(scanned) = case.customer_text() {
        summary.push_str(&format!(" Customer: \"{}\".", shortened(scanned.text.original())));
        let state = case.state();
        summary.push_str(&format!(" About: {}.", state.reason.label()));
        let mood = match state.mood {
            mood if mood <= ANGRY => Some("angry"),
            mood if mood < -1 => Some("displeased"),
            _ => None,
        };
        if let Some(mood) = mood {
            let worse = if state.trend <= ANGRY { ", getting worse" } else { "" };
            summary.push_str(&format!(" Mood: {mood}{worse}."));
        }
        if state.asked > 1 {
            summary.push_str(&format!(" Asked {} times.", state.asked));
        }
    }
    summary.push_str(&not_sent(draft.text.original()));
    let events: Vec<&str> = case.facts.happened().map(|event| event.kind.as_str()).collect();
    if !events.is_empty() {
        summary.push_str(&format!(" On record: {}.", events.join(", ").replace('_', " ")));
    }
    summary
}

/// What the customer did not get, as a sentence that follows others.
pub(crate) fn not_sent(draft: &str) -> String {
    format!(" Draft not sent: \"{}\".", shortened(draft))
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
