//! The language of a reply: the one the customer writes in or asked for.

use super::found;
use crate::case::{CUSTOMER_LIKELY, Case, DRAFT_LIKELY};
use crate::checks::brand::form::address_of;
use crate::checks::{CheckError, Cx};
use crate::contract::Score;
use crate::findings::{Report, Sink};
use crate::literals::first_of;
use crate::policy::compile::CompiledRule;
use crate::text::{FoldSpan, Lang, Language, Text, TextOptions, TokenKind, WordSet, detect};
use crate::text::{Listed, word_list};

/// How sure the customer's language must be, of 100, where it is one without data: any run of rare words may look like one.
const CUSTOMER_SURELY_OTHER: u8 = 60;
/// How sure the language of one foreign sentence must be.
const SENTENCE_SURE: u8 = 75;
/// From here on the whole draft is in one language, and its sentences need no look of their own.
const BEYOND_DOUBT: u8 = 80;
/// The same of a draft of two or three sentences, where one may weigh down the others.
const OF_FEW: u8 = 88;
/// Fewest words of a draft, or of a sentence, whose language is judged.
const ENOUGH_WORDS: usize = 4;
/// Fewest words of a sentence in another language that is worth a note.
const SENTENCE_WORDS: usize = 5;

/// The language a reply should be in, and how that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// One of the seven.
    Known(Lang),
    /// The customer writes in a language the engine has no data for.
    Unsupported,
    /// Nothing tells.
    Unknown,
}

/// Names of the languages as customers write them, folded.
const NAMES: &[(&str, Lang)] = &[
    ("english", Lang::En),
    ("englisch", Lang::En),
    ("anglais", Lang::En),
    ("ingles", Lang::En),
    ("inglese", Lang::En),
    ("engels", Lang::En),
    ("german", Lang::De),
    ("deutsch", Lang::De),
    ("allemand", Lang::De),
    ("aleman", Lang::De),
    ("tedesco", Lang::De),
    ("duits", Lang::De),
    ("alemao", Lang::De),
    ("french", Lang::Fr),
    ("franzosisch", Lang::Fr),
    ("francais", Lang::Fr),
    ("frances", Lang::Fr),
    ("francese", Lang::Fr),
    ("frans", Lang::Fr),
    ("spanish", Lang::Es),
    ("spanisch", Lang::Es),
    ("espagnol", Lang::Es),
    ("espanol", Lang::Es),
    ("castellano", Lang::Es),
    ("spagnolo", Lang::Es),
    ("spaans", Lang::Es),
    ("espanhol", Lang::Es),
    ("italian", Lang::It),
    ("italienisch", Lang::It),
    ("italien", Lang::It),
    ("italiano", Lang::It),
    ("italiaans", Lang::It),
    ("dutch", Lang::Nl),
    ("niederlandisch", Lang::Nl),
    ("neerlandais", Lang::Nl),
    ("neerlandes", Lang::Nl),
    ("holandes", Lang::Nl),
    ("olandese", Lang::Nl),
    ("nederlands", Lang::Nl),
    ("portuguese", Lang::Pt),
    ("portugiesisch", Lang::Pt),
    ("portugais", Lang::Pt),
    ("portugues", Lang::Pt),
    ("portoghese", Lang::Pt),
    ("portugees", Lang::Pt),
];

static LANGUAGES: WordSet<128> = WordSet::new(&LANGUAGE_WORDS);
static LANGUAGE_WORDS: [&str; NAMES.len()] = first_of(NAMES);

/// Words that make the name of a language a wish.
static WISHES: Listed = Listed::new(word_list![
    "answer",
    "antworten",
    "antworte",
    "bitte",
    "contesta",
    "conteste",
    "continue",
    "escriba",
    "escribe",
    "falar",
    "fale",
    "favor",
    "graag",
    "habla",
    "hablar",
    "hable",
    "parla",
    "parlare",
    "parlez",
    "parler",
    "per",
    "please",
    "pls",
    "plait",
    "prefer",
    "prego",
    "repondez",
    "reply",
    "respond",
    "responda",
    "responde",
    "rispondere",
    "rispondi",
    "schreiben",
    "scrivere",
    "speak",
    "spreken",
    "sprechen",
    "switch",
    "talk",
    "write",
    "alsjeblieft",
    "alstublieft",
    "cortesia",
    "possibile",
    "possible",
    "posible",
    "possivel",
    "weiter",
]);

