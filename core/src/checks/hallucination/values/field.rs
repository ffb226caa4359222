//! What a date or an amount of a record is: of the start, the delivery, the end; a price, a fee, a deposit.
//!
//! An order that was placed on the 10th may well arrive on the 25th, and changing it may cost less than it did. A field speaks
//! against a value of the draft only when the draft does not say that its value is something else.

use super::Ground;
use crate::checks::hallucination::rows::Mixed;
use crate::checks::hallucination::statements::Statement;
use crate::checks::hallucination::units::path_words;
use crate::evidence::Origin;
use crate::text::values::{Value, ValueKind};
use crate::text::{Text, one_of};

/// What a date or an amount may be, as bits.
type Senses = u16;

/// When something was made, placed, begun.
const BEGUN: Senses = 1;
/// When it left.
const SENT: Senses = 1 << 1;
/// When it comes.
const COMES: Senses = 1 << 2;
/// When it ends, or has to be done.
const ENDS: Senses = 1 << 3;
/// When somebody visits.
const VISIT: Senses = 1 << 4;
/// Nothing more than "when": `order.date`.
const PLAIN: Senses = 1 << 5;

/// What something costs.
const PRICE: Senses = 1 << 14;
const FEE: Senses = 1 << 6;
const DELIVERY: Senses = 1 << 7;
const DEPOSIT: Senses = 1 << 8;
const INSTALMENT: Senses = 1 << 9;
const REFUND: Senses = 1 << 10;
const DISCOUNT: Senses = 1 << 11;
const EXCESS: Senses = 1 << 12;
const TAX: Senses = 1 << 13;

/// Beginnings of folded words that tell what a date is, and whole ones with a full stop.
const OF_DATES: &[(Senses, &str)] = &[
    (
        BEGUN,
        "start since. began begin placed ordered purchased bought created opened issued joined signed \
         registered reported filed raised logged submitted effective activated dated received beginn begonnen \
         seit aufgegeben bestellt gekauft erstellt eroffnet ausgestellt unterschrieben gemeldet \
         eingegangen abgeschlossen debut commenc depuis passee achete cree. ouvert emis signe declare recu. souscri \
         desde empez inici realiz emiti firmad abri recibi decorr iniz effettuat aperto emess firmat ricevut \
         sinds begon geplaatst besteld gekocht aangemaakt geopend ondertekend ontvangen comec \
         feita feito assin recebid abert",
    ),
    (
        SENT,
        "ship dispatch despatch sent left. versand verschickt abgeschickt verlassen expedie expedition envoy parti. partie. envia salio \
         spedi inviat verzonden verstuurd enviad",
    ),
    (
        COMES,
        "arriv deliver eta. expected reach come. coming ankomm ankunft kommt komme zugestellt liefer zustell livr \
         entreg lleg due. consegn bezorg levering levert geleverd aankom cheg receive",
    ),
    (
        ENDS,
        "end expir until till. renew due. deadline valid cancel terminat payable latest lauft laufzeit ablauf \
         gultig fallig verlang kundig frist spatestens bis. echeance renouvel jusqu fin. terme valable vence vencim \
         caduc renueva hasta termina scad rinnov fino entro verloop verval eindig einde tot. geldig uiterlijk \
         verleng disdir resili opzeg rescind renova ate. validade prazo",
    ),
    (
        VISIT,
        "appointment visit slot scheduled booked gebucht geboekt reserv besuch besichtig rendez cita. appuntament afspraak bezoek marcad",
    ),
];

/// Words of a record that name a date and nothing more.
const PLAINLY: &[&str] = &["date", "at", "on", "time", "datum", "day"];
/// Records whose plain date is the day on which they were made.
const MADE: &[&str] = &["order", "purchase", "invoice", "receipt", "bill", "transaction"];
/// Words before a date by which a thing is called after the day on which it was made: "your order of 12 March".
const CALLED_AFTER: &[&str] = &["of", "from", "dated", "vom", "von", "du", "del", "van", "do", "da", "de"];

/// Beginnings of folded words that tell what an amount is, and whole ones with a full stop.
const OF_AMOUNTS: &[(Senses, &str)] = &[
    (
        DELIVERY,
        "deliver shipping postage versand liefer livraison envio entrega spedizion consegna verzend bezorg",
    ),
    (DEPOSIT, "deposit anzahlung kaution acompte caution fianza caparra acconto aanbetaling borg caucao"),
    (INSTALMENT, "instalment installment monatsrate mensualite cuota rata. rate. raten. termijn prestac"),
    (REFUND, "refund erstatt ruckerstatt rembours reembols rimbors terugbetal credited"),
    (DISCOUNT, "discount rabatt remise descuent scont korting descont voucher"),
    (EXCESS, "excess deductible selbstbehalt selbstbeteiligung franchise franquicia franchigia franquia"),
    (PRICE, "total price sum. amount preis gesamt prix totale importe precio prezzo totaal prijs preco"),
    (TAX, "vat. tax. taxes. mehrwertsteuer mwst. tva. iva. btw."),
];

