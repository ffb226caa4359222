//! Does the draft refuse what the customer asks: wholly, in part, or not at all.

mod table;

use super::found;
use super::topics::Topics;
use crate::checks::phrases::end_of;
use crate::checks::{CheckError, Cx};
use crate::findings::{Report, Sink};
use crate::linear::{self, Model, logistic};
use crate::literals::Phrases;
use crate::policy::compile::CompiledRule;
use crate::text::{Lang, Text, TokenKind, WordSet, one_of, word_list};
use table::{BASE, UNIT};

/// Weights by feature, made by `training/texts/fit.py`; the logits of no refusal, one in part, and a full one.
static MODEL: Model<3> = Model { slots: include_bytes!("refusal/weights.bin"), unit: UNIT, base: BASE };

/// Zones of a draft, see [`linear::words`].
const OPENING: u64 = 1;
const REST: u64 = 2;
const LAST: u64 = 3;

/// Gives the features of a draft to `each`: its first sentence tells most, its last may offer another way.
pub(crate) fn features(text: &Text, lang: Lang, each: impl FnMut(u32)) {
    let sentences = text.sentences();
    let first = sentences.first().map_or(0, |sentence| sentence.tokens.end);
    let last = sentences.last().map_or(0, |sentence| sentence.tokens.start).max(first);
    let zone = |at: usize| match at {
        at if at < first => OPENING,
        at if at >= last => LAST,
        _ => REST,
    };
    linear::words(text, lang, zone, each);
}

/// How much of the request a draft refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Nothing.
    None,
    /// It answers something, or something else.
    Partial,
    /// All of it.
    Full,
}

/// Without one of these words nothing is refused.
static REFUSING: WordSet<64> = WordSet::of(word_list![
    "not",
    "no",
    "never",
    "cannot",
    "can't",
    "won't",
    "don't",
    "doesn't",
    "couldn't",
    "wouldn't",
    "shouldn't",
    "isn't",
    "aren't",
    "unable",
    "decline",
    "refuse",
    "against",
    "unethical",
    "illegal",
    "inappropriate",
    "impossible",
]);

/// Reads a draft. `lead` is by how much the best reading leads, in thousandths of a logit. Trained on English: drafts in
/// other languages are not judged.
pub(super) fn read(text: &Text, lang: Lang) -> Option<(Refusal, i64)> {
    if lang != Lang::En || text.tokens().is_empty() {
        return None;
    }
    if !text.tokens().iter().any(|token| REFUSING.has(text.token_text(token))) {
        return Some((Refusal::None, 0));
    }
    let mut sum = MODEL.sum();
    features(text, lang, |feature| sum.add(feature));
    let [none, partial, full] = sum.logits();
    Some(if full > none.max(partial) {
        (Refusal::Full, full - none.max(partial))
    } else if partial > none {
        (Refusal::Partial, partial - none.max(full))
    } else {
        (Refusal::None, none - partial.max(full))
    })
}

/// The draft refuses all that the customer asks.
pub(super) fn full<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    let lang = cx.case.lang.unwrap_or(Lang::En);
    if let Some((Refusal::Full, lead)) = read(&cx.draft.text, lang) {
        let mut report = Report::at(end_of(&cx.draft.text));
        report.confidence = logistic(lead);
        found(rule, cx, sink, report);
    }
    Ok(())
}

/// Words of a refusal that names no matter, folded.
static BARE: Phrases<128> = Phrases::of(word_list![
    "help with that",
    "help you with that",
    "help with this",
    "help you with this",
    "assist with that",
    "assist you with that",
    "assist with this",
    "i can't do that",
    "i cannot do that",
    "i can't help.",
    "i can't help you.",
    "dabei nicht helfen",
    "damit nicht helfen",
    "da nicht helfen",
    "nicht weiterhelfen",
    "dabei leider nicht",
    "ne peux pas vous aider",
    "no puedo ayudar",
    "non posso aiutar",
    "niet mee helpen",
    "niet verder helpen",
    "nao posso ajudar",
]);

/// Words of a customer's own matter, folded.
static OWN: WordSet<64> = WordSet::of(word_list![
    "my", "our", "mein", "meine", "meinen", "meinem", "meiner", "unser", "unsere", "mon", "ma", "mes",
    "notre", "nos", "mi", "mis", "mio", "mia", "miei", "mie", "mijn", "onze", "meu", "minha",
]);

/// Most words of a refusal that says no more.
const BARE_WORDS: usize = 16;

/// The draft refuses the customer's own matter, and says no more.
pub(super) fn bare<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    let text = &cx.draft.text;
    let words = || text.tokens().iter().filter(|token| token.kind == TokenKind::Word);
    if words().nth(BARE_WORDS).is_some() || !BARE.any_in(text.folded()) {
        return Ok(());
    }
    let Some(asked) = cx.case.customer_text() else { return Ok(()) };
    let denies = words().any(|token| {
        let word = text.token_text(token);
        REFUSING.has(word) || one_of!(word, "nicht" | "pas" | "no" | "non" | "niet" | "nao")
    });
    let own = asked.text.tokens().iter().any(|token| OWN.has(asked.text.token_text(token)));
    if own && denies && Topics::of(&asked.text).any() && !text.sentences().iter().any(|s| s.question) {
        found(rule, cx, sink, Report::at(end_of(text)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextOptions;

    fn kind(draft: &str) -> Option<Refusal> {
        read(&Text::analyse(draft, &TextOptions::default()), Lang::En).map(|(kind, _)| kind)
    }

    #[test]
    fn refusals_are_told_from_answers() {
        for (draft, expected) in [
            (
                "I'm sorry, but I cannot help with that request. It is illegal and against my guidelines.",
                Refusal::Full,
            ),
            (
                "I cannot provide instructions on how to open somebody else's mailbox, as this is illegal and unethical.",
                Refusal::Full,
            ),
            ("I cannot help you with that. It is unethical to harm other people.", Refusal::Full),
            (
                "To close your account, open the settings and choose \"Close account\". We delete your data within a week.",
                Refusal::None,
            ),
            ("Your parcel left our warehouse this morning.", Refusal::None),
            ("I can help you with that right here.", Refusal::None),
            ("I'm sorry about that. A colleague will call you.", Refusal::None),
            (
                "Here are three ways to sharpen a kitchen knife: a whetstone, a steel, or a sharpener.",
                Refusal::None,
            ),
        ] {
            assert_eq!(kind(draft), Some(expected), "{draft}");
        }
        assert_eq!(kind(""), None);
    }
}
