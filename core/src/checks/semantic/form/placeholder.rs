//! Fields of a template that were never filled: `{{name}}`, `[Order Number]`, `<INSERT DATE>`, `%s`, `XX/XX/XXXX`.

use crate::checks::semantic::found;
use crate::checks::{CheckError, Cx};
use crate::contract::{Applicability, Edit, Fix, Format};
use crate::facts::Facts;
use crate::findings::{Report, Sink};
use crate::policy::compile::CompiledRule;
use crate::span::Span;
use crate::text::{Text, fold_pattern_text};

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

/// Last words of a field in English, German, Dutch; folded.
const HEADS: &[&str] = &[
    "address",
    "adres",
    "adresse",
    "agent",
    "amount",
    "anschrift",
    "availability",
    "balance",
    "bedrag",
    "bedrijf",
    "bedrijfsnaam",
    "bestellnummer",
    "bestelnummer",
    "betrag",
    "brand",
    "branch",
    "business",
    "carrier",
    "chat",
    "city",
    "company",
    "contact",
    "country",
    "currency",
    "customer",
    "date",
    "datum",
    "day",
    "days",
    "deadline",
    "department",
    "details",
    "duration",
    "email",
    "e-mail",
    "enddate",
    "expiry",
    "field",
    "firma",
    "firmenname",
    "firstname",
    "hours",
    "hier",
    "here",
    "id",
    "insert",
    "invoice",
    "item",
    "klantnaam",
    "kundenname",
    "kundennummer",
    "lastname",
    "link",
    "location",
    "mail",
    "month",
    "naam",
    "nachname",
    "name",
    "names",
    "nr",
    "num",
    "number",
    "numbers",
    "nummer",
    "order",
    "percentage",
    "phone",
    "placeholder",
    "position",
    "preis",
    "price",
    "prijs",
    "product",
    "quantity",
    "reason",
    "ref",
    "reference",
    "signature",
    "store",
    "surname",
    "telefonnummer",
    "telephone",
    "time",
    "timeframe",
    "timeline",
    "title",
    "total",
    "tracking",
    "url",
    "uhrzeit",
    "username",
    "value",
    "variable",
    "voornaam",
    "vorname",
    "webadresse",
    "website",
    "year",
    "zeit",
];

/// First words of a field in French, Spanish, Italian, Portuguese; folded.
const ROMANCE_HEADS: &[&str] = &[
    "adresse",
    "cantidad",
    "cidade",
    "ciudad",
    "codice",
    "codigo",
    "cognome",
    "data",
    "date",
    "delai",
    "direccion",
    "empresa",
    "endereco",
    "entreprise",
    "enlace",
    "fecha",
    "hora",
    "horaires",
    "importe",
    "importo",
    "indirizzo",
    "inserer",
    "inserir",
    "inserire",
    "insertar",
    "lien",
    "montant",
    "nom",
    "nombre",
    "nome",
    "numero",
    "prenom",
    "prezzo",
    "prix",
    "precio",
    "preco",
    "produit",
    "producto",
    "prodotto",
    "produto",
    "societe",
    "telefono",
    "telefone",
    "telephone",
    "valor",
    "ville",
];

/// Words that make any field sure, wherever they stand.
const SURE: &[&str] = &[
    "anonymized",
    "anonymised",
    "einfugen",
    "insert",
    "inserer",
    "inserire",
    "insertar",
    "inserir",
    "invoegen",
    "placeholder",
    "your",
    "votre",
    "ihre",
    "ihr",
    "uw",
    "su",
    "sua",
    "seu",
    "tu",
];

/// Words before a label that is to be clicked; folded.
const CLICKABLE: &[&str] = &[
    "click",
    "clicking",
    "press",
    "pressing",
    "select",
    "selecting",
    "tap",
    "tapping",
    "choose",
    "hit",
    "button",
    "klicken",
    "klick",
    "tippen",
    "wahlen",
    "cliquez",
    "appuyez",
    "haga",
    "clic",
    "pulse",
    "clicca",
    "premi",
    "klik",
    "clique",
    "menu",
    "option",
    "titled",
    "labelled",
    "labeled",
    "called",
    "named",
];

