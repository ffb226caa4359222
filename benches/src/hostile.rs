//! Drafts that nobody means well with, of any size: for measuring growth and for the test of it.

/// A hostile draft: a name, and what is repeated, before it and after it.
pub type Hostile = (&'static str, Pattern);

/// Text before, repeated text, text after.
pub type Pattern = (&'static str, &'static str, &'static str);

/// Drafts by what they attack.
pub const HOSTILE: &[Hostile] = &[
    ("one long word", ("", "x", "")),
    ("one long word of figures", ("", "r3", "")),
    ("combining marks", ("a", "\u{301}", "")),
    ("zero-width characters", ("re", "\u{200b}", "fund")),
    ("nested quotes", ("", "\"a '", "")),
    ("opening brackets", ("", "([{", "")),
    ("marks of markup", ("", "*_`~", "")),
    ("links without end", ("", "[a](b \"", "")),
    ("character references", ("", "&amp;", "")),
    ("overlapping hits", ("", "no risk free no risk guaranteed returns ", "")),
    ("many findings", ("", "Our fund is guaranteed returns. ", "")),
    ("insults", ("", "You are a moron. ", "")),
    ("regex-hostile", ("", "we we will will tell tell your your ", "")),
    ("a huge number", ("It costs £", "9", ".")),
    ("many amounts", ("", "£1,234.50 ", "")),
    ("many dates", ("", "3 May 2026, ", "")),
    ("many cards", ("", "4242 4242 4242 4242, ", "")),
    ("digits one by one", ("", "4 ", "")),
    ("digits in words", ("", "four ", "")),
    ("letters one by one", ("", "g u a r a n t e e d ", "")),
    ("letters with dots", ("", "r.e.f.u.n.d", "")),
    ("leetspeak", ("", "r3fund gu4r4nt33d ", "")),
    ("line breaks in words", ("", "guaran-\nteed ", "")),
    ("figures over lines", ("", "4242\n", "")),
    ("percent signs", ("", "%41", "")),
    ("base64", ("", "QUJDREVGR0hJSktM", " ")),
    ("base64 words", ("", "QUJDREVGR0hJSktMTU5P ", "")),
    ("at signs", ("", "a@", "")),
    ("addresses", ("", "a@example.com ", "")),
    ("full stops", ("", "a.", "")),
    ("line breaks", ("", "\n", "a")),
    ("look-alike letters", ("hello ", "рауmеnt ", "")),
    ("flags", ("", "🇬🇧", "")),
    ("same sentence", ("", "Your refund is on its way. ", "")),
    ("questions", ("", "Is it? ", "")),
    ("placeholders", ("", "{{name}} ", "")),
    ("tool calls", ("", "{\"name\": \"x\", ", "")),
];

/// A draft of at least `size` bytes.
pub fn draft((before, part, after): Pattern, size: usize) -> String {
    let times = size.div_ceil(part.len());
    [before, &part.repeat(times), after].concat()
}
