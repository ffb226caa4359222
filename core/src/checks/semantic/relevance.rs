//! Does the draft answer the customer's last message: a small trained scorer over what the two share.
//!
//! Everything is counted in thousandths and added in a fixed order, so that the score is the same everywhere.

use super::acts::{Acts, gives};
use super::fields::Fields;
use super::relevance_table::{ALONE_WEIGHTS, NEAR_WEIGHTS, WEIGHTS};
use super::sectors;
use super::topics::Topics;
use super::words::{Content, Stem, all_content};
use super::{analysis, found};
use crate::case::Case;
use crate::checks::phrases::end_of;
use crate::checks::{CheckError, Cx};
use crate::contract::{Score, Support};
use crate::findings::{Report, Sink};
use crate::linear::logistic;
use crate::matching::Scanned;
use crate::order::Order as _;
use crate::policy::compile::CompiledRule;
use crate::text::one_of;
use crate::text::values::ValueKind;
use crate::text::{Lang, Text, TokenKind, WordSet};
use crate::text::{WordList, word_list};
use crate::vectors::{Direction, Vectors};

/// Number of features that count what two texts share.
pub(super) const SHARED: usize = 30;
/// Number of features that say how near two texts are by their words' vectors.
pub(super) const NEAR: usize = 7;

/// What the draft and the conversation have in common, in thousandths.
#[derive(Clone, Debug)]
pub(crate) struct Features {
    shared: [i64; SHARED],
    /// `None` in languages that the table of vectors does not speak, and where the message that the draft answers names
    /// nothing: "Hello?".
    near: Option<[i64; NEAR]>,
}

/// Turns before the last customer message that count as history.
const HISTORY: usize = 6;
/// Content words of one text that are looked at.
const MOST_WORDS: usize = 300;

/// Words of service talk that nearly every reply holds, folded; they weigh little.
static EVERYDAY: WordSet<128> = WordSet::of(word_list![
    "account",
    "address",
    "ask",
    "assist",
    "assistance",
    "available",
    "call",
    "care",
    "check",
    "chat",
    "contact",
    "customer",
    "day",
    "detail",
    "details",
    "email",
    "find",
    "follow",
    "further",
    "information",
    "issue",
    "number",
    "order",
    "page",
    "people",
    "phone",
    "place",
    "process",
    "provide",
    "question",
    "questions",
    "section",
    "send",
    "service",
    "site",
    "step",
    "steps",
    "support",
    "team",
    "thing",
    "time",
    "understand",
    "way",
    "website",
    "site",
    "page",
    "work",
    "reach",
    "feel",
    "free",
    "hesitate",
    "assure",
    "rest",
    "inconvenience",
    "possible",
    "ensure",
    "concern",
    "request",
    "experience",
    "option",
]);

/// A stem with its weight in thousandths.
type Weighed = (Stem, u32);

/// The weight of a word: rare words are long more often than not.
fn weight(word: &str) -> u32 {
    if EVERYDAY.has(word) {
        return 350;
    }
    match word.len() {
        0..=3 => 700,
        4..=5 => 900,
        6..=8 => 1100,
        _ => 1200,
    }
}

fn weighed(text: &Text, lang: Lang) -> Vec<Weighed> {
    let word =
        |content: &Content| text.tokens().get(content.token).map_or("", |token| text.token_text(token));
    let mut stems: Vec<Weighed> =
        all_content(text, lang).iter().take(MOST_WORDS).map(|c| (c.stem, weight(word(c)))).collect();
    stems.order();
    stems.dedup_by_key(|(stem, _)| *stem);
    stems
}

fn merge(mut all: Vec<Weighed>) -> Vec<Weighed> {
    all.order();
    all.dedup_by_key(|(stem, _)| *stem);
    all
}

fn mass(stems: &[Weighed]) -> u64 {
    stems.iter().map(|(_, weight)| u64::from(*weight)).sum()
}

