//! Tasks of this workspace: `cargo xtask policies [--check]` makes the table of shipped policies, `cargo xtask wasm`
//! the WebAssembly module of the npm package, `cargo xtask sbom [PACKAGE]` a list of what is linked, `cargo xtask licences
//! [--check]` the same for people, `cargo xtask zones [FOLDER]` the table of time zones.

mod licences;
mod sbom;
#[cfg(feature = "wasm")]
mod wasm;
mod zones;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs, io};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let result =
        match words.as_slice() {
            ["policies"] => policies(false),
            ["policies", "--check"] => policies(true),
            ["wasm"] => wasm(),
            ["sbom"] => sbom::write(&root(), None),
            ["sbom", package] => sbom::write(&root(), Some(package)),
            ["zones"] => zones::write(&root(), Path::new("/usr/share/zoneinfo")),
            ["zones", folder] => zones::write(&root(), Path::new(folder)),
            ["licences"] => licences::write(&root(), false),
            ["licences", "--check"] => licences::write(&root(), true),
            _ => Err("usage: cargo xtask policies [--check] | licences [--check] | wasm | sbom [PACKAGE] | zones [FOLDER]"
                .to_owned()),
        };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            report(&message);
            ExitCode::FAILURE
        }
    }
}

fn report(message: &str) {
    use io::Write;
    let _ = writeln!(io::stderr(), "{message}");
}

/// The files of the shipped packs and policies, by folder.
fn policy_files(root: &Path) -> io::Result<Vec<(String, String)>> {
    let mut folders: Vec<PathBuf> = fs::read_dir(root.join("policies"))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .collect();
    folders.sort();
    let mut files = Vec::new();
    for folder in folders.iter().filter(|path| path.is_dir()) {
        for name in ["pack.yaml", "policy.yaml"] {
            let path = folder.join(name);
            if path.is_file() {
                let shown = path.strip_prefix(root).unwrap_or(&path).display().to_string();
                files.push((shown, fs::read_to_string(&path)?));
            }
        }
    }
    Ok(files)
}

fn policies(check: bool) -> Result<(), String> {
    let root = root();
    let files = policy_files(&root).map_err(|error| format!("policies/: {error}"))?;
    let table = draftgate::policy::shipped_table(&files).map_err(|error| error.to_string())?;
    let path = root.join("core/src/policy/shipped.bin");
    if check {
        let current = fs::read(&path).unwrap_or_default();
        return if current == table {
            Ok(())
        } else {
            Err("core/src/policy/shipped.bin is stale; run `cargo xtask policies`".to_owned())
        };
    }
    fs::write(&path, table).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(feature = "wasm")]
fn wasm() -> Result<(), String> {
    wasm::build(&root())
}

/// Starts this program again with the feature that the task needs.
#[cfg(not(feature = "wasm"))]
fn wasm() -> Result<(), String> {
    let mut cargo = Command::new(cargo());
    run(cargo.current_dir(root()).args([
        "run",
        "--quiet",
        "--package",
        "xtask",
        "--features",
        "wasm",
        "--",
        "wasm",
    ]))
}

fn cargo() -> std::ffi::OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// Runs a command; its failure is an error.
fn run(command: &mut Command) -> Result<(), String> {
    let status =
        command.status().map_err(|error| format!("cannot run {:?}: {error}", command.get_program()))?;
    status.success().then_some(()).ok_or_else(|| format!("{:?} failed: {status}", command.get_program()))
}
