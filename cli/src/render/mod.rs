//! Answers as people read them: at most 100 columns wide, useful without colour.

mod cells;
mod diff;
mod draft;
mod escalation;
mod findings;
mod marked;
pub mod policy;
pub mod problems;
mod style;
mod unchecked;
pub mod written;

#[cfg(test)]
mod tests;

use std::io::{self, Write};

use draftgate::{Decision, Request, Verdict};

/// Wider lines are hard to read, however wide the terminal is.
const WIDEST: usize = 100;
/// Narrower than this nothing can be laid out.
const NARROWEST: usize = 30;
/// When nobody says how wide the output is: a pipe, a file.
const DEFAULT: usize = 80;

/// The width for standard output.
pub fn width() -> usize {
    match console::Term::stdout().size_checked() {
        Some((_, columns)) => usize::from(columns).clamp(NARROWEST, WIDEST),
        None => DEFAULT,
    }
}

/// Prints a verdict. Its spans must be in bytes.
pub fn verdict(out: &mut dyn Write, request: &Request, verdict: &Verdict, width: usize) -> io::Result<()> {
    draft::write(out, request, &verdict.findings, width)?;
    findings::write(out, request, &verdict.findings, width)?;
    unchecked::write(out, request, verdict, width)?;
    writeln!(out)?;
    match (&verdict.text, &verdict.escalation) {
        (_, Some(escalation)) => escalation::write(out, escalation, width)?,
        (Some(text), None) if verdict.decision == Decision::Rewrite => {
            diff::write(out, &request.draft, text, width)?;
        }
        (Some(_), None) => writeln!(out, "{}", style::HEADING.paint("The draft may be sent as it is."))?,
        (None, None) => writeln!(out, "{}", style::HEADING.paint("Nothing may be sent."))?,
    }
    writeln!(out)?;
    summary(out, verdict, width)
}

/// Why, how sure, and what made the verdict; the last line says the decision.
fn summary(out: &mut dyn Write, verdict: &Verdict, width: usize) -> io::Result<()> {
    let mut reasons: Vec<String> = Vec::new();
    for reason in &verdict.reasons {
        let words = reason.code.replace('_', " ");
        if !reasons.contains(&words) {
            reasons.push(words);
        }
    }
    if !reasons.is_empty() {
        cells::paragraph(out, "because ", "        ", &reasons.join("; "), width)?;
    }
    let scores = &verdict.scores;
    let named = [
        ("grounding", scores.grounding),
        ("relevance", scores.relevance),
        ("consistency", scores.consistency),
        ("toxicity", scores.toxicity),
    ];
    let scores: Vec<String> = named
        .into_iter()
        .filter_map(|(name, score)| score.map(|score| format!("{name} {:.2}", score.as_f64())))
        .collect();
    if !scores.is_empty() {
        let line = format!("{}; complexity {}", scores.join(", "), verdict.complexity);
        cells::paragraph(out, "scores  ", "        ", &line, width)?;
    }
    let rounds =
        if verdict.rounds == 1 { "1 round".to_owned() } else { format!("{} rounds", verdict.rounds) };
    let decision = style::of_decision(verdict.decision).paint(verdict.decision.as_str());
    writeln!(out, "{decision}  policy {}  engine {}  {rounds}", verdict.audit.policy, verdict.audit.engine)
}
