//! Phone numbers: international ones by country code and length, national ones by their usual forms.

use super::phone_plans::{NATIONAL, PLANS};
use super::runs::Kind;
use super::scan::Scan;
use super::{Band, Class, Entity, Mask};
use crate::text::one_of;

/// Phone number.
pub static PHONE: Entity = Entity {
    name: "phone",
    label: "phone number",
    class: Class::Contact,
    band: Band::Context,
    context: &[
        "phone",
        "phones",
        "telephone",
        "tel",
        "call",
        "calls",
        "called",
        "calling",
        "mobile",
        "cell",
        "cellphone",
        "fax",
        "office",
        "ring",
        "dial",
        "text",
        "sms",
        "whatsapp",
        "reach",
        "contact",
        "hotline",
        "helpline",
        "landline",
        "answering",
        "voicemail",
        "phone number",
        "toll-free",
        "toll free",
        "telefon*",
        "anrufen",
        "rufnummer",
        "rufen",
        "handy*",
        "mobil",
        "mobilnummer",
        "ruckruf*",
        "appeler",
        "appelez",
        "portable",
        "joindre",
        "llamar",
        "llame",
        "llamenos",
        "movil",
        "telefono",
        "chiamare",
        "chiami",
        "cellulare",
        "bellen",
        "bel",
        "mobiel",
        "telefoon*",
        "ligar",
        "ligue",
        "telefone",
        "telemovel",
        "celular",
    ],
    deny: &[
        "account number",
        "ssn",
        "social security",
        "iban",
        "card",
        "passport",
        "licence",
        "license",
        "imei",
        "id",
        "zip",
        "postcode",
        "plz",
        "isbn",
        "konto*",
        "steuer*",
        "tax",
        "vat",
        "nhs",
        "npi",
        "routing",
    ],
    mask: Mask::Last(3),
    validate: Some(is_phone),
    ..Entity::BASE
};

/// Whether digits after `+` are a country code with a number of a right length.
fn international(digits: &str) -> bool {
    PLANS.iter().any(|(code, min, max)| {
        digits
            .strip_prefix(code)
            .is_some_and(|rest| (*min..=*max).contains(&rest.len()) && (*code != "1" || nanp(rest)))
    })
}

/// North American numbering plan: area code and exchange do not start with 0 or 1.
fn nanp(digits: &str) -> bool {
    let starts = |at: usize| matches!(digits.as_bytes().get(at), Some(b'2'..=b'9'));
    digits.len() == 10 && starts(0) && starts(3)
}

/// The pieces of a number as written.
struct Written<'a> {
    plus: bool,
    bracket: bool,
    groups: Vec<&'a str>,
    marks: Vec<&'a str>,
}

impl Written<'_> {
    fn lengths(&self) -> Vec<usize> {
        self.groups.iter().map(|group| group.len()).collect()
    }

    fn only_mark(&self, mark: &str) -> bool {
        !self.marks.is_empty() && self.marks.iter().all(|m| *m == mark)
    }

    /// Dates, ranges of years, IP addresses: never a phone number.
    fn is_something_else(&self) -> bool {
        let dated = self.only_mark("-") || self.only_mark(".") || self.only_mark("/") || self.only_mark(" ");
        let year = |group: &&str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
        let small =
            |group: &str, most: u16| group.len() <= 2 && group.parse::<u16>().is_ok_and(|n| n <= most);
        match self.groups.as_slice() {
            [a, b, c] if dated => {
                (small(a, 31) && small(b, 31) && (year(c) || (c.len() == 2 && !self.only_mark(" "))))
                    || (year(a) && small(b, 12) && small(c, 31))
            }
            [a, b] => year(a) && year(b),
            [_, _, _, _] if self.only_mark(".") => {
                self.groups
                    .iter()
                    .all(|group| group.len() <= 3 && group.parse::<u16>().is_ok_and(|n| n < 256))
                    && !self.groups.iter().all(|group| group.len() == 2)
            }
            _ => false,
        }
    }

    /// Confidence without context; `None` when it cannot be a phone number.
    fn score(&self, region: Option<[u8; 2]>) -> Option<i16> {
        let digits = self.groups.concat();
        let count = digits.len();
        if self.is_something_else() || !(6..=15).contains(&count) {
            return None;
        }
        if self.plus {
            if count < 7 {
                return None;
            }
            return Some(if international(&digits) { 92 } else { 55 });
        }
        let several = self.groups.len() > 1;
        for prefix in ["00", "011"] {
            if let Some(rest) = digits.strip_prefix(prefix)
                && international(rest)
            {
                return Some(if several { 82 } else { 62 });
            }
        }
        let foreign = digits.strip_prefix("001").is_some_and(|rest| rest.len() == 10);
        let at_home = region.is_some_and(|region| {
            NATIONAL.iter().any(|(country, trunk, min, max)| {
                country.as_bytes() == region && digits.starts_with(trunk) && (*min..=*max).contains(&count)
            })
        });
        let home = if at_home { 12 } else { 0 };
        let lengths = self.lengths();
        let score = match lengths.as_slice() {
            _ if foreign && several => 70,
            [3, 3, 4] => {
                if nanp(&digits) {
                    80
                } else {
                    60
                }
            }
            [1, 3, 3, 4] if digits.starts_with('1') => 84,
            [3, 4] if self.only_mark("-") && !digits.starts_with('0') => 42,
            [3, 4] => 34,
            [2, 2, 2, 2, 2] if digits.starts_with('0') => 80,
            // Short numbers in pairs: sort codes and dates look the same.
            [2, 2, 2] if !self.only_mark("-") => 18,
            _ if count < 7 => return None,
            // ZIP+4, social security number, a bare card fragment.
            [5, 4] if self.only_mark("-") => 10,
            [3, 2, 4] if self.only_mark("-") => 5,
            [4, 4, 4] => 20,
            [_] if count == 11 && digits.starts_with("07") => 55,
            [_] if digits.starts_with('0') && (10..=11).contains(&count) => 40,
            [_] if count == 10 && nanp(&digits) => 32,
            [_] if count <= 12 => 20,
            [_] => return None,
            _ if digits.starts_with('0') && (8..=12).contains(&count) => {
                if self.bracket {
                    72
                } else {
                    60
                }
            }
            _ if count > 12 => return None,
            _ if self.bracket => 60,
            _ => 30,
        };
        Some(score + home)
    }
}

