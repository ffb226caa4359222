//! The terms of a file, each once: the lists of a pack stand in many of its rules, and a file is stored with the
//! numbers of its terms instead.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::schema::{
    Expectation, Matcher, PolicyFile, Rule, RuleBody, Shelf, Style, Term, Terms, ValueClass, When,
};
use crate::scan::{Known, KnownPattern, PackedPatterns};

/// A file whose terms, each a `T`, stand apart.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Parted<T> {
    /// The file, its matchers without terms.
    file: PolicyFile,
    /// In the order in which they are first used.
    terms: Vec<T>,
    /// What is known of each pattern among the terms, so that none has to be parsed.
    known: PackedPatterns,
    /// What each matcher of the file holds, in the order of [`matchers`].
    matchers: Vec<Numbers>,
}

/// A [`Term`] as it is stored.
#[derive(Debug, Deserialize)]
pub(super) enum StoredTerm<'t> {
    Phrase(&'t str),
    Pattern(&'t str),
    Value(ValueClass),
}

/// The terms of a matcher, each as the distance from the one before, so that a list which is used for the first time is
/// a row of ones.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Numbers {
    all: Vec<Vec<i32>>,
    asked: Vec<Vec<i32>>,
    except: Vec<i32>,
}

impl Parted<Term> {
    /// Takes the terms out of a file, whose patterns come second, with what is known of them. `known` is the table of
    /// all patterns, sorted; `None` where too much is known of one.
    pub(super) fn new(
        mut file: PolicyFile,
        known: &[KnownPattern],
    ) -> Option<(Parted<Term>, Vec<KnownPattern>)> {
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
            |row: Terms| -> Vec<i32> { row.iter().map(|term| number(term.clone(), &mut last)).collect() };
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
}

impl<'t> Parted<StoredTerm<'t>> {
    /// The file as it was; `None` where a number is of no term.
    pub(super) fn join(self, keep: impl Fn(&'t str) -> Cow<'static, str>) -> Option<PolicyFile> {
        let Parted { mut file, terms, known, matchers: numbers } = self;
        let term = |stored| match stored {
            StoredTerm::Phrase(text) => Term::Phrase(keep(text)),
            StoredTerm::Pattern(source) => Term::Pattern(keep(source)),
            StoredTerm::Value(class) => Term::Value(class),
        };
        let terms: Vec<Term> = terms.into_iter().map(term).collect();
        let shelf = Arc::new(Shelf { terms, known: known.unpack() });
        let bound = i32::try_from(shelf.terms.len()).ok()?;
        let mut last = -1_i32;
        let mut row = |row: Vec<i32>| -> Option<Terms> {
            let place = |step: i32| {
                last = last.checked_add(step).filter(|place| *place < bound)?;
                u32::try_from(last).ok()
            };
            let places = row.into_iter().map(place).collect::<Option<_>>()?;
            Some(Terms::Shelved(Arc::clone(&shelf), places))
        };
        for (matcher, numbers) in matchers(&mut file).into_iter().zip(numbers) {
            matcher.all = numbers.all.into_iter().map(&mut row).collect::<Option<_>>()?;
            matcher.asked = numbers.asked.into_iter().map(&mut row).collect::<Option<_>>()?;
            matcher.except = row(numbers.except)?;
        }
        Some(file)
    }
}

/// The sources of the patterns among some terms.
fn patterns(terms: &[Term]) -> impl Iterator<Item = &str> {
    terms.iter().filter_map(|term| match term {
        Term::Pattern(source) => Some(source.as_ref()),
        Term::Phrase(_) | Term::Value(_) => None,
    })
}

/// All matchers of a file, in one order.
fn matchers(file: &mut PolicyFile) -> Vec<&mut Matcher> {
    let mut found = Vec::new();
    for rule in &mut file.rules {
        of_rule(Arc::make_mut(&mut rule.value), &mut found);
    }
    found.extend(file.settings.unchecked.iter_mut().filter_map(|demand| demand.topic.as_mut()));
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
    found.extend(said.into_iter().flatten().map(Box::as_mut));
    for part in when.any.iter_mut().chain(&mut when.none) {
        of_when(part, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Library;

    /// A file as it is read again after it was stored.
    fn stored(parted: &Parted<Term>) -> Option<PolicyFile> {
        let bytes = postcard::to_allocvec(parted).unwrap();
        let read: Parted<StoredTerm<'_>> = postcard::from_bytes(&bytes).unwrap();
        read.join(|text| Cow::Owned(text.to_owned()))
    }

    #[test]
    fn a_file_is_put_together_as_it_was() {
        let library = Library::new();
        let ids: Vec<&str> = library.all().map(|entry| entry.file.id.as_str()).collect();
        let known = library.policy(&ids).unwrap().compiled.scanner.known_patterns().unwrap();
        let mut rules = 0;
        let mut patterns = 0;
        for entry in library.all() {
            let (parted, own) = Parted::new(entry.file.clone(), &known).unwrap();
            assert!(own.iter().all(|own| known.contains(own)), "{}", entry.file.id);
            let mut doubled = parted.terms.clone();
            doubled.sort();
            doubled.dedup();
            assert_eq!(doubled.len(), parted.terms.len(), "{}: a term stands twice", entry.file.id);
            let mut left = parted.file.clone();
            assert!(matchers(&mut left).iter().all(|m| m.all.is_empty() && m.except.len() == 0));
            rules += parted.file.rules.len();
            patterns += own.len();
            let mut again = stored(&parted).unwrap();
            assert_eq!(again, entry.file);
            let mut file = entry.file.clone();
            for (again, first) in matchers(&mut again).into_iter().zip(matchers(&mut file)) {
                for (again, first) in again.all.iter().zip(&first.all) {
                    let (Terms::Shelved(again, _), Terms::Shelved(first, _)) = (again, first) else {
                        panic!("{}: a term is not shared", entry.file.id);
                    };
                    assert_eq!(again.known, first.known);
                }
            }
        }
        assert!(rules > 300 && patterns > 1500, "{rules} rules, {patterns} patterns");
    }

    #[test]
    fn a_number_of_no_term_is_no_file() {
        let library = Library::new();
        let entry = library.all().find(|entry| entry.file.id == "air").unwrap();
        let (mut parted, _) = Parted::new(entry.file.clone(), &[]).unwrap();
        parted.terms.pop();
        assert_eq!(stored(&parted), None);
    }
}
