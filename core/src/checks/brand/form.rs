//! Form of sentences: passive voice, politeness, punctuation, repetition, pictures.

use super::data::contractions::PARTICIPLES;
use super::markup;
use super::terms::language;
use super::{edit, emoji, typography};
use crate::checks::Cx;
use crate::checks::phrases::end_of;
use crate::contract::{Channel, Edit};
use crate::findings::{Report, Sink};
use crate::fixes;
use crate::order::Order as _;
use crate::policy::compile::CompiledRule;
use crate::policy::schema::{Address, Punctuation};
use crate::span::Span;
use crate::text::one_of;
use crate::text::{Case, FoldSpan, Lang, Text, Token, TokenKind, is_stopword};
use crate::text::{Listed, word_list};

/// Forms of "be" that make a passive.
static BE: Listed = Listed::new(word_list!["am", "are", "be", "been", "being", "is", "was", "were"]);

/// Participles that are adjectives in a reply.
static ADJECTIVES: Listed = Listed::new(word_list![
    "allowed",
    "animated",
    "aware",
    "based",
    "closed",
    "committed",
    "concerned",
    "confused",
    "delighted",
    "designed",
    "done",
    "entitled",
    "excited",
    "expected",
    "frustrated",
    "gone",
    "interested",
    "limited",
    "located",
    "lost",
    "married",
    "needed",
    "pleased",
    "prepared",
    "related",
    "required",
    "satisfied",
    "supposed",
    "sure",
    "tired",
    "unlimited",
    "used",
    "worried",
]);

/// Whether a sentence is in the passive voice: "be" and a participle, with at most one adverb between.
fn is_passive(text: &Text, tokens: &[Token]) -> bool {
    tokens.iter().enumerate().any(|(at, token)| {
        if !BE.contains(&text.token_text(token)) {
            return false;
        }
        let mut rest = tokens
            .get(at + 1..)
            .unwrap_or_default()
            .iter()
            .map(|token| text.token_text(token))
            .skip_while(|word| word.ends_with("ly") || matches!(*word, "not" | "already" | "also"));
        let next = rest.next().unwrap_or("");
        let participle = PARTICIPLES.contains(&next)
            && !one_of!(next, "been" | "come" | "had" | "left" | "read" | "run" | "set")
            || next.len() > 4 && next.ends_with("ed");
        participle && !ADJECTIVES.contains(&next)
    })
}

/// Reports a reply in which too many sentences are in the passive voice.
pub(super) fn passive<'a>(rule: &'a CompiledRule, max_percent: u32, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    let text = &cx.draft.text;
    if language(cx).is_some_and(|lang| lang != Lang::En) {
        return;
    }
    let (mut all, mut passive) = (0_usize, 0_usize);
    for (n, sentence) in text.sentences().iter().enumerate() {
        if cx.protected().is_prescribed(n) {
            continue;
        }
        all += 1;
        passive +=
            usize::from(is_passive(text, text.tokens().get(sentence.tokens.clone()).unwrap_or_default()));
    }
    if passive * 100 > all * max_percent as usize {
        let percent = passive * 100 / all.max(1);
        let report = Report::at(end_of(text))
            .word("value", percent.to_string())
            .word("expected", max_percent.to_string());
        sink.report(rule, cx.case, cx.draft, report);
    }
}

/// Words of one politeness form: folded, and whether only a capital in the middle of a sentence counts.
type Forms = &'static [(&'static str, bool)];

fn address_forms(lang: Lang) -> Option<(Forms, Forms)> {
    Some(match lang {
        Lang::De => (
            &[
                ("sie", true),
                ("ihnen", true),
                ("ihr", true),
                ("ihre", true),
                ("ihrem", true),
                ("ihren", true),
                ("ihrer", true),
                ("ihres", true),
            ],
            &[
                ("du", false),
                ("dich", false),
                ("dir", false),
                ("dein", false),
                ("deine", false),
                ("deinem", false),
                ("deinen", false),
                ("deiner", false),
                ("deines", false),
            ],
        ),
        Lang::Fr => (
            &[("vous", false), ("votre", false), ("vos", false)],
            &[("tu", false), ("te", false), ("toi", false), ("ton", false), ("tes", false)],
        ),
        Lang::Es => (
            &[("usted", false), ("ustedes", false)],
            &[("tu", false), ("tus", false), ("ti", false), ("contigo", false), ("te", false)],
        ),
        Lang::It => (
            &[("lei", true), ("suo", true), ("sua", true), ("suoi", true)],
            &[("tu", false), ("ti", false), ("tuo", false), ("tua", false), ("tuoi", false), ("tue", false)],
        ),
        Lang::Nl => (
            &[("u", false), ("uw", false)],
            &[("je", false), ("jij", false), ("jou", false), ("jouw", false)],
        ),
        Lang::Pt => (
            &[("senhor", false), ("senhora", false)],
            &[("tu", false), ("teu", false), ("tua", false), ("teus", false), ("tuas", false)],
        ),
        Lang::En => return None,
    })
}

