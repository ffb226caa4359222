//! From the words after `-p` to a compiled policy.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use draftgate::{Library, Policy};

use crate::exit::{Stop, cannot_read};

/// Larger files are not policies; the bound keeps a mistyped path from filling the memory.
const FILE_BYTES: u64 = 16 << 20;

/// Loads the policies with these names, files or folders, all of them together.
pub fn load(arguments: &[String]) -> Result<Policy, Stop> {
    let mut shelf = Shelf::new();
    let mut wanted: Vec<String> = Vec::new();
    for argument in arguments {
        for id in shelf.find(argument)? {
            if !wanted.contains(&id) {
                wanted.push(id);
            }
        }
    }
    let ids: Vec<&str> = wanted.iter().map(String::as_str).collect();
    let policy = shelf.library.policy(&ids)?;
    // The program ends before it would need the room again; giving it back piece by piece takes longer than a check.
    std::mem::forget(shelf);
    Ok(policy)
}

/// The shipped policies and the files read so far.
pub struct Shelf {
    library: Library,
}

impl Shelf {
    pub fn new() -> Shelf {
        Shelf { library: Library::new() }
    }

    /// The library of all that was read.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The ids behind one argument: a name of the library comes before a file of the same name.
    fn find(&mut self, argument: &str) -> Result<Vec<String>, Stop> {
        if self.knows(argument) {
            return Ok(vec![argument.to_owned()]);
        }
        let path = Path::new(argument);
        if path.is_dir() {
            return self.add_folder(path);
        }
        if path.exists() || is_policy_file(path) || argument.contains(std::path::is_separator) {
            return self.add_file(path).map(|id| vec![id]);
        }
        // The library says what it knows, or why it knows nothing.
        Ok(self.library.policy(&[argument]).map(|_| vec![argument.to_owned()])?)
    }

    /// Adds one file, and of the files beside it those that it needs.
    pub fn add_file(&mut self, path: &Path) -> Result<String, Stop> {
        let id = self.add(path)?;
        self.add_missing(path.parent().unwrap_or(Path::new("")))?;
        Ok(id)
    }

    /// Adds all policy files of a folder; its policies are those that no other of its files extends.
    pub fn add_folder(&mut self, folder: &Path) -> Result<Vec<String>, Stop> {
        let mut ids = Vec::new();
        for file in policy_files(folder)? {
            ids.push(self.add(&file)?);
        }
        if ids.is_empty() {
            return Err(Stop::NoPolicy(format!("no policy file in the folder `{}`", folder.display())));
        }
        let extended: BTreeSet<String> = self
            .library
            .entries()
            .into_iter()
            .filter(|entry| ids.contains(&entry.id))
            .flat_map(|entry| entry.extends)
            .collect();
        let roots: Vec<String> = ids.iter().filter(|id| !extended.contains(*id)).cloned().collect();
        // In a cycle nothing is a root; the library then reports the cycle.
        Ok(if roots.is_empty() { ids } else { roots })
    }

    fn add(&mut self, path: &Path) -> Result<String, Stop> {
        let text = read(path).map_err(Stop::NoPolicy)?;
        Ok(self.library.add(&path.display().to_string(), &text)?)
    }

    /// Looks in `folder` for what is extended and not known. A file there that cannot be loaded matters only when
    /// something stays missing.
    fn add_missing(&mut self, folder: &Path) -> Result<(), Stop> {
        if self.missing().is_empty() {
            return Ok(());
        }
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let mut texts = Vec::new();
        let mut mistakes = Vec::new();
        for file in policy_files(folder)? {
            let Ok(text) = read(&file) else { continue };
            let name = file.strip_prefix(".").unwrap_or(&file).display().to_string();
            match Library::empty().add(&name, &text) {
                Ok(id) => texts.push((id, name, text)),
                Err(error) => mistakes.push((text, error)),
            }
        }
        // What was added may itself extend something from here.
        loop {
            let missing = self.missing();
            let Some((_, name, text)) = texts.iter().find(|(id, ..)| missing.contains(id)) else { break };
            self.library.add(name, text)?;
        }
        // A bad file is reported when it looks like the one that is still missing.
        let missing = self.missing();
        let culprit =
            mistakes.into_iter().find(|(text, _)| missing.iter().any(|id| text.contains(id.as_str())));
        culprit.map_or(Ok(()), |(_, mistake)| Err(Stop::Policy(mistake)))
    }

    fn missing(&self) -> BTreeSet<String> {
        let entries = self.library.entries();
        let known: BTreeSet<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
        let extended = entries.iter().flat_map(|entry| &entry.extends);
        extended.filter(|id| !known.contains(id.as_str())).cloned().collect()
    }

    fn knows(&self, id: &str) -> bool {
        self.library.holds(id)
    }
}

fn is_policy_file(path: &Path) -> bool {
    path.extension().and_then(|extension| extension.to_str()).is_some_and(|extension| {
        ["yaml", "yml", "json"].iter().any(|known| extension.eq_ignore_ascii_case(known))
    })
}

/// The policy files of a folder, by name.
pub fn policy_files(folder: &Path) -> Result<Vec<PathBuf>, Stop> {
    let unreadable = |error| Stop::NoPolicy(cannot_read(folder, &error));
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if is_policy_file(&path) && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> Result<String, String> {
    let size = fs::metadata(path).map_err(|error| cannot_read(path, &error))?.len();
    if size > FILE_BYTES {
        return Err(format!("`{}` has {size} bytes; a policy file has at most {FILE_BYTES}", path.display()));
    }
    let bytes = fs::read(path).map_err(|error| cannot_read(path, &error))?;
    String::from_utf8(bytes).map_err(|error| {
        format!(
            "`{}` is not UTF-8: invalid byte at offset {}",
            path.display(),
            error.utf8_error().valid_up_to()
        )
    })
}
