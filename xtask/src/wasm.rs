//! Compiles the core to WebAssembly, generates its JavaScript, and shrinks it.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use flate2::{Compression, write::GzEncoder};
use wasm_bindgen_cli_support::Bindgen;

use crate::{cargo, report, run};

/// How large the module may be, compressed.
const MODULE: usize = 900 * 1000;
/// How large the file with the shipped policies may be, compressed.
const POLICIES: usize = 200 * 1000;

pub(crate) fn build(root: &Path) -> Result<(), String> {
    run(Command::new(cargo()).current_dir(root).args([
        "build",
        "--package",
        "draftgate-wasm",
        "--profile",
        "wasm",
        "--target",
        "wasm32-unknown-unknown",
    ]))?;
    let package = root.join("bindings-wasm");
    let out = package.join("pkg");
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir));
    let compiled = target.join("wasm32-unknown-unknown/wasm/draftgate_wasm.wasm");
    generate(&compiled, &out).map_err(|error| format!("cannot generate the JavaScript: {error:#}"))?;
    let module = out.join("draftgate_bg.wasm");
    optimise(&package, &module)?;
    let policies = out.join("policies.bin");
    fs::copy(root.join("core/src/policy/shipped.bin"), &policies)
        .map_err(|error| format!("cannot copy the policies: {error}"))?;
    measure("wasm", &module, MODULE)?;
    measure("policies", &policies, POLICIES)
}

/// One module and one piece of JavaScript for every place: the entry points in `js/` differ in how they load it.
fn generate(compiled: &Path, out: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(compiled)
        .out_name("draftgate")
        .typescript(true)
        .web(true)?
        .omit_default_module_path(false);
    bindgen.generate(out)?;
    Ok(())
}

/// No feature flags: the module itself says which features it uses, and naming more would let the optimiser emit
/// what older engines refuse.
fn optimise(package: &Path, module: &Path) -> Result<(), String> {
    let wasm_opt = package.join("node_modules/.bin/wasm-opt");
    if !wasm_opt.exists() {
        return Err(format!("{} is missing: run `npm ci` in bindings-wasm first", wasm_opt.display()));
    }
    run(Command::new(wasm_opt).arg("-Oz").arg(module).arg("-o").arg(module))
}

fn measure(name: &str, file: &Path, most: usize) -> Result<(), String> {
    let bytes = fs::read(file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    let gzipped = gzip
        .write_all(&bytes)
        .and_then(|()| gzip.finish())
        .map_err(|error| format!("cannot compress {}: {error}", file.display()))?
        .len();
    report(&format!(
        "{name}: {} KB, gzipped {} KB of {} KB",
        bytes.len() / 1000,
        gzipped / 1000,
        most / 1000
    ));
    if gzipped > most {
        return Err(format!("{} is {gzipped} bytes gzipped; the limit is {most}", file.display()));
    }
    Ok(())
}
