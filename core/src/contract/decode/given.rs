//! A request made in Rust as the tree that the decoder reads, so that the same rules hold for both.

use serde_json::{Number, Value};

use crate::contract::json::Node;
use crate::contract::request::{Context, CustomerContext, Request, Source, Turn};

/// The tree of a request; facts that are nested deeper than `depth` are cut off there.
pub(super) fn tree(request: &Request, depth: usize) -> Node<'_> {
    let Request { contract, id, draft, format, turns, sources, facts, context, signals, offset_unit } =
        request;
    // JSON has no infinities and no NaN: what is no number from 0 to 1 is told as any other such number.
    let score = |score: f64| Number::from_f64(score).unwrap_or_else(|| u64::MAX.into());
    object([
        ("contract", Node::Number((*contract).into())),
        ("id", optional(id)),
        ("draft", text(draft)),
        ("format", text(format.as_str())),
        ("turns", list(turns, turn)),
        ("sources", list(sources, source)),
        ("facts", facts_tree(facts, depth)),
        ("context", context_tree(context)),
        (
            "signals",
            Node::Object(
                signals
                    .iter()
                    .map(|(name, value)| (name.as_str().into(), Node::Number(score(*value))))
                    .collect(),
            ),
        ),
        ("offset_unit", text(offset_unit.as_str())),
    ])
}

fn turn(turn: &Turn) -> Node<'_> {
    let Turn { role, text: said, at } = turn;
    object([("role", text(role.as_str())), ("text", text(said)), ("at", optional(at))])
}

fn source(source: &Source) -> Node<'_> {
    let Source { id, title, text: says, kind, url, effective_from, effective_to } = source;
    object([
        ("id", text(id)),
        ("title", optional(title)),
        ("text", text(says)),
        ("kind", text(kind.as_str())),
        ("url", optional(url)),
        ("effective_from", optional(effective_from)),
        ("effective_to", optional(effective_to)),
    ])
}

fn context_tree(context: &Context) -> Node<'_> {
    let Context {
        now,
        locale,
        jurisdictions,
        sector,
        role,
        channel,
        channel_security,
        sender,
        ui_disclosure,
        purpose,
        first_contact,
        customer,
        reviewed_by,
    } = context;
    object([
        ("now", optional(now)),
        ("locale", optional(locale)),
        ("jurisdictions", list(jurisdictions, |code| text(code))),
        ("sector", word(sector.map(|word| word.as_str()))),
        ("role", word(role.map(|word| word.as_str()))),
        ("channel", word(channel.map(|word| word.as_str()))),
        ("channel_security", word(channel_security.map(|word| word.as_str()))),
        ("sender", word(sender.map(|word| word.as_str()))),
        ("ui_disclosure", word(ui_disclosure.map(|word| word.as_str()))),
        ("purpose", word(purpose.map(|word| word.as_str()))),
        ("first_contact", first_contact.map_or(Node::Null, Node::Bool)),
        ("customer", customer.as_ref().map_or(Node::Null, customer_tree)),
        ("reviewed_by", word(reviewed_by.map(|word| word.as_str()))),
    ])
}

fn customer_tree(customer: &CustomerContext) -> Node<'_> {
    let CustomerContext { verified, on_line, time_zone, marketing_consent, flags } = customer;
    object([
        ("verified", verified.map_or(Node::Null, Node::Bool)),
        ("on_line", word(on_line.map(|word| word.as_str()))),
        ("time_zone", optional(time_zone)),
        ("marketing_consent", word(marketing_consent.map(|word| word.as_str()))),
        ("flags", list(flags, |flag| text(flag.as_str()))),
    ])
}

fn facts_tree(facts: &Value, depth: usize) -> Node<'_> {
    let below = depth.checked_sub(1);
    match (facts, below) {
        (Value::Null, _) => Node::Null,
        (Value::Bool(value), _) => Node::Bool(*value),
        (Value::Number(number), _) => Node::Number(number.clone()),
        (Value::String(value), _) => text(value),
        (Value::Array(items), Some(below)) => list(items, |item| facts_tree(item, below)),
        (Value::Object(map), Some(below)) => Node::Object(
            map.iter().map(|(key, value)| (key.as_str().into(), facts_tree(value, below))).collect(),
        ),
        (Value::Array(_) | Value::Object(_), None) => Node::TooDeep,
    }
}

fn text(text: &str) -> Node<'_> {
    Node::Text(text.into())
}

fn optional(text: &Option<String>) -> Node<'_> {
    word(text.as_deref())
}

fn word(word: Option<&str>) -> Node<'_> {
    word.map_or(Node::Null, text)
}

fn list<'r, T>(items: &'r [T], tree: impl Fn(&'r T) -> Node<'r>) -> Node<'r> {
    Node::List(items.iter().map(tree).collect())
}

fn object<'r, const N: usize>(fields: [(&'r str, Node<'r>); N]) -> Node<'r> {
    Node::Object(fields.into_iter().map(|(name, value)| (name.into(), value)).collect())
}
