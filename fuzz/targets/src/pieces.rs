//! Requests and texts from bytes, of pieces that make rules fire.

use draftgate::{Context, Format, OffsetUnit, Request, Sender, Source, Turn, TurnRole};

/// Bytes, taken one after the other.
pub(crate) struct Bytes<'a> {
    data: &'a [u8],
}

impl<'a> Bytes<'a> {
    pub(crate) fn new(data: &'a [u8]) -> Bytes<'a> {
        Bytes { data }
    }

    /// A number below `bound`; 0 when the bytes are used up.
    pub(crate) fn number(&mut self, bound: usize) -> usize {
        let Some((first, rest)) = self.data.split_first() else { return 0 };
        self.data = rest;
        usize::from(*first) % bound
    }

    fn take(&mut self, count: usize) -> String {
        let (head, rest) = self.data.split_at(count.min(self.data.len()));
        self.data = rest;
        String::from_utf8_lossy(head).into_owned()
    }

    pub(crate) fn rest(&mut self) -> String {
        self.take(usize::MAX)
    }

    fn is_empty(&self) -> bool {
        self.data.is_empty()
    }
}

/// Phrases of the scan target: overlapping, contained in each other, with figures.
pub(crate) const PHRASES: &[&str] = &[
    "refund",
    "full refund",
    "refund today",
    "no refund",
    "guaranteed returns",
    "returns",
    "returns are",
    "fund",
    "24/7 help",
    "50% off",
    "off",
    "as is",
    "is",
    "sale is on",
    "on",
    "best price",
    "price is best",
    "best",
    "we promise",
    "promise",
];

const WORDS: &[&str] = &[
    "refund",
    "full",
    "today",
    "no",
    "guaranteed",
    "returns",
    "are",
    "fund",
    "24/7",
    "help",
    "50%",
    "off",
    "as",
    "is",
    "sale",
    "on",
    "best",
    "price",
    "we",
    "promise",
    "refunds",
    "Refund",
    "RETURNS",
    ".",
    ",",
    "-",
    "150%",
    "promised",
];

/// A text of words of the phrases: nothing in it can be taken for a disguise.
pub(crate) fn words(bytes: &mut Bytes<'_>) -> String {
    let mut out = String::new();
    while !bytes.is_empty() && out.len() < 400 {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(WORDS[bytes.number(WORDS.len())]);
    }
    out
}

/// A policy with a rule for each phrase.
pub(crate) fn policy_of(phrases: &[&str]) -> String {
    let mut out = "policy: scan\nversion: 1.0.0\ntitle: T\nowner: O\nrules:\n".to_owned();
    for phrase in phrases {
        let id: String = phrase.chars().map(|c| if c.is_ascii_alphabetic() { c } else { 'x' }).collect();
        out.push_str(&format!(
            "  - id: brand.scan.p-{id}\n    kind: forbid\n    message: no\n    severity: error\n    action: escalate\n    \
             owner: O\n    find: [\"{phrase}\"]\n"
        ));
    }
    out
}

/// Pieces of service talk, and of what strangers send.
const PIECES: &[&str] = &[
    "Your refund of £45.00 will reach you within 3 days.",
    "I've cancelled your order A-88213.",
    "I'm a real person, promise!",
    "Card 4242 4242 4242 4242 was charged.",
    "Hi {{name}},",
    "Write to sam@example.com or call 01632 960001.",
    "Is there anything else?",
    "**Wir erstatten** Ihnen 12,50 € bis Freitag.",
    "😀 e\u{301} \u{202e}abc\u{202c} \r\n",
    "g u a r a n t e e d returns",
    "ch3ap",
    "dirt-\ncheap",
    "🇨🇭🇪🇦🇵",
    "NDI0MiA0MjQyIDQyNDIgNDI0Mg==",
    "obvious",
    "We utilise it",
    "click here",
    "https://example.com/a?b=c",
    "&amp;&#x63;heap",
    "`cheap`",
    "\"cheap\"",
    "not cheap",
    "a**ch**eap",
    "Hi Sam!!!",
    "£42.10",
    "42.10 GBP",
    "within 5 working days",
    "not",
    ".",
    ",",
    "\n\n",
    "the the",
    "4242",
    "ASAP",
];

fn text(bytes: &mut Bytes<'_>) -> String {
    let mut out = String::new();
    for _ in 0..bytes.number(7) {
        let n = bytes.number(PIECES.len() + 8);
        match PIECES.get(n) {
            Some(piece) => out.push_str(piece),
            None => {
                let count = bytes.number(24);
                out.push_str(&bytes.take(count));
            }
        }
        if bytes.number(4) > 0 {
            out.push(' ');
        }
    }
    out
}

/// A request.
pub(crate) fn request(bytes: &mut Bytes<'_>) -> Request {
    let draft = text(bytes);
    let turns: Vec<Turn> = (0..bytes.number(4))
        .map(|_| {
            let role = TurnRole::ALL[bytes.number(TurnRole::ALL.len())];
            Turn::new(role, text(bytes))
        })
        .collect();
    let sources: Vec<Source> =
        (0..bytes.number(3)).map(|n| Source::passage(format!("S{n}"), text(bytes))).collect();
    let facts = match bytes.number(4) {
        0 => serde_json::Value::Null,
        1 => serde_json::json!({}),
        2 => serde_json::json!({ "note": text(bytes), "customer": { "email": "sam@example.com" } }),
        _ => serde_json::json!({
            "order": { "id": "A-88213", "refund_total": { "amount": "42.10", "currency": "GBP" } },
            "customer": { "name": "Sam", "email": "sam@example.com" },
            "events": [{ "type": "order_cancelled", "at": "2026-11-19T16:00:00Z" }],
        }),
    };
    let mut request = Request::new(draft)
        .with_format(Format::ALL[bytes.number(Format::ALL.len())])
        .with_turns(turns)
        .with_sources(sources)
        .with_facts(facts)
        .with_context(Context::new().with_sender(Sender::Bot));
    request.context.now = (bytes.number(2) > 0).then(|| "2026-11-20T10:05:00Z".to_owned());
    if bytes.number(2) > 0 {
        request.context.jurisdictions.push("UK".to_owned());
    }
    request.with_offset_unit(OffsetUnit::ALL[bytes.number(OffsetUnit::ALL.len())])
}
