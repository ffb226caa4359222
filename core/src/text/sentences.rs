//! Cutting the tokens into sentences.

use std::borrow::Cow;
use std::ops::Range;

use super::align::Alignment;
use super::data::abbreviations::{BEFORE_ANY, BEFORE_NUMBER, CALENDAR, EITHER, MONTHS, ORDINAL_LEADS};
use super::fold::LineBreak;
use super::index::{WordSet, hash};
use super::stopwords::{is_stopword, lookup};
use super::tokens::{is_symbol, symbol, token_text};
use super::{Case, FoldSpan, Lang, Sentence, Token, TokenKind};
use crate::span::Span;

static BEFORE_ANY_SET: WordSet<256> = WordSet::new(BEFORE_ANY);
static BEFORE_NUMBER_SET: WordSet<256> = WordSet::new(BEFORE_NUMBER);
static CALENDAR_SET: WordSet<256> = WordSet::new(CALENDAR);
static EITHER_SET: WordSet<256> = WordSet::new(EITHER);

/// Most tokens of a sentence; a longer one is cut. What is asked about the sentence or clause around a match stays
/// cheap so, however many matches a text without a full stop has.
pub(crate) const LONGEST: usize = 250;

/// The sentences of a text.
pub(super) fn split(
    folded: &str,
    tokens: &[Token],
    breaks: &[LineBreak],
    alignment: &Alignment,
    lang: Option<Lang>,
) -> Vec<Sentence> {
    let splitter = Splitter { folded, tokens, lang };
    let mut sentences: Vec<Sentence> = Vec::with_capacity(tokens.len() / 16 + 1);
    let mut breaks = breaks.iter().copied().peekable();
    let (mut start, mut at) = (0, 0);
    while let Some(token) = tokens.get(at) {
        // Most tokens are words within a line.
        let within = |next: &Token| breaks.peek().is_none_or(|line| line.at >= next.fold.start);
        if token.kind != TokenKind::Symbol
            && at + 1 - start < LONGEST
            && tokens.get(at + 1).is_some_and(within)
        {
            at += 1;
            continue;
        }
        let mut end = splitter.terminator(start, at);
        let after = end.unwrap_or(at + 1);
        // A line break may stand after any token, also between a mark and what would have closed it.
        for index in at..after {
            if end.is_none_or(|end| index + 1 < end) && splitter.line_ends(index, &mut breaks) {
                end = Some(index + 1);
                break;
            }
        }
        at = end.unwrap_or(after);
        if at == tokens.len() || at - start >= LONGEST {
            end = Some(at);
        }
        if let Some(end) = end {
            sentences.extend(splitter.sentence(start..end, alignment));
            start = end;
        }
    }
    sentences
}

struct Splitter<'a> {
    folded: &'a str,
    tokens: &'a [Token],
    lang: Option<Lang>,
}

