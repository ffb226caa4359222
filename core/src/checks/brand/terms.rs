//! Words with a preferred replacement, and names with one right spelling.

use super::edit;
use super::wording::squeezed;
use crate::checks::Cx;
use crate::findings::{Report, Sink};
use crate::policy::compile::CompiledRule;
use crate::policy::schema::Inflect;
use crate::span::Span;
use crate::text::values::ValueKind;
use crate::text::{Case, FoldSpan, Lang, Language, Text, Token, TokenKind, detect};

/// Tokens from which on a guess at the language is better than none.
const SHORTEST_TOLD: usize = 7;

/// Words before a noun: what follows them is no verb.
const BEFORE_NOUN: &[&str] = &[
    "a", "an", "any", "each", "every", "his", "her", "its", "my", "no", "of", "our", "that", "the", "their",
    "this", "your",
];

/// The language in which grammar is put right: that of the draft, else of the conversation.
pub(super) fn language(cx: &Cx<'_, '_>) -> Option<Lang> {
    let text = &cx.draft.text;
    crate::case::sure_language(text).or(cx.case.lang).or_else(|| match detect(text)?.language {
        Language::Supported(lang) if text.tokens().len() >= SHORTEST_TOLD => Some(lang),
        Language::Supported(_) | Language::Other => None,
    })
}

/// Words that a rule found, and what stands around them.
pub(super) struct Place<'t> {
    pub(super) text: &'t Text,
    pub(super) found: FoldSpan,
    /// Index of their first token.
    pub(super) first: usize,
    /// Index of the token after them.
    end: usize,
    /// The language in which grammar is put right.
    pub(super) lang: Option<Lang>,
}

impl Place<'_> {
    /// The words, folded.
    pub(super) fn words(&self) -> &str {
        self.text.folded_text(self.found)
    }

    /// The words as written, with any marks between them.
    pub(super) fn written(&self) -> &str {
        self.text.original_span(self.found).text(self.text.original())
    }

    /// Case of the first word.
    pub(super) fn case(&self) -> Case {
        self.text.tokens().get(self.first).map_or(Case::Lower, |token| token.case)
    }

    /// The token before, in the same sentence; empty at its start.
    pub(super) fn previous(&self) -> &str {
        let sentence = self.text.sentence_at(self.found.start).and_then(|n| self.text.sentences().get(n));
        let starts = sentence.is_some_and(|sentence| sentence.tokens.start == self.first);
        let before = self.first.checked_sub(1).filter(|_| !starts).and_then(|at| self.text.tokens().get(at));
        before.map_or("", |token| self.text.token_text(token))
    }

    /// The token after, in the same sentence; empty at its end.
    pub(super) fn next(&self) -> &str {
        self.next_token().map_or("", |token| self.text.token_text(token))
    }

    /// Whether a word follows in the same sentence, after a space.
    pub(super) fn next_is_word(&self) -> bool {
        self.next_token().is_some_and(|token| token.spaced && token.kind == TokenKind::Word)
    }

    /// The first word after, in the same sentence, that is none of `skipped`; empty when there is none.
    pub(super) fn next_but(&self, skipped: &[&str]) -> &str {
        let sentence = self.text.sentence_at(self.found.start).and_then(|n| self.text.sentences().get(n));
        let end = sentence.map_or(self.end, |sentence| sentence.tokens.end);
        let words = self.text.tokens().get(self.end..end).unwrap_or_default().iter();
        words.map(|token| self.text.token_text(token)).find(|word| !skipped.contains(word)).unwrap_or("")
    }

    fn next_token(&self) -> Option<&Token> {
        let sentence = self.text.sentence_at(self.found.start).and_then(|n| self.text.sentences().get(n))?;
        self.text.tokens().get(self.end).filter(|_| self.end < sentence.tokens.end)
    }
}

