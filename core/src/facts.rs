//! What the systems of record hold, flattened to paths, and the events that have really happened.

use crate::order::Order as _;
use crate::text::values::{CivilDate, Moment};
use serde_json::Value;

/// One value among the facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Leaf {
    /// Path such as `order.refund_total` or `items[2].name`.
    pub(crate) path: String,
    /// How it reads: a string as it is, an amount of money as `42.10 GBP`.
    pub(crate) text: String,
}

/// Seconds that clocks may differ by, and days written without their zone: what is dated further ahead has not happened.
const TOLERANCE: i64 = 86_400;

/// Something that has happened, or is dated ahead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Event {
    /// Past tense, snake case: `refund_issued`.
    pub(crate) kind: String,
    /// When, RFC 3339.
    pub(crate) at: Option<String>,
    /// Its reference.
    pub(crate) reference: Option<String>,
    /// The queue of people that has the case.
    pub(crate) queue: Option<String>,
    /// Path, such as `events[0]`.
    pub(crate) path: String,
    /// It is dated after the present moment, where that is known, and so has not happened yet.
    ahead: bool,
}

/// The facts of a request.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    leaves: Vec<Leaf>,
    events: Vec<Event>,
    given: bool,
}

impl Facts {
    /// Flattens a tree. Keys are visited in the order of their characters, so that the order in the JSON does
    /// not matter. Events dated after `now` count as not happened yet.
    pub(crate) fn new(tree: &Value, now: Option<Moment>) -> Facts {
        let mut facts = Facts { given: !tree.is_null(), ..Facts::default() };
        facts.visit(tree, &mut String::new());
        if let Some(events) = tree.get("events").and_then(Value::as_array) {
            let read = |(n, event)| read_event(event, n, now.map(Moment::seconds));
            facts.events = events.iter().enumerate().filter_map(read).collect();
        }
        facts
    }

    /// Recursion is bounded by the depth limit of the decoder.
    fn visit(&mut self, node: &Value, path: &mut String) {
        let len = path.len();
        match node {
            Value::Null => {}
            Value::Object(map) => {
                if let Some(text) = money_text(node) {
                    self.leaves.push(Leaf { path: path.clone(), text });
                    return;
                }
                let mut entries: Vec<_> = map.iter().collect();
                entries.order_by(|a, b| a.0.cmp(b.0));
                for (key, value) in entries {
                    if len > 0 {
                        path.push('.');
                    }
                    path.push_str(key);
                    self.visit(value, path);
                    path.truncate(len);
                }
            }
            Value::Array(items) => {
                for (n, item) in items.iter().enumerate() {
                    path.push_str(&format!("[{n}]"));
                    self.visit(item, path);
                    path.truncate(len);
                }
            }
            Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                if let Some(text) = scalar_text(node) {
                    self.leaves.push(Leaf { path: path.clone(), text });
                }
            }
        }
    }

    /// Whether the request holds facts at all.
    pub(crate) fn given(&self) -> bool {
        self.given
    }

    /// All values, by path.
    pub(crate) fn leaves(&self) -> &[Leaf] {
        &self.leaves
    }

    /// The value at exactly this path. `*.name` takes the first value so named, wherever it stands.
    pub(crate) fn get(&self, path: &str) -> Option<&str> {
        self.leaves.iter().find(|leaf| is_at(&leaf.path, path)).map(|leaf| leaf.text.as_str())
    }

    /// Whether anything is known at or below this path. `*.name` asks for anything so named, wherever it stands.
    pub(crate) fn knows(&self, path: &str) -> bool {
        match path.strip_prefix("*.") {
            Some(name) => {
                self.leaves.iter().any(|leaf| suffixes(&leaf.path).any(|rest| is_at_or_below(rest, name)))
            }
            None => self.leaves.iter().any(|leaf| is_at_or_below(&leaf.path, path)),
        }
    }

    /// The values at or below this path.
    pub(crate) fn below<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Leaf> {
        self.leaves.iter().filter(move |leaf| is_at_or_below(&leaf.path, path))
    }

    /// Everything that is listed as an event.
    pub(crate) fn events(&self) -> &[Event] {
        &self.events
    }

    /// What has happened.
    pub(crate) fn happened(&self) -> impl Iterator<Item = &Event> {
        self.events.iter().filter(|event| !event.ahead)
    }

    /// Whether a path belongs to an event that has not happened yet.
    pub(crate) fn is_ahead(&self, path: &str) -> bool {
        self.events.iter().any(|event| event.ahead && is_at_or_below(path, &event.path))
    }

    /// The first event that has happened whose type fits one of `patterns` (a trailing `*` matches any ending).
    pub(crate) fn event(&self, patterns: &[String]) -> Option<&Event> {
        self.happened().find(|event| patterns.iter().any(|pattern| event_fits(&event.kind, pattern)))
    }

    /// Whether a person already has the case.
    pub(crate) fn routed(&self) -> bool {
        self.happened().any(|event| event.queue.is_some())
    }
}

/// The path and what is left of it after each of its first parts.
fn suffixes(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path), |rest| rest.split_once('.').map(|(_, rest)| rest))
}

