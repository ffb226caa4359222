//! Every value of the draft against the values of the evidence.

mod basis;
mod derived;
mod field;
mod forms;
mod relations;
mod subject;
mod today;

use std::cell::OnceCell;

use super::align::proves;
use super::arithmetic::Reckoning;
use super::contrast::tokens_of;
use super::index::{Held, Index, Term, class};
use super::reading::signs::week;
use super::rows::Mixed;
use super::swapped;
use super::typed::Record;
use super::units::{Unit, Voice};
use crate::contract::SourceKind;
use crate::evidence::Evidence;
use crate::facts::Facts;
use crate::order::Order as _;
use crate::text::values::{CivilDate, Comparison, Date, Value, ValueKind};
use crate::text::{Lang, Text};

use basis::basis;
pub(super) use derived::{is_announced, is_multiplied};
pub(super) use field::FieldSenses;
pub(super) use relations::{compare, is_claim, is_near, is_reference, with_amount};
use relations::{is_other, is_repeated};
pub(super) use subject::{Subject, beside, days_of, has_beside, is_light, is_of_an_age, names, subject};
use subject::{counted, end_of, is_age, kinds, version_of};
pub(super) use today::hangs_on_now;

/// The class of days.
const DAYS: u8 = 4;
/// The class of periods.
const PERIODS: u8 = 6;
/// Values of the evidence that one value of the draft is compared with.
const MOST: usize = 4096;
/// Places of a value in the evidence that are looked at to see what it is said of.
const SEEN: usize = 16;
/// Share of the subject that a unit must hold for a different value in it to be a contradiction.
const CONTRADICTS: u32 = 450;
/// The same of a sentence, which says more words of its own than a field of a record.
const CONTRADICTS_TOLD: u32 = 100;
/// The same, where the draft makes a condition of its value.
const LIMITS: u32 = 200;
/// The same, where the customer said the draft's value.
const CONTRADICTS_SURELY: u32 = 600;
/// Share from which another source says otherwise in the same words.
const TOLD: u32 = 900;
/// Share from which on a unit speaks about the subject.
const SPEAKS: u32 = 600;
/// Shares that differ by less than this are equally good.
const MARGIN: u32 = 60;

/// What the evidence says about a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// The unit says the same.
    Supported(usize),
    /// It follows from values of the evidence.
    Derived,
    /// Only a source that is not in force says the same.
    Stale(usize),
    /// A unit gives another value for it.
    Contradicted {
        /// The unit and the index of the value in its piece.
        by: Held,
        /// Other units are as near and say something else again.
        ambiguous: bool,
        /// How well the unit fits, in thousandths.
        share: u32,
    },
    /// The subject is spoken of, but this value is nowhere.
    Unsupported(usize),
    /// Nothing speaks about it.
    Unknown,
}

/// A value of the draft with its standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Judged {
    /// Index into the values of the draft.
    pub(super) value: usize,
    /// Index into the statements.
    pub(super) statement: usize,
    /// What the evidence says.
    pub(super) standing: Standing,
}

/// What values are compared with.
pub(super) struct Ground<'a> {
    pub(super) evidence: &'a [Evidence],
    pub(super) index: &'a Index,
    pub(super) lang: Lang,
    /// What draft and customer say, to be reckoned with: "a week there comes to 42".
    pub(super) said: &'a [&'a Text],
    /// Made when a value stands nowhere.
    pub(super) reckoning: OnceCell<Reckoning<'a>>,
    pub(super) today: Option<CivilDate>,
    pub(super) facts: &'a Facts,
    pub(super) senses: FieldSenses,
}

impl<'a> Ground<'a> {
    /// Whether this word, number or code stands anywhere in the evidence, as written.
    pub(super) fn has_word(&self, word: Term) -> bool {
        self.index.has_word(self.evidence, self.lang, word)
    }

    /// Whether a code stands anywhere in the evidence, whatever separates its parts there.
    pub(super) fn has_code(&self, code: &str) -> bool {
        self.index.has_code(self.evidence, self.lang, code)
    }

    pub(super) fn unit(&self, held: Held) -> Option<(usize, &Unit)> {
        let n = usize::try_from(held.unit).ok()?;
        self.index.unit(n).map(|unit| (n, unit))
    }

