//! Links: which domains a reply may lead to.

use super::edit;
use super::markup::{self, Link};
use crate::checks::Cx;
use crate::contract::Edit;
use crate::findings::{Report, Sink};
use crate::fixes;
use crate::policy::compile::CompiledRule;
use crate::span::Span;
use crate::text::{Listed, word_list};
use crate::text::{Text, TokenKind};

/// Words before a link that lead to it and go with it, at the end of a sentence.
static LEAD_INS: Listed = Listed::new(word_list![
    "at", "here", "on", "via", "under", "using", "through", "unter", "hier", "auf", "ici", "sur", "aqui",
    "en", "qui", "su", "op",
]);

/// What a link is called, and the words that stand between the word that leads to it and its name: "on our website".
const NAMES_OF_LINKS: &[&str] = &["link", "page", "site", "website"];
static BEFORE_NAMES: Listed =
    Listed::new(word_list!["a", "below", "following", "our", "that", "the", "this"]);

/// What stays of the words before a link when those that lead to it are taken away with it; `None` when it is part of
/// what the sentence says.
fn without_lead_in(lead: &str) -> Option<&str> {
    let ends = |kept: &str, list: &[&str]| -> Option<usize> {
        let (head, last) = kept.rsplit_once(' ')?;
        list.contains(&last.to_lowercase().as_str()).then_some(head.len())
    };
    let mut kept = lead;
    if let Some(end) = ends(kept, NAMES_OF_LINKS) {
        kept = kept.get(..end)?;
        while let Some(end) = ends(kept, &BEFORE_NAMES) {
            kept = kept.get(..end)?;
        }
    }
    kept.get(..ends(kept, &LEAD_INS)?)
}

/// The host of an address: lower case, without `www.`, user and port.
pub(super) fn host(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = authority.rsplit('@').next().unwrap_or(authority).split(':').next().unwrap_or(authority);
    let host = host.to_lowercase();
    host.strip_prefix("www.").map_or(host.clone(), str::to_owned)
}

/// Whether a host is a domain or one of its subdomains.
pub(super) fn within(host: &str, domain: &str) -> bool {
    let domain = self::host(domain);
    host == domain || host.strip_suffix(domain.as_str()).is_some_and(|head| head.ends_with('.'))
}

/// Reports links that lead elsewhere than allowed, and `http:` where `https:` is wanted.
pub(super) fn run<'a>(
    rule: &'a CompiledRule,
    allow: &[String],
    https: bool,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) {
    let text = &cx.draft.text;
    let original = text.original();
    let addresses = text.tokens().iter().filter(|token| token.kind == TokenKind::Url);
    let mut labelled: Option<Vec<Link>> = None;
    for token in addresses {
        let address = token.span.text(original);
        let host = host(address);
        let allowed = allow.iter().any(|domain| within(&host, domain))
            || cx
                .case
                .facts
                .below("company")
                .any(|leaf| leaf.text.contains('.') && within(&host, &leaf.text));
        let mut report = Report::at(token.fold).word("value", host);
        if !allowed {
            let links = labelled.get_or_insert_with(|| markup::links(original, &markup::code(original)));
            let next = links.partition_point(|link| link.span.end <= token.span.start);
            let link = links.get(next).filter(|link| link.span.contains(token.span));
            let edit = removal(text, token.span, link);
            report.natural = edit.map(|edit| edit::safe("take the link out", vec![edit]));
        } else if https && address.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http://")) {
            let scheme = Span::new(token.span.start, token.span.start + "http://".len());
            let edit = Edit { span: scheme, content: "https://".to_owned() };
            report.natural = Some(edit::safe("use the secure address", vec![edit]));
        } else {
            continue;
        }
        sink.report(rule, cx.case, cx.draft, report);
    }
}

/// The edit that takes a link out: the label of a labelled link stays; otherwise the sentence goes, unless the
/// link is only added at its end or in brackets. `None` when nothing would be left.
fn removal(text: &Text, span: Span, link: Option<&Link>) -> Option<Edit> {
    let original = text.original();
    if let Some(link) = link.filter(|link| !link.label.is_empty()) {
        let label = link.label.text(original);
        let shows_address = label.contains("://") || label.starts_with("www.");
        if !shows_address {
            return Some(Edit { span: link.span, content: label.to_owned() });
        }
    }
    let span = link.map_or(span, |link| link.span);
    let before = original.get(..span.start)?;
    let after = original.get(span.end..)?;
    if before.ends_with('(') && after.starts_with(')') {
        return Some(fixes::delete(text, Span::new(span.start - 1, span.end + 1)));
    }
    let next = text.sentences().partition_point(|sentence| sentence.span.end <= span.start);
    let sentence = text.sentences().get(next).filter(|sentence| sentence.span.contains(span))?;
    let lead = original.get(sentence.span.start..span.start)?;
    let tail = original.get(span.end..sentence.span.end)?;
    if tail.chars().all(|c| matches!(c, '.' | '!' | '?')) {
        let kept = lead.trim_end().trim_end_matches([':', ',', '-', '–', '—']).trim_end();
        let head = without_lead_in(kept).filter(|head| head.split_whitespace().count() >= 3);
        if let Some(head) = head {
            let start = sentence.span.start + head.trim_end_matches([':', ',']).len();
            let content = if tail.is_empty() { "." } else { "" };
            return Some(Edit { span: Span::new(start, span.end), content: content.to_owned() });
        }
    }
    let others = text.sentences().iter().any(|other| other.span != sentence.span && other.tokens.len() > 1);
    others.then(|| fixes::delete(text, sentence.span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::brand::testing::speaks;

    #[test]
    fn hosts_are_read_and_compared_whole() {
        for (address, expected) in [
            ("https://www.Example.com/a?b", "example.com"),
            ("example.com:8080/x", "example.com"),
            ("http://user@evil.example@example.com/", "example.com"),
            ("shop.example.com", "shop.example.com"),
        ] {
            assert_eq!(host(address), expected, "{address}");
        }
        for (host, domain, expected) in [
            ("example.com", "example.com", true),
            ("shop.example.com", "example.com", true),
            ("notexample.com", "example.com", false),
            ("example.com.evil.example", "example.com", false),
        ] {
            assert_eq!(within(host, domain), expected, "{host} in {domain}");
        }
    }

    #[test]
    fn a_reply_that_is_only_a_link_can_not_be_corrected() {
        speaks("kind: style\nlinks: [northbank.example]", &[("See https://evil.example/x", true)]);
    }
}
