//! The measure: the Jaccard index of two sets of shingles, as an exact ratio, and the threshold that it is held against.

use std::cmp::Ordering;

use serde::Serialize;

use super::normal::{Form, normal};

/// How alike two texts are: `common` of `all`, from 0 to 1. Compared by value.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Likeness {
    /// What both have.
    pub common: u64,
    /// What either has; never 0.
    pub all: u64,
}

impl Likeness {
    /// `common` of `all`.
    pub fn new(common: u64, all: u64) -> Self {
        Self { common, all: all.max(1) }
    }

    /// In thousandths, rounded down: for showing only.
    pub fn per_mille(self) -> u64 {
        u64::try_from(u128::from(self.common) * 1000 / u128::from(self.all)).unwrap_or(1000)
    }
}

impl Ord for Likeness {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = u128::from(self.common) * u128::from(other.all);
        left.cmp(&(u128::from(other.common) * u128::from(self.all)))
    }
}

impl PartialOrd for Likeness {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Likeness {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Likeness {}

/// What is compared and from where on it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings<'a> {
    /// Signs of a shingle: 1 to 3.
    pub shingle: usize,
    /// Pairs at it or above are told: `(4, 5)` for four fifths. Between 0 (not included) and 1.
    pub threshold: (u32, u32),
    /// Texts that say less are alike by nature: they are told as short and not compared. A Han sign and a number count
    /// one, a word of letters two.
    pub shortest: usize,
    /// How texts are made alike first.
    pub form: Form<'a>,
}

impl Settings<'static> {
    /// Shingles of three signs, from four fifths on, texts of twelve Han signs or six words and more.
    pub const USUAL: Self = Self { shingle: 3, threshold: (4, 5), shortest: 12, form: Form::PLAIN };
}

impl Settings<'_> {
    /// Whether so many common shingles are enough for two sets of these sizes.
    pub(super) fn is_near(&self, common: usize, one: usize, other: usize) -> bool {
        common >= self.needed(one, other)
    }

    /// How many common shingles two sets need. From J = c / (a + b - c) ≥ n / d follows c ≥ (a + b) n / (n + d).
    pub(super) fn needed(&self, one: usize, other: usize) -> usize {
        let (above, below) = self.parts();
        (one + other).saturating_mul(above).div_ceil(above + below).max(1)
    }

    /// The smallest size of a set that can be near to one of this size: J ≤ b / a.
    pub(super) fn smallest(&self, size: usize) -> usize {
        let (above, below) = self.parts();
        size.saturating_mul(above).div_ceil(below).max(1)
    }

    /// How many of its rarest shingles a set must share one of with every set that it is near to.
    pub(super) fn prefix(&self, size: usize) -> usize {
        (size + 1).saturating_sub(self.smallest(size)).min(size)
    }

    fn parts(&self) -> (usize, usize) {
        let (above, below) = self.threshold;
        let below = below.max(1);
        (above.clamp(1, below) as usize, below as usize)
    }

    /// The shingles of a text, sorted, each once; `None` if it is too short. A shingle holds its signs whole: no two are
    /// the same by accident.
    pub(super) fn shingles(&self, text: &str) -> Option<Vec<u64>> {
        let normal = normal(text, self.form);
        let length = self.shingle.clamp(1, 3);
        if normal.signs.len() < length || normal.weight() < self.shortest {
            return None;
        }
        let one = |run: &[char]| run.iter().fold(0_u64, |sum, sign| sum << 21 | u64::from(u32::from(*sign)));
        let mut shingles: Vec<u64> = normal.signs.windows(length).map(one).collect();
        shingles.sort_unstable();
        shingles.dedup();
        Some(shingles)
    }

    /// How alike two texts are; `None` if one of them is too short.
    pub fn likeness(&self, one: &str, other: &str) -> Option<Likeness> {
        let (one, other) = (self.shingles(one)?, self.shingles(other)?);
        Some(of_sets(&one, &other))
    }
}

/// The likeness of two sorted sets.
pub(super) fn of_sets(one: &[u64], other: &[u64]) -> Likeness {
    let common = common(one, other);
    Likeness::new(common as u64, (one.len() + other.len() - common) as u64)
}

/// How many elements two sorted lists have in common; equal elements of one list count as often as they stand in both.
pub(super) fn common<T: Ord>(one: &[T], other: &[T]) -> usize {
    let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
    let mut count = 0;
    while let (Some(first), Some(second)) = (left.peek(), right.peek()) {
        match first.cmp(second) {
            Ordering::Less => drop(left.next()),
            Ordering::Greater => drop(right.next()),
            Ordering::Equal => {
                count += 1;
                left.next();
                right.next();
            }
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_likeness_is_the_exact_share_of_common_shingles() {
        let settings = Settings { shortest: 3, ..Settings::USUAL };
        let likeness = settings.likeness("甲乙丙丁", "甲乙丙戊").unwrap();
        assert_eq!((likeness.common, likeness.all), (1, 3));
        assert_eq!(settings.likeness("甲乙", "甲乙丙"), None);
        assert!(Likeness::new(2, 3) == Likeness::new(4, 6) && Likeness::new(2, 3) < Likeness::new(3, 4));
        assert_eq!(Likeness::new(2, 3).per_mille(), 666);
    }

    proptest! {
        #[test]
        fn the_needed_overlap_is_the_threshold(a in 1_usize..200, b in 1_usize..200, c in 0_usize..200, n in 1_u32..20, d in 1_u32..20) {
            let (n, d) = (n.min(d), d);
            let settings = Settings { threshold: (n, d), ..Settings::USUAL };
            let c = c.min(a).min(b);
            let all = a + b - c;
            prop_assert_eq!(settings.is_near(c, a, b), c > 0 && c * d as usize >= all * n as usize);
            if settings.is_near(c, a, b) {
                prop_assert!(b >= settings.smallest(a) && a >= settings.smallest(b));
            }
        }
    }
}
