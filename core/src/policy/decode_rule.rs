//! The keys of one rule.

use serde_json::{Map, Value, json};

use super::cursor::{Cursor, Keys};
use super::decode::{Reading, applies, language, many, terms};
use super::decode_style::{CHANNEL_KINDS, STYLE_KEYS, STYLE_KINDS, channel_limit, style};
use super::diagnostic::PolicyMistake;
use super::document::Value as NodeValue;
use super::schema::{
    Change, Example, ExpectBound, ExpectValue, Expectation, FactCompare, Fix, Guards, Handover, LocalText,
    Matcher, PlaceText, Rule, RuleBody, RuleKind, Terms, ValueClass, When, Within,
};
use crate::checks;
use crate::contract::{Action, Applicability, Citation, Layer, Score, Severity};
use crate::entities::{ENTITIES, MaskStyle};
use crate::template::faulty_place;
use crate::text::{Lang, Text, TextOptions};

/// Reads a rule; `speaks` are the languages of rules that are made of words and do not say theirs.
pub(super) fn rule(cursor: Cursor<'_>, reading: Reading<'_>, speaks: &[Lang]) -> Option<Rule> {
    let mut keys = cursor.mapping("a rule")?;
    keys.rule_id("id");
    let id = keys.required("id", rule_id);
    let kind = keys.required("kind", |c| c.word::<RuleKind>("a kind of rule"));
    let message = keys.required("message", template);
    let severity = keys.required("severity", |c| c.word::<Severity>("a severity"));
    let action = keys.required("action", |c| c.word::<Action>("an action"));
    let code = keys.optional("code", snake_word);
    let applies = keys.optional("applies", applies).unwrap_or_default();
    let own_languages = many(&mut keys, "speaks", language);
    let when = keys.optional("when", |c| when(c, reading)).unwrap_or_default();
    let guards = keys.optional("guards", guards).unwrap_or_default();
    let body = kind.and_then(|kind| body(&mut keys, kind, reading));
    let fix = keys.optional("fix", fix);
    let quote = keys.optional("quote", |c| matcher(c, reading));
    let handover = keys.optional("handover", handover).unwrap_or_default();
    let citation = keys.optional("citation", citation);
    let owner = keys.optional("owner", Cursor::text);
    if citation.is_none() && owner.is_none() && !keys.has("citation") {
        keys.mistake(
            PolicyMistake::MissingKey,
            "a rule needs a `citation`, or an `owner` who stands for it",
            None,
        );
    }
    let by_customer = kind == Some(RuleKind::EscalateOn);
    let hits = examples(&mut keys, "hits", by_customer);
    let clean = examples(&mut keys, "clean", by_customer);
    // Which other keys a rule has is known from its kind.
    if kind.is_some() {
        keys.finish();
    } else {
        keys.finish_forgiving(&[KIND_KEYS, STYLE_KINDS, STYLE_KEYS, CHANNEL_KINDS]);
    }
    let id = id?;
    let of_words = matches!(
        kind,
        Some(
            RuleKind::Forbid
                | RuleKind::Require
                | RuleKind::ValueCheck
                | RuleKind::DeadlineCheck
                | RuleKind::EscalateOn
        )
    );
    let speaks = if own_languages.is_empty() && of_words { speaks.to_vec() } else { own_languages };
    let layer = Layer::from_wire(id.split('.').next().unwrap_or_default())?;
    let code = code.unwrap_or_else(|| id.rsplit('.').next().unwrap_or_default().replace('-', "_"));
    Some(Rule {
        layer,
        message: message?,
        severity: severity?,
        action: action?,
        code,
        applies,
        speaks,
        when,
        guards,
        body: body?,
        fix,
        quote,
        handover,
        citation,
        owner,
        hits,
        clean,
        id,
    })
}

/// `<layer>.<topic>.<name>`.
fn rule_id(cursor: Cursor<'_>) -> Option<String> {
    let text = cursor.text()?;
    let parts: Vec<&str> = text.split('.').collect();
    let [layer, rest @ ..] = parts.as_slice() else { return None };
    let well_formed = rest.len() == 2 && parts.iter().all(|part| super::decode::is_kebab(part));
    if well_formed && Layer::from_wire(layer).is_some() {
        return Some(text);
    }
    let layers: Vec<&str> = Layer::ALL.iter().map(|layer| layer.as_str()).collect();
    cursor.mistake(
        PolicyMistake::InvalidValue,
        "a rule id is `<layer>.<topic>.<name>` in lower-case words joined by `-`",
        Some(format!("layers: `{}`; for example `brand.terms.banned`", layers.join("`, `"))),
    );
    None
}

