//! Capitalised names: people, companies, products, places.
//!
//! A name is a run of capitalised words that the place in the sentence does not explain. A single
//! capitalised word at the start of a sentence is a name only when its letters are mixed (`PayPal`), an
//! honorific stands before it, or the text writes it with a capital elsewhere too. German capitalises every
//! noun: there only honorifics, mixed letters and short words all in capitals make a name. A sentence whose
//! words, small function words aside, are all capitalised is a heading and holds no names.

use super::ValueKind;
use super::lexicon::DE;
use super::lexicon::Sense::Common;
use super::lexicon::kinds;
use super::numbers::is_digits;
use super::scan::{Found, Scan};
use crate::order::Order as _;
use crate::text::{Case, Sentence, TokenKind};

/// Longest run of one name, in tokens.
const LONGEST: usize = 8;

/// What the names of a text depend on beyond their neighbours.
pub(super) struct NameCues<'a> {
    /// Words that stand capitalised inside a sentence, in order.
    inside: Vec<&'a str>,
    /// Tokens in headings, as ranges in order.
    headings: Vec<std::ops::Range<usize>>,
}

impl<'a> NameCues<'a> {
    pub(super) fn new(scan: &Scan<'a>, sentences: &[Sentence]) -> NameCues<'a> {
        let mut inside = Vec::new();
        let mut headings = Vec::new();
        for sentence in sentences {
            let (count, capitals) = scan.words(&sentence.tokens);
            if capitals == 0 {
                continue;
            }
            let words = || sentence.tokens.clone().filter(|i| scan.kind(*i) == Some(TokenKind::Word));
            let mostly = count >= 4 && capitals * 10 >= count * 7;
            if mostly && words().all(|i| scan.case(i) != Case::Lower || scan.function(i)) {
                headings.push(sentence.tokens.clone());
                continue;
            }
            for i in sentence.tokens.clone() {
                if scan.case(i) == Case::Title && !scan.initial(i) && scan.word(i).len() <= 40 {
                    inside.push(bare(scan.word(i)));
                }
            }
        }
        inside.order();
        NameCues { inside, headings }
    }

    fn heading(&self, i: usize) -> bool {
        let after = self.headings.partition_point(|range| range.end <= i);
        self.headings.get(after).is_some_and(|range| range.contains(&i))
    }
}

/// A word without its English genitive.
fn bare(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')).unwrap_or(word)
}

impl<'a> Scan<'a> {
    /// A name from token `i`.
    pub(super) fn name(&self, i: usize, cues: &NameCues<'a>) -> Option<Found> {
        if self.kind(i) != Some(TokenKind::Word) || self.case(i) == Case::Lower || cues.heading(i) {
            return None;
        }
        // "@user", "#Topic", and the mark of an agent ("*ABC", "^Kim") name nobody in the text.
        let marked = Scan::before(i).is_some_and(|b| matches!(self.mark(b), b'@' | b'#' | b'*' | b'^'));
        if marked && self.glued(i) {
            return None;
        }
        if self.has(i, kinds::HONORIFIC) {
            return self.after_honorific(i);
        }
        if !self.can_be_name(i) {
            return None;
        }
        let german = self.surely(DE);
        if german && !self.sure_name(i) {
            return None;
        }
        let (end, words) = self.name_run(i, german);
        let single = words == 1;
        if single
            && !self.sure_name(i)
            && self.initial(i)
            && cues.inside.binary_search(&bare(self.word(i))).is_err()
        {
            return None;
        }
        // "PLEASE NOTE": shouting.
        let shouted = self.case(i) == Case::Upper
            && (self.written(i).chars().count() > 5
                || Scan::before(i)
                    .is_some_and(|b| self.case(b) == Case::Upper && self.kind(b) == Some(TokenKind::Word)));
        if shouted && single {
            return None;
        }
        let end =
            if self.mixed(end - 1) && self.kind(end) == Some(TokenKind::Number) && self.product_number(end) {
                end + 1
            } else {
                end
            };
        Some(Found::new(end, ValueKind::Name(self.name_text(i, end))))
    }

    /// `iPhone 15`: digits that belong to a product.
    fn product_number(&self, i: usize) -> bool {
        let counted = self.has(i + 1, kinds::TIME | kinds::UNIT | kinds::PERCENT | kinds::CURRENCY);
        // "FlexiLoan 2:30 pm" is a name and a time.
        let clock = self.is_mark(i + 1, b':') && self.glued(i + 1);
        !clock && is_digits(self.word(i)) && self.word(i).len() <= 4 && !counted && !self.is_mark(i + 1, b'%')
    }

