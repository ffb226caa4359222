//! What goes in: the draft and what is known about its conversation.

use std::collections::BTreeMap;

use serde::Serialize;

use super::wire::wire_enum;

/// The version of the JSON contract that this crate speaks.
pub const CONTRACT: u32 = 1;

wire_enum! {
    /// How the draft is marked up.
    pub enum Format {
        /// No markup.
        Plain = "plain",
        /// Markdown.
        Markdown = "markdown",
        /// Speech Synthesis Markup Language.
        Ssml = "ssml",
    }
}

wire_enum! {
    /// Who spoke.
    pub enum TurnRole {
        /// The customer.
        Customer = "customer",
        /// The bot.
        Bot = "bot",
        /// A person of the company.
        Agent = "agent",
        /// The system around the conversation.
        System = "system",
    }
}

wire_enum! {
    /// What sort of evidence a source is.
    pub enum SourceKind {
        /// A passage of text.
        Passage = "passage",
        /// A question with its answer.
        Faq = "faq",
        /// A rule of the company.
        Policy = "policy",
        /// Contract terms.
        Contract = "contract",
        /// The result of a tool, or (id `TOOLS`) the list of what the assistant can do.
        Tool = "tool",
        /// A customer's review.
        Review = "review",
    }
}

wire_enum! {
    /// The business the reply belongs to.
    pub enum Sector {
        /// Banks.
        Banking = "banking",
        /// Lending.
        Credit = "credit",
        /// Debt collection.
        Collections = "collections",
        /// Investments.
        Investment = "investment",
        /// Insurance.
        Insurance = "insurance",
        /// Health care.
        Health = "health",
        /// Airlines.
        Airline = "airline",
        /// Travel other than airlines.
        Travel = "travel",
        /// Telecoms.
        Telecom = "telecom",
        /// Gas, electricity, water.
        Energy = "energy",
        /// Shops.
        Retail = "retail",
        /// Software services.
        Saas = "saas",
        /// Public services.
        Public = "public",
        /// Anything else.
        Other = "other",
    }
}

wire_enum! {
    /// The company's part in the matter.
    pub enum PartyRole {
        /// Provides the service.
        Provider = "provider",
        /// Lends the money.
        Creditor = "creditor",
        /// Collects for another.
        DebtCollector = "debt_collector",
        /// Arranges contracts.
        Broker = "broker",
        /// Insures.
        Insurer = "insurer",
        /// Flies.
        Airline = "airline",
        /// Sells for another.
        Agency = "agency",
    }
}

wire_enum! {
    /// The channel that carries the reply.
    pub enum Channel {
        /// Chat on a web page.
        WebChat = "web_chat",
        /// Chat in an app.
        InApp = "in_app",
        /// Email.
        Email = "email",
        /// Text message.
        Sms = "sms",
        /// WhatsApp.
        Whatsapp = "whatsapp",
        /// Social media.
        Social = "social",
        /// Speech.
        Voice = "voice",
    }
}

wire_enum! {
    /// Whether strangers could read the channel.
    pub enum ChannelSecurity {
        /// Authenticated and encrypted.
        Secure = "secure",
        /// Open.
        Open = "open",
    }
}

wire_enum! {
    /// Who sends the reply.
    pub enum Sender {
        /// A bot, without a person looking.
        Bot = "bot",
        /// A bot's text that a person read and approved.
        HumanReviewed = "human_reviewed",
        /// A person.
        Human = "human",
    }
}

wire_enum! {
    /// What the interface itself says about the bot being a machine.
    pub enum UiDisclosure {
        /// Nothing.
        None = "none",
        /// A banner at the start.
        Banner = "banner",
        /// A label at every message.
        PersistentLabel = "persistent_label",
    }
}

wire_enum! {
    /// Why the message is sent.
    pub enum Purpose {
        /// Service to a customer.
        Service = "service",
        /// Advertising.
        Promotional = "promotional",
        /// Collection of a debt.
        Collections = "collections",
    }
}

wire_enum! {
    /// Who is speaking on the customer's side.
    pub enum OnLine {
        /// The customer.
        Customer = "customer",
        /// Husband or wife.
        Spouse = "spouse",
        /// A carer.
        Carer = "carer",
        /// The employer.
        Employer = "employer",
        /// Somebody else.
        Other = "other",
    }
}

wire_enum! {
    /// Consent to advertising.
    pub enum MarketingConsent {
        /// Given.
        Given = "given",
        /// Existing customer, similar products, never objected.
        SoftOptIn = "soft_opt_in",
        /// None.
        None = "none",
    }
}

wire_enum! {
    /// What is known about the customer's situation.
    pub enum CustomerFlag {
        /// Vulnerable in the regulator's sense.
        Vulnerable = "vulnerable",
        /// Under age.
        Minor = "minor",
        /// Has a lawyer or other representative.
        Represented = "represented",
        /// In a statutory breathing space.
        BreathingSpace = "breathing_space",
        /// Has opted out of messages.
        OptedOut = "opted_out",
        /// Bereaved.
        Bereaved = "bereaved",
        /// In financial hardship.
        Hardship = "hardship",
        /// Needs adjustments.
        Accessibility = "accessibility",
        /// Excluded himself from gambling.
        SelfExcluded = "self_excluded",
        /// A business, not a consumer.
        Business = "business",
    }
}

