//! What rules of house style and of channels say.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::schema::{Matcher, Within};
use crate::contract::wire::wire_enum;

/// Bounds of a channel. `None` or `false` sets no bound.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelLimit {
    /// Most characters (code points).
    pub max_chars: Option<u32>,
    /// Most parts of a text message (3GPP TS 23.040, 9.2.3.24.1).
    pub max_segments: Option<u32>,
    /// Only characters of the GSM 7-bit alphabet (3GPP TS 23.038, 6.2.1), where the text can be written so.
    pub gsm7: bool,
    /// No markup.
    pub no_markup: bool,
    /// No emoji.
    pub no_emoji: bool,
    /// No links: they are spoken.
    pub no_links: bool,
    /// Customer service window in hours since the last customer message. The template for a message after it
    /// stands in the rule's `handover`.
    pub window_hours: Option<u32>,
}

wire_enum! {
    /// How a term and its replacement change their form.
    pub enum Inflect {
        /// As nouns: the last word has a plural.
        Noun = "noun",
        /// As verbs: the first word has `-s`, `-ing`, `-ed` and its irregular forms.
        Verb = "verb",
        /// Only as written.
        None = "none",
    }
}

wire_enum! {
    /// Whether English contractions are written.
    pub enum Contractions {
        /// "don't", "we'll".
        Prefer = "prefer",
        /// "do not", "we will".
        Avoid = "avoid",
        /// "do not", but "we'll".
        AvoidNegative = "avoid_negative",
    }
}

wire_enum! {
    /// A standard of English spelling.
    pub enum Spelling {
        /// British, verbs in `-ise`.
        British = "en-GB",
        /// British as Oxford spells it, verbs in `-ize`.
        Oxford = "en-GB-oxendict",
        /// American.
        American = "en-US",
    }
}

wire_enum! {
    /// In which person the company speaks.
    pub enum Person {
        /// "I".
        I = "i",
        /// "we".
        We = "we",
    }
}

wire_enum! {
    /// How the customer is addressed in languages that have a choice.
    pub enum Address {
        /// Sie, vous, usted, Lei, u, o senhor.
        Formal = "formal",
        /// du, tu, tú, je, você.
        Informal = "informal",
    }
}

wire_enum! {
    /// Where something must stand in a reply.
    pub enum Position {
        /// In the first sentence.
        Start = "start",
        /// In the last sentence.
        End = "end",
        /// Anywhere.
        Anywhere = "anywhere",
    }
}

wire_enum! {
    /// A formula of readability.
    pub enum Formula {
        /// Flesch-Kincaid grade level, English.
        FleschKincaid = "flesch_kincaid",
        /// Flesch reading ease, English.
        FleschEase = "flesch_ease",
        /// Amstad's reading ease, German.
        Amstad = "amstad",
        /// Fernández Huerta's reading ease, Spanish.
        FernandezHuerta = "fernandez_huerta",
        /// Gulpease, Italian.
        Gulpease = "gulpease",
        /// LIX, any language.
        Lix = "lix",
    }
}

/// House style. One rule holds one of these.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Style {
    /// Words and their preferred replacement; case and inflection are kept.
    Terms {
        /// From (phrase) to (text; empty deletes).
        replace: BTreeMap<String, String>,
        /// Which other forms of the words count.
        inflect: Inflect,
    },
    /// Names with one right spelling.
    Names {
        /// Canonical spellings.
        names: Vec<String>,
        /// Those of them that are also ordinary words, and so are no name when written small.
        common: Vec<String>,
    },
    /// Words that must not occur.
    Banned {
        /// What must not be said.
        find: Matcher,
    },
    /// Links only to these domains (and their subdomains), and to those of `facts.company`.
    Links {
        /// Domains.
        allow: Vec<String>,
        /// Whether `http:` is put right to `https:`.
        https: bool,
    },
    /// Most exclamation marks in a reply.
    Exclamations {
        /// How many.
        max: u32,
    },
    /// Length of a reply and of its sentences, prescribed sentences not counted.
    Length {
        /// Most words in a reply.
        max_words: Option<u32>,
        /// Most words in a sentence.
        max_sentence_words: Option<u32>,
    },
    /// Words in capitals.
    Shouting {
        /// Allowed in capitals.
        allow: Vec<String>,
    },
    /// Contractions, in English.
    Contractions(Contractions),
    /// Spelling, in English.
    Spelling(Spelling),
    /// Person of the company, in English.
    Person(Person),
    /// Politeness form.
    Address(Address),
    /// Most emoji in a reply.
    Emoji {
        /// How many.
        max: u32,
        /// Those that may be used; empty means any.
        allow: Vec<String>,
    },
    /// Words that may occur so often and no oftener.
    AtMost {
        /// The words.
        find: Matcher,
        /// How often.
        max: u32,
        /// In what.
        per: Within,
    },
    /// Something that is said once in a conversation.
    Once {
        /// The words.
        find: Matcher,
    },
    /// Something that must be said at some place.
    Say {
        /// The words.
        find: Matcher,
        /// Where.
        position: Position,
        /// An earlier message of the company satisfies the rule.
        once: bool,
    },
    /// Abbreviations that are explained when they are first used.
    Expand {
        /// From the abbreviation to its long form.
        expand: BTreeMap<String, String>,
    },
    /// Other companies.
    Competitors {
        /// From the name to further names of the same company.
        names: BTreeMap<String, Vec<String>>,
        /// Those that are also ordinary words, and so are no name when written small or first in a sentence.
        common: Vec<String>,
        /// What is said instead; `None`: nothing is offered.
        instead: Option<String>,
    },
    /// Readability.
    Reading {
        /// How it is measured.
        formula: Formula,
        /// Highest value.
        at_most: Option<u32>,
        /// Lowest value.
        at_least: Option<u32>,
        /// Texts with fewer words are not measured.
        min_words: u32,
    },
    /// Sentences in the passive voice, in English.
    Passive {
        /// Highest share of the sentences, in percent.
        max_percent: u32,
    },
    /// Punctuation.
    Punctuation {
        /// One space where several stand, none before a mark.
        spaces: bool,
        /// `...` or `…`.
        ellipsis: Option<String>,
        /// Whether a comma stands before the last "and" of a list.
        oxford_comma: Option<bool>,
    },
    /// The same sentence or word twice in a row.
    Repeats,
    /// Labels that say nothing about where a link leads.
    LinkText {
        /// Labels.
        banned: Vec<String>,
    },
}
