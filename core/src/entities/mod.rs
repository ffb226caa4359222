//! Identifiers and secrets: cards, accounts, national numbers, contact data, keys.
//!
//! An [`Entity`] is data: its names, the words that speak for and against it, how it is masked, and its
//! [forms](Form) with their check. Adding one is an entry in the file of its family and a line in
//! [`ENTITIES`].
//!
//! # How a text is searched
//!
//! One pass cuts the folded text into runs of letters and digits. Windows of neighbouring runs, joined by
//! the usual separators, are looked up by length and by the places of their letters, so that a draft without
//! digits costs that one pass. What has no such shape (email, addresses, secrets) has its own scanner over the
//! same runs.
//!
//! # Confidence
//!
//! The start is the [`Band`] and the result of the check; the form of writing, neighbouring words (six words
//! before, three after), the region and the edges move it. Bare short numbers without a telling word stay below
//! [`DEFAULT_FLOOR`]; a number of band H whose check fits reaches 80; exact shapes (band X) 90.
//!
//! # One place, several readings
//!
//! Overlapping hits are settled by confidence (which holds the neighbouring words), then by a check digit,
//! then by length, then by the order of [`ENTITIES`], which goes from specific to general.

mod assigned;
mod card;
mod checksum;
mod contact;
mod context;
mod domains;
mod health;
mod hidden;
mod iban;
mod link;
mod mask;
mod national_eu;
mod national_north;
mod national_world;
mod network;
mod phone;
mod phone_plans;
mod record;
mod reserved;
mod runs;
mod scan;
mod secret;
mod seed;
#[cfg(test)]
mod tests;
mod tokens;
mod uk;
mod us;
mod vehicle;
mod wallet;

use crate::span::Span;
use crate::text::FoldSpan;

pub use context::EntitySet;
pub use mask::{MaskStyle, mask};
pub use reserved::is_reserved;
pub use scan::find;

/// Hits below this confidence are dropped unless the set says otherwise.
pub const DEFAULT_FLOOR: u8 = 50;

/// What sort of data an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Cards, accounts.
    Payment,
    /// National identity and tax numbers, passports, licences.
    NationalId,
    /// Health numbers.
    Health,
    /// Ways to reach a person.
    Contact,
    /// Addresses in networks and on the web.
    Network,
    /// Numbers of devices.
    Device,
    /// Numbers of vehicles.
    Vehicle,
    /// What opens something: keys, passwords, codes.
    Secret,
    /// Personal records: dates of birth, case files, coordinates.
    Record,
}

/// How telling the shape is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// Pattern and check are usually enough.
    High,
    /// Needs a word that says what it is.
    Context,
    /// The exact shape is enough.
    Exact,
}

/// What may stay visible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mask {
    /// Nothing.
    Hidden,
    /// The last characters.
    Last(u8),
    /// The first and the last characters.
    Ends(u8, u8),
    /// The first characters.
    First(u8),
    /// First letter of the mailbox and the domain.
    Email,
    /// Country and the last four characters.
    Iban,
    /// The network part of an address.
    Network,
    /// A web address without its query and without user and password.
    Url,
    /// Coordinates to one decimal.
    Coordinates,
    /// Public data: kept.
    Keep,
}

/// Outcome of a form's check, with a correction of the confidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// It is not one.
    No,
    /// The shape and ranges fit; no check digit exists.
    Maybe(i16),
    /// A check digit fits.
    Sure(i16),
    /// The shape fits but a check digit that most of them carry does not.
    Weak(i16),
}

impl Check {
    /// A check digit decides.
    pub(crate) const fn digit(ok: bool) -> Check {
        if ok { Check::Sure(0) } else { Check::No }
    }

    /// Ranges decide.
    pub(crate) const fn range(ok: bool) -> Check {
        if ok { Check::Maybe(0) } else { Check::No }
    }
}

/// A window of the text that has the shape of a form.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// Upper-case letters and digits, separators removed.
    pub id: &'a [u8],
    /// The same place in the folded text, separators included.
    pub raw: &'a str,
    /// Length of each group between separators.
    pub groups: &'a [u8],
}

/// The shape of a form.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// From so many to so many digits.
    Digits(u8, u8),
    /// One character per place: `9` digit, `A` letter, `X` either.
    Pattern(&'static str),
}

/// One way an identifier is written.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// Places of letters and digits.
    pub shape: Shape,
    /// Decides whether a window of that shape is one.
    pub check: fn(&Candidate<'_>) -> Check,
    /// Usual grouping, such as `[4, 4, 4, 4]`; raises the confidence.
    pub groups: &'static [&'static [u8]],
}

