//! `cargo run --release -p draftgate-benches --example growth [POLICY] [BYTES]`: how the time of a check grows with
//! hostile drafts. Each row doubles the draft up to BYTES (262,144); linear work doubles the time.

#![expect(clippy::print_stdout, clippy::expect_used, reason = "a tool of the developers")]

use std::time::Instant;

use draftgate::{Request, Source, Validator};
use draftgate_benches::hostile::{self, HOSTILE};

fn main() {
    let mut args = std::env::args().skip(1);
    let policy = args.next().unwrap_or_else(|| "full".to_owned());
    let most: usize = args.next().and_then(|arg| arg.parse().ok()).unwrap_or(1 << 18);
    let validator = Validator::new(&policy).expect("a shipped policy");
    validator.check(&Request::new("Hello, your order is on its way."));
    println!(
        "{:<28} {:>10} {:>10} {:>10} {:>10}   growth over three doublings (linear: 8)",
        "draft", "1/8", "1/4", "1/2", "whole"
    );
    for (name, make) in HOSTILE {
        let mut times = Vec::new();
        for size in [most / 8, most / 4, most / 2, most] {
            let draft = hostile::draft(*make, size);
            let best = (0..2).map(|_| time(&validator, &Request::new(draft.clone()))).min().expect("two");
            times.push(best);
        }
        row(name, &times);
    }
    let mut times = Vec::new();
    for count in [250, 500, 1_000, 2_000] {
        let sources = (0..count)
            .map(|n| Source::passage(format!("S{n}"), format!("Parcels to zone {n} take {n} days.")));
        let request = Request::new("Parcels to zone 7 take 8 days.").with_sources(sources);
        times.push(time(&validator, &request));
    }
    row("250 to 2,000 sources", &times);
}

fn time(validator: &Validator, request: &Request) -> u128 {
    let begun = Instant::now();
    std::hint::black_box(validator.check(request));
    begun.elapsed().as_micros()
}

fn row(name: &str, times: &[u128]) {
    print!("{name:<28}");
    for time in times {
        print!(" {:>7} µs", time);
    }
    let (first, last) = (times.first().copied().unwrap_or(1), times.last().copied().unwrap_or(1));
    println!("   {:.1}", last as f64 / first.max(1) as f64);
}
