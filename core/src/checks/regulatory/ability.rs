//! What the assistant offers to do itself, held against the source `TOOLS`, which says what it is able to do.
//!
//! "I'll cancel it now", "Shall I cancel it?": an offer binds as soon as it is made, and an assistant without the means
//! breaks it. Without such a source nothing is judged.

use super::commitments::{Found, Lexicon};
use super::promise_words::Deed;
use crate::case::Case;
use crate::contract::{Edit, Support};
use crate::evidence::lists_means;
use crate::fixes;
use crate::matching::{Scanned, area_of, is_negated, is_negator};
use crate::policy::schema::{Promise, Within};
use crate::span::Span;
use crate::text::{FoldSpan, Lang, Listed, Text, WordSet, one_of, word_list};

/// Openings after which the speaker does what follows, folded: statements.
static STATED: Listed = Listed::new(word_list![
    "i will",
    "i'll",
    "i can",
    "i could",
    "let me",
    "i'm going to",
    "i am going to",
    "i'm able to",
    "i am able to",
    "i'm happy to",
    "i'd be happy to",
    "i'm glad to",
    "i'd be glad to",
]);
/// The same as questions.
static ASKED: Listed = Listed::new(word_list![
    "shall i",
    "should i",
    "may i",
    "can i",
    "could i",
    "like me to",
    "want me to",
    "prefer me to",
    "need me to",
]);
/// In other languages.
static ABROAD: Listed = Listed::new(word_list![
    "ich kann",
    "ich konnte",
    "ich werde",
    "soll ich",
    "kann ich",
    "werde ich",
    "ich",
    "je vais",
    "je peux",
    "je pourrais",
    "puis-je",
    "dois-je",
    "voy a",
    "puedo",
    "podria",
    "posso",
    "potrei",
    "provvedo ad",
    "provvedo a",
    "ik kan",
    "ik zal",
    "ik ga",
    "kan ik",
    "zal ik",
    "ik",
    "vou",
    "poderia",
]);
/// Words that may stand between an opening and its verb.
static FILLERS: WordSet<64> = WordSet::of(word_list![
    "also",
    "now",
    "just",
    "then",
    "go",
    "ahead",
    "and",
    "gladly",
    "happily",
    "certainly",
    "definitely",
    "immediately",
    "quickly",
    "right",
    "away",
    "vous",
    "le",
    "la",
    "les",
    "l",
    "lui",
    "immediatement",
    "maintenant",
    "aussi",
    "ahora",
    "mismo",
    "subito",
    "agora",
    "ja",
]);
/// Words that may stand besides before a deed that is a noun: "I'll process your cancellation".
static LIGHT: WordSet<32> = WordSet::of(word_list![
    "process", "start", "make", "initiate", "submit", "arrange", "issue", "your", "the", "a", "an", "this",
    "that",
]);
/// Deeds as nouns.
static NOUNS: WordSet<16> = WordSet::of(word_list![
    "cancellation",
    "refund",
    "replacement",
    "exchange",
    "extension",
    "reimbursement",
]);
/// "I can do that for you": what the customer asked for.
static THAT: Listed = Listed::new(word_list![
    "do that",
    "do this",
    "do it",
    "take care of that",
    "take care of it",
    "take care of this",
    "sort that",
    "sort it",
    "sort this",
    "handle that",
    "handle it",
    "handle this",
    "arrange that",
    "arrange it",
]);
/// Words of German and Dutch clauses whose verb at the end is somebody else's, or is only spoken about.
static NOT_OWN: Listed = Listed::new(word_list![
    "wie", "ob", "zeig", "erklar", "bitt", "team", "kolleg", "sie k", "hoe", "of", "vraag", "vragen",
    "collega", "u k",
]);
/// Questions that open with these are about a way: "how can I cancel?".
static WAYS: WordSet<16> = WordSet::of(word_list!["how", "where", "when", "why", "what"]);

