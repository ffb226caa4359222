//! Generates `core/src/text/fold_table.rs` from Unicode data and checks that the committed file is current.
//!
//! `UPDATE_FOLD_TABLE=1 cargo test -p draftgate --test fold_table` writes the file anew.

#![expect(clippy::unwrap_used, reason = "a generator may stop at data it does not expect")]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/text/fold_table.rs");

/// What normalisation leaves alone or takes apart in a way of no use here. An empty text keeps the character.
const OVERRIDES: &[(&str, &str)] = &[
    // Letters that Unicode does not decompose.
    ("ßẞ", "ss"),
    ("æÆ", "ae"),
    ("œŒ", "oe"),
    ("øØ", "o"),
    ("đĐðÐɖ", "d"),
    ("þÞ", "th"),
    ("łŁ", "l"),
    ("ħĦ", "h"),
    ("ıİ", "i"),
    ("ŋŊ", "n"),
    ("ŧŦ", "t"),
    ("ĸ", "k"),
    ("ſ", "s"),
    ("ƒƑ", "f"),
    ("ȷ", "j"),
    ("ɑ", "a"),
    ("ɡ", "g"),
    ("ƀɓ", "b"),
    ("ς", "σ"),
    // Small capitals.
    ("ᴀ", "a"),
    ("ʙ", "b"),
    ("ᴄ", "c"),
    ("ᴅ", "d"),
    ("ᴇ", "e"),
    ("ꜰ", "f"),
    ("ɢ", "g"),
    ("ʜ", "h"),
    ("ɪ", "i"),
    ("ᴊ", "j"),
    ("ᴋ", "k"),
    ("ʟ", "l"),
    ("ᴍ", "m"),
    ("ɴ", "n"),
    ("ᴏ", "o"),
    ("ᴘ", "p"),
    ("ꞯ", "q"),
    ("ʀ", "r"),
    ("ꜱ", "s"),
    ("ᴛ", "t"),
    ("ᴜ", "u"),
    ("ᴠ", "v"),
    ("ᴡ", "w"),
    ("ʏ", "y"),
    ("ᴢ", "z"),
    // Quotation marks and apostrophes.
    ("‘’‚‛′‵ʼʹʻʽ＇´‹›ˈ❛❜❮❯", "'"),
    ("“”„‟″‶«»〝〞〟＂״❝❞", "\""),
    // Dashes, minus signs and slashes.
    ("‐‑‒–—―−⁃﹘﹣－⸺⸻˗", "-"),
    ("⁄∕", "/"),
    ("∶", ":"),
    ("…", "..."),
    // Marks of trade and emoji that would become letters.
    ("™℠ℹ", ""),
];

/// Code points that are seen through: zero-width, bidirectional, fillers, variation selectors, tags, controls.
const INVISIBLE: &[(u32, u32)] = &[
    (0x00, 0x08),
    (0x0E, 0x1F),
    (0x7F, 0x84),
    (0x86, 0x9F),
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x61C, 0x61C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF9, 0xFFFB),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE01EF),
];

fn override_of(c: char) -> Option<&'static str> {
    OVERRIDES.iter().find(|(from, _)| from.contains(c)).map(|&(_, to)| to)
}

fn invisible(c: char) -> bool {
    INVISIBLE.iter().any(|&(from, to)| (from..=to).contains(&u32::from(c)))
}

/// Marks that are dropped after any letter: accents, points and enclosing marks, not the vowel signs of a script.
fn accent(c: char) -> bool {
    is_combining_mark(c)
        && {
            let class = canonical_combining_class(c);
            let block = matches!(u32::from(c), 0x300..=0x36F | 0x483..=0x489 | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE20..=0xFE2F);
            block || class == 1 || (10..=36).contains(&class) || (200..=240).contains(&class)
        }
}

/// Decimal digits by the Unicode property; every script's digits are a run of ten from zero to nine.
fn digits() -> BTreeMap<char, char> {
    let digit = regex::Regex::new(r"^\d$").unwrap();
    let mut out = BTreeMap::new();
    let mut value = 0;
    let mut previous = 0;
    for c in (0x80..=0x10FFFF).filter_map(char::from_u32).filter(|c| c.is_numeric()) {
        if !digit.is_match(c.encode_utf8(&mut [0; 4])) {
            continue;
        }
        value = if u32::from(c) == previous + 1 { (value + 1) % 10 } else { 0 };
        previous = u32::from(c);
        out.insert(c, char::from_digit(value, 10).unwrap());
    }
    out
}

