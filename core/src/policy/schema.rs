//! What a policy file says, as data. [`super::decode`] reads it from a document; nothing here is compiled yet.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::cursor::Spanned;
use super::diagnostic::Mark;
pub use super::schema_style::{
    Address, Capitals, ChannelLimit, Contractions, CurrencyForm, DateForm, Formula, Inflect, Measures,
    PercentForm, Person, Position, Punctuation, Spelling, Style, TimeForm, ValueFormat,
};
pub use super::schema_when::{Applies, FactCompare, When};
pub use super::shelf::{Shelf, Terms};
use crate::contract::{
    Action, Applicability, Citation, Layer, Priority, Severity, UiDisclosure, wire::wire_enum,
};
use crate::entities::MaskStyle;
use crate::text::Lang;
use crate::text::values::CivilDate;

/// One pack or policy, as its file says it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PolicyFile {
    /// Whether it is a pack (rules only) or a policy (may extend).
    pub is_policy: bool,
    /// Kebab-case name.
    pub id: String,
    /// `major.minor.patch`.
    pub version: String,
    /// One line for people.
    pub title: String,
    /// Who answers for it.
    pub owner: String,
    /// When its content was last verified.
    pub verified_on: Option<CivilDate>,
    /// Packs and policies it builds on, in order.
    pub extends: Vec<Spanned<String>>,
    /// Rules of `extends` that it drops.
    pub remove: Vec<Spanned<String>>,
    /// Changes to rules of `extends`.
    pub overrides: Vec<Spanned<RuleOverride>>,
    /// How the decision is made; what it leaves out stays as `extends` say.
    pub settings: Settings,
    /// Its own rules.
    pub rules: Vec<Spanned<Arc<Rule>>>,
}

/// How findings become a decision. Every field is optional so that a policy can change one of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// Layers without which nothing passes; by default all four.
    pub required_layers: Option<Vec<Layer>>,
    /// How many corrected texts are tried, 1 to 8; by default 4.
    pub rounds: Option<u32>,
    /// Queue of escalations whose rule names none.
    pub queue: Option<String>,
    /// What may be sent while a person takes over, by language.
    pub holding: Option<LocalText>,
    /// What an unchecked statement does where `applies` holds.
    pub unchecked: Vec<UncheckedDemand>,
    /// What the caller's own scores do.
    pub signals: Vec<SignalDemand>,
    /// What the engine's scores do, and which of the caller's count in them. One entry for a score at most.
    pub scores: Vec<ScoreSetting>,
}

/// `unchecked: escalate`, for some sectors or channels, or for what is said about something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UncheckedDemand {
    /// Where it holds.
    pub applies: Applies,
    /// What the statement or the message that it answers is about; anything when `None`.
    pub topic: Option<Matcher>,
    /// What happens.
    pub action: Action,
}

/// What a score of the caller's own model does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SignalDemand {
    /// Name in `signals`.
    pub signal: String,
    /// When it acts.
    pub bounds: Bounds,
    /// What happens.
    pub action: Action,
}

/// What a score acts outside of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// Acts below this value, in ten-thousandths.
    pub below: Option<u16>,
    /// Acts above this value, in ten-thousandths.
    pub above: Option<u16>,
}

impl Bounds {
    /// Whether a score from 0 to 1 lies outside.
    pub fn left_by(self, score: f64) -> bool {
        let scaled = score * 10_000.0;
        self.below.is_some_and(|bound| scaled < f64::from(bound))
            || self.above.is_some_and(|bound| scaled > f64::from(bound))
    }
}

wire_enum! {
    /// One of the engine's scores.
    pub enum ScoreName {
        /// Everything asserted is supported.
        Grounding = "grounding",
        /// The draft answers the customer.
        Relevance = "relevance",
        /// The draft contradicts nothing said earlier.
        Consistency = "consistency",
        /// The draft is abusive.
        Toxicity = "toxicity",
    }
}

/// What one of the engine's scores does, and how much the caller's own model counts in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScoreSetting {
    /// Which score.
    pub score: ScoreName,
    /// Name in `signals`, and how much it counts, in ten-thousandths; the engine's own judgement counts the rest.
    pub counts: Option<(String, u16)>,
    /// When it acts, and what happens.
    pub demand: Option<(Bounds, Action)>,
}