/// Words before the name of a language.
static IN: Listed = Listed::new(word_list![
    "in", "auf", "en", "em", "het", "to", "speak", "parla", "hablar", "parler", "falar"
]);

/// Those of them that somebody does.
static SPEAKING: Listed = Listed::new(word_list!["speak", "parla", "hablar", "parler", "falar"]);

/// Words before them by which it is we who do.
static SPEAKERS: Listed = Listed::new(word_list![
    "you", "we", "i", "can", "could", "to", "please", "only", "not", "don't", "cannot", "can't", "me", "mi",
    "non", "lei", "si", "puede", "podemos", "puedo", "quiero", "peut", "on", "peux", "pode", "posso",
    "voudrais", "gostaria", "de", "a", "just", "prefer", "and"
]);

/// Words that make it a thing in that language and not a wish.
static THINGS: WordSet<128> = WordSet::of(word_list![
    "book",
    "books",
    "manual",
    "instructions",
    "version",
    "menu",
    "lesson",
    "course",
    "class",
    "film",
    "movie",
    "subtitles",
    "anleitung",
    "buch",
    "handbuch",
    "livre",
    "notice",
    "libro",
    "manuale",
    "boek",
    "handleiding",
    "livro",
    "guide",
    "guided",
    "tour",
    "letter",
    "contract",
    "invoice",
    "document",
    "pdf",
    "label",
    "labels",
]);

/// The language that a customer message asks for.
fn asked_for(text: &Text) -> Option<Lang> {
    let words: Vec<&str> = super::words::plain_words(text, text.tokens()).take(60).collect();
    if !words.iter().any(|word| LANGUAGES.has(word)) || words.iter().any(|word| THINGS.has(word)) {
        return None;
    }
    let mut wanted = None;
    for (at, pair) in words.windows(2).enumerate() {
        let [before, name] = pair else { continue };
        // "Does the doctor speak German?" asks about the doctor.
        let who = at.checked_sub(1).and_then(|at| words.get(at));
        if SPEAKING.contains(before) && who.is_some_and(|who| !SPEAKERS.contains(who)) {
            continue;
        }
        let Some((_, lang)) = NAMES.iter().find(|(known, _)| known == name) else { continue };
        let short = words.len() <= 4;
        if IN.contains(before) && (short || words.iter().any(|word| WISHES.contains(word))) {
            wanted = Some(*lang);
        }
    }
    wanted
}

fn has_words(text: &Text, enough: usize) -> bool {
    text.tokens().iter().filter(|token| token.kind == TokenKind::Word).nth(enough - 1).is_some()
}

fn customer_sure(language: Language) -> u8 {
    match language {
        Language::Supported(_) => CUSTOMER_LIKELY,
        Language::Other => CUSTOMER_SURELY_OTHER,
    }
}

/// The language a reply should be in.
pub(super) fn wanted(case: &Case<'_>) -> Wanted {
    let mut latest = true;
    let messages: Vec<&Text> = case.customer_texts().map(|(_, scanned)| &scanned.text).collect();
    for text in messages.iter().rev() {
        if let Some(lang) = asked_for(text) {
            return Wanted::Known(lang);
        }
    }
    for text in messages.iter().rev() {
        match detect(text) {
            Some(found) if found.confidence >= customer_sure(found.language) && has_words(text, 3) => {
                return match found.language {
                    Language::Supported(lang) => Wanted::Known(lang),
                    Language::Other => Wanted::Unsupported,
                };
            }
            // A doubtful message that may be in another language than the locale makes everything doubtful.
            Some(_) if latest && has_words(text, ENOUGH_WORDS) => return Wanted::Unknown,
            Some(_) | None => {}
        }
        latest = false;
    }
    let Some(lang) = case.locale.and_then(|locale| locale.lang) else { return Wanted::Unknown };
    let contradicted = messages
        .iter()
        .any(|text| detect(text).is_some_and(|found| found.language != Language::Supported(lang)));
    if contradicted || messages.is_empty() { Wanted::Unknown } else { Wanted::Known(lang) }
}

