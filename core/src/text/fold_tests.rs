//! Tables of what folds to what.

use super::*;

fn folded(original: &str, markup: Markup) -> String {
    Text::analyse(original, &TextOptions { markup, ..TextOptions::default() }).folded().to_owned()
}

#[test]
fn characters_fold() {
    for (original, want) in [
        ("Refund", "refund"),
        ("STRASSE Straße ẞ", "strasse strasse ss"),
        ("İstanbul", "istanbul"),
        ("Crème brûlée", "creme brulee"),
        ("Größe über", "grosse uber"),
        ("Œuvre Ærø", "oeuvre aero"),
        ("Łódź", "lodz"),
        ("e\u{301}te\u{301}", "ete"),
        ("g\u{335}\u{336}uar", "guar"),
        ("Z\u{351}\u{36b}\u{343}alg\u{300}o", "zalgo"),
        ("Ｇｕａｒａｎｔｅｅ", "guarantee"),
        ("𝐆𝑢𝒂𝓻𝔞𝕟𝖙𝗲𝘦", "guarantee"),
        ("ⓖⓤⓐ", "gua"),
        ("🅖🅤🄰", "gua"),
        ("ᵍᵘᵃ", "gua"),
        ("ɢᴜᴀʀᴀɴᴛᴇᴇ", "guarantee"),
        ("oﬀer ﬁne", "offer fine"),
        ("½ day", "1/2 day"),
        ("2½ days", "2 1/2 days"),
        ("£5¹", "£5 1"),
        ("m²", "m2"),
        ("10³", "10 3"),
        ("٣ days", "3 days"),
        ("１２", "12"),
        ("№ 5", "no 5"),
        ("Acme™", "acme™"),
        ("a\u{200b}b\u{2060}c\u{feff}", "abc"),
        ("re\u{ad}fund", "refund"),
        ("\u{202e}abc\u{202c}", "abc"),
        ("re\u{e0041}fund", "refund"),
        ("a\0b", "ab"),
        ("‘a’ “b” „c“ «d»", "'a' \"b\" \"c\" \"d\""),
        ("it’s it´s itʼs it`s", "it's it's it's it's"),
        ("3–5 — −2 a‑b", "3-5 - -2 a-b"),
        ("wait…", "wait..."),
        ("a \u{a0}\u{202f} b\t\nc", "a b c"),
        ("a\u{2028}b\u{3000}c", "a b c"),
        ("Tom &amp; Jerry", "tom & jerry"),
        ("AT&T; a&b", "at&t; a&b"),
        ("&#8364;5 &#x20AC;5", "€5 €5"),
        ("caf&eacute; &Eacute;T&Eacute;", "cafe ete"),
        ("&lt;b&gt;", "<b>"),
        ("&amp;lt;", "<"),
        ("5&nbsp;&nbsp;GBP", "5 gbp"),
        ("re&shy;fund", "refund"),
        ("&unknown; &; &#;", "&unknown; &; &#;"),
        ("ς σ", "σ σ"),
        ("中文。", "中文。"),
        ("हिन्दी", "हिन्दी"),
        ("re\u{93c}fund", "refund"),
        ("", ""),
        ("  ", " "),
        ("ⅷ", "viii"),
        ("㎏", "kg"),
        ("‼", "!!"),
        ("👍🏽", "👍🏽"),
    ] {
        assert_eq!(folded(original, Markup::Plain), want, "{original:?}");
        assert_eq!(fold_pattern_text(original), want, "{original:?}");
    }
}

#[test]
fn look_alikes_fold_in_latin_words_only() {
    for (original, want) in [
        ("guаrаntee", "guarantee"),
        ("Ρayment", "payment"),
        ("гefund", "refund"),
        ("сгеdit now", "credit now"),
        ("НЕLLО", "hello"),
        ("the сосо is here", "the coco is here"),
        ("Это не он", "это не он"),
        ("Привет, мир", "привет, мир"),
        ("Καλημέρα", "καλημερα"),
        ("We sell iPhone", "we sell iphone"),
        ("Заказ на iPhone уже в пути", "заказ на iphone уже в пути"),
        ("5 μs", "5 μs"),
        ("ԁebt", "debt"),
        ("5кг муки и сахара", "5кг муки и сахара"),
        ("ı want", "i want"),
    ] {
        assert_eq!(folded(original, Markup::Plain), want, "{original:?}");
    }
}

