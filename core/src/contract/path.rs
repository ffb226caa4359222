//! Where in a request something stands.

use std::fmt;

/// A JSON path as a chain on the stack; it costs nothing until it is written.
#[derive(Clone, Copy)]
pub(super) enum Path<'p> {
    /// The whole document.
    Root,
    /// A field of the object at the first path.
    Key(&'p Path<'p>, &'p str),
    /// An element of the list at the first path.
    Index(&'p Path<'p>, usize),
}

/// Longer keys are cut in a path, so that a mistaken document cannot blow up the answer.
const KEY_CHARS: usize = 40;

impl<'p> Path<'p> {
    pub(super) fn key(&'p self, key: &'p str) -> Path<'p> {
        Path::Key(self, key)
    }

    pub(super) fn index(&'p self, index: usize) -> Path<'p> {
        Path::Index(self, index)
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::Root => Ok(()),
            Path::Index(parent, index) => write!(f, "{parent}[{index}]"),
            Path::Key(parent, key) if is_plain(key) => match parent {
                Path::Root => f.write_str(key),
                parent => write!(f, "{parent}.{key}"),
            },
            Path::Key(parent, key) => {
                write!(f, "{parent}[\"")?;
                for c in key.chars().take(KEY_CHARS) {
                    match c {
                        '"' | '\\' => write!(f, "\\{c}")?,
                        c if c.is_control() => write!(f, "{}", c.escape_unicode())?,
                        c => write!(f, "{c}")?,
                    }
                }
                f.write_str(if key.chars().nth(KEY_CHARS).is_some() { "…\"]" } else { "\"]" })
            }
        }
    }
}

fn is_plain(key: &str) -> bool {
    !key.is_empty()
        && key.len() <= KEY_CHARS
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'$'))
}