/// A change to an inherited rule.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RuleOverride {
    /// The rule.
    pub id: String,
    /// New message.
    pub message: Option<String>,
    /// New severity.
    pub severity: Option<Severity>,
    /// New action.
    pub action: Option<Action>,
    /// New gates, replacing the old ones.
    pub applies: Option<Applies>,
    /// New fix.
    pub fix: Option<Fix>,
    /// New threshold of a coded check, in ten-thousandths.
    pub threshold: Option<u16>,
}

wire_enum! {
    /// The machinery a rule uses.
    pub enum RuleKind {
        /// Something must not be said.
        Forbid = "forbid",
        /// Something must be said.
        Require = "require",
        /// An identifier must not be shown.
        Mask = "mask",
        /// A value must be the one that a fact, table or constant gives.
        ValueCheck = "value_check",
        /// A period must not be longer (or shorter) than allowed.
        DeadlineCheck = "deadline_check",
        /// A promise must be covered.
        Commitment = "commitment",
        /// The customer's words call for a person.
        EscalateOn = "escalate_on",
        /// The channel sets bounds.
        ChannelLimit = "channel_limit",
        /// House style.
        Style = "style",
        /// Statements against the evidence.
        Grounding = "grounding",
        /// The draft against the conversation.
        Semantic = "semantic",
    }
}

/// One rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// `<layer>.<topic>.<name>`.
    pub id: String,
    /// The layer, the first part of the id.
    pub layer: Layer,
    /// Why it speaks, in words a customer-service lead understands. May hold `{match}`, `{expected}`, `{value}`.
    pub message: String,
    /// How much harm.
    pub severity: Severity,
    /// What is to be done.
    pub action: Action,
    /// Reason code; by default the last part of the id in snake case.
    pub code: String,
    /// Circumstances in which it applies.
    pub applies: Applies,
    /// Languages in which its words are written; empty where it needs none. For a draft in another language it is
    /// reported as unchecked.
    pub speaks: Vec<Lang>,
    /// What must be so in this case.
    pub when: When,
    /// Guards that keep a match from counting.
    pub guards: Guards,
    /// What to look for.
    pub body: RuleBody,
    /// How to correct.
    pub fix: Option<Fix>,
    /// A sentence of a source that says this may be quoted in the texts of the rule, as `{source}`.
    pub quote: Option<Matcher>,
    /// How the case goes to a person.
    pub handover: Handover,
    /// Where the rule comes from; `None` only when `owner` says who stands for it.
    #[serde(with = "super::stored::citation")]
    pub citation: Option<Citation>,
    /// Who stands for a rule that no law asks for.
    pub owner: Option<String>,
    /// Drafts that must be found.
    #[serde(skip)]
    pub hits: Vec<Example>,
    /// Drafts that must not be found.
    #[serde(skip)]
    pub clean: Vec<Example>,
}

/// What to look for in a text. Its terms stand in no stored form of it: a file keeps them apart.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Matcher {
    /// Groups of terms: one of each group must occur within `within`. A plain list is one group.
    #[serde(skip)]
    pub all: Vec<Terms>,
    /// Groups like those of `all` that need not stand in the text when a message of the customer's holds one of
    /// their terms: what was asked about is not always named again in the answer.
    #[serde(skip)]
    pub asked: Vec<Terms>,
    /// How near the groups must stand.
    pub within: Within,
    /// The groups must occur in the order given.
    pub in_order: bool,
    /// A match in whose `except_within` one of these occurs does not count.
    #[serde(skip)]
    pub except: Terms,
    /// Where exceptions are looked for.
    pub except_within: Within,
}

wire_enum! {
    /// The stretch of text in which things belong together.
    pub enum Within {
        /// One clause.
        Clause = "clause",
        /// One sentence.
        Sentence = "sentence",
        /// The whole text.
        Text = "text",
    }
}

#[expect(clippy::derivable_impls, reason = "the macro that declares the words marks no default")]
impl Default for Within {
    fn default() -> Within {
        Within::Sentence
    }
}

