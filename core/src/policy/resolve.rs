//! From a file and all that it extends to one set of rules.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::compile::ResolvedPolicy;
use super::cursor::Spanned;
use super::diagnostic::{Diagnostic, Diagnostics as PolicyError, PolicyMistake};
use super::library::{Entry, Library};
use super::schema::{Rule, RuleBody, RuleOverride, Settings};
use crate::contract::{canonical_json, digest as digest_of};

/// Keys that explain a rule and do not change a verdict; the digest leaves them out.
const EXPLAINING: [&str; 3] = ["hits", "clean", "about"];

struct Resolver<'l> {
    library: &'l Library,
    /// Ids on the way from the first file to the present one.
    path: Vec<String>,
    /// Ids that are done, in order.
    done: Vec<String>,
    rules: BTreeMap<String, (Arc<Rule>, Arc<str>)>,
    settings: Settings,
    mistakes: Vec<Diagnostic>,
}

/// Resolves the given ids together: one after the other, as if a policy extended them all.
pub(super) fn resolve(library: &Library, ids: &[&str]) -> Result<ResolvedPolicy, PolicyError> {
    let mut resolver = Resolver {
        library,
        path: Vec::new(),
        done: Vec::new(),
        rules: BTreeMap::new(),
        settings: Settings::default(),
        mistakes: Vec::new(),
    };
    let mut heads: Vec<&Entry> = Vec::new();
    for id in ids {
        match library.get(id) {
            Some(entry) => {
                heads.push(entry);
                resolver.visit(entry);
            }
            None => resolver.mistakes.push(library.unknown(id)),
        }
    }
    if let Some(error) = PolicyError::from_vec(resolver.mistakes) {
        return Err(error);
    }
    let join =
        |part: fn(&Entry) -> &str, by: &str| heads.iter().map(|e| part(e)).collect::<Vec<_>>().join(by);
    let parts: Vec<String> = resolver
        .done
        .iter()
        .filter_map(|id| library.get(id))
        .map(|entry| format!("{}@{}", entry.file.id, entry.file.version))
        .collect();
    Ok(ResolvedPolicy {
        id: join(|e| &e.file.id, "+"),
        version: join(|e| &e.file.version, "+"),
        title: join(|e| &e.file.title, "; "),
        owner: join(|e| &e.file.owner, "; "),
        digest: digest(library, &resolver.done),
        parts,
        settings: resolver.settings,
        rules: resolver.rules,
    })
}

/// The digest over the digests of every file that takes part, in order.
fn digest(library: &Library, done: &[String]) -> String {
    let digests: Vec<&str> =
        done.iter().filter_map(|id| library.get(id)).map(|entry| entry.digest.as_str()).collect();
    digest_of(canonical_json(&digests).as_bytes())
}

/// Leaves out what only explains: examples and remarks.
pub(super) fn forget_explanations(tree: &mut serde_json::Value) {
    if let Some(map) = tree.as_object_mut() {
        map.retain(|key, _| !EXPLAINING.contains(&key.as_str()));
        if let Some(rules) = map.get_mut("rules").and_then(serde_json::Value::as_array_mut) {
            for rule in rules.iter_mut().filter_map(serde_json::Value::as_object_mut) {
                rule.retain(|key, _| !EXPLAINING.contains(&key.as_str()));
            }
        }
    }
}

