//! One analysis of a text: folding with alignment, tokens, sentences, clauses, values.
//!
//! Two coordinate systems exist and are never mixed. A [`Span`] is bytes of the *original* text. A
//! [`FoldSpan`] is bytes of the *folded* text, in which matching happens. [`Text::original_span`] leads back.

pub mod values;

use std::ops::Range;

use crate::span::Span;
use values::Value;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    clauses: Vec<FoldSpan>,
    quotes: Vec<FoldSpan>,
    values: Vec<Value>,
}

impl Text {
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

    /// Sentences, in order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// Clauses, in order: parts of sentences cut at `;` `:` `,` + conjunction, brackets and dashes.
    pub fn clauses(&self) -> &[FoldSpan] {
        &self.clauses
    }

    /// Quoted passages, marks excluded.
    pub fn quotes(&self) -> &[FoldSpan] {
        &self.quotes
    }

    /// Values, in order of their start; they do not overlap.
    pub fn values(&self) -> &[Value] {
        &self.values
    }
}