/// One thing to look for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Term {
    /// Words, found as whole words regardless of case, accents and disguise; `*` ends a word openly.
    Phrase(Cow<'static, str>),
    /// A regular expression over the folded text, written between slashes.
    Pattern(Cow<'static, str>),
    /// Any value of a kind, written `{money}`.
    Value(ValueClass),
}

wire_enum! {
    /// Kinds of values that a rule can name.
    pub enum ValueClass {
        /// Money.
        Money = "money",
        /// Percentages.
        Percent = "percent",
        /// Numbers.
        Number = "number",
        /// Quantities with a unit.
        Quantity = "quantity",
        /// Dates.
        Date = "date",
        /// Times of day.
        Time = "time",
        /// Periods.
        Duration = "duration",
        /// Identifiers.
        Identifier = "identifier",
        /// Web addresses.
        Url = "url",
        /// Email addresses.
        Email = "email",
        /// Phone numbers.
        Phone = "phone",
        /// Names.
        Name = "name",
    }
}

/// Which guards a phrase rule uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guards {
    /// A negation in the clause before the match.
    pub negation: bool,
    /// The match stands in quotation marks.
    pub quotation: bool,
    /// The match is part of a proper name.
    pub proper_name: bool,
    /// The clause is a condition or a question, or speaks of somebody else than the company.
    pub clause: bool,
    /// The match is not emphasised, or something else in the draft is emphasised as well. For `forbid` only.
    pub emphasis: bool,
}

/// What the machinery of a rule needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum RuleBody {
    /// `find` must not occur.
    Forbid {
        /// What must not be said.
        find: Matcher,
    },
    /// `find` must occur.
    Require {
        /// What satisfies the rule.
        find: Matcher,
        /// An earlier message of the company satisfies it too.
        once: bool,
        /// A disclosure by the interface satisfies it too.
        ui: Vec<UiDisclosure>,
    },
    /// Identifiers that must not be shown.
    Mask {
        /// Entity names.
        entities: Vec<String>,
        /// Whose data it must not be; empty means anybody's.
        owners: Vec<Owner>,
        /// Only identifiers that are written in disguise: "name (at) example (dot) com".
        disguised: bool,
        /// Least confidence, 0 to 100.
        min_confidence: u8,
        /// How it is masked.
        style: MaskStyle,
    },
    /// A value near a topic must be as expected. Serves `value_check` and `deadline_check`.
    Value {
        /// Words that say what the value is about.
        topic: Matcher,
        /// Kind of the value.
        class: ValueClass,
        /// What it must be.
        expect: Vec<Expectation>,
        /// Whether it is a deadline (then units of time are compared as periods).
        deadline: bool,
    },
    /// A promise must be covered.
    Commitment {
        /// Kinds of promise.
        promises: Vec<Promise>,
        /// From which strength on, 0 to 5.
        strength: u8,
        /// Events that cover it.
        events: Vec<String>,
        /// Facts that limit the amount; the first that is known counts.
        limit: Vec<String>,
        /// Only a promise beyond a known limit.
        above_limit: bool,
        /// A source that says so at least as strongly covers it.
        source: bool,
    },
    /// The customer's words call for a person.
    EscalateOn {
        /// What the customer says.
        find: Matcher,
        /// Look at every customer message, not only at the last.
        ever: bool,
    },
    /// Bounds of the channel.
    ChannelLimit(ChannelLimit),
    /// House style.
    Style(Style),
    /// A coded check of the layers `semantic` and `hallucination`.
    Coded {
        /// Name of the check.
        check: String,
        /// Where its score acts, in ten-thousandths; `None`: the check's own default.
        threshold: Option<u16>,
        /// `grounding` or `semantic`.
        kind: RuleKind,
    },
}

wire_enum! {
    /// Whose data an identifier is.
    pub enum Owner {
        /// The customer's own, by the facts.
        Customer = "customer",
        /// Typed by the customer in this conversation.
        Typed = "typed",
        /// The company's, by `facts.company` or a source.
        Company = "company",
        /// Somebody else's, by the facts.
        Other = "other",
        /// Nobody knows: either of the next two.
        Unknown = "unknown",
        /// Neither the facts nor the sources hold it.
        Unlisted = "unlisted",
        /// There are no facts and no sources that could tell.
        Unjudged = "unjudged",
    }
}