impl Resolver<'_> {
    fn visit(&mut self, entry: &Entry) {
        let id = &entry.file.id;
        if self.done.contains(id) {
            return;
        }
        self.path.push(id.clone());
        for extended in &entry.file.extends {
            let mistake = |code, message: String| entry.document.diagnostic(code, extended.mark, message);
            if self.path.contains(&extended.value) {
                let circle = format!("{} → {}", self.path.join(" → "), extended.value);
                self.mistakes.push(
                    mistake(
                        PolicyMistake::ExtendsCycle,
                        format!("`{}` extends itself in a circle", extended.value),
                    )
                    .hint(circle),
                );
                continue;
            }
            match self.library.get(&extended.value) {
                Some(other) => self.visit(other),
                None => self.mistakes.push(
                    mistake(
                        PolicyMistake::UnknownPack,
                        format!("there is no policy or pack `{}`", extended.value),
                    )
                    .hint(self.library.instead_of(&extended.value)),
                ),
            }
        }
        self.path.pop();
        for removed in &entry.file.remove {
            if self.rules.remove(&removed.value).is_none() {
                self.mistakes.push(self.no_such_rule(entry, removed.mark, &removed.value, "remove"));
            }
        }
        for change in &entry.file.overrides {
            self.apply(entry, change);
        }
        let pack: Arc<str> = format!("{id}@{}", entry.file.version).into();
        for rule in &entry.file.rules {
            let known =
                self.rules.insert(rule.value.id.clone(), (Arc::clone(&rule.value), Arc::clone(&pack)));
            if let Some((_, other)) = known {
                let message = format!("the rule `{}` is already in `{other}`", rule.value.id);
                self.mistakes.push(
                    entry
                        .document
                        .diagnostic(PolicyMistake::DuplicateRule, rule.mark, message)
                        .rule(&rule.value.id)
                        .hint("change an inherited rule under `override`, or give this one an id of its own"),
                );
            }
        }
        self.settings.overlay(&entry.file.settings);
        self.done.push(id.clone());
    }

    fn no_such_rule(
        &self,
        entry: &Entry,
        mark: super::diagnostic::Mark,
        rule: &str,
        what: &str,
    ) -> Diagnostic {
        let message = format!("nothing to {what}: no extended pack has the rule `{rule}`");
        let diagnostic = entry.document.diagnostic(PolicyMistake::UnknownValue, mark, message);
        match crate::contract::hint::nearest(rule, self.rules.keys().map(String::as_str)) {
            Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
            None => diagnostic,
        }
    }

    fn apply(&mut self, entry: &Entry, change: &Spanned<RuleOverride>) {
        let Some((rule, _)) = self.rules.get_mut(&change.value.id) else {
            let mistake = self.no_such_rule(entry, change.mark, &change.value.id, "override");
            self.mistakes.push(mistake);
            return;
        };
        let rule = Arc::make_mut(rule);
        let change = &change.value;
        if let Some(message) = &change.message {
            rule.message.clone_from(message);
        }
        rule.severity = change.severity.unwrap_or(rule.severity);
        rule.action = change.action.unwrap_or(rule.action);
        if let Some(applies) = &change.applies {
            rule.applies.clone_from(applies);
        }
        if let Some(fix) = &change.fix {
            rule.fix = Some(fix.clone());
        }
        if let (Some(wanted), RuleBody::Coded { threshold, .. }) = (change.threshold, &mut rule.body) {
            *threshold = Some(wanted);
        }
    }
}

impl Settings {
    /// Takes over what `newer` says.
    fn overlay(&mut self, newer: &Settings) {
        if newer.required_layers.is_some() {
            self.required_layers.clone_from(&newer.required_layers);
        }
        self.rounds = newer.rounds.or(self.rounds);
        if newer.queue.is_some() {
            self.queue.clone_from(&newer.queue);
        }
        if newer.holding.is_some() {
            self.holding.clone_from(&newer.holding);
        }
        self.unchecked.extend(newer.unchecked.iter().cloned());
        self.signals.extend(newer.signals.iter().cloned());
        self.scores.retain(|old| newer.scores.iter().all(|new| new.score != old.score));
        self.scores.extend(newer.scores.iter().cloned());
    }
}

/// The rules of a resolved policy that do not come from a shipped file.
pub(super) fn added_rules(library: &Library, resolved: &ResolvedPolicy) -> Vec<String> {
    let added: Vec<&Entry> = library.added().collect();
    resolved
        .rules
        .keys()
        .filter(|id| added.iter().any(|entry| entry.file.rules.iter().any(|rule| rule.value.id == **id)))
        .cloned()
        .collect()
}
