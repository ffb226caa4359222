//! What is wrong with a policy document, told so that its author can find and mend it.

use std::fmt;

use serde::Serialize;

use crate::contract::wire::wire_enum;
use crate::order::Order as _;

wire_enum! {
    /// The kinds of mistakes in a policy.
    pub enum PolicyMistake {
        /// The text is not YAML.
        Syntax = "syntax",
        /// A tab where YAML needs spaces.
        TabInIndentation = "tab_in_indentation",
        /// The document has too many bytes.
        TooLarge = "too_large",
        /// Lists and mappings are nested too deeply.
        TooDeep = "too_deep",
        /// YAML that policies don't use: anchors, aliases, merge keys, tags, directives, keys that are no text.
        NotSupported = "not_supported",
        /// More than one document in a file.
        MultipleDocuments = "multiple_documents",
        /// A key that the schema doesn't have.
        UnknownKey = "unknown_key",
        /// A key that is given twice.
        DuplicateKey = "duplicate_key",
        /// A rule id that is given twice.
        DuplicateRule = "duplicate_rule",
        /// A required key is absent.
        MissingKey = "missing_key",
        /// A value of another type than the schema says.
        WrongType = "wrong_type",
        /// A word that is not in the key's list.
        UnknownValue = "unknown_value",
        /// A value that is not written as it must be.
        InvalidValue = "invalid_value",
        /// No such day, or not written `YYYY-MM-DD`.
        InvalidDate = "invalid_date",
        /// A number outside its range.
        OutOfRange = "out_of_range",
        /// A regular expression that doesn't compile.
        InvalidPattern = "invalid_pattern",
        /// A regular expression that would need too much memory.
        PatternTooLarge = "pattern_too_large",
        /// Packs that extend each other in a circle.
        ExtendsCycle = "extends_cycle",
        /// No policy is named where at least one must be.
        NoPolicy = "no_policy",
        /// A policy or pack that is named or extended but not there.
        UnknownPack = "unknown_pack",
        /// An example of a rule that doesn't come out as it says.
        ExampleFailed = "example_failed",
        /// Advice: a rule without examples.
        NoExamples = "no_examples",
        /// Advice: a rule that wants its findings rewritten and has no text for it that would be used.
        NoSafeFix = "no_safe_fix",
        /// Advice: a policy without the packs that every reply should meet.
        NoCorePacks = "no_core_packs",
        /// Advice: a place in a text that nothing fills.
        UnknownPlace = "unknown_place",
        /// Advice: a text to be sent holds what a rule of the same policy does not let pass.
        BannedText = "banned_text",
    }
}

impl PolicyMistake {
    /// Whether it is advice: the policy can be loaded all the same.
    pub fn is_advice(self) -> bool {
        self >= PolicyMistake::NoExamples
    }
}

/// A place in a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
    /// Byte of the text.
    pub offset: usize,
    /// Length in bytes; may be 0.
    pub len: usize,
}

/// One mistake in a policy document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Diagnostic {
    /// Snake-case word, such as `unknown_key`.
    pub code: PolicyMistake,
    /// The name of the document, usually its path.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
    /// Number of characters that are meant, at least 1; no more than stand on the line.
    pub length: usize,
    /// The line, or the part of a long line around the mark; tabs and control characters are replaced.
    pub source_line: String,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The rule it concerns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule_id: Option<String>,
    /// Terminal cells before the mark and under it.
    #[serde(skip)]
    caret: (usize, usize),
}

/// Characters that are shown before and behind the start of a mark.
const BEFORE: usize = 60;
const BEHIND: usize = 60;

impl Diagnostic {
    /// A mistake at `mark` of the document `text` with the name `file`.
    pub fn new(
        code: PolicyMistake,
        file: &str,
        text: &str,
        mark: Mark,
        message: impl Into<String>,
    ) -> Diagnostic {
        let window = Window::around(text, mark);
        Diagnostic {
            code,
            file: file.to_owned(),
            line: mark.line,
            column: mark.column,
            length: window.length,
            source_line: window.shown,
            message: message.into(),
            hint: None,
            rule_id: None,
            caret: window.caret,
        }
    }