impl Form {
    pub(crate) const fn digits(
        min: u8,
        max: u8,
        groups: &'static [&'static [u8]],
        check: fn(&Candidate<'_>) -> Check,
    ) -> Form {
        Form { shape: Shape::Digits(min, max), check, groups }
    }

    pub(crate) const fn pattern(
        pattern: &'static str,
        groups: &'static [&'static [u8]],
        check: fn(&Candidate<'_>) -> Check,
    ) -> Form {
        Form { shape: Shape::Pattern(pattern), check, groups }
    }
}

/// A kind of identifier or secret.
#[derive(Debug)]
pub struct Entity {
    /// Kebab-case name, part of rule ids.
    pub name: &'static str,
    /// For messages: "payment card number".
    pub label: &'static str,
    /// What sort of data it is.
    pub class: Class,
    /// How telling its shape is.
    pub band: Band,
    /// Upper-case ISO 3166-1 code of the issuing country; empty when international.
    pub region: &'static str,
    /// Folded words that speak for it; a final `*` allows any ending.
    pub context: &'static [&'static str],
    /// Folded words that speak against it, beside the common ones.
    pub deny: &'static [&'static str],
    /// What may stay visible.
    pub mask: Mask,
    /// How it is written.
    pub forms: &'static [Form],
    /// Whether a text is one, for kinds that have their own scanner.
    pub validate: Option<fn(&str) -> bool>,
    /// Whether look-alike letters (`O` for 0, `l` for 1) may stand for digits.
    pub lookalikes: bool,
    /// How many bytes away a telling word may stand.
    pub reach: usize,
}

impl Entity {
    /// Defaults for entries.
    pub(crate) const BASE: Entity = Entity {
        name: "",
        label: "",
        class: Class::Record,
        band: Band::Context,
        region: "",
        context: &[],
        deny: &[],
        mask: Mask::Last(4),
        forms: &[],
        validate: None,
        lookalikes: false,
        reach: usize::MAX,
    };
}

/// All entities, specific before general.
pub static ENTITIES: &[&Entity] = &[
    &card::CARD,
    &iban::IBAN,
    &contact::EMAIL,
    &secret::PRIVATE_KEY,
    &secret::SEED_PHRASE,
    &secret::JWT,
    &secret::API_KEY,
    &secret::ACCESS_TOKEN,
    &secret::CONNECTION_STRING,
    &secret::URL_SECRET,
    &secret::PASSWORD,
    &secret::TRACK_DATA,
    &secret::MRZ,
    &wallet::WALLET,
    &us::SSN,
    &us::ITIN,
    &us::EIN,
    &us::ROUTING,
    &us::NPI,
    &us::DEA,
    &health::MBI,
    &uk::NINO,
    &uk::NHS,
    &uk::UTR,
    &uk::SORT_CODE,
    &national_eu::DNI,
    &national_eu::CIF,
    &national_eu::NIR,
    &national_eu::CODICE_FISCALE,
    &national_eu::STEUER_ID,
    &national_eu::RVNR,
    &national_eu::BSN,
    &national_eu::RIJKSREGISTER,
    &national_eu::MATRICULE,
    &national_eu::PESEL,
    &national_eu::NIP,
    &national_north::PERSONNUMMER,
    &national_north::FODSELSNUMMER,
    &national_north::CPR,
    &national_north::HETU,
    &national_eu::NIF_PT,
    &national_eu::PPS,
    &national_eu::SVNR,
    &national_eu::AHV,
    &national_eu::RODNE_CISLO,
    &national_eu::CNP,
    &national_eu::EGN,
    &national_eu::OIB,
    &national_north::ISIKUKOOD,
    &national_north::ASMENS_KODAS,
    &national_north::PERSONAS_KODS,
    &national_eu::EMSO,
    &national_eu::AMKA,
    &national_eu::TAJ,
    &national_north::KENNITALA,
    &national_eu::PERSONALAUSWEIS,
    &national_eu::SIRET,
    &national_eu::PARTITA_IVA,
    &national_world::AADHAAR,
    &national_world::PAN_INDIA,
    &national_world::GSTIN,
    &national_world::CPF,
    &national_world::CNPJ,
    &national_world::RUT,
    &national_world::CURP,
    &national_world::RFC,
    &national_world::CUIT,
    &national_world::CBU,
    &national_world::SIN,
    &national_world::TFN,
    &national_world::ABN,
    &national_world::ACN,
    &national_world::IRD,
    &national_world::NRIC,
    &national_world::ZA_ID,
    &national_world::RRN,
    &national_world::MY_NUMBER,
    &national_world::CN_ID,
    &national_world::TH_ID,
    &national_world::IL_ID,
    &national_world::TCKN,
    &national_world::NIN,
    &health::KVNR,
    &health::MEDICARE_AU,
    &health::HEALTH_CARD_CA,
    &vehicle::VIN,
    &vehicle::IMEI,
    &vehicle::ICCID,
    &vehicle::IMSI,
    &network::IP_ADDRESS,
    &network::MAC_ADDRESS,
    &network::COORDINATES,
    &network::URL,
    &record::CVV,
    &record::PIN,
    &record::ONE_TIME_CODE,
    &record::CARD_EXPIRY,
    &record::DATE_OF_BIRTH,
    &health::MEDICAL_RECORD,
    &health::MEMBER_ID,
    &us::PASSPORT,
    &us::DRIVING_LICENCE,
    &us::BANK_ACCOUNT,
    &uk::NUMBER_PLATE,
    &phone::PHONE,
];

