//! Which entities are wanted, prepared for searching: forms by length, telling words together.

use crate::literals::Literals;
use crate::order::Order as _;
use crate::text::{Listed, word_list};

use std::ops::Range;

use super::{Class, DEFAULT_FLOOR, ENTITIES, Entity, Form, Shape};

/// Longest identifier that windows look for (an IBAN has 34).
pub(crate) const MAX_ID: usize = 36;

/// Words that say "this number is something harmless"; an entity whose own word is nearer is not affected.
static COMMON_DENY: Listed = Listed::new(word_list![
    "order",
    "orders",
    "order number",
    "tracking",
    "track",
    "parcel",
    "shipment",
    "awb",
    "invoice",
    "ticket",
    "version",
    "isbn",
    "issn",
    "part no",
    "part number",
    "sku",
    "serial",
    "serial number",
    "model",
    "ean",
    "upc",
    "barcode",
    "asin",
    "article",
    "item",
    "product code",
    "booking",
    "confirmation number",
    "flight",
    "case number",
    "case id",
    "reference",
    "reference number",
    "ref",
    "po number",
    "voucher",
    "coupon",
    "gift card",
    "loyalty",
    "build",
    "error code",
    "error",
    "bestellung",
    "bestellnummer",
    "auftragsnummer",
    "rechnung",
    "rechnungsnummer",
    "sendungsnummer",
    "artikelnummer",
    "vorgangsnummer",
    "ticketnummer",
    "commande",
    "facture",
    "suivi",
    "colis",
    "dossier",
    "pedido",
    "factura",
    "seguimiento",
    "envio",
    "ordine",
    "fattura",
    "spedizione",
    "bestelling",
    "bestelnummer",
    "factuur",
    "encomenda",
    "fatura",
    "rastreamento",
]);

/// Words that say that a number is for calling, which is how national numbers of ten or eleven digits are
/// most often mistaken.
static PHONE_DENY: Listed = Listed::new(word_list![
    "phone",
    "phone number",
    "call",
    "calling",
    "tel",
    "telephone",
    "telephone number",
    "mobile",
    "fax",
    "contact number",
    "dial",
    "telefon",
    "telefono",
    "telefone",
    "telefoon",
]);

/// One window shape of a wanted entity.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    /// Index into the wanted entities.
    pub(crate) entity: usize,
    pub(crate) form: &'static Form,
    /// Bit per place: must be a letter; must be a digit.
    letters: u64,
    digits: u64,
}

impl Slot {
    /// Whether a window with these letter places fits.
    pub(crate) const fn fits(&self, letters: u64) -> bool {
        self.letters & !letters == 0 && self.digits & letters == 0
    }
}

/// A place where the letters of a telling word stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Telling {
    start: usize,
    end: usize,
    word: usize,
}

/// A word near a candidate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    word: usize,
    /// Bytes between it and the candidate.
    pub(crate) distance: usize,
    /// Whether it may only speak against (it stands in another sentence when false).
    pub(crate) same_sentence: bool,
}

/// The entities to look for, compiled once.
#[derive(Clone, Debug)]
pub struct EntitySet {
    entities: Vec<&'static Entity>,
    floor: u8,
    digits: Vec<Vec<Slot>>,
    mixed: Vec<Vec<Slot>>,
    words: Literals,
    /// Per word: may be continued by any letters.
    open: Vec<bool>,
    /// Per entity: words that raise, words that lower, both sorted.
    raise: Vec<Vec<usize>>,
    lower: Vec<Vec<usize>>,
    pub(crate) secrets: super::secret::SecretScanner,
}

impl EntitySet {
    /// All entities.
    pub fn all() -> EntitySet {
        EntitySet::of(ENTITIES.iter().copied())
    }

