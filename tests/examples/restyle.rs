//! Rewrites replies under policies of style and says what became of them.
//!
//! `cargo run --release -p draftgate-tests --example restyle -- POLICY.yaml [--show] < requests.jsonl`
//!
//! A line is a request, or a case `{"id": …, "request": {…}}`. Prints counts: passed, rewritten, escalated by reason,
//! rewritten texts that do not pass as they are, those that lost a link which the policy does not allow, and those that
//! say something else in any other way. With `--show`, one line of JSON for
//! each rewritten, escalated or unfaithful reply.

use std::collections::BTreeMap;
use std::io::{BufRead, Write};

use draftgate::text::{Locale, TextOptions};
use draftgate::{Decision, OffsetUnit, Policy, Request, Validator};

#[path = "../style/faithful.rs"]
mod faithful;
#[path = "../style/house.rs"]
mod house;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("which policy?")?;
    let show = arguments.any(|argument| argument == "--show");
    let policy = match std::fs::read_to_string(&path) {
        Ok(text) => Policy::from_text(&path, &house::style_only(&text))?,
        Err(_) => Policy::from_text("alone.yaml", &house::alone(&path))?,
    };
    let validator = Validator::from_policy(policy);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line: serde_json::Value = serde_json::from_str(&line?)?;
        let request = line.get("request").unwrap_or(&line);
        let Ok(mut request) = Request::from_json(&request.to_string()) else {
            *counts.entry("not a request".to_owned()).or_default() += 1;
            continue;
        };
        request.offset_unit = OffsetUnit::Utf8;
        let verdict = validator.check(&request);
        let options = TextOptions {
            locale: request.context.locale.as_deref().map(Locale::parse),
            ..TextOptions::default()
        };
        let codes: Vec<&str> = verdict.findings.iter().map(|finding| finding.rule_id.as_str()).collect();
        let (outcome, changes) = match (verdict.decision, &verdict.text) {
            (Decision::Pass, _) => ("pass".to_owned(), Vec::new()),
            (Decision::Rewrite, Some(text)) => {
                let again = validator.check(&request.clone().with_draft(text));
                if again.decision != Decision::Pass {
                    *counts.entry("rewritten, but not at rest".to_owned()).or_default() += 1;
                }
                let terms = faithful::terms(&verdict);
                ("rewrite".to_owned(), faithful::changes(&request.draft, text, &options, &terms))
            }
            _ => {
                let reason = verdict.escalation.as_ref().map_or("", |escalation| escalation.code.as_str());
                (format!("escalate: {reason}"), Vec::new())
            }
        };
        if !changes.is_empty() {
            // What a list of links is for: a link that the house does not allow goes, with the words that lead to it.
            let unlisted = codes.iter().any(|code| code.ends_with(".links"));
            let what = if unlisted { "took a link out that is not allowed" } else { "says something else" };
            *counts.entry(format!("rewritten, {what}")).or_default() += 1;
        }
        if show && outcome != "pass" {
            let row = serde_json::json!({
                "id": request.id, "outcome": outcome, "codes": codes, "changes": changes,
                "draft": request.draft, "text": verdict.text,
            });
            writeln!(out, "{row}")?;
        }
        *counts.entry(outcome).or_default() += 1;
    }
    for (what, count) in &counts {
        writeln!(std::io::stderr(), "{count:7} {what}")?;
    }
    Ok(())
}
