//! What a clause of English says, apart from what it speaks of: whether it denies, permits, demands, includes, charges,
//! and of how many it says so. Words that say the same with opposite signs lie on one axis ("open" and "closed").

mod marks;
pub(super) mod signs;

use super::index::Term;
use super::words::{concept, is_light};
use crate::order::Order as _;
use crate::text::values::{Value, ValueKind};
use crate::text::{Lang, Text, Token, TokenKind};

pub(super) use marks::Marks;
use signs::{
    ALL, ANYONE, DUTY, EVER, FREE, INCLUDED, LIMITS, MANNER, NONE, OF_THE_MOMENT, ONLY, SOME, SOONER, Sign,
    WITH, is_carrier, is_own, is_verb, is_weak_stem, sign, week,
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
const AFTER_ONLY: usize = 5;

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

    /// Reads some tokens of an English text.
    pub(super) fn of(text: &Text, tokens: std::ops::Range<usize>) -> Reading {
        let mut found = Reading::default();
        let (from, to) = (tokens.start, tokens.end.min(tokens.start + MOST));
        let own = text.tokens().get(from..to).unwrap_or_default();
        let words: Vec<&str> = own.iter().map(|token| text.token_text(token)).collect();
        let stems = text.words(Lang::En);
        let (mut only, mut all) = (None, None);
        let except = words.iter().position(|word| *word == "except").unwrap_or(words.len());
        if words.iter().any(|word| word.ends_with("day") || word.ends_with("days")) {
            found.days = week(words.iter().copied().take(except));
            found.except_days = week(words.iter().copied().skip(except));
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
            if named != 0 && week(std::iter::once(word)) != 0 {
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
        // "No there are none": the answer, and then the statement.
        if words.first() == Some(&"no") && found.denials > 1 && opening(&words, own) == 0 {
            found.denials -= 1;
        }
        found.predicates |= found.axes & !LIMITS != 0 || found.denials > u32::from(words.contains(&"no"));
        found.topics.order();
        found.topics.dedup();
        found
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

    /// Whether this says of all what the other says of some or of certain ones only, or the other way round. `novel`
    /// are the topics that the other lacks, `rest` those that this one lacks.
    fn counts_otherwise(&self, other: &Reading, (novel, new): (&[Term], bool), rest: &[Term]) -> bool {
        let restricts = |one: &Reading, terms: &[Term]| {
            !terms.is_empty() && terms.iter().all(|term| one.restricted.contains(term))
        };
        let has = |reading: &Reading, many: u8| reading.many & many != 0;
        let whole = has(self, ALL) && !has(self, ONLY);
        let to_all = whole && has(other, ONLY) && !new && restricts(other, rest);
        let counted = |term: &Term| other.counted.contains(term);
        let to_few = has(self, ONLY) && has(other, ALL) && rest.iter().all(counted) && restricts(self, novel);
        let some = whole && has(other, SOME) && !has(other, ALL)
            || has(self, ONLY) && has(self, SOME) && has(other, ALL);
        // "Free for everyone" against "free for members".
        let anyone = has(self, ANYONE)
            && !has(other, ALL)
            && !new
            && !rest.is_empty()
            && rest.iter().all(|term| other.served.contains(term));
        // "All rooms have one" against "only suites have one".
        let elsewhere = whole
            && has(other, ONLY)
            && restricts(other, rest)
            && !novel.is_empty()
            && novel.iter().all(|term| self.counted.contains(term));
        // "All pets" against "microchipped pets".
        let narrowed = whole
            && other.many == 0
            && !new
            && self.is_narrowed(other, rest)
            && self.denials == other.denials;
        to_all
            || narrowed
            || to_few
            || anyone
            || elsewhere
            || some && !new && rest.is_empty() && self.denials == other.denials
    }

    /// Whether the other says it only of a sort of what this counts: "all pets", "microchipped pets".
    fn is_narrowed(&self, other: &Reading, rest: &[Term]) -> bool {
        let [sort] = rest else { return false };
        other
            .order
            .iter()
            .zip(other.order.iter().skip(1))
            .any(|((one, ..), (two, beside, _))| *beside && one == sort && self.counted.contains(two))
    }

    /// The same with charges as what is not included, where the other speaks of one and this of the other.
    fn as_paid(&self, other: &Reading) -> Reading {
        const BOTH: u16 = INCLUDED | FREE;
        let mut same = self.clone();
        let (own, held) = (self.axes & BOTH, other.axes & BOTH);
        if own != 0 && held != 0 && own & held == 0 {
            same.axes = self.axes & !BOTH | INCLUDED;
            let negative = if self.negative & own != 0 { INCLUDED } else { 0 };
            same.negative = self.negative & !BOTH | negative;
        }
        same
    }

    /// Whether a topic is a mere verb of being somewhere that follows one of these: "dogs travel free".
    fn is_carried_by(&self, term: Term, by: impl Fn(Term) -> bool) -> bool {
        is_carrier(term)
            && self
                .order
                .iter()
                .zip(self.order.iter().skip(1))
                .any(|((one, ..), (two, beside, _))| *two == term && *beside && by(*one))
    }

    /// Whether a topic is joined by "and" or "or" to one of these.
    fn is_joined(&self, term: Term, to: impl Fn(Term) -> bool) -> bool {
        self.order.iter().zip(self.order.iter().skip(1)).any(|((one, ..), (two, _, joined))| {
            *joined && (*one == term && to(*two) || *two == term && to(*one))
        })
    }

    /// Topics that say what it is about.
    fn telling(&self) -> impl Iterator<Item = Term> + '_ {
        self.topics.iter().copied().filter(|term| !is_weak(*term))
    }
}

/// How a clause of the draft relates to one of the evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// They speak of different things, or of one in ways that can't be compared.
    Apart,
    /// They say the same, or nothing that excludes the other.
    Agrees,
    /// They can't both be so.
    Contradicts,
}

/// What else is known of both clauses.
pub(super) struct Around<'a> {
    /// Terms that the draft has around its clause.
    pub(super) draft: &'a [Term],
    /// Terms that stand over the clause of the evidence: title, question, what it goes on about.
    pub(super) title: &'a [Term],
    /// The evidence names a value of a sort that the draft doesn't.
    pub(super) narrower: bool,
    /// The evidence has every value of the draft.
    pub(super) valued: bool,
    /// The sentence of the evidence goes on with a condition.
    pub(super) conditional: bool,
}

