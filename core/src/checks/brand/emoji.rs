//! Emoji: finding whole sequences, and taking them out of a text without leaving traces.

use crate::span::Span;
use crate::text::{Case, Text, TokenKind, is_stopword};

/// Ranges of characters that are shown as pictures (Unicode 16, `Emoji=Yes` above U+2000 and the pictographs of
/// the supplementary plane; digits, `©`, `®` and `™` are text unless a selector follows).
const PICTURES: &[(char, char)] = &[
    ('\u{203c}', '\u{203c}'),
    ('\u{2049}', '\u{2049}'),
    ('\u{231a}', '\u{231b}'),
    ('\u{23cf}', '\u{23cf}'),
    ('\u{23e9}', '\u{23f3}'),
    ('\u{23f8}', '\u{23fa}'),
    ('\u{25b6}', '\u{25b6}'),
    ('\u{25c0}', '\u{25c0}'),
    ('\u{25fb}', '\u{25fe}'),
    ('\u{2600}', '\u{2604}'),
    ('\u{260e}', '\u{260e}'),
    ('\u{2611}', '\u{2615}'),
    ('\u{2618}', '\u{2620}'),
    ('\u{2622}', '\u{2623}'),
    ('\u{2626}', '\u{262f}'),
    ('\u{2638}', '\u{263a}'),
    ('\u{2640}', '\u{2642}'),
    ('\u{2648}', '\u{2653}'),
    ('\u{265f}', '\u{2668}'),
    ('\u{267b}', '\u{267f}'),
    ('\u{2692}', '\u{26ff}'),
    ('\u{2702}', '\u{2705}'),
    ('\u{2708}', '\u{2716}'),
    ('\u{271d}', '\u{271d}'),
    ('\u{2721}', '\u{2721}'),
    ('\u{2728}', '\u{2728}'),
    ('\u{2733}', '\u{2734}'),
    ('\u{2744}', '\u{2757}'),
    ('\u{2763}', '\u{2764}'),
    ('\u{2795}', '\u{2797}'),
    ('\u{27a1}', '\u{27a1}'),
    ('\u{27b0}', '\u{27bf}'),
    ('\u{2934}', '\u{2935}'),
    ('\u{2b05}', '\u{2b07}'),
    ('\u{2b1b}', '\u{2b1c}'),
    ('\u{2b50}', '\u{2b55}'),
    ('\u{3030}', '\u{303d}'),
    ('\u{3297}', '\u{3299}'),
    ('\u{1f000}', '\u{1faff}'),
];

fn is_picture(c: char) -> bool {
    let before = PICTURES.partition_point(|range| range.0 <= c);
    before.checked_sub(1).and_then(|at| PICTURES.get(at)).is_some_and(|range| c <= range.1)
}

/// Whether a cluster of characters is shown as a picture.
fn is_emoji(cluster: &str) -> bool {
    let Some(first) = cluster.chars().next() else { return false };
    is_picture(first) && !cluster.contains('\u{fe0e}')
        || (cluster.contains('\u{fe0f}') || cluster.contains('\u{20e3}'))
            && matches!(first, '0'..='9' | '#' | '*' | '©' | '®' | '™' | 'ℹ' | 'Ⓜ' | '↔'..='↪')
}

/// The lowest first byte of a character of [`PICTURES`] and of what makes a picture of another.
const LOWEST_LEAD: u8 = 0xe2;

/// Every emoji, whole sequences, in order.
pub(crate) fn find(text: &str) -> Vec<Span> {
    // Cutting into clusters is dear: most texts beyond ASCII have nothing but accents and quotes.
    let shown = |c: char| is_picture(c) || matches!(c, '\u{fe0f}' | '\u{20e3}');
    let mut high = text.bytes().enumerate().filter(|(_, byte)| *byte >= LOWEST_LEAD).map(|(at, _)| at);
    if !high.any(|at| text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(shown)) {
        return Vec::new();
    }
    clusters(text)
        .filter(|(_, cluster)| !cluster.is_ascii() && is_emoji(cluster))
        .map(|(at, cluster)| Span::new(at, at + cluster.len()))
        .collect()
}