fn shared(a: &[Weighed], b: &[Weighed]) -> u64 {
    let inside = |stem: &Stem| b.binary_search_by(|(other, _)| other.cmp(stem)).is_ok();
    a.iter().filter(|(stem, _)| inside(stem)).map(|(_, weight)| u64::from(*weight)).sum()
}

fn thousandths(part: u64, whole: u64) -> i64 {
    (part.min(whole) * 1000).checked_div(whole).and_then(|share| i64::try_from(share).ok()).unwrap_or(0)
}

fn flag(on: bool) -> i64 {
    if on { 1000 } else { 0 }
}

/// Numbers, codes and names that two texts share, up to three.
fn shared_details(draft: &Text, others: &[&Text]) -> usize {
    let detail = |text: &Text, token: &crate::text::Token| {
        matches!(token.kind, TokenKind::Number | TokenKind::Alnum) && text.token_text(token).len() > 1
    };
    let mut known: Vec<&str> = others
        .iter()
        .flat_map(|text| {
            text.tokens().iter().filter(|t| detail(text, t)).map(|t| text.token_text(t)).take(200)
        })
        .collect();
    known.order();
    let numbers = draft
        .tokens()
        .iter()
        .filter(|token| detail(draft, token) && known.binary_search(&draft.token_text(token)).is_ok())
        .take(3)
        .count();
    let names = draft
        .values()
        .iter()
        .filter_map(|value| match &value.kind {
            ValueKind::Name(_) => Some(draft.folded_text(draft.fold_span(value.span))),
            _ => None,
        })
        .take(12)
        .filter(|name| name.len() > 2 && others.iter().any(|text| text.folded().contains(name)))
        .count();
    (numbers + names).min(3)
}

/// The features, and the numbers of the content words of draft, request and history.
#[cfg(feature = "training")]
pub(crate) fn for_training(
    case: &Case<'_>,
    draft: &Scanned,
    lang: Lang,
) -> Option<(Vec<i64>, [Vec<u64>; 3])> {
    let at = case.last_customer?;
    let last = &case.turns.get(at)?.text;
    let before = case.turns.iter().take(at).rev().take(HISTORY).flat_map(|said| weighed(&said.text, lang));
    let words = |list: Vec<Weighed>| list.into_iter().map(|(stem, _)| stem.number()).collect();
    let all = [words(weighed(&draft.text, lang)), words(weighed(last, lang)), words(merge(before.collect()))];
    let Features { shared, near } = features(case, draft, Acts::of(&draft.text), lang)?;
    Some((shared.into_iter().chain(near.into_iter().flatten()).collect(), all))
}

