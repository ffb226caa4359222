//! Cutting sentences into clauses.

use super::data::clauses::conjunctions;
use super::index::WordSet;
use super::tokens::{symbol, token_text};
use super::{FoldSpan, Lang, Sentence, Token, TokenKind};

/// How a token bears on the cutting.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cut {
    /// Always, after the token.
    After,
    /// Always, before the token.
    Before,
    /// Before or after the token if both sides hold enough words.
    WeakAfter,
    WeakBefore,
    None,
}

/// WordSet each side of a comma or conjunction must hold.
const ENOUGH: usize = 2;

/// The conjunctions of a language.
type Conjunctions = WordSet<64>;

fn conjunctions_of(lang: Lang) -> &'static Conjunctions {
    static EN: Conjunctions = WordSet::new(conjunctions(Lang::En));
    static DE: Conjunctions = WordSet::new(conjunctions(Lang::De));
    static FR: Conjunctions = WordSet::new(conjunctions(Lang::Fr));
    static ES: Conjunctions = WordSet::new(conjunctions(Lang::Es));
    static IT: Conjunctions = WordSet::new(conjunctions(Lang::It));
    static NL: Conjunctions = WordSet::new(conjunctions(Lang::Nl));
    static PT: Conjunctions = WordSet::new(conjunctions(Lang::Pt));
    match lang {
        Lang::En => &EN,
        Lang::De => &DE,
        Lang::Fr => &FR,
        Lang::Es => &ES,
        Lang::It => &IT,
        Lang::Nl => &NL,
        Lang::Pt => &PT,
    }
}

#[cfg(test)]
pub(super) fn is_conjunction(lang: Lang, word: &str) -> bool {
    conjunctions_of(lang).has(word)
}

/// The clauses of all sentences, in order. The mark at which a sentence is cut belongs to the clause before
/// it, a conjunction or opening bracket to the clause after it.
pub(super) fn split(
    original: &str,
    folded: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    lang: Lang,
) -> Vec<FoldSpan> {
    let words = conjunctions_of(lang);
    let mut clauses = Vec::with_capacity(sentences.len() * 2);
    for sentence in sentences {
        let Some(tokens) = tokens.get(sentence.tokens.clone()) else { continue };
        // What may still be joined to the next piece, with the words of its last piece.
        let mut open: Option<(FoldSpan, usize)> = None;
        // The piece after the last cut, and whether that cut stands whatever the pieces hold.
        let mut piece: Option<(FoldSpan, usize)> = None;
        let mut firm = true;
        for (at, token) in tokens.iter().enumerate() {
            let cut = cut_at(original, folded, tokens, at, words);
            if matches!(cut, Cut::Before | Cut::WeakBefore) && piece.is_some() {
                close(&mut clauses, &mut open, piece.take(), firm);
                firm = cut == Cut::Before;
            }
            let word = usize::from(!matches!(token.kind, TokenKind::Symbol));
            piece = Some(match piece {
                Some((span, count)) => (FoldSpan { start: span.start, end: token.fold.end }, count + word),
                None => (token.fold, word),
            });
            if matches!(cut, Cut::After | Cut::WeakAfter) {
                close(&mut clauses, &mut open, piece.take(), firm);
                firm = cut == Cut::After;
            }
        }
        close(&mut clauses, &mut open, piece, firm);
        clauses.extend(open.map(|(span, _)| span));
    }
    clauses
}

/// Adds a finished piece: to the open clause if the cut between them does not hold, else as the open clause.
fn close(
    clauses: &mut Vec<FoldSpan>,
    open: &mut Option<(FoldSpan, usize)>,
    piece: Option<(FoldSpan, usize)>,
    firm: bool,
) {
    let Some((span, words)) = piece else { return };
    *open = Some(match open.take() {
        // Punctuation alone is no clause.
        Some((before, count)) if words == 0 || !firm && (count < ENOUGH || words < ENOUGH) => {
            (FoldSpan { start: before.start, end: span.end }, if words == 0 { count } else { words })
        }
        Some((before, count)) => {
            if count > 0 {
                clauses.push(before);
                (span, words)
            } else {
                (FoldSpan { start: before.start, end: span.end }, words)
            }
        }
        None => (span, words),
    });
}

fn cut_at(original: &str, folded: &str, tokens: &[Token], at: usize, conjunctions: &Conjunctions) -> Cut {
    let Some(token) = tokens.get(at) else { return Cut::None };
    let spaced_after = tokens.get(at + 1).is_none_or(|next| next.spaced);
    match symbol(folded, token) {
        Some(';' | ')' | ']' | '}') => Cut::After,
        Some('(' | '[' | '{') => Cut::Before,
        Some(':') if spaced_after => Cut::After,
        Some('-') if spaced_after && token.spaced && at > 0 => Cut::After,
        Some(',') if spaced_after => Cut::WeakAfter,
        Some(_) => Cut::None,
        None if token.kind == TokenKind::Word && at > 0 => {
            let word = token_text(folded, token);
            // Italian "è" and Portuguese "é" are verbs, "e" is a conjunction.
            let accented = word.len() == 1 && !token.span.text(original).is_ascii();
            if !accented && conjunctions.has(word) { Cut::WeakBefore } else { Cut::None }
        }
        None => Cut::None,
    }
}
