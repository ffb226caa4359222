//! A rule as a policy file would give it, its lists written out: for people who want to see what it looks for.
//!
//! The inverse of [`super::decode_rule`]: reading what is written here gives the same rule.

use serde_json::{Map, Value, json};

use super::compile::CompiledRule;
use super::decode_rule::NO_DRAFT;
use super::schema::{
    Applies, Change, Example, ExpectBound, ExpectValue, Expectation, Fix, Guards, Handover, LocalText,
    Matcher, Rule, RuleBody, RuleKind, Style, Term, Terms, ValueClass, When, Within,
};
use crate::contract::{Applicability, Score};
use crate::entities::MaskStyle;

/// Keys with their values, in the order in which a file would give them.
#[derive(Default)]
struct Written(Vec<(&'static str, Value)>);

impl Written {
    fn put(&mut self, key: &'static str, value: impl Into<Value>) {
        self.0.push((key, value.into()));
    }

    /// Leaves out what says nothing: an empty list or mapping, `false`, `null`.
    fn maybe(&mut self, key: &'static str, value: impl Into<Value>) {
        let value = value.into();
        let silent = match &value {
            Value::Null | Value::Bool(false) => true,
            Value::Array(items) => items.is_empty(),
            Value::Object(entries) => entries.is_empty(),
            Value::Bool(true) | Value::Number(_) | Value::String(_) => false,
        };
        if !silent {
            self.put(key, value);
        }
    }

    /// Leaves out the value that a rule has when it does not say it.
    fn unless<T: PartialEq + Into<Value>>(&mut self, key: &'static str, value: T, usual: T) {
        if value != usual {
            self.put(key, value);
        }
    }

    fn object(self) -> Value {
        Value::Object(self.0.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>())
    }
}

/// A list of words.
fn words<T: std::fmt::Display>(list: &[T]) -> Value {
    list.iter().map(|word| Value::String(word.to_string())).collect()
}

fn text<T: std::fmt::Display>(value: Option<T>) -> Value {
    value.map_or(Value::Null, |value| Value::String(value.to_string()))
}

fn score(ten_thousandths: Option<u16>) -> Value {
    ten_thousandths.map_or(Value::Null, |score| json!(Score::from_ten_thousandths(score).as_f64()))
}

/// The keys of a rule, without those of its examples when there are none.
pub(super) fn rule(compiled: &CompiledRule) -> Vec<(&'static str, Value)> {
    let rule: &Rule = &compiled.rule;
    let mut keys = Written::default();
    let kind = rule.body.kind();
    keys.put("id", rule.id.as_str());
    keys.put("kind", kind.as_str());
    keys.put("message", rule.message.as_str());
    keys.put("severity", rule.severity.as_str());
    keys.put("action", rule.action.as_str());
    keys.put("code", rule.code.as_str());
    keys.maybe("applies", applies(&rule.applies));
    keys.maybe("speaks", words(&rule.speaks.iter().map(|lang| lang.code()).collect::<Vec<_>>()));
    keys.maybe("when", when(&rule.when));
    keys.maybe("guards", guards(rule.guards));
    body(&mut keys, &rule.body);
    keys.maybe("fix", rule.fix.as_ref().map_or(Value::Null, fix));
    keys.maybe("quote", rule.quote.as_ref().map_or(Value::Null, matcher));
    keys.maybe("handover", handover(&rule.handover));
    keys.maybe("citation", rule.citation.as_ref().map_or(Value::Null, |citation| json!(citation)));
    keys.maybe("owner", text(rule.owner.as_deref()));
    let by_customer = kind == RuleKind::EscalateOn;
    keys.maybe("hits", rule.hits.iter().map(|one| example(one, by_customer)).collect::<Value>());
    keys.maybe("clean", rule.clean.iter().map(|one| example(one, by_customer)).collect::<Value>());
    keys.0
}

fn term(term: &Term) -> Value {
    Value::String(match term {
        Term::Phrase(words) => words.to_string(),
        Term::Pattern(source) => format!("/{source}/"),
        Term::Value(class) => format!("{{{class}}}"),
    })
}

fn terms(terms: &Terms) -> Value {
    terms.iter().map(term).collect()
}

fn matcher(matcher: &Matcher) -> Value {
    let mut keys = Written::default();
    match matcher.all.as_slice() {
        [only] => keys.put("any", terms(only)),
        groups => keys.put("all", groups.iter().map(terms).collect::<Value>()),
    }
    keys.maybe("asked", matcher.asked.iter().map(terms).collect::<Value>());
    keys.unless("within", matcher.within.as_str(), Within::Sentence.as_str());
    keys.maybe("in_order", matcher.in_order);
    keys.maybe("except", terms(&matcher.except));
    keys.unless("except_within", matcher.except_within.as_str(), Within::Sentence.as_str());
    match keys.0.as_slice() {
        [("any", list)] => list.clone(),
        _ => keys.object(),
    }
}

fn applies(applies: &Applies) -> Value {
    let mut keys = Written::default();
    keys.maybe("jurisdictions", words(&applies.jurisdictions));
    keys.maybe("sectors", words(&applies.sectors));
    keys.maybe("roles", words(&applies.roles));
    keys.maybe("channels", words(&applies.channels));
    keys.maybe("channel_security", words(&applies.channel_security));
    keys.maybe("senders", words(&applies.senders));
    keys.maybe("purposes", words(&applies.purposes));
    keys.maybe("ui_disclosure", words(&applies.ui_disclosure));
    keys.maybe("languages", words(&applies.languages.iter().map(|lang| lang.code()).collect::<Vec<_>>()));
    keys.maybe("flags", words(&applies.flags));
    keys.maybe("without_flags", words(&applies.without_flags));
    keys.maybe("without_reviewed_by", words(&applies.without_reviewed_by));
    keys.maybe("on_line", words(&applies.on_line));
    keys.maybe("marketing_consent", words(&applies.marketing_consent));
    said(&mut keys, "verified", applies.verified);
    said(&mut keys, "said_unverified", applies.said_unverified.then_some(true));
    said(&mut keys, "first_contact", applies.first_contact);
    keys.maybe("from", text(applies.from));
    keys.maybe("to", text(applies.to));
    keys.object()
}

/// A condition that may be wanted either way.
fn said(keys: &mut Written, key: &'static str, wanted: Option<bool>) {
    if let Some(wanted) = wanted {
        keys.put(key, wanted);
    }
}

fn when(conditions: &When) -> Value {
    let mut keys = Written::default();
    for (key, said) in [
        ("customer", &conditions.customer),
        ("customer_not", &conditions.customer_not),
        ("customer_ever", &conditions.customer_ever),
        ("draft", &conditions.draft),
        ("draft_not", &conditions.draft_not),
        ("evidence", &conditions.evidence),
        ("evidence_not", &conditions.evidence_not),
    ] {
        keys.maybe(key, said.as_deref().map_or(Value::Null, matcher));
    }
    keys.maybe("events", words(&conditions.events));
    keys.maybe("events_not", words(&conditions.events_not));
    said(&mut keys, "routed", conditions.routed);
    keys.maybe("facts", words(&conditions.facts));
    keys.maybe("facts_not", words(&conditions.facts_not));
    keys.maybe("facts_equal", json!(conditions.facts_equal));
    let compared = conditions.facts_compare.iter().map(|compare| {
        let mut keys = Written::default();
        keys.put("fact", compare.path.as_str());
        keys.maybe("at_least", compare.at_least);
        keys.maybe("below", compare.below);
        keys.object()
    });
    keys.maybe("facts_compare", compared.collect::<Value>());
    keys.maybe("facts_unsaid", words(&conditions.facts_unsaid));
    said(&mut keys, "first_reply", conditions.first_reply);
    keys.maybe("outside_hours", conditions.outside_hours.map_or(Value::Null, |(from, to)| json!([from, to])));
    said(&mut keys, "consent_told", conditions.consent_told);
    keys.maybe("any", conditions.any.iter().map(when).collect::<Value>());
    keys.maybe("none", conditions.none.iter().map(when).collect::<Value>());
    keys.object()
}

fn guards(guards: Guards) -> Value {
    let Guards { negation, quotation, proper_name, clause, emphasis } = guards;
    let named = [
        (negation, "negation"),
        (quotation, "quotation"),
        (proper_name, "proper_name"),
        (clause, "clause"),
        (emphasis, "emphasis"),
    ];
    named.into_iter().filter(|(on, _)| *on).map(|(_, name)| name).collect()
}

fn body(keys: &mut Written, body: &RuleBody) {
    match body {
        RuleBody::Forbid { find } => keys.put("find", matcher(find)),
        RuleBody::Require { find, once, ui } => {
            keys.put("find", matcher(find));
            keys.maybe("once", *once);
            keys.maybe("ui", words(ui));
        }
        RuleBody::Mask { entities, owners, disguised, min_confidence, style } => {
            keys.put("entities", words(entities));
            keys.maybe("owners", words(owners));
            keys.maybe("disguised", *disguised);
            keys.put("min_confidence", *min_confidence);
            keys.put(
                "style",
                match style {
                    // No policy asks for an open identifier.
                    MaskStyle::Dots | MaskStyle::Visible => "dots",
                    MaskStyle::Hidden => "hidden",
                },
            );
        }
        RuleBody::Value { topic, class, expect, deadline } => {
            keys.put("topic", matcher(topic));
            if !(*deadline && *class == ValueClass::Duration) {
                keys.put("value", class.as_str());
            }
            keys.put("expect", expect.iter().map(expectation).collect::<Value>());
        }
        RuleBody::Commitment { promises, strength, events, limit, above_limit, source } => {
            keys.put("promises", words(promises));
            keys.put("strength", *strength);
            keys.maybe("events", words(events));
            keys.maybe("limit", words(limit));
            keys.maybe("above_limit", *above_limit);
            keys.maybe("source", *source);
        }
        RuleBody::EscalateOn { find, ever } => {
            keys.put("find", matcher(find));
            keys.maybe("ever", *ever);
        }
        RuleBody::ChannelLimit(limit) => {
            keys.maybe("max_chars", limit.max_chars);
            keys.maybe("max_segments", limit.max_segments);
            keys.maybe("gsm7", limit.gsm7);
            keys.maybe("no_markup", limit.no_markup);
            keys.maybe("no_emoji", limit.no_emoji);
            keys.maybe("no_links", limit.no_links);
            keys.maybe("no_symbols", limit.no_symbols);
            keys.maybe("spoken_numbers", limit.spoken_numbers);
            keys.maybe("window_hours", limit.window_hours);
        }
        RuleBody::Style(rule) => style(keys, rule),
        RuleBody::Coded { check, threshold, .. } => {
            keys.put("check", check.as_str());
            keys.maybe("threshold", score(*threshold));
        }
    }
}

fn expectation(expectation: &Expectation) -> Value {
    let mut keys = Written::default();
    keys.maybe("applies", applies(&expectation.applies));
    keys.maybe("when", when(&expectation.when));
    let (key, value) = match (expectation.bound, &expectation.value) {
        (ExpectBound::Equals, ExpectValue::Literal(value)) => ("equals", value),
        (ExpectBound::Equals, ExpectValue::Fact(path)) => ("equals_fact", path),
        (ExpectBound::AtMost, ExpectValue::Literal(value)) => ("at_most", value),
        (ExpectBound::AtMost, ExpectValue::Fact(path)) => ("at_most_fact", path),
        (ExpectBound::AtLeast, ExpectValue::Literal(value)) => ("at_least", value),
        (ExpectBound::AtLeast, ExpectValue::Fact(path)) => ("at_least_fact", path),
    };
    keys.put(key, value.as_str());
    keys.object()
}

fn style(keys: &mut Written, style: &Style) {
    match style {
        Style::Terms { replace, inflect } => {
            keys.put("replace", json!(replace));
            keys.unless("inflect", inflect.as_str(), "noun");
        }
        Style::Names { names, common } => {
            keys.put("names", words(names));
            keys.maybe("common", words(common));
        }
        Style::Banned { find } => keys.put("banned", matcher(find)),
        Style::Links { allow, https } => {
            keys.put("links", words(allow));
            keys.unless("https", *https, true);
        }
        Style::Exclamations { max } => keys.put("exclamations", *max),
        Style::Length { max_words, max_sentence_words } => {
            keys.maybe("max_words", *max_words);
            keys.maybe("max_sentence_words", *max_sentence_words);
        }
        Style::Shouting { allow } => keys.put("shouting", words(allow)),
        Style::Contractions(wanted) => keys.put("contractions", wanted.as_str()),
        Style::Spelling(wanted) => keys.put("spelling", wanted.as_str()),
        Style::Person(wanted) => keys.put("person", wanted.as_str()),
        Style::Address(wanted) => keys.put("address", wanted.as_str()),
        Style::Emoji { max, allow } => {
            keys.put("emoji", *max);
            keys.maybe("allow", words(allow));
        }
        Style::AtMost { find, max, per } => {
            keys.put("at_most", matcher(find));
            keys.put("times", *max);
            keys.unless("per", per.as_str(), Within::Text.as_str());
        }
        Style::Once { find } => keys.put("once", matcher(find)),
        Style::Say { find, position, once } => {
            keys.put("say", matcher(find));
            keys.put("position", position.as_str());
            keys.maybe("first_reply_only", *once);
        }
        Style::Expand { expand } => keys.put("expand", json!(expand)),
        Style::Competitors { names, common, instead } => {
            keys.put("competitors", json!(names));
            keys.maybe("common", words(common));
            keys.maybe("instead", text(instead.as_deref()));
        }
        Style::Reading { formula, at_most, at_least, min_words } => {
            keys.put("reading", formula.as_str());
            keys.maybe("highest", *at_most);
            keys.maybe("lowest", *at_least);
            keys.put("min_words", *min_words);
        }
        Style::Passive { max_percent } => keys.put("passive_percent", *max_percent),
        Style::Punctuation(marks) => {
            let mut own = Written::default();
            own.maybe("spaces", marks.spaces);
            own.maybe("ellipsis", text(marks.ellipsis.as_deref()));
            said(&mut own, "oxford_comma", marks.oxford_comma);
            own.maybe("dash", text(marks.dash.as_deref()));
            own.maybe("quotes", text(marks.quotes.as_deref()));
            own.maybe("apostrophe", text(marks.apostrophe.as_deref()));
            keys.put("punctuation", own.object());
        }
        Style::Repeats => keys.put("repeats", true),
        Style::LinkText { banned } => keys.put("link_text", words(banned)),
        Style::Format(format) => {
            let mut own = Written::default();
            own.put("locale", format.locale.as_str());
            own.maybe("numbers", format.numbers);
            own.maybe("currency", text(format.currency));
            own.maybe("dates", text(format.dates));
            own.maybe("times", text(format.times));
            own.maybe("percent", text(format.percent));
            keys.put("format", own.object());
        }
        Style::Capitals { form, keep } => {
            keys.put("capitals", form.as_str());
            keys.maybe("keep", words(keep));
        }
        Style::Contacts { allow } => keys.put("contacts", words(allow)),
        Style::Consistent { either } => keys.put("consistent", json!(either)),
        Style::Acronyms { allow } => keys.put("acronyms", words(allow)),
        Style::Vocabulary { known } => keys.put("vocabulary", words(known)),
        Style::Measures(wanted) => keys.put("measures", wanted.as_str()),
    }
}

fn fix(fix: &Fix) -> Value {
    let mut keys = Written::default();
    keys.put("title", fix.title.as_str());
    keys.unless("safety", fix.applicability.as_str(), Applicability::Safe.as_str());
    match &fix.change {
        Change::Replace(texts) => keys.put("replace", local(texts)),
        Change::ReplaceClause(texts) => keys.put("replace_clause", local(texts)),
        Change::ReplaceSentence(texts) => keys.put("replace_sentence", local(texts)),
        Change::ReplaceAll(texts) => keys.put("replace_all", local(texts)),
        Change::Delete => keys.put("delete", "match"),
        Change::DeleteClause => keys.put("delete", "clause"),
        Change::DeleteSentence => keys.put("delete", "sentence"),
        Change::InsertStart(texts) => keys.put("insert_start", local(texts)),
        Change::InsertEnd(texts) => keys.put("insert_end", local(texts)),
        Change::InsertAfter(texts) => keys.put("insert_after", local(texts)),
        Change::Natural => keys.put("natural", true),
    }
    keys.object()
}

/// A text that serves all languages stands alone.
fn local(texts: &LocalText) -> Value {
    match texts.get("") {
        Some(all) if texts.len() == 1 => Value::String(all.clone()),
        _ => json!(texts),
    }
}

fn handover(handover: &Handover) -> Value {
    let mut keys = Written::default();
    keys.maybe("queue", text(handover.queue.as_deref()));
    keys.maybe("priority", text(handover.priority));
    keys.maybe("holding", handover.holding.as_ref().map_or(Value::Null, local));
    let places = handover
        .holding_in
        .iter()
        .map(|place| json!({ "jurisdictions": place.jurisdictions, "texts": local(&place.texts) }));
    keys.maybe("holding_in", places.collect::<Value>());
    keys.maybe("template", text(handover.template.as_deref()));
    keys.object()
}

/// A draft alone, or what an `escalate_on` rule hears alone, is a text; anything else a request.
fn example(example: &Example, by_customer: bool) -> Value {
    let request = &example.request;
    let said = request.get("turns").and_then(Value::as_array).map(Vec::as_slice);
    let alone = match (request.as_object().map_or(0, Map::len), said) {
        (1, None) if !by_customer => request.get("draft"),
        (2, Some([turn])) if by_customer && request.get("draft") == Some(&json!(NO_DRAFT)) => {
            turn.get("text")
        }
        _ => None,
    };
    if let Some(alone) = alone.filter(|_| example.fixed.is_none()) {
        return alone.clone();
    }
    let mut request = request.clone();
    if let (Some(map), Some(fixed)) = (request.as_object_mut(), &example.fixed) {
        map.insert("fixed".to_owned(), Value::String(fixed.clone()));
    }
    request
}
