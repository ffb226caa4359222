//! Prints the features of the scorers of texts: one JSON request a line in, one JSON array a line out: the
//! features for refusals, those for abuse, and the worst that the rules about abuse found.

use std::io::{self, BufRead, Write};

use draftgate::{Policy, training};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let policy = Policy::shipped("hallucination")?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let found = training::texts(&policy, &line?).unwrap_or_default();
        writeln!(out, "[{:?},{:?},{}]", found.refusal, found.abuse, found.rules)?;
    }
    Ok(())
}
