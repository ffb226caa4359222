//! Reading a [`Document`] into types, collecting every mistake on the way.
//!
//! A decoder of a struct reads like the table of its keys. Each reader says what is wrong and gives `None`; the
//! decoder goes on, so that one run tells an author everything.
//!
//! ```
//! use draftgate::policy::cursor::{Cursor, Report};
//! use draftgate::policy::document::Document;
//!
//! #[derive(Debug)]
//! struct Term {
//!     id: String,
//!     any_of: Vec<String>,
//!     weight: Option<i64>,
//! }
//!
//! fn term(cursor: Cursor<'_>) -> Option<Term> {
//!     let mut keys = cursor.mapping("a term")?;
//!     keys.rule_id("id");
//!     let id = keys.required("id", Cursor::text);
//!     let any_of = keys.required("any_of", Cursor::string_list);
//!     let weight = keys.optional("weight", |cursor| cursor.integer(0..=10));
//!     keys.finish();
//!     Some(Term { id: id?, any_of: any_of?, weight })
//! }
//!
//! let document = Document::parse("mine.yaml", "id: brand.terms.cheap\nany_of: cheap\nwieght: 3\n")?;
//! let report = Report::new(&document);
//! let term = term(report.root());
//! assert_eq!(
//!     report.finish(term).unwrap_err().to_string(),
//!     "error[unknown_key]: `wieght` is not a key of a term
//!  --> mine.yaml:3:1
//!   |
//! 3 | wieght: 3
//!   | ^^^^^^ did you mean `weight`?
//!   = rule: brand.terms.cheap"
//! );
//! # Ok::<(), draftgate::policy::diagnostic::Diagnostics>(())
//! ```

use std::cell::RefCell;
use std::ops::RangeInclusive;

use super::diagnostic::{Diagnostic, Diagnostics, Mark, PolicyMistake};
use super::document::{Document, Key, Node, Style, Value, excerpt};
use crate::contract::Score;
use crate::contract::formats::is_date;
use crate::contract::hint::nearest;
use crate::contract::wire::WireEnum;

/// More mistakes than these help nobody.
const MOST_MISTAKES: usize = 1_000;

/// The mistakes found while one document is read.
#[derive(Debug)]
pub struct Report<'d> {
    document: &'d Document,
    mistakes: RefCell<Vec<Diagnostic>>,
}

impl<'d> Report<'d> {
    /// Nothing wrong yet.
    pub fn new(document: &'d Document) -> Report<'d> {
        Report { document, mistakes: RefCell::default() }
    }

    /// The outermost value.
    pub fn root(&'d self) -> Cursor<'d> {
        Cursor { node: self.document.root(), report: self, rule: None }
    }

    /// Notes a mistake; after the first thousand they are no longer kept.
    pub fn add(&self, mistake: Diagnostic) {
        let mut mistakes = self.mistakes.borrow_mut();
        if mistakes.len() < MOST_MISTAKES {
            mistakes.push(mistake);
        }
    }

    /// What was read, if nothing was wrong.
    ///
    /// # Errors
    /// All mistakes. A decoder that gives `None` without having said why is told as a `wrong_type` of the document.
    pub fn finish<T>(&self, read: Option<T>) -> Result<T, Diagnostics> {
        match (Diagnostics::from_vec(self.mistakes.take()), read) {
            (None, Some(read)) => Ok(read),
            (Some(mistakes), _) => Err(mistakes),
            (None, None) => {
                let mark = self.document.root().mark;
                Err(self
                    .document
                    .diagnostic(PolicyMistake::WrongType, mark, "the document cannot be read")
                    .into())
            }
        }
    }
}

/// A value together with its place, for mistakes that are only found later.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands; nowhere, in a file that was read from the shipped table.
    #[serde(skip)]
    pub mark: Mark,
}

/// A value that is being read.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'d> {
    node: &'d Node,
    report: &'d Report<'d>,
    rule: Option<&'d str>,
}