fn snake_word(cursor: Cursor<'_>) -> Option<String> {
    let text = cursor.text()?;
    if text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') {
        return Some(text);
    }
    cursor.mistake(PolicyMistake::InvalidValue, "a code is made of lower-case words joined by `_`", None);
    None
}

/// A text with places to be filled.
pub(super) fn template(cursor: Cursor<'_>) -> Option<String> {
    let text = cursor.text()?;
    if let Some(fault) = faulty_place(&text) {
        cursor.mistake(
            PolicyMistake::InvalidValue,
            fault,
            Some("places are written `{company.name}` or `{company.name|otherwise}`".to_owned()),
        );
        return None;
    }
    Some(text)
}

/// One text for all languages, or a mapping from language to text.
pub(super) fn local_text(cursor: Cursor<'_>) -> Option<LocalText> {
    if !matches!(cursor.node().value, NodeValue::Mapping(_)) {
        return template(cursor).map(|text| LocalText::from([(String::new(), text)]));
    }
    let mut texts = LocalText::new();
    for (key, value) in cursor.entries()? {
        if Lang::from_code(&key.text).is_none() {
            value.mistake(
                PolicyMistake::UnknownValue,
                "texts are given by language",
                Some("languages: `en`, `de`, `fr`, `es`, `it`, `nl`, `pt`".to_owned()),
            );
            continue;
        }
        if let Some(text) = template(value) {
            texts.insert(key.text.clone(), text);
        }
    }
    Some(texts)
}

/// A list of terms, or a mapping with `all`, `any`, `asked`, `within`, `in_order`, `except`.
pub(super) fn matcher(cursor: Cursor<'_>, reading: Reading<'_>) -> Option<Matcher> {
    let group = |cursor: Cursor<'_>| -> Option<Vec<_>> {
        let found: Vec<_> = cursor.one_or_more(|item| terms(item, reading))?.into_iter().flatten().collect();
        Some(found)
    };
    if !matches!(cursor.node().value, NodeValue::Mapping(_)) {
        let terms = group(cursor)?;
        return Some(Matcher { all: vec![Terms::Own(terms)], ..Matcher::default() });
    }
    let mut keys = cursor.mapping("a matcher")?;
    let any = keys.optional("any", group);
    let all = keys.optional("all", |c| c.list(group));
    let asked = keys.optional("asked", |c| c.list(group));
    let matcher = Matcher {
        all: all.unwrap_or_default().into_iter().chain(any).map(Terms::Own).collect(),
        asked: asked.unwrap_or_default().into_iter().map(Terms::Own).collect(),
        within: keys.word("within", "a stretch of text", Within::Sentence),
        in_order: keys.boolean("in_order", false),
        except: keys.optional("except", group).map(Terms::Own).unwrap_or_default(),
        except_within: keys.word("except_within", "a stretch of text", Within::Sentence),
    };
    if matcher.all.is_empty() {
        keys.lacks(&["any", "all"], "a matcher needs `any` or `all`");
    }
    keys.finish();
    Some(matcher)
}

fn when(cursor: Cursor<'_>, reading: Reading<'_>) -> Option<When> {
    let mut keys = cursor.mapping("`when`")?;
    let read = |cursor: Cursor<'_>| matcher(cursor, reading).map(Box::new);
    let when = When {
        customer: keys.optional("customer", read),
        customer_not: keys.optional("customer_not", read),
        customer_ever: keys.optional("customer_ever", read),
        draft: keys.optional("draft", read),
        draft_not: keys.optional("draft_not", read),
        evidence: keys.optional("evidence", read),
        evidence_not: keys.optional("evidence_not", read),
        events: keys.strings("events"),
        events_not: keys.strings("events_not"),
        routed: keys.optional("routed", Cursor::boolean),
        facts: keys.strings("facts"),
        facts_not: keys.strings("facts_not"),
        facts_equal: keys
            .optional("facts_equal", |c| {
                let entries = c.entries()?;
                Some(entries.into_iter().filter_map(|(k, v)| Some((k.text.clone(), v.string()?))).collect())
            })
            .unwrap_or_default(),
        facts_compare: keys.list("facts_compare", fact_compare),
        facts_unsaid: keys.strings("facts_unsaid"),
        first_reply: keys.optional("first_reply", Cursor::boolean),
        outside_hours: keys.optional("outside_hours", hours),
        consent_told: keys.optional("consent_told", Cursor::boolean),
        any: keys.list("any", |c| when(c, reading)),
        none: keys.list("none", |c| when(c, reading)),
    };
    keys.finish();
    Some(when)
}

