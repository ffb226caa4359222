//! Mistakes of requests and policies, on standard error.

use std::io::{self, Write};

use draftgate::{Diagnostic, PolicyError, RequestErrors};

use super::cells::one_line;
use super::style::{ADVICE, GUTTER, HEADING, MISTAKE};
use crate::exit::Stop;

/// Columns of one sentence on standard error, which terminals wrap themselves.
const SENTENCE: usize = 2_000;

/// Prints why a command stopped; nothing for a closed output.
pub fn stop(out: &mut dyn Write, stop: &Stop) -> io::Result<()> {
    match stop {
        Stop::Closed(_) => Ok(()),
        Stop::Request(errors) => request(out, errors),
        Stop::Policy(error) => policy(out, error),
        Stop::Input(_) | Stop::NoPolicy(_) | Stop::Output(_) | Stop::Internal(_) => {
            writeln!(out, "{} {}", MISTAKE.paint("error:"), one_line(&stop.to_string(), SENTENCE))
        }
    }
}

/// Every mistake of a request, one a line, with its path.
fn request(out: &mut dyn Write, errors: &RequestErrors) -> io::Result<()> {
    let count = errors.problems().len();
    let mistakes = if count == 1 { "1 mistake".to_owned() } else { format!("{count} mistakes") };
    let id = errors.id().map(|id| format!(" {}", one_line(id, SENTENCE))).unwrap_or_default();
    writeln!(out, "{} the request{id} cannot be read: {mistakes}", MISTAKE.paint("error:"))?;
    for problem in errors.problems() {
        let message = one_line(&problem.message, SENTENCE);
        if problem.path.is_empty() {
            writeln!(out, "  {message} {}", GUTTER.paint(format!("[{}]", problem.code)))?;
        } else {
            let path = one_line(&problem.path, SENTENCE);
            writeln!(
                out,
                "  {}: {message} {}",
                HEADING.paint(path),
                GUTTER.paint(format!("[{}]", problem.code))
            )?;
        }
    }
    Ok(())
}

/// Every mistake of a policy with its place. The words are the engine's; this adds only the colours.
pub fn policy(out: &mut dyn Write, error: &PolicyError) -> io::Result<()> {
    let diagnostics = error.as_slice();
    self::diagnostics(out, diagnostics)?;
    let mistakes = if diagnostics.len() == 1 {
        "1 mistake".to_owned()
    } else {
        format!("{} mistakes", diagnostics.len())
    };
    writeln!(out, "{} the policy cannot be loaded: {mistakes}", MISTAKE.paint("error:"))
}

/// Mistakes or advice, each followed by an empty line.
pub fn diagnostics(out: &mut dyn Write, diagnostics: &[Diagnostic]) -> io::Result<()> {
    for diagnostic in diagnostics {
        for line in diagnostic.to_string().lines() {
            policy_line(out, line)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn policy_line(out: &mut dyn Write, line: &str) -> io::Result<()> {
    if let Some((code, message)) = line.split_once("]: ") {
        let style = [("error[", MISTAKE), ("warning[", ADVICE)];
        if let Some((_, style)) = style.iter().find(|(start, _)| code.starts_with(start)) {
            return writeln!(out, "{}: {}", style.paint(format!("{code}]")), HEADING.paint(message));
        }
    }
    let signs = ["--> ", " |", " = "];
    let margin = signs.iter().filter_map(|sign| line.find(sign).map(|at| at + sign.len())).min().unwrap_or(0);
    let (margin, rest) = line.split_at_checked(margin).unwrap_or(("", line));
    if rest.trim_start().starts_with('^') {
        return writeln!(out, "{}{}", GUTTER.paint(margin), MISTAKE.paint(rest));
    }
    writeln!(out, "{}{rest}", GUTTER.paint(margin))
}
