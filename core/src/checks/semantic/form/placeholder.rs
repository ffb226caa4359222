//! Fields of a template that were never filled: `{{name}}`, `[Order Number]`, `<INSERT DATE>`, `%s`, `XX/XX/XXXX`.

use super::filling::correction;
use super::slots::{CLICKABLE, LABELS, OPEN_GREETINGS, is_sure, names_slot, normal};
use crate::checks::semantic::found;
use crate::checks::{CheckError, Cx};
use crate::contract::Format;
use crate::findings::{Report, Sink};
use crate::policy::compile::CompiledRule;
use crate::span::Span;
use crate::text::fold_pattern_text;
use crate::text::{Listed, word_list};

/// A field that was not filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    /// Marks included.
    pub(super) span: Span,
    /// What it asks for, folded, words separated by one space: `order number`. Empty when it does not say.
    pub(super) words: String,
}

/// Longest field, marks excluded, in bytes.
const LONGEST: usize = 80;

/// The fields of a text that were not filled.
pub(super) fn find(text: &str, format: Format) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut skip_to = 0;
    let mut before = b' ';
    for (at, byte) in text.bytes().enumerate() {
        let last = std::mem::replace(&mut before, byte);
        // The middle of a word opens nothing, nor does a blank.
        if byte.is_ascii_lowercase() && (last.is_ascii_alphanumeric() || last == b'_') || byte == b' ' {
            continue;
        }
        if at < skip_to {
            continue;
        }
        let field = match byte {
            b'{' => braces(text, at),
            b'[' => bracket(text, at),
            b'<' if format != Format::Ssml => angle(text, at),
            b'%' => percent(text, at),
            b'_' => blanks(text, at),
            b'X' => crosses(text, at),
            b'l' | b'L' => fixed(text, at, "lorem ipsum"),
            b'T' => todo(text, at),
            b'u' | b'N' | b'n' => empty_value(text, at),
            b'f' | b'c' | b'o' => snake(text, at),
            _ => None,
        };
        if let Some(field) = field {
            skip_to = field.span.end;
            fields.push(field);
        }
    }
    fields
}

fn rest(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or("")
}

/// What stands before `close`, on the same line and not too far.
fn inside<'t>(text: &'t str, from: usize, open: char, close: &str) -> Option<&'t str> {
    let tail = rest(text, from);
    let mut end = 0;
    for (at, c) in tail.char_indices() {
        if tail.get(at..).is_some_and(|t| t.starts_with(close)) {
            end = at;
            break;
        }
        if at > LONGEST || c == '\n' || c == open {
            return None;
        }
        end = at + c.len_utf8();
    }
    let inner = tail.get(..end)?;
    tail.get(end..)?.starts_with(close).then_some(inner)
}

fn field(start: usize, end: usize, inner: &str) -> Field {
    Field { span: Span::new(start, end), words: normal(inner) }
}

/// The folded word before a place.
pub(super) fn word_before(text: &str, at: usize) -> String {
    let head = text.get(..at).unwrap_or("").trim_end_matches([' ', '"', '\u{201c}', '*', '`']);
    let start = head.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |p| p + 1);
    fold_pattern_text(head.get(start..).or_else(|| head.get(head.len()..)).unwrap_or(""))
}

fn is_identifier(inner: &str) -> bool {
    !inner.is_empty()
        && inner.len() <= 40
        && inner.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && inner.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'))
}

fn braces(text: &str, at: usize) -> Option<Field> {
    let tail = rest(text, at);
    let before = text.get(..at).and_then(|head| head.chars().next_back());
    if tail.starts_with("{{") {
        let inner = inside(text, at + 2, '{', "}}")?;
        let extra = usize::from(rest(text, at + 4 + inner.len()).starts_with('}'));
        return Some(field(at, at + 4 + inner.len() + extra, inner.trim()));
    }
    if tail.starts_with("{%") {
        let inner = inside(text, at + 2, '{', "%}")?;
        return Some(Field { span: Span::new(at, at + 4 + inner.len()), words: String::new() });
    }
    let inner = inside(text, at + 1, '{', "}")?;
    let end = at + 2 + inner.len();
    let trimmed = inner.trim();
    if let Some(mark @ ('$' | '#' | '@' | '%')) = before
        && !trimmed.is_empty()
    {
        return Some(field(at - mark.len_utf8(), end, trimmed));
    }
    let words = normal(trimmed);
    let position = !trimmed.is_empty() && trimmed.len() < 3 && trimmed.bytes().all(|b| b.is_ascii_digit());
    let chosen = trimmed.contains(", plural") || trimmed.contains(", select");
    let named = is_identifier(trimmed) && (trimmed.contains(['_', '.']) || names_slot(&words));
    let spoken = trimmed.chars().all(|c| c.is_alphabetic() || c == ' ') && names_slot(&words);
    (position || chosen || named || spoken).then(|| Field { span: Span::new(at, end), words })
}

