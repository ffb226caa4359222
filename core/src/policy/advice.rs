//! What is allowed in a policy and probably not meant: told to its author, and no reason to refuse the file.

use std::collections::BTreeMap;

use serde_json::json;

use super::Policy;
use super::advice_places::{self, filled_roughly};
use super::compile::CompiledRule;
use super::diagnostic::{Diagnostic, Diagnostics, Mark, PolicyMistake};
use super::document::{Document, Node, Value};
use super::examples::with_gates;
use super::library::{Entry, Library};
use super::schema::{Applies, Change, Fix, LocalText, Rule, RuleBody, Style};
use crate::case::Case;
use crate::checks;
use crate::contract::{Action, Applicability, Request};

/// The packs that every policy for replies to customers should have.
const CORE: [&str; 4] = ["core-safety", "core-privacy", "core-commitments", "core-honesty"];

/// Texts of a rule or of the settings that may be sent, and where they stand.
struct Said<'e> {
    what: &'static str,
    /// Each with the code of its language, if it has one.
    texts: Vec<(&'e str, &'e str)>,
    mark: Mark,
    /// The rule, unless the settings say it.
    rule: Option<&'e Rule>,
}

/// What is to be said of the file of a policy that was compiled; `None` when nothing is.
pub(super) fn of(library: &Library, policy: &Policy, id: &str) -> Option<Diagnostics> {
    let entry = library.get(id)?;
    let mut advice = Vec::new();
    core_packs(entry, policy, &mut advice);
    for own in &entry.file.rules {
        let rule = own.value.as_ref();
        let mut tell = |code, mark, message: String, hint: &str| {
            advice.push(entry.document.diagnostic(code, mark, message).hint(hint).rule(&rule.id));
        };
        if rule.hits.is_empty() && rule.clean.is_empty() {
            tell(
                PolicyMistake::NoExamples,
                own.mark,
                "the rule has no examples: nobody knows whether it finds what it should".to_owned(),
                "give drafts that must be found under `hits`, and look-alikes under `clean`",
            );
        }
        if let Some((message, hint)) = unmendable(rule) {
            tell(PolicyMistake::NoSafeFix, own.mark, message, hint);
        }
        if let Some((message, fix)) = rule.fix.as_ref().and_then(|fix| Some((untranslated(rule, fix)?, fix)))
        {
            let mark = place(&entry.document, own.mark, &["fix", key(&fix.change)]);
            tell(
                PolicyMistake::NoSafeFix,
                mark,
                message,
                "a fix without a text in the customer's language is not used",
            );
        }
        let mark = place(&entry.document, own.mark, &["message"]);
        for (message, hint) in advice_places::of_message(rule) {
            tell(PolicyMistake::UnknownPlace, mark, message, &hint);
        }
    }
    overridden(entry, policy, &mut advice);
    for said in texts(entry) {
        let told = |diagnostic: Diagnostic| match said.rule {
            Some(rule) => diagnostic.rule(&rule.id),
            None => diagnostic,
        };
        for (_, text) in &said.texts {
            for (message, hint) in advice_places::of_text(text, said.rule.filter(|_| said.what != HOLDING)) {
                let diagnostic = entry.document.diagnostic(PolicyMistake::UnknownPlace, said.mark, message);
                advice.push(told(diagnostic.hint(hint)));
            }
        }
        for message in banned(policy, &said) {
            let diagnostic = entry.document.diagnostic(PolicyMistake::BannedText, said.mark, message);
            advice.push(told(diagnostic.hint("say it in other words, or narrow the other rule")));
        }
    }
    Diagnostics::from_vec(advice)
}

const HOLDING: &str = "the holding text";

/// A policy without the packs for every reply.
fn core_packs(entry: &Entry, policy: &Policy, advice: &mut Vec<Diagnostic>) {
    let has =
        |pack: &str| policy.parts().iter().any(|part| part.split('@').next().is_some_and(|id| id == pack));
    if !entry.file.is_policy || CORE.into_iter().any(has) {
        return;
    }
    let what = if entry.file.extends.is_empty() {
        "extends nothing and so lacks"
    } else {
        "and what it extends lack"
    };
    let mark = place(&entry.document, Mark::default(), &["policy"]);
    let message = format!("the policy {what} the core packs: `{}`", CORE.join("`, `"));
    advice.push(
        entry
            .document
            .diagnostic(PolicyMistake::NoCorePacks, mark, message)
            .hint("write `extends: [default]`, or make it a `pack` if it only adds to others"),
    );
}

/// Inherited rules that the file makes to be rewritten.
fn overridden(entry: &Entry, policy: &Policy, advice: &mut Vec<Diagnostic>) {
    for change in entry.file.overrides.iter().filter(|change| change.value.action == Some(Action::Rewrite)) {
        let rule = policy.compiled.rules.iter().find(|rule| rule.rule.id == change.value.id);
        if let Some((message, hint)) = rule.and_then(|rule| unmendable(&rule.rule)) {
            let diagnostic = entry.document.diagnostic(PolicyMistake::NoSafeFix, change.mark, message);
            advice.push(diagnostic.hint(hint).rule(&change.value.id));
        }
    }
}

