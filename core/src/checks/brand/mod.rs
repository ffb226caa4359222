//! House style and the bounds of channels.

pub(crate) mod channel;
pub(crate) mod style;
