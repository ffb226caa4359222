//! The only place where spans leave UTF-8 bytes for the caller's unit.

use std::collections::BTreeMap;

use super::answer::{Support, Verdict};
use super::request::{OffsetUnit, Request, Source};
use crate::order::Order as _;
use crate::span::Span;

/// Rewrites byte spans of `text` in `unit`, in one pass over the text.
///
/// An offset inside a character counts as that character's start, one behind the end as the end.
pub(crate) fn convert(text: &str, unit: OffsetUnit, spans: &mut [&mut Span]) {
    if unit == OffsetUnit::Utf8 || spans.is_empty() {
        return;
    }
    let mut offsets: Vec<usize> = spans.iter().flat_map(|span| [span.start, span.end]).collect();
    offsets.order();
    offsets.dedup();
    let mut units = Vec::with_capacity(offsets.len());
    let (mut at, mut count) = (0, 0);
    for offset in &offsets {
        let end = char_start(text, *offset);
        let piece = text.get(at..end).unwrap_or_default();
        count += match unit {
            OffsetUnit::Utf8 => piece.len(),
            OffsetUnit::Utf16 => piece.chars().map(char::len_utf16).sum(),
            OffsetUnit::CodePoint => piece.chars().count(),
        };
        at = end;
        units.push(count);
    }
    let converted = |offset: usize| {
        offsets.binary_search(&offset).ok().and_then(|i| units.get(i).copied()).unwrap_or(offset)
    };
    for span in spans {
        **span = Span::new(converted(span.start), converted(span.end));
    }
}

fn char_start(text: &str, offset: usize) -> usize {
    // A character has at most four bytes.
    (0..4)
        .filter_map(|back| offset.checked_sub(back))
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(text.len())
}

impl Verdict {
    /// The verdict with all its spans in `unit` instead of bytes.
    ///
    /// `text_of` gives the text of the source or turn that a support's span points into; where it gives none, the
    /// span is dropped, since it would be in the wrong unit. Convert before [`Verdict::seal`]: the digest is over
    /// the spans that the caller sees.
    #[must_use]
    pub fn in_unit<'t>(
        mut self,
        draft: &str,
        unit: OffsetUnit,
        text_of: impl Fn(&Support) -> Option<&'t str>,
    ) -> Verdict {
        if unit == OffsetUnit::Utf8 {
            return self;
        }
        let mut of_draft: Vec<&mut Span> = Vec::new();
        // Keyed by the text itself: many findings may rest on one long source.
        let mut of_texts: BTreeMap<(usize, usize), (&'t str, Vec<&mut Span>)> = BTreeMap::new();
        for finding in &mut self.findings {
            of_draft.push(&mut finding.span);
            let edits = finding.fix.iter_mut().flat_map(|fix| &mut fix.edits);
            of_draft.extend(edits.map(|edit| &mut edit.span));
            for support in &mut finding.support {
                let text = text_of(support);
                if text.is_none() {
                    support.span = None;
                }
                if let (Some(text), Some(span)) = (text, &mut support.span) {
                    let key = (text.as_ptr() as usize, text.len());
                    of_texts.entry(key).or_insert_with(|| (text, Vec::new())).1.push(span);
                }
            }
        }
        of_draft.extend(self.unchecked.iter_mut().filter_map(|unchecked| unchecked.span.as_mut()));
        convert(draft, unit, &mut of_draft);
        for (text, mut spans) in of_texts.into_values() {
            convert(text, unit, &mut spans);
        }
        self
    }

    /// The verdict on `request` with all its spans in the unit that the request asks for.
    ///
    /// Where several sources share an id, a support's span belongs to the first of them that says the support's
    /// text there.
    #[must_use]
    pub fn in_unit_of(self, request: &Request) -> Verdict {
        if request.offset_unit == OffsetUnit::Utf8 {
            return self;
        }
        let mut sources: BTreeMap<&str, Vec<&Source>> = BTreeMap::new();
        for source in &request.sources {
            sources.entry(&source.id).or_default().push(source);
        }
        self.in_unit(&request.draft, request.offset_unit, |support| {
            if let Some(turn) = support.turn {
                return request.turns.get(turn).map(|turn| turn.text.as_str());
            }
            let candidates = sources.get(support.source.as_deref()?)?;
            let says =
                |source: &&&Source| support.span.is_some_and(|span| span.text(&source.text) == support.text);
            let source = candidates.iter().find(says).or_else(|| candidates.first())?;
            Some(source.text.as_str())
        })
    }
}
