//! In which trade a text is at home: a reply about library books to a question about a flight is another matter.

use crate::literals::{Phrases, first_of};
use crate::text::{Text, TokenKind};

/// A set of trades, a bit for each.
pub(super) type Sectors = u32;

const PARCELS: Sectors = 1;
const STAYS: Sectors = 1 << 1;
const ENERGY: Sectors = 1 << 2;
const TELECOM: Sectors = 1 << 3;
const MONEY: Sectors = 1 << 4;
const FLIGHTS: Sectors = 1 << 5;
const INSURANCE: Sectors = 1 << 6;
const HEALTH: Sectors = 1 << 7;
const SOFTWARE: Sectors = 1 << 8;
const LIBRARY: Sectors = 1 << 9;
const SPORT: Sectors = 1 << 10;
const CLOTHES: Sectors = 1 << 11;
const FOOD: Sectors = 1 << 12;
const CARS: Sectors = 1 << 13;
const CULTURE: Sectors = 1 << 14;
const HOME: Sectors = 1 << 15;

/// Beginnings of folded words; none begins another.
const WORDS: &[(&str, Sectors)] = &[
    ("airline", FLIGHTS),
    ("airport", FLIGHTS),
    ("allergen", FOOD),
    ("anorak", CLOTHES),
    ("antibiotic", HEALTH),
    ("appliance", HOME),
    ("banking", MONEY),
    ("boarding", FLIGHTS),
    ("boiler", ENERGY),
    ("book loan", LIBRARY),
    ("boots", CLOTHES),
    ("borrow", LIBRARY | MONEY),
    ("breakfast", STAYS | FOOD),
    ("broadband", TELECOM),
    ("cabin", FLIGHTS),
    ("carry-on", FLIGHTS),
    ("check-in", STAYS | FLIGHTS),
    ("cinema", CULTURE),
    ("coffee", FOOD),
    ("concert", CULTURE),
    ("courier", PARCELS),
    ("credit card", MONEY),
    ("debit", MONEY),
    ("dental", HEALTH),
    ("dentist", HEALTH),
    ("direct debit", MONEY | ENERGY),
    ("dishwasher", HOME),
    ("doctor", HEALTH),
    ("electric", ENERGY),
    ("fibre", TELECOM),
    ("flight", FLIGHTS),
    ("fluge", FLIGHTS),
    ("flug ", FLIGHTS),
    ("fridge", HOME),
    ("fruhstuck", STAYS | FOOD),
    ("gas ", ENERGY),
    ("gift card", PARCELS | CLOTHES),
    ("gym", SPORT),
    ("hotel", STAYS),
    ("iban", MONEY),
    ("insur", INSURANCE),
    ("interest rate", MONEY),
    ("internet", TELECOM),
    ("jacket", CLOTHES),
    ("jumper", CLOTHES),
    ("kettle", HOME),
    ("library", LIBRARY),
    ("livraison", PARCELS),
    ("loan", MONEY | LIBRARY),
    ("luggage", FLIGHTS | STAYS),
    ("machine wash", CLOTHES),
    ("menu", FOOD),
    ("meter", ENERGY),
    ("mortgage", MONEY),
    ("museum", CULTURE),
    ("oven", HOME),
    ("overdraft", MONEY),
    ("paket", PARCELS),
    ("paquete", PARCELS),
    ("parcel", PARCELS),
    ("passenger", FLIGHTS),
    ("patient", HEALTH),
    ("pharmac", HEALTH),
    ("physio", HEALTH),
    ("piscin", STAYS | SPORT),
    ("pizza", FOOD),
    ("plane", FLIGHTS),
    ("policyholder", INSURANCE),
    ("pool", STAYS | SPORT),
    ("prescription", HEALTH),
    ("radiator", ENERGY),
    ("rental car", CARS),
    ("restaurant", FOOD),
    ("roaming", TELECOM),
    ("router", TELECOM),
    ("sandal", CLOTHES),
    ("seat on the", FLIGHTS),
    ("shoe", CLOTHES),
    ("sim card", TELECOM),
    ("sneaker", CLOTHES),
    ("suitcase", FLIGHTS),
    ("swimming", STAYS | SPORT),
    ("tariff", ENERGY | TELECOM),
    ("theatre", CULTURE),
    ("trainers", CLOTHES | SPORT),
    ("vaccin", HEALTH),
    ("vegan", FOOD),
    ("voicemail", TELECOM),
    ("washing machine", HOME),
    ("water damage", INSURANCE),
    ("wi-fi", TELECOM | STAYS),
    ("wifi", TELECOM | STAYS),
    ("yoga", SPORT),
    ("zapatos", CLOTHES),
    ("zapatillas", CLOTHES),
    ("adresse de livraison", PARCELS),
    ("password", SOFTWARE),
    ("passwort", SOFTWARE),
    ("app crash", SOFTWARE),
    ("the app ", SOFTWARE),
    ("log in", SOFTWARE),
    ("return label", PARCELS | CLOTHES),
    ("free returns", PARCELS | CLOTHES),
    ("ship to", PARCELS | CLOTHES),
    ("checked bag", FLIGHTS),
    ("bank card", MONEY),
    ("business account", MONEY),
    ("savings account", MONEY),
    ("current account", MONEY),
];

static BEGINS: Phrases<256> = Phrases::new(&WORD_LIST);
static WORD_LIST: [&str; WORDS.len()] = first_of(WORDS);

/// The trades of which a text speaks.
pub(super) fn of(text: &Text) -> Sectors {
    let folded = text.folded();
    let mut all = 0;
    BEGINS.find(folded, |number, start| {
        let opens = !folded.get(..start).is_some_and(|head| head.ends_with(char::is_alphanumeric));
        if opens {
            all |= WORDS.get(number).map_or(0, |(_, sectors)| *sectors);
        }
        false
    });
    // Whatever is sold may be sent.
    if all & (CLOTHES | HOME) != 0 { all | PARCELS } else { all }
}

/// Whether a text has at least so many words.
pub(super) fn has_words(text: &Text, least: usize) -> bool {
    text.tokens().iter().filter(|token| token.kind == TokenKind::Word).nth(least - 1).is_some()
}