    /// The entities with these names; `Err` holds the first unknown name.
    ///
    /// # Errors
    ///
    /// A name that no entity has.
    pub fn named<'n>(names: impl IntoIterator<Item = &'n str>) -> Result<EntitySet, &'n str> {
        let mut wanted = Vec::new();
        for name in names {
            wanted.push(super::entity(name).ok_or(name)?);
        }
        Ok(EntitySet::of(wanted))
    }

    /// These entities, each once, in the order of [`ENTITIES`].
    pub fn of(wanted: impl IntoIterator<Item = &'static Entity>) -> EntitySet {
        let names: Vec<&str> = wanted.into_iter().map(|entity| entity.name).collect();
        let entities: Vec<&'static Entity> =
            ENTITIES.iter().copied().filter(|entity| names.contains(&entity.name)).collect();
        let mut digits = vec![Vec::new(); MAX_ID + 1];
        let mut mixed = vec![Vec::new(); MAX_ID + 1];
        for (index, entity) in entities.iter().enumerate() {
            for form in entity.forms {
                add_slots(index, form, &mut digits, &mut mixed);
            }
        }
        let mut lexicon: Vec<&'static str> = COMMON_DENY.iter().chain(PHONE_DENY.iter()).copied().collect();
        lexicon.extend(entities.iter().flat_map(|entity| entity.context.iter().chain(entity.deny)));
        lexicon.order();
        lexicon.dedup();
        let places = |list: &[&'static str]| -> Vec<usize> {
            let mut ids: Vec<usize> =
                list.iter().filter_map(|word| lexicon.binary_search(word).ok()).collect();
            ids.order();
            ids
        };
        let common = places(&COMMON_DENY);
        let calling = places(&PHONE_DENY);
        let raise: Vec<Vec<usize>> = entities.iter().map(|entity| places(entity.context)).collect();
        let lower = entities
            .iter()
            .zip(&raise)
            .map(|(entity, raise)| {
                let mut ids: Vec<usize> = places(entity.deny);
                ids.extend(common.iter().filter(|id| !raise.contains(id)));
                if matches!(entity.class, Class::NationalId | Class::Health | Class::Payment) {
                    ids.extend(calling.iter().filter(|id| !raise.contains(id)));
                }
                ids.order();
                ids.dedup();
                ids
            })
            .collect();
        let words = Literals::new(lexicon.iter().map(|word| word.trim_end_matches('*').as_bytes()));
        let open = lexicon.iter().map(|word| word.ends_with('*')).collect();
        let secrets = super::secret::SecretScanner::new(&entities);
        EntitySet { entities, floor: DEFAULT_FLOOR, digits, mixed, words, open, raise, lower, secrets }
    }

    /// The same set with another lowest confidence (0 to 100).
    #[must_use]
    pub fn with_floor(mut self, floor: u8) -> EntitySet {
        self.floor = floor;
        self
    }

    /// The lowest confidence that is reported.
    pub fn floor(&self) -> u8 {
        self.floor
    }

    /// The wanted entities, in the order of [`ENTITIES`].
    pub fn entities(&self) -> &[&'static Entity] {
        &self.entities
    }

    /// The index of a wanted entity.
    pub(crate) fn index(&self, name: &str) -> Option<usize> {
        self.entities.iter().position(|entity| entity.name == name)
    }

    pub(crate) fn get(&self, index: usize) -> Option<&'static Entity> {
        self.entities.get(index).copied()
    }

    pub(crate) fn slots(&self, length: usize, all_digits: bool) -> &[Slot] {
        let table = if all_digits { &self.digits } else { &self.mixed };
        table.get(length).map_or(&[], Vec::as_slice)
    }

    /// Where telling words may stand in a text, in order.
    pub(crate) fn telling(&self, text: &str) -> Vec<Telling> {
        let mut all = Vec::new();
        self.words.find(text.as_bytes(), |word, start, end| all.push(Telling { start, end, word }));
        all.order();
        all
    }

    /// Adds the telling words of a text that stand in `before` (nearest at its end) and `after` (nearest at its
    /// start); `all` are those of the whole text.
    pub(crate) fn words_around(
        &self,
        text: &str,
        all: &[Telling],
        before: Range<usize>,
        after: Range<usize>,
        found: &mut Vec<Found>,
    ) {
        let sentence = before.start + sentence_start(text.get(before.clone()).unwrap_or(""));
        for hit in self.whole_words(text, all, before.clone()) {
            let distance = before.end - hit.end;
            found.push(Found { word: hit.word, distance, same_sentence: hit.start >= sentence });
        }
        for hit in self.whole_words(text, all, after.clone()) {
            // A word before tells more than one after: "PIN 4821, CVV 123".
            let distance = hit.start - after.start + 8;
            found.push(Found { word: hit.word, distance, same_sentence: true });
        }
    }

    /// The words in a part of a text, which is looked at alone: a word that it cuts off is whole.
    fn whole_words<'t>(
        &'t self,
        text: &'t str,
        all: &'t [Telling],
        part: Range<usize>,
    ) -> impl Iterator<Item = &'t Telling> {
        let first = all.partition_point(|hit| hit.start < part.start);
        let own = all.get(first..).unwrap_or_default().iter();
        own.take_while(move |hit| hit.start < part.end).filter(move |hit| {
            let before = text.get(part.start..hit.start).and_then(|head| head.chars().next_back());
            let after = text.get(hit.end..part.end).and_then(|tail| tail.chars().next());
            hit.end <= part.end
                && !before.is_some_and(char::is_alphanumeric)
                && (self.open.get(hit.word) == Some(&true) || !after.is_some_and(char::is_alphanumeric))
        })
    }

    /// How the words near a candidate move the confidence that it is the entity at `index`.
    ///
    /// The nearest word counts most: "card, not order number, 4111" and "order number, not card, 4111" differ.
    pub(crate) fn lean(&self, index: usize, found: &[Found]) -> i16 {
        let reach = self.get(index).map_or(usize::MAX, |entity| entity.reach);
        let nearest = |list: Option<&Vec<usize>>, need_sentence: bool, reach: usize| {
            let list = list?;
            found
                .iter()
                .filter(|f| (f.same_sentence || !need_sentence) && list.binary_search(&f.word).is_ok())
                .map(|f| f.distance)
                .filter(|&distance| distance <= reach)
                .min()
        };
        let raise = nearest(self.raise.get(index), false, reach);
        let lower = nearest(self.lower.get(index), true, reach.saturating_add(16));
        // Between readings that all have a word, the nearest word decides.
        let near = |distance: usize| 5 - i16::try_from(distance / 5).unwrap_or(5).min(5);
        match (raise, lower) {
            (None, None) => 0,
            // Short codes: "zip code is 12345" has a word for and a word against in one phrase.
            (_, Some(_)) if reach < usize::MAX => -35,
            (Some(raise), None) => 35 + near(raise),
            (None, Some(_)) => -35,
            (Some(raise), Some(lower)) if raise <= lower => 30 + near(raise),
            (Some(_), Some(_)) => -20,
        }
    }
}

