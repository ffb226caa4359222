//! The objects of a request, each as a table of its fields.

use std::collections::BTreeMap;

use super::fields::{Decoder, Fields};
use crate::contract::formats::{is_date, is_date_time, is_jurisdiction, is_language_tag, is_time_zone};
use crate::contract::json::Node;
use crate::contract::path::Path;
use crate::contract::problem::ErrorCode;
use crate::contract::request::{
    CONTRACT, Context, CustomerContext, Format, OffsetUnit, Request, Source, SourceKind, Turn,
};

const REQUEST: Fields = Fields {
    of: "a request",
    required: &["draft"],
    optional: &["contract", "id", "format", "turns", "sources", "facts", "context", "signals", "offset_unit"],
};

const TURN: Fields = Fields { of: "a turn", required: &["role", "text"], optional: &["at"] };

const SOURCE: Fields = Fields {
    of: "a source",
    required: &["id", "text"],
    optional: &["title", "kind", "url", "effective_from", "effective_to"],
};

const CONTEXT: Fields = Fields {
    of: "the context",
    required: &[],
    optional: &[
        "now",
        "locale",
        "jurisdictions",
        "sector",
        "role",
        "channel",
        "channel_security",
        "sender",
        "ui_disclosure",
        "purpose",
        "first_contact",
        "customer",
        "reviewed_by",
    ],
};

const CUSTOMER: Fields = Fields {
    of: "the customer",
    required: &[],
    optional: &["verified", "on_line", "time_zone", "marketing_consent", "flags"],
};

