//! `draftgate-encode`: adds the signal `encoder.relevance` to requests, one a line.

#![forbid(unsafe_code)]

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use draftgate_encoder::{Encoder, Relevance, with_signal};

/// Adds the signal `encoder.relevance` to requests, one a line.
///
/// Lines that cannot be read, and requests of which the encoder can say nothing, go out as they came in.
#[derive(Parser)]
#[command(version)]
struct Args {
    /// Folder with config.json, tokenizer.json and model.safetensors of all-MiniLM-L6-v2
    #[arg(long, env = "DRAFTGATE_ENCODER")]
    model: PathBuf,
    /// Requests, one a line; `-` is standard input
    #[arg(default_value = "-")]
    requests: PathBuf,
}

type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    match run(&Args::parse(), &mut BufWriter::new(io::stdout().lock())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if is_broken_pipe(&*error) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing can be done about a standard error that is closed.
            let _ = writeln!(io::stderr(), "draftgate-encode: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The reader of our output has seen enough.
fn is_broken_pipe(error: &(dyn std::error::Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

fn run(args: &Args, out: &mut impl Write) -> Result<(), Failure> {
    let relevance = Relevance::new(Encoder::load(&args.model)?)?;
    let mut requests: Box<dyn BufRead> = match args.requests.to_str() {
        Some("-") => Box::new(io::stdin().lock()),
        _ => Box::new(BufReader::new(File::open(&args.requests)?)),
    };
    let mut line = Vec::new();
    while requests.read_until(b'\n', &mut line)? > 0 {
        let signalled = match std::str::from_utf8(&line) {
            Ok(text) => relevance.score(text)?.and_then(|score| with_signal(text, score)),
            Err(_) => None,
        };
        match signalled {
            Some(text) => writeln!(out, "{text}")?,
            None => out.write_all(&line)?,
        }
        line.clear();
    }
    Ok(out.flush()?)
}
