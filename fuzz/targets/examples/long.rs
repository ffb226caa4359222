//! `long SECONDS [TARGET …]`: seeded mutations of the corpus for so long, without libFuzzer. An input that breaks a
//! target is written to `fuzz/found/`; the number of runs is printed at the end.
#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a tool of the developers"
)]

use std::path::Path;
use std::time::{Duration, Instant};
use std::{env, fs, panic};

use draftgate_fuzz_targets::TARGETS;
use draftgate_fuzz_targets::mutate::{Random, mutate};

fn main() {
    let mut args = env::args().skip(1);
    let seconds: u64 = args.next().and_then(|arg| arg.parse().ok()).unwrap_or(60);
    let wanted: Vec<String> = args.collect();
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let targets: Vec<_> =
        TARGETS.iter().filter(|(name, _)| wanted.is_empty() || wanted.iter().any(|w| w == name)).collect();
    let share = Duration::from_secs(seconds) / u32::try_from(targets.len().max(1)).unwrap_or(1);
    let mut all = 0_u64;
    for (name, target) in targets {
        let files = fs::read_dir(fuzz.join("corpus").join(name)).expect("a corpus");
        let mut corpus: Vec<Vec<u8>> =
            files.map(|entry| fs::read(entry.expect("a file").path()).expect("a file")).collect();
        corpus.sort();
        let begun = Instant::now();
        let seed = begun.elapsed().as_nanos() as u64 ^ u64::from(std::process::id()) << 20;
        let mut random = Random(seed);
        let (mut runs, mut found) = (0_u64, 0);
        while begun.elapsed() < share && found < 20 {
            let input = {
                let from = &corpus[random.below(corpus.len())];
                mutate(from, &corpus[random.below(corpus.len())], &mut random)
            };
            runs += 1;
            if panic::catch_unwind(|| target(&input)).is_err() {
                found += 1;
                fs::create_dir_all(fuzz.join("found")).expect("a folder");
                fs::write(fuzz.join(format!("found/{name}-{runs}")), &input).expect("a file");
            } else if random.below(2_000) == 0 {
                // Wander off from the corpus.
                let place = random.below(4 * corpus.len());
                if corpus.len() < 4_000 {
                    corpus.push(input);
                } else if let Some(old) = corpus.get_mut(place).filter(|_| place > 40) {
                    *old = input;
                }
            }
        }
        all += runs;
        println!("{name:<10} {runs:>12} runs in {:>5} s, {found} found", begun.elapsed().as_secs());
    }
    println!("all        {all:>12} runs");
}
