//! What a policy's settings make of scores and of statements that nothing could check.

use crate::case::{Case, unchecked_rule};
use crate::contract::{Action, Score, Scores, Unchecked};
use crate::findings::unsaid;
use crate::gates::{Circumstances, Gate};
use crate::matching::{Scanned, area_of};
use crate::policy::compile::CompiledDemand;
use crate::policy::schema::{ScoreName, Within};

/// Something other than a finding that wants action: an unchecked statement where the policy demands one, or a score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Demand {
    /// Reason code.
    pub(crate) code: String,
    /// What is wanted.
    pub(crate) action: Action,
}

/// One of the engine's scores together with that of the caller's model which the policy lets count in it, each by its
/// weight. Without such a signal in the request it stays the engine's own.
pub(crate) fn counted(case: &Case<'_>, score: ScoreName, own: Score) -> Score {
    let settings = case.policy.decisions.scores.iter().filter(|setting| setting.score == score);
    let counts = settings.filter_map(|setting| setting.counts.as_ref()).next();
    let Some((weight, signal)) =
        counts.and_then(|(name, weight)| Some((u32::from(*weight), case.request.signals.get(name)?)))
    else {
        return own;
    };
    // A request that was made in Rust may hold any number.
    let signal = (signal.clamp(0.0, 1.0) * 10_000.0).round() as u32;
    let sum = u32::from(own.ten_thousandths()) * (10_000 - weight) + signal * weight;
    Score::from_ten_thousandths(u16::try_from((sum + 5_000) / 10_000).unwrap_or(u16::MAX))
}

/// What is said of a signal, in reasons and where it is missing.
fn signal_code(signal: &str) -> String {
    format!("signal_{}", signal.replace(['-', '.', ' '], "_"))
}

/// Adds what the decision hangs on and the request does not say, each once: the caller's scores, and the circumstances in
/// which an unchecked statement would act.
pub(crate) fn missing(case: &Case<'_>, draft: &Scanned, unchecked: &mut Vec<Unchecked>) {
    let circumstances = Circumstances { context: &case.request.context, today: case.today, lang: case.lang };
    let acts = |demand: &&CompiledDemand| demand.demand.action != Action::Note;
    for demand in case.policy.decisions.unchecked.iter().filter(acts) {
        let Gate::Unknown(unsaid) = circumstances.meet(&demand.demand.applies) else { continue };
        if concerned(demand, case, draft, unchecked) {
            for what in unsaid.iter() {
                add(unchecked, unchecked_rule(what, None));
            }
        }
    }
    for demand in &case.policy.decisions.signals {
        if demand.action != Action::Note && !case.request.signals.contains_key(&demand.signal) {
            add(unchecked, unsaid(&signal_code(&demand.signal), None, "not_given"));
        }
    }
}

/// Adds an entry unless it is there.
pub(crate) fn add(unchecked: &mut Vec<Unchecked>, entry: Unchecked) {
    if !unchecked.contains(&entry) {
        unchecked.push(entry);
    }
}

/// Whether there is an unchecked statement, and one about the topic of a demand that has one: its sentence names it, or
/// the message that is being answered does.
fn concerned(demand: &CompiledDemand, case: &Case<'_>, draft: &Scanned, unchecked: &[Unchecked]) -> bool {
    let mut statements = unchecked.iter().filter(|entry| entry.span.is_some() || entry.what == "language");
    let Some(topic) = &demand.topic else { return statements.next().is_some() };
    let asked = case.customer_text().is_some_and(|asked| topic.is_in(asked));
    let customer = case.customer_texts().map(|(_, text)| text);
    let named = topic.find_in_answer(draft, customer);
    let text = &draft.text;
    statements.any(|entry| {
        let area = entry.span.map(|span| area_of(text, text.fold_span(span), Within::Sentence));
        asked
            || named
                .iter()
                .any(|found| area.is_none_or(|area| found.start < area.end && area.start < found.end))
    })
}

/// What unchecked statements, the engine's scores and the caller's demand under the policy.
pub(crate) fn demands(
    case: &Case<'_>,
    draft: &Scanned,
    unchecked: &[Unchecked],
    scores: Scores,
) -> Vec<Demand> {
    let circumstances = Circumstances { context: &case.request.context, today: case.today, lang: case.lang };
    let decisions = &case.policy.decisions;
    let of_unchecked = decisions
        .unchecked
        .iter()
        .filter(|demand| circumstances.meet(&demand.demand.applies) == Gate::Open)
        .filter(|demand| concerned(demand, case, draft, unchecked))
        .map(|demand| Demand { code: "unchecked_statement".to_owned(), action: demand.demand.action });
    let of_scores = decisions.scores.iter().filter_map(|setting| {
        let (bounds, action) = setting.demand?;
        let score = match setting.score {
            ScoreName::Grounding => scores.grounding,
            ScoreName::Relevance => scores.relevance,
            ScoreName::Consistency => scores.consistency,
            ScoreName::Toxicity => scores.toxicity,
        }?;
        let code = || format!("score_{}", setting.score.as_str());
        bounds.left_by(score.as_f64()).then(|| Demand { code: code(), action })
    });
    let of_signals = decisions.signals.iter().filter_map(|demand| {
        let signal = case.request.signals.get(&demand.signal)?;
        demand
            .bounds
            .left_by(*signal)
            .then(|| Demand { code: signal_code(&demand.signal), action: demand.action })
    });
    of_unchecked.chain(of_scores).chain(of_signals).collect()
}
