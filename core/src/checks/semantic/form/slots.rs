//! The words in which templates name what is to be filled in.

use crate::text::{Listed, fold_pattern_text, word_list};

/// Last words of a field in English, German, Dutch; folded.
pub(super) static HEADS: Listed = Listed::new(word_list![
    "address",
    "adres",
    "adresse",
    "agent",
    "amount",
    "anschrift",
    "availability",
    "balance",
    "bedrag",
    "bedrijf",
    "bedrijfsnaam",
    "bestellnummer",
    "bestelnummer",
    "betrag",
    "brand",
    "branch",
    "business",
    "carrier",
    "chat",
    "city",
    "company",
    "contact",
    "country",
    "currency",
    "customer",
    "date",
    "datum",
    "day",
    "days",
    "deadline",
    "department",
    "details",
    "duration",
    "email",
    "e-mail",
    "enddate",
    "expiry",
    "field",
    "firma",
    "firmenname",
    "firstname",
    "hours",
    "hier",
    "here",
    "id",
    "insert",
    "invoice",
    "item",
    "klantnaam",
    "kundenname",
    "kundennummer",
    "lastname",
    "link",
    "location",
    "mail",
    "month",
    "naam",
    "nachname",
    "name",
    "names",
    "nr",
    "num",
    "number",
    "numbers",
    "nummer",
    "order",
    "percentage",
    "phone",
    "placeholder",
    "position",
    "preis",
    "price",
    "prijs",
    "product",
    "quantity",
    "reason",
    "ref",
    "reference",
    "signature",
    "store",
    "surname",
    "telefonnummer",
    "telephone",
    "time",
    "timeframe",
    "timeline",
    "title",
    "total",
    "tracking",
    "url",
    "uhrzeit",
    "username",
    "value",
    "variable",
    "voornaam",
    "vorname",
    "webadresse",
    "website",
    "year",
    "zeit",
]);

/// First words of a field in French, Spanish, Italian, Portuguese; folded.
pub(super) static ROMANCE_HEADS: Listed = Listed::new(word_list![
    "adresse",
    "cantidad",
    "cidade",
    "ciudad",
    "codice",
    "codigo",
    "cognome",
    "data",
    "date",
    "delai",
    "direccion",
    "empresa",
    "endereco",
    "entreprise",
    "enlace",
    "fecha",
    "hora",
    "horaires",
    "importe",
    "importo",
    "indirizzo",
    "inserer",
    "inserir",
    "inserire",
    "insertar",
    "lien",
    "montant",
    "nom",
    "nombre",
    "nome",
    "numero",
    "prenom",
    "prezzo",
    "prix",
    "precio",
    "preco",
    "produit",
    "producto",
    "prodotto",
    "produto",
    "societe",
    "telefono",
    "telefone",
    "telephone",
    "valor",
    "ville",
]);

/// Words that make any field sure, wherever they stand.
pub(super) const SURE: &[&str] = &[
    "anonymized",
    "anonymised",
    "einfugen",
    "insert",
    "inserer",
    "inserire",
    "insertar",
    "inserir",
    "invoegen",
    "placeholder",
    "your",
    "votre",
    "ihre",
    "ihr",
    "uw",
    "su",
    "sua",
    "seu",
    "tu",
];

/// Words before a label that is to be clicked; folded.
pub(super) const CLICKABLE: &[&str] = &[
    "click",
    "clicking",
    "press",
    "pressing",
    "select",
    "selecting",
    "tap",
    "tapping",
    "choose",
    "hit",
    "button",
    "klicken",
    "klick",
    "tippen",
    "wahlen",
    "cliquez",
    "appuyez",
    "haga",
    "clic",
    "pulse",
    "clicca",
    "premi",
    "klik",
    "clique",
    "menu",
    "option",
    "titled",
    "labelled",
    "labeled",
    "called",
    "named",
];

/// Words that open a greeting after which a name may simply be left out.
pub(super) const OPEN_GREETINGS: &[&str] = &[
    "hi",
    "hello",
    "hey",
    "hallo",
    "bonjour",
    "hola",
    "ciao",
    "ola",
    "morning",
    "afternoon",
    "evening",
    "tag",
    "morgen",
];

/// Folded, camel case and joining marks taken apart.
pub(super) fn normal(inner: &str) -> String {
    let mut apart = String::with_capacity(inner.len() + 8);
    let mut lower = false;
    for c in inner.chars() {
        if c.is_uppercase() && lower {
            apart.push(' ');
        }
        lower = c.is_lowercase();
        apart.push(if matches!(c, '_' | '.' | '/' | '-' | '\'' | '’' | ':') { ' ' } else { c });
    }
    let folded = fold_pattern_text(&apart);
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether words name something that a template would be filled with.
pub(super) fn names_slot(words: &str) -> bool {
    let mut all = words.split(' ').filter(|word| !word.is_empty());
    let count = all.clone().count();
    if count == 0 || count > 7 {
        return false;
    }
    let first = all.clone().next().unwrap_or("");
    let last = all.clone().next_back().unwrap_or("");
    HEADS.contains(&last)
        || ROMANCE_HEADS.contains(&first)
        || all.any(|word| SURE.contains(&word) && count > 1)
        || words.chars().all(|c| c == 'x' || c == ' ')
        || (first == "x" || first == "xx") && count == 2
}

/// Labels of buttons and pages as well as of fields, folded: alone in square brackets they say too little.
pub(super) const LABELS: &[&str] = &[
    "chat",
    "contact",
    "details",
    "here",
    "hier",
    "invoice",
    "item",
    "link",
    "order",
    "position",
    "product",
    "ref",
    "reference",
    "signature",
    "title",
    "total",
    "tracking",
    "website",
    "date",
    "data",
    "position",
];

pub(super) fn is_sure(inner: &str, words: &str) -> bool {
    let shouted =
        inner.contains('_') && inner.chars().all(|c| c.is_uppercase() || c == '_' || c.is_ascii_digit());
    shouted || words.split(' ').any(|word| SURE.contains(&word))
}
