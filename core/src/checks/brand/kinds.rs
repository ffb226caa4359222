//! Every kind of rule of this layer has a file of cases: policies in `tests/brand`, whose examples are run when they are
//! loaded.

use std::collections::{BTreeMap, BTreeSet};

use crate::Policy;
use crate::policy::{CHANNEL_KINDS, STYLE_KINDS};

/// Fewest drafts of a kind that a rule must find, and fewest that it must leave alone.
const FEWEST: usize = 10;

#[test]
fn each_kind_has_its_hits_and_its_traps() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/brand");
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut used: BTreeSet<String> = BTreeSet::new();
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        used.extend(text.lines().filter_map(|line| {
            let (key, _) = line.strip_prefix("    ")?.split_once(':')?;
            (key == name).then(|| key.to_owned())
        }));
        match Policy::from_text(&format!("{name}.yaml"), &text) {
            Ok(policy) => {
                let count = counts.entry(name).or_default();
                for rule in policy.rules() {
                    count.0 += rule.hits;
                    count.1 += rule.clean;
                }
            }
            Err(error) => wrong.push(error.to_string()),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for kind in STYLE_KINDS.iter().chain(CHANNEL_KINDS) {
        assert!(used.contains(*kind), "no file of cases holds a rule with `{kind}`");
    }
    let few: Vec<_> = counts.iter().filter(|(_, (hits, clean))| *hits < FEWEST || *clean < FEWEST).collect();
    assert!(few.is_empty(), "too few cases: {few:?}");
}
