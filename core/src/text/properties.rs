//! What must hold of the analysis of any text whatsoever.

use proptest::prelude::*;

use super::*;

/// Texts with much of what the analysis treats specially.
fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a",
        "B",
        "order",
        "Dr",
        "3",
        "1,200.50",
        "5",
        " ",
        "  ",
        "\n",
        "\r\n",
        "\n\n",
        "\u{a0}",
        ".",
        "...",
        "?!",
        ",",
        "-",
        "*",
        "**",
        "_",
        "__",
        "~~",
        "`",
        "```",
        "#",
        "# ",
        "[",
        "](",
        ")",
        "(",
        "\\",
        "<",
        "<p>",
        "</s>",
        "<!--",
        "-->",
        "&",
        "&amp;",
        "&lt;",
        "&#59;",
        "&#59",
        ";",
        "&eacute;",
        "&#x430;",
        "amp;",
        "’",
        "“",
        "”",
        "«",
        "»",
        "\"",
        "'",
        "é",
        "e\u{301}",
        "\u{301}",
        "\u{200b}",
        "\u{ad}",
        "ß",
        "İ",
        "ﬁ",
        "½",
        "²",
        "…",
        "Ａ",
        "𝐁",
        "①",
        "а",
        "Привет",
        "нет",
        "с",
        "л",
        "ά",
        "ς",
        "中文",
        "。",
        "\u{93c}",
        "कि",
        "🙂",
        "👩\u{200d}💻",
        "\u{fe0f}",
        "https://example.com/a_b?c=d",
        "www.",
        "example.org",
        "sam@example.com",
        "@",
        "e.g.",
        "U.S.",
        "a.m.",
        "and",
        "but",
        "٣",
        "\0",
        "\u{2028}",
        "Ⱥ",
    ]);
    prop_oneof![
        3 => prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
        1 => "[ -~\n\t]{0,80}",
    ]
}

fn markups() -> impl Strategy<Value = Markup> {
    prop::sample::select(vec![Markup::Plain, Markup::Markdown, Markup::Ssml])
}

