//! One analysis of a text: folding with alignment, tokens, sentences, clauses, values.
//!
//! Two coordinate systems exist and are never mixed. A [`Span`] is bytes of the *original* text. A
//! [`FoldSpan`] is bytes of the *folded* text, in which matching happens. [`Text::original_span`] leads back.

mod align;
mod clauses;
mod data;
mod disguise;
mod entity;
mod fold;
mod fold_plain;
mod fold_table;
#[cfg(test)]
mod fold_tests;
pub(crate) mod index;
mod known;
mod language;
mod links;
mod lists;
mod markup;
#[cfg(test)]
mod properties;
mod quotes;
#[cfg(any(test, target_family = "wasm"))]
#[cfg(test)]
mod sentence_tests;
mod sentences;
mod shapes;
mod stem;
mod stem_english;
mod stopwords;
#[cfg(test)]
mod token_tests;
mod tokens;
pub mod values;
pub(crate) mod vocabulary;
mod words;

use std::ops::Range;
use std::sync::OnceLock;

use crate::span::Span;
use align::Alignment;
pub use fold::fold_pattern_text;
pub(crate) use fold::is_folded;
pub(crate) use fold::letters_like;
pub(crate) use index::WordSet;
use known::Known;
pub(crate) use known::function_words;
pub use language::{Detection, Language, detect};
#[cfg(draftgate_small)]
pub(crate) use lists::stands_in;
pub(crate) use lists::{Listed, WordList, one_of, word_list};
pub(crate) use sentences::LONGEST as LONGEST_SENTENCE;
pub use stem::stem;
pub(crate) use stem::{term_hash, term_hash_push};
pub(crate) use stopwords::is_function_word;
pub use stopwords::is_stopword;
use values::Value;
use vocabulary::Knows;
pub use words::Word;
pub(crate) use words::{LentMemory, WordMemories, stem_of_word};

/// A range of bytes of the folded text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FoldSpan {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// How the original is marked up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Markup {
    /// Plain text; stray markdown marks around words are still seen through.
    #[default]
    Plain,
    /// Markdown.
    Markdown,
    /// SSML: tags are not text.
    Ssml,
}

/// What the analysis should know about a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TextOptions {
    /// Markup of the original.
    pub markup: Markup,
    /// Decimal mark and date order by region; `None`: decided from the text itself.
    pub locale: Option<Locale>,
}

/// A language the engine has data for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Lang {
    /// English.
    En,
    /// German.
    De,
    /// French.
    Fr,
    /// Spanish.
    Es,
    /// Italian.
    It,
    /// Dutch.
    Nl,
    /// Portuguese.
    Pt,
}

/// A language with the habits of a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale {
    /// Language; `None` when the tag names one without support.
    pub lang: Option<Lang>,
    /// Upper-case ISO 3166-1 alpha-2 region, or `None`.
    pub region: Option<[u8; 2]>,
}

impl Locale {
    /// Reads a BCP 47 tag such as `en-GB`; what is not known in it is `None`.
    ///
    /// ```
    /// use draftgate::text::{Lang, Locale};
    /// let locale = Locale::parse("de-AT");
    /// assert_eq!((locale.lang, locale.region), (Some(Lang::De), Some(*b"AT")));
    /// assert_eq!(Locale::parse("pl").lang, None);
    /// ```
    pub fn parse(tag: &str) -> Locale {
        let mut parts = tag.split(['-', '_']);
        let lang = parts.next().and_then(|code| Lang::from_code(&code.to_ascii_lowercase()));
        let region = parts.find(|part| part.len() == 2).and_then(|part| {
            let upper = part.to_ascii_uppercase();
            <[u8; 2]>::try_from(upper.as_bytes()).ok()
        });
        Locale { lang, region }
    }
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with apostrophes inside (`don't`).
    Word,
    /// Digits, with `.` `,` `'` between digits (`1,200.50`).
    Number,
    /// Letters and digits in one run (`5G`, `NS88213`, `1st`, `1.2k`).
    Alnum,
    /// One character that is neither letter, digit nor space.
    Symbol,
    /// A web address.
    Url,
    /// An email address.
    Email,
}

