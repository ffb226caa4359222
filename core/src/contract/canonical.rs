//! One byte string for one meaning: canonical JSON and digests over it.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::answer::Verdict;
use super::ordered::ordered_json;
use super::request::Request;

/// Canonical JSON: no white space, the keys of each object in the order of their code points.
///
/// Numbers and escapes are as `serde_json` writes them. The result doesn't depend on the order of fields in a
/// type, nor on the order of keys that a caller happened to send.
///
/// ```
/// use draftgate::contract::canonical_json;
/// let value = serde_json::json!({"b": [1.0, "é\n"], "a": null});
/// assert_eq!(canonical_json(&value), r#"{"a":null,"b":[1.0,"é\n"]}"#);
/// ```
pub fn canonical_json(value: &impl Serialize) -> String {
    // Values of this crate have only strings as keys, which is all that could fail.
    ordered_json(value).unwrap_or_default()
}

/// The SHA-256 of `bytes` as `sha256:` and 64 lower-case hexadecimal digits.
pub fn digest(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(7 + 64);
    out.push_str("sha256:");
    for byte in Sha256::digest(bytes) {
        for nibble in [byte >> 4, byte & 15] {
            out.push(char::from_digit(nibble.into(), 16).unwrap_or_default());
        }
    }
    out
}

/// The digest of a request in canonical JSON.
///
/// It is the same whether a field was left out or given its default, and in whatever order and spacing the
/// request was written.
pub fn request_digest(request: &Request) -> String {
    digest(canonical_json(request).as_bytes())
}

impl Verdict {
    /// Sets `audit.verdict_digest`: the digest of the verdict's canonical JSON in which that field is empty.
    ///
    /// The last step: whatever changes afterwards breaks the seal.
    #[must_use]
    pub fn seal(mut self) -> Verdict {
        self.audit.verdict_digest = self.unsealed_digest();
        self
    }

    /// Whether nothing was changed since [`Verdict::seal`].
    pub fn digest_holds(&self) -> bool {
        self.audit.verdict_digest == self.unsealed_digest()
    }

    fn unsealed_digest(&self) -> String {
        let sealed = canonical_json(self);
        if self.audit.verdict_digest.is_empty() {
            return digest(sealed.as_bytes());
        }
        // Nothing that comes from outside can look like this field: its quotes would be escaped.
        let field = format!("\"verdict_digest\":\"{}\"", self.audit.verdict_digest);
        digest(sealed.replacen(&field, "\"verdict_digest\":\"\"", 1).as_bytes())
    }
}
