//! Statements that cannot be so together with the evidence: about the same thing under the same conditions, with the
//! opposite sign. What is found here is sure enough to act on; [`super::polarity`] notes what merely looks like it.

mod basis;
mod listed;
mod refused;
mod turned;
mod weekdays;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::align::{Alignment, WHOLE, proves};
use super::index::{Index, Term, class};
use super::polarity::turns as is_sign;
use super::postings::Postings;
use super::reading::signs::week;
use super::reading::{Around, Marks, Reading, Relation, are_rivals, has_rivals, is_weak, predicates, relate};
use super::statements::{Statement, Words};
use super::units::{Unit, Voice};
use super::values::{Ground, compare};
use super::words::Act;
use crate::contract::SourceKind;
use crate::evidence::Evidence;
use crate::order::Order as _;
use crate::text::values::{Bound, Comparison, Value, ValueKind};
use crate::text::{FoldSpan, Lang, Text, Token, one_of};
pub(super) use basis::for_another_time;
use listed::listed;
use refused::refused;
use turned::turned;
use weekdays::other_days;

/// A statement that the evidence contradicts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Contradiction {
    /// Index into the statements.
    pub(super) statement: usize,
    /// The clause, in the folded draft.
    pub(super) at: FoldSpan,
    /// The unit that says otherwise.
    pub(super) unit: usize,
}

/// Share of a statement that sources and facts must hold for it to be compared.
const KNOWN: u32 = 600;
/// Telling words of a statement that the evidence may lack: what "all" counts, a manner.
const STRANGE: usize = 1;
/// Share that one unit must hold.
const HELD: u32 = 600;
/// Share of all its words, signs and light ones among them, that one unit must hold before anything is read.
const LIKELY: u32 = 400;
/// Units that a statement is compared with.
const UNITS: usize = 5;
/// Tokens of a sentence of the evidence that is read.
const LONGEST: usize = 80;

/// Finds the statements that the evidence contradicts. Other languages than English are held against it word by word.
pub(super) fn find<'b>(
    text: &'b Text,
    ground: &'b Ground<'_>,
    postings: &'b Postings<'_>,
    words: &mut Words,
    statements: &'b [Statement],
) -> Vec<Contradiction> {
    if !ground.index.units().iter().any(is_prose) {
        return Vec::new();
    }
    let mut found = Vec::new();
    if ground.lang != Lang::En {
        let against = statements.iter().enumerate().filter_map(|(n, statement)| {
            let own = statement.terms.iter().map(|number| (*number, 1));
            let mut likely = Alignment::new(postings, &mut words.room, own).holding(LIKELY);
            likely.truncate(UNITS * 16);
            let unit = turned(ground, &likely, (text, statement))?;
            Some(Contradiction { statement: n, at: statement.fold, unit })
        });
        found.extend(against);
        return found;
    }
    let mut bench = Bench { text, ground, postings, statements, read: Read::new() };
    for (n, statement) in statements.iter().enumerate() {
        if starts_within(text, &statement.tokens) && n > 0 && !alone_of(statements, n) {
            continue;
        }
        let judged = matches!(statement.act, Act::Assertion | Act::Instruction);
        if !judged || statement.condition || statement.terms.is_empty() {
            continue;
        }
        let against = match bench.hold(n, statement, words) {
            Some(Held::Contradicted(unit)) => Some(unit),
            Some(Held::Neither) => listed(ground, postings, words, (text, statement)),
            Some(Held::Agreed) | None => None,
        };
        let against = against.or_else(|| other_days(ground, postings, words, (text, statement)));
        let against = against.or_else(|| refused(ground, postings, (text, statement)));
        found.extend(against.map(|unit| Contradiction { statement: n, at: statement.fold, unit }));
    }
    found
}

/// What holding a statement against the evidence has shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Held {
    /// A unit says otherwise, and none says the same.
    Contradicted(usize),
    /// A unit says the same.
    Agreed,
    /// No unit says either.
    Neither,
}

/// What statements are held against, with what was read of it so far.
struct Bench<'b, 'g, 'p> {
    text: &'b Text,
    ground: &'b Ground<'g>,
    postings: &'b Postings<'p>,
    statements: &'b [Statement],
    read: Read,
}

