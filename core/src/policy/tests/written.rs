//! What is shown of a rule is the rule.

use serde_json::{Map, Value, json};

use crate::policy::document::Document;
use crate::policy::{Library, Policy, decode};

/// The rules of a policy, read again from what is written of them.
fn assert_same_again(policy: &Policy) {
    for compiled in &policy.compiled.rules {
        let rule = &compiled.rule;
        let keys: Map<String, Value> =
            policy.rule(&rule.id).unwrap().into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        let file =
            json!({ "pack": "again", "version": "1.0.0", "title": "T", "owner": "O", "rules": [keys] });
        let document = Document::parse("again.json", &file.to_string()).unwrap();
        let again = decode::policy_file(&document).unwrap_or_else(|told| panic!("{}: {told}", rule.id));
        let again = &again.rules[0].value;
        assert_eq!(again.hits.len(), rule.hits.len(), "{}", rule.id);
        for (again, first) in again.hits.iter().chain(&again.clean).zip(rule.hits.iter().chain(&rule.clean)) {
            assert_eq!((&again.request, &again.fixed), (&first.request, &first.fixed), "{}", rule.id);
        }
        let mut first = (**rule).clone();
        first.hits.clone_from(&again.hits);
        first.clean.clone_from(&again.clean);
        assert_eq!(**again, first);
    }
}

#[test]
fn every_shipped_rule_can_be_read_again() {
    for entry in Library::new().entries() {
        assert_same_again(&Policy::shipped(&entry.id).unwrap());
    }
}

#[test]
fn rules_with_every_key_can_be_read_again() {
    assert_same_again(&Policy::from_text("every.yaml", super::keys::EVERY).unwrap());
}

#[test]
fn lists_are_written_out() {
    let policy = Policy::from_text(
        "mine.yaml",
        "pack: mine\nversion: 1.0.0\ntitle: Mine\nowner: Me\nlists: { pets: [dog*, \"/c[au]t/\"] }\nrules:\n  \
         - { id: brand.words.pets, kind: forbid, message: no pets, severity: info, action: note, owner: Me,\n      \
         find: { all: [[\"@pets\", \"{money}\"], [room]], within: clause }, hits: [A dog in the room.] }\n",
    );
    let policy = policy.unwrap();
    let keys = policy.rule("brand.words.pets").unwrap();
    let of = |name: &str| keys.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone());
    assert_eq!(
        of("find"),
        Some(json!({ "all": [["dog*", "/c[au]t/", "{money}"], ["room"]], "within": "clause" }))
    );
    assert_eq!(of("hits"), Some(json!(["A dog in the room."])));
    assert_eq!(of("when"), None);
    assert_eq!(policy.rule("brand.words.none"), None);
}
