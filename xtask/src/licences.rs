//! `cargo xtask licences [--check]`: THIRD-PARTY.md, the libraries that the program and the packages are linked with, and their
//! licences.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::sbom::{Linked, licence, list, metadata, text};

/// What is given to users, and the package that it is made of.
const PRODUCTS: [(&str, &str); 3] =
    [("program", "draftgate-cli"), ("Python", "draftgate-python"), ("npm", "draftgate-wasm")];

const HEAD: &str = "# Libraries of others

What the program `draftgate`, the Python package and the npm package are linked with or built by, on any platform, and the
licence that each is given under. Made by `cargo xtask licences` from `Cargo.lock`; a test demands that it is current. Data of
others is listed in [NOTICE.md](NOTICE.md).

| library | version | licence | in | source |
|---|---|---|---|---|
";

/// Writes the list, or says that it is stale.
pub(crate) fn write(root: &Path, check: bool) -> Result<(), String> {
    let wanted = table(&metadata(root)?)?;
    let path = root.join("THIRD-PARTY.md");
    if check {
        let current = fs::read_to_string(&path).unwrap_or_default();
        return if current == wanted {
            Ok(())
        } else {
            Err("THIRD-PARTY.md is stale; run `cargo xtask licences`".to_owned())
        };
    }
    fs::write(&path, wanted).map_err(|error| format!("{}: {error}", path.display()))
}

fn table(metadata: &Value) -> Result<String, String> {
    let mut rows: BTreeMap<(&str, &str), (&Value, Vec<&str>)> = BTreeMap::new();
    for (product, package) in PRODUCTS {
        // What has no source is a part of this repository.
        let linked = Linked::of(metadata, package)?;
        for package in linked.packages.into_values().filter(|package| !text(package, "source").is_empty()) {
            let key = (text(package, "name"), text(package, "version"));
            rows.entry(key).or_insert((package, Vec::new())).1.push(product);
        }
    }
    let mut out = HEAD.to_owned();
    for ((name, version), (package, products)) in rows {
        let kinds = list(package, "targets").iter().flat_map(|target| list(target, "kind"));
        let macros = kinds.filter_map(Value::as_str).any(|kind| kind == "proc-macro");
        let used = if macros { "built by".to_owned() } else { products.join(", ") };
        let licence = licence(package);
        if licence.is_empty() {
            return Err(format!("{name} {version} names no licence"));
        }
        let source = text(package, "repository");
        writeln!(out, "| {name} | {version} | {licence} | {used} | {source} |")
            .map_err(|error| error.to_string())?;
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_list_is_current() {
        write(&crate::root(), true).unwrap();
    }

    #[test]
    fn what_is_linked_is_listed_and_what_only_tests_use_is_not() {
        let table = table(&metadata(&crate::root()).unwrap()).unwrap();
        let row = |name: &str| table.lines().find(|line| line.starts_with(&format!("| {name} | ")));
        assert!(row("aho-corasick").unwrap().contains("| program, Python, npm |"), "{table}");
        assert!(row("clap").unwrap().contains("| program |"), "{table}");
        assert!(row("serde_derive").unwrap().contains("| built by |"), "{table}");
        assert!(row("proptest").is_none() && row("draftgate").is_none(), "{table}");
    }
}
