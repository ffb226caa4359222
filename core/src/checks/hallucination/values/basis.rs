//! For how much or how long a price is: "£15 a night" is another price than "£15 for the whole stay".

use crate::text::values::{Value, ValueKind};
use crate::text::{Text, one_of};

/// Tokens after a price among which its basis stands.
const REACH: usize = 8;

/// What a price is paid for, as to time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Basis {
    Hour,
    /// A day or a night.
    Day,
    Week,
    Month,
    Year,
    /// All of it.
    Once,
}

impl Basis {
    fn of(unit: &str) -> Option<Basis> {
        Some(match unit {
            "hour" | "hourly" => Basis::Hour,
            "day" | "daily" | "night" | "nightly" => Basis::Day,
            "week" | "weekly" => Basis::Week,
            "month" | "monthly" => Basis::Month,
            "year" | "yearly" | "annually" => Basis::Year,
            "stay" | "trip" | "visit" => Basis::Once,
            _ => return None,
        })
    }
}

/// The basis of an amount of money, if its clause names one.
pub(super) fn basis(text: &Text, value: &Value) -> Option<Basis> {
    if !matches!(value.kind, ValueKind::Money { .. }) {
        return None;
    }
    let after = text.tokens().get(value.tokens.end..)?;
    let words = after.iter().take(REACH).map(|token| text.token_text(token));
    let words: Vec<&str> =
        words.take_while(|word| !one_of!(*word, "." | "," | ";" | "and" | "or" | "but")).collect();
    words.iter().enumerate().find_map(|(at, word)| {
        let before = at.checked_sub(1).and_then(|before| words.get(before)).copied().unwrap_or_default();
        let per = one_of!(before, "a" | "an" | "per" | "each" | "every" | "/" | "whole" | "entire");
        Basis::of(word).filter(|_| per || at == 0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextOptions;

    #[test]
    fn a_price_says_for_how_long_it_is() {
        for (written, expected) in [
            ("It is £15 a night.", Some(Basis::Day)),
            ("It is £15 per dog for the whole stay.", Some(Basis::Once)),
            ("It is £15 per person per night.", Some(Basis::Day)),
            ("It is £15 monthly.", Some(Basis::Month)),
            ("It is £15 for the whole day.", Some(Basis::Day)),
            ("It is £15 per person.", None),
            ("It is £15, and a week is free.", None),
            ("It is £15 until the end of the month.", None),
        ] {
            let text = Text::analyse(written, &TextOptions::default());
            assert_eq!(basis(&text, &text.values()[0]), expected, "{written}");
        }
    }
}
