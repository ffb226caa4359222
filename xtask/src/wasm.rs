//! Compiles the core to WebAssembly, generates its JavaScript, and shrinks it.

mod order;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::{Compression, write::GzEncoder};
use wasm_bindgen_cli_support::Bindgen;

use crate::{cargo, report, run};

/// How large the module may be, compressed.
const MODULE: usize = 930 * 1000;
/// How large the file with the shipped policies may be, compressed.
const POLICIES: usize = 250 * 1000;
/// How large the file with the word vectors may be, compressed.
const VECTORS: usize = 1400 * 1000;

/// How the module for browsers is optimised. What counts is its size when it is compressed: three of the passes make
/// the module smaller, but what they leave compresses worse. Nothing lies at the lowest addresses, where the stack ends.
const SMALL: &[&str] = &[
    "--low-memory-unused",
    "-O3",
    "-O3",
    "--skip-pass=inlining-optimizing",
    "--skip-pass=local-cse",
    "--skip-pass=memory-packing",
];
/// Functions that are alike side by side, see [`order`].
const IN_ORDER: &[&str] = &["--reorder-functions-by-name"];
/// Tables made at first use, and rounds of hashes in loops.
const SMALL_CODE: &str = "--cfg draftgate_small --cfg sha2_backend_soft=\"compact\"";

pub(crate) fn build(root: &Path) -> Result<(), String> {
    let package = root.join("bindings-wasm");
    let out = package.join("pkg");
    let module = out.join("draftgate_bg.wasm");
    let browser = bind(root, "wasm", SMALL_CODE, SMALL)?;
    reorder(&package, &browser.join("draftgate_bg.wasm"))?;
    // Node reads its module from disk, so that it may be large; all versions of Node that are supported know SIMD.
    let node = bind(root, "wasm-fast", "-C target-feature=+simd128", &["-O3"])?;
    let copy = |from: &Path, to: &Path| {
        fs::copy(from, to).map_err(|error| format!("cannot copy {}: {error}", from.display()))
    };
    fs::create_dir_all(&out).map_err(|error| format!("cannot create {}: {error}", out.display()))?;
    for file in ["draftgate.js", "draftgate.d.ts", "draftgate_bg.wasm", "draftgate_bg.wasm.d.ts"] {
        copy(&browser.join(file), &out.join(file))?;
    }
    copy(&node.join("draftgate_bg.wasm"), &out.join("draftgate_node.wasm"))?;
    let script = |package: &Path| fs::read(package.join("draftgate.js")).ok();
    if script(&browser) != script(&node) {
        return Err("the modules for browsers and for Node need different JavaScript".to_owned());
    }
    let (policies, vectors) = (out.join("policies.bin"), out.join("vectors.bin"));
    copy(&root.join("core/src/policy/shipped.bin"), &policies)?;
    copy(&root.join("core/src/vectors.bin"), &vectors)?;
    measure("wasm", &module, MODULE)?;
    measure("policies", &policies, POLICIES)?;
    measure("vectors", &vectors, VECTORS)
}

/// Compiles the module under a profile, generates its JavaScript and optimises it; the folder with all of it.
fn bind(root: &Path, profile: &str, flags: &str, passes: &[&str]) -> Result<PathBuf, String> {
    const TARGET: &str = "wasm32-unknown-unknown";
    run(Command::new(cargo())
        .current_dir(root)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags)
        .args(["build", "--package", "draftgate-wasm", "--profile", profile, "--target", TARGET]))?;
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir));
    let built = target.join(TARGET).join(profile);
    let out = built.join("package");
    generate(&built.join("draftgate_wasm.wasm"), &out)
        .map_err(|error| format!("cannot generate the JavaScript: {error:#}"))?;
    optimise(&root.join("bindings-wasm"), &out.join("draftgate_bg.wasm"), passes)?;
    Ok(out)
}

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
fn optimise(package: &Path, module: &Path, passes: &[&str]) -> Result<(), String> {
    let wasm_opt = package.join("node_modules/.bin/wasm-opt");
    if !wasm_opt.exists() {
        return Err(format!("{} is missing: run `npm ci` in bindings-wasm first", wasm_opt.display()));
    }
    run(Command::new(wasm_opt).args(passes).arg(module).arg("-o").arg(module))
}

/// Puts the functions of a module into an order in which it compresses well.
fn reorder(package: &Path, module: &Path) -> Result<(), String> {
    let bytes = fs::read(module).map_err(|error| format!("cannot read {}: {error}", module.display()))?;
    fs::write(module, order::named(&bytes)?)
        .map_err(|error| format!("cannot write {}: {error}", module.display()))?;
    optimise(package, module, IN_ORDER)
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
