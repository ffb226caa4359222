//! Whether two clauses can both be so.

use super::super::index::Term;
use super::rivals::are_rivals;
use super::signs::{
    ALL, ANYONE, EVER, FREE, INCLUDED, LIMITS, MANNER, NONE, NOW, OF_THE_MOMENT, ONLY, SOME, SOONER, WITH,
    is_carrier, is_of_a_turn, is_weak_stem,
};
use super::{ALL_DAYS, Reading};

/// How a clause of the draft relates to one of the evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::checks::hallucination) enum Relation {
    /// They speak of different things, or of one in ways that can't be compared.
    Apart,
    /// They say the same, or nothing that excludes the other.
    Agrees,
    /// They can't both be so.
    Contradicts,
}

/// What else is known of both clauses.
pub(in crate::checks::hallucination) struct Around<'a> {
    /// Terms that the draft has around its clause.
    pub(in crate::checks::hallucination) draft: &'a [Term],
    /// Terms that stand over the clause of the evidence: title, question, what it goes on about.
    pub(in crate::checks::hallucination) title: &'a [Term],
    /// The evidence names a value of a sort that the draft doesn't.
    pub(in crate::checks::hallucination) narrower: bool,
    /// The evidence has every value of the draft.
    pub(in crate::checks::hallucination) valued: bool,
    /// The sentence of the evidence goes on with a condition.
    pub(in crate::checks::hallucination) conditional: bool,
    /// Terms of the sentence before, where the evidence goes on about it with "it" or "they".
    pub(in crate::checks::hallucination) subject: &'a [Term],
    /// Days of the week of which the source says nothing, one bit for each.
    pub(in crate::checks::hallucination) days_off: u8,
}

/// Compares what two clauses say.
pub(in crate::checks::hallucination) fn relate(
    ours: &Reading,
    theirs: &Reading,
    around: &Around<'_>,
) -> Relation {
    const PAID: u16 = INCLUDED | FREE;
    if ours.axes & PAID != 0 && theirs.axes & PAID != 0 && ours.axes & theirs.axes & PAID == 0 {
        return relate(&ours.as_paid(theirs), &theirs.as_paid(ours), around);
    }
    // "It costs 25 a night" against "cots are free".
    if ours.axes & PAID == 0
        && ours.priced
        && theirs.axes & PAID == FREE
        && theirs.negative & FREE == 0
        && !theirs.priced
    {
        return relate(&ours.as_charge(), theirs, around);
    }
    if theirs.axes & PAID == 0
        && theirs.priced
        && ours.axes & PAID == FREE
        && ours.negative & FREE == 0
        && !ours.priced
    {
        return relate(ours, &theirs.as_charge(), around);
    }
    let spoken_of = |term: &Term| theirs.topics.contains(term) || around.subject.contains(term);
    // That both speak of one thing, which the draft calls "it", is enough only where both say something on one axis.
    let by_name = |term: &Term| ours.axes & theirs.axes != 0 || ours.taken_up != Some(*term);
    let common = ours.telling().filter(spoken_of).filter(by_name).count();
    let shared = ours.topics.iter().filter(|term| !is_weak_stem(**term) && spoken_of(term)).count();
    if common == 0 || (ours.both | theirs.both) != 0 || !ours.predicates || !theirs.predicates {
        return Relation::Apart;
    }
    let both = |term: Term| ours.topics.contains(&term) && theirs.topics.contains(&term);
    // "Breakfast and parking are included" says so of each.
    // "At the end of the month" and "at once" are both of one axis, month and all.
    let timed = (ours.axes & theirs.axes & NOW) != 0;
    let telling = |one: &'_ Reading| -> Vec<Term> {
        one.telling().filter(|term| !(timed && is_of_a_turn(*term))).collect()
    };
    let novel = telling(ours).into_iter().filter(|term| !spoken_of(term) && !ours.is_joined(*term, both));
    let novel: Vec<Term> = novel.collect();
    // What is said of every animal is said of cats, and of "your cat".
    let every = theirs.many & ALL != 0;
    let an_instance = |term: Term| ours.possessed.contains(&term) || every && ours.served.contains(&term);
    let new = novel.iter().any(|term| !around.title.contains(term) && !an_instance(*term));
    let strict: Vec<Term> = telling(theirs)
        .into_iter()
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
    // "Every day" against "Monday to Saturday".
    if !turned
        && ours.days == ALL_DAYS
        && !matches!(theirs.days, 0 | ALL_DAYS)
        && around.days_off & !theirs.days != 0
        && own == held
        && !new
        && rest.is_empty()
    {
        return Relation::Contradicts;
    }
    let apart = ours.days != 0 && theirs.days != 0 && ours.days & theirs.days == 0;
    if apart {
        let single = ours.days.is_power_of_two() && theirs.days.is_power_of_two();
        let same =
            novel.is_empty() && rest.is_empty() && own == held && shared >= 1 && ours.many == theirs.many;
        return if single && same && !turned { Relation::Contradicts } else { Relation::Apart };
    }
    if !turned {
        // "The evening before" against "on the morning".
        let swapped = |one: Term| match rest.as_slice() {
            [two] => are_rivals(one, *two),
            [two, three] => shared >= 3 && (are_rivals(one, *two) || are_rivals(one, *three)),
            _ => false,
        };
        let instead = matches!(novel.as_slice(), [one] if swapped(*one));
        let settled = !ours.conditional && !theirs.conditional && !around.conditional;
        if instead
            && own == held
            && shared >= 2
            && settled
            && ours.many & SOME == 0
            && theirs.many & SOME == 0
        {
            return Relation::Contradicts;
        }
        return if own == held && ours.counts_otherwise(theirs, (&novel, new), &rest) {
            Relation::Contradicts
        } else if new || !novel.is_empty() && !rest.is_empty() || !around.valued || own != held {
            Relation::Apart
        } else {
            Relation::Agrees
        };
    }
    let positive = ours.sign(own & held);
    // What never holds does not hold under a condition either.
    let never = theirs.many & NONE != 0 && theirs.denials > 0;
    let condition = ours.conditional && !never
        || theirs.conditional
        || around.conditional
        || theirs.exception && !positive;
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

