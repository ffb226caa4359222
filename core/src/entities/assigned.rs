//! Secrets by the word that announces them: passwords, keys, headers.

use super::scan::Scan;
use super::secret::{Trigger, entropy_16, is_placeholder};
use super::tokens::Charset;

impl Scan<'_> {
    /// The value after "password", "password is", "password:".
    pub(super) fn password(&mut self, entity: usize, end: usize) {
        let Some((start, stop, direct)) = self.value_after(end) else { return };
        let value = self.original(start, stop);
        let score = match strength(value) {
            _ if value.len() < 4 || value.len() > 128 || value.contains("://") || is_placeholder(value) => {
                return;
            }
            // "password 2FA-enabled", "password v2": codes and versions stand beside it as well.
            Strength::Mixed if direct == Assigned::Beside && !is_guarded(value) => return,
            Strength::Mixed => 88,
            Strength::Digits if direct == Assigned::Beside => return,
            Strength::Digits => 65,
            // A word: a password when assigned ("password=swordfish"), else mostly prose ("Password: required").
            Strength::Word if direct == Assigned::Equals && value.len() >= 6 && !value.ends_with('=') => 70,
            Strength::Word if direct == Assigned::Quoted && value.len() >= 5 => 70,
            Strength::Word => return,
        };
        self.add(entity, start, stop, score, false, value.to_owned());
    }

    pub(super) fn authorization(&mut self, entity: usize, trigger: Trigger, end: usize) {
        let mut from = end;
        let rest = self.between(end, self.folded.len());
        if trigger == Trigger::Authorization {
            let Some(after) = rest.trim_start_matches(['"', '\'', ' ']).strip_prefix([':', '=']) else {
                return;
            };
            from = self.folded.len() - after.trim_start_matches(['"', '\'', ' ']).len();
            for scheme in ["bearer ", "basic ", "token ", "api-token ", "apikey ", "digest "] {
                if self.between(from, self.folded.len()).starts_with(scheme) {
                    from += scheme.len();
                }
            }
        }
        let length = self
            .between(from, self.folded.len())
            .bytes()
            .take(4000)
            .take_while(|byte| {
                byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b',' | b'<' | b'>' | b'`')
            })
            .count();
        let value = self.original(from, from + length).trim_end_matches(['.', ')', ';']);
        let least = if trigger == Trigger::Authorization { 8 } else { 16 };
        let varied = value.bytes().any(|byte| byte.is_ascii_digit())
            || (value.bytes().any(|b| b.is_ascii_uppercase())
                && value.bytes().any(|b| b.is_ascii_lowercase()));
        if value.len() >= least && varied && entropy_16(value) >= 40 && !is_placeholder(value) {
            let normalized = value.to_owned();
            self.add(entity, from, from + value.len(), 93, false, normalized);
        }
    }

    /// "api_key = …", "your access token is …".
    pub(super) fn assigned(&mut self, entity: usize, end: usize) {
        let Some((start, stop, _)) = self.value_after(end).filter(|found| found.2 != Assigned::Beside) else {
            return;
        };
        let value = self.spelled(start, stop);
        let digits = value.bytes().filter(u8::is_ascii_digit).count();
        let clean =
            value.bytes().all(|byte| Charset::Base64.has(byte) || matches!(byte, b'.' | b'|' | b'~' | b'-'));
        let only_digits = value.len() == digits;
        if (11..=512).contains(&value.len())
            && clean
            && digits >= 2
            && !only_digits
            && entropy_16(&value) >= 46
            && !is_placeholder(&value)
        {
            self.add(entity, start, stop, 86, false, value);
        }
    }

    /// The value after a key word: start, end and how it is assigned.
    fn value_after(&self, end: usize) -> Option<(usize, usize, Assigned)> {
        let all = self.folded.len();
        let rest = self.between(end, (end + 400).min(all));
        let rest = if rest.is_empty() { self.between(end, all) } else { rest };
        if rest.starts_with(|c: char| c.is_alphanumeric()) {
            return None;
        }
        let mut tail = rest.trim_start_matches(['"', '\'', '`', ')', ']']);
        let mut how = None;
        if let Some(after) = said_of(tail) {
            how = Some(Assigned::Is);
            tail = after;
        }
        for _ in 0..3 {
            let trimmed = tail.trim_start_matches(' ');
            let marks = ["=>", "->", ":=", "=", ":"];
            if let Some(after) = marks.iter().find_map(|mark| trimmed.strip_prefix(mark)) {
                let colon = trimmed.starts_with(':') && !trimmed.starts_with(":=");
                how = Some(if colon { Assigned::Is } else { Assigned::Equals });
                tail = after;
                continue;
            }
            let words =
                ["is ", "now ", "ist ", "lautet ", "est ", "es ", "e ", "to ", "was ", "value ", "for you "];
            match words.iter().find_map(|word| trimmed.strip_prefix(word)) {
                Some(after) => {
                    how = how.or(Some(Assigned::Is));
                    tail = after;
                }
                None => break,
            }
        }
        // "log in with the password Tulip-2049-x": only what is no word counts then.
        let bare = how.is_none() && tail.starts_with(' ');
        let mut how = if bare { Assigned::Beside } else { how? };
        let mut tail = tail.trim_start_matches(' ');
        if let Some(quoted) = tail.strip_prefix(['"', '\'', '`', '“']) {
            tail = quoted;
            how = Assigned::Quoted;
        }
        let start = end + (rest.len() - tail.len());
        let stop =
            tail.find([' ', '\n', '\t', '"', '\'', '`', '<', '>', ',', ';', '&']).unwrap_or(tail.len());
        let value = tail.get(..stop)?.trim_end_matches(['.', '!', '?', ')', ']', ':']);
        (!value.is_empty()).then(|| (start, start + value.len(), how))
    }
}