/// A statement that is held against the evidence, with what belongs to it of the clauses beside it.
struct Clause<'c> {
    /// What it is about: its terms that are neither light nor signs.
    subject: Vec<Term>,
    says: Reading,
    /// Terms of the whole sentence.
    around: Vec<Term>,
    /// Its values.
    values: &'c [Value],
    /// Its words that exclude others in their place.
    rivals: Vec<Term>,
}

impl<'b> Bench<'b, '_, '_> {
    /// Holds a statement against the evidence; `None` where the evidence does not speak of it.
    fn hold(&mut self, n: usize, statement: &'b Statement, words: &mut Words) -> Option<Held> {
        let (text, postings, statements) = (self.text, self.postings, self.statements);
        // Before anything is read: whether one sentence of the evidence has nearly all of its words.
        let subject = statement.terms.iter().filter_map(|number| postings.term(*number));
        let subject: Vec<Term> = subject.filter(|term| !is_weak(*term) && !is_sign(*term)).collect();
        if strange(&subject, |term| postings.is_given(postings.number(term))) > STRANGE {
            return None;
        }
        let own = statement.terms.iter().map(|number| (*number, 1));
        let prior = self.antecedent(statement);
        let taken_up = prior.map(|term| (postings.number(term), 1));
        let likely = Alignment::new(postings, &mut words.room, own.chain(taken_up)).holding(LIKELY);
        if likely.is_empty() {
            return None;
        }
        // "From then on it can't be cancelled" hangs on when; "that's just what it costs" names a price.
        let said = text.folded_text(statement.fold);
        if said.contains("from then on") || names_a_price(said) {
            return None;
        }
        let whole = || statements.iter().filter(|other| other.sentence == statement.sentence);
        let alone = |n: usize| statements.get(n).is_none_or(|other| other.sentence != statement.sentence);
        let before = n.checked_sub(1).filter(|n| !alone(*n)).and_then(|n| statements.get(n));
        // "For orders under 25, vouchers can't be used": what has no predicate belongs to what has one.
        let leads = before.filter(|before| !predicates(text, before.tokens.clone()));
        let next = statements.get(n + 1).filter(|_| !alone(n + 1));
        let follows = next.filter(|next| starts_within(text, &next.tokens));
        let tokens = leads.map_or(statement.tokens.start, |before| before.tokens.start)
            ..follows.map_or(statement.tokens.end, |next| next.tokens.end);
        let marks = Marks::of(text, text.tokens().get(tokens.clone()).unwrap_or_default());
        let conditional = whole().any(|other| other.condition);
        // Only what never holds turns round what holds under a condition.
        if conditional && !likely.iter().any(|(unit, _)| self.marks(*unit).is_some_and(Marks::denies_all)) {
            return None;
        }
        let rivals: Vec<Term> = subject.iter().copied().filter(|term| has_rivals(*term)).collect();
        if !likely.iter().any(|(unit, _)| self.has_rival(&rivals, *unit) || self.may_turn(marks, *unit)) {
            return Some(Held::Neither);
        }
        let mut says = Reading::of(text, tokens);
        says.set_conditional(conditional);
        if let Some(term) = prior {
            says.take_up(term);
        }
        let last = n + 1 + usize::from(follows.is_some());
        says.predicates |= before.is_none() && alone(last);
        let weight = |term: &Term| postings.weight(postings.number(*term));
        let telling = || says.topics.iter().filter(|term| !is_weak(**term) && !says.times(**term));
        let all: u32 = telling().map(weight).sum();
        let given: u32 =
            telling().filter(|term| postings.is_given(postings.number(**term))).map(weight).sum();
        if all == 0 || given.saturating_mul(WHOLE) / all < KNOWN {
            return None;
        }
        let around = whole().flat_map(|other| &other.terms).filter_map(|number| postings.term(*number));
        let around = around.collect();
        let numbers: Vec<_> = telling().map(|term| (postings.number(*term), 1)).collect();
        let near = self.near(Alignment::new(postings, &mut words.room, numbers.into_iter()));
        let start = leads.map_or(statement.fold.start, |before| before.fold.start);
        let end = follows.map_or(statement.fold.end, |next| next.fold.end);
        let values = values_of(text, FoldSpan { start, end });
        Some(self.compare(&Clause { subject, says, around, values, rivals }, &near))
    }

