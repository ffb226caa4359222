use super::{after, check};
use proptest::prelude::*;
use serde_json::json;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_judged_and_the_same_way_twice(draft in ".{0,300}", customer in ".{0,200}", earlier in ".{0,200}") {
        prop_assume!(!draft.is_empty());
        let request = json!({"draft": draft, "turns": [
            {"role": "bot", "text": format!("x{earlier}")}, {"role": "customer", "text": format!("x{customer}")}]});
        prop_assert_eq!(check(&request), check(&request));
    }

    #[test]
    fn marks_of_all_sorts_do_no_harm(draft in "[\\[\\]{}<>%_X$`*:(),. a-zA\\n\"'/]{1,400}") {
        check(&after(&["c: Where is it?"], &draft));
    }
}

#[test]
fn hostile_texts_are_judged() {
    let hostile = [
        "{".repeat(20_000),
        "[".repeat(20_000),
        "<a ".repeat(10_000),
        "X/".repeat(10_000),
        "_".repeat(20_000),
        "a(".repeat(10_000),
        "{\"a\":".repeat(5_000),
        "wait wait ".repeat(3_000),
        "It costs 5 pounds. ".repeat(500),
        "%".repeat(20_000),
        "thank you for choosing A ".repeat(800),
    ];
    for draft in &hostile {
        check(&after(&["b: It costs 7 pounds.", "c: Where is it?"], draft));
        check(&after(&[&format!("b: {draft}"), &format!("c: {draft}")], "It costs 5 pounds."));
    }
}
