//! The layer `hallucination`: every statement and every value of the draft against sources, facts and turns.
//!
//! The evidence is indexed once per case ([`Index`]). The draft is cut into statements, each aligned with the units
//! of the evidence that speak about the same; values, references, polarity and names are judged from there, and a
//! calibrated score says how likely it is that all is supported.

pub(crate) mod abuse;
mod align;
mod arithmetic;
mod contrast;
mod flags;
mod index;
mod labels;
mod polarity;
mod postings;
mod reading;
mod references;
mod report;
mod rows;
pub(crate) mod score;
mod score_table;
mod statements;
mod swapped;
mod tables;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_fields;
#[cfg(test)]
mod tests_loosely;
#[cfg(test)]
mod tests_records;
mod typed;
mod units;
mod values;
mod wording;
mod words;

use std::cell::OnceCell;

use super::semantic::is_unsupported;
use super::{CodedCheck, Cx};
use crate::contract::TurnRole;
use crate::demands::counted;
use crate::findings::Sink;
use crate::order::Order as _;
use crate::policy::schema::ScoreName;
use crate::text::values::{Date, ValueKind};
use crate::text::{FoldSpan, Lang, Sentence, Text, WordSet, word_list};
use align::Alignment;
pub(crate) use index::Index;
use postings::{Number, Postings};
pub(crate) use rows::{Grid, Spoken};
use statements::{Statement, Words};
pub(crate) use typed::is_title;
use typed::{Fields, Record};
pub(crate) use units::KnownUnits;
use units::Voice;
use values::{Ground, Judged, Standing};
use words::Act;

/// What is analysed once for all rules of the layer.
#[derive(Debug)]
pub(crate) struct Analysis {
    /// The clauses of the draft.
    statements: Vec<Statement>,
    /// Its sentences that assert something.
    sentences: Vec<Asserted>,
    /// Its values that claim something.
    values: Vec<Judged>,
    /// References known from nowhere, in the folded draft.
    fabricated: Vec<FoldSpan>,
    /// Names known from nowhere, as indices into the values of the draft.
    strangers: Vec<usize>,
    /// Sentences that turn the evidence round.
    reversed: Vec<polarity::Reversal>,
    /// Statements that can't be so together with the evidence.
    contradicted: Vec<contrast::Contradiction>,
    /// Words that the rows of a table turn round, with the piece and the place in it.
    denied: Vec<(FoldSpan, usize, FoldSpan)>,
    /// What is said of the wrong row of a table.
    mixed: Vec<rows::Mixed>,
    /// Share of the words with which the draft says something that stand in sources or facts.
    sourced: u32,
    /// What the whole draft shares with the evidence.
    covered: score::Covered,
    /// How closely it is worded like the evidence.
    wording: wording::Wording,
    /// Numbers for the score.
    features: score::Features,
}

/// A sentence that asserts something, with the units that speak most about the same.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Asserted {
    /// Index into the sentences of the draft.
    sentence: usize,
    /// Says something of the world, not only of what the assistant does.
    judged: bool,
    /// The best unit in force of a source, fact or company turn, with the share of the sentence that it holds.
    best: Option<(usize, u32)>,
    /// The best unit of a source that is not in force.
    stale: Option<(usize, u32)>,
    /// Share of its words that stand anywhere in evidence or conversation.
    known: u32,
    /// Content words.
    words: usize,
}