impl<'d> Cursor<'d> {
    /// The value itself.
    pub fn node(self) -> &'d Node {
        self.node
    }

    /// Where the value stands.
    pub fn mark(self) -> Mark {
        self.node.mark
    }

    /// Notes a mistake at this value.
    pub fn mistake(self, code: PolicyMistake, message: impl Into<String>, hint: Option<String>) {
        self.mistake_at(self.node.mark, code, message, hint);
    }

    /// Notes a mistake at another place of the same document.
    pub fn mistake_at(
        self,
        mark: Mark,
        code: PolicyMistake,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        let mut mistake = self.report.document.diagnostic(code, mark, message);
        mistake.hint = hint;
        mistake.rule_id = self.rule.map(str::to_owned);
        self.report.add(mistake);
    }

    fn wrong_type(self, expected: &str, hint: Option<&str>) {
        let message = format!("expected {expected}, found {}", self.node.kind());
        self.mistake(PolicyMistake::WrongType, message, hint.map(str::to_owned));
    }

    /// A mapping with known keys; `what` names it with its article: `a rule`.
    pub fn mapping(self, what: &'static str) -> Option<Keys<'d>> {
        let Value::Mapping(entries) = &self.node.value else {
            self.wrong_type(&format!("a mapping ({what})"), None);
            return None;
        };
        Some(Keys { cursor: self, what, entries, asked: Vec::new(), missing: Vec::new() })
    }

    /// A mapping with free keys.
    pub fn entries(self) -> Option<Vec<(&'d Key, Cursor<'d>)>> {
        let Value::Mapping(entries) = &self.node.value else {
            self.wrong_type("a mapping", None);
            return None;
        };
        Some(entries.iter().map(|(key, node)| (key, Cursor { node, ..self })).collect())
    }

    /// A list; items that cannot be read have been reported and are left out.
    pub fn list<T>(self, mut read: impl FnMut(Cursor<'d>) -> Option<T>) -> Option<Vec<T>> {
        let Value::Sequence(items) = &self.node.value else {
            self.wrong_type("a list", None);
            return None;
        };
        Some(items.iter().filter_map(|node| read(Cursor { node, ..self })).collect())
    }

    /// A list, or one item that stands for a list of one.
    pub fn one_or_more<T>(self, mut read: impl FnMut(Cursor<'d>) -> Option<T>) -> Option<Vec<T>> {
        match &self.node.value {
            Value::Sequence(_) => self.list(read),
            Value::Scalar { .. } | Value::Mapping(_) => Some(read(self).into_iter().collect()),
        }
    }

    /// One text or a list of texts, none of them empty; not an empty list.
    pub fn string_list(self) -> Option<Vec<String>> {
        let list = self.one_or_more(Cursor::text)?;
        if matches!(&self.node.value, Value::Sequence(items) if items.is_empty()) {
            self.mistake(
                PolicyMistake::InvalidValue,
                "the list is empty",
                Some("give at least one text".to_owned()),
            );
            return None;
        }
        Some(list)
    }

    /// A scalar as it was written.
    ///
    /// Numbers and booleans are texts here, just as written; nothing and `null` are not, unless quoted.
    pub fn string(self) -> Option<String> {
        self.scalar("a text").map(|(text, _)| text.to_owned())
    }

    /// A text with at least one character that is not white space.
    pub fn text(self) -> Option<String> {
        let text = self.string()?;
        if text.trim().is_empty() {
            self.mistake(PolicyMistake::InvalidValue, "the text is empty", None);
            return None;
        }
        Some(text)
    }

    fn scalar(self, expected: &str) -> Option<(&'d str, Style)> {
        match &self.node.value {
            Value::Scalar { text, style } if !self.node.is_null() => Some((text, *style)),
            Value::Scalar { text, .. } if !text.is_empty() => {
                self.wrong_type(expected, Some("put it in quotes if the word itself is meant"));
                None
            }
            Value::Scalar { .. } | Value::Sequence(_) | Value::Mapping(_) => {
                self.wrong_type(expected, None);
                None
            }
        }
    }

    /// A scalar that must not be quoted.
    fn plain(self, expected: &str) -> Option<&'d str> {
        match self.scalar(expected)? {
            (text, Style::Plain) => Some(text),
            (_, Style::Quoted | Style::Block) => {
                self.wrong_type(expected, Some("write it without quotes"));
                None
            }
        }
    }

    /// `true` or `false`; no other spelling.
    pub fn boolean(self) -> Option<bool> {
        match self.plain("`true` or `false`")? {
            "true" => Some(true),
            "false" => Some(false),
            text => {
                let hint = match text.to_ascii_lowercase().as_str() {
                    "yes" | "on" | "y" | "true" => Some("write `true`"),
                    "no" | "off" | "n" | "false" => Some("write `false`"),
                    _ => None,
                };
                self.wrong_type("`true` or `false`", hint);
                None
            }
        }
    }

    /// A whole number within `range`, in decimal digits.
    pub fn integer(self, range: RangeInclusive<i64>) -> Option<i64> {
        const EXPECTED: &str = "a whole number";
        let text = self.plain(EXPECTED)?;
        let digits = text.strip_prefix('-').unwrap_or(text);
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            self.wrong_type(EXPECTED, Some("write it in digits only"));
            return None;
        }
        if digits.len() > 1 && digits.starts_with('0') {
            self.wrong_type(EXPECTED, Some("write it without leading zeros"));
            return None;
        }
        // Digits that don't parse stand for a number beyond 64 bits, so beyond every range.
        let number = text.parse().ok().filter(|number| range.contains(number));
        if number.is_none() {
            let message = format!("{} is not between {} and {}", excerpt(text), range.start(), range.end());
            self.mistake(PolicyMistake::OutOfRange, message, None);
        }
        number
    }

    /// A number from 0 to 1 with at most four decimals, exactly.
    pub fn score(self) -> Option<Score> {
        const EXPECTED: &str = "a number from 0 to 1";
        let text = self.plain(EXPECTED)?;
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole.trim_start_matches('-')) || !digits(decimals) {
            self.wrong_type(EXPECTED, Some("write it like `0.85`"));
            return None;
        }
        let kept = decimals.trim_end_matches('0');
        let parts = format!("{kept:0<4}").parse::<u16>().ok();
        let score = match (whole, parts) {
            ("0", Some(parts)) if kept.len() <= 4 => Some(Score::from_ten_thousandths(parts)),
            ("1", _) if kept.is_empty() => Some(Score::ONE),
            _ => None,
        };
        if score.is_none() {
            let hint = (whole == "0").then(|| "at most four decimals are kept".to_owned());
            self.mistake(PolicyMistake::OutOfRange, format!("{} is not {EXPECTED}", excerpt(text)), hint);
        }
        score
    }

    /// A day, `YYYY-MM-DD`.
    pub fn date(self) -> Option<String> {
        let (text, _) = self.scalar("a date")?;
        if !is_date(text) {
            let hint = "write a day of the calendar as `YYYY-MM-DD`".to_owned();
            self.mistake(
                PolicyMistake::InvalidDate,
                format!("`{}` is not a date", excerpt(text)),
                Some(hint),
            );
            return None;
        }
        Some(text.to_owned())
    }

    /// A word of a closed list; `what` names it with its article: `a severity`.
    pub fn word<E: WireEnum>(self, what: &str) -> Option<E> {
        let place = self.place(what, &|at| E::all().get(at).map(|word| word.as_str()))?;
        E::all().get(place).copied()
    }

    /// A word of `words`, which need not be a type.
    pub fn word_of<'w>(self, what: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
        let words: Vec<&str> = words.collect();
        self.place(what, &|at| words.get(at).copied()).and_then(|place| words.get(place).copied())
    }

    /// Which of the words that `word_at` gives it is. One function for all lists.
    fn place<'w>(self, what: &str, word_at: &dyn Fn(usize) -> Option<&'w str>) -> Option<usize> {
        let (text, _) = self.scalar(what)?;
        let words = || (0..).map_while(word_at);
        let place = words().position(|word| word == text);
        if place.is_none() {
            let expected: Vec<String> = words().map(|word| format!("`{word}`")).collect();
            let message =
                format!("`{}` is not {what}; expected one of {}", excerpt(text), expected.join(", "));
            let meant = nearest(text, words()).or_else(|| words().find(|word| begins_alike(text, word)));
            let hint = meant.map(|word| format!("did you mean `{word}`?"));
            self.mistake(PolicyMistake::UnknownValue, message, hint);
        }
        place
    }

    /// Any tree as JSON, by the core schema of YAML 1.2 without its octal and hexadecimal numbers.
    ///
    /// A number that JSON cannot hold exactly stays a text.
    pub fn to_json(self) -> serde_json::Value {
        to_json(self.node)
    }
}

