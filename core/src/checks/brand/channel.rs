//! What a channel can carry.

use super::edit;
use super::markup::Change;
use super::{aloud, emoji, gsm7, markup, spoken, terms};
use crate::checks::Cx;
use crate::checks::phrases::end_of;
use crate::contract::{Edit, Format};
use crate::findings::{Report, Sink};
use crate::policy::compile::CompiledRule;
use crate::policy::schema::ChannelLimit;
use crate::text::TextOptions;
use crate::text::values::Moment;

/// Seconds in an hour.
const HOUR: i64 = 3600;

/// Reports what the channel of the reply can't carry.
pub(crate) fn run<'a>(rule: &'a CompiledRule, limit: &ChannelLimit, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    let text = &cx.draft.text;
    let original = text.original();
    let mut report = |title: &str, changes: Vec<Change>| {
        let Some((first, _)) = changes.first() else { return };
        let edits =
            changes.iter().map(|(span, content)| Edit { span: *span, content: content.clone() }).collect();
        let mut report = Report::at(text.fold_span(*first)).word("value", changes.len().to_string());
        report.natural = Some(edit::safe(title, edits));
        sink.report(rule, cx.case, cx.draft, report);
    };
    if limit.no_markup {
        report("take the markup out", markup::strip(original, cx.case.request.format == Format::Markdown));
    }
    if limit.gsm7 {
        let lang = terms::language(cx);
        report("use characters of the GSM alphabet", gsm7::transliterate(text, lang).unwrap_or_default());
    }
    if limit.no_emoji {
        report("take the emoji out", emoji::removals(text, &emoji::find(original)));
    }
    if limit.no_links {
        report("say the address in words", spoken::addresses(text, terms::language(cx)));
    }
    if limit.no_symbols || limit.spoken_numbers {
        let lang = terms::language(cx);
        let options = TextOptions { locale: cx.case.locale, ..TextOptions::default() };
        let mut changes = aloud::changes(text, lang, &options, limit.no_symbols, limit.spoken_numbers);
        // The sign of "#12" is said, though it could be a tag, and a code is spelt, though it is a reference.
        changes.retain(|(span, _)| {
            let written = span.text(original);
            cx.protected().allows(*span) || written == "#" || aloud::spelt(written).is_some()
        });
        report("say it in words", changes);
    }
    let characters = limit.max_chars.map(|max| (max, original.chars().count()));
    let segments = limit.max_segments.map(|max| (max, gsm7::size(original).segments));
    for (max, found) in characters.into_iter().chain(segments) {
        if found > max as usize {
            let report =
                Report::at(end_of(text)).word("value", found.to_string()).word("expected", max.to_string());
            sink.report(rule, cx.case, cx.draft, report);
        }
    }
    if let Some(hours) = limit.window_hours {
        window(rule, hours, cx, sink);
    }
}

/// Reports a reply after the service window, which opens with each customer message.
fn window<'a>(rule: &'a CompiledRule, hours: u32, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    let said = cx.case.last_customer.and_then(|n| cx.case.request.turns.get(n));
    let said = said.and_then(|turn| turn.at.as_deref()).and_then(Moment::parse);
    let (Some(now), Some(said)) = (cx.case.now, said) else {
        let why = if cx.case.now.is_none() { "no_now" } else { "no_time_of_customer_message" };
        sink.unchecked("service_window", None, why);
        return;
    };
    let passed = now.seconds() - said.seconds();
    if passed > i64::from(hours) * HOUR {
        let report = Report::at(end_of(&cx.draft.text))
            .word("value", (passed / HOUR).to_string())
            .word("expected", hours.to_string());
        sink.report(rule, cx.case, cx.draft, report);
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::brand::testing::{check, validator};
    use crate::{Decision, Request};

    #[test]
    fn nothing_is_cut_for_length() {
        for (limit, draft, expected) in [
            ("max_segments: 1", "a".repeat(160), Decision::Pass),
            ("max_segments: 1", "a".repeat(161), Decision::Escalate),
            ("max_segments: 1", "ж".repeat(71), Decision::Escalate),
            ("max_segments: 2", "a".repeat(306), Decision::Pass),
            ("max_chars: 10", "0123456789".to_owned(), Decision::Pass),
            ("max_chars: 10", "😀😀😀😀😀😀😀😀😀😀".to_owned(), Decision::Pass),
            ("max_chars: 10", "0123456789a".to_owned(), Decision::Escalate),
        ] {
            let validator = validator(&format!("kind: channel_limit\n{limit}"));
            assert_eq!(check(&validator, &draft).decision, expected, "{limit}: {draft}");
        }
    }

    #[test]
    fn after_the_window_only_a_template_may_go_out() {
        let validator = validator(
            "kind: channel_limit\nwindow_hours: 24\nhandover: { queue: outbound, template: case_waiting }",
        );
        for (at, now, expected, unchecked) in [
            (Some("2026-11-20T10:00:00Z"), Some("2026-11-21T10:00:00Z"), Decision::Pass, false),
            (Some("2026-11-20T10:00:00Z"), Some("2026-11-21T10:00:01Z"), Decision::Escalate, false),
            (Some("2026-11-20T10:00:00+02:00"), Some("2026-11-21T09:00:00Z"), Decision::Escalate, false),
            (Some("2026-11-20T10:00:00-02:00"), Some("2026-11-21T11:00:00Z"), Decision::Pass, false),
            (None, Some("2026-11-21T10:00:00Z"), Decision::Pass, true),
            (Some("2026-11-20T10:00:00Z"), None, Decision::Pass, true),
        ] {
            let mut turn = serde_json::json!({ "role": "customer", "text": "Hello?" });
            let mut request = serde_json::json!({ "draft": "Still there?", "context": {} });
            if let Some(at) = at {
                turn["at"] = at.into();
            }
            if let Some(now) = now {
                request["context"]["now"] = now.into();
            }
            request["turns"] = serde_json::json!([turn]);
            let request = Request::from_json(&request.to_string()).unwrap();
            let verdict = validator.check(&request);
            assert_eq!(verdict.decision, expected, "{at:?} {now:?}");
            assert_eq!(!verdict.unchecked.is_empty(), unchecked, "{at:?} {now:?}");
            if expected == Decision::Escalate {
                let escalation = verdict.escalation.unwrap();
                assert_eq!(escalation.template.as_deref(), Some("case_waiting"));
                assert_eq!(escalation.queue, "outbound");
            }
        }
    }
}
