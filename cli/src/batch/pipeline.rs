//! One reader, several workers, one writer.
//!
//! For each line the reader makes a slot for its answer and puts the slots, in order, into a bounded queue; the
//! writer waits for the first of them. So answers come in the order of the lines, and nobody runs far ahead.

use std::io::{BufRead, Write};
use std::sync::mpsc::{self, Receiver, SyncSender, TryRecvError};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

use draftgate::{Answer, CONTRACT, Decision, ErrorCode, Limits, Request, RequestProblem, Validator};

use super::lines::{Content, Line, Lines};
use super::progress::Progress;
use crate::exit::{Stop, plain};

/// Lines in progress for each worker.
const LINES_AHEAD: usize = 32;
/// Bytes of all lines in progress.
const BYTES_AHEAD: usize = 64 << 20;

/// What became of a line.
pub struct Done {
    /// The answer as JSON, with a line end.
    pub json: String,
    /// The decision, or `None` for a failure.
    pub decision: Option<Decision>,
    /// The bytes of the line.
    bytes: usize,
}

/// A line and the slot for its answer.
struct Job {
    line: Line,
    slot: SyncSender<Done>,
}

/// The next thing for the writer.
enum Next {
    /// A slot that will be filled.
    Answer { number: usize, slot: Receiver<Done> },
    /// The input cannot be read any further.
    Broken(String),
}

/// Answers every line of `lines` on `out`.
pub fn run<R: BufRead + Send>(
    validator: &Validator,
    mut lines: Lines<R>,
    jobs: usize,
    out: &mut dyn Write,
    progress: &mut Progress,
) -> Result<(), Stop> {
    let budget = Budget::new();
    let ahead = jobs.saturating_mul(LINES_AHEAD);
    let (to_workers, work) = mpsc::sync_channel::<Job>(ahead);
    let (to_writer, order) = mpsc::sync_channel::<Next>(ahead);
    let work = Mutex::new(work);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..jobs).map(|_| scope.spawn(|| work_on(&work, validator))).collect();
        let budget = &budget;
        scope.spawn(move || read(&mut lines, budget, &to_workers, &to_writer));
        let ended = write(order, budget, out, progress);
        // A reader that waits for room must learn that nobody will make any.
        budget.close();
        // Workers end when the reader has dropped its side; lines that nobody wants any more are not judged.
        if ended.is_err() {
            drain(&work);
        }
        for worker in workers {
            // The writer has seen that the answer of a stopped worker is missing.
            let _ = worker.join();
        }
        ended
    })
}

fn read<R: BufRead>(
    lines: &mut Lines<R>,
    budget: &Budget,
    workers: &SyncSender<Job>,
    writer: &SyncSender<Next>,
) {
    loop {
        let line = match lines.next() {
            Ok(Some(line)) => line,
            Ok(None) => return,
            Err(error) => {
                // The writer may be gone already, and then nobody needs to know.
                let _ = writer.send(Next::Broken(plain(&error)));
                return;
            }
        };
        if !budget.take(size(&line)) {
            return;
        }
        let (slot, answer) = mpsc::sync_channel(1);
        let number = line.number;
        if writer.send(Next::Answer { number, slot: answer }).is_err()
            || workers.send(Job { line, slot }).is_err()
        {
            return;
        }
    }
}

fn work_on(work: &Mutex<Receiver<Job>>, validator: &Validator) {
    loop {
        let job = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Job { line, slot }) = job else { return };
        // When the writer is gone, so is the need for an answer.
        let _ = slot.send(answer(validator, line));
    }
}

/// Empties the queue of lines, so that the reader gets out of a full one and ends.
fn drain(work: &Mutex<Receiver<Job>>) {
    while work.lock().unwrap_or_else(PoisonError::into_inner).recv().is_ok() {}
}

fn write(
    order: Receiver<Next>,
    budget: &Budget,
    out: &mut dyn Write,
    progress: &mut Progress,
) -> Result<(), Stop> {
    loop {
        let next = match order.try_recv() {
            Ok(next) => next,
            Err(TryRecvError::Disconnected) => break,
            Err(TryRecvError::Empty) => {
                // Nothing to do for now: whoever reads a pipe gets what there is.
                out.flush()?;
                match order.recv() {
                    Ok(next) => next,
                    Err(_) => break,
                }
            }
        };
        match next {
            Next::Answer { number, slot } => {
                let done = slot.recv().map_err(|_| {
                    Stop::Internal(format!("line {number}: the engine stopped; please report this"))
                })?;
                out.write_all(done.json.as_bytes())?;
                budget.give(done.bytes);
                progress.count(done.decision);
            }
            Next::Broken(message) => {
                out.flush()?;
                return Err(Stop::Input(message));
            }
        }
    }
    Ok(out.flush()?)
}

fn answer(validator: &Validator, line: Line) -> Done {
    let bytes = size(&line);
    let (answer, decision) = match line.content {
        Content::Whole(text) => match Request::from_slice(&text) {
            Ok(request) => {
                let verdict = validator.check(&request);
                let decision = verdict.decision;
                (Answer::Verdict(verdict), Some(decision))
            }
            Err(errors) => (Answer::failure(errors, Some(line.number)), None),
        },
        Content::TooLong(length) => (too_long(length, line.number), None),
    };
    let mut json = answer.to_json();
    json.push('\n');
    Done { json, decision, bytes }
}

fn too_long(length: u64, line: usize) -> Answer {
    let limit = Limits::default().request_bytes;
    let message = format!("the request has {length} bytes; the limit is {limit}");
    let problem = RequestProblem { code: ErrorCode::OverLimit, path: String::new(), message };
    Answer::Failure { contract: CONTRACT, id: None, line: Some(line), errors: vec![problem] }
}

fn size(line: &Line) -> usize {
    match &line.content {
        Content::Whole(text) => text.len(),
        Content::TooLong(_) => 0,
    }
}

/// Bytes of lines that are read and not yet answered.
struct Budget {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    used: usize,
    closed: bool,
}

impl Budget {
    fn new() -> Budget {
        Budget { state: Mutex::new(State { used: 0, closed: false }), changed: Condvar::new() }
    }

    /// Waits until there is room for so many bytes; a line alone always has room. `false` when the run is over.
    fn take(&self, bytes: usize) -> bool {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |state: &mut State| !state.closed && state.used > 0 && state.used + bytes > BYTES_AHEAD;
        let mut state = self.changed.wait_while(state, full).unwrap_or_else(PoisonError::into_inner);
        state.used += bytes;
        !state.closed
    }

    fn give(&self, bytes: usize) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).used -= bytes;
        self.changed.notify_one();
    }

    fn close(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
        self.changed.notify_all();
    }
}
