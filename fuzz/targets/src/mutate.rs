//! Seeded mutations of inputs, for runs without libFuzzer.

/// SplitMix64: the same seed gives the same numbers everywhere.
#[derive(Clone, Debug)]
pub struct Random(pub u64);

impl Random {
    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `bound`, which is at least 1.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.number() % bound.max(1) as u64) as usize
    }
}

/// What breaks readers.
const TOKENS: [&[u8]; 28] = [
    b"\xF0\x9F\x87\xAC",
    b"\xCC\x81",
    b"\xE2\x80\x8B",
    b"\xE2\x80\xAE",
    b"\xD0\xB0",
    b"\xEF\xBC\xA1",
    b"\xC3\x28",
    b"\xF0",
    b"&#",
    b";",
    b"&amp;",
    b"**",
    b"```",
    b"](",
    b"<",
    b"\"",
    b"\\u",
    b"\\ud83d",
    b"{",
    b"[",
    b"null",
    b"1e999",
    b"-0",
    b"\xC2\xA3",
    b"4242",
    b"@",
    b"\n",
    b"  ",
];

/// A mutation of `from`, now and then with a part of `other`.
pub fn mutate(from: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let mut out = from.to_vec();
    for _ in 0..=random.below(6) {
        let at = random.below(out.len() + 1);
        let end = at + random.below((out.len() - at).min(16) + 1);
        match random.below(7) {
            0 => out.insert(at, random.number() as u8),
            1 => drop(out.drain(at..end)),
            2 => {
                if let Some(byte) = out.get_mut(at) {
                    *byte ^= 1 << random.below(8);
                }
            }
            3 => {
                let token = TOKENS[random.below(TOKENS.len())];
                out.splice(at..at, token.iter().copied());
            }
            4 => {
                let part = out[at..end].to_vec();
                let times = 1 + random.below(4);
                out.splice(at..at, part.repeat(times));
            }
            5 => {
                let start = random.below(other.len() + 1);
                let part = &other[start..start + random.below((other.len() - start).min(48) + 1)];
                out.splice(at..end, part.iter().copied());
            }
            _ => out.iter_mut().skip(at).take(end - at).for_each(|byte| *byte = byte.wrapping_add(1)),
        }
        out.truncate(8192);
    }
    out
}
