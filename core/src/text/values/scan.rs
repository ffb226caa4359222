//! What the recognisers share: the tokens with the senses of their words, the language, the region.

use std::ops::Range;

use super::lexicon::{self, ANY, DE, Entry, IT, Kinds, Langs, NL, STARTING, SURE, Sense, kinds};
use super::{Bound, Value, ValueKind};
use crate::span::Span;
use crate::text::index::eight_from;
use crate::text::known::{Known, find};
use crate::text::language::{Detection, Language};
use crate::text::tokens::eight;
use crate::text::{Case, Lang, Locale, Sentence, Token, TokenKind};

/// The mark that separates whole digits from the fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Point,
    Comma,
}

/// A token as it is asked about again and again.
#[derive(Clone, Copy)]
struct Cell<'a> {
    /// Its folded text.
    word: &'a str,
    /// The kinds of its senses in a language that counts, and [`STARTS`] and [`STARTS_ALONE`].
    kinds: Kinds,
    /// What tells what the word can be in any language.
    known: Known,
    /// Its only byte; 0 when it has more.
    mark: u8,
    kind: TokenKind,
    case: Case,
    /// No white space stands before it.
    glued: bool,
    /// A sentence starts with it.
    initial: bool,
    /// No value starts with it.
    idle: bool,
}

/// Languages that write numbers as one word.
pub(super) const COMPOUNDING: Langs = DE | NL | IT;

/// A value can start with the word when it is not capitalised, in some language.
const STARTS: Kinds = 1 << 63;

/// The same, and the word is more than an article.
const STARTS_ALONE: Kinds = 1 << 62;

/// A text with its tokens looked up.
pub(super) struct Scan<'a> {
    pub(super) original: &'a str,
    pub(super) folded: &'a str,
    pub(super) tokens: &'a [Token],
    /// Language and region as the caller gave them.
    pub(super) locale: Option<Locale>,
    /// The decimal mark of the locale, if known.
    pub(super) mark: Option<Mark>,
    cells: Vec<Cell<'a>>,
    /// The kinds of all cells.
    all_kinds: Kinds,
    /// Languages whose number words count.
    active: Langs,
    /// Languages that the text is surely in; none when nothing tells.
    sure: Langs,
}

/// A value before its bound is known.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) end: usize,
    /// `None`: the tokens are spoken for, but hold no value (a version, a ratio).
    pub(super) kind: Option<ValueKind>,
    pub(super) upper: Option<super::Decimal>,
}

/// What a word can start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// A name at most.
    Name,
    /// An amount that an article counts, or a name.
    Amount,
    /// Any value.
    Any,
}

impl Found {
    pub(super) fn new(end: usize, kind: ValueKind) -> Found {
        Found { end, kind: Some(kind), upper: None }
    }

    pub(super) fn nothing(end: usize) -> Found {
        Found { end, kind: None, upper: None }
    }
}

/// The decimal mark that a region, or else a language, writes.
pub(super) fn mark_of(locale: Locale) -> Option<Mark> {
    if let Some(region) = locale.region {
        let point = [
            b"US", b"GB", b"IE", b"AU", b"NZ", b"CA", b"IN", b"JP", b"CN", b"MX", b"CH", b"SG", b"HK", b"IL",
            b"KR", b"TH", b"MY", b"PH", b"NG", b"KE", b"LI",
        ];
        let french_canada = region == *b"CA" && locale.lang == Some(Lang::Fr);
        if point.contains(&&region) && !french_canada {
            return Some(Mark::Point);
        }
    }
    locale.lang.map(|lang| if lang == Lang::En { Mark::Point } else { Mark::Comma })
}

