//! Prints the numbers of the words of texts and of their pairs: one JSON string a line in, two JSON arrays in one a line out.

use std::io::{self, BufRead, Write};

use draftgate::training;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let text: String = serde_json::from_str(&line?)?;
        writeln!(out, "{:?}", training::words(&text))?;
    }
    Ok(())
}
