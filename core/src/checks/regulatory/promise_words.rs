//! The words of promises in the seven languages, folded: what is promised, how firmly, and what was done.
//!
//! Source of the kinds and of the scale of strength: the taxonomy of commitments used by the pack
//! `core-commitments` (its page explains it).

use crate::policy::schema::Promise;

/// Words that promise something of a kind, written as the terms of a policy: a final `*` allows any ending, a
/// pattern stands between slashes.
pub(super) const KINDS: &[(Promise, &[&str])] = &[
    (
        Promise::Refund,
        &[
            "refund*", "money back", "reimburse*", "erstatt*", "ruckerstatt*", "zuruckerstatt*", "rembours*", "reembols*",
            "devolver*", "rimbors*", "terugbetal*", "devolucion*",
        ],
    ),
    (
        Promise::Credit,
        &[
            "voucher*", "compensat*", "goodwill", "gutschein*", "gutschrift*", "entschadig*", "bon d'achat", "avoir",
            "dedommag*", "vale", "indemniz*", "buono", "risarci*", "tegoedbon*", "vergoed*", "credit of", "a credit",
        ],
    ),
    (
        Promise::Waiver,
        &[
            "waive*", "waiving", "write off", "wrote off", "let you off", "cancel the fee", "drop the fee", "remove the fee",
            "no charge this time", "erlassen", "annuler les frais", "supprimer les frais", "perdonar*", "annullare la commissione",
            "kwijtscheld*", "isentar*",
        ],
    ),
    (
        Promise::Price,
        &["price match*", "match any price", "match the price", "same price", "lock in", "best price", "beat any price"],
    ),
    (
        Promise::Exception,
        &[
            "one-off", "just this once", "make an exception", "making an exception", "bend the rules", "ausnahmsweise",
            "exceptionnellement", "excepcionalmente", "in via eccezionale", "bij uitzondering",
        ],
    ),
    (
        Promise::Guarantee,
        &[
            "guarante*", "promise*", "rest assured", "assure you", "without fail", "no matter what", "garantier*", "garanti*",
            "garantiz*", "versprech*", "promet*", "promett*", "garander*", "beloof*", "beloven",
        ],
    ),
    (
        Promise::Deadline,
        &[
            "arrive*", "deliver*", "be ready", "be there", "be fixed", "be resolved", "be done", "ship*", "reach you",
            "liefer*", "ankommen", "livr*", "entreg*", "llegar*", "consegn*", "arriv*", "geleverd", "bezorg*", "chegar*",
        ],
    ),
    (
        Promise::Outcome,
        &["be approved", "be accepted", "be covered", "be granted", "genehmigt", "approuve", "aprobad*", "approvat*"],
    ),
    (
        Promise::Liability,
        &[
            "our fault", "my fault", "are liable", "we're liable", "accept liability", "accept responsibility",
            "accept full responsibility", "we admit", "was negligent", "were negligent", "unsere schuld", "wir haften",
            "notre faute", "nous sommes responsables", "culpa nuestra", "nuestra culpa", "colpa nostra", "onze schuld",
            "nossa culpa",
        ],
    ),
    (
        Promise::Legal,
        &["you're entitled", "you are entitled", "no right to", "the law says", "we're exempt", "we are exempt"],
    ),
    (Promise::Uptime, &["always available", "never down", "never goes down", "no downtime", "99.9%", "99.99%", "100% uptime"]),
    (
        Promise::Contact,
        &["call you", "call you back", "email you", "contact you", "get back to you", "be in touch", "phone you", "write to you"],
    ),
];

/// Cues of strength, from 5 (absolute) to 1 (possible).
pub(super) const CUES: &[(u8, &[&str])] = &[
    (
        5,
        &[
            "guarantee*", "promise", "promised", "definitely", "certainly", "always", "absolutely", "no matter what",
            "rest assured", "without fail", "100%", "assure you", "no questions asked", "any price", "garantiert", "garantieren",
            "garantie", "sicher", "bestimmt", "certainement", "garanti", "garantissons", "garantizamos", "garantizado", "seguro",
            "sicuramente", "garantito", "gegarandeerd", "zeker", "garantido", "certamente",
        ],
    ),
    (
        4,
        &[
            "will", "/[a-z]'ll\\b/", "shall", "going to", "you get", "you receive", "werden", "wird", "werde", "wirst", "recevrez",
            "rembourserons", "va", "allons", "vamos", "recibira", "riceverai", "ricevera", "zullen", "zal", "gaan", "vai",
        ],
    ),
    (
        1,
        &[
            "may", "might", "can", "could", "should", "usually", "typically", "normally", "aim", "aims", "expect", "expected",
            "about", "likely", "probably", "possibly", "perhaps", "maybe", "check", "whether", "would", "kann", "konnen",
            "konnte", "vielleicht", "normalerweise", "prufen", "peut", "pouvons", "pourrait", "normalement", "puede", "podemos",
            "podria", "normalmente", "puo", "possiamo", "potrebbe", "di solito", "kunnen", "misschien", "meestal", "pode", "talvez",
        ],
    ),
];

