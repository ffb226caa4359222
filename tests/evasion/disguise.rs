//! Ways in which people hide words and identifiers from a filter, made by rule from a seed.

/// A way to disguise a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    LookAlikes,
    ZeroWidth,
    Bidi,
    Combining,
    FullWidth,
    Spaced,
    Dotted,
    Hyphenated,
    Leet,
    HtmlEntities,
    Markdown,
    LineBreaks,
    DigitWords,
    EmojiLetters,
    Base64,
    Percent,
    Mixed,
}

impl Kind {
    /// All kinds with their names in tables.
    pub const ALL: [(Kind, &'static str); 17] = [
        (Kind::LookAlikes, "look-alike letters"),
        (Kind::ZeroWidth, "zero-width characters"),
        (Kind::Bidi, "bidi controls"),
        (Kind::Combining, "combining marks"),
        (Kind::FullWidth, "full-width, mathematical"),
        (Kind::Spaced, "spaced"),
        (Kind::Dotted, "dotted"),
        (Kind::Hyphenated, "hyphenated"),
        (Kind::Leet, "leetspeak"),
        (Kind::HtmlEntities, "html entities"),
        (Kind::Markdown, "markdown in words"),
        (Kind::LineBreaks, "line breaks"),
        (Kind::DigitWords, "digits as words"),
        (Kind::EmojiLetters, "emoji letters"),
        (Kind::Base64, "base64"),
        (Kind::Percent, "percent encoding"),
        (Kind::Mixed, "mixed"),
    ];

    /// Whether the kind hides words.
    pub fn hides_phrases(self) -> bool {
        !matches!(self, Kind::DigitWords | Kind::Base64 | Kind::Percent)
    }

    /// Whether the kind hides identifiers: leetspeak would make another one of it.
    pub fn hides_identifiers(self) -> bool {
        self != Kind::Leet
    }
}

/// A source of choices: the same seed gives the same ones everywhere (SplitMix64).
#[derive(Clone, Debug)]
pub struct Choices(u64);

impl Choices {
    /// Choices for a text, by its number, and a round.
    pub fn new(text: usize, round: usize) -> Choices {
        Choices((text as u64) << 32 | round as u64)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// One of `items`.
    pub fn of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.next() as usize % items.len()]
    }

    /// True in `percent` of a hundred cases.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }
}

/// Disguises a phrase.
pub fn phrase(kind: Kind, text: &str, choices: &mut Choices) -> String {
    match kind {
        Kind::Spaced => spelled(text, " ", choices),
        Kind::Dotted => {
            let mark = *choices.of(&[".", ".", "·", "*", "/", "|", "~"]);
            spelled(text, mark, choices)
        }
        Kind::Hyphenated => {
            let mark = *choices.of(&["-", "-", "_", "–", "‐"]);
            spelled(text, mark, choices)
        }
        Kind::LineBreaks => broken(text, choices),
        Kind::Mixed => {
            let first = *choices.of(&[Kind::LookAlikes, Kind::Leet, Kind::FullWidth, Kind::EmojiLetters]);
            let second = *choices.of(&[
                Kind::ZeroWidth,
                Kind::Combining,
                Kind::Spaced,
                Kind::Dotted,
                Kind::HtmlEntities,
                Kind::Bidi,
            ]);
            let once = characters(first, text, choices);
            match second {
                Kind::Spaced => spelled(&once, " ", choices),
                Kind::Dotted => spelled(&once, ".", choices),
                _ => characters(second, &once, choices),
            }
        }
        _ => characters(kind, text, choices),
    }
}

