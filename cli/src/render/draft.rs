//! The draft, with what was found marked under its words.

use std::collections::BTreeMap;
use std::io::{self, Write};

use draftgate::{Finding, Request, Severity, Span};

use super::cells::one_line;
use super::findings::MOST;
use super::marked::{self, Mark};
use super::style::{self, HEADING};

/// Longer drafts are cut down to the lines with findings.
const MOST_LINES: usize = 60;
/// More findings than this in one place are listed, but not numbered there.
const LABELS: usize = 6;

/// Prints the draft.
pub fn write(out: &mut dyn Write, request: &Request, findings: &[Finding], width: usize) -> io::Result<()> {
    match &request.id {
        Some(id) => writeln!(out, "{} {}", HEADING.paint("Draft"), one_line(id, width.saturating_sub(6)))?,
        None => writeln!(out, "{}", HEADING.paint("Draft"))?,
    }
    let marks = marks(&request.draft, findings);
    marked::write(out, &request.draft, &marks, &marked::quoted(width, MOST_LINES))
}

/// Whether a finding is about the whole draft, or about something that it lacks.
pub fn is_whole(draft: &str, span: Span) -> bool {
    span.is_empty() && span.start >= draft.len()
        || !draft.is_empty() && span.start == 0 && span.end >= draft.len()
}

/// One mark for each place, with the numbers of its findings.
fn marks(draft: &str, findings: &[Finding]) -> Vec<Mark> {
    let mut places: BTreeMap<Span, (Vec<usize>, Severity)> = BTreeMap::new();
    for (i, finding) in findings.iter().enumerate().take(MOST) {
        if !is_whole(draft, finding.span) {
            let (numbers, severity) = places.entry(finding.span).or_insert((Vec::new(), Severity::Info));
            numbers.push(i + 1);
            *severity = finding.severity.max(*severity);
        }
    }
    places
        .into_iter()
        .map(|(span, (numbers, severity))| {
            let mut label: Vec<String> = numbers.iter().take(LABELS).map(usize::to_string).collect();
            if numbers.len() > LABELS {
                label.push("...".to_owned());
            }
            Mark {
                span,
                sign: sign(severity),
                label: label.join(","),
                paint: style::of_severity(severity),
                colour_words: false,
            }
        })
        .collect()
}

/// The sign under words with a finding of this severity.
fn sign(severity: Severity) -> char {
    match severity {
        Severity::Info => '-',
        Severity::Warning => '~',
        Severity::Error | Severity::Critical => '^',
    }
}
