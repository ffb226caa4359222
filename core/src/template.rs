//! Texts of a policy with places to be filled: `{company.name}`, `{match}`, `{expected}`, `{path|otherwise}`,
//! `{event.complaint_*.ref}` (the reference of what has happened).

use std::collections::BTreeMap;

use crate::facts::Facts;
use crate::policy::schema::LocalText;
use crate::text::Lang;

/// What a text can be filled from.
#[derive(Clone, Copy)]
pub(crate) struct Filling<'a> {
    /// Facts, by path.
    pub(crate) facts: &'a Facts,
    /// Words that the rule itself offers: `match`, `expected`, `value`, ….
    pub(crate) words: &'a BTreeMap<&'static str, String>,
}

impl Lang {
    /// ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::De => "de",
            Lang::Fr => "fr",
            Lang::Es => "es",
            Lang::It => "it",
            Lang::Nl => "nl",
            Lang::Pt => "pt",
        }
    }

    /// The language with this ISO 639-1 code.
    pub fn from_code(code: &str) -> Option<Lang> {
        [Lang::En, Lang::De, Lang::Fr, Lang::Es, Lang::It, Lang::Nl, Lang::Pt]
            .into_iter()
            .find(|lang| lang.code() == code)
    }
}

/// The text in `lang`; a text without languages serves all. A text in another language is not used.
pub(crate) fn localised(texts: &LocalText, lang: Option<Lang>) -> Option<&str> {
    let code = lang.map_or("en", Lang::code);
    texts.get(code).or_else(|| texts.get("")).map(String::as_str)
}

/// Fills the places of a text; `None` when one of them can't be filled and names no alternative.
pub(crate) fn fill(template: &str, filling: Filling<'_>) -> Option<String> {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (place, tail) = after.split_once('}')?;
        let (path, otherwise) = match place.split_once('|') {
            Some((path, otherwise)) => (path, Some(otherwise)),
            None => (place, None),
        };
        let path = path.trim();
        let value = filling.words.get(path).map(String::as_str).or_else(|| known(filling.facts, path));
        filled.push_str(value.or(otherwise)?);
        rest = tail;
    }
    filled.push_str(rest);
    Some(filled)
}

/// The fact at a path, or for `event.complaint_*.ref` the reference of the first such event.
fn known<'a>(facts: &'a Facts, path: &str) -> Option<&'a str> {
    let event = path.strip_prefix("event.").and_then(|rest| rest.strip_suffix(".ref"));
    match event {
        Some(kind) => facts.event(&[kind.to_owned()])?.reference.as_deref(),
        None => facts.get(path),
    }
}

/// The places of a text, for checking a policy: every `{…}` must be closed and not empty.
pub(crate) fn faulty_place(template: &str) -> Option<String> {
    let mut rest = template;
    while let Some((_, after)) = rest.split_once('{') {
        let Some((place, tail)) = after.split_once('}') else {
            return Some("a `{` is never closed".to_owned());
        };
        let path = place.split('|').next().unwrap_or_default().trim();
        if path.is_empty() || path.contains(['{', ' ']) {
            return Some(format!("`{{{place}}}` names no place"));
        }
        rest = tail;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn fills_from_words_then_facts_then_alternative() {
        let tree = json!({
            "company": {"name": "Northbank"},
            "match": "from facts",
            "events": [{"type": "order_sent"}, {"type": "complaint_logged", "ref": "C-7"}]
        });
        let facts = Facts::new(&tree, None);
        let words = BTreeMap::from([("match", "from words".to_owned())]);
        let filling = Filling { facts: &facts, words: &words };
        for (template, expected) in [
            ("I'm {company.name}'s assistant", Some("I'm Northbank's assistant")),
            ("{match}", Some("from words")),
            ("{company.assistant_name|our assistant} here", Some("our assistant here")),
            ("{company.assistant_name|}!", Some("!")),
            ("{nothing}", None),
            ("open {company.name", None),
            ("plain", Some("plain")),
            ("No. {event.complaint_*.ref}", Some("No. C-7")),
            ("No. {event.order_sent.ref|to follow}", Some("No. to follow")),
            ("No. {event.refund_issued.ref}", None),
        ] {
            assert_eq!(fill(template, filling).as_deref(), expected, "{template}");
        }
    }

    #[test]
    fn faulty_places_are_told() {
        assert_eq!(faulty_place("a {b.c} {d|e f}"), None);
        assert!(faulty_place("a {b").is_some());
        assert!(faulty_place("a {} b").is_some());
        assert!(faulty_place("a {b c} d").is_some());
    }

    #[test]
    fn a_text_in_another_language_is_not_used() {
        let texts =
            LocalText::from([("en".to_owned(), "Hello".to_owned()), ("de".to_owned(), "Hallo".to_owned())]);
        assert_eq!(localised(&texts, Some(Lang::De)), Some("Hallo"));
        assert_eq!(localised(&texts, Some(Lang::Fr)), None);
        assert_eq!(localised(&texts, None), Some("Hello"));
        assert_eq!(
            localised(&LocalText::from([(String::new(), "OK".to_owned())]), Some(Lang::Fr)),
            Some("OK")
        );
    }
}
