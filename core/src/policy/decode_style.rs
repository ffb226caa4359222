//! The keys of rules of house style and of channels.

use std::collections::BTreeMap;

use super::cursor::{Cursor, Keys};
use super::decode::Reading;
use super::decode_rule::matcher;
use super::diagnostic::PolicyMistake;
use super::schema::{
    Address, Capitals, ChannelLimit, Contractions, Formula, Inflect, Measures, Person, Position, Punctuation,
    Spelling, Style, ValueFormat, Within,
};
use crate::contract::wire::WireEnum;
use crate::order::{Order as _, tree};
use crate::text::{Locale, fold_pattern_text};

fn count(keys: &mut Keys<'_>, key: &'static str) -> Option<u32> {
    keys.optional(key, |c| c.integer(0..=1_000_000)).and_then(|n| u32::try_from(n).ok())
}

/// The keys of which a limit of a channel has at least one.
pub const CHANNEL_KINDS: &[&str] = &[
    "max_chars",
    "max_segments",
    "gsm7",
    "no_markup",
    "no_emoji",
    "no_links",
    "no_symbols",
    "spoken_numbers",
    "window_hours",
];

/// Reads the bounds of a channel.
pub(super) fn channel_limit(keys: &mut Keys<'_>) -> ChannelLimit {
    let limit = ChannelLimit {
        max_chars: count(keys, "max_chars"),
        max_segments: count(keys, "max_segments"),
        gsm7: keys.boolean("gsm7", false),
        no_markup: keys.boolean("no_markup", false),
        no_emoji: keys.boolean("no_emoji", false),
        no_links: keys.boolean("no_links", false),
        no_symbols: keys.boolean("no_symbols", false),
        spoken_numbers: keys.boolean("spoken_numbers", false),
        window_hours: count(keys, "window_hours"),
    };
    if limit == ChannelLimit::default() {
        let names = CHANNEL_KINDS.join("`, `");
        keys.lacks(CHANNEL_KINDS, format!("a channel limit sets at least one of `{names}`"));
    }
    limit
}

/// Texts with fewer words are not measured for readability, unless a rule says otherwise: the formulas were made
/// for samples of 100 words.
const SHORTEST_MEASURED: u32 = 100;

fn word<E: WireEnum>(keys: &mut Keys<'_>, key: &'static str, what: &str) -> Option<E> {
    keys.optional(key, |c| c.word(what))
}

/// A mapping from name to a list of names.
fn lists(cursor: Cursor<'_>) -> Option<BTreeMap<String, Vec<String>>> {
    let entries = cursor.entries()?;
    Some(tree(
        entries.into_iter().filter_map(|(key, value)| Some((key.text.clone(), value.list(Cursor::text)?))),
    ))
}

fn punctuation(cursor: Cursor<'_>) -> Option<Style> {
    let mut keys = cursor.mapping("`punctuation`")?;
    let style = Style::Punctuation(Punctuation {
        spaces: keys.boolean("spaces", false),
        ellipsis: keys
            .optional("ellipsis", |c| c.word_of("an ellipsis", ["...", "…"].into_iter()).map(str::to_owned)),
        oxford_comma: keys.optional("oxford_comma", Cursor::boolean),
        dash: one_of(&mut keys, "dash", "a dash", DASHES),
        quotes: one_of(&mut keys, "quotes", "a pair of quotation marks", QUOTES),
        apostrophe: one_of(&mut keys, "apostrophe", "an apostrophe", &["'", "’"]),
    });
    keys.finish();
    Some(style)
}

/// Dashes between parts of a sentence, with their spaces.
const DASHES: &[&str] = &[" – ", " — ", "—", " - "];

/// Opening and closing quotation marks.
const QUOTES: &[&str] = &["\"\"", "“”", "„“", "«»", "« »"];

fn one_of(
    keys: &mut Keys<'_>,
    key: &'static str,
    what: &str,
    values: &'static [&'static str],
) -> Option<String> {
    keys.optional(key, |c| c.word_of(what, values.iter().copied()).map(str::to_owned))
}

fn format(cursor: Cursor<'_>) -> Option<Style> {
    let mut keys = cursor.mapping("`format`")?;
    let locale = keys.required("locale", |c| {
        let tag = c.text()?;
        if Locale::parse(&tag).lang.is_none() {
            c.mistake(
                PolicyMistake::UnknownValue,
                "a locale is a tag such as `en-GB`",
                Some("languages: `en`, `de`, `fr`, `es`, `it`, `nl`, `pt`".to_owned()),
            );
        }
        Some(tag)
    });
    let format = ValueFormat {
        locale: locale.unwrap_or_default(),
        numbers: keys.boolean("numbers", false),
        currency: word(&mut keys, "currency", "a way to name currencies"),
        dates: word(&mut keys, "dates", "a way to write dates"),
        times: word(&mut keys, "times", "a way to write times"),
        percent: word(&mut keys, "percent", "a way to write percentages"),
    };
    keys.finish();
    Some(Style::Format(format))
}

fn either(cursor: Cursor<'_>) -> Option<Style> {
    pairs(cursor).map(|either| Style::Consistent { either })
}

fn vocabulary(cursor: Cursor<'_>) -> Option<Style> {
    let mut known: Vec<String> =
        cursor.list(Cursor::text)?.iter().map(|word| fold_pattern_text(word).trim().to_owned()).collect();
    known.order();
    known.dedup();
    Some(Style::Vocabulary { known })
}

