//! The built program, as its users run it.

#[cfg(test)]
mod batch;
#[cfg(test)]
mod check;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod policies;
#[cfg(test)]
mod support;
#[cfg(test)]
mod vale;
