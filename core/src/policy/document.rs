//! A policy document as a tree in which every key and value knows its place.
//!
//! Documents are a small part of YAML 1.2 (any JSON is one too): mappings with text keys, lists and scalars. What
//! makes YAML files surprising is refused: anchors, aliases, merge keys, tags, directives and repeated keys. A
//! scalar stays the text that was written until a reader asks for a boolean or a number, so `no`, `012` or `1e3`
//! are never turned into something else.

use std::collections::BTreeMap;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Span, StrInput};

use super::diagnostic::{Diagnostic, Diagnostics, Mark, PolicyMistake};

/// The greatest size of a document in bytes.
pub const MAX_BYTES: usize = 4 << 20;

/// How deep lists and mappings may be nested.
pub const MAX_DEPTH: usize = 64;

/// A document that could be read.
#[derive(Clone, Debug)]
pub struct Document {
    name: String,
    text: String,
    root: Node,
}

/// A value and its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Where it stands; of a mapping or list in block style: its first key or item.
    pub mark: Mark,
}

/// What a node is.
#[derive(Clone, Debug)]
pub enum Value {
    /// A text, a number, a boolean or nothing: decided by who reads it.
    Scalar {
        /// As written, after unquoting and unfolding.
        text: String,
        /// How it was written.
        style: Style,
    },
    /// A list.
    Sequence(Vec<Node>),
    /// A mapping, in the order of the document, without repeated keys.
    Mapping(Vec<(Key, Node)>),
}

/// How a scalar was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Bare.
    Plain,
    /// In single or double quotes.
    Quoted,
    /// As a block behind `|` or `>`.
    Block,
}

/// A key and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The key.
    pub text: String,
    /// Where it stands.
    pub mark: Mark,
}

impl Document {
    /// Reads a document; `name` is what diagnostics call it.
    ///
    /// # Errors
    /// What is wrong with the text as YAML, or uses parts of YAML that policies don't. The first mistake of syntax
    /// ends the reading; the others are collected.
    ///
    /// ```
    /// use draftgate::policy::document::Document;
    /// let mistakes = Document::parse("mine.yaml", "a: 1\nb: &x 2\na: 3\n").unwrap_err();
    /// let lines: Vec<_> = mistakes.as_slice().iter().map(|mistake| mistake.line).collect();
    /// assert_eq!(lines, [2, 3]);
    /// ```
    pub fn parse(name: &str, text: &str) -> Result<Document, Diagnostics> {
        if text.len() > MAX_BYTES {
            let message = format!("the document has {} bytes; the limit is {MAX_BYTES}", text.len());
            let start = Mark { line: 1, column: 1, offset: 0, len: 0 };
            return Err(Diagnostic::new(PolicyMistake::TooLarge, name, text, start, message).into());
        }
        let mut options = granit_parser::options! {
            disallow_directives: true,
            emit_unresolved_aliases: true,
            emit_anchor_events: true,
            flow_nesting_limit: MAX_DEPTH,
            block_nesting_limit: MAX_DEPTH,
        };
        options.set_emit_comments(false);
        let parser = Parser::new_from_str_with_options(text, options);
        let mut builder = Builder { name, text, parser, mistakes: Vec::new() };
        let root = builder.document();
        match (Diagnostics::from_vec(builder.mistakes), root) {
            (None, Some(root)) => Ok(Document { name: name.to_owned(), text: text.to_owned(), root }),
            (Some(mistakes), _) => Err(mistakes),
            // Whatever ends the reading has left a mistake; an empty text is a document that holds nothing.
            (None, None) => {
                Ok(Document { name: name.to_owned(), text: text.to_owned(), root: Node::nothing() })
            }
        }
    }

    /// The place of a file whose text is not at hand: a shipped one.
    pub(super) fn unwritten(name: &str) -> Document {
        Document { name: name.to_owned(), text: String::new(), root: Node::nothing() }
    }

    /// What diagnostics call the document.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The outermost value.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// The whole document as JSON, as [`Cursor::to_json`](super::cursor::Cursor::to_json) reads it.
    pub fn to_json(&self) -> serde_json::Value {
        super::cursor::to_json(&self.root)
    }

    /// A mistake at a place of this document.
    pub fn diagnostic(&self, code: PolicyMistake, mark: Mark, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, &self.name, &self.text, mark, message)
    }
}

impl Node {
    fn nothing() -> Node {
        let mark = Mark { line: 1, column: 1, offset: 0, len: 0 };
        Node { value: Value::Scalar { text: String::new(), style: Style::Plain }, mark }
    }

    /// Whether nothing is written here, or `null` or `~`.
    pub fn is_null(&self) -> bool {
        matches!(&self.value, Value::Scalar { text, style: Style::Plain } if matches!(text.as_str(), "" | "~" | "null"))
    }

    /// What the node is, with its article, for messages.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Scalar { .. } if self.is_null() => "nothing",
            Value::Scalar { text, style: Style::Plain } => match text.as_str() {
                "true" | "false" => "a boolean",
                text if is_number(text) => "a number",
                _ => "a text",
            },
            Value::Scalar { .. } => "a text",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a mapping",
        }
    }
}

