//! The verdict on a request that cannot be judged: one made by hand that its own JSON could not be.

use crate::complexity::not_sent;
use crate::contract::{
    CONTRACT, Complexity, Decision, ErrorCode, Escalation, Priority, Request, RequestErrors, Scores, Verdict,
    request_digest,
};
use crate::decide::engine_reason;
use crate::findings::unsaid;
use crate::validator::Validator;

/// Why nothing was judged.
const CODE: &str = "invalid_request";

impl Validator {
    /// Hands the case to a person: what a field means that has a wrong value, nobody can tell, and a rule that it keeps from
    /// applying would be silent.
    pub(crate) fn unjudged(&self, request: &Request, errors: &RequestErrors) -> Verdict {
        let problems = errors.problems();
        let too_deep = problems.iter().any(|problem| problem.code == ErrorCode::TooDeep);
        // Facts without a bottom cannot be written, and so have no digest.
        let digest = if too_deep { String::new() } else { request_digest(request) };
        let verdict = Verdict {
            contract: CONTRACT,
            id: request.id.clone(),
            decision: Decision::Escalate,
            text: None,
            reasons: vec![engine_reason(CODE)],
            escalation: Some(Escalation {
                code: CODE.to_owned(),
                queue: self.policy.decisions.queue.clone(),
                priority: Priority::Normal,
                summary: format!("Why: {errors}.{}", not_sent(&request.draft)),
                // None can be checked.
                holding_text: None,
                not_before: None,
                template: None,
            }),
            findings: Vec::new(),
            layers: self.layer_reports(|_| Some("the request is invalid".to_owned())),
            unchecked: problems
                .iter()
                .map(|problem| {
                    let path = if problem.path.is_empty() { "request" } else { &problem.path };
                    unsaid(path, None, problem.code.as_str())
                })
                .collect(),
            scores: Scores::default(),
            complexity: Complexity::Medium,
            rounds: 0,
            audit: self.audit(digest),
        };
        verdict.seal()
    }
}

#[cfg(test)]
mod tests {
    use crate::contract::*;
    use crate::{StreamEvent, Validator};
    use serde_json::json;

    fn validator() -> Validator {
        Validator::new("default").unwrap()
    }

    #[test]
    fn a_request_that_its_json_could_not_be_is_not_judged() {
        let request = Request::new("Your refund is on its way.")
            .with_id("m-1")
            .with_turn(Turn::customer("Where is it?").with_at("noon"))
            .with_context(Context::new().with_jurisdictions(["UK", "uk"]))
            .with_signal("tone", f64::NAN);
        let verdict = validator().check(&request);
        assert_eq!((verdict.decision, &verdict.text, verdict.rounds), (Decision::Escalate, &None, 0));
        assert_eq!(verdict.reasons, [crate::decide::engine_reason("invalid_request")]);
        let told: Vec<_> =
            verdict.unchecked.iter().map(|one| (one.what.as_str(), one.why.as_str())).collect();
        let expected = [
            ("turns[0].at", "invalid_date"),
            ("context.jurisdictions[1]", "unknown_value"),
            ("signals.tone", "out_of_range"),
        ];
        assert_eq!(told, expected);
        let status: Vec<_> = verdict.layers.iter().map(|layer| layer.status).collect();
        assert_eq!(status, [LayerStatus::Failed; 4]);
        let escalation = verdict.escalation.as_ref().unwrap();
        assert_eq!(escalation.code, "invalid_request");
        assert!(escalation.summary.contains("context.jurisdictions[1]: not a jurisdiction"));
        assert!(escalation.summary.ends_with("Draft not sent: \"Your refund is on its way.\"."));
        assert!(verdict.digest_holds() && !verdict.audit.request_digest.is_empty());
        let line = Answer::Verdict(verdict.clone()).to_json();
        assert_eq!(serde_json::from_str::<Answer>(&line).unwrap(), Answer::Verdict(verdict));
    }

    #[test]
    fn every_wrong_field_is_enough() {
        let right = Request::new("Thanks for waiting.");
        assert_eq!(validator().check(&right).decision, Decision::Pass);
        let wrong: [fn(&mut Request); 7] = [
            |request| request.contract = 2,
            |request| request.context.locale = Some("english please".to_owned()),
            |request| request.context.customer = Some(CustomerContext::new().with_time_zone("+01:00")),
            |request| request.sources.push(Source::passage("a", "b").with_effective_to("soon")),
            |request| request.signals = [("x".to_owned(), -0.1)].into(),
            |request| request.facts = json!({ "number": 1e300 }),
            |request| request.facts = (0..121).fold(json!(1), |inner, _| json!([inner])),
        ];
        for (at, change) in wrong.into_iter().enumerate() {
            let mut request = right.clone();
            change(&mut request);
            let verdict = validator().check(&request);
            assert_eq!((verdict.decision, verdict.unchecked.len()), (Decision::Escalate, 1), "{at}");
        }
    }

    #[test]
    fn facts_without_a_bottom_are_no_danger() {
        let facts = (0..5_000).fold(json!(1), |inner, _| serde_json::Value::Array(vec![inner]));
        let request = Request::new("Thanks for waiting.").with_facts(facts);
        let verdict = validator().check(&request);
        assert_eq!(verdict.unchecked[0].why, "too_deep");
        assert_eq!(verdict.audit.request_digest, "");
        assert!(verdict.digest_holds());
    }

    #[test]
    fn size_is_no_matter_of_a_check() {
        let long = "Thanks for waiting. ".repeat(300);
        let request = Request::new("Hello.").with_id(long);
        assert!(request.validate().is_err());
        assert_eq!(validator().check(&request).decision, Decision::Pass);
    }

    #[test]
    fn a_stream_of_an_invalid_request_stops() {
        let request = Request::new("").with_context(Context::new().with_now("now"));
        let mut stream = validator().stream(request);
        assert!(stream.push("Thanks for waiting. And ").is_empty());
        let events = stream.finish();
        assert!(matches!(&events[..], [StreamEvent::Stop { verdict }] if verdict.rounds == 0), "{events:?}");
    }
}
