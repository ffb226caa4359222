//! Colours, in one place. What they say is always said in words or signs as well.

use std::fmt;

use anstyle::{AnsiColor, Style};
use draftgate::{Action, Decision, Severity};

/// A style that wraps what it paints.
#[derive(Clone, Copy)]
pub struct Paint(Style);

/// Headings.
pub const HEADING: Paint = Paint(Style::new().bold());
/// What stands at the margin.
pub const GUTTER: Paint = Paint(AnsiColor::Blue.on_default().bold());
/// What is less important.
pub const FAINT: Paint = Paint(Style::new().dimmed());
/// Mistakes.
pub const MISTAKE: Paint = Paint(AnsiColor::Red.on_default().bold());
/// What may be meant otherwise.
pub const ADVICE: Paint = Paint(AnsiColor::Yellow.on_default().bold());
/// What was taken out.
pub const REMOVED: Paint = Paint(AnsiColor::Red.on_default());
/// What was put in.
pub const ADDED: Paint = Paint(AnsiColor::Green.on_default());

/// How grave a finding is.
pub fn of_severity(severity: Severity) -> Paint {
    Paint(match severity {
        Severity::Info => AnsiColor::Cyan.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Critical => AnsiColor::Magenta.on_default().bold(),
    })
}

/// What became of the draft.
pub fn of_decision(decision: Decision) -> Paint {
    Paint(match decision {
        Decision::Pass => AnsiColor::Green.on_default().bold(),
        Decision::Rewrite => AnsiColor::Yellow.on_default().bold(),
        Decision::Escalate => AnsiColor::Red.on_default().bold(),
    })
}

/// What a rule wants.
pub fn of_action(action: Action) -> Paint {
    match action {
        Action::Note => FAINT,
        Action::Rewrite => of_decision(Decision::Rewrite),
        Action::Escalate => of_decision(Decision::Escalate),
    }
}

impl Paint {
    /// `text` in this style.
    pub fn paint<T: fmt::Display>(self, text: T) -> impl fmt::Display {
        Painted { style: self.0, text }
    }
}

struct Painted<T> {
    style: Style,
    text: T,
}

impl<T: fmt::Display> fmt::Display for Painted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.style.render(), self.text, self.style.render_reset())
    }
}
