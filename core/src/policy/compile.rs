//! From what a policy says to what the engine runs: every term numbered, one automaton for all of them.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::schema::{
    LocalText, Matcher, Rule, RuleBody, ScoreSetting, Settings, SignalDemand, Style, Term, UncheckedDemand,
    When,
};
use crate::checks::brand::{Prescribed, Wording};
use crate::checks::regulatory::commitments::Lexicon;
use crate::checks::{CodedCheck, coded};
use crate::contract::Layer;
use crate::entities::{EntitySet, entity};
use crate::matching::CompiledMatcher;
use crate::roster::Roster;
use crate::scan::{KnownPattern, PatternError, Scanner, ScannerBuilder};
use crate::text::WordMemories;
use crate::vectors::Vectors;

/// A policy with everything it extends, before compilation.
#[derive(Clone, Debug)]
pub(crate) struct ResolvedPolicy {
    /// Name.
    pub(crate) id: String,
    /// Version.
    pub(crate) version: String,
    /// Title.
    pub(crate) title: String,
    /// Who answers for it.
    pub(crate) owner: String,
    /// The packs and policies in it, `id@version`, in order.
    pub(crate) parts: Vec<String>,
    /// Settings.
    pub(crate) settings: Settings,
    /// Rules by id, each with the `id@version` of the pack it came from.
    pub(crate) rules: BTreeMap<String, (Arc<Rule>, Arc<str>)>,
    /// Digest of the above.
    pub(crate) digest: String,
}

/// What an unchecked statement does, in which circumstances.
#[derive(Clone, Debug)]
pub(crate) struct CompiledDemand {
    /// What the policy says.
    pub(crate) demand: UncheckedDemand,
    /// What the statement has to be about.
    pub(crate) topic: Option<CompiledMatcher>,
}

/// Settings with every default filled in.
#[derive(Clone, Debug)]
pub(crate) struct Decisions {
    pub(crate) required_layers: Vec<Layer>,
    pub(crate) rounds: u32,
    pub(crate) queue: String,
    pub(crate) holding: LocalText,
    pub(crate) unchecked: Vec<CompiledDemand>,
    pub(crate) signals: Vec<SignalDemand>,
    pub(crate) scores: Vec<ScoreSetting>,
}

/// Corrected texts that are tried when a policy does not say.
const ROUNDS: u32 = 4;

impl Decisions {
    fn new(settings: &Settings, compiler: &mut Compiler<'_>) -> Decisions {
        let mut demand = |demand: &UncheckedDemand| CompiledDemand {
            demand: demand.clone(),
            topic: demand.topic.as_ref().and_then(|topic| compiler.matcher(topic)),
        };
        Decisions {
            required_layers: settings.required_layers.clone().unwrap_or_else(|| Layer::ALL.to_vec()),
            rounds: settings.rounds.unwrap_or(ROUNDS),
            queue: settings.queue.clone().unwrap_or_else(|| "customer-care".to_owned()),
            holding: settings.holding.clone().unwrap_or_default(),
            unchecked: settings.unchecked.iter().map(&mut demand).collect(),
            signals: settings.signals.clone(),
            scores: settings.scores.clone(),
        }
    }
}

/// The matchers of a [`When`].
#[derive(Clone, Debug, Default)]
pub(crate) struct CompiledWhen {
    pub(crate) customer: Option<Box<CompiledMatcher>>,
    pub(crate) customer_not: Option<Box<CompiledMatcher>>,
    pub(crate) customer_ever: Option<Box<CompiledMatcher>>,
    pub(crate) draft: Option<Box<CompiledMatcher>>,
    pub(crate) draft_not: Option<Box<CompiledMatcher>>,
    pub(crate) evidence: Option<Box<CompiledMatcher>>,
    pub(crate) evidence_not: Option<Box<CompiledMatcher>>,
    /// In the order of [`When::any`].
    pub(crate) any: Vec<CompiledWhen>,
    /// In the order of [`When::none`].
    pub(crate) none: Vec<CompiledWhen>,
    /// Whether there is any condition at all.
    pub(crate) asks: bool,
}