/// What the assistant offers to do itself, in order of the deeds; `asked` is the message that it answers.
pub(super) fn offers(scanned: &Scanned, asked: Option<&Scanned>, lexicon: &Lexicon) -> Vec<Found> {
    let text = &scanned.text;
    let mut found = Vec::new();
    for (deed, at) in lexicon.wishes(scanned.hits()) {
        if let Some((opening, natural)) = opening_of(text, at) {
            found.push((deed, FoldSpan { start: opening.start, end: at.end }, natural));
        }
    }
    for (deed, at) in lexicon.deeds_done(scanned.hits()) {
        if let Some(opening) = has_done(text, at) {
            found.push((deed, FoldSpan { start: opening.start, end: at.end }, false));
        }
    }
    found.extend(under_way(text));
    found.extend(asked.and_then(|asked| as_asked(text, asked, lexicon)));
    found.retain(|(deed, at, _)| {
        let speaks_of_itself =
            deed.infinitive != "transfer" || !follows(text, *at, |word| one_of!(word, "you"));
        let languages = deed.infinitive != "change" || !follows(text, *at, |word| word == "to");
        speaks_of_itself && languages && !text.in_quotes(*at) && !is_negated(text, *at)
    });
    let offer =
        |(deed, at, natural)| Found { kind: Promise::Ability, strength: 3, at, deed: Some((deed, natural)) };
    found.into_iter().map(offer).collect()
}

/// Whether the word after a stretch is one of some.
fn follows(text: &Text, at: FoldSpan, wanted: impl Fn(&str) -> bool) -> bool {
    let next = text.tokens().partition_point(|token| token.fold.start < at.end);
    text.tokens().get(next).is_some_and(|token| wanted(text.token_text(token)))
}

/// Whether what follows a text begins a word.
fn ends_a_word(text: &str) -> bool {
    !text.ends_with(|c: char| c.is_alphanumeric())
}

/// The opening whose verb stands at `at`, and whether "ask our team to" can be put between them.
fn opening_of(text: &Text, at: FoldSpan) -> Option<(FoldSpan, bool)> {
    let sentence = area_of(text, at, Within::Sentence);
    let tokens = text.tokens();
    let verb = tokens.partition_point(|token| token.fold.start < at.start);
    let first = tokens.partition_point(|token| token.fold.start < sentence.start);
    let before = tokens.get(first..verb)?;
    let noun = NOUNS.has(text.folded_text(at));
    let passed = |word: &str| FILLERS.has(word) || noun && LIGHT.has(word);
    let kept = before.iter().rposition(|token| !passed(text.token_text(token)))?;
    let end = before.get(kept)?.fold.end;
    let ending = |openings: &Listed| -> Option<FoldSpan> {
        let said = text.folded().get(sentence.start..end)?;
        let opening =
            openings.iter().find(|opening| said.strip_suffix(**opening).is_some_and(ends_a_word))?;
        Some(FoldSpan { start: end.saturating_sub(opening.len()), end })
    };
    if let Some(opening) = ending(&STATED) {
        return Some((opening, true));
    }
    if let Some(opening) = ending(&ASKED) {
        let way = before.first().is_some_and(|token| WAYS.has(text.token_text(token)));
        let customers =
            text.folded_text(sentence).split(|c: char| !c.is_alphanumeric()).any(|word| word == "my");
        return (!way && !customers).then_some((opening, true));
    }
    if text.is_in(Lang::En) {
        return None;
    }
    if let Some(opening) = ending(&ABROAD) {
        return Some((opening, false));
    }
    // German and Dutch put the verb last: "ich kann Ihre Bestellung gern stornieren".
    let clause = area_of(text, at, Within::Clause);
    let said = text.folded().get(clause.start..at.start)?;
    let own = (text.is_in(Lang::De) || text.is_in(Lang::Nl))
        && text.folded_text(at).ends_with('n')
        && !said
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| NOT_OWN.iter().any(|other| word.starts_with(other)));
    let opening = ABROAD.iter().filter(|opening| own && opening.contains(' ')).find_map(|opening| {
        let start = said.find(*opening)?;
        ends_a_word(said.get(..start)?)
            .then_some(FoldSpan { start: clause.start + start, end: clause.start + start + opening.len() })
    })?;
    Some((opening, false))
}

/// "I'll get that cancelled": the opening, where the participle at `at` follows "get" or "have".
fn has_done(text: &Text, at: FoldSpan) -> Option<FoldSpan> {
    let tokens = text.tokens();
    let verb = tokens.partition_point(|token| token.fold.start < at.start);
    let before = tokens.get(verb.saturating_sub(5)..verb)?;
    let gets = before.iter().rev().find(|token| one_of!(text.token_text(token), "get" | "have"))?;
    opening_of(text, gets.fold).map(|(opening, _)| opening)
}

