//! One rule alone against one request: how the examples of a rule are run.

use crate::case::Case;
use crate::checks;
use crate::contract::{Request, Unchecked};
use crate::policy::compile::CompiledPolicy;
use crate::rewrite;

/// What a rule does to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Probe {
    /// Whether its gates are open and its conditions hold.
    pub(crate) applies: bool,
    /// What of the request it could not judge.
    pub(crate) unchecked: Vec<Unchecked>,
    /// Whether it has a finding.
    pub(crate) found: bool,
    /// The draft after its own safe fixes, once.
    pub(crate) fixed: Option<String>,
}

/// Runs the rule at `index` of a policy against a request.
pub(crate) fn probe(policy: &CompiledPolicy, index: usize, request: &Request) -> Probe {
    let mut case = Case::new(request, policy, None);
    let draft = case.scan_draft(&request.draft);
    case.open_gates(&draft);
    let conditions =
        policy.rules.get(index).is_some_and(|rule| case.meets(&rule.rule.when, &rule.when, &draft));
    let applies = conditions && case.open_rules.contains(&index);
    case.open_rules.retain(|rule| *rule == index);
    let sink = checks::run(&case, &draft);
    let fixed = rewrite::apply_any(&request.draft, &sink.findings);
    Probe { applies, unchecked: sink.unchecked, found: !sink.findings.is_empty(), fixed }
}
