//! Each kind of rule of Vale as a rule of style.

use serde_json::Value;

use super::pattern::{self, Term};
use super::write::{list, quoted};
use super::{Files, metric};

/// A rule that was taken.
#[derive(Debug, Default)]
pub struct Converted {
    /// Keys of the rule.
    pub lines: Vec<String>,
    /// What differs.
    pub remarks: Vec<String>,
    /// Parts that were not taken.
    pub left: Vec<String>,
    /// A second rule, for what a person must choose.
    pub also: Option<Vec<String>>,
}

/// Lines with text, without comments.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn text<'r>(rule: &'r Value, key: &str) -> Option<&'r str> {
    rule.get(key).and_then(Value::as_str)
}

fn flag(rule: &Value, key: &str) -> bool {
    rule.get(key).is_some_and(|value| value.as_bool() == Some(true) || value.as_str() == Some("true"))
}

/// A value as it would be written: YAML makes numbers and truths of words.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn number(rule: &Value, key: &str) -> Option<u32> {
    rule.get(key).and_then(plain)?.parse().ok()
}

fn texts(rule: &Value, key: &str) -> Vec<String> {
    match rule.get(key) {
        Some(Value::Array(items)) => items.iter().filter_map(plain).collect(),
        Some(value) => plain(value).into_iter().collect(),
        None => Vec::new(),
    }
}

/// Pairs of a mapping, in order.
fn pairs(rule: &Value, key: &str) -> Vec<(String, String)> {
    let entries = rule.get(key).and_then(Value::as_object);
    entries.into_iter().flatten().filter_map(|(from, to)| Some((from.clone(), plain(to)?))).collect()
}

/// The message with `%s` filled: of two, the first is what is better, the second what stands there.
fn message(rule: &Value, kind: &str, chooses: bool) -> String {
    let two = text(rule, "message").is_some_and(|text| text.matches("%s").count() > 1);
    let all: Vec<String> = pairs(rule, "swap").into_iter().map(|(_, to)| to).collect();
    let first = match (kind, all.as_slice()) {
        ("substitution", [only]) if chooses => only.replace('|', "' or '").replace(['{', '}'], ""),
        ("substitution", _) if chooses && two => "another word".to_owned(),
        ("substitution", _) if !chooses => "{expected}".to_owned(),
        ("metric" | "readability", _) => "{value}".to_owned(),
        _ => "{match}".to_owned(),
    };
    message_with(rule, &first)
}

fn severity(rule: &Value) -> &'static str {
    match text(rule, "level") {
        Some("error") => "error",
        Some("suggestion") => "info",
        _ => "warning",
    }
}

/// The message with its first `%s` filled.
fn message_with(rule: &Value, first: &str) -> String {
    let text = text(rule, "message").unwrap_or("house style").replace(['{', '}'], "");
    text.replacen("%s", first, 1).replace("%s", "{match}")
}

/// Parts of a text that a reply has, by the words of Vale.
fn scope(rule: &Value) -> Result<(), String> {
    for scope in texts(rule, "scope") {
        let known = ["text", "sentence", "paragraph", "summary", "list", "heading"];
        if !known.iter().any(|own| scope == *own || scope.starts_with("heading.")) {
            return Err(format!("scope `{scope}`: a reply has no such part"));
        }
    }
    Ok(())
}

