//! Policies and their rules, as lists.

use std::io::{self, Write};

use draftgate::{Policy, PolicyInfo, RuleInfo};
use serde_json::{Map, Value, json};

use super::cells::{one_line, paragraph};
use super::findings::source_of_rule;
use super::style::{self, GUTTER, HEADING};
use super::written::{self, Extent};

/// Columns of a text that has no bound of its own.
const TEXT: usize = 1_000;

/// The policies and packs of a library, policies first.
pub fn list(out: &mut dyn Write, entries: &[PolicyInfo], width: usize) -> io::Result<()> {
    let longest = entries.iter().map(|entry| entry.id.len() + entry.version.len() + 1).max().unwrap_or(0);
    for (heading, is_policy) in [("Policies", true), ("Packs", false)] {
        let chosen: Vec<&PolicyInfo> = entries.iter().filter(|entry| entry.is_policy == is_policy).collect();
        if chosen.is_empty() {
            continue;
        }
        writeln!(out, "{}", HEADING.paint(heading))?;
        for entry in chosen {
            let name = format!("{}@{}", entry.id, entry.version);
            let first = format!("  {name:<longest$}  ");
            let rest = " ".repeat(first.len());
            let own = if entry.rules == 1 { "1 rule".to_owned() } else { format!("{} rules", entry.rules) };
            let extends = if entry.extends.is_empty() {
                String::new()
            } else {
                format!("; extends {}", entry.extends.join(", "))
            };
            let size = if entry.rules == 0 && !extends.is_empty() {
                extends.replacen("; ", "", 1)
            } else {
                format!("{own}{extends}")
            };
            paragraph(out, &first, &rest, &format!("{} ({size})", one_line(&entry.title, TEXT)), width)?;
        }
    }
    Ok(())
}

/// A policy and its rules, by pack.
pub fn show(
    out: &mut dyn Write,
    policy: &Policy,
    rules: &[RuleInfo],
    extent: Extent,
    width: usize,
) -> io::Result<()> {
    writeln!(out, "{}  {}", HEADING.paint(policy.name()), one_line(policy.title(), TEXT))?;
    paragraph(out, "  owner   ", "          ", policy.owner(), width)?;
    paragraph(out, "  parts   ", "          ", &policy.parts().join(", "), width)?;
    writeln!(out, "  digest  {}", policy.digest())?;
    paragraph(out, "  rules   ", "          ", &rules.len().to_string(), width)?;
    let mut packs: Vec<&str> = rules.iter().map(|rule| rule.pack.as_str()).collect();
    packs.sort_unstable();
    packs.dedup();
    for pack in packs {
        writeln!(out, "\n{}", GUTTER.paint(pack))?;
        for rule in rules.iter().filter(|rule| rule.pack == pack) {
            self::rule(out, policy, rule, extent, width)?;
        }
    }
    Ok(())
}

/// Keys that are shown in a form of their own.
const TOLD: [&str; 9] =
    ["id", "kind", "message", "severity", "action", "applies", "speaks", "citation", "owner"];

/// One rule: what it is called, what it says and does, where it applies, what it looks for and where it comes from.
pub fn rule(
    out: &mut dyn Write,
    policy: &Policy,
    rule: &RuleInfo,
    extent: Extent,
    width: usize,
) -> io::Result<()> {
    let severity = style::of_severity(rule.severity).paint(rule.severity);
    let action = style::of_action(rule.action).paint(rule.action);
    writeln!(out, "  {}  {}, {severity}, {action}", HEADING.paint(&rule.id), rule.kind)?;
    paragraph(out, "      ", "      ", &one_line(&rule.message, TEXT), width)?;
    let mut item = |text: &str| paragraph(out, "      - ", "        ", text, width);
    if !rule.applies.is_empty() {
        item(&format!("applies: {}", one_line(&rule.applies, TEXT)))?;
    }
    if !rule.speaks.is_empty() {
        item(&format!("languages: {}", rule.speaks.join(", ")))?;
    }
    for (key, value) in policy.rule(&rule.id).unwrap_or_default() {
        if !TOLD.contains(&key) {
            item(&format!("{key}: {}", written::flow(&value, extent)))?;
        }
    }
    if let Some(owner) = &rule.owner {
        item(&format!("owner: {}", one_line(owner, TEXT)))?;
    }
    match &rule.citation {
        Some(citation) => source_of_rule(out, "      ", citation, width),
        None => Ok(()),
    }
}

/// A policy and its rules as one line of JSON, each rule with the keys of a policy file and its `pack`.
pub fn json(out: &mut dyn Write, policy: &Policy, rules: &[RuleInfo]) -> io::Result<()> {
    let rules = rules.iter().map(|rule| {
        let keys = policy.rule(&rule.id).unwrap_or_default();
        let mut keys: Map<String, Value> =
            keys.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        keys.insert("pack".to_owned(), Value::from(rule.pack.as_str()));
        Value::Object(keys)
    });
    let shown = json!({
        "policy": policy.id(),
        "version": policy.version(),
        "title": policy.title(),
        "owner": policy.owner(),
        "parts": policy.parts(),
        "digest": policy.digest(),
        "rules": rules.collect::<Value>(),
    });
    writeln!(out, "{shown}")
}
