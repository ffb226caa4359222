//! The standard work that benchmarks share: a draft of 613 characters, three turns, five sources of 1 KB, facts.

pub mod hostile;

use draftgate::{Request, Source, SourceKind, Turn, TurnRole};

/// The draft: 613 characters.
pub const DRAFT: &str = "Hi Priya, thanks for getting in touch about your order NS-88213. I've looked at it with our \
warehouse team. The blue rucksack left our Leeds depot on 18 November and the courier expects to deliver it within 3 \
working days. The refund of £42.10 for the second item was issued on 19 November and usually reaches your account \
within 5 working days; it goes back to the card ending 4242. If the parcel has not arrived by Tuesday, reply here or \
call us on 01632 960145 and we can send a replacement or refund you. You have 14 days after delivery to return \
anything you didn't like, quite free of charge. Anything else?";

const TOPICS: [(&str, &str, SourceKind); 5] = [
    ("KB-1", "Delivery", SourceKind::Policy),
    ("KB-2", "Refunds", SourceKind::Policy),
    ("KB-3", "Returns", SourceKind::Policy),
    ("KB-4", "Contact", SourceKind::Faq),
    ("CR-5", "Courier tracking", SourceKind::Tool),
];

const SENTENCES: [&str; 5] = [
    "Parcels leave the Leeds depot on working days and usually arrive within 3 working days. ",
    "Refunds are issued to the card that was used and reach the account within 5 working days. ",
    "Customers may return items within 14 days after delivery, free of charge, with the label in the parcel. ",
    "Our team answers on 01632 960145 from 8:00 to 20:00 on weekdays and from 9:00 to 17:00 on Saturdays. ",
    "Parcel NS-88213, one blue rucksack, left the Leeds depot on 18 November and is with the courier. ",
];

/// The standard request under no particular policy.
pub fn standard_request() -> Request {
    let sources = TOPICS
        .iter()
        .zip(SENTENCES)
        .map(|((id, title, kind), sentence)| {
            let mut text = String::new();
            for n in 0.. {
                if text.len() + sentence.len() + 24 > 1_024 {
                    break;
                }
                text.push_str(sentence);
                // No two sentences alike, as in a real article.
                text.push_str(&format!("See section {n} for more. "));
            }
            Source::passage(*id, text).with_title(*title).with_kind(*kind)
        })
        .collect();
    let mut request = Request::new(DRAFT);
    request.turns = vec![
        Turn::new(TurnRole::Bot, "Hello, I'm the AI assistant of NordShop."),
        Turn::new(TurnRole::Customer, "Hi, one item of my order NS-88213 was missing and the other is late."),
        Turn::new(
            TurnRole::Customer,
            "Where is my rucksack, and when do I get the refund for the missing item?",
        ),
    ];
    request.sources = sources;
    request.facts = serde_json::json!({
        "company": {"name": "NordShop", "contacts": {"phone": "01632 960145"}},
        "customer": {"name": "Priya"},
        "order": {"id": "NS-88213", "refund_total": {"amount": "42.10", "currency": "GBP"}},
        "events": [
            {"type": "order_dispatched", "at": "2026-11-18T09:00:00Z", "ref": "NS-88213"},
            {"type": "refund_issued", "at": "2026-11-19T16:00:00Z", "ref": "R-771"}
        ]
    });
    request.context.now = Some("2026-11-20T10:05:00Z".to_owned());
    request.context.locale = Some("en-GB".to_owned());
    request.context.jurisdictions = vec!["UK".to_owned()];
    request.context.sector = Some(draftgate::Sector::Retail);
    request.context.channel = Some(draftgate::Channel::WebChat);
    request
}

/// So many banned phrases of two or three words, none of which stands in the standard work.
pub fn phrases(count: usize) -> Vec<String> {
    const FIRST: [&str; 10] =
        ["risk", "market", "secret", "hidden", "golden", "rapid", "final", "magic", "double", "silent"];
    const SECOND: [&str; 10] =
        ["profit", "bargain", "cure", "loan", "jackpot", "miracle", "shortcut", "insider", "bonus", "payout"];
    (0..count)
        .map(|n| {
            let word = |list: &[&str; 10], n: usize| list.get(n % 10).copied().unwrap_or_default().to_owned();
            format!("{} {} plan{}", word(&FIRST, n), word(&SECOND, n / 10), n / 100)
        })
        .collect()
}

/// So many expressions, each with a literal of its own.
pub fn expressions(count: usize) -> Vec<String> {
    (0..count).map(|n| format!(r"\bcode{n}[- ]?\d{{2,4}}\b|\bno{n} (?:later|sooner) than \d+\b")).collect()
}

/// A policy that forbids phrases and expressions.
pub fn policy_of(phrases: &[String], expressions: &[String]) -> String {
    let term = |text: String| format!("      - {}\n", serde_json::Value::from(text));
    let plain: String = phrases.iter().map(|phrase| term(phrase.clone())).collect();
    let patterns: String = expressions.iter().map(|source| term(format!("/{source}/"))).collect();
    format!(
        "policy: bench\nversion: 1.0.0\ntitle: Bench\nowner: Bench\nrules:\n  - id: brand.terms.banned\n    kind: forbid\n    \
         message: banned\n    severity: warning\n    action: note\n    owner: Bench\n    find:\n{plain}{patterns}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_work_has_its_size() {
        assert_eq!(DRAFT.chars().count(), 613);
        let request = standard_request();
        assert_eq!(request.turns.len(), 3);
        assert!(
            request.sources.iter().all(|source| (850..=1_024).contains(&source.text.len())),
            "{request:?}"
        );
    }

    #[test]
    fn the_standard_work_passes() {
        let validator = draftgate::Validator::new("full").unwrap();
        let verdict = validator.check(&standard_request());
        assert_eq!(verdict.decision, draftgate::Decision::Pass, "{:#?}", verdict.findings);
    }
}