impl<'a> Scan<'a> {
    pub(super) fn new(
        original: &'a str,
        folded: &'a str,
        tokens: &'a [Token],
        sentences: &[Sentence],
        locale: Option<Locale>,
        language: Option<Detection>,
    ) -> Scan<'a> {
        let given = locale.and_then(|l| l.lang).map_or(0, lexicon::bit);
        // A short text that contradicts its locale may be in either language.
        let (told, confident) = match language {
            Some(Detection { language: Language::Supported(lang), confidence }) => {
                (lexicon::bit(lang), confidence >= 40)
            }
            Some(Detection { language: Language::Other, .. }) | None => (0, false),
        };
        let sure = if told != 0 && (confident || given == 0) { told } else { given };
        let active = if sure == 0 { ANY } else { told | given };
        let mark = locale.and_then(mark_of);
        let cells = Vec::with_capacity(tokens.len());
        let mut scan = Scan { original, folded, tokens, locale, mark, cells, all_kinds: 0, active, sure };
        let compounds = scan.speaks(COMPOUNDING);
        for token in tokens {
            let word = folded.get(token.fold.start..token.fold.end).unwrap_or("");
            let known = if elides(folded, token) { known_word(token, word) } else { token.known };
            let kinds = if known.of_values() { scan.kinds_of(known) } else { 0 };
            scan.all_kinds |= kinds;
            let mark = if let [byte] = word.as_bytes() { *byte } else { 0 };
            let Token { kind, case, spaced, .. } = *token;
            // Without branches: nobody can foresee them.
            let idle_word = (kind == TokenKind::Word)
                & (case == Case::Lower)
                & (kinds & STARTS == 0)
                & (known.of_values() | !compounds);
            let idle_symbol =
                (kind == TokenKind::Symbol) & !known.of_values() & !matches!(mark, b'-' | b'+' | b'(');
            let (glued, idle) = (!spaced, idle_word | idle_symbol);
            if mark == b'$'
                && glued
                && let Some(before) = scan.cells.last_mut()
            {
                // "US$"
                before.idle = false;
            }
            scan.cells.push(Cell { word, kinds, known, mark, kind, case, glued, initial: false, idle });
        }
        for sentence in sentences {
            if let Some(cell) = scan.cells.get_mut(sentence.tokens.start) {
                cell.initial = true;
            }
        }
        scan
    }

    fn kinds_of(&self, known: Known) -> Kinds {
        let (mut counting, mut any) = (0, 0);
        for entry in lexicon::entries(known) {
            let kind = entry.sense.kind();
            any |= kind;
            counting |= if self.speaks(entry.langs) { kind } else { 0 };
        }
        counting
            | if any & STARTING != 0 { STARTS } else { 0 }
            | if any & STARTING & !kinds::ARTICLE != 0 { STARTS_ALONE } else { 0 }
    }

    /// How many of these tokens are words, and how many of them are capitalised.
    pub(super) fn words(&self, tokens: &Range<usize>) -> (usize, usize) {
        let cells = self.cells.get(tokens.clone()).unwrap_or_default();
        cells.iter().fold((0, 0), |(words, capitals), cell| {
            let word = cell.kind == TokenKind::Word;
            (words + usize::from(word), capitals + usize::from(word && cell.case != Case::Lower))
        })
    }

    /// The senses of token `i`, in any language.
    fn entries(&self, i: usize) -> impl Iterator<Item = &'static Entry> {
        lexicon::entries(self.cells.get(i).map_or(Known::UNKNOWN, |cell| cell.known))
    }

    /// Whether some token of the text has a sense of one of these kinds, in a language that counts.
    pub(super) fn holds(&self, kinds: Kinds) -> bool {
        self.all_kinds & kinds != 0
    }

    /// Whether token `i` is a word of the table.
    fn is_known(&self, i: usize) -> bool {
        self.cells.get(i).is_some_and(|cell| cell.known.of_values())
    }

    /// The kinds of the senses of token `i`, in a language that counts.
    #[inline]
    fn kinds(&self, i: usize) -> Kinds {
        self.cells.get(i).map_or(0, |cell| cell.kinds)
    }

    pub(super) fn token(&self, i: usize) -> Option<&'a Token> {
        self.tokens.get(i)
    }

    #[inline]
    pub(super) fn kind(&self, i: usize) -> Option<TokenKind> {
        self.cells.get(i).map(|cell| cell.kind)
    }

    #[inline]
    pub(super) fn case(&self, i: usize) -> Case {
        self.cells.get(i).map_or(Case::Lower, |cell| cell.case)
    }

    /// The folded text of a token; empty past the end.
    #[inline]
    pub(super) fn word(&self, i: usize) -> &'a str {
        self.cells.get(i).map_or("", |cell| cell.word)
    }

    /// A token as it was written.
    pub(super) fn written(&self, i: usize) -> &'a str {
        self.token(i).map_or("", |t| t.span.text(self.original))
    }

    pub(super) fn is(&self, i: usize, word: &str) -> bool {
        self.word(i) == word
    }

    /// The only byte of token `i`; 0 when it has more, and past the end.
    #[inline]
    pub(super) fn mark(&self, i: usize) -> u8 {
        self.cells.get(i).map_or(0, |cell| cell.mark)
    }

    /// Whether token `i` is this one byte.
    #[inline]
    pub(super) fn is_mark(&self, i: usize, mark: u8) -> bool {
        self.mark(i) == mark
    }

    /// Whether token `i` exists and stands directly after the one before.
    #[inline]
    pub(super) fn glued(&self, i: usize) -> bool {
        self.cells.get(i).is_some_and(|cell| cell.glued)
    }

    /// Whether token `i` exists and stands after white space, or is the first.
    #[inline]
    pub(super) fn spaced(&self, i: usize) -> bool {
        self.cells.get(i).is_some_and(|cell| !cell.glued)
    }

    /// The token before `i`, if there is one.
    pub(super) fn before(i: usize) -> Option<usize> {
        i.checked_sub(1)
    }

    /// The first sense of token `i` among these kinds that `choose` takes, in a language that counts.
    #[inline]
    pub(super) fn sense<T>(&self, i: usize, among: Kinds, choose: impl Fn(Sense) -> Option<T>) -> Option<T> {
        if self.kinds(i) & among == 0 { None } else { self.pick(self.entries(i), choose) }
    }

    /// Whether token `i` has a sense in a language that counts.
    pub(super) fn has_sense(&self, i: usize) -> bool {
        self.kinds(i) & !(STARTS | STARTS_ALONE) != 0
    }

    /// As [`Scan::sense`], for a word that is only part of a token.
    pub(super) fn sense_of<T>(&self, word: &str, choose: impl Fn(Sense) -> Option<T>) -> Option<T> {
        self.pick(lexicon::lookup(word), choose)
    }

    fn pick<T>(
        &self,
        mut entries: impl Iterator<Item = &'static Entry>,
        choose: impl Fn(Sense) -> Option<T>,
    ) -> Option<T> {
        entries.find_map(|entry| if self.speaks(entry.langs) { choose(entry.sense) } else { None })
    }

    /// Whether token `i` has a sense of one of these kinds, in a language that counts.
    #[inline]
    pub(super) fn has(&self, i: usize, kinds: Kinds) -> bool {
        self.kinds(i) & kinds != 0
    }

    /// Whether token `i` is a function word of a language that counts.
    pub(super) fn function(&self, i: usize) -> bool {
        self.speaks(self.token(i).map_or(0, |token| token.known.languages().0) & ANY)
    }

    /// Whether a value can start with token `i` at all; cheap, for the many words with which none does.
    #[inline]
    pub(super) fn may_start(&self, i: usize) -> bool {
        self.cells.get(i).is_some_and(|cell| {
            !cell.idle
                && (cell.kind != TokenKind::Word
                    || cell.case != Case::Lower
                    || cell.kinds & STARTS != 0
                    || self.glued(i + 1) && self.is_mark(i + 1, b'$')
                    || !cell.known.of_values() && self.compound(cell.word).is_some())
        })
    }

    /// What can start with the word at token `i` when it stands apart from the next token.
    pub(super) fn start_of_word(&self, i: usize) -> Start {
        match self.kinds(i) & (STARTS | STARTS_ALONE) {
            0 if !self.is_known(i) && self.compound(self.word(i)).is_some() => Start::Any,
            0 => Start::Name,
            STARTS => Start::Amount,
            _ => Start::Any,
        }
    }

    /// Whether words of these languages count in this text.
    pub(super) fn speaks(&self, langs: Langs) -> bool {
        let against = if langs & SURE == 0 { self.active } else { self.sure };
        langs & against & ANY != 0
    }

    /// Whether the text is surely in one of these languages.
    pub(super) fn surely(&self, langs: Langs) -> bool {
        self.sure & langs != 0
    }

    pub(super) fn region(&self) -> Option<[u8; 2]> {
        self.locale.and_then(|l| l.region)
    }

    /// Whether a sentence, a line, a quotation or a list item starts with token `i`.
    pub(super) fn initial(&self, i: usize) -> bool {
        let Some(before) = Scan::before(i) else { return true };
        if self.cells.get(i).is_none_or(|cell| cell.initial) {
            return true;
        }
        match self.kind(before) {
            Some(TokenKind::Symbol) => match self.mark(before) {
                b':' | b'"' | b'*' | b'#' | b'>' | b'[' | b'.' | b'!' | b'?' | b'|' | b'(' => true,
                b'-' => self.spaced(i),
                0 if matches!(self.word(before), "•" | "·") => true,
                _ => self.line_break(i),
            },
            _ => self.line_break(i),
        }
    }

    /// Whether a line ends before token `i`.
    pub(super) fn line_break(&self, i: usize) -> bool {
        let (Some(before), Some(token)) = (Scan::before(i).and_then(|b| self.token(b)), self.token(i)) else {
            return true;
        };
        self.original.get(before.span.end..token.span.start).is_some_and(|gap| gap.contains('\n'))
    }

    /// The value of tokens `range`, exact.
    pub(super) fn value(&self, range: Range<usize>, kind: ValueKind, upper: Option<super::Decimal>) -> Value {
        let start = self.token(range.start).map_or(0, |t| t.span.start);
        let end = range.end.checked_sub(1).and_then(|i| self.token(i)).map_or(start, |t| t.span.end);
        Value { span: Span::new(start, end), tokens: range, kind, bound: Bound::Exact, upper }
    }
}

/// Whether an elided article may stand in a token: an apostrophe is its second to fifth byte, or stands near.
#[inline]
fn elides(folded: &str, token: &Token) -> bool {
    let Some(bytes) = eight_from(folded.as_bytes(), token.fold.start) else { return true };
    // The high bit of each place tells where an apostrophe may be.
    let other = (bytes >> 8 ^ eight(b'\'')) & 0xFFFF_FFFF;
    other.wrapping_sub(eight(1)) & !other & 0x8080_8080 != 0
}

/// What is known of a token, seen through an elided article (`d'euros`, `l'heure`).
fn known_word(token: &Token, word: &str) -> Known {
    if token.known.of_values() {
        return token.known;
    }
    let article = word.bytes().take(5).position(|byte| byte == b'\'');
    match (token.kind, article.and_then(|at| Some((word.get(..at)?, word.get(at + 1..)?)))) {
        (TokenKind::Word | TokenKind::Alnum, Some(("d" | "l" | "un" | "dell" | "all" | "qu", rest))) => {
            find(rest)
        }
        _ => token.known,
    }
}
