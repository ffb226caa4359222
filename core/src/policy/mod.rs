//! Policies: packs of rules, written by people and checked before they judge anything.

pub mod cursor;
pub mod diagnostic;
pub mod document;

#[cfg(test)]
mod tests;
