//! One byte string for one meaning: canonical JSON and digests over it.

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::answer::Verdict;
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
    let mut out = String::new();
    // Values of this crate have only strings as keys, which is all that could fail.
    write(&serde_json::to_value(value).unwrap_or_default(), &mut out);
    out
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Value::Object(map) => {
            // Sorted here, because a dependency may switch `serde_json` to maps in insertion order.
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_unstable_by_key(|(key, _)| *key);
            out.push('{');
            for (i, (key, value)) in entries.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            out.push_str(&value.to_string())
        }
    }
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
        let mut value = serde_json::to_value(self).unwrap_or_default();
        if let Some(field) = value.pointer_mut("/audit/verdict_digest") {
            *field = Value::from("");
        }
        digest(canonical_json(&value).as_bytes())
    }
}
