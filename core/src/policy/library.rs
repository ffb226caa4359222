//! The shipped packs and policies, and those that a caller adds.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::compile::CompiledPolicy;
use super::diagnostic::{Diagnostic, Diagnostics as PolicyError, Mark, PolicyMistake};
use super::document::Document;
use super::info::PolicyInfo;
use super::resolve::forget_explanations;
use super::schema::PolicyFile;
use super::stored::{self, StoredFile, Table};
use super::{Policy, advice, decode, examples, resolve};
use crate::contract::hint::nearest;
use crate::contract::{canonical_json, digest};
use crate::order::{Order as _, tree};
use crate::vectors::Vectors;

/// The shipped packs and policies; made from `policies/` by `cargo xtask policies`. Without the feature `shipped` they
/// come from a file that the caller reads ([`Library::from_table`]).
#[cfg(feature = "shipped")]
const SHIPPED: &[u8] = include_bytes!("shipped.bin");
#[cfg(not(feature = "shipped"))]
const SHIPPED: &[u8] = &[];

/// A file of the library.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) file: PolicyFile,
    pub(super) document: Document,
    /// Digest of what it says, without what only explains.
    pub(super) digest: String,
    pub(super) shipped: bool,
}

/// Packs and policies by id. Starts with the shipped ones; what a caller adds may extend them, and replaces a
/// shipped one of the same id.
///
/// ```
/// use draftgate::{Decision, Library, Request, Validator};
///
/// let mut library = Library::new();
/// library.add("acme.yaml", r#"
/// policy: acme
/// version: 1.0.0
/// title: House rules of Acme
/// owner: Brand team
/// extends: [default]
/// rules:
///   - id: brand.terms.parcel
///     kind: style
///     message: "we say parcel"
///     severity: warning
///     action: rewrite
///     owner: Brand team
///     replace: { package: parcel }
/// "#)?;
/// let validator = Validator::from_policy(library.policy(&["acme"])?);
/// let verdict = validator.check(&Request::new("Packages leave every morning."));
/// assert_eq!(verdict.text.as_deref(), Some("Parcels leave every morning."));
/// # Ok::<(), draftgate::PolicyError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Library {
    /// By id; read when first asked for.
    shipped: BTreeMap<String, Slot>,
    added: BTreeMap<String, Entry>,
    /// What is known of the shipped patterns.
    patterns: Cow<'static, [u8]>,
    /// What words are about, for every policy of the library.
    vectors: Option<Arc<Vectors>>,
}

/// A shipped file.
#[derive(Clone, Debug)]
struct Slot {
    stored: Cow<'static, [u8]>,
    digest: String,
    entry: OnceLock<Option<Entry>>,
}

impl Slot {
    /// The file; `None` only in a build whose tests would fail.
    fn read(&self, id: &str) -> Option<&Entry> {
        let read = || {
            let file = stored::file(&self.stored)?;
            let document = Document::unwritten(&format!("policies/{id}"));
            Some(Entry { file, document, digest: self.digest.clone(), shipped: true })
        };
        self.entry.get_or_init(read).as_ref()
    }
}

/// The digest of a file without what only explains.
fn digest_of_tree(mut tree: serde_json::Value) -> String {
    forget_explanations(&mut tree);
    digest(canonical_json(&tree).as_bytes())
}

impl Default for Library {
    fn default() -> Library {
        Library::new()
    }
}

impl Library {
    /// The shipped packs and policies.
    pub fn new() -> Library {
        Library::of(Table::read(SHIPPED).unwrap_or_default(), Cow::Borrowed)
    }

    /// The packs and policies of a table that was made by [`shipped_table`](super::shipped_table); `None` when the
    /// bytes are none, or of another version. For builds that leave the shipped policies out of the program.
    ///
    /// ```
    /// assert!(draftgate::Library::from_table(b"something else").is_none());
    /// ```
    pub fn from_table(bytes: &[u8]) -> Option<Library> {
        Table::read(bytes).map(|table| Library::of(table, |part| Cow::Owned(part.to_vec())))
    }

