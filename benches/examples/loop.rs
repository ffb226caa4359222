//! Runs the standard work over and over, for profilers.
fn main() {
    let validator = draftgate::Validator::new("full").expect("a shipped policy");
    let request = draftgate_benches::standard_request();
    let runs = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(1000);
    for _ in 0..runs {
        std::hint::black_box(validator.check(&request));
    }
}