/// What the draft and the conversation share; `None` without a customer message or a table of vectors.
pub(super) fn features(case: &Case<'_>, draft: &Scanned, does: Acts, lang: Lang) -> Option<Features> {
    let vectors = case.policy.vectors.as_ref()?;
    let at = case.last_customer?;
    let last = &case.turns.get(at)?.text;
    let text = &draft.text;
    let history: Vec<&Text> =
        case.turns.iter().take(at).rev().take(HISTORY).map(|scanned| &scanned.text).collect();
    let own = weighed(text, lang);
    let asked = weighed(last, lang);
    let before = merge(history.iter().flat_map(|text| weighed(text, lang)).collect());
    let (own_mass, asked_mass, before_mass) = (mass(&own), mass(&asked), mass(&before));
    let cosine = |both: u64, a: u64, b: u64| {
        let root = (a * b).isqrt();
        thousandths(both, root)
    };
    let both = shared(&own, &asked);
    let with_before = shared(&own, &before);
    let all = merge(asked.iter().chain(&before).copied().collect());
    let mut context: Vec<&Text> = history.clone();
    context.push(last);
    let details = shared_details(text, &context);
    let fields = |stems: &[Weighed]| Fields::of(stems.iter().map(|(stem, _)| *stem));
    let (own_fields, asked_fields, before_fields) = (fields(&own), fields(&asked), fields(&before));
    let like = own_fields.likeness(&asked_fields);
    let (own_topics, asked_topics) = (Topics::of(text), Topics::of(last));
    let before_topics = history.iter().any(|text| Topics::of(text).shared(&own_topics).0 > 0);
    let (common, touched) = own_topics.shared(&asked_topics);
    let said = Acts::of(last);
    let displeased = case.state().mood < -1;
    let given = said.wants.and_then(|wanted| gives(text, wanted));
    let words = |count: usize| i64::try_from(count.min(60)).unwrap_or(60) * 1000 / 60;
    let shared = [
        1000,
        cosine(both, own_mass, asked_mass),
        cosine(with_before, own_mass, before_mass),
        thousandths(both, asked_mass),
        thousandths(shared(&own, &all), own_mass),
        i64::try_from(details).unwrap_or(0) * 333,
        thousandths(u64::from(common), u64::from(touched)),
        flag(touched > 0 && asked_topics.any() && common == 0 && !before_topics),
        flag(common == 0 && before_topics),
        flag(said.thanks && (does.welcome || does.thanks || does.farewell)),
        flag(said.thanks && !said.question && !(does.welcome || does.thanks || does.farewell || does.offer)),
        flag(does.welcome && !said.thanks && !does.question),
        flag(displeased && does.apology),
        flag(does.apology && !displeased),
        flag(said.question && does.question),
        flag(!said.question && does.question),
        words(does.words),
        words(said.words),
        flag(given == Some(true)),
        flag(given == Some(false)),
        flag(said.yes_no && does.answer),
        flag(!said.yes_no && does.answer),
        flag(does.words <= 4),
        flag(said.farewell && does.farewell),
        flag(own_mass == 0),
        flag(history.is_empty()),
        like,
        own_fields.likeness(&before_fields),
        flag(like == 0 && own_fields.any() && asked_fields.any()),
        own_fields.likeness(&asked_fields.with(&before_fields)),
    ];
    let about = lang == Vectors::LANGUAGE && asked_mass > 0;
    Some(Features { shared, near: about.then(|| near(vectors, text, last, &history)) })
}

/// How near the draft is to the last customer message and to what came before, by the vectors of their words.
fn near(vectors: &Vectors, draft: &Text, last: &Text, history: &[&Text]) -> [i64; NEAR] {
    let direction = |text| vectors.direction(text);
    let (own, asked) = (direction(draft), direction(last));
    let before = history.iter().fold(Direction::default(), |sum, text| sum.and(&direction(text)));
    let (to_last, to_before) = (own.cosine(&asked), own.cosine(&before));
    [
        to_last,
        to_before,
        own.cosine(&asked.and(&before)),
        asked.cosine(&before),
        (to_last - 500).max(0),
        (200 - to_last).max(0),
        to_last.max(to_before),
    ]
}

/// The probability that the draft answers the last customer message.
pub(super) fn score(Features { shared, near }: &Features) -> Score {
    let sum = |features: &[i64], weights: &[i64]| -> i64 {
        features.iter().zip(weights).map(|(feature, weight)| feature * weight / 1000).sum()
    };
    logistic(match near {
        Some(near) => sum(shared, &WEIGHTS) + sum(near, &NEAR_WEIGHTS),
        None => sum(shared, &ALONE_WEIGHTS),
    })
}

/// Below this the draft is off topic, unless the rule says otherwise; in ten-thousandths.
const OFF_TOPIC: u16 = 400;

/// First words of a request, folded.
static REQUESTS: WordSet<128> = WordSet::of(word_list![
    "what", "where", "when", "how", "why", "who", "which", "give", "show", "send", "tell", "find", "set",
    "pick", "schedule", "please", "can", "could", "cancel", "book", "wo", "wann", "wie", "warum", "was",
    "ou", "quand", "comment", "donde", "cuando", "dove", "quando", "waar", "wanneer", "onde",
]);