/// Whether a text is written as a number. Reading it as one would bring in tables of ten kilobytes, for a word in a message.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    !(whole.is_empty() && fraction.is_empty() || exponent.is_empty())
        && [whole, fraction, exponent].into_iter().all(digits)
}

/// Marks the end of reading; what ended it is among the mistakes.
struct Stop;

struct Builder<'t> {
    name: &'t str,
    text: &'t str,
    parser: Parser<'t, StrInput<'t>>,
    mistakes: Vec<Diagnostic>,
}

/// More mistakes than these help nobody.
const MOST_MISTAKES: usize = 1_000;

impl<'t> Builder<'t> {
    /// The only document of the text; `None` when it is empty or cannot be read.
    fn document(&mut self) -> Option<Node> {
        let mut root = None;
        loop {
            let (event, span) = self.next().ok()?;
            match event {
                Event::StreamEnd => return root,
                Event::DocumentStart(..) if root.is_some() => {
                    let message = "a second document starts here; a policy file holds one";
                    self.mistake(PolicyMistake::MultipleDocuments, mark(&span), message, None);
                    return None;
                }
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                event => root = Some(self.node(event, &span, 0).ok()?),
            }
        }
    }

    /// The next event that carries content; anchors are reported and passed over.
    fn next(&mut self) -> Result<(Event<'t>, Span), Stop> {
        loop {
            match self.parser.next_event() {
                Some(Ok((Event::Anchor(..), span))) => {
                    let hint = "write the value again where it is needed";
                    self.mistake(
                        PolicyMistake::NotSupported,
                        mark(&span),
                        "anchors are not used in policies",
                        Some(hint),
                    );
                }
                Some(Ok(event)) => return Ok(event),
                Some(Err(error)) => {
                    self.syntax(&error);
                    return Err(Stop);
                }
                None => return Err(Stop),
            }
        }
    }

    fn node(&mut self, event: Event<'t>, span: &Span, depth: usize) -> Result<Node, Stop> {
        let place = mark(span);
        if let Event::Scalar(_, _, _, Some(_))
        | Event::SequenceStart(_, _, Some(_))
        | Event::MappingStart(_, _, Some(_)) = event
        {
            let at = span.tag_span().map_or(place, |span| mark(&span));
            self.mistake(
                PolicyMistake::NotSupported,
                at,
                "tags are not used in policies",
                Some("leave the tag out"),
            );
        }
        match event {
            Event::Scalar(text, style, _, _) => {
                let style = match style {
                    ScalarStyle::Plain => Style::Plain,
                    ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
                    ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
                };
                // The reader gives `~` for a value that isn't written at all.
                let text =
                    if style == Style::Plain && place.len == 0 { String::new() } else { text.into_owned() };
                Ok(Node { value: Value::Scalar { text, style }, mark: place })
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                let hint = "write the value again";
                self.mistake(
                    PolicyMistake::NotSupported,
                    place,
                    "aliases are not used in policies",
                    Some(hint),
                );
                Ok(Node { mark: place, ..Node::nothing() })
            }
            Event::SequenceStart(..) => {
                self.check_depth(depth, place)?;
                let mut items = Vec::new();
                loop {
                    match self.next()? {
                        (Event::SequenceEnd, end) => {
                            let mark =
                                whole(self.text, place, items.first().map(|item: &Node| item.mark), &end);
                            return Ok(Node { value: Value::Sequence(items), mark });
                        }
                        (event, span) => items.push(self.node(event, &span, depth + 1)?),
                    }
                }
            }
            Event::MappingStart(..) => {
                self.check_depth(depth, place)?;
                self.mapping(place, depth)
            }
            // No other event can stand where a value is expected.
            _ => Err(Stop),
        }
    }

    fn mapping(&mut self, place: Mark, depth: usize) -> Result<Node, Stop> {
        let mut entries: Vec<(Key, Node)> = Vec::new();
        let mut lines: BTreeMap<String, usize> = BTreeMap::new();
        loop {
            let (event, span) = match self.next()? {
                (Event::MappingEnd, end) => {
                    let mark = whole(self.text, place, entries.first().map(|(key, _)| key.mark), &end);
                    return Ok(Node { value: Value::Mapping(entries), mark });
                }
                event => event,
            };
            let key = self.node(event, &span, depth + 1)?;
            let (event, span) = self.next()?;
            let value = self.node(event, &span, depth + 1)?;
            let Value::Scalar { text, style } = key.value else {
                self.mistake(PolicyMistake::NotSupported, key.mark, "a key must be a text", None);
                continue;
            };
            if text == "<<" && style == Style::Plain {
                let hint = "write the keys out";
                self.mistake(
                    PolicyMistake::NotSupported,
                    key.mark,
                    "merge keys are not used in policies",
                    Some(hint),
                );
                continue;
            }
            if let Some(first) = lines.get(&text) {
                let hint = format!("first given on line {first}");
                let message = format!("`{}` is given twice", excerpt(&text));
                self.mistake(PolicyMistake::DuplicateKey, key.mark, &message, Some(&hint));
                continue;
            }
            lines.insert(text.clone(), key.mark.line);
            entries.push((Key { text, mark: key.mark }, value));
        }
    }

