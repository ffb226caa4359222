//! Prints the features of `scores.grounding` for requests: one JSON request a line in, one JSON array a line out. The
//! first line names the features and says how many of them speak for support.

use std::io::{self, BufRead, Write};

use draftgate::{Policy, training};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let policy = Policy::shipped("hallucination")?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    writeln!(out, "{:?}", (training::GROUNDING_FOR, training::GROUNDING))?;
    for line in io::stdin().lock().lines() {
        let features = training::grounding(&policy, &line?).unwrap_or_default();
        writeln!(out, "{features:?}")?;
    }
    Ok(())
}
