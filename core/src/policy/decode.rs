//! From a document to a [`PolicyFile`]: the keys of a pack or policy, all mistakes told together.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cursor::{Cursor, Keys, Report, Spanned, spanned};
use super::decode_rule;
use super::diagnostic::{Diagnostics as PolicyError, PolicyMistake};
use super::document::{Document, Value};
use super::schema::{
    Applies, Bounds, Fix, PolicyFile, RuleOverride, ScoreName, ScoreSetting, Settings, SignalDemand, Term,
    UncheckedDemand, ValueClass,
};
use crate::contract::{Action, Layer, Score};
use crate::scan::{PatternError, ScannerBuilder};
use crate::text::Lang;
use crate::text::values::CivilDate;

/// Longest list of rules in one file.
const MAX_RULES: usize = 20_000;
/// Most corrected texts that a policy may ask for.
const MAX_ROUNDS: i64 = 8;

/// The named lists of a file, expanded.
pub(super) type Lists = BTreeMap<String, Vec<Term>>;

/// What decoding a file needs to know.
#[derive(Clone, Copy)]
pub(super) struct Reading<'l> {
    /// Named lists.
    pub(super) lists: &'l Lists,
}

/// Reads a pack or policy.
///
/// # Errors
/// With every mistake of the document.
pub(super) fn policy_file(document: &Document) -> Result<PolicyFile, PolicyError> {
    let report = Report::new(document);
    let file = read_file(report.root());
    report.finish(file)
}

fn read_file(root: Cursor<'_>) -> Option<PolicyFile> {
    let mut keys = root.mapping("a pack or policy")?;
    let is_policy = keys.has("policy");
    let id = if is_policy {
        if keys.has("pack") {
            keys.mistake(
                PolicyMistake::UnknownKey,
                "a file is either a `pack` or a `policy`",
                Some("keep one of the two keys".to_owned()),
            );
        }
        let _ = keys.optional("pack", Cursor::text);
        keys.required("policy", kebab_name)
    } else {
        keys.required("pack", kebab_name)
    };
    let version = keys.required("version", version);
    let title = keys.required("title", Cursor::text);
    let owner = keys.required("owner", Cursor::text);
    let verified_on = keys.optional("verified_on", date);
    let _ = keys.optional("about", Cursor::text);
    let lists = keys.optional("lists", |cursor| read_lists(cursor)).unwrap_or_default();
    let speaks = many(&mut keys, "speaks", language);
    let reading = Reading { lists: &lists };
    let (extends, remove, overrides, settings) = if is_policy {
        (
            keys.list("extends", spanned(kebab_name)),
            keys.list("remove", spanned(Cursor::text)),
            keys.list("override", |cursor| read_override(cursor)),
            keys.optional("settings", |c| read_settings(c, reading)).unwrap_or_default(),
        )
    } else {
        (Vec::new(), Vec::new(), Vec::new(), Settings::default())
    };
    let rules = keys.optional("rules", |cursor| {
        cursor.list(|rule| {
            let value = Arc::new(decode_rule::rule(rule, reading, &speaks)?);
            Some(Spanned { value, mark: rule.mark() })
        })
    });
    let rules = rules.unwrap_or_default();
    if rules.len() > MAX_RULES {
        keys.mistake(PolicyMistake::OutOfRange, format!("a file holds at most {MAX_RULES} rules"), None);
    }
    repeated_rules(root, &rules);
    keys.finish();
    Some(PolicyFile {
        is_policy,
        id: id?,
        version: version?,
        title: title?,
        owner: owner?,
        verified_on,
        extends,
        remove,
        overrides,
        settings,
        rules,
    })
}

fn repeated_rules(root: Cursor<'_>, rules: &[Spanned<Arc<super::schema::Rule>>]) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for rule in rules {
        let id = rule.value.id.as_str();
        match seen.get(id) {
            Some(line) => root.mistake_at(
                rule.mark,
                PolicyMistake::DuplicateRule,
                format!("the rule `{id}` stands twice in this file"),
                Some(format!("the first is on line {line}")),
            ),
            None => {
                seen.insert(id, rule.mark.line);
            }
        }
    }
}