/// Reports terms that have a preferred replacement.
pub(super) fn replace<'a>(rule: &'a CompiledRule, inflect: Inflect, cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    swap_each(rule, cx, sink, "use the preferred term", |place, content| {
        // "Your purchase" is no verb.
        let noun = inflect == Inflect::Verb && BEFORE_NOUN.contains(&place.previous());
        (!noun).then(|| content.to_owned())
    });
}

/// Reports the words of a rule for which `pick` says what is written instead.
pub(super) fn swap_each<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
    title: &str,
    pick: impl Fn(&Place<'_>, &str) -> Option<String>,
) {
    let text = &cx.draft.text;
    let Some(find) = &rule.find else { return };
    let mut lang = None;
    for found in find.find(cx.draft) {
        let Some(content) = rule.wording.get(text.folded_text(found)) else { continue };
        let span = text.original_span(found);
        let skip = !rule.rule.guards.pass(text, found)
            || !cx.protected().allows(span)
            || is_part_of_name(text, span)
            || is_joined(text, found);
        if skip {
            continue;
        }
        let lang = *lang.get_or_insert_with(|| language(cx));
        let (first, end) = edit::token_range(text, span);
        let Some(content) = pick(&Place { text, found, first, end, lang }, content) else { continue };
        let edits = edit::swap(text, span, &content, lang);
        if edits.iter().all(|edit| edit.span.text(text.original()) == edit.content) {
            continue;
        }
        let mut report = Report::at(found).word("expected", content);
        report.natural = Some(edit::safe(title, edits));
        sink.report(rule, cx.case, cx.draft, report);
    }
}

/// Whether the words stand inside a longer capitalised name.
pub(super) fn is_part_of_name(text: &Text, span: Span) -> bool {
    let next = text.values().partition_point(|value| value.span.end <= span.start);
    text.values().get(next).is_some_and(|value| {
        let shouted = || !value.span.text(text.original()).chars().any(char::is_lowercase);
        matches!(value.kind, ValueKind::Name(_))
            && value.span.contains(span)
            && value.span != span
            && !shouted()
    })
}

/// As [`is_part_of_name`], but for a name whose first word may just open the sentence: "Unlike Contoso".
pub(super) fn is_inside_name(text: &Text, span: Span) -> bool {
    let (first, end) = edit::token_range(text, span);
    let next = text.values().partition_point(|value| value.span.end <= span.start);
    let rest = text.values().get(next).is_some_and(|value| {
        value.tokens.end == end
            && value.tokens.start + 1 == first
            && edit::opens_sentence(text, value.tokens.start)
            && text.tokens().get(value.tokens.start).is_some_and(|token| token.case == Case::Title)
    });
    !rest && is_part_of_name(text, span)
}

/// Whether a hyphen, slash, underscore or full stop joins the words to others: `e-package`, `package_id`.
fn is_joined(text: &Text, span: FoldSpan) -> bool {
    let bytes = text.folded().as_bytes();
    let letter = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
    let before = span.start.checked_sub(1).and_then(|at| bytes.get(at));
    let after = bytes.get(span.end);
    matches!(before, Some(b'-' | b'_' | b'.' | b'/' | b'@')) && letter(span.start.checked_sub(2))
        || matches!(after, Some(b'_' | b'.' | b'@' | b'-')) && letter(Some(span.end + 1))
}

/// Reports names that are not written as they should be.
pub(super) fn names<'a>(rule: &'a CompiledRule, common: &[String], cx: &Cx<'_, 'a>, sink: &mut Sink<'a>) {
    let text = &cx.draft.text;
    let original = text.original();
    let Some(find) = &rule.find else { return };
    for found in find.find(cx.draft) {
        let Some(name) = rule.wording.get(&squeezed(text.folded_text(found))) else { continue };
        let span = with_mark(original, text.original_span(found), name);
        let written = span.text(original);
        if written == name || !cx.protected().allows(span) {
            continue;
        }
        let (first, end) = edit::token_range(text, span);
        let words = text.tokens().get(first..end).unwrap_or_default();
        let small = words.iter().all(|token| token.case == Case::Lower);
        let ordinary = small && common.iter().any(|word| word == name);
        let spaced = words.len() > name.split([' ', '-']).count();
        if ordinary
            || joined_to_word(text, found)
            || spaced && in_longer_name(text, first, end)
            || all_capitals(text, found)
        {
            continue;
        }
        let mut report = Report::at(found).word("expected", name);
        report.natural =
            Some(edit::safe("write the name as it is", edit::put(text, span, name, language(cx))));
        sink.report(rule, cx.case, cx.draft, report);
    }
}

