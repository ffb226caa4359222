//! Every key that a policy may have is in the documentation, and nothing else is.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

thread_local! {
    static SEEN: RefCell<BTreeMap<&'static str, BTreeSet<&'static str>>> = RefCell::default();
}

/// Notes which keys a mapping may have.
pub(in crate::policy) fn record(what: &'static str, keys: &[&'static str]) {
    SEEN.with_borrow_mut(|seen| seen.entry(what).or_default().extend(keys));
}