/// The coded checks of this layer.
pub(crate) const CHECKS: &[CodedCheck] = &[
    CodedCheck {
        name: "value-mismatch",
        about: "a value for which the evidence gives another one",
        run: report::value_mismatch,
    },
    CodedCheck {
        name: "unsupported-value",
        about: "a value that the evidence nowhere gives, though it speaks about the subject",
        run: report::unsupported_value,
    },
    CodedCheck {
        name: "fabricated-reference",
        about: "an address, phone number or code that is known from nowhere",
        run: report::fabricated_reference,
    },
    CodedCheck {
        name: "polarity",
        about: "a statement that the evidence turns round",
        run: report::polarity,
    },
    CodedCheck {
        name: "contradicted-statement",
        about: "a statement that can't be so together with the evidence",
        run: report::contradicted_statement,
    },
    CodedCheck {
        name: "record-denied",
        about: "a statement that the rows of a table turn round",
        run: report::record_denied,
    },
    CodedCheck {
        name: "unknown-name",
        about: "a name that is known from nowhere",
        run: report::unknown_name,
    },
    CodedCheck {
        name: "no-record",
        about: "something that no record or message names, where records of its sort are at hand",
        run: super::semantic::no_record,
    },
    CodedCheck {
        name: "unsupported-statement",
        about: "a statement of which the evidence says little",
        run: report::unsupported_statement,
    },
    CodedCheck {
        name: "stale-source",
        about: "a statement that only a source supports which is not in force",
        run: report::stale_source,
    },
    CodedCheck {
        name: "conflicting-evidence",
        about: "a value for which the evidence gives two different ones",
        run: report::conflicting_evidence,
    },
];

/// Values of a draft that are judged; the rest is reported as unchecked.
const MOST_VALUES: usize = 512;
/// Messages of the customer in which a day or place may have been named.
const ASKED_LATELY: usize = 3;
/// Turns in which the row that is spoken of may have been named.
const SETTLED: usize = 6;
/// Share of a sentence from which on a unit says it.
const SAYS: u32 = 600;

/// The analysis of the draft, made when a rule or the score first asks for it.
fn analysis<'c>(cx: &'c Cx<'_, '_>) -> &'c Analysis {
    cx.grounding.get_or_init(|| analyse(cx))
}