/// "I can do that for you", of the deed that the customer asked for last.
fn as_asked(text: &Text, asked: &Scanned, lexicon: &Lexicon) -> Option<(&'static Deed, FoldSpan, bool)> {
    let deed = lexicon.wished(asked)?;
    let folded = text.folded();
    THAT.iter().flat_map(|words| folded.match_indices(words)).find_map(|(start, words)| {
        let at = FoldSpan { start, end: start + words.len() };
        let (opening, natural) = opening_of(text, at)?;
        Some((deed, FoldSpan { start: opening.start, end: at.end }, natural))
    })
}

/// "I'm cancelling it now", in English.
fn under_way(text: &Text) -> Vec<(&'static Deed, FoldSpan, bool)> {
    let mut found = Vec::new();
    for token in text.tokens() {
        let word = text.token_text(token);
        let Some(stem) = word.strip_suffix("ing") else { continue };
        let Some(deed) = Lexicon::named(|infinitive| {
            let root = infinitive.strip_suffix('e').unwrap_or(infinitive);
            root.len() > 2
                && stem.strip_prefix(root).is_some_and(|rest| rest.is_empty() || root.ends_with(rest))
        }) else {
            continue;
        };
        let sentence = area_of(text, token.fold, Within::Sentence);
        let said = text.folded().get(sentence.start..token.fold.start).unwrap_or_default().trim_end();
        let said = said.strip_suffix(" now").or_else(|| said.strip_suffix(" just")).unwrap_or(said);
        for opening in ["i'm", "i am"] {
            if said.strip_suffix(opening).is_some_and(ends_a_word) {
                let start = (sentence.start + said.len()).saturating_sub(opening.len());
                found.push((deed, FoldSpan { start, end: token.fold.end }, false));
            }
        }
    }
    found
}

/// The offer at `at` as one to ask the team: "I can ask our team to cancel", "shall I ask our team to cancel".
pub(super) fn pass_on(text: &Text, at: FoldSpan) -> Edit {
    let folded = text.folded_text(at);
    let opening =
        |openings: &Listed| openings.iter().find(|opening| folded.starts_with(**opening)).map(|o| o.len());
    if let Some(asks) = opening(&ASKED) {
        let at = text.original_span(FoldSpan { start: at.start, end: at.start + asks });
        return Edit { span: Span::empty(at.end), content: " ask our team to".to_owned() };
    }
    let verb = at.start + opening(&STATED).unwrap_or(0);
    let spaces = text.folded().get(verb..at.end).map_or(0, |rest| rest.len() - rest.trim_start().len());
    let at = text.original_span(FoldSpan { start: at.start, end: verb + spaces });
    fixes::replace(text, at, "I can ask our team to ")
}

/// What the list of the assistant's means says about a deed.
pub(super) enum Able {
    /// It can, or nothing says otherwise.
    Yes,
    /// The list says that it can't.
    Denied(Support),
    /// The list does not name it.
    Unnamed,
}

/// Whether the request says what the assistant is able to do.
pub(super) fn is_told(case: &Case<'_>) -> bool {
    case.request.sources.iter().any(lists_means)
}

/// Means for whatever comes.
static EVERYTHING: WordSet<64> = WordSet::of(word_list![
    "manage",
    "handle",
    "everything",
    "anything",
    "any",
    "all",
    "verwalten",
    "alles",
    "gerer",
    "tout",
    "gestionar",
    "todo",
    "gestire",
    "tutto",
    "beheren",
    "gerir",
    "tudo",
]);
/// Deeds that an answer can be, or that are said of much: only a list that denies them is against them.
const SAID_OF_MUCH: [&str; 10] =
    ["send", "look into", "log", "issue", "update", "add", "fix", "process", "transfer", "arrange"];

