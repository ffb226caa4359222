//! What rules of style leave alone: quotations, code, addresses, identifiers, and wording that other layers
//! prescribe.

use crate::text::one_of;
use std::borrow::Cow;
use std::sync::OnceLock;

use super::markup;
use crate::case::Case;
use crate::contract::Layer;
use crate::matching::Scanned;
use crate::order::Order as _;
use crate::policy::schema::{Change, LocalText, Rule};
use crate::span::Span;
use crate::text::values::ValueKind;
use crate::text::{FoldSpan, LONGEST_SENTENCE, Sentence, Text, TextOptions, TokenKind, term_hash};

/// Stands for a place in a prescribed text while it is analysed.
const PLACE: &str = "qxplaceqx";

/// Sentences that the fixes of other layers write (disclosures, statutory wording), folded and cut at their places.
///
/// There are hundreds of texts, and a draft holds few of them: a text is analysed when a sentence starts with a word
/// with which one of its own may start.
#[derive(Debug, Default)]
pub(crate) struct Prescribed {
    texts: Vec<Prescription>,
    /// How sentences of texts may start; sorted.
    openings: Vec<Opening>,
    /// Texts whose sentences may start with anything.
    open: Vec<u32>,
    /// How the sentences of those start, when a draft first asks, and where each is: its text, its place in it.
    open_sentences: OnceLock<Vec<(Head, u32, u32)>>,
}

/// How a sentence of a text may start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Opening {
    /// The hash of the first word.
    word: u64,
    /// What follows it.
    next: Head,
    /// The number of the text.
    text: u32,
}

/// The first letters of a text, as far as folding changes no more than their case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Head {
    letters: u64,
    /// The bits of `letters` that count.
    mask: u64,
}

impl Head {
    /// Of a line of a text, behind its first word.
    fn of(line: &str) -> Head {
        let line = line.split(PLACE).next().unwrap_or("").as_bytes();
        let mut head = Head::default();
        let mut before = b' ';
        // A space at the end may stand at the end of a sentence, which has none.
        for (at, byte) in line.iter().enumerate().take(8) {
            if !byte.is_ascii_alphabetic() && (*byte != b' ' || before == b' ') {
                break;
            }
            head.letters |= u64::from(byte.to_ascii_lowercase()) << (8 * at);
            if *byte != b' ' {
                head.mask = u64::MAX >> (56 - 8 * at);
            }
            before = *byte;
        }
        head.letters &= head.mask;
        head
    }

    /// Of a folded text.
    fn of_folded(folded: &str) -> Head {
        let mask =
            u64::MAX.checked_shr(64 - 8 * u32::try_from(folded.len().min(8)).unwrap_or(8)).unwrap_or(0);
        Head { letters: letters(folded.as_bytes()), mask }
    }

    /// Whether a folded text with these first letters starts with it.
    fn starts(self, letters: u64) -> bool {
        letters & self.mask == self.letters
    }
}

/// The first eight bytes, as a number.
fn letters(folded: &[u8]) -> u64 {
    let bytes = folded.iter().take(8).zip((0..64).step_by(8));
    bytes.fold(0, |letters, (byte, bits)| letters | u64::from(*byte) << bits)
}