fn fact_compare(cursor: Cursor<'_>) -> Option<FactCompare> {
    const RANGE: std::ops::RangeInclusive<i64> = -1_000_000_000_000..=1_000_000_000_000;
    let mut keys = cursor.mapping("a comparison")?;
    let path = keys.required("fact", Cursor::text);
    let at_least = keys.optional("at_least", |c| c.integer(RANGE));
    let below = keys.optional("below", |c| c.integer(RANGE));
    if at_least.is_none() && below.is_none() {
        keys.lacks(&["at_least", "below"], "a comparison needs `at_least` or `below`");
    }
    keys.finish();
    Some(FactCompare { path: path?, at_least, below })
}

/// Two hours of the day, `[8, 21]`.
fn hours(cursor: Cursor<'_>) -> Option<(u8, u8)> {
    let hours = cursor.list(|c| c.integer(0..=24))?;
    match hours.as_slice() {
        [from, to] if from < to => Some((u8::try_from(*from).ok()?, u8::try_from(*to).ok()?)),
        _ => {
            cursor.mistake(
                PolicyMistake::InvalidValue,
                "two hours of the day are expected, such as `[8, 21]`",
                None,
            );
            None
        }
    }
}

fn guards(cursor: Cursor<'_>) -> Option<Guards> {
    let mut guards = Guards::default();
    cursor.one_or_more(|c| {
        match c
            .word_of("a guard", ["negation", "quotation", "proper_name", "clause", "emphasis"].into_iter())?
        {
            "negation" => guards.negation = true,
            "quotation" => guards.quotation = true,
            "proper_name" => guards.proper_name = true,
            "emphasis" => guards.emphasis = true,
            _ => guards.clause = true,
        }
        Some(())
    })?;
    Some(guards)
}

/// The keys that rules of some kind have, but for those of style and channels.
pub(super) const KIND_KEYS: &[&str] = &[
    "find",
    "once",
    "ui",
    "entities",
    "owners",
    "min_confidence",
    "style",
    "disguised",
    "topic",
    "value",
    "expect",
    "promises",
    "strength",
    "events",
    "limit",
    "above_limit",
    "source",
    "ever",
    "check",
    "threshold",
];

fn body(keys: &mut Keys<'_>, kind: RuleKind, reading: Reading<'_>) -> Option<RuleBody> {
    let read = |cursor: Cursor<'_>| matcher(cursor, reading);
    Some(match kind {
        RuleKind::Forbid => RuleBody::Forbid { find: keys.required("find", read)? },
        RuleKind::Require => {
            let find = keys.required("find", read);
            let once = keys.boolean("once", false);
            let ui = many(keys, "ui", |c| c.word("a disclosure by the interface"));
            RuleBody::Require { find: find?, once, ui }
        }
        RuleKind::Mask => {
            let entities = keys.required("entities", |c| {
                c.one_or_more(|name| {
                    name.word_of("an identifier", ENTITIES.iter().map(|e| e.name)).map(str::to_owned)
                })
            });
            let owners = many(keys, "owners", |c| c.word("an owner"));
            let min = keys.optional("min_confidence", |c| c.integer(0..=100)).unwrap_or(50);
            let hidden = keys.optional("style", |c| c.word_of("a mask", ["dots", "hidden"].into_iter()));
            RuleBody::Mask {
                entities: entities?,
                owners,
                disguised: keys.boolean("disguised", false),
                min_confidence: u8::try_from(min).unwrap_or(100),
                style: if hidden == Some("hidden") { MaskStyle::Hidden } else { MaskStyle::Dots },
            }
        }
        RuleKind::ValueCheck | RuleKind::DeadlineCheck => {
            let deadline = kind == RuleKind::DeadlineCheck;
            let topic = keys.required("topic", read);
            let class = if deadline {
                Some(keys.word("value", "a kind of value", ValueClass::Duration))
            } else {
                keys.required("value", |c| c.word("a kind of value"))
            };
            let expect = keys.required("expect", |c| c.one_or_more(|e| expectation(e, reading, class)));
            RuleBody::Value { topic: topic?, class: class?, expect: expect?, deadline }
        }
        RuleKind::Commitment => {
            let promises = keys.required("promises", |c| c.one_or_more(|p| p.word("a kind of promise")));
            let strength = keys.optional("strength", |c| c.integer(1..=5)).unwrap_or(3);
            let events = keys.strings("events");
            let limit = keys.optional("limit", |c| c.one_or_more(Cursor::text)).unwrap_or_default();
            let above_limit = keys.boolean("above_limit", false);
            let source = keys.boolean("source", false);
            RuleBody::Commitment {
                promises: promises?,
                strength: u8::try_from(strength).unwrap_or(5),
                events,
                limit,
                above_limit,
                source,
            }
        }
        RuleKind::EscalateOn => {
            let find = keys.required("find", read);
            let ever = keys.boolean("ever", false);
            RuleBody::EscalateOn { find: find?, ever }
        }
        RuleKind::ChannelLimit => RuleBody::ChannelLimit(channel_limit(keys)),
        RuleKind::Style => RuleBody::Style(style(keys, reading)?),
        RuleKind::Grounding | RuleKind::Semantic => {
            let check = keys.required("check", |c| {
                c.word_of("a check of this kind", checks::names(kind)).map(str::to_owned)
            });
            let threshold = keys.optional("threshold", Cursor::score).map(Score::ten_thousandths);
            RuleBody::Coded { check: check?, threshold, kind }
        }
    })
}