wire_enum! {
    /// Who reviewed a text that is sent as `human_reviewed`.
    pub enum Reviewer {
        /// A service agent.
        Agent = "agent",
        /// A licensed clinician.
        LicensedClinician = "licensed_clinician",
        /// A licensed adviser.
        LicensedAdviser = "licensed_adviser",
    }
}

wire_enum! {
    /// The unit of every span in the answer.
    pub enum OffsetUnit {
        /// Bytes of UTF-8.
        Utf8 = "utf8",
        /// Code units of UTF-16, as JavaScript counts.
        Utf16 = "utf16",
        /// Unicode code points, as Python counts.
        CodePoint = "code_point",
    }
}

/// One message of the conversation.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Turn {
    /// Who spoke.
    pub role: TurnRole,
    /// What was said.
    pub text: String,
    /// When, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub at: Option<String>,
}

impl Turn {
    /// A message without a time.
    pub fn new(role: TurnRole, text: impl Into<String>) -> Turn {
        Turn { role, text: text.into(), at: None }
    }
}

/// A piece of evidence that the draft may rest on.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Source {
    /// How findings refer to it.
    pub id: String,
    /// Title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The text.
    pub text: String,
    /// What sort of evidence it is; `passage` when not said.
    #[cfg_attr(feature = "schema", schemars(default = "defaults::passage"))]
    pub kind: SourceKind,
    /// Where it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// First day on which it holds, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date")))]
    pub effective_from: Option<String>,
    /// Last day on which it holds, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date")))]
    pub effective_to: Option<String>,
}

impl Source {
    /// A passage with no title and no dates.
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

/// What is known about the customer. Absent means not known.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct CustomerContext {
    /// Whether the identity was verified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified: Option<bool>,
    /// Who is speaking; the customer when not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_line: Option<OnLine>,
    /// IANA time zone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// Consent to advertising.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketing_consent: Option<MarketingConsent>,
    /// Known circumstances.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub flags: Vec<CustomerFlag>,
}

/// The circumstances of the reply. Absent means not known, never a favourable value.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Context {
    /// The present moment, RFC 3339; the engine never reads a clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub now: Option<String>,
    /// BCP 47 language tag, such as `en-GB`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// `EU`, `UK`, `US`, ISO 3166-1 alpha-2, or ISO 3166-2 for states.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub jurisdictions: Vec<String>,
    /// Business sector.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sector: Option<Sector>,
    /// The company's part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<PartyRole>,
    /// Channel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// Whether the channel is open to strangers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel_security: Option<ChannelSecurity>,
    /// Who sends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sender: Option<Sender>,
    /// What the interface discloses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ui_disclosure: Option<UiDisclosure>,
    /// Why the message is sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
    /// First message of this sender to this customer in this matter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_contact: Option<bool>,
    /// The customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerContext>,
    /// With `sender: human_reviewed`: who reviewed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reviewed_by: Option<Reviewer>,
}

/// A draft and everything that is known about it. Only [`Request::draft`] is required.
///
/// ```
/// use draftgate::{Request, Turn, TurnRole};
/// let request = Request {
///     turns: vec![Turn::new(TurnRole::Customer, "Where is my refund?")],
///     ..Request::new("Your refund is on its way.")
/// };
/// assert_eq!(request.turns.len(), 1);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(
        deny_unknown_fields,
        description = "A draft and everything that is known about it. Only `draft` is required."
    )
)]
pub struct Request {
    /// Contract number.
    #[cfg_attr(feature = "schema", schemars(default = "defaults::spoken_contract", range(min = 1, max = 1)))]
    pub contract: u32,
    /// The caller's id of the message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The reply to be judged.
    pub draft: String,
    /// Its markup.
    #[cfg_attr(feature = "schema", schemars(default = "defaults::plain"))]
    pub format: Format,
    /// The conversation, oldest first; the last customer turn is the request being answered.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub turns: Vec<Turn>,
    /// Evidence.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub sources: Vec<Source>,
    /// What the systems of record hold: any JSON tree; `null` when absent.
    #[serde(skip_serializing_if = "serde_json::Value::is_null")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub facts: serde_json::Value,
    /// Circumstances.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub context: Context,
    /// Scores from 0 to 1 of the caller's own models.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default, schema_with = "defaults::signals_schema"))]
    pub signals: BTreeMap<String, f64>,
    /// Unit of the spans in the answer.
    #[cfg_attr(feature = "schema", schemars(default = "defaults::utf8"))]
    pub offset_unit: OffsetUnit,
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
            signals: BTreeMap::new(),
            offset_unit: OffsetUnit::Utf8,
        }
    }
}

#[cfg(feature = "schema")]
mod defaults {
    //! Defaults that the schema shows.

    use super::{CONTRACT, Format, OffsetUnit, SourceKind};

    pub(super) fn spoken_contract() -> u32 {
        CONTRACT
    }

    pub(super) fn plain() -> Format {
        Format::Plain
    }

    pub(super) fn passage() -> SourceKind {
        SourceKind::Passage
    }

    pub(super) fn utf8() -> OffsetUnit {
        OffsetUnit::Utf8
    }

    pub(super) fn signals_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "object",
            "additionalProperties": { "type": "number", "minimum": 0, "maximum": 1 },
        })
    }
}
