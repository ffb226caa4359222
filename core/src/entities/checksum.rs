//! Check-digit algorithms, on ASCII digits and letters.
//!
//! Every function takes the normalised identifier (no separators, upper case) and is total: a byte that is
//! not of the expected kind makes the check fail.

use sha2::{Digest, Sha256};

/// Value of an ASCII digit.
pub(crate) fn digit(byte: u8) -> Option<u32> {
    byte.is_ascii_digit().then(|| u32::from(byte - b'0'))
}

/// Value of a digit or letter: `0`-`9`, then `A` = 10 to `Z` = 35.
pub(crate) fn base36(byte: u8) -> Option<u32> {
    match byte {
        b'0'..=b'9' => Some(u32::from(byte - b'0')),
        b'A'..=b'Z' => Some(u32::from(byte - b'A') + 10),
        _ => None,
    }
}

/// The bytes `from..to`, or nothing when they do not exist.
pub(crate) fn part(id: &[u8], from: usize, to: usize) -> &[u8] {
    id.get(from..to).unwrap_or_default()
}

/// The byte at `at`, or 0.
pub(crate) fn at(id: &[u8], at: usize) -> u8 {
    id.get(at).copied().unwrap_or(0)
}

/// The decimal number in `from..to`; `None` unless all are digits (18 at most).
pub(crate) fn number(id: &[u8], from: usize, to: usize) -> Option<u64> {
    let slice = id.get(from..to)?;
    if slice.is_empty() || slice.len() > 18 {
        return None;
    }
    slice.iter().try_fold(0u64, |sum, &byte| Some(sum * 10 + u64::from(digit(byte)?)))
}

/// Luhn (ISO/IEC 7812-1 annex B), over digits only.
pub(crate) fn luhn(id: &[u8]) -> bool {
    luhn_sum(id.iter().copied()).is_some_and(|sum| sum % 10 == 0)
}

/// The Luhn sum of digits given first to last, the last being the check digit.
pub(crate) fn luhn_sum(digits: impl DoubleEndedIterator<Item = u8>) -> Option<u32> {
    let mut sum = 0;
    for (place, byte) in digits.rev().enumerate() {
        let value = digit(byte)?;
        sum += if place % 2 == 0 { value } else { value * 2 / 10 + value * 2 % 10 };
    }
    Some(sum)
}

/// Sum of digit times weight; `None` when a byte is no digit or the lengths differ.
pub(crate) fn weighted(id: &[u8], weights: &[i32]) -> Option<i32> {
    if id.len() != weights.len() {
        return None;
    }
    id.iter()
        .zip(weights)
        .try_fold(0, |sum, (&byte, &weight)| Some(sum + i32::try_from(digit(byte)?).unwrap_or(0) * weight))
}

/// Whether the weighted sum of all digits is a multiple of `modulus`.
pub(crate) fn weighted_zero(id: &[u8], weights: &[i32], modulus: i32) -> bool {
    weighted(id, weights).is_some_and(|sum| sum.rem_euclid(modulus) == 0)
}

/// Remainder mod 97 of an alphanumeric string, letters as two digits (ISO 7064 MOD 97-10).
pub(crate) fn mod97(id: impl Iterator<Item = u8>) -> Option<u32> {
    let mut rest = 0;
    for byte in id {
        let value = base36(byte)?;
        rest = if value < 10 { rest * 10 + value } else { rest * 100 + value } % 97;
    }
    Some(rest)
}

/// ISO 7064 MOD 11,10, check digit last.
pub(crate) fn mod11_10(id: &[u8]) -> bool {
    let Some((&check, body)) = id.split_last() else { return false };
    let mut product = 10;
    for &byte in body {
        let Some(value) = digit(byte) else { return false };
        let sum = (value + product) % 10;
        product = if sum == 0 { 10 } else { sum } * 2 % 11;
    }
    digit(check) == Some((11 - product) % 10)
}