/// Converts one rule; the error says why it can't be taken.
pub fn convert(files: &Files, rule: &Value) -> Result<Converted, String> {
    let kind = text(rule, "extends").unwrap_or_default();
    scope(rule)?;
    if kind != "capitalization" && texts(rule, "scope").iter().any(|scope| scope.starts_with("heading")) {
        return Err("scope `heading`: only capitals are checked in headings".to_owned());
    }
    let mut out = Converted::default();
    let mut action = "note";
    let body = match kind {
        "existence" => {
            let (body, safe) = existence(rule, &mut out)?;
            if safe {
                action = "rewrite";
            }
            body
        }
        "substitution" => {
            let (body, safe) = substitution(rule, &mut out)?;
            if safe {
                action = "rewrite";
            }
            body
        }
        "occurrence" => occurrence(rule)?,
        "repetition" => vec!["repeats: true".to_owned()],
        "consistency" => consistency(rule, &mut out)?,
        "conditional" => conditional(rule)?,
        "capitalization" => {
            action = "rewrite";
            capitalization(rule)?
        }
        "metric" => {
            let formula = text(rule, "formula").unwrap_or_default();
            let name = metric::of_formula(formula)
                .ok_or_else(|| format!("the formula `{formula}` is none of those known"))?;
            let condition = text(rule, "condition").unwrap_or_default();
            let (key, value) =
                metric::bound(condition).ok_or_else(|| format!("the condition `{condition}`"))?;
            vec![format!("reading: {name}"), format!("{key}: {value}")]
        }
        "readability" => readability(rule, &mut out)?,
        "spelling" => spelling(files, rule)?,
        "sequence" => sequence(rule)?,
        "script" => return Err("programs are not run".to_owned()),
        other => return Err(format!("the kind `{other}` is not known")),
    };
    if let Some(link) = text(rule, "link") {
        out.remarks.push(format!("see {link}"));
    }
    out.lines.push(format!("message: {}", quoted(&message(rule, kind, action == "note"))));
    out.lines.push(format!("severity: {}", severity(rule)));
    out.lines.push(format!("action: {action}"));
    out.lines.extend(body);
    Ok(out)
}

/// Terms of a list of expressions; those that can't be taken are noted.
fn terms(expressions: &[String], rule: &Value, out: &mut Converted) -> Vec<String> {
    let word = !flag(rule, "nonword");
    let any_case = flag(rule, "ignorecase");
    let mut found = Vec::new();
    for expression in expressions {
        match pattern::term(expression, word, any_case) {
            Ok(Term::Phrases(phrases)) => found.extend(phrases),
            Ok(Term::Pattern(pattern)) => found.push(format!("/{pattern}/")),
            Err(reason) => out.left.push(reason),
        }
    }
    found.dedup();
    if !any_case && found.iter().any(|_| expressions.iter().any(|own| own.chars().any(char::is_uppercase))) {
        out.remarks.push("found in any case: capitals are not told apart".to_owned());
    }
    found
}

/// Words that are found; the flag says whether they can be taken out.
fn existence(rule: &Value, out: &mut Converted) -> Result<(Vec<String>, bool), String> {
    let raw = texts(rule, "raw").concat();
    let mut expressions = texts(rule, "tokens");
    if !raw.is_empty() {
        // `raw` stands before each of the tokens, without bounds of words.
        expressions = match expressions.is_empty() {
            true => vec![raw],
            false => vec![format!("{raw}(?:{})", expressions.join("|"))],
        };
    }
    let found = terms(&expressions, rule, out);
    if found.is_empty() {
        return Err(out.left.pop().unwrap_or_else(|| "it looks for nothing".to_owned()));
    }
    let exceptions = texts(rule, "exceptions");
    let remove = rule.pointer("/action/name").and_then(Value::as_str) == Some("remove");
    if remove && exceptions.is_empty() && !found.iter().any(|term| term.starts_with('/')) {
        let mut body = vec!["inflect: none".to_owned(), "replace:".to_owned()];
        body.extend(found.iter().map(|term| format!("  {}: \"\"", quoted(term))));
        return Ok((body, true));
    }
    let mut body = match exceptions.is_empty() {
        true => vec![format!("banned: {}", list(&found))],
        false => vec![
            "banned:".to_owned(),
            format!("  any: {}", list(&found)),
            format!("  except: {}", list(&terms(&exceptions, rule, out))),
            "  except_within: clause".to_owned(),
        ],
    };
    body.push("guards: [quotation]".to_owned());
    Ok((body, false))
}

