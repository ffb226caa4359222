//! Each finding with its reason, its evidence, its source and its fix.

use std::io::{self, Write};

use draftgate::{Applicability, Citation, Finding, Fix, Request, Source, Support};

use super::cells::{one_line, paragraph};
use super::draft::is_whole;
use super::style::{self, HEADING};

/// More are only in the JSON.
pub const MOST: usize = 50;
/// Pieces of evidence for each finding.
const MOST_SUPPORT: usize = 4;
/// Columns of a quotation.
const QUOTE: usize = 220;
/// Less certain findings say so.
const SURE: u16 = 9_000;

/// Prints the findings, numbered as in the draft.
pub fn write(out: &mut dyn Write, request: &Request, findings: &[Finding], width: usize) -> io::Result<()> {
    for (i, finding) in findings.iter().enumerate().take(MOST) {
        writeln!(out)?;
        one(out, request, i + 1, finding, width)?;
    }
    if findings.len() > MOST {
        let more = findings.len() - MOST;
        writeln!(
            out,
            "\n{}",
            HEADING.paint(format!("... and {more} more findings; --format json has all of them"))
        )?;
    }
    Ok(())
}

fn one(
    out: &mut dyn Write,
    request: &Request,
    number: usize,
    finding: &Finding,
    width: usize,
) -> io::Result<()> {
    let severity = style::of_severity(finding.severity);
    let title = severity.paint(format!("{number} {}", finding.severity));
    let action = style::of_action(finding.action).paint(finding.action);
    writeln!(out, "{title}  {}  {action}", HEADING.paint(one_line(&finding.rule_id, width)))?;
    paragraph(out, "    ", "    ", &one_line(&finding.message, 10 * width), width)?;
    let mut item = |text: &str| paragraph(out, "    - ", "      ", text, width);
    if finding.support.is_empty() && is_whole(&request.draft, finding.span) {
        item("about the draft as a whole")?;
    }
    for support in finding.support.iter().take(MOST_SUPPORT) {
        item(&evidence(request, support))?;
    }
    if finding.support.len() > MOST_SUPPORT {
        item(&format!("and {} more pieces of evidence", finding.support.len() - MOST_SUPPORT))?;
    }
    if let Some(fix) = &finding.fix {
        item(&correction(fix))?;
    }
    if let Some(citation) = &finding.citation {
        source_of_rule(out, "    ", citation, width)?;
    }
    let mut item = |text: &str| paragraph(out, "    - ", "      ", text, width);
    if finding.confidence.ten_thousandths() < SURE {
        item(&format!("confidence {:.2}", finding.confidence.as_f64()))?;
    }
    Ok(())
}

fn evidence(request: &Request, support: &Support) -> String {
    let text = one_line(&support.text, QUOTE);
    if let Some(path) = &support.fact {
        return format!("{} says {text}", one_line(path, QUOTE));
    }
    if let Some(id) = &support.source {
        let title = source(request, id, support).and_then(|source| source.title.as_deref());
        let title = title.map(|title| format!(" ({})", one_line(title, QUOTE))).unwrap_or_default();
        return format!("{}{title} says \"{text}\"", one_line(id, QUOTE));
    }
    if let Some(turn) = support.turn {
        let who = request.turns.get(turn).map_or("somebody", |turn| match turn.role {
            draftgate::TurnRole::Customer => "the customer",
            draftgate::TurnRole::Bot => "the bot",
            draftgate::TurnRole::Agent => "the agent",
            draftgate::TurnRole::System => "the system",
            _ => "somebody",
        });
        return format!("{who} said \"{text}\" (turns[{turn}])");
    }
    text
}

/// The source that is meant. Of several that share the id it is the first that says these words there.
fn source<'r>(request: &'r Request, id: &str, support: &Support) -> Option<&'r Source> {
    let mut named = request.sources.iter().filter(|source| source.id == id);
    let says = |source: &&Source| match (support.span, &source.title) {
        (Some(span), _) => span.text(&source.text) == support.text,
        // A span is given for the text only.
        (None, title) => title.as_ref().is_some_and(|title| title.contains(&support.text)),
    };
    named.clone().find(says).or_else(|| named.next())
}

fn correction(fix: &Fix) -> String {
    let title = one_line(&fix.title, QUOTE);
    match fix.applicability {
        Applicability::Safe => format!("fix: {title}"),
        Applicability::Unsafe => format!("fix, for a person to decide: {title}"),
        Applicability::Display => format!("suggestion: {title}"),
    }
}

/// Instrument and section, when it was last read, and where to read it. The address stays on one line, however
/// long it is, so that it can be copied.
pub fn source_of_rule(
    out: &mut dyn Write,
    margin: &str,
    citation: &Citation,
    width: usize,
) -> io::Result<()> {
    let mut text = format!("rule: {}", one_line(&citation.instrument, QUOTE));
    if let Some(section) = &citation.section {
        text.push_str(", ");
        text.push_str(&one_line(section, QUOTE));
    }
    if let Some(date) = &citation.verified_on {
        text.push_str(&format!(" (verified {})", one_line(date, QUOTE)));
    }
    paragraph(out, &format!("{margin}- "), &format!("{margin}  "), &text, width)?;
    match &citation.url {
        Some(url) => writeln!(out, "{margin}  {}", one_line(url, 10 * QUOTE)),
        None => Ok(()),
    }
}
