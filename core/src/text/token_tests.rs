//! Tables of what is a token.

use super::*;

/// The tokens of a text as `kind:text`.
fn tokens(original: &str) -> Vec<String> {
    let text = Text::analyse(original, &TextOptions::default());
    let kind = |token: &Token| match token.kind {
        TokenKind::Word => "w",
        TokenKind::Number => "n",
        TokenKind::Alnum => "a",
        TokenKind::Symbol => "s",
        TokenKind::Url => "u",
        TokenKind::Email => "e",
    };
    text.tokens().iter().map(|token| format!("{}:{}", kind(token), text.token_text(token))).collect()
}

#[test]
fn tokens_are_cut_and_named() {
    for (original, want) in [
        ("Don't panic", "w:don't w:panic"),
        ("£1,200.50 due", "s:£ n:1,200.50 w:due"),
        ("1'000,5 5.", "n:1'000,5 n:5 s:."),
        ("5G NS88213 1st 1.2k 90's", "a:5g a:ns88213 a:1st a:1.2k a:90's"),
        ("customers' 'x'", "w:customers s:' s:' w:x s:'"),
        ("well-known", "w:well s:- w:known"),
        ("l'ordre", "w:l'ordre"),
        ("10:30 24/7", "n:10 s:: n:30 n:24 s:/ n:7"),
        ("snake_case", "w:snake s:_ w:case"),
        ("🙂👍", "s:🙂 s:👍"),
        ("中文 हिन्दी", "w:中文 w:हिन्दी"),
        ("192.168.0.1", "n:192.168.0.1"),
        ("3.5.2026", "n:3.5.2026"),
    ] {
        assert_eq!(tokens(original).join(" "), want, "{original:?}");
    }
}

#[test]
fn addresses_are_found() {
    for (original, want) in [
        ("see https://example.com/a_b?c=d&e=f#g.", "u:https://example.com/a_b?c=d&e=f#g"),
        ("(https://example.com/x_(y))", "u:https://example.com/x_(y)"),
        ("(see https://example.com)", "u:https://example.com"),
        ("<https://example.com>", "u:https://example.com"),
        ("\"https://example.com\", he", "u:https://example.com"),
        ("HTTPS://EXAMPLE.COM/A", "u:https://example.com/a"),
        ("www.example.org!", "u:www.example.org"),
        ("go to example.com, then", "u:example.com"),
        ("portal.example.org/a?b=c", "u:portal.example.org/a?b=c"),
        ("shop.test:8080/x", "u:shop.test:8080/x"),
        ("my-bank.example?x=1", "u:my-bank.example?x=1"),
        ("example.co.uk is", "u:example.co.uk"),
        ("example.de, acme.io", "u:example.de u:acme.io"),
        ("bücher.example", "u:bucher.example"),
        ("example.com.Thanks", "u:example.com"),
        ("it.support.example", "u:it.support.example"),
        ("ftp://example.com", "u:ftp://example.com"),
        ("help@example.com.", "e:help@example.com"),
        ("mailto:jo.o'neil+x@mail.example.co.uk", "e:jo.o'neil+x@mail.example.co.uk"),
        ("jo@example", ""),
        ("@example", ""),
        ("e.g.this end.Start 1.5 Node.js report.pdf readme.md", ""),
        ("Your order.It is late. done.in a day. yes.no", ""),
        ("http:// and www. and ://x", ""),
        ("and/or a.b.c U.S. p.m.", ""),
        ("order.Info is", ""),
    ] {
        let found: Vec<String> = tokens(original)
            .into_iter()
            .filter(|token| token.starts_with("u:") || token.starts_with("e:"))
            .collect();
        assert_eq!(found.join(" "), want, "{original:?}");
    }
}

#[test]
fn case_is_that_of_the_original() {
    for (original, want) in [
        ("refund", Case::Lower),
        ("Refund", Case::Title),
        ("A", Case::Title),
        ("REFUND", Case::Upper),
        ("iPhone", Case::Mixed),
        ("5", Case::Lower),
        ("5G", Case::Title),
        ("NS88213", Case::Upper),
        ("Élan", Case::Title),
        ("ÉLAN", Case::Upper),
        ("&Eacute;lan", Case::Title),
        ("ＡＢ", Case::Upper),
        ("𝐆o", Case::Title),
        ("Straße", Case::Title),
        ("O'Neil", Case::Mixed),
        ("Привет", Case::Title),
        ("!", Case::Lower),
    ] {
        let text = Text::analyse(original, &TextOptions::default());
        assert_eq!(text.tokens()[0].case, want, "{original:?}");
    }
}