/// The span with a trade mark sign after it, which belongs to the name if any does.
fn with_mark(original: &str, span: Span, name: &str) -> Span {
    let after = original.get(span.end..).unwrap_or("");
    let mark = ["®", "™", "(R)", "(TM)", "(r)", "(tm)"].into_iter().find(|mark| after.starts_with(mark));
    let wanted = name.ends_with(['®', '™']);
    match mark {
        Some(mark) => Span::new(span.start, span.end + mark.len()),
        None if wanted && after.starts_with(' ') => span,
        None => span,
    }
}

/// Part of a file name, handle or identifier: `northbank_app`, `my.northbank`.
fn joined_to_word(text: &Text, span: FoldSpan) -> bool {
    let bytes = text.folded().as_bytes();
    let letter = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
    let before = span.start.checked_sub(1).and_then(|at| bytes.get(at));
    matches!(before, Some(b'_' | b'.' | b'/' | b'@' | b'#'))
        && (letter(span.start.checked_sub(2)) || before != Some(&b'.'))
        || matches!(bytes.get(span.end), Some(b'_' | b'.' | b'@' | b'/')) && letter(Some(span.end + 1))
}

/// Whether capitalised words stand right beside: "Super Saver Stores" is another name than "SuperSaver".
fn in_longer_name(text: &Text, first: usize, end: usize) -> bool {
    let tokens = text.tokens();
    let beside = |at: Option<usize>| {
        at.and_then(|at| tokens.get(at)).is_some_and(|token| {
            token.kind == TokenKind::Word && matches!(token.case, Case::Title | Case::Mixed)
        })
    };
    beside(Some(end)) || beside(first.checked_sub(1)) && !edit::opens_sentence(text, first.saturating_sub(1))
}

/// Whether the whole sentence is in capitals, so that the name has no choice.
fn all_capitals(text: &Text, span: FoldSpan) -> bool {
    let sentence = text.sentence_at(span.start).and_then(|n| text.sentences().get(n));
    let words = sentence.and_then(|sentence| text.tokens().get(sentence.tokens.clone())).unwrap_or_default();
    let mut words = words.iter().filter(|token| token.kind == TokenKind::Word).peekable();
    let several = words.clone().filter(|token| token.case == Case::Upper).count() > 2;
    several && words.peek().is_some() && words.all(|token| matches!(token.case, Case::Upper | Case::Title))
}

#[cfg(test)]
mod tests {
    use crate::checks::brand::testing::table;

    #[test]
    fn terms_keep_case_and_inflection() {
        table(
            "kind: style\nreplace: { package: parcel, postman: courier, e-mail: email, in order to: to, very: '' }",
            &[
                ("Your package left.", "Your parcel left."),
                ("Packages leave daily.", "Parcels leave daily."),
                ("YOUR PACKAGE LEFT.", "YOUR PARCEL LEFT."),
                ("The package's label is torn.", "The parcel's label is torn."),
                ("The packages' labels are torn.", "The parcels' labels are torn."),
                ("I sent an e-mail and a package.", "I sent an email and a parcel."),
                ("In order to return it, tap Returns.", "To return it, tap Returns."),
                ("It is a very old package.", "It is an old parcel."),
                ("**Package** sent.", "**Parcel** sent."),
                ("Two packages, one E-mail.", "Two parcels, one Email."),
                // Traps.
                ("See https://example.com/package/7 for it.", "See https://example.com/package/7 for it."),
                ("Write to package@example.com today.", "Write to package@example.com today."),
                ("You wrote \"my package is late\".", "You wrote \"my package is late\"."),
                ("Run `get package` first.", "Run `get package` first."),
                ("The packaging is new.", "The packaging is new."),
                ("Set package_id to 7.", "Set package_id to 7."),
                ("Ask for Package Plus today.", "Ask for Package Plus today."),
                ("Follow @package on the site.", "Follow @package on the site."),
                ("We offer e-package-tracking.", "We offer e-package-tracking."),
                ("The parcel is here.", "The parcel is here."),
                ("Every delivery is tracked.", "Every delivery is tracked."),
            ],
        );
    }