    fn mixed(&self, i: usize) -> bool {
        self.case(i) == Case::Mixed
    }

    /// Mixed letters, or few letters all in capitals that not everybody shares.
    fn sure_name(&self, i: usize) -> bool {
        let length = self.written(i).chars().count();
        self.mixed(i) || (self.case(i) == Case::Upper && (2..=5).contains(&length))
    }

    fn can_be_name(&self, i: usize) -> bool {
        let word = bare(self.word(i));
        let plain = self.has(i, kinds::COMMON | kinds::HONORIFIC)
            || word.len() < self.word(i).len()
                && self.sense_of(word, |s| (s == Common).then_some(())).is_some()
            || self.calendar_word(i);
        // A capitalised function word starts a sentence or a title.
        let function = self.case(i) == Case::Title && self.function(i);
        !plain && !function && word.len() > 1 && word.len() <= 40
    }

    /// One past the run of capitalised words from `i`, and how many there are.
    fn name_run(&self, i: usize, german: bool) -> (usize, usize) {
        let mut end = i + 1;
        let mut words = 1;
        while end < i + LONGEST && !self.line_break(end) {
            // A genitive closes the name.
            if end.checked_sub(1).is_some_and(|last| self.word(last).ends_with("'s")) {
                break;
            }
            let capital = |at: usize| {
                self.kind(at) == Some(TokenKind::Word)
                    && self.case(at) != Case::Lower
                    && self.can_be_name(at)
                    && (!german || self.sure_name(at))
            };
            let joined = |at: usize| self.glued(at) && self.glued(at + 1);
            let hyphen = matches!(self.mark(end), b'-' | b'&' | b'\'') && joined(end);
            let part = self.has(end, kinds::NAME_PART) && self.case(end) == Case::Lower && !german;
            let linked = (hyphen && self.case(end + 1) != Case::Lower)
                || ((part || matches!(self.mark(end), b'&' | b'+')) && capital(end + 1));
            let next = if capital(end) && self.spaced(end) {
                end
            } else if linked {
                end + 1
            } else if self.has(end, kinds::NAME_PART)
                && self.has(end + 1, kinds::NAME_PART)
                && capital(end + 2)
                && !german
            {
                end + 2
            } else {
                break;
            };
            end = next + 1;
            words += 1;
        }
        // "COVID-19"
        if self.is_mark(end, b'-')
            && self.glued(end)
            && self.glued(end + 1)
            && self.kind(end + 1) == Some(TokenKind::Number)
        {
            let short = is_digits(self.word(end + 1)) && self.word(end + 1).len() <= 5;
            if short && self.case(end - 1) != Case::Lower {
                return (end + 2, words + 1);
            }
        }
        (end, words)
    }

    /// `Dr. Weber`, `Frau von Berg`: the person without the honorific.
    fn after_honorific(&self, i: usize) -> Option<Found> {
        let mut at = i + 1;
        if self.is_mark(at, b'.') && self.glued(at) {
            at += 1;
        }
        if self.has(at, kinds::HONORIFIC) {
            // "Frau Dr. Weber": the inner honorific starts the name.
            return self.after_honorific(at);
        }
        let mut first = at;
        while first < at + 2 && self.has(first, kinds::NAME_PART) && self.case(first) == Case::Lower {
            first += 1;
        }
        let named = self.kind(first) == Some(TokenKind::Word)
            && self.case(first) != Case::Lower
            && !self.has(first, kinds::COMMON)
            && !self.line_break(first);
        if !named {
            return None;
        }
        // In German the next noun is not part of the name; a second capitalised word only after a first name
        // cannot be told apart, so the run ends with the first.
        let end = if self.surely(DE) { self.hyphenated(first + 1) } else { self.name_run(first, false).0 };
        Some(Found::new(end, ValueKind::Name(self.name_text(at, end))))
    }

    fn hyphenated(&self, end: usize) -> usize {
        let joined = self.is_mark(end, b'-')
            && self.glued(end)
            && self.glued(end + 1)
            && self.case(end + 1) != Case::Lower;
        if joined { end + 2 } else { end }
    }

    /// The words as written, with single spaces, without a closing genitive.
    fn name_text(&self, start: usize, end: usize) -> String {
        let mut text = String::new();
        for i in start..end {
            if i > start && self.spaced(i) {
                text.push(' ');
            }
            text.push_str(self.written(i));
        }
        for genitive in ["'s", "\u{2019}s", "'", "\u{2019}"] {
            if let Some(stem) = text.strip_suffix(genitive) {
                return stem.to_owned();
            }
        }
        text
    }
}