/// The entity of that name.
pub fn entity(name: &str) -> Option<&'static Entity> {
    ENTITIES.iter().copied().find(|entity| entity.name == name)
}

/// What the search knows beside the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// Upper-case ISO 3166-1 alpha-2 code of the customer's country.
    pub region: Option<[u8; 2]>,
}

/// One place that holds an entity.
#[derive(Clone, Debug)]
pub struct EntityHit {
    /// What it is.
    pub entity: &'static Entity,
    /// Where, in the folded text.
    pub fold: FoldSpan,
    /// Where, in the original text.
    pub span: Span,
    /// Separators removed; upper case, except where case carries meaning (secrets, wallets, addresses).
    pub normalized: String,
    /// 0 to 100.
    pub confidence: u8,
    /// Whether a check digit confirmed it.
    pub checked: bool,
}

/// A text with its folded form and the way back.
///
/// The folded text is lower case with digits of all scripts as ASCII, one space for white space and `-` for
/// dashes.
pub trait Folding {
    /// The text as it came.
    fn original(&self) -> &str;
    /// The folded text.
    fn folded(&self) -> &str;
    /// The place in the original of a place in the folded text.
    fn original_span(&self, fold: FoldSpan) -> Span;
}

impl Folding for crate::text::Text {
    fn original(&self) -> &str {
        self.original()
    }

    fn folded(&self) -> &str {
        self.folded()
    }

    fn original_span(&self, fold: FoldSpan) -> Span {
        self.original_span(fold)
    }
}

/// The simplest [`Folding`]: ASCII letters to lower case, nothing else, so offsets are the same.
#[derive(Clone, Debug)]
pub struct AsciiFolding<'a> {
    original: &'a str,
    folded: String,
}

impl<'a> AsciiFolding<'a> {
    /// Folds a text.
    pub fn new(original: &'a str) -> AsciiFolding<'a> {
        AsciiFolding { original, folded: original.to_ascii_lowercase() }
    }
}

impl Folding for AsciiFolding<'_> {
    fn original(&self) -> &str {
        self.original
    }

    fn folded(&self) -> &str {
        &self.folded
    }

    fn original_span(&self, fold: FoldSpan) -> Span {
        Span::new(fold.start, fold.end)
    }
}

/// Whether `text` is a well-formed identifier of the entity called `name`, check digit included; `None` for an
/// unknown name. Separators are ignored.
///
/// ```
/// use draftgate::entities::is_valid;
/// assert_eq!(is_valid("credit-card", "4242 4242 4242 4242"), Some(true));
/// assert_eq!(is_valid("credit-card", "4242 4242 4242 4243"), Some(false));
/// assert_eq!(is_valid("no-such-entity", "1"), None);
/// ```
pub fn is_valid(name: &str, text: &str) -> Option<bool> {
    let entity = entity(name)?;
    let raw = text.trim().to_ascii_lowercase();
    let id: Vec<u8> =
        raw.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_uppercase()).collect();
    let groups: Vec<u8> = raw
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|group| !group.is_empty())
        .map(|group| u8::try_from(group.len()).unwrap_or(u8::MAX))
        .collect();
    let candidate = Candidate { id: &id, raw: &raw, groups: &groups };
    let by_form = entity.forms.iter().any(|form| {
        scan::fits(form.shape, &id) && matches!((form.check)(&candidate), Check::Sure(_) | Check::Maybe(_))
    });
    let by_scanner = entity.validate.is_some_and(|validate| validate(text.trim()));
    Some(by_form || by_scanner)
}
