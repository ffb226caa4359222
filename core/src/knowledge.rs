//! Sources that a validator has seen before: analysed once, recognised in every request that holds them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::checks::hallucination::KnownUnits;
use crate::contract::Source;
use crate::matching::Scanned;
use crate::scan::Scanner;
use crate::text::{Locale, Markup, Text, TextOptions, term_hash};

/// A source as it is analysed.
#[derive(Clone, Debug)]
pub(crate) struct Analysed {
    /// Title and text as one text, the title first on its own line.
    pub(crate) scanned: Arc<Scanned>,
    /// Bytes of the title and line break before the source's own text.
    pub(crate) lead: usize,
}

impl Analysed {
    /// Analyses a source.
    pub(crate) fn new(source: &Source, scanner: &Arc<Scanner>, options: &TextOptions) -> Analysed {
        let scan = |text: &str| Arc::new(Scanned::new(Text::analyse(text, options), scanner));
        match &source.title {
            Some(title) => {
                Analysed { lead: title.len() + 1, scanned: scan(&format!("{title}\n{}", source.text)) }
            }
            None => Analysed { lead: 0, scanned: scan(&source.text) },
        }
    }

    /// Whether it is the analysis of this source.
    fn is_of(&self, source: &Source) -> bool {
        let (title, text) = self.scanned.text.original().split_at_checked(self.lead).unwrap_or_default();
        text == source.text && title.strip_suffix('\n') == source.title.as_deref()
    }
}

/// A source that is known, as it is read in a locale.
#[derive(Clone, Debug)]
struct Known {
    locale: Option<Locale>,
    analysed: Analysed,
    units: Arc<KnownUnits>,
}

/// Analysed sources by what they say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Knowledge {
    held: BTreeMap<u64, Vec<Known>>,
}

/// Bytes at either end of a text that tell most texts apart.
const TELLING: usize = 24;

/// A number that equal sources share, and few others.
fn key(source: &Source) -> u64 {
    let bytes = source.text.as_bytes();
    let head = bytes.get(..bytes.len().min(TELLING)).unwrap_or_default();
    let tail = bytes.get(bytes.len().saturating_sub(TELLING)..).unwrap_or_default();
    let title = source.title.as_deref().map_or(0, |title| term_hash(title.as_bytes()));
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    title ^ term_hash(head).rotate_left(11) ^ term_hash(tail).rotate_left(29) ^ length.rotate_left(47)
}

impl Knowledge {
    /// Adds sources, as they are read in a locale.
    pub(crate) fn add(&mut self, sources: &[Source], scanner: &Arc<Scanner>, locale: Option<Locale>) {
        for source in sources {
            if self.find(source, locale).is_none() {
                let options = TextOptions { markup: Markup::Plain, locale };
                let analysed = Analysed::new(source, scanner, &options);
                let known = Known { locale, analysed, units: Arc::default() };
                self.held.entry(key(source)).or_default().push(known);
            }
        }
    }

