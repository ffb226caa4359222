//! Tests of policy documents and of what their authors are told.

mod advice;
mod conditions;
mod cursor;
mod diagnostic;
mod document;
pub(super) mod keys;
mod mistakes;
mod unchecked;
mod written;

use super::document::Document;

/// How the mistakes of `text` are rendered, without the last line break.
pub(super) fn rendered(text: &str) -> String {
    match Document::parse("mine.yaml", text) {
        Ok(document) => format!("read: {}", super::cursor::Report::new(&document).root().to_json()),
        Err(mistakes) => mistakes.to_string(),
    }
}
