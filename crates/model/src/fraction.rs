//! Exact fractions for scores, rates, weights and quotas. Rounded once, at display.

use crate::message::Message;
use num_rational::Ratio;
use std::{
    fmt,
    iter::Sum,
    ops::{Add, Div, Mul, Sub},
};

/// An exact rational number. Scores have small terms, so 128 bits never overflow in practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fraction(Ratio<i128>);

impl Fraction {
    /// Nought.
    pub const ZERO: Self = Self(Ratio::new_raw(0, 1));
    /// One.
    pub const ONE: Self = Self(Ratio::new_raw(1, 1));

    /// One over a positive number, for constants: nothing else compiles in one.
    pub const fn one_over(denominator: i64) -> Self {
        assert!(denominator > 0, "a part of a whole");
        Self(Ratio::new_raw(1, denominator as i128))
    }

    /// `numerator / denominator`; `None` if the denominator is 0.
    pub fn new(numerator: i64, denominator: i64) -> Option<Self> {
        (denominator != 0).then(|| Self(Ratio::new(numerator.into(), denominator.into())))
    }

    /// A whole number.
    pub fn whole(number: i64) -> Self {
        Self(Ratio::from_integer(number.into()))
    }

    /// So many thousandths.
    pub fn thousandths(number: i64) -> Self {
        Self(Ratio::new(number.into(), 1000))
    }

    /// Numerator in lowest terms, carrying the sign.
    pub fn numerator(self) -> i128 {
        *self.0.numer()
    }

    /// Denominator in lowest terms, positive.
    pub fn denominator(self) -> i128 {
        *self.0.denom()
    }

    /// The quotient; `None` when dividing by nought.
    pub fn checked_div(self, other: Self) -> Option<Self> {
        (other != Self::ZERO).then(|| Self(self.0 / other.0))
    }

    /// The arithmetic mean; `None` of nothing.
    pub fn mean(values: &[Self]) -> Option<Self> {
        let count = i64::try_from(values.len()).ok()?;
        values.iter().copied().sum::<Self>().checked_div(Self::whole(count))
    }

    /// Reads `20%`, `12.5%`, `1/5`, `0.2` or `3`.
    pub fn parse(text: &str) -> Result<Self, Message> {
        let fault = || Message::new("error-fraction").with("text", text);
        let trimmed = text.trim();
        if let Some(percent) = trimmed.strip_suffix('%') {
            return Ok(Self(decimal(percent.trim_end()).ok_or_else(fault)?.0 / 100));
        }
        if let Some((above, below)) = trimmed.split_once('/') {
            let above = decimal(above.trim()).ok_or_else(fault)?;
            let below = decimal(below.trim()).ok_or_else(fault)?;
            return above.checked_div(below).ok_or_else(fault);
        }
        decimal(trimmed).ok_or_else(fault)
    }

    /// Decimal text with `places` digits after the point, halves away from nought.
    pub fn rounded(self, places: u32) -> String {
        let scale = 10_i128.pow(places.min(12));
        let scaled = (self.0 * scale).round().to_integer();
        let sign = if scaled < 0 { "-" } else { "" };
        let whole = (scaled / scale).abs();
        if places == 0 {
            return format!("{sign}{whole}");
        }
        let rest = (scaled % scale).abs();
        format!("{sign}{whole}.{rest:0width$}", width = places as usize)
    }

    /// A share as it was set, nothing rounded away: `20%`, `12.5%`, or `1/3` where no percentage of two places says it.
    pub fn share(self) -> String {
        let exact = [0, 1, 2].into_iter().find(|places| (self.0 * 100 * 10_i128.pow(*places)).is_integer());
        exact.map_or_else(|| self.to_string(), |places| self.percent(places))
    }

    /// Percentage with `places` digits after the point, and the sign.
    pub fn percent(self, places: u32) -> String {
        format!("{}%", Self(self.0 * 100).rounded(places))
    }
}