    pub(super) fn value(&self, held: Held) -> Option<&Value> {
        let (_, unit) = self.unit(held)?;
        self.evidence.get(unit.piece)?.text().values().get(held.value)
    }

    /// Judges one value.
    pub(super) fn judge(&self, subject: &Subject<'_>) -> Standing {
        let (value, words) = (subject.value, &subject.words);
        let mut supported: Option<(u32, usize, Voice)> = None;
        // Whether something has just this value, not one that leaves room for it.
        let mut equal = false;
        let mut stale: Option<usize> = None;
        // The unit that supports it only because a limit there leaves room for it.
        let mut by_bound: Option<usize> = None;
        // Units of prose with this value, as long as nothing else has it.
        let mut only_prose: Option<Vec<usize>> = Some(Vec::new());
        let mut against: Vec<(u32, Held)> = Vec::with_capacity(32);
        // Units that leave room for it with the same amount: "eight weeks is the longest" beside "up to 8 weeks".
        let mut agreeing: Vec<usize> = Vec::new();
        // The same date, which is another day of the week.
        let mut misnamed: Option<Held> = None;
        // The value before, how it relates, and whether the two are near: texts repeat their values.
        let mut before: Option<(&Value, Comparison, bool)> = None;
        for held in self.index.values_of(class(&value.kind)).iter().take(MOST) {
            let (Some((n, unit)), Some(other)) = (self.unit(*held), self.value(*held)) else { continue };
            let (found, near) = match before {
                Some((last, found, near)) if is_repeated(last, other) => (found, near),
                _ => {
                    let found = match compare(value, other, self.today) {
                        // "Sunday, 24 November" is no day if that is a Tuesday.
                        Comparison::Equal | Comparison::Compatible
                            if self.is_of_another_weekday(subject, unit, other) =>
                        {
                            misnamed = misnamed.or(Some(*held).filter(|_| unit.in_force && proves(unit)));
                            Comparison::Different
                        }
                        found => found,
                    };
                    (found, found == Comparison::Different && is_near(value, other))
                }
            };
            before = Some((other, found, near));
            if subject.days != 0 && self.is_of_other_days(subject.days, unit, other) {
                continue;
            }
            // "Up to 6 months" leaves room for 15 minutes, and says nothing of them.
            let loose = found == Comparison::Compatible
                && value.bound != other.bound
                && (words.share(n) < CONTRADICTS || !is_near(value, other));
            let relation = found;
            match found {
                Comparison::Compatible if loose && proves(unit) => {
                    if value.magnitude() == other.magnitude() {
                        agreeing.push(n);
                    }
                }
                Comparison::Equal | Comparison::Compatible if unit.in_force => {
                    let within =
                        matches!(value.kind, ValueKind::Time(_)) || value.magnitude() != other.magnitude();
                    equal |= relation == Comparison::Equal || !within;
                    let prose = unit.voice == Voice::Source && !unit.fields;
                    only_prose = only_prose.filter(|known| prose && known.len() < SEEN);
                    only_prose.iter_mut().for_each(|known| known.push(n));
                    let found = (words.share(n), n, unit.voice);
                    let better = supported.is_none_or(|known| {
                        (known.2 == Voice::Customer, found.0) > (found.2 == Voice::Customer, known.0)
                    });
                    if better {
                        supported = Some(found);
                        by_bound = (relation == Comparison::Compatible
                            && value.bound != other.bound
                            && value.magnitude() != other.magnitude())
                        .then_some(n);
                    }
                }
                Comparison::Equal | Comparison::Compatible => stale = stale.or(Some(n)),
                Comparison::Different
                    if near
                        && proves(unit)
                        && !self.is_of_another(subject, unit, held.value)
                        && !self.is_of_another_field(subject.said, value, unit.piece) =>
                {
                    against.push((words.share(n), *held))
                }
                Comparison::Different | Comparison::Incomparable => {}
            }
        }
        against.retain(|(_, held)| self.unit(*held).is_some_and(|(n, _)| !agreeing.contains(&n)));
        if let Some(by) = misnamed.filter(|_| supported.is_none()) {
            return Standing::Contradicted { by, ambiguous: false, share: CONTRADICTS_SURELY };
        }
        // "At most 18 a day" leaves room for 3.50, but beside "2.50 an hour" it is not what speaks of that.
        // "From 3 pm" lies within some hours of opening, but the evidence gives just this another time.
        let most = against.iter().map(|(share, _)| *share).max().unwrap_or(0);
        if !equal && supported.is_some_and(|(share, ..)| most >= LIMITS && most > share + 2 * MARGIN) {
            supported = None;
        }
        let exact = |unit: usize| {
            against.iter().any(|(_, held)| {
                self.unit(*held).is_some_and(|(n, _)| n == unit)
                    && self.value(*held).is_some_and(|other| other.bound == value.bound)
            })
        };
        if supported.is_some_and(|(_, unit, _)| by_bound == Some(unit) && exact(unit)) {
            supported = None;
        }
        if let Some((_, unit, voice)) = supported
            && voice != Voice::Customer
        {
            let other = only_prose.filter(|_| !subject.condition);
            let other = other.filter(|_| !against.is_empty());
            let other = other.and_then(|holders| swapped::instead(self, subject, &holders, &against));
            if let Some(by) = other {
                return Standing::Contradicted { by, ambiguous: false, share: CONTRADICTS_SURELY };
            }
            if let Some(by) = self.disputed(unit, &against) {
                return Standing::Contradicted { by, ambiguous: true, share: CONTRADICTS_SURELY };
            }
            return Standing::Supported(unit);
        }
        if let Some(unit) = self.bare_number(value).or_else(|| self.in_days(value)) {
            return Standing::Supported(unit);
        }
        if self.has_year(subject) {
            return Standing::Derived;
        }
        let counted = matches!(
            value.kind,
            ValueKind::Duration { .. }
                | ValueKind::Quantity { .. }
                | ValueKind::Number(_)
                | ValueKind::Money { .. }
        );
        // "Six hours come to 15": what is multiplied is the draft's own, and so is what it comes to.
        let contradiction = if counted && !against.is_empty() && is_multiplied(subject.said.0, subject.said.1)
        {
            None
        } else {
            self.contradiction(subject, against)
        };
        let at_least = |least: u32| move |found: &Standing| matches!(found, Standing::Contradicted { share, ambiguous: false, .. } if *share >= least);
        if let Some((_, unit, _)) = supported {
            // House numbers and the like are the customer's to say.
            if matches!(value.kind, ValueKind::Number(_)) {
                return Standing::Supported(unit);
            }
            return contradiction.filter(at_least(CONTRADICTS_SURELY)).unwrap_or(Standing::Supported(unit));
        }
        if self.is_derived(subject, contradiction.as_ref()) {
            return Standing::Derived;
        }
        match (stale, contradiction) {
            (Some(unit), None) => Standing::Stale(unit),
            // "If nothing has come by Friday": the day is the draft's own, whatever came or comes on another.
            (_, Some(found))
                if !subject.condition || at_least(LIMITS)(&found) && class(&value.kind) != DAYS =>
            {
                found
            }
            (_, Some(_)) => Standing::Unknown,
            (None, None) => match words.best(self.index, proves) {
                Some((unit, share)) if share >= SPEAKS && !self.hangs_on_today(value) => {
                    Standing::Unsupported(unit)
                }
                _ => Standing::Unknown,
            },
        }
    }

