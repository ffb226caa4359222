//! What rules of style leave alone: quotations, code, addresses, identifiers, and wording that other layers
//! prescribe.

use std::collections::BTreeMap;

use super::markup;
use crate::case::Case;
use crate::contract::Layer;
use crate::matching::Scanned;
use crate::order::Order as _;
use crate::policy::schema::{Change, LocalText, Rule};
use crate::span::Span;
use crate::text::values::ValueKind;
use crate::text::{FoldSpan, Text, TextOptions, TokenKind};

/// Stands for a place in a prescribed text while it is analysed.
const PLACE: &str = "qxplaceqx";

/// Sentences that the fixes of other layers write (disclosures, statutory wording), folded and cut at their places.
#[derive(Clone, Debug, Default)]
pub(crate) struct Prescribed {
    /// By the first word of the sentence; `""` when it begins with a place.
    sentences: BTreeMap<String, Vec<Vec<String>>>,
}

impl Prescribed {
    /// The sentences of these rules.
    pub(crate) fn of<'r>(rules: impl Iterator<Item = &'r Rule>) -> Prescribed {
        let mut found = Prescribed::default();
        for rule in rules.filter(|rule| rule.layer != Layer::Brand) {
            let texts: &LocalText = match rule.fix.as_ref().map(|fix| &fix.change) {
                Some(
                    Change::ReplaceClause(texts)
                    | Change::ReplaceSentence(texts)
                    | Change::ReplaceAll(texts)
                    | Change::InsertStart(texts)
                    | Change::InsertEnd(texts)
                    | Change::InsertAfter(texts),
                ) => texts,
                Some(Change::Replace(_) | Change::Delete | Change::DeleteClause | Change::DeleteSentence)
                | Some(Change::Natural)
                | None => continue,
            };
            for template in texts.values() {
                found.add(template);
            }
        }
        found
    }

    fn add(&mut self, template: &str) {
        let mut filled = String::with_capacity(template.len());
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let (place, tail) = after.split_once('}').unwrap_or((after, ""));
            // A quotation may be any sentence; what is written in its stead is prescribed.
            match place.split_once('|') {
                Some(("source", otherwise)) => filled.push_str(otherwise),
                _ => filled.push_str(PLACE),
            }
            rest = tail;
        }
        filled.push_str(rest);
        let text = Text::analyse(&filled, &TextOptions::default());
        for sentence in text.sentences() {
            let pieces: Vec<String> =
                bare(text.folded_text(sentence.fold)).split(PLACE).map(str::to_owned).collect();
            if own_words(&pieces) < FEWEST_WORDS {
                continue;
            }
            let first = pieces.first().map_or("", |piece| piece.split(' ').next().unwrap_or(""));
            let key = if pieces.len() > 1 && !pieces.first().is_some_and(|piece| piece.contains(' ')) {
                ""
            } else {
                first
            };
            self.sentences.entry(key.to_owned()).or_default().push(pieces);
        }
    }

    /// Whether a folded sentence is one of them.
    fn holds(&self, sentence: &str) -> bool {
        let sentence = bare(sentence);
        let first = sentence.split(' ').next().unwrap_or("");
        [first, ""]
            .into_iter()
            .filter_map(|key| self.sentences.get(key))
            .flatten()
            .any(|pieces| fits(sentence, pieces))
    }
}

/// A text that is little more than its places would be found in any sentence.
const FEWEST_WORDS: usize = 2;

/// How many words stand around the places.
fn own_words(pieces: &[String]) -> usize {
    pieces
        .iter()
        .flat_map(|piece| piece.split_whitespace())
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}

/// Without the marks at its end, so that a sentence that was joined to others is still known.
fn bare(sentence: &str) -> &str {
    sentence.trim_end_matches(['.', '!', ' '])
}

/// Whether the pieces occur in order, the first at the start and the last at the end.
fn fits(sentence: &str, pieces: &[String]) -> bool {
    let [first, rest @ ..] = pieces else { return false };
    let Some(mut tail) = sentence.strip_prefix(first.as_str()) else { return false };
    let Some((last, between)) = rest.split_last() else { return tail.is_empty() };
    for piece in between {
        match tail.split_once(piece.as_str()) {
            Some((_, after)) => tail = after,
            None => return false,
        }
    }
    tail.ends_with(last.as_str())
}

/// The stretches of one draft that rules of style leave alone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Protected {
    /// Bytes of the original, merged, in order.
    spans: Vec<Span>,
    /// Prescribed sentences, as indices into the text's sentences, in order.
    prescribed: Vec<usize>,
}

