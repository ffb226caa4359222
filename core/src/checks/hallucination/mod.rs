//! The layer `hallucination`.

use super::{CodedCheck, Cx};
use crate::findings::Sink;

/// What is analysed once for all rules of the layer.
#[derive(Debug)]
pub(crate) struct Analysis;

/// The coded checks of this layer.
pub(crate) const CHECKS: &[CodedCheck] = &[];

/// Sets the scores of this layer.
pub(crate) fn score(_cx: &Cx<'_, '_>, _sink: &mut Sink<'_>) {}
