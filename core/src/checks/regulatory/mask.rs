//! Identifiers that must not be shown.

use crate::checks::Cx;
use crate::findings::Sink;
use crate::policy::compile::CompiledRule;
use crate::policy::schema::{MaskStyle, Owner};

/// Reports identifiers of the named types that belong to one of `owners`.
pub(crate) fn run<'a>(
    _rule: &'a CompiledRule,
    _entities: &[String],
    _owners: &[Owner],
    _min_confidence: u8,
    _style: MaskStyle,
    _cx: &Cx<'_, 'a>,
    _sink: &mut Sink<'a>,
) {
}
