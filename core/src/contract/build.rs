//! Requests made in Rust, field by field.

use super::request::{
    CONTRACT, Channel, ChannelSecurity, Context, CustomerContext, CustomerFlag, Format, MarketingConsent,
    OffsetUnit, OnLine, PartyRole, Purpose, Request, Reviewer, Sector, Sender, Source, SourceKind, Turn,
    TurnRole, UiDisclosure,
};

/// Methods that set a field and hand the value on.
macro_rules! setters {
    ($type:ident { $($(#[$doc:meta])+ $method:ident($field:ident: $given:ty) => $set:expr;)+ }) => {
        impl $type {
            $(
                $(#[$doc])+
                #[must_use]
                pub fn $method(mut self, $field: $given) -> $type {
                    self.$field = $set;
                    self
                }
            )+
        }
    };
}

impl Turn {
    /// A message without a time.
    ///
    /// ```
    /// use draftgate::{Turn, TurnRole};
    /// let turn = Turn::customer("Where is my refund?").with_at("2026-11-20T10:04:10Z");
    /// assert_eq!(turn.role, TurnRole::Customer);
    /// ```
    pub fn new(role: TurnRole, text: impl Into<String>) -> Turn {
        Turn { role, text: text.into(), at: None }
    }

    /// A message of the customer.
    pub fn customer(text: impl Into<String>) -> Turn {
        Turn::new(TurnRole::Customer, text)
    }

    /// A message of the bot.
    pub fn bot(text: impl Into<String>) -> Turn {
        Turn::new(TurnRole::Bot, text)
    }

    /// A message of a person of the company.
    pub fn agent(text: impl Into<String>) -> Turn {
        Turn::new(TurnRole::Agent, text)
    }
}

setters! {
    Turn {
        /// Says when it was said, RFC 3339.
        with_at(at: impl Into<String>) => Some(at.into());
    }
}

impl Source {
    /// A passage with no title and no dates.
    ///
    /// ```
    /// use draftgate::{Source, SourceKind};
    /// let source = Source::passage("KB-12", "Refunds are paid within 5 working days.")
    ///     .with_title("Refunds")
    ///     .with_kind(SourceKind::Policy)
    ///     .with_effective_from("2026-01-01");
    /// assert_eq!(source.effective_to, None);
    /// ```
    pub fn passage(id: impl Into<String>, text: impl Into<String>) -> Source {
        Source {
            id: id.into(),
            title: None,
            text: text.into(),
            kind: SourceKind::Passage,
            url: None,
            effective_from: None,
            effective_to: None,
        }
    }
}

setters! {
    Source {
        /// Gives it a title.
        with_title(title: impl Into<String>) => Some(title.into());
        /// Says what sort of evidence it is.
        with_kind(kind: SourceKind) => kind;
        /// Says where it was published.
        with_url(url: impl Into<String>) => Some(url.into());
        /// Says on which day it begins to hold, `YYYY-MM-DD`.
        with_effective_from(effective_from: impl Into<String>) => Some(effective_from.into());
        /// Says on which day it holds last, `YYYY-MM-DD`.
        with_effective_to(effective_to: impl Into<String>) => Some(effective_to.into());
    }
}

impl CustomerContext {
    /// A customer of whom nothing is known.
    ///
    /// ```
    /// use draftgate::{CustomerContext, CustomerFlag};
    /// let customer = CustomerContext::new().with_verified(true).with_flag(CustomerFlag::Vulnerable);
    /// assert_eq!(customer.flags.len(), 1);
    /// ```
    pub fn new() -> CustomerContext {
        CustomerContext::default()
    }

    /// Adds a circumstance.
    #[must_use]
    pub fn with_flag(mut self, flag: CustomerFlag) -> CustomerContext {
        self.flags.push(flag);
        self
    }
}

setters! {
    CustomerContext {
        /// Says whether the identity was verified.
        with_verified(verified: bool) => Some(verified);
        /// Says who is speaking.
        with_on_line(on_line: OnLine) => Some(on_line);
        /// Sets the IANA time zone.
        with_time_zone(time_zone: impl Into<String>) => Some(time_zone.into());
        /// Says whether the customer consented to advertising.
        with_marketing_consent(marketing_consent: MarketingConsent) => Some(marketing_consent);
        /// Sets the circumstances, in the place of those that were set.
        with_flags(flags: impl IntoIterator<Item = CustomerFlag>) => flags.into_iter().collect();
    }
}

impl Context {
    /// Circumstances of which nothing is known.
    ///
    /// ```
    /// use draftgate::{Channel, Context, Sender};
    /// let context = Context::new()
    ///     .with_jurisdictions(["UK"])
    ///     .with_channel(Channel::Sms)
    ///     .with_sender(Sender::Bot)
    ///     .with_now("2026-11-20T10:05:00Z");
    /// assert_eq!(context.channel, Some(Channel::Sms));
    /// ```
    pub fn new() -> Context {
        Context::default()
    }
}

setters! {
    Context {
        /// Sets the present moment, RFC 3339.
        with_now(now: impl Into<String>) => Some(now.into());
        /// Sets the language, a BCP 47 tag.
        with_locale(locale: impl Into<String>) => Some(locale.into());
        /// Sets the places whose law holds: `EU`, `UK`, `US`, or codes of ISO 3166.
        with_jurisdictions(jurisdictions: impl IntoIterator<Item = impl Into<String>>) =>
            jurisdictions.into_iter().map(Into::into).collect();
        /// Sets the business sector.
        with_sector(sector: Sector) => Some(sector);
        /// Sets the company's part.
        with_role(role: PartyRole) => Some(role);
        /// Sets the channel.
        with_channel(channel: Channel) => Some(channel);
        /// Says whether strangers can read the channel.
        with_channel_security(channel_security: ChannelSecurity) => Some(channel_security);
        /// Says who sends the reply.
        with_sender(sender: Sender) => Some(sender);
        /// Says what the interface discloses.
        with_ui_disclosure(ui_disclosure: UiDisclosure) => Some(ui_disclosure);
        /// Says why the message is sent.
        with_purpose(purpose: Purpose) => Some(purpose);
        /// Says whether it is the first message of this sender to this customer in this matter.
        with_first_contact(first_contact: bool) => Some(first_contact);
        /// Says what is known about the customer.
        with_customer(customer: CustomerContext) => Some(customer);
        /// Says who reviewed a text that is sent as [`Sender::HumanReviewed`].
        with_reviewed_by(reviewed_by: Reviewer) => Some(reviewed_by);
    }
}

impl Request {
    /// A request that knows nothing but the draft.
    pub fn new(draft: impl Into<String>) -> Request {
        Request {
            contract: CONTRACT,
            id: None,
            draft: draft.into(),
            format: Format::Plain,
            turns: Vec::new(),
            sources: Vec::new(),
            facts: serde_json::Value::Null,
            context: Context::default(),
            signals: std::collections::BTreeMap::new(),
            offset_unit: OffsetUnit::Utf8,
        }
    }

    /// Adds a message to the end of the conversation.
    #[must_use]
    pub fn with_turn(mut self, turn: Turn) -> Request {
        self.turns.push(turn);
        self
    }

    /// Adds a piece of evidence.
    #[must_use]
    pub fn with_source(mut self, source: Source) -> Request {
        self.sources.push(source);
        self
    }

    /// Adds a score from 0 to 1 of a model of the caller's.
    #[must_use]
    pub fn with_signal(mut self, name: impl Into<String>, score: f64) -> Request {
        self.signals.insert(name.into(), score);
        self
    }
}

setters! {
    Request {
        /// Sets the caller's id of the message.
        with_id(id: impl Into<String>) => Some(id.into());
        /// Puts another draft into the place of the one it has.
        with_draft(draft: impl Into<String>) => draft.into();
        /// Says how the draft is marked up.
        with_format(format: Format) => format;
        /// Sets the conversation, oldest message first, in the place of the one it has.
        with_turns(turns: impl IntoIterator<Item = Turn>) => turns.into_iter().collect();
        /// Sets the evidence, in the place of what it has.
        with_sources(sources: impl IntoIterator<Item = Source>) => sources.into_iter().collect();
        /// Sets what the systems of record hold.
        with_facts(facts: impl Into<serde_json::Value>) => facts.into();
        /// Sets the circumstances.
        with_context(context: Context) => context;
        /// Sets the unit of the spans in the answer.
        with_offset_unit(offset_unit: OffsetUnit) => offset_unit;
    }
}
