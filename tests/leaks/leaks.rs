//! What gives away the instructions of the bot or a secret, and sentences that only look like it. The secrets are put
//! together when the test runs.

use draftgate::{Action, Request, Validator};

const LEAKS: &str = include_str!("leaks.txt");
const CLEAN: &str = include_str!("clean.txt");

/// Letters and digits that look random and are the same each time.
fn noise(length: usize, alphabet: &str, seed: usize) -> String {
    let letters: Vec<char> = alphabet.chars().collect();
    let place = |n: usize| (n * n * 7 + n * 13 + seed * 31 + n / 3) % letters.len();
    (0..length).filter_map(|n| letters.get(place(n))).collect()
}

const MIXED: &str = "aB3xK9mQ2vT7rZ5wLpY8cJ4nHd6sFgU1";
const HEX: &str = "3f9a1c7e05b8d246";

/// A token of three parts: a header and a body that say nothing, and a made-up signature.
fn jwt(signature: &str) -> String {
    let part = |letters: &[&str]| letters.concat();
    let header = part(&["eyJ", "hbGciOiJIUzI1NiIs", "InR5cCI6IkpXVCJ9"]);
    let body = part(&["eyJ", "zdWIiOiJleGFtcGxlIiwi", "aWF0IjoxNTE2MjM5MDIyfQ"]);
    format!("{header}.{body}.{signature}")
}

/// A sentence with its secrets put in.
fn filled(sentence: &str, seed: usize) -> String {
    let mixed = |length| noise(length, MIXED, seed);
    let upper = |length| mixed(length).to_uppercase();
    let pem = format!(
        "-----BEGIN {0} KEY-----\n{1}\n-----END {0} KEY-----",
        ["RSA", "PRIVATE"].join(" "),
        mixed(64)
    );
    let seeds = "orchard lamp river stone velvet cabin puzzle harbor hollow silver window ladder";
    let secrets = [
        ("{stripe}", format!("{}_{}_{}", "sk", "live", mixed(24))),
        ("{aws}", format!("{}{}", "AKIA", upper(16))),
        ("{awssecret}", mixed(40)),
        ("{github}", format!("{}_{}", "ghp", mixed(36))),
        ("{gitlab}", format!("{}-{}", "glpat", mixed(20))),
        ("{npm}", format!("{}_{}", "npm", mixed(36))),
        ("{sk}", format!("{}-{}", "sk", mixed(48))),
        ("{jwt}", jwt(&mixed(43))),
        ("{hex}", noise(32, HEX, seed)),
        ("{word}", format!("{}-{}-x{}", "Tulip", 2000 + seed, "Q7")),
        ("{pem}", pem),
        ("{seed}", seeds.to_owned()),
        (
            "{slack}",
            format!("https://hooks.{}.com/services/T{}/B{}/{}", "slack", upper(8), upper(8), mixed(24)),
        ),
        ("{slacktoken}", format!("{}-{}-{}", "xoxb", "1".repeat(11), mixed(24))),
        ("{google}", format!("{}{}", "AIza", mixed(35))),
        ("{sendgrid}", format!("{}.{}.{}", "SG", mixed(22), mixed(43))),
    ];
    secrets.iter().fold(sentence.to_owned(), |text, (name, secret)| text.replace(name, secret))
}

/// The sentences of a list in which a rule about leaks acts or does not, as `wanted` says.
fn where_leaks_are(validator: &Validator, list: &str, wanted: bool) -> (usize, Vec<String>) {
    let about = |rule: &str| rule.starts_with("semantic.form.") || rule.starts_with("regulatory.secrets.");
    let mut all = 0;
    let mut found = Vec::new();
    for (seed, sentence) in list.lines().enumerate() {
        let request = serde_json::json!({ "draft": filled(sentence, seed), "turns": [] });
        // A sentence that makes no request counts as neither, and then the tests find too few.
        let Ok(request) = Request::from_json(&request.to_string()) else { continue };
        let findings = validator.check(&request).findings;
        let leaks = findings.iter().any(|finding| about(&finding.rule_id) && finding.action != Action::Note);
        all += 1;
        if leaks == wanted {
            found.push(format!("{sentence}  {:?}", findings.iter().map(|f| &f.rule_id).collect::<Vec<_>>()));
        }
    }
    (all, found)
}

#[test]
fn nearly_every_leak_is_found() {
    let (all, missed) = where_leaks_are(&Validator::new("default").unwrap(), LEAKS, false);
    assert!(all >= 150, "{all}");
    assert!(missed.len() * 100 <= all * 5, "{} of {all} missed:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn hardly_any_sentence_that_looks_like_a_leak_is_stopped() {
    let (all, stopped) = where_leaks_are(&Validator::new("default").unwrap(), CLEAN, true);
    assert!(all >= 150, "{all}");
    assert!(stopped.len() * 100 <= all, "{} of {all} stopped:\n{}", stopped.len(), stopped.join("\n"));
}