fn bracket(text: &str, at: usize) -> Option<Field> {
    let double = rest(text, at).starts_with("[[");
    let (skip, close) = if double { (2, "]]") } else { (1, "]") };
    let inner = inside(text, at + skip, '[', close)?;
    let end = at + 2 * skip + inner.len();
    let trimmed = inner.trim();
    if rest(text, end).starts_with('(')
        || !trimmed.chars().all(|c| c.is_alphanumeric() || " _-/.'’:,".contains(c))
    {
        return None;
    }
    if trimmed == "object Object" {
        return Some(Field { span: Span::new(at, end), words: String::new() });
    }
    let digits = trimmed.chars().any(|c| c.is_ascii_digit());
    let words = normal(trimmed);
    let sure = is_sure(trimmed, &words);
    let label = LABELS.contains(&words.as_str()) && trimmed.chars().any(char::is_lowercase);
    if label || !sure && (digits || !names_slot(&words)) {
        return None;
    }
    if !sure && CLICKABLE.contains(&word_before(text, at).as_str()) {
        return None;
    }
    Some(Field { span: Span::new(at, end), words })
}

fn angle(text: &str, at: usize) -> Option<Field> {
    let tail = rest(text, at);
    if tail.starts_with("<%") {
        let inner = inside(text, at + 2, '<', "%>")?;
        return Some(Field { span: Span::new(at, at + 4 + inner.len()), words: String::new() });
    }
    let double = tail.starts_with("<<");
    let (skip, close) = if double { (2, ">>") } else { (1, ">") };
    let inner = inside(text, at + skip, '<', close)?;
    let trimmed = inner.trim();
    if !trimmed.chars().all(|c| c.is_alphabetic() || " _-'’".contains(c)) {
        return None;
    }
    let words = normal(trimmed);
    let html = ["title", "address", "time", "link", "field"].contains(&trimmed);
    if html || !(names_slot(&words) || is_sure(trimmed, &words)) {
        return None;
    }
    Some(Field { span: Span::new(at, at + 2 * skip + inner.len()), words })
}

/// `%s`, `%d`, `%(name)s`, `%1$s`, `%NAME%`, `%{name}`.
fn percent(text: &str, at: usize) -> Option<Field> {
    let before = text.get(..at).and_then(|head| head.chars().next_back());
    if before.is_some_and(|c| c.is_alphanumeric() || c == '%') {
        return None;
    }
    let tail = rest(text, at + 1);
    let ends = |len: usize| rest(tail, len).chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '%');
    if tail.starts_with(['s', 'd', 'i', 'f']) && ends(1) {
        return Some(Field { span: Span::new(at, at + 2), words: String::new() });
    }
    if tail.starts_with(['1', '2', '3']) && rest(tail, 1).starts_with("$s") {
        return Some(Field { span: Span::new(at, at + 4), words: String::new() });
    }
    if tail.starts_with('(') {
        let inner = inside(text, at + 2, '(', ")")?;
        let end = at + 3 + inner.len();
        let letter = rest(text, end).starts_with(['s', 'd']);
        return (letter && is_identifier(inner)).then(|| field(at, end + 1, inner));
    }
    let inner = inside(text, at + 1, ' ', "%")?;
    let shouted = inner.len() > 2 && inner.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
    shouted.then(|| field(at, at + 2 + inner.len(), inner))
}

/// `____ days`: three or more, not a line of their own.
fn blanks(text: &str, at: usize) -> Option<Field> {
    let before = text.get(..at).unwrap_or("");
    if before.ends_with('_') {
        return None;
    }
    let len = rest(text, at).bytes().take_while(|b| *b == b'_').count();
    let line_start: String = before.chars().rev().take(LONGEST).take_while(|c| *c != '\n').collect();
    let line_end: String = rest(text, at + len).chars().take(LONGEST).take_while(|c| *c != '\n').collect();
    if len < 3 {
        // `__NAME__`
        let inner = (len == 2).then(|| inside(text, at + 2, ' ', "__")).flatten()?;
        let shouted = inner.len() > 1 && inner.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
        return (shouted && names_slot(&normal(inner))).then(|| field(at, at + 4 + inner.len(), inner));
    }
    let alone = line_start.trim().is_empty() && line_end.trim().is_empty();
    (!alone).then(|| Field { span: Span::new(at, at + len), words: String::new() })
}

