//! How likely it is that a draft is abusive or demeaning, or agrees with a customer who is.
//!
//! The rules about abuse and bias name what they find; a trained scorer reads the rest. It was trained on English, so
//! that a reply in another language is judged by the rules alone.

mod table;

use crate::contract::{Score, Severity};
use crate::findings::Sink;
use crate::linear::{self, Model, logistic};
use crate::text::{Lang, Text};
use table::{BASE, RULES, UNIT};

/// Tags and weights, made by `training/texts/fit.py`.
static MODEL: Model<1> = Model { slots: include_bytes!("abuse/weights.bin"), unit: UNIT, base: BASE };

/// Zones, see [`linear::words`].
const DRAFT: u64 = 1;
const CUSTOMER: u64 = 2;
const LENGTH: u64 = 3;
const ALONE: u64 = 4;
const OPENING: u64 = 5;
const APART: u64 = 6;
const ANSWER: u64 = 7;

/// How many words open a draft: whether it agrees is told by them.
const OPENERS: usize = 2;

/// Gives the features of a draft, and of the customer message it answers, to `each`: words and neighbours of both; of
/// the draft also words with one between them, and the words that open it, by their place and with each word that they
/// answer.
pub(crate) fn features(draft: &Text, customer: Option<&Text>, lang: Lang, mut each: impl FnMut(u32)) {
    linear::words(draft, lang, |_| DRAFT, &mut each);
    each(linear::magnitude(LENGTH, draft.tokens().len()));
    let openers = || linear::numbers(draft, lang).take(OPENERS);
    openers().zip(1..).for_each(|(word, place)| each(linear::pair(word, place, OPENING)));
    let apart = linear::numbers(draft, lang).zip(linear::numbers(draft, lang).skip(2));
    apart.for_each(|(one, two)| each(linear::pair(one, two, APART)));
    match customer {
        Some(text) => {
            linear::words(text, lang, |_| CUSTOMER, &mut each);
            for word in linear::numbers(text, lang) {
                openers().for_each(|opener| each(linear::pair(opener, word, ANSWER)));
            }
        }
        None => each(linear::magnitude(ALONE, 0)),
    }
}

/// The worst that the rules about abuse and bias found: nothing, a remark, rough words, abuse, grave abuse.
pub(crate) fn worst(sink: &Sink<'_>) -> usize {
    let levels = sink.findings.iter().filter_map(|finding| {
        let id = finding.rule.rule.id.as_str();
        let about = id.starts_with("hallucination.abuse.") || id.starts_with("hallucination.bias.");
        about.then_some(match finding.rule.rule.severity {
            Severity::Info => 1,
            Severity::Warning => 2,
            Severity::Error => 3,
            Severity::Critical => 4,
        })
    });
    levels.max().unwrap_or(0)
}

/// What the rules alone say, in ten-thousandths, by the worst they found. Rough words alone are no abuse of anybody.
const BY_RULES: [u16; 5] = [0, 2000, 4500, 8500, 9500];

/// How much more a logit below even counts: half of the dialogues that the scorer was trained on are abusive, and next to
/// no reply of a service is. The order of drafts, and which are likelier abusive than not, stay as they were.
const SELDOM: i64 = 2;

/// The probability that the draft is abusive or demeaning. What a rule has found is never outvoted.
pub(crate) fn score(sink: &Sink<'_>, draft: &Text, customer: Option<&Text>, lang: Lang) -> Score {
    let worst = worst(sink);
    let least = Score::from_ten_thousandths(BY_RULES.get(worst).copied().unwrap_or(0));
    if lang != Lang::En || draft.tokens().is_empty() {
        return least;
    }
    let mut sum = MODEL.sum();
    features(draft, customer, lang, |feature| sum.add(feature));
    let [logit] = sum.logits();
    let logit = logit + RULES.get(worst).copied().unwrap_or(0);
    let trained = logistic(if logit < 0 { logit * SELDOM } else { logit });
    if worst >= 3 { trained.max(least) } else { trained }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::{Request, Validator};

    fn toxicity(validator: &Validator, draft: &str, customer: Option<&str>) -> u16 {
        let turns: Vec<_> = customer.iter().map(|text| json!({ "role": "customer", "text": text })).collect();
        let request = json!({ "draft": draft, "turns": turns });
        let verdict = validator.check(&Request::from_json(&request.to_string()).unwrap());
        verdict.scores.toxicity.unwrap().ten_thousandths()
    }

    #[test]
    fn abuse_scores_high_and_service_low() {
        let validator = Validator::new("hallucination").unwrap();
        for (draft, customer) in
            [("You are a worthless idiot and nobody likes you.", None), ("All immigrants are vermin.", None)]
        {
            assert!(toxicity(&validator, draft, customer) > 5000, "{draft}");
        }
        for (draft, customer) in [
            ("Your parcel left our warehouse this morning.", Some("Where is my parcel?")),
            (
                "We're sorry for the wait. A colleague will call you today.",
                Some("This is a joke, you are useless!"),
            ),
            ("You can bring your own lunch to the museum.", None),
            ("Yes.", Some("Are you serious?")),
            ("I'll cancel it now.", Some("Can you cancel my order A-12?")),
            ("Ihr Paket ist unterwegs.", Some("Wo ist mein Paket?")),
        ] {
            assert!(toxicity(&validator, draft, customer) < 3000, "{draft}");
        }
    }
}
