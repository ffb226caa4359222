//! Masked forms of identifiers.

use super::{Entity, Mask};

/// How a masked identifier is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum MaskStyle {
    /// Dots for what is hidden: `•••• 4242`, `s•••@example.com`, `DE•• •••• 3000`.
    #[default]
    Dots,
    /// Only what may stay visible, for wordings such as "ending 4242"; empty when nothing may.
    Visible,
    /// Nothing visible: `••••`.
    Hidden,
}

const DOTS: &str = "••••";

/// The masked form of a normalised identifier.
///
/// At most a third of a short identifier stays visible, whatever the entity allows.
///
/// ```
/// use draftgate::entities::{MaskStyle, entity, mask};
/// let card = entity("credit-card").unwrap();
/// assert_eq!(mask(card, "4242424242424242", MaskStyle::Dots), "•••• 4242");
/// assert_eq!(mask(card, "4242424242424242", MaskStyle::Visible), "4242");
/// assert_eq!(mask(card, "4242424242424242", MaskStyle::Hidden), "••••");
/// let email = entity("email").unwrap();
/// assert_eq!(mask(email, "sam@example.com", MaskStyle::Dots), "s•••@example.com");
/// ```
pub fn mask(entity: &Entity, normalized: &str, style: MaskStyle) -> String {
    if style == MaskStyle::Hidden {
        return match entity.mask {
            Mask::Keep => normalized.to_owned(),
            _ => DOTS.to_owned(),
        };
    }
    let dots = style == MaskStyle::Dots;
    let parts = |first: &str, last: &str| match (dots, first.is_empty(), last.is_empty()) {
        (true, true, true) => DOTS.to_owned(),
        (true, true, false) => format!("{DOTS} {last}"),
        (true, false, true) => format!("{first}{DOTS}"),
        (true, false, false) => format!("{first}{DOTS}{last}"),
        (false, ..) => format!("{first}{last}"),
    };
    match entity.mask {
        Mask::Keep => normalized.to_owned(),
        Mask::Hidden => parts("", ""),
        Mask::Last(count) => parts("", tail(normalized, count)),
        Mask::First(count) => parts(head(normalized, count), ""),
        Mask::Ends(first, last) => parts(head(normalized, first), tail(normalized, last)),
        Mask::Email => email(normalized, dots),
        Mask::Iban => {
            let last = tail(normalized, 4);
            let country = normalized.get(..2).unwrap_or("");
            if dots { format!("{country}•• {DOTS} {last}") } else { last.to_owned() }
        }
        Mask::Network => network(normalized, dots),
        Mask::Url => url(normalized),
        Mask::Coordinates => coordinates(normalized),
    }
}

/// The last characters, at most a third of all.
fn tail(text: &str, count: u8) -> &str {
    let all = text.chars().count();
    let keep = usize::from(count).min(all / 3);
    text.char_indices().nth(all - keep).and_then(|(at, _)| text.get(at..)).unwrap_or("")
}

/// The first characters, at most a third of all.
fn head(text: &str, count: u8) -> &str {
    let keep = usize::from(count).min(text.chars().count() / 3);
    text.char_indices().nth(keep).and_then(|(at, _)| text.get(..at)).unwrap_or("")
}

fn email(address: &str, dots: bool) -> String {
    let Some((local, domain)) = address.rsplit_once('@') else {
        return if dots { DOTS.to_owned() } else { String::new() };
    };
    if !dots {
        return domain.to_owned();
    }
    // A mailbox of one letter would be shown whole.
    let initial = local.chars().next().filter(|_| local.chars().nth(1).is_some());
    format!("{}•••@{domain}", initial.map(String::from).unwrap_or_default())
}

/// The first half of an address: two octets of IPv4, three groups of IPv6, three octets of a MAC address.
fn network(address: &str, dots: bool) -> String {
    let hidden = if dots { "•••" } else { "" };
    let (separator, keep) = match (address.contains('.'), address.matches(':').count()) {
        (true, 0) => ('.', 2),
        (_, 0) => return format!("{}{hidden}", head(address, 6)),
        _ => (':', 3),
    };
    let kept: Vec<&str> = address.split(separator).take(keep).collect();
    let separator = if dots { separator.to_string() } else { String::new() };
    format!("{}{separator}{hidden}", kept.join(if address.contains(':') { ":" } else { "." }))
}

fn url(address: &str) -> String {
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let bare = address.get(..end).unwrap_or("");
    match bare.split_once("://") {
        Some((scheme, rest)) => {
            let host_end = rest.find('/').unwrap_or(rest.len());
            let (authority, path) = rest.split_at_checked(host_end).unwrap_or((rest, ""));
            let host = authority.rsplit('@').next().unwrap_or(authority);
            format!("{scheme}://{host}{path}")
        }
        None => bare.to_owned(),
    }
}

fn coordinates(pair: &str) -> String {
    let one_decimal = |part: &str| match part.split_once('.') {
        Some((whole, rest)) => format!("{whole}.{}", rest.chars().take(1).collect::<String>()),
        None => part.to_owned(),
    };
    pair.split(',').map(one_decimal).collect::<Vec<_>>().join(", ")
}
