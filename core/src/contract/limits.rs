//! How much a request may hold.

/// Upper bounds of one request. What exceeds them is refused with the code `over_limit` (nesting: `too_deep`).
///
/// The defaults are far above any real conversation; they bound time and memory on hostile input.
///
/// ```
/// use draftgate::{Limits, Request};
/// let mut limits = Limits::default();
/// limits.draft_bytes = 5;
/// let errors = Request::from_json_with(r#"{"draft": "Hello!"}"#, &limits).unwrap_err();
/// assert_eq!(errors.problems()[0].message, "6 bytes; the limit is 5");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of the whole JSON text. Default 16 MiB.
    pub request_bytes: usize,
    /// Bytes of `draft`. Default 1 MiB.
    pub draft_bytes: usize,
    /// Number of `turns`. Default 1,000.
    pub turns: usize,
    /// Bytes of each `turns[].text`. Default 1 MiB.
    pub turn_bytes: usize,
    /// Number of `sources`. Default 10,000.
    pub sources: usize,
    /// Bytes of each `sources[].text`. Default 4 MiB.
    pub source_bytes: usize,
    /// Bytes of every other string outside `facts`: ids, titles, addresses. Default 4 KiB.
    pub label_bytes: usize,
    /// How deep lists and objects may be nested in `facts`, from 1 to [`Limits::MAX_DEPTH`] (a greater number
    /// counts as that). Default 64.
    pub facts_depth: usize,
    /// Number of values in `facts` that are neither list nor object. Default 100,000.
    pub facts_leaves: usize,
    /// Number of `signals`, of `context.jurisdictions` and of `context.customer.flags`, each. Default 256.
    pub entries: usize,
    /// How many problems are reported; after that the list is cut and says so. Default 1,000.
    pub problems: usize,
}

impl Limits {
    /// The greatest depth of `facts` that can be configured.
    pub const MAX_DEPTH: usize = 120;

    /// No limits but the depth.
    pub(crate) const NONE: Limits = Limits {
        request_bytes: usize::MAX,
        draft_bytes: usize::MAX,
        turns: usize::MAX,
        turn_bytes: usize::MAX,
        sources: usize::MAX,
        source_bytes: usize::MAX,
        label_bytes: usize::MAX,
        facts_depth: Limits::MAX_DEPTH,
        facts_leaves: usize::MAX,
        entries: usize::MAX,
        problems: 1_000,
    };
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            request_bytes: 16 << 20,
            draft_bytes: 1 << 20,
            turns: 1_000,
            turn_bytes: 1 << 20,
            sources: 10_000,
            source_bytes: 4 << 20,
            label_bytes: 4 << 10,
            facts_depth: 64,
            facts_leaves: 100_000,
            entries: 256,
            problems: 1_000,
        }
    }
}