impl Reading {
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

    /// The same with what it costs as a charge.
    fn as_charge(&self) -> Reading {
        let mut same = self.clone();
        same.add_axis(FREE, true);
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Text, TextOptions};

    fn read(clause: &str) -> Reading {
        let text = Text::analyse(clause, &TextOptions::default());
        Reading::of(&text, 0..text.tokens().len())
    }

    const ALONE: Around<'static> = Around {
        draft: &[],
        title: &[],
        narrower: false,
        valued: true,
        conditional: false,
        subject: &[],
        days_off: 1 << 6,
    };

    fn relation(ours: &str, theirs: &str) -> Relation {
        relate(&read(ours), &read(theirs), &ALONE)
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
            ("Late departures are free.", "Late departures cost £15 for each hour begun."),
            ("Pillows are included.", "Pillows are not provided."),
            ("The pass covers the night bus as well.", "The pass does not include the night bus."),
            ("You can bring a kite.", "Kites are prohibited."),
            ("A cot costs £25.", "Cots are free."),
            ("Cots are free.", "A cot costs £25."),
            (
                "You get a call on the evening before the visit.",
                "You get a call on the morning before the visit.",
            ),
            ("The kiosk is open every day.", "The kiosk is open Monday to Saturday."),
            ("If you go on, we charge an overage fee.", "We never charge overage fees."),
            ("Changes take effect at the end of the month.", "Changes take effect immediately."),
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
            ("Lunch and dinner are served in the hall.", "Dinner is served in the hall."),
            ("Dinner is served in the hall on the first floor.", "Lunch is served in the garden."),
            ("If you are late, we charge a fee.", "Guests who are on time pay no fee."),
            ("Guide dogs are allowed.", "Pets are not allowed."),
            ("Without a receipt we can't exchange it.", "Without a receipt we cannot offer an exchange."),
        ] {
            assert_ne!(relation(ours, theirs), Relation::Contradicts, "{ours} / {theirs}");
        }
    }

    #[test]
    fn what_is_said_of_one_and_denied_of_another() {
        let text = Text::analyse("Fire but not floods.", &TextOptions::default());
        assert!(Reading::of_both(&text, 0..text.tokens().len()).is_none());
        let text = Text::analyse("Basic cover includes fire but not floods.", &TextOptions::default());
        let both = Reading::of_both(&text, 0..text.tokens().len()).unwrap();
        let relations = |ours: &str| both.each_ref().map(|theirs| relate(&read(ours), theirs, &ALONE));
        assert_eq!(relations("Basic cover includes fire."), [Relation::Agrees, Relation::Apart]);
        assert_eq!(relations("Basic cover includes floods."), [Relation::Apart, Relation::Contradicts]);
        assert_eq!(relations("Basic cover does not include fire."), [Relation::Contradicts, Relation::Apart]);
    }
}
