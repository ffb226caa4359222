//! What a policy's settings make of scores and of statements that nothing could check.

use crate::case::Case;
use crate::contract::{Action, Score, Scores, Unchecked};
use crate::findings::unsaid;
use crate::gates::Circumstances;
use crate::policy::schema::ScoreName;

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

/// Adds the caller's scores on which the decision hangs and which the request does not give, each once.
pub(crate) fn missing_signals(case: &Case<'_>, unchecked: &mut Vec<Unchecked>) {
    for demand in &case.policy.decisions.signals {
        if demand.action != Action::Note && !case.request.signals.contains_key(&demand.signal) {
            let entry = unsaid(&signal_code(&demand.signal), None, "not_given");
            if !unchecked.contains(&entry) {
                unchecked.push(entry);
            }
        }
    }
}

/// What unchecked statements, the engine's scores and the caller's demand under the policy.
pub(crate) fn demands(case: &Case<'_>, unchecked: &[Unchecked], scores: Scores) -> Vec<Demand> {
    let circumstances = Circumstances { context: &case.request.context, today: case.today, lang: case.lang };
    let decisions = &case.policy.decisions;
    let statement = unchecked.iter().any(|entry| entry.span.is_some() || entry.what == "language");
    let of_unchecked = decisions
        .unchecked
        .iter()
        .filter(|demand| statement && circumstances.meet(&demand.applies))
        .map(|demand| Demand { code: "unchecked_statement".to_owned(), action: demand.action });
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