impl Protected {
    /// Looks through a draft.
    pub(crate) fn of(draft: &Scanned, case: &Case<'_>) -> Protected {
        let text = &draft.text;
        let original = text.original();
        let prescribed: Vec<usize> = text
            .sentences()
            .iter()
            .enumerate()
            .filter(|(_, sentence)| case.policy.prescribed.holds(text.folded_text(sentence.fold)))
            .map(|(n, _)| n)
            .collect();
        let mut spans: Vec<Span> = text.quotes().iter().map(|quote| text.original_span(*quote)).collect();
        spans.extend(markup::code(original));
        spans
            .extend(prescribed.iter().filter_map(|n| text.sentences().get(*n)).map(|sentence| sentence.span));
        spans.extend(text.values().iter().filter(|value| is_address(&value.kind)).map(|value| value.span));
        let tokens = text.tokens();
        for (at, token) in tokens.iter().enumerate() {
            match token.kind {
                TokenKind::Url | TokenKind::Email => spans.push(token.span),
                TokenKind::Symbol if matches!(text.token_text(token), "@" | "#" | "{" | "<") => {
                    // A handle, a tag of a social network, a place that was not filled.
                    let next =
                        tokens.get(at + 1).filter(|next| !next.spaced && next.kind != TokenKind::Symbol);
                    spans.extend(next.map(|next| token.span.cover(next.span)));
                }
                TokenKind::Symbol | TokenKind::Word | TokenKind::Number | TokenKind::Alnum => {}
            }
        }
        spans.extend(places(original));
        spans.order();
        let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
        for span in spans {
            match merged.last_mut() {
                Some(last) if span.start < last.end => last.end = last.end.max(span.end),
                _ => merged.push(span),
            }
        }
        Protected { spans: merged, prescribed }
    }

    /// Whether a rule of style may touch this stretch of the original.
    pub(crate) fn allows(&self, span: Span) -> bool {
        let next = self.spans.partition_point(|own| own.end <= span.start);
        self.spans.get(next).is_none_or(|own| own.start >= span.end.max(span.start + 1))
    }

    /// As [`Protected::allows`], for the folded text.
    pub(crate) fn allows_fold(&self, text: &Text, span: FoldSpan) -> bool {
        self.allows(text.original_span(span))
    }

    /// Whether the sentence with this index is prescribed.
    pub(crate) fn is_prescribed(&self, sentence: usize) -> bool {
        self.prescribed.binary_search(&sentence).is_ok()
    }
}

/// Places of a template that were not filled, `{{Cancel order}}`: they name a button or a value.
fn places(original: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + original.get(at..)?.find("{{")?;
        let end = start + original.get(start..)?.find("}}")? + 2;
        at = end;
        Some(Span::new(start, end))
    })
}

/// Addresses and identifiers; one without a digit may just be a word in capitals.
fn is_address(kind: &ValueKind) -> bool {
    match kind {
        ValueKind::Identifier(id) => id.bytes().any(|b| b.is_ascii_digit()),
        ValueKind::Url(_) | ValueKind::Email(_) | ValueKind::Phone(_) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prescribed(template: &str, sentence: &str) -> bool {
        let mut found = Prescribed::default();
        found.add(template);
        let text = Text::analyse(sentence, &TextOptions::default());
        text.sentences().iter().all(|s| found.holds(text.folded_text(s.fold)))
    }

    #[test]
    fn a_prescribed_sentence_is_known_with_its_places_filled() {
        for (template, sentence, expected) in [
            ("Reply STOP to opt out.", "Reply STOP to opt out.", true),
            ("Reply STOP to opt out.", "reply stop to opt out", true),
            ("Reply STOP to opt out.", "Reply STOP to opt out of texts.", false),
            ("I'm {company.name}'s AI assistant.", "I'm Fernwood's AI assistant.", true),
            ("I'm {company.name}'s AI assistant.", "I’m Fernwood’s AI assistant.", true),
            ("I'm {company.name}'s AI assistant.", "I'm Fernwood's human.", false),
            ("{company.name|We} will write. You may object.", "Acme will write. You may object.", true),
            ("{company.name|We} will write. You may object.", "Acme will call.", false),
            ("Call {a} or {b} today.", "Call Jo or Sam today.", true),
            ("Call {a} or {b} today.", "Call Jo today.", false),
        ] {
            assert_eq!(prescribed(template, sentence), expected, "{template} / {sentence}");
        }
    }

    #[test]
    fn prescribed_wording_is_not_restyled() {
        let policy = "policy: house\nversion: 1.0.0\ntitle: House\nowner: Brand team\nextends: [core-honesty]\n\
                      rules:\n  - { id: brand.test.rule, kind: style, message: m, severity: info, action: rewrite, \
                      owner: Brand team, contractions: avoid }\n";
        let policy = crate::Policy::from_text("house.yaml", policy).unwrap_or_else(|error| panic!("{error}"));
        let verdict = crate::Validator::from_policy(policy)
            .check(&crate::Request::new("I'm Fernwood's AI assistant. I'm here."));
        assert_eq!(verdict.text.as_deref(), Some("I'm Fernwood's AI assistant. I am here."));
    }
}
