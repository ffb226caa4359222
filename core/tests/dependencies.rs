//! What the core is linked with: nothing that reads files, talks to a network, starts processes or threads, looks at a
//! clock or rolls dice, and nothing under a licence that is not allowed.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// Everything that the core may be linked with: parsers, automata, digests and traits. A new name fails the test, so that
/// somebody looks at what it does before it is linked. (`embedded-io` holds traits only; `libc` lets `cpufeatures` ask the
/// processor what it can do.)
const KNOWN: &[&str] = &[
    "aho-corasick",
    "arraydeque",
    "block-buffer",
    "cfg-if",
    "cobs",
    "const-oid",
    "cpufeatures",
    "crypto-common",
    "digest",
    "draftgate",
    "embedded-io",
    "granit-parser",
    "hybrid-array",
    "itoa",
    "libc",
    "memchr",
    "postcard",
    "regex-automata",
    "regex-syntax",
    "rust-stemmers",
    "serde",
    "serde_core",
    "serde_json",
    "sha2",
    "smallvec",
    "thiserror",
    "typenum",
    "unicode-segmentation",
    "zmij",
];

/// Macros: they run when the core is compiled and are not linked.
const MACROS: &[&str] = &["proc-macro2", "quote", "serde_derive", "syn", "thiserror-impl", "unicode-ident"];

fn metadata() -> serde_json::Value {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let out = Command::new(cargo)
        .current_dir(root)
        .args(["metadata", "--format-version", "1", "--locked"])
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    serde_json::from_slice(&out.stdout).unwrap()
}

/// The packages that the core is built from, without what only its tests use.
fn linked(metadata: &serde_json::Value) -> Vec<&serde_json::Value> {
    let packages = metadata["packages"].as_array().unwrap();
    let nodes = metadata["resolve"]["nodes"].as_array().unwrap();
    let core = packages.iter().find(|package| package["name"] == "draftgate").unwrap();
    let mut wanted = vec![core["id"].as_str().unwrap()];
    let mut seen = BTreeSet::new();
    while let Some(id) = wanted.pop() {
        if !seen.insert(id) {
            continue;
        }
        let node = nodes.iter().find(|node| node["id"] == id).unwrap();
        for dep in node["deps"].as_array().unwrap() {
            let normal = dep["dep_kinds"].as_array().unwrap().iter().any(|kind| kind["kind"].is_null());
            if normal && dep["name"] != "schemars" {
                wanted.push(dep["pkg"].as_str().unwrap());
            }
        }
    }
    packages.iter().filter(|package| seen.contains(package["id"].as_str().unwrap())).collect()
}

#[test]
fn the_core_is_linked_with_nothing_that_reaches_out() {
    let metadata = metadata();
    let names: BTreeSet<&str> =
        linked(&metadata).into_iter().map(|package| package["name"].as_str().unwrap()).collect();
    let strange: Vec<&&str> =
        names.iter().filter(|name| !KNOWN.contains(name) && !MACROS.contains(name)).collect();
    assert!(strange.is_empty(), "read these before they are linked: {strange:?}");
    assert!(names.contains("aho-corasick") && names.contains("sha2"), "{names:?}");
}

#[test]
fn every_licence_is_allowed() {
    let allowed = ["MIT", "Apache-2.0", "Unlicense", "BSD-2-Clause", "BSD-3-Clause", "Unicode-3.0", "Zlib"];
    let metadata = metadata();
    for package in linked(&metadata) {
        let licence = package["license"].as_str().unwrap_or("none");
        let one = |choice: &str| {
            let choice = choice.trim().trim_matches(['(', ')']);
            choice.split(" AND ").all(|part| {
                allowed
                    .contains(&part.trim().trim_matches(['(', ')']).trim_end_matches(" WITH LLVM-exception"))
            })
        };
        let fits = licence.replace('/', " OR ").split(" OR ").any(one);
        assert!(fits, "{} is under {licence}", package["name"]);
    }
}

#[test]
fn the_core_names_no_file_network_process_or_clock() {
    let banned = [
        "std::fs",
        "TcpStream",
        "TcpListener",
        "UdpSocket",
        "ToSocketAddrs",
        "std::process",
        "std::env::",
        "std::thread",
        "SystemTime",
        "Instant::now",
        "std::io",
    ];
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let source = std::fs::read_to_string(&path).unwrap();
                let shipped = source.split("#[cfg(test)]\nmod tests").next().unwrap();
                let test = path.components().any(|part| part.as_os_str() == "tests")
                    || source.contains("\n#[test]\n");
                let found = banned.iter().find(|name| {
                    shipped.lines().any(|line| !line.trim_start().starts_with("//") && line.contains(**name))
                });
                assert!(test || found.is_none(), "{}: {found:?}", path.display());
            }
        }
    }
}
