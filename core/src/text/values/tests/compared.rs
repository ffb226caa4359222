//! When values say the same.

use super::value;
use crate::text::values::CivilDate;
use crate::text::values::Comparison::{self, Compatible, Different, Equal, Incomparable};

#[test]
fn values_compare() {
    let rows: &[(&str, &str, Comparison)] = &[
        ("£45", "£45.00", Equal),
        ("£45", "£45.01", Different),
        ("£45", "€45", Different),
        ("about £40", "£39.80", Compatible),
        ("about £40", "£30", Different),
        ("£40", "£39.80", Different),
        ("up to £40", "£30", Compatible),
        ("up to £40", "£50", Different),
        ("up to £40", "up to £30", Different),
        ("up to £40", "no more than £40", Equal),
        ("£3-5", "£4", Compatible),
        ("£3-5", "£3 to £5", Equal),
        ("£3-5", "£3-6", Compatible),
        ("£3-5", "£6", Different),
        ("£3-5", "£4-6", Different),
        ("at least £5", "up to £4", Different),
        ("14%", "0.14 kg", Incomparable),
        ("14%", "the number 0.14", Incomparable),
        ("33%", "33.3%", Compatible),
        ("33%", "34.3%", Different),
        ("2 days", "48 hours", Equal),
        ("1 week", "7 days", Equal),
        ("12 months", "1 year", Equal),
        ("4 quarters", "1 year", Equal),
        ("3 days", "5 working days", Different),
        ("7 days", "5 working days", Different),
        ("2 weeks", "10 working days", Compatible),
        ("2 weeks", "9 working days", Different),
        ("30 days", "1 month", Compatible),
        ("60 days", "1 month", Different),
        ("365 days", "1 year", Compatible),
        ("within 5 days", "up to 5 days", Equal),
        ("within 5 days", "within 3 days", Different),
        ("3-5 days", "4 days", Compatible),
        ("3-5 days", "up to 5 days", Compatible),
        ("3-5 days", "within 3 days", Different),
        ("500 g", "0.5 kg", Equal),
        ("500 g", "0.6 kg", Different),
        ("500 g", "0.5 km", Incomparable),
        ("1 mile", "1.609344 km", Equal),
        ("3 people", "3 guests", Incomparable),
        ("number 3", "3 items", Compatible),
        ("number 3", "4 items", Incomparable),
        ("3 May 2026", "2026-05-03", Equal),
        ("3 May", "2026-05-03", Compatible),
        ("4 May", "2026-05-03", Different),
        ("3 May 2025", "2026-05-03", Different),
        ("in May", "2026-05-03", Compatible),
        ("in June", "2026-05-03", Different),
        ("in 2026", "2026-05-03", Compatible),
        ("in 2025", "2026-05-03", Different),
        ("tomorrow", "2026-05-07", Equal),
        ("tomorrow", "2026-05-08", Different),
        ("on Friday", "2026-05-08", Equal),
        ("on Friday", "2026-05-01", Compatible),
        ("on Friday", "2026-05-15", Compatible),
        ("on Friday", "2026-04-24", Different),
        ("on Friday", "2026-05-02", Different),
        ("last Friday", "2026-05-08", Different),
        ("next Friday", "2026-05-08", Compatible),
        ("in May", "tomorrow", Compatible),
        ("9:30", "9.30 am", Equal),
        ("9:30", "10:30", Different),
        ("order NS-88213", "order NS88213", Equal),
        ("order NS-88213", "order NS-88214", Different),
        ("https://www.example.com/", "example.com", Equal),
        ("call +44 20 7946 0958", "call 020 7946 0958", Compatible),
        ("call +44 20 7946 0958", "call 020 7946 0959", Different),
        ("call 0044 20 7946 0958", "call +44 20 7946 0958", Equal),
        ("we told Anna", "we told Anna Schmidt", Compatible),
        ("we told Anna", "we told Bert Schmidt", Different),
        ("we told Anna", "3 days", Incomparable),
    ];
    let now = CivilDate::new(2026, 5, 6);
    for (one, two, want) in rows {
        let (a, b) = (value("en-GB", one), value("en-GB", two));
        assert_eq!(a.same(&b, now), *want, "{one} / {two}: {a:?} {b:?}");
        assert_eq!(b.same(&a, now), *want, "{two} / {one}");
        assert_eq!(a.same(&a, now), Equal, "{one}");
    }
}

#[test]
fn relative_dates_need_a_day() {
    let same = |a, b| value("en-GB", a).same(&value("en-GB", b), None);
    assert_eq!(same("tomorrow", "2026-05-07"), Incomparable);
    assert_eq!(same("tomorrow", "today"), Different);
    assert_eq!(same("on Friday", "2026-05-08"), Compatible);
    assert_eq!(same("on Friday", "2026-05-09"), Different);
    assert_eq!(same("in May", "tomorrow"), Incomparable);
}

#[test]
fn an_open_currency_is_compatible() {
    let open = value("?", "$20");
    assert_eq!(open.same(&value("en-US", "$20"), None), Compatible);
    assert_eq!(open.same(&value("en-US", "$21"), None), Different);
}

#[test]
fn an_ambiguous_date_fits_both_readings() {
    let open = value("?", "03/04/2026");
    assert_eq!(open.same(&value("?", "2026-04-03"), None), Compatible);
    assert_eq!(open.same(&value("?", "2026-03-04"), None), Compatible);
    assert_eq!(open.same(&value("?", "2026-03-05"), None), Different);
}
