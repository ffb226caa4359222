//! Amounts: digits with separators, number words, fractions, multiples and ranges.

use super::Decimal;
use super::lexicon::Sense::{Cardinal, Dozen, Scale, Tenths};
use super::lexicon::kinds;
use super::scan::{COMPOUNDING, Mark, Scan};
use super::words_numbers::PIECES;
use crate::text::TokenKind;

/// How an amount is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// With digits.
    Digits,
    /// With words.
    Words,
    /// An article only: one, but only before a unit.
    Article,
    /// `2nd`.
    Ordinal,
}

/// A number, or a range of numbers, and where it ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount<'a> {
    pub(super) value: Decimal,
    pub(super) upper: Option<Decimal>,
    /// One past its last token.
    pub(super) end: usize,
    pub(super) form: Form,
    /// Letters after the digits in the same token (`gb` in `10gb`).
    pub(super) suffix: &'a str,
}

/// Digits longer than this are no amount.
const LONGEST: usize = 24;

/// Reads digits with separators. `mark` decides what a single separator before three digits means; without
/// it, such digits are thousands.
pub(super) fn digits(text: &str, mark: Option<Mark>) -> Option<Decimal> {
    if text.len() > LONGEST {
        return None;
    }
    if text.len() <= 18
        && let Some(number) = text.bytes().try_fold(0, |sum, byte| Some(sum * 10 + i64::from(figure(byte)?)))
    {
        return (!text.is_empty()).then(|| Decimal::new(number, 0));
    }
    if text.len() <= 18
        && let Some((at, whole, fraction)) = split_at_mark(text)
    {
        let written = if at == b'.' { Mark::Point } else { Mark::Comma };
        let thousands = fraction.len() == 3
            && (1..=3).contains(&whole.len())
            && !whole.starts_with('0')
            && mark != Some(written);
        let scale = if thousands { 0 } else { u8::try_from(fraction.len()).ok()? };
        let figures = whole.bytes().chain(fraction.bytes()).filter_map(figure);
        return Some(Decimal::new(figures.fold(0, |sum, figure| sum * 10 + i64::from(figure)), scale));
    }
    let count = |mark: u8| text.bytes().filter(|byte| *byte == mark).count();
    let (points, commas) = (count(b'.'), count(b','));
    let (whole, fraction) = match (points, commas) {
        (0, 0) => (text, ""),
        (1.., 1..) => {
            let last = text.rfind(['.', ','])?;
            let (whole, fraction) = (text.get(..last)?, text.get(last + 1..)?);
            let decimal = if text.get(last..last + 1)? == "." { points } else { commas };
            if decimal != 1 {
                return None;
            }
            (whole, fraction)
        }
        (1, 0) | (0, 1) => {
            let (whole, fraction) = text.split_once(['.', ','])?;
            let written = if points == 1 { Mark::Point } else { Mark::Comma };
            let thousands = fraction.len() == 3
                && (1..=3).contains(&whole.len())
                && !whole.starts_with('0')
                && mark != Some(written);
            if thousands { (text, "") } else { (whole, fraction) }
        }
        _ => (text, ""),
    };
    let mut plain = ungroup(whole)?;
    if !fraction.is_empty() {
        plain.push('.');
        plain.push_str(fraction);
    }
    Decimal::parse(&plain)
}

/// Digits with one point or comma between them: the mark, and what stands before and after it.
fn split_at_mark(text: &str) -> Option<(u8, &str, &str)> {
    let at = text.bytes().position(|byte| !byte.is_ascii_digit())?;
    let mark = text.as_bytes().get(at).copied().filter(|mark| matches!(mark, b'.' | b','))?;
    let (whole, fraction) = (text.get(..at)?, text.get(at + 1..)?);
    (is_digits(whole) && is_digits(fraction)).then_some((mark, whole, fraction))
}

