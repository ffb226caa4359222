//! Tasks of this workspace. `cargo xtask` lists them.
#![expect(clippy::print_stderr, reason = "a command for developers talks to its terminal")]

#[cfg(feature = "wasm")]
mod wasm;

use std::path::Path;
use std::process::{Command, ExitCode};

const HELP: &str = "\
usage: cargo xtask <task>

tasks:
  wasm    build the WebAssembly module of the npm package into bindings-wasm/pkg
";

fn main() -> ExitCode {
    let task = std::env::args().nth(1);
    let result = match task.as_deref() {
        Some("wasm") => wasm(),
        Some(_) | None => Err(HELP.to_owned()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{}", message.trim_end());
            ExitCode::FAILURE
        }
    }
}

#[cfg(feature = "wasm")]
fn wasm() -> Result<(), String> {
    wasm::build(&root()?)
}

/// Starts this program again with the feature that the task needs.
#[cfg(not(feature = "wasm"))]
fn wasm() -> Result<(), String> {
    let mut cargo = Command::new(cargo());
    run(cargo.current_dir(root()?).args(["run", "--package", "xtask", "--features", "wasm", "--", "wasm"]))
}

/// The workspace.
fn root() -> Result<std::path::PathBuf, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    root.map(Path::to_owned).ok_or_else(|| "no workspace around xtask".to_owned())
}

fn cargo() -> std::ffi::OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// Runs a command; its failure is an error.
fn run(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|error| format!("cannot run {:?}: {error}", command.get_program()))?;
    status.success().then_some(()).ok_or_else(|| format!("{:?} failed: {status}", command.get_program()))
}
