//! Email addresses, also read out ("name at example dot com").

use super::domains::is_tld;
use super::runs::Kind;
use super::scan::Scan;
use super::{Band, Class, Entity, Mask};
use crate::text::one_of;
use crate::text::{Listed, word_list};

/// Email address.
pub static EMAIL: Entity = Entity {
    name: "email",
    label: "email address",
    class: Class::Contact,
    band: Band::High,
    context: &[
        "email",
        "e-mail",
        "mail",
        "mails",
        "mailto",
        "inbox",
        "mailadresse",
        "courriel",
        "correo",
        "posta",
        "address is",
    ],
    mask: Mask::Email,
    validate: Some(is_email),
    ..Entity::BASE
};

/// Words before "at" that are no mailbox ("shop at example dot com").
static NO_MAILBOX: Listed = Listed::new(word_list![
    "us",
    "me",
    "you",
    "it",
    "them",
    "him",
    "her",
    "is",
    "are",
    "be",
    "was",
    "found",
    "visit",
    "available",
    "online",
    "website",
    "site",
    "look",
    "looking",
    "shop",
    "shopping",
    "buy",
    "order",
    "ordered",
    "sold",
    "store",
    "page",
    "more",
    "here",
    "there",
    "out",
    "see",
    "live",
    "work",
    "arrive",
    "arrived",
    "meet",
    "stay",
    "stop",
    "starts",
    "based",
    "located",
    "team",
    "information",
    "details",
    "account",
    "book",
    "now",
    "and",
    "or",
    "the",
    "a",
    "up",
    "in",
    "on",
    "directly",
    "him",
    "anyone",
    "everyone",
    "person",
    "people",
]);

fn is_local_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-' | '\'' | '&' | '!' | '#' | '/' | '=' | '~')
}