    fn hangs_on_today(&self, value: &Value) -> bool {
        today::hangs_on_today(value, self.index, self.evidence, self.today)
    }

    /// The unit that has a price of the draft, but for another time, where none has it for the draft's.
    pub(super) fn on_another_basis(&self, draft: &Text, value: &Value) -> Option<usize> {
        let own = basis(draft, value)?;
        let mut other = None;
        for held in self.index.values_of(class(&value.kind)).iter().take(MOST) {
            let (Some((n, unit)), Some(known)) = (self.unit(*held), self.value(*held)) else { continue };
            if compare(value, known, self.today) != Comparison::Equal || unit.voice == Voice::Customer {
                continue;
            }
            let text = self.evidence.get(unit.piece)?.text();
            match basis(text, known) {
                Some(theirs) if theirs != own && self.is_told(unit) => other = other.or(Some(n)),
                _ => return None,
            }
        }
        other
    }

    /// The value that another source gives in the same words.
    fn disputed(&self, unit: usize, against: &[(u32, Held)]) -> Option<Held> {
        let own = self.index.unit(unit).filter(|unit| self.is_told(unit))?;
        let words = |unit: &Unit| -> Vec<Term> {
            let mut words = self.index.terms_of(unit).to_vec();
            words.order();
            words.dedup();
            words
        };
        let mut same: Option<Vec<Term>> = None;
        let other = against.iter().find(|(share, held)| {
            *share >= TOLD
                && self.unit(*held).is_some_and(|(_, other)| {
                    other.piece != own.piece
                        && self.is_told(other)
                        && words(other) == *same.get_or_insert_with(|| words(own))
                })
        })?;
        same.filter(|words| words.len() >= 2).map(|_| other.1)
    }