/// How the letters of a token were written in the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Case {
    /// No letter, or all lower.
    Lower,
    /// First letter upper, rest lower (also one upper-case letter alone).
    Title,
    /// Two or more letters, all upper.
    Upper,
    /// Anything else (`iPhone`).
    Mixed,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the original.
    pub span: Span,
    /// Bytes of the folded text.
    pub fold: FoldSpan,
    /// What it is.
    pub kind: TokenKind,
    /// How it was written.
    pub case: Case,
    /// Whether white space stands before it (true for the first token).
    pub spaced: bool,
    /// What is known of its folded text.
    pub(crate) known: Known,
}

/// One sentence: a run of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the original, without surrounding white space, closing mark included.
    pub span: Span,
    /// Bytes of the folded text.
    pub fold: FoldSpan,
    /// Its tokens, as indices into [`Text::tokens`].
    pub tokens: Range<usize>,
    /// Ends with a question mark.
    pub question: bool,
}

/// A text, analysed once.
#[derive(Clone, Debug)]
pub struct Text {
    original: String,
    folded: String,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    /// Where the folded text has paragraphs, for the quotes.
    breaks: Vec<fold::LineBreak>,
    clauses: OnceLock<Vec<FoldSpan>>,
    quotes: OnceLock<Vec<FoldSpan>>,
    values: Vec<Value>,
    alignment: Alignment,
    language: Option<Detection>,
    /// The language whose abbreviations and conjunctions count.
    lang: Option<Lang>,
    words: words::Words,
}

impl Text {
    /// Analyses a text: linear in its length, whatever it holds.
    ///
    /// ```
    /// use draftgate::text::{FoldSpan, Text, TextOptions};
    /// let text = Text::analyse("Your “refund” is on its way. Anything else?", &TextOptions::default());
    /// assert_eq!(text.folded(), "your \"refund\" is on its way. anything else?");
    /// assert_eq!(text.sentences().len(), 2);
    /// let quote = text.quotes()[0];
    /// assert_eq!(text.original_span(quote).text(text.original()), "refund");
    /// ```
    pub fn analyse(original: &str, options: &TextOptions) -> Text {
        Text::of(original, options, None)
    }

    /// The same, and words that `known` has are read in disguise too: in leetspeak, spelled out, in letters of other
    /// scripts, broken between lines.
    pub(crate) fn analyse_seeing_through(original: &str, options: &TextOptions, known: &dyn Knows) -> Text {
        Text::of(original, options, Some(known))
    }

    fn of(original: &str, options: &TextOptions, known: Option<&dyn Knows>) -> Text {
        let folded = fold::fold(original, options.markup, known);
        let fold::Folded { text: folded, alignment, breaks } = folded;
        let tokens = tokens::tokenise(original, &folded, &alignment);
        let language = language::detect_tokens(original, &folded, &tokens);
        let lang = match (language, options.locale.and_then(|locale| locale.lang)) {
            (Some(Detection { language: Language::Supported(lang), .. }), _) | (_, Some(lang)) => Some(lang),
            _ => None,
        };
        let sentences = sentences::split(&folded, &tokens, &breaks, &alignment, lang);
        let values = values::find(original, &folded, &tokens, &sentences, options, language);
        let original = original.to_owned();
        Text {
            original,
            folded,
            tokens,
            sentences,
            breaks,
            clauses: OnceLock::new(),
            quotes: OnceLock::new(),
            values,
            alignment,
            language,
            lang,
            words: words::Words::default(),
        }
    }

    /// Every byte of the original that produced `span` of the folded text, on character boundaries. What was
    /// dropped between two folded characters is covered when both are; an empty span gives an empty span.
    pub fn original_span(&self, span: FoldSpan) -> Span {
        let start = floor(&self.folded, span.start);
        let end = ceil(&self.folded, span.end.max(start));
        let end = if span.end <= span.start { start } else { end };
        let found = self.alignment.original(FoldSpan { start, end });
        Span::new(floor(&self.original, found.start), ceil(&self.original, found.end))
    }

