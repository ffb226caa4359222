//! What a clause of English says, apart from what it speaks of: whether it denies, permits, demands, includes, charges,
//! and of how many it says so. Words that say the same with opposite signs lie on one axis ("open" and "closed").

mod marks;
mod relate;
mod rivals;
pub(super) mod signs;

use super::index::Term;
use super::words::{concept, is_light};
use crate::order::Order as _;
use crate::text::values::{Bound, Value, ValueKind};
use crate::text::{Lang, Text, Token, TokenKind};

pub(super) use marks::Marks;
pub(super) use relate::{Around, Relation, relate};
pub(super) use rivals::{are_rivals, has_rivals};
use signs::{
    ALL, DUTY, LIMITS, MANNER, NONE, NOW, ONLY, Sign, WITH, is_of_a_turn, is_own, is_verb, is_weak_stem,
    sign, week,
};

/// Whether a term says little about what a clause speaks of.
pub(super) fn is_weak(term: Term) -> bool {
    is_light(term) || is_weak_stem(term)
}

/// What a clause says.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    /// What it speaks of: content words that are neither signs nor parts of values, in order of their numbers.
    pub(super) topics: Vec<Term>,
    /// Axes on which it says something.
    axes: u16,
    /// Axes on which it says the negative.
    negative: u16,
    /// Axes on which it says both.
    both: u16,
    /// How often it denies.
    denials: u32,
    /// Of how many.
    many: u8,
    /// Topics to which "only" restricts it.
    restricted: Vec<Term>,
    /// Topics in their order, each with whether it follows the one before without a word between, and whether "and" or
    /// "or" stands between.
    order: Vec<(Term, bool, bool)>,
    /// Topics under "un-": what is unopened is not opened.
    un: Vec<Term>,
    /// Days of the week that it names, one bit for each.
    days: u8,
    /// Speaks of the customer's own case.
    own: bool,
    /// For whom or what it is.
    served: Vec<Term>,
    /// What "all" counts.
    counted: Vec<Term>,
    /// Has a verb.
    pub(super) predicates: bool,
    /// Speaks of an exception.
    pub(super) exception: bool,
    /// The days of the week that it excepts, one bit for each.
    except_days: u8,
    /// What else it excepts.
    excepted: Vec<Term>,
    /// Things that it calls the customer's: a case of what the evidence says in general.
    possessed: Vec<Term>,
    /// Speaks of a condition.
    pub(super) conditional: bool,
    /// Names an amount of money that is no limit.
    priced: bool,
    /// The topic that it calls "it".
    taken_up: Option<Term>,
}

/// Tokens of a clause that are read.
const MOST: usize = 60;
/// Tokens before a word among which "for" says that it is for that.
const SERVES: usize = 3;
/// Tokens, from a limit on, at which its value begins.
const LIMITED: usize = 3;
/// Tokens after "your" that may say what is the customer's.
const POSSESSED: usize = 2;
/// Tokens after "all" that may say of what.
const AFTER_ALL: usize = 3;
/// Tokens after "only" that may say to what.
const AFTER_ONLY: usize = 8;

/// Whether some tokens have a verb or say something, so that they are no fragment.
pub(super) fn predicates(text: &Text, tokens: std::ops::Range<usize>) -> bool {
    let own = text.tokens().get(tokens.start..tokens.end.min(tokens.start + MOST)).unwrap_or_default();
    own.iter().any(|token| is_verb(text.token_text(token))) || Reading::of(text, tokens).predicates
}

impl Reading {
    /// What a look at it would have shown.
    fn marks(&self) -> Marks {
        Marks {
            positive: self.axes & !self.negative,
            negative: self.negative,
            many: self.many,
            denies: self.denials > 0,
            un: !self.un.is_empty(),
            days: self.days != 0,
        }
    }

    /// Whether what has these marks can be its contrary.
    pub(super) fn may_be_against(&self, marks: Marks) -> bool {
        // What it says on an axis of which the other is silent is compared only where the other denies the whole, or
        // says how alone it is so.
        let open = self.axes & !LIMITS & !marks.axes();
        let compared =
            open & !MANNER == 0 && (open == 0 || marks.denies || open == WITH && marks.many & ONLY != 0);
        compared && self.marks().may_be_against(marks)
    }

