//! `just evade [REQUESTS.jsonl …]`: how many disguised phrases and identifiers are still found, by kind; and of files
//! with requests, one a line (also under the key `request`), how many drafts have findings.
//!
//! With `--save FILE` the findings are written down, with `--against FILE` they are compared with such a file: what
//! a change of the engine finds more or less. `--missed` prints what was missed.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a tool of the developers"
)]

use std::collections::BTreeSet;
use std::fs;
use std::time::Instant;

use draftgate::{Action, Decision, Request, Validator};

#[path = "../evasion/corpus.rs"]
mod corpus;
#[path = "../evasion/disguise.rs"]
mod disguise;
#[path = "../evasion/measure.rs"]
mod measure;

fn main() {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let mut option = |name: &str| {
        let at = args.iter().position(|arg| arg == name)?;
        args.remove(at);
        Some(args.remove(at))
    };
    let (save, against) = (option("--save"), option("--against"));
    let missed = args.iter().any(|arg| arg == "--missed");
    args.retain(|arg| arg != "--missed");
    let validator = Validator::new("full").unwrap();
    recall(&validator, missed);
    let mut found = BTreeSet::new();
    for path in &args {
        alarms(&validator, path, &mut found);
    }
    if let Some(file) = against {
        let before: BTreeSet<String> = fs::read_to_string(file).unwrap().lines().map(str::to_owned).collect();
        println!("\nfindings that are new: {}", found.difference(&before).count());
        found.difference(&before).for_each(|line| println!("  + {line}"));
        println!("findings that are gone: {}", before.difference(&found).count());
        before.difference(&found).for_each(|line| println!("  - {line}"));
    }
    if let Some(file) = save {
        let lines: Vec<String> = found.into_iter().collect();
        fs::write(file, lines.join("\n")).unwrap();
    }
}

fn recall(validator: &Validator, missed: bool) {
    println!("{:<26} {:>16} {:>16}", "disguise", "phrases", "identifiers");
    for row in measure::table(validator) {
        let cell = |recall: &Option<measure::Recall>| match recall {
            Some(r) => {
                let mark = if r.reaches(98) { ' ' } else { '!' };
                format!("{mark}{:.3} of {:>4}", r.found as f64 / r.of.max(1) as f64, r.of)
            }
            None => "-".to_owned(),
        };
        println!("{:<26} {:>16} {:>16}", row.name, cell(&row.phrases), cell(&row.identifiers));
        if missed {
            for text in row.phrases.iter().chain(&row.identifiers).flat_map(|recall| &recall.missed) {
                println!("    {text:?}");
            }
        }
    }
}

/// Counts the drafts of a file with findings that ask for something, and notes them.
fn alarms(validator: &Validator, path: &str, found: &mut BTreeSet<String>) {
    let (mut drafts, mut alarms) = (0_u32, 0_u32);
    let begun = Instant::now();
    for line in fs::read_to_string(path).unwrap().lines() {
        let mut value: serde_json::Value = serde_json::from_str(line).unwrap();
        if value.get("request").is_some() {
            value = value["request"].take();
        }
        let request = Request::from_json(&value.to_string()).unwrap();
        let verdict = validator.check(&request);
        drafts += 1;
        alarms += u32::from(verdict.decision != Decision::Pass);
        let id = request.id.as_deref().unwrap_or_default();
        for finding in verdict.findings.iter().filter(|finding| finding.action != Action::Note) {
            found.insert(format!("{id} {} {}..{}", finding.rule_id, finding.span.start, finding.span.end));
        }
    }
    let micros = begun.elapsed().as_micros() / u128::from(drafts.max(1));
    println!("{path}: {alarms} of {drafts} drafts do not pass, {micros} µs each");
}
