//! What people see, for verdicts made by hand.

use draftgate::{
    Action, Decision, Finding, Layer, LayerStatus, Request, Score, Severity, Source, Span, Turn, Verdict,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{cells, diff, style, verdict};

/// What is printed, without colours. Headings are not wrapped: a rule id on a narrow terminal may be too long.
fn shown(request: &Request, answer: &Verdict, width: usize) -> String {
    let mut out = Vec::new();
    verdict(&mut out, request, answer, width).unwrap();
    let text = anstream::adapter::strip_str(std::str::from_utf8(&out).unwrap()).to_string();
    for line in text.lines() {
        let heading = !line.starts_with(' ');
        assert!(
            heading || unicode_width::UnicodeWidthStr::width(line) <= width,
            "wider than {width}: {line}"
        );
        assert_eq!(line, line.trim_end(), "white space at the end");
    }
    text
}

/// A part of a verdict as the contract writes it.
fn read<T: DeserializeOwned>(json: Value) -> T {
    serde_json::from_value(json).unwrap()
}

fn answer(decision: Decision) -> Verdict {
    let layers: Vec<Value> =
        Layer::ALL.iter().map(|layer| json!({ "layer": layer, "status": "ran" })).collect();
    read(json!({
        "contract": 1, "id": null, "decision": decision, "text": null, "reasons": [], "escalation": null,
        "findings": [], "layers": layers, "unchecked": [],
        "scores": { "grounding": null, "relevance": null, "consistency": null, "toxicity": null },
        "complexity": "low", "rounds": 1,
        "audit": { "engine": "0.1.0", "policy": "default@1.0.0", "policy_digest": "", "request_digest": "",
                   "verdict_digest": "" },
    }))
}

/// A finding about the first place where `words` stand in `draft`.
fn finding(draft: &str, words: &str, severity: Severity, message: &str) -> Finding {
    let start = draft.find(words).unwrap();
    read(json!({
        "rule_id": "brand.terms.banned", "layer": "brand", "severity": severity, "action": "note",
        "span": Span::new(start, start + words.len()), "evidence": words, "message": message, "support": [],
        "fix": null, "citation": null, "policy": "default@1.0.0", "confidence": 1,
    }))
}

/// Only the draft with its marks.
fn marked(draft: &str, findings: Vec<Finding>, width: usize) -> String {
    let mut answer = answer(Decision::Pass);
    answer.text = Some(draft.to_owned());
    answer.findings = findings;
    let text = shown(&Request::new(draft), &answer, width);
    let lines: Vec<&str> = text.lines().skip(1).take_while(|line| !line.is_empty()).collect();
    lines.join("\n")
}

fn note(draft: &str, words: &str) -> Finding {
    finding(draft, words, Severity::Warning, "a word to be careful with")
}

#[test]
fn a_corrected_draft_shows_reasons_evidence_and_the_difference() {
    let draft = "Your refund of £45.00 will reach you within 3 days. Anything else?";
    // Another source of the same id: its title is not that of the words that are quoted.
    let request = Request::new(draft)
        .with_id("msg-1842")
        .with_turn(Turn::customer("Where is my refund?"))
        .with_source(Source::passage("KB-12", "Parcels are sent by rail.").with_title("Parcels"))
        .with_source(
            Source::passage("KB-12", "Refunds are paid within 5 working days.").with_title("Refunds"),
        );
    let mut amount = finding(draft, "£45.00", Severity::Error, "the refund is £42.10, not £45.00");
    amount.rule_id = "hallucination.values.mismatch".to_owned();
    amount.action = Action::Rewrite;
    amount.support = read(json!([{ "fact": "order.refund_total", "text": "42.10 GBP" }]));
    amount.fix = read(json!({
        "title": "use the amount on record", "applicability": "safe",
        "edits": [{ "span": amount.span, "content": "£42.10" }],
    }));
    let mut time = finding(draft, "within 3 days", Severity::Critical, "refunds take up to 5 working days");
    time.rule_id = "regulatory.deadlines.refund".to_owned();
    time.action = Action::Rewrite;
    time.support = read(json!([
        { "source": "KB-12", "text": "Refunds are paid within 5 working days.", "span": { "start": 0, "end": 39 } },
        { "turn": 0, "text": "Where is my refund?" },
    ]));
    time.citation = read(json!({
        "instrument": "Directive 2011/83/EU on consumer rights", "section": "Article 13(1)",
        "url": "https://example.com/directive", "evidence": "V1", "verified_on": "2026-11-02",
    }));
    time.confidence = Score::from_percent(71);
    let mut answer = answer(Decision::Rewrite);
    answer.text =
        Some("Your refund of £42.10 will reach you within 5 working days. Anything else?".to_owned());
    answer.findings = vec![amount, time];
    answer.reasons = read(json!([
        { "code": "contradicts_fact", "rule_id": null, "findings": [0] },
        { "code": "contradicts_source", "rule_id": null, "findings": [1] },
    ]));
    answer.scores.grounding = Some(Score::from_percent(41));
    answer.scores.relevance = Some(Score::from_percent(93));
    answer.rounds = 2;
    insta::assert_snapshot!(shown(&request, &answer, 80));
}

#[test]
fn an_escalation_says_where_the_case_goes_and_what_was_not_checked() {
    let draft = "I am sorry to hear that.\r\nYour parcel left this morning.";
    let sentence = |words: &str, why: &str| {
        let start = draft.find(words).unwrap();
        json!({ "what": "sentence", "span": Span::new(start, start + words.len()), "why": why })
    };
    let rule = |id: &str| json!({ "what": "rule", "rule_id": id, "why": "no_now" });
    let unsaid = |what: &str| json!({ "what": what, "why": "not_given" });
    let mut answer = answer(Decision::Escalate);
    let mut whole = finding(draft, "I am", Severity::Error, "the customer asks for a person");
    whole.rule_id = "regulatory.human.requested".to_owned();
    whole.span = Span::empty(draft.len());
    whole.action = Action::Escalate;
    answer.findings = vec![whole];
    answer.unchecked = read(json!([
        sentence("Your parcel left this morning.", "no_source"),
        rule("regulatory.deadlines.switch"),
        rule("regulatory.deadlines.complaint"),
        rule("regulatory.deadlines.refund"),
        unsaid("role"),
        unsaid("first_contact"),
        unsaid("signal_my_model"),
    ]));
    answer.layers[0].status = LayerStatus::Failed;
    answer.layers[0].why = Some("the language is not known".to_owned());
    answer.escalation = read(json!({
        "code": "human_requested", "queue": "customer-care", "priority": "high",
        "summary": "The customer has asked twice for a person and is told nothing about when one will answer.",
        "holding_text": "I'm passing you to a colleague who will read this conversation first.",
        "not_before": "2026-11-21T08:00:00Z", "template": null,
    }));
    insta::assert_snapshot!(shown(&Request::new(draft), &answer, 80));
}

#[test]
fn a_pass_is_short() {
    let mut answer = answer(Decision::Pass);
    answer.text = Some("Thanks!".to_owned());
    insta::assert_snapshot!(shown(&Request::new("Thanks!"), &answer, 80));
}

#[test]
fn carets_stand_under_wide_characters_emoji_and_combining_marks() {
    let draft = "日本語 bad 👩‍👩‍👧 worse e\u{301}e\u{301} worst\tend";
    let findings =
        vec![note(draft, "bad"), note(draft, "👩‍👩‍👧"), note(draft, "e\u{301} worst"), note(draft, "end")];
    insta::assert_snapshot!(marked(draft, findings, 80));
}

#[test]
fn overlapping_findings_get_rows_of_their_own_and_equal_ones_share_a_mark() {
    let draft = "This is guaranteed to work for everybody.";
    let findings = vec![
        note(draft, "guaranteed to work"),
        note(draft, "guaranteed"),
        finding(draft, "guaranteed", Severity::Error, "promises too much"),
        finding(draft, "work for", Severity::Info, "plain words"),
    ];
    insta::assert_snapshot!(marked(draft, findings, 80));
}

#[test]
fn long_lines_break_at_words_and_marks_go_on() {
    let draft = "The quick brown fox jumps over the lazy dog and an_identifier_that_is_longer_than_a_line.";
    let findings = vec![note(draft, "jumps over the lazy"), note(draft, "longer")];
    insta::assert_snapshot!(marked(draft, findings, 30));
}

#[test]
fn of_a_long_draft_only_the_lines_with_findings_are_shown() {
    let mut draft = (1..=200).map(|i| format!("Line {i} says nothing special.\n")).collect::<String>();
    draft.push_str("The end");
    let findings = vec![note(&draft, "Line 100"), note(&draft, "end")];
    insta::assert_snapshot!(marked(&draft, findings, 80));
}

#[test]
fn what_steers_a_terminal_is_shown_as_a_sign() {
    let draft = "a\u{1b}[2Jb \u{202e}evil\u{202c} c\u{0}d\u{200b}e \u{9b}1m f\rg";
    let text = marked(draft, vec![note(draft, "evil")], 80);
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
    insta::assert_snapshot!(text);
}

#[test]
fn a_character_of_many_marks_stays_short() {
    let draft = format!("a{} end", "\u{301}".repeat(100_000));
    let text = marked(&draft, vec![], 80);
    assert!(text.len() < 200, "{} bytes", text.len());
    assert!(text.contains("end"), "{text}");
}

#[test]
fn every_mark_of_a_crowded_line_is_under_its_word() {
    let draft = "aa bb cc dd ee ff gg hh";
    let findings = draft.split(' ').map(|word| note(draft, word)).collect();
    insta::assert_snapshot!(marked(draft, findings, 80));
}

#[test]
fn an_empty_draft_is_drawn() {
    let mut answer = answer(Decision::Escalate);
    let mut empty = note("x", "x");
    empty.span = Span::empty(0);
    answer.findings = vec![empty];
    let text = shown(&Request::new(""), &answer, 80);
    assert!(text.contains("about the draft as a whole"), "{text}");
    assert!(text.contains("Nothing may be sent."), "{text}");
}

#[test]
fn hundreds_of_findings_are_cut_down() {
    let draft = "word ".repeat(300);
    let mut answer = answer(Decision::Pass);
    answer.text = Some(draft.clone());
    answer.findings = (0..300)
        .map(|i| {
            let mut finding = note(&draft, "word");
            finding.span = Span::new(i * 5, i * 5 + 4);
            finding
        })
        .collect();
    let text = shown(&Request::new(&*draft), &answer, 80);
    assert!(text.contains("50 warning") && !text.contains("51 warning"), "{text}");
    assert!(text.contains("... and 250 more findings"), "{text}");
}

fn difference(old: &str, new: &str, width: usize) -> String {
    let mut out = Vec::new();
    diff::write(&mut out, old, new, width).unwrap();
    anstream::adapter::strip_str(std::str::from_utf8(&out).unwrap()).to_string()
}

#[test]
fn a_difference_marks_words_and_leaves_out_what_stayed() {
    let old = "Dear Sam,\n\nThe fee is £5.\nIt is due tomorrow at the latest, without exception, whatever may happen \
               until then.\nThank you.\nWe guarantee it.\nBest\nAnn";
    let new = "Dear Sam,\n\nThe fee is £4.50.\nIt is due within 14 days at the latest, without exception, whatever \
               may happen until then.\nThank you.\nBest\nAnn\nNorthbank";
    insta::assert_snapshot!(difference(old, new, 80));
}

#[test]
fn a_difference_of_huge_texts_is_quick() {
    let old = "lorem ipsum ".repeat(50_000);
    let new = old.replace("lorem", "dolor");
    let text = difference(&old, &new, 80);
    assert!(text.starts_with("Corrected text\n  - lorem"), "{}", text.get(..200).unwrap_or(&text));
}

#[test]
fn lines_stand_for_all_bytes_of_the_text() {
    let texts =
        ["", "\n", "a\r\nb", "one two three four five", "日本語日本語日本語", "   lead", "trail   \n\n"];
    for text in texts {
        for width in 1..12 {
            let lines = cells::lines(text, width);
            let mut at = 0;
            for line in &lines {
                assert_eq!(line.bytes.start, at, "{text:?} at {width}");
                at = line.bytes.end;
            }
            assert_eq!(at, text.len() + 1, "{text:?} at {width}");
        }
    }
}

#[test]
fn colours_are_said_in_words_as_well() {
    let painted = style::of_decision(Decision::Escalate).paint("escalate").to_string();
    assert_ne!(painted, "escalate");
    assert_eq!(anstream::adapter::strip_str(&painted).to_string(), "escalate");
}
