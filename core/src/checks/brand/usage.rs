//! Phrases that may be said so often, only once, or must be said; abbreviations; other companies.

use std::collections::{BTreeMap, BTreeSet};

use super::edit;
use super::terms::{is_inside_name, is_part_of_name, language};
use crate::checks::Cx;
use crate::checks::phrases::end_of;
use crate::findings::{Report, Sink};
use crate::fixes;
use crate::matching::{Scanned, is_negated};
use crate::policy::compile::CompiledRule;
use crate::policy::schema::{Position, Within};
use crate::text::{Case, FoldSpan, Text, fold_pattern_text};

/// Matches of the rule in a text that pass its guards.
fn found(rule: &CompiledRule, scanned: &Scanned) -> Vec<FoldSpan> {
    let mut found = rule.find.as_ref().map(|find| find.find(scanned)).unwrap_or_default();
    found.retain(|span| rule.rule.guards.pass(&scanned.text, *span));
    found
}

/// Reports the words beyond the first `max` in each clause, sentence or text. Where some may stay, the surplus can
/// go: what was hedged stays hedged.
pub(super) fn at_most<'a>(
    rule: &'a CompiledRule,
    max: u32,
    per: Within,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) {
    let text = &cx.draft.text;
    let mut seen: BTreeMap<usize, u32> = BTreeMap::new();
    for span in found(rule, cx.draft) {
        let place = match per {
            Within::Text => Some(0),
            Within::Sentence => text.sentence_at(span.start),
            Within::Clause => text.clause_at(span.start),
        };
        let original = text.original_span(span);
        if !cx.protected().allows(original) {
            continue;
        }
        let count = seen.entry(place.unwrap_or(usize::MAX)).or_insert(0);
        *count += 1;
        if *count <= max {
            continue;
        }
        let mut report = Report::at(span).word("expected", max.to_string());
        if max > 0 && !is_negated(text, span) {
            report.natural = Some(edit::safe(
                "take out what is said too often",
                edit::remove(text, original, language(cx)),
            ));
        }
        sink.report(rule, cx.case, cx.draft, report);
    }
}

/// Reports a sentence that says what was said before, in this reply or an earlier one; the sentence can go.
pub(super) fn once<'a>(rule: &'a CompiledRule, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    let text = &cx.draft.text;
    let matches = found(rule, cx.draft);
    if matches.is_empty() {
        return;
    }
    let mut said = cx.case.company_texts().any(|(_, earlier)| !found(rule, earlier).is_empty());
    let mut last = None;
    let mut kept = text.sentences().len();
    for span in matches {
        let Some(n) = text.sentence_at(span.start) else { continue };
        if last == Some(n) || !cx.protected().allows_fold(text, span) {
            continue;
        }
        last = Some(n);
        if !std::mem::replace(&mut said, true) {
            continue;
        }
        let mut report = Report::at(span);
        if let Some(sentence) =
            text.sentences().get(n).filter(|sentence| kept > 1 && is_only_polite(text, sentence))
        {
            kept -= 1;
            report.natural = Some(edit::safe("say it once", vec![fixes::delete(text, sentence.span)]));
        }
        sink.report(rule, cx.case, cx.draft, report);
    }
}

/// Longest sentence that is taken to say nothing else, in tokens.
const LONGEST_POLITE: usize = 16;

/// Whether a sentence holds nothing that would be missed: it is short, and has no value and no question.
fn is_only_polite(text: &Text, sentence: &crate::text::Sentence) -> bool {
    !sentence.question
        && sentence.tokens.len() <= LONGEST_POLITE
        && text
            .values()
            .get(text.values().partition_point(|value| value.span.end <= sentence.span.start))
            .is_none_or(|value| !sentence.span.contains(value.span))
}

