//! Addresses, phone numbers and codes: whether they are known from anywhere.

use super::index::hash;
use super::values::{Ground, compare};
use crate::contract::Request;
use crate::entities::{Class, EntityHit};
use crate::evidence::Evidence;
use crate::order::Order as _;
use crate::text::values::{Comparison, Value, ValueKind};
use crate::text::{FoldSpan, Text, TokenKind, WordSet};
use crate::text::{Listed, word_list};

/// Numbers that anybody may be given: emergencies and crisis lines.
static PUBLIC_NUMBERS: Listed = Listed::new(word_list![
    "000",
    "100",
    "101",
    "105",
    "110",
    "111",
    "112",
    "113",
    "115",
    "116006",
    "116111",
    "116117",
    "116123",
    "117",
    "118",
    "15",
    "1737",
    "17",
    "18",
    "911",
    "988",
    "999",
    "024",
    "3114",
    "08001110111",
    "08000113",
    "0800111999",
    "131114",
    "14416",
    "50808",
    "85258",
    "08001110",
    "08457909090",
    "18002738255",
]);

/// Endings of public authorities' hosts.
static PUBLIC_HOSTS: Listed =
    Listed::new(word_list![".gov", ".gov.uk", ".europa.eu", ".gouv.fr", ".gob.es", ".gov.ie", ".nhs.uk"]);

/// The host of a web address.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

/// Whether a reference of the draft is known: from evidence, the conversation, the request, or to everybody.
pub(super) fn is_known(ground: &Ground<'_>, request: &Request, value: &Value, written: &str) -> bool {
    let index = ground.index;
    let said = |other: &Value| {
        matches!(compare(value, other, ground.today), Comparison::Equal | Comparison::Compatible)
    };
    let same_kind = index.values_of(super::index::class(&value.kind));
    if same_kind.iter().filter_map(|held| ground.value(*held)).any(said) {
        return true;
    }
    let own = [request.id.as_deref()].into_iter().flatten();
    let ids = own.chain(request.sources.iter().map(|source| source.id.as_str()));
    match &value.kind {
        ValueKind::Url(url) => {
            let address = |url: &str| {
                url.trim_end_matches('/')
                    .trim_start_matches("https://")
                    .trim_start_matches("http://")
                    .trim_start_matches("www.")
                    .to_ascii_lowercase()
            };
            let wanted = address(url);
            let bare = wanted == host(url);
            let listed = request
                .sources
                .iter()
                .filter_map(|source| source.url.as_deref())
                .any(|known| address(known) == wanted || bare && host(&address(known)) == wanted);
            listed
                || PUBLIC_HOSTS.iter().any(|end| host(url).ends_with(end))
                || same_kind.iter().filter_map(|held| ground.value(*held)).any(|other| {
                    matches!(&other.kind, ValueKind::Url(known) if bare && host(known) == host(url))
                })
                || index.values_of(9).iter().filter_map(|held| ground.value(*held)).any(|other| {
                    matches!(&other.kind, ValueKind::Email(known) if bare && known.ends_with(&format!("@{}", host(url))))
                })
        }
        ValueKind::Phone(digits) => {
            let bare: String = digits.chars().filter(char::is_ascii_digit).collect();
            PUBLIC_NUMBERS.contains(&bare.as_str()) || ground.has_code(&bare)
        }
        ValueKind::Identifier(code) => {
            ground.has_code(code)
                || ids.into_iter().any(|id| squeezed(id) == *code)
                || all_words_known(ground, written)
        }
        ValueKind::Email(_) => false,
        ValueKind::Money { .. }
        | ValueKind::Percent(_)
        | ValueKind::Number(_)
        | ValueKind::Quantity { .. }
        | ValueKind::Date(_)
        | ValueKind::Time(_)
        | ValueKind::Duration { .. }
        | ValueKind::Name(_) => true,
    }
}

/// How sure the reading as an identifier must be, in percent, for its groups not to be read as values.
const SURE: u8 = 80;
/// Identifiers that are looked up.
const MOST: usize = 32;

