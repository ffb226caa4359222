//! House style and the bounds of channels.

mod aloud;
pub(crate) mod channel;
mod contacts;
mod data;
pub(crate) mod edit;
mod emoji;
pub(crate) mod form;
mod format;
mod grammar;
mod gsm7;
mod headings;
mod inflect;
mod length;
mod links;
mod marks;
pub(crate) mod markup;
mod numerals;
mod protected;
mod readability;
mod spoken;
pub(crate) mod style;
mod terms;
mod typography;
mod usage;
mod vocabulary;
mod wording;

#[cfg(test)]
mod kinds;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod testing;

pub(crate) use protected::{Prescribed, Protected};
pub(crate) use wording::Wording;
