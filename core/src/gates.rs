//! Whether a rule applies in the circumstances of a request.
//!
//! What is missing is taken as not known, never as favourable: an unknown sender is a bot, a channel of unknown
//! security is open, an unverified customer is not verified, missing consent is none.

use crate::contract::{
    ChannelSecurity, Context, CustomerFlag, MarketingConsent, OnLine, Sender, UiDisclosure,
};
use crate::policy::schema::Applies;
use crate::text::Lang;
use crate::text::values::CivilDate;

/// Members of the European Union, ISO 3166-1 alpha-2, sorted.
const EU: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// Whether a rule applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gate {
    /// It does.
    Open,
    /// It does not.
    Closed,
    /// It would, if what the request does not say were known.
    Unknown(Unsaid),
}

/// The gates of a policy, each once.
#[derive(Debug, Default)]
pub(crate) struct Gates {
    gates: Vec<CompiledGate>,
    /// Lists of jurisdictions, each once.
    places: Vec<Vec<String>>,
}

/// Most gates with which a new one is compared.
const COMPARED: usize = 256;

/// Lists about which a request says one thing at most.
const LISTS: usize = 9;

/// Of which lists a request that does not speak of them leaves open what holds. The others have a value that is never
/// favourable; the language of a draft is found, not said.
const LEFT_OPEN: [Option<Missing>; LISTS] =
    [Some(Missing::Role), Some(Missing::Channel), None, None, Some(Missing::Purpose), None, None, None, None];

/// The bit of what a request does not say. No list holds as many things.
const UNSAID: u32 = 1 << 31;

/// [`Applies`] in a form in which hundreds are looked at in a moment: a set of bits for each list.
#[derive(Debug, PartialEq, Eq)]
struct CompiledGate {
    /// What may be said; all bits where the list is empty.
    lists: [u32; LISTS],
    sectors: u32,
    /// Any of these; none where none is wanted.
    flags: u32,
    without_flags: u32,
    without_reviewed_by: u32,
    verified: Option<bool>,
    said_unverified: bool,
    first_contact: Option<bool>,
    from: Option<CivilDate>,
    to: Option<CivilDate>,
    /// Which list of jurisdictions, if it has one.
    places: Option<u32>,
}

/// The bits of a list; `bit` numbers what it holds.
fn bits<T: Copy>(list: &[T], bit: impl Fn(T) -> u32) -> u32 {
    list.iter().fold(0, |bits, item| bits | 1 << bit(*item))
}

fn allowed<T: Copy>(list: &[T], bit: impl Fn(T) -> u32) -> u32 {
    if list.is_empty() { u32::MAX } else { bits(list, bit) }
}

fn said<T: Copy>(value: Option<T>, bit: impl Fn(T) -> u32) -> u32 {
    value.map_or(UNSAID, |value| 1 << bit(value))
}

impl CompiledGate {
    fn new(applies: &Applies, places: Option<u32>) -> CompiledGate {
        CompiledGate {
            lists: [
                allowed(&applies.roles, |item| item as u32),
                allowed(&applies.channels, |item| item as u32),
                allowed(&applies.channel_security, |item| item as u32),
                allowed(&applies.senders, |item| item as u32),
                allowed(&applies.purposes, |item| item as u32),
                allowed(&applies.ui_disclosure, |item| item as u32),
                allowed(&applies.languages, |item| item as u32),
                allowed(&applies.on_line, |item| item as u32),
                allowed(&applies.marketing_consent, |item| item as u32),
            ],
            sectors: allowed(&applies.sectors, |item| item as u32),
            flags: bits(&applies.flags, |item| item as u32),
            without_flags: bits(&applies.without_flags, |item| item as u32),
            without_reviewed_by: bits(&applies.without_reviewed_by, |item| item as u32),
            verified: applies.verified,
            said_unverified: applies.said_unverified,
            first_contact: applies.first_contact,
            from: applies.from,
            to: applies.to,
            places,
        }
    }
}

impl Gates {
    /// The number of the gate of a rule, which is added unless it was known.
    pub(crate) fn number(&mut self, applies: &Applies) -> u32 {
        let place = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let places = (!applies.jurisdictions.is_empty()).then(|| {
            let known = self.places.iter().position(|known| *known == applies.jurisdictions);
            place(known.unwrap_or_else(|| {
                self.places.push(applies.jurisdictions.clone());
                self.places.len() - 1
            }))
        });
        let gate = CompiledGate::new(applies, places);
        let first = self.gates.len().saturating_sub(COMPARED);
        let known = self.gates.iter().skip(first).position(|known| *known == gate);
        place(known.map_or_else(
            || {
                self.gates.push(gate);
                self.gates.len() - 1
            },
            |at| first + at,
        ))
    }