    /// What the sentence before is about, where a statement opens with "it" or "they": the word of it that the fewest
    /// sentences of the evidence have.
    fn antecedent(&self, statement: &Statement) -> Option<Term> {
        let (text, postings) = (self.text, self.postings);
        if !statement.refers_back(text) {
            return None;
        }
        let before = statement.sentence.checked_sub(1)?;
        let prior = self.statements.iter().filter(|other| other.sentence == before);
        let terms = prior.flat_map(|other| &other.terms).filter_map(|number| postings.term(*number));
        let given = terms.filter(|term| !is_weak(*term) && postings.is_given(postings.number(*term)));
        given.max_by_key(|term| postings.weight(postings.number(*term)))
    }

    /// The units that hold most of the telling words of a clause, and those that go on about what these name.
    fn near(&self, alignment: Alignment<'_>) -> Vec<usize> {
        let mut near = alignment.holding(HELD);
        near.order_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        near.truncate(UNITS);
        let mut near: Vec<usize> = near.into_iter().map(|(unit, _)| unit).collect();
        // "You do not need to apply for it" holds few of the words that it is about.
        for after in near.clone().into_iter().map(|unit| unit + 1) {
            if self.refers_back(after) && !near.contains(&after) {
                near.push(after);
            }
        }
        near
    }

    /// Compares a clause with units, the nearest first.
    fn compare(&mut self, clause: &Clause<'_>, near: &[usize]) -> Held {
        let mut passed_over = Vec::new();
        let mut against = None;
        let mut agrees = false;
        for unit in near {
            if !self.has_words_of(clause, *unit) {
                continue;
            }
            let marks = self.marks(*unit);
            if !self.has_rival(&clause.rivals, *unit)
                && !marks.is_some_and(|marks| clause.says.may_be_against(marks))
            {
                passed_over.push(*unit);
                continue;
            }
            match self.relate(clause, *unit) {
                Some(Relation::Contradicts) => against = against.or(Some(*unit)),
                Some(Relation::Agrees) => agrees = true,
                Some(Relation::Apart) | None => {}
            }
        }
        match against {
            Some(_) if agrees => Held::Agreed,
            // What can't be against it can still say the same.
            Some(_)
                if passed_over.iter().any(|unit| self.relate(clause, *unit) == Some(Relation::Agrees)) =>
            {
                Held::Agreed
            }
            Some(unit) => Held::Contradicted(unit),
            None if agrees => Held::Agreed,
            None => Held::Neither,
        }
    }

    /// Whether a unit and the one before it have all of a statement's telling words but a few.
    fn has_words_of(&self, clause: &Clause<'_>, unit_n: usize) -> bool {
        let index = self.ground.index;
        let Some(unit) = index.unit(unit_n).filter(|unit| is_prose(unit)) else { return false };
        let before = unit_n.checked_sub(1).and_then(|n| index.unit(n));
        let (own, prior) = (index.terms_of(unit), before.map_or(&[][..], |unit| index.terms_of(unit)));
        let held = |term: Term| own.contains(&term) || prior.contains(&term);
        strange(&clause.subject, held) <= STRANGE
    }

    /// How a clause relates to what a unit says, which is read once.
    fn relate(&mut self, clause: &Clause<'_>, unit_n: usize) -> Option<Relation> {
        let ground = self.ground;
        let piece = ground.evidence.get(ground.index.unit(unit_n)?.piece)?;
        let read = self.read.entry(unit_n).or_default();
        let said = read.said.get_or_init(|| said(ground, unit_n).map(Box::new)).as_deref()?;
        Some(against_unit(ground, (&clause.says, &clause.around, clause.values), piece.text(), said))
    }

    /// Whether a unit has a word that excludes one of these in its place.
    fn has_rival(&self, rivals: &[Term], unit_n: usize) -> bool {
        let unit = self.ground.index.unit(unit_n).filter(|_| !rivals.is_empty());
        let own = unit.map_or(&[][..], |unit| self.ground.index.terms_of(unit));
        rivals.iter().any(|one| own.iter().any(|two| are_rivals(*one, *two)))
    }

    /// Whether a unit, or the one that goes on about what it names, may turn round what has these marks.
    fn may_turn(&mut self, marks: Marks, unit: usize) -> bool {
        let mut turns = |unit: usize| self.marks(unit).is_some_and(|theirs| marks.may_be_against(theirs));
        turns(unit) || turns(unit + 1) && self.refers_back(unit + 1)
    }