fn inside(text: &str, span: FoldSpan) {
    assert!(text.get(span.start..span.end).is_some(), "{span:?} does not fit {text:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_fit_and_stand_in_order(original in texts(), markup in markups()) {
        let text = Text::analyse(&original, &TextOptions { markup, ..TextOptions::default() });
        let folded = text.folded();
        let mut end = 0;
        for token in text.tokens() {
            inside(folded, token.fold);
            prop_assert!(token.fold.start >= end && token.fold.end > token.fold.start);
            prop_assert_eq!(token.spaced, end == 0 || text.folded_text(FoldSpan { start: end, end: token.fold.start }).contains(' '));
            prop_assert!(original.get(token.span.start..token.span.end).is_some());
            prop_assert_eq!(token.span, text.original_span(token.fold));
            end = token.fold.end;
        }
        // Whatever is not in a token is space.
        let covered: usize = text.tokens().iter().map(|token| token.fold.end - token.fold.start).sum();
        prop_assert_eq!(covered, folded.len() - folded.matches(' ').count());
        let mut next = 0;
        for sentence in text.sentences() {
            inside(folded, sentence.fold);
            prop_assert!(original.get(sentence.span.start..sentence.span.end).is_some());
            prop_assert_eq!(sentence.tokens.start, next);
            next = sentence.tokens.end;
        }
        prop_assert_eq!(next, text.tokens().len());
        for list in [text.clauses(), text.quotes()] {
            let mut end = 0;
            for &span in list {
                inside(folded, span);
                prop_assert!(span.start >= end && span.end > span.start);
                end = span.end;
            }
        }
        for (index, token) in text.tokens().iter().enumerate() {
            prop_assert_eq!(text.token_at(token.fold.start), Some(index));
            let sentence = text.sentence_at(token.fold.start).unwrap();
            prop_assert!(text.sentences()[sentence].tokens.contains(&index));
            prop_assert!(text.clause_at(token.fold.start).is_some());
        }
    }

    #[test]
    fn alignment_is_monotone_and_on_boundaries(original in texts(), markup in markups(), a in 0usize..200, b in 0usize..200) {
        let text = Text::analyse(&original, &TextOptions { markup, ..TextOptions::default() });
        let (start, end) = (a.min(b), a.max(b));
        let narrow = text.original_span(FoldSpan { start, end });
        prop_assert!(original.get(narrow.start..narrow.end).is_some());
        prop_assert_eq!(narrow.is_empty(), start == end || start >= text.folded().len());
        let wide = text.original_span(FoldSpan { start: start.saturating_sub(3), end: end + 3 });
        prop_assert!(wide.contains(narrow), "{:?} {:?}", wide, narrow);
        let all = text.original_span(FoldSpan { start: 0, end: text.folded().len() });
        prop_assert!(end > text.folded().len() || all.contains(narrow));
        // The way back and forth covers what it started from.
        inside(text.folded(), text.fold_span(Span::new(start, end)));
        if let Some(part) = text.folded().get(start..end).filter(|part| !part.is_empty()) {
            let back = text.fold_span(narrow);
            prop_assert!(back.start <= start && end <= back.end, "{part:?} {back:?}");
        }
    }

    #[test]
    fn folding_a_phrase_twice_changes_nothing(phrase in texts()) {
        let once = fold_pattern_text(&phrase);
        prop_assert_eq!(fold_pattern_text(&once), once);
    }

    #[test]
    fn a_phrase_folds_as_a_text_without_marks_does(phrase in texts()) {
        let phrase = phrase.replace(['*', '_', '`', '~', '#', '['], "");
        let text = Text::analyse(&phrase, &TextOptions::default());
        prop_assert_eq!(text.folded(), fold_pattern_text(&phrase));
    }

    #[test]
    fn both_ways_of_folding_agree(
        original in prop_oneof!["[ -~\n\t]{0,120}", "[a-zA-Z .,&;\r\n\t\u{b}\u{c}£€–—’“”…é½\u{a0}\u{202f}\u{2028}\u{85}ﬁß；｀İс\u{301}]{0,12}", texts()],
        markup in markups(),
    ) {
        // The short way gives the same as the long one, wherever it can be taken.
        if let Some(short) = fold_plain::fold_plain(&original, markup) {
            prop_assert_eq!(short, fold::join(&fold::fold_units(&original, markup).0));
        }
    }

    #[test]
    fn an_index_finds_what_a_search_of_its_table_finds(
        word in prop_oneof!["[a-z']{0,4}", "[a-z]{5,9}", prop::sample::select(data::function_words::WORDS).prop_map(|word| word.0.to_owned())],
        letter in prop_oneof![Just(String::new()), "[a-z]"],
    ) {
        let word = word + &letter;
        let words = data::function_words::WORDS;
        let found = words.binary_search_by(|entry| entry.0.cmp(&word)).map_or((0, 0), |at| (words[at].1, words[at].2));
        prop_assert_eq!(stopwords::lookup(&word), found);
        for lang in [Lang::En, Lang::De, Lang::Fr, Lang::Es, Lang::It, Lang::Nl, Lang::Pt] {
            let known = data::clauses::conjunctions(lang).contains(&word.as_str());
            prop_assert_eq!(clauses::is_conjunction(lang, &word), known);
        }
    }

    #[test]
    fn every_folded_piece_is_what_its_source_folds_to(original in "[a-zA-Zé ßàﬁ½Ａ…“”’\u{301}0-9.]{0,40}") {
        let text = Text::analyse(&original, &TextOptions::default());
        for token in text.tokens().iter().filter(|token| token.kind == TokenKind::Word) {
            let source = token.span.text(&original);
            prop_assert!(fold_pattern_text(source).contains(text.token_text(token)), "{source:?}");
        }
    }
}

/// Texts that make a careless analysis quadratic: at this length such an analysis would not end in good time.
#[test]
fn hostile_texts_are_linear() {
    let pieces = [
        "a",
        "a.",
        ".",
        "..",
        "!",
        "\"",
        "'",
        "(",
        "[",
        "[a](",
        "[a](a.b \"",
        "*",
        "** ",
        "*a ",
        "_",
        "`",
        "``` ",
        "~~",
        "&",
        "&amp",
        "&#59",
        "<a ",
        "<!--",
        "\u{301}",
        "e\u{301}",
        "\u{200b}",
        "a@",
        "@a",
        "a@b.",
        "a.b",
        "http://",
        "http://a ",
        "www.a",
        "1.",
        "1,2",
        "- ",
        "\n- ",
        "\n\n",
        "u.s. ",
        "\"a\" ",
        "«",
        "а",
        "аb ",
        "and ",
        ", ",
        "No. ",
        "#",
        "\n# ",
        "\\*",
        ".\"",
        "https://a.)",
    ];
    for piece in pieces {
        let original = piece.repeat(30_000 / piece.len());
        for markup in [Markup::Plain, Markup::Markdown, Markup::Ssml] {
            let text = Text::analyse(&original, &TextOptions { markup, ..TextOptions::default() });
            assert!(text.original() == original);
        }
    }
}