    /// Whether a unit is a sentence of a source of the company.
    fn is_told(&self, unit: &Unit) -> bool {
        let kind = self.evidence.get(unit.piece).map(|piece| piece.kind);
        proves(unit)
            && unit.voice == Voice::Source
            && !unit.fields
            && !matches!(kind, Some(SourceKind::Review | SourceKind::Tool) | None)
    }

    /// Whether a sentence of a source counts what a small number of the draft counts.
    pub(super) fn counts(&self, draft: &Text, value: &Value) -> bool {
        let Some(what) = counted(draft, value, self.lang) else { return false };
        let held = self.index.values_of(class(&value.kind)).iter().take(MOST);
        held.filter_map(|held| Some((self.unit(*held)?.1, self.value(*held)?))).any(|(unit, other)| {
            let text = self.evidence.get(unit.piece).map(Evidence::text).filter(|_| self.is_told(unit));
            text.is_some_and(|text| counted(text, other, self.lang) == Some(what))
        })
    }

    /// Whether there are sentences of a source at all.
    pub(super) fn has_prose(&self) -> bool {
        self.index.units().iter().any(|unit| self.is_told(unit))
    }

    /// Whether a sentence of a source gives a value of this sort.
    pub(super) fn tells(&self, kind: &ValueKind) -> bool {
        let held = self.index.values_of(class(kind)).iter().take(MOST);
        held.filter_map(|held| self.unit(*held)).any(|(_, unit)| self.is_told(unit))
    }

    /// Whether the records are worth asking for a value that stands so: nothing is known of it, or all that speaks for
    /// it are a number of a record, which may be that of another field, or a sum that nobody announces.
    pub(super) fn may_be_of_another_field(&self, standing: &Standing, draft: &Text, value: &Value) -> bool {
        let amount = matches!(
            value.kind,
            ValueKind::Money { .. }
                | ValueKind::Number(_)
                | ValueKind::Quantity { .. }
                | ValueKind::Percent(_)
                | ValueKind::Duration { .. }
        );
        match standing {
            Standing::Unknown | Standing::Unsupported(_) | Standing::Contradicted { ambiguous: true, .. } => {
                true
            }
            Standing::Supported(unit) => amount && self.index.unit(*unit).is_some_and(|unit| unit.fields),
            Standing::Derived => {
                amount
                    && !self.reckoning().multiplies(value)
                    && !is_announced(draft, value, self.lang)
                    && !derived::is_compared(draft, value)
                    && !self.adds_up_within(draft, value)
            }
            Standing::Stale(_) | Standing::Contradicted { ambiguous: false, .. } => false,
        }
    }

    /// What a record says, as a standing.
    pub(super) fn on_row(&self, record: Record) -> Option<Standing> {
        let (Record::Other(piece, value) | Record::None(piece, value)) = record;
        let (n, unit) = self
            .index
            .units()
            .iter()
            .enumerate()
            .find(|(_, unit)| unit.piece == piece && unit.values.contains(&value))?;
        if !proves(unit) {
            return None;
        }
        let by = Held {
            class: class(&self.evidence.get(piece)?.text().values().get(value)?.kind),
            unit: u32::try_from(n).ok()?,
            value,
        };
        Some(match record {
            Record::Other(..) => Standing::Contradicted { by, ambiguous: false, share: CONTRADICTS_SURELY },
            Record::None(..) => Standing::Unsupported(n),
        })
    }