/// Verhoeff, check digit last (the dihedral group D5 with Verhoeff's permutation).
pub(crate) fn verhoeff(id: &[u8]) -> bool {
    const PERMUTATION: [u32; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    let mut state = 0;
    for (place, &byte) in id.iter().rev().enumerate() {
        let Some(mut value) = digit(byte) else { return false };
        for _ in 0..place % 8 {
            value = PERMUTATION.get(value as usize).copied().unwrap_or(0);
        }
        state = dihedral(state, value);
    }
    state == 0
}

/// Product in D5, elements 0-4 rotations and 5-9 reflections.
fn dihedral(left: u32, right: u32) -> u32 {
    match (left < 5, right < 5) {
        (true, true) => (left + right) % 5,
        (true, false) => (left + right - 5) % 5 + 5,
        (false, true) => (left - 5 + 5 - right) % 5 + 5,
        (false, false) => (left + 5 - right) % 5,
    }
}

/// EAN-13 (GS1): weights 1, 3, 1, 3, …
pub(crate) fn ean13(id: &[u8]) -> bool {
    weighted_zero(id, &[1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1], 10)
}

/// The repeating 7-3-1 weights of ICAO 9303 over digits and letters; `<` counts 0.
pub(crate) fn icao(id: &[u8]) -> Option<u32> {
    let mut sum = 0;
    for (&byte, weight) in id.iter().zip([7, 3, 1].into_iter().cycle()) {
        sum += weight * if byte == b'<' { 0 } else { base36(byte)? };
    }
    Some(sum % 10)
}

const BASE58: &[u8] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/// The alphabet of the XRP ledger.
pub(crate) const BASE58_RIPPLE: &[u8] = b"rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz";

/// Bytes of a base-58 text of at most 60 characters, in the usual alphabet.
pub(crate) fn base58(text: &str) -> Option<Vec<u8>> {
    base58_in(text, BASE58)
}

pub(crate) fn base58_in(text: &str, alphabet: &[u8]) -> Option<Vec<u8>> {
    if text.is_empty() || text.len() > 60 {
        return None;
    }
    // Little-endian bytes while building.
    let mut bytes: Vec<u8> = Vec::with_capacity(48);
    for &symbol in text.as_bytes() {
        let mut carry = u32::try_from(alphabet.iter().position(|&c| c == symbol)?).unwrap_or(0);
        for byte in &mut bytes {
            carry += u32::from(*byte) * 58;
            *byte = (carry & 0xff) as u8;
            carry >>= 8;
        }
        while carry > 0 {
            bytes.push((carry & 0xff) as u8);
            carry >>= 8;
        }
    }
    let zero = alphabet.first().copied().unwrap_or(b'1');
    bytes.extend(text.bytes().take_while(|&c| c == zero).map(|_| 0));
    bytes.reverse();
    Some(bytes)
}

/// The payload of base58check bytes (version byte first) when the double-SHA-256 check fits.
pub(crate) fn base58check(bytes: &[u8]) -> Option<&[u8]> {
    let (payload, check) = bytes.split_at_checked(bytes.len().checked_sub(4)?)?;
    let hash = Sha256::digest(Sha256::digest(payload));
    hash.starts_with(check).then_some(payload)
}

/// Which constant a bech32 text was made with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bech32 {
    /// BIP-173.
    Original,
    /// BIP-350.
    Modified,
}

/// The variant and 5-bit data (check symbols removed) of a lower-case bech32 text.
pub(crate) fn bech32(text: &str) -> Option<(Bech32, Vec<u8>)> {
    const ALPHABET: &[u8] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    if text.len() > 90 {
        return None;
    }
    let (prefix, data) = text.rsplit_once('1')?;
    let mut state = 1u32;
    for byte in prefix.bytes() {
        state = polymod(state, u32::from(byte >> 5));
    }
    state = polymod(state, 0);
    for byte in prefix.bytes() {
        state = polymod(state, u32::from(byte & 31));
    }
    let mut values = Vec::with_capacity(data.len());
    for byte in data.bytes() {
        let value = ALPHABET.iter().position(|&c| c == byte)? as u8;
        state = polymod(state, u32::from(value));
        values.push(value);
    }
    let variant = match state {
        1 => Bech32::Original,
        0x2bc8_30a3 => Bech32::Modified,
        _ => return None,
    };
    values.truncate(values.len().checked_sub(6)?);
    Some((variant, values))
}

fn polymod(state: u32, value: u32) -> u32 {
    const GENERATOR: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
    let top = state >> 25;
    let mut next = (state & 0x01ff_ffff) << 5 ^ value;
    for (bit, term) in GENERATOR.iter().enumerate() {
        if top >> bit & 1 == 1 {
            next ^= term;
        }
    }
    next
}

/// Whether all bytes are the same.
pub(crate) fn repeated(id: &[u8]) -> bool {
    id.first().is_some_and(|first| id.iter().all(|byte| byte == first))
}

/// Whether a day exists in a month; two-digit or four-digit years (29 February needs a leap year when the
/// year is given, else passes).
pub(crate) fn is_date(year: Option<u64>, month: u64, day: u64) -> bool {
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_none_or(|y| y % 4 == 0 && (y < 100 || y % 100 != 0 || y % 400 == 0)) => 29,
        2 => 28,
        _ => return false,
    };
    (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_samples() {
        assert!(luhn(b"79927398713"));
        assert!(!luhn(b"79927398710"));
        assert_eq!(mod97(b"3214282912345698765432161182".iter().copied()), Some(1));
        assert!(mod11_10(b"12345678903"));
        assert!(verhoeff(b"2363"));
        assert!(!verhoeff(b"2364"));
        assert!(ean13(b"4006381333931"));
        assert_eq!(icao(b"L898902C3"), Some(6));
        assert_eq!(bech32("a12uel5l").map(|(kind, _)| kind), Some(Bech32::Original));
        assert_eq!(bech32("a1lqfn3a").map(|(kind, _)| kind), Some(Bech32::Modified));
        assert_eq!(bech32("a12uel5m"), None);
    }

    #[test]
    fn dates() {
        assert!(is_date(Some(2024), 2, 29) && !is_date(Some(2023), 2, 29) && !is_date(Some(1900), 2, 29));
        assert!(
            is_date(None, 2, 29) && !is_date(None, 4, 31) && !is_date(None, 13, 1) && !is_date(None, 0, 1)
        );
    }

    #[test]
    fn verhoeff_finds_every_single_error_and_swap() {
        let good = b"236394723613".to_vec();
        let with_check: Vec<u8> =
            (b'0'..=b'9').map(|check| [good.as_slice(), &[check]].concat()).find(|id| verhoeff(id)).unwrap();
        for place in 0..with_check.len() {
            for other in b'0'..=b'9' {
                let mut changed = with_check.clone();
                changed[place] = other;
                assert_eq!(verhoeff(&changed), other == with_check[place]);
            }
        }
    }
}
