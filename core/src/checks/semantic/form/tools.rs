//! Machine text in a reply: JSON, function calls, tags of HTML or XML, and the labels of a chat log.

use crate::case::Case;
use crate::checks::semantic::found;
use crate::checks::{CheckError, Cx};
use crate::contract::{Applicability, Edit, Fix, Format};
use crate::findings::{Report, Sink};
use crate::fixes;
use crate::policy::compile::CompiledRule;
use crate::span::Span;
use crate::text::{Listed, word_list};
use crate::text::{TokenKind, WordSet};

/// Machine text, and what may stand in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Leak {
    span: Span,
    /// `Some`: replacing it by this leaves the reply whole.
    instead: Option<&'static str>,
}

/// Tags of HTML that only format; a reply loses nothing without them.
static FORMATTING: Listed = Listed::new(word_list![
    "b", "i", "u", "em", "strong", "span", "div", "p", "br", "ul", "ol", "li", "font", "small", "center",
    "hr",
]);

/// Other tags of HTML.
static HTML: Listed = Listed::new(word_list![
    "a", "abbr", "article", "body", "button", "code", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "head", "header", "html", "iframe", "img", "input", "label", "link", "main", "meta", "nav", "pre",
    "script", "section", "select", "style", "table", "tbody", "td", "textarea", "th", "thead", "title", "tr",
    "video",
]);

/// Longest tag or call looked at, in bytes.
const LONGEST: usize = 300;
/// Longest run of opening marks before the first key.
const LONGEST_OPENING: usize = 40;
/// Longest JSON looked at, in bytes.
const LONGEST_JSON: usize = 20_000;
/// Most leaks reported: a page of HTML is one fault.
const MOST: usize = 20;

fn rest(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or("")
}

fn find(text: &str, format: Format) -> Vec<Leak> {
    let mut leaks = Vec::new();
    let mut skip_to = 0;
    for (at, byte) in text.bytes().enumerate() {
        let opens = matches!(byte, b'{' | b'[' | b'<' | b'(' | b'`');
        if !opens || at < skip_to {
            continue;
        }
        let leak = match byte {
            b'{' | b'[' => json(text, at),
            b'<' if format != Format::Ssml => tag(text, at, format),
            b'(' => call(text, at),
            b'`' => fence(text, at),
            _ => None,
        };
        if let Some(leak) = leak {
            skip_to = leak.span.end;
            leaks.push(leak);
            if leaks.len() == MOST {
                break;
            }
        }
    }
    leaks
}

/// `{"key": …}`, `[{"key": …}]`, `{'key': …}`, to the matching mark or the end of the text.
fn json(text: &str, at: usize) -> Option<Leak> {
    let tail = rest(text, at);
    let (opening, _) = tail.char_indices().take(LONGEST_OPENING).find(|(_, c)| !"[{ \n\r\t".contains(*c))?;
    let inner = rest(tail, opening);
    if !tail.get(..opening)?.contains('{') {
        return None;
    }
    let quote = inner.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let key = rest(inner, 1).get(..inner.len().min(61) - 1).or_else(|| rest(inner, 1).split('\n').next())?;
    let (key, after) = key.split_once(quote)?;
    let named = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "_-. $".contains(c));
    if !named || !after.trim_start().starts_with(':') {
        return None;
    }
    let mut depth = 0_usize;
    let mut quoted = false;
    let mut escaped = false;
    let mut end = tail.len();
    for (n, c) in tail.char_indices() {
        if n > LONGEST_JSON {
            break;
        }
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            '{' | '[' if !quoted => depth += 1,
            '}' | ']' if !quoted => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    end = n + 1;
                    break;
                }
            }
            _ => {}
        }
    }
    Some(Leak { span: Span::new(at, at + end), instead: None })
}

/// A tag of HTML, a closing tag of anything, a comment or a processing instruction.
fn tag(text: &str, at: usize, format: Format) -> Option<Leak> {
    let tail = rest(text, at + 1);
    if tail.starts_with("!--") || tail.starts_with("?xml") || tail.starts_with("!DOCTYPE") {
        return Some(Leak { span: Span::new(at, at + 4), instead: None });
    }
    let closing = tail.starts_with('/');
    let tail = tail.strip_prefix('/').unwrap_or(tail);
    let name: String = tail
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ':'))
        .take(40)
        .collect();
    let after = rest(tail, name.len());
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !after.starts_with(['>', ' ', '/', '\n', '='])
    {
        return None;
    }
    let len = after.char_indices().take(LONGEST).find(|(_, c)| matches!(c, '>' | '<'));
    let (len, '>') = len? else { return None };
    let end = text.len() - after.len() + len + 1;
    let lower = name.to_ascii_lowercase();
    let formatting = FORMATTING.contains(&lower.as_str());
    let bare = after.starts_with(['>', '/']) || after.starts_with(" /");
    let attributes = after.get(..len)?.contains('=');
    let known = formatting || HTML.contains(&lower.as_str());
    // "<b>" alone may be a sign; a closing tag or attributes show markup.
    if !(closing || known && (bare || attributes) || attributes && after.starts_with(' ')) {
        return None;
    }
    if format == Format::Markdown && lower == "br" {
        return None;
    }
    let instead = match lower.as_str() {
        "br" | "p" | "div" | "li" | "hr" if !closing || lower == "p" => Some("\n"),
        _ if formatting => Some(""),
        _ => None,
    };
    Some(Leak { span: Span::new(at, end), instead })
}