    fn check_depth(&mut self, depth: usize, place: Mark) -> Result<(), Stop> {
        if depth < MAX_DEPTH {
            return Ok(());
        }
        self.too_deep(place);
        Err(Stop)
    }

    fn too_deep(&mut self, place: Mark) {
        let message = format!("lists and mappings are nested deeper than {MAX_DEPTH} levels");
        self.mistake(PolicyMistake::TooDeep, place, &message, None);
    }

    fn syntax(&mut self, error: &ScanError) {
        let at = error.marker();
        let place = Mark {
            line: at.line(),
            column: at.col() + 1,
            offset: at.byte_offset().unwrap_or(self.text.len()),
            len: 0,
        };
        match error.kind() {
            ErrorKind::RecursionLimitExceeded => self.too_deep(place),
            ErrorKind::DirectiveDisallowed => {
                let hint = "leave the line out";
                self.mistake(
                    PolicyMistake::NotSupported,
                    place,
                    "directives are not used in policies",
                    Some(hint),
                );
            }
            ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabInPlainScalar
            | ErrorKind::TabAtBlockScalarStart => {
                let hint = "indent with spaces";
                let place = self.next_tab(place);
                self.mistake(PolicyMistake::TabInIndentation, place, "a tab cannot indent YAML", Some(hint));
            }
            kind => {
                let hint = match kind {
                    ErrorKind::MappingValueNotAllowed => Some("put a text that holds `: ` in quotes"),
                    ErrorKind::UnexpectedCharacter { .. } => Some("put a text that starts so in quotes"),
                    ErrorKind::UnclosedQuotedScalar | ErrorKind::InvalidQuotedScalarIndent => {
                        Some("is the quote before it closed?")
                    }
                    ErrorKind::ExpectedFlowSequenceSeparator | ErrorKind::ExpectedFlowMappingSeparator => {
                        Some("put a text that holds one of `[]{},` in quotes, or is a bracket not closed?")
                    }
                    ErrorKind::ExpectedBlockMappingKey | ErrorKind::ExpectedBlockSequenceEntry => {
                        Some("keys and items that belong together begin in the same column")
                    }
                    _ => None,
                };
                self.mistake(PolicyMistake::Syntax, place, &format!("not YAML: {kind}"), hint);
            }
        }
    }

    /// The place of the tab that is meant: the reader stops behind it, or at the end of the line before it.
    fn next_tab(&self, place: Mark) -> Mark {
        let before = self.text.get(..place.offset).unwrap_or_default();
        if before.ends_with('\t') {
            return Mark {
                column: place.column.saturating_sub(1),
                offset: place.offset - 1,
                len: 1,
                ..place
            };
        }
        let rest = self.text.get(place.offset..).unwrap_or_default();
        let Some((skipped, _)) = rest.split_once('\t') else {
            return place;
        };
        let offset = place.offset + skipped.len();
        match skipped.rsplit_once('\n') {
            None => Mark { column: place.column + skipped.chars().count(), offset, len: 1, ..place },
            Some((lines, line)) => Mark {
                line: place.line + 1 + lines.matches('\n').count(),
                column: 1 + line.chars().count(),
                offset,
                len: 1,
            },
        }
    }

    fn mistake(&mut self, code: PolicyMistake, mark: Mark, message: &str, hint: Option<&str>) {
        if self.mistakes.len() < MOST_MISTAKES {
            let mistake = Diagnostic::new(code, self.name, self.text, mark, message);
            self.mistakes.push(match hint {
                Some(hint) => mistake.hint(hint),
                None => mistake,
            });
        }
    }
}

fn mark(span: &Span) -> Mark {
    let range = span.byte_range().unwrap_or_default();
    Mark {
        line: span.start.line(),
        column: span.start.col() + 1,
        offset: range.start,
        len: range.end.saturating_sub(range.start),
    }
}

/// The mark of a list or mapping: from bracket to bracket, or the first item of one that is told by indentation.
fn whole(text: &str, start: Mark, first: Option<Mark>, end: &Span) -> Mark {
    let opens = text.get(start.offset..).is_some_and(|rest| rest.starts_with(['[', '{']));
    match first {
        Some(first) if !opens => first,
        _ => Mark {
            len: end.byte_range().map_or(start.len, |range| range.end.saturating_sub(start.offset)),
            ..start
        },
    }
}

/// At most 40 characters of a text that is repeated in a message.
pub(super) fn excerpt(text: &str) -> String {
    const SHOWN: usize = 40;
    let mut out: String = text.chars().take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(SHOWN).is_some() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn numbers_are_told_from_texts() {
        for text in ["0", "-12", "+3", "1.5", ".5", "5.", "1e5", "-1.5E-3", "007"] {
            assert!(is_number(text), "{text}");
        }
        for text in ["", "-", ".", "e5", "1e", "1e+", "1.2.3", "1,5", "0x1f", "12 %", "--1", "one", "١"] {
            assert!(!is_number(text), "{text}");
        }
    }
}
