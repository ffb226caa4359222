//! The whole check and its stages on the standard work.

#![expect(clippy::expect_used, reason = "a benchmark stops when its set-up fails")]

use divan::{Bencher, black_box};
use draftgate::text::{Text, TextOptions};
use draftgate::{Request, Validator};
use draftgate_benches::{DRAFT, standard_request};

fn main() {
    divan::main();
}

#[divan::bench(args = ["default", "full"])]
fn whole_check(bencher: Bencher, policy: &str) {
    let validator = Validator::new(policy).expect("a shipped policy");
    let request = standard_request();
    bencher.bench_local(|| validator.check(black_box(&request)));
}

#[divan::bench]
fn check_json(bencher: Bencher) {
    let validator = Validator::new("full").expect("a shipped policy");
    let json = serde_json::to_string(&standard_request()).expect("a request");
    bencher.bench_local(|| validator.check_json(black_box(&json)).to_json());
}

#[divan::bench]
fn decode(bencher: Bencher) {
    let json = serde_json::to_string(&standard_request()).expect("a request");
    bencher.bench_local(|| Request::from_json(black_box(&json)).is_ok());
}

#[divan::bench]
fn analyse_draft(bencher: Bencher) {
    bencher.bench_local(|| Text::analyse(black_box(DRAFT), &TextOptions::default()));
}

#[divan::bench]
fn analyse_sources(bencher: Bencher) {
    let request = standard_request();
    bencher.bench_local(|| {
        request
            .sources
            .iter()
            .map(|s| Text::analyse(&s.text, &TextOptions::default()).tokens().len())
            .sum::<usize>()
    });
}

#[divan::bench]
fn compile_full(bencher: Bencher) {
    bencher.bench_local(|| Validator::new(black_box("full")).is_ok());
}
