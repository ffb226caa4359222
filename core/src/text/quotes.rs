//! Finding quoted passages.

use super::fold::LineBreak;
use super::tokens::{first_original, symbol, token_text};
use super::{FoldSpan, Token, TokenKind};
use crate::text::one_of;

/// Passages between matching quotation marks, marks excluded, outermost only, in order. A mark without a
/// partner in its paragraph, an apostrophe and a sign for inches are ignored.
pub(super) fn find(original: &str, folded: &str, tokens: &[Token], breaks: &[LineBreak]) -> Vec<FoldSpan> {
    let mut quotes: Vec<FoldSpan> = Vec::new();
    let (mut double, mut single): (Option<Open>, Option<Open>) = (None, None);
    let mut paragraphs = breaks.iter().filter(|line| line.blank).peekable();
    for (at, token) in tokens.iter().enumerate() {
        while paragraphs.next_if(|line| line.at < token.fold.start).is_some() {
            (double, single) = (None, None);
        }
        let Some(mark @ ('"' | '\'')) = symbol(folded, token) else { continue };
        let around = Around::new(original, folded, tokens, at);
        let open = if mark == '"' { &mut double } else { &mut single };
        match *open {
            Some(begun) if around.closes(begun.mark, mark) => {
                *open = None;
                let passage = FoldSpan { start: begun.after, end: token.fold.start };
                // What began later lies inside.
                while quotes.last().is_some_and(|last| last.start >= passage.start) {
                    quotes.pop();
                }
                if passage.start < passage.end && quotes.last().is_none_or(|last| last.end <= passage.start) {
                    quotes.push(passage);
                }
            }
            _ if around.opens(mark) => *open = Some(Open { mark: around.written, after: token.fold.end }),
            _ => {}
        }
    }
    for quote in &mut quotes {
        let inner = folded.get(quote.start..quote.end).unwrap_or("");
        let blank = inner.len() - inner.trim_start().len();
        *quote = FoldSpan { start: quote.start + blank, end: quote.start + blank + inner.trim().len() };
    }
    quotes.retain(|quote| quote.start < quote.end);
    quotes
}

#[derive(Clone, Copy)]
struct Open {
    /// The mark as written.
    mark: char,
    /// Where the passage starts.
    after: usize,
}

/// A quotation mark as written and what stands around it.
struct Around {
    written: char,
    spaced_before: bool,
    spaced_after: bool,
    /// Stands right after a letter or digit.
    word_before: bool,
    /// The letters right after it.
    elided: bool,
}

impl Around {
    fn new(original: &str, folded: &str, tokens: &[Token], at: usize) -> Around {
        let token = tokens.get(at);
        let next = tokens.get(at + 1);
        let spaced_before = token.is_none_or(|token| token.spaced);
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let follows = next.filter(|next| !next.spaced).map_or("", |next| token_text(folded, next));
        Around {
            written: token.and_then(|token| first_original(original, token.span)).unwrap_or('"'),
            spaced_before,
            spaced_after: next.is_none_or(|next| next.spaced),
            word_before: !spaced_before && before.is_some_and(|before| before.kind != TokenKind::Symbol),
            elided: one_of!(follows, "tis" | "twas" | "em" | "til" | "cause" | "n" | "bout" | "s" | "t")
                || follows.starts_with(|c: char| c.is_ascii_digit()) && follows.len() == 2,
        }
    }

    fn opens(&self, mark: char) -> bool {
        match self.written {
            '“' | '„' | '‟' | '«' | '‚' | '‹' | '〝' => true,
            '‘' => !self.elided,
            '»' | '›' => !self.spaced_after,
            '”' | '’' => false,
            _ => !self.spaced_after && !self.word_before && (mark == '"' || !self.elided),
        }
    }

    fn closes(&self, opened: char, mark: char) -> bool {
        match (opened, self.written) {
            ('«', '»') | ('»', '«') | ('‹', '›') | ('›', '‹') => true,
            ('«' | '»' | '‹' | '›', _) | (_, '«' | '»' | '‹' | '›' | '„' | '‚') => false,
            ('„' | '‚', '“' | '”' | '‘' | '’' | '"' | '\'') => true,
            ('“', '”') => true,
            (_, '“' | '‘') => false,
            // An apostrophe stands before letters; a closing mark does not.
            _ if mark == '\'' => !self.spaced_before && (self.spaced_after || !self.elided),
            _ => !self.spaced_before || self.spaced_after,
        }
    }
}