    /// Which gates stand open in the circumstances, by their numbers.
    pub(crate) fn of(&self, circumstances: Circumstances<'_>) -> Vec<Gate> {
        let covered: Vec<bool> = self.places.iter().map(|list| circumstances.covers(list)).collect();
        let said = circumstances.said();
        self.gates.iter().map(|gate| circumstances.gate(gate, &said, &covered)).collect()
    }
}

/// What a request would have to say, in the order in which it is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Missing {
    /// `context.now`.
    Now,
    /// `context.jurisdictions`.
    Jurisdiction,
    /// `context.sector`.
    Sector,
    /// `context.role`.
    Role,
    /// `context.channel`.
    Channel,
    /// `context.purpose`.
    Purpose,
    /// `context.first_contact`.
    FirstContact,
    /// Nothing: the rule has no words in the language of the draft.
    Language,
}

/// Everything that a gate asks for and a request does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Unsaid(u8);

impl Unsaid {
    const ASKED: [Missing; 7] = [
        Missing::Now,
        Missing::Jurisdiction,
        Missing::Sector,
        Missing::Role,
        Missing::Channel,
        Missing::Purpose,
        Missing::FirstContact,
    ];

    /// This alone.
    pub(crate) const fn of(what: Missing) -> Unsaid {
        Unsaid(1 << what as u8)
    }

    const fn and_if(self, unsaid: bool, what: Missing) -> Unsaid {
        if unsaid { Unsaid(self.0 | 1 << what as u8) } else { self }
    }

    /// Each that is reported, in order. A day is asked for by many rules; it is not named while it would take more to apply.
    pub(crate) fn iter(self) -> impl Iterator<Item = Missing> {
        Unsaid::ASKED
            .into_iter()
            .filter(move |what| self.0 & Unsaid::of(*what).0 != 0)
            .filter(move |what| *what != Missing::Now || self == Unsaid::of(Missing::Now))
    }
}

/// The circumstances of a request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Circumstances<'a> {
    pub(crate) context: &'a Context,
    pub(crate) today: Option<CivilDate>,
    pub(crate) lang: Option<Lang>,
}

/// Whether a rule for `rule` applies in `place`: `US` covers `US-CA`, `EU` covers `ES`, `UK` and `GB` are one.
pub(crate) fn jurisdiction_covers(rule: &str, place: &str) -> bool {
    if rule == place {
        return true;
    }
    let country =
        place.bytes().position(|byte| byte == b'-').and_then(|end| place.get(..end)).unwrap_or(place);
    let same = |a: &str, b: &str| a == b || (matches!(a, "UK" | "GB") && matches!(b, "UK" | "GB"));
    same(rule, place) || same(rule, country) || (rule == "EU" && EU.binary_search(&country).is_ok())
}

/// What a request says, in the bits of [`CompiledGate`].
struct Said {
    lists: [u32; LISTS],
    sector: Option<u32>,
    flags: u32,
    /// Nobody, unless the text is one that a person reviewed.
    reviewed_by: u32,
    verified: bool,
    said_unverified: bool,
}

