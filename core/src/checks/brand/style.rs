//! House style: terms, names, links, marks, length.

use crate::checks::Cx;
use crate::findings::Sink;
use crate::policy::compile::CompiledRule;
use crate::policy::schema::Style;

/// Reports breaches of one rule of style.
pub(crate) fn run<'a>(_rule: &'a CompiledRule, _style: &Style, _cx: &Cx<'_, 'a>, _sink: &mut Sink<'a>) {}
