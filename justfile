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

# What a check costs, beside the floor: the simplest passes over the same bytes in the same run.
bench:
    cargo run --release --quiet --package draftgate-benches --example report

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

# What a package is linked with, as CycloneDX.
sbom package="draftgate-cli":
    cargo xtask sbom {{package}}

# Build the wheel and the module for browsers twice, in two folders, and compare the bytes.
reproduce:
    ./xtask/reproduce
