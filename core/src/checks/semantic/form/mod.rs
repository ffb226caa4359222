//! The form of a reply: is it a whole, clean message to this customer.

pub(super) mod company;
pub(super) mod ending;
mod filling;
pub(super) mod introduced;
pub(super) mod names;
pub(super) mod placeholder;
pub(super) mod repetition;
mod slots;
pub(super) mod tools;