/// A deed: its participles, how it is asked for, and what a record of it is called.
#[derive(Debug)]
pub(super) struct Deed {
    /// Folded forms that say that it was done.
    pub(super) done: &'static [&'static str],
    /// English infinitive, for "I can ask our team to …"; empty when the deed can't be asked for like that.
    pub(super) infinitive: &'static str,
    /// Parts of event types, record keys or source words that show it.
    pub(super) record: &'static [&'static str],
}

/// Deeds that change something for the customer. Looking, checking and noting change nothing and are not here.
pub(super) const DEEDS: &[Deed] = &[
    Deed { done: &["refunded", "reimbursed", "erstattet", "rembourse", "reembolsado", "rimborsato", "terugbetaald"], infinitive: "refund", record: &["refund", "reimburs", "credit"] },
    Deed { done: &["cancelled", "canceled", "storniert", "gekundigt", "annule", "cancelado", "annullato", "cancellato", "geannuleerd"], infinitive: "cancel", record: &["cancel", "terminat", "clos"] },
    Deed { done: &["updated", "aktualisiert", "mis a jour", "actualizado", "aggiornato", "bijgewerkt", "atualizado"], infinitive: "update", record: &["updat", "chang", "modif", "correct"] },
    Deed { done: &["changed", "amended", "geandert", "modifie", "modifique", "cambiado", "modificato", "gewijzigd", "alterado"], infinitive: "change", record: &["chang", "amend", "updat", "modif", "switch"] },
    Deed { done: &["booked", "reserved", "rebooked", "gebucht", "reserve", "reservado", "prenotato", "geboekt"], infinitive: "book", record: &["book", "reserv", "schedul", "visit", "appoint", "callback"] },
    Deed { done: &["sent", "emailed", "posted", "gesendet", "geschickt", "envoye", "enviado", "inviato", "verstuurd"], infinitive: "send", record: &["sent", "send", "email", "post", "dispatch", "issued", "messag", "deliver", "link"] },
    Deed { done: &["shipped", "dispatched", "versandt", "verschickt", "expedie", "spedito", "verzonden"], infinitive: "ship", record: &["ship", "dispatch", "sent", "transit", "deliver", "left"] },
    Deed { done: &["escalated", "forwarded", "weitergeleitet", "transmis", "escalado", "inoltrato", "doorgestuurd"], infinitive: "look into", record: &["escalat", "forward", "handover", "pass", "case", "ticket", "request", "log", "rais"] },
    Deed { done: &["credited", "gutgeschrieben", "credite", "abonado", "accreditato"], infinitive: "credit", record: &["credit", "refund", "paid", "payment"] },
    Deed { done: &["waived", "erlassen", "kwijtgescholden"], infinitive: "waive", record: &["waiv"] },
    Deed { done: &["activated", "enabled", "aktiviert", "active", "activado", "attivato", "geactiveerd"], infinitive: "activate", record: &["activ", "enabl", "start"] },
    Deed { done: &["blocked", "frozen", "locked", "gesperrt", "bloque", "bloqueado", "bloccato", "geblokkeerd"], infinitive: "block", record: &["block", "frozen", "freez", "lock", "suspend"] },
    Deed { done: &["deleted", "removed", "geloscht", "supprime", "eliminado", "borrado", "rimosso", "verwijderd"], infinitive: "remove", record: &["delet", "remov", "eras"] },
    Deed { done: &["added", "hinzugefugt", "ajoute", "anadido", "aggiunto", "toegevoegd"], infinitive: "add", record: &["add", "creat", "book", "request", "assist"] },
    Deed { done: &["logged", "raised", "opened", "registered", "filed", "erfasst", "enregistre", "registrado", "registrato", "geregistreerd"], infinitive: "log", record: &["log", "rais", "open", "regist", "complaint", "case", "ticket", "dispute", "fil", "claim", "creat"] },
    Deed { done: &["issued", "ausgestellt", "emis", "emitido", "emesso"], infinitive: "issue", record: &["issu", "refund", "sent", "creat"] },
    Deed { done: &["replaced", "ersetzt", "remplace", "reemplazado", "sostituito", "vervangen"], infinitive: "replace", record: &["replac", "exchang"] },
    Deed { done: &["upgraded"], infinitive: "upgrade", record: &["upgrad", "chang"] },
    Deed { done: &["transferred", "uberwiesen", "transfere", "transferido", "trasferito", "overgemaakt"], infinitive: "transfer", record: &["transfer", "paid", "payment", "sent", "handover"] },
    Deed { done: &["scheduled", "arranged"], infinitive: "arrange", record: &["schedul", "arrang", "book", "appoint", "visit", "callback", "collect"] },
    Deed { done: &["unsubscribed", "opted you out"], infinitive: "unsubscribe", record: &["unsubscrib", "opt", "suppress", "object"] },
    Deed { done: &["reset"], infinitive: "reset", record: &["reset", "link"] },
];

/// Words that say that somebody of the company acted, before the participle.
pub(super) const ACTED: &[&str] = &[
    "i have", "i've", "we have", "we've", "has been", "have been", "is now", "are now", "wurde", "wurden", "ich habe",
    "wir haben", "j'ai", "nous avons", "a ete", "ont ete", "he", "hemos", "ha sido", "han sido", "ho", "abbiamo", "e stato",
    "e stata", "ik heb", "we hebben", "is", "foi", "foram",
];
