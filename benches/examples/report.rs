//! One table of what a check costs, beside the floor: what the simplest passes over the same bytes take in the same
//! run. `cargo run --release -p draftgate-benches --example report`. Medians of many runs, in microseconds.

#![expect(clippy::expect_used, reason = "a benchmark stops when its set-up fails")]
#![expect(clippy::print_stdout, reason = "a report is printed")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use aho_corasick::AhoCorasick;
use draftgate::{Policy, Request, Validator};
use draftgate_benches::{DRAFT, expressions, phrases, policy_of, standard_request};
use regex::bytes::RegexSet;
use unicode_segmentation::UnicodeSegmentation as _;

/// How long each line is measured.
const WHILE: Duration = Duration::from_millis(700);

/// The median time of `work`, in microseconds.
fn median(mut work: impl FnMut()) -> f64 {
    for _ in 0..5 {
        work();
    }
    let (begin, mut times) = (Instant::now(), Vec::new());
    while begin.elapsed() < WHILE || times.len() < 5 {
        let start = Instant::now();
        work();
        times.push(start.elapsed());
    }
    times.sort_unstable();
    times.get(times.len() / 2).map_or(0.0, |time| time.as_secs_f64() * 1e6)
}

fn line(what: &str, micros: f64) -> f64 {
    println!("{what:<64} {micros:>10.1}");
    micros
}

fn validator(policy: &str) -> Validator {
    Validator::from_policy(Policy::from_text("bench.yaml", policy).expect("a policy"))
}

fn main() {
    let request = standard_request();
    let texts: Vec<&str> = std::iter::once(request.draft.as_str())
        .chain(request.turns.iter().map(|turn| turn.text.as_str()))
        .chain(request.sources.iter().map(|source| source.text.as_str()))
        .collect();
    let bytes: usize = texts.iter().map(|text| text.len()).sum();
    println!("{:<64} {:>10}", format!("work ({bytes} bytes of draft, turns and sources)"), "median µs");

    let words = |text: &str| text.unicode_words().count() + text.unicode_sentences().count();
    let words = line(
        "floor: words and sentences of the same bytes",
        median(|| {
            black_box(texts.iter().map(|text| words(text)).sum::<usize>());
        }),
    );
    let all: Vec<String> = phrases(10_000);
    let automaton = AhoCorasick::builder().ascii_case_insensitive(true).build(&all).expect("an automaton");
    let pass = line(
        "floor: one pass of Aho-Corasick over draft and turns, 10,000",
        median(|| {
            let spoken = texts.iter().take(1 + request.turns.len());
            black_box(spoken.map(|text| automaton.find_overlapping_iter_count(text)).sum::<usize>());
        }),
    );
    let set =
        RegexSet::new(expressions(50).iter().map(|source| format!("(?-u){source}"))).expect("expressions");
    let set = line(
        "floor: one RegexSet over the draft, 50 expressions",
        median(|| {
            black_box(set.matches(DRAFT.as_bytes()).iter().count());
        }),
    );
    let floor = line("floor, together", words + pass + set);

    let full = Validator::new("full").expect("a shipped policy");
    let check = |validator: &Validator, request: &Request| {
        median(|| {
            black_box(validator.check(request));
        })
    };
    let fresh = line("check, full", check(&full, &request));
    let knowing = full.prepare(&request.sources, request.context.locale.as_deref());
    let prepared = line("check, full, sources prepared", check(&knowing, &request));
    println!(
        "{:<64} {:>9.1}x {:>9.1}x",
        "  over the floor, fresh and prepared",
        fresh / floor,
        prepared / floor
    );
    line("check, default", check(&Validator::new("default").expect("a shipped policy"), &request));

    let mut first = None;
    for count in [100, 1_000, 10_000] {
        let policy = policy_of(&phrases(count), &[]);
        let loading = Instant::now();
        let validator = validator(&policy);
        let loaded = loading.elapsed();
        let time = line(&format!("check, a policy of {count} phrases"), check(&validator, &request));
        let ratio = time / *first.get_or_insert(time);
        println!(
            "{:<64} {ratio:>9.2}x",
            format!("  over 100 phrases; compiled in {:.0} ms", loaded.as_secs_f64() * 1e3)
        );
    }
    for count in [50, 500] {
        let validator = validator(&policy_of(&[], &expressions(count)));
        line(&format!("check, a policy of {count} expressions"), check(&validator, &request));
    }
    let mut plain = Request::new("");
    for pieces in [1, 2, 4, 8, 16] {
        plain.draft = std::iter::repeat_n(DRAFT, pieces).collect::<Vec<_>>().join(" ");
        line(
            &format!("check, full, a draft of {} bytes, no evidence", plain.draft.len()),
            check(&full, &plain),
        );
    }
    let mut sourced = request.clone();
    for times in [1, 2, 4, 8, 16] {
        sourced.sources.clone_from(&request.sources);
        for source in &mut sourced.sources {
            source.text = std::iter::repeat_n(source.text.as_str(), times).collect();
        }
        line(&format!("check, full, sources of {} KB", 5 * times), check(&full, &sourced));
    }
}

/// Counting overlapping matches in one call.
trait Count {
    fn find_overlapping_iter_count(&self, text: &str) -> usize;
}

impl Count for AhoCorasick {
    fn find_overlapping_iter_count(&self, text: &str) -> usize {
        self.find_overlapping_iter(text).count()
    }
}
