//! What a date or an amount of a record is: of the start, the delivery, the end; a price, a fee, a deposit.
//!
//! An order that was placed on the 10th may well arrive on the 25th, and changing it may cost less than it did. A field speaks
//! against a value of the draft only when the draft does not say that its value is something else.

use std::cell::{Cell, OnceCell};
use std::sync::LazyLock;

use super::Ground;
use crate::checks::hallucination::rows::Mixed;
use crate::checks::hallucination::statements::Statement;
use crate::checks::hallucination::units::path_words;
use crate::evidence::Origin;
use crate::text::Text;
use crate::text::values::{Value, ValueKind};

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

/// Beginnings of folded words that tell what a date or an amount is, and whole ones with a full stop.
const TELLING: &[(Senses, &str)] = &[
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
    (
        FEE,
        "fee. fees. charge. charges. surcharge gebuhr gebuhren frais. comision. recargo commissione. commissioni. \
         toeslag taxa. taxas. penalty",
    ),
];

/// Words of a record that name a date and nothing more.
const PLAINLY: &[&str] = &["date", "at", "on", "time", "datum", "day"];
/// Records whose plain date is the day on which they were made.
const MADE: &[&str] = &["order", "purchase", "invoice", "receipt", "bill", "transaction"];
/// Words before a date by which a thing is called after the day on which it was made: "your order of 12 March".
const CALLED_AFTER: &[&str] = &["of", "from", "dated", "vom", "von", "du", "del", "van", "do", "da", "de"];

/// Senses of dates.
const OF_DATES: Senses = BEGUN | SENT | COMES | ENDS | VISIT | PLAIN;

/// A beginning of words, or a whole one, and what it tells.
type Telling = (&'static str, bool, Senses);

/// [`TELLING`] by the first letter.
static BY_LETTER: LazyLock<[Vec<Telling>; 26]> = LazyLock::new(|| {
    let mut table: [Vec<Telling>; 26] = std::array::from_fn(|_| Vec::new());
    for (sense, list) in TELLING {
        for word in list.split_whitespace() {
            let (start, whole) = word.strip_suffix('.').map_or((word, false), |whole| (whole, true));
            if let Some(place) = letter(start).and_then(|at| table.get_mut(at)) {
                place.push((start, whole, *sense));
            }
        }
    }
    table
});

fn letter(word: &str) -> Option<usize> {
    word.bytes()
        .next()
        .map(|byte| byte.to_ascii_lowercase())
        .filter(u8::is_ascii_lowercase)
        .map(|byte| usize::from(byte - b'a'))
}

/// What a folded word tells of dates and amounts.
fn told(word: &str) -> Senses {
    let Some(known) = letter(word).and_then(|at| BY_LETTER.get(at)) else { return 0 };
    let begins = |start: &str| word.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start));
    let tells = |(start, whole, _): &&Telling| begins(start) && (!*whole || start.len() == word.len());
    known.iter().filter(tells).fold(0, |all, (.., sense)| all | sense)
}

fn told_by<'w>(words: impl Iterator<Item = &'w str>) -> Senses {
    words.fold(0, |all, word| all | told(word))
}

/// What is known of the fields of the facts and of a statement, found when it is first asked for.
#[derive(Default)]
pub(in crate::checks::hallucination) struct FieldSenses {
    leaves: OnceCell<Vec<Senses>>,
    /// Where the statement begins that was asked about last.
    statement: Cell<Option<(usize, Senses)>>,
}

impl Ground<'_> {
    /// Whether a piece of the evidence is a field of a record that is something else than the draft says its value is.
    pub(in crate::checks::hallucination) fn is_of_another_field(
        &self,
        draft: (&Text, &Statement),
        value: &Value,
        piece: usize,
    ) -> bool {
        let is_date = match value.kind {
            ValueKind::Date(_) => true,
            ValueKind::Money { .. } => false,
            _ => return false,
        };
        let Some(Origin::Fact(n)) = self.evidence.get(piece).map(|piece| piece.origin) else {
            return false;
        };
        let leaves = self
            .senses
            .leaves
            .get_or_init(|| self.facts.leaves().iter().map(|leaf| self.field(&leaf.path)).collect());
        let Some(field) = leaves.get(n).copied() else { return false };
        let mask = if is_date { OF_DATES } else { !OF_DATES };
        let (own, field) = (self.said(draft, value) & mask, field & mask);
        // "Your booking is for the 12th" says nothing of when it was made.
        let past = field & (BEGUN | SENT) != 0 && field & PLAIN == 0;
        let apart = own & field == 0;
        match is_date {
            true => apart && field & !PLAIN != 0 && (own != 0 || past),
            false => apart && own & !PRICE != 0,
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

    /// What a field of the facts is, by its path; one of an event also by what happened.
    fn field(&self, path: &str) -> Senses {
        let (owner, key) = path.rsplit_once('.').unwrap_or(("", path));
        let event = self.facts.events().iter().find(|event| event.path == owner);
        let happened = told_by(path_words(event.map_or("", |event| &event.kind)));
        let of_key = told_by(path_words(key)) & OF_DATES;
        let date = if event.is_some() {
            (BEGUN | happened) & !(VISIT | ENDS)
        } else if of_key != 0 || !path_words(key).all(|word| PLAINLY.contains(&word)) {
            of_key
        } else {
            let owner = path_words(owner).last();
            let made = owner.is_some_and(|owner| MADE.contains(&owner));
            PLAIN | if made { BEGUN } else { owner.map_or(0, told) }
        };
        date & OF_DATES | (told_by(path_words(path)) | happened) & !OF_DATES
    }

    /// What the clause of a value says that it is.
    fn said(&self, (text, statement): (&Text, &Statement), value: &Value) -> Senses {
        let begins = statement.tokens.start;
        let told = match self.senses.statement.get() {
            Some((known, told)) if known == begins => told,
            _ => {
                let own = text.tokens().get(statement.tokens.clone()).unwrap_or_default();
                let told = told_by(own.iter().map(|token| text.token_text(token)));
                self.senses.statement.set(Some((begins, told)));
                told
            }
        };
        let before = value.tokens.start.checked_sub(1).and_then(|at| text.tokens().get(at));
        let called_after = before.is_some_and(|token| CALLED_AFTER.contains(&text.token_text(token)));
        if told & OF_DATES == 0 && called_after { told | BEGUN } else { told }
    }
}
