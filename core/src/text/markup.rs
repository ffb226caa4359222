//! Seeing through markup: marks are taken out of the units, what they mark stays.
//!
//! A mark counts only if it stands in the original as itself: `&#42;` and a full-width asterisk are text.

use super::Markup;
use super::fold::{Unit, is_word_char};
use crate::text::one_of;

/// A view of the units with the tests that markup needs.
struct Marks<'a> {
    units: &'a mut [Unit],
}

impl Marks<'_> {
    fn len(&self) -> usize {
        self.units.len()
    }

    /// The character at `at`, whatever it came from; a space outside the text.
    fn ch(&self, at: usize) -> char {
        self.units.get(at).map_or(' ', |unit| unit.ch)
    }

    fn before(&self, at: usize) -> char {
        at.checked_sub(1).map_or(' ', |at| self.ch(at))
    }

    /// Whether `mark` itself stands at `at`.
    fn is(&self, at: usize, mark: char) -> bool {
        self.units.get(at).is_some_and(|unit| unit.ch == mark && unit.end - unit.start == 1 && unit.keep)
    }

    /// How many of `mark` stand in a row.
    fn run(&self, at: usize, mark: char) -> usize {
        (at..self.len()).take_while(|&index| self.is(index, mark)).count()
    }

    fn drop(&mut self, from: usize, count: usize) {
        for unit in self.units.iter_mut().skip(from).take(count) {
            unit.keep = false;
        }
    }

    fn breaks(&self, at: usize) -> u8 {
        self.units.get(at).map_or(0, |unit| unit.breaks)
    }

    fn line_start(&self, at: usize) -> bool {
        match at.checked_sub(1) {
            None => true,
            Some(before) => self.ch(before) == ' ' && (before == 0 || self.breaks(before) > 0),
        }
    }
}

/// Takes the tags of SSML out. `<p>`, `<s>` and `<break/>` separate sentences.
pub(super) fn drop_tags(units: &mut [Unit]) {
    let mut marks = Marks { units };
    let mut at = 0;
    let mut comments_end = true;
    while at < marks.len() {
        let next = marks.ch(at + 1);
        if !marks.is(at, '<') || !(next.is_alphabetic() || matches!(next, '/' | '!' | '?')) {
            at += 1;
            continue;
        }
        let comment = comments_end && next == '!' && marks.run(at + 2, '-') >= 2;
        let closes = |index: &usize| {
            marks.is(*index, '>') && (!comment || marks.before(*index) == '-' && marks.ch(*index - 2) == '-')
        };
        let Some(close) = (at + 1 + usize::from(comment) * 3..marks.len()).find(closes) else {
            if comment {
                comments_end = false;
                continue;
            }
            return;
        };
        let name: String = (at + 1..close)
            .map(|index| marks.ch(index))
            .skip_while(|c| *c == '/')
            .take_while(|c| c.is_alphabetic())
            .take(6)
            .collect();
        marks.drop(at, close + 1 - at);
        if one_of!(name.as_str(), "p" | "s" | "break" | "speak" | "audio")
            && let Some(unit) = marks.units.get_mut(at)
        {
            (unit.ch, unit.keep, unit.breaks) = (' ', true, 2);
        }
        at = close + 1;
    }
}

/// Takes the marks of Markdown out, also of text that is called plain: emphasis, code, headings, links.
///
/// Nothing inside a web address, an email address or an identifier is a mark, and `5*3` is a product.
pub(super) fn see_through(units: &mut [Unit], markup: Markup) {
    if !units.iter().any(|unit| matches!(unit.ch, '*' | '_' | '`' | '~' | '#' | '[' | '\\')) {
        return;
    }
    let mut marks = Marks { units };
    let code = code_spans(&mut marks);
    let mut code = code.into_iter().peekable();
    let mut openers = Openers::default();
    let mut chunk = Chunk::default();
    let mut bracket = None;
    let mut at = 0;
    while at < marks.len() {
        if let Some(&(start, end)) = code.peek()
            && start <= at
        {
            code.next();
            at = end.max(at);
            continue;
        }
        let c = marks.ch(at);
        if c == ' ' && marks.breaks(at) > 1 {
            (openers, bracket) = (Openers::default(), None);
        }
        if at >= chunk.end {
            chunk = Chunk::at(&marks, at);
        }
        at += match c {
            '#' if marks.line_start(at) => heading(&mut marks, at),
            '\\' if markup == Markup::Markdown
                && marks.is(at, '\\')
                && marks.ch(at + 1).is_ascii_punctuation() =>
            {
                marks.drop(at, 1);
                2
            }
            '[' if marks.is(at, '[') => {
                bracket = Some(at);
                1
            }
            ']' if marks.is(at, ']') && marks.is(at + 1, '(') => match bracket.take() {
                Some(open) if open + 1 < at => link(&mut marks, open, at),
                _ => 1,
            },
            '*' | '_' | '~' if marks.is(at, c) => {
                let len = marks.run(at, c);
                if !chunk.protects(at) {
                    openers.delimiter(&mut marks, at, c, len);
                }
                len
            }
            _ => 1,
        };
    }
}

/// Text between brackets and white space, and whether it is an address.
#[derive(Default)]
struct Chunk {
    end: usize,
    address: bool,
    first_word: usize,
    last_word: usize,
}

