//! Amounts of money: symbols and ISO codes before or after, names of currencies, hundredths, multiples.
//!
//! `$`, `¥` and `kr` are several currencies: the region decides, else the currency stays open. "pounds" are
//! money except where the text speaks of weight, or the region is the United States or Canada.

use super::lexicon::Family;
use super::lexicon::Sense::{self, Currency as Named, Minor, OpenCurrency};
use super::lexicon::{Kinds, kinds};
use super::numbers::{Amount, Form};
use super::scan::{Found, Scan};
use super::{Currency, Decimal, ValueKind};
use crate::text::one_of;
use crate::text::{Case, TokenKind};

/// The kinds of currencies.
const CURRENCIES: Kinds = kinds::CURRENCY | kinds::OPEN_CURRENCY;

/// A currency that may be open, and one past its last token.
type Marker = (Option<Currency>, usize);

impl<'a> Scan<'a> {
    fn family(&self, family: Family) -> Option<Currency> {
        let region = self.region().unwrap_or(*b"  ");
        let code: &[u8; 3] = match (family, &region) {
            (Family::Dollar, b"US") => b"USD",
            (Family::Dollar, b"CA") => b"CAD",
            (Family::Dollar, b"AU") => b"AUD",
            (Family::Dollar, b"NZ") => b"NZD",
            (Family::Dollar, b"SG") => b"SGD",
            (Family::Dollar, b"HK") => b"HKD",
            (Family::Dollar | Family::Peso, b"MX") => b"MXN",
            (Family::Peso, b"AR") => b"ARS",
            (Family::Peso, b"CL") => b"CLP",
            (Family::Peso, b"CO") => b"COP",
            (Family::Pound, _) => b"GBP",
            (Family::Krona, b"SE") => b"SEK",
            (Family::Krona, b"NO") => b"NOK",
            (Family::Krona, b"DK") => b"DKK",
            (Family::Krona, b"IS") => b"ISK",
            (Family::Yen, b"JP") => b"JPY",
            (Family::Yen, b"CN") => b"CNY",
            (Family::Franc, b"CH" | b"LI") => b"CHF",
            (Family::Cent, b"US") => b"USD",
            (Family::Cent, b"CA") => b"CAD",
            (Family::Cent, b"AU") => b"AUD",
            (
                Family::Cent,
                b"DE" | b"AT" | b"FR" | b"ES" | b"IT" | b"NL" | b"PT" | b"IE" | b"BE" | b"FI" | b"LU" | b"GR",
            ) => b"EUR",
            _ => return None,
        };
        Some(Currency(*code))
    }

    fn currency(&self, sense: Sense) -> Option<Option<Currency>> {
        match sense {
            Named(code) => Some(Some(Currency(code))),
            OpenCurrency(family) => Some(self.family(family)),
            _ => None,
        }
    }

    /// A sign or code of a currency that stands before its amount.
    fn marker_before(&self, i: usize) -> Option<Marker> {
        match self.kind(i)? {
            TokenKind::Symbol => Some((self.sense(i, CURRENCIES, |s| self.currency(s))?, i + 1)),
            TokenKind::Word => {
                if self.is_mark(i + 1, b'$') && self.glued(i + 1) {
                    let code = match self.word(i) {
                        "us" => b"USD",
                        "c" | "ca" | "cad" => b"CAD",
                        "a" | "au" => b"AUD",
                        "nz" => b"NZD",
                        "hk" => b"HKD",
                        "s" => b"SGD",
                        "r" => b"BRL",
                        "mx" => b"MXN",
                        _ => return None,
                    };
                    return Some((Some(Currency(*code)), i + 2));
                }
                let word = self.word(i);
                let code = self.case(i) == Case::Upper && word.len() == 3;
                let short = one_of!(word, "fr" | "sfr" | "kr" | "rs" | "zl");
                if !code && !short {
                    return None;
                }
                let mut currency = self.sense(i, CURRENCIES, |s| self.currency(s))?;
                if matches!(word, "fr" | "sfr") {
                    currency = Some(Currency(*b"CHF"));
                }
                let dot = self.is_mark(i + 1, b'.') && self.glued(i + 1);
                Some((currency, i + 1 + usize::from(dot)))
            }
            TokenKind::Number | TokenKind::Alnum | TokenKind::Url | TokenKind::Email => None,
        }
    }

