//! The rules of a policy at a glance: what decides, for most of them, that they have nothing to say. It is read whole in
//! every check, so it lies together; the rules themselves lie far apart.

use crate::checks::LAYERS;
use crate::contract::Layer;
use crate::gates::{Circumstances, Gate, Gates};
use crate::matching::Scanned;
use crate::policy::compile::CompiledRule;
use crate::policy::schema::RuleBody;
use crate::scan::GroupId;
use crate::text::Lang;

/// The rules of a policy at a glance.
#[derive(Debug)]
pub(crate) struct Roster {
    /// One for each rule, in the order of the rules.
    entries: Vec<Entry>,
    /// Groups of terms of which a rule needs one each.
    needs: Vec<GroupId>,
    gates: Gates,
    /// The languages in which every rule has words, as bits.
    spoken: u8,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    gate: u32,
    /// From where to where its groups stand.
    needs: (u32, u32),
    /// The place of its layer among those that run.
    layer: u8,
    /// It has conditions.
    asks: bool,
    /// Its conditions need the evidence.
    asks_evidence: bool,
    /// Its conditions need the customer's time of day.
    asks_hours: bool,
    /// The languages of its words, as bits; all where it needs none.
    speaks: u8,
    hears: Hears,
}

/// A rule that may have something to say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Awake {
    /// Its place among the rules.
    pub(crate) rule: usize,
    /// The place of its layer among those that run.
    pub(crate) layer: usize,
    /// It has conditions.
    pub(crate) asks: bool,
    /// Its conditions need the evidence.
    pub(crate) asks_evidence: bool,
    /// Its conditions need the customer's time of day.
    pub(crate) asks_hours: bool,
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
        let mut roster = Roster {
            entries: Vec::with_capacity(rules.len()),
            needs: Vec::new(),
            gates: Gates::default(),
            spoken: 0,
        };
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
                asks: rule.when.asks,
                asks_evidence: rule.when.asks_evidence(),
                asks_hours: rule.rule.when.asks_hours(),
                speaks: match rule.rule.speaks.as_slice() {
                    [] => u8::MAX,
                    languages => languages.iter().fold(0, |bits, lang| bits | 1 << *lang as u8),
                },
                layer: layer.and_then(|layer| u8::try_from(layer).ok()).unwrap_or(u8::MAX),
                hears,
            });
        }
        roster.spoken = roster.entries.iter().fold(u8::MAX, |bits, entry| bits & entry.speaks);
        roster
    }

    /// The gate of each rule in the circumstances, by the place of the rule.
    pub(crate) fn gates(&self, circumstances: Circumstances<'_>) -> impl Iterator<Item = (usize, Gate)> {
        let gates = self.gates.of(circumstances);
        let gate = move |entry: &Entry| gates.get(usize::try_from(entry.gate).ok()?).copied();
        self.entries.iter().enumerate().filter_map(move |(rule, entry)| Some((rule, gate(entry)?)))
    }

    /// Those of some rules that have no words in a language, and need some.
    pub(crate) fn speechless<'r>(
        &'r self,
        rules: &'r [usize],
        lang: Lang,
    ) -> impl Iterator<Item = usize> + 'r {
        let lang = 1_u8 << lang as u8;
        let rules = if self.spoken & lang == 0 { rules } else { &[] };
        rules
            .iter()
            .copied()
            .filter(move |rule| self.entries.get(*rule).is_some_and(|entry| entry.speaks & lang == 0))
    }

    /// Whether there is a rule of the layer with this place.
    pub(crate) fn has_layer(&self, layer: usize) -> bool {
        self.entries.iter().any(|entry| usize::from(entry.layer) == layer)
    }

    /// Whether one of these rules is of a layer.
    pub(crate) fn some_of(&self, rules: &[usize], layer: Layer) -> bool {
        let place = LAYERS.iter().position(|known| *known == layer);
        let layer_of = |rule: &usize| self.entries.get(*rule).map(|entry| usize::from(entry.layer));
        rules.iter().any(|rule| layer_of(rule) == place)
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
                    asks: entry.asks,
                    asks_evidence: entry.asks_evidence,
                    asks_hours: entry.asks_hours,
                });
            }
        }
        awake
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Case;
    use crate::contract::Request;
    use crate::policy::Policy;

    #[test]
    fn a_rule_is_passed_over_only_when_its_words_are_missing() {
        let policy = Policy::shipped("full").unwrap();
        for (customer, draft) in [
            (
                "I want to speak to a person, my bank took £40 twice.",
                "We guarantee that you get your £40 back today.",
            ),
            ("Wo bleibt mein Paket?", "Ihr Paket ist unterwegs und kommt morgen an."),
            ("Can I return this?", "Yes, you have 14 days after delivery, free of charge."),
            ("", ""),
        ] {
            let request = serde_json::json!({
                "contract": 1,
                "draft": draft,
                "turns": [{"role": "customer", "text": customer}],
                "context": {"now": "2026-11-20T10:05:00Z", "jurisdictions": ["UK"], "sector": "banking"},
            });
            let request = Request::from_json(&request.to_string()).unwrap();
            let mut case = Case::new(&request, &policy.compiled, None);
            let draft = case.scan_draft(&request.draft);
            case.open_gates(&draft);
            let awake = case.awake(&draft);
            assert!(awake.len() < case.open_rules.len(), "some rule sleeps");
            for place in &case.open_rules {
                let rule = &policy.compiled.rules[*place];
                let speaks = match (&rule.find, &rule.rule.body) {
                    (Some(find), RuleBody::EscalateOn { .. }) => {
                        case.customer_texts().any(|(_, text)| find.may_be_in(text))
                    }
                    (Some(find), RuleBody::Forbid { .. } | RuleBody::Value { .. }) => find.may_be_in(&draft),
                    _ => true,
                };
                let found = awake.iter().find(|awake| awake.rule == *place);
                assert_eq!(found.is_some(), speaks, "{}", rule.rule.id);
                if let Some(found) = found {
                    assert_eq!(LAYERS[found.layer], rule.rule.layer, "{}", rule.rule.id);
                    assert_eq!(found.asks, rule.when.asks, "{}", rule.rule.id);
                    assert_eq!(found.asks_evidence, rule.when.asks_evidence(), "{}", rule.rule.id);
                }
            }
        }
    }
}