/// Disguises an identifier.
pub fn identifier(kind: Kind, text: &str, choices: &mut Choices) -> String {
    let bare: String = text.chars().filter(|c| *c != ' ').collect();
    let digits = bare.chars().all(|c| c.is_ascii_digit());
    match kind {
        Kind::Spaced => joined(&bare, " "),
        Kind::Dotted if digits => joined(&bare, "."),
        Kind::Dotted => joined(&bare, "·"),
        Kind::Hyphenated => joined(&bare, "-"),
        // Nobody reads a key out so.
        Kind::DigitWords if bare.contains('_') => text.to_owned(),
        Kind::DigitWords => said(&bare),
        Kind::LineBreaks => {
            let middle = bare.char_indices().nth(bare.chars().count() / 2).map_or(0, |(at, _)| at);
            let (head, tail) = bare.split_at(middle);
            match text.split_once(' ') {
                Some((head, tail)) if choices.chance(50) => format!("{head}\n{tail}"),
                _ => format!("{head}\n{tail}"),
            }
        }
        Kind::Base64 => base64(text.as_bytes(), choices.chance(30)),
        Kind::Percent => {
            let all = choices.chance(50);
            text.bytes()
                .map(|byte| match byte {
                    b if all || !b.is_ascii_alphanumeric() => format!("%{b:02X}"),
                    b => char::from(b).to_string(),
                })
                .collect()
        }
        Kind::Mixed => {
            let first = *choices.of(&[Kind::FullWidth, Kind::ZeroWidth, Kind::Combining]);
            let second = *choices.of(&[Kind::HtmlEntities, Kind::Bidi, Kind::Spaced]);
            match second {
                Kind::Spaced => {
                    let spaced = joined(&bare, " ");
                    characters(first, &spaced, choices)
                }
                _ => {
                    let once = characters(first, text, choices);
                    characters(second, &once, choices)
                }
            }
        }
        _ => characters(kind, text, choices),
    }
}

/// The letters of each word apart; words apart by more, or by no more than the letters.
fn spelled(text: &str, mark: &str, choices: &mut Choices) -> String {
    let gap = match mark {
        " " if choices.chance(40) => " ",
        " " => "   ",
        _ => " ",
    };
    let words: Vec<String> = text.split(' ').map(|word| joined(word, mark)).collect();
    words.join(gap)
}

/// The characters of a text with a mark between them; marks and combining characters stay with their letter.
fn joined(word: &str, mark: &str) -> String {
    let mut out = String::new();
    for c in word.chars() {
        let clings =
            matches!(c, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe0f}' | '\u{20e3}' | '\'');
        if !out.is_empty() && !clings && !out.ends_with('\'') {
            out.push_str(mark);
        }
        out.push(c);
    }
    out
}

/// A line break in the middle of every longer word.
fn broken(text: &str, choices: &mut Choices) -> String {
    let mark = *choices.of(&["\n", "-\n", "\r\n", "-\r\n", "\u{2028}"]);
    let words: Vec<String> = text
        .split(' ')
        .map(|word| {
            let len = word.chars().count();
            if len < 6 || !word.is_ascii() {
                return word.to_owned();
            }
            let at = 2 + choices.next() as usize % (len - 4);
            let (head, tail) = word.split_at(at);
            format!("{head}{mark}{tail}")
        })
        .collect();
    words.join(if choices.chance(30) { "\n" } else { " " })
}

