//! Values that a fact, a table or a law fixes: amounts, limits, deadlines.

use std::cell::OnceCell;
use std::cmp::Ordering;

use crate::checks::Cx;
use crate::contract::{Applicability, Edit, Fix, Score, Support};
use crate::findings::{Report, Sink};
use crate::gates::{Circumstances, Gate};
use crate::matching::{area_of, value_span};
use crate::policy::compile::CompiledRule;
use crate::policy::schema::{ExpectBound, ExpectValue, Expectation, ValueClass, Within};
use crate::text::values::{Bound, Comparison, Decimal, TimeUnit, Value, ValueKind};
use crate::text::{FoldSpan, Text};

/// What a value must be, with what says so.
struct Expected {
    value: Value,
    text: String,
    support: Option<Support>,
}

/// Reports values of `class` in the sentences of the rule's topic that are not as the first expectation that
/// applies says.
pub(crate) fn run<'a>(
    rule: &'a CompiledRule,
    class: ValueClass,
    expect: &'a [Expectation],
    deadline: bool,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) {
    let Some(topic) = &rule.find else { return };
    let text = &cx.draft.text;
    let mut seen: Vec<FoldSpan> = Vec::new();
    let applying = OnceCell::new();
    let customer = cx.case.customer_texts().map(|(_, text)| text);
    for found in topic.find_in_answer(cx.draft, customer) {
        if !rule.rule.guards.pass(text, found) {
            continue;
        }
        let area = area_of(text, found, Within::Sentence);
        let values = text.values().iter().filter(|value| class.holds(&value.kind)).filter(|value| {
            let span = value_span(text, value);
            area.start <= span.start && span.end <= area.end
        });
        for value in values {
            let at = value_span(text, value);
            if seen.contains(&at) {
                continue;
            }
            seen.push(at);
            let applying = applying.get_or_init(|| expected(rule, class, expect, cx, sink));
            let Some((expectation, wanted)) = applying else { return };
            if let Some(wanted) = wanted {
                if !agrees(value, &wanted.value, expectation.bound, deadline, cx) {
                    report(rule, value, at, wanted, cx, sink);
                }
            } else if let ExpectValue::Fact(_) = &expectation.value {
                sink.unchecked("value", Some(value.span), "no_fact");
            }
        }
    }
}

/// The first expectation that applies, with its value where it is known. What one before it hangs on and the request does
/// not say is reported: another value might be the right one.
fn expected<'r>(
    rule: &CompiledRule,
    class: ValueClass,
    expect: &'r [Expectation],
    cx: &Cx<'_, '_>,
    sink: &mut Sink<'_>,
) -> Option<(&'r Expectation, Option<Expected>)> {
    let case = cx.case;
    let circumstances = Circumstances { context: &case.request.context, today: case.today, lang: case.lang };
    let mut met = expect.iter().enumerate().filter(|(index, expectation)| {
        rule.expect.get(*index).is_none_or(|when| case.meets(&expectation.when, when, cx.draft))
    });
    let expectation = met.find_map(|(_, expectation)| match circumstances.meet(&expectation.applies) {
        Gate::Open => Some(expectation),
        Gate::Closed => None,
        Gate::Unknown(what) => {
            sink.unsaid(what, &rule.rule.id);
            None
        }
    })?;
    let (written, support) = match &expectation.value {
        ExpectValue::Literal(written) => (written.clone(), None),
        ExpectValue::Fact(path) => match case.facts.get(path) {
            Some(written) => {
                let support = Support {
                    source: None,
                    fact: Some(path.clone()),
                    turn: None,
                    text: written.to_owned(),
                    span: None,
                };
                (written.to_owned(), Some(support))
            }
            None => return Some((expectation, None)),
        },
    };
    let analysed = Text::analyse(&written, &case.options);
    let value = analysed.values().iter().find(|value| class.holds(&value.kind)).cloned();
    Some((expectation, value.map(|value| Expected { value, text: written, support })))
}

