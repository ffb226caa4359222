//! One byte string for one meaning: canonical JSON and digests over it.

use crate::order::Order as _;
use std::borrow::Cow;
use std::ops::Range;

use serde::Serialize;
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
    // Values of this crate have only strings as keys, which is all that could fail.
    let written = serde_json::to_string(value).unwrap_or_default();
    let mut sorter = Sorter { json: &written, at: 0, out: String::with_capacity(written.len()) };
    match sorter.value() {
        Some(()) => sorter.out,
        None => written,
    }
}

/// Copies compact JSON, with the members of each object in order.
struct Sorter<'j> {
    json: &'j str,
    at: usize,
    out: String,
}

impl<'j> Sorter<'j> {
    fn peek(&self) -> Option<u8> {
        self.json.as_bytes().get(self.at).copied()
    }

    /// Moves on by `len` bytes and gives them.
    fn take(&mut self, len: usize) -> Option<&'j str> {
        let taken = self.json.get(self.at..self.at + len)?;
        self.at += len;
        Some(taken)
    }

    fn copy(&mut self, len: usize) -> Option<()> {
        let taken = self.take(len)?;
        self.out.push_str(taken);
        Some(())
    }

    /// How many bytes the string that starts here has, both quotes included.
    fn string_len(&self) -> Option<usize> {
        let inside = self.json.get(self.at + 1..)?;
        let mut from = 0;
        let end = loop {
            let quote = from + inside.get(from..)?.find('"')?;
            let slashes =
                inside.as_bytes().get(..quote)?.iter().rev().take_while(|byte| **byte == b'\\').count();
            if slashes % 2 == 0 {
                break quote;
            }
            from = quote + 1;
        };
        Some(end + 2)
    }

    fn value(&mut self) -> Option<()> {
        match self.peek()? {
            b'{' => self.object(),
            b'[' => self.list(),
            b'"' => {
                let len = self.string_len()?;
                self.copy(len)
            }
            _ => {
                let rest = self.json.as_bytes().get(self.at..)?;
                let ends = |byte: &u8| matches!(byte, b',' | b']' | b'}');
                let len = rest.iter().position(ends).unwrap_or(rest.len());
                self.copy(len)
            }
        }
    }

    fn list(&mut self) -> Option<()> {
        self.copy(1)?;
        while self.peek()? != b']' {
            self.value()?;
            if self.peek()? == b',' {
                self.copy(1)?;
            }
        }
        self.copy(1)
    }

    fn object(&mut self) -> Option<()> {
        self.copy(1)?;
        let start = self.out.len();
        // Key as it is to be compared, and where the member stands in `out`.
        let mut members: Vec<(Cow<'j, str>, Range<usize>)> = Vec::new();
        while self.peek()? != b'}' {
            let from = self.out.len();
            let len = self.string_len()?;
            let key = self.take(len)?;
            self.out.push_str(key);
            self.copy(1)?;
            self.value()?;
            members.push((unquoted(key)?, from..self.out.len()));
            if self.peek()? == b',' {
                self.take(1)?;
                self.out.push(',');
            }
        }
        if !members.is_sorted_by(|a, b| a.0 <= b.0) {
            members.order_by(|a, b| a.0.cmp(&b.0));
            let mut sorted = String::with_capacity(self.out.len() - start);
            for (n, (_, member)) in members.into_iter().enumerate() {
                if n > 0 {
                    sorted.push(',');
                }
                sorted.push_str(self.out.get(member)?);
            }
            self.out.truncate(start);
            self.out.push_str(&sorted);
        }
        self.copy(1)
    }
}

/// What a quoted key says.
fn unquoted(key: &str) -> Option<Cow<'_, str>> {
    if key.contains('\\') {
        return serde_json::from_str(key).ok().map(Cow::Owned);
    }
    key.strip_prefix('"')?.strip_suffix('"').map(Cow::Borrowed)
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
        // Nothing that comes from outside can look like this field: its quotes would be escaped.
        let field = format!("\"verdict_digest\":\"{}\"", self.audit.verdict_digest);
        digest(sealed.replacen(&field, "\"verdict_digest\":\"\"", 1).as_bytes())
    }
}