/// A text that a fix writes.
#[derive(Debug)]
struct Prescription {
    /// With marks for its places.
    filled: String,
    /// Its sentences, when they are first asked for.
    sentences: OnceLock<Vec<Vec<String>>>,
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
        found.openings.order();
        found.openings.dedup();
        found
    }

    fn add(&mut self, template: &str) {
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        let filled = filled(template);
        let before = self.openings.len();
        let known = openings(&filled, |word, rest| {
            let word = term_hash(word.as_bytes());
            self.openings.push(Opening { word, next: Head::of(rest), text: number });
        });
        if known.is_none() {
            self.openings.truncate(before);
            self.open.push(number);
        }
        self.texts.push(Prescription { filled, sentences: OnceLock::new() });
    }

    /// Whether a folded sentence is one of them.
    fn holds(&self, sentence: &str) -> bool {
        let sentence = bare(sentence);
        let first = sentence.split(' ').next().unwrap_or("");
        let hash = term_hash(first.as_bytes());
        let next = letters(sentence.as_bytes().get(first.len() + 1..).unwrap_or_default());
        let start = letters(sentence.as_bytes());
        let from = self.openings.partition_point(|opening| opening.word < hash);
        let own = self.openings.get(from..).unwrap_or_default();
        let own = own.iter().take_while(|opening| opening.word == hash);
        let own = own.filter(|opening| opening.next.starts(next)).map(|opening| &opening.text);
        let text = |number: u32| self.texts.get(usize::try_from(number).ok()?);
        own.filter_map(|number| text(*number))
            .flat_map(Prescription::sentences)
            .any(|pieces| fits(sentence, pieces))
            || self.open_sentences().iter().any(|(head, number, place)| {
                head.starts(start)
                    && text(*number)
                        .and_then(|text| text.sentences().get(usize::try_from(*place).ok()?))
                        .is_some_and(|pieces| fits(sentence, pieces))
            })
    }

    fn open_sentences(&self) -> &[(Head, u32, u32)] {
        self.open_sentences.get_or_init(|| {
            let texts =
                self.open.iter().filter_map(|n| Some((*n, self.texts.get(usize::try_from(*n).ok()?)?)));
            let heads = texts.flat_map(|(number, text)| {
                let first = |pieces: &Vec<String>| Head::of_folded(pieces.first().map_or("", String::as_str));
                text.sentences().iter().zip(0..).map(move |(pieces, place)| (first(pieces), number, place))
            });
            heads.collect()
        })
    }
}

impl Prescription {
    /// Its sentences, without those that would be found in any text.
    fn sentences(&self) -> &[Vec<String>] {
        self.sentences.get_or_init(|| {
            let text = Text::analyse(&self.filled, &TextOptions::default());
            let pieces = |sentence: &Sentence| -> Vec<String> {
                bare(text.folded_text(sentence.fold)).split(PLACE).map(str::to_owned).collect()
            };
            let telling = |pieces: &Vec<String>| own_words(pieces) >= FEWEST_WORDS;
            text.sentences().iter().map(pieces).filter(telling).collect()
        })
    }
}

/// A template with a mark for each of its places.
fn filled(template: &str) -> String {
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
    filled
}