/// Whether the draft is in a language that the engine has no data for, or, where it is too short to tell, the locale is.
/// Where somebody tells one of the seven, only another script is another language; letters in disguise are none.
pub(crate) fn is_unsupported(case: &Case<'_>, draft: &Text) -> bool {
    let plain = |c: char| !c.is_alphabetic() || matches!(c, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    let untold = case.lang.is_none();
    match detect(draft) {
        Some(found) if found.language == Language::Other && found.confidence == 100 => true,
        Some(found) if has_words(draft, ENOUGH_WORDS) => {
            found.language == Language::Other && untold && draft.original().chars().all(plain)
        }
        _ => {
            untold
                && case.customer_text().is_none()
                && case.locale.is_some_and(|locale| locale.lang.is_none())
        }
    }
}

/// What the draft is written in.
#[derive(Clone, Debug)]
pub(super) struct Written {
    /// The language of the draft as a whole, where it is beyond doubt.
    pub(super) main: Option<(Language, u8)>,
    /// Sentences that are surely in a language of their own.
    pub(super) sentences: Vec<(FoldSpan, Language, u8)>,
}

/// Detects the languages of a draft. Sentences are looked at one by one only in drafts of several.
pub(super) fn written(text: &Text, options: &TextOptions) -> Written {
    let main = detect(text)
        .filter(|found| found.confidence >= DRAFT_LIKELY && has_words(text, ENOUGH_WORDS))
        .map(|found| (found.language, found.confidence));
    let mut sentences = Vec::new();
    let sure = |found: &crate::text::Detection| found.confidence >= BEYOND_DOUBT;
    // Of two or three sentences one may weigh down the others.
    let few = text.sentences().len() < 4 && text.original().len() < 400;
    let doubtful =
        !detect(text).as_ref().is_some_and(|found| sure(found) && !(few && found.confidence < OF_FEW));
    if doubtful && text.sentences().len() > 1 {
        for sentence in text.sentences().iter().take(40) {
            let words = text.tokens().get(sentence.tokens.clone()).unwrap_or_default();
            if words.iter().filter(|token| token.kind == TokenKind::Word).count() < SENTENCE_WORDS {
                continue;
            }
            let alone = Text::analyse(sentence.span.text(text.original()), options);
            if let Some(found) = detect(&alone).filter(|found| found.confidence >= SENTENCE_SURE) {
                sentences.push((sentence.fold, found.language, found.confidence));
            }
        }
    }
    Written { main, sentences }
}

/// The draft is in another language than the customer's.
pub(super) fn mismatch<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    let analysis = super::analysis(cx);
    let Wanted::Known(wanted) = analysis.wanted else { return Ok(()) };
    let Some((Language::Supported(written), confidence)) = analysis.written.main else { return Ok(()) };
    let bilingual =
        analysis.written.sentences.iter().any(|(_, lang, _)| *lang == Language::Supported(wanted));
    // "Do you speak Spanish?" – "I can switch to Spanish if you like.": in the customer's own language until then.
    let customers = cx.case.customer_text().and_then(|said| detect(&said.text));
    let own = customers.is_none_or(|found| found.language == Language::Supported(written));
    if written == wanted || bilingual || own && names_language(&cx.draft.text) {
        return Ok(());
    }
    let whole = FoldSpan { start: 0, end: cx.draft.text.folded().len() };
    let mut report = Report::at(whole).word("expected", name(wanted)).word("value", name(written));
    report.confidence = Score::from_percent(confidence);
    sink.report(rule, cx.case, cx.draft, report);
    Ok(())
}

/// A sentence of the draft is in another language than the rest of it.
pub(super) fn mixed<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    let analysis = super::analysis(cx);
    let sentences = &analysis.written.sentences;
    if sentences.is_empty()
        || names_language(&cx.draft.text)
        || cx.case.customer_text().is_some_and(|said| names_language(&said.text))
    {
        return Ok(());
    }
    let main = match (analysis.wanted, analysis.written.main) {
        (Wanted::Known(lang), _) => Language::Supported(lang),
        (_, Some((lang, _))) => lang,
        (_, None) => match sentences.first() {
            Some((_, lang, _)) => *lang,
            None => return Ok(()),
        },
    };
    // Another sentence of some length looks like the language that is expected.
    let text = &cx.draft.text;
    let rest =
        text.sentences().iter().filter(|sentence| !sentences.iter().any(|(span, ..)| *span == sentence.fold));
    let expected = rest.take(MOST_SENTENCES).any(|sentence| {
        let alone = Text::analyse(sentence.span.text(text.original()), &cx.case.options);
        has_words(&alone, REST_WORDS) && detect(&alone).is_some_and(|found| found.language == main)
    });
    if !expected && !sentences.iter().any(|(_, lang, _)| *lang == main) {
        return Ok(());
    }
    for (span, lang, _) in sentences {
        if let Language::Supported(other) = lang
            && *lang != main
            && !text.in_quotes(*span)
        {
            found(rule, cx, sink, Report::at(*span).word("value", name(*other)));
        }
    }
    Ok(())
}

