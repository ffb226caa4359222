//! Where the terms of a rule meet in a text, and the guards that keep a match from counting.

use crate::order::Order as _;
use crate::policy::schema::{Guards, Matcher, Term, Terms, ValueClass, Within};
pub(crate) use crate::scan::Scanned;
use crate::scan::{GroupId, PatternError, ScannerBuilder, TermId, TermRef};
use crate::text::values::{Value, ValueKind};
use crate::text::word_list;
use crate::text::{Case, FoldSpan, Lang, Text, TokenKind, WordSet};

/// A [`Matcher`] whose terms are numbered.
#[derive(Clone, Debug)]
pub(crate) struct CompiledMatcher {
    all: Vec<Vec<TermRef>>,
    /// The groups of `all` that hold nothing but phrases and patterns.
    needs: Vec<GroupId>,
    asked: Vec<Vec<TermRef>>,
    within: Within,
    in_order: bool,
    except: Vec<TermRef>,
    except_within: Within,
}

impl ValueClass {
    /// Whether a value is of this class.
    pub(crate) fn holds(self, kind: &ValueKind) -> bool {
        match self {
            ValueClass::Money => matches!(kind, ValueKind::Money { .. }),
            ValueClass::Percent => matches!(kind, ValueKind::Percent(_)),
            ValueClass::Number => matches!(kind, ValueKind::Number(_)),
            ValueClass::Quantity => matches!(kind, ValueKind::Quantity { .. }),
            ValueClass::Date => matches!(kind, ValueKind::Date(_)),
            ValueClass::Time => matches!(kind, ValueKind::Time(_)),
            ValueClass::Duration => matches!(kind, ValueKind::Duration { .. }),
            ValueClass::Identifier => matches!(kind, ValueKind::Identifier(_)),
            ValueClass::Url => matches!(kind, ValueKind::Url(_)),
            ValueClass::Email => matches!(kind, ValueKind::Email(_)),
            ValueClass::Phone => matches!(kind, ValueKind::Phone(_)),
            ValueClass::Name => matches!(kind, ValueKind::Name(_)),
        }
    }
}

/// The folded span of a value.
pub(crate) fn value_span(text: &Text, value: &Value) -> FoldSpan {
    text.fold_span(value.span)
}

impl CompiledMatcher {
    /// Numbers the terms; the first faulty one is returned with its error.
    pub(crate) fn new(
        matcher: &Matcher,
        builder: &mut ScannerBuilder,
    ) -> Result<CompiledMatcher, (Term, PatternError)> {
        let mut number = |terms: &Terms| builder.add_all(terms);
        let all: Vec<Vec<TermRef>> = matcher.all.iter().map(&mut number).collect::<Result<_, _>>()?;
        let asked = matcher.asked.iter().map(&mut number).collect::<Result<_, _>>()?;
        let except = number(&matcher.except)?;
        let needs = all.iter().filter_map(|group| {
            let ids: Option<Vec<TermId>> = group
                .iter()
                .map(|term| match term {
                    TermRef::Scan(id) => Some(*id),
                    TermRef::Value(_) => None,
                })
                .collect();
            ids.map(|ids| builder.group(ids))
        });
        Ok(CompiledMatcher {
            needs: needs.collect(),
            all,
            asked,
            within: matcher.within,
            in_order: matcher.in_order,
            except,
            except_within: matcher.except_within,
        })
    }

    /// Groups of terms of which a match needs one each.
    pub(crate) fn needs(&self) -> &[GroupId] {
        &self.needs
    }

    /// Whether a match is possible: something of every group was seen. Cheap, and never wrongly `false`.
    pub(crate) fn may_be_in(&self, scanned: &Scanned) -> bool {
        let hits = scanned.hits();
        self.needs.iter().all(|group| hits.may_hold(*group))
    }

    /// All matches, in order, outermost only where they overlap.
    pub(crate) fn find(&self, scanned: &Scanned) -> Vec<FoldSpan> {
        self.find_in_answer(scanned, std::iter::empty())
    }

