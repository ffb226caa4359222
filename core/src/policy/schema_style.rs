//! What rules of house style and of channels say.

use std::collections::BTreeMap;

use super::schema::Matcher;
use crate::contract::wire::wire_enum;

/// Bounds of a channel. `None` or `false` sets no bound.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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

/// House style. One rule holds one of these.
#[derive(Clone, Debug, PartialEq)]
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
}