impl CompiledWhen {
    /// Whether the evidence has to be read to decide.
    pub(crate) fn asks_evidence(&self) -> bool {
        self.evidence.is_some()
            || self.evidence_not.is_some()
            || self.any.iter().chain(&self.none).any(CompiledWhen::asks_evidence)
    }
}

/// A rule with its matchers.
#[derive(Clone, Debug)]
pub(crate) struct CompiledRule {
    /// What the policy says.
    pub(crate) rule: Arc<Rule>,
    /// `id@version` of the pack it came from.
    pub(crate) pack: Arc<str>,
    /// Conditions on the case.
    pub(crate) when: CompiledWhen,
    /// The matcher of the body: `find` or `topic`.
    pub(crate) find: Option<CompiledMatcher>,
    /// What may be quoted from a source.
    pub(crate) quote: Option<CompiledMatcher>,
    /// Conditions of each expectation of a value rule, in order.
    pub(crate) expect: Vec<CompiledWhen>,
    /// What a rule of style looks up for the words it finds.
    pub(crate) wording: Wording,
    /// The coded check that it names, if there is one of this name.
    pub(crate) coded: Option<&'static CodedCheck>,
}

/// A policy, ready to run.
#[derive(Debug)]
pub(crate) struct CompiledPolicy {
    pub(crate) id: String,
    pub(crate) version: String,
    pub(crate) title: String,
    pub(crate) owner: String,
    pub(crate) parts: Vec<String>,
    pub(crate) digest: String,
    pub(crate) decisions: Decisions,
    /// Sorted by id.
    pub(crate) rules: Vec<CompiledRule>,
    /// The rules at a glance, when a request first asks.
    pub(crate) roster: OnceLock<Roster>,
    pub(crate) scanner: Arc<Scanner>,
    /// The words of promises, when a rule asks for them.
    pub(crate) promises: Option<Lexicon>,
    /// The identifiers that its rules name.
    pub(crate) identifiers: EntitySet,
    /// Sentences that other layers prescribe, which no rule of style may touch.
    pub(crate) prescribed: Prescribed,
    /// Words that have come up lately.
    pub(crate) word_memories: WordMemories,
    /// What words are about, where the library has a table of it.
    pub(crate) vectors: Option<Arc<Vectors>>,
}

/// A faulty term of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TermProblem {
    pub(crate) rule_id: String,
    pub(crate) term: Term,
    pub(crate) error: PatternError,
}

struct Compiler<'k> {
    builder: ScannerBuilder<'k>,
    rule_id: String,
    problems: Vec<TermProblem>,
}