fn read_lists(cursor: Cursor<'_>) -> Option<Lists> {
    let mut lists = Lists::new();
    for (key, value) in cursor.entries()? {
        // A list may use the ones above it, so that no list can go in a circle.
        let reading = Reading { lists: &lists };
        let terms = value.one_or_more(|item| terms(item, reading));
        lists.insert(key.text.clone(), terms.into_iter().flatten().flatten().collect());
    }
    Some(lists)
}

/// One item of a list of terms: a phrase, `/a pattern/`, `{a value}`, or `@a list`.
pub(super) fn terms(cursor: Cursor<'_>, reading: Reading<'_>) -> Option<Vec<Term>> {
    if matches!(cursor.node().value, Value::Mapping(_)) {
        cursor.mistake(
            PolicyMistake::WrongType,
            "expected a text, found a mapping",
            Some("a mapping with `all` or `any` stands in place of the list, not in it".to_owned()),
        );
        return None;
    }
    let text = cursor.text()?;
    if let Some(name) = text.strip_prefix('@') {
        let Some(list) = reading.lists.get(name) else {
            let hint = match reading.lists.keys().map(String::as_str).collect::<Vec<_>>().as_slice() {
                [] => "this file has no `lists`".to_owned(),
                names => format!("lists above this line: `{}`", names.join("`, `")),
            };
            cursor.mistake(PolicyMistake::UnknownValue, format!("there is no list `{name}`"), Some(hint));
            return None;
        };
        return Some(list.clone());
    }
    let term = if let Some(pattern) = text.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')) {
        Term::Pattern(pattern.to_owned().into())
    } else if let Some(class) = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        let Some(class) = ValueClass::from_wire(class) else {
            let known: Vec<&str> = ValueClass::ALL.iter().map(|class| class.as_str()).collect();
            let hint = format!("kinds of values: `{}`", known.join("`, `"));
            cursor.mistake(
                PolicyMistake::UnknownValue,
                format!("`{{{class}}}` is no kind of value"),
                Some(hint),
            );
            return None;
        };
        Term::Value(class)
    } else {
        Term::Phrase(text.into())
    };
    // The terms of shipped packs were checked when their table was made.
    let checked = ScannerBuilder::try_out(&term);
    if let Err(error) = checked {
        let (code, hint) = match &error {
            PatternError::TooLarge(_) => {
                (PolicyMistake::PatternTooLarge, "make repetitions and lists shorter")
            }
            PatternError::MatchesEmpty => (PolicyMistake::InvalidPattern, "demand at least one character"),
            PatternError::Empty => (PolicyMistake::InvalidPattern, "write at least one letter or digit"),
            PatternError::Syntax(_) => (
                PolicyMistake::InvalidPattern,
                "patterns are linear-time regular expressions: no look-around, no back-references",
            ),
        };
        cursor.mistake(code, format!("{error}"), Some(hint.to_owned()));
        return None;
    }
    Some(vec![term])
}

/// `core-privacy`.
pub(super) fn kebab_name(cursor: Cursor<'_>) -> Option<String> {
    let text = cursor.text()?;
    if is_kebab(&text) {
        return Some(text);
    }
    cursor.mistake(
        PolicyMistake::InvalidValue,
        "a name is made of lower-case words joined by `-`",
        Some("for example `core-privacy`".to_owned()),
    );
    None
}

