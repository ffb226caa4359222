//! What the tests of this layer share.

use crate::span::Span;
use crate::{Policy, Request, Validator, Verdict};

/// A text after changes that are in order and do not overlap.
pub(super) fn applied(text: &str, changes: &[(Span, String)]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for (span, content) in changes {
        assert!(span.start >= at, "changes of {text:?} overlap: {changes:?}");
        out.push_str(text.get(at..span.start).unwrap_or_default());
        out.push_str(content);
        at = span.end;
    }
    out + text.get(at..).unwrap_or_default()
}

/// A policy with one rule of style or channel, written as the keys that follow the id.
pub(super) fn validator(body: &str) -> Validator {
    let mut text = String::from(
        "policy: house\nversion: 1.0.0\ntitle: House style\nowner: Brand team\nsettings: { required_layers: [brand] }\n\
         rules:\n  - id: brand.test.rule\n    message: house style\n    severity: warning\n    \
         owner: Brand team\n",
    );
    if !body.contains("action:") {
        text.push_str("    action: rewrite\n");
    }
    for line in body.lines().filter(|line| !line.trim().is_empty()) {
        text.push_str("    ");
        text.push_str(line);
        text.push('\n');
    }
    match Policy::from_text("house.yaml", &text) {
        Ok(policy) => Validator::from_policy(policy),
        Err(error) => panic!("{error}\n{text}"),
    }
}

/// The verdict about a draft alone.
pub(super) fn check(validator: &Validator, draft: &str) -> Verdict {
    validator.check(&Request::new(draft))
}

/// Each draft must come out as told; a draft that is told to stay must have no finding.
pub(super) fn table(body: &str, rows: &[(&str, &str)]) {
    let validator = validator(body);
    let mut wrong = Vec::new();
    for (draft, expected) in rows {
        let verdict = check(&validator, draft);
        let stays = draft == expected;
        if verdict.text.as_deref() != Some(*expected) || stays != verdict.findings.is_empty() {
            wrong.push(format!("{draft:?}: {:?}, expected {expected:?}", verdict.text));
        }
    }
    assert!(wrong.is_empty(), "{body}\n{}", wrong.join("\n"));
}

/// Whether the rule speaks about each draft.
pub(super) fn speaks(body: &str, rows: &[(&str, bool)]) {
    let validator = validator(body);
    let wrong: Vec<_> = rows
        .iter()
        .filter(|(draft, expected)| check(&validator, draft).findings.is_empty() == *expected)
        .collect();
    assert!(wrong.is_empty(), "{body}\n{wrong:?}");
}
