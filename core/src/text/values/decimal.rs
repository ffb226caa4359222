//! Exact decimal numbers: no binary fraction, no silent overflow.

use std::cmp::Ordering;
use std::fmt;

/// The largest scale that reading and arithmetic produce.
const MAX_SCALE: u8 = 18;

/// An exact decimal number: `mantissa * 10^-scale`, normalised so that equal numbers are equal values.
///
/// ```
/// use draftgate::text::values::Decimal;
/// let a = Decimal::parse("42.10").unwrap();
/// assert_eq!(a, Decimal::new(421, 1));
/// assert_eq!(a.to_string(), "42.1");
/// assert_eq!(a.checked_mul(Decimal::from(2)), Decimal::parse("84.2"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    mantissa: i64,
    scale: u8,
}

impl Decimal {
    /// Nought.
    pub const ZERO: Decimal = Decimal { mantissa: 0, scale: 0 };
    /// One.
    pub const ONE: Decimal = Decimal { mantissa: 1, scale: 0 };

    /// `mantissa * 10^-scale`, normalised: no trailing zero after the decimal mark.
    pub const fn new(mut mantissa: i64, mut scale: u8) -> Decimal {
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        Decimal { mantissa, scale }
    }

    /// Reads `123`, `-0.5`, `12.30`: ASCII digits with at most one `.`, at most 18 digits after it.
    /// `None` for anything else and for numbers that do not fit.
    pub fn parse(text: &str) -> Option<Decimal> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        if whole.is_empty() || fraction.is_empty() {
            return None;
        }
        let fraction = fraction.trim_end_matches('0');
        let scale = u8::try_from(fraction.len()).ok().filter(|s| *s <= MAX_SCALE)?;
        let mut mantissa: i64 = 0;
        for byte in whole.bytes().chain(fraction.bytes()) {
            if !byte.is_ascii_digit() {
                return None;
            }
            mantissa = mantissa.checked_mul(10)?.checked_add(i64::from(byte - b'0'))?;
        }
        Some(Decimal::new(if negative { -mantissa } else { mantissa }, scale))
    }

    /// Reads a number as JSON writes it, exponent included (`4.21e1`). `None` when it does not fit.
    pub fn from_f64_text(text: &str) -> Option<Decimal> {
        let Some((number, exponent)) = text.split_once(['e', 'E']) else {
            return Decimal::parse(text);
        };
        let number = Decimal::parse(number)?;
        let exponent: i32 = exponent.strip_prefix('+').unwrap_or(exponent).parse().ok()?;
        if number.mantissa == 0 {
            return Some(Decimal::ZERO);
        }
        let scale = i32::from(number.scale).checked_sub(exponent)?;
        if scale > i32::from(MAX_SCALE) {
            return None;
        }
        match u8::try_from(scale) {
            Ok(scale) => Some(Decimal::new(number.mantissa, scale)),
            Err(_) => {
                let factor = 10_i64.checked_pow(scale.unsigned_abs())?;
                Some(Decimal::new(number.mantissa.checked_mul(factor)?, 0))
            }
        }
    }

    /// The digits without their decimal mark.
    pub const fn mantissa(self) -> i64 {
        self.mantissa
    }

    /// Digits after the decimal mark.
    pub const fn scale(self) -> u8 {
        self.scale
    }

    /// Whether it has no fraction.
    pub const fn is_whole(self) -> bool {
        self.scale == 0
    }

    /// The whole number, or `None` when there is a fraction.
    pub const fn whole(self) -> Option<i64> {
        if self.scale == 0 { Some(self.mantissa) } else { None }
    }

    /// Whether it is below nought.
    pub const fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// The sum, or `None` when it does not fit.
    pub fn checked_add(self, other: Decimal) -> Option<Decimal> {
        if let (0, 0, Some(sum)) = (self.scale, other.scale, self.mantissa.checked_add(other.mantissa)) {
            return Some(Decimal::new(sum, 0));
        }
        let scale = self.scale.max(other.scale);
        let left = widen(self, scale)?;
        let right = widen(other, scale)?;
        narrow(left.checked_add(right)?, scale)
    }

    /// The difference, or `None` when it does not fit.
    pub fn checked_sub(self, other: Decimal) -> Option<Decimal> {
        self.checked_add(other.checked_neg()?)
    }

    /// The product, or `None` when it does not fit.
    pub fn checked_mul(self, other: Decimal) -> Option<Decimal> {
        let scale = self.scale.checked_add(other.scale)?;
        if let Some(mantissa) = self.mantissa.checked_mul(other.mantissa) {
            return Some(Decimal::new(mantissa, scale));
        }
        narrow(i128::from(self.mantissa).checked_mul(i128::from(other.mantissa))?, scale)
    }

    /// The number with the other sign, or `None` when it does not fit.
    pub fn checked_neg(self) -> Option<Decimal> {
        Some(Decimal { mantissa: self.mantissa.checked_neg()?, scale: self.scale })
    }

    /// Rounded half away from nought to `scale` digits after the decimal mark.
    pub fn round(self, scale: u8) -> Decimal {
        let Some(drop) = self.scale.checked_sub(scale).filter(|d| *d > 0) else { return self };
        let Some(unit) = 10_i64.checked_pow(u32::from(drop)) else { return Decimal::ZERO };
        let whole = self.mantissa / unit;
        let rest = (self.mantissa % unit).unsigned_abs();
        let up = i64::from(rest >= unit.unsigned_abs().div_ceil(2));
        Decimal::new(whole + up * self.mantissa.signum(), scale)
    }

    /// The number with exactly `places` digits after a `.`; further digits are kept, never dropped.
    pub fn to_fixed(self, places: u8) -> String {
        let mut text = self.to_string();
        if places > 0 && self.scale == 0 {
            text.push('.');
        }
        for _ in self.scale..places {
            text.push('0');
        }
        text
    }
}

