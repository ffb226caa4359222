//! What a text is about, coarsely: the contact reasons of customer service.

use crate::literals::{Phrases, first_of};
use crate::text::{Text, TokenKind};

/// Why a customer writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reason {
    Refund,
    Delivery,
    Billing,
    Cancel,
    Technical,
    Account,
    Complaint,
    Booking,
    Travel,
    Food,
    Product,
    Contact,
    Other,
}

impl Reason {
    /// For people.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Reason::Refund => "refund",
            Reason::Delivery => "delivery",
            Reason::Billing => "billing",
            Reason::Cancel => "cancellation",
            Reason::Technical => "technical",
            Reason::Account => "account",
            Reason::Complaint => "complaint",
            Reason::Booking => "booking",
            Reason::Travel => "travel",
            Reason::Food => "food and places",
            Reason::Product => "product",
            Reason::Contact => "contact",
            Reason::Other => "information",
        }
    }
}

/// Reasons in the order of [`Topics`].
const REASONS: [Reason; 12] = [
    Reason::Refund,
    Reason::Delivery,
    Reason::Billing,
    Reason::Cancel,
    Reason::Technical,
    Reason::Account,
    Reason::Complaint,
    Reason::Booking,
    Reason::Travel,
    Reason::Food,
    Reason::Product,
    Reason::Contact,
];

/// How often each reason is touched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Topics([u16; 12]);

impl Topics {
    /// The topics of a text.
    pub(crate) fn of(text: &Text) -> Topics {
        let mut topics = Topics::default();
        for token in text.tokens().iter().filter(|token| token.kind == TokenKind::Word) {
            topics.add(text.token_text(token));
        }
        topics
    }

    fn add(&mut self, word: &str) {
        BEGINS.beginnings(word, |number| {
            let reason = BEGINNINGS.get(number).map(|(_, reason)| reason);
            let count = REASONS.iter().position(|r| Some(r) == reason).and_then(|n| self.0.get_mut(n));
            if let Some(count) = count {
                *count = count.saturating_add(1);
            }
            true
        });
    }

    /// The reason touched most; of equals the first.
    pub(crate) fn main(&self) -> Reason {
        let best = self.0.iter().copied().max().unwrap_or(0);
        let at = self.0.iter().position(|count| *count == best);
        if best == 0 {
            Reason::Other
        } else {
            at.and_then(|n| REASONS.get(n)).copied().unwrap_or(Reason::Other)
        }
    }

    /// Whether any reason is touched.
    pub(super) fn any(&self) -> bool {
        self.0.iter().any(|count| *count > 0)
    }

    /// How many reasons two texts share, and how many the first touches.
    pub(super) fn shared(&self, other: &Topics) -> (u16, u16) {
        let both = self.0.iter().zip(&other.0).filter(|(a, b)| **a > 0 && **b > 0).count();
        let own = self.0.iter().filter(|a| **a > 0).count();
        (u16::try_from(both).unwrap_or(u16::MAX), u16::try_from(own).unwrap_or(u16::MAX))
    }
}

static BEGINS: Phrases<1024> = Phrases::new(&WORDS);

/// The words of [`BEGINNINGS`].
static WORDS: [&str; BEGINNINGS.len()] = first_of(BEGINNINGS);