impl<'a> Scan<'a> {
    /// Phone numbers.
    pub(crate) fn phones(&mut self) {
        let Some(entity) = self.set.index("phone") else { return };
        let mut found = Vec::new();
        let mut first = 0;
        while first < self.runs.len() {
            first = self.phone_at(entity, first, &mut found).unwrap_or(first) + 1;
        }
    }

    /// The digits of a run as part of a phone number.
    fn phone_group(&self, at: usize) -> Option<&'a str> {
        let run = self.runs.get(at)?;
        match run.kind {
            Kind::Digits if run.len() <= 15 => Some(self.run_text(run)),
            _ => None,
        }
    }

    /// Best reading that starts at a run; returns the last run of it.
    fn phone_at(
        &mut self,
        entity: usize,
        first: usize,
        found: &mut Vec<super::context::Found>,
    ) -> Option<usize> {
        let start_run = *self.runs.get(first)?;
        match start_run.kind {
            Kind::Spoken { .. } => return self.spoken_phone(entity, first, found),
            Kind::Letters | Kind::Other => return None,
            Kind::Digits | Kind::Mixed => {}
        }
        let (plus, bracket, start) = self.opening(start_run.start);
        let mut written = Written { plus, bracket, groups: Vec::new(), marks: Vec::new() };
        let mut best: Option<(i16, usize, usize, String)> = None;
        let mut total = 0;
        for at in first..first + 9 {
            let Some(run) = self.runs.get(at).copied() else { break };
            let mut end = run.end;
            let group = match self.phone_group(at) {
                Some(group) => group,
                // "555-0100x22"
                None if run.kind == Kind::Mixed => match extension(self.run_text(&run)) {
                    Some(group) => group,
                    None => break,
                },
                None => break,
            };
            if at > first {
                let Some(previous) = self.runs.get(at - 1) else { break };
                let mark = self.between(previous.end, run.start);
                let usual = one_of!(
                    mark,
                    " " | "-"
                        | "."
                        | "/"
                        | " - "
                        | "/ "
                        | " / "
                        | ") "
                        | ")"
                        | ")-"
                        | " ("
                        | "("
                        | "-("
                        | ") ("
                        | ")("
                );
                if !usual || (mark.contains(' ') && self.line_break(previous.end, run.start)) {
                    break;
                }
                // The 0 in "+44 (0)20" is not dialled from abroad.
                if !(plus && group == "0" && mark.ends_with('(')) {
                    written.groups.push(group);
                    written.marks.push(mark.trim());
                    total += group.len();
                }
                written.bracket |= mark.contains('(');
            } else {
                written.groups.push(group);
                total += group.len();
            }
            if total > 15 {
                break;
            }
            if let Some(score) = written.score(self.hints.region) {
                if run.kind == Kind::Digits {
                    end = self.with_extension(at).unwrap_or(end);
                }
                let edge = self.phone_edges(first, at, plus || bracket);
                if best.as_ref().is_none_or(|(top, ..)| score + edge >= *top) {
                    let sign = if plus { "+" } else { "" };
                    best = Some((score + edge, at, end, format!("{sign}{}", written.groups.concat())));
                }
            }
            if run.kind == Kind::Mixed {
                break;
            }
        }
        let (score, last, end, normalized) = best?;
        self.words(first, last, found);
        let lean = self.set.lean(entity, found);
        let lean = if plus && lean < 0 { lean / 2 } else { lean };
        let score = (score + lean).min(99);
        self.add(entity, start, end, score, false, normalized);
        (score >= i16::from(self.set.floor())).then_some(last)
    }

    /// Whether `+` or `(` stands before, and where the number then starts.
    fn opening(&self, start: usize) -> (bool, bool, usize) {
        let head = self.between(0, start);
        if let Some(head) = head.strip_suffix("(+").or_else(|| head.strip_suffix("+(")) {
            return (true, true, head.len());
        }
        if let Some(head) = head.strip_suffix('+') {
            return (true, false, head.len());
        }
        match head.strip_suffix('(') {
            Some(head) => {
                (false, self.between(start, self.folded.len()).chars().take(8).any(|c| c == ')'), head.len())
            }
            None => (false, false, start),
        }
    }

    fn phone_edges(&self, first: usize, last: usize, opened: bool) -> i16 {
        let (Some(left), Some(right)) = (self.runs.get(first), self.runs.get(last)) else { return 0 };
        let mut score = 0;
        if !opened {
            let previous = first.checked_sub(1).and_then(|at| self.runs.get(at));
            match self.between(0, left.start).chars().next_back() {
                Some('$' | '€' | '£' | '¥' | '₹' | '@' | '#' | '=' | '&') => return -100,
                Some('-' | '.' | '/' | ',' | '_' | ':')
                    if previous.is_some_and(|run| run.end + 1 == left.start) =>
                {
                    score -= match previous.map(|run| run.kind) {
                        Some(Kind::Digits | Kind::Mixed) => 60,
                        _ => 0,
                    };
                }
                _ => {}
            }
        }
        let next = self.runs.get(last + 1);
        match self.between(right.end, self.folded.len()).chars().next() {
            Some('%' | '€' | '$' | '£' | '@') => return -100,
            Some('-' | '.' | '/' | ',' | '_' | ':') if next.is_some_and(|run| run.start == right.end + 1) => {
                if matches!(next.map(|run| run.kind), Some(Kind::Digits | Kind::Mixed)) {
                    score -= 60;
                }
            }
            _ => {}
        }
        score
    }

    /// The end of " ext 12", " x12", " extension 12" after a run.
    fn with_extension(&self, at: usize) -> Option<usize> {
        let run = self.runs.get(at)?;
        let next = self.runs.get(at + 1)?;
        let word = self.run_text(next);
        if !self.between(run.end, next.start).trim_matches([' ', ',', '(', '-']).is_empty() {
            return None;
        }
        if one_of!(word, "ext" | "extension" | "x" | "durchwahl" | "poste" | "interno" | "toestel" | "ramal")
        {
            let digits = self.runs.get(at + 2).filter(|run| run.kind == Kind::Digits && run.len() <= 6)?;
            return Some(digits.end);
        }
        let tail = word.strip_prefix("ext").or_else(|| word.strip_prefix('x'))?;
        (!tail.is_empty() && tail.len() <= 6 && tail.bytes().all(|b| b.is_ascii_digit())).then_some(next.end)
    }

    /// Nine to fifteen digits read out one by one.
    fn spoken_phone(
        &mut self,
        entity: usize,
        first: usize,
        found: &mut Vec<super::context::Found>,
    ) -> Option<usize> {
        let mut digits = String::new();
        let mut last = first;
        for at in first..first + 15 {
            let Some(run) = self.runs.get(at) else { break };
            let Kind::Spoken { digit, times } = run.kind else { break };
            if at > first {
                let Some(previous) = self.runs.get(at - 1) else { break };
                if !one_of!(self.between(previous.end, run.start), " " | ", " | "," | "-" | " - ") {
                    break;
                }
            }
            (0..times).for_each(|_| digits.push(char::from(b'0' + digit)));
            last = at;
        }
        if !(7..=15).contains(&digits.len()) {
            return None;
        }
        self.words(first, last, found);
        let score = 40 + self.set.lean(entity, found);
        let (start, end) = (self.runs.get(first)?.start, self.runs.get(last)?.end);
        self.add(entity, start, end, score, false, digits);
        Some(last)
    }
}

/// The number in "3994x1887".
fn extension(text: &str) -> Option<&str> {
    let (number, tail) = text.split_once("ext").or_else(|| text.split_once('x'))?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (digits(number) && digits(tail) && tail.len() <= 6).then_some(number)
}

/// Whether the whole text is a number with `+` and a known country code, or ten digits of the North American
/// plan, or a national number with its leading 0.
fn is_phone(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let clean =
        text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.' | '/' | '(' | ')' | '+'));
    if !clean {
        return false;
    }
    if text.trim_start().starts_with('+') {
        return international(&digits.replacen("(0)", "", 1));
    }
    nanp(&digits) || (digits.starts_with('0') && (9..=13).contains(&digits.len()))
}