/// Where the last sentence of `text` starts.
fn sentence_start(text: &str) -> usize {
    let ends = |pair: &[u8]| matches!(pair, [b'.' | b'!' | b'?' | b';', b' ']);
    text.as_bytes().windows(2).rposition(ends).map_or(0, |at| at + 2)
}

fn add_slots(entity: usize, form: &'static Form, digits: &mut [Vec<Slot>], mixed: &mut [Vec<Slot>]) {
    match form.shape {
        Shape::Digits(min, max) => {
            for table in digits.iter_mut().take(usize::from(max) + 1).skip(usize::from(min)) {
                table.push(Slot { entity, form, letters: 0, digits: u64::MAX });
            }
        }
        Shape::Pattern(pattern) => {
            let mut slot = Slot { entity, form, letters: 0, digits: 0 };
            for (place, byte) in pattern.bytes().enumerate() {
                match byte {
                    b'A' => slot.letters |= 1 << place,
                    b'9' => slot.digits |= 1 << place,
                    _ => {}
                }
            }
            if let Some(table) = mixed.get_mut(pattern.len()) {
                table.push(slot);
            }
            // A pattern that allows digits everywhere also fits a window of digits.
            if slot.letters == 0
                && let Some(table) = digits.get_mut(pattern.len())
            {
                table.push(slot);
            }
        }
    }
}