/// Whether one of two words goes on where the other ends: `forbidden` and `forbid`, `deadline` and `deadline_check`.
fn begins_alike(a: &str, b: &str) -> bool {
    const LEAST: usize = 4;
    a.len().min(b.len()) >= LEAST && (a.starts_with(b) || b.starts_with(a))
}

pub(super) fn to_json(node: &Node) -> serde_json::Value {
    match &node.value {
        _ if node.is_null() => serde_json::Value::Null,
        Value::Scalar { text, style: Style::Plain } => match text.as_str() {
            "true" => true.into(),
            "false" => false.into(),
            // JSON's own grammar of numbers: `012`, `1_000` and `.5` stay texts.
            text => match serde_json::from_str::<serde_json::Number>(text) {
                Ok(number) if number.to_string() == text || text.contains(['.', 'e', 'E']) => number.into(),
                _ => text.into(),
            },
        },
        Value::Scalar { text, .. } => text.as_str().into(),
        Value::Sequence(items) => items.iter().map(to_json).collect(),
        Value::Mapping(entries) => {
            entries.iter().map(|(key, node)| (key.text.clone(), to_json(node))).collect()
        }
    }
}

/// Makes a reader that also keeps the place of what it reads.
pub fn spanned<'d, T>(read: impl Fn(Cursor<'d>) -> Option<T>) -> impl Fn(Cursor<'d>) -> Option<Spanned<T>> {
    move |cursor| read(cursor).map(|value| Spanned { value, mark: cursor.mark() })
}

