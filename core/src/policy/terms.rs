//! The terms of a file, each once: the lists of a pack stand in many of its rules, and a file is stored with the
//! numbers of its terms instead.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::schema::{Expectation, Matcher, PolicyFile, Rule, RuleBody, Style, Term, When};
use crate::scan::{Known, KnownPattern, PackedPatterns};

/// A file whose matchers stand apart.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Parted {
    /// The file, its matchers without terms.
    file: PolicyFile,
    /// In the order in which they are first used.
    terms: Vec<Term>,
    /// What is known of each pattern among the terms, so that none has to be parsed.
    known: PackedPatterns,
    /// What each matcher of the file holds, in the order of [`matchers`].
    matchers: Vec<Numbers>,
}

/// The terms of a matcher, each as the distance from the one before, so that a list which is used for the first time is
/// a row of ones.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Numbers {
    all: Vec<Vec<i32>>,
    asked: Vec<Vec<i32>>,
    except: Vec<i32>,
}

impl Parted {
    /// Takes the terms out of a file, whose patterns come second, with what is known of them. `known` is the table of
    /// all patterns, sorted; `None` where too much is known of one.
    pub(super) fn new(mut file: PolicyFile, known: &[KnownPattern]) -> Option<(Parted, Vec<KnownPattern>)> {
        let mut numbers_of: BTreeMap<Term, i32> = BTreeMap::new();
        let mut terms = Vec::new();
        let mut number = |term: Term, last: &mut i32| {
            let next = i32::try_from(terms.len()).unwrap_or(i32::MAX);
            let number = *numbers_of.entry(term).or_insert_with_key(|term| {
                terms.push(term.clone());
                next
            });
            let step = number - *last;
            *last = number;
            step
        };
        let mut last = -1;
        let mut row =
            |row: Vec<Term>| -> Vec<i32> { row.into_iter().map(|term| number(term, &mut last)).collect() };
        let mut numbers = Vec::new();
        for matcher in matchers(&mut file) {
            numbers.push(Numbers {
                all: std::mem::take(&mut matcher.all).into_iter().map(&mut row).collect(),
                asked: std::mem::take(&mut matcher.asked).into_iter().map(&mut row).collect(),
                except: row(std::mem::take(&mut matcher.except)),
            });
        }
        let known_of = |source| KnownPattern::known(known, source).cloned().unwrap_or_default();
        let own: Vec<Known> = patterns(&terms).map(known_of).collect();
        let known = PackedPatterns::new(own.iter())?;
        let own = patterns(&terms).zip(own).map(|(source, known)| KnownPattern::of(source, known)).collect();
        Some((Parted { file, terms, known, matchers: numbers }, own))
    }

    /// The file as it was, with what is known of its patterns; `None` where a number is of no term.
    pub(super) fn join(self) -> Option<(PolicyFile, Vec<KnownPattern>)> {
        let Parted { mut file, terms, known, matchers: numbers } = self;
        let known = patterns(&terms).zip(known.unpack());
        let known = known.map(|(source, known)| KnownPattern::of(source, known)).collect();
        let mut last = -1;
        let mut row = |row: Vec<i32>| -> Option<Vec<Term>> {
            row.into_iter()
                .map(|step| {
                    last += step;
                    terms.get(usize::try_from(last).ok()?).cloned()
                })
                .collect()
        };
        for (matcher, numbers) in matchers(&mut file).into_iter().zip(numbers) {
            matcher.all = numbers.all.into_iter().map(&mut row).collect::<Option<_>>()?;
            matcher.asked = numbers.asked.into_iter().map(&mut row).collect::<Option<_>>()?;
            matcher.except = row(numbers.except)?;
        }
        Some((file, known))
    }
}

/// The sources of the patterns among some terms.
fn patterns(terms: &[Term]) -> impl Iterator<Item = &str> {
    terms.iter().filter_map(|term| match term {
        Term::Pattern(source) => Some(source.as_str()),
        Term::Phrase(_) | Term::Value(_) => None,
    })
}

/// All matchers of a file, in one order.
fn matchers(file: &mut PolicyFile) -> Vec<&mut Matcher> {
    let mut found = Vec::new();
    for rule in &mut file.rules {
        of_rule(&mut rule.value, &mut found);
    }
    found
}

fn of_rule<'f>(rule: &'f mut Rule, found: &mut Vec<&'f mut Matcher>) {
    of_when(&mut rule.when, found);
    match &mut rule.body {
        RuleBody::Forbid { find }
        | RuleBody::Require { find, .. }
        | RuleBody::EscalateOn { find, .. }
        | RuleBody::Style(
            Style::Banned { find }
            | Style::AtMost { find, .. }
            | Style::Once { find }
            | Style::Say { find, .. },
        ) => found.push(find),
        RuleBody::Value { topic, expect, .. } => {
            found.push(topic);
            for Expectation { when, .. } in expect {
                of_when(when, found);
            }
        }
        RuleBody::Mask { .. }
        | RuleBody::Commitment { .. }
        | RuleBody::ChannelLimit(_)
        | RuleBody::Style(_)
        | RuleBody::Coded { .. } => {}
    }
    found.extend(&mut rule.quote);
}

fn of_when<'f>(when: &'f mut When, found: &mut Vec<&'f mut Matcher>) {
    let said = [
        &mut when.customer,
        &mut when.customer_not,
        &mut when.customer_ever,
        &mut when.draft,
        &mut when.draft_not,
        &mut when.evidence,
        &mut when.evidence_not,
    ];
    found.extend(said.into_iter().flatten());
    for part in when.any.iter_mut().chain(&mut when.none) {
        of_when(part, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Library;

    #[test]
    fn a_file_is_put_together_as_it_was() {
        let library = Library::new();
        let mut rules = 0;
        let mut known = 0;
        for entry in library.all() {
            let mut anchors = entry.known.clone();
            anchors.sort();
            let (parted, own) = Parted::new(entry.file.clone(), &anchors).unwrap();
            assert_eq!(own, entry.known);
            let mut doubled = parted.terms.clone();
            doubled.sort();
            doubled.dedup();
            assert_eq!(doubled.len(), parted.terms.len(), "{}: a term stands twice", entry.file.id);
            let mut left = parted.file.clone();
            assert!(matchers(&mut left).iter().all(|m| m.all.is_empty() && m.except.is_empty()));
            rules += parted.file.rules.len();
            known += anchors.len();
            let (file, known) = parted.join().unwrap();
            assert_eq!(known, entry.known);
            assert_eq!(file, entry.file);
        }
        assert!(rules > 300 && known > 1500, "{rules} rules, {known} patterns");
    }

    #[test]
    fn a_number_of_no_term_is_no_file() {
        let library = Library::new();
        let entry = library.all().find(|entry| entry.file.id == "air").unwrap();
        let (mut parted, _) = Parted::new(entry.file.clone(), &[]).unwrap();
        parted.terms.pop();
        assert_eq!(parted.join(), None);
    }
}
