//! Prints what the scorer of relevance reads: one JSON request a line in, one JSON array a line out: the features, then
//! the numbers of the content words of draft, last customer message and history.

use std::io::{self, BufRead, Write};

use draftgate::{Policy, training};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let policy = Policy::shipped("semantic")?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let found = training::relevance(&policy, &line?).unwrap_or_default();
        let [draft, asked, before] = &found.words;
        writeln!(out, "[{:?},{draft:?},{asked:?},{before:?}]", found.features)?;
    }
    Ok(())
}