fn analyse(cx: &Cx<'_, '_>) -> Analysis {
    let case = cx.case;
    let text = &cx.draft.text;
    let lang = case.lang.unwrap_or(Lang::En);
    let evidence = case.evidence();
    let index = case.index();
    case.know_words(std::iter::once(text));
    let asked = case.customer_text().map(|said| &said.text);
    let (mut words, wanted) = Words::new(text, asked, names(text, lang), lang, index);
    let statements = statements::cut(text, &mut words);
    let mut all: Vec<Number> = Vec::with_capacity(text.tokens().len());
    all.extend(words.of(0..text.tokens().len()));
    let said = said(&words, &statements);
    let postings = Postings::new(index, wanted, [&all, &said]);
    let told_or_asked: Vec<&Text> =
        std::iter::once(text).chain(case.customer_texts().map(|(_, said)| &said.text)).collect();
    let ground = Ground {
        evidence,
        index,
        lang,
        said: &told_or_asked,
        reckoning: OnceCell::new(),
        today: case.today,
        facts: &case.facts,
        senses: values::FieldSenses::default(),
    };
    let mut judged = Vec::new();
    let whole = references::whole(text, cx.identifiers());
    let mut fabricated = references::accounts_not_on_record(evidence, &whole);
    let mut strangers = Vec::new();
    let typed = OnceCell::new();
    let fields = || typed.get_or_init(|| Fields::new(index.rows(), evidence, &case.facts, lang, case.today));
    let told = OnceCell::new();
    let repeats =
        |at: FoldSpan| repeats_customer(text.folded_text(at), told.get_or_init(|| told_by_customer(cx)));
    let draft = Spoken::new(text, lang);
    let turns: Vec<Spoken<'_>> = case.turns.iter().map(|turn| Spoken::new(&turn.text, lang)).collect();
    let days = by_days(cx, &draft, &turns);
    let told_by_day =
        |n: usize| statements.get(n).is_some_and(|statement| days.sentences.contains(&statement.sentence));
    for (n, statement) in statements.iter().enumerate() {
        for (at, value) in
            text.values().iter().enumerate().take(statement.values.end).skip(statement.values.start)
        {
            let written = value.span.text(text.original());
            if references::is_part(&whole, value) {
                continue;
            }
            if values::is_reference(value) {
                if !references::is_known(&ground, case.request, value, written) {
                    fabricated.push(crate::matching::value_span(text, value));
                }
            } else if judged.len() < MOST_VALUES
                && statement.claims_values()
                && !values::is_of_an_age(text, value)
                && (values::is_claim(value)
                    || ground.counts(text, value)
                    || !index.rows().all().is_empty() && fields().counts(text, value))
            {
                let names = values::names(text, statement, value, (&postings, &mut words));
                let mut standing = ground.judge(&values::Subject {
                    value,
                    words: subject(cx, (&postings, &mut words), &statements, n, value),
                    names,
                    beside: values::beside(text, at),
                    said: (text, statement),
                    lang,
                    days: match value.kind {
                        ValueKind::Time(_) => values::days_of(text, value),
                        _ => 0,
                    },
                    condition: statement.condition,
                });
                let money = matches!(value.kind, ValueKind::Money { .. });
                let wished = || !money && repeats(text.fold_span(value.span));
                if !statement.condition && ground.may_be_of_another_field(&standing, text, value) && !wished()
                {
                    let record = fields().judge(&postings, &ground, (&draft, statement), value, &turns);
                    let weak = matches!(standing, Standing::Unknown | Standing::Unsupported(_));
                    let record = record.filter(|record| weak || matches!(record, Record::Other(..)));
                    standing = record.and_then(|record| ground.on_row(record)).unwrap_or(standing);
                }
                if let Standing::Contradicted { by, .. } = &standing
                    && ground.has_prose()
                    && ground
                        .value(*by)
                        .is_some_and(|right| values::has_beside(text, value, right, case.today))
                {
                    // "It is due on the 12th, so please pay by the 5th": the sentence has what the evidence says.
                    standing = Standing::Unknown;
                }
                // "Not open on Saturdays", "not valid today": that a day is denied goes well with another one.
                let denied_day =
                    matches!(value.kind, ValueKind::Date(Date::Weekday { .. } | Date::Relative(_)))
                        && matches!(standing, Standing::Contradicted { .. })
                        && (crate::matching::is_negated(text, text.fold_span(value.span))
                            || text.folded_text(statement.fold).contains("none of"));
                if denied_day {
                    standing = Standing::Unknown;
                }
                if told_by_day(n) && !matches!(standing, Standing::Supported(_)) {
                    standing = Standing::Unknown;
                }
                judged.push(Judged { value: at, statement: n, standing });
            } else if !index::is_provable(value)
                && statement.is_judged()
                && is_stranger(&ground, &postings, written)
            {
                strangers.push(at);
            }
        }
    }
    if !case.request.sources.is_empty() {
        fabricated.extend(references::quotes_of_nothing(text, evidence));
    }
    fabricated.order();
    let sentences = assertions(cx, &postings, &mut words, &statements);
    let settled = OnceCell::new();
    let settled = || *settled.get_or_init(|| settled_on(cx, &draft, &turns));
    let mut mixed: Vec<rows::Mixed> = sentences
        .iter()
        .filter(|asserted| !days.sentences.contains(&asserted.sentence))
        .filter_map(|asserted| Some((asserted.judged, text.sentences().get(asserted.sentence)?)))
        .filter(|(judged, sentence)| *judged || !asks(text, sentence))
        .flat_map(|(judged, sentence)| {
            let starts = |at: usize| text.values().partition_point(|value| value.tokens.start < at);
            let values = starts(sentence.tokens.start)..starts(sentence.tokens.end);
            let part = (sentence.tokens.clone(), values);
            let mixed = index.rows().mixed((evidence, &case.facts), &draft, part, settled, case.today);
            // Of what the assistant does, only where: "I have sent it to 12 Mill Road".
            mixed.into_iter().filter(move |mixed| judged || mixed.address)
        })
        .filter(|mixed| mixed.by_column || !ground.is_given_elsewhere(text, mixed))
        .filter(|mixed| !ground.is_worked_out(text, mixed))
        .filter(|mixed| !ground.is_other_field_of_row(text, &statements, mixed))
        .filter(|mixed| !repeats(mixed.at))
        .collect();
    mixed.extend(labels::others(case, text, lang));
    // The number of a house is judged with its street, that of a room with its floor or name.
    judged.retain(|judged| {
        let at = text.values().get(judged.value).map(|value| text.fold_span(value.span)).unwrap_or_default();
        let holds = |mixed: &rows::Mixed| {
            mixed.value.is_none() && mixed.at.start <= at.start && at.end <= mixed.at.end
        };
        !mixed.iter().any(holds)
    });
    mixed.extend(days.mixed);
    let mut denied = days.found;
    denied.extend(index.rows().all_absent(case, &draft));
    let reversed = polarity::find(cx, &ground, &postings, &mut words, &statements);
    let mut contradicted = contrast::find(text, &ground, &postings, &mut words, &statements);
    contradicted.extend(contrast::for_another_time(text, &ground, &statements, &judged));
    if lang == Lang::En {
        let held = (index, evidence, &case.facts);
        contradicted.extend(flags::find(text, held, (&postings, &words), &statements));
    }
    contradicted.retain(|found: &contrast::Contradiction| !told_by_day(found.statement));
    let mut found = Analysis {
        statements,
        sentences,
        values: judged,
        fabricated,
        strangers,
        reversed,
        contradicted,
        denied,
        mixed,
        sourced: sourced(&said, &postings),
        covered: score::Covered::of(text, lang, &all, &postings),
        wording: wording::Wording::of(text, lang, evidence, (&words, &all), &postings),
        features: score::Features::default(),
    };
    found.features = score::features(&found);
    found
}

