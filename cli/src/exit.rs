//! How the program ends.

use std::fmt;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use draftgate::{Decision, PolicyError, RequestErrors};

/// Exit statuses: those of the contract, and from `sysexits.h` what it leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The draft may be sent as it is; or: everything went well.
    Pass,
    /// The corrected text may be sent; in a batch: some lines are failures.
    Rewrite,
    /// A person takes over.
    Escalate,
    /// The request or the command line cannot be read.
    BadRequest,
    /// The policy has mistakes.
    BadPolicy,
    /// A fault of this program.
    Internal,
    /// The output cannot be written.
    BadOutput,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(match status {
            Status::Pass => 0,
            Status::Rewrite => 1,
            Status::Escalate => 2,
            Status::BadRequest => 64,
            Status::BadPolicy => 65,
            Status::Internal => 70,
            Status::BadOutput => 74,
        })
    }
}

impl From<Decision> for Status {
    fn from(decision: Decision) -> Status {
        match decision {
            Decision::Pass => Status::Pass,
            Decision::Rewrite => Status::Rewrite,
            Decision::Escalate => Status::Escalate,
        }
    }
}

/// Why a command could not do its work.
#[derive(Debug)]
pub enum Stop {
    /// The request has mistakes; they are printed already when the answer itself carries them.
    Request(RequestErrors),
    /// The input cannot be read; the message names it.
    Input(String),
    /// The policy has mistakes.
    Policy(PolicyError),
    /// No policy of this name or in this file; the message says which.
    NoPolicy(String),
    /// Whoever reads the output has closed it.
    Closed(Status),
    /// The output cannot be written.
    Output(io::Error),
    /// A fault of this program.
    Internal(String),
}

impl Stop {
    /// A file that cannot be read.
    pub fn unreadable(path: &Path, error: &io::Error) -> Stop {
        Stop::Input(cannot_read(path, error))
    }

    /// The exit status.
    pub fn status(&self) -> Status {
        match self {
            Stop::Request(_) | Stop::Input(_) => Status::BadRequest,
            Stop::Policy(_) | Stop::NoPolicy(_) => Status::BadPolicy,
            Stop::Closed(status) => *status,
            Stop::Output(_) => Status::BadOutput,
            Stop::Internal(_) => Status::Internal,
        }
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Stop::Request(errors) => write!(f, "{errors}"),
            Stop::Policy(error) => write!(f, "{error}"),
            Stop::Input(message) | Stop::NoPolicy(message) | Stop::Internal(message) => f.write_str(message),
            Stop::Closed(_) => f.write_str("the output is closed"),
            Stop::Output(error) => write!(f, "cannot write the output: {}", plain(error)),
        }
    }
}

/// Errors of writing: a closed pipe is no error, its reader has seen enough.
impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Stop::Closed(Status::Pass)
        } else {
            Stop::Output(error)
        }
    }
}

impl From<PolicyError> for Stop {
    fn from(error: PolicyError) -> Stop {
        Stop::Policy(error)
    }
}

/// The sentence for a file that cannot be read.
pub fn cannot_read(path: &Path, error: &io::Error) -> String {
    format!("cannot read `{}`: {}", path.display(), plain(error))
}

/// The system's words without its error number.
pub fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    let end = text.find(" (os error").unwrap_or(text.len());
    let mut words = text.get(..end).unwrap_or(&text).to_owned();
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    words
}