/// Whether the assistant is able to do it.
pub(super) fn able(deed: &'static Deed, lexicon: &Lexicon, case: &Case<'_>) -> Able {
    let mut denied = None;
    for piece in case.evidence().iter().filter(|piece| piece.means) {
        let text = piece.text();
        let hits = piece.scanned.hits();
        let named = lexicon
            .wishes(hits)
            .chain(lexicon.deeds_done(hits))
            .filter(|(told, _)| std::ptr::eq(*told, deed));
        // Names of functions are one word: "cancel_order".
        let folded = text.folded();
        let within = folded
            .match_indices(deed.infinitive)
            .map(|(start, word)| FoldSpan { start, end: start + word.len() });
        for at in named.map(|(_, at)| at).chain(within) {
            if !is_refused(text, at) {
                return Able::Yes;
            }
            let sentence = text.original_span(area_of(text, at, Within::Sentence));
            denied.get_or_insert_with(|| piece.support(case.request, &case.facts, sentence));
        }
        let mut words = text.tokens().iter();
        let mut parts = deed.record.iter();
        if denied.is_none()
            && (words.any(|token| EVERYTHING.has(text.token_text(token)) && !is_refused(text, token.fold))
                || parts.any(|part| folded.contains(part)))
        {
            return Able::Yes;
        }
    }
    match denied {
        Some(support) => Able::Denied(support),
        None if SAID_OF_MUCH.contains(&deed.infinitive) => Able::Yes,
        None => Able::Unnamed,
    }
}

/// Words that say that somebody can't, beside the negators.
static UNABLE: WordSet<64> = WordSet::of(word_list![
    "unable",
    "without",
    "unavailable",
    "impossible",
    "unmoglich",
    "imposible",
    "disabled",
    "unsupported",
    "except",
    "ausser",
    "sauf",
    "excepto",
    "salvo",
    "tranne",
    "behalve",
    "exceto",
]);
/// Words that say that it can, after one that says it can't.
static BUT_CAN: WordSet<64> = WordSet::of(word_list![
    "but", "can", "may", "only", "just", "aber", "sondern", "kann", "mais", "peut", "pero", "sino", "puede",
    "ma", "puo", "maar", "kan", "mas", "pode",
]);

/// Whether a place of the list stands under a word that says it can't: in its sentence, or in the heading of its list.
fn is_refused(text: &Text, at: FoldSpan) -> bool {
    let sentence = area_of(text, at, Within::Sentence);
    let mut refused = false;
    // "Not available:" holds for the lines after it, up to the next heading.
    for heading in text.sentences().iter().take_while(|heading| heading.fold.end <= sentence.start) {
        if text.folded_text(heading.fold).trim_end().ends_with(':') {
            refused = refused_from(text, heading.fold, false);
        } else if refused && !starts_a_line(text, heading.fold) {
            refused = false;
        }
    }
    if refused && !starts_a_line(text, sentence) {
        refused = false;
    }
    refused_from(text, FoldSpan { start: sentence.start, end: at.start }, refused)
        || text.folded().get(at.end..sentence.end).is_some_and(|rest| {
            // "Cancelling orders is not possible", "stornieren kann er nicht".
            let words =
                rest.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
            let mut here = words
                .take(TRAIL)
                .take_while(|word| !one_of!(*word, "and" | "but" | "und" | "aber" | "en" | "maar"));
            here.any(|word| UNABLE.has(word) || one_of!(word, "nicht" | "niet"))
        })
}

/// Words after a deed among which the word that denies it may stand.
const TRAIL: usize = 6;

/// Whether nothing but a mark of a list stands before a sentence on its line.
fn starts_a_line(text: &Text, sentence: FoldSpan) -> bool {
    let start = text.original_span(sentence).start;
    let before = text.original().get(..start).unwrap_or_default();
    before.trim_end_matches([' ', '-', '*', '\u{2022}', '\t']).ends_with('\n')
}

/// Whether the last word about it in a stretch of a sentence says that it can't be done.
fn refused_from(text: &Text, area: FoldSpan, already: bool) -> bool {
    let tokens = text.tokens();
    let first = tokens.partition_point(|token| token.fold.start < area.start);
    let mut refused = already;
    let mut negated = false;
    for token in tokens.iter().skip(first).take_while(|token| token.fold.end <= area.end) {
        let word = text.token_text(token);
        let negates = is_negator(word) || UNABLE.has(word);
        // Spanish "no puede" is one word, as "cannot" is.
        refused = negates || refused && (negated || !BUT_CAN.has(word));
        negated = negates;
    }
    refused
}
