//! Requests from a file or from standard input.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::Path;

use draftgate::Limits;

use crate::exit::Stop;

/// Whether the argument means standard input.
pub fn is_stdin(path: Option<&Path>) -> bool {
    path.is_none_or(|path| path == Path::new("-"))
}

/// Refuses to wait silently for a person to type JSON who only forgot the file's name.
pub fn refuse_terminal(path: Option<&Path>, what: &str) -> Result<(), Stop> {
    if path.is_none() && io::stdin().is_terminal() {
        return Err(Stop::Input(format!(
            "no {what} given: name a file, or `-` to read from the terminal (see --help)"
        )));
    }
    Ok(())
}

/// Reads one request whole; of a text over the limit only as much as shows that it is over.
pub fn read_request(path: Option<&Path>) -> Result<Vec<u8>, Stop> {
    refuse_terminal(path, "request")?;
    let most = Limits::default().request_bytes as u64 + 1;
    let mut bytes = Vec::new();
    match path {
        Some(file) if !is_stdin(path) => {
            File::open(file)
                .and_then(|file| file.take(most).read_to_end(&mut bytes))
                .map_err(|error| Stop::unreadable(file, &error))?;
        }
        Some(_) | None => {
            io::stdin()
                .lock()
                .take(most)
                .read_to_end(&mut bytes)
                .map_err(|error| Stop::unreadable(Path::new("standard input"), &error))?;
        }
    }
    Ok(bytes)
}