/// Words that open a greeting after which a name may simply be left out.
const OPEN_GREETINGS: &[&str] = &[
    "hi",
    "hello",
    "hey",
    "hallo",
    "bonjour",
    "hola",
    "ciao",
    "ola",
    "morning",
    "afternoon",
    "evening",
    "tag",
    "morgen",
];

/// The fields of a text that were not filled.
pub(super) fn find(text: &str, format: Format) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut skip_to = 0;
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        let field = match c {
            '{' => braces(text, at),
            '[' => bracket(text, at),
            '<' if format != Format::Ssml => angle(text, at),
            '%' => percent(text, at),
            '_' => blanks(text, at),
            'X' => crosses(text, at),
            'l' | 'L' => fixed(text, at, "lorem ipsum"),
            'T' => todo(text, at),
            'u' | 'N' | 'n' => empty_value(text, at),
            'f' | 'c' | 'o' => snake(text, at),
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

/// Folded, camel case and joining marks taken apart.
fn normal(inner: &str) -> String {
    let mut apart = String::with_capacity(inner.len() + 8);
    let mut lower = false;
    for c in inner.chars() {
        if c.is_uppercase() && lower {
            apart.push(' ');
        }
        lower = c.is_lowercase();
        apart.push(if matches!(c, '_' | '.' | '/' | '-' | '\'' | '’' | ':') { ' ' } else { c });
    }
    let folded = fold_pattern_text(&apart);
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether words name something that a template would be filled with.
fn names_slot(words: &str) -> bool {
    let mut all = words.split(' ').filter(|word| !word.is_empty());
    let count = all.clone().count();
    if count == 0 || count > 7 {
        return false;
    }
    let first = all.clone().next().unwrap_or("");
    let last = all.clone().next_back().unwrap_or("");
    HEADS.contains(&last)
        || ROMANCE_HEADS.contains(&first)
        || all.any(|word| SURE.contains(&word) && count > 1)
        || words.chars().all(|c| c == 'x' || c == ' ')
        || (first == "x" || first == "xx") && count == 2
}

/// Labels of buttons and pages as well as of fields, folded: alone in square brackets they say too little.
const LABELS: &[&str] = &[
    "chat", "contact", "details", "here", "hier", "invoice", "item", "link", "order", "position", "product", "ref",
    "reference", "signature", "title", "total", "tracking", "website", "date", "data", "position",
];

fn is_sure(inner: &str, words: &str) -> bool {
    let shouted =
        inner.contains('_') && inner.chars().all(|c| c.is_uppercase() || c == '_' || c.is_ascii_digit());
    shouted || words.split(' ').any(|word| SURE.contains(&word))
}

/// The folded word before a place.
fn word_before(text: &str, at: usize) -> String {
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
    if digits && !sure || !names_slot(&words) && !sure || label {
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
const UNITS: &[&str] = &[
    "business", "day", "days", "giorni", "hour", "hours", "jours", "dias", "months", "months'", "minutes",
    "tage", "tagen", "stunden", "uur", "dagen", "weeks", "werktage", "working", "year", "years", "%", "eur",
    "euro", "gbp", "usd", "points", "items",
];

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
    (money || greeted && word != "None")
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

/// Other words for the last key of a fact.
const SAME: &[(&str, &str)] = &[("number", "id"), ("no", "id"), ("nr", "id"), ("num", "id"), ("code", "id")];

/// Words that say whose a field is and nothing else.
const FILLERS: &[&str] =
    &["insert", "your", "the", "here", "anonymized", "anonymised", "placeholder", "enter", "their"];

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
fn correction(text: &Text, field: &Field, facts: &Facts) -> Option<Fix> {
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
        matches!(
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

/// Reports every field.
pub(in crate::checks::semantic) fn run<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    let text = &cx.draft.text;
    for field in find(text.original(), cx.case.request.format) {
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