    /// The marks of a unit, if it is a sentence of a source.
    fn marks(&mut self, unit_n: usize) -> Option<Marks> {
        let unit = self.ground.index.unit(unit_n).filter(|unit| is_prose(unit))?;
        let text = self.ground.evidence.get(unit.piece)?.text();
        let read = self.read.entry(unit_n).or_default();
        Some(*read.marks.get_or_insert_with(|| Marks::of(text, tokens_of(text, unit))))
    }

    /// Whether a unit speaks of what the one before it named.
    fn refers_back(&self, unit_n: usize) -> bool {
        let Some(unit) = self.ground.index.unit(unit_n).filter(|unit| is_prose(unit)) else { return false };
        let Some(piece) = self.ground.evidence.get(unit.piece) else { return false };
        let text = piece.text();
        let mut words = tokens_of(text, unit).iter().map(|token| text.token_text(token));
        words.any(|word| matches!(word, "it" | "they" | "them" | "one"))
    }
}

/// Whether a folded clause speaks of "what it costs".
fn names_a_price(clause: &str) -> bool {
    let after = clause.split_once("what ").map_or("", |(_, after)| after);
    after.split(' ').any(|word| matches!(word.trim_end_matches(['.', ',']), "costs" | "cost"))
}

/// How many terms are not held, as far as it matters.
fn strange(subject: &[Term], held: impl Fn(Term) -> bool) -> usize {
    subject.iter().filter(|term| !held(**term)).take(STRANGE + 1).count()
}

/// Whether the statement before one is of another sentence.
fn alone_of(statements: &[Statement], n: usize) -> bool {
    let sentence = |n: usize| statements.get(n).map(|statement| statement.sentence);
    n.checked_sub(1).and_then(sentence) != sentence(n)
}

/// Whether a clause begins with a word that binds it to the one before: "after your scan".
fn starts_within(text: &Text, tokens: &Range<usize>) -> bool {
    let first = text.tokens().get(tokens.start).map(|token| text.token_text(token));
    matches!(first, Some("before" | "after" | "until" | "till" | "without" | "than" | "as"))
}

/// Whether a unit is a sentence of a source, not a row of fields.
fn is_prose(unit: &Unit) -> bool {
    unit.voice == Voice::Source && !unit.fields && proves(unit)
}

/// What a unit of the evidence says; read once, however many statements are held against it.
struct Said {
    /// Terms that stand over it: title, question, what it goes on about; and its own.
    title: Vec<Term>,
    clauses: Vec<(FoldSpan, Reading)>,
    conditional: bool,
    /// Terms of the sentence before, where it goes on about it with "it" or "they".
    subject: Vec<Term>,
    /// Days of the week that its source does not name, one bit for each.
    days_off: u8,
}

/// What was read of a unit.
#[derive(Default)]
struct ReadUnit {
    marks: Option<Marks>,
    said: OnceCell<Option<Box<Said>>>,
}

/// What was read of the evidence, by unit.
type Read = BTreeMap<usize, ReadUnit>;

/// The tokens of a unit.
pub(super) fn tokens_of<'t>(text: &'t Text, unit: &Unit) -> &'t [Token] {
    let from = text.tokens().partition_point(|token| token.fold.start < unit.fold.start);
    let own = text.tokens().get(from..).unwrap_or_default();
    own.get(..own.partition_point(|token| token.fold.start < unit.fold.end)).unwrap_or_default()
}

