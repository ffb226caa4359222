//! Forms of English nouns and verbs, for terms and their replacements.

use crate::text::{Listed, word_list};

/// Nouns without a plural form of their own.
static UNCOUNTABLE: Listed = Listed::new(word_list![
    "advice",
    "baggage",
    "cash",
    "content",
    "data",
    "email",
    "equipment",
    "feedback",
    "help",
    "information",
    "luggage",
    "mail",
    "money",
    "news",
    "post",
    "software",
    "staff",
    "support",
]);

/// Nouns with an irregular plural.
const PLURALS: &[(&str, &str)] = &[
    ("child", "children"),
    ("half", "halves"),
    ("knife", "knives"),
    ("leaf", "leaves"),
    ("life", "lives"),
    ("man", "men"),
    ("person", "people"),
    ("self", "selves"),
    ("shelf", "shelves"),
    ("wife", "wives"),
    ("woman", "women"),
];

/// Irregular verbs: base, past, participle.
const VERBS: &[(&str, &str, &str)] = &[
    ("be", "was", "been"),
    ("begin", "began", "begun"),
    ("bring", "brought", "brought"),
    ("build", "built", "built"),
    ("buy", "bought", "bought"),
    ("choose", "chose", "chosen"),
    ("come", "came", "come"),
    ("cut", "cut", "cut"),
    ("do", "did", "done"),
    ("find", "found", "found"),
    ("get", "got", "got"),
    ("give", "gave", "given"),
    ("go", "went", "gone"),
    ("have", "had", "had"),
    ("hold", "held", "held"),
    ("keep", "kept", "kept"),
    ("know", "knew", "known"),
    ("leave", "left", "left"),
    ("let", "let", "let"),
    ("lose", "lost", "lost"),
    ("make", "made", "made"),
    ("pay", "paid", "paid"),
    ("put", "put", "put"),
    ("read", "read", "read"),
    ("reset", "reset", "reset"),
    ("ring", "rang", "rung"),
    ("say", "said", "said"),
    ("see", "saw", "seen"),
    ("sell", "sold", "sold"),
    ("send", "sent", "sent"),
    ("set", "set", "set"),
    ("show", "showed", "shown"),
    ("speak", "spoke", "spoken"),
    ("spend", "spent", "spent"),
    ("take", "took", "taken"),
    ("tell", "told", "told"),
    ("think", "thought", "thought"),
    ("understand", "understood", "understood"),
    ("win", "won", "won"),
    ("withdraw", "withdrew", "withdrawn"),
    ("write", "wrote", "written"),
];

/// Verbs whose last consonant is doubled though a longer word.
static DOUBLING: Listed = Listed::new(word_list![
    "commit", "defer", "forget", "occur", "permit", "prefer", "refer", "submit", "transfer"
]);

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Ends in a consonant and `y`.
fn consonant_y(word: &str) -> bool {
    let mut letters = word.chars().rev();
    letters.next() == Some('y') && letters.next().is_some_and(|c| !is_vowel(c))
}

fn with_s(word: &str) -> String {
    match word.strip_suffix('y').filter(|_| consonant_y(word)) {
        Some(stem) => format!("{stem}ies"),
        None if ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end)) => format!("{word}es"),
        None => format!("{word}s"),
    }
}

/// The plural of one English noun; `None` when it has none.
fn plural(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    if UNCOUNTABLE.contains(&lower.as_str()) || !word.chars().next_back().is_some_and(char::is_alphabetic) {
        return None;
    }
    match PLURALS.iter().find(|(singular, _)| *singular == lower) {
        Some((_, plural)) => Some((*plural).to_owned()),
        None => Some(with_s(word)),
    }
}

/// The plural of a term, made at its last word; `None` when it has none.
pub(super) fn plural_term(term: &str) -> Option<String> {
    let (head, last) = term.rsplit_once(' ').map_or(("", term), |(head, last)| (head, last));
    let last = plural(last)?;
    Some(if head.is_empty() { last } else { format!("{head} {last}") })
}

