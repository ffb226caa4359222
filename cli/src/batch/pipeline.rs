//! One reader, several workers, one writer.
//!
//! The reader puts lines that are at hand into packets: to hand each line over alone would cost as much as a check under
//! a small policy. For each packet it makes a slot for the answers and puts the slots, in order, into a bounded queue; the
//! writer waits for the first of them. So answers come in the order of the lines, and nobody runs far ahead. A packet
//! waits for nothing: who sends one line and listens gets its answer.

use std::io::{self, BufRead, Write};
use std::sync::mpsc::{self, Receiver, SyncSender, TryRecvError};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

use draftgate::{Answer, Decision, Limits, RequestErrors, Validator};

use super::lines::{Content, Line, Lines};
use super::progress::Progress;
use crate::exit::{Stop, plain};

/// Packets in progress for each worker.
const PACKETS_AHEAD: usize = 8;
/// Bytes of lines with which a packet is full: few, so that workers end together.
const PACKET_BYTES: usize = 16 << 10;
/// Lines with which a packet is full.
const PACKET_LINES: usize = 32;
/// Bytes of all lines in progress.
const BYTES_AHEAD: usize = 64 << 20;

/// Lines that were at hand together, and one at least.
struct Packet {
    lines: Vec<Line>,
    /// The bytes of all of them.
    bytes: usize,
}

/// What became of a packet.
struct Done {
    /// The answers as JSON, each with a line end.
    json: String,
    /// Their decisions, `None` for a failure.
    decisions: Vec<Option<Decision>>,
    /// The bytes of the packet.
    bytes: usize,
}

/// A packet and the slot for its answers.
struct Job {
    packet: Packet,
    slot: SyncSender<Done>,
}

/// The next thing for the writer.
enum Next {
    /// A slot that will be filled, and the number of its first line.
    Answers { number: usize, slot: Receiver<Done> },
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
    let ahead = jobs.saturating_mul(PACKETS_AHEAD);
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
        let mut packet = Packet { lines: Vec::new(), bytes: 0 };
        let ended = packet.fill(lines);
        if let Some(first) = packet.lines.first() {
            if !budget.take(packet.bytes) {
                return;
            }
            let (slot, answers) = mpsc::sync_channel(1);
            let next = Next::Answers { number: first.number, slot: answers };
            if writer.send(next).is_err() || workers.send(Job { packet, slot }).is_err() {
                return;
            }
        }
        match ended {
            Ok(false) => {}
            Ok(true) => return,
            Err(error) => {
                // The writer may be gone already, and then nobody needs to know.
                let _ = writer.send(Next::Broken(plain(&error)));
                return;
            }
        }
    }
}

impl Packet {
    /// Waits for a line and adds those that are at hand then; whether the input has ended.
    fn fill<R: BufRead>(&mut self, lines: &mut Lines<R>) -> io::Result<bool> {
        loop {
            let Some(line) = lines.next()? else { return Ok(true) };
            self.bytes += size(&line);
            self.lines.push(line);
            if !lines.at_hand() || self.bytes >= PACKET_BYTES || self.lines.len() >= PACKET_LINES {
                return Ok(false);
            }
        }
    }
}

fn work_on(work: &Mutex<Receiver<Job>>, validator: &Validator) {
    loop {
        let job = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Job { packet, slot }) = job else { return };
        let mut done = Done {
            json: String::new(),
            decisions: Vec::with_capacity(packet.lines.len()),
            bytes: packet.bytes,
        };
        for line in packet.lines {
            let (answer, decision) = answer(validator, line);
            done.json.push_str(&answer.to_json());
            done.json.push('\n');
            done.decisions.push(decision);
        }
        // When the writer is gone, so is the need for an answer.
        let _ = slot.send(done);
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
            Next::Answers { number, slot } => {
                let done = slot.recv().map_err(|_| {
                    let from = format!("at line {number} or one of the next {}", PACKET_LINES - 1);
                    Stop::Internal(format!("{from}: the engine stopped; please report this"))
                })?;
                out.write_all(done.json.as_bytes())?;
                budget.give(done.bytes);
                done.decisions.into_iter().for_each(|decision| progress.count(decision));
            }
            Next::Broken(message) => {
                out.flush()?;
                return Err(Stop::Input(message));
            }
        }
    }
    Ok(out.flush()?)
}

fn answer(validator: &Validator, line: Line) -> (Answer, Option<Decision>) {
    match line.content {
        Content::Whole(text) => {
            let mut answer = validator.check_slice(&text);
            let decision = match &mut answer {
                Answer::Verdict(verdict) => Some(verdict.decision),
                Answer::Failure { line: told, .. } => {
                    *told = Some(line.number);
                    None
                }
            };
            (answer, decision)
        }
        Content::TooLong(length) => {
            let errors = RequestErrors::too_long(length, &Limits::default());
            (Answer::failure(errors, Some(line.number)), None)
        }
    }
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