/// Units after which crosses stand for a number.
static UNITS: Listed = Listed::new(word_list![
    "business", "day", "days", "giorni", "hour", "hours", "jours", "dias", "months", "months'", "minutes",
    "tage", "tagen", "stunden", "uur", "dagen", "weeks", "werktage", "working", "year", "years", "%", "eur",
    "euro", "gbp", "usd", "points", "items",
]);

/// `XX/XX/XXXX`, `£XX.XX`, `XX days`, `XXX-XXX-XXXX`, but no masked number and no size.
fn crosses(text: &str, at: usize) -> Option<Field> {
    let before = text.get(..at).and_then(|head| head.chars().next_back());
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '/' | '*' | '•')) {
        return None;
    }
    let tail = rest(text, at);
    let len =
        tail.bytes().take_while(|b| matches!(b, b'X' | b'/' | b'-' | b'.' | b':')).take(LONGEST).count();
    let run = tail.get(..len)?.trim_end_matches(['.', '-', ':', '/']);
    let crosses = run.bytes().filter(|b| *b == b'X').count();
    let after = rest(tail, run.len());
    let joined = after.starts_with(|c: char| c.is_alphanumeric());
    // "XXXX XXXX XXXX 4242" and "XX 42" are masks.
    let masked =
        after.trim_start_matches([' ', 'X', '-', '•', '*']).starts_with(|c: char| c.is_ascii_digit());
    if crosses < 2 || joined || masked {
        return None;
    }
    let groups = run.split(['/', '-', ':']).filter(|group| group.len() > 1).count();
    let unit: String =
        after.trim_start().chars().take_while(|c| c.is_alphabetic() || *c == '%').take(12).collect();
    let counted = UNITS.contains(&fold_pattern_text(&unit).as_str());
    let money = before.is_some_and(|c| matches!(c, '£' | '$' | '€' | '#'));
    (groups >= 2 || counted || money)
        .then(|| Field { span: Span::new(at, at + run.len()), words: String::new() })
}

fn starts_word(text: &str, at: usize) -> bool {
    !text.get(..at).and_then(|head| head.chars().next_back()).is_some_and(|c| c.is_alphanumeric() || c == '_')
}

fn fixed(text: &str, at: usize, phrase: &str) -> Option<Field> {
    let found = rest(text, at).get(..phrase.len())?.eq_ignore_ascii_case(phrase);
    (found && starts_word(text, at))
        .then(|| Field { span: Span::new(at, at + phrase.len()), words: String::new() })
}

/// `TODO: …`; in Spanish and Portuguese the word alone means "everything".
fn todo(text: &str, at: usize) -> Option<Field> {
    let tail = rest(text, at);
    let after = tail.strip_prefix("TODO").or_else(|| tail.strip_prefix("TBD"))?;
    let len = tail.len() - after.len();
    let marked =
        after.starts_with(':') || after.starts_with(" -") || after.starts_with(']') || after.starts_with('(');
    (marked && starts_word(text, at)).then(|| Field { span: Span::new(at, at + len), words: String::new() })
}

/// What a program writes where it has no value: "Hi undefined", "£NaN".
fn empty_value(text: &str, at: usize) -> Option<Field> {
    let word =
        ["undefined", "null", "NaN", "None"].into_iter().find(|word| rest(text, at).starts_with(word))?;
    let after = rest(text, at + word.len()).chars().next();
    if !starts_word(text, at) || after.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let head = text.get(..at).unwrap_or("");
    let money = head.ends_with(['£', '$', '€', '#']);
    let greeted = head.len() < 20 && OPEN_GREETINGS.contains(&word_before(text, at).as_str())
        || word_before(text, at) == "dear";
    // "on undefined at NaN:NaN", or nothing else at all.
    let placed = word == "NaN"
        || word == "undefined"
            && ["on", "at", "is", "to", "for", "of", "by"].contains(&word_before(text, at).as_str());
    let alone = text.trim() == word;
    (money || placed || alone || greeted && word != "None")
        .then(|| Field { span: Span::new(at, at + word.len()), words: String::new() })
}

