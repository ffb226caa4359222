# Short names for the usual commands.

# List the commands.
default:
    @just --list

# Look for mistakes without running anything.
check:
    ./test format lint generated

# Install what is missing and run all tests, or only some stages.
test *stages:
    ./test {{stages}}

# Make everything that is generated anew: the table of policies, the schemas, the corpus's answers, snapshots.
regen:
    cargo xtask policies
    DRAFTGATE_BLESS=1 cargo test --quiet --package draftgate --features schema
    DRAFTGATE_BLESS=1 cargo test --quiet --package draftgate-tests

# Build the wheel and test the Python package.
py:
    ./test tools wheel python

# Build the npm package and test it in Node and in a browser.
wasm:
    ./test tools wasm node browser

# What a check costs, beside the floor: the simplest passes over the same bytes in the same run; then the program and the packages.
bench: program
    cargo run --release --quiet --package draftgate-benches --example report
    ./test tools wheel wasm
    .venv/bin/python benches/products.py

# The program, as it is given to users.
program:
    cargo build --release --quiet --package draftgate-cli

# The same work by draftgate and by its peers, which are installed first; their times, and what each finds.
peers *args:
    ./test tools wheel wasm
    python3 benches/peers/run.py {{args}}

# The stages of a check, one by one.
stages *args:
    cargo bench {{args}}

# How many disguised phrases and identifiers are still found, by kind; with files of requests, how many drafts have findings.
evade *args:
    cargo run --release --quiet --package draftgate-tests --example evade -- {{args}}

# Run the fuzz targets for so many seconds.
fuzz seconds="60" *targets:
    ./fuzz/run {{seconds}} {{targets}}

# How time grows with hostile drafts.
growth *args:
    cargo run --release --quiet --package draftgate-benches --example growth -- {{args}}

# Licences, sources and known weaknesses of what is linked; the tools are compiled on the first call.
deny:
    test -x target/tools/bin/cargo-deny || cargo install --debug --locked --root target/tools cargo-deny
    test -x target/tools/bin/cargo-audit || cargo install --debug --locked --root target/tools cargo-audit
    target/tools/bin/cargo-deny check
    target/tools/bin/cargo-audit audit
    target/tools/bin/cargo-audit audit --file fuzz/Cargo.lock
    target/tools/bin/cargo-audit audit --file encoder/Cargo.lock

# The list of libraries and their licences, THIRD-PARTY.md.
licences:
    cargo xtask licences

# What a package is linked with, as CycloneDX.
sbom package="draftgate-cli":
    cargo xtask sbom {{package}}

# Build the wheel and the module for browsers twice, in two folders, and compare the bytes.
reproduce:
    ./xtask/reproduce