/// What the draft says of a table of things by days, if the evidence holds one.
fn by_days(cx: &Cx<'_, '_>, draft: &Spoken<'_>, turns: &[Spoken<'_>]) -> rows::Reading {
    let case = cx.case;
    let Some(grid) = grid(case) else { return rows::Reading::default() };
    // The latest messages of the customer, the last one first.
    let mut asked: Vec<&Spoken<'_>> = Vec::new();
    for (said, turn) in turns.iter().zip(&case.request.turns).rev() {
        if turn.role == TurnRole::Customer && asked.len() < ASKED_LATELY {
            asked.push(said);
        }
    }
    let text = draft.text;
    let skip = |n| text.sentences().get(n).is_none_or(|sentence: &Sentence| asks(text, sentence));
    grid.read(draft, &asked, skip, &|word| is_written(case, word))
}

/// Whether a word stands in the evidence or the conversation.
pub(crate) fn is_written(case: &crate::case::Case<'_>, word: &str) -> bool {
    case.index().has_word(case.evidence(), case.lang.unwrap_or(Lang::En), index::hash(word))
}

/// The evidence as a table of things by days, if it holds one.
pub(crate) fn grid<'c>(case: &'c crate::case::Case<'_>) -> Option<&'c Grid> {
    case.index().rows().grid(case.evidence(), &case.facts, case.today)
}

/// What the customer told in one message: what is asked about may well be otherwise.
struct ToldBy<'t> {
    sentences: Vec<&'t str>,
    figures: Vec<&'t str>,
}

/// The figures of a folded text, without leading zeros.
fn figures(text: &str) -> impl Iterator<Item = &str> {
    let groups = text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty());
    groups.map(|group| group.trim_start_matches('0'))
}

/// First words of a question, folded: many customers leave out the mark.
static ASKING: WordSet<64> = WordSet::of(word_list![
    "is", "are", "was", "were", "will", "does", "do", "did", "has", "what", "what's", "when", "where", "who",
    "how", "why", "which", "ist", "sind", "wird", "wann", "wie", "est", "quand", "cuando", "quando",
]);

fn asks(text: &Text, sentence: &Sentence) -> bool {
    let tokens = text.tokens().get(sentence.tokens.clone()).unwrap_or_default();
    sentence.question || tokens.first().is_some_and(|token| ASKING.has(text.token_text(token)))
}

fn told_by_customer<'t>(cx: &'t Cx<'_, '_>) -> Vec<ToldBy<'t>> {
    let told = cx.case.customer_texts().map(|(_, customer)| {
        let text = &customer.text;
        let told = text.sentences().iter().filter(|sentence| !asks(text, sentence));
        let sentences: Vec<&str> = told.map(|sentence| text.folded_text(sentence.fold)).collect();
        let figures = sentences.iter().flat_map(|sentence| figures(sentence)).collect();
        ToldBy { sentences, figures }
    });
    told.collect()
}

