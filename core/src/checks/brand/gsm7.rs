//! How many parts a text message needs, and which characters its short alphabet holds.
//!
//! 3GPP TS 23.038, 6.2.1 (GSM 7 bit default alphabet and its extension table) and 6.2.3 (UCS-2); 3GPP TS 23.040,
//! 9.2.3.24.1 (concatenation: six bytes of every part are a header).

use super::emoji;
use crate::span::Span;
use crate::text::values::ValueKind;
use crate::text::{Lang, Text, TokenKind};

/// The default alphabet beyond letters and digits of ASCII.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà";
/// The extension table: an escape and a character, so two septets.
const EXTENDED: &str = "\u{c}^{}\\[~]|€";

/// Septets in a message of one part.
const SINGLE_SEPTETS: usize = 160;
/// Septets in each of several parts.
const PART_SEPTETS: usize = 153;
/// UCS-2 units in a message of one part.
const SINGLE_UNITS: usize = 70;
/// UCS-2 units in each of several parts.
const PART_UNITS: usize = 67;

/// Septets that a character takes; `None` when the alphabet does not hold it.
pub(crate) fn septets(c: char) -> Option<usize> {
    if c.is_ascii_alphanumeric() || BASIC.contains(c) {
        Some(1)
    } else if EXTENDED.contains(c) {
        Some(2)
    } else {
        None
    }
}

/// How a text goes out as text messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Size {
    /// Whether one character forces UCS-2.
    pub(crate) ucs2: bool,
    /// Septets, or UCS-2 units.
    pub(crate) units: usize,
    /// Parts.
    pub(crate) segments: usize,
}

/// Counts septets, or UCS-2 units where a character is not in the GSM alphabet. An escaped character and a
/// surrogate pair are never cut in two, so a part may stay one unit short.
pub(crate) fn size(text: &str) -> Size {
    let ucs2 = text.chars().any(|c| septets(c).is_none());
    let width = |c: char| if ucs2 { c.len_utf16() } else { septets(c).unwrap_or(1) };
    let (single, part) = if ucs2 { (SINGLE_UNITS, PART_UNITS) } else { (SINGLE_SEPTETS, PART_SEPTETS) };
    let units = text.chars().map(width).sum();
    if units <= single {
        return Size { ucs2, units, segments: usize::from(units > 0) };
    }
    let (mut segments, mut used) = (1, 0);
    for width in text.chars().map(width) {
        if used + width > part {
            segments += 1;
            used = 0;
        }
        used += width;
    }
    Size { ucs2, units, segments }
}

/// What is written for a character outside the alphabet without loss; `None` when nothing is.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        '‘' | '’' | '‚' | '‛' | 'ʼ' | '`' | '´' | '′' | '‹' | '›' => "'",
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '•' | '·' | '‣' | '▪' | '●' | '◦' => {
            "-"
        }
        '…' => "...",
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\t' => " ",
        '\u{2028}' | '\u{2029}' | '\u{85}' => "\n",
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' => "",
        '×' => "x",
        '÷' => "/",
        '→' | '⇒' => "->",
        '≤' => "<=",
        '≥' => ">=",
        '©' => "(c)",
        '®' => "(R)",
        '™' => "(TM)",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        '‰' => " per mille",
        _ => return None,
    })
}

/// The letter without its accent, for the accents that English keeps in loanwords.
fn unaccented(c: char) -> Option<&'static str> {
    Some(match c {
        'á' | 'â' | 'ã' => "a",
        'Á' | 'Â' | 'Ã' | 'À' => "A",
        'ç' => "c",
        'ê' | 'ë' => "e",
        'È' | 'Ê' | 'Ë' => "E",
        'í' | 'î' | 'ï' => "i",
        'Í' | 'Î' | 'Ï' => "I",
        'ó' | 'ô' | 'õ' => "o",
        'Ó' | 'Ô' | 'Õ' => "O",
        'ú' | 'û' => "u",
        'Ú' | 'Û' => "U",
        _ => return None,
    })
}

/// The changes that bring a text into the GSM alphabet; empty when it is in it already, `None` when it holds a
/// letter that can't be replaced without harm (another script, an accent of the language, a name): such a text
/// goes out as UCS-2, and there is no point in a partial change.
pub(crate) fn transliterate(text: &Text, lang: Option<Lang>) -> Option<Vec<(Span, String)>> {
    let original = text.original();
    let outside = |c: char| !c.is_ascii() || septets(c).is_none();
    if !original.contains(outside) {
        return Some(Vec::new());
    }
    let mut changes = Vec::new();
    let mut pictures = emoji::removals(text, &emoji::find(original)).into_iter().peekable();
    for (at, c) in original.char_indices() {
        changes.extend(pictures.next_if(|(span, _)| span.start <= at));
        if changes.last().is_some_and(|(span, _)| at < span.end) {
            continue;
        }
        let span = Span::new(at, at + c.len_utf8());
        if septets(c).is_some() {
            continue;
        }
        if let Some(content) = plain(c) {
            changes.push((span, content.to_owned()));
        } else {
            let content = unaccented(c).filter(|_| lang.is_none_or(|lang| lang == Lang::En))?;
            if in_name(text, span) {
                return None;
            }
            changes.push((span, content.to_owned()));
        }
    }
    Some(changes)
}

