//! Values set aside for tests and documentation: found like any other, and named here for policies.

use super::EntityHit;
use super::card::is_test_card;

/// Whether a hit is a value that no person or company can have: test cards, fictional phone numbers,
/// documentation addresses, numbers never issued.
///
/// ```
/// use draftgate::entities::{AsciiFolding, EntitySet, Hints, find, is_reserved};
/// let text = AsciiFolding::new("Write to sam@example.com.");
/// let hits = find(&text, &EntitySet::all(), Hints::default());
/// assert!(is_reserved(&hits[0]));
/// ```
pub fn is_reserved(hit: &EntityHit) -> bool {
    let id = hit.normalized.as_str();
    match hit.entity.name {
        "credit-card" => is_test_card(id),
        "email" => id.rsplit('@').next().is_some_and(reserved_host),
        "url" | "url-secret" => {
            let host = id.split_once("://").map_or(id, |(_, rest)| rest);
            let host = host.split(['/', '?', '#']).next().unwrap_or("");
            let host = host.rsplit('@').next().unwrap_or("");
            reserved_host(host.split(':').next().unwrap_or(""))
        }
        "phone" => reserved_phone(id),
        "ssn" => {
            let advertised =
                id.starts_with("98765432") || matches!(id, "078051120" | "219099999" | "123456789");
            advertised || id.starts_with("000") || id.starts_with("666") || id.starts_with('9')
        }
        "nhs-number" => id.starts_with("999"),
        "bsn" => id.starts_with("9999"),
        "nino" => id.starts_with("QQ"),
        "hetu" => id.get(id.len().saturating_sub(4)..).is_some_and(|serial| serial.starts_with('9')),
        "ip-address" => ["192.0.2.", "198.51.100.", "203.0.113.", "127.", "2001:db8:"]
            .iter()
            .any(|net| id.starts_with(net)),
        _ => false,
    }
}

/// Names of RFC 2606 and RFC 6761.
fn reserved_host(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let last_two = host.rsplitn(3, '.').take(2).collect::<Vec<_>>();
    matches!(
        last_two.as_slice(),
        ["example" | "test" | "invalid" | "localhost", ..] | ["com" | "net" | "org", "example"]
    )
}

/// 555-0100 to 555-0199 and the numbers that Ofcom keeps for drama.
fn reserved_phone(id: &str) -> bool {
    let digits = id.trim_start_matches('+');
    let last = digits.get(digits.len().saturating_sub(7)..).unwrap_or("");
    if last.starts_with("55501") && matches!(digits.len(), 7 | 10 | 11) {
        return true;
    }
    let uk = digits.strip_prefix("44").or_else(|| digits.strip_prefix('0')).unwrap_or("");
    [
        "1632960", "7700900", "2079460", "8081570", "9098790", "1134960", "1144960", "1154960", "1164960",
        "1174960", "1184960", "1214960", "1314960", "1414960", "1514960", "1614960", "1914980", "3069990",
    ]
    .iter()
    .any(|prefix| uk.starts_with(prefix))
}