    /// All matches in an answer to these messages of the customer's: a group of `asked` that one of them satisfies
    /// need not occur in the answer.
    pub(crate) fn find_in_answer<'t>(
        &self,
        scanned: &Scanned,
        customer: impl Iterator<Item = &'t Scanned> + Clone,
    ) -> Vec<FoldSpan> {
        if !self.may_be_in(scanned) {
            return Vec::new();
        }
        let unsaid = |group: &&Vec<TermRef>| !customer.clone().any(|text| occurs(group, text));
        let mut groups = self.all.iter().chain(self.asked.iter().filter(unsaid));
        let Some(first) = groups.next() else { return Vec::new() };
        let mut matches = spans_of(first, scanned);
        if matches.is_empty() {
            return matches;
        }
        let mut others: Vec<Vec<FoldSpan>> = Vec::new();
        for group in groups {
            let spans = spans_of(group, scanned);
            if spans.is_empty() {
                return spans;
            }
            others.push(spans);
        }
        if !others.is_empty() {
            matches = self.meet(&matches, &others, &scanned.text);
        }
        if !self.except.is_empty() {
            let exceptions = spans_of(&self.except, scanned);
            matches.retain(|found| {
                let area = area_of(&scanned.text, *found, self.except_within);
                !exceptions.iter().any(|except| area.start <= except.start && except.end <= area.end)
            });
        }
        outermost(matches)
    }

    /// Whether there is a match.
    pub(crate) fn is_in(&self, scanned: &Scanned) -> bool {
        match (self.all.as_slice(), self.asked.as_slice(), self.except.as_slice()) {
            ([only], [], []) => self.may_be_in(scanned) && occurs(only, scanned),
            _ => !self.find(scanned).is_empty(),
        }
    }

    /// One match for each stretch of text that holds one of each group.
    fn meet(&self, first: &[FoldSpan], rest: &[Vec<FoldSpan>], text: &Text) -> Vec<FoldSpan> {
        let mut matches = Vec::new();
        let mut done_to = 0;
        for &start in first {
            if start.start < done_to {
                continue;
            }
            let area = area_of(text, start, self.within);
            let mut cover = start;
            let mut last = start;
            let met = rest.iter().all(|group| {
                let from = if self.in_order { last.end } else { area.start };
                let begin = group.partition_point(|span| span.start < from);
                let nearest = group
                    .iter()
                    .skip(begin)
                    .take_while(|span| span.end <= area.end)
                    .min_by_key(|span| distance(**span, start));
                nearest.is_some_and(|span| {
                    last = *span;
                    cover = FoldSpan { start: cover.start.min(span.start), end: cover.end.max(span.end) };
                    true
                })
            });
            if met {
                matches.push(cover);
                done_to = cover.end;
            }
        }
        matches
    }
}

fn distance(a: FoldSpan, b: FoldSpan) -> usize {
    if a.start >= b.end { a.start - b.end } else { b.start.saturating_sub(a.end) }
}

/// Whether one of the terms stands in a text.
fn occurs(terms: &[TermRef], scanned: &Scanned) -> bool {
    let hits = scanned.hits();
    terms.iter().any(|term| match term {
        TermRef::Scan(id) => hits.may_be(*id) && hits.of(*id).next().is_some(),
        TermRef::Value(class) => scanned.text.values().iter().any(|value| class.holds(&value.kind)),
    })
}

fn spans_of(terms: &[TermRef], scanned: &Scanned) -> Vec<FoldSpan> {
    let mut spans: Vec<FoldSpan> = Vec::new();
    let hits = scanned.hits();
    for term in terms {
        match term {
            // Most terms of a group are in no text.
            TermRef::Scan(id) if !hits.may_be(*id) => {}
            TermRef::Scan(id) => spans.extend(hits.of(*id)),
            TermRef::Value(class) => spans.extend(
                scanned
                    .text
                    .values()
                    .iter()
                    .filter(|value| class.holds(&value.kind))
                    .map(|value| value_span(&scanned.text, value)),
            ),
        }
    }
    if spans.len() > 1 {
        spans.order();
        spans.dedup();
    }
    spans
}