impl Circumstances<'_> {
    fn said(&self) -> Said {
        let context = self.context;
        let customer = context.customer.as_ref();
        let flags: &[CustomerFlag] = customer.map_or(&[], |customer| &customer.flags);
        let bit = |bit: u32| 1 << bit;
        let reviewer = context.reviewed_by.filter(|_| context.sender == Some(Sender::HumanReviewed));
        let consent = customer.and_then(|c| c.marketing_consent).unwrap_or(MarketingConsent::None);
        Said {
            lists: [
                said(context.role, |item| item as u32),
                said(context.channel, |item| item as u32),
                bit(context.channel_security.unwrap_or(ChannelSecurity::Open) as u32),
                bit(context.sender.unwrap_or(Sender::Bot) as u32),
                said(context.purpose, |item| item as u32),
                bit(context.ui_disclosure.unwrap_or(UiDisclosure::None) as u32),
                said(self.lang, |item| item as u32),
                bit(customer.and_then(|c| c.on_line).unwrap_or(OnLine::Customer) as u32),
                bit(consent as u32),
            ],
            sector: context.sector.map(|sector| bit(sector as u32)),
            flags: bits(flags, |item| item as u32),
            reviewed_by: reviewer.map_or(0, |item| bit(item as u32)),
            verified: customer.and_then(|c| c.verified).unwrap_or(false),
            said_unverified: customer.and_then(|c| c.verified) == Some(false),
        }
    }

    fn covers(&self, rule: &[String]) -> bool {
        rule.iter()
            .any(|rule| self.context.jurisdictions.iter().any(|place| jurisdiction_covers(rule, place)))
    }

    /// Whether what has these conditions applies, for what is asked too seldom to be compiled.
    pub(crate) fn meet(&self, applies: &Applies) -> Gate {
        let gate = CompiledGate::new(applies, (!applies.jurisdictions.is_empty()).then_some(0));
        self.gate(&gate, &self.said(), &[self.covers(&applies.jurisdictions)])
    }

    /// Whether rules with this gate apply; `covered` tells it of each list of jurisdictions.
    fn gate(&self, gate: &CompiledGate, said: &Said, covered: &[bool]) -> Gate {
        let outside =
            |today| gate.from.is_some_and(|from| today < from) || gate.to.is_some_and(|to| today > to);
        let place = gate.places.and_then(|n| covered.get(usize::try_from(n).ok()?));
        let place_known = !self.context.jurisdictions.is_empty();
        let mut unsaid = Unsaid::default();
        for ((wanted, said), left_open) in gate.lists.iter().zip(&said.lists).zip(LEFT_OPEN) {
            match left_open {
                _ if wanted & said != 0 => {}
                Some(what) if *said == UNSAID => unsaid = unsaid.and_if(true, what),
                _ => return Gate::Closed,
            }
        }
        let fits = gate.verified.is_none_or(|wanted| said.verified == wanted)
            && (said.said_unverified || !gate.said_unverified)
            && gate
                .first_contact
                .is_none_or(|wanted| self.context.first_contact.is_none_or(|is| is == wanted))
            && (gate.flags == 0 || gate.flags & said.flags != 0)
            && gate.without_flags & said.flags == 0
            && gate.without_reviewed_by & said.reviewed_by == 0
            && !(place_known && place == Some(&false))
            && said.sector.is_none_or(|sector| gate.sectors & sector != 0)
            && !self.today.is_some_and(outside);
        if !fits {
            return Gate::Closed;
        }
        let dated = gate.from.is_some() || gate.to.is_some();
        let unsaid = unsaid
            .and_if(self.today.is_none() && dated, Missing::Now)
            .and_if(place.is_some() && !place_known, Missing::Jurisdiction)
            .and_if(gate.sectors != u32::MAX && said.sector.is_none(), Missing::Sector)
            .and_if(
                gate.first_contact.is_some() && self.context.first_contact.is_none(),
                Missing::FirstContact,
            );
        if unsaid == Unsaid::default() { Gate::Open } else { Gate::Unknown(unsaid) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::{Channel, CustomerContext, PartyRole, Purpose, Reviewer, Sector};

    fn gate(applies: &Applies, context: &Context, today: Option<CivilDate>) -> Gate {
        let mut gates = Gates::default();
        let number = gates.number(applies);
        assert_eq!(gates.number(applies), number, "a gate is kept once");
        gates.of(Circumstances { context, today, lang: Some(Lang::En) })[number as usize]
    }

    #[test]
    fn no_list_holds_as_much_as_there_are_bits() {
        let most = [
            Channel::ALL.len(),
            CustomerFlag::ALL.len(),
            PartyRole::ALL.len(),
            Purpose::ALL.len(),
            Reviewer::ALL.len(),
            Sector::ALL.len(),
            Sender::ALL.len(),
        ];
        assert!(most.iter().all(|count| *count < 31), "{most:?}");
    }

    #[test]
    fn members_are_sorted() {
        assert!(EU.is_sorted());
    }

    #[test]
    fn jurisdictions_nest() {
        for (rule, place, covers) in [
            ("US", "US-CA", true),
            ("US-CA", "US", false),
            ("US-CA", "US-NY", false),
            ("EU", "ES", true),
            ("EU", "DE-BY", true),
            ("EU", "UK", false),
            ("UK", "GB-SCT", true),
            ("GB", "UK", true),
            ("ES", "EU", false),
        ] {
            assert_eq!(jurisdiction_covers(rule, place), covers, "{rule} in {place}");
        }
    }

    #[test]
    fn what_is_not_known_is_never_favourable() {
        let context = Context::default();
        let open = Applies { channel_security: vec![ChannelSecurity::Open], ..Applies::default() };
        let bot = Applies { senders: vec![Sender::Bot], ..Applies::default() };
        let undisclosed = Applies { ui_disclosure: vec![UiDisclosure::None], ..Applies::default() };
        let unverified = Applies { verified: Some(false), ..Applies::default() };
        for applies in [open, bot, undisclosed, unverified] {
            assert_eq!(gate(&applies, &context, None), Gate::Open, "{applies:?}");
        }
        let secure = Applies { channel_security: vec![ChannelSecurity::Secure], ..Applies::default() };
        let flagged = Applies { flags: vec![CustomerFlag::Minor], ..Applies::default() };
        for applies in [secure, flagged] {
            assert_eq!(gate(&applies, &context, None), Gate::Closed, "{applies:?}");
        }
    }

    fn unknown(what: &[Missing]) -> Gate {
        Gate::Unknown(what.iter().fold(Unsaid::default(), |unsaid, what| unsaid.and_if(true, *what)))
    }

    #[test]
    fn missing_knowledge_is_named_only_when_it_would_matter() {
        let day = |d| CivilDate::new(2026, 8, d);
        let applies = Applies {
            jurisdictions: vec!["EU".into()],
            sectors: vec![Sector::Banking],
            from: day(2),
            ..Applies::default()
        };
        let mut context = Context::default();
        let place_and_sector = unknown(&[Missing::Jurisdiction, Missing::Sector]);
        assert_eq!(gate(&applies, &context, day(2)), place_and_sector);
        assert_eq!(gate(&applies, &context, day(1)), Gate::Closed);
        context.jurisdictions = vec!["FR".into()];
        assert_eq!(gate(&applies, &context, day(2)), unknown(&[Missing::Sector]));
        context.sector = Some(Sector::Banking);
        assert_eq!(gate(&applies, &context, None), unknown(&[Missing::Now]));
        assert_eq!(gate(&applies, &context, day(2)), Gate::Open);
        assert_eq!(gate(&applies, &context, day(1)), Gate::Closed);
        context.sector = Some(Sector::Retail);
        assert_eq!(gate(&applies, &context, None), Gate::Closed);
    }

    #[test]
    fn who_writes_where_and_what_for_is_named_only_when_it_would_matter() {
        let applies = Applies {
            roles: vec![PartyRole::DebtCollector],
            channels: vec![Channel::Sms, Channel::Email],
            purposes: vec![Purpose::Collections],
            first_contact: Some(true),
            ..Applies::default()
        };
        let mut context = Context::default();
        let asked = [Missing::Role, Missing::Channel, Missing::Purpose, Missing::FirstContact];
        assert_eq!(gate(&applies, &context, None), unknown(&asked));
        assert_eq!(unknown(&asked), Gate::Unknown(Unsaid(0b111_1000)));
        context.role = Some(PartyRole::DebtCollector);
        assert_eq!(gate(&applies, &context, None), unknown(&asked[1..]));
        context.channel = Some(Channel::Email);
        assert_eq!(gate(&applies, &context, None), unknown(&asked[2..]));
        context.purpose = Some(Purpose::Collections);
        assert_eq!(gate(&applies, &context, None), unknown(&asked[3..]));
        context.first_contact = Some(true);
        assert_eq!(gate(&applies, &context, None), Gate::Open);
        for other in [
            Context { role: Some(PartyRole::Creditor), ..Context::default() },
            Context { channel: Some(Channel::Voice), ..Context::default() },
            Context { purpose: Some(Purpose::Service), ..Context::default() },
            Context { first_contact: Some(false), ..Context::default() },
        ] {
            assert_eq!(gate(&applies, &other, None), Gate::Closed, "{other:?}");
        }
    }

    #[test]
    fn flags_open_and_close() {
        let context = Context {
            customer: Some(CustomerContext {
                flags: vec![CustomerFlag::Minor],
                ..CustomerContext::default()
            }),
            ..Context::default()
        };
        let with = Applies { flags: vec![CustomerFlag::Minor, CustomerFlag::Hardship], ..Applies::default() };
        let without = Applies { without_flags: vec![CustomerFlag::Minor], ..Applies::default() };
        assert_eq!(gate(&with, &context, None), Gate::Open);
        assert_eq!(gate(&without, &context, None), Gate::Closed);
    }

    #[test]
    fn a_review_counts_where_one_is_told_of() {
        let applies =
            Applies { without_reviewed_by: vec![Reviewer::LicensedClinician], ..Applies::default() };
        for (sender, reviewed_by, expected) in [
            (Some(Sender::HumanReviewed), Some(Reviewer::LicensedClinician), Gate::Closed),
            (Some(Sender::HumanReviewed), Some(Reviewer::LicensedAdviser), Gate::Open),
            (Some(Sender::HumanReviewed), Some(Reviewer::Agent), Gate::Open),
            (Some(Sender::HumanReviewed), None, Gate::Open),
            (Some(Sender::Bot), Some(Reviewer::LicensedClinician), Gate::Open),
            (None, Some(Reviewer::LicensedClinician), Gate::Open),
            (None, None, Gate::Open),
        ] {
            let context = Context { sender, reviewed_by, ..Context::default() };
            assert_eq!(gate(&applies, &context, None), expected, "{sender:?} {reviewed_by:?}");
        }
    }
}