/// The keys of a mapping that is being read. End with [`Keys::finish`], which reports what nobody asked for.
#[derive(Debug)]
#[must_use = "`finish` reports unknown keys"]
pub struct Keys<'d> {
    cursor: Cursor<'d>,
    what: &'static str,
    entries: &'d [(Key, Node)],
    asked: Vec<&'static str>,
    /// Required keys that are not there; reported at the end, unless one of them is there under a misspelt name.
    missing: Vec<&'static str>,
}

impl<'d> Keys<'d> {
    /// Takes the text at `key` as the rule that all mistakes below concern. Does not count as asking for the key.
    pub fn rule_id(&mut self, key: &str) {
        self.cursor.rule = self.find(key).and_then(|cursor| match &cursor.node.value {
            Value::Scalar { text, .. } if !text.is_empty() && text.len() <= 200 => Some(text.as_str()),
            _ => None,
        });
    }

    /// Notes a mistake at the mapping itself.
    pub fn mistake(&self, code: PolicyMistake, message: impl Into<String>, hint: Option<String>) {
        self.cursor.mistake(code, message, hint);
    }

    /// Whether the key is there with a value.
    pub fn has(&self, key: &str) -> bool {
        self.find(key).is_some_and(|cursor| !cursor.node.is_null())
    }