fn is_at(path: &str, wanted: &str) -> bool {
    match wanted.strip_prefix("*.") {
        Some(name) => suffixes(path).any(|rest| rest == name),
        None => path == wanted,
    }
}

fn is_at_or_below(path: &str, root: &str) -> bool {
    path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// Whether an event type fits a pattern: `refund_issued`, `refund_*`, `*_booked`.
pub(crate) fn event_fits(kind: &str, pattern: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(end), None) => kind.ends_with(end),
        (None, Some(start)) => kind.starts_with(start),
        (Some(_), Some(_)) => kind.contains(pattern.trim_matches('*')),
        (None, None) => kind == pattern,
    }
}

fn scalar_text(node: &Value) -> Option<String> {
    match node {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// `{"amount": "42.10", "currency": "GBP"}` reads `42.10 GBP`.
fn money_text(node: &Value) -> Option<String> {
    let map = node.as_object()?;
    if map.len() != 2 {
        return None;
    }
    let amount = scalar_text(map.get("amount")?)?;
    let currency = map.get("currency")?.as_str()?;
    Some(format!("{amount} {currency}"))
}

/// Reads an event; `now` in seconds since 1970.
fn read_event(node: &Value, index: usize, now: Option<i64>) -> Option<Event> {
    let text = |key: &str| node.get(key).and_then(scalar_text);
    let at = text("at").and_then(|at| {
        let day = || CivilDate::parse(&at).map(|day| day.days() * 86_400);
        Moment::parse(&at).map(Moment::seconds).or_else(day)
    });
    Some(Event {
        kind: text("type")?,
        at: text("at"),
        reference: text("ref"),
        queue: text("queue"),
        path: format!("events[{index}]"),
        ahead: at.zip(now).is_some_and(|(at, now)| at > now + TOLERANCE),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn flattens_to_sorted_paths_and_reads_money_as_one_value() {
        let tree = json!({
            "order": {"refund_total": {"amount": "42.10", "currency": "GBP"}, "id": "A-1", "lines": [{"n": 2}, null]},
            "events": [{"type": "refund_issued", "at": "2026-11-19T16:00:00Z", "ref": "R-771", "queue": "care"}]
        });
        let facts = Facts::new(&tree, None);
        assert_eq!(facts.get("order.refund_total"), Some("42.10 GBP"));
        assert_eq!(facts.get("order.lines[0].n"), Some("2"));
        assert!(facts.knows("order") && facts.knows("order.lines") && !facts.knows("ord"));
        assert!(facts.routed());
        assert!(facts.event(&["refund_*".into()]).is_some_and(|e| e.reference.as_deref() == Some("R-771")));
        assert!(facts.event(&["*_cancelled".into()]).is_none());
        assert!(facts.leaves().windows(2).all(|pair| pair[0].path < pair[1].path));
    }

    #[test]
    fn a_starred_path_finds_a_name_anywhere() {
        let tree = json!({
            "trip": {"flight": {"distance_km": 900, "legs": [{"from": "OSL"}]}, "not_distance_km": 1}, "auth": []
        });
        let facts = Facts::new(&tree, None);
        assert_eq!(facts.get("*.distance_km"), Some("900"));
        assert_eq!(facts.get("*.flight.distance_km"), Some("900"));
        assert_eq!(facts.get("*.trip.flight.distance_km"), Some("900"));
        assert_eq!(facts.get("*.km"), None);
        assert!(
            facts.knows("*.flight")
                && facts.knows("*.legs")
                && !facts.knows("*.leg")
                && !facts.knows("*.auth")
        );
    }

    #[test]
    fn what_is_dated_ahead_has_not_happened() {
        let now = Moment::parse("2026-11-20T10:00:00Z");
        for (at, happened) in [
            (json!("2026-11-20T09:00:00Z"), true),
            (json!("2026-11-21T10:00:00Z"), true),
            (json!("2026-11-21T10:00:01Z"), false),
            (json!("2026-11-21T10:00:01+02:00"), true),
            (json!("2026-11-21"), true),
            (json!("2026-11-22"), false),
            (json!("soon"), true),
            (Value::Null, true),
        ] {
            let event = json!({"type": "order_cancelled", "at": at, "queue": "care"});
            let tree = json!({"events": [{"type": "seen"}, event]});
            let facts = Facts::new(&tree, now);
            assert_eq!(facts.event(&["order_*".into()]).is_some(), happened, "{at}");
            assert_eq!(facts.routed(), happened, "{at}");
            assert_eq!(facts.is_ahead("events[1].type"), !happened, "{at}");
            assert!(!facts.is_ahead("events[0].type") && !facts.is_ahead("events[10].type"));
            assert_eq!(facts.events().len(), 2);
            assert!(Facts::new(&tree, None).routed(), "without the present moment it counts");
        }
    }

    #[test]
    fn no_facts_differ_from_empty_facts() {
        assert!(!Facts::new(&Value::Null, None).given());
        assert!(Facts::new(&json!({}), None).given());
    }
}
