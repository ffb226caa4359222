//! Words with a preferred replacement, and names with one right spelling.

use super::edit;
use super::wording::squeezed;
use crate::checks::Cx;
use crate::findings::{Report, Sink};
use crate::policy::compile::CompiledRule;
use crate::policy::schema::Inflect;
use crate::span::Span;
use crate::text::values::ValueKind;
use crate::text::{Case, FoldSpan, Lang, Language, Text, Token, TokenKind, detect, is_stopword};
use crate::text::{Listed, word_list};

/// Tokens from which on a guess at the language is better than none.
const SHORTEST_TOLD: usize = 7;

/// Words before a noun: what follows them is no verb.
static BEFORE_NOUN: Listed = Listed::new(word_list![
    "a", "an", "any", "each", "every", "his", "her", "its", "my", "no", "of", "our", "that", "the", "their",
    "this", "your",
]);

/// Words before a verb in its base form or with `-s`.
static BEFORE_VERB: Listed = Listed::new(word_list![
    "also", "always", "and", "can", "can't", "cannot", "could", "don't", "he", "i", "it", "just", "let's",
    "may", "might", "must", "never", "not", "now", "or", "please", "shall", "she", "should", "simply",
    "then", "they", "to", "we", "who", "will", "would", "you", "you'll", "we'll", "i'll", "they'll",
]);

/// Whether a word that may be a noun as well is a verb here: "Your purchase" and "cancel purchase 7" are none.
fn is_verb(place: &Place<'_>) -> bool {
    let (words, previous) = (place.words(), place.previous());
    if BEFORE_NOUN.contains(&previous) {
        return false;
    }
    if words.contains(' ') || words.ends_with("ing") || words.ends_with("ed") {
        return true;
    }
    if edit::opens_sentence(place.text, place.first) {
        return is_stopword(Lang::En, place.next());
    }
    BEFORE_VERB.contains(&previous)
}

/// The language in which grammar is put right: that of the draft, else of the conversation.
pub(super) fn language(cx: &Cx<'_, '_>) -> Option<Lang> {
    let text = &cx.draft.text;
    crate::case::sure_language(text).or(cx.case.lang).or_else(|| match detect(text)?.language {
        Language::Supported(lang) if text.tokens().len() >= SHORTEST_TOLD => Some(lang),
        Language::Supported(_) | Language::Other => None,
    })
}

/// Words that a rule found, and what stands around them.
pub(super) struct Place<'t> {
    pub(super) text: &'t Text,
    pub(super) found: FoldSpan,
    /// Index of their first token.
    pub(super) first: usize,
    /// Index of the token after them.
    end: usize,
    /// The language in which grammar is put right.
    pub(super) lang: Option<Lang>,
}

impl Place<'_> {
    /// The words, folded.
    pub(super) fn words(&self) -> &str {
        self.text.folded_text(self.found)
    }

    /// The words as written, with any marks between them.
    pub(super) fn written(&self) -> &str {
        self.text.original_span(self.found).text(self.text.original())
    }

    /// Case of the first word.
    pub(super) fn case(&self) -> Case {
        self.text.tokens().get(self.first).map_or(Case::Lower, |token| token.case)
    }

    /// The token before, in the same sentence; empty at its start.
    pub(super) fn previous(&self) -> &str {
        let sentence = self.text.sentence_at(self.found.start).and_then(|n| self.text.sentences().get(n));
        let starts = sentence.is_some_and(|sentence| sentence.tokens.start == self.first);
        let before = self.first.checked_sub(1).filter(|_| !starts).and_then(|at| self.text.tokens().get(at));
        before.map_or("", |token| self.text.token_text(token))
    }

    /// The token after, in the same sentence; empty at its end.
    pub(super) fn next(&self) -> &str {
        self.next_token().map_or("", |token| self.text.token_text(token))
    }

    /// Whether a word follows in the same sentence, after a space.
    pub(super) fn next_is_word(&self) -> bool {
        self.next_token().is_some_and(|token| token.spaced && token.kind == TokenKind::Word)
    }

    /// The first word after, in the same sentence, that is none of `skipped`; empty when there is none.
    pub(super) fn next_but(&self, skipped: &[&str]) -> &str {
        let sentence = self.text.sentence_at(self.found.start).and_then(|n| self.text.sentences().get(n));
        let end = sentence.map_or(self.end, |sentence| sentence.tokens.end);
        let words = self.text.tokens().get(self.end..end).unwrap_or_default().iter();
        words.map(|token| self.text.token_text(token)).find(|word| !skipped.contains(word)).unwrap_or("")
    }

    fn next_token(&self) -> Option<&Token> {
        let sentence = self.text.sentence_at(self.found.start).and_then(|n| self.text.sentences().get(n))?;
        self.text.tokens().get(self.end).filter(|_| self.end < sentence.tokens.end)
    }
}