    /// The value of a key that must be there.
    pub fn required<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(Cursor<'d>) -> Option<T>,
    ) -> Option<T> {
        self.ask(key, true).and_then(read)
    }

    /// The value of a key, which may be empty where the key must be there.
    #[inline(never)]
    fn ask(&mut self, key: &'static str, required: bool) -> Option<Cursor<'d>> {
        self.asked.push(key);
        let found = self.find(key);
        if !required {
            return found.filter(|cursor| !cursor.node.is_null());
        }
        if found.is_none() {
            self.missing.push(key);
        }
        found
    }

    /// The value of a key that may be absent or empty.
    pub fn optional<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(Cursor<'d>) -> Option<T>,
    ) -> Option<T> {
        self.ask(key, false).and_then(read)
    }

    /// The items of a list that may be absent or empty.
    pub fn list<T>(&mut self, key: &'static str, read: impl FnMut(Cursor<'d>) -> Option<T>) -> Vec<T> {
        self.optional(key, |cursor| cursor.list(read)).unwrap_or_default()
    }

    /// One text or a list of them; empty when absent.
    pub fn strings(&mut self, key: &'static str) -> Vec<String> {
        self.optional(key, Cursor::string_list).unwrap_or_default()
    }

    /// `true` or `false`, or `default` when absent.
    pub fn boolean(&mut self, key: &'static str, default: bool) -> bool {
        self.optional(key, Cursor::boolean).unwrap_or(default)
    }

    /// A word of a closed list, or `default` when absent.
    pub fn word<E: WireEnum>(&mut self, key: &'static str, what: &str, default: E) -> E {
        self.optional(key, |cursor| cursor.word(what)).unwrap_or(default)
    }

    /// Notes that none of `names` is there where one is needed, unless one is under a misspelt name, which
    /// [`Keys::finish`] reports.
    pub fn lacks(&self, names: &[&str], message: impl Into<String>) {
        let mut strange = self.entries.iter().filter(|(key, _)| !self.asked.contains(&key.text.as_str()));
        if !strange.any(|(key, _)| nearest(&key.text, names.iter().copied()).is_some()) {
            self.mistake(PolicyMistake::MissingKey, message, None);
        }
    }

    /// Reports the keys that nobody asked for, and the required ones that are missing. A misspelt key is one mistake.
    pub fn finish(self) {
        self.record();
        self.finish_forgiving(&[]);
    }

    /// The same, for a mapping of which a value could not be read that says what else belongs here: what may is no mistake.
    pub fn finish_forgiving(mut self, may: &[&[&str]]) {
        for (key, _) in self.entries {
            let is_key = |name: &&str| *name == key.text;
            if self.asked.iter().any(is_key) || may.iter().any(|names| names.iter().any(is_key)) {
                continue;
            }
            let message = format!("`{}` is not a key of {}", excerpt(&key.text), self.what);
            let hint = match nearest(&key.text, self.asked.iter().copied()) {
                Some(name) => {
                    self.missing.retain(|missing| *missing != name);
                    format!("did you mean `{name}`?")
                }
                None => format!("expected {}", self.expected()),
            };
            self.cursor.mistake_at(key.mark, PolicyMistake::UnknownKey, message, Some(hint));
        }
        for key in &self.missing {
            let message = format!("`{key}` is missing; {} needs it", self.what);
            self.cursor.mistake(PolicyMistake::MissingKey, message, None);
        }
    }

    /// Notes for the test of the documentation which keys a mapping may have.
    fn record(&self) {
        #[cfg(test)]
        super::tests::keys::record(self.what, &self.asked);
    }

    fn expected(&self) -> String {
        let names: Vec<String> = self.asked.iter().map(|name| format!("`{name}`")).collect();
        names.join(", ")
    }

    fn find(&self, key: &str) -> Option<Cursor<'d>> {
        self.entries.iter().find(|(k, _)| k.text == key).map(|(_, node)| Cursor { node, ..self.cursor })
    }
}