/// Pairs of words; the flag says whether each has one replacement.
fn substitution(rule: &Value, out: &mut Converted) -> Result<(Vec<String>, bool), String> {
    let mut safe = Vec::new();
    let mut open = Vec::new();
    for (from, to) in pairs(rule, "swap") {
        let phrases =
            (!flag(rule, "nonword")).then(|| pattern::phrases(from.trim_start_matches("(?i)"))).flatten();
        if to.contains("$") && to.contains(|c: char| c.is_ascii_digit()) {
            out.left.push(format!("`{from}`: its replacement repeats what was matched"));
        } else if to.contains('|') || phrases.is_none() {
            open.push(from);
        } else {
            safe.extend(phrases.unwrap_or_default().into_iter().map(|phrase| (phrase, to.clone())));
        }
    }
    // What is right already stays so: "sign in to" may hold "sign in".
    safe.extend(
        texts(rule, "exceptions")
            .iter()
            .filter_map(|own| pattern::phrases(own))
            .flatten()
            .map(|own| (own.clone(), own)),
    );
    safe.sort();
    safe.dedup_by(|a, b| a.0.to_lowercase() == b.0.to_lowercase());
    if safe.is_empty() {
        let found = terms(&open, rule, out);
        if found.is_empty() {
            return Err(out.left.pop().unwrap_or_else(|| "it replaces nothing".to_owned()));
        }
        out.remarks
            .push("several replacements, or an expression: it is found, and a person chooses".to_owned());
        return Ok((vec![format!("banned: {}", list(&found)), "guards: [quotation]".to_owned()], false));
    }
    let choices = terms(&open, rule, out);
    if !choices.is_empty() {
        let text = message_with(rule, "another word");
        out.also = Some(vec![
            format!("message: {}", quoted(&text)),
            format!("severity: {}", severity(rule)),
            "action: note".to_owned(),
            format!("banned: {}", list(&choices)),
            "guards: [quotation]".to_owned(),
        ]);
    }
    let mut body = vec!["inflect: none".to_owned(), "replace:".to_owned()];
    body.extend(safe.iter().map(|(from, to)| format!("  {}: {}", quoted(from), quoted(to))));
    Ok((body, true))
}

/// Expressions for a word.
const WORD: &[&str] =
    &[r"\b(\w+)\b", r"\b\w+\b", r"\w+", r"(\w+)", r"\S+", r"[^\s]+", r"\b([a-zA-Z0-9_-]+)\b"];

fn occurrence(rule: &Value) -> Result<Vec<String>, String> {
    let token = texts(rule, "token").concat();
    let sentence = texts(rule, "scope").iter().any(|scope| scope == "sentence");
    let (max, min) = (number(rule, "max"), number(rule, "min"));
    if let Some(max) = max.filter(|max| *max > 0 || min.is_none()) {
        if WORD.contains(&token.as_str()) {
            return Ok(vec![format!("{}: {max}", if sentence { "max_sentence_words" } else { "max_words" })]);
        }
        if matches!(token.as_str(), "!" | r"\!" | "[!]") && !sentence {
            return Ok(vec![format!("exclamations: {max}")]);
        }
        let found = match pattern::term(&token, false, flag(rule, "ignorecase"))? {
            Term::Phrases(phrases) => phrases,
            Term::Pattern(pattern) => vec![format!("/{pattern}/")],
        };
        let per = if sentence { "sentence" } else { "text" };
        return Ok(vec![
            format!("at_most: {}", list(&found)),
            format!("times: {max}"),
            format!("per: {per}"),
        ]);
    }
    match min {
        Some(1) => {
            let found = match pattern::term(&token, true, flag(rule, "ignorecase"))? {
                Term::Phrases(phrases) => phrases,
                Term::Pattern(pattern) => vec![format!("/{pattern}/")],
            };
            Ok(vec![format!("say: {}", list(&found)), "position: anywhere".to_owned()])
        }
        Some(_) => Err("it asks for more than one occurrence".to_owned()),
        None => Err("it sets no bound".to_owned()),
    }
}

fn consistency(rule: &Value, out: &mut Converted) -> Result<Vec<String>, String> {
    let mut body = vec!["consistent:".to_owned()];
    for (one, other) in pairs(rule, "either") {
        match (pattern::phrases(&one).as_deref(), pattern::phrases(&other).as_deref()) {
            (Some([one]), Some([other])) => body.push(format!("  {}: {}", quoted(one), quoted(other))),
            _ => out.left.push(format!("`{one}` or `{other}`: an expression stands for several words")),
        }
    }
    if body.len() == 1 {
        return Err(out.left.pop().unwrap_or_else(|| "it compares nothing".to_owned()));
    }
    body.insert(0, "fix: { title: use one word for one thing, natural: true }".to_owned());
    Ok(body)
}

