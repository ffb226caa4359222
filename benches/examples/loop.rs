//! Runs one request over and over, for profilers: `loop [RUNS] [REQUEST.json] [policy=NAME] [prepared]`; `prepared` has
//! its sources analysed beforehand.

#![expect(clippy::expect_used, reason = "a profiling run stops when its set-up fails")]

/// As in the program: what a check costs in memory depends on it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let mut args = std::env::args().skip(1);
    let runs = args.next().and_then(|n| n.parse().ok()).unwrap_or(1000);
    let mut args = args.collect::<Vec<String>>();
    let prepared = args.last().is_some_and(|last| last == "prepared") && args.pop().is_some();
    let policy = args.iter().find_map(|arg| arg.strip_prefix("policy=")).unwrap_or("full").to_owned();
    args.retain(|arg| !arg.starts_with("policy="));
    let validator = draftgate::Validator::new(&policy).expect("a shipped policy");
    let request = match args.pop() {
        Some(path) => {
            let json = std::fs::read_to_string(path).expect("a readable file");
            draftgate::Request::from_json(&json).expect("a request")
        }
        None => draftgate_benches::standard_request(),
    };
    let locale = request.context.locale.as_deref();
    let validator = if prepared { validator.prepare(&request.sources, locale) } else { validator };
    // Patterns are compiled when they first run.
    std::hint::black_box(validator.check(&request));
    measured(&validator, &request, runs);
}

/// What a profiler should count: `valgrind --toggle-collect='loop::measured'`.
#[inline(never)]
fn measured(validator: &draftgate::Validator, request: &draftgate::Request, runs: u32) {
    for _ in 0..runs {
        std::hint::black_box(validator.check(request));
    }
}