    #[test]
    fn verbs_keep_their_form() {
        table(
            "kind: style\nreplace: { log in: sign in, purchase: buy, utilise: use }\ninflect: verb",
            &[
                ("Please log in.", "Please sign in."),
                ("She logs in daily.", "She signs in daily."),
                ("You are logging in twice.", "You are signing in twice."),
                ("You logged in through the app.", "You signed in through the app."),
                ("Log in to pay.", "Sign in to pay."),
                ("You purchased it.", "You bought it."),
                ("Purchasing it is easy.", "Buying it is easy."),
                ("We utilise it.", "We use it."),
                ("It utilises a code.", "It uses a code."),
                ("Utilising it helps.", "Using it helps."),
                // Traps.
                ("Your login is safe.", "Your login is safe."),
                ("The log is in the app.", "The log is in the app."),
                ("You said \"log in\".", "You said \"log in\"."),
                ("See example.com/log in your browser.", "See example.com/log in your browser."),
                ("The blog in question.", "The blog in question."),
                ("A catalog in print.", "A catalog in print."),
                ("Utility bills.", "Utility bills."),
                ("Use `log in` here.", "Use `log in` here."),
                ("Sign in now.", "Sign in now."),
                ("Thanks for your purchase.", "Thanks for your purchase."),
                ("We analog inputs.", "We analog inputs."),
            ],
        );
    }

    #[test]
    fn names_have_one_spelling() {
        table(
            "kind: style\nnames: [SuperSaver Plus, Northbank, Wi-Fi, Glow, Flexi®]\ncommon: [Glow]",
            &[
                ("Open a super saver plus account.", "Open a SuperSaver Plus account."),
                ("Supersaver Plus pays 2%.", "SuperSaver Plus pays 2%."),
                ("Super-Saver-Plus pays 2%.", "SuperSaver Plus pays 2%."),
                ("Welcome to northbank.", "Welcome to Northbank."),
                ("NorthBank's app", "Northbank's app"),
                ("The NORTHBANK app is new.", "The Northbank app is new."),
                ("Use wifi at home.", "Use Wi-Fi at home."),
                ("Use WiFi at home.", "Use Wi-Fi at home."),
                ("Northbank® is here.", "Northbank is here."),
                ("GLOW is our cream.", "Glow is our cream."),
                ("Our flexi is new.", "Our Flexi® is new."),
                // Traps.
                ("Northbank is here.", "Northbank is here."),
                ("See northbank.example for more.", "See northbank.example for more."),
                ("Mail help@northbank.example now.", "Mail help@northbank.example now."),
                ("Let your skin glow.", "Let your skin glow."),
                ("Follow #northbank today.", "Follow #northbank today."),
                ("You wrote \"north bank\".", "You wrote \"north bank\"."),
                ("It is on North Bank Road.", "It is on North Bank Road."),
                ("WELCOME TO NORTHBANK TODAY", "WELCOME TO NORTHBANK TODAY"),
                ("The file northbank_app.zip is safe.", "The file northbank_app.zip is safe."),
                ("Open `northbank` there.", "Open `northbank` there."),
                ("Our Flexi® is new.", "Our Flexi® is new."),
                ("The northbanker walked.", "The northbanker walked."),
            ],
        );
    }
}