/// The name of a variable in running text: `first_name`, `customer_name`, `order_id`.
fn snake(text: &str, at: usize) -> Option<Field> {
    const NAMES: [&str; 6] =
        ["first_name", "customer_name", "company_name", "order_id", "order_number", "customer_id"];
    let word = NAMES.into_iter().find(|word| rest(text, at).starts_with(word))?;
    let after = rest(text, at + word.len()).chars().next();
    let before = text.get(..at).and_then(|head| head.chars().next_back());
    let code = |c: char| c.is_alphanumeric() || "_=(\"'`:.?&/{}$%<[".contains(c);
    let alone =
        !before.is_some_and(code) && !after.is_some_and(|c| c.is_alphanumeric() || "_=(\"'`:".contains(c));
    alone.then(|| field(at, at + word.len(), word))
}

/// Reports every field.
pub(in crate::checks::semantic) fn run<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    let text = &cx.draft.text;
    let shown = super::tools::asked_for_code(cx.case);
    for field in find(text.original(), cx.case.request.format) {
        // "Write {{first_name}} where the name should stand."
        if shown && field.span.text(text.original()).starts_with(['{', '<', '%', '[']) {
            continue;
        }
        let mut report = Report::at(text.fold_span(field.span));
        report.natural = correction(text, &field, &cx.case.facts);
        found(rule, cx, sink, report);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Vec<&str> {
        find(text, Format::Plain).iter().map(|field| field.span.text(text)).collect()
    }

    #[test]
    fn unfilled_fields_are_found() {
        for (text, field) in [
            ("Hello {{name}}, your order is ready.", "{{name}}"),
            ("Visit our {{ Help Centre }} today.", "{{ Help Centre }}"),
            ("Hi {customer_name}, thanks.", "{customer_name}"),
            ("You have {0} new messages.", "{0}"),
            ("Call us on [Support Phone Number] now.", "[Support Phone Number]"),
            ("Dear [NAME],", "[NAME]"),
            ("We are open [Business Hours].", "[Business Hours]"),
            ("Your order [ORDER_ID] left today.", "[ORDER_ID]"),
            ("Pay by <insert date> please.", "<insert date>"),
            ("Regards, <Your Name>", "<Your Name>"),
            ("Sehr geehrte Frau [Nachname],", "[Nachname]"),
            ("Votre commande [numéro de commande] est partie.", "[numéro de commande]"),
            ("Su pedido [número de pedido] ha salido.", "[número de pedido]"),
            ("You owe %s in total.", "%s"),
            ("Hello %(name)s, welcome.", "%(name)s"),
            ("Hello %FIRST_NAME%, welcome.", "%FIRST_NAME%"),
            ("Your code is ${code}.", "${code}"),
            ("It arrives on XX/XX/XXXX at noon.", "XX/XX/XXXX"),
            ("The fee is £XX.XX this month.", "XX.XX"),
            ("It takes XX days.", "XX"),
            ("It takes ____ days.", "____"),
            ("Lorem ipsum dolor sit amet.", "Lorem ipsum"),
            ("TODO: add the refund date.", "TODO"),
            ("Hi undefined, how are you?", "undefined"),
            ("The total is £NaN.", "NaN"),
            ("Details: [object Object]", "[object Object]"),
            ("Hi first_name, welcome back.", "first_name"),
            ("<%= order.total %> is due.", "<%= order.total %>"),
        ] {
            assert_eq!(fields(text), [field], "{text}");
        }
    }

    #[test]
    fn look_alikes_are_left_alone() {
        for text in [
            "See the guide [1] for details.",
            "Read [our terms](https://example.com/terms).",
            "Press <Enter> and then <Ctrl>.",
            "I <3 this, thank you!",
            "Click [Order] and then [Contact].",
            "Write to <help@example.com>.",
            "The card XXXX XXXX XXXX 4242 was charged.",
            "We have it in XXL and XL.",
            "You save 20%, so it's 50% off.",
            "Esto es TODO lo que necesita.",
            "Enter the date as DD/MM/YYYY.",
            "He said [sic] it was fine.",
            "The set {1, 2, 3} has three members.",
            "Our file is order_id_list.csv.",
            "Nothing is null and void here.",
            "___\nThank you",
            "Temperatures of 5 < x and y > 3 are fine.",
            "Your card ending XX42 is active.",
        ] {
            assert_eq!(fields(text), Vec::<&str>::new(), "{text}");
        }
    }
}
