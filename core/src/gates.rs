//! Whether a rule applies in the circumstances of a request.
//!
//! What is missing is taken as not known, never as favourable: an unknown sender is a bot, a channel of unknown
//! security is open, an unverified customer is not verified, missing consent is none.

use crate::contract::{
    ChannelSecurity, Context, CustomerFlag, MarketingConsent, OnLine, Sender, UiDisclosure,
};
use crate::policy::compile::CompiledRule;
use crate::policy::schema::Applies;
use crate::text::Lang;
use crate::text::values::CivilDate;

/// Members of the European Union, ISO 3166-1 alpha-2.
const EU: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
    "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// The second letters of the members with each first letter, a bit each from that of `A`.
static MEMBERS: [u32; 26] = {
    let mut members = [0; 26];
    let mut at = 0;
    #[expect(clippy::indexing_slicing, reason = "evaluated at compile time, below the lengths")]
    while at < EU.len() {
        if let [first, second] = *EU[at].as_bytes() {
            members[(first - b'A') as usize] |= 1 << (second - b'A');
        }
        at += 1;
    }
    members
};

fn is_member(country: &str) -> bool {
    let [first, second @ b'A'..=b'Z'] = country.as_bytes() else { return false };
    let seconds = MEMBERS.get(usize::from(first.wrapping_sub(b'A')));
    seconds.is_some_and(|seconds| seconds & 1 << (second - b'A') != 0)
}

/// Whether a rule applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gate {
    /// It does.
    Open,
    /// It does not.
    Closed,
    /// It would, if something that the request does not say were known.
    Unknown(Missing),
}

/// Rules that apply in the same circumstances, so that each gate is looked at once.
#[derive(Debug)]
pub(crate) struct Gates {
    /// The gate of each rule, by its number.
    of_rules: Vec<u32>,
    /// A rule with each gate.
    rules: Vec<usize>,
}

/// Most gates with which that of a rule is compared.
const COMPARED: usize = 256;

impl Gates {
    /// The gates of some rules.
    pub(crate) fn new(rules: &[CompiledRule]) -> Gates {
        let mut gates = Gates { of_rules: Vec::with_capacity(rules.len()), rules: Vec::new() };
        let applies = |rule: usize| rules.get(rule).map(|rule| &rule.rule.applies);
        for rule in 0..rules.len() {
            let first = gates.rules.len().saturating_sub(COMPARED);
            let mut known = gates.rules.iter().enumerate().skip(first);
            let known = known.find(|(_, other)| applies(**other) == applies(rule)).map(|(gate, _)| gate);
            let gate = known.unwrap_or_else(|| {
                gates.rules.push(rule);
                gates.rules.len() - 1
            });
            gates.of_rules.push(u32::try_from(gate).unwrap_or(u32::MAX));
        }
        gates
    }

    /// The gate of each rule in the circumstances, in order.
    pub(crate) fn of<'g>(
        &'g self,
        rules: &'g [CompiledRule],
        circumstances: Circumstances<'_>,
    ) -> impl Iterator<Item = (usize, &'g CompiledRule, Gate)> {
        let applies = self.rules.iter().filter_map(|rule| rules.get(*rule)).map(|rule| &rule.rule.applies);
        let gates: Vec<Gate> = applies.map(|applies| circumstances.gate(applies)).collect();
        rules.iter().zip(&self.of_rules).enumerate().filter_map(move |(index, (rule, gate))| {
            Some((index, rule, *gates.get(usize::try_from(*gate).ok()?)?))
        })
    }
}

/// What a request would have to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Missing {
    /// `context.now`.
    Now,
    /// `context.jurisdictions`.
    Jurisdiction,
    /// `context.sector`.
    Sector,
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
    let country = match place.as_bytes() {
        [_, _] => place,
        [_, _, b'-', ..] => place.get(..2).unwrap_or(place),
        _ => place.split('-').next().unwrap_or(place),
    };
    let same = |a: &str, b: &str| a == b || (matches!(a, "UK" | "GB") && matches!(b, "UK" | "GB"));
    same(rule, place) || same(rule, country) || (rule == "EU" && is_member(country))
}

fn allows<T: PartialEq>(list: &[T], value: Option<T>) -> bool {
    list.is_empty() || value.is_some_and(|v| list.contains(&v))
}