/// `lookup_order(order_id="A-1")`, `functions.refund(…)`; a word before a bracket in prose is none.
fn call(text: &str, at: usize) -> Option<Leak> {
    let head = text.get(..at)?;
    let start = head
        .char_indices()
        .rev()
        .take(60)
        .take_while(|(_, c)| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'))
        .last()
        .map(|(n, _)| n)?;
    let name = head.get(start..)?;
    let inner = rest(text, at + 1);
    let (len, _) = inner.char_indices().take(LONGEST).find(|(_, c)| *c == ')')?;
    let inner = inner.get(..len)?;
    let joined = name.contains('_') && name.bytes().any(|b| b.is_ascii_lowercase());
    let dotted = name.starts_with("functions.") || name.starts_with("tools.") || name.starts_with("api.");
    let argument = inner.trim_start().split('=').next().unwrap_or("");
    let named = inner.contains('=')
        && !argument.is_empty()
        && argument.trim_end().bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && name.starts_with(|c: char| c.is_ascii_lowercase());
    let quoted = inner.trim().starts_with(['"', '\'', '{']);
    ((joined || dotted) && (inner.trim().is_empty() || quoted || named) || named && !name.is_empty())
        .then(|| Leak { span: Span::new(start, at + 2 + len), instead: None })
}

/// A block of data or code of a named language.
fn fence(text: &str, at: usize) -> Option<Leak> {
    let info = rest(text, at).strip_prefix("```")?;
    let word: String = info.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').take(20).collect();
    let data = ["json", "xml", "yaml", "tool_code", "tool_call", "python", "sql", "html"];
    if !data.contains(&word.to_ascii_lowercase().as_str()) {
        return None;
    }
    let end = info.find("```").map_or(text.len(), |n| text.len() - info.len() + n + 3);
    Some(Leak { span: Span::new(at, end), instead: None })
}

/// Words of a customer who asks about code, markup or templates, folded.
static CODE: WordSet<128> = WordSet::of(word_list![
    "api",
    "apis",
    "json",
    "xml",
    "html",
    "css",
    "javascript",
    "python",
    "sql",
    "yaml",
    "snippet",
    "embed",
    "iframe",
    "sdk",
    "endpoint",
    "payload",
    "webhook",
    "curl",
    "regex",
    "markdown",
    "shortcode",
    "codebeispiel",
    "template",
    "templates",
    "placeholder",
    "placeholders",
    "variable",
    "variables",
    "mailing",
    "mailings",
    "platzhalter",
    "gabarit",
    "segnaposto",
    "sjabloon",
    "newsletter-vorlage",
]);

/// Whether the customer asks about code, so that a reply may show some.
pub(super) fn asked_for_code(case: &Case<'_>) -> bool {
    case.customer_texts().any(|(_, said)| {
        let text = &said.text;
        text.tokens().iter().any(|token| CODE.has(text.token_text(token)))
    })
}

/// Reports machine text. Tags that only format come out; anything else is for a person.
pub(in crate::checks::semantic) fn leak<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    let text = &cx.draft.text;
    let mut leaks = find(text.original(), cx.case.request.format).into_iter().peekable();
    // What was asked for stands among words; a reply that is nothing else is a leak all the same.
    let opens = leaks.peek().is_some_and(|leak| {
        text.original().get(..leak.span.start).is_some_and(|head| head.trim().is_empty())
    });
    if leaks.peek().is_some() && !opens && asked_for_code(cx.case) {
        return Ok(());
    }
    for leak in leaks {
        let mut report = Report::at(text.fold_span(leak.span));
        report.natural = leak.instead.map(|content| Fix {
            title: "take the tag out".to_owned(),
            applicability: Applicability::Safe,
            edits: vec![Edit { span: leak.span, content: content.to_owned() }],
        });
        found(rule, cx, sink, report);
    }
    Ok(())
}