/// Whether a letter belongs to a name, an address or a word written with a capital.
fn in_name(text: &Text, span: Span) -> bool {
    let fold = text.fold_span(span);
    let token = text.token_at(fold.start).and_then(|at| text.tokens().get(at));
    let capital = token.is_some_and(|token| {
        token.kind != TokenKind::Word || token.span.text(text.original()).chars().any(char::is_uppercase)
    });
    capital || text.values().iter().any(|v| matches!(v.kind, ValueKind::Name(_)) && v.span.contains(span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::brand::testing::applied;
    use crate::text::TextOptions;

    #[test]
    fn the_alphabet_is_the_one_of_the_standard() {
        // TS 23.038: 128 places, of which one is the escape; the extension table adds ten.
        let basic = (0..0x2_0000).filter_map(char::from_u32).filter(|c| septets(*c) == Some(1)).count();
        let extended = (0..0x2_0000).filter_map(char::from_u32).filter(|c| septets(*c) == Some(2)).count();
        assert_eq!((basic, extended), (127, 10));
        for (c, expected) in [
            ('@', Some(1)),
            ('€', Some(2)),
            ('[', Some(2)),
            ('`', None),
            ('ç', None),
            ('Ç', Some(1)),
            ('à', Some(1)),
        ] {
            assert_eq!(septets(c), expected, "{c}");
        }
    }

    #[test]
    fn parts_are_counted_in_septets_or_units() {
        let a = |n: usize| "a".repeat(n);
        for (text, ucs2, units, segments) in [
            (String::new(), false, 0, 0),
            (a(1), false, 1, 1),
            (a(160), false, 160, 1),
            (a(161), false, 161, 2),
            (a(306), false, 306, 2),
            (a(307), false, 307, 3),
            ("€".repeat(80), false, 160, 1),
            ("€".repeat(81), false, 162, 2),
            // An escape may not end a part: 152 + 2 > 153, so the part stays one short.
            (format!("{}€{}", a(152), a(152)), false, 306, 3),
            (format!("{}€{}", a(151), a(153)), false, 306, 2),
            ("ж".repeat(70), true, 70, 1),
            ("ж".repeat(71), true, 71, 2),
            ("ж".repeat(134), true, 134, 2),
            ("ж".repeat(135), true, 135, 3),
            // A surrogate pair may not be cut: 66 + 2 > 67.
            ("😀".repeat(35), true, 70, 1),
            ("😀".repeat(36), true, 72, 2),
            (format!("{}😀{}", "ж".repeat(66), "ж".repeat(66)), true, 134, 3),
            // One smart quote makes 70 out of 160.
            (format!("{}’", a(70)), true, 71, 2),
        ] {
            let found = size(&text);
            assert_eq!((found.ucs2, found.units, found.segments), (ucs2, units, segments), "{text}");
        }
    }

    #[test]
    fn what_can_be_written_plainly_is() {
        for (draft, lang, expected) in [
            (
                "Your refund’s on its way – see you soon…",
                None,
                Some("Your refund's on its way - see you soon..."),
            ),
            ("“Done” — 5–7 days", None, Some("\"Done\" - 5-7 days")),
            ("It costs\u{a0}5\u{202f}€", None, Some("It costs 5 €")),
            ("All done 🎉", None, Some("All done")),
            ("Great 🎉, thanks", None, Some("Great, thanks")),
            ("Our café is naïve", Some(Lang::En), Some("Our café is naive")),
            ("• one\n• two", None, Some("- one\n- two")),
            ("Plain text", None, Some("Plain text")),
            ("Über uns: 5 €", Some(Lang::De), Some("Über uns: 5 €")),
            ("Votre être", Some(Lang::Fr), None),
            ("¿Está aquí?", Some(Lang::Es), None),
            ("Hi Zoë’s there", Some(Lang::En), None),
            ("Ваш заказ – в пути", None, None),
            ("₹500", None, None),
        ] {
            let text = Text::analyse(draft, &TextOptions::default());
            let found = transliterate(&text, lang).map(|changes| applied(draft, &changes));
            assert_eq!(found.as_deref(), expected, "{draft}");
            if let Some(found) = &found {
                assert!(!size(found).ucs2, "{found}");
            }
        }
    }
}
