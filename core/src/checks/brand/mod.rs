//! House style and the bounds of channels.

pub(crate) mod channel;
mod data;
mod edit;
mod emoji;
mod form;
mod grammar;
mod gsm7;
mod inflect;
mod length;
mod links;
mod marks;
mod markup;
mod protected;
mod readability;
mod spoken;
pub(crate) mod style;
mod terms;
mod usage;
mod wording;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod testing;

pub(crate) use protected::{Prescribed, Protected};
pub(crate) use wording::Wording;