/// Most sentences of a draft that are looked at.
const MOST_SENTENCES: usize = 12;
/// Fewest words of a sentence beside a foreign one.
const REST_WORDS: usize = 3;

/// Whether a text speaks of a language by name.
fn names_language(text: &Text) -> bool {
    text.tokens().iter().any(|token| LANGUAGES.has(text.token_text(token)))
}

/// Another politeness form than the one of the conversation.
struct OtherAddress {
    at: FoldSpan,
    /// How the customer has been addressed, or addresses the company.
    expected: &'static str,
    /// Whether the company itself has addressed them so.
    by_company: bool,
}

/// The word with which the draft addresses the customer in another form than customer and company have used.
fn other_address(cx: &Cx<'_, '_>) -> Option<OtherAddress> {
    let case = cx.case;
    let lang = case.lang.filter(|lang| *lang != Lang::En)?;
    let own = address_of(&cx.draft.text, lang);
    let (formal, informal) = (own.0.first(), own.1.first());
    let offered =
        |text: &Text| text.tokens().iter().any(|token| OFFERS_FIRST_NAME.contains(&text.token_text(token)));
    let mut said = case
        .customer_texts()
        .map(|(_, said)| &said.text)
        .filter(|text| text.is_in(lang) || text.tokens().len() > 2);
    if said.any(offered) {
        return None;
    }
    // What customer and company have both used; the customer alone, where the company has not spoken to them yet.
    let uses = |texts: &mut dyn Iterator<Item = &Text>| {
        texts.fold((false, false), |(formal, informal), text| {
            let of = address_of(text, lang);
            (formal || !of.0.is_empty(), informal || !of.1.is_empty())
        })
    };
    let customer = uses(&mut case.customer_texts().map(|(_, said)| &said.text));
    let company = uses(&mut case.company_texts().map(|(_, said)| &said.text));
    let formally = match (customer, company) {
        ((true, false), (true, false) | (false, false)) => true,
        ((false, _), (true, false)) => true,
        ((false, true), (false, true)) => false,
        _ => return None,
    };
    let at = match (formally, formal, informal) {
        (true, None, Some(at)) | (false, Some(at), None) => *at,
        _ => return None,
    };
    let expected = if formally { "formally" } else { "informally" };
    Some(OtherAddress { at, expected, by_company: company != (false, false) })
}

fn report_address<'a>(rule: &'a CompiledRule, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>, by_company: bool) {
    if let Some(other) = other_address(cx).filter(|other| other.by_company == by_company) {
        found(rule, cx, sink, Report::at(other.at).word("expected", other.expected));
    }
}

/// The draft addresses the customer in another politeness form than they have used.
pub(super) fn address<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    report_address(rule, cx, sink, false);
    Ok(())
}

/// The draft addresses the customer in another politeness form than the company has so far.
pub(super) fn address_switched<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    report_address(rule, cx, sink, true);
    Ok(())
}

/// Words with which a customer offers the informal address, folded.
static OFFERS_FIRST_NAME: Listed = Listed::new(word_list![
    "duzen",
    "du",
    "tutoyer",
    "tutear",
    "tutearme",
    "tutearnos",
    "tutoyons",
    "tutoyeren",
    "tu"
]);

/// The English name of a language, for people who read findings.
fn name(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "English",
        Lang::De => "German",
        Lang::Fr => "French",
        Lang::Es => "Spanish",
        Lang::It => "Italian",
        Lang::Nl => "Dutch",
        Lang::Pt => "Portuguese",
    }
}