/// Reports terms that have a preferred replacement.
pub(super) fn replace<'a>(rule: &'a CompiledRule, inflect: Inflect, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    swap_each(rule, cx, sink, "use the preferred term", |place, content| {
        (inflect != Inflect::Verb || is_verb(place)).then(|| content.to_owned())
    });
}

/// Reports the words of a rule for which `pick` says what is written instead.
pub(super) fn swap_each<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
    title: &str,
    pick: impl Fn(&Place<'_>, &str) -> Option<String>,
) {
    let text = &cx.draft.text;
    let Some(find) = &rule.find else { return };
    let mut lang = None;
    for found in find.find(cx.draft) {
        let Some(content) = rule.wording.get(text.folded_text(found)) else { continue };
        let span = text.original_span(found);
        let skip = !rule.rule.guards.pass(text, found)
            || !cx.protected().allows(span)
            || is_part_of_name(text, span)
            || is_joined(text, found) && !beside_dash(text, span);
        if skip {
            continue;
        }
        let lang = *lang.get_or_insert_with(|| language(cx));
        let (first, end) = edit::token_range(text, span);
        let Some(content) = pick(&Place { text, found, first, end, lang }, content) else { continue };
        let edits = edit::swap(text, span, &content, lang);
        if edits.iter().all(|edit| edit.span.text(text.original()) == edit.content) {
            continue;
        }
        let mut report = Report::at(found).word("expected", content);
        report.natural = Some(edit::safe(title, edits));
        sink.report(rule, cx.case, cx.draft, report);
    }
}

/// Whether the words stand inside a longer capitalised name.
pub(super) fn is_part_of_name(text: &Text, span: Span) -> bool {
    let next = text.values().partition_point(|value| value.span.end <= span.start);
    text.values().get(next).is_some_and(|value| {
        let shouted = || !value.span.text(text.original()).chars().any(char::is_lowercase);
        matches!(value.kind, ValueKind::Name(_))
            && value.span.contains(span)
            && value.span != span
            && !shouted()
    })
}

/// As [`is_part_of_name`], but for a name whose first word may just open the sentence: "Unlike Contoso".
pub(super) fn is_inside_name(text: &Text, span: Span) -> bool {
    let (first, end) = edit::token_range(text, span);
    let next = text.values().partition_point(|value| value.span.end <= span.start);
    let rest = text.values().get(next).is_some_and(|value| {
        value.tokens.end == end
            && value.tokens.start + 1 == first
            && edit::opens_sentence(text, value.tokens.start)
            && text.tokens().get(value.tokens.start).is_some_and(|token| token.case == Case::Title)
    });
    !rest && is_part_of_name(text, span)
}

/// Whether a hyphen, slash, underscore or full stop joins the words to others: `e-package`, `package_id`.
fn is_joined(text: &Text, span: FoldSpan) -> bool {
    let bytes = text.folded().as_bytes();
    let letter = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
    let before = span.start.checked_sub(1).and_then(|at| bytes.get(at));
    let after = bytes.get(span.end);
    matches!(before, Some(b'-' | b'_' | b'.' | b'/' | b'@')) && letter(span.start.checked_sub(2))
        || matches!(after, Some(b'_' | b'.' | b'@' | b'-')) && letter(Some(span.end + 1))
}