    /// The analysis of a source, if it is known, and its units.
    pub(crate) fn find(
        &self,
        source: &Source,
        locale: Option<Locale>,
    ) -> Option<(Analysed, Arc<KnownUnits>)> {
        let mut alike = self.held.get(&key(source))?.iter();
        let found = alike.find(|known| known.locale == locale && known.analysed.is_of(source))?;
        Some((found.analysed.clone(), Arc::clone(&found.units)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{OffsetUnit, Request, SourceKind, Span, Validator};

    fn source(title: Option<&str>, text: &str) -> Source {
        Source { title: title.map(str::to_owned), ..Source::passage("KB-1", text) }
    }

    #[test]
    fn a_source_is_known_by_its_title_and_every_byte_of_its_text() {
        let validator = Validator::new("core-safety").unwrap();
        let text = format!("{}a{}", "x".repeat(40), "y".repeat(40));
        let other = format!("{}b{}", "x".repeat(40), "y".repeat(40));
        let mut known = Knowledge::default();
        known.add(&[source(Some("T"), &text)], &validator.policy.scanner, None);
        for (asked, expected) in [
            (source(Some("T"), &text), true),
            (source(Some("T"), &other), false),
            (source(None, &text), false),
            (source(Some("U"), &text), false),
            (source(None, &format!("T\n{text}")), false),
        ] {
            assert_eq!(known.find(&asked, None).is_some(), expected, "{asked:?}");
        }
        assert!(known.find(&source(Some("T"), &text), Some(Locale::parse("de"))).is_none());
    }

    /// An id may name several texts: what one of them says is never taken for what another says.
    #[test]
    fn sources_of_one_id_are_kept_apart() {
        let slice = |text: &str, unit: OffsetUnit, span: Span| match unit {
            OffsetUnit::Utf8 => Some(span.text(text).to_owned()),
            OffsetUnit::Utf16 => {
                let units: Vec<u16> = text.encode_utf16().collect();
                String::from_utf16(units.get(span.start..span.end)?).ok()
            }
            OffsetUnit::CodePoint => Some(text.chars().skip(span.start).take(span.len()).collect()),
        };
        let plain = Validator::new("default").unwrap();
        let days = source(None, "Refunds are paid within 5 working days.");
        let smile = source(None, "😀 Refunds are paid within 9 working days. Parcels take 4 days.");
        let knowing = [&days, &smile].map(|source| plain.prepare(std::slice::from_ref(source), None));
        let both = plain.prepare(&[days.clone(), smile.clone()], None);
        let mut supports = 0;
        for held in [vec![&days], vec![&smile], vec![&days, &smile], vec![&smile, &days]] {
            for unit in OffsetUnit::ALL {
                let request = Request::new("Refunds are paid within 3 working days. Parcels take 6 days.")
                    .with_sources(held.iter().copied().cloned())
                    .with_offset_unit(*unit);
                let verdict = plain.check(&request);
                for (at, validator) in knowing.iter().chain([&both]).enumerate() {
                    assert_eq!(validator.check(&request), verdict, "prepared {at}: {request:?}");
                }
                for support in verdict.findings.iter().flat_map(|finding| &finding.support) {
                    let Some(span) = support.span.filter(|_| support.source.is_some()) else { continue };
                    supports += 1;
                    let says =
                        |source: &&Source| slice(&source.text, *unit, span).as_ref() == Some(&support.text);
                    assert!(held.iter().copied().any(|source| says(&source)), "{unit}: {support:?}");
                }
            }
        }
        assert!(supports >= 12, "{supports}");
    }

    #[test]
    fn known_sources_change_no_verdict() {
        let plain = Validator::new("default").unwrap();
        let policy = source(Some("Refunds"), "Refunds are paid within 5 working days. Parcels take 1.500 g.");
        let rows =
            source(Some("Rooms"), "Room: Larch; price: 80; guests: 2\nRoom: Rowan; price: 95; guests: 4");
        let json =
            source(None, r#"{"rooms": [{"name": "Larch", "price": 80}, {"name": "Rowan", "price": 95}]}"#);
        let draft =
            "Your refund is paid within 3 days. The Larch room costs 95 and the Rowan room is for 2 guests.";
        for locale in [None, Some("en-GB"), Some("de-DE")] {
            for kind in [SourceKind::Passage, SourceKind::Tool] {
                for expired in [None, Some("2020-01-01")] {
                    let mut request = Request::new(draft);
                    request.sources =
                        vec![policy.clone(), rows.clone(), json.clone(), source(None, "Calls are free.")];
                    // What is prepared says nothing of kind and dates.
                    let knowing = plain
                        .prepare(&[policy.clone(), rows.clone()], None)
                        .prepare(&request.sources, Some("de-DE"));
                    for source in &mut request.sources {
                        source.kind = kind;
                        source.effective_to = expired.map(str::to_owned);
                    }
                    request.context.now = Some("2026-11-20T10:00:00Z".to_owned());
                    request.context.locale = locale.map(str::to_owned);
                    let verdict = plain.check(&request);
                    for time in ["first", "second"] {
                        assert_eq!(
                            verdict,
                            knowing.check(&request),
                            "{locale:?} {kind:?} {expired:?} {time}"
                        );
                    }
                }
            }
        }
    }
}