    /// Takes up what the sentence before is about, where this one calls it "it".
    pub(super) fn take_up(&mut self, term: Term) {
        if !self.topics.contains(&term) {
            self.taken_up = Some(term);
            self.topics.push(term);
            self.topics.order();
        }
    }

    /// Whether a term says only with which turn something begins, where it says so.
    pub(super) fn times(&self, term: Term) -> bool {
        self.axes & NOW != 0 && is_of_a_turn(term)
    }

    /// Whether it names days of the week.
    pub(super) fn names_days(&self) -> bool {
        self.days != 0
    }

    /// Says under a condition what it says.
    pub(super) fn set_conditional(&mut self, conditional: bool) {
        self.conditional |= conditional;
    }

    /// Reads some tokens of an English text.
    pub(super) fn of(text: &Text, tokens: std::ops::Range<usize>) -> Reading {
        let mut found = Reading::default();
        let (from, to) = (tokens.start, tokens.end.min(tokens.start + MOST));
        let own = text.tokens().get(from..to).unwrap_or_default();
        let words: Vec<&str> = own.iter().map(|token| text.token_text(token)).collect();
        let stems = text.words(Lang::En);
        let (mut only, mut all, mut rate) = (None, None, 0);
        let except = words.iter().position(|word| *word == "except").unwrap_or(words.len());
        if words.iter().any(|word| word.ends_with("day") || word.ends_with("days")) {
            found.days = week(words.iter().copied().take(except));
            found.except_days = week(words.iter().copied().skip(except));
        }
        if except == words.len() && is_all_week(&words) {
            found.days = ALL_DAYS;
        }
        let named = found.days | found.except_days;
        found.own = words.iter().any(|word| is_own(word));
        let mut since = (false, false);
        found.predicates = words.iter().any(|word| is_verb(word));
        let mut at = opening(&words, own);
        while let (Some(rest), Some(token)) = (words.get(at..), own.get(at)) {
            if let Some((length, sign)) = sign(rest) {
                // "From the cover", "over the phone": no limit without a value.
                let limits = matches!(sign, Sign::Is(axis) | Sign::IsNot(axis) if axis & LIMITS != 0);
                let beside = (0..LIMITED).any(|next| in_value(text, from + at + length - 1 + next));
                if limits && !beside {
                    at += length;
                    continue;
                }
                found.add(sign);
                if let Sign::Many(many) = sign
                    && many & (ONLY | ALL) != 0
                {
                    let place = if many & ONLY != 0 { &mut only } else { &mut all };
                    *place = Some(at);
                    // "£9 for each day begun" says how it is counted, not of what it is said.
                    let before = words.get(at.saturating_sub(1)).copied().unwrap_or_default();
                    let amount = at.checked_sub(if before == "for" { 2 } else { 1 });
                    if rest.first() == Some(&"each") && amount.is_some_and(|at| in_value(text, from + at)) {
                        (all, rate) = (None, at + AFTER_ALL);
                        found.many &= !ALL;
                    }
                    // "For members only".
                    if many & ONLY != 0 && rest.len() <= length + 1 {
                        found.restricted.extend(found.topics.iter().rev().take(2));
                    }
                }
                at += length;
                continue;
            }
            let word = rest.first().copied().unwrap_or_default();
            let mut stem = stems.get(from + at).map_or(0, |word| word.stem);
            if let Some(base) = word.strip_suffix("n't") {
                found.denials += 1;
                found.add_axis(if matches!(base, "need" | "must") { DUTY } else { 0 }, base == "must");
                stem = 0;
            } else if word == "non" {
                found.denials += 1;
                stem = 0;
            }
            if named != 0 && week(std::iter::once(word)) != 0 || at <= rate && rate > 0 {
                stem = 0;
            }
            if stem != 0 && at > except {
                found.excepted.push(concept(stem));
                stem = 0;
            }
            if stem != 0 && token.kind != TokenKind::Symbol && !in_value(text, from + at) {
                let bare = word.strip_prefix("un").filter(|bare| bare.len() > 3 && !is_weak(concept(stem)));
                let bare = bare.map(|bare| concept(crate::text::stem_of_word(Lang::En, bare)));
                let term = bare.unwrap_or_else(|| concept(stem));
                found.un.extend(bare);
                found.order.push((term, since.0, since.1));
                since = (true, false);
                found.topics.push(term);
                if words.get(at.saturating_sub(POSSESSED)..at).is_some_and(|before| before.contains(&"your"))
                {
                    found.possessed.push(term);
                }
                if only.is_some_and(|only| at <= only + AFTER_ONLY) {
                    found.restricted.push(term);
                }
                if words.get(at.saturating_sub(SERVES)..at).is_some_and(|before| before.contains(&"for")) {
                    found.served.push(term);
                }
                if all.is_some_and(|all| at <= all + AFTER_ALL) {
                    found.counted.push(term);
                }
            }
            if stem == 0 {
                let as_well = word == "well" && words.get(at + 1) == Some(&"as");
                since = (false, since.1 || as_well || matches!(word, "and" | "or" | "&"));
            }
            at += 1;
        }
        found.priced = found.axes & LIMITS == 0 && names_a_price(text, from..to);
        // "No there are none": the answer, and then the statement.
        if words.first() == Some(&"no") && found.denials > 1 && opening(&words, own) == 0 {
            found.denials -= 1;
        }
        found.predicates |= found.axes & !LIMITS != 0 || found.denials > u32::from(words.contains(&"no"));
        found.topics.order();
        found.topics.dedup();
        found
    }

