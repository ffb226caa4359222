//! Contractions, spelling and person: words with one replacement, where the words around them allow it.

use super::data::contractions::{BETWEEN, PARTICIPLES, PERFECT, SUBJECTS, WITH_S};
use super::edit;
use super::terms::{Place, swap_each};
use crate::checks::Cx;
use crate::findings::Sink;
use crate::policy::compile::CompiledRule;
use crate::policy::schema::{Contractions, Person};
use crate::text::{Case, Lang, TokenKind};

/// Reports contractions that should be written out, or long forms that should be contracted.
pub(super) fn contractions<'a>(
    rule: &'a CompiledRule,
    policy: Contractions,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) {
    swap_each(rule, cx, sink, "write the form of the house", |place, content| {
        let fits = english(place.lang)
            && match policy {
                Contractions::Avoid | Contractions::AvoidNegative => return written_out(place, content),
                Contractions::Prefer => contracts(place, content),
            };
        fits.then(|| content.to_owned())
    });
}

fn english(lang: Option<Lang>) -> bool {
    lang.is_none_or(|lang| lang == Lang::En)
}

/// A past participle by the look of it.
fn is_participle(word: &str) -> bool {
    PARTICIPLES.contains(&word) || word.len() > 4 && word.ends_with("ed")
}

/// The long form of a contraction; `None` where it would be wrong or is in doubt.
fn written_out(place: &Place<'_>, content: &str) -> Option<String> {
    let (next, previous) = (place.next(), place.previous());
    if !english(place.lang) {
        return None;
    }
    let words = place.words();
    // "Don't you want …" would become "Do not you".
    if words.ends_with("n't") && SUBJECTS.contains(&next) && !SUBJECTS.contains(&previous) {
        return None;
    }
    if WITH_S.iter().any(|(short, _)| *short == words) {
        let (subject, _) = content.split_once(' ')?;
        if next.is_empty() {
            return None;
        }
        if PARTICIPLES.contains(&next)
            && !matches!(next, "done" | "gone" | "lost" | "left" | "set" | "broken")
        {
            return Some(format!("{subject} has"));
        }
        // "It's arrived" has, "it's delayed" is: nobody can tell from the words.
        if is_participle(next) || PARTICIPLES.contains(&next) || BETWEEN.contains(&next) && next != "not" {
            return None;
        }
    }
    Some(content.to_owned())
}

/// Words before which "we are" and its like are stressed: "as good as we are today".
const STRESSING: &[&str] = &["as", "how", "than", "what", "when", "where", "which", "who", "why"];

/// Whether a long form may be contracted here.
fn contracts(place: &Place<'_>, content: &str) -> bool {
    let written = place.written();
    let stressed =
        written.contains(['*', '_']) || written.contains("NOT") && written.chars().any(char::is_lowercase);
    let folded = content.to_lowercase();
    let next = place.next();
    if matches!(folded.as_str(), "let's" | "that'll" | "there'll")
        || stressed
        || next.is_empty()
        || !place.next_is_word()
    {
        return false;
    }
    if PERFECT.iter().any(|(short, _)| *short == folded) {
        return is_participle(place.next_but(BETWEEN)) && next != "had";
    }
    folded.ends_with("n't") && !SUBJECTS.contains(&next)
        || !folded.ends_with("n't") && !STRESSING.contains(&place.previous())
}

/// Reports words of the other standard of spelling.
pub(super) fn spelling<'a>(rule: &'a CompiledRule, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    swap_each(rule, cx, sink, "use the spelling of the house", |place, content| {
        let name = place.case() == Case::Title && !edit::opens_sentence(place.text, place.first)
            || place.case() == Case::Mixed;
        (english(place.lang) && !name).then(|| content.to_owned())
    });
}

/// Words before a Roman numeral.
const NUMBERED: &[&str] = &[
    "act", "category", "chapter", "class", "grade", "level", "part", "phase", "section", "stage", "tier",
    "type", "war",
];