fn conditional(rule: &Value) -> Result<Vec<String>, String> {
    let (first, second) = (text(rule, "first").unwrap_or_default(), text(rule, "second").unwrap_or_default());
    if first.contains("[A-Z]{3,5}") && second.contains("[A-Z]{3,5}") {
        return Ok(vec![format!("acronyms: {}", list(&texts(rule, "exceptions")))]);
    }
    match (pattern::phrases(first), pattern::phrases(second)) {
        (Some(first), Some(second)) => {
            Ok(vec![format!("banned: {}", list(&first)), format!("when: {{ draft_not: {} }}", list(&second))])
        }
        _ => Err("what comes first and second are expressions, and the engine compares words".to_owned()),
    }
}

fn capitalization(rule: &Value) -> Result<Vec<String>, String> {
    let scopes = texts(rule, "scope");
    if scopes.is_empty() || !scopes.iter().all(|scope| scope.starts_with("heading")) {
        return Err("capitals are checked in headings only".to_owned());
    }
    let form = match text(rule, "match") {
        Some("$title") => "title",
        Some("$sentence") => "sentence",
        other => return Err(format!("the pattern `{}` of capitals", other.unwrap_or_default())),
    };
    let mut body = vec![format!("capitals: {form}")];
    let keep = texts(rule, "exceptions");
    if !keep.is_empty() {
        body.push(format!("keep: {}", list(&keep)));
    }
    Ok(body)
}

fn readability(rule: &Value, out: &mut Converted) -> Result<Vec<String>, String> {
    let names = texts(rule, "metrics");
    let name = names.iter().find_map(|name| metric::of_name(name)).ok_or("no formula that is known")?;
    if names.len() > 1 {
        out.remarks.push(format!("of several formulas only {name} is used"));
    }
    let grade = number(rule, "grade").ok_or("it sets no grade")?;
    Ok(vec![format!("reading: {name}"), format!("highest: {grade}")])
}

/// The words of the dictionaries and lists that the package holds.
fn spelling(files: &Files, rule: &Value) -> Result<Vec<String>, String> {
    let named = |name: &str| -> Vec<&str> {
        let end = format!("/{name}");
        files.iter().filter(|(path, _)| path.ends_with(&end)).map(|(_, text)| text.as_str()).collect()
    };
    let mut dictionaries = texts(rule, "dictionaries");
    dictionaries.extend(texts(rule, "dic").iter().map(|name| name.trim_end_matches(".dic").to_owned()));
    let mut words = Vec::new();
    for name in &dictionaries {
        for text in named(&format!("{name}.dic")) {
            // The first line tells how many words follow.
            let count =
                usize::from(text.lines().next().is_some_and(|line| line.trim().parse::<u32>().is_ok()));
            let own: Vec<&str> = lines(text).skip(count).collect();
            if own.iter().any(|word| word.contains('/')) {
                return Err(format!(
                    "the dictionary `{name}` derives its words by rules; a plain list of words can be taken"
                ));
            }
            words.extend(own.iter().map(|word| (*word).to_owned()));
        }
    }
    if words.is_empty() {
        return Err("the package holds no dictionary".to_owned());
    }
    for name in texts(rule, "ignore").iter().map(String::as_str).chain(["accept.txt"]) {
        words.extend(named(name).into_iter().flat_map(|text| lines(text).map(str::to_owned)));
    }
    words.sort();
    words.dedup();
    Ok(vec![format!("vocabulary: {}", list(&words))])
}

fn sequence(rule: &Value) -> Result<Vec<String>, String> {
    let tokens = rule.get("tokens").and_then(Value::as_array).ok_or("it names no tokens")?;
    let mut pattern = String::new();
    for token in tokens {
        if token.get("tag").is_some() {
            return Err("it asks for parts of speech, which are not told apart".to_owned());
        }
        if flag(token, "negate") {
            return Err("it asks for what must not follow".to_owned());
        }
        let own = text(token, "pattern").ok_or("a token has no pattern")?;
        let Term::Pattern(own) = pattern::term(&format!("(?i)(?:{own})"), false, true)? else {
            continue;
        };
        if !pattern.is_empty() {
            pattern.push(' ');
            if let Some(skip) = number(token, "skip").filter(|skip| *skip > 0) {
                pattern.push_str(&format!(r"(?:\S+ ){{0,{skip}}}"));
            }
        }
        pattern.push_str(&own);
    }
    Ok(vec![format!("banned: {}", list(&[format!("/\\b{pattern}\\b/")])), "guards: [quotation]".to_owned()])
}