impl Chunk {
    fn at(marks: &Marks<'_>, start: usize) -> Chunk {
        let mut out = Chunk { end: start + 1, ..Chunk::default() };
        let limit = |c: char| matches!(c, ' ' | '[' | ']' | '(' | ')');
        if limit(marks.ch(start)) {
            return out;
        }
        let mut first = None;
        for at in start..marks.len() {
            let c = marks.ch(at);
            if limit(c) {
                break;
            }
            out.end = at + 1;
            out.address |= c == '@' || c == ':' && marks.ch(at + 1) == '/' && marks.ch(at + 2) == '/';
            out.address |=
                c == 'w' && marks.ch(at + 1) == 'w' && marks.ch(at + 2) == 'w' && marks.ch(at + 3) == '.';
            if is_word_char(c) {
                first = first.or(Some(at));
                out.last_word = at;
            }
        }
        out.first_word = first.unwrap_or(out.end);
        out
    }

    fn protects(&self, at: usize) -> bool {
        self.address && self.first_word < at && at < self.last_word
    }
}

/// Drops the marks of code spans and fences; returns the spans, marks included.
fn code_spans(marks: &mut Marks<'_>) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let (mut at, mut paragraph) = (0, 0_usize);
    while at < marks.len() {
        if marks.is(at, '`') {
            let len = marks.run(at, '`');
            runs.push((at, len, paragraph));
            at += len;
        } else {
            paragraph += usize::from(marks.breaks(at) > 1);
            at += 1;
        }
    }
    let mut closers = vec![None; runs.len()];
    let mut later = [None; 9];
    for (index, &(_, len, _)) in runs.iter().enumerate().rev() {
        if let (Some(closer), Some(seen)) = (closers.get_mut(index), later.get_mut(len)) {
            *closer = *seen;
            *seen = Some(index);
        }
    }
    let mut spans = Vec::new();
    let mut index = 0;
    while let (Some(&(start, len, paragraph)), Some(closer)) = (runs.get(index), closers.get(index)) {
        index += 1;
        let Some((closer, &(end, _, end_paragraph))) =
            closer.and_then(|closer| Some((closer, runs.get(closer)?)))
        else {
            continue;
        };
        if len < 3 && paragraph != end_paragraph {
            continue;
        }
        marks.drop(start, len);
        marks.drop(end, len);
        if len >= 3 && marks.line_start(start) {
            let info = (start + len..end).take_while(|&at| marks.ch(at) != ' ').count();
            if marks.breaks(start + len + info) > 0 {
                marks.drop(start + len, info);
            }
        }
        spans.push((start, end + len));
        index = closer + 1;
    }
    spans
}

/// Drops the marks of a heading; returns how many units were dealt with.
fn heading(marks: &mut Marks<'_>, at: usize) -> usize {
    let len = marks.run(at, '#');
    if (1..=6).contains(&len) && marks.ch(at + len) == ' ' && at + len < marks.len() {
        let space = usize::from(marks.breaks(at + len) == 0);
        marks.drop(at, len + space);
        len + space
    } else {
        len.max(1)
    }
}

/// `[label](target "title")`: the label, a space and the target stay. Returns how many units after `close`
/// (the `]`) were dealt with.
fn link(marks: &mut Marks<'_>, open: usize, close: usize) -> usize {
    let start = close + 2;
    let mut depth = 0_usize;
    let mut end = start;
    loop {
        match marks.ch(end) {
            ' ' | '[' | '<' | '"' => break,
            '(' => depth += 1,
            ')' if depth == 0 => break,
            ')' => depth -= 1,
            _ => {}
        }
        end += 1;
    }
    let looks_right = (start..end).any(|at| matches!(marks.ch(at), '.' | '/' | ':' | '#'));
    let mut last = end;
    if marks.ch(end) == ' ' && matches!(marks.ch(end + 1), '"' | '\'') {
        last = (end + 2..marks.len())
            .find(|&at| matches!(marks.ch(at), ')' | '[') || marks.breaks(at) > 0)
            .unwrap_or(end);
    }
    if !looks_right || !marks.is(last, ')') {
        return 2;
    }
    marks.drop(open, 1);
    if marks.before(open) == '!' && open > 0 {
        marks.drop(open - 1, 1);
    }
    marks.drop(close, 1);
    marks.drop(end, last - end + 1);
    let from = marks.units.get(close).map(|unit| unit.start);
    if let (Some(unit), Some(from)) = (marks.units.get_mut(close + 1), from) {
        (unit.ch, unit.start) = (' ', from);
    }
    if is_word_char(marks.ch(last + 1))
        && let Some(unit) = marks.units.get_mut(last)
    {
        (unit.ch, unit.keep) = (' ', true);
    }
    last + 1 - close
}

/// The delimiter runs that may still be closed, by mark and length.
#[derive(Default)]
struct Openers {
    at: [[Option<usize>; 3]; 3],
}

impl Openers {
    fn delimiter(&mut self, marks: &mut Marks<'_>, at: usize, mark: char, len: usize) {
        let kind = match mark {
            '*' => 0,
            '_' => 1,
            _ if len == 2 => 2,
            _ => return,
        };
        let (before, after) = (marks.before(at), marks.ch(at + len));
        let (word_before, word_after) = (is_word_char(before), is_word_char(after));
        let inside = word_before && word_after;
        let open = after != ' '
            && match mark {
                '*' if len > 1 => !inside || before.is_alphabetic() && after.is_alphabetic(),
                '~' => true,
                _ => !word_before,
            };
        let close = before != ' ' && (mark == '~' || mark == '*' && len > 1 || !word_after);
        let Some(opener) = self.at.get_mut(kind).and_then(|lengths| lengths.get_mut(len - 1)) else { return };
        if mark == '*' && len == 2 && word_before != word_after {
            // Seen through also without a partner.
            marks.drop(at, len);
            *opener = word_after.then_some(at);
            return;
        }
        match *opener {
            Some(start) if close && start + len < at => {
                *opener = None;
                marks.drop(start, len);
                marks.drop(at, len);
            }
            _ if open => *opener = Some(at),
            _ => {}
        }
    }
}