impl Compiler<'_> {
    fn matcher(&mut self, matcher: &Matcher) -> Option<CompiledMatcher> {
        match CompiledMatcher::new(matcher, &mut self.builder) {
            Ok(compiled) => Some(compiled),
            Err((term, error)) => {
                self.problems.push(TermProblem { rule_id: self.rule_id.clone(), term, error });
                None
            }
        }
    }

    fn optional(&mut self, matcher: Option<&Matcher>) -> Option<Box<CompiledMatcher>> {
        matcher.and_then(|matcher| self.matcher(matcher)).map(Box::new)
    }

    fn when(&mut self, when: &When) -> CompiledWhen {
        CompiledWhen {
            customer: self.optional(when.customer.as_deref()),
            customer_not: self.optional(when.customer_not.as_deref()),
            customer_ever: self.optional(when.customer_ever.as_deref()),
            draft: self.optional(when.draft.as_deref()),
            draft_not: self.optional(when.draft_not.as_deref()),
            evidence: self.optional(when.evidence.as_deref()),
            evidence_not: self.optional(when.evidence_not.as_deref()),
            any: when.any.iter().map(|part| self.when(part)).collect(),
            none: when.none.iter().map(|part| self.when(part)).collect(),
            asks: *when != When::default(),
        }
    }

    fn rule(&mut self, rule: Arc<Rule>, pack: Arc<str>) -> CompiledRule {
        self.rule_id.clone_from(&rule.id);
        let when = self.when(&rule.when);
        let quote = rule.quote.as_ref().and_then(|matcher| self.matcher(matcher));
        let mut expect = Vec::new();
        let mut wording = Wording::default();
        let find = match &rule.body {
            RuleBody::Forbid { find }
            | RuleBody::Require { find, .. }
            | RuleBody::EscalateOn { find, .. }
            | RuleBody::Style(
                Style::Banned { find }
                | Style::AtMost { find, .. }
                | Style::Once { find }
                | Style::Say { find, .. },
            ) => self.matcher(find),
            RuleBody::Value { topic, expect: expectations, .. } => {
                expect = expectations.iter().map(|e| self.when(&e.when)).collect();
                self.matcher(topic)
            }
            RuleBody::Style(style) => {
                wording = Wording::of(style);
                wording.matcher().and_then(|matcher| self.matcher(&matcher))
            }
            RuleBody::Mask { .. }
            | RuleBody::Commitment { .. }
            | RuleBody::ChannelLimit(_)
            | RuleBody::Coded { .. } => None,
        };
        let coded = match &rule.body {
            RuleBody::Coded { kind, check, .. } => coded(*kind, check),
            _ => None,
        };
        CompiledRule { rule, pack, when, find, quote, expect, wording, coded }
    }
}

impl CompiledPolicy {
    /// Compiles a policy. `patterns` are those of no file whose anchors are known, sorted. A pattern becomes an automaton when
    /// a text first wakes it.
    pub(crate) fn new(
        policy: ResolvedPolicy,
        patterns: &[KnownPattern],
        vectors: Option<Arc<Vectors>>,
    ) -> Result<CompiledPolicy, Vec<TermProblem>> {
        let mut compiler = Compiler {
            builder: ScannerBuilder::knowing(patterns),
            rule_id: String::new(),
            problems: Vec::new(),
        };
        let rules: Vec<CompiledRule> =
            policy.rules.into_values().map(|(rule, pack)| compiler.rule(rule, pack)).collect();
        compiler.rule_id.clear();
        let decisions = Decisions::new(&policy.settings, &mut compiler);
        if !compiler.problems.is_empty() {
            return Err(compiler.problems);
        }
        let promises = match rules.iter().any(|rule| matches!(rule.rule.body, RuleBody::Commitment { .. })) {
            true => Some(Lexicon::new(&mut compiler.builder).map_err(engine_fault)?),
            false => None,
        };
        let named = rules.iter().flat_map(|rule: &CompiledRule| match &rule.rule.body {
            RuleBody::Mask { entities, .. } => entities.as_slice(),
            _ => &[],
        });
        let identifiers = EntitySet::of(named.filter_map(|name| entity(name))).with_floor(0);
        let prescribed = Prescribed::of(rules.iter().map(|compiled| compiled.rule.as_ref()));
        let scanner = Arc::new(compiler.builder.build().map_err(engine_fault)?);
        Ok(CompiledPolicy {
            id: policy.id,
            version: policy.version,
            title: policy.title,
            owner: policy.owner,
            parts: policy.parts,
            digest: policy.digest,
            decisions,
            rules,
            roster: OnceLock::new(),
            scanner,
            promises,
            identifiers,
            prescribed,
            word_memories: WordMemories::default(),
            vectors,
        })
    }

    /// The rules at a glance.
    pub(crate) fn roster(&self) -> &Roster {
        self.roster.get_or_init(|| Roster::new(&self.rules))
    }

    /// `id@version`.
    pub(crate) fn name(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }
}

/// A fault that lies with no rule: all terms together are too much.
fn engine_fault(error: PatternError) -> Vec<TermProblem> {
    vec![TermProblem { rule_id: String::new(), term: Term::Phrase("".into()), error }]
}
