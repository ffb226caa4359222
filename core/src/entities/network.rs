//! Addresses in networks and on the web, and places on the globe.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::runs::Kind;
use super::scan::Scan;
use super::{Band, Class, Entity, Mask};

/// IP address, versions 4 and 6.
pub static IP_ADDRESS: Entity = Entity {
    name: "ip-address",
    label: "IP address",
    class: Class::Network,
    band: Band::High,
    context: &["ip", "address", "ip address", "ipv4", "ipv6", "server", "host", "dns", "router", "gateway"],
    deny: &[
        "firmware", "release", "update", "section", "clause", "article", "chapter", "software", "app",
        "driver",
    ],
    mask: Mask::Network,
    validate: Some(|text| text.parse::<Ipv4Addr>().is_ok() || text.parse::<Ipv6Addr>().is_ok()),
    ..Entity::BASE
};

/// Hardware address of a network card.
pub static MAC_ADDRESS: Entity = Entity {
    name: "mac-address",
    label: "MAC address",
    class: Class::Network,
    band: Band::High,
    context: &["mac", "mac address", "hardware address"],
    mask: Mask::Network,
    validate: Some(is_mac),
    ..Entity::BASE
};

/// Web address.
pub static URL: Entity = Entity {
    name: "url",
    label: "web address",
    class: Class::Network,
    band: Band::Exact,
    mask: Mask::Url,
    validate: Some(|text| {
        text.split_once("://").is_some_and(|(scheme, rest)| {
            matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https" | "ftp") && rest.contains('.')
        })
    }),
    ..Entity::BASE
};

/// Latitude and longitude.
pub static COORDINATES: Entity = Entity {
    name: "coordinates",
    label: "geographic coordinates",
    class: Class::Record,
    context: &["coordinates", "gps", "location", "latitude", "lat", "koordinaten", "position"],
    mask: Mask::Coordinates,
    validate: Some(is_coordinates),
    ..Entity::BASE
};

fn is_mac(text: &str) -> bool {
    let hex = |part: &str, length: usize| part.len() == length && part.bytes().all(|b| b.is_ascii_hexdigit());
    let separator = if text.contains(':') { ':' } else { '-' };
    let pairs: Vec<&str> = text.split(separator).collect();
    let dotted: Vec<&str> = text.split('.').collect();
    (pairs.len() == 6 && pairs.iter().all(|pair| hex(pair, 2)))
        || (dotted.len() == 3 && dotted.iter().all(|part| hex(part, 4)))
}

