//! How a field of a template can be put right: from the facts, or by greeting without a name.

use super::placeholder::{Field, word_before};
use super::slots::{OPEN_GREETINGS, normal};
use crate::contract::{Applicability, Edit, Fix};
use crate::facts::Facts;
use crate::span::Span;
use crate::text::Text;
use crate::text::one_of;
use crate::text::{Listed, word_list};

/// Other words for the last key of a fact.
const SAME: &[(&str, &str)] = &[("number", "id"), ("no", "id"), ("nr", "id"), ("num", "id"), ("code", "id")];

/// Words that say whose a field is and nothing else.
static FILLERS: Listed = Listed::new(word_list![
    "insert",
    "your",
    "the",
    "here",
    "anonymized",
    "anonymised",
    "placeholder",
    "enter",
    "their"
]);

/// The fact that fills a field exactly: its path says what the field asks for, and no other path does.
fn fact_for(words: &str, facts: &Facts) -> Option<String> {
    let wanted: Vec<&str> = words.split(' ').filter(|word| !FILLERS.contains(word)).collect();
    let joined = wanted.join(" ");
    match joined.as_str() {
        "" => return None,
        "name" | "customer name" | "client name" | "customer full name" | "full name" => {
            return facts.get("customer.name").map(str::to_owned);
        }
        "first name" | "firstname" | "customer first name" | "given name" => {
            let name = facts.get("customer.first_name").or_else(|| facts.get("customer.name"))?;
            return name.split_whitespace().next().map(str::to_owned);
        }
        "company" | "brand" | "brand name" | "business name" => {
            return facts.get("company.name").map(str::to_owned);
        }
        "agent name" | "assistant name" | "bot name" => {
            return facts.get("company.assistant_name").map(str::to_owned);
        }
        _ => {}
    }
    let same =
        |key: &str, word: &str| key == word || SAME.contains(&(word, key)) || SAME.contains(&(key, word));
    let fits = |path: &str| {
        let path = normal(path);
        let keys: Vec<&str> = path.split(' ').collect();
        keys.len() == wanted.len() && keys.iter().zip(&wanted).all(|(key, word)| same(key, word))
    };
    let last_fits = |path: &str| {
        let last = path.rsplit('.').next().unwrap_or(path);
        wanted.len() > 1 && fits(last)
    };
    let mut whole = facts.leaves().iter().filter(|leaf| fits(&leaf.path));
    if let (Some(only), None) = (whole.next(), whole.next()) {
        return Some(only.text.clone());
    }
    let mut last = facts.leaves().iter().filter(|leaf| last_fits(&leaf.path));
    match (last.next(), last.next()) {
        (Some(only), None) => Some(only.text.clone()),
        _ => None,
    }
}

/// How a field can be put right: by the fact, or by leaving a name out of a greeting that does without.
pub(super) fn correction(text: &Text, field: &Field, facts: &Facts) -> Option<Fix> {
    let original = text.original();
    if let Some(value) = fact_for(&field.words, facts) {
        return Some(Fix {
            title: "fill in what is on record".to_owned(),
            applicability: Applicability::Safe,
            edits: vec![Edit { span: field.span, content: value }],
        });
    }
    let head = original.get(..field.span.start).unwrap_or("");
    let after = original.get(field.span.end..).unwrap_or("");
    let names_person = field.words.split(' ').any(|word| {
        one_of!(
            word,
            "name"
                | "firstname"
                | "nom"
                | "prenom"
                | "nombre"
                | "nome"
                | "naam"
                | "vorname"
                | "kundenname"
                | "customer"
        )
    });
    let greeting =
        head.len() < 20 && OPEN_GREETINGS.contains(&word_before(original, field.span.start).as_str());
    let person = names_person || field.words.is_empty();
    if greeting && person && after.starts_with([',', '!', '.']) {
        let start = head.trim_end().len();
        return Some(Fix {
            title: "greet without a name".to_owned(),
            applicability: Applicability::Safe,
            edits: vec![Edit { span: Span::new(start, field.span.end), content: String::new() }],
        });
    }
    None
}
