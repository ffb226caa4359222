//! The rules of a policy at a glance: what decides, for most of them, that they have nothing to say. It is read whole in
//! every check, so it lies together; the rules themselves lie far apart.

use crate::checks::LAYERS;
use crate::gates::{Circumstances, Gate, Gates};
use crate::matching::Scanned;
use crate::policy::compile::CompiledRule;
use crate::policy::schema::RuleBody;
use crate::scan::GroupId;

/// The rules of a policy at a glance.
#[derive(Debug)]
pub(crate) struct Roster {
    /// One for each rule, in the order of the rules.
    entries: Vec<Entry>,
    /// Groups of terms of which a rule needs one each.
    needs: Vec<GroupId>,
    gates: Gates,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    gate: u32,
    /// From where to where its groups stand.
    needs: (u32, u32),
    /// The place of its layer among those that run.
    layer: u8,
    /// Its conditions need the evidence.
    asks_evidence: bool,
    hears: Hears,
}

/// A rule that may have something to say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Awake {
    /// Its place among the rules.
    pub(crate) rule: usize,
    /// The place of its layer among those that run.
    pub(crate) layer: usize,
    /// Its conditions need the evidence.
    pub(crate) asks_evidence: bool,
}

/// In whose words a rule needs its terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hears {
    /// In nobody's: it always has to be asked.
    Nobody,
    Draft,
    /// Those of some message of the customer's.
    Customer,
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Roster {
    pub(crate) fn new(rules: &[CompiledRule]) -> Roster {
        let mut roster =
            Roster { entries: Vec::with_capacity(rules.len()), needs: Vec::new(), gates: Gates::default() };
        for rule in rules {
            let hears = match (&rule.find, &rule.rule.body) {
                (Some(_), RuleBody::EscalateOn { .. }) => Hears::Customer,
                (Some(_), RuleBody::Forbid { .. } | RuleBody::Value { .. }) => Hears::Draft,
                _ => Hears::Nobody,
            };
            let from = number(roster.needs.len());
            roster.needs.extend(rule.find.iter().flat_map(|find| find.needs()));
            let layer = LAYERS.iter().position(|layer| *layer == rule.rule.layer);
            roster.entries.push(Entry {
                gate: roster.gates.number(&rule.rule.applies),
                needs: (from, number(roster.needs.len())),
                asks_evidence: rule.when.asks_evidence(),
                layer: layer.and_then(|layer| u8::try_from(layer).ok()).unwrap_or(u8::MAX),
                hears,
            });
        }
        roster
    }

    /// The gate of each rule in the circumstances, by the place of the rule.
    pub(crate) fn gates(&self, circumstances: Circumstances<'_>) -> impl Iterator<Item = (usize, Gate)> {
        let gates = self.gates.of(circumstances);
        let gate = move |entry: &Entry| gates.get(usize::try_from(entry.gate).ok()?).copied();
        self.entries.iter().enumerate().filter_map(move |(rule, entry)| Some((rule, gate(entry)?)))
    }

    /// Whether there is a rule of the layer with this place.
    pub(crate) fn has_layer(&self, layer: usize) -> bool {
        self.entries.iter().any(|entry| usize::from(entry.layer) == layer)
    }

    /// Those of some rules that may have something to say, by the words that they need.
    pub(crate) fn awake<'t>(
        &self,
        rules: &[usize],
        draft: &Scanned,
        customer: impl Iterator<Item = &'t Scanned> + Clone,
    ) -> Vec<Awake> {
        let mut awake = Vec::with_capacity(rules.len() / 4);
        for rule in rules {
            let Some(entry) = self.entries.get(*rule) else { continue };
            let place = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
            let needs = self.needs.get(place(entry.needs.0)..place(entry.needs.1)).unwrap_or_default();
            let all_in = |text: &Scanned| {
                let hits = text.hits();
                needs.iter().all(|group| hits.may_hold(*group))
            };
            let speaks = match entry.hears {
                Hears::Nobody => true,
                Hears::Draft => all_in(draft),
                Hears::Customer => customer.clone().any(all_in),
            };
            if speaks {
                awake.push(Awake {
                    rule: *rule,
                    layer: usize::from(entry.layer),
                    asks_evidence: entry.asks_evidence,
                });
            }
        }
        awake
    }
}
