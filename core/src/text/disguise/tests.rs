//! Tables of what is read, and of what is left alone.

use super::super::vocabulary::{Knows, Vocabulary};
use super::super::{FoldSpan, Text, TextOptions};

struct Words(Vocabulary);

impl Knows for Words {
    fn vocabulary(&self) -> &Vocabulary {
        &self.0
    }
}

/// What texts are folded to when these words are looked for.
fn fold(original: &str) -> String {
    let words = "guarantee guaranteed returns return refund free risk investment i am a human being you are moron \
        will double your money my is this to of in and the we anyone won't you're just too stupid hurt real \
        person i'm any one at employer love lose cannot arrested if don't pay no credit check can celled cancelled \
        have am us today don full card number that ends tonight offer tell worthless worth less";
    let words = Words(Vocabulary::new(words.split_whitespace().map(|word| (word, word == "guarantee"))));
    Text::analyse_seeing_through(original, &TextOptions::default(), &words).folded().to_owned()
}

#[test]
fn disguised_words_are_read() {
    let mut wrong = Vec::new();
    for (original, want) in [
        ("a r3fund today", "a refund today"),
        ("gu4r4nt33d r3turn$", "guaranteed returns"),
        ("w1|| d0u813 y0ur m0n3y", "will double your money"),
        ("Well, ! 4m 4 hum@n 83!n9 here", "well, i am a human being here"),
        ("y0u 4r3 4 moron.", "you are a moron."),
        ("r i s k   f r e e", "risk free"),
        ("I a m a h u m a n b e i n g sitting", "i am a human being sitting"),
        ("y o u a r e a m o r o n. Press", "you are a moron. press"),
        ("y o u'r e   j u s t   t o o   s t u p i d", "you're just too stupid"),
        ("y o u'r e j u s t t o o s t u p i d", "you're just too stupid"),
        ("Don't worry, I'm a r e a l p e r s o n and I", "don't worry, i'm a real person and i"),
        ("g·u·a·r·a·n·t·e·e·d r·e·t·u·r·n·s", "guaranteed returns"),
        ("r|i|s|k f|r|e|e", "risk free"),
        ("a/r/r/e/s/t/e/d i/f y/o/u d/o/n't p/a/y", "arrested if you don't pay"),
        ("I a-m a h-u-m-a-n", "i am a human"),
        ("g.u.a.r.a.n.t.e.e.d.r.e.t.u.r.n.s", "guaranteed returns"),
        ("r**i**s*k* *f**r*~~e~~e", "risk free"),
        ("~~c~~anno`t` lose", "cannot lose"),
        ("~~I~~'__m__ ~~a~~ `r`~~e~~**a***l* person", "i'm a real person"),
        ("ar*e* __a__ `m``o`~~r~~on", "are a moron"),
        ("rіꜱк freҽ ɩnvеstmепt", "risk free investment"),
        ("you ϲannoт ӏosе ᴍoneү on", "you cannot lose money on"),
        ("Well, Ӏ аⅿ α һuᴍаn Ƅeіnɡ here", "well, i am a human being here"),
        ("Keep writing and ꓲ աɩlⅼ hսгт yοս for", "keep writing and i will hurt you for"),
        ("🇬\u{200b}🇺🄰🆁Ⓐ🇳🇹🇪🇪", "guarantee"),
        ("keep writing and 1 wi|| hur7 y0u, +3|| y0ur", "keep writing and i will hurt you, tell your"),
        ("I won'+ tell", "i won't tell"),
        ("Ӏ ԝ ɩ ⅼ ⅼ հ ᴜ г т ү о υ for", "i will hurt you for"),
        ("we w 1 1 l t 3 l | your", "we will tell your"),
        ("yo~~~~u are *mo*ron", "you are moron"),
        ("w**i**ll hu*r*t yo*u*", "will hurt you"),
        ("you are worth\nless, per-\nson", "you are worthless, person"),
        ("you get guar\nanteed re\nturns now", "you get guaranteed returns now"),
        ("will\ntell\nyour\nem-\nployer about", "will tell your employer about"),
        ("I have can\ncelled your risk and fr-\nee", "i have cancelled your risk and free"),
    ] {
        let read = fold(original);
        if read != want {
            wrong.push((original, read));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_is_no_disguise_stays() {
    for original in [
        "order ns88213 and 5g, 1st of 30mins, covid19, mp3",
        "call s m i t h or n h s, option a b c d",
        "4 2 4 2 4 2 4 2",
        "sam@example.com and https://example.com/fr33",
        "это не он, а она",
        "η αγορα",
        "🇬🇧 🇫🇷🇩🇪",
        "the a-b-c of it, e.g. this, i.e. that, u.s.a.",
        "you get no\nthing, any\none",
        "2*3*4 snake_case",
        "free! only $5 + $6",
    ] {
        assert_eq!(fold(original), original.replace('\n', " "), "{original:?}");
    }
}

#[test]
fn a_word_in_disguise_leads_back_to_all_of_it() {
    let words = Words(Vocabulary::new([("refund", false)].into_iter()));
    for (original, want) in
        [("a r3fund here", "r3fund"), ("a r-e-f-u-n-d here", "r-e-f-u-n-d"), ("a re-\nfund ok", "re-\nfund")]
    {
        let text = Text::analyse_seeing_through(original, &TextOptions::default(), &words);
        let start = text.folded().find("refund").unwrap();
        let span = text.original_span(FoldSpan { start, end: start + 6 });
        assert_eq!(span.text(original), want);
    }
}
