//! What goes in: the draft and what is known about its conversation.
//!
//! Its types may gain fields, and its lists of words new words: they are made by the methods in `build`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::wire::wire_enum;
#[cfg(feature = "schema")]
use super::{limits::Limits, patterns};

/// The version of the JSON contract that this crate speaks.
pub const CONTRACT: u32 = 1;

wire_enum! {
    /// How the draft is marked up.
    #[non_exhaustive]
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
    #[non_exhaustive]
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
    #[non_exhaustive]
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
    #[non_exhaustive]
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
    #[non_exhaustive]
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
    #[non_exhaustive]
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
    #[non_exhaustive]
    pub enum ChannelSecurity {
        /// Authenticated and encrypted.
        Secure = "secure",
        /// Open.
        Open = "open",
    }
}

wire_enum! {
    /// Who sends the reply.
    #[non_exhaustive]
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
    #[non_exhaustive]
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
    #[non_exhaustive]
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
    #[non_exhaustive]
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
    #[non_exhaustive]
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
    #[non_exhaustive]
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
    #[non_exhaustive]
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
#[non_exhaustive]
pub struct Turn {
    /// Who spoke.
    pub role: TurnRole,
    /// What was said.
    #[cfg_attr(feature = "schema", schemars(transform = patterns::at_most(Limits::default().turn_bytes)))]
    pub text: String,
    /// When, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(transform = patterns::date_time))]
    pub at: Option<String>,
}

/// A piece of evidence that the draft may rest on.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct Source {
    /// How findings refer to it. Where several sources share an id, the text of a support tells which is meant.
    #[cfg_attr(feature = "schema", schemars(transform = patterns::label))]
    pub id: String,
    /// Title.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(transform = patterns::label))]
    pub title: Option<String>,
    /// The text.
    #[cfg_attr(feature = "schema", schemars(transform = patterns::at_most(Limits::default().source_bytes)))]
    pub text: String,
    /// What sort of evidence it is; `passage` when not said.
    #[cfg_attr(feature = "schema", schemars(default = "defaults::passage"))]
    pub kind: SourceKind,
    /// Where it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(transform = patterns::label))]
    pub url: Option<String>,
    /// First day on which it holds, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(transform = patterns::date))]
    pub effective_from: Option<String>,
    /// Last day on which it holds, `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(transform = patterns::date))]
    pub effective_to: Option<String>,
}

/// What is known about the customer. Absent means not known.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct CustomerContext {
    /// Whether the identity was verified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified: Option<bool>,
    /// Who is speaking; the customer when not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_line: Option<OnLine>,
    /// IANA time zone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(transform = patterns::time_zone))]
    pub time_zone: Option<String>,
    /// Consent to advertising.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marketing_consent: Option<MarketingConsent>,
    /// Known circumstances.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default, transform = patterns::at_most(Limits::default().entries)))]
    pub flags: Vec<CustomerFlag>,
}

/// The circumstances of the reply. Absent means not known, never a favourable value.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct Context {
    /// The present moment, RFC 3339; the engine never reads a clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(transform = patterns::date_time))]
    pub now: Option<String>,
    /// BCP 47 language tag, such as `en-GB`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(transform = patterns::language))]
    pub locale: Option<String>,
    /// `EU`, `UK`, `US`, ISO 3166-1 alpha-2, or ISO 3166-2 for states.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default, schema_with = "patterns::jurisdictions"))]
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
/// use draftgate::{Context, Request, Source, Turn};
/// let request = Request::new("Your refund is on its way.")
///     .with_turn(Turn::customer("Where is my refund?"))
///     .with_source(Source::passage("KB-12", "Refunds are paid within 5 working days."))
///     .with_facts(serde_json::json!({"order": {"id": "A-88213"}}))
///     .with_context(Context::new().with_locale("en-GB"));
/// assert_eq!(request.turns.len(), 1);
/// // Every field can be set as well.
/// let mut request = request;
/// request.context.jurisdictions.push("uk".to_owned());
/// // What JSON may not hold, a request made by hand may not hold either.
/// let errors = request.validate().unwrap_err();
/// assert_eq!(errors.problems()[0].path, "context.jurisdictions[0]");
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
#[non_exhaustive]
pub struct Request {
    /// Contract number.
    #[cfg_attr(feature = "schema", schemars(default = "defaults::spoken_contract", range(min = 1, max = 1)))]
    pub contract: u32,
    /// The caller's id of the message.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(transform = patterns::label))]
    pub id: Option<String>,
    /// The reply to be judged.
    #[cfg_attr(feature = "schema", schemars(transform = patterns::at_most(Limits::default().draft_bytes)))]
    pub draft: String,
    /// Its markup.
    #[cfg_attr(feature = "schema", schemars(default = "defaults::plain"))]
    pub format: Format,
    /// The conversation, oldest first; the last customer turn is the request being answered.
    #[cfg_attr(feature = "schema", schemars(default, transform = patterns::at_most(Limits::default().turns)))]
    pub turns: Vec<Turn>,
    /// Evidence.
    #[cfg_attr(feature = "schema", schemars(default, transform = patterns::at_most(Limits::default().sources)))]
    pub sources: Vec<Source>,
    /// What the systems of record hold: any JSON tree; `null` when absent.
    #[serde(skip_serializing_if = "serde_json::Value::is_null")]
    #[cfg_attr(feature = "schema", schemars(default, with = "patterns::Fact"))]
    pub facts: serde_json::Value,
    /// Circumstances.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub context: Context,
    /// Scores from 0 to 1 of the caller's own models.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default, schema_with = "patterns::signals"))]
    pub signals: BTreeMap<String, f64>,
    /// Unit of the spans in the answer.
    #[cfg_attr(feature = "schema", schemars(default = "defaults::utf8"))]
    pub offset_unit: OffsetUnit,
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
}