/// The keys of which a rule of style has exactly one.
pub const STYLE_KINDS: &[&str] = &[
    "replace",
    "names",
    "banned",
    "links",
    "exclamations",
    "max_words",
    "max_sentence_words",
    "shouting",
    "contractions",
    "spelling",
    "person",
    "address",
    "emoji",
    "at_most",
    "once",
    "say",
    "expand",
    "competitors",
    "reading",
    "passive_percent",
    "punctuation",
    "repeats",
    "link_text",
    "format",
    "capitals",
    "contacts",
    "consistent",
    "acronyms",
    "vocabulary",
    "measures",
];

/// The keys that go with those of [`STYLE_KINDS`].
pub(super) const STYLE_KEYS: &[&str] = &[
    "inflect",
    "common",
    "https",
    "allow",
    "times",
    "per",
    "position",
    "first_reply_only",
    "instead",
    "highest",
    "lowest",
    "min_words",
    "keep",
];

/// A mapping from phrase to text.
fn pairs(cursor: Cursor<'_>) -> Option<BTreeMap<String, String>> {
    let entries = cursor.entries()?;
    Some(tree(entries.into_iter().filter_map(|(key, value)| Some((key.text.clone(), value.string()?)))))
}

/// Reads a rule of style: exactly one of its kinds.
pub(super) fn style(keys: &mut Keys<'_>, reading: Reading<'_>) -> Option<Style> {
    let mut styles: Vec<Style> = Vec::new();
    if let Some(replace) = keys.optional("replace", pairs) {
        let inflect = keys.word("inflect", "a way to inflect", Inflect::Noun);
        styles.push(Style::Terms { replace, inflect });
    }
    let names = keys.strings("names");
    if !names.is_empty() {
        styles.push(Style::Names { names, common: keys.strings("common") });
    }
    styles.extend(keys.optional("banned", |c| matcher(c, reading)).map(|find| Style::Banned { find }));
    if let Some(allow) = keys.optional("links", |c| c.list(Cursor::text)) {
        styles.push(Style::Links { allow, https: keys.boolean("https", true) });
    }
    styles.extend(count(keys, "exclamations").map(|max| Style::Exclamations { max }));
    let max_words = count(keys, "max_words");
    let max_sentence_words = count(keys, "max_sentence_words");
    styles.extend(
        (max_words.is_some() || max_sentence_words.is_some())
            .then_some(Style::Length { max_words, max_sentence_words }),
    );
    styles.extend(keys.optional("shouting", |c| c.list(Cursor::text)).map(|allow| Style::Shouting { allow }));
    styles.extend(
        word::<Contractions>(keys, "contractions", "a policy for contractions").map(Style::Contractions),
    );
    styles.extend(word::<Spelling>(keys, "spelling", "a spelling").map(Style::Spelling));
    styles.extend(word::<Person>(keys, "person", "a person").map(Style::Person));
    styles.extend(word::<Address>(keys, "address", "a form of address").map(Style::Address));
    if let Some(max) = count(keys, "emoji") {
        styles.push(Style::Emoji { max, allow: keys.strings("allow") });
    }
    if let Some(find) = keys.optional("at_most", |c| matcher(c, reading)) {
        let max = count(keys, "times").unwrap_or(0);
        styles.push(Style::AtMost { find, max, per: keys.word("per", "a stretch of text", Within::Text) });
    }
    styles.extend(keys.optional("once", |c| matcher(c, reading)).map(|find| Style::Once { find }));
    if let Some(find) = keys.optional("say", |c| matcher(c, reading)) {
        let position = keys.word("position", "a position", Position::Anywhere);
        styles.push(Style::Say { find, position, once: keys.boolean("first_reply_only", false) });
    }
    styles.extend(keys.optional("expand", pairs).map(|expand| Style::Expand { expand }));
    if let Some(names) = keys.optional("competitors", lists) {
        let common = keys.strings("common");
        styles.push(Style::Competitors { names, common, instead: keys.optional("instead", Cursor::text) });
    }
    if let Some(formula) = word::<Formula>(keys, "reading", "a formula of readability") {
        let (at_most, at_least) = (count(keys, "highest"), count(keys, "lowest"));
        if at_most.is_none() && at_least.is_none() {
            keys.lacks(&["highest", "lowest"], "a rule of reading needs `highest` or `lowest`");
        }
        let min_words = count(keys, "min_words").unwrap_or(SHORTEST_MEASURED);
        styles.push(Style::Reading { formula, at_most, at_least, min_words });
    }
    styles.extend(count(keys, "passive_percent").map(|max_percent| Style::Passive { max_percent }));
    styles.extend(keys.optional("punctuation", punctuation));
    styles.extend(keys.boolean("repeats", false).then_some(Style::Repeats));
    let banned = keys.strings("link_text");
    styles.extend((!banned.is_empty()).then_some(Style::LinkText { banned }));
    styles.extend(keys.optional("format", format));
    if let Some(form) = word::<Capitals>(keys, "capitals", "a way to write headings") {
        styles.push(Style::Capitals { form, keep: keys.strings("keep") });
    }
    styles.extend(keys.optional("contacts", |c| c.list(Cursor::text)).map(|allow| Style::Contacts { allow }));
    styles.extend(keys.optional("consistent", either));
    styles.extend(keys.optional("acronyms", |c| c.list(Cursor::text)).map(|allow| Style::Acronyms { allow }));
    styles.extend(keys.optional("vocabulary", vocabulary));
    styles.extend(word::<Measures>(keys, "measures", "a system of measures").map(Style::Measures));
    if styles.len() != 1 {
        let names = if styles.is_empty() { STYLE_KINDS } else { &[] };
        keys.lacks(names, format!("a rule of style needs exactly one of `{}`", STYLE_KINDS.join("`, `")));
    }
    styles.into_iter().next()
}
