//! The program draftgate.
fn main() {}
