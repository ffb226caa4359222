//! The targets over the committed corpus and some thousands of seeded mutations of it: no instrumented compiler needed.
#![expect(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use draftgate_fuzz_targets::TARGETS;
use draftgate_fuzz_targets::mutate::{Random, mutate};

/// Mutations of a target's corpus; `full` is slow, so that the target that corrects gets fewer.
const MUTATIONS: [(&str, usize); 6] = [
    ("contract", 20_000),
    ("text", 3_000),
    ("policy", 3_000),
    ("scan", 400),
    ("rewrite", 400),
    ("json", 6_000),
];

fn inputs(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus").join(target);
    let mut files: Vec<_> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("a file").path())
        .collect();
    files.sort();
    files.iter().map(|file| fs::read(file).expect("a file")).collect()
}

fn run(name: &str) {
    let (_, target) = TARGETS.iter().find(|(known, _)| *known == name).expect("a target");
    let (_, mutations) = MUTATIONS.iter().find(|(known, _)| *known == name).expect("a number");
    let corpus = inputs(name);
    assert!(corpus.len() >= 5, "{name} has {} inputs", corpus.len());
    corpus.iter().for_each(|input| target(input));
    let mut random = Random(7);
    for _ in 0..*mutations {
        let from = &corpus[random.below(corpus.len())];
        let other = &corpus[random.below(corpus.len())];
        target(&mutate(from, other, &mut random));
    }
}

#[test]
fn contract() {
    run("contract");
}

#[test]
fn text() {
    run("text");
}

#[test]
fn policy() {
    run("policy");
}

#[test]
fn scan() {
    run("scan");
}

#[test]
fn rewrite() {
    run("rewrite");
}

#[test]
fn json() {
    run("json");
}
