//! Writing a value in the manner of another.

use super::{locale, value, values};

#[test]
fn values_are_written_like_the_template() {
    let rows: &[(&str, &str, &str, Option<&str>)] = &[
        ("en-GB", "£45.00", "42.1 GBP", Some("£42.10")),
        ("en-GB", "£45", "42.1 GBP", Some("£42.10")),
        ("en-GB", "£45", "42 GBP", Some("£42")),
        ("en-GB", "£1,234.56", "42000 GBP", Some("£42,000.00")),
        ("en-GB", "£3-5", "4 GBP", Some("£4")),
        ("en-GB", "£4", "£3-5", Some("£3-5")),
        ("en-GB", "five pounds", "42 GBP", Some("£42")),
        ("en-GB", "£1.5m", "1600000 GBP", Some("£1,600,000")),
        ("en-GB", "45p", "£0.50", Some("£0.50")),
        ("en-GB", "£45", "42 EUR", Some("€42")),
        ("en-GB", "45 euros", "42 EUR", Some("42 euros")),
        ("en-GB", "£45", "42 CHF", Some("42 CHF")),
        ("de-DE", "45,00 €", "EUR 42,1", Some("42,10 €")),
        ("de-DE", "1.234,50 €", "EUR 4321", Some("4.321,00 €")),
        ("fr-FR", "1\u{202f}234,50\u{a0}€", "4321,5 EUR", Some("4\u{202f}321,50\u{a0}€")),
        ("de-CH", "CHF 1'234.50", "CHF 4321", Some("CHF 4'321.00")),
        ("en-GB", "5 per cent", "14%", Some("14 per cent")),
        ("en-GB", "five per cent", "14%", Some("14%")),
        ("de-DE", "4,5 %", "3,25 %", Some("3,25 %")),
        ("en-GB", "3 days", "5 working days", Some("5 working days")),
        ("en-GB", "3 business days", "5 working days", Some("5 business days")),
        ("en-GB", "two weeks", "3 weeks", Some("3 weeks")),
        ("en-GB", "3 days", "1 day", Some("1 day")),
        ("en-GB", "48h", "24 hours", Some("24h")),
        ("en-GB", "3 days", "3-5 days", Some("3-5 days")),
        ("de-DE", "3 Tage", "5 Werktage", Some("5 Werktage")),
        ("de-DE", "innerhalb von 3 Tagen", "5 Werktage", Some("5 Werktagen")),
        ("fr-FR", "3 jours", "5 jours ouvrés", Some("5 jours ouvrés")),
        ("es-ES", "3 días", "2 semanas", Some("2 semanas")),
        ("en-GB", "2 nights", "3 nights", Some("3 nights")),
        ("en-GB", "10 GB", "20 gb", Some("20 GB")),
        ("en-GB", "2 nights", "1 night", Some("1 night")),
        ("en-GB", "3 people", "4 kg", Some("4 kg")),
        ("en-GB", "3 May", "2026-06-05", Some("5 June")),
        ("en-GB", "3 May 2026", "2026-06-05", Some("5 June 2026")),
        ("en-US", "May 3, 2026", "2026-06-05", Some("June 5, 2026")),
        ("en-US", "May 3", "2026-06-05", Some("June 5")),
        ("en-GB", "2026-05-03", "5 June 2026", Some("2026-06-05")),
        ("en-GB", "2026-05-03", "5 June", None),
        ("en-GB", "03/05/2026", "2026-06-05", Some("05/06/2026")),
        ("en-US", "5/3/2026", "2026-06-05", Some("6/5/2026")),
        ("en-GB", "tomorrow", "2026-06-05", Some("5 June 2026")),
        ("en-GB", "2026-06-05", "tomorrow", None),
        ("de-DE", "am 3.5.2026", "2026-06-05", Some("5.6.2026")),
        ("de-DE", "am 3. Mai", "2026-06-05", Some("5. Juni")),
        ("de-DE", "am 3. Mai 2026", "2026-03-05", Some("5. März 2026")),
        ("fr-FR", "le 3 mai 2026", "2026-08-01", Some("1er août 2026")),
        ("es-ES", "el 3 de mayo de 2026", "2026-08-01", Some("1 de agosto de 2026")),
        ("it-IT", "il 3 maggio", "2026-08-01", Some("1 agosto")),
        ("en-GB", "9:30", "at 17:00", Some("17:00")),
        ("en-GB", "5 pm", "at 9:00", Some("9 am")),
        ("en-GB", "5pm", "at 9:30", Some("9:30am")),
        ("de-DE", "um 9 Uhr", "17:00", Some("17 Uhr")),
        ("de-DE", "um 9.30 Uhr", "17:00", Some("17.00 Uhr")),
        ("fr-FR", "à 9h30", "17:45", Some("17h45")),
        ("en-GB", "order 48213", "order 99999", Some("99999")),
        ("en-GB", "we told Anna", "we told Bert Weber", Some("Bert Weber")),
        ("en-GB", "£45", "3 days", None),
    ];
    let mut failures = Vec::new();
    for (tag, template, own, want) in rows {
        let got = value(tag, own).render_like(&value(tag, template), template, locale(tag));
        if got.as_deref() != *want {
            failures.push(format!("{tag} {own:?} like {template:?}\n  want {want:?}\n  got  {got:?}"));
        }
        // What is written reads as the same sort of value again.
        if let Some(text) = got {
            let again = values(tag, &format!("order {text}"));
            if !matches!(value(tag, own).kind, super::ValueKind::Identifier(_) | super::ValueKind::Name(_)) {
                assert_eq!(again.len(), 1, "{text}");
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
