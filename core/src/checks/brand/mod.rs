//! House style and the bounds of channels.

pub(crate) mod channel;
mod edit;
mod emoji;
mod gsm7;
mod inflect;
mod length;
mod links;
mod marks;
mod markup;
mod protected;
mod spoken;
pub(crate) mod style;
mod terms;
mod wording;

#[cfg(test)]
mod testing;

pub(crate) use protected::{Prescribed, Protected};
pub(crate) use wording::Wording;