/// Whether the draft is nothing but "you're welcome" or a farewell, after a message that asks for something.
fn is_courtesy_only(case: &Case<'_>, does: Acts) -> bool {
    let Some(last) = case.customer_text() else { return false };
    let courtesy =
        (does.welcome || does.farewell) && !does.question && !does.answer && !does.offer && !does.apology;
    if !courtesy || does.words > 6 {
        return false;
    }
    let said = Acts::of(&last.text);
    let first = super::words::plain_words(&last.text, last.text.tokens()).next().unwrap_or("");
    let asks = said.question || REQUESTS.has(first);
    // "Would you like the directions?" "Yes please." "You're welcome."
    let offered =
        case.last_customer.and_then(|last| last.checked_sub(1)).and_then(|before| case.turns.get(before));
    let offered = offered
        .is_some_and(|turn| Acts::of(&turn.text).offer || turn.text.sentences().iter().any(|s| s.question));
    let accepts = offered
        && said.answer
        && one_of!(first, "yes" | "yeah" | "sure" | "ja" | "oui" | "si" | "sim" | "okay" | "ok");
    !said.thanks && !said.farewell && (asks && said.words >= 3 || accepts && does.welcome)
}

/// The draft does not answer the customer's last message.
pub(super) fn off_topic<'a>(
    rule: &'a CompiledRule,
    threshold: u16,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    let analysis = analysis(cx);
    let Some(relevance) = analysis.relevance else { return Ok(()) };
    if relevance.ten_thousandths() >= threshold && !is_courtesy_only(cx.case, analysis.does) {
        return Ok(());
    }
    let mut report = Report::at(end_of(&cx.draft.text));
    report.confidence = Score::from_ten_thousandths(10_000 - relevance.ten_thousandths());
    if let Some((n, turn)) =
        cx.case.last_customer.and_then(|n| cx.case.request.turns.get(n).map(|turn| (n, turn)))
    {
        report.support.push(Support {
            source: None,
            fact: None,
            turn: Some(n),
            text: turn.text.clone(),
            span: None,
        });
    }
    found(rule, cx, sink, report);
    Ok(())
}

/// [`off_topic`] with the threshold of the rule.
pub(super) fn run<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    let threshold = match &rule.rule.body {
        crate::policy::schema::RuleBody::Coded { threshold, .. } => threshold.unwrap_or(OFF_TOPIC),
        _ => OFF_TOPIC,
    };
    off_topic(rule, threshold, cx, sink)
}

/// Stems or beginnings of words that courtesies are made of, folded.
static COURTESY: crate::literals::Phrases<512> = crate::literals::Phrases::of(COURTESY_WORDS);

const COURTESY_WORDS: WordList = word_list![
    "site",
    "page",
    "clinic",
    "availab",
    "averci",
    "staan",
    "thank",
    "contact",
    "reach",
    "messag",
    "writ",
    "valu",
    "interest",
    "satisf",
    "priorit",
    "apprec",
    "question",
    "visit",
    "website",
    "informat",
    "best",
    "help",
    "assist",
    "patien",
    "inconven",
    "caus",
    "loyal",
    "custom",
    "underst",
    "concern",
    "frustrat",
    "welcom",
    "wide",
    "rang",
    "product",
    "tast",
    "happy",
    "glad",
    "serv",
    "alway",
    "support",
    "import",
    "team",
    "possib",
    "feel",
    "free",
    "hesit",
    "further",
    "enquir",
    "inquir",
    "query",
    "busines",
    "day",
    "top",
    "great",
    "everyth",
    "choos",
    "choice",
    "excell",
    "experien",
    "commit",
    "strive",
    "offer",
    "provid",
    "qualit",
    "touch",
    "everyone",
    "guest",
    "patients",
    "nachricht",
    "viel",
    "dank",
    "sehr",
    "seien",
    "voll",
    "bon",
    "mucha",
    "muchas",
    "tante",
    "hartelijk",
    "muito",
    "zufried",
    "wichtig",
    "anfrag",
    "interess",
    "gern",
    "jederzeit",
    "verfug",
    "verstand",
    "geduld",
    "unannehm",
    "kund",
    "hilf",
    "helf",
    "moglich",
    "merci",
    "messag",
    "satisfact",
    "priorit",
    "disposit",
    "demand",
    "comprehens",
    "client",
    "servic",
    "gracias",
    "mensaj",
    "contact",
    "importan",
    "pacien",
    "molesti",
    "atencion",
    "servir",
    "ayud",
    "grazie",
    "contatt",
    "disposiz",
    "pazien",
    "disag",
    "aiut",
    "cordial",
    "bedankt",
    "bericht",
    "klaar",
    "geduld",
    "ongemak",
    "tevreden",
    "belangrijk",
    "klant",
    "obrigad",
    "contact",
    "satisf",
    "importan",
    "pacien",
    "incomod",
    "ajud",
    "mensag",
    "saludo",
    "freundlich",
    "gruss",
    "service",
    "gerne",
    "immer",
    "toujours",
    "siempre",
    "sempre",
    "altijd",
];

