//! How a case goes to a person.

use std::io::{self, Write};

use draftgate::Escalation;

use super::cells::paragraph;
use super::style::HEADING;

/// Prints the block.
pub fn write(out: &mut dyn Write, escalation: &Escalation, width: usize) -> io::Result<()> {
    writeln!(out, "{}", HEADING.paint("To a person"))?;
    let mut row =
        |name: &str, text: &str| paragraph(out, &format!("    {name:<10} "), &" ".repeat(15), text, width);
    row("queue", &escalation.queue)?;
    row("priority", escalation.priority.as_str())?;
    row("reason", &escalation.code.replace('_', " "))?;
    row("summary", &escalation.summary)?;
    match &escalation.holding_text {
        Some(text) => row("meanwhile", text)?,
        None => row("meanwhile", "nothing may be sent")?,
    }
    if let Some(time) = &escalation.not_before {
        row("not before", time)?;
    }
    if let Some(template) = &escalation.template {
        row("template", template)?;
    }
    Ok(())
}
