//! The formulas of readability that a rule of Vale may hold.

/// A formula by its constants, which no two of them share.
const FORMULAS: &[(&str, &str)] = &[
    ("206.835", "flesch_ease"),
    ("15.59", "flesch_kincaid"),
    ("21.43", "ari"),
    ("0.0588", "coleman_liau"),
    ("5.88", "coleman_liau"),
    ("3.1291", "smog"),
    ("complex_words", "gunning_fog"),
    ("long_words", "lix"),
];

/// The names that older rules use.
const NAMES: &[(&str, &str)] = &[
    ("flesch-kincaid", "flesch_kincaid"),
    ("gunning fog", "gunning_fog"),
    ("coleman-liau", "coleman_liau"),
    ("smog", "smog"),
    ("automated readability", "ari"),
];

/// The formula that a rule of kind `metric` holds.
pub fn of_formula(formula: &str) -> Option<&'static str> {
    FORMULAS.iter().find(|(constant, _)| formula.contains(constant)).map(|(_, name)| *name)
}

/// The formula with this name.
pub fn of_name(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    NAMES.iter().find(|(own, _)| name.contains(own)).map(|(_, formula)| *formula)
}

/// `> 8` as the key and its bound: the rule speaks above the highest value or below the lowest.
pub fn bound(condition: &str) -> Option<(&'static str, u32)> {
    let condition = condition.trim();
    let (key, rest) = match condition.split_at_checked(1)? {
        (">", rest) => ("highest", rest),
        ("<", rest) => ("lowest", rest),
        _ => return None,
    };
    let number = rest.trim_start_matches('=').trim();
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let whole: u32 = whole.parse().ok()?;
    // The bound is whole: the next one that finds no more than Vale does.
    let up = key == "highest" && fraction.bytes().any(|digit| digit != b'0');
    Some((key, whole + u32::from(up)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_known_by_their_constants() {
        for (formula, expected) in [
            ("(0.39 * (words / sentences)) + (11.8 * (syllables / words)) - 15.59", Some("flesch_kincaid")),
            ("206.835 - (1.015 * (words / sentences)) - (84.6 * (syllables / words))", Some("flesch_ease")),
            ("(4.71 * (characters / words)) + (0.5 * (words / sentences)) - 21.43", Some("ari")),
            ("1.0430 * math.sqrt((polysyllabic_words * 30.0) / sentences) + 3.1291", Some("smog")),
            ("0.4 * ((words / sentences) + 100 * (complex_words / words))", Some("gunning_fog")),
            ("(words / sentences) + ((long_words * 100) / words)", Some("lix")),
            ("words / paragraphs", None),
        ] {
            assert_eq!(of_formula(formula), expected, "{formula}");
        }
    }

    #[test]
    fn conditions_become_bounds() {
        for (condition, expected) in [
            ("> 8", Some(("highest", 8))),
            (">= 9.5", Some(("highest", 10))),
            ("< 70", Some(("lowest", 70))),
            ("< 70.5", Some(("lowest", 70))),
            ("== 3", None),
        ] {
            assert_eq!(bound(condition), expected, "{condition}");
        }
    }
}
