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
    /// No symbols: they are said in words.
    pub no_symbols: bool,
    /// Numbers, amounts, dates and times in words, numbers of cases and telephones figure by figure.
    pub spoken_numbers: bool,
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
        /// Either, but not both in one reply.
        Consistent = "consistent",
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
        /// Automated readability index, English.
        Ari = "ari",
        /// SMOG grade, English.
        Smog = "smog",
        /// Gunning's fog index, English.
        GunningFog = "gunning_fog",
        /// Coleman-Liau index, English.
        ColemanLiau = "coleman_liau",
        /// Kandel and Moles' reading ease, French.
        KandelMoles = "kandel_moles",
        /// Douma's reading ease, Dutch.
        Douma = "douma",
        /// Martins' reading ease, Portuguese.
        Martins = "martins",
    }
}

wire_enum! {
    /// How a currency is named beside an amount.
    pub enum CurrencyForm {
        /// `£12.50`.
        Symbol = "symbol",
        /// `GBP 12.50`.
        Code = "code",
    }
}

wire_enum! {
    /// How a calendar date is written.
    pub enum DateForm {
        /// With the name of the month, in the order of the locale.
        Long = "long",
        /// In figures, in the order of the locale.
        Short = "short",
        /// `2026-05-03`.
        Iso = "iso",
    }
}

wire_enum! {
    /// How a time of day is written, told by an example.
    pub enum TimeForm {
        /// 24 hours.
        Hours24 = "14:30",
        /// 24 hours, German.
        Uhr = "14:30 Uhr",
        /// 24 hours, French.
        Heures = "14h30",
        /// 12 hours, small letters after a space.
        Spaced12 = "2:30 pm",
        /// 12 hours, small letters without a space.
        Joined12 = "2:30pm",
        /// 12 hours, capitals after a space.
        Capital12 = "2:30 PM",
    }
}

wire_enum! {
    /// How a percentage is written.
    pub enum PercentForm {
        /// `5%`, after a space where the locale wants one.
        Sign = "sign",
        /// `5 percent`, `5 Prozent`.
        Word = "word",
    }
}

/// How values are written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueFormat {
    /// Whose marks, order and words: a BCP 47 tag. Replies in another language are left alone.
    pub locale: String,
    /// Whether the decimal and grouping marks of numbers are those of the locale.
    pub numbers: bool,
    /// How currencies are named, and where.
    pub currency: Option<CurrencyForm>,
    /// How dates are written.
    pub dates: Option<DateForm>,
    /// How times of day are written.
    pub times: Option<TimeForm>,
    /// How percentages are written.
    pub percent: Option<PercentForm>,
}

wire_enum! {
    /// Which words of a heading have a capital.
    pub enum Capitals {
        /// The first, and names.
        Sentence = "sentence",
        /// All but small function words.
        Title = "title",
    }
}

wire_enum! {
    /// A system of measures.
    pub enum Measures {
        /// Kilograms, metres, litres, degrees Celsius.
        Metric = "metric",
        /// Pounds, feet, gallons, degrees Fahrenheit.
        Imperial = "imperial",
    }
}

/// Punctuation of the house. What is `None` may be written in any way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Punctuation {
    /// One space where several stand, none before a mark.
    pub spaces: bool,
    /// `...` or `…`.
    pub ellipsis: Option<String>,
    /// Whether a comma stands before the last "and" of a list.
    pub oxford_comma: Option<bool>,
    /// The dash between parts of a sentence, with its spaces.
    pub dash: Option<String>,
    /// The opening and the closing quotation mark.
    pub quotes: Option<String>,
    /// The apostrophe inside words.
    pub apostrophe: Option<String>,
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
    Punctuation(Punctuation),
    /// The same sentence or word twice in a row.
    Repeats,
    /// Labels that say nothing about where a link leads.
    LinkText {
        /// Labels.
        banned: Vec<String>,
    },
    /// Numbers, currencies, dates, times and percentages.
    Format(ValueFormat),
    /// Capitals of headings.
    Capitals {
        /// Which words have one.
        form: Capitals,
        /// Words that are written as they stand here.
        keep: Vec<String>,
    },
    /// Telephone numbers and email addresses other than these, those of `facts.company` and the sources, and those
    /// that the customer wrote.
    Contacts {
        /// Numbers and addresses.
        allow: Vec<String>,
    },
    /// One of two words for a thing, whichever comes first in the reply.
    Consistent {
        /// Either word, and the other.
        either: BTreeMap<String, String>,
    },
    /// Abbreviations in capitals that the reply, the customer or an earlier message doesn't explain.
    Acronyms {
        /// Known to everybody.
        allow: Vec<String>,
    },
    /// Words that are in no list.
    Vocabulary {
        /// Known words, in small letters, sorted.
        known: Vec<String>,
    },
    /// Measures of the other system.
    Measures(Measures),
}