/// Where a text addresses somebody formally, and where informally.
pub(crate) fn address_of(text: &Text, lang: Lang) -> (Vec<FoldSpan>, Vec<FoldSpan>) {
    let Some((formal, informal)) = address_forms(lang) else { return (Vec::new(), Vec::new()) };
    let uses = |forms: Forms| -> Vec<FoldSpan> {
        let words = text.tokens().iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word);
        words.filter(|(at, token)| is_form(text, forms, *at, token)).map(|(_, token)| token.fold).collect()
    };
    (uses(formal), uses(informal))
}

/// Whether a word is one of these forms; a capital tells only inside a sentence.
fn is_form(text: &Text, forms: Forms, at: usize, token: &Token) -> bool {
    let word = text.token_text(token);
    forms.iter().any(|(own, capital)| {
        *own == word && (!capital || token.case == Case::Title && !edit::opens_sentence(text, at))
    })
}

/// Reports words of the other politeness form. A person must rewrite them: verbs change with them.
pub(super) fn address<'a>(rule: &'a CompiledRule, wanted: Address, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    let text = &cx.draft.text;
    let Some((formal, informal)) = language(cx).and_then(address_forms) else { return };
    let uses = |forms: Forms| -> Vec<FoldSpan> {
        let tokens = text.tokens().iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word);
        tokens
            .filter(|(at, token)| is_form(text, forms, *at, token) && cx.protected().allows(token.span))
            .map(|(_, token)| token.fold)
            .collect()
    };
    let found = match wanted {
        Address::Formal => uses(informal),
        Address::Informal => uses(formal),
        Address::Consistent => {
            let (formal, informal) = (uses(formal), uses(informal));
            // The rarer form is the slip.
            if formal.is_empty() || informal.is_empty() {
                Vec::new()
            } else if formal.len() < informal.len() {
                formal
            } else {
                informal
            }
        }
    };
    for at in found {
        sink.report(rule, cx.case, cx.draft, Report::at(at));
    }
}

/// Reports emoji beyond the first `max`, and those that are not in `allow`.
pub(super) fn emoji<'a>(
    rule: &'a CompiledRule,
    max: u32,
    allow: &[String],
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) {
    let text = &cx.draft.text;
    let mut kept = 0;
    let mut surplus = emoji::find(text.original());
    surplus.retain(|span| {
        let picture = span.text(text.original()).trim_end_matches('\u{fe0f}');
        let allowed = allow.is_empty() || allow.iter().any(|own| own.trim_end_matches('\u{fe0f}') == picture);
        kept += u32::from(allowed);
        !(allowed && kept <= max) && cx.protected().allows(*span)
    });
    for (span, content) in emoji::removals(text, &surplus) {
        let mut report = Report::at(text.fold_span(span)).word("expected", max.to_string());
        report.natural = Some(edit::safe("take the emoji out", vec![Edit { span, content }]));
        sink.report(rule, cx.case, cx.draft, report);
    }
}

/// Reports punctuation that is not as the house writes it; all of it is put right together.
pub(super) fn punctuation<'a>(
    rule: &'a CompiledRule,
    house: &Punctuation,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) {
    let text = &cx.draft.text;
    let original = text.original();
    // A mark outside the alphabet of text messages would cut them to less than half.
    let sms = cx.case.request.context.channel == Some(Channel::Sms);
    let wanted =
        |marks: &'_ Option<String>| marks.clone().filter(|marks| !sms || typography::fits_sms(marks));
    let mut edits = Vec::new();
    if house.spaces {
        extra_spaces(original, language(cx), &mut edits);
    }
    if let Some(wanted) = wanted(&house.ellipsis) {
        let other = if wanted == "…" { "..." } else { "…" };
        for (at, _) in original.match_indices(other) {
            let alone = !original.get(at + other.len()..).unwrap_or("").starts_with('.')
                && !original.get(..at).unwrap_or("").ends_with('.');
            if alone {
                edits.push(Edit { span: Span::new(at, at + other.len()), content: wanted.clone() });
            }
        }
    }
    if let Some(wanted) = house.oxford_comma.filter(|_| language(cx).is_none_or(|lang| lang == Lang::En)) {
        oxford_comma(text, wanted, &mut edits);
    }
    if let Some(wanted) = wanted(&house.dash) {
        typography::dashes(text, &wanted, &mut edits);
    }
    if let Some(wanted) = wanted(&house.apostrophe) {
        typography::apostrophes(text, &wanted, &mut edits);
    }
    edits.retain(|edit| cx.protected().allows(edit.span));
    if let Some(wanted) = wanted(&house.quotes) {
        // The marks around what a customer wrote are ours; the words are not.
        let mut quotes = Vec::new();
        typography::quotes(text, &wanted, &mut quotes);
        quotes.retain(|edit: &Edit| !typography::in_address(text, edit.span));
        edits.extend(quotes);
    }
    edits.order_by_key(|edit| edit.span);
    // Two changes of one place: the first is made, the other in the next round.
    let mut end = 0;
    edits.retain(|edit| {
        edit.span.start >= end && {
            end = edit.span.end;
            true
        }
    });
    let Some(first) = edits.first().map(|edit| edit.span) else { return };
    let at = text.fold_span(first);
    let mut report = Report::at(FoldSpan { start: at.start, end: at.end.max(at.start) });
    report.natural = Some(edit::safe("punctuate as the house does", edits));
    sink.report(rule, cx.case, cx.draft, report);
}

