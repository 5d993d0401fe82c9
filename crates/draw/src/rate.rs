//! How many units are drawn: exact integers throughout.

use std::{fmt, str::FromStr};

/// A share greater than 0 and at most 1, as an exact fraction in lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    numerator: u64,
    denominator: u64,
}

/// Text that is no rate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no rate; write 20%, 1/5 or 0.2, more than 0 and at most 1")]
pub struct RateError(String);

impl Rate {
    /// `numerator / denominator`.
    pub fn new(numerator: u64, denominator: u64) -> Result<Self, RateError> {
        if numerator == 0 || numerator > denominator {
            return Err(RateError(format!("{numerator}/{denominator}")));
        }
        let divisor = greatest_common_divisor(numerator, denominator);
        Ok(Self { numerator: numerator / divisor, denominator: denominator / divisor })
    }

    /// `ceil(rate × size)`, at least 1 unit of a stratum that has any.
    pub fn quota(self, size: u64) -> u64 {
        let product = u128::from(self.numerator) * u128::from(size);
        // At most `size`, because the rate is at most 1.
        u64::try_from(product.div_ceil(u128::from(self.denominator))).unwrap_or(size)
    }
}

fn greatest_common_divisor(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}

impl FromStr for Rate {
    type Err = RateError;

    /// Reads `20%`, `12.5%`, `1/5`, `0.2` or `1`.
    fn from_str(text: &str) -> Result<Self, RateError> {
        let fault = || RateError(text.to_owned());
        let trimmed = text.trim();
        let (numerator, denominator) = if let Some(percent) = trimmed.strip_suffix('%') {
            let (numerator, denominator) = decimal(percent.trim_end()).ok_or_else(fault)?;
            (numerator, denominator.checked_mul(100).ok_or_else(fault)?)
        } else if let Some((above, below)) = trimmed.split_once('/') {
            (above.trim().parse().map_err(|_| fault())?, below.trim().parse().map_err(|_| fault())?)
        } else {
            decimal(trimmed).ok_or_else(fault)?
        };
        Self::new(numerator, denominator).map_err(|_| fault())
    }
}

/// A plain decimal number as a fraction; at most 15 digits.
fn decimal(text: &str) -> Option<(u64, u64)> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{whole}{rest}");
    let plain = !whole.is_empty() && digits.len() <= 15 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let places = u32::try_from(rest.len()).ok()?;
    plain.then_some((digits.parse().ok()?, 10_u64.pow(places)))
}

impl fmt::Display for Rate {
    /// `1/5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

/// How many are taken from each stratum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    /// A share of each stratum.
    Rate(Rate),
    /// The same number from each stratum; a smaller stratum is refused.
    Count(u64),
}

impl Take {
    /// How many are taken from a stratum of `size` units; `None` if it has too few.
    pub fn quota(self, size: u64) -> Option<u64> {
        match self {
            Self::Rate(rate) => Some(rate.quota(size)),
            Self::Count(count) => (count <= size).then_some(count),
        }
    }
}

impl fmt::Display for Take {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rate(rate) => write!(f, "rate {rate}"),
            Self::Count(count) => write!(f, "take {count}"),
        }
    }
}

impl FromStr for Take {
    type Err = RateError;

    /// Reads what `Display` writes.
    fn from_str(text: &str) -> Result<Self, RateError> {
        let fault = || RateError(text.to_owned());
        match text.split_once(' ') {
            Some(("rate", rate)) => Ok(Self::Rate(rate.parse()?)),
            Some(("take", count)) => {
                Ok(Self::Count(count.parse().ok().filter(|count| *count > 0).ok_or_else(fault)?))
            }
            _ => Err(fault()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_read_exactly_and_nonsense_is_refused() {
        for text in ["20%", "20.0%", "1/5", "0.2", "2/10"] {
            assert_eq!(text.parse::<Rate>().unwrap(), Rate::new(1, 5).unwrap(), "{text}");
        }
        for text in ["", "0", "0%", "101%", "6/5", "1/0", "-1/5", "a", "1e-1", ".2", "0.1234567890123456"] {
            assert!(text.parse::<Rate>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_quota_is_rounded_up_and_at_least_one() {
        let fifth = Rate::new(1, 5).unwrap();
        let quotas: Vec<_> = [0, 1, 5, 6, 88, 310, 165, 75, 70, 74].map(|size| fifth.quota(size)).to_vec();
        assert_eq!(quotas, [0, 1, 1, 2, 18, 62, 33, 15, 14, 15]);
        // A float would give 0.1 + 0.2 > 0.3 here.
        assert_eq!("30%".parse::<Rate>().unwrap().quota(10), 3);
        assert_eq!(Rate::new(u64::MAX, u64::MAX).unwrap().quota(u64::MAX), u64::MAX);
    }
}
