//! The layer `semantic`: is the draft the right reply to this customer, in this conversation.

mod acts;
mod all_well;
mod asked;
mod completeness;
mod consistency;
mod deeds;
mod fields;
mod form;
mod given;
mod language;
mod marks;
pub(crate) mod mood;
pub(crate) mod refusal;
mod refused;
pub(crate) mod relevance;
mod relevance_table;
mod sectors;
pub(crate) mod state;
mod thread;
mod topics;
mod ways;
mod wishes;
mod words;

pub(crate) use consistency::no_record;
pub(crate) use language::is_unsupported;

use super::{CodedCheck, Cx};
use crate::contract::Score;
use crate::demands::counted;
use crate::findings::{Report, Sink};
use crate::policy::compile::CompiledRule;
use crate::policy::schema::ScoreName;
use crate::text::Lang;

/// What is analysed once for all rules of the layer.
#[derive(Debug)]
pub(crate) struct Analysis {
    /// The language in which the reply should be.
    wanted: language::Wanted,
    /// The language in which it is.
    written: language::Written,
    /// What contradicts the conversation or the draft itself.
    contradictions: Vec<consistency::Contradiction>,
    /// Probability that the draft answers the last customer message.
    relevance: Option<Score>,
    /// What the draft does.
    does: acts::Acts,
}

impl Analysis {
    fn new(cx: &Cx<'_, '_>) -> Analysis {
        let case = cx.case;
        let lang = case.lang.unwrap_or(Lang::En);
        case.know_words(case.customer_text().into_iter().chain([cx.draft]).map(|scanned| &scanned.text));
        let does = acts::Acts::of(&cx.draft.text);
        Analysis {
            wanted: language::wanted(case),
            written: language::written(&cx.draft.text, &case.options),
            contradictions: consistency::find(case, cx.draft, does, lang),
            relevance: relevance::features(case, cx.draft, does, lang)
                .as_ref()
                .map(|features| counted(case, ScoreName::Relevance, relevance::score(features))),
            does,
        }
    }
}

/// The draft against the conversation, analysed when it is first asked for.
fn analysis<'c>(cx: &'c Cx<'_, '_>) -> &'c Analysis {
    cx.conversation.get_or_init(|| Analysis::new(cx))
}

fn found<'a>(rule: &'a CompiledRule, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>, report: Report) {
    sink.report(rule, cx.case, cx.draft, report);
}