    /// Whether the evidence gives a value of the draft that a row does not have, and not as that field of another row.
    pub(super) fn is_given_elsewhere(&self, draft: &Text, mixed: &Mixed) -> bool {
        let Some(said) = mixed.value.and_then(|at| draft.values().get(at)) else { return false };
        // Records give amounts as bare numbers.
        let bare: &[Held] = match said.kind {
            ValueKind::Money { .. } => self.index.values_of(2),
            _ => &[],
        };
        let held = self.index.values_of(class(&said.kind)).iter().take(MOST).chain(bare.iter().take(MOST));
        let same = held.filter_map(|held| {
            let (_, unit) =
                self.unit(*held).filter(|(_, unit)| unit.in_force && unit.voice != Voice::Customer)?;
            // What was said before of something else is none of a row that the draft names.
            if mixed.named && unit.voice == Voice::Company {
                return None;
            }
            let other = self.value(*held)?;
            let agrees = match other.kind {
                ValueKind::Number(amount) if unit.fields => said.magnitude() == Some(amount),
                _ => matches!(compare(said, other, self.today), Comparison::Equal | Comparison::Compatible),
            };
            let piece = self.evidence.get(unit.piece).filter(|_| agrees)?;
            Some((unit.piece, piece.text().fold_span(other.span)))
        });
        same.take(SEEN).any(|(piece, at)| !self.index.rows().is_rival(mixed, piece, at))
    }

    /// Whether the draft names a day of the week that a date of the evidence is not.
    fn is_of_another_weekday(&self, subject: &Subject<'_>, unit: &Unit, held: &Value) -> bool {
        let ValueKind::Date(date @ Date::Civil { .. }) = held.kind else { return false };
        let named = |text: &Text, value: &Value| {
            let own = text.tokens().get(value.tokens.clone()).unwrap_or_default();
            week(own.iter().map(|token| text.token_text(token)))
        };
        let ours = named(subject.said.0, subject.value);
        if ours == 0 {
            return false;
        }
        let theirs = self.evidence.get(unit.piece).map_or(0, |piece| named(piece.text(), held));
        let day = match date {
            Date::Civil { year: Some(year), month, day } => CivilDate::new(year, month, day),
            _ => self.today.and_then(|today| date.resolve(today)),
        };
        match (theirs, day) {
            (0, Some(day)) => ours & 1 << day.weekday() == 0,
            (theirs, _) => theirs != 0 && ours & theirs == 0,
        }
    }

    /// Whether a time is said of days of the week, and none of these; where no day stands beside it, those that its
    /// unit names.
    fn is_of_other_days(&self, days: u8, unit: &Unit, held: &Value) -> bool {
        let Some(text) = self.evidence.get(unit.piece).map(Evidence::text) else { return false };
        let whole = || week(tokens_of(text, unit).iter().map(|token| text.token_text(token)));
        let held = match days_of(text, held) {
            0 => whole(),
            own => own,
        };
        held != 0 && held & days == 0
    }

    /// Whether a time of the evidence is said of another day than the draft's, or a day of the week of another time, or
    /// a period counts from another end of something.
    fn is_of_another(&self, subject: &Subject<'_>, unit: &Unit, held: usize) -> bool {
        let Some(text) = self.evidence.get(unit.piece).map(Evidence::text) else { return false };
        let (draft, own) = (subject.said.0, subject.value);
        let apart = |value: &Value| match own.kind {
            ValueKind::Duration { .. } => {
                is_age(text, value) != is_age(draft, own) || end_of(text, value) != end_of(draft, own)
            }
            ValueKind::Number(_) => {
                let what = counted(draft, own, self.lang);
                version_of(text, value) != version_of(draft, own)
                    || what.is_some() && what != counted(text, value, self.lang)
            }
            _ => false,
        };
        if text.values().get(held).is_some_and(apart) {
            return true;
        }
        let Some(said) = subject.beside else { return false };
        beside(text, held).is_some_and(|other| is_other(said, other, self.today))
    }