/// Drops spans that lie inside another.
fn outermost(mut spans: Vec<FoldSpan>) -> Vec<FoldSpan> {
    if spans.len() < 2 {
        return spans;
    }
    spans.order_by(|a, b| a.start.cmp(&b.start).then(b.end.cmp(&a.end)));
    let mut end = 0;
    spans.retain(|span| {
        let keep = span.end > end;
        end = end.max(span.end);
        keep
    });
    spans
}

/// The clause, sentence or text around a span; at least the span itself.
pub(crate) fn area_of(text: &Text, span: FoldSpan, within: Within) -> FoldSpan {
    let whole = FoldSpan { start: 0, end: text.folded().len() };
    let around = match within {
        Within::Text => Some(whole),
        Within::Sentence => {
            text.sentence_at(span.start).and_then(|n| text.sentences().get(n)).map(|s| s.fold)
        }
        Within::Clause => text.clause_at(span.start).and_then(|n| text.clauses().get(n)).copied(),
    };
    let around = around.unwrap_or(span);
    FoldSpan { start: around.start.min(span.start), end: around.end.max(span.end) }
}

/// Words that turn a clause into its opposite, in the seven languages, folded.
static NEGATORS: WordSet<128> = WordSet::of(word_list![
    "aucun",
    "aucune",
    "cannot",
    "cant",
    "dont",
    "geen",
    "gene",
    "jamais",
    "kein",
    "keine",
    "keinem",
    "keinen",
    "keiner",
    "keinerlei",
    "keines",
    "mai",
    "nao",
    "ne",
    "neither",
    "nem",
    "nenhum",
    "nenhuma",
    "nessun",
    "nessuna",
    "nessuno",
    "never",
    "nicht",
    "nie",
    "niemals",
    "niet",
    "ningun",
    "ninguna",
    "ninguno",
    "nit",
    "no",
    "nobody",
    "non",
    "none",
    "nooit",
    "nor",
    "not",
    "nothing",
    "nunca",
    "pas",
    "sans",
    "senza",
    "sem",
    "sin",
    "unable",
    "wont",
    "without",
    "ohne",
    "zonder",
    "ni",
    "tampoco",
    "rien",
    "nulla",
    "nichts",
    "niets",
    "nada",
]);

/// Negators that stand after what they negate.
static TRAILING_NEGATORS: WordSet<16> =
    WordSet::of(word_list!["geen", "nicht", "niet", "kein", "keine", "pas", "non"]);

/// What looks like a negation and is none, by the word after the negator.
const NOT_NEGATING: &[(&str, &str)] = &[
    ("not", "only"),
    ("no", "doubt"),
    ("no", "matter"),
    ("no", "problem"),
    ("no", "worries"),
    ("don't", "worry"),
    ("not", "worry"),
    ("nicht", "nur"),
    ("kein", "problem"),
    ("keine", "sorge"),
    ("geen", "probleem"),
    ("geen", "zorgen"),
    ("aucun", "probleme"),
    ("aucun", "souci"),
    ("nessun", "problema"),
    ("nenhum", "problema"),
    ("no", "sabado"),
    ("no", "domingo"),
    ("no", "dia"),
];

/// Words that open a condition or a question.
static CONDITIONALS: WordSet<64> = WordSet::of(word_list![
    "if", "unless", "whether", "when", "once", "should", "wenn", "falls", "ob", "sobald", "sofern", "si",
    "quand", "lorsque", "des", "cuando", "se", "quando", "qualora", "als", "indien", "wanneer", "zodra",
    "caso", "provided",
]);

/// Subjects that are not the company.
static OTHERS: WordSet<32> =
    WordSet::of(word_list!["he", "she", "they", "him", "them", "someone", "anyone", "nobody", "others"]);

