//! The regular expressions of Vale as terms of a pack.
//!
//! The engine looks for words in a text in small letters without accents, and its expressions have no look-around and
//! no references, so that their time is linear.

/// Most phrases that one expression stands for.
const MOST: usize = 48;

/// A term as it is written in a pack, and whether it is a plain phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// Words.
    Phrases(Vec<String>),
    /// An expression, without its slashes.
    Pattern(String),
}

/// Why an expression can't be taken.
fn unsupported(pattern: &str, any_case: bool) -> Option<&'static str> {
    // A class of both small letters and capitals asks for neither.
    let both = pattern.replace("a-zA-Z", "a-z").replace("A-Za-z", "a-z").replace("a-zA-z", "a-z");
    let mut rest = both.chars().peekable();
    let mut class = false;
    while let Some(c) = rest.next() {
        match c {
            '\\' => match rest.next() {
                Some('1'..='9' | 'k') => return Some("it refers to what it matched before"),
                Some('p' | 'P') => return Some("it asks for a class of characters by property"),
                _ => {}
            },
            '[' => class = true,
            ']' => class = false,
            'A'..='Z' if class && rest.peek() == Some(&'-') && !any_case => {
                return Some("it depends on capitals");
            }
            _ => {}
        }
    }
    let around = ["(?=", "(?!", "(?<=", "(?<!"].iter().any(|mark| pattern.contains(mark));
    around.then_some("it looks ahead or behind")
}

/// In small letters, escapes as they are.
fn lowered(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        if c == '\\' {
            out.push(c);
            out.extend(chars.next());
        } else {
            out.extend(c.to_lowercase());
        }
    }
    out
}

/// The phrases that an expression stands for, when they are few; `None` when they are not.
pub fn phrases(pattern: &str) -> Option<Vec<String>> {
    let chars: Vec<char> = pattern.chars().collect();
    let (found, end) = alternatives(&chars, 0)?;
    let mut found: Vec<String> = found.into_iter().map(|phrase| phrase.trim().to_owned()).collect();
    found.dedup();
    let plain = |phrase: &String| {
        phrase.chars().any(char::is_alphanumeric)
            && phrase
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '.' | '&' | '/' | ','))
            && phrase.starts_with(char::is_alphanumeric)
            && phrase.ends_with(|c: char| c.is_alphanumeric() || c == '.')
            && !phrase.starts_with('/')
    };
    (end == chars.len() && found.iter().all(plain)).then_some(found)
}

/// Alternatives from `at` up to a closing bracket or the end.
fn alternatives(chars: &[char], at: usize) -> Option<(Vec<String>, usize)> {
    let mut all = Vec::new();
    let mut at = at;
    loop {
        let (some, end) = sequence(chars, at)?;
        all.extend(some);
        if all.len() > MOST {
            return None;
        }
        match chars.get(end) {
            Some('|') => at = end + 1,
            _ => return Some((all, end)),
        }
    }
}

