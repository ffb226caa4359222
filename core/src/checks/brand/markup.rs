//! Markup as it stands in a draft, and how it is written without.
//!
//! The analysis of a text sees through markup; here it is found in the original, so that it can be taken out for
//! channels which would show it, and so that rules of style leave code alone.

use crate::order::Order as _;
use crate::span::Span;

/// One change of the original.
pub(crate) type Change = (Span, String);

/// A link with a label, an image, or an address in angle brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// All of it.
    pub(crate) span: Span,
    /// What the reader sees; empty for an address in angle brackets.
    pub(crate) label: Span,
    /// Where it leads.
    pub(crate) target: Span,
    /// Whether it shows a picture.
    pub(crate) image: bool,
}

fn byte(text: &str, at: usize) -> u8 {
    text.as_bytes().get(at).copied().unwrap_or(b' ')
}

fn char_before(text: &str, at: usize) -> char {
    text.get(..at).and_then(|head| head.chars().next_back()).unwrap_or(' ')
}

fn char_at(text: &str, at: usize) -> char {
    text.get(at..).and_then(|tail| tail.chars().next()).unwrap_or(' ')
}

/// How many of `mark` stand in a row from `at`.
fn run(text: &str, at: usize, mark: u8) -> usize {
    text.as_bytes().get(at..).unwrap_or_default().iter().take_while(|b| **b == mark).count()
}

/// Lines with their start, without the line break.
fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some(Span::new(start, start + line.trim_end_matches(['\n', '\r']).len()))
    })
}

/// Code in the text, marks included: fences and spans in back quotes.
pub(crate) fn code(text: &str) -> Vec<Span> {
    if !text.contains('`') {
        return Vec::new();
    }
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('`')) {
        let start = at + found;
        let len = run(text, start, b'`');
        runs.push((start, len));
        at = start + len;
    }
    // The nearest later run of the same length closes; looked up from the back so that the work stays linear.
    let mut closers = vec![None; runs.len()];
    let mut later = [None; 8];
    for (index, (_, len)) in runs.iter().enumerate().rev() {
        if let (Some(closer), Some(seen)) = (closers.get_mut(index), later.get_mut(*len)) {
            *closer = *seen;
            *seen = Some(index);
        }
    }
    let mut spans = Vec::new();
    let mut index = 0;
    while let Some((start, len)) = runs.get(index) {
        let closer = closers.get(index).copied().flatten();
        match closer.and_then(|closer| Some((closer, runs.get(closer)?.0))) {
            Some((closer, end)) => {
                spans.push(Span::new(*start, end + len));
                index = closer + 1;
            }
            None => index += 1,
        }
    }
    spans
}

/// Links with labels, images and addresses in angle brackets, outside code, in order.
pub(crate) fn links(text: &str, code: &[Span]) -> Vec<Link> {
    let mut found = Vec::new();
    if memchr::memchr2(b']', b'<', text.as_bytes()).is_none() {
        return found;
    }
    let mut code = code.iter().peekable();
    let mut open: Option<usize> = None;
    let mut at = 0;
    while let Some(next) = text.get(at..).and_then(|rest| rest.find(['[', ']', '<', '\n'])) {
        at += next;
        while code.next_if(|span| span.end <= at).is_some() {}
        if let Some(span) = code.peek().filter(|span| span.start <= at) {
            at = span.end;
            continue;
        }
        match byte(text, at) {
            b'[' => open = Some(at),
            b'<' => {
                if let Some(link) = angle(text, at) {
                    at = link.span.end;
                    found.push(link);
                    continue;
                }
            }
            b']' => {
                if let Some(link) = open.take().and_then(|open| labelled(text, open, at)) {
                    at = link.span.end;
                    found.push(link);
                    continue;
                }
            }
            _ => open = None,
        }
        at += 1;
    }
    found
}

/// Longest target of a link that is looked for.
const LONGEST_TARGET: usize = 2048;