    /// A name, sign or code of a currency after an amount; the factor is 0.01 for pence and cents.
    fn marker_after(&self, i: usize, amount: &Amount<'_>) -> Option<(Marker, Decimal)> {
        let mut at = amount.end;
        // "2 millones de euros"
        if amount.value >= Decimal::new(1_000_000, 0) && matches!(self.word(at), "de" | "di" | "of") {
            at += 1;
        }
        let spaced = self.token(at)?.spaced;
        match self.kind(at)? {
            TokenKind::Symbol => {
                // "3 $5 vouchers": the sign belongs to what follows.
                let next = self.glued(at + 1) && self.kind(at + 1) == Some(TokenKind::Number);
                if spaced && next {
                    return None;
                }
                Some(((self.sense(at, CURRENCIES, |s| self.currency(s))?, at + 1), Decimal::ONE))
            }
            TokenKind::Word => {
                let (word, next) = (self.word(at), self.word(at + 1));
                let first = word.as_bytes().first().copied().unwrap_or(0);
                let adjective = match (word, next) {
                    _ if !matches!(first, b'u' | b'a' | b'c' | b's') => None,
                    ("us" | "american", "dollars" | "dollar" | "$") => Some(b"USD"),
                    ("canadian", "dollars" | "dollar") => Some(b"CAD"),
                    ("australian", "dollars" | "dollar") => Some(b"AUD"),
                    ("swiss", "francs" | "franc") => Some(b"CHF"),
                    ("schweizer", "franken") => Some(b"CHF"),
                    _ => None,
                };
                if let Some(code) = adjective {
                    return Some(((Some(Currency(*code)), at + 2), Decimal::ONE));
                }
                let letter = word.len() == 1;
                if let Some(family) =
                    self.sense(at, kinds::MINOR, |s| if let Minor(f) = s { Some(f) } else { None })
                {
                    return (!letter).then_some(((self.family(family), at + 1), Decimal::new(1, 2)));
                }
                let mut currency = self.sense(at, CURRENCIES, |s| self.currency(s))?;
                let sterling = next.starts_with("sterl") || next.starts_with("esterl");
                match word {
                    "pound" | "pounds" if self.weighs(i, at) && !sterling => return None,
                    "pfund" | "livres" | "libras" | "ponden" if !sterling => return None,
                    "fr" | "sfr" => currency = Some(Currency(*b"CHF")),
                    "all" | "cop" | "ron" if self.case(at) != Case::Upper => return None,
                    _ => {}
                }
                Some(((currency, at + 1 + usize::from(sterling)), Decimal::ONE))
            }
            TokenKind::Number | TokenKind::Alnum | TokenKind::Url | TokenKind::Email => None,
        }
    }

    /// Whether the pounds at token `at` are a weight.
    fn weighs(&self, i: usize, at: usize) -> bool {
        let heavy = |j: usize| {
            one_of!(
                self.word(j),
                "weigh"
                    | "weighs"
                    | "weighing"
                    | "weight"
                    | "heavy"
                    | "heavier"
                    | "lighter"
                    | "overweight"
                    | "lift"
                    | "carry"
            )
        };
        (i.saturating_sub(4)..i).any(heavy)
            || (at + 1..at + 3).any(heavy)
            || self.region().is_some_and(|r| r == *b"US" || r == *b"CA")
    }

    /// `k`, `m`, `bn` glued to the digits, and marks of a period ("£20pm").
    fn multiple(suffix: &str) -> Option<Decimal> {
        match suffix {
            "" | "pm" | "pp" | "pw" | "pa" | "pppn" => Some(Decimal::ONE),
            "k" => Some(Decimal::from(1000)),
            "m" | "mn" | "mio" | "mil" => Some(Decimal::from(1_000_000)),
            "b" | "bn" | "mrd" => Some(Decimal::from(1_000_000_000)),
            _ => None,
        }
    }

    /// `£45`, `EUR 45`, `US$45`, `£3-5`, `£3 to £5`.
    pub(super) fn money_before(&self, i: usize) -> Option<Found> {
        let (currency, at) = self.marker_before(i)?;
        let amount = self.amount(at).filter(|a| a.form == Form::Digits)?;
        let factor = Self::multiple(amount.suffix)?;
        let value = amount.value.checked_mul(factor)?;
        let mut upper = match amount.upper {
            Some(upper) => Some(upper.checked_mul(factor)?),
            None => None,
        };
        // "£3-5m" is millions on both sides; "£1k-5k" has its own on each.
        let mut end = amount.end;
        if upper.is_none()
            && let Some(next) = self.range_end(i, end)
        {
            let next = self.marker_before(next).map_or(next, |(_, at)| at);
            if let Some(second) = self.single(next).filter(|s| s.form == Form::Digits) {
                let scaled = Self::multiple(second.suffix).and_then(|f| second.value.checked_mul(f));
                if let Some(second_value) = scaled.filter(|v| *v > value) {
                    // Days and percentages after it are not money: "£5 to 10% of customers".
                    let other = self.range_is_other(next, &second);
                    if !other {
                        upper = Some(second_value);
                        end = second.end;
                    }
                }
            }
        }
        Some(Found { end, kind: Some(ValueKind::Money { amount: value, currency }), upper })
    }

    fn range_is_other(&self, i: usize, second: &Amount<'_>) -> bool {
        second.suffix.is_empty()
            && self.has(second.end, kinds::PERCENT | kinds::TIME | kinds::UNIT | kinds::MONTH)
            && Scan::before(i).is_some_and(|b| self.marker_before(b).is_none())
    }

