//! The building blocks of the decoder: objects, lists and single values, and the list of problems.

use serde_json::Value;

use crate::contract::hint::nearest;
use crate::contract::json::Node;
use crate::contract::limits::Limits;
use crate::contract::path::Path;
use crate::contract::problem::{ErrorCode, RequestErrors, RequestProblem};
use crate::contract::request::Request;
use crate::contract::wire::WireEnum;

/// The fields of one kind of object.
pub(super) struct Fields {
    /// What the object is, for messages: `a turn`.
    pub(super) of: &'static str,
    /// Must be there and must not be `null`.
    pub(super) required: &'static [&'static str],
    /// May be absent or `null`.
    pub(super) optional: &'static [&'static str],
}

/// Collects what is wrong while values are read.
pub(super) struct Decoder<'l> {
    pub(super) limits: &'l Limits,
    pub(super) id: Option<String>,
    problems: Vec<RequestProblem>,
    leaves: usize,
}

impl<'l> Decoder<'l> {
    pub(super) fn new(limits: &'l Limits) -> Decoder<'l> {
        Decoder { limits, id: None, problems: Vec::new(), leaves: 0 }
    }

    /// The request, if nothing was wrong with it.
    pub(super) fn finish(self, request: Option<Request>) -> Result<Request, RequestErrors> {
        match request {
            Some(request) if self.problems.is_empty() => Ok(request),
            _ => Err(RequestErrors::new(self.id, self.problems)),
        }
    }

    pub(super) fn problem(&mut self, code: ErrorCode, path: &Path, message: impl FnOnce() -> String) {
        if self.problems.len() < self.limits.problems.max(1) {
            self.problems.push(RequestProblem { code, path: path.to_string(), message: message() });
        } else if self.problems.len() == self.limits.problems.max(1) {
            self.problems.push(RequestProblem {
                code: ErrorCode::OverLimit,
                path: String::new(),
                message: format!("more than {} problems; the rest are not listed", self.limits.problems),
            });
        }
    }

    fn wrong_type(&mut self, node: &Node, path: &Path, expected: &str) {
        self.problem(ErrorCode::WrongType, path, || format!("expected {expected}, found {}", node.kind()));
    }

    /// Calls `read` for each known field of an object that is there, once, in the order of the document.
    pub(super) fn fields<'n>(
        &mut self,
        node: &'n Node<'n>,
        path: &Path,
        fields: &Fields,
        mut read: impl FnMut(&mut Self, &str, &'n Node<'n>, &Path),
    ) -> Option<()> {
        let Node::Object(entries) = node else {
            let expected = format!("an object ({})", fields.of);
            self.wrong_type(node, path, &expected);
            return None;
        };
        let known = || fields.required.iter().chain(fields.optional);
        // No object of the contract has more than 64 fields.
        let mut seen: u64 = 0;
        for (key, value) in entries {
            let at = path.key(key);
            let Some(index) = known().position(|name| name == key) else {
                self.unknown_field(key, &at, fields);
                continue;
            };
            if seen & 1 << index != 0 {
                self.duplicate(&at);
                continue;
            }
            seen |= 1 << index;
            if !matches!(value, Node::Null) || index < fields.required.len() {
                read(self, key, value, &at);
            }
        }
        for (index, name) in fields.required.iter().enumerate() {
            if seen & 1 << index == 0 {
                self.problem(ErrorCode::MissingField, &path.key(name), || {
                    format!("`{name}` is missing; {} needs it", fields.of)
                });
            }
        }
        Some(())
    }

    fn unknown_field(&mut self, key: &str, path: &Path, fields: &Fields) {
        self.problem(ErrorCode::UnknownField, path, || {
            let subject = if is_word(key) { format!("`{key}`") } else { "this".to_owned() };
            match nearest(key, fields.required.iter().chain(fields.optional).copied()) {
                Some(name) => format!("{subject} is not a field of {}; did you mean `{name}`?", fields.of),
                None => format!("{subject} is not a field of {}", fields.of),
            }
        });
    }

    pub(super) fn duplicate(&mut self, path: &Path) {
        self.problem(ErrorCode::DuplicateKey, path, || "this field is given twice".to_owned());
    }

    /// The elements that could be read of a list that is not longer than `most`.
    pub(super) fn list<T>(
        &mut self,
        node: &Node,
        path: &Path,
        most: usize,
        mut read: impl FnMut(&mut Self, &Node, &Path) -> Option<T>,
    ) -> Vec<T> {
        let Node::List(items) = node else {
            self.wrong_type(node, path, "a list");
            return Vec::new();
        };
        if self.too_many(items.len(), most, path) {
            return Vec::new();
        }
        items.iter().enumerate().filter_map(|(i, item)| read(self, item, &path.index(i))).collect()
    }

    pub(super) fn too_many(&mut self, count: usize, most: usize, path: &Path) -> bool {
        if count > most {
            self.problem(ErrorCode::OverLimit, path, || format!("{count} entries; the limit is {most}"));
        }
        count > most
    }

