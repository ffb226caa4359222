//! The built program, as its users run it.

mod batch;
mod check;
mod hostile;
mod policies;
mod support;