/// Digits without separators, which must stand every three digits (or, in India, every two before the last
/// three).
fn ungroup(whole: &str) -> Option<String> {
    let groups: Vec<&str> = whole.split(['.', ',', '\'']).collect();
    if let ([first, middle @ .., last], true) = (groups.as_slice(), groups.len() > 1) {
        let lead = (1..=3).contains(&first.len()) && *first != "0";
        let thousands = middle.iter().all(|g| g.len() == 3);
        let lakhs = first.len() <= 2 && whole.contains(',') && middle.iter().all(|g| g.len() == 2);
        if !lead || last.len() != 3 || !(thousands || lakhs) {
            return None;
        }
    }
    Some(groups.concat())
}

/// Adds up the words of a number.
#[derive(Default)]
struct Sum {
    total: u64,
    current: u64,
    scale: u64,
    any: bool,
    /// French counts on from sixty and by twenties.
    french: bool,
}

impl Sum {
    /// Adds one word; `false` when it does not continue the number.
    fn push(&mut self, number: u64, reversed: bool) -> bool {
        let current = self.current;
        let below = current % 100;
        let joined = match number {
            0 if !self.any => 0,
            _ if !self.any || current == 0 => number,
            _ if current.is_multiple_of(100) && number < 100 => current + number,
            // quatre-vingts
            20 if self.french && below == 4 => current + 76,
            // soixante-dix, quatre-vingt-douze
            10..=19 if self.french && matches!(below, 60 | 80) => current + number,
            1..=9 if current.is_multiple_of(10) && below >= 20 => current + number,
            20..=90 if reversed && (1..=9).contains(&below) => current + number,
            _ => return false,
        };
        if self.any && number == 0 {
            return false;
        }
        self.current = joined;
        self.any = true;
        true
    }

    fn scale(&mut self, scale: u64) -> bool {
        if scale == 100 {
            if self.current >= 100 {
                return false;
            }
            self.current = self.current.max(1) * 100;
        } else {
            if self.scale != 0 && self.scale <= scale {
                return false;
            }
            match self.current.max(1).checked_mul(scale).and_then(|n| self.total.checked_add(n)) {
                Some(total) => self.total = total,
                None => return false,
            }
            self.current = 0;
            self.scale = scale;
        }
        self.any = true;
        true
    }

    fn value(&self) -> Option<Decimal> {
        let number = self.total.checked_add(self.current).filter(|_| self.any)?;
        Some(Decimal::new(i64::try_from(number).ok()?, 0))
    }
}