    /// The two statements of "covers theft but not damage", if some tokens are so made.
    pub(super) fn of_both(text: &Text, tokens: std::ops::Range<usize>) -> Option<[Reading; 2]> {
        let own = text.tokens().get(tokens.start..tokens.end.min(tokens.start + MOST))?;
        let word = |at: usize| own.get(at).map_or("", |token| text.token_text(token));
        let but = (1..own.len())
            .find(|at| matches!(word(*at), "but" | "just" | "though" | ",") && word(at + 1) == "not")?;
        let says = |at: &usize| {
            is_verb(word(*at)) || matches!(sign(&[word(*at)]), Some((_, Sign::Is(_) | Sign::IsNot(_))))
        };
        let verb = (0..but).find(says)?;
        let (start, but) = (tokens.start, tokens.start + but);
        let mut denied = Reading::of(text, start..start + verb + 1);
        denied.join(Reading::of(text, but + 1..tokens.end));
        Some([Reading::of(text, start..but), denied])
    }

    /// Adds what another part of the same clause says.
    fn join(&mut self, other: Reading) {
        self.both |= other.both | self.axes & other.axes & (self.negative ^ other.negative);
        self.axes |= other.axes;
        self.negative |= other.negative;
        self.denials += other.denials;
        self.many |= other.many;
        self.days |= other.days;
        self.except_days |= other.except_days;
        for (own, others) in [
            (&mut self.topics, other.topics),
            (&mut self.restricted, other.restricted),
            (&mut self.un, other.un),
            (&mut self.served, other.served),
            (&mut self.counted, other.counted),
            (&mut self.excepted, other.excepted),
            (&mut self.possessed, other.possessed),
        ] {
            own.extend(others);
        }
        self.order.extend(other.order);
        self.own |= other.own;
        self.predicates |= other.predicates;
        self.priced |= other.priced;
        self.exception |= other.exception;
        self.conditional |= other.conditional;
        self.topics.order();
        self.topics.dedup();
    }

    fn add(&mut self, sign: Sign) {
        match sign {
            Sign::Is(axis) => self.add_axis(axis, false),
            Sign::IsNot(axis) => self.add_axis(axis, true),
            Sign::Denies => self.denials += 1,
            Sign::NoneOf => {
                self.denials += 1;
                self.many |= NONE;
            }
            Sign::Many(many) => self.many |= many,
            Sign::Condition => self.conditional = true,
            Sign::Exception => self.exception = true,
            Sign::Permits | Sign::Idle => {}
        }
    }