/// What follows "is" in "for the order system is …", "of the head office is …", ", which is …".
fn said_of(tail: &str) -> Option<&str> {
    if let Some(after) = tail.strip_prefix(", which is ") {
        return Some(after);
    }
    let rest = [" for ", " of ", " to "].iter().find_map(|word| tail.strip_prefix(word))?;
    let (subject, after) = rest.split_once(" is ")?;
    let plain = subject.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b' ' | b'-' | b'\''));
    (plain && subject.split(' ').count() <= MOST_WORDS).then_some(after)
}

/// Words that say what a password or key is for.
const MOST_WORDS: usize = 5;

/// How a value is tied to its key word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Assigned {
    /// Stands beside it, with nothing that says so.
    Beside,
    Equals,
    Is,
    Quoted,
}

/// Whether a value is as a password must be: eight characters or more with digits, capitals and small letters.
fn is_guarded(value: &str) -> bool {
    value.len() >= 8
        && value.bytes().any(|byte| byte.is_ascii_digit())
        && value.bytes().any(|byte| byte.is_ascii_uppercase())
        && value.bytes().any(|byte| byte.is_ascii_lowercase())
}

enum Strength {
    /// Letters only.
    Word,
    /// Digits only.
    Digits,
    /// At least two kinds of characters that prose does not mix.
    Mixed,
}

fn strength(value: &str) -> Strength {
    // A final "=" starts the next setting of a file.
    let value = value.trim_end_matches('=');
    let letters = value.chars().filter(|c| c.is_alphabetic()).count();
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let symbols = value.chars().filter(|c| "!@#$%^&*?+=~|_".contains(*c)).count();
    let inner_upper = value.chars().skip(1).any(char::is_uppercase) && value.chars().any(char::is_lowercase);
    match (letters, digits, symbols) {
        (0, digits, 0) if digits == value.len() => Strength::Digits,
        (1.., 1.., _) | (1.., _, 1..) => Strength::Mixed,
        (1.., 0, 0) if inner_upper && value.len() >= 8 && !value.contains('-') => Strength::Mixed,
        _ => Strength::Word,
    }
}
