//! What a rule of style looks for, and what it writes instead.

use std::collections::BTreeMap;

use super::data::{contractions, spelling};
use super::inflect;
use crate::policy::schema::{Contractions, Inflect, Matcher, Person, Spelling, Style, Term, Terms};
use crate::text::{Lang, fold_pattern_text, is_stopword};

/// The words of one rule: how they are found, and what each is replaced by.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wording {
    terms: Vec<Term>,
    /// By the folded words; for names by their letters and digits alone.
    table: BTreeMap<String, String>,
}

/// The company in the first person, singular and plural.
const I_TO_WE: &[(&str, &str)] = &[
    ("I am", "we are"),
    ("I was", "we were"),
    ("I'd", "we'd"),
    ("I'll", "we'll"),
    ("I'm", "we're"),
    ("I've", "we've"),
    ("I", "we"),
    ("am I", "are we"),
    ("me", "us"),
    ("mine", "ours"),
    ("my", "our"),
    ("myself", "ourselves"),
    ("was I", "were we"),
];

fn capital_i(short: &str) -> String {
    short.replacen('i', "I", 1)
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
            Style::Contractions(policy) => wording.contractions(*policy),
            Style::Spelling(spelling) => wording.spelling(*spelling),
            Style::Person(Person::We) => {
                for (from, to) in I_TO_WE {
                    wording.add(from, to, false);
                }
            }
            Style::Person(Person::I) => {
                for (from, to) in I_TO_WE {
                    wording.add(to, from, true);
                }
            }
            Style::Expand { expand } => {
                for (from, to) in expand {
                    wording.add(from, to, false);
                }
            }
            Style::Competitors { names, .. } => {
                for (name, others) in names {
                    for other in others.iter().chain([name]) {
                        wording.add(other, name, false);
                    }
                }
            }
            // Either word leads to the pair.
            Style::Consistent { either } => {
                for (one, other) in either {
                    wording.add(one, one, false);
                    wording.add(other, one, false);
                }
            }
            Style::Banned { .. }
            | Style::Links { .. }
            | Style::Exclamations { .. }
            | Style::Length { .. }
            | Style::Shouting { .. }
            | Style::Address(_)
            | Style::Emoji { .. }
            | Style::AtMost { .. }
            | Style::Once { .. }
            | Style::Say { .. }
            | Style::Reading { .. }
            | Style::Passive { .. }
            | Style::Punctuation(_)
            | Style::Repeats
            | Style::LinkText { .. }
            | Style::Format(_)
            | Style::Capitals { .. }
            | Style::Contacts { .. }
            | Style::Acronyms { .. }
            | Style::Vocabulary { .. }
            | Style::Measures(_) => {}
        }
        wording
    }

    /// Finds any of the words; `None` when the rule looks for none.
    pub(crate) fn matcher(&self) -> Option<Matcher> {
        (!self.terms.is_empty())
            .then(|| Matcher { all: vec![Terms::Own(self.terms.clone())], ..Matcher::default() })
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
            self.terms.push(Term::Phrase(from.to_owned().into()));
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
                    // The plural of "hi" is not "his".
                    let plural = inflect::plural_term(from);
                    if let Some(many) = plural.filter(|many| !is_stopword(Lang::En, &folded(many))) {
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

    fn contractions(&mut self, policy: Contractions) {
        let negative = contractions::NEGATIVE.iter();
        match policy {
            Contractions::AvoidNegative => negative.for_each(|(short, long)| self.add(short, long, false)),
            Contractions::Avoid => {
                let positive = contractions::POSITIVE.iter().chain(contractions::PERFECT);
                let others =
                    contractions::WITH_S.iter().chain(contractions::SLANG).chain(contractions::WOULD);
                negative.chain(positive).chain(others).for_each(|(short, long)| self.add(short, long, false));
            }
            Contractions::Prefer => {
                let positive = contractions::POSITIVE.iter().chain(contractions::PERFECT);
                let all = negative.chain(positive).chain(contractions::WITH_S);
                for (short, long) in all {
                    let short = if short.starts_with("i'") { capital_i(short) } else { (*short).to_owned() };
                    self.add(long, &short, false);
                }
            }
        }
    }

    fn spelling(&mut self, wanted: Spelling) {
        let mut add = |british: &str, american: &str| match wanted {
            Spelling::American => self.add(british, american, false),
            Spelling::British | Spelling::Oxford => self.add(american, british, false),
        };
        for (british, american, endings) in spelling::BOTH {
            for ending in endings.split(' ').map(|ending| ending.trim_start_matches('.')) {
                add(&format!("{british}{ending}"), &format!("{american}{ending}"));
            }
        }
        for (british, american) in spelling::CENTRE {
            add(british, american);
        }
        if wanted == Spelling::American {
            for (british, american, endings) in spelling::TO_AMERICAN {
                for ending in endings.split(' ').map(|ending| ending.trim_start_matches('.')) {
                    self.add(&format!("{british}{ending}"), &format!("{american}{ending}"), false);
                }
            }
        }
        for (stem, endings) in spelling::ISE {
            for ending in endings.split(' ') {
                let (with_s, with_z) = (format!("{stem}is{ending}"), format!("{stem}iz{ending}"));
                if wanted == Spelling::British {
                    self.add(&with_z, &with_s, false);
                } else {
                    self.add(&with_s, &with_z, false);
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
            self.terms.push(Term::Pattern(format!(r"\b{}\b", pieces.join("[ -]?")).into()));
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