/// A code, a test of the form, and the message for what fails it.
type Form = (ErrorCode, fn(&str) -> bool, &'static str);

const DATE: Form =
    (ErrorCode::InvalidDate, is_date, "not a date; expected a day of the calendar written `YYYY-MM-DD`");
const DATE_TIME: Form = (
    ErrorCode::InvalidDate,
    is_date_time,
    "not a date and time; expected RFC 3339 with an offset, such as `2026-11-20T10:05:00Z`",
);
const LANGUAGE: Form =
    (ErrorCode::InvalidFormat, is_language_tag, "not a language tag; expected BCP 47, such as `en-GB`");
const JURISDICTION: Form = (
    ErrorCode::UnknownValue,
    is_jurisdiction,
    "not a jurisdiction; expected `EU`, `UK`, `US`, an ISO 3166-1 code such as `ES`, or an ISO 3166-2 code such \
     as `US-CA`",
);
const TIME_ZONE: Form = (
    ErrorCode::InvalidFormat,
    is_time_zone,
    "not a time zone; expected an IANA name such as `Europe/London`",
);

impl Decoder<'_> {
    pub(super) fn request(&mut self, node: &Node) -> Option<Request> {
        let mut draft = None;
        let mut request = Request::new("");
        self.fields(node, &Path::Root, &REQUEST, |d, field, value, at| match field {
            "contract" => request.contract = d.contract(value, at, CONTRACT).unwrap_or(CONTRACT),
            "id" => d.id = d.label(value, at).map(str::to_owned),
            "draft" => draft = d.text(value, at, d.limits.draft_bytes),
            "format" => request.format = d.word(value, at, "a format").unwrap_or(Format::Plain),
            "turns" => request.turns = d.list(value, at, d.limits.turns, Self::turn),
            "sources" => request.sources = d.list(value, at, d.limits.sources, Self::source),
            "facts" => request.facts = d.facts(value, at),
            "context" => request.context = d.context(value, at).unwrap_or_default(),
            "signals" => request.signals = d.signals(value, at),
            "offset_unit" => {
                request.offset_unit = d.word(value, at, "an offset unit").unwrap_or(OffsetUnit::Utf8);
            }
            _ => {}
        })?;
        Some(Request { id: self.id.clone(), draft: draft?.to_owned(), ..request })
    }

    fn turn(&mut self, node: &Node, path: &Path) -> Option<Turn> {
        let (mut role, mut text, mut time) = (None, None, None);
        self.fields(node, path, &TURN, |d, field, value, at| match field {
            "role" => role = d.word(value, at, "a role of a turn"),
            "text" => text = d.text(value, at, d.limits.turn_bytes).map(str::to_owned),
            "at" => time = d.formed(value, at, DATE_TIME),
            _ => {}
        })?;
        Some(Turn { role: role?, text: text?, at: time })
    }

    fn source(&mut self, node: &Node, path: &Path) -> Option<Source> {
        let mut source = Source::passage("", "");
        self.fields(node, path, &SOURCE, |d, field, value, at| match field {
            "id" => source.id = d.label(value, at).unwrap_or_default().to_owned(),
            "title" => source.title = d.label(value, at).map(str::to_owned),
            "text" => source.text = d.text(value, at, d.limits.source_bytes).unwrap_or_default().to_owned(),
            "kind" => source.kind = d.word(value, at, "a kind of source").unwrap_or(SourceKind::Passage),
            "url" => source.url = d.label(value, at).map(str::to_owned),
            "effective_from" => source.effective_from = d.formed(value, at, DATE),
            "effective_to" => source.effective_to = d.formed(value, at, DATE),
            _ => {}
        })?;
        if let (Some(from), Some(to)) = (&source.effective_from, &source.effective_to)
            && from > to
        {
            self.problem(ErrorCode::Inconsistent, &path.key("effective_to"), || {
                format!("`effective_to` ({to}) lies before `effective_from` ({from})")
            });
        }
        Some(source)
    }

    fn context(&mut self, node: &Node, path: &Path) -> Option<Context> {
        let mut context = Context::default();
        self.fields(node, path, &CONTEXT, |d, field, value, at| match field {
            "now" => context.now = d.formed(value, at, DATE_TIME),
            "locale" => context.locale = d.formed(value, at, LANGUAGE),
            "jurisdictions" => {
                context.jurisdictions =
                    d.list(value, at, d.limits.entries, |d, item, at| d.formed(item, at, JURISDICTION));
            }
            "sector" => context.sector = d.word(value, at, "a sector"),
            "role" => context.role = d.word(value, at, "a role of the company"),
            "channel" => context.channel = d.word(value, at, "a channel"),
            "channel_security" => context.channel_security = d.word(value, at, "a channel security"),
            "sender" => context.sender = d.word(value, at, "a sender"),
            "ui_disclosure" => context.ui_disclosure = d.word(value, at, "a disclosure of the interface"),
            "purpose" => context.purpose = d.word(value, at, "a purpose"),
            "first_contact" => context.first_contact = d.boolean(value, at),
            "customer" => context.customer = d.customer(value, at),
            "reviewed_by" => context.reviewed_by = d.word(value, at, "a reviewer"),
            _ => {}
        })?;
        Some(context)
    }

    fn customer(&mut self, node: &Node, path: &Path) -> Option<CustomerContext> {
        let mut customer = CustomerContext::default();
        self.fields(node, path, &CUSTOMER, |d, field, value, at| match field {
            "verified" => customer.verified = d.boolean(value, at),
            "on_line" => customer.on_line = d.word(value, at, "a person on the line"),
            "time_zone" => customer.time_zone = d.formed(value, at, TIME_ZONE),
            "marketing_consent" => customer.marketing_consent = d.word(value, at, "a consent to marketing"),
            "flags" => {
                customer.flags = d.list(value, at, d.limits.entries, |d, item, at| {
                    d.word(item, at, "a flag of a customer")
                });
            }
            _ => {}
        })?;
        Some(customer)
    }

    fn signals(&mut self, node: &Node, path: &Path) -> BTreeMap<String, f64> {
        let mut signals = BTreeMap::new();
        let Node::Object(entries) = node else {
            // An object without known fields reports the wrong type in the same words as all others.
            self.fields(
                node,
                path,
                &Fields { of: "the signals", required: &[], optional: &[] },
                |_, _, _, _| {},
            );
            return signals;
        };
        if self.too_many(entries.len(), self.limits.entries, path) {
            return signals;
        }
        for (name, value) in entries {
            let at = path.key(name);
            let value = self.share(value, &at);
            if signals.insert(name.clone().into_owned(), value.unwrap_or_default()).is_some() {
                self.duplicate(&at);
            }
        }
        signals
    }
}