/// The forms of one verb: `-s`, `-ing`, past, participle.
fn verb(word: &str) -> [String; 4] {
    let chars: Vec<char> = word.chars().collect();
    let doubles = match chars.as_slice() {
        [.., 'o' | 'e' | 'i' | 'u', 'y' | 'w' | 'x'] | [.., 'a', 'y' | 'w' | 'x'] => false,
        [.., before, vowel, last] => {
            let syllables = chars.iter().filter(|c| is_vowel(**c)).count();
            is_vowel(*vowel)
                && !is_vowel(*before)
                && last.is_alphabetic()
                && !is_vowel(*last)
                && (syllables == 1 || DOUBLING.contains(&word))
        }
        _ => false,
    };
    let doubled = chars.last().filter(|_| doubles).map(char::to_string).unwrap_or_default();
    let stem = match word.strip_suffix('e') {
        Some(stem) if !word.ends_with("ee") && !word.ends_with("oe") && word.len() > 2 => stem,
        _ => word,
    };
    let ing = format!("{stem}{doubled}ing");
    let ed = match word.strip_suffix('y').filter(|_| consonant_y(word)) {
        Some(stem) => format!("{stem}ied"),
        None if word.ends_with('e') => format!("{word}d"),
        None => format!("{word}{doubled}ed"),
    };
    let irregular = VERBS.iter().find(|(base, _, _)| *base == word);
    let (past, participle) = irregular
        .map_or((ed.clone(), ed), |(_, past, participle)| ((*past).to_owned(), (*participle).to_owned()));
    let third = match word {
        "be" => "is".to_owned(),
        "have" => "has".to_owned(),
        "do" | "go" => format!("{word}es"),
        _ => with_s(word),
    };
    [third, ing, past, participle]
}

/// The forms of a term whose first word is a verb, without the base form: `logs in`, `logging in`, `logged in`.
pub(super) fn verb_term(term: &str) -> [String; 4] {
    let (first, rest) = term.split_once(' ').map_or((term, ""), |(first, rest)| (first, rest));
    verb(first).map(|form| if rest.is_empty() { form } else { format!("{form} {rest}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals() {
        for (term, expected) in [
            ("package", Some("packages")),
            ("parcel", Some("parcels")),
            ("box", Some("boxes")),
            ("branch", Some("branches")),
            ("policy", Some("policies")),
            ("delivery day", Some("delivery days")),
            ("person", Some("people")),
            ("customer", Some("customers")),
            ("information", None),
            ("5 %", None),
            ("address", Some("addresses")),
        ] {
            assert_eq!(plural_term(term).as_deref(), expected, "{term}");
        }
    }

    #[test]
    fn verbs() {
        for (term, expected) in [
            ("log in", ["logs in", "logging in", "logged in", "logged in"]),
            ("sign in", ["signs in", "signing in", "signed in", "signed in"]),
            ("utilise", ["utilises", "utilising", "utilised", "utilised"]),
            ("use", ["uses", "using", "used", "used"]),
            ("buy", ["buys", "buying", "bought", "bought"]),
            ("apply", ["applies", "applying", "applied", "applied"]),
            ("cancel", ["cancels", "canceling", "canceled", "canceled"]),
            ("refer to", ["refers to", "referring to", "referred to", "referred to"]),
            ("give", ["gives", "giving", "gave", "given"]),
            ("agree", ["agrees", "agreeing", "agreed", "agreed"]),
            ("pay", ["pays", "paying", "paid", "paid"]),
            ("fix", ["fixes", "fixing", "fixed", "fixed"]),
            ("ship", ["ships", "shipping", "shipped", "shipped"]),
            ("open", ["opens", "opening", "opened", "opened"]),
            ("deliver", ["delivers", "delivering", "delivered", "delivered"]),
        ] {
            assert_eq!(verb_term(term), expected.map(str::to_owned), "{term}");
        }
    }
}