fn is_coordinates(text: &str) -> bool {
    let Some((latitude, longitude)) = text.split_once(',') else { return false };
    let degrees = |part: &str, most: u32| {
        let part = part.trim().trim_start_matches(['-', '+']);
        part.split_once('.').is_some_and(|(whole, rest)| {
            whole.parse::<u32>().is_ok_and(|value| value <= most)
                && (4..=15).contains(&rest.len())
                && rest.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    degrees(latitude, 90) && degrees(longitude, 180)
}

/// Which of the addresses are wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    ip: Option<usize>,
    mac: Option<usize>,
    coordinates: Option<usize>,
    wallet: Option<usize>,
}

impl Scan<'_> {
    /// IP and MAC addresses, coordinates and wallets: what one look at each run and its neighbours finds.
    pub(crate) fn addresses(&mut self) {
        let wanted = Wanted {
            ip: self.set.index("ip-address"),
            mac: self.set.index("mac-address"),
            coordinates: self.set.index("coordinates"),
            wallet: self.set.index("wallet"),
        };
        let mut free_from = 0;
        for at in 0..self.runs.len() {
            let Some(run) = self.runs.get(at).copied() else { break };
            if run.len() >= 25 {
                if let Some(entity) = wanted.wallet {
                    self.wallet(entity, at, run);
                }
                continue;
            }
            let Some(next) = self.runs.get(at + 1).copied() else { continue };
            if at < free_from || run.len() > 4 {
                continue;
            }
            match self.between(run.end, next.start) {
                "." if run.kind == Kind::Digits && next.kind == Kind::Digits => {
                    if let Some(entity) = wanted.ip.filter(|_| next.len() <= 3) {
                        self.ipv4(entity, at);
                    }
                    if let Some(entity) = wanted.coordinates.filter(|_| next.len() >= 4) {
                        self.coordinates(entity, at);
                    }
                }
                ":" | "::" => free_from = self.colons(wanted, at),
                "-" | "." => {
                    if let Some(entity) = wanted.mac {
                        self.mac(entity, at);
                    }
                }
                _ => {}
            }
            if run.kind == Kind::Digits
                && let Some(entity) = wanted.mac.filter(|_| run.len() == 2 || run.len() == 4)
                && matches!(self.between(run.end, next.start), "-" | ".")
            {
                self.mac(entity, at);
            }
        }
    }

    fn ipv4(&mut self, entity: usize, at: usize) {
        let (Some(first), Some(last)) = (self.runs.get(at), self.runs.get(at + 3)) else { return };
        let (start, end) = (first.start, last.end);
        let raw = self.between(start, end);
        let Ok(address) = raw.parse::<Ipv4Addr>() else { return };
        let joined_before = self.between(0, start).ends_with(['.', '-', '_']);
        let after = self.between(end, self.folded.len());
        let joined_after = after.starts_with(['.', '-', '_'])
            && after.chars().nth(1).is_some_and(|c| c.is_ascii_alphanumeric());
        if joined_before || joined_after {
            return;
        }
        let mut found = Vec::new();
        self.words(at, at + 3, &mut found);
        // "1.2.3.4", "10.4.2.0": section and version numbers are small.
        let small = address.octets().iter().all(|&octet| octet < 20);
        let score = if small { 40 } else { 85 } + self.set.lean(entity, &found);
        self.add(entity, start, end, score.min(98), false, address.to_string());
    }

    /// IPv6 and MAC addresses; returns the first run after the token.
    fn colons(&mut self, wanted: Wanted, at: usize) -> usize {
        let Some(first) = self.runs.get(at).copied() else { return at + 1 };
        let mut last = at;
        while last < at + 10
            && let (Some(left), Some(right)) = (self.runs.get(last), self.runs.get(last + 1))
            && matches!(self.between(left.end, right.start), ":" | "::")
        {
            last += 1;
        }
        let Some(end) = self.runs.get(last).map(|run| run.end) else { return at + 1 };
        let lead = if self.between(0, first.start).ends_with("::") { 2 } else { 0 };
        let tail = if self.between(end, end + 2) == "::" { 2 } else { 0 };
        let (start, end) = (first.start - lead, end + tail);
        let raw = self.between(start, end);
        let colons = raw.bytes().filter(|&byte| byte == b':').count();
        if colons >= 2 {
            if let Some(entity) = wanted.mac.filter(|_| is_mac(raw)) {
                self.add(entity, start, end, 92, false, raw.to_owned());
            } else if let Some(entity) = wanted.ip
                && raw.len() >= 6
                && let Ok(address) = raw.parse::<Ipv6Addr>()
            {
                self.add(entity, start, end, 92, false, address.to_string());
            }
        }
        last + 1
    }

    /// MAC addresses with dashes or dots.
    fn mac(&mut self, entity: usize, at: usize) {
        let Some(first) = self.runs.get(at) else { return };
        let (start, count) = (first.start, if first.len() == 4 { 3 } else { 6 });
        let Some(end) = self.runs.get(at + count - 1).map(|run| run.end) else { return };
        let raw = self.between(start, end);
        let joined = self.between(0, start).ends_with(['-', '.', ':'])
            || self.between(end, self.folded.len()).starts_with(['-', ':']);
        if joined || raw.len() > 17 || !is_mac(raw) {
            return;
        }
        let mut found = Vec::new();
        self.words(at, at + count - 1, &mut found);
        // All digits: more likely pairs of a phone number or a date with a time.
        let letters = raw.bytes().any(|byte| byte.is_ascii_alphabetic());
        let score = if letters { 88 } else { 30 } + self.set.lean(entity, &found).max(0);
        self.add(entity, start, end, score.min(98), false, raw.to_owned());
    }

    /// "51.5074, -0.1278": two numbers with four decimals or more, in range.
    fn coordinates(&mut self, entity: usize, at: usize) {
        let (Some(first), Some(last)) = (self.runs.get(at), self.runs.get(at + 3)) else { return };
        let signed = self.between(0, first.start).ends_with('-');
        let (start, end) = (first.start - usize::from(signed), last.end);
        let raw = self.between(start, end);
        let comma = raw.contains(',') && !raw.contains("..");
        if !comma || !is_coordinates(raw) {
            return;
        }
        let mut found = Vec::new();
        self.words(at, at + 3, &mut found);
        let score = 75 + self.set.lean(entity, &found).max(0);
        self.add(entity, start, end, score.min(98), false, raw.replace(' ', ""));
    }
}
