//! One validator from many threads, also while policies are swapped: every verdict belongs wholly to one policy.

#![expect(clippy::panic, reason = "a test fails by panicking")]

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use draftgate::{LiveValidator, Policy, Request, Validator, Verdict};

/// A policy whose rules, message and replacement all name it.
fn policy(name: &str) -> Validator {
    let text = format!(
        "policy: {name}\nversion: 1.0.0\ntitle: T\nowner: O\nrules:\n  - id: brand.{name}.cheap\n    kind: forbid\n    \
         message: says {name}\n    severity: warning\n    action: rewrite\n    owner: O\n    find: [cheap]\n    \
         fix: {{ title: say {name}, replace: {name} }}\n  - id: brand.{name}.nasty\n    kind: forbid\n    \
         message: stops {name}\n    severity: error\n    action: escalate\n    owner: O\n    find: [nasty {name}]\n"
    );
    Validator::from_policy(Policy::from_text("p.yaml", &text).unwrap_or_else(|error| panic!("{error}")))
}

fn requests() -> Vec<Request> {
    [
        "It is cheap.",
        "It is ch3ap, really c h e a p.",
        "A nasty aaa, a nasty bbb.",
        "All done.",
        "cheap card 4242 4242 4242 4242",
    ]
    .into_iter()
    .map(Request::new)
    .collect()
}

#[test]
fn a_verdict_belongs_wholly_to_one_policy() {
    let policies = [policy("aaa"), policy("bbb"), policy("ccc")];
    let requests = requests();
    let expected: Vec<Vec<Verdict>> = policies
        .iter()
        .map(|policy| requests.iter().map(|request| policy.check(request)).collect())
        .collect();
    let live = LiveValidator::new(policies.first().unwrap().clone());
    let (done, seen) = (AtomicBool::new(false), AtomicUsize::new(0));
    thread::scope(|scope| {
        for worker in 0..6 {
            let (live, done, seen, requests, expected) = (&live, &done, &seen, &requests, &expected);
            scope.spawn(move || {
                let mut n = worker;
                while !done.load(Ordering::Relaxed) || n < worker + 50 {
                    let at = n % requests.len();
                    let (Some(request), current) = (requests.get(at), live.current()) else { break };
                    let verdict = current.check(request);
                    assert_eq!(verdict.audit.policy, current.policy_name());
                    let known = expected
                        .iter()
                        .filter_map(|verdicts| verdicts.get(at))
                        .any(|known| *known == verdict);
                    assert!(known, "a verdict of no single policy: {verdict:?}");
                    seen.fetch_add(1, Ordering::Relaxed);
                    n += 1;
                }
            });
        }
        for n in 0..300 {
            if let Some(next) = policies.get(n % policies.len()) {
                let old = live.swap(next.clone());
                assert!(old.policy_name().ends_with("@1.0.0"));
            }
            thread::yield_now();
        }
        done.store(true, Ordering::Relaxed);
    });
    assert!(seen.load(Ordering::Relaxed) >= 300);
}

#[test]
fn many_threads_get_the_same_bytes_from_one_validator() {
    // Fresh, so that what is made on first use is made by several threads at once.
    let validator = policy("aaa");
    let requests = requests();
    let answers: Vec<String> = thread::scope(|scope| {
        let work = |_| {
            scope.spawn(|| {
                let answers = requests.iter().cycle().take(200).map(|request| validator.check(request));
                answers.map(|verdict| serde_json::to_string(&verdict).unwrap()).collect::<String>()
            })
        };
        let workers: Vec<_> = (0..8).map(work).collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    assert!(answers.windows(2).all(|pair| pair.first() == pair.last()));
}
