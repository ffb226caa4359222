//! What a text claims, in the small: values with what they are about, and states with their yes or no.

use crate::checks::semantic::words::{Content, Stem, all_content, content};
use crate::matching::{Scanned, is_negated};
use crate::order::Order as _;
use crate::text::values::{Value, ValueKind};
use crate::text::{FoldSpan, Lang, Sentence, Text, WordSet};

/// Most values, or clauses, of one text that are compared.
const MOST: usize = 80;

/// A value and the words around it.
#[derive(Clone, Debug)]
pub(super) struct ValueClaim<'t> {
    pub(super) value: &'t Value,
    /// Stems of the content words of its clause (of its sentence where the clause says too little), sorted.
    pub(super) about: Vec<Stem>,
    /// Whether it stands in a question.
    pub(super) asked: bool,
    /// Whether it is one of several of its sort: an item of a list, or "one", "the other".
    pub(super) listed: bool,
    /// Index of its sentence.
    pub(super) sentence: usize,
}

/// A clause that says that something is so, or is not so.
#[derive(Clone, Debug)]
pub(super) struct StateClaim {
    pub(super) span: FoldSpan,
    /// Stems of its content words, sorted.
    pub(super) about: Vec<Stem>,
    pub(super) negated: bool,
    /// Whether it speaks of what may or can be done, which does not change with time.
    pub(super) modal: bool,
}

/// Kinds that can contradict each other.
fn comparable(kind: &ValueKind) -> bool {
    matches!(
        kind,
        ValueKind::Money { .. }
            | ValueKind::Percent(_)
            | ValueKind::Date(_)
            | ValueKind::Time(_)
            | ValueKind::Duration { .. }
            | ValueKind::Quantity { .. }
    )
}

fn stems(found: impl Iterator<Item = Content>) -> Vec<Stem> {
    let mut stems: Vec<Stem> = found.map(|content| content.stem).collect();
    stems.order();
    stems.dedup();
    stems
}

fn tokens_of(text: &Text, span: FoldSpan) -> std::ops::Range<usize> {
    let tokens = text.tokens();
    let start = tokens.partition_point(|token| token.fold.start < span.start);
    let end = tokens.partition_point(|token| token.fold.start < span.end);
    start..end
}

/// The values of a text with what they are about.
pub(super) fn values<'t>(text: &'t Text, lang: Lang) -> Vec<ValueClaim<'t>> {
    let of_values = text.values();
    let in_value = |token: usize| {
        of_values
            .get(of_values.partition_point(|v| v.tokens.end <= token))
            .is_some_and(|v| v.tokens.contains(&token) && comparable(&v.kind))
    };
    if !of_values.iter().any(|value| comparable(&value.kind)) {
        return Vec::new();
    }
    let mut contents = all_content(text, lang);
    contents.retain(|content| !in_value(content.token));
    let about = |range: std::ops::Range<usize>| {
        let start = contents.partition_point(|content| content.token < range.start);
        let own = contents.get(start..).unwrap_or_default().iter();
        stems(own.take_while(|content| content.token < range.end).copied())
    };
    text.values()
        .iter()
        .filter(|value| comparable(&value.kind))
        .take(MOST)
        .filter_map(|value| {
            let at = text.tokens().get(value.tokens.start)?.fold.start;
            let sentence = text.sentence_at(at)?;
            let whole: &Sentence = text.sentences().get(sentence)?;
            let clause = text.clause_at(at).and_then(|n| text.clauses().get(n))?;
            let mut words = about(tokens_of(text, *clause));
            if words.len() < 2 && whole.tokens.len() < 60 {
                words = about(whole.tokens.clone());
            }
            let listed = is_listed(text, whole, value.tokens.start);
            Some(ValueClaim { value, about: words, asked: whole.question, listed, sentence })
        })
        .collect()
}

/// Words that tell things of one sort apart, folded.
static ONE_OF_MANY: WordSet<64> = WordSet::new(&[
    "one", "other", "another", "first", "second", "third", "each", "every", "either", "ones", "erste",
    "zweite", "andere", "premier", "autre", "primero", "otro", "primo", "altro", "eerste", "ander",
    "primeiro", "outro", "options", "option",
]);

/// Whether a value is one of several of its sort.
fn is_listed(text: &Text, sentence: &Sentence, value: usize) -> bool {
    let line =
        text.original().get(..sentence.span.start).unwrap_or("").trim_end_matches([' ', '\t', '*', '-', '•']);
    let opens_line = line.is_empty() || line.ends_with('\n');
    let own = sentence.span.text(text.original());
    let marked = own.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '*' | '•' | '+'));
    let mark_before =
        line.len() < text.original().get(..sentence.span.start).unwrap_or("").trim_end_matches(' ').len();
    let item = opens_line && (marked || mark_before);
    let before =
        value.checked_sub(1).and_then(|n| text.tokens().get(n)).map_or("", |token| text.token_text(token));
    let tokens = text.tokens().get(sentence.tokens.clone()).unwrap_or_default();
    item || matches!(before, ":" | "(" | "*")
        || tokens.iter().any(|token| ONE_OF_MANY.has(text.token_text(token)))
}

/// Verbs of possibility and permission, folded.
static MODALS: WordSet<64> = WordSet::new(&[
    "can",
    "cannot",
    "can't",
    "may",
    "allowed",
    "possible",
    "able",
    "eligible",
    "konnen",
    "kann",
    "moglich",
    "peut",
    "pouvez",
    "possible",
    "puede",
    "posible",
    "puo",
    "possibile",
    "kan",
    "mogelijk",
    "pode",
    "possivel",
    "covered",
    "included",
    "refundable",
    "available",
]);

