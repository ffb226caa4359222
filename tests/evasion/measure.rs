//! How many disguised texts are still found.

use draftgate::{Decision, Validator};

use crate::corpus::{self, Case};
use crate::disguise::{self, Choices, Kind};

/// Disguises of each text.
const ROUNDS: usize = 6;

/// What was found of what was disguised.
#[derive(Clone, Debug, Default)]
pub struct Recall {
    pub found: usize,
    pub of: usize,
    /// What was missed.
    pub missed: Vec<String>,
}

impl Recall {
    /// Whether at least so many hundredths were found.
    pub fn reaches(&self, hundredths: usize) -> bool {
        self.found * 100 >= self.of * hundredths
    }
}

/// One kind of disguise.
#[derive(Clone, Debug)]
pub struct Row {
    pub name: &'static str,
    pub phrases: Option<Recall>,
    pub identifiers: Option<Recall>,
}

/// The rules that speak about the part of the draft when it is written as `part`.
pub fn rules_on(validator: &Validator, case: &Case, part: &str) -> Vec<String> {
    let verdict = validator.check(&case.request(part));
    let (start, end) = (case.before.len(), case.before.len() + part.len());
    let on_it = verdict.findings.iter().filter(|found| found.span.start < end && start < found.span.end);
    let mut rules: Vec<String> = on_it.map(|found| found.rule_id.clone()).collect();
    // A disguise that is found and let pass would not be found.
    if verdict.decision == Decision::Pass {
        rules.clear();
    }
    rules
}

/// Disguises every text in every way and counts what is found: by a rule that finds the text undisguised.
pub fn recall(validator: &Validator, cases: &[Case], kind: Kind, how: Disguise) -> Recall {
    let mut recall = Recall::default();
    for (n, case) in cases.iter().enumerate() {
        let plain: Vec<String> =
            rules_on(validator, case, &case.part).into_iter().filter(|id| telling(id)).collect();
        assert!(!plain.is_empty(), "not found undisguised: {}{}{}", case.before, case.part, case.after);
        for round in 0..ROUNDS {
            let part = how(kind, &case.part, &mut Choices::new(n, round));
            if part == case.part {
                continue;
            }
            recall.of += 1;
            if rules_on(validator, case, &part).iter().any(|id| plain.contains(id)) {
                recall.found += 1;
            } else {
                recall.missed.push(format!("{}{part}{}", case.before, case.after));
            }
        }
    }
    recall
}

/// Rules about form also speak of disguises; what counts is the rule about the matter.
fn telling(rule_id: &str) -> bool {
    rule_id.starts_with("regulatory.") || rule_id.starts_with("hallucination.")
}

/// A way to write a text.
pub type Disguise = fn(Kind, &str, &mut Choices) -> String;

/// All kinds.
pub fn table(validator: &Validator) -> Vec<Row> {
    let (phrases, identifiers) = (corpus::phrases(), corpus::identifiers());
    Kind::ALL
        .into_iter()
        .map(|(kind, name)| Row {
            name,
            phrases: kind.hides_phrases().then(|| recall(validator, &phrases, kind, disguise::phrase)),
            identifiers: kind
                .hides_identifiers()
                .then(|| recall(validator, &identifiers, kind, disguise::identifier)),
        })
        .collect()
}