/// Words that say the assistant speaks of itself as a machine, which has no plural.
const ITSELF: &[&str] = &["ai", "assistant", "automated", "bot", "chatbot", "virtual"];

/// Reports the first person in the other number. "I" becomes "we"; the other way round a person must decide, since
/// not all that the company does is done by the one who writes.
pub(super) fn person<'a>(rule: &'a CompiledRule, person: Person, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    swap_each(rule, cx, sink, "speak as the house does", |place, content| {
        if !english(place.lang) || person == Person::I && !place.words().contains("we") {
            return None;
        }
        let text = place.text;
        let sentence = text.sentence_at(place.found.start).and_then(|n| text.sentences().get(n))?;
        let words = text.tokens().get(sentence.tokens.clone()).unwrap_or_default();
        let itself = words.iter().any(|token| ITSELF.contains(&text.token_text(token)));
        let previous = place.first.checked_sub(1).and_then(|at| text.tokens().get(at));
        let numeral = previous.is_some_and(|token| {
            NUMBERED.contains(&text.token_text(token))
                || token.kind == TokenKind::Word
                    && token.case == Case::Title
                    && place.written() == "I"
                    && !edit::opens_sentence(text, place.first - 1)
        });
        (!itself && !numeral).then(|| content.to_owned())
    });
}

#[cfg(test)]
mod tests {
    use crate::checks::brand::testing::{speaks, table};

    #[test]
    fn contractions_are_written_out() {
        table(
            "kind: style\ncontractions: avoid",
            &[
                ("We don't ship it.", "We do not ship it."),
                ("Don't worry.", "Do not worry."),
                ("You can't return it.", "You cannot return it."),
                ("It won't arrive.", "It will not arrive."),
                ("I'm sorry, we're late.", "I am sorry, we are late."),
                ("It’s here.", "It is here."),
                ("It's been sent.", "It has been sent."),
                ("That's fine.", "That is fine."),
                ("You'll get it and we've paid.", "You will get it and we have paid."),
                ("Let's look.", "Let us look."),
                ("We're gonna check.", "We are going to check."),
                ("DON'T SHARE IT.", "DO NOT SHARE IT."),
                // Traps.
                ("The parcel's label is torn.", "The parcel's label is torn."),
                ("Its label is torn.", "Its label is torn."),
                ("Don't you want it?", "Don't you want it?"),
                ("It's arrived.", "It's arrived."),
                ("You wrote \"I can't wait\".", "You wrote \"I can't wait\"."),
                ("We will help.", "We will help."),
                ("See https://example.com/don't now.", "See https://example.com/don't now."),
                ("Sam's order is here.", "Sam's order is here."),
                ("Run `don't` there.", "Run `don't` there."),
                ("I'd like that.", "I'd like that."),
                ("C'est l'heure d'envoyer la commande.", "C'est l'heure d'envoyer la commande."),
            ],
        );
        table(
            "kind: style\ncontractions: avoid_negative",
            &[
                ("We don't know, but we'll ask.", "We do not know, but we'll ask."),
                ("It's late.", "It's late."),
            ],
        );
    }

    #[test]
    fn long_forms_are_contracted() {
        table(
            "kind: style\ncontractions: prefer",
            &[
                ("We do not ship it.", "We don't ship it."),
                ("Do not worry.", "Don't worry."),
                ("You cannot return it.", "You can't return it."),
                ("I am sorry.", "I'm sorry."),
                ("It is here.", "It's here."),
                ("We will send it.", "We'll send it."),
                ("You are welcome.", "You're welcome."),
                ("We have sent it.", "We've sent it."),
                ("I have already paid it.", "I've already paid it."),
                ("That is fine.", "That's fine."),
                ("I am not sure.", "I'm not sure."),
                // Traps.
                ("Do NOT share it.", "Do NOT share it."),
                ("Do **not** share it.", "Do **not** share it."),
                ("Here we are.", "Here we are."),
                ("That is where we are now.", "That's where we are now."),
                ("I have a question.", "I have a question."),
                ("Please let us know.", "Please let us know."),
                ("You wrote \"I am lost\".", "You wrote \"I am lost\"."),
                ("That is, we checked.", "That is, we checked."),
                ("Run `do not` there.", "Run `do not` there."),
                ("We'll see.", "We'll see."),
                ("Is it here?", "Is it here?"),
                ("We have to wait.", "We have to wait."),
            ],
        );
    }