/// Reports that something which must be said is not said at its place.
pub(super) fn say<'a>(
    rule: &'a CompiledRule,
    position: Position,
    once: bool,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) {
    let text = &cx.draft.text;
    if once && !cx.case.is_first_reply() {
        return;
    }
    let place = match position {
        Position::Anywhere => Some(FoldSpan { start: 0, end: text.folded().len() }),
        Position::Start => text.sentences().first().map(|sentence| sentence.fold),
        Position::End => last_place(text),
    };
    let Some(place) = place else { return };
    if found(rule, cx.draft).iter().any(|span| place.start <= span.start && span.end <= place.end) {
        return;
    }
    let at = if position == Position::Start { FoldSpan::default() } else { end_of(text) };
    sink.report(rule, cx.case, cx.draft, Report::at(at));
}

/// Longest line under a closing: a name.
const LONGEST_SIGNATURE: usize = 3;

/// The last sentence, with the one before it when it is only a name.
fn last_place(text: &Text) -> Option<FoldSpan> {
    let mut sentences = text.sentences().iter().rev();
    let last = sentences.next()?;
    let start = match sentences.next() {
        Some(before)
            if last.tokens.len() <= LONGEST_SIGNATURE && !text.folded_text(last.fold).ends_with('.') =>
        {
            before.fold.start
        }
        _ => last.fold.start,
    };
    Some(FoldSpan { start, end: last.fold.end })
}

/// Reports abbreviations that nobody has used or explained before; the first use can be explained.
pub(super) fn expand<'a>(
    rule: &'a CompiledRule,
    expand: &BTreeMap<String, String>,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) {
    let text = &cx.draft.text;
    let mut done: BTreeSet<String> = BTreeSet::new();
    for span in found(rule, cx.draft) {
        let original = text.original_span(span);
        let written = original.text(text.original());
        let Some((short, long)) = expand.get_key_value(written) else { continue };
        let words = text.folded_text(span);
        if !done.insert(words.to_owned()) {
            continue;
        }
        let folded_long = fold_pattern_text(long);
        let known = text.folded().contains(folded_long.trim())
            || cx
                .case
                .turns
                .iter()
                .any(|turn| found(rule, turn).iter().any(|own| turn.text.folded_text(*own) == words))
            || !cx.protected().allows(original)
            || is_inside_name(text, original);
        if known {
            continue;
        }
        let mut report = Report::at(span).word("expected", long.clone());
        let content = format!("{long} ({short})");
        let content = if edit::opens_sentence(text, edit::token_range(text, original).0) {
            edit::capitalised(&content)
        } else {
            content
        };
        report.natural =
            Some(edit::safe("explain it once", edit::put(text, original, &content, language(cx))));
        sink.report(rule, cx.case, cx.draft, report);
    }
}