/// The coded checks of this layer.
pub(crate) const CHECKS: &[CodedCheck] = &[
    CodedCheck {
        name: "language-mismatch",
        about: "the reply is in another language than the customer's",
        run: language::mismatch,
    },
    CodedCheck {
        name: "third-person",
        about: "the name or address of another person than the customer is told",
        run: crate::checks::regulatory::third::run,
    },
    CodedCheck {
        name: "mixed-language",
        about: "a sentence is in another language than the rest of the reply",
        run: language::mixed,
    },
    CodedCheck {
        name: "address-changed",
        about: "the customer is addressed in another politeness form than they use",
        run: language::address,
    },
    CodedCheck {
        name: "address-switched",
        about: "the customer is addressed in another politeness form than before",
        run: language::address_switched,
    },
    CodedCheck {
        name: "other-trade",
        about: "the reply speaks of another trade than the conversation",
        run: relevance::other_trade,
    },
    CodedCheck {
        name: "generic",
        about: "the reply says nothing but courtesies to a question",
        run: relevance::generic,
    },
    CodedCheck {
        name: "placeholder",
        about: "a field of a template was never filled",
        run: form::placeholder::run,
    },
    CodedCheck {
        name: "tool-leak",
        about: "machine text such as JSON, a function call or a tag stands in the reply",
        run: form::tools::leak,
    },
    CodedCheck {
        name: "role-label",
        about: "the reply is written as the log of a chat",
        run: form::tools::role_label,
    },
    CodedCheck { name: "empty", about: "there is nothing to send", run: form::ending::empty },
    CodedCheck { name: "cut-off", about: "the reply breaks off in mid-sentence", run: form::ending::cut_off },
    CodedCheck {
        name: "markup-unclosed",
        about: "markup is opened and never closed",
        run: form::ending::markup_unclosed,
    },
    CodedCheck {
        name: "repetition",
        about: "a sentence stands twice, or a piece comes again and again",
        run: form::repetition::run,
    },
    CodedCheck {
        name: "wrong-name",
        about: "the reply addresses somebody else than the customer on record",
        run: form::names::wrong_name,
    },
    CodedCheck {
        name: "wrong-company",
        about: "the reply speaks in the name of another company",
        run: form::company::wrong_company,
    },
    CodedCheck {
        name: "history",
        about: "the reply contradicts an earlier message of the company",
        run: consistency::history,
    },
    CodedCheck { name: "self", about: "the reply contradicts itself", run: consistency::itself },
    CodedCheck {
        name: "customer-statement",
        about: "the reply contradicts what the customer said",
        run: consistency::customer,
    },
    CodedCheck {
        name: "request-mismatch",
        about: "the reply does something else than the customer asks for",
        run: consistency::request,
    },
    CodedCheck {
        name: "other-matter",
        about: "the reply speaks of another matter than the customer",
        run: consistency::other_matter,
    },
    CodedCheck {
        name: "matter-changed",
        about: "the reply speaks of another matter than the one that was settled",
        run: consistency::matter_changed,
    },
    CodedCheck {
        name: "off-topic",
        about: "the reply does not answer the customer's last message",
        run: relevance::run,
    },
    CodedCheck {
        name: "ignored-request",
        about: "a question or demand of the customer is left out",
        run: completeness::run,
    },
    CodedCheck {
        name: "repeated-request",
        about: "the customer asks the same for the third time",
        run: state::repeated_request,
    },
    CodedCheck {
        name: "same-answer",
        about: "an answer that did not help is given again",
        run: thread::same_answer,
    },
    CodedCheck {
        name: "asked-again",
        about: "the reply asks for what the customer has given",
        run: given::asked_again,
    },
    CodedCheck {
        name: "says-nothing",
        about: "in the middle of a conversation, the reply says nothing to the question just put",
        run: given::says_nothing,
    },
    CodedCheck {
        name: "settled",
        about: "the reply opens a matter that the customer has called settled",
        run: all_well::settled,
    },
    CodedCheck { name: "not-understood", about: "nothing was understood time after time", run: thread::lost },
    CodedCheck {
        name: "wish-reversed",
        about: "the reply does the opposite of what the customer asks for",
        run: wishes::reversed,
    },
    CodedCheck {
        name: "correction-ignored",
        about: "the reply goes on with what the customer has corrected",
        run: wishes::correction,
    },
    CodedCheck {
        name: "unusable-way",
        about: "the reply sends the customer a way that they said they can't go",
        run: ways::unusable,
    },
    CodedCheck {
        name: "refusal-full",
        about: "the reply refuses what the customer asks",
        run: refusal::full,
    },
    CodedCheck {
        name: "refusal-bare",
        about: "the reply refuses the customer's own matter and says no more",
        run: refusal::bare,
    },
    CodedCheck { name: "anger", about: "the customer is angry", run: state::anger },
];

/// Sets the scores of this layer.
pub(crate) fn score(cx: &Cx<'_, '_>, sink: &mut Sink<'_>) {
    let analysis = analysis(cx);
    let consistency = consistency::score(&analysis.contradictions);
    sink.scores.consistency = Some(counted(cx.case, ScoreName::Consistency, consistency));
    sink.scores.relevance = analysis.relevance;
    if cx.case.policy.vectors.is_none() && cx.case.last_customer.is_some() {
        sink.unchecked("relevance", None, "no_word_vectors");
    }
    if analysis.wanted == language::Wanted::Unsupported || is_unsupported(cx.case, &cx.draft.text) {
        sink.unchecked("language", None, "language_not_supported");
    }
}

#[cfg(test)]
mod tests;
