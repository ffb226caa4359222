//! A pattern as an automaton: a lazy DFA forwards for the end of a match, and one backwards for its start where that is
//! not known.
//!
//! Nothing more is needed: what a pattern needs has been seen before it runs, so it has no search for literals of its
//! own, and the lazy DFA never gives up (it forgets states when its memory is full, and goes on in linear time).

use std::sync::{Mutex, OnceLock};

use regex_automata::hybrid::dfa::{self, Cache, DFA};
use regex_automata::nfa::thompson::{self, WhichCaptures};
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input, MatchKind};

use super::PatternError;
use super::build::{PATTERN_NEST, parse};
use super::opening::Opening;

/// Largest compiled size of one pattern, in bytes.
const SIZE: usize = 512 * 1024;
/// Memory of one pattern for the states of its automaton, in bytes.
const CACHE: usize = 1024 * 1024;

/// How many bytes may be looked at for each byte of a text while a pattern is tried where its matches can start. What
/// needs more is searched in one go, so that the time stays in proportion to the text.
const TRIES: usize = 4;

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Expression {
    opening: Opening,
    source: Box<str>,
    forward: DFA,
    /// For the start of a match, where it is not known; compiled when it is first needed.
    backward: OnceLock<Option<DFA>>,
    /// Memory of searches that have ended, to be used again.
    #[expect(clippy::vec_box, reason = "it is taken out and put back for every search, and is large")]
    idle: Mutex<Vec<Box<Memory>>>,
}

#[derive(Debug)]
struct Memory {
    forward: Cache,
    backward: Option<Cache>,
}

/// An automaton of a pattern that finds the ends of its matches, or with `reverse` their starts.
fn automaton(source: &str, reverse: bool) -> Result<DFA, PatternError> {
    let limits = thompson::Config::new()
        .utf8(false)
        .nfa_size_limit(Some(SIZE))
        .which_captures(WhichCaptures::None)
        .reverse(reverse);
    let nfa = thompson::Compiler::new()
        .syntax(syntax::Config::new().unicode(false).utf8(false).nest_limit(PATTERN_NEST))
        .configure(limits)
        .build(source)
        .map_err(|error| match error.size_limit() {
            Some(limit) => PatternError::TooLarge(format!("it compiles to more than {limit} bytes")),
            None => PatternError::Syntax(error.to_string()),
        })?;
    let kind = if reverse { MatchKind::All } else { MatchKind::LeftmostFirst };
    let memory = dfa::Config::new().cache_capacity(CACHE).skip_cache_capacity_check(true).match_kind(kind);
    let built = DFA::builder().configure(memory).build_from_nfa(nfa);
    built.map_err(|error| PatternError::TooLarge(error.to_string()))
}

impl Expression {
    pub(super) fn new(source: &str) -> Result<Expression, PatternError> {
        Ok(Expression {
            opening: Opening::of(&parse(source)?),
            source: source.into(),
            forward: automaton(source, false)?,
            backward: OnceLock::new(),
            idle: Mutex::new(Vec::new()),
        })
    }

    /// Every match, leftmost first, without overlap; patterns that match the empty text are refused when they are
    /// read.
    pub(super) fn find(&self, text: &[u8]) -> Vec<(usize, usize)> {
        self.with_memory(|memory| {
            let mut found = Vec::new();
            self.search(memory, text, 0, &mut found);
            found
        })
    }

    /// Whether a match may start at a place, as far as its first bytes tell.
    pub(super) fn may_start(&self, text: &[u8], at: usize) -> bool {
        self.opening.may_start(text, at)
    }

    /// The same, where all matches start at one of these places, which are in order.
    pub(super) fn find_at(&self, text: &[u8], starts: &[usize]) -> Vec<(usize, usize)> {
        self.with_memory(|memory| {
            let mut found = Vec::new();
            let mut left = text.len().saturating_mul(TRIES).saturating_add(1024);
            let mut from = 0;
            for start in starts {
                if *start < from {
                    continue;
                }
                match self.try_at(&mut memory.forward, text, *start, &mut left) {
                    Some(None) => {}
                    Some(Some(end)) => {
                        found.push((*start, end));
                        from = end;
                    }
                    None => {
                        self.search(memory, text, from.max(*start), &mut found);
                        break;
                    }
                }
            }
            found
        })
    }

    /// The end of the match that starts at a place, if there is one; `None` when that would take more than the bytes
    /// that are left.
    fn try_at(
        &self,
        cache: &mut Cache,
        text: &[u8],
        start: usize,
        left: &mut usize,
    ) -> Option<Option<usize>> {
        let input = Input::new(text).range(start..).anchored(Anchored::Yes);
        let mut state = self.forward.start_state_forward(cache, &input).ok()?;
        let mut end = None;
        for (at, byte) in text.iter().enumerate().skip(start) {
            *left = left.checked_sub(1)?;
            state = self.forward.next_state(cache, state, *byte).ok()?;
            if state.is_tagged() {
                if state.is_dead() {
                    return Some(end);
                }
                if state.is_quit() {
                    return None;
                }
                // A match is known one byte later.
                if state.is_match() {
                    end = Some(at);
                }
            }
        }
        if self.forward.next_eoi_state(cache, state).ok()?.is_match() {
            end = Some(text.len());
        }
        Some(end)
    }

    /// Every match from a place on, where it is not known where they start.
    fn search(&self, memory: &mut Memory, text: &[u8], mut from: usize, found: &mut Vec<(usize, usize)>) {
        let backward = self.backward.get_or_init(|| automaton(&self.source, true).ok());
        let Some(backward) = backward else { return };
        let back = memory.backward.get_or_insert_with(|| backward.create_cache());
        while let Ok(Some(end)) =
            self.forward.try_search_fwd(&mut memory.forward, &Input::new(text).range(from..))
        {
            let end = end.offset();
            let input = Input::new(text).range(from..end).anchored(Anchored::Yes);
            let Ok(Some(start)) = backward.try_search_rev(back, &input) else { break };
            if end <= from {
                break;
            }
            found.push((start.offset(), end));
            from = end;
        }
    }

    fn with_memory<T>(&self, run: impl FnOnce(&mut Memory) -> T) -> T {
        let idle = self.idle.lock().ok().and_then(|mut idle| idle.pop());
        let mut memory =
            idle.unwrap_or_else(|| Box::new(Memory { forward: self.forward.create_cache(), backward: None }));
        let result = run(&mut memory);
        if let Ok(mut idle) = self.idle.lock() {
            idle.push(memory);
        }
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_are_found_as_the_whole_engine_finds_them() {
        let text = "we refund 5 or refunds 50 eur, no refunds; x refund";
        for source in [r"refunds? \d+", r"\brefund\b", "(?:a|or|refund) ?s?", r"\d+(?: eur)?", "r.{1,8}d"] {
            let theirs: Vec<(usize, usize)> = regex::bytes::Regex::new(source)
                .unwrap()
                .find_iter(text.as_bytes())
                .map(|m| (m.start(), m.end()))
                .collect();
            let expression = Expression::new(source).unwrap();
            assert_eq!(expression.find(text.as_bytes()), theirs, "{source}");
            assert_eq!(expression.find(text.as_bytes()), theirs, "{source}, with used memory");
        }
    }
}
