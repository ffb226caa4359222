//! Choosing and applying edits.

use std::collections::BTreeMap;

use crate::contract::{Action, Edit, Fix};
use crate::findings::RawFinding;
use crate::order::Order as _;
use crate::policy::schema::RuleBody;
use crate::span::Span;

/// The text after the safe fixes of all findings that want a rewrite: the most severe first, never overlapping;
/// edits of one fix go together or not at all. `None` when nothing could be applied.
pub(crate) fn apply(draft: &str, findings: &[RawFinding<'_>]) -> Option<String> {
    apply_where(draft, findings, |finding| finding.rule.rule.action == Action::Rewrite)
}

/// As [`apply`], whatever the findings want done.
pub(crate) fn apply_any(draft: &str, findings: &[RawFinding<'_>]) -> Option<String> {
    apply_where(draft, findings, |_| true)
}

fn apply_where(
    draft: &str,
    findings: &[RawFinding<'_>],
    wants: impl Fn(&RawFinding<'_>) -> bool,
) -> Option<String> {
    let mut wanted: Vec<(&RawFinding<'_>, &Fix)> = findings
        .iter()
        .filter(|finding| wants(finding))
        .filter_map(|finding| finding.safe_fix().map(|fix| (finding, fix)))
        .collect();
    // Wide edits first within one severity: a replaced sentence makes the smaller edits in it needless. What a rule
    // says comes before the general way to take a promise back.
    let hedges = |finding: &RawFinding<'_>| matches!(finding.rule.rule.body, RuleBody::Commitment { .. });
    wanted.order_by(|a, b| {
        b.0.rule
            .rule
            .severity
            .cmp(&a.0.rule.rule.severity)
            .then(hedges(a.0).cmp(&hedges(b.0)))
            .then(extent(b.1).cmp(&extent(a.1)))
            .then(a.0.span.cmp(&b.0.span))
            .then_with(|| a.0.rule.rule.id.cmp(&b.0.rule.rule.id))
    });
    let mut chosen: BTreeMap<Place<'_>, &Edit> = BTreeMap::new();
    for (_, fix) in wanted {
        if fix.edits.iter().all(|edit| is_free(&chosen, edit)) {
            chosen.extend(fix.edits.iter().map(|edit| (place(edit), edit)));
        }
    }
    if chosen.is_empty() {
        return None;
    }
    Some(splice(draft, &chosen.into_values().collect::<Vec<_>>()))
}

/// Orders edits by where they stand; insertions at one point by what they say.
type Place<'e> = (usize, usize, &'e str);

fn place(edit: &Edit) -> Place<'_> {
    (edit.span.start, edit.span.end, &edit.content)
}

/// Whether an edit collides with none of the chosen ones. Those do not overlap each other, so only the neighbours
/// can be in the way: the last one that starts before it, and those that start within it.
fn is_free(chosen: &BTreeMap<Place<'_>, &Edit>, edit: &Edit) -> bool {
    let before = chosen.range(..(edit.span.start, 0, "")).rev().find(|(_, other)| !other.span.is_empty());
    let within =
        chosen.range((edit.span.start, 0, "")..).take_while(|(_, other)| other.span.start <= edit.span.end);
    before.into_iter().chain(within).all(|(_, other)| !collide(edit, other))
}

fn extent(fix: &Fix) -> usize {
    fix.edits.iter().map(|edit| edit.span.len()).sum()
}

/// Whether two edits can't be applied together: they share bytes, one inserts inside the other, or they say the
/// same thing at the same place.
fn collide(a: &Edit, b: &Edit) -> bool {
    a.span.overlaps(b.span)
        || inside(a.span, b.span)
        || inside(b.span, a.span)
        || (a.span == b.span && a.content == b.content)
}

fn inside(point: Span, span: Span) -> bool {
    point.is_empty() && span.start < point.start && point.start < span.end
}

/// Applies edits that are sorted and do not overlap. A sentence that two of them put in is said once.
fn splice(draft: &str, edits: &[&Edit]) -> String {
    let mut text = String::with_capacity(draft.len());
    let mut at = 0;
    for (n, edit) in edits.iter().enumerate() {
        text.push_str(draft.get(at..edit.span.start).unwrap_or(""));
        let said = || edits.iter().take(n).any(|before| before.content == edit.content);
        if is_sentence(&edit.content) && said() {
            text.truncate(text.trim_end().len());
        } else {
            text.push_str(&edit.content);
        }
        at = at.max(edit.span.end);
    }
    text.push_str(draft.get(at..).unwrap_or(""));
    text
}

/// Whether an edit puts in a whole sentence rather than a word or a mask.
fn is_sentence(content: &str) -> bool {
    content.trim_end().ends_with(['.', '!', '?']) && content.trim().contains(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: usize, end: usize, content: &str) -> Edit {
        Edit { span: Span::new(start, end), content: content.to_owned() }
    }

    #[test]
    fn edits_are_spliced_in_order() {
        let edits = [edit(0, 0, ">"), edit(2, 4, "XX-"), edit(6, 6, "<")];
        assert_eq!(splice("abcdef", &edits.iter().collect::<Vec<_>>()), ">abXX-ef<");
    }

    #[test]
    fn a_sentence_is_put_in_once() {
        let edits = [edit(0, 2, "Take your time."), edit(3, 5, "Take your time."), edit(6, 8, "•• 11")];
        let edits: Vec<&Edit> = edits.iter().collect();
        assert_eq!(splice("Aa Bb Cc Dd", &edits), "Take your time. •• 11 Dd");
        let masks = [edit(0, 2, "•• 11"), edit(3, 5, "•• 11")];
        assert_eq!(splice("Aa Bb", &masks.iter().collect::<Vec<_>>()), "•• 11 •• 11");
    }

    #[test]
    fn only_edits_that_share_text_collide() {
        for (a, b, expected) in [
            (edit(0, 3, ""), edit(3, 5, ""), false),
            (edit(0, 3, ""), edit(2, 5, ""), true),
            (edit(2, 2, "x"), edit(0, 3, ""), true),
            (edit(3, 3, "x"), edit(0, 3, ""), false),
            (edit(3, 3, "x"), edit(3, 3, "y"), false),
            (edit(3, 3, "x"), edit(3, 3, "x"), true),
        ] {
            assert_eq!(collide(&a, &b), expected, "{a:?} {b:?}");
            assert_eq!(collide(&b, &a), expected, "{b:?} {a:?}");
        }
    }
}
