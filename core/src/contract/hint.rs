//! "Did you mean …": the nearest word of a list.

/// Words longer than this are not compared.
const MAX_CHARS: usize = 40;

/// The word of `words` that is nearest to `text`, at most two edits away and not wholly different.
///
/// An edit inserts, deletes or replaces a character, or swaps two neighbours; case is not counted.
pub(crate) fn nearest<'w>(text: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    nearest_of(text, &mut words.into_iter())
}

/// One for all sorts of lists: only mistakes come here.
fn nearest_of<'w>(text: &str, words: &mut dyn Iterator<Item = &'w str>) -> Option<&'w str> {
    let text: Vec<char> = text.chars().take(MAX_CHARS + 1).flat_map(char::to_lowercase).collect();
    if text.len() > MAX_CHARS {
        return None;
    }
    words
        .filter_map(|word| {
            let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
            let distance = distance(&text, &letters);
            // Short words are all near each other: at least half of the letters must stay.
            (distance <= 2 && distance * 2 <= letters.len()).then_some((distance, word))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// Optimal string alignment distance.
fn distance(a: &[char], b: &[char]) -> usize {
    if a.len().abs_diff(b.len()) > 2 {
        return usize::MAX / 4;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut left_a = None;
    for (i, x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(last.len());
        let mut left = i + 1;
        row.push(left);
        let mut left_b = None;
        for (j, (y, pair)) in b.iter().zip(last.windows(2)).enumerate() {
            let (diagonal, above) = match pair {
                [diagonal, above] => (*diagonal, *above),
                _ => continue,
            };
            left = (diagonal + usize::from(x != y)).min(above + 1).min(left + 1);
            if left_a == Some(y) && left_b == Some(x) {
                // Both neighbours exist, so the row before last has a cell two columns back.
                left = left.min(before.get(j.wrapping_sub(1)).map_or(left, |cost| cost + 1));
            }
            row.push(left);
            left_b = Some(y);
        }
        left_a = Some(x);
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    fn edits(a: &str, b: &str) -> usize {
        distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>())
    }

    #[test]
    fn distance_counts_edits() {
        for (a, b, expected) in [
            ("", "", 0),
            ("", "ab", 2),
            ("ab", "", 2),
            ("draft", "draft", 0),
            ("drfat", "draft", 1),
            ("darft", "draft", 1),
            ("draf", "draft", 1),
            ("drafts", "draft", 1),
            ("dxaft", "draft", 1),
            ("draftt", "darft", 2),
            ("ca", "abc", 3),
            ("aé", "ae", 1),
        ] {
            assert_eq!(edits(a, b), expected, "{a} / {b}");
        }
    }

    #[test]
    fn the_nearest_word_wins() {
        let words = ["draft", "format", "turns", "id", "sources"];
        for (text, expected) in [
            ("drfat", Some("draft")),
            ("Draft", Some("draft")),
            ("turn", Some("turns")),
            ("source", Some("sources")),
            ("is", Some("id")),
            ("xy", None),
            ("messages", None),
            ("", None),
        ] {
            assert_eq!(nearest(text, words), expected, "{text}");
        }
        assert_eq!(nearest(&"x".repeat(1_000_000), words), None);
    }
}