    /// `45 €`, `45 euros`, `99p`, `two and a half million pounds`.
    pub(super) fn money_after(&self, i: usize, amount: &Amount<'_>) -> Option<Found> {
        if matches!(amount.form, Form::Ordinal | Form::Article) {
            return None;
        }
        if let Some(found) = self.minor_suffix(amount) {
            return found;
        }
        let named = match amount.suffix {
            "" => None,
            suffix => self.sense_of(suffix, |s| self.currency(s)),
        };
        let scale = if named.is_some() { Decimal::ONE } else { Self::multiple(amount.suffix)? };
        let glued_name = named.filter(|_| amount.suffix != "m");
        let ((currency, mut end), factor) = match glued_name {
            Some(currency) => ((currency, amount.end), Decimal::ONE),
            None => self.marker_after(i, amount)?,
        };
        let factor = factor.checked_mul(scale)?;
        let mut value = amount.value.checked_mul(factor)?;
        let mut upper = match amount.upper {
            Some(upper) => Some(upper.checked_mul(factor)?),
            None => None,
        };
        // "5€50"
        let cents = self.word(end);
        if self.glued(end)
            && self.kind(end) == Some(TokenKind::Number)
            && cents.len() == 2
            && value.is_whole()
            && let Some(cents) = cents.parse::<i64>().ok().filter(|_| upper.is_none())
        {
            value = value.checked_add(Decimal::new(cents, 2))?;
            end += 1;
        }
        // "12 pounds and 50 pence"
        if factor == Decimal::ONE && value.is_whole() && upper.is_none() {
            let next = end + usize::from(self.has(end, kinds::GLUE));
            let second =
                self.single(next).filter(|s| s.form != Form::Ordinal && s.value < Decimal::from(100));
            if let Some(second) = second.filter(|s| s.value.is_whole() && s.suffix.is_empty())
                && let Some(((other, second_end), hundredth)) = self.marker_after(next, &second)
                && hundredth == Decimal::new(1, 2)
                && (other.is_none() || other == currency)
            {
                value = value.checked_add(second.value.checked_mul(hundredth)?)?;
                end = second_end;
            }
        }
        // "3 € bis 5 €"
        if upper.is_none() {
            let second = self.range_end(i, end).and_then(|next| self.single(next));
            if let Some(second) = second.filter(|s| s.form == amount.form && s.value > amount.value)
                && let Some(((other, second_end), factor)) = self.marker_after(i, &second)
                && other == currency
            {
                upper = second.value.checked_mul(factor);
                end = second_end;
            }
        }
        Some(Found { end, kind: Some(ValueKind::Money { amount: value, currency }), upper })
    }

    /// `45p`, `99c`: hundredths glued to their digits. The inner `None` is an end to the search: `1080p`.
    fn minor_suffix(&self, amount: &Amount<'_>) -> Option<Option<Found>> {
        if amount.suffix.is_empty() {
            return None;
        }
        let family = self.sense_of(amount.suffix, |s| if let Minor(f) = s { Some(f) } else { None })?;
        // "24.6p per kWh": rates have tenths.
        let whole = amount.value.is_whole() || amount.suffix == "p" && amount.value.scale() <= 2;
        let small = amount.value < Decimal::from(200) && whole;
        if !small || (amount.suffix == "c" && amount.value < Decimal::from(5)) {
            return Some(None);
        }
        let hundredth = Decimal::new(1, 2);
        let kind =
            ValueKind::Money { amount: amount.value.checked_mul(hundredth)?, currency: self.family(family) };
        let upper = amount.upper.and_then(|u| u.checked_mul(hundredth));
        Some(Some(Found { end: amount.end, kind: Some(kind), upper }))
    }

    /// `EUR45`, `chf12.50`: a code glued to its digits.
    pub(super) fn coded_money(&self, i: usize) -> Option<Found> {
        let (word, written) = (self.word(i), self.written(i));
        let (code, rest) = (word.get(..3)?, word.get(3..)?);
        let capitals = written.get(..3)?.bytes().all(|b| b.is_ascii_uppercase());
        if !capitals || !rest.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let Named(code) = self.sense_of(code, Some)? else { return None };
        let amount = super::numbers::digits(rest, self.mark)?;
        Some(Found::new(i + 1, ValueKind::Money { amount, currency: Some(Currency(code)) }))
    }

    /// `-£20`, `-5%`, `-3 °C`: a minus sign directly before, itself after a space.
    pub(super) fn negative(&self, i: usize) -> Option<Found> {
        if !self.is_mark(i, b'-') || self.glued(i) || !self.glued(i + 1) {
            return None;
        }
        let mut found = self.money_before(i + 1).or_else(|| self.numeric(i + 1))?;
        found.kind = Some(match found.kind? {
            ValueKind::Money { amount, currency } => {
                ValueKind::Money { amount: amount.checked_neg()?, currency }
            }
            ValueKind::Percent(amount) => ValueKind::Percent(amount.checked_neg()?),
            ValueKind::Quantity { amount, unit: unit @ ("celsius" | "fahrenheit" | "degree") } => {
                ValueKind::Quantity { amount: amount.checked_neg()?, unit }
            }
            _ => return None,
        });
        found.upper.is_none().then_some(found)
    }
}