/// Why a rule that wants its findings rewritten never has a text for it.
fn unmendable(rule: &Rule) -> Option<(String, &'static str)> {
    if rule.action != Action::Rewrite {
        return None;
    }
    match &rule.fix {
        Some(fix) if fix.applicability != Applicability::Safe => Some((
            format!("the fix is `{}`, so that nothing is rewritten: a person takes over", fix.applicability),
            "only a fix with `safety: safe` is applied; or write `action: escalate`",
        )),
        Some(Fix { change: Change::Natural, .. }) | None if !mends_itself(rule) => Some((
            format!(
                "the action is `rewrite`, and a rule of the kind `{}` {}: a person takes over",
                rule.body.kind(),
                if rule.fix.is_some() { "offers no text of its own" } else { "needs a `fix` for it" }
            ),
            "give a `fix` with a text, or write `action: escalate` or `note`",
        )),
        Some(_) | None => None,
    }
}

/// Whether the machinery of a rule offers a safe text of its own, at least for some of what it finds.
fn mends_itself(rule: &Rule) -> bool {
    match &rule.body {
        // Emphasis is taken off.
        RuleBody::Forbid { .. } => rule.guards.emphasis,
        RuleBody::Require { .. } | RuleBody::EscalateOn { .. } => false,
        RuleBody::Mask { .. }
        | RuleBody::Value { .. }
        | RuleBody::Commitment { .. }
        | RuleBody::Coded { .. } => true,
        RuleBody::ChannelLimit(limit) => {
            limit.gsm7
                || limit.no_markup
                || limit.no_emoji
                || limit.no_links
                || limit.no_symbols
                || limit.spoken_numbers
        }
        RuleBody::Style(style) => match style {
            Style::Banned { .. }
            | Style::Length { .. }
            | Style::Address(_)
            | Style::Say { .. }
            | Style::Reading { .. }
            | Style::Passive { .. }
            | Style::LinkText { .. }
            | Style::Contacts { .. }
            | Style::Acronyms { .. }
            | Style::Vocabulary { .. }
            | Style::Measures(_) => false,
            Style::Competitors { instead, .. } => instead.is_some(),
            Style::Terms { .. }
            | Style::Names { .. }
            | Style::Links { .. }
            | Style::Exclamations { .. }
            | Style::Shouting { .. }
            | Style::Contractions(_)
            | Style::Spelling(_)
            | Style::Person(_)
            | Style::Emoji { .. }
            | Style::AtMost { .. }
            | Style::Once { .. }
            | Style::Expand { .. }
            | Style::Punctuation(_)
            | Style::Repeats
            | Style::Format(_)
            | Style::Capitals { .. }
            | Style::Consistent { .. } => true,
        },
    }
}

/// A language in which a rule has words and its fix has no text.
fn untranslated(rule: &Rule, fix: &Fix) -> Option<String> {
    let texts = change_texts(&fix.change).filter(|texts| !texts.contains_key(""))?;
    let spoken = if rule.speaks.is_empty() { &rule.applies.languages } else { &rule.speaks };
    let lacking: Vec<&str> =
        spoken.iter().map(|lang| lang.code()).filter(|code| !texts.contains_key(*code)).collect();
    (!lacking.is_empty())
        .then(|| format!("the rule has words in `{}`, and its fix no text", lacking.join("`, `")))
}

fn change_texts(change: &Change) -> Option<&LocalText> {
    match change {
        Change::Replace(texts)
        | Change::ReplaceClause(texts)
        | Change::ReplaceSentence(texts)
        | Change::ReplaceAll(texts)
        | Change::InsertStart(texts)
        | Change::InsertEnd(texts)
        | Change::InsertAfter(texts) => Some(texts),
        Change::Delete | Change::DeleteClause | Change::DeleteSentence | Change::Natural => None,
    }
}

/// The key under which a change stands.
fn key(change: &Change) -> &'static str {
    match change {
        Change::Replace(_) => "replace",
        Change::ReplaceClause(_) => "replace_clause",
        Change::ReplaceSentence(_) => "replace_sentence",
        Change::ReplaceAll(_) => "replace_all",
        Change::Delete | Change::DeleteClause | Change::DeleteSentence => "delete",
        Change::InsertStart(_) => "insert_start",
        Change::InsertEnd(_) => "insert_end",
        Change::InsertAfter(_) => "insert_after",
        Change::Natural => "natural",
    }
}