/// Words that open a condition, folded: such a clause claims nothing.
static CONDITIONS: WordSet<64> = WordSet::new(&[
    "if", "unless", "whether", "when", "once", "until", "wenn", "falls", "ob", "sobald", "si", "lorsque",
    "quand", "cuando", "se", "quando", "als", "indien", "wanneer", "caso", "yet", "still", "noch", "encore",
    "aun", "todavia", "ancora", "nog", "ainda", "please", "bitte",
]);

/// The statements of a text that are a yes or a no.
pub(super) fn states(text: &Text, lang: Lang) -> Vec<StateClaim> {
    let mut found = Vec::new();
    let mut contents: Vec<Content> = Vec::new();
    for sentence in text.sentences().iter().filter(|sentence| !sentence.question).take(MOST) {
        if sentence.tokens.len() > 40 {
            continue;
        }
        for clause in clauses_in(text, sentence.fold) {
            let range = tokens_of(text, clause);
            let tokens = text.tokens().get(range.clone()).unwrap_or_default();
            let words =
                || tokens.iter().filter(|token| !text.is_yes(token)).map(|token| text.token_text(token));
            if tokens.len() < 2 || words().any(|word| CONDITIONS.has(word)) {
                continue;
            }
            contents.clear();
            contents.extend(content(text, lang, range));
            let Some(last) = contents.last().and_then(|c| text.tokens().get(c.token)) else { continue };
            if contents.len() < 2 {
                continue;
            }
            let about = stems(contents.iter().copied());
            if about.len() >= 2 {
                let negated = is_negated(text, last.fold) || opposite(text.token_text(last));
                let modal = words().any(|word| MODALS.has(word));
                found.push(StateClaim { span: clause, about, negated, modal });
            }
        }
    }
    found
}

fn opposite(word: &str) -> bool {
    word.starts_with("non-") || word.starts_with("unavail") || word.starts_with("ineligib")
}

fn clauses_in(text: &Text, span: FoldSpan) -> impl Iterator<Item = FoldSpan> + '_ {
    let clauses = text.clauses();
    let first = clauses.partition_point(|clause| clause.start < span.start);
    clauses.iter().skip(first).take_while(move |clause| clause.start < span.end).copied()
}

/// How many stems two sorted lists share.
pub(super) fn shared(a: &[Stem], b: &[Stem]) -> usize {
    let (mut n, mut m, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(n), b.get(m)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => n += 1,
            std::cmp::Ordering::Greater => m += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                n += 1;
                m += 1;
            }
        }
    }
    count
}

/// Words that announce that something differs from what was said before, folded.
static CORRECTIONS: WordSet<256> = WordSet::new(&[
    "correction",
    "correct",
    "corrected",
    "apologise",
    "apologize",
    "apologies",
    "mistake",
    "mistaken",
    "updated",
    "update",
    "changed",
    "revised",
    "actually",
    "instead",
    "earlier",
    "previously",
    "misspoke",
    "error",
    "rescheduled",
    "moved",
    "delayed",
    "postponed",
    "extended",
    "reduced",
    "increased",
    "now",
    "new",
    "korrektur",
    "korrigiert",
    "irrtum",
    "versehen",
    "entschuldigung",
    "aktualisiert",
    "geandert",
    "neu",
    "jetzt",
    "nun",
    "verschoben",
    "erreur",
    "excuses",
    "corrige",
    "desormais",
    "maintenant",
    "modifie",
    "reporte",
    "correccion",
    "ahora",
    "error",
    "disculpe",
    "disculpas",
    "actualizado",
    "cambiado",
    "correzione",
    "errore",
    "scusi",
    "adesso",
    "ora",
    "aggiornato",
    "spostato",
    "correctie",
    "vergissing",
    "excuses",
    "nu",
    "gewijzigd",
    "bijgewerkt",
    "verplaatst",
    "correcao",
    "erro",
    "desculpe",
    "agora",
    "atualizado",
    "alterado",
    "sorry",
    "another",
    "other",
    "different",
    "alternative",
    "also",
    "alternatively",
    "longer",
]);

/// Whether a text says that something has changed or was wrong before.
pub(super) fn corrects(text: &Text) -> bool {
    text.tokens().iter().any(|token| CORRECTIONS.has(text.token_text(token)))
}

/// Words with which a customer turns to something else, folded.
static TURNS_AWAY: WordSet<256> = WordSet::new(&[
    "another",
    "other",
    "others",
    "instead",
    "different",
    "change",
    "changed",
    "rather",
    "else",
    "next",
    "cheaper",
    "later",
    "earlier",
    "sooner",
    "faster",
    "alternative",
    "alternatives",
    "also",
    "actually",
    "but",
    "andere",
    "anderen",
    "anderer",
    "anderes",
    "stattdessen",
    "lieber",
    "sonst",
    "aber",
    "autre",
    "autres",
    "plutot",
    "changer",
    "mais",
    "otro",
    "otra",
    "otros",
    "cambiar",
    "pero",
    "altro",
    "altra",
    "invece",
    "cambiare",
    "ma",
    "ander",
    "anders",
    "liever",
    "maar",
    "outro",
    "outra",
    "mudar",
    "mas",
    "wrong",
    "incorrect",
    "no",
    "not",
    "nope",
    "nah",
    "find",
    "search",
    "want",
    "need",
    "second",
    "more",
    "about",
    "available",
    "explore",
    "from",
    "return",
    "suche",
    "finden",
    "cherche",
    "buscar",
    "busco",
    "cercare",
    "zoek",
    "procuro",
    "transfer",
    "book",
]);

/// Whether a customer message may have opened another matter or set something right.
pub(super) fn turns_away(scanned: &Scanned) -> bool {
    let text = &scanned.text;
    text.tokens().iter().any(|token| TURNS_AWAY.has(text.token_text(token)))
}