/// What a unit says; `None` where it is no sentence that can be read.
fn said(ground: &Ground<'_>, unit_n: usize) -> Option<Said> {
    let unit = ground.index.unit(unit_n).filter(|unit| is_prose(unit))?;
    let piece = ground.evidence.get(unit.piece).filter(|piece| piece.kind != SourceKind::Review)?;
    let text = piece.text();
    if memchr::memchr(b'|', text.folded_text(unit.fold).as_bytes()).is_some() {
        return None;
    }
    let before = unit_n.checked_sub(1).and_then(|n| ground.index.unit(n));
    let terms = ground.index.terms_of(unit);
    let mut title = terms.get(unit.neighbours().len()..).unwrap_or_default().to_vec();
    // What follows a sentence about the same goes on about it.
    let own_terms = terms.get(..unit.neighbours().len()).unwrap_or_default();
    let mut subject = Vec::new();
    let goes_on = |term: &Term| !is_weak(*term) && own_terms.contains(term);
    title.extend(own_terms);
    if let Some(before) = before.filter(|before| before.piece == unit.piece) {
        let terms = ground.index.terms_of(before);
        let mut words = tokens_of(text, unit).iter().map(|token| text.token_text(token));
        let first = words.find(|word| word.len() > 1);
        let refers = matches!(first, Some("it" | "they"));
        if refers {
            subject = terms.get(..before.neighbours().len()).unwrap_or_default().to_vec();
        }
        if refers || terms.iter().any(goes_on) || matches!(first, Some("this" | "these" | "those")) {
            title.extend(terms);
        }
    }
    let clauses = text.clauses_at(unit.fold.start);
    let clauses =
        clauses.iter().filter(|clause| clause.end > unit.fold.start && clause.start < unit.fold.end);
    let mut parts: Vec<(FoldSpan, Range<usize>)> = Vec::new();
    for clause in clauses.take(CLAUSES) {
        let from = text.tokens().partition_point(|token| token.fold.start < clause.start);
        let to = text.tokens().partition_point(|token| token.fold.start < clause.end);
        match parts.last_mut().filter(|_| starts_within(text, &(from..to))) {
            Some((fold, tokens)) => (fold.end, tokens.end) = (clause.end, to),
            None => parts.push((*clause, from..to)),
        }
    }
    // "Damage by drops or liquids", "but not by theft": what a conjunction adds without a verb.
    for n in (1..parts.len()).rev() {
        let Some((fold, tokens)) = parts.get(n).cloned() else { continue };
        let word = |at: usize| text.tokens().get(at).map(|token| text.token_text(token));
        let first = word(tokens.start);
        let adds = matches!(first, Some("and" | "or")) && !predicates(text, tokens.clone());
        let denies = first == Some("but") && word(tokens.start + 1) == Some("not");
        if adds || denies || first == Some("except") {
            parts.remove(n);
            if let Some((before, own)) = parts.get_mut(n - 1) {
                (before.end, own.end) = (fold.end, tokens.end);
            }
        }
    }
    // "Monthly fee: none": what stands before a colon says nothing alone.
    let names = |tokens: &Range<usize>| {
        let last = tokens.end.checked_sub(1).and_then(|at| text.tokens().get(at));
        last.is_some_and(|last| text.token_text(last) == ":")
    };
    parts.retain(|(_, tokens)| tokens.len() <= LONGEST && !names(tokens));
    let read = parts.into_iter().flat_map(|(fold, tokens)| {
        let readings = match Reading::of_both(text, tokens.clone()) {
            Some(both) => Vec::from(both),
            None => vec![Reading::of(text, tokens)],
        };
        readings.into_iter().map(move |reading| (fold, reading))
    });
    let mut clauses: Vec<(FoldSpan, Reading)> = read.collect();
    if let [(_, whole)] = clauses.as_mut_slice() {
        whole.predicates = true;
    }
    // "Gas and water are not, and tenants pay these themselves": what is denied stands in the sentence before.
    if denies_what_was_said(text, unit) {
        return None;
    }
    let conditional = clauses.iter().any(|(_, reading)| reading.conditional);
    let days_off = if clauses.iter().any(|(_, reading)| reading.names_days()) {
        !week(text.tokens().iter().map(|token| text.token_text(token)))
    } else {
        0
    };
    Some(Said { title, clauses, conditional, subject, days_off })
}

/// Whether a "not" of a unit ends its clause without a word of what is denied.
fn denies_what_was_said(text: &Text, unit: &Unit) -> bool {
    let own = tokens_of(text, unit);
    own.windows(3).any(|three| {
        let [verb, not, mark] = three else { return false };
        one_of!(text.token_text(verb), "is" | "are" | "does" | "do" | "was" | "were")
            && text.token_text(not) == "not"
            && one_of!(text.token_text(mark), "," | ";" | ".")
    })
}