    #[test]
    fn spelling_follows_the_standard() {
        table(
            "kind: style\nspelling: en-US",
            &[
                ("The colour of your order.", "The color of your order."),
                ("COLOUR CHART BELOW", "COLOR CHART BELOW"),
                ("We apologise.", "We apologize."),
                ("Cancelled orders", "Canceled orders"),
                ("It was cancelled.", "It was canceled."),
                ("Our call centre is open.", "Our call center is open."),
                ("Send a cheque.", "Send a check."),
                ("Your licence expired.", "Your license expired."),
                ("We organised it.", "We organized it."),
                ("Pay in instalments.", "Pay in installments."),
                ("The jewellery catalogue", "The jewelry catalog"),
                // Traps.
                ("Visit Labour Square in town.", "Visit Labour Square in town."),
                ("You wrote \"colour\".", "You wrote \"colour\"."),
                ("See https://example.com/colour for it.", "See https://example.com/colour for it."),
                ("Mail colour@example.com.", "Mail colour@example.com."),
                ("Use `colour: red`.", "Use `colour: red`."),
                ("We advise you to promise less.", "We advise you to promise less."),
                ("The enterprise plan", "The enterprise plan"),
                ("A wise exercise", "A wise exercise"),
                ("The color is fine.", "The color is fine."),
                (
                    "Die Farbe ist schön und wir haben das Colour-Paket.",
                    "Die Farbe ist schön und wir haben das Colour-Paket.",
                ),
            ],
        );
        table(
            "kind: style\nspelling: en-GB",
            &[
                ("The color of your order.", "The colour of your order."),
                ("We apologize.", "We apologise."),
                ("Check your license.", "Check your license."),
                ("The size of the prize.", "The size of the prize."),
                ("It was canceled.", "It was cancelled."),
                ("The World Center Bank", "The World Center Bank"),
                ("Read the meter.", "Read the meter."),
                ("Our program runs.", "Our program runs."),
            ],
        );
        table(
            "kind: style\nspelling: en-GB-oxendict",
            &[("We organise colors.", "We organize colours."), ("We analyze it.", "We analyse it.")],
        );
    }

    #[test]
    fn the_company_speaks_in_one_person() {
        table(
            "kind: style\nperson: we",
            &[
                ("I am sorry.", "We are sorry."),
                ("I'm sorry.", "We're sorry."),
                ("Sorry, I am checking.", "Sorry, we are checking."),
                ("I've sent it.", "We've sent it."),
                ("@sam I'm sorry.", "@sam We're sorry."),
                ("I will check.", "We will check."),
                ("Let me check my notes.", "Let us check our notes."),
                ("May I ask?", "May we ask?"),
                ("I was told.", "We were told."),
                ("Yes, I can.", "Yes, we can."),
                ("What can I do?", "What can we do?"),
                // Traps.
                ("I'm an AI assistant.", "I'm an AI assistant."),
                ("I am a virtual agent.", "I am a virtual agent."),
                ("Phase I has begun.", "Phase I has begun."),
                ("It is in Annex I today.", "It is in Annex I today."),
                ("You wrote \"I am lost\".", "You wrote \"I am lost\"."),
                ("Ich gebe Ihnen das, was mir und me gehört.", "Ich gebe Ihnen das, was mir und me gehört."),
                ("We are sorry.", "We are sorry."),
                ("The mining site", "The mining site"),
                ("See https://example.com/me now.", "See https://example.com/me now."),
                ("Tap `I agree`.", "Tap `I agree`."),
            ],
        );
        speaks(
            "kind: style\nperson: i",
            &[("We sent it.", true), ("I sent it.", false), ("It is in our shop.", false)],
        );
    }
}