/// Whether the draft is made of courtesies alone.
pub(super) fn is_courtesy(cx: &Cx<'_, '_>) -> bool {
    let Some(asked) = cx.case.customer_text() else { return false };
    let lang = cx.case.lang.unwrap_or(Lang::En);
    let does = analysis(cx).does;
    let text = &cx.draft.text;
    if Acts::of(&asked.text).thanks || does.question || does.answer || does.words < 4 || does.words > 60 {
        return false;
    }
    let wanted = all_content(&asked.text, lang);
    let own = all_content(text, lang);
    let particular = text.values().iter().any(|value| !matches!(value.kind, ValueKind::Name(_)));
    let courteous = |content: &Content| {
        text.tokens().get(content.token).is_some_and(|token| COURTESY.any_begins(text.token_text(token)))
    };
    !wanted.is_empty()
        && !particular
        && !own.iter().any(|word| wanted.iter().any(|other| other.stem == word.stem))
        && own.iter().all(courteous)
}

/// The draft is made of courtesies alone, where the customer asks something in particular.
pub(super) fn generic<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    if cx.case.customer_text().is_some_and(|asked| Acts::of(&asked.text).question) && is_courtesy(cx) {
        found(rule, cx, sink, Report::at(end_of(&cx.draft.text)));
    }
    Ok(())
}

/// Fewest words of a reply that is about something of its own.
const STATEMENT: usize = 6;

/// Whether the draft shares a content word with the conversation.
fn shares_words(case: &Case<'_>, text: &Text, lang: Lang) -> bool {
    let own: Vec<Stem> = all_content(text, lang).into_iter().map(|word| word.stem).collect();
    case.turns.iter().any(|turn| all_content(&turn.text, lang).iter().any(|word| own.contains(&word.stem)))
}

/// The draft speaks of another trade than the conversation, and shares no word with it.
pub(super) fn other_trade<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    let (case, text) = (cx.case, &cx.draft.text);
    let (Some(asked), does) = (case.customer_text(), analysis(cx).does) else { return Ok(()) };
    let courteous = does.question || does.answer || does.apology || does.thanks || does.welcome;
    if courteous || !sectors::has_words(text, STATEMENT) {
        return Ok(());
    }
    let wanted = sectors::of(&asked.text);
    let own = if wanted == 0 { 0 } else { sectors::of(text) };
    if own == 0 {
        return Ok(());
    }
    let spoken = case.turns.iter().fold(0, |all, turn| all | sectors::of(&turn.text));
    let lang = case.lang.unwrap_or(Lang::En);
    if spoken & own == 0 && !shares_words(case, text, lang) {
        found(rule, cx, sink, Report::at(end_of(text)));
    }
    Ok(())
}
