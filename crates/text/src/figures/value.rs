//! An exact value: an integer, a decimal or a fraction.

use std::fmt;

use num_rational::Ratio;
use serde::{Serialize, Serializer};

/// The value of a figure: exact, never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Value(Ratio<u128>);

impl Value {
    /// A whole number.
    pub fn whole(number: u128) -> Self {
        Self(Ratio::from_integer(number))
    }

    /// `numerator` of `denominator`; `None` if that is nothing.
    pub fn fraction(numerator: u128, denominator: u128) -> Option<Self> {
        (denominator != 0).then(|| Self(Ratio::new(numerator, denominator)))
    }

    /// The numerator in lowest terms.
    pub fn numerator(self) -> u128 {
        *self.0.numer()
    }

    /// The denominator in lowest terms; 1 for whole numbers.
    pub fn denominator(self) -> u128 {
        *self.0.denom()
    }

    /// How far two values are apart.
    pub fn distance(self, other: Self) -> Self {
        let (small, large) = (self.0.min(other.0), self.0.max(other.0));
        Self(large - small)
    }

    /// A decimal of ASCII digits and at most one point; `None` if it is none or longer than thirty digits.
    pub(super) fn decimal(digits: &str) -> Option<Self> {
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.len() + part.len() > 30 {
            return None;
        }
        let number: u128 = format!("{whole}{part}").parse().ok()?;
        Self::fraction(number, 10_u128.checked_pow(u32::try_from(part.len()).ok()?)?)
    }

    /// This times a whole number; `None` where that is too large.
    pub(super) fn times(self, factor: u128) -> Option<Self> {
        let numerator = self.numerator().checked_mul(factor)?;
        Self::fraction(numerator, self.denominator())
    }

    /// The sum of both; `None` where that is too large.
    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let left = self.numerator().checked_mul(other.denominator())?;
        let right = other.numerator().checked_mul(self.denominator())?;
        Self::fraction(left.checked_add(right)?, self.denominator().checked_mul(other.denominator())?)
    }

    /// The digits behind the point, if they end.
    fn places(self) -> Option<u32> {
        (0..=30)
            .find(|places| 10_u128.checked_pow(*places).is_some_and(|power| power % self.denominator() == 0))
    }
}

impl fmt::Display for Value {
    /// `1673`, `12.5`, `2/3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = self.0.to_integer();
        match self.places() {
            Some(0) => write!(f, "{whole}"),
            Some(places) => {
                let power = 10_u128.pow(places);
                let part = self.numerator() % self.denominator() * (power / self.denominator());
                write!(f, "{whole}.{part:0width$}", width = usize::try_from(places).unwrap_or(0))
            }
            None => write!(f, "{}/{}", self.numerator(), self.denominator()),
        }
    }
}

impl Serialize for Value {
    /// As its text, so that no reader rounds it.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_are_written_exactly() {
        assert_eq!(Value::decimal("1673").unwrap().to_string(), "1673");
        assert_eq!(Value::decimal("12.50").unwrap().to_string(), "12.5");
        assert_eq!(Value::decimal("0.05").unwrap().to_string(), "0.05");
        assert_eq!(Value::fraction(4, 6).unwrap().to_string(), "2/3");
        assert_eq!(Value::decimal("2.8").unwrap().times(10_000).unwrap(), Value::whole(28_000));
        assert_eq!(serde_json::to_string(&Value::whole(5)).unwrap(), "\"5\"");
        assert_eq!(serde_json::to_string(&Value::decimal("0.5").unwrap()).unwrap(), "\"0.5\"");
        assert_eq!(Value::whole(3).distance(Value::whole(10)), Value::whole(7));
        assert_eq!((Value::fraction(1, 0), Value::decimal("x")), (None, None));
    }

    proptest! {
        #[test]
        fn a_decimal_is_read_as_it_is_written(whole in 0_u64..1_000_000, part in 0_u32..1000) {
            let value = Value::decimal(&format!("{whole}.{part:03}")).unwrap();
            prop_assert_eq!(Value::decimal(&value.to_string()), Some(value));
        }
    }
}
