//! How closely a draft is worded like the evidence: words and neighbouring words as they are written, function words and
//! numbers too. What is taken from a source keeps runs of its words; what is made up stands alone among them.

use super::polarity::is_negator;
use super::postings::{NONE, Number, Pairs, Postings, Wanted, follower, place};
use super::statements::Words;
use crate::evidence::{Evidence, Force, Origin};
use crate::text::{Case, Lang, Text, TokenKind};

/// How a whole draft is worded; shares in thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Wording {
    /// How long the runs are that stand in the evidence as they stand here: the root of their mean square, as a share of
    /// the draft.
    pub(super) copied: u32,
    /// The longest run of content words that follow each other in the evidence too, as a share of them.
    pub(super) linked: u32,
    /// The longest run of content words of which each has other neighbours than in the evidence, as a share of them.
    pub(super) lone_run: u32,
    /// Numbers and codes that stand nowhere, as written.
    pub(super) new_numbers: usize,
    /// Negations with a word that stands nowhere.
    pub(super) new_negations: usize,
    /// A word within a sentence is written as a name, and stands nowhere.
    pub(super) new_name: bool,
}

/// What evidence and conversation hold of a written word.
#[derive(Clone, Copy, Debug, Default)]
struct Held {
    /// By which words it is followed in the draft, see [`follower`].
    followers: u64,
    /// Stands anywhere.
    stands: bool,
    /// Stands in a source or fact in force.
    given: bool,
}

/// A part of a whole, in thousandths; nothing of nothing. In 64 bits on every platform.
fn share(part: u64, whole: u64) -> u32 {
    u32::try_from(part.saturating_mul(1000) / whole.max(1)).unwrap_or(0)
}

impl Wording {
    /// Reads the draft, of which `all` are the content words.
    pub(super) fn of(
        text: &Text,
        lang: Lang,
        evidence: &[Evidence],
        (words, all): (&Words, &[Number]),
        postings: &Postings<'_>,
    ) -> Wording {
        let own = text.words(lang);
        // Most words as they are written are new ones.
        let mut wanted = Wanted::new(own.len() * 2);
        let written = own.iter().map(|word| word.written).filter(|written| *written != 0);
        let said: Vec<Number> = written.map(|written| wanted.add(written)).collect();
        let mut held = vec![Held::default(); wanted.count()];
        let mut pairs = Pairs::new([&said], |one, followers| {
            if let Some(held) = held.get_mut(one) {
                held.followers |= followers;
            }
        });
        for piece in evidence.iter().filter(|piece| piece.force == Force::Valid) {
            let given = !matches!(piece.origin, Origin::Turn(_));
            let mut before = (NONE, 0);
            for word in piece.text().words(lang).iter().filter(|word| word.written != 0) {
                let number = wanted.number(word.written);
                let Some(holding) = held.get_mut(place(number)) else {
                    before = (NONE, 0);
                    continue;
                };
                holding.stands = true;
                if given {
                    holding.given = true;
                    if before.1 & follower(number) != 0 {
                        pairs.note(before.0, number);
                    }
                    before = (number, holding.followers);
                }
            }
        }
        let is = |number: Number, held_so: fn(&Held) -> bool| held.get(place(number)).is_some_and(held_so);
        let runs = Runs::of(&said, |one, two| pairs.has(one, two), |number| is(number, |held| held.given));
        let content = Runs::of(all, |one, two| postings.follow(one, two), |_| false);
        let mut found = Wording {
            copied: share(runs.squares.saturating_mul(1_000_000).isqrt(), runs.words) / 1000,
            linked: share(content.longest, content.words),
            lone_run: if content.words > 1 { share(content.longest_alone, content.words) } else { 0 },
            new_name: has_new_name(text, words, postings),
            ..Wording::default()
        };
        let tokens = text.tokens().iter().zip(own).filter(|(_, word)| word.written != 0);
        for ((token, word), _) in tokens.zip(&said).filter(|(_, number)| is(**number, |held| !held.stands)) {
            match token.kind {
                TokenKind::Number | TokenKind::Alnum => found.new_numbers += 1,
                TokenKind::Word if is_negator(text.token_text(token), word.written) => {
                    found.new_negations += 1;
                }
                _ => {}
            }
        }
        found
    }
}

/// Runs of words that follow each other in the evidence as they do in the draft.
#[derive(Clone, Copy, Debug, Default)]
struct Runs {
    /// How many words there are.
    words: u64,
    /// The sum of the squares of their lengths; a word alone counts one if it is given.
    squares: u64,
    /// The longest of two words or more.
    longest: u64,
    /// The most words in a row that belong to none.
    longest_alone: u64,
}

impl Runs {
    fn of(
        said: &[Number],
        follow: impl Fn(Number, Number) -> bool,
        is_given: impl Fn(Number) -> bool,
    ) -> Runs {
        let mut runs = Runs::default();
        let (mut run, mut alone) = (0, 0);
        let mut following = said.iter().skip(1);
        for one in said {
            let goes_on = following.next().is_some_and(|two| follow(*one, *two));
            runs.words += 1;
            run += 1;
            if goes_on {
                continue;
            }
            if run > 1 {
                alone = 0;
                runs.longest = runs.longest.max(run);
            } else {
                alone += 1;
                runs.longest_alone = runs.longest_alone.max(alone);
            }
            if run > 1 || is_given(*one) {
                runs.squares += run * run;
            }
            run = 0;
        }
        runs
    }
}

/// Whether a word within a sentence is written as a name, and stands nowhere.
fn has_new_name(text: &Text, words: &Words, postings: &Postings<'_>) -> bool {
    text.sentences().iter().any(|sentence| {
        let tokens =
            text.tokens().iter().enumerate().take(sentence.tokens.end).skip(sentence.tokens.start + 1);
        tokens
            .filter(|(_, token)| token.case != Case::Lower && token.kind != TokenKind::Number)
            .filter_map(|(at, _)| words.at(at))
            .any(|number| postings.is_nowhere(number))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_words_that_follow_each_other() {
        // 1 2 3 follow each other, 5 and 6 do; 4 is given, 9 is not.
        let follow = |one, two| matches!((one, two), (1, 2) | (2, 3) | (5, 6));
        let runs = Runs::of(&[1, 2, 3, 4, 9, 5, 6], follow, |number| number == 4);
        assert_eq!((runs.squares, runs.longest, runs.longest_alone), (9 + 1 + 4, 3, 2));
        let none = Runs::of(&[], follow, |_| true);
        assert_eq!((none.squares, none.longest, none.longest_alone), (0, 0, 0));
    }
}
