//! The language of texts of one sentence: a hundred of each of the seven languages.

use draftgate::text::{Lang, Language, Text, TextOptions, detect};

#[test]
fn the_language_of_a_sentence() {
    let lists = [
        (Lang::En, include_str!("en.txt")),
        (Lang::De, include_str!("de.txt")),
        (Lang::Fr, include_str!("fr.txt")),
        (Lang::Es, include_str!("es.txt")),
        (Lang::It, include_str!("it.txt")),
        (Lang::Nl, include_str!("nl.txt")),
        (Lang::Pt, include_str!("pt.txt")),
    ];
    let (mut all, mut wrong) = (0, Vec::new());
    for (lang, list) in lists {
        assert!(list.lines().count() >= 100, "{lang:?}");
        for sentence in list.lines() {
            all += 1;
            let found = detect(&Text::analyse(sentence, &TextOptions::default()));
            if found.map(|found| found.language) != Some(Language::Supported(lang)) {
                wrong.push(format!("{lang:?} taken for {:?}: {sentence}", found.map(|found| found.language)));
            }
        }
    }
    assert!(wrong.len() * 50 <= all, "{} of {all} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
