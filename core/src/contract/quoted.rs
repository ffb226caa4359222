//! Texts as JSON writes them.

/// Bytes that are looked at together: most hold nothing that has to be escaped.
const STRETCH: usize = 64;

/// Whether a byte has to be escaped.
const fn has_escape(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// Writes a text as a string of JSON, quotes included, as `serde_json` does; how many characters had to be escaped.
///
/// ```
/// let mut out = String::from("say ");
/// assert_eq!(draftgate::contract::push_json_string(&mut out, "\"£5\"\n"), 3);
/// assert_eq!(out, r#"say "\"£5\"\n""#);
/// ```
pub fn push_json_string(out: &mut String, text: &str) -> usize {
    out.reserve(text.len() + 2);
    out.push('"');
    let (mut done, mut escapes) = (0, 0);
    for (n, stretch) in text.as_bytes().chunks(STRETCH).enumerate() {
        if !stretch.iter().fold(false, |any, byte| any | has_escape(*byte)) {
            continue;
        }
        for (place, byte) in (n * STRETCH..).zip(stretch).filter(|(_, byte)| has_escape(**byte)) {
            out.push_str(text.get(done..place).unwrap_or_default());
            push_escaped(out, *byte);
            (done, escapes) = (place + 1, escapes + 1);
        }
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out.push('"');
    escapes
}

fn push_escaped(out: &mut String, byte: u8) {
    let short = match byte {
        b'"' => '"',
        b'\\' => '\\',
        b'\n' => 'n',
        b'\r' => 'r',
        b'\t' => 't',
        0x08 => 'b',
        0x0c => 'f',
        _ => {
            out.push_str("\\u00");
            for nibble in [byte >> 4, byte & 15] {
                out.push(char::from_digit(nibble.into(), 16).unwrap_or_default());
            }
            return;
        }
    };
    out.push('\\');
    out.push(short);
}
