//! A pattern as an automaton: a lazy DFA forwards for the end of a match and one backwards for its start.
//!
//! Nothing more is needed: anchors have been seen before a pattern runs, so it has no search for literals of its own,
//! and the lazy DFA never gives up (it forgets states when its memory is full, and goes on in linear time).

use std::sync::Mutex;

use regex_automata::hybrid::dfa::{self, DFA};
use regex_automata::hybrid::regex::{Cache, Regex};
use regex_automata::nfa::thompson::{self, WhichCaptures};
use regex_automata::util::syntax;
use regex_automata::{Input, MatchKind};

use super::PatternError;
use super::build::PATTERN_NEST;

/// Largest compiled size of one pattern, in bytes.
const SIZE: usize = 512 * 1024;
/// Memory of one pattern for the states of its automaton, in bytes.
const CACHE: usize = 1024 * 1024;

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Expression {
    regex: Regex,
    /// Memory of searches that have ended, to be used again.
    idle: Mutex<Vec<Cache>>,
}

impl Expression {
    pub(super) fn new(source: &str) -> Result<Expression, PatternError> {
        let limits = thompson::Config::new()
            .utf8(false)
            .nfa_size_limit(Some(SIZE))
            .which_captures(WhichCaptures::None);
        let nfa = |reverse: bool| {
            thompson::Compiler::new()
                .syntax(syntax::Config::new().unicode(false).utf8(false).nest_limit(PATTERN_NEST))
                .configure(limits.clone().reverse(reverse))
                .build(source)
                .map_err(|error| match error.size_limit() {
                    Some(limit) => PatternError::TooLarge(format!("it compiles to more than {limit} bytes")),
                    None => PatternError::Syntax(error.to_string()),
                })
        };
        let memory = dfa::Config::new().cache_capacity(CACHE).skip_cache_capacity_check(true);
        let automaton = |config: dfa::Config, nfa| {
            let built = DFA::builder().configure(config).build_from_nfa(nfa);
            built.map_err(|error| PatternError::TooLarge(error.to_string()))
        };
        let forward = automaton(memory.clone(), nfa(false)?)?;
        let backward = automaton(memory.match_kind(MatchKind::All), nfa(true)?)?;
        let regex = Regex::builder().build_from_dfas(forward, backward);
        Ok(Expression { regex, idle: Mutex::new(Vec::new()) })
    }

    /// Every match, leftmost first, without overlap; patterns that match the empty text are refused when they are
    /// read.
    pub(super) fn find(&self, text: &[u8]) -> Vec<(usize, usize)> {
        let idle = self.idle.lock().ok().and_then(|mut idle| idle.pop());
        let mut cache = idle.unwrap_or_else(|| self.regex.create_cache());
        let mut found = Vec::new();
        let mut from = 0;
        while let Ok(Some(next)) = self.regex.try_search(&mut cache, &Input::new(text).range(from..)) {
            if next.end() <= from {
                break;
            }
            found.push((next.start(), next.end()));
            from = next.end();
        }
        if let Ok(mut idle) = self.idle.lock() {
            idle.push(cache);
        }
        found
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