fn negative_letter(c: char) -> Option<char> {
    let at = u32::from(c);
    let base = [0x1F150, 0x1F170].into_iter().find(|base| (*base..base + 26).contains(&at))?;
    char::from_u32(u32::from(b'a') + at - base)
}

/// The full fold of one character, without regard to what stands around it.
fn fold(c: char, digits: &BTreeMap<char, char>) -> String {
    let mut text = c.to_string();
    for _ in 0..6 {
        let next: String = text
            .chars()
            .flat_map(|c| match (override_of(c), digits.get(&c), negative_letter(c)) {
                (Some(""), _, _) => vec![c],
                (Some(to), _, _) => to.chars().collect(),
                (_, Some(&digit), _) => vec![digit],
                (_, _, Some(letter)) => vec![letter],
                _ if c.to_string().nfkd().next() == Some(' ') => vec![c],
                _ => {
                    c.to_string().nfkd().flat_map(char::to_lowercase).filter(|&c| !accent(c)).nfc().collect()
                }
            })
            .collect();
        if next == text {
            break;
        }
        text = next;
    }
    text
}

/// Whether the table keeps an entry for `c`, beside plain lower case.
fn wanted(c: char, folded: &str) -> bool {
    if c.is_ascii() || c.is_whitespace() || invisible(c) || is_combining_mark(c) || folded.is_empty() {
        return false;
    }
    let scripts = matches!(u32::from(c), 0x370..=0x52F | 0x1C80..=0x1C8F | 0x1F00..=0x1FFF | 0xA640..=0xA69F | 0x1D6A8..=0x1D7CB | 0xFFE0..=0xFFE6);
    let target = folded.is_ascii() || scripts || override_of(c).is_some_and(|to| !to.is_empty());
    target && folded != c.to_lowercase().collect::<String>()
}

/// The Latin letter that `c` (already folded) can be mistaken for.
fn look_alike(c: char, digits: &BTreeMap<char, char>) -> Option<u8> {
    let scripts = matches!(u32::from(c), 0xB5 | 0x180..=0x2AF | 0x370..=0x58F | 0x13A0..=0x13FF | 0x1D00..=0x1DBF | 0x2C60..=0x2CFF | 0xA4D0..=0xA4FF | 0xA720..=0xA7FF | 0xAB30..=0xABBF);
    // Micro sign and mu stand in front of units.
    if !scripts || !c.is_alphabetic() || c == 'μ' || fold(c, digits) != c.to_string() {
        return None;
    }
    let letter = |c: char| {
        let skeleton: String = unicode_security::skeleton(&c.to_string())
            .flat_map(|c| fold(c, digits).chars().collect::<Vec<_>>())
            .collect();
        match skeleton.as_bytes() {
            [byte] if byte.is_ascii_alphabetic() => Some(byte.to_ascii_lowercase()),
            _ => None,
        }
    };
    letter(c).or_else(|| c.to_uppercase().find_map(letter))
}

/// Blocks without an entry, left out for speed: ideographs, Hangul syllables, private use.
fn ideograph(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x9FFF | 0xAC00..=0xD7FF | 0xE000..=0xFAFF | 0x17000..=0x18CFF | 0x20000..=0xDFFFF | 0xE0200..)
}

fn ranges(test: impl Fn(char) -> bool) -> Vec<(u32, u32)> {
    let mut out: Vec<(u32, u32)> = Vec::new();
    for c in (0..=0x10FFFF).filter_map(char::from_u32).filter(|&c| test(c)) {
        let at = u32::from(c);
        match out.last_mut() {
            Some(last) if last.1 + 1 == at => last.1 = at,
            _ => out.push((at, at)),
        }
    }
    out
}

fn write_all<T>(out: &mut String, head: &str, rows: &[T], show: impl Fn(&T) -> String) {
    out.push_str(head);
    let mut line = String::from("   ");
    for row in rows {
        let cell = format!(" {},", show(row));
        if line.len() + cell.len() > 108 {
            out.push_str(&line);
            out.push('\n');
            line = String::from("   ");
        }
        line.push_str(&cell);
    }
    out.push_str(&line);
    out.push_str("\n];\n");
}