/// Whether a character belongs to the picture before it: a selector, a tone of skin, a frame, a tag, an accent.
fn extends(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}'
            | '\u{200c}'
            | '\u{20d0}'..='\u{20f0}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{1f3fb}'..='\u{1f3ff}'
            | '\u{e0020}'..='\u{e007f}'
            | JOINER
    )
}

const JOINER: char = '\u{200d}';

fn is_regional(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

/// The characters of a text with what belongs to them, as far as pictures go: two regional letters are a flag, and
/// joined pictures are one (UAX #29, rules GB9, GB11 to GB13; letters of scripts that need more of it are no pictures).
fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = chars.next()?;
        let picture = is_picture(first) && !is_regional(first) && !extends(first);
        if is_regional(first) {
            chars.next_if(|(_, c)| is_regional(*c));
        }
        // A picture joins the one before with nothing but one joiner at the end.
        let (mut last, mut joiners) = (first, 0);
        while let Some((_, c)) = chars.next_if(|(_, c)| {
            let joined = picture && joiners == 1 && last == JOINER;
            extends(*c) && !first.is_control() || joined && is_picture(*c) && !is_regional(*c)
        }) {
            joiners = if extends(c) { joiners + u32::from(c == JOINER) } else { 0 };
            last = c;
        }
        let end = chars.peek().map_or(text.len(), |(at, _)| *at);
        Some((start, text.get(start..end)?))
    })
}

/// What a keycap shows: `1` for 1️⃣.
fn keycap(cluster: &str) -> Option<char> {
    cluster.chars().next().filter(|c| c.is_ascii_digit() && cluster.contains('\u{20e3}'))
}

/// The changes that take emoji out; those that stand side by side go together.
pub(crate) fn removals(text: &Text, found: &[Span]) -> Vec<(Span, String)> {
    let original = text.original();
    let mut runs: Vec<Span> = Vec::with_capacity(found.len());
    for span in found {
        let joins = |run: &Span| {
            let between = Span::new(run.end, span.start).text(original);
            between.chars().all(|c| c == ' ') && keycap(span.text(original)).is_none()
        };
        match runs.last_mut() {
            Some(run) if keycap(run.text(original)).is_none() && joins(run) => run.end = span.end,
            _ => runs.push(*span),
        }
    }
    runs.into_iter().map(|run| removal(text, run)).collect()
}

/// The change that takes a run of emoji out: with the space that would be left over; a keycap becomes its digit; one
/// that stood for the full stop of a sentence becomes one.
fn removal(text: &Text, span: Span) -> (Span, String) {
    let original = text.original();
    let before = original.get(..span.start).unwrap_or("");
    let after = original.get(span.end..).unwrap_or("");
    let opens_line = before.trim_end_matches([' ', '\t']).chars().next_back().is_none_or(|c| c == '\n');
    if let Some(digit) = keycap(span.text(original)) {
        return (span, if opens_line { format!("{digit}.") } else { digit.to_string() });
    }
    // "We ❤ you": here the picture is the verb.
    let heart = span.text(original).starts_with(['❤', '♥', '💙', '💚', '💛', '💜', '🧡', '🖤']);
    let subject = ["I ", "we ", "We ", "you ", "You ", "they ", "They "];
    if heart && subject.iter().any(|word| before.ends_with(word)) && after.starts_with([' ', '\u{fe0f}']) {
        return (span, "love".to_owned());
    }
    let spaces = |c: &char| matches!(c, ' ' | '\t' | '\u{a0}');
    let space_after: usize = after.chars().take_while(spaces).map(char::len_utf8).sum();
    let space_before: usize = before.chars().rev().take_while(spaces).map(char::len_utf8).sum();
    if opens_line {
        return (Span::new(span.start, span.end + space_after), String::new());
    }
    let next = after.get(space_after..).and_then(|rest| rest.chars().next());
    let previous = before.trim_end().chars().next_back();
    if starts_sentence(text, span.end + space_after) && previous.is_some_and(char::is_alphanumeric) {
        return (Span::new(span.start - space_before, span.end), ".".to_owned());
    }
    let closed = next.is_none_or(|c| matches!(c, '\n' | '\r' | '.' | ',' | ';' | ':' | '!' | '?' | ')'));
    if space_before > 0 && (closed || space_after > 0) {
        (Span::new(span.start - space_before, span.end), String::new())
    } else if space_before == 0 && space_after == 0 && !closed && previous.is_some_and(char::is_alphanumeric)
    {
        (span, " ".to_owned())
    } else {
        (span, String::new())
    }
}

