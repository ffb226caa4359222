//! Words that mean the same in service, and words that tell what a sentence does.

use super::index::{Term, hash};
use crate::text::index::{Index, Kept, WordSet, hash as word_hash};
use crate::text::{WordList, word_list};

/// Groups of English stems that name one thing in customer service. Each group counts as its first stem.
const CONCEPTS: &[&[&str]] = &[
    &["price", "cost", "fare", "rate", "charg", "fee"],
    &["deliveri", "deliv", "ship", "shipment", "arriv", "dispatch", "despatch"],
    &["parcel", "packag"],
    &["book", "reserv"],
    &["cancel", "cancell"],
    &["phone", "telephon", "mobil"],
    &["address", "street", "locat"],
    &["email", "e-mail"],
    &["buy", "purchas"],
    &["refund", "reimburs"],
    &["begin", "start"],
    &["end", "finish"],
    &["car", "vehicl"],
    &["appoint", "meet"],
    &["wifi", "wi-fi", "internet", "wireless"],
    &["hotel", "guesthous", "lodg", "inn"],
    &["flight", "fli"],
    &["depart", "leav"],
    &["return", "send-back"],
    &["child", "kid"],
    &["larg", "big", "spacious"],
    &["quick", "fast", "swift"],
    &["permit", "allow"],
    &["requir", "need", "necessari"],
    &["offer", "provid"],
    &["automat", "auto"],
    &["year", "annual", "yearli"],
    &["month", "monthli"],
    &["day", "daili"],
    &["week", "weekli"],
];

/// Stems that say little about what a value is about.
const LIGHT: WordList = word_list![
    "amount", "approxim", "avail", "be", "come", "credit", "current", "expect", "find", "follow", "get",
    "give", "go", "happen", "have", "hear", "help", "issu", "know", "least", "like", "look", "make",
    "maximum", "minimum", "most", "need", "pay", "price", "pleas", "process", "reach", "receiv", "see",
    "show", "sum", "take", "thank", "total", "use", "usual", "want", "work",
];

/// Stems of verbs that lead to a value, and of parts of a day beside one: they say little of what it is a value of.
static CARRIERS: TermMap<32> = TermMap::of(word_list![
    "last",
    "stay",
    "run",
    "remain",
    "keep",
    "hold",
    "night",
    "even",
    "morn",
    "afternoon",
    "noon",
    "midnight",
]);

/// Whether a term leads to a value without saying of what.
pub(super) fn carries_values(term: Term) -> bool {
    CARRIERS.get(term).is_some()
}

