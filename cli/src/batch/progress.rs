//! What a batch has come to so far: a bar on a terminal, a line at the end.

use std::fmt;
use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use anstream::AutoStream;
use draftgate::Decision;
use indicatif::{ProgressBar, ProgressBarIter, ProgressDrawTarget, ProgressStyle};

use crate::args::BatchArgs;
use crate::exit::Status;

/// Answers by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pass: u64,
    rewrite: u64,
    escalate: u64,
    failures: u64,
}

impl Tally {
    /// The exit status of a batch that got to its end.
    pub fn status(&self) -> Status {
        // The status that a single check gives to a rewrite means here that some lines are failures.
        if self.failures == 0 { Status::Pass } else { Status::Rewrite }
    }

    fn total(&self) -> u64 {
        self.pass + self.rewrite + self.escalate + self.failures
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally { pass, rewrite, escalate, failures } = self;
        write!(f, "{pass} pass, {rewrite} rewrite, {escalate} escalate, {failures} failures")
    }
}

/// Counts, and shows the count.
pub struct Progress {
    bar: ProgressBar,
    quiet: bool,
    started: Instant,
    tally: Tally,
}

impl Progress {
    /// `bytes` is the size of the input, where it is known.
    pub fn new(args: &BatchArgs, bytes: Option<u64>) -> Progress {
        let shown = !args.quiet && io::stderr().is_terminal() && !super::answers_on_terminal(args);
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(bytes, target);
        let template = match bytes {
            Some(_) => "{bar:24} {percent:>3}% {eta:>4} left  {msg}",
            None => "{spinner} {elapsed}  {msg}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("=> "));
        }
        if shown {
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        Progress { bar, quiet: args.quiet, started: Instant::now(), tally: Tally::default() }
    }

    /// The file, so that reading from it moves the bar.
    pub fn watch(&self, file: File) -> ProgressBarIter<File> {
        self.bar.wrap_read(file)
    }

    /// One more answer; `None` for a failure.
    pub fn count(&mut self, decision: Option<Decision>) {
        *match decision {
            Some(Decision::Pass) => &mut self.tally.pass,
            Some(Decision::Rewrite) => &mut self.tally.rewrite,
            Some(Decision::Escalate) => &mut self.tally.escalate,
            None => &mut self.tally.failures,
        } += 1;
        if !self.bar.is_hidden() && self.tally.total().is_multiple_of(64) {
            self.bar.set_message(self.tally.to_string());
        }
    }

    /// The counts.
    pub fn tally(&self) -> Tally {
        self.tally
    }

    /// Takes the bar away and prints the summary.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
        if self.quiet {
            return;
        }
        let seconds = self.started.elapsed().as_secs_f64();
        let total = self.tally.total();
        let answers = if total == 1 { "answer" } else { "answers" };
        let line = format!(
            "{total} {answers} in {seconds:.1} s ({:.0}/s): {}",
            total as f64 / seconds.max(1e-9),
            self.tally
        );
        // A closed standard error is no reason to fail.
        let _ = writeln!(AutoStream::auto(io::stderr()), "{line}");
    }
}