    /// With advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Diagnostic {
        self.hint = Some(hint.into());
        self
    }

    /// With the rule it concerns.
    #[must_use]
    pub fn rule(mut self, id: impl Into<String>) -> Diagnostic {
        self.rule_id = Some(id.into());
        self
    }

    fn place(&self) -> (&str, usize, usize) {
        (&self.file, self.line, self.column)
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = self.line.to_string();
        let gutter = " ".repeat(line.len());
        let (indent, width) = (" ".repeat(self.caret.0), "^".repeat(self.caret.1));
        let weight = if self.code.is_advice() { "warning" } else { "error" };
        writeln!(f, "{weight}[{}]: {}", self.code, self.message)?;
        writeln!(f, "{gutter}--> {}:{}:{}", self.file, self.line, self.column)?;
        writeln!(f, "{gutter} |")?;
        writeln!(f, "{line} |{}{}", if self.source_line.is_empty() { "" } else { " " }, self.source_line)?;
        write!(f, "{gutter} | {indent}{width}")?;
        if let Some(hint) = &self.hint {
            write!(f, " {hint}")?;
        }
        if let Some(rule) = &self.rule_id {
            write!(f, "\n{gutter} = rule: {rule}")?;
        }
        Ok(())
    }
}

/// The part of a line that is shown. Only a bounded piece of the text is looked at, however long its lines are.
struct Window {
    shown: String,
    length: usize,
    caret: (usize, usize),
}

impl Window {
    fn around(text: &str, mark: Mark) -> Window {
        let before = text.get(..mark.offset).unwrap_or(text);
        let behind = text.get(mark.offset..).unwrap_or_default();
        let is_break = |c: &char| matches!(c, '\n' | '\r');

        let mut left: Vec<char> =
            before.chars().rev().take(BEFORE + 1).take_while(|c| !is_break(c)).collect();
        let cut_left = left.len() > BEFORE;
        left.truncate(BEFORE);
        let mut right: Vec<(usize, char)> =
            behind.char_indices().take(BEHIND + 1).take_while(|(_, c)| !is_break(c)).collect();
        let cut_right = right.len() > BEHIND;
        right.truncate(BEHIND);

        let mut shown = String::new();
        let mut cells = 0;
        if cut_left {
            shown.push('…');
            cells += 1;
        }
        for c in left.into_iter().rev() {
            cells += show(c, &mut shown);
        }
        let indent = cells;
        let (mut length, mut marked) = (0, 0);
        for (at, c) in right {
            let width = show(c, &mut shown);
            if at < mark.len {
                length += 1;
                marked += width;
            }
        }
        let kept = shown.trim_end().len();
        shown.truncate(kept);
        if cut_right {
            shown.push('…');
        }
        Window { shown, length: length.max(1), caret: (indent, marked.max(1)) }
    }
}

/// Appends `c` as it can be shown on one line of a terminal; the number of cells it takes.
fn show(c: char, out: &mut String) -> usize {
    match c {
        '\t' => {
            out.push_str("    ");
            4
        }
        // Controls, and the marks that turn the direction of the text, could hide what is written.
        c if c.is_control()
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}') =>
        {
            out.push('\u{FFFD}');
            1
        }
        c => {
            out.push(c);
            cells(c)
        }
    }
}

/// Cells of a terminal: 0 for marks that combine, 2 for East Asian wide characters and emoji.
///
/// Coarse ranges; a character that is counted wrongly only shifts the carets.
fn cells(c: char) -> usize {
    match u32::from(c) {
        0x0300..=0x036F | 0x0483..=0x0489 | 0x0591..=0x05BD | 0x0610..=0x061A | 0x064B..=0x065F => 0,
        0x0E31 | 0x0E34..=0x0E3A | 0x0E47..=0x0E4E | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x200B..=0x200F => 0,
        0x20D0..=0x20FF | 0x2060..=0x2064 | 0xFE00..=0xFE0F | 0xFE20..=0xFE2F | 0x1F3FB..=0x1F3FF => 0,
        0x1100..=0x115F | 0x2E80..=0x303E | 0x3041..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF => 2,
        0xFE30..=0xFE6F | 0xFF01..=0xFF60 | 0xFFE0..=0xFFE6 | 0x1F300..=0x1FAFF | 0x20000..=0x3FFFD => 2,
        _ => 1,
    }
}

/// Everything that is wrong with a set of policy documents, by file, line and column. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostics {
    sorted: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Sorts the mistakes; `None` when there are none.
    pub fn from_vec(mut mistakes: Vec<Diagnostic>) -> Option<Diagnostics> {
        mistakes.order_by(|a, b| a.place().cmp(&b.place()).then_with(|| a.message.cmp(&b.message)));
        mistakes.dedup();
        (!mistakes.is_empty()).then_some(Diagnostics { sorted: mistakes })
    }

    /// The mistakes.
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.sorted
    }

    /// The mistakes, to be joined with those of other documents.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.sorted
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(mistake: Diagnostic) -> Diagnostics {
        Diagnostics { sorted: vec![mistake] }
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, mistake) in self.sorted.iter().enumerate() {
            if i > 0 {
                f.write_str("\n\n")?;
            }
            mistake.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}