fn expectation(cursor: Cursor<'_>, reading: Reading<'_>, class: Option<ValueClass>) -> Option<Expectation> {
    let mut keys = cursor.mapping("an expectation")?;
    let applies = keys.optional("applies", applies).unwrap_or_default();
    let when = keys.optional("when", |c| when(c, reading)).unwrap_or_default();
    let mut found = Vec::new();
    for (literal, fact, bound) in [
        ("equals", "equals_fact", ExpectBound::Equals),
        ("at_most", "at_most_fact", ExpectBound::AtMost),
        ("at_least", "at_least_fact", ExpectBound::AtLeast),
    ] {
        found.extend(
            keys.optional(literal, |c| class.map_or_else(|| c.text(), |class| value(c, class)))
                .map(|text| (bound, ExpectValue::Literal(text))),
        );
        found.extend(keys.optional(fact, Cursor::text).map(|path| (bound, ExpectValue::Fact(path))));
    }
    if found.len() != 1 {
        let names: &[&str] = if found.is_empty() { &["equals", "at_most", "at_least"] } else { &[] };
        keys.lacks(
            names,
            "an expectation needs exactly one of `equals`, `at_most`, `at_least` or their `_fact` forms",
        );
    }
    keys.finish();
    let (bound, value) = found.into_iter().next()?;
    Some(Expectation { applies, when, bound, value })
}

/// A value as a reply would write it: one that is no value of its class would be compared with nothing.
fn value(cursor: Cursor<'_>, class: ValueClass) -> Option<String> {
    let text = cursor.text()?;
    let read = Text::analyse(&text, &TextOptions::default());
    if read.values().iter().any(|value| class.holds(&value.kind)) {
        return Some(text);
    }
    let message = format!("`{text}` is not a value of the kind `{}`", class.as_str());
    cursor.mistake(
        PolicyMistake::InvalidValue,
        message,
        Some("write it as a reply would: `£12`, `12 GBP`, `14 days`, `20%`, `3 May 2026`".to_owned()),
    );
    Some(text)
}

/// The keys of which a fix has exactly one.
const CHANGES: [&str; 9] = [
    "replace",
    "replace_clause",
    "replace_sentence",
    "replace_all",
    "insert_start",
    "insert_end",
    "insert_after",
    "delete",
    "natural",
];

