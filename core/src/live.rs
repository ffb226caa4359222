//! A place for the policy in force, which can be swapped while checks run.

use std::sync::{PoisonError, RwLock};

use crate::validator::Validator;

/// Holds the validator in force. A check takes it once and finishes under it, so every verdict belongs wholly to
/// one policy; a bad policy never gets here, since it can't become a [`Validator`].
///
/// ```
/// use draftgate::{LiveValidator, Request, Validator};
///
/// let live = LiveValidator::new(Validator::new("default")?);
/// let before = live.current().check(&Request::new("Thanks, all done."));
/// let old = live.swap(Validator::new("full")?);
/// assert_eq!(before.audit.policy, old.policy_name());
/// # Ok::<(), draftgate::PolicyError>(())
/// ```
#[derive(Debug)]
pub struct LiveValidator {
    current: RwLock<Validator>,
}

impl LiveValidator {
    /// Starts with this validator.
    pub fn new(validator: Validator) -> LiveValidator {
        LiveValidator { current: RwLock::new(validator) }
    }

    /// The validator in force.
    pub fn current(&self) -> Validator {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts another in force; checks that have begun finish under the old one, which is returned.
    pub fn swap(&self, validator: Validator) -> Validator {
        let mut current = self.current.write().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut current, validator)
    }
}