fn sequence(chars: &[char], at: usize) -> Option<(Vec<String>, usize)> {
    let mut heads = vec![String::new()];
    let mut at = at;
    while let Some(c) = chars.get(at) {
        let mut next = at + 1;
        let mut options: Vec<String> = match c {
            '|' | ')' => break,
            '(' => {
                let inner = if chars.get(at + 1) == Some(&'?') {
                    (chars.get(at + 2) == Some(&':')).then_some(at + 3)?
                } else {
                    at + 1
                };
                let (inside, end) = alternatives(chars, inner)?;
                (chars.get(end) == Some(&')')).then_some(())?;
                next = end + 1;
                inside
            }
            '[' => {
                let close = at + chars.get(at..)?.iter().position(|c| *c == ']')?;
                let inside = chars.get(at + 1..close)?;
                let range =
                    inside.iter().enumerate().any(|(n, c)| *c == '-' && n > 0 && n + 1 < inside.len());
                (!range && !inside.contains(&'^') && !inside.contains(&'\\') && !inside.is_empty())
                    .then_some(())?;
                next = close + 1;
                let mut letters: Vec<String> = inside.iter().map(|c| c.to_lowercase().to_string()).collect();
                letters.dedup();
                letters
            }
            '\\' => {
                next = at + 2;
                match chars.get(at + 1)? {
                    's' => vec![" ".to_owned()],
                    'b' => vec![String::new()],
                    c @ ('.' | '-' | '/' | '\'' | '&' | ',') => vec![c.to_string()],
                    _ => return None,
                }
            }
            '.' | '*' | '+' | '?' | '^' | '$' | '{' | '}' => return None,
            c => vec![c.to_string()],
        };
        match chars.get(next) {
            Some('?') => {
                options.push(String::new());
                next += 1;
            }
            Some('*' | '+' | '{') => return None,
            _ => {}
        }
        let mut longer = Vec::with_capacity(heads.len() * options.len());
        for head in &heads {
            for option in &options {
                longer.push(format!("{head}{option}"));
            }
        }
        if longer.len() > MOST {
            return None;
        }
        heads = longer;
        at = next;
    }
    Some((heads, at))
}

/// One expression as a term. `word` puts it between the bounds of words; `any_case` says that capitals don't matter.
pub fn term(pattern: &str, word: bool, any_case: bool) -> Result<Term, String> {
    let (pattern, any_case) = match pattern.strip_prefix("(?i)") {
        Some(rest) => (rest, true),
        None => (pattern, any_case),
    };
    if word && let Some(found) = phrases(pattern) {
        return Ok(Term::Phrases(found));
    }
    if let Some(reason) = unsupported(pattern, any_case) {
        return Err(format!("`{pattern}`: {reason}"));
    }
    let inner = lowered(pattern);
    Ok(Term::Pattern(if word { format!(r"\b(?:{inner})\b") } else { inner }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_phrases_are_written_out() {
        for (pattern, expected) in [
            ("e-mail", Some(vec!["e-mail"])),
            ("(?:log|sign) in", Some(vec!["log in", "sign in"])),
            ("colou?r", Some(vec!["colour", "color"])),
            ("[Ee]mail", Some(vec!["email"])),
            ("web[- ]site", Some(vec!["web-site", "web site"])),
            (r"e\.g\.", Some(vec!["e.g."])),
            (r"\bvia\b", Some(vec!["via"])),
            ("(a|b)(c|d)", Some(vec!["ac", "ad", "bc", "bd"])),
            (r"\w+ly", None),
            ("(?<!not )very", None),
            ("a{2}", None),
            ("(a|b", None),
        ] {
            let expected: Option<Vec<String>> =
                expected.map(|all| all.into_iter().map(str::to_owned).collect());
            assert_eq!(phrases(pattern), expected, "{pattern}");
        }
    }

    #[test]
    fn expressions_that_the_engine_has_not_are_told() {
        for (pattern, any_case, expected) in [
            (r"\w+ly", true, Ok(r"\b(?:\w+ly)\b")),
            (r"(?i)Very\s+\w+", false, Ok(r"\b(?:very\s+\w+)\b")),
            (r"very(?= much)", true, Err("it looks ahead or behind")),
            (r"(\w+) \1", true, Err("it refers to what it matched before")),
            (r"[A-Z]{3,5}", false, Err("it depends on capitals")),
            (r"[a-zA-Z]+ly", false, Ok(r"\b(?:[a-za-z]+ly)\b")),
            (r"\p{Lu}+", true, Err("it asks for a class of characters by property")),
        ] {
            match (term(pattern, true, any_case), expected) {
                (Ok(Term::Pattern(found)), Ok(wanted)) => assert_eq!(found, wanted, "{pattern}"),
                (Err(found), Err(wanted)) => assert!(found.ends_with(wanted), "{pattern}: {found}"),
                (found, wanted) => panic!("{pattern}: {found:?}, expected {wanted:?}"),
            }
        }
    }
}