/// A place for a term in a table, from its upper bits; the numbers of short words differ in few of their own bits.
pub(super) const fn spread(term: Term) -> usize {
    (term.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize
}

/// Terms known when this was compiled, each with what it stands for: open addressing. `N` is a power of two, at least
/// twice as many as there are terms.
#[cfg(not(draftgate_small))]
pub(super) struct TermMap<const N: usize> {
    slots: [Slot; N],
}

/// In a browser the slots are made at first use: stems compress, their numbers don't.
#[cfg(draftgate_small)]
pub(super) struct TermMap<const N: usize> {
    source: Source,
    slots: std::sync::OnceLock<Box<[Slot]>>,
    size: usize,
}

/// A term and what it stands for, or 0 twice.
type Slot = (Term, Term);

/// What a map is made of.
enum Source {
    /// Groups of stems, each of which stands for the first of its group.
    Groups(&'static [&'static [&'static str]]),
    /// Stems or words that stand for nothing else.
    Stems(&'static [&'static str]),
    /// The same, a line each.
    #[cfg(draftgate_small)]
    Lines(&'static str),
    /// Words that stand for others.
    Pairs(&'static [(&'static str, &'static str)]),
}

#[expect(clippy::indexing_slicing, reason = "below the length")]
impl Source {
    const fn fill(&self, slots: &mut [Slot]) {
        let mut n = 0;
        match self {
            Source::Groups(groups) => {
                while n < groups.len() {
                    add(slots, groups[n], hash(groups[n][0]));
                    n += 1;
                }
            }
            Source::Stems(stems) => add(slots, stems, 0),
            // Cut when the map is made: see `find_made`.
            #[cfg(draftgate_small)]
            Source::Lines(_) => {}
            Source::Pairs(pairs) => {
                while n < pairs.len() {
                    add(slots, &[pairs[n].0], hash(pairs[n].1));
                    n += 1;
                }
            }
        }
    }
}

#[expect(clippy::indexing_slicing, reason = "masked below the length")]
const fn add(slots: &mut [Slot], stems: &[&str], stands_for: Term) {
    assert!(slots.len().is_power_of_two() && stems.len() * 2 <= slots.len(), "a crowded table is slow");
    let mut n = 0;
    while n < stems.len() {
        let stem = hash(stems[n]);
        let mut at = spread(stem) & (slots.len() - 1);
        while slots[at].0 != 0 {
            at = (at + 1) & (slots.len() - 1);
        }
        slots[at] = (stem, stands_for);
        n += 1;
    }
}

impl<const N: usize> TermMap<N> {
    const fn new(source: Source) -> TermMap<N> {
        let mut slots = [(0, 0); N];
        source.fill(&mut slots);
        #[cfg(not(draftgate_small))]
        return TermMap { slots };
        #[cfg(draftgate_small)]
        TermMap { source, slots: std::sync::OnceLock::new(), size: N }
    }

    /// Groups of stems, each of which stands for the first of its group.
    pub(super) const fn of_groups(groups: &'static [&'static [&'static str]]) -> TermMap<N> {
        TermMap::new(Source::Groups(groups))
    }

    /// Stems or words that stand for nothing else.
    pub(super) const fn of(list: WordList) -> TermMap<N> {
        #[cfg(not(draftgate_small))]
        return TermMap::new(Source::Stems(list.0));
        #[cfg(draftgate_small)]
        TermMap::new(match list {
            WordList::Lines(lines) => Source::Lines(lines),
            WordList::Slice(stems) => Source::Stems(stems),
        })
    }

    /// Words that stand for others.
    pub(super) const fn of_pairs(pairs: &'static [(&'static str, &'static str)]) -> TermMap<N> {
        TermMap::new(Source::Pairs(pairs))
    }

    /// What a term stands for, if it is known.
    #[cfg(not(draftgate_small))]
    #[inline]
    pub(super) fn get(&self, term: Term) -> Option<Term> {
        find(&self.slots, term)
    }

    /// What a term stands for, if it is known.
    #[cfg(draftgate_small)]
    pub(super) fn get(&self, term: Term) -> Option<Term> {
        find_made(&self.slots, self.size, &self.source, term)
    }
}

/// One for maps of all sizes.
#[cfg(draftgate_small)]
#[inline(never)]
fn find_made(
    slots: &std::sync::OnceLock<Box<[Slot]>>,
    size: usize,
    source: &Source,
    term: Term,
) -> Option<Term> {
    let made = || {
        let mut slots = vec![(0, 0); size].into_boxed_slice();
        source.fill(&mut slots);
        if let Source::Lines(lines) = source {
            lines.lines().for_each(|stem| add(&mut slots, &[stem], 0));
        }
        slots
    };
    find(slots.get_or_init(made), term)
}

#[inline]
fn find(slots: &[Slot], term: Term) -> Option<Term> {
    let last = slots.len() - 1;
    let mut at = spread(term) & last;
    // Some slots are free, so the search ends.
    loop {
        match slots.get(at) {
            None | Some((0, _)) => return None,
            Some((known, stands_for)) if *known == term => return Some(*stands_for),
            Some(_) => at = (at + 1) & last,
        }
    }
}

static LIGHT_TERMS: TermMap<128> = TermMap::of(LIGHT);

/// Whether a term is one of the words that say little about a subject.
pub(super) fn is_light(term: Term) -> bool {
    LIGHT_TERMS.get(term).is_some()
}

static CONCEPT_OF: TermMap<256> = TermMap::of_groups(CONCEPTS);

/// The term of a stem: that of its group, else its own.
#[inline]
pub(super) fn concept(stem: Term) -> Term {
    CONCEPT_OF.get(stem).unwrap_or(stem)
}

/// Words with which somebody turns to another thing of the same sort, folded.
static TURNS_AWAY: TermMap<64> = TermMap::of(word_list![
    "another",
    "other",
    "others",
    "else",
    "instead",
    "different",
    "alternative",
    "alternatives",
    "option",
    "options",
    "both",
    "also",
    "andere",
    "anderen",
    "stattdessen",
    "autre",
    "autres",
    "otro",
    "otra",
    "altro",
    "altra",
    "outro",
    "outra",
]);

/// Whether a word, given by its number as written, turns to another thing of the same sort.
pub(super) fn turns_away(written: Term) -> bool {
    TURNS_AWAY.get(written).is_some()
}

/// What a sentence does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Says that something is so.
    Assertion,
    /// Asks.
    Question,
    /// Greets, thanks, regrets, closes.
    Courtesy,
    /// Offers to do something.
    Offer,
    /// Tells the customer what to do.
    Instruction,
    /// Says that something is not known.
    Hedge,
    /// Says what the assistant itself is about to do.
    Process,
}

/// Beginnings of sentences, folded, with what such a sentence does; the longest that fits counts.
const OPENINGS: &[(&str, Act)] = &[
    ("are there any", Act::Question),
    ("are you", Act::Question),
    ("can you", Act::Question),
    ("could you", Act::Question),
    ("did you", Act::Question),
    ("do you", Act::Question),
    ("have you", Act::Question),
    ("how about", Act::Question),
    ("how can", Act::Question),
    ("how many", Act::Question),
    ("is that", Act::Question),
    ("is there anything", Act::Question),
    ("is this", Act::Question),
    ("please confirm", Act::Question),
    ("was there", Act::Question),
    ("what about", Act::Question),
    ("what day", Act::Question),
    ("what time", Act::Question),
    ("what type", Act::Question),
    ("what would", Act::Question),
    ("when would", Act::Question),
    ("where would", Act::Question),
    ("which", Act::Question),
    ("will you", Act::Question),
    ("would you", Act::Question),
    ("would that", Act::Question),
    ("and", Act::Assertion),
    ("bye", Act::Courtesy),
    ("cheers", Act::Courtesy),
    ("dear", Act::Courtesy),
    ("enjoy", Act::Courtesy),
    ("feel free", Act::Courtesy),
    ("feel free to", Act::Assertion),
    ("please feel free to", Act::Assertion),
    ("glad", Act::Courtesy),
    ("good afternoon", Act::Courtesy),
    ("good bye", Act::Courtesy),
    ("good evening", Act::Courtesy),
    ("good morning", Act::Courtesy),
    ("goodbye", Act::Courtesy),
    ("great", Act::Courtesy),
    ("happy to", Act::Courtesy),
    ("have a", Act::Courtesy),
    ("hello", Act::Courtesy),
    ("hey", Act::Courtesy),
    ("hi", Act::Courtesy),
    ("i am sorry", Act::Courtesy),
    ("i apologise", Act::Courtesy),
    ("i apologize", Act::Courtesy),
    ("i appreciate", Act::Courtesy),
    ("i hope", Act::Courtesy),
    ("i understand", Act::Courtesy),
    ("i'm glad", Act::Courtesy),
    ("i'm sorry", Act::Courtesy),
    ("it was a pleasure", Act::Courtesy),
    ("it's my pleasure", Act::Courtesy),
    ("kind regards", Act::Courtesy),
    ("my pleasure", Act::Courtesy),
    ("no problem", Act::Courtesy),
    ("of course", Act::Courtesy),
    ("ok", Act::Courtesy),
    ("okay", Act::Courtesy),
    ("sorry", Act::Courtesy),
    ("sure", Act::Courtesy),
    ("thank", Act::Courtesy),
    ("thanks", Act::Courtesy),
    ("we apologise", Act::Courtesy),
    ("we apologize", Act::Courtesy),
    ("we appreciate", Act::Courtesy),
    ("we are sorry", Act::Courtesy),
    ("we hope", Act::Courtesy),
    ("we're sorry", Act::Courtesy),
    ("welcome", Act::Courtesy),
    ("you are welcome", Act::Courtesy),
    ("you're welcome", Act::Courtesy),
    ("danke", Act::Courtesy),
    ("vielen dank", Act::Courtesy),
    ("guten tag", Act::Courtesy),
    ("hallo", Act::Courtesy),
    ("merci", Act::Courtesy),
    ("bonjour", Act::Courtesy),
    ("gracias", Act::Courtesy),
    ("hola", Act::Courtesy),
    ("grazie", Act::Courtesy),
    ("buongiorno", Act::Courtesy),
    ("bedankt", Act::Courtesy),
    ("obrigado", Act::Courtesy),
    ("obrigada", Act::Courtesy),
    ("i can help", Act::Offer),
    ("i can", Act::Offer),
    ("i could", Act::Offer),
    ("i will be happy to", Act::Offer),
    ("i would be happy to", Act::Offer),
    ("i'd be glad to", Act::Offer),
    ("i'd be happy to", Act::Offer),
    ("i'll be glad to", Act::Offer),
    ("i'll be happy to", Act::Offer),
    ("i'm here", Act::Offer),
    ("i'm happy to", Act::Offer),
    ("if you need", Act::Offer),
    ("if you want", Act::Offer),
    ("if you would like", Act::Offer),
    ("if you'd like", Act::Offer),
    ("let me know", Act::Offer),
    ("may i", Act::Offer),
    ("shall i", Act::Offer),
    ("shall we", Act::Offer),
    ("should i", Act::Offer),
    ("we can help", Act::Offer),
    ("we're here", Act::Offer),
    ("gerne", Act::Offer),
    ("soll ich", Act::Offer),
    ("please let", Act::Offer),
    ("please", Act::Instruction),
    ("bitte", Act::Instruction),
    ("call", Act::Instruction),
    ("check", Act::Instruction),
    ("choose", Act::Instruction),
    ("click", Act::Instruction),
    ("contact", Act::Instruction),
    ("download", Act::Instruction),
    ("email", Act::Instruction),
    ("enter", Act::Instruction),
    ("follow", Act::Instruction),
    ("go to", Act::Instruction),
    ("log in", Act::Instruction),
    ("make sure", Act::Instruction),
    ("open", Act::Instruction),
    ("press", Act::Instruction),
    ("reply", Act::Instruction),
    ("select", Act::Instruction),
    ("sign in", Act::Instruction),
    ("tap", Act::Instruction),
    ("try", Act::Instruction),
    ("visit", Act::Instruction),
    ("write to", Act::Instruction),
    ("i am not able to", Act::Hedge),
    ("i am not aware", Act::Hedge),
    ("i am not sure", Act::Hedge),
    ("i am unable to", Act::Hedge),
    ("i can't", Act::Hedge),
    ("i cannot", Act::Hedge),
    ("i could not", Act::Hedge),
    ("i couldn't", Act::Hedge),
    ("i do not have", Act::Hedge),
    ("i do not know", Act::Hedge),
    ("i do not see", Act::Hedge),
    ("i don't have", Act::Hedge),
    ("i don't know", Act::Hedge),
    ("i don't see", Act::Hedge),
    ("i think", Act::Hedge),
    ("i'm not able to", Act::Hedge),
    ("i'm not aware", Act::Hedge),
    ("i'm not sure", Act::Hedge),
    ("i'm unable to", Act::Hedge),
    ("it seems", Act::Hedge),
    ("maybe", Act::Hedge),
    ("perhaps", Act::Hedge),
    ("there is no information", Act::Hedge),
    ("unfortunately i", Act::Hedge),
    ("we do not have any information", Act::Hedge),
    ("additionally let me", Act::Process),
    ("i", Act::Process),
    ("i'll", Act::Process),
    ("i'm", Act::Process),
    ("i'm afraid", Act::Assertion),
    ("i am afraid", Act::Assertion),
    ("i can confirm", Act::Assertion),
    ("you're welcome to", Act::Assertion),
    ("you are welcome to", Act::Assertion),
    ("i've", Act::Process),
    ("to assist", Act::Process),
    ("to get started", Act::Process),
    ("to proceed", Act::Process),
    ("we'll", Act::Process),
    ("we'll need", Act::Process),
    ("if you have any", Act::Offer),
    ("if you're interested", Act::Offer),
    ("here are", Act::Process),
    ("here is", Act::Process),
    ("in the meantime", Act::Process),
    ("i am checking", Act::Process),
    ("i will check", Act::Process),
    ("i will look", Act::Process),
    ("i'll check", Act::Process),
    ("i'll look", Act::Process),
    ("i'm checking", Act::Process),
    ("just a moment", Act::Process),
    ("let me", Act::Process),
    ("one moment", Act::Process),
    ("one second", Act::Process),
];

/// Where the openings with a first word stand.
static BY_FIRST_WORD: Kept<512> = {
    let mut index = Index::new();
    let mut at = 0;
    while at < OPENINGS.len() {
        #[expect(clippy::indexing_slicing, reason = "evaluated at compile time, below the length")]
        index.insert(first_word_hash(OPENINGS[at].0), at);
        at += 1;
    }
    Kept::new(index)
};

pub(super) const fn first_word_hash(opening: &str) -> u32 {
    let bytes = opening.as_bytes();
    let mut end = 0;
    #[expect(clippy::indexing_slicing, reason = "evaluated at compile time, below the length")]
    while end < bytes.len() && bytes[end] != b' ' {
        end += 1;
    }
    word_hash(bytes.split_at(end).0)
}

/// The longest opening that `words` begin with, in words, and its act; of equally long ones the last.
pub(super) fn opening(words: &[&str]) -> Option<(usize, Act)> {
    let first = words.first()?;
    let mut longest: Option<(usize, Act)> = None;
    let hash_at = |at: usize| OPENINGS.get(at).map(|(opening, _)| first_word_hash(opening));
    BY_FIRST_WORD.find(hash_at, word_hash(first.as_bytes()), |at| {
        if let Some((opening, act)) = OPENINGS.get(at)
            && let Some(length) = begins(words, opening)
            && longest.is_none_or(|(known, _)| length >= known)
        {
            longest = Some((length, *act));
        }
        false
    });
    longest
}

/// How many words an opening has, if `words` begin with them.
pub(super) fn begins(words: &[&str], opening: &str) -> Option<usize> {
    let mut rest = opening.as_bytes();
    for (n, word) in words.iter().enumerate() {
        rest = rest.strip_prefix(word.as_bytes())?;
        match rest {
            [] => return Some(n + 1),
            [b' ', after @ ..] => rest = after,
            _ => return None,
        }
    }
    None
}

/// Words that may stand before the beginning proper.
static LEADS: WordSet<32> = WordSet::of(word_list![
    "also", "and", "but", "first", "great", "no", "ok", "okay", "so", "sure", "then", "well", "yes",
]);

/// Whether a word may stand before the beginning proper.
pub(super) fn is_lead(word: &str) -> bool {
    LEADS.has(word)
}