/// How many words before a match a negator may stand.
const NEGATION_REACH: usize = 7;
/// How many words after a match a trailing negator may stand.
const NEGATION_TRAIL: usize = 3;

impl Guards {
    /// Whether a match counts: none of the guards in use objects to it.
    pub(crate) fn pass(self, text: &Text, span: FoldSpan) -> bool {
        !(self.quotation && text.in_quotes(span)
            || self.negation && is_negated(text, span)
            || self.proper_name && is_in_name(text, span)
            || self.clause && is_not_a_statement(text, span))
    }
}

/// Whether a folded word negates by itself.
pub(crate) fn is_negator(word: &str) -> bool {
    NEGATORS.has(word) || word.ends_with("n't")
}

/// Whether a negator stands in the clause before the match (or just after it, where the language puts it there).
pub(crate) fn is_negated(text: &Text, span: FoldSpan) -> bool {
    let clause = area_of(text, span, Within::Clause);
    let tokens = text.tokens();
    let first = tokens.partition_point(|token| token.fold.start < clause.start);
    let at = tokens.partition_point(|token| token.fold.start < span.start);
    let after = tokens.partition_point(|token| token.fold.start < span.end);
    let before = tokens.get(first.max(at.saturating_sub(NEGATION_REACH))..at).unwrap_or_default();
    let negates = |index: usize| -> bool {
        let Some(token) = before.get(index) else { return false };
        let word = text.token_text(token);
        if !is_negator(word) {
            return false;
        }
        // Portuguese "no" is "in the".
        if word == "no" && text.is_in(Lang::Pt) {
            return false;
        }
        let next = before.get(index + 1).or_else(|| tokens.get(at)).map_or("", |next| text.token_text(next));
        !NOT_NEGATING.contains(&(word, next))
    };
    if (0..before.len()).any(negates) {
        return true;
    }
    let trail = tokens.get(after..).unwrap_or_default().iter().take(NEGATION_TRAIL);
    trail
        .take_while(|token| token.fold.end <= clause.end)
        .any(|token| TRAILING_NEGATORS.has(text.token_text(token)))
}

/// Whether the match is part of a longer proper name, or is written as one in the middle of a sentence.
fn is_in_name(text: &Text, span: FoldSpan) -> bool {
    let original = text.original_span(span);
    let inside = |value: &Value| {
        matches!(value.kind, ValueKind::Name(_)) && value.span.contains(original) && value.span != original
    };
    if text.values().iter().any(inside) {
        return true;
    }
    let tokens = text.tokens();
    let first = tokens.partition_point(|token| token.fold.start < span.start);
    let words = tokens.iter().skip(first).take_while(|token| token.fold.start < span.end);
    let mut words = words.filter(|token| token.kind == TokenKind::Word).peekable();
    let opens_sentence = text
        .sentence_at(span.start)
        .and_then(|n| text.sentences().get(n))
        .is_some_and(|sentence| sentence.tokens.start == first);
    words.peek().is_some() && !opens_sentence && words.all(|token| token.case == Case::Title)
}

/// Whether the clause of the match is a condition, a question, or speaks of somebody other than the company.
fn is_not_a_statement(text: &Text, span: FoldSpan) -> bool {
    let clause = area_of(text, span, Within::Clause);
    let tokens = text.tokens();
    let first = tokens.partition_point(|token| token.fold.start < clause.start);
    let mut words = tokens
        .iter()
        .skip(first)
        .take_while(|token| token.fold.start < span.start)
        .filter(|token| token.kind == TokenKind::Word && !text.is_yes(token))
        .map(|token| text.token_text(token));
    let question = text
        .sentence_at(span.start)
        .and_then(|n| text.sentences().get(n))
        .is_some_and(|sentence| sentence.question);
    question || words.any(|word| CONDITIONALS.has(word) || OTHERS.has(word))
}