impl<'a> Scan<'a> {
    /// The amount that starts with token `i`, with the other end of its range.
    pub(super) fn amount(&self, i: usize) -> Option<Amount<'a>> {
        let mut amount = self.single(i)?;
        if amount.form == Form::Article || amount.form == Form::Ordinal || !amount.suffix.is_empty() {
            return Some(amount);
        }
        if let Some(next) = self.range_end(i, amount.end)
            && let Some(second) = self.single(next).filter(|s| s.form == amount.form)
            && second.value > amount.value
        {
            amount.upper = Some(second.value);
            amount.end = second.end;
            amount.suffix = second.suffix;
        }
        Some(amount)
    }

    /// After an amount that starts at `start` and ends before `end`: where the other end of a range would
    /// start.
    pub(super) fn range_end(&self, start: usize, end: usize) -> Option<usize> {
        let glued = self.glued(end) && self.glued(end + 1);
        let open = self.spaced(end) && self.spaced(end + 1);
        let dash = self.is_mark(end, b'-') && (glued || open);
        let word = self.has(end, kinds::RANGE_WORD) && self.spaced(end);
        let pair =
            self.has(end, kinds::GLUE) && Scan::before(start).is_some_and(|b| self.has(b, kinds::BETWEEN));
        (dash || word || pair).then_some(end + 1)
    }

    /// One number that starts with token `i`.
    pub(super) fn single(&self, i: usize) -> Option<Amount<'a>> {
        match self.kind(i)? {
            TokenKind::Number => self.number_token(i),
            TokenKind::Alnum => self.alnum_token(i),
            TokenKind::Word => self.number_words(i),
            TokenKind::Symbol | TokenKind::Url | TokenKind::Email => None,
        }
    }

    fn number_token(&self, i: usize) -> Option<Amount<'a>> {
        let (value, end) =
            self.spaced_groups(i).or_else(|| Some((digits(self.word(i), self.mark)?, i + 1)))?;
        let mut amount = Amount { value, upper: None, end, form: Form::Digits, suffix: "" };
        // "2 and a half"
        if let Some((value, end)) = self.and_half(amount.value, amount.end) {
            (amount.value, amount.end) = (value, end);
        }
        if let Some(scale) = self.sense(amount.end, kinds::SCALE, |s| match s {
            Scale(n) if n >= 1000 => Some(n),
            _ => None,
        }) {
            let scale = Decimal::new(i64::try_from(scale).ok()?, 0);
            if let Some(value) = amount.value.checked_mul(scale) {
                (amount.value, amount.end) = (value, amount.end + 1);
                // "2 Mio. €"
                if self.is_mark(amount.end, b'.') && self.glued(amount.end) && !self.ends_sentence(amount.end)
                {
                    amount.end += 1;
                }
            }
        } else if self.has(amount.end, kinds::DOZEN) {
            (amount.value, amount.end) = (amount.value.checked_mul(Decimal::from(12))?, amount.end + 1);
        }
        Some(amount)
    }

    /// Whether the token after the full stop at `i` starts a sentence, or there is none.
    fn ends_sentence(&self, i: usize) -> bool {
        self.token(i + 1).is_none() || self.kind(i + 1) == Some(TokenKind::Word) && self.line_break(i + 1)
    }

    /// `1 234,56`: digits in groups of three with spaces. A no-break space joins anywhere; a plain one where
    /// the language groups so.
    fn spaced_groups(&self, i: usize) -> Option<(Decimal, usize)> {
        let first = self.word(i);
        if self.kind(i + 1) != Some(TokenKind::Number)
            || !(1..=3).contains(&first.len())
            || first.starts_with('0')
            || !is_digits(first)
        {
            return None;
        }
        let mut plain = String::from(first);
        let mut end = i + 1;
        while end < i + 5 && self.kind(end) == Some(TokenKind::Number) {
            let (group, fraction) = match self.word(end).split_once(['.', ',']) {
                Some((group, fraction)) => (group, Some(fraction)),
                None => (self.word(end), None),
            };
            if group.len() != 3 || !is_digits(group) || !self.joining_space(end) {
                break;
            }
            if fraction.is_some_and(|f| !is_digits(f) || f.is_empty()) {
                break;
            }
            plain.push_str(group);
            end += 1;
            if let Some(fraction) = fraction {
                plain.push('.');
                plain.push_str(fraction);
                break;
            }
        }
        if end == i + 1 {
            return None;
        }
        Some((Decimal::parse(&plain)?, end))
    }

    fn joining_space(&self, i: usize) -> bool {
        let (Some(before), Some(token)) = (Scan::before(i).and_then(|b| self.token(b)), self.token(i)) else {
            return false;
        };
        match self.original.get(before.span.end..token.span.start) {
            Some("\u{a0}" | "\u{202f}" | "\u{2009}" | "&nbsp;") => true,
            Some(" ") => {
                use super::lexicon::{DE, ES, FR, IT, NL, PT};
                self.surely(FR | ES | PT | IT | DE | NL) || self.has(i + 1, kinds::CURRENCY)
            }
            _ => false,
        }
    }

    fn alnum_token(&self, i: usize) -> Option<Amount<'a>> {
        let word = self.word(i);
        if word.len() > LONGEST {
            return None;
        }
        let cut = word.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '\'')))?;
        let (head, suffix) = (word.get(..cut)?, word.get(cut..)?);
        let value = digits(head, self.mark)?;
        let form = match suffix {
            "st" | "nd" | "rd" | "th" | "er" | "e" | "eme" | "ere" | "o" | "a" if value.is_whole() => {
                Form::Ordinal
            }
            _ => Form::Digits,
        };
        Some(Amount { value, upper: None, end: i + 1, form, suffix })
    }

    /// After a number: `and a half`, `et demi`, `y media`.
    fn and_half(&self, value: Decimal, end: usize) -> Option<(Decimal, usize)> {
        if !self.has(end, kinds::GLUE) {
            return None;
        }
        let half = if self.has(end + 1, kinds::ARTICLE) { end + 2 } else { end + 1 };
        if !self.has(half, kinds::HALF) || !value.is_whole() {
            return None;
        }
        Some((value.checked_add(Decimal::new(5, 1))?, half + 1))
    }

    fn number_words(&self, i: usize) -> Option<Amount<'a>> {
        let mut amount =
            Amount { value: Decimal::ONE, upper: None, end: i + 1, form: Form::Words, suffix: "" };
        if self.has(i, kinds::HALF) {
            amount.value = Decimal::new(5, 1);
            // "half an hour", "half a dozen", "half a million"
            if self.has(amount.end, kinds::ARTICLE) {
                amount.end += 1;
            }
            return self.multiplied(amount);
        }
        if let Some(tenths) = self.sense(i, kinds::TENTHS, |s| if let Tenths(t) = s { Some(t) } else { None })
        {
            amount.value = Decimal::new(tenths, 1);
            return self.multiplied(amount);
        }
        if self.has(i, kinds::ARTICLE) && self.atom(i).is_none() {
            amount.form = Form::Article;
            let scale = self.has(i + 1, kinds::SCALE | kinds::DOZEN);
            let half = self.has(i + 1, kinds::HALF);
            return if scale {
                let next = self.number_words(i + 1)?;
                Some(Amount { form: Form::Words, ..next })
            } else if half {
                // "een half uur", "un demi", "eine halbe Stunde"
                Some(Amount { value: Decimal::new(5, 1), end: i + 2, form: Form::Words, ..amount })
            } else {
                Some(amount)
            };
        }
        let (value, end) = self.sum_words(i)?;
        amount.value = value;
        amount.end = end;
        if let Some((value, end)) = self.and_half(value, end) {
            (amount.value, amount.end) = (value, end);
        }
        self.multiplied(amount)
    }

    /// The amount times the scale or dozen that follows it.
    fn multiplied(&self, mut amount: Amount<'a>) -> Option<Amount<'a>> {
        let factor = self.sense(amount.end, kinds::SCALE | kinds::DOZEN, |s| match s {
            Scale(n) if n >= 1000 => i64::try_from(n).ok(),
            Dozen => Some(12),
            _ => None,
        });
        if let Some(factor) = factor {
            amount.value = amount.value.checked_mul(Decimal::new(factor, 0))?;
            amount.end += 1;
        }
        Some(amount)
    }

    /// The words of one number from token `i`.
    fn sum_words(&self, i: usize) -> Option<(Decimal, usize)> {
        let mut sum = Sum { french: self.speaks(super::lexicon::FR), ..Sum::default() };
        let between = Scan::before(i).is_some_and(|b| self.has(b, kinds::BETWEEN));
        let mut end = i;
        let mut next = i;
        while next < i + 16 {
            let Some(atom) = self.atom(next) else { break };
            let taken = match atom {
                Atom::Number(n) => sum.push(n, false),
                Atom::Scale(n) => sum.scale(n),
                Atom::Dozen => {
                    let dozens = if sum.any { sum.value()? } else { Decimal::ONE };
                    return Some((dozens.checked_mul(Decimal::from(12))?, next + 1));
                }
            };
            if !taken {
                break;
            }
            end = next + 1;
            next = end;
            // "twenty-one", "vingt-et-un", "one hundred and twenty"
            if self.is_mark(next, b'-') && self.glued(next) && self.glued(next + 1) {
                next += 1;
            }
            if !between && self.has(next, kinds::GLUE) && self.after_glue(&sum, next + 1) {
                next += 1;
                if self.is_mark(next, b'-') && self.glued(next) {
                    next += 1;
                }
                // "vingt et un"
                if self.has(next, kinds::ARTICLE) && self.atom(next).is_none() {
                    return Some((sum.value()?.checked_add(Decimal::ONE)?, next + 1));
                }
            }
        }
        Some((sum.value()?, end))
    }

    /// Whether the number goes on after `and`: "twenty and five" does not, "treinta y cinco" does.
    fn after_glue(&self, sum: &Sum, next: usize) -> bool {
        use super::lexicon::{ES, FR, PT};
        let next = if self.is_mark(next, b'-') { next + 1 } else { next };
        let tens = sum.current.is_multiple_of(10) && sum.current % 100 >= 20;
        let hundreds = sum.current.is_multiple_of(100);
        match self.atom(next) {
            Some(Atom::Number(n)) => (hundreds && n < 100) || (tens && self.speaks(ES | FR | PT) && n < 20),
            Some(Atom::Scale(_) | Atom::Dozen) => false,
            None => tens && self.speaks(FR | ES | PT) && self.has(next, kinds::ARTICLE),
        }
    }

    /// The number word at token `i`.
    fn atom(&self, i: usize) -> Option<Atom> {
        if self.kind(i)? != TokenKind::Word {
            return None;
        }
        self.sense(i, kinds::CARDINAL | kinds::SCALE | kinds::DOZEN, |s| match s {
            Cardinal(n) => Some(Atom::Number(n)),
            Scale(n) => Some(Atom::Scale(n)),
            Dozen => Some(Atom::Dozen),
            _ => None,
        })
        .or_else(|| self.compound(self.word(i)).map(Atom::Number))
    }

    /// German, Dutch and Italian numbers written as one word: `einundzwanzig`, `duecento`.
    pub(super) fn compound(&self, word: &str) -> Option<u64> {
        use super::lexicon::{DE, IT, NL};
        if !(6..=60).contains(&word.len()) || !self.speaks(COMPOUNDING) {
            return None;
        }
        [(DE, "und"), (NL, "en"), (IT, "e")].into_iter().find_map(|(lang, glue)| {
            if !self.speaks(lang) {
                return None;
            }
            let mut sum = Sum::default();
            // "Centottanta" has one o for two.
            let elided =
                (lang == IT && word.contains("centott")).then(|| word.replace("centott", "centoott"));
            let mut rest = elided.as_deref().unwrap_or(word);
            let mut pieces = 0;
            while !rest.is_empty() {
                let (piece, number) = PIECES
                    .iter()
                    .filter(|(piece, langs, _)| langs & lang != 0 && rest.starts_with(piece))
                    .map(|(piece, _, number)| (*piece, *number))
                    .max_by_key(|(piece, _)| piece.len())?;
                rest = rest.get(piece.len()..)?;
                let taken = match number {
                    100 | 1000 => sum.scale(number),
                    _ => sum.push(number, true),
                };
                if !taken {
                    return None;
                }
                pieces += 1;
                rest = rest.strip_prefix(glue).filter(|r| !r.is_empty()).unwrap_or(rest);
            }
            sum.value().filter(|_| pieces > 1)?.whole().and_then(|n| u64::try_from(n).ok())
        })
    }
}

enum Atom {
    Number(u64),
    Scale(u64),
    Dozen,
}

/// The value of a digit.
pub(super) fn figure(byte: u8) -> Option<u8> {
    byte.is_ascii_digit().then(|| byte - b'0')
}

/// A number of one or two digits.
pub(super) fn small(text: &str) -> Option<u8> {
    match *text.as_bytes() {
        [one] => figure(one),
        [tens, one] => Some(figure(tens)? * 10 + figure(one)?),
        _ => None,
    }
}

pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