/// A plain decimal number as an exact fraction; at most 18 digits.
fn decimal(text: &str) -> Option<Fraction> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let all = format!("{whole}{rest}");
    if all.is_empty() || all.len() > 18 || whole.is_empty() || !all.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let numerator: i128 = all.parse().ok()?;
    let denominator = 10_i128.pow(u32::try_from(rest.len()).ok()?);
    Some(Fraction(Ratio::new(sign * numerator, denominator)))
}

impl fmt::Display for Fraction {
    /// `numerator/denominator` in lowest terms, or the whole number alone.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl TryFrom<String> for Fraction {
    type Error = String;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|message| message.to_string())
    }
}
impl From<Fraction> for String {
    fn from(fraction: Fraction) -> Self {
        fraction.to_string()
    }
}
impl Add for Fraction {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}
impl Sub for Fraction {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}
impl Mul for Fraction {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self(self.0 * other.0)
    }
}
impl Div<std::num::NonZeroU32> for Fraction {
    type Output = Self;
    fn div(self, by: std::num::NonZeroU32) -> Self {
        Self(self.0 / i128::from(by.get()))
    }
}
impl Sum for Fraction {
    fn sum<I: Iterator<Item = Self>>(values: I) -> Self {
        values.fold(Self::ZERO, Add::add)
    }
}

/// A fraction as people write it: `6`, `4.5`, or `1/3` where no decimal is exact.
pub fn plain(fraction: Fraction) -> String {
    let decimal = fraction.rounded(4);
    let short = decimal.trim_end_matches('0').trim_end_matches('.');
    match Fraction::parse(short) {
        Ok(read) if read == fraction => short.to_owned(),
        _ => fraction.to_string(),
    }
}

/// A share as people write it: `20%`, or the fraction where no decimal is exact.
pub fn plain_share(fraction: Fraction) -> String {
    let hundredfold = plain(fraction * Fraction::whole(100));
    if hundredfold.contains('/') { fraction.to_string() } else { format!("{hundredfold}%") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_four_ways_of_writing_a_fifth_are_equal() {
        let fifth = Fraction::new(1, 5).unwrap();
        for text in ["20%", "20.0 %", "1/5", "0.2", "0.2/1"] {
            assert_eq!(Fraction::parse(text).unwrap(), fifth, "{text}");
        }
    }

    #[test]
    fn nonsense_is_refused() {
        for text in ["", "%", "1/0", "a", "1e5", "--1", "1.2.3", "99999999999999999999", ".5"] {
            assert!(Fraction::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn halves_round_away_from_nought_and_once() {
        assert_eq!(Fraction::parse("0.25").unwrap().rounded(1), "0.3");
        assert_eq!(Fraction::parse("-0.25").unwrap().rounded(1), "-0.3");
        assert_eq!(Fraction::parse("89.9999").unwrap().rounded(2), "90.00");
        assert_eq!(Fraction::new(1, 3).unwrap().percent(1), "33.3%");
        assert_eq!(Fraction::whole(7).rounded(0), "7");
    }

    #[test]
    fn a_share_says_what_was_set() {
        let said = |text: &str| Fraction::parse(text).unwrap().share();
        assert_eq!(
            ["20%", "1/5", "12.5%", "33.33%", "1/3", "2/7", "1"].map(said),
            ["20%", "20%", "12.5%", "33.33%", "1/3", "2/7", "100%"]
        );
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(n in -1_000_000_i64..1_000_000, d in 1_i64..1_000_000) {
            let fraction = Fraction::new(n, d).unwrap();
            prop_assert_eq!(Fraction::parse(&fraction.to_string()).unwrap(), fraction);
        }

        #[test]
        fn a_mean_lies_between_the_least_and_the_greatest(values in proptest::collection::vec(0_i64..100, 1..20)) {
            let values: Vec<_> = values.into_iter().map(Fraction::whole).collect();
            let mean = Fraction::mean(&values).unwrap();
            prop_assert!(mean >= *values.iter().min().unwrap() && mean <= *values.iter().max().unwrap());
        }
    }
}