wire_enum! {
    /// Kinds of promise.
    pub enum Promise {
        /// Money back.
        Refund = "refund",
        /// Credit, voucher, compensation.
        Credit = "credit",
        /// A fee dropped.
        Waiver = "waiver",
        /// A price kept or matched.
        Price = "price",
        /// Done by a date.
        Deadline = "deadline",
        /// A guarantee.
        Guarantee = "guarantee",
        /// An exception from the rules.
        Exception = "exception",
        /// "I have done it".
        Completion = "completion",
        /// "I'll cancel it", which the list of the assistant's means doesn't have.
        Ability = "ability",
        /// "It will be approved".
        Outcome = "outcome",
        /// An admission of fault.
        Liability = "liability",
        /// A legal position.
        Legal = "legal",
        /// Availability.
        Uptime = "uptime",
        /// Somebody will call.
        Contact = "contact",
    }
}

/// What a value must be, in which circumstances. The first that applies counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Expectation {
    /// Circumstances.
    pub applies: Applies,
    /// Conditions on the case.
    pub when: When,
    /// How the value is bound.
    pub bound: ExpectBound,
    /// Where the expected value comes from.
    pub value: ExpectValue,
}

wire_enum! {
    /// How an expected value binds.
    pub enum ExpectBound {
        /// Just this.
        Equals = "equals",
        /// Not more.
        AtMost = "at_most",
        /// Not less.
        AtLeast = "at_least",
    }
}

/// Where an expected value comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ExpectValue {
    /// Written in the policy, in the words of the draft (`6 weeks`, `£120,000`).
    Literal(String),
    /// A fact at this path.
    Fact(String),
}

/// A text by language; `""` is the language-independent default.
pub type LocalText = BTreeMap<String, String>;

/// How a finding is corrected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fix {
    /// What it does, in a few words.
    pub title: String,
    /// Who may apply it.
    pub applicability: Applicability,
    /// What it does.
    pub change: Change,
}

/// What a fix changes. Texts may hold `{path}` of a fact, `{match}`, `{expected}`, and `{path|otherwise}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Change {
    /// The match by a text.
    Replace(LocalText),
    /// The clause around the match by a text.
    ReplaceClause(LocalText),
    /// The sentence around the match by a text.
    ReplaceSentence(LocalText),
    /// The whole reply by a text.
    ReplaceAll(LocalText),
    /// The match goes.
    Delete,
    /// The clause around the match goes.
    DeleteClause,
    /// The sentence around the match goes.
    DeleteSentence,
    /// A text before the first sentence, after a greeting.
    InsertStart(LocalText),
    /// A text after the last sentence.
    InsertEnd(LocalText),
    /// A text after the sentence of the match.
    InsertAfter(LocalText),
    /// What the machinery itself offers (the mask, the expected value, the preferred term).
    Natural,
}

/// How the case goes to a person.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Handover {
    /// Queue; the policy's default when `None`.
    pub queue: Option<String>,
    /// Priority; `normal` when `None`.
    pub priority: Option<Priority>,
    /// What may be sent meanwhile.
    pub holding: Option<LocalText>,
    /// What may be sent meanwhile in some places, instead: the first that covers the case counts.
    pub holding_in: Vec<PlaceText>,
    /// Approved template for the channel.
    pub template: Option<String>,
}

/// A text for some jurisdictions, such as one that names the helpline of the country.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlaceText {
    /// Jurisdictions, as in [`Applies`].
    pub jurisdictions: Vec<String>,
    /// The text, by language.
    pub texts: LocalText,
}

/// An example of a rule: a draft with as much of a request as it needs, written as a partial request.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The request as JSON, without what the rule's own gates imply.
    pub request: serde_json::Value,
    /// The corrected text, where the example says it.
    pub fixed: Option<String>,
    /// Where it stands in its file.
    pub mark: Mark,
}