/// Everything that the file lets be sent.
fn texts(entry: &Entry) -> Vec<Said<'_>> {
    let document = &entry.document;
    let mut found = Vec::new();
    if let Some(texts) = &entry.file.settings.holding {
        let mark = place(document, Mark::default(), &["settings", "holding"]);
        found.push(Said { what: HOLDING, texts: by_language(texts), mark, rule: None });
    }
    for own in &entry.file.rules {
        let rule = own.value.as_ref();
        let mut add = |what, texts, path: &[&str]| {
            found.push(Said { what, texts, mark: place(document, own.mark, path), rule: Some(rule) });
        };
        if let Some(fix) = &rule.fix
            && let Some(texts) = change_texts(&fix.change)
        {
            add("the text of the fix", by_language(texts), &["fix", key(&fix.change)]);
        }
        if let Some(texts) = &rule.handover.holding {
            add(HOLDING, by_language(texts), &["handover", "holding"]);
        }
        for place in &rule.handover.holding_in {
            add(HOLDING, by_language(&place.texts), &["handover", "holding_in"]);
        }
        let RuleBody::Style(style) = &rule.body else { continue };
        match style {
            Style::Terms { replace, .. } => add("the replacement", instead(replace.values()), &["replace"]),
            Style::Expand { expand } => add("the replacement", instead(expand.values()), &["expand"]),
            Style::Consistent { either } => add("the replacement", instead(either.values()), &["consistent"]),
            Style::Competitors { instead: Some(text), .. } => {
                add("the replacement", instead(std::iter::once(text)), &["instead"]);
            }
            _ => {}
        }
    }
    found
}

fn by_language(texts: &LocalText) -> Vec<(&str, &str)> {
    texts.iter().map(|(lang, text)| (lang.as_str(), text.as_str())).collect()
}

/// Texts that say no language.
fn instead<'t>(texts: impl Iterator<Item = &'t String>) -> Vec<(&'t str, &'t str)> {
    texts.map(|text| ("", text.as_str())).collect()
}

/// What rules of the policy that ban words find in a text.
fn banned(policy: &Policy, said: &Said<'_>) -> Vec<String> {
    let everywhere = Applies::default();
    let applies = said.rule.map_or(&everywhere, |rule| &rule.applies);
    let mut told: BTreeMap<String, String> = BTreeMap::new();
    for (lang, text) in &said.texts {
        let locale = Some(*lang).filter(|lang| !lang.is_empty());
        let context = locale.map_or_else(|| json!({}), |locale| json!({ "locale": locale }));
        let request = json!({ "draft": filled_roughly(text), "context": context });
        let Ok(request) = Request::from_json(&with_gates(&request, applies).to_string()) else { continue };
        for (rule, words) in found_in(policy, &request) {
            told.entry(rule).or_insert(words);
        }
    }
    told.into_iter()
        .map(|(rule, words)| format!("{} says `{words}`, which `{rule}` does not let pass", said.what))
        .collect()
}

/// The rules that ban words and find some in the draft of a request, with the words.
fn found_in(policy: &Policy, request: &Request) -> Vec<(String, String)> {
    let compiled = &policy.compiled;
    let mut case = Case::new(request, compiled, None);
    let draft = case.scan_draft(&request.draft);
    case.open_gates(&draft);
    case.open_rules.retain(|index| compiled.rules.get(*index).is_some_and(bans));
    let found = checks::run(&case, &draft).findings;
    found
        .iter()
        .map(|found| (found.rule.rule.id.clone(), found.span.text(&request.draft).to_owned()))
        .collect()
}

/// Whether a rule keeps words out of replies, rather than asking for something.
fn bans(rule: &CompiledRule) -> bool {
    rule.rule.action != Action::Note
        && matches!(
            rule.rule.body,
            RuleBody::Forbid { .. }
                | RuleBody::Style(Style::Banned { .. } | Style::Terms { .. } | Style::Competitors { .. })
        )
}

/// Where a key stands: below the mapping that begins at `mark`, or at the outermost one when that is nowhere. As far down
/// as there is something.
fn place(document: &Document, mark: Mark, path: &[&str]) -> Mark {
    let start = if mark == Mark::default() { Some(document.root()) } else { rule_at(document, mark) };
    let Some(mut node) = start else { return mark };
    let mut found = if mark == Mark::default() { document.root().mark } else { mark };
    for name in path {
        let Some(below) = child(node, name) else { break };
        (node, found) = (below, below.mark);
    }
    found
}

fn rule_at(document: &Document, mark: Mark) -> Option<&Node> {
    match &child(document.root(), "rules")?.value {
        Value::Sequence(rules) => rules.iter().find(|rule| rule.mark == mark),
        Value::Scalar { .. } | Value::Mapping(_) => None,
    }
}

fn child<'d>(node: &'d Node, name: &str) -> Option<&'d Node> {
    match &node.value {
        Value::Mapping(entries) => entries.iter().find(|(key, _)| key.text == name).map(|(_, node)| node),
        Value::Scalar { .. } | Value::Sequence(_) => None,
    }
}