/// A disguise of the single characters.
fn characters(kind: Kind, text: &str, choices: &mut Choices) -> String {
    let often = *choices.of(&[35, 60, 100]);
    let mut done = 0;
    let mut out = String::new();
    let eligible = text.chars().filter(|c| c.is_alphanumeric()).count();
    for (n, c) in text.chars().enumerate() {
        let last_chance = done == 0 && n + 2 >= eligible;
        if !c.is_ascii_alphanumeric() && !matches!(c, '@' | '.') || !(last_chance || choices.chance(often)) {
            out.push(c);
            continue;
        }
        let before = out.len();
        match kind {
            Kind::LookAlikes => out.push(look_alike(c, choices)),
            Kind::ZeroWidth => {
                out.push(c);
                out.push(
                    *choices.of(&[
                        '\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}', '\u{ad}', '\u{180e}',
                    ]),
                );
            }
            Kind::Bidi => {
                out.push(
                    *choices.of(&['\u{202a}', '\u{202d}', '\u{2066}', '\u{2068}', '\u{200e}', '\u{61c}']),
                );
                out.push(c);
                out.push(*choices.of(&['\u{202c}', '\u{2069}', '\u{200e}']));
            }
            Kind::Combining => {
                out.push(c);
                for _ in 0..1 + choices.next() % 3 {
                    out.push(*choices.of(&[
                        '\u{301}', '\u{323}', '\u{336}', '\u{35c}', '\u{489}', '\u{20dd}', '\u{1ab0}',
                    ]));
                }
            }
            Kind::FullWidth => out.push(wide(c, choices)),
            Kind::Leet => out.push(leet(c, choices)),
            Kind::HtmlEntities => match choices.next() % 4 {
                0 => out.push_str(&format!("&#{};", u32::from(c))),
                1 => out.push_str(&format!("&#x{:x};", u32::from(c))),
                2 => out.push_str(&format!("&#{:07};", u32::from(c))),
                _ => {
                    out.push(c);
                    out.push_str(choices.of::<&str>(&["&shy;", "&zwnj;", "&#8203;", "&#x200B;"]));
                }
            },
            Kind::Markdown if c.is_alphanumeric() => {
                // In a key with low lines of its own, low lines as marks would eat those too.
                let own = if text.contains('_') { 3 } else { 5 };
                let mark = *choices.of(&["**", "~~", "`", "*", "__"][..own]);
                out.push_str(&format!("{mark}{c}{mark}"));
            }
            Kind::EmojiLetters => emoji(c, choices, &mut out),
            _ => out.push(c),
        }
        done += usize::from(out.get(before..) != Some(c.to_string().as_str()));
    }
    out
}

/// Letters that look like Latin ones, by script: Cyrillic, Greek, Armenian, Cherokee, Lisu, and Latin extensions.
const ALIKE: &[(char, &str)] = &[
    ('a', "аɑα"),
    ('b', "ЬƄ"),
    ('c', "сϲⅽᴄ"),
    ('d', "ԁⅾ"),
    ('e', "еҽ"),
    ('g', "ɡց"),
    ('h', "һհ"),
    ('i', "іıɩ"),
    ('j', "јϳ"),
    ('k', "кᴋ"),
    ('l', "ӏⅼꓲ"),
    ('m', "ⅿᴍ"),
    ('n', "ոп"),
    ('o', "оοօ"),
    ('p', "рρ"),
    ('q', "ԛզ"),
    ('r', "гᴦ"),
    ('s', "ѕꜱ"),
    ('t', "тᴛ"),
    ('u', "υսᴜ"),
    ('v', "νѵᴠ"),
    ('w', "ԝաᴡ"),
    ('x', "хⅹ"),
    ('y', "уγү"),
    ('z', "ᴢ"),
    ('A', "АΑᎪꓮ"),
    ('B', "ВΒᏴꓐ"),
    ('C', "СᏟꓚ"),
    ('D', "ᎠꓓⅮ"),
    ('E', "ЕΕᎬꓰ"),
    ('G', "ᏀԌꓖ"),
    ('H', "НΗᎻꓧ"),
    ('I', "ІΙӀꓲ"),
    ('J', "ЈᎫꓙ"),
    ('K', "КΚᏦꓗ"),
    ('L', "ᏞꓡⅬ"),
    ('M', "МΜᎷꓟ"),
    ('N', "Νꓠ"),
    ('O', "ОΟՕꓳ"),
    ('P', "РΡᏢꓑ"),
    ('R', "ᎡᏒꓣ"),
    ('S', "ЅՏᏚꓢ"),
    ('T', "ТΤᎢꓔ"),
    ('U', "Սꓴ"),
    ('V', "ᏙѴꓦ"),
    ('W', "ᎳԜꓪ"),
    ('X', "ХΧꓫ"),
    ('Y', "ΥҮᎩꓬ"),
    ('Z', "ΖᏃꓜ"),
    ('0', "٠०"),
    ('1', "١१"),
    ('2', "٢२"),
    ('3', "٣३"),
    ('4', "٤४"),
    ('5', "٥५"),
    ('6', "٦६"),
    ('7', "٧७"),
    ('8', "٨८"),
    ('9', "٩९"),
];