/// Whether the figures, or without figures the words, of a stretch of the draft stand in what the customer told: a new
/// address, a time that was asked for. Records say what was, the customer what shall be.
fn repeats_customer(said: &str, told: &[ToldBy<'_>]) -> bool {
    let wanted: Vec<&str> = figures(said).collect();
    told.iter().any(|told| {
        if wanted.is_empty() {
            !said.is_empty() && told.sentences.iter().any(|sentence| sentence.contains(said))
        } else {
            wanted.iter().all(|figure| told.figures.contains(figure))
        }
    })
}

/// The content words with which the draft says something.
fn said(words: &Words, statements: &[Statement]) -> Vec<Number> {
    let mut said = Vec::with_capacity(statements.last().map_or(0, |last| last.tokens.end));
    for statement in statements {
        if !matches!(statement.act, Act::Question | Act::Offer | Act::Courtesy) {
            said.extend(words.of(statement.tokens.clone()));
        }
    }
    said
}

/// How much of the words with which the draft says something stands in sources or facts.
fn sourced(said: &[Number], postings: &Postings<'_>) -> u32 {
    if said.is_empty() {
        return align::WHOLE;
    }
    let known = said.iter().filter(|number| postings.is_given(**number)).count();
    u32::try_from(known * 1000 / said.len()).unwrap_or(0)
}

/// The evidence that speaks about what a value is about: by the words of its clause, else of its sentence, else of
/// the request being answered.
fn subject<'w>(
    cx: &Cx<'_, '_>,
    (postings, words): (&Postings<'_>, &'w mut Words),
    statements: &[Statement],
    n: usize,
    value: &crate::text::values::Value,
) -> Alignment<'w> {
    let text = &cx.draft.text;
    let mut about = match statements.get(n) {
        Some(statement) => values::subject(text, statement, value, (postings, words)),
        None => Vec::new(),
    };
    if about.len() < 2 {
        let own = statements.get(n).map(|statement| statement.sentence);
        let sentence = statements.iter().filter(|other| Some(other.sentence) == own);
        let weighed = |number: &Number| (*number, if values::is_light(postings, *number) { 1 } else { 4 });
        about.extend(sentence.flat_map(|other| other.terms.iter().map(weighed)));
        if about.len() < 2
            && let Some(asked) = cx.case.customer_text()
        {
            about.extend(words.asked(asked.text.values()).into_iter().map(|number| (number, 4)));
        }
        about.order_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        about.dedup_by_key(|word| word.0);
    }
    if let Some(statement) = statements.get(n).filter(|statement| statement.refers_back(text)) {
        let before = statements.iter().filter(|other| other.sentence + 1 == statement.sentence);
        let before =
            before.flat_map(|other| &other.terms).filter(|number| !values::is_light(postings, **number));
        about.extend(before.map(|number| (*number, 2)));
        about.order_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        about.dedup_by_key(|word| word.0);
    }
    // A word that stands nowhere may well be what tells two subjects apart.
    let telling = |number: Number| postings.is_nowhere(number) && !values::is_light(postings, number);
    let about = about.into_iter().map(|(number, factor)| (number, factor << u32::from(telling(number))));
    Alignment::new(postings, &mut words.room, about)
}

/// The folded words of a name.
fn words_of_name(written: &str) -> impl Iterator<Item = String> {
    let folded = crate::text::fold_pattern_text(written);
    let words: Vec<String> = folded
        .split([' ', '-', '.'])
        .map(|word| word.strip_suffix("'s").unwrap_or(word))
        .filter(|word| word.len() > 1)
        .map(str::to_owned)
        .collect();
    words.into_iter()
}

/// The row of the records of which draft and conversation speak, unless one of them turns to another.
fn settled_on(cx: &Cx<'_, '_>, draft: &Spoken<'_>, turns: &[Spoken<'_>]) -> Option<usize> {
    let lang = cx.case.lang.unwrap_or(Lang::En);
    let turns_away = |text: &Text| text.words(lang).iter().any(|word| words::turns_away(word.written));
    let asked = cx.case.customer_text().map(|said| &said.text);
    if turns_away(draft.text) || asked.is_some_and(turns_away) {
        return None;
    }
    let texts = std::iter::once(draft).chain(turns.iter().rev().take(SETTLED));
    cx.case.index().rows().settled_on((cx.case.evidence(), &cx.case.facts), texts)
}

