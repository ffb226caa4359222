//! The keys of rules of house style and of channels.

use std::collections::BTreeMap;

use super::cursor::{Cursor, Keys};
use super::decode::Reading;
use super::decode_rule::matcher;
use super::diagnostic::PolicyMistake;
use super::schema::{ChannelLimit, Inflect, Style};

fn count(keys: &mut Keys<'_>, key: &'static str) -> Option<u32> {
    keys.optional(key, |c| c.integer(0..=1_000_000)).and_then(|n| u32::try_from(n).ok())
}

/// Reads the bounds of a channel.
pub(super) fn channel_limit(keys: &mut Keys<'_>) -> ChannelLimit {
    let limit = ChannelLimit {
        max_chars: count(keys, "max_chars"),
        max_segments: count(keys, "max_segments"),
        gsm7: keys.boolean("gsm7", false),
        no_markup: keys.boolean("no_markup", false),
        no_emoji: keys.boolean("no_emoji", false),
        no_links: keys.boolean("no_links", false),
        window_hours: count(keys, "window_hours"),
    };
    if limit == ChannelLimit::default() {
        keys.mistake(PolicyMistake::MissingKey, "a channel limit sets at least one bound", None);
    }
    limit
}

/// A mapping from phrase to text.
fn pairs(cursor: Cursor<'_>) -> Option<BTreeMap<String, String>> {
    let entries = cursor.entries()?;
    Some(entries.into_iter().filter_map(|(key, value)| Some((key.text.clone(), value.string()?))).collect())
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
    if styles.len() != 1 {
        keys.mistake(
            PolicyMistake::MissingKey,
            "a rule of style needs exactly one of `replace`, `names`, `banned`, `links`, `exclamations`, \
             `max_words`/`max_sentence_words`, `shouting`",
            None,
        );
    }
    styles.into_iter().next()
}