fn look_alike(c: char, choices: &mut Choices) -> char {
    let Some((_, alike)) = ALIKE.iter().find(|(latin, _)| *latin == c) else { return c };
    *choices.of(&alike.chars().collect::<Vec<_>>())
}

fn leet(c: char, choices: &mut Choices) -> char {
    let signs: &[char] = match c.to_ascii_lowercase() {
        'a' => &['4', '@'],
        'b' => &['8'],
        'e' => &['3'],
        'g' => &['9'],
        'i' => &['1', '!'],
        'l' => &['1', '|'],
        'o' => &['0'],
        's' => &['5', '$'],
        't' => &['7', '+'],
        'z' => &['2'],
        _ => return c,
    };
    *choices.of(signs)
}

/// The `n`th character after `first`.
fn after(first: u32, n: u32) -> char {
    char::from_u32(first + n).unwrap_or('?')
}

fn wide(c: char, choices: &mut Choices) -> char {
    let code = u32::from(c);
    let plain = after(0xFF01, code.saturating_sub(0x21));
    match c {
        // Mathematical bold, sans-serif bold, monospace.
        'A'..='Z' => *choices.of(&[
            plain,
            after(0x1D400, code - 65),
            after(0x1D5D4, code - 65),
            after(0x1D670, code - 65),
        ]),
        'a'..='z' => *choices.of(&[
            plain,
            after(0x1D41A, code - 97),
            after(0x1D5EE, code - 97),
            after(0x1D68A, code - 97),
        ]),
        '0'..='9' => *choices.of(&[
            plain,
            after(0x1D7CE, code - 48),
            after(0x1D7EC, code - 48),
            after(0x1D7F6, code - 48),
        ]),
        _ => plain,
    }
}

fn emoji(c: char, choices: &mut Choices, out: &mut String) {
    let upper = u32::from(c.to_ascii_uppercase());
    match c {
        'a'..='z' | 'A'..='Z' => {
            let n = upper - 65;
            match choices.next() % 4 {
                0 => {
                    out.push(after(0x1F1E6, n));
                    // A pair of them would show as a flag.
                    out.push('\u{200b}');
                }
                1 => out.push(after(0x1F130, n)),
                2 => out.push(after(0x1F170, n)),
                _ => out.push(after(0x24B6, n)),
            }
        }
        '0'..='9' if choices.chance(60) => out.push_str(&format!("{c}\u{fe0f}\u{20e3}")),
        '0' => out.push('⓪'),
        '1'..='9' => out.push(after(0x2460, u32::from(c) - 49)),
        _ => out.push(c),
    }
}

/// Digits and marks in words, as they are read out.
fn said(text: &str) -> String {
    const DIGITS: [&str; 10] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let mut words: Vec<String> = Vec::new();
    let mut letters = String::new();
    let email = text.contains('@');
    for c in text.chars() {
        let word = match c {
            '0'..='9' => DIGITS[c as usize - '0' as usize].to_owned(),
            '@' => "at".to_owned(),
            '.' => "dot".to_owned(),
            '+' => "plus".to_owned(),
            '_' => "underscore".to_owned(),
            '-' => "dash".to_owned(),
            _ if email => {
                letters.push(c);
                continue;
            }
            _ => c.to_string(),
        };
        if !letters.is_empty() {
            words.push(std::mem::take(&mut letters));
        }
        words.push(word);
    }
    if !letters.is_empty() {
        words.push(letters);
    }
    words.join(" ")
}

fn base64(bytes: &[u8], for_urls: bool) -> String {
    const PLAIN: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let word =
            chunk.iter().enumerate().fold(0_u32, |sum, (n, byte)| sum | u32::from(*byte) << (16 - 8 * n));
        for n in 0..=chunk.len() {
            out.push(char::from(PLAIN[(word >> (18 - 6 * n)) as usize & 63]));
        }
        if !for_urls {
            out.push_str(&"=="[..3 - chunk.len()]);
        }
    }
    if for_urls { out.replace('+', "-").replace('/', "_") } else { out }
}
