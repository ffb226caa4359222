//! What a rule of style looks for, and what it writes instead.

use std::collections::BTreeMap;

use super::inflect;
use crate::policy::schema::{Inflect, Matcher, Style, Term};
use crate::text::fold_pattern_text;

/// The words of one rule: how they are found, and what each is replaced by.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wording {
    terms: Vec<Term>,
    /// By the folded words; for names by their letters and digits alone.
    table: BTreeMap<String, String>,
}

/// As texts are folded.
fn folded(text: &str) -> String {
    fold_pattern_text(text).trim().to_owned()
}

/// Letters and digits of a folded text.
pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

impl Wording {
    /// The words of a rule.
    pub(crate) fn of(style: &Style) -> Wording {
        let mut wording = Wording::default();
        match style {
            Style::Terms { replace, inflect } => wording.terms(replace, *inflect),
            Style::Names { names, .. } => wording.names(names),
            Style::Banned { .. }
            | Style::Links { .. }
            | Style::Exclamations { .. }
            | Style::Length { .. }
            | Style::Shouting { .. } => {}
        }
        wording
    }

    /// Finds any of the words; `None` when the rule looks for none.
    pub(crate) fn matcher(&self) -> Option<Matcher> {
        (!self.terms.is_empty()).then(|| Matcher { all: vec![self.terms.clone()], ..Matcher::default() })
    }

    /// What is written for folded words.
    pub(super) fn get(&self, words: &str) -> Option<&str> {
        self.table.get(words).map(String::as_str)
    }

    /// Adds a phrase; what is written explicitly wins over a form that was derived.
    fn add(&mut self, from: &str, to: &str, derived: bool) {
        let key = folded(from);
        if key.is_empty() || derived && self.table.contains_key(&key) {
            return;
        }
        if self.table.insert(key, to.to_owned()).is_none() {
            self.terms.push(Term::Phrase(from.to_owned()));
        }
    }

    fn terms(&mut self, replace: &BTreeMap<String, String>, inflect: Inflect) {
        for (from, to) in replace {
            self.add(from, to, false);
        }
        for (from, to) in replace {
            match inflect {
                Inflect::None => {}
                Inflect::Noun => {
                    if let Some(many) = inflect::plural_term(from) {
                        let to = inflect::plural_term(to).unwrap_or_else(|| to.clone());
                        self.add(&many, &to, true);
                    }
                }
                Inflect::Verb => {
                    let forms = inflect::verb_term(from);
                    let to = if to.is_empty() { Default::default() } else { inflect::verb_term(to) };
                    for (from, to) in forms.iter().zip(&to) {
                        self.add(from, to, true);
                    }
                }
            }
        }
    }

    /// Names are found however they are spaced, hyphenated and marked.
    fn names(&mut self, names: &[String]) {
        for name in names {
            let key = squeezed(&folded(name));
            if key.is_empty() || self.table.insert(key, name.clone()).is_some() {
                continue;
            }
            let pieces: Vec<String> = pieces(name)
                .iter()
                .map(|piece| escaped(&squeezed(&folded(piece))))
                .filter(|p| !p.is_empty())
                .collect();
            self.terms.push(Term::Pattern(format!(r"\b{}\b", pieces.join("[ -]?"))));
        }
    }
}

fn escaped(text: &str) -> String {
    text.chars().flat_map(|c| (!c.is_alphanumeric()).then_some('\\').into_iter().chain([c])).collect()
}

/// A name cut where it could be written apart: at spaces, hyphens and inner capitals.
fn pieces(name: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut previous = ' ';
    for c in name.chars() {
        let hump = c.is_uppercase() && previous.is_lowercase();
        if !c.is_alphanumeric() || hump {
            pieces.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(last) = pieces.last_mut()
        {
            last.push(c);
        }
        previous = c;
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_where_they_could_be_written_apart() {
        assert_eq!(pieces("SuperSaver Plus®"), ["Super", "Saver", "Plus"]);
        assert_eq!(pieces("Wi-Fi 6E"), ["Wi", "Fi", "6E"]);
        assert_eq!(pieces("NORTHBANK"), ["NORTHBANK"]);
    }

    #[test]
    fn an_explicit_form_wins_over_a_derived_one() {
        let replace =
            [("package", "parcel"), ("packages", "post")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        let wording = Wording::of(&Style::Terms { replace: BTreeMap::from(replace), inflect: Inflect::Noun });
        assert_eq!(wording.get("packages"), Some("post"));
        assert_eq!(wording.get("package"), Some("parcel"));
    }
}