/// Reports other companies that the customer did not name first.
pub(super) fn competitors<'a>(
    rule: &'a CompiledRule,
    common: &[String],
    instead: Option<&str>,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) {
    let named: Vec<String> = cx
        .case
        .customer_texts()
        .flat_map(|(_, said)| {
            found(rule, said).into_iter().map(|span| said.text.folded_text(span).to_owned())
        })
        .filter_map(|words| rule.wording.get(&words).map(str::to_owned))
        .collect();
    let text = &cx.draft.text;
    for span in found(rule, cx.draft) {
        let Some(name) = rule.wording.get(text.folded_text(span)) else { continue };
        let original = text.original_span(span);
        let (first, _) = edit::token_range(text, original);
        let small = text.tokens().get(first).is_some_and(|token| token.case == Case::Lower);
        let ordinary = common.iter().any(|word| word == name)
            && fold_pattern_text(name).trim() == text.folded_text(span)
            && (small || edit::opens_sentence(text, first));
        // "Kim Orange" is a person; "Unlike Contoso" names a company.
        let is_word = common.iter().any(|word| word == name);
        let inside = if is_word { is_part_of_name(text, original) } else { is_inside_name(text, original) };
        if ordinary || named.iter().any(|known| known == name) || !cx.protected().allows(original) || inside {
            continue;
        }
        let mut report = Report::at(span).word("value", name);
        if let Some(instead) = instead {
            let content = if edit::opens_sentence(text, first) {
                edit::capitalised(instead)
            } else {
                instead.to_owned()
            };
            report.natural =
                Some(edit::safe("name no other company", edit::put(text, original, &content, language(cx))));
        }
        sink.report(rule, cx.case, cx.draft, report);
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::brand::testing::{check, speaks, table, validator};
    use crate::{Decision, Request, Turn, TurnRole};

    #[test]
    fn surplus_hedges_go_and_one_stays() {
        speaks(
            "kind: style\nat_most: [perhaps]\ntimes: 0",
            &[("Perhaps it is late.", true), ("It is late.", false)],
        );
    }

    #[test]
    fn polite_phrases_are_said_once() {
        let validator =
            validator("kind: style\nonce: [sorry for the inconvenience, i understand your frustration]");
        for (earlier, draft, expected) in [
            (
                None,
                "Sorry for the inconvenience. It is on its way.",
                "Sorry for the inconvenience. It is on its way.",
            ),
            (
                Some("I understand your frustration."),
                "I understand your frustration. It is on its way.",
                "It is on its way.",
            ),
            (
                Some("Sorry for the inconvenience."),
                "We have checked. Sorry for the inconvenience!",
                "We have checked.",
            ),
            (
                None,
                "Sorry for the inconvenience. It left. Sorry for the inconvenience.",
                "Sorry for the inconvenience. It left.",
            ),
            (
                Some("Hello."),
                "Sorry for the inconvenience. It left.",
                "Sorry for the inconvenience. It left.",
            ),
        ] {
            let mut request = Request::new(draft);
            request.turns = earlier.map(|text| Turn::new(TurnRole::Bot, text)).into_iter().collect();
            assert_eq!(validator.check(&request).text.as_deref(), Some(expected), "{draft}");
        }
        // A sentence that says more than that may not be taken out.
        let mut request = Request::new("Sorry for the inconvenience with your refund of £5. It left.");
        request.turns = vec![Turn::new(TurnRole::Bot, "Sorry for the inconvenience.")];
        assert_eq!(validator.check(&request).decision, Decision::Escalate);
    }

    #[test]
    fn what_must_be_said_is_said_at_its_place() {
        let start = "kind: style\nsay: [hi, hello, dear]\nposition: start\nfix: { title: greet, insert_start: 'Hello.' }";
        table(
            start,
            &[("Hi Sam, it is here.", "Hi Sam, it is here."), ("It is here.", "Hello. It is here.")],
        );
        let end = "kind: style\nsay: [kind regards]\nposition: end\nfix: { title: close, insert_end: 'Kind regards' }";
        table(
            end,
            &[
                ("It is here. Kind regards", "It is here. Kind regards"),
                ("It is here.", "It is here. Kind regards"),
            ],
        );
        let first = validator(&format!("{start}\nfirst_reply_only: true"));
        let mut request = Request::new("It is here.");
        request.turns = vec![Turn::new(TurnRole::Bot, "Hello!")];
        assert_eq!(first.check(&request).decision, Decision::Pass);
    }

    #[test]
    fn abbreviations_are_explained_once() {
        let validator = validator("kind: style\nexpand: { APR: annual percentage rate }");
        let mut request = Request::new("The APR is 5%.");
        request.turns = vec![Turn::new(TurnRole::Customer, "What is the APR?")];
        assert_eq!(validator.check(&request).decision, Decision::Pass);
    }

    #[test]
    fn other_companies_are_found_and_ordinary_words_are_not() {
        let body = "kind: style\ncompetitors: { Orange: [orange mobile], Contoso Bank: [contoso], Target: [] }\n\
                    common: [Orange, Target]\ninstead: another provider";
        let validator = validator(body);
        let mut request = Request::new("You can move from Contoso Bank to us.");
        request.turns = vec![Turn::new(TurnRole::Customer, "Can I switch from contoso?")];
        assert_eq!(validator.check(&request).decision, Decision::Pass);
        assert_eq!(check(&validator, "You can move from Contoso Bank to us.").decision, Decision::Rewrite);
    }
}