/// Gives every word, folded, with which a sentence of a text may start, and the rest of its line; `None` where that takes
/// an analysis to tell: a sentence may start with a place, or with a word that folding changes.
///
/// A sentence starts where the text does, or after a space that follows a mark or a line.
fn openings<'t>(filled: &'t str, mut each: impl FnMut(Cow<'t, str>, &'t str)) -> Option<()> {
    let simple = |c: char| {
        matches!(c, ' ' | '\n' | '!'..='~' | 'À'..='ÿ' | 'œ' | 'Œ' | '€' | '£' | '–' | '—' | '’' | '…')
            && !matches!(c, '&' | '*' | '_' | '`' | '~' | '#' | '[' | '\\' | '<')
    };
    if !filled.chars().all(simple) {
        return None;
    }
    let mut starts = true;
    for line in filled.split('\n') {
        let mut rest = line;
        for word in line.split(' ') {
            rest = rest.get(word.len() + 1..).unwrap_or_default();
            if word.is_empty() {
                continue;
            }
            if starts {
                if !word.bytes().all(|b| b.is_ascii_alphabetic() || b == b'\'') || word.contains(PLACE) {
                    return None;
                }
                let folded = if word.bytes().any(|b| b.is_ascii_uppercase()) {
                    Cow::Owned(word.to_ascii_lowercase())
                } else {
                    Cow::Borrowed(word)
                };
                each(folded, rest);
            }
            starts = !word.ends_with(|c: char| c.is_alphanumeric() || c == ',');
        }
        starts = true;
    }
    // No token is made of less than a word, or of a sign and what stands before the next one.
    let signs = filled.chars().filter(|c| !c.is_alphabetic()).count();
    (signs * 2 < LONGEST_SENTENCE).then_some(())
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
                TokenKind::Symbol if one_of!(text.token_text(token), "@" | "#" | "{" | "<") => {
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
        found.openings.sort_unstable();
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

    /// How sentences of a text start that its openings leave out; `None` where it has none.
    fn left_out(template: &str) -> Option<Vec<String>> {
        let filled = filled(template);
        let mut known = Vec::new();
        openings(&filled, |word, rest| known.push((word.clone().into_owned(), Head::of(rest))))?;
        let text = Prescription { filled: filled.clone(), sentences: OnceLock::new() };
        let told = |start: &String| {
            let (first, next) = start.split_once(' ').unwrap_or((start, ""));
            known.iter().any(|(word, head)| word == first && head.starts(letters(next.as_bytes())))
        };
        Some(text.sentences().iter().map(|pieces| pieces[0].clone()).filter(|start| !told(start)).collect())
    }

    #[test]
    fn a_head_is_what_a_sentence_starts_with() {
        for (line, folded, expected) in [
            ("Will Send it", "will send it", true),
            ("will send it", "will sends", true),
            ("will send it", "will spend it", false),
            ("pay {0}", "pay qx", true),
            ("pay, now", "pay later", true),
            ("pay  now", "pay now", true),
            ("go ", "go", true),
            ("go ", "goes", true),
            ("goes", "go", false),
            ("", "anything", true),
        ] {
            assert_eq!(Head::of(line).starts(letters(folded.as_bytes())), expected, "{line} {folded}");
        }
        for (piece, folded, expected) in
            [("", "a", true), ("ab", "abc", true), ("ab", "a", false), ("abcdefghi", "abcdefghx", true)]
        {
            assert_eq!(
                Head::of_folded(piece).starts(letters(folded.as_bytes())),
                expected,
                "{piece} {folded}"
            );
        }
    }

    #[test]
    fn a_shipped_text_is_found_by_how_its_sentences_start() {
        let policy = crate::Policy::shipped("full").unwrap_or_else(|error| panic!("{error}"));
        let all = &policy.compiled.prescribed;
        assert!(all.open.len() * 3 < all.texts.len(), "{} of {}", all.open.len(), all.texts.len());
        for text in &all.texts {
            assert_eq!(left_out(&text.filled).unwrap_or_default(), Vec::<String>::new(), "{}", text.filled);
            for sentence in Text::analyse(&text.filled, &TextOptions::default()).sentences() {
                let own = text.filled.get(sentence.span.start..sentence.span.end).unwrap();
                let again = Text::analyse(own, &TextOptions::default());
                let pieces = bare(again.folded()).split(PLACE).map(str::to_owned).collect::<Vec<_>>();
                let alone = text.sentences().iter().any(|pieces| fits(bare(again.folded()), pieces));
                if alone && own_words(&pieces) >= FEWEST_WORDS {
                    assert!(all.holds(again.folded()), "{own}");
                }
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_found_by_how_its_sentences_start(
            parts in proptest::collection::vec(proptest::sample::select(PARTS), 1..40),
        ) {
            let text = parts.concat();
            proptest::prop_assert_eq!(left_out(&text).unwrap_or_default(), Vec::<String>::new());
        }
    }

    const PARTS: &[&str] = &[
        " ",
        " ",
        " ",
        " ",
        " ",
        "\n",
        "\n\n",
        ". ",
        ".",
        "! ",
        "? ",
        " ? ",
        "; ",
        ": ",
        ", ",
        "...",
        "… ",
        "\"",
        "'",
        "(",
        ")",
        " - ",
        " – ",
        "’",
        "I",
        "a",
        "We",
        "you",
        "Sorry",
        "the",
        "Dr",
        "e.g.",
        "No. 5",
        "5",
        "24/7",
        "Étant",
        "über",
        "Please",
        "reply",
        "STOP",
        "call",
        "us",
        "can",
        "{company.name}",
        "{source|Ask us. Then wait}",
        "£5",
        "A b c d",
        "3pm",
        "www.example.com",
        "1. ",
        "- ",
    ];

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