#[test]
fn marks_of_markdown_are_seen_through() {
    for (original, want) in [
        ("**guaranteed** returns", "guaranteed returns"),
        ("g**uar**anteed", "guaranteed"),
        ("__bold__ and _slanted_ and *slanted*", "bold and slanted and slanted"),
        ("***both***", "both"),
        ("~~old~~ new", "old new"),
        ("use `code_a` now", "use code_a now"),
        ("```json\n{\"a\": 1}\n```", " {\"a\": 1} "),
        ("# Title\nText", "title text"),
        ("## Two\n\nText", "two text"),
        ("#5 and #tag", "#5 and #tag"),
        ("- item\n* item", "- item * item"),
        ("see [our page](https://example.com/a_b) now", "see our page https://example.com/a_b now"),
        ("[a](https://example.com).", "a https://example.com."),
        ("![logo](https://example.com/x.png \"Our logo\")", "logo https://example.com/x.png"),
        ("[*x*](/help)y", "x /help y"),
        ("[1](2)", "[1](2)"),
        ("[TBD]", "[tbd]"),
        ("snake_case and a_b_c", "snake_case and a_b_c"),
        ("5*3 = 15, 2*3*4", "5*3 = 15, 2*3*4"),
        ("2**3**4", "2**3**4"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("https://example.com/_a_/*b*", "https://example.com/_a_/*b*"),
        ("**https://example.com/a_b**.", "https://example.com/a_b."),
        ("jo_e_x@example.com", "jo_e_x@example.com"),
        ("**Note: we", "note: we"),
        ("Terms apply*", "terms apply*"),
        ("____", "____"),
        ("&#42;a&#42;", "*a*"),
        ("`*a*`", "*a*"),
        ("a \\* b", "a \\* b"),
        ("**5** days", "5 days"),
        ("**5**days", "5days"),
        ("don`t or won`t", "don't or won't"),
        ("*one* and **two**, _three_!", "one and two, three!"),
        ("**bold\n\nnot** bold", "bold not bold"),
        ("*a\n\nb*", "*a b*"),
    ] {
        assert_eq!(folded(original, Markup::Plain), want, "{original:?}");
    }
    assert_eq!(folded("a \\* b \\_c\\_", Markup::Markdown), "a * b _c_");
}

#[test]
fn tags_of_ssml_are_dropped() {
    for (original, want) in [
        ("<speak>Hello <emphasis level=\"strong\">Sam</emphasis></speak>", " hello sam "),
        ("<p>One.</p><p>Two.</p>", " one. two. "),
        ("a<break time=\"1s\"/>b", "a b"),
        ("re<mark name=\"x\"/>fund", "refund"),
        ("<!-- a > b -->ok", "ok"),
        ("5 < 6", "5 < 6"),
        ("&lt;b&gt;", "<b>"),
        ("a <b", "a <b"),
        ("snake_case *x*", "snake_case *x*"),
    ] {
        assert_eq!(folded(original, Markup::Ssml), want, "{original:?}");
    }
    assert_eq!(folded("<b>", Markup::Plain), "<b>");
}

#[test]
fn a_span_leads_back_to_all_that_made_it() {
    for (original, part, want) in [
        ("The Straße is", "strasse", "Straße"),
        ("a cafe\u{301} b", "cafe", "cafe\u{301}"),
        ("oﬃce", "f", "ﬃ"),
        ("we **gua\u{200b}rantee** it", "guarantee", "gua\u{200b}rantee"),
        ("a&nbsp; b", " ", "&nbsp; "),
        ("wait… no", "...", "…"),
        ("g**uar**antee", "guarantee", "g**uar**antee"),
        ("see [us](https://example.com) now", "us https://example.com", "us](https://example.com"),
        ("Tom &amp; Jo", "&", "&amp;"),
        ("ok ❤️ ok", "❤", "❤️"),
        ("Plain text", "plain", "Plain"),
        ("a\r\nb", " ", "\r\n"),
        ("𝐆o", "g", "𝐆"),
    ] {
        let text = Text::analyse(original, &TextOptions::default());
        let start = text.folded().find(part).unwrap_or_else(|| panic!("{part:?} in {:?}", text.folded()));
        let fold = FoldSpan { start, end: start + part.len() };
        let span = text.original_span(fold);
        assert_eq!(span.text(original), want, "{original:?}");
        assert_eq!(text.fold_span(span).start, text.folded().find(part).unwrap().min(start));
        assert!(text.original_span(FoldSpan { start, end: start }).is_empty());
    }
}

#[test]
fn what_was_dropped_has_no_folded_bytes() {
    let text = Text::analyse("a** b", &TextOptions::default());
    assert_eq!(text.folded(), "a b");
    let dropped = text.fold_span(Span::new(1, 3));
    assert_eq!(dropped, FoldSpan { start: 1, end: 1 });
    assert_eq!(text.fold_span(Span::new(4, 5)), FoldSpan { start: 2, end: 3 });
}

#[test]
fn every_character_folds_to_its_own_fold() {
    // Ideographs, Hangul syllables and private use have no entries.
    for c in (0..0x3400)
        .chain(0xA000..0xAC00)
        .chain(0xF900..0x20000)
        .chain(0xE0000..0xE0200)
        .filter_map(char::from_u32)
    {
        let mut bytes = [0; 4];
        let alone = &*c.encode_utf8(&mut bytes);
        let once = fold_pattern_text(alone);
        assert!(once == alone || fold_pattern_text(&once) == once, "U+{:04X}", u32::from(c));
    }
}