/// Reads a fix: a title, who may apply it, and exactly one change.
pub(super) fn fix(cursor: Cursor<'_>) -> Option<Fix> {
    let mut keys = cursor.mapping("a fix")?;
    let title = keys.required("title", Cursor::text);
    let applicability = keys.word("safety", "a safety", Applicability::Safe);
    let mut changes: Vec<Change> = Vec::new();
    type Texts = fn(LocalText) -> Change;
    let texts: [(&'static str, Texts); 7] = [
        ("replace", Change::Replace),
        ("replace_clause", Change::ReplaceClause),
        ("replace_sentence", Change::ReplaceSentence),
        ("replace_all", Change::ReplaceAll),
        ("insert_start", Change::InsertStart),
        ("insert_end", Change::InsertEnd),
        ("insert_after", Change::InsertAfter),
    ];
    for (key, change) in texts {
        changes.extend(keys.optional(key, local_text).map(change));
    }
    let delete =
        keys.optional("delete", |c| c.word_of("what goes", ["match", "clause", "sentence"].into_iter()));
    changes.extend(delete.map(|what| match what {
        "match" => Change::Delete,
        "clause" => Change::DeleteClause,
        _ => Change::DeleteSentence,
    }));
    changes.extend(keys.optional("natural", Cursor::boolean).filter(|on| *on).map(|_| Change::Natural));
    if changes.len() != 1 {
        let names = if changes.is_empty() { CHANGES.as_slice() } else { &[] };
        keys.lacks(names, format!("a fix needs exactly one of `{}`", CHANGES.join("`, `")));
    }
    keys.finish();
    Some(Fix { title: title?, applicability, change: changes.into_iter().next()? })
}

fn handover(cursor: Cursor<'_>) -> Option<Handover> {
    let mut keys = cursor.mapping("`handover`")?;
    let handover = Handover {
        queue: keys.optional("queue", Cursor::text),
        priority: keys.optional("priority", |c| c.word("a priority")),
        holding: keys.optional("holding", local_text),
        holding_in: keys.list("holding_in", place_text),
        template: keys.optional("template", Cursor::text),
    };
    keys.finish();
    Some(handover)
}

/// `{ jurisdictions: [UK, GB], texts: { en: … } }`.
fn place_text(cursor: Cursor<'_>) -> Option<PlaceText> {
    let mut keys = cursor.mapping("a text for some places")?;
    let jurisdictions = keys.strings("jurisdictions");
    let texts = keys.required("texts", local_text);
    if jurisdictions.is_empty() {
        keys.mistake(PolicyMistake::MissingKey, "a text for some places needs `jurisdictions`", None);
    }
    keys.finish();
    Some(PlaceText { jurisdictions, texts: texts? })
}

fn citation(cursor: Cursor<'_>) -> Option<Citation> {
    let mut keys = cursor.mapping("a citation")?;
    let instrument = keys.required("instrument", Cursor::text);
    let section = keys.optional("section", Cursor::text);
    let url = keys.optional("url", Cursor::text);
    let evidence =
        keys.required("evidence", |c| c.word_of("a mark of evidence", ["V1", "V2", "M"].into_iter()));
    let verified_on = keys.optional("verified_on", Cursor::date);
    keys.finish();
    Some(Citation { instrument: instrument?, section, url, evidence: evidence?.to_owned(), verified_on })
}

/// The draft of an example that gives none.
pub(super) const NO_DRAFT: &str = "OK.";

/// Examples: a text is a draft (for `escalate_on`: what the customer says); a mapping is a partial request with
/// the shorthands `customer` (the last customer message) and texts as sources.
fn examples(keys: &mut Keys<'_>, key: &'static str, by_customer: bool) -> Vec<Example> {
    keys.list(key, |cursor| {
        let mark = cursor.mark();
        if !matches!(cursor.node().value, NodeValue::Mapping(_)) {
            let text = cursor.string()?;
            let request = if by_customer {
                json!({ "draft": NO_DRAFT, "turns": [{ "role": "customer", "text": text }] })
            } else {
                json!({ "draft": text })
            };
            return Some(Example { request, fixed: None, mark });
        }
        let mut request = Map::new();
        let mut fixed = None;
        let mut customer = None;
        for (key, value) in cursor.entries()? {
            match key.text.as_str() {
                "fixed" => fixed = value.string(),
                "customer" => customer = value.string(),
                name => {
                    request.insert(name.to_owned(), value.to_json());
                }
            }
        }
        if let Some(text) = customer {
            let turns = request.entry("turns").or_insert_with(|| json!([]));
            if let Some(turns) = turns.as_array_mut() {
                turns.push(json!({ "role": "customer", "text": text }));
            }
        }
        if let Some(Value::Array(sources)) = request.get_mut("sources") {
            for (n, source) in sources.iter_mut().enumerate() {
                if let Value::String(text) = source {
                    *source = json!({ "id": format!("S{}", n + 1), "text": text });
                }
            }
        }
        request.entry("draft").or_insert_with(|| json!(NO_DRAFT));
        Some(Example { request: Value::Object(request), fixed, mark })
    })
}
