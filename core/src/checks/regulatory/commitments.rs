//! Promises: what the company binds itself to, how strongly, and what covers it.

use crate::checks::Cx;
use crate::findings::Sink;
use crate::policy::compile::CompiledRule;

/// Reports promises of the rule's kinds that nothing covers.
pub(crate) fn run<'a>(_rule: &'a CompiledRule, _cx: &Cx<'_, 'a>, _sink: &mut Sink<'a>) {}