    fn of<'t>(table: Table<'t>, keep: impl Fn(&'t [u8]) -> Cow<'static, [u8]>) -> Library {
        let slot = |StoredFile { id, digest, file }: StoredFile<'t>| {
            let slot = Slot { stored: keep(file), digest: digest.to_owned(), entry: OnceLock::new() };
            (id.to_owned(), slot)
        };
        let patterns = keep(table.patterns);
        let mut shipped = BTreeMap::new();
        shipped.extend(table.files.into_iter().map(slot));
        Library { shipped, added: BTreeMap::new(), patterns, vectors: Vectors::shipped() }
    }

    /// No pack and no policy, not even the shipped ones.
    pub fn empty() -> Library {
        Library::of(Table::default(), Cow::Borrowed)
    }

    /// The same with the word vectors of a table, for builds that leave it out of the program; `None` when the bytes are
    /// none. Without vectors `scores.relevance` is `null`, and `unchecked` says so.
    ///
    /// ```
    /// assert!(draftgate::Library::empty().with_vectors(b"something else").is_none());
    /// ```
    pub fn with_vectors(self, bytes: &[u8]) -> Option<Library> {
        Some(Library { vectors: Some(Vectors::read(bytes)?), ..self })
    }

    /// Adds a file and gives its id. What it extends may be added later. `file` names it in messages.
    ///
    /// # Errors
    /// With every mistake of the file.
    pub fn add(&mut self, file: &str, text: &str) -> Result<String, PolicyError> {
        let document = Document::parse(file, text)?;
        let read = decode::policy_file(&document)?;
        let id = read.id.clone();
        let digest = digest_of_tree(document.to_json());
        self.added.insert(id.clone(), Entry { file: read, document, digest, shipped: false });
        Ok(id)
    }

    /// Compiles a policy or pack, or several of them together, and runs the examples of all rules that were added.
    ///
    /// # Errors
    /// When there is no id or one of them is unknown, something extended is missing, packs extend each other in a
    /// circle, rules collide, or an example does not come out as it says.
    pub fn policy(&self, ids: &[&str]) -> Result<Policy, PolicyError> {
        if ids.is_empty() {
            return Err(no_policy().into());
        }
        let resolved = resolve::resolve(self, ids)?;
        let own: Vec<String> = resolve::added_rules(self, &resolved);
        let elsewhere = stored::patterns(&self.patterns);
        // Every pattern was compiled once when its file was read, so that one that is too large was refused then.
        let compiled =
            CompiledPolicy::new(resolved, &elsewhere, self.vectors.clone()).map_err(|problems| {
                let mistakes = problems.into_iter().map(|problem| {
                    self.mistake_at_rule(
                        &problem.rule_id,
                        PolicyMistake::InvalidPattern,
                        problem.error.to_string(),
                    )
                });
                PolicyError::from_vec(mistakes.collect())
                    .unwrap_or_else(|| self.unknown(ids.first().copied().unwrap_or_default()).into())
            })?;
        examples::run(self, &compiled, &own)?;
        Ok(Policy { compiled: Arc::new(compiled) })
    }

    /// What the author of a file that was added may want to change, by place; `policy` is what [`Library::policy`] made
    /// of it. Advice is never a reason to refuse the file: a rule without examples or without a text for what it
    /// wants rewritten, a policy without the core packs, a place in a text that nothing fills, a text that another rule
    /// of the policy does not let pass.
    ///
    /// ```
    /// use draftgate::{Library, PolicyMistake};
    ///
    /// let mut library = Library::new();
    /// let id = library.add("mine.yaml", "policy: mine\nversion: 1.0.0\ntitle: Mine\nowner: Me\n")?;
    /// let advice = library.advice(&id, &library.policy(&[&id])?);
    /// assert_eq!(advice[0].code, PolicyMistake::NoCorePacks);
    /// # Ok::<(), draftgate::PolicyError>(())
    /// ```
    pub fn advice(&self, id: &str, policy: &Policy) -> Vec<Diagnostic> {
        advice::of(self, policy, id).map(PolicyError::into_vec).unwrap_or_default()
    }

    /// Whether there is a pack or policy of this name.
    pub fn holds(&self, id: &str) -> bool {
        self.added.contains_key(id) || self.shipped.contains_key(id)
    }

    /// What the library holds, by id.
    pub fn entries(&self) -> Vec<PolicyInfo> {
        let info = |entry: &Entry| PolicyInfo {
            id: entry.file.id.clone(),
            version: entry.file.version.clone(),
            title: entry.file.title.clone(),
            owner: entry.file.owner.clone(),
            is_policy: entry.file.is_policy,
            shipped: entry.shipped,
            extends: entry.file.extends.iter().map(|id| id.value.clone()).collect(),
            rules: entry.file.rules.len(),
        };
        self.all().map(info).collect()
    }

    pub(super) fn get(&self, id: &str) -> Option<&Entry> {
        self.added.get(id).or_else(|| self.shipped.get(id).and_then(|slot| slot.read(id)))
    }

    /// What a caller added, by id.
    pub(super) fn added(&self) -> impl Iterator<Item = &Entry> {
        self.added.values()
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Entry> {
        let replaced = |id: &String| self.added.contains_key(id);
        let shipped = self.shipped.iter().filter(move |(id, _)| !replaced(id));
        let mut all: Vec<&Entry> =
            shipped.filter_map(|(id, slot)| slot.read(id)).chain(self.added.values()).collect();
        all.order_by(|a, b| a.file.id.cmp(&b.file.id));
        all.into_iter()
    }

    /// The mistake of asking for an id that is not here.
    pub(super) fn unknown(&self, id: &str) -> Diagnostic {
        let start = Mark { line: 1, column: 1, offset: 0, len: id.len() };
        let hint = if looks_like_a_path(id) { PATH.to_owned() } else { self.instead_of(id) };
        Diagnostic::new(
            PolicyMistake::UnknownPack,
            "policy",
            id,
            start,
            format!("there is no policy or pack `{id}`"),
        )
        .hint(hint)
    }

    /// What may be meant by an id that is not here.
    pub(super) fn instead_of(&self, id: &str) -> String {
        let ids: BTreeSet<&str> = tree(self.shipped.keys().chain(self.added.keys()).map(String::as_str));
        if let Some(near) = nearest(id, ids.iter().copied()) {
            return format!("did you mean `{near}`?");
        }
        let known: Vec<&str> = ids.into_iter().collect();
        let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        let shipped = if self.shipped.is_empty() { "no shipped policies are loaded; " } else { "" };
        format!("{shipped}known: {known}")
    }

    /// A mistake at the place where a rule is defined.
    pub(super) fn mistake_at_rule(&self, rule_id: &str, code: PolicyMistake, message: String) -> Diagnostic {
        let place = self.all().find_map(|entry| {
            let rule = entry.file.rules.iter().find(|rule| rule.value.id == rule_id)?;
            Some(entry.document.diagnostic(code, rule.mark, message.clone()).rule(rule_id))
        });
        place.unwrap_or_else(|| {
            let start = Mark { line: 1, column: 1, offset: 0, len: rule_id.len() };
            Diagnostic::new(code, "policy", rule_id, start, message)
        })
    }
}

/// What is told of a file that was given instead of an id.
const PATH: &str = "this looks like a path, and policies go by the id in their file; load it with \
                    `Validator.from_file` (Python), `Validator.fromText` (JavaScript) or `Library::add` (Rust)";

/// The mistake of asking for nothing: a policy without rules would let every draft pass.
fn no_policy() -> Diagnostic {
    let start = Mark { line: 1, column: 1, offset: 0, len: 0 };
    Diagnostic::new(PolicyMistake::NoPolicy, "policy", "", start, "the list of policies is empty")
        .hint("name at least one, such as `default`")
}

/// Whether a name is rather that of a file: ids have neither separators nor the endings of policy files.
fn looks_like_a_path(id: &str) -> bool {
    let ending = id.rsplit_once('.').map(|(_, ending)| ending);
    id.contains(['/', '\\'])
        || ending.is_some_and(|ending| ["yaml", "yml", "json"].iter().any(|e| ending.eq_ignore_ascii_case(e)))
}
