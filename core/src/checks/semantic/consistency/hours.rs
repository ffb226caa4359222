//! Until when something is open: "open from 8 to 6" and "closes at 4".

use super::claims::turns_away;
use super::{Against, Contradiction, LIKELY, asked_of_another, corrects, moves_to_another};
use crate::case::Case;
use crate::checks::semantic::words::{Stem, content};
use crate::contract::TurnRole;
use crate::order::Order as _;
use crate::span::Span;
use crate::text::values::{Bound, Decimal, Value, ValueKind};
use crate::text::{FoldSpan, Lang, Text, WordSet, one_of, word_list};

/// Words of the end, folded.
static CLOSES: WordSet<64> = WordSet::of(word_list![
    "close",
    "closes",
    "closing",
    "shut",
    "shuts",
    "schliessen",
    "schliesst",
    "ferme",
    "fermons",
    "ferment",
    "cierra",
    "cerramos",
    "cierran",
    "chiude",
    "chiudiamo",
    "chiudono",
    "sluit",
    "sluiten",
    "fecha",
    "fechamos",
    "fecham",
]);

/// Words of being open, folded.
static OPEN: WordSet<64> = WordSet::of(word_list![
    "open", "opens", "geoffnet", "offen", "offnen", "offnet", "ouvert", "ouverte", "ouverts", "abierto",
    "abierta", "abrimos", "abre", "aperto", "aperta", "apriamo", "apre", "geopend", "aberto", "aberta",
]);

/// Words for days on which other hours may hold; folded, without the ending of a plural.
static DAYS: WordSet<256> = WordSet::of(word_list![
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "weekday",
    "weekend",
    "holiday",
    "today",
    "tomorrow",
    "tonight",
    "christma",
    "easter",
    "summer",
    "winter",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "sonnabend",
    "werktag",
    "feiertag",
    "wochenende",
    "heute",
    "morgen",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "ferie",
    "demain",
    "lune",
    "marte",
    "miercole",
    "jueve",
    "vierne",
    "sabado",
    "domingo",
    "hoy",
    "manana",
    "festivo",
    "lunedi",
    "martedi",
    "mercoledi",
    "giovedi",
    "venerdi",
    "sabato",
    "domenica",
    "oggi",
    "domani",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "segunda",
    "terca",
    "quarta",
    "quinta",
    "sexta",
    "feriado",
    "hoje",
]);

/// When something closes.
struct Closing<'t> {
    /// Minutes after midnight.
    end: i64,
    /// Words for the days on which it does, sorted.
    days: Vec<&'t str>,
    /// What closes: stems of the other words of the clause.
    what: Vec<Stem>,
    /// "We": the place itself.
    we: bool,
    span: Span,
    at: FoldSpan,
    sentence: usize,
}

fn closings(text: &Text, lang: Lang) -> Vec<Closing<'_>> {
    let mut found = Vec::new();
    let time = |value: &&Value| matches!(value.kind, ValueKind::Time(_));
    if !text.values().iter().any(|value| time(&value)) {
        return found;
    }
    let word = |n: usize| text.tokens().get(n).map_or("", |token| text.token_text(token));
    for value in text.values().iter().filter(time).take(12) {
        let ValueKind::Time(start) = value.kind else { continue };
        let at = text.fold_span(value.span);
        let place = text.sentence_at(at.start).and_then(|n| Some((n, text.sentences().get(n)?)));
        let clause = text.clause_at(at.start).and_then(|n| text.clauses().get(n));
        let (Some((sentence, whole)), Some(clause)) = (place, clause) else { continue };
        if whole.question {
            continue;
        }
        // "Open until six": the limit may be a clause of its own.
        let head = text.tokens().get(value.tokens.start.saturating_sub(2)).map_or(*clause, |token| {
            let before = text.clause_at(token.fold.start).and_then(|n| text.clauses().get(n));
            *before.filter(|before| before.start >= whole.fold.start).unwrap_or(clause)
        });
        let tokens = super::claims::tokens_of(text, head).start..super::claims::tokens_of(text, *clause).end;
        let (mut opens, mut closes, mut we) = (false, false, false);
        let mut days = Vec::new();
        for n in tokens.clone() {
            opens |= OPEN.has(word(n));
            closes |= CLOSES.has(word(n));
            we |= one_of!(
                word(n),
                "we" | "we're" | "our" | "wir" | "nous" | "noi" | "nosotros" | "wij" | "nos"
            );
            let day = word(n).trim_end_matches('s');
            if DAYS.has(day) {
                days.push(day);
            }
        }
        let before = value.tokens.start.checked_sub(1).map_or("", word);
        let until = one_of!(
            before,
            "until" | "till" | "til" | "to" | "bis" | "jusqu'a" | "hasta" | "fino" | "tot" | "ate" | "alle"
        );
        let end = match value.upper.and_then(Decimal::whole) {
            Some(upper) if opens => upper,
            None if opens && (until || value.bound == Bound::AtMost) || closes && !opens => i64::from(start),
            _ => continue,
        };
        let what = content(text, lang, tokens).filter(|word| {
            let own = text.tokens().get(word.token).map_or("", |token| text.token_text(token));
            !OPEN.has(own) && !CLOSES.has(own) && !DAYS.has(own.trim_end_matches('s'))
        });
        let what = what.map(|word| word.stem).collect();
        days.order();
        days.dedup();
        found.push(Closing { end, days, what, we, span: value.span, at, sentence });
    }
    found
}

/// Whether two say of one thing that it closes at two times.
fn clash(one: &Closing<'_>, two: &Closing<'_>) -> bool {
    let same = one.what.iter().any(|stem| two.what.contains(stem))
        || one.what.is_empty() && two.what.is_empty()
        || one.we && two.we;
    // Half past four may be meant in the afternoon.
    same && one.days == two.days && one.end != two.end && one.end.abs_diff(two.end) != 720
}

/// Another time of closing than the one given before, or than another sentence gives.
pub(super) fn find(case: &Case<'_>, text: &Text, lang: Lang) -> Vec<Contradiction> {
    let own = closings(text, lang);
    let mut found = Vec::new();
    for (n, two) in own.iter().enumerate() {
        let earlier = own.iter().take(n).find(|one| one.sentence != two.sentence && clash(one, two));
        found.extend(earlier.map(|one| Contradiction {
            against: Against::Itself,
            at: two.at,
            turn: None,
            expected: one.span.text(text.original()).to_owned(),
            confidence: LIKELY,
        }));
    }
    if own.is_empty() || corrects(text) {
        return found;
    }
    let asked = case
        .customer_text()
        .map_or_else(Vec::new, |asked| super::stems_of(&asked.text, 0..asked.text.tokens().len(), lang));
    for (turn, (said, scanned)) in case.request.turns.iter().zip(&case.turns).enumerate() {
        let moved = || case.customer_texts().any(|(at, said)| at > turn && turns_away(said));
        if !matches!(said.role, TurnRole::Bot | TurnRole::Agent) || moved() {
            continue;
        }
        for other in closings(&scanned.text, lang) {
            let said_again = own.iter().any(|one| one.end == other.end);
            let rival = own.iter().find(|one| {
                clash(one, &other)
                    && !(moves_to_another(case) && asked_of_another(&one.what, &other.what, &asked))
            });
            found.extend(rival.filter(|_| !said_again).map(|rival| Contradiction {
                against: Against::History,
                at: rival.at,
                turn: Some((turn, other.span)),
                expected: other.span.text(scanned.text.original()).to_owned(),
                confidence: LIKELY,
            }));
        }
    }
    found
}
