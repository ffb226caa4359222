//! When a rule applies: circumstances and conditions on the case.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::schema::Matcher;
use crate::contract::{
    Channel, ChannelSecurity, CustomerFlag, MarketingConsent, OnLine, PartyRole, Purpose, Reviewer, Sector,
    Sender, UiDisclosure,
};
use crate::text::Lang;
use crate::text::values::CivilDate;

/// The circumstances in which a rule applies. An empty list means any.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Applies {
    /// Jurisdictions; `US` covers its states, `EU` its members.
    pub jurisdictions: Vec<String>,
    /// Sectors.
    pub sectors: Vec<Sector>,
    /// The company's parts.
    pub roles: Vec<PartyRole>,
    /// Channels.
    pub channels: Vec<Channel>,
    /// Open or secure; a channel of unknown security counts as open.
    pub channel_security: Vec<ChannelSecurity>,
    /// Senders; an unknown sender counts as a bot.
    pub senders: Vec<Sender>,
    /// Purposes.
    pub purposes: Vec<Purpose>,
    /// What the interface discloses; unknown counts as nothing.
    pub ui_disclosure: Vec<UiDisclosure>,
    /// Languages of the draft.
    pub languages: Vec<Lang>,
    /// Any of these flags is set.
    pub flags: Vec<CustomerFlag>,
    /// None of these flags is set.
    pub without_flags: Vec<CustomerFlag>,
    /// None of these has reviewed the text; a review counts only of a text that is sent as `human_reviewed`.
    pub without_reviewed_by: Vec<Reviewer>,
    /// Who speaks on the customer's side.
    pub on_line: Vec<OnLine>,
    /// Consent to advertising; unknown counts as none.
    pub marketing_consent: Vec<MarketingConsent>,
    /// Whether the customer is verified; unknown counts as not verified.
    pub verified: Option<bool>,
    /// Only where the request says that the customer is not verified.
    pub said_unverified: bool,
    /// First message of this sender in this matter.
    pub first_contact: Option<bool>,
    /// First day on which the rule holds.
    pub from: Option<CivilDate>,
    /// Last day on which the rule holds.
    pub to: Option<CivilDate>,
}

/// Conditions on the case, all of which must hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct When {
    /// The last customer message says this.
    pub customer: Option<Box<Matcher>>,
    /// The last customer message does not say this.
    pub customer_not: Option<Box<Matcher>>,
    /// Any customer message says this.
    pub customer_ever: Option<Box<Matcher>>,
    /// The draft says this somewhere.
    pub draft: Option<Box<Matcher>>,
    /// The draft nowhere says this.
    pub draft_not: Option<Box<Matcher>>,
    /// A source, fact or earlier company turn says this.
    pub evidence: Option<Box<Matcher>>,
    /// No source, fact or earlier company turn says this.
    pub evidence_not: Option<Box<Matcher>>,
    /// One of these events has happened; a trailing `*` matches any ending.
    pub events: Vec<String>,
    /// None of these events has happened.
    pub events_not: Vec<String>,
    /// The case already lies with a person (an event with a queue): `true` demands it, `false` forbids it.
    pub routed: Option<bool>,
    /// These facts are known (paths).
    pub facts: Vec<String>,
    /// These facts are not known.
    pub facts_not: Vec<String>,
    /// Facts with these values, compared as text.
    pub facts_equal: BTreeMap<String, String>,
    /// Facts that are numbers below or above a bound.
    pub facts_compare: Vec<FactCompare>,
    /// These facts are known and the draft does not say them (the company's name, its address).
    pub facts_unsaid: Vec<String>,
    /// No bot message precedes the draft.
    pub first_reply: Option<bool>,
    /// The customer's time of day lies outside these hours: from the first, until the second. Where that time is not
    /// known the rule is reported in `unchecked`, if it would have had something to say.
    pub outside_hours: Option<(u8, u8)>,
    /// The request says whether there is consent to advertising.
    pub consent_told: Option<bool>,
    /// One of these holds as well.
    pub any: Vec<When>,
    /// None of these holds.
    pub none: Vec<When>,
}

impl When {
    /// Whether the customer's time of day has to be known to decide.
    pub(crate) fn asks_hours(&self) -> bool {
        self.outside_hours.is_some() || self.any.iter().chain(&self.none).any(When::asks_hours)
    }
}

/// A bound on a number among the facts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FactCompare {
    /// Path.
    pub path: String,
    /// Holds when the fact is at least this.
    pub at_least: Option<i64>,
    /// Holds when the fact is below this.
    pub below: Option<i64>,
}