    /// Every byte of the folded text that the bytes `span` of the original had a part in. Empty when they
    /// were all dropped.
    pub fn fold_span(&self, span: Span) -> FoldSpan {
        let start = floor(&self.original, span.start);
        let end = if span.is_empty() { start } else { ceil(&self.original, span.end) };
        let found = self.alignment.folded(Span::new(start, end));
        let start = floor(&self.folded, found.start);
        FoldSpan { start, end: ceil(&self.folded, found.end).max(start) }
    }

    /// The folded text of `span`; empty when it does not fit.
    pub fn folded_text(&self, span: FoldSpan) -> &str {
        self.folded.get(span.start..span.end).unwrap_or("")
    }

    /// The folded text of a token of this text.
    pub fn token_text(&self, token: &Token) -> &str {
        self.folded_text(token.fold)
    }

    /// The sentence that holds the byte `at` of the folded text, as an index into [`Text::sentences`].
    pub fn sentence_at(&self, at: usize) -> Option<usize> {
        holder(&self.sentences, at, |sentence| sentence.fold)
    }

    /// The clause that holds the byte `at` of the folded text, as an index into [`Text::clauses`].
    pub fn clause_at(&self, at: usize) -> Option<usize> {
        holder(self.clauses(), at, |clause| *clause)
    }

    /// The token that holds the byte `at` of the folded text, as an index into [`Text::tokens`].
    pub fn token_at(&self, at: usize) -> Option<usize> {
        holder(&self.tokens, at, |token| token.fold)
    }

    /// Whether all of `span` stands inside one quoted passage.
    pub fn in_quotes(&self, span: FoldSpan) -> bool {
        let quotes = self.quotes();
        let quote = holder(quotes, span.start, |quote| *quote).and_then(|at| quotes.get(at));
        quote.is_some_and(|quote| span.end <= quote.end)
    }

    /// The text as it came.
    pub fn original(&self) -> &str {
        &self.original
    }

    /// The folded text: lower case, compatibility forms, look-alikes and accents resolved, one space
    /// for any run of white space, no marks of markup, straight quotes, `-` for dashes.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// Tokens, in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Whether the text is taken to be in a language: by its words, or else by the locale.
    pub(crate) fn is_in(&self, lang: Lang) -> bool {
        self.lang == Some(lang)
    }

    /// Whether a word is "sí" or "sì", which is "si" ("if") once it is folded.
    pub(crate) fn is_yes(&self, token: &Token) -> bool {
        self.token_text(token) == "si"
            && one_of!(token.span.text(&self.original), "sí" | "Sí" | "SÍ" | "sì" | "Sì" | "SÌ")
    }

    /// Sentences, in order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The clauses of the sentence that holds the byte `at` of the folded text, without cutting the others.
    pub(crate) fn clauses_at(&self, at: usize) -> Vec<FoldSpan> {
        let sentence = self.sentence_at(at).and_then(|n| self.sentences.get(n));
        let sentence = sentence.map_or(&[][..], std::slice::from_ref);
        let lang = self.lang.unwrap_or(Lang::En);
        clauses::split(&self.original, &self.folded, &self.tokens, sentence, lang)
    }

    /// Clauses, in order: parts of sentences cut at `;` `:` `,` + conjunction, brackets and dashes.
    pub fn clauses(&self) -> &[FoldSpan] {
        self.clauses.get_or_init(|| {
            let lang = self.lang.unwrap_or(Lang::En);
            clauses::split(&self.original, &self.folded, &self.tokens, &self.sentences, lang)
        })
    }

    /// Quoted passages, marks excluded.
    pub fn quotes(&self) -> &[FoldSpan] {
        self.quotes.get_or_init(|| quotes::find(&self.original, &self.folded, &self.tokens, &self.breaks))
    }

    /// Values, in order of their start; they do not overlap.
    pub fn values(&self) -> &[Value] {
        &self.values
    }
}

/// The item that holds `at`, of items in order that do not overlap.
fn holder<T>(items: &[T], at: usize, span: impl Fn(&T) -> FoldSpan) -> Option<usize> {
    let index = items.partition_point(|item| span(item).end <= at);
    items.get(index).filter(|item| span(item).start <= at).map(|_| index)
}

/// The last character boundary not after `at`.
fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The first character boundary not before `at`.
fn ceil(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}
