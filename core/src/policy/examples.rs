//! The examples of rules, which must hold for a policy to load.

use serde_json::{Map, Value, json};

use super::compile::{CompiledPolicy, CompiledRule};
use super::diagnostic::{Diagnostic, Diagnostics as PolicyError, PolicyMistake};
use super::library::Library;
use super::schema::{Applies, Example};
use crate::contract::{Request, Unchecked};
use crate::probe::{Probe, probe};
use crate::text::values::CivilDate;

/// Runs the examples of the rules named in `own`.
pub(super) fn run(library: &Library, policy: &CompiledPolicy, own: &[String]) -> Result<(), PolicyError> {
    let mut mistakes = Vec::new();
    for (index, rule) in policy.rules.iter().enumerate() {
        if !own.contains(&rule.rule.id) {
            continue;
        }
        for example in &rule.rule.hits {
            run_one(library, policy, index, rule, example, true, &mut mistakes);
        }
        for example in &rule.rule.clean {
            run_one(library, policy, index, rule, example, false, &mut mistakes);
        }
    }
    PolicyError::from_vec(mistakes).map_or(Ok(()), Err)
}

fn run_one(
    library: &Library,
    policy: &CompiledPolicy,
    index: usize,
    rule: &CompiledRule,
    example: &Example,
    must_hit: bool,
    mistakes: &mut Vec<Diagnostic>,
) {
    let mut fail = |message: String, hint: &str| {
        mistakes.push(place(library, rule, example, message).hint(hint));
    };
    let request = match Request::from_json(&with_gates(&example.request, &rule.rule.applies).to_string()) {
        Ok(request) => request,
        Err(errors) => {
            let faults: Vec<String> = errors
                .problems()
                .iter()
                .map(|problem| format!("{}: {}", problem.path, problem.message))
                .collect();
            fail(
                format!("the example is not a request: {}", faults.join("; ")),
                "keys: `draft`, `customer`, `fixed`, and those of a request",
            );
            return;
        }
    };
    let Probe { applies, unchecked, found, fixed } = probe(policy, index, &request);
    match (must_hit, found) {
        (true, true) | (false, false) => {}
        (true, false) if !applies => fail(
            "this example under `hits` is not reached: the rule does not apply to it".to_owned(),
            "look at `applies`, `when`, and the context of the example",
        ),
        (true, false) => {
            let hint = match own_unchecked(&unchecked) {
                Some(entry) => format!(
                    "`{}` is unchecked here (`{}`): give the example `facts`, `sources` or what else is missing",
                    entry.what, entry.why
                ),
                None => "look at the words and the guards".to_owned(),
            };
            fail("this example under `hits` is not found by the rule".to_owned(), &hint);
        }
        (false, true) => fail(
            "this example under `clean` is found by the rule".to_owned(),
            "narrow the words, or add a guard or `except`",
        ),
    }
    if let (true, Some(wanted)) = (found, &example.fixed)
        && fixed.as_ref() != Some(wanted)
    {
        let got = fixed.unwrap_or_else(|| "nothing, since the fix is not available".to_owned());
        fail(format!("the example is corrected to: {got}"), "`fixed` says otherwise");
    }
}

/// What the rule itself could not judge: scores are of the whole policy.
fn own_unchecked(unchecked: &[Unchecked]) -> Option<&Unchecked> {
    unchecked
        .iter()
        .find(|entry| matches!(entry.what.as_str(), "commitment" | "value" | "service_window" | "rule"))
}

fn place(library: &Library, rule: &CompiledRule, example: &Example, message: String) -> Diagnostic {
    let mut found = library.mistake_at_rule(&rule.rule.id, PolicyMistake::ExampleFailed, message.clone());
    for entry in library.all() {
        if !entry.shipped && entry.file.rules.iter().any(|own| own.value.id == rule.rule.id) {
            found = entry.document.diagnostic(PolicyMistake::ExampleFailed, example.mark, message.clone());
            found = found.rule(&rule.rule.id);
        }
    }
    found
}

/// The example as a request under which the rule applies: what its gates ask for is filled in, unless the example
/// says it.
pub(super) fn with_gates(example: &Value, applies: &Applies) -> Value {
    let mut request = example.clone();
    let Some(map) = request.as_object_mut() else { return request };
    let context = map.entry("context").or_insert_with(|| json!({}));
    if let Some(context) = context.as_object_mut() {
        fill(context, "jurisdictions", applies.jurisdictions.first().map(|place| json!([place])));
        fill(context, "sector", applies.sectors.first().map(|v| json!(v)));
        fill(context, "role", applies.roles.first().map(|v| json!(v)));
        fill(context, "channel", applies.channels.first().map(|v| json!(v)));
        fill(context, "channel_security", applies.channel_security.first().map(|v| json!(v)));
        fill(context, "sender", applies.senders.first().map(|v| json!(v)));
        fill(context, "purpose", applies.purposes.first().map(|v| json!(v)));
        fill(context, "ui_disclosure", applies.ui_disclosure.first().map(|v| json!(v)));
        fill(context, "first_contact", applies.first_contact.map(|v| json!(v)));
        fill(context, "locale", applies.languages.first().map(|lang| json!(lang.code())));
        fill(context, "now", moment(applies).map(|v| json!(v)));
        let mut customer = Map::new();
        fill(&mut customer, "flags", applies.flags.first().map(|v| json!([v])));
        fill(&mut customer, "on_line", applies.on_line.first().map(|v| json!(v)));
        fill(&mut customer, "marketing_consent", applies.marketing_consent.first().map(|v| json!(v)));
        fill(&mut customer, "verified", applies.verified.map(|v| json!(v)));
        fill(&mut customer, "verified", applies.said_unverified.then_some(json!(false)));
        if !customer.is_empty() {
            fill(context, "customer", Some(Value::Object(customer)));
        }
    }
    request
}

fn fill(map: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    if let Some(value) = value {
        map.entry(key).or_insert(value);
    }
}

/// A moment at which dated rules hold: noon of the first day, or of the last one.
fn moment(applies: &Applies) -> Option<String> {
    let day: CivilDate = applies.from.or(applies.to)?;
    Some(format!("{day}T12:00:00Z"))
}
