//! What a draft may rest on: sources, facts and what was said before.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::checks::hallucination::KnownUnits;
use crate::contract::{Request, Source, SourceKind, Support, TurnRole};
use crate::facts::Facts;
use crate::knowledge::{Analysed, Knowledge};
use crate::matching::Scanned;
use crate::scan::Scanner;
use crate::span::Span;
use crate::text::values::CivilDate;
use crate::text::{Text, TextOptions};

/// Where a piece of evidence comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Origin {
    /// Index into `sources`.
    Source(usize),
    /// Index into [`Facts::leaves`].
    Fact(usize),
    /// Index into `turns`.
    Turn(usize),
}

/// Whether a source holds on the day of the reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Force {
    /// It does, or has no dates, or the day is not known.
    Valid,
    /// It has expired.
    Expired,
    /// It does not hold yet.
    NotYet,
}

/// One piece of evidence.
#[derive(Clone, Debug)]
pub(crate) struct Evidence {
    /// Where it comes from.
    pub(crate) origin: Origin,
    /// Its units, for a source that the validator knows.
    pub(crate) units: Option<Arc<KnownUnits>>,
    /// What it says. For a source with a title, title and text are one text, the title first on its own line.
    pub(crate) scanned: Arc<Scanned>,
    /// Bytes of the title and line break before the source's own text.
    pub(crate) lead: usize,
    /// Whether it holds on the day of the reply.
    pub(crate) force: Force,
    /// Kind of source; `passage` for facts and turns.
    pub(crate) kind: SourceKind,
    /// Whether it is the list of what the assistant is able to do, which says nothing about the company's offer.
    pub(crate) means: bool,
    /// Who spoke, for a turn.
    pub(crate) role: Option<TurnRole>,
}

impl Evidence {
    /// The text with its analysis.
    pub(crate) fn text(&self) -> &Text {
        &self.scanned.text
    }

    /// A pointer to a stretch of this evidence for a finding. Spans into a source count from its own text.
    pub(crate) fn support(&self, request: &Request, facts: &Facts, span: Span) -> Support {
        let text = span.text(self.text().original()).to_owned();
        let mut support = Support { source: None, fact: None, turn: None, text, span: None };
        match self.origin {
            Origin::Source(n) => {
                support.source = request.sources.get(n).map(|source| source.id.clone());
                if span.start >= self.lead {
                    support.span = Some(Span::new(span.start - self.lead, span.end - self.lead));
                }
            }
            Origin::Fact(n) => {
                if let Some(leaf) = facts.leaves().get(n) {
                    support.fact = Some(leaf.path.clone());
                    support.text.clone_from(&leaf.text);
                }
            }
            Origin::Turn(n) => {
                support.turn = Some(n);
                support.span = Some(span);
            }
        }
        support
    }
}

/// Whether a source says what the assistant is able to do.
pub(crate) fn lists_means(source: &Source) -> bool {
    source.kind == SourceKind::Tool && source.id == "TOOLS"
}

fn force(from: Option<&str>, to: Option<&str>, today: Option<CivilDate>) -> Force {
    let Some(today) = today else { return Force::Valid };
    if from.and_then(CivilDate::parse).is_some_and(|from| today < from) {
        Force::NotYet
    } else if to.and_then(CivilDate::parse).is_some_and(|to| today > to) {
        Force::Expired
    } else {
        Force::Valid
    }
}

/// Everything a draft may rest on: sources first, then facts, then turns, each in its own order.
pub(crate) fn gather(
    request: &Request,
    facts: &Facts,
    turns: &[Arc<Scanned>],
    known: Option<&Knowledge>,
    scanner: &Arc<Scanner>,
    options: &TextOptions,
    today: Option<CivilDate>,
) -> Vec<Evidence> {
    let scan = |text: &str| Arc::new(Scanned::new(Text::analyse(text, options), scanner));
    let sources = request.sources.iter().enumerate().map(|(n, source)| {
        let means = lists_means(source);
        let (analysed, units) = match known.and_then(|known| known.find(source, options.locale)) {
            Some((analysed, units)) => (analysed, Some(units).filter(|_| !means)),
            None => (Analysed::new(source, scanner, options), None),
        };
        let Analysed { scanned, lead } = analysed;
        Evidence {
            origin: Origin::Source(n),
            units,
            scanned,
            lead,
            force: force(source.effective_from.as_deref(), source.effective_to.as_deref(), today),
            kind: source.kind,
            means,
            role: None,
        }
    });
    let plain = |origin, scanned, role| Evidence {
        origin,
        units: None,
        scanned,
        lead: 0,
        force: Force::Valid,
        kind: SourceKind::Passage,
        means: false,
        role,
    };
    // Records repeat themselves.
    let mut read: BTreeMap<&str, Arc<Scanned>> = BTreeMap::new();
    let leaves = facts.leaves().iter().enumerate().map(|(n, leaf)| {
        let scanned = read.entry(&leaf.text).or_insert_with(|| scan(&leaf.text));
        plain(Origin::Fact(n), Arc::clone(scanned), None)
    });
    let said = request
        .turns
        .iter()
        .zip(turns)
        .enumerate()
        .map(|(n, (turn, scanned))| plain(Origin::Turn(n), Arc::clone(scanned), Some(turn.role)));
    sources.chain(leaves).chain(said).collect()
}
