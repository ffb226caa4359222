//! `draftgate bench`: how long a check takes here.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use draftgate::{Request, Validator};

use crate::args::BenchArgs;
use crate::exit::{Status, Stop};
use crate::{input, policy};

/// What is measured when nothing else is asked for.
const STANDARD: &str = include_str!("../assets/standard.json");
/// Checks before the measuring starts.
const WARM_UP: usize = 50;
/// As many checks are measured even when the time is over: percentiles need some.
const FEWEST: usize = 20;
/// Checks that are remembered; 8 bytes each.
const MOST: usize = 4_000_000;

/// Measures.
pub fn run(args: &BenchArgs, out: &mut dyn Write) -> Result<Status, Stop> {
    let request = match args.request.as_deref() {
        Some(path) => Request::from_slice(&input::read_request(Some(path))?),
        None => Request::from_json(STANDARD),
    }
    .map_err(Stop::Request)?;
    let loading = clock();
    let validator = Validator::from_policy(policy::load(&args.policy.policies)?);
    let loaded = Duration::from_nanos(clock().saturating_sub(loading));
    let first = clock();
    let decision = validator.check(&request).decision;
    let first = Duration::from_nanos(clock().saturating_sub(first));
    for _ in 0..WARM_UP {
        validator.check(&request);
    }
    let (mut times, wall) = measure(&validator, &request, Duration::from_secs(args.seconds.into()));
    times.sort_unstable();
    let sum: u64 = times.iter().sum();
    let rate = times.len() as f64 / wall.as_secs_f64();

    writeln!(out, "policy     {}, loaded in {} {CLOCK}", validator.policy_name(), micros(loaded))?;
    writeln!(
        out,
        "request    draft of {} characters, {} turns, {} sources; {decision}",
        request.draft.chars().count(),
        request.turns.len(),
        request.sources.len()
    )?;
    writeln!(out, "first      {} {CLOCK}", micros(first))?;
    writeln!(out, "checks     {} in {:.1} s on one core, {rate:.0}/s", times.len(), wall.as_secs_f64())?;
    for (name, hundredth) in [("median", 50), ("p95", 95), ("p99", 99)] {
        writeln!(out, "{name:<10} {} {CLOCK}", micros(percentile(&times, hundredth)))?;
    }
    writeln!(out, "mean       {} {CLOCK}", micros(Duration::from_nanos(sum / times.len().max(1) as u64)))?;
    let memory = resident();
    let knowing = validator.prepare(&request.sources, request.context.locale.as_deref());
    for _ in 0..WARM_UP {
        knowing.check(&request);
    }
    let (mut times, _) = measure(&knowing, &request, Duration::from_secs(args.seconds.into()));
    times.sort_unstable();
    writeln!(
        out,
        "prepared   {} {CLOCK}, the median with the sources analysed beforehand",
        micros(percentile(&times, 50))
    )?;
    if let Some(memory) = memory {
        writeln!(out, "memory     {memory} resident")?;
    }
    out.flush()?;
    Ok(Status::Pass)
}

/// The time of each check in nanoseconds, and of all of them together on the wall.
fn measure(validator: &Validator, request: &Request, duration: Duration) -> (Vec<u64>, Duration) {
    let mut times = Vec::with_capacity(1 << 16);
    let begin = Instant::now();
    while times.len() < MOST && (times.len() < FEWEST || begin.elapsed() < duration) {
        let start = clock();
        let verdict = validator.check(request);
        times.push(clock().saturating_sub(start));
        drop(std::hint::black_box(verdict));
    }
    (times, begin.elapsed())
}

/// What [`clock`] counts.
#[cfg(unix)]
const CLOCK: &str = "of CPU";
#[cfg(not(unix))]
const CLOCK: &str = "on the wall";

/// Nanoseconds that this thread has had a core for: other programs on the machine don't count.
#[cfg(unix)]
fn clock() -> u64 {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    let seconds = u64::try_from(now.tv_sec).unwrap_or_default();
    seconds * 1_000_000_000 + u64::try_from(now.tv_nsec).unwrap_or_default()
}

/// Nanoseconds on the wall.
#[cfg(not(unix))]
fn clock() -> u64 {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    u64::try_from(START.get_or_init(Instant::now).elapsed().as_nanos()).unwrap_or_default()
}

/// The time that so many hundredths of the checks did not exceed.
fn percentile(sorted: &[u64], hundredths: usize) -> Duration {
    let at = (sorted.len() * hundredths).div_ceil(100).saturating_sub(1);
    Duration::from_nanos(sorted.get(at).copied().unwrap_or_default())
}

fn micros(time: Duration) -> String {
    let nanos = time.as_nanos();
    if nanos < 10_000_000 {
        format!("{:.1} µs", nanos as f64 / 1e3)
    } else {
        format!("{:.1} ms", nanos as f64 / 1e6)
    }
}

/// Memory of this process, where the system tells it in a file.
fn resident() -> Option<String> {
    let status = fs::read_to_string(Path::new("/proc/self/status")).ok()?;
    let kib: f64 = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?
        .trim()
        .strip_suffix(" kB")?
        .parse()
        .ok()?;
    Some(format!("{:.1} MiB", kib / 1024.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_request_is_what_the_help_says() {
        let request = Request::from_json(STANDARD).unwrap();
        assert_eq!(request.draft.chars().count(), 613);
        assert_eq!(request.turns.len(), 3);
        assert_eq!(request.sources.len(), 5);
        for source in &request.sources {
            let bytes = source.text.len();
            assert!((900..=1_100).contains(&bytes), "{} has {bytes} bytes", source.id);
        }
    }

    #[test]
    fn percentiles_are_measured_values() {
        let times: Vec<u64> = (1..=200).collect();
        let nanos = |hundredths| percentile(&times, hundredths).as_nanos();
        assert_eq!((nanos(50), nanos(95), nanos(99), nanos(100)), (100, 190, 198, 200));
        assert_eq!(percentile(&[], 50), Duration::ZERO);
        assert_eq!(percentile(&[7], 99), Duration::from_nanos(7));
    }
}