/// Whether a text is made of lower-case letters and digits in words joined by `-`.
pub(super) fn is_kebab(text: &str) -> bool {
    text.len() <= 100
        && text.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

fn version(cursor: Cursor<'_>) -> Option<String> {
    let text = cursor.text()?;
    let parts: Vec<&str> = text.split('.').collect();
    let number = |part: &&str| {
        !part.is_empty()
            && part.len() <= 6
            && part.bytes().all(|b| b.is_ascii_digit())
            && (*part == "0" || !part.starts_with('0'))
    };
    if parts.len() == 3 && parts.iter().all(number) {
        return Some(text);
    }
    cursor.mistake(
        PolicyMistake::InvalidValue,
        "a version is three numbers joined by points",
        Some("for example `1.0.0`".to_owned()),
    );
    None
}

/// A day of the calendar.
pub(super) fn date(cursor: Cursor<'_>) -> Option<CivilDate> {
    CivilDate::parse(&cursor.date()?)
}

/// A language code.
pub(super) fn language(cursor: Cursor<'_>) -> Option<Lang> {
    let codes = ["en", "de", "fr", "es", "it", "nl", "pt"];
    cursor.word_of("a supported language", codes.into_iter()).and_then(Lang::from_code)
}

/// A jurisdiction of the contract.
pub(super) fn jurisdiction(cursor: Cursor<'_>) -> Option<String> {
    let text = cursor.text()?;
    if crate::contract::formats::is_jurisdiction(&text) {
        return Some(text);
    }
    cursor.mistake(
        PolicyMistake::UnknownValue,
        "this is not a jurisdiction",
        Some("write `EU`, `UK`, `US`, a country such as `ES`, or a state such as `US-CA`".to_owned()),
    );
    None
}

/// The circumstances in which something applies.
pub(super) fn applies(cursor: Cursor<'_>) -> Option<Applies> {
    let mut keys = cursor.mapping("`applies`")?;
    let applies = Applies {
        jurisdictions: many(&mut keys, "jurisdictions", jurisdiction),
        sectors: many(&mut keys, "sectors", |c| c.word("a sector")),
        roles: many(&mut keys, "roles", |c| c.word("a role")),
        channels: many(&mut keys, "channels", |c| c.word("a channel")),
        channel_security: many(&mut keys, "channel_security", |c| c.word("a channel security")),
        senders: many(&mut keys, "senders", |c| c.word("a sender")),
        purposes: many(&mut keys, "purposes", |c| c.word("a purpose")),
        ui_disclosure: many(&mut keys, "ui_disclosure", |c| c.word("a disclosure by the interface")),
        languages: many(&mut keys, "languages", language),
        flags: many(&mut keys, "flags", |c| c.word("a customer flag")),
        without_flags: many(&mut keys, "without_flags", |c| c.word("a customer flag")),
        without_reviewed_by: many(&mut keys, "without_reviewed_by", |c| c.word("a reviewer")),
        on_line: many(&mut keys, "on_line", |c| c.word("a person on the line")),
        marketing_consent: many(&mut keys, "marketing_consent", |c| c.word("a marketing consent")),
        verified: keys.optional("verified", Cursor::boolean),
        said_unverified: keys.optional("said_unverified", Cursor::boolean).unwrap_or_default(),
        first_contact: keys.optional("first_contact", Cursor::boolean),
        from: keys.optional("from", date),
        to: keys.optional("to", date),
    };
    if let (Some(from), Some(to)) = (applies.from, applies.to)
        && from > to
    {
        keys.mistake(PolicyMistake::InvalidDate, "`from` lies after `to`, so this never applies", None);
    }
    keys.finish();
    Some(applies)
}

/// One word or a list of them.
pub(super) fn many<'d, T>(
    keys: &mut Keys<'d>,
    key: &'static str,
    read: impl FnMut(Cursor<'d>) -> Option<T>,
) -> Vec<T> {
    keys.optional(key, |cursor| cursor.one_or_more(read)).unwrap_or_default()
}

fn read_override(cursor: Cursor<'_>) -> Option<Spanned<RuleOverride>> {
    let mut keys = cursor.mapping("an override")?;
    keys.rule_id("id");
    let id = keys.required("id", Cursor::text);
    let change = RuleOverride {
        id: String::new(),
        message: keys.optional("message", decode_rule::template),
        severity: keys.optional("severity", |c| c.word("a severity")),
        action: keys.optional("action", |c| c.word("an action")),
        applies: keys.optional("applies", applies),
        fix: keys.optional("fix", |c| decode_rule::fix(c)) as Option<Fix>,
        threshold: keys.optional("threshold", Cursor::score).map(Score::ten_thousandths),
    };
    keys.finish();
    Some(Spanned { value: RuleOverride { id: id?, ..change }, mark: cursor.mark() })
}

fn bounds(keys: &mut Keys<'_>) -> Bounds {
    let mut bound = |key| keys.optional(key, Cursor::score).map(Score::ten_thousandths);
    Bounds { below: bound("below"), above: bound("above") }
}

/// `relevance: { signal: my-model, weight: 0.7, below: 0.1, action: escalate }` and so on.
fn read_scores(cursor: Cursor<'_>) -> Option<Vec<ScoreSetting>> {
    let mut keys = cursor.mapping("`scores`")?;
    let settings =
        ScoreName::ALL.iter().filter_map(|score| keys.optional(score.as_str(), |c| read_score(*score, c)));
    let settings = settings.collect();
    keys.finish();
    Some(settings)
}

fn read_score(score: ScoreName, cursor: Cursor<'_>) -> Option<ScoreSetting> {
    let mut keys = cursor.mapping("a score")?;
    let signal = keys.optional("signal", Cursor::text);
    let weight = keys.optional("weight", Cursor::score).map(Score::ten_thousandths);
    let bounds = bounds(&mut keys);
    let action = keys.optional("action", |c| c.word::<Action>("an action"));
    if signal.is_some() != weight.is_some() {
        keys.mistake(PolicyMistake::MissingKey, "`signal` and `weight` need each other", None);
    }
    if (bounds != Bounds::default()) != action.is_some() {
        keys.mistake(PolicyMistake::MissingKey, "`action` needs `below` or `above`, and they need it", None);
    }
    keys.finish();
    Some(ScoreSetting { score, counts: signal.zip(weight), demand: action.map(|action| (bounds, action)) })
}

/// `escalate`, or `{ applies: …, topic: …, action: escalate }`.
fn unchecked_demand(cursor: Cursor<'_>, reading: Reading<'_>) -> Option<UncheckedDemand> {
    if matches!(cursor.node().value, Value::Scalar { .. }) {
        let action = cursor.word("an action")?;
        return Some(UncheckedDemand { applies: Applies::default(), topic: None, action });
    }
    let mut keys = cursor.mapping("an unchecked demand")?;
    let applies = keys.optional("applies", applies).unwrap_or_default();
    let topic = keys.optional("topic", |c| decode_rule::matcher(c, reading));
    let action = keys.required("action", |c| c.word("an action"));
    keys.finish();
    Some(UncheckedDemand { applies, topic, action: action? })
}

fn read_settings(cursor: Cursor<'_>, reading: Reading<'_>) -> Option<Settings> {
    let mut keys = cursor.mapping("`settings`")?;
    let settings = Settings {
        required_layers: keys
            .optional("required_layers", |c| c.one_or_more(|layer| layer.word::<Layer>("a layer"))),
        rounds: keys
            .optional("rounds", |c| c.integer(1..=MAX_ROUNDS))
            .and_then(|rounds| u32::try_from(rounds).ok()),
        queue: keys.optional("queue", Cursor::text),
        holding: keys.optional("holding", decode_rule::local_text),
        unchecked: many(&mut keys, "unchecked", |c| unchecked_demand(c, reading)),
        signals: keys.list("signals", |c| {
            let mut keys = c.mapping("a signal demand")?;
            let signal = keys.required("signal", Cursor::text);
            let bounds = bounds(&mut keys);
            let action = keys.required("action", |c| c.word::<Action>("an action"));
            if bounds == Bounds::default() {
                keys.lacks(&["below", "above"], "a signal demand needs `below` or `above`");
            }
            keys.finish();
            Some(SignalDemand { signal: signal?, bounds, action: action? })
        }),
        scores: keys.optional("scores", read_scores).unwrap_or_default(),
    };
    keys.finish();
    Some(settings)
}
