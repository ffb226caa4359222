//! Where something stands in a text.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

/// A half-open range `start..end` of bytes of the *original* text, always on character boundaries.
///
/// Inside the crate every span is in UTF-8 bytes; only [`crate::contract`] converts to the caller's unit.
/// An empty span (`start == end`) marks an insertion point.
///
/// ```
/// use draftgate::Span;
/// let span = Span::new(4, 9);
/// assert_eq!(span.len(), 5);
/// assert_eq!(span.text("the quick fox"), "quick");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`; if `end` lies before `start`, the empty span at `start`.
    pub const fn new(start: usize, end: usize) -> Span {
        Span { start, end: if end < start { start } else { end } }
    }

    /// The empty span at `at`.
    pub const fn empty(at: usize) -> Span {
        Span { start: at, end: at }
    }

    /// Number of bytes covered.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether nothing is covered.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The covered part of `text`; empty when the span does not fit `text`.
    pub fn text(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Whether the two spans share at least one byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies inside `self` (equal spans contain each other).
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Span, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields, rename = "Span")]
        struct Ends {
            start: usize,
            end: usize,
        }
        let Ends { start, end } = Ends::deserialize(deserializer)?;
        if end < start {
            return Err(D::Error::custom("a span cannot end before it starts"));
        }
        Ok(Span { start, end })
    }
}