/// Compares what two clauses say.
pub(super) fn relate(ours: &Reading, theirs: &Reading, around: &Around<'_>) -> Relation {
    const PAID: u16 = INCLUDED | FREE;
    if ours.axes & PAID != 0 && theirs.axes & PAID != 0 && ours.axes & theirs.axes & PAID == 0 {
        return relate(&ours.as_paid(theirs), &theirs.as_paid(ours), around);
    }
    let common = ours.telling().filter(|term| theirs.topics.contains(term)).count();
    let shared =
        ours.topics.iter().filter(|term| !is_weak_stem(**term) && theirs.topics.contains(term)).count();
    if common == 0 || (ours.both | theirs.both) != 0 || !ours.predicates || !theirs.predicates {
        return Relation::Apart;
    }
    let both = |term: Term| ours.topics.contains(&term) && theirs.topics.contains(&term);
    // "Breakfast and parking are included" says so of each.
    let novel: Vec<Term> =
        ours.telling().filter(|term| !theirs.topics.contains(term) && !ours.is_joined(*term, both)).collect();
    // What is said of every animal is said of cats, and of "your cat".
    let every = theirs.many & ALL != 0;
    let an_instance = |term: Term| ours.possessed.contains(&term) || every && ours.served.contains(&term);
    let new = novel.iter().any(|term| !around.title.contains(term) && !an_instance(*term));
    let strict: Vec<Term> = theirs
        .telling()
        .filter(|term| !ours.topics.contains(term) && !theirs.is_joined(*term, both))
        .filter(|term| !(every && theirs.counted.contains(term) && novel.iter().any(|own| an_instance(*own))))
        .filter(|term| !theirs.is_carried_by(*term, both))
        .collect();
    let rest: Vec<Term> = strict.iter().copied().filter(|term| !around.draft.contains(term)).collect();
    // "Every day except on Sundays" against "on Sundays"; of another exception nothing is known.
    if ours.topics.iter().any(|term| theirs.excepted.contains(term)) {
        return Relation::Apart;
    }
    if theirs.except_days != 0 && ours.days & theirs.except_days != 0 {
        let within = ours.days & !theirs.except_days == 0 && !ours.exception;
        let same = ours.axes & !LIMITS == theirs.axes & !LIMITS && ours.denials == theirs.denials;
        let close = !new && rest.len() <= usize::from(ours.own || shared >= 2);
        return if within && same && close { Relation::Contradicts } else { Relation::Apart };
    }
    // A limit on one side only narrows what that side says.
    let limits = (ours.axes ^ theirs.axes) & LIMITS;
    // "Out of stock until January" is out of stock.
    let for_now =
        theirs.axes & OF_THE_MOMENT != 0 && theirs.axes & SOONER != 0 && theirs.negative & SOONER == 0;
    let narrower =
        !for_now && (around.narrower || theirs.days != 0 && ours.days == 0 || theirs.axes & limits != 0);
    let (own, held) = (ours.axes & !limits, theirs.axes & !limits);
    let more = held & !own;
    if ours.many & EVER != 0
        && !new
        && (rest.is_empty() && narrower || more != 0 && rest.len() <= 2)
        && own & !held == 0
        && ours.sign(own) == theirs.sign(own)
    {
        return Relation::Contradicts;
    }
    // What is denied altogether is denied in every manner.
    let denied = theirs.denials == ours.denials + 1 && held & !own == 0 && own & !held & !MANNER == 0;
    // What holds in some manner is not denied altogether, unless this case is another.
    let permits = ours.denials == theirs.denials + 1
        && own & !held == 0
        && held & !own & !MANNER == 0
        && !ours.own
        && own != held;
    // "Only with the app" against "without the app".
    let without = theirs.many & ONLY != 0 && own == held | WITH && ours.negative & WITH != 0;
    if without && novel.is_empty() && rest.is_empty() && ours.denials == theirs.denials {
        return Relation::Contradicts;
    }
    if own != held && !denied && !permits {
        return Relation::Apart;
    }
    let specific = denied && own != held && novel.len() <= 1 && rest.is_empty() && shared >= 2;
    let new = new && !specific;
    let un = ours.un.iter().filter(|term| theirs.topics.contains(term) && !theirs.un.contains(term));
    let un = un.count()
        + theirs.un.iter().filter(|term| ours.topics.contains(term) && !ours.un.contains(term)).count();
    let turned = (ours.sign(own & held) != theirs.sign(own & held)) != (un % 2 == 1);
    let apart = ours.days != 0 && theirs.days != 0 && ours.days & theirs.days == 0;
    if apart {
        let single = ours.days.is_power_of_two() && theirs.days.is_power_of_two();
        let same =
            novel.is_empty() && rest.is_empty() && own == held && shared >= 1 && ours.many == theirs.many;
        return if single && same && !turned { Relation::Contradicts } else { Relation::Apart };
    }
    if !turned {
        return if own == held && ours.counts_otherwise(theirs, (&novel, new), &rest) {
            Relation::Contradicts
        } else if new || !novel.is_empty() && !rest.is_empty() || !around.valued || own != held {
            Relation::Apart
        } else {
            Relation::Agrees
        };
    }
    let positive = ours.sign(own & held);
    let condition =
        ours.conditional || theirs.conditional || around.conditional || theirs.exception && !positive;
    // "Some have" and "some have not" are both so, and "not only" denies less than the whole.
    let partial = ours.many & SOME != 0 && theirs.many & NONE == 0
        || theirs.many & SOME != 0 && ours.many & (NONE | ALL) == 0
        || (ours.many | theirs.many) & ONLY != 0;
    let narrowed =
        positive && ours.many & (ALL | ONLY | SOME) == ALL && !new && ours.is_narrowed(theirs, &rest);
    if narrowed && !condition && theirs.many & ONLY == 0 {
        return Relation::Contradicts;
    }
    if new || condition || partial {
        return Relation::Apart;
    }
    let denies_all = !positive && ours.axes & OF_THE_MOMENT == 0;
    let denies_all = denies_all && !(ours.own && (narrower || own != held));
    let near = if denies_all {
        let most = if shared >= 2 && novel.is_empty() { 2 } else { 0 };
        let open = if novel.iter().all(|term| an_instance(*term)) { &rest } else { &strict };
        open.len() <= most
    } else {
        rest.is_empty() && !narrower
    };
    let known =
        |term: &Term| theirs.topics.contains(term) || around.title.contains(term) || an_instance(*term);
    let alike = ours.telling().all(|term| known(&term)) && rest.is_empty();
    if near && (shared >= 2 || ours.axes != 0 || alike) { Relation::Contradicts } else { Relation::Apart }
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
    use crate::text::TextOptions;

    fn read(clause: &str) -> Reading {
        let text = Text::analyse(clause, &TextOptions::default());
        Reading::of(&text, 0..text.tokens().len())
    }

    fn relation(ours: &str, theirs: &str) -> Relation {
        let around = Around { draft: &[], title: &[], narrower: false, valued: true, conditional: false };
        relate(&read(ours), &read(theirs), &around)
    }

    #[test]
    fn clauses_that_turn_each_other_round() {
        for (ours, theirs) in [
            ("Sale items can be refunded.", "Sale items cannot be refunded."),
            ("Gift cards are refundable.", "Gift cards are non-refundable."),
            ("Smoking is permitted in the building.", "Smoking is forbidden in the building."),
            ("You must print your boarding pass.", "You do not need to print your boarding pass."),
            ("Showing a ticket is optional.", "You must show a ticket."),
            ("Express shipping of a card is free.", "Express shipping of a card is charged with $12."),
            ("There is a fee for card payments.", "There is no fee for card payments."),
            ("All rooms have a balcony.", "Some rooms have a balcony."),
            ("Only some rooms have a balcony.", "All rooms have a balcony."),
            ("All rooms have a bathtub.", "Only suites have a bathtub."),
            ("Lockers are available for all members.", "Lockers are available for gold members only."),
            (
                "Vouchers can be used for orders of up to $25.",
                "Vouchers can be used for orders of at least $25.",
            ),
            ("You may combine more than 3 vouchers.", "You may combine up to 3 vouchers."),
            ("Pianos are moved.", "Plants and pianos are not moved."),
            ("Breakfast and parking are included.", "Parking is not included."),
            ("Charging is possible without the app.", "Charging is only possible with the app."),
            ("Level 3 is open to everyone.", "Level 3 is reserved for residents."),
            ("Motorbikes have to pay for parking.", "Parking is free for motorbikes."),
            ("All pets get a discount.", "Microchipped pets get a discount."),
            (
                "Photography is not permitted in the gallery.",
                "Photography without flash is permitted in the gallery.",
            ),
            ("Opened products can be returned.", "Unopened products can be returned."),
            ("Tours are given every Tuesday.", "Tours are given every Thursday."),
            ("Flash fares can be cancelled free of charge.", "Flash fares cannot be cancelled."),
            ("Yoga classes are free for everyone.", "Yoga classes are free for members."),
            ("Check-in is until 3 pm.", "Check-in is from 3 pm."),
            (
                "Electric bicycles are included in the cover.",
                "Electric bicycles are excluded from the cover.",
            ),
            ("Locked fares can be moved free of charge.", "Locked fares cannot be moved."),
            ("All passengers may use the lounge.", "Only Business Class passengers may use the lounge."),
            ("None of the rooms has a kitchen.", "Some rooms have a kitchen."),
            ("We sometimes ask for your code.", "We never ask for your code."),
            ("Please arrive 15 minutes after your scan.", "Please arrive 15 minutes before your scan."),
            ("Gift wrap is free for orders under $80.", "Gift wrap is free for orders over $80."),
        ] {
            assert_eq!(relation(ours, theirs), Relation::Contradicts, "{ours} / {theirs}");
        }
    }

    #[test]
    fn clauses_that_agree_or_speak_of_something_else() {
        for (ours, theirs) in [
            ("Sale items can't be refunded.", "Sale items are non-refundable."),
            ("There are no refunds on sale items.", "Sale items cannot be refunded."),
            ("Some rooms don't have a balcony.", "Some rooms have a balcony."),
            ("Not all rooms have a balcony.", "Some rooms have a balcony."),
            ("There are no rooms with a kitchen.", "None of the rooms has a kitchen."),
            ("You don't pay anything for card payments.", "There is no fee for card payments."),
            ("You can't combine more than three vouchers.", "You may combine up to three vouchers."),
            ("Vouchers can't be used for orders below $25.", "Vouchers can be used for orders above $25."),
            (
                "All Business Class passengers may use the lounge.",
                "Only Business Class passengers may use the lounge.",
            ),
            ("Sale items can be refunded.", "Sale items without a label cannot be refunded."),
            ("No there are no seats outside.", "There are no seats outside."),
            ("and various drinks.", "There are no various drinks."),
            ("Bicycles left unlocked are not covered.", "Locked bicycles are covered."),
            ("Your order can't be cancelled.", "Orders can be cancelled free of charge before dispatch."),
            ("The desk is open on Mondays.", "The desk is closed on Sundays."),
            ("Guide dogs are allowed.", "Pets are not allowed."),
            ("Without a receipt we can't exchange it.", "Without a receipt we cannot offer an exchange."),
        ] {
            assert_ne!(relation(ours, theirs), Relation::Contradicts, "{ours} / {theirs}");
        }
    }

    #[test]
    fn weak_stems_are_stems() {
        let hash = crate::checks::hallucination::index::hash;
        assert!(is_weak(hash("unfortun")) && !is_weak(hash("refund")));
    }
}