impl Circumstances<'_> {
    fn flags(&self) -> &[CustomerFlag] {
        self.context.customer.as_ref().map_or(&[], |customer| &customer.flags)
    }

    /// Whether rules with these gates apply.
    pub(crate) fn gate(&self, applies: &Applies) -> Gate {
        let context = self.context;
        // Most rules are for other places.
        if !applies.jurisdictions.is_empty() && !context.jurisdictions.is_empty() {
            let covered = applies
                .jurisdictions
                .iter()
                .any(|rule| context.jurisdictions.iter().any(|place| jurisdiction_covers(rule, place)));
            if !covered {
                return Gate::Closed;
            }
        }
        let customer = context.customer.as_ref();
        let fits = allows(&applies.roles, context.role)
            && allows(&applies.channels, context.channel)
            && allows(
                &applies.channel_security,
                Some(context.channel_security.unwrap_or(ChannelSecurity::Open)),
            )
            && allows(&applies.senders, Some(context.sender.unwrap_or(Sender::Bot)))
            && allows(&applies.purposes, context.purpose)
            && allows(&applies.ui_disclosure, Some(context.ui_disclosure.unwrap_or(UiDisclosure::None)))
            && allows(&applies.languages, self.lang)
            && allows(&applies.on_line, Some(customer.and_then(|c| c.on_line).unwrap_or(OnLine::Customer)))
            && allows(
                &applies.marketing_consent,
                Some(customer.and_then(|c| c.marketing_consent).unwrap_or(MarketingConsent::None)),
            )
            && applies
                .verified
                .is_none_or(|wanted| customer.and_then(|c| c.verified).unwrap_or(false) == wanted)
            && applies.first_contact.is_none_or(|wanted| context.first_contact == Some(wanted))
            && (applies.flags.is_empty() || applies.flags.iter().any(|flag| self.flags().contains(flag)))
            && !applies.without_flags.iter().any(|flag| self.flags().contains(flag));
        if !fits {
            return Gate::Closed;
        }
        if !applies.sectors.is_empty()
            && context.sector.is_some()
            && !allows(&applies.sectors, context.sector)
        {
            return Gate::Closed;
        }
        let outside =
            |today| applies.from.is_some_and(|from| today < from) || applies.to.is_some_and(|to| today > to);
        if self.today.is_some_and(outside) {
            return Gate::Closed;
        }
        if !applies.jurisdictions.is_empty() && context.jurisdictions.is_empty() {
            Gate::Unknown(Missing::Jurisdiction)
        } else if !applies.sectors.is_empty() && context.sector.is_none() {
            Gate::Unknown(Missing::Sector)
        } else if self.today.is_none() && (applies.from.is_some() || applies.to.is_some()) {
            Gate::Unknown(Missing::Now)
        } else {
            Gate::Open
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::{Channel, CustomerContext, Sector};

    fn gate(applies: &Applies, context: &Context, today: Option<CivilDate>) -> Gate {
        Circumstances { context, today, lang: Some(Lang::En) }.gate(applies)
    }

    #[test]
    fn members_and_nobody_else() {
        for first in b'A'..=b'Z' {
            for second in b'A'..=b'Z' {
                let country = String::from_utf8(vec![first, second]).unwrap();
                assert_eq!(is_member(&country), EU.contains(&country.as_str()), "{country}");
            }
        }
        for other in ["", "D", "DEU", "de", "D1", "Ä", "1E"] {
            assert!(!is_member(other), "{other}");
        }
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
        let sms = Applies { channels: vec![Channel::Sms], ..Applies::default() };
        assert_eq!(gate(&sms, &context, None), Gate::Closed);
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
        assert_eq!(gate(&applies, &context, day(2)), Gate::Unknown(Missing::Jurisdiction));
        context.jurisdictions = vec!["FR".into()];
        assert_eq!(gate(&applies, &context, day(2)), Gate::Unknown(Missing::Sector));
        context.sector = Some(Sector::Banking);
        assert_eq!(gate(&applies, &context, None), Gate::Unknown(Missing::Now));
        assert_eq!(gate(&applies, &context, day(2)), Gate::Open);
        assert_eq!(gate(&applies, &context, day(1)), Gate::Closed);
        context.sector = Some(Sector::Retail);
        assert_eq!(gate(&applies, &context, None), Gate::Closed);
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
}
