//! Properties of characters, packed: runs of characters that have one value.
//!
//! A run is three numbers, seven bits a byte, the lowest first, the upper bit set where more follow: how many characters lie
//! between the last run and this one; twice the count of its characters less one, and one more where only every other
//! character belongs to it; its value, twice, or for a negative one twice its opposite less one.

use std::sync::OnceLock;

/// A run of characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) first: u32,
    pub(crate) last: u32,
    /// 1, or 2 where only every other character belongs to it.
    pub(crate) step: u32,
    pub(crate) value: i32,
}

impl Run {
    /// Whether it holds the character with this number, which isn't above its last one.
    pub(crate) fn holds(self, c: u32) -> bool {
        c.checked_sub(self.first).is_some_and(|places| places % self.step == 0)
    }
}

/// Values by characters, unpacked at first use.
pub(crate) struct Runs {
    packed: &'static [u8],
    runs: OnceLock<Vec<Run>>,
}

impl Runs {
    pub(crate) const fn new(packed: &'static [u8]) -> Runs {
        Runs { packed, runs: OnceLock::new() }
    }

    /// All runs, in order.
    pub(crate) fn all(&self) -> &[Run] {
        self.runs.get_or_init(|| unpacked(self.packed))
    }

    /// The value of a character.
    pub(crate) fn get(&self, c: char) -> Option<i32> {
        let (runs, c) = (self.all(), u32::from(c));
        let run = runs.get(runs.partition_point(|run| run.last < c))?;
        run.holds(c).then_some(run.value)
    }
}

fn unpacked(packed: &[u8]) -> Vec<Run> {
    let mut bytes = packed.iter();
    let mut number = || {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = u32::from(*bytes.next()?);
            number |= (byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
            shift += 7;
        }
    };
    let mut next = 0;
    let run = || {
        let first = next + number()?;
        let (count, value) = (number()?, number()?);
        let step = 1 + count % 2;
        let last = first + count / 2 * step;
        next = last + 1;
        let half = (value / 2).cast_signed();
        let value = if value % 2 == 0 { half } else { -half - 1 };
        Some(Run { first, last, step, value })
    };
    std::iter::from_fn(run).collect()
}

/// Packs the value of every character that has one; `step`: runs may skip every other character.
#[cfg(test)]
pub(crate) fn packed(value: impl Fn(char) -> Option<i32>, steps: bool) -> Vec<u8> {
    let mut runs: Vec<Run> = Vec::new();
    for (c, value) in ('\0'..=char::MAX).filter_map(|c| Some((u32::from(c), value(c)?))) {
        match runs.last_mut() {
            Some(run)
                if run.value == value
                    && run.last + run.step == c
                    && (run.last > run.first || run.step == 1) =>
            {
                run.last = c;
            }
            Some(run) if steps && run.value == value && run.first == run.last && run.last + 2 == c => {
                (run.last, run.step) = (c, 2);
            }
            _ => runs.push(Run { first: c, last: c, step: 1, value }),
        }
    }
    let mut out = Vec::new();
    let mut next = 0;
    for run in &runs {
        let count = (run.last - run.first) / run.step * 2 + run.step - 1;
        let value = if run.value < 0 { -2 * run.value - 1 } else { 2 * run.value };
        for mut number in [run.first - next, count, value.cast_unsigned()] {
            while number >= 0x80 {
                out.push((number & 0x7f | 0x80) as u8);
                number >>= 7;
            }
            out.push(number as u8);
        }
        next = run.last + 1;
    }
    assert_eq!(unpacked(&out), runs);
    out
}

/// Packed runs as a Rust literal, to be copied where they changed.
#[cfg(test)]
pub(crate) fn literal(packed: &[u8]) -> String {
    format!("b\"{}\"", packed.escape_ascii())
}
