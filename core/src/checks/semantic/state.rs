//! Where a conversation stands: what the customer wants, how often it was asked, how the mood goes.

use super::acts::Acts;
use super::found;
use super::mood::{ANGRY, mood};
use super::topics::{Reason, Topics};
use super::words::{Stem, all_content};
use crate::case::Case;
use crate::checks::phrases::end_of;
use crate::checks::{CheckError, Cx};
use crate::contract::Support;
use crate::findings::{Report, Sink};
use crate::literals::Phrases;
use crate::order::Order as _;
use crate::policy::compile::CompiledRule;
use crate::text::Lang;
use crate::text::{Listed, word_list};

/// The state of a conversation before the draft.
#[derive(Clone, Debug)]
pub(crate) struct State {
    /// How often the customer has asked the same as now, this time included; 0 without a customer message.
    pub(crate) asked: usize,
    /// The turn in which it was asked first.
    pub(crate) first_asked: Option<usize>,
    /// Mood of the last customer message; below zero is displeasure.
    pub(crate) mood: i32,
    /// How the mood changed since the customer's first message.
    pub(crate) trend: i32,
    /// Why the customer writes, from all messages.
    pub(crate) reason: Reason,
}

/// Fewest content words of a message that can be a repetition in other words.
const ENOUGH: usize = 3;
/// Customer messages that are compared.
const LATEST: usize = 30;

/// Words with which customers say that they have asked before, folded.
static AGAIN: Phrases<128> = Phrases::of(word_list![
    "already told you",
    "already asked",
    "as i said",
    "i asked already",
    "asked you already",
    "like i said",
    "second time",
    "third time",
    "for the last time",
    "asking again",
    "i repeat",
    "schon gesagt",
    "bereits gesagt",
    "schon gefragt",
    "zum dritten mal",
    "deja dit",
    "deja demande",
    "ya lo dije",
    "ya he preguntado",
    "gia detto",
    "gia chiesto",
    "al gezegd",
    "al gevraagd",
    "ja disse",
    "ja perguntei",
]);

/// Words that say that one asks and not what, folded.
static SAYING: Listed = Listed::new(word_list![
    "asked", "ask", "asking", "told", "said", "again", "repeat", "question", "still", "i've", "third",
    "second", "time", "times",
]);

impl State {
    /// Reads the customer's messages.
    pub(crate) fn of(case: &Case<'_>) -> State {
        let lang = case.lang.unwrap_or(Lang::En);
        let messages: Vec<_> = case.customer_texts().collect();
        let mut state = State { asked: 0, first_asked: None, mood: 0, trend: 0, reason: Reason::Other };
        let Some((_, last)) = messages.last() else { return state };
        state.mood = mood(&last.text);
        if let Some((_, first)) = messages.first().filter(|_| messages.len() > 1) {
            state.trend = state.mood - mood(&first.text);
        }
        let mut topics = messages.iter().rev().map(|(_, text)| Topics::of(&text.text));
        state.reason = topics.find(Topics::any).map_or(Reason::Other, |topics| topics.main());
        state.asked = 1;
        let now = stems(&last.text, lang);
        if now.is_empty() {
            return state;
        }
        // Of few words, the customer must be seen to ask once more: "What is the address?" is asked of each place.
        let insists = state.mood < 0 || is_loud(&last.text) || AGAIN.any_in(last.text.folded());
        if now.len() < ENOUGH && !insists {
            return state;
        }
        for (n, earlier) in messages.iter().rev().skip(1).take(LATEST) {
            let alike = same(&now, &stems(&earlier.text, lang), insists);
            if alike && asks_alike(&last.text, &earlier.text) {
                state.asked += 1;
                state.first_asked = Some(*n);
            }
        }
        if state.asked > 1 && AGAIN.any_in(last.text.folded()) {
            state.asked += 1;
        }
        state
    }
}

fn stems(text: &crate::text::Text, lang: Lang) -> Vec<Stem> {
    let said = |content: &super::words::Content| {
        text.tokens().get(content.token).is_some_and(|token| SAYING.contains(&text.token_text(token)))
    };
    let mut stems: Vec<Stem> = all_content(text, lang)
        .into_iter()
        .filter(|content| !said(content))
        .map(|content| content.stem)
        .collect();
    stems.order();
    stems.dedup();
    stems
}

/// Whether two messages ask the same: the words of one are among those of the other, and half of them. A word of its own
/// in each is another wish.
fn same(a: &[Stem], b: &[Stem], insists: bool) -> bool {
    let both = a.iter().filter(|stem| b.binary_search(stem).is_ok()).count();
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    let of_many = short >= ENOUGH && both == short && both * 2 >= long;
    of_many || insists && short > 0 && both == short && long <= short + 1
}

/// Whether two messages can ask for the same: "at what time?" and "at which airport?" do not.
fn asks_alike(one: &crate::text::Text, two: &crate::text::Text) -> bool {
    let (one, two) = (Acts::of(one), Acts::of(two));
    !one.question || !two.question || one.wants == two.wants
}

/// Whether a message is shouted.
fn is_loud(text: &crate::text::Text) -> bool {
    use crate::text::Case as Letters;
    let words = || text.tokens().iter().filter(|token| token.kind == crate::text::TokenKind::Word);
    text.original().contains("!") || words().count() > 1 && words().all(|token| token.case == Letters::Upper)
}

/// The third time that the customer asks the same calls for a person.
const THIRD: usize = 3;

/// The customer asks the same again and again.
pub(super) fn repeated_request<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    let state = cx.case.state();
    if state.asked < THIRD {
        return Ok(());
    }
    let mut report = Report::at(end_of(&cx.draft.text)).word("value", state.asked.to_string());
    if let Some((turn, said)) =
        state.first_asked.and_then(|n| cx.case.request.turns.get(n).map(|turn| (n, turn)))
    {
        report.support.push(Support {
            source: None,
            fact: None,
            turn: Some(turn),
            text: said.text.clone(),
            span: None,
        });
    }
    found(rule, cx, sink, report);
    Ok(())
}

/// The customer is angry.
pub(super) fn anger<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    if cx.case.state().mood <= ANGRY {
        found(rule, cx, sink, Report::at(end_of(&cx.draft.text)));
    }
    Ok(())
}
