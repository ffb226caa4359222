//! `draftgate batch`: many requests, in order, on all cores, with bounded memory.

mod lines;
mod pipeline;
mod progress;

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Write};
use std::num::NonZero;
use std::path::Path;

use draftgate::{Limits, Validator};
use flate2::bufread::MultiGzDecoder;

use crate::args::BatchArgs;
use crate::exit::{Status, Stop, plain};
use crate::{input, policy};
use lines::Lines;
use progress::Progress;

/// Bytes that are read or written at once.
const BUFFER: usize = 256 << 10;

/// Judges every line.
pub fn run(args: &BatchArgs) -> Result<Status, Stop> {
    let path = args.input.as_deref();
    input::refuse_terminal(path, "input")?;
    let validator = Validator::from_policy(policy::load(&args.policy.policies)?);
    let mut progress = Progress::new(args, size(path));
    let reader = open(path, &progress)?;
    let mut out = create(args.output.as_deref(), path)?;
    let jobs = args.jobs.map_or_else(cores, usize::from);
    let lines = Lines::new(reader, Limits::default().request_bytes);
    let ended = pipeline::run(&validator, lines, jobs, &mut out, &mut progress);
    progress.finish();
    match ended {
        Ok(()) => Ok(progress.tally().status()),
        Err(Stop::Closed(_)) => Err(Stop::Closed(progress.tally().status())),
        // What was read before has been answered.
        Err(Stop::Input(message)) => {
            let name = path.map_or_else(|| "standard input".to_owned(), |path| path.display().to_string());
            Err(Stop::Input(format!("cannot read `{name}` to its end: {message}")))
        }
        Err(stop) => Err(stop),
    }
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}

/// The size of the input file, when there is one and it has one.
fn size(path: Option<&Path>) -> Option<u64> {
    let path = path.filter(|path| !input::is_stdin(Some(path)))?;
    fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|data| data.len())
}

fn open(path: Option<&Path>, progress: &Progress) -> Result<Box<dyn BufRead + Send>, Stop> {
    let Some(path) = path.filter(|path| !input::is_stdin(Some(path))) else {
        return Ok(Box::new(BufReader::with_capacity(BUFFER, io::stdin())));
    };
    let unreadable = |error| Stop::unreadable(path, &error);
    let file = File::open(path).map_err(unreadable)?;
    if fs::metadata(path).map_err(unreadable)?.is_dir() {
        return Err(Stop::Input(format!("`{}` is a folder", path.display())));
    }
    let reader = BufReader::with_capacity(BUFFER, progress.watch(file));
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gz")) {
        return Ok(Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(reader))));
    }
    Ok(Box::new(reader))
}

/// Standard output or a new file, which must not be the input: it would be emptied before it is read.
fn create(output: Option<&Path>, input: Option<&Path>) -> Result<Box<dyn Write>, Stop> {
    let Some(path) = output.filter(|path| !input::is_stdin(Some(path))) else {
        return Ok(Box::new(BufWriter::with_capacity(BUFFER, io::stdout().lock())));
    };
    if is_input(input.filter(|input| !input::is_stdin(Some(input))), path) {
        return Err(Stop::Input(format!("`{}` is the input as well as the output", path.display())));
    }
    let file = File::create(path).map_err(|error| {
        Stop::Output(io::Error::new(error.kind(), format!("`{}`: {}", path.display(), plain(&error))))
    })?;
    Ok(Box::new(BufWriter::with_capacity(BUFFER, file)))
}

/// Whether a file is the input too, or standard input where there is no path, whatever names and links lead to it.
#[cfg(unix)]
fn is_input(input: Option<&Path>, output: &Path) -> bool {
    use std::os::fd::AsFd;
    use std::os::unix::fs::MetadataExt;
    let read = match input {
        Some(path) => fs::metadata(path),
        None => io::stdin().as_fd().try_clone_to_owned().and_then(|stdin| File::from(stdin).metadata()),
    };
    match (read, fs::metadata(output)) {
        (Ok(read), Ok(written)) => {
            read.is_file() && (read.dev(), read.ino()) == (written.dev(), written.ino())
        }
        _ => false,
    }
}

/// Whether a file is the input too. What stands behind standard input is not known here.
#[cfg(not(unix))]
fn is_input(input: Option<&Path>, output: &Path) -> bool {
    let canonical = |path: &Path| fs::canonicalize(path).ok();
    input.and_then(canonical).is_some_and(|input| canonical(output) == Some(input))
}

/// Whether the answers go to a terminal, where a progress bar would be in their way.
fn answers_on_terminal(args: &BatchArgs) -> bool {
    input::is_stdin(Some(args.output.as_deref().unwrap_or(Path::new("-")))) && io::stdout().is_terminal()
}
