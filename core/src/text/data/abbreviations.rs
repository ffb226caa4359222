//! Abbreviations that end in a full stop, by what may follow them. Folded, without the last stop, sorted.
//! English, German, French, Spanish, Italian, Dutch and Portuguese together: a text is split before its
//! language is known.

/// Something always follows: titles before names, "e.g.", "vs.", "approx.".
pub(in crate::text) static BEFORE_ANY: &[&str] = &[
    "abb", "adv", "anm", "approx", "aprox", "apt", "bld", "blvd", "bspw", "bv", "bzgl", "bzw", "ca", "capt",
    "cf", "cfr", "col", "dhr", "dipl", "dott", "dr", "dra", "drs", "e.g", "eds", "egr", "einschl", "evtl",
    "exc", "excl", "exma", "exmo", "geb", "gen", "gest", "ggf", "ggfs", "gov", "hon", "hrn", "i.d.r", "i.e",
    "incl", "ing", "inkl", "insb", "lic", "m.m", "mag", "mej", "messrs", "mevr", "mlle", "mme", "mr", "mrs",
    "ms", "mw", "n.b", "nb", "o.a", "o.g", "orig", "pres", "prof", "prot", "resp", "rev", "sen", "sgt",
    "sig", "sigg", "sog", "sr", "sra", "sras", "sres", "srta", "supt", "tel", "u.a", "u.u", "ud", "uds",
    "v.a", "vd", "vds", "vgl", "viz", "vs", "vv", "z.b", "z.t", "zgl", "zzgl",
];

/// A number follows: "No. 5", "Art. 6", "p. 12". Before anything else the stop may end the sentence.
pub(in crate::text) static BEFORE_NUMBER: &[&str] = &[
    "abs", "arr", "art", "bd", "cap", "ch", "chap", "cl", "ext", "fig", "kap", "lit", "n", "no", "nos", "nr",
    "nro", "num", "nums", "p", "pag", "pags", "para", "pp", "pt", "r", "ref", "rev", "rn", "rz", "s", "sec",
    "sect", "seite", "sez", "vol", "ziff",
];

/// Months and days of the week.
pub(in crate::text) static CALENDAR: &[&str] = &[
    "abr", "ago", "agt", "apr", "aug", "avr", "dec", "dez", "dic", "dom", "ene", "feb", "febr", "fev",
    "fevr", "fri", "genn", "giu", "jan", "janv", "juil", "jul", "jun", "lug", "lun", "mag", "mai", "mar",
    "mars", "may", "mon", "mrt", "nov", "oct", "okt", "ott", "out", "sat", "sep", "sept", "set", "sett",
    "sun", "thu", "thur", "thurs", "tue", "tues", "wed",
];

/// May end a sentence or not: "etc.", "Inc.", "a.m.", "U.S.". A word that often starts a sentence decides.
pub(in crate::text) static EITHER: &[&str] = &[
    "a.m", "ave", "bros", "c.s", "cia", "co", "corp", "d.c", "dept", "e.v", "ecc", "enz", "esq", "est",
    "etc", "g.m", "gmbh", "hr", "hrs", "inc", "jr", "l.l.c", "llc", "lt", "ltd", "ltda", "max", "min",
    "mind", "mins", "mio", "mm", "mrd", "n.a", "p.m", "plc", "s.a", "s.l", "s.p.a", "s.r.l", "sa", "sec",
    "sq", "sr", "st", "std", "str", "u.k", "u.s", "u.s.a", "usf", "usw",
];

/// Words between which a German ordinal stands ("am 3. Mai", "die 2. Mahnung").
pub(in crate::text) static ORDINAL_LEADS: &[&str] = &[
    "ab", "am", "beim", "bis", "das", "dem", "den", "der", "des", "die", "dieser", "eine", "einen", "ihre",
    "ihrem", "ihrer", "im", "ins", "jede", "jeden", "jeder", "jedes", "nach", "seit", "unsere", "unserem",
    "unserer", "vom", "vor", "zum", "zur",
];

/// Names of months, in which a number with a stop is a day.
pub(in crate::text) static MONTHS: &[&str] = &[
    "april",
    "august",
    "dezember",
    "feber",
    "februar",
    "janner",
    "januar",
    "juli",
    "juni",
    "maerz",
    "mai",
    "marz",
    "november",
    "oktober",
    "september",
];