    /// A string of at most `most` bytes.
    pub(super) fn text<'n>(&mut self, node: &'n Node, path: &Path, most: usize) -> Option<&'n str> {
        let Node::Text(text) = node else {
            self.wrong_type(node, path, "a string");
            return None;
        };
        if text.len() > most {
            self.problem(ErrorCode::OverLimit, path, || format!("{} bytes; the limit is {most}", text.len()));
            return None;
        }
        Some(text)
    }

    /// A short string.
    pub(super) fn label<'n>(&mut self, node: &'n Node, path: &Path) -> Option<&'n str> {
        self.text(node, path, self.limits.label_bytes)
    }

    /// A short string of a given form, which `message` describes.
    pub(super) fn formed(
        &mut self,
        node: &Node,
        path: &Path,
        (code, accepts, message): (ErrorCode, fn(&str) -> bool, &str),
    ) -> Option<String> {
        let text = self.label(node, path)?;
        if !accepts(text) {
            self.problem(code, path, || message.to_owned());
            return None;
        }
        Some(text.to_owned())
    }

    pub(super) fn boolean(&mut self, node: &Node, path: &Path) -> Option<bool> {
        let Node::Bool(value) = node else {
            self.wrong_type(node, path, "`true` or `false`");
            return None;
        };
        Some(*value)
    }

    /// A word of a closed list; `what` names it with its article: `a channel`.
    pub(super) fn word<E: WireEnum>(&mut self, node: &Node, path: &Path, what: &str) -> Option<E> {
        let text = self.label(node, path)?;
        let word = E::from_wire(text);
        if word.is_none() {
            self.unknown_word(path, text, what, &mut E::all().iter().map(|word| word.as_str()));
        }
        word
    }

    /// One for all lists.
    #[cold]
    fn unknown_word(
        &mut self,
        path: &Path,
        text: &str,
        what: &str,
        words: &mut dyn Iterator<Item = &'static str>,
    ) {
        self.problem(ErrorCode::UnknownValue, path, || {
            let subject = if is_word(text) { format!("`{text}`") } else { "this".to_owned() };
            let expected: Vec<String> = words.map(|word| format!("`{word}`")).collect();
            format!("{subject} is not {what}; expected one of {}", expected.join(", "))
        });
    }

    /// A number from 0 to 1.
    pub(super) fn share(&mut self, node: &Node, path: &Path) -> Option<f64> {
        let Node::Number(number) = node else {
            self.wrong_type(node, path, "a number");
            return None;
        };
        let value = number.as_f64().filter(|value| (0.0..=1.0).contains(value));
        if value.is_none() {
            self.problem(ErrorCode::OutOfRange, path, || "expected a number from 0 to 1".to_owned());
        }
        value
    }

    /// The contract number; only the one that this crate speaks is right.
    pub(super) fn contract(&mut self, node: &Node, path: &Path, spoken: u32) -> Option<u32> {
        let Node::Number(number) = node else {
            self.wrong_type(node, path, "a number");
            return None;
        };
        if number.as_f64() == Some(spoken.into()) {
            return Some(spoken);
        }
        self.problem(ErrorCode::UnsupportedContract, path, || {
            format!("contract {number} is not supported; this version speaks {spoken}")
        });
        None
    }

    /// The facts: any JSON tree, without repeated keys and without numbers that would lose digits.
    pub(super) fn facts(&mut self, node: &Node, path: &Path) -> Value {
        self.tree(node, path, facts_depth(self.limits))
    }

    fn tree(&mut self, node: &Node, path: &Path, depth: usize) -> Value {
        if depth == 0 && matches!(node, Node::List(_) | Node::Object(_) | Node::TooDeep) {
            let most = facts_depth(self.limits);
            self.problem(ErrorCode::TooDeep, path, || format!("nested deeper than {most} levels"));
            return Value::Null;
        }
        let below = depth.saturating_sub(1);
        if !matches!(node, Node::List(_) | Node::Object(_)) {
            self.leaves += 1;
            // Said once, at the first leaf too many.
            if self.leaves == self.limits.facts_leaves.saturating_add(1) {
                let most = self.limits.facts_leaves;
                self.problem(ErrorCode::OverLimit, path, || format!("more than {most} values in `facts`"));
            }
        }
        match node {
            Node::Null => Value::Null,
            Node::Bool(value) => Value::Bool(*value),
            Node::Number(number) => {
                if loses_digits(number) {
                    self.problem(ErrorCode::OutOfRange, path, || {
                        "a number of this size loses digits; write it as a string".to_owned()
                    });
                }
                Value::Number(number.clone())
            }
            Node::Text(text) => Value::String(text.clone().into_owned()),
            Node::List(items) => Value::Array(
                items.iter().enumerate().map(|(i, item)| self.tree(item, &path.index(i), below)).collect(),
            ),
            Node::Object(entries) => {
                let mut map = serde_json::Map::new();
                for (key, value) in entries {
                    let at = path.key(key);
                    let value = self.tree(value, &at, below);
                    if map.insert(key.clone().into_owned(), value).is_some() {
                        self.duplicate(&at);
                    }
                }
                Value::Object(map)
            }
            // The reader goes deeper than any facts may.
            Node::TooDeep => Value::Null,
        }
    }
}

/// The configured depth of the facts, within what the reader can do.
pub(super) fn facts_depth(limits: &Limits) -> usize {
    limits.facts_depth.clamp(1, Limits::MAX_DEPTH)
}

/// Whether a number is so big that only floats held it: a long identifier would come out changed.
fn loses_digits(number: &serde_json::Number) -> bool {
    /// 2^64, the first integer that no longer fits, and -2^63, to which the first one below it is rounded.
    const ABOVE: f64 = 18_446_744_073_709_551_616.0;
    const LEAST: f64 = -9_223_372_036_854_775_808.0;
    number.is_f64() && number.as_f64().is_none_or(|value| value >= ABOVE || value <= LEAST)
}

/// Whether a mistaken word may be repeated in a message: short, and letters only, so no customer's data.
fn is_word(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b'_' | b'-'))
}