/// Beginnings of folded words, sorted; none begins another.
const BEGINNINGS: &[(&str, Reason)] = &[
    ("abbestell", Reason::Cancel),
    ("abbuch", Reason::Billing),
    ("abonn", Reason::Account),
    ("accommodat", Reason::Booking),
    ("account", Reason::Account),
    ("address", Reason::Delivery),
    ("airline", Reason::Travel),
    ("airplane", Reason::Travel),
    ("airport", Reason::Travel),
    ("anmeld", Reason::Account),
    ("annul", Reason::Cancel),
    ("anschluss", Reason::Technical),
    ("appointment", Reason::Booking),
    ("apps", Reason::Technical),
    ("arriv", Reason::Delivery),
    ("bag", Reason::Travel),
    ("bestell", Reason::Product),
    ("bill", Reason::Billing),
    ("board", Reason::Travel),
    ("book", Reason::Booking),
    ("breakfast", Reason::Food),
    ("broken", Reason::Technical),
    ("buch", Reason::Booking),
    ("bug", Reason::Technical),
    ("cafe", Reason::Food),
    ("cancel", Reason::Cancel),
    ("carrier", Reason::Delivery),
    ("charg", Reason::Billing),
    ("cheap", Reason::Product),
    ("checkout", Reason::Product),
    ("colis", Reason::Delivery),
    ("compensat", Reason::Refund),
    ("complain", Reason::Complaint),
    ("compte", Reason::Account),
    ("conta", Reason::Account),
    ("conto", Reason::Account),
    ("courier", Reason::Delivery),
    ("crash", Reason::Technical),
    ("credit", Reason::Billing),
    ("cuenta", Reason::Account),
    ("cuisine", Reason::Food),
    ("damag", Reason::Complaint),
    ("debit", Reason::Billing),
    ("deliver", Reason::Delivery),
    ("depart", Reason::Travel),
    ("device", Reason::Technical),
    ("dinner", Reason::Food),
    ("disappoint", Reason::Complaint),
    ("dispatch", Reason::Delivery),
    ("entrega", Reason::Delivery),
    ("envio", Reason::Delivery),
    ("error", Reason::Technical),
    ("erstatt", Reason::Refund),
    ("factur", Reason::Billing),
    ("fattur", Reason::Billing),
    ("fatura", Reason::Billing),
    ("fault", Reason::Technical),
    ("fee", Reason::Billing),
    ("fehler", Reason::Technical),
    ("fix", Reason::Technical),
    ("flew", Reason::Travel),
    ("flight", Reason::Travel),
    ("fly", Reason::Travel),
    ("food", Reason::Food),
    ("gate", Reason::Travel),
    ("guesthouse", Reason::Booking),
    ("hotel", Reason::Booking),
    ("instal", Reason::Technical),
    ("internet", Reason::Technical),
    ("invoice", Reason::Billing),
    ("kontakt", Reason::Contact),
    ("kunden", Reason::Contact),
    ("kundig", Reason::Cancel),
    ("levering", Reason::Delivery),
    ("liefer", Reason::Delivery),
    ("livr", Reason::Delivery),
    ("log", Reason::Account),
    ("luggage", Reason::Travel),
    ("lunch", Reason::Food),
    ("menu", Reason::Food),
    ("museum", Reason::Food),
    ("newsletter", Reason::Account),
    ("order", Reason::Product),
    ("ordin", Reason::Product),
    ("pacco", Reason::Delivery),
    ("package", Reason::Delivery),
    ("paid", Reason::Billing),
    ("paket", Reason::Delivery),
    ("pakket", Reason::Delivery),
    ("parcel", Reason::Delivery),
    ("passenger", Reason::Travel),
    ("password", Reason::Account),
    ("passwort", Reason::Account),
    ("pay", Reason::Billing),
    ("pedido", Reason::Product),
    ("phone", Reason::Contact),
    ("pilot", Reason::Travel),
    ("plane", Reason::Travel),
    ("price", Reason::Product),
    ("pricing", Reason::Product),
    ("profile", Reason::Account),
    ("purchas", Reason::Product),
    ("railway", Reason::Travel),
    ("rechnung", Reason::Billing),
    ("reembols", Reason::Refund),
    ("refund", Reason::Refund),
    ("regist", Reason::Account),
    ("reimburs", Reason::Refund),
    ("rembours", Reason::Refund),
    ("reserv", Reason::Booking),
    ("restaurant", Reason::Food),
    ("return", Reason::Refund),
    ("rimbors", Reason::Refund),
    ("ruckerstatt", Reason::Refund),
    ("ruckgabe", Reason::Refund),
    ("seat", Reason::Travel),
    ("send", Reason::Delivery),
    ("sent", Reason::Delivery),
    ("ship", Reason::Delivery),
    ("signal", Reason::Technical),
    ("spedi", Reason::Delivery),
    ("stay", Reason::Booking),
    ("stornier", Reason::Cancel),
    ("subscri", Reason::Account),
    ("table", Reason::Food),
    ("taxi", Reason::Travel),
    ("telefon", Reason::Contact),
    ("terminat", Reason::Cancel),
    ("terugbetal", Reason::Refund),
    ("ticket", Reason::Travel),
    ("track", Reason::Delivery),
    ("train", Reason::Travel),
    ("trip", Reason::Travel),
    ("unaccept", Reason::Complaint),
    ("unsubscri", Reason::Account),
    ("user", Reason::Account),
    ("verlor", Reason::Delivery),
    ("versand", Reason::Delivery),
    ("voucher", Reason::Refund),
    ("website", Reason::Technical),
    ("wifi", Reason::Technical),
    ("withdraw", Reason::Billing),
    ("zahl", Reason::Billing),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextOptions;

    #[test]
    fn beginnings_are_sorted_and_none_begins_another() {
        for pair in BEGINNINGS.windows(2) {
            assert!(pair[0].0 < pair[1].0, "{}", pair[1].0);
            assert!(!pair[1].0.starts_with(pair[0].0), "{} begins {}", pair[0].0, pair[1].0);
        }
    }

    #[test]
    fn the_main_reason_of_a_message() {
        for (text, reason) in [
            ("I want my money back, please refund me.", Reason::Refund),
            ("Where is my parcel? It has not been delivered.", Reason::Delivery),
            ("Why was I charged twice on this bill?", Reason::Billing),
            ("Please cancel my contract.", Reason::Cancel),
            ("The app crashes with an error.", Reason::Technical),
            ("I forgot my password and can't log in to my account.", Reason::Account),
            ("Wo bleibt meine Lieferung?", Reason::Delivery),
            ("Ich möchte eine Rückerstattung.", Reason::Refund),
            ("Quiero un reembolso.", Reason::Refund),
            ("Hello, how are you?", Reason::Other),
        ] {
            assert_eq!(Topics::of(&Text::analyse(text, &TextOptions::default())).main(), reason, "{text}");
        }
    }
}
