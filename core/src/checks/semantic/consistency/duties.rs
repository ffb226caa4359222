//! What has to be done and what has not: "nobody has to come" and "a technician needs to come". English.

use super::{Against, Contradiction, LIKELY};
use crate::case::Case;
use crate::checks::semantic::words::{Stem, content};
use crate::contract::TurnRole;
use crate::literals::{Phrases, first_of};
use crate::matching::is_negated;
use crate::span::Span;
use crate::text::{FoldSpan, Lang, Listed, Text, TokenKind, WordSet, word_list};

/// Words before a verb, and whether they say that the deed is not needed; folded. The longest that stands counts.
const NEEDS: &[(&str, bool)] = &[
    ("don't have to ", true),
    ("don't need to ", true),
    ("do not have to ", true),
    ("do not need to ", true),
    ("doesn't have to ", true),
    ("doesn't need to ", true),
    ("won't have to ", true),
    ("won't need to ", true),
    ("no need to ", true),
    ("no need for you to ", true),
    ("needn't ", true),
    ("not necessary to ", true),
    ("without having to ", true),
    ("nobody has to ", true),
    ("nobody needs to ", true),
    ("no one has to ", true),
    ("no one needs to ", true),
    ("please ", false),
    ("must ", false),
    (" have to ", false),
    (" has to ", false),
    (" need to ", false),
    (" needs to ", false),
    ("required to ", false),
    ("make sure to ", false),
    ("be sure to ", false),
];

static NEED_WORDS: Phrases<128> = Phrases::new(&LIST);
static LIST: [&str; NEEDS.len()] = first_of(NEEDS);

/// Words that open a condition or set one case against another, folded.
static OPEN: WordSet<64> = WordSet::of(word_list![
    "if",
    "unless",
    "when",
    "whenever",
    "once",
    "until",
    "till",
    "otherwise",
    "only",
    "except",
    "in case",
    "or",
    "should",
    "where",
    "again",
    "but",
    "however",
    "though",
    "yet",
    "before",
    "after",
    "instead",
]);

/// Verbs that may be done to anything, folded.
static GENERAL: WordSet<128> = WordSet::of(word_list![
    "be",
    "do",
    "have",
    "get",
    "make",
    "let",
    "note",
    "take",
    "use",
    "contact",
    "worry",
    "keep",
    "know",
    "see",
    "give",
    "go",
    "wait",
    "call",
    "feel",
    "try",
    "tell",
    "ask",
    "help",
    "check",
    "look",
    "find",
    "select",
    "choose",
    "click",
    "tap",
    "follow",
    "provide",
    "send",
    "reply",
    "write",
    "say",
    "remember",
    "allow",
    "understand",
    "include",
    "enter",
    "open",
    "read",
    "forgive",
    "accept",
    "bear",
    "excuse",
]);

/// Words before the verb itself, folded.
static ADVERBS: Listed =
    Listed::new(word_list!["also", "just", "always", "first", "kindly", "simply", "then", "now"]);

/// A deed that is needed, or is not.
struct Duty {
    verb: Stem,
    needless: bool,
    /// What it is done to: stems of the next content words of its clause.
    object: Vec<Stem>,
    at: FoldSpan,
    sentence: usize,
}

/// Words after the verb in which its object stands.
const OBJECT: usize = 5;

fn duties(text: &Text, lang: Lang) -> Vec<Duty> {
    let mut found: Vec<Duty> = Vec::new();
    let folded = text.folded();
    let mut last_verb = usize::MAX;
    NEED_WORDS.find(folded, |number, start| {
        let Some((words, needless)) = NEEDS.get(number) else { return false };
        let whole = words.starts_with(' ')
            || !folded.get(..start).is_some_and(|head| head.ends_with(char::is_alphanumeric));
        let word = |n: usize| text.tokens().get(n).map_or("", |token| text.token_text(token));
        let verb =
            text.token_at(start + words.len()).map(|verb| verb + usize::from(ADVERBS.contains(&word(verb))));
        let Some(verb) = verb.filter(|verb| whole && *verb != last_verb) else { return false };
        let Some(token) = text.tokens().get(verb).filter(|token| token.kind == TokenKind::Word) else {
            return false;
        };
        let Some((n, sentence)) = text
            .sentence_at(token.fold.start)
            .and_then(|n| Some((n, text.sentences().get(n)?)))
            .filter(|(_, sentence)| !sentence.question)
        else {
            return false;
        };
        let clause = text.clause_at(token.fold.start).and_then(|n| text.clauses().get(n)).copied();
        let own = text.tokens().get(sentence.tokens.clone()).unwrap_or_default();
        if own.iter().any(|token| OPEN.has(text.token_text(token))) || GENERAL.has(word(verb)) {
            return false;
        }
        let stem = content(text, lang, verb..verb + 1).next().map_or(Stem::of(word(verb)), |word| word.stem);
        let end = clause.map_or(sentence.fold.end, |clause| clause.end);
        if !needless && is_negated(text, token.fold) {
            return false;
        }
        let object = content(text, lang, verb + 1..(verb + 1 + OBJECT).min(sentence.tokens.end));
        let inside = |word: &crate::checks::semantic::words::Content| {
            text.tokens().get(word.token).is_some_and(|token| token.fold.start < end)
        };
        let object = object.filter(inside).map(|word| word.stem).collect();
        last_verb = verb;
        found.push(Duty { verb: stem, needless: *needless, object, at: token.fold, sentence: n });
        false
    });
    found
}

/// Whether one says that a deed is needed and the other that it is not.
fn clash(one: &Duty, two: &Duty) -> bool {
    let alike = one.object.is_empty()
        || two.object.is_empty()
        || one.object.iter().any(|stem| two.object.contains(stem));
    one.verb == two.verb && one.needless != two.needless && alike
}

/// What the draft calls needful and needless, or an earlier message the other way round.
pub(super) fn find(case: &Case<'_>, text: &Text, lang: Lang, history: bool) -> Vec<Contradiction> {
    let own = if lang == Lang::En { duties(text, lang) } else { Vec::new() };
    let mut found = Vec::new();
    for (n, two) in own.iter().enumerate() {
        let earlier = own.iter().take(n).find(|one| one.sentence != two.sentence && clash(one, two));
        found.extend(earlier.map(|one| Contradiction {
            against: Against::Itself,
            at: two.at,
            turn: None,
            expected: sentence_of(text, one).text(text.original()).to_owned(),
            confidence: LIKELY,
        }));
    }
    if !history || own.is_empty() {
        return found;
    }
    for (turn, (said, scanned)) in case.request.turns.iter().zip(&case.turns).enumerate() {
        if !matches!(said.role, TurnRole::Bot | TurnRole::Agent) {
            continue;
        }
        let moved = case.customer_texts().any(|(at, said)| at > turn && super::names_another(said));
        for other in duties(&scanned.text, lang).iter().filter(|_| !moved) {
            let span = sentence_of(&scanned.text, other);
            found.extend(own.iter().find(|own| clash(own, other)).map(|own| Contradiction {
                against: Against::History,
                at: own.at,
                turn: Some((turn, span)),
                expected: span.text(scanned.text.original()).to_owned(),
                confidence: LIKELY,
            }));
        }
    }
    found
}

fn sentence_of(text: &Text, duty: &Duty) -> Span {
    text.sentences().get(duty.sentence).map_or(Span::default(), |sentence| sentence.span)
}
