//! The table of shipped packs and policies as it is compiled in: decoded files in the binary form of `postcard`, so
//! that nothing has to be parsed when a policy is loaded. What people read and change stands in `policies/`.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::schema::PolicyFile;
use super::terms::{Parted, StoredTerm};
use crate::scan::KnownPattern;

/// What a table starts with; changes whenever its form does.
pub(super) const MAGIC: &str = concat!("draftgate policies 8, ", env!("CARGO_PKG_VERSION"));

/// The table.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Table<'t> {
    /// By id.
    #[serde(borrow)]
    pub(super) files: Vec<StoredFile<'t>>,
    /// What is known of the patterns that stand in no file: one stretch of bytes, read when a policy is compiled.
    pub(super) patterns: &'t [u8],
}

/// One pack or policy.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct StoredFile<'t> {
    pub(super) id: &'t str,
    /// Digest of what the file says, without what only explains.
    pub(super) digest: &'t str,
    /// A [`PolicyFile`] as [`Parted`], read when it is first asked for.
    pub(super) file: &'t [u8],
}

impl<'t> Table<'t> {
    /// Reads a table; `None` where the bytes are none.
    pub(super) fn read(bytes: &'t [u8]) -> Option<Table<'t>> {
        let ((magic, table), rest) = postcard::take_from_bytes::<(&str, Table<'t>)>(bytes).ok()?;
        (magic == MAGIC && rest.is_empty()).then_some(table)
    }
}

/// Reads the file of an entry. Its terms are not copied where the bytes are part of the program.
#[expect(clippy::ptr_arg, reason = "what is part of the program is not copied")]
pub(super) fn file(bytes: &Cow<'static, [u8]>) -> Option<PolicyFile> {
    match bytes {
        Cow::Borrowed(bytes) => read(bytes)?.join(Cow::Borrowed),
        Cow::Owned(bytes) => read(bytes)?.join(|text| Cow::Owned(text.to_owned())),
    }
}

fn read(bytes: &[u8]) -> Option<Parted<StoredTerm<'_>>> {
    postcard::from_bytes(bytes).ok()
}

/// Reads what is known of the patterns that stand in no file.
pub(super) fn patterns(bytes: &[u8]) -> Vec<KnownPattern> {
    postcard::from_bytes(bytes).unwrap_or_default()
}

/// A citation, whose JSON leaves fields out, in a form that does not.
pub(super) mod citation {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::contract::Citation;

    type Fields<S> = (S, Option<S>, Option<S>, S, Option<S>);

    pub(in crate::policy) fn serialize<S: Serializer>(
        citation: &Option<Citation>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let fields: Option<Fields<&str>> = citation.as_ref().map(|found| {
            (
                found.instrument.as_str(),
                found.section.as_deref(),
                found.url.as_deref(),
                found.evidence.as_str(),
                found.verified_on.as_deref(),
            )
        });
        fields.serialize(serializer)
    }

    pub(in crate::policy) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Citation>, D::Error> {
        let fields: Option<Fields<String>> = Option::deserialize(deserializer)?;
        Ok(fields.map(|(instrument, section, url, evidence, verified_on)| Citation {
            instrument,
            section,
            url,
            evidence,
            verified_on,
        }))
    }
}