/// The mantissa at a larger scale.
fn widen(number: Decimal, scale: u8) -> Option<i128> {
    let factor = 10_i128.checked_pow(u32::from(scale.checked_sub(number.scale)?))?;
    i128::from(number.mantissa).checked_mul(factor)
}

fn narrow(mut mantissa: i128, mut scale: u8) -> Option<Decimal> {
    while scale > 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        scale -= 1;
    }
    Some(Decimal::new(i64::try_from(mantissa).ok()?, scale))
}

impl From<i32> for Decimal {
    fn from(number: i32) -> Decimal {
        Decimal::new(i64::from(number), 0)
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Decimal) -> Ordering {
        if self.scale == other.scale {
            return self.mantissa.cmp(&other.mantissa);
        }
        let scale = self.scale.max(other.scale);
        // A number that cannot be widened to the other's scale is the larger one in magnitude: the other
        // stands at that scale already, with at most 19 digits.
        match (widen(*self, scale), widen(*other, scale)) {
            (Some(left), Some(right)) => left.cmp(&right),
            (None, _) => self.mantissa.cmp(&0),
            (_, None) => 0.cmp(&other.mantissa),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.mantissa < 0 {
            f.write_str("-")?;
        }
        let digits = self.mantissa.unsigned_abs().to_string();
        let scale = usize::from(self.scale);
        if scale == 0 {
            return f.write_str(&digits);
        }
        let padded = format!("{digits:0>width$}", width = scale + 1);
        let (whole, fraction) = padded.split_at(padded.len() - scale);
        write!(f, "{whole}.{fraction}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes() {
        for (text, shown) in [
            ("0", Some("0")),
            ("-0.50", Some("-0.5")),
            ("12.30", Some("12.3")),
            ("0.05", Some("0.05")),
            ("9223372036854775807", Some("9223372036854775807")),
            ("9223372036854775808", None),
            ("1.", None),
            (".5", None),
            ("1.2.3", None),
            ("", None),
            ("1,5", None),
            ("0.0000000000000000001", None),
        ] {
            assert_eq!(Decimal::parse(text).map(|d| d.to_string()).as_deref(), shown, "{text}");
        }
    }

    #[test]
    fn reads_json_numbers() {
        for (text, shown) in [
            ("42.1", Some("42.1")),
            ("4.21e1", Some("42.1")),
            ("1E3", Some("1000")),
            ("1e+2", Some("100")),
            ("25e-2", Some("0.25")),
            ("0e400", Some("0")),
            ("1e400", None),
            ("1e-30", None),
            ("1e99999999999", None),
        ] {
            assert_eq!(Decimal::from_f64_text(text).map(|d| d.to_string()).as_deref(), shown, "{text}");
        }
    }

    #[test]
    fn orders_by_value() {
        let d = |t: &str| Decimal::parse(t).unwrap();
        assert!(d("0.5") < d("1"));
        assert!(d("-2") < d("-1.5"));
        assert!(d("10") > d("9.99"));
        assert_eq!(d("1.0").cmp(&d("1")), Ordering::Equal);
        assert!(Decimal::new(i64::MAX, 0) > Decimal::new(7, 200));
        assert!(Decimal::new(i64::MIN, 0) < Decimal::new(7, 200));
        assert!(Decimal::new(3, 200) < Decimal::new(1, 0));
    }

    #[test]
    fn arithmetic_never_wraps() {
        let d = |t: &str| Decimal::parse(t).unwrap();
        assert_eq!(d("0.1").checked_add(d("0.2")), Some(d("0.3")));
        assert_eq!(d("1.5").checked_sub(d("2")), Some(d("-0.5")));
        assert_eq!(d("1.5").checked_mul(d("4")), Some(d("6")));
        assert_eq!(Decimal::new(i64::MAX, 0).checked_add(Decimal::ONE), None);
        assert_eq!(Decimal::new(i64::MAX, 0).checked_mul(d("2")), None);
        assert_eq!(Decimal::new(i64::MIN, 0).checked_neg(), None);
    }

    #[test]
    fn rounds_half_away_from_nought() {
        let d = |t: &str| Decimal::parse(t).unwrap();
        for (number, places, rounded) in
            [("1.25", 1, "1.3"), ("1.24", 1, "1.2"), ("-1.5", 0, "-2"), ("33.3", 0, "33"), ("5", 2, "5")]
        {
            assert_eq!(d(number).round(places), d(rounded), "{number}");
        }
        assert_eq!(d("5").to_fixed(2), "5.00");
        assert_eq!(d("5.1").to_fixed(2), "5.10");
        assert_eq!(d("5.125").to_fixed(2), "5.125");
    }
}
