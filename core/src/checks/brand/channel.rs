//! What a channel can carry.

use crate::checks::Cx;
use crate::findings::Sink;
use crate::policy::compile::CompiledRule;
use crate::policy::schema::ChannelLimit;

/// Reports what the channel of the reply can't carry.
pub(crate) fn run<'a>(_rule: &'a CompiledRule, _limit: &ChannelLimit, _cx: &Cx<'_, 'a>, _sink: &mut Sink<'a>) {}
