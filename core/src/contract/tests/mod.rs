//! Tests of the contract as its callers see it.

mod decode;
mod given;
mod mistakes;
mod samples;
#[cfg(feature = "schema")]
mod schema;
mod stored;
mod verdict;

/// The request of the contract's documentation.
pub(super) const EXAMPLE: &str = r#"{
  "contract": 1,
  "id": "msg-1842",
  "draft": "Your refund of £45.00 will reach you within 3 days.",
  "format": "plain",
  "turns": [
    {"role": "bot", "text": "Hi, I'm Northbank's AI assistant. How can I help?"},
    {"role": "customer", "text": "Where is my refund?", "at": "2026-11-20T10:04:10Z"}
  ],
  "sources": [
    {"id": "KB-12", "title": "Refunds", "text": "Refunds are paid within 5 working days.", "kind": "policy",
     "url": "https://example.com/refunds", "effective_from": "2026-01-01", "effective_to": null}
  ],
  "facts": {"order": {"id": "A-88213", "refund_total": {"amount": "42.10", "currency": "GBP"}},
            "customer": {"name": "Sam Lee", "email": "sam@example.com"},
            "events": [{"type": "refund_issued", "at": "2026-11-19T16:00:00Z", "ref": "R-771"}]},
  "context": {
    "now": "2026-11-20T10:05:00Z",
    "locale": "en-GB",
    "jurisdictions": ["UK"],
    "sector": "banking",
    "role": "provider",
    "channel": "web_chat",
    "channel_security": "secure",
    "sender": "bot",
    "ui_disclosure": "banner",
    "purpose": "service",
    "customer": {"verified": true, "flags": ["vulnerable"]}
  },
  "signals": {"grounding": 0.91},
  "offset_unit": "utf8"
}"#;