fn generate() -> String {
    let digits = digits();
    let mut runs: Vec<(u32, u32, u32, u32)> = Vec::new();
    let mut expansions: Vec<(u32, String)> = Vec::new();
    let mut alike: Vec<(u32, u8)> = Vec::new();
    for c in (0x80..=0x10FFFF).filter_map(char::from_u32).filter(|&c| !ideograph(c)) {
        let at = u32::from(c);
        let folded = fold(c, &digits);
        if wanted(c, &folded) {
            let mut chars = folded.chars();
            match (chars.next(), chars.next()) {
                (Some(single), None) => {
                    let to = u32::from(single);
                    match runs.last_mut() {
                        Some((first, count, base, step))
                            if *first + *count == at
                                && *count < 255
                                && (*count == 1 && (to == *base || to == *base + 1)
                                    || to == *base + *step * *count) =>
                        {
                            if *count == 1 {
                                *step = to - *base;
                            }
                            *count += 1;
                        }
                        _ => runs.push((at, 1, to, 0)),
                    }
                }
                _ => expansions.push((at, folded.clone())),
            }
        }
        if let Some(letter) = look_alike(c, &digits) {
            alike.push((at, letter));
        }
    }
    let mut out = String::from(
        "//! Fold table. Generated by `core/tests/fold_table.rs` from the Unicode Character Database and the Unicode\n\
         //! security data (confusables); do not edit. Those data files are under the Unicode License v3\n\
         //! (SPDX `Unicode-3.0`), copyright Unicode, Inc.\n",
    );
    write_all(
        &mut out,
        "\n/// Runs of characters with one-character folds: first, how many, target of the first, step of the target.\n#[rustfmt::skip]\npub(super) static RUNS: &[(u32, u8, u32, u8)] = &[\n",
        &runs,
        |(first, count, to, step)| format!("(0x{first:X}, {count}, 0x{to:X}, {step})"),
    );
    write_all(
        &mut out,
        "\n/// Characters that fold to several.\n#[rustfmt::skip]\npub(super) static EXPANSIONS: &[(u32, &str)] = &[\n",
        &expansions,
        |(at, to)| format!("(0x{at:X}, {to:?})"),
    );
    write_all(
        &mut out,
        "\n/// Letters of other scripts (folded) and the Latin letter each can be mistaken for.\n#[rustfmt::skip]\npub(super) static LOOK_ALIKES: &[(u16, u8)] = &[\n",
        &alike,
        |(at, to)| format!("(0x{at:X}, b'{}')", char::from(*to)),
    );
    write_all(
        &mut out,
        "\n/// Accents and the like, dropped after any character; first and last.\n#[rustfmt::skip]\npub(super) static ACCENTS: &[(u32, u32)] = &[\n",
        &ranges(|c| accent(c) && !invisible(c)),
        |(a, b)| format!("(0x{a:X}, 0x{b:X})"),
    );
    write_all(
        &mut out,
        "\n/// Other combining marks (vowel signs); first and last.\n#[rustfmt::skip]\npub(super) static SIGNS: &[(u32, u32)] = &[\n",
        &ranges(|c| is_combining_mark(c) && !accent(c) && !invisible(c)),
        |(a, b)| format!("(0x{a:X}, 0x{b:X})"),
    );
    write_all(
        &mut out,
        "\n/// Characters without a shape of their own, dropped everywhere; first and last.\n#[rustfmt::skip]\npub(super) static INVISIBLE: &[(u32, u32)] = &[\n",
        INVISIBLE,
        |(a, b)| format!("(0x{a:X}, 0x{b:X})"),
    );
    let _ = writeln!(out);
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

#[test]
fn the_committed_table_is_what_unicode_data_gives() {
    let generated = generate();
    if std::env::var_os("UPDATE_FOLD_TABLE").is_some() {
        std::fs::write(TABLE, &generated).unwrap();
    }
    let committed = std::fs::read_to_string(TABLE).unwrap_or_default();
    assert!(committed == generated, "core/src/text/fold_table.rs is stale: run with UPDATE_FOLD_TABLE=1");
}
