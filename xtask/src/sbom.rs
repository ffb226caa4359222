//! `cargo xtask sbom [PACKAGE]`: what a package is linked with, as a CycloneDX 1.5 document on standard output.
//!
//! Made from `cargo metadata` and `Cargo.lock`; it holds no time and no random number, so that the same sources give the same
//! bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

/// The package that is listed when none is named.
const USUAL: &str = "draftgate-cli";

/// Writes the list.
pub(crate) fn write(root: &Path, package: Option<&str>) -> Result<(), String> {
    let metadata = metadata(root)?;
    let document = document(&metadata, package.unwrap_or(USUAL))?;
    let text = serde_json::to_string_pretty(&document).map_err(|error| error.to_string())?;
    writeln!(std::io::stdout(), "{text}").map_err(|error| error.to_string())
}

pub(crate) fn metadata(root: &Path) -> Result<Value, String> {
    let out = Command::new(crate::cargo())
        .current_dir(root)
        .args(["metadata", "--format-version", "1", "--locked"])
        .output()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    if !out.status.success() {
        return Err(String::from_utf8_lossy(&out.stderr).into_owned());
    }
    serde_json::from_slice(&out.stdout).map_err(|error| error.to_string())
}

pub(crate) fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

pub(crate) fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or("")
}

fn purl(package: &Value) -> String {
    format!("pkg:cargo/{}@{}", text(package, "name"), text(package, "version"))
}

/// What a package is linked with, itself included.
pub(crate) struct Linked<'v> {
    pub(crate) root: &'v Value,
    /// By id.
    pub(crate) packages: BTreeMap<&'v str, &'v Value>,
    nodes: BTreeMap<&'v str, &'v Value>,
}

impl<'v> Linked<'v> {
    /// What the package of that name is linked with, or runs while it is built, but not what only tests use.
    pub(crate) fn of(metadata: &'v Value, name: &str) -> Result<Linked<'v>, String> {
        let all: BTreeMap<&str, &Value> =
            list(metadata, "packages").iter().map(|package| (text(package, "id"), package)).collect();
        let nodes = metadata.get("resolve").map(|resolve| list(resolve, "nodes")).unwrap_or_default();
        let nodes = nodes.iter().map(|node| (text(node, "id"), node)).collect();
        let root = list(metadata, "packages").iter().find(|package| text(package, "name") == name);
        let root = root.ok_or_else(|| format!("there is no package {name}"))?;
        let mut linked = Linked { root, packages: BTreeMap::new(), nodes };
        let mut open = vec![text(root, "id")];
        while let Some(id) = open.pop() {
            if let Some(package) = all.get(id).filter(|_| !linked.packages.contains_key(id)) {
                linked.packages.insert(id, package);
                open.extend(linked.uses(id));
            }
        }
        Ok(linked)
    }

    fn uses(&self, id: &str) -> BTreeSet<&'v str> {
        let deps = self.nodes.get(id).map(|node| list(node, "deps")).unwrap_or_default();
        let used = |dep: &&Value| list(dep, "dep_kinds").iter().any(|kind| text(kind, "kind") != "dev");
        deps.iter().filter(used).map(|dep| text(dep, "pkg")).collect()
    }
}

fn document(metadata: &Value, name: &str) -> Result<Value, String> {
    let linked = Linked::of(metadata, name)?;
    let mut components = BTreeMap::new();
    let mut dependencies = BTreeMap::new();
    for (id, package) in &linked.packages {
        let reference = purl(package);
        let on: Vec<String> = linked
            .uses(id)
            .iter()
            .filter_map(|id| linked.packages.get(id))
            .map(|package| purl(package))
            .collect();
        dependencies.insert(reference.clone(), json!({ "ref": reference, "dependsOn": on }));
        components.insert(reference.clone(), component(package, &reference));
    }
    let own = components.remove(&purl(linked.root));
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": own },
        "components": components.into_values().collect::<Vec<_>>(),
        "dependencies": dependencies.into_values().collect::<Vec<_>>(),
    }))
}

/// The licence as an expression of SPDX; old packages write a slash for "or".
pub(crate) fn licence(package: &Value) -> String {
    let licence = text(package, "license");
    if licence.contains(" OR ") { licence.to_owned() } else { licence.replace('/', " OR ") }
}

fn component(package: &Value, reference: &str) -> Value {
    let licence = licence(package);
    let licences = if licence.is_empty() { json!([]) } else { json!([{ "expression": licence }]) };
    json!({
        "type": "library",
        "bom-ref": reference,
        "name": text(package, "name"),
        "version": text(package, "version"),
        "purl": reference,
        "licenses": licences,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_holds_what_is_linked_and_nothing_of_the_tests() {
        let metadata = metadata(&crate::root()).unwrap();
        let document = document(&metadata, "draftgate").unwrap();
        let names: Vec<&str> = list(&document, "components").iter().map(|c| text(c, "name")).collect();
        assert!(names.contains(&"aho-corasick") && names.contains(&"sha2"), "{names:?}");
        assert!(!names.contains(&"proptest"), "{names:?}");
        assert_eq!(document["metadata"]["component"]["name"], "draftgate");
        assert!(list(&document, "components").iter().all(|c| c["licenses"][0]["expression"].is_string()));
        assert_eq!(document, super::document(&metadata, "draftgate").unwrap());
    }
}