/// The identifiers that are judged whole, though they read as several values ("NL91 ABNA 0417 1643 00"), sorted.
pub(super) fn whole<'h>(text: &Text, identifiers: &'h [EntityHit]) -> Vec<&'h EntityHit> {
    let counts = |hit: &&EntityHit| {
        let values = text.values();
        let from = values.partition_point(|value| value.span.start < hit.span.start);
        hit.confidence >= SURE
            && matches!(hit.entity.class, Class::Payment | Class::NationalId | Class::Health | Class::Device)
            && values.get(from).is_some_and(|value| value.span.end <= hit.span.end)
    };
    let mut found: Vec<&EntityHit> = identifiers.iter().filter(counts).collect();
    found.order_by_key(|hit| hit.span.start);
    found
}

/// The identifiers to which money goes: an unknown one does harm. Others are for the rules about personal data.
const ACCOUNTS: &[&str] = &["iban"];

/// Whether a value is judged with one of those identifiers: as a part of it, or as an account.
pub(super) fn is_part(whole: &[&EntityHit], value: &Value) -> bool {
    let after = whole.partition_point(|hit| hit.span.start <= value.span.start);
    after.checked_sub(1).and_then(|at| whole.get(at)).is_some_and(|hit| value.span.end <= hit.span.end)
}

/// The accounts among the identifiers that the evidence does not hold, whatever separates their groups there. The
/// first [`MOST`] are looked up.
pub(super) fn accounts_not_on_record(evidence: &[Evidence], whole: &[&EntityHit]) -> Vec<FoldSpan> {
    if whole.is_empty() {
        return Vec::new();
    }
    let known: Vec<String> = evidence.iter().map(|piece| squeezed(piece.text().original())).collect();
    whole
        .iter()
        .filter(|hit| ACCOUNTS.contains(&hit.entity.name))
        .take(MOST)
        .filter(|hit| {
            let wanted = squeezed(&hit.normalized);
            !known.iter().any(|text| text.contains(&wanted))
        })
        .map(|hit| hit.fold)
        .collect()
}

/// Letters and digits only, in upper case.
pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

fn all_words_known(ground: &Ground<'_>, written: &str) -> bool {
    let folded = crate::text::fold_pattern_text(written);
    let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| ground.has_word(hash(word)))
}

/// Words with which a reply says that it quotes, or names what it quotes.
static QUOTES: WordSet<64> = WordSet::of(word_list![
    "say",
    "says",
    "said",
    "state",
    "states",
    "stated",
    "reads",
    "put",
    "puts",
    "terms",
    "policy",
    "article",
    "clause",
    "section",
    "according",
    "guide",
    "conditions",
    "faq",
    "contract",
    "agreement",
]);

/// Words of a quotation that must be found.
const QUOTED: usize = 4;

/// Passages that the draft quotes from a text, and that stand in none.
pub(super) fn quotes_of_nothing(text: &Text, evidence: &[Evidence]) -> Vec<FoldSpan> {
    let plain = |folded: &str| -> String {
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.fold(String::with_capacity(folded.len()), |mut all, word| {
            all.push_str(word);
            all.push(' ');
            all
        })
    };
    let quotes = text.quotes().iter().take(MOST_QUOTES).filter(|quote| {
        // "[…]": not word for word.
        if text.folded_text(**quote).contains(['[', '\u{2026}']) {
            return false;
        }
        let inside = text.tokens().iter().filter(|token| {
            quote.start <= token.fold.start && token.fold.end <= quote.end && token.kind != TokenKind::Symbol
        });
        let Some(sentence) = text.sentence_at(quote.start).and_then(|n| text.sentences().get(n)) else {
            return false;
        };
        let own = text.tokens().get(sentence.tokens.clone()).unwrap_or_default();
        let before = own.iter().take_while(|token| token.fold.end <= quote.start);
        inside.take(QUOTED).count() == QUOTED
            && before.into_iter().any(|token| QUOTES.has(text.token_text(token)))
    });
    let quotes: Vec<(FoldSpan, String)> =
        quotes.map(|quote| (*quote, plain(text.folded_text(*quote)))).collect();
    if quotes.is_empty() {
        return Vec::new();
    }
    let held: Vec<String> = evidence.iter().map(|piece| plain(piece.text().folded())).collect();
    let unknown =
        quotes.into_iter().filter(|(_, said)| !held.iter().any(|held| held.contains(said.as_str())));
    unknown.map(|(quote, _)| quote).collect()
}

/// Quotations of a draft that are looked up.
const MOST_QUOTES: usize = 8;