/// Spaces in a row within a line, and a space before a mark (which French wants).
fn extra_spaces(original: &str, lang: Option<Lang>, edits: &mut Vec<Edit>) {
    let bytes = original.as_bytes();
    let mut at = 0;
    while let Some(found) = original.get(at..).and_then(|rest| rest.find(' ')) {
        let start = at + found;
        let len = bytes.get(start..).unwrap_or_default().iter().take_while(|b| **b == b' ').count();
        at = start + len;
        let next = bytes.get(at).copied();
        let opens_line = start == 0 || bytes.get(start - 1) == Some(&b'\n');
        let mark = matches!(next, Some(b',' | b'.' | b'!' | b'?' | b';' | b':'));
        let ends = bytes.get(at + 1).is_none_or(|b| b.is_ascii_whitespace());
        if mark && ends && !opens_line && lang != Some(Lang::Fr) {
            edits.push(Edit { span: Span::new(start, at), content: String::new() });
        } else if len > 1 && !opens_line && next.is_some_and(|b| b != b'\n' && b != b'\r') {
            edits.push(Edit { span: Span::new(start + 1, at), content: String::new() });
        }
    }
}

/// Longest item of a list, in tokens.
const LONGEST_ITEM: usize = 3;

/// A comma before "and" or "or" after at least two items that are already parted by one.
fn oxford_comma(text: &Text, wanted: bool, edits: &mut Vec<Edit>) {
    let tokens = text.tokens();
    let comma = |at: usize| tokens.get(at).is_some_and(|token| text.token_text(token) == ",");
    for (at, token) in tokens.iter().enumerate() {
        if !matches!(text.token_text(token), "and" | "or") || token.case != Case::Lower || at < 3 {
            continue;
        }
        let has = comma(at - 1);
        let item_end = if has { at - 1 } else { at };
        let sentence = text.sentence_at(token.fold.start).and_then(|n| text.sentences().get(n));
        let Some(sentence) = sentence else { continue };
        let item = (1..=LONGEST_ITEM)
            .find(|len| item_end > len + sentence.tokens.start && comma(item_end - len - 1));
        let Some(item) = item else { continue };
        let words = |from: usize, to: usize| {
            tokens.get(from..to).unwrap_or_default().iter().all(|token| {
                matches!(token.kind, TokenKind::Word | TokenKind::Alnum)
                    && !is_clause_word(text.token_text(token))
            })
        };
        let before = item_end - item - 1;
        let first = before.saturating_sub(1).max(sentence.tokens.start);
        // The last item ends with the sentence or at a mark.
        let last = (1..=LONGEST_ITEM).find(|len| {
            at + 1 + len >= sentence.tokens.end
                || tokens.get(at + 1 + len).is_some_and(|token| token.kind == TokenKind::Symbol)
        });
        let Some(last) = last else { continue };
        if !words(item_end - item, item_end)
            || !words(first, before)
            || !words(at + 1, at + 1 + last)
            || has == wanted
        {
            continue;
        }
        let Some(previous) = tokens.get(item_end - 1) else { continue };
        if wanted {
            edits.push(Edit { span: Span::empty(previous.span.end), content: ",".to_owned() });
        } else {
            edits
                .push(Edit { span: Span::new(previous.span.end, token.span.start), content: " ".to_owned() });
        }
    }
}

