//! English contractions and what they stand for.

/// With "not": the contraction and its long form.
pub(in super::super) const NEGATIVE: &[(&str, &str)] = &[
    ("aren't", "are not"),
    ("can't", "cannot"),
    ("couldn't", "could not"),
    ("didn't", "did not"),
    ("doesn't", "does not"),
    ("don't", "do not"),
    ("hadn't", "had not"),
    ("hasn't", "has not"),
    ("haven't", "have not"),
    ("isn't", "is not"),
    ("mustn't", "must not"),
    ("needn't", "need not"),
    ("shouldn't", "should not"),
    ("wasn't", "was not"),
    ("weren't", "were not"),
    ("won't", "will not"),
    ("wouldn't", "would not"),
];

/// Without "not", where the long form is beyond doubt.
pub(in super::super) const POSITIVE: &[(&str, &str)] = &[
    ("he'll", "he will"),
    ("i'll", "I will"),
    ("i'm", "I am"),
    ("it'll", "it will"),
    ("let's", "let us"),
    ("she'll", "she will"),
    ("that'll", "that will"),
    ("there'll", "there will"),
    ("they'll", "they will"),
    ("they're", "they are"),
    ("we'll", "we will"),
    ("we're", "we are"),
    ("you'll", "you will"),
    ("you're", "you are"),
];

/// With "have": joined again only before a participle.
pub(in super::super) const PERFECT: &[(&str, &str)] =
    &[("i've", "I have"), ("they've", "they have"), ("we've", "we have"), ("you've", "you have")];

/// With `'s`, which is "is", or "has" before a participle.
pub(in super::super) const WITH_S: &[(&str, &str)] = &[
    ("he's", "he is"),
    ("here's", "here is"),
    ("how's", "how is"),
    ("it's", "it is"),
    ("she's", "she is"),
    ("that's", "that is"),
    ("there's", "there is"),
    ("what's", "what is"),
    ("where's", "where is"),
    ("who's", "who is"),
];

/// With `'d`, and "would" in full.
pub(in super::super) const WOULD: &[(&str, &str)] =
    &[("i'd", "I would"), ("they'd", "they would"), ("we'd", "we would"), ("you'd", "you would")];

/// The contractions of [`WOULD`].
pub(in super::super) const WITH_D: &[&str] = &["i'd", "they'd", "we'd", "you'd"];

/// Verbs after "would", which are no participles.
pub(in super::super) const AFTER_WOULD: &[&str] =
    &["appreciate", "advise", "be", "have", "like", "love", "need", "prefer", "recommend", "suggest", "want"];

/// Slang that a formal style writes out.
pub(in super::super) const SLANG: &[(&str, &str)] = &[
    ("gonna", "going to"),
    ("gotta", "have to"),
    ("wanna", "want to"),
    ("y'all", "you"),
    ("'cause", "because"),
];

/// Words after which an auxiliary stands first, so that "not" can't follow it.
pub(in super::super) const SUBJECTS: &[&str] = &[
    "anybody", "anyone", "he", "i", "it", "she", "somebody", "someone", "that", "there", "they", "this",
    "we", "you",
];

/// Participles that don't end in `-ed`.
pub(in super::super) const PARTICIPLES: &[&str] = &[
    "been",
    "begun",
    "bought",
    "broken",
    "brought",
    "built",
    "caught",
    "chosen",
    "come",
    "done",
    "felt",
    "found",
    "given",
    "gone",
    "got",
    "gotten",
    "had",
    "heard",
    "held",
    "kept",
    "known",
    "left",
    "lost",
    "made",
    "met",
    "paid",
    "put",
    "read",
    "run",
    "said",
    "seen",
    "sent",
    "set",
    "shown",
    "sold",
    "spent",
    "spoken",
    "taken",
    "thought",
    "told",
    "understood",
    "won",
    "written",
];

/// Adverbs that stand between "have" and its participle.
pub(in super::super) const BETWEEN: &[&str] =
    &["already", "also", "always", "just", "never", "not", "now", "only", "recently"];