/// How a clause relates to the clauses of a unit.
fn against_unit(
    ground: &Ground<'_>,
    (ours, draft, own): (&Reading, &[Term], &[Value]),
    text: &Text,
    said: &Said,
) -> Relation {
    let mut found = Relation::Apart;
    for (clause, theirs) in &said.clauses {
        let Some((narrower, valued)) = values_fit(ground, own, values_of(text, *clause)) else { continue };
        let Said { title, conditional, subject, days_off, .. } = said;
        let around = Around {
            draft,
            title,
            narrower,
            valued,
            conditional: *conditional,
            subject,
            days_off: *days_off,
        };
        match relate(ours, theirs, &around) {
            Relation::Agrees => return Relation::Agrees,
            Relation::Contradicts => found = Relation::Contradicts,
            Relation::Apart => {}
        }
    }
    found
}

/// Clauses of a sentence of the evidence that are read.
const CLAUSES: usize = 8;

/// The values that start in a stretch.
fn values_of(text: &Text, area: FoldSpan) -> &[Value] {
    let values = text.values();
    let starts = |at: usize| values.partition_point(|value| text.fold_span(value.span).start < at);
    values.get(starts(area.start)..starts(area.end)).unwrap_or_default()
}

/// `None` where a value of the draft differs from all of its sort in the evidence; else whether the evidence names a
/// sort of value that the draft doesn't, and whether it has every value of the draft.
fn values_fit(ground: &Ground<'_>, ours: &[Value], theirs: &[Value]) -> Option<(bool, bool)> {
    let plain = |value: &&Value| !matches!(value.kind, ValueKind::Name(_));
    let same_sort = |one: &Value, two: &Value| class(&one.kind) == class(&two.kind);
    let amount = |value: &Value| Value { bound: Bound::Exact, ..value.clone() };
    let mut valued = true;
    for own in ours.iter().filter(plain) {
        let mut held = theirs.iter().filter(|held| same_sort(own, held)).peekable();
        if held.peek().is_none() {
            valued = false;
            continue;
        }
        let same = |held: &Value| {
            let found = compare(&amount(own), &amount(held), ground.today);
            matches!(found, Comparison::Equal | Comparison::Compatible)
        };
        if !held.any(same) {
            return None;
        }
    }
    // An amount is what is paid, not when something holds.
    let narrows = |value: &&Value| plain(value) && !matches!(value.kind, ValueKind::Money { .. });
    let narrower = theirs.iter().filter(narrows).any(|held| !ours.iter().any(|own| same_sort(own, held)));
    Some((narrower, valued))
}

/// The sentence of a unit, when it can stand alone in a reply instead of what it contradicts.
pub(super) fn sentence_of<'e>(index: &Index, evidence: &'e [Evidence], unit: usize) -> Option<&'e str> {
    let unit = index.unit(unit)?;
    let piece = evidence.get(unit.piece)?;
    if unit.voice != Voice::Source || unit.fields {
        return None;
    }
    let text = piece.text();
    let said = text.original_span(unit.fold).text(text.original()).trim();
    let said = ["A:", "Answer:", "-", "*", "\u{2022}"]
        .iter()
        .find_map(|lead| said.strip_prefix(lead))
        .unwrap_or(said);
    let said = said.trim();
    let first = said.split([' ', ',', '\'']).next()?;
    let dependent = matches!(
        first,
        "It" | "They"
            | "This"
            | "That"
            | "These"
            | "Those"
            | "He"
            | "She"
            | "However"
            | "Otherwise"
            | "Then"
            | "Also"
            | "After"
            | "But"
            | "And"
            | "Or"
            | "So"
            | "If"
            | "Both"
            | "Such"
            | "Instead"
            | "I"
            | "My"
    );
    let whole = said.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) && said.ends_with('.');
    let plain = !said.contains(['|', '\n', '{', '*', '[', '#', '"']) && said.len() <= SENTENCE;
    (whole && plain && !dependent).then_some(said)
}

/// Whether the sentence after this one speaks of what it says: "just bring it back".
pub(super) fn is_leant_on(text: &Text, sentence: usize) -> bool {
    let Some(next) = text.sentences().get(sentence + 1).filter(|next| !next.question) else { return false };
    let tokens = text.tokens().get(next.tokens.clone()).unwrap_or_default();
    let mut first = tokens.iter().take(LEANS).map(|token| text.token_text(token));
    first.any(|word| matches!(word, "it" | "them" | "they" | "this" | "that" | "these" | "those" | "so"))
}

/// Words at the beginning of a sentence that may lean on the one before.
const LEANS: usize = 6;
/// Longest sentence of a source that is put into a reply, in bytes.
const SENTENCE: usize = 240;
