//! A matter that the customer has called settled, opened again.

use super::acts::asks;
use super::thread::report;
use super::wishes::has_any;
use crate::checks::phrases::end_of;
use crate::checks::{CheckError, Cx};
use crate::findings::Sink;
use crate::literals::Phrases;
use crate::policy::compile::CompiledRule;
use crate::text::{WordSet, word_list};

/// Words with which a customer says that all is well, folded.
static SETTLED: Phrases<128> = Phrases::of(word_list![
    "that worked",
    "it worked",
    "works now",
    "working now",
    "works again",
    "working again",
    "that's all",
    "that was all",
    "all i needed",
    "all i wanted",
    "that fixed it",
    "all sorted",
    "sorted now",
    "never mind",
    "nevermind",
    "problem solved",
    "hat geklappt",
    "hat funktioniert",
    "funktioniert jetzt",
    "funktioniert wieder",
    "geht jetzt",
    "geht wieder",
    "das war alles",
    "hat sich erledigt",
    "ca a marche",
    "ca marche maintenant",
    "c'est tout",
    "ya funciona",
    "eso es todo",
    "eso era todo",
    "ha funzionato",
    "funziona ora",
    "e tutto",
    "werkt nu",
    "werkt weer",
    "is gelukt",
    "dat was alles",
    "ja funciona",
    "e tudo",
]);

/// Words of a customer for whom not all is well, folded.
static UNSETTLED: WordSet<64> = WordSet::of(word_list![
    "but", "still", "not", "however", "if", "until", "didn't", "doesn't", "don't", "isn't", "won't", "can't",
    "aber", "noch", "nicht", "wenn", "mais", "pas", "pero", "aun", "ma", "ancora", "maar", "niet", "mas",
    "ainda",
]);

/// Words of a reply that looks for a fault, folded.
static LOOKS_FOR_FAULT: Phrases<64> = Phrases::of(word_list![
    "look into",
    "describe",
    "sorry to hear",
    "sorry for the trouble",
    "have you tried",
    "please try",
    "what happens",
    "troubleshoot",
    "the following steps",
    "error message",
    "beschreiben",
    "tut mir leid",
    "fehlermeldung",
    "desole d'apprendre",
    "decrire",
    "describir",
    "lamento",
    "descrivere",
    "beschrijven",
    "foutmelding",
    "descrever",
]);

/// The draft opens the matter that the customer has called settled.
pub(super) fn settled<'a>(
    rule: &'a CompiledRule,
    cx: &Cx<'_, 'a>,
    sink: &mut Sink<'a>,
) -> Result<(), CheckError> {
    let (Some(last), Some(asked)) = (cx.case.last_customer, cx.case.customer_text()) else { return Ok(()) };
    let (text, said) = (&cx.draft.text, &asked.text);
    let opens = || LOOKS_FOR_FAULT.any_in(text.folded()) && !has_any(text, &TAKEN_IN);
    let settled = SETTLED.any_in(said.folded())
        && !said.sentences().iter().any(|sentence| asks(said, sentence))
        && !has_any(said, &UNSETTLED);
    if settled && opens() {
        report(rule, cx, sink, end_of(text), (last, said));
    }
    Ok(())
}

/// Words of a reply that has taken in that all is well, folded.
static TAKEN_IN: WordSet<32> = WordSet::of(word_list![
    "if",
    "glad",
    "great",
    "again",
    "wonderful",
    "perfect",
    "ever",
    "wenn",
    "falls",
    "freut",
    "schon",
]);
