//! What no check could judge, in one short block.

use std::io::{self, Write};

use draftgate::{LayerReport, LayerStatus, Request, Unchecked, Verdict};

use super::cells::{one_line, paragraph};
use super::style::HEADING;

/// Groups that are shown.
const GROUPS: usize = 8;
/// Examples of each group.
const EXAMPLES: usize = 2;
/// Columns of an example.
const QUOTE: usize = 60;

/// The reason of what a request leaves unsaid.
const UNSAID: &str = "not_given";

/// Entries with the same kind and reason; everything that the request leaves unsaid is one group.
struct Group<'a> {
    what: &'a str,
    why: &'a str,
    count: usize,
    examples: Vec<String>,
}

/// Prints the block; nothing when everything was checked.
pub fn write(out: &mut dyn Write, request: &Request, verdict: &Verdict, width: usize) -> io::Result<()> {
    let layers = layers(&verdict.layers);
    if layers.is_empty() && verdict.unchecked.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", HEADING.paint("Not checked"))?;
    let mut item = |text: &str| paragraph(out, "    - ", "      ", text, width);
    for layer in &layers {
        item(layer)?;
    }
    let groups = groups(&request.draft, &verdict.unchecked);
    for group in groups.iter().take(GROUPS) {
        item(&group.line())?;
    }
    let rest: usize = groups.iter().skip(GROUPS).map(|group| group.count).sum();
    if rest > 0 {
        item(&format!("and {rest} more; --format json has all of them"))?;
    }
    Ok(())
}

/// The layers that did not run, those with the same reason together.
fn layers(reports: &[LayerReport]) -> Vec<String> {
    let mut groups: Vec<(LayerStatus, Option<&str>, Vec<&str>)> = Vec::new();
    for report in reports.iter().filter(|report| report.status != LayerStatus::Ran) {
        let why = report.why.as_deref();
        match groups.iter_mut().find(|(status, reason, _)| *status == report.status && *reason == why) {
            Some((_, _, names)) => names.push(report.layer.as_str()),
            None => groups.push((report.status, why, vec![report.layer.as_str()])),
        }
    }
    groups
        .into_iter()
        .map(|(status, why, names)| {
            let layer = if names.len() == 1 { "layer" } else { "layers" };
            let why = why.map(|why| format!(": {}", one_line(why, 10 * QUOTE))).unwrap_or_default();
            format!("{layer} {} {status}{why}", names.join(", "))
        })
        .collect()
}

/// In the order of their first entries.
fn groups<'a>(draft: &str, unchecked: &'a [Unchecked]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for entry in unchecked {
        let unsaid = entry.why == UNSAID;
        let same = |group: &Group<'_>| group.why == entry.why && (unsaid || group.what == entry.what);
        let known = groups.iter().position(same);
        let at = known.unwrap_or(groups.len());
        if known.is_none() {
            groups.push(Group { what: &entry.what, why: &entry.why, count: 0, examples: Vec::new() });
        }
        let Some(group) = groups.get_mut(at) else { continue };
        group.count += 1;
        if unsaid {
            group.examples.push(words(&entry.what));
        } else if group.examples.len() < EXAMPLES {
            group.examples.extend(example(draft, entry));
        }
    }
    groups
}

fn example(draft: &str, entry: &Unchecked) -> Option<String> {
    match (&entry.rule_id, entry.span) {
        (Some(rule), _) => Some(one_line(rule, QUOTE)),
        (None, Some(span)) if !span.is_empty() => Some(format!("\"{}\"", one_line(span.text(draft), QUOTE))),
        (None, _) => None,
    }
}

impl Group<'_> {
    fn line(&self) -> String {
        if self.why == UNSAID {
            return format!("the request does not say: {}", self.examples.join(", "));
        }
        let what = words(self.what);
        let plural = if self.count == 1 { "" } else { "s" };
        let mut line = format!("{} {what}{plural}: {}", self.count, one_line(&reason(self.why), 2 * QUOTE));
        if !self.examples.is_empty() {
            let more = if self.count > self.examples.len() { ", ..." } else { "" };
            line.push_str(&format!(" ({}{more})", self.examples.join(", ")));
        }
        line
    }
}

/// The engine's word for a thing, in words.
fn words(what: &str) -> String {
    one_line(&what.replace('_', " "), QUOTE)
}

/// The engine's word for a reason, in words.
fn reason(why: &str) -> String {
    match why {
        "no_source" => "nothing given that could support it".to_owned(),
        "no_now" => "the request does not say when now is".to_owned(),
        "no_time_zone" => "the request does not say in which time zone the customer is".to_owned(),
        "unknown_time_zone" => "no such time zone is known".to_owned(),
        "no_evidence" => "what is given says nothing about it".to_owned(),
        "language_not_supported" => "no words for this language".to_owned(),
        "no_word_vectors" => "the word vectors are not loaded".to_owned(),
        "over_limit" => "more than is looked at".to_owned(),
        other => other.replace('_', " "),
    }
}