/// Whether what joins the words to others is a dash, which parts sentences: "thanks—we".
fn beside_dash(text: &Text, span: Span) -> bool {
    let dash = |c: char| matches!(c, '–' | '—');
    let original = text.original();
    original.get(..span.start).is_some_and(|head| head.ends_with(dash))
        || original.get(span.end..).is_some_and(|tail| tail.starts_with(dash))
}

/// Reports names that are not written as they should be.
pub(super) fn names<'a>(rule: &'a CompiledRule, common: &[String], cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    let text = &cx.draft.text;
    let original = text.original();
    let Some(find) = &rule.find else { return };
    for found in find.find(cx.draft) {
        let Some(name) = rule.wording.get(&squeezed(text.folded_text(found))) else { continue };
        let span = with_mark(original, text.original_span(found), name);
        let written = span.text(original);
        if written == name || !cx.protected().allows(span) {
            continue;
        }
        let (first, end) = edit::token_range(text, span);
        let words = text.tokens().get(first..end).unwrap_or_default();
        let small = words.iter().all(|token| token.case == Case::Lower);
        let ordinary = small && common.iter().any(|word| word == name);
        let spaced = words.len() > name.split([' ', '-']).count();
        if ordinary
            || joined_to_word(text, found)
            || spaced && in_longer_name(text, first, end)
            || all_capitals(text, found)
        {
            continue;
        }
        let mut report = Report::at(found).word("expected", name);
        report.natural =
            Some(edit::safe("write the name as it is", edit::put(text, span, name, language(cx))));
        sink.report(rule, cx.case, cx.draft, report);
    }
}

/// The span with a trade mark sign after it, which belongs to the name if any does.
fn with_mark(original: &str, span: Span, name: &str) -> Span {
    let after = original.get(span.end..).unwrap_or("");
    let mark = ["®", "™", "(R)", "(TM)", "(r)", "(tm)"].into_iter().find(|mark| after.starts_with(mark));
    let wanted = name.ends_with(['®', '™']);
    match mark {
        Some(mark) => Span::new(span.start, span.end + mark.len()),
        None if wanted && after.starts_with(' ') => span,
        None => span,
    }
}

/// Part of a file name, handle or identifier: `northbank_app`, `my.northbank`.
fn joined_to_word(text: &Text, span: FoldSpan) -> bool {
    let bytes = text.folded().as_bytes();
    let letter = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
    let before = span.start.checked_sub(1).and_then(|at| bytes.get(at));
    matches!(before, Some(b'_' | b'.' | b'/' | b'@' | b'#'))
        && (letter(span.start.checked_sub(2)) || before != Some(&b'.'))
        || matches!(bytes.get(span.end), Some(b'_' | b'.' | b'@' | b'/')) && letter(Some(span.end + 1))
}

/// Whether capitalised words stand right beside: "Super Saver Stores" is another name than "SuperSaver".
fn in_longer_name(text: &Text, first: usize, end: usize) -> bool {
    let tokens = text.tokens();
    let beside = |at: Option<usize>| {
        at.and_then(|at| tokens.get(at)).is_some_and(|token| {
            token.kind == TokenKind::Word && matches!(token.case, Case::Title | Case::Mixed)
        })
    };
    beside(Some(end)) || beside(first.checked_sub(1)) && !edit::opens_sentence(text, first.saturating_sub(1))
}

/// Whether the whole sentence is in capitals, so that the name has no choice.
fn all_capitals(text: &Text, span: FoldSpan) -> bool {
    let sentence = text.sentence_at(span.start).and_then(|n| text.sentences().get(n));
    let words = sentence.and_then(|sentence| text.tokens().get(sentence.tokens.clone())).unwrap_or_default();
    let mut words = words.iter().filter(|token| token.kind == TokenKind::Word).peekable();
    let several = words.clone().filter(|token| token.case == Case::Upper).count() > 2;
    several && words.peek().is_some() && words.all(|token| matches!(token.case, Case::Upper | Case::Title))
}
