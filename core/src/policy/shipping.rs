//! How the files under `policies/` become the table that is compiled in.

use std::collections::BTreeMap;

use super::diagnostic::Diagnostics as PolicyError;
use super::library::Library;
use super::stored::{MAGIC, StoredFile, Table};
use super::terms::Parted;
use crate::scan::KnownPattern;

/// Why a table of shipped policies can't be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShippingError {
    /// The files have mistakes, or examples that do not hold.
    #[error(transparent)]
    Policy(#[from] PolicyError),
    /// Two patterns share their number: change a letter of one of them.
    #[error("two patterns of the shipped packs share their number")]
    SharedNumber,
    /// A pattern has more alternatives than the table counts.
    #[error("a pattern of the shipped packs has too many alternatives")]
    TooMany,
    /// The binary form can't be written.
    #[error("the table can't be written: {0}")]
    Encoding(String),
}

impl From<postcard::Error> for ShippingError {
    fn from(error: postcard::Error) -> ShippingError {
        ShippingError::Encoding(error.to_string())
    }
}

/// The table of shipped packs and policies, from the texts of their files (name in messages, text), as it must
/// stand in `core/src/policy/shipped.bin`. Examples run first, and are left out of the table: what explains a
/// rule does not change a verdict.
///
/// # Errors
/// With every mistake of the files, among them examples that do not hold.
pub fn shipped_table(files: &[(String, String)]) -> Result<Vec<u8>, ShippingError> {
    let mut library = Library::empty();
    let mut mistakes = Vec::new();
    for (name, text) in files {
        if let Err(error) = library.add(name, text) {
            mistakes.extend_from_slice(error.as_slice());
        }
    }
    if let Some(error) = PolicyError::from_vec(mistakes) {
        return Err(error.into());
    }
    let ids: Vec<&str> = library.added().map(|entry| entry.file.id.as_str()).collect();
    let everything = library.policy(&ids)?;
    let known = everything.compiled.scanner.known_patterns().ok_or(ShippingError::SharedNumber)?;
    let mut stored: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    let mut told: Vec<KnownPattern> = Vec::new();
    for entry in library.added() {
        let (parted, own) = Parted::new(entry.file.clone(), &known).ok_or(ShippingError::TooMany)?;
        told.extend(own);
        stored.insert(&entry.file.id, postcard::to_allocvec(&parted)?);
    }
    let untold = |known: &&KnownPattern| !told.iter().any(|other| other.is_same(known));
    let patterns = postcard::to_allocvec(&known.iter().filter(untold).collect::<Vec<_>>())?;
    let files = library
        .added()
        .filter_map(|entry| {
            let id = entry.file.id.as_str();
            Some(StoredFile { id, digest: &entry.digest, file: stored.get(id)? })
        })
        .collect();
    Ok(postcard::to_allocvec(&(MAGIC, Table { files, patterns: &patterns }))?)
}