impl Scan<'_> {
    /// Email addresses.
    pub(crate) fn contacts(&mut self, has_at: bool) {
        let Some(entity) = self.set.index("email") else { return };
        if has_at {
            let folded = self.folded;
            for (at, _) in folded.match_indices('@') {
                self.written_email(entity, at);
            }
        }
        self.spoken_emails(entity);
    }

    fn written_email(&mut self, entity: usize, at: usize) {
        let folded = self.folded;
        let (head, tail) = (self.between(0, at), self.between(at + 1, folded.len()));
        let spaced = head.ends_with(' ');
        let trimmed = head.strip_suffix(' ').unwrap_or(head);
        let start = match trimmed.strip_suffix('"') {
            Some(quoted) => match quoted.char_indices().rev().take(64).find(|(_, c)| *c == '"') {
                Some((open, _)) => open,
                None => return,
            },
            None => {
                let run = trimmed.char_indices().rev().take(64).take_while(|(_, c)| is_local_char(*c));
                let start = run.last().map_or(trimmed.len(), |(start, _)| start);
                let local = trimmed.get(start..).unwrap_or("");
                // "mailto=", "(", quotes and the like before the mailbox are no part of it.
                start
                    + (local.len()
                        - local.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '_').len())
            }
        };
        let local = self.between(start, trimmed.len());
        let gap = usize::from(tail.starts_with(' ') && spaced);
        let rest = tail.get(gap..).unwrap_or("");
        let length = domain_length(rest);
        let domain = rest.get(..length).unwrap_or("");
        let Some((_, tld)) = domain.rsplit_once('.') else { return };
        if local.is_empty() || local.ends_with('.') || local.contains("..") {
            return;
        }
        let score = match (is_tld(tld), spaced) {
            (true, false) => 97,
            (true, true) if NO_MAILBOX.contains(&local) => 20,
            (true, true) => 70,
            (false, _) => 40,
        };
        self.add_email(entity, (start, at + 1 + gap + length), score, format!("{local}@{domain}"));
    }

    fn add_email(&mut self, entity: usize, (start, end): (usize, usize), score: i16, address: String) {
        let mut found = Vec::new();
        let mut score = score;
        if score < 90 {
            let first = self.runs.partition_point(|run| run.end <= start);
            let last = self.runs.partition_point(|run| run.start < end).saturating_sub(1);
            self.words(first, last, &mut found);
            score += self.set.lean(entity, &found).max(0);
        }
        self.add(entity, start, end, score.min(98), false, address);
    }

    /// "name at example dot com", "name (at) example.com", "name [at] example [dot] com".
    fn spoken_emails(&mut self, entity: usize) {
        for place in 1..self.runs.len() {
            let Some(run) = self.runs.get(place).copied() else { break };
            if run.kind != Kind::Letters || !is_at(self.run_text(&run)) {
                continue;
            }
            let bracketed =
                matches!(self.between(0, run.start).chars().next_back(), Some('(' | '[' | '{' | '<'));
            let english = self.run_text(&run) == "at";
            let Some((first, local)) = self.spoken_part(place, false, english) else { continue };
            let Some((last, domain)) = self.spoken_part(place, true, english) else { continue };
            let Some((_, tld)) = domain.rsplit_once('.') else { continue };
            let (Some(start), Some(end)) =
                (self.runs.get(first).map(|run| run.start), self.runs.get(last).map(|run| run.end))
            else {
                continue;
            };
            let said_dot = self.between(run.end, end).len() > domain.len() + 1 + usize::from(bracketed) * 2;
            let score = match (is_tld(tld), bracketed, said_dot) {
                (true, true, _) => 85,
                (true, false, true) if NO_MAILBOX.contains(&local.as_str()) => 15,
                // "form at example dot com" tells a place as often as a mailbox; "jo.b at example dot com" does not.
                (true, false, true) if local.contains(|c: char| !c.is_alphabetic()) => 80,
                (true, false, true) => 65,
                _ => continue,
            };
            self.add_email(entity, (start, end), score, format!("{local}@{domain}"));
        }
    }

    /// Mailbox (backwards) or domain (forwards) of a read-out address: runs joined by written or spoken dots.
    fn spoken_part(&self, at: usize, forward: bool, english: bool) -> Option<(usize, String)> {
        let step = |place: usize| if forward { place.checked_add(1) } else { place.checked_sub(1) };
        let mut place = step(at)?;
        let mut parts = vec![self.run_text(self.runs.get(place)?).to_owned()];
        let gap = |left: usize, right: usize| -> Option<&str> {
            Some(self.between(self.runs.get(left)?.end, self.runs.get(right)?.start))
        };
        for _ in 0..5 {
            let Some(next) = step(place) else { break };
            let Some(run) = self.runs.get(next) else { break };
            let joint = if forward { gap(place, next) } else { gap(next, place) };
            let word = self.run_text(run);
            match (joint, spoken_mark(word, english)) {
                (Some("."), _) => parts.push(".".to_owned()),
                (Some("_" | "-" | "+"), _) => parts.push(joint.unwrap_or("").to_owned()),
                (Some(" " | " (" | " [" | "(" | "[" | " {"), Some(mark)) if forward || joint == Some(" ") => {
                    let Some(beyond) = step(next) else { break };
                    let Some(run) = self.runs.get(beyond) else { break };
                    parts.push(mark.to_owned());
                    parts.push(self.run_text(run).to_owned());
                    place = beyond;
                    continue;
                }
                _ => break,
            }
            parts.push(word.to_owned());
            place = next;
        }
        if !forward {
            parts.reverse();
        }
        Some((place, parts.concat()))
    }
}

fn is_at(word: &str) -> bool {
    one_of!(word, "at" | "arroba" | "arobase" | "chiocciola" | "apenstaartje" | "klammeraffe")
}

fn spoken_mark(word: &str, english: bool) -> Option<&'static str> {
    match word {
        "dot" => Some("."),
        "punkt" | "punto" | "point" | "ponto" | "punt" if !english => Some("."),
        "underscore" | "unterstrich" => Some("_"),
        "dash" | "hyphen" | "bindestrich" => Some("-"),
        "plus" => Some("+"),
        _ => None,
    }
}

/// Bytes of the domain name at the start of `text`, final dots and dashes excluded.
pub(crate) fn domain_length(text: &str) -> usize {
    let end = text
        .char_indices()
        .take(253)
        .find(|(_, c)| !(c.is_alphanumeric() || matches!(c, '.' | '-')))
        .map_or_else(|| text.char_indices().nth(253).map_or(text.len(), |(at, _)| at), |(at, _)| at);
    let domain = text.get(..end).unwrap_or("");
    let domain = domain.find("..").and_then(|at| domain.get(..at)).unwrap_or(domain);
    domain.trim_end_matches(['.', '-']).len()
}

/// Whether the whole text is an address with a known top-level domain.
fn is_email(text: &str) -> bool {
    let lower = text.to_lowercase();
    let Some((local, domain)) = lower.rsplit_once('@') else { return false };
    let local_ok = !local.is_empty()
        && local.len() <= 64
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local.chars().all(is_local_char);
    local_ok
        && domain_length(domain) == domain.len()
        && domain.rsplit_once('.').is_some_and(|(name, tld)| !name.is_empty() && is_tld(tld))
}
