//! Characters that are shown as one, as Unicode cuts extended grapheme clusters, but for syllables and conjuncts of
//! letters: those are cut.

use super::data::clusters::CLASSES;
use super::runs::Runs;

static CLASS: Runs = Runs::new(CLASSES);

/// What a character does at the edge of a cluster; else its class is none.
const CONTROL: i32 = 0;
const EXTENDS: i32 = 1;
const SPACING: i32 = 2;
const PREPENDED: i32 = 3;
const REGIONAL: i32 = 4;
const PICTURE: i32 = 5;
const JOINER: i32 = 6;

/// What decides about the edge behind a character.
#[derive(Clone, Copy, Default)]
struct Before {
    class: Option<i32>,
    /// A picture with what extends it.
    picture: bool,
    /// Regional letters that make no flag yet.
    single: bool,
}

impl Before {
    /// Whether a character of this class begins a cluster.
    fn ends_at(self, class: Option<i32>) -> bool {
        match (self.class, class) {
            (Some(CONTROL), _) | (_, Some(CONTROL)) => true,
            (_, Some(EXTENDS | SPACING | JOINER)) | (Some(PREPENDED), _) => false,
            (Some(JOINER), Some(PICTURE)) => !self.picture,
            (Some(REGIONAL), Some(REGIONAL)) => !self.single,
            _ => true,
        }
    }

    fn then(self, class: Option<i32>) -> Before {
        Before {
            class,
            picture: match class {
                Some(PICTURE) => true,
                // Behind a joiner nothing else may stand.
                Some(EXTENDS | JOINER) => self.picture && self.class != Some(JOINER),
                _ => false,
            },
            single: class == Some(REGIONAL) && !(self.class == Some(REGIONAL) && self.single),
        }
    }
}

/// The clusters of a text, with their places.
pub(crate) fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut chars = text.char_indices().peekable();
    let mut before = Before::default();
    std::iter::from_fn(move || {
        let (start, first) = chars.next()?;
        before = before.then(CLASS.get(first));
        let mut is_inside = |c: char| {
            let class = CLASS.get(c);
            let inside = !before.ends_at(class);
            if inside {
                before = before.then(class);
            }
            inside
        };
        while chars.next_if(|(_, c)| is_inside(*c)).is_some() {}
        let end = chars.peek().map_or(text.len(), |(at, _)| *at);
        Some((start, text.get(start..end)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::runs::{literal, packed};
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation as _;

    fn is_one(text: &[char]) -> bool {
        text.iter().collect::<String>().graphemes(true).count() == 1
    }

    #[test]
    fn classes_are_those_of_the_library() {
        let class = |c: char| match c {
            '\u{200d}' => Some(JOINER),
            '\u{1f1e6}'..='\u{1f1ff}' => Some(REGIONAL),
            c if !is_one(&[c, '\u{300}']) => Some(CONTROL),
            c if is_one(&['a', c]) && is_one(&['😀', c, '\u{200d}', '😀']) => Some(EXTENDS),
            c if is_one(&['a', c]) => Some(SPACING),
            c if is_one(&[c, 'a']) => Some(PREPENDED),
            c if is_one(&[c, '\u{200d}', '😀']) => Some(PICTURE),
            _ => None,
        };
        let classes = packed(class, false);
        assert!(classes == CLASSES, "{}", literal(&classes));
    }

    proptest! {
        #[test]
        fn clusters_are_those_of_the_library(
            text in "[a1\r\u{300}\u{fe0f}\u{20e3}\u{200d}\u{1f3fb}😀👩❤\u{1f1e6}\u{1f1ff}\u{903}\u{600}\u{ad}\u{e0020}éж語 ]{0,16}",
        ) {
            prop_assert_eq!(clusters(&text).collect::<Vec<_>>(), text.grapheme_indices(true).collect::<Vec<_>>());
        }
    }
}