fn angle(text: &str, at: usize) -> Option<Link> {
    let inner = text.get(at + 1..)?;
    let looks_right =
        ["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| inner.starts_with(scheme));
    if !looks_right {
        return None;
    }
    let len = inner.bytes().take(LONGEST_TARGET).position(|b| matches!(b, b'>' | b' ' | b'\n' | b'<'))?;
    (byte(text, at + 1 + len) == b'>').then(|| Link {
        span: Span::new(at, at + len + 2),
        label: Span::empty(at),
        target: Span::new(at + 1, at + 1 + len),
        image: false,
    })
}

/// `[label](target "title")` with its brackets at `open` and `close`.
fn labelled(text: &str, open: usize, close: usize) -> Option<Link> {
    if byte(text, close + 1) != b'(' || close == open + 1 {
        return None;
    }
    let start = close + 2;
    let (mut depth, mut end, mut target_end) = (0_usize, None, None);
    for (at, b) in text.bytes().enumerate().skip(start).take(LONGEST_TARGET) {
        match b {
            b'\n' => break,
            b'(' => depth += 1,
            b')' if depth == 0 => {
                end = Some(at);
                break;
            }
            b')' => depth -= 1,
            b' ' => target_end = target_end.or(Some(at)),
            _ => {}
        }
    }
    let end = end?;
    let target = Span::new(start, target_end.unwrap_or(end));
    if !target.text(text).contains(['.', '/', ':', '#']) {
        return None;
    }
    let image = open > 0 && byte(text, open - 1) == b'!';
    Some(Link {
        span: Span::new(open - usize::from(image), end + 1),
        label: Span::new(open + 1, close),
        target,
        image,
    })
}

/// How a link reads without its marks: `label: target`, or the target alone where the label says the same.
fn spelled_out(text: &str, link: &Link) -> String {
    let label = link.label.text(text).trim_matches(['*', '_', '`', ' ']);
    let target = link.target.text(text);
    let address = target.strip_prefix("mailto:").or_else(|| target.strip_prefix("tel:")).unwrap_or(target);
    let bare = |s: &str| {
        let s = s.strip_prefix("https://").or_else(|| s.strip_prefix("http://")).unwrap_or(s);
        s.strip_prefix("www.").unwrap_or(s).trim_end_matches('/').to_lowercase()
    };
    if link.image {
        label.to_owned()
    } else if label.is_empty() || bare(label) == bare(address) {
        address.to_owned()
    } else {
        format!("{label}: {address}")
    }
}

/// The changes that write a text without markup; none when it holds none. `escapes`: a back slash before a mark
/// is markup too (a text that is declared to be Markdown).
pub(crate) fn strip(text: &str, escapes: bool) -> Vec<Change> {
    if !text.contains(['*', '+', '_', '`', '~', '#', '[', '|', '>', '<', '•', '‣', '▪', '●', '◦', '\\', '-'])
    {
        return Vec::new();
    }
    let code = code(text);
    let links = links(text, &code);
    let mut changes = Vec::new();
    for span in &code {
        code_marks(text, *span, &mut changes);
    }
    for link in &links {
        changes.push((link.span, spelled_out(text, link)));
    }
    let mut taken: Vec<Span> = code.iter().copied().chain(links.iter().map(|link| link.span)).collect();
    taken.order();
    let mut line_marks = Vec::new();
    for line in lines(text) {
        if !starts_inside(&taken, line.start) {
            line_start(text, line, &mut line_marks);
        }
    }
    taken.extend(line_marks.iter().map(|(span, _): &Change| *span));
    taken.order();
    changes.append(&mut line_marks);
    inline_marks(text, &taken, escapes, &mut changes);
    tags(text, &taken, &mut changes);
    changes.order();
    changes.dedup_by(|b, a| b.0.overlaps(a.0));
    changes
}

/// The marks before and after a stretch of emphasis.
pub(crate) type Emphasis = (Span, Span);

/// What is emphasised by pairs of marks, in no order.
pub(crate) fn emphasised(text: &str) -> Vec<Emphasis> {
    let mut taken = code(text);
    taken.extend(links(text, &taken).iter().map(|link| link.span));
    taken.order();
    let mut marks = Vec::new();
    inline_marks(text, &taken, false, &mut marks);
    let pair = |pair: &[Change]| match pair {
        [(open, _), (close, _)] => Some((*open, *close)),
        _ => None,
    };
    marks.chunks(2).filter_map(pair).collect()
}

fn starts_inside(spans: &[Span], at: usize) -> bool {
    let next = spans.partition_point(|span| span.end <= at);
    spans.get(next).is_some_and(|span| span.start < at)
}

/// The back quotes of a code span; of a fence, its lines.
fn code_marks(text: &str, span: Span, changes: &mut Vec<Change>) {
    let marks = run(text, span.start, b'`');
    if marks < 3 {
        changes.push((Span::new(span.start, span.start + marks), String::new()));
        changes.push((Span::new(span.end - marks, span.end), String::new()));
        return;
    }
    let inner = Span::new(span.start + marks, span.end - marks).text(text);
    let head = inner.find('\n').map_or(0, |line| line + 1);
    changes.push((Span::new(span.start, span.start + marks + head), String::new()));
    let lead = usize::from(inner.ends_with('\n') && inner.len() > head);
    changes.push((Span::new(span.end - marks - lead, span.end), String::new()));
}

/// Marks at the start of a line: headings, bullets, quotations, rules, rows of tables.
fn line_start(text: &str, line: Span, changes: &mut Vec<Change>) {
    let content = line.text(text);
    let indent = content.len() - content.trim_start_matches([' ', '\t']).len();
    let body = content.get(indent..).unwrap_or("");
    let start = line.start + indent;
    let trimmed = body.trim_end();
    let rule = trimmed.len() >= 3
        && ['-', '*', '_', '='].iter().any(|mark| trimmed.chars().all(|c| c == *mark || c == ' '))
        && trimmed.chars().filter(|c| *c != ' ').count() >= 3;
    if rule {
        let end = if byte(text, line.end) == b'\r' { line.end + 2 } else { line.end + 1 };
        changes.push((Span::new(line.start, end.min(text.len())), String::new()));
        return;
    }
    let heading = run(text, start, b'#');
    if (1..=6).contains(&heading) && byte(text, start + heading) == b' ' && heading < body.len() {
        changes.push((Span::new(line.start, start + heading + 1), String::new()));
        return;
    }
    let mark = body.chars().next().unwrap_or(' ');
    let spaced = body.get(mark.len_utf8()..).is_some_and(|rest| rest.starts_with(' '));
    if matches!(mark, '*' | '+' | '•' | '‣' | '▪' | '●' | '◦') && spaced {
        changes.push((Span::new(line.start, start + mark.len_utf8()), "-".to_owned()));
    } else if mark == '>' && spaced {
        changes.push((Span::new(line.start, start + 2), String::new()));
    } else if mark == '|' && trimmed.len() > 1 && trimmed.ends_with('|') {
        table_row(text, line, trimmed, changes);
    }
}

/// A row of a table becomes a list of its cells; the line below the head goes.
fn table_row(text: &str, line: Span, row: &str, changes: &mut Vec<Change>) {
    let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
    let ruler = cells.iter().all(|cell| cell.len() >= 2 && cell.chars().all(|c| matches!(c, '-' | ':')));
    if ruler {
        changes.push((Span::new(line.start, (line.end + 1).min(text.len())), String::new()));
        return;
    }
    let kept: Vec<&str> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
    changes.push((line, kept.join(", ")));
}

/// An opening mark that waits for its partner.
#[derive(Clone, Copy)]
struct Opener {
    at: usize,
    paragraph: usize,
}

/// Marks of emphasis in pairs, double asterisks also alone, and escapes.
fn inline_marks(text: &str, taken: &[Span], escapes: bool, changes: &mut Vec<Change>) {
    let mut openers: [[Option<Opener>; 3]; 3] = Default::default();
    let mut taken = taken.iter().peekable();
    let (mut at, mut paragraph) = (0, 0);
    while let Some(next) = text.get(at..).and_then(|rest| rest.find(['*', '_', '~', '\\', '\n'])) {
        at += next;
        while taken.next_if(|span| span.end <= at).is_some() {}
        if let Some(span) = taken.peek().filter(|span| span.start <= at) {
            at = span.end;
            continue;
        }
        let mark = byte(text, at);
        if mark == b'\n' {
            paragraph += usize::from(byte(text, at + 1) == b'\n');
            at += 1;
            continue;
        }
        if mark == b'\\' {
            let escaped = byte(text, at + 1);
            if escapes && escaped.is_ascii_punctuation() {
                changes.push((Span::new(at, at + 1), String::new()));
                at += 1;
            }
            at += 1;
            continue;
        }
        let len = run(text, at, mark);
        let kind = match mark {
            b'*' => 0,
            b'_' => 1,
            _ => 2,
        };
        let (before, after) = (char_before(text, at), char_at(text, at + len));
        let slot = openers.get_mut(kind).and_then(|lengths| lengths.get_mut(len - 1));
        if let Some(slot) = slot.filter(|_| kind != 2 || len == 2) {
            let loose = mark == b'*' && len > 1 || mark == b'~';
            let opens = !after.is_whitespace() && (loose || !before.is_alphanumeric());
            let closes = !before.is_whitespace() && (loose || !after.is_alphanumeric());
            match *slot {
                Some(opener) if closes && opener.paragraph == paragraph && opener.at + len < at => {
                    *slot = None;
                    changes.push((Span::new(opener.at, opener.at + len), String::new()));
                    changes.push((Span::new(at, at + len), String::new()));
                }
                _ if opens
                    && (len > 1 || after.is_alphanumeric() || matches!(after, '"' | '“' | '*' | '_')) =>
                {
                    *slot = Some(Opener { at, paragraph });
                }
                _ => {}
            }
        }
        at += len;
    }
    if let Some(opener) = openers.first().and_then(|lengths| lengths.get(1)).copied().flatten()
        && char_at(text, opener.at + 2).is_alphabetic()
        && !char_before(text, opener.at).is_alphanumeric()
    {
        // Bold that is never closed: a draft that was cut off.
        changes.push((Span::new(opener.at, opener.at + 2), String::new()));
    }
}

/// Tags of HTML that bots write, by name; a line break stays one.
const TAGS: &[(&str, &str)] = &[
    ("b", ""),
    ("br", "\n"),
    ("div", ""),
    ("em", ""),
    ("i", ""),
    ("li", "- "),
    ("ol", ""),
    ("p", ""),
    ("span", ""),
    ("strong", ""),
    ("u", ""),
    ("ul", ""),
];

fn tags(text: &str, taken: &[Span], changes: &mut Vec<Change>) {
    for (at, _) in text.match_indices('<') {
        let rest = text.get(at + 1..).unwrap_or("");
        let (closing, name) = rest.strip_prefix('/').map_or((false, rest), |name| (true, name));
        let len = name.bytes().take(7).take_while(u8::is_ascii_alphabetic).count();
        let word = name.get(..len).unwrap_or("").to_ascii_lowercase();
        let tail = name.get(len..).unwrap_or("");
        let end = tail.bytes().take(8).position(|b| b == b'>');
        let known = TAGS.iter().find(|(tag, _)| *tag == word);
        if let (Some((_, content)), Some(end)) = (known, end)
            && tail.bytes().take(end).all(|b| matches!(b, b' ' | b'/'))
            && !starts_inside(taken, at + 1)
        {
            let span = Span::new(at, at + 1 + usize::from(closing) + len + end + 1);
            let content = if closing { "" } else { content };
            changes.push((span, content.to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::brand::testing::applied;

    #[test]
    fn marks_go_and_what_they_mark_stays() {
        for (draft, expected) in [
            ("**Important**: read this.", "Important: read this."),
            ("This is *really* important.", "This is really important."),
            ("__Note__ and _this_.", "Note and this."),
            ("~~Old~~ new", "Old new"),
            ("***Both***", "Both"),
            ("# Your order\nIt is here.", "Your order\nIt is here."),
            ("### Steps", "Steps"),
            ("* one\n* two", "- one\n- two"),
            ("• one\n• two", "- one\n- two"),
            ("  + nested", "- nested"),
            ("> quoted", "quoted"),
            ("Use `SAVE10` at checkout.", "Use SAVE10 at checkout."),
            ("```\ncode here\n```\nDone", "code here\nDone"),
            ("```rust\nlet a = 1;\n```", "let a = 1;"),
            ("See [your bill](https://pay.example.com/b).", "See your bill: https://pay.example.com/b."),
            ("[https://example.com](https://example.com)", "https://example.com"),
            ("Mail [help@example.com](mailto:help@example.com)", "Mail help@example.com"),
            ("![logo](https://example.com/a.png) Hello", "logo Hello"),
            ("<https://example.com/a>", "https://example.com/a"),
            ("a\n---\nb", "a\nb"),
            ("| Plan | Price |\n|---|---|\n| Basic | £5 |", "Plan, Price\nBasic, £5"),
            ("<b>Bold</b><br>next", "Bold\nnext"),
            ("**Cut off", "Cut off"),
            ("**Bold [label](https://example.com/x)**", "Bold label: https://example.com/x"),
        ] {
            assert_eq!(applied(draft, &strip(draft, false)), expected, "{draft}");
        }
    }

    #[test]
    fn what_only_looks_like_markup_stays() {
        for draft in [
            "5*3 = 15 and 4 * 2 = 8",
            "file_name_here and order_id_7",
            "Your card ****1234",
            "Prices from £5* (*terms apply)",
            "#1 choice, ticket #4471",
            "1. Open it\n2. Tap it",
            "- one\n- two",
            "2 > 1 and 1 < 2",
            "a@b_c.example.com",
            "https://example.com/a_b_c?x=*",
            "[Name] is missing",
            "C# and C++",
            "5 ~ 10 days",
            "well-known - yes",
            "arr[0](1)",
            "A|B testing",
            "rate: ** excellent",
            "2**8 is 256",
        ] {
            assert_eq!(applied(draft, &strip(draft, false)), *draft, "{draft}");
        }
    }

    #[test]
    fn what_is_emphasised_is_found() {
        for (draft, expected) in [
            ("**Up to 6%** with us.", vec!["**Up to 6%**"]),
            ("_Now_ and __then__, *here*.", vec!["_Now_", "__then__", "*here*"]),
            ("5*3 and `**code**` and snake_case_name", vec![]),
            ("**not closed", vec![]),
        ] {
            let found: Vec<&str> = emphasised(draft)
                .into_iter()
                .map(|(open, close)| Span::new(open.start, close.end).text(draft))
                .collect();
            assert_eq!(found, expected, "{draft}");
        }
    }

    #[test]
    fn escapes_count_only_in_markdown() {
        assert_eq!(applied(r"5 \* 3", &strip(r"5 \* 3", true)), "5 * 3");
        assert_eq!(applied(r"C:\*", &strip(r"C:\*", false)), r"C:\*");
    }

    #[test]
    fn stripping_is_done_after_one_pass() {
        for draft in ["**a** *b* [c](https://d.example) `e`", "* a\n* b\n\n**c** __d__", "> > a", "# # a"] {
            let once = applied(draft, &strip(draft, false));
            let twice = applied(&once, &strip(&once, false));
            let thrice = applied(&twice, &strip(&twice, false));
            assert_eq!(twice, thrice, "{draft}");
        }
    }
}