/// Words that are a fee as they are: "charged" is not.
fn is_fee(word: &str) -> bool {
    one_of!(
        word,
        "fee"
            | "fees"
            | "charge"
            | "charges"
            | "surcharge"
            | "gebuhr"
            | "gebuhren"
            | "frais"
            | "comision"
            | "recargo"
            | "commissione"
            | "commissioni"
            | "toeslag"
            | "taxa"
            | "taxas"
            | "penalty"
    )
}

/// Which of both a value is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Date,
    Amount,
}

impl Kind {
    /// What a folded word tells of dates or of amounts.
    fn told(self, word: &str) -> Senses {
        let (lists, fee) = match self {
            Kind::Date => (OF_DATES, 0),
            Kind::Amount => (OF_AMOUNTS, if is_fee(word) { FEE } else { 0 }),
        };
        let begins = |list: &str| {
            list.split_whitespace().any(|start| match start.strip_suffix('.') {
                Some(whole) => word == whole,
                None => word.starts_with(start),
            })
        };
        lists.iter().filter(|(_, list)| begins(list)).fold(fee, |all, (sense, _)| all | sense)
    }

    fn told_by<'w>(self, words: impl Iterator<Item = &'w str>) -> Senses {
        words.fold(0, |all, word| all | self.told(&word.to_ascii_lowercase()))
    }
}

impl Ground<'_> {
    /// Whether a piece of the evidence is a field of a record that is something else than the draft says its value is.
    pub(in crate::checks::hallucination) fn is_of_another_field(
        &self,
        draft: (&Text, &Statement),
        value: &Value,
        piece: usize,
    ) -> bool {
        let kind = match value.kind {
            ValueKind::Date(_) => Kind::Date,
            ValueKind::Money { .. } => Kind::Amount,
            _ => return false,
        };
        let Some(Origin::Fact(n)) = self.evidence.get(piece).map(|piece| piece.origin) else {
            return false;
        };
        let Some(leaf) = self.facts.leaves().get(n) else { return false };
        let own = said(draft, value, kind);
        let field = match kind {
            Kind::Date => self.dated(&leaf.path),
            Kind::Amount => {
                let owner = leaf.path.rsplit_once('.').map_or("", |(owner, _)| owner);
                let event = self.facts.events().iter().find(|event| event.path == owner);
                kind.told_by(path_words(&leaf.path).chain(path_words(event.map_or("", |event| &event.kind))))
            }
        };
        // "Your booking is for the 12th" says nothing of when it was made.
        let past = field & (BEGUN | SENT) != 0 && field & PLAIN == 0;
        match kind {
            Kind::Date => own & field == 0 && field & !PLAIN != 0 && (own != 0 || past),
            Kind::Amount => own & field == 0 && own & !PRICE != 0,
        }
    }

    /// The same of a value that a record named in the draft does not have.
    pub(in crate::checks::hallucination) fn is_other_field_of_row(
        &self,
        draft: &Text,
        statements: &[Statement],
        mixed: &Mixed,
    ) -> bool {
        let Some(value) = mixed.value.and_then(|at| draft.values().get(at)) else { return false };
        let statement = statements.iter().find(|statement| statement.tokens.contains(&value.tokens.start));
        statement.is_some_and(|statement| self.is_of_another_field((draft, statement), value, mixed.piece))
    }

    /// What a date of the facts is, by its path; that of an event by what happened.
    fn dated(&self, path: &str) -> Senses {
        let (owner, key) = path.rsplit_once('.').unwrap_or(("", path));
        if let Some(event) = self.facts.events().iter().find(|event| event.path == owner) {
            return (BEGUN | Kind::Date.told_by(path_words(&event.kind))) & !(VISIT | ENDS);
        }
        let of_key = Kind::Date.told_by(path_words(key));
        if of_key != 0 || !path_words(key).all(|word| PLAINLY.contains(&word)) {
            return of_key;
        }
        let Some(owner) = path_words(owner).last() else { return PLAIN };
        PLAIN | if MADE.contains(&owner) { BEGUN } else { Kind::Date.told(owner) }
    }
}

/// What the clause of a value says that it is.
fn said((text, statement): (&Text, &Statement), value: &Value, kind: Kind) -> Senses {
    let own = text.tokens().get(statement.tokens.clone()).unwrap_or_default();
    let told = kind.told_by(own.iter().map(|token| text.token_text(token)));
    let before = value.tokens.start.checked_sub(1).and_then(|at| text.tokens().get(at));
    let called_after = before.is_some_and(|token| CALLED_AFTER.contains(&text.token_text(token)));
    if kind == Kind::Date && told == 0 && called_after { BEGUN } else { told }
}
