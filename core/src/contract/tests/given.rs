//! Requests made by hand, held to the rules of their JSON.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::EXAMPLE;
use super::samples::full_request;
use crate::contract::*;

/// What is wrong with a request, as `code path` lines.
fn mistakes(result: Result<(), RequestErrors>) -> Vec<String> {
    let problems = result.map_or_else(|errors| errors.problems().to_vec(), |()| Vec::new());
    problems.iter().map(|problem| format!("{} {}: {}", problem.code, problem.path, problem.message)).collect()
}

#[test]
fn good_requests_are_good() {
    for request in [Request::new(""), full_request(), Request::from_json(EXAMPLE).unwrap()] {
        assert_eq!(request.validate(), Ok(()), "{request:?}");
    }
}

#[test]
fn an_error_has_the_id_of_its_request() {
    let errors = Request::new("a").with_id("m-7").with_signal("x", 2.0).validate().unwrap_err();
    assert_eq!(errors.id(), Some("m-7"));
    assert_eq!(errors.to_string(), "the request cannot be read: signals.x: expected a number from 0 to 1");
}

#[test]
fn numbers_that_json_has_not_are_out_of_range() {
    for score in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let found = mistakes(Request::new("a").with_signal("x", score).validate());
        assert_eq!(found, ["out_of_range signals.x: expected a number from 0 to 1"]);
    }
}

#[test]
fn limits_are_those_that_are_asked_for() {
    let request = full_request();
    let json = serde_json::to_string(&request).unwrap();
    let exact = Limits { request_bytes: json.len(), ..Limits::default() };
    assert_eq!(request.validate_with(&exact), Ok(()));
    let less = Limits { request_bytes: json.len() - 1, ..Limits::default() };
    let told = mistakes(request.validate_with(&less));
    assert_eq!(told, mistakes(Request::from_json_with(&json, &less).map(drop)));
    let few = Limits { turns: 0, entries: 0, label_bytes: 1, ..Limits::default() };
    let told = mistakes(request.validate_with(&few));
    assert_eq!(told, mistakes(Request::from_json_with(&json, &few).map(drop)));
    assert!(told.len() > 8, "{told:?}");
}

/// Texts of which some are right in some place.
fn text() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "2026-11-20T10:05:00Z",
        "2026-11-20",
        "2026-01-01",
        "en-GB",
        "UK",
        "US-CA",
        "Europe/London",
        "",
        "soon",
        "\u{0}é😀",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => "\\PC{0,8}"]
}

fn facts() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map(text(), inner, 0..3)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    /// One set of rules: whatever is wrong by hand is wrong in JSON, in the same words.
    #[test]
    fn a_request_by_hand_and_its_json_are_judged_alike(
        texts in prop::collection::vec(prop::option::of(text()), 12),
        lists in prop::collection::vec(prop::collection::vec(text(), 0..3), 2),
        facts in facts(),
        score in prop_oneof![0.0..=1.0, -2.0..3.0],
        contract in 0..3_u32,
        shallow in any::<bool>(),
    ) {
        let [id, draft, said, at, source, title, url, from, to, now, locale, zone] = &texts[..] else { unreachable!() };
        let plain = |text: &Option<String>| text.clone().unwrap_or_default();
        let mut request = Request::new(plain(draft)).with_facts(facts).with_signal(plain(title), score);
        request.contract = contract;
        request.id.clone_from(id);
        request.turns.push(Turn { role: TurnRole::Bot, text: plain(said), at: at.clone() });
        request.sources.push(Source {
            id: plain(source),
            title: title.clone(),
            text: plain(said),
            kind: SourceKind::Tool,
            url: url.clone(),
            effective_from: from.clone(),
            effective_to: to.clone(),
        });
        request.context = Context { now: now.clone(), locale: locale.clone(), ..Context::default() };
        request.context.jurisdictions.clone_from(&lists[0]);
        request.context.customer = Some(CustomerContext { time_zone: zone.clone(), ..CustomerContext::default() });
        let depth = if shallow { 2 } else { 64 };
        let limits = Limits { label_bytes: 12, facts_leaves: 6, facts_depth: depth, ..Limits::default() };
        let json = serde_json::to_string(&request).unwrap();
        prop_assert_eq!(
            mistakes(request.validate_with(&limits)),
            mistakes(Request::from_json_with(&json, &limits).map(drop)),
            "{}", json
        );
    }
}
