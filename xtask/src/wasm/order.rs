//! An order of the functions of a module in which it compresses well.
//!
//! A compressor finds what it has seen among the last 32 KB only, so functions that are much alike must stand near each
//! other. Beginning with the largest, the next one is always that which has most of its short stretches in common with
//! those placed last. The same module gives the same order.

use std::collections::{HashMap, VecDeque};

use wasm_encoder::{Encode as _, NameMap, NameSection, Section as _};
use wasmparser::{Parser, Payload, TypeRef};

/// Bytes of a stretch.
const STRETCH: usize = 6;
/// Of long functions, one stretch in so many is looked at.
const SAMPLED: u32 = 2;
/// Functions with fewer stretches are looked at whole.
const SHORT: usize = 80;
/// Stretches that more functions share tell nothing.
const COMMON: usize = 200;
/// Bytes of functions that the compressor still sees, a little less than its window.
const WINDOW: usize = 30_000;
/// What is added to the stretches of a function before the share of those in common is taken: that one stretch of a tiny
/// function is in common says little.
const DAMPING: f64 = 8.0;

/// The module with functions named by their places in such an order, for `wasm-opt --reorder-functions-by-name`.
pub(super) fn named(module: &[u8]) -> Result<Vec<u8>, String> {
    let mut imported = 0_u32;
    let mut bodies: Vec<&[u8]> = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload.map_err(|error| format!("cannot read the module: {error}"))? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let import = import.map_err(|error| format!("cannot read an import: {error}"))?;
                    imported += u32::from(matches!(import.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(module.get(body.range()).unwrap_or_default()),
            _ => {}
        }
    }
    let mut places = vec![0; bodies.len()];
    for (place, function) in order(&bodies).into_iter().enumerate() {
        if let Some(own) = places.get_mut(function) {
            *own = place;
        }
    }
    let mut names = NameMap::new();
    for (index, place) in (imported..).zip(places) {
        names.append(index, &format!("{place:06}"));
    }
    let mut section = NameSection::new();
    section.functions(&names);
    let mut named = module.to_vec();
    named.push(section.id());
    section.encode(&mut named);
    Ok(named)
}

/// The numbers of the stretches of a function.
fn stretches(body: &[u8]) -> Vec<u32> {
    let mut all: Vec<u32> = body.windows(STRETCH).map(hash).collect();
    all.sort_unstable();
    all.dedup();
    if all.len() >= SHORT {
        all.retain(|stretch| stretch % SAMPLED == 0);
    }
    all
}

/// FNV-1a.
fn hash(stretch: &[u8]) -> u32 {
    stretch.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// What the functions placed last have in common with each of those that are not.
struct Window<'f> {
    bodies: &'f [&'f [u8]],
    /// The stretches of each function.
    stretches: Vec<Vec<u32>>,
    /// The functions that have a stretch.
    holders: HashMap<u32, Vec<usize>>,
    /// How many of the functions in the window have a stretch.
    seen: HashMap<u32, usize>,
    /// For each function, its stretches that are in the window.
    shared: Vec<usize>,
    functions: VecDeque<usize>,
    bytes: usize,
}

impl<'f> Window<'f> {
    fn new(bodies: &'f [&'f [u8]]) -> Window<'f> {
        let mut stretches: Vec<Vec<u32>> = bodies.iter().map(|body| stretches(body)).collect();
        let mut holders: HashMap<u32, Vec<usize>> = HashMap::new();
        for (function, own) in stretches.iter().enumerate() {
            for stretch in own {
                holders.entry(*stretch).or_default().push(function);
            }
        }
        holders.retain(|_, holders| (2..COMMON).contains(&holders.len()));
        for own in &mut stretches {
            own.retain(|stretch| holders.contains_key(stretch));
        }
        Window {
            bodies,
            stretches,
            holders,
            seen: HashMap::new(),
            shared: vec![0; bodies.len()],
            functions: VecDeque::new(),
            bytes: 0,
        }
    }

    fn size(&self, function: usize) -> usize {
        self.bodies.get(function).map_or(0, |body| body.len())
    }

    /// The share of a function that is in the window.
    #[expect(clippy::cast_precision_loss, reason = "counts of stretches are far below 2^52")]
    fn share(&self, function: usize) -> f64 {
        let all = self.stretches.get(function).map_or(0, Vec::len) as f64;
        self.shared.get(function).copied().unwrap_or(0) as f64 / (all + DAMPING)
    }

    fn push(&mut self, function: usize) {
        self.bytes += self.size(function);
        self.functions.push_back(function);
        self.count(function, true);
        while self.bytes > WINDOW && self.functions.len() > 1 {
            let Some(first) = self.functions.pop_front() else { return };
            self.bytes -= self.size(first);
            self.count(first, false);
        }
    }

    /// Takes up or drops the stretches of a function.
    fn count(&mut self, function: usize, enters: bool) {
        for stretch in self.stretches.get(function).into_iter().flatten() {
            let seen = self.seen.entry(*stretch).or_default();
            *seen = if enters { *seen + 1 } else { seen.saturating_sub(1) };
            // Only the first to enter and the last to leave make a difference.
            if *seen != usize::from(enters) {
                continue;
            }
            for holder in self.holders.get(stretch).into_iter().flatten() {
                if let Some(shared) = self.shared.get_mut(*holder) {
                    *shared = if enters { *shared + 1 } else { shared.saturating_sub(1) };
                }
            }
        }
    }
}

/// The functions in such an order.
fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let mut window = Window::new(bodies);
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    left.sort_by_key(|function| std::cmp::Reverse(window.size(*function)));
    let mut order = Vec::with_capacity(bodies.len());
    while !left.is_empty() {
        let shares = left.iter().map(|function| window.share(*function));
        // Of those with the same share, the largest.
        let (at, _) = shares
            .enumerate()
            .reduce(|best, other| if other.1 > best.1 { other } else { best })
            .unwrap_or_default();
        let next = left.remove(at);
        window.push(next);
        order.push(next);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::order;

    #[test]
    fn what_is_alike_stands_side_by_side() {
        let body = |seed: u8, len: usize| -> Vec<u8> {
            (0..len).map(|at| seed.wrapping_mul(31).wrapping_add((at * at) as u8 ^ seed)).collect()
        };
        let mut first = body(1, 400);
        first.extend(body(9, 10));
        let (second, mut third) = (body(77, 390), body(1, 300));
        third.extend(body(5, 20));
        let bodies: Vec<&[u8]> = vec![&second, &third, &first];
        assert_eq!(order(&bodies), vec![2, 1, 0], "the two that begin alike are neighbours");
        assert_eq!(order(&[]), Vec::<usize>::new());
    }
}