/// Whether the word at `at` opens a sentence by the look of it: a function word with a capital.
fn starts_sentence(text: &Text, at: usize) -> bool {
    let first = text.tokens().partition_point(|token| token.span.start < at);
    let Some(token) = text.tokens().get(first) else { return false };
    let word = text.token_text(token);
    let head = word.split('\'').next().unwrap_or(word);
    token.kind == TokenKind::Word
        && token.case == Case::Title
        && [crate::text::Lang::En, crate::text::Lang::De, crate::text::Lang::Fr]
            .into_iter()
            .any(|lang| is_stopword(lang, head))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::brand::testing::applied;
    use crate::text::TextOptions;

    proptest::proptest! {
        #[test]
        fn clusters_are_those_of_the_library(
            text in "[a1\u{300}\u{fe0f}\u{20e3}\u{200d}\u{1f3fb}😀👩❤\u{1f1e6}\u{1f1ff}\u{e0020}é語 \n]{0,16}",
        ) {
            use unicode_segmentation::UnicodeSegmentation as _;
            let by_library: Vec<_> = text.grapheme_indices(true).collect();
            proptest::prop_assert_eq!(clusters(&text).collect::<Vec<_>>(), by_library);
        }
    }

    #[test]
    fn whole_sequences_are_found_and_text_is_not() {
        for (text, expected) in [
            ("Done 🎉", vec!["🎉"]),
            ("👍🏽 ok", vec!["👍🏽"]),
            ("👨‍👩‍👧‍👦 plan", vec!["👨‍👩‍👧‍👦"]),
            ("🇩🇪 and 🇫🇷", vec!["🇩🇪", "🇫🇷"]),
            ("1️⃣ Open", vec!["1️⃣"]),
            ("❤️", vec!["❤️"]),
            ("✅ paid", vec!["✅"]),
            ("⏰ now", vec!["⏰"]),
            ("©️", vec!["©️"]),
            ("🙂🙂", vec!["🙂", "🙂"]),
            ("©2026 Example™ ®", vec![]),
            ("5 × 3 → 15", vec![]),
            ("#1 *2", vec![]),
            ("naïve café", vec![]),
            ("❶ first", vec![]),
            ("• bullet – dash", vec![]),
            ("日本語", vec![]),
            ("☎\u{fe0e} 555-0100", vec![]),
            ("½ price, 20 °C", vec![]),
            (":-) :)", vec![]),
            ("€ £ ₹", vec![]),
        ] {
            let found: Vec<&str> = find(text).into_iter().map(|span| span.text(text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn removal_leaves_no_trace() {
        for (draft, expected) in [
            ("All done 🎉", "All done"),
            ("🎉 All done", "All done"),
            ("All done! 🎉", "All done!"),
            ("Great 🎉, thanks", "Great, thanks"),
            ("Great 🎉 news", "Great news"),
            ("done🎉next", "done next"),
            ("All done 🎉 Your parcel is here.", "All done. Your parcel is here."),
            ("Hi 👋 Sam", "Hi Sam"),
            ("And we ❤️ you too", "And we love you too"),
            ("1️⃣ Open it\n2️⃣ Tap it", "1. Open it\n2. Tap it"),
            ("One 🎉🎉 two", "One two"),
            ("Line 🎉\nNext", "Line\nNext"),
            ("- 📦 Parcel", "- Parcel"),
            ("🎉 🎉 Hooray 🎉 🎉", "Hooray"),
        ] {
            let text = Text::analyse(draft, &TextOptions::default());
            assert_eq!(applied(draft, &removals(&text, &find(draft))), expected, "{draft}");
        }
    }
}
