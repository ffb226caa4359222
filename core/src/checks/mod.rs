//! The checks: each reads the case and the draft, and writes findings. Checks know nothing of each other, of
//! decisions, or of bindings.
//!
//! A rule of a policy names its machinery by its kind. The machinery of phrase rules lies in [`phrases`]; that of
//! the other kinds with its layer. Rules of the kinds `semantic` and `grounding` name a coded check.

pub(crate) mod brand;
pub(crate) mod hallucination;
mod labels;
pub(crate) mod phrases;
pub(crate) mod regulatory;
pub(crate) mod semantic;

use std::cell::OnceCell;

use crate::case::Case;
use crate::contract::Layer;
use crate::entities::{self, EntityHit, Hints};
use crate::findings::Sink;
use crate::matching::Scanned;
use crate::policy::compile::CompiledRule;
use crate::policy::schema::{RuleBody, RuleKind};

/// Why a check could not do its work. Its layer counts as failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum CheckError {
    /// A policy names a coded check that this engine does not have.
    #[error("the check `{0}` is unknown")]
    UnknownCheck(String),
}

/// What a check reads.
pub(crate) struct Cx<'c, 'a> {
    /// The request, prepared.
    pub(crate) case: &'c Case<'a>,
    /// The draft, or the corrected text of a later round.
    pub(crate) draft: &'c Scanned,
    /// Identifiers in the draft, found once for all rules.
    pub(crate) identifiers: OnceCell<Vec<EntityHit>>,
    /// Promises in the draft, found once for all rules.
    pub(crate) promises: OnceCell<Vec<regulatory::commitments::Found>>,
    /// Statements against evidence, analysed once for all rules.
    pub(crate) grounding: OnceCell<hallucination::Analysis>,
    /// The draft against the conversation, analysed once for all rules.
    pub(crate) conversation: OnceCell<semantic::Analysis>,
    /// What rules of style leave alone, found once for all rules.
    pub(crate) protected: OnceCell<brand::Protected>,
}

impl<'c, 'a> Cx<'c, 'a> {
    fn new(case: &'c Case<'a>, draft: &'c Scanned) -> Cx<'c, 'a> {
        Cx {
            case,
            draft,
            identifiers: OnceCell::new(),
            promises: OnceCell::new(),
            grounding: OnceCell::new(),
            conversation: OnceCell::new(),
            protected: OnceCell::new(),
        }
    }

    /// What rules of style leave alone.
    pub(crate) fn protected(&self) -> &brand::Protected {
        self.protected.get_or_init(|| brand::Protected::of(self.draft, self.case))
    }

    /// The identifiers in the draft of all types that the policy names.
    pub(crate) fn identifiers(&self) -> &[EntityHit] {
        self.identifiers.get_or_init(|| {
            let hints = Hints { region: self.case.locale.and_then(|locale| locale.region) };
            entities::find(&self.draft.text, &self.case.policy.identifiers, hints)
        })
    }
}

/// A coded check: its name in policies, what it does, and its code.
#[derive(Debug)]
pub(crate) struct CodedCheck {
    /// Name, such as `off-topic`.
    pub(crate) name: &'static str,
    /// What it finds, in one line for people.
    #[cfg_attr(not(test), expect(dead_code, reason = "held against the documentation by a test"))]
    pub(crate) about: &'static str,
    /// Reports its findings for one rule.
    pub(crate) run: CheckFn,
}

/// The code of a check.
pub(crate) type CheckFn = for<'a> fn(&'a CompiledRule, &Cx<'_, 'a>, &mut Sink<'a>) -> Result<(), CheckError>;

/// The coded check of a kind with this name.
pub(crate) fn coded(kind: RuleKind, name: &str) -> Option<&'static CodedCheck> {
    let list = if kind == RuleKind::Grounding { hallucination::CHECKS } else { semantic::CHECKS };
    list.iter().find(|check| check.name == name)
}

/// The names of the coded checks of a kind.
pub(crate) fn names(kind: RuleKind) -> impl Iterator<Item = &'static str> + Clone {
    let list = if kind == RuleKind::Grounding { hallucination::CHECKS } else { semantic::CHECKS };
    list.iter().map(|check| check.name)
}

/// Reads something from the analyses of a draft, for training.
#[cfg(feature = "training")]
pub(crate) fn with<T>(case: &Case<'_>, draft: &Scanned, read: impl FnOnce(&Cx<'_, '_>) -> T) -> T {
    read(&Cx::new(case, draft))
}

/// The order in which layers run.
pub(crate) const LAYERS: [Layer; 4] =
    [Layer::Semantic, Layer::Regulatory, Layer::Brand, Layer::Hallucination];

/// Runs every rule that applies, layer by layer.
pub(crate) fn run<'a>(case: &Case<'a>, draft: &Scanned) -> Sink<'a> {
    let mut sink = Sink::new();
    let cx = Cx::new(case, draft);
    let awake = case.awake(draft);
    for (place, layer) in LAYERS.into_iter().enumerate() {
        for awake in awake.iter().filter(|awake| awake.layer == place) {
            let Some(rule) = case.policy.rules.get(awake.rule) else { continue };
            if awake.asks_hours
                && let Some(why) = case.untimed(rule, draft)
                && would_speak(rule, &cx)
            {
                sink.unchecked_rule(&rule.rule.id, why);
            }
            let idle = awake.asks_evidence && !phrases::speaks(rule, &cx)
                || awake.asks && !case.meets(&rule.rule.when, &rule.when, draft);
            if idle {
                continue;
            }
            if let Err(error) = run_rule(rule, &cx, &mut sink) {
                sink.failures.entry(layer).or_insert_with(|| error.to_string());
            }
        }
    }
    semantic::score(&cx, &mut sink);
    hallucination::score(&cx, &mut sink);
    sink
}

/// Whether a rule finds something once its conditions hold.
fn would_speak<'a>(rule: &'a CompiledRule, cx: &Cx<'_, 'a>) -> bool {
    let mut sink = Sink::new();
    run_rule(rule, cx, &mut sink).is_ok() && !sink.findings.is_empty()
}

fn run_rule<'a>(rule: &'a CompiledRule, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) -> Result<(), CheckError> {
    match &rule.rule.body {
        RuleBody::Forbid { .. } => phrases::forbid(rule, cx, sink),
        RuleBody::Require { once, ui, .. } => phrases::require(rule, *once, ui, cx, sink),
        RuleBody::EscalateOn { ever, .. } => phrases::escalate_on(rule, *ever, cx, sink),
        RuleBody::Mask { entities, owners, disguised, min_confidence, style } => {
            let wanted = regulatory::mask::Wanted {
                entities,
                owners,
                disguised: *disguised,
                min_confidence: *min_confidence,
                style: *style,
            };
            regulatory::mask::run(rule, wanted, cx, sink);
        }
        RuleBody::Value { class, expect, deadline, .. } => {
            regulatory::values::run(rule, *class, expect, *deadline, cx, sink);
        }
        RuleBody::Commitment { .. } => regulatory::commitments::run(rule, cx, sink),
        RuleBody::ChannelLimit(limit) => brand::channel::run(rule, limit, cx, sink),
        RuleBody::Style(style) => brand::style::run(rule, style, cx, sink),
        RuleBody::Coded { check, .. } => {
            let coded = rule.coded.ok_or_else(|| CheckError::UnknownCheck(check.clone()))?;
            (coded.run)(rule, cx, sink)?;
        }
    }
    Ok(())
}