/// Words that show a clause rather than an item of a list.
fn is_clause_word(word: &str) -> bool {
    is_stopword(Lang::En, word)
        && !one_of!(word, "your" | "the" | "a" | "an" | "my" | "our" | "his" | "her" | "their")
        || one_of!(word, "please" | "thanks" | "yes" | "no" | "sorry" | "hi" | "hello")
}

/// Words that rightly stand twice.
static DOUBLED: Listed = Listed::new(word_list![
    "bye", "had", "ha", "is", "knock", "never", "no", "not", "so", "that", "very", "yes"
]);

/// Words of other languages that never rightly stand twice, with their accents: "nous nous excusons", "die die Karte sperren",
/// "dé de baja" are right.
fn is_said_once(lang: Lang, word: &str) -> bool {
    match lang {
        Lang::En => is_stopword(lang, word) && !DOUBLED.contains(&word),
        Lang::De => one_of!(
            word,
            "und"
                | "oder"
                | "mit"
                | "für"
                | "von"
                | "auf"
                | "aus"
                | "ist"
                | "wird"
                | "ein"
                | "eine"
                | "einen"
                | "einer"
                | "ihr"
                | "ihre"
                | "ihren"
        ),
        Lang::Fr => one_of!(
            word,
            "et" | "ou"
                | "le"
                | "la"
                | "les"
                | "des"
                | "du"
                | "une"
                | "pour"
                | "dans"
                | "avec"
                | "votre"
                | "vos"
        ),
        Lang::Es => one_of!(
            word,
            "y" | "o" | "el" | "los" | "las" | "del" | "una" | "para" | "con" | "por" | "en" | "su" | "sus"
        ),
        Lang::It => {
            one_of!(word, "il" | "gli" | "del" | "della" | "un" | "una" | "per" | "con" | "suo" | "sua")
        }
        Lang::Nl => one_of!(word, "de" | "een" | "met" | "voor" | "van" | "naar" | "uw"),
        Lang::Pt => one_of!(word, "o" | "os" | "do" | "dos" | "uma" | "para" | "com" | "seu" | "sua"),
    }
}

/// Reports a sentence, or a function word, that stands there twice.
pub(super) fn repeats<'a>(rule: &'a CompiledRule, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    let text = &cx.draft.text;
    let mut seen: std::collections::BTreeSet<&str> = std::collections::BTreeSet::new();
    for sentence in text.sentences() {
        let words = text.folded_text(sentence.fold);
        let long = sentence.tokens.len() > 4;
        let list = words.starts_with(['-', '*', '•']);
        if !long || list || seen.insert(words) || !cx.protected().allows(sentence.span) {
            continue;
        }
        let mut report = Report::at(sentence.fold);
        report.natural = Some(edit::safe("say it once", vec![fixes::delete(text, sentence.span)]));
        sink.report(rule, cx.case, cx.draft, report);
    }
    let lang = language(cx).unwrap_or(Lang::En);
    for pair in text.tokens().windows(2) {
        let [first, second] = pair else { continue };
        let len = |span: FoldSpan| span.end - span.start;
        if first.kind != TokenKind::Word || !second.spaced || len(first.fold) != len(second.fold) {
            continue;
        }
        let written = first.span.text(text.original()).to_lowercase();
        let twice = text.token_text(first) == text.token_text(second)
            && written == second.span.text(text.original()).to_lowercase();
        let counts = twice && second.case == Case::Lower && is_said_once(lang, &written);
        let span = Span::new(first.span.end, second.span.end);
        let gap = Span::new(first.span.end, second.span.start).text(text.original());
        if !counts || gap != " " || !cx.protected().allows(first.span) {
            continue;
        }
        let mut report = Report::at(second.fold);
        report.natural = Some(edit::safe("say it once", vec![Edit { span, content: String::new() }]));
        sink.report(rule, cx.case, cx.draft, report);
    }
}

/// Reports links whose label says nothing about where they lead.
pub(super) fn link_text<'a>(rule: &'a CompiledRule, banned: &[String], cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    let text = &cx.draft.text;
    let original = text.original();
    for link in markup::links(original, &markup::code(original)) {
        let label = link.label.text(original).trim_matches(['*', '_', ' ', '.', '!']).to_lowercase();
        if !link.image && banned.iter().any(|own| own.to_lowercase() == label) {
            sink.report(rule, cx.case, cx.draft, Report::at(text.fold_span(link.label)));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::brand::testing::speaks;

    #[test]
    fn passive_sentences_are_counted() {
        let mixed = "The refund was issued. We sent it. We paid it. We checked it.";
        speaks("kind: style\npassive_percent: 25\naction: note", &[(mixed, false)]);
        speaks("kind: style\npassive_percent: 20\naction: note", &[(mixed, true)]);
    }
}