fn agrees(value: &Value, wanted: &Value, bound: ExpectBound, deadline: bool, cx: &Cx<'_, '_>) -> bool {
    // "Within 12 weeks" allows 8 weeks, but it is not the limit of 8 weeks: the number written is what counts.
    let limits = matches!(value.bound, Bound::AtMost | Bound::AtLeast);
    let bare = Value { bound: if limits { Bound::Exact } else { value.bound }, ..value.clone() };
    let same = || matches!(bare.same(wanted, cx.case.today), Comparison::Equal | Comparison::Compatible);
    let highest = Value { kind: with_amount(&value.kind, value.upper), upper: None, ..bare.clone() };
    match bound {
        ExpectBound::Equals => same(),
        ExpectBound::AtMost => order(&highest, wanted, deadline).map_or_else(same, Ordering::is_le),
        ExpectBound::AtLeast => order(value, wanted, deadline).map_or_else(same, Ordering::is_ge),
    }
}

/// The kind with the upper end of a range as its amount.
fn with_amount(kind: &ValueKind, upper: Option<Decimal>) -> ValueKind {
    match (kind, upper) {
        (ValueKind::Money { currency, .. }, Some(amount)) => ValueKind::Money { amount, currency: *currency },
        (ValueKind::Percent(_), Some(amount)) => ValueKind::Percent(amount),
        (ValueKind::Number(_), Some(amount)) => ValueKind::Number(amount),
        (ValueKind::Quantity { unit, .. }, Some(amount)) => ValueKind::Quantity { amount, unit },
        (ValueKind::Duration { unit, .. }, Some(amount)) => ValueKind::Duration { amount, unit: *unit },
        (kind, _) => kind.clone(),
    }
}

/// Which of two values is greater; `None` when they can't be compared.
fn order(a: &Value, b: &Value, deadline: bool) -> Option<Ordering> {
    match (&a.kind, &b.kind) {
        (ValueKind::Money { amount: a, currency: x }, ValueKind::Money { amount: b, currency: y })
            if x == y || x.is_none() || y.is_none() =>
        {
            Some(a.cmp(b))
        }
        (ValueKind::Percent(a), ValueKind::Percent(b)) | (ValueKind::Number(a), ValueKind::Number(b)) => {
            Some(a.cmp(b))
        }
        (ValueKind::Quantity { amount: a, unit: x }, ValueKind::Quantity { amount: b, unit: y })
            if x == y =>
        {
            Some(a.cmp(b))
        }
        (ValueKind::Duration { amount: a, unit: x }, ValueKind::Duration { amount: b, unit: y })
            if deadline || x == y =>
        {
            Some(a.checked_mul(minutes(*x))?.cmp(&b.checked_mul(minutes(*y))?))
        }
        _ => None,
    }
}

/// How many minutes a unit lasts on average: a working day is 7/5 of a day, a month 365.25/12 days.
fn minutes(unit: TimeUnit) -> Decimal {
    let minutes = match unit {
        TimeUnit::Second => return Decimal::new(167, 4),
        TimeUnit::Minute => 1,
        TimeUnit::Hour => 60,
        TimeUnit::Day => 1_440,
        TimeUnit::WorkingDay => 2_016,
        TimeUnit::Week => 10_080,
        TimeUnit::Month => 43_830,
        TimeUnit::Quarter => 131_490,
        TimeUnit::Year => 525_960,
    };
    Decimal::new(minutes, 0)
}

fn report<'a>(
    rule: &'a CompiledRule,
    value: &Value,
    at: FoldSpan,
    wanted: &Expected,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) {
    let text = &cx.draft.text;
    let written = value.span.text(text.original());
    let right = wanted
        .value
        .render_like(value, text.original(), cx.case.locale)
        .unwrap_or_else(|| wanted.text.clone());
    let mut report = Report::at(at).word("value", written).word("expected", right.clone());
    report.confidence = Score::from_percent(95);
    report.support.extend(wanted.support.clone());
    report.natural = Some(Fix {
        title: "use the right value".to_owned(),
        applicability: Applicability::Safe,
        edits: vec![Edit { span: value.span, content: right }],
    });
    sink.report(rule, cx.case, cx.draft, report);
}
