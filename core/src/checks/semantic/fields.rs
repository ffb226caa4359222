//! Fields of everyday talk: which of them a text touches. Two texts about one thing often share no word but a field
//! ("Are you hungry?", "There is soup on the stove.").

use super::relevance_table::{FIELD_COUNT, FIELDS};
use super::words::Stem;

/// How many different words of each field a text has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fields([u32; FIELD_COUNT]);

impl Fields {
    /// The fields of some stems, each of them once.
    pub(super) fn of(stems: impl Iterator<Item = Stem>) -> Fields {
        let mut found = Fields::default();
        for stem in stems {
            let at = FIELDS.binary_search_by_key(&stem.short(), |(stem, _)| *stem).ok();
            let Some((_, mask)) = at.and_then(|at| FIELDS.get(at)) else { continue };
            for (n, count) in found.0.iter_mut().enumerate() {
                *count += mask >> n & 1;
            }
        }
        found
    }

    /// Both together.
    pub(super) fn with(mut self, other: &Fields) -> Fields {
        for (count, more) in self.0.iter_mut().zip(&other.0) {
            *count += more;
        }
        self
    }

    /// How alike two texts are by their fields, in thousandths: the cosine of their counts, 0 where one has none.
    pub(super) fn likeness(&self, other: &Fields) -> i64 {
        let dot = |a: &Fields, b: &Fields| -> u64 {
            a.0.iter().zip(&b.0).map(|(a, b)| u64::from(*a) * u64::from(*b)).sum()
        };
        let root = (dot(self, self) * dot(other, other)).isqrt();
        (dot(self, other) * 1000).checked_div(root).and_then(|like| i64::try_from(like).ok()).unwrap_or(0)
    }

    /// Whether a text touches any field.
    pub(super) fn any(&self) -> bool {
        self.0.iter().any(|count| *count > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::semantic::words::all_content;
    use crate::text::{Lang, Text, TextOptions};

    fn fields(text: &str) -> Fields {
        let text = Text::analyse(text, &TextOptions::default());
        Fields::of(all_content(&text, Lang::En).into_iter().map(|content| content.stem))
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(FIELDS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(FIELDS.iter().all(|(_, mask)| *mask != 0 && mask >> FIELD_COUNT == 0));
    }

    #[test]
    fn texts_about_one_thing_are_alike_without_a_common_word() {
        let hungry = fields("Are you hungry?");
        assert_eq!(hungry.likeness(&fields("There is soup on the stove.")), 1000);
        assert_eq!(hungry.likeness(&fields("The train was late.")), 0);
        assert!(!fields("Is that so?").any());
    }
}