    /// The best contradiction among units that give another value.
    fn contradiction(&self, subject: &Subject<'_>, mut against: Vec<(u32, Held)>) -> Option<Standing> {
        against.order_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let speaks = |(share, held): &(u32, Held)| {
            let told = || self.unit(*held).filter(|(_, unit)| self.is_told(unit));
            *share >= CONTRADICTS
                || *share >= CONTRADICTS_TOLD
                    && told().is_some_and(|(_, unit)| !self.is_of_another_kind(subject, unit))
        };
        let Some(first) = against.iter().position(speaks) else {
            let by = self.on_record(subject, &against)?;
            return Some(Standing::Contradicted { by, ambiguous: false, share: CONTRADICTS });
        };
        let against = against.get(first..).unwrap_or_default();
        let (share, by) = *against.first()?;
        let first = self.value(by)?;
        let (by, settled) = self.nearest(subject, against, share).map_or((by, false), |by| (by, true));
        let ambiguous = !settled
            && against.iter().skip(1).take_while(|(other, _)| *other + MARGIN > share).any(|(_, held)| {
                let like = |other: &&Value| first.bound != subject.value.bound || other.bound == first.bound;
                let rival = self.value(*held).filter(like);
                rival.is_some_and(|other| first.same(other, self.today) == Comparison::Different)
            });
        Some(Standing::Contradicted { by, ambiguous, share })
    }

    /// Whether a unit speaks of another kind of what the draft speaks of: the pool pass, not the gym pass.
    fn is_of_another_kind(&self, subject: &Subject<'_>, unit: &Unit) -> bool {
        let Some(said) = self.evidence.get(unit.piece).map(Evidence::text) else { return false };
        let theirs = kinds(said, tokens_of(said, unit), self.lang);
        let (draft, statement) = subject.said;
        let own = draft.tokens().get(statement.tokens.clone()).unwrap_or_default();
        kinds(draft, own, self.lang).iter().any(|(kind, thing)| {
            let stands = |term: &Term| self.index.terms_of(unit).contains(term);
            let rival = |(other, same): &(Term, Term)| same == thing && other != kind;
            !stands(kind) && theirs.iter().any(rival)
        })
    }

    /// The one of several values of a sentence beside which most of the words stand that stand beside the draft's.
    fn nearest(&self, subject: &Subject<'_>, against: &[(u32, Held)], share: u32) -> Option<Held> {
        let rivals = against.iter().take_while(|(other, _)| *other + MARGIN > share).take(SEEN);
        let rivals: Vec<Held> = rivals.map(|(_, held)| *held).collect();
        let [first, _, ..] = rivals.as_slice() else { return None };
        if rivals.iter().any(|held| held.unit != first.unit) {
            return None;
        }
        let beside = subject.near();
        let near = |held: &Held| swapped::beside(self, *held, &beside);
        let most = rivals.iter().map(near).max()?;
        let mut best = rivals.iter().filter(|held| near(held) == most);
        let found = best.next().filter(|_| best.next().is_none());
        found.copied()
    }

    /// The amount that the records hold under the name by which the draft calls its own. A path names little more
    /// than what it is an amount of, so its share of a sentence says little; it must hold most of the words with
    /// which the draft introduces the amount, and no other amount may hold as many.
    fn on_record(&self, subject: &Subject<'_>, against: &[(u32, Held)]) -> Option<Held> {
        if !matches!(subject.value.kind, ValueKind::Money { .. }) {
            return None;
        }
        let held_by = |held: &Held| {
            self.unit(*held).map_or(0, |(_, unit)| {
                let own = self.index.terms_of(unit);
                subject.names.iter().filter(|name| own.contains(name)).count()
            })
        };
        let (most, by) = against
            .iter()
            .filter(|(_, held)| self.unit(*held).is_some_and(|(_, unit)| unit.fields))
            .map(|(_, held)| (held_by(held), *held))
            .max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)))?;
        let first = self.value(by)?;
        let rivals = against.iter().filter(|(_, held)| held_by(held) >= most);
        let alone = rivals
            .filter_map(|(_, held)| self.value(*held))
            .all(|other| first.same(other, self.today) != Comparison::Different);
        (alone && most * 2 > subject.names.len()).then_some(by)
    }
}