    fn add_axis(&mut self, axis: u16, negative: bool) {
        let known = self.axes & axis != 0;
        if known && (self.negative & axis != 0) != negative {
            self.both |= axis;
        }
        self.axes |= axis;
        if negative {
            self.negative |= axis;
        }
    }

    /// Denies what it says, where `denied`.
    pub(super) fn deny(&mut self, denied: bool) {
        self.denials += u32::from(denied);
    }

    /// Whether a clause speaks of what this key of a record names, and of nothing but its record.
    pub(super) fn is_spoken_of(
        &self,
        clause: &Reading,
        record: &[Term],
        light: impl Fn(Term) -> bool,
    ) -> bool {
        let named = self.topics.iter().all(|term| clause.topics.contains(term));
        let whole = !self.topics.is_empty() || self.axes != 0;
        let other = |term: &Term| !self.topics.contains(term) && !record.contains(term) && !light(*term);
        let plain = (clause.both | self.both) == 0 && clause.many == 0 && clause.axes == self.axes;
        let of_it = self.topics.iter().any(|term| !is_weak(*term))
            || clause.telling().any(|term| record.contains(&term));
        named && whole && plain && of_it && !clause.topics.iter().any(other)
    }

    /// Whether a clause with these marks and content words may speak of what this key of a record names.
    pub(super) fn may_be_spoken_of(&self, marks: Marks, terms: &[Term]) -> bool {
        self.axes & !marks.axes() == 0 && (marks.un || self.topics.iter().all(|term| terms.contains(term)))
    }

    /// Whether two that speak of the same say the same.
    pub(super) fn agrees(&self, other: &Reading) -> bool {
        self.sign(self.axes) == other.sign(other.axes)
    }

    /// Whether it affirms, as far as these axes go.
    fn sign(&self, axes: u16) -> bool {
        (self.denials + (self.negative & axes).count_ones()).is_multiple_of(2)
    }

    /// Topics that say what it is about.
    fn telling(&self) -> impl Iterator<Item = Term> + '_ {
        self.topics.iter().copied().filter(|term| !is_weak(*term))
    }
}

/// One bit for each day of the week.
const ALL_DAYS: u8 = 0b111_1111;

/// Whether some words speak of every day of the week.
fn is_all_week(words: &[&str]) -> bool {
    words.windows(2).any(|pair| {
        matches!(pair, ["every", "day"] | ["daily", "from" | "between"] | ["open", "daily"] | ["all", "week"])
    }) || words.windows(4).any(|four| matches!(four, ["seven" | "7", "days", "a", "week"]))
}

/// Whether an amount of money stands among some tokens.
fn names_a_price(text: &Text, tokens: std::ops::Range<usize>) -> bool {
    let from = text.values().partition_point(|value| value.tokens.start < tokens.start);
    let own = text.values().iter().skip(from).take_while(|value| value.tokens.start < tokens.end);
    own.into_iter().any(|value| matches!(value.kind, ValueKind::Money { .. }) && value.bound == Bound::Exact)
}

/// How many words at the beginning answer or lead in: "yes,", "no, sorry,".
fn opening(words: &[&str], tokens: &[Token]) -> usize {
    let mut at = 0;
    while let (Some(word), Some(next)) = (words.get(at), words.get(at + 1)) {
        let mark = matches!(*next, "," | "!" | "." | ":" | "-" | "\u{2013}" | "\u{2014}");
        let leads =
            matches!(*word, "yes" | "no" | "sure" | "well" | "sorry" | "unfortunately" | "actually" | "hi");
        if !leads || !mark || tokens.len() < at + 3 {
            break;
        }
        at += 2;
    }
    at
}

/// Whether a token is part of a value that is no name.
fn in_value(text: &Text, at: usize) -> bool {
    let values = text.values();
    let first = values.partition_point(|value| value.tokens.end <= at);
    values
        .get(first)
        .is_some_and(|value: &Value| value.tokens.start <= at && !matches!(value.kind, ValueKind::Name(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weak_stems_are_stems() {
        let hash = crate::checks::hallucination::index::hash;
        assert!(is_weak(hash("unfortun")) && !is_weak(hash("refund")));
    }
}
