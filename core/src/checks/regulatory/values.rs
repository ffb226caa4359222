//! Values that a fact, a table or a law fixes.

use crate::checks::Cx;
use crate::findings::Sink;
use crate::policy::compile::CompiledRule;
use crate::policy::schema::{Expectation, ValueClass};

/// Reports values of `class` near the rule's topic that are not as expected.
pub(crate) fn run<'a>(
    _rule: &'a CompiledRule,
    _class: ValueClass,
    _expect: &'a [Expectation],
    _deadline: bool,
    _cx: &Cx<'_, 'a>,
    _sink: &mut Sink<'a>,
) {
}