/// Whether no word of a name stands anywhere in the evidence or the conversation.
fn is_stranger(ground: &Ground<'_>, postings: &Postings<'_>, written: &str) -> bool {
    words_of_name(written).all(|word| {
        index::term(ground.lang, &word).is_some_and(|term| postings.is_nowhere(postings.number(term)))
            && !ground.has_word(index::hash(&word))
    })
}

/// The terms of the names of a draft.
fn names(text: &Text, lang: Lang) -> impl Iterator<Item = index::Term> + '_ {
    let names = text.values().iter().filter(|value| !index::is_provable(value));
    let words = names.flat_map(|value| words_of_name(value.span.text(text.original())));
    words.filter_map(move |word| index::term(lang, &word))
}

/// The sentences that assert something, each with its best evidence.
fn assertions(
    cx: &Cx<'_, '_>,
    postings: &Postings<'_>,
    words: &mut Words,
    statements: &[Statement],
) -> Vec<Asserted> {
    let text = &cx.draft.text;
    let index = postings.index;
    let mut found: Vec<Asserted> = Vec::with_capacity(text.sentences().len().min(statements.len()));
    let stale = index.units().iter().any(|unit| !unit.in_force);
    for (n, sentence) in text.sentences().iter().enumerate() {
        let from = statements.partition_point(|statement| statement.sentence < n);
        let to = statements.partition_point(|statement| statement.sentence <= n);
        let own = statements.get(from..to).unwrap_or_default();
        if !own.iter().any(|statement| matches!(statement.act, Act::Assertion | Act::Process)) {
            continue;
        }
        let terms = words.distinct(sentence.tokens.clone());
        let mut total: u32 = 0;
        let mut known: u32 = 0;
        for number in &terms {
            let weight = postings.weight(*number);
            total = total.saturating_add(weight);
            if postings.stands(*number) {
                known = known.saturating_add(weight);
            }
        }
        let share = |part: u32, whole: u32| {
            part.saturating_mul(align::WHOLE).checked_div(whole).unwrap_or(align::WHOLE)
        };
        let factors = terms.iter().map(|number| (*number, 1));
        let alignment = Alignment::new(postings, &mut words.room, factors);
        let best =
            alignment.best(index, |unit| unit.in_force && !unit.question && unit.voice != Voice::Customer);
        found.push(Asserted {
            sentence: n,
            judged: own.iter().any(Statement::is_judged),
            best,
            stale: if stale { alignment.best(index, |unit| !unit.in_force) } else { None },
            known: share(known, total),
            words: terms.len(),
        });
    }
    found
}

/// The features of a draft, for training.
#[cfg(feature = "training")]
pub(crate) fn features(cx: &Cx<'_, '_>) -> score::Features {
    analysis(cx).features
}

/// Sets the scores of this layer, and says what could not be judged.
pub(crate) fn score(cx: &Cx<'_, '_>, sink: &mut Sink<'_>) {
    if !cx.case.runs(crate::contract::Layer::Hallucination) {
        return;
    }
    let lang = cx.case.lang.unwrap_or(Lang::En);
    let customer = cx.case.customer_text().map(|said| &said.text);
    let toxicity = abuse::score(sink, &cx.draft.text, customer, lang);
    if !is_unsupported(cx.case, &cx.draft.text) {
        sink.scores.toxicity = Some(counted(cx.case, ScoreName::Toxicity, toxicity));
    }
    report::unchecked(cx, sink);
    // Evidence without a word is none.
    if cx.case.evidence().iter().any(|piece| !piece.text().tokens().is_empty()) {
        let grounding = score::grounding(&analysis(cx).features);
        sink.scores.grounding = Some(counted(cx.case, ScoreName::Grounding, grounding));
    }
}
