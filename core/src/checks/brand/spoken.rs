//! How addresses and symbols are said aloud.

use super::markup::Change;
use crate::text::{Lang, Text, TokenKind};

/// The words for `.`, `/`, `-`, `_` and `@` in an address.
struct Words {
    dot: &'static str,
    slash: &'static str,
    dash: &'static str,
    underscore: &'static str,
    at: &'static str,
}

fn words(lang: Option<Lang>) -> Words {
    let of = |dot, slash, dash, underscore, at| Words { dot, slash, dash, underscore, at };
    match lang {
        None | Some(Lang::En) => of("dot", "slash", "dash", "underscore", "at"),
        Some(Lang::De) => of("Punkt", "Schrägstrich", "Bindestrich", "Unterstrich", "at"),
        Some(Lang::Fr) => of("point", "barre oblique", "tiret", "tiret bas", "arobase"),
        Some(Lang::Es) => of("punto", "barra", "guion", "guion bajo", "arroba"),
        Some(Lang::It) => of("punto", "barra", "trattino", "trattino basso", "chiocciola"),
        Some(Lang::Nl) => of("punt", "schuine streep", "streepje", "laag streepje", "apenstaartje"),
        Some(Lang::Pt) => of("ponto", "barra", "hífen", "sublinhado", "arroba"),
    }
}

/// Longest path that can be said; of a longer one only the host is named.
const LONGEST_PATH: usize = 24;

/// The changes that say each web and email address in words: its host, and its path where that can be said.
pub(super) fn addresses(text: &Text, lang: Option<Lang>) -> Vec<Change> {
    let links = super::markup::links(text.original(), &super::markup::code(text.original()));
    let addresses = text.tokens().iter().filter(|t| matches!(t.kind, TokenKind::Url | TokenKind::Email));
    addresses
        .map(|token| {
            let address = token.span.text(text.original());
            let next = links.partition_point(|link| link.span.end <= token.span.start);
            let link = links.get(next).filter(|link| link.span.contains(token.span));
            let label = link.map(|link| link.label.text(text.original())).filter(|label| !label.is_empty());
            let said = say(address, lang);
            let said = label.map_or(said.clone(), |label| format!("{label}: {said}"));
            (link.map_or(token.span, |link| link.span), said)
        })
        .collect()
}

fn say(address: &str, lang: Option<Lang>) -> String {
    let words = words(lang);
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/');
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let sayable =
        path.len() <= LONGEST_PATH && path.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-_".contains(&b));
    let whole = if path.is_empty() || !sayable { host } else { rest };
    let mut said = String::new();
    for c in whole.chars() {
        let word = match c {
            '.' => words.dot,
            '/' => words.slash,
            '-' => words.dash,
            '_' => words.underscore,
            '@' => words.at,
            c => {
                said.push(c);
                continue;
            }
        };
        said.push(' ');
        said.push_str(word);
        said.push(' ');
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_said_in_words() {
        for (address, lang, expected) in [
            ("https://www.example.com/help", None, "example dot com slash help"),
            ("example.com/", None, "example dot com"),
            ("shop-one.example", None, "shop dash one dot example"),
            ("help@example.com", Some(Lang::De), "help at example Punkt com"),
            ("example.fr/aide", Some(Lang::Fr), "example point fr barre oblique aide"),
            ("https://example.com/t?id=99&x=1", None, "example dot com"),
            ("https://example.com/a/very/long/path/that/nobody/says", None, "example dot com"),
        ] {
            assert_eq!(say(address, lang), expected, "{address}");
        }
    }
}
