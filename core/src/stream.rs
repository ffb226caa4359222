//! A draft that arrives piece by piece.
//!
//! What was sent cannot be taken back, and what comes later decides about what came before: a disclosure may have to
//! stand first, a sentence may contradict an earlier one, the language may only show at the end. So nothing is released
//! before the draft is whole. While it grows, complete sentences are checked, and the caller learns what asks for
//! action; when the customer's own words call for a person, no draft can help, and the stream ends at once.

use std::collections::BTreeSet;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::contract::{Action, Decision, Request, Verdict};
use crate::order::tree;
use crate::policy::schema::When;
use crate::validator::{Validator, speaks_of_the_customer};

/// What a stream says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "lowercase", deny_unknown_fields)]
#[non_exhaustive]
pub enum StreamEvent {
    /// A piece of text to send. Joined, the pieces are the `text` of the last verdict.
    #[non_exhaustive]
    Release {
        /// The piece.
        text: String,
    },
    /// The text so far breaks these rules, as far as its sentences are complete. Said again when the rules
    /// change; a long draft is looked at again when it has grown by a quarter.
    #[non_exhaustive]
    Hold {
        /// Ids of the rules that ask for action, in order.
        rule_ids: Vec<String>,
    },
    /// A person takes over; nothing was or will be released. The stream is over.
    #[non_exhaustive]
    Stop {
        /// On the whole draft, or on what was there of it when the customer's words decided.
        #[serde(serialize_with = "as_answer", deserialize_with = "from_answer")]
        verdict: Box<Verdict>,
    },
    /// All that may be sent was released. The stream is over.
    #[non_exhaustive]
    Done {
        /// On the whole draft.
        #[serde(serialize_with = "as_answer", deserialize_with = "from_answer")]
        verdict: Box<Verdict>,
    },
}

/// A verdict as an [`Answer`](crate::Answer) is written: with its `type`.
fn as_answer<S: Serializer>(verdict: &Verdict, serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    #[serde(tag = "type", rename_all = "snake_case")]
    enum Told<'v> {
        Verdict(&'v Verdict),
    }
    Told::Verdict(verdict).serialize(serializer)
}

fn from_answer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Box<Verdict>, D::Error> {
    #[derive(Deserialize)]
    #[serde(tag = "type", rename_all = "snake_case")]
    enum Told {
        Verdict(Box<Verdict>),
    }
    let Told::Verdict(verdict) = Told::deserialize(deserializer)?;
    Ok(verdict)
}

impl StreamEvent {
    /// Compact JSON, its fields in the order in which the types declare them.
    pub fn to_json(&self) -> String {
        // Nothing in these types can fail to serialise: every key is a string.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// A way to judge a request.
type Check = fn(&Validator, &Request) -> Verdict;

/// One draft on its way. Made by [`Validator::stream`].
#[derive(Clone, Debug)]
pub struct Stream {
    validator: Validator,
    /// Judges what has come so far.
    check: Check,
    /// Its draft is what has come so far.
    request: Request,
    /// Bytes of the draft that were checked.
    checked: usize,
    /// The rules named last.
    named: Vec<String>,
    over: bool,
}

impl Stream {
    pub(crate) fn new(validator: Validator, request: Request, check: Check) -> Stream {
        Stream { validator, check, request, checked: 0, named: Vec::new(), over: false }
    }

    /// The next piece of the draft, cut anywhere between two characters. After the end of the stream it is ignored.
    pub fn push(&mut self, chunk: &str) -> Vec<StreamEvent> {
        if self.over {
            return Vec::new();
        }
        self.request.draft.push_str(chunk);
        let complete = complete(&self.request.draft);
        // By a quarter each time: all checks together take no longer than a few of the whole.
        if complete * 4 < self.checked * 5 || complete == 0 {
            return Vec::new();
        }
        self.checked = complete;
        let so_far = self.request.draft.get(..complete).unwrap_or("").to_owned();
        let verdict = (self.check)(&self.validator, &Request { draft: so_far, ..self.request.clone() });
        if self.is_settled(&verdict) {
            self.over = true;
            return vec![StreamEvent::Stop { verdict: Box::new(verdict) }];
        }
        let acting = verdict.findings.iter().filter(|finding| finding.action != Action::Note);
        let rules: BTreeSet<&str> = tree(acting.map(|finding| finding.rule_id.as_str()));
        let rule_ids: Vec<String> = rules.into_iter().map(str::to_owned).collect();
        if rule_ids == self.named {
            return Vec::new();
        }
        self.named.clone_from(&rule_ids);
        vec![StreamEvent::Hold { rule_ids }]
    }

    /// Whether no way of going on could be sent, because the customer's words call for a person whatever the draft says.
    fn is_settled(&self, verdict: &Verdict) -> bool {
        let of_customer = |id: &str| {
            let rule = self.validator.policy.rules.iter().find(|rule| rule.rule.id == id);
            rule.is_some_and(|rule| speaks_of_the_customer(rule) && !asks_draft(&rule.rule.when))
        };
        verdict.decision == Decision::Escalate
            && verdict
                .findings
                .iter()
                .any(|finding| finding.action == Action::Escalate && of_customer(&finding.rule_id))
    }

    /// The draft is whole: what may be sent of it, and the verdict. After the end of the stream there is nothing more.
    pub fn finish(&mut self) -> Vec<StreamEvent> {
        if std::mem::replace(&mut self.over, true) {
            return Vec::new();
        }
        let verdict = Box::new((self.check)(&self.validator, &self.request));
        match (&verdict.text, verdict.decision) {
            (None, _) | (_, Decision::Escalate) => vec![StreamEvent::Stop { verdict }],
            (Some(text), _) if text.is_empty() => vec![StreamEvent::Done { verdict }],
            (Some(text), _) => {
                vec![StreamEvent::Release { text: text.clone() }, StreamEvent::Done { verdict }]
            }
        }
    }
}

/// Whether a condition looks at the draft.
fn asks_draft(when: &When) -> bool {
    when.draft.is_some()
        || when.draft_not.is_some()
        || !when.facts_unsaid.is_empty()
        || when.any.iter().chain(&when.none).any(asks_draft)
}

/// Bytes up to the last place where a sentence ends and something follows: a closing mark and white space, or a line.
fn complete(draft: &str) -> usize {
    let mut end = 0;
    let mut closed = false;
    for (at, c) in draft.char_indices() {
        if c == '\n' || closed && c.is_whitespace() {
            end = at;
        }
        closed = matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？')
            || closed && matches!(c, '"' | '”' | '\'' | '’' | ')');
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_complete_when_something_follows() {
        for (draft, expected) in [
            ("", ""),
            ("Your parcel", ""),
            ("Your parcel.", ""),
            ("Your parcel. ", "Your parcel."),
            ("It cost 4.50 and", ""),
            ("\u{201c}Done!\u{201d} he said. It", "\u{201c}Done!\u{201d} he said."),
            ("One\nTwo", "One"),
        ] {
            assert_eq!(draft.get(..complete(draft)), Some(expected), "{draft:?}");
        }
    }
}