/// Labels of the company's side in a log of a chat, folded.
static OWN_LABELS: Listed = Listed::new(word_list![
    "assistant",
    "bot",
    "ai",
    "chatbot",
    "agent",
    "asistente",
    "assistent",
    "assistente"
]);
/// Labels of the customer's side.
static OTHER_LABELS: Listed = Listed::new(word_list![
    "user",
    "human",
    "customer",
    "kunde",
    "cliente",
    "client",
    "klant",
    "utilisateur"
]);
/// Labels of the machinery.
static SYSTEM_LABELS: Listed =
    Listed::new(word_list!["system", "tool", "function", "instruction", "observation", "thought", "action"]);
/// Fewest words after a label; "Agent: Maria" is a form, not a log.
const LABELLED_WORDS: usize = 3;

/// A reply written as a log of the chat: "Assistant: …". Its own label at the start comes out; a label of the
/// customer's side means that the reply goes on for the customer.
pub(in crate::checks::semantic) fn role_label<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    let text = &cx.draft.text;
    let tokens = text.tokens();
    for (n, colon) in tokens.iter().enumerate() {
        let Some(label) = n.checked_sub(1).and_then(|before| tokens.get(before)) else { continue };
        if colon.kind != TokenKind::Symbol || text.token_text(colon) != ":" || colon.spaced {
            continue;
        }
        let word = text.token_text(label);
        let own = OWN_LABELS.contains(&word);
        let other = OTHER_LABELS.contains(&word) || SYSTEM_LABELS.contains(&word);
        // "Assistant: Fill the tank. Customer: And then?" goes on in one line.
        let goes_on = other
            && tokens.first().is_some_and(|first| OWN_LABELS.contains(&text.token_text(first)))
            && n.checked_sub(2)
                .and_then(|n| tokens.get(n))
                .is_some_and(|t| matches!(text.token_text(t), "." | "!" | "?"));
        let line_start = goes_on
            || text.original().get(..label.span.start).is_some_and(|head| {
                head.trim_end_matches([' ', '*', '#', '>', '<']).is_empty() || head.ends_with('\n')
            });
        let words = tokens.get(n + 1..).unwrap_or_default().iter().take(8);
        let spoken = goes_on || words.filter(|token| token.kind == TokenKind::Word).count() >= LABELLED_WORDS;
        if !(own || other) || !line_start || !spoken {
            continue;
        }
        let span = Span::new(label.span.start, colon.span.end);
        let mut report = Report::at(text.fold_span(span));
        if own && n == 1 {
            report.natural = Some(Fix {
                title: "take the label out".to_owned(),
                applicability: Applicability::Safe,
                edits: vec![fixes::delete(text, Span::new(0, colon.span.end))],
            });
        }
        found(rule, cx, sink, report);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaks(text: &str) -> Vec<&str> {
        find(text, Format::Plain).iter().map(|leak| leak.span.text(text)).collect()
    }

    #[test]
    fn machine_text_is_found() {
        for (text, leak) in [
            ("Here you go: {\"order\": \"A-1\", \"ok\": true} Bye.", "{\"order\": \"A-1\", \"ok\": true}"),
            ("{'status': 'shipped'}", "{'status': 'shipped'}"),
            ("[{\"id\": 1}, {\"id\": 2}]", "[{\"id\": 1}, {\"id\": 2}]"),
            ("{ \"name\": \"refund\", \"arguments\": {", "{ \"name\": \"refund\", \"arguments\": {"),
            ("lookup_order(order_id=\"A-1\") is running.", "lookup_order(order_id=\"A-1\")"),
            ("I will call functions.refund({\"a\":1}) now.", "functions.refund({\"a\":1})"),
            ("get_balance() gave no result.", "get_balance()"),
            ("search(query=\"opening hours\")", "search(query=\"opening hours\")"),
            ("Hello<br>World", "<br>"),
            ("Open <a href=\"https://example.com\"> now", "<a href=\"https://example.com\">"),
            ("Done.</response>", "</response>"),
            ("```json\n{\"a\": 1}\n```", "```json\n{\"a\": 1}\n```"),
            ("Hi <!-- hidden --> there", "<!--"),
        ] {
            assert_eq!(leaks(text), [leak], "{text}");
        }
    }

    #[test]
    fn prose_is_no_machine_text() {
        for text in [
            "Your plan (5 GB) costs £5.",
            "Choose {small} or {large}.",
            "I <3 your idea.",
            "If x < 5 and y > 3, call us.",
            "Write to <help@example.com> please.",
            "See <https://example.com/help>.",
            "The refund(s) will arrive on Monday.",
            "Please bring your ID(s) and form(s).",
            "Press <Enter> to go on.",
            "We say \"hello\": that's all.",
            "Plan A (price=5) is fine.",
            "It's about 50% (=half) of it.",
        ] {
            assert_eq!(leaks(text), Vec::<&str>::new(), "{text}");
        }
    }
}
