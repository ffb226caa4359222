//! Patterns whose words hold figures: a figure that the policy asks for is not read as a letter in disguise.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use draftgate::{Policy, Request, Validator};

fn finds(find: &str, draft: &str) -> bool {
    let policy = format!(
        "policy: p\nversion: 1.0.0\ntitle: T\nowner: O\nrules:\n  - id: brand.terms.code\n    kind: forbid\n    message: found\n    \
         severity: warning\n    action: note\n    owner: O\n    find: ['{find}']\n"
    );
    let policy = Policy::from_text("p.yaml", &policy).unwrap();
    !Validator::from_policy(policy).check(&Request::new(draft)).findings.is_empty()
}

#[test]
fn a_word_with_a_figure_is_found_by_its_pattern() {
    for digit in 0..10 {
        for find in [format!(r"/\bzorb{digit}\b/"), r"/\bzorb\d\b/".to_owned(), format!("zorb{digit}")] {
            assert!(finds(&find, &format!("Please quote zorb{digit} when you reply.")), "{find}, {digit}");
        }
        let longer = format!(r"/\bzorb{digit}[- ]?\d{{2,4}}\b/");
        assert!(finds(&longer, &format!("Please quote zorb{digit}-851.")), "{longer}");
    }
}

#[test]
fn a_figure_in_a_word_of_letters_is_still_seen_through() {
    assert!(finds(r"/\bguarante(?:e|ed|es)\b/", "This is gu4rant33d."));
    assert!(finds("refund", "You get a r3fund."));
}
