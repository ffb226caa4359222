//! The terms of a file, each once: the lists of a pack stand in many of its rules, and a file is stored with the
//! numbers of its terms instead.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::schema::{Expectation, Matcher, PolicyFile, Rule, RuleBody, Style, Term, When};

/// A file whose matchers stand apart.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Parted {
    /// The file, its matchers without terms.
    file: PolicyFile,
    /// In the order in which they are first used.
    terms: Vec<Term>,
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
    /// Takes the terms out of a file.
    pub(super) fn new(mut file: PolicyFile) -> Parted {
        let mut known: BTreeMap<Term, i32> = BTreeMap::new();
        let mut terms = Vec::new();
        let mut number = |term: Term, last: &mut i32| {
            let next = i32::try_from(terms.len()).unwrap_or(i32::MAX);
            let number = *known.entry(term).or_insert_with_key(|term| {
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
        Parted { file, terms, matchers: numbers }
    }

    /// The file as it was; `None` where a number is of no term.
    pub(super) fn join(self) -> Option<PolicyFile> {
        let Parted { mut file, terms, matchers: numbers } = self;
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
        Some(file)
    }
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
        for entry in library.all() {
            let parted = Parted::new(entry.file.clone());
            let mut doubled = parted.terms.clone();
            doubled.sort();
            doubled.dedup();
            assert_eq!(doubled.len(), parted.terms.len(), "{}: a term stands twice", entry.file.id);
            let mut left = parted.file.clone();
            assert!(matchers(&mut left).iter().all(|m| m.all.is_empty() && m.except.is_empty()));
            rules += parted.file.rules.len();
            assert_eq!(parted.join().as_ref(), Some(&entry.file));
        }
        assert!(rules > 300, "{rules}");
    }

    #[test]
    fn a_number_of_no_term_is_no_file() {
        let library = Library::new();
        let entry = library.all().find(|entry| entry.file.id == "air").unwrap();
        let mut parted = Parted::new(entry.file.clone());
        parted.terms.pop();
        assert_eq!(parted.join(), None);
    }
}
