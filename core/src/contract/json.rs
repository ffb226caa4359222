//! A JSON text as a tree that still knows the order and the repetition of keys.
//!
//! Deserialising straight into the request would stop at the first mistake; the tree lets the decoder report
//! all of them. Strings without escapes are borrowed from the text.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

use super::problem::{ErrorCode, RequestErrors};

/// A value of the tree.
#[derive(Debug)]
pub(super) enum Node<'t> {
    Null,
    Bool(bool),
    Number(Number),
    Text(Cow<'t, str>),
    List(Vec<Node<'t>>),
    Object(Vec<(Cow<'t, str>, Node<'t>)>),
    /// A list or object below the greatest depth; its content was skipped.
    TooDeep,
}

impl Node<'_> {
    /// The JSON type with its article, for messages.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Node::Null => "null",
            Node::Bool(_) => "a boolean",
            Node::Number(_) => "a number",
            Node::Text(_) => "a string",
            Node::List(_) => "a list",
            Node::Object(_) => "an object",
            Node::TooDeep => "a list or an object",
        }
    }
}

/// Reads a whole JSON text; lists and objects nested deeper than `depth` become [`Node::TooDeep`].
pub(super) fn parse(text: &str, depth: usize) -> Result<Node<'_>, RequestErrors> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    NodeSeed { depth }
        .deserialize(&mut deserializer)
        .and_then(|node| deserializer.end().map(|()| node))
        .map_err(|error| syntax_error(text, &error))
}

/// Whether `text` is a number, and one that no float can hold.
pub(super) fn is_beyond_floats(text: &str) -> bool {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    // The reader has a code for it, but shows only its words; it stops where the number ends.
    NodeSeed { depth: 0 }.deserialize(&mut deserializer).is_err_and(|error| {
        error.column() == text.len() && error.to_string().starts_with("number out of range")
    })
}

fn syntax_error(text: &str, error: &serde_json::Error) -> RequestErrors {
    if text.bytes().all(|byte| byte.is_ascii_whitespace()) {
        return RequestErrors::single(ErrorCode::Syntax, "not JSON: the text is empty".to_owned());
    }
    let line = error.line();
    match lone_surrogate(text) {
        // The reader stops within the escape or right behind it; a later one is not what it stopped at.
        Some((at, column)) if at == line && (column..=column + 12).contains(&error.column()) => {
            RequestErrors::single(ErrorCode::LoneSurrogate, half(line, column))
        }
        _ => RequestErrors::single(ErrorCode::Syntax, format!("not JSON: {error}")),
    }
}

/// The message about half of a surrogate pair.
pub(super) fn half(line: usize, column: usize) -> String {
    format!("half of a surrogate pair at line {line} column {column}; a string must be valid Unicode")
}

/// Line and column of the first `\uD800`…`\uDFFF` escape without its other half, both from 1, in bytes.
fn lone_surrogate(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let (mut at, mut line, mut line_start) = (0, 1, 0);
    loop {
        match bytes.get(at)? {
            b'\n' => {
                line += 1;
                line_start = at + 1;
            }
            b'\\' => match escape(bytes, at) {
                Some(0xD800..=0xDBFF) if matches!(escape(bytes, at + 6), Some(0xDC00..=0xDFFF)) => at += 11,
                Some(0xD800..=0xDFFF) => return Some((line, at - line_start + 1)),
                _ => at += 1,
            },
            _ => {}
        }
        at += 1;
    }
}

/// The code unit of a `\uXXXX` escape that starts at `at`.
pub(super) fn escape(bytes: &[u8], at: usize) -> Option<u16> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    digits.iter().try_fold(0, |unit: u16, digit| {
        let digit = char::from(*digit).to_digit(16)?;
        Some(unit << 4 | u16::try_from(digit).ok()?)
    })
}

/// Reads a tree from any reader.
#[derive(Clone, Copy)]
pub(super) struct NodeSeed {
    /// How many levels of lists and objects may still open.
    pub(super) depth: usize,
}

impl<'t> DeserializeSeed<'t> for NodeSeed {
    type Value = Node<'t>;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Node<'t>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'t> Visitor<'t> for NodeSeed {
    type Value = Node<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node<'t>, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node<'t>, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node<'t>, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node<'t>, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node<'t>, E> {
        // JSON has no infinities, and serde_json refuses numbers that overflow.
        Ok(Number::from_f64(value).map_or(Node::Null, Node::Number))
    }

    fn visit_borrowed_str<E>(self, value: &'t str) -> Result<Node<'t>, E> {
        Ok(Node::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node<'t>, E> {
        Ok(Node::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut seq: A) -> Result<Node<'t>, A::Error> {
        let Some(depth) = self.depth.checked_sub(1) else {
            while seq.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(Node::TooDeep);
        };
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(NodeSeed { depth })? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Node<'t>, A::Error> {
        let Some(depth) = self.depth.checked_sub(1) else {
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(Node::TooDeep);
        };
        let mut entries = Vec::new();
        while let Some(key) = map.next_key_seed(KeySeed)? {
            entries.push((key, map.next_value_seed(NodeSeed { depth })?));
        }
        Ok(Node::Object(entries))
    }
}

struct KeySeed;

impl<'t> DeserializeSeed<'t> for KeySeed {
    type Value = Cow<'t, str>;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Cow<'t, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'t> Visitor<'t> for KeySeed {
    type Value = Cow<'t, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, value: &'t str) -> Result<Cow<'t, str>, E> {
        Ok(Cow::Borrowed(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Cow<'t, str>, E> {
        Ok(Cow::Owned(value.to_owned()))
    }
}
