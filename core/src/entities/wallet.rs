//! Addresses of crypto-currency wallets, by their check sums.

use super::checksum::{BASE58_RIPPLE, Bech32, base58, base58_in, base58check, bech32};
use super::runs::{Kind, Run};
use super::scan::Scan;
use super::{Band, Class, Entity, Mask};

/// Wallet address.
pub static WALLET: Entity = Entity {
    name: "wallet",
    label: "crypto wallet address",
    class: Class::Payment,
    band: Band::High,
    context: &[
        "wallet", "address", "btc", "eth", "bitcoin", "ethereum", "send to", "crypto", "sol", "solana",
        "usdt",
    ],
    mask: Mask::Ends(4, 4),
    validate: Some(|text| matches!(kind(text), Some(true))),
    ..Entity::BASE
};

/// `Some(true)` when a check sum confirms the address, `Some(false)` when only its shape does.
pub(crate) fn kind(text: &str) -> Option<bool> {
    if !(25..=90).contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    if ["bc1", "tb1", "ltc1"].iter().any(|prefix| lower.starts_with(prefix))
        && (lower == text || text.to_ascii_uppercase() == text)
    {
        let (variant, data) = bech32(&lower)?;
        let (&version, program) = data.split_first()?;
        let bytes = program.len() * 5 / 8;
        let right = match version {
            0 => variant == Bech32::Original && (bytes == 20 || bytes == 32),
            1..=16 => variant == Bech32::Modified && (2..=40).contains(&bytes),
            _ => false,
        };
        return right.then_some(true);
    }
    if let Some(hex) = text.strip_prefix("0x") {
        return (hex.len() == 40 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()) && mixed_bytes(hex))
            .then_some(false);
    }
    match text.as_bytes().first()? {
        b'1' | b'3' | b'T' | b'L' | b'M' | b'D' if text.len() <= 35 => {
            let bytes = base58(text)?;
            let payload = base58check(&bytes)?;
            // Version bytes: bitcoin 0 and 5, Tron 0x41, Litecoin 0x30 and 0x32, Dogecoin 0x1e.
            (payload.len() == 21 && matches!(payload.first(), Some(0 | 5 | 0x41 | 0x30 | 0x32 | 0x1e)))
                .then_some(true)
        }
        b'r' if text.len() <= 35 => {
            let bytes = base58_in(text, BASE58_RIPPLE)?;
            base58check(&bytes).filter(|payload| payload.len() == 21).map(|_| true)
        }
        _ if (32..=44).contains(&text.len()) && mixed_bytes(text) => {
            let has_all =
                text.bytes().any(|b| b.is_ascii_uppercase()) && text.bytes().any(|b| b.is_ascii_lowercase());
            (has_all && base58(text)?.len() == 32).then_some(false)
        }
        _ => None,
    }
}

/// Digits and letters, and more than a handful of different ones.
fn mixed_bytes(text: &str) -> bool {
    let mut seen = 0u128;
    for byte in text.bytes() {
        seen |= 1 << (byte & 127);
    }
    seen.count_ones() >= 8 && text.bytes().any(|byte| byte.is_ascii_digit())
}

impl Scan<'_> {
    /// Tests a long run.
    pub(crate) fn wallet(&mut self, entity: usize, at: usize, run: Run) {
        if run.kind != Kind::Mixed || !(25..=90).contains(&run.len()) {
            return;
        }
        let original = self.original(run.start, run.end);
        let Some(checked) = kind(original) else { return };
        let base = match (checked, original.starts_with("0x")) {
            (true, _) => 92,
            (false, true) => 60,
            (false, false) => 30,
        };
        let mut found = Vec::new();
        self.words(at, at, &mut found);
        let score = base + self.set.lean(entity, &found).max(0);
        let normalized = original.to_owned();
        self.add(entity, run.start, run.end, score, checked, normalized);
    }
}