impl<'a> Splitter<'a> {
    fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    fn text(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| token_text(self.folded, token))
    }

    fn is(&self, at: usize, mark: char) -> bool {
        self.token(at).is_some_and(|token| is_symbol(self.folded, token, mark))
    }

    fn symbol(&self, at: usize) -> Option<char> {
        self.token(at).and_then(|token| symbol(self.folded, token))
    }

    /// Whether no space stands between the token and the one before.
    fn joined(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| !token.spaced)
    }

    fn is_word(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.kind == TokenKind::Word)
    }

    fn capital(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.kind != TokenKind::Symbol && token.case != Case::Lower)
    }

    fn number(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.kind == TokenKind::Number)
    }

    /// A function word of the language of the text, or of any while that is not known.
    fn function_word(&self, word: &str) -> bool {
        self.lang.map_or_else(|| lookup(word).0 != 0, |lang| is_stopword(lang, word))
    }

    /// If the token at `at` is a mark after which the sentence from `start` ends: the end of that sentence.
    fn terminator(&self, start: usize, at: usize) -> Option<usize> {
        let first = self.symbol(at).filter(|c| matches!(c, '.' | '!' | '?' | '。' | '｡' | '।' | '؟'))?;
        if at > start && self.joined(at) && matches!(self.symbol(at - 1), Some('.' | '!' | '?')) {
            // Judged with the first mark of its run.
            return None;
        }
        let mut end = at + 1;
        let (mut strong, mut dots) = (first != '.', usize::from(first == '.'));
        while let Some(c @ ('.' | '!' | '?')) = self.symbol(end).filter(|_| self.joined(end)) {
            strong |= c != '.';
            dots += usize::from(c == '.');
            end += 1;
        }
        let marks = end;
        while self.symbol(end).is_some_and(|c| matches!(c, '"' | '\'' | ')' | ']' | '»')) && self.joined(end)
        {
            end += 1;
        }
        if self.token(end).is_none() {
            return Some(end);
        }
        if matches!(first, '。' | '｡' | '।' | '؟') {
            return Some(end);
        }
        // A closing mark after a space, as French writes it.
        let mut next = end;
        if self.is(next, '"')
            && self.token(next + 1).is_none_or(|token| token.spaced)
            && self.opened(start, at)
        {
            next += 1;
        }
        let joined = next == end && self.joined(end);
        if joined {
            return None;
        }
        let closed = next > marks;
        let ends = if strong {
            !(closed && self.starts_lower(next))
        } else if dots > 1 {
            !self.starts_lower(next) && self.text(next) != "i"
        } else {
            self.full_stop(start, at, next)
        };
        ends.then_some(next)
    }

    /// Whether the sentence holds an odd number of double quotation marks before `at`.
    fn opened(&self, start: usize, at: usize) -> bool {
        // Looking back over a bounded stretch keeps a hostile text linear.
        let from = start.max(at.saturating_sub(64));
        (from..at).filter(|&index| self.is(index, '"')).count() % 2 == 1
    }

    /// The token starts in lower case, after any opening mark.
    fn starts_lower(&self, at: usize) -> bool {
        let opening = self.symbol(at).is_some_and(|c| matches!(c, '"' | '\'' | '(' | '[' | '¿' | '¡'));
        let at = at + usize::from(opening);
        self.token(at).is_some_and(|token| {
            token.kind == TokenKind::Word && token.case == Case::Lower
                || self.symbol(at).is_some_and(|c| matches!(c, ',' | ';' | ':'))
        })
    }

    /// Whether a single full stop at `at` ends the sentence; `next` is the token after it and what closes it.
    fn full_stop(&self, start: usize, at: usize, next: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|&before| before >= start && self.joined(at)) else {
            return true;
        };
        let lower = self.starts_lower(next);
        if next > at + 1 {
            return !lower;
        }
        if self.number(before) {
            return self.stop_after_number(start, before, next, lower);
        }
        if !self.is_word(before) {
            return !lower || self.token(before).is_some_and(|token| token.kind != TokenKind::Symbol);
        }
        let name = self.dotted(before, start);
        let name: &str = &name;
        let hash = hash(name.as_bytes());
        let known = |list: &WordSet<256>| list.has_hashed(hash, name);
        let number =
            self.number(next) || self.symbol(next).is_some_and(|c| matches!(c, '#' | '£' | '$' | '€'));
        let starter = self.capital(next) && self.function_word(self.text(next));
        if known(&BEFORE_ANY_SET) {
            return false;
        }
        if known(&CALENDAR_SET) && number || known(&BEFORE_NUMBER_SET) && (number || lower && name != "no") {
            return false;
        }
        if known(&EITHER_SET) || name.bytes().any(|byte| byte == b'.') {
            return match name {
                "etc" | "usw" | "usf" | "ecc" | "enz" | "a.m" | "p.m" => {
                    !lower && (self.capital(next) || !number)
                }
                _ => starter,
            };
        }
        let initial = name.len() <= 4 && name.chars().count() == 1 && name != "i";
        if initial {
            return starter || !lower && !self.capital(next) && !number && self.is_word(next);
        }
        if known(&CALENDAR_SET) {
            return !lower;
        }
        // Text typed without capitals still has sentences; an unknown abbreviation has no vowel or is short.
        !lower || lookup(name) != (0, 0) || name.len() > 2 && name.contains(['a', 'e', 'i', 'o', 'u', 'y'])
    }

    fn stop_after_number(&self, start: usize, before: usize, next: usize, lower: bool) -> bool {
        let digits = self.text(before);
        let small = digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit());
        let enumerator = before == start || before == start + 1 && self.symbol(start).is_some();
        if small && enumerator && self.token(before).is_some_and(|token| token.spaced) {
            return false;
        }
        let month =
            MONTHS.contains(&self.text(next)) || CALENDAR.contains(&self.text(next)) && self.capital(next);
        if small && digits.len() <= 2 {
            let lead = before.checked_sub(1).map_or("", |lead| self.text(lead));
            let ordinal = ORDINAL_LEADS.binary_search(&lead).is_ok();
            if month || ordinal && !self.function_word(self.text(next)) && self.is_word(next) {
                return false;
            }
        }
        !(small && lower)
    }

    /// The word at `at` with what is joined to it by full stops: "e.g", "u.s".
    fn dotted(&self, at: usize, start: usize) -> Cow<'a, str> {
        let goes_on = |first: usize| {
            first >= start + 2
                && self.is(first - 1, '.')
                && self.is_word(first - 2)
                && self.text(first - 2).len() <= 3
                && (self.joined(first) || self.text(first).len() <= 2 && self.text(first - 2).len() == 1)
        };
        if !goes_on(at) {
            return Cow::Borrowed(self.text(at));
        }
        let mut parts = vec![self.text(at)];
        let mut first = at;
        while parts.len() < 5 && goes_on(first) {
            first -= 2;
            parts.push(self.text(first));
        }
        // "www.example. The": a long part is a word of its own.
        if parts.iter().any(|part| part.len() > 3) {
            parts.truncate(1);
        }
        parts.reverse();
        Cow::Owned(parts.join("."))
    }

    /// Whether the line that ends after the token `at` also ends the sentence.
    fn line_ends(
        &self,
        at: usize,
        breaks: &mut std::iter::Peekable<impl Iterator<Item = LineBreak>>,
    ) -> bool {
        let (Some(token), Some(next)) = (self.token(at), self.token(at + 1)) else { return false };
        while breaks.peek().is_some_and(|line| line.at < token.fold.end) {
            breaks.next();
        }
        let Some(line) = breaks.peek().filter(|line| line.at < next.fold.start) else { return false };
        if line.blank {
            return true;
        }
        let bullet = matches!(
            self.symbol(at + 1),
            Some('-' | '*' | '+' | '•' | '‣' | '·' | '▪' | '◦' | '●' | '○' | '✓' | '✔' | '→')
        ) && self.token(at + 2).is_some_and(|token| token.spaced);
        let enumerator = (next.kind == TokenKind::Number || self.text(at + 1).len() == 1)
            && matches!(self.symbol(at + 2), Some('.' | ')'))
            && self.joined(at + 2)
            && self.token(at + 3).is_some_and(|token| token.spaced);
        if bullet || enumerator {
            return true;
        }
        let goes_on = matches!(self.symbol(at), Some(',' | '-' | '(' | '&' | '/'))
            || token.kind == TokenKind::Word
                && token.case == Case::Lower
                && self.function_word(self.text(at));
        let opening = self.symbol(at + 1).is_some_and(|c| matches!(c, '"' | '\'' | '(' | '[' | '¿' | '¡'));
        let starts = self.number(at + 1) || self.capital(at + 1 + usize::from(opening));
        !goes_on && starts
    }

    fn sentence(&self, range: Range<usize>, alignment: &Alignment) -> Option<Sentence> {
        let (first, last) = (self.token(range.start)?, self.token(range.end.checked_sub(1)?)?);
        let fold = FoldSpan { start: first.fold.start, end: last.fold.end };
        let marks = |c: char| matches!(c, '"' | '\'' | ')' | ']' | '»' | '.' | '!' | '?' | '؟');
        let question = range
            .clone()
            .rev()
            .map_while(|at| self.symbol(at).filter(|&c| marks(c)))
            .any(|c| matches!(c, '?' | '؟'));
        let span = alignment.original(fold);
        Some(Sentence { span: Span::new(span.start, span.end), fold, tokens: range, question })
    }
}
