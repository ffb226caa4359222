//! Policies: what compliance officers and brand managers write, and how it becomes something that runs.
//!
//! A *pack* holds rules. A *policy* extends packs and other policies, removes or overrides their rules by id, adds
//! its own, and says how findings become a decision. Both are one YAML (or JSON) file. A file with any mistake is
//! refused with all its mistakes; the examples of its rules run when it loads, and must hold.

mod advice;
mod advice_places;
pub(crate) mod compile;
pub mod cursor;
mod decode;
mod decode_rule;
mod decode_style;
pub mod diagnostic;
pub mod document;
mod examples;
mod info;
mod library;
mod resolve;
pub(crate) mod schema;
mod schema_style;
mod schema_when;
mod shelf;
mod shipping;
mod stored;
mod terms;
mod written;

#[cfg(test)]
pub(crate) use decode_style::{CHANNEL_KINDS, STYLE_KINDS};
pub use diagnostic::{Diagnostic, Diagnostics as PolicyError, PolicyMistake};
pub use info::{PolicyInfo, RuleInfo};
pub use library::Library;
pub use shipping::{ShippingError, shipped_table};

#[cfg(test)]
mod tests;

use std::sync::Arc;

use compile::CompiledPolicy;

/// A policy, compiled and ready for a [`Validator`](crate::Validator). Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Policy {
    pub(crate) compiled: Arc<CompiledPolicy>,
}

impl Policy {
    /// A shipped policy or pack by name.
    ///
    /// # Errors
    /// When no policy of this name is shipped.
    pub fn shipped(name: &str) -> Result<Policy, PolicyError> {
        Library::new().policy(&[name])
    }

    /// A policy from the text of one file, which may extend the shipped ones. `file` names it in messages.
    ///
    /// # Errors
    /// With every mistake of the file: its place, the line, and a hint.
    ///
    /// ```
    /// let mistake = draftgate::Policy::from_text("mine.yaml", "policy: mine\nversion: 1.0.0\n").unwrap_err();
    /// assert!(mistake.to_string().contains("mine.yaml:1:1"));
    /// ```
    pub fn from_text(file: &str, text: &str) -> Result<Policy, PolicyError> {
        let mut library = Library::new();
        let id = library.add(file, text)?;
        library.policy(&[&id])
    }

    /// `id@version`.
    pub fn name(&self) -> String {
        self.compiled.name()
    }

    /// Name without version.
    pub fn id(&self) -> &str {
        &self.compiled.id
    }

    /// Version.
    pub fn version(&self) -> &str {
        &self.compiled.version
    }

    /// One line for people.
    pub fn title(&self) -> &str {
        &self.compiled.title
    }

    /// Who answers for it.
    pub fn owner(&self) -> &str {
        &self.compiled.owner
    }

    /// Digest of the policy as resolved: `sha256:` and 64 hexadecimal digits.
    pub fn digest(&self) -> &str {
        &self.compiled.digest
    }

    /// The packs and policies it consists of, `id@version`.
    pub fn parts(&self) -> &[String] {
        &self.compiled.parts
    }

    /// A rule as a policy file would give it, its lists written out: keys with their values, in the order of a file. The
    /// examples of shipped rules stand in their files only; they were run when these were shipped.
    ///
    /// ```
    /// let policy = draftgate::Policy::shipped("core-privacy")?;
    /// let rule = policy.rule("regulatory.pii.credit-card").unwrap_or_default();
    /// assert!(rule.iter().any(|(key, value)| *key == "kind" && value == "mask"));
    /// # Ok::<(), draftgate::PolicyError>(())
    /// ```
    pub fn rule(&self, id: &str) -> Option<Vec<(&'static str, serde_json::Value)>> {
        let rules = &self.compiled.rules;
        let at = rules.binary_search_by(|rule| rule.rule.id.as_str().cmp(id)).ok()?;
        rules.get(at).map(written::rule)
    }

    /// Its rules, by id.
    pub fn rules(&self) -> Vec<RuleInfo> {
        self.compiled.rules.iter().map(RuleInfo::of).collect()
    }
}
