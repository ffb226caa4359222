//! Small and capital letters of all scripts, as the standard library gives them.
//!
//! The library's tables are more than a hundredth of the module for browsers, which therefore has its own, smaller and
//! slower.

#[cfg(not(draftgate_small))]
mod library {
    /// What [`char::to_lowercase`] gives.
    #[inline]
    pub(crate) fn lower(c: char) -> impl Iterator<Item = char> {
        c.to_lowercase()
    }

    /// What [`char::to_uppercase`] gives.
    #[inline]
    pub(crate) fn upper(c: char) -> impl Iterator<Item = char> {
        c.to_uppercase()
    }

    /// What [`str::to_lowercase`] gives.
    #[inline]
    pub(crate) fn lowercase(text: &str) -> String {
        text.to_lowercase()
    }

    /// What [`str::to_uppercase`] gives.
    #[inline]
    pub(crate) fn uppercase(text: &str) -> String {
        text.to_uppercase()
    }
}

/// Compiled for every test.
#[cfg(any(test, draftgate_small))]
mod small {
    use crate::text::data::case::{IGNORABLE, LOWER, SPECIAL};
    use crate::text::runs::Runs;

    /// How far the small letter stands behind the capital one.
    static DISTANCES: Runs = Runs::new(LOWER);
    /// Characters that are passed over when a word's end is looked for.
    static IGNORED: Runs = Runs::new(IGNORABLE);

    pub(crate) fn lower(c: char) -> impl Iterator<Item = char> {
        let dotted = c == 'İ';
        let single = if dotted { 'i' } else { lower_one(c) };
        [single, '\u{307}'].into_iter().take(1 + usize::from(dotted))
    }

    fn lower_one(c: char) -> char {
        if c.is_ascii() {
            return c.to_ascii_lowercase();
        }
        moved(c, DISTANCES.get(c).unwrap_or(0))
    }

    fn moved(c: char, distance: i32) -> char {
        u32::from(c).checked_add_signed(distance).and_then(char::from_u32).unwrap_or(c)
    }

    pub(crate) fn upper(c: char) -> impl Iterator<Item = char> {
        let special = if c.is_ascii() { None } else { SPECIAL.lines().find_map(|line| line.strip_prefix(c)) };
        let single = special.is_none().then(|| upper_one(c));
        special.unwrap_or_default().chars().chain(single)
    }

    fn upper_one(c: char) -> char {
        if c.is_ascii() {
            return c.to_ascii_uppercase();
        }
        // Of several capital letters the first.
        let capital = DISTANCES.all().iter().find_map(|run| {
            let from = u32::from(moved(c, -run.value));
            (from <= run.last && run.holds(from)).then_some(run.value)
        });
        moved(c, -capital.unwrap_or(0))
    }

    pub(crate) fn lowercase(text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for (at, c) in text.char_indices() {
            if c == 'Σ' {
                out.push(if ends_word(text, at) { 'ς' } else { 'σ' });
            } else {
                out.extend(lower(c));
            }
        }
        out
    }

    /// Whether the sigma at `at` is the last letter of a word, and not its only one.
    fn ends_word(text: &str, at: usize) -> bool {
        let (before, rest) = (text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default());
        letter_is_next(&mut before.chars().rev()) && !letter_is_next(&mut rest.chars().skip(1))
    }

    fn letter_is_next(mut chars: &mut dyn Iterator<Item = char>) -> bool {
        Iterator::find(&mut chars, |c| IGNORED.get(*c).is_none()).is_some_and(|c| {
            c.is_lowercase()
                || c.is_uppercase()
                || matches!(c, 'ǅ' | 'ǈ' | 'ǋ' | 'ǲ' | 'ᾈ'..='ᾏ' | 'ᾘ'..='ᾟ' | 'ᾨ'..='ᾯ' | 'ᾼ' | 'ῌ' | 'ῼ')
        })
    }

    pub(crate) fn uppercase(text: &str) -> String {
        text.chars().flat_map(upper).collect()
    }
}

#[cfg(not(draftgate_small))]
pub(crate) use library::{lower, lowercase, upper, uppercase};
#[cfg(draftgate_small)]
pub(crate) use small::{lower, lowercase, upper, uppercase};

#[cfg(test)]
mod tests {
    use super::small;
    use crate::text::data::case::{IGNORABLE, LOWER};
    use crate::text::runs::{literal, packed};
    use proptest::prelude::*;

    /// Whether the second character of a text becomes this one.
    fn gives(text: &str, end: char) -> bool {
        text.to_lowercase().chars().nth(1) == Some(end)
    }

    /// Most characters; a sigma need not be asked about these.
    fn is_ideograph(c: char) -> bool {
        matches!(c, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{f8ff}' | '\u{20000}'..='\u{dffff}' | '\u{e0200}'..)
    }

    #[test]
    fn tables_are_those_of_the_library() {
        let distance = |c: char| {
            let mut small = c.to_lowercase();
            let one = small.next().filter(|one| *one != c && small.next().is_none() && !c.is_ascii())?;
            Some(u32::from(one).cast_signed() - u32::from(c).cast_signed())
        };
        let lower = packed(distance, true);
        assert!(lower == LOWER, "{}", literal(&lower));
        // A sigma looks past what is ignored: it ends a word that ends there, and none that goes on behind it.
        let ignored = |c: char| {
            let passed = !is_ideograph(c) && gives(&format!("AΣ{c}"), 'ς') && gives(&format!("AΣ{c}A"), 'σ');
            passed.then_some(0)
        };
        let ignorable = packed(ignored, false);
        assert!(ignorable == IGNORABLE, "{}", literal(&ignorable));
    }

    #[test]
    fn every_character_has_the_case_of_the_library() {
        for c in '\0'..=char::MAX {
            assert!(small::lower(c).eq(c.to_lowercase()), "{c:?}");
            assert!(small::upper(c).eq(c.to_uppercase()), "{c:?} {}", c.to_uppercase());
            if is_ideograph(c) {
                continue;
            }
            for text in [format!("AΣ{c}"), format!("{c}Σ"), format!("AΣ{c}A"), format!("A{c}Σ")] {
                assert_eq!(small::lowercase(&text), text.to_lowercase(), "{c:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn texts_have_the_case_of_the_library(text in "[aAΣσ '.\u{301}\u{345}ßİǅıK\u{1f88}\\PC]{0,12}") {
            prop_assert_eq!(small::lowercase(&text), text.to_lowercase());
            prop_assert_eq!(small::uppercase(&text), text.to_uppercase());
        }
    }
}
